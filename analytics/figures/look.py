"""In which language and mode a figure is drawn, and the way out of this package: one template, our own words."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from babel import Locale

from analytics import formats, sentences
from analytics.ask import Answer, Row
from analytics.chart import tone_of
from analytics.text import Lang, Text
from analytics.theme import SMALL, Palette, palette, template

WITHIN = Text(id="selang 95 % {interval}", en="95% interval {interval}")
VALUE_ROOM = {"count": 64, "median": 64, "share": 110, "rate": 150, "per_1000": 190}  # pixels right of the longest bar for its label


@dataclass(frozen=True)
class Look:
    """In which language and mode a figure is drawn. small: as one of several on one screen, a line a bar."""

    lang: Lang
    dark: bool = False
    small: bool = False

    @property
    def colours(self) -> Palette:
        return palette(self.dark)


@cache
def config(lang: Lang) -> dict[str, Any]:
    """Plotly's own settings: no toolbar, no remote parts, months and separators of the language."""
    plain = {
        "displayModeBar": False,
        "responsive": False,  # the page draws again what became wider or narrower
        "scrollZoom": False,
        "doubleClick": False,
        "modeBarButtonsToRemove": ["sendChartToCloud"],
    }
    return plain | ({"locale": "id", "locales": {"id": {"dictionary": {}, "format": indonesian()}}} if lang == "id" else {})


def indonesian() -> dict[str, Any]:
    """Names of months and days and the separators, as Plotly wants them."""
    locale = Locale("id")
    months, days = locale.months["format"], locale.days["format"]
    return {
        "months": [months["wide"][number] for number in range(1, 13)],
        "shortMonths": [months["abbreviated"][number] for number in range(1, 13)],
        "days": [days["wide"][(number + 6) % 7] for number in range(7)],
        "shortDays": [days["abbreviated"][(number + 6) % 7] for number in range(7)],
        "decimal": ",",
        "thousands": ".",
        "date": "%d/%m/%Y",
    }


def time_axis(days: list[date], most: int = 5, by_period: bool = False) -> dict[str, Any]:
    """A date axis with at most so many ticks, whole months apart, named in the language; years where they are apart.

    by_period: labels stand in the middle of their month.
    """
    months = (max(days).year - min(days).year) * 12 + max(days).month - min(days).month + 1 if days else 1
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months <= step * most), 120)
    ticks = {
        "tickmode": "linear",
        "tick0": "2000-01-01",
        "dtick": f"M{step}",
        "tickformat": "%b ’%y" if by_period or step < 12 else "%Y",
        "tickangle": 0,
        "tickfont": {"size": SMALL},
    }
    return {"type": "date", "ticklabelmode": "period" if by_period else "instant", **ticks}


def columns_fill(light: list[bool], look: Look) -> dict[str, Any]:
    """The marker of columns, the light ones hatched. One colour for all: with several the drawing takes no other for the pattern."""
    shapes = {"shape": ["/" if each else "" for each in light], "fgcolor": look.colours.accent, "bgcolor": look.colours.rest, "size": 5}
    return {"color": look.colours.accent, "pattern": shapes}


def finish(figure: go.Figure, look: Look, height: int) -> go.Figure:
    """The way out of this package: template, height and number separators of the language."""
    return figure.update_layout(layout(look, height))


def made(traces: list[dict[str, Any]], look: Look, height: int, **parts: Any) -> go.Figure:
    """The same for a figure made at once, which takes a fraction of the time; parts: of the layout."""
    return go.Figure({"data": traces, "layout": layout(look, height) | parts})


def layout(look: Look, height: int) -> dict[str, Any]:
    """What every figure has in common."""
    return {"template": look_of(look.dark), "height": height, "separators": ",." if look.lang == "id" else ".,"}


@cache
def look_of(dark: bool) -> dict[str, Any]:
    """The template of a mode, as Plotly's own JSON."""
    return dict(template(palette(dark)).to_plotly_json())


def folded(label: str, width: int = 23) -> str:
    """A long label on several lines, broken between words or behind a slash."""
    parts = wrap(label.replace("/", "/\0 "), width, break_long_words=False)
    return "<br>".join(parts).replace("/\0 ", "/").replace("\0", "") or label


def hover(answer: Answer, row: Row, look: Look) -> str:
    """What the pointer shows: the label, the value, and what it is of."""
    label = " · ".join(answer.label(row, look.lang, axis) for axis in range(len(answer.by)))
    parts = [sentences.HIDDEN(look.lang)] if row.hidden else [sentences.value(answer, row, look.lang), formats.fraction(row, look.lang)]
    if sentences.has_interval(answer) and row.interval:
        parts.append(WITHIN(look.lang, interval=sentences.within(answer, row, look.lang)))
    return f"<b>{label}</b><br>" + " · ".join(part for part in parts if part)


def bar_colour(answer: Answer, row: Row, accent: str | None, colours: Palette) -> str:
    """Accent for the point, lighter for 'other' and 'unknown', grey for the rest and for rates too small to be ranked."""
    return str(getattr(colours, tone_of(answer, row, accent)))
