"""Instansi: which agencies lead, by count or by compliance, of which type and where; and one agency up close."""

import streamlit as st

from analytics.ask import ranks
from analytics.exhibits import agencies, overview
from analytics.metrics import COMPLIANCE, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED
from analytics.text import Text
from analytics.vocabulary import AGENCY, UNKNOWN
from pages._parts import choose, headline_block, show, view, words

MEASURES = {"count": Text(id="Jumlah dilaporkan", en="Number reported"), "rate": Text(id="Kepatuhan sanksi", en="Sanction compliance")}
MEASURE = Text(id="Ukuran", en="Measure")
SIZES = {"10": Text(id="10 teratas", en="Top 10"), "20": Text(id="20 teratas", en="Top 20")}
SIZE = Text(id="Banyaknya", en="How many")
ONE = Text(id="Satu instansi", en="One agency")
CHOOSE = Text(id="Pilih instansi", en="Choose an agency")
NOT_CHOSEN = Text(id="Ketik nama instansi", en="Type the name of an agency")
PLACE = Text(
    id="Peringkat {rank} dari {count} instansi menurut jumlah {unit} dilaporkan dalam cakupan ini.",
    en="Rank {rank} of {count} agencies by number of {unit} reported in this scope.",
)


def keyed(figure: str, variant: str) -> str:
    """The key of a figure's form in the catalogue."""
    return f"{figure}-{variant}" if variant else figure


seen = view()
lang = seen.lang
with st.container(horizontal=True):
    by_rate = choose("instansi_ukuran", MEASURE(lang), MEASURES, lang) == "rate"
    size = int(choose("instansi_banyak", SIZE(lang), SIZES, lang))
left, right = st.columns([3, 2])
with left:
    show(keyed("instansi_peringkat", agencies.variant_of(by_rate, size)), seen)
with right:
    show(keyed("instansi_jenis", agencies.variant_of(by_rate)), seen)
show(keyed("instansi_provinsi", agencies.variant_of(by_rate)), seen)

st.subheader(ONE(lang))
reported = seen.ask(REPORTED, AGENCY)
options = sorted((row.code for row in reported.rows if row.code != UNKNOWN), key=lambda code: AGENCY.member(code, lang))
chosen = st.selectbox(
    CHOOSE(lang), options, index=None, format_func=lambda code: AGENCY.member(code, lang), placeholder=NOT_CHOSEN(lang), key="instansi_satu"
)
if chosen:
    one = seen.narrowed(agency=chosen)
    words("lead", overview.headline(one))
    words("quiet", PLACE(lang, rank=ranks(reported)[chosen], count=len(options), unit=reported.scope.unit.noun))
    headline_block(one, REPORTED, RECOMMENDED, SANCTIONED, OUTSTANDING, COMPLIANCE)
    left, right = st.columns(2)
    with left:
        show("instansi_satu_jenis", one)
    with right:
        show("instansi_satu_jabatan", one)
