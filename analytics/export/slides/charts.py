"""Native charts: a Chart as PowerPoint draws it, with the displayed numbers alone in its embedded workbook.

What is computed here is where things stand and how large they are, never a number that is read. Colours are those of the theme, so
that another template recolours the charts; number formats carry their separators, so that the viewer's settings change nothing.
"""

import colorsys
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from xlsxwriter import Workbook

from analytics import chart, formats, sentences
from analytics.ask import Answer
from analytics.chart import Chart, Mark, Series, Tone
from analytics.events import Event
from analytics.exhibit import Exhibit
from analytics.export.archive import repacked
from analytics.export.slides.template import Box
from analytics.figures.stacks import LABELLED
from analytics.figures.timelines import nice_ticks, spread_out
from analytics.text import Lang
from analytics.theme import ink_on, luminance

POINT = 12700  # EMU
CODES: dict[Lang, str] = {"id": "id-ID", "en": "en-GB"}
COUNTS: dict[Lang, str] = {"id": r"[>=1000000]#\.000\.000;[>=1000]#\.000;0", "en": r"[>=1000000]#\,000\,000;[>=1000]#\,000;0"}
WITHOUT_ZERO: dict[Lang, str] = {"id": r'[>=1000]#\.000;[>0]0;""', "en": r'[>=1000]#\,000;[>0]0;""'}
PERCENT: dict[Lang, str] = {"id": r"0\ %", "en": "0%"}
MONTHS: dict[Lang, str] = {"id": "[$-421]mmm yy", "en": "[$-809]mmm yy"}
DAYS: dict[Lang, str] = {"id": "[$-421]d mmm yyyy", "en": "[$-809]d mmm yyyy"}
PERIODS: dict[Lang, str] = {"id": "[$-421]mmmm yyyy", "en": "[$-809]mmmm yyyy"}
SHEET = "Data"
SMALLEST, LARGEST = 9, 14  # points
CLOSE = 2.4  # lines of a list, in parts of the size of type: names cannot be broken
MOST_FOR_NAMES = 0.52  # of the width of a chart
MOST_BARS = 24  # more stand in two columns
MOST_LABELS = 40  # more columns have an axis instead of a number each
CHARTS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE,
    "stack": XL_CHART_TYPE.BAR_STACKED_100,
}
NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


# --- colours ---


@dataclass(frozen=True)
class Paint:
    """A colour of the theme, darker (mod < 100) or lighter (off > 0), as PowerPoint's own palette names them."""

    name: str
    mod: int = 100
    off: int = 0

    @property
    def fill(self) -> str:
        """As a fill."""
        return f"<a:solidFill>{self.xml}</a:solidFill>"

    @property
    def xml(self) -> str:
        """As a colour."""
        shade = f'<a:lumMod val="{self.mod * 1000}"/>' if self.mod != 100 else ""
        shade += f'<a:lumOff val="{self.off * 1000}"/>' if self.off else ""
        return f'<a:schemeClr val="{self.name}">{shade}</a:schemeClr>'


@dataclass(frozen=True)
class Style:
    """In which language and on which theme a deck is drawn. theme: '#RRGGBB' of tx1, bg1, accent1 and accent2."""

    lang: Lang
    theme: Mapping[str, str]

    @property
    def dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return luminance(self.theme["tx1"]) > luminance(self.theme["bg1"])

    @property
    def code(self) -> str:
        """The language as documents name it."""
        return CODES[self.lang]

    @property
    def text(self) -> Paint:
        """Words to read."""
        return Paint("tx1")

    @property
    def quiet(self) -> Paint:
        """Words that stand back."""
        return Paint("tx1", 75) if self.dark else Paint("bg1", 42)

    @property
    def line(self) -> Paint:
        """Rules and axes."""
        return self.grey(3, 4)

    def grey(self, place: int, count: int) -> Paint:
        """One of several greys, from the one that stands out most; the lightest still parts from the background."""
        step = place / max(1, count - 1)
        return Paint("tx1", round(66 - 40 * step)) if self.dark else Paint("bg1", round(56 + 31 * step))

    def paint(self, tone: Tone) -> Paint:
        """The colour of a tone."""
        match tone:
            case "accent":
                return Paint("accent1")
            case "second":
                return Paint("accent2")
        return self.grey(0 if tone == "muted" else 2, 4) if tone == "muted" else self.grey(3, 4)

    def shade(self, place: int) -> Paint:
        """One of five classes, low to high, of the first accent."""
        light = (Paint("accent1", 20, 80), Paint("accent1", 40, 60), Paint("accent1", 60, 40), Paint("accent1"), Paint("accent1", 70))
        dark = (Paint("accent1", 32), Paint("accent1", 50), Paint("accent1", 75), Paint("accent1"), Paint("accent1", 55, 45))
        return (dark if self.dark else light)[place]

    def rgb(self, paint: Paint) -> str:
        """What a paint comes to on this theme."""
        red, green, blue = (int(self.theme[paint.name][place : place + 2], 16) / 255 for place in (1, 3, 5))
        hue, light, colourful = colorsys.rgb_to_hls(red, green, blue)
        parts = colorsys.hls_to_rgb(hue, min(1.0, light * paint.mod / 100 + paint.off / 100), colourful)
        return "#" + "".join(f"{round(part * 255):02X}" for part in parts)

    def ink(self, paint: Paint) -> Paint:
        """The theme's text or background colour, whichever reads better on a paint."""
        dark_wanted = luminance(ink_on(self.rgb(paint))) < 0.5
        return Paint("bg1") if dark_wanted == self.dark else Paint("tx1")


