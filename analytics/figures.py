"""Answers as Plotly figures. Every figure leaves through finish(): one template, our own words, no remote parts."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics import formats, sentences
from analytics.ask import Answer, Row
from analytics.events import Event
from analytics.text import Lang, Text
from analytics.theme import BODY, SMALL, Palette, palette, template
from analytics.vocabulary import NONE, OTHER, REFERENCE, UNKNOWN, Dimension, first_day, provinces

BAR_HEIGHT = 30
VALUE_ROOM = {"count": 64, "median": 64, "share": 110, "rate": 170}  # pixels right of the longest bar for its label
CONFIG = {
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "modeBarButtonsToRemove": ["sendChartToCloud"],
}
INCOMPLETE = Text(id="belum lengkap", en="incomplete")
NO_REPORTS = Text(id="tidak ada laporan", en="no reports")
NOT_APPLICABLE = Text(id="tidak ada dasar hitung", en="nothing to divide by")


@dataclass(frozen=True)
class Look:
    """In which language and mode a figure is drawn."""

    lang: Lang
    dark: bool = False

    @property
    def colours(self) -> Palette:
        return palette(self.dark)


def finish(figure: go.Figure, look: Look, height: int) -> go.Figure:
    """The way out of this module: template, height and number separators of the language."""
    separators = ",." if look.lang == "id" else ".,"
    return figure.update_layout(template=template(look.colours), height=height, separators=separators)


def folded(label: str, width: int = 30) -> str:
    """A long label on several lines."""
    return "<br>".join(wrap(label, width)) or label


def hover(answer: Answer, row: Row, look: Look) -> str:
    """What the pointer shows: the label, the value, and what it is of."""
    label = " · ".join(answer.label(row, look.lang, axis) for axis in range(len(answer.by)))
    parts = [sentences.value(answer, row, look.lang), formats.fraction(row, look.lang)]
    return f"<b>{label}</b><br>" + " · ".join(part for part in parts if part)


def end_label(answer: Answer, row: Row, look: Look) -> str:
    """The text at a bar's end: the value, and for ratios the two numbers behind it."""
    said = sentences.value(answer, row, look.lang)
    if answer.metric.kind == "rate" and row.denominator:
        return f"{said}  <span style='color:{look.colours.quiet}'>{formats.fraction(row, look.lang)}</span>"
    if answer.metric.kind == "share":
        return f"{said}  <span style='color:{look.colours.quiet}'>{formats.number(row.numerator, look.lang)}</span>"
    return said


def bar_colour(row: Row, accent: str | None, colours: Palette) -> str:
    """Accent for the point, lighter for 'other' and 'unknown', grey for the rest."""
    if row.codes[0] in (OTHER, UNKNOWN, NONE):
        return colours.rest
    return colours.accent if accent in (None, row.codes[0]) else colours.muted


def bar(answer: Answer, look: Look, accent: str | None = None, fold: int = 30) -> go.Figure:
    """Horizontal bars in the order of the answer; the value stands at the bar's end.

    accent: the code to point at; None: all. fold: letters after which a label goes on in the next line.
    """
    rows = list(answer.rows)[::-1]
    longest = max((row.value or 0 for row in rows if row.codes[0] != OTHER), default=0) or 1
    values = [bar_length(row, longest) for row in rows]
    figure = go.Figure(
        go.Bar(
            x=values,
            y=list(range(len(rows))),
            orientation="h",
            marker={"color": [bar_colour(row, accent, look.colours) for row in rows], "cornerradius": 2},
            text=[end_label(answer, row, look) for row in rows],
            textposition="outside",
            cliponaxis=False,
            hovertext=[hover(answer, row, look) for row in rows],
            hoverinfo="text",
            customdata=[row.codes[0] for row in rows],
        )
    )
    labels = [folded(answer.label(row, look.lang), fold) for row in rows]
    figure.update_xaxes(visible=False, range=[0, max([*values, longest])])
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(rows))), ticktext=labels, range=[-0.6, len(rows) - 0.4])
    tallest = 1 + max((label.count("<br>") for label in labels), default=0)
    room = VALUE_ROOM[answer.metric.kind]
    return finish(figure, look, 24 + len(rows) * max(BAR_HEIGHT if len(rows) <= 20 else 24, 17 * tallest)).update_layout(margin_r=room)


