"""A document as a workbook: contents first, a sheet per figure, definitions last."""

from collections.abc import Sequence
from datetime import datetime, time

from analytics import formats, sentences
from analytics.briefing import Document
from analytics.exhibit import Exhibit
from analytics.export.data import Term, terms
from analytics.export.workbook.figure import CONTENTS, write_figure
from analytics.export.workbook.sheets import Book, Sheet, Value
from analytics.export.workbook.styles import DAYS, HEADING, TITLE, TOP, high, lines_of
from analytics.table import COUNTING, DEFINITION, DENOMINATOR, MEASURE, ORIGIN, UNIT
from analytics.text import Text, cleaned
from analytics.theme import LIGHT

DEFINITIONS = Text(id="Definisi", en="Definitions")
INSTITUTION = Text(id="Lembaga", en="Institution")
AUTHOR = Text(id="Disusun oleh", en="Prepared by")
DAY = Text(id="Tanggal", en="Date")
EMBARGO = Text(id="Embargo", en="Embargo")
DATA_OF = Text(id="Data per", en="Data as of")
NATURE = Text(id="Sifat data", en="Kind of data")
NUMBER = Text(id="No.", en="No.")
FIGURE = Text(id="Gambar (klik untuk membuka lembarnya)", en="Figure (click to open its sheet)")
REACH = Text(id="Cakupan", en="Scope")
LONGEST_SHEET_NAME = 31  # characters


def to_xlsx(document: Document) -> bytes:
    """The workbook of a document; the same bytes for the same document."""
    book, lang = Book(document), document.lang
    institution, made_on = cleaned(document.institution.name), datetime.combine(document.as_of, time())
    about = {"title": cleaned(document.title), "author": cleaned(document.author or document.institution.name)}
    book.file.set_properties(about | {"company": institution, "created": made_on})
    names = [sheet_name(place, leaf.exhibit) for place, leaf in enumerate(document.leaves, start=1)]
    write_contents(book.sheet(CONTENTS(lang)), names)
    for name, leaf in zip(names, document.leaves, strict=True):
        write_figure(book.sheet(name), leaf.exhibit)
    write_definitions(book.sheet(DEFINITIONS(lang)), terms(document))
    return book.closed()


def sheet_name(place: int, exhibit: Exhibit) -> str:
    """The name of a figure's sheet: its place in the document makes it the only one."""
    return f"{place} {exhibit.key}"[:LONGEST_SHEET_NAME]


# --- contents ---


def write_contents(sheet: Sheet, names: Sequence[str]) -> None:
    """Title, facts, and the list of figures, each with a link to its sheet."""
    document, lang = sheet.book.document, sheet.book.document.lang
    sheet.widths(0, (16, 90, 20, 44, 22))
    sheet.across(0, document.title, 1, 90, **TITLE)
    known = facts(document)
    for row, (label, value) in enumerate(known, start=2):
        sheet.put(row, 0, label(lang), font_color=LIGHT.quiet, valign="top")
        sheet.put(row, 1, value, **TOP, bold=label in (EMBARGO, NATURE))
    heading = len(known) + 3
    for column, words in enumerate((NUMBER, FIGURE, DATA_OF, REACH, UNIT)):
        sheet.put(heading, column, words(lang), **HEADING)
    for place, (name, leaf) in enumerate(zip(names, document.leaves, strict=True), start=1):
        write_entry(sheet, heading + place, place, name, leaf.exhibit)
    sheet.paged(heading)


def facts(document: Document) -> list[tuple[Text, Value]]:
    """What a reader must know of the whole workbook; what is not given is left out."""
    lang = document.lang
    known = (
        (INSTITUTION, f"{document.institution.name} ({document.institution.short})"),
        (AUTHOR, document.author),
        (DAY, formats.long_date(document.day, lang) if document.day else None),
        (EMBARGO, document.embargo),
        (DATA_OF, formats.long_date(document.as_of, lang)),
        (NATURE, sentences.SYNTHETIC(lang) if document.synthetic else None),
    )
    return [(label, value) for label, value in known if value]


def write_entry(sheet: Sheet, row: int, place: int, name: str, exhibit: Exhibit) -> None:
    """One line of the contents. The link leads to a sheet of ours; the finding is only its text."""
    scope, lang = exhibit.answer.scope, exhibit.lang
    reach = scope.sentence(lang)
    sheet.put(row, 0, place, align="left", valign="top")
    sheet.link(row, 1, name, exhibit.title)
    sheet.put(row, 2, exhibit.answer.source.as_of, num_format=DAYS[lang], align="left", valign="top")
    sheet.put(row, 3, reach, **TOP)
    sheet.put(row, 4, scope.unit.label(lang), valign="top")
    sheet.raw.set_row_pixels(row, high(max(lines_of(exhibit.title, 100), lines_of(reach, 48))))


# --- definitions ---


def write_definitions(sheet: Sheet, found: Sequence[Term]) -> None:
    """Every measure used, once: what it means, in which unit, of which base, by whom defined."""
    document, lang = sheet.book.document, sheet.book.document.lang
    widths = (34, 70, 22, 24, 44, 22)
    sheet.widths(0, widths)
    sheet.put(0, 0, DEFINITIONS(lang), **(TITLE | {"text_wrap": False}))
    for column, heading in enumerate((MEASURE, DEFINITION, UNIT, DENOMINATOR, COUNTING, ORIGIN)):
        sheet.put(2, column, heading(lang), **HEADING)
    for row, term in enumerate(found, start=3):
        write_term(sheet, row, term, widths)
    if document.synthetic:
        sheet.put(len(found) + 4, 0, sentences.SYNTHETIC(lang), bold=True)
    sheet.raw.freeze_panes(3, 0)
    sheet.paged(2)


def write_term(sheet: Sheet, row: int, term: Term, widths: Sequence[int]) -> None:
    """One measure, its name in bold."""
    said = (term.label, term.definition, term.unit, term.denominator, term.counting, term.source)
    sheet.put(row, 0, term.label, **TOP, bold=True)
    for column, words in enumerate(said[1:], start=1):
        sheet.put(row, column, words, **TOP)
    sheet.raw.set_row_pixels(row, high(max(lines_of(words, width - 4) for words, width in zip(said, widths, strict=True))))
