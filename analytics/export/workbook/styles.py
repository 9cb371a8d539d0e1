"""How a workbook looks: the forms of numbers, the type and colours of cells, and the room that text needs."""

import math
from typing import Any

from analytics import formats
from analytics.text import Lang
from analytics.theme import LIGHT

COUNTS = formats.SHEET_COUNTS
# A decimal comma cannot be written literally: these follow the language they name.
PERCENTS = {"id": r"[$-421]0.0\ %", "en": "[$-409]0.0%"}
HALVES = {"id": "[$-421]0.0", "en": "[$-409]0.0"}
DAYS = {"id": "[$-421]d mmmm yyyy", "en": "[$-409]d mmmm yyyy"}
MONTHS = {"id": r"[$-421]mmm \’yy", "en": r"[$-409]mmm \’yy"}

FONT = "Arial"
BODY = {"font_name": FONT, "font_size": 10, "font_color": LIGHT.text, "font_scheme": ""}
TOP = {"text_wrap": True, "valign": "top"}
TITLE = TOP | {"bold": True, "font_size": 14}
QUIET = TOP | {"font_color": LIGHT.quiet}
LINK = TOP | {"font_color": LIGHT.accent, "underline": 1}
HEADING = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bottom_color": LIGHT.quiet, "bg_color": LIGHT.empty}
WHOLE = {"bold": True, "top": 1, "top_color": LIGHT.quiet}
RIGHT = {"align": "right"}

WIDEST = 60  # characters of a column
RIGHT_COLUMN, RIGHT_COLUMNS = 18, 5  # characters and number of the columns beneath a chart
ROW, HIGHEST = 20, 540  # pixels of a row, and the most one may have


def number_form(ratio: bool, value: float | None, lang: Lang) -> str:
    """The format a number is shown in: a percentage, a count, or days with a half."""
    if ratio:
        return PERCENTS[lang]
    if value is not None and value != int(value):
        return HALVES[lang]
    return COUNTS[lang] if value is None or value >= 0 else below_zero(value, lang)


def below_zero(count: float, lang: Lang) -> str:
    """The format of a count below zero: LibreOffice leaves out the sign where a format has conditions, so this has none."""
    millions, thousands, ones = (section.rpartition("]")[2] for section in COUNTS[lang].split(";"))
    return millions if count <= -1_000_000 else thousands if count <= -1_000 else ones


def left(column: int) -> dict[str, Any]:
    """Text, kept apart from the number before it."""
    return {"align": "left", "indent": 1} if column else {"align": "left"}


def lines_of(words: str, width: float) -> int:
    """How many lines a text takes in a width of so many characters."""
    return max(1, math.ceil(len(words) / width))


def high(lines: int) -> int:
    """Pixels of a row of so many lines."""
    return min(HIGHEST, ROW * lines)
