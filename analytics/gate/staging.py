"""A table of text and a mapping become `staged`: typed fields of the contract, every change on the way counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import duckdb

from analytics.gate import remarks
from analytics.gate.cells import Field, clean, crowded, fields, row_sql, trimmed, worded
from analytics.gate.derived import from_agencies
from analytics.gate.mapping import BY_RAW, Mapping, problems_with
from analytics.gate.matching import How
from analytics.gate.persons import key_values
from analytics.gate.rows import kind_sql, refused_lines, sort_out
from analytics.gate.sources.limits import Progress, silent
from analytics.gate.sources.table import Table
from analytics.gate.survey import Survey, Word, strange_words, survey
from analytics.gate.watching import watched
from analytics.register.findings import ROWS_KEPT, Finding, Refused, rank
from analytics.register.loading import UNREADABLE, absent, create_reference, create_types
from analytics.register.traits import Traits
from analytics.text import Text, cleaned

MEMORY = "3GB"
ROWS_LISTED = 200_000  # row numbers kept of one column, over all its words
SURVEYING = Text(id="Melihat isi kolom", en="Looking at the columns")
READING = Text(id="Membaca baris", en="Reading the rows")
SORTING = Text(id="Memilah baris", en="Sorting the rows")
TOO_LARGE = Text(
    id="berkas terlalu besar untuk memori yang tersedia; bagi berkas itu, atau hubungi pengelola",
    en="the file is too large for the memory there is; divide it, or ask the administrator",
)
TIDIED = {1: ("… / …", "…/…"), 2: ("… …", "…-…"), 3: ("-", "")}  # how identifiers are rewritten, without repeating one


@dataclass(frozen=True)
class Change:
    """A value that was read as another, by itself or by the mapping. column: ours; rows: the first thousand, as a spreadsheet numbers them."""

    column: str
    value: str
    code: str
    how: How
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Undecided:
    """A value of a code column that nothing certain is known of, with suggestions (code, score) to choose from."""

    column: str
    value: str
    count: int
    rows: tuple[int, ...]
    suggestions: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class LeftOut:
    """Rows that are no cases: totals, repeated headings, blank rows, exact repetitions."""

    reason: Text
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Staged:
    """A file read through its mapping, in a database of its own.

    con: holds the table `staged`: row, every field of the contract typed (columns lacking are null), synthetic, faults (as
    register.loading.staging_view makes them). No name and no NIP is in it. read = kept + rows of left_out, always.
    findings: of the mapping, of opening and of reading (lines that could not be split, values that are no day, words without a code, …).
    """

    table: Table
    mapping: Mapping
    traits: Traits
    con: duckdb.DuckDBPyConnection = field(repr=False)
    read: int
    kept: int
    left_out: tuple[LeftOut, ...]
    changes: tuple[Change, ...]
    undecided: tuple[Undecided, ...]
    findings: tuple[Finding, ...]


def staged(table: Table, mapping: Mapping, as_of: date, key: str = "", progress: Progress = silent) -> Staged:
    """A table read through a mapping. Raises Refused where nothing can be read at all; Notice where persons need a key that is missing."""
    wrong = problems_with(mapping, table)
    if any(finding.level == "error" for finding in wrong):
        raise Refused(sorted([*table.findings, *wrong], key=rank))
    con = duckdb.connect(config={"python_enable_replacements": False, "threads": 2, "memory_limit": MEMORY})
    try:
        found = read(con, table, mapping, as_of, key, progress)
        return replace(found, findings=(*wrong, *found.findings))
    except duckdb.Error as error:  # whose words may quote a cell, so they go no further
        reason = TOO_LARGE if isinstance(error, duckdb.OutOfMemoryException) else UNREADABLE
    except BaseException:
        con.close()
        raise
    con.close()
    raise Refused([Finding(reason, values=(("kind", table.kind),), code="unreadable")])


def read(con: duckdb.DuckDBPyConnection, table: Table, mapping: Mapping, as_of: date, key: str, progress: Progress) -> Staged:
    """Fills a database with `staged`, in two passes over the table: which words there are, then every row."""
    traits = Traits(frozenset(BY_RAW[raw].field for raw in mapping.lacks), mapping.counts, mapping.editions, labels_of(mapping))
    columns = fields(table, mapping, traits)
    hashed = mapping.person != "pseudonym" and columns["id_asn"].text != ""
    secret = key_values(key) if hashed else {}
    prepare(con, traits)
    seen = survey(con, table, columns, hashed, lambda sql, values: watched(con, sql, values, progress, SURVEYING))
    words = strange_words(con, table, mapping, columns, seen, as_of)
    columns = settled(con, table, columns, seen, words)
    tidied = [raw for raw in seen.unclean if raw != "id_asn"]
    rows = row_sql(table, columns, kind_sql(table, columns), tidied)
    watched(con, f"create table staged as {rows}", {**table.values, **secret}, progress, READING)
    progress(SORTING, 0)
    refused = refused_lines(con, table)
    left_out = tuple(LeftOut(*each) for each in [*sort_out(con, "person" not in absent(traits)), *refused])
    told = from_agencies(con, mapping, as_of)
    traits = replace(traits, lacks=traits.lacks - told.keys())
    changes = (*word_changes(con, words), *tidied_changes(con, tidied))
    undecided = tuple(undecided_words(con, words))
    (kept,) = con.execute("select count(*) from staged").fetchone() or (0,)
    findings = [*table.findings, *remarks.on_columns(con, seen, words), *remarks.on_persons(con, mapping, seen, absent(traits))]
    findings += told.values()
    findings += remarks.on_rows([(each.reason, each.count, each.rows) for each in left_out], kept, table.findings)
    forget(con)
    progress(SORTING, 1)
    read_rows = kept + sum(each.count for each in left_out)
    return Staged(table, mapping, traits, con, read_rows, kept, left_out, changes, undecided, tuple(findings))


def labels_of(mapping: Mapping) -> dict[str, dict[str, Text]]:
    """The register's own labels as they may be shown: on one line, without marks of direction."""
    return {
        name: {code: Text(id=cleaned(label.id), en=cleaned(label.en)) for code, label in codes.items()}
        for name, codes in mapping.labels.items()
    }


