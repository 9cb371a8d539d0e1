"""ask() on little registers drawn as tables: a table in, exact numbers out."""

from datetime import date

import pytest

from analytics.ask import ask, dimension_named, metric_named, ranks, top, trend
from analytics.metrics import METRICS
from analytics.scope import CASE, LETTER, PERSON, Scope, from_query, parse_date, unit_named
from analytics.text import Notice
from analytics.vocabulary import DIMENSIONS

DAY = date(2020, 12, 31)


def answer_of(register, metric, by=(), scope=None, **options):
    """The answer to a metric, by dimensions given as one string."""
    scope = scope or Scope(DAY, **options)
    return ask(register, METRICS[metric], scope, *(DIMENSIONS[code] for code in ([by] if isinstance(by, str) else by)))


def total(register, metric, **options):
    """Numerator, denominator and value of the whole scope."""
    row = answer_of(register, metric, **options).total
    return row.numerator, row.denominator, row.value


def numbers(answer):
    """Codes with all three numbers in the order of the answer."""
    return [(row.code, row.numerator, row.denominator, row.value) for row in answer.rows]


def values(answer):
    """Codes and values in the order of the answer."""
    return [(row.code, row.value) for row in answer.rows]


def refusal(question):
    """The Notice a question raises, in both languages."""
    with pytest.raises(Notice) as caught:
        question()
    return caught.value("id"), caught.value("en")


# --- units ---

TWO_CASES = """
nomor_kasus  id_asn  status            tanggal_sanksi
k1           x1      direkomendasikan  2020-09-01
k2           x1      direkomendasikan  -
k2           x2      tidak_terbukti    -
k3           x3      konsep_surat      -
"""


def test_a_person_in_two_cases_counts_once_at_the_furthest_stage(drawn):
    register = drawn(TWO_CASES)
    assert total(register, "reported") == (3, None, 3)
    assert total(register, "recommended") == (1, None, 1)
    assert total(register, "sanctioned") == (1, None, 1)
    assert total(register, "outstanding") == (0, None, 0)
    assert total(register, "proven_rate") == (1, 3, 1 / 3)


def test_a_case_with_two_persons_counts_once_at_the_furthest_stage(drawn):
    register = drawn(TWO_CASES)
    assert total(register, "reported", unit=CASE) == (3, None, 3)
    assert total(register, "recommended", unit=CASE) == (2, None, 2)
    assert total(register, "outstanding", unit=CASE) == (1, None, 1)
    assert total(register, "not_proven", unit=CASE) == (0, None, 0)
    assert total(register, "compliance_rate", unit=CASE) == (1, 2, 0.5)


def test_a_letter_that_covers_two_persons_counts_once(drawn):
    register = drawn("""
    id_asn  status            nomor_rekomendasi  tanggal_sanksi  tanggal_blokir
    x1      direkomendasikan  r1                 2020-09-01      -
    x2      direkomendasikan  r1                 -               2020-10-01
    x3      direkomendasikan  r2                 -               -
    x4      konsep_surat      -                  -               -
    """)
    assert total(register, "recommended") == (3, None, 3)
    assert total(register, "recommended", unit=LETTER) == (2, None, 2)
    assert total(register, "sanctioned", unit=LETTER) == (1, None, 1)
    assert total(register, "blocked", unit=LETTER) == (1, None, 1)
    assert total(register, "compliance_rate", unit=LETTER) == (1, 2, 0.5)
    assert values(answer_of(register, "recommended", "status", unit=LETTER)) == [("direkomendasikan", 2)]


STEPS = ("pensiun", "dokumen_tidak_lengkap", "tidak_terbukti", "permintaan_klarifikasi", "direkomendasikan")
COUNTED_AS = {
    "pensiun": {"processed", "retired"},
    "dokumen_tidak_lengkap": {"processed", "incomplete"},
    "tidak_terbukti": {"processed", "not_proven"},
    "permintaan_klarifikasi": {"in_process"},
    "direkomendasikan": {"processed", "recommended", "outstanding"},
}


@pytest.mark.parametrize("further", STEPS)
@pytest.mark.parametrize("first", STEPS)
def test_of_two_stages_the_further_counts(drawn, first, further):
    register = drawn(f"id_asn status\nx1 {first}\nx1 {further}")
    counts = {"in_process", "processed", "not_proven", "incomplete", "retired", "recommended", "outstanding", "sanctioned"}
    expected = COUNTED_AS[max(first, further, key=STEPS.index)]
    assert {metric for metric in counts if total(register, metric)[0]} == expected


