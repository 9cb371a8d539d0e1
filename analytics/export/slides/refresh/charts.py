"""Charts of a deck with new data, and their workbooks."""

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import timedelta
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.parts.chart import ChartWorkbook

from analytics import formats
from analytics.chart import corners
from analytics.exhibit import Exhibit
from analytics.export.slides.charts.labels import mark_words
from analytics.export.slides.charts.native import native
from analytics.export.slides.charts.overlay import overlay_xml
from analytics.export.slides.charts.pieces import Piece, pieces
from analytics.export.slides.charts.workbook import EPOCH
from analytics.export.slides.layouts import Box
from analytics.export.slides.package.schema import NAMES, ORDERS, first_wrong
from analytics.export.slides.refresh.axes import follow
from analytics.export.slides.refresh.elements import all_at, at, drop, local, put, ranks
from analytics.export.slides.refresh.looks import Paper
from analytics.export.slides.refresh.reading import describe, frame_box
from analytics.export.slides.refresh.remade import DAMAGED, Edit, Left, Remade, Values
from analytics.export.slides.refresh.series import categories, name_of, partner, series_into
from analytics.export.slides.style import Style
from analytics.text import Lang, Text, join

MORE_PIECES = Text(id="kini terdiri dari {count} bagan; buat slide ini baru", en="it now takes {count} charts; make this slide anew")
OTHER_CHART = Text(
    id="Jenis bagan diubah dengan tangan; label dan warna per titik tidak diatur.",
    en="The kind of chart was changed by hand; labels and colours of points were not set.",
)
SERIES_OUT = Text(id="Seri {names} tidak ada dalam register dan dikeluarkan.", en="Series not in the register were taken out: {names}.")


def pieces_for(exhibit: Exhibit, names: list[str]) -> dict[str, Piece]:
    """The charts of a figure by what follows # in their names; in one or in two columns, as the deck has them. Raises Left."""
    if not names:
        return {}
    several = any(names)
    found = pieces(exhibit)
    if exhibit.kind != "panels" and several != (len(found) > 1):
        found = pieces(exhibit, 1 if several else 10_000)
    made = {piece.name.partition("#")[2]: piece for piece in found}
    if not set(names) <= set(made):
        raise Left(MORE_PIECES, count=len(found))
    return made


def chart_edit(shape: Any, piece: Piece | None, before: Piece | None, made: Remade) -> Edit:
    """A chart with new data, and its workbook."""
    if piece is None:
        raise Left(DAMAGED)
    part, box, style = shape.chart_part, frame_box(shape), made.paper.style
    fresh = native(piece, box, style)
    base = etree.fromstring(native(before, box, style).xml.encode()) if before is not None else None
    found, strange, ours = merged(part._element, base, etree.fromstring(fresh.xml.encode()), made.paper)
    remarks = [SERIES_OUT(made.lang, names=join(strange, made.lang))] if strange else []
    remarks += [] if ours else [OTHER_CHART(made.lang)]
    old, alt = chart_values(part._element, piece, made), made.new.alt
    overlay_of(part)  # stumbles here, where nothing has been changed yet

    def apply() -> None:
        part._element.clear()
        replace_chart(part, found, fresh.xlsx_blob)
        renew_overlay(part, piece, box, style)
        describe(shape, alt)

    return Edit(apply, old, piece_values(piece, made.lang), tuple(remarks))


def merged(old: Any, base: Any, new: Any, paper: Paper) -> tuple[Any, list[str], bool]:
    """A chart as someone edited it, with new data. Also the series of theirs that have no data in the register, and whether its
    drawing is still of the kind we made."""
    found = deepcopy(old)
    drawings, (fresh,) = plots(found), plots(new)
    ours = len(drawings) == 1 and drawings[0].tag == fresh.tag
    origin = plots(base)[0] if base is not None else None
    theirs = strangers(found, base if base is not None else new)
    if ours:
        series_into(drawings[0], origin, fresh, paper)
        follow(found, base, new, paper)
    else:
        data_into(found, fresh)
    mend(found)
    return found, theirs, ours


