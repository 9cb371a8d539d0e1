"""Pernyataan: what was said in public, number by number, with its source; contradictions and breaks in view."""

from datetime import date
from html import escape

import plotly.graph_objects as go
import streamlit as st

from analytics import figures, formats, published, sentences
from analytics.figures import Point
from analytics.metrics import RECOMMENDED, REPORTED, SANCTIONED
from analytics.published import STANDINGS, UNIT_NOUNS, Statement
from analytics.text import Text
from analytics.vocabulary import CATEGORY, POSITION, Dimension
from pages._parts import COURSE_NAMES, choose, html_table, show, view, words

LEAD = Text(
    id="Halaman ini memuat angka yang benar-benar disampaikan ke publik tentang netralitas ASN, 2015–2024, lengkap dengan sumbernya. "
    "Angka ini tidak berasal dari register dan tidak digabung dengannya; KASN menghitung orang, Bawaslu menghitung kasus, Kemendagri menghitung surat rekomendasi.",
    en="This page holds the numbers actually said in public about ASN neutrality, 2015–2024, each with its source. They do not come from the "
    "register and are not joined with it; KASN counts persons, Bawaslu counts cases, Home Affairs counts letters of recommendation.",
)
REAL = Text(id="Angka nyata yang telah dipublikasikan; bukan data contoh", en="Real published numbers; not sample data")
SERIES = Text(
    id="KASN menyebut {first} ASN dilaporkan pada {first_day} dan {last} pada {last_day}",
    en="KASN said {first} ASN reported on {first_day} and {last} on {last_day}",
)
SERIES_NOTE = Text(
    id="Hanya pernyataan KASN dalam satuan orang tentang Pilkada 2020. Tanda silang: angka yang bertentangan dengan pernyataan lain (lihat daftar).",
    en="Only KASN statements in persons on the regional elections of 2020. Crosses: numbers contradicted by another statement (see the list).",
)
SERIES_SUBTITLE = Text(id="Jumlah ASN menurut pernyataan KASN, per tanggal data", en="Number of ASN as stated by KASN, by date of data")
SHARES = {
    POSITION: Text(
        id="Porsi JPT yang dipublikasikan turun dari {first} menjadi {last}",
        en="The published share of senior officials (JPT) fell from {first} to {last}",
    ),
    CATEGORY: Text(
        id="Porsi kampanye di media sosial yang dipublikasikan bergerak dari {first} ke {last}",
        en="The published share of campaigning on social media moved from {first} to {last}",
    ),
}
SHARES_SUBTITLE = Text(
    id="% menurut pernyataan KASN, {dimension}, per tanggal data", en="% as stated by KASN, {dimension}, by date of data"
)
SHARES_NOTE = Text(
    id="Lingkaran berisi: penyebut disebut (ASN dilaporkan). Lingkaran kosong: penyebut tidak disebut. Garis putus-putus: susunan kelompok berubah "
    "(2022: kepala wilayah tidak disajikan, pengawas masuk), sehingga sebelum dan sesudahnya tidak dapat dibandingkan langsung. Yang diumumkan hanya "
    "lima teratas, jadi tidak berjumlah 100.",
    en="Filled circles: base stated (ASN reported). Open circles: base not stated. Dotted line: the groups changed (2022: area heads not shown, "
    "supervisors added), so before and after cannot be compared directly. Only the top five were announced, so they do not add up to 100.",
)
LEDGER = Text(id="Daftar pernyataan", en="List of statements")
COUNT = Text(id="{shown} dari {total} pernyataan", en="{shown} of {total} statements")
EVERY = Text(id="Semua", en="All")
PUBLISHER = Text(id="Penyampai", en="Publisher")
STANDING = Text(id="Kedudukan", en="Standing")
HEADS = (
    Text(id="Tanggal data", en="Date of data"),
    PUBLISHER,
    Text(id="Ukuran", en="Measure"),
    Text(id="Angka", en="Number"),
    STANDING,
    Text(id="Sumber", en="Source"),
)
RANK = Text(id="peringkat {rank}", en="rank {rank}")
BREAK = date(2021, 1, 1)  # KASN's groups of positions changed between the releases of 2020 and those of 2021–2022

seen = view()
lang = seen.lang


