"""Tables of two dimensions, shaded by value."""

import plotly.graph_objects as go

from analytics import formats
from analytics.ask import Answer, Row
from analytics.chart import cross, shade
from analytics.figures.look import Look, finish, folded, hover
from analytics.theme import BODY, SMALL, ink_on


def grid(answer: Answer, look: Look) -> go.Figure:
    """A table of two dimensions, each cell shaded by its count; an empty cell is a dot, not a zero, a hidden one a symbol."""
    shown = cross(answer, look.lang)
    top = max((row.value or 0 for line in shown.cells for row in line if row), default=1)
    down, across = range(len(shown.rows)), range(len(shown.columns))
    figure = go.Figure(
        go.Heatmap(
            z=[[shade(row, top) if row and not row.hidden else None for row in line] for line in shown.cells],
            zmin=0,
            zmax=4,
            x=list(range(len(across))),
            y=list(range(len(down))),
            colorscale=[[place / 4, colour] for place, colour in enumerate(look.colours.sequence)],
            showscale=False,
            xgap=2,
            ygap=2,
            hovertext=[[hover(answer, row, look) if row else "" for row in line] for line in shown.cells],
            hoverinfo="text",
        )
    )
    for y, line in enumerate(shown.cells):
        for x, row in enumerate(line):
            add_cell(figure, row, x, y, top, look)
    figure.update_xaxes(
        side="top",
        range=[-0.5, len(across) - 0.5],  # also where no cell has a number, so that there is nothing to fit the axis to
        tickmode="array",
        tickvals=list(range(len(across))),
        ticktext=[folded(label, 12) for label in shown.columns],
        tickfont={"size": SMALL - 1},
        tickangle=0,
    )
    figure.update_yaxes(
        range=[len(down) - 0.5, -0.5],
        tickmode="array",
        tickvals=list(range(len(down))),
        ticktext=[folded(label, 34) for label in shown.rows],
    )
    return finish(figure, look, 90 + 34 * len(down))


def add_cell(figure: go.Figure, row: Row | None, x: int, y: int, top: float, look: Look) -> None:
    """The number in a cell, in the ink that reads best on its shade."""
    colour = ink_on(look.colours.sequence[shade(row, top)]) if row and not row.hidden else look.colours.quiet
    text = formats.row_value(False, row, look.lang) if row else "·"
    figure.add_annotation(x=x, y=y, text=text, showarrow=False, font={"size": BODY, "color": colour})
