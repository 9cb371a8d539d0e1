"""What a figure draws, as numbers and words, whatever draws it: Plotly, PowerPoint, Excel or the printed page."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics import formats, sentences
from analytics.ask import Answer, Row
from analytics.exhibit import Exhibit, Number, Stage
from analytics.table import Table, table
from analytics.text import Lang, Text
from analytics.vocabulary import NONE, OTHER, UNKNOWN, first_day

Tone = Literal["accent", "second", "muted", "rest"]
Form = Literal["bars", "columns", "lines", "stack", "bridge"]
Style = Literal["line", "dashed", "steps", "points"]
OF_TWO: tuple[Tone, Tone] = ("accent", "second")
OF_LINES: tuple[Tone, Tone, Tone] = ("muted", "second", "accent")
DWARFS = 1.5  # the rest of a cut list stands without a bar where it would be this many times the longest
REMARK = Text(id="{label}: {value}", en="{label}: {value}")
FIGURE = Text(id="Angka", en="Figure")
BASE = Text(id="Dasar", en="Base")
CHANGE = Text(id="Perubahan", en="Change")
MEASURE = Text(id="Ukuran", en="Measure")


@dataclass(frozen=True)
class Mark:
    """One bar, segment or point. value: as in the answer (ratios between 0 and 1); label, support: the value as it is read, and
    the numbers behind it ('54,9 %', '189/344')."""

    value: float | None
    label: str
    tone: Tone = "accent"
    support: str = ""


@dataclass(frozen=True)
class Series:
    """The marks of one name, in the order of the chart's categories."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Chart:
    """One drawing. form: bars (across), columns (over periods), lines (over dates), stack (bars of 100 %), bridge (bars across, each
    beginning where the one before ended).

    categories: labels, top to bottom or left to right. days: their dates (columns: first day of the period); empty for bars.
    ratio: values are between 0 and 1. name: of one panel among several. remarks: what is said beside the drawing.
    starts: where each bar of a bridge begins; its value is its length, negative where it goes back.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    ratio: bool
    days: tuple[date, ...] = ()
    name: str = ""
    remarks: tuple[str, ...] = ()
    starts: tuple[float, ...] = ()


@dataclass(frozen=True)
class Spot:
    """One place on a plane. label: written beside it ('' = none); hover: what the pointer shows ('' = none)."""

    x: float
    y: float
    label: str = ""
    hover: str = ""


@dataclass(frozen=True)
class Curve:
    """The spots of one name, left to right: a line, a dashed line (a limit), a staircase (the value holds until the next spot) or points."""

    name: str
    style: Style
    spots: tuple[Spot, ...]
    tone: Tone = "accent"


@dataclass(frozen=True)
class Plane:
    """A drawing over two scales of numbers, both from zero: survival curves, rates against their base.

    across, up: what the scales measure, in words. ratio: y is between 0 and 1. remarks: what is said beside the drawing.
    """

    curves: tuple[Curve, ...]
    across: str
    up: str
    ratio: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cross:
    """A table of two dimensions: a heading per column, a label per row, and the cells (None: nothing there)."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Row | None, ...], ...]


def charts(exhibit: Exhibit) -> tuple[Chart, ...]:
    """The drawings of an exhibit: usually one, several for panels, none where it is numbers, a table or a map."""
    if exhibit.empty:
        return ()
    match exhibit.kind:
        case "bar":
            return (bars(exhibit),)
        case "pair":
            return (pair(exhibit),)
        case "funnel":
            return (funnel(exhibit),)
        case "stack":
            return (stack(exhibit),)
        case "columns":
            return (columns(exhibit.answer, exhibit.lang, exhibit.incomplete),)
        case "lines":
            return (lines(exhibit),)
        case "panels":
            return tuple(columns(answer, exhibit.lang, name=name) for name, answer in exhibit.parts)
    return ()


def support(answer: Answer, row: Row, lang: Lang) -> str:
    """The numbers behind a ratio: '189/344' for a rate, '126' for a share of one known whole; nothing where it is hidden."""
    if row.hidden:
        return ""
    if answer.metric.kind == "rate" and row.denominator:
        return f"{formats.number(row.numerator, lang)}/{formats.number(row.denominator, lang)}"
    return formats.number(row.numerator, lang) if answer.metric.kind == "share" else ""


