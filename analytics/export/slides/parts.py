"""What stands on a slide beside charts: words, headline numbers, tables, the map and its legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pptx.oxml import parse_xml

from analytics import chart, formats, sentences
from analytics.ask import Answer, Row
from analytics.chart import Cross
from analytics.exhibit import Exhibit, Point
from analytics.export.slides.charts import INVALID as INVALID
from analytics.export.slides.charts import POINT, Paint, Style, line_xml, lines_of, run_xml, valid, width_of
from analytics.export.slides.template import Box
from analytics.figures.maps import NO_REPORTS, NOT_APPLICABLE, borders, class_bounds, class_of, code_at, edition_of
from analytics.text import Text
from analytics.vocabulary import provinces

SPACING = 1.2  # of a line, in parts of the size of its letters
DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SLIDE = f'{DRAWING} xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
STATED, NOT_STATED = "●", "○"
NO_BREAK = "\u00a0"
MARGIN = 12 * POINT  # left and right of the words in a cell


# --- words ---


@dataclass(frozen=True)
class Said:
    """A paragraph: runs of (words, bold), their size in points and colour, the space before it in points."""

    runs: tuple[tuple[str, bool], ...]
    size: float
    paint: Paint
    before: float = 0

    @property
    def words(self) -> str:
        """All of it."""
        return "".join(words for words, _ in self.runs)

    def height(self, width: int) -> int:
        """About how high it stands in a width, in EMU."""
        return round((lines_of(self.words, self.size, width) * self.size * SPACING + self.before) * POINT)


def said(words: str, size: float, paint: Paint, bold: bool = False, before: float = 0) -> Said:
    """A paragraph of one look."""
    return Said(((words, bold),), size, paint, before)


def paragraph_xml(paragraph: Said, style: Style, align: str = "l") -> str:
    """A paragraph as PowerPoint holds it."""
    space = f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
    runs = "".join(run_xml(words, style, paragraph.size, paragraph.paint, bold) for words, bold in paragraph.runs if words)
    return f'<a:p><a:pPr algn="{align}">{space}</a:pPr>{runs}<a:endParaRPr lang="{style.code}" sz="{round(paragraph.size * 100)}"/></a:p>'


def add_text(slide: Any, name: str, box: Box, paragraphs: Sequence[Said], style: Style, columns: int = 1, alt: str = "") -> Any:
    """A text box without margins."""
    shape = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    shape.name = name
    if alt:
        describe(shape, alt)
    split = f' numCol="{columns}" spcCol="{18 * POINT}"' if columns > 1 else ""
    body = "".join(paragraph_xml(each, style) for each in paragraphs)
    replace_text(shape, f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"{split}><a:noAutofit/></a:bodyPr><a:lstStyle/>{body}')
    return shape


def replace_text(shape: Any, inside: str) -> None:
    """Other contents for a text box."""
    old = shape._element.txBody
    new = parse_xml(f"<p:txBody {SLIDE}>{inside}</p:txBody>")
    old.getparent().replace(old, new)


def describe(shape: Any, alt: str) -> None:
    """What a reader who cannot see a shape is told."""
    shape._element.xpath("./*/p:cNvPr")[0].set("descr", valid(alt))


def fill(holder: Any, name: str, words: str, style: Style, least: float) -> None:
    """A placeholder's words in its own type, smaller only where they would not fit."""
    holder.name = name
    size = size_in(holder)
    fitting = fitted(words, size, Box(0, 0, round(0.98 * holder.width), holder.height), least)
    holder.text_frame.text = valid(words)
    for paragraph in holder.text_frame.paragraphs:
        paragraph._p.insert(0, parse_xml(f'<a:pPr {DRAWING} marL="0" indent="0"><a:buNone/></a:pPr>'))
        for run in paragraph.runs:
            look = run._r.get_or_add_rPr()
            look.set("lang", style.code)
            if fitting < size:
                look.set("sz", str(round(fitting * 100)))


