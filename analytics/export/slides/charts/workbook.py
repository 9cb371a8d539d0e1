"""The workbook inside a chart: what is displayed and nothing else.

The number formats carry their separators, so that the viewer's settings change nothing.
"""

import io
from datetime import date, datetime

from xlsxwriter import Workbook

from analytics import formats
from analytics.chart import Chart
from analytics.export.archive import repacked
from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.style import Style, valid
from analytics.text import Lang

SHEET = "Data"
EPOCH = date(1899, 12, 30)  # day zero of a spreadsheet
COUNTS = formats.SHEET_COUNTS
WITHOUT_ZERO: dict[Lang, str] = {"id": r'[>=1000]#\.000;[>0]0;""', "en": r'[>=1000]#\,000;[>0]0;""'}
PERCENT: dict[Lang, str] = {"id": r"0\ %", "en": "0%"}
MONTHS: dict[Lang, str] = {"id": "[$-421]mmm yy", "en": "[$-809]mmm yy"}
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
    book.close()
    return repacked(out.getvalue())


def serial(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return (day - EPOCH).days


def column_name(place: int) -> str:
    """The letter of a series' column."""
    return chr(ord("B") + place)
