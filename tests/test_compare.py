"""What moved between two snapshots: the parts sum exactly, each unit has one reason, and plain loops over raw rows agree."""

import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import compare_oracle
import oracle
import pytest
from conftest import rows_of, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.compare.comparison import Move, compare, exact
from analytics.compare.reasons import MEANINGS, POOLED, REASONS
from analytics.compare.shown import shown
from analytics.metrics import COMPLIANCE, METRICS, RECOMMENDED, REPORTED, SANCTIONED, SHARE, SHARE_RECOMMENDED
from analytics.scope import CASE, LETTER, PERSON, UNITS, Scope
from analytics.settings import SAMPLE
from analytics.text import Notice
from analytics.view import View
from analytics.vocabulary import AGENCY_TYPE, CATEGORY, DIMENSIONS, MONTH, POSITION, PROVINCE

A, B = date(2020, 12, 30), date(2020, 12, 31)
DAYS = [date.fromisoformat(path.name.removeprefix("snapshot=")) for path in sorted(SAMPLE.glob("snapshot=*"))]
PAIRS = list(zip(DAYS, DAYS[1:], strict=False))
COUNTED = [metric for metric in METRICS.values() if metric.kind != "median"]
BY_CHANCE = settings(derandomize=True, deadline=None, max_examples=25, database=None, suppress_health_check=[HealthCheck.too_slow])


# --- what holds of every comparison ---


def assert_sums(found):
    """Every group's parts, and the whole's, are exactly the difference; within, mix and overlap of a rate too."""
    for change in (found.whole, *found.groups):
        levels = change.then, change.now
        assert sum(part.numerator for part in change.parts) == (levels[1].numerator or 0) - (levels[0].numerator or 0), change
        if levels[0].denominator is not None:
            base = sum(part.denominator for part in change.parts)
            assert base == levels[1].denominator - levels[0].denominator, change
        if change.difference is not None:
            assert sum((part.effect for part in change.parts), Fraction(0)) == change.difference == exact(levels[1]) - exact(levels[0])
        assert [part.reason for part in change.parts] == [reason for reason in REASONS if change.part(reason)]
    if found.within is not None and found.whole.difference is not None:
        assert found.within + found.mix + found.overlap == found.whole.difference


def as_oracle(changes):
    """Groups and reasons in the oracle's form; reasons without a change of their own are those of a share's base."""
    return {
        change.code: {part.reason: part.numerator for part in change.parts if part.numerator}
        for change in changes
        if any(part.numerator for part in change.parts)
    }


def assert_agrees(found, expected):
    """The numerators of every group and reason, and both counts of the whole of a rate, are those counted in plain loops."""
    wanted = {group: {why: line[0] for why, line in lines.items() if line[0]} for group, lines in expected.items()}
    changes = found.groups if found.now.by else (found.whole,)
    assert as_oracle(changes) == {group: lines for group, lines in wanted.items() if lines}
    if found.metric.kind == "rate":
        both = {
            change.code: {part.reason: (part.numerator, part.denominator) for part in change.parts} for change in changes if change.parts
        }
        assert both == expected


# --- the sample ---


@pytest.mark.parametrize(("then", "now"), PAIRS, ids=lambda day: day.isoformat())
def test_every_bridge_between_neighbouring_snapshots_sums_in_every_metric_and_unit(sample, then, now):
    for metric in COUNTED:
        for unit in (PERSON, CASE, LETTER):
            if unit in metric.units:
                found = compare(sample, metric, Scope(then, unit=unit), Scope(now, unit=unit))
                assert_sums(found)
                assert found.whole.difference is not None or not (found.whole.then.denominator and found.whole.now.denominator)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_bridge_between_neighbouring_snapshots_sums_in_every_dimension(sample, dimension):
    """Every metric by every dimension; of two neighbouring pairs, each has half of them."""
    for place, (then, now) in enumerate(PAIRS):
        for metric in COUNTED[place % 2 :: 2] + COUNTED[place % 3 :: 9]:
            assert_sums(compare(sample, metric, Scope(then), Scope(now), DIMENSIONS[dimension]))


