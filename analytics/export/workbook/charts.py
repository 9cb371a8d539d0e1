"""Native Excel charts; they refer to the cells that hold their numbers and words."""

import math
from collections.abc import Sequence
from typing import Any

from xlsxwriter.chart import Chart as ExcelChart
from xlsxwriter.utility import xl_rowcol_to_cell

from analytics.chart import Chart, Curve, Mark, Plane, reach
from analytics.exhibit import Exhibit
from analytics.export.workbook.blocks import Placed, PlacedPlane
from analytics.export.workbook.sheets import Book, Sheet
from analytics.export.workbook.styles import COUNTS, FONT, MONTHS, PERCENTS
from analytics.figures.planes import Paper, ink_of, name_heights, sides, ticks_across, ticks_up
from analytics.text import Lang, cleaned
from analytics.theme import LIGHT, ink_on

KINDS = {"bars": ("bar", ""), "stack": ("bar", "stacked"), "columns": ("column", ""), "lines": ("line", ""), "bridge": ("bar", "stacked")}
WIDTH, HEIGHT, PANEL_HEIGHT = 680, 340, 220  # pixels
PLANE = Paper(540, 230, 20, 12)  # of the plane itself
MOST_LABELLED = 24  # columns with their values written above them
SMALLEST_LABELLED = 0.05  # part of a bar that has room for its value
MOST_TICKS = 8  # about so many names on an axis of columns or of time
LONGEST_NAME = 250  # characters


def height_of(chart: Chart, panels: bool) -> int:
    """Pixels: bars as many as there are; panels two beside one another."""
    if panels:
        return PANEL_HEIGHT * math.ceil(len(chart.series) / 2)
    if chart.form not in ("bars", "stack", "bridge"):
        return HEIGHT
    bars = len(chart.categories) * (len(chart.series) if chart.form == "bars" else 1)
    return max(240, 110 + bars * (30 if bars < 20 else 21))


def draw(sheet: Sheet, exhibit: Exhibit, placed: Placed, corner: tuple[int, int], panels: bool) -> None:
    """One chart, or one a series side by side on one scale."""
    if panels:
        draw_panels(sheet, exhibit, placed, corner)
        return
    first = 1 if placed.chart.form == "bridge" else 0  # the true numbers of a bridge stand on the sheet alone
    made = excel_chart(sheet.book, exhibit, placed, range(first, len(placed.chart.series)))
    made.set_size({"width": WIDTH, "height": height_of(placed.chart, False)})
    sheet.raw.insert_chart(*corner, made, {"description": cleaned(exhibit.alt), "object_position": 2})


