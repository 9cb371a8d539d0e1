"""A table of text and a mapping become `staged`: typed fields of the contract, every change on the way counted."""

from dataclasses import dataclass, field

import duckdb

from analytics.gate.mapping import Mapping
from analytics.gate.matching import How
from analytics.gate.sources.table import Table
from analytics.register.findings import Finding
from analytics.register.traits import Traits
from analytics.text import Text


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
