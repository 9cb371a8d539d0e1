"""A briefing announced: its figures enter the ledger with their ids and wording; and what was announced before, with the way to withdraw it."""

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from analytics import announced, announcing, formats, frozen
from analytics.announcing import Announcement
from analytics.briefing import Briefing, composed
from analytics.settings import settings
from analytics.text import Lang, Notice, Text, cleaned
from analytics.view import View
from pages._basket import basket
from pages._briefing.figures import Line
from pages._data.who import name_field, who
from pages._menu import alert
from pages._parts import html_table, words

ANNOUNCE = Text(id="Catat sebagai sudah disampaikan ke publik", en="Enter as said in public")
LEAD = Text(
    id="Catat bahwa {count} gambar ini disampaikan ke publik. Sejak itu kartu memberi tahu bila angkanya tidak lagi sama, dan halaman Pernyataan memuatnya.",
    en="Enter that these {count} figures were said in public. From then on cards tell when a number is no longer the same, and the page Statements lists them.",
)
DAY = Text(id="Tanggal disampaikan", en="Day it was said")
PLACE = Text(id="Tempat atau media (boleh kosong)", en="Place or medium (may be empty)")
DO = Text(id="Catat {count} gambar sebagai disampaikan", en="Enter {count} figures as said")
DONE = Text(id="Pengumuman nomor {number} dicatat: {count} gambar.", en="Announcement number {number} entered: {count} figures.")
LIST = Text(id="Yang sudah diumumkan ({count})", en="Announced so far ({count})")
HEADS = (
    Text(id="No.", en="No."),
    Text(id="Tanggal", en="Date"),
    Text(id="Bahan", en="Briefing"),
    Text(id="Oleh", en="By"),
    Text(id="Tempat", en="Place"),
    Text(id="ID angka", en="Figure ids"),
    Text(id="Kedudukan", en="Standing"),
)
STANDS = Text(id="berlaku", en="stands")
WITHDRAWN = Text(id="ditarik: {reason}", en="withdrawn: {reason}")
WHICH = Text(id="Pengumuman yang ditarik", en="Announcement to withdraw")
REASON = Text(id="Alasan penarikan", en="Reason for the withdrawal")
WITHDRAW = Text(id="Tarik pengumuman", en="Withdraw the announcement")
GONE = Text(id="Pengumuman nomor {number} ditarik.", en="Announcement number {number} was withdrawn.")


def announcements(seen: View, lines: list[Line]) -> None:
    """The form for what is held, and the list; only where this dashboard takes entries."""
    if not settings().intake_page:
        return
    lang = seen.lang
    if said := st.session_state.pop("announce_said", ""):
        st.html(f'<div class="notice" role="status">{escape(said)}</div>')
    made = tuple(line.item for line in lines if line.exhibit)
    if made:
        with st.expander(ANNOUNCE(lang), icon=":material/campaign:", key="announce_form"):
            form(seen, replace(basket(), items=made), lang)
    if found := announcing.announcements(seen.register):
        with st.expander(LIST(lang, count=len(found)), key="announce_list"):
            listed(found, lang)
            withdrawal(seen, found, lang)


def form(seen: View, held: Briefing, lang: Lang) -> None:
    """Who says it, when and where."""
    count = len(held.items)
    words("quiet", LEAD(lang, count=count))
    left, middle, right = st.columns(3)
    with left:
        name_field("announce", lang)
    with middle:
        today = announcing.now().date()
        day = st.date_input(DAY(lang), today, max_value=today, key="announce_day", format="DD/MM/YYYY")
    with right:
        place = st.text_input(PLACE(lang), key=f"announce_place_{lang}", max_chars=announcing.LONGEST_PLACE)
    if st.button(DO(lang, count=count), key="announce_do", type="primary", icon=":material/campaign:"):
        announce(seen, held, day if isinstance(day, date) else today, place)


def announce(seen: View, held: Briefing, day: date, place: str) -> None:
    """Enters the briefing as announced; says why where that fails."""
    try:
        name = who()
        document = composed(held, seen.register)
        entry = announcing.announce(document, seen.register, name, day, cleaned(place)).entry
    except Notice as notice:
        alert(notice(seen.lang))
        return
    st.session_state.announce_said = DONE(seen.lang, number=entry.number, count=len(entry.figures))
    st.rerun()


def listed(found: tuple[Announcement, ...], lang: Lang) -> None:
    """Every announcement, newest first."""
    st.html(
        html_table(
            [head(lang) for head in HEADS], [line(each, lang) for each in reversed(found)], LIST(lang, count=len(found)), style="list"
        )
    )


def line(found: Announcement, lang: Lang) -> list[str]:
    """One announcement as text."""
    entry = found.entry
    standing = WITHDRAWN(lang, reason=found.withdrawn.reason) if found.withdrawn else STANDS(lang)
    ids = ", ".join(frozen.written(id) for id in found.ids)
    return [str(entry.number), formats.long_date(entry.day, lang), entry.title, entry.by, entry.where, ids, standing]


def withdrawal(seen: View, found: tuple[Announcement, ...], lang: Lang) -> None:
    """The way to take an announcement back, with a reason."""
    shown = {each.entry.number: announced.label_of(each, lang) for each in reversed(found) if not each.withdrawn}
    if not shown:
        return
    left, right = st.columns(2)
    with left:
        number = st.selectbox(WHICH(lang), list(shown), None, shown.get, key=f"announce_which_{lang}", placeholder=WHICH(lang))
        name_field("withdraw", lang)
    with right:
        reason = st.text_input(REASON(lang), key=f"announce_why_{lang}", max_chars=announcing.LONGEST_REASON)
    if st.button(WITHDRAW(lang), key="announce_withdraw", disabled=number is None) and number is not None:
        withdraw(seen, number, reason)


def withdraw(seen: View, number: int, reason: str) -> None:
    """Takes an announcement back; says why where that fails."""
    try:
        announcing.withdraw(number, seen.register, who(), reason)
    except Notice as notice:
        alert(notice(seen.lang))
        return
    st.session_state.announce_said = GONE(seen.lang, number=number)
    st.rerun()
