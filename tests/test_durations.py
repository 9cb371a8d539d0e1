"""Cohorts and the time to sanction: against statsmodels, a textbook, and plain counting over the rows of the sample."""

import calendar
import math
from datetime import date, timedelta
from functools import cache

import numpy as np
import oracle
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from analytics.ask import ask
from analytics.durations import HORIZONS, RECOMMENDED_MONTH, TIME, day_counts, is_mature, middle, middle_told, survival, told, within
from analytics.scope import ALLEGATION, CASE, PERSON, Scope
from analytics.settings import SAMPLE
from analytics.vocabulary import AGENCY_TYPE

BY_CHANCE = settings(derandomize=True, deadline=None, max_examples=300, database=None)
DAY = date(2020, 12, 31)
WAITED = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=120)  # days, sanctioned; with many ties


def counted(waited):
    """(days, sanctioned) one by one, as counts by day."""
    days = sorted({day for day, _ in waited})
    return [(day, waited.count((day, True)), waited.count((day, False))) for day in days]


def in_statsmodels(waited):
    """The same estimate by statsmodels."""
    days, done = zip(*waited, strict=True)
    return SurvfuncRight(np.array(days, dtype=float), np.array(done, dtype=float))


# --- against statsmodels ---


@given(WAITED)
@BY_CHANCE
def test_curve_risk_sets_and_errors_are_those_of_statsmodels(waited):
    ours = survival(counted(waited))
    assume(any(done for _, done in waited))
    theirs = in_statsmodels(waited)
    assert [step.day for step in ours.steps] == list(theirs.surv_times)
    assert [step.at_risk for step in ours.steps] == list(theirs.n_risk)
    assert [step.sanctioned for step in ours.steps] == list(theirs.n_events)
    assert [step.left for step in ours.steps] == pytest.approx(list(theirs.surv_prob), rel=1e-12, abs=1e-15)
    for step, error in zip(ours.steps, theirs.surv_prob_se, strict=True):
        assert (step.error is None) == math.isnan(error)
        assert step.error is None or step.error == pytest.approx(error, rel=1e-12)


@given(WAITED)
@BY_CHANCE
def test_the_median_is_that_of_statsmodels(waited):
    assume(any(done for _, done in waited))
    ours, theirs = survival(counted(waited)), in_statsmodels(waited)
    assume(not any(abs(left - 0.5) < 1e-9 for left in theirs.surv_prob))  # then its own rounding decides; see the test below
    median = theirs.quantile(0.5)
    assert ours.median == (None if math.isnan(median) else median)


@given(WAITED)
@BY_CHANCE
def test_the_interval_of_the_median_is_that_of_statsmodels(waited):
    assume(any(done for _, done in waited))
    ours, theirs = survival(counted(waited)), in_statsmodels(waited)
    with np.errstate(all="ignore"):
        low, high = theirs.quantile_ci(0.5, alpha=0.05, method="cloglog")
    if math.isnan(low):
        assert ours.median_interval is None
    else:
        assert ours.median_interval == (low, None if math.isinf(high) else high)


@given(WAITED)
@BY_CHANCE
def test_the_interval_of_a_day_rests_on_statsmodels_error_on_the_log_log_scale(waited):
    """And holds one half exactly on the days of the median's interval."""
    assume(any(done for _, done in waited))
    ours, theirs = survival(counted(waited)), in_statsmodels(waited)
    for step, left, error in zip(ours.steps, theirs.surv_prob, theirs.surv_prob_se, strict=True):
        if math.isnan(error):
            assert step.interval is None
            continue
        centre, reach = math.log(-math.log(left)), 1.959963984540054 * error / (left * abs(math.log(left)))
        high_left, low_left = (math.exp(-math.exp(centre + sign * reach)) for sign in (-1, 1))
        assert step.interval == pytest.approx((1 - high_left, 1 - low_left), rel=1e-9, abs=1e-12)
        low, high = step.interval
        assert low <= step.by_then <= high


@given(WAITED)
@BY_CHANCE
def test_without_anyone_waiting_the_curve_is_the_plain_share_sanctioned_by_then(waited):
    course = survival(counted([(day, True) for day, _ in waited]))
    for day in range(0, 41):
        assert course.at(day).by_then == pytest.approx(sum(days <= day for days, _ in waited) / len(waited), abs=1e-12)


