"""Curves and points over two scales of numbers: where their scales end, where names and labels stand, and the Plotly figure."""

from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from analytics import formats
from analytics.chart import Curve, Plane, Spot, corners
from analytics.figures.look import Look, finish, folded
from analytics.figures.timelines import nice_ticks, spread_out
from analytics.text import Lang
from analytics.theme import SMALL

Side = Literal["right", "left", "above", "below"]
Ink = Literal["accent", "second", "third", "fourth", "fifth", "quiet", "text"]
Box = tuple[float, float, float, float]  # left, top, right, bottom
SIDES: tuple[Side, ...] = ("right", "above", "left", "below")
POSITIONS = {"right": "middle right", "left": "middle left", "above": "top center", "below": "bottom center"}
SHAPES = {"line": "linear", "dashed": "linear", "steps": "hv"}
TENTHS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)  # where a scale of rates may end
LETTER = 0.58  # of its size, the width of a letter
DOT = 7  # pixels across
HEIGHT, FOOT, HEAD, NAME_ROOM, NAME_FOLD = 340, 42, 30, 130, 18  # pixels; letters of a name on one line
NAME_HEIGHT, HEAD_LETTERS = 17, 46


def ticks_across(plane: Plane) -> list[float]:
    """Round steps of the scale below."""
    return list(map(float, nice_ticks(max((spot.x for curve in plane.curves for spot in curve.spots), default=1) or 1)))


def ticks_up(plane: Plane) -> list[float]:
    """Round steps of the scale at the left; rates end at the first round part that holds them all."""
    top = max((spot.y for curve in plane.curves for spot in curve.spots), default=1) or 1
    if not plane.ratio:
        return list(map(float, nice_ticks(top)))
    end = next((each for each in TENTHS if each >= top), 1.0)
    parts = 5 if end in (0.05, 0.1, 1.0) else round(end * 10) if end > 0.2 else 4
    return [end * place / parts for place in range(parts + 1)] if end < 1 else [0, 0.25, 0.5, 0.75, 1]


def tick_words(ticks: list[float], ratio: bool, lang: Lang) -> list[str]:
    """The steps of a scale as they are read."""
    return [formats.percent(tick, lang, 0) if ratio else formats.plain(tick, lang) for tick in ticks]


# --- where names and labels stand ---


def name_heights(plane: Plane, apart: float) -> dict[int, float]:
    """By place of a curve the height of its name right of the plane, in parts of the scale; a name that several have is written once."""
    top, named = ticks_up(plane)[-1], [curve.name if curve.style != "points" else "" for curve in plane.curves]
    places = [place for place, name in enumerate(named) if name and name not in named[:place]]
    ends = [plane.curves[place].spots[-1].y / top for place in places]
    return dict(zip(places, kept_low(spread_out(ends, apart), apart), strict=True))


def kept_low(heights: list[float], apart: float) -> list[float]:
    """Names that would stand above the drawing, moved down just enough, and those below them with them."""
    placed, ceiling = list(heights), 1.0
    for place in sorted(range(len(placed)), key=lambda place: -placed[place]):
        placed[place] = min(placed[place], ceiling)
        ceiling = placed[place] - apart
    return placed


def point_names(plane: Plane) -> list[tuple[str, Curve]]:
    """The names of points, which have no end to be written at: they stand above the drawing."""
    return [(curve.name, curve) for curve in plane.curves if curve.style == "points" and curve.name]


@dataclass(frozen=True)
class Paper:
    """The size of a plane as it is drawn: its width and height, the room right of it for the names of curves, and the size of type
    (all in one unit)."""

    width: float
    height: float
    room: float
    size: float