def tone_of(row: Row, accent: str | None) -> Tone:
    """Accent for the point (None: for all), lighter for 'other' and 'unknown', grey for the rest."""
    if row.codes[0] in (OTHER, UNKNOWN, NONE):
        return "rest"
    return "accent" if accent in (None, row.codes[0]) else "muted"


def mark(answer: Answer, row: Row, lang: Lang, tone: Tone = "accent") -> Mark:
    """A row of an answer as a mark."""
    return Mark(row.value, sentences.value(answer, row, lang), tone, support(answer, row, lang))


def longest(answer: Answer) -> float:
    """The largest value of a group that is not the rest of a cut list."""
    return max((row.value or 0 for row in answer.rows if row.codes[0] != OTHER), default=0) or 1


def dwarfs(answer: Answer, row: Row) -> bool:
    """Whether a row is the rest of a cut list that would make all other bars tiny; its number is said, not drawn."""
    return row.codes[0] == OTHER and (row.value or 0) > DWARFS * longest(answer)


def bars(exhibit: Exhibit) -> Chart:
    """Groups by value, one pointed at."""
    answer, lang = exhibit.answer, exhibit.lang
    drawn = [row for row in answer.rows if not dwarfs(answer, row)]
    marks = tuple(mark(answer, row, lang, tone_of(row, exhibit.accent)) for row in drawn)
    beside = tuple(
        REMARK(lang, label=answer.label(row, lang), value=sentences.value(answer, row, lang)) for row in answer.rows if row not in drawn
    )
    labels = tuple(answer.label(row, lang) for row in drawn)
    return Chart("bars", labels, (Series(sentences.what(answer, lang), marks),), answer.metric.is_ratio, remarks=beside)


def pair(exhibit: Exhibit) -> Chart:
    """Two answers by the same codes, side by side: the first in accent, the second as comparison."""
    lang = exhibit.lang
    codes = pair_codes(exhibit.parts[0], exhibit.parts[1])
    series = []
    for answer, name, tone in zip(exhibit.parts, exhibit.names, OF_TWO, strict=True):
        rows = [answer.row(code) or Row((code,), 0, None, 0) for code in codes]
        series.append(Series(name(lang), tuple(Mark(row.value, sentences.value(answer, row, lang), tone) for row in rows)))
    labels = tuple(exhibit.parts[0].by[0].member(code, lang) for code in codes)
    return Chart("bars", labels, tuple(series), exhibit.answer.metric.is_ratio)


def pair_codes(left: Answer, right: Answer) -> list[str]:
    """The codes that occur on either side, in list order."""
    found = (left, right)
    return [code for code in left.by[0].labels() if code != NONE and any((row := answer.row(code)) and (row.value or row.hidden) for answer in found)]


def funnel(exhibit: Exhibit) -> Chart:
    """The way from report to sanction; residuals lighter and marked with a dash."""
    lang = exhibit.lang
    labels = tuple(stage_name(stage, lang) for stage in exhibit.parts)
    marks = tuple(
        Mark(stage.answer.total.value, stage_label(stage, lang), "rest" if stage.residual else "accent") for stage in exhibit.parts
    )
    return Chart("bars", labels, (Series(sentences.what(exhibit.answer, lang), marks),), False)


def stage_name(stage: Stage, lang: Lang) -> str:
    """The name of a stage; a residual begins with a dash."""
    return ("– " if stage.residual else "") + stage.answer.metric.label(lang)


def stage_label(stage: Stage, lang: Lang) -> str:
    """'344 dari 456 (75,4 %)': of the stage it belongs to, never of another base."""
    if stage.share is None:
        return sentences.value(stage.answer, stage.answer.total, lang)
    return f"{formats.fraction(stage.share, lang)} ({formats.percent(stage.share.value, lang)})"


def stack(exhibit: Exhibit) -> Chart:
    """Shares at several dates, each date a bar of 100 %; groups in the order of the last date."""
    lang, answers = exhibit.lang, exhibit.parts
    codes = stack_codes(answers)
    series = tuple(
        Series(
            answers[-1].by[0].member(code, lang),
            tuple(mark(answer, answer.row(code) or Row((code,), 0, None, 0.0), lang, stack_tone(place, code)) for answer in answers),
        )
        for place, code in enumerate(codes)
    )
    dates = tuple(answer.scope.as_of for answer in answers)
    return Chart("stack", tuple(formats.short_date(day, lang) for day in dates), series, True, days=dates)


