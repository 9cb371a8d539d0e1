"""Lines over a true axis of time, each named at its end with its last value."""

from datetime import date, timedelta

from analytics.chart import Chart, Series
from analytics.export.slides.charts.axes import Plot, date_axis, space_xml, step_of, value_axis
from analytics.export.slides.charts.labels import NOT_SHOWN, label_xml
from analytics.export.slides.charts.pieces import Piece, longest
from analytics.export.slides.charts.series import series_xml
from analytics.export.slides.charts.workbook import COUNTS, PERCENT
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT, Paint, Style, line_xml, run_xml, width_of
from analytics.figures.timelines import nice_ticks, spread_out


def lines_xml(piece: Piece, box: Box, style: Style) -> str:
    """Lines over a true axis of time, each named at its end with its last value."""
    drawn, size = piece.chart, 12
    ticks = [0, 0.25, 0.5, 0.75, 1] if drawn.ratio else nice_ticks(longest((drawn,)))
    plot = lines_plot(piece, box, size)
    ends = label_heights(piece, float(ticks[-1]), size * 1.35 * POINT / (plot.height * box.height))
    series = "".join(
        series_xml(
            piece, place, style, line_look(piece, place, style), line_label(piece, place, plot, ends, style, size), '<c:smooth val="0"/>'
        )
        for place in range(len(drawn.series))
    )
    first, last = drawn.days[0].replace(day=1), drawn.days[-1]
    step = step_of(first, last, max(2, int(plot.width * box.width // (width_of("Agu 2020", size) + 20 * POINT))))
    code = PERCENT[style.lang] if drawn.ratio else COUNTS[style.lang]
    group = f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    axes = date_axis(style, size, "days", step, line_span(drawn)) + value_axis(style, code, size, float(ticks[-1]), float(ticks[1]), True)
    return space_xml(style, plot, group + axes)


def line_span(drawn: Chart) -> tuple[date, date]:
    """The axis begins with a month, so that its labels stand at the beginnings of months."""
    first, last = drawn.days[0].replace(day=1), drawn.days[-1]
    return first, max(last, first + timedelta(days=31))


def lines_plot(piece: Piece, box: Box, size: float) -> Plot:
    """Room at the right for names, at the left for the axis."""
    right = max(width_of(end_words(each), size) for each in piece.lines) + 16 * POINT
    left = 50 * POINT / box.width
    return Plot(left, 0.06, 1 - left - min(0.4, right / box.width), 0.94 - 30 * POINT / box.height)


def last_mark(series: Series) -> int:
    """The place of the last point of a line."""
    return max((place for place, mark in enumerate(series.marks) if mark.value is not None), default=0)


def end_words(series: Series) -> str:
    """Name and last value of a line."""
    return f"{series.name} {series.marks[last_mark(series)].label}"


def label_heights(piece: Piece, top: float, apart: float) -> list[tuple[float, float]]:
    """Where each line ends and where its label stands, in parts of the plot; close ones are moved apart."""
    ends = [(each.marks[last_mark(each)].value or 0) / top for each in piece.lines]
    return list(zip(ends, spread_out(ends, apart), strict=True))


def line_label(piece: Piece, place: int, plot: Plot, ends: list[tuple[float, float]], style: Style, size: float) -> str:
    """The name and last value at the end of a line; none beside a contradicted point."""
    if place >= len(ends):
        return f"<c:dLbls>{NOT_SHOWN}</c:dLbls>"
    series, (end, placed) = piece.chart.series[place], ends[place]
    number, paint = last_mark(series), line_ink(piece, place, style)
    first, last = line_span(piece.chart)
    aside = plot.width * (last - piece.chart.days[number]).days / (last - first).days
    moved = f'<c:x val="{aside:.5f}"/><c:y val="{-(placed - end) * plot.height:.5f}"/>'
    layout = f"<c:layout><c:manualLayout>{moved}</c:manualLayout></c:layout>" if aside or placed != end else ""
    runs = run_xml(f"{series.name} ", style, size, paint) + run_xml(series.marks[number].label, style, size, paint, True)
    return f"<c:dLbls>{label_xml(number, runs, 'r', layout)}{NOT_SHOWN}</c:dLbls>"


def line_ink(piece: Piece, place: int, style: Style) -> Paint:
    """The colour of a line and of its name, which has to be read: grey lines are named in quiet text."""
    tone = piece.chart.series[place].marks[0].tone
    return style.quiet if tone in ("muted", "rest") else style.paint(tone)


def line_look(piece: Piece, place: int, style: Style) -> str:
    """A line with round points; crosses without a line for contradicted numbers."""
    if place >= len(piece.lines):
        cross = f'<c:marker><c:symbol val="x"/><c:size val="9"/><c:spPr><a:noFill/>{line_xml(style.text, 19050)}</c:spPr></c:marker>'
        return f"<c:spPr>{line_xml(None)}</c:spPr>{cross}"
    paint = line_ink(piece, place, style)
    dot = f'<c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>{paint.fill}{line_xml(paint)}</c:spPr></c:marker>'
    return f"<c:spPr>{line_xml(paint, 28575)}</c:spPr>{dot}"