def bar_length(row: Row, longest: float) -> float:
    """A row's bar; the rest of a cut list gets none where it would dwarf the groups, only its number."""
    length = row.value or 0
    return 0 if row.codes[0] == OTHER and length > 1.5 * longest else length


def leading(answer: Answer) -> str:
    """The code of the first named group, to point at."""
    return next((row.codes[0] for row in answer.rows if row.codes[0] not in (OTHER, UNKNOWN, NONE)), "")


def pair(left: Answer, right: Answer, look: Look, names: tuple[Text, Text]) -> go.Figure:
    """Two answers by the same dimension side by side: the first in accent, the second as comparison."""
    codes = [
        code for code in left.by[0].labels() if code != NONE and any((row := answer.row(code)) and row.value for answer in (left, right))
    ][::-1]
    figure = go.Figure()
    for answer, name, colour in ((right, names[1], look.colours.second), (left, names[0], look.colours.accent)):
        rows = [answer.row(code) or Row((code,), 0, None, 0) for code in codes]
        figure.add_bar(
            x=[row.value or 0 for row in rows],
            y=list(range(len(codes))),
            orientation="h",
            name=name(look.lang),
            marker={"color": colour, "cornerradius": 2},
            text=[sentences.value(answer, row, look.lang) for row in rows],
            textposition="outside",
            cliponaxis=False,
            hovertext=[f"<b>{name(look.lang)}</b><br>{hover(answer, row, look)}" for row in rows],
            hoverinfo="text",
        )
    figure.update_xaxes(visible=False)
    labels = [folded(left.by[0].member(code, look.lang)) for code in codes]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(codes))), ticktext=labels)
    figure.update_layout(
        bargroupgap=0.08, showlegend=True, legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "reversed"}
    )
    return finish(figure, look, 60 + 52 * max(1, len(codes))).update_layout(margin_r=VALUE_ROOM[left.metric.kind])


def middle(grain: str, code: str) -> date:
    """The day in the middle of a period, where its column stands."""
    return first_day(grain, code) + timedelta(days={"month": 14, "week": 3, "day": 0}[grain])


def time_ticks(days: list[date], look: Look, most: int = 7, offset: int = 0) -> dict[str, Any]:
    """Tick marks at first days of months (or so many days later), evenly spaced, named in the reader's language."""
    if not days:
        return {}
    months = months_between(min(days), max(days))
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 600) if len(months) <= step * most)
    shown = [month for month in months if (month.month - 1) % step == 0] if step <= 12 else months[::step]
    texts = [formats.month(day, look.lang, long=False) for day in shown]
    return {
        "tickmode": "array",
        "tickvals": [(day + timedelta(days=offset)).isoformat() for day in shown],
        "ticktext": texts,
        "tickangle": 0,
    }


