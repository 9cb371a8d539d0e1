"""The gate's one question: what is in this file, read through this mapping, and may it become a snapshot? Both doors ask it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from analytics.gate import against
from analytics.gate.checks import contract_findings
from analytics.gate.mapping import Mapping as ColumnMapping
from analytics.gate.mapping import problems_with
from analytics.gate.sources.limits import Progress, silent
from analytics.gate.sources.table import Table
from analytics.gate.staging import Staged, staged
from analytics.register.findings import Finding, Level, Refused
from analytics.register.snapshots import Register
from analytics.text import Text

CHECKING = Text(id="Memeriksa aturan register", en="Checking the register's rules")
COMPARING = Text(id="Membandingkan dengan snapshot sebelumnya", en="Comparing with the snapshot before")
COUNTING = Text(id="Menghitung angka pokok", en="Counting the headline numbers")
LEVELS: dict[Level, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class Checked:
    """A file read and held against every rule.

    findings: errors first, then warnings and notes, each by row. previous: the snapshot compared with. counts: the headline
    numbers, see `headline`. read = kept + left_out + refused, always: with an error no row is kept.
    """

    staged: Staged
    as_of: date
    findings: tuple[Finding, ...]
    previous: date | None
    counts: Mapping[str, int]

    def of(self, level: Level) -> tuple[Finding, ...]:
        """The findings of one level."""
        return tuple(finding for finding in self.findings if finding.level == level)

    @property
    def passed(self) -> bool:
        """Whether nothing refuses the file; warnings may still ask for a reason."""
        return not self.of("error")

    @property
    def rows(self) -> dict[str, int]:
        """How many rows were read, kept, left out (totals, blanks, repetitions), and refused with the file."""
        kept = self.staged.kept if self.passed else 0
        left_out = sum(each.count for each in self.staged.left_out)
        return {"read": self.staged.read, "kept": kept, "left_out": left_out, "refused": self.staged.kept - kept}


def checked(table: Table, mapping: ColumnMapping, as_of: date, register: Register, key: str = "", progress: Progress = silent) -> Checked:
    """The whole check. Raises Refused where the file cannot be read at all, or the mapping does not fit it; Notice without a key."""
    wrong = problems_with(mapping, table)
    if any(finding.level == "error" for finding in wrong):
        raise Refused(sorted([*table.findings, *wrong], key=rank))
    found = staged(table, mapping, as_of, key, progress)
    progress(CHECKING, 0)
    findings = [*wrong, *found.findings, *contract_findings(found, as_of)]
    progress(COMPARING, 0)
    findings += against.findings(found, as_of, register)
    progress(COUNTING, 0)
    return Checked(found, as_of, tuple(sorted(findings, key=rank)), register.before(as_of), headline(found.con, mapping.counts))


def rank(finding: Finding) -> tuple[int, int]:
    """Errors first, then by row."""
    return LEVELS[finding.level], finding.row or 0


def headline(con: duckdb.DuckDBPyConnection, counts: str) -> dict[str, int]:
    """The headline numbers of `staged`: rows, cases, letters, and in persons (or allegations) reported, recommended, sanctioned, outstanding."""
    unit = "rowid" if counts == "allegations" else "person"
    proven = "status = 'direkomendasikan'"
    imposed = f"{proven} and (sanctioned_on is not null or sanction_imposed is not null or follow_up = 'sesuai')"
    rows, cases, letters = (
        con.execute("select count(*), count(distinct case_number), count(distinct letter) from staged").fetchone() or (0,) * 3
    )
    reported, recommended, sanctioned = (
        con.execute(f"""
        select count(unit), count(unit) filter (where proven), count(unit) filter (where imposed)
        from (select {unit} as unit, bool_or({proven}) as proven, bool_or({imposed}) as imposed from staged group by all)
    """).fetchone()
        or (0,) * 3
    )
    return {
        "rows": rows, "cases": cases, "letters": letters, "reported": reported, "recommended": recommended,
        "sanctioned": sanctioned, "outstanding": recommended - sanctioned,
    }  # fmt: skip