def draw_panels(sheet: Sheet, exhibit: Exhibit, placed: Placed, corner: tuple[int, int]) -> None:
    """A chart a series, two beside one another, each under its own name."""
    series, width = placed.chart.series, WIDTH // 2
    top = 1.0 if placed.chart.ratio else max((mark.value or 0 for each in series for mark in each.marks), default=1)
    for place, each in enumerate(series):
        made = excel_chart(sheet.book, exhibit, placed, (place,), top)
        made.set_title({"name": cleaned(each.name), "name_font": font(10, bold=True), "overlay": False})
        made.set_size({"width": width, "height": PANEL_HEIGHT})
        offsets = {"x_offset": width * (place % 2), "y_offset": PANEL_HEIGHT * (place // 2)}
        words = {"description": cleaned(f"{each.name}. {exhibit.alt}"), "object_position": 2}
        sheet.raw.insert_chart(*corner, made, words | offsets)


def excel_chart(book: Book, exhibit: Exhibit, placed: Placed, chosen: Sequence[int], top: float | None = None) -> ExcelChart:
    """An Excel chart of some series; of a single one as a panel, where the top of the scale is given."""
    chart, panel = placed.chart, top is not None
    kind, subtype = KINDS[chart.form]
    name = f"figure:{exhibit.figure_id}" + (f"#{chosen[0] + 1}" if panel else "")
    made = book.file.add_chart({"type": kind, "subtype": subtype, "name": name[:LONGEST_NAME]})
    assert made is not None  # the four kinds are known to the library
    for place in chosen:
        made.add_series(series_of(placed, place, exhibit, panel))
    made.set_title({"name": [placed.sheet, 1, 0], "name_font": font(10, bold=True), "overlay": False})
    made.set_chartarea({"border": {"none": True}, "fill": {"color": LIGHT.background}})
    made.set_legend(legend(exhibit, chosen))
    set_axes(made, chart, exhibit.lang, top)
    made.show_blanks_as("span" if chart.form == "lines" else "gap")
    return made


def font(size: int = 9, colour: str = LIGHT.text, bold: bool = False) -> dict[str, Any]:
    """The type of a chart."""
    return {"name": FONT, "size": size, "color": colour, "bold": bold}


def legend(exhibit: Exhibit, chosen: Sequence[int]) -> dict[str, Any]:
    """The names of several series below them; contradicted numbers all look alike, so that the first stands for all."""
    if len(chosen) == 1 or exhibit.kind == "bridge":
        return {"none": True}
    extra = [place for place in chosen if place > len(exhibit.parts)] if exhibit.disputed else []
    return {"position": "bottom", "font": font(), "delete_series": extra}


# --- axes ---


def set_axes(made: ExcelChart, chart: Chart, lang: Lang, top: float | None) -> None:
    """Categories first to last; a value axis only where the values are not written at the marks."""
    line = {"line": {"color": LIGHT.line}, "major_tick_mark": "none"}
    if chart.form in ("bars", "stack", "bridge"):
        made.set_y_axis(line | {"reverse": True, "num_font": font(), "label_position": "low"})
        made.set_x_axis({"visible": False, "major_gridlines": {"visible": False}} | bar_scale(chart))
        return
    quiet = line | {"num_font": font(colour=LIGHT.quiet)}
    every = {"interval_unit": math.ceil(len(chart.categories) / MOST_TICKS)}
    made.set_x_axis(quiet | (date_axis(chart, lang) if chart.form == "lines" else every))
    made.set_y_axis(quiet | value_axis(chart, lang, top))


def bar_scale(chart: Chart) -> dict[str, Any]:
    """The ends of a scale of bars: from zero; of a bridge from where it is lowest to the end of the room for its labels."""
    if chart.form != "bridge":
        return {"min": 0}
    low, high = reach(chart)
    return {"min": low, "max": high + (chart.series[-1].marks[0].value or 0)}


def date_axis(chart: Chart, lang: Lang) -> dict[str, Any]:
    """An axis of time, with at most about eight dates on it."""
    months = math.ceil((chart.days[-1] - chart.days[0]).days / 30 / MOST_TICKS)
    return {"date_axis": True, "num_format": MONTHS[lang], "major_unit": max(1, months), "major_unit_type": "months"}


def value_axis(chart: Chart, lang: Lang, top: float | None) -> dict[str, Any]:
    """The scale of columns and lines, from zero; of panels up to the top they share."""
    shown = chart.form == "lines" or top is not None or len(chart.categories) > MOST_LABELLED
    lines = {"visible": shown, "line": {"color": LIGHT.line, "width": 0.75}}
    scale = {"min": 0, "max": top} if top else {"min": 0} | ({"max": 1} if chart.ratio else {})
    form = "0%" if chart.ratio else COUNTS[lang]
    return scale | {"visible": shown, "num_format": form, "major_gridlines": lines, "line": {"none": True}}


# --- series ---


def series_of(placed: Placed, place: int, exhibit: Exhibit, panel: bool) -> dict[str, Any]:
    """One series: its cells, its labels, its look."""
    return cells_of(placed, place) | labels_of(placed, place, exhibit.lang, panel) | look_of(placed.chart, place, exhibit)


def cells_of(placed: Placed, place: int) -> dict[str, Any]:
    """Where a series has its name, its categories and its values."""
    sheet, first, column = placed.sheet, placed.first, placed.values + place
    last = first + len(placed.chart.categories) - 1
    return {
        "name": [sheet, placed.heading, column],
        "categories": [sheet, first, placed.names, last, placed.names],
        "values": [sheet, first, column, last, column],
    }


def look_of(chart: Chart, place: int, exhibit: Exhibit) -> dict[str, Any]:
    """The colours of a series."""
    marks = chart.series[place].marks
    if chart.form == "bridge":
        return {"gap": 45, "overlap": 100} | (UNSEEN if place in (1, len(chart.series) - 1) else points_of(chart, marks))
    colour = colour_of(marks[0])
    if chart.form == "lines":
        return line_look(colour, place >= len(exhibit.parts))
    gap = {"bars": 45 if len(chart.series) == 1 else 60, "stack": 45, "columns": 35}[chart.form]
    edge = {"border": {"color": LIGHT.background}} if chart.form == "stack" else {}
    return {"fill": {"color": colour}, "gap": gap} | edge | points_of(chart, marks)


UNSEEN = {"fill": {"none": True}, "border": {"none": True}}


def colour_of(mark: Mark) -> str:
    """The colour of a mark."""
    return str(getattr(LIGHT, mark.tone))


def line_look(colour: str, apart: bool) -> dict[str, Any]:
    """A line with its points; contradicted numbers as crosses without a line."""
    if apart:
        return {"line": {"none": True}, "marker": {"type": "x", "size": 8, "border": {"color": LIGHT.text}, "fill": {"none": True}}}
    return {
        "line": {"color": colour, "width": 2.25},
        "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
    }


def points_of(chart: Chart, marks: Sequence[Mark]) -> dict[str, Any]:
    """Colours of single marks, where they differ; incomplete periods are hatched."""
    if len({mark.tone for mark in marks}) == 1 and marks[0].tone != "rest":
        return {}
    hatched = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": LIGHT.accent, "bg_color": LIGHT.background}}
    points = [hatched if chart.form == "columns" and mark.tone == "rest" else {"fill": {"color": colour_of(mark)}} for mark in marks]
    return {"points": points}


# --- labels ---


def labels_of(placed: Placed, place: int, lang: Lang, panel: bool) -> dict[str, Any]:
    """Values at the marks, in the words of the cell beside the number; none where there is no room."""
    chart, marks = placed.chart, placed.chart.series[place].marks
    shown = [labelled(chart, marks, index) for index in range(len(marks))]
    if panel or not any(shown):
        return {}
    form = PERCENTS[lang] if chart.ratio else COUNTS[lang]
    custom = [label(placed, place, index) if seen else {"delete": True} for index, seen in enumerate(shown)]
    return {"data_labels": {"value": True, "num_format": form, "custom": custom} | label_look(chart, place)}


def labelled(chart: Chart, marks: Sequence[Mark], index: int) -> bool:
    """Whether a mark has its value written at it: bars all, columns unless they are many, lines their last, segments with room."""
    value = marks[index].value
    if chart.form == "bridge":
        return marks is chart.series[-1].marks
    if value is None or (chart.form == "columns" and len(marks) > MOST_LABELLED):
        return False
    if chart.form == "lines":
        return all(mark.value is None for mark in marks[index + 1 :])
    return chart.form != "stack" or value >= SMALLEST_LABELLED


def label(placed: Placed, place: int, index: int) -> dict[str, Any] | None:
    """The label of one mark: the words in a cell, or None for the number itself; of a bridge the words themselves."""
    if placed.chart.form == "bridge":  # the number below its label is another, which LibreOffice would show in place of a cell
        return {"value": literal(mark_words(placed.chart.series[place].marks[index]))}
    if placed.said is None:
        return None
    row, column = placed.said
    cell = xl_rowcol_to_cell(row + index, column + place, row_abs=True, col_abs=True)
    return {"value": f"='{placed.sheet}'!{cell}"}


def mark_words(mark: Mark) -> str:
    """A label as it is read: the value, and the numbers behind it."""
    return f"{mark.label}  {mark.support}" if mark.support else mark.label


def label_look(chart: Chart, place: int) -> dict[str, Any]:
    """Where labels stand and how: inside segments, at the end of bars, around the ends of lines."""
    if chart.form == "bridge":
        return {"position": "inside_base", "font": font()}
    if chart.form == "stack":
        return {"position": "center", "font": font(8, ink_on(colour_of(chart.series[place].marks[0])))}
    return {"position": ("above", "right", "below")[min(place, 2)] if chart.form == "lines" else "outside_end", "font": font()}


# --- planes ---


def draw_plane(sheet: Sheet, exhibit: Exhibit, placed: PlacedPlane, corner: tuple[int, int]) -> None:
    """Curves and points over two scales of numbers."""
    made = sheet.book.file.add_chart({"type": "scatter", "subtype": "straight", "name": f"figure:{exhibit.figure_id}"[:LONGEST_NAME]})
    assert made is not None  # the library knows this kind
    plane, lang = placed.plane, exhibit.lang
    for place in range(len(plane.curves)):
        made.add_series(curve_series(placed, place))
    made.set_title({"name": [placed.sheet, 1, 0], "name_font": font(10, bold=True), "overlay": False})
    made.set_chartarea({"border": {"none": True}, "fill": {"color": LIGHT.background}})
    named = {*name_heights(plane, 0), *(place for place, curve in enumerate(plane.curves) if curve.style == "points" and curve.name)}
    made.set_legend({"position": "bottom", "font": font(), "delete_series": [n for n in range(len(plane.curves)) if n not in named]})
    made.set_x_axis(scale(plane.across, ticks_across(plane), COUNTS[lang], False))
    made.set_y_axis(scale(plane.up, ticks_up(plane), "0%" if plane.ratio else COUNTS[lang], True))
    made.set_size({"width": WIDTH, "height": HEIGHT})
    sheet.raw.insert_chart(*corner, made, {"description": cleaned(exhibit.alt), "object_position": 2})


def scale(words: str, ticks: list[float], form: str, lines: bool) -> dict[str, Any]:
    """A scale from zero, and what it measures."""
    look = {"line": {"color": LIGHT.line}, "major_tick_mark": "none", "num_font": font(colour=LIGHT.quiet), "num_format": form}
    grid = {"visible": lines, "line": {"color": LIGHT.line, "width": 0.75}}
    ends = {"min": 0, "max": ticks[-1], "major_unit": ticks[1]}
    return look | ends | {"name": cleaned(words), "name_font": font(colour=LIGHT.quiet), "major_gridlines": grid}


def curve_series(placed: PlacedPlane, place: int) -> dict[str, Any]:
    """One curve: its cells, its look, the labels of its spots that have room."""
    (first, last), column = placed.rows[place], placed.column
    cells = {
        "name": [placed.sheet, first, column],
        "categories": [placed.sheet, first, column + 1, last, column + 1],
        "values": [placed.sheet, first, column + 2, last, column + 2],
    }
    return cells | curve_look(placed.plane.curves[place]) | spot_labels(placed.plane, place)


def curve_look(curve: Curve) -> dict[str, Any]:
    """A line, dashed for a limit, or points without one."""
    colour = str(getattr(LIGHT, ink_of(curve)))
    if curve.style == "points":
        return {"line": {"none": True}, "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"none": True}}}
    dash = {"dash_type": "dash", "width": 1.25} if curve.style == "dashed" else {"width": 2.25}
    return {"line": {"color": colour} | dash, "marker": {"type": "none"}}


def spot_labels(plane: Plane, place: int) -> dict[str, Any]:
    """The labels of points that have room on the right."""
    curve, beside = plane.curves[place], sides(plane, (PLANE,))
    shown = [spot.label if (place, number) in beside else "" for number, spot in enumerate(curve.spots)]
    if curve.style != "points" or not any(shown):
        return {}
    custom = [{"value": literal(words)} if words else {"delete": True} for words in shown]
    return {"data_labels": {"value": True, "custom": custom, "position": "right", "font": font()}}


def literal(words: str) -> str:
    """Words as a label of their own: the library takes what begins with = for a formula."""
    return f" {cleaned(words)}"
