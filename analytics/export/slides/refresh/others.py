"""Slides that somebody added: they are left alone, and the report says which of them repeat old numbers."""

from collections.abc import Iterator

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from analytics.export.slides.layouts import TITLES
from analytics.export.slides.refresh.comments import NUMBER, repeated
from analytics.export.slides.refresh.reading import figures_on, notes_lines, shapes_in, words_of
from analytics.export.slides.refresh.report import Change
from analytics.text import Lang, Text, join

OWN_SLIDE = Text(id="Slide tambahan; tidak diubah.", en="A slide that was added; not changed.")
OWN_SLIDE_OLD = Text(
    id="Slide tambahan; tidak diubah, tetapi menyebut {words} dari data lama: periksa.",
    en="A slide that was added; not changed, but it says {words} from the old data: check it.",
)


def others(show: Deck, changes: list[Change], lang: Lang) -> Iterator[Change]:
    """A line for each slide without a figure or words of ours. changes: of the figures, whose old values may be repeated there."""
    gone = gone_numbers(changes)
    for number, slide in enumerate(show.slides, start=1):
        if figures_on(number, slide) or any(":" in shape.name for shape in slide.shapes):
            continue
        words = " ".join([*(words_of(shape) for shape in shapes_in(slide.shapes)), *notes_lines(slide)])
        said = repeated(words, gone)
        remark = OWN_SLIDE_OLD(lang, words=join(said, lang)) if said else OWN_SLIDE(lang)
        yield Change(title_of(slide), "", number, "kept", remarks=(remark,))


def gone_numbers(changes: list[Change]) -> list[str]:
    """Numbers of two digits and more that figures had before and do not have now."""
    now = {number for change in changes for number in NUMBER.findall(change.new)}
    old = dict.fromkeys(number for change in changes for number in NUMBER.findall(change.old))
    return [number for number in old if number not in now and len(number) > 1]


def title_of(slide: Slide) -> str:
    """The title of a slide, or its first words."""
    title = next((each for each in slide.placeholders if each.placeholder_format.type in TITLES), None)
    return words_of(title) or next((words for shape in shapes_in(slide.shapes) if (words := words_of(shape))), "–")[:120]
