"""The look, declared once: type, space, colours of both modes, and the one Plotly template. See docs/design.md.

The accent is the institution's where the setting `accent` names one. static/style.css and .streamlit/config.toml say the same
again for the browser; tests/test_theme.py keeps them equal.
"""

from dataclasses import dataclass, replace

import plotly.graph_objects as go

from analytics.colour import contrast, hue, readable
from analytics.settings import settings

FONT = "Plus Jakarta Sans, Segoe UI, Arial, sans-serif"
BASE = 15  # pixels of 1 rem
SIZES = {"small": 0.8, "text": 0.9, "lead": 1.05, "title": 1.5, "number": 2.0}  # rem
WEIGHTS = {"regular": 400, "bold": 700}
SPACES = {"hair": 0.1, "tight": 0.2, "near": 0.4, "part": 0.8, "wide": 1.6, "page": 2.4}  # rem
SMALL, BODY = (int(BASE * SIZES[name]) for name in ("small", "text"))  # whole pixels, in figures
READ, SEEN = 4.5, 3  # least contrast of words and of marks with what is behind them (WCAG 2.2)


@dataclass(frozen=True)
class Palette:
    """The colours of one mode. accent: the point; second: the comparison; muted: everything else; rest: other, unknown."""

    text: str
    quiet: str
    line: str
    background: str
    panel: str  # behind controls and the list of pages
    accent: str
    second: str
    muted: str
    rest: str
    sequence: tuple[str, str, str, str, str]  # five classes of a map or a table, low to high
    empty: str  # a place with nothing to show
    others: tuple[str, ...]  # categories after accent and second; of ten at most the first five stand together, with `muted`

    @property
    def third(self) -> str:
        return self.others[0]

    @property
    def fourth(self) -> str:
        return self.others[1]

    @property
    def fifth(self) -> str:
        return self.others[2]

    @property
    def categories(self) -> tuple[str, ...]:
        """Ten colours of categories."""
        return (self.accent, self.second, *self.others)

    def words(self, role: str) -> str:
        """The colour of words beside a mark: the mark's own where it can be read, else the quiet one."""
        own = str(getattr(self, role))
        return own if contrast(own, self.background) >= READ else self.quiet


DAY = Palette(
    text="#17202B",
    quiet="#566273",
    line="#D5DBE3",
    background="#FFFFFF",
    panel="#F3F5F8",
    accent="#0B5CAD",
    second="#B45309",
    muted="#7E8B9C",
    rest="#C6CED8",
    sequence=("#DCE9F6", "#A9CBEA", "#6FA7DA", "#3579BD", "#0A4683"),
    empty="#EEF1F4",
    others=("#029E72", "#66294E", "#901308", "#266739", "#7361E4", "#9E3378", "#57534E", "#0B7A9A"),
)
NIGHT = Palette(
    text="#E8ECF1",
    quiet="#BAC5D3",
    line="#323D4B",
    background="#10161E",
    panel="#1A222D",
    accent="#4C9BE8",
    second="#EC9C50",
    muted="#6F7E90",
    rest="#414D5C",
    sequence=("#1B3350", "#22507F", "#2F72B3", "#5C9FDD", "#A9D0F5"),
    empty="#1C242E",
    others=("#69FAE1", "#697545", "#EF6A6A", "#A8D391", "#7368D4", "#C96FA4", "#A8A29E", "#5FC9DB"),
)
SIGNALS = {"passed": "#0E8A7E", "failed": "#D92D20", "caution": "#B45309"}  # seen in both modes; a word always stands with them
INK, PAPER = NIGHT.background, DAY.background
COOL = (145, 325)  # degrees of hue from which our amber stays apart, to whatever kind of eye; from all others our blue does


def branded(colours: Palette, accent: str) -> Palette:
    """A palette with the institution's accent, where it has one: moved so far that words in it can be read, the comparison apart from it."""
    if not accent:
        return colours
    own = readable(accent, colours.background, READ)
    return replace(colours, accent=own, second=colours.second if COOL[0] <= hue(own) < COOL[1] else colours.accent)


LIGHT, DARK = (branded(colours, settings().accent) for colours in (DAY, NIGHT))


def palette(dark: bool) -> Palette:
    """The colours of a mode."""
    return DARK if dark else LIGHT


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return INK if contrast(colour, INK) > contrast(colour, PAPER) else PAPER


def template(colours: Palette) -> go.layout.Template:
    """The one Plotly template: quiet axes, our type, no decoration."""
    axis = {"showgrid": False, "zeroline": False, "showline": False, "ticks": "", "automargin": True, "fixedrange": True}
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": BODY, "color": colours.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(colours.categories),
            "margin": {"l": 4, "r": 8, "t": 8, "b": 4},
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "bargap": 0.32,
            "hoverlabel": {"font": {"family": FONT, "size": BODY}, "align": "left"},
            "dragmode": False,
        }
    )
