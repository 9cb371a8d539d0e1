"""What the page of the briefing is made of: where to start, what is in it, how it is set, and how it leaves.

Every change goes through _basket.put, so that the session, the browser's storage and the undo see the same briefing.
"""

import logging
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from html import escape
from zlib import crc32

import streamlit as st

from analytics import formats, sentences
from analytics.briefing import (
    LARGEST_FILE,
    LONGEST,
    SETS,
    SIZE_NAMES,
    SIZES,
    Briefing,
    Item,
    composed,
    from_file,
    item_of,
    made,
    newer,
    ready,
    to_file,
)
from analytics.exhibit import Exhibit
from analytics.export.pictures import sketch
from analytics.figures import Look
from analytics.metrics import REPORTED
from analytics.register.snapshots import Register
from analytics.scope import Scope
from analytics.text import LANGUAGES, Lang, Notice, Text, cleaned
from analytics.view import NO_COMPARISON, View, view_of
from analytics.vocabulary import AGENCY, UNKNOWN
from pages._basket import basket, put, tell
from pages._menu import alert, deliver
from pages._parts import html_table

LEAD = Text(
    id="Kumpulkan gambar dari halaman mana pun, atau mulai dari set yang sudah disusun; lalu unduh sebagai paparan, dokumen, atau data. "
    "Tiap gambar menyimpan snapshot dan saringan saat ditambahkan.",
    en="Collect figures from any page, or start from a ready-made set; then download slides, a document or the data. "
    "Each figure keeps the snapshot and filters it had when it was added.",
)
START = Text(id="Mulai dari set yang sudah disusun", en="Start from a ready-made set")
OTHER_START = Text(id="Ganti dengan set lain, atau buka berkas", en="Replace with another set, or open a file")
ABOUT = {
    "rilis-pers": Text(
        id="Angka pokok, tren, jabatan, jenis pelanggaran, sepuluh instansi, dan kepatuhan.",
        en="Headline numbers, trend, positions, categories, top ten agencies, and compliance.",
    ),
    "rapat-pimpinan": Text(
        id="Rilis pers, ditambah perubahan sejak snapshot pembanding, sisa tindak lanjut per PPK, dan lama menunggu.",
        en="The press release, plus changes since the snapshot compared with, what is outstanding by PPK, and waiting time.",
    ),
    "instansi": Text(
        id="Profil satu instansi: angka pokok, perubahan, tren, jabatan, jenis, dan kepatuhan.",
        en="Profile of one agency: headline numbers, changes, trend, positions, categories, and compliance.",
    ),
}
COUNT_OF_SET = Text(id="{count} gambar", en="{count} figures")
USE_SET = Text(id="Pakai set {name}", en="Use the set {name}")
WHICH_AGENCY = Text(id="Instansi", en="Agency")
TYPE_AGENCY = Text(id="Ketik nama instansi", en="Type the name of an agency")
OPEN_FILE = Text(id="Buka berkas bahan paparan (.json)", en="Open a briefing file (.json)")
SAVE_FILE = Text(id="Simpan ke berkas", en="Save to a file")
FILE_OPENED = Text(id="Berkas dibuka: {count} gambar.", en="File opened: {count} figures.")
ASK_REPLACE = Text(
    id="Bahan paparan sudah berisi {count} gambar. Ganti semuanya dengan {new} gambar dari “{title}”?",
    en="The briefing already holds {count} figures. Replace them all with the {new} figures of “{title}”?",
)
REPLACE = Text(id="Ganti", en="Replace")
CANCEL = Text(id="Batal", en="Cancel")
UNDO = Text(id="Urungkan", en="Undo")
REMOVED = Text(id="Gambar {place} dikeluarkan.", en="Figure {place} was removed.")
REPLACED = Text(id="Bahan paparan diganti.", en="The briefing was replaced.")
EMPTIED = Text(id="Bahan paparan dikosongkan.", en="The briefing was emptied.")
EMPTY_IT = Text(id="Kosongkan", en="Empty")
LENGTH = Text(
    id="{count} gambar, sekurangnya {slides} slide: sampul, satu slide tiap gambar, metodologi.",
    en="{count} figures, at least {slides} slides: cover, one slide a figure, methodology.",
)
ONE_SLIDE = Text(
    id="Satu gambar tanpa judul bahan: satu slide, tanpa sampul.", en="One figure without a title of its own: one slide, no cover."
)
ALL_NEW = Text(id="Semua gambar memakai snapshot terbaru.", en="Every figure uses the latest snapshot.")
SOME_OLD = Text(
    id="{count} gambar memakai snapshot lama; yang terbaru {day}.", en="{count} figures use an older snapshot; the latest is {day}."
)
RENEW_ALL = Text(id="Pindahkan semua ke {day}", en="Move all to {day}")
RENEW = Text(id="Pindahkan ke {day}", en="Move to {day}")
NEWER = Text(id="Ada snapshot yang lebih baru: {day}.", en="There is a newer snapshot: {day}.")
BROKEN = Text(
    id="{count} gambar tidak dapat dibuat dan tidak ikut diunduh; alasannya ada pada daftar.",
    en="{count} figures cannot be made and are left out of the files; the list says why.",
)
NOT_MADE = Text(id="Tidak dapat dibuat: {reason}", en="Cannot be made: {reason}")
CRASHED = Text(id="terjadi kesalahan; rinciannya ada di log", en="an error occurred; the log has the details")
DOWNLOAD = Text(id="Unduh", en="Download")
CONTENTS = Text(id="Isi", en="Contents")
SETTINGS = Text(id="Sampul, bahasa, dan templat", en="Cover, language and template")
TITLE = Text(id="Judul bahan", en="Title of the briefing")
AUTHOR = Text(id="Penyusun", en="Author")
AUTHOR_HELP = Text(id="Tidak disimpan di peramban; hanya dalam berkas.", en="Not kept in the browser; only in files.")
DAY = Text(id="Tanggal paparan", en="Date of the briefing")
EMBARGO = Text(id="Baris embargo", en="Embargo line")
LANGUAGE = Text(id="Bahasa bahan", en="Language of the briefing")
LANGUAGE_NAMES = {"id": "Indonesia", "en": "English"}
SIZE = Text(id="Ukuran slide", en="Size of the slides")
TEMPLATE = Text(id="Templat instansi (.pptx atau .potx); tanpa berkas dipakai templat bawaan", en="House template (.pptx or .potx); without a file ours is used")  # fmt: skip
TEMPLATE_USED = Text(id="Templat yang dipakai: {name}", en="Template in use: {name}")
OUR_TEMPLATE = Text(id="Kembali ke templat bawaan", en="Back to our template")
TEMPLATE_REFUSED = Text(id="{reason} Templat yang dipakai tidak berubah.", en="{reason} The template in use has not changed.")
UP = Text(id="Naikkan gambar {place}", en="Move figure {place} up")
DOWN = Text(id="Turunkan gambar {place}", en="Move figure {place} down")
REMOVE = Text(id="Keluarkan gambar {place}", en="Remove figure {place}")
EDIT = Text(id="Judul dan catatan gambar {place}", en="Title and comment of figure {place}")
OWN_TITLE = Text(id="Judul sendiri (kosong: temuan)", en="Own title (empty: the finding)")
COMMENT = Text(id="Catatan untuk penyaji", en="Comment for the speaker")
SAID = Text(id="Catatan: {comment}", en="Comment: {comment}")
CHOOSE_FILE = Text(id="Pilih berkas", en="Choose a file")
UP_TO = Text(id="paling besar {size} MB", en="at most {size} MB")
REFRESH = Text(id="Perbarui paparan lama", en="Refresh an old deck")
REFRESH_LEAD = Text(
    id="Unggah paparan .pptx yang pernah dibuat di sini, walaupun sudah disunting. Bagan, tabel, dan angkanya diisi data snapshot yang dipilih; "
    "selebihnya dibiarkan, dan laporannya menyebut judul mana yang tidak lagi berlaku.",
    en="Upload a .pptx once made here, even if it was edited since. Its charts, tables and numbers get the data of the snapshot chosen; all "
    "else is left alone, and the report says which titles no longer hold.",
)
OLD_DECK = Text(id="Paparan lama (.pptx)", en="Old deck (.pptx)")
TO_SNAPSHOT = Text(id="Perbarui ke snapshot", en="Refresh to snapshot")
DO_REFRESH = Text(id="Perbarui dan unduh", en="Refresh and download")
REPORT = Text(id="Laporan perubahan", en="Report of changes")
FORMS = (".pptx", ".pdf", ".xlsx", ".docx", ".txt", ".zip")
LARGEST_DECK = 50  # MB, of a template or an old deck


