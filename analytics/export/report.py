"""A document as PDF: A4, tagged (PDF/UA-1, PDF/A-2a), vector drawings. Typst sets what stands here as words and numbers.

All of a document goes to the template as data (JSON), never as Typst source, so a reader's words are only words. Nothing
touches the disk. The template places marks by their values; every number that is read comes as text from the exhibit.
"""

import json
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import typst

from analytics import formats, frozen, sentences
from analytics.ask import Answer, Row
from analytics.briefing import Document, Leaf
from analytics.chart import (
    Chart,
    Mark,
    Plane,
    charts,
    corners,
    cross,
    drawable,
    links,
    number_words,
    planes,
    reach,
    shade,
    spans,
    table_of,
)
from analytics.exhibit import Exhibit
from analytics.figures.maps import borders, class_bounds, class_of, class_words, code_at, edition_of, hidden_provinces, missing
from analytics.figures.planes import Paper, ink_of, name_heights, point_names, sides, tick_words, ticks_across, ticks_up
from analytics.figures.timelines import INCOMPLETE, nice_ticks, spread_out
from analytics.glossary import TERMS
from analytics.settings import ROOT
from analytics.table import definition
from analytics.text import Lang, Text
from analytics.theme import LIGHT, ink_on
from analytics.vocabulary import provinces

TEMPLATE = Path(__file__).with_suffix(".typ")
TYPESETTER = ThreadPoolExecutor(1, "typeset")  # ten exports at once wait in line; a thread each would hold ten times the memory
REMEMBERED = 11  # runs after which Typst has forgotten one
FONTS = ROOT / "static" / "fonts"  # Typst reads the .ttf there, not the browser's .woff2

EMBARGO = Text(id="Embargo: {words}", en="Embargo: {words}")
PAGE = Text(id="halaman {page} dari {pages}", en="page {page} of {pages}")
CONTENTS = Text(id="Isi", en="Contents")
METHODOLOGY = Text(id="Metodologi", en="Methodology")
ABBREVIATIONS = Text(id="Istilah dan singkatan", en="Terms and abbreviations")
AUTHOR = Text(id="Disusun oleh {author}", en="Prepared by {author}")
DAY = Text(id="Untuk paparan {day}", en="For the briefing of {day}")
COMMENT = Text(id="Catatan", en="Comment")
EVENTS = Text(id="Peristiwa bernomor pada gambar", en="Events numbered in the figure")
IN_ORDER = Text(id="Urutan bagian dari kiri ke kanan:", en="Parts in order from left to right:")
TABLED: tuple[str, ...] = ("numbers", "grid")  # their drawing is a table of every number already

# What the font of the document can show. Anything else (emoji, other scripts) is one open square: PDF/A refuses unknown signs.
UNKNOWN_SIGNS = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u0148\u014a-\u017e\u0218-\u021b\u1ea0-\u1ef9\u2010\u2012-\u2015\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2199\u2212\u2248\u2260\u2264\u2265\u25a0\u25a1]+"
)
LONG_WORD = re.compile(r"\S{40}(?=\S)")
LABEL_APART = 0.085  # heights of labels beside a line chart, as a part of the chart's
PAPER = Paper(340, 147, 100, 7.5)  # points: of a plane, and right of it
RULES_APART = 0.058  # room for a number such as 12–15 above an event's rule, as a part of the chart's width
WEST, EAST, SOUTH, NORTH = 94.5, 141.5, -11.3, 6.3
FINEST = 0.04  # degrees: a tenth of a millimetre on paper


def to_pdf(document: Document) -> bytes:
    """A document as PDF; the same bytes for the same document."""
    return TYPESETTER.submit(typeset, json.dumps(content(document), ensure_ascii=False)).result()


def typeset(data: str) -> bytes:
    """The template filled with data. PDF/UA-1 and PDF/A-2a share PDF 1.7 (PDF/A-4 does not); Typst refuses what fails them."""
    try:
        found: bytes = typst.compile(template(), sys_inputs={"data": data}, font_paths=fonts(), pdf_standards=["ua-1", "a-2a"])
    finally:
        forget()
    return found


def forget() -> None:
    """Empties Typst's cache, which keeps what its last ten runs used (100 MB a document, seen) and cannot be told to let go."""
    for _ in range(REMEMBERED):
        typst.compile(b"", font_paths=fonts(), format="svg")


@cache
def template() -> bytes:
    """The Typst source, which holds no words."""
    return TEMPLATE.read_bytes()


