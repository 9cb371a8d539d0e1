"""The follow-up deadline: the day it falls on, by hand and by plain counting, and who is past it."""

from collections import Counter
from datetime import date, timedelta

import holidays as package
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ask import DAY, answer_of

from analytics.ask import ask
from analytics.deadlines import Deadline, holidays, overdue
from analytics.metrics import METRICS
from analytics.scope import CASE, LETTER, PERSON, Scope
from analytics.text import Notice
from analytics.vocabulary import REFERENCE, read_rows

BY_CHANCE = settings(derandomize=True, deadline=None, max_examples=200, database=None)
ONE_DAY = timedelta(days=1)

# Lebaran 2020: free were Thursday 21 May, Monday 25 May and Monday 1 June; Friday 22 May was worked.
# Year end 2020: free were 24, 25 and 31 December and 1 January; 28 to 30 December were worked.
WORKING = [
    ("2020-05-26", 1, "2020-05-22"),
    ("2020-05-26", 2, "2020-05-20"),
    ("2020-05-26", 5, "2020-05-15"),
    ("2020-05-25", 1, "2020-05-20"),
    ("2020-05-24", 1, "2020-05-20"),
    ("2020-06-02", 1, "2020-05-29"),
    ("2020-06-02", 5, "2020-05-22"),
    ("2020-06-02", 6, "2020-05-20"),
    ("2021-01-04", 1, "2020-12-30"),
    ("2021-01-04", 3, "2020-12-28"),
    ("2021-01-04", 4, "2020-12-23"),
    ("2021-01-03", 1, "2020-12-29"),
    ("2020-12-31", 3, "2020-12-23"),
]


@pytest.mark.parametrize("as_of, days, cutoff", WORKING)
def test_working_days_skip_weekends_holidays_and_joint_leave(as_of, days, cutoff):
    assert Deadline(days, True).cutoff(date.fromisoformat(as_of)) == date.fromisoformat(cutoff)


@pytest.mark.parametrize(
    "as_of, days, cutoff", [("2020-05-26", 5, "2020-05-21"), ("2021-01-04", 14, "2020-12-21"), ("2020-03-10", 10, "2020-02-29")]
)
def test_calendar_days_skip_nothing(as_of, days, cutoff):
    assert Deadline(days, False).cutoff(date.fromisoformat(as_of)) == date.fromisoformat(cutoff)


def worked_days(after, until):
    """Working days later than one day, up to another, counted one by one."""
    days = (after + ONE_DAY * step for step in range(1, (until - after).days + 1))
    return sum(day.weekday() < 5 and day not in set(holidays()) for day in days)


@given(st.dates(date(2018, 7, 1), date(2026, 12, 31)), st.integers(1, 40), st.integers(-6, 6))
@BY_CHANCE
def test_overdue_means_more_working_days_have_passed_than_allowed(as_of, days, shift):
    cutoff = Deadline(days, True).cutoff(as_of)
    recommended = cutoff + ONE_DAY * shift
    assert (recommended < cutoff) == (worked_days(recommended, as_of) > days)


@given(st.dates(date(2018, 7, 1), date(2026, 12, 31)), st.integers(1, 400))
@BY_CHANCE
def test_overdue_means_more_calendar_days_have_passed_than_allowed(as_of, days):
    cutoff = Deadline(days, False).cutoff(as_of)
    assert ((as_of - cutoff).days, (as_of - (cutoff - ONE_DAY)).days) == (days, days + 1)


# --- the list of holidays ---


def test_the_holidays_are_complete_for_every_year_from_2018_to_2026():
    assert len(set(holidays())) == len(holidays())
    by_year = Counter(day.year for day in holidays())
    assert by_year == {2018: 25, 2019: 21, 2020: 22, 2021: 16, 2022: 20, 2023: 27, 2024: 29, 2025: 28, 2026: 25}


@pytest.mark.parametrize("month, day", [(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)])
def test_fixed_holidays_are_free_every_year(month, day):
    assert {each.year for each in holidays() if (each.month, each.day) == (month, day)} == set(range(2018, 2027))


LEBARAN = ("2018-06-15", "2019-06-05", "2020-05-24", "2021-05-13", "2022-05-02", "2023-04-22", "2024-04-10", "2025-03-31", "2026-03-21")


@pytest.mark.parametrize("first", LEBARAN)
def test_both_days_of_lebaran_are_free(first):
    day = date.fromisoformat(first)
    assert {day, day + ONE_DAY} <= set(holidays())


