"""What is wrong with a file, said so that a clerk can mend it."""

import re
from dataclasses import dataclass

from analytics.formats import number
from analytics.text import Lang, Text

ROW = Text(id="baris {row}", en="row {row}")
COLUMN = Text(id="kolom {column}", en="column {column}")
MORE = Text(id="(dan {count} baris lain)", en="(and {count} more rows)")


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where (row as a spreadsheet numbers it, raw column), what was found, why it is refused.

    count: how many rows have the same problem; row is the first of them.
    """

    reason: Text
    row: int | None = None
    column: str | None = None
    value: str | None = None
    count: int = 1
    values: tuple[tuple[str, str], ...] = ()

    def __call__(self, lang: Lang) -> str:
        place = [ROW(lang, row=number(self.row, lang))] if self.row else []
        place += [COLUMN(lang, column=self.column)] if self.column else []
        found = f" “{harmless(self.value)}”" if self.value is not None else ""
        more = f" {MORE(lang, count=number(self.count - 1, lang))}" if self.count > 1 else ""
        where = f"{', '.join(place)}{found}: ".lstrip() if place or found else ""
        return f"{where}{self.reason(lang, **dict(self.values))}{more}"


class Refused(Exception):
    """A file that does not conform, with every problem found."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(problem("en") for problem in problems))
        self.problems = problems


def harmless(value: str) -> str:
    """A value as it may be shown: short, on one line, long numbers masked (they may be a NIP)."""
    shown = re.sub(r"\d(?:[^0-9A-Za-z]{0,3}\d){14,}|\d{9,}", "…", " ".join(value[:500].split()))
    return shown[:60] + ("…" if len(shown) > 60 else "")