def test_exactly_one_half_is_not_yet_more_than_half():
    """3/4 x 2/3 is one half, though not in binary; statsmodels and SAS want less than a half waiting too."""
    course = survival([(1, 1, 0), (2, 1, 0), (3, 1, 0), (9, 1, 0)])
    assert [round(step.left, 9) for step in course.steps] == [0.75, 0.5, 0.25, 0]
    assert course.median == 3


# --- a textbook ---

# Freireich et al. 1963, weeks of remission under 6-MP (Klein & Moeschberger, table 1.2; SAS LIFETEST): + is censored.
REMISSION = [(6, 3, 1), (7, 1, 0), (9, 0, 1), (10, 1, 1), (11, 0, 1), (13, 1, 0), (16, 1, 0), (17, 0, 1), (19, 0, 1), (20, 0, 1), (22, 1, 0), (23, 1, 0), (25, 0, 1), (32, 0, 2), (34, 0, 1), (35, 0, 1)]  # fmt: skip


def test_a_textbook_example():
    course = survival(REMISSION)
    assert (course.number, course.sanctioned, course.median, course.median_interval) == (21, 9, 23, (13, None))
    assert [(step.day, step.at_risk, round(step.left, 3), round(step.error, 4)) for step in course.steps] == [
        (6, 21, 0.857, 0.0764), (7, 17, 0.807, 0.0869), (10, 15, 0.753, 0.0963), (13, 12, 0.690, 0.1068), (16, 11, 0.627, 0.1141),
        (22, 7, 0.538, 0.1282), (23, 6, 0.448, 0.1346),
    ]  # fmt: skip
    low, high = course.steps[0].interval
    assert (round(1 - high, 3), round(1 - low, 3)) == (0.620, 0.952)


def test_nobody_recommended_and_nobody_sanctioned():
    nobody, none_yet = survival([]), survival([(3, 0, 2), (8, 0, 1)])
    assert (nobody.number, nobody.last, nobody.median, nobody.median_interval, nobody.at(5).by_then) == (0, 0, None, None, 0)
    assert (none_yet.number, none_yet.sanctioned, none_yet.last, none_yet.median, none_yet.at(8).by_then) == (3, 0, 8, None, 0)


def test_all_sanctioned_on_one_day_have_a_median_without_an_interval():
    course = survival([(5, 4, 0)])
    assert (course.median, course.median_interval, course.at(4).by_then, course.at(5).by_then) == (5, None, 0, 1)
    assert course.steps[0].interval is None


# --- the days of a register ---

DAYS = """
id_asn  nomor_kasus  status            tanggal_rekomendasi  tanggal_sanksi  jenis_instansi
a       k1           direkomendasikan  2020-08-01           2020-08-01      kota
b       k2           direkomendasikan  2020-08-01           2020-08-11      kota
b       k3           direkomendasikan  2020-12-01           -               kota
c       k4           direkomendasikan  2020-12-31           -               kabupaten
d       k5           konsep_surat      -                    -               kabupaten
e       k6           tidak_terbukti    -                    -               kabupaten
"""


def test_a_row_is_a_person_in_a_case_and_one_without_recommendation_is_none(drawn):
    """A sanction on the day itself takes 0 days, a recommendation of the snapshot's day waits 0; b counts for both cases."""
    snapshot = drawn(DAYS).at(DAY)
    assert day_counts(snapshot, Scope(DAY)) == {"total": [(0, 1, 1), (10, 1, 0), (30, 0, 1)]}
    assert day_counts(snapshot, Scope(DAY), AGENCY_TYPE) == {"kabupaten": [(0, 0, 1)], "kota": [(0, 1, 0), (10, 1, 0), (30, 0, 1)]}
    assert day_counts(snapshot, Scope(DAY, {"agency_type": ("lembaga",)})) == {}


REFUSED = {
    "direkomendasikan 2021-01-01 -": "the recommendation is dated after the snapshot",
    "direkomendasikan 2020-08-01 2021-01-01": "the sanction is dated after the snapshot",
    "direkomendasikan 2020-08-02 2020-08-01": "the sanction precedes the recommendation",
    "direkomendasikan - -": "the day of recommendation is empty",
}


