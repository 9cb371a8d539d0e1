"""What pages are made of: the reader's view, cached answers, and the card every figure stands in."""

import logging
from collections.abc import Callable
from html import escape
from itertools import zip_longest
from urllib.parse import urlencode

import streamlit as st

from analytics import announced, catalogue, formats, frozen, glossary, sentences
from analytics.briefing import house
from analytics.chart import NOT_DRAWN, drawable, dwarfs, number_words, planes, table_of
from analytics.compare.remarks import apart
from analytics.exhibit import Exhibit
from analytics.exhibits import overview
from analytics.export.pictures import event_lines
from analytics.figures import Look
from analytics.frozen import with_id
from analytics.metrics import Metric
from analytics.settings import ROOT
from analytics.table import definition
from analytics.text import Lang, Notice, Text
from analytics.view import View
from analytics.vocabulary import OTHER
from pages._basket import add_button
from pages._chart import base_path, chart
from pages._menu import alert, menu, public_address

CHART = Text(id="Grafik", en="Chart")
TABLE = Text(id="Tabel", en="Table")
DEFINITION = Text(id="Definisi", en="Definition")
VIEWS = {"chart": CHART, "table": TABLE, "definition": DEFINITION}
FIGURE_ID = Text(id="ID angka", en="Figure id")
SHOW_AS = Text(id="Tampilkan sebagai", en="Show as")
FAILED = Text(
    id="Halaman ini gagal ditampilkan. Data tidak berubah; muat ulang halaman, dan bila tetap gagal hubungi pengelola.",
    en="This page could not be shown. No data were changed; reload the page, and if it fails again contact the administrator.",
)
EMPTY = Text(id="Tidak ada laporan yang cocok dengan saringan ini.", en="No report matches these filters.")
WIDEN = Text(id="Hapus salah satu saringan di atas: {filters}.", en="Remove one of the filters above: {filters}.")
FILTER_BY = Text(id="Saring menurut:", en="Filter by:")
NO_BAR = Text(
    id="“Lainnya” ditulis tanpa batang, karena batangnya akan mengerdilkan semua batang lain.",
    en="“Other” is written without a bar, which would dwarf all the others.",
)
SWIPE = Text(id="Geser gambar ke samping untuk melihat semuanya →", en="Swipe the figure sideways to see all of it →")
READING = Text(id="Cara membaca", en="How to read")
RISES = Text(id="Naik dan turun", en="Rises and falls")
SINCE = Text(id="Dihitung sejak {day}, yaitu dalam {apart}.", en="Counted from {day} on, over {apart}.")
EMPTY_SNAPSHOT = Text(id="Snapshot ini belum memuat angkanya.", en="This snapshot does not hold the number yet.")


def view() -> View:
    """The reader's view, set by the frame."""
    framed()
    return st.session_state.view


def framed() -> None:
    """A page opened before the frame ever ran hands over to it."""
    if "view" not in st.session_state:
        every_page = [st.Page(ROOT / "app.py", default=True), *(st.Page(path) for path in sorted((ROOT / "pages").glob("[!_]*.py")))]
        st.navigation(every_page, position="hidden")  # from here on the server runs app.py for every address
        st.rerun()


def words(html_class: str, text: str) -> None:
    """A line of text in one of our styles."""
    st.html(paragraph(html_class, text))


def paragraph(html_class: str, text: str) -> str:
    """The same as HTML."""
    return f'<p class="{html_class}">{prose(text)}</p>'


def prose(text: str) -> str:
    """Words as HTML; a percent sign stays on the line of its number."""
    return escape(text).replace(" %", "\u00a0%")


def notice(text: str, style: str = "") -> str:
    """What a reader is told in place of a figure, or beside it, as HTML."""
    return f'<div class="notice {style}" role="status">{escape(text)}</div>'


def show(key: str, seen: View) -> None:
    """The card of a figure: finding, subtitle, chart (or table, or definition), footnote, and the quiet row. key: see the catalogue."""
    exhibit = catalogue.figure(key, seen)
    with st.container(key=f"card_{exhibit.id}"):
        card(exhibit, Look(exhibit.lang, st.context.theme.type == "dark"))


def side_by_side(seen: View, *keys: str) -> None:
    """Two cards in one row."""
    for column, key in zip(st.columns(len(keys)), keys, strict=True):
        with column:
            show(key, seen)


@st.fragment
def card(exhibit: Exhibit, look: Look) -> None:
    """The inside of a card; choosing another view redraws only this card."""
    answer, lang = exhibit.answer, exhibit.lang
    if exhibit.lacking:
        st.html(f'<h3 class="card-title">{prose(exhibit.title)}</h3>{notice(exhibit.lacking)}')
        return
    chosen = st.session_state.get(f"{exhibit.id}_as") or "chart"
    before, after = heading(exhibit), paragraph("card-footnote", sentences.footnote(answer, house(), lang))
    if exhibit.empty:
        st.html(before + empty_html(exhibit) + after)
    elif chosen == "table":
        st.html(before + table_html(exhibit) + after)
    elif chosen == "definition":
        st.html(before + definition_list([*definition(answer, lang), *identity(exhibit)]) + after)
    elif not drawable(exhibit):
        st.html(before + notice(NOT_DRAWN(lang)) + notes_html(exhibit) + after)
    else:
        show_chart(exhibit, look, before, after)
    quiet_row(exhibit)


