"""The menu of a card: everything a figure can leave as. Pictures and copies are made by the browser, files by the server."""

import base64
import logging
from collections.abc import Callable
from html import escape
from itertools import count
from urllib.parse import urlsplit

import streamlit as st

from analytics import catalogue, frozen, quoted
from analytics.briefing import alone, house
from analytics.exhibit import Exhibit
from analytics.export.data import to_csv
from analytics.export.pictures import picture
from analytics.figures import config
from analytics.frozen import with_id
from analytics.settings import settings
from analytics.text import Lang, Notice, Text
from pages._chart import PLOTLY_FILE, STATIC, base_path, script, static_address

FONT_FILE = "fonts/plus-jakarta-sans-latin-wght-normal.woff2"
DOWNLOAD = Text(id="Unduh", en="Download")
PICTURE_PNG = Text(id="Gambar PNG", en="Picture, PNG")
PICTURE_SVG = Text(id="Gambar SVG", en="Picture, SVG")
COPY_PICTURE = Text(id="Salin sebagai gambar", en="Copy as picture")
DATA_CSV = Text(id="Data CSV", en="Data, CSV")
DATA_XLSX = Text(id="Data XLSX", en="Data, XLSX")
SLIDE = Text(id="Slide PPTX", en="Slide, PPTX")
COPY_SENTENCE = Text(id="Salin kalimat", en="Copy the sentence")
COPY_CITATION = Text(id="Salin kutipan", en="Copy the citation")
COPY_LINK = Text(id="Salin tautan ke tampilan ini", en="Copy the link to this view")
BUSY = Text(id="Sedang dibuat …", en="Being made …")
SAVED = Text(id="Gambar tersimpan: {file}", en="Picture saved: {file}")
PICTURE_COPIED = Text(id="Gambar disalin.", en="Picture copied.")
SENTENCE_COPIED = Text(id="Kalimat disalin.", en="Sentence copied.")
CITATION_COPIED = Text(id="Kutipan disalin.", en="Citation copied.")
COPY_ID = Text(id="Salin ID {id} dan tautannya", en="Copy the id {id} and its link")
ID_COPIED = Text(id="ID disalin.", en="Id copied.")
LINK_COPIED = Text(id="Tautan disalin.", en="Link copied.")
NOT_COPIED = Text(
    id="Peramban ini tidak mengizinkan penyalinan. Unduh gambarnya, atau pilih teksnya lalu salin.",
    en="This browser does not allow copying. Download the picture, or select the text and copy it.",
)
NOT_MADE = Text(id="Gambar tidak dapat dibuat di peramban ini. Coba lagi, atau unduh slide PPTX.", en="The picture could not be made in this browser. Try again, or download the slide.")  # fmt: skip
FILE_FAILED = Text(
    id="Berkas {file} gagal dibuat. Data dan bahan paparan tidak berubah; coba bentuk lain, atau hubungi pengelola.",
    en="The file {file} could not be made. Data and briefing are unchanged; try another form, or contact the administrator.",
)
READY = Text(id="Berkas siap: {file}", en="File ready: {file}")
ALWAYS_PUBLIC = Text(
    id="Berkas dan salinan selalu dibuat dalam mode publik: angka kecil di dalamnya disembunyikan.",
    en="Files and copies are always made in public mode: small numbers in them are hidden.",
)
turns = count(1)

actions = st.components.v2.component("actions", js=script("actions.js"), isolate_styles=False)
save = st.components.v2.component("save", js=(STATIC / "save.js").read_text(encoding="utf-8"), isolate_styles=False)


def public_address() -> str:
    """The address readers open, without a page: the one set, else the one this reader came by."""
    came = urlsplit(st.context.url or "")
    return settings().public_address or (f"{came.scheme}://{came.netloc}{base_path()}" if came.netloc else "")


def menu(exhibit: Exhibit) -> None:
    """The download menu; what is in it is made only once it is open."""
    with st.popover(
        DOWNLOAD(exhibit.lang), key=f"{exhibit.id}_menu", type="tertiary", icon=":material/download:", on_change="rerun"
    ) as opened:
        if opened.open:
            exhibit = with_id(as_it_leaves(exhibit))
            pictures(exhibit)
            files(exhibit)
            copies(exhibit)


def as_it_leaves(exhibit: Exhibit) -> Exhibit:
    """The figure in public mode, with a word on it where the screen shows more."""
    if exhibit.seen.public:
        return exhibit
    st.caption(ALWAYS_PUBLIC(exhibit.lang))
    return catalogue.figure(exhibit.key, catalogue.in_public(exhibit.seen))


