"""Every figure equals the one counted the slow way (oracle.py): on the sample, and on registers drawn by chance."""

import tempfile
from collections import Counter
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path

import oracle
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.ask import ask
from analytics.metrics import METRICS
from analytics.scope import ALLEGATION, Scope
from analytics.scope import UNITS as EVERY_UNIT
from analytics.vocabulary import DIMENSIONS

LATEST = date(2024, 2, 6)
SCOPES = {
    "latest": (LATEST, {}, None, None),
    "july_position": (date(2020, 7, 31), {"position": ("jpt", "fungsional", "unknown")}, None, None),
    "december_period_category": (
        date(2020, 12, 19),
        {"category": ("medsos", "keberpihakan", "unknown")},
        date(2020, 3, 1),
        date(2020, 10, 31),
    ),
}
SNAPSHOT_DAYS = (
    "2020-06-15", "2020-06-26", "2020-07-31", "2020-08-19", "2020-09-30", "2020-10-27",
    "2020-12-19", "2021-12-16", "2022-05-31", "2023-01-31", "2024-02-06",
)  # fmt: skip
UNITS = {code: unit for code, unit in EVERY_UNIT.items() if unit is not ALLEGATION}  # those of a register of persons
BY_CHANCE = settings(derandomize=True, deadline=None, max_examples=25, database=None, suppress_health_check=[HealthCheck.too_slow])


def test_the_oracle_knows_every_metric_dimension_and_unit():
    assert set(oracle.METRICS) == set(METRICS)
    assert set(oracle.DIMENSIONS) == set(DIMENSIONS)
    assert set(oracle.UNIT_COLUMNS) == set(UNITS) == set(EVERY_UNIT) - {ALLEGATION.code}
    for code, metric in METRICS.items():
        assert oracle.units_of(code) == tuple(unit.code for unit in metric.units), code


def asked(register, code, by, as_of, where, start, end, unit):
    """The answer in the oracle's form."""
    answer = ask(register, METRICS[code], Scope(as_of, where, start, end, UNITS[unit]), *(DIMENSIONS[name] for name in by))
    rows = {row.codes: (row.numerator, row.denominator, row.value) for row in answer.rows}
    assert len(rows) == len(answer.rows), "a group stands twice in the answer"
    return rows, (answer.total.numerator, answer.total.denominator, answer.total.value)


def assert_same(found, expected, question):
    """Equal groups and total: counts exactly, values to 1e-12."""
    groups, total = found
    assert groups.keys() == expected[0].keys(), question
    for codes, numbers in {**groups, "total": total}.items():
        wanted = {**expected[0], "total": expected[1]}[codes]
        assert numbers[:2] == wanted[:2], (*question, codes)
        assert numbers[2] == (wanted[2] if wanted[2] is None else pytest.approx(wanted[2], rel=0, abs=1e-12)), (*question, codes)


def assert_all_metrics(register, rows, by, as_of, where, start, end, units=UNITS):
    """Every metric, in each of these units it can be counted in."""
    for code in METRICS:
        for unit in set(units) & set(oracle.units_of(code)):
            expected = oracle.figures(rows, as_of, code, by, where, start, end, unit)
            assert_same(asked(register, code, by, as_of, where, start, end, unit), expected, (code, by, unit))


# --- the sample ---


@pytest.fixture(scope="session")
def raw():
    """raw(day): the raw rows of a snapshot of the sample, read without the code under test."""
    folder = Path(oracle.AGENCIES).parent.parent / "sample"
    known = {}

    def rows(day):
        if str(day) not in known:
            known[str(day)] = oracle.read_rows(next((folder / f"snapshot={day}").glob("cases.*")))
        return known[str(day)]

    return rows


def test_the_sample_has_its_eleven_snapshots_whole(sample, raw):
    assert sample.refusals == []
    assert sample.dates == [date.fromisoformat(day) for day in SNAPSHOT_DAYS]
    assert {str(day): sample.at(day).rows for day in sample.dates} == {day: len(raw(day)) for day in SNAPSHOT_DAYS}


def test_the_sample_has_units_of_several_rows_and_every_stage(raw):
    """Else the comparisons below would prove little."""
    for column in oracle.UNIT_COLUMNS.values():
        assert max(Counter(row[column] for row in raw(LATEST) if row[column]).values()) > 1
    assert {oracle.stage_of(row) for row in raw(LATEST)} == oracle.EVERY


