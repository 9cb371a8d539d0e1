"""How a deck looks: paints of the theme, and words with the size they take.

Colours are those of the theme, so that another template recolours everything.
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from analytics.chart import Tone
from analytics.colour import luminance
from analytics.text import Lang
from analytics.theme import ink_on

POINT = 12700  # EMU
CATEGORIES = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}  # which accent of the theme a category has
THEME_COLOURS = ("tx1", "bg1", "accent1", *(f"accent{place}" for place in CATEGORIES.values()))
OF_THEME = '<a:latin typeface="+mn-lt"/>'  # for words in a chart that inherit no font
CODES: dict[Lang, str] = {"id": "id-ID", "en": "en-GB"}


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
    """In which language and on which theme a deck is drawn. theme: '#RRGGBB' of each of THEME_COLOURS."""

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
            case "second" | "third" | "fourth" | "fifth":
                return Paint(f"accent{CATEGORIES[tone]}")
            case "muted":
                return self.grey(0, 4)
        return self.grey(3, 4)

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


INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def valid(words: str) -> str:
    """Words without what no document can hold."""
    return INVALID.sub("", words)


def quoted(words: str) -> str:
    """Words as the value of an attribute."""
    return f'"{escape(valid(words), {chr(34): "&quot;"})}"'


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


def run_xml(words: str, style: Style, size: float, paint: Paint, bold: bool = False, font: str = "") -> str:
    """Words of one look; font: named only where none is inherited."""
    look = f'<a:rPr lang="{style.code}" sz="{round(size * 100)}" b="{int(bold)}">{paint.fill}{font}</a:rPr>'
    return f"<a:r>{look}<a:t>{escape(valid(words))}</a:t></a:r>"


def words_xml(tag: str, style: Style, size: float, paint: Paint, bold: bool = False, turn: str = "0", wrap: str = "square") -> str:
    """How the words of a part of a chart stand; turn: 0 for never turned, and then broken where they are long."""
    return (
        f'<c:{tag}><a:bodyPr rot="{turn}" vert="horz" wrap="{wrap}"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{paint.fill}'
        f'</a:defRPr></a:pPr><a:endParaRPr lang="{style.code}"/></a:p></c:{tag}>'
    )


def line_xml(paint: Paint | None, width: int = 9525, dash: str = "") -> str:
    """A line, or none."""
    if paint is None:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{width}">{paint.fill}{f"""<a:prstDash val="{dash}"/>""" if dash else ""}</a:ln>'
