"""What a checked file becomes: a draft, a snapshot in force, a correction, a withdrawal. Each is one event in the journal.

Everything is made whole in a folder of its own first; the event is the last thing written and the only one that counts, so that a
crash at any moment leaves the register as it was or as it shall be. A version is never edited and never deleted.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from analytics.formats import named_day
from analytics.gate.mapping import to_toml
from analytics.gate.persons import fingerprint
from analytics.gate.staging import Staged
from analytics.gate.versions import without_names, write_original, write_version
from analytics.gate.words import compact, plain
from analytics.register.findings import harmless
from analytics.register.journal import Event, Journal, Kind, Overtaken, State, state, version_path
from analytics.register.opening import digest, files_in
from analytics.register.workroom import NO_ROOM, made, placed, synced, telling, workroom
from analytics.settings import SAMPLE, settings
from analytics.text import Notice, Text, cleaned

NO_NAME = Text(
    id="Tuliskan nama Anda: riwayat mencatat siapa yang mengubah register.",
    en="Write your name: the history records who changed the register.",
)
NOT_HERE = Text(
    id="Register contoh tidak diubah. Atur data_dir ke folder lain.",
    en="The sample register is not changed. Set data_dir to another folder.",
)
NOT_CHECKED = Text(
    id="Berkas ini masih memuat kesalahan atau tidak memuat baris, jadi tidak disimpan. Perbaiki kesalahannya, lalu periksa lagi.",
    en="This file still holds errors or has no rows, so it is not kept. Mend the errors, then check it again.",
)
SAME_DRAFT = Text(
    id="Isi yang sama untuk {as_of} sudah menunggu sebagai konsep nomor {number}; tidak ada yang berubah.",
    en="The same content for {as_of} already waits as draft number {number}; nothing has changed.",
)
SAME_RELEASED = Text(
    id="Isi yang sama sudah berlaku untuk {as_of} (riwayat nomor {number}); tidak ada yang berubah.",
    en="The same content is already in force for {as_of} (history number {number}); nothing has changed.",
)
NO_DRAFT = Text(
    id="Tidak ada konsep {which} yang menunggu. Muat ulang, lalu periksa riwayat.",
    en="No draft {which} is waiting. Reload, then look at the history.",
)
SEVERAL = Text(
    id="Untuk {as_of} menunggu beberapa konsep: nomor {numbers}. Pilih satu dengan nomornya.",
    en="Several drafts are waiting for {as_of}: numbers {numbers}. Choose one by its number.",
)
NEEDS_REASON = Text(
    id="Untuk {as_of} sudah pernah ada snapshot. Tuliskan alasan koreksinya.",
    en="There has been a snapshot of {as_of} before. Write the reason for the correction.",
)
SECOND_PERSON = Text(
    id="Konsep ini diimpor oleh {by}; rilis harus dilakukan orang lain.",
    en="This draft was imported by {by}; it must be released by somebody else.",
)
CHANGED = Text(
    id="Snapshot {as_of} diubah oleh {by} sejak halaman ini dibuka. Muat ulang, periksa sekali lagi, lalu ulangi.",
    en="The snapshot of {as_of} was changed by {by} since this page was opened. Reload, look again, then repeat.",
)
BROKEN = Text(
    id="Berkas konsep {as_of} rusak atau hilang. Buang konsep ini, lalu impor lagi.",
    en="The file of the draft for {as_of} is damaged or missing. Discard this draft, then import it again.",
)
NOTHING_TO_WITHDRAW = Text(
    id="Tidak ada snapshot {as_of} yang dirilis lewat impor. Berkas yang diletakkan langsung di foldernya cukup dihapus.",
    en="No snapshot of {as_of} was released through an import. A file put into its folder by hand is simply deleted.",
)
WHY_WITHDRAW = Text(id="Tuliskan alasan penarikan snapshot {as_of}.", en="Write the reason for withdrawing the snapshot of {as_of}.")

LONGEST_NAME, LONGEST_REASON = 80, 600  # characters
LEAST_ROOM, ROOM_PER_ROW = 4_000_000, 150  # bytes
TRIES = 50  # other writers that may come first while one event is written
OTHER_KEY = Text(
    id="Kunci penyamaran (person_key) bukan kunci yang dipakai pada impor nomor {number}; orang yang sama akan tampak sebagai orang lain. Pasang kembali kunci yang lama.",
    en="The key that disguises persons (person_key) is not the one used for import number {number}; the same person would look like another. Put the old key back.",
)
NUMBER = r"\d(?:[ ./_-]{0,3}\d){14,}|\d{9,}"  # may be an NIP


def keep(
    staged: Staged,
    as_of: date,
    directory: Path,
    by: str,
    *,
    accepted: Mapping[str, str],
    reason: str = "",
    counts: Mapping[str, int] | None = None,
) -> Event:
    """Keeps a checked file as a draft: its version, its original unless the settings say not to, and the event.

    accepted: finding code -> why it was accepted. counts: its headline numbers. Raises Notice: nothing is written then, and the
    message says what to do; also where the same content waits or is in force already.
    """
    signed = signature(by)
    check_staged(staged)
    check_place(directory, staged)
    past = Journal(directory).events()
    key = check_key(past, staged)
    with workroom(directory) as room:
        path = room / "version.parquet"
        write_version(staged, path)
        version = digest(path)
        check_new(state(past), as_of, version)
        place_version(path, version_path(directory, version))
        original = place_original(staged, room, directory)

        def event(known: State) -> Event:
            check_new(known, as_of, version)
            return Event(
                **stamped("import", signed, as_of, version, reason),
                replaces=known.in_force[as_of].version if as_of in known.in_force else "",
                rows={"read": staged.read, "kept": staged.kept, "left_out": sum(each.count for each in staged.left_out)},
                counts={"before": counts_of(known, as_of), "after": dict(counts or {})},
                accepted={code: spoken(why, LONGEST_REASON) for code, why in accepted.items()},
                original={"sha256": staged.table.digest, "name": harmless(cleaned(staged.table.name)), "kept": original, "key": key},
                mapping=re.sub(NUMBER, "…", to_toml(without_names(staged))),
            )

        return recorded(directory, event)


def release(directory: Path, which: date | int, by: str, reason: str = "", *, expect: int | None = None) -> Event:
    """Puts a draft in force: the one that waits for a date, or the one of an event's number. A date's second release is a correction.

    expect: the last event that whoever decides has seen. Raises Notice where it may not be released, or the date has changed since.
    """
    signed, seen = signature(by), expect if expect is not None else len(Journal(directory).events())

    def event(known: State) -> Event:
        draft = chosen(known, which)
        check_unchanged(known, draft.as_of, seen)
        if settings().second_person and known_as(draft.by) == known_as(signed):
            raise Notice(SECOND_PERSON, by=draft.by)
        if needs_reason(directory, draft.as_of, known) and not spoken(reason, 1):
            raise Notice(NEEDS_REASON, as_of=named_day(draft.as_of))
        check_version(directory, draft)
        in_force = known.in_force.get(draft.as_of)
        return Event(
            **stamped("release", signed, draft.as_of, draft.version, reason),
            replaces=in_force.version if in_force else "",
            rows=draft.rows,
            counts={"before": counts_of(known, draft.as_of), "after": draft.counts.get("after", {})},
        )

    return recorded(directory, event)


def withdraw(directory: Path, as_of: date, by: str, reason: str, *, expect: int | None = None) -> Event:
    """Takes the snapshot of a date out of force; its versions stay. Raises Notice where none is, without a reason, or where it has changed since."""
    signed, seen = signature(by), expect if expect is not None else len(Journal(directory).events())

    def event(known: State) -> Event:
        check_unchanged(known, as_of, seen)
        if as_of not in known.in_force:
            raise Notice(NOTHING_TO_WITHDRAW, as_of=named_day(as_of))
        if not spoken(reason, 1):
            raise Notice(WHY_WITHDRAW, as_of=named_day(as_of))
        version = known.in_force[as_of].version
        counts = {"before": counts_of(known, as_of), "after": {}}
        return Event(**stamped("withdraw", signed, as_of, version, reason), replaces=version, counts=counts)

    return recorded(directory, event)


def discard(directory: Path, which: date | int, by: str, reason: str = "") -> Event:
    """Drops a draft: the one that waits for a date, or the one of an event's number. Raises Notice where there is none."""
    signed = signature(by)

    def event(known: State) -> Event:
        draft = chosen(known, which)
        return Event(**stamped("discard", signed, draft.as_of, draft.version, reason), rows=draft.rows)

    return recorded(directory, event)


