"""Checked files made from drawn rows, and a process that imports one: for tests of what the gate keeps."""

import csv
import hashlib
import io
import os
import shutil
import signal
from datetime import date

import duckdb
from conftest import HEADINGS, row_of

from analytics.gate import store
from analytics.gate.mapping import ColumnMap, Mapping
from analytics.gate.sources.table import Table
from analytics.gate.staging import Staged
from analytics.register.contract import COLUMNS
from analytics.register.loading import create_reference, create_types, stage
from analytics.register.traits import Traits
from analytics.text import Notice

JULY, AUGUST = date(2020, 7, 31), date(2020, 8, 31)
ALL_COLUMNS = Mapping({raw: ColumnMap((raw,)) for raw in HEADINGS})


def rows(count, **cells):
    """So many persons in as many cases."""
    return [row_of(cells, place) for place in range(1, count + 1)]


def write_rows(path, found):
    """Rows as a file in the contract's own form."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS)
        writer.writeheader()
        writer.writerows(found)
    return path


def staged_from(path, mapping=ALL_COLUMNS, traits=None):
    """A file in the contract's own form as the gate hands it to the store."""
    con = duckdb.connect(config={"threads": 2})
    create_types(con, traits or Traits())
    create_reference(con)
    stage(con, path, traits or Traits())
    (count,) = con.execute("select count(*) from staged").fetchone()
    return Staged(table_of(path), mapping, traits or Traits(), con, count, count, (), (), (), ())


def plainly_staged(path):
    """The same at once, for files known to be right: with codes as text, so that no lists need to be made."""
    con, table = duckdb.connect(config={"threads": 1}), table_of(path)
    values = {raw: f"nullif(c{place}, ''){'::date' if raw.startswith('tanggal') else ''}" for place, raw in enumerate(HEADINGS)}
    fields = ", ".join(f"{values[column.raw]} as {column.field}" for column in COLUMNS)
    rest = "row_number() over () + 1 as row, false as synthetic, null::varchar[] as faults"
    con.execute(f"create table staged as select {fields}, {rest} from {table.relation}", table.values)
    (count,) = con.execute("select count(*) from staged").fetchone()
    return Staged(table, ALL_COLUMNS, Traits(), con, count, count, (), (), (), ())


def table_of(path):
    """The file as the gate's first door gives it."""
    with path.open(encoding="utf-8", newline="") as file:
        headings = tuple(next(csv.reader(file)))
    columns = ", ".join(f"'c{place}': 'varchar'" for place in range(len(headings)))
    relation = f"read_csv($file, columns={{{columns}}}, header=true, delim=',', quote='\"', auto_detect=false)"
    return Table(path.name, "CSV", hashlib.sha256(path.read_bytes()).hexdigest(), headings, relation, {"file": str(path)})


def kept(directory, path, day=JULY, by="sari", **options):
    """A file imported as a draft."""
    return store.keep(staged_from(path), day, directory, by, accepted=options.pop("accepted", {}), **options)


def released(directory, path, day=JULY, by="sari", reason="koreksi"):
    """A file imported and released."""
    return store.release(directory, kept(directory, path, day, by).number, by, reason)


def released_plainly(directory, path):
    """The same at once, for files known to be right."""
    event = store.keep(plainly_staged(path), JULY, directory, "sari", accepted={})
    return store.release(directory, event.number, "sari", "koreksi")


def import_telling(directory, path, telling, start):
    """In a process of its own: imports and releases a file, telling what is done, and what was said where it is not."""
    staged = plainly_staged(path)
    telling.send("ready")
    start.wait()
    event = store.keep(staged, JULY, directory, "sari", accepted={})
    telling.send(("kept", event.number))
    try:
        telling.send(("released", store.release(directory, event.number, "sari", "koreksi").number))
    except Notice as notice:
        telling.send(("told", notice("en")))


# --- dying at a step ---

STEPS = (
    (os, "link"), (os, "replace"), (os, "rename"), (os, "fsync"), (os, "mkdir"), (os, "open"), (os, "rmdir"), (os, "unlink"), (io, "open"),
    (shutil, "rmtree"), (store, "write_version"), (store, "write_original"),
)  # fmt: skip


def import_dying(directory, path, at, telling):
    """In a process of its own: imports and releases a file, and kills itself before the step with this number; 0: never."""
    staged, count = plainly_staged(path), [0]
    for module, name in STEPS:
        setattr(module, name, deadly(getattr(module, name), count, at))
    try:
        event = store.keep(staged, JULY, directory, "sari", accepted={})
        store.release(directory, event.number, "sari", "koreksi")
    finally:
        telling.send(count[0] + 1)  # the last: telling itself, after everything is done
        deadly(lambda: None, count, at)()


def deadly(step, count, at):
    """A function that kills the process before it, when its turn has come. What follows one step is what precedes the next."""

    def called(*arguments, **options):
        count[0] += 1
        if count[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*arguments, **options)

    return called
