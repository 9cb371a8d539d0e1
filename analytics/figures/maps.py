"""The provinces as filled outlines; no base map, nothing fetched."""

import json
from datetime import date
from functools import cache

import plotly.graph_objects as go

from analytics import sentences
from analytics.ask import Answer, Row
from analytics.figures.look import Look, finish, hover
from analytics.text import Lang, Text
from analytics.theme import SMALL
from analytics.vocabulary import REFERENCE, agencies, provinces

SPLIT = date(2022, 7, 25)  # the first new provinces of Papua were founded
NO_REPORTS = Text(id="tidak ada laporan", en="no reports")


NOT_APPLICABLE = Text(id="tidak ada dasar hitung", en="nothing to divide by")


@cache
def borders(edition: str) -> dict[str, list[tuple[list[float], list[float]]]]:
    """Outer rings of each province by its Kemendagri number: longitudes and latitudes."""
    features = json.loads((REFERENCE / edition).read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["kode"]: [ring(polygon[0]) for polygon in feature["geometry"]["coordinates"]] for feature in features}


def ring(points: list[list[float]]) -> tuple[list[float], list[float]]:
    """A ring as two lists."""
    return [point[0] for point in points], [point[1] for point in points]


def edition_of(as_of: date) -> str:
    """The boundaries valid on a date: 34 provinces until the split of Papua began, then those of the 38."""
    return "provinces_2025_38.geojson" if as_of >= SPLIT else "provinces_2020_34.geojson"


def code_at(number: str, as_of: date) -> str:
    """The province an outline belonged to on a date: a province not yet founded still counts to the one it came from."""
    code = next(code for code, province in provinces().items() if province.kemendagri == number)
    since = provinces()[code].since
    if since is None or since <= as_of:
        return code
    return next(agency.province for agency in agencies().values() if agency.province_2022 == code and agency.province != code)


def class_bounds(values: list[float]) -> list[float]:
    """Upper bounds of up to five classes that hold about equally many provinces; distinct values only."""
    ordered = sorted(values)
    return sorted(
        {ordered[min(len(ordered) - 1, (place + 1) * len(ordered) // 5 - 1)] for place in range(5) if (place + 1) * len(ordered) // 5 > 0}
        | {ordered[-1]}
    )


def class_of(value: float, bounds: list[float]) -> int:
    """The class a value falls in, spread over the five shades."""
    place = next(place for place, bound in enumerate(bounds) if value <= bound)
    return round(place * 4 / max(1, len(bounds) - 1)) if len(bounds) > 1 else 2


def class_words(answer: Answer, bounds: list[float], lang: Lang) -> list[str]:
    """Each class of a map in words: its lowest and highest value."""
    rows = sorted((row for row in answer.rows if row.value is not None and row.code in provinces()), key=lambda row: row.value or 0)
    words = []
    for below, bound in zip([-1.0, *bounds], bounds, strict=False):
        inside = [sentences.value(answer, row, lang) for row in rows if below < (row.value or 0) <= bound]
        words.append("–".join(dict.fromkeys((inside[0], inside[-1]))))
    return words


def missing(answer: Answer) -> Text:
    """What an empty province means."""
    return NOT_APPLICABLE if answer.metric.kind == "rate" else NO_REPORTS


def hidden_provinces(answer: Answer) -> set[str]:
    """The provinces whose number public mode does not tell."""
    return {row.code for row in answer.rows if row.hidden and row.code in provinces()}


def province_map(answer: Answer, look: Look) -> go.Figure:
    """Filled outlines by province, five classes of blue with a numbered legend; no base map, nothing fetched."""
    areas = borders(edition_of(answer.scope.as_of))
    codes = {number: code_at(number, answer.scope.as_of) for number in areas}
    rows = {row.codes[0]: row for row in answer.rows if row.value is not None}
    shown = [row.value or 0 for code, row in rows.items() if code in provinces()]
    bounds = class_bounds(shown) if shown else []
    figure = go.Figure()
    hidden = hidden_provinces(answer)
    for number, rings in areas.items():
        code = codes[number]
        row = rows.get(code)
        colour = look.colours.sequence[class_of(row.value or 0, bounds)] if row else look.colours.empty
        add_province(figure, rings, look.colours.rest if code in hidden else colour, province_hover(answer, row, code, look), code, look)
        if code in hidden:
            figure.data[-1].fillpattern = {"shape": "/", "fgcolor": look.colours.quiet, "size": 6}
    add_legend(figure, answer, bounds, bool(set(codes.values()) - set(rows) - hidden), look)
    figure.update_xaxes(visible=False, range=[94.5, 141.5], constrain="domain")
    figure.update_yaxes(visible=False, range=[-11.3, 6.3], scaleanchor="x", scaleratio=1)
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": -0.02,
            "yanchor": "top",
            "font": {"size": SMALL},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    return finish(figure, look, 360)


def province_hover(answer: Answer, row: Row | None, code: str, look: Look) -> str:
    """What the pointer shows over a province, also where nothing was reported."""
    if row:
        return hover(answer, row, look)
    why = sentences.HIDDEN if code in hidden_provinces(answer) else missing(answer)
    return f"<b>{answer.by[0].member(code, look.lang)}</b><br>{why(look.lang)}"


def add_province(figure: go.Figure, rings: list[tuple[list[float], list[float]]], colour: str, text: str, code: str, look: Look) -> None:
    """One province as one filled trace; its islands are parted by gaps."""
    x = [value for longitudes, _ in rings for value in (*longitudes, None)]
    y = [value for _, latitudes in rings for value in (*latitudes, None)]
    figure.add_scatter(
        x=x, y=y, mode="lines", fill="toself", fillcolor=colour, line={"width": 0.6, "color": look.colours.background},
        text=text, hoverinfo="text", hoveron="fills", showlegend=False, name=code,
    )  # fmt: skip


def add_legend(figure: go.Figure, answer: Answer, bounds: list[float], gaps: bool, look: Look) -> None:
    """The classes as legend entries with their numbers, and what an empty province means."""
    shades = [look.colours.sequence[class_of(bound, bounds)] for bound in bounds]
    entries = list(zip(class_words(answer, bounds, look.lang), shades, strict=True))
    if gaps:
        entries.append((missing(answer)(look.lang), look.colours.empty))
    if hidden_provinces(answer):
        entries.append((sentences.HIDDEN(look.lang), look.colours.rest))
    for label, colour in entries:
        marker = {"symbol": "square", "size": 12, "color": colour, "line": {"width": 1, "color": look.colours.line}}
        figure.add_scatter(x=[None], y=[None], mode="markers", marker=marker, name=label, hoverinfo="skip")
