"""Jabatan dan jenis: which positions, which kinds of violation, and where the two meet."""

import streamlit as st

from analytics.exhibits import positions
from pages._parts import show, view

seen = view()
left, right = st.columns(2)
with left:
    show(positions.groups(seen))
with right:
    show(positions.levels(seen))
show(positions.over_time(seen))
show(positions.categories(seen))
show(positions.crossed(seen))
