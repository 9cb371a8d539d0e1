"""How the briefing leaves: its length, what is old in it, and the files."""

from dataclasses import replace
from html import escape

import streamlit as st

from analytics import formats
from analytics.briefing import Briefing, composed
from analytics.exhibit import Exhibit
from analytics.frozen import with_ids
from analytics.text import Lang, Text, join
from analytics.view import View
from pages._basket import basket
from pages._briefing.contents import renew, target
from pages._briefing.figures import Line
from pages._menu import copy_text, deliver

LENGTH = Text(
    id="{count} gambar, sekurangnya {slides} slide: sampul, satu slide tiap gambar, metodologi.",
    en="{count} figures, at least {slides} slides: cover, one slide a figure, methodology.",
)
FIGURES_ONLY = Text(
    id="{count} gambar, {count} slide: satu slide tiap gambar.",
    en="{count} figures, {count} slides: one slide a figure.",
)
ONE_SLIDE = Text(
    id="Satu gambar tanpa judul bahan: satu slide, tanpa sampul.", en="One figure without a title of its own: one slide, no cover."
)
ALL_LATEST = Text(id="Semua gambar per {day}, snapshot terbaru.", en="Every figure is as of {day}, the latest snapshot.")
ALL_SHOWN = Text(
    id="Semua gambar per {day}; snapshot terbaru {latest}.", en="Every figure is as of {day}; the latest snapshot is {latest}."
)
OTHERS = Text(
    id="{count} gambar per {days}, bukan per {day} seperti data yang sedang dibuka.",
    en="{count} figures are as of {days}, not as of {day} like the data you are looking at.",
)
RENEW_ALL = Text(id="Pindahkan semua ke {day}", en="Move all to {day}")
BROKEN = Text(
    id="{count} gambar tidak dapat dibuat dan tidak ikut diunduh; alasannya ada pada daftar.",
    en="{count} figures cannot be made and are left out of the files; the list says why.",
)
READ = Text(id="Siaran pers ringkas (baca dan salin)", en="Short release (read and copy)")
COPY = Text(id="Salin teks", en="Copy the text")
COPIED = Text(id="Teks disalin.", en="Text copied.")
FORMS = (".pptx", ".pdf", ".xlsx", ".docx", ".txt", ".zip")


def summary(seen: View, lines: list[Line]) -> None:
    """How long it is, of which date, and whether that is the date the reader looks at, before anything is downloaded."""
    lang, count = seen.lang, sum(line.exhibit is not None for line in lines)
    movable = [line for line in lines if target(line.item, seen)]
    others = [line.exhibit for line in movable if line.exhibit]
    parts = [length(count, lang), *([] if others else [of_one_date(seen)])]
    if count < len(lines):
        parts.append(BROKEN(lang, count=len(lines) - count))
    with st.container(horizontal=True, vertical_alignment="center", key="summary"):
        st.html(f'<p class="state"><b>{escape(basket().title)}</b> {escape(" ".join(parts))}</p>')
    if movable:
        with st.container(horizontal=True, vertical_alignment="center", key="other_dates"):
            if others:
                st.html(f'<p class="item-notice">{escape(other_dates(others, seen))}</p>')
            day = formats.short_date(seen.scope.as_of, lang)
            st.button(RENEW_ALL(lang, day=day), key="renew_all", icon=":material/update:", on_click=renew, args=(seen, None))


def of_one_date(seen: View) -> str:
    """That every figure is of the date the reader looks at, and whether that is the latest."""
    day, latest = (formats.long_date(each, seen.lang) for each in (seen.scope.as_of, seen.register.latest()))
    return ALL_LATEST(seen.lang, day=day) if day == latest else ALL_SHOWN(seen.lang, day=day, latest=latest)


def other_dates(others: list[Exhibit], seen: View) -> str:
    """Of which dates figures are that are not of the one the reader looks at."""
    lang = seen.lang
    days = sorted({exhibit.seen.scope.as_of for exhibit in others})
    said = join([formats.long_date(day, lang) for day in days], lang)
    return OTHERS(lang, count=len(others), days=said, day=formats.long_date(seen.scope.as_of, lang))


def read_release(whole: Briefing, seen: View) -> None:
    """The text of the press release, to read before it leaves and to copy into a message."""
    lang = seen.lang
    with st.popover(READ(lang), key="read_release", type="tertiary", icon=":material/article:", on_change="rerun") as opened:
        if opened.open and whole.items:
            from analytics.export.release import to_message  # a large library, wanted here only

            with st.container(key="release"):
                copy_text(COPY(lang), COPIED(lang), to_message(with_ids(composed(whole, seen.register))), "release_text", lang)


def length(count: int, lang: Lang) -> str:
    """How many slides the deck will have."""
    if basket().extent == "figures":
        return FIGURES_ONLY(lang, count=count)
    return LENGTH(lang, count=count, slides=count + 2) if count != 1 or basket().title else ONE_SLIDE(lang)


def exports(seen: View, lines: list[Line]) -> None:
    """One button a form; the file is made when asked for and goes straight to the browser."""
    from analytics.export.documents import FORMATS, file_name, rendered  # large libraries, wanted here only

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
        read_release(whole, seen)
    with st.container(key="delivered"):  # always there, so that what stands below keeps its place
        if wanted:
            document = composed(whole, register)
            deliver(lambda: rendered(document, wanted, template), file_name(document, wanted), lang)
