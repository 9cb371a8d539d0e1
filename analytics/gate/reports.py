"""What goes back to the sender of a file: the whole check as JSON, and as a workbook with the rows to mend. No person is named."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from analytics import formats
from analytics.briefing import Document, house
from analytics.export.workbook.sheets import Book, Sheet, Value
from analytics.export.workbook.styles import COUNTS, HEADING, TITLE, TOP, high, lines_of
from analytics.gate.checking import Checked
from analytics.gate.checks import label
from analytics.gate.matching import How
from analytics.gate.persons import speakable
from analytics.gate.sent import FILLS, LEVELS, filtered, printed, rows_of, write_rows
from analytics.gate.severity import FIELD, in_parts
from analytics.gate.staging import Change, Staged
from analytics.register.findings import Finding, harmless
from analytics.text import Lang, Text
from analytics.theme import LIGHT

REPORT = Text(id="Hasil pemeriksaan berkas register", en="Check of a register file")
SUMMARY = Text(id="Ringkasan", en="Summary")
FINDINGS = Text(id="Temuan", en="Findings")
ROWS = Text(id="Baris bermasalah", en="Rows to mend")
CHANGES = Text(id="Perubahan otomatis", en="Automatic changes")
COLUMN = (Text(id="Kolom", en="Column"), 26)  # a heading and how wide it is, in characters
COUNT = (Text(id="Jumlah baris", en="Rows"), 9)
ALL_ROWS = (Text(id="Semua baris", en="All rows"), 30)
TO_DO = Text(id="Yang perlu dilakukan", en="What to do")
FINDING_HEADINGS = (
    (Text(id="Tingkat", en="Level"), 15),
    (Text(id="Baris", en="Row"), 9),
    COUNT,
    COLUMN,
    (Text(id="Isi sel", en="Cell"), 26),
    (Text(id="Yang ditemukan", en="What was found"), 58),
    (TO_DO, 46),
    ALL_ROWS,
)
CHANGE_HEADINGS = (
    COLUMN,
    (Text(id="Tertulis", en="As written"), 40),
    (Text(id="Dibaca sebagai", en="Read as"), 40),
    (Text(id="Kode", en="Code"), 26),
    (Text(id="Dasar", en="Why"), 30),
    COUNT,
    ALL_ROWS,
)
HOW: dict[How, Text] = {
    "code": Text(id="sama dengan kodenya", en="the code itself"),
    "label": Text(id="sama dengan namanya", en="its name"),
    "rewrite": Text(id="ejaan atau singkatan diseragamkan", en="another spelling or abbreviation of it"),
    "mapping": Text(id="menurut pemetaan", en="as the mapping says"),
    "none": Text(id="tidak pasti", en="not certain"),
}
FILE = Text(id="Berkas", en="File")
SHEET = Text(id="Lembar", en="Sheet")
AS_OF = Text(id="Tanggal snapshot", en="Date of snapshot")
PREVIOUS = Text(id="Dibandingkan dengan snapshot", en="Compared with the snapshot of")
COUNTED: dict[str, Text] = {
    "read": Text(id="Baris dibaca", en="Rows read"),
    "kept": Text(id="Baris dipakai", en="Rows kept"),
    "left_out": Text(id="Baris disisihkan", en="Rows left out"),
    "refused": Text(id="Baris ditolak bersama berkasnya", en="Rows refused with the file"),
}
MEND = Text(
    id="Berkas ini belum dapat diterima. Betulkan setiap kesalahan pada lembar “Temuan” di berkas asal (barisnya ditandai pada lembar "
    "“Baris bermasalah”), lalu kirim ulang berkas yang lengkap.",
    en="This file cannot be accepted yet. Correct every error on the sheet “Findings” in your own file (its rows are marked on the sheet "
    "“Rows to mend”), then send the whole file again.",
)
EXPLAIN = Text(
    id="Berkas ini dapat diterima setelah setiap peringatan pada lembar “Temuan” dibetulkan atau dijelaskan alasannya.",
    en="This file can be accepted once every warning on the sheet “Findings” has been corrected or its reason given.",
)
ACCEPTABLE = Text(
    id="Berkas ini dapat diterima; tidak ada yang perlu dibetulkan.", en="This file can be accepted; nothing has to be corrected."
)
MORE_ROWS = Text(id="{rows} … ({count} baris)", en="{rows} … ({count} rows)")

NAMED_ROWS = 20  # row numbers said in one cell


# --- JSON ---


def to_json(checked: Checked, lang: Lang) -> str:
    """The whole check for programs: keys and codes in English, words in the language asked for; rows as a spreadsheet numbers them."""
    staged = checked.staged
    table = staged.table
    report = {
        "file": {"name": harmless(table.name), "kind": table.kind, "sheet": harmless(table.sheet), "sha256": table.digest},
        "as_of": checked.as_of.isoformat(),
        "compared_with": checked.previous.isoformat() if checked.previous else None,
        "passed": checked.passed,
        "rows": checked.rows,
        "counts": dict(checked.counts),
        "findings": [finding_json(finding, lang) for finding in checked.findings],
        "left_out": [{"reason": each.reason(lang), "count": each.count, "rows": list(each.rows)} for each in staged.left_out],
        "changes": [change_json(staged, change, lang) for change in staged.changes],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def finding_json(finding: Finding, lang: Lang) -> dict[str, Any]:
    """One finding; value is null where the cell is empty or must not be repeated."""
    said, advice = in_parts(finding, lang)
    return {
        "level": finding.level, "code": finding.code, "row": finding.row, "rows": list(rows_of(finding)), "count": finding.count,
        "column": finding.column, "heading": finding.heading or finding.column,
        "value": None if finding.value is None else speakable(finding.value), "reason": said, "advice": advice,
    }  # fmt: skip


def change_json(staged: Staged, change: Change, lang: Lang) -> dict[str, Any]:
    """One value that was read as another."""
    said = label(staged, FIELD[change.column], change.code)(lang)
    return {
        "column": change.column, "value": speakable(change.value), "code": change.code, "label": said, "how": change.how,
        "count": change.count, "rows": list(change.rows),
    }  # fmt: skip


# --- workbook ---


def to_xlsx(checked: Checked, lang: Lang) -> bytes:
    """The check as a workbook: summary, findings, the sender's rows with the cells to mend marked, automatic changes. Same check, same bytes."""
    book = Book(Document(REPORT(lang), (), house(), lang))
    book.file.set_properties({"title": REPORT(lang), "created": datetime.combine(checked.as_of, time())})
    write_summary(book.sheet(SUMMARY(lang)), checked)
    write_table(book.sheet(FINDINGS(lang)), FINDING_HEADINGS, [finding_line(finding, lang) for finding in checked.findings])
    write_rows(book.sheet(ROWS(lang)), checked)
    write_table(
        book.sheet(CHANGES(lang)), CHANGE_HEADINGS, [change_line(checked.staged, change, lang) for change in checked.staged.changes]
    )
    return book.closed()


