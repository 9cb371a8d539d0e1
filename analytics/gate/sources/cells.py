"""What a sheet holds, whatever program wrote it: cells as canonical text, and marks of what a clerk should know of."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from xml.parsers import expat

from analytics.gate.sources.archive import DECLARED
from analytics.gate.sources.limits import (
    DAMAGED,
    LAST_ROW,
    LONGEST_CELL,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    WIDEST,
    check_size,
    refused,
)

Row = tuple[int, list[str]]
ERROR = "#N/A"  # what stands in a cell whose formula was never calculated
FIRST, LAST = datetime(1899, 12, 30), 2958466  # the day 0 of spreadsheets; the first number behind the year 9999
LEAP = 60  # the 29 February 1900 that never was: numbers before it are one day off
SAFE_DIGITS = 15  # a number in a spreadsheet keeps no more


def places() -> defaultdict[int, list[int]]:
    """Rows by column."""
    return defaultdict(list)


@dataclass
class Marks:
    """What is seen while rows are read. hidden: rows. errors, lost: rows by column whose cell is an error, or a number too long to be exact.

    merged: first row of merged cells -> (last row, column) of each.
    """

    hidden: list[int] = field(default_factory=list)
    errors: defaultdict[int, list[int]] = field(default_factory=places)
    lost: defaultdict[int, list[int]] = field(default_factory=places)
    merged: defaultdict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))


class Book(Protocol):
    """A workbook: the names of its sheets, and the rows of each that hold anything, numbered from 1."""

    kind: str
    visible: tuple[str, ...]
    hidden: tuple[str, ...]
    macros: bool

    def rows(self, name: str, marks: Marks) -> Iterator[Row]:
        """The rows of a sheet in order; marks are added while they are read. Raises Refused."""


class Reader:
    """Reads XML piece by piece. A kind of sheet adds its start and end of elements, and puts rows into `ready`. Raises Refused."""

    def __init__(self, marks: Marks, separator: str | None = None):
        self.marks, self.ready = marks, list[Row]()
        self.text: list[str] = []
        self.letters = 0
        self.parser = expat.ParserCreate(namespace_separator=separator)
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler = self.letter
        self.parser.StartDoctypeDeclHandler = self.declared

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def letter(self, data: str) -> None:
        """Some letters between elements."""
        self.text.append(data)
        self.letters += len(data)
        if self.letters > 100 * LONGEST_CELL:
            raise refused(DAMAGED, "damaged")

    def fresh(self) -> None:
        """Forgets the letters so far."""
        self.text.clear()
        self.letters = 0

    def declared(self, *_: Any) -> None:
        """Entities and other declarations are never needed and can blow up."""
        raise refused(DECLARED, "declared")

    def read(self, pieces: Iterator[bytes]) -> Iterator[Row]:
        """The rows that become ready."""
        try:
            for piece in pieces:
                self.parser.Parse(piece, False)
                yield from self.ready
                self.ready.clear()
            self.parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, OverflowError):
            raise refused(DAMAGED, "damaged") from None
        yield from self.ready

    def add(self, row: int, cells: dict[int, str], times: int = 1) -> None:
        """A row is ready, as often as it is repeated; one without anything in it is passed over."""
        if cells:
            check_size(row + times - 1, LAST_ROW, TOO_MANY_ROWS, "too_many_rows")
            check_size(max(cells) + 1, WIDEST, TOO_MANY_COLUMNS, "too_many_columns", row)
            values = [cells.get(place, "") for place in range(max(cells) + 1)]
            self.ready.extend((number, values) for number in range(row, row + times))


def number_text(raw: str) -> str:
    """A number as text: whole numbers without .0, others as short as they are exact."""
    if raw.isdigit() and raw.isascii():
        return raw
    with suppress(ValueError, OverflowError):
        number = float(raw)
        return str(int(number)) if number == int(number) and abs(number) < 1e21 else repr(number)
    return raw


def is_lost(text: str) -> bool:
    """Whether a number has more digits than a spreadsheet keeps."""
    return len(text) > SAFE_DIGITS and text.lstrip("-").isdigit()


def day_text(raw: str, since_1904: bool = False) -> str:
    """The day, time or both behind a number of days; the number itself where there is none."""
    with suppress(ValueError, OverflowError):
        number = float(raw)
        whole = number + 1462 if since_1904 else number + (1 if 0 < number < LEAP and number >= 1 else 0)
        if 0 <= whole < LAST:
            moment = FIRST + timedelta(seconds=round(whole * 86400))
            return moment.strftime("%H:%M:%S") if 0 < whole < 1 else moment_text(moment.isoformat())
    return number_text(raw)


def moment_text(raw: str) -> str:
    """A moment as ISO writes it, midnight dropped."""
    return re.sub(r"[T ]00:00:00$|[T ]00:00$", "", re.sub(r"(:\d\d)\.\d+|Z$", r"\1", raw)).replace("T", " ")
