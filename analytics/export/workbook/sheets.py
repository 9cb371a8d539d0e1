"""A workbook and its sheets while they are written. Text is only ever text: no cell becomes a formula or a link by its content."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analytics import formats, sentences
from analytics.briefing import Document
from analytics.export.data import RUNS
from analytics.export.workbook.styles import BODY, HIGHEST, LINK, lines_of
from analytics.text import Text, cleaned

PAGE = Text(id="halaman &P dari &N", en="page &P of &N")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_CELL = 32_000  # characters; Excel holds 32.767

Value = str | int | float | date | None


@dataclass
class Book:
    """A workbook being written; every look is made once."""

    document: Document
    out: io.BytesIO = field(default_factory=io.BytesIO)
    looks: dict[tuple[Any, ...], Format] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.file = xlsxwriter.Workbook(self.out, OPTIONS | {"default_format_properties": dict(BODY)})  # the library writes into it

    def look(self, **properties: Any) -> Format:
        """A format, the same object for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.looks:
            self.looks[key] = self.file.add_format(dict(key))
        return self.looks[key]

    def sheet(self, name: str) -> "Sheet":
        """A new sheet after the others."""
        return Sheet(self, self.file.add_worksheet(name))

    def closed(self) -> bytes:
        """The finished file."""
        self.file.close()
        return self.out.getvalue()


@dataclass(frozen=True)
class Sheet:
    """One sheet of a book; raw is the sheet as the library knows it."""

    book: Book
    raw: Worksheet

    def put(self, row: int, column: int, value: Value, **properties: Any) -> None:
        """One cell. Text stays text, also after somebody edits the cell."""
        look = self.book.look
        if isinstance(value, str):
            words = shown(value)
            self.raw.write_string(row, column, words, look(**properties, **guarded(words)))
        elif isinstance(value, date):
            self.raw.write_datetime(row, column, datetime.combine(value, time()), look(**properties))
        elif value is not None:
            self.raw.write_number(row, column, value, look(**properties))
        else:
            self.raw.write_blank(row, column, None, look(**properties))

    def merged(self, top: int, left: int, bottom: int, right: int, words: str, /, **properties: Any) -> None:
        """One text over several cells."""
        self.raw.merge_range(top, left, bottom, right, "", self.book.look(**properties))
        self.put(top, left, words, **properties)

    def across(self, row: int, words: str, last: int, width: float, **properties: Any) -> None:
        """A text over the columns from the first to the last, of so many characters, as high as it needs."""
        self.merged(row, 0, row, last, words, **properties)
        size = properties.get("font_size", BODY["font_size"])
        self.raw.set_row_pixels(row, min(HIGHEST, round(lines_of(words, width * 10 / size) * size * 1.8 + 4)))

    def link(self, row: int, column: int, name: str, words: str) -> None:
        """A link to a sheet of this workbook; the words are only its text."""
        words = shown(words)
        self.raw.write_url(row, column, f"internal:'{name}'!A1", self.book.look(**LINK, **guarded(words)), words)

    def widths(self, first: int, widths: Iterable[int]) -> None:
        """The widths of columns beside one another, in characters."""
        for column, width in enumerate(widths, start=first):
            self.raw.set_column(column, column, width)

    def paged(self, heading: int) -> None:
        """Printed on A4 across, one page wide, the headings again on every page."""
        self.raw.set_landscape()
        self.raw.set_paper(9)
        self.raw.fit_to_pages(1, 0)
        self.raw.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.raw.repeat_rows(heading)
        self.raw.hide_gridlines(2)
        self.raw.set_footer(footer(self.book.document))


def shown(words: str) -> str:
    """A text as a cell can hold it."""
    return cleaned(words)[:LONGEST_CELL]


def guarded(words: str) -> dict[str, Any]:
    """The mark of a cell that stays text when somebody edits it, where its words could be taken for a formula."""
    return {"quote_prefix": True} if words[:1] and words[0] in RUNS else {}


def footer(document: Document) -> str:
    """Below every page: whose data, of when, whether sample data, and which page."""
    lang = document.lang
    whose = [document.institution.short[:80], sentences.DATA_AS_OF(lang, day=formats.long_date(document.as_of, lang))]
    whose += [sentences.SYNTHETIC(lang)] if document.synthetic else []
    return f"&L&8{cleaned(' · '.join(whose)).replace('&', '&&')}&R&8{PAGE(lang)}"
