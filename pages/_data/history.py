"""The history: who did what, when and why, with the numbers before and after."""

import csv
import io

import streamlit as st

from analytics import formats
from analytics.export.data import inert
from analytics.gate.chronicle import KINDS, numbers, reasons
from analytics.register.journal import Event, Journal
from analytics.settings import settings
from analytics.text import Lang, Text
from pages._data.findings import findings_list
from pages._data.snapshots import THEN, moment
from pages._data.who import signed
from pages._menu import deliver
from pages._parts import html_table, words

TITLE = Text(id="Riwayat", en="History")
EMPTY = Text(id="Belum ada yang diimpor atau dirilis melalui halaman ini.", en="Nothing has been imported or released here yet.")
HEADS = (
    Text(id="No.", en="No."),
    Text(id="Waktu", en="When"),
    Text(id="Oleh", en="By"),
    Text(id="Tindakan", en="Action"),
    Text(id="Snapshot", en="Snapshot"),
    Text(id="Angka sebelum → sesudah", en="Numbers before → after"),
    Text(id="Alasan", en="Reason"),
    Text(id="Versi", en="Version"),
    Text(id="Berkas asal (SHA-256)", en="Original file (SHA-256)"),
)
SAVE = Text(id="Unduh riwayat (CSV)", en="Download the history (CSV)")
WHICH = Text(id="Lihat keadaan sesudah catatan nomor", en="See how things stood after entry number")
ENTRY = Text(id="{number} · {action} {day}", en="{number} · {action} {day}")
SHOWN = 200  # entries on the page; the CSV holds all


def history(lang: Lang) -> None:
    """Every entry, newest first; as far as the journal can be read."""
    st.html(f'<h3 class="step-title">{TITLE(lang)}</h3>')
    found = Journal(settings().store_dir()).read()
    if found.damage:
        st.html(findings_list([found.damage.notice()], lang, alert=True))
    if not found.events:
        words("quiet", EMPTY(lang))
        return
    newest = list(reversed(found.events))
    lines = [line(event, lang) for event in newest[:SHOWN]]
    with st.container(key="data_history"):
        st.html(html_table([head(lang) for head in HEADS], lines, TITLE(lang), style="list"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        look_back(newest, lang)
        if st.button(SAVE(lang), key="data_history_csv", icon=":material/download:", type="tertiary"):
            deliver(lambda: to_csv(newest, lang), "riwayat.csv", lang)


def look_back(newest: list[Event], lang: Lang) -> None:
    """The way to the register as it stood after an entry."""
    shown = {
        event.number: ENTRY(lang, number=event.number, action=KINDS[event.kind], day=formats.long_date(event.as_of, lang))
        for event in newest
    }
    chosen = st.selectbox(WHICH(lang), list(shown), None, shown.get, key=f"data_then_{lang}", placeholder=WHICH(lang), width=380)
    if chosen is not None:
        query = {"state": str(chosen)} | ({"lang": lang} if lang != "id" else {})
        st.page_link("pages/ringkasan.py", label=THEN(lang), icon=":material/history:", query_params=query)


def line(event: Event, lang: Lang, digits: int = 12) -> list[str]:
    """An entry as a line of the table. digits: how many characters of each SHA-256 are shown."""
    original = str(event.original.get("sha256", ""))
    return [
        str(event.number),
        moment(event.at, lang),
        signed(event, lang),
        KINDS[event.kind](lang),
        formats.long_date(event.as_of, lang),
        numbers(event, lang),
        reasons(event, lang),
        event.version[:digits],
        original[:digits],
    ]


def to_csv(newest: list[Event], lang: Lang) -> bytes:
    """The whole history as CSV, with the full SHA-256 of versions and files; with a mark that spreadsheets read as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([head(lang) for head in HEADS])
    writer.writerows([[inert(cell) for cell in line(event, lang, 64)] for event in newest])
    return out.getvalue().encode("utf-8-sig")
