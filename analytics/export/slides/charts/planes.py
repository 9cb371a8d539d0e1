"""Planes: curves and points over two scales of numbers, as a chart of pairs."""

from analytics.chart import Curve, Plane, corners
from analytics.export.slides.charts.axes import BARE, Plot, space_xml
from analytics.export.slides.charts.labels import NOT_SHOWN, label_xml
from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.charts.series import points_xml, title_xml
from analytics.export.slides.charts.workbook import COUNTS, PERCENT, SHEET, curve_columns
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import OF_THEME, POINT, Paint, Style, line_xml, quoted, run_xml, width_of, words_xml
from analytics.figures.planes import Paper, Side, ink_of, name_heights, point_names, sides, ticks_across, ticks_up

SIZE = 12  # of type, in points
# No line from a point to a label that stands apart from it (LibreOffice draws one otherwise).
NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
SIDES: dict[Side, str] = {"right": "r", "left": "l", "above": "t", "below": "b"}


def plane_xml(piece: Piece, box: Box, style: Style) -> str:
    """Curves named at their right ends, points with their labels beside them, both scales from zero."""
    drawn, plot = piece.planes[0], plane_plot(piece, box)
    paper = Paper(plot.width * box.width / POINT, plot.height * box.height / POINT, (1 - plot.left - plot.width) * box.width / POINT, SIZE)
    heights, beside = name_heights(drawn, 1.5 * SIZE / paper.height), sides(drawn, (paper,))
    series = "".join(
        curve_xml(drawn, place, style, labels_of(drawn, place, heights, beside, plot, style)) for place in range(len(drawn.curves))
    )
    group = f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}<c:axId val="1"/><c:axId val="2"/></c:scatterChart>'
    code = PERCENT[style.lang] if drawn.ratio else COUNTS[style.lang]
    axes = scale_xml(style, 1, ticks_across(drawn), COUNTS[style.lang], title_of(drawn.across, style))
    axes += scale_xml(style, 2, ticks_up(drawn), code, "")
    return space_xml(style, plot, group + axes)


def plane_plot(piece: Piece, box: Box) -> Plot:
    """Room at the right for the names of curves, above and below for what the scales measure, left for the steps."""
    names = [curve.name for curve in piece.planes[0].curves if curve.style != "points"]
    right = min(0.36 * box.width, max((width_of(name, SIZE) for name in names), default=0) + 16 * POINT)
    left, top, bottom = 50 * POINT / box.width, 26 * POINT / box.height, 42 * POINT / box.height
    return Plot(left, top, 1 - left - right / box.width, 1 - top - bottom)


def paint_of(curve: Curve, style: Style) -> Paint:
    """The colour of a curve and of its name."""
    match ink_of(curve):
        case "quiet":
            return style.quiet
        case "text":
            return style.text
        case tone:
            return style.paint(tone)


def curve_xml(drawn: Plane, place: int, style: Style, labels: str) -> str:
    """One curve: name, look, labels, and its pairs of numbers in full."""
    curve, columns = drawn.curves[place], curve_columns(drawn)[place]
    spots, rows = corners(curve), max(len(corners(each)) for each in drawn.curves)
    across = values_xml("xVal", columns.across, [spot.x for spot in spots], rows)
    up = values_xml("yVal", columns.up, [spot.y for spot in spots], rows)
    title = title_xml(f"{SHEET}!${columns.up}$1", curve.name)
    return f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{title}{look_xml(curve, style)}{labels}{across}{up}<c:smooth val="0"/></c:ser>'


def values_xml(tag: str, column: str, values: list[float], rows: int) -> str:
    """One side of the pairs, by its place in the workbook. rows: of the longest curve; LibreOffice loses curves shorter than a later one."""
    points = points_xml([*map(repr, values), *[None] * (rows - len(values))])
    cache = f"<c:numCache><c:formatCode>General</c:formatCode>{points}</c:numCache>"
    return f"<c:{tag}><c:numRef><c:f>{SHEET}!${column}$2:${column}${rows + 1}</c:f>{cache}</c:numRef></c:{tag}>"


