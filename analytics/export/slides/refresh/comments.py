"""Our block in the speaker notes, and what people wrote there and on the slide that no longer holds."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from analytics.export.slides.layouts import TITLES
from analytics.export.slides.notes import DASHBOARD_NOTES, dashboard_notes
from analytics.export.slides.refresh.elements import all_at
from analytics.export.slides.refresh.reading import Found, notes_frame, notes_lines, shapes_in, words_of
from analytics.export.slides.refresh.remade import Remade
from analytics.export.slides.refresh.writing import rewrite_paragraph
from analytics.export.slides.style import valid
from analytics.export.slides.template import RUNNING
from analytics.text import Text, join

COMMENT = Text(
    id="Catatan pembicara menyebut {words} dari temuan lama; baca ulang.",
    en="The speaker notes say {words}, as the old finding did; read them again.",
)
BESIDE = Text(
    id="Teks di slide menyebut {words} dari temuan lama; baca ulang.",
    en="Text on the slide says {words}, as the old finding did; read it again.",
)
NO_BLOCK = Text(
    id="Catatan dasbor tidak lengkap di catatan pembicara dan tidak diganti.",
    en="The dashboard notes are not whole in the speaker notes and were not replaced.",
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def comment_remarks(found: Found, made: Remade, values: str) -> Iterator[str]:
    """Replace our block in the speaker notes; say where comments, or other text on the slide, repeat what no longer holds."""
    outside = notes_lines(found.slide)
    block = block_of(outside, found.figure_id)
    if block is not None:
        replace_block(notes_frame(found.slide)._txBody, block, dashboard_notes(made.new, made.document))
        outside = outside[: block.start] + outside[block.stop :]
    elif found.slide.has_notes_slide:
        yield NO_BLOCK(made.lang)
    gone = gone_words(made, values)
    if said := repeated(" ".join(outside), gone):
        yield COMMENT(made.lang, words=join(said, made.lang))
    theirs = [words_of(shape) for shape in shapes_in(found.slide.shapes) if not (":" in shape.name or is_placed(shape, found))]
    if said := repeated(" ".join(theirs), gone):
        yield BESIDE(made.lang, words=join(said, made.lang))


def is_placed(shape: Any, found: Found) -> bool:
    """Whether a shape is one of the figure's, or a title, whose words are looked at elsewhere; or the slide number."""
    own = {id(each._element) for shapes in found.shapes.values() for _, each in shapes}
    return id(shape._element) in own or (shape.is_placeholder and shape.placeholder_format.type in (*TITLES, *RUNNING))


def block_of(lines: list[str], figure_id: str) -> slice | None:
    """Where our block stands in the speaker notes."""
    ends = [place for place, line in enumerate(lines) if line.strip() == f"figure:{figure_id}"]
    heads = {DASHBOARD_NOTES.id, DASHBOARD_NOTES.en}
    starts = [place for place, line in enumerate(lines) if line.strip() in heads and ends and place < ends[0]]
    return slice(starts[-1], ends[0] + 1) if starts else None


def replace_block(body: Any, block: slice, lines: list[str]) -> None:
    """Other lines in the place of our block; what stands before and after it stays."""
    old = all_at(body, "./a:p")[block]
    for each in old[len(lines) :]:
        body.remove(each)
    there = old[: len(lines)]
    while len(there) < len(lines):
        there[-1].addnext(deepcopy(there[-1]))
        there.append(there[-1].getnext())
    for paragraph, line in zip(there, lines, strict=True):
        rewrite_paragraph(paragraph, [valid(line)])


def gone_words(made: Remade, values: str) -> list[str]:
    """Numbers and longer words of the old finding that the new one does not have."""
    if made.base is None or made.base.title == made.new.title:
        return []
    old, new = made.base.title, made.new.title
    numbers = [each for each in dict.fromkeys(NUMBER.findall(f"{old} {values}")) if each not in NUMBER.findall(new) and len(each) > 1]
    words = [each for each in dict.fromkeys(re.findall(r"[^\W\d_]{6,}", old)) if each.lower() not in new.lower()]
    return numbers + words


def repeated(words: str, gone: list[str]) -> list[str]:
    """Which of some words occur in others, in quotation marks."""
    return [f"“{each}”" for each in gone if re.search(rf"(?<![\w.,]){re.escape(each)}(?![\w]|[.,]\d)", words, re.IGNORECASE)][:4]
