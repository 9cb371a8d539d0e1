"""Tables of two dimensions, shaded by value."""

import plotly.graph_objects as go

from analytics import formats
from analytics.ask import Answer, Row
from analytics.figures.look import Look, finish, folded, hover
from analytics.theme import BODY, SMALL, ink_on


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
            z=[[shade(row, top) if (row := found.get((y, x))) else None for x in across] for y in down],
            zmin=0,
            zmax=4,
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
        ticktext=[folded(answer.by[1].member(code, look.lang), 12) for code in across],
        tickfont={"size": SMALL - 1},
        tickangle=0,
    )
    figure.update_yaxes(
        autorange="reversed",
        tickmode="array",
        tickvals=list(range(len(down))),
        ticktext=[folded(answer.by[0].member(code, look.lang), 34) for code in down],
    )
    return finish(figure, look, 90 + 34 * len(down))


def shade(row: Row, top: float) -> int:
    """Which of the five shades a cell has, by its part of the largest."""
    return min(4, int((row.value or 0) / top * 5))


def add_cell(figure: go.Figure, row: Row | None, x: int, y: int, top: float, look: Look) -> None:
    """The number in a cell, in the ink that reads best on its shade."""
    colour = ink_on(look.colours.sequence[shade(row, top)]) if row else look.colours.quiet
    text = formats.number(row.value, look.lang) if row else "·"
    figure.add_annotation(x=x, y=y, text=text, showarrow=False, font={"size": BODY, "color": colour})
