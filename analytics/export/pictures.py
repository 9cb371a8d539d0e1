"""A figure as a picture that stands by itself: title, subtitle, drawing, events, notes and footnote on one sheet of 1600 by 900.

The sheet is a Plotly figure. The reader's browser makes the PNG or SVG of it; the server needs no browser of its own. Every
margin is set here and none by Plotly, so that the words around the drawing have a place that the drawing never moves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from analytics import formats, frozen
from analytics.chart import Chart, Plane, Tone, charts, corners, cross, drawable, number_words, planes, reach, shade, spans
from analytics.exhibit import Exhibit
from analytics.figures import Look, draw
from analytics.figures.look import folded
from analytics.figures.multiples import panels, share_panels
from analytics.figures.planes import Paper, plane
from analytics.sentences import Institution
from analytics.text import Lang
from analytics.theme import BODY, LIGHT, SMALL

WIDTH, HEIGHT = 1600, 900  # pixels; drawn at twice that
EDGE, GAP = 56, 22
TITLE, SUBTITLE, NOTE = 38, 22, 17
LONG_TITLE = 30  # a title that would need more than two lines
LINE = 1.32  # lines of text stand this many times their size apart
LARGEST = {"numbers": 2.3, "shares": 1.35}  # the drawing grows at most so many times
GROWTH = 1.75
LABEL_ROOM = 560  # pixels the labels left of a drawing may take
PLANE = Paper(700, 260, 130, SMALL)  # of a plane on the sheet, before it grows
LOOSE = 1.3  # bars stand at most so many times further apart than on screen
ROW = 19  # pixels a bar with its label on one line needs before it grows
UNFOLDED = ("bar", "pair", "funnel", "grid", "bridge")
FILLING = ("columns", "lines", "panels", "shares", "stack", "grid", "map", "plane")  # these take all the room there is
BETWEEN = " · "
WHITE = "#FFFFFF"

# How wide letters are in the page's font, in hundredths of their size; every other letter counts as 65.
WIDTHS = {
    letter: width
    for width, letters in {
        25: " ',Iijl", 32: "!().:;[]{|}·1`r", 42: '"Jft“”/\\z', 53: "*-?Tsvx7Lahknuy–", 60: "23569+<=>EFXYZ^_ce~", 78: "0&DHN…#CGw", 90: "MOQm",
        97: "%@W",
    }.items()
    for letter in letters
}  # fmt: skip
OTHERS, BOLD = 65, 1.07
# What grows with a drawing; 'width' is that of lines and borders.
SIZES = {"size", "width", "xshift", "yshift", "cornerradius", "xgap", "ygap", "itemwidth", "tracegroupgap", "borderpad"}


@dataclass(frozen=True)
class Frame:
    """The words around a drawing, in lines, and the height each part takes."""

    title: list[str]
    title_size: int
    subtitle: list[str]
    below: list[str]  # events, notes and the footnote

    @property
    def head(self) -> float:
        """Pixels from the top of the sheet to the drawing."""
        return EDGE + LINE * (len(self.title) * self.title_size + len(self.subtitle) * SUBTITLE) + GAP

    @property
    def foot(self) -> float:
        """Pixels from the drawing to the foot of the sheet."""
        return GAP + LINE * NOTE * len(self.below) + EDGE * 0.7


def picture(exhibit: Exhibit, institution: Institution) -> go.Figure:
    """The figure as a sheet of 1600 by 900 in light colours, with everything that defends it."""
    frame = frame_of(exhibit, institution)
    figure = go.Figure(layout={"height": HEIGHT}) if not drawable(exhibit) else drawn(exhibit)
    room = HEIGHT - frame.head - frame.foot
    growth = max(
        1.0, min(LARGEST.get(exhibit.kind, GROWTH), room / needed(figure, exhibit), LABEL_ROOM / max(1, label_width(figure, BODY)))
    )
    grown = go.Figure(scaled(figure.to_plotly_json(), growth))
    spare = 0 if exhibit.kind in FILLING else max(0, room - max(figure.layout.height * growth * LOOSE, room / 2))
    grown.update_layout(width=WIDTH, height=HEIGHT, paper_bgcolor=WHITE, plot_bgcolor=WHITE)
    if not drawable(exhibit):
        grown.update_xaxes(visible=False).update_yaxes(visible=False)
    return framed(grown, frame, BODY * growth, spare)


def needed(figure: go.Figure, exhibit: Exhibit) -> float:
    """The height a drawing needs in its own size, before it grows."""
    if exhibit.kind in UNFOLDED and drawable(exhibit):
        return float(
            min(figure.layout.height, 24 + len(exhibit.answer.rows) * ROW) if exhibit.kind == "bar" else 0.82 * figure.layout.height
        )
    return float(figure.layout.height)


def frame_of(exhibit: Exhibit, institution: Institution) -> Frame:
    """Title, subtitle, events, notes and footnote of a figure, folded to the width of the sheet."""
    across = WIDTH - 2 * EDGE
    size = TITLE if len(wrapped(exhibit.title, TITLE * BOLD, across)) < 3 else LONG_TITLE
    below = [*wrapped(BETWEEN.join(event_lines(exhibit)), NOTE, across)] if exhibit.events else []
    beside = [remark for each in planes(exhibit) for remark in each.remarks]
    for said in (*beside, *exhibit.notes, frozen.footnote(exhibit, institution)):
        below += wrapped(said, NOTE, across)
    return Frame(balanced(exhibit.title, size * BOLD, across), size, wrapped(exhibit.subtitle, SUBTITLE, across), below)


def event_lines(exhibit: Exhibit) -> list[str]:
    """The numbered events of a figure: '3. 23 Sep 2020: penetapan pasangan calon'."""
    lang: Lang = exhibit.lang
    return [f"{place}. {formats.short_date(event.day, lang)}: {event.label(lang)}" for place, event in enumerate(exhibit.events, start=1)]


def drawn(exhibit: Exhibit) -> go.Figure:
    """The drawing for a wide sheet: more panels side by side, and labels on one line."""
    look = Look(exhibit.lang)
    across = 3 if len(exhibit.parts) <= 6 else 4
    if exhibit.kind == "panels":
        return refolded(panels(exhibit.parts, look, across), across)
    if exhibit.kind == "shares":
        return refolded(share_panels(exhibit.parts, look, exhibit.break_day, across), across).for_each_trace(
            lambda part: beside_the_break(part, exhibit.break_day.isoformat())
        )
    if exhibit.kind == "plane":
        return plane(planes(exhibit)[0], look, (PLANE,))
    figure = draw(exhibit, look).update_traces(constraintext="none", selector={"type": "bar"})
    if exhibit.kind in UNFOLDED:
        figure.update_yaxes(ticktext=[label.replace("/<br>", "/").replace("<br>", " ") for label in figure.layout.yaxis.ticktext])
    return figure


def refolded(figure: go.Figure, across: int) -> go.Figure:
    """Small multiples with their names folded to the width of a panel on the sheet; a number behind a name stays whole."""

    def refold(note: go.layout.Annotation) -> None:
        name, bold, number = note.text.replace("/<br>", "/").replace("<br>", " ").partition(" <b>")
        note.update(text=folded(name, 108 // across) + bold + number)

    return figure.for_each_annotation(refold)


def beside_the_break(part: go.Scatter, break_day: str) -> None:
    """The first label after a break in comparability stands below its point, away from the last label before the break."""
    if part.x[0] and part.x[0] >= break_day and part.textposition[0] == "middle left":
        part.update(textposition=["bottom center", *part.textposition[1:]])


def scaled(part: Any, growth: float) -> Any:
    """A drawing with its letters, lines, marks and distances grown; what only a pointer would show is left out."""
    if isinstance(part, dict):
        kept = {name: value for name, value in part.items() if name not in ("hovertext", "hoverlabel", "customdata")}
        return {name: grown(name, value, growth) for name, value in kept.items()}
    return [scaled(each, growth) for each in part] if isinstance(part, list | tuple) else part


def grown(name: str, value: Any, growth: float) -> Any:
    """One property of a drawing, grown where it is a size."""
    if name in SIZES and isinstance(value, int | float):
        return value * growth
    if name == "margin":
        return {side: size * growth for side, size in value.items()}
    return scaled(value, growth)


def framed(figure: go.Figure, frame: Frame, body: float, spare: float) -> go.Figure:
    """A drawing with its margins set and its words around it. body: size of its letters; spare: pixels left free below it."""
    margin = figure.layout.margin
    left = EDGE + label_width(figure, body)
    right = EDGE + (margin.r or 0)
    top = frame.head + max(margin.t or 0, upper_room(figure, body))
    bottom = frame.foot + lower_room(figure, body) + spare
    figure.update_layout(margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False})
    figure.update_xaxes(automargin=False, ticklabelstandoff=8).update_yaxes(automargin=False, ticklabelstandoff=6)
    x = EDGE - left  # words begin at the edge of the sheet, not of the drawing
    subtitle = EDGE + LINE * len(frame.title) * frame.title_size
    add_words(figure, [f"<b>{line}</b>" for line in frame.title], frame.title_size, LIGHT.text, x, top - EDGE, 1)
    add_words(figure, frame.subtitle, SUBTITLE, LIGHT.quiet, x, top - subtitle, 1)
    add_words(figure, frame.below, NOTE, LIGHT.quiet, x, frame.foot - GAP - bottom, 0)
    return figure


def add_words(figure: go.Figure, lines: list[str], size: float, colour: str, x: float, y: float, edge: int) -> None:
    """Lines of text, each by itself. x, y: pixels from the left edge of the drawing, and from its top (edge 1) or foot (0)."""
    for place, line in enumerate(lines):
        figure.add_annotation(
            x=0, y=edge, xref="paper", yref="paper", xanchor="left", yanchor="top", xshift=x, yshift=y - place * LINE * size, text=line,
            align="left", showarrow=False, font={"size": size, "color": colour}, borderpad=0,
        )  # fmt: skip


def upper_room(figure: go.Figure, body: float) -> float:
    """Pixels above the drawing for its legend, or for the headings of its columns."""
    legend = figure.layout.legend
    if figure.layout.showlegend and (legend.y or 0) >= 1:
        return legend_height(figure, body)
    if figure.layout.xaxis.side == "top":
        return LINE * body * max((label.count("<br>") + 1 for label in figure.layout.xaxis.ticktext or ()), default=1) + 14
    return body * 0.8  # half a label may stand above its axis


def lower_room(figure: go.Figure, body: float) -> float:
    """Pixels below the drawing for its dates or its scale, or for its legend."""
    if figure.layout.showlegend and (figure.layout.legend.y or 0) < 0:
        return legend_height(figure, body) + 8
    dated = figure.layout.xaxis.type == "date"
    return float(max(figure.layout.margin.b or 0, body * 1.9 + 8 if dated else 6))


def legend_height(figure: go.Figure, body: float) -> float:
    """The height of a legend: as many rows as its entries need, all as wide as the widest."""
    names = [trace.name for trace in figure.data if trace.name and trace.showlegend is not False]
    widest = max((wide(name, body) for name in names), default=0) + 4.4 * body
    rows = -(-len(names) * widest // (WIDTH - 3 * EDGE))
    return float(rows * body * 1.55 + body)


def label_width(figure: go.Figure, body: float) -> float:
    """Pixels left of the drawing for the widest label of a vertical axis at its left edge."""
    axes = [figure.layout[name] for name in figure.to_plotly_json()["layout"] if re.fullmatch(r"yaxis\d*", name)]
    shown = [axis for axis in axes if axis.visible is not False and axis.showticklabels is not False]
    lines = [line for axis in shown for label in axis.ticktext or () for line in label.split("<br>")]
    return max((wide(line, body) for line in lines), default=0) + (10 if lines else 0)


def wide(words: str, size: float) -> float:
    """About how many pixels words take in a size; never much less than they do."""
    return size / 100 * sum(WIDTHS.get(letter, OTHERS) for letter in re.sub(r"<[^>]+>", "", words)) * 1.02


def wrapped(words: str, size: float, width: float) -> list[str]:
    """Words in lines no wider than so many pixels; a longer word is broken."""
    lines = [""]
    for word in words.replace(" %", "\u00a0%").split(" "):
        for piece in pieces(word, size, width):
            joined = f"{lines[-1]} {piece}".strip(" ") if lines[-1] else piece
            lines = [*lines[:-1], joined] if wide(joined, size) <= width else [*lines, piece]
    return [safe(line) for line in lines]


def balanced(words: str, size: float, width: float) -> list[str]:
    """Words in as few lines as the width allows, all about equally long."""
    fewest = len(wrapped(words, size, width))
    narrow = next(part for part in range(40, 101, 5) if len(wrapped(words, size, width * part / 100)) == fewest)
    return wrapped(words, size, width * narrow / 100)


def pieces(word: str, size: float, width: float) -> list[str]:
    """A word, in parts where it alone is wider than the line."""
    most = max(1, int(width / size))  # no letter is wider than its size
    return [word] if wide(word, size) <= width else [word[start : start + most] for start in range(0, len(word), most)]


def safe(line: str) -> str:
    """A line as Plotly is to show it: a reader's angle brackets are not marks."""
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# --- small ---

