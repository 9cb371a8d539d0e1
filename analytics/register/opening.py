"""A file that may hold a snapshot: where it lies, what tells that it changed, and what is in it.

A file put there by hand is <directory>/snapshot=YYYY-MM-DD/cases.csv or cases.parquet; a version that was released through the
gate is <directory>/versions/<its SHA-256>.parquet.
"""

import hashlib
import json
import logging
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from analytics.register.findings import Finding, Refused
from analytics.register.journal import Damage, Event, State, version_path
from analytics.register.loading import load, load_version, traits_in
from analytics.register.traits import Traits
from analytics.scope import ALLEGATION, CASE, LETTER, PERSON, Unit, parse_date
from analytics.text import Notice, Text

BAD_FOLDER = Text(id="nama folder bukan snapshot=YYYY-MM-DD", en="the folder's name is not snapshot=YYYY-MM-DD")
GONE = Text(id="berkas tidak dapat dibuka atau dibaca", en="the file cannot be opened or read")
TWO_FILES = Text(id="ada cases.csv dan cases.parquet; simpan satu saja", en="there are both cases.csv and cases.parquet; keep one")
CHANGED = Text(
    id="isi versi {as_of} tidak sama lagi dengan yang dirilis; pulihkan berkasnya dari cadangan, atau impor dan rilis lagi",
    en="the version of {as_of} no longer holds what was released; restore the file from a backup, or import and release it again",
)
RELEASED = Text(
    id="untuk tanggal ini berlaku versi yang dirilis (riwayat nomor {number}), jadi berkas ini tidak dipakai; hapus berkas ini, atau impor sebagai koreksi",
    en="for this date the version released is in force (history number {number}), so this file is not used; delete it, or import it as a correction",
)
WITHDRAWN = Text(
    id="snapshot tanggal ini ditarik (riwayat nomor {number}), jadi berkas ini tidak dipakai; hapus berkas ini, atau impor dan rilis lagi",
    en="the snapshot of this date was withdrawn (history number {number}), so this file is not used; delete it, or import and release it again",
)
DOUBTFUL = Text(
    id="riwayat untuk {as_of} rusak mulai journal/{file}, jadi snapshot ini tidak dipakai sampai berkas itu dipulihkan",
    en="the history of {as_of} is damaged from journal/{file} on, so this snapshot is not used until that file is restored",
)

SUFFIXES = (".csv", ".parquet")
Stamp = tuple[tuple[str, int, int, int], ...]  # name, identity, time and size: changes whenever a file does


@dataclass(frozen=True)
class Source:
    """A file that may hold a snapshot. version: what its SHA-256 must be; event: the release that put it in force, 0 where it was put
    there by hand (then the folder's name tells the date)."""

    path: Path
    as_of: date | None = None
    version: str = ""
    event: int = 0
    released_at: str = ""


