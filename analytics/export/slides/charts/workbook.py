"""The workbook inside a chart: what is displayed and nothing else.

The number formats carry their separators, so that the viewer's settings change nothing.
"""

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from analytics import formats
from analytics.chart import Chart, Plane, corners
from analytics.export.archive import repacked
from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.style import Style, valid
from analytics.text import Lang

SHEET = "Data"
EPOCH = date(1899, 12, 30)  # day zero of a spreadsheet
COUNTS = formats.SHEET_COUNTS
WITHOUT_ZERO: dict[Lang, str] = {"id": r'[>=1000]#\.000;[>0]0;""', "en": r'[>=1000]#\,000;[>0]0;""'}
PERCENT: dict[Lang, str] = {"id": r"0\ %", "en": "0%"}
MONTHS: dict[Lang, str] = {"id": r"[$-421]mmm \’yy", "en": r"[$-809]mmm \’yy"}
DAYS: dict[Lang, str] = {"id": "[$-421]d mmm yyyy", "en": "[$-809]d mmm yyyy"}
PERIODS: dict[Lang, str] = {"id": "[$-421]mmmm yyyy", "en": "[$-809]mmmm yyyy"}


def has_dates(piece: Piece) -> bool:
    """Whether the categories are days on an axis of time; weeks are words, since no axis counts in weeks."""
    return piece.chart.form == "lines" or piece.period in ("month", "day")


def value_format(drawn: Chart) -> str:
    """The number format of the values in their cells."""
    return "0.0%" if drawn.ratio else "#,##0"


def workbook(piece: Piece, style: Style) -> bytes:
    """The displayed categories, series and values and nothing else, the same bytes for the same chart."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    for plane in piece.planes:
        write_plane(sheet, plane, book.add_format({"num_format": "0.0%" if plane.ratio else "#,##0.##"}))
    if not piece.planes:
        write_chart(book, sheet, piece, style)
    book.close()
    return repacked(out.getvalue())


def write_chart(book: Any, sheet: Any, piece: Piece, style: Style) -> None:
    """Categories, and a column a series."""
    dated = book.add_format({"num_format": (PERIODS if piece.period == "month" else DAYS)[style.lang]})
    number = book.add_format({"num_format": value_format(piece.chart)})
    sheet.set_column(0, 0, 30)
    for row, label in enumerate(piece.chart.categories, start=1):
        if has_dates(piece):
            sheet.write_datetime(row, 0, datetime.combine(piece.chart.days[row - 1], datetime.min.time()), dated)
        else:
            sheet.write_string(row, 0, valid(label))
    for column, series in enumerate(piece.chart.series, start=1):
        sheet.write_string(0, column, valid(series.name))
        for row, mark in enumerate(series.marks, start=1):
            if mark.value is not None:
                sheet.write_number(row, column, mark.value, number)
            elif mark.label:  # hidden: the symbol, never an empty cell that would read as nothing
                sheet.write_string(row, column, mark.label)


@dataclass(frozen=True)
class Columns:
    """The letters of a curve's columns; words: of the labels of its spots ('' where none has one)."""

    across: str
    up: str
    words: str


def curve_columns(plane: Plane) -> list[Columns]:
    """Where each curve of a plane stands on the sheet: two columns beside one another, or three."""
    found, column = [], 0
    for curve in plane.curves:
        labelled = any(spot.label for spot in curve.spots)
        words = xl_col_to_name(column + 2) if labelled else ""
        found.append(Columns(xl_col_to_name(column), xl_col_to_name(column + 1), words))
        column += 3 if labelled else 2
    return found


def write_plane(sheet: Any, plane: Plane, look: Any) -> None:
    """The pairs of numbers of each curve under what they measure and its name, and the labels of its spots."""
    for curve, columns in zip(plane.curves, curve_columns(plane), strict=True):
        sheet.write_string(f"{columns.across}1", valid(plane.across))
        sheet.write_string(f"{columns.up}1", valid(curve.name))
        for row, spot in enumerate(corners(curve), start=2):
            sheet.write_number(f"{columns.across}{row}", spot.x)
            sheet.write_number(f"{columns.up}{row}", spot.y, look)
            if spot.label:
                sheet.write_string(f"{columns.words}{row}", valid(spot.label))


def serial(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return (day - EPOCH).days


def column_name(place: int) -> str:
    """The letter of a series' column."""
    return chr(ord("B") + place)
