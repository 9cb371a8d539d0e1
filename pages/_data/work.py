"""What the clerk has in hand: one file, how it is read, what was found in it. In the session's memory only, never on disk."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st

from analytics.gate.checking import Checked
from analytics.gate.mapping import ColumnMap, Mapping
from analytics.gate.preview import FigureChange
from analytics.gate.sources.limits import Progress
from analytics.gate.sources.table import Table
from analytics.gate.staging import Undecided
from analytics.gate.suggesting import Proposal
from analytics.register.findings import Finding, Refused
from analytics.register.journal import Event
from analytics.register.snapshots import Register
from analytics.settings import settings
from analytics.text import Lang, Notice, Text
from pages._data.samples import Seen
from pages._registers import register_in

BEGINNING = Text(id="Mulai", en="Beginning")
LAST = 5  # steps


@dataclass
class Work:
    """One file on its way to a snapshot.

    content: the file as sent. seen: what may be shown of its columns. day: the date of the snapshot as typed. step: which of the five is open. mapping: how the file is
    read, without the words decided here; reused: it was made for the file before; proposal: where it began;
    constants: columns for which one value was chosen, whatever it is. words: what was asked of the clerk by (column, word), choices: what was answered
    (code; '' for unknown). reasons: why warnings are accepted, by finding code; why: why it is imported. found: the check of `mark`; changes: the figures
    it would change. draft, released: what was kept and released.
    """

    name: str
    content: bytes = field(repr=False)
    table: Table
    seen: dict[str, Seen] = field(default_factory=dict)
    mapping: Mapping = field(default_factory=lambda: Mapping({}))
    proposal: Proposal | None = None
    constants: set[str] = field(default_factory=set)
    reused: bool = False
    day: str = ""
    as_of: date | None = None
    step: int = 1
    words: dict[tuple[str, str], Undecided] = field(default_factory=dict)
    choices: dict[tuple[str, str], str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    why: str = ""
    found: Checked | None = None
    mark: tuple[object, ...] = ()
    changes: list[FigureChange] = field(default_factory=list)
    draft: Event | None = None
    released: Event | None = None

    def reading(self) -> Mapping:
        """The mapping with the words decided by the clerk."""
        columns = {raw: self.decided(raw, column) for raw, column in self.mapping.columns.items()}
        return replace(self.mapping, columns=columns)

    def decided(self, raw: str, column: ColumnMap) -> ColumnMap:
        """How one column is read, with the words decided."""
        chosen = {value: code for (name, value), code in self.choices.items() if name == raw}
        return replace(column, values={**column.values, **chosen}) if chosen else column

    def change(self, raw: str, **settings: Any) -> None:
        """Sets something of how one column is read; words decided for it are asked again."""
        self.mapping = replace(self.mapping, columns={**self.mapping.columns, raw: replace(self.mapping.columns[raw], **settings)})
        self.forget_words(raw)

    def forget_words(self, raw: str) -> None:
        """Drops what was asked and answered about a column."""
        self.words = {mark: word for mark, word in self.words.items() if mark[0] != raw}
        self.choices = {mark: code for mark, code in self.choices.items() if mark[0] != raw}

    def let_go(self) -> None:
        """Frees what the last check holds."""
        if self.found is not None:
            self.found.staged.con.close()
        self.found, self.mark, self.changes, self.draft, self.released = None, (), [], None, None


def work() -> Work | None:
    """What the clerk has in hand, if anything."""
    return st.session_state.get("data_work")


def take(fresh: Work | None) -> None:
    """Puts another file, or nothing, in place of the one in hand, whose memory is freed."""
    if (before := work()) is not None:
        before.let_go()
    st.session_state.data_work = fresh


def go(step: int) -> None:
    """Opens a step; those behind it close until they are reached again."""
    held = work()
    if held is not None:
        held.step = step
        st.session_state.pop("data_trouble", None)


def store_register() -> Register:
    """The register that imports go into, as it stands."""
    return register_in(settings().store_dir()).refresh()


def attempt(act: Callable[[], Any]) -> bool:
    """Does something that may be refused; what was refused stands on the page until the next attempt."""
    st.session_state.data_trouble = ()
    try:
        act()
    except Refused as refused:
        st.session_state.data_trouble = tuple(refused.findings)
    except Notice as notice:
        st.session_state.data_trouble = (notice,)
    return not trouble()


def trouble() -> tuple[Finding | Notice, ...]:
    """What the last attempt was refused for."""
    return st.session_state.get("data_trouble", ())


@contextmanager
def watched(lang: Lang) -> Iterator[Progress]:
    """Shows how far a long work has come, at most ten times a second."""
    place = st.empty()
    bar, last = place.progress(0.0, BEGINNING(lang)), [0.0, ""]

    def progress(step: Text, share: float) -> None:
        now, said = time.monotonic(), step(lang)
        if said != last[1] or now - float(last[0]) > 0.1:
            last[:] = [now, said]
            bar.progress(min(max(share, 0.0), 1.0), said)

    try:
        yield progress
    finally:
        place.empty()
