"""The parts of the page Perubahan: the two snapshots, the story in sentences, the bridges, and one number group by group."""

from datetime import date

import streamlit as st

from analytics import catalogue, formats, sentences
from analytics.briefing import house
from analytics.compare import tables
from analytics.compare.comparison import Comparison
from analytics.compare.remarks import apart, chance
from analytics.compare.shown import earlier, shown
from analytics.exhibits.changes import HEADLINES, OTHERS, SHARE_BRIDGES, SHARES, has_steps, leads, said_by
from analytics.lacking import answerable
from analytics.metrics import METRICS
from analytics.register.snapshots import Register
from analytics.table import Table
from analytics.text import Lang, Notice, Text
from analytics.view import View
from analytics.vocabulary import DIMENSIONS
from pages._frame import set_value
from pages._menu import alert
from pages._parts import choose, html_table, show, side_by_side, words

FROM = Text(id="Dari snapshot (A)", en="From snapshot (A)")
TO = Text(id="Ke snapshot (B)", en="To snapshot (B)")
WHICH = Text(id="Ukuran lain", en="Another metric")
BY_GROUP = Text(id="Satu ukuran menurut kelompok", en="One metric by group")
METRIC = Text(id="Ukuran", en="Metric")
DIMENSION = Text(id="Menurut", en="By")
MOVES = Text(id="Perpindahan antarkelompok karena perbaikan data", en="Moves between groups because data were corrected")
APART = Text(
    id="A, {then}, adalah {apart} sebelum B, {now}.",
    en="A, {then}, is {apart} before B, {now}.",
)
BETWEEN_ONE = Text(id="Di antaranya ada 1 snapshot lain.", en="There is 1 other snapshot between them.")
BETWEEN = Text(id="Di antaranya ada {count} snapshot lain.", en="There are {count} other snapshots between them.")
SHARES_BY = Text(id="Porsi dari yang dilaporkan", en="Shares of those reported")
SWIPE = Text(id="Geser tabel ke samping untuk melihat semua kolom →", en="Swipe the table sideways to see all columns →")


def choose_snapshots(seen: View) -> None:
    """The two snapshots, side by side; they are the page's data and comparison, as in the frame."""
    lang, then = seen.lang, earlier(seen)
    days = {day.isoformat(): formats.long_date(day, lang) for day in reversed(seen.register.dates)}
    now = seen.scope.as_of.isoformat()
    left, right = st.columns(2)
    with left:
        before = [day for day in days if day < now]
        pick("compare", FROM(lang), before, days, then.as_of.isoformat() if then else "", lang)
    with right:
        pick("as_of", TO(lang), list(days), days, now, lang)
    if then:
        words("card-subtitle", distance(seen, then.as_of))


def distance(seen: View, then: date) -> str:
    """How far apart the two snapshots lie, and how many others lie between them; nobody is to take a year for a month."""
    lang, now = seen.lang, seen.scope.as_of
    said = APART(lang, then=formats.long_date(then, lang), now=formats.long_date(now, lang), apart=apart(then, now, lang))
    between = sum(then < day < now for day in seen.register.dates)
    return " ".join([said, *([BETWEEN_ONE(lang) if between == 1 else BETWEEN(lang, count=between)] if between else [])])


def pick(name: str, label: str, options: list[str], shown_as: dict[str, str], value: str, lang: Lang) -> None:
    """A select box bound to one address parameter; nothing where there is nothing to choose."""
    if not options:
        return
    key = f"perubahan_{name}_{lang}"
    st.session_state[key] = value if value in options else options[0]
    st.selectbox(label, options, key=key, format_func=lambda day: shown_as[day], on_change=set_value, args=(name, key), placeholder=label)


def stories(seen: View) -> None:
    """What moved, in three sentences, and of a rate whether by more than chance; the others stand above their figures."""
    for sentence in leads(seen):
        words("lead", sentence)


def bridges(seen: View) -> None:
    """The headline bridges, the shares by one dimension with theirs, and a bridge of any other metric."""
    for pair in zip(*[iter(HEADLINES)] * 2, strict=True):
        side_by_side(seen, *pair)
    show("perubahan_susunan", seen)
    shares(seen)
    code = st.selectbox(
        WHICH(seen.lang),
        list(OTHERS),
        format_func=lambda code: METRICS[code].label(seen.lang),
        key=f"perubahan_ukuran_{seen.lang}",
        placeholder=WHICH(seen.lang),
    )
    show(f"perubahan_ukuran-{code}", seen)


def shares(seen: View) -> None:
    """The shares by the dimension chosen; a bridge beside them where its steps may be told."""
    st.subheader(SHARES_BY(seen.lang))
    by = {dimension.code: dimension.label for dimension in SHARES.values()}
    code = choose(f"perubahan_porsi_{seen.lang}", SHARES_BY(seen.lang), by, seen.lang)
    keys = [key for figures in (SHARES, SHARE_BRIDGES) for key, dimension in figures.items() if dimension.code == code]
    if earlier(seen) and not has_steps(catalogue.figure(keys[1], seen)):
        words("lead", f"{catalogue.figure(keys[1], seen).title}.")
        keys = keys[:1]
    side_by_side(seen, *keys)


def groups(seen: View) -> None:
    """One metric by one dimension: every group then and now, with the reasons."""
    lang, then = seen.lang, earlier(seen)
    if then is None:
        return
    st.subheader(BY_GROUP(lang))
    left, right = st.columns(2)
    with left:
        metric = st.selectbox(
            METRIC(lang),
            list(METRICS),
            format_func=lambda code: METRICS[code].label(lang),
            key=f"perubahan_metrik_{lang}",
            placeholder=METRIC(lang),
        )
    with right:
        offered = offered_dimensions(seen.register, seen)
        by = st.selectbox(
            DIMENSION(lang),
            offered,
            format_func=lambda code: DIMENSIONS[code].label(lang),
            key=f"perubahan_menurut_{lang}",
            placeholder=DIMENSION(lang),
        )
    try:
        by_group(shown(seen.in_unit_of(METRICS[metric]), METRICS[metric], DIMENSIONS[by], then=then), lang)
    except Notice as notice:
        alert(notice(lang))


def by_group(found: Comparison, lang: Lang) -> None:
    """The table of groups, with what it rests on, and the moves between them."""
    with st.container(key="perubahan_kelompok"):
        words("card-subtitle", said_by(found, lang))
        words("swipe", SWIPE(lang))
        draw_table(tables.group_table(found, lang), said_by(found, lang))
    for remark in (
        *filter(None, [chance(found, found.whole, lang)]),
        *tables.remarks(found, lang),
        sentences.footnote(found.now, house(), lang),
    ):
        words("card-footnote", remark)
    if found.moves:
        draw_table(tables.move_table(found, lang), MOVES(lang))


def offered_dimensions(register: Register, seen: View) -> list[str]:
    """The dimensions of the snapshot by which groups can be compared; weeks and days are too many for a table."""
    snapshot = register.at(seen.scope.as_of)
    return [code for code, dimension in DIMENSIONS.items() if answerable(snapshot, dimension) and code not in ("week", "day")]


def draw_table(shown_table: Table, caption: str) -> None:
    """A table of numbers."""
    st.html(html_table(shown_table.headings, shown_table.lines, caption, shown_table.total))
