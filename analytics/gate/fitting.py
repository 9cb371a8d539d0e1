"""What each column of a table may be: how well its heading and its content fit each of ours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from rapidfuzz import fuzz

from analytics.gate.mapping import Person
from analytics.gate.sampling import NUMBERED, SERIAL, Sample, pieces
from analytics.gate.words import compact, normal, plain
from analytics.register.contract import COLUMNS, Column
from analytics.register.findings import harmless
from analytics.text import Notice, Text
from analytics.vocabulary import REFERENCE, read_rows

ENOUGH = 58  # of 100: what a column must be worth to be taken
CLEAR = 0.8  # share of cells that makes content alone enough
PERSONS: dict[str, Person] = {"id_asn": "pseudonym", "nip": "nip", "nama": "name"}  # in headings.csv
# Lists whose words say by themselves which column they stand in.
BY_CONTENT = (
    "agency", "province", "agency_type", "category", "position_level", "position", "source", "election", "status", "follow_up",
)  # fmt: skip

STANDARD = Text(id="judul kolom baku", en="the standard heading")
HEADING = Text(
    id="judul “{heading}” cocok; isinya belum dapat dipastikan", en="the heading “{heading}” fits; its content could not be confirmed"
)
BOTH = Text(id="judul “{heading}” dan isinya cocok", en="the heading “{heading}” and its content fit")
CONTENT = Text(id="isi kolom “{heading}” cocok; judulnya tidak dikenal", en="the content of “{heading}” fits; its heading is not known")
PIECE = Text(
    id="kolom “{heading}” memuat dua hal; diambil bagian ke-{part}", en="the column “{heading}” holds two facts; piece {part} is taken"
)


@dataclass(frozen=True)
class Candidate:
    """A column (or a piece of one) that may fill one of ours. score: 0 to 100; person: what it says of a person."""

    raw: str
    sample: Sample
    score: float
    why: Text
    person: Person = "pseudonym"

    @property
    def reason(self) -> Notice:
        """Why, with the heading as it may be shown."""
        return Notice(self.why, heading=harmless(" + ".join(self.sample.headings)), part=self.sample.part)


def standard(columns: list[Sample]) -> list[Candidate]:
    """Every column as what its heading says; a person's number in the column of pseudonyms is seen."""
    return [
        Candidate(each.headings[0], each, 100, STANDARD, "nip" if each.headings == ("id_asn",) and each.numbers_of_persons else "pseudonym")
        for each in columns
    ]


@cache
def known_headings() -> frozenset[str]:
    """Every heading that is known for a column of ours, by which opening tells the row of headings."""
    return frozenset(column.raw for column in COLUMNS) | {row["heading"] for row in read_rows(REFERENCE / "headings.csv")}


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    """Headings in normal form by raw column, or by 'nip' and 'nama'."""
    known: dict[str, tuple[str, ...]] = {column.raw: (_form(column.raw),) for column in COLUMNS}
    for row in read_rows(REFERENCE / "headings.csv"):
        known[row["column"]] = (*known.get(row["column"], ()), _form(row["heading"]))
    return known


@lru_cache(maxsize=4096)
def _form(heading: str) -> str:
    """A heading for comparing: 'No. Reg' and 'Nomor reg' are one."""
    return " ".join({"no": "nomor", "number": "nomor", "num": "nomor", "nr": "nomor"}.get(each, each) for each in normal(heading).split())


def likeness(heading: str, raw: str) -> float:
    """How well a heading says one of our columns, 0 to 100."""
    form = _form(heading)
    if not form or form == "nomor":  # a running number
        return 0
    if any(compact(form) == compact(each) for each in _known()[raw]):
        return 100
    near = max(max(fuzz.ratio(form, each), 0.95 * fuzz.token_sort_ratio(form, each)) for each in _known()[raw])
    part = max((len(each) / len(form) for each in _known()[raw] if f" {each} " in f" {form} "), default=0)
    return max(near if near >= 84 else 0, 70 + 25 * part if part else 0)


def candidates(columns: list[Sample], as_of: date) -> Iterator[Candidate]:
    """What each column and each piece of one may be."""
    for sample in columns:
        yield from _of(sample, sample.headings[0], as_of)
        if sample.days < 0.5 and sample.numbers_of_persons < 0.5:
            yield from _of_pieces(sample, as_of)


