"""The frame around every page: language, snapshot, filters; once as controls, once as words, once in the address.

The truth is one dictionary of address parameters in the session (`query`). Controls show it and change it; a link that
is opened fills it; after every run it is written back to the address.
"""

import calendar
import time
from base64 import b64encode
from collections.abc import Callable
from datetime import date, datetime
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analytics import formats, sentences
from analytics.compare.remarks import apart
from analytics.lacking import answerable
from analytics.metrics import REPORTED
from analytics.register.findings import harmless
from analytics.register.journal import Event
from analytics.register.snapshots import Register
from analytics.scope import PERSON, Scope, parse_date
from analytics.settings import settings
from analytics.text import LANGUAGES, Lang, Notice, Text
from analytics.view import INTERNAL, NO_COMPARISON, View, comparison, is_public, register_of, scope_of
from analytics.vocabulary import AGENCY, DIMENSIONS, FILTERS, MONTH, UNKNOWN, Dimension, members_at
from pages._parts import alert
from pages._registers import register_in

SNAPSHOT = Text(id="Tanggal data (snapshot)", en="Date of data (snapshot)")
COMPARE = Text(id="Dibandingkan dengan", en="Compared with")
NOT_COMPARED = Text(id="Tanpa pembanding", en="No comparison")
FILTER = Text(id="Data dan saringan", en="Data and filters")
UNIT = Text(id="Satuan hitung", en="Unit counted")
LANGUAGE = Text(id="Bahasa", en="Language")
FROM = Text(id="Laporan sejak", en="Reports from")
TO = Text(id="Laporan hingga", en="Reports up to")
ANY_START = Text(id="Awal register", en="Start of register")
ANY_END = Text(id="Tanggal snapshot", en="Date of snapshot")
EVERYTHING = Text(id="Semua", en="All")
RESET = Text(id="Hapus semua saringan", en="Remove all filters")
REMOVE = Text(id="Hapus saringan: {filter}", en="Remove filter: {filter}")
AS_OF = Text(id="Data per {day}", en="Data as of {day}")
COMPARED = Text(id="dibandingkan {day}", en="compared with {day}")
COMPARED_FAR = Text(id="dibandingkan {day} ({apart} sebelumnya)", en="compared with {day} ({apart} before)")
OTHER_UNIT = Text(id="tanpa pembanding: snapshot itu memakai satuan lain", en="not compared: that snapshot counts in another unit")
PUBLIC_MODE = Text(id="Mode publik", en="Public mode")
PUBLIC_HELP = Text(
    id="Angka di bawah {least} dalam rincian berlapis disembunyikan (‡), juga angka lain yang dapat membukanya. Berkas unduhan selalu begitu.",
    en="Numbers below {least} in crossed breakdowns are hidden (‡), and others that would give them back. Downloaded files always are.",
)
SHOWN_SMALL = Text(id="mode internal: angka kecil ditampilkan", en="internal mode: small numbers are shown")
REFUSED = Text(
    id="{count} berkas snapshot ditolak; data lain tetap tersedia:",
    en="{count} snapshot files were refused; the other data remain available:",
)
OLDER = Text(id="Bukan yang terbaru: buka data {day}", en="Not the latest: open the data of {day}")
THEN = Text(id="Keadaan sesudah catatan riwayat nomor {number}", en="As it stood after history entry {number}")
TO_DATA = Text(id="Buka halaman Data untuk memasukkan register", en="Open the page Data to bring in a register")
PAST = Text(
    id="Keadaan register setelah catatan riwayat nomor {number} ({kind} {as_of}, {day})",
    en="The register as it stood after history entry {number} ({kind} {as_of}, {day})",
)
PAST_KINDS = {
    "import": Text(id="impor konsep", en="import of a draft of"),
    "release": Text(id="rilis snapshot", en="release of the snapshot of"),
    "withdraw": Text(id="penarikan snapshot", en="withdrawal of the snapshot of"),
    "discard": Text(id="pembuangan konsep", en="discarding of a draft of"),
}
LANGUAGE_NAMES = {"id": "Indonesia", "en": "English"}
ADDRESS_KEYS = (
    "lang",
    "as_of",
    "compare",
    "unit",
    "from",
    "to",
    "state",
    "mode",
    "id",
    "q",
    *(code for code, dimension in DIMENSIONS.items() if dimension.kind != "time"),
)
PERIOD = ("from", "to")
SHOWN_FINDINGS = 5
A_MONTH_OR_SO = 45  # days
AFTER_FIGURES = 0.4  # seconds


def query() -> dict[str, str]:
    """The address parameters the reader has chosen; read from the address when it was changed from outside."""
    address = {key: st.query_params[key] for key in ADDRESS_KEYS if key in st.query_params}
    if "query" not in st.session_state or (address and address != st.session_state.get("written")):
        st.session_state.query = address
    return st.session_state.query


