"""Instansi: which agencies lead, by count, by compliance or by size, among all or among their own kind; which lie beyond chance; one up close."""

import streamlit as st

from analytics import peers
from analytics.exhibits import agencies, overview
from analytics.metrics import COMPLIANCE, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED
from analytics.text import Text
from analytics.vocabulary import AGENCY, AGENCY_TYPE, UNKNOWN
from pages._parts import choose, headline_block, show, view, words

MEASURES = {
    "count": Text(id="Jumlah dilaporkan", en="Number reported"),
    "per1000": Text(id="Dilaporkan per 1.000 ASN", en="Reported per 1,000 ASN"),
    "rate": Text(id="Kepatuhan sanksi", en="Sanction compliance"),
}
MEASURE = Text(id="Ukuran", en="Measure")
SIZES = {"10": Text(id="10 teratas", en="Top 10"), "20": Text(id="20 teratas", en="Top 20")}
SIZE = Text(id="Banyaknya", en="How many")
ALL_KINDS = {"all": Text(id="Semua jenis", en="All types")}
KIND = Text(id="Jenis instansi", en="Agency type")
ONE = Text(id="Satu instansi", en="One agency")
CHOOSE = Text(id="Pilih instansi", en="Choose an agency")
NOT_CHOSEN = Text(id="Ketik nama instansi", en="Type the name of an agency")


def keyed(figure: str, variant: str) -> str:
    """The key of a figure's form in the catalogue."""
    return f"{figure}-{variant}" if variant else figure


seen = view()
lang = seen.lang
of_kind = seen.answered(REPORTED, AGENCY_TYPE)  # None where the register does not tell the type
found = [row.code for row in of_kind.rows] if of_kind else []
kinds = {code: AGENCY_TYPE.members[code] for code in peers.KINDS if code in found and code in AGENCY_TYPE.members}
with st.container(horizontal=True):
    measure = choose("instansi_ukuran", MEASURE(lang), MEASURES, lang)
    size = int(choose("instansi_banyak", SIZE(lang), SIZES, lang))
kind = choose("instansi_kelompok", KIND(lang), ALL_KINDS | kinds, lang) if len(kinds) > 1 else "all"
among = seen.narrowed(agency_type=kind) if kind != "all" else seen  # agencies are ranked among their own kind
by_rate = measure == "rate"
ranking = "-".join([measure] + [str(size)] * (size != 10)) if measure == "per1000" else agencies.variant_of(by_rate, size)
left, right = st.columns([3, 2])
with left:
    show(keyed("instansi_peringkat", ranking), among)
with right:
    show(keyed("instansi_jenis", agencies.variant_of(by_rate)), seen)
show(keyed("instansi_provinsi", agencies.variant_of(by_rate)), among)
show("instansi_corong_kepatuhan", among)

st.subheader(ONE(lang))
reported = seen.ask(REPORTED, AGENCY)
options = sorted((row.code for row in reported.rows if row.code != UNKNOWN), key=lambda code: AGENCY.member(code, lang))
chosen = st.selectbox(
    CHOOSE(lang), options, index=None, format_func=lambda code: AGENCY.member(code, lang), placeholder=NOT_CHOSEN(lang), key="instansi_satu"
)
if chosen:
    one = seen.narrowed(agency=chosen)
    words("lead", overview.headline(one))
    said = (peers.place(seen, chosen), peers.place(seen, chosen, peers.kind_of(chosen)), peers.beside(seen, chosen))
    for line in dict.fromkeys(filter(None, said)):
        words("quiet", line)
    headline_block(one, REPORTED, RECOMMENDED, SANCTIONED, OUTSTANDING, COMPLIANCE)
    left, right = st.columns(2)
    with left:
        show("instansi_satu_jenis", one)
    with right:
        show("instansi_satu_jabatan", one)
