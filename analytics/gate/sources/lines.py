"""The bytes of a text file: which encoding, how its lines end, whether a machine wrote it. Made UTF-8 in memory where it is not."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analytics.gate.sources.limits import DAMAGED, LONGEST_CELL, LONGEST_LINE, READING, Progress, refused
from analytics.gate.sources.memory import Held, blank
from analytics.register.csvfile import BINARY, LINE_TOO_LONG, NOT_UTF8
from analytics.register.findings import Finding
from analytics.text import Text

BLOCK = 1 << 20
TAIL = 1 << 16
RECODED = Text(
    id="teks bukan UTF-8 dan dibaca sebagai {encoding}; periksa huruf khusus, misalnya é atau tanda kutip miring",
    en="the text is not UTF-8 and was read as {encoding}; check special letters such as é or curly quotes",
)
LOST_DIGITS = Text(
    id="ada angka berbentuk 1,99E+17: digit terakhirnya sudah hilang, sehingga NIP berbeda dapat menjadi sama; "
    "minta berkas dengan NIP sebagai teks",
    en="there are numbers like 1.99E+17: their last digits are lost, so that different NIPs may have become the same; "
    "ask for a file with the NIP as text",
)
LOST = re.compile(rb"\d[.,]\d+[eE]\+1[5-9]\b")
# Windows-1252, its five undefined bytes as in Latin-1, so that no byte is without a letter.
WINDOWS = "".join(bytes([each]).decode("cp1252", "replace").replace("\ufffd", chr(each)) for each in range(256))


@dataclass
class Seen:
    """What a pass over the bytes showed.

    count: lines, without empty ones at the end. even: all end alike and none could hold a cell that is too long. stray: there are
    returns without a line feed. foreign, lost: the first row that is not UTF-8, or holds a number without its last digits (0: none).
    """

    count: int = 0
    even: bool = True
    stray: bool = False
    foreign: int = 0
    lost: int = 0


@dataclass(frozen=True)
class Lines:
    """A text file as UTF-8 with what was seen of it."""

    file: Held
    seen: Seen
    findings: tuple[Finding, ...]


def lines(file: Held, progress: Progress) -> Lines:
    """A file as UTF-8 lines, the file itself where it is that already. Raises Refused where it is no text or a line is too long."""
    with Path(file.path).open("rb") as source:
        head = source.read(3)
    encoding = "UTF-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""
    text = recoded(file, codecs.getincrementaldecoder("utf-16")()) if encoding else file
    seen = scanned(text, progress)
    if seen.stray:
        text = fed(text)
        seen = scanned(text, progress)
    if row := seen.foreign:
        if head == codecs.BOM_UTF8:
            raise refused(NOT_UTF8, "not_utf8", row)
        encoding, text = "Windows-1252", recoded(text, WindowsDecoder())
        seen = scanned(text, progress)
    said = [Finding(RECODED, row or None, values=(("encoding", encoding),), level="note", code="encoding")] if encoding else []
    said += [Finding(LOST_DIGITS, seen.lost, level="warning", code="lost_digits")] if seen.lost else []
    return Lines(text, seen, tuple(said))


class WindowsDecoder(codecs.IncrementalDecoder):
    """Windows-1252 where no byte is without a letter."""

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """The text of these bytes."""
        return codecs.charmap_decode(data, "strict", WINDOWS)[0]


def recoded(file: Held, decoder: codecs.IncrementalDecoder) -> Held:
    """A copy in memory as UTF-8. Raises Refused where the bytes are not of that encoding."""
    copy = blank()
    try:
        for block in blocks(file):
            copy.file.write(decoder.decode(block).encode("utf-8"))
        copy.file.write(decoder.decode(b"", True).encode("utf-8"))
    except UnicodeError:
        raise refused(DAMAGED, "damaged") from None
    copy.file.flush()
    return copy


def fed(file: Held) -> Held:
    """A copy in memory in which every line ends with a line feed alone."""
    copy = blank()
    for block in blocks(file):
        copy.file.write(block.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    copy.file.flush()
    return copy


def blocks(file: Held) -> Iterator[bytes]:
    """The bytes of a file; a return and its line feed are never parted."""
    with Path(file.path).open("rb") as source:
        while block := source.read(BLOCK):
            yield block + source.read(1) if block.endswith(b"\r") else block


def scanned(file: Held, progress: Progress) -> Seen:
    """One pass over a file. Raises Refused with the row of a zero byte or of a line that is too long."""
    seen, decoder, since, done, size, tail = Seen(), codecs.getincrementaldecoder("utf-8")(), 0, 0, file.size() or 1, b""
    ends = 0  # lines that end with both a return and a line feed
    for block in blocks(file):
        returns, pairs = (block.count(b"\r"), block.count(b"\r\n")) if b"\r" in block else (0, 0)
        seen.stray = seen.stray or returns > pairs
        if seen.stray:
            return seen
        check_block(block, since, seen)
        look(block, decoder, seen)
        seen.count += block.count(b"\n")
        ends, done, tail = ends + pairs, done + len(block), (tail + block)[-TAIL:]
        since = len(block) - block.rfind(b"\n") - 1 if b"\n" in block else since + len(block)
        progress(READING, min(1.0, done / size))
    if decoder.getstate()[0] and not seen.foreign:  # the file ends within a letter
        seen.foreign = seen.count + 1
    seen.even = seen.even and ends in (0, seen.count)
    filled = tail.rstrip(b"\r\n")
    seen.count += 1 - tail[len(filled) :].count(b"\n") if filled else -seen.count
    return seen


def check_block(block: bytes, since: int, seen: Seen) -> None:
    """Raises Refused where a block, begun so many bytes into a line, holds a zero byte or a line that is too long."""
    place = block.find(b"\0")
    if place >= 0:
        raise refused(BINARY, "zero_byte", seen.count + block.count(b"\n", 0, place) + 1)
    if overlong(block, since, LONGEST_CELL) < 0:
        return
    seen.even = False
    place = overlong(block, since, LONGEST_LINE)
    if place >= 0:
        raise refused(LINE_TOO_LONG, "line_too_long", seen.count + block.count(b"\n", 0, place) + 1)


def overlong(block: bytes, since: int, most: int) -> int:
    """Where a line of more bytes than most begins in a block that was begun so many bytes into a line; -1 where none does."""
    start = -since
    while start + most < len(block):
        end = block.rfind(b"\n", max(start, 0), max(start + most + 1, 0))
        if end < 0:
            return max(start, 0)
        start = end + 1
    return -1


def look(block: bytes, decoder: codecs.IncrementalDecoder, seen: Seen) -> None:
    """Notes the first row that is not UTF-8 and the first number without its last digits."""
    if not seen.lost and b"+" in block and b"E+1" in block and (number := LOST.search(block)):
        seen.lost = seen.count + block.count(b"\n", 0, number.start()) + 1
    if seen.foreign or (block.isascii() and not decoder.getstate()[0]):
        return
    try:
        decoder.decode(block)
    except UnicodeDecodeError as error:
        seen.foreign = seen.count + error.object.count(b"\n", 0, error.start) + 1