def stack_codes(answers: tuple[Answer, ...]) -> list[str]:
    """The groups of all answers, in the order of the last; 'unknown' last."""
    found = {row.code: None for answer in reversed(answers) for row in answer.rows}
    return [code for code in found if code != UNKNOWN] + [code for code in found if code == UNKNOWN]


def stack_tone(place: int, code: str) -> Tone:
    """The first group in accent, the second as comparison, the others grey in turn."""
    if code == UNKNOWN:
        return "rest"
    if place < 2:
        return OF_TWO[place]
    return "muted" if place % 2 == 0 else "rest"


def columns(answer: Answer, lang: Lang, incomplete: frozenset[str] = frozenset(), name: str = "") -> Chart:
    """A count by period; incomplete periods lighter."""
    tones: tuple[Tone, ...] = tuple("rest" if row.code in incomplete else "accent" for row in answer.rows)
    marks = tuple(Mark(row.value, sentences.value(answer, row, lang), tone) for row, tone in zip(answer.rows, tones, strict=True))
    days = tuple(first_day(answer.by[0].code, row.code) for row in answer.rows)
    labels = tuple(answer.label(row, lang) for row in answer.rows)
    return Chart("columns", labels, (Series(sentences.what(answer, lang), marks),), False, days, name)


def lines(exhibit: Exhibit) -> Chart:
    """Totals over the dates of snapshots or statements; a series without a number on a date has a gap there."""
    lang = exhibit.lang
    dates = sorted({answer.scope.as_of for answers in exhibit.parts for answer in answers if answer.total.value is not None})
    series = []
    for answers, name, tone in zip(exhibit.parts, exhibit.names, OF_LINES[3 - len(exhibit.parts) :], strict=True):
        found = {answer.scope.as_of: mark(answer, answer.total, lang, tone) for answer in answers}
        series.append(Series(name(lang), tuple(found.get(day, Mark(None, "", tone)) for day in dates)))
    ratio = exhibit.answer.metric.is_ratio
    return Chart("lines", tuple(formats.short_date(day, lang) for day in dates), tuple(series), ratio, tuple(dates))


def cross(answer: Answer, lang: Lang) -> Cross:
    """An answer by two dimensions as a table of both; empty rows and columns are left out."""
    down, across = (
        [code for code in dimension.labels() if any(row.codes[axis] == code and (row.value or row.hidden) for row in answer.rows)]
        for axis, dimension in enumerate(answer.by)
    )
    found = {row.codes: row for row in answer.rows if row.value or row.hidden}
    return Cross(
        answer.by[0].label(lang),
        tuple(answer.by[1].member(code, lang) for code in across),
        tuple(answer.by[0].member(code, lang) for code in down),
        tuple(tuple(found.get((y, x)) for x in across) for y in down),
    )


def shade(row: Row, top: float) -> int:
    """Which of five shades a cell has, by its part of the largest."""
    return min(4, int((row.value or 0) / top * 5))


def number_words(number: Number, lang: Lang) -> tuple[str, str, str, str]:
    """A headline number: label, value, base in words (or why there is no value), change since the comparison snapshot."""
    answer = number.answer
    if number.why:
        return answer.metric.label(lang), sentences.value(answer, answer.total, lang), number.why(lang), ""
    change = sentences.change(answer, number.then, lang) if number.then else ""
    base = sentences.unit(answer, lang)
    if answer.metric.base and answer.metric.kind == "rate":
        base = f"{formats.fraction(answer.total, lang)} {answer.metric.base(lang)}"
    if answer.metric.kind == "median":
        base = sentences.base(answer, lang)
    return answer.metric.label(lang), sentences.value(answer, answer.total, lang), base, change


def table_of(exhibit: Exhibit) -> Table:
    """An exhibit as a table of text: headline numbers in their own form, everything else as its answer."""
    if exhibit.kind != "numbers":
        return table(exhibit.answer, exhibit.lang)
    headings = [MEASURE(exhibit.lang), FIGURE(exhibit.lang), BASE(exhibit.lang), CHANGE(exhibit.lang)]
    return Table(headings, [list(number_words(number, exhibit.lang)) for number in exhibit.parts], [])
