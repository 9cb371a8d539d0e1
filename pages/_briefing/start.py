"""Where to start: the ready-made sets, or a saved file."""

from dataclasses import replace
from html import escape

import streamlit as st

from analytics.briefing import LARGEST_FILE, SETS, from_file, ready
from analytics.metrics import REPORTED
from analytics.scope import Scope
from analytics.text import Lang, Notice, Text
from analytics.view import View
from analytics.vocabulary import AGENCY, UNKNOWN
from pages._basket import basket, tell
from pages._briefing.change import want
from pages._briefing.uploads import upload_turn
from pages._menu import alert

ABOUT = {
    "rilis-pers": Text(
        id="Angka pokok, tren, jabatan, jenis pelanggaran, sepuluh instansi, dan kepatuhan.",
        en="Headline numbers, trend, positions, categories, top ten agencies, and compliance.",
    ),
    "rapat-pimpinan": Text(
        id="Siaran pers, ditambah perubahan sejak snapshot pembanding, sisa tindak lanjut per PPK, dan lama menunggu.",
        en="The press release, plus changes since the snapshot compared with, what is outstanding by PPK, and waiting time.",
    ),
    "instansi": Text(
        id="Profil satu instansi: angka pokok, perubahan, tren, jabatan, jenis, dan kepatuhan.",
        en="Profile of one agency: headline numbers, changes, trend, positions, categories, and compliance.",
    ),
}
COUNT_OF_SET = Text(id="{count} gambar", en="{count} figures")
USE_SET = Text(id="Pakai set {name}", en="Use the set {name}")
WHICH_AGENCY = Text(id="Instansi", en="Agency")
TYPE_AGENCY = Text(id="Ketik nama instansi", en="Type the name of an agency")
OPEN_FILE = Text(id="Buka berkas bahan paparan (.json)", en="Open a briefing file (.json)")
FILE_OPENED = Text(id="Berkas dibuka: {count} gambar.", en="File opened: {count} figures.")


def start(seen: View) -> None:
    """The three ready-made sets side by side, and a saved file."""
    lang = seen.lang
    with st.container(key="sets"):
        columns = st.columns(len(SETS))
    for column, (name, chosen) in zip(columns, SETS.items(), strict=True):
        with column, st.container(border=True, key=f"set_{name}", height="stretch"):
            st.html(
                f'<h3 class="card-title">{escape(chosen.label(lang))}</h3><p class="card-subtitle">{escape(ABOUT[name](lang))}</p>'
                f'<p class="card-footnote">{escape(COUNT_OF_SET(lang, count=len(chosen.figures)))}</p>'
            )
            narrowed = one_agency(seen) if chosen.agency else seen
            st.button(
                USE_SET(lang, name=chosen.label), key=f"use_{name}", type="primary", disabled=narrowed is None, on_click=use, args=(name, narrowed),
            )  # fmt: skip
    open_file(lang)


def one_agency(seen: View) -> View | None:
    """The view of the one agency filtered, else of the one chosen here; None while none is."""
    if len(seen.scope.where.get(AGENCY.code, ())) == 1:
        return seen
    units = seen.register.at(seen.scope.as_of).units
    answer = View(seen.register, Scope(seen.scope.as_of, unit=units[0]), None, seen.lang).answered(REPORTED, AGENCY)
    if answer is None:  # the register does not say the agency
        return None
    codes = sorted((row.code for row in answer.rows if row.code != UNKNOWN), key=lambda code: AGENCY.member(code, seen.lang))
    chosen = st.selectbox(
        WHICH_AGENCY(seen.lang), codes, index=None, format_func=lambda code: AGENCY.member(code, seen.lang), placeholder=TYPE_AGENCY(seen.lang),
        key="set_agency", label_visibility="collapsed",
    )  # fmt: skip
    return seen.narrowed(agency=chosen) if chosen else None


def use(name: str, seen: View) -> None:
    """Fills the briefing with a set, in the reader's view; what is on the cover already stays."""
    held = basket()
    fresh = ready(name, seen)
    want(replace(held, items=fresh.items, title=fresh.title, lang=seen.lang))


def open_file(lang: Lang) -> None:
    """A saved briefing, opened; a file that is none is refused and nothing changes."""
    found = st.file_uploader(OPEN_FILE(lang), type=["json"], key=f"open_{upload_turn()}", max_upload_size=1)
    if found is None:
        return
    try:
        opened = from_file(found.getvalue()[: LARGEST_FILE + 1])
    except Notice as notice:
        alert(notice(lang))
        return
    st.session_state.uploads = upload_turn() + 1  # a new field: the same file can be opened again
    if not basket().items:
        tell(FILE_OPENED(lang, count=len(opened.items)))
    want(opened)
    st.rerun()
