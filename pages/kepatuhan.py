"""Kepatuhan sanksi: which recommendations were followed, how soon, where do they wait, and how heavy were the sanctions?"""

import streamlit as st

from analytics import lagging
from analytics.exhibits.time_to_sanction import beside_median
from analytics.metrics import COMPLIANCE, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION, OUTSTANDING
from analytics.text import Text
from pages._parts import choose, headline_block, show, side_by_side, view, words

COURSE = Text(id="Waktu hingga sanksi", en="Time to sanction")
COURSES = {
    "kepatuhan_waktu": Text(id="Keseluruhan", en="Overall"),
    "kepatuhan_waktu-jenis": Text(id="Menurut jenis instansi", en="By agency type"),
}

seen = view()
if said := lagging.lead(seen):
    words("lead", said)
headline_block(seen, COMPLIANCE, OUTSTANDING, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION)
if said := beside_median(seen):
    words("card-subtitle", said)
show("kepatuhan_corong", seen)

show("kepatuhan_tangga", seen)  # who waits
left, right = st.columns(2)
with left:
    show("kepatuhan_menunggu", seen)
    show("kepatuhan_tindak_lanjut", seen)
with right:
    show("kepatuhan_instansi", seen)

side_by_side(seen, "kepatuhan_jenis", "kepatuhan_jabatan")  # who follows, who lags
show("kepatuhan_provinsi", seen)

show("kepatuhan_kohor", seen)  # how soon
show(choose("kepatuhan_waktu_rinci", COURSE(seen.lang), COURSES, seen.lang), seen)

side_by_side(seen, "kepatuhan_berat", "kepatuhan_sanksi")  # how heavy
show("kepatuhan_silang", seen)