@dataclass(frozen=True)
class Line:
    """One figure of the list: its item, and the figure or why there is none."""

    item: Item
    exhibit: Exhibit | None
    reason: str = ""


# --- the page ---


def page(seen: View) -> None:
    """The whole page: where to start while it is empty, otherwise what is in it and how it leaves."""
    held, lang = basket(), seen.lang
    upload_words(lang)
    asked(lang)
    undone(lang)
    if not held.items:
        st.html(f'<p class="lead">{escape(LEAD(lang))}</p>')
        st.subheader(START(lang))
        start(seen)
    else:
        lines = [line_of(item, seen, held.lang) for item in held.items]
        summary(seen, lines)
        exports(seen, lines)
        with st.expander(SETTINGS(lang)):
            adjust(held, lang)
        st.subheader(CONTENTS(lang))
        contents(lines, seen)
        with st.expander(OTHER_START(lang)):
            start(seen)
    st.subheader(REFRESH(lang))
    refresh_deck(seen)


def line_of(item: Item, seen: View, lang: Lang) -> Line:
    """A figure made, or the reason it cannot be: one that fails never takes the others with it."""
    try:
        register = seen.register
        versions = tuple((register.at(day).version, register.at(day).synthetic) for day in register.dates)
        return Line(item, shared_figure(item.figure, tuple(sorted(item.query.items())), item.title, lang, register, versions))
    except Notice as notice:
        return Line(item, None, notice(seen.lang))
    except Exception:
        logging.getLogger(__name__).exception("figure %s failed", item.figure)
        return Line(item, None, CRASHED(seen.lang))


