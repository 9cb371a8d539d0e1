"""Answers over time: gaps filled, running totals, unsettled periods, and the slices of small multiples."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ask import DAY, answer_of, values

from analytics import trends
from analytics.ask import Row
from analytics.scope import CASE, Scope
from analytics.vocabulary import first_day, time_code

BY_CHANCE = settings(derandomize=True, deadline=None, max_examples=150, database=None)
DATES = st.dates(date(2018, 1, 1), date(2026, 12, 31))


# --- periods ---


@pytest.mark.parametrize(
    "grain, code, day",
    [
        ("month", "2020-02", "2020-02-29"),
        ("month", "2021-02", "2021-02-28"),
        ("month", "2020-12", "2020-12-31"),
        ("week", "2020-W53", "2021-01-03"),
        ("week", "2021-W01", "2021-01-10"),
        ("week", "2018-W01", "2018-01-07"),
        ("day", "2020-07-31", "2020-07-31"),
    ],
)
def test_the_last_day_of_a_period(grain, code, day):
    assert trends.last_day(grain, code) == date.fromisoformat(day)


@given(DATES, st.sampled_from(["month", "week", "day"]))
@BY_CHANCE
def test_the_day_after_a_period_begins_the_next(day, grain):
    code = time_code(grain, day)
    first, last = first_day(grain, code), trends.last_day(grain, code)
    assert first <= day <= last
    assert first_day(grain, time_code(grain, last + timedelta(days=1))) == last + timedelta(days=1)


def test_periods_between_two_over_new_year():
    assert trends.codes_between("month", "2020-11", "2021-02") == ["2020-11", "2020-12", "2021-01", "2021-02"]
    assert trends.codes_between("week", "2020-W52", "2021-W02") == ["2020-W52", "2020-W53", "2021-W01", "2021-W02"]
    assert trends.codes_between("day", "2020-02-28", "2020-03-01") == ["2020-02-28", "2020-02-29", "2020-03-01"]
    assert trends.codes_between("week", "2020-W53", "2020-W53") == ["2020-W53"]


# --- gaps ---

GAPS = """
tanggal_laporan  times
2020-10-30       1
2020-12-27       2
2021-01-12       4
"""
GAPS_SEEN = date(2021, 1, 31)


def filled(register, grain):
    """Codes and counts with the gaps filled."""
    return values(trends.without_gaps(answer_of(register, "reported", grain, Scope(GAPS_SEEN))))


def test_gaps_become_zero_by_month_and_by_week_over_new_year(drawn):
    register = drawn(GAPS, GAPS_SEEN)
    assert filled(register, "month") == [("2020-10", 1), ("2020-11", 0), ("2020-12", 2), ("2021-01", 4)]
    weeks = filled(register, "week")
    assert weeks[-4:] == [("2020-W52", 2), ("2020-W53", 0), ("2021-W01", 0), ("2021-W02", 4)]
    assert (len(weeks), weeks[0], sum(count for _, count in weeks)) == (12, ("2020-W44", 1), 7)


def test_gaps_become_zero_by_day(drawn):
    days = filled(drawn(GAPS, GAPS_SEEN), "day")
    assert len(days) == 75
    assert [each for each in days if each[1]] == [("2020-10-30", 1), ("2020-12-27", 2), ("2021-01-12", 4)]


def test_filling_gaps_leaves_totals_and_empty_answers_alone(drawn):
    register = drawn(GAPS, GAPS_SEEN)
    answer = answer_of(register, "reported", "month", Scope(GAPS_SEEN))
    assert trends.without_gaps(answer).total == answer.total
    assert trends.without_gaps(trends.without_gaps(answer)) == trends.without_gaps(answer)
    empty = answer_of(register, "reported", "month", Scope(GAPS_SEEN, {"position": ("jpt",)}))
    assert trends.without_gaps(empty) == empty


# --- running totals ---


def total_so_far(register, grain, metric="reported", **options):
    """Codes and running totals."""
    answer = trends.without_gaps(answer_of(register, metric, grain, **options))
    return values(trends.running(register, answer))


def test_running_totals_add_up(drawn):
    running = total_so_far(drawn(GAPS, GAPS_SEEN), "month", scope=Scope(GAPS_SEEN))
    assert running == [("2020-10", 1), ("2020-11", 1), ("2020-12", 3), ("2021-01", 7)]


REPEATED = """
nomor_kasus  id_asn  tanggal_laporan
k1           x1      2020-05-31
k2           x1      2020-07-01
k2           x2      2020-07-02
k3           x2      2020-08-01
k4           x3      2020-08-31
"""


def test_a_unit_of_several_periods_is_counted_from_its_first_on(drawn):
    register = drawn(REPEATED)
    assert values(answer_of(register, "reported", "month")) == [("2020-05", 1), ("2020-07", 2), ("2020-08", 2)]
    assert total_so_far(register, "month") == [("2020-05", 1), ("2020-06", 1), ("2020-07", 2), ("2020-08", 3)]
    assert total_so_far(register, "month", unit=CASE) == [("2020-05", 1), ("2020-06", 1), ("2020-07", 2), ("2020-08", 4)]


def test_a_running_total_stays_in_its_scope(drawn):
    register = drawn(REPEATED)
    june_on = total_so_far(register, "month", start=date(2020, 6, 1), end=date(2020, 8, 15))
    assert june_on == [("2020-07", 2), ("2020-08", 2)]


@pytest.mark.parametrize("grain", ["month", "week"])
def test_a_running_total_ends_at_the_total_on_the_sample(sample, grain):
    scope = Scope(date(2020, 12, 19), {"agency_type": ("kabupaten", "kota")})
    running = total_so_far(sample, grain, scope=scope)
    assert running[-1][1] == answer_of(sample, "reported", scope=scope).total.value > 100
    assert [count for _, count in running] == sorted(count for _, count in running)


# --- unsettled periods ---


def unsettled(register, grain, as_of, **options):
    """The periods a later snapshot may still fill, in order."""
    answer = trends.without_gaps(answer_of(register, "reported", grain, Scope(as_of, **options)))
    before = register.before(as_of)
    return sorted(trends.unsettled(answer, before and answer_of(register, "reported", grain, answer.scope.at(before))))


def growing(drawn):
    """June as it was, July grown, August shrunk, September begun."""
    drawn("tanggal_laporan times\n2020-06-01 2\n2020-07-31 1\n2020-08-10 3", date(2020, 8, 19))
    later = "tanggal_laporan kelompok_jabatan times\n2020-06-01 - 2\n2020-07-31 - 1\n2020-07-03 jpt 1\n2020-08-10 - 1\n2020-09-02 - 1"
    return drawn(later, date(2020, 9, 15))


def test_a_period_is_unsettled_where_it_grew_or_is_not_over(drawn):
    register = growing(drawn)
    assert unsettled(register, "month", date(2020, 9, 15)) == ["2020-07", "2020-09"]
    assert unsettled(register, "day", date(2020, 9, 15)) == ["2020-07-03", "2020-09-02"]
    assert unsettled(register, "week", date(2020, 9, 15)) == ["2020-W27", "2020-W36"]


def test_growth_is_looked_for_in_the_same_scope(drawn):
    register = growing(drawn)
    assert unsettled(register, "month", date(2020, 9, 15), where={"position": ("jpt",)}) == ["2020-07"]
    assert unsettled(register, "month", date(2020, 9, 15), where={"position": ("unknown",)}) == ["2020-09"]


def test_an_open_month_is_unsettled_even_where_it_did_not_grow(drawn):
    drawn("tanggal_laporan times\n2020-07-01 5\n2020-06-01 1", date(2020, 7, 20))
    register = drawn("tanggal_laporan times\n2020-07-01 5\n2020-06-01 1", date(2020, 7, 30))
    assert unsettled(register, "month", date(2020, 7, 30)) == ["2020-07"]


def test_a_month_is_over_on_its_last_day(drawn):
    drawn("tanggal_laporan times\n2020-07-01 5", date(2020, 7, 20))
    register = drawn("tanggal_laporan times\n2020-07-01 5", date(2020, 7, 31))
    assert unsettled(register, "month", date(2020, 7, 31)) == []


def test_without_a_snapshot_before_the_last_sixty_days_are_unsettled(drawn):
    register = drawn("tanggal_laporan\n2020-09-30\n2020-10-31\n2020-11-01\n2020-11-02\n2020-12-31")
    assert unsettled(register, "month", DAY) == ["2020-11", "2020-12"]
    days = unsettled(register, "day", DAY)
    assert (len(days), days[0], days[-1]) == (60, "2020-11-02", "2020-12-31")
    weeks = unsettled(register, "week", DAY)
    assert (weeks[0], weeks[-1], len(weeks)) == ("2020-W45", "2020-W53", 9)


# --- slices ---

CROSSED = """
tanggal_laporan  kategori_pelanggaran  times
2020-06-01       medsos                2
2020-07-01       medsos                1
2020-06-01       foto_bersama          1
2020-07-01       keberpihakan          4
2020-07-01       dukungan_ktp          1
2020-08-01       -                     2
"""


def slices(register, by="category"):
    """Every member of a two-way count over time, by code."""
    answer, wholes = (answer_of(register, "reported", each) for each in (("month", by), by))
    return {code: trends.slice_of(answer, wholes.row(code)) for code in [row.code for row in wholes.rows]}


def test_a_slice_is_one_member_over_time_with_its_own_total(drawn):
    register = drawn(CROSSED)
    part = slices(register)["medsos"]
    assert values(part) == [("2020-06", 2), ("2020-07", 1)]
    assert ([dimension.code for dimension in part.by], part.total.numerator, part.total.value) == (["month"], 3, 3)
    assert part.total.codes == ("total",)
    nobody = Row(("kampanye_pasangan",), 0, None, 0)
    assert values(trends.slice_of(answer_of(register, "reported", ("month", "category")), nobody)) == []


def test_the_slices_add_up_to_the_answer_where_nobody_stands_twice(drawn):
    register = drawn(CROSSED)
    parts = [part.total.numerator for part in slices(register).values()]
    assert parts == [4, 3, 1, 1, 2]
    assert sum(parts) == answer_of(register, "reported").total.numerator


def test_the_total_of_a_slice_counts_a_person_of_two_months_once(drawn):
    register = drawn("id_asn tanggal_laporan kategori_pelanggaran\nx1 2020-06-01 medsos\nx1 2020-07-01 medsos\nx2 2020-07-01 medsos")
    part = slices(register)["medsos"]
    assert (values(part), part.total.numerator, part.overlap) == ([("2020-06", 1), ("2020-07", 2)], 2, 1)
