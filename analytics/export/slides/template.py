"""House templates: a reader's .pptx or .potx, or our own, made ready to take slides, and the places on a slide made with one."""

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NoReturn

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.parts.slide import SlidePart
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout

from analytics.export.archive import packed
from analytics.export.slides import house as ours
from analytics.export.slides.layouts import (
    KIND,
    TITLES,
    Box,
    Plan,
    as_cover,
    as_figure,
    as_text,
    best,
    box_of,
    holders,
    mark,
    middle_of,
    plan_of,
)
from analytics.export.slides.package import opening
from analytics.text import Notice, Text, cleaned

NARROWEST, WIDEST = 1.2, 2.5  # width by height: from 5:4 (4:3 and a little) to 21:9
SMALLEST, LARGEST = 3 * 914400, 56 * 914400  # EMU; PowerPoint itself makes slides of up to 56 inches
RUNNING = (KIND.SLIDE_NUMBER, KIND.FOOTER, KIND.DATE)

WRONG_SHAPE = Text(
    id="Templat ini berukuran {width} × {height} cm; yang dapat dipakai ialah slide mendatar, dari 4:3 sampai 21:9.",
    en="This template measures {width} × {height} cm; usable are landscape slides, from 4:3 to 21:9.",
)
NO_LAYOUT = Text(
    id="Templat ini tidak memiliki tata letak untuk {wanted}. Yang dicari: {holding}. Tata letak yang ada: {found}.",
    en="This template has no layout for {wanted}. Looked for: {holding}. Layouts found: {found}.",
)
NONE = Text(id="tidak ada", en="none")
COVER = Text(id="sampul", en="the cover")
COVER_HOLDS = Text(id="jenis “Slide Judul”, atau judul dan subjudul", en="the type “Title Slide”, or a title and a subtitle")
FIGURE = Text(id="gambar", en="a figure")
FIGURE_HOLDS = Text(
    id="judul dan satu tempat isi (konten, bagan, tabel, atau teks) seluas sekurangnya seperempat slide",
    en="a title and one place for content (content, chart, table or text) of at least a quarter of the slide",
)
TEXT = Text(id="teks", en="text")
TEXT_HOLDS = Text(
    id="judul dan tempat teks seluas sekurangnya seperempat slide", en="a title and a place for text of at least a quarter of the slide"
)


@dataclass(frozen=True)
class House:
    """A presentation without slides, and the layouts to use: for the cover, for a figure, for running text."""

    deck: Deck
    cover: SlideLayout
    figure: SlideLayout
    text: SlideLayout
    own: bool = False  # our template, not a reader's


def opened(template: bytes | None, size: str) -> House:
    """A template made ready: the reader's own, or ours in '16:9' or '4:3'. Raises Notice saying what was looked for."""
    content = usual(size) if template is None else template
    parts = opening.opened(content)
    try:
        return replace(house(Presentation(io.BytesIO(packed(parts)))), own=template is None)
    except Notice:
        raise
    except Exception:  # the library raises whatever a damaged part makes it stumble over
        raise opening.refused(opening.DAMAGED) from None


@cache
def usual(size: str) -> bytes:
    """Our template in '16:9' or '4:3', in the colours of this installation."""
    return ours.made(next(each for each in ours.SIZES if each.name == size.replace(":", "x")))


def house(deck: Deck) -> House:
    """A presentation without its slides, and its layouts. Raises Notice."""
    check_size(deck)
    strip(deck)
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    number(deck)
    for layout in layouts:
        tell_apart(layout)
    for each in (*deck.slide_masters, *layouts):
        number_shapes(each._element)
    screen = Box(0, 0, deck.slide_width or 0, deck.slide_height or 0)
    plans = [(plan_of(layout, screen), layout) for layout in layouts]

    def chosen(rank: Callable[[Plan], tuple[Any, ...]], wanted: Text, holding: Text) -> SlideLayout:
        return best(plans, rank) or missing(wanted, holding, layouts)

    return House(deck, chosen(as_cover, COVER, COVER_HOLDS), chosen(as_figure, FIGURE, FIGURE_HOLDS), chosen(as_text, TEXT, TEXT_HOLDS))


def missing(wanted: Text, holding: Text, layouts: list[SlideLayout]) -> NoReturn:
    """Say which layout was looked for and which there are."""
    names = ", ".join(f"“{cleaned(each.name)[:40]}”" for each in layouts[:12])
    raise Notice(NO_LAYOUT, wanted=wanted, holding=holding, found=names or NONE)


def check_size(deck: Deck) -> None:
    """Slides that figures fit on. Raises Notice."""
    width, height = deck.slide_width or 0, deck.slide_height or 0
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST and NARROWEST <= width / height <= WIDEST):
        raise Notice(WRONG_SHAPE, width=round(width / 360000), height=round(height / 360000))


