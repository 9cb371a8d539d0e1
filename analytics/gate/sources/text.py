"""CSV and its kin: which separator, which quotes, where the headings are; read by DuckDB itself wherever every line is a row."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import duckdb

from analytics.gate.sources.headings import EMPTY, Headings, found
from analytics.gate.sources.limits import MOST_ROWS, TOO_MANY_ROWS, Progress, check_size, refused
from analytics.gate.sources.lines import Lines, lines
from analytics.gate.sources.memory import Held
from analytics.gate.sources.spool import relation
from analytics.gate.sources.spool import table as numbered_table
from analytics.gate.sources.table import Table
from analytics.register.csvfile import SEPARATORS
from analytics.register.findings import ROWS_KEPT, Finding, Refused
from analytics.register.loading import BAD_LINE, NO_ROWS
from analytics.text import Text

MOSTLY = 0.75  # of the lines
SAMPLED = 200  # lines from which separator and quotes are told
NO_SEPARATOR = Text(
    id="kolom tidak dapat dipisahkan; simpan sebagai CSV dengan pemisah koma atau titik koma, atau kirim XLSX",
    en="no columns can be told apart; save it as CSV with commas or semicolons, or send XLSX",
)
FIELD = r"(?:^|[,;\t|]){quote}(?:[^{quote}\n]|{quote}{quote})*{quote}(?=[,;\t|\r\n]|$)"
TELLING = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # the line that Excel reads for itself


@dataclass(frozen=True)
class Dialect:
    """How lines are split. told: whether the first line only says so, and is no row."""

    separator: str
    quote: str
    told: bool = False

    def records(self, source: Iterable[str], strict: bool = False) -> Any:
        """The fields of each row, as csv.reader gives them."""
        return csv.reader(source, delimiter=self.separator, quotechar=self.quote, strict=strict)


def table(file: Held, known: Collection[str], header_row: int, progress: Progress) -> Table:
    """A text file as a table: read by DuckDB itself where every line is a row, else row by row. Raises Refused."""
    text = lines(file, progress)
    with Path(text.file.path).open(encoding="utf-8-sig", newline="") as source:
        sample = list(islice(source, SAMPLED + header_row))
    how = dialect(sample)
    top, ends = preamble(sample, how)
    heads = found(top, known, header_row)
    before = ends[heads.first - 2]  # lines above the data
    if before > text.seen.count - 1:
        raise refused(NO_ROWS, "no_rows")
    even = text.seen.even and before == heads.first - 1 + how.told
    kept = readable(text, how, heads, before) if even else None
    opened = row_by_row(text, how, heads) if kept is None else direct(text, how, heads, before, kept)
    return replace(opened, findings=(*text.findings, *opened.findings))


def direct(text: Lines, how: Dialect, heads: Headings, before: int, kept: Sequence[int]) -> Table:
    """The table as DuckDB reads it from the file as it is."""
    return Table(
        "",
        "CSV",
        "",
        tuple(heads.names[place] for place in kept),
        relation(len(heads.names), kept, how.separator, how.quote, before),
        {"file": text.file.path},
        first_row=heads.first,
        header_row=heads.row,
        findings=heads.findings,
        keep=(text.file,),
    )


def readable(text: Lines, how: Dialect, heads: Headings, before: int) -> list[int] | None:
    """The columns that are kept, if DuckDB finds a row of the right length on each line below the headings; else None."""
    width, rows = len(heads.names), text.seen.count - before
    check_size(rows, MOST_ROWS, TOO_MANY_ROWS, "too_many_rows")
    counts = ", ".join(["count(*)", *(f"count(c{place})" for place in heads.unnamed)])
    source = relation(width, range(width), how.separator, how.quote, before)
    with duckdb.connect(config={"python_enable_replacements": False, "threads": 2}) as con:
        try:
            (counted,) = con.execute(f"select {counts} from {source}", {"file": text.file.path}).fetchall()
            rejected = con.execute("select 1 from reject_errors limit 1").fetchall()
        except duckdb.Error:  # such as lines that end in different ways: read with care instead
            return None
    if rejected or counted[0] != rows:
        return None
    void = {place for place, filled in zip(heads.unnamed, counted[1:], strict=True) if not filled}
    return [place for place in range(width) if place not in void]


def row_by_row(text: Lines, how: Dialect, heads: Headings) -> Table:
    """The table read record by record; those that cannot be split are named and left out. Raises Refused."""
    bad: list[int] = []
    try:
        opened = numbered_table("CSV", heads, records(text.file, how, heads, bad))
    except Refused:
        if bad:  # no row is left, or one is too long since quotes are wrong
            raise Refused([wrong_rows(bad)]) from None
        raise
    return replace(opened, findings=(*opened.findings, wrong_rows(bad))) if bad else opened


def wrong_rows(rows: list[int]) -> Finding:
    """Rows that could not be split into fields."""
    return Finding(BAD_LINE, rows[0], count=len(rows), code="bad_line", rows=tuple(rows[:ROWS_KEPT]))


def records(file: Held, how: Dialect, heads: Headings, bad: list[int]) -> Iterator[tuple[int, list[str]]]:
    """The rows below the headings with their numbers; those with too few or too many fields, or wrong quotes, go to `bad`.

    Empty fields behind the last column are no fault, and a field may be missing where its column has no heading.
    """
    most = len(heads.names)
    least = max(place for place in range(most) if place not in heads.unnamed) + 1
    with Path(file.path).open(encoding="utf-8-sig", newline="") as source:
        read = how.records(islice(source, int(how.told), None), strict=True)
        for row in count(1):
            try:
                cells = next(read)
            except StopIteration:
                return
            except csv.Error:
                cells = None
            if row < heads.first:
                continue
            if cells is None or (len(cells) != most and ((len(cells) < least and any(cells)) or any(cells[most:]))):
                bad.append(row)
            else:
                yield row, cells


def dialect(sample: Sequence[str]) -> Dialect:
    """The separator and quotes by which most lines fall into the most columns. Raises Refused where none does."""
    if sample and (told := TELLING.fullmatch(sample[0])):
        return Dialect(told[1], quote_of(sample), told=True)
    quote = quote_of(sample)
    worths = {separator: worth(sample, Dialect(separator, quote)) for separator in SEPARATORS}
    separator = max(worths, key=worths.__getitem__)
    if not worths[separator]:
        raise refused(NO_SEPARATOR, "no_separator") if any(map(str.strip, sample)) else refused(EMPTY, "empty")
    return Dialect(separator, quote)


def quote_of(sample: Sequence[str]) -> str:
    """The sign around fields: the apostrophe where most lines have a field between two of it and no other quotes are as many."""
    text = "".join(sample)
    double, single = (len(re.findall(FIELD.format(quote=quote), text, re.MULTILINE)) for quote in "\"'")
    return "'" if single > double and single >= MOSTLY * sum(bool(line.strip()) for line in sample) else '"'


def worth(sample: Sequence[str], how: Dialect) -> int:
    """How well lines split: how many have the same number of separators, times that number."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        widths.update(map(len, how.records(sample)))
    return max((lines * (width - 1) for width, lines in widths.items() if width), default=0)


def preamble(sample: Sequence[str], how: Dialect) -> tuple[list[list[str]], list[int]]:
    """The first rows of a file, and after how many lines each ends."""
    read = how.records(sample[how.told :])
    rows, ends = [], []
    with suppress(csv.Error):
        for cells in read:
            rows.append(cells)
            ends.append(read.line_num + how.told)
    return rows, ends
