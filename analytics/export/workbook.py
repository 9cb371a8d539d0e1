"""A document as a workbook: a sheet per figure with its numbers and an Excel chart of them, contents first, definitions last.

Numbers are written as numbers, just as the answers hold them; where a format cannot say them as we do, the words stand beside.
Text is only ever text: no cell can become a formula or a link by its content.
"""

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.chart import Chart as ExcelChart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from analytics import chart as drawing
from analytics import formats, sentences
from analytics.ask import NO_TOTAL, Answer, Row, ranks
from analytics.briefing import Document
from analytics.chart import Chart, Cross, Mark, Series
from analytics.exhibit import Exhibit, Number
from analytics.export.data import RUNS, Term, terms
from analytics.figures.timelines import INCOMPLETE
from analytics.published import contradicted
from analytics.table import COUNTING, DEFINITION, DENOMINATOR, MEASURE, NUMERATOR, ORIGIN, TOTAL, UNIT, table
from analytics.text import Lang, Text, cleaned
from analytics.theme import LIGHT, ink_on

CONTENTS = Text(id="Daftar isi", en="Contents")
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
SAID = Text(id="Seperti dibaca", en="As said")
VALUE = Text(id="Nilai", en="Value")
VALUE_THEN = Text(id="Nilai per {day}", en="Value as of {day}")
REMARK = Text(id="Keterangan", en="Remark")
IN_CHART = Text(id="Angka pada grafik", en="Numbers in the chart")
SAID_IN_CHART = Text(id="Angka pada grafik, seperti dibaca", en="Numbers in the chart, as said")
EVENTS = Text(id="Peristiwa", en="Events")
IDENTITY = Text(id="Gambar {id} · versi data {version}", en="Figure {id} · data version {version}")
BACK = Text(id="← Daftar isi", en="← Contents")
PAGE = Text(id="halaman &P dari &N", en="page &P of &N")

# Literal separators: a viewer's regional settings cannot change them. A decimal comma cannot be written so.
COUNTS = {"id": r"[>=1000000]#\.000\.000;[>=1000]#\.000;0", "en": r"[>=1000000]#\,000\,000;[>=1000]#\,000;0"}
PERCENTS = {"id": r"[$-421]0.0\ %", "en": "[$-409]0.0%"}
HALVES = {"id": "[$-421]0.0", "en": "[$-409]0.0"}
DAYS = {"id": "[$-421]d mmmm yyyy", "en": "[$-409]d mmmm yyyy"}
MONTHS = {"id": "[$-421]mmm yy", "en": "[$-409]mmm yy"}

FONT = "Arial"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
BODY = {"font_name": FONT, "font_size": 10, "font_color": LIGHT.text, "font_scheme": ""}
LONGEST_CELL = 32_000  # characters; Excel holds 32.767
WIDEST = 60  # characters of a column
LEAST_WIDTH = 100  # characters across which title and notes run
ROW, HIGHEST = 20, 540  # pixels of a row, and the most one may have
CHART_WIDTH, RIGHT_COLUMN, RIGHT_COLUMNS = 680, 18, 5  # pixels; characters and number of the columns beneath a chart
MOST_LABELLED = 24  # columns with their values written above them
SMALLEST_LABELLED = 0.05  # part of a bar that has room for its value
TITLE = {"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"}
QUIET = {"font_color": LIGHT.quiet, "text_wrap": True, "valign": "top"}
HEADING = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bottom_color": LIGHT.quiet, "bg_color": LIGHT.empty}
WHOLE = {"bold": True, "top": 1, "top_color": LIGHT.quiet}
RIGHT = {"align": "right"}
LINK = {"font_color": LIGHT.accent, "underline": 1, "text_wrap": True, "valign": "top"}

Value = str | int | float | date | None


