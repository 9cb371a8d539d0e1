"""Ringkasan: the headline triple, compliance, what changed, and four charts that lead to their pages."""

import streamlit as st

from analytics.exhibits import overview
from analytics.metrics import COMPLIANCE, RECOMMENDED, REPORTED, SANCTIONED
from pages._parts import headline_block, headline_tools, show, view, words

seen = view()
words("lead", overview.headline(seen))
headline_block(seen, REPORTED, RECOMMENDED, SANCTIONED, COMPLIANCE)
headline_tools(overview.numbers(seen))

left, right = st.columns(2)
with left:
    show(overview.course(seen))
with right:
    show(overview.agencies(seen))
left, right = st.columns(2)
with left:
    show(overview.positions(seen))
with right:
    show(overview.compliance(seen))
