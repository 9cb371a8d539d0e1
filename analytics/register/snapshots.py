"""The snapshots of a data directory: found, checked, loaded, and replaced when their file changes.

Layout: <directory>/snapshot=YYYY-MM-DD/cases.csv or cases.parquet. Each snapshot is a locked in-memory database of its
own, so that a corrected file replaces its figures without touching the others, and no open database can reach files.
"""

import hashlib
import json
import logging
import threading
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from analytics.register.findings import Finding, Refused
from analytics.register.loading import load
from analytics.scope import parse_date
from analytics.text import Notice, Text

NO_SNAPSHOT = Text(
    id="Tidak ada snapshot per {as_of}. Yang tersedia: {known}.",
    en="There is no snapshot of {as_of}. Available: {known}.",
)
NO_DATA = Text(
    id="Belum ada snapshot yang dapat dibaca di {directory}. Letakkan snapshot=YYYY-MM-DD/cases.csv di sana.",
    en="There is no readable snapshot in {directory} yet. Put snapshot=YYYY-MM-DD/cases.csv there.",
)
BAD_FOLDER = Text(id="nama folder bukan snapshot=YYYY-MM-DD", en="the folder's name is not snapshot=YYYY-MM-DD")
GONE = Text(id="berkas tidak dapat dibuka atau dibaca", en="the file cannot be opened or read")
TWO_FILES = Text(id="ada cases.csv dan cases.parquet; simpan satu saja", en="there are both cases.csv and cases.parquet; keep one")

SUFFIXES = (".csv", ".parquet")
Stamp = tuple[tuple[str, int, int, int], ...]  # name, identity, time and size: changes whenever a file does


@dataclass(frozen=True)
class Snapshot:
    """One dated state of the register, loaded. version: SHA-256 of the file; synthetic: it holds sample cases."""

    as_of: date
    path: Path
    version: str
    synthetic: bool
    rows: int
    con: duckdb.DuckDBPyConnection = field(repr=False, compare=False)

    def query(self, sql: str, values: dict[str, object]) -> list[tuple[Any, ...]]:
        """All rows of a query on `cases`; a cursor of its own, so that readers never share a connection."""
        with self.con.cursor() as cursor:
            return cursor.execute(sql, values).fetchall()


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken in, with every reason."""

    path: Path
    findings: tuple[Finding, ...]


class Register:
    """All snapshots of one directory, kept up to date with it. Thread-safe.

    Refused files stand in `refusals` and do not stop the others.
    """

    def __init__(self, directory: Path):
        self.directory = directory
        self.refusals: list[Refusal] = []
        self._loaded: dict[Path, tuple[Stamp, Snapshot | Refusal]] = {}
        self._by_date: dict[date, Snapshot] = {}
        self._lock = threading.Lock()

    def refresh(self) -> "Register":
        """Loads what is new or changed, drops what is gone. A look at the folder only, where nothing changed."""
        with self._lock:
            found = {path: now for path in files_in(self.directory) if (now := stamp(path))}
            if found != {path: known for path, (known, _) in self._loaded.items()}:
                self._loaded = {path: self._current(path, now) for path, now in found.items()}
                self._sort_out()
        return self

    def _current(self, path: Path, now: Stamp) -> tuple[Stamp, Snapshot | Refusal]:
        known = self._loaded.get(path)
        return known if known and known[0] == now else (now, open_snapshot(path))

    def _sort_out(self) -> None:
        results = [result for _, result in self._loaded.values()]
        self._by_date = {result.as_of: result for result in results if isinstance(result, Snapshot)}
        self.refusals = [result for result in results if isinstance(result, Refusal)]

    @property
    def dates(self) -> list[date]:
        """The dates of the snapshots that can be asked, oldest first."""
        return sorted(self._by_date)

    def latest(self) -> date:
        """The date of the newest snapshot. Raises Notice where there is none."""
        if not self._by_date:
            raise Notice(NO_DATA, directory=self.directory.name)
        return max(self._by_date)

    def at(self, as_of: date) -> Snapshot:
        """The snapshot of a date. Raises Notice naming the dates there are."""
        if as_of not in self._by_date:
            self.latest()
            raise Notice(NO_SNAPSHOT, as_of=as_of, known=", ".join(map(str, self.dates)))
        return self._by_date[as_of]

    def before(self, as_of: date) -> date | None:
        """The date of the snapshot before this one."""
        return max((day for day in self.dates if day < as_of), default=None)

    def version(self) -> tuple[tuple[date, str], ...]:
        """What the figures rest on: changes when any snapshot does."""
        return tuple((day, self._by_date[day].version) for day in self.dates)


def files_in(directory: Path) -> list[Path]:
    """The files that may hold snapshots, by date."""
    return sorted(path for path in directory.glob("snapshot=*/cases.*") if path.suffix in SUFFIXES)


def stamp(path: Path) -> Stamp:
    """What tells a changed file from the same file, with its twin and the manifest that speak of it; empty where it is gone."""
    marks = [mark(one) for one in (path, *twins(path), manifest_of(path))]
    return tuple(filter(None, marks)) if marks[0] else ()


def mark(path: Path) -> tuple[str, int, int, int] | None:
    """Name, identity, time and size of one file; None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return path.name, status.st_ino, status.st_mtime_ns, status.st_size


def twins(path: Path) -> list[Path]:
    """The same snapshot in the other format."""
    return [other for suffix in SUFFIXES if (other := path.with_suffix(suffix)) != path and other.exists()]


def manifest_of(path: Path) -> Path:
    """The manifest beside the snapshots."""
    return path.parent.parent / "manifest.json"


def open_snapshot(path: Path) -> Snapshot | Refusal:
    """The snapshot in a file, or why it is refused."""
    try:
        as_of = parse_date(path.parent.name.removeprefix("snapshot="))
    except Notice:
        return Refusal(path, (Finding(BAD_FOLDER, value=path.parent.name),))
    if twins(path):
        return Refusal(path, (Finding(TWO_FILES),))
    if not path.is_file():  # a folder, or a pipe that would never end
        return Refusal(path, (Finding(GONE),))
    try:
        version, con = digest(path), load(path, as_of)
    except Refused as refused:
        return Refusal(path, tuple(refused.findings))
    except Exception:  # whatever one file does, the others stay available
        logging.getLogger(__name__).exception("cannot read a snapshot of %s", as_of)
        return Refusal(path, (Finding(GONE),))
    rows, marked = con.execute("select count(*), (select synthetic from origin) from cases").fetchone() or (0, False)
    return Snapshot(as_of, path, version, bool(marked) or declared_synthetic(path), rows, con)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def declared_synthetic(path: Path) -> bool:
    """Whether manifest.json beside the snapshots says that they are synthetic."""
    manifest = manifest_of(path)
    if not manifest.exists():
        return False
    try:
        return bool(json.loads(manifest.read_text(encoding="utf-8")).get("synthetic"))
    except Exception:
        return True  # a manifest that cannot be read is no proof of real data
