"""A drawn figure on the page: made once for all readers, drawn by our own component with a smaller Plotly than Streamlit's."""

from functools import lru_cache
from typing import Any

import streamlit as st
from plotly.offline import get_plotlyjs_version

from analytics.exhibit import Exhibit
from analytics.figures import Look, config, draw
from analytics.settings import ROOT

STATIC = ROOT / "static"
PLOTLY_FILE = f"plotly-cartesian-{get_plotlyjs_version()}.min.js"  # bars, lines, shaded cells; a third of the whole
KEPT = 2048  # drawn figures, a few kilobytes each


def script(name: str) -> str:
    """The script of a component that draws, behind the one that fetches the drawing library."""
    return "".join((STATIC / each).read_text(encoding="utf-8") for each in ("plotly.js", name))


component = st.components.v2.component("chart", js=script("chart.js"), isolate_styles=False)


@lru_cache(maxsize=KEPT)
def drawn(exhibit: Exhibit, look: Look) -> tuple[str, int]:
    """A figure as JSON, and its height in pixels; shared between readers: the same exhibit in the same look is drawn once."""
    figure = draw(exhibit, look)
    return str(figure.to_json()), int(figure.layout.height)


def base_path() -> str:
    """The path the dashboard is served below: empty, or with a slash before it."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def static_address(name: str) -> str:
    """The address of a file under static/, below the path the dashboard is served on."""
    return f"{base_path()}/app/static/{name}"


def chart(exhibit: Exhibit, look: Look, before: str, after: str, choices: dict[str, str], choose: str) -> Any:
    """Draws an exhibit between words (HTML, escaped). choices: the bars that can be chosen, code and label; choose: what that does. Gives
    what the reader just did: `chosen`, the code of the bar that was clicked, or chosen by keyboard; `followed`, that the link above was."""
    figure, height = drawn(exhibit, look)
    data = {
        "figure": figure,
        "height": height,
        "config": config(exhibit.lang),
        "plotly": static_address(PLOTLY_FILE),
        "alt": exhibit.alt,
        "before": before,
        "after": after,
        "choices": list(choices.items()),
        "choose": choose,
        "wide": exhibit.kind == "grid",
    }
    return component(data=data, key=f"{exhibit.id}_chart", on_chosen_change=lambda: None, on_followed_change=lambda: None)
