"""Jabatan dan jenis: which positions, which kinds of violation, and where the two meet."""

import streamlit as st

from analytics import figures, sentences
from analytics.metrics import REPORTED, SHARE
from analytics.text import Text
from analytics.vocabulary import CATEGORY, POSITION, POSITION_LEVEL
from pages._parts import show, view

CROSS = Text(
    id="Paling sering: {position} dalam {category}, {number} {unit}",
    en="Most often: {position} in {category}, {number} {unit}",
)
GROUPS = Text(
    id="Kelompok jabatan adalah kelompok laporan KASN; kepala wilayah (camat/lurah) dihitung tersendiri. Sejak 2022 kelompoknya berubah: "
    "kepala wilayah tidak lagi disajikan dan pengawas masuk, sehingga porsinya tidak dapat langsung dibandingkan dengan 2020.",
    en="Position groups are those of KASN's reports; area heads (camat/lurah) stand apart. The groups changed in 2022: area heads are no longer "
    "shown and supervisors are, so shares cannot be compared directly with 2020.",
)

seen = view()
lang = seen.lang
positions, levels, categories = (seen.ask(SHARE, dimension) for dimension in (POSITION, POSITION_LEVEL, CATEGORY))
left, right = st.columns(2)
with left:
    note = f'<p class="card-footnote">{GROUPS(lang)}</p>'
    show(
        "jabatan_kelompok",
        positions,
        lambda: figures.bar(positions, seen.look, figures.leading(positions)),
        sentences.ranking(positions, lang),
        note,
    )
with right:
    show("jabatan_jenjang", levels, lambda: figures.bar(levels, seen.look), sentences.ranking(levels, lang))
show(
    "jabatan_jenis",
    categories,
    lambda: figures.bar(categories, seen.look, figures.leading(categories), fold=48),
    sentences.ranking(categories, lang),
)

cross = seen.ask(REPORTED, CATEGORY, POSITION)
named = sentences.named(cross)
title = sentences.NOTHING(lang)
if named:
    most = max(named, key=lambda row: row.value or 0)
    pair = {"category": cross.label(most, lang, 0), "position": cross.label(most, lang, 1)}
    title = CROSS(lang, **pair, number=sentences.value(cross, most, lang), unit=seen.scope.unit.noun)
show("jabatan_silang", cross, lambda: figures.grid(cross, seen.look), title)
