"""Workbooks are zip files of XML: opened with care, unpacked in a stream, counted while they are, or refused."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.archive import BROKEN, Declared, strangers_xml
from analytics.gate.sources.limits import (
    BOMB,
    DAMAGED,
    LARGEST_SMALL_PART,
    LARGEST_UNPACKED,
    MOST_PARTS,
    READING,
    STEEP_FROM,
    STEEPEST,
    Progress,
    refused,
)
from analytics.gate.sources.memory import Held
from analytics.text import Text

PIECE = 1 << 20
PROTECTED = Text(
    id="berkas terkunci dengan kata sandi; buka, hapus kata sandinya, lalu simpan lagi",
    en="the file is protected by a password; open it, remove the password, and save it again",
)
DECLARED = Text(
    id="berkas memuat deklarasi DTD yang tidak wajar; simpan ulang dari aplikasi lembar kerja",
    en="the file holds a DTD declaration, which no spreadsheet needs; save it again from a spreadsheet program",
)
LOCAL_HEADER = struct.Struct("<4s22xHH")  # signature, lengths of the name and of the extra field


class Archive:
    """A zip file whose list of parts is bearable. Raises Refused where it is damaged, locked, or would grow too large."""

    def __init__(self, file: Held, progress: Progress):
        self.path, self.progress = file.path, progress
        try:
            with zipfile.ZipFile(file.path) as archive:
                entries = archive.infolist()
        except BROKEN:
            raise refused(DAMAGED, "damaged") from None
        self.entries = {entry.filename: entry for entry in entries}
        self.unpacked = 0
        self.check(entries)

    def check(self, entries: list[zipfile.ZipInfo]) -> None:
        """Raises Refused for too many parts, parts of one name, locked parts, or sizes that no workbook has."""
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise refused(BOMB, "bomb")
        if any(entry.file_size > max(STEEP_FROM, STEEPEST * entry.compress_size) for entry in entries):
            raise refused(BOMB, "bomb")
        if any(entry.flag_bits & 1 for entry in entries):
            raise refused(PROTECTED, "protected")
        methods = {entry.compress_type for entry in entries}
        if len(self.entries) < len(entries) or not methods <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refused(DAMAGED, "damaged")

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, unpacked in pieces of bounded size. Raises Refused where it is not as long as the list of parts says."""
        entry, found = self.entries.get(name), 0
        if entry is None:
            raise refused(DAMAGED, "damaged")
        try:
            for piece in self.inflated(entry):
                found += len(piece)
                if found > entry.file_size:  # other readers go on to unpack what the list does not tell
                    raise refused(BOMB, "bomb")
                self.progress(READING, found / max(1, entry.file_size))
                yield piece
        except BROKEN:
            raise refused(DAMAGED, "damaged") from None
        if found < entry.file_size:
            raise refused(DAMAGED, "damaged")

    def inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of a part, whatever length the list of parts gives."""
        with Path(self.path).open("rb") as file:
            file.seek(entry.header_offset)
            signature, name, extra = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
            if signature != b"PK\3\4":
                raise zipfile.BadZipFile
            file.seek(name + extra, 1)
            if entry.compress_type == zipfile.ZIP_STORED:
                yield file.read(entry.compress_size)
                return
            left, inflate = entry.compress_size, zlib.decompressobj(-15)
            while left and not inflate.eof:
                packed = file.read(min(left, PIECE))
                left = left - len(packed) if packed else 0
                while packed and not inflate.eof:
                    yield inflate.decompress(packed, PIECE)
                    packed = inflate.unconsumed_tail

    def small(self, name: str) -> etree._Element:
        """A short part as XML without any declaration. Raises Refused."""
        content = b""
        for piece in self.pieces(name):
            content += piece
            if len(content) > LARGEST_SMALL_PART:
                raise refused(BOMB, "bomb")
        return parsed(content)


def parsed(content: bytes) -> etree._Element:
    """XML without declarations, which could name files or blow up. Raises Refused."""
    try:
        return strangers_xml(content)
    except Declared:
        raise refused(DECLARED, "declared") from None
    except ValueError:
        raise refused(DAMAGED, "damaged") from None
