"""The way from one level to another: bars that hang from where the one before ended."""

import plotly.graph_objects as go

from analytics.chart import Chart, Mark, links, reach, spans
from analytics.figures.bars import BAR_HEIGHT
from analytics.figures.look import VALUE_ROOM, Look, finish, folded

HALF = 0.34  # of a bar, as a part of the distance between two
NAME_FOLD = 18  # letters of a name on one line: on a phone names, bars and numbers stand side by side


def bridge(drawn: Chart, look: Look) -> go.Figure:
    """Levels and changes from top to bottom, thin lines from each bar to the next; the number stands right of each bar."""
    marks, found = drawn.series[0].marks, spans(drawn)
    places, labels = list(range(len(marks))), [folded(name, NAME_FOLD) for name in drawn.categories]
    figure = go.Figure(
        go.Bar(
            x=[None if start is None else mark.value for start, mark in zip(drawn.starts, marks, strict=True)],
            base=[begin for begin, _ in found],
            y=places,
            orientation="h",
            marker={"color": [getattr(look.colours, mark.tone) for mark in marks]},
            hovertext=[f"<b>{name}</b><br>{words(mark)}" for name, mark in zip(drawn.categories, marks, strict=True)],
            hoverinfo="text",
        )
    )
    add_labels(figure, found, marks, look)
    add_links(figure, drawn, look)
    figure.update_xaxes(visible=False, range=list(reach(drawn)))
    figure.update_yaxes(tickmode="array", tickvals=places, ticktext=labels, range=[len(marks) - 0.4, -0.6])
    tallest = 1 + max(label.count("<br>") for label in labels)
    height = 24 + len(marks) * max(BAR_HEIGHT, 16 * tallest)
    return finish(figure, look, height).update_layout(margin_r=VALUE_ROOM["rate" if drawn.ratio else "count"])


def words(mark: Mark) -> str:
    """A number as it is read, and the numbers behind it."""
    return " · ".join(part for part in (mark.label, mark.support) if part)


def add_labels(figure: go.Figure, found: list[tuple[float, float]], marks: tuple[Mark, ...], look: Look) -> None:
    """The number of each step, right of its bar whichever way that goes; there too where there is no bar."""
    quiet = look.colours.quiet
    figure.add_scatter(
        x=[max(span) for span in found],
        y=list(range(len(marks))),
        mode="text",
        text=[f" {mark.label}  <span style='color:{quiet}'>{mark.support}</span>" if mark.support else f" {mark.label}" for mark in marks],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )


def add_links(figure: go.Figure, drawn: Chart, look: Look) -> None:
    """A thin line where a bar hands its level over to the next, and one at zero where bars go below it."""
    if reach(drawn)[0] < 0:
        figure.add_vline(x=0, line={"width": 1, "color": look.colours.line}, layer="below")
    for place, level in enumerate(links(drawn)):
        if level is not None:
            figure.add_shape(
                type="line", x0=level, x1=level, y0=place + HALF, y1=place + 1 - HALF, line={"width": 1, "color": look.colours.quiet}
            )  # fmt: skip
