"""The numbers of a chart on its sheet: in the table of the figure where it holds them, else in a block below the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analytics import chart as drawing
from analytics import formats
from analytics.chart import Chart, Curve, Mark, Plane, Series, Spot, corners
from analytics.exhibit import Exhibit
from analytics.export.workbook.sheets import Sheet
from analytics.export.workbook.styles import DAYS, HEADING, RIGHT, RIGHT_COLUMN, lines_of, number_form
from analytics.export.workbook.tables import Grid
from analytics.published import contradicted
from analytics.text import Lang, Text

IN_CHART = Text(id="Angka pada grafik", en="Numbers in the chart")
CURVE = Text(id="Kurva", en="Curve")
LABEL = Text(id="Label", en="Label")
SAID_IN_CHART = Text(id="Angka pada grafik, seperti dibaca", en="Numbers in the chart, as said")


@dataclass(frozen=True)
class Placed:
    """A chart whose numbers stand on a sheet.

    heading, first: the rows of the names of the series and of the first category. names, values: the columns of the categories
    and of the first series; the others follow it. said: the first cell of the words, in the same order (None: the number format
    says them).
    """

    chart: Chart
    sheet: str
    heading: int
    first: int
    names: int
    values: int
    said: tuple[int, int] | None


@dataclass(frozen=True)
class PlacedPlane:
    """A plane whose numbers stand on a sheet, curve below curve: the column of their names, which is followed by those of what is
    measured across, up, and of the labels of spots; and the first and last row of each curve."""

    plane: Plane
    sheet: str
    column: int
    rows: tuple[tuple[int, int], ...]


# --- one chart of several drawings ---


def spread(series: Series, own: Sequence[date], days: Sequence[date], name: str) -> Series:
    """A series over more days than its own; a day without a number stays empty."""
    found = dict(zip(own, series.marks, strict=True))
    none = Mark(None, "", series.marks[0].tone)
    return Series(name, tuple(found.get(day, none) for day in days))


def together(charts: tuple[Chart, ...]) -> Chart:
    """Panels as one chart over all their periods, a series a panel."""
    names = {day: name for chart in charts for day, name in zip(chart.days, chart.categories, strict=True)}
    days = tuple(sorted(names))
    series = tuple(spread(chart.series[0], chart.days, days, chart.name) for chart in charts)
    return Chart("columns", tuple(names[day] for day in days), series, charts[0].ratio, days)


def with_disputed(chart: Chart, exhibit: Exhibit) -> Chart:
    """Published numbers that another statement contradicts, a series each, beside the lines."""
    if not exhibit.disputed:
        return chart
    lang = exhibit.lang
    names = dict(zip(chart.days, chart.categories, strict=True))
    names |= {answer.scope.as_of: formats.short_date(answer.scope.as_of, lang) for answer in exhibit.disputed}
    days = tuple(sorted(names))
    series = [spread(each, chart.days, days, each.name) for each in chart.series]
    for answer in exhibit.disputed:
        point = Series(contradicted(answer.metric.label)(lang), (drawing.mark(answer, answer.total, lang, "rest"),))
        series.append(spread(point, (answer.scope.as_of,), days, point.name))
    return Chart(chart.form, tuple(names[day] for day in days), tuple(series), chart.ratio, days)


# --- their place on the sheet ---


def in_table(exhibit: Exhibit, grid: Grid, chart: Chart, sheet: str, first: int) -> Placed | None:
    """The chart's numbers where the table beside it already holds them, in the same order; else None."""
    if len(chart.series) != 1 or len(exhibit.answer.by) != 1 or chart.form == "lines":
        return None
    lines = [(line[0].value, line[grid.value].value) for line in grid.lines[: len(chart.categories)]]
    if lines != [(name, mark.value) for name, mark in zip(chart.categories, chart.series[0].marks, strict=True)]:
        return None
    return Placed(chart, sheet, first - 1, first, 0, grid.value, None if grid.said is None else (first, grid.said))


