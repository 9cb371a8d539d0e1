"""The published ledger against the sample register: every number KASN published on the sample's dates, walked one by one."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from analytics.metrics import REPORTED
from analytics.printed import fit_of, percentage
from analytics.published import compared, of_kasn, reproduced, series, shares, statements
from analytics.vocabulary import POSITION

# The number the README states; a row more or less in the ledger or a figure that no longer comes out changes it.
REPRODUCED = 158
TAKEN = {"kasn-2020-06-15-recommended", "kasn-2020-06-15-sanctioned"}  # not 'ok' in the ledger, yet the sample takes them


def walked(sample):
    """Every statement of KASN on the regional elections of 2020, not contradicted, on a date of the sample."""
    return [each for each in statements() if of_kasn(each) and each.standing == "ok" and each.as_of in sample.dates]


def test_every_published_number_comes_out_of_the_sample(sample):
    verdicts = {each.id: reproduced(each, sample) for each in walked(sample)}
    counts = Counter(verdicts.values())
    print(
        f"reproduced: {counts['same'] + counts['truncated']} of {len(verdicts)} published rows ({counts['truncated']} truncated in print)"
    )
    assert {name: verdict for name, verdict in verdicts.items() if verdict not in ("same", "truncated")} == {}
    assert counts["same"] + counts["truncated"] == REPRODUCED


def test_two_numbers_were_printed_truncated(sample):
    truncated = {each.id: str(each.value) for each in walked(sample) if reproduced(each, sample) == "truncated"}
    assert truncated == {"kasn-2020-06-26-compliance-rate": "34.9", "kasn-2020-09-30-share-base-unstated-keberpihakan": "15.2"}


def test_the_two_unclear_numbers_of_15_june_are_taken(sample):
    assert {each.id: reproduced(each, sample) for each in statements() if each.id in TAKEN} == dict.fromkeys(TAKEN, "same")


def test_a_number_that_is_wrong_is_found_out(sample):
    """The walk can fail: contradicted and misprinted rows on the same dates do not come out."""
    wrong = [each.id for each in statements() if of_kasn(each) and each.standing == "contradicted" and each.as_of in sample.dates]
    failed = {name for name in wrong if reproduced(next(each for each in statements() if each.id == name), sample) == "different"}
    assert failed == {
        "kasn-2020-08-19-open-recommendations-republika",
        "kasn-2020-09-30-listed-nusa-tenggara-barat-tribun",
        "kasn-2020-12-19-processed-rate-batamtoday",
        "kasn-2023-01-31-reported-andalpost",
        "kasn-2023-01-31-recommended-andalpost",
    }


@pytest.mark.parametrize(
    ("printed", "computed", "verdict"),
    [
        ("34.9", 99 / 283, "truncated"),
        ("35.0", 99 / 283, "same"),
        ("54.9", 189 / 344, "same"),
        ("75", 604 / 812, "different"),
        ("33", 122 / 369, "same"),
        ("27.6", 126 / 456, "same"),
        ("27.7", 126 / 456, "different"),
        ("12.5", 0.125, "same"),
        ("12", 0.125, "truncated"),
        ("13", 0.125, "same"),
    ],
)
def test_a_printed_rate_is_read_at_its_own_digits(printed, computed, verdict):
    assert compared(Decimal(printed), computed, ratio=True) == verdict


@pytest.mark.parametrize(
    ("printed", "part", "whole", "fit"),
    [
        ("34.9", 99, 283, "truncated"),
        ("35.0", 99, 283, "same"),
        ("35", 99, 283, "same"),
        ("75", 604, 812, "rounded_otherwise"),
        ("77.5", 1605, 2073, "rounded_otherwise"),
        ("14.3", 1425, 10000, "same"),  # half goes up
        ("14.2", 1425, 10000, "truncated"),
        ("75.9", 985, 1305, None),
        ("100", 7, 7, "same"),
        ("0", 0, 7, "same"),
    ],
)
def test_how_the_press_shortened_a_percentage(printed, part, whole, fit):
    assert fit_of(Decimal(printed), percentage(part, whole)) == fit


def test_the_series_holds_persons_only():
    """2 and 9 November (laporan, kasus) and the contradicted 2.034 / 2.304 of January 2023 are not joined to it."""
    assert [(answer.scope.as_of.isoformat(), answer.total.value) for answer in series(REPORTED)][:6] == [
        ("2020-06-26", 369),
        ("2020-07-31", 456),
        ("2020-08-19", 490),
        ("2020-09-30", 694),
        ("2020-10-27", 793),
        ("2020-11-17", 857),
    ]
    assert sorted(answer.total.value for answer in series(REPORTED, "contradicted")) == [2034, 2304]
    assert not any(answer.source.synthetic for answer in series(REPORTED))


def test_published_shares_of_senior_officials_fall():
    senior = next(member for member in shares(POSITION) if member[0].member == "jpt")
    assert [(each.as_of, str(each.value)) for each in senior] == [
        (date(2020, 6, 26), "36"),
        (date(2020, 7, 31), "27.6"),
        (date(2020, 8, 19), "27.1"),
        (date(2020, 9, 30), "26.1"),
        (date(2022, 5, 31), "15.7"),
    ]
