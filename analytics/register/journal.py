"""The journal of a data directory: what was imported, released, corrected, withdrawn; by whom, when, why. Never rewritten.

Each event is one file, journal/000001.json, …, made whole and then given its number, so that a crash leaves the old or the new
state, and of two writers with the same number one is told. Each carries its own SHA-256 and that of the event before.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from analytics.register.findings import Finding
from analytics.register.workroom import placed, workroom
from analytics.text import Notice, Text

Kind = Literal["import", "release", "withdraw", "discard"]
Stamp = tuple[tuple[str, int, int, int], ...]  # name, identity, time and size of each file
LARGEST = 8_000_000  # bytes of one event; its mapping is the bulk of it

OVERTAKEN = Text(
    id="Orang lain baru saja mengubah register. Muat ulang, periksa sekali lagi, lalu ulangi.",
    en="Somebody else has just changed the register. Reload, look again, then repeat.",
)
TORN = Text(
    id="catatan riwayat ini rusak atau diubah; pulihkan berkasnya dari cadangan. Yang dapat dibuktikan utuh hanya riwayat sampai nomor {whole}",
    en="this entry of the history is damaged or was changed; restore the file from a backup. Only the history up to number {whole} is proved whole",
)
MISSING = Text(
    id="catatan riwayat ini hilang; pulihkan berkasnya dari cadangan. Yang dapat dibuktikan utuh hanya riwayat sampai nomor {whole}",
    en="this entry of the history is missing; restore the file from a backup. Only the history up to number {whole} is proved whole",
)
UNCHAINED = Text(
    id="catatan riwayat ini tidak menyambung dengan catatan sebelumnya, salah satunya diubah; pulihkan keduanya dari cadangan. Yang dapat dibuktikan utuh hanya riwayat sampai nomor {whole}",
    en="this entry of the history does not follow from the one before, one of them was changed; restore both from a backup. Only the history up to number {whole} is proved whole",
)
UNREADABLE = Text(
    id="folder riwayat tidak dapat dibaca; minta pengelola memberi izin membaca",
    en="the folder of the history cannot be read; ask the administrator for permission to read",
)
DAMAGED = Text(
    id="Riwayat rusak, jadi register tidak dapat diubah. {file}: {finding}.",
    en="The history is damaged, so the register cannot be changed. {file}: {finding}.",
)


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    at: moment in ISO form with its zone. version: SHA-256 of the Parquet file concerned (versions/<sha>.parquet). rows: read,
    kept, left_out. counts: headline numbers before (of the version in force, if any) and after, by metric code.
    accepted: warnings that were accepted, finding code -> reason. original: sha256, name, kept (file or ''), key (fingerprint of the
    key persons were hashed with, or ''). replaces: the version
    that was in force for this date. mapping: its TOML text. previous: SHA-256 of the event before, so that a changed past shows.
    """

    number: int
    kind: Kind
    at: str
    by: str
    as_of: date
    version: str
    reason: str = ""
    replaces: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)
    original: Mapping[str, Any] = field(default_factory=dict)
    mapping: str = ""
    previous: str = ""


class Overtaken(Notice):
    """Another event took the number: somebody else changed the register meanwhile."""


@dataclass(frozen=True)
class Damage:
    """The first file of the journal that is not whole. dates: those that it and the events after it speak of, as far as they can be read."""

    path: Path
    finding: Finding
    dates: frozenset[date] = frozenset()

    def notice(self) -> Notice:
        """Why nothing can be written until it is mended."""
        file = f"journal/{self.path.name}".removesuffix("/journal")
        return Notice(DAMAGED, file=file, finding=Said(self.finding))


class Said(Notice):
    """A finding inside a notice, said in the reader's language."""

    def __init__(self, finding: Finding):
        super().__init__(finding.reason, **dict(finding.values))


@dataclass(frozen=True)
class Reading:
    """The journal as it was read: the events that are proved whole, in order, and what is wrong behind them."""

    events: tuple[Event, ...] = ()
    damage: Damage | None = None


@dataclass(frozen=True)
class State:
    """How the register stands after an event (number; 0: before the first).

    in_force: date -> its release. drafts: imports that wait, oldest first. withdrawn: date -> its withdrawal. superseded: date ->
    releases that are no longer in force, oldest first.
    """

    number: int = 0
    in_force: Mapping[date, Event] = field(default_factory=dict)
    drafts: tuple[Event, ...] = ()
    withdrawn: Mapping[date, Event] = field(default_factory=dict)
    superseded: Mapping[date, tuple[Event, ...]] = field(default_factory=dict)


def state(events: Iterable[Event], until: int | None = None) -> State:
    """How the register stands after these events, or after the one with the number `until`."""
    found = State()
    for event in events:
        if until is None or event.number <= until:
            found = after(found, event)
    return found


def after(known: State, event: Event) -> State:
    """The state that an event makes of another."""
    day, in_force = event.as_of, dict(known.in_force)
    withdrawn = {each: done for each, done in known.withdrawn.items() if each != day or event.kind != "release"}
    drafts = tuple(draft for draft in known.drafts if (draft.as_of, draft.version) != (day, event.version) or event.kind == "withdraw")
    superseded = dict(known.superseded)
    if event.kind in ("release", "withdraw") and day in in_force:
        superseded[day] = (*superseded.get(day, ()), in_force.pop(day))
    if event.kind == "import":
        drafts = (*drafts, event)
    if event.kind == "release":
        in_force[day] = event
    if event.kind == "withdraw":
        withdrawn[day] = event
    return State(event.number, in_force, drafts, withdrawn, superseded)