@dataclass(frozen=True)
class Cell:
    """A value and the number format it is shown in."""

    value: Value
    form: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of cells: headings, lines, the total line (may be empty); which column holds the value and which the words."""

    headings: list[str]
    lines: list[list[Cell]]
    total: list[Cell]
    value: int
    said: int | None


@dataclass(frozen=True)
class Placed:
    """A chart whose numbers stand on a sheet: name of the sheet, row of the headings, first cell of the categories, and for each
    series the first cell of its values and of its words (None: the number format says them)."""

    chart: Chart
    sheet: str
    heading: int
    categories: tuple[int, int]
    values: tuple[tuple[int, int], ...]
    said: tuple[tuple[int, int] | None, ...]


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

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, **properties: Any) -> None:
        """One cell. Text stays text, also after somebody edits the cell."""
        if isinstance(value, str):
            words = cleaned(value)[:LONGEST_CELL]
            sheet.write_string(row, column, words, self.look(**properties, **guarded(words)))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time()), self.look(**properties))
        elif value is not None:
            sheet.write_number(row, column, value, self.look(**properties))
        else:
            sheet.write_blank(row, column, None, self.look(**properties))


def to_xlsx(document: Document) -> bytes:
    """The workbook of a document; the same bytes for the same document."""
    book, lang = Book(document), document.lang
    made_on = datetime.combine(document.as_of, time())
    about = {"title": cleaned(document.title), "author": cleaned(document.author or document.institution.name)}
    book.file.set_properties(about | {"company": cleaned(document.institution.name), "created": made_on})
    names = [sheet_name(place, leaf.exhibit) for place, leaf in enumerate(document.leaves, start=1)]
    write_contents(book, book.file.add_worksheet(CONTENTS(lang)), names)
    for name, leaf in zip(names, document.leaves, strict=True):
        write_figure(book, book.file.add_worksheet(name), leaf.exhibit)
    write_definitions(book, book.file.add_worksheet(DEFINITIONS(lang)), terms(document))
    book.file.close()
    return book.out.getvalue()


def sheet_name(place: int, exhibit: Exhibit) -> str:
    """The name of a figure's sheet: its place in the document makes it the only one."""
    return f"{place} {exhibit.key}"[:31]


# --- contents and definitions ---


def facts(document: Document) -> list[tuple[Text, Value]]:
    """What a reader must know of the whole workbook; what is not given is left out."""
    lang = document.lang
    nature = sentences.SYNTHETIC(lang) if document.synthetic else None
    day = formats.long_date(document.day, lang) if document.day else None
    named = f"{document.institution.name} ({document.institution.short})"
    data = formats.long_date(document.as_of, lang)
    known = ((INSTITUTION, named), (AUTHOR, document.author), (DAY, day), (EMBARGO, document.embargo), (DATA_OF, data), (NATURE, nature))
    return [(label, value) for label, value in known if value]


def write_contents(book: Book, sheet: Worksheet, names: list[str]) -> None:
    """Title, facts, and the list of figures, each with a link to its sheet."""
    document, lang = book.document, book.document.lang
    for column, width in enumerate((16, 90, 20, 44, 22)):
        sheet.set_column(column, column, width)
    write_across(book, sheet, 0, document.title, 1, 90, TITLE)
    row = 2
    for label, value in facts(document):
        book.put(sheet, row, 0, label(lang), font_color=LIGHT.quiet, valign="top")
        book.put(sheet, row, 1, value, bold=label in (EMBARGO, NATURE), text_wrap=True, valign="top")
        row += 1
    row += 1
    for column, heading in enumerate((NUMBER, FIGURE, DATA_OF, REACH, UNIT)):
        book.put(sheet, row, column, heading(lang), **HEADING)
    for place, (name, leaf) in enumerate(zip(names, document.leaves, strict=True), start=1):
        write_entry(book, sheet, row + place, place, name, leaf.exhibit)
    print_setup(book, sheet, row)


def write_entry(book: Book, sheet: Worksheet, row: int, place: int, name: str, exhibit: Exhibit) -> None:
    """One line of the contents. The link leads to a sheet of ours; the finding is only its text."""
    scope, lang = exhibit.answer.scope, exhibit.lang
    book.put(sheet, row, 0, place, align="left", valign="top")
    link(book, sheet, row, 1, name, exhibit.title)
    book.put(sheet, row, 2, exhibit.answer.source.as_of, num_format=DAYS[lang], align="left", valign="top")
    book.put(sheet, row, 3, scope.sentence(lang), text_wrap=True, valign="top")
    book.put(sheet, row, 4, scope.unit.label(lang), valign="top")
    sheet.set_row_pixels(row, high(max(lines_of(exhibit.title, 100), lines_of(scope.sentence(lang), 48))))


def link(book: Book, sheet: Worksheet, row: int, column: int, name: str, words: str) -> None:
    """A link to a sheet of this workbook."""
    shown = cleaned(words)[:LONGEST_CELL]
    sheet.write_url(row, column, f"internal:'{name}'!A1", book.look(**LINK, **guarded(shown)), shown)


def guarded(words: str) -> dict[str, Any]:
    """The mark of a cell that stays text when somebody edits it, where its words could be taken for a formula."""
    return {"quote_prefix": True} if words[:1] and words[0] in RUNS else {}