def fitted(words: str, size: float, box: Box, least: float) -> float:
    """The size at which words fit a box, not below the least."""
    while size > least and lines_of(words, size, box.width) * size * SPACING * POINT > box.height:
        size -= 1
    return max(size, least)


def size_in(holder: Any) -> float:
    """The size of type of a placeholder, from its layout, its master, or the master's styles; in points."""
    above = holder
    while above is not None:
        if found := above._element.xpath("./p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz"):
            return float(found[0]) / 100
        above = getattr(above, "_base_placeholder", None)
    kind = "titleStyle" if "title" in str(holder._element.xpath("./*/p:nvPr/p:ph/@type")).lower() else "bodyStyle"
    master = holder.part.slide_layout.slide_master
    found = master._element.xpath(f"./p:txStyles/p:{kind}/a:lvl1pPr/a:defRPr/@sz")
    return float(found[0]) / 100 if found else 18.0


# --- headline numbers ---


def add_numbers(slide: Any, exhibit: Exhibit, box: Box, style: Style) -> None:
    """Large numbers side by side, each with its label above, its base and its change below."""
    places = number_boxes(len(exhibit.parts), box)
    words = [chart.number_words(part, exhibit.lang) for part in exhibit.parts]
    room = places[0].height / POINT / SPACING - (80 if len({place.top for place in places}) == 1 else 68)  # for the other lines
    large = min(60.0, max(24.0, room), *(45 * places[0].width / max(1, width_of(value, 60)) for _, value, _, _ in words))
    for part, where, said_words in zip(exhibit.parts, places, words, strict=True):
        name = f"number:{exhibit.figure_id}#{part.answer.metric.code}"
        point = Paint("accent1") if part.answer.metric.is_ratio else style.text
        add_text(slide, name, where, number_lines(said_words, large, point, style), style, alt=". ".join(filter(None, said_words)))


def numbers_height(count: int, area: Box) -> int:
    """The height that headline numbers take: less in two rows."""
    return 180 * POINT if number_boxes(count, area)[-1].top == area.top else 236 * POINT


