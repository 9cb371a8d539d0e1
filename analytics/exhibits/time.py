"""Figures of the page Tren."""

from datetime import timedelta

from analytics import formats, sentences, trends
from analytics.ask import Answer, over_time, rest_of
from analytics.events import Event, events_between
from analytics.exhibit import Exhibit
from analytics.exhibits.overview import skipped
from analytics.metrics import COMPLIANCE, REPORTED
from analytics.sentences import HATCHED
from analytics.text import Lang, Text, join
from analytics.view import View
from analytics.vocabulary import CATEGORY, MONTH, Dimension, first_day

UNFINISHED = Text(
    id=f"Belum lengkap{HATCHED.id}: {{periods}}; angkanya masih bertambah sejak snapshot sebelumnya atau periodenya belum berakhir.",
    en=f"Incomplete{HATCHED.en}: {{periods}}; the count has grown since the snapshot before, or the period is not over.",
)
SEVERAL_UNFINISHED = Text(id="{count} periode", en="{count} periods")
NAMED_PERIODS = 6  # more are counted, not named
NONE_SINCE = Text(id="Sesudah {period} tidak ada laporan hingga {day}.", en="After {period} nothing was reported up to {day}.")
RUNNING = Text(id="{number} {unit} dilaporkan hingga {period}", en="{number} {unit} reported up to {period}")
GROWING = Text(id="{title} (belum lengkap)", en="{title} (not yet complete)")
SAME_SCALE = Text(
    id="Enam jenis terbanyak dengan skala yang sama; jenis lain: {number} {unit}.",
    en="The six largest categories on one scale; other categories: {number} {unit}.",
)
COMPLIANCE_NAME = Text(id="Kepatuhan", en="Compliance")
PANELS = 6


def reports(seen: View, grain: Dimension = MONTH, id: str = "tren_laporan") -> Exhibit:
    """Reports by period, with stages and decrees marked and periods a later snapshot may still fill hatched."""
    answer = trends.without_gaps(seen.ask(REPORTED, grain))
    before = seen.register.before(answer.scope.as_of)
    earlier = seen.answered(REPORTED, grain, scope=answer.scope.at(before)) if before else None
    incomplete = trends.unsettled(answer, earlier) if answer.rows else frozenset()
    notes = (*([unfinished(answer, incomplete, seen.lang)] if incomplete else []), *none_since(answer, seen.lang))
    title = peak(answer, incomplete, seen.lang)
    return Exhibit(
        id, "columns", title, answer, seen, notes=notes, events=marks(answer), incomplete=incomplete, variant=grain_variant(grain)
    )


def none_since(answer: Answer, lang: Lang) -> tuple[str, ...]:
    """That the periods between the last one shown and the end of the scope had no report, where there are such."""
    end = answer.scope.end or answer.scope.as_of
    if not answer.rows or trends.last_day(answer.by[0].code, answer.rows[-1].code) >= end:
        return ()
    return (NONE_SINCE(lang, period=answer.label(answer.rows[-1], lang), day=formats.long_date(end, lang)),)


def peak(answer: Answer, incomplete: frozenset[str], lang: Lang) -> str:
    """The period with the most; one that may still grow says so."""
    title, best = sentences.peak(answer, lang), max((row.value or 0 for row in answer.rows), default=0)
    return GROWING(lang, title=title) if any(row.value == best and row.code in incomplete for row in answer.rows if best) else title


def unfinished(answer: Answer, incomplete: frozenset[str], lang: Lang) -> str:
    """Which periods are incomplete: named where they are few."""
    if len(incomplete) > NAMED_PERIODS:
        return UNFINISHED(lang, periods=SEVERAL_UNFINISHED(lang, count=len(incomplete)))
    return UNFINISHED(lang, periods=join([answer.label(row, lang) for row in answer.rows if row.code in incomplete], lang))


def running(seen: View, grain: Dimension = MONTH, id: str = "tren_laporan") -> Exhibit:
    """Reports added up over time."""
    answer = trends.running(seen.register, trends.without_gaps(seen.ask(REPORTED, grain)))
    variant = "-".join(filter(None, ("running", grain_variant(grain))))
    return Exhibit(id, "columns", running_title(answer, seen.lang), answer, seen, events=marks(answer), variant=variant)


def grain_variant(grain: Dimension) -> str:
    """The form of a figure over time; months are the usual one."""
    return "" if grain is MONTH else grain.code


def running_title(answer: Answer, lang: Lang) -> str:
    """'2.034 ASN dilaporkan hingga Juni 2022'."""
    if not answer.rows:
        return sentences.nothing(answer, lang)
    number, period = sentences.value(answer, answer.total, lang), answer.label(answer.rows[-1], lang)
    return RUNNING(lang, number=number, unit=answer.scope.unit.after(answer.total.value), period=period)


def marks(answer: Answer) -> tuple[Event, ...]:
    """The events within the time a figure shows."""
    if len(answer.rows) < 2:
        return ()
    first, last = (first_day(answer.by[0].code, answer.rows[place].codes[0]) for place in (0, -1))
    return events_between(first, min(last + timedelta(days=31), answer.scope.as_of))


def compliance(seen: View, id: str = "tren_kepatuhan") -> Exhibit:
    """Compliance from snapshot to snapshot."""
    series, lang = seen.trend(COMPLIANCE), seen.lang
    title, said, notes = sentences.course(series, lang), sentences.course_subtitle((series,), lang), skipped(seen, series)
    return Exhibit(id, "lines", title, over_time((series,)), seen, parts=(series,), names=(COMPLIANCE_NAME,), notes=notes, said=said)


def categories(seen: View, id: str = "tren_jenis") -> Exhibit:
    """The largest categories by month, one panel each."""
    answer, totals, lang = seen.ask(REPORTED, MONTH, CATEGORY), seen.ask(REPORTED, CATEGORY), seen.lang
    shown, rest = totals.rows[:PANELS], totals.rows[PANELS:]
    parts = tuple((totals.label(row, lang), trends.slice_of(answer, row)) for row in shown)
    others = rest_of(totals, list(rest), list(shown))
    notes = tuple(SAME_SCALE(lang, number=sentences.value(totals, row, lang), unit=seen.scope.unit.after(row.value)) for row in others)
    return Exhibit(id, "panels", sentences.ranking(totals, lang), answer, seen, parts=parts, notes=notes)
