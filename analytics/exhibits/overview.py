"""Figures of the page Ringkasan."""

from analytics import sentences
from analytics.ask import over_time, top
from analytics.exhibit import Exhibit, leading
from analytics.metrics import COMPLIANCE, RECOMMENDED, REPORTED, SANCTIONED, SHARE
from analytics.text import Text
from analytics.view import View
from analytics.vocabulary import AGENCY, AGENCY_TYPE, POSITION

TRIPLE = (REPORTED, RECOMMENDED, SANCTIONED)
TRIPLE_NAMES = (
    Text(id="Dilaporkan", en="Reported"),
    Text(id="Direkomendasikan", en="Recommended"),
    Text(id="Ditindaklanjuti", en="Sanctioned"),
)


def headline(seen: View) -> str:
    """The sentence KASN says to the press."""
    counted = seen.in_unit_of(REPORTED)  # one unit in one sentence
    return sentences.headline(counted.ask(REPORTED), counted.ask(RECOMMENDED), counted.ask(COMPLIANCE), seen.lang)


def course(seen: View, id: str = "ringkasan_tren") -> Exhibit:
    """How the register grew from snapshot to snapshot: reported, recommended, sanctioned."""
    counted = seen.in_unit_of(REPORTED)  # one unit in one chart
    series = tuple(counted.trend(metric) for metric in TRIPLE)
    return Exhibit(id, "lines", sentences.course(series[0], seen.lang), over_time(series), seen.lang, parts=series, names=TRIPLE_NAMES)


def agencies(seen: View, size: int = 5, id: str = "ringkasan_instansi") -> Exhibit:
    """The agencies with the most reports."""
    every = seen.ask(REPORTED, AGENCY)
    return Exhibit(id, "bar", sentences.ranking(every, seen.lang), top(every, size), seen.lang, accent=leading(every))


def positions(seen: View, id: str = "ringkasan_jabatan") -> Exhibit:
    """Shares of position groups."""
    answer = seen.ask(SHARE, POSITION)
    return Exhibit(id, "bar", sentences.ranking(answer, seen.lang), answer, seen.lang, accent=leading(answer))


def compliance(seen: View, id: str = "ringkasan_kepatuhan") -> Exhibit:
    """Compliance by agency type."""
    answer = seen.ask(COMPLIANCE, AGENCY_TYPE)
    return Exhibit(id, "bar", sentences.spread(answer, seen.lang), answer, seen.lang, notes=sentences.spread_notes(answer, seen.lang))