SMALL_WIDTH, SMALL_HEIGHT, MOST_BARS = 160, 90, 10


def sketch(exhibit: Exhibit, look: Look) -> str:
    """A figure in small, as SVG: its shape to recognise it by, without words. Cheap enough to draw sixty of them at once."""
    shapes = "" if not drawable(exhibit) else "".join(sketched(exhibit, look))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SMALL_WIDTH} {SMALL_HEIGHT}">{shapes}</svg>'


def sketched(exhibit: Exhibit, look: Look) -> Iterator[str]:
    """The shapes of a sketch, by the form of the drawing."""
    found = charts(exhibit)
    if exhibit.kind == "grid":
        yield from small_grid(exhibit, look)
    elif exhibit.kind == "numbers":
        yield from small_numbers(exhibit, look)
    elif exhibit.kind == "plane":
        yield from small_plane(planes(exhibit)[0], look)
    elif not found:  # a map, or panels of published shares
        yield from small_bars([[(row.value, "accent") for row in exhibit.answer.rows]], look)
    elif found[0].form == "lines":
        yield from small_lines(found[0], look)
    elif found[0].form == "stack":
        yield from small_stack(found[0], look)
    elif found[0].form == "bridge":
        yield from small_bridge(found[0], look)
    else:
        marks = [[(mark.value, mark.tone) for mark in series.marks] for series in found[0].series]
        yield from (small_bars if found[0].form == "bars" else small_columns)(marks, look)


