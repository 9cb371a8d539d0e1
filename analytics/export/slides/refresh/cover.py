"""The date on the cover, and what the methodology says of the source."""

from collections.abc import Iterator
from typing import Any

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from analytics.briefing import Document, Leaf, house
from analytics.exhibit import Exhibit
from analytics.export.slides.deck import as_of_words
from analytics.export.slides.methodology import methodology
from analytics.export.slides.refresh.elements import all_at, paragraphs_in
from analytics.export.slides.refresh.reading import shapes_in, words_of
from analytics.export.slides.refresh.report import Change
from analytics.export.slides.refresh.writing import rewrite, rewrite_paragraph
from analytics.text import Text

COVER = Text(id="Tanggal data", en="Date of the data")
METHODOLOGY = Text(id="Metodologi", en="Methodology")
CHECK_COVER = Text(
    id="Baris lain pada sampul (penyusun, hari paparan, embargo) tidak diubah.",
    en="Other lines on the cover (author, day, embargo) were not changed.",
)


def tokens(show: Deck, exhibits: list[Exhibit]) -> Iterator[Change]:
    """The date on the cover, and what the methodology says of the source."""
    document = Document("", tuple(Leaf(exhibit) for exhibit in exhibits), house(), exhibits[0].lang)
    for number, slide in enumerate(show.slides, start=1):
        for shape in shapes_in(slide.shapes):
            if shape.name == "token:as_of" and shape.has_text_frame:
                yield date_change(shape, number, slide, document)
            elif shape.name.startswith("token:methodology") and shape.has_text_frame:
                yield from methodology_change(shape, number, document)


def date_change(shape: Any, number: int, slide: Slide, document: Document) -> Change:
    """The date of the data on the cover."""
    old, new = words_of(shape), as_of_words(document)
    rewrite(shape.text_frame._txBody, [[new]])
    lines = any(each.name == "cover:lines" for each in slide.shapes)
    remarks = (CHECK_COVER(document.lang),) if lines else ()
    return Change(COVER(document.lang), shape.name, number, "updated" if old != new else "unchanged", old, new, remarks)


def methodology_change(shape: Any, number: int, document: Document) -> Iterator[Change]:
    """Entries of the methodology that say something else now, found by their terms."""
    body = shape.text_frame._txBody
    entries = {f"{term}. ": f"{term}. {words}" for term, words in methodology(document)}
    before, after = [], []
    for paragraph, words in zip(all_at(body, "./a:p"), paragraphs_in(body), strict=True):
        term = next((each for each in entries if words.startswith(each)), "")
        if term and entries[term] != words:
            rewrite_paragraph(paragraph, [term, entries[term].removeprefix(term)])
            before.append(words)
            after.append(entries[term])
    if before:
        yield Change(METHODOLOGY(document.lang), shape.name, number, "updated", " ".join(before), " ".join(after))
