"""Headline numbers of a deck with new values."""

from collections.abc import Iterator
from typing import Any

from analytics.chart import number_words
from analytics.export.slides.refresh.elements import paragraphs_in
from analytics.export.slides.refresh.reading import Found, describe, one_line
from analytics.export.slides.refresh.remade import DAMAGED, Edit, Left, Remade
from analytics.export.slides.refresh.writing import rewrite
from analytics.text import Text

NO_NUMBER = Text(id="angka “{code}” tidak ada lagi", en="the number “{code}” is gone")


def number_edits(found: Found, made: Remade) -> Iterator[Edit]:
    """Headline numbers: label, value, base and change, each in the type it has."""
    fresh = {part.answer.metric.code: number_words(part, made.lang) for part in made.new.parts}
    before = {part.answer.metric.code: number_words(part, made.lang) for part in made.base.parts} if made.base is not None else {}
    for code, shape in found.shapes.get("number", []):
        if code not in fresh:
            raise Left(NO_NUMBER, code=code)
        yield number_edit(shape, fresh[code], before.get(code))


def number_edit(shape: Any, fresh: tuple[str, ...], before: tuple[str, ...] | None) -> Edit:
    """One headline number; paragraphs that someone wrote stay."""
    body = shape.text_frame._txBody
    there = paragraphs_in(body)
    if len(there) != len(fresh):
        raise Left(DAMAGED)
    wanted = [
        new if before is None or one_line(now) == one_line(old) or place in (1, 3) else now
        for place, (now, new, old) in enumerate(zip(there, fresh, before or fresh, strict=True))
    ]

    def apply() -> None:
        rewrite(body, [[words] if words else [] for words in wanted])
        describe(shape, ". ".join(words for words in wanted if words))

    return Edit(apply, {("", there[0]): (there[1], there[1])}, {("", wanted[0]): (wanted[1], wanted[1])})
