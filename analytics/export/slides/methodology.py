"""How the numbers of a document were made, on as many slides as it takes."""

from collections.abc import Sequence
from typing import Any

from analytics import chart, formats, sentences
from analytics.ask import Answer
from analytics.briefing import Document
from analytics.export.slides.layouts import Box, box_of, holders
from analytics.export.slides.style import POINT, Style
from analytics.export.slides.template import House, body, footnote_of, new_slide, subtitle_of, title_of
from analytics.export.slides.words import COLUMN_GAP, Said, add_footnote, add_text, cut_bottom, fill, slide_number
from analytics.glossary import LIMITS, STAGES, TERMS, UNITS
from analytics.table import DEFINITION, DENOMINATOR, UNIT, definition
from analytics.text import Lang, Text, join

METHODOLOGY = Text(id="Metodologi", en="Methodology")
CONTINUED = Text(id="Metodologi (lanjutan {place})", en="Methodology (continued {place})")
MEANING = Text(id="Dilaporkan dan terbukti", en="Reported and proven")
COUNTED = Text(id="Tahap", en="Stages")
SOURCES = Text(id="Sumber data", en="Source of the data")
SOURCE_LINE = Text(id="{name} {institution}, per {days}.", en="{institution} {name}, as of {days}.")
SYNTHETIC_MEANS = Text(
    id="Angka pada bahan ini dibuat untuk contoh; tidak menggambarkan orang atau instansi yang sebenarnya.",
    en="The figures in this briefing were made as a sample; they describe no real person or agency.",
)
FOOT = 14 * POINT  # kept free for the mark of synthetic data
SHOWN_TERMS = ("ASN", "PPK", "JPT")
Entry = tuple[str, str]  # a term and what it means


def add_methodology(house: House, document: Document, style: Style) -> None:
    """How the numbers were made, on as many slides as it takes."""
    entries = methodology(document)
    size = methodology_size(house, entries, style)
    for place, part in enumerate(methodology_pages(house, entries, size, style), start=1):
        add_methodology_slide(house, part, size, document, style, place)


def methodology_size(house: House, entries: Sequence[Entry], style: Style) -> float:
    """The size of type: smaller where that saves a slide."""
    pages = {size: len(methodology_pages(house, entries, size, style)) for size in (12, 11)}
    return 11 if pages[11] < pages[12] else 12


def methodology_pages(house: House, entries: Sequence[Entry], size: float, style: Style) -> list[list[Entry]]:
    """The entries by slide, as many as fit on each."""
    area = cut_bottom(text_area(house), FOOT)[0]
    columns = text_columns(area)
    wide, room = (area.width - (columns - 1) * COLUMN_GAP) // columns, columns * area.height
    pages: list[list[Entry]] = [[]]
    used = 0
    for entry in entries:
        high = entry_words(entry, size, style).height(wide)
        if used + high > room and pages[-1]:
            pages.append([])
            used = 0
        pages[-1].append(entry)
        used += high
    return pages


def text_area(house: House) -> Box:
    """The largest place of the layout for text."""
    return max((box_of(each) for each in holders(house.text)), key=lambda box: box.area)


def text_columns(area: Box) -> int:
    """Long lines are hard to read: two columns on a wide slide."""
    return 2 if area.width > 1.8 * area.height else 1


def entry_words(entry: Entry, size: float, style: Style) -> Said:
    """A term and what it means."""
    term, words = entry
    return Said(((f"{term}. ", True), (words, False)), size, style.text, 5)


def add_methodology_slide(house: House, entries: Sequence[Entry], size: float, document: Document, style: Style, place: int) -> None:
    """One slide of terms, with the mark of synthetic data."""
    slide = new_slide(house, house.text)
    lang, footnote, number = document.lang, footnote_of(slide), slide_number(slide)
    fill(title_of(slide), f"title:methodology#{place}", METHODOLOGY(lang) if place == 1 else CONTINUED(lang, place=place), style, 16)
    if (subtitle := subtitle_of(slide)) is not None:
        subtitle._element.getparent().remove(subtitle._element)
    area = body(slide)
    area, foot = cut_bottom(area, FOOT)
    name = "token:methodology" if place == 1 else f"token:methodology#{place}"
    add_text(slide, name, area, [entry_words(entry, size, style) for entry in entries], style, text_columns(area))
    if document.synthetic:
        add_footnote(slide, footnote, f"footnote:methodology#{place}", sentences.SYNTHETIC(lang), foot, style)
    if number is not None:
        slide.shapes._spTree.append(number)


def methodology(document: Document) -> list[Entry]:
    """What readers need to know of the numbers of a document, as terms: metrics used, units, words, source."""
    lang = document.lang
    used = [answer for leaf in document.leaves for answer in leaf.exhibit.answers]
    metrics: dict[str, Answer] = {}
    for answer in used:
        metrics.setdefault(answer.metric.code, answer)
    entries = [(answer.metric.label(lang), defined(answer, lang)) for answer in metrics.values()]
    units = {answer.scope.unit.code: answer.scope.unit for answer in used}
    entries += [(f"{UNIT(lang)}: {unit.label(lang)}", UNITS[code](lang)) for code, unit in units.items() if code in UNITS]
    entries += [(MEANING(lang), " ".join(limit(lang) for limit in LIMITS[:2])), (COUNTED(lang), STAGES(lang))]
    entries += [(term(lang), words(lang)) for term, words in TERMS if term(lang) in SHOWN_TERMS]
    entries.append((SOURCES(lang), sources(document, used)))
    return entries + ([(sentences.SYNTHETIC(lang), SYNTHETIC_MEANS(lang))] if document.synthetic else [])


def defined(answer: Answer, lang: Lang) -> str:
    """A metric's definition and its denominator."""
    terms = dict(definition(answer, lang))
    base = terms.get(DENOMINATOR(lang))
    return terms[DEFINITION(lang)] + (f" {chart.REMARK(lang, label=DENOMINATOR(lang), value=base)}." if base else "")


def sources(document: Document, used: Sequence[Answer]) -> str:
    """Each source with its dates."""
    lang, found = document.lang, dict[str, set[Any]]()
    for answer in used:
        found.setdefault(answer.source.name(lang), set()).add(answer.source.as_of)
    lines = (
        SOURCE_LINE(
            lang, name=name, institution=document.institution.short, days=join([formats.long_date(day, lang) for day in sorted(days)], lang)
        )
        for name, days in found.items()
    )
    return " ".join(line[:1].upper() + line[1:] for line in lines)
