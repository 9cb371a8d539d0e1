"""What pages are made of: the reader's view, cached answers, and the card every figure stands in."""

import csv
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

import plotly.graph_objects as go
import streamlit as st

from analytics import formats, sentences
from analytics.ask import NO_TOTAL, Answer, Row, ask, ranks
from analytics.events import Event
from analytics.figures import Look, config
from analytics.metrics import Metric
from analytics.register.snapshots import Register
from analytics.scope import Scope
from analytics.settings import ROOT, settings
from analytics.text import Lang, Notice, Text
from analytics.vocabulary import Dimension

CHART = Text(id="Grafik", en="Chart")
TABLE = Text(id="Tabel", en="Table")
DEFINITION = Text(id="Definisi", en="Definition")
VIEWS = {"chart": CHART, "table": TABLE, "definition": DEFINITION}
DOWNLOAD = Text(id="Unduh CSV", en="Download CSV")
SHOW_AS = Text(id="Tampilkan sebagai", en="Show as")
GROUP_TOTAL = Text(id="Jumlah", en="Total")
RANK = Text(id="Peringkat", en="Rank")
COUNT = Text(id="Jumlah {unit}", en="{unit}")
NUMERATOR = Text(id="Pembilang", en="Numerator")
BASE = Text(id="Penyebut", en="Denominator")
VALUE = Text(id="Nilai", en="Value")
MEASURE = Text(id="Ukuran", en="Measure")
MEANING = Text(id="Definisi", en="Definition")
COUNTED = Text(id="Satuan", en="Unit")
DIVIDED = Text(id="Penyebut", en="Denominator")
ORIGIN = Text(id="Sumber definisi", en="Source of definition")
ONE_STAGE = Text(
    id="Setiap {unit} dihitung satu kali dalam tiap kelompok, pada tahap terjauh yang dicapainya.",
    en="Each of the {unit} is counted once in each group, at the furthest stage it reached.",
)
FAILED = Text(
    id="Halaman ini gagal ditampilkan. Data tidak berubah; muat ulang halaman, dan bila tetap gagal hubungi pengelola.",
    en="This page could not be shown. No data were changed; reload the page, and if it fails again contact the administrator.",
)
EMPTY = Text(id="Tidak ada laporan yang cocok dengan saringan ini.", en="No report matches these filters.")
WIDEN = Text(id="Hapus salah satu saringan di atas: {filters}.", en="Remove one of the filters above: {filters}.")
COURSE_NAMES = (
    Text(id="Dilaporkan", en="Reported"),
    Text(id="Direkomendasikan", en="Recommended"),
    Text(id="Ditindaklanjuti", en="Sanctioned"),
)
EMPTY_SNAPSHOT = Text(id="Snapshot ini belum memuat angkanya.", en="This snapshot does not hold the number yet.")


@dataclass(frozen=True)
class View:
    """What the reader is looking at: register, scope, the snapshot compared with (if any), language and mode."""

    register: Register
    scope: Scope
    compare: Scope | None
    look: Look

    @property
    def lang(self) -> Lang:
        return self.look.lang

    def ask(self, metric: Metric, *by: Dimension, scope: Scope | None = None) -> Answer:
        """The answer in the reader's scope, shared between readers. Metrics that do not know the unit are asked in their own."""
        wanted = scope or self.scope
        fitting = wanted if wanted.unit in metric.units else wanted.counting(metric.units[0])
        return shared_answer(self.register, self.register.at(fitting.as_of).version, metric, fitting, by)

    def narrowed(self, **where: str) -> "View":
        """The same view of one member of each named dimension."""
        return replace(self, scope=self.scope.only(**where), compare=self.compare.only(**where) if self.compare else None)

    def in_unit_of(self, metric: Metric) -> "View":
        """The same view, in a unit this metric can be counted in."""
        return self if self.scope.unit in metric.units else replace(self, scope=self.scope.counting(metric.units[0]))

    def trend(self, metric: Metric) -> tuple[Answer, ...]:
        """The same question asked of every snapshot up to the reader's."""
        return tuple(self.ask(metric, scope=self.scope.at(day)) for day in self.register.dates if day <= self.scope.as_of)


@lru_cache(maxsize=4096)
def shared_answer(register: Register, version: str, metric: Metric, scope: Scope, by: tuple[Dimension, ...]) -> Answer:
    """An answer, kept for every reader until its snapshot's file changes (version)."""
    return ask(register, metric, scope, *by)


def view() -> View:
    """The reader's view, set by the frame. A page opened before the frame ever ran hands over to it."""
    if "view" not in st.session_state:
        every_page = [st.Page(ROOT / "app.py", default=True), *(st.Page(path) for path in sorted((ROOT / "pages").glob("[!_]*.py")))]
        st.navigation(every_page, position="hidden")  # from here on the server runs app.py for every address
        st.rerun()
    return st.session_state.view


