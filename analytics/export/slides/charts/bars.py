"""Horizontal bars: one value a group, or a bar of 100 % a date."""

from analytics.chart import Chart, Series
from analytics.export.slides.charts.axes import FREE, LARGEST, SMALLEST, Plot, category_axis, legend_xml, space_xml, value_axis
from analytics.export.slides.charts.labels import end_labels, hidden_label, label_xml, labels_xml, mark_words
from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.charts.series import marks_xml, series_xml
from analytics.export.slides.charts.workbook import PERCENT
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT, Paint, Style, line_xml, run_xml, width_of
from analytics.figures.stacks import LABELLED

CLOSE = 2.4  # lines of a list, in parts of the size of type: names cannot be broken
MOST_FOR_NAMES = 0.52  # of the width of a chart


def bars_xml(piece: Piece, box: Box, style: Style) -> str:
    """Groups from top to bottom, the value at the end of each bar; a legend where there are two series."""
    drawn, count = piece.chart, len(piece.chart.series)
    pitch = box.height / POINT / max(1, len(drawn.categories))
    size = max(SMALLEST, min(LARGEST, round(pitch * 0.62 / (1 if count == 1 else 1.25), 1)))
    top = min(0.2, 26 * POINT / box.height) if count > 1 else 0.0
    size = fitting_size(drawn, box, size)
    left, right = rooms(drawn, box, size)
    plot = Plot(left / box.width, top, 1 - (left + right) / box.width, 1 - top)
    series = "".join(
        series_xml(piece, place, style, marks_xml(each.marks, style), end_labels(piece, place, style, size))
        for place, each in enumerate(drawn.series)
    )
    group = group_xml("clustered", series, gap_width(pitch, count), 0 if count == 1 else -4)
    axes = category_axis(style, size, True, turn=FREE if is_close(drawn, box, size) else "0")
    axes += value_axis(style, top=piece.scale_end, upright=False)
    legend = legend_xml(style, top, left / box.width, legend_width(drawn) / box.width) if count > 1 else ""
    return space_xml(style, plot, group + axes, legend)


def group_xml(grouping: str, series: str, gap: int, overlap: int) -> str:
    """The bars of a chart together; gap: between groups, overlap: of the bars in one, in hundredths of a bar."""
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}<c:gapWidth val="{gap}"/>'
        f'<c:overlap val="{overlap}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


WIDE_FONT = 1.2  # an office's font, such as Verdana, may be so much wider than ours


def gap_width(pitch: float, count: int) -> int:
    """The gap between groups of so many bars: no bar is thicker than 30 points."""
    thick = min(0.72 * pitch, 30 * count)
    return min(500, round(100 * (pitch - thick) / thick * count))


def fitting_size(drawn: Chart, box: Box, size: float) -> float:
    """A smaller size where names would have to be broken and lines stand too close for that."""
    longest_name = max((width_of(name, 1) for name in drawn.categories), default=1)
    fits = (MOST_FOR_NAMES * box.width - 11 * POINT) / (1.06 * longest_name)
    return max(SMALLEST, min(size, round(fits, 1))) if is_close(drawn, box, size) else size


def is_close(drawn: Chart, box: Box, size: float) -> bool:
    """Whether bars stand too close for names on two lines."""
    return box.height / POINT / max(1, len(drawn.categories)) < CLOSE * size


def rooms(drawn: Chart, box: Box, size: float) -> tuple[int, int]:
    """The width for the names before the bars and for the values behind them; a name too long for its room is broken."""
    names = round(WIDE_FONT * max((width_of(name, size) for name in drawn.categories), default=0)) + 10 * POINT
    values = max((width_of(mark_words(mark), size) for series in drawn.series for mark in series.marks), default=0) + 10 * POINT
    share = MOST_FOR_NAMES if is_close(drawn, box, size) else 0.4
    return min(names, round(share * box.width)), min(values, round(0.34 * box.width))


def legend_width(drawn: Chart) -> int:
    """The width that the names of the series take in one line."""
    return sum(width_of(each.name, 12) + 26 * POINT for each in drawn.series)


def stack_xml(piece: Piece, box: Box, style: Style) -> str:
    """A bar of 100 % a date, first date on top; a number stands in each segment wide enough."""
    drawn = piece.chart
    pitch = box.height / POINT / max(1, len(drawn.categories))
    size = max(SMALLEST, min(LARGEST, round(pitch * 0.5, 1)))
    names = max(width_of(name, size) for name in drawn.categories) + 10 * POINT
    top = min(0.4, legend_rows(drawn, box) * 20 * POINT / box.height)
    plot = Plot(names / box.width, top, 1 - names / box.width - 0.005, 1 - top)
    series = ""
    for place, (each, paint) in enumerate(zip(drawn.series, segment_paints(drawn, style), strict=True)):
        look = f'<c:spPr>{paint.fill}{line_xml(Paint("bg1"))}</c:spPr><c:invertIfNegative val="0"/>'
        series += series_xml(piece, place, style, look, inner_labels(each, style, size, style.ink(paint)))
    group = group_xml("percentStacked", series, 40 if pitch < 60 else 70, 100)
    axes = category_axis(style, size, True) + value_axis(style, upright=False)
    return space_xml(style, plot, group + axes, legend_xml(style, top))


def segment_paints(drawn: Chart, style: Style) -> list[Paint]:
    """A colour for each segment of a bar; the grey ones step from dark to light."""
    tones = [each.marks[0].tone for each in drawn.series]
    greys = [place for place, tone in enumerate(tones) if tone in ("muted", "rest")]
    return [style.grey(greys.index(place), len(greys)) if place in greys else style.paint(tone) for place, tone in enumerate(tones)]


def legend_rows(drawn: Chart, box: Box) -> int:
    """How many lines the names of the series take."""
    return -(-legend_width(drawn) // box.width)


def inner_labels(series: Series, style: Style, size: float, ink: Paint) -> str:
    """Values inside segments that have room for them."""
    own = "".join(
        label_xml(place, run_xml(mark.label, style, size, ink), "ctr") if (mark.value or 0) >= LABELLED else hidden_label(place)
        for place, mark in enumerate(series.marks)
    )
    return labels_xml(own, style, size, ink, "ctr", PERCENT[style.lang])
