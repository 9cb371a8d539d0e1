"""An id opened: what the figure said, what the same question gives now, what the latest snapshot says, and how the figure stands.

current: the data are the same, or other but the numbers are not. superseded: it was asked of what was then the latest snapshot, and
there is a later one. corrected: a snapshot it rests on is another version now, and a number differs. withdrawn: no snapshot of its
date is in force, or the announcement that it was said in was taken back. uncountable: its question cannot be asked any more, so that
nothing can be said of its numbers. A snapshot that was withdrawn and released again in another version is corrected; so is one by
which public mode now hides a number that it told, since that is not the same figure any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from analytics import announcing, catalogue, formats, frozen
from analytics.ask import Row
from analytics.exhibit import Exhibit
from analytics.frozen import Frozen, Line
from analytics.register.journal import Event, Journal, state
from analytics.register.snapshots import Register
from analytics.text import LANGUAGES, Lang, Notice, Text, join
from analytics.view import NO_COMPARISON

STANDINGS = {
    "current": Text(id="berlaku", en="current"),
    "superseded": Text(id="tergantikan", en="superseded"),
    "corrected": Text(id="dikoreksi", en="corrected"),
    "withdrawn": Text(id="ditarik", en="withdrawn"),
    "uncountable": Text(id="tidak dapat dihitung lagi", en="cannot be counted any more"),
}
STILL = Text(
    id="Pertanyaan yang sama atas data yang sama kini memberi angka yang sama.",
    en="The same question, asked of the same data now, gives the same numbers.",
)
UNCHANGED = Text(
    id="Data per {day} dikoreksi{when}; angka ini tidak berubah. Alasan koreksi: {reason}.",
    en="The data of {day} were corrected{when}; this figure did not change. Reason of the correction: {reason}.",
)
NEWER = Text(
    id="Ketika angka ini dibuat, snapshot terbaru ialah per {day}; kini ada snapshot per {latest}. Untuk tanggalnya sendiri angka ini tetap benar.",
    en="When this figure was made the latest snapshot was of {day}; now there is one of {latest}. Of its own date the figure is still right.",
)
CORRECTED = Text(id="Data per {day} dikoreksi{when}. Alasan: {reason}.", en="The data of {day} were corrected{when}. Reason: {reason}.")
WITHDRAWN = Text(
    id="Snapshot per {day} ditarik{when}. Alasan: {reason}.", en="The snapshot of {day} was withdrawn{when}. Reason: {reason}."
)
GONE = Text(id="Snapshot per {day} tidak ada lagi dalam folder data.", en="There is no snapshot of {day} in the data folder any more.")
COUNTED_OTHERWISE = Text(
    id="Datanya sama, tetapi cara hitung atau pengaturannya berubah sejak angka ini dibuat.",
    en="The data are the same, but the way of counting or a setting has changed since this figure was made.",
)
HIDDEN_NOW = Text(
    id="Sebagian angka kini disembunyikan dalam mode publik, jadi tidak dapat dibandingkan dengan yang dulu dinyatakan.",
    en="Some numbers are now hidden in public mode, so they cannot be compared with what was said.",
)
SHOWN_NOW = Text(
    id="Sebagian angka dulu disembunyikan dalam mode publik dan kini tampil.",
    en="Some numbers were hidden in public mode then and are shown now.",
)
OTHER_SNAPSHOTS = Text(
    id="perubahannya dihitung dari data per {then}, sedangkan kini hanya dapat dihitung dari data per {now}.",
    en="its change was counted from the data of {then}, but now it can only be counted from those of {now}.",
)
LACKS = Text(id="snapshotnya kini tidak memuat data yang diperlukan.", en="its snapshot does not hold now what is needed.")
NOT_ASKED = Text(id="Pertanyaannya tidak dapat diajukan lagi: {why}", en="Its question cannot be asked any more: {why}")
TAKEN_BACK = Text(
    id="Pengumuman tanggal {day} yang memuat angka ini ditarik{when}. Alasan: {reason}.",
    en="The announcement of {day} that held this figure was withdrawn{when}. Reason: {reason}.",
)
ON = Text(id=" pada {moment}", en=" on {moment}")
NO_REASON = Text(id="tidak dituliskan", en="not written down")


@dataclass(frozen=True)
class Compared:
    """One row of a figure: as it was frozen, as the same question gives it now, and by the latest snapshot; None where it has no such row."""

    labels: tuple[str, ...]
    then: Line | None
    now: Line | None
    latest: Line | None

    @property
    def differs(self) -> bool:
        """Whether the number is another now; what public mode hides is never compared."""
        return differ(self.then, self.now)

    @property
    def hidden_now(self) -> bool:
        """Whether public mode hides the number now."""
        return self.now is not None and self.now.row.hidden

    @property
    def veiled(self) -> bool:
        """Whether public mode hides the number on one side only: it is not what it was, whatever the number is."""
        return self.hidden_now != (self.then is not None and self.then.row.hidden)


@dataclass(frozen=True)
class Opened:
    """A record opened. now, latest: the figure made again, None where it cannot be; compared: row by row, the total last."""

    record: Frozen
    standing: str
    reasons: tuple[Notice, ...]
    now: Exhibit | None
    latest: Exhibit | None
    compared: tuple[Compared, ...]
    announced: tuple[announcing.Announcement, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether any number is another now, or hidden on one side only."""
        return self.now is not None and any(line.differs or line.veiled for line in self.compared)


