"""A checked file as a snapshot of the register, before it is released: asked like any other, then forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from analytics.gate.checking import Checked
from analytics.register.loading import CASES_SQL, adopt_labels
from analytics.register.snapshots import Register, Snapshot


class Candidate(Snapshot):
    """A staged file as a snapshot, asked over the one connection on which it was made."""

    def query(self, sql: str, values: dict[str, object]) -> list[tuple[Any, ...]]:
        """All rows of a query on `cases`."""
        return self.con.execute(sql, values).fetchall()


class Supposed(Register):
    """A register in which one snapshot stands for its date; the others are those of the register it is made from."""

    def __init__(self, register: Register, snapshot: Snapshot):
        super().__init__(register.directory)
        self.snapshots = {day: register.at(day) for day in register.dates} | {snapshot.as_of: snapshot}

    def refresh(self) -> Register:
        """Nothing: it stands as it was supposed."""
        return self

    @property
    def dates(self) -> list[date]:
        """The dates of the snapshots, oldest first."""
        return sorted(self.snapshots)

    def latest(self) -> date:
        """The newest date."""
        return max(self.snapshots)

    def at(self, as_of: date) -> Snapshot:
        """The snapshot of a date; there is one."""
        return self.snapshots[as_of]


@contextmanager
def candidate(checked: Checked) -> Iterator[Snapshot]:
    """The staged file as a snapshot, made in a transaction that is taken back: the staged tables stay as they were."""
    staged = checked.staged
    adopt_labels(staged.traits)
    with staged.con.cursor() as con:
        con.execute("begin")
        try:
            con.execute("create table snapshot_date as select $as_of::date as as_of", {"as_of": checked.as_of})
            con.execute(CASES_SQL.read_text(encoding="utf-8"))
            (synthetic,) = con.execute("select synthetic from origin").fetchone() or (False,)
            yield Candidate(checked.as_of, Path(), staged.table.digest, bool(synthetic), staged.kept, con, staged.traits)
        finally:
            con.execute("rollback")