def needs_reason(directory: Path, as_of: date, known: State) -> bool:
    """Whether releasing a snapshot of this date changes what was published: one was in force, by the journal or by hand."""
    by_hand = f"snapshot={as_of}" in {path.parent.name for path in files_in(directory)}
    return by_hand or as_of in known.in_force or as_of in known.withdrawn


def recorded(directory: Path, event: Callable[[State], Event]) -> Event:
    """Writes the event that fits the journal as it stands; looks again where somebody else came first. Raises Notice."""
    journal = Journal(directory)
    for _ in range(TRIES):
        known = state(journal.events())
        try:
            return journal.append(event(known), after=known.number)
        except Overtaken as overtaken:
            last = overtaken
    raise last


def stamped(kind: Kind, by: str, as_of: date, version: str, reason: str) -> dict[str, Any]:
    """The fields every event has; the journal gives the number."""
    at = datetime.now(ZoneInfo(settings().time_zone)).isoformat(timespec="seconds")
    return {"number": 0, "kind": kind, "at": at, "by": by, "as_of": as_of, "version": version, "reason": spoken(reason, LONGEST_REASON)}


def signature(by: str) -> str:
    """Who does it. Raises Notice where nobody is named."""
    signed = spoken(by, LONGEST_NAME)
    if not signed:
        raise Notice(NO_NAME)
    return signed