def institution() -> sentences.Institution:
    """The institution that readers see as the source."""
    return sentences.Institution(settings().institution, settings().institution_short)


def words(html_class: str, text: str, tag: str = "p") -> None:
    """A line of text in one of our styles."""
    st.html(f'<{tag} class="{html_class}">{escape(text)}</{tag}>')


def show(key: str, answer: Answer, draw: Callable[[], go.Figure], title: str, notes: str = "", subtitle: str = "") -> None:
    """A card: finding, subtitle, chart (or table, or definition), footnote, and the quiet row.

    draw is called only where the chart is looked at. notes: more HTML below the chart, such as a list of events.
    """
    with st.container(key=f"card_{key}"):
        card(key, view(), answer, draw, title, notes, subtitle)


@st.fragment
def card(key: str, seen: View, answer: Answer, draw: Callable[[], go.Figure], title: str, notes: str, subtitle: str) -> None:
    """The inside of a card; choosing another view redraws only this card."""
    lang = seen.lang
    st.html(
        f'<h3 class="card-title">{escape(title)}</h3><p class="card-subtitle">{escape(subtitle or sentences.subtitle(answer, lang))}</p>'
    )
    chosen = st.session_state.get(f"{key}_as") or "chart"
    if is_empty(answer):
        show_empty(answer, lang)
    elif chosen == "table":
        st.html(table_html(answer, lang))
    elif chosen == "definition":
        st.html(definition_html(answer, lang))
    else:
        st.plotly_chart(draw(), config=config(lang), theme=None, key=f"{key}_chart", alt=f"{title}. {sentences.subtitle(answer, lang)}")
        if notes:
            st.html(notes)
    words("card-footnote", sentences.footnote(answer, institution(), lang))
    quiet_row(key, answer, lang)