DIFFERENT: dict[str, str] = {}  # day: why our list and the package differ; none does (holidays 0.109)
KINDS = {"libur nasional": "public", "cuti bersama": "government"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_list_of_holidays_is_that_of_the_package_holidays(kind, year):
    ours = {
        row["date"] for row in read_rows(REFERENCE / "holidays_ID_2018_2026.csv") if row["kind"] == kind and row["date"][:4] == str(year)
    }
    theirs = {day.isoformat() for day in package.country_holidays("ID", years=year, categories=KINDS[kind])}
    assert ours ^ theirs == {day for day in DIFFERENT if day[:4] == str(year)}
    assert len(ours) > 0 or (kind, year) == ("cuti bersama", 2022)


@given(st.dates(date(2018, 7, 1), date(2026, 12, 31)), st.integers(1, 60))
@BY_CHANCE
def test_the_cutoff_is_that_of_a_walk_back_over_the_packages_working_days(as_of, days):
    """Back to the last working day, then one working day after another."""
    calendar = package.country_holidays("ID", categories=("public", "government"))
    day = as_of
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    for _ in range(days):
        day -= ONE_DAY
        while not calendar.is_working_day(day):
            day -= ONE_DAY
    assert Deadline(days, True).cutoff(as_of) == day


@pytest.mark.parametrize("as_of", [date(2027, 1, 4), date(2018, 1, 10)])
def test_working_days_over_a_year_without_a_list_are_not_counted(as_of):
    with pytest.raises(Notice) as refused:
        Deadline(14, True).cutoff(as_of)
    assert refused.value("id").startswith("Tenggat 14 hari kerja tidak dapat dihitung per ") and "2018–2026" in refused.value("id")
    assert refused.value("en").startswith("The deadline of 14 working days cannot be counted on ")
    assert Deadline(14, False).cutoff(as_of) == as_of - 14 * ONE_DAY
    assert Deadline(14, True).unknown(date(2026, 12, 31)) is None


# --- who is overdue ---

LIMIT = """
id_asn  status            nomor_rekomendasi  tanggal_rekomendasi  tanggal_sanksi
before  direkomendasikan  r1                 2020-12-16           -
at      direkomendasikan  r2                 2020-12-17           -
after   direkomendasikan  r3                 2020-12-18           -
done    direkomendasikan  r4                 2020-08-01           2020-12-30
draft   konsep_surat      -                  -                    -
"""


def late(register, deadline, unit=PERSON):
    """How many units are overdue on the last day of 2020."""
    return ask(register, overdue(deadline, DAY), Scope(DAY, unit=unit)).total.numerator


def test_overdue_starts_the_day_after_the_limit(drawn):
    register = drawn(LIMIT)
    counts = {days: late(register, Deadline(days, False)) for days in (12, 13, 14, 15)}
    assert counts == {12: 3, 13: 2, 14: 1, 15: 0}


def test_overdue_in_working_days_over_christmas(drawn):
    """On 31 December five working days reach back to Monday 21 December (30, 29, 28, 23 and 22 lie between)."""
    register = drawn("""
    status            tanggal_rekomendasi
    direkomendasikan  2020-12-18
    direkomendasikan  2020-12-20
    direkomendasikan  2020-12-21
    direkomendasikan  2020-12-23
    """)
    assert {days: late(register, Deadline(days, True)) for days in (2, 3, 4, 5, 6)} == {2: 4, 3: 3, 4: 3, 5: 2, 6: 0}


def test_the_oldest_recommendation_counts_and_a_sanction_ends_the_wait(drawn):
    register = drawn("""
    nomor_kasus  id_asn  status            nomor_rekomendasi  tanggal_rekomendasi  tanggal_sanksi
    k1           x1      direkomendasikan  r1                 2020-09-01           -
    k2           x1      direkomendasikan  r2                 2020-12-30           -
    k3           x2      direkomendasikan  r1                 2020-09-01           -
    k4           x2      direkomendasikan  r4                 2020-12-30           2020-12-31
    k5           x3      direkomendasikan  r5                 2020-12-30           -
    """)
    month = Deadline(30, False)
    assert {unit.code: late(register, month, unit) for unit in (PERSON, CASE, LETTER)} == {"orang": 1, "kasus": 2, "rekomendasi": 1}


def test_overdue_is_a_part_of_outstanding_and_adds_up_by_group(drawn):
    register = drawn("""
    kelompok_jabatan  status            tanggal_rekomendasi  times
    jpt               direkomendasikan  2020-08-01           3
    jpt               direkomendasikan  2020-12-30           2
    pengawas          direkomendasikan  2020-08-01           1
    """)
    answer = ask(register, overdue(Deadline(14, False), DAY), Scope(DAY), *answer_of(register, "outstanding", "position").by)
    assert [(row.code, row.numerator) for row in answer.rows] == [("jpt", 3), ("pengawas", 1)]
    assert answer_of(register, "outstanding").total.numerator == 6


def test_the_deadline_is_said_wherever_it_is_used():
    calendar, working = Deadline(30, False), Deadline(14, True)
    assert [calendar.words("id"), calendar.words("en")] == ["30 hari kalender", "30 calendar days"]
    assert [working.words("id"), working.words("en")] == ["14 hari kerja", "14 working days"]
    definition = overdue(working, DAY).definition
    assert definition.id.startswith(
        "ASN yang direkomendasikan lebih dari 14 hari kerja sebelum tanggal snapshot dan belum dijatuhi sanksi."
    )
    assert definition.en.startswith(
        "Civil servants (ASN) recommended more than 14 working days before the snapshot and not yet sanctioned."
    )
    assert overdue(working, DAY).code not in METRICS