def known_as(by: str) -> str:
    """A name by which a person is known again, however it is typed: no case, accents, width, spaces or signs that are not seen."""
    return compact(plain(by))


def spoken(words: str, most: int) -> str:
    """Somebody's words as the journal may hold them: on one line, not endless, without anything that may be an NIP."""
    return re.sub(NUMBER, "…", cleaned(words[: 4 * LONGEST_REASON]))[:most].strip()


def counts_of(known: State, as_of: date) -> Mapping[str, Any]:
    """The headline numbers of the version in force."""
    return known.in_force[as_of].counts.get("after", {}) if as_of in known.in_force else {}


def check_staged(staged: Staged) -> None:
    """Raises Notice unless the rows are those that were counted and none has a fault."""
    found = staged.con.execute("select count(*), count(faults) from staged").fetchone()
    if found != (staged.kept, 0) or not staged.kept:
        raise Notice(NOT_CHECKED)


def check_place(directory: Path, staged: Staged) -> None:
    """Makes the folders on the first import. Raises Notice where it is the sample's, cannot be made, or has too little room."""
    if directory.resolve() == SAMPLE.resolve():
        raise Notice(NOT_HERE)
    with telling(directory):
        for folder in (directory, directory / "journal", directory / "versions", directory / "originals"):
            made(folder)
        if shutil.disk_usage(directory).free < LEAST_ROOM + ROOM_PER_ROW * staged.kept:
            raise Notice(NO_ROOM, directory=directory.name)


def check_new(known: State, as_of: date, version: str) -> None:
    """Raises Notice where the same content waits or is in force for the date."""
    for draft in known.drafts:
        if (draft.as_of, draft.version) == (as_of, version):
            raise Notice(SAME_DRAFT, as_of=named_day(as_of), number=draft.number)
    in_force = known.in_force.get(as_of)
    if in_force and in_force.version == version:
        raise Notice(SAME_RELEASED, as_of=named_day(as_of), number=in_force.number)


def check_key(events: tuple[Event, ...], staged: Staged) -> str:
    """The fingerprint of the key persons were hashed with, empty where none was. Raises Notice where another key was used before."""
    if staged.mapping.person == "pseudonym" or staged.mapping.counts == "allegations":
        return ""
    now = fingerprint(settings().person_key)
    for event in reversed(events):
        then = event.original.get("key", "")
        if then and then != now:
            raise Notice(OTHER_KEY, number=event.number)
    return now


def check_unchanged(known: State, as_of: date, seen: int) -> None:
    """Raises Notice where the snapshot of the date was released or withdrawn after the event that was seen last."""
    last = known.in_force.get(as_of) or known.withdrawn.get(as_of)
    if last and last.number > seen:
        raise Notice(CHANGED, as_of=named_day(as_of), by=last.by)


def check_version(directory: Path, draft: Event) -> None:
    """Raises Notice unless the file of a draft is still, to the byte, what was imported."""
    path = version_path(directory, draft.version)
    with telling(directory):
        if not path.is_file() or digest(path) != draft.version:
            raise Notice(BROKEN, as_of=named_day(draft.as_of))


def chosen(known: State, which: date | int) -> Event:
    """The draft that is meant. Raises Notice where there is none, or more than one for the date."""
    found = [draft for draft in known.drafts if which in (draft.as_of, draft.number)]
    if not found:
        raise Notice(NO_DRAFT, which=named_day(which) if isinstance(which, date) else which)
    if len(found) > 1:
        raise Notice(SEVERAL, as_of=named_day(found[0].as_of), numbers=", ".join(str(draft.number) for draft in found))
    return found[0]


def place_version(path: Path, target: Path) -> None:
    """Puts a version where its name says; one that is there already holds the same, or is damaged and mended so."""
    synced(path)
    path.replace(target)
    synced(target.parent)


def place_original(staged: Staged, room: Path, directory: Path) -> str:
    """Keeps the columns as sent unless the settings say not to, and gives the file's name.

    The same file read through another mapping has other columns: it gets a name of its own, and the older stays.
    """
    if not settings().keep_originals:
        return ""
    path = room / "original.csv.zst"
    write_original(staged, settings().person_key, path)
    for name in (f"{staged.table.digest}.csv.zst", f"{staged.table.digest}-{digest(path)[:12]}.csv.zst"):
        target = directory / "originals" / name
        try:
            placed(path, target)
        except FileExistsError:
            if digest(target) != digest(path):
                continue
        return name
    raise FileExistsError(name)
