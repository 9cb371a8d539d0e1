"""A document as a PowerPoint file: cover, a slide a figure with speaker notes, how the numbers were made."""

import io
import logging
import re
from datetime import datetime
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from analytics import formats, sentences
from analytics.briefing import Document
from analytics.export.archive import repacked
from analytics.export.slides.figure import add_figure
from analytics.export.slides.house import APP, HEAD
from analytics.export.slides.layouts import Box
from analytics.export.slides.methodology import add_methodology
from analytics.export.slides.style import CODES, POINT, THEME_COLOURS, Paint, Style, valid
from analytics.export.slides.template import House, body, footnote_of, new_slide, opened, subtitle_of, title_of
from analytics.export.slides.words import Said, add_footnote, add_text, fill, said
from analytics.logo import Logo
from analytics.text import Notice, Text, join

BRIEFING_OF = Text(id="Paparan {day}", en="Briefing of {day}")
EMBARGO = Text(id="Embargo: {embargo}", en="Embargo: {embargo}")
UNUSABLE = Text(
    id="Templat ini tidak dapat dipakai: isinya rusak pada bagian yang diperlukan. Pilih templat lain, atau templat bawaan.",
    en="This template cannot be used: it is damaged where it is needed. Choose another, or the one that comes with the dashboard.",
)
STUMBLES = (ValueError, KeyError, AttributeError, TypeError, IndexError, OverflowError)  # what a damaged template makes a library say
LOGO_WIDE, LOGO_HIGH, LOGO_TOP = 216 * POINT, 54 * POINT, 40 * POINT
USUAL_COLOURS = {"tx1": "dk1", "bg1": "lt1"}


def to_pptx(document: Document, template: bytes | None = None) -> bytes:
    """The deck of a document, in our template or in the reader's own. Raises Notice where that cannot be used."""
    house = opened(template, document.size)
    try:
        return made(house, document)
    except STUMBLES as error:
        if template is None:
            raise
        logging.getLogger(__name__).exception("template")  # the reader sees a plain sentence, the log what it was
        raise Notice(UNUSABLE) from error


def made(house: House, document: Document) -> bytes:
    """The deck of a document on the layouts of a template."""
    style = Style(document.lang, theme_of(house))
    whole = document.extent == "whole" and not is_one_figure(document)
    if whole:
        add_cover(house, document, style)
    for leaf in document.leaves:
        add_figure(house, leaf, document, style)
    if whole:
        add_methodology(house, document, style)
    set_properties(house, document)
    forget_origin(house)
    out = io.BytesIO()
    house.deck.save(out)
    return repacked(out.getvalue())


def is_one_figure(document: Document) -> bool:
    """Whether a document is a single figure under its own title: one slide to paste, without cover."""
    return len(document.leaves) == 1 and document.title == document.leaves[0].exhibit.title


def theme_of(house: House) -> dict[str, str]:
    """The colours that text, background and accents have in the template."""
    master = house.figure.slide_master
    theme = parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    found = master._element.find("{*}clrMap")
    mapping = USUAL_COLOURS | (dict(found.attrib) if found is not None else {})
    return {name: theme_colour(theme, mapping.get(name, name)) for name in THEME_COLOURS}


def theme_colour(theme: Any, name: str) -> str:
    """A colour of a theme as '#RRGGBB'; system colours as they were last."""
    found = theme.find(f".//{{*}}clrScheme/{{*}}{name}")
    (colour,) = found[:1] if found is not None and len(found) else [None]
    said = str(colour.get("lastClr") or colour.get("val")) if colour is not None else ""
    if re.fullmatch("[0-9A-Fa-f]{6}", said):
        return f"#{said.upper()}"
    return {"dk1": "#000000", "lt1": "#FFFFFF"}.get(name, "#44546A")  # a colour by another name, or none


def set_properties(house: House, document: Document) -> None:
    """Title and author; the day of the data as time of making, so that the same document gives the same bytes."""
    properties, moment = house.deck.core_properties, datetime.combine(document.as_of, datetime.min.time())
    properties.title, properties.author = valid(document.title)[:255], valid(document.author)[:255]
    properties.subject, properties.keywords, properties.comments, properties.category = document.institution.name[:255], "", "", ""
    properties.created = properties.modified = properties.last_printed = moment
    properties.content_status, properties.identifier, properties.version = "", "", ""
    properties.last_modified_by, properties.revision, properties.language = "", 1, CODES[document.lang]


def forget_origin(house: House) -> None:
    """Takes out what a template says of its own making: company, manager, machine, thumbnail."""
    package = house.deck.part.package
    for number, relation in list(package._rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in ("custom-properties", "thumbnail"):
            package.drop_rel(number)
        elif kind == "extended-properties":
            relation.target_part._blob = f"{HEAD}{APP}".encode()


def add_cover(house: House, document: Document, style: Style) -> None:
    """Title, institution, author, day, embargo, date of the data, mark of synthetic data."""
    slide = new_slide(house, house.cover)
    title, subtitle, footnote = title_of(slide), subtitle_of(slide), footnote_of(slide)
    fill(title, "title:cover", document.title, style, 18)
    if subtitle is not None:
        fill(subtitle, "subtitle:cover", document.institution.name, style, 12)
    area = body(slide)
    top = subtitle.top + subtitle.height + 8 * POINT if subtitle is not None else area.top + 8 * POINT
    lines = cover_lines(document, style, subtitle is None)
    high = sum(line.height(area.width) for line in lines)
    if lines:
        add_text(slide, "cover:lines", Box(area.left, top, area.width, high), lines, style)
    data = said(as_of_words(document), 16, style.text, True)
    token = Box(area.left, top + high + 6 * POINT, area.width, data.height(area.width) + 6 * POINT)
    add_text(slide, "token:as_of", token, [data], style)
    if house.own and document.institution.logo:
        add_logo(slide, document.institution.logo, document.institution.name, title.left)
    if document.synthetic:
        below = Box(token.left, token.bottom, token.width, 20 * POINT)
        add_footnote(slide, footnote, "footnote:cover", sentences.SYNTHETIC(document.lang), below, style)


def add_logo(slide: Any, logo: Logo, name: str, left: int) -> None:
    """The logo above the title, as large as its place allows."""
    scale = min(LOGO_WIDE / logo.width, LOGO_HIGH / logo.height)
    picture = slide.shapes.add_picture(io.BytesIO(logo.png), left, LOGO_TOP, round(logo.width * scale), round(logo.height * scale))
    picture.name = "logo:cover"
    picture._element.nvPicPr.cNvPr.set("descr", valid(name))


def cover_lines(document: Document, style: Style, institution: bool) -> list[Said]:
    """Who, when, and until when it may not be passed on."""
    lang = document.lang
    day = BRIEFING_OF(lang, day=formats.long_date(document.day, lang)) if document.day else ""
    words = [document.institution.name if institution else "", document.author, day]
    embargo = [said(EMBARGO(lang, embargo=document.embargo), 16, Paint("accent2"), True, 6)] if document.embargo else []
    return [said(each, 16, style.quiet, before=3) for each in words if each] + embargo


def as_of_words(document: Document) -> str:
    """The date of the data, all dates where figures have different ones; and the mark of synthetic data."""
    days = sorted({leaf.exhibit.seen.scope.as_of for leaf in document.leaves})
    said = sentences.DATA_AS_OF(document.lang, day=join([formats.long_date(day, document.lang) for day in days], document.lang))
    return f"{said} · {sentences.SYNTHETIC(document.lang)}" if document.synthetic else said