def heading(exhibit: Exhibit) -> str:
    """The finding and the subtitle, and what else was announced."""
    title = f'<h3 class="card-title">{prose(exhibit.title)}</h3>{paragraph("card-subtitle", exhibit.subtitle)}'
    return title + was_announced(exhibit)


def was_announced(exhibit: Exhibit) -> str:
    """What was last announced of a figure, where its number is another now."""
    said = announced.last_said(exhibit)
    return notice(said(exhibit.lang), "announced") if said else ""


def identity(exhibit: Exhibit) -> list[tuple[str, str]]:
    """The id under which a figure is kept, and where it is opened."""
    id = with_id(exhibit).short_id
    return [(FIGURE_ID(exhibit.lang), f"{frozen.written(id)} · {frozen.link(id, public_address())}")] if id else []


def show_chart(exhibit: Exhibit, look: Look, before: str, after: str) -> None:
    """The chart with its events and notes below it. A click on a bar of a group filters by it."""
    swipe = f'<p class="swipe">{escape(SWIPE(exhibit.lang))}</p>' if exhibit.kind == "grid" else ""
    filtering(exhibit, look, before + swipe, (events_html(exhibit) if exhibit.events else "") + notes_html(exhibit) + after)


def notes_html(exhibit: Exhibit) -> str:
    """The notes below a chart as HTML."""
    return "".join(paragraph("card-footnote", note) for note in notes_of(exhibit))


def notes_of(exhibit: Exhibit) -> list[str]:
    """What a reader of a chart is told below it."""
    remarks = [remark for plane in planes(exhibit) for remark in plane.remarks]
    remarks += [NO_BAR(exhibit.lang)] if exhibit.kind == "bar" and any(dwarfs(exhibit.answer, row) for row in exhibit.answer.rows) else []
    return [*remarks, *exhibit.notes]


def filtering(exhibit: Exhibit, look: Look, before: str, after: str) -> bool:
    """A chart whose bars filter the view when they are chosen. Gives whether the link above it was followed."""
    found = chart(exhibit, look, before, after, choosable(exhibit), FILTER_BY(exhibit.lang))
    if found.chosen:
        filter_by(exhibit.answer.by[0].code, found.chosen)
    return bool(found.followed)


def choosable(exhibit: Exhibit) -> dict[str, str]:
    """The bars that are a filter each, code and label: of one dimension that readers can filter by, and not yet do."""
    answer = exhibit.answer
    if exhibit.kind != "bar" or len(answer.by) != 1 or not answer.by[0].filter or answer.by[0].code in answer.scope.where:
        return {}
    return {row.code: answer.label(row, exhibit.lang) for row in answer.rows if row.code != OTHER}


def filter_by(dimension: str, code: str) -> None:
    """Adds a filter to the view, as the frame's own controls do; it stands above the page and is removed there."""
    st.session_state.query = {**st.session_state.query, dimension: code}
    st.rerun()


def lead_to(page: str, key: str, seen: View) -> Exhibit:
    """A small chart under its finding, which leads to the page that tells more; what is seen there is what is seen here. Gives its figure,
    whose notes are told elsewhere."""
    exhibit = catalogue.figure(key, seen)
    address = escape(f"{base_path()}/{page}?{urlencode(seen.query(), safe=',')}")
    title = f'<h3 class="card-title"><a href="{address}">{prose(exhibit.title)}</a></h3>'
    with st.container(key=f"card_{exhibit.id}"):
        if not drawable(exhibit):
            why = empty_html(exhibit) if exhibit.empty and not exhibit.lacking else notice(exhibit.lacking or NOT_DRAWN(exhibit.lang))
            st.html(title + why)
            return exhibit
        look = Look(exhibit.lang, st.context.theme.type == "dark", small=True)
        followed = filtering(exhibit, look, title + paragraph("card-subtitle", exhibit.subtitle), "")
    if followed:
        st.switch_page(f"pages/{page}.py")
    return exhibit