def number_boxes(count: int, box: Box) -> list[Box]:
    """Places side by side; in two rows where the slide is narrow."""
    across = count if box.width >= count * 180 * POINT else -(-count // 2)
    down, gap = -(-count // across), 24 * POINT
    wide, high = (box.width - (across - 1) * gap) // across, box.height // down
    return [Box(box.left + place % across * (wide + gap), box.top + place // across * high, wide, high) for place in range(count)]


def number_lines(words: tuple[str, str, str, str], large: float, paint: Paint, style: Style) -> tuple[Said, ...]:
    """Label, number, base and change."""
    label, value, base, change = words
    sizes = (
        (label, 14, style.quiet, False, 0),
        (value, round(large), paint, True, 4),
        (base, 14, style.quiet, False, 4),
        (change, 14, style.text, False, 6),
    )
    return tuple(said(*each) for each in sizes)


# --- tables ---


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
        heights = [line_height(line, size, first, others) for line in lines]
        heights = (
            [heights[0], *[max(heights[1:])] * len(heights[1:])]
            if sum(heights[:1]) + max(heights[1:]) * len(heights[1:]) <= box.height
            else heights
        )
        broken = any(width_of(word, size) > others - MARGIN for line in lines for cell in line[1:] for word in cell.words.split(" "))
        if sum(heights) <= box.height and not broken:
            break
    spare = max(0, box.height - sum(heights)) // len(heights)
    return size, first, others, [height + min(spare, 8 * POINT) for height in heights]


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


# --- the map ---

WEST, EAST, SOUTH, NORTH = 94.5, 141.5, -11.3, 6.3  # degrees shown
UNITS = 1000  # of the drawing, a degree
COARSE = 0.025  # degrees an outline may be off
TINY = 0.06  # degrees; smaller islands are left out where the province has larger ones

Ring = tuple[tuple[float, float], ...]


def thinned(points: Sequence[tuple[float, float]], off: float) -> list[tuple[float, float]]:
    """An outline with fewer points, never further off than said (Douglas and Peucker)."""
    kept, open_parts = {0, len(points) - 1}, [(0, len(points) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        furthest, where = off, 0
        for place in range(first + 1, last):
            x, y = points[place]
            away = abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / long if long else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            if away > furthest:
                furthest, where = away, place
        if where:
            kept.add(where)
            open_parts += [(first, where), (where, last)]
    return [points[place] for place in sorted(kept)]


@cache
def outlines(edition: str) -> dict[str, tuple[Ring, ...]]:
    """The outer rings of each province by its number, coarse enough for a slide."""
    return {number: coarse([tuple(zip(*ring, strict=True)) for ring in rings]) for number, rings in borders(edition).items()}


def coarse(rings: Sequence[Ring]) -> tuple[Ring, ...]:
    """Fewer points, and only islands that can be seen; at least the largest."""
    ordered = sorted(rings, key=extent, reverse=True)
    seen = [ring for place, ring in enumerate(ordered) if not place or extent(ring) >= TINY]
    thin = (tuple(thinned(ring, COARSE)) for ring in seen)
    return tuple(ring for ring in thin if len(ring) > 3) or (ordered[0],)


def extent(ring: Ring) -> float:
    """The longer side of a ring's frame, in degrees."""
    along, up = zip(*ring, strict=True)
    return float(max(max(along) - min(along), max(up) - min(up)))


def add_map(slide: Any, exhibit: Exhibit, box: Box, style: Style) -> None:
    """The provinces as shapes that can be edited, in one group, and a legend with numbers."""
    answer = exhibit.answer
    areas = outlines(edition_of(answer.scope.as_of))
    rings: dict[str, list[Ring]] = {}
    for number, found in areas.items():
        rings.setdefault(code_at(number, answer.scope.as_of), []).extend(found)
    rows = {row.codes[0]: row for row in answer.rows if row.value is not None}
    bounds = class_bounds([row.value or 0 for code, row in rows.items() if code in provinces()] or [0])
    high = box.height - 30 * POINT
    scale = min(box.width / (EAST - WEST), high / (NORTH - SOUTH))  # EMU a degree
    area = Box(box.left, box.top, round(scale * (EAST - WEST)), round(scale * (NORTH - SOUTH)))
    area = Box(box.left + (box.width - area.width) // 2, box.top, area.width, area.height)
    slide.shapes._spTree.append(parse_xml(group_xml(slide, exhibit, rings, rows, bounds, area, style)))
    add_legend(slide, exhibit, bounds, bool(set(rings) - set(rows)), Box(box.left, area.bottom + 6 * POINT, box.width, 22 * POINT), style)


def group_xml(
    slide: Any, exhibit: Exhibit, rings: dict[str, list[Ring]], rows: dict[str, Row], bounds: list[float], area: Box, style: Style
) -> str:
    """The group of provinces; inside it a degree is so many units."""
    number = max(shape.shape_id for shape in slide.shapes) + 1
    wide, high = round((EAST - WEST) * UNITS), round((NORTH - SOUTH) * UNITS)
    frame = f'<a:off x="{area.left}" y="{area.top}"/><a:ext cx="{area.width}" cy="{area.height}"/><a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/>'
    shapes = "".join(
        province_xml(
            number + place, code, found, province_words(exhibit, code, rows.get(code)), province_paint(rows.get(code), bounds, style)
        )
        for place, (code, found) in enumerate(rings.items(), start=1)
    )
    return (
        f'<p:grpSp {SLIDE}><p:nvGrpSpPr><p:cNvPr id="{number}" name={quoted(f"figure:{exhibit.figure_id}")} descr={quoted(exhibit.alt)}/><p:cNvGrpSpPr/><p:nvPr/>'
        f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm>{frame}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
    )


def quoted(words: str) -> str:
    """Words as the value of an attribute."""
    safe = valid(words).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f'"{safe}"'


def province_words(exhibit: Exhibit, code: str, row: Row | None) -> str:
    """What is said of a province, also where nothing was reported."""
    answer, lang = exhibit.answer, exhibit.lang
    missing = NOT_APPLICABLE if answer.metric.kind == "rate" else NO_REPORTS
    value = sentences.value(answer, row, lang) if row else missing(lang)
    return chart.REMARK(lang, label=answer.by[0].member(code, lang), value=value)


def province_paint(row: Row | None, bounds: list[float], style: Style) -> Paint:
    """The class of a province, or the ground of one with nothing to show."""
    return style.shade(class_of(row.value or 0, bounds)) if row else nothing(style)


def nothing(style: Style) -> Paint:
    """Where there is nothing to show."""
    return Paint("tx1", 24) if style.dark else Paint("bg1", 92)


def province_xml(number: int, code: str, rings: Sequence[Ring], words: str, paint: Paint) -> str:
    """One province as a freeform of all its islands."""
    places = [[(round((x - WEST) * UNITS), round((NORTH - y) * UNITS)) for x, y in ring] for ring in rings]
    left, top = (min(point[axis] for ring in places for point in ring) for axis in (0, 1))
    wide, high = (max(point[axis] for ring in places for point in ring) - low for axis, low in ((0, left), (1, top)))
    path = "".join(path_xml([(x - left, y - top) for x, y in ring]) for ring in places)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{code}" descr={quoted(words)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>{paint.fill}{line_xml(Paint("bg1"), 6350)}</p:spPr></p:sp>'
    )


def path_xml(points: Sequence[tuple[int, int]]) -> str:
    """One closed outline."""
    (first, *others) = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    return f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others) + "<a:close/>"


def add_legend(slide: Any, exhibit: Exhibit, bounds: list[float], gaps: bool, box: Box, style: Style) -> None:
    """The classes as boxes with their numbers, and what an empty province means."""
    left = box.left
    for place, (words, paint) in enumerate(legend_entries(exhibit, bounds, gaps, style), start=1):
        wide = width_of(words, 11) + 20 * POINT
        shape = slide.shapes.add_textbox(left, box.top, wide, box.height)
        shape.name = f"legend:{exhibit.figure_id}#{place}"
        shape._element.spPr.append(parse_xml(paint.fill.replace("<a:solidFill>", f"<a:solidFill {DRAWING}>", 1)))
        for old in shape._element.spPr.xpath("./a:noFill"):
            old.getparent().remove(old)
        body = paragraph_xml(said(words, 11, style.ink(paint)), style, "ctr")
        replace_text(
            shape, f'<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>{body}'
        )
        left += wide + 4 * POINT


def legend_entries(exhibit: Exhibit, bounds: list[float], gaps: bool, style: Style) -> list[tuple[str, Paint]]:
    """Lowest and highest value of each class; its colour."""
    answer, lang = exhibit.answer, exhibit.lang
    rows = sorted((row for row in answer.rows if row.value is not None and row.codes[0] in provinces()), key=lambda row: row.value or 0)
    entries = []
    for place, bound in enumerate(bounds if rows else []):
        inside = [row for row in rows if (row.value or 0) <= bound and (place == 0 or (row.value or 0) > bounds[place - 1])]
        ends = [sentences.value(answer, row, lang) for row in (inside[0], inside[-1])]
        entries.append((ends[0] if ends[0] == ends[1] else "–".join(ends), style.shade(class_of(bound, bounds))))
    missing: Text = NOT_APPLICABLE if answer.metric.kind == "rate" else NO_REPORTS
    return entries + ([(missing(lang), nothing(style))] if gaps else [])


def beside_map(exhibit: Exhibit) -> list[str]:
    """What belongs to no province, said beside the map: central agencies, unknown."""
    answer: Answer = exhibit.answer
    rows = [row for row in answer.rows if row.codes[0] not in provinces() and row.value is not None]
    return [province_words(exhibit, row.codes[0], row) for row in rows]