@pytest.mark.parametrize("metric, unit", [("reported", LETTER), ("proven_rate", LETTER), ("median_days_to_sanction", CASE)])
def test_a_wrong_unit_is_refused(drawn, metric, unit):
    register = drawn(TWO_CASES)
    label = METRICS[metric].label
    found = refusal(lambda: answer_of(register, metric, unit=unit))
    assert found == (f"{label.id} tidak dapat dihitung dalam {unit.label.id}.", f"{label.en} cannot be counted in {unit.label.en}.")


# --- groups ---


def test_a_share_is_of_the_whole_scope_unknown_included(drawn):
    register = drawn("""
    kelompok_jabatan  times
    jpt               3
    pengawas          1
    -                 4
    """)
    answer = answer_of(register, "share_of_reported", "position")
    assert values(answer) == [("jpt", 0.375), ("pengawas", 0.125), ("unknown", 0.5)]
    assert {row.denominator for row in answer.rows} == {8}
    assert (answer.total.numerator, answer.total.denominator, answer.total.value) == (8, 8, 1)


def test_a_rate_leaves_out_groups_without_a_base(drawn):
    register = drawn("""
    kelompok_jabatan  status            tanggal_sanksi  times
    jpt               direkomendasikan  2020-08-02      1
    jpt               direkomendasikan  -               2
    pengawas          direkomendasikan  -               1
    fungsional        konsep_surat      -               5
    """)
    answer = answer_of(register, "compliance_rate", "position")
    assert [(row.code, row.numerator, row.denominator) for row in answer.rows] == [("jpt", 1, 3), ("pengawas", 0, 1)]
    assert answer.total.value == 0.25
    assert values(answer_of(register, "recommended", "position")) == [("jpt", 3), ("pengawas", 1), ("fungsional", 0)]


def test_overlap_is_what_the_groups_count_too_much(drawn):
    register = drawn("""
    id_asn  kategori_pelanggaran
    x1      medsos
    x1      foto_bersama
    x1      dukungan_ktp
    x2      medsos
    """)
    assert answer_of(register, "reported", "category").overlap == 2
    assert answer_of(register, "reported", "position").overlap == 0
    assert answer_of(register, "reported").overlap == 0
    assert answer_of(register, "median_days_to_recommendation", "category").overlap == 0


def test_a_unit_stands_in_each_group_at_the_stage_reached_there(drawn):
    register = drawn("""
    id_asn  kategori_pelanggaran  status            tanggal_sanksi
    x1      medsos                direkomendasikan  2020-08-02
    x1      foto_bersama          tidak_terbukti    -
    x1      foto_bersama          konsep_surat      -
    """)
    assert values(answer_of(register, "sanctioned", "category")) == [("medsos", 1), ("foto_bersama", 0)]
    assert values(answer_of(register, "in_process", "category")) == [("foto_bersama", 1), ("medsos", 0)]
    assert total(register, "in_process") == (0, None, 0)


def test_two_dimensions_give_crosses(drawn):
    register = drawn("""
    kelompok_jabatan  status            times
    jpt               direkomendasikan  2
    jpt               konsep_surat      1
    pengawas          konsep_surat      4
    """)
    answer = answer_of(register, "share_of_reported", ("position", "status"))
    assert [(row.codes, row.numerator) for row in answer.rows] == [
        (("jpt", "konsep_surat"), 1),
        (("jpt", "direkomendasikan"), 2),
        (("pengawas", "konsep_surat"), 4),
    ]
    assert answer.row("jpt", "direkomendasikan").value == 2 / 7
    assert answer.row("pengawas", "direkomendasikan") is None
    assert answer.label(answer.rows[1], "en", 1) == "Recommended (proven)"


# --- order, ranks, top ---

TIES = """
instansi        times
kab_muna        2
kab_wakatobi    5
kota_bandung    3
kab_bandung     3
-               9
prov_aceh       1
"""


def test_nominal_groups_stand_by_value_then_label_and_unknown_last(drawn):
    answer = answer_of(drawn(TIES), "reported", "agency")
    named = [("kab_wakatobi", 5), ("kab_bandung", 3), ("kota_bandung", 3), ("kab_muna", 2), ("prov_aceh", 1)]
    assert values(answer) == [*named, ("unknown", 9)]


