"""Jabatan dan jenis: which positions, which kinds of violation, and where the two meet."""

import streamlit as st

from pages._parts import show, view

seen = view()
left, right = st.columns(2)
with left:
    show("jabatan_kelompok", seen)
with right:
    show("jabatan_jenjang", seen)
show("jabatan_waktu", seen)
show("jabatan_jenis", seen)
show("jabatan_silang", seen)
