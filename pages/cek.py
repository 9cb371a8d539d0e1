"""Cek angka: one field for an id or a number; an id opens its figure, a number is looked for in everything the register can say."""

import streamlit as st

from analytics import frozen
from analytics.text import Lang, Notice, Text, cleaned
from analytics.typed import OF_A_PERSON, of_a_person, readings
from analytics.view import View
from pages._check.figure import show_figure
from pages._menu import alert
from pages._parts import view, words

LEAD = Text(
    id="Ketik ID sebuah angka (pada Definisi kartu dan pada berkas unduhan) untuk melihat apakah angka itu masih berlaku, atau ketik angkanya untuk mencari dari mana asalnya.",
    en="Type the id of a figure (in the Definition of its card and on downloaded files) to see whether it still holds, or type a number to find where it comes from.",
)
FIELD = Text(id="ID atau angka", en="Id or number")
EXAMPLES = Text(
    id="Misalnya ID K7M3-9QXA; atau angka seperti tercetak: 27,6 · 99 dari 283 · 33%",
    en="For example the id K7M3-9QXA; or a number as printed: 27.6 · 99 of 283 · 33%",
)
WHERE_IDS = Text(
    id="ID ada pada setiap berkas yang diunduh dari dasbor ini: di baris sumber slide, dokumen, dan lembar data, di kutipan, dan di Definisi tiap kartu.",
    en="The id is on every file downloaded from this dashboard: in the source line of slides, documents and sheets, in citations, and in the Definition of each card.",
)
LONGEST = 80  # characters that can be typed


def asked(key: str) -> None:
    """Takes what was typed into the address, so that the link can be passed on: an id as `id`, a number as `q`; a person's number is not taken."""
    typed = cleaned(st.session_state[key])[:LONGEST]
    others = {name: value for name, value in st.session_state.query.items() if name not in ("id", "q")}
    st.session_state.cek_refused = of_a_person(typed)
    if st.session_state.cek_refused:
        typed = ""
    if frozen.looks_like_id(typed, view().register):
        others["id"] = frozen.read_id(typed)
    elif typed:
        others["q"] = typed
    st.session_state.query = others


def asked_now() -> str:
    """What the address asks, an id as it is printed; an id goes before a number."""
    found = cleaned(st.session_state.query.get("id") or st.session_state.query.get("q", ""))[:LONGEST]
    return frozen.written(frozen.read_id(found)) if frozen.looks_like_id(found, view().register) else found


def is_number(text: str) -> bool:
    """Whether a text can be read as a number."""
    try:
        return bool(readings(text))
    except Notice:
        return False


def answer(seen: View, text: str, lang: Lang) -> None:
    """The figure of an id, or where a number comes from; a number that a link gives as an id is taken for the number it is."""
    if frozen.looks_like_id(text, seen.register) or (st.session_state.query.get("id") and not is_number(text)):
        show_figure(seen, text)
        return
    from pages._check.origins import show_origins  # the search reads every snapshot: only where it is wanted

    show_origins(seen, text)


seen = view()
lang = seen.lang
words("lead", LEAD(lang))
given = asked_now()
if of_a_person(given) or st.session_state.pop("cek_refused", False):
    alert(OF_A_PERSON(lang))
    given = ""
key = f"cek_typed_{lang}"
st.session_state[key] = given
st.text_input(FIELD(lang), key=key, max_chars=LONGEST, on_change=asked, args=(key,), width=420)
if given:
    with st.container(key="cek_answer"):
        answer(seen, given, lang)
else:
    words("quiet", EXAMPLES(lang))
    words("quiet", WHERE_IDS(lang))
