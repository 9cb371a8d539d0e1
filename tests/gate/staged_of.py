"""A staged file made from a drawn table, without the doors of the gate: for tests of what comes after staging."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from conftest import HEADINGS, rows_of

from analytics.gate.mapping import ColumnMap, Mapping
from analytics.gate.sources.table import Table
from analytics.gate.staging import Staged
from analytics.register.loading import create_reference, create_types, stage
from analytics.register.traits import Traits


def staged_rows(rows, headings=None, traits=None, undecided=(), changes=(), findings=()):
    """Rows of the contract's own columns as a staged file. headings: raw column -> what the sender calls it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADINGS)
            writer.writeheader()
            writer.writerows(rows)
        return staged_file(path, headings, traits, undecided, changes, findings)


def staged_file(path, headings=None, traits=None, undecided=(), changes=(), findings=()):
    """A file of the register's own form as a staged one."""
    con, traits, named = duckdb.connect(config={"threads": 2}), traits or Traits(), headings or {}
    create_types(con, traits)
    create_reference(con)
    stage(con, path, traits)
    (count,) = con.execute("select count(*) from staged").fetchone()
    table = Table(path.name, "CSV", "0" * 64, tuple(named.get(raw, raw) for raw in HEADINGS), "", {})
    mapping = Mapping({raw: ColumnMap((named.get(raw, raw),)) for raw in HEADINGS})
    return Staged(table, mapping, traits, con, count, count, (), tuple(changes), tuple(undecided), tuple(findings))


def staged_of(text, **others):
    """A drawn table (conftest.rows_of) as a staged file."""
    return staged_rows(rows_of(text), **others)
