"""Other words in a text that stands in a deck, in the type they had there."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.slides.package.schema import ORDERS
from analytics.export.slides.refresh.elements import A, all_at, at, insert


def rewrite(body: Any, paragraphs: Sequence[Sequence[str]]) -> None:
    """Other words in a text: each paragraph in the type of the one that stood there, more in that of the last."""
    before = all_at(body, "./a:p")
    for place, runs in enumerate(paragraphs):
        source = before[min(place, len(before) - 1)] if before else etree.SubElement(body, f"{A}p")
        target = source if place < len(before) else deepcopy(source)
        if place >= len(before):
            all_at(body, "./a:p")[-1].addnext(target)
        rewrite_paragraph(target, runs)
    for each in before[max(1, len(paragraphs)) :]:
        body.remove(each)
    if not paragraphs and before:
        rewrite_paragraph(before[0], [])


def rewrite_paragraph(paragraph: Any, runs: Sequence[str]) -> None:
    """Other words in one paragraph; where it has as many runs, each keeps its type, else all have that of the first."""
    there = all_at(paragraph, "./a:r")
    words = list(runs) if len(there) == len(runs) else ["".join(runs)] if any(runs) else []
    kept = there[: len(words)]
    for each in all_at(paragraph, "./a:r | ./a:fld | ./a:br"):
        if each not in kept:
            paragraph.remove(each)
    for each, said in zip(kept, words, strict=False):
        at(each, "./a:t").text = said
    for said in words[len(kept) :]:
        add_run(paragraph, said)


def add_run(paragraph: Any, words: str) -> None:
    """A run at the end of a paragraph, in the type its end has."""
    end = at(paragraph, "./a:endParaRPr")
    run = etree.Element(f"{A}r")
    if end is not None:
        look = etree.SubElement(run, f"{A}rPr", dict(end.attrib))
        look.extend(deepcopy(list(end)))
    etree.SubElement(run, f"{A}t").text = words
    insert(paragraph, run, ORDERS["a:p"])
