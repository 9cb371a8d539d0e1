"""The dated events that annotate time axes."""

import re
from collections import Counter
from datetime import date

import pytest

from analytics.events import EVENTS, KINDS, RULES, STAGES, events, events_between
from analytics.text import LANGUAGES
from analytics.vocabulary import read_rows

VOTING = date(2020, 12, 9)


def days_and_labels(found, lang="en"):
    """Events as (day, label)."""
    return [(f"{event.day:%m-%d}", event.label(lang)) for event in found]


def test_all_events_are_read_oldest_first():
    days = [event.day for event in events()]
    assert len(days) == 47
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2020, 3, 21), date(2025, 10, 16))


def test_every_event_has_a_kind_that_readers_know():
    counts = Counter(event.kind for event in events())
    assert counts == {"tahapan": 15, "regulasi": 7, "penindakan": 3, "rilis_data": 22}
    assert set(counts) == set(KINDS)


def test_events_stand_in_both_languages_and_are_named_once():
    for lang in LANGUAGES:
        labels = [event.label(lang) for event in events()]
        assert len(set(labels)) == len(labels)
    assert all(event.label.id != event.label.en for event in events())


def test_events_between_two_days_include_both_and_only_stages_and_rules():
    september = [
        ("09-04", "Registration of candidates"),
        ("09-10", "Joint decree of five bodies on neutrality oversight"),
        ("09-23", "Determination of candidates"),
        ("09-24", "Drawing of ballot numbers"),
        ("09-26", "Campaign period (71 days)"),
    ]
    assert days_and_labels(events_between(date(2020, 9, 4), date(2020, 9, 26))) == september
    assert days_and_labels(events_between(date(2020, 9, 5), date(2020, 9, 25))) == september[1:-1]


def test_events_of_other_kinds_come_on_request():
    july_and_august = date(2020, 7, 1), date(2020, 8, 27)
    assert days_and_labels(events_between(*july_and_august), "id") == [("07-15", "Pencocokan dan penelitian (coklit)")]
    assert days_and_labels(events_between(*july_and_august, ("rilis_data",)), "id") == [
        ("08-05", "Kampanye virtual ke-2 KASN: data per 31 Juli"),
        ("08-26", "Kampanye virtual ke-3 KASN: data per 19 Agustus"),
    ]
    assert events_between(date(2020, 8, 27), date(2020, 7, 1)) == ()


def test_events_of_one_day_keep_the_order_of_the_file():
    labels = [event.label.id for event in events_between(VOTING, VOTING)]
    assert labels == ["Pemungutan suara Pilkada 2020 (270 daerah)", "Penghitungan dan rekapitulasi suara"]


def test_the_default_kinds_are_those_that_explain_movements():
    every = events_between(date.min, date.max)
    assert {event.kind for event in every} == {STAGES, RULES}
    assert len(every) == 22


def test_no_source_carries_a_scheme():
    assert [event.source for event in events() if "://" in event.source] == []


@pytest.mark.xfail(strict=True, reason="two sources are names of working files (001_….txt, 004_….txt), not addresses a reader can open")
def test_every_source_is_an_address():
    address = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}/\S+")
    assert [each for event in events() for each in event.source.split("; ") if not address.fullmatch(each)] == []


def test_the_file_says_when_stages_end_and_never_before_they_start():
    ends = [(row["date"], row["end_date"]) for row in read_rows(EVENTS) if row["end_date"]]
    assert len(ends) == 8
    assert all(first < last for first, last in ends)
