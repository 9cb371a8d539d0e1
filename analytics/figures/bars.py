"""Horizontal bars: ranked groups, and two counts side by side."""

import plotly.graph_objects as go

from analytics import chart, sentences
from analytics.ask import Answer, Row
from analytics.figures.look import VALUE_ROOM, Look, bar_colour, finish, folded, hover, made
from analytics.text import Text
from analytics.theme import SMALL

BAR_HEIGHT = 30  # pixels
SMALL_BAR, SMALL_LINE, SMALL_EDGE = 18, 14, 8  # of a bar with its label, of each further line of a label, around them all
SMALL_FOLD = 30  # letters of a label on one line
SMALL_ROOM = VALUE_ROOM | {"share": 90, "rate": 120}


def end_label(answer: Answer, row: Row, look: Look) -> str:
    """The text at a bar's end: the value, for ratios the two numbers behind it, and on a line of its own the interval of a rate (where it
    has room)."""
    said, support = sentences.value(answer, row, look.lang), chart.support(answer, row, look.lang)
    support = support.partition(" (")[0] if look.small else support.replace(" (", "<br>(")
    return f"{said}  <span style='color:{look.colours.quiet}'>{support}</span>" if support else said


def bar(answer: Answer, look: Look, accent: str | None = None) -> go.Figure:
    """Horizontal bars in the order of the answer; the value stands at the bar's end. accent: the code to point at; None: all."""
    rows = list(answer.rows)[::-1]
    longest = chart.longest(answer)
    values = [0 if chart.dwarfs(answer, row) else row.value or 0 for row in rows]
    labels = [folded(answer.label(row, look.lang), SMALL_FOLD if look.small else 23) for row in rows]
    ends = [end_label(answer, row, look) for row in rows]
    places, thick, height = lines_up(labels) if look.small else stands(labels, ends)
    trace = {
        "type": "bar",
        "x": values,
        "y": places,
        "width": thick,
        "orientation": "h",
        "marker": {"color": [bar_colour(answer, row, accent, look.colours) for row in rows], "cornerradius": 2},
        "text": ends,
        "textposition": "outside",
        "textfont": {"size": SMALL},
        "constraintext": "none",  # never shrunk to the thickness of a bar, where it could not be read
        "cliponaxis": False,
        "hovertext": [hover(answer, row, look) for row in rows],
        "hoverinfo": "text",
        "customdata": [row.codes[0] for row in rows],
    }
    edges = [0, height - SMALL_EDGE] if look.small else [-0.6, len(rows) - 0.4]
    axis = {"tickmode": "array", "tickvals": places, "ticktext": labels, "range": edges} | (
        {"tickfont": {"size": SMALL}} if look.small else {}
    )
    room = (SMALL_ROOM if look.small else VALUE_ROOM)[answer.metric.kind]
    across = {"visible": False, "range": [0, max([*values, longest])]}
    return made([trace], look, height, xaxis=across, yaxis=axis, margin={"r": room})


def stands(labels: list[str], ends: list[str]) -> tuple[list[float], float | None, int]:
    """Bars one above the other, all with the same room: where each stands, how thick it is (None: as the template says), and the height
    of the figure."""
    tallest = 1 + max((line.count("<br>") for line in (*labels, *ends)), default=0)
    each = max(BAR_HEIGHT if len(labels) <= 20 else 24, 17 * tallest)
    return list(map(float, range(len(labels)))), None, 24 + len(labels) * each


def lines_up(labels: list[str]) -> tuple[list[float], float | None, int]:
    """The same in little room, in pixels: each bar has as much as its own label needs."""
    rooms = [SMALL_LINE * label.count("<br>") + SMALL_BAR for label in labels]
    return [sum(rooms[:place]) + room / 2 for place, room in enumerate(rooms)], SMALL_BAR - 5, sum(rooms) + SMALL_EDGE


def pair(left: Answer, right: Answer, look: Look, names: tuple[Text, Text]) -> go.Figure:
    """Two answers by the same dimension side by side: the first in accent, the second as comparison."""
    codes = chart.pair_codes(left, right)[::-1]
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
