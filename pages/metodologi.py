"""Metodologi: every definition, code list, date and limit; generated from the declarations."""

from html import escape

import streamlit as st

from analytics import formats, glossary
from analytics.lacking import COUNTED
from analytics.metrics import METRICS
from analytics.register.contract import COLUMNS, RAW, RULES, said
from analytics.scope import UNITS
from analytics.sentences import SYNTHETIC
from analytics.settings import settings
from analytics.text import Text
from analytics.vocabulary import AGENCY, DIMENSIONS
from pages._parts import definition_list, html_table, view, words

METRICS_HEAD = Text(id="Ukuran dan definisinya", en="Metrics and their definitions")
UNITS_HEAD = Text(id="Satuan hitung", en="Units counted")
DATA_HEAD = Text(id="Data yang dipakai", en="The data in use")
LISTS_HEAD = Text(id="Daftar kode", en="Code lists")
CONTRACT_HEAD = Text(id="Isi register dan aturannya", en="The register's columns and rules")
LIMITS_HEAD = Text(id="Batasan", en="Limits")
GLOSSARY_HEAD = Text(id="Istilah", en="Glossary")
SETTINGS_HEAD = Text(id="Pengaturan yang berlaku", en="Settings in force")
METRIC_HEADS = (
    Text(id="Ukuran", en="Metric"),
    Text(id="Definisi", en="Definition"),
    Text(id="Penyebut", en="Denominator"),
    Text(id="Satuan", en="Unit"),
    Text(id="Kode", en="Code"),
)
DATA_HEADS = (
    Text(id="Snapshot", en="Snapshot"),
    Text(id="Baris", en="Rows"),
    Text(id="Jenis", en="Kind"),
    Text(id="Mencatat", en="Counts"),
    Text(id="Tidak memuat", en="Lacks"),
    Text(id="Edisi daftar", en="Editions of lists"),
    Text(id="Sidik berkas (SHA-256)", en="Fingerprint (SHA-256)"),
)
LIST_HEADS = (Text(id="Kode", en="Code"), Text(id="Label", en="Label"))
COLUMN_HEADS = (Text(id="Kolom", en="Column"), Text(id="Isi", en="Content"), Text(id="Wajib", en="Required"))
RULE_HEADS = (Text(id="Kolom", en="Column"), Text(id="Ditolak bila", en="Refused where"))
REAL = Text(id="Data register", en="Register data")
YES, NO = Text(id="ya", en="yes"), Text(id="boleh kosong", en="may be empty")
MANY = Text(
    id="{count} instansi; daftarnya ada di data/reference/agencies.csv.", en="{count} agencies; the list is in data/reference/agencies.csv."
)
LIST_OF = Text(id="{dimension} ({count} kode)", en="{dimension} ({count} codes)")

seen = view()
lang = seen.lang


def headings(heads: tuple[Text, ...]) -> list[str]:
    """Headings in the reader's language."""
    return [head(lang) for head in heads]


st.subheader(METRICS_HEAD(lang))
lines = [
    [
        metric.label(lang),
        metric.definition(lang),
        metric.base(lang) if metric.base else "–",
        ", ".join(unit.label(lang) for unit in metric.units),
        code,
    ]
    for code, metric in METRICS.items()
]
st.html(html_table(headings(METRIC_HEADS), lines, METRICS_HEAD(lang), style="prose records"))

st.subheader(UNITS_HEAD(lang))
st.html(definition_list([(unit.label(lang), glossary.UNITS[code](lang)) for code, unit in UNITS.items()]))
words("quiet", glossary.STAGES(lang))

st.subheader(DATA_HEAD(lang))
found = [seen.register.at(day) for day in reversed(seen.register.dates)]
lines = [
    [
        formats.long_date(each.as_of, lang),
        formats.number(each.rows, lang),
        (SYNTHETIC if each.synthetic else REAL)(lang),
        COUNTED[each.units[0]](lang) if each.units[0] in COUNTED else each.units[0].noun(lang),
        ", ".join(said(field)(lang) for field in RAW if field in each.traits.lacks) or "–",
        ", ".join(f"{DIMENSIONS[code].label(lang)}: {edition}" for code, edition in each.traits.editions.items()) or "–",
        each.version,
    ]
    for each in found
]
st.html(html_table(headings(DATA_HEADS), lines, DATA_HEAD(lang), style="list"))

st.subheader(LIMITS_HEAD(lang))
st.html("<ul>" + "".join(f"<li>{escape(limit(lang))}</li>" for limit in glossary.LIMITS) + "</ul>")

st.subheader(SETTINGS_HEAD(lang))
st.html(definition_list([(label(lang), said) for label, said in glossary.settings_in_words(settings(), lang)]))

st.subheader(GLOSSARY_HEAD(lang))
st.html(definition_list([(term(lang), meaning(lang)) for term, meaning in glossary.TERMS]))

st.subheader(LISTS_HEAD(lang))
for dimension in DIMENSIONS.values():
    if dimension.kind != "time":
        with st.expander(LIST_OF(lang, dimension=dimension.label, count=len(dimension.members))):
            if dimension is AGENCY:
                words("quiet", MANY(lang, count=len(dimension.members)))
            else:
                st.html(
                    html_table(
                        headings(LIST_HEADS),
                        [[code, label(lang)] for code, label in dimension.labels().items()],
                        dimension.label(lang),
                        style="prose",
                    )
                )

st.subheader(CONTRACT_HEAD(lang))
lines = [[column.raw, column.meaning(lang), (YES if column.required else NO)(lang)] for column in COLUMNS]
st.html(html_table(headings(COLUMN_HEADS), lines, CONTRACT_HEAD(lang), style="prose"))
raw = {column.field: column.raw for column in COLUMNS}
st.html(html_table(headings(RULE_HEADS), [[raw[rule.field], rule.reason(lang)] for rule in RULES], RULE_HEADS[1](lang), style="prose"))
