"""The briefing a reader collects: kept in the session, and in the reader's own browser so that it survives reload and new tabs.

The browser's storage holds what a saved file holds, without the author's name: nothing in it says who the reader is.
"""

from dataclasses import replace

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analytics.briefing import Briefing, added, from_file, item_of, to_file
from analytics.exhibit import Exhibit
from analytics.settings import ROOT
from analytics.text import Lang, Notice, Text

PAGE = Text(id="Bahan paparan", en="Briefing")
PAGE_WITH = Text(id="Bahan paparan ({count})", en="Briefing ({count})")
ADD = Text(id="Tambah ke bahan paparan", en="Add to briefing")
ADDED = Text(id="Ditambahkan ke bahan paparan, kini {count} gambar.", en="Added to the briefing, which now holds {count} figures.")
ADDED_FIRST = Text(id="Ditambahkan: gambar pertama dalam bahan paparan.", en="Added: the first figure of the briefing.")
ALREADY = Text(
    id="Gambar ini, dengan saringan dan snapshot yang sama, sudah ada dalam bahan paparan.",
    en="This figure, with the same filters and snapshot, is already in the briefing.",
)
UNREADABLE = Text(
    id="Bahan paparan yang tersimpan di peramban ini tidak dapat dibaca dan diabaikan.",
    en="The briefing stored in this browser cannot be read and was ignored.",
)
KEEPER = "basket_keeper"

keep = st.components.v2.component("keep", js=(ROOT / "static" / "keep.js").read_text(encoding="utf-8"), isolate_styles=False)


def basket() -> Briefing:
    """What the reader has collected."""
    return st.session_state.setdefault("basket", Briefing())


def put(briefing: Briefing) -> None:
    """Makes a briefing the reader's, and remembers the one before for an undo; what was offered to be undone before is not."""
    st.session_state.pop("basket_undo", None)
    st.session_state.basket_before = basket()
    st.session_state.basket = briefing
    st.session_state.basket_changed = True


def add(exhibit: Exhibit) -> None:
    """Adds a figure with its filters and snapshot; only the corner of the frame is drawn anew, and says so."""
    held, item, lang = basket(), item_of(exhibit.key, exhibit.seen), exhibit.lang
    try:
        if any((each.figure, each.query) == (item.figure, item.query) for each in held.items):
            raise Notice(ALREADY)
        put(added(held if held.items else replace(held, lang=lang), item))
        count = len(basket().items)
        tell(ADDED(lang, count=count) if count > 1 else ADDED_FIRST(lang))
    except Notice as notice:
        tell(notice(lang))
    st.rerun("basket")


def tell(text: str) -> None:
    """A short message that the corner shows when it is next drawn; a callback itself may show nothing."""
    st.session_state.basket_said = text


def add_button(exhibit: Exhibit) -> None:
    """The button that keeps a figure."""
    st.button(
        ADD(exhibit.lang), key=f"{exhibit.id}_add", type="tertiary", icon=":material/add_to_photos:", on_click=add, args=(exhibit,),
    )  # fmt: skip


@st.fragment(key="basket")
def corner(page: StreamlitPage, here: bool, lang: Lang) -> None:
    """The way to the briefing with its count, and the line to the browser's storage. here: the page shown is the briefing's."""
    if not here:
        st.session_state.pop("basket_wanted", None)  # a question left unanswered is asked no more
    known = "basket_read" in st.session_state and "basket_changed" in st.session_state  # a page that changed nothing writes nothing
    count = len(basket().items)
    st.page_link(page, label=PAGE_WITH(lang, count=count) if count else PAGE(lang), icon=":material/slideshow:")
    keep(
        data={"text": stored_text(basket()) if known else None, "read": "basket_read" in st.session_state},
        key=KEEPER,
        on_found_change=lambda: adopt(lang),
        height=0,
    )
    if said := st.session_state.pop("basket_said", None):
        st.toast(said)
    if st.session_state.pop("basket_adopted", False) and here:
        st.rerun()


def stored_text(briefing: Briefing) -> str:
    """A briefing as the browser keeps it."""
    return to_file(replace(briefing, author="")).decode()


def adopt(lang: Lang) -> None:
    """Takes over what the browser's storage holds: at first together with what was added meanwhile, later as another tab left it."""
    found, first = st.session_state[KEEPER].found, "basket_read" not in st.session_state
    st.session_state.basket_read = True
    if not found:
        return
    try:
        kept = from_file(found.encode())
    except Notice:
        tell(UNREADABLE(lang))
        return
    held = basket()
    items = (*kept.items, *(item for item in held.items if item not in kept.items)) if first else kept.items
    st.session_state.basket = replace(kept, items=items, author=held.author)
    if st.session_state.basket != held:  # what the other tab did is not undone here
        st.session_state.pop("basket_undo", None)
    st.session_state.basket_adopted = True
