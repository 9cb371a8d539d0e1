"""Headline numbers as a drawing, for pictures and previews."""

import plotly.graph_objects as go

from analytics.chart import number_words
from analytics.exhibit import Number
from analytics.figures.look import Look, finish, folded
from analytics.theme import BODY


def numbers(parts: tuple[Number, ...], look: Look) -> go.Figure:
    """Large numbers side by side: label, number, base, change."""
    figure = go.Figure()
    for place, part in enumerate(parts):
        label, number, base, change = number_words(part, look.lang)
        lines = (
            (0.86, folded(label, 20), BODY, look.colours.quiet),
            (0.58, f"<b>{number}</b>", 38, look.colours.text),
            (0.34, folded(base, 24), BODY, look.colours.quiet),
            (0.14, folded(change, 24), BODY, look.colours.accent),
        )
        for height, text, size, colour in lines:
            figure.add_annotation(
                x=place / len(parts), y=height, xref="paper", yref="paper", xanchor="left", yanchor="middle", text=text, align="left",
                showarrow=False, font={"size": size, "color": colour},
            )  # fmt: skip
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return finish(figure, look, 220)
