"""What was announced: briefings whose figures were said in public, by whom, when and where. Never rewritten.

Each announcement is one file in the data directory, announcements/000001.json, …, with its own SHA-256 and that of the one before,
as in the journal of the register (analytics.register.journal). It names the ids of its figures (analytics.frozen) and their
wording. One that was made in error is withdrawn by another entry, with a reason.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from analytics import frozen
from analytics.briefing import Document
from analytics.formats import named_day
from analytics.frozen import Frozen, store_of
from analytics.register.journal import Stamp, name_of
from analytics.register.snapshots import Register
from analytics.register.workroom import made, placed, workroom
from analytics.settings import settings
from analytics.text import LANGUAGES, Lang, Notice, Text

LARGEST = 500_000  # bytes of one entry
LONGEST_NAME, LONGEST_PLACE, LONGEST_TITLE, LONGEST_REASON = 80, 120, 300, 600  # characters
TRIES = 50  # other writers that may come first

NO_NAME = Text(
    id="Tuliskan siapa yang mengumumkan: catatan ini akan dibuka lagi bila angkanya dipertanyakan.",
    en="Write who announces it: this entry will be opened again when its numbers are questioned.",
)
NO_REASON = Text(id="Tuliskan alasan penarikan pengumuman.", en="Write the reason for withdrawing the announcement.")
NOT_THERE = Text(
    id="Tidak ada pengumuman nomor {number} yang masih berlaku.", en="There is no announcement number {number} that still stands."
)
SAME = Text(
    id="Pengumuman yang sama sudah dicatat dengan nomor {number}; tidak ada yang berubah.",
    en="The same announcement is entered already as number {number}; nothing has changed.",
)
FUTURE = Text(
    id="{day} belum tiba; tanggal pengumuman paling akhir hari ini.",
    en="{day} has not come yet; an announcement is of today at the latest.",
)
BEFORE_DATA = Text(
    id="Angka per {as_of} tidak mungkin diumumkan pada {day}. Periksa tanggalnya.",
    en="Numbers of {as_of} cannot have been announced on {day}. Check the date.",
)
OVERTAKEN = Text(id="Orang lain baru saja mengumumkan sesuatu. Ulangi.", en="Somebody else has just announced something. Try again.")
BROKEN = Text(
    id="Catatan pengumuman rusak atau hilang mulai announcements/{file}, jadi tidak dapat ditambah; pulihkan berkas itu dari cadangan.",
    en="The entries of announcements are damaged or missing from announcements/{file} on, so nothing can be added; restore that file from a backup.",
)


@dataclass(frozen=True)
class Entry:
    """One announcement (of: 0), or the withdrawal of another (of: its number).

    at: moment of the entry in ISO form with its zone; day: on which it was said; where: place or medium, may be empty. figures: id,
    title and sentence of each, as they were said. previous: SHA-256 of the entry before.
    """

    number: int
    at: str
    by: str
    day: date
    where: str = ""
    title: str = ""
    lang: Lang = "id"
    synthetic: bool = False
    figures: tuple[Mapping[str, str], ...] = ()
    of: int = 0
    reason: str = ""
    previous: str = ""


@dataclass(frozen=True)
class Announcement:
    """An announcement as it stands now. withdrawn: the entry that took it back, None while it stands."""

    entry: Entry
    withdrawn: Entry | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its figures."""
        return tuple(figure["id"] for figure in self.entry.figures)


@dataclass(frozen=True)
class Reading:
    """The entries that are proved whole, in order, and the file from which on they are not ('' where all are)."""

    entries: tuple[Entry, ...] = ()
    broken: str = ""


@dataclass(frozen=True)
class Said:
    """A figure as it was announced."""

    announcement: Announcement
    record: Frozen


# --- reading ---


def announcements(register: Register) -> tuple[Announcement, ...]:
    """Every announcement that is proved whole, oldest first."""
    entries = read(register).entries
    taken_back = {entry.of: entry for entry in entries if entry.of}
    return tuple(Announcement(entry, taken_back.get(entry.number)) for entry in entries if not entry.of)


