"""What is wrong with a file, said so that a clerk can mend it."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from analytics.formats import number
from analytics.text import Lang, Text

ROW = Text(id="baris {row}", en="row {row}")
COLUMN = Text(id="kolom {column}", en="column {column}")
MORE = Text(id="(dan {count} baris lain)", en="(and {count} more rows)")


Level = Literal["error", "warning", "note"]  # refuses the file; needs a reason to go on; is only said
ROWS_KEPT = 1000  # rows named one by one in a report


@dataclass(frozen=True)
class Finding:
    """One thing found in a file: where (row as a spreadsheet numbers it, raw column), what was found, why it matters.

    count: how many rows show the same; row is the first of them, rows the first thousand. code: what it is called in reports.
    heading: the sender's heading of the column where it differs from ours.
    """

    reason: Text
    row: int | None = None
    column: str | None = None
    value: str | None = None
    count: int = 1
    values: tuple[tuple[str, str], ...] = ()
    level: Level = "error"
    code: str = ""
    rows: tuple[int, ...] = ()
    heading: str = ""

    def __call__(self, lang: Lang) -> str:
        place = [ROW(lang, row=number(self.row, lang))] if self.row else []
        place += [COLUMN(lang, column=harmless(self.heading or self.column or ""))] if self.heading or self.column else []
        found = f" “{harmless(self.value)}”" if self.value is not None else ""
        more = f" {MORE(lang, count=number(self.count - 1, lang))}" if self.row and self.count > 1 else ""
        where = f"{', '.join(place)}{found}: ".lstrip() if place or found else ""
        return f"{where}{self.reason(lang, **dict(self.values))}{more}"


def rank(finding: Finding) -> tuple[int, int]:
    """The order in which findings are told: errors, warnings, notes, each by row."""
    return get_args(Level).index(finding.level), finding.row or 0


class Refused(Exception):
    """A file that does not conform, with every finding found."""

    def __init__(self, findings: list[Finding]):
        super().__init__("; ".join(finding("en") for finding in findings))
        self.findings = findings


def harmless(value: str) -> str:
    """A value as it may be shown: short, on one line, long numbers masked (they may be a NIP)."""
    shown = re.sub(r"\d(?:[^0-9A-Za-z]{0,3}\d){14,}|\d{9,}", "…", " ".join(value[:500].split()))
    return shown[:60] + ("…" if len(shown) > 60 else "")
