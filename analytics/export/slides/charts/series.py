"""The data of a chart as its drawing holds it: categories and values, by the place they have in the workbook."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.charts.style import Style, valid
from analytics.export.slides.charts.workbook import MONTHS, SHEET, column_name, has_dates, serial, value_format


def series_xml(piece: Piece, place: int, style: Style, look: str, labels: str, end: str = "") -> str:
    """One series: name, look, labels, data."""
    name = escape(valid(piece.chart.series[place].name))
    title = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache>'
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{SHEET}!${column_name(place)}$1</c:f>{title}</c:strRef>'
        f"</c:tx>{look}{labels}{categories_xml(piece, style)}{values_xml(piece, place)}{end}</c:ser>"
    )


def categories_xml(piece: Piece, style: Style) -> str:
    """The categories, as days or as words."""
    formula = f"<c:f>{SHEET}!$A$2:$A${len(piece.chart.categories) + 1}</c:f>"
    if has_dates(piece):
        days = points_xml([serial(day) for day in piece.chart.days])
        return (
            f"<c:cat><c:numRef>{formula}<c:numCache><c:formatCode>{MONTHS[style.lang]}</c:formatCode>{days}</c:numCache></c:numRef></c:cat>"
        )
    return f"<c:cat><c:strRef>{formula}<c:strCache>{points_xml(piece.chart.categories)}</c:strCache></c:strRef></c:cat>"


def values_xml(piece: Piece, place: int) -> str:
    """The values of a series, in full."""
    marks = piece.chart.series[place].marks
    column = column_name(place)
    points = points_xml([None if mark.value is None else repr(mark.value) for mark in marks])
    return (
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${len(marks) + 1}</c:f><c:numCache><c:formatCode>{value_format(piece.chart)}</c:formatCode>{points}"
        "</c:numCache></c:numRef></c:val>"
    )


def points_xml(values: Sequence[object]) -> str:
    """Values that are there, by place."""
    cells = (
        f'<c:pt idx="{place}"><c:v>{escape(valid(str(value)))}</c:v></c:pt>' for place, value in enumerate(values) if value is not None
    )
    return f'<c:ptCount val="{len(values)}"/>' + "".join(cells)
