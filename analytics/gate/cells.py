"""The SQL of cells: what stands in a sender's row for each column of ours, and what it becomes there."""

from dataclasses import dataclass, replace

from analytics.gate.mapping import ColumnMap, Mapping
from analytics.gate.persons import pseudonym_sql
from analytics.gate.sources.table import Table
from analytics.register.contract import BARE_NUMBER, COLUMNS, IDENTIFIER, NIP, SYNTHETIC_PREFIX, Column
from analytics.register.loading import absent, quoted, typed_value
from analytics.register.traits import Traits

BRACKETS = " ()[]{}"
EARLY = 5  # columns in which the word for a total is looked for
DASH = r"[-–—_. ]+|#?n/?a|null"  # what offices write into a cell they leave empty, in small letters


@dataclass(frozen=True)
class Field:
    """One column of the contract as SQL over a sender's row.

    text: the cell as sent, null where empty; '' for a column the register lacks or fills with a constant. Spaces around it stay until
    the survey has seen some, see `trimmed`: to trim every cell of a large file takes as long as to read it.
    word: the cell as one of the words that are no codes ('' where all are), see `worded`. value: the typed value.
    fault: what `faults` says of the cell, null where it is right ('' where it can only be right).
    """

    column: Column
    filling: ColumnMap
    text: str
    value: str
    word: str = ""
    fault: str = ""


def fields(table: Table, mapping: Mapping, traits: Traits) -> dict[str, Field]:
    """Every column of the contract by its raw name, as the mapping fills it."""
    lacking = absent(traits)
    return {column.raw: of_column(table, mapping, column, column.field in lacking) for column in COLUMNS}


def of_column(table: Table, mapping: Mapping, column: Column, lacking: bool) -> Field:
    """One column of ours, before anything is known of its words."""
    filling = mapping.columns.get(column.raw, ColumnMap())
    kind = {"identifier": "varchar", "day": "date", "code": f"{column.field}_code"}[column.kind]
    if lacking or not filling.headings:
        return Field(column, filling, "", f"{quoted(filling.constant) if filling.constant and not lacking else 'null'}::{kind}")
    if column.field == "person" and mapping.person != "pseudonym":
        fault = f"case when {column.raw} is null or {is_dash(column.raw)} then '' end"
        return Field(column, filling, cell(table, filling), pseudonym_sql(column.raw, mapping.person), fault=fault)
    plain = len(filling.headings) == 1 and not filling.split
    text = table.column(filling.headings[0]) if plain else cell(table, filling)
    if column.kind == "identifier":
        return Field(column, filling, text, identifier(column), fault=identifier_fault(column))
    return Field(column, filling, text, typed_value(column), fault=required(column))


def trimmed(table: Table, field: Field) -> Field:
    """A column some cells of which have spaces around them."""
    return replace(field, text=cell(table, field.filling))


def cell(table: Table, filling: ColumnMap) -> str:
    """SQL for the trimmed text of a cell: its headings joined by a space, its piece where it holds two facts; null where empty."""
    pieces = [f"nullif(trim({table.column(heading)}), '')" for heading in filling.headings]
    whole = pieces[0] if len(pieces) == 1 else f"nullif(concat_ws(' ', {', '.join(pieces)}), '')"
    if not filling.split:
        return whole
    return f"nullif(trim(split_part({whole}, {quoted(filling.split)}, {filling.part}), '{BRACKETS}'), '')"


def pieces_read(place: int, heading: str, mapping: Mapping) -> str:
    """SQL for a cell; where only pieces of it are read, for those alone: the rest may be a name."""
    fillings = [filling for filling in mapping.columns.values() if heading in filling.headings]
    signs = {filling.split if filling.headings == (heading,) else "" for filling in fillings}
    if len(signs) != 1 or "" in signs:
        return f"c{place}"
    (sign,) = map(quoted, signs)
    pieces = [f"nullif(split_part(c{place}, {sign}, {part}), '')" for part in sorted({filling.part for filling in fillings})]
    return f"nullif(concat_ws({sign}, {', '.join(pieces)}), '')"


def required(column: Column) -> str:
    """SQL for the fault of an empty cell that may not be."""
    return f"case when {column.raw} is null then '' end" if column.required else ""


def worded(field: Field, codes: list[str | None], shown: list[str | None]) -> Field:
    """A column some words of which are no codes: each word's code and fault, in the order of the type w_<raw>."""
    raw, column = field.column.raw, field.column
    kind = "date" if column.kind == "day" else f"{column.field}_code"
    text = f"coalesce({raw}, '')" if field.filling.empty else raw
    value = f"case when word_{raw} is not null then {at(codes, raw)}::{kind} else {field.value} end"
    empty = f"when {raw} is null then ''" if column.required else ""
    fault = f"case when word_{raw} is not null then {at(shown, raw)} {empty} end"
    return replace(field, word=f"try_cast({text} as w_{raw})", value=value, fault=fault)


def crowded(field: Field) -> Field:
    """A column with too many words to look at each: what is no code or day is a fault, and not shown."""
    empty = "''" if field.column.required else "null"
    return replace(field, fault=f"case when {field.column.raw} is null then {empty} when {field.value} is null then '…' end")


def clean(field: Field) -> Field:
    """An identifier every cell of which is one as it stands."""
    return replace(field, value=field.column.raw, fault=required(field.column))


