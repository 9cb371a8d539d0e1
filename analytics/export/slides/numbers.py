"""Headline numbers on a slide."""

from typing import Any

from analytics import chart
from analytics.exhibit import Exhibit
from analytics.export.slides.layouts import Box
from analytics.export.slides.style import POINT, Paint, Style, width_of
from analytics.export.slides.words import SPACING, Said, add_text, said


def add_numbers(slide: Any, exhibit: Exhibit, box: Box, style: Style) -> None:
    """Large numbers side by side, each with its label above, its base and its change below."""
    places = number_boxes(len(exhibit.parts), box)
    words = [chart.number_words(part, exhibit.lang) for part in exhibit.parts]
    room = places[0].height / POINT / SPACING - (80 if len({place.top for place in places}) == 1 else 68)  # for the other lines
    large = min(60.0, max(24.0, room), *(45 * places[0].width / max(1, width_of(value, 60)) for _, value, _, _ in words))
    for part, where, said_words in zip(exhibit.parts, places, words, strict=True):
        name = f"number:{exhibit.figure_id}#{part.answer.metric.code}"
        point = Paint("accent1") if part.answer.metric.is_ratio else style.text
        add_text(slide, name, where, number_lines(said_words, large, point, style), style, alt=". ".join(filter(None, said_words)))


def numbers_height(count: int, area: Box) -> int:
    """The height that headline numbers take: less in two rows."""
    return 180 * POINT if number_boxes(count, area)[-1].top == area.top else 236 * POINT


def number_boxes(count: int, box: Box) -> list[Box]:
    """Places side by side; in two rows where the slide is narrow."""
    across = count if box.width >= count * 180 * POINT else -(-count // 2)
    down, gap = -(-count // across), 24 * POINT
    wide, high = (box.width - (across - 1) * gap) // across, box.height // down
    return [Box(box.left + place % across * (wide + gap), box.top + place // across * high, wide, high) for place in range(count)]


def number_lines(words: tuple[str, str, str, str], large: float, paint: Paint, style: Style) -> tuple[Said, ...]:
    """Label, number, base and change."""
    label, value, base, change = words
    sizes = (
        (label, 14, style.quiet, False, 0),
        (value, round(large), paint, True, 4),
        (base, 14, style.quiet, False, 4),
        (change, 14, style.text, False, 6),
    )
    return tuple(said(*each) for each in sizes)
