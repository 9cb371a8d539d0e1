"""A figure of a deck made again, as it was and as it is now, and what an edit of its drawing is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lxml import etree  # type: ignore[import-untyped]
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import Slide

from analytics import catalogue, frozen
from analytics.briefing import Document, alone
from analytics.chart import drawable
from analytics.exhibit import Exhibit
from analytics.export.slides.charts.pieces import pieces
from analytics.export.slides.deck import theme_of
from analytics.export.slides.figure import draw, with_events_in_notes
from analytics.export.slides.layouts import Box
from analytics.export.slides.refresh.looks import Paper
from analytics.export.slides.refresh.reading import Found
from analytics.export.slides.style import Style
from analytics.export.slides.template import House, new_slide
from analytics.export.slides.template import opened as template
from analytics.register.snapshots import Register
from analytics.text import Lang, Notice, Text

# Why a figure is left as it is.
DAMAGED = Text(id="bagan atau tabelnya rusak", en="its chart or table is damaged")
NOT_OURS = Text(id="bentuknya bukan lagi bagan, tabel, atau peta", en="its shape is no longer a chart, a table or a map")
EMPTY_NOW = Text(id="tidak ada data lagi dalam cakupannya", en="there are no data left in its scope")
WAS_EMPTY = Text(
    id="dulu tidak ada datanya, jadi tidak ada bagannya; buat slide ini baru",
    en="it had no data, so there is no drawing; make this slide anew",
)


@dataclass(frozen=True)
class Remade:
    """A figure made again. base: as it was, None where that cannot be; document: of the new one alone; ruled: whether the drawing in
    the deck has rules for events."""

    base: Exhibit | None
    new: Exhibit
    document: Document
    paper: Paper
    ruled: bool = True

    @property
    def lang(self) -> Lang:
        """The language of the figure."""
        return self.new.lang

    def on_slide(self, exhibit: Exhibit) -> Exhibit:
        """A figure as this slide has room for it: its events stand in the speaker notes where the drawing has no rules."""
        return with_events_in_notes(exhibit) if exhibit.events and not self.ruled else exhibit

    @property
    def drawn(self) -> Exhibit | None:
        """The figure as it was, where there was something to draw."""
        return self.base if self.base is not None and drawable(self.base) else None


Values = dict[tuple[str, str], tuple[str, str]]  # by series and category: raw value, and as it is read


@dataclass(frozen=True)
class Edit:
    """A drawing made ready: what to do once all of a figure is, its values before and after, and remarks."""

    apply: Callable[[], None]
    old: Values
    new: Values
    remarks: tuple[str, ...] = ()


class Left(Exception):
    """A figure that stays as it is, and why."""

    def __init__(self, reason: Text, **values: object):
        super().__init__(reason.en)
        self.reason, self.values = reason, values


def remade(found: Found, register: Register, as_of: date, compare: date | None) -> Remade:
    """The figure of before and of now. Raises Notice where there is no such figure now, Left where it has no data."""
    changed = {"as_of": as_of.isoformat()}
    if compare is not None:
        changed["compare"] = compare.isoformat()
    elif "compare=none" not in found.figure_id:
        changed["compare"] = ""  # the one before
    new = frozen.with_id(catalogue.again(found.figure_id, register, **changed))
    base = earlier(found, register)
    drawn = bool(found.shapes.get("figure") or found.shapes.get("number"))
    if not drawable(new) and drawn:
        raise Left(EMPTY_NOW)
    if base is not None and not drawable(base) and drawable(new) and not drawn:
        raise Left(WAS_EMPTY)
    return Remade(base, new, alone(new), paper_of(found.slide, new.lang))


def earlier(found: Found, register: Register) -> Exhibit | None:
    """A figure as it was; None where it cannot be made any more."""
    try:
        return catalogue.again(found.figure_id, register)
    except Notice:
        return None


def paper_of(slide: Slide, lang: Lang) -> Paper:
    """The colours and the font of a slide's theme."""
    layout = slide.slide_layout
    style = Style(lang, theme_of(House(slide.part.package.presentation_part.presentation, layout, layout, layout)))
    theme = etree.fromstring(layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    face = theme.find(".//{*}minorFont/{*}latin")
    return Paper(style, face.get("typeface", "") if face is not None else "")


def scratch(exhibit: Exhibit, box: Box, style: Style) -> Slide:
    """A slide that holds nothing but the drawing of a figure, to take it from."""
    empty = template(None, "16:9")
    slide = new_slide(empty, empty.figure)
    draw(slide, exhibit, pieces(exhibit), box, style)
    return slide
