"""A document as a PowerPoint file: cover, a slide a figure with speaker notes, how the numbers were made."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.slide import Slide

from analytics import chart, formats, sentences, spoken
from analytics.ask import Answer
from analytics.briefing import Document, Leaf
from analytics.events import Event
from analytics.exhibit import Exhibit, Number, Stage
from analytics.export.archive import repacked
from analytics.export.slides.charts import POINT, Paint, Piece, Style, add_charts, event_places, pieces, valid, width_of
from analytics.export.slides.parts import (
    Said,
    add_map,
    add_numbers,
    add_table,
    add_text,
    beside_map,
    fill,
    grid_lines,
    numbers_height,
    said,
    share_lines,
)
from analytics.export.slides.template import Box, House, body, box_of, footnote_of, holders, new_slide, opened, subtitle_of, title_of
from analytics.glossary import LIMITS, STAGES, TERMS, UNITS
from analytics.table import DEFINITION, DENOMINATOR, UNIT, definition
from analytics.text import Lang, Text, join

DASHBOARD_NOTES = Text(id="Catatan dasbor:", en="Dashboard notes:")
TO_SAY = Text(id="Kalimat: {sentence}", en="To say: {sentence}")
QUESTION = Text(id="Tanya: {question}", en="Question: {question}")
REPLY = Text(id="Jawab: {reply}", en="Answer: {reply}")
CITED = Text(id="Kutipan: {citation}", en="Citation: {citation}")
BRIEFING_OF = Text(id="Paparan {day}", en="Briefing of {day}")
EMBARGO = Text(id="Embargo: {embargo}", en="Embargo: {embargo}")
METHODOLOGY = Text(id="Metodologi", en="Methodology")
CONTINUED = Text(id="Metodologi (lanjutan {place})", en="Methodology (continued {place})")
MEANING = Text(id="Dilaporkan dan terbukti", en="Reported and proven")
COUNTED = Text(id="Tahap", en="Stages")
SOURCES = Text(id="Sumber data", en="Source of the data")
SOURCE_LINE = Text(id="{name} {institution}, per {days}.", en="{institution} {name}, as of {days}.")
SYNTHETIC_MEANS = Text(
    id="Angka pada bahan ini dibuat untuk contoh; tidak menggambarkan orang atau instansi yang sebenarnya.",
    en="The figures in this briefing were made as a sample; they describe no real person or agency.",
)
SHOWN_TERMS = ("ASN", "PPK", "JPT")
GAP, COLUMN_GAP, FOOT = 10 * POINT, 18 * POINT, 14 * POINT

Entry = tuple[str, str]  # a term and what it means


def to_pptx(document: Document, template: bytes | None = None) -> bytes:
    """The deck of a document, in our template or in the reader's own. Raises Notice where that cannot be used."""
    house = opened(template, document.size)
    style = Style(document.lang, theme_of(house))
    whole = not is_one_figure(document)
    if whole:
        add_cover(house, document, style)
    for leaf in document.leaves:
        add_figure(house, leaf, document, style)
    if whole:
        add_methodology(house, document, style)
    set_properties(house, document)
    out = io.BytesIO()
    house.deck.save(out)
    return repacked(out.getvalue())


def is_one_figure(document: Document) -> bool:
    """Whether a document is a single figure under its own title: one slide to paste, without cover."""
    return len(document.leaves) == 1 and document.title == document.leaves[0].exhibit.title


def theme_of(house: House) -> dict[str, str]:
    """The colours that text, background and the two accents have in the template."""
    master = house.figure.slide_master
    theme = parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    mapping = master._element.find("{*}clrMap")
    return {name: theme_colour(theme, mapping.get(name, name)) for name in ("tx1", "bg1", "accent1", "accent2")}


def theme_colour(theme: Any, name: str) -> str:
    """A colour of a theme as '#RRGGBB'; system colours as they were last."""
    found = theme.find(f".//{{*}}clrScheme/{{*}}{name}")
    (colour,) = found[:1] if found is not None and len(found) else [None]
    known = {"dk1": "#000000", "lt1": "#FFFFFF"}
    if colour is None:
        return known.get(name, "#44546A")
    return "#" + str(colour.get("lastClr") or colour.get("val")).upper()