def opened(given: str, register: Register, lang: Lang) -> Opened:
    """What an id says, then and now, in public mode. Raises Notice where there is no such record or it is damaged."""
    return standing_of(frozen.opened(given, register), register.present, lang)


def standing_of(record: Frozen, register: Register, lang: Lang = "id") -> Opened:
    """A record beside what the register says now. lang: of the figures made again, and of the labels of rows that they have."""
    now, why = made_again(record, register, record.as_of, lang)
    newest = register.latest() if register.dates else record.as_of
    latest, _ = made_again(record, register, newest, lang) if newest != record.as_of else (None, None)
    compared = tuple(rows_beside(record, now, latest))
    said = announcing.announced_in(record.id, register)
    differs = [line for line in compared if line.differs or line.veiled]
    if now is not None and now.lacking and differs:
        why = Notice(LACKS)
    standing, reasons = judged(record, register, differs, why, said)
    return Opened(record, standing, reasons, now, latest, compared, said)


def made_again(record: Frozen, register: Register, as_of: date, lang: Lang) -> tuple[Exhibit | None, Notice | None]:
    """The figure made anew of a snapshot as it is now, or why it cannot be; of its own snapshot never compared with another than then."""
    try:
        _, query = catalogue.asked(record.figure)
        named = query.get("compare", NO_COMPARISON)
        compare = named if as_of == record.as_of else NO_COMPARISON if named == NO_COMPARISON else ""
        if compare not in ("", *(day.isoformat() for day in register.dates if day < as_of)):
            compare = NO_COMPARISON
        changed = {"as_of": as_of.isoformat(), "state": "", "mode": "", "lang": lang, "compare": compare}
        made = catalogue.again(record.figure, register, **changed)
        if as_of == record.as_of and frozen.compares(record.key):
            check_compared(record, made)
        return made, None
    except Notice as why:
        return None, why


def check_compared(record: Frozen, made: Exhibit) -> None:
    """Raises Notice where a figure of a difference could only be made of other snapshots than its record rests on."""
    found = frozen.snapshots_of(made)
    if found.keys() != record.snapshots.keys():
        raise Notice(OTHER_SNAPSHOTS, then=listed(record.snapshots), now=listed(found))


def listed(days: Iterable[date]) -> Text:
    """Dates in words, in both languages; a dash where there are none."""
    ordered = sorted(days)
    said = {lang: join([formats.long_date(day, lang) for day in ordered], lang) or formats.MISSING for lang in LANGUAGES}
    return Text(id=said["id"], en=said["en"])


# --- the verdict ---


def judged(
    record: Frozen, register: Register, differs: list[Compared], why: Notice | None, said: tuple[announcing.Announcement, ...]
) -> tuple[str, tuple[Notice, ...]]:
    """The standing of a record and its reasons, the weightiest first. differs: the rows that are not as they were."""
    changed = changed_days(record, register)
    taken_back = tuple(taken_back_words(each) for each in said) if said and all(each.withdrawn for each in said) else ()
    if record.snapshots and record.as_of not in register.dates:
        return "withdrawn", (gone_words(record.as_of, register), *taken_back)
    reasons = tuple(change_words(day, register, bool(differs) or why is not None) for day in changed)
    if taken_back:
        return "withdrawn", (*taken_back, *reasons)
    if why is not None:
        return "uncountable", (Notice(NOT_ASKED, why=why), *reasons)
    other = any(line.differs for line in differs)
    reasons = reasons or ((Notice(COUNTED_OTHERWISE),) if differs else ())
    reasons += veiled_words(differs)
    if other or (differs and changed):
        return "corrected", reasons
    if record.latest and record.snapshots and register.latest() > record.as_of:
        return "superseded", (newer_words(record, register), *reasons)
    return "current", reasons or (Notice(STILL),)


