"""Kepatuhan sanksi: which recommendations were followed, and where do they wait?"""

import streamlit as st

from analytics.exhibits import compliance
from analytics.metrics import COMPLIANCE, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION, OUTSTANDING
from pages._parts import headline_block, show, view

seen = view()
headline_block(seen, COMPLIANCE, OUTSTANDING, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION)
show(compliance.funnel(seen))
left, right = st.columns(2)
with left:
    show(compliance.by_type(seen))
    show(compliance.by_position(seen))
with right:
    show(compliance.sanctions(seen))
show(compliance.crossed(seen))
show(compliance.by_province(seen))
left, right = st.columns(2)
with left:
    show(compliance.waiting(seen))
    show(compliance.follow_up(seen))
with right:
    show(compliance.outstanding(seen))