def quiet_row(exhibit: Exhibit) -> None:
    """Chart, table, definition; at the right end what can be done with the figure."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"row_{exhibit.id}"):
        choose(f"{exhibit.id}_as", SHOW_AS(exhibit.lang), VIEWS, exhibit.lang)
        tools(exhibit)


def tools(exhibit: Exhibit, first: Callable[[], None] = lambda: None) -> None:
    """What can be done with a figure: keep it for the briefing, or take it away; before these what the caller has."""
    with st.container(horizontal=True, horizontal_alignment="right", width="content", gap="small", key=f"tools_{exhibit.id}"):
        first()
        add_button(exhibit)
        menu(exhibit)


@st.fragment
def headline_foot(exhibit: Exhibit, small: list[Exhibit]) -> None:
    """Below a whole page of small figures: whose numbers they are, what can be done with the headline, and how all of them are read."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"row_{exhibit.id}"):
        st.html(was_announced(exhibit) + paragraph("card-footnote", sentences.footnote(exhibit.answer, house(), exhibit.lang)))
        tools(exhibit, lambda: reading(exhibit.seen, small))


def reading(seen: View, small: list[Exhibit]) -> None:
    """How a page of small figures is read: from when on numbers rise, the notes of each figure, the words of headlines."""
    lang = seen.lang
    notes = [(figure.answer.by[0].label(lang), " ".join(notes_of(figure))) for figure in small if notes_of(figure)]
    terms = [(term(lang), meaning(lang)) for term, meaning in glossary.READING]
    with st.popover(READING(lang), type="tertiary", icon=":material/help:"):
        st.html(f'<div class="reading">{definition_list([*since(seen), *notes, *terms])}</div>')


def since(seen: View) -> list[tuple[str, str]]:
    """From when on rises and falls are counted, and how long that is."""
    if seen.compare is None:
        return []
    then, now, lang = seen.compare.as_of, seen.scope.as_of, seen.lang
    return [(RISES(lang), SINCE(lang, day=formats.long_date(then, lang), apart=apart(then, now, lang)))]


def empty_html(exhibit: Exhibit) -> str:
    """Why a result is empty, and how to widen it; nothing more where the title says that nobody waits."""
    lang, filters = exhibit.lang, exhibit.answer.scope.words(exhibit.lang)
    if exhibit.title == sentences.NONE_WAITING(lang):
        return ""
    why = f"{EMPTY(lang)} {WIDEN(lang, filters='; '.join(filters))}" if filters else EMPTY_SNAPSHOT(lang)
    return notice(why)


def table_html(exhibit: Exhibit) -> str:
    """The data of an exhibit as an HTML table."""
    shown = table_of(exhibit)
    return html_table(shown.headings, shown.lines, exhibit.subtitle, shown.total)


def html_table(heads: list[str], lines: list[list[str]], caption: str, total: list[str] | None = None, style: str = "data") -> str:
    """An accessible HTML table; everything is escaped. style: data (numbers), list (words), prose (words, in full height); 'list records' for
    lines that become blocks on a narrow screen."""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    named = [f' data-head="{escape(word)}"' for word in heads] if "records" in style else []
    cells = (zip_longest(named, line, fillvalue="") for line in lines)
    body = "".join("<tr>" + "".join(f"<td{name}>{escape(cell)}</td>" for name, cell in line) + "</tr>" for line in cells)
    foot = "<tfoot><tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in total) + "</tr></tfoot>" if total else ""
    inside = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}"
    return f'<div class="table-frame {style}" tabindex="0"><table class="data {style}">{inside}</table></div>'


def definition_list(entries: list[tuple[str, str]]) -> str:
    """Terms and what they mean."""
    return '<dl class="definition">' + "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in entries) + "</dl>"


def choose(key: str, label: str, options: dict[str, Text], lang: Lang) -> str:
    """One of a few alternatives, side by side."""
    return st.segmented_control(
        label, list(options), format_func=lambda code: options[code](lang), default=next(iter(options)), key=key, label_visibility="collapsed",
        required=True,
    )  # fmt: skip


def events_html(exhibit: Exhibit) -> str:
    """The numbered events of a chart as a list."""
    return '<ul class="events">' + "".join(f"<li>{escape(line)}</li>" for line in event_lines(exhibit)) + "</ul>"


def headline_block(seen: View, *metrics: Metric, lead: str = "") -> None:
    """Headline numbers side by side: label, number, base, change; above them a sentence, if any."""
    parts = [
        f'<div><dt>{escape(label)}</dt><dd><span class="number">{escape(number)}</span>'
        f'<span class="base">{prose(base)}</span><span class="change">{prose(change)}</span></dd></div>'
        for label, number, base, change in (number_words(overview.number(seen, metric), seen.lang) for metric in metrics)
    ]
    st.html(f'{paragraph("lead", lead) if lead else ""}<dl class="headline">{"".join(parts)}</dl>')


def guard(page: Callable[[], None], lang: Lang) -> None:
    """Runs a page; a Notice is shown in the reader's language, anything else goes to the log with a plain apology on screen."""
    try:
        page()
    except Notice as notice:
        alert(notice(lang))
    except Exception:
        apologise(lang)


def apologise(lang: Lang) -> None:
    """A plain apology on screen, the error in the log."""
    logging.getLogger(__name__).exception("page failed")
    alert(FAILED(lang))
