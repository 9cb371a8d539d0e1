"""Small multiples: one panel a member, all on one scale."""

from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics import formats, sentences
from analytics.ask import Answer
from analytics.exhibit import IMMATURE, Point
from analytics.figures.look import Look, columns_fill, finish, folded, hover, time_axis
from analytics.figures.timelines import nice_ticks
from analytics.theme import SMALL
from analytics.vocabulary import first_day

TITLE_FOLD = 22  # letters of a title on one line


def share_panels(members: tuple[tuple[str, tuple[Point, ...]], ...], look: Look, break_day: date, across: int = 2) -> go.Figure:
    """Published shares, one panel a member: filled where the base is stated; lines never cross a break in comparability."""
    days = sorted({point.day for _, points in members for point in points})
    figure, height = grid_of([name for name, _ in members], across, 0.07)
    for place, (name, points) in enumerate(members):
        where = {"row": place // across + 1, "col": place % across + 1}
        for part in ([point for point in points if point.day < break_day], [point for point in points if point.day >= break_day]):
            add_shares(figure, part, look, where)
        figure.add_vline(x=break_day.isoformat(), line={"width": 1, "dash": "dot", "color": look.colours.quiet}, **where)
        figure.add_annotation(
            text=folded(name, TITLE_FOLD), x=0, xref="x domain", y=1.05, yref="y domain", xanchor="left", yanchor="bottom", showarrow=False, align="left",
            font={"size": SMALL}, **where,
        )  # fmt: skip
    top = max((point.value for _, points in members for point in points), default=0.4)
    figure.update_xaxes(
        **time_axis(days, 2),
        ticklabelstandoff=6,
        range=[(days[0] - timedelta(days=190)).isoformat(), (days[-1] + timedelta(days=330)).isoformat()] if days else None,
    )
    ticks = [place / 10 for place in range(0, int(top * 10) + 2, 2)]
    texts = [formats.percent(tick, look.lang, 0) for tick in ticks]
    figure.update_yaxes(
        matches="y",
        tickmode="array",
        tickvals=ticks,
        ticktext=texts,
        range=[0, top * 1.3],
        tickfont={"size": SMALL, "color": look.colours.quiet},
    )
    return finish(figure, look, height).update_layout(margin_t=TITLE_LINE * 3)


PANEL, TITLE_LINE, AXIS = 100, 18, 40  # pixels: of a panel, a line of its title, the labels below the lowest


def grid_of(names: list[str], across: int, between: float) -> tuple[go.Figure, int]:
    """Empty panels with room above each for its title, and the height of the figure. between: columns, as a part of the width."""
    down = -(-len(names) // across)
    gap = 24 + TITLE_LINE * max((1 + folded(name, TITLE_FOLD).count("<br>") for name in names), default=1)
    inside = down * PANEL + (down - 1) * gap
    figure = make_subplots(
        down, across, shared_xaxes=True, shared_yaxes=True, horizontal_spacing=between, vertical_spacing=gap / inside if down > 1 else 0
    )
    return figure, inside + TITLE_LINE * 3 + AXIS


def add_shares(figure: go.Figure, points: list[Point], look: Look, where: dict[str, int]) -> None:
    """Points of one member on one side of the break; the last carries its value."""
    if not points:
        return
    labels = [*[""] * (len(points) - 1), points[-1].label]
    symbols = ["circle" if point.stated else "circle-open" for point in points]
    figure.add_scatter(
        x=[point.day.isoformat() for point in points], y=[point.value for point in points], mode="lines+markers+text", text=labels,
        textposition="top right",
        textfont={"size": SMALL, "color": look.colours.text}, line={"color": look.colours.accent, "width": 2}, marker={"size": 7, "symbol": symbols},
        hovertext=[point.hover for point in points], hoverinfo="text", cliponaxis=False, **where,
    )  # fmt: skip


def panels(answers: tuple[tuple[str, Answer], ...], look: Look, across: int = 2) -> go.Figure:
    """Small multiples: one panel of columns per named answer over time, all on one scale."""
    figure, height = grid_of([f"{name} {sentences.value(answer, answer.total, look.lang)}" for name, answer in answers], across, 0.04)
    for place, (name, answer) in enumerate(answers):
        row, column = place // across + 1, place % across + 1
        figure.add_bar(
            x=[first_day(answer.by[0].code, each.codes[0]).isoformat() for each in answer.rows],
            y=[0 if each.hidden else each.value for each in answer.rows],
            text=[formats.HIDDEN if each.hidden else "" for each in answer.rows],
            textposition="outside",
            cliponaxis=False,
            marker=columns_fill([IMMATURE in row.codes for row in answer.rows], look),  # light: cannot be judged yet
            hovertext=[f"<b>{name}</b><br>{hover(answer, each, look)}" for each in answer.rows],
            hoverinfo="text",
            row=row,
            col=column,
        )
        figure.add_annotation(
            text=f"{folded(name, TITLE_FOLD)} <b>{sentences.value(answer, answer.total, look.lang)}</b>", x=0, xref="x domain", y=1.04, yref="y domain",
            xanchor="left", yanchor="bottom", showarrow=False, align="left", font={"size": SMALL}, row=row, col=column,
        )  # fmt: skip
    days = [first_day(answer.by[0].code, row.code) for _, answer in answers for row in answer.rows]
    figure.update_xaxes(**time_axis(days, 3), matches="x", ticklabelstandoff=6)
    for place in range(max(0, len(answers) - across), len(answers)):  # the lowest panel of each column, below which there may be none
        figure.update_xaxes(showticklabels=True, row=place // across + 1, col=place % across + 1)
    figure.update_yaxes(matches="y", tickmode="array", tickfont={"size": SMALL, "color": look.colours.quiet}, **scale_of(answers, look))
    return finish(figure, look, height).update_layout(margin_t=TITLE_LINE * 3)


def scale_of(answers: tuple[tuple[str, Answer], ...], look: Look) -> dict[str, Any]:
    """The scale that all panels share: from zero, in counts or, for rates, to the whole."""
    if any(answer.metric.is_ratio for _, answer in answers):
        return {"tickvals": [0, 0.5, 1], "ticktext": [formats.percent(tick, look.lang, 0) for tick in (0, 0.5, 1)], "range": [0, 1]}
    ticks = nice_ticks(max((row.value or 0 for _, answer in answers for row in answer.rows), default=1))[::2]
    return {"tickvals": ticks, "ticktext": [formats.number(tick, look.lang) for tick in ticks]}
