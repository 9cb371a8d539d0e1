"""Answers as Plotly figures. Every figure leaves through look.finish()."""

from analytics.figures.bars import bar, leading, pair, side_by_side
from analytics.figures.funnels import Stage, as_table, funnel
from analytics.figures.grids import grid
from analytics.figures.look import Look, config
from analytics.figures.maps import province_map
from analytics.figures.multiples import Point, panels, share_panels
from analytics.figures.timelines import add_contradicted, columns, lines

__all__ = [
    "config",
    "Look",
    "Point",
    "Stage",
    "add_contradicted",
    "as_table",
    "bar",
    "columns",
    "funnel",
    "grid",
    "leading",
    "lines",
    "pair",
    "panels",
    "province_map",
    "share_panels",
    "side_by_side",
]
