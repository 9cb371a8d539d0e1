"""How the briefing leaves: its length, what is old in it, and the files."""

from dataclasses import replace
from html import escape

import streamlit as st

from analytics import formats
from analytics.briefing import composed, newer
from analytics.text import Lang, Text
from analytics.view import View
from pages._basket import basket
from pages._briefing.contents import renew, target
from pages._briefing.figures import Line
from pages._menu import deliver

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
ALL_NEW = Text(id="Semua gambar memakai snapshot terbaru.", en="Every figure uses the latest snapshot.")
SOME_OLD = Text(
    id="{count} gambar memakai snapshot lama; yang terbaru {day}.", en="{count} figures use an older snapshot; the latest is {day}."
)
RENEW_ALL = Text(id="Pindahkan semua ke {day}", en="Move all to {day}")
BROKEN = Text(
    id="{count} gambar tidak dapat dibuat dan tidak ikut diunduh; alasannya ada pada daftar.",
    en="{count} figures cannot be made and are left out of the files; the list says why.",
)
FORMS = (".pptx", ".pdf", ".xlsx", ".docx", ".txt", ".zip")


def summary(seen: View, lines: list[Line]) -> None:
    """How long it is and what in it is old, before anything is downloaded."""
    lang, count = seen.lang, sum(line.exhibit is not None for line in lines)
    latest = seen.register.latest()
    old = sum(newer(line.item, seen.register) is not None for line in lines)
    parts = [length(count, lang)]
    parts.append(SOME_OLD(lang, count=old, day=formats.long_date(latest, lang)) if old else ALL_NEW(lang))
    if count < len(lines):
        parts.append(BROKEN(lang, count=len(lines) - count))
    with st.container(horizontal=True, vertical_alignment="center", key="summary"):
        st.html(f'<p class="state"><b>{escape(basket().title)}</b> {escape(" ".join(parts))}</p>')
        days = {day for line in lines if (day := target(line.item, seen))}
        if days:
            st.button(
                RENEW_ALL(lang, day=formats.short_date(min(days), lang)), key="renew_all", icon=":material/update:", on_click=renew,
                args=(seen, None),
            )  # fmt: skip


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
    with st.container(key="delivered"):  # always there, so that what stands below keeps its place
        if wanted:
            document = composed(whole, register)
            deliver(lambda: rendered(document, wanted, template), file_name(document, wanted), lang)