# --- words and their size ---

INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def valid(words: str) -> str:
    """Words without what no document can hold."""
    return INVALID.sub("", words)


def width_of(words: str, size: float) -> int:
    """About how wide words stand on one line, in EMU; fonts of an office PC differ little."""
    narrow = sum(letter in " iljtf.,:;'|!()/–-" for letter in words)
    wide = sum(letter in "mwMW%" or letter.isupper() for letter in words)
    return round((0.56 * (len(words) - narrow - wide) + 0.31 * narrow + 0.76 * wide) * size * POINT)


def lines_of(words: str, size: float, width: int) -> int:
    """About how many lines words take."""
    lines, used = 1, 0
    for word in words.split(" "):  # a no-break space keeps
        wide = width_of(word + " ", size)
        if used and used + wide > width:
            lines, used = lines + 1, 0
        used += wide
    return lines


def words_xml(tag: str, style: Style, size: float, paint: Paint, bold: bool = False, turn: str = "0", wrap: str = "square") -> str:
    """How the words of a part of a chart stand; turn: 0 for never turned, and then broken where they are long."""
    return (
        f'<c:{tag}><a:bodyPr rot="{turn}" vert="horz" wrap="{wrap}"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{paint.fill}'
        f'</a:defRPr></a:pPr><a:endParaRPr lang="{style.code}"/></a:p></c:{tag}>'
    )


def run_xml(words: str, style: Style, size: float, paint: Paint, bold: bool = False, font: str = "") -> str:
    """Words of one look; font: named only where none is inherited."""
    look = f'<a:rPr lang="{style.code}" sz="{round(size * 100)}" b="{int(bold)}">{paint.fill}{font}</a:rPr>'
    return f"<a:r>{look}<a:t>{escape(valid(words))}</a:t></a:r>"


# --- which charts a figure is drawn as ---


@dataclass(frozen=True)
class Piece:
    """One chart on the slide. name: of its shape; heading: above it; top: end of the scale (None: PowerPoint's choice);
    span: first and last day of the axis; crosses: how many series at the end are contradicted points; grain: of columns."""

    chart: Chart
    name: str
    heading: str = ""
    heading_value: str = ""
    top: float | None = None
    span: tuple[date, date] | None = None
    crosses: int = 0
    grain: str = ""
    events: tuple[Event, ...] = ()


def pieces(exhibit: Exhibit, bars: int = MOST_BARS) -> tuple[Piece, ...]:
    """The charts of a figure: panels and long lists are several, on one scale."""
    name = f"figure:{exhibit.figure_id}"
    drawn = chart.charts(exhibit)
    if exhibit.kind == "panels":
        return panels(exhibit, drawn, name)
    if not drawn:
        return ()
    (whole,) = drawn
    if whole.form == "bars" and len(whole.categories) > bars:
        return halves(whole, name)
    if whole.form == "lines":
        return (Piece(with_disputed(whole, exhibit), name, crosses=len(disputed_points(exhibit))),)
    grain = exhibit.answer.by[0].code if whole.form == "columns" else ""
    return (Piece(whole, name, grain=grain, events=exhibit.events),)


def panels(exhibit: Exhibit, drawn: tuple[Chart, ...], name: str) -> tuple[Piece, ...]:
    """One chart a member, over the same periods, on the same scale, its name and total above it."""
    days = sorted({day for each in drawn for day in each.days})
    top = float(nice_ticks(longest(drawn))[-1])
    return tuple(
        Piece(
            each, f"{name}#{place}", each.name, sentences.value(answer, answer.total, exhibit.lang), top, (days[0], days[-1]),
            grain=answer.by[0].code,
        )
        for place, (each, (_, answer)) in enumerate(zip(drawn, exhibit.parts, strict=True), start=1)
    )  # fmt: skip


