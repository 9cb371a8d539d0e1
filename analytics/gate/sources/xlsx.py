"""XLSX and XLSM: rows in a stream, memory bounded by the shared texts. Macros are never looked at."""

import re
from collections.abc import Iterator
from posixpath import join, normpath

from analytics.gate.sources.archive import Archive
from analytics.gate.sources.cells import ERROR, Marks, Reader, Row, day_text, is_lost, moment_text, number_text
from analytics.gate.sources.limits import BOMB, DAMAGED, refused

MAIN = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MOST_LETTERS = 500_000_000  # of all shared texts
DAY_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # built in, without a code in the file
NO_DAY = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE)
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["']""")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DIGITS = "0123456789"


class Xlsx:
    """A workbook as Excel writes it; see cells.Book. Raises Refused."""

    kind = "XLSX"

    def __init__(self, archive: Archive):
        self.archive = archive
        self.macros = any(name.lower().endswith("vbaproject.bin") for name in archive.entries)
        book = archive.small(MAIN)
        targets = {link.get("Id"): link.get("Target", "") for link in archive.small(RELATIONS)}
        self.parts: dict[str, str] = {}
        hidden = []
        for sheet in book.iterfind("{*}sheets/{*}sheet"):
            name = sheet.get("name", "")
            part = normpath(join("/xl", next((targets[key] for key in map(sheet.get, sheet.keys()) if key in targets), ""))).lstrip("/")
            if "worksheets" in part or part in archive.entries and "chartsheets" not in part:
                self.parts[name] = part
                hidden += [name] if sheet.get("state", "visible") != "visible" else []
        self.visible, self.hidden = tuple(name for name in self.parts if name not in hidden), tuple(hidden)
        properties = book.find("{*}workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.days = self.day_styles()
        self.texts: list[str] | None = None

    def day_styles(self) -> set[str]:
        """The numbers of the cell styles that show a day or time."""
        if "xl/styles.xml" not in self.archive.entries:
            return set()
        styles = self.archive.small("xl/styles.xml")
        codes = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
        ids = [each.get("numFmtId", "0") for each in styles.iterfind("{*}cellXfs/{*}xf")]
        return {
            str(place) for place, each in enumerate(ids) if (shows_day(codes[each]) if each in codes else each in map(str, DAY_FORMATS))
        }

    def shared(self) -> list[str]:
        """The texts that cells refer to by number."""
        if self.texts is None:
            part = next((name for name in self.archive.entries if name.lower() == "xl/sharedstrings.xml"), "")
            reader = Texts()
            for _ in reader.read(self.archive.pieces(part)) if part else ():
                pass
            self.texts = reader.texts
        return self.texts

    def rows(self, name: str, marks: Marks) -> Iterator[Row]:
        """See cells.Book.rows."""
        for column, first, last in self.merged(self.parts[name]):
            marks.merged[first].append((last, column))
        return Cells(marks, self.shared(), self.days, self.since_1904).read(self.archive.pieces(self.parts[name]))

    def merged(self, part: str) -> Iterator[tuple[int, int, int]]:
        """Column, first and last row of cells merged over several rows: they stand behind the rows, so a look ahead is needed."""
        kept = b""
        for piece in self.archive.pieces(part):
            text = kept + piece
            end = 0
            for found in MERGED.finditer(text):
                end = found.end()
                if int(found[2]) < int(found[3]):
                    yield place_of(found[1].decode()), int(found[2]), int(found[3])
            kept = text[max(end, len(text) - 300) :]


def shows_day(code: str) -> bool:
    """Whether a number format shows a day or a time."""
    return bool(re.search("[dmyhs]", NO_DAY.sub("", code.partition(";")[0]), re.IGNORECASE))


def place_of(letters: str) -> int:
    """The place of a column by its letters: A is 0."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


class Texts(Reader):
    """The shared texts; how a word is pronounced, which East Asian files add, is passed over."""

    def __init__(self) -> None:
        super().__init__(Marks())
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.aside, self.total = False, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A text, a run of it, or its pronunciation begins."""
        name = name.rpartition(":")[2]
        if name == "si":
            self.parts = []
        self.aside = self.aside or name == "rPh"
        self.fresh()

    def end(self, name: str) -> None:
        """A run of a text, or all of it, ends."""
        name = name.rpartition(":")[2]
        if name == "t" and not self.aside:
            self.parts.append("".join(self.text))
        elif name == "rPh":
            self.aside = False
        elif name == "si":
            self.texts.append(unescaped("".join(self.parts)))
            self.total += len(self.texts[-1]) + 50
            if self.total > MOST_LETTERS:
                raise refused(BOMB, "bomb")


class Cells(Reader):
    """The rows of a sheet."""

    def __init__(self, marks: Marks, texts: list[str], days: set[str], since_1904: bool):
        super().__init__(marks)
        self.texts, self.days, self.since_1904 = texts, days, since_1904
        self.row, self.place, self.cells = 0, -1, dict[int, str]()
        self.columns: dict[str, int] = {}
        self.kind, self.style, self.formula, self.value, self.aside = "n", "", False, "", False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or what is in it begins."""
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self.place = self.column(attributes.get("r", ""))
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.formula, self.value = False, ""
        elif name in ("v", "t"):
            self.fresh()
        elif name == "row":
            self.begin_row(attributes)
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.aside = True

    def begin_row(self, attributes: dict[str, str]) -> None:
        """A row begins; rows only go down."""
        number = int(attributes.get("r") or self.row + 1)
        if number <= self.row:
            raise refused(DAMAGED, "damaged")
        self.row, self.place, self.cells = number, -1, {}
        if attributes.get("hidden") in ("1", "true"):
            self.marks.hidden.append(number)

    def column(self, reference: str) -> int:
        """The place of a cell by its reference, or behind the one before."""
        letters = reference.rstrip(DIGITS)
        if not letters:
            return self.place + 1
        place = self.columns.get(letters)
        if place is None:
            if not re.fullmatch("[A-Za-z]{1,3}", letters):
                raise refused(DAMAGED, "damaged")
            place = self.columns[letters] = place_of(letters)
        return place

    def end(self, name: str) -> None:
        """A row, a cell, or what is in it ends."""
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "v" or (name == "t" and not self.aside):
            self.value += "".join(self.text)
        elif name == "c":
            text = self.cell()
            if text:
                self.cells[self.place] = text
        elif name == "row":
            self.add(self.row, self.cells)
        elif name == "rPh":
            self.aside = False

    def cell(self) -> str:
        """The text of the cell that ends; errors and numbers that are not exact are marked."""
        kind, value = self.kind, self.value
        if kind == "s":
            place = int(value) if value else -1
            if not 0 <= place < len(self.texts):
                raise refused(DAMAGED, "damaged")
            return self.texts[place]
        if kind == "e" or (self.formula and not value and kind != "str"):
            self.marks.errors[self.place].append(self.row)
            return value or ERROR
        if kind == "n" and value:
            return self.number(value)
        return {"0": "FALSE", "1": "TRUE"}.get(value, value) if kind == "b" else moment_text(value) if kind == "d" else unescaped(value)

    def number(self, value: str) -> str:
        """A number or day as text."""
        if self.style in self.days:
            return day_text(value, self.since_1904)
        text = number_text(value)
        if is_lost(text):
            self.marks.lost[self.place].append(self.row)
        return text


def unescaped(text: str) -> str:
    """A text with its line breaks as line feeds and no escapes, as cells show it."""
    if "_x" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
