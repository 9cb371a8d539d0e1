"""Native tables on a slide: two dimensions shaded by value, and published shares by date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml

from analytics import chart, formats, sentences
from analytics.ask import Row
from analytics.chart import Cross
from analytics.exhibit import Exhibit, Point
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT, Paint, Style, line_xml, lines_of, run_xml, width_of
from analytics.export.slides.words import DRAWING, SPACING, describe

STATED, NOT_STATED = "●", "○"
NO_BREAK = "\u00a0"
MARGIN = 12 * POINT  # left and right of the words in a cell


@dataclass(frozen=True)
class Cell:
    """A cell of a native table."""

    words: str
    paint: Paint
    fill: Paint | None = None
    bold: bool = False
    align: str = "ctr"
    dashed: bool = False  # a dashed rule before it


def add_table(slide: Any, exhibit: Exhibit, box: Box, lines: Sequence[Sequence[Cell]], style: Style) -> None:
    """A real table: names at the left, headings above, numbers in the middle of their cells."""
    size, first, others, heights = measured(lines, box)
    frame = slide.shapes.add_table(1, 1, box.left, box.top, box.width, sum(heights))
    frame.name = f"figure:{exhibit.figure_id}"
    describe(frame, exhibit.alt)
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in (first, *[others] * (len(lines[0]) - 1)))
    rows = "".join(
        f'<a:tr h="{height}">{"".join(cell_xml(cell, style, size) for cell in line)}</a:tr>'
        for height, line in zip(heights, lines, strict=True)
    )
    plain = "<a:tableStyleId>{2D5ABB26-0587-4C30-8999-92F81FD0307C}</a:tableStyleId>"
    table = parse_xml(f'<a:tbl {DRAWING}><a:tblPr firstRow="1" firstCol="1">{plain}</a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>')
    old = frame._element.graphic.graphicData.tbl
    old.getparent().replace(old, table)


def measured(lines: Sequence[Sequence[Cell]], box: Box) -> tuple[float, int, int, list[int]]:
    """The largest size of type at which a table fits, the widths of its first and other columns, and the heights of its lines."""
    for size in (12, 11, 10, 9, 8):
        first, others = column_widths(lines, box, size)
        heights = evened([line_height(line, size, first, others) for line in lines], box.height)
        broken = any(width_of(word, size) > others - MARGIN for line in lines for cell in line[1:] for word in cell.words.split(" "))
        if sum(heights) <= box.height and not broken:
            break
    spare = max(0, box.height - sum(heights)) // len(heights)
    return size, first, others, [height + min(spare, 8 * POINT) for height in heights]


def evened(heights: list[int], room: int) -> list[int]:
    """All lines below the first as high as the highest of them, where the room allows that."""
    first, *others = heights
    even = [first, *[max(others)] * len(others)]
    return even if sum(even) <= room else heights


def column_widths(lines: Sequence[Sequence[Cell]], box: Box, size: float) -> tuple[int, int]:
    """The width for the names, and for each of the other columns."""
    wanted = max(width_of(line[0].words, size) for line in lines) + MARGIN
    first = max(min(wanted, round(0.42 * box.width)), round(0.2 * box.width))
    others = min((box.width - first) // max(1, len(lines[0]) - 1), 150 * POINT)
    return first, others


def line_height(line: Sequence[Cell], size: float, first: int, others: int) -> int:
    """How high a line of a table stands."""
    most = max(lines_of(cell.words, size, (others if place else first) - MARGIN) for place, cell in enumerate(line))
    return round((most * size * SPACING + 4) * POINT)


def cell_xml(cell: Cell, style: Style, size: float) -> str:
    """One cell; thin lines of the background's colour part the cells."""
    rule = line_xml(Paint("bg1"), 12700)
    dashed = line_xml(style.quiet, 12700, "dash") if cell.dashed else rule
    sides = "".join(
        (dashed if side == "L" else rule).replace("<a:ln ", f"<a:ln{side} ").replace("</a:ln>", f"</a:ln{side}>") for side in "LRTB"
    )
    ground = cell.fill.fill if cell.fill else "<a:noFill/>"
    words = run_xml(cell.words, style, size, cell.paint, cell.bold) if cell.words else ""
    body = f'<a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{cell.align}"/>{words}<a:endParaRPr lang="{style.code}" sz="{round(size * 100)}"/></a:p>'
    margins = f'marL="{5 * POINT}" marR="{5 * POINT}" marT="{2 * POINT}" marB="{2 * POINT}"'
    return f'<a:tc><a:txBody>{body}</a:txBody><a:tcPr {margins} anchor="ctr">{sides}{ground}</a:tcPr></a:tc>'


def grid_lines(shown: Cross, exhibit: Exhibit, style: Style) -> list[list[Cell]]:
    """A table of two dimensions, each cell shaded by its value; an empty cell is a dot, not a zero."""
    top = max((row.value or 0 for line in shown.cells for row in line if row), default=1)
    head = [Cell(shown.corner, style.quiet, align="l"), *(Cell(words, style.quiet) for words in shown.columns)]
    return [head] + [
        [Cell(name, style.text, align="l"), *(grid_cell(row, exhibit, top, style) for row in line)]
        for name, line in zip(shown.rows, shown.cells, strict=True)
    ]


def grid_cell(row: Row | None, exhibit: Exhibit, top: float, style: Style) -> Cell:
    """One shaded number."""
    if row is None:
        return Cell("·", style.quiet)
    if row.hidden:
        return Cell(formats.HIDDEN, style.quiet)
    ground = style.shade(chart.shade(row, top))
    return Cell(sentences.value(exhibit.answer, row, exhibit.lang), style.ink(ground), ground)


def share_lines(exhibit: Exhibit, style: Style) -> list[list[Cell]]:
    """Published shares, a line a member and a column a date; filled dots: base stated; a dashed rule at the break."""
    days = sorted({point.day for _, points in exhibit.parts for point in points})
    broken = next((day for day in days if day >= exhibit.break_day), None)
    dates = [Cell(formats.short_date(day, exhibit.lang), style.quiet, dashed=day == broken) for day in days]
    lines = [[Cell(exhibit.answer.by[-1].label(exhibit.lang), style.quiet, align="l"), *dates]]
    for place, (name, points) in enumerate(exhibit.parts):
        found: dict[Any, Point] = {point.day: point for point in points}
        cells = [share_cell(found.get(day), style, day == broken, place == 0) for day in days]
        lines.append([Cell(name, style.text, align="l", bold=place == 0), *cells])
    return lines


def share_cell(point: Point | None, style: Style, dashed: bool, bold: bool) -> Cell:
    """One published share, as printed."""
    if point is None:
        return Cell("", style.quiet, dashed=dashed)
    words = f"{STATED if point.stated else NOT_STATED} {point.label}".replace(" ", NO_BREAK)
    return Cell(words, style.text if point.stated else style.quiet, dashed=dashed, bold=bold)
