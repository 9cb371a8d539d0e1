"""Upload fields in our own words."""

import streamlit as st

from analytics.text import Lang, Text

CHOOSE_FILE = Text(id="Pilih berkas", en="Choose a file")
UP_TO = Text(id="paling besar {size} MB", en="at most {size} MB")
LARGEST_DECK = 30  # MB, as analytics.export.slides.package.opening allows, of a template or an old deck


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
