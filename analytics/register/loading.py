"""The check at the door: a file becomes the table `cases` in a database of its own, or is refused with reasons.

Nothing outside the file is read, nothing is written; after loading the database can reach neither files nor network.
"""

import csv
from datetime import date
from pathlib import Path

import duckdb

from analytics.register.contract import BARE_NUMBER, COLUMNS, IDENTIFIER, NIP, RAW, SYNTHETIC_PREFIX, Column, Rule, rules_for
from analytics.register.csvfile import Layout, layout
from analytics.register.database import (
    CASES_SQL,
    USUAL,
    absent,
    adopt_labels,
    create_reference,
    create_types,
    database,
    lock,
    quoted,
    traits_in,
    traits_of,
)
from analytics.register.findings import Finding, Refused, harmless
from analytics.register.traits import Traits
from analytics.text import Text
from analytics.vocabulary import NONE, UNKNOWN

__all__ = [
    "CASES_SQL", "absent", "adopt_labels", "create_reference", "create_types", "load", "load_version", "lock", "quoted", "stage", "traits_in",
    "traits_of",
]  # fmt: skip

SHOWN = 20  # findings of one kind listed one by one

MISSING_COLUMN = Text(id="kolom ini tidak ada", en="this column is missing")
NO_HEADINGS = Text(
    id="baris pertama bukan judul kolom register; judul kolom ada di data/README.md",
    en="the first row does not hold the register's headings; they are listed in data/README.md",
)
EXTRA_COLUMN = Text(id="kolom ini tidak dikenal; hapus dari berkas", en="this column is not known; remove it from the file")
DOUBLE_COLUMN = Text(id="kolom ini ada dua kali", en="this column occurs twice")
NO_ROWS = Text(id="tidak ada baris data di bawah judul kolom", en="there are no rows below the headings")
UNREADABLE = Text(id="berkas tidak dapat dibaca sebagai {kind}", en="the file cannot be read as {kind}")
NESTED = Text(id="tipe data {type} tidak dapat dipakai; kirim sebagai teks", en="data type {type} cannot be used; send it as text")
BAD_LINE = Text(
    id="jumlah kolom atau tanda kutip pada baris ini tidak benar", en="the number of fields or the quotes on this row are wrong"
)
DUPLICATE = Text(id="ASN yang sama tercatat dua kali pada kasus yang sama", en="the same person is entered twice in the same case")
EMPTY_CELL = Text(id="wajib diisi", en="must be filled in")
BAD_DAY = Text(id="bukan tanggal yang ada; tulis YYYY-MM-DD", en="not a day that exists; write YYYY-MM-DD")
BAD_CODE = Text(id="kode tidak ada dalam daftar {dimension}", en="the code is not in the list {dimension}")
BAD_IDENTIFIER = Text(
    id="hanya huruf, angka dan / . _ - (tanpa spasi), paling panjang 64; bukan NIP, bukan nama",
    en="only letters, digits and / . _ - (no spaces), at most 64; never a NIP or a name",
)


def load(path: Path, as_of: date) -> duckdb.DuckDBPyConnection:
    """A locked in-memory database with the table `cases` (grain and columns: cases.sql), of a file put there by hand. Raises Refused."""

    def checked(con: duckdb.DuckDBPyConnection, traits: Traits) -> None:
        stage(con, path, traits)
        check(con, as_of, traits)

    return database(path, as_of, checked)


def load_version(path: Path, as_of: date) -> duckdb.DuckDBPyConnection:
    """The same of a released Parquet file, trusted as to content: every rule was held against it and its SHA-256 compared before.

    Raises Refused where it cannot be read all the same, or a code of its own means something else here.
    """

    def trusted(con: duckdb.DuckDBPyConnection, traits: Traits) -> None:
        source, file = "read_parquet($file, hive_partitioning=false)", {"file": str(path)}
        there = [name for name, *_ in con.execute(f"describe select * from {source}", file).fetchall()]
        typed = ", ".join(f"{plain_value(column, there)} as {column.field}" for column in COLUMNS)
        marks = f"starts_with(case_number, {quoted(SYNTHETIC_PREFIX)}) as synthetic"
        con.execute(f"create table staged as select *, {marks} from (select {typed} from {source})", file)

    try:
        return database(path, as_of, trusted)
    except (duckdb.Error, OSError) as error:
        raise Refused([Finding(UNREADABLE, values=(("kind", "Parquet"),))]) from error