@pytest.mark.parametrize("by", [(), *((code,) for code in oracle.DIMENSIONS), ("province", "status"), ("week", "position")], ids="-".join)
@pytest.mark.parametrize("name", SCOPES)
def test_sample_equals_the_oracle(sample, raw, name, by):
    as_of, where, start, end = SCOPES[name]
    units = ["orang"] if as_of == LATEST else UNITS  # the largest snapshot in the default unit only, for the sake of time
    assert_all_metrics(sample, raw(as_of), by, as_of, where, start, end, units)


@pytest.mark.parametrize("day", SNAPSHOT_DAYS)
def test_every_snapshot_equals_the_oracle_by_position(sample, raw, day):
    assert_all_metrics(sample, raw(day), ("position",), date.fromisoformat(day), {}, None, None, ["orang"])


# --- registers drawn by chance: few persons, cases and letters, so that each spans several rows and groups ---

AGENCIES = {  # code: type, provinces it may be written with before and after the split of Papua
    "": ("", ("", "aceh", "papua")),
    "kementerian_agama": ("kementerian", ("",)),
    "kab_muna": ("kabupaten", ("", "sulawesi_tenggara")),
    "kab_muna_barat": ("kabupaten", ("", "sulawesi_tenggara")),
    "prov_papua": ("provinsi", ("", "papua")),
}
LEVELS = {
    "": ("", "jpt_madya", "pelaksana"),
    "jpt": ("", "jpt_pratama"),
    "kepala_wilayah": ("", "pengawas"),
    "pengawas": ("", "pengawas"),
    "fungsional": ("", "fungsional"),
}
OPEN = ("permintaan_klarifikasi", "permintaan_dokumen", "konsep_surat")
STATUSES = ("direkomendasikan", "direkomendasikan", "direkomendasikan", *OPEN, *oracle.CLOSED)
LATER = ("nomor_rekomendasi", "tanggal_rekomendasi", "rekomendasi_sanksi", "tindak_lanjut", "tanggal_sanksi", "sanksi", "tanggal_blokir")
SANCTIONS = ("", "moral_terbuka", "disiplin_sedang")
FILTERABLE = [code for code in oracle.DIMENSIONS if code not in ("month", "week", "day")]
DRAWN_DAYS = (date(2020, 7, 31), date(2021, 1, 5), date(2023, 1, 31))


@st.composite
def conforming_row(draw, as_of):
    """One row that keeps every rule between columns."""
    agency = draw(st.sampled_from(sorted(AGENCIES)))
    agency_type, provinces = AGENCIES[agency]
    position = draw(st.sampled_from(sorted(LEVELS)))
    reported = as_of - timedelta(draw(st.integers(0, 30) | st.integers(0, 500)))
    row = {
        "nomor_kasus": draw(st.sampled_from(("k1", "k2", "k3", "k4"))),
        "id_asn": draw(st.sampled_from(("x1", "x2", "x3", "x4"))),
        "pemilihan": draw(st.sampled_from(("", "pilkada_2020"))),
        "tanggal_laporan": str(reported),
        "sumber": draw(st.sampled_from(("", "media"))),
        "instansi": agency,
        "jenis_instansi": draw(st.sampled_from(("", agency_type) if agency else ("", "lembaga", "kota"))),
        "provinsi": draw(st.sampled_from(provinces)),
        "jenjang_jabatan": draw(st.sampled_from(LEVELS[position])),
        "kelompok_jabatan": position,
        "kategori_pelanggaran": draw(st.sampled_from(("", "medsos", "foto_bersama"))),
        "status": draw(st.sampled_from(STATUSES)),
    }
    return row | (draw(recommendation(reported, as_of)) if row["status"] == "direkomendasikan" else dict.fromkeys(LATER, ""))


