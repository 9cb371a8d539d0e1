"""The look, in one place: colours, type and the one Plotly template, in light and dark."""

from dataclasses import dataclass

import plotly.graph_objects as go

FONT = "Plus Jakarta Sans, Segoe UI, Arial, sans-serif"
SMALL, BODY = 12, 13
INK, PAPER = "#10161E", "#FFFFFF"


@dataclass(frozen=True)
class Palette:
    """The colours of one mode. accent: the point; second: the comparison; muted: everything else; rest: other, unknown."""

    text: str
    quiet: str
    line: str
    background: str
    accent: str
    second: str
    muted: str
    rest: str
    sequence: tuple[str, str, str, str, str]  # five classes of a map or a table, low to high
    empty: str  # a place with nothing to show


LIGHT = Palette(
    text="#17202B",
    quiet="#566273",
    line="#D5DBE3",
    background="#FFFFFF",
    accent="#0B5CAD",
    second="#B45309",
    muted="#7E8B9C",
    rest="#C6CED8",
    sequence=("#DCE9F6", "#A9CBEA", "#6FA7DA", "#3579BD", "#0A4683"),
    empty="#EEF1F4",
)
DARK = Palette(
    text="#E8ECF1",
    quiet="#BAC5D3",
    line="#323D4B",
    background="#10161E",
    accent="#4C9BE8",
    second="#E08B3E",
    muted="#6F7E90",
    rest="#414D5C",
    sequence=("#1B3350", "#22507F", "#2F72B3", "#5C9FDD", "#A9D0F5"),
    empty="#1C242E",
)


def palette(dark: bool) -> Palette:
    """The colours of a mode."""
    return DARK if dark else LIGHT


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return INK if (luminance(colour) + 0.05) / (luminance(INK) + 0.05) > 1.05 / (luminance(colour) + 0.05) else PAPER


def template(colours: Palette) -> go.layout.Template:
    """The one Plotly template: quiet axes, our type, no decoration."""
    axis = {"showgrid": False, "zeroline": False, "showline": False, "ticks": "", "automargin": True, "fixedrange": True}
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": BODY, "color": colours.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [colours.accent, colours.second, colours.muted],
            "margin": {"l": 4, "r": 8, "t": 8, "b": 4},
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "bargap": 0.32,
            "hoverlabel": {"font": {"family": FONT, "size": BODY}, "align": "left"},
            "dragmode": False,
        }
    )