def read(register: Register) -> Reading:
    """What the folder holds; kept until a file changes. Empty where there is none, or it cannot be read."""
    try:
        folder = store_of(register) / "announcements"
        return reading(folder, stamp(folder))
    except (Notice, OSError):
        return Reading()


def stamp(folder: Path) -> Stamp:
    """What changes whenever an entry is added, changed or lost; empty where there is none. Raises OSError."""
    try:
        entries = [entry for entry in os.scandir(folder) if re.fullmatch(r"\d{6,9}\.json", entry.name)]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    found = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    return tuple(sorted((name, now.st_ino, now.st_mtime_ns, now.st_size) for name, now in found))


@lru_cache(maxsize=16)
def reading(folder: Path, stamp: Stamp) -> Reading:
    """The entries of a folder, as long as its stamp is the same: those that follow from one another, from the first on."""
    last = max((int(name[:-5]) for name, *_ in stamp), default=0)
    whole: list[Entry] = []
    while len(whole) < last:
        found = entry_in(folder / name_of(len(whole) + 1), len(whole) + 1)
        if found is None or found.previous != (digest(whole[-1]) if whole else ""):
            return Reading(tuple(whole), name_of(len(whole) + 1))
        whole.append(found)
    return Reading(tuple(whole))


def entry_in(path: Path, number: int) -> Entry | None:
    """The entry of a file; None where it is missing or not exactly what was written under this number."""
    try:
        if not path.is_file():  # a folder, or a pipe that would never end
            return None
        with path.open("rb") as file:
            held = json.loads(file.read(LARGEST), parse_constant=frozen.refused)
        own = held.pop("sha256")
        entry = Entry(**{**held, "day": date.fromisoformat(held["day"]), "figures": tuple(held["figures"])})
        check_types(entry)
        return entry if digest(entry) == own and entry.number == number else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def check_types(entry: Entry) -> None:
    """Raises TypeError, ValueError or KeyError where an entry holds what none is written with, whatever its SHA-256."""
    datetime.fromisoformat(entry.at)
    for words in (entry.by, entry.where, entry.title, entry.reason, entry.previous):
        frozen.exactly(str, words)
    frozen.exactly(int, entry.number)
    frozen.exactly(int, entry.of)
    frozen.exactly(bool, entry.synthetic)
    frozen.one_of(LANGUAGES, entry.lang)
    for figure in entry.figures:
        for name in ("id", "title", "sentence"):
            frozen.exactly(str, frozen.exactly(dict, figure)[name])


def plain(entry: Entry) -> dict[str, Any]:
    """An entry as JSON holds it."""
    return {**asdict(entry), "day": entry.day.isoformat(), "figures": [dict(figure) for figure in entry.figures]}


def digest(entry: Entry) -> str:
    """SHA-256 of an entry, whatever its file's layout."""
    return hashlib.sha256(json.dumps(plain(entry), sort_keys=True).encode()).hexdigest()


# --- writing ---


def announce(document: Document, register: Register, by: str, day: date, where: str = "") -> Announcement:
    """Enters that the figures of a document were said; each is kept under its id. Raises Notice: then nothing is entered."""
    if not (signed := spoken(by, LONGEST_NAME)):
        raise Notice(NO_NAME)
    check_day(document, day)
    records = [frozen.kept(leaf.exhibit) for leaf in document.leaves]
    figures = tuple({"id": record.id, "title": record.title, "sentence": record.sentence} for record in records)

    def entry(known: Reading) -> Entry:
        place, title = spoken(where, LONGEST_PLACE), spoken(document.title, LONGEST_TITLE)
        check_new(known, day, place, figures)
        return Entry(0, now().isoformat(timespec="seconds"), signed, day, place, title, document.lang, document.synthetic, figures)

    return Announcement(entered(register, entry))


