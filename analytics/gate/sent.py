"""The sheet of a report that shows the sender his own rows, as he sent them, with the cells to mend marked. Persons are hidden."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import duckdb

from analytics.export.workbook.sheets import Sheet, Value, shown
from analytics.export.workbook.styles import HEADING
from analytics.gate.cells import pieces_read
from analytics.gate.checking import Checked
from analytics.gate.persons import by_heading, speakable
from analytics.gate.staging import Staged
from analytics.register.contract import COLUMNS, RAW
from analytics.register.findings import Finding, Level, harmless
from analytics.text import Text
from analytics.theme import LIGHT

LEVELS: dict[Level, Text] = {
    "error": Text(id="× Kesalahan", en="× Error"),
    "warning": Text(id="△ Peringatan", en="△ Warning"),
    "note": Text(id="○ Catatan", en="○ Note"),
}
FILLS: dict[Level, str] = {"error": "#F8D7D3", "warning": "#FCEBC5", "note": LIGHT.empty}
NUMBER = Text(id="Baris pada berkas", en="Row in the file")
HIDDEN = Text(id="(disembunyikan)", en="(hidden)")

MOST_ROWS = 5000  # rows of the sender's shown
WIDTH = 20  # characters of a column


def rows_of(finding: Finding) -> tuple[int, ...]:
    """The rows that show a finding, at most a thousand."""
    return finding.rows or ((finding.row,) if finding.row else ())


@dataclass
class Marks:
    """Why rows are shown: by row, and by cell (row, our raw column; '' for the whole row)."""

    rows: dict[int, Level] = field(default_factory=dict)
    cells: dict[tuple[int, str], list[Finding]] = field(default_factory=dict)


def marks_of(findings: Sequence[Finding]) -> Marks:
    """The rows of errors, then of warnings, until there are as many as are shown."""
    marks = Marks()
    for finding in (each for each in findings if each.level != "note"):
        for row in rows_of(finding):
            if row in marks.rows or len(marks.rows) < MOST_ROWS:
                marks.rows.setdefault(row, finding.level)
                marks.cells.setdefault((row, finding.column or ""), []).append(finding)
    return marks


def write_rows(sheet: Sheet, checked: Checked) -> None:
    """The rows at fault as they were sent, the number first; cells at fault are coloured and say why. Persons are hidden."""
    lang, marks, spoken = sheet.book.document.lang, marks_of(checked.findings), cache(speakable)
    shown_columns = list(columns_shown(checked.staged))
    sheet.widths(0, (12, *(WIDTH for _ in shown_columns)))
    for column, words in enumerate((NUMBER(lang), *(heading for _, heading, _ in shown_columns))):
        sheet.put(0, column, words, **HEADING)
    sent = sent_rows(checked.staged, sorted(marks.rows), [place for _, _, place in shown_columns])
    for line, (row, *cells) in enumerate(sent, start=1):
        hidden = {
            raw
            for raw in RAW.values()
            if any(each.code == "bad_identifier" or each.value == "…" for each in marks.cells.get((row, raw), []))
        }
        values = [
            HIDDEN(lang) if place < 0 or raw in hidden else spoken(cell or "")
            for (raw, _, place), cell in zip(shown_columns, cells, strict=True)
        ]
        write_cell(sheet, line, 0, row, marks.cells.get((row, ""), []))
        for column, ((raw, _, _), value) in enumerate(zip(shown_columns, values, strict=True), start=1):
            write_cell(sheet, line, column, value, marks.cells.get((row, raw), []))
    filtered(sheet, len(sent), len(shown_columns) + 1)
    printed(sheet, 2)


def write_cell(sheet: Sheet, row: int, column: int, value: Value, found: Sequence[Finding]) -> None:
    """One cell of the sender's; where something was found it is coloured and carries a comment."""
    if not found:
        sheet.put(row, column, value, align="left")
        return
    lang = sheet.book.document.lang
    sheet.put(row, column, value, align="left", bg_color=FILLS[found[0].level])
    words = "\n".join(f"{LEVELS[each.level](lang)}: {each.reason(lang, **dict(each.values))}" for each in found)
    sheet.raw.write_comment(row, column, shown(words), {"x_scale": 2, "y_scale": 1.2, "author": ""})


def columns_shown(staged: Staged) -> Iterator[tuple[str, str, int]]:
    """Our raw column, the sender's heading and its place in the file, of every column mapped; -1 where it holds persons."""
    persons = set(staged.mapping.columns["id_asn"].headings) if "id_asn" in staged.mapping.columns else set()
    for column in COLUMNS:
        mapped = staged.mapping.columns.get(column.raw)
        for heading in mapped.headings if mapped else ():
            if heading in staged.table.headings:
                place = staged.table.headings.index(heading)
                yield column.raw, harmless(heading), -1 if heading in persons or by_heading(heading) else place


def sent_rows(staged: Staged, rows: Sequence[int], places: Sequence[int]) -> list[tuple[Any, ...]]:
    """Rows of the file as they were sent: number, then the cells of these places; a place of -1 is never read."""
    if not rows or not staged.table.relation:
        return []
    table = staged.table
    texts = {place: pieces_read(place, table.headings[place], staged.mapping) for place in places if place >= 0}
    cells = ", ".join(f"{texts.get(place, 'null')} as v{order}" for order, place in enumerate(places))
    names = ", ".join(f"v{order}" for order in range(len(places)))
    with duckdb.connect(config={"python_enable_replacements": False, "threads": 2}) as con:
        source = f"select row, {cells} from {table.with_rows}"
        return con.execute(
            f"select row, {names} from ({source}) where row in (select unnest($rows::bigint[])) order by row",
            {**table.values, "rows": list(rows)},
        ).fetchall()


# --- every table of the report ---


def filtered(sheet: Sheet, rows: int, columns: int) -> None:
    """Headings that stay and filter."""
    sheet.raw.freeze_panes(1, 0)
    sheet.raw.autofilter(0, 0, max(rows, 1), columns - 1)


def printed(sheet: Sheet, pages: int = 1) -> None:
    """Printed on A4 across, so many pages wide, the headings again on every page."""
    sheet.raw.set_landscape()
    sheet.raw.set_paper(9)
    sheet.raw.fit_to_pages(pages, 0)
    sheet.raw.repeat_rows(0)
    sheet.raw.hide_gridlines(2)