@st.composite
def recommendation(draw, reported, as_of):
    """The columns of a recommendation, with or without a sanction and a block."""
    recommended = draw(st.dates(reported, as_of))
    sanctioned = draw(st.none() | st.dates(recommended, as_of))
    blocked = draw(st.none() | st.dates(recommended, as_of))
    follow_ups = ("", "belum_sesuai", *(("sesuai",) if sanctioned else ("belum_ditindaklanjuti", "tidak_dapat_ditindaklanjuti")))
    return {
        "nomor_rekomendasi": draw(st.sampled_from(("r1", "r2", "r3"))),
        "tanggal_rekomendasi": str(recommended),
        "rekomendasi_sanksi": draw(st.sampled_from(SANCTIONS)),
        "tindak_lanjut": draw(st.sampled_from(follow_ups)),
        "tanggal_sanksi": str(sanctioned or ""),
        "sanksi": draw(st.sampled_from(SANCTIONS)) if sanctioned else "",
        "tanggal_blokir": str(blocked or ""),
    }


@st.composite
def filters(draw, rows, as_of):
    """Up to two filters on codes that occur, and perhaps a period."""
    where = {}
    for dimension in draw(st.lists(st.sampled_from(FILTERABLE), max_size=2, unique=True)):
        codes = sorted({oracle.code_of(row, dimension, as_of) for row in rows} | {"unknown"})
        where[dimension] = tuple(draw(st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True)))
    days = sorted(draw(st.lists(st.sampled_from([date.fromisoformat(row["tanggal_laporan"]) for row in rows]), min_size=2, max_size=2)))
    start, end = (draw(st.sampled_from((None, day))) for day in days)
    return where, start, end


@st.composite
def questions(draw):
    """A register of one snapshot, its rows, a dimension, and a scope."""
    as_of = draw(st.sampled_from(DRAWN_DAYS))
    rows = draw(st.lists(conforming_row(as_of), min_size=1, max_size=14, unique_by=itemgetter("nomor_kasus", "id_asn")))
    by = tuple(draw(st.lists(st.sampled_from(oracle.DIMENSIONS), max_size=2, unique=True)))
    return as_of, rows, by, draw(filters(rows, as_of))


@given(questions())
@BY_CHANCE
def test_registers_by_chance_equal_the_oracle(write_register, question):
    as_of, rows, by, (where, start, end) = question
    with tempfile.TemporaryDirectory() as directory:
        register = write_register(Path(directory), {as_of: rows})
        assert_all_metrics(register, rows, by, as_of, where, start, end)


# --- what must hold between figures, whatever the register ---


def assert_sums(register, scope):
    """The stages add up: every unit stands at exactly one."""
    number = {metric.code: ask(register, metric, scope).total.numerator for metric in METRICS.values() if scope.unit in metric.units}
    assert number["recommended"] == number["sanctioned"] + number["outstanding"]
    if "reported" in number:
        assert number["reported"] == number["in_process"] + number["processed"]
        assert number["processed"] == sum(number[code] for code in ("recommended", "not_proven", "incomplete", "retired"))


def assert_narrowing(register, scope, dimension):
    """A group asked for alone has the numbers of its row."""
    for metric in METRICS.values():
        if scope.unit not in metric.units:
            continue
        for row in ask(register, metric, scope, DIMENSIONS[dimension]).rows:
            alone = ask(register, metric, scope.only(**{dimension: row.code}), DIMENSIONS[dimension])
            assert alone.total.numerator == row.numerator, (metric.code, row.code)
            if metric.kind == "share":
                assert alone.row(row.code).value == (1 if row.numerator else None)
            else:
                assert (alone.total.denominator, alone.total.value) == (row.denominator, row.value), (metric.code, row.code)


@given(questions(), st.sampled_from(FILTERABLE), st.sampled_from(sorted(UNITS)))
@BY_CHANCE
def test_sums_and_narrowing_by_chance(write_register, question, dimension, unit):
    as_of, rows, _, (where, start, end) = question
    scope = Scope(as_of, where, start, end, UNITS[unit])
    with tempfile.TemporaryDirectory() as directory:
        register = write_register(Path(directory), {as_of: rows})
        assert_sums(register, scope)
        assert_narrowing(register, scope, dimension)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", SCOPES)
def test_sums_and_narrowing_on_the_sample(sample, name, unit):
    scope = Scope(*SCOPES[name], UNITS[unit])
    assert_sums(sample, scope)
    assert_narrowing(sample, scope, "position" if name == "latest" else "status")