def halves(whole: Chart, name: str) -> tuple[Piece, ...]:
    """A long list as two charts side by side, the first the longer."""
    middle = (len(whole.categories) + 1) // 2
    return tuple(
        Piece(cut(whole, part), f"{name}#{place}", top=longest((whole,)))
        for place, part in enumerate((slice(None, middle), slice(middle, None)), start=1)
    )


def cut(whole: Chart, part: slice) -> Chart:
    """Some of the categories of a chart."""
    series = tuple(replace(each, marks=each.marks[part]) for each in whole.series)
    return replace(whole, categories=whole.categories[part], series=series)


def longest(drawn: Sequence[Chart]) -> float:
    """The largest value of some charts, one where there is none."""
    return max((mark.value or 0 for each in drawn for series in each.series for mark in series.marks), default=0) or 1


def disputed_points(exhibit: Exhibit) -> list[dict[date, Answer]]:
    """Contradicted numbers, as series that have one number a day."""
    found: list[dict[date, Answer]] = []
    for answer in exhibit.disputed:
        day = answer.scope.as_of
        home = next((series for series in found if day not in series), None)
        if home is None:
            home = {}
            found.append(home)
        home[day] = answer
    return found


def with_disputed(whole: Chart, exhibit: Exhibit) -> Chart:
    """A chart of lines with the contradicted numbers as series of their own."""
    extra = disputed_points(exhibit)
    days = sorted({*whole.days, *(day for points in extra for day in points)})
    lang = exhibit.lang
    lines = [(each.name, dict(zip(whole.days, each.marks, strict=True))) for each in whole.series]
    lines += [
        (exhibit.disputed_word, {day: chart.mark(answer, answer.total, lang, "rest") for day, answer in points.items()}) for points in extra
    ]
    series = tuple(Series(name, tuple(marks.get(day, Mark(None, "")) for day in days)) for name, marks in lines)
    return replace(whole, categories=tuple(formats.short_date(day, lang) for day in days), series=series, days=tuple(days))


# --- the workbook inside ---


def has_dates(piece: Piece) -> bool:
    """Whether the categories are days on an axis of time; weeks are words, since no axis counts in weeks."""
    return piece.chart.form == "lines" or piece.grain in ("month", "day")


def workbook(piece: Piece, style: Style) -> bytes:
    """The displayed categories, series and values and nothing else, the same bytes for the same chart."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    dated = book.add_format({"num_format": (PERIODS if piece.grain == "month" else DAYS)[style.lang]})
    number = book.add_format({"num_format": "0.0%" if piece.chart.ratio else "#,##0"})
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
    book.close()
    return repacked(out.getvalue())


@dataclass(frozen=True)
class Native:
    """A chart as python-pptx takes one, with our own drawing and our own workbook."""

    xml: str
    xlsx_blob: bytes

    def xml_bytes(self, chart_type: Any) -> bytes:
        """The drawing."""
        return self.xml.encode()


# --- data of the drawing ---

EPOCH = date(1899, 12, 30)  # day zero of a spreadsheet


def serial(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return (day - EPOCH).days


def column_name(place: int) -> str:
    """The letter of a series' column."""
    return chr(ord("B") + place)


def points_xml(values: Sequence[object]) -> str:
    """Values that are there, by place."""
    cells = (
        f'<c:pt idx="{place}"><c:v>{escape(valid(str(value)))}</c:v></c:pt>' for place, value in enumerate(values) if value is not None
    )
    return f'<c:ptCount val="{len(values)}"/>' + "".join(cells)


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
    kind = "0.0%" if piece.chart.ratio else "#,##0"
    return (
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${len(marks) + 1}</c:f><c:numCache><c:formatCode>{kind}</c:formatCode>{points}"
        "</c:numCache></c:numRef></c:val>"
    )


def series_xml(piece: Piece, place: int, style: Style, look: str, labels: str, end: str = "") -> str:
    """One series: name, look, labels, data."""
    name = escape(valid(piece.chart.series[place].name))
    title = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache>'
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{SHEET}!${column_name(place)}$1</c:f>{title}</c:strRef>'
        f"</c:tx>{look}{labels}{categories_xml(piece, style)}{values_xml(piece, place)}{end}</c:ser>"
    )


# --- labels ---

SHOWN = '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
NOT_SHOWN = SHOWN.replace('showVal val="1"', 'showVal val="0"')


def is_literal(chart_: Chart) -> bool:
    """Whether labels are words of ours: a format can write a whole number in our form, but neither a decimal nor a support."""
    marks = [mark for series in chart_.series for mark in series.marks]
    return chart_.ratio or any(mark.support or not plain(mark) for mark in marks)


def plain(mark: Mark) -> bool:
    """Whether a label is but a whole number with its separators."""
    return mark.label.replace(".", "").replace(",", "").isdecimal() and isinstance(mark.value, int)


