"""How far a rate may stray by chance: Wilson and Newcombe against statsmodels, the limits of a funnel plot against both, and what is
called a difference."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analytics import noise
from analytics.ask import NO_TOTAL, Answer, Row, Source, ranks
from analytics.intervals import Z_ALARM, Z, differ, difference, limits, wilson, z_among
from analytics.metrics import COMPLIANCE
from analytics.scope import Scope
from analytics.settings import settings
from analytics.vocabulary import PROVINCE

LARGE = [(1, 1_000_000), (999_999, 1_000_000), (1588, 4_300_000), (0, 10**7), (10**7, 10**7), (123_456, 654_321)]


def row(numerator, denominator, code="jpt"):
    """A group's rate."""
    return Row((code,), numerator, denominator, numerator / denominator if denominator else None)


def pairs(most=400):
    """A rate as (numerator, denominator)."""
    return st.integers(1, most).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


def test_wilson_is_that_of_statsmodels_for_every_small_rate_and_large_ones():
    cases = [(count, base) for base in range(1, 61) for count in range(base + 1)] + LARGE
    assert len(cases) > 1800
    for count, base in cases:
        assert wilson(count, base) == pytest.approx(proportion_confint(count, base, method="wilson"), abs=1e-12), (count, base)


def test_the_levels_are_those_of_the_normal_distribution():
    assert pytest.approx(norm.ppf(0.975), abs=1e-12) == Z
    assert pytest.approx(norm.ppf(0.999), abs=1e-12) == Z_ALARM
    assert z_among(2) == Z and z_among(1) == Z and z_among(5) == pytest.approx(norm.ppf(1 - 0.025 / 10), abs=1e-12)


def test_newcombe_is_that_of_statsmodels():
    small = [(count, base) for base in (1, 2, 5, 10, 33, 60) for count in sorted({0, 1, base // 3, base // 2, base - 1, base})]
    for first, second in product([*small, *LARGE], repeat=2):
        found = confint_proportions_2indep(*second, *first, method="newcomb", compare="diff")
        assert difference(first, second) == pytest.approx(found, abs=1e-12), (first, second)


@given(pairs(), pairs())
def test_newcombe_of_any_two_groups(first, second):
    assert difference(first, second) == pytest.approx(
        confint_proportions_2indep(*second, *first, method="newcomb", compare="diff"), abs=1e-12
    )


@given(pairs(), pairs())
def test_differing_is_the_same_both_ways_and_harder_among_many(first, second):
    assert differ(first, second) == differ(second, first)
    assert differ(first, second) or not differ(first, second, among=12)
    assert not differ(first, first) and not differ(first, (0, 0)) and not differ((0, 0), first)


@given(pairs(), st.floats(0.01, 0.99), st.sampled_from([Z, Z_ALARM]))
def test_a_group_is_outside_the_limits_exactly_where_its_interval_does_not_hold_the_rate_of_all(pair, rate, z):
    low, high = wilson(*pair, z)
    below, above = limits(rate, pair[1], z)
    if min(abs(low - rate), abs(high - rate)) > 1e-9:  # not on the very edge
        assert (below <= pair[0] / pair[1] <= above) == (low <= rate <= high)


def test_limits_are_the_textbooks_and_never_leave_the_scale():
    assert limits(0.5, 100) == pytest.approx((0.5 - 1.959963984540054 * 0.05, 0.5 + 1.959963984540054 * 0.05), abs=1e-12)
    assert limits(0.9, 10, Z_ALARM) == (pytest.approx(0.606835, abs=1e-6), 1.0)


# --- what is called a difference ---


@pytest.mark.parametrize(
    "then, now, moved",
    [
        ((122, 369), (126, 456), True),  # 4 of 87 added: the published fall of JPT
        ((122, 369), (151, 456), False),  # 29 of 87 added, as before
        ((99, 283), (189, 344), True),  # more sanctions than people added: those there before were sanctioned
        ((50, 100), (51, 100), True),  # nobody added: a fact
        ((50, 100), (56, 110), False),
        ((50, 100), (49, 99), True),  # fewer people: no addition
        ((50, 100), (50, 103), False),  # 0 of 3 added
        ((50, 100), (50, 120), True),  # 0 of 20 added
    ],
)
def test_what_moved_over_time(then, now, moved):
    assert noise.moved(row(*then), row(*now)) is moved


def test_counts_and_medians_always_moved():
    assert noise.moved(Row(("total",), 5, None, 5), Row(("total",), 6, None, 6))
    assert noise.moved(Row(("total",), None, 9, 4.5), Row(("total",), None, 10, 5))


def test_neighbours_overlap_or_not():
    assert noise.overlapping([row(12, 20), row(9, 20)])
    assert not noise.overlapping([row(29, 30), row(1, 30), row(0, 0)])
    assert noise.overlapping([row(29, 30), row(1, 30), row(28, 30)])


@given(st.lists(pairs(60), min_size=1, max_size=12))
def test_ranks_share_a_place_where_fractions_are_equal(found_rates):
    rows = tuple(row(*pair, code) for pair, code in zip(found_rates, PROVINCE.members, strict=False))
    answer = Answer(COMPLIANCE, Scope(date(2020, 7, 31)), (PROVINCE,), rows, NO_TOTAL, Source(date(2020, 7, 31), "", False))
    found = ranks(answer)
    ranked = [each for each in answer.rows if each.denominator >= settings().smallest_base]
    assert found == {
        one.code: 1 + sum(two.numerator * one.denominator > one.numerator * two.denominator for two in ranked) for one in ranked
    }


@given(st.lists(pairs(60), min_size=2, max_size=9))
def test_the_two_furthest_apart_are_those_a_plain_loop_finds(found):
    rows = [row(*each) for each in found]
    gaps = [
        (two.numerator / two.denominator - one.numerator / one.denominator, one, two)
        for one, two in product(rows, repeat=2)
        if difference((one.numerator, one.denominator), (two.numerator, two.denominator), z_among(len(rows)))[0] > 0
    ]
    best = noise.furthest_apart(rows)
    assert (best is None) == (not gaps)
    if best:
        high, low = (each.numerator / each.denominator for each in best)
        assert high - low == pytest.approx(max(gap for gap, *_ in gaps), abs=1e-12)
