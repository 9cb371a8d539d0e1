"""What a figure draws, as numbers and words, whatever draws it: Plotly, PowerPoint, Excel or the printed page."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analytics import formats, sentences
from analytics.ask import Answer, Row, large_enough
from analytics.exhibit import IMMATURE, Exhibit, Number, Stage
from analytics.table import Table, table
from analytics.text import Lang, Text
from analytics.vocabulary import NONE, OTHER, UNKNOWN, first_day

Tone = Literal["accent", "second", "third", "fourth", "fifth", "muted", "rest"]
Form = Literal["bars", "columns", "lines", "stack", "bridge", "plane"]
Style = Literal["line", "dashed", "steps", "points"]
OF_TWO: tuple[Tone, Tone] = ("accent", "second")
OF_MANY: tuple[Tone, ...] = ("accent", "second", "third", "fourth", "muted", "fifth")  # those side by side the furthest apart
OF_LINES: tuple[Tone, Tone, Tone] = ("muted", "second", "accent")
START, END = "start", "end"  # the codes of the levels at both ends of a bridge
LABEL_PART = 0.4  # room for the labels of a bridge, as a part of its longest reach
MOST_SPOTS = 500  # of one curve
DWARFS = 1.5  # the rest of a cut list stands without a bar where it would be this many times the longest
REMARK = Text(id="{label}: {value}", en="{label}: {value}")
FIGURE = Text(id="Angka", en="Figure")
BASE = Text(id="Dasar", en="Base")
CHANGE = Text(id="Perubahan", en="Change")
MEASURE = Text(id="Ukuran", en="Measure")
WITHIN = Text(id=" (selang {interval})", en=" (interval {interval})")
BEGINS = Text(id="Pangkal batang", en="Where the bar begins")
LENGTH = Text(id="Panjang batang", en="Length of the bar")
BELOW = Text(id="Panjang batang di bawah nol", en="Length of the bar below zero")
LABEL_ROOM = Text(id="Ruang label", en="Room for the label")
NOT_ALL = Text(id="{name}: digambar {shown} dari {count} titik.", en="{name}: {shown} of {count} points are drawn.")


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
    starts: where each bar of a bridge begins (None: not known, because numbers before and after it are hidden); its value is its
    length, negative where it goes back. A "plane" is drawn from a Plane; its chart has the remarks alone.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    ratio: bool
    days: tuple[date, ...] = ()
    name: str = ""
    remarks: tuple[str, ...] = ()
    starts: tuple[float | None, ...] = ()


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


NOT_DRAWN = Text(
    id="Tidak ada yang dapat digambar: kelompoknya terlalu kecil untuk ditunjukkan satu per satu.",
    en="There is nothing to draw: the groups are too small to be shown one by one.",
)


def drawable(exhibit: Exhibit) -> bool:
    """Whether there is anything to draw: not where it is empty, nor where public mode tells of no group by itself."""
    if exhibit.empty or exhibit.lacking:
        return False
    match exhibit.kind:
        case "numbers" | "map" | "shares":
            return True
        case "grid":
            return bool(exhibit.answer.rows)
        case "plane":
            return bool(planes(exhibit))
    return bool(charts(exhibit))


def charts(exhibit: Exhibit) -> tuple[Chart, ...]:
    """The drawings of an exhibit: usually one, several for panels, none where it is numbers, a table or a map, or not drawable."""
    found = () if exhibit.empty else every_chart(exhibit)
    return found if any(each.categories for each in found) else ()


def every_chart(exhibit: Exhibit) -> tuple[Chart, ...]:
    """The same, also those without anything in them."""
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
        case "bridge":
            return (bridge(exhibit),)
    return ()


def planes(exhibit: Exhibit) -> tuple[Plane, ...]:
    """The drawings of an exhibit over two scales of numbers; no curve has more spots than can be told apart."""
    if exhibit.empty or exhibit.kind != "plane":
        return ()
    return tuple(readable(plane, exhibit.lang) for plane in exhibit.parts if any(curve.spots for curve in plane.curves))


def support(answer: Answer, row: Row, lang: Lang) -> str:
    """The numbers behind a ratio: '189/344 (49,7–60,1 %)' for a rate with its interval, '126' for a share of one known whole; nothing
    where it is hidden."""
    if row.hidden:
        return ""
    if answer.metric.kind in ("rate", "per_1000") and row.denominator:
        within = f" ({sentences.within(answer, row, lang)})" if sentences.has_interval(answer) else ""
        return f"{formats.number(row.numerator, lang)}/{formats.number(row.denominator, lang)}{within}"
    return formats.number(row.numerator, lang) if answer.metric.kind == "share" else ""


def tone_of(answer: Answer, row: Row, accent: str | None) -> Tone:
    """Accent for the point (None: for all), lighter for 'other' and 'unknown', grey for the rest and for rates too small to be ranked."""
    if row.codes[0] in (OTHER, UNKNOWN, NONE):
        return "rest"
    return "accent" if accent in (None, row.codes[0]) and large_enough(answer, row) else "muted"


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
    marks = tuple(mark(answer, row, lang, tone_of(answer, row, exhibit.accent)) for row in drawn)
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
    return [
        code
        for code in left.by[0].labels()
        if code != NONE and any((row := answer.row(code)) and (row.value or row.hidden) for answer in found)
    ]


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
    """A colour a group, which the legend names; 'unknown' recedes, and so do groups beyond the sixth."""
    return OF_MANY[place] if code != UNKNOWN and place < len(OF_MANY) else "rest"


def columns(answer: Answer, lang: Lang, incomplete: frozenset[str] = frozenset(), name: str = "") -> Chart:
    """A count or rate by period; incomplete periods, and those that cannot be judged yet, lighter."""
    light = [row.code in incomplete or IMMATURE in row.codes for row in answer.rows]
    tones: tuple[Tone, ...] = tuple("rest" if each else "accent" for each in light)
    marks = tuple(Mark(row.value, sentences.value(answer, row, lang), tone) for row, tone in zip(answer.rows, tones, strict=True))
    days = tuple(first_day(answer.by[0].code, row.code) for row in answer.rows)
    labels = tuple(answer.label(row, lang) for row in answer.rows)
    return Chart("columns", labels, (Series(sentences.what(answer, lang), marks),), answer.metric.is_ratio, days, name)


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


# --- bridges: from one level to another by steps ---


def bridge(exhibit: Exhibit) -> Chart:
    """A level, what was added and taken away, and the level it became; each bar begins where the one before ended."""
    answer, lang = exhibit.answer, exhibit.lang
    marks = tuple(Mark(row.value, step_label(answer, row, lang), step_tone(row), step_support(answer, row, lang)) for row in answer.rows)
    labels = tuple(answer.label(row, lang) for row in answer.rows)
    series = (Series(sentences.what(answer, lang), marks),)
    return Chart("bridge", labels, series, answer.metric.is_ratio, starts=starts_of(answer.rows))


def is_level(row: Row) -> bool:
    """Whether a step of a bridge is one of its two levels rather than a change."""
    return row.code in (START, END)


def step_label(answer: Answer, row: Row, lang: Lang) -> str:
    """'344' for a level; '+87', '−3', '+1,2 poin' for a change."""
    if is_level(row) or row.value is None:
        return sentences.value(answer, row, lang)
    if answer.metric.is_ratio:
        return formats.signed_points(row.value, lang)
    return formats.signed(row.value, lang, 0 if row.value == int(row.value) else 1)


def step_support(answer: Answer, row: Row, lang: Lang) -> str:
    """The numbers behind the level of a rate; a change has none."""
    return support(answer, row, lang) if is_level(row) and not row.hidden else ""


def step_tone(row: Row) -> Tone:
    """Levels in accent; what was added and what was taken away in two other tones (the sign stands in the label)."""
    if is_level(row):
        return "accent"
    return "second" if (row.value or 0) > 0 else "muted"


def starts_of(rows: tuple[Row, ...]) -> tuple[float | None, ...]:
    """Where each step begins: counted on from the first level, or back from the last where a hidden step is in between."""
    first, *changes, last = (row.value for row in rows)
    onward = levels(first, changes)
    back = levels(last, [None if change is None else -change for change in changes[::-1]])[::-1]
    return (0.0, *(back[place] if onward[place] is None else onward[place] for place in range(len(changes))), 0.0)


def levels(level: float | None, changes: list[float | None]) -> list[float | None]:
    """A level and what it becomes by each change; not known from the first change on that is not."""
    found = [level]
    for change in changes:
        level = None if level is None or change is None else level + change
        found.append(level)
    return found


def spans(drawn: Chart) -> list[tuple[float, float]]:
    """Where each bar of a bridge begins and ends; without length where its number or its place is not known."""
    found, level = [], 0.0
    for start, mark in zip(drawn.starts, drawn.series[0].marks, strict=True):
        begin = level if start is None else start
        level = begin + (0 if start is None or mark.value is None else mark.value)
        found.append((begin, level))
    return found


def links(drawn: Chart) -> list[float | None]:
    """The level at which each bar of a bridge hands over to the next; None where it is not known."""
    found, marks = spans(drawn), drawn.series[0].marks
    near = 1e-9 * max((abs(end) for span in found for end in span), default=0)
    known = [start is not None and mark.value is not None for start, mark in zip(drawn.starts, marks, strict=True)]
    return [
        found[place][1] if known[place] and any(abs(found[place][1] - end) <= near for end in found[place + 1]) else None
        for place in range(len(found) - 1)
    ]


def reach(drawn: Chart) -> tuple[float, float]:
    """The lowest and the highest place of a bridge, zero between them; never the same."""
    ends = [0.0, *(end for span in spans(drawn) for end in span)]
    return min(ends), max(ends) if max(ends) > min(ends) else min(ends) + 1


def with_bars(drawn: Chart, lang: Lang) -> Chart:
    """A bridge with the series that charts of stacked bars need: behind the true numbers a bar that is not seen, the bar itself (a
    second one for what lies below zero), and one that is not seen and carries the label."""
    low, high = reach(drawn)
    marks = drawn.series[0].marks
    found = [(min(span), max(span)) for span in spans(drawn)]
    begins = [start if start > 0 else min(end, 0.0) for start, end in found]
    above = [max(end, 0.0) - max(start, 0.0) for start, end in found]
    below = [min(start, 0.0) - min(end, 0.0) for start, end in found]
    room = tuple(Mark(LABEL_PART * (high - low), mark.label, mark.tone, mark.support) for mark in marks)
    series = [drawn.series[0], Series(BEGINS(lang), tuple(map(bare, begins, marks))), Series(LENGTH(lang), tuple(map(bare, above, marks)))]
    series += [Series(BELOW(lang), tuple(map(bare, below, marks)))] if any(below) else []
    return replace(drawn, series=(*series, Series(LABEL_ROOM(lang), room)))


def bare(value: float, mark: Mark) -> Mark:
    """A part of a bar, without a label."""
    return Mark(value, "", mark.tone)


# --- planes ---


def readable(plane: Plane, lang: Lang) -> Plane:
    """A plane whose curves have no more spots than can be told apart; points left out are told of."""
    curves = tuple(thinned(curve) for curve in plane.curves if curve.spots)
    whole = [curve for curve in plane.curves if curve.spots]
    left = [
        NOT_ALL(lang, name=now.name, shown=formats.number(len(now.spots), lang), count=formats.number(len(before.spots), lang))
        for now, before in zip(curves, whole, strict=True)
        if now.style == "points" and len(now.spots) < len(before.spots)
    ]
    return replace(plane, curves=curves, remarks=(*plane.remarks, *left))


def thinned(curve: Curve) -> Curve:
    """A curve of as many spots as can be told apart: all labelled ones, and others at even distances, first and last among them."""
    last, kept = len(curve.spots) - 1, {place for place, spot in enumerate(curve.spots) if spot.label}
    if last < MOST_SPOTS:
        return curve
    others = max(2, MOST_SPOTS - len(kept))
    kept |= {round(place * last / (others - 1)) for place in range(others)}
    return replace(curve, spots=tuple(curve.spots[place] for place in sorted(kept)))


def corners(curve: Curve) -> tuple[Spot, ...]:
    """The spots of a curve as a line goes through them: a staircase has a corner between two of them."""
    if curve.style != "steps":
        return curve.spots
    found = list(curve.spots[:1])
    for before, spot in zip(curve.spots, curve.spots[1:], strict=False):
        found += [Spot(spot.x, before.y), spot]
    return tuple(found)


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
        base += WITHIN(lang, interval=sentences.interval(answer.total, lang)) if answer.total.interval else ""
    if answer.metric.kind == "median":
        base = sentences.base(answer, lang)
    return answer.metric.label(lang), sentences.value(answer, answer.total, lang), base, change


def table_of(exhibit: Exhibit) -> Table:
    """An exhibit as a table of text: headline numbers in their own form, everything else as its answer."""
    if exhibit.kind == "bridge":
        return bridge_table(exhibit.answer, exhibit.lang)
    if exhibit.kind != "numbers":
        return table(exhibit.answer, exhibit.lang)
    headings = [MEASURE(exhibit.lang), FIGURE(exhibit.lang), BASE(exhibit.lang), CHANGE(exhibit.lang)]
    return Table(headings, [list(number_words(number, exhibit.lang)) for number in exhibit.parts], [])


def bridge_table(answer: Answer, lang: Lang) -> Table:
    """The steps of a bridge, changes with their signs; the last level is the total."""
    shown = table(answer, lang)
    return Table(shown.headings, [step_line(answer, row, line, lang) for row, line in zip(answer.rows, shown.lines, strict=True)], [])


def step_line(answer: Answer, row: Row, line: list[str], lang: Lang) -> list[str]:
    """A line of a bridge's table: the counts of a change are changes too."""
    if is_level(row) or len(line) != 4:
        return [*line[:-1], step_label(answer, row, lang)]
    counts = [formats.MISSING if count is None else formats.signed(count, lang) for count in (row.numerator, row.denominator)]
    return [line[0], *(line[1:3] if row.hidden else counts), step_label(answer, row, lang)]
