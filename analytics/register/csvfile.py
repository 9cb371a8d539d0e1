"""A look at a CSV file before it is read: encoding, separator, heading, overlong lines. Refuses with a line number."""

import csv
from dataclasses import dataclass
from pathlib import Path

from analytics.register.findings import Finding, Refused
from analytics.text import Text

LONGEST_LINE = 100_000  # bytes; a row of the contract needs a few hundred
CHUNK = 1 << 20
SEPARATORS = ",;\t|"

EMPTY = Text(id="berkas kosong", en="the file is empty")
BLANK = Text(id="baris ini kosong; hapus baris kosong", en="this line is empty; remove empty lines")
NOT_UTF8 = Text(
    id="teks bukan UTF-8; simpan ulang sebagai CSV UTF-8",
    en="the text is not UTF-8; save it again as CSV UTF-8",
)
LINE_TOO_LONG = Text(id="baris terlalu panjang (lebih dari 100.000 bita)", en="the line is too long (more than 100,000 bytes)")
BINARY = Text(id="berkas memuat bita nol; ini bukan CSV teks", en="the file holds zero bytes; it is not text")


@dataclass(frozen=True)
class Layout:
    """How to read a CSV file: its separator and its headings in order."""

    separator: str
    headings: list[str]


def layout(path: Path) -> Layout:
    """The layout of a CSV file, every line of which is valid UTF-8 and of bearable length. Raises Refused."""
    first = check_lines(path)
    separator = max(SEPARATORS, key=first.count)
    headings = next(csv.reader([first], delimiter=separator), [])
    return Layout(separator, [heading.strip() for heading in headings])


def check_lines(path: Path) -> str:
    """The first line as text, after a pass over the whole file. Raises Refused with the number of the first bad line."""
    with path.open("rb") as file:
        first = file.readline(LONGEST_LINE + 1)
        if not first:
            raise Refused([Finding(EMPTY)])
        check_line(first, 1)
        number, blank = 1, 0 if first.strip() else 1
        for lines in iter(lambda: file.readlines(CHUNK), []):
            check_block(lines, number)
            blank = first_gap(lines, number, blank)
            number += len(lines)
    return first.decode("utf-8-sig").rstrip("\r\n")


def first_gap(lines: list[bytes], number: int, blank: int) -> int:
    """The number of the empty line the file may end with (0: none). Raises Refused where text follows an empty line."""
    for offset, line in enumerate(lines, start=1):
        if not line.strip():
            blank = blank or number + offset
        elif blank:
            raise Refused([Finding(BLANK, row=blank)])
    return blank


def check_block(lines: list[bytes], number: int) -> None:
    """Checks a block of lines at once, and line by line only where the block is bad."""
    block = b"".join(lines)
    if len(max(lines, key=len)) <= LONGEST_LINE and b"\0" not in block and is_utf8(block):
        return
    for offset, line in enumerate(lines, start=1):
        check_line(line, number + offset)


def check_line(line: bytes, number: int) -> None:
    """Raises Refused where a line is too long, binary or not UTF-8."""
    if len(line) > LONGEST_LINE:
        raise Refused([Finding(LINE_TOO_LONG, row=number)])
    if b"\0" in line:
        raise Refused([Finding(BINARY, row=number)])
    if not is_utf8(line):
        raise Refused([Finding(NOT_UTF8, row=number)])


def is_utf8(block: bytes) -> bool:
    """Whether the bytes are valid UTF-8."""
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
