"""Ringkasan: on one screen the headline triple, compliance, what changed, and four small charts that lead to their pages."""

import streamlit as st

from analytics.exhibits import overview
from analytics.metrics import COMPLIANCE, RECOMMENDED, REPORTED, SANCTIONED
from pages._parts import headline_block, headline_foot, lead_to, view

CHARTS = (
    (("tren", "ringkasan_tren"), ("instansi", "ringkasan_instansi")),
    (("jabatan", "ringkasan_jabatan"), ("kepatuhan", "ringkasan_kepatuhan")),
)

seen = view()
with st.container(key="home"):
    headline_block(seen, REPORTED, RECOMMENDED, SANCTIONED, COMPLIANCE, lead=overview.headline(seen))
    small = []
    for row in CHARTS:
        for column, (page, key) in zip(st.columns(2), row, strict=True):
            with column:
                small.append(lead_to(page, key, seen))
    headline_foot(overview.numbers(seen), small)
