"""Bridges: bars that hang from where the one before ended, as stacked bars on a bar that is not seen."""

from analytics.chart import Chart, Mark, links, reach
from analytics.export.slides.charts.axes import FREE, LARGEST, SMALLEST, Plot, category_axis, space_xml, value_axis
from analytics.export.slides.charts.bars import fitting_size, gap_width, group_xml, is_close, rooms
from analytics.export.slides.charts.labels import NOT_SHOWN, label_xml, labels_xml
from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.charts.series import marks_xml, series_xml
from analytics.export.slides.charts.workbook import value_format
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT, Style, line_xml, run_xml

UNSEEN = f'<c:spPr><a:noFill/>{line_xml(None)}</c:spPr><c:invertIfNegative val="0"/>'
SILENT = f"<c:dLbls>{NOT_SHOWN}</c:dLbls>"


def bridge_xml(piece: Piece, box: Box, style: Style) -> str:
    """Levels and changes from top to bottom. The first series, the true numbers, stands in the workbook alone."""
    drawn, size = piece.chart, type_size(piece, box)
    last = len(drawn.series) - 1
    series = series_xml(piece, 1, style, UNSEEN, SILENT)
    series += "".join(series_xml(piece, place, style, marks_xml(drawn.series[place].marks, style), SILENT) for place in range(2, last))
    series += series_xml(piece, last, style, UNSEEN, step_labels(drawn.series[last].marks, drawn, style, size))
    low, high = reach(drawn)
    axes = category_axis(style, size, True, turn=FREE if is_close(drawn, box, size) else "0")
    axes += value_axis(style, top=high + label_room(drawn), bottom=low, upright=False)
    return space_xml(style, bridge_plot(piece, box), group_xml("stacked", series, gap_width(pitch(drawn, box), 1), 100) + axes)


def pitch(drawn: Chart, box: Box) -> float:
    """Points from one bar to the next."""
    return box.height / POINT / max(1, len(drawn.categories))


def type_size(piece: Piece, box: Box) -> float:
    """The size of names and numbers, in points."""
    return fitting_size(piece.chart, box, max(SMALLEST, min(LARGEST, round(pitch(piece.chart, box) * 0.5, 1))))


def label_room(drawn: Chart) -> float:
    """How far the bars that carry the labels reach beyond the longest."""
    return max(mark.value or 0 for mark in drawn.series[-1].marks)


def bridge_plot(piece: Piece, box: Box) -> Plot:
    """Room at the left for the names; the room for the numbers lies within."""
    left, _ = rooms(piece.chart, box, type_size(piece, box))
    return Plot(left / box.width, 0, 1 - left / box.width, 1)


def step_labels(marks: tuple[Mark, ...], drawn: Chart, style: Style, size: float) -> str:
    """The number of each step, right of its bar."""
    own = ""
    for place, mark in enumerate(marks):
        runs = run_xml(mark.label, style, size, style.text)
        runs += run_xml(f"  {mark.support}", style, size, style.quiet) if mark.support else ""
        own += label_xml(place, runs, "inBase")
    return labels_xml(own, style, size, style.text, "inBase", value_format(drawn))


def link_places(piece: Piece, box: Box) -> list[tuple[int, float, float, float]]:
    """The thin lines from bar to bar: number, distance from the left, upper and lower end, in parts of the chart's frame."""
    drawn, plot = piece.chart, bridge_plot(piece, box)
    low, high = reach(drawn)
    step = plot.height / len(drawn.categories)
    half = step / (1 + gap_width(pitch(drawn, box), 1) / 100) / 2
    found = []
    for place, level in enumerate(links(drawn)):
        if level is not None:
            x = plot.left + plot.width * (level - low) / (high + label_room(drawn) - low)
            found.append((place + 1, x, plot.top + step * (place + 0.5) + half, plot.top + step * (place + 1.5) - half))
    return found
