"""ODS, as LibreOffice writes it: rows in a stream; what is repeated a million times is counted, not written out."""

import re
from collections.abc import Iterator

from analytics.gate.sources.archive import PROTECTED, Archive
from analytics.gate.sources.cells import ERROR, Marks, Reader, Row, is_lost, moment_text, number_text
from analytics.gate.sources.limits import DAMAGED, LAST_ROW, TOO_MANY_COLUMNS, WIDEST, check_size, refused

CONTENT = "content.xml"
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0 "
OFFICE, TABLE, TEXT, STYLE, DRAW = (NAMESPACE.format(name) for name in ("office", "table", "text", "style", "drawing"))
MORE_KINDS = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


class Ods:
    """A workbook as LibreOffice writes it; see cells.Book. Raises Refused."""

    kind = "ODS"
    macros = False

    def __init__(self, archive: Archive):
        self.archive = archive
        if any(each.tag.endswith("}encryption-data") for each in archive.small("META-INF/manifest.xml").iter()):
            raise refused(PROTECTED, "protected")
        names = Sheets()
        for _ in names.read(archive.pieces(CONTENT)):
            pass
        self.visible = tuple(name for name, shown in names.sheets.items() if shown)
        self.hidden = tuple(name for name, shown in names.sheets.items() if not shown)

    def rows(self, name: str, marks: Marks) -> Iterator[Row]:
        """See cells.Book.rows."""
        return Cells(marks, name).read(self.archive.pieces(CONTENT))


class Sheets(Reader):
    """The names of the sheets, and whether each is shown."""

    def __init__(self) -> None:
        super().__init__(Marks(), separator=" ")
        self.parser.CharacterDataHandler = None
        self.sheets: dict[str, bool] = {}
        self.style, self.unseen = "", set[str]()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A style, its properties, or a sheet begins."""
        if name == f"{STYLE}style":
            self.style = attributes.get(f"{STYLE}name", "")
        elif name == f"{STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self.unseen.add(self.style)
        elif name == f"{TABLE}table" and f"{TABLE}name" in attributes:
            self.sheets[attributes[f"{TABLE}name"]] = attributes.get(f"{TABLE}style-name") not in self.unseen


class Cells(Reader):
    """The rows of one sheet."""

    def __init__(self, marks: Marks, wanted: str):
        super().__init__(marks, separator=" ")
        self.wanted, self.inside, self.aside = wanted, False, 0
        self.row, self.repeated, self.cells = 1, 1, dict[int, str]()
        self.place, self.cell, self.covered = 0, dict[str, str](), False
        self.paragraphs: list[str] = []
        self.unseen = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A sheet, a row, a cell, or what is in it begins; comments and drawings are passed over."""
        if name == f"{TABLE}table":
            self.inside = self.inside or attributes.get(f"{TABLE}name") == self.wanted
        if not self.inside:
            return
        if self.aside or name == f"{OFFICE}annotation" or name.startswith(DRAW):
            self.aside += 1
        elif name == f"{TABLE}table-row":
            self.begin_row(attributes)
        elif name in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            self.cell, self.covered, self.paragraphs = attributes, name != f"{TABLE}table-cell", []
        elif name == f"{TEXT}p":
            self.fresh()
        elif name == f"{TEXT}s":
            self.letter(" " * min(int(attributes.get(f"{TEXT}c", "1")), 100))
        elif name in (f"{TEXT}line-break", f"{TEXT}tab"):
            self.letter("\n" if name == f"{TEXT}line-break" else " ")

    def begin_row(self, attributes: dict[str, str]) -> None:
        """A row begins that may stand for many."""
        self.repeated, self.place, self.cells = repeated(attributes, "rows"), 0, {}
        self.unseen = attributes.get(f"{TABLE}visibility", "visible") != "visible"

    def end(self, name: str) -> None:
        """A sheet, a row, a cell, or what is in it ends."""
        if not self.inside:
            return
        if self.aside:
            self.aside -= 1
        elif name == f"{TEXT}p":
            self.paragraphs.append("".join(self.text))
        elif name in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            self.end_cell()
        elif name == f"{TABLE}table-row":
            self.end_row()
        elif name == f"{TABLE}table":
            self.inside = False

    def end_cell(self) -> None:
        """A cell ends; it may stand for many. What a merged cell covers is not shown and not read."""
        times = repeated(self.cell, "columns")
        text = "" if self.covered else self.value()
        if text:
            check_size(self.place + times, WIDEST, TOO_MANY_COLUMNS, "too_many_columns", self.row)
            self.cells.update((place, text) for place in range(self.place, self.place + times))
            spanned = int(self.cell.get(f"{TABLE}number-rows-spanned", "1"))
            if 1 < spanned <= LAST_ROW:
                self.marks.merged[self.row].append((self.row + spanned - 1, self.place))
        self.place += times

    def end_row(self) -> None:
        """A row ends; if it holds anything it is written as often as it stands for."""
        if self.cells:
            self.add(self.row, self.cells, self.repeated)
            if self.unseen:
                self.marks.hidden.extend(range(self.row, self.row + self.repeated))
        self.row += self.repeated

    def value(self) -> str:
        """The text of the cell that ends; errors and numbers that are not exact are marked."""
        text = "\n".join(self.paragraphs)
        kind = self.cell.get(f"{OFFICE}value-type", "")
        if self.cell.get(MORE_KINDS) == "error" or (not kind and f"{TABLE}formula" in self.cell and not text):
            self.marks.errors[self.place].append(self.row)
            return text or ERROR
        if kind in ("float", "percentage", "currency"):
            return self.number(self.cell.get(f"{OFFICE}value", ""))
        if kind == "date":
            return moment_text(self.cell.get(f"{OFFICE}date-value", text))
        if kind == "boolean":
            return self.cell.get(f"{OFFICE}boolean-value", text).upper()
        if kind == "time" and (found := DURATION.fullmatch(self.cell.get(f"{OFFICE}time-value", ""))):
            return ":".join(part.zfill(2) for part in found.groups())
        return text or self.cell.get(f"{OFFICE}string-value", "")

    def number(self, raw: str) -> str:
        """A number as text."""
        text = number_text(raw)
        if is_lost(text):
            self.marks.lost[self.place].append(self.row)
        return text


def repeated(attributes: dict[str, str], what: str) -> int:
    """For how many rows or columns an element stands. Raises Refused for less than one."""
    times = int(attributes.get(f"{TABLE}number-{what}-repeated", "1"))
    if times < 1:
        raise refused(DAMAGED, "damaged")
    return times
