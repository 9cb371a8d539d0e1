"""Kepatuhan sanksi: which recommendations were followed, and where do they wait?"""

import streamlit as st

from analytics import figures, sentences
from analytics.ask import top
from analytics.deadlines import Deadline, overdue
from analytics.figures import Stage
from analytics.metrics import (
    COMPLIANCE,
    DAYS_TO_RECOMMENDATION,
    DAYS_TO_SANCTION,
    IN_PROCESS,
    INCOMPLETE,
    NOT_PROVEN,
    OUTSTANDING,
    RECOMMENDED,
    REPORTED,
    RETIRED,
    SANCTIONED,
)
from analytics.settings import settings
from analytics.text import Text
from analytics.vocabulary import AGENCY, AGENCY_TYPE, FOLLOW_UP, POSITION, PROVINCE, SANCTION_IMPOSED, SANCTION_RECOMMENDED, WAITING
from pages._parts import block, headline_html, show, view

FUNNEL = Text(id="{sanctioned} dari {recommended} rekomendasi sanksi telah ditindaklanjuti PPK", en="{sanctioned} of {recommended} recommended sanctions were imposed by the PPK")
RESIDUALS = Text(id="Batang terang berawalan – adalah sisa pada tiap tahap; semuanya berjumlah {total} {unit} dilaporkan.", en="Light bars with – are what remains at each stage; all add up to {total} {unit} reported.")
SANCTIONS = Text(id="Paling sering direkomendasikan: {recommended}; paling sering dijatuhkan: {imposed}", en="Most often recommended: {recommended}; most often imposed: {imposed}")
AS_RECOMMENDED = Text(id="Direkomendasikan", en="Recommended")
AS_IMPOSED = Text(id="Dijatuhkan PPK", en="Imposed by the PPK")
WAITS = Text(id="{number} dari {total} {unit} yang belum ditindaklanjuti menunggu lebih dari 180 hari", en="{number} of {total} {unit} not yet followed up have waited more than 180 days")
NO_DEADLINE = Text(
    id="Tenggat tindak lanjut belum ditetapkan (pengaturan follow_up_days); sumber publik menyebut angka yang berbeda.",
    en="No follow-up deadline is set (setting follow_up_days); public sources give different numbers.",
)
DEADLINE = Text(id="Tenggat {deadline} (asumsi): {number} {unit} melewatinya.", en="Deadline of {deadline} (an assumption): {number} {unit} are past it.")

seen = view()
lang = seen.lang
unit = seen.scope.unit.noun
recommended, sanctioned, outstanding = (seen.ask(metric) for metric in (RECOMMENDED, SANCTIONED, OUTSTANDING))
st.html(headline_html([block(seen, metric) for metric in (COMPLIANCE, OUTSTANDING, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION)]))

counted = seen.in_unit_of(REPORTED)
way = [(REPORTED, False), (IN_PROCESS, True), (NOT_PROVEN, True), (INCOMPLETE, True), (RETIRED, True), (RECOMMENDED, False), (OUTSTANDING, True), (SANCTIONED, False)]
stages = [Stage(counted.ask(metric), residual) for metric, residual in way]
total = stages[0].answer
title = FUNNEL(lang, sanctioned=sentences.value(stages[-1].answer, stages[-1].answer.total, lang), recommended=sentences.value(stages[5].answer, stages[5].answer.total, lang))
note = f'<p class="card-footnote">{RESIDUALS(lang, total=sentences.value(total, total.total, lang), unit=counted.scope.unit.noun)}</p>'
show("kepatuhan_corong", figures.as_table(stages), lambda: figures.funnel(stages, seen.look), title, note)

left, right = st.columns(2)
with left:
    by_type = seen.ask(COMPLIANCE, AGENCY_TYPE)
    show("kepatuhan_jenis", by_type, lambda: figures.bar(by_type, seen.look), sentences.spread(by_type, lang))
    by_position = seen.ask(COMPLIANCE, POSITION)
    show("kepatuhan_jabatan", by_position, lambda: figures.bar(by_position, seen.look), sentences.spread(by_position, lang))
with right:
    imposed = seen.ask(SANCTIONED, SANCTION_IMPOSED)
    asked_for = seen.ask(RECOMMENDED, SANCTION_RECOMMENDED)
    title = sentences.NOTHING(lang)
    if sentences.named(imposed) and sentences.named(asked_for):
        said = [answer.label(max(sentences.named(answer), key=lambda row: row.value or 0), lang) for answer in (asked_for, imposed)]
        title = SANCTIONS(lang, recommended=sentences.lower_first(said[0]), imposed=sentences.lower_first(said[1]))
    show("kepatuhan_sanksi", asked_for, lambda: figures.pair(asked_for, imposed, seen.look, (AS_RECOMMENDED, AS_IMPOSED)), title)

by_province = seen.ask(COMPLIANCE, PROVINCE)
show("kepatuhan_provinsi", by_province, lambda: figures.bar(by_province, seen.look), sentences.spread(by_province, lang))

left, right = st.columns(2)
with left:
    waiting = sentences.without_none(seen.ask(OUTSTANDING, WAITING))
    long = sum(row.numerator or 0 for row in waiting.rows if row.codes[0] in ("to_365", "over_365"))
    title = WAITS(lang, number=long, total=sentences.value(outstanding, outstanding.total, lang), unit=unit) if outstanding.total.value else sentences.NOTHING(lang)
    deadline = Deadline(settings().follow_up_days, settings().follow_up_working_days)
    said = NO_DEADLINE(lang)
    if deadline.days:
        late = seen.ask(overdue(deadline, seen.scope.as_of))
        said = DEADLINE(lang, deadline=deadline.words(lang), number=sentences.value(late, late.total, lang), unit=unit)
    show("kepatuhan_menunggu", waiting, lambda: figures.bar(waiting, seen.look), title, f'<p class="card-footnote">{said}</p>')
    follow_up = sentences.without_none(seen.ask(RECOMMENDED, FOLLOW_UP))
    show("kepatuhan_tindak_lanjut", follow_up, lambda: figures.bar(follow_up, seen.look, figures.leading(follow_up)), sentences.ranking(follow_up, lang))
with right:
    who = top(sentences.without_zero(seen.ask(OUTSTANDING, AGENCY)), 10)
    show("kepatuhan_instansi", who, lambda: figures.bar(who, seen.look, figures.leading(who)), sentences.ranking(who, lang))