def at(values: list[str | None], raw: str) -> str:
    """SQL for the entry of a list that belongs to a word."""
    entries = ", ".join("null" if value is None else quoted(value) for value in values)
    return f"list_extract([{entries}]::varchar[], enum_code(word_{raw}) + 1)"


# --- identifiers ---


def is_dash(raw: str) -> str:
    """SQL that is true where a cell only says that it is empty."""
    return f"regexp_full_match(lower({raw}), {quoted(DASH)})"


def is_identifier(raw: str) -> str:
    """SQL that is true where a text may stand as an identifier: as the contract has it, and no NIP or resident number.

    A case, since it alone leaves what need not be looked at.
    """
    bare = f"regexp_replace({raw}, '[^A-Za-z0-9]', '', 'g')"
    many = f"regexp_matches({raw}, '([0-9][^A-Za-z0-9]*){{16}}')"  # quick, and false for nearly every row
    number = f"regexp_matches({bare}, '{NIP}') or regexp_full_match({bare}, '{BARE_NUMBER}')"
    return f"(case when not regexp_full_match({raw}, '{IDENTIFIER}') then false when {many} then not ({number}) else true end)"


def identifier(column: Column) -> str:
    """SQL for an identifier: as it is, tidied where it has spaces, or null. A pseudonym is never tidied: a space means a name."""
    fine = f"case when {is_identifier(column.raw)} then {column.raw}"
    if column.field == "person":
        return f"{fine} end"
    return f"{fine} when {can_be_tidied(column.raw)} then {tidied(column.raw)} end"


TWO_WORDS = r"'\pL{3,}[ ,.]+\pL{3,}'"


def can_be_tidied(raw: str) -> str:
    """SQL that is true where only spaces keep a text from being an identifier. Without a digit, or with two words in a row, it may be a name."""
    return f"case when regexp_matches({raw}, '[0-9]') and not regexp_matches({raw}, {TWO_WORDS}) then {is_identifier(tidied(raw))} else false end"


def tidied(raw: str) -> str:
    """SQL for a text without spaces around / . _ - and a hyphen for each other run of spaces."""
    trimmed = f"regexp_replace({raw}, '^[\\s\\x{{a0}}]+|[\\s\\x{{a0}}]+$', '', 'g')"
    closed = f"regexp_replace({trimmed}, '[\\s\\x{{a0}}]*([/._-])[\\s\\x{{a0}}]*', '\\1', 'g')"
    return f"regexp_replace({closed}, '[\\s\\x{{a0}}]+', '-', 'g')"


def rewriting(raw: str) -> str:
    """SQL for how an identifier was rewritten: 1 spaces closed, 2 a space became a hyphen, 3 a dash read as empty; null where not."""
    spaces = f"case when length({tidied(raw)}) - length(replace({tidied(raw)}, '-', '')) > length({raw}) - length(replace({raw}, '-', '')) then 2 else 1 end"
    return f"(case when {raw} is null or {is_identifier(raw)} then null when {can_be_tidied(raw)} then {spaces} when {is_dash(raw)} then 3 end)::utinyint"


def identifier_fault(column: Column) -> str:
    """SQL for the fault of an identifier. Its text is never shown: it may hold an NIP or a name."""
    raw = column.raw
    empty = f"when {raw} is null or {is_dash(raw)} then ''" if column.required else f"when {raw} is null or {is_dash(raw)} then null"
    tidy = "" if column.field == "person" else f" or {can_be_tidied(raw)}"
    return f"case {empty} when {is_identifier(raw)}{tidy} then null else 'hidden' end"


# --- the whole row ---


def row_sql(table: Table, columns: dict[str, Field], kind: str, rewritten: list[str]) -> str:
    """The query that reads every row of a table: fields typed, persons hashed, words and faults, and what kind of row it is.

    kind: SQL for the kind of row, see gate.rows. rewritten: raw names of identifiers some of which are rewritten.
    """
    held = [field for field in columns.values() if field.text]
    texts = ", ".join(f"{field.text} as {field.column.raw}" for field in held)
    early = "".join(f", c{place} as early_{place}" for place in range(min(EARLY, len(table.headings))))
    words = "".join(f", {field.word} as word_{field.column.raw}" for field in held if field.word)
    values = ", ".join(f"{field.value} as {field.column.field}" for field in columns.values())
    kept = "".join(f", word_{field.column.raw}" for field in held if field.word)
    kept += "".join(f", {rewriting(raw)} as tidy_{raw}" for raw in rewritten)
    synthetic = f"coalesce(starts_with(nomor_kasus, {quoted(SYNTHETIC_PREFIX)}), false)" if columns["nomor_kasus"].text else "false"
    row = "row, " if table.numbered else ""
    return f"""
        select {row}{values}, {synthetic} as synthetic, {faults_sql(held)} as faults{kept}, {kind} as kind
        from (select *{words} from (select {row}{texts}{early} from {table.relation}))
    """


def faults_sql(held: list[Field]) -> str:
    """SQL for the faults of a row as register.loading.staging_view lists them: raw, sign 31, value; null where there is none."""
    wrong = [f"({quoted(field.column.raw)} || chr(31) || {field.fault})" for field in held if field.fault]
    if not wrong:
        return "null::varchar[]"
    return f"case when coalesce({', '.join(wrong)}) is not null then list_filter([{', '.join(wrong)}], lambda f: f is not null) end"