@pytest.fixture(scope="module")
def raw():
    """Raw rows of the sample by day, read without the code under test."""
    return {day: oracle.read_rows(next((SAMPLE / f"snapshot={day}").glob("cases.*"))) for day in DAYS}


@pytest.mark.parametrize(("then", "now"), PAIRS, ids=lambda day: day.isoformat())
@pytest.mark.parametrize("unit", ["orang", "kasus", "rekomendasi"])
def test_rows_compared_in_plain_loops_give_the_same_reasons(sample, raw, then, now, unit):
    metrics = [
        metric for metric in (REPORTED, SANCTIONED, COMPLIANCE, SHARE_RECOMMENDED, METRICS["in_process"]) if UNITS[unit] in metric.units
    ]
    for place, metric in enumerate(metrics):
        for by in (None, ("position", "category", "agency_type", "status", "month", "province")[(place + PAIRS.index((then, now))) % 6]):
            found = compare(sample, metric, Scope(then, unit=UNITS[unit]), Scope(now, unit=UNITS[unit]), *([DIMENSIONS[by]] if by else []))
            assert_agrees(found, compare_oracle.parts(raw[then], raw[now], (then, now), metric.code, by, unit=unit))


@pytest.mark.parametrize(
    "where", [{"province": ("sulawesi_tenggara",)}, {"position": ("jpt", "unknown"), "category": ("medsos",)}], ids=str
)
def test_filters_make_reclassifications_of_their_own(sample, raw, where):
    for then, now in ((DAYS[0], DAYS[2]), (DAYS[6], DAYS[8]), (DAYS[8], DAYS[9])):
        for metric, by in ((REPORTED, None), (COMPLIANCE, "agency_type")):
            found = compare(sample, metric, Scope(then, where), Scope(now, where), *([DIMENSIONS[by]] if by else []))
            assert_sums(found)
            assert_agrees(found, compare_oracle.parts(raw[then], raw[now], (then, now), metric.code, by, where))


def test_the_fall_of_the_share_of_senior_officials_is_explained(sample):
    found = compare(sample, SHARE, Scope(DAYS[0]), Scope(DAYS[2]), POSITION)
    change = found.group("jpt")
    assert (change.then.numerator, change.then.denominator, change.now.numerator, change.now.denominator) == (122, 369, 126, 456)
    assert [(part.reason, part.numerator, part.denominator) for part in change.parts] == [
        ("reported", 32, 157), ("position", -3, 0), ("withdrawn", -25, -70),
    ]  # fmt: skip
    assert change.part("reported").effect == (32 - Fraction(122, 369) * 157) / 456
    assert Move("jpt", "fungsional", 2) in found.moves


# --- registers drawn to show one reason each ---


def two(tmp_path, then, now):
    """A register of two snapshots drawn as tables."""
    return written(tmp_path, {A: rows_of(then), B: rows_of(now)})


def reasons(register, metric=REPORTED, *by, unit=PERSON, code="total", **where):
    """reason -> numerator of one group."""
    scopes = (Scope(day, {name: (member,) for name, member in where.items()}, unit=unit) for day in (A, B))
    found = compare(register, metric, *scopes, *by)
    assert_sums(found)
    change = found.group(code) if by else found.whole
    return {part.reason: part.numerator for part in change.parts}


THEN = """
nomor_kasus id_asn kelompok_jabatan kategori_pelanggaran status            tanggal_sanksi
k1          x1     jpt              medsos               konsep_surat      -
k2          x2     jpt              medsos               direkomendasikan  -
k3          x3     pengawas         medsos               konsep_surat      -
k4          x4     pengawas         keberpihakan         direkomendasikan  2020-09-01
k5          x5     fungsional       keberpihakan         konsep_surat      -
"""
NOW = """
nomor_kasus id_asn kelompok_jabatan kategori_pelanggaran status            tanggal_sanksi
k1          x1     fungsional       medsos               konsep_surat      -
k2          x2     jpt              medsos               direkomendasikan  2020-10-01
k3          x3     pengawas         keberpihakan         direkomendasikan  -
k5          x1     fungsional       keberpihakan         konsep_surat      -
k6          x6     jpt              medsos               direkomendasikan  2020-11-01
"""