def write_block(sheet: Sheet, chart: Chart, row: int, column: int, lang: Lang) -> tuple[Placed, int]:
    """The numbers of a chart as a table of their own and, for ratios, the same in words; gives where they are and the row after."""
    sheet.widths(column, [max(18, *(len(name) + 3 for name in chart.categories))])
    names = ("", *(each.name for each in chart.series))
    first = write_head(sheet, names, row, column, IN_CHART(lang))
    write_numbers(sheet, chart, first, column, lang)
    heading, row, said = row + 1, first + len(chart.categories) + 1, None
    if chart.ratio and chart.form != "bridge":
        start = write_head(sheet, names, row, column, SAID_IN_CHART(lang))
        write_words(sheet, chart, start, column)
        row, said = start + len(chart.categories) + 1, (start, column + 1)
    return Placed(chart, sheet.raw.name, heading, first, column, column + 1, said), row


def write_head(sheet: Sheet, names: Sequence[str], row: int, column: int, words: str) -> int:
    """What a block is, and its headings; gives the row of its first line."""
    sheet.put(row, column, words, bold=True)
    rows = max(lines_of(name, RIGHT_COLUMN - 3) for name in names)
    for place, name in enumerate(names, start=column):
        if rows > 1:  # over several rows, because a higher row would tear the table beside it apart
            sheet.merged(row + 1, place, row + rows, place, name, **HEADING, **RIGHT)
        else:
            sheet.put(row + 1, place, name, **HEADING, **RIGHT)
    return row + 1 + rows


def write_numbers(sheet: Sheet, chart: Chart, first: int, column: int, lang: Lang) -> None:
    """The values of a chart as numbers, dated where the chart has an axis of time."""
    dated = chart.form == "lines"
    for place, name in enumerate(chart.categories):
        sheet.put(first + place, column, chart.days[place] if dated else name, num_format=DAYS[lang] if dated else "", align="left")
        for across, each in enumerate(chart.series, start=column + 1):
            value = each.marks[place].value
            if value is not None:  # a blank cell would be kept as a zero in the chart
                sheet.put(first + place, across, value, num_format=number_form(chart.ratio, value, lang))
            elif each.marks[place].label:
                sheet.put(first + place, across, each.marks[place].label, align="right")


def write_words(sheet: Sheet, chart: Chart, first: int, column: int) -> None:
    """The values of a chart as they are read."""
    for place, name in enumerate(chart.categories):
        sheet.put(first + place, column, name)
        for across, each in enumerate(chart.series, start=column + 1):
            sheet.put(first + place, across, each.marks[place].label, align="right")


# --- planes ---


def write_plane(sheet: Sheet, plane: Plane, row: int, column: int, lang: Lang) -> tuple[PlacedPlane, int]:
    """The pairs of numbers of every curve, one below the other; gives where they are and the row after."""
    names = (CURVE(lang), plane.across, plane.up, LABEL(lang))
    row = first = write_head(sheet, names, row, column, IN_CHART(lang))
    rows = []
    for curve in plane.curves:
        spots = corners(curve)
        for place, spot in enumerate(spots, start=row):
            write_spot(sheet, curve, spot, (place, column), plane.ratio)
        rows.append((row, row + len(spots) - 1))
        row += len(spots)
    sheet.widths(column, [max([18, *(len(curve.name) + 3 for curve in plane.curves)])] if row > first else [])
    return PlacedPlane(plane, sheet.raw.name, column, tuple(rows)), row + 1


def write_spot(sheet: Sheet, curve: Curve, spot: Spot, corner: tuple[int, int], ratio: bool) -> None:
    """One spot of a curve."""
    (row, column), lang = corner, sheet.book.document.lang
    sheet.put(row, column, curve.name)
    sheet.put(row, column + 1, spot.x, num_format=number_form(False, spot.x, lang))
    sheet.put(row, column + 2, spot.y, num_format=number_form(ratio, spot.y, lang))
    if spot.label:
        sheet.put(row, column + 3, spot.label)