def mend(space: Any) -> None:
    """Put children into the standard's order, and leave out those it does not know: LibreOffice writes some in another."""
    for element in [space, *all_at(space, ".//c:*[*]")]:
        parent = element.getparent()
        name = f"c:{local(element)}"
        order = ORDERS.get(name) or ORDERS.get(f"c:{local(parent)}/{name}" if parent is not None else "", "")
        if order and first_wrong(element, order):
            places = ranks(order)
            children = sorted((each for each in element if local(each) in places), key=lambda each: places[local(each)])
            for each in list(element):
                element.remove(each)
            element.extend(children)


def plots(space: Any) -> list[Any]:
    """The drawings in a chart."""
    return all_at(space, "./c:chart/c:plotArea/*[c:ser]")


def strangers(old: Any, base: Any) -> list[str]:
    """Names of series beyond those we made."""
    count = len(all_at(base, ".//c:ser"))
    known = {name_of(each) for each in all_at(base, ".//c:ser")}
    extra = [each for place, each in enumerate(all_at(old, ".//c:ser")) if place >= count and name_of(each) not in known]
    return [name_of(each) for each in extra]


def data_into(old: Any, new: Any) -> None:
    """Other data in a chart that someone made another kind of: what belonged to single points goes."""
    fresh = all_at(new, "./c:ser")
    theirs = all_at(old, ".//c:ser")
    for place, series in enumerate(theirs):
        source = partner(series, place, fresh, {name_of(each) for each in theirs})
        drop(series, "./c:dPt | ./c:dLbls/c:dLbl")
        order = ORDERS.get(f"c:{local(series.getparent())}/c:ser", "idx order tx spPr dPt* dLbls cat val")
        for name in ("tx", "cat", "val"):
            if (fresh_part := at(source, f"./c:{name}")) is not None:
                put(series, deepcopy(fresh_part), order)


def replace_chart(part: Any, found: Any, book: bytes) -> None:
    """Another drawing and another workbook in a chart part; a workbook where a program dropped it."""
    root = part._element
    for child in list(found):
        root.append(child)
    outer = at(root, "./c:externalData")
    name = outer.get(f"{{{NAMES['r']}}}id") if outer is not None else ""
    if outer is not None and name not in part.rels:
        root.remove(outer)
    workbook: Any = ChartWorkbook
    workbook(root, part).update_from_xlsx_blob(book)


def overlay_of(part: Any) -> Any:
    """The part with the shapes inside a chart; None where it has none. Raises KeyError where it is gone."""
    mark = at(part._element, "./c:userShapes")
    return part.related_part(mark.get(f"{{{NAMES['r']}}}id")) if mark is not None else None


def is_ruled(part: Any) -> bool:
    """Whether a chart has rules for events. Raises KeyError where the shapes inside it are gone."""
    inner = overlay_of(part)
    return inner is not None and any(
        str(each.get("name", "")).startswith("event ") for each in etree.fromstring(inner.blob).iter("{*}cNvPr")
    )


def renew_overlay(part: Any, piece: Piece, box: Box, style: Style) -> None:
    """Headings and event rules inside a chart, as the new periods have them; shapes someone drew into it stay."""
    inner, drawing = overlay_of(part), overlay_xml(piece, box, style)
    if inner is None or not drawing:
        return
    theirs = [each for each in etree.fromstring(inner.blob) if not is_ours_inside(each)]
    fresh = etree.fromstring(drawing.encode())
    fresh.extend(theirs)
    inner._blob = etree.tostring(fresh, xml_declaration=True, encoding="UTF-8", standalone=True)


def is_ours_inside(anchor: Any) -> bool:
    """Whether a shape inside a chart is a heading, a rule, a number or a line between bars of ours."""
    names = [str(each.get("name", "")) for each in anchor.iter("{*}cNvPr")]
    return any(re.fullmatch(r"heading|event \d+|number [\d–]+|link \d+", name) for name in names)


