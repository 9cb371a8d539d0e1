"""What is done to the briefing: every change goes through here, so that the session, the browser's storage and the undo see the same."""

from html import escape

import streamlit as st

from analytics.briefing import Briefing
from analytics.text import Lang, Text
from pages._basket import basket, put
from pages._menu import alert

ASK_REPLACE = Text(
    id="Bahan paparan sudah berisi {count} gambar. Ganti semuanya dengan {new} gambar dari “{title}”?",
    en="The briefing already holds {count} figures. Replace them all with the {new} figures of “{title}”?",
)
ASK = Text(id="Ganti bahan paparan?", en="Replace the briefing?")
REPLACE = Text(id="Ganti", en="Replace")
CANCEL = Text(id="Batal", en="Cancel")
UNDO = Text(id="Urungkan", en="Undo")
REPLACED = Text(id="Bahan paparan diganti.", en="The briefing was replaced.")


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
    """The question whether to replace what is held, before anything else: it is asked from the top of the page and from its end."""
    if st.session_state.get("basket_wanted") is None:
        return
    if not basket().items:  # another tab has emptied it meanwhile
        change(st.session_state.pop("basket_wanted"))
    else:
        st.dialog(ASK(lang), on_dismiss=lambda: answer(False, lang))(question)(lang)


def question(lang: Lang) -> None:
    """What would be lost, and the two answers."""
    wanted = st.session_state.get("basket_wanted")
    if wanted is None or not basket().items:  # answered, or nothing to lose: the dialog closes with a run of the whole page
        st.rerun()
    words = ASK_REPLACE(lang, count=len(basket().items), new=len(wanted.items), title=wanted.title or "–")
    with st.container(key="ask"):
        alert(words)
        with st.container(horizontal=True):
            st.button(REPLACE(lang), key="ask_yes", type="primary", on_click=answer, args=(True, lang))
            st.button(CANCEL(lang), key="ask_no", on_click=answer, args=(False, lang))


def answer(yes: bool, lang: Lang) -> None:
    """What the reader said to the question."""
    wanted = st.session_state.pop("basket_wanted", None)
    if yes and wanted is not None:
        change(wanted, REPLACED(lang))