def prepare(con: duckdb.DuckDBPyConnection, traits: Traits) -> None:
    """A database that writes nothing to disk, with the types and reference lists that rules compare with."""
    con.execute("set temp_directory = ''; set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    con.execute("set enable_progress_bar = true; set enable_progress_bar_print = false; set progress_bar_time = 0")
    create_types(con, traits)
    create_reference(con)


def settled(
    con: duckdb.DuckDBPyConnection, table: Table, columns: dict[str, Field], seen: Survey, words: dict[str, list[Word]]
) -> dict[str, Field]:
    """The columns as they are read now that their words are known."""
    found = columns | {raw: trimmed(table, columns[raw]) for raw in seen.spaced}
    for raw, column in found.items():
        if raw in seen.crowded:
            found[raw] = crowded(column)
        elif raw in words:
            found[raw] = with_words(con, column, words[raw])
        elif raw in seen.clean:
            found[raw] = clean(column)
    return found


def with_words(con: duckdb.DuckDBPyConnection, column: Field, words: list[Word]) -> Field:
    """A column some words of which are no codes: they become a type, so that a row holds a small number for each."""
    raw = column.column.raw
    con.execute("create temp table words as select unnest($words::varchar[]) as word", {"words": [word.text for word in words]})
    con.execute(f"create type w_{raw} as enum (select word from words)")
    con.execute("drop table words")
    (order,) = con.execute(f"select enum_range(null::w_{raw})").fetchone() or ([],)
    known = {word.text: word for word in words}
    return worded(column, [known[text].value for text in order], [known[text].shown for text in order])


def seen_rows(con: duckdb.DuckDBPyConnection, words: dict[str, list[Word]], raw: str) -> list[tuple[Word, int, tuple[int, ...]]]:
    """The words of a column that still stand on a row that is kept: how many rows, and the first of them."""
    listed = max(1, min(ROWS_KEPT, ROWS_LISTED // len(words[raw])))
    known = {word.text: word for word in words[raw]}
    found = con.execute(
        f"select word_{raw}::varchar, count(*), min(row, {listed}) from staged where word_{raw} is not null group by 1 order by 2 desc, 3"
    ).fetchall()
    return [(known[text], count, tuple(rows)) for text, count, rows in found]


def word_changes(con: duckdb.DuckDBPyConnection, words: dict[str, list[Word]]) -> Iterator[Change]:
    """Words that were read as a code, a day or an empty cell."""
    for raw in words:
        for word, count, rows in seen_rows(con, words, raw):
            if word.how not in ("code", "none"):
                yield Change(raw, word.text, word.value or "", word.how, count, rows)


def tidied_changes(con: duckdb.DuckDBPyConnection, tidied: list[str]) -> Iterator[Change]:
    """Identifiers that were rewritten, by the way it was done: none is repeated."""
    for raw in tidied:
        found = con.execute(
            f"select tidy_{raw}, count(*), min(row, {ROWS_KEPT}) from staged where tidy_{raw} is not null group by 1 order by 1"
        )
        for way, count, rows in found.fetchall():
            yield Change(raw, *TIDIED[way], "rewrite", count, tuple(rows))


def undecided_words(con: duckdb.DuckDBPyConnection, words: dict[str, list[Word]]) -> Iterator[Undecided]:
    """Words of code columns that nothing certain is known of; those whose text is hidden are one."""
    for raw in words:
        if BY_RAW[raw].kind != "code":
            continue
        together: dict[str, list[tuple[Word, int, tuple[int, ...]]]] = {}
        for each in seen_rows(con, words, raw):
            if each[0].how == "none" and each[0].shown:
                together.setdefault(each[0].shown, []).append(each)
        for shown, same in together.items():
            rows = sorted(row for _, _, some in same for row in some)[:ROWS_KEPT]
            yield Undecided(raw, shown, sum(count for _, count, _ in same), tuple(rows), same[0][0].suggestions)


def forget(con: duckdb.DuckDBPyConnection) -> None:
    """Takes the sender's words out of the database: from here on it holds codes, days, identifiers and hashes."""
    columns = con.execute("select column_name from duckdb_columns() where table_name = 'staged'").fetchall()
    for (name,) in columns:
        if name.startswith(("word_", "tidy_")):
            con.execute(f"alter table staged drop column {name}")
    for (name,) in con.execute("select type_name from duckdb_types() where type_name like 'w\\_%' escape '\\'").fetchall():
        con.execute(f"drop type {name}")
