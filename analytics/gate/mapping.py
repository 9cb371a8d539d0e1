"""A mapping: how a register with other headings and words is read as ours. Saved as TOML; nothing in it is executable."""

import re
import tomllib
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

import tomli_w

from analytics.gate.sources.table import Table
from analytics.gate.strict import EXPECTED, TEXT, WHOLE, chosen, coded, known, table_in, text_in, whole_in, wrong
from analytics.register.contract import BARE_NUMBER, COLUMNS, IDENTIFIER, NIP, Column
from analytics.register.findings import Finding, harmless
from analytics.register.traits import CODED, Counts
from analytics.text import Notice, Text
from analytics.vocabulary import DIMENSIONS, NONE, OTHER, UNKNOWN

Person = Literal["pseudonym", "nip", "name"]
DayOrder = Literal["day", "month", "year"]


@dataclass(frozen=True)
class ColumnMap:
    """How one column of ours is filled.

    headings: the sender's columns, joined by a space where there are several; or constant: one value for every row.
    split, part: the piece (1, 2, …; -1 the last) of a cell that holds two facts, brackets around it removed.
    order: what comes first in 12/03/2020. empty: the code an empty cell stands for ('' keeps it empty).
    values: the sender's words -> code; '' reads a value as empty (unknown).
    """

    headings: tuple[str, ...] = ()
    constant: str = ""
    split: str = ""
    part: int = 1
    order: DayOrder = "day"
    empty: str = ""
    values: Map[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """How a whole register is read.

    columns: our raw column name -> how it is filled. lacks: our raw columns the register does not have at all.
    person: what stands in the column of id_asn: a pseudonym (kept), an NIP or a name (each turned into a keyed hash).
    leave_out: whether totals, repeated headings and blank rows are left out (always counted and listed).
    counts, editions, labels: see register.traits.Traits. sheet, header_row: where the table stands ('' and 0: found by itself).
    """

    columns: Map[str, ColumnMap]
    lacks: tuple[str, ...] = ()
    person: Person = "pseudonym"
    counts: Counts = "persons"
    editions: Map[str, str] = field(default_factory=dict)
    labels: Map[str, Map[str, Text]] = field(default_factory=dict)
    sheet: str = ""
    header_row: int = 0
    name: str = ""


LARGEST = 1_000_000  # characters of a mapping file
LONGEST_LABEL = 200  # characters
MOST_DOTS = 1_000  # on a line of it: a key of many parts takes its reader for ever
BY_RAW = {column.raw: column for column in COLUMNS}
NEVER_OWN = {UNKNOWN, NONE, OTHER}  # codes that mean something else already, in every list
OPENING = """\
# Pemetaan: cara membaca register yang judul kolom dan katanya berbeda. Boleh disunting; penjelasan ada di data/README.md.
# Mapping: how a register with other headings and words is read. May be edited; data/README.md explains it.

"""

NOT_TOML = Text(id="pemetaan bukan berkas TOML yang benar: {reason}", en="the mapping is not valid TOML: {reason}")
TOO_LARGE = Text(id="pemetaan terlalu besar (lebih dari 1 MB)", en="the mapping is too large (more than 1 MB)")
NO_COLUMN = Text(
    id="bukan nama kolom register; daftar kolom ada di data/README.md", en="not a column of the register; data/README.md lists them"
)
NO_LIST = Text(id="bukan nama daftar kode", en="not the name of a list of codes")
BOTH_SOURCES = Text(id="isi salah satu saja: from atau constant", en="give either from or constant")
NOT_HERE = Text(id="tidak berlaku untuk kolom ini", en="does not apply to this column")
NEEDS_SPLIT = Text(id="hanya berlaku bersama split", en="only works together with split")
ALSO_FILLED = Text(
    id="kolom {column} diisi dan sekaligus dinyatakan tidak ada", en="column {column} is filled and said to be lacking at once"
)

NO_HEADING = Text(id="judul kolom ini tidak ada dalam berkas", en="the file has no column with this heading")
NEAR_HEADING = Text(
    id="judul kolom ini tidak ada dalam berkas; mungkin “{heading}”", en="the file has no column with this heading; perhaps “{heading}”"
)
TWICE = Text(
    id="judul kolom ini ada dua kali dalam berkas; yang pertama dipakai. Bila bukan itu, ubah salah satu judulnya",
    en="the file has this heading twice; the first is used. Where that is not the one, rename one of them",
)
MUST_BE_FILLED = Text(id="kolom ini wajib; pilih kolom asalnya pada pemetaan", en="this column is needed; choose its source in the mapping")
NOT_SAID = Text(
    id="pemetaan tidak menyebut kolom ini: pilih kolom asalnya, atau nyatakan bahwa register tidak memuatnya (lacks)",
    en="the mapping does not mention this column: choose its source, or say that the register does not have it (lacks)",
)
NOT_A_CODE = Text(id="kode ini tidak ada dalam daftar {column}", en="this code is not in the list {column}")
ONE_PERSON = Text(
    id="nilai tetap menjadikan semua baris satu orang; pilih kolom asalnya, atau nyatakan bahwa register mencatat dugaan (counts)",
    en="a constant makes every row one person; choose the column, or say that the register counts allegations (counts)",
)
EDITIONS = ("2020", "2022")
EDITION = Text(id="salah satu dari 2020, 2022", en="one of 2020, 2022")
NOT_A_CONSTANT = Text(id="nilai tetap ini tidak sah untuk kolom tersebut", en="this constant cannot stand in the column")
TAKEN = Text(
    id="kode ini sudah ada dalam daftar dengan arti lain; pilih kode lain pada [labels.{dimension}]",
    en="this code is in the list already with another meaning; choose another one in [labels.{dimension}]",
)

HEADINGS = Text(id="satu judul kolom atau daftar judul kolom", en="one heading or a list of headings")
RAW_NAMES = Text(id="daftar nama kolom register", en="a list of the register's columns")


# --- reading ---


def from_toml(text: str) -> Mapping:
    """The mapping in a TOML file. Raises Notice that names table, key and reason."""
    if len(text) > LARGEST or any(line.count(".") > MOST_DOTS for line in text.splitlines()):
        raise Notice(TOO_LARGE)
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of numbers too long to be read
        raise Notice(NOT_TOML, reason=harmless(str(error))) from None
    known(found, "", {"name", "register", "file", "editions", "columns", "labels"})
    register, file = table_in(found, "", "register"), table_in(found, "", "file")
    known(register, "register", {"counts", "person", "lacks"})
    known(file, "file", {"sheet", "header_row"})
    columns = {raw: column_in(raw, of_column(found, raw)) for raw in table_in(found, "", "columns")}
    lacks = lacking(register)
    if both := [raw for raw in lacks if raw in columns]:
        raise wrong("register", "lacks", ALSO_FILLED, column=both[0])
    return Mapping(
        columns, lacks, chosen(register, "register", "person", Person), chosen(register, "register", "counts", Counts),
        editions_in(found), labels_in(found), text_in(file, "file", "sheet"), whole_in(file, "file", "header_row", 0),
        text_in(found, "", "name"),
    )  # fmt: skip


def lacking(register: Map[str, Any]) -> tuple[str, ...]:
    """The columns the register does not have."""
    value = register.get("lacks", [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise wrong("register", "lacks", EXPECTED, kind=RAW_NAMES)
    for raw in value:
        if raw not in BY_RAW:
            raise wrong("register", raw, NO_COLUMN)
    return tuple(dict.fromkeys(value))


def of_column(found: Map[str, Any], raw: str) -> dict[str, Any]:
    """The table of one column of ours."""
    if raw not in BY_RAW:
        raise wrong("columns", raw, NO_COLUMN)
    return table_in(found["columns"], "columns", raw)


def column_in(raw: str, found: Map[str, Any]) -> ColumnMap:
    """How one column of ours is filled."""
    table, kind = f"columns.{raw}", BY_RAW[raw].kind
    known(found, table, {"from", "constant", "split", "part", "order", "empty", "values"})
    for key, only in (("order", "day"), ("empty", "code"), ("values", "code")):
        if key in found and kind != only:
            raise wrong(table, key, NOT_HERE)
    headings, constant, split = headings_in(found, table), text_in(found, table, "constant"), text_in(found, table, "split")
    if bool(headings) == bool(constant):
        raise wrong(table, "from", BOTH_SOURCES)
    if "part" in found and not split:
        raise wrong(table, "part", NEEDS_SPLIT)
    part = whole_in(found, table, "part", 1)
    if not part:
        raise wrong(table, "part", EXPECTED, kind=WHOLE)
    empty = coded(table, "empty", found.get("empty", ""), empty=True)
    words = table_in(found, table, "values")
    values = {word: coded(f"{table}.values", word, code, empty=True) for word, code in words.items()}
    return ColumnMap(headings, constant, split, part, chosen(found, table, "order", DayOrder), empty, values)


def headings_in(found: Map[str, Any], table: str) -> tuple[str, ...]:
    """The sender's headings: one or several."""
    value = found.get("from", [])
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(each, str) and each for each in listed):
        raise wrong(table, "from", EXPECTED, kind=HEADINGS)
    return tuple(listed)


def editions_in(found: Map[str, Any]) -> dict[str, str]:
    """Which edition of a list applies."""
    editions = table_in(found, "", "editions")
    for name in editions:
        if name not in DIMENSIONS:
            raise wrong("editions", name, NO_LIST)
    for name, edition in editions.items():
        if edition not in EDITIONS:
            raise wrong("editions", name, EXPECTED, kind=EDITION)
    return dict(editions)


def labels_in(found: Map[str, Any]) -> dict[str, dict[str, Text]]:
    """The register's own codes with their labels."""
    labels = table_in(found, "", "labels")
    for name in labels:
        if name not in CODED:
            raise wrong("labels", name, NO_LIST)
    return {name: {code: label_in(labels[name], name, code) for code in table_in(labels, "labels", name)} for name in labels}


def label_in(codes: Map[str, Any], name: str, code: str) -> Text:
    """The label of one code in both languages."""
    table = f"labels.{name}"
    coded(table, code, None if code in NEVER_OWN else code)
    found = table_in(codes, table, code)
    known(found, f"{table}.{code}", {"id", "en"})
    both = [text_in(found, f"{table}.{code}", lang) for lang in ("id", "en")]
    # braces would be read as places for values
    if not all(label.strip() and len(label) <= LONGEST_LABEL and not set("{}") & set(label) for label in both):
        raise wrong(f"{table}.{code}", "id, en", EXPECTED, kind=TEXT)
    return Text(id=both[0], en=both[1])


# --- writing ---


def to_toml(mapping: Mapping) -> str:
    """A mapping as a file a person can read; the same mapping gives the same text."""
    register = filled(counts=mapping.counts, person=mapping.person, lacks=list(mapping.lacks))
    file = filled(sheet=mapping.sheet, header_row=mapping.header_row)
    columns = {raw: column_table(BY_RAW[raw], column) for raw, column in mapping.columns.items()}
    labels = {name: {code: {"id": text.id, "en": text.en} for code, text in codes.items()} for name, codes in mapping.labels.items()}
    parts = filled(name=mapping.name, register=register, file=file, editions=dict(mapping.editions), columns=columns, labels=labels)
    return OPENING + tomli_w.dumps(parts)


def filled(**values: object) -> dict[str, object]:
    """The values that are not empty."""
    return {name: value for name, value in values.items() if value}


def column_table(column: Column, filling: ColumnMap) -> dict[str, object]:
    """One column as a table of TOML; what is usual is left out, but the order of a date is always said."""
    headings = filling.headings[0] if len(filling.headings) == 1 else list(filling.headings)
    found = filled(constant=filling.constant, split=filling.split, part=filling.part if filling.split else 0)
    found |= {"order": filling.order} if column.kind == "day" and (filling.headings or filling.order != "day") else {}
    return filled(**{"from": headings}) | found | filled(empty=filling.empty, values=dict(filling.values))


def identity() -> Mapping:
    """The mapping of a file in the contract's own form."""
    return Mapping({column.raw: ColumnMap((column.raw,)) for column in COLUMNS})


# --- held against a table ---


def problems_with(mapping: Mapping, table: Table) -> list[Finding]:
    """What keeps a mapping from fitting a table: headings, columns, constants and codes that cannot be."""
    return [*unfilled(mapping), *unknown_headings(mapping, table), *wrong_codes(mapping), *taken_codes(mapping)]


def unfilled(mapping: Mapping) -> Iterator[Finding]:
    """Columns of ours that are neither filled nor said to be lacking, or lacking although nothing works without them."""
    free = {"id_asn"} if mapping.counts == "allegations" else set()
    for column in COLUMNS:
        if column.raw in mapping.columns:
            continue
        if column.required and column.raw not in free:
            yield Finding(MUST_BE_FILLED, column=column.raw, code="column_needed")
        elif column.raw not in mapping.lacks:
            yield Finding(NOT_SAID, column=column.raw, code="column_not_said")


def unknown_headings(mapping: Mapping, table: Table) -> Iterator[Finding]:
    """Headings that the file does not have, with the one that is nearest; a warning where it has one twice."""
    for raw, column in mapping.columns.items():
        for heading in column.headings:
            if heading not in table.headings:
                near = get_close_matches(heading, table.headings, n=1, cutoff=0.6)
                reason, values = (NEAR_HEADING, (("heading", harmless(near[0])),)) if near else (NO_HEADING, ())
                yield Finding(reason, column=raw, value=heading, values=values, code="no_heading")
            elif table.headings.count(heading) > 1:
                yield Finding(TWICE, column=raw, value=heading, level="warning", code="heading_twice")


def wrong_codes(mapping: Mapping) -> Iterator[Finding]:
    """Constants and targets that are in no list, or are no day and no identifier."""
    for raw, filling in mapping.columns.items():
        column = BY_RAW[raw]
        if column.kind != "code":
            if filling.constant and raw == "id_asn":
                yield Finding(ONE_PERSON, column=raw, code="one_person")
            if filling.constant and not FORMS[column.kind](filling.constant):
                yield Finding(NOT_A_CONSTANT, column=raw, value=filling.constant, code="not_a_constant")
            continue
        for code in dict.fromkeys([filling.constant, filling.empty, *filling.values.values()]):
            if code and code not in codes_of(column, mapping):
                yield Finding(NOT_A_CODE, column=raw, value=code, values=(("column", raw),), code="not_a_code")


def codes_of(column: Column, mapping: Mapping) -> set[str]:
    """The codes that may stand in a column: those of our list and the register's own."""
    return {*DIMENSIONS[column.field].members, *mapping.labels.get(column.field, {})}


def taken_codes(mapping: Mapping) -> Iterator[Finding]:
    """Codes of the register's own that mean something else in our list."""
    for name, labels in mapping.labels.items():
        for code, label in labels.items():
            if DIMENSIONS[name].members.get(code, label) != label:
                yield Finding(TAKEN, value=code, values=(("dimension", name),), code="code_taken")


def is_day(text: str) -> bool:
    """Whether a text is a day as the contract writes it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_number_of_person(text: str) -> bool:
    """Whether an identifier holds an NIP, or is nothing but a resident number."""
    bare = re.sub("[^A-Za-z0-9]", "", text)
    return re.search(NIP, bare) is not None or re.fullmatch(BARE_NUMBER, bare) is not None


FORMS: dict[str, Callable[[str], bool]] = {
    "day": is_day,
    "identifier": lambda text: re.fullmatch(IDENTIFIER, text) is not None and not is_number_of_person(text),
}
