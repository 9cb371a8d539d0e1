"""Tren: how do reports move over time, and how did the register grow from snapshot to snapshot?"""

from datetime import timedelta

import streamlit as st

from analytics import figures, sentences, trends
from analytics.events import events_between
from analytics.metrics import COMPLIANCE, RECOMMENDED, REPORTED, SANCTIONED
from analytics.text import Text
from analytics.vocabulary import CATEGORY, DAY, MONTH, WEEK, first_day
from pages._parts import COURSE_NAMES, choose, events_html, show, view

GRAINS = {
    MONTH.code: Text(id="Per bulan", en="By month"),
    WEEK.code: Text(id="Per minggu", en="By week"),
    DAY.code: Text(id="Per hari", en="By day"),
}
MODES = {"each": Text(id="Tiap periode", en="Each period"), "running": Text(id="Kumulatif", en="Cumulative")}
GRAIN = Text(id="Rentang", en="Interval")
MODE = Text(id="Cara hitung", en="Counting")
HATCHED = Text(
    id="Batang berarsir: belum lengkap; angkanya masih bertambah sejak snapshot sebelumnya atau periodenya belum berakhir.",
    en="Hatched bars: incomplete; the count has grown since the snapshot before, or the period is not over.",
)
RUNNING_TITLE = Text(id="{number} {unit} dilaporkan hingga {period}", en="{number} {unit} reported up to {period}")
BY_CATEGORY = Text(id="{leader} paling sering dilaporkan: {number} {unit}", en="Most often reported: {leader}, {number} {unit}")
SAME_SCALE = Text(
    id="Enam jenis terbanyak dengan skala yang sama; jenis lain: {number} {unit}.",
    en="The six largest categories on one scale; other categories: {number} {unit}.",
)
SHOWN = 6

seen = view()
lang = seen.lang

with st.container(horizontal=True):
    grain = {dimension.code: dimension for dimension in (MONTH, WEEK, DAY)}[choose("tren_grain", GRAIN(lang), GRAINS, lang)]
    mode = choose("tren_mode", MODE(lang), MODES, lang)
reported = trends.without_gaps(seen.ask(REPORTED, grain))
if reported.rows:
    first, last = (first_day(grain.code, reported.rows[place].codes[0]) for place in (0, -1))
    marks = events_between(first, last + timedelta(days=31))
    incomplete = trends.unsettled(seen.register, reported)
else:
    marks, incomplete = (), frozenset()
notes = events_html(marks, lang) + (f'<p class="card-footnote">{HATCHED(lang)}</p>' if incomplete and mode == "each" else "")
if mode == "running":
    total = trends.running(seen.register, reported)
    number = sentences.value(total, total.total, lang)
    period = total.label(total.rows[-1], lang) if total.rows else ""
    title = RUNNING_TITLE(lang, number=number, unit=seen.scope.unit.noun, period=period)
    show("tren_laporan", total, lambda: figures.columns(total, seen.look, events=marks), title, notes)
else:
    show("tren_laporan", reported, lambda: figures.columns(reported, seen.look, incomplete, marks), sentences.peak(reported, lang), notes)

left, right = st.columns(2)
with left:
    course = tuple(seen.trend(metric) for metric in (REPORTED, RECOMMENDED, SANCTIONED))
    show("tren_register", course[0][-1], lambda: figures.lines(course, seen.look, names=COURSE_NAMES), sentences.course(course[0], lang))
with right:
    compliance = seen.trend(COMPLIANCE)
    show(
        "tren_kepatuhan",
        compliance[-1],
        lambda: figures.lines((compliance,), seen.look, names=(Text(id="Kepatuhan", en="Compliance"),)),
        sentences.course(compliance, lang),
    )

two_way = seen.ask(REPORTED, MONTH, CATEGORY)
leaders = trends.largest_members(two_way, 1, SHOWN)
slices = [(CATEGORY.member(code, lang), trends.slice_of(two_way, code)) for code in leaders]
if slices:
    leader, most = slices[0]
    rest = (two_way.total.numerator or 0) - sum(part.total.numerator or 0 for _, part in slices)
    title = BY_CATEGORY(lang, leader=leader, number=sentences.value(most, most.total, lang), unit=seen.scope.unit.noun)
    note = f'<p class="card-footnote">{SAME_SCALE(lang, number=rest, unit=seen.scope.unit.noun)}</p>'
    show("tren_jenis", two_way, lambda: figures.panels(slices, seen.look), title, note)