def test_persons_come_go_and_merge(tmp_path):
    register = two(tmp_path, THEN, NOW)
    assert reasons(register) == {"reported": 1, "withdrawn": -1, "merged": -1}
    assert reasons(register, RECOMMENDED) == {"reported": 1, "recommended": 1, "withdrawn": -1}
    assert reasons(register, SANCTIONED) == {"reported": 1, "sanctioned": 1, "withdrawn": -1}
    assert reasons(register, METRICS["outstanding"]) == {"recommended": 1, "sanctioned": -1}


def test_a_corrected_position_takes_a_person_from_group_to_group(tmp_path):
    register = two(tmp_path, THEN, NOW)
    assert reasons(register, REPORTED, POSITION, code="jpt") == {"reported": 1, "position": -1}
    assert reasons(register, REPORTED, POSITION, code="fungsional") == {"position": 1, "merged": -1}
    found = compare(register, REPORTED, Scope(A), Scope(B), POSITION)
    assert found.moves == (Move("jpt", "fungsional", 1),)


def test_what_passes_to_a_known_person_is_merged_in_its_group_too(tmp_path):
    """x5's case is x1's now: x5 is gone, and x1 stands in the category because of that case."""
    found = compare(two(tmp_path, THEN, NOW), REPORTED, Scope(A), Scope(B), CATEGORY)
    assert {part.reason: part.numerator for part in found.group("keberpihakan").parts} == {"category": 1, "withdrawn": -1}
    assert {part.reason: part.numerator for part in found.group("medsos").parts} == {"reported": 1, "category": -1}


def test_one_of_two_persons_of_a_case_who_goes_is_withdrawn_not_merged(tmp_path):
    then = "nomor_kasus id_asn\nk1 x1\nk1 x2"
    assert reasons(two(tmp_path, then, "nomor_kasus id_asn\nk1 x1")) == {"withdrawn": -1}


def test_a_case_that_goes_is_merged_where_its_person_passes_to_another_known_case(tmp_path):
    register = two(tmp_path, "nomor_kasus id_asn\nk1 x1\nk2 x2\nk3 x3", "nomor_kasus id_asn\nk1 x1\nk1 x2")
    assert reasons(register, unit=CASE) == {"withdrawn": -1, "merged": -1}
    assert reasons(register) == {"withdrawn": -1}


def test_a_further_report_of_a_known_person_is_new_in_its_group_only(tmp_path):
    then = "nomor_kasus id_asn kelompok_jabatan kategori_pelanggaran\nk1 x1 jpt medsos"
    register = two(tmp_path, then, then + "\nk2 x1 jpt keberpihakan")
    assert reasons(register) == {}
    assert reasons(register, REPORTED, CATEGORY, code="keberpihakan") == {"reported": 1}


def test_a_letter_comes_into_being_by_a_recommendation(tmp_path):
    then = "nomor_kasus id_asn status\nk1 x1 konsep_surat"
    register = two(tmp_path, then, "nomor_kasus id_asn status\nk1 x1 direkomendasikan")
    assert reasons(register, RECOMMENDED, unit=LETTER) == {"recommended": 1}


def test_a_status_that_goes_back_and_a_block_are_other_changes(tmp_path):
    register = two(tmp_path, "nomor_kasus id_asn status\nk1 x1 direkomendasikan", "nomor_kasus id_asn status\nk1 x1 konsep_surat")
    assert reasons(register, RECOMMENDED) == {"status": -1}
    assert reasons(register, METRICS["in_process"]) == {"status": 1}


def test_what_is_filtered_by_tells_why_a_person_enters(tmp_path):
    then = "nomor_kasus id_asn kelompok_jabatan instansi provinsi\nk1 x1 jpt kab_bima nusa_tenggara_barat\nk2 x2 pengawas kota_bima -"
    now = "nomor_kasus id_asn kelompok_jabatan instansi provinsi\nk1 x1 pengawas kota_bima -\nk2 x2 pengawas kota_bima -"
    register = two(tmp_path, then, now)
    assert reasons(register, position="jpt") == {"position": -1}
    assert reasons(register, agency="kab_bima") == {"agency": -1}
    assert reasons(register, position="pengawas", agency="kota_bima") == {"position": 1}
    assert reasons(register, source="media") == {}


