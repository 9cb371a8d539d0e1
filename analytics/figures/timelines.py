"""Figures over time: columns by period, lines over snapshots or statements, dated events."""

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from analytics import formats, sentences
from analytics.ask import Answer
from analytics.events import Event
from analytics.figures.look import Look, columns_fill, finish, hover, made, time_axis
from analytics.text import Text
from analytics.theme import SMALL
from analytics.vocabulary import first_day

INCOMPLETE = Text(id="belum lengkap", en="incomplete")
LABELLED = 40  # columns that have room for their numbers; more have an axis instead


def middle(grain: str, code: str) -> date:
    """The day in the middle of a period, where its column stands."""
    return first_day(grain, code) + timedelta(days={"month": 14, "week": 3, "day": 0}[grain])


def columns(answer: Answer, look: Look, incomplete: frozenset[str] = frozenset(), events: tuple[Event, ...] = ()) -> go.Figure:
    """Columns over time; periods that later snapshots may still fill are hatched; events are numbered rules."""
    grain, labelled = answer.by[0].code, len(answer.rows) <= LABELLED
    days = [middle(grain, row.codes[0]) for row in answer.rows]
    figure = go.Figure(
        go.Bar(
            x=[day.isoformat() for day in days],
            y=[row.value or 0 for row in answer.rows],
            marker=columns_fill([row.codes[0] in incomplete for row in answer.rows], look),
            hovertext=[
                hover(answer, row, look) + (f"<br>{INCOMPLETE(look.lang)}" if row.codes[0] in incomplete else "") for row in answer.rows
            ],
            hoverinfo="text",
            text=[sentences.value(answer, row, look.lang) if row.value or row.hidden else "" for row in answer.rows] if labelled else None,
            textposition="outside",
            textfont={"size": SMALL, "color": look.colours.quiet},
            cliponaxis=False,
        )
    )
    figure.update_xaxes(**time_axis(days, 7, grain == "month"))
    top = max((row.value or 0 for row in answer.rows), default=1) or 1
    above = nice_ticks(top)[1:]  # a zero would stand on the first label below
    ticks = {} if labelled else {"tickvals": above, "ticktext": [formats.number(tick, look.lang) for tick in above]}
    figure.update_yaxes(visible=not labelled, showgrid=not labelled, gridcolor=look.colours.line, range=[0, HEADROOM * top], **ticks)
    heights = {day: (row.value or 0) / (HEADROOM * top) + LABEL_SHARE for day, row in zip(days, answer.rows, strict=True)}
    tops = heights if labelled else None
    mark_events(figure, events, days, look, tops)
    return finish(figure, look, 320)


LABEL_SHARE, RULE_END = 0.08, 0.95  # of the height of a figure: the number above a column; where a rule ends
HEADROOM = 1.24  # above the highest column: its number, the rules, their numbers


def nearest(days: list[date], day: date) -> date:
    """Of some days the one that lies closest to another."""
    return min(days, key=lambda each: abs(each - day))


def mark_events(
    figure: go.Figure, events: tuple[Event, ...], days: list[date], look: Look, tops: Mapping[date, float] | None = None
) -> None:
    """Thin vertical rules with numbers, the numbers explained below the chart; close ones share a label such as 3–5.

    tops: where what stands at a day ends, in shares of the height; a rule begins above it and does not cross its number.
    """
    if len(days) < 2:
        return
    first, last = min(days), max(days)
    apart = (last - first) / 10  # room for a label such as 12–15 on a phone
    groups: list[list[int]] = []
    for place, event in enumerate(events):
        near = groups and event.day - events[groups[-1][0]].day < apart
        groups[-1].append(place) if near else groups.append([place])
    for event in events:
        begin = 0.0 if tops is None else tops[nearest(days, event.day)]
        figure.add_shape(
            type="line", x0=event.day.isoformat(), x1=event.day.isoformat(), y0=begin, y1=RULE_END, yref="paper",
            line={"width": 1, "dash": "dot", "color": look.colours.quiet}, opacity=0.6, layer="below",
        )  # fmt: skip
    for group in groups:
        label = str(group[0] + 1) if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}"
        figure.add_annotation(
            x=events[group[0]].day.isoformat(), y=1, yref="paper", text=label, showarrow=False, font={"size": SMALL, "color": look.colours.quiet},
            bgcolor=look.colours.background,
        )  # fmt: skip