def set_properties(house: House, document: Document) -> None:
    """Title and author; the day of the data as time of making, so that the same document gives the same bytes."""
    properties, moment = house.deck.core_properties, datetime.combine(document.as_of, datetime.min.time())
    properties.title, properties.author = valid(document.title)[:255], valid(document.author)[:255]
    properties.subject, properties.keywords, properties.comments, properties.category = document.institution.name[:255], "", "", ""
    properties.created = properties.modified = properties.last_printed = moment
    properties.last_modified_by, properties.revision, properties.language = "", 1, "id-ID" if document.lang == "id" else "en-GB"


# --- cover ---


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
    if document.synthetic:
        below = Box(token.left, token.bottom, token.width, 20 * POINT)
        add_footnote(slide, footnote, "footnote:cover", sentences.SYNTHETIC(document.lang), below, style)


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


# --- a figure ---


def add_figure(house: House, leaf: Leaf, document: Document, style: Style) -> None:
    """Title, grey line, the figure, what is said beside it, footnote; speaker notes."""
    exhibit, slide = leaf.exhibit, new_slide(house, house.figure)
    footnote, number = footnote_of(slide), slide_number(slide)
    fill(title_of(slide), f"title:{exhibit.figure_id}", exhibit.title, style, 16)
    area = below_subtitle(slide, exhibit, style)
    note = sentences.footnote(exhibit.answer, document.institution, exhibit.lang)
    if footnote is None:
        area, room = cut_bottom(area, 30 * POINT)
    else:
        room = area
    if not exhibit.empty:
        draw_with_words(slide, exhibit, area, style)
    add_footnote(slide, footnote, f"footnote:{exhibit.figure_id}", note, room, style)
    if number is not None:
        slide.shapes._spTree.append(number)
    add_notes(slide, leaf, document, style)


def draw_with_words(slide: Slide, exhibit: Exhibit, area: Box, style: Style) -> None:
    """The figure, and below it what is said beside it."""
    found = pieces(exhibit)
    events = [event for piece in found for event, _ in event_places(piece)]
    beside = beside_figure(exhibit, found, events, style)
    columns, high = beside_size(beside, area, len(events))
    figure, below = cut_bottom(area, high + GAP) if beside else (area, area)
    if exhibit.kind == "numbers":
        numbers = numbers_height(len(exhibit.parts), area)
        beside = beside if numbers + high + 3 * GAP <= area.height else []  # the sentence stands in the speaker notes too
        figure = Box(area.left, area.top + GAP, area.width, min(numbers, area.height - GAP))
        below = Box(area.left, figure.bottom + GAP, area.width, high + GAP)
    draw(slide, exhibit, found, figure, style)
    if beside:
        add_text(slide, f"notes:{exhibit.figure_id}", Box(below.left, below.bottom - high, below.width, high), beside, style, columns)


def slide_number(slide: Slide) -> Any:
    """The element of the slide number, which is read last; None where there is none."""
    found = slide.shapes._spTree.xpath("./p:sp[p:nvSpPr/p:nvPr/p:ph/@type='sldNum']")
    return found[0] if found else None


def below_subtitle(slide: Slide, exhibit: Exhibit, style: Style) -> Box:
    """Writes the grey line, in its placeholder or above the figure; the room that is left."""
    holder = subtitle_of(slide)
    if holder is not None:
        fill(holder, f"subtitle:{exhibit.figure_id}", exhibit.subtitle, style, 10)
        return body(slide)
    area = body(slide)
    size = next((size for size in (14, 13, 12, 11) if width_of(exhibit.subtitle, size * 1.1) < area.width), 11)  # fonts differ
    line = said(exhibit.subtitle, size, style.quiet)
    high = line.height(area.width)
    add_text(slide, f"subtitle:{exhibit.figure_id}", Box(area.left, area.top, area.width, high), [line], style)
    return Box(area.left, area.top + high + 6 * POINT, area.width, area.height - high - 6 * POINT)


def cut_bottom(area: Box, high: int) -> tuple[Box, Box]:
    """A box without its lowest part, and that part."""
    high = min(high, round(0.6 * area.height))
    return Box(area.left, area.top, area.width, area.height - high), Box(area.left, area.bottom - high, area.width, high)


def add_footnote(slide: Slide, holder: Any, name: str, words: str, room: Box, style: Style) -> None:
    """The footnote, in its placeholder or at the foot of the room; read after the figure."""
    if holder is None:
        add_text(slide, name, room, [said(words, 9, style.quiet)], style)
        return
    fill(holder, name, words, style, 8)
    slide.shapes._spTree.append(holder._element)


