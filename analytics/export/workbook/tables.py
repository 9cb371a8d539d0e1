"""The numbers of a figure as a table of cells: numbers as numbers, just as the answers hold them.

Where a number format cannot say them as we do, the words stand beside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analytics import chart as drawing
from analytics import formats, sentences
from analytics.ask import Answer, Row, ranks
from analytics.chart import Cross
from analytics.exhibit import Exhibit, Number
from analytics.export.data import interval
from analytics.export.workbook.sheets import Sheet, Value
from analytics.export.workbook.styles import COUNTS, HEADING, RIGHT, RIGHT_COLUMN, ROW, WHOLE, WIDEST, high, left, lines_of, number_form
from analytics.figures.timelines import INCOMPLETE
from analytics.table import DENOMINATOR, MEASURE, NUMERATOR, TOTAL, table
from analytics.table import INTERVAL as AS_WORDS
from analytics.text import Lang, Text
from analytics.theme import LIGHT, ink_on

SAID = Text(id="Seperti dibaca", en="As said")
VALUE = Text(id="Nilai", en="Value")
VALUE_THEN = Text(id="Nilai per {day}", en="Value as of {day}")
INTERVAL = (Text(id="Selang 95 % dari", en="95% interval from"), Text(id="hingga", en="to"))
REMARK = Text(id="Keterangan", en="Remark")
NARROWEST = 8  # characters of a column
NUMBER = 9  # characters a number may take


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

    @property
    def widths(self) -> list[int]:
        """Characters each column needs: its longest cell or word of its heading."""
        lines = with_total(self)
        return [width_of(heading, [line[column] for line in lines]) for column, heading in enumerate(self.headings)]


def with_total(grid: Grid) -> list[list[Cell]]:
    """The lines of a table, and its total line where it has one."""
    return [*grid.lines, *([grid.total] if grid.total else [])]


def width_of(heading: str, cells: Sequence[Cell]) -> int:
    """Characters a column of these cells needs."""
    longest = [len(cell.value) if isinstance(cell.value, str) else NUMBER for cell in cells]
    return min(WIDEST, max([NARROWEST, *longest, *(len(word) for word in heading.split())]) + 3)


# --- from exhibits to cells ---


def number_cell(answer: Answer, row: Row, lang: Lang) -> Cell:
    """The value of a row; the symbol where public mode hides it."""
    if row.hidden:
        return Cell(formats.HIDDEN)
    return Cell(row.value, number_form(answer.metric.is_ratio, row.value, lang))


def count_cell(count: int | None, lang: Lang) -> Cell:
    """A numerator or denominator."""
    return Cell(count, number_form(False, count, lang))


def grid_of(exhibit: Exhibit) -> Grid:
    """The numbers of an exhibit, row by row as its answer holds them."""
    return grid_of_numbers(exhibit) if exhibit.kind == "numbers" else grid_of_answer(exhibit)


def grid_of_numbers(exhibit: Exhibit) -> Grid:
    """Headline numbers: each with what it is made of, and the same at the snapshot compared with."""
    lang, parts = exhibit.lang, exhibit.parts
    then = [VALUE_THEN(lang, day=formats.long_date(part.then.scope.as_of, lang)) for part in parts[:1] if part.then]
    headings = [each(lang) for each in (MEASURE, NUMERATOR, DENOMINATOR, VALUE, SAID, drawing.BASE, drawing.CHANGE)]
    return Grid(
        [*headings, *then], [number_line(part, lang) for part in parts], [], headings.index(VALUE(lang)), headings.index(SAID(lang))
    )


def number_line(number: Number, lang: Lang) -> list[Cell]:
    """One headline number: its name, its numbers, its words."""
    total = number.answer.total
    label, *words = drawing.number_words(number, lang)
    counts = [count_cell(total.numerator, lang), count_cell(total.denominator, lang)]
    then = [number_cell(number.then, number.then.total, lang)] if number.then else []
    return [Cell(label), *counts, number_cell(number.answer, total, lang), *map(Cell, words), *then]


def grid_of_answer(exhibit: Exhibit) -> Grid:
    """An answer: labels, rank, numbers, words where the number alone would not say them, and which periods are incomplete."""
    answer, lang = exhibit.answer, exhibit.lang
    within = [each(lang) for each in INTERVAL] if sentences.has_interval(answer) else []
    counted = [heading for heading in table(answer, lang).headings if not within or heading != AS_WORDS(lang)]
    said = says(exhibit)
    headings = [*counted, *([SAID(lang)] if said else []), *within, *([REMARK(lang)] if exhibit.incomplete else [])]
    lines = [line_of(exhibit, place, row) for place, row in enumerate(answer.rows)]
    return Grid(headings, lines, total_line(exhibit, len(headings)), len(counted) - 1, len(counted) if said else None)


def says(exhibit: Exhibit) -> bool:
    """Whether the numbers need words beside them."""
    return exhibit.kind in ("funnel", "bridge") or exhibit.answer.metric.kind != "count"


def line_of(exhibit: Exhibit, place: int, row: Row) -> list[Cell]:
    """One row of an answer; a stage of a funnel as its drawing names it, with what it is a part of."""
    answer, lang = exhibit.answer, exhibit.lang
    if exhibit.kind == "funnel":
        stage = exhibit.parts[place]
        names, words = [drawing.stage_name(stage, lang)], drawing.stage_label(stage, lang)
    else:
        names = [answer.label(row, lang, axis) for axis in range(len(answer.by))]
        words = drawing.step_label(answer, row, lang) if exhibit.kind == "bridge" else sentences.value(answer, row, lang)
    return [*map(Cell, names), *rank(answer, row), *number_cells(exhibit, row, words)]


def rank(answer: Answer, row: Row) -> list[Cell]:
    """The place of a group, where groups have no order of their own."""
    ranked = len(answer.by) == 1 and answer.by[0].kind == "nominal"
    return [Cell(ranks(answer).get(row.code), "0")] if ranked else []


def number_cells(exhibit: Exhibit, row: Row, words: str) -> list[Cell]:
    """The numbers of a row under table.number_headings, the words where needed, and the remark where any period has one."""
    answer, lang = exhibit.answer, exhibit.lang
    counts = {"count": (), "estimate": (), "median": (row.denominator,)}.get(answer.metric.kind, (row.numerator, row.denominator))
    numbers = [*(Cell(formats.HIDDEN) if row.hidden else count_cell(count, lang) for count in counts), number_cell(answer, row, lang)]
    remark = Cell(INCOMPLETE(lang) if row.code in exhibit.incomplete else None)
    within = interval_cells(answer, row, lang)
    return [*numbers, *([Cell(words)] if says(exhibit) else []), *within, *([remark] if exhibit.incomplete else [])]


def interval_cells(answer: Answer, row: Row, lang: Lang) -> list[Cell]:
    """How far a rate may stray by chance, from and to."""
    return [
        Cell(each) if isinstance(each, str) else Cell(each, number_form(answer.metric.is_ratio, each, lang))
        for each in interval(answer, row)
    ]


def total_line(exhibit: Exhibit, width: int) -> list[Cell]:
    """The whole scope below the groups; empty where the parts have no known whole, and below a bridge, which ends with it."""
    answer, lang = exhibit.answer, exhibit.lang
    if answer.whole is None or exhibit.kind == "bridge":
        return []
    name = [Cell(TOTAL(lang))] if answer.by else []
    numbers = number_cells(exhibit, answer.whole, sentences.value(answer, answer.whole, lang))
    return [*name, *[Cell(None)] * (width - len(name) - len(numbers)), *numbers]


# --- from cells to the sheet ---


def write_grid(sheet: Sheet, grid: Grid, heading: int) -> None:
    """Headings, lines, total."""
    write_headings(sheet, grid, heading)
    for row, line in enumerate(with_total(grid), start=heading + 1):
        whole: dict[str, Any] = WHOLE if line is grid.total else {}
        for column, cell in enumerate(line):
            look = {"num_format": cell.form} if cell.form else text_look(grid, column)
            sheet.put(row, column, cell.value, **whole, **look)


def write_headings(sheet: Sheet, grid: Grid, row: int) -> None:
    """The headings, each on the side of what stands below it."""
    for column, words in enumerate(grid.headings):
        number = bool(grid.lines) and not isinstance(grid.lines[0][column].value, str | None)
        sheet.put(row, column, words, **HEADING, **(RIGHT if number else text_look(grid, column)))
    tallest = max(lines_of(words, width - 3) for words, width in zip(grid.headings, grid.widths, strict=True))
    sheet.raw.set_row_pixels(row, ROW * max(2, tallest))


def text_look(grid: Grid, column: int) -> dict[str, Any]:
    """Words to the left, but those of a number to the right, as the number."""
    return RIGHT if column == grid.said else left(column)


def write_cross(sheet: Sheet, cross: Cross, top: int, column: int, lang: Lang) -> None:
    """A table of two dimensions, each cell shaded by its part of the largest."""
    largest = max((cell.value or 0 for line in cross.cells for cell in line if cell), default=1)
    sheet.widths(column, [min(WIDEST, max(map(len, cross.rows), default=NARROWEST) + 3)])
    for place, words in enumerate((cross.corner, *cross.columns), start=column):
        sheet.put(top, place, words, **HEADING)
    sheet.raw.set_row_pixels(top, high(max(2, *(lines_of(words, RIGHT_COLUMN - 2) for words in cross.columns))))
    for row, (label, line) in enumerate(zip(cross.rows, cross.cells, strict=True), start=top + 1):
        sheet.put(row, column, label)
        for place, cell in enumerate(line, start=column + 1):
            if cell and cell.hidden:
                sheet.put(row, place, formats.HIDDEN, align="center", font_color=LIGHT.quiet)
            elif cell:
                shade = LIGHT.sequence[drawing.shade(cell, largest)]
                sheet.put(row, place, cell.value, num_format=COUNTS[lang], bg_color=shade, font_color=ink_on(shade), align="center")
