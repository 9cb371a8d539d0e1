"""Kepatuhan sanksi: which recommendations were followed, and where do they wait?"""

import streamlit as st

from analytics.metrics import COMPLIANCE, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION, OUTSTANDING
from pages._parts import headline_block, show, view

seen = view()
headline_block(seen, COMPLIANCE, OUTSTANDING, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION)
show("kepatuhan_corong", seen)
left, right = st.columns(2)
with left:
    show("kepatuhan_jenis", seen)
    show("kepatuhan_jabatan", seen)
with right:
    show("kepatuhan_sanksi", seen)
show("kepatuhan_silang", seen)
show("kepatuhan_provinsi", seen)
left, right = st.columns(2)
with left:
    show("kepatuhan_menunggu", seen)
    show("kepatuhan_tindak_lanjut", seen)
with right:
    show("kepatuhan_instansi", seen)
