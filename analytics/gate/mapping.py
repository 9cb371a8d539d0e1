"""A mapping: how a register with other headings and words is read as ours. Saved as TOML; nothing in it is executable."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Literal

from analytics.register.traits import Counts
from analytics.text import Text

Person = Literal["pseudonym", "nip", "name"]
DayOrder = Literal["day", "month", "year"]


@dataclass(frozen=True)
class ColumnMap:
    """How one column of ours is filled.

    headings: the sender's columns, joined by a space where there are several; or constant: one value for every row.
    split, part: the piece (1, 2, …; -1 the last) of a cell that holds two facts, brackets around it removed.
    order: what comes first in 12/03/2020. empty: the code an empty cell stands for ('' keeps it empty).
    values: the sender's words -> code; '' reads a value as empty (unknown).
    """

    headings: tuple[str, ...] = ()
    constant: str = ""
    split: str = ""
    part: int = 1
    order: DayOrder = "day"
    empty: str = ""
    values: Map[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """How a whole register is read.

    columns: our raw column name -> how it is filled. lacks: our raw columns the register does not have at all.
    person: what stands in the column of id_asn: a pseudonym (kept), an NIP or a name (each turned into a keyed hash).
    leave_out: whether totals, repeated headings and blank rows are left out (always counted and listed).
    counts, editions, labels: see register.traits.Traits. sheet, header_row: where the table stands ('' and 0: found by itself).
    """

    columns: Map[str, ColumnMap]
    lacks: tuple[str, ...] = ()
    person: Person = "pseudonym"
    counts: Counts = "persons"
    editions: Map[str, str] = field(default_factory=dict)
    labels: Map[str, Map[str, Text]] = field(default_factory=dict)
    sheet: str = ""
    header_row: int = 0
    name: str = ""
