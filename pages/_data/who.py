"""Who acts: the person logged in, else the name typed, remembered for the session."""

import streamlit as st

from analytics.register.journal import Event
from analytics.settings import settings
from analytics.text import Lang, Notice, Text, cleaned
from pages._parts import words

NAME = Text(id="Nama Anda", en="Your name")
NAME_EXAMPLE = Text(id="tercatat dalam riwayat", en="recorded in the history")
SIGNED = Text(id="Tercatat atas nama {name}", en="Recorded in the name of {name}")
STAFF = Text(id="petugas", en="a member of staff")
NO_NAME = Text(id="Tulis nama Anda; nama itu tercatat dalam riwayat.", en="Write your name; it is recorded in the history.")


def logged_in() -> str:
    """The address of the person logged in; empty where nobody is."""
    return str(st.user.to_dict().get("email") or "")


def who() -> str:
    """The name that goes into the history. Raises Notice where there is none."""
    name = logged_in() or st.session_state.get("data_who", "")
    if not name:
        raise Notice(NO_NAME)
    return name


def name_field(place: str, lang: Lang) -> None:
    """The name, to be typed where nobody is logged in."""
    if name := logged_in():
        words("quiet", SIGNED(lang, name=name))
        return
    key = f"data_who_{place}_{lang}"
    st.session_state[key] = st.session_state.get("data_who", "")
    st.text_input(NAME(lang), key=key, max_chars=80, placeholder=NAME_EXAMPLE(lang), on_change=remember, args=(key,))


def remember(key: str) -> None:
    """Remembers the name for the session."""
    st.session_state.data_who = cleaned(st.session_state[key])


def signed(event: Event, lang: Lang) -> str:
    """Who did something, as this dashboard may say it: names are for the office, not for the public."""
    return event.by if settings().intake_page else STAFF(lang)