def test_the_same_register_twice_has_no_parts(tmp_path):
    register = two(tmp_path, THEN, THEN)
    for metric in COUNTED:
        for by in ((), (POSITION,), (MONTH,)):
            found = compare(register, metric, Scope(A), Scope(B), *by)
            assert [change.parts for change in (found.whole, *found.groups)] == [()] * (1 + len(found.groups))


def test_a_rate_without_a_base_has_no_effects_but_its_counts(tmp_path):
    found = compare(two(tmp_path, "status\nkonsep_surat", "status\ndirekomendasikan"), COMPLIANCE, Scope(A), Scope(B))
    assert found.whole.difference is None
    assert [(part.reason, part.numerator, part.denominator, part.effect) for part in found.whole.parts] == [("recommended", 0, 1, None)]


def test_medians_have_no_parts(sample):
    found = compare(sample, METRICS["median_days_to_sanction"], Scope(DAYS[0]), Scope(DAYS[2]), POSITION)
    assert (found.whole.then.value, found.whole.now.value, found.whole.difference, found.whole.parts) == (26.5, 65, Fraction(77, 2), ())
    assert found.group("jpt").difference == 51


def test_a_rate_splits_into_within_and_mix_as_worked_by_hand(tmp_path):
    """Then 1/4 and 1/1, weights 4/5 and 1/5; now 2/4 and 2/4, weights 1/2 each."""
    head = "nomor_kasus id_asn kelompok_jabatan status tanggal_sanksi"

    def lines(group, start, sanctioned, count):
        return [f"k{start + n} x{start + n} {group} direkomendasikan {'2020-09-01' if n < sanctioned else '-'}" for n in range(count)]

    then, now = ([head, *lines("jpt", 0, one, 4), *lines("pengawas", 10, *other)] for one, other in ((1, (1, 1)), (2, (2, 4))))
    found = compare(two(tmp_path, "\n".join(then), "\n".join(now)), COMPLIANCE, Scope(A), Scope(B), POSITION)
    assert_sums(found)
    assert found.whole.difference == Fraction(1, 2) - Fraction(2, 5)
    jpt, pengawas = found.group("jpt"), found.group("pengawas")
    assert (jpt.within, jpt.mix) == (Fraction(13, 20) * Fraction(1, 4), Fraction(3, 8) * Fraction(-3, 10))
    assert (pengawas.within, pengawas.mix) == (Fraction(7, 20) * Fraction(-1, 2), Fraction(3, 4) * Fraction(3, 10))
    assert found.overlap == 0


def test_a_snapshot_that_is_replaced_is_compared_anew(tmp_path):
    register = two(tmp_path, THEN, NOW)
    assert reasons(register)["reported"] == 1
    written(tmp_path, {B: rows_of(NOW + "k7 x7 jpt medsos konsep_surat -\n")})
    assert reasons(register.refresh())["reported"] == 2


def test_what_cannot_be_asked_is_refused(sample):
    with pytest.raises(Notice):
        compare(sample, REPORTED, Scope(DAYS[0], unit=LETTER), Scope(DAYS[1], unit=LETTER))
    with pytest.raises(Notice):
        compare(sample, REPORTED, Scope(date(2020, 1, 1)), Scope(DAYS[1]))


def test_every_reason_has_a_name_and_a_meaning():
    assert set(REASONS) == set(MEANINGS)


# --- registers drawn by chance ---

STATUSES = ("konsep_surat", "tidak_terbukti", "dokumen_tidak_lengkap", "pensiun", "direkomendasikan", "sanctioned")
cells = st.tuples(
    st.integers(1, 5), st.integers(1, 6), st.sampled_from(["jpt", "pengawas", ""]), st.sampled_from(["medsos", "keberpihakan", ""]),
    st.sampled_from(["kab_bima", "kota_bima", ""]), st.sampled_from(STATUSES), st.sampled_from(["2020-07-01", "2020-08-15"]),
)  # fmt: skip
registers = st.lists(cells, min_size=1, max_size=14, unique_by=lambda cell: cell[:2])