@lru_cache(maxsize=512)
def shared_figure(
    key: str, query: tuple[tuple[str, str], ...], title: str, lang: Lang, register: Register, versions: tuple[tuple[str, bool], ...]
) -> Exhibit:
    """A figure of a list, kept for every reader until a snapshot changes (versions): a list is drawn anew at every click."""
    return made(Item(key, dict(query), title), register, lang)


# --- changing it ---


def change(briefing: Briefing, said: str = "") -> None:
    """A change by the reader; said: what the undo line names."""
    put(briefing)
    st.session_state.basket_undo = said


def undone(lang: Lang) -> None:
    """What was just removed or replaced, with the way back."""
    if said := st.session_state.get("basket_undo"):
        with st.container(horizontal=True, vertical_alignment="center", key="undo"):
            st.html(f'<div class="notice" role="status">{escape(said)}</div>')
            st.button(UNDO(lang), key="undo_button", icon=":material/undo:", type="tertiary", on_click=undo)


def undo() -> None:
    """Back to the briefing before the last change."""
    change(st.session_state.basket_before)


def want(briefing: Briefing) -> None:
    """Another briefing in place of the one held; asks first where that would lose something."""
    if basket().items:
        st.session_state.basket_wanted = briefing
    else:
        change(briefing)


def asked(lang: Lang) -> None:
    """The question whether to replace what is held."""
    wanted = st.session_state.get("basket_wanted")
    if wanted is None:
        return
    words = ASK_REPLACE(lang, count=len(basket().items), new=len(wanted.items), title=wanted.title or "–")
    with st.container(key="ask"):
        alert(words)
        with st.container(horizontal=True):
            st.button(REPLACE(lang), key="ask_yes", type="primary", on_click=answer, args=(True, lang))
            st.button(CANCEL(lang), key="ask_no", on_click=answer, args=(False, lang))


def answer(yes: bool, lang: Lang) -> None:
    """What the reader said to the question."""
    wanted = st.session_state.pop("basket_wanted")
    if yes:
        change(wanted, REPLACED(lang))


# --- where to start ---


