"""Tren: how do reports move over time, and how did the register grow from snapshot to snapshot?"""

import streamlit as st

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
    grain = choose("tren_grain", GRAIN(seen.lang), GRAINS, seen.lang)
    mode = choose("tren_mode", MODE(seen.lang), MODES, seen.lang)
show("-".join(["tren_laporan"] + ["running"] * (mode == "running") + [grain] * (grain != MONTH.code)), seen)

left, right = st.columns(2)
with left:
    show("tren_register", seen)
with right:
    show("tren_kepatuhan", seen)
show("tren_jenis", seen)