def plain_value(column: Column, there: list[str]) -> str:
    """SQL that gives the typed value of a trusted column; null where the file does not have it."""
    kind = {"identifier": "varchar", "day": "date", "code": f"{column.field}_code"}[column.kind]
    return f"nullif({column.raw}::varchar, '')::{kind}" if column.raw in there else f"null::{kind}"


def stage(con: duckdb.DuckDBPyConnection, path: Path, traits: Traits = USUAL) -> None:
    """Creates `staged`: row (as a spreadsheet numbers it), every field of the contract typed, and the faults of each row."""
    kind = "Parquet" if path.suffix == ".parquet" else "CSV"
    try:
        source, values = from_parquet(con, path, traits) if kind == "Parquet" else from_csv(con, path)
        con.execute(f"create table staged as {staging_view(source, traits)}", values)
    except (duckdb.Error, csv.Error, OSError) as error:
        raise Refused([Finding(UNREADABLE, values=(("kind", kind),))]) from error
    if kind == "CSV":
        check_rejected(con)


def from_csv(con: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, dict[str, object]]:
    """A table function over a CSV file, all text, after its layout was checked. Raises Refused."""
    found: Layout = layout(path)
    check_headings(found.headings)
    columns = ", ".join(f"{quoted(heading)}: 'varchar'" for heading in found.headings)
    options = """header=true, auto_detect=false, quote='"', escape='"', store_rejects=true, ignore_errors=true"""
    return f"read_csv($file, columns={{{columns}}}, delim={quoted(found.separator)}, {options})", {"file": str(path)}


def from_parquet(con: duckdb.DuckDBPyConnection, path: Path, traits: Traits) -> tuple[str, dict[str, object]]:
    """A table over a Parquet file whose columns are all plain values; columns the register lacks are null. Raises Refused."""
    described = con.execute("describe select * from read_parquet($file, hive_partitioning=false)", {"file": str(path)}).fetchall()
    headings = [name for name, *_ in described]
    missing = [RAW[field] for field in sorted(absent(traits)) if RAW[field] not in headings]
    check_headings([*headings, *missing])
    nested = [(name, kind) for name, kind, *_ in described if any(sign in kind for sign in "([") and not kind.startswith("DECIMAL")]
    if nested:
        raise Refused([Finding(NESTED, column=name, values=(("type", kind),)) for name, kind in nested])
    nulls = "".join(f", null::varchar as {raw}" for raw in missing)
    return f"(select *{nulls} from read_parquet($file, hive_partitioning=false))", {"file": str(path)}


def check_headings(headings: list[str]) -> None:
    """Raises Refused unless the headings are those of the contract, in any order."""
    wanted = [column.raw for column in COLUMNS]
    if len(set(wanted) & set(headings)) < len(wanted) / 2:
        raise Refused([Finding(NO_HEADINGS, row=1)])  # the cells may be data, names among them: none is repeated
    findings = [Finding(MISSING_COLUMN, column=raw) for raw in wanted if raw not in headings]
    findings += [Finding(EXTRA_COLUMN, column=harmless(heading)) for heading in headings if heading not in wanted]
    findings += [Finding(DOUBLE_COLUMN, column=raw) for raw in wanted if headings.count(raw) > 1]
    if findings:
        raise Refused(findings)


def staging_view(source: str, traits: Traits = USUAL) -> str:
    """The query that turns raw text into typed fields; a value that cannot be is null and listed in `faults`."""
    texts = ", ".join(f"nullif(trim({column.raw}::varchar), '') as {column.raw}" for column in COLUMNS)
    typed = ", ".join(f"{typed_value(column)} as {column.field}" for column in COLUMNS)
    wrong = {column: fault(column, column.required and column.field not in absent(traits)) for column in COLUMNS}
    faults = ", ".join(f"case when {sql} then {quoted(column.raw)} || chr(31) || {shown(column)} end" for column, sql in wrong.items())
    any_fault = " or ".join(f"({sql})" for sql in wrong.values())
    marks = f"nomor_kasus like {quoted(SYNTHETIC_PREFIX + '%')} as synthetic"
    return f"""
        select row, {typed}, {marks}, case when {any_fault} then list_filter([{faults}], lambda f: f is not null) end as faults
        from (select row_number() over () + 1 as row, {texts} from {source})
    """


def typed_value(column: Column) -> str:
    """SQL that gives the typed value of a raw text, or null."""
    if column.kind == "day":
        return f"try_cast(case when {is_day(column.raw)} then {column.raw}[:10] end as date)"
    if column.kind == "code":
        return f"try_cast(case when {column.raw} not in ('{UNKNOWN}', '{NONE}') then {column.raw} end as {column.field}_code)"
    return column.raw