@pytest.mark.parametrize("row, why", REFUSED.items(), ids=REFUSED)
def test_days_that_cannot_be_placed_never_come_into_a_register(drawn, row, why):
    with pytest.raises(AssertionError, match=why):
        drawn(f"status tanggal_rekomendasi tanggal_sanksi\n{row}")


def test_a_sanction_without_a_day_never_comes_into_a_register(drawn):
    with pytest.raises(AssertionError, match="its day is empty"):
        drawn("status tanggal_rekomendasi sanksi\ndirekomendasikan 2020-08-01 moral_terbuka")


@cache
def rows_of_sample(as_of):
    """Days of recommendation and of sanction (None: not yet) and agency type of a sample snapshot, read from its file."""
    (path,) = (SAMPLE / f"snapshot={as_of}").glob("cases.*")
    every = oracle.read_rows(path)
    return [
        (date.fromisoformat(row["tanggal_rekomendasi"]), row["tanggal_sanksi"] and date.fromisoformat(row["tanggal_sanksi"]), oracle.agency_type_of(row))
        for row in every
        if row["tanggal_rekomendasi"]
    ]  # fmt: skip


def check_curve(counts, rows, as_of):
    """A curve against statsmodels on the same rows."""
    waited = [(((done or as_of) - asked).days, bool(done)) for asked, done, _ in rows]
    ours = survival(counts)
    assert (ours.number, ours.sanctioned) == (len(waited), sum(done for _, done in waited))
    if not ours.sanctioned:
        return
    theirs = in_statsmodels(waited)
    assert [step.left for step in ours.steps] == pytest.approx(list(theirs.surv_prob), rel=1e-12, abs=1e-15)
    with np.errstate(all="ignore"):
        median, (low, high) = theirs.quantile(0.5), theirs.quantile_ci(0.5)
    assert ours.median == (None if math.isnan(median) else median)
    assert ours.median_interval == (None if math.isnan(low) else (low, None if math.isinf(high) else high))


def test_the_curves_of_the_sample_are_those_of_statsmodels(sample):
    for as_of in sample.dates:
        rows = rows_of_sample(as_of)
        check_curve(day_counts(sample.at(as_of), Scope(as_of))["total"], rows, as_of)
        by_type = day_counts(sample.at(as_of), Scope(as_of), AGENCY_TYPE)
        assert set(by_type) == {kind for *_, kind in rows}
        for code, counts in by_type.items():
            check_curve(counts, [row for row in rows if row[2] == code], as_of)


# --- cohorts ---


def cohorts_by_hand(rows, as_of, days):
    """month -> (sanctioned in time, recommended, mature), counted one by one."""
    found = {}
    for asked, done, _ in rows:
        month = f"{asked:%Y-%m}"
        last = date(asked.year, asked.month, calendar.monthrange(asked.year, asked.month)[1])
        in_time, all_of, _ = found.get(month, (0, 0, None))
        found[month] = (in_time + (bool(done) and (done - asked).days <= days), all_of + 1, last + timedelta(days) <= as_of)
    return found


@pytest.mark.parametrize("days", HORIZONS)
def test_the_cohorts_of_every_sample_snapshot_are_those_counted_by_hand(sample, days):
    for as_of in sample.dates:
        wanted = cohorts_by_hand(rows_of_sample(as_of), as_of, days)
        found = ask(sample, within(days, mature=False), Scope(as_of), RECOMMENDED_MONTH)
        assert {row.code: (row.numerator, row.denominator) for row in found.rows} == {month: pair[:2] for month, pair in wanted.items()}
        assert {month: is_mature(month, days, as_of) for month in wanted} == {month: mature for month, (*_, mature) in wanted.items()}
        total = ask(sample, within(days), Scope(as_of)).total
        old = [pair for pair in wanted.values() if pair[2]]
        assert (total.numerator, total.denominator) == (sum(pair[0] for pair in old), sum(pair[1] for pair in old))


def test_a_month_is_mature_when_the_time_has_passed_for_its_last_day():
    """30 days after 30 November are over on 30 December."""
    assert [is_mature("2020-11", 30, day) for day in (date(2020, 12, 29), date(2020, 12, 30))] == [False, True]
    assert [is_mature("2020-02", 90, day) for day in (date(2020, 5, 28), date(2020, 5, 29))] == [False, True]


