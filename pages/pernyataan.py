"""Pernyataan: what was said in public, number by number, with its source; contradictions and breaks in view."""

import streamlit as st

from analytics import published
from analytics.exhibits import statements
from analytics.published import STANDINGS
from analytics.text import Text, same
from pages._parts import choose, html_table, show, view, words

LEAD = Text(
    id="Halaman ini memuat angka yang benar-benar disampaikan ke publik tentang netralitas ASN, 2015–2024, lengkap dengan sumbernya. "
    "Angka ini tidak berasal dari register dan tidak digabung dengannya; KASN menghitung orang, Bawaslu menghitung kasus, Kemendagri menghitung surat rekomendasi.",
    en="This page holds the numbers actually said in public about ASN neutrality, 2015–2024, each with its source. They do not come from the "
    "register and are not joined with it; KASN counts persons, Bawaslu counts cases, Home Affairs counts letters of recommendation.",
)
REAL = Text(id="Angka nyata yang telah dipublikasikan; bukan data contoh", en="Real published numbers; not sample data")
LEDGER = Text(id="Daftar pernyataan", en="List of statements")
COUNT = Text(id="{shown} dari {total} pernyataan", en="{shown} of {total} statements")
EVERY = Text(id="Semua", en="All")
PUBLISHER = Text(id="Penyampai", en="Publisher")
STANDING = Text(id="Kedudukan", en="Standing")
HEADS = (
    Text(id="Tanggal data", en="Date of data"),
    PUBLISHER,
    Text(id="Ukuran", en="Measure"),
    Text(id="Angka", en="Number"),
    STANDING,
    Text(id="Sumber", en="Source"),
)

seen = view()
lang = seen.lang
words("lead", LEAD(lang))
st.html(f'<span class="mark">{REAL(lang)}</span>')
show("pernyataan_deret", seen)
show("pernyataan_position", seen)
show("pernyataan_category", seen)

st.subheader(LEDGER(lang))
publishers = {"all": EVERY} | {name: same(name) for name in ("KASN", "Bawaslu", "BKN", "Kemendagri")}
standings = {"all": EVERY, **STANDINGS}
with st.container(horizontal=True):
    publisher = choose("pernyataan_penyampai", PUBLISHER(lang), publishers, lang)
    standing = st.selectbox(
        STANDING(lang),
        list(standings),
        format_func=lambda code: standings[code](lang),
        key="pernyataan_kedudukan",
        filter_mode=None,
        placeholder=STANDING(lang),
        width=320,
    )
chosen = [each for each in published.statements() if publisher in ("all", each.publisher) and standing in ("all", each.standing)]
lines = [
    [
        statements.said_on(each, lang),
        each.publisher,
        f"{each.what(lang)} ({published.member_label('scope', each.population, lang)})",
        statements.number(each, lang),
        STANDINGS[each.standing](lang),
        statements.source(each, lang),
    ]
    for each in sorted(chosen, key=lambda each: each.as_of)
]
words("quiet", COUNT(lang, shown=len(lines), total=len(published.statements())))
st.html(html_table([head(lang) for head in HEADS], lines, LEDGER(lang), style="list"))
