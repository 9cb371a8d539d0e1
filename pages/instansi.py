"""Instansi: which agencies lead, by count or by compliance, of which type and where; and one agency up close."""

import streamlit as st

from analytics import figures, sentences
from analytics.ask import ranks, top
from analytics.metrics import COMPLIANCE, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED, SHARE
from analytics.text import Text
from analytics.vocabulary import AGENCY, AGENCY_TYPE, CATEGORY, OTHER, POSITION, PROVINCE, UNKNOWN
from pages._parts import block, choose, headline_html, show, view, words

MEASURES = {"count": Text(id="Jumlah dilaporkan", en="Number reported"), "rate": Text(id="Kepatuhan sanksi", en="Sanction compliance")}
MEASURE = Text(id="Ukuran", en="Measure")
SIZES = {"10": Text(id="10 teratas", en="Top 10"), "20": Text(id="20 teratas", en="Top 20")}
SIZE = Text(id="Banyaknya", en="How many")
SMALL = Text(
    id="Kepatuhan untuk instansi dengan jumlah laporan terbanyak; dasar hitung yang kecil membuat persentase mudah berubah.",
    en="Compliance of the agencies with the most reports; a small base makes percentages move easily.",
)
ONE = Text(id="Satu instansi", en="One agency")
CHOOSE = Text(id="Pilih instansi", en="Choose an agency")
NOT_CHOSEN = Text(id="Ketik nama instansi", en="Type the name of an agency")
PLACE = Text(
    id="Peringkat {rank} dari {count} instansi menurut jumlah ASN dilaporkan.",
    en="Rank {rank} of {count} agencies by number of ASN reported.",
)

seen = view()
lang = seen.lang
with st.container(horizontal=True):
    by_rate = choose("instansi_ukuran", MEASURE(lang), MEASURES, lang) == "rate"
    size = int(choose("instansi_banyak", SIZE(lang), SIZES, lang))
metric, finding = (COMPLIANCE, sentences.spread) if by_rate else (REPORTED, sentences.ranking)

agencies = seen.ask(REPORTED, AGENCY)
leaders = top(agencies, size)
types = seen.ask(metric, AGENCY_TYPE)
provinces = seen.ask(metric, PROVINCE)

left, right = st.columns([3, 2])
with left:
    if by_rate:
        codes = [row.codes[0] for row in leaders.rows if row.codes[0] not in (OTHER, UNKNOWN)]
        shown = sentences.restricted(seen.ask(COMPLIANCE, AGENCY), codes)
        note = f'<p class="card-footnote">{SMALL(lang)}</p>'
        show("instansi_peringkat", shown, lambda: figures.bar(shown, seen.look), sentences.spread(shown, lang), note)
    else:
        show(
            "instansi_peringkat",
            leaders,
            lambda: figures.bar(leaders, seen.look, figures.leading(leaders)),
            sentences.ranking(agencies, lang),
        )
with right:
    show("instansi_jenis", types, lambda: figures.bar(types, seen.look, None if by_rate else figures.leading(types)), finding(types, lang))
show("instansi_provinsi", provinces, lambda: figures.province_map(provinces, seen.look), finding(provinces, lang))

st.subheader(ONE(lang))
options = sorted((row.codes[0] for row in agencies.rows if row.codes[0] != UNKNOWN), key=lambda code: AGENCY.member(code, lang))
chosen = st.selectbox(
    CHOOSE(lang), options, index=None, format_func=lambda code: AGENCY.member(code, lang), placeholder=NOT_CHOSEN(lang), key="instansi_satu"
)
if chosen:
    one = seen.narrowed(agency=chosen)
    words("lead", sentences.headline(one.ask(REPORTED), one.ask(RECOMMENDED), one.ask(COMPLIANCE), lang))
    words("quiet", PLACE(lang, rank=ranks(agencies)[chosen], count=len(options)))
    st.html(headline_html([block(one, metric) for metric in (REPORTED, RECOMMENDED, SANCTIONED, OUTSTANDING, COMPLIANCE)]))
    left, right = st.columns(2)
    with left:
        categories = one.ask(SHARE, CATEGORY)
        show(
            "instansi_satu_jenis",
            categories,
            lambda: figures.bar(categories, seen.look, figures.leading(categories)),
            sentences.ranking(categories, lang),
        )
    with right:
        positions = one.ask(SHARE, POSITION)
        show(
            "instansi_satu_jabatan",
            positions,
            lambda: figures.bar(positions, seen.look, figures.leading(positions)),
            sentences.ranking(positions, lang),
        )