def is_day(raw: str) -> str:
    """SQL: the text is YYYY-MM-DD, or the same with midnight behind it as timestamps print."""
    return f"regexp_full_match({raw}, '\\d{{4}}-\\d\\d-\\d\\d([ T]00:00:00(\\.0+)?)?')"


def fault(column: Column, required: bool) -> str:
    """SQL that is true where a raw text cannot be what the contract says."""
    empty = f"{column.raw} is null" if required else "false"
    if column.kind == "identifier":
        bare = f"regexp_replace({column.raw}, '[^A-Za-z0-9]', '', 'g')"
        many_digits = f"regexp_matches({column.raw}, '([0-9][^A-Za-z0-9]*){{16}}')"  # quick, and false for nearly every row
        number = f"{many_digits} and (regexp_matches({bare}, '{NIP}') or regexp_full_match({bare}, '{BARE_NUMBER}'))"
        wrong = f"not regexp_full_match({column.raw}, '{IDENTIFIER}') or ({number})"
    else:
        wrong = f"{typed_value(column)} is null"
    return f"{empty} or ({column.raw} is not null and ({wrong}))"


def shown(column: Column) -> str:
    """SQL for the value a message may repeat: identifiers never, since they may hold a NIP or a name."""
    text = "'hidden'" if column.kind == "identifier" else column.raw
    return f"case when {column.raw} is null then '' else {text} end"


def check_rejected(con: duckdb.DuckDBPyConnection) -> None:
    """Raises Refused where lines of a CSV file could not be split into fields."""
    lines = [line for (line,) in con.execute("select distinct line from reject_errors order by line").fetchall()]
    if lines:
        raise Refused([Finding(BAD_LINE, row=line) for line in lines[:SHOWN]])


def check(con: duckdb.DuckDBPyConnection, as_of: date, traits: Traits) -> None:
    """Raises Refused with everything found: no rows, values, rules between columns, duplicates."""
    if con.execute("select count(*) from staged").fetchone() == (0,):
        raise Refused([Finding(NO_ROWS)])
    findings = value_findings(con)
    for rule in rules_for(traits.lacks):
        findings += rule_findings(con, rule, as_of)
    findings += [] if {"person", "case_number"} & absent(traits) else duplicate_findings(con)
    if findings:
        raise Refused(findings)


def value_findings(con: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Cells that are empty, no day, no known code or no identifier; the same value is listed once with its count."""
    found = con.execute("""
        select split_part(fault, chr(31), 1) as raw, fault[instr(fault, chr(31)) + 1:] as value, min(row), count(*)
        from (select row, unnest(faults) as fault from staged where faults is not null)
        group by all order by 3, 1 limit 200
    """).fetchall()
    columns = {column.raw: column for column in COLUMNS}
    return [value_finding(columns[raw], value, row, count) for raw, value, row, count in found]


def value_finding(column: Column, value: str, row: int, count: int) -> Finding:
    """One bad value in words. An identifier is never repeated."""
    if not value:
        return Finding(EMPTY_CELL, row, column.raw, None, count)
    if column.kind == "identifier":
        return Finding(BAD_IDENTIFIER, row, column.raw, None, count)
    if column.kind == "day":
        return Finding(BAD_DAY, row, column.raw, value, count)
    return Finding(BAD_CODE, row, column.raw, value, count, (("dimension", column.raw),))


def rule_findings(con: duckdb.DuckDBPyConnection, rule: Rule, as_of: date) -> list[Finding]:
    """Rows that break one rule: the first of them, with their number. Rows with unreadable values have been named already."""
    values = {"as_of": as_of} if "$as_of" in rule.broken else {}
    first, count = con.execute(f"select min(row), count(*) from staged where faults is null and ({rule.broken})", values).fetchone() or (
        None,
        0,
    )
    return [Finding(rule.reason, first, RAW[rule.field], None, count)] if count else []


def duplicate_findings(con: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Pairs of person and case that occur more than once: the second row of each."""
    found = con.execute("""
        select rows[2], len(rows) - 1
        from (select list(row order by row) as rows from staged where person is not null group by case_number, person having count(*) > 1)
        order by 1
    """).fetchall()
    return [Finding(DUPLICATE, row, RAW["person"], None, count) for row, count in found[:SHOWN]]
