"""A table of text and a mapping become `staged`: typed fields of the contract, every change on the way counted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import duckdb

from analytics.gate.cells import Field, clean, crowded, fields, row_sql, worded
from analytics.gate.mapping import BY_RAW, Mapping, problems_with
from analytics.gate.matching import How
from analytics.gate.persons import key_values
from analytics.gate.rows import REASONS, REPEATED, kind_sql, sort_out
from analytics.gate.sources.table import Table
from analytics.gate.survey import MOST, OFTEN, Survey, Word, strange_words, survey
from analytics.register.contract import RAW
from analytics.register.findings import ROWS_KEPT, Finding, Refused
from analytics.register.loading import BAD_LINE, NO_ROWS, UNREADABLE, absent, create_reference, create_types
from analytics.register.traits import Traits
from analytics.text import Text

Progress = Callable[[Text, float], None]
MEMORY = "4GB"
PATIENCE = 0.1  # seconds between two looks at how far a query is
ROWS_LISTED = 200_000  # row numbers kept of one column, over all its words

SURVEYING = Text(id="Melihat isi kolom", en="Looking at the columns")
READING = Text(id="Membaca baris", en="Reading the rows")
SORTING = Text(id="Memilah baris", en="Sorting the rows")

REFUSED_LINES = Text(id="baris yang tidak dapat dibaca", en="rows that cannot be read")
CROWDED = Text(
    id="kolom ini memuat lebih dari {most} kata yang berbeda, jadi bukan kolom {kind}; periksa kolom asalnya pada pemetaan",
    en="this column holds more than {most} different words, so it is no column of {kind}; check its source in the mapping",
)
KINDS = {"code": Text(id="kode", en="codes"), "day": Text(id="tanggal", en="dates")}
MONTH_ONLY = Text(
    id="hanya menyebut bulan; dibaca sebagai tanggal 1 bulan itu", en="only the month is said; it is read as the first day of the month"
)
REPEATED_ROWS = Text(
    id="baris ini seluruhnya sama dengan baris lain; disimpan satu kali", en="this row repeats another one in full; it is kept once"
)
NIP_AS_PSEUDONYM = Text(
    id="kolom ini memuat NIP; pada pemetaan nyatakan isinya sebagai NIP (person = \"nip\") agar disamarkan",
    en="this column holds NIP; say so in the mapping (person = \"nip\") and they will be disguised",
)
NAME_AS_PSEUDONYM = Text(
    id="kolom ini memuat nama; pada pemetaan nyatakan isinya sebagai nama (person = \"name\") agar disamarkan",
    en="this column holds names; say so in the mapping (person = \"name\") and they will be disguised",
)
NOT_NIP = Text(
    id="bukan NIP 18 angka, atau angka akhirnya hilang karena disimpan sebagai bilangan; simpan kolom NIP sebagai teks",
    en="no NIP of 18 digits, or its last digits were lost as it was kept as a number; keep the column as text",
)
NOT_NAME = Text(id="tidak memuat nama; isi namanya", en="holds no name; fill in the name")
LOST_DIGITS = Text(
    id="angka akhir NIP hilang karena kolom disimpan sebagai bilangan; mintalah berkas dengan NIP sebagai teks",
    en="the last digits of the NIP were lost as the column was kept as numbers; ask for a file with NIP as text",
)
SAME_NAME = Text(
    id="ASN dikenali dari nama: dua orang yang senama terhitung satu. Pakailah NIP bila ada",
    en="persons are told by name: two of one name count as one. Use the NIP where there is one",
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
    findings: of opening and reading (lines that could not be split, values that are no day, words without a code, …).
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


def silent(step: Text, share: float) -> None:
    """No progress is shown."""


def staged(table: Table, mapping: Mapping, as_of: date, key: str = "", progress: Progress = silent) -> Staged:
    """A table read through a mapping. Raises Refused where nothing can be read at all; Notice where persons need a key that is missing."""
    wrong = [finding for finding in problems_with(mapping, table) if finding.level == "error"]
    if wrong:
        raise Refused(wrong)
    con = duckdb.connect(config={"python_enable_replacements": False, "threads": 2, "memory_limit": MEMORY})
    try:
        return read(con, table, mapping, as_of, key, progress)
    except duckdb.Error:
        con.close()
        raise Refused([Finding(UNREADABLE, values=(("kind", table.kind),), code="unreadable")]) from None  # its words may quote a cell
    except BaseException:
        con.close()
        raise


def read(con: duckdb.DuckDBPyConnection, table: Table, mapping: Mapping, as_of: date, key: str, progress: Progress) -> Staged:
    """Fills a database with `staged`, in two passes over the table: what words there are, then every row."""
    traits = Traits(frozenset(BY_RAW[raw].field for raw in mapping.lacks), mapping.counts, mapping.editions, mapping.labels)
    prepare(con, traits)
    columns = fields(table, mapping, traits)
    secret = key_values(key) if mapping.person != "pseudonym" and columns["id_asn"].text else {}
    found = survey(con, table, columns, lambda sql, values: watched(con, sql, values, progress, SURVEYING))
    words = strange_words(con, table, mapping, columns, found, as_of)
    store(con, table, settled(con, columns, found, words), secret, progress)
    progress(SORTING, 0)
    refused = refused_lines(con, table)
    left_out = (*(LeftOut(*each) for each in sort_out(con, "person" not in absent(traits))), *refused)
    kept = count_rows(con)
    changes, undecided = told(con, columns, words)
    findings = (*table.findings, *reading_findings(con, columns, found, words), *person_findings(con, mapping, found), *row_findings(con, left_out))
    tidy_up(con, words)
    progress(SORTING, 1)
    read_rows = kept + sum(each.count for each in left_out)
    return Staged(table, mapping, traits, con, read_rows, kept, left_out, tuple(changes), tuple(undecided), findings)


def prepare(con: duckdb.DuckDBPyConnection, traits: Traits) -> None:
    """A database that writes nothing to disk, with the types and reference lists that rules compare with."""
    con.execute("set temp_directory = ''; set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    con.execute("set enable_progress_bar = true; set enable_progress_bar_print = false; set progress_bar_time = 0")
    create_types(con, traits)
    create_reference(con)


def watched(con: duckdb.DuckDBPyConnection, sql: str, values: dict[str, object], progress: Progress, step: Text) -> list[tuple[Any, ...]]:
    """The rows of a query, with its progress told by the caller's own thread."""
    progress(step, 0)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(lambda: con.execute(sql, values).fetchall())
        while not running.done():
            wait([running], PATIENCE)
            progress(step, min(max(con.query_progress() / 100, 0), 1))
    progress(step, 1)
    return running.result()


def settled(con: duckdb.DuckDBPyConnection, columns: dict[str, Field], found: Survey, words: dict[str, list[Word]]) -> dict[str, Field]:
    """The columns as they are read now that their words are known. Makes a type of each column's words that are no codes."""
    settled = dict(columns)
    for raw, field_ in columns.items():
        if raw in found.crowded:
            settled[raw] = crowded(field_)
        elif raw in words:
            by_text = {word.text: word for word in words[raw]}
            ordered = [by_text[text] for text in word_type(con, raw, list(by_text))]
            settled[raw] = worded(field_, [word.value for word in ordered], [word.shown for word in ordered])
        elif field_.text and field_.column.kind == "identifier" and raw not in found.unclean and not hashed(field_):
            settled[raw] = clean(field_)
    return settled