def quiet_row(key: str, answer: Answer, lang: Lang) -> None:
    """Chart, table, definition; the download at the right end."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.segmented_control(
            SHOW_AS(lang), list(VIEWS), format_func=lambda code: VIEWS[code](lang), default="chart", key=f"{key}_as",
            label_visibility="collapsed", required=True,
        )  # fmt: skip
        st.download_button(
            DOWNLOAD(lang), to_csv(answer, lang), file_name(key, answer), "text/csv", key=f"{key}_csv", on_click="ignore", type="tertiary",
            icon=":material/download:",
        )  # fmt: skip


def file_name(key: str, answer: Answer) -> str:
    """page_figure_asof.csv."""
    return f"{key}_{answer.scope.as_of.isoformat()}.csv"


def is_empty(answer: Answer) -> bool:
    """Whether there is nothing to draw."""
    return not answer.total.value and not any(row.value for row in answer.rows) and not answer.total.denominator


def show_empty(answer: Answer, lang: Lang) -> None:
    """Why a result is empty, and how to widen it."""
    filters = answer.scope.words(lang)
    why = f"{EMPTY(lang)} {WIDEN(lang, filters='; '.join(filters))}" if filters else EMPTY_SNAPSHOT(lang)
    st.html(f'<div class="notice" role="status">{escape(why)}</div>')


def headings(answer: Answer, lang: Lang) -> list[str]:
    """Column headings of an answer as a table."""
    labels = [dimension.label(lang) for dimension in answer.by]
    if answer.metric.kind == "count":
        return [*labels, COUNT(lang, unit=sentences.unit(answer, lang))]
    if answer.metric.kind == "median":
        return [*labels, BASE(lang), sentences.what(answer, lang)]
    return [*labels, NUMERATOR(lang), BASE(lang), answer.metric.label(lang)]


def cells(answer: Answer, row: Row, lang: Lang) -> list[str]:
    """The numbers of a row as they are read."""
    said = [sentences.value(answer, row, lang)]
    if answer.metric.kind == "count":
        return said
    counts = [row.denominator] if answer.metric.kind == "median" else [row.numerator, row.denominator]
    return [formats.number(count, lang) for count in counts] + said


def table_lines(answer: Answer, lang: Lang) -> list[list[str]]:
    """An answer as lines of text, the total last."""
    lines = [[answer.label(row, lang, axis) for axis in range(len(answer.by))] + cells(answer, row, lang) for row in answer.rows]
    total = [GROUP_TOTAL(lang), *[""] * (len(answer.by) - 1)] if answer.by else []
    return [*lines, total + cells(answer, answer.total, lang)] if answer.total != NO_TOTAL else [*lines, []]


def table_html(answer: Answer, lang: Lang) -> str:
    """An answer as an HTML table with a caption; ranked where the groups have no order of their own."""
    *lines, total = table_lines(answer, lang)
    places = ranks(answer) if len(answer.by) == 1 and answer.by[0].kind == "nominal" else {}
    heads = headings(answer, lang)
    if places:
        heads = [heads[0], RANK(lang), *heads[1:]]
        lines = [[line[0], str(places.get(row.codes[0], "")), *line[1:]] for line, row in zip(lines, answer.rows, strict=True)]
        total = [total[0], "", *total[1:]]
    return html_table(heads, lines, sentences.subtitle(answer, lang), total)


def html_table(heads: list[str], lines: list[list[str]], caption: str, total: list[str] | None = None, style: str = "data") -> str:
    """An accessible HTML table; everything is escaped. style: data (numbers), list (words), prose (words, in full height)."""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in lines)
    foot = "<tfoot><tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in total) + "</tr></tfoot>" if total else ""
    inside = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}"
    return f'<div class="table-frame {style}" tabindex="0"><table class="data {style}">{inside}</table></div>'


def definition_html(answer: Answer, lang: Lang) -> str:
    """The definition of a figure: metric, words, unit, denominator, source."""
    metric = answer.metric
    entries = [
        (MEASURE(lang), metric.label(lang)),
        (MEANING(lang), metric.definition(lang)),
        (COUNTED(lang), answer.scope.unit.label(lang)),
    ]
    entries += [(DIVIDED(lang), metric.base(lang))] if metric.base else []
    entries += [("", ONE_STAGE(lang, unit=sentences.unit(answer, lang)))] if metric.kind != "median" else []
    entries += [(ORIGIN(lang), metric.source)]
    return definition_list(entries)


def definition_list(entries: list[tuple[str, str]]) -> str:
    """Terms and what they mean."""
    return '<dl class="definition">' + "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in entries) + "</dl>"


def to_csv(answer: Answer, lang: Lang) -> bytes:
    """The data shown as CSV with the defence as comment lines; numbers in full precision, decimal point."""
    out = io.StringIO()
    for line in (sentences.subtitle(answer, lang), sentences.footnote(answer, institution(), lang), answer.metric.definition(lang)):
        out.write(f"# {line}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            *(dimension.code for dimension in answer.by),
            *(f"{dimension.code}_label" for dimension in answer.by),
            "numerator",
            "denominator",
            "value",
        ]
    )
    for row in answer.rows:
        labels = [answer.label(row, lang, axis) for axis in range(len(answer.by))]
        writer.writerow([*row.codes, *labels, row.numerator, row.denominator, row.value])
    total = ["total", *[""] * (len(answer.by) - 1), GROUP_TOTAL(lang), *[""] * (len(answer.by) - 1)] if answer.by else []
    writer.writerow([*total, answer.total.numerator, answer.total.denominator, answer.total.value])
    return out.getvalue().encode("utf-8-sig")


def choose(key: str, label: str, options: dict[str, Text], lang: Lang) -> str:
    """One of a few alternatives, side by side."""
    return st.segmented_control(
        label, list(options), format_func=lambda code: options[code](lang), default=next(iter(options)), key=key, label_visibility="collapsed",
        required=True,
    )  # fmt: skip


def events_html(events: tuple[Event, ...], lang: Lang) -> str:
    """The numbered events of a chart as a list."""
    items = [
        f"<li>{place}. {formats.short_date(event.day, lang)}: {escape(event.label(lang))}</li>"
        for place, event in enumerate(events, start=1)
    ]
    return f'<ul class="events">{"".join(items)}</ul>'


def headline_html(blocks: list[tuple[str, str, str, str]]) -> str:
    """Headline numbers side by side: label, number, base, change."""
    parts = [
        f'<div><dt>{escape(label)}</dt><dd><span class="number">{escape(number)}</span>'
        f'<span class="base">{escape(base)}</span><span class="change">{escape(change)}</span></dd></div>'
        for label, number, base, change in blocks
    ]
    return '<dl class="headline">' + "".join(parts) + "</dl>"


def block(seen: View, metric: Metric) -> tuple[str, str, str, str]:
    """One headline number: label, value, base in words, change since the comparison snapshot."""
    answer = seen.ask(metric)
    then = seen.ask(metric, scope=seen.compare) if seen.compare else None
    change = sentences.change(answer, then, seen.lang) if then else ""
    base = (
        f"{formats.fraction(answer.total, seen.lang)} {metric.base(seen.lang)}"
        if metric.base and metric.kind == "rate"
        else sentences.unit(answer, seen.lang)
    )
    if metric.kind == "median":
        base = sentences.base(answer, seen.lang)
    return metric.label(seen.lang), sentences.value(answer, answer.total, seen.lang), base, change


def guard(page: Callable[[], None]) -> None:
    """Runs a page; a Notice is shown in the reader's language, anything else goes to the log with a plain apology on screen."""
    lang: Lang = view().lang
    try:
        page()
    except Notice as notice:
        alert(notice(lang))
    except Exception:
        logging.getLogger(__name__).exception("page failed")
        alert(FAILED(lang))


def alert(text: str) -> None:
    """A message that is read aloud at once."""
    st.html(f'<div class="notice" role="alert">{escape(text)}</div>')
