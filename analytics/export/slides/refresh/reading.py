"""Our figures in a deck, found by the names of their shapes, and the words of shapes and speaker notes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from analytics.export.slides.layouts import TITLES, Box, box_of
from analytics.export.slides.refresh.elements import at, paragraphs_in
from analytics.export.slides.style import valid

NAME = re.compile(r"^(figure|number|legend|title|subtitle|footnote|notes):([a-z_0-9-]+\?[^#\s]*)(?:#(\S+))?$")
ID_LINE = re.compile(r"^figure:([a-z_0-9-]+\?[^#\s]*)$")


@dataclass(frozen=True)
class Found:
    """One figure on one slide: its shapes by part ('figure', 'title' …), each with what follows # in its name."""

    number: int
    slide: Slide
    figure_id: str
    shapes: Mapping[str, list[tuple[str, Any]]]

    def one(self, part: str) -> Any:
        """The only shape of a part; None where there is none."""
        return next((shape for _, shape in self.shapes.get(part, [])), None)


def figures_on(number: int, slide: Slide) -> list[Found]:
    """The figures on a slide, by the names of shapes, and by the speaker notes where the shapes lost theirs."""
    found: dict[str, dict[str, list[tuple[str, Any]]]] = {}
    for shape in shapes_in(slide.shapes):
        if match := NAME.match(shape.name):
            part, figure_id, after = match.groups()
            found.setdefault(figure_id, {}).setdefault(part, []).append((after or "", shape))
    for line in notes_lines(slide):
        if match := ID_LINE.match(line.strip()):
            found.setdefault(match[1], {})
    return [Found(number, slide, figure_id, shapes) for figure_id, shapes in found.items()]


def shapes_in(shapes: Any) -> Iterator[Any]:
    """Every shape, also those someone grouped; not the provinces of a map."""
    for shape in shapes:
        yield shape
        if isinstance(shape, GroupShape) and not NAME.match(shape.name):
            yield from shapes_in(shape.shapes)


def notes_frame(slide: Slide) -> Any:
    """The text of the speaker notes; None where there is none."""
    return slide.notes_slide.notes_text_frame if slide.has_notes_slide else None


def notes_lines(slide: Slide) -> list[str]:
    """The speaker notes by paragraph."""
    frame = notes_frame(slide)
    return paragraphs_in(frame._txBody) if frame is not None else []


def words_of(shape: Any) -> str:
    """The words of a shape on one line."""
    return " ".join(shape.text_frame.text.split()) if shape is not None and shape.has_text_frame else ""


def one_line(words: str) -> str:
    """Words on one line."""
    return " ".join(valid(words).split())


def title_shape(found: Found) -> Any:
    """The title of a figure: by its name, else the title of a slide with one figure."""
    named = found.one("title")
    if named is not None or len(figures_on(found.number, found.slide)) > 1:
        return named
    return next((each for each in found.slide.placeholders if each.placeholder_format.type in TITLES), None)


def frame_box(shape: Any) -> Box:
    """The frame of a chart, as it is now."""
    frame = box_of(shape)
    return Box(frame.left, frame.top, max(1, frame.width), max(1, frame.height))


def properties(shape: Any) -> Any:
    """The element with name and alt text of a shape."""
    return at(shape._element, "./*/p:cNvPr")


def description(shape: Any) -> str:
    """The alt text of a shape."""
    return one_line(properties(shape).get("descr", ""))


def describe(shape: Any, alt: str) -> None:
    """The new alt text."""
    properties(shape).set("descr", valid(alt))
