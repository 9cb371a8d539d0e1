"""How many civil servants (ASN) each agency has, from a reference file that an installation may supply; nothing is invented without it.

The file (setting headcounts) is CSV in UTF-8 with the columns agency (a code of data/reference/agencies.csv), asn (whole number, without
separators), as_of (YYYY-MM-DD) and source (who says so): one row an agency. It is hostile until read: one fault refuses it as a whole.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from analytics.register.csvfile import layout
from analytics.register.findings import Finding, Refused
from analytics.settings import ROOT, settings
from analytics.text import Notice, Text, cleaned
from analytics.vocabulary import AGENCY

COLUMNS = ("agency", "asn", "as_of", "source")
LARGEST_FILE = 1_000_000  # bytes; all agencies there are need some 50,000
LONGEST_SOURCE = 200  # letters

ABSENT = Text(
    id="Jumlah ASN per instansi belum tersedia. Angka per 1.000 ASN muncul bila pengelola menyediakan berkas {file} (pengaturan headcounts): CSV "
    "dengan kolom {columns}, satu baris per instansi.",
    en="The number of ASN of each agency is not available. Numbers per 1,000 ASN appear once the administrator supplies the file {file} (setting "
    "headcounts): CSV with the columns {columns}, one row an agency.",
)
REFUSED = Text(
    id="Berkas jumlah ASN ({file}) ditolak: {first}. Temuan seluruhnya: {count}.",
    en="The file of numbers of ASN ({file}) was refused: {first}. Findings in all: {count}.",
)
TOO_LARGE = Text(id="berkas lebih dari 1 MB", en="the file is larger than 1 MB")
NO_FILE = Text(id="bukan berkas biasa", en="not a plain file")
HEADINGS = Text(id="judul kolom harus {columns}, masing-masing satu kali", en="the headings must be {columns}, each once")
CELLS = Text(id="jumlah sel tidak sama dengan jumlah kolom", en="the number of cells is not that of the columns")
QUOTES = Text(id="tanda kutip tidak berpasangan", en="quotation marks do not match")
NO_AGENCY = Text(id="kode instansi tidak ada dalam daftar", en="there is no agency of this code in the list")
TWICE = Text(id="instansi ini sudah disebut pada baris {before}", en="this agency already stands in row {before}")
NO_NUMBER = Text(
    id="harus bilangan bulat lebih dari nol tanpa tanda pemisah, misalnya 4321",
    en="must be a whole number above zero without separators, such as 4321",
)
NO_DAY = Text(id="harus tanggal YYYY-MM-DD yang ada", en="must be a day that exists, YYYY-MM-DD")
FUTURE = Text(id="tanggal belum tiba", en="the day is in the future")
NO_SOURCE = Text(
    id="sumber harus diisi, paling panjang 200 huruf, tanpa tanda kendali, tanpa < atau >, dan tidak diawali = + - @",
    en="the source must be given, at most 200 letters, without control characters, without < or >, and not beginning with = + - @",
)
UNSAFE_SOURCE = re.compile("[=+@-]|.*[<>]")  # a formula to a spreadsheet, or markup to a page


@dataclass(frozen=True)
class Headcount:
    """How many civil servants an agency had on a day, and who says so."""

    asn: int
    as_of: date
    source: str


def headcounts() -> dict[str, Headcount]:
    """The headcounts of this installation by agency. Raises Notice where the file is absent or refused."""
    path = ROOT / settings().headcounts  # an absolute setting stays absolute
    if not path.exists():
        raise Notice(ABSENT, file=path.name, columns=", ".join(COLUMNS))
    try:
        found = path.stat()
        return read(path, found.st_mtime_ns, found.st_size)
    except Refused as why:
        first = Text(id=why.findings[0]("id"), en=why.findings[0]("en"))
        raise Notice(REFUSED, file=path.name, first=first, count=len(why.findings)) from None


@lru_cache(maxsize=4)
def read(path: Path, changed: int, size: int) -> dict[str, Headcount]:
    """A file of headcounts, kept until it changes (changed: its time in nanoseconds; size in bytes). Raises Refused."""
    if not path.is_file() or size > LARGEST_FILE:
        raise Refused([Finding(TOO_LARGE if size > LARGEST_FILE else NO_FILE)])
    shape = layout(path)
    if sorted(shape.headings) != sorted(COLUMNS):
        raise Refused([Finding(HEADINGS, row=1, values=(("columns", ", ".join(COLUMNS)),))])
    return checked(path, shape.separator, shape.headings)


def checked(path: Path, separator: str, headings: list[str]) -> dict[str, Headcount]:
    """Every row, once none has a fault. Raises Refused with each fault: row, column, reason."""
    places: dict[str, int] = {}
    kept: dict[str, Headcount] = {}
    findings: list[Finding] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for number, line in enumerate(csv.reader(file, delimiter=separator, strict=True), start=1):
                if number == 1 or not line:
                    continue
                cells = dict(zip(headings, (cell.strip() for cell in line), strict=False))
                faults = faults_of(cells, number, places) if len(line) == len(headings) else [Finding(CELLS, row=number)]
                findings += faults
                if not faults:
                    places[cells["agency"]] = number
                    kept[cells["agency"]] = Headcount(int(cells["asn"]), date.fromisoformat(cells["as_of"]), cells["source"])
        except csv.Error:
            findings.append(Finding(QUOTES))
    if findings:
        raise Refused(findings)
    return kept


def faults_of(cells: dict[str, str], row: int, places: dict[str, int]) -> list[Finding]:
    """What is wrong with a row. places: in which row each agency stood before."""
    found = []
    agency, asn, as_of, source = (cells[column] for column in COLUMNS)
    if agency not in AGENCY.members and agency not in AGENCY.own:
        found.append(Finding(NO_AGENCY, row=row, column="agency", value=agency))
    elif agency in places:
        found.append(Finding(TWICE, row=row, column="agency", value=agency, values=(("before", str(places[agency])),)))
    if not re.fullmatch("[1-9][0-9]{0,6}", asn):
        found.append(Finding(NO_NUMBER, row=row, column="asn", value=asn))
    if not is_day(as_of):
        found.append(Finding(NO_DAY, row=row, column="as_of", value=as_of))
    elif date.fromisoformat(as_of) > datetime.now(ZoneInfo(settings().time_zone)).date():
        found.append(Finding(FUTURE, row=row, column="as_of", value=as_of))
    if not is_source(source):
        found.append(Finding(NO_SOURCE, row=row, column="source"))
    return found


def is_source(words: str) -> bool:
    """Whether a text can stand as a source: not too long, no control characters, nothing that a spreadsheet or a page would carry out."""
    return bool(words) and len(words) <= LONGEST_SOURCE and cleaned(words) == words and not UNSAFE_SOURCE.match(words)


def is_day(words: str) -> bool:
    """Whether a text is a day that exists, written YYYY-MM-DD."""
    try:
        return bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", words) and date.fromisoformat(words))
    except ValueError:
        return False