def write_definitions(book: Book, sheet: Worksheet, found: Sequence[Term]) -> None:
    """Every measure used, once: what it means, in which unit, of which base, by whom defined."""
    lang = book.document.lang
    book.put(sheet, 0, 0, DEFINITIONS(lang), **(TITLE | {"text_wrap": False}))
    headings = ((MEASURE, 34), (DEFINITION, 70), (UNIT, 22), (DENOMINATOR, 24), (COUNTING, 44), (ORIGIN, 22))
    for column, (heading, width) in enumerate(headings):
        sheet.set_column(column, column, width)
        book.put(sheet, 2, column, heading(lang), **HEADING)
    for row, term in enumerate(found, start=3):
        book.put(sheet, row, 0, term.label, bold=True, text_wrap=True, valign="top")
        said = (term.definition, term.unit, term.denominator, term.counting, term.source)
        for column, words in enumerate(said, start=1):
            book.put(sheet, row, column, words, text_wrap=True, valign="top")
        tallest = max(lines_of(words, width - 4) for words, (_, width) in zip((term.label, *said), headings, strict=True))
        sheet.set_row_pixels(row, high(tallest))
    if book.document.synthetic:
        book.put(sheet, len(found) + 4, 0, sentences.SYNTHETIC(lang), bold=True)
    sheet.freeze_panes(3, 0)
    print_setup(book, sheet, 2)


def print_setup(book: Book, sheet: Worksheet, heading: int) -> None:
    """A4 across, one page wide, headings again on every page; whose data, of when, whether sample data, and the page."""
    document, lang = book.document, book.document.lang
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.repeat_rows(heading)
    sheet.hide_gridlines(2)
    whose = [document.institution.short[:80], sentences.DATA_AS_OF(lang, day=formats.long_date(document.as_of, lang))]
    whose += [sentences.SYNTHETIC(lang)] if document.synthetic else []
    sheet.set_footer(f"&L&8{cleaned(' · '.join(whose)).replace('&', '&&')}&R&8{PAGE(lang)}")


# --- the numbers of a figure ---


def number_form(ratio: bool, value: float | None, lang: Lang) -> str:
    """The format a number is shown in: a percentage, a count, or days with a half."""
    if ratio:
        return PERCENTS[lang]
    return COUNTS[lang] if value is None or value == int(value) else HALVES[lang]


def number_cell(answer: Answer, row: Row, lang: Lang) -> Cell:
    """The value of a row."""
    return Cell(row.value, number_form(answer.metric.is_ratio, row.value, lang))


def count_cell(count: int | None, lang: Lang) -> Cell:
    """A numerator or denominator."""
    return Cell(count, COUNTS[lang])


def grid_of(exhibit: Exhibit) -> Grid:
    """The numbers of an exhibit, row by row as its answer holds them."""
    return grid_of_numbers(exhibit) if exhibit.kind == "numbers" else grid_of_answer(exhibit)


def grid_of_numbers(exhibit: Exhibit) -> Grid:
    """Headline numbers: each with what it is made of, and the same at the snapshot compared with."""
    lang, parts = exhibit.lang, exhibit.parts
    then = [VALUE_THEN(lang, day=formats.long_date(part.then.scope.as_of, lang)) for part in parts[:1] if part.then]
    headings = [MEASURE(lang), NUMERATOR(lang), DENOMINATOR(lang), VALUE(lang), SAID(lang), drawing.BASE(lang), drawing.CHANGE(lang), *then]
    return Grid(headings, [number_line(part, lang) for part in parts], [], 3, 4)


def number_line(number: Number, lang: Lang) -> list[Cell]:
    """One headline number: its name, its numbers, its words."""
    total = number.answer.total
    label, said, base, change = drawing.number_words(number, lang)
    counts = [count_cell(total.numerator, lang), count_cell(total.denominator, lang)]
    words = [Cell(said), Cell(base), Cell(change)]
    then = [number_cell(number.then, number.then.total, lang)] if number.then else []
    return [Cell(label), *counts, number_cell(number.answer, total, lang), *words, *then]


def grid_of_answer(exhibit: Exhibit) -> Grid:
    """An answer: labels, rank, numbers, words where the number alone would not say them, and which periods are incomplete."""
    answer, lang = exhibit.answer, exhibit.lang
    shown = table(answer, lang)
    said = exhibit.kind == "funnel" or answer.metric.kind != "count"
    headings = [*shown.headings, *([SAID(lang)] if said else []), *([REMARK(lang)] if exhibit.incomplete else [])]
    names = labels(exhibit)
    lines = [
        [*names[place], *rank(answer, row), *number_cells(answer, row, lang), *said_cells(exhibit, row, place), *remark(exhibit, row)]
        for place, row in enumerate(answer.rows)
    ]
    return Grid(headings, lines, total_cells(exhibit, len(headings), said), len(shown.headings) - 1, len(shown.headings) if said else None)


