"""The first door: any file an office sends becomes one table of text, or is refused by name. What it is, its content decides."""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from analytics.gate.sources import columnar, sheets, text
from analytics.gate.sources.archive import PROTECTED, Archive
from analytics.gate.sources.headings import EMPTY
from analytics.gate.sources.limits import LARGEST_BOOK, LARGEST_FILE, LOWEST_HEADER, TOO_LARGE, Progress, refused, silent
from analytics.gate.sources.memory import Held, held
from analytics.gate.sources.table import Table
from analytics.register.findings import Finding, Refused, harmless
from analytics.text import Text, cleaned, same

NO_FILE = Text(id="berkas tidak ada atau tidak dapat dibuka", en="the file does not exist or cannot be opened")
OTHER_KIND = Text(
    id="isinya {kind}, bukan tabel; kirim sebagai XLSX, ODS, CSV atau Parquet",
    en="it is {kind}, not a table; send it as XLSX, ODS, CSV or Parquet",
)
WRONG_ENDING = Text(
    id="akhiran nama berkas tidak sesuai isinya; dibaca sebagai {kind}",
    en="the ending of the file's name does not fit its content; it was read as {kind}",
)
OLD_EXCEL = Text(id="berkas Excel lama (.xls)", en="an old Excel file (.xls)")
BINARY_EXCEL = Text(id="berkas Excel biner (.xlsb)", en="a binary Excel file (.xlsb)")
WEB_PAGE = Text(id="halaman web (HTML)", en="a web page (HTML)")
PICTURE = Text(id="gambar", en="a picture")
WORD = Text(id="dokumen Word", en="a Word document")
SLIDES = Text(id="berkas presentasi", en="a presentation")
OPEN_DOCUMENT = Text(id="dokumen OpenDocument lain", en="another kind of OpenDocument file")
PACKED = Text(id="berkas terkompresi", en="a compressed file")
OTHER_XML = Text(id="berkas XML", en="an XML file")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the compound file of the old formats, and of encrypted new ones
PROTECTED_MARK = "EncryptedPackage".encode("utf-16-le")
SIGNS = {
    b"%PDF": same("PDF"),
    b"{\\rtf": WORD,
    b"\x1f\x8b": PACKED,
    b"7z\xbc\xaf": PACKED,
    b"Rar!": PACKED,
    b"BZh": PACKED,
    b"\xfd7zXZ": PACKED,
    b"(\xb5/\xfd": PACKED,
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
}
MARKUP = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta", b"<div")
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
ENDINGS = {"CSV": {".csv", ".txt", ".tsv"}, "XLSX": {".xlsx", ".xlsm"}, "ODS": {".ods"}, "Parquet": {".parquet"}}


def opened(
    content: Path | bytes,
    name: str,
    sheet: str = "",
    header_row: int = 0,
    known: Collection[str] = (),
    progress: Progress = silent,
) -> Table:
    """Any file as one table of text. known: words that tell the row of headings (our names and labels). Raises Refused.

    sheet, header_row: where the table stands in the file, found by itself where '' and 0.
    """
    try:
        file = regular(content)
        size = file.size()
        if not 0 < size <= LARGEST_FILE:
            raise refused(TOO_LARGE, "too_large", size=LARGEST_FILE // 1_000_000) if size else refused(EMPTY, "empty")
        with Path(file.path).open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
        table = of_kind(file, size, sheet, min(max(header_row, 0), LOWEST_HEADER), known, progress)
    except OSError:
        raise refused(NO_FILE, "no_file") from None
    fits = Path(name).suffix.lower() in ENDINGS[table.kind]
    wrong = () if fits else (Finding(WRONG_ENDING, values=(("kind", table.kind),), level="note", code="wrong_ending"),)
    return replace(table, name=harmless(cleaned(Path(name).name)), digest=digest, findings=(*wrong, *table.findings))


def regular(content: Path | bytes) -> Held:
    """The file, open. Raises Refused for what is no file, such as a folder, which could be waited on for ever if it were a pipe."""
    if isinstance(content, Path) and not content.is_file():
        raise refused(NO_FILE, "no_file")
    return held(content)


def of_kind(file: Held, size: int, sheet: str, header_row: int, known: Collection[str], progress: Progress) -> Table:
    """The table by what the content is. Raises Refused, naming what it seems to be where it is no table."""
    with Path(file.path).open("rb") as source:
        head = source.read(4096)
    if head.startswith(b"PK\3\4"):
        if size > LARGEST_BOOK:
            raise refused(TOO_LARGE, "too_large", size=LARGEST_BOOK // 1_000_000)
        archive = Archive(file, progress)
        return sheets.table(archive, kind_of(archive), sheet, known, header_row)
    if head.startswith(b"PAR1"):
        return columnar.table(file)
    if head.startswith(OLE):
        raise refused(PROTECTED, "protected") if is_protected(file) else other(OLD_EXCEL)
    refuse_signs(head)
    return text.table(file, known, header_row, progress)


def kind_of(archive: Archive) -> str:
    """XLSX or ODS. Raises Refused for other zip files."""
    names = archive.entries
    if "xl/workbook.xml" in names:
        return "XLSX"
    if "mimetype" in names:
        kind = b"".join(archive.pieces("mimetype"))[:200].strip()
        if kind == SPREADSHEET or kind == SPREADSHEET + b"-template":
            return "ODS"
        raise other(OPEN_DOCUMENT)
    folders = {"xl/workbook.bin": BINARY_EXCEL, "word/document.xml": WORD, "ppt/presentation.xml": SLIDES}
    raise other(next((kind for sign, kind in folders.items() if sign in names), PACKED))


def is_protected(file: Held) -> bool:
    """Whether a compound file holds an encrypted workbook."""
    with Path(file.path).open("rb") as source:
        return PROTECTED_MARK in source.read(LARGEST_BOOK)


def refuse_signs(head: bytes) -> None:
    """Raises Refused for a file that says at its start that it is something else."""
    for sign, kind in SIGNS.items():
        if head.startswith(sign):
            raise other(kind)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(MARKUP) or (start.startswith(b"<?xml") and b"<html" in start):
        raise other(WEB_PAGE)
    if start.startswith(b"<?xml"):
        raise other(OTHER_XML)


def other(kind: Text) -> Refused:
    """The refusal of a file that is no table."""
    return refused(Text(OTHER_KIND.id.replace("{kind}", kind.id), OTHER_KIND.en.replace("{kind}", kind.en)), "other_kind")