def sides(plane: Plane, papers: tuple[Paper, ...]) -> dict[tuple[int, int], Side]:
    """By curve and spot the side on which its label stands on every one of some papers, if possible not on a line; one that has no
    room is left out."""
    spots = marked_spots(plane)
    ends = ticks_across(plane)[-1], ticks_up(plane)[-1]
    taken = [[*(spot_box(*at(spot, ends, paper)) for spot in spots.values()), *name_boxes(plane, paper)] for paper in papers]
    lines = [spot for curve in plane.curves if curve.style != "points" for spot in corners(curve)]
    crossed = [[spot_box(*at(spot, ends, paper)) for spot in lines] for paper in papers]
    found: dict[tuple[int, int], Side] = {}
    for key, spot in spots.items():
        boxes = {side: [label_box(*at(spot, ends, paper), spot.label, paper.size, side) for paper in papers] for side in SIDES}
        free = [side for side in SIDES if spot.label and all(map(is_free, boxes[side], papers, taken))]
        if free:
            found[key] = next((side for side in free if all(map(is_free, boxes[side], papers, crossed))), free[0])
            for box, others in zip(boxes[found[key]], taken, strict=True):
                others.append(box)
    return found


def marked_spots(plane: Plane) -> dict[tuple[int, int], Spot]:
    """The spots that can be seen as such, or have a label, by curve and place."""
    return {
        (place, number): spot
        for place, curve in enumerate(plane.curves)
        for number, spot in enumerate(curve.spots)
        if curve.style == "points" or spot.label
    }


def at(spot: Spot, ends: tuple[float, float], paper: Paper) -> tuple[float, float]:
    """How far a spot is from the left and from the top of a paper. ends: of the two scales."""
    return paper.width * spot.x / ends[0], paper.height * (1 - spot.y / ends[1])


def spot_box(x: float, y: float) -> Box:
    """What a point covers."""
    return x - DOT / 2, y - DOT / 2, x + DOT / 2, y + DOT / 2


def name_boxes(plane: Plane, paper: Paper) -> list[Box]:
    """What the names of curves cover, right of the plane."""
    high = paper.size * 1.4
    heights = name_heights(plane, 1.7 * high / paper.height).values()
    return [(paper.width, paper.height * (1 - y) - high, paper.width + paper.room, paper.height * (1 - y) + high) for y in heights]


def label_box(x: float, y: float, label: str, high: float, side: Side) -> Box:
    """Where a label stands on one side of a spot."""
    apart, wide = DOT / 2 + 2, LETTER * high * len(label)
    match side:
        case "right":
            return x + apart, y - high / 2, x + apart + wide, y + high / 2
        case "left":
            return x - apart - wide, y - high / 2, x - apart, y + high / 2
        case "above":
            return x - wide / 2, y - apart - high, x + wide / 2, y - apart
    return x - wide / 2, y + apart, x + wide / 2, y + apart + high


def is_free(box: Box, paper: Paper, taken: list[Box]) -> bool:
    """Whether a label lies on the paper, over no point, no name and no other label."""
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= paper.width + paper.room and box[3] <= paper.height
    return inside and not any(meet(box, other) for other in taken)


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share any place."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# --- the figure ---

# A phone and a wide screen: a label has to have room on both.
ON_SCREEN = tuple(Paper(width, HEIGHT - HEAD - FOOT, NAME_ROOM, SMALL) for width in (175, 520))


def plane(drawn: Plane, look: Look, papers: tuple[Paper, ...] = ON_SCREEN) -> go.Figure:
    """Curves and points, each curve named at its right end; what the scales measure stands above and below them. papers: on which
    the labels of points must have room."""
    figure = go.Figure()
    beside = sides(drawn, papers)
    for place, curve in enumerate(drawn.curves):
        figure.add_scatter(**trace_of(curve, place, beside, look))
    for place, height in name_heights(drawn, 1.7 * NAME_HEIGHT / (HEIGHT - HEAD - FOOT)).items():
        add_name(figure, drawn.curves[place], height * ticks_up(drawn)[-1], look)
    add_words(figure, drawn, look)
    across, up = ticks_across(drawn), ticks_up(drawn)
    quiet = {"tickfont": {"color": look.colours.quiet, "size": SMALL}, "tickmode": "array", "automargin": True}
    figure.update_xaxes(
        **quiet, tickvals=across, ticktext=tick_words(across, False, look.lang), range=[0, across[-1] * 1.02], showline=True,
        linecolor=look.colours.line, tickangle=0, ticklabelstandoff=6,
    )  # fmt: skip
    figure.update_yaxes(
        **quiet, tickvals=up, ticktext=tick_words(up, drawn.ratio, look.lang), range=[0, up[-1] * 1.04], showgrid=True,
        gridcolor=look.colours.line,
    )  # fmt: skip
    more = (head_lines(drawn) - 1) * NAME_HEIGHT
    margins = {"r": NAME_ROOM if name_heights(drawn, 0.1) else 16, "t": HEAD + more, "b": FOOT}
    return finish(figure, look, HEIGHT + more).update_layout(margin=margins)


