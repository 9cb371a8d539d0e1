"""Numbers at the marks: in a format where that can write them as we do, else in words of ours."""

from analytics.chart import Chart, Mark
from analytics.export.slides.charts.pieces import Piece
from analytics.export.slides.charts.workbook import COUNTS
from analytics.export.slides.style import Paint, Style, quoted, run_xml, words_xml

SHOWN = '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
NOT_SHOWN = SHOWN.replace('showVal val="1"', 'showVal val="0"')


def is_literal(drawn: Chart) -> bool:
    """Whether labels are words of ours: a format can write a whole number in our form, but neither a decimal nor a support."""
    marks = [mark for series in drawn.series for mark in series.marks]
    return drawn.ratio or any(mark.support or not plain(mark) for mark in marks)


def plain(mark: Mark) -> bool:
    """Whether a label is but a whole number with its separators."""
    return mark.label.replace(".", "").replace(",", "").isdecimal() and isinstance(mark.value, int)


def mark_words(mark: Mark) -> str:
    """A label as it is read: the value, and the numbers behind it."""
    return f"{mark.label}  {mark.support}" if mark.support else mark.label


def end_labels(piece: Piece, place: int, style: Style, size: float) -> str:
    """Values at the ends of bars."""
    own, marks = "", piece.chart.series[place].marks
    if is_literal(piece.chart):
        for number, mark in enumerate(marks):
            runs = run_xml(mark.label, style, size, style.text)
            runs += run_xml(f"  {mark.support}", style, size, style.quiet) if mark.support else ""
            own += label_xml(number, runs, "outEnd")
    return labels_xml(own, style, size, style.text, "outEnd", COUNTS[style.lang])


def labels_xml(own: str, style: Style, size: float, paint: Paint, position: str, code: str) -> str:
    """The labels of a series: our own, and the format of all others."""
    return (
        f'<c:dLbls>{own}<c:numFmt formatCode={quoted(code)} sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{words_xml("txPr", style, size, paint, wrap="none")}<c:dLblPos val="{position}"/>{SHOWN}</c:dLbls>'
    )


def label_xml(place: int, runs: str, position: str, layout: str = "") -> str:
    """One label in words of ours."""
    words = f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{runs}</a:p></c:rich></c:tx>'
    return f'<c:dLbl><c:idx val="{place}"/>{layout or "<c:layout/>"}{words}<c:dLblPos val="{position}"/>{SHOWN}</c:dLbl>'


def hidden_label(place: int) -> str:
    """A point without a label."""
    return f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'
