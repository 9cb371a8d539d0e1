"""Columns: periods from left to right."""

from analytics.export.slides.charts.axes import FREE, LARGEST, SMALLEST, Plot, category_axis, date_axis, space_xml, step_of, value_axis
from analytics.export.slides.charts.labels import labels_xml
from analytics.export.slides.charts.pieces import Piece, longest
from analytics.export.slides.charts.series import marks_xml, series_xml
from analytics.export.slides.charts.workbook import COUNTS, PERCENT, WITHOUT_ZERO, has_dates
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT, Style, width_of
from analytics.figures.timelines import nice_ticks

MOST_LABELS = 40  # more columns have an axis instead of a number each


def columns_xml(piece: Piece, box: Box, style: Style) -> str:
    """Periods from left to right; a number on each where there is room, else an axis."""
    drawn, plot = piece.chart, columns_plot(piece, box)
    size = 10 if piece.heading else 12
    (series,) = drawn.series
    value_size = max(SMALLEST, min(LARGEST, plot.width * box.width / POINT / len(drawn.categories) / 2.6))
    labels = labels_xml("", style, value_size, style.text, "outEnd", WITHOUT_ZERO[style.lang]) if has_labels(piece) else ""
    body = series_xml(piece, 0, style, marks_xml(series.marks, style, True), labels)
    gap = 35 if len(drawn.categories) <= 100 else 5
    group = f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{body}<c:gapWidth val="{gap}"/>'
    group += '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    axes = period_axis(piece, style, size, plot.width * box.width) + columns_values(piece, style, size)
    return space_xml(style, plot, group + axes)


def has_labels(piece: Piece) -> bool:
    """Whether each column has its number above it: not on the small charts of panels, nor on very many columns."""
    return not piece.heading and len(piece.chart.categories) <= MOST_LABELS


def columns_plot(piece: Piece, box: Box) -> Plot:
    """Room above for the numbers of events or the heading, below for the names of periods, left for an axis."""
    top = (36 if piece.heading else 22 if piece.events else 6) * POINT / box.height
    bottom = (20 if piece.heading else 24) * POINT / box.height
    left = 0.004 if has_labels(piece) else (34 if piece.heading else 44) * POINT / box.width
    if not has_dates(piece):
        left = max(left, width_of(piece.chart.categories[0], 12) / 2 / box.width)  # the first name stands in the middle of its column
    return Plot(left, top, 0.992 - left, 1 - top - bottom)


def columns_values(piece: Piece, style: Style, size: float) -> str:
    """The axis of counts or of percentages, hidden where each column has its number."""
    if has_labels(piece):
        return value_axis(style)
    if piece.chart.ratio:
        return value_axis(style, PERCENT[style.lang], size, 1.0, 0.5)
    ticks = nice_ticks(piece.scale_end or longest((piece.chart,)))
    step = ticks[1] * (2 if piece.heading and len(ticks) % 2 else 1)
    return value_axis(style, COUNTS[style.lang], size, float(ticks[-1]), float(step))


def period_axis(piece: Piece, style: Style, size: float, width: float) -> str:
    """Months and days on an axis of time; weeks as words, as many as have room."""
    days, names = piece.axis_days or (piece.chart.days[0], piece.chart.days[-1]), piece.chart.categories
    room = width_of("Agu 2020", size) + 8 * POINT
    if has_dates(piece):
        unit = "months" if piece.period == "month" else "days"
        return date_axis(style, size, unit, step_of(*days, max(2, int(width // room))), piece.axis_days)
    widest = max(width_of(name, size) for name in names) + 8 * POINT
    return category_axis(style, size, False, max(1, -(-len(names) * widest // int(width))), FREE)
