"""The frame of a chart: plot area, axes, legend, and the drawing around them."""

from dataclasses import dataclass
from datetime import date

from analytics.export.slides.charts.workbook import MONTHS, serial
from analytics.export.slides.style import Style, line_xml, quoted, words_xml

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FREE = "-60"  # a thousandth of a degree: LibreOffice leaves out names that would overlap, where it would break level ones letter by letter
BARE = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
SMALLEST, LARGEST = 9, 14  # size of type, in points


@dataclass(frozen=True)
class Plot:
    """The inner plot area, in parts of the chart's frame."""

    left: float
    top: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        """As a fixed layout, so that marks over it stay in place."""
        modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
        places = "".join(
            f'<c:{name} val="{part:.5f}"/>' for name, part in zip("xywh", (self.left, self.top, self.width, self.height), strict=True)
        )
        return f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/>{modes}{places}</c:manualLayout></c:layout>'


def space_xml(style: Style, plot: Plot, inside: str, legend: str = "") -> str:
    """The whole drawing: no frame, no fill, our language; gaps in a line are bridged, as on screen."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val="{style.code}"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{plot.xml}{inside}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart><c:spPr><a:noFill/>{line_xml(None)}</c:spPr>'
        f"{words_xml('txPr', style, 12, style.text)}</c:chartSpace>"
    )


def legend_xml(style: Style, height: float, left: float = 0.0, width: float | None = None) -> str:
    """The names of the series in one line above the plot."""
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    place = f'<c:x val="{left:.5f}"/><c:y val="0"/><c:w val="{(1 - left if width is None else width):.5f}"/><c:h val="{height:.5f}"/>'
    layout = f"<c:layout><c:manualLayout>{modes}{place}</c:manualLayout></c:layout>"
    return f'<c:legend><c:legendPos val="t"/>{layout}<c:overlay val="0"/>{words_xml("txPr", style, 12, style.text)}</c:legend>'


def category_axis(style: Style, size: float, across: bool, skip: int = 1, turn: str = "0") -> str:
    """Groups from top to bottom (across), or periods from left to right; turn: 0 for names to be broken where they are long."""
    order, side = ("maxMin", "l") if across else ("minMax", "b")
    rule = None if across else style.line
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/><c:axPos val="{side}"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{BARE}<c:tickLblPos val="low"/><c:spPr>{line_xml(rule)}</c:spPr>'
        f'{words_xml("txPr", style, size, style.text if across else style.quiet, turn=turn)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="{skip}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def date_axis(style: Style, size: float, unit: str, step: int, span: tuple[date, date] | None = None) -> str:
    """Days on a true axis of time. unit: days or months; step: months between labels."""
    ends = f'<c:max val="{serial(span[1])}"/><c:min val="{serial(span[0])}"/>' if span else ""
    return (
        f'<c:dateAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'<c:numFmt formatCode="{MONTHS[style.lang]}" sourceLinked="0"/>{BARE}<c:tickLblPos val="low"/><c:spPr>{line_xml(style.line)}</c:spPr>'
        f'{words_xml("txPr", style, size, style.quiet)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblOffset val="60"/>'
        f'<c:baseTimeUnit val="{unit}"/><c:majorUnit val="{step}"/><c:majorTimeUnit val="months"/></c:dateAx>'
    )


def value_axis(
    style: Style,
    code: str = "",
    size: float = 10,
    top: float | None = None,
    step: float = 0,
    middle: bool = False,
    upright: bool = True,
    bottom: float = 0,
) -> str:
    """Values from zero (or below, where there are such): hidden where they stand at the marks (no code), else few quiet lines."""
    end = f'<c:max val="{top!r}"/>' if top is not None else ""
    grid = f"<c:majorGridlines><c:spPr>{line_xml(style.line, 6350)}</c:spPr></c:majorGridlines>" if code else ""
    words = words_xml("txPr", style, size, style.quiet) if code else ""
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{end}<c:min val="{bottom!r}"/></c:scaling><c:delete val="{int(not code)}"/>'
        f'<c:axPos val="{"l" if upright else "t"}"/>{grid}<c:numFmt formatCode={quoted(code or "General")} sourceLinked="0"/>{BARE}<c:tickLblPos val="nextTo"/>'
        f'<c:spPr>{line_xml(None)}</c:spPr>{words}<c:crossAx val="1"/><c:crosses val="{"autoZero" if upright else "max"}"/>'
        f'<c:crossBetween val="{"midCat" if middle else "between"}"/>{f"""<c:majorUnit val="{step!r}"/>""" if step else ""}</c:valAx>'
    )


def step_of(first: date, last: date, most: int) -> int:
    """Months between labels of an axis that has room for so many."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return next((step for step in (1, 2, 3, 6, 12, 24, 60) if months <= step * most), 120)
