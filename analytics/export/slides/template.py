"""House templates: a reader's .pptx or .potx, or our own, made ready to take slides. Layouts are found by what they hold, not by name."""

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from weakref import WeakKeyDictionary

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.parts.slide import SlidePart
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout

from analytics.export.archive import packed
from analytics.export.slides import package
from analytics.text import Notice, Text, cleaned

FOLDER = Path(__file__).resolve().parents[3] / "data" / "templates"
NARROWEST, WIDEST = 1.2, 2.5  # width by height: from 5:4 (4:3 and a little) to 21:9
SMALLEST, LARGEST = 3 * 914400, 56 * 914400  # EMU; PowerPoint itself makes slides of up to 56 inches
MUCH, LITTLE = 0.25, 0.16  # of the slide: the area a figure needs; the height of a line of text
WIDE = 0.5  # of the slide's width, for a figure and a title above it

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

KIND = PP_PLACEHOLDER
TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
CONTENT = (KIND.OBJECT, KIND.CHART, KIND.TABLE, KIND.BODY)
RUNNING = (KIND.SLIDE_NUMBER, KIND.FOOTER, KIND.DATE)


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.top + self.height

    @property
    def area(self) -> int:
        """Its area."""
        return self.width * self.height


@dataclass(frozen=True)
class House:
    """A presentation without slides, and the layouts to use: for the cover, for a figure, for running text."""

    deck: Deck
    cover: SlideLayout
    figure: SlideLayout
    text: SlideLayout


@dataclass(frozen=True)
class Roles:
    """Which placeholder of a layout, by its index, is what; None: there is none."""

    title: int | None
    subtitle: int | None
    content: int | None
    footnote: int | None


@dataclass(frozen=True)
class Plan:
    """What a layout holds. said: its type, as the file has it; kinds, boxes: of its placeholders, by index."""

    screen: Box
    said: str
    kinds: dict[int, Any]
    boxes: dict[int, Box]
    roles: Roles


PLANS: WeakKeyDictionary[Any, Plan] = WeakKeyDictionary()


def opened(template: bytes | None, size: str) -> House:
    """A template made ready: the reader's own, or ours in '16:9' or '4:3'. Raises Notice saying what was looked for."""
    content = (FOLDER / f"asn-{size.replace(':', 'x')}.pptx").read_bytes() if template is None else template
    parts = package.opened(content)
    try:
        return house(Presentation(io.BytesIO(packed(parts))))
    except Notice:
        raise
    except Exception:  # the library raises whatever a damaged part makes it stumble over
        raise package.refused(package.DAMAGED) from None


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
        raise package.refused(package.DAMAGED)


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


def holders(layout: SlideLayout) -> list[Any]:
    """The placeholders of a layout."""
    shapes: Any = layout.placeholders
    return list(shapes)


def mark(holder: Any) -> Any:
    """The element that makes a shape a placeholder."""
    return holder._element.xpath("./*/p:nvPr/p:ph")[0]


def box_of(shape: Any) -> Box:
    """Where a shape stands; nothing where that is not said."""
    return Box(*(int(each or 0) for each in (shape.left, shape.top, shape.width, shape.height)))


def best(plans: list[tuple[Plan, SlideLayout]], rank: Callable[[Plan], tuple[Any, ...]]) -> SlideLayout | None:
    """The layout that fits best, the first of those that fit as well; None where none does."""
    fitting = [(found, layout) for plan, layout in plans if (found := rank(plan))]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def as_cover(plan: Plan) -> tuple[Any, ...]:
    """How well a layout serves as cover: what says it is one, then what looks like one. Empty: not at all."""
    kinds = plan.kinds.values()
    said = (plan.said == "title", KIND.CENTER_TITLE in kinds, KIND.SUBTITLE in kinds)
    return said if plan.roles.title is not None and any(said) else ()


def as_figure(plan: Plan) -> tuple[Any, ...]:
    """How well a layout serves for a figure: a title above one large place, with lines for subtitle and footnote. Empty: not at all."""
    roles, boxes, screen = plan.roles, plan.boxes, plan.screen
    if roles.title is None or roles.content is None or plan.said == "title" or not large_enough(boxes[roles.content], screen):
        return ()
    title, content = boxes[roles.title], boxes[roles.content]
    others = sum(box.area > MUCH / 4 * screen.area for index, box in boxes.items() if index not in (roles.title, roles.content))
    above = title.width >= WIDE * screen.width and title.top <= content.top
    drawn = plan.kinds[roles.content] != KIND.BODY
    return (above, -others, roles.subtitle is not None, roles.footnote is not None, drawn, content.area)


def as_text(plan: Plan) -> tuple[Any, ...]:
    """How well a layout serves for running text: a title above one large place that takes text. Empty: not at all."""
    found = as_figure(plan)
    if not found or plan.kinds[plan.roles.content or 0] not in (KIND.BODY, KIND.OBJECT):
        return ()
    above, others, subtitle, _, drawn, area = found
    return (above, others, not subtitle, not drawn, area)


def plan_of(layout: SlideLayout, screen: Box) -> Plan:
    """What a layout holds; read once, since the library looks every length up anew."""
    found = PLANS.get(layout.part)
    if found is None:
        listed = {each.placeholder_format.idx: each for each in holders(layout)}
        kinds = {index: each.placeholder_format.type for index, each in listed.items()}
        boxes = {index: box_of(each) for index, each in listed.items()}
        flat = [index for index, each in listed.items() if mark(each).get("orient") != "vert"]
        roles = roles_among(kinds, boxes, flat, screen)
        PLANS[layout.part] = found = Plan(screen, layout._element.get("type", ""), kinds, boxes, roles)
    return found


def roles_among(kinds: dict[int, Any], boxes: dict[int, Box], flat: list[int], screen: Box) -> Roles:
    """Which placeholder is what: the largest place is for content, a line above it for the subtitle, one below for the footnote."""
    title = next((index for index, kind in kinds.items() if kind in TITLES), None)
    large = [index for index in flat if kinds[index] in CONTENT and large_enough(boxes[index], screen)]
    content: int | None = max(large, key=lambda index: boxes[index].area, default=None)
    lines = [index for index in boxes if kinds[index] == KIND.BODY and line_like(boxes[index], screen) and index != content]
    middle = middle_of(boxes[content]) if content is not None else screen.height * 0.75
    above = [index for index in lines if middle_of(boxes[index]) < middle and (title is None or boxes[index].top >= boxes[title].top)]
    under = [index for index in lines if middle_of(boxes[index]) > max(middle, screen.height * 0.75)]
    named = next((index for index, kind in kinds.items() if kind == KIND.SUBTITLE), None)
    subtitle = named if named is not None else min(above, key=lambda index: boxes[index].top, default=None)
    footnote = max(under, key=lambda index: boxes[index].top, default=None)
    if content is None:  # a cover: what else there is for words
        rest = [index for index in flat if kinds[index] in CONTENT and index not in (subtitle, footnote)]
        content = max(rest, key=lambda index: boxes[index].area, default=None)
    return Roles(title, subtitle, content, footnote)


def large_enough(box: Box, screen: Box) -> bool:
    """Whether a figure fits into a box."""
    return box.area >= MUCH * screen.area and box.width >= WIDE * screen.width


def line_like(box: Box, screen: Box) -> bool:
    """Whether a box is a wide line of text."""
    return 0 < box.height <= LITTLE * screen.height and box.width >= 0.4 * screen.width


def middle_of(box: Box) -> float:
    """The height of the middle of a box."""
    return box.top + box.height / 2


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