def start(seen: View) -> None:
    """The three ready-made sets side by side, and a saved file."""
    lang = seen.lang
    with st.container(key="sets"):
        columns = st.columns(len(SETS))
    for column, (name, chosen) in zip(columns, SETS.items(), strict=True):
        with column, st.container(border=True, key=f"set_{name}", height="stretch"):
            st.html(
                f'<h3 class="card-title">{escape(chosen.label(lang))}</h3><p class="card-subtitle">{escape(ABOUT[name](lang))}</p>'
                f'<p class="card-footnote">{escape(COUNT_OF_SET(lang, count=len(chosen.figures)))}</p>'
            )
            narrowed = one_agency(seen) if chosen.agency else seen
            st.button(
                USE_SET(lang, name=chosen.label), key=f"use_{name}", type="primary", disabled=narrowed is None, on_click=use, args=(name, narrowed),
            )  # fmt: skip
    open_file(lang)


def one_agency(seen: View) -> View | None:
    """The view of the one agency filtered, else of the one chosen here; None while none is."""
    if len(seen.scope.where.get(AGENCY.code, ())) == 1:
        return seen
    answer = View(seen.register, Scope(seen.scope.as_of), None, seen.lang).ask(REPORTED, AGENCY)
    codes = sorted((row.code for row in answer.rows if row.code != UNKNOWN), key=lambda code: AGENCY.member(code, seen.lang))
    chosen = st.selectbox(
        WHICH_AGENCY(seen.lang), codes, index=None, format_func=lambda code: AGENCY.member(code, seen.lang), placeholder=TYPE_AGENCY(seen.lang),
        key="set_agency", label_visibility="collapsed",
    )  # fmt: skip
    return seen.narrowed(agency=chosen) if chosen else None


def use(name: str, seen: View) -> None:
    """Fills the briefing with a set, in the reader's view; what is on the cover already stays."""
    held = basket()
    fresh = ready(name, seen)
    want(replace(held, items=fresh.items, title=fresh.title, lang=seen.lang))


def open_file(lang: Lang) -> None:
    """A saved briefing, opened; a file that is none is refused and nothing changes."""
    found = st.file_uploader(OPEN_FILE(lang), type=["json"], key=f"open_{upload_turn()}", max_upload_size=1)
    if found is None:
        return
    try:
        opened = from_file(found.getvalue()[: LARGEST_FILE + 1])
    except Notice as notice:
        alert(notice(lang))
        return
    st.session_state.uploads = upload_turn() + 1  # a new field: the same file can be opened again
    if not basket().items:
        tell(FILE_OPENED(lang, count=len(opened.items)))
    want(opened)
    st.rerun()


def upload_turn() -> int:
    """Which upload field is shown; a used one is left behind."""
    return st.session_state.setdefault("uploads", 0)


def upload_words(lang: Lang) -> None:
    """The words inside upload fields, which Streamlit has in English only."""
    st.html(
        "<style>"
        f'[data-testid="stFileUploaderDropzone"] button p::after {{ content: "{CHOOSE_FILE(lang)}"; }}'
        f'[data-testid="stFileUploaderDropzoneInstructions"]::after {{ content: "{UP_TO(lang, size=LARGEST_DECK)}"; }}'
        f'[class*="st-key-open_"] [data-testid="stFileUploaderDropzoneInstructions"]::after {{ content: "{UP_TO(lang, size=1)}"; }}'
        "</style>"
    )


# --- what leaves ---


def summary(seen: View, lines: list[Line]) -> None:
    """How long it is and what in it is old, before anything is downloaded."""
    lang, count = seen.lang, sum(line.exhibit is not None for line in lines)
    latest = seen.register.latest()
    old = sum(newer(line.item, seen.register) is not None for line in lines)
    parts = [LENGTH(lang, count=count, slides=count + 2) if count != 1 or basket().title else ONE_SLIDE(lang)]
    parts.append(SOME_OLD(lang, count=old, day=formats.long_date(latest, lang)) if old else ALL_NEW(lang))
    if count < len(lines):
        parts.append(BROKEN(lang, count=len(lines) - count))
    with st.container(horizontal=True, vertical_alignment="center", key="summary"):
        st.html(f'<p class="state"><b>{escape(basket().title)}</b> {escape(" ".join(parts))}</p>')
        if old:
            st.button(
                RENEW_ALL(lang, day=formats.short_date(latest, lang)), key="renew_all", icon=":material/update:", on_click=renew,
                args=(seen, None),
            )  # fmt: skip