def look_xml(curve: Curve, style: Style) -> str:
    """A line, dashed for a limit, or points without one."""
    paint = paint_of(curve, style)
    if curve.style == "points":
        dot = f'<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>{paint.fill}{line_xml(None)}</c:spPr></c:marker>'
        return f"<c:spPr>{line_xml(None)}</c:spPr>{dot}"
    line = line_xml(paint, 15875, "dash") if curve.style == "dashed" else line_xml(paint, 28575)
    return f'<c:spPr>{line}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'


def labels_of(
    drawn: Plane, place: int, heights: dict[int, float], beside: dict[tuple[int, int], Side], plot: Plot, style: Style
) -> str:  # fmt: skip
    """The labels of spots that have room, and the name of a curve at its end."""
    curve = drawn.curves[place]
    if curve.style == "points":
        own = "".join(
            label_xml(number, run_xml(spot.label, style, SIZE, style.text), SIDES[beside[place, number]])
            for number, spot in enumerate(curve.spots)
            if (place, number) in beside
        )
        return f"<c:dLbls>{own}{NOT_SHOWN}{NO_LEADERS}</c:dLbls>"
    own = end_label(drawn, place, heights[place], plot, style) if place in heights else ""
    return f"<c:dLbls>{own}{NOT_SHOWN}{NO_LEADERS}</c:dLbls>"


def end_label(drawn: Plane, place: int, height: float, plot: Plot, style: Style) -> str:
    """The name of a curve right of the plane, at the height that keeps names apart."""
    curve = drawn.curves[place]
    end = curve.spots[-1]
    aside = plot.width * (1 - end.x / ticks_across(drawn)[-1])
    up = plot.height * (height - end.y / ticks_up(drawn)[-1])
    layout = f'<c:layout><c:manualLayout><c:x val="{aside:.5f}"/><c:y val="{-up:.5f}"/></c:manualLayout></c:layout>'
    return label_xml(len(corners(curve)) - 1, run_xml(curve.name, style, SIZE, paint_of(curve, style)), "r", layout)


def up_runs(drawn: Plane, style: Style) -> str:
    """What the scale at the left measures, and which points are which; stands above the plane."""
    runs = run_xml(drawn.up, style, SIZE, style.quiet, font=OF_THEME)
    for name, curve in point_names(drawn):
        runs += run_xml("   ●", style, SIZE, paint_of(curve, style), font=OF_THEME) + run_xml(
            f" {name}", style, SIZE, style.quiet, font=OF_THEME
        )
    return runs


def title_of(words: str, style: Style) -> str:
    """What the scale below measures."""
    inside = f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{run_xml(words, style, SIZE, style.quiet)}</a:p></c:rich></c:tx>"
    return f'<c:title>{inside}<c:layout/><c:overlay val="0"/></c:title>'


def scale_xml(style: Style, axis: int, ticks: list[float], code: str, title: str) -> str:
    """A scale from zero with few steps; that at the left has quiet lines across the plane. axis: 1 below, 2 at the left."""
    upright, paint = axis == 2, style.line
    grid = f"<c:majorGridlines><c:spPr>{line_xml(paint, 6350)}</c:spPr></c:majorGridlines>" if upright else ""
    return (
        f'<c:valAx><c:axId val="{axis}"/><c:scaling><c:orientation val="minMax"/><c:max val="{ticks[-1]!r}"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if upright else "b"}"/>{grid}{title}<c:numFmt formatCode={quoted(code)} sourceLinked="0"/>{BARE}'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{line_xml(None if upright else paint)}</c:spPr>{words_xml("txPr", style, SIZE, style.quiet)}'
        f'<c:crossAx val="{3 - axis}"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/><c:majorUnit val="{ticks[1]!r}"/></c:valAx>'
    )