def labels(exhibit: Exhibit) -> list[list[Cell]]:
    """The labels of each row; the stages of a funnel as its drawing names them."""
    answer = exhibit.answer
    if exhibit.kind == "funnel":
        return [[Cell(drawing.stage_name(stage, exhibit.lang))] for stage in exhibit.parts]
    return [[Cell(answer.label(row, exhibit.lang, axis)) for axis in range(len(answer.by))] for row in answer.rows]


def rank(answer: Answer, row: Row) -> list[Cell]:
    """The place of a group, where groups have no order of their own."""
    ranked = len(answer.by) == 1 and answer.by[0].kind == "nominal"
    return [Cell(ranks(answer).get(row.code), "0")] if ranked else []


def number_cells(answer: Answer, row: Row, lang: Lang) -> list[Cell]:
    """The numbers of a row under table.number_headings."""
    if answer.metric.kind == "count":
        return [number_cell(answer, row, lang)]
    counts = [row.denominator] if answer.metric.kind == "median" else [row.numerator, row.denominator]
    return [*(count_cell(count, lang) for count in counts), number_cell(answer, row, lang)]


def said_cells(exhibit: Exhibit, row: Row, place: int) -> list[Cell]:
    """The value as it is read; a stage of a funnel with what it is a part of."""
    if exhibit.kind == "funnel":
        return [Cell(drawing.stage_label(exhibit.parts[place], exhibit.lang))]
    return [] if exhibit.answer.metric.kind == "count" else [Cell(sentences.value(exhibit.answer, row, exhibit.lang))]


def remark(exhibit: Exhibit, row: Row) -> list[Cell]:
    """That a period is incomplete, where any is."""
    if not exhibit.incomplete:
        return []
    return [Cell(INCOMPLETE(exhibit.lang) if row.code in exhibit.incomplete else None)]


def total_cells(exhibit: Exhibit, width: int, said: bool) -> list[Cell]:
    """The whole scope below the groups; empty where the parts have no known whole."""
    answer, lang = exhibit.answer, exhibit.lang
    if answer.total == NO_TOTAL:
        return []
    numbers = number_cells(answer, answer.total, lang)
    numbers += [Cell(sentences.value(answer, answer.total, lang))] if said else []
    numbers += [Cell(None)] if exhibit.incomplete else []
    name = [Cell(TOTAL(lang))] if answer.by else []
    return [*name, *[Cell(None)] * (width - len(numbers) - len(name)), *numbers]


# --- the sheet of a figure ---


def write_figure(book: Book, sheet: Worksheet, exhibit: Exhibit) -> None:
    """What a figure says and defends itself with, above its numbers; the chart beside them."""
    grid = grid_of(exhibit)
    beside = len(grid.headings) + 1
    widths = [*(width_of(column, grid) for column in range(len(grid.headings))), 3]
    drawn = exhibit.kind == "grid" or bool(drawing.charts(exhibit))
    right = RIGHT_COLUMNS if drawn and not exhibit.empty else max(1, math.ceil((LEAST_WIDTH - sum(widths)) / RIGHT_COLUMN))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_column(beside, beside + 2 * RIGHT_COLUMNS, RIGHT_COLUMN)
    heading = write_above(book, sheet, exhibit, beside + right - 1, sum(widths) + right * RIGHT_COLUMN)
    write_grid(book, sheet, grid, heading)
    write_beside(book, sheet, exhibit, grid, heading, beside)
    sheet.freeze_panes(heading + 1, 0)
    print_setup(book, sheet, heading)


def width_of(column: int, grid: Grid) -> int:
    """Characters a column needs: its longest cell or word of its heading."""
    cells = [line[column] for line in [*grid.lines, *([grid.total] if grid.total else [])]]
    longest = max((len(cell.value) if isinstance(cell.value, str) else 9 for cell in cells), default=8)
    return min(WIDEST, max([longest, *(len(word) for word in grid.headings[column].split()), 8]) + 3)


def lines_of(words: str, width: float) -> int:
    """How many lines a text takes in a width of so many characters."""
    return max(1, math.ceil(len(words) / width))


def high(lines: int) -> int:
    """Pixels of a row of so many lines."""
    return min(HIGHEST, ROW * lines)