def exports(seen: View, lines: list[Line]) -> None:
    """One button a form; the file is made when asked for and goes straight to the browser."""
    from analytics.export.documents import FORMATS, file_name  # large libraries, wanted here only

    whole = replace(basket(), items=tuple(line.item for line in lines if line.exhibit))
    template = st.session_state.get("template", ("", None))[1]
    register, lang = seen.register, seen.lang
    wanted = ""
    with st.container(horizontal=True, key="exports"):
        for ending in FORMS:
            kind = "primary" if ending == ".pptx" else "secondary"
            label, key = FORMATS[ending].label(lang), f"export_{ending[1:]}"
            if st.button(label, key=key, icon=":material/download:", disabled=not whole.items, type=kind):
                wanted = ending
    with st.container(key="delivered"):  # always there, so that what stands below keeps its place
        if wanted:
            document = composed(whole, register)
            deliver(lambda: FORMATS[wanted].make(document, template), file_name(document, wanted), lang)


# --- settings ---


def adjust(held: Briefing, lang: Lang) -> None:
    """What stands on the cover, in which language and size, on whose template."""
    left, right = st.columns(2)
    with left:
        field("title", TITLE(lang), held.title)
        field("author", AUTHOR(lang), held.author, AUTHOR_HELP(lang))
        field("embargo", EMBARGO(lang), held.embargo)
    with right:
        st.session_state.brief_day = date.fromisoformat(held.day) if held.day else None
        st.date_input(DAY(lang), key="brief_day", format="DD/MM/YYYY", on_change=set_day)
        with st.container(horizontal=True):
            pick("lang", LANGUAGE(lang), LANGUAGES, LANGUAGE_NAMES, held.lang)
            pick("size", SIZE(lang), SIZES, {code: name(lang) for code, name in SIZE_NAMES.items()}, held.size)
    choose_template(lang)


def field(name: str, label: str, value: str, help: str | None = None) -> None:
    """A line of text of the briefing."""
    st.session_state[f"brief_{name}"] = value
    st.text_input(label, key=f"brief_{name}", max_chars=LONGEST[name], on_change=set_field, args=(name,), help=help)


def set_field(name: str) -> None:
    """Copies a field into the briefing."""
    change(replace(basket(), **{name: cleaned(st.session_state[f"brief_{name}"])}))


def set_day() -> None:
    """Copies the date into the briefing."""
    day = st.session_state.brief_day
    change(replace(basket(), day=day.isoformat() if day else ""))


def pick(name: str, label: str, codes: tuple[str, ...], shown: dict[str, str], value: str) -> None:
    """One of a few alternatives of the briefing."""
    st.session_state[f"brief_{name}"] = value
    st.segmented_control(
        label, codes, key=f"brief_{name}", format_func=lambda code: shown[code], required=True, on_change=set_choice, args=(name,),
    )  # fmt: skip


def set_choice(name: str) -> None:
    """Copies a choice into the briefing."""
    change(replace(basket(), **{name: st.session_state[f"brief_{name}"]}))


def choose_template(lang: Lang) -> None:
    """The reader's own template, tried before it is taken; one that is refused leaves the choice as it was."""
    found = st.file_uploader(TEMPLATE(lang), type=["pptx", "potx"], key=f"template_{upload_turn()}", max_upload_size=LARGEST_DECK)
    if found is not None and try_template(found.name, found.getvalue(), lang):
        st.session_state.uploads = upload_turn() + 1
        st.rerun()
    if name := st.session_state.get("template", ("", None))[0]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="quiet">{escape(TEMPLATE_USED(lang, name=name))}</p>')
            st.button(OUR_TEMPLATE(lang), key="template_ours", type="tertiary", on_click=lambda: st.session_state.pop("template"))


def try_template(name: str, content: bytes, lang: Lang) -> bool:
    """Takes a template that can be used; says why where it cannot."""
    from analytics.export.slides.template import opened  # a large library, wanted here only

    try:
        opened(content, basket().size)
    except Notice as notice:
        alert(TEMPLATE_REFUSED(lang, reason=notice(lang)))
        return False
    st.session_state.template = (cleaned(name)[:80], content)
    return True


# --- the list ---


