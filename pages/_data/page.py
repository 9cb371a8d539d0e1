"""The page from top to bottom: check and import, then snapshots and history."""

import streamlit as st

from analytics.settings import settings
from analytics.text import Lang, Text
from pages._data.history import history
from pages._data.snapshots import snapshots
from pages._data.steps import into_view, steps
from pages._data.uploads import upload_words
from pages._parts import words

LEAD = Text(
    id="Berkas dari instansi lain diperiksa di sini dan menjadi snapshot dalam lima langkah. Tidak ada yang berubah pada statistik sebelum dirilis.",
    en="A file from another office is checked here and becomes a snapshot in five steps. Nothing changes in the statistics before it is released.",
)
CHECK = Text(id="Periksa dan impor", en="Check and import")
HISTORY = Text(id="Snapshot dan riwayat", en="Snapshots and history")
ELSEWHERE = Text(
    id="Dasbor ini hanya menampilkan. Berkas diperiksa dan diimpor di dasbor internal, atau dengan baris perintah “python -m analytics import”.",
    en="This dashboard only shows. Files are checked and imported on the internal dashboard, or on the command line with “python -m analytics import”.",
)


def page(lang: Lang) -> None:
    """The whole page; where this dashboard takes no files, only what was released."""
    upload_words(lang)
    if settings().intake_page:
        words("lead", LEAD(lang))
        st.subheader(CHECK(lang))
        steps(lang)
    else:
        words("lead", ELSEWHERE(lang))
    st.subheader(HISTORY(lang))
    snapshots(lang)
    history(lang)
    if settings().intake_page:
        into_view()
