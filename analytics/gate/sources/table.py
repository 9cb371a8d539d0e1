"""One table of text out of a file, whatever the file was: what everything behind the gate's first door works with."""

from dataclasses import dataclass, field

from analytics.register.findings import Finding


@dataclass(frozen=True)
class Table:
    """A table that DuckDB can read as text, and what was seen on opening it.

    name: the file's name as given, cleaned. kind: CSV, XLSX, ODS or Parquet. digest: SHA-256 of the file as sent.
    headings: of columns c0, c1, … in order, white space normalised, never repeated in messages unless harmless().
    relation: SQL (a table function or a sub-query in parentheses) that gives the columns c0 … cN as varchar, empty text as null,
    and `row` (number as a spreadsheet shows it) where `numbered`; where not, row = rowid + first_row once stored in order.
    values: what the relation binds. findings: what was seen on opening (title rows passed over, hidden rows, encoding, …).
    keep: objects that must live as long as the table is read (files in memory).
    """

    name: str
    kind: str
    digest: str
    headings: tuple[str, ...]
    relation: str
    values: dict[str, object] = field(default_factory=dict)
    numbered: bool = False
    first_row: int = 2
    header_row: int = 1
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    keep: tuple[object, ...] = field(default=(), repr=False)

    def column(self, heading: str) -> str:
        """The name (c0, c1, …) of the first column with this heading. Raises KeyError."""
        if heading not in self.headings:
            raise KeyError(heading)
        return f"c{self.headings.index(heading)}"

    @property
    def with_rows(self) -> str:
        """SQL that gives the columns and `row`, whether the relation has it or it must be counted."""
        if self.numbered:
            return self.relation
        return f"(select row_number() over () + {int(self.first_row) - 1} as row, * from {self.relation})"