def strip(deck: Deck) -> None:
    """Take out the slides of a template, and all that leads to them: sections, custom shows, buttons on masters. No part stays behind."""
    root, listed = deck.part._element, deck.slides._sldIdLst
    for each in root.xpath("./p:custShowLst | ./p:extLst/p:ext[.//*[local-name()='sldId' or local-name()='sectionLst']]"):
        each.getparent().remove(each)
    for each in list(listed):
        listed.remove(each)
    for name, rel in list(deck.part.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.SLIDE:  # also of slides that are not in the show
            deck.part.rels.pop(name)
    for master in deck.slide_masters:
        for part in (master.part, *(layout.part for layout in master.slide_layouts)):
            unlink(part)
    if any(isinstance(part, SlidePart) for part in deck.part.package.iter_parts()):  # led to from where no slide belongs
        raise opening.refused(opening.DAMAGED)


def unlink(part: Any) -> None:
    """Take the links to slides off a master or layout."""
    for name, rel in list(part.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.SLIDE:
            for each in part._element.xpath(f"//*[@r:id='{name}']"):
                each.getparent().remove(each)
            part.rels.pop(name)


def number(deck: Deck) -> None:
    """Give masters and layouts ids of their own: some programs write the same twice, which PowerPoint repairs."""
    lists = [deck.part._element.sldMasterIdLst, *(master._element.sldLayoutIdLst for master in deck.slide_masters)]
    entries = [each for listed in lists if listed is not None for each in listed]
    if len({each.get("id") for each in entries}) < len(entries):
        for place, each in enumerate(entries):
            each.set("id", str(2147483648 + place))


def number_shapes(drawing: Any) -> None:
    """Give the shapes of a master or layout ids of their own, for the same reason."""
    taken: set[str] = set()
    named = drawing.xpath("./p:cSld/p:spTree//p:cNvPr")
    for each in named:
        if each.get("id") in taken:
            each.set("id", str(max(int(other.get("id")) for other in named) + 1))
        taken.add(each.get("id"))


def tell_apart(layout: SlideLayout) -> None:
    """Give each placeholder of a layout an index of its own: LibreOffice writes 0 for several, and a slide would take the first."""
    taken: set[int] = set()
    listed = sorted(holders(layout), key=lambda each: each.placeholder_format.type not in TITLES)
    for each in listed:
        place = each.placeholder_format.idx
        if place in taken or (place == 0 and each.placeholder_format.type not in TITLES):
            frame = box_of(each)
            place = next(free for free in range(10, 10_000) if free not in taken)
            mark(each).set("idx", str(place))
            each.left, each.top, each.width, each.height = frame.left, frame.top, frame.width, frame.height
        taken.add(place)


def new_slide(house: House, layout: SlideLayout) -> Slide:
    """A new last slide, with the slide number, and with the footer and date where the layout says something there."""
    slide: Slide = house.deck.slides.add_slide(layout)
    for each in holders(layout):
        if runs_through(each):
            slide.shapes._spTree.append(carried(each, max((shape.shape_id for shape in slide.shapes), default=1) + 1))
    return slide


def runs_through(holder: Any) -> bool:
    """Whether a placeholder of a layout stands on each slide. A date that follows the clock does not: the data have their own."""
    kind = holder.placeholder_format.type
    if kind not in RUNNING or kind == KIND.SLIDE_NUMBER:
        return bool(kind == KIND.SLIDE_NUMBER)
    return bool(holder.text_frame.text.strip()) and not holder._element.xpath(".//a:fld")


def carried(holder: Any, shape_id: int) -> Any:
    """A placeholder of a layout as it stands on a slide: its text, its place and type left to the layout."""
    element = deepcopy(holder._element)
    element.nvSpPr.cNvPr.set("id", str(shape_id))
    for inner in element.spPr:
        element.spPr.remove(inner)
    for style in element.xpath("./p:txBody/a:lstStyle/*"):
        style.getparent().remove(style)
    return element


def part_of(slide: Slide, role: str) -> Any:
    """The placeholder of a slide that has a role in its layout; None where there is none, or it was taken out."""
    index = getattr(plan_of(slide.slide_layout, screen_of(slide)).roles, role)
    return next((each for each in slide.placeholders if each.placeholder_format.idx == index), None)


def title_of(slide: Slide) -> Any:
    """The title placeholder."""
    return part_of(slide, "title")


def subtitle_of(slide: Slide) -> Any:
    """The placeholder for the grey line below the title; None where the layout has none."""
    return part_of(slide, "subtitle")


def footnote_of(slide: Slide) -> Any:
    """The placeholder for the footnote; None where the layout has none."""
    return part_of(slide, "footnote")


def body(slide: Slide) -> Box:
    """The area for content. Takes out the placeholder it was read from, and every other one that is neither filled nor needed."""
    roles = {each: part_of(slide, each) for each in ("title", "subtitle", "footnote", "content")}
    found = roles["content"]
    area = (
        between(roles["subtitle"], box_of(found), roles["footnote"])
        if found is not None
        else below(slide, roles["subtitle"] or roles["title"])
    )
    kept = [each._element for name, each in roles.items() if each is not None and name != "content"]
    for each in list(slide.placeholders):
        if each._element not in kept and each.placeholder_format.type not in RUNNING and not filled(each):
            each._element.getparent().remove(each._element)
    return area


def between(above: Any, area: Box, under: Any) -> Box:
    """An area without what a line above or under it takes of it."""
    top = max(area.top, box_of(above).bottom) if above is not None and box_of(above).top < middle_of(area) else area.top
    bottom = min(area.bottom, box_of(under).top) if under is not None else area.bottom
    return Box(area.left, top, area.width, bottom - top) if bottom - top > area.height // 2 else area


def filled(holder: Any) -> bool:
    """Whether a placeholder holds something."""
    return not holder.has_text_frame or bool(holder.text_frame.text.strip())


def below(slide: Slide, last: Any) -> Box:
    """The room below the last line of a cover; where that line takes all of it, the lower part of its place, which it gives up."""
    height = screen_of(slide).height
    frame = box_of(last)
    if height * 0.94 - frame.bottom < height * 0.12:
        last.left, last.top, last.width, last.height = frame.left, frame.top, frame.width, frame.height // 2
        return Box(frame.left, frame.top + frame.height // 2, frame.width, frame.height - frame.height // 2)
    return Box(frame.left, frame.bottom, frame.width, int(height * 0.94) - frame.bottom)


def screen_of(slide: Slide) -> Box:
    """The whole slide."""
    deck = slide.part.package.presentation_part.presentation
    return Box(0, 0, deck.slide_width or 0, deck.slide_height or 0)
