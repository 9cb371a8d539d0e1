"""An answer as a table of text, and its definition as terms: the same on screen and in every document."""

from dataclasses import dataclass

from analytics import formats, sentences
from analytics.ask import Answer, Row, ranks
from analytics.text import Lang, Text

TOTAL = Text(id="Jumlah", en="Total")
RANK = Text(id="Peringkat", en="Rank")
COUNT = Text(id="Jumlah {unit}", en="{unit}")
NUMERATOR = Text(id="Pembilang", en="Numerator")
DENOMINATOR = Text(id="Penyebut", en="Denominator")
INTERVAL = Text(id="Selang 95 %", en="95% interval")
INTERVAL_MEANS = Text(
    id="Sejauh ini angka kelompok sebesar itu dapat bergeser hanya karena kebetulan (selang Wilson); beda di dalamnya tidak disebut beda.",
    en="How far the rate of a group of this size may move by chance alone (Wilson interval); a difference within it is not called one.",
)
MEASURE = Text(id="Ukuran", en="Measure")
DEFINITION = Text(id="Definisi", en="Definition")
UNIT = Text(id="Satuan", en="Unit")
COUNTING = Text(id="Cara hitung", en="Counting")
ORIGIN = Text(id="Sumber definisi", en="Source of definition")
ONE_ROW = Text(
    id="Dihitung per ASN per kasus: satu ASN dengan dua kasus dihitung dua kali.",
    en="Counted per person per case: one civil servant with two cases counts twice.",
)
ONE_STAGE = Text(
    id="Setiap {unit} dihitung satu kali dalam tiap kelompok, pada tahap terjauh yang dicapainya.",
    en="Each of the {unit} is counted once in each group, at the furthest stage it reached.",
)


@dataclass(frozen=True)
class Table:
    """Headings, lines of text (labels first), and the total line (empty where the parts have no known whole)."""

    headings: list[str]
    lines: list[list[str]]
    total: list[str]


def table(answer: Answer, lang: Lang) -> Table:
    """An answer as a table; ranked where the groups have no order of their own."""
    ranked = len(answer.by) == 1 and answer.by[0].kind == "nominal"
    places = ranks(answer) if ranked else {}
    rank = [RANK(lang)] if ranked else []
    within = [INTERVAL(lang)] if sentences.has_interval(answer) else []
    headings = [dimension.label(lang) for dimension in answer.by] + rank + number_headings(answer, lang) + within
    lines = [
        [answer.label(row, lang, axis) for axis in range(len(answer.by))]
        + [str(places.get(row.code, ""))] * ranked
        + cells(answer, row, lang)
        + interval_cell(answer, row, lang)
        for row in answer.rows
    ]
    return Table(headings, lines, total_line(answer, len(headings), lang))


def total_line(answer: Answer, width: int, lang: Lang) -> list[str]:
    """The whole scope below the groups."""
    if answer.whole is None:
        return []
    numbers = cells(answer, answer.whole, lang) + interval_cell(answer, answer.whole, lang)
    return ([TOTAL(lang)] if answer.by else []) + [""] * (width - len(numbers) - bool(answer.by)) + numbers


def number_headings(answer: Answer, lang: Lang) -> list[str]:
    """Headings of the number columns."""
    if answer.metric.kind == "count":
        return [COUNT(lang, unit=sentences.unit(answer, lang))]
    if answer.metric.kind == "median":
        return [DENOMINATOR(lang), sentences.what(answer, lang)]
    if answer.metric.kind == "estimate":
        return [answer.metric.label(lang)]
    return [NUMERATOR(lang), DENOMINATOR(lang), answer.metric.label(lang)]


def cells(answer: Answer, row: Row, lang: Lang) -> list[str]:
    """The numbers of a row as they are read."""
    if row.hidden:
        return [formats.HIDDEN] * len(number_headings(answer, lang))
    said = [sentences.value(answer, row, lang)]
    if answer.metric.kind in ("count", "estimate"):
        return said
    counts = [row.denominator] if answer.metric.kind == "median" else [row.numerator, row.denominator]
    return [formats.number(count, lang) for count in counts] + said


def interval_cell(answer: Answer, row: Row, lang: Lang) -> list[str]:
    """How far a rate may stray by chance, below its heading; a share of everything has no chance."""
    if not sentences.has_interval(answer):
        return []
    return [sentences.within(answer, row, lang) if row is not answer.total or answer.metric.kind == "rate" else formats.MISSING]


def counting(answer: Answer, lang: Lang) -> str:
    """How often a person is counted."""
    return ONE_ROW(lang) if answer.metric.per_row else ONE_STAGE(lang, unit=sentences.unit(answer, lang))


def definition(answer: Answer, lang: Lang) -> list[tuple[str, str]]:
    """The definition of a figure as terms: metric, words, unit, denominator, how it is counted, source."""
    metric = answer.metric
    entries: list[tuple[Text, str]] = [
        (MEASURE, metric.label(lang)),
        (DEFINITION, metric.definition(lang)),
        (UNIT, answer.scope.unit.label(lang)),
    ]
    entries += [(DENOMINATOR, metric.base(lang))] if metric.base else []
    entries += [(INTERVAL, INTERVAL_MEANS(lang))] if sentences.has_interval(answer) else []
    entries += [(COUNTING, counting(answer, lang))] if metric.kind != "median" else []
    return [(term(lang), said) for term, said in [*entries, (ORIGIN, metric.source)]]