def _of(sample: Sample, heading: str, as_of: date) -> Iterator[Candidate]:
    """What one column may be."""
    for column in COLUMNS:
        if column.raw == "id_asn":
            yield from _persons(sample, heading, as_of)
            continue
        fit = FITS[column.kind](sample, column, as_of)
        like = likeness(heading, column.raw)
        if fit >= 0 and like:
            yield Candidate(column.raw, sample, 0.7 * like + 30 * fit, BOTH if fit >= 0.5 else HEADING)
        elif fit >= CLEAR and _clear_by_content(sample, column):
            yield Candidate(column.raw, sample, ENOUGH + 5 * fit, CONTENT)


def _clear_by_content(sample: Sample, column: Column) -> bool:
    """Whether content alone says which column it is: a list of its own, days, a number of its own in each row."""
    if column.kind == "code":
        return column.field in BY_CONTENT
    if column.kind == "day":
        return column.raw == "tanggal_laporan"
    return column.raw == "nomor_kasus" and sample.distinct >= 0.9 and sample.share(NUMBERED) >= CLEAR


def _day_fit(sample: Sample, column: Column, as_of: date) -> float:
    """Days in writing, or numbers that a spreadsheet keeps for days; -1 where it can be no column of days."""
    if not sample.filled:
        return 0.2
    serial = sample.share(SERIAL) if likeness(sample.headings[0], column.raw) >= 90 else 0
    share = sample.days + serial
    return min(share, 1) if share >= 0.5 else -1


def _code_fit(sample: Sample, column: Column, as_of: date) -> float:
    """Words of the list; -1 for days and numbers of persons."""
    if sample.days >= 0.5 or sample.numbers_of_persons >= 0.5:
        return -1
    return sample.coded(column.field, as_of)


def _identifier_fit(sample: Sample, column: Column, as_of: date) -> float:
    """Short words with a digit; -1 for days, numbers of persons and sentences."""
    if sample.days >= 0.5 or sample.numbers_of_persons >= 0.5:
        return -1
    numbered = sum(count for word, count in sample.words.items() if len(word) <= 64 and any(each.isdigit() for each in word))
    share = numbered / max(len(sample.filled), 1)
    return -1 if sample.filled and share < 0.3 else share


FITS = {"day": _day_fit, "code": _code_fit, "identifier": _identifier_fit}


def _persons(sample: Sample, heading: str, as_of: date) -> Iterator[Candidate]:
    """What a column says of a person: our own pseudonym before an NIP, that before another key, that before a name."""
    like = {kind: likeness(heading, known) for known, kind in PERSONS.items()}
    if plain(heading) == "id asn" and sample.numbers_of_persons < 0.1:
        yield Candidate("id_asn", sample, 100, STANDARD)
    elif sample.numbers_of_persons >= 0.5 or (like["nip"] >= 90 and not sample.filled):
        yield Candidate("id_asn", sample, 98 if like["nip"] >= 84 else 92, BOTH if like["nip"] >= 84 else CONTENT, "nip")
    elif like["nip"] >= 90:
        yield Candidate("id_asn", sample, 75, HEADING, "nip")
    elif like["pseudonym"] >= 84 and _identifier_fit(sample, COLUMNS[1], as_of) >= 0:
        yield Candidate("id_asn", sample, 0.9 * like["pseudonym"], HEADING)
    elif like["name"] >= 84 and sample.coded("agency", as_of) < 0.3:
        yield Candidate("id_asn", sample, 0.7 * like["name"], HEADING, "name")


def _of_pieces(sample: Sample, as_of: date) -> Iterator[Candidate]:
    """What the pieces of a column with two facts may be; pieces are believed where one at least is clear by its content."""
    halves = pieces(sample)
    heading = sample.headings[0]
    parts = [part.strip() for part in heading.split("/")] if heading.count("/") == 1 else [heading, heading]
    clear = [
        half.days >= CLEAR or half.numbers_of_persons >= CLEAR or any(half.coded(name, as_of) >= CLEAR for name in BY_CONTENT)
        for half in halves
    ]
    if not any(clear) or not (all(clear) or any(half.days >= CLEAR or half.numbers_of_persons >= CLEAR for half in halves)):
        return
    for half, part in zip(halves, parts, strict=False):
        said = [part, heading, *([f"tanggal {heading}", f"date {parts[0]}", f"tanggal {parts[0]}"] if half.days >= CLEAR else [])]
        found = [each for words in dict.fromkeys(said) for each in _of(half, words, as_of)]
        yield from (replace(each, score=each.score + (5 if all(clear) else -1), why=PIECE) for each in found)
