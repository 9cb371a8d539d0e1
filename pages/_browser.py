"""What the frame does in the reader's browser: the page's language, Streamlit's own words in it, and a hint on the first visit."""

import streamlit as st

from analytics.settings import ROOT
from analytics.text import Lang, Text

# What Streamlit says by itself, in English whatever the page's language; a blank at the end: what stands after it stays.
STREAMLIT_SAYS = (
    Text(en="Skip to main content", id="Langsung ke isi halaman"),
    Text(en="Sidebar", id="Bilah samping"),
    Text(en="Collapse sidebar", id="Tutup daftar halaman"),
    Text(en="Expand sidebar", id="Buka daftar halaman"),
    Text(en="Open sidebar", id="Tampilkan daftar halaman"),
    Text(en="App pages", id="Daftar halaman"),
    Text(en="Link to heading", id="Tautan ke judul ini"),
    Text(en="Selected values", id="Nilai terpilih"),
    Text(en="Clear all", id="Hapus semuanya"),
    Text(en="Clear value", id="Hapus nilai"),
    Text(en="Close", id="Tutup"),
    Text(en="Open", id="Buka"),
    Text(en="No results", id="Tidak ada yang cocok"),
    Text(en="Remove ", id="Hapus "),
    Text(en="Help for ", id="Bantuan untuk "),
    Text(en="Page not found", id="Halaman tidak ditemukan"),
    Text(en="Connecting", id="Menyambung"),
    Text(en="Choose date", id="Pilih tanggal"),
    Text(en="Choose date, ", id="Pilih tanggal, "),
    Text(en="Previous month", id="Bulan sebelumnya"),
    Text(en="Next month", id="Bulan berikutnya"),
    Text(en="day, ", id="hari, "),
    Text(en="month, ", id="bulan, "),
    Text(en="year, ", id="tahun, "),
    Text(en="dd", id="hh"),
    Text(en="mm", id="bb"),
    Text(en="yyyy", id="tttt"),
    Text(en="Today, ", id="Hari ini, "),
    Text(
        en="Use arrow keys to navigate dates. Enter to select. Escape to close.",
        id="Pindah tanggal dengan tombol panah. Enter untuk memilih. Escape untuk menutup.",
    ),
)
TITLE = Text(id="Baru di sini?", en="New here?")
STEPS = (
    Text(
        id="Pilih tanggal data, pembanding, dan saringan lewat “Data dan saringan”. Saringan yang aktif tertulis di atas halaman dan dapat dihapus satu per satu.",
        en="Choose the date of the data, a comparison and filters under “Data and filters”. Active filters stand above the page and can be removed one by one.",
    ),
    Text(
        id="Klik batang pada gambar untuk menyaring menurut batang itu. Judul gambar kecil di Ringkasan membuka halaman lengkapnya.",
        en="Click a bar of a figure to filter by it. The title of a small figure on the Overview opens the page that tells more.",
    ),
    Text(
        id="Setiap gambar punya tabel dan definisi, dapat diunduh atau disalin, dan dapat ditambahkan ke bahan paparan.",
        en="Every figure has a table and a definition, can be downloaded or copied, and can be added to a briefing.",
    ),
)
NEXT = Text(id="Lanjut", en="Next")
CLOSE = Text(id="Jangan tampilkan lagi", en="Do not show again")
DONE = Text(id="Mengerti", en="Got it")

frame = st.components.v2.component("frame", js=(ROOT / "static" / "frame.js").read_text(encoding="utf-8"), isolate_styles=False)


def browser(lang: Lang) -> None:
    """Tells the browser the language, our words for Streamlit's, and the hint."""
    hint = {"title": TITLE(lang), "steps": [step(lang) for step in STEPS], "next": NEXT(lang), "close": CLOSE(lang), "done": DONE(lang)}
    frame(data={"lang": lang, "words": [[text.en, text.id] for text in STREAMLIT_SAYS], "hint": hint}, key="hint")