def test_ordered_groups_stand_in_list_order_none_then_unknown_last(drawn):
    register = drawn("""
    status            rekomendasi_sanksi  times
    konsep_surat      -                   1
    direkomendasikan  -                   9
    direkomendasikan  disiplin_berat      5
    direkomendasikan  moral_tertutup      1
    """)
    expected = [("moral_tertutup", 1), ("disiplin_berat", 5), ("none", 1), ("unknown", 9)]
    assert values(answer_of(register, "reported", "sanction_recommended")) == expected


def test_ranks_share_a_place_and_leave_out_unknown_and_other(drawn):
    answer = answer_of(drawn(TIES), "reported", "agency")
    places = {"kab_wakatobi": 1, "kab_bandung": 2, "kota_bandung": 2, "kab_muna": 4, "prov_aceh": 5}
    assert ranks(answer) == places
    assert ranks(top(answer, 1)) == {"kab_wakatobi": 1}


def test_top_keeps_a_tie_whole_and_adds_up_the_rest_with_unknown_apart(drawn):
    shown = top(answer_of(drawn(TIES), "reported", "agency"), 2)
    assert values(shown) == [("kab_wakatobi", 5), ("kab_bandung", 3), ("kota_bandung", 3), ("other", 3), ("unknown", 9)]
    assert shown.total.value == 23
    assert [shown.label(row, "id") for row in shown.rows[3:]] == ["Lainnya (2 instansi)", "Tidak diketahui"]


def test_top_leaves_out_a_tie_wider_than_twice_the_size(drawn):
    register = drawn("""
    instansi      times
    kab_wakatobi  4
    kab_muna      2
    kab_bandung   2
    kota_bandung  2
    kota_bima     2
    kab_bima      1
    """)
    answer = answer_of(register, "reported", "agency")
    assert values(top(answer, 2)) == [("kab_wakatobi", 4), ("other", 9)]
    assert [row.code for row in top(answer, 3).rows] == ["kab_wakatobi", "kab_bandung", "kab_muna", "kota_bandung", "kota_bima", "other"]


def test_top_cuts_nothing_where_the_rest_would_be_one_group(drawn):
    answer = answer_of(drawn(TIES), "reported", "agency")
    assert top(answer, 4) == answer
    assert values(top(answer, 3))[-2:] == [("other", 3), ("unknown", 9)]


def test_top_of_shares_and_rates_adds_up_over_the_right_base(drawn):
    register = drawn("""
    instansi      status            tanggal_sanksi  times
    kab_wakatobi  direkomendasikan  2020-08-02      4
    kab_muna      direkomendasikan  2020-08-02      1
    kab_muna      direkomendasikan  -               2
    kota_bima     direkomendasikan  -               1
    kota_bima     konsep_surat      -               2
    """)
    share = top(answer_of(register, "share_of_reported", "agency"), 1)
    assert numbers(share) == [("kab_wakatobi", 4, 10, 0.4), ("other", 6, 10, 0.6)]
    rate = top(answer_of(register, "compliance_rate", "agency"), 1)
    assert numbers(rate) == [("kab_wakatobi", 4, 4, 1), ("other", 1, 4, 0.25)]


# --- time ---

NEW_YEAR = """
tanggal_laporan  times
2019-12-29       1
2019-12-31       4
2020-01-05       1
2020-12-27       1
2020-12-28       2
2020-12-31       1
2021-01-01       1
2021-01-03       1
2021-01-04       3
"""


def test_weeks_over_new_year_are_iso_weeks_in_time_order(drawn):
    scope = Scope(date(2021, 1, 31))
    answer = answer_of(drawn(NEW_YEAR, scope.as_of), "reported", "week", scope)
    assert values(answer) == [("2019-W52", 1), ("2020-W01", 5), ("2020-W52", 1), ("2020-W53", 5), ("2021-W01", 3)]
    assert answer.label(answer.row("2020-W53"), "id") == "28 Des–3 Jan 2021"
    assert answer.label(answer.row("2021-W01"), "en") == "4 Jan–10 Jan 2021"


def test_months_and_days_over_new_year(drawn):
    scope = Scope(date(2021, 1, 31))
    register = drawn(NEW_YEAR, scope.as_of)
    months, days = answer_of(register, "reported", "month", scope), answer_of(register, "reported", "day", scope)
    assert values(months) == [("2019-12", 5), ("2020-01", 1), ("2020-12", 4), ("2021-01", 5)]
    assert [months.label(row, "id") for row in months.rows[2:]] == ["Desember 2020", "Januari 2021"]
    assert values(days)[:2] == [("2019-12-29", 1), ("2019-12-31", 4)]
    assert [days.label(row, "id") for row in days.rows[:2]] == ["29 Desember 2019", "31 Desember 2019"]