def label_xml(place: int, runs: str, position: str, layout: str = "") -> str:
    """One label in words of ours."""
    words = f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{runs}</a:p></c:rich></c:tx>'
    return f'<c:dLbl><c:idx val="{place}"/>{layout or "<c:layout/>"}{words}<c:dLblPos val="{position}"/>{SHOWN}</c:dLbl>'


def hidden_label(place: int) -> str:
    """A point without a label."""
    return f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'


def labels_xml(own: str, style: Style, size: float, paint: Paint, position: str, code: str) -> str:
    """The labels of a series: our own, and the format of all others."""
    return (
        f'<c:dLbls>{own}<c:numFmt formatCode="{escape(code, {chr(34): "&quot;"})}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{words_xml("txPr", style, size, paint, wrap="none")}<c:dLblPos val="{position}"/>{SHOWN}</c:dLbls>'
    )


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


# --- axes ---


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


FREE = "-60"  # a thousandth of a degree: LibreOffice leaves out names that would overlap, where it would break level ones letter by letter
BARE = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def line_xml(paint: Paint | None, width: int = 9525, dash: str = "") -> str:
    """A line, or none."""
    if paint is None:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{width}">{paint.fill}{f"""<a:prstDash val="{dash}"/>""" if dash else ""}</a:ln>'


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
    style: Style, code: str = "", size: float = 10, top: float | None = None, step: float = 0, middle: bool = False, upright: bool = True
) -> str:
    """Values from zero: hidden where they stand at the marks (no code), else few quiet lines."""
    end = f'<c:max val="{top!r}"/>' if top is not None else ""
    grid = f"<c:majorGridlines><c:spPr>{line_xml(style.line, 6350)}</c:spPr></c:majorGridlines>" if code else ""
    words = words_xml("txPr", style, size, style.quiet) if code else ""
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{end}<c:min val="0"/></c:scaling><c:delete val="{int(not code)}"/>'
        f'<c:axPos val="{"l" if upright else "t"}"/>{grid}<c:numFmt formatCode="{escape(code, {chr(34): "&quot;"}) or "General"}" sourceLinked="0"/>{BARE}<c:tickLblPos val="nextTo"/>'
        f'<c:spPr>{line_xml(None)}</c:spPr>{words}<c:crossAx val="1"/><c:crosses val="{"autoZero" if upright else "max"}"/>'
        f'<c:crossBetween val="{"midCat" if middle else "between"}"/>{f"""<c:majorUnit val="{step!r}"/>""" if step else ""}</c:valAx>'
    )


def space_xml(style: Style, plot: Plot, inside: str, legend: str = "") -> str:
    """The whole drawing: no frame, no fill, our language; gaps in a line are bridged, as on screen."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val="{style.code}"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{plot.xml}{inside}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart><c:spPr><a:noFill/>{line_xml(None)}</c:spPr>'
        f"{words_xml('txPr', style, 12, style.text)}</c:chartSpace>"
    )


# --- bars ---


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


def bars_xml(piece: Piece, box: Box, style: Style) -> str:
    """Groups from top to bottom, the value at the end of each bar; a legend where there are two series."""
    drawn, count = piece.chart, len(piece.chart.series)
    pitch = box.height / POINT / max(1, len(drawn.categories))
    size = max(SMALLEST, min(LARGEST, round(pitch * 0.62 / (1 if count == 1 else 1.25), 1)))
    thick = min(0.72 * pitch, 30 * count)
    gap = round(100 * (pitch - thick) / thick * count)
    top = min(0.2, 26 * POINT / box.height) if count > 1 else 0.0
    size = fitting_size(drawn, box, size)
    left, right = rooms(drawn, box, size)
    plot = Plot(left / box.width, top, 1 - (left + right) / box.width, 1 - top)
    series = "".join(
        series_xml(piece, place, style, marks_xml(each.marks, style), end_labels(piece, place, style, size))
        for place, each in enumerate(drawn.series)
    )
    group = (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="{min(500, gap)}"/>'
    )
    group += f'<c:overlap val="{0 if count == 1 else -4}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    axes = category_axis(style, size, True, turn=FREE if is_close(drawn, box, size) else "0") + value_axis(
        style, top=piece.top, upright=False
    )
    return space_xml(
        style, plot, group + axes, legend=legend_xml(style, top, left / box.width, legend_width(drawn) / box.width) if count > 1 else ""
    )


def fitting_size(drawn: Chart, box: Box, size: float) -> float:
    """A smaller size where names would have to be broken and lines stand too close for that."""
    longest_name = max((width_of(name, 1) for name in drawn.categories), default=1)
    fits = (MOST_FOR_NAMES * box.width - 11 * POINT) / (1.06 * longest_name)
    return max(SMALLEST, min(size, round(fits, 1))) if is_close(drawn, box, size) else size


