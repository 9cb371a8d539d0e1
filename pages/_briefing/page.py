"""The page of the briefing, from top to bottom."""

from html import escape

import streamlit as st

from analytics.text import Text
from analytics.view import View
from pages._basket import basket
from pages._briefing.announce import announcements
from pages._briefing.change import asked, undone
from pages._briefing.contents import contents
from pages._briefing.figures import line_of
from pages._briefing.leave import exports, summary
from pages._briefing.refresh import refresh_deck
from pages._briefing.settings import adjust
from pages._briefing.start import start
from pages._briefing.uploads import upload_words

LEAD = Text(
    id="Kumpulkan gambar dari halaman mana pun, atau mulai dari set yang sudah disusun; lalu unduh sebagai paparan (juga dalam templat kantor), dokumen, atau data. "
    "Tiap gambar menyimpan snapshot dan saringan saat ditambahkan.",
    en="Collect figures from any page, or start from a ready-made set; then download slides (in your office's template too), a document or the data. "
    "Each figure keeps the snapshot and filters it had when it was added.",
)
START = Text(id="Mulai dari set yang sudah disusun", en="Start from a ready-made set")
OTHER_START = Text(id="Ganti dengan set lain, atau buka berkas", en="Replace with another set, or open a file")
CONTENTS = Text(id="Isi", en="Contents")
SETTINGS = Text(id="Judul, tanggal, embargo, bahasa, dan templat", en="Title, date, embargo, language and template")
REFRESH = Text(id="Perbarui paparan lama", en="Refresh an old deck")


def page(seen: View) -> None:
    """The whole page: where to start while it is empty, otherwise what is in it and how it leaves."""
    held, lang = basket(), seen.lang
    upload_words(lang)
    asked(lang)
    undone(lang)
    if not held.items:
        st.html(f'<p class="lead">{escape(LEAD(lang))}</p>')
        st.subheader(START(lang))
        start(seen)
        announcements(seen, [])
    else:
        lines = [line_of(item, seen, held.lang) for item in held.items]
        summary(seen, lines)
        with st.expander(SETTINGS(lang)):
            adjust(held, lang)
        exports(seen, lines)
        announcements(seen, lines)
        st.subheader(CONTENTS(lang))
        contents(lines, seen)
        with st.expander(OTHER_START(lang)):
            start(seen)
    st.subheader(REFRESH(lang))
    refresh_deck(seen)
