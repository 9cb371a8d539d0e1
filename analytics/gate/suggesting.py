"""A mapping suggested for a table: columns found by their headings and by what stands in them. The clerk has the last word."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from analytics.gate.fitting import BOTH, CLEAR, ENOUGH, Candidate, candidates, standard
from analytics.gate.mapping import ColumnMap, DayOrder, identity
from analytics.gate.mapping import Mapping as ColumnMapping
from analytics.gate.sampling import ISO, Sample, joined, samples
from analytics.gate.sources.table import Table
from analytics.register.contract import COLUMNS, Column
from analytics.text import Notice, Text
from analytics.vocabulary import ELECTION

OFFERED = 45  # of 100: what a column must be worth to be offered beside the one taken
JOINED = Text(
    id="kolom “{heading}” digabung agar nama instansi lengkap", en="the columns “{heading}” are joined to give the agency's full name"
)
DERIVED = Text(id="tidak ada kolomnya; diambil dari instansi", en="there is no such column; it is taken from the agency")
NEEDED = Text(
    id="kolom wajib, tetapi tidak ada yang cocok; pilih kolom asalnya", en="a required column, but nothing fits; choose its source"
)
LACKING = Text(
    id="tidak ada kolom yang cocok; dinyatakan tidak ada, angkanya tidak dihitung",
    en="no column fits; taken as lacking, figures that need it are not counted",
)
NOBODY = Text(
    id="tidak ada kolom orang (NIP, nama, atau pseudonim); setiap baris dihitung sebagai satu dugaan",
    en="no column names a person (NIP, name or pseudonym); each row is counted as one allegation",
)


@dataclass(frozen=True)
class Proposal:
    """A suggested mapping. Everything is by our raw column name.

    reasons: why a column is filled so, or is not. unused: the sender's headings that nothing is taken from. certain: whether the
    file is in the contract's own form, so that nobody need look. confidence: 0 to 100. alternatives: other fillings, best first.
    """

    mapping: ColumnMapping
    reasons: Mapping[str, Notice]
    unused: tuple[str, ...]
    certain: bool
    confidence: Mapping[str, int] = field(default_factory=dict)
    alternatives: Mapping[str, tuple[ColumnMap, ...]] = field(default_factory=dict)


def suggested(table: Table, as_of: date) -> Proposal:
    """How a table may be read as a register. Looks at the headings and the first 5,000 rows; changes and keeps nothing."""
    columns = samples(table)
    own_form = sorted(table.headings) == sorted(column.raw for column in COLUMNS)
    found = sorted(standard(columns) if own_form else candidates(columns, as_of), key=_rank)
    taken = _whole_where_one_piece(_taken(found), columns)
    if not own_form:
        taken = _completed(table, taken, columns, as_of)
    orders = _orders(taken)
    filled = {raw: _filling(each, orders) for raw, each in sorted(taken.items(), key=lambda item: _place(item[0]))}
    used = {heading for each in taken.values() for heading in each.sample.headings}
    return Proposal(
        _mapping(filled, taken, own_form),
        {column.raw: _reason(column, taken) for column in COLUMNS},
        tuple(heading for heading in table.headings if heading not in used),
        own_form and _plainly_standard(taken),
        {raw: min(round(each.score), 100) for raw, each in taken.items()},
        _alternatives(found, taken, orders, as_of),
    )


def _mapping(filled: dict[str, ColumnMap], taken: Mapping[str, Candidate], own_form: bool) -> ColumnMapping:
    """The columns filled, the rest lacking; without anybody named each row is an allegation."""
    person = taken["id_asn"].person if "id_asn" in taken else "pseudonym"
    if own_form:
        return replace(identity(), columns={raw: filled[raw] for raw in identity().columns}, person=person)
    allegations = _nobody(taken)
    needed = {column.raw for column in COLUMNS if column.required} - ({"id_asn"} if allegations else set())
    lacks = tuple(column.raw for column in COLUMNS if column.raw not in filled and column.raw not in needed)
    return ColumnMapping(filled, lacks, person, "allegations" if allegations else "persons")


def _nobody(taken: Mapping[str, Candidate]) -> bool:
    """Whether the table is a register of cases that names no person."""
    return "nomor_kasus" in taken and "id_asn" not in taken


def _reason(column: Column, taken: Mapping[str, Candidate]) -> Notice:
    """Why one of our columns is filled as it is, or is not."""
    if column.raw in taken:
        return taken[column.raw].reason
    if column.raw in ("jenis_instansi", "provinsi") and "instansi" in taken:
        return Notice(DERIVED)
    if column.raw == "id_asn" and _nobody(taken):
        return Notice(NOBODY)
    return Notice(NEEDED if column.required else LACKING)


def _place(raw: str) -> int:
    return next(place for place, column in enumerate(COLUMNS) if column.raw == raw)


def _rank(each: Candidate) -> tuple[float, int]:
    return -each.score, _place(each.raw)


def _plainly_standard(taken: Mapping[str, Candidate]) -> bool:
    """Whether the content too is in the contract's form: days as 2020-07-31, nobody's number."""
    dates = [taken[column.raw].sample for column in COLUMNS if column.kind == "day"]
    return all(each.share(ISO) == 1 for each in dates if each.filled) and taken["id_asn"].person == "pseudonym"


def _taken(found: list[Candidate]) -> dict[str, Candidate]:
    """The best candidate of each of our columns; a column of the sender's fills one, or each of its pieces does."""
    taken: dict[str, Candidate] = {}
    used: set[tuple[str, int]] = set()
    for each in found:
        heading, part = each.sample.headings[0], each.sample.part if each.sample.split else 0
        free = not {(heading, 0), (heading, part)} & used and not (part == 0 and {(heading, 1), (heading, 2)} & used)
        if each.score >= ENOUGH and each.raw not in taken and free:
            taken[each.raw] = each
            used.add((heading, part))
    return taken