def test_an_immature_month_is_neither_a_failure_nor_in_the_total(drawn):
    register = drawn("""
    status            tanggal_rekomendasi  tanggal_sanksi  times
    direkomendasikan  2020-08-15           2020-08-20      3
    direkomendasikan  2020-08-31           2020-10-01      1
    direkomendasikan  2020-11-30           2020-12-30      2
    direkomendasikan  2020-12-01           2020-12-02      4
    direkomendasikan  2020-12-02           -               5
    """)
    rows = {
        row.code: (row.numerator, row.denominator) for row in ask(register, within(30, mature=False), Scope(DAY), RECOMMENDED_MONTH).rows
    }
    assert rows == {"2020-08": (3, 4), "2020-11": (2, 2), "2020-12": (4, 9)}
    total = ask(register, within(30), Scope(DAY)).total
    assert (total.numerator, total.denominator, total.value) == (5, 6, 5 / 6)
    assert ask(register, within(180), Scope(DAY)).total.value is None


def test_cohorts_can_be_asked_by_any_dimension_and_filtered(drawn):
    register = drawn(DAYS)
    by_type = ask(register, within(90), Scope(DAY), AGENCY_TYPE)
    assert [(row.code, row.numerator, row.denominator) for row in by_type.rows] == [("kota", 2, 2)]
    assert ask(register, within(90), Scope(DAY, {"agency_type": ("kabupaten",)})).total.denominator == 0


def test_they_are_counted_per_person_per_case_and_in_nothing_else(drawn):
    assert TIME.units == within(30).units == (PERSON, ALLEGATION)
    with pytest.raises(Exception, match="cannot be counted in"):
        ask(drawn(DAYS), within(30), Scope(DAY, unit=CASE))


# --- what public mode tells ---


@given(WAITED, st.integers(2, 6))
@BY_CHANCE
def test_no_step_of_a_merged_curve_is_made_by_a_few(waited, threshold):
    course = survival(counted(waited))
    shown = told(course, (10, 20, 30), threshold, True)
    done = [0, *(sum(days <= day and is_done for days, is_done in waited) for day, _ in shown), course.sanctioned]
    assert all(after - before == 0 or after - before >= threshold for before, after in zip(done, done[1:], strict=False) if shown)
    assert all(sum(days >= day for days, _ in waited) >= threshold for day, _ in shown)
    assert all(step == course.at(day) for day, step in shown)
    assert all(day % 7 == 0 or day in (10, 20, 30) for day, _ in shown)


@given(WAITED, st.integers(2, 6))
@BY_CHANCE
def test_the_days_told_of_a_median_enclose_it_and_its_interval(waited, threshold):
    """And each of them is a told day, or the day of the recommendation."""
    course = survival(counted(waited))
    shown = told(course, (10, 20, 30), threshold, True)
    exact, found = middle(course), middle_told(shown)
    days = [0, *(day for day, _ in shown)]
    assert {found.day, found.after, found.last, *(found.interval or ())} <= {*days, None}
    assert found.last == days[-1]
    if found.day is None:
        assert exact.day is None or exact.day > found.last
    else:
        assert found.after < exact.day <= found.day or exact.day == found.day == 0
    if found.interval and exact.interval:
        (low, high), (least, most) = found.interval, exact.interval
        assert low <= least and (high is None or (most is not None and most <= high))


def test_a_curve_of_everyone_is_read_by_weeks_and_cut_where_few_are_left():
    course = survival([(3, 6, 0), (20, 1, 0), (30, 1, 4), (60, 1, 1)])
    assert [day for day, _ in told(course, (30, 60), 5, False)] == [0, 7, 14, 21, 28, 30]
    assert [day for day, _ in told(course, (30, 60), 2, False)] == [0, 7, 14, 21, 28, 30, 35, 42, 49, 56, 60]
    assert told(course, (30,), 50, False) == ()


def test_the_days_named_are_kept_before_the_weeks():
    """Eight sanctions up to day 10 are told on day 10, not in two parts of which one is small."""
    course = survival([(6, 6, 0), (9, 2, 0), (40, 5, 20)])
    assert [day for day, _ in told(course, (10, 40), 5, True)] == [0, 10, 14, 21, 28, 35, 40]