def is_close(drawn: Chart, box: Box, size: float) -> bool:
    """Whether bars stand too close for names on two lines."""
    return box.height / POINT / max(1, len(drawn.categories)) < CLOSE * size


def rooms(drawn: Chart, box: Box, size: float) -> tuple[int, int]:
    """The width for the names before the bars and for the values behind them; a name too long for its room is broken."""
    names = round(1.06 * max((width_of(name, size) for name in drawn.categories), default=0)) + 10 * POINT
    values = max((width_of(mark_words(mark), size) for series in drawn.series for mark in series.marks), default=0) + 10 * POINT
    share = MOST_FOR_NAMES if is_close(drawn, box, size) else 0.4
    return min(names, round(share * box.width)), min(values, round(0.34 * box.width))


def legend_xml(style: Style, height: float, left: float = 0.0, width: float | None = None) -> str:
    """The names of the series in one line above the plot."""
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    place = f'<c:x val="{left:.5f}"/><c:y val="0"/><c:w val="{(1 - left if width is None else width):.5f}"/><c:h val="{height:.5f}"/>'
    layout = f"<c:layout><c:manualLayout>{modes}{place}</c:manualLayout></c:layout>"
    return f'<c:legend><c:legendPos val="t"/>{layout}<c:overlay val="0"/>{words_xml("txPr", style, 12, style.text)}</c:legend>'


def legend_width(drawn: Chart) -> int:
    """The width that the names of the series take in one line."""
    return sum(width_of(each.name, 12) + 26 * POINT for each in drawn.series)


def stack_xml(piece: Piece, box: Box, style: Style) -> str:
    """A bar of 100 % a date, first date on top; a number stands in each segment wide enough."""
    drawn = piece.chart
    pitch = box.height / POINT / max(1, len(drawn.categories))
    size = max(SMALLEST, min(LARGEST, round(pitch * 0.5, 1)))
    names = max(width_of(name, size) for name in drawn.categories) + 10 * POINT
    rows = legend_rows(drawn, box)
    top = min(0.4, rows * 20 * POINT / box.height)
    plot = Plot(names / box.width, top, 1 - names / box.width - 0.005, 1 - top)
    greys = [place for place, each in enumerate(drawn.series) if each.marks[0].tone in ("muted", "rest")]
    series = ""
    for place, each in enumerate(drawn.series):
        paint = style.grey(greys.index(place), len(greys)) if place in greys else style.paint(each.marks[0].tone)
        look = f'<c:spPr>{paint.fill}{line_xml(Paint("bg1"))}</c:spPr><c:invertIfNegative val="0"/>'
        series += series_xml(piece, place, style, look, inner_labels(each, style, size, style.ink(paint)))
    group = f'<c:barChart><c:barDir val="bar"/><c:grouping val="percentStacked"/><c:varyColors val="0"/>{series}<c:gapWidth val="{40 if pitch < 60 else 70}"/>'
    group += '<c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    return space_xml(
        style, plot, group + category_axis(style, size, True) + value_axis(style, upright=False), legend=legend_xml(style, top)
    )