def withdraw(number: int, register: Register, by: str, reason: str) -> Announcement:
    """Takes an announcement back; it stays readable. Raises Notice without a name or a reason, or where it does not stand."""
    signed, why = spoken(by, LONGEST_NAME), spoken(reason, LONGEST_REASON)
    if not signed or not why:
        raise Notice(NO_REASON if signed else NO_NAME)

    def entry(known: Reading) -> Entry:
        if number not in standing(known):
            raise Notice(NOT_THERE, number=number)
        return Entry(0, now().isoformat(timespec="seconds"), signed, now().date(), of=number, reason=why)

    taken_back = entered(register, entry)
    return next(each for each in announcements(register) if each.entry.number == taken_back.of)


def standing(known: Reading) -> set[int]:
    """The numbers of the announcements that were not withdrawn."""
    return {entry.number for entry in known.entries if not entry.of} - {entry.of for entry in known.entries}


def check_new(known: Reading, day: date, place: str, figures: tuple[Mapping[str, str], ...]) -> None:
    """Raises Notice where the very same was entered before and still stands."""
    for entry in known.entries:
        same = (entry.day, entry.where, [figure["id"] for figure in entry.figures]) == (day, place, [figure["id"] for figure in figures])
        if same and entry.number in standing(known):
            raise Notice(SAME, number=entry.number)


def check_day(document: Document, day: date) -> None:
    """Raises Notice where a day has not come yet, or lies before the data that would have been announced on it."""
    if day > now().date():
        raise Notice(FUTURE, day=named_day(day))
    if day < document.as_of:
        raise Notice(BEFORE_DATA, as_of=named_day(document.as_of), day=named_day(day))


def now() -> datetime:
    """This moment where the institution is."""
    return datetime.now(ZoneInfo(settings().time_zone))


def spoken(words: str, most: int) -> str:
    """Somebody's words as an entry may hold them: on one line, not endless, without anything that may be the number of a person."""
    return frozen.masked(words[: 4 * LONGEST_REASON])[:most].strip()


def entered(register: Register, entry: Callable[[Reading], Entry]) -> Entry:
    """Writes the entry that fits the others as they stand; looks again where somebody else came first. Raises Notice."""
    directory = store_of(register)
    folder = directory / "announcements"
    with workroom(directory) as room:
        made(folder)
        for _ in range(TRIES):
            known = read(register)
            if known.broken:
                raise Notice(BROKEN, file=known.broken)
            previous = digest(known.entries[-1]) if known.entries else ""
            found = replace(entry(known), number=len(known.entries) + 1, previous=previous)
            (room / "entry.json").unlink(missing_ok=True)
            (room / "entry.json").write_bytes(to_file(found))
            try:
                placed(room / "entry.json", folder / name_of(found.number))
            except FileExistsError:
                continue
            return found
    raise Notice(OVERTAKEN)


def to_file(entry: Entry) -> bytes:
    """An entry as its file: readable, with its own SHA-256."""
    return (json.dumps({**plain(entry), "sha256": digest(entry)}, ensure_ascii=False, indent=1) + "\n").encode()


# --- what was said of a figure ---


def said(register: Register) -> tuple[Said, ...]:
    """Every figure that was announced and whose record is whole, oldest announcement first."""
    return figures_said(register.present, mark(register))


def mark(register: Register) -> Stamp:
    """What changes whenever an announcement is added; empty where there is none, or the folder cannot be read. Quick."""
    try:
        return stamp(store_of(register) / "announcements")
    except (Notice, OSError):
        return ()


@lru_cache(maxsize=16)
def figures_said(register: Register, mark: Stamp) -> tuple[Said, ...]:
    """The same, kept until an entry is added."""
    if not mark:
        return ()
    return tuple(Said(each, record) for each in announcements(register) for id in each.ids if (record := record_of(id, register)))


def record_of(id: str, register: Register) -> Frozen | None:
    """A record, None where it is gone or damaged."""
    try:
        return frozen.opened(id, register)
    except Notice:
        return None


def announced_in(id: str, register: Register) -> tuple[Announcement, ...]:
    """The announcements that said a figure, oldest first."""
    return tuple(each for each in announcements(register) if id in each.ids)
