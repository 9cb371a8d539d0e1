"""Titles, subtitles, footnotes and the text beside a figure: replaced where they are ours, spoken of where they are not."""

from collections.abc import Iterator
from typing import Any

from analytics import frozen
from analytics.briefing import house
from analytics.exhibit import Exhibit
from analytics.export.slides.figure import words_beside
from analytics.export.slides.refresh.elements import all_at
from analytics.export.slides.refresh.reading import NAME, Found, description, one_line, shapes_in, title_shape, words_of
from analytics.export.slides.refresh.remade import Remade
from analytics.export.slides.refresh.writing import rewrite
from analytics.export.slides.style import valid
from analytics.export.slides.words import fitted, room_in, size_in, unbroken
from analytics.text import Text

# What to read again.
TITLE_KEPT = Text(
    id="Judul ditulis dengan tangan dan tidak diganti, tetapi temuannya berubah: dulu “{old}”, sekarang “{new}”.",
    en="The title was written by hand and stays, but its finding has changed: it was “{old}” and is now “{new}”.",
)
TITLE_UNSURE = Text(
    id="Judul ditulis dengan tangan dan tidak diganti; temuan sekarang: “{new}”.",
    en="The title was written by hand and stays; the finding is now: “{new}”.",
)
REWRITTEN = Text(id="{part} yang diubah dengan tangan diganti: “{words}”.", en="{part} changed by hand was replaced: “{words}”.")
PARTS = {
    "subtitle": Text(id="Subjudul", en="The subtitle"),
    "footnote": Text(id="Catatan kaki", en="The footnote"),
    "notes": Text(id="Keterangan", en="The text beside the figure"),
}
NEW_NOTES = Text(id="Keterangan baru yang belum ada di slide: “{words}”.", en="Text that is not on the slide yet: “{words}”.")
LEAST = {"title": 16, "subtitle": 10, "footnote": 8}  # points, as in a new deck


def with_unnamed(found: Found, made: Remade) -> dict[str, list[tuple[str, Any]]]:
    """The shapes of a figure with those whose names another program took: they are known by what they say."""
    shapes = dict(found.shapes)
    if "title" not in shapes and (title := title_shape(found)) is not None:
        shapes["title"] = [("", title)]
    words = was(made) if made.base is not None else {}
    for part in ("subtitle", "footnote", "notes"):
        same = [
            shape
            for shape in shapes_in(found.slide.shapes)
            if words.get(part) and frozen.without_id(words_of(shape)) == one_line(words[part])
        ]
        if part not in shapes and same and not NAME.match(same[0].name):
            shapes[part] = [("", same[0])]
    return shapes


def was(made: Remade) -> dict[str, str]:
    """What stood in the parts of words before."""
    return said_in(made.base, made) if made.base is not None else {}


def said_in(exhibit: Exhibit, made: Remade) -> dict[str, str]:
    """What stands in the parts of words of a figure."""
    note = frozen.footnote(exhibit, house())
    beside = "\n".join("".join(runs) for runs in beside_words(exhibit, made))
    return {"title": exhibit.title, "subtitle": exhibit.subtitle, "footnote": note, "notes": beside}


def beside_words(exhibit: Exhibit, made: Remade) -> list[list[str]]:
    """What is said beside a figure, by paragraph and run."""
    return [[words for words, _ in paragraph.runs] for paragraph in words_beside(made.on_slide(exhibit), made.paper.style)]


def title_remarks(found: Found, made: Remade, ours: bool) -> Iterator[str]:
    """Write the new finding where the title was ours; else say what the finding is now."""
    shape = found.one("title")
    if shape is None:
        return
    if ours:
        rewrite_line(shape, valid(made.new.title), LEAST["title"])
    elif made.base is None:
        yield TITLE_UNSURE(made.lang, new=made.new.title)
    elif made.base.title != made.new.title:
        yield TITLE_KEPT(made.lang, old=made.base.title, new=made.new.title)


def rewrite_line(shape: Any, words: str, least: float) -> None:
    """Other words in a placeholder or box; where the old ones had the size at which they fit, the new ones get theirs."""
    old, words = words_of(shape), unbroken(words) if shape.is_placeholder else words
    rewrite(shape.text_frame._txBody, [[words]])
    if not shape.is_placeholder:
        return
    size, box = size_in(shape), room_in(shape)
    was, now = (fitted(each, size, box, least) for each in (old, words))
    for look in all_at(shape._element, ".//a:r/a:rPr"):
        if abs(float(look.get("sz", size * 100)) / 100 - was) < 0.6 and was != now:
            look.set("sz", str(round(now * 100)))


def is_ours(words: str, found: Found, made: Remade) -> bool:
    """Whether a title is the finding the deck had: as made again, else as the alt text of the drawing begins."""
    if made.base is not None:
        return words == one_line(made.base.title)
    alts = [description(shape) for part in ("figure", "number") for _, shape in found.shapes.get(part, [])]
    return any(alt.startswith(f"{words}. ") for alt in alts)


def word_remarks(found: Found, made: Remade) -> Iterator[str]:
    """Write subtitle, footnote and what stands beside the figure; say where words of someone's were in their place."""
    before, now = was(made), said_in(made.new, made)
    for part, label in PARTS.items():
        shape = found.one(part)
        if shape is None:
            continue
        words = words_of(shape)
        if before and words and frozen.without_id(words) != one_line(before[part]):
            yield REWRITTEN(made.lang, part=label, words=words[:200])
        if part in LEAST:
            rewrite_line(shape, valid(now[part]), LEAST[part])
        else:
            rewrite(shape.text_frame._txBody, [[valid(run) for run in runs] for runs in beside_words(made.new, made)])
    if found.one("notes") is None and now["notes"] and before and not before["notes"]:
        yield NEW_NOTES(made.lang, words=one_line(now["notes"]))