def legend_rows(drawn: Chart, box: Box) -> int:
    """How many lines the names of the series take."""
    return -(-legend_width(drawn) // box.width)


def inner_labels(series: Series, style: Style, size: float, ink: Paint) -> str:
    """Values inside segments that have room for them."""
    own = "".join(
        label_xml(place, run_xml(mark.label, style, size, ink), "ctr") if (mark.value or 0) >= LABELLED else hidden_label(place)
        for place, mark in enumerate(series.marks)
    )
    return labels_xml(own, style, size, ink, "ctr", PERCENT[style.lang])


# --- columns and lines ---


def months_between(first: date, last: date) -> int:
    """How many months two days span, both counted."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def step_of(first: date, last: date, most: int) -> int:
    """Months between labels of an axis that has room for so many."""
    months = months_between(first, last)
    return next((step for step in (1, 2, 3, 6, 12, 24, 60) if months <= step * most), 120)


def columns_xml(piece: Piece, box: Box, style: Style) -> str:
    """Periods from left to right; a number on each where there is room, else an axis."""
    drawn, small = piece.chart, bool(piece.heading)
    labelled = not small and len(drawn.categories) <= MOST_LABELS
    size = 10 if small else 12
    plot = columns_plot(piece, box)
    (series,) = drawn.series
    value_size = max(SMALLEST, min(LARGEST, plot.width * box.width / POINT / len(drawn.categories) / 2.6))
    labels = labels_xml("", style, value_size, style.text, "outEnd", WITHOUT_ZERO[style.lang]) if labelled else ""
    body = series_xml(piece, 0, style, marks_xml(series.marks, style, True), labels)
    gap = 35 if len(drawn.categories) <= 100 else 5
    group = f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{body}<c:gapWidth val="{gap}"/>'
    group += '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    axes = period_axis(piece, style, size, plot.width * box.width) + columns_values(piece, style, size, labelled)
    return space_xml(style, plot, group + axes)


def columns_plot(piece: Piece, box: Box) -> Plot:
    """Room above for the numbers of events or the heading, below for the names of periods, left for an axis."""
    labelled = not piece.heading and len(piece.chart.categories) <= MOST_LABELS
    top = (36 if piece.heading else 22 if piece.events else 6) * POINT / box.height
    bottom = (20 if piece.heading else 24) * POINT / box.height
    left = 0.004 if labelled else (34 if piece.heading else 44) * POINT / box.width
    if not has_dates(piece):
        left = max(left, width_of(piece.chart.categories[0], 12) / 2 / box.width)  # the first name stands in the middle of its column
    return Plot(left, top, 0.992 - left, 1 - top - bottom)


def columns_values(piece: Piece, style: Style, size: float, labelled: bool) -> str:
    """The axis of counts, hidden where each column has its number."""
    if labelled:
        return value_axis(style)
    ticks = nice_ticks(piece.top or longest((piece.chart,)))
    step = ticks[1] * (2 if piece.heading and len(ticks) % 2 else 1)
    return value_axis(style, COUNTS[style.lang], size, float(ticks[-1]), float(step))


def period_axis(piece: Piece, style: Style, size: float, width: float) -> str:
    """Months and days on an axis of time; weeks as words, as many as have room."""
    days, names = piece.span or (piece.chart.days[0], piece.chart.days[-1]), piece.chart.categories
    room = width_of("Agu 2020", size) + 8 * POINT
    if has_dates(piece):
        unit = "months" if piece.grain == "month" else "days"
        return date_axis(style, size, unit, step_of(*days, max(2, int(width // room))), piece.span)
    widest = max(width_of(name, size) for name in names) + 8 * POINT
    return category_axis(style, size, False, max(1, -(-len(names) * widest // int(width))), FREE)


def lines_xml(piece: Piece, box: Box, style: Style) -> str:
    """Lines over a true axis of time, each named at its end with its last value."""
    drawn, size = piece.chart, 12
    ticks = [0, 0.25, 0.5, 0.75, 1] if drawn.ratio else nice_ticks(longest((drawn,)))
    plot = lines_plot(piece, box, size)
    ends = label_heights(piece, float(ticks[-1]), size * 1.35 * POINT / (plot.height * box.height))
    series = "".join(
        series_xml(
            piece, place, style, line_look(piece, place, style), line_label(piece, place, plot, ends, style, size), '<c:smooth val="0"/>'
        )
        for place in range(len(drawn.series))
    )
    first, last = drawn.days[0].replace(day=1), drawn.days[-1]
    step = step_of(first, last, max(2, int(plot.width * box.width // (width_of("Agu 2020", size) + 20 * POINT))))
    code = PERCENT[style.lang] if drawn.ratio else COUNTS[style.lang]
    group = f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    axes = date_axis(style, size, "days", step, line_span(drawn)) + value_axis(style, code, size, float(ticks[-1]), float(ticks[1]), True)
    return space_xml(style, plot, group + axes)


def line_span(drawn: Chart) -> tuple[date, date]:
    """The axis begins with a month, so that its labels stand at the beginnings of months."""
    first, last = drawn.days[0].replace(day=1), drawn.days[-1]
    return first, max(last, first + timedelta(days=31))


def lines_plot(piece: Piece, box: Box, size: float) -> Plot:
    """Room at the right for names, at the left for the axis."""
    named = piece.chart.series[: len(piece.chart.series) - piece.crosses]
    right = max(width_of(end_words(each), size) for each in named) + 16 * POINT
    left = 50 * POINT / box.width
    return Plot(left, 0.06, 1 - left - min(0.4, right / box.width), 0.94 - 30 * POINT / box.height)


def last_mark(series: Series) -> int:
    """The place of the last point of a line."""
    return max((place for place, mark in enumerate(series.marks) if mark.value is not None), default=0)


def end_words(series: Series) -> str:
    """Name and last value of a line."""
    return f"{series.name} {series.marks[last_mark(series)].label}"


def label_heights(piece: Piece, top: float, apart: float) -> list[tuple[float, float]]:
    """Where each line ends and where its label stands, in parts of the plot; close ones are moved apart."""
    named = piece.chart.series[: len(piece.chart.series) - piece.crosses]
    ends = [(each.marks[last_mark(each)].value or 0) / top for each in named]
    return list(zip(ends, spread_out(ends, apart), strict=True))


def line_label(piece: Piece, place: int, plot: Plot, ends: list[tuple[float, float]], style: Style, size: float) -> str:
    """The name and last value at the end of a line; none beside a contradicted point."""
    if place >= len(ends):
        return f"<c:dLbls>{NOT_SHOWN}</c:dLbls>"
    series, (end, placed) = piece.chart.series[place], ends[place]
    number, paint = last_mark(series), line_ink(piece, place, style)
    first, last = line_span(piece.chart)
    aside = plot.width * (last - piece.chart.days[number]).days / (last - first).days
    moved = f'<c:x val="{aside:.5f}"/><c:y val="{-(placed - end) * plot.height:.5f}"/>'
    layout = f"<c:layout><c:manualLayout>{moved}</c:manualLayout></c:layout>" if aside or placed != end else ""
    runs = run_xml(f"{series.name} ", style, size, paint) + run_xml(series.marks[number].label, style, size, paint, True)
    return f"<c:dLbls>{label_xml(number, runs, 'r', layout)}{NOT_SHOWN}</c:dLbls>"


def line_ink(piece: Piece, place: int, style: Style) -> Paint:
    """The colour of a line and of its name, which has to be read: grey lines are named in quiet text."""
    tone = piece.chart.series[place].marks[0].tone
    return style.quiet if tone in ("muted", "rest") else style.paint(tone)


def line_look(piece: Piece, place: int, style: Style) -> str:
    """A line with round points; crosses without a line for contradicted numbers."""
    if place >= len(piece.chart.series) - piece.crosses:
        cross = f'<c:marker><c:symbol val="x"/><c:size val="9"/><c:spPr><a:noFill/>{line_xml(style.text, 19050)}</c:spPr></c:marker>'
        return f"<c:spPr>{line_xml(None)}</c:spPr>{cross}"
    paint = line_ink(piece, place, style)
    dot = f'<c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>{paint.fill}{line_xml(paint)}</c:spPr></c:marker>'
    return f"<c:spPr>{line_xml(paint, 28575)}</c:spPr>{dot}"


# --- events over columns ---


def event_places(piece: Piece) -> list[tuple[Event, float]]:
    """Each event with its place along the axis, in parts of it; those beyond the last period are left out."""
    days = piece.chart.days
    if not piece.events:
        return []
    ends = [*days[1:], days[-1] + (days[-1] - days[-2] if len(days) > 1 else timedelta(days=1))]
    found: list[tuple[Event, float]] = []
    for event in piece.events:
        place = next((place for place, (day, end) in enumerate(zip(days, ends, strict=True)) if day <= event.day < end), None)
        if place is not None:
            inside = (event.day - days[place]) / (ends[place] - days[place])
            found.append((event, (place + inside) / len(days)))
    return found


def shared_labels(places: list[float], apart: float) -> list[tuple[float, str]]:
    """Numbers above the rules; close ones share a label such as 3–5."""
    groups: list[list[int]] = []
    for place, where in enumerate(places):
        if groups and where - places[groups[-1][0]] < apart:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [(places[group[0]], f"{group[0] + 1}" if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}") for group in groups]


SHAPES = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
USER_SHAPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes"
OF_THEME = '<a:latin typeface="+mn-lt"/>'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"


def overlay_xml(piece: Piece, box: Box, style: Style) -> str:
    """Shapes inside the chart, so that they move with it: the heading of a panel, thin numbered rules. Empty where there are none."""
    shapes = heading_xml(piece, box, style) if piece.heading else ""
    shapes += rules_xml(piece, box, style) if piece.events else ""
    return f'<c:userShapes {NAMESPACES} xmlns:cdr="{DRAWING}">{shapes}</c:userShapes>' if shapes else ""


def heading_xml(piece: Piece, box: Box, style: Style) -> str:
    """Name and total of a panel, above its plot at the left."""
    size = 11 if width_of(f"{piece.heading} {piece.heading_value}", 11) < 1.8 * box.width else 10
    runs = run_xml(f"{piece.heading}  ", style, size, style.text, font=OF_THEME)
    runs += run_xml(piece.heading_value, style, size, style.text, True, OF_THEME)
    return anchored(0.0, 0.0, 1.0, columns_plot(piece, box).top - 0.01, words_shape(2, "heading", runs, 'wrap="square" anchor="t"', "l"))


def rules_xml(piece: Piece, box: Box, style: Style) -> str:
    """A thin rule an event, with a number above it."""
    plot, places = columns_plot(piece, box), [where for _, where in event_places(piece)]
    size, shapes = 10, ""
    for place, where in enumerate(places):
        x = plot.left + plot.width * where
        shapes += anchored(x, plot.top - 0.01, x, plot.top + plot.height, rule_xml(place + 2, style))
    wide = width_of("12–15", size) / box.width
    for place, (where, words) in enumerate(shared_labels(places, wide / plot.width), start=len(places) + 2):
        x = min(1 - wide, max(0.0, plot.left + plot.width * where - wide / 2))
        runs = run_xml(words, style, size, style.quiet, font=OF_THEME)
        shapes += anchored(
            x, 0.0, x + wide, plot.top - 0.01, words_shape(place, f"number {words}", runs, 'wrap="none" anchor="ctr"', "ctr")
        )
    return shapes


def anchored(left: float, top: float, right: float, bottom: float, shape: str) -> str:
    """A shape between two corners, in parts of the chart's frame."""
    corners = "".join(
        f"<cdr:{name}><cdr:x>{x:.5f}</cdr:x><cdr:y>{y:.5f}</cdr:y></cdr:{name}>"
        for name, x, y in (("from", left, top), ("to", right, bottom))
    )
    return f"<cdr:relSizeAnchor>{corners}{shape}</cdr:relSizeAnchor>"


NO_PLACE = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'


def rule_xml(number: int, style: Style) -> str:
    """A thin dotted rule."""
    return (
        f'<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="{number}" name="event {number - 1}"/><cdr:cNvCxnSpPr/></cdr:nvCxnSpPr><cdr:spPr>{NO_PLACE}'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line_xml(style.quiet, 9525, "sysDot")}</cdr:spPr></cdr:cxnSp>'
    )