def chart_values(space: Any, piece: Piece, made: Remade) -> Values:
    """The values a chart in the deck has, from its caches; of a bridge, whose bars have no sign, from its labels."""
    if piece.chart.form == "bridge":
        return step_values(space)
    if piece.planes:
        return plane_values(space, piece, made.lang)
    days = {str((day - EPOCH).days): label for day, label in zip(piece.chart.days, piece.chart.categories, strict=False)}
    found: Values = {}
    for series in all_at(space, ".//c:ser"):
        values = {each.get("idx"): "".join(all_at(each, "./c:v/text()")) for each in all_at(series, "./c:val//c:pt")}
        for place, category in enumerate(categories(series)):
            if raw := values.get(str(place)):
                found[series_key(series, piece), day_label(category, days, piece, made.lang)] = as_read(float(raw), piece, made.lang)
    return found


def step_values(space: Any) -> Values:
    """The steps of a bridge in a deck, as its labels say them."""
    found: Values = {}
    for series in all_at(space, ".//c:ser[c:dLbls/c:dLbl/c:tx]"):
        said = {at(each, "./c:idx/@val"): "".join(all_at(each, "./c:tx//a:t/text()")) for each in all_at(series, "./c:dLbls/c:dLbl")}
        for place, category in enumerate(categories(series)):
            if words := said.get(str(place)):
                found["", category] = (words, words)
    return found


def plane_values(space: Any, piece: Piece, lang: Lang) -> Values:
    """The curves of a plane in a deck: by name and place across, the value there."""
    pairs = []
    for series in all_at(space, ".//c:ser"):
        across, up = (
            {each.get("idx"): float("".join(all_at(each, "./c:v/text()"))) for each in all_at(series, f"./c:{name}//c:pt")}
            for name in ("xVal", "yVal")
        )
        pairs += [(name_of(series), across[place], up[place]) for place in across if place in up]
    return as_values(pairs, piece, lang)


def as_values(pairs: list[tuple[str, float, float]], piece: Piece, lang: Lang) -> Values:
    """Spots by name and place across; where several share both, what each has."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, x, y in pairs:
        found.setdefault((name, formats.plain(x, lang)), []).append(as_read(y, piece, lang))
    return {
        key: (" ".join(raw for raw, _ in each), join(list(dict.fromkeys(said for _, said in each)), lang)) for key, each in found.items()
    }


def series_key(series: Any, piece: Piece) -> str:
    """The name of a series where there are several."""
    return name_of(series) if len(piece.chart.series) > 1 else ""


def day_label(category: str, days: Mapping[str, str], piece: Piece, lang: Lang) -> str:
    """A category as it is read: a day that is a number in the file is a date."""
    if category in days:
        return days[category]
    if piece.chart.days and category.isdecimal():
        return formats.short_date(EPOCH + timedelta(days=int(category)), lang)
    return category


def as_read(raw: float, piece: Piece, lang: Lang) -> tuple[str, str]:
    """A value of a chart: to compare, and as it is read."""
    return f"{raw:.9g}", formats.percent(raw, lang) if piece.chart.ratio else formats.plain(raw, lang)


def piece_values(piece: Piece, lang: Lang) -> Values:
    """The values of a chart as made."""
    if piece.chart.form == "bridge":
        marks = piece.chart.series[-1].marks
        return {("", name): (mark_words(mark),) * 2 for name, mark in zip(piece.chart.categories, marks, strict=True)}
    for plane in piece.planes:
        return as_values([(curve.name, spot.x, spot.y) for curve in plane.curves for spot in corners(curve)], piece, lang)
    return {
        (series.name if len(piece.chart.series) > 1 else "", category): as_read(mark.value, piece, lang)
        for series in piece.chart.series
        for category, mark in zip(piece.chart.categories, series.marks, strict=True)
        if mark.value is not None
    }