def write_above(book: Book, sheet: Worksheet, exhibit: Exhibit, last: int, width: float) -> int:
    """Title, subtitle, notes, footnote, identity, a way back; gives the row of the headings."""
    lang, answer = exhibit.lang, exhibit.answer
    footnote = sentences.footnote(answer, book.document.institution, lang)
    identity = IDENTITY(lang, id=book.document.address + exhibit.figure_id, version=answer.source.version[:12])
    bold = QUIET | {"bold": True, "font_color": LIGHT.text}
    above = [(exhibit.title, TITLE), (exhibit.subtitle, bold), *((note, QUIET) for note in exhibit.notes), (footnote, QUIET)]
    for row, (words, properties) in enumerate([*above, (identity, QUIET | {"font_size": 8})]):
        write_across(book, sheet, row, words, last, width, properties)
    link(book, sheet, len(above) + 1, 0, CONTENTS(lang), BACK(lang))
    return len(above) + 3


def write_across(book: Book, sheet: Worksheet, row: int, words: str, last: int, width: float, properties: dict[str, Any]) -> None:
    """A text over the columns from the first to the last, as high as it needs."""
    sheet.merge_range(row, 0, row, last, "", book.look(**properties))
    book.put(sheet, row, 0, words, **properties)
    size = properties.get("font_size", 10)
    sheet.set_row_pixels(row, min(HIGHEST, round(lines_of(words, width * 10 / size) * size * 1.8 + 4)))


def write_grid(book: Book, sheet: Worksheet, grid: Grid, heading: int) -> None:
    """Headings, lines, total."""
    for column, words in enumerate(grid.headings):
        number = bool(grid.lines) and not isinstance(grid.lines[0][column].value, str | None)
        book.put(sheet, heading, column, words, **HEADING, **(RIGHT if number or column == grid.said else left(column)))
    sheet.set_row_pixels(
        heading, ROW * max(2, *(lines_of(words, width_of(column, grid) - 3) for column, words in enumerate(grid.headings)))
    )
    for row, line in enumerate([*grid.lines, *([grid.total] if grid.total else [])], start=heading + 1):
        properties: dict[str, Any] = WHOLE if line is grid.total else {}
        for column, cell in enumerate(line):
            look = {"num_format": cell.form} if cell.form else RIGHT if column == grid.said else left(column)
            book.put(sheet, row, column, cell.value, **properties, **look)


def left(column: int) -> dict[str, Any]:
    """Text, kept apart from the number before it."""
    return {"align": "left", "indent": 1} if column else {"align": "left"}


def write_beside(book: Book, sheet: Worksheet, exhibit: Exhibit, grid: Grid, top: int, column: int) -> None:
    """Charts, or the shaded table of two dimensions; below them the numbers they draw and the events they mark."""
    if exhibit.empty:
        return
    if exhibit.kind == "grid":
        write_cross(book, sheet, drawing.cross(exhibit.answer, exhibit.lang), top, column, exhibit.lang)
    charts = drawing.charts(exhibit)
    if not charts:
        return
    panels = len(charts) > 1
    chart = together(charts) if panels else with_disputed(charts[0], exhibit)
    row = top + math.ceil(height_of(chart, panels) / ROW) + 3
    for words in chart.remarks:
        book.put(sheet, row, column, words, font_color=LIGHT.quiet)
        row += 1
    placed = in_table(exhibit, grid, chart, sheet.name, top + 1)
    if placed is None:
        placed, row = write_block(book, sheet, chart, row, column, exhibit.lang)
    draw(book, sheet, exhibit, placed, (top + 1, column), panels)  # below the headings, which are printed on every page
    write_events(book, sheet, exhibit, row + 1, column)


def write_cross(book: Book, sheet: Worksheet, cross: Cross, top: int, column: int, lang: Lang) -> None:
    """A table of two dimensions, each cell shaded by its part of the largest."""
    largest = max((cell.value or 0 for line in cross.cells for cell in line if cell), default=1)
    sheet.set_column(column, column, min(WIDEST, max(map(len, cross.rows), default=8) + 3))
    for place, words in enumerate((cross.corner, *cross.columns)):
        book.put(sheet, top, column + place, words, **HEADING)
    sheet.set_row_pixels(top, high(max(2, *(lines_of(words, RIGHT_COLUMN - 2) for words in cross.columns))))
    for row, (label, line) in enumerate(zip(cross.rows, cross.cells, strict=True), start=top + 1):
        book.put(sheet, row, column, label)
        for place, cell in enumerate(line, start=column + 1):
            if cell:
                shade = LIGHT.sequence[drawing.shade(cell, largest)]
                book.put(sheet, row, place, cell.value, num_format=COUNTS[lang], bg_color=shade, font_color=ink_on(shade), align="center")


