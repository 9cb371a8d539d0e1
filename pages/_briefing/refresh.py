"""An old deck brought up to another snapshot."""

from datetime import date
from html import escape

import streamlit as st

from analytics import formats
from analytics.text import Text, cleaned
from analytics.view import View
from pages._briefing.uploads import LARGEST_DECK
from pages._menu import deliver
from pages._parts import html_table

REFRESH_LEAD = Text(
    id="Unggah paparan .pptx yang pernah dibuat di sini, walaupun sudah disunting. Bagan, tabel, dan angkanya diisi data snapshot yang dipilih; "
    "selebihnya dibiarkan, dan laporannya menyebut judul mana yang tidak lagi berlaku.",
    en="Upload a .pptx once made here, even if it was edited since. Its charts, tables and numbers get the data of the snapshot chosen; all "
    "else is left alone, and the report says which titles no longer hold.",
)
OLD_DECK = Text(id="Paparan lama (.pptx)", en="Old deck (.pptx)")
TO_SNAPSHOT = Text(id="Perbarui ke snapshot", en="Refresh to snapshot")
DO_REFRESH = Text(id="Perbarui dan unduh", en="Refresh and download")
SAVE_REPORT = Text(id="Unduh laporan perubahan", en="Download the report of changes")
REPORT = Text(id="Laporan perubahan", en="Report of changes")


def refresh_deck(seen: View) -> None:
    """An old deck, a snapshot, and back come the deck with new data and the report of what changed."""
    lang = seen.lang
    st.html(f'<p class="quiet">{escape(REFRESH_LEAD(lang))}</p>')
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        found = st.file_uploader(OLD_DECK(lang), type=["pptx"], key="old_deck", max_upload_size=LARGEST_DECK)
    with right, st.container(horizontal=True, vertical_alignment="bottom"):
        days = {day.isoformat(): formats.long_date(day, lang) for day in reversed(seen.register.dates)}
        shown = list(days).index(seen.scope.as_of.isoformat())
        chosen = st.selectbox(TO_SNAPSHOT(lang), list(days), shown, days.get, key=f"refresh_day_{shown}", placeholder=TO_SNAPSHOT(lang))
        wanted = st.button(DO_REFRESH(lang), key="refresh_deck", icon=":material/autorenew:", disabled=found is None)
    if wanted and found is not None:
        refreshed_deck(found.name, found.getvalue(), date.fromisoformat(chosen), seen)
    if found is not None and (told := st.session_state.get("refresh_report")):
        rows, text = told
        if st.button(SAVE_REPORT(lang), key="refresh_report_file", icon=":material/download:", type="tertiary"):
            deliver(text.encode, f"{cleaned(found.name).removesuffix('.pptx')[:80]}_laporan.txt", lang)
        st.html(html_table(rows[0], rows[1:], REPORT(lang), style="list"))


def refreshed_deck(name: str, deck: bytes, day: date, seen: View) -> None:
    """Refreshes a deck, hands it over, and keeps its report on the page."""
    from analytics.export.slides.refresh.deck import refreshed  # a large library, wanted here only
    from analytics.export.slides.refresh.report import report, to_rows

    def make() -> bytes:
        done = refreshed(deck, seen.register, day)
        st.session_state.refresh_report = to_rows(done, seen.lang), report(done, seen.lang)
        return done.content

    st.session_state.pop("refresh_report", None)
    deliver(make, f"{cleaned(name).removesuffix('.pptx')[:80]}_{day.isoformat()}.pptx", seen.lang)
