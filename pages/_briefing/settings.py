"""Cover, language, size and template."""

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from analytics.briefing import EXTENT_NAMES, EXTENTS, LONGEST, SIZE_NAMES, SIZES, Briefing, alone
from analytics.exhibits import overview
from analytics.text import LANGUAGES, Lang, Notice, Text, cleaned
from pages._basket import basket
from pages._briefing.change import change
from pages._briefing.uploads import LARGEST_DECK, upload_turn
from pages._menu import alert
from pages._parts import view

TITLE = Text(
    id="Judul bahan (pada sampul, nama berkas, dan siaran pers)", en="Title of the briefing (on the cover, the files and the press release)"
)
AUTHOR = Text(id="Penyusun", en="Author")
AUTHOR_HELP = Text(id="Tidak disimpan di peramban; hanya dalam berkas.", en="Not kept in the browser; only in files.")
DAY = Text(id="Tanggal paparan atau siaran pers", en="Date of the briefing or release")
EMBARGO = Text(id="Embargo, misalnya: sampai 4 Agustus 2020 pukul 10.00 WIB", en="Embargo, for example: until 4 August 2020, 10.00 WIB")
LANGUAGE = Text(id="Bahasa bahan", en="Language of the briefing")
LANGUAGE_NAMES = {"id": "Indonesia", "en": "English"}
SIZE = Text(id="Ukuran slide", en="Size of the slides")
EXTENT = Text(id="Isi slide", en="What the slides hold")
SIZE_OF_TEMPLATE = Text(id="Ukuran mengikuti templat.", en="The template says the size.")
TEMPLATE = Text(id="Templat instansi untuk slide (.pptx atau .potx); tanpa berkas dipakai templat bawaan", en="House template of the slides (.pptx or .potx); without a file ours is used")  # fmt: skip
TEMPLATE_USED = Text(id="Templat yang dipakai: {name}", en="Template in use: {name}")
OUR_TEMPLATE = Text(id="Kembali ke templat bawaan", en="Back to our template")
TEMPLATE_REFUSED = Text(id="{reason} Templat yang dipakai tidak berubah.", en="{reason} The template in use has not changed.")


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
            if st.session_state.get("template"):
                st.html(f'<p class="quiet">{escape(SIZE_OF_TEMPLATE(lang))}</p>')
            else:
                pick("size", SIZE(lang), SIZES, {code: name(lang) for code, name in SIZE_NAMES.items()}, held.size)
            pick("extent", EXTENT(lang), EXTENTS, {code: name(lang) for code, name in EXTENT_NAMES.items()}, held.extent)
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
    from analytics.export.slides.deck import to_pptx  # a large library, wanted here only

    try:
        to_pptx(replace(alone(overview.numbers(view())), size=basket().size), content)
    except Notice as notice:
        alert(TEMPLATE_REFUSED(lang, reason=notice(lang)))
        return False
    st.session_state.template = (cleaned(name)[:80], content)
    return True