def draw(slide: Slide, exhibit: Exhibit, found: Sequence[Piece], box: Box, style: Style) -> None:
    """The figure itself, by its kind."""
    match exhibit.kind:
        case "numbers":
            add_numbers(slide, exhibit, box, style)
        case "map":
            add_map(slide, exhibit, box, style)
        case "grid":
            add_table(slide, exhibit, box, grid_lines(chart.cross(exhibit.answer, exhibit.lang), exhibit, style), style)
        case "shares":
            add_table(slide, exhibit, box, share_lines(exhibit, style), style)
        case _:
            add_charts(slide, found, box, style, exhibit.alt)


def beside_figure(exhibit: Exhibit, found: Sequence[Piece], events: Sequence[Event], style: Style) -> list[Said]:
    """Remarks, the list of events, notes; for headline numbers the sentence to say."""
    remarks = list(found[0].chart.remarks) if found else []
    remarks += beside_map(exhibit) if exhibit.kind == "map" else []
    size = 10 if len(events) <= 8 else 9
    listed = [
        Said(((f"{place}  ", True), (event_words(event, exhibit.lang), False)), size, style.quiet) for place, event in enumerate(events, 1)
    ]
    if exhibit.kind == "numbers":
        return [said(spoken.sentence(exhibit), 16, style.text)]
    remark = [said(" · ".join(remarks), 12, style.text)] if remarks else []
    return remark + listed + [said(note, 10, style.quiet, before=2) for note in exhibit.notes]


def event_words(event: Event, lang: Lang) -> str:
    """A dated event."""
    return chart.REMARK(lang, label=formats.short_date(event.day, lang), value=event.label(lang))


