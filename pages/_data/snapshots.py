"""The snapshots there are: in force, waiting, withdrawn or put there by hand; and what can be done with each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from analytics import formats
from analytics.gate import store
from analytics.register.journal import Event, Journal, State, state
from analytics.register.snapshots import Register
from analytics.settings import settings
from analytics.text import Lang, Notice, Text, cleaned
from pages._data.findings import findings_list
from pages._data.who import name_field, signed, who
from pages._data.work import store_register
from pages._parts import words

NONE = Text(
    id="Belum ada snapshot di sini; yang ditampilkan dasbor adalah data contoh.",
    en="There is no snapshot here yet; the dashboard shows sample data.",
)
STATUSES = {
    "in_force": Text(id="Berlaku", en="In force"),
    "draft": Text(id="Konsep menunggu rilis", en="Draft waiting for release"),
    "withdrawn": Text(id="Ditarik", en="Withdrawn"),
    "by_hand": Text(id="Berlaku; ditaruh langsung di folder", en="In force; put in the folder directly"),
}
ROWS = Text(id="{rows} baris", en="{rows} rows")
DONE = {
    "in_force": Text(id="dirilis {at} oleh {by}", en="released {at} by {by}"),
    "draft": Text(id="diimpor {at} oleh {by}", en="imported {at} by {by}"),
    "withdrawn": Text(id="ditarik {at} oleh {by}", en="withdrawn {at} by {by}"),
}
VERSION = Text(id="versi {version}", en="version {version}")
ACTIONS = Text(id="Tindakan", en="Actions")
THEN = Text(id="Lihat keadaan waktu itu", en="See how things stood then")
REASON = Text(id="Alasan", en="Reason")
WHY = Text(id="Alasan (wajib)", en="Reason (required)")
RELEASE = Text(id="Rilis konsep", en="Release the draft")
DISCARD = Text(id="Buang konsep", en="Discard the draft")
WITHDRAW = Text(id="Tarik", en="Withdraw")
NO_REASON = Text(id="Tulis alasannya; alasan itu tercatat dalam riwayat.", en="Give the reason; it is recorded in the history.")
SAID = {
    "release": Text(id="Snapshot {day} dirilis.", en="Snapshot of {day} released."),
    "discard": Text(id="Konsep {day} dibuang.", en="Draft of {day} discarded."),
    "withdraw": Text(id="Snapshot {day} ditarik.", en="Snapshot of {day} withdrawn."),
}


@dataclass(frozen=True)
class Line:
    """A snapshot, or a draft of one. event: what put it there; None where nobody told the journal."""

    as_of: date
    status: str
    rows: int | None
    version: str
    event: Event | None

    @property
    def key(self) -> str:
        """What its controls are called."""
        return f"{self.as_of.isoformat()}_{self.event.number if self.event else 0}"


def snapshots(lang: Lang) -> None:
    """Every snapshot, newest date first."""
    register = store_register()
    if said := st.session_state.pop("data_done", None):
        st.html(f'<div class="notice" role="status">{escape(said(lang))}</div>')
    if trouble := st.session_state.pop("data_refused", None):
        st.html(findings_list([trouble], lang, alert=True))
    lines = lines_of(register, state(Journal(register.directory).read().events))
    if not lines:
        words("quiet", NONE(lang))
        return
    with st.container(key="data_snapshots"):
        for each in lines:
            one_line(each, lang)


def lines_of(register: Register, known: State) -> list[Line]:
    """Drafts, snapshots in force, and those withdrawn; newest date first, drafts above what they would replace."""
    drafts = [Line(event.as_of, "draft", event.rows.get("kept"), event.version, event) for event in reversed(known.drafts)]
    served = [register.at(day) for day in register.dates]
    in_force = [
        Line(
            each.as_of,
            "in_force" if each.event else "by_hand",
            each.rows,
            each.version,
            known.in_force.get(each.as_of) if each.event else None,
        )
        for each in served
    ]
    gone = [
        Line(day, "withdrawn", event.rows.get("kept"), event.version, event)
        for day, event in known.withdrawn.items()
        if day not in register.dates
    ]
    return sorted([*drafts, *in_force, *gone], key=lambda line: line.as_of, reverse=True)


def one_line(line: Line, lang: Lang) -> None:
    """A snapshot in words, and its actions."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"snapshot_{line.key}"):
        about = [ROWS(lang, rows=formats.number(line.rows, lang))] if line.rows is not None else []
        about += [DONE[line.status](lang, at=moment(line.event.at, lang), by=signed(line.event, lang))] if line.event else []
        about += [VERSION(lang, version=line.version[:12])]
        st.html(
            f'<div class="snapshot"><p><b>{escape(formats.long_date(line.as_of, lang))}</b> '
            f'<span class="mark {line.status}">{escape(STATUSES[line.status](lang))}</span></p>'
            f'<p class="column-about">{escape(" · ".join(about))}</p></div>'
        )
        if line.event:
            with st.popover(ACTIONS(lang), key=f"data_actions_{line.key}_{lang}"):
                actions(line, line.event, lang)


def actions(line: Line, event: Event, lang: Lang) -> None:
    """What can be done: look back; and where this dashboard takes files, release, discard, withdraw."""
    if line.status != "draft":
        query = {"state": str(event.number), **({"as_of": line.as_of.isoformat()} if line.status == "in_force" else {})}
        st.page_link(
            "pages/ringkasan.py", label=THEN(lang), icon=":material/history:", query_params=query | ({"lang": lang} if lang != "id" else {})
        )
    if not settings().intake_page or line.status == "withdrawn":
        return
    name_field(line.key, lang)
    reason = cleaned(
        st.text_input((WHY if line.status == "in_force" else REASON)(lang), key=f"data_reason_{line.key}_{lang}", max_chars=300) or ""
    )
    directory = settings().store_dir()
    if line.status == "draft":
        press(RELEASE, "release", line, lang, lambda: store.release(directory, event.number, who(), reason))
        press(DISCARD, "discard", line, lang, lambda: store.discard(directory, event.number, who(), reason))
    else:
        press(WITHDRAW, "withdraw", line, lang, lambda: store.withdraw(directory, line.as_of, who(), needed(reason)))


def needed(reason: str) -> str:
    """A reason that must be given. Raises Notice."""
    if not reason:
        raise Notice(NO_REASON)
    return reason


def press(label: Text, kind: str, line: Line, lang: Lang, act: Callable[[], Event]) -> None:
    """A button that does something to a snapshot and says what came of it."""
    if st.button(label(lang), key=f"data_{kind}_{line.key}", type="primary" if kind == "release" else "secondary", width="stretch"):
        st.session_state.data_refused = None
        try:
            act()
            day = line.as_of
            st.session_state.data_done = Text(
                id=SAID[kind]("id", day=formats.long_date(day, "id")), en=SAID[kind]("en", day=formats.long_date(day, "en"))
            )
        except Notice as notice:
            st.session_state.data_refused = notice
        st.rerun()


def moment(at: str, lang: Lang) -> str:
    """A moment as it is read where the institution is: 31 Jul 2020, 14.05."""
    here = datetime.fromisoformat(at).astimezone(ZoneInfo(settings().time_zone))
    return (
        f"{formats.short_date(here.date(), lang)}, {here:%H.%M}"
        if lang == "id"
        else f"{formats.short_date(here.date(), lang)}, {here:%H:%M}"
    )