def number(statement: Statement) -> str:
    """The number as printed, with its unit; or the rank where only that was said."""
    if statement.value is None:
        return RANK(lang, rank=statement.rank)
    exponent = statement.value.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) else 0
    if statement.unit == "persen":
        return formats.percent(float(statement.value / 100), lang, digits)
    return f"{formats.number(statement.value, lang, digits)} {UNIT_NOUNS[statement.unit](lang)}"


def said_on(statement: Statement) -> str:
    """The date of the data, no more exact than it was said."""
    if statement.precision == "year":
        return str(statement.as_of.year)
    return formats.month(statement.as_of, lang) if statement.precision == "month" else formats.long_date(statement.as_of, lang)


def points(member: tuple[Statement, ...]) -> list[Point]:
    """One member's published shares as points."""
    return [
        Point(
            each.as_of,
            float(each.value or 0) / 100,
            each.measure == "share_of_reported",
            number(each),
            f"<b>{said_on(each)}</b><br>{escape(each.what(lang))}: {number(each)}",
        )
        for each in member
    ]


def series_figure() -> go.Figure:
    """The three published totals, contradicted numbers as crosses."""
    metrics = (REPORTED, RECOMMENDED, SANCTIONED)
    figure = figures.lines(tuple(published.series(metric) for metric in metrics), seen.look, names=COURSE_NAMES)
    disputed = tuple(each for metric in metrics for each in published.series(metric, "contradicted"))
    return figures.add_contradicted(figure, disputed, seen.look, STANDINGS["contradicted"](lang))


def show_shares(dimension: Dimension) -> None:
    """The published shares of one dimension, a panel a member."""
    members = published.shares(dimension)
    panels = [(published.member_label(dimension.code, member[0].member, lang), points(member)) for member in members]
    first, last = members[0][0], members[0][-1]
    title = SHARES[dimension](lang, first=number(first), last=number(last))
    subtitle = SHARES_SUBTITLE(lang, dimension=sentences.lower_first(dimension.label(lang)))
    note = f'<p class="card-footnote">{SHARES_NOTE(lang)}</p>'
    show(
        f"pernyataan_{dimension.code}",
        published.shares_answer(dimension),
        lambda: figures.share_panels(panels, seen.look, BREAK),
        title,
        note,
        subtitle,
    )


words("lead", LEAD(lang))
st.html(f'<span class="mark">{REAL(lang)}</span>')
reported = published.series(REPORTED)
ends = {
    f"{name}{part}": text
    for name, each in (("first", reported[0]), ("last", reported[-1]))
    for part, text in (("", sentences.value(each, each.total, lang)), ("_day", formats.long_date(each.scope.as_of, lang)))
}
note = f'<p class="card-footnote">{SERIES_NOTE(lang)}</p>'
show(
    "pernyataan_deret",
    published.series_answer((REPORTED, RECOMMENDED, SANCTIONED)),
    series_figure,
    SERIES(lang, **ends),
    note,
    SERIES_SUBTITLE(lang),
)
show_shares(POSITION)
show_shares(CATEGORY)

st.subheader(LEDGER(lang))
publishers = {"all": EVERY} | {name: Text(name, name) for name in ("KASN", "Bawaslu", "BKN", "Kemendagri")}
with st.container(horizontal=True):
    publisher = choose("pernyataan_penyampai", PUBLISHER(lang), publishers, lang)
    standings = {"all": EVERY, **STANDINGS}
    standing = st.selectbox(
        STANDING(lang),
        list(standings),
        format_func=lambda code: standings[code](lang),
        key="pernyataan_kedudukan",
        filter_mode=None,
        width=320,
    )
chosen = [each for each in published.statements() if publisher in ("all", each.publisher) and standing in ("all", each.standing)]
lines = [
    [
        said_on(each),
        each.publisher,
        each.what(lang) + f" ({published.member_label('scope', each.population, lang)})",
        number(each),
        STANDINGS[each.standing](lang),
        f"{each.title} · {each.address}",
    ]
    for each in sorted(chosen, key=lambda each: each.as_of)
]
words("quiet", COUNT(lang, shown=len(lines), total=len(published.statements())))
st.html(html_table([head(lang) for head in HEADS], lines, LEDGER(lang), style="list"))