def ink_of(curve: Curve) -> Ink:
    """The colour of a curve and of its name, which has to be read: grey ones are drawn as words are, quiet or plain."""
    if curve.tone == "rest":
        return "text" if curve.style in ("line", "steps") else "quiet"
    return "quiet" if curve.tone == "muted" else curve.tone


def colour_of(curve: Curve, look: Look) -> str:
    """The colour of a curve in a mode."""
    return str(getattr(look.colours, ink_of(curve)))


def trace_of(curve: Curve, place: int, beside: dict[tuple[int, int], Side], look: Look) -> dict[str, Any]:
    """One curve as Plotly draws it."""
    labels = [spot.label if (place, number) in beside else "" for number, spot in enumerate(curve.spots)]
    where = [POSITIONS[beside.get((place, number), "right")] for number in range(len(curve.spots))]
    texts = {"text": labels, "textposition": where, "textfont": {"size": SMALL, "color": look.colours.text}} if any(labels) else {}
    mode = ("markers" if curve.style == "points" else "lines") + ("+text" if texts else "")
    dash, width = ("dash", 1.5) if curve.style == "dashed" else ("solid", 2.5)
    hovers = [spot.hover for spot in curve.spots]
    return texts | {
        "x": [spot.x for spot in curve.spots],
        "y": [spot.y for spot in curve.spots],
        "mode": mode,
        "name": curve.name,
        "line": {"color": colour_of(curve, look), "width": width, "dash": dash, "shape": SHAPES.get(curve.style, "linear")},
        "marker": {"color": colour_of(curve, look), "size": DOT},
        "hovertext": hovers,
        "hoverinfo": ["text" if each else "skip" for each in hovers],
        "cliponaxis": False,
    }


def add_name(figure: go.Figure, curve: Curve, height: float, look: Look) -> None:
    """The name of a curve right of the drawing."""
    figure.add_annotation(
        x=1, xref="paper", y=height, text=folded(curve.name, NAME_FOLD), showarrow=False, xanchor="left", xshift=4, align="left",
        font={"color": colour_of(curve, look), "size": SMALL},
    )  # fmt: skip


def head_lines(drawn: Plane) -> int:
    """How many lines the words above a plane take: one where that has room on a phone, else one a name."""
    names = [name for name, _ in point_names(drawn)]
    return 1 if sum(len(words) + 4 for words in (drawn.up, *names)) <= HEAD_LETTERS else 1 + len(names)


def add_words(figure: go.Figure, drawn: Plane, look: Look) -> None:
    """What the scales measure, and which points are which."""
    names = [f"<span style='color:{colour_of(curve, look)}'>●</span> {name}" for name, curve in point_names(drawn)]
    font = {"size": SMALL, "color": look.colours.quiet}
    figure.add_annotation(
        x=0, xref="paper", y=1, yref="paper", text=("<br>" if head_lines(drawn) > 1 else "   ").join([drawn.up, *names]), showarrow=False, xanchor="left",
        yanchor="bottom", yshift=6, font=font, align="left",
    )  # fmt: skip
    figure.add_annotation(
        x=1, xref="paper", y=0, yref="paper", text=drawn.across, showarrow=False, xanchor="right", yanchor="top", yshift=-20, font=font,
    )  # fmt: skip
