"""The snapshots of a data directory: found, checked, loaded, replaced when their file changes; as they are and as they were.

In force are the versions that the journal says were released, and the files put there by hand for dates the journal does not
speak of. Each snapshot is a locked in-memory database of its own, so that a corrected file replaces its figures without touching
the others, and no open database can reach files.
"""

import threading
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from analytics.formats import named_day
from analytics.register import journal
from analytics.register.journal import Event, Journal
from analytics.register.opening import Refusal, Snapshot, Source, Stamp, opened, sources, stamp
from analytics.text import Notice, Text

__all__ = ["Refusal", "Register", "Snapshot"]

NO_SNAPSHOT = Text(
    id="Tidak ada snapshot per {as_of}. Yang tersedia: {known}.",
    en="There is no snapshot of {as_of}. Available: {known}.",
)
NO_DATA = Text(
    id="Belum ada snapshot yang dapat dibaca di {directory}. Impor berkas register lewat halaman Data, atau letakkan snapshot=YYYY-MM-DD/cases.csv di sana.",
    en="There is no readable snapshot in {directory} yet. Import a register file on the page Data, or put snapshot=YYYY-MM-DD/cases.csv there.",
)
NO_STATE = Text(
    id="Tidak ada catatan riwayat nomor {number}; yang terakhir nomor {last}.",
    en="There is no entry {number} in the history; the last is number {last}.",
)

Held = tuple[Stamp, Snapshot | Refusal]
SPARE_ROWS = 5_000_000  # rows of versions no longer in force that stay open for readers of the past


def listed(days: Iterable[date]) -> Text:
    """Days one behind the other, in words."""
    named = [named_day(day) for day in days]
    return Text(id=", ".join(day.id for day in named), en=", ".join(day.en for day in named))


class Register:
    """All snapshots of one directory, kept up to date with it. Thread-safe.

    Refused files stand in `refusals` and do not stop the others. state: the number of the event after which this register shows
    the directory, event: that event; None for the register as it is now.
    """

    state: int | None = None
    event: Event | None = None

    def __init__(self, directory: Path):
        self.directory = directory
        self.refusals: list[Refusal] = []
        self._journal = Journal(directory)
        self._seen: object = None
        self._loaded: dict[Source, Held] = {}
        self._spare: dict[Source, Held] = {}  # the one used last at the end
        self._by_date: dict[date, Snapshot] = {}
        self._past: dict[int, PastRegister] = {}
        self._lock = threading.RLock()

    def refresh(self) -> "Register":
        """Loads what is new or changed, drops what is gone. A look at the folder only, where nothing changed."""
        with self._lock:
            reading = self._journal.read()
            found, unused = sources(self.directory, journal.state(reading.events), reading.damage)
            seen = {source: now for source in found if (now := stamp(source))}, unused
            if seen != self._seen:
                self._loaded = {source: self._current(source, now) for source, now in seen[0].items()}
                self._sort_out(unused)
                self._seen = seen
        return self

    def _current(self, source: Source, now: Stamp) -> Held:
        known = self._loaded.get(source) or self._spare.pop(source, None)
        return known if known and known[0] == now else (now, opened(source))

    def _sort_out(self, unused: list[Refusal]) -> None:
        results = [result for _, result in self._loaded.values()]
        self._by_date = {result.as_of: result for result in results if isinstance(result, Snapshot)}
        self.refusals = [*unused, *(result for result in results if isinstance(result, Refusal))]

    @property
    def dates(self) -> list[date]:
        """The dates of the snapshots that can be asked, oldest first."""
        return sorted(self._days())

    def _days(self) -> Iterable[date]:
        return self._by_date

    def _held(self, as_of: date) -> Snapshot | None:
        return self._by_date.get(as_of)

    def latest(self) -> date:
        """The date of the newest snapshot. Raises Notice where there is none."""
        if not self.dates:
            raise Notice(NO_DATA, directory=self.directory.name)
        return max(self.dates)

    def at(self, as_of: date) -> Snapshot:
        """The snapshot of a date. Raises Notice naming the dates there are."""
        snapshot = self._held(as_of)
        if snapshot is None:
            self.latest()
            raise Notice(NO_SNAPSHOT, as_of=named_day(as_of), known=listed(self.dates))
        return snapshot

    def before(self, as_of: date) -> date | None:
        """The date of the snapshot before this one."""
        return max((day for day in self.dates if day < as_of), default=None)

    def version(self) -> tuple[tuple[date, str], ...]:
        """What the figures rest on: changes when any snapshot does."""
        return tuple((day, self.at(day).version) for day in self.dates)

    @property
    def present(self) -> "Register":
        """The register as it is now."""
        return self

    def as_it_was(self, number: int) -> "Register":
        """The register as it stood after an event, so that every figure made then can be made again. Raises Notice.

        Versions that are open are shared. Files put there by hand are not kept by the journal: they are as they are now.
        """
        with self._lock:
            events = self._journal.read().events
            if not 1 <= number <= len(events):
                raise Notice(NO_STATE, number=number, last=len(events))
            past = self._past.setdefault(number, PastRegister(self, events[number - 1]))
            return past.refreshed(events)

    def opened(self, source: Source) -> Snapshot | Refusal | None:
        """What is in a file that is or was in force, or was put there by hand; None where that one is gone."""
        with self._lock:
            now = stamp(source)
            held = self._loaded.get(source)
            if not now or (held and held[0] == now):
                return held[1] if held and now else None
            held = self._spare.pop(source, None)
            self._spare[source] = held if held and held[0] == now else (now, opened(source))
            self._make_room()
            return self._spare[source][1]

    def _make_room(self) -> None:
        """Closes the spare versions that were used longest ago, until few enough rows are open; the last used one stays."""
        rows = {source: result.rows if isinstance(result, Snapshot) else 0 for source, (_, result) in self._spare.items()}
        while len(self._spare) > 1 and sum(rows[source] for source in self._spare) > SPARE_ROWS:
            del self._spare[next(iter(self._spare))]


class PastRegister(Register):
    """The register as it stood after one event. It holds no data of its own: it asks the present one, which keeps open what both need."""

    def __init__(self, present: Register, event: Event):
        super().__init__(present.directory)
        self._present = present
        self.state, self.event = event.number, event
        self._sources: dict[date, Source] = {}

    def refreshed(self, events: tuple[Event, ...]) -> "PastRegister":
        """Looks again at what was in force: the files put there by hand may have changed. events: of the whole journal."""
        found, unused = sources(self.directory, journal.state(events, self.state))
        results = {source: self._present.opened(source) for source in found}
        self._sources = {result.as_of: source for source, result in results.items() if isinstance(result, Snapshot)}
        self.refusals = [*unused, *(result for result in results.values() if isinstance(result, Refusal))]
        return self

    def refresh(self) -> Register:
        """Looks again, and the present register with it."""
        self._present.refresh()
        return self._present.as_it_was(self.event.number) if self.event else self

    @property
    def present(self) -> Register:
        """The register as it is now."""
        return self._present

    def as_it_was(self, number: int) -> Register:
        """The register as it stood after another event. Raises Notice."""
        return self._present.as_it_was(number)

    def _days(self) -> Iterable[date]:
        return self._sources

    def _held(self, as_of: date) -> Snapshot | None:
        source = self._sources.get(as_of)
        result = self._present.opened(source) if source else None
        return result if isinstance(result, Snapshot) else None