Values = list[list[tuple[float | None, Tone]]]


def small_bars(series: Values, look: Look) -> Iterator[str]:
    """Bars across, those of several series below one another."""
    bars = [mark for group in zip(*[each[: MOST_BARS // len(series)] for each in series], strict=True) for mark in group]
    top, step = max((value or 0 for value, _ in bars), default=0) or 1, SMALL_HEIGHT / max(1, len(bars))
    for place, (value, tone) in enumerate(bars):
        yield rect(0, place * step + step * 0.15, SMALL_WIDTH * (value or 0) / top, min(14, step * 0.7), getattr(look.colours, tone))


def small_columns(series: Values, look: Look) -> Iterator[str]:
    """Columns over time."""
    marks = series[0]
    top, step = max((value or 0 for value, _ in marks), default=0) or 1, SMALL_WIDTH / max(1, len(marks))
    for place, (value, tone) in enumerate(marks):
        height = SMALL_HEIGHT * (value or 0) / top
        yield rect(place * step, SMALL_HEIGHT - height, step * 0.8, height, getattr(look.colours, tone))


def small_lines(chart: Chart, look: Look) -> Iterator[str]:
    """Lines over dates, at their true distances."""
    top = max((mark.value or 0 for series in chart.series for mark in series.marks), default=0) or 1
    first, span = chart.days[0], max(1, (chart.days[-1] - chart.days[0]).days)
    for series in chart.series:
        points = [
            f"{SMALL_WIDTH * (day - first).days / span:.1f},{SMALL_HEIGHT * (1 - 0.95 * mark.value / top):.1f}"
            for day, mark in zip(chart.days, series.marks, strict=True)
            if mark.value is not None
        ]
        colour = getattr(look.colours, series.marks[0].tone)
        yield f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="3"/>'


def small_stack(chart: Chart, look: Look) -> Iterator[str]:
    """Bars of 100 %."""
    step = SMALL_HEIGHT / len(chart.categories)
    for place in range(len(chart.categories)):
        left = 0.0
        for series in chart.series:
            width = SMALL_WIDTH * (series.marks[place].value or 0)
            yield rect(left, place * step + step * 0.15, width, step * 0.7, getattr(look.colours, series.marks[place].tone))
            left += width


def small_bridge(chart: Chart, look: Look) -> Iterator[str]:
    """Bars that hang from one another."""
    low, high = reach(chart)
    step = SMALL_HEIGHT / len(chart.categories)
    for place, ((begin, end), mark) in enumerate(zip(spans(chart), chart.series[0].marks, strict=True)):
        left, width = SMALL_WIDTH * (min(begin, end) - low) / (high - low), SMALL_WIDTH * abs(end - begin) / (high - low)
        yield rect(left, place * step + step * 0.15, width, min(14, step * 0.7), getattr(look.colours, mark.tone))


def small_plane(drawn: Plane, look: Look) -> Iterator[str]:
    """Curves, and points as dots."""
    across, up = (max([getattr(spot, axis) for curve in drawn.curves for spot in curve.spots], default=0) or 1 for axis in "xy")
    for curve in drawn.curves:
        places = [(SMALL_WIDTH * spot.x / across, SMALL_HEIGHT * (1 - 0.95 * spot.y / up)) for spot in corners(curve)]
        colour = getattr(look.colours, curve.tone)
        if curve.style == "points":
            yield "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places)
            continue
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="{1.5 if curve.style == "dashed" else 3}"/>'


def small_grid(exhibit: Exhibit, look: Look) -> Iterator[str]:
    """The cells of a table, shaded."""
    shown = cross(exhibit.answer, exhibit.lang)
    top = max((row.value or 0 for line in shown.cells for row in line if row), default=1) or 1
    width, height = SMALL_WIDTH / max(1, len(shown.columns)), SMALL_HEIGHT / max(1, len(shown.rows))
    for y, line in enumerate(shown.cells):
        for x, row in enumerate(line):
            if row:
                yield rect(x * width, y * height, width - 1, height - 1, look.colours.sequence[shade(row, top)])


def small_numbers(exhibit: Exhibit, look: Look) -> Iterator[str]:
    """The headline numbers, two by two."""
    for place, number in enumerate(exhibit.parts[:4]):
        x, y = SMALL_WIDTH / 2 * (place % 2), 34 + 40 * (place // 2)
        said = number_words(number, exhibit.lang)[1]
        yield f'<text x="{x:g}" y="{y}" font-family="Arial, sans-serif" font-size="22" font-weight="700" fill="{look.colours.text}">{said}</text>'


def rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    """One rectangle of a sketch."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'
