"""What the layouts of a template hold, and which of them serves for what: found by their places, not by their names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.slide import SlideLayout

MUCH, LITTLE = 0.25, 0.16  # of the slide: the area a figure needs; the height of a line of text
WIDE = 0.5  # of the slide's width, for a figure and a title above it

KIND = PP_PLACEHOLDER
TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
CONTENT = (KIND.OBJECT, KIND.CHART, KIND.TABLE, KIND.BODY)


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