def pictures(exhibit: Exhibit) -> None:
    """PNG, SVG, copy: drawn by the browser from the sheet sent here."""
    lang = exhibit.lang
    sheet = {
        "figure": picture(exhibit, house()).to_json(),
        "config": config(lang),
        "plotly": static_address(PLOTLY_FILE),
        "font": static_address(FONT_FILE),
        "title": exhibit.title,
        "said": f"{exhibit.subtitle}. {frozen.footnote(exhibit, house())}",
    }
    items = [
        {"kind": kind, "name": kind, "icon": icon, "label": label(lang), "done": done(lang, file=f"{exhibit.file_name}.{kind}")}
        for kind, icon, label, done in (
            ("png", "image", PICTURE_PNG, SAVED),
            ("svg", "shapes", PICTURE_SVG, SAVED),
            ("copy", "content_copy", COPY_PICTURE, PICTURE_COPIED),
        )
    ]
    actions(data={"items": items, "picture": sheet, "file": exhibit.file_name, "words": own_words(lang)}, key=f"{exhibit.id}_pictures")


def copies(exhibit: Exhibit) -> None:
    """The sentence, the citation and the link, each one click from the clipboard."""
    lang, address = exhibit.lang, public_address()
    items = [
        {"kind": "text", "name": name, "icon": icon, "label": label(lang), "done": done(lang), "text": text, "shown": name == "sentence"}
        for name, icon, label, done, text in (
            ("sentence", "format_quote", COPY_SENTENCE, SENTENCE_COPIED, quoted.quotable(exhibit)),
            ("citation", "school", COPY_CITATION, CITATION_COPIED, quoted.citation(exhibit, house(), address)),
            ("link", "link", COPY_LINK, LINK_COPIED, f"{address}{exhibit.link}"),
        )
    ]
    if id := exhibit.short_id:
        label, text = COPY_ID(lang, id=frozen.written(id)), f"{frozen.written(id)} {frozen.link(id, address)}"
        items.append({"kind": "text", "name": "id", "icon": "tag", "label": label, "done": ID_COPIED(lang), "text": text, "shown": False})
    actions(data={"items": items, "words": own_words(lang)}, key=f"{exhibit.id}_copies")


def copy_text(label: str, done: str, text: str, key: str, lang: Lang) -> None:
    """A text to read, and one click from the clipboard."""
    item = {"kind": "text", "name": "text", "icon": "content_copy", "label": label, "done": done, "text": text, "shown": True}
    actions(data={"items": [item], "words": own_words(lang)}, key=key)


def own_words(lang: Lang) -> dict[str, str]:
    """What the browser's part says by itself."""
    return {"busy": BUSY(lang), "not_copied": NOT_COPIED(lang), "not_made": NOT_MADE(lang)}


def files(exhibit: Exhibit) -> None:
    """Data and slide, made on the server when asked for."""
    offered: tuple[tuple[str, Text, str, Callable[[], bytes]], ...] = (
        (".csv", DATA_CSV, "table_rows", lambda: to_csv(exhibit, house())),
        (".xlsx", DATA_XLSX, "table_chart", lambda: rendered(exhibit, ".xlsx")),
        (".pptx", SLIDE, "slideshow", lambda: rendered(exhibit, ".pptx")),
    )
    wanted = []
    for ending, label, icon, make in offered:
        key = f"{exhibit.id}_{ending.strip('.')}"
        if st.button(label(exhibit.lang), key=key, type="tertiary", icon=f":material/{icon}:", width="stretch"):
            wanted.append((make, f"{exhibit.file_name}{ending}"))
    with st.container(key=f"{exhibit.id}_delivered"):  # always there, so that what stands below keeps its place
        for make, name in wanted:
            deliver(make, name, exhibit.lang)


def rendered(exhibit: Exhibit, ending: str) -> bytes:
    """One figure as a document. Imported here: the libraries that write documents are large, and most readers want none."""
    from analytics.export import documents

    return documents.rendered(alone(exhibit), ending)


def deliver(make: Callable[[], bytes], name: str, lang: Lang) -> None:
    """Makes a file and hands it to the browser; where that fails, says so in our words.

    st.download_button would make it in another thread and show a failure in English, so the file takes the way of a component.
    """
    try:
        with st.spinner(BUSY(lang)):
            content = make()
    except Notice as notice:
        alert(notice(lang))
    except Exception:
        logging.getLogger(__name__).exception("file failed")
        alert(FILE_FAILED(lang, file=name))
    else:
        sent = {"name": name, "content": base64.b64encode(content).decode(), "made": str(next(turns))}
        save(data=sent, key=f"saved_{name}", height=0)
        st.toast(READY(lang, file=name))


def alert(text: str) -> None:
    """A message that is read aloud at once."""
    st.html(f'<div class="notice" role="alert">{escape(text)}</div>')
