"""A slide of a figure: title, grey line, the figure, what is said beside it, footnote, speaker notes."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.slide import Slide

from analytics import chart, formats, frozen, spoken
from analytics.briefing import Document, Leaf
from analytics.events import Event
from analytics.exhibit import Exhibit
from analytics.export.slides.charts.native import add_charts
from analytics.export.slides.charts.overlay import event_places
from analytics.export.slides.charts.pieces import Piece, pieces
from analytics.export.slides.layouts import Box
from analytics.export.slides.maps import add_map, beside_map
from analytics.export.slides.notes import add_notes
from analytics.export.slides.numbers import add_numbers, numbers_height
from analytics.export.slides.style import POINT, Style, width_of
from analytics.export.slides.tables import add_table, grid_lines, share_lines
from analytics.export.slides.template import House, body, footnote_of, new_slide, subtitle_of, title_of
from analytics.export.slides.words import COLUMN_GAP, Said, add_footnote, add_text, cut_bottom, fill, said, slide_number
from analytics.text import Lang, Text

GAP = 10 * POINT  # between the figure and the words beside it
EVENTS_IN_NOTES = Text(id="Peristiwa pada masa ini ada di catatan pembicara.", en="The events of this time are in the speaker notes.")


def add_figure(house: House, leaf: Leaf, document: Document, style: Style) -> None:
    """Title, grey line, the figure, what is said beside it, footnote; speaker notes."""
    exhibit, slide = leaf.exhibit, new_slide(house, house.figure)
    footnote, number = footnote_of(slide), slide_number(slide)
    fill(title_of(slide), f"title:{exhibit.figure_id}", exhibit.title, style, 16)
    area = below_subtitle(slide, exhibit, style)
    note = frozen.footnote(exhibit, document.institution)
    if footnote is None:
        area, room = cut_bottom(area, 30 * POINT)
    else:
        room = area
    if chart.drawable(exhibit):
        draw_with_words(slide, exhibit, area, style)
    else:
        say_why(slide, exhibit, area, style)
    add_footnote(slide, footnote, f"footnote:{exhibit.figure_id}", note, room, style)
    if number is not None:
        slide.shapes._spTree.append(number)
    add_notes(slide, leaf, document, style)


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


def draw_with_words(slide: Slide, exhibit: Exhibit, area: Box, style: Style) -> None:
    """The figure, and below it what is said beside it; where that would take half of the room, events are for the speaker notes."""
    found = pieces(exhibit)
    events = events_of(found)
    beside = beside_figure(exhibit, found, events, style)
    columns, high = beside_size(beside, area, len(events))
    if events and high + GAP > area.height / 2:
        draw_with_words(slide, with_events_in_notes(exhibit), area, style)
        return
    figure, below = cut_bottom(area, high + GAP) if beside else (area, area)
    if exhibit.kind == "numbers":
        numbers = numbers_height(len(exhibit.parts), area)
        beside = beside if numbers + high + 3 * GAP <= area.height else []  # the sentence stands in the speaker notes too
        figure = Box(area.left, area.top + GAP, area.width, min(numbers, area.height - GAP))
        below = Box(area.left, figure.bottom + GAP, area.width, high + GAP)
    draw(slide, exhibit, found, figure, style)
    if beside:
        add_text(slide, f"notes:{exhibit.figure_id}", Box(below.left, below.bottom - high, below.width, high), beside, style, columns)


def say_why(slide: Slide, exhibit: Exhibit, area: Box, style: Style) -> None:
    """In the place of a figure that cannot be drawn: why, and its notes."""
    words = why_not_drawn(exhibit, style)
    if words:
        high = sum(each.height(area.width) for each in words) + 2 * POINT
        add_text(slide, f"notes:{exhibit.figure_id}", Box(area.left, area.top + GAP, area.width, high), words, style)


def why_not_drawn(exhibit: Exhibit, style: Style) -> list[Said]:
    """Why a figure cannot be drawn, and its notes; an empty one, or one that the register lacks, says so in its title and subtitle."""
    if exhibit.empty or exhibit.lacking:
        return []
    return [said(each, 14, style.text, before=4) for each in (chart.NOT_DRAWN(exhibit.lang), *exhibit.notes)]


def words_beside(exhibit: Exhibit, style: Style) -> list[Said]:
    """What stands beside a figure, or in its place where it cannot be drawn."""
    if not chart.drawable(exhibit):
        return why_not_drawn(exhibit, style)
    found = pieces(exhibit)
    return beside_figure(exhibit, found, events_of(found), style)


def events_of(found: Sequence[Piece]) -> list[Event]:
    """The events that have rules in some charts."""
    return [event for piece in found for event, _ in event_places(piece)]


def with_events_in_notes(exhibit: Exhibit) -> Exhibit:
    """A figure without rules for its events; a note says where they are."""
    return replace(exhibit, events=(), notes=(*exhibit.notes, EVENTS_IN_NOTES(exhibit.lang)))


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
