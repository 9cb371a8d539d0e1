"""Tren: how do reports move over time, and how did the register grow from snapshot to snapshot?"""

import streamlit as st

from analytics.exhibits import overview, time
from analytics.text import Text
from analytics.vocabulary import DAY, MONTH, WEEK
from pages._parts import choose, show, view

GRAINS = {
    MONTH.code: Text(id="Per bulan", en="By month"),
    WEEK.code: Text(id="Per minggu", en="By week"),
    DAY.code: Text(id="Per hari", en="By day"),
}
MODES = {"each": Text(id="Tiap periode", en="Each period"), "running": Text(id="Kumulatif", en="Cumulative")}
GRAIN = Text(id="Rentang", en="Interval")
MODE = Text(id="Cara hitung", en="Counting")

seen = view()
with st.container(horizontal=True):
    grain = {each.code: each for each in (MONTH, WEEK, DAY)}[choose("tren_grain", GRAIN(seen.lang), GRAINS, seen.lang)]
    mode = choose("tren_mode", MODE(seen.lang), MODES, seen.lang)
show(time.running(seen, grain) if mode == "running" else time.reports(seen, grain))

left, right = st.columns(2)
with left:
    show(overview.course(seen, "tren_register"))
with right:
    show(time.compliance(seen))
show(time.categories(seen))
