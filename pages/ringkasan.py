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
    show("ringkasan_tren", seen)
with right:
    show("ringkasan_instansi", seen)
left, right = st.columns(2)
with left:
    show("ringkasan_jabatan", seen)
with right:
    show("ringkasan_kepatuhan", seen)