@cache
def fonts() -> Any:
    """The fonts of the repository and no others, so that every machine sets the same pages."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def content(document: Document) -> dict[str, Any]:
    """All that the template sets. meta: not shown, so in every script; shown: only signs that the font has."""
    shown = {
        "cover": cover(document),
        "words": words(document.lang),
        "figures": [figure(leaf, document) for leaf in document.leaves],
        "definitions": definitions(document),
        "terms": [[term(document.lang), said(document.lang)] for term, said in TERMS],
    }
    meta = {"title": document.title, "author": document.author or document.institution.name, "lang": document.lang}
    alts = [leaf.exhibit.alt for leaf in document.leaves]
    day = {"year": document.as_of.year, "month": document.as_of.month, "day": document.as_of.day}
    logo = document.institution.logo
    drawn = {"alts": alts, "colours": colours(), "logo": {"png": list(logo.png), "ratio": logo.width / logo.height} if logo else None}
    return {**printable(shown), "meta": meta | day, **drawn}


def printable(value: Any) -> Any:
    """The same value with every text in it as the font can show it."""
    match value:
        case str():
            return readable(value)
        case list() | tuple():
            return [printable(each) for each in value]
        case dict():
            return {name: printable(each) for name, each in value.items()}
    return value


def readable(text: str) -> str:
    """A text in signs that the font has; an endless word may break."""
    if text.isascii() and len(text) < 40:
        return text
    return LONG_WORD.sub("\\g<0>\u200b", UNKNOWN_SIGNS.sub("□", unicodedata.normalize("NFC", text)))


def colours() -> dict[str, str]:
    """The colours of paper, by name."""
    names = ("text", "quiet", "line", "background", "accent", "second", "muted", "rest", "empty")
    return {name: getattr(LIGHT, name) for name in names}


def cover(document: Document) -> dict[str, str]:
    """The words at the head of the first page; empty where not given."""
    lang = document.lang
    return {
        "institution": document.institution.name,
        "title": document.title,
        "author": AUTHOR(lang, author=document.author) if document.author else "",
        "day": DAY(lang, day=formats.long_date(document.day, lang)) if document.day else "",
        "embargo": EMBARGO(lang, words=document.embargo) if document.embargo else "",
        "data": sentences.DATA_AS_OF(lang, day=formats.long_date(document.as_of, lang)),
        "synthetic": sentences.SYNTHETIC(lang) if document.synthetic else "",
    }


def words(lang: Lang) -> dict[str, str]:
    """Headings of the document, and the page line with places for its two numbers."""
    named = {"contents": CONTENTS, "methodology": METHODOLOGY, "abbreviations": ABBREVIATIONS, "comment": COMMENT, "events": EVENTS}
    return {name: text(lang) for name, text in named.items()} | {"page": PAGE(lang, page="{page}", pages="{pages}")}


def figure(leaf: Leaf, document: Document) -> dict[str, Any]:
    """One figure from title to comment; where there is nothing to draw, neither drawing nor table."""
    exhibit, lang = leaf.exhibit, leaf.exhibit.lang
    found: dict[str, Any] = {
        "title": exhibit.title,
        "subtitle": exhibit.subtitle,
        "drawing": None,
        "notes": [],
        "events": [],
        "table": None,
        "footnote": frozen.footnote(exhibit, document.institution),
        "comment": leaf.comment,
    }
    if exhibit.empty:
        said = exhibit.lacking or exhibit.title in (
            sentences.NOTHING(lang),
            sentences.NONE_WAITING(lang),
        )  # in the subtitle, or in the title
        return found | {"notes": [] if said else [sentences.NOTHING(lang)]}
    events = [[formats.short_date(event.day, lang), event.label(lang)] for event in exhibit.events]
    drawn = {"drawing": drawing(exhibit) if drawable(exhibit) else None, "notes": list(exhibit.notes), "events": events}
    return found | drawn | {"table": None if exhibit.kind in TABLED else data_table(exhibit)}


def data_table(exhibit: Exhibit) -> dict[str, Any] | None:
    """The table of a figure; none where it has no line. labels: how many columns are words."""
    shown = table_of(exhibit)
    if not shown.lines:
        return None
    return {"labels": len(exhibit.answer.by), "headings": shown.headings, "lines": shown.lines, "total": shown.total}


def drawing(exhibit: Exhibit) -> dict[str, Any] | None:
    """What the template draws, by kind; None where the table says it all."""
    match exhibit.kind:
        case "numbers":
            return {"form": "numbers", "numbers": [number_words(each, exhibit.lang) for each in exhibit.parts]}
        case "grid":
            return grid(exhibit.answer, exhibit.lang)
        case "map":
            return province_map(exhibit.answer, exhibit.lang)
        case "columns":
            return columns(exhibit)
        case "panels":
            return panels(exhibit)
        case "lines":
            return lines(exhibit)
        case "shares":
            return None
        case "bridge":
            return bridge(charts(exhibit)[0])
        case "plane":
            return plane(planes(exhibit)[0], exhibit.lang)
    return bars(charts(exhibit)[0], exhibit.lang)


def bars(chart: Chart, lang: Lang) -> dict[str, Any]:
    """Bars across, or bars of 100 % (form 'stack')."""
    series = [{"name": each.name, "marks": [mark(one) for one in each.marks]} for each in chart.series]
    return {"form": chart.form, "categories": chart.categories, "series": series, "remarks": chart.remarks, "order": IN_ORDER(lang)}


def mark(found: Mark) -> dict[str, Any]:
    """A mark as data, with the ink that reads on its colour. A hidden one has no length and no colour: its symbol stands alone."""
    colour, hidden = getattr(LIGHT, found.tone), found.label == formats.HIDDEN
    words = {"label": found.label, "support": found.support, "hidden": hidden}
    return words | {"value": found.value or 0, "fill": colour, "ink": LIGHT.quiet if hidden else ink_on(colour)}


# --- over time ---

Span = tuple[date, date]


def place(day: date, span: Span) -> float:
    """Where a day stands between the ends of an axis: 0 to 1."""
    return (day - span[0]) / ((span[1] - span[0]) or timedelta(1))


def after(day: date, grain: str) -> date:
    """The first day of the next period."""
    if grain == "month":
        return (day.replace(day=28) + timedelta(4)).replace(day=1)
    return day + timedelta(7 if grain == "week" else 1)


def month_ticks(span: Span, lang: Lang, most: int, middle: bool = False) -> list[list[Any]]:
    """Months named along an axis, at most so many, or years; its two ends where it is shorter than two months. middle: of its month."""
    count = (span[1].year - span[0].year) * 12 + span[1].month - span[0].month + 1
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if count <= step * most), 120)
    every = [date(span[0].year + number // 12, number % 12 + 1, 1) for number in range(span[0].month - 1, span[0].month - 1 + count)]
    found = [day for day in every if not (day.month - 1) % min(step, 12) and not day.year % max(1, step // 12) and span[0] <= day < span[1]]
    if len(found) < 2 and not middle:
        return [[place(day, span), formats.short_date(day, lang)] for day in dict.fromkeys(span)]
    half, years = timedelta(15 if middle else 0), step >= 12 and not middle
    return [[place(day + half, span), str(day.year) if years else formats.month(day, lang, long=False)] for day in found]


def value_ticks(top: float, ratio: bool, lang: Lang) -> list[list[Any]]:
    """Round steps of a value axis: position and words."""
    found = [0, 0.25, 0.5, 0.75, 1] if ratio else nice_ticks(top)
    return [[tick / found[-1], formats.percent(tick, lang, 0) if ratio else formats.number(tick, lang)] for tick in found]


def largest(found: list[Chart]) -> float:
    """The largest value drawn."""
    return max((one.value or 0 for chart in found for series in chart.series for one in series.marks), default=0) or 1


def columns(exhibit: Exhibit) -> dict[str, Any]:
    """Columns where their periods stand in time, with the events as rules."""
    grain, (chart,) = exhibit.answer.by[0].code, charts(exhibit)
    span = (chart.days[0], after(chart.days[-1], grain))
    found = plot(chart, grain, span, largest([chart]), exhibit.lang)
    legend = INCOMPLETE(exhibit.lang) if exhibit.incomplete else ""
    return found | {
        "form": "columns",
        "legend": legend,
        "ticks": month_ticks(span, exhibit.lang, 12, grain == "month"),
        **rules(exhibit, span),
    }


def plot(chart: Chart, grain: str, span: Span, top: float, lang: Lang) -> dict[str, Any]:
    """The columns of one drawing, and the steps of its value axis; heights are parts of the highest step."""
    end = 1.0 if chart.ratio else nice_ticks(top)[-1]
    drawn = [
        {**mark(one), "hatched": one.tone == "rest", "at": place(day, span), "width": place(after(day, grain), span) - place(day, span)}
        for day, one in zip(chart.days, chart.series[0].marks, strict=True)
    ]
    return {"columns": drawn, "top": end, "steps": value_ticks(top, chart.ratio, lang)}


def rules(exhibit: Exhibit, span: Span) -> dict[str, Any]:
    """Events as numbered rules; close ones share a label such as 3–5."""
    found = [(number, place(event.day, span)) for number, event in enumerate(exhibit.events, start=1) if span[0] <= event.day <= span[1]]
    groups: list[list[tuple[int, float]]] = []
    for number, at in found:
        near = groups and at - groups[-1][0][1] < RULES_APART
        groups[-1].append((number, at)) if near else groups.append([(number, at)])
    labels = [[group[0][1], str(group[0][0]) if len(group) == 1 else f"{group[0][0]}–{group[-1][0]}"] for group in groups]
    return {"rules": [at for _, at in found], "labels": labels}


def panels(exhibit: Exhibit) -> dict[str, Any]:
    """Small multiples on one scale and one time."""
    found, lang = list(charts(exhibit)), exhibit.lang
    grain = exhibit.parts[0][1].by[0].code
    days = [day for chart in found for day in chart.days]
    span = (min(days), after(max(days), grain))
    drawn = [
        plot(chart, grain, span, largest(found), lang) | {"name": chart.name, "said": sentences.value(answer, answer.total, lang)}
        for chart, (_, answer) in zip(found, exhibit.parts, strict=True)
    ]
    return {"form": "panels", "panels": drawn, "ticks": month_ticks(span, lang, 4)}


def lines(exhibit: Exhibit) -> dict[str, Any]:
    """Lines at their true dates, named at their ends; contradicted numbers as crosses."""
    (chart,), lang = charts(exhibit), exhibit.lang
    span = (chart.days[0], chart.days[-1])
    steps = value_ticks(largest([chart]), chart.ratio, lang)
    top = 1 if chart.ratio else nice_ticks(largest([chart]))[-1]
    drawn = [line(series.name, list(zip(chart.days, series.marks, strict=True)), span, top) for series in chart.series]
    shown = [each for each in drawn if each["points"]]
    for each, height in zip(shown, spread_out([each["points"][-1][1] for each in shown], LABEL_APART), strict=True):
        each["label_at"] = height
    crosses = [[place(each.scope.as_of, span), (each.total.value or 0) / top] for each in exhibit.disputed]
    return {
        "form": "lines",
        "lines": shown,
        "crosses": crosses,
        "steps": steps,
        "ticks": month_ticks(span, lang, 8),
        **rules(exhibit, span),
    }


def line(name: str, marks: list[tuple[date, Mark]], span: Span, top: float) -> dict[str, Any]:
    """One line: its points as parts of the drawing, and its name and last value."""
    known = [(day, one) for day, one in marks if one.value is not None]
    points = [[place(day, span), (one.value or 0) / top] for day, one in known]
    tone, said = marks[0][1].tone, known[-1][1].label if known else ""
    return {"name": name, "points": points, "said": said, "fill": getattr(LIGHT, tone), "ink": LIGHT.words(tone)}


# --- bridges and planes ---


def bridge(chart: Chart) -> dict[str, Any]:
    """Bars that hang from where the one before ended: their ends, and the lines between them, as parts of the whole reach."""
    low, high = reach(chart)
    marks, found, between = chart.series[0].marks, spans(chart), [*links(chart), None]
    steps = [
        mark(one)
        | {"name": name, "left": (min(span) - low) / (high - low), "right": (max(span) - low) / (high - low)}
        | {"link": None if level is None else (level - low) / (high - low)}
        for name, one, span, level in zip(chart.categories, marks, found, between, strict=True)
    ]
    return {"form": "bridge", "steps": steps, "zero": -low / (high - low) if low < 0 else None, "remarks": chart.remarks}


def plane(found: Plane, lang: Lang) -> dict[str, Any]:
    """Curves and points as parts of the drawing, named at their right ends; labels on the side where they have room."""
    across, up = ticks_across(found), ticks_up(found)
    heights, beside = name_heights(found, LABEL_APART), sides(found, (PAPER,))
    spots = [
        {"x": spot.x / across[-1], "y": spot.y / up[-1], "label": spot.label, "side": beside[place, number]}
        for place, curve in enumerate(found.curves)
        for number, spot in enumerate(curve.spots)
        if (place, number) in beside
    ]
    curves = [
        {"style": curve.style, "name": curve.name, "fill": getattr(LIGHT, ink_of(curve)), "ink": LIGHT.words(ink_of(curve))}
        | {"label_at": heights.get(place)}
        | {"points": [[spot.x / across[-1], spot.y / up[-1]] for spot in corners(curve)]}
        for place, curve in enumerate(found.curves)
    ]
    ticks, steps = (
        [list(each) for each in zip([tick / ends[-1] for tick in ends], tick_words(ends, ratio, lang), strict=True)]
        for ends, ratio in ((across, False), (up, found.ratio))
    )
    points = [[name, getattr(LIGHT, ink_of(curve))] for name, curve in point_names(found)]
    words = {"across": found.across, "up": found.up, "points": points, "remarks": found.remarks}
    return words | {"form": "plane", "curves": curves, "spots": spots, "ticks": ticks, "steps": steps}


# --- tables and maps ---


def grid(answer: Answer, lang: Lang) -> dict[str, Any]:
    """A table of two dimensions, each cell shaded; the total of the scope below."""
    shown = cross(answer, lang)
    top = max((row.value or 0 for line in shown.cells for row in line if row), default=1)
    lines = [[cell(answer, row, top, lang) for row in line] for line in shown.cells]
    base = sentences.base(answer, lang) if answer.whole else ""
    return {"form": "grid", "corner": shown.corner, "columns": shown.columns, "rows": shown.rows, "cells": lines, "total": base}


def cell(answer: Answer, row: Row | None, top: float, lang: Lang) -> dict[str, str]:
    """A cell: its number on a shade, or a dot where there is nothing."""
    if row is None:
        return {"label": "·", "fill": LIGHT.background, "ink": LIGHT.quiet}
    if row.hidden:
        return {"label": formats.HIDDEN, "fill": LIGHT.background, "ink": LIGHT.quiet}
    colour = LIGHT.sequence[shade(row, top)]
    return {"label": sentences.value(answer, row, lang), "fill": colour, "ink": ink_on(colour)}


def province_map(answer: Answer, lang: Lang) -> dict[str, Any]:
    """Provinces as outlines in five classes of blue, with the numbers of each class."""
    as_of = answer.scope.as_of
    rows = {row.code: row for row in answer.rows if row.value is not None and row.code in provinces()}
    bounds = class_bounds([row.value or 0 for row in rows.values()]) if rows else []
    areas, bare, hidden = [], False, hidden_provinces(answer)
    for number, rings in outlines(edition_of(as_of)).items():
        code = code_at(number, as_of)
        row = rows.get(code)
        bare = bare or (row is None and code not in hidden)
        without = LIGHT.rest if code in hidden else LIGHT.empty
        areas.append({"fill": LIGHT.sequence[class_of(row.value or 0, bounds)] if row else without, "rings": rings})
    legend = classes(answer, bounds, lang) + ([[missing(answer)(lang), LIGHT.empty]] if bare else [])
    legend += [[sentences.HIDDEN(lang), LIGHT.rest]] if hidden else []
    return {"form": "map", "areas": areas, "legend": legend, "ratio": (NORTH - SOUTH) / (EAST - WEST)}


def classes(answer: Answer, bounds: list[float], lang: Lang) -> list[list[str]]:
    """Each class of a map: its lowest and highest value in words, and its colour."""
    shades = [LIGHT.sequence[class_of(bound, bounds)] for bound in bounds]
    return [list(each) for each in zip(class_words(answer, bounds, lang), shades, strict=True)]


@cache
def outlines(edition: str) -> dict[str, list[list[list[float]]]]:
    """Rings of each province by its number, as fine as paper shows: points from 0 to 1, from the north-west corner."""
    return {number: thinned(list(map(coarse, rings))) for number, rings in borders(edition).items()}


def thinned(rings: list[list[list[float]]]) -> list[list[list[float]]]:
    """The rings of more than a dot; the largest where all are dots."""
    return [ring for ring in rings if len(ring) > 3] or [max(rings, key=len)]


def coarse(ring: tuple[list[float], list[float]]) -> list[list[float]]:
    """A ring without the points nearer to the one kept before than can be seen."""
    kept: list[tuple[float, float]] = []
    for x, y in zip(*ring, strict=True):
        if not kept or max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= FINEST:
            kept.append((x, y))
    return [[round((x - WEST) / (EAST - WEST), 4), round((NORTH - y) / (NORTH - SOUTH), 4)] for x, y in kept]


# --- methodology ---


def definitions(document: Document) -> list[dict[str, Any]]:
    """The definition of every metric used, once for each unit it is counted in."""
    used: dict[tuple[str, str], Answer] = {}
    for leaf in document.leaves:
        for answer in leaf.exhibit.answers:
            used.setdefault((answer.metric.code, answer.scope.unit.key), answer)
    found = []
    for answer in used.values():
        (_, name), *terms = definition(answer, document.lang)
        found.append({"name": name, "terms": terms})
    return found