def _whole_where_one_piece(taken: dict[str, Candidate], columns: list[Sample]) -> dict[str, Candidate]:
    """A piece stays a piece only where the column as a whole would not do, or the other piece is taken too."""
    whole = {each.headings: each for each in columns}
    pieces_of = [each.sample.headings for each in taken.values() if each.sample.split]
    alone = {raw for raw, each in taken.items() if pieces_of.count(each.sample.headings) == 1 and raw == "instansi"}
    return {raw: replace(each, sample=whole[each.sample.headings], why=BOTH) if raw in alone else each for raw, each in taken.items()}


def _completed(table: Table, taken: dict[str, Candidate], columns: list[Sample], as_of: date) -> dict[str, Candidate]:
    """The agency's kind from another column put in front of its name, where more agencies are certain then."""
    agency = taken.get("instansi")
    if agency is None or agency.sample.split:
        return taken
    before = agency.sample.coded("agency", as_of)
    for kind in columns:
        if kind.headings == agency.sample.headings or kind.coded("agency_type", as_of) < CLEAR:
            continue
        both = joined(table, kind, agency.sample)
        if both.coded("agency", as_of) > before + 0.02:
            return taken | {"instansi": Candidate("instansi", both, min(agency.score + 5, 99), JOINED)}
    return taken


def _orders(taken: Mapping[str, Candidate]) -> dict[str, DayOrder]:
    """What comes first in each column of days; one that does not show it follows the others of the file, otherwise the day."""
    days = {column.raw: taken[column.raw].sample for column in COLUMNS if column.kind == "day" and column.raw in taken}
    seen = {raw: order for raw, sample in days.items() if (order := sample.order())}
    common: DayOrder = next(iter(seen.values())) if len(set(seen.values())) == 1 else "day"
    return {raw: seen.get(raw, common) for raw in days}


def _filling(each: Candidate, orders: Mapping[str, DayOrder]) -> ColumnMap:
    """A candidate as a column of a mapping."""
    sample = each.sample
    return ColumnMap(sample.headings, split=sample.split, part=sample.part if sample.split else 1, order=orders.get(each.raw, "day"))


def _alternatives(
    found: list[Candidate], taken: Mapping[str, Candidate], orders: Mapping[str, DayOrder], as_of: date
) -> dict[str, tuple[ColumnMap, ...]]:
    """Other columns that may fill one of ours, three at most; the election of the year as a constant."""
    others: dict[str, tuple[ColumnMap, ...]] = {}
    chosen = {raw: _filling(each, orders) for raw, each in taken.items()}
    for each in found:
        filling, known = _filling(each, orders), others.get(each.raw, ())
        if each.score >= OFFERED and filling != chosen.get(each.raw) and filling not in known and len(known) < 3:
            others[each.raw] = (*known, filling)
    if "pemilihan" not in taken:
        years = tuple(ColumnMap(constant=code) for code in ELECTION.members if code.endswith(f"_{as_of.year}"))
        others["pemilihan"] = (*others.get("pemilihan", ()), *years)
    return {raw: fillings for raw, fillings in others.items() if fillings}
