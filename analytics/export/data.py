"""The data of an exhibit as CSV, with its defence as comment lines."""

import csv
import io

from analytics import sentences
from analytics.ask import NO_TOTAL, Answer, Row
from analytics.exhibit import Exhibit
from analytics.sentences import Institution
from analytics.table import TOTAL
from analytics.text import Lang


def to_csv(exhibit: Exhibit, institution: Institution) -> bytes:
    """UTF-8 with a byte order mark. Columns: a code and a label per dimension, numerator, denominator, value; full precision."""
    answer, lang = exhibit.answer, exhibit.lang
    out = io.StringIO()
    for line in (exhibit.title, exhibit.subtitle, sentences.footnote(answer, institution, lang), answer.metric.definition(lang)):
        out.write(f"# {line}\n")
    codes = [dimension.code for dimension in answer.by]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*codes, *(f"{code}_label" for code in codes), "numerator", "denominator", "value"])
    writer.writerows(row_line(answer, row, lang) for row in answer.rows)
    if answer.total != NO_TOTAL:
        empty = [""] * (len(codes) - 1)
        names = ["total", *empty, TOTAL(lang), *empty] if codes else []
        writer.writerow([*names, *numbers(answer.total)])
    return out.getvalue().encode("utf-8-sig")


def row_line(answer: Answer, row: Row, lang: Lang) -> list[str | int | float | None]:
    """One row: codes, labels, numbers."""
    return [*row.codes, *(answer.label(row, lang, axis) for axis in range(len(answer.by))), *numbers(row)]


def numbers(row: Row) -> tuple[int | None, int | None, float | None]:
    """The three numbers of a row."""
    return row.numerator, row.denominator, row.value
