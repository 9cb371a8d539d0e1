"""The frame: look, data, language, filters, navigation. One page answers one question. Served by `streamlit run app.py`."""

from html import escape

import streamlit as st
from streamlit import config, runtime
from streamlit.navigation.page import StreamlitPage

from analytics.settings import ROOT
from analytics.text import Notice, Text
from analytics.theme import DARK, LIGHT
from pages import _basket, _browser, _frame, _parts, _warm

PAGES = (
    ("ringkasan", Text(id="Ringkasan", en="Overview")),
    ("tren", Text(id="Tren", en="Trends")),
    ("instansi", Text(id="Instansi", en="Agencies")),
    ("jabatan", Text(id="Jabatan dan jenis", en="Positions and categories")),
    ("kepatuhan", Text(id="Kepatuhan sanksi", en="Sanction compliance")),
    ("perubahan", Text(id="Perubahan", en="Changes")),
    ("pernyataan", Text(id="Pernyataan", en="Statements")),
    ("cek", Text(id="Cek angka", en="Check a number")),
    ("bahan", Text(id="Bahan paparan dan siaran pers", en="Briefing and press release")),
    ("data", Text(id="Data", en="Data")),
    ("metodologi", Text(id="Metodologi", en="Methodology")),
)
TITLE = Text(id="Netralitas ASN", en="ASN neutrality")


def frame() -> None:
    """What stands around every page, and the page."""
    _warm.seen()
    # Pages carry no icon: the browser would fetch it from a public host as the tab's icon.
    lang = _frame.language()
    pages = [st.Page(f"pages/{name}.py", title=title(lang), url_path=name, default=name == "ringkasan") for name, title in PAGES]
    page = st.navigation(pages)
    st.set_page_config(page_title=f"{page.title} · {TITLE(lang)}", page_icon=ROOT / "static" / "icon.png", layout="wide")
    st.html(ROOT / "static" / "style.css")
    briefing, data = (next(each for each in pages if each.url_path == name) for name in ("bahan", "data"))
    _frame.masthead(lang, lambda: _basket.corner(briefing, page is briefing, lang))
    _browser.browser(lang)
    if page.url_path != "cek":
        _frame.remove(["id", "q"])
    try:
        register = _frame.register(lang)
        st.session_state.view = _frame.choose(register) if register.dates else _frame.without_data(register, data, page is data, lang)
    except Notice as notice:
        _parts.alert(notice(lang))
        st.stop()
    except Exception:
        _parts.apologise(lang)
        st.stop()
    head(page)
    _parts.guard(page.run, lang)
    _frame.fill_drawer()
    _warm.seen()


def head(page: StreamlitPage) -> None:
    """The page's title; on the first page, which fits one screen, for screen readers only."""
    if page.url_path:
        st.header(page.title)
    else:
        st.html(f'<h2 class="unseen">{escape(page.title)}</h2>')


def colour_controls() -> None:
    """Gives Streamlit's own buttons and links the institution's accent, in the light and in the dark."""
    for mode, colours in (("light", LIGHT), ("dark", DARK)):
        for option in ("primaryColor", "linkColor"):
            config.set_option(f"theme.{mode}.{option}", colours.accent)


if runtime.exists():  # a reader's visit
    frame()
else:  # the server starts
    colour_controls()
    app = st.App(__file__, lifespan=_warm.prepared)
