"""Which charts a figure is drawn as, and where they stand: panels and long lists are several, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from analytics import chart, formats, sentences
from analytics.ask import Answer
from analytics.chart import Chart, Mark, Plane, Series
from analytics.events import Event
from analytics.exhibit import Exhibit
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT
from analytics.figures.timelines import nice_ticks

MOST_BARS = 24  # more stand in two columns


@dataclass(frozen=True)
class Piece:
    """One chart on the slide. name: of its shape; heading, heading_value: above it; scale_end: the highest value of the axis (None:
    PowerPoint's choice); axis_days: its first and last day; disputed: how many series at the end are contradicted points; period: of
    columns (day, week, month); events: dated, marked over columns; planes: one, where it is drawn from that."""

    chart: Chart
    name: str
    heading: str = ""
    heading_value: str = ""
    scale_end: float | None = None
    axis_days: tuple[date, date] | None = None
    disputed: int = 0
    period: str = ""
    events: tuple[Event, ...] = ()
    planes: tuple[Plane, ...] = ()

    @property
    def lines(self) -> tuple[Series, ...]:
        """The series but for the contradicted points."""
        return self.chart.series[: len(self.chart.series) - self.disputed]


def pieces(exhibit: Exhibit, bars: int = MOST_BARS) -> tuple[Piece, ...]:
    """The charts of a figure: panels and long lists are several, on one scale."""
    name = f"figure:{exhibit.figure_id}"
    drawn = chart.charts(exhibit)
    if exhibit.kind == "panels":
        return panels(exhibit, drawn, name)
    if exhibit.kind == "plane":
        return tuple(
            Piece(Chart("plane", (), (), each.ratio, remarks=each.remarks), name, planes=(each,)) for each in chart.planes(exhibit)
        )
    if not drawn:
        return ()
    (whole,) = drawn
    if whole.form == "bridge":
        return (Piece(chart.with_bars(whole, exhibit.lang), name),)
    if whole.form == "bars" and len(whole.categories) > bars:
        return halves(whole, name)
    if whole.form == "lines":
        return (Piece(with_disputed(whole, exhibit), name, disputed=len(disputed_points(exhibit))),)
    period = exhibit.answer.by[0].code if whole.form == "columns" else ""
    return (Piece(whole, name, period=period, events=exhibit.events),)


def panels(exhibit: Exhibit, drawn: tuple[Chart, ...], name: str) -> tuple[Piece, ...]:
    """One chart a member, over the same periods, on the same scale, its name and total above it."""
    days = sorted({day for each in drawn for day in each.days})
    top = 1.0 if any(each.ratio for each in drawn) else float(nice_ticks(longest(drawn))[-1])
    return tuple(
        Piece(
            each, f"{name}#{place}", each.name, sentences.value(answer, answer.total, exhibit.lang), top, (days[0], days[-1]),
            period=answer.by[0].code,
        )
        for place, (each, (_, answer)) in enumerate(zip(drawn, exhibit.parts, strict=True), start=1)
    )  # fmt: skip


def halves(whole: Chart, name: str) -> tuple[Piece, ...]:
    """A long list as two charts side by side, the first the longer."""
    middle = (len(whole.categories) + 1) // 2
    return tuple(
        Piece(cut(whole, part), f"{name}#{place}", scale_end=longest((whole,)))
        for place, part in enumerate((slice(None, middle), slice(middle, None)), start=1)
    )


def cut(whole: Chart, part: slice) -> Chart:
    """Some of the categories of a chart."""
    series = tuple(replace(each, marks=each.marks[part]) for each in whole.series)
    return replace(whole, categories=whole.categories[part], series=series)


def longest(drawn: Sequence[Chart]) -> float:
    """The largest value of some charts, one where there is none."""
    return max((mark.value or 0 for each in drawn for series in each.series for mark in series.marks), default=0) or 1


def disputed_points(exhibit: Exhibit) -> list[dict[date, Answer]]:
    """Contradicted numbers, as series that have one number a day."""
    found: list[dict[date, Answer]] = []
    for answer in exhibit.disputed:
        day = answer.scope.as_of
        home = next((series for series in found if day not in series), None)
        if home is None:
            home = {}
            found.append(home)
        home[day] = answer
    return found


def with_disputed(whole: Chart, exhibit: Exhibit) -> Chart:
    """A chart of lines with the contradicted numbers as series of their own."""
    extra = disputed_points(exhibit)
    days = sorted({*whole.days, *(day for points in extra for day in points)})
    lang = exhibit.lang
    lines = [(each.name, dict(zip(whole.days, each.marks, strict=True))) for each in whole.series]
    lines += [
        (exhibit.disputed_word, {day: chart.mark(answer, answer.total, lang, "rest") for day, answer in points.items()}) for points in extra
    ]
    series = tuple(Series(name, tuple(marks.get(day, Mark(None, "")) for day in days)) for name, marks in lines)
    return replace(whole, categories=tuple(formats.short_date(day, lang) for day in days), series=series, days=tuple(days))


def boxes(found: Sequence[Piece], box: Box) -> list[Box]:
    """A place for each piece: one has all, two stand side by side, panels in rows."""
    if len(found) == 1:
        return [short(found[0], box)]
    across = 2 if len(found) in (2, 4) or box.width < 1.8 * box.height else 3
    down = -(-len(found) // across)
    gap = 14 * POINT
    wide, high = (box.width - (across - 1) * gap) // across, (box.height - (down - 1) * gap) // down
    return [
        Box(box.left + place % across * (wide + gap), box.top + place // across * (high + gap), wide, high) for place in range(len(found))
    ]


def short(piece: Piece, box: Box) -> Box:
    """Few bars need no tall chart."""
    rows = len(piece.chart.categories) * (1 if piece.chart.form == "stack" else len(piece.chart.series))
    wanted = {"bars": 58 * rows + 26, "stack": 78 * rows + 40, "bridge": 52 * len(piece.chart.categories)}.get(
        piece.chart.form, 10_000
    ) * POINT
    return Box(box.left, box.top, box.width, min(box.height, wanted))