def write_events(book: Book, sheet: Worksheet, exhibit: Exhibit, row: int, column: int) -> None:
    """The dated events that explain a movement."""
    if exhibit.events:
        book.put(sheet, row, column, EVENTS(exhibit.lang), bold=True)
    for place, event in enumerate(exhibit.events, start=row + 1):
        book.put(sheet, place, column, formats.short_date(event.day, exhibit.lang), font_color=LIGHT.quiet)
        book.put(sheet, place, column + 1, event.label(exhibit.lang), font_color=LIGHT.quiet)


# --- charts of the numbers on the sheet ---


def together(charts: tuple[Chart, ...]) -> Chart:
    """Panels as one chart over all their periods, a series a panel; a period without a number stays empty."""
    names = {day: name for chart in charts for day, name in zip(chart.days, chart.categories, strict=True)}
    days = tuple(sorted(names))
    series = []
    for chart in charts:
        found = dict(zip(chart.days, chart.series[0].marks, strict=True))
        series.append(Series(chart.name, tuple(found.get(day, Mark(None, "")) for day in days)))
    return Chart("columns", tuple(names[day] for day in days), tuple(series), charts[0].ratio, days)


def with_disputed(chart: Chart, exhibit: Exhibit) -> Chart:
    """Published numbers that another statement contradicts, a series each, beside the lines."""
    if not exhibit.disputed:
        return chart
    lang = exhibit.lang
    names = dict(zip(chart.days, chart.categories, strict=True))
    names |= {answer.scope.as_of: formats.short_date(answer.scope.as_of, lang) for answer in exhibit.disputed}
    days = tuple(sorted(names))
    series = []
    for each in chart.series:
        found = dict(zip(chart.days, each.marks, strict=True))
        series.append(Series(each.name, tuple(found.get(day, Mark(None, "", each.marks[0].tone)) for day in days)))
    for answer in exhibit.disputed:
        mark, none = drawing.mark(answer, answer.total, lang, "rest"), Mark(None, "", "rest")
        series.append(Series(contradicted(answer.metric.label)(lang), tuple(mark if day == answer.scope.as_of else none for day in days)))
    return Chart(chart.form, tuple(names[day] for day in days), tuple(series), chart.ratio, days)


def height_of(chart: Chart, panels: bool) -> int:
    """Pixels: bars as many as there are; panels two beside one another."""
    if panels:
        return 220 * math.ceil(len(chart.series) / 2)
    if chart.form not in ("bars", "stack"):
        return 340
    bars = len(chart.categories) * (len(chart.series) if chart.form == "bars" else 1)
    return max(240, 110 + bars * (30 if bars < 20 else 21))


def in_table(exhibit: Exhibit, grid: Grid, chart: Chart, sheet: str, first: int) -> Placed | None:
    """The chart's numbers where the table beside it already holds them, in the same order; else None."""
    if len(chart.series) != 1 or len(exhibit.answer.by) != 1 or chart.form == "lines":
        return None
    lines = [(line[0].value, line[grid.value].value) for line in grid.lines[: len(chart.categories)]]
    if lines != [(name, mark.value) for name, mark in zip(chart.categories, chart.series[0].marks, strict=True)]:
        return None
    return Placed(chart, sheet, first - 1, (first, 0), ((first, grid.value),), (None if grid.said is None else (first, grid.said),))


def write_block(book: Book, sheet: Worksheet, chart: Chart, row: int, column: int, lang: Lang) -> tuple[Placed, int]:
    """The numbers of a chart as a table of their own and, for ratios, the same in words; gives where they are and the row after."""
    sheet.set_column(column, column, max(18, *(len(name) + 3 for name in chart.categories)))
    heading, first = row + 1, block_head(book, sheet, chart, row, column, IN_CHART(lang))
    for place, name in enumerate(chart.categories):
        dated = chart.form == "lines"
        book.put(sheet, first + place, column, chart.days[place] if dated else name, num_format=DAYS[lang] if dated else "", align="left")
        for across, each in enumerate(chart.series, start=column + 1):
            value = each.marks[place].value
            if value is not None:  # a blank cell would be kept as a zero in the chart
                book.put(sheet, first + place, across, value, num_format=number_form(chart.ratio, value, lang))
    row, columns = first + len(chart.categories) + 1, range(column + 1, column + 1 + len(chart.series))
    said: list[tuple[int, int] | None] = [None] * len(chart.series)
    if chart.ratio:
        start = block_head(book, sheet, chart, row, column, SAID_IN_CHART(lang))
        write_words(book, sheet, chart, start, column)
        said, row = [(start, each) for each in columns], start + len(chart.categories) + 1
    return Placed(chart, sheet.name, heading, (first, column), tuple((first, each) for each in columns), tuple(said)), row