def test_a_period_includes_both_ends(drawn):
    register = drawn(NEW_YEAR, date(2021, 1, 31))

    def count(start, end):
        return total(register, "reported", scope=Scope(date(2021, 1, 31), {}, start, end))[0]

    assert count(date(2020, 12, 28), date(2021, 1, 3)) == 5
    assert count(date(2020, 12, 29), None) == 6
    assert count(None, date(2020, 12, 28)) == 9
    assert count(date(2021, 1, 4), date(2021, 1, 4)) == 3


def test_waiting_is_counted_to_the_snapshot_with_inclusive_limits(drawn):
    register = drawn(
        """
        tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi
        2019-12-01       direkomendasikan  2020-12-31           -
        2019-12-01       direkomendasikan  2020-12-01           -
        2019-12-01       direkomendasikan  2020-11-30           -
        2019-12-01       direkomendasikan  2020-10-02           -
        2019-12-01       direkomendasikan  2020-10-01           -
        2019-12-01       direkomendasikan  2020-07-04           -
        2019-12-01       direkomendasikan  2020-07-03           -
        2019-12-01       direkomendasikan  2020-01-01           -
        2019-12-01       direkomendasikan  2019-12-31           -
        2019-12-01       direkomendasikan  2020-01-01           2020-12-31
        2019-12-01       konsep_surat      -                    -
        """
    )
    expected = [("to_30", 2), ("to_90", 2), ("to_180", 2), ("to_365", 2), ("over_365", 1), ("none", 2)]
    assert values(answer_of(register, "reported", "waiting")) == expected


def test_medians_are_over_completed_rows_not_persons(drawn):
    register = drawn("""
    id_asn  kelompok_jabatan  status            tanggal_rekomendasi  tanggal_sanksi
    x1      jpt               direkomendasikan  2020-07-02           2020-07-12
    x1      jpt               direkomendasikan  2020-07-04           2020-07-05
    x2      jpt               direkomendasikan  2020-07-11           -
    x3      pengawas          direkomendasikan  2020-07-21           -
    x4      fungsional        konsep_surat      -                    -
    """)
    answer = answer_of(register, "median_days_to_recommendation", "position")
    assert numbers(answer) == [("pengawas", None, 1, 20), ("jpt", None, 3, 3)]
    assert total(register, "median_days_to_recommendation") == (None, 4, 6.5)
    assert total(register, "median_days_to_sanction") == (None, 2, 5.5)
    assert values(answer_of(register, "median_days_to_sanction", "position")) == [("jpt", 5.5)]


# --- scopes ---


@pytest.mark.parametrize(
    "metric, expected",
    [
        ("reported", (0, None, 0)),
        ("blocked", (0, None, 0)),
        ("compliance_rate", (0, 0, None)),
        ("proven_rate", (0, 0, None)),
        ("share_of_reported", (0, 0, None)),
        ("median_days_to_sanction", (None, 0, None)),
    ],
)
def test_an_empty_scope_has_no_rate_but_a_count_of_zero(drawn, metric, expected):
    register = drawn(TWO_CASES)
    nobody = {"where": {"position": ("jpt",)}}
    assert total(register, metric, **nobody) == expected
    assert answer_of(register, metric, "status", **nobody).rows == ()


def test_filters_of_one_dimension_add_up_and_of_two_narrow(drawn):
    register = drawn("""
    kelompok_jabatan  instansi      times
    jpt               kab_muna      1
    jpt               kab_wakatobi  2
    pengawas          kab_muna      4
    -                 kab_muna      8
    """)

    def count(**where):
        return total(register, "reported", where=where)[0]

    assert count(position=("jpt", "pengawas")) == 7
    assert count(position=("jpt", "unknown"), agency=("kab_muna",)) == 9
    assert count(agency_type=("kabupaten",)) == 15


def test_empty_cells_become_unknown_or_none(drawn):
    register = drawn("""
    instansi           provinsi           status            tanggal_sanksi
    kementerian_agama  -                  konsep_surat      -
    kab_muna           -                  direkomendasikan  2020-09-01
    kab_muna           sulawesi_tenggara  direkomendasikan  -
    -                  -                  konsep_surat      -
    """)

    def groups(code):
        return dict(values(answer_of(register, "reported", code)))

    assert groups("agency_type") == {"kabupaten": 2, "kementerian": 1, "unknown": 1}
    assert groups("province") == {"none": 1, "sulawesi_tenggara": 1, "unknown": 2}
    assert groups("follow_up") == {"none": 2, "unknown": 2}
    assert groups("sanction_imposed") == {"none": 3, "unknown": 1}


