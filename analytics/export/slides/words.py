"""Words on a slide: paragraphs, text boxes, placeholders, and the size at which words fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.slide import Slide

from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT, Paint, Style, lines_of, run_xml, valid

COLUMN_GAP = 18 * POINT  # between columns of text
SPACING = 1.2  # of a line, in parts of the size of its letters
DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SLIDE = f'{DRAWING} xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


@dataclass(frozen=True)
class Said:
    """A paragraph: runs of (words, bold), their size in points and colour, the space before it in points."""

    runs: tuple[tuple[str, bool], ...]
    size: float
    paint: Paint
    before: float = 0

    @property
    def words(self) -> str:
        """All of it."""
        return "".join(words for words, _ in self.runs)

    def height(self, width: int) -> int:
        """About how high it stands in a width, in EMU."""
        return round((lines_of(self.words, self.size, width) * self.size * SPACING + self.before) * POINT)


def said(words: str, size: float, paint: Paint, bold: bool = False, before: float = 0) -> Said:
    """A paragraph of one look."""
    return Said(((words, bold),), size, paint, before)


def paragraph_xml(paragraph: Said, style: Style, align: str = "l") -> str:
    """A paragraph as PowerPoint holds it."""
    space = f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
    runs = "".join(run_xml(words, style, paragraph.size, paragraph.paint, bold) for words, bold in paragraph.runs if words)
    return f'<a:p><a:pPr algn="{align}">{space}</a:pPr>{runs}<a:endParaRPr lang="{style.code}" sz="{round(paragraph.size * 100)}"/></a:p>'


def add_text(slide: Any, name: str, box: Box, paragraphs: Sequence[Said], style: Style, columns: int = 1, alt: str = "") -> Any:
    """A text box without margins."""
    shape = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    shape.name = name
    if alt:
        describe(shape, alt)
    split = f' numCol="{columns}" spcCol="{COLUMN_GAP}"' if columns > 1 else ""
    body = "".join(paragraph_xml(each, style) for each in paragraphs)
    replace_text(shape, f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"{split}><a:noAutofit/></a:bodyPr><a:lstStyle/>{body}')
    return shape


def replace_text(shape: Any, inside: str) -> None:
    """Other contents for a text box."""
    old = shape._element.txBody
    new = parse_xml(f"<p:txBody {SLIDE}>{inside}</p:txBody>")
    old.getparent().replace(old, new)


def describe(shape: Any, alt: str) -> None:
    """What a reader who cannot see a shape is told."""
    shape._element.xpath("./*/p:cNvPr")[0].set("descr", valid(alt))


def unbroken(words: str) -> str:
    """Words in which no percent sign comes to stand on another line than its number."""
    return valid(words).replace(" %", "\u00a0%")


def fill(holder: Any, name: str, words: str, style: Style, least: float) -> None:
    """A placeholder's words in its own type, smaller only where they would not fit."""
    holder.name = name
    size, words = size_in(holder), unbroken(words)
    fitting = fitted(words, size, room_in(holder), least)
    holder.text_frame.text = words
    for paragraph in holder.text_frame.paragraphs:
        paragraph._p.insert(0, parse_xml(f'<a:pPr {DRAWING} marL="0" indent="0"><a:buNone/></a:pPr>'))
        for run in paragraph.runs:
            look = run._r.get_or_add_rPr()
            look.set("lang", style.code)
            if fitting < size:
                look.set("sz", str(round(fitting * 100)))


def fitted(words: str, size: float, box: Box, least: float) -> float:
    """The size at which words fit a box, not below the least."""
    while size > least and lines_of(words, size, box.width) * size * SPACING * POINT > box.height:
        size -= 1
    return max(size, least)


def room_in(holder: Any) -> Box:
    """The room of a placeholder for words whose font may be a wider one where the slide is opened."""
    return Box(0, 0, round(0.9 * holder.width), holder.height)


def size_in(holder: Any) -> float:
    """The size of type of a placeholder, from its layout, its master, or the master's styles; in points."""
    above = holder
    while above is not None:
        if found := above._element.xpath("./p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz"):
            return float(found[0]) / 100
        above = getattr(above, "_base_placeholder", None)
    kind = "titleStyle" if "title" in str(holder._element.xpath("./*/p:nvPr/p:ph/@type")).lower() else "bodyStyle"
    master = holder.part.slide_layout.slide_master
    found = master._element.xpath(f"./p:txStyles/p:{kind}/a:lvl1pPr/a:defRPr/@sz")
    return float(found[0]) / 100 if found else 18.0


def slide_number(slide: Slide) -> Any:
    """The element of the slide number, which is read last; None where there is none."""
    found = slide.shapes._spTree.xpath("./p:sp[p:nvSpPr/p:nvPr/p:ph/@type='sldNum']")
    return found[0] if found else None


def add_footnote(slide: Slide, holder: Any, name: str, words: str, room: Box, style: Style) -> None:
    """The footnote, in its placeholder or at the foot of the room; read after the figure."""
    if holder is None:
        add_text(slide, name, room, [said(words, 9, style.quiet)], style)
        return
    fill(holder, name, words, style, 8)
    slide.shapes._spTree.append(holder._element)


def cut_bottom(area: Box, high: int) -> tuple[Box, Box]:
    """A box without its lowest part, and that part."""
    high = min(high, round(0.6 * area.height))
    return Box(area.left, area.top, area.width, area.height - high), Box(area.left, area.bottom - high, area.width, high)