def add_contradicted(figure: go.Figure, answers: tuple[Answer, ...], look: Look, word: str) -> go.Figure:
    """Published numbers that another statement contradicts, as open marks beside the lines."""
    if not answers:
        return figure
    figure.add_scatter(
        x=[answer.scope.as_of.isoformat() for answer in answers],
        y=[answer.total.value for answer in answers],
        mode="markers",
        marker={"symbol": "x-thin-open", "size": 10, "line": {"width": 2}, "color": look.colours.text},
        hovertext=[f"{point_hover(answer, answer.metric.label(look.lang), look)}<br>{word}" for answer in answers],
        hoverinfo="text",
    )
    return figure


LABEL_ROOM = 150  # pixels right of a line chart for the names of its lines


LABEL_HEIGHT = 19


LINES_HEIGHT, SMALL_LINES = 300, 138


def lines(series: tuple[tuple[Answer, ...], ...], look: Look, events: tuple[Event, ...] = (), names: tuple[Text, ...] = ()) -> go.Figure:
    """One line per metric over the dates of snapshots (or statements); named at the line's end with its last value."""
    roles = ("muted", "second", "accent")[3 - len(series) :]
    drawn = [tuple(answer for answer in answers if answer.total.value is not None) for answers in series]
    days = sorted({answer.scope.as_of for answers in drawn for answer in answers})
    ratio = bool(series and series[0] and series[0][0].metric.is_ratio)
    every = (
        [0, 0.25, 0.5, 0.75, 1]
        if ratio
        else nice_ticks(max((answer.total.value or 0 for answers in drawn for answer in answers), default=1))
    )
    height, top = SMALL_LINES if look.small else LINES_HEIGHT, every[-1]
    ends = spread_out([(answers[-1].total.value or 0) / top if answers else 0 for answers in drawn], LABEL_HEIGHT / (height - 40))
    named = [
        (answers, role, (names[place] if names else answers[-1].metric.label)(look.lang), ends[place] * top)
        for place, (answers, role) in enumerate(zip(drawn, roles, strict=True))
        if answers
    ]
    ticks = every[:: 2 if look.small else 1]
    up = {
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [formats.percent(tick, look.lang, 0) if ratio else formats.number(tick, look.lang) for tick in ticks],
        "range": [0, top * max([1.06, *(end + 0.04 for end in ends)])],
        "showgrid": True,
        "gridcolor": look.colours.line,
        "tickfont": {"color": look.colours.quiet} | ({"size": SMALL} if look.small else {}),
    }
    figure = made(
        [line(answers, role, name, look) for answers, role, name, _ in named], look, height, xaxis=time_axis(days), yaxis=up,
        annotations=[end_name(answers[-1], role, name, at, look) for answers, role, name, at in named], margin={"r": LABEL_ROOM},
    )  # fmt: skip
    mark_events(figure, events, days, look)
    return figure


def spread_out(ends: list[float], apart: float) -> list[float]:
    """Heights of labels, moved upwards just enough that none overlap; order kept."""
    placed: dict[int, float] = {}
    floor = -1.0
    for place in sorted(range(len(ends)), key=lambda place: ends[place]):
        placed[place] = max(ends[place], floor)
        floor = placed[place] + apart
    return [placed[place] for place in range(len(ends))]


def line(answers: tuple[Answer, ...], role: str, name: str, look: Look) -> dict[str, Any]:
    """One line with markers."""
    return {
        "type": "scatter",
        "x": [answer.scope.as_of.isoformat() for answer in answers],
        "y": [answer.total.value for answer in answers],
        "mode": "lines+markers",
        "name": name,
        "line": {"color": getattr(look.colours, role), "width": 2.5},
        "marker": {"size": 6},
        "hovertext": [point_hover(answer, name, look) for answer in answers],
        "hoverinfo": "text",
    }


def end_name(last: Answer, role: str, name: str, height: float, look: Look) -> dict[str, Any]:
    """A line's name with its last value, at its end."""
    return {
        "x": 1,
        "xref": "paper",
        "y": height,
        "text": f"{name} <b>{sentences.value(last, last.total, look.lang)}</b>",
        "showarrow": False,
        "xanchor": "left",
        "xshift": 4,
        "align": "left",
        "font": {"color": look.colours.words(role), "size": SMALL},
    }


def point_hover(answer: Answer, label: str, look: Look) -> str:
    """What the pointer shows on a line: date, name, value and base."""
    parts = [sentences.value(answer, answer.total, look.lang), formats.fraction(answer.total, look.lang)]
    return f"<b>{formats.long_date(answer.scope.as_of, look.lang)}</b><br>{label}: " + " · ".join(part for part in parts if part)


def nice_ticks(top: float) -> list[int]:
    """Round steps from zero to at least the largest value, five to six of them."""
    step = next(step for power in range(12) for step in (1 * 10**power, 2 * 10**power, 5 * 10**power) if step * 5 >= top)
    return [step * place for place in range(math.ceil(top / step) + 1)] if top > step else [0, step]