def months_between(first: date, last: date) -> list[date]:
    """The first day of each month from one date to another."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [date(first.year + (first.month - 1 + place) // 12, (first.month - 1 + place) % 12 + 1, 1) for place in range(count + 1)]


def columns(answer: Answer, look: Look, incomplete: frozenset[str] = frozenset(), events: tuple[Event, ...] = ()) -> go.Figure:
    """Columns over time; periods that later snapshots may still fill are hatched; events are numbered rules."""
    grain = answer.by[0].code
    days = [middle(grain, row.codes[0]) for row in answer.rows]
    figure = go.Figure(
        go.Bar(
            x=[day.isoformat() for day in days],
            y=[row.value or 0 for row in answer.rows],
            marker={
                "color": [look.colours.rest if row.codes[0] in incomplete else look.colours.accent for row in answer.rows],
                "pattern": {
                    "shape": ["/" if row.codes[0] in incomplete else "" for row in answer.rows],
                    "fgcolor": look.colours.accent,
                    "size": 5,
                },
            },
            hovertext=[
                hover(answer, row, look) + (f"<br>{INCOMPLETE(look.lang)}" if row.codes[0] in incomplete else "") for row in answer.rows
            ],
            hoverinfo="text",
            text=[sentences.value(answer, row, look.lang) if row.value else "" for row in answer.rows] if len(answer.rows) <= 40 else None,
            textposition="outside",
            textfont={"size": SMALL, "color": look.colours.quiet},
            cliponaxis=False,
        )
    )
    figure.update_xaxes(type="date", **time_ticks(days, look, 12, 14 if grain == "month" else 0))
    figure.update_yaxes(visible=False, range=[0, 1.18 * max((row.value or 0 for row in answer.rows), default=1) or 1])
    mark_events(figure, events, days, look)
    return finish(figure, look, 320)


def mark_events(figure: go.Figure, events: tuple[Event, ...], days: list[date], look: Look) -> None:
    """Thin vertical rules with numbers, the numbers explained below the chart; close ones share a label such as 3–5."""
    if len(days) < 2:
        return
    first, last = min(days), max(days)
    apart = (last - first) / 28
    groups: list[list[int]] = []
    for place, event in enumerate(events):
        near = groups and event.day - events[groups[-1][0]].day < apart
        groups[-1].append(place) if near else groups.append([place])
    for event in events:
        figure.add_shape(
            type="line", x0=event.day.isoformat(), x1=event.day.isoformat(), y0=0, y1=0.95, yref="paper",
            line={"width": 1, "dash": "dot", "color": look.colours.quiet}, opacity=0.6, layer="below",
        )  # fmt: skip
    for group in groups:
        label = str(group[0] + 1) if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}"
        figure.add_annotation(
            x=events[group[0]].day.isoformat(), y=1, yref="paper", text=label, showarrow=False, font={"size": SMALL, "color": look.colours.quiet},
            bgcolor=look.colours.background,
        )  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One published share. stated: its base is known; label: as printed; hover: what the pointer shows."""

    day: date
    value: float
    stated: bool
    label: str
    hover: str


