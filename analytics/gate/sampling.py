"""What stands in the columns of a table: the first rows of each, measured. Nothing of it is kept, written or shown."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

import duckdb

from analytics.gate.lexicon import lexicon_of
from analytics.gate.matching import certainly
from analytics.gate.sources.table import Table

ROWS, COLUMNS, LETTERS = 5_000, 150, 300  # of a table that are looked at: rows, columns, letters of a cell
DISTINCT = 100  # most frequent words of a column that are held against the code lists
CONFIG: dict[str, str | bool | int | float | list[str]] = {"python_enable_replacements": False, "threads": 2}
SEPARATORS = (" / ", " | ", "|", ";", " - ", " – ", "(", ", ", "/")
MONTHS = "jan|feb|peb|mrt|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|nop|des|dec"
MIDNIGHT = r"(?:[ T]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?)?"
DAY = re.compile(
    rf"(?:[a-z']{{4,9}}, ?)?(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?(?:\d{{4}}|\d\d)|"
    rf"\d{{1,2}}[ -]?(?:{MONTHS})[a-z]{{0,6}}\.?[ ,-]{{1,2}}\d{{2,4}}|(?:(?:{MONTHS})[a-z]{{0,6}}\.? )(?:\d{{1,2}}, ?)?\d{{4}}){MIDNIGHT}",
    re.IGNORECASE,
)
SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?")  # a day as spreadsheets count it, 1982 to 2036
NUMERIC = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(?:\d{4}|\d\d)\b")
NIP = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ ._-]?\d{6}[ ._-]?[12][ ._-]?\d{3}(?!\d)")
ISO = re.compile(r"\d{4}-\d\d-\d\d(?: 00:00:00)?")
NUMBERED = re.compile(r"(?=.*\d)(?=.*[^\W\d_])\S{2,64}")  # letters and digits in one word, as case numbers are

Order = Literal["day", "month", "year"]


@dataclass(frozen=True)
class Sample:
    """The first filled cells of a column, or of one piece of it.

    headings: the sender's, several where columns are joined. split, part: as in ColumnMap. filled: cells that are not empty, cut.
    """

    headings: tuple[str, ...]
    filled: tuple[str, ...] = field(repr=False)  # may hold names
    split: str = ""
    part: int = 1

    @cached_property
    def words(self) -> Counter[str]:
        """The different cells with their numbers."""
        return Counter(self.filled)

    def share(self, form: re.Pattern[str], anywhere: bool = False) -> float:
        """How much of the column has a form."""
        test = form.search if anywhere else form.fullmatch
        return sum(count for word, count in self.words.items() if test(word)) / max(len(self.filled), 1)

    @cached_property
    def days(self) -> float:
        """How much of it is days in writing."""
        return self.share(DAY)

    @cached_property
    def numbers_of_persons(self) -> float:
        """How much of it holds a civil service number."""
        return self.share(NIP, anywhere=True)

    @cached_property
    def distinct(self) -> float:
        """Different cells in proportion to all; 1 where none is repeated."""
        return len(self.words) / max(len(self.filled), 1)

    def coded(self, dimension: str, as_of: date) -> float:
        """How much of it certainly says a code of a dimension, of its most frequent words."""
        if (dimension, as_of) not in self._coded:
            lexicon = lexicon_of(dimension)
            sure = sum(count for word, count in self._common if certainly(lexicon, dimension, word, as_of).code)
            self._coded[dimension, as_of] = sure / max(sum(count for _, count in self._common), 1)
        return self._coded[dimension, as_of]

    @cached_property
    def _common(self) -> list[tuple[str, int]]:
        return self.words.most_common(DISTINCT)

    @cached_property
    def _coded(self) -> dict[tuple[str, date], float]:
        """What was measured already."""
        return {}

    def order(self) -> Order | None:
        """What comes first in 12/03/2020; None where nothing shows it."""
        pairs = [(int(found[1]), int(found[2])) for word in self.words if (found := NUMERIC.match(word))]
        if any(first > 31 for first, _ in pairs):
            return "year"
        if any(first > 12 for first, _ in pairs):
            return "day"
        return "month" if any(second > 12 for _, second in pairs) else None


def samples(table: Table) -> list[Sample]:
    """A sample of each column, in order. A file that breaks off later is read as far as it goes; staging says what is wrong."""
    columns = [f"c{place}" for place in range(min(len(table.headings), COLUMNS))]
    chosen = ", ".join(f"left({column}, {LETTERS})" for column in columns)
    rows: Collection[tuple[str | None, ...]] = ()
    with duckdb.connect(config=CONFIG) as con:
        try:
            rows = con.execute(f"select {chosen} from {table.relation} limit {ROWS}", table.values).fetchall() if columns else ()
        except duckdb.Error:
            rows = ()
    cells = zip(*rows, strict=True) if rows else [()] * len(columns)
    return [Sample((name,), filled(column)) for name, column in zip(table.headings, cells, strict=False)]


def filled(cells: Collection[str | None]) -> tuple[str, ...]:
    """Cells that are not empty, white space made single."""
    return tuple(text for cell in cells if cell and (text := " ".join(cell.split())))


def pieces(sample: Sample) -> list[Sample]:
    """The two pieces of a column most of whose cells hold two facts with one sign between; none where they do not."""
    for sign in SEPARATORS:
        halves = [[piece.strip().strip("()[]").strip() for piece in cell.split(sign)] for cell in sample.filled if sign in cell]
        pairs = [pair for pair in halves if len(pair) == 2 and all(pair)]
        if pairs and len(pairs) >= 0.6 * len(sample.filled):
            return [Sample(sample.headings, tuple(pair[part] for pair in pairs), sign, part + 1) for part in (0, 1)]
    return []


def joined(table: Table, first: Sample, second: Sample) -> Sample:
    """Two columns read as one, a space between."""
    left, right = (table.column(each.headings[0]) for each in (first, second))
    with duckdb.connect(config=CONFIG) as con:
        query = f"select left(concat_ws(' ', {left}, {right}), {LETTERS}) from {table.relation} limit {ROWS}"
        try:
            rows = con.execute(query, table.values).fetchall()
        except duckdb.Error:
            rows = []
    return Sample((*first.headings, *second.headings), filled([row[0] for row in rows]))
