"""Figures of the page Tren."""

from datetime import timedelta

from analytics import sentences, trends
from analytics.ask import Answer
from analytics.events import Event, events_between
from analytics.exhibit import Exhibit
from analytics.metrics import COMPLIANCE, REPORTED
from analytics.text import Lang, Text
from analytics.view import View
from analytics.vocabulary import CATEGORY, MONTH, Dimension, first_day

HATCHED = Text(
    id="Batang berarsir: belum lengkap; angkanya masih bertambah sejak snapshot sebelumnya atau periodenya belum berakhir.",
    en="Hatched bars: incomplete; the count has grown since the snapshot before, or the period is not over.",
)
RUNNING = Text(id="{number} {unit} dilaporkan hingga {period}", en="{number} {unit} reported up to {period}")
BY_CATEGORY = Text(id="{leader} paling sering dilaporkan: {number} {unit}", en="Most often reported: {leader}, {number} {unit}")
SAME_SCALE = Text(
    id="Enam jenis terbanyak dengan skala yang sama; jenis lain: {number} {unit}.",
    en="The six largest categories on one scale; other categories: {number} {unit}.",
)
COMPLIANCE_NAME = Text(id="Kepatuhan", en="Compliance")
PANELS = 6


def reports(seen: View, grain: Dimension = MONTH, id: str = "tren_laporan") -> Exhibit:
    """Reports by period, with stages and decrees marked and periods a later snapshot may still fill hatched."""
    answer = trends.without_gaps(seen.ask(REPORTED, grain))
    incomplete = trends.unsettled(seen.register, answer) if answer.rows else frozenset()
    notes = (HATCHED(seen.lang),) if incomplete else ()
    title = sentences.peak(answer, seen.lang)
    return Exhibit(id, "columns", title, answer, seen.lang, notes=notes, events=marks(answer), incomplete=incomplete)


def running(seen: View, grain: Dimension = MONTH, id: str = "tren_laporan") -> Exhibit:
    """Reports added up over time."""
    answer = trends.running(seen.register, trends.without_gaps(seen.ask(REPORTED, grain)))
    return Exhibit(id, "columns", running_title(answer, seen.lang), answer, seen.lang, events=marks(answer))


def running_title(answer: Answer, lang: Lang) -> str:
    """'2.034 ASN dilaporkan hingga Juni 2022'."""
    if not answer.rows:
        return sentences.NOTHING(lang)
    number, period = sentences.value(answer, answer.total, lang), answer.label(answer.rows[-1], lang)
    return RUNNING(lang, number=number, unit=answer.scope.unit.noun, period=period)


def marks(answer: Answer) -> tuple[Event, ...]:
    """The events within the time a figure shows."""
    if len(answer.rows) < 2:
        return ()
    first, last = (first_day(answer.by[0].code, answer.rows[place].codes[0]) for place in (0, -1))
    return events_between(first, last + timedelta(days=31))


def compliance(seen: View, id: str = "tren_kepatuhan") -> Exhibit:
    """Compliance from snapshot to snapshot."""
    series = seen.trend(COMPLIANCE)
    return Exhibit(id, "lines", sentences.course(series, seen.lang), series[-1], seen.lang, parts=(series,), names=(COMPLIANCE_NAME,))


def categories(seen: View, id: str = "tren_jenis") -> Exhibit:
    """The largest categories by month, one panel each."""
    answer, lang = seen.ask(REPORTED, MONTH, CATEGORY), seen.lang
    totals = {row.code: row for row in seen.ask(REPORTED, CATEGORY).rows}
    leaders = trends.largest_members(answer, 1, PANELS)
    slices = tuple((CATEGORY.member(code, lang), trends.slice_of(answer, totals[code])) for code in leaders)
    if not slices:
        return Exhibit(id, "panels", sentences.NOTHING(lang), answer, lang)
    (leader, most), unit = slices[0], seen.scope.unit.noun
    rest = sum(row.numerator or 0 for code, row in totals.items() if code not in leaders)
    title = BY_CATEGORY(lang, leader=leader, number=sentences.value(most, most.total, lang), unit=unit)
    return Exhibit(id, "panels", title, answer, lang, parts=slices, notes=(SAME_SCALE(lang, number=rest, unit=unit),))