def beside_size(paragraphs: Sequence[Said], area: Box, events: int) -> tuple[int, int]:
    """Columns and height of what stands beside the figure: a list of events in columns."""
    columns = 1 if events < 4 else 3 if area.width > 1.8 * area.height else 2
    wide = (area.width - (columns - 1) * COLUMN_GAP) // columns
    heights = [each.height(wide) for each in paragraphs]
    return columns, -(-sum(heights) // columns) + (14 * POINT if columns > 1 else 2 * POINT)


# --- speaker notes ---


def add_notes(slide: Slide, leaf: Leaf, document: Document, style: Style) -> None:
    """The speaker's comment, then the block of the dashboard."""
    frame: Any = slide.notes_slide.notes_text_frame
    lines = ([leaf.comment, ""] if leaf.comment else []) + dashboard_notes(leaf.exhibit, document)
    frame.text = valid("\n".join(lines))
    for run in frame._txBody.xpath(".//a:r"):
        run.get_or_add_rPr().set("lang", style.code)


def dashboard_notes(exhibit: Exhibit, document: Document) -> list[str]:
    """What to say, the definition, likely questions with answers, the citation, the id; from a fixed first to a fixed last line."""
    lang = exhibit.lang
    lines = [DASHBOARD_NOTES(lang), TO_SAY(lang, sentence=spoken.sentence(exhibit))]
    lines += [chart.REMARK(lang, label=term, value=words) for term, words in definition(exhibit.answer, lang)]
    for question, reply in spoken.questions(exhibit):
        lines += [QUESTION(lang, question=question), REPLY(lang, reply=reply)]
    return [*lines, CITED(lang, citation=spoken.citation(exhibit, document.institution, document.address)), f"figure:{exhibit.figure_id}"]


# --- methodology ---


def add_methodology(house: House, document: Document, style: Style) -> None:
    """How the numbers were made, on as many slides as it takes."""
    entries = methodology(document)
    size = methodology_size(house, entries, style)
    for place, part in enumerate(methodology_pages(house, entries, size, style), start=1):
        add_methodology_slide(house, part, size, document, style, place)


def methodology_size(house: House, entries: Sequence[Entry], style: Style) -> float:
    """The size of type: smaller where that saves a slide."""
    pages = {size: len(methodology_pages(house, entries, size, style)) for size in (12, 11)}
    return 11 if pages[11] < pages[12] else 12


def methodology_pages(house: House, entries: Sequence[Entry], size: float, style: Style) -> list[list[Entry]]:
    """The entries by slide, as many as fit on each."""
    area = cut_bottom(text_area(house), FOOT)[0]
    columns = text_columns(area)
    wide, room = (area.width - (columns - 1) * COLUMN_GAP) // columns, columns * area.height
    pages: list[list[Entry]] = [[]]
    used = 0
    for entry in entries:
        high = entry_words(entry, size, style).height(wide)
        if used + high > room and pages[-1]:
            pages.append([])
            used = 0
        pages[-1].append(entry)
        used += high
    return pages


def text_area(house: House) -> Box:
    """The largest place of the layout for text."""
    return max((box_of(each) for each in holders(house.text)), key=lambda box: box.area)


def text_columns(area: Box) -> int:
    """Long lines are hard to read: two columns on a wide slide."""
    return 2 if area.width > 1.8 * area.height else 1


def entry_words(entry: Entry, size: float, style: Style) -> Said:
    """A term and what it means."""
    term, words = entry
    return Said(((f"{term}. ", True), (words, False)), size, style.text, 5)


def add_methodology_slide(house: House, entries: Sequence[Entry], size: float, document: Document, style: Style, place: int) -> None:
    """One slide of terms, with the mark of synthetic data."""
    slide = new_slide(house, house.text)
    lang, footnote, number = document.lang, footnote_of(slide), slide_number(slide)
    fill(title_of(slide), f"title:methodology#{place}", METHODOLOGY(lang) if place == 1 else CONTINUED(lang, place=place), style, 16)
    if (subtitle := subtitle_of(slide)) is not None:
        subtitle._element.getparent().remove(subtitle._element)
    area = body(slide)
    area, foot = cut_bottom(area, FOOT)
    name = "token:methodology" if place == 1 else f"token:methodology#{place}"
    add_text(slide, name, area, [entry_words(entry, size, style) for entry in entries], style, text_columns(area))
    if document.synthetic:
        add_footnote(slide, footnote, f"footnote:methodology#{place}", sentences.SYNTHETIC(lang), foot, style)
    if number is not None:
        slide.shapes._spTree.append(number)


def methodology(document: Document) -> list[Entry]:
    """What readers need to know of the numbers of a document, as terms: metrics used, units, words, source."""
    lang = document.lang
    used = list(answers_of(document))
    metrics: dict[str, Answer] = {}
    for answer in used:
        metrics.setdefault(answer.metric.code, answer)
    entries = [(answer.metric.label(lang), defined(answer, lang)) for answer in metrics.values()]
    units = {answer.scope.unit.code: answer.scope.unit for answer in used}
    entries += [(f"{UNIT(lang)}: {unit.label(lang)}", UNITS[code](lang)) for code, unit in units.items() if code in UNITS]
    entries += [(MEANING(lang), " ".join(limit(lang) for limit in LIMITS[:2])), (COUNTED(lang), STAGES(lang))]
    entries += [(term(lang), words(lang)) for term, words in TERMS if term(lang) in SHOWN_TERMS]
    entries.append((SOURCES(lang), sources(document, used)))
    return entries + ([(sentences.SYNTHETIC(lang), SYNTHETIC_MEANS(lang))] if document.synthetic else [])


def defined(answer: Answer, lang: Lang) -> str:
    """A metric's definition and its denominator."""
    terms = dict(definition(answer, lang))
    base = terms.get(DENOMINATOR(lang))
    return terms[DEFINITION(lang)] + (f" {chart.REMARK(lang, label=DENOMINATOR(lang), value=base)}." if base else "")


def sources(document: Document, used: Sequence[Answer]) -> str:
    """Each source with its dates."""
    lang, found = document.lang, dict[str, set[Any]]()
    for answer in used:
        found.setdefault(answer.source.name(lang), set()).add(answer.source.as_of)
    lines = (
        SOURCE_LINE(
            lang, name=name, institution=document.institution.short, days=join([formats.long_date(day, lang) for day in sorted(days)], lang)
        )
        for name, days in found.items()
    )
    return " ".join(line[:1].upper() + line[1:] for line in lines)


def answers_of(document: Document) -> Iterable[Answer]:
    """Every answer that a document shows, in order."""
    for leaf in document.leaves:
        yield leaf.exhibit.answer
        yield from inner_answers(leaf.exhibit.parts)


def inner_answers(parts: Iterable[Any]) -> Iterable[Answer]:
    """The answers among the parts of a figure."""
    for part in parts:
        match part:
            case Answer():
                yield part
            case Number() | Stage():
                yield part.answer
            case tuple():
                yield from inner_answers(part)