def contents(lines: list[Line], seen: View) -> None:
    """Every figure with its place, a sketch, its words, and what can be done with it."""
    look = Look(seen.lang, st.context.theme.type == "dark")
    names = item_names([line.item for line in lines])
    for place, (line, name) in enumerate(zip(lines, names, strict=True), start=1):
        with st.container(key=f"item_{place}", horizontal=True, vertical_alignment="center"):
            st.html(item_html(place, line, look, seen))
            item_buttons(place, len(lines), line, name, seen)
    with st.container(horizontal=True):
        save_button(seen.lang)
        st.button(EMPTY_IT(seen.lang), key="empty", type="tertiary", icon=":material/delete:", on_click=empty, args=(seen.lang,))


def item_names(items: list[Item]) -> list[str]:
    """A name for each item that stays with it when it moves; the same figure twice has two."""
    found: Counter[str] = Counter()
    names = []
    for item in items:
        name = f"{crc32(repr((item.figure, sorted(item.query.items()))).encode()):08x}"
        names.append(f"{name}_{found[name]}")
        found[name] += 1
    return names


def item_html(place: int, line: Line, look: Look, seen: View) -> str:
    """Place, sketch, finding, subtitle, comment, and whether it is old or cannot be made."""
    exhibit, item, lang = line.exhibit, line.item, seen.lang
    words = [f'<p class="item-title">{escape(exhibit.title if exhibit else item.title or item.figure).replace(" %", "&nbsp;%")}</p>']
    words += [f'<p class="card-subtitle">{escape(said_with_scope(exhibit))}</p>'] if exhibit else []
    words += [f'<p class="card-subtitle">{escape(SAID(lang, comment=item.comment))}</p>'] if item.comment else []
    words += [f'<p class="item-notice">{escape(NOT_MADE(lang, reason=line.reason))}</p>'] if not exhibit else []
    if day := newer(item, seen.register):
        words.append(f'<p class="item-notice">{escape(NEWER(lang, day=formats.long_date(day, lang)))}</p>')
    drawn = image(sketch(exhibit, look)) if exhibit else ""
    return f'<div class="item"><span class="item-place">{place}</span><span class="sketch">{drawn}</span><div>{"".join(words)}</div></div>'


def image(svg: str) -> str:
    """A drawing as an image element, the one form in which st.html lets it through."""
    return f'<img alt="" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def said_with_scope(exhibit: Exhibit) -> str:
    """The subtitle of a figure, with its filters and snapshot where the subtitle leaves them out."""
    scope, lang = exhibit.seen.scope, exhibit.lang
    every = [*scope.words(lang), sentences.DATA_AS_OF(lang, day=formats.long_date(scope.as_of, lang))]
    dated = formats.long_date(scope.as_of, lang) in exhibit.subtitle
    return " · ".join([exhibit.subtitle, *(part for part in every[: -1 if dated else None] if part not in exhibit.subtitle)])


def item_buttons(place: int, count: int, line: Line, name: str, seen: View) -> None:
    """Move, edit, remove, renew; each label is read aloud, and shown as an icon."""
    lang = seen.lang
    with st.container(horizontal=True, horizontal_alignment="right", width="content", key=f"tools_{name}", gap="xxsmall"):
        if day := newer(line.item, seen.register):
            label = RENEW(lang, day=formats.short_date(day, lang))
            st.button(label, key=f"renew_{name}", icon=":material/update:", type="tertiary", on_click=renew, args=(seen, place))
        icon(f"up_{name}", UP(lang, place=place), "arrow_upward", place == 1, move, (place, -1))
        icon(f"down_{name}", DOWN(lang, place=place), "arrow_downward", place == count, move, (place, 1))
        with st.popover(EDIT(lang, place=place), icon=":material/edit:", type="tertiary", key=f"edit_{name}", on_change="rerun") as opened:
            if opened.open:
                edit(place, line.item, name, lang)
        icon(f"remove_{name}", REMOVE(lang, place=place), "delete", False, remove, (place, lang))


def icon(key: str, label: str, name: str, disabled: bool, on_click: Callable[..., None], args: tuple[object, ...]) -> None:
    """A button shown as an icon."""
    st.button(label, key=key, icon=f":material/{name}:", type="tertiary", disabled=disabled, on_click=on_click, args=args)


