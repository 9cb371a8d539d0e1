"""The data of an exhibit as CSV, with its defence as comment lines; and the terms that define the numbers of a document."""

import csv
import io
import math
import re
from dataclasses import dataclass

from analytics import formats, frozen, sentences
from analytics.ask import REGISTER, Answer, Row
from analytics.briefing import Document
from analytics.exhibit import Exhibit
from analytics.sentences import Institution
from analytics.table import TOTAL
from analytics.table import counting as way_of_counting
from analytics.text import Lang, Text, cleaned

FIGURE_ID = Text(id="Gambar: {id}", en="Figure: {id}")
LINK = Text(id="Tautan: {link}", en="Link: {link}")
CHECK = Text(id="Periksa angka ini: {link}", en="Check this number: {link}")
AS_PUBLISHED = Text(
    id="Angka seperti diumumkan dalam {source}, tidak dihitung dari register; definisinya mengikuti pernyataan masing-masing.",
    en="Numbers as announced in {source}, not counted from the register; each statement's own definition applies.",
)
COUNTED = Text(id="{label} ({source})", en="{label} ({source})")
INTERVAL = ("low", "high")  # of the 95 % interval
DIGITS = 12  # significant digits, where what lies beyond them is noise of binary fractions
NOISE = 1e-15
RUNS = "=+-@＝＋－＠\t\r"  # a cell that begins so is run by some spreadsheets
AFTER_A_COMMA = re.compile(rf"([,;\t][\"'\s]*)(?=[{re.escape(RUNS)}])")


@dataclass(frozen=True)
class Term:
    """What a number means: as of one metric, in one unit, from one source."""

    code: str
    label: str
    definition: str
    unit: str
    denominator: str
    counting: str
    source: str


def to_csv(exhibit: Exhibit, institution: Institution) -> bytes:
    """UTF-8 with a byte order mark. Columns: a code and a label per dimension, numerator, denominator, value, for a rate
    its 95 % interval (low, high); full precision."""
    answer, lang = exhibit.answer, exhibit.lang
    out = io.StringIO()
    for line in comments(exhibit, institution):
        out.write(f"# {inert_line(line)}\n")
    codes, within = [dimension.code for dimension in answer.by], sentences.has_interval(answer)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*codes, *(f"{code}_label" for code in codes), "numerator", "denominator", "value", *(INTERVAL if within else ())])
    writer.writerows(row_line(answer, row, lang) for row in answer.rows)
    if answer.whole:
        empty = [""] * (len(codes) - 1)
        names = ["total", *empty, TOTAL(lang), *empty] if codes else []
        writer.writerow([*names, *numbers(answer.whole), *interval(answer, answer.whole)])
    return out.getvalue().encode("utf-8-sig")


def comments(exhibit: Exhibit, institution: Institution) -> list[str]:
    """What stands above the numbers: finding, subtitle, footnote, definition, id and link."""
    answer, lang = exhibit.answer, exhibit.lang
    defence = [frozen.footnote(exhibit, institution), defined(answer, lang)]
    checked = [CHECK(lang, link=frozen.link(exhibit.short_id))] if exhibit.short_id else []
    return [exhibit.title, exhibit.subtitle, *defence, FIGURE_ID(lang, id=exhibit.figure_id), LINK(lang, link=exhibit.link), *checked]


def defined(answer: Answer, lang: Lang) -> str:
    """The definition of a figure's numbers; published ones are what was announced, not what the register would count."""
    if answer.source.name is REGISTER:
        return answer.metric.definition(lang)
    return AS_PUBLISHED(lang, source=answer.source.name)


def row_line(answer: Answer, row: Row, lang: Lang) -> list[str | int | float | None]:
    """One row: codes, labels, numbers."""
    labels = (answer.label(row, lang, axis) for axis in range(len(answer.by)))
    return [*(inert(word) for word in (*row.codes, *labels)), *numbers(row), *interval(answer, row)]


def numbers(row: Row) -> tuple[int | None, int | None, float | None] | tuple[str, str, str]:
    """The three numbers of a row; the symbol for each where public mode hides them."""
    if row.hidden:
        return formats.HIDDEN, formats.HIDDEN, formats.HIDDEN
    return row.numerator, row.denominator, None if row.value is None else without_noise(row.value)


def interval(answer: Answer, row: Row) -> list[str | float | None]:
    """How far a rate may stray by chance, from and to; nothing for what is no rate, empty where there is none."""
    if not sentences.has_interval(answer):
        return []
    if row.hidden:
        return [formats.HIDDEN] * 2
    if row.interval is None or is_everything(answer, row):
        return [None, None]
    return [each * (1000 if answer.metric.kind == "per_1000" else 1) for each in row.interval]


def is_everything(answer: Answer, row: Row) -> bool:
    """Whether a row is the total of shares, which has no chance."""
    return row is answer.total and answer.metric.kind == "share"


def without_noise(value: float) -> float:
    """0.36000000000000004 -> 0.36; a value whose further digits are real, such as 1/3, stays as it is."""
    if not isinstance(value, float):
        return value
    short = float(f"{value:.{DIGITS}g}")
    return short if math.isclose(short, value, rel_tol=NOISE) else value


def inert(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell[:1] and cell[0] in RUNS else cell


def inert_line(line: str) -> str:
    """A comment on one line, in which nothing after a comma or semicolon can become a cell that runs."""
    return AFTER_A_COMMA.sub(r"\1'", cleaned(line))


def terms(document: Document) -> list[Term]:
    """What every number of a document means, each once, in the order of first use."""
    found = [term_of(answer, document.lang) for leaf in document.leaves for answer in leaf.exhibit.answers]
    return list(dict.fromkeys(found))


def term_of(answer: Answer, lang: Lang) -> Term:
    """The meaning of an answer's numbers in words."""
    metric, source, unit = answer.metric, answer.source.name, answer.scope.unit
    registered = source is REGISTER
    label = metric.label(lang) if registered else COUNTED(lang, label=metric.label, source=source)
    counting = way_of_counting(answer, lang) if registered and metric.kind != "median" else ""
    base = metric.base(lang) if metric.base else ""
    return Term(metric.code, label, defined(answer, lang), unit.label(lang), base, counting, metric.source if registered else source(lang))