def share_panels(members: list[tuple[str, list[Point]]], look: Look, break_day: date, across: int = 3) -> go.Figure:
    """Published shares, one panel a member: filled where the base is stated; lines never cross a break in comparability."""
    down = -(-len(members) // across)
    figure = make_subplots(down, across, shared_xaxes=True, shared_yaxes=True, horizontal_spacing=0.05, vertical_spacing=0.3 / max(1, down))
    for place, (name, points) in enumerate(members):
        where = {"row": place // across + 1, "col": place % across + 1}
        for part in ([point for point in points if point.day < break_day], [point for point in points if point.day >= break_day]):
            add_shares(figure, part, look, where)
        figure.add_vline(x=break_day.isoformat(), line={"width": 1, "dash": "dot", "color": look.colours.quiet}, **where)
        figure.add_annotation(
            text=folded(name, 34), x=0, xref="x domain", y=1.05, yref="y domain", xanchor="left", yanchor="bottom", showarrow=False, align="left",
            font={"size": SMALL}, **where,
        )  # fmt: skip
    days = sorted({point.day for _, points in members for point in points})
    top = max((point.value for _, points in members for point in points), default=0.4)
    figure.update_xaxes(
        type="date",
        **time_ticks(days, look, 3),
        range=[(days[0] - timedelta(days=190)).isoformat(), (days[-1] + timedelta(days=150)).isoformat()] if days else None,
    )
    ticks = [place / 10 for place in range(0, int(top * 10) + 2, 2)]
    texts = [formats.percent(tick, look.lang, 0) for tick in ticks]
    figure.update_yaxes(
        tickmode="array", tickvals=ticks, ticktext=texts, range=[0, top * 1.3], tickfont={"size": SMALL, "color": look.colours.quiet}
    )
    return finish(figure, look, 60 + 165 * down).update_layout(margin_t=48)


def add_shares(figure: go.Figure, points: list[Point], look: Look, where: dict[str, int]) -> None:
    """Points of one member on one side of the break; the first and last carry their value."""
    if not points:
        return
    labels = [point.label if place in (0, len(points) - 1) else "" for place, point in enumerate(points)]
    symbols = ["circle" if point.stated else "circle-open" for point in points]
    figure.add_scatter(
        x=[point.day.isoformat() for point in points], y=[point.value for point in points], mode="lines+markers+text", text=labels,
        textposition=["middle left" if place == 0 and len(points) > 1 else "top right" for place in range(len(points))],
        textfont={"size": SMALL, "color": look.colours.text}, line={"color": look.colours.accent, "width": 2}, marker={"size": 7, "symbol": symbols},
        hovertext=[point.hover for point in points], hoverinfo="text", cliponaxis=False, **where,
    )  # fmt: skip


def add_contradicted(figure: go.Figure, answers: tuple[Answer, ...], look: Look, word: str) -> go.Figure:
    """Published numbers that another statement contradicts, as open marks beside the lines."""
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
LINES_HEIGHT = 300


def lines(series: tuple[tuple[Answer, ...], ...], look: Look, events: tuple[Event, ...] = (), names: tuple[Text, ...] = ()) -> go.Figure:
    """One line per metric over the dates of snapshots (or statements); named at the line's end with its last value."""
    figure = go.Figure()
    tones = [look.colours.muted, look.colours.second, look.colours.accent][-len(series) :]
    drawn = [tuple(answer for answer in answers if answer.total.value is not None) for answers in series]
    days = sorted({answer.scope.as_of for answers in drawn for answer in answers})
    ratio = bool(series and series[0] and series[0][0].metric.is_ratio)
    ticks = (
        [0, 0.25, 0.5, 0.75, 1]
        if ratio
        else nice_ticks(max((answer.total.value or 0 for answers in drawn for answer in answers), default=1))
    )
    ends = spread_out(
        [(answers[-1].total.value or 0) / ticks[-1] if answers else 0 for answers in drawn], LABEL_HEIGHT / (LINES_HEIGHT - 40)
    )
    for place, (answers, colour) in enumerate(zip(drawn, tones, strict=True)):
        add_line(figure, answers, colour, look, names[place] if names else None, ends[place] * ticks[-1])
    texts = [formats.percent(tick, look.lang, 0) if ratio else formats.number(tick, look.lang) for tick in ticks]
    figure.update_xaxes(type="date", **time_ticks(days, look))
    figure.update_yaxes(
        tickmode="array", tickvals=ticks, ticktext=texts, range=[0, ticks[-1] * 1.06], showgrid=True, gridcolor=look.colours.line,
        tickfont={"color": look.colours.quiet},
    )  # fmt: skip
    mark_events(figure, events, days, look)
    return finish(figure, look, LINES_HEIGHT).update_layout(margin_r=LABEL_ROOM)


def spread_out(ends: list[float], apart: float) -> list[float]:
    """Heights of labels, moved upwards just enough that none overlap; order kept."""
    placed: dict[int, float] = {}
    floor = -1.0
    for place in sorted(range(len(ends)), key=lambda place: ends[place]):
        placed[place] = max(ends[place], floor)
        floor = placed[place] + apart
    return [placed[place] for place in range(len(ends))]


def add_line(figure: go.Figure, answers: tuple[Answer, ...], colour: str, look: Look, name: Text | None, label_at: float) -> None:
    """One line with markers and its name and last value at the end."""
    if not answers:
        return
    last = answers[-1]
    label = (name or last.metric.label)(look.lang)
    figure.add_scatter(
        x=[answer.scope.as_of.isoformat() for answer in answers],
        y=[answer.total.value for answer in answers],
        mode="lines+markers",
        name=label,
        line={"color": colour, "width": 2.5},
        marker={"size": 6},
        hovertext=[point_hover(answer, label, look) for answer in answers],
        hoverinfo="text",
    )
    figure.add_annotation(
        x=1, xref="paper", y=label_at, text=f"{label} <b>{sentences.value(last, last.total, look.lang)}</b>",
        showarrow=False, xanchor="left", xshift=4, align="left", font={"color": colour, "size": SMALL},
    )  # fmt: skip


def point_hover(answer: Answer, label: str, look: Look) -> str:
    """What the pointer shows on a line: date, name, value and base."""
    parts = [sentences.value(answer, answer.total, look.lang), formats.fraction(answer.total, look.lang)]
    return f"<b>{formats.long_date(answer.scope.as_of, look.lang)}</b><br>{label}: " + " · ".join(part for part in parts if part)


def nice_ticks(top: float) -> list[int]:
    """Round steps from zero to at least the largest value, five to six of them."""
    step = next(step for power in range(12) for step in (1 * 10**power, 2 * 10**power, 5 * 10**power) if step * 5 >= top)
    return [step * place for place in range(-(-int(top) // step) + 1)] if top > step else [0, step]


def panels(answers: list[tuple[str, Answer]], look: Look, across: int = 3) -> go.Figure:
    """Small multiples: one panel of columns per named answer over time, all on one scale."""
    down = -(-len(answers) // across)
    figure = make_subplots(
        down, across, shared_xaxes=True, shared_yaxes=True, horizontal_spacing=0.04, vertical_spacing=0.34 / max(1, down)
    )
    days = sorted({first_day(answer.by[0].code, row.codes[0]) for _, answer in answers for row in answer.rows})
    for place, (name, answer) in enumerate(answers):
        row, column = place // across + 1, place % across + 1
        figure.add_bar(
            x=[first_day(answer.by[0].code, each.codes[0]).isoformat() for each in answer.rows],
            y=[each.value for each in answer.rows],
            marker_color=look.colours.accent,
            hovertext=[f"<b>{name}</b><br>{hover(answer, each, look)}" for each in answer.rows],
            hoverinfo="text",
            row=row,
            col=column,
        )
        figure.add_annotation(
            text=f"{folded(name, 34)} <b>{sentences.value(answer, answer.total, look.lang)}</b>", x=0, xref="x domain", y=1.04, yref="y domain",
            xanchor="left", yanchor="bottom", showarrow=False, align="left", font={"size": SMALL}, row=row, col=column,
        )  # fmt: skip
    figure.update_xaxes(type="date", **time_ticks(days, look, 3))
    top = max((row.value or 0 for _, answer in answers for row in answer.rows), default=1)
    ticks = nice_ticks(top)[::2]
    figure.update_yaxes(
        tickmode="array",
        tickvals=ticks,
        ticktext=[formats.number(tick, look.lang) for tick in ticks],
        tickfont={"size": SMALL, "color": look.colours.quiet},
    )
    return finish(figure, look, 60 + 170 * down).update_layout(margin_t=48)


@dataclass(frozen=True)
class Stage:
    """One bar of the funnel: its answer, what it is a part of, and whether it is a residual that leaves the way."""

    answer: Answer
    whole: Answer
    residual: bool = False


def side_by_side(left: Answer, right: Answer, names: tuple[Text, Text]) -> Answer:
    """Two counts by the same codes as one answer: which of the two, then the code."""
    series = Dimension("series", Text(id="Yang mana", en="Which"), "ordered", members={"left": names[0], "right": names[1]})
    rows = [
        replace(row, codes=(code, *row.codes)) for code, answer in (("left", left), ("right", right)) for row in answer.rows if row.value
    ]
    return replace(left, by=(series, left.by[0]), rows=tuple(rows), nested=True)


def as_table(stages: list[Stage]) -> Answer:
    """The stages of a funnel as one answer: one row per metric, the total reported below."""
    first = stages[0].answer
    labels = {stage.answer.metric.code: stage.answer.metric.label for stage in stages}
    dimension = Dimension("stage", Text(id="Tahap", en="Stage"), "ordered", members=labels)
    rows = tuple(replace(stage.answer.total, codes=(stage.answer.metric.code,)) for stage in stages)
    return replace(first, by=(dimension,), rows=rows, nested=True)


def funnel(stages: list[Stage], look: Look) -> go.Figure:
    """Bars from one baseline: the way from report to sanction, residuals named and lighter, 'x of y (z %)' at the end."""
    longest = stages[0].answer.total.numerator or 1
    rows = stages[::-1]
    figure = go.Figure(
        go.Bar(
            x=[stage.answer.total.numerator or 0 for stage in rows],
            y=list(range(len(rows))),
            orientation="h",
            marker={"color": [look.colours.rest if stage.residual else look.colours.accent for stage in rows], "cornerradius": 2},
            text=[funnel_label(stage, look) for stage in rows],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="text",
            hovertext=[f"<b>{stage.answer.metric.label(look.lang)}</b><br>{funnel_label(stage, look)}" for stage in rows],
        )
    )
    figure.update_xaxes(visible=False, range=[0, longest])
    labels = [("– " if stage.residual else "") + folded(stage.answer.metric.label(look.lang)) for stage in rows]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(rows))), ticktext=labels)
    return finish(figure, look, 24 + 34 * len(rows)).update_layout(margin_r=250)


def funnel_label(stage: Stage, look: Look) -> str:
    """'344 dari 456 dilaporkan (75,4 %)': of the stage it belongs to, never of another base."""
    count, whole = stage.answer.total.numerator or 0, stage.whole.total.numerator or 0
    if stage.answer is stage.whole or not whole:
        return formats.number(count, look.lang)
    share = replace(stage.answer.total, numerator=count, denominator=whole)
    base = (stage.whole.metric.base or stage.whole.metric.said)(look.lang)
    return f"{formats.fraction(share, look.lang)} {base} ({formats.percent(count / whole, look.lang)})"


def grid(answer: Answer, look: Look) -> go.Figure:
    """A table of two dimensions, each cell shaded by its count; an empty cell is a dot, not a zero."""
    down, across = (
        [code for code in dimension.labels() if any(row.codes[axis] == code and row.value for row in answer.rows)]
        for axis, dimension in enumerate(answer.by)
    )
    found = {row.codes: row for row in answer.rows if row.value}
    top = max((row.value or 0 for row in found.values()), default=1)
    figure = go.Figure(
        go.Heatmap(
            z=[[(row.value or 0) / top if (row := found.get((y, x))) else None for x in across] for y in down],
            x=list(range(len(across))),
            y=list(range(len(down))),
            colorscale=[[place / 4, colour] for place, colour in enumerate(look.colours.sequence)],
            showscale=False,
            xgap=2,
            ygap=2,
            hovertext=[[hover(answer, row, look) if (row := found.get((y, x))) else "" for x in across] for y in down],
            hoverinfo="text",
        )
    )
    for y, row_code in enumerate(down):
        for x, column_code in enumerate(across):
            add_cell(figure, found.get((row_code, column_code)), x, y, top, look)
    figure.update_xaxes(
        side="top",
        tickmode="array",
        tickvals=list(range(len(across))),
        ticktext=[folded(answer.by[1].member(code, look.lang), 15) for code in across],
        tickangle=0,
    )
    figure.update_yaxes(
        autorange="reversed",
        tickmode="array",
        tickvals=list(range(len(down))),
        ticktext=[folded(answer.by[0].member(code, look.lang), 34) for code in down],
    )
    return finish(figure, look, 90 + 34 * len(down))


def add_cell(figure: go.Figure, row: Row | None, x: int, y: int, top: float, look: Look) -> None:
    """The number in a cell, light on dark shades and dark on light ones."""
    deep = bool(row) and (row.value or 0) / top > 0.5  # type: ignore[union-attr]
    colour = ("#10161E" if look.dark else "#FFFFFF") if deep else look.colours.text
    text = formats.number(row.value, look.lang) if row else "·"
    figure.add_annotation(x=x, y=y, text=text, showarrow=False, font={"size": BODY, "color": colour if row else look.colours.quiet})


@cache
def borders(edition: str) -> dict[str, list[tuple[list[float], list[float]]]]:
    """Outer rings of each province by its Kemendagri number: longitudes and latitudes."""
    features = json.loads((REFERENCE / edition).read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["kode"]: [ring(polygon[0]) for polygon in feature["geometry"]["coordinates"]] for feature in features}


def ring(points: list[list[float]]) -> tuple[list[float], list[float]]:
    """A ring as two lists."""
    return [point[0] for point in points], [point[1] for point in points]


def edition_of(as_of: date) -> str:
    """The boundaries valid on a date: 34 provinces until the split of Papua, 38 since December 2022."""
    return "provinces_2025_38.geojson" if as_of >= date(2022, 12, 1) else "provinces_2020_34.geojson"


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


def province_map(answer: Answer, look: Look) -> go.Figure:
    """Filled outlines by province, five classes of blue with a numbered legend; no base map, nothing fetched."""
    by_number = {province.kemendagri: code for code, province in provinces().items()}
    rows = {row.codes[0]: row for row in answer.rows if row.value is not None}
    shown = [row.value or 0 for code, row in rows.items() if code in provinces()]
    bounds = class_bounds(shown) if shown else []
    figure = go.Figure()
    for number, rings in borders(edition_of(answer.scope.as_of)).items():
        code = by_number[number]
        row = rows.get(code)
        colour = look.colours.sequence[class_of(row.value or 0, bounds)] if row else look.colours.empty
        add_province(figure, rings, colour, province_hover(answer, row, code, look), code, look)
    add_legend(figure, answer, bounds, bool(set(by_number.values()) - set(rows)), look)
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
    return finish(figure, look, 400)


def province_hover(answer: Answer, row: Row | None, code: str, look: Look) -> str:
    """What the pointer shows over a province, also where nothing was reported."""
    if row:
        return hover(answer, row, look)
    missing = NOT_APPLICABLE if answer.metric.kind == "rate" else NO_REPORTS
    return f"<b>{answer.by[0].member(code, look.lang)}</b><br>{missing(look.lang)}"


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
    say = (lambda value: formats.percent(value, look.lang)) if answer.metric.is_ratio else (lambda value: formats.number(value, look.lang))
    values = sorted(row.value for row in answer.rows if row.value is not None and row.codes[0] in provinces())
    entries = []
    for place, bound in enumerate(bounds):
        inside = [value for value in values if value <= bound and (place == 0 or value > bounds[place - 1])]
        label = say(inside[0]) if inside[0] == inside[-1] else f"{say(inside[0])}–{say(inside[-1])}"
        entries.append((label, look.colours.sequence[class_of(bound, bounds)]))
    if gaps:
        entries.append(((NOT_APPLICABLE if answer.metric.kind == "rate" else NO_REPORTS)(look.lang), look.colours.empty))
    for label, colour in entries:
        marker = {"symbol": "square", "size": 12, "color": colour, "line": {"width": 1, "color": look.colours.line}}
        figure.add_scatter(x=[None], y=[None], mode="markers", marker=marker, name=label, hoverinfo="skip")