def raw_rows(drawn):
    """Drawn cells as raw rows: persons in several cases, cases of several persons, in any group and status."""
    text = [
        "nomor_kasus id_asn kelompok_jabatan kategori_pelanggaran instansi status tanggal_laporan nomor_rekomendasi tanggal_rekomendasi tanggal_sanksi"
    ]
    for case, person, position, category, agency, status, day in drawn:
        sanctioned, proven = status == "sanctioned", status in ("direkomendasikan", "sanctioned")
        status = "direkomendasikan" if proven else status
        ends = [f"r{case}" if proven else "", "2020-09-01" if proven else "", "2020-10-01" if sanctioned else ""]
        text.append(" ".join(cell or "-" for cell in [f"k{case}", f"x{person}", position, category, agency, status, day, *ends]))
    return rows_of("\n".join(text))


@BY_CHANCE
@given(then=registers, now=registers)
def test_any_two_registers_sum_and_agree_with_plain_loops(then, now):
    before, after = raw_rows(then), raw_rows(now)
    with tempfile.TemporaryDirectory() as folder:
        register = written(Path(folder), {A: before, B: after})
        for unit, metric, by, where in (
            ("orang", REPORTED, "position", {}),
            ("orang", COMPLIANCE, "category", {}),
            ("orang", SHARE_RECOMMENDED, "agency", {"position": ("jpt",)}),
            ("orang", RECOMMENDED, "status", {"category": ("medsos", "unknown")}),
            ("orang", METRICS["outstanding"], "waiting", {}),
            ("kasus", REPORTED, "agency", {}),
            ("kasus", COMPLIANCE, "month", {}),
            ("rekomendasi", SANCTIONED, "position", {}),
        ):
            scopes = (Scope(day, where, unit=UNITS[unit]) for day in (A, B))
            found = compare(register, metric, *scopes, DIMENSIONS[by])
            assert_sums(found)
            expected = compare_oracle.parts(before, after, (A, B), metric.code, by, where, unit)
            assert_agrees(found, expected)


# --- in public ---


def public(register, metric, *by, then=DAYS[0], now=DAYS[2], **where):
    """The comparison as the public sees it."""
    filters = {name: (member,) for name, member in where.items()}
    seen = View(register, Scope(now, filters), Scope(then, filters), "id")
    return shown(seen, metric, *by, then=seen.compare)


@pytest.mark.parametrize("dimension", [POSITION, CATEGORY, AGENCY_TYPE, PROVINCE], ids=lambda each: each.code)
@pytest.mark.parametrize("metric", [REPORTED, SHARE, COMPLIANCE], ids=lambda each: each.code)
def test_few_people_behind_a_reason_are_not_told_and_the_sums_still_hold(sample, metric, dimension):
    found = public(sample, metric, dimension)
    plain = compare(sample, metric, Scope(DAYS[0]), Scope(DAYS[2]), dimension)
    assert found.whole == plain.whole
    assert_sums_told(found)
    for change in found.groups:
        told = [part for part in change.parts if part.reason != POOLED]
        assert not any(0 < abs(part.numerator or 0) < 5 for part in told), change
        assert {part.reason for part in told} <= {part.reason for part in plain.group(change.code).parts}
    assert not any(move.units < 5 for move in found.moves)


def assert_sums_told(found):
    """What is told of a group adds up to its difference."""
    for change in (found.whole, *found.groups):
        if change.difference is not None:
            assert sum((part.effect for part in change.parts), Fraction(0)) == change.difference


def test_in_a_filtered_scope_the_reasons_of_the_whole_are_crosses_too(sample):
    found = public(sample, SANCTIONED, then=DAYS[1], now=DAYS[2], province="sulawesi_tenggara")
    assert [(part.reason, part.numerator) for part in found.whole.parts] == [(POOLED, 4)]


def test_one_who_works_with_the_register_sees_all(sample):
    seen = View(sample, Scope(DAYS[2]), Scope(DAYS[0]), "id", public=False)
    assert shown(seen, SHARE, POSITION, then=seen.compare) == compare(sample, SHARE, Scope(DAYS[0]), Scope(DAYS[2]), POSITION)
