"""Upload fields of this page in our own words."""

import streamlit as st

from analytics.text import Lang, Text

CHOOSE_FILE = Text(id="Pilih berkas", en="Choose a file")
UP_TO = Text(id="atau seret ke sini · paling besar {size} MB", en="or drag it here · at most {size} MB")
TOO_LARGE = Text(id="Berkas ini terlalu besar untuk diunggah.", en="This file is too large to be uploaded.")
LARGEST_REGISTER = 500  # MB; larger files come in by the command line
LARGEST_MAPPING = 1


def upload_words(lang: Lang) -> None:
    """The words inside upload fields, which Streamlit has in English only."""
    instructions = '[data-testid="stFileUploaderDropzoneInstructions"]::after'
    st.html(
        "<style>"
        f'[data-testid="stFileUploaderDropzone"] button p::after {{ content: "{CHOOSE_FILE(lang)}"; }}'
        f'{instructions} {{ content: "{UP_TO(lang, size=LARGEST_REGISTER)}"; }}'
        f'[class*="st-key-data_toml"] {instructions} {{ content: "{UP_TO(lang, size=LARGEST_MAPPING)}"; }}'
        "</style>"
    )


def turn() -> int:
    """Which upload field is shown; a used one is left behind, and with it the file it held."""
    return st.session_state.setdefault("data_turn", 0)


def used() -> None:
    """Leaves an upload field behind, so that the same file can be given again."""
    st.session_state.data_turn = turn() + 1
