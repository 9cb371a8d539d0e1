"""Scope: which snapshot, which rows, counted in which unit. Once as SQL, once as a sentence, once as a link."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from analytics import formats
from analytics.text import Lang, Notice, Text, join
from analytics.vocabulary import DIMENSIONS, NONE, UNKNOWN, Dimension


@dataclass(frozen=True)
class Unit:
    """What is counted. key: the column of `cases` whose distinct values are counted; noun, one: its word after a number, after 1."""

    code: str
    label: Text
    noun: Text
    one: Text
    key: str

    def after(self, number: float | None) -> Text:
        """The word after a number."""
        return self.one if number == 1 else self.noun


PERSON = Unit("orang", Text(id="Orang (ASN)", en="Persons (ASN)"), Text(id="ASN", en="ASN"), Text(id="ASN", en="ASN"), "person")
CASE = Unit("kasus", Text(id="Kasus", en="Cases"), Text(id="kasus", en="cases"), Text(id="kasus", en="case"), "case_number")
LETTER = Unit(
    "rekomendasi",
    Text(id="Rekomendasi (surat)", en="Recommendations (letters)"),
    Text(id="rekomendasi", en="letters"),
    Text(id="rekomendasi", en="letter"),
    "letter",
)
ALLEGATION = Unit(
    "dugaan",
    Text(id="Dugaan", en="Allegations"),
    Text(id="dugaan", en="allegations"),
    Text(id="dugaan", en="allegation"),
    "allegation",
)
# Of the unit of persons, where rows of the register are counted: a person counts once in each of their cases.
PER_CASE = Text(id="ASN per kasus", en="ASN per case")
UNITS = {unit.code: unit for unit in (PERSON, ALLEGATION, CASE, LETTER)}

ALL = Text(id="semua laporan", en="all reports")
FROM = Text(id="dilaporkan sejak {day}", en="reported from {day}")
TO = Text(id="dilaporkan hingga {day}", en="reported up to {day}")
UNKNOWN_MEMBER = Text(id="{dimension}: kode “{code}” tidak ada dalam daftar.", en="{dimension}: there is no code “{code}” in the list.")
BAD_DATE = Text(id="“{value}” bukan tanggal (YYYY-MM-DD).", en="“{value}” is not a date (YYYY-MM-DD).")
BAD_PERIOD = Text(id="Awal periode ({start}) sesudah akhirnya ({end}).", en="The period starts ({start}) after it ends ({end}).")
BAD_FILTER = Text(id="Tidak dapat menyaring menurut “{code}”.", en="Cannot filter by “{code}”.")
BAD_UNIT = Text(id="Satuan “{code}” tidak dikenal.", en="There is no unit “{code}”.")


def parse_date(value: str) -> date:
    """A date from YYYY-MM-DD text. Raises Notice."""
    try:
        return date.fromisoformat(value if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else "")
    except ValueError:
        raise Notice(BAD_DATE, value=value[:40]) from None


@dataclass(frozen=True)
class Scope:
    """The rows a figure speaks of: one snapshot, filters on dimensions, a period of report dates, and the unit counted.

    where: dimension code -> codes (none named: not filtered), all checked against the vocabularies. start and end are inclusive.
    """

    as_of: date
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    unit: Unit = PERSON

    def __post_init__(self) -> None:
        object.__setattr__(self, "where", {code: tuple(dict.fromkeys(members)) for code, members in self.where.items() if members})
        for code, members in self.where.items():
            check_filter(code, members)
        if self.start and self.end and self.start > self.end:
            raise Notice(BAD_PERIOD, start=formats.named_day(self.start), end=formats.named_day(self.end))

    def __hash__(self) -> int:
        return hash((self.as_of, tuple(sorted(self.where.items())), self.start, self.end, self.unit))

    def sql(self) -> tuple[str, dict[str, object]]:
        """A condition on the table `cases`, and the values it binds. Only names declared here enter the text."""
        parts: list[str] = ["true"]
        values: dict[str, object] = {}
        for code, members in self.where.items():
            one, some = (
                f"{code} = try_cast(${code}[1] as {code}_code)",
                f"{code} in (select try_cast(unnest(${code}::varchar[]) as {code}_code))",
            )
            parts.append(one if len(members) == 1 else some)  # a code of another snapshot: no row; one alone is looked up faster
            values[code] = list(members)
        for name, day, sign in (("start", self.start, ">="), ("end", self.end, "<=")):
            if day:
                parts.append(f"reported_on {sign} ${name}_day")
                values[f"{name}_day"] = day
        return " and ".join(parts), values

    def words(self, lang: Lang) -> list[str]:
        """Each active filter in words."""
        words = [
            f"{DIMENSIONS[code].label(lang)}: {join([DIMENSIONS[code].member(member, lang) for member in members], lang)}"
            for code, members in self.where.items()
        ]
        words += [FROM(lang, day=formats.long_date(self.start, lang))] if self.start else []
        words += [TO(lang, day=formats.long_date(self.end, lang))] if self.end else []
        return words

    def sentence(self, lang: Lang) -> str:
        """All active filters as one phrase, or 'all reports'."""
        return " · ".join(self.words(lang)) or ALL(lang)

    def at(self, as_of: date) -> "Scope":
        """The same question asked of another snapshot."""
        return Scope(as_of, self.where, self.start, self.end, self.unit)

    def only(self, **where: str) -> "Scope":
        """The same scope narrowed to one member of each named dimension."""
        return Scope(self.as_of, {**self.where, **{code: (member,) for code, member in where.items()}}, self.start, self.end, self.unit)

    def counting(self, unit: Unit) -> "Scope":
        """The same rows counted in another unit."""
        return Scope(self.as_of, self.where, self.start, self.end, unit)


def known(dimension: Dimension, code: str) -> bool:
    """Whether a code may be asked for."""
    return code in dimension.members or code in dimension.own or code == UNKNOWN or (code == NONE and dimension.none is not None)


def check_filter(code: str, members: tuple[str, ...]) -> None:
    """Raises Notice unless the dimension can be filtered by and has every member."""
    dimension = DIMENSIONS.get(code)
    if dimension is None or dimension.kind == "time":
        raise Notice(BAD_FILTER, code=code[:40])
    for member in members:
        if not known(dimension, member):
            raise Notice(UNKNOWN_MEMBER, dimension=dimension.label, code=member[:40])


def unit_named(code: str) -> Unit:
    """A unit by its code. Raises Notice."""
    if code not in UNITS:
        raise Notice(BAD_UNIT, code=code[:40])
    return UNITS[code]


def to_query(scope: Scope) -> dict[str, str]:
    """A scope as URL parameters; what is default is left out except the snapshot."""
    query = {"as_of": scope.as_of.isoformat()}
    query |= {code: ",".join(members) for code, members in scope.where.items() if members}
    query |= {"from": scope.start.isoformat()} if scope.start else {}
    query |= {"to": scope.end.isoformat()} if scope.end else {}
    return query | ({"unit": scope.unit.code} if scope.unit is not PERSON else {})


def from_query(query: Mapping[str, str], as_of: date) -> Scope:
    """A scope from URL parameters; as_of is the snapshot where none is named. Raises Notice on the first wrong value."""
    return Scope(
        parse_date(query["as_of"]) if query.get("as_of") else as_of,
        {code: tuple(query[code].split(",")) for code, dimension in DIMENSIONS.items() if dimension.kind != "time" and query.get(code)},
        parse_date(query["from"]) if query.get("from") else None,
        parse_date(query["to"]) if query.get("to") else None,
        unit_named(query["unit"]) if query.get("unit") else PERSON,
    )
