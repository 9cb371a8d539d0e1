"""Shares at several dates: each date one bar of 100 %."""

import plotly.graph_objects as go

from analytics.chart import Chart, Series
from analytics.figures.look import Look, finish
from analytics.theme import SMALL, ink_on

LEAST = 10  # pixels of a number
LABELLED = 0.06  # a narrower segment has no room for its number


def stack(chart: Chart, look: Look) -> go.Figure:
    """Horizontal bars that add up to 100 %, first date on top; the number stands inside a segment wide enough."""
    figure = go.Figure()
    for series in chart.series:
        add_segments(figure, chart, series, look)
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(chart.categories))), ticktext=list(chart.categories), autorange="reversed"
    )
    figure.update_layout(
        barmode="stack", showlegend=True, uniformtext={"minsize": LEAST, "mode": "hide"},  # a number that does not fit is left out, not shrunk
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal", "font": {"size": SMALL}},
    )  # fmt: skip
    return finish(figure, look, 90 + 34 * len(chart.categories))


def add_segments(figure: go.Figure, chart: Chart, series: Series, look: Look) -> None:
    """The segments of one group."""
    tone = getattr(look.colours, series.marks[0].tone)
    figure.add_bar(
        x=[mark.value or 0 for mark in series.marks],
        y=list(range(len(chart.categories))),
        orientation="h",
        name=series.name,
        marker={"color": tone, "line": {"color": look.colours.background, "width": 1}},
        text=[mark.label if (mark.value or 0) >= LABELLED else "" for mark in series.marks],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": ink_on(tone), "size": SMALL},
        hovertext=[
            f"<b>{series.name}</b><br>{day}: {mark.label} · {mark.support}"
            for day, mark in zip(chart.categories, series.marks, strict=True)
        ],
        hoverinfo="text",
    )
