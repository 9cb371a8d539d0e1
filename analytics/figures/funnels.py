"""The way from report to sanction, with what remains at each stage."""

import plotly.graph_objects as go

from analytics import chart
from analytics.exhibit import Stage
from analytics.figures.look import Look, finish, folded


def funnel(stages: tuple[Stage, ...], look: Look) -> go.Figure:
    """Bars from one baseline: the way from report to sanction, residuals named and lighter, 'x of y (z %)' at the end."""
    longest = stages[0].answer.total.value or 1
    rows = stages[::-1]
    figure = go.Figure(
        go.Bar(
            x=[stage.answer.total.value or 0 for stage in rows],
            y=list(range(len(rows))),
            orientation="h",
            marker={"color": [look.colours.rest if stage.residual else look.colours.accent for stage in rows], "cornerradius": 2},
            text=[funnel_label(stage, look) for stage in rows],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="text",
            hovertext=[
                f"<b>{stage.answer.metric.label(look.lang)}</b><br>{funnel_label(stage, look)} {base_of(stage, look)}" for stage in rows
            ],
        )
    )
    figure.update_xaxes(visible=False, range=[0, longest])
    labels = [("– " if stage.residual else "") + folded(stage.answer.metric.label(look.lang), 20) for stage in rows]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(rows))), ticktext=labels)
    return finish(figure, look, 24 + 34 * len(rows)).update_layout(margin_r=150)


def funnel_label(stage: Stage, look: Look) -> str:
    """'344 dari 456 (75,4 %)': of the stage it belongs to, never of another base."""
    return chart.stage_label(stage, look.lang)


def base_of(stage: Stage, look: Look) -> str:
    """What the stage is a part of: 'dilaporkan'."""
    return stage.whole.metric.said(look.lang)
