"""A mapping kept as a small file: loaded to be used again, saved for the next time."""

import re
from dataclasses import replace

import streamlit as st

from analytics.gate.mapping import from_toml, problems_with, to_toml
from analytics.register.findings import Refused
from analytics.text import Lang, Notice, Text
from pages._data.uploads import LARGEST_MAPPING, turn, used
from pages._data.work import Work, attempt
from pages._menu import deliver

LOAD = Text(id="Pakai pemetaan yang pernah disimpan", en="Use a mapping saved before")
FILE = Text(id="Berkas pemetaan (.toml)", en="Mapping file (.toml)")
SAVE = Text(id="Simpan pemetaan", en="Save the mapping")
NO_TEXT = Text(id="Berkas pemetaan ini bukan teks UTF-8.", en="This mapping file is not UTF-8 text.")
TAKEN = Text(id="Pemetaan dipakai.", en="The mapping is in use.")


def load(held: Work, lang: Lang) -> None:
    """A saved mapping in place of the proposal; one that does not fit this file is refused and nothing changes."""
    with st.popover(LOAD(lang), key=f"data_load_{lang}", type="tertiary", icon=":material/upload:"):
        sent = st.file_uploader(FILE(lang), key=f"data_toml_{turn()}", max_upload_size=LARGEST_MAPPING)
    if sent is not None:
        if attempt(lambda: take_over(held, sent.getvalue())):
            st.toast(TAKEN(lang))
        used()
        st.rerun()


def take_over(held: Work, content: bytes) -> None:
    """Reads the file by this mapping. Raises Notice, Refused."""
    try:
        mapping = from_toml(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Notice(NO_TEXT) from None
    mapping = replace(mapping, sheet=held.table.sheet, header_row=held.table.header_row)
    wrong = [finding for finding in problems_with(mapping, held.table) if finding.level == "error"]
    if wrong:
        raise Refused(wrong)
    held.mapping, held.words, held.choices = mapping, {}, {}


def save(held: Work, lang: Lang) -> None:
    """The mapping as it is now, with the words decided, as a file."""
    if st.button(SAVE(lang), key=f"data_save_mapping_{held.step}", type="tertiary", icon=":material/download:"):
        deliver(lambda: to_toml(held.reading()).encode(), file_name(held.name), lang)


def file_name(name: str) -> str:
    """A name for the mapping of a file: letters and digits of that file's name."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", name.rpartition(".")[0] or name).strip("-").casefold()[:40]
    return f"pemetaan-{re.sub('[0-9]{9,}', '', plain) or 'register'}.toml"
