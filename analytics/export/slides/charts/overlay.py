"""Shapes inside a chart, so that they move with it: the heading of a panel, thin numbered rules for events, the lines of a bridge."""

from datetime import timedelta

from analytics.events import Event
from analytics.export.slides.charts.axes import NAMESPACES
from analytics.export.slides.charts.bridges import link_places
from analytics.export.slides.charts.columns import columns_plot
from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.charts.planes import plane_plot, up_runs
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import OF_THEME, Style, line_xml, run_xml, width_of

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
NO_PLACE = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'


def overlay_xml(piece: Piece, box: Box, style: Style) -> str:
    """Shapes inside the chart: the heading of a panel, thin numbered rules, the lines of a bridge. Empty where there are none."""
    shapes = heading_xml(piece, box, style) if piece.heading else ""
    shapes += rules_xml(piece, box, style) if piece.events else ""
    shapes += "".join(up_xml(piece, box, style) for _ in piece.planes)
    shapes += links_xml(piece, box, style) if piece.chart.form == "bridge" else ""
    return f'<c:userShapes {NAMESPACES} xmlns:cdr="{DRAWING}">{shapes}</c:userShapes>' if shapes else ""


def heading_xml(piece: Piece, box: Box, style: Style) -> str:
    """Name and total of a panel, above its plot at the left."""
    size = 11 if width_of(f"{piece.heading} {piece.heading_value}", 11) < 1.8 * box.width else 10
    runs = run_xml(f"{piece.heading}  ", style, size, style.text, font=OF_THEME)
    runs += run_xml(piece.heading_value, style, size, style.text, True, OF_THEME)
    return anchored(0.0, 0.0, 1.0, columns_plot(piece, box).top - 0.01, words_shape(2, "heading", runs, 'wrap="square" anchor="t"', "l"))


def rules_xml(piece: Piece, box: Box, style: Style) -> str:
    """A thin rule an event, with a number above it."""
    plot, places = columns_plot(piece, box), [where for _, where in event_places(piece)]
    size, shapes = 10, ""
    for place, where in enumerate(places):
        x = plot.left + plot.width * where
        shapes += anchored(
            x,
            plot.top - 0.01,
            x,
            plot.top + plot.height,
            rule_xml(place + 2, f"event {place + 1}", line_xml(style.paint("rest"), 9525, "sysDot")),
        )
    wide = width_of("12–15", size) / box.width
    for place, (where, words) in enumerate(shared_labels(places, wide / plot.width), start=len(places) + 2):
        x = min(1 - wide, max(0.0, plot.left + plot.width * where - wide / 2))
        runs = run_xml(words, style, size, style.quiet, font=OF_THEME)
        shapes += anchored(
            x, 0.0, x + wide, plot.top - 0.01, words_shape(place, f"number {words}", runs, 'wrap="none" anchor="ctr"', "ctr")
        )
    return shapes


def event_places(piece: Piece) -> list[tuple[Event, float]]:
    """Each event with its place along the axis, in parts of it; those beyond the last period are left out."""
    days = piece.chart.days
    if not piece.events:
        return []
    ends = [*days[1:], days[-1] + (days[-1] - days[-2] if len(days) > 1 else timedelta(days=1))]
    found: list[tuple[Event, float]] = []
    for event in piece.events:
        place = next((place for place, (day, end) in enumerate(zip(days, ends, strict=True)) if day <= event.day < end), None)
        if place is not None:
            inside = (event.day - days[place]) / (ends[place] - days[place])
            found.append((event, (place + inside) / len(days)))
    return found


def shared_labels(places: list[float], apart: float) -> list[tuple[float, str]]:
    """Numbers above the rules; close ones share a label such as 3–5."""
    groups: list[list[int]] = []
    for place, where in enumerate(places):
        if groups and where - places[groups[-1][0]] < apart:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [(places[group[0]], f"{group[0] + 1}" if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}") for group in groups]


def anchored(left: float, top: float, right: float, bottom: float, shape: str) -> str:
    """A shape between two corners, in parts of the chart's frame."""
    corners = "".join(
        f"<cdr:{name}><cdr:x>{x:.5f}</cdr:x><cdr:y>{y:.5f}</cdr:y></cdr:{name}>"
        for name, x, y in (("from", left, top), ("to", right, bottom))
    )
    return f"<cdr:relSizeAnchor>{corners}{shape}</cdr:relSizeAnchor>"


def up_xml(piece: Piece, box: Box, style: Style) -> str:
    """What the scale at the left of a plane measures, above the plane."""
    words = words_shape(2, "heading", up_runs(piece.planes[0], style), 'wrap="square" anchor="t"', "l")
    return anchored(0.0, 0.0, 1.0, plane_plot(piece, box).top - 0.01, words)


def links_xml(piece: Piece, box: Box, style: Style) -> str:
    """The thin lines from bar to bar of a bridge."""
    found = link_places(piece, box)
    return "".join(anchored(x, top, x, end, rule_xml(place + 1, f"link {place}", line_xml(style.quiet))) for place, x, top, end in found)


def rule_xml(number: int, name: str, line: str) -> str:
    """A thin line from top to bottom of its place."""
    return (
        f'<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="{number}" name="{name}"/><cdr:cNvCxnSpPr/></cdr:nvCxnSpPr><cdr:spPr>{NO_PLACE}'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line}</cdr:spPr></cdr:cxnSp>'
    )


def words_shape(number: int, name: str, runs: str, body: str, align: str) -> str:
    """Words inside a chart."""
    return (
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{number}" name="{name}"/><cdr:cNvSpPr txBox="1"/></cdr:nvSpPr><cdr:spPr>{NO_PLACE}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></cdr:spPr><cdr:txBody><a:bodyPr {body} lIns="0" tIns="0" rIns="0" bIns="0"/>'
        f'<a:lstStyle/><a:p><a:pPr algn="{align}"/>{runs}</a:p></cdr:txBody></cdr:sp>'
    )
