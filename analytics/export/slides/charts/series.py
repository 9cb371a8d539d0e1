"""The series of a chart as its drawing holds them: categories and values by their place in the workbook, and fills by tone."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from analytics.chart import Mark, Tone
from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.charts.workbook import MONTHS, SHEET, column_name, has_dates, serial, value_format
from analytics.export.slides.style import Paint, Style, valid


def series_xml(piece: Piece, place: int, style: Style, look: str, labels: str, end: str = "") -> str:
    """One series: name, look, labels, data."""
    title = title_xml(f"{SHEET}!${column_name(place)}$1", piece.chart.series[place].name)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{title}{look}{labels}{categories_xml(piece, style)}{values_xml(piece, place)}'
        f"{end}</c:ser>"
    )


def title_xml(formula: str, name: str) -> str:
    """The name of a series, by its place in the workbook."""
    cache = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(valid(name))}</c:v></c:pt></c:strCache>'
    return f"<c:tx><c:strRef><c:f>{formula}</c:f>{cache}</c:strRef></c:tx>"


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


def marks_xml(marks: Sequence[Mark], style: Style, pattern: bool = False) -> str:
    """The colour of a series of bars, and of each bar that has another. pattern: the light ones are hatched."""
    usual = marks[0].tone if len({mark.tone for mark in marks}) == 1 else "accent" if pattern else "muted"
    look = f'<c:spPr>{filled(usual, style, pattern)}</c:spPr><c:invertIfNegative val="0"/>'
    for place, mark in enumerate(marks):
        if mark.tone != usual:
            fill = filled(mark.tone, style, pattern)
            look += f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>{fill}</c:spPr></c:dPt>'
    return look


def filled(tone: Tone, style: Style, pattern: bool) -> str:
    """A fill by tone; hatched in the accent for what is not complete."""
    if pattern and tone == "rest":
        return f'<a:pattFill prst="wdUpDiag"><a:fgClr>{Paint("accent1").xml}</a:fgClr><a:bgClr>{Paint("bg1").xml}</a:bgClr></a:pattFill>'
    return style.paint(tone).fill
