"""Dated events that annotate time axes: stages of the election, decrees, data releases. Read from data/published/events.csv."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from analytics.settings import ROOT
from analytics.text import Text
from analytics.vocabulary import read_rows

EVENTS = ROOT / "data" / "published" / "events.csv"
STAGES = "tahapan"
RULES = "regulasi"
KINDS = {
    STAGES: Text(id="Tahapan pemilihan", en="Election stages"),
    RULES: Text(id="Regulasi", en="Regulations"),
    "penindakan": Text(id="Penegakan", en="Enforcement"),
    "rilis_data": Text(id="Rilis data", en="Data releases"),
}


@dataclass(frozen=True)
class Event:
    """Something dated that explains a movement. source: where it is documented (address without scheme)."""

    day: date
    label: Text
    kind: str
    source: str


@cache
def events() -> tuple[Event, ...]:
    """All events, oldest first."""
    rows = read_rows(EVENTS)
    found = [Event(date.fromisoformat(row["date"]), Text(row["label_id"], row["label_en"]), row["kind"], row["source"]) for row in rows]
    return tuple(sorted(found, key=lambda event: event.day))


def events_between(first: date, last: date, kinds: tuple[str, ...] = (STAGES, RULES)) -> tuple[Event, ...]:
    """Events of some kinds from one day to another, oldest first."""
    return tuple(event for event in events() if first <= event.day <= last and event.kind in kinds)