def language() -> Lang:
    """The reader's language; Indonesian unless English was chosen."""
    return "en" if query().get("lang") == "en" else "id"


def write_address(written: dict[str, str]) -> None:
    """Puts the whole view into the address, so that a copied link shows the same."""
    if dict(st.query_params) != written:
        st.query_params.from_dict(written)
    st.session_state.written = written


def register(lang: Lang) -> Register:
    """The register the reader looks at: as it is, or as it stood after the entry of the history that the address names."""
    now = register_in(settings().snapshots_dir()).refresh()
    try:
        return register_of(now, query())
    except Notice as notice:
        alert(notice(lang))
        remove(["state"])
        return now


def without_data(register: Register, page: StreamlitPage, here: bool, lang: Lang) -> None:
    """What is left where no snapshot can be read: why, and the page that brings data in (here: it is the page asked for)."""
    refusals(register, lang)
    try:
        register.latest()
    except Notice as notice:
        alert(notice(lang))
    write_address({"lang": lang} if lang != "id" else {})
    if not here:
        st.page_link(page, label=TO_DATA(lang), icon=":material/upload_file:")
        st.stop()


def choose(register: Register) -> View:
    """Draws the frame's controls and gives the reader's view. Raises Notice where there is no data at all."""
    lang = language()
    refusals(register, lang)
    scope = read_scope(register)
    compare = read_compare(register, scope)
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left, st.container(horizontal=True, vertical_alignment="center", key="state"):
        state_line(register, scope, compare, lang)
        to_latest(register, scope, lang)
    with right, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="frame"):
        st.session_state.drawer = st.popover(FILTER(lang), icon=":material/tune:")
        switch_mode(lang)
    chips(register, scope, lang)
    seen = View(register, scope, compare, lang, is_public(query()))
    write_address(seen.query() | {name: value for name, value in query().items() if name in ("id", "q") and value})
    return seen


def read_scope(register: Register) -> Scope:
    """The scope of the address; what is wrong in it is said and left out."""
    try:
        return scope_of(register, query())
    except Notice:
        return scope_of(register, sorted_out(register))


def sorted_out(register: Register) -> dict[str, str]:
    """The parameters of the address that are right, which from here on are the query; what is wrong with each of the others is said."""
    kept: dict[str, str] = {}
    for name in sorted(query(), key=lambda name: name != "as_of"):  # the snapshot says what else there may be
        try:
            scope_of(register, kept | {name: query()[name]})
            kept[name] = query()[name]
        except Notice as notice:
            alert(notice(language()))
            for each in PERIOD if name in PERIOD else ():  # half a period is none
                kept.pop(each, None)
    st.session_state.query = {name: value for name, value in query().items() if name in kept}
    return kept


def everything(register: Register, as_of: date) -> Scope:
    """All of a snapshot, in its own unit."""
    return Scope(as_of, unit=register.at(as_of).units[0])


def read_compare(register: Register, scope: Scope) -> Scope | None:
    """The comparison snapshot: the earlier one chosen, else the one before; a link that names none there is is told so."""
    chosen = query().get("compare") or NO_COMPARISON
    try:
        register.at(scope.as_of if chosen == NO_COMPARISON else parse_date(chosen))
    except Notice as notice:
        alert(notice(language()))
        remove(["compare"])
    return comparison(register, scope, query().get("compare", ""))


def state_line(register: Register, scope: Scope, compare: Scope | None, lang: Lang) -> None:
    """In words: which data the page shows."""
    parts = [f"<b>{escape(AS_OF(lang, day=formats.long_date(scope.as_of, lang)))}</b>"]
    parts += [escape(compared(scope, compare, lang))] if compare else []
    parts += [escape(OTHER_UNIT(lang))] if compare is None and register.before(scope.as_of) and not no_comparison() else []
    parts += [escape(scope.unit.label(lang))] if scope.unit is not PERSON else []
    parts += [escape(past_words(register.event, lang))] if register.event else []
    parts += [] if is_public(query()) else [f"<b>{escape(SHOWN_SMALL(lang))}</b>"]
    mark = f' <span class="mark">{escape(sentences.SYNTHETIC(lang))}</span>' if register.at(scope.as_of).synthetic else ""
    st.html(f'<p class="state">{" · ".join(parts)}{mark}</p>', width="content")


def compared(scope: Scope, compare: Scope, lang: Lang) -> str:
    """What it is compared with; how long before that was, where one might take a year for a month."""
    far = (scope.as_of - compare.as_of).days > A_MONTH_OR_SO
    return (COMPARED_FAR if far else COMPARED)(
        lang, day=formats.long_date(compare.as_of, lang), apart=apart(compare.as_of, scope.as_of, lang)
    )


