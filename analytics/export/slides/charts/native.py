"""Charts onto the slide: the drawing of each, its workbook, and the shapes inside it.

What is computed for a chart is where things stand and how large they are, never a number that is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml

from analytics.export.slides.charts.axes import NAMESPACES
from analytics.export.slides.charts.bars import bars_xml, stack_xml
from analytics.export.slides.charts.bridges import bridge_xml
from analytics.export.slides.charts.columns import columns_xml
from analytics.export.slides.charts.lines import lines_xml
from analytics.export.slides.charts.overlay import overlay_xml
from analytics.export.slides.charts.pieces import Piece, boxes
from analytics.export.slides.charts.planes import plane_xml
from analytics.export.slides.charts.workbook import workbook
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import Style, valid

CHARTS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE,
    "stack": XL_CHART_TYPE.BAR_STACKED_100,
    "bridge": XL_CHART_TYPE.BAR_STACKED,
    "plane": XL_CHART_TYPE.XY_SCATTER,
}
FORMS = {"bars": bars_xml, "stack": stack_xml, "columns": columns_xml, "lines": lines_xml, "bridge": bridge_xml, "plane": plane_xml}
SHAPES = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
USER_SHAPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes"


@dataclass(frozen=True)
class Native:
    """A chart as python-pptx takes one, with our own drawing and our own workbook."""

    xml: str
    xlsx_blob: bytes

    def xml_bytes(self, chart_type: Any) -> bytes:
        """The drawing."""
        return self.xml.encode()


def native(piece: Piece, box: Box, style: Style) -> Native:
    """A piece as a chart to add, or to put in the place of an older one."""
    return Native(FORMS[piece.chart.form](piece, box, style), workbook(piece, style))


def add_charts(slide: Any, found: Sequence[Piece], box: Box, style: Style, alt: str) -> None:
    """All charts of a figure within a box."""
    for piece, place in zip(found, boxes(found, box), strict=True):
        add_chart(slide, piece, place, style, alt)


def add_chart(slide: Any, piece: Piece, box: Box, style: Style, alt: str) -> Any:
    """The chart on the slide, named and described."""
    frame = slide.shapes.add_chart(CHARTS[piece.chart.form], box.left, box.top, box.width, box.height, native(piece, box, style))
    frame.name = piece.name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", valid(alt))
    add_overlay(frame.chart.part, overlay_xml(piece, box, style))
    return frame


def add_overlay(part: Any, drawing: str) -> None:
    """Shapes inside a chart: a part of their own."""
    if not drawing:
        return
    name = PackURI(str(part.partname).replace("/charts/chart", "/drawings/drawing"))
    rules = Part(name, SHAPES, part.package, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{drawing}'.encode())
    mark = f'<c:userShapes {NAMESPACES} r:id="{part.relate_to(rules, USER_SHAPES)}"/>'
    part._element.append(parse_xml(mark))
