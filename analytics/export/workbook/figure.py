"""The sheet of a figure: what it says and defends itself with above its numbers, the chart beside them."""

import math

from analytics import chart as drawing
from analytics import formats, frozen
from analytics.chart import Chart, Plane
from analytics.exhibit import Exhibit
from analytics.export.workbook.blocks import in_table, together, with_disputed, write_block, write_plane
from analytics.export.workbook.charts import HEIGHT, draw, draw_plane, height_of
from analytics.export.workbook.sheets import Sheet
from analytics.export.workbook.styles import QUIET, RIGHT_COLUMN, RIGHT_COLUMNS, ROW, TITLE
from analytics.export.workbook.tables import Grid, grid_of, write_cross, write_grid
from analytics.text import Text
from analytics.theme import LIGHT

CONTENTS = Text(id="Daftar isi", en="Contents")
EVENTS = Text(id="Peristiwa", en="Events")
IDENTITY = Text(id="Gambar {id} · versi data {version}", en="Figure {id} · data version {version}")
BACK = Text(id="← Daftar isi", en="← Contents")
BETWEEN = 3  # characters of the column between table and chart
LEAST_WIDTH = 100  # characters across which title and notes run


def write_figure(sheet: Sheet, exhibit: Exhibit) -> None:
    """One figure on a sheet of its own."""
    grid, charts, planes = grid_of(exhibit), drawing.charts(exhibit), drawing.planes(exhibit)
    widths = [*grid.widths, BETWEEN]
    beside = len(widths)
    drawn = drawing.drawable(exhibit) and (exhibit.kind == "grid" or bool(charts or planes))
    right = RIGHT_COLUMNS if drawn else max(1, math.ceil((LEAST_WIDTH - sum(widths)) / RIGHT_COLUMN))
    sheet.widths(0, [*widths, *[RIGHT_COLUMN] * (2 * RIGHT_COLUMNS + 1)])
    heading = write_above(sheet, exhibit, beside + right - 1, sum(widths) + right * RIGHT_COLUMN)
    write_grid(sheet, grid, heading)
    if drawn and exhibit.kind == "grid":
        write_cross(sheet, drawing.cross(exhibit.answer, exhibit.lang), heading, beside, exhibit.lang)
    if charts:
        write_charts(sheet, exhibit, grid, charts, heading, beside)
    for plane in planes:
        write_plane_chart(sheet, exhibit, plane, heading, beside)
    sheet.raw.freeze_panes(heading + 1, 0)
    sheet.paged(heading)


def write_above(sheet: Sheet, exhibit: Exhibit, last: int, width: float) -> int:
    """Title, subtitle, notes, footnote, identity, a way back; gives the row of the headings."""
    lang, answer, document = exhibit.lang, exhibit.answer, sheet.book.document
    footnote = frozen.footnote(exhibit, document.institution)
    identity = IDENTITY(lang, id=document.address + exhibit.figure_id, version=answer.source.version[:12])
    bold, small = QUIET | {"bold": True, "font_color": LIGHT.text}, QUIET | {"font_size": 8}
    notes = [(words, QUIET) for words in (*exhibit.notes, footnote)]
    above = [(exhibit.title, TITLE), (exhibit.subtitle, bold), *notes, (identity, small)]
    for row, (words, properties) in enumerate(above):
        sheet.across(row, words, last, width, **properties)
    sheet.link(len(above), 0, CONTENTS(lang), BACK(lang))
    return len(above) + 2


def write_charts(sheet: Sheet, exhibit: Exhibit, grid: Grid, charts: tuple[Chart, ...], top: int, column: int) -> None:
    """The drawings; below them what is said beside them, the numbers they draw, and the events they mark."""
    panels = len(charts) > 1
    chart = together(charts) if panels else native_form(charts[0], exhibit)
    row = top + math.ceil(height_of(chart, panels) / ROW) + 3
    for words in chart.remarks:
        sheet.put(row, column, words, font_color=LIGHT.quiet)
        row += 1
    placed = in_table(exhibit, grid, chart, sheet.raw.name, top + 1)
    if placed is None:
        placed, row = write_block(sheet, chart, row, column, exhibit.lang)
    draw(sheet, exhibit, placed, (top + 1, column), panels)  # below the headings, which are printed on every page
    write_events(sheet, exhibit, row + 1, column)


def native_form(chart: Chart, exhibit: Exhibit) -> Chart:
    """A drawing with the series that Excel's charts need for it."""
    return drawing.with_bars(chart, exhibit.lang) if chart.form == "bridge" else with_disputed(chart, exhibit)


def write_plane_chart(sheet: Sheet, exhibit: Exhibit, plane: Plane, top: int, column: int) -> None:
    """The drawing of a plane; below it what is said beside it, and its numbers."""
    row = top + math.ceil(HEIGHT / ROW) + 3
    for words in plane.remarks:
        sheet.put(row, column, words, font_color=LIGHT.quiet)
        row += 1
    placed, row = write_plane(sheet, plane, row, column, exhibit.lang)
    draw_plane(sheet, exhibit, placed, (top + 1, column))
    write_events(sheet, exhibit, row + 1, column)


def write_events(sheet: Sheet, exhibit: Exhibit, row: int, column: int) -> None:
    """The dated events that explain a movement."""
    if exhibit.events:
        sheet.put(row, column, EVENTS(exhibit.lang), bold=True)
    for place, event in enumerate(exhibit.events, start=row + 1):
        sheet.put(place, column, formats.short_date(event.day, exhibit.lang), font_color=LIGHT.quiet)
        sheet.put(place, column + 1, event.label(exhibit.lang), font_color=LIGHT.quiet)