def write_summary(sheet: Sheet, checked: Checked) -> None:
    """Which file, how many rows went where, how grave it is, and what to do."""
    lang = sheet.book.document.lang
    sheet.widths(0, (34, 90))
    sheet.put(0, 0, REPORT(lang), **(TITLE | {"text_wrap": False}))
    lines = list(facts(checked, lang))
    for row, (name, value) in enumerate(lines, start=2):
        sheet.put(row, 0, name, font_color=LIGHT.quiet, valign="top")
        sheet.put(row, 1, value, **TOP, align="left", num_format=COUNTS[lang] if isinstance(value, int) else "")
    last = len(lines) + 3
    sheet.put(last, 0, TO_DO(lang), bold=True, valign="top")
    words = (EXPLAIN if checked.of("warning") else ACCEPTABLE) if checked.passed else MEND
    sheet.put(last, 1, words(lang), **TOP, bold=True)
    sheet.raw.set_row_pixels(last, high(lines_of(words(lang), 84)))
    printed(sheet)


def facts(checked: Checked, lang: Lang) -> Iterator[tuple[str, Value]]:
    """What a reader must know of the file."""
    table = checked.staged.table
    yield FILE(lang), f"{harmless(table.name)} ({table.kind})"
    if table.sheet:
        yield SHEET(lang), harmless(table.sheet)
    yield "SHA-256", table.digest
    yield AS_OF(lang), formats.long_date(checked.as_of, lang)
    if checked.previous:
        yield PREVIOUS(lang), formats.long_date(checked.previous, lang)
    for name, text in COUNTED.items():
        yield text(lang), checked.rows[name]
    for left_out in checked.staged.left_out:
        yield f"   {left_out.reason(lang)}", rows_said(left_out.rows, left_out.count, lang)
    for level, word in LEVELS.items():
        yield word(lang), len(checked.of(level))


@dataclass(frozen=True)
class Line:
    """One line of a table: its cells, and the colour of the first."""

    cells: tuple[Value, ...]
    fill: str = ""


def finding_line(finding: Finding, lang: Lang) -> Line:
    """A finding as a line: how grave, where, what stands there, what is wrong, what to do."""
    said, advice = in_parts(finding, lang)
    own, ours = finding.heading or finding.column or "", finding.column or ""
    column = f"{own} ({ours})" if own != ours else own
    value = "" if finding.value is None else speakable(finding.value)
    row = finding.row or None
    cells = (LEVELS[finding.level](lang), row, finding.count if row else None, column, value, upper(said), upper(advice))
    return Line((*cells, rows_said(rows_of(finding), finding.count, lang)), FILLS[finding.level])


def change_line(staged: Staged, change: Change, lang: Lang) -> Line:
    """An automatic change as a line."""
    column = staged.mapping.columns.get(change.column)
    own = harmless(" + ".join(column.headings)) if column and column.headings else change.column
    said = label(staged, FIELD[change.column], change.code)(lang)
    cells = (own, speakable(change.value), said, change.code, HOW[change.how](lang), change.count)
    return Line((*cells, rows_said(change.rows, change.count, lang)))


def rows_said(rows: Sequence[int], count: int, lang: Lang) -> str:
    """Row numbers, the first twenty of them: '5, 9, 12'."""
    named = ", ".join(str(row) for row in rows[:NAMED_ROWS])
    if not rows or count <= min(len(rows), NAMED_ROWS):
        return named
    return MORE_ROWS(lang, rows=named, count=formats.number(count, lang))


def upper(sentence: str) -> str:
    """A sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def write_table(sheet: Sheet, headings: Sequence[tuple[Text, int]], lines: Sequence[Line]) -> None:
    """A table under fixed headings that can be filtered."""
    lang, widths = sheet.book.document.lang, [width for _, width in headings]
    sheet.widths(0, widths)
    for column, (heading, _) in enumerate(headings):
        sheet.put(0, column, heading(lang), **HEADING)
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(line.cells):
            look = {"bg_color": line.fill} if line.fill and not column else {}
            sheet.put(row, column, value, **TOP, **look, align="left")
        words = [lines_of(value, width - 2) for value, width in zip(line.cells, widths, strict=True) if isinstance(value, str)]
        sheet.raw.set_row_pixels(row, high(max(words, default=1)))
    filtered(sheet, len(lines), len(headings))
    printed(sheet)
