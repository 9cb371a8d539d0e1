"""The map on a slide: provinces as shapes that can be edited, in one group, and a legend with numbers."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from pptx.oxml import parse_xml

from analytics import chart, sentences
from analytics.ask import Answer, Row
from analytics.exhibit import Exhibit
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT, Paint, Style, line_xml, quoted, width_of
from analytics.export.slides.words import DRAWING, SLIDE, paragraph_xml, replace_text, said
from analytics.figures.maps import borders, class_bounds, class_of, class_words, code_at, edition_of, hidden_provinces, missing
from analytics.vocabulary import provinces

WEST, EAST, SOUTH, NORTH = 94.5, 141.5, -11.3, 6.3  # degrees shown
UNITS = 1000  # of the drawing, a degree
COARSE = 0.025  # degrees an outline may be off
TINY = 0.06  # degrees; smaller islands are left out where the province has larger ones
Ring = tuple[tuple[float, float], ...]


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
    add_legend(
        slide,
        exhibit,
        bounds,
        bool(set(rings) - set(rows) - hidden_provinces(answer)),
        Box(box.left, area.bottom + 6 * POINT, box.width, 22 * POINT),
        style,
    )


def group_xml(
    slide: Any, exhibit: Exhibit, rings: dict[str, list[Ring]], rows: dict[str, Row], bounds: list[float], area: Box, style: Style
) -> str:
    """The group of provinces; inside it a degree is so many units."""
    number = max(shape.shape_id for shape in slide.shapes) + 1
    wide, high = round((EAST - WEST) * UNITS), round((NORTH - SOUTH) * UNITS)
    frame = f'<a:off x="{area.left}" y="{area.top}"/><a:ext cx="{area.width}" cy="{area.height}"/><a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/>'
    shapes = "".join(
        province_xml(
            number + place,
            code,
            found,
            province_words(exhibit, code, rows.get(code)),
            paint_of(exhibit, code, rows.get(code), bounds, style),
        )
        for place, (code, found) in enumerate(rings.items(), start=1)
    )
    return (
        f'<p:grpSp {SLIDE}><p:nvGrpSpPr><p:cNvPr id="{number}" name={quoted(f"figure:{exhibit.figure_id}")} descr={quoted(exhibit.alt)}/><p:cNvGrpSpPr/><p:nvPr/>'
        f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm>{frame}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
    )


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


def province_words(exhibit: Exhibit, code: str, row: Row | None) -> str:
    """What is said of a province, also where nothing was reported."""
    answer, lang = exhibit.answer, exhibit.lang
    why = sentences.HIDDEN if code in hidden_provinces(answer) else missing(answer)
    value = sentences.value(answer, row, lang) if row and not row.hidden else why(lang)
    return chart.REMARK(lang, label=answer.by[0].member(code, lang), value=value)


def paint_of(exhibit: Exhibit, code: str, row: Row | None, bounds: list[float], style: Style) -> Paint:
    """The class of a province, or the tone of one whose number is hidden."""
    return style.paint("rest") if code in hidden_provinces(exhibit.answer) else province_paint(row, bounds, style)


def province_paint(row: Row | None, bounds: list[float], style: Style) -> Paint:
    """The class of a province, or the ground of one with nothing to show."""
    return style.shade(class_of(row.value or 0, bounds)) if row else nothing(style)


def nothing(style: Style) -> Paint:
    """Where there is nothing to show."""
    return Paint("tx1", 24) if style.dark else Paint("bg1", 92)


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
    known = any(row.value is not None and row.code in provinces() for row in answer.rows)
    words = class_words(answer, bounds, lang) if known else []
    entries = [(said, style.shade(class_of(bound, bounds))) for said, bound in zip(words, bounds, strict=False)]
    entries += [(missing(answer)(lang), nothing(style))] if gaps else []
    return entries + ([(sentences.HIDDEN(lang), style.paint("rest"))] if hidden_provinces(answer) else [])


def beside_map(exhibit: Exhibit) -> list[str]:
    """What belongs to no province, said beside the map: central agencies, unknown."""
    answer: Answer = exhibit.answer
    rows = [row for row in answer.rows if row.codes[0] not in provinces() and (row.value is not None or row.hidden)]
    return [province_words(exhibit, row.codes[0], row) for row in rows]


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