def to_latest(register: Register, scope: Scope, lang: Lang) -> None:
    """The way from an older snapshot to the latest one."""
    if scope.as_of != register.latest():
        label = OLDER(lang, day=formats.short_date(register.latest(), lang))
        names = ["as_of"] if no_comparison() else ["as_of", "compare"]
        st.button(label, key="to_latest", type="tertiary", on_click=remove, args=(names,))


def past_words(event: Event, lang: Lang) -> str:
    """That this is the register as it stood after an event, and what that was."""
    as_of, day = formats.long_date(event.as_of, lang), formats.long_date(datetime.fromisoformat(event.at).date(), lang)
    return PAST(lang, number=event.number, kind=PAST_KINDS[event.kind], as_of=as_of, day=day)


def no_comparison() -> bool:
    """Whether the reader wants none."""
    return query().get("compare") == NO_COMPARISON


def set_value(name: str, key: str, default: str = "") -> None:
    """Copies a control's value into the query."""
    value = st.session_state[key]
    text = ",".join(value) if isinstance(value, list) else value or ""
    st.session_state.query = {**st.session_state.query, name: text}
    if not text or text == default:
        st.session_state.query.pop(name)


def key_of(name: str, value: object) -> str:
    """The key of a control that is to show a value. One per language: a control's value travels as its label, and labels change with the
    language. A new one where something else than the control has changed the value: while the menu is closed the browser keeps what the
    control had, and would choose it again with the reader's next click."""
    turns = st.session_state.setdefault("turns", {})
    key = f"pick_{name}_{turns.get(name, 0)}_{language()}"
    if st.session_state.get(key, value) == value:
        return key
    turns[name] = turns.get(name, 0) + 1
    return f"pick_{name}_{turns[name]}_{language()}"


def pick(name: str, label: str, options: list[str], shown: dict[str, str], value: str, default: str = "") -> None:
    """A select box bound to one address parameter."""
    value = value if value in options else options[0]
    key = key_of(name, value)
    st.session_state[key] = value
    st.selectbox(
        label,
        options,
        key=key,
        format_func=lambda code: shown.get(code, code),
        on_change=set_value,
        args=(name, key, default),
        placeholder=label,
    )


def fill_drawer() -> None:
    """What can be chosen, put into its place a moment after the page: a reader who has chosen waits for figures, not for lists, and what
    arrives together is drawn together."""
    drawer, seen = st.session_state.pop("drawer", None), st.session_state.get("view")
    if drawer is not None and seen is not None:
        time.sleep(AFTER_FIGURES)
        with drawer:
            controls(seen.register, seen.scope, seen.compare, seen.lang)


def controls(register: Register, scope: Scope, compare: Scope | None, lang: Lang) -> None:
    """Everything a reader can choose, in one place."""
    days = {day.isoformat(): formats.long_date(day, lang) for day in reversed(register.dates)}
    snapshot = register.at(scope.as_of)
    dated = answerable(snapshot, MONTH)
    left, right = st.columns(2)
    with left:
        pick("as_of", SNAPSHOT(lang), list(days), days, scope.as_of.isoformat())
        if dated:
            pick_period(register, scope, lang, "from", FROM(lang), ANY_START(lang))
    with right:
        others = {NO_COMPARISON: NOT_COMPARED(lang)} | {code: label for code, label in days.items() if code < scope.as_of.isoformat()}
        pick("compare", COMPARE(lang), list(others), others, compare.as_of.isoformat() if compare else NO_COMPARISON)
        if dated:
            pick_period(register, scope, lang, "to", TO(lang), ANY_END(lang))
    for place, dimension in enumerate(each for each in FILTERS if answerable(snapshot, each)):
        with (left, right)[place % 2]:
            pick_members(register, scope, dimension, lang)
    units = {unit.code: unit.label(lang) for unit in snapshot.units}
    with left:
        pick("unit", UNIT(lang), list(units), units, scope.unit.code, snapshot.units[0].code)


def pick_period(register: Register, scope: Scope, lang: Lang, name: str, label: str, anything: str) -> None:
    """The first or last month of report; a day that came by link is offered as it is."""
    day = scope.start if name == "from" else scope.end
    found = View(register, everything(register, scope.as_of), None, lang).ask(REPORTED, MONTH)
    months = [parse_date(f"{row.codes[0]}-01") for row in found.rows]
    edges = [month if name == "from" else month.replace(day=calendar.monthrange(month.year, month.month)[1]) for month in months]
    shown = {"": anything} | {edge.isoformat(): formats.month(edge, lang) for edge in edges}
    if day and day.isoformat() not in shown:
        shown[day.isoformat()] = formats.long_date(day, lang)
    pick(name, label, list(shown), shown, day.isoformat() if day else "")


