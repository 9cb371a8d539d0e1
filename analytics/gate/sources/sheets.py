"""Workbooks as a table: which sheet is meant, what is hidden, merged or wrong in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice

from analytics.gate.sources.archive import Archive
from analytics.gate.sources.cells import Book, Marks, Row, places
from analytics.gate.sources.headings import EMPTY, SEARCHED, Headings, folded, found, letters
from analytics.gate.sources.limits import refused
from analytics.gate.sources.ods import Ods
from analytics.gate.sources.spool import table as numbered_table
from analytics.gate.sources.table import Table
from analytics.gate.sources.xlsx import Xlsx
from analytics.register.findings import ROWS_KEPT, Finding, Refused, harmless
from analytics.text import Text

NO_SHEET = Text(
    id="lembar “{sheet}” tidak ada atau tersembunyi; lembar yang ada: {sheets}",
    en="there is no visible sheet “{sheet}”; the sheets are: {sheets}",
)
HIDDEN_SHEETS = Text(
    id="lembar tersembunyi tidak dibaca: {sheets}; tampilkan lembarnya bila datanya ada di sana",
    en="hidden sheets were not read: {sheets}; show the sheet if the data are there",
)
HIDDEN_ROWS = Text(
    id="baris ini tersembunyi dan ikut dibaca; hapus bila tidak termasuk register",
    en="this row is hidden and was read; delete it if it is not part of the register",
)
MACROS = Text(id="makro diabaikan", en="macros were ignored")
MERGED = Text(id="sel gabungan: isinya diulang pada baris-baris di bawahnya", en="merged cells: their value was repeated on the rows below")
ERRORS = Text(
    id="sel galat (misalnya #N/A) atau rumus tanpa hasil; perbaiki di berkas asal",
    en="cells with an error (such as #N/A) or a formula without a result; mend them in the original file",
)
LOST = Text(
    id="angka 16 digit atau lebih diketik sebagai bilangan, sehingga digit terakhirnya hilang dan NIP berbeda dapat menjadi sama; "
    "minta berkas dengan kolom ini sebagai teks",
    en="numbers of 16 or more digits were typed as numbers, so their last digits are lost and different NIPs may have become the same; "
    "ask for a file with this column as text",
)


def table(archive: Archive, kind: str, sheet: str, known: Collection[str], header_row: int) -> Table:
    """A sheet of a workbook as a table: the one asked for, else the largest whose headings fit. Raises Refused."""
    book: Book = Ods(archive) if kind == "ODS" else Xlsx(archive)
    if sheet and sheet not in book.visible:
        shown = tuple(map(harmless, book.visible))
        raise refused(NO_SHEET, "no_sheet", sheet=harmless(sheet), sheets=", ".join(shown) or "-")
    chosen = sheet or best(book, known, header_row)
    marks = Marks()
    rows = without_gaps(book.rows(chosen, marks))
    top = list(islice(rows, SEARCHED + 10 + header_row))
    heads = found([cells for _, cells in top], known, header_row)
    filled: defaultdict[int, list[int]] = places()
    data = (each for each in chain(top, rows) if each[0] >= heads.first)
    opened = numbered_table(book.kind, heads, filled_down(data, marks, filled))
    return replace(opened, sheet=chosen, sheets=book.visible, findings=(*opened.findings, *said(book, marks, heads, filled)))


def best(book: Book, known: Collection[str], header_row: int) -> str:
    """The visible sheet with the most rows whose headings are known, or the one with the most rows. Raises Refused where none has any."""
    if len(book.visible) == 1:
        return book.visible[0]
    worths = {name: worth(book, name, known, header_row) for name in book.visible}
    if not worths or max(worths.values()) == (0, 0):
        raise refused(EMPTY, "empty")
    return max(worths, key=worths.__getitem__)


def worth(book: Book, name: str, known: Collection[str], header_row: int) -> tuple[int, int]:
    """Whether the headings of a sheet fit (at least two known ones, or nothing is known of them), and how many rows it has."""
    rows = without_gaps(book.rows(name, Marks()))
    top = list(islice(rows, SEARCHED + 10 + header_row))
    try:
        heads = found([cells for _, cells in top], known, header_row)
    except Refused:
        return (0, 0)
    words = {folded(word) for word in known}
    fits = not words or sum(folded(heading) in words for heading in heads.names) >= 2
    return int(fits), sum(any(cells) for _, cells in chain(top, rows))


def without_gaps(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows with the blank ones above and between them."""
    row = 0
    for number, cells in rows:
        yield from ((blank, []) for blank in range(row + 1, number))
        yield number, cells
        row = number


def filled_down(rows: Iterable[Row], marks: Marks, filled: Mapping[int, list[int]]) -> Iterator[Row]:
    """Rows in which the value of merged cells stands on every row they span; `filled` tells which rows, by column."""
    open_ones: dict[int, tuple[int, str]] = {}  # column -> last row and value
    for row, cells in rows:
        open_ones = {place: each for place, each in open_ones.items() if each[0] >= row} if open_ones else open_ones
        if open_ones and any(cells):
            cells = [*cells, *[""] * (max(open_ones) + 1 - len(cells))]
            for place in (place for place in open_ones if not cells[place]):
                cells[place] = open_ones[place][1]
                filled[place].append(row)
        yield row, cells
        if row in marks.merged:
            starts = ((last, place) for last, place in marks.merged[row] if place < len(cells) and cells[place])
            open_ones.update((place, (last, cells[place])) for last, place in starts)


def said(book: Book, marks: Marks, heads: Headings, filled: Mapping[int, list[int]]) -> Iterator[Finding]:
    """What a clerk should know of a sheet that was read."""
    if book.macros:
        yield Finding(MACROS, level="note", code="macros")
    if book.hidden:
        names = [harmless(name) for name in book.hidden[:10]]
        yield Finding(HIDDEN_SHEETS, values=(("sheets", ", ".join(names)),), level="note", code="hidden_sheets")
    wrong = Finding(HIDDEN_ROWS, level="note", code="hidden_rows")
    yield from by_column({-1: marks.hidden}, wrong, heads)
    yield from by_column(filled, Finding(MERGED, level="note", code="merged"), heads)
    yield from by_column(marks.errors, Finding(ERRORS, level="warning", code="error_cells"), heads)
    yield from by_column(marks.lost, Finding(LOST, level="warning", code="lost_digits"), heads)


def by_column(found_in: Mapping[int, list[int]], kind: Finding, heads: Headings) -> Iterator[Finding]:
    """One finding a column (-1: of the whole row), for the rows below the headings."""
    for place, each in sorted(found_in.items()):
        rows = [row for row in each if row >= heads.first]
        names = {-1: None, **dict(enumerate(map(harmless, heads.names)))}
        if rows:
            column = names.get(place, f"Kolom {letters(place)}")
            yield replace(kind, row=rows[0], column=column, count=len(rows), rows=tuple(rows[:ROWS_KEPT]))