class Journal:
    """The events of one data directory. A folder that can only be read can be read."""

    def __init__(self, directory: Path):
        self.directory = directory
        self.folder = directory / "journal"

    def stamp(self) -> Stamp:
        """What changes whenever an event is added, changed or lost; empty where there is none. Quick. Raises OSError."""
        try:
            entries = [entry for entry in os.scandir(self.folder) if re.fullmatch(r"\d{6,9}\.json", entry.name)]
            found = [
                (entry.name, entry.stat(follow_symlinks=entry.is_file())) for entry in entries
            ]  # a link to nothing is damage, not the end
        except (FileNotFoundError, NotADirectoryError):
            return ()
        return tuple(sorted((name, now.st_ino, now.st_mtime_ns, now.st_size) for name, now in found))

    def read(self) -> Reading:
        """The events that are whole, and what is wrong behind them; kept until a file changes."""
        try:
            return reading(self.folder, self.stamp())
        except OSError:  # may pass, so it is not kept
            return Reading((), Damage(self.folder, Finding(UNREADABLE)))

    def events(self) -> tuple[Event, ...]:
        """All events in order. Raises Notice, naming the file, where one is torn, changed, missing or does not follow from the one before."""
        found = self.read()
        if found.damage:
            raise found.damage.notice()
        return found.events

    def released(self) -> bool:
        """Whether a version was ever released, or that cannot be told: then nothing else may be shown in its place."""
        found = self.read()
        return bool(found.damage) or any(event.kind == "release" for event in found.events)

    def append(self, event: Event, after: int) -> Event:
        """Writes the event behind the one with the number `after` (0: the first). Raises Overtaken where it is not the last; Notice."""
        events = self.events()
        if len(events) != after:
            raise Overtaken(OVERTAKEN)
        chained = replace(event, number=after + 1, previous=digest(events[-1]) if events else "")
        with workroom(self.directory) as room:
            (room / "event.json").write_bytes(to_file(chained))
            try:
                placed(room / "event.json", self.folder / name_of(chained.number))
            except FileExistsError:
                raise Overtaken(OVERTAKEN) from None
        return chained


def name_of(number: int) -> str:
    """The file of an event."""
    return f"{number:06}.json"


def version_path(directory: Path, version: str) -> Path:
    """The file of a version."""
    return directory / "versions" / f"{version}.parquet"


def plain(event: Event) -> dict[str, Any]:
    """An event as JSON holds it."""
    return {**asdict(event), "as_of": event.as_of.isoformat()}


def digest(event: Event) -> str:
    """SHA-256 of an event, whatever its file's layout."""
    return hashlib.sha256(json.dumps(plain(event), sort_keys=True).encode()).hexdigest()


def to_file(event: Event) -> bytes:
    """An event as its file: readable, with its own SHA-256."""
    return (json.dumps({**plain(event), "sha256": digest(event)}, ensure_ascii=False, indent=1) + "\n").encode()


def from_file(content: bytes, number: int) -> Event:
    """An event from its file. Raises ValueError where it is not exactly what was written under this number."""
    held = json.loads(content)
    own = held.pop("sha256")
    event = Event(**{**held, "as_of": date.fromisoformat(held["as_of"])})
    if digest(event) != own or event.number != number or event.kind not in get_args(Kind):
        raise ValueError("not as it was written")
    if not re.fullmatch(r"[0-9a-f]{64}", event.version):
        raise ValueError("no version")
    return event


def event_in(folder: Path, number: int) -> Event | Text:
    """The event of a number, or what is wrong with its file. Raises OSError where it cannot be read now."""
    path = folder / name_of(number)
    if path.exists() and not path.is_file():  # a folder, or a pipe that would never end
        return TORN
    try:
        with path.open("rb") as file:
            return from_file(file.read(LARGEST), number)
    except FileNotFoundError:
        return MISSING
    except (IsADirectoryError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return TORN


@lru_cache(maxsize=16)
def reading(folder: Path, stamp: Stamp) -> Reading:
    """The journal in a folder, as long as its stamp is the same. Raises OSError."""
    last = max((int(name[:-5]) for name, *_ in stamp), default=0)
    whole: list[Event] = []
    while len(whole) < last:
        found = event_in(folder, len(whole) + 1)
        if isinstance(found, Text):
            return broken(folder, whole, last, found)
        if found.previous != (digest(whole[-1]) if whole else ""):
            return broken(folder, whole, last, UNCHAINED)
        whole.append(found)
    return Reading(tuple(whole))


def broken(folder: Path, whole: list[Event], last: int, reason: Text) -> Reading:
    """What is left of a journal whose next event is not whole. Where two do not fit together, neither is believed."""
    number = len(whole) + 1
    believed = whole[:-1] if reason is UNCHAINED else whole
    named = last if last - number < 10_000 else number  # a file with a number from nowhere is not searched for at length
    behind = [*whole[len(believed) :], *(event_in(folder, each) for each in range(number, named + 1))]
    dates = frozenset(event.as_of for event in behind if isinstance(event, Event))
    finding = Finding(reason, values=(("whole", str(len(believed))),))
    return Reading(tuple(believed), Damage(folder / name_of(number), finding, dates))