def words_shape(number: int, name: str, runs: str, body: str, align: str) -> str:
    """Words inside a chart."""
    return (
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{number}" name="{name}"/><cdr:cNvSpPr txBox="1"/></cdr:nvSpPr><cdr:spPr>{NO_PLACE}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></cdr:spPr><cdr:txBody><a:bodyPr {body} lIns="0" tIns="0" rIns="0" bIns="0"/>'
        f'<a:lstStyle/><a:p><a:pPr algn="{align}"/>{runs}</a:p></cdr:txBody></cdr:sp>'
    )


# --- onto the slide ---

FORMS = {"bars": bars_xml, "stack": stack_xml, "columns": columns_xml, "lines": lines_xml}


def native(piece: Piece, box: Box, style: Style) -> Native:
    """A piece as a chart to add, or to put in the place of an older one."""
    return Native(FORMS[piece.chart.form](piece, box, style), workbook(piece, style))


def add_chart(slide: Any, piece: Piece, box: Box, style: Style, alt: str) -> Any:
    """The chart on the slide, named and described."""
    frame = slide.shapes.add_chart(CHARTS[piece.chart.form], box.left, box.top, box.width, box.height, native(piece, box, style))
    frame.name = piece.name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", valid(alt))
    add_overlay(frame.chart.part, overlay_xml(piece, box, style))
    return frame