def veiled_words(differs: list[Compared]) -> tuple[Notice, ...]:
    """That public mode hides numbers now that it told then, or the other way round."""
    veiled = [line.hidden_now for line in differs if line.veiled]
    return tuple(Notice(text) for text, now in ((HIDDEN_NOW, True), (SHOWN_NOW, False)) if now in veiled)


def changed_days(record: Frozen, register: Register) -> list[date]:
    """The snapshots a record rests on that are another version now, or not in force; its own first."""
    found = [day for day, version in record.snapshots.items() if day not in register.dates or register.at(day).version != version]
    return sorted(found, key=lambda day: (day != record.as_of, day))


def newer_words(record: Frozen, register: Register) -> Notice:
    """That there is a later snapshot."""
    return Notice(NEWER, day=formats.named_day(record.as_of), latest=formats.named_day(register.latest()))


def change_words(day: date, register: Register, differs: bool) -> Notice:
    """Why the snapshot of a date is another now, as the journal tells it."""
    if day not in register.dates:
        return gone_words(day, register)
    event = state(Journal(register.directory).read().events).in_force.get(day)
    return Notice(CORRECTED if differs else UNCHANGED, day=formats.named_day(day), **told(event))


def gone_words(day: date, register: Register) -> Notice:
    """Why no snapshot of a date is in force."""
    event = state(Journal(register.directory).read().events).withdrawn.get(day)
    return Notice(WITHDRAWN, day=formats.named_day(day), **told(event)) if event else Notice(GONE, day=formats.named_day(day))


def taken_back_words(said: announcing.Announcement) -> Notice:
    """Why an announcement was withdrawn."""
    entry = said.withdrawn or said.entry
    when, reason = when_of(entry.at), entry.reason.rstrip(" .") or NO_REASON
    return Notice(TAKEN_BACK, day=formats.named_day(said.entry.day), when=when, reason=reason)


def told(event: Event | None) -> dict[str, object]:
    """When and why an event of the journal happened; nothing is known of files changed by hand."""
    if event is None:
        return {"when": "", "reason": NO_REASON}
    return {"when": when_of(event.at), "reason": event.reason.rstrip(" .") or NO_REASON}


def when_of(at: str) -> Notice:
    """The day of a moment, in words."""
    return Notice(ON, moment=formats.named_day(datetime.fromisoformat(at).date()))


# --- row by row ---


def rows_beside(record: Frozen, now: Exhibit | None, latest: Exhibit | None) -> list[Compared]:
    """Every row that is in any of the three, in the order of the record, then of now; the total last."""
    sides = [by_codes(record.lines, record.total), by_codes(*lines_now(now)), by_codes(*lines_now(latest))]
    keys = list(dict.fromkeys(codes for side in sides for codes in side if codes != TOTAL))
    keys += [TOTAL] if any(TOTAL in side for side in sides) else []
    named = [*sides[1:], sides[0]]  # labels in the reader's language, where there are any
    return [Compared(next(side[codes].labels for side in named if codes in side), *(side.get(codes) for side in sides)) for codes in keys]


TOTAL = ("", "total")  # no row has these codes


def by_codes(lines: tuple[Line, ...], total: Line | None) -> dict[tuple[str, ...], Line]:
    """The rows of a figure by their codes."""
    return {line.row.codes: line for line in lines} | ({TOTAL: total} if total else {})


def lines_now(exhibit: Exhibit | None) -> tuple[tuple[Line, ...], Line | None]:
    """The rows and the total of a figure made again."""
    if exhibit is None or exhibit.lacking:
        return (), None
    total = frozen.total_of(exhibit) if exhibit.answer.whole and exhibit.kind != "numbers" else None
    return tuple(frozen.lines_of(exhibit)), total


def differ(one: Line | None, other: Line | None) -> bool:
    """Whether two rows tell other numbers. A row that is not there counts as nothing reported; a hidden one tells nothing."""
    if (one and one.row.hidden) or (other and other.row.hidden):
        return False
    return numbers(one.row if one else None) != numbers(other.row if other else None)


def numbers(row: Row | None) -> tuple[float, float, float]:
    """The numbers of a row as they are compared: what does not exist is nothing."""
    if row is None:
        return 0, 0, 0
    return row.numerator or 0, row.denominator or 0, round(row.value or 0, 12)


def said_value(line: Line | None, lang: Lang) -> str:
    """A row's number as it is read, with what it was counted of: '54,9 % (189 dari 344)'; a dash where there is none."""
    if line is None:
        return formats.MISSING
    return formats.with_fraction(line.is_ratio, line.row, lang)
