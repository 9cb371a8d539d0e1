"""The gate's one question: what is in this file, read through this mapping, and may it become a snapshot? Both doors ask it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics.gate import against
from analytics.gate.checks import contract_findings
from analytics.gate.growth import headline
from analytics.gate.mapping import Mapping as ColumnMapping
from analytics.gate.sources.limits import Progress, silent
from analytics.gate.sources.table import Table
from analytics.gate.staging import Staged, staged
from analytics.register.findings import Finding, Level, rank
from analytics.register.snapshots import Register
from analytics.text import Text

CHECKING = Text(id="Memeriksa aturan register", en="Checking the register's rules")
COMPARING = Text(id="Membandingkan dengan snapshot sebelumnya", en="Comparing with the snapshot before")
COUNTING = Text(id="Menghitung angka pokok", en="Counting the headline numbers")


@dataclass(frozen=True)
class Checked:
    """A file read and held against every rule.

    findings: errors first, then warnings and notes, each by row. previous: the snapshot compared with. counts: the headline
    numbers, see `growth.headline`. read = kept + left_out + refused, always: with an error no row is kept.
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
    found = staged(table, mapping, as_of, key, progress)
    progress(CHECKING, 0)
    findings = [*found.findings, *contract_findings(found, as_of)]
    progress(COMPARING, 0)
    findings += against.findings(found, as_of, register)
    progress(COUNTING, 0)
    return Checked(found, as_of, tuple(sorted(findings, key=rank)), register.before(as_of), headline(found))