def add_overlay(part: Any, drawing: str) -> None:
    """Shapes inside a chart: a part of their own."""
    if not drawing:
        return
    name = PackURI(str(part.partname).replace("/charts/chart", "/drawings/drawing"))
    rules = Part(name, SHAPES, part.package, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{drawing}'.encode())
    mark = f'<c:userShapes {NAMESPACES} r:id="{part.relate_to(rules, USER_SHAPES)}"/>'
    part._element.append(parse_xml(mark))


def add_charts(slide: Any, found: Sequence[Piece], box: Box, style: Style, alt: str) -> None:
    """All charts of a figure within a box."""
    for piece, place in zip(found, boxes(found, box), strict=True):
        add_chart(slide, piece, place, style, alt)


def boxes(found: Sequence[Piece], box: Box) -> list[Box]:
    """A place for each piece: one has all, two stand side by side, panels in rows."""
    if len(found) == 1:
        return [short(found[0], box)]
    across = 2 if len(found) in (2, 4) or box.width < 1.8 * box.height else 3
    down = -(-len(found) // across)
    gap = 14 * POINT
    wide, high = (box.width - (across - 1) * gap) // across, (box.height - (down - 1) * gap) // down
    return [
        Box(box.left + place % across * (wide + gap), box.top + place // across * (high + gap), wide, high) for place in range(len(found))
    ]


def short(piece: Piece, box: Box) -> Box:
    """Few bars need no tall chart."""
    rows = len(piece.chart.categories) * (1 if piece.chart.form == "stack" else len(piece.chart.series))
    wanted = {"bars": 58 * rows + 26, "stack": 78 * rows + 40}.get(piece.chart.form, 10_000) * POINT
    return Box(box.left, box.top, box.width, min(box.height, wanted))