@dataclass(frozen=True)
class Snapshot:
    """One dated state of the register, loaded. version: SHA-256 of the file; synthetic: it holds sample cases.

    traits: what it says of itself. event: number of its release in the journal, 0 where the file was put there by hand; released_at:
    when that was, in ISO form. counted: what was counted in it so far (analytics.ask), which ends with it.
    """

    as_of: date
    path: Path
    version: str
    synthetic: bool
    rows: int
    con: duckdb.DuckDBPyConnection = field(repr=False, compare=False)
    traits: Traits = field(default_factory=Traits, compare=False)
    event: int = 0
    released_at: str = ""
    counted: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def units(self) -> tuple[Unit, ...]:
        """What it can be counted in; its own unit first."""
        own = ALLEGATION if self.traits.counts == "allegations" else PERSON
        held = {PERSON: "person", CASE: "case_number", LETTER: "letter"}
        return tuple(unit for unit in (own, CASE, LETTER) if held.get(unit) not in self.traits.lacks)

    def query(self, sql: str, values: dict[str, object]) -> list[tuple[Any, ...]]:
        """All rows of a query on `cases`; a cursor of its own, so that readers never share a connection."""
        with self.con.cursor() as cursor:
            return cursor.execute(sql, values).fetchall()


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken in, with every reason."""

    path: Path
    findings: tuple[Finding, ...]


def sources(directory: Path, known: State, damage: Damage | None = None) -> tuple[list[Source], list[Refusal]]:
    """The files whose snapshots are in force in a state of the journal, by date; and those that are not used, with the reason."""
    by_hand, refused = [], [Refusal(damage.path, (damage.finding,))] if damage else []
    for path in files_in(directory):
        reason = overruled(path, known, damage)
        if reason:
            refused.append(Refusal(path, (reason,)))
        else:
            by_hand.append(Source(path))
    released = [source_of(directory, event) for _, event in sorted(known.in_force.items())]
    doubted = damage.dates if damage else frozenset()
    refused += [Refusal(each.path, (doubt(each.as_of, damage),)) for each in released if damage and each.as_of in doubted]
    return [*by_hand, *(each for each in released if each.as_of not in doubted)], refused


def source_of(directory: Path, release: Event) -> Source:
    """The version that a release put in force."""
    return Source(version_path(directory, release.version), release.as_of, release.version, release.number, release.at)


def overruled(path: Path, known: State, damage: Damage | None) -> Finding | None:
    """Why a file put there by hand does not count: the journal speaks of its date."""
    try:
        as_of = day_of(path)
    except Notice:
        return None  # said when it is opened
    if damage and as_of in damage.dates:
        return doubt(as_of, damage)
    for reason, events in ((RELEASED, known.in_force), (WITHDRAWN, known.withdrawn)):
        if as_of in events:
            return Finding(reason, values=(("number", str(events[as_of].number)),))
    return None


def doubt(as_of: date | None, damage: Damage | None) -> Finding:
    """That the journal is damaged where it speaks of a date."""
    return Finding(DOUBTFUL, values=(("as_of", str(as_of)), ("file", damage.path.name if damage else "")))


def files_in(directory: Path) -> list[Path]:
    """The files put there by hand that may hold snapshots, by date."""
    return sorted(path for path in directory.glob("snapshot=*/cases.*") if path.suffix in SUFFIXES)


def day_of(path: Path) -> date:
    """The date of a file put there by hand. Raises Notice."""
    return parse_date(path.parent.name.removeprefix("snapshot="))


def stamp(source: Source) -> Stamp:
    """What tells a changed file from the same file, with its twin and the manifest that speak of it; empty where one put there by hand is gone."""
    marks = [mark(one) for one in (source.path, *twins(source.path), manifest_of(source.path))]
    if not marks[0] and source.event:
        return (("", 0, 0, 0),)  # the journal says that it must be there: its absence is said
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


def opened(source: Source) -> Snapshot | Refusal:
    """The snapshot in a file, or why it is refused."""
    path = source.path
    try:
        as_of = source.as_of or day_of(path)
    except Notice:
        return Refusal(path, (Finding(BAD_FOLDER, value=path.parent.name),))
    if twins(path) and not source.event:
        return Refusal(path, (Finding(TWO_FILES),))
    if not path.is_file():  # a folder, or a pipe that would never end
        return Refusal(path, (Finding(CHANGED if source.event else GONE, values=(("as_of", str(as_of)),)),))
    try:
        return loaded(source, as_of)
    except Refused as refused:
        return Refusal(path, tuple(refused.findings))
    except Exception:  # whatever one file does, the others stay available
        logging.getLogger(__name__).exception("cannot read a snapshot of %s", as_of)
        return Refusal(path, (Finding(GONE),))


def loaded(source: Source, as_of: date) -> Snapshot:
    """The snapshot in a file; a version only if it is, to the byte, what was released. Raises Refused."""
    version = digest(source.path)
    if source.event and version != source.version:
        raise Refused([Finding(CHANGED, values=(("as_of", str(as_of)),))])
    con = load_version(source.path, as_of) if source.event else load(source.path, as_of)
    rows, marked = con.execute("select count(*), (select synthetic from origin) from cases").fetchone() or (0, False)
    synthetic = bool(marked) or declared_synthetic(source.path)
    return Snapshot(as_of, source.path, version, synthetic, rows, con, traits_in(con), source.event, source.released_at)


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
        return not manifest.is_file() or bool(json.loads(manifest.read_text(encoding="utf-8")).get("synthetic"))
    except Exception:
        return True  # a manifest that cannot be read is no proof of real data
