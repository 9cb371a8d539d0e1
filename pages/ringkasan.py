"""Ringkasan: the headline triple, compliance, what changed, and four charts that lead to their pages."""

import streamlit as st

from analytics import figures, sentences
from analytics.ask import top
from analytics.metrics import COMPLIANCE, RECOMMENDED, REPORTED, SANCTIONED, SHARE
from analytics.vocabulary import AGENCY, AGENCY_TYPE, POSITION
from pages._parts import COURSE_NAMES, block, headline_html, show, view, words

seen = view()
lang = seen.lang
words("lead", sentences.headline(seen.ask(REPORTED), seen.ask(RECOMMENDED), seen.ask(COMPLIANCE), lang))
st.html(headline_html([block(seen, metric) for metric in (REPORTED, RECOMMENDED, SANCTIONED, COMPLIANCE)]))

course = tuple(seen.trend(metric) for metric in (REPORTED, RECOMMENDED, SANCTIONED))
every_agency = seen.ask(REPORTED, AGENCY)
agencies = top(every_agency, 5)
positions = seen.ask(SHARE, POSITION)
compliance = seen.ask(COMPLIANCE, AGENCY_TYPE)

left, right = st.columns(2)
with left:
    show("ringkasan_tren", course[0][-1], lambda: figures.lines(course, seen.look, names=COURSE_NAMES), sentences.course(course[0], lang))
with right:
    show(
        "ringkasan_instansi",
        agencies,
        lambda: figures.bar(agencies, seen.look, figures.leading(agencies)),
        sentences.ranking(every_agency, lang),
    )
left, right = st.columns(2)
with left:
    show(
        "ringkasan_jabatan",
        positions,
        lambda: figures.bar(positions, seen.look, figures.leading(positions)),
        sentences.ranking(positions, lang),
    )
with right:
    show("ringkasan_kepatuhan", compliance, lambda: figures.bar(compliance, seen.look), sentences.spread(compliance, lang))
