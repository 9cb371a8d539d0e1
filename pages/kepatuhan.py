"""Kepatuhan sanksi: which recommendations were followed, and where do they wait?"""

import streamlit as st

from analytics import figures, formats, sentences
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
from analytics.vocabulary import (
    AGENCY,
    AGENCY_TYPE,
    FOLLOW_UP,
    POSITION,
    PROVINCE,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    UNKNOWN,
    WAITING,
)
from pages._parts import block, headline_html, show, view

FUNNEL = Text(
    id="{sanctioned} dari {recommended} {unit} yang direkomendasikan telah dijatuhi sanksi oleh PPK",
    en="{sanctioned} of {recommended} {unit} recommended have been sanctioned by the PPK",
)
RESIDUALS = Text(
    id="Batang terang berawalan – adalah sisa pada tiap tahap; semuanya berjumlah {total} {unit} dilaporkan.",
    en="Light bars with – are what remains at each stage; all add up to {total} {unit} reported.",
)
SAME_SANCTION = Text(
    id="{sanction} paling sering direkomendasikan dan paling sering dijatuhkan",
    en="{sanction} is most often recommended and most often imposed",
)
CROSSED = Text(
    id="{same} dari {imposed} {unit} dijatuhi sanksi yang sama dengan rekomendasinya",
    en="{same} of {imposed} {unit} were given the very sanction that was recommended",
)
SANCTIONS = Text(
    id="Paling sering direkomendasikan: {recommended}; paling sering dijatuhkan: {imposed}",
    en="Most often recommended: {recommended}; most often imposed: {imposed}",
)
AS_RECOMMENDED = Text(id="Direkomendasikan", en="Recommended")
AS_IMPOSED = Text(id="Dijatuhkan PPK", en="Imposed by the PPK")
WAITS = Text(
    id="{number} dari {total} {unit} yang belum ditindaklanjuti menunggu lebih dari 180 hari",
    en="{number} of {total} {unit} not yet followed up have waited more than 180 days",
)
NO_DEADLINE = Text(
    id="Tenggat tindak lanjut belum ditetapkan (pengaturan follow_up_days); sumber publik menyebut angka yang berbeda.",
    en="No follow-up deadline is set (setting follow_up_days); public sources give different numbers.",
)
DEADLINE = Text(
    id="Tenggat {deadline} (asumsi): {number} {unit} melewatinya.",
    en="Deadline of {deadline} (an assumption): {number} {unit} are past it.",
)

seen = view()
lang = seen.lang
unit = seen.scope.unit.noun
recommended, sanctioned, outstanding = (seen.ask(metric) for metric in (RECOMMENDED, SANCTIONED, OUTSTANDING))
st.html(headline_html([block(seen, metric) for metric in (COMPLIANCE, OUTSTANDING, DAYS_TO_RECOMMENDATION, DAYS_TO_SANCTION)]))

counted = seen.in_unit_of(REPORTED)
all_reported, all_recommended = counted.ask(REPORTED), counted.ask(RECOMMENDED)
stages = [
    Stage(all_reported, all_reported),
    *(Stage(counted.ask(metric), all_reported, True) for metric in (IN_PROCESS, NOT_PROVEN, INCOMPLETE, RETIRED)),
    Stage(all_recommended, all_reported),
    Stage(counted.ask(OUTSTANDING), all_recommended, True),
    Stage(counted.ask(SANCTIONED), all_recommended),
]
numbers = {"sanctioned": stages[-1].answer, "recommended": all_recommended, "total": all_reported}
said = {name: sentences.value(answer, answer.total, lang) for name, answer in numbers.items()} | {"unit": counted.scope.unit.noun}
note = f'<p class="card-footnote">{RESIDUALS(lang, **said)}</p>'
show("kepatuhan_corong", figures.as_table(stages), lambda: figures.funnel(stages, seen.look), FUNNEL(lang, **said), note)

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
        first, second = [
            answer.label(max(sentences.named(answer), key=lambda row: row.value or 0), lang) for answer in (asked_for, imposed)
        ]
        title = SANCTIONS(lang, recommended=sentences.lower_first(first), imposed=sentences.lower_first(second))
        title = SAME_SANCTION(lang, sanction=first) if first == second else title
    both = figures.side_by_side(asked_for, imposed, (AS_RECOMMENDED, AS_IMPOSED))
    show("kepatuhan_sanksi", both, lambda: figures.pair(asked_for, imposed, seen.look, (AS_RECOMMENDED, AS_IMPOSED)), title)

crossed = sentences.without_none(seen.ask(RECOMMENDED, SANCTION_RECOMMENDED, SANCTION_IMPOSED))
alike = sum(row.numerator or 0 for row in crossed.rows if row.codes[0] == row.codes[1] != UNKNOWN)
show(
    "kepatuhan_silang",
    crossed,
    lambda: figures.grid(crossed, seen.look),
    CROSSED(lang, same=formats.number(alike, lang), imposed=sentences.value(sanctioned, sanctioned.total, lang), unit=unit),
)

by_province = seen.ask(COMPLIANCE, PROVINCE)
show("kepatuhan_provinsi", by_province, lambda: figures.bar(by_province, seen.look), sentences.spread(by_province, lang))

left, right = st.columns(2)
with left:
    waiting = sentences.without_none(seen.ask(OUTSTANDING, WAITING))
    long = sum(row.numerator or 0 for row in waiting.rows if row.codes[0] in ("to_365", "over_365"))
    title = (
        WAITS(lang, number=long, total=sentences.value(outstanding, outstanding.total, lang), unit=unit)
        if outstanding.total.value
        else sentences.NOTHING(lang)
    )
    deadline = Deadline(settings().follow_up_days, settings().follow_up_working_days)
    said = NO_DEADLINE(lang)
    if deadline.days:
        late = seen.ask(overdue(deadline, seen.scope.as_of))
        said = DEADLINE(lang, deadline=deadline.words(lang), number=sentences.value(late, late.total, lang), unit=unit)
    show("kepatuhan_menunggu", waiting, lambda: figures.bar(waiting, seen.look), title, f'<p class="card-footnote">{said}</p>')
    follow_up = sentences.without_none(seen.ask(RECOMMENDED, FOLLOW_UP))
    show(
        "kepatuhan_tindak_lanjut",
        follow_up,
        lambda: figures.bar(follow_up, seen.look, figures.leading(follow_up)),
        sentences.ranking(follow_up, lang),
    )
with right:
    every = sentences.without_zero(seen.ask(OUTSTANDING, AGENCY))
    who = top(every, 10)
    show("kepatuhan_instansi", who, lambda: figures.bar(who, seen.look, figures.leading(who)), sentences.ranking(every, lang))