def block_head(book: Book, sheet: Worksheet, chart: Chart, row: int, column: int, words: str) -> int:
    """What a block is, and its headings; gives the row of its first line."""
    book.put(sheet, row, column, words, bold=True)
    rows = max(lines_of(each.name, RIGHT_COLUMN - 3) for each in chart.series)
    for place, name in enumerate(("", *(each.name for each in chart.series)), start=column):
        if rows > 1:  # over several rows, because a higher row would tear the table beside it apart
            sheet.merge_range(row + 1, place, row + rows, place, "", book.look(**HEADING, **RIGHT))
        book.put(sheet, row + 1, place, name, **HEADING, **RIGHT)
    return row + 1 + rows


def write_words(book: Book, sheet: Worksheet, chart: Chart, first: int, column: int) -> None:
    """The values of a chart as they are read."""
    for place, name in enumerate(chart.categories):
        book.put(sheet, first + place, column, name)
        for across, each in enumerate(chart.series, start=column + 1):
            book.put(sheet, first + place, across, each.marks[place].label, align="right")


def draw(book: Book, sheet: Worksheet, exhibit: Exhibit, placed: Placed, corner: tuple[int, int], panels: bool) -> None:
    """One chart, or one a series side by side on one scale."""
    chart, (row, column) = placed.chart, corner
    alt = {"description": cleaned(exhibit.alt), "object_position": 2}
    if not panels:
        made = excel_chart(book, exhibit, placed, range(len(chart.series)))
        made.set_size({"width": CHART_WIDTH, "height": height_of(chart, False)})
        sheet.insert_chart(row, column, made, alt)
        return
    top = max((mark.value or 0 for each in chart.series for mark in each.marks), default=1)
    for place, each in enumerate(chart.series):
        made = excel_chart(book, exhibit, placed, (place,), top)
        made.set_title({"name": cleaned(each.name), "name_font": font(10, bold=True), "overlay": False})
        made.set_size({"width": CHART_WIDTH // 2, "height": 220})
        offsets = {"x_offset": CHART_WIDTH // 2 * (place % 2), "y_offset": 220 * (place // 2)}
        sheet.insert_chart(row, column, made, alt | offsets | {"description": cleaned(f"{each.name}. {exhibit.alt}")})


KINDS = {"bars": ("bar", ""), "stack": ("bar", "stacked"), "columns": ("column", ""), "lines": ("line", "")}


def excel_chart(book: Book, exhibit: Exhibit, placed: Placed, which: Iterable[int], top: float | None = None) -> ExcelChart:
    """An Excel chart of some series, referring to the cells that hold them."""
    chart, chosen = placed.chart, list(which)
    kind, subtype = KINDS[chart.form]
    name = f"figure:{exhibit.figure_id}" + (f"#{chosen[0] + 1}" if top is not None else "")
    made = book.file.add_chart({"type": kind, "subtype": subtype, "name": name[:250]})
    assert made is not None  # the four kinds are known to the library
    for place in chosen:
        made.add_series(series_of(placed, place, exhibit, top is not None))
    made.set_title({"name": [placed.sheet, 1, 0], "name_font": font(10, bold=True), "overlay": False})
    made.set_chartarea({"border": {"none": True}, "fill": {"color": LIGHT.background}})
    extra = [place for place in chosen if place > len(exhibit.parts)] if exhibit.disputed else []
    made.set_legend({"position": "bottom", "font": font(), "delete_series": extra} if len(chosen) > 1 else {"none": True})
    set_axes(made, chart, exhibit.lang, top)
    made.show_blanks_as("span" if chart.form == "lines" else "gap")
    return made


def font(size: int = 9, colour: str = LIGHT.text, bold: bool = False) -> dict[str, Any]:
    """The type of a chart."""
    return {"name": FONT, "size": size, "color": colour, "bold": bold}


def set_axes(made: ExcelChart, chart: Chart, lang: Lang, top: float | None) -> None:
    """Categories first to last; a value axis only where the values are not written at the marks."""
    quiet = {"num_font": font(colour=LIGHT.quiet), "line": {"color": LIGHT.line}, "major_tick_mark": "none"}
    if chart.form in ("bars", "stack"):
        made.set_y_axis({"reverse": True, "num_font": font(), "line": {"color": LIGHT.line}, "major_tick_mark": "none"})
        made.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        return
    made.set_x_axis(quiet | (date_axis(chart, lang) if chart.form == "lines" else {"interval_unit": math.ceil(len(chart.categories) / 8)}))
    shown = chart.form == "lines" or top is not None or len(chart.categories) > MOST_LABELLED
    lines = {"visible": shown, "line": {"color": LIGHT.line, "width": 0.75}}
    scale = {"min": 0, "max": top} if top else {"min": 0} | ({"max": 1} if chart.ratio else {})
    form = "0%" if chart.ratio else COUNTS[lang]
    made.set_y_axis(quiet | scale | {"visible": shown, "num_format": form, "major_gridlines": lines, "line": {"none": True}})


def date_axis(chart: Chart, lang: Lang) -> dict[str, Any]:
    """An axis of time, with at most about eight dates on it."""
    months = math.ceil((chart.days[-1] - chart.days[0]).days / 30 / 8)
    return {"date_axis": True, "num_format": MONTHS[lang], "major_unit": max(1, months), "major_unit_type": "months"}


def series_of(placed: Placed, place: int, exhibit: Exhibit, panel: bool) -> dict[str, Any]:
    """One series: its cells, its colours, its labels."""
    chart, sheet, marks = placed.chart, placed.sheet, placed.chart.series[place].marks
    count = len(marks) - 1
    (first, column), (row, across) = placed.categories, placed.values[place]
    cells = {"categories": [sheet, first, column, first + count, column], "values": [sheet, row, across, row + count, across]}
    colour = getattr(LIGHT, marks[0].tone)
    found = cells | {"name": [sheet, placed.heading, across]} | labels_of(placed, place, exhibit.lang, panel)
    if chart.form == "lines":
        return found | line_look(colour, place >= len(exhibit.parts))
    gap = {"bars": 45 if len(chart.series) == 1 else 60, "stack": 45, "columns": 35}[chart.form]
    edge = {"border": {"color": LIGHT.background}} if chart.form == "stack" else {}
    return found | {"fill": {"color": colour}, "gap": gap} | edge | points_of(chart, marks)


def line_look(colour: str, apart: bool) -> dict[str, Any]:
    """A line with its points; contradicted numbers as crosses without a line."""
    if apart:
        return {"line": {"none": True}, "marker": {"type": "x", "size": 8, "border": {"color": LIGHT.text}, "fill": {"none": True}}}
    return {
        "line": {"color": colour, "width": 2.25},
        "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
    }


def points_of(chart: Chart, marks: tuple[Mark, ...]) -> dict[str, Any]:
    """Colours of single marks, where they differ; incomplete periods are hatched."""
    if len({mark.tone for mark in marks}) == 1 and marks[0].tone != "rest":
        return {}
    if chart.form == "columns":
        hatched = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": LIGHT.accent, "bg_color": LIGHT.background}}
        return {"points": [hatched if mark.tone == "rest" else {"fill": {"color": LIGHT.accent}} for mark in marks]}
    return {"points": [{"fill": {"color": getattr(LIGHT, mark.tone)}} for mark in marks]}


def labels_of(placed: Placed, place: int, lang: Lang, panel: bool) -> dict[str, Any]:
    """Values at the marks, in the words of the cell beside the number; none where there is no room."""
    chart, marks = placed.chart, placed.chart.series[place].marks
    if panel or (chart.form == "columns" and len(marks) > MOST_LABELLED):
        return {}
    shown = [labelled(chart, marks, index) for index in range(len(marks))]
    if not any(shown):
        return {}
    wanted: dict[str, Any] = {"value": True, "num_format": PERCENTS[lang] if chart.ratio else COUNTS[lang], "font": font()}
    if chart.form == "stack":
        wanted |= {"position": "center", "font": font(8, ink_on(getattr(LIGHT, marks[0].tone)))}
    else:
        wanted |= {"position": "outside_end" if chart.form != "lines" else ("above", "right", "below")[min(place, 2)]}
    return {
        "data_labels": wanted | {"custom": [custom(placed, place, index) if seen else {"delete": True} for index, seen in enumerate(shown)]}
    }


def labelled(chart: Chart, marks: tuple[Mark, ...], index: int) -> bool:
    """Whether a mark has its value written at it: bars all, lines their last, segments those with room."""
    value = marks[index].value
    if value is None:
        return False
    if chart.form == "lines":
        return all(mark.value is None for mark in marks[index + 1 :])
    return chart.form != "stack" or value >= SMALLEST_LABELLED


def custom(placed: Placed, place: int, index: int) -> dict[str, Any] | None:
    """The label of one mark: the words in a cell, or the number itself."""
    said = placed.said[place]
    if said is None:
        return None
    cell = xl_rowcol_to_cell(said[0] + index, said[1], row_abs=True, col_abs=True)
    return {"value": f"='{placed.sheet}'!{cell}"}