INJECTIONS = ("jpt'; drop table cases; --", "jpt') or 1=1 --", "", "JPT", "jpt,pengawas", "none", "other")


@pytest.mark.parametrize("code", INJECTIONS)
def test_a_code_not_in_the_list_is_refused(drawn, code):
    register = drawn(TWO_CASES)
    expected = (
        f"Kelompok jabatan: kode “{code}” tidak ada dalam daftar.",
        f"Position group: there is no code “{code}” in the list.",
    )
    assert refusal(lambda: Scope(DAY, {"position": ("jpt", code)})) == expected
    assert total(register, "reported") == (3, None, 3)


@pytest.mark.parametrize("name", ["stage", "month", "position or true", "position) or (true", "blocked"])
def test_a_filter_that_is_no_dimension_is_refused(name):
    assert refusal(lambda: Scope(DAY, {name: ("jpt",)})) == (f"Tidak dapat menyaring menurut “{name}”.", f"Cannot filter by “{name}”.")


def test_names_and_dates_that_do_not_exist_are_refused():
    assert refusal(lambda: metric_named("1; select 1")) == ("Tidak ada ukuran “1; select 1”.", "There is no metric “1; select 1”.")
    assert refusal(lambda: dimension_named("stage"))[1] == "There is no breakdown by “stage”."
    assert refusal(lambda: unit_named("laporan"))[1] == "There is no unit “laporan”."
    assert refusal(lambda: metric_named("x" * 99))[1] == f"There is no metric “{'x' * 40}”."


@pytest.mark.parametrize("day", ["2020-02-30", "20200731", "2020-7-31", "31-07-2020", "2020-W31-5", "2020-07-31T00:00", ""])
def test_a_date_written_otherwise_is_refused(day):
    assert refusal(lambda: parse_date(day))[1] == f"“{day}” is not a date (YYYY-MM-DD)."


def test_a_period_that_ends_before_it_starts_is_refused():
    found = refusal(lambda: Scope(DAY, {}, date(2020, 7, 2), date(2020, 7, 1)))
    assert found[0] == "Awal periode (2 Juli 2020) sesudah akhirnya (1 Juli 2020)."
    assert refusal(lambda: from_query({"from": "2020-07-02", "to": "2020-07-01"}, DAY)) == found


# --- snapshots ---


def test_a_snapshot_that_does_not_exist_is_refused_with_those_that_do(drawn):
    drawn("status\nkonsep_surat", date(2020, 7, 31))
    register = drawn("status\nkonsep_surat", date(2020, 8, 19))
    found = refusal(lambda: answer_of(register, "reported", scope=Scope(date(2020, 8, 1))))
    assert found == (
        "Tidak ada snapshot per 1 Agustus 2020. Yang tersedia: 31 Juli 2020, 19 Agustus 2020.",
        "There is no snapshot of 1 August 2020. Available: 31 July 2020, 19 August 2020.",
    )


def test_a_trend_asks_each_snapshot_as_it_was_known(drawn):
    drawn("id_asn status\nx1 konsep_surat\nx2 konsep_surat", date(2020, 8, 19))
    register = drawn("id_asn status\nx1 direkomendasikan\nx2 konsep_surat\nx3 konsep_surat", DAY)
    found = trend(register, METRICS["proven_rate"], Scope(DAY), register.dates)
    assert [(str(answer.source.as_of), answer.total.numerator, answer.total.denominator) for answer in found] == [
        ("2020-08-19", 0, 2),
        ("2020-12-31", 1, 3),
    ]


def test_an_answer_names_its_source(drawn, sample):
    register = drawn(TWO_CASES)
    source = answer_of(register, "reported", unit=PERSON).source
    assert (source.as_of, source.synthetic) == (DAY, False)
    assert source.version == register.at(DAY).version and len(source.version) == 64
    assert answer_of(sample, "reported", scope=Scope(date(2020, 7, 31))).source.synthetic is True


def test_one_sample_case_marks_the_whole_snapshot_as_synthetic(drawn):
    register = drawn("nomor_kasus\nCONTOH/2020/1\nk2")
    assert answer_of(register, "reported").source.synthetic is True