def pick_members(register: Register, scope: Scope, dimension: Dimension, lang: Lang) -> None:
    """A filter on one dimension, bound to its address parameter."""
    chosen = list(scope.where.get(dimension.code, ()))
    options = offered(register, scope, dimension)
    options += [code for code in chosen if code not in options]
    key = key_of(dimension.code, chosen)
    st.session_state[key] = chosen
    st.multiselect(
        dimension.label(lang), options, key=key, format_func=lambda code: dimension.member(code, lang), placeholder=EVERYTHING(lang),
        on_change=set_value, args=(dimension.code, key), select_all=False,
    )  # fmt: skip


def offered(register: Register, scope: Scope, dimension: Dimension) -> list[str]:
    """The members a reader can choose: agencies that occur in the snapshot, else every member valid on its date."""
    if dimension is AGENCY:
        found = [row.codes[0] for row in View(register, everything(register, scope.as_of), None, language()).ask(REPORTED, AGENCY).rows]
        return sorted((code for code in found if code != UNKNOWN), key=lambda code: dimension.member(code, "id")) + [UNKNOWN]
    none = [code for code in dimension.labels() if code == "none"]
    own = register.at(scope.as_of).traits.labels.get(dimension.code, {})
    return [*members_at(dimension, scope.as_of), *(code for code in own if code not in dimension.members), *none, UNKNOWN]


def switch_language(lang: Lang) -> None:
    """Indonesian or English."""
    st.session_state.pick_lang = lang
    st.segmented_control(
        LANGUAGE(lang), LANGUAGES, key="pick_lang", format_func=LANGUAGE_NAMES.get, on_change=set_value, args=("lang", "pick_lang", "id"),
        label_visibility="collapsed", required=True,
    )  # fmt: skip


def switch_mode(lang: Lang) -> None:
    """Public mode, or all numbers, where the installation lets its readers see them."""
    least = settings().small_cell_threshold
    if not settings().internal_mode or least <= 1:
        return
    st.session_state.pick_public = is_public(query())
    st.toggle(PUBLIC_MODE(lang), key="pick_public", on_change=set_mode, help=PUBLIC_HELP(lang, least=least))


def set_mode() -> None:
    """Copies the switch into the query."""
    st.session_state.query = {name: value for name, value in st.session_state.query.items() if name != "mode"}
    if not st.session_state.pick_public:
        st.session_state.query["mode"] = INTERNAL


def chips(register: Register, scope: Scope, lang: Lang) -> None:
    """The active filters as words, each removable, and one button that removes them all; first, where it is, that this is the past."""
    filters = [*scope.where] + (["from"] if scope.start else []) + (["to"] if scope.end else [])
    then = {"state": THEN(lang, number=register.state)} if register.state else {}
    active = then | dict(zip(filters, scope.words(lang), strict=True))
    if not active:
        return
    with st.container(horizontal=True, key="chips"):
        for name, phrase in active.items():
            st.button(
                phrase, key=f"chip_{name}", icon=":material/close:", help=REMOVE(lang, filter=phrase), on_click=remove, args=([name],)
            )
        st.button(RESET(lang), key="chip_reset", type="tertiary", on_click=remove, args=(list(active),))


def remove(names: list[str]) -> None:
    """Takes filters out of the query."""
    st.session_state.query = {name: value for name, value in st.session_state.query.items() if name not in names}


def refusals(register: Register, lang: Lang) -> None:
    """Files that were refused, with the first reasons of each."""
    if not register.refusals:
        return
    items = "".join(
        f"<li>{escape(harmless(refusal.path.parent.name))}/{escape(refusal.path.name)}: {escape('; '.join(finding(lang) for finding in refusal.findings[:SHOWN_FINDINGS]))}</li>"
        for refusal in register.refusals
    )
    st.html(f'<div class="notice" role="alert">{escape(REFUSED(lang, count=len(register.refusals)))}<ul>{items}</ul></div>')


def logo() -> str:
    """The institution's logo as an image element; its name stands beside it."""
    found = settings().emblem()
    return f'<img alt="" src="data:image/png;base64,{b64encode(found.png).decode()}">' if found else ""


def masthead(lang: Lang, beside: Callable[[], None]) -> None:
    """Whose numbers these are; at the right end what the caller has, and the language."""
    name = Text(id="Statistik netralitas ASN", en="ASN neutrality statistics")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="masthead"):
        st.html(f'<p class="brand">{logo()}<span>{escape(settings().institution)} · {escape(name(lang))}</span></p>')
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            with st.container(width="content"):
                beside()
            switch_language(lang)