def edit(place: int, item: Item, name: str, lang: Lang) -> None:
    """The reader's own title, and a line for the speaker."""
    for part, label, field_of in (("title", OWN_TITLE(lang), st.text_input), ("comment", COMMENT(lang), st.text_area)):
        key = f"own_{part}_{name}"
        st.session_state[key] = getattr(item, part)
        field_of(label, key=key, max_chars=LONGEST[part], on_change=set_words, args=(place, part, key))


def set_words(place: int, part: str, key: str) -> None:
    """Copies a title or comment into its item."""
    change_item(place, lambda item: replace(item, **{part: cleaned(st.session_state[key])}))


def change_item(place: int, changed: Callable[[Item], Item]) -> None:
    """Puts a changed item in its place."""
    held = basket()
    change(replace(held, items=tuple(changed(item) if at == place else item for at, item in enumerate(held.items, start=1))))


def move(place: int, step: int) -> None:
    """Swaps an item with the one above or below."""
    items = list(basket().items)
    items[place - 1], items[place - 1 + step] = items[place - 1 + step], items[place - 1]
    change(replace(basket(), items=tuple(items)))


def remove(place: int, lang: Lang) -> None:
    """Takes an item out; it can be brought back."""
    held = basket()
    change(replace(held, items=(*held.items[: place - 1], *held.items[place:])), REMOVED(lang, place=place))


def empty(lang: Lang) -> None:
    """Takes everything out; it can be brought back."""
    change(replace(basket(), items=()), EMPTIED(lang))


def renew(seen: View, place: int | None) -> None:
    """Moves one item, or all, to the latest snapshot."""
    held = basket()
    change(replace(held, items=tuple(renewed(item, seen) if place in (None, at) else item for at, item in enumerate(held.items, start=1))))


def renewed(item: Item, seen: View) -> Item:
    """An item at the latest snapshot, compared with the one before it unless it was compared with none; as it was where that fails."""
    day = newer(item, seen.register)
    if day is None:
        return item
    query = {name: value for name, value in item.query.items() if name != "compare" or value == NO_COMPARISON} | {"as_of": day.isoformat()}
    try:
        return replace(item_of(item.figure, view_of(seen.register, query, seen.lang)), title=item.title, comment=item.comment)
    except Notice:
        return item


def save_button(lang: Lang) -> None:
    """The briefing as a small file."""
    if st.button(SAVE_FILE(lang), key="save_basket", icon=":material/save:", type="tertiary"):
        deliver(lambda: to_file(basket()), "bahan-paparan.json", lang)


# --- refreshing an old deck ---


def refresh_deck(seen: View) -> None:
    """An old deck, a snapshot, and back come the deck with new data and the report of what changed."""
    lang = seen.lang
    st.html(f'<p class="quiet">{escape(REFRESH_LEAD(lang))}</p>')
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        found = st.file_uploader(OLD_DECK(lang), type=["pptx"], key="old_deck", max_upload_size=LARGEST_DECK)
    with right, st.container(horizontal=True, vertical_alignment="bottom"):
        days = {day.isoformat(): formats.long_date(day, lang) for day in reversed(seen.register.dates)}
        chosen = st.selectbox(TO_SNAPSHOT(lang), list(days), format_func=days.get, key="refresh_day", placeholder=TO_SNAPSHOT(lang))
        wanted = st.button(DO_REFRESH(lang), key="refresh_deck", icon=":material/autorenew:", disabled=found is None)
    if wanted and found is not None:
        refreshed_deck(found.name, found.getvalue(), date.fromisoformat(chosen), seen)
    if found is not None and (rows := st.session_state.get("refresh_report")):
        st.html(html_table(rows[0], rows[1:], REPORT(lang), style="list"))


def refreshed_deck(name: str, deck: bytes, day: date, seen: View) -> None:
    """Refreshes a deck, hands it over, and keeps its report on the page."""
    from analytics.export.slides.refresh import refreshed, to_rows  # a large library, wanted here only

    def make() -> bytes:
        done = refreshed(deck, seen.register, day)
        st.session_state.refresh_report = to_rows(done, seen.lang)
        return done.content

    st.session_state.pop("refresh_report", None)
    deliver(make, f"{cleaned(name).removesuffix('.pptx')[:80]}_{day.isoformat()}.pptx", seen.lang)
