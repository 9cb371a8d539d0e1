"""Exhibits as Plotly figures. draw() is the way in; every figure leaves through look.finish()."""

import plotly.graph_objects as go

from analytics import chart
from analytics.chart import charts
from analytics.exhibit import Exhibit
from analytics.figures.bars import bar, pair
from analytics.figures.bridges import bridge
from analytics.figures.funnels import funnel
from analytics.figures.grids import grid
from analytics.figures.look import Look, config
from analytics.figures.maps import province_map
from analytics.figures.multiples import panels, share_panels
from analytics.figures.numbers import numbers
from analytics.figures.planes import plane
from analytics.figures.stacks import stack
from analytics.figures.timelines import add_contradicted, columns, lines

__all__ = ["Look", "config", "draw"]


def draw(exhibit: Exhibit, look: Look) -> go.Figure:
    """The figure of an exhibit, by its kind."""
    answer, parts = exhibit.answer, exhibit.parts
    match exhibit.kind:
        case "numbers":
            return numbers(parts, look)
        case "bar":
            return bar(answer, look, exhibit.accent)
        case "pair":
            return pair(parts[0], parts[1], look, (exhibit.names[0], exhibit.names[1]))
        case "funnel":
            return funnel(parts, look)
        case "stack":
            return stack(charts(exhibit)[0], look)
        case "columns":
            return columns(answer, look, exhibit.incomplete, exhibit.events)
        case "lines":
            return add_contradicted(lines(parts, look, names=exhibit.names), exhibit.disputed, look, exhibit.disputed_word)
        case "panels":
            return panels(parts, look)
        case "shares":
            return share_panels(parts, look, exhibit.break_day)
        case "grid":
            return grid(answer, look)
        case "map":
            return province_map(answer, look)
        case "bridge":
            return bridge(charts(exhibit)[0], look)
        case "plane":
            return plane(chart.planes(exhibit)[0], look)  # the name is also that of a module here
