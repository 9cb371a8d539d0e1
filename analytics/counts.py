"""The counts of one scope that hang together, and how they add up: what analytics.suppression works on.

A cell is one count of units: how many of the scope, or of one group, have reached a stage. How they hang together:
of the same group, reported = recommended + not (yet) proven, recommended = sanctioned + outstanding, and the finer stages of each;
of the same stage, the groups of a table add up to the total (a unit of several groups counts in each: by how much they exceed it is
taken as known), agencies to their type and province, and the two directions of a crossed table to the tables of one dimension.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from analytics.ask import counted
from analytics.metrics import (
    IN_PROCESS,
    INCOMPLETE,
    NOT_PROVEN,
    OUTSTANDING,
    PROCESSED,
    RECOMMENDED,
    REPORTED,
    RETIRED,
    SANCTIONED,
    STAGES,
)
from analytics.register.snapshots import Snapshot
from analytics.scope import Scope
from analytics.vocabulary import (
    AGENCY,
    AGENCY_TYPE,
    CATEGORY,
    FOLLOW_UP,
    MONTH,
    NONE,
    POSITION,
    POSITION_LEVEL,
    PROVINCE,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    SOURCE,
    WAITING,
    Dimension,
)


class Cell(NamedTuple):
    """One count: the dimensions of its table, what is counted (the code of a metric, or UNPROVEN), and its codes."""

    by: tuple[str, ...]
    count: str  # type: ignore[assignment]  # the word of the field, though tuples have a method of the name
    codes: tuple[str, ...]


UNPROVEN = "unproven"  # reported but not recommended: shown nowhere, and still not to be worked out where it is small
STAGES_OF = {
    REPORTED.code: STAGES,
    IN_PROCESS.code: ("in_process",),
    PROCESSED.code: tuple(stage for stage in STAGES if stage != "in_process"),
    NOT_PROVEN.code: ("not_proven",),
    INCOMPLETE.code: ("incomplete",),
    RETIRED.code: ("retired",),
    UNPROVEN: STAGES[:4],
    RECOMMENDED.code: STAGES[4:],
    SANCTIONED.code: ("sanctioned",),
    OUTSTANDING.code: ("recommended",),
}
MAIN_STEPS = ((REPORTED.code, (RECOMMENDED.code, UNPROVEN)), (RECOMMENDED.code, (SANCTIONED.code, OUTSTANDING.code)))
ALL_STEPS = (
    *MAIN_STEPS,
    (UNPROVEN, (IN_PROCESS.code, NOT_PROVEN.code, INCOMPLETE.code, RETIRED.code)),
    (REPORTED.code, (IN_PROCESS.code, PROCESSED.code)),
)
MAIN = (REPORTED.code, RECOMMENDED.code, SANCTIONED.code, OUTSTANDING.code, UNPROVEN)
AFTER_REPORT = MAIN[1:]
OF_RECOMMENDED = (RECOMMENDED.code, SANCTIONED.code, OUTSTANDING.code)
PLACES = (AGENCY, AGENCY_TYPE, PROVINCE)
# What is counted by each dimension; a sanction is imposed only on those sanctioned, and only those outstanding wait.
COUNTED_BY: dict[str, tuple[str, ...]] = {
    **{each.code: MAIN for each in (POSITION, POSITION_LEVEL, CATEGORY, SOURCE, MONTH, AGENCY_TYPE)},
    **{each.code: (REPORTED.code,) for each in (AGENCY, PROVINCE)},
    **{each.code: OF_RECOMMENDED for each in (SANCTION_RECOMMENDED, FOLLOW_UP)},
    SANCTION_IMPOSED.code: (SANCTIONED.code,),
    WAITING.code: (OUTSTANDING.code,),
}
CROSSED: tuple[tuple[str, Dimension, Dimension], ...] = (  # every crossed table that figures show; those that share a dimension together
    (REPORTED.code, CATEGORY, POSITION),
    (REPORTED.code, MONTH, CATEGORY),
    (OUTSTANDING.code, AGENCY, WAITING),
    (RECOMMENDED.code, SANCTION_RECOMMENDED, SANCTION_IMPOSED),
)
# What is hidden last: the numbers most asked for, and those that many others are parts of.
DEAR = {REPORTED.code: 500.0, RECOMMENDED.code: 200.0, SANCTIONED.code: 100.0}
COARSE = {AGENCY_TYPE.code: 10_000.0, PROVINCE.code: 2_000.0}

Group = dict[str, int]  # what is counted -> how many


@dataclass(frozen=True)
class Counts:
    """Cells with their values, sums of them that are known, and what it costs to hide one."""

    cells: dict[Cell, int]
    sums: list[dict[Cell, int]]

    def __or__(self, other: "Counts") -> "Counts":
        return Counts(self.cells | other.cells, self.sums + other.sums)

    def cost(self) -> dict[Cell, float]:
        """What is lost by hiding each: its size, and how much it is asked for."""
        return {
            cell: value + DEAR.get(cell.count, 0.0) + sum(COARSE.get(code, 0.0) for code in cell.by if len(cell.by) == 1)
            for cell, value in self.cells.items()
        }

    def together(self) -> dict[Cell, tuple[Cell, ...]]:
        """The stages of a group beyond the report, which are hidden together: a rate needs them all."""
        blocks = {
            cell: tuple(cell._replace(count=count) for count in AFTER_REPORT)
            for cell in self.cells
            if cell.by and cell.count in AFTER_REPORT
        }
        return {cell: tuple(other for other in block if other in self.cells) for cell, block in blocks.items()}

    def unseen(self) -> set[Cell]:
        """The cells that stand in no table."""
        return {cell for cell in self.cells if cell.count == UNPROVEN or len(cell.by) == len(PLACES)}


def grouped(snapshot: Snapshot, scope: Scope, *by: Dimension) -> dict[tuple[str, ...], Group]:
    """Every count of every group in a scope; without dimensions, of the whole scope."""
    conditions = tuple(f"stage = '{stage}'" for stage in STAGES)
    groups, whole = counted(snapshot, conditions, scope, by)
    found = groups if by else {(): whole}
    return {group: reached(numbers) for group, numbers in found.items() if any(numbers) or not by}


def reached(numbers: tuple[int, ...]) -> Group:
    """Every count of a group, from the number of its units at each stage."""
    at = dict(zip(STAGES, numbers, strict=True))
    return {count: sum(at[stage] for stage in stages) for count, stages in STAGES_OF.items()}


def cells_of(by: tuple[str, ...], groups: dict[tuple[str, ...], Group], counts: tuple[str, ...]) -> dict[Cell, int]:
    """The cells of a table."""
    return {Cell(by, count, codes): group[count] for codes, group in groups.items() for count in counts}


def steps(by: tuple[str, ...], groups: dict[tuple[str, ...], Group], counts: tuple[str, ...]) -> list[dict[Cell, int]]:
    """That the stages of each group add up, as far as a table has them."""
    kept = [(whole, parts) for whole, parts in ALL_STEPS if {whole, *parts} <= set(counts)]
    return [whole_of(Cell(by, whole, codes), [Cell(by, part, codes) for part in parts]) for codes in groups for whole, parts in kept]


def whole_of(whole: Cell, parts: list[Cell]) -> dict[Cell, int]:
    """That parts add up to a whole."""
    return {whole: 1} | dict.fromkeys(parts, -1)


def totals(snapshot: Snapshot, scope: Scope) -> Counts:
    """The counts of the whole scope."""
    groups = grouped(snapshot, scope) or {(): reached((0,) * len(STAGES))}
    return Counts(cells_of((), groups, tuple(STAGES_OF)), steps((), groups, tuple(STAGES_OF)))


def by_dimension(snapshot: Snapshot, scope: Scope, dimension: Dimension) -> Counts:
    """The counts by one dimension. Groups that occur in the snapshot but not in the scope stand in it with zeros."""
    by, counts = (dimension.code,), COUNTED_BY[dimension.code]
    groups = with_zeros(grouped(snapshot, scope, dimension), grouped(snapshot, everything(scope), dimension))
    sums = [whole_of(Cell((), count, ()), [Cell(by, count, codes) for codes in groups]) for count in counts]
    return Counts(cells_of(by, groups, counts), sums + steps(by, groups, counts))


def with_zeros(found: dict[tuple[str, ...], Group], known: dict[tuple[str, ...], Group]) -> dict[tuple[str, ...], Group]:
    """Groups with those that are known of but empty, which come last."""
    return found | {codes: reached((0,) * len(STAGES)) for codes in known if codes not in found}


def everything(scope: Scope) -> Scope:
    """All of the same snapshot in the same unit."""
    return Scope(scope.as_of, unit=scope.unit)


def by_place(snapshot: Snapshot, scope: Scope) -> Counts:
    """The counts by agency, agency type and province together: the agencies of a type, and of a province, add up to it.

    An agency that the register has under several types or provinces ('unknown') is taken apart into these, which stand in no table.
    """
    known = grouped(snapshot, everything(scope), *PLACES)
    fine = with_zeros(grouped(snapshot, scope, *PLACES), known)
    tables = [
        with_zeros(grouped(snapshot, scope, each), dict.fromkeys([(codes[axis],) for codes in known], {}))
        for axis, each in enumerate(PLACES)
    ]
    found = Counts({}, [])
    for each, groups in zip(PLACES, tables, strict=True):
        found |= Counts(cells_of((each.code,), groups, COUNTED_BY[each.code]), steps((each.code,), groups, COUNTED_BY[each.code]))
    finest = finest_places(list(fine))
    split = {codes: group for codes, group in fine.items() if len(finest[codes].by) == len(PLACES)}
    types = [whole_of(Cell((), count, ()), [Cell((AGENCY_TYPE.code,), count, codes) for codes in tables[1]]) for count in MAIN]
    types += [whole_of(Cell((), REPORTED.code, ()), [Cell((PROVINCE.code,), REPORTED.code, codes) for codes in tables[2]])]
    return found | Counts(cells_of(finest_by(), split, (REPORTED.code,)), types + place_sums(list(fine), finest, REPORTED.code))


def uneven_types(found: Counts, threshold: int) -> set[Cell]:
    """The stages by agency type that would give back those of single agencies, which are not told: of types where a stage is empty or
    small, or where one agency has nearly all the reports."""
    largest: dict[str, int] = {}
    for cell, agencies in ((cell, agencies) for each in found.sums for cell, agencies in [(next(iter(each)), list(each)[1:])]):
        if cell.by == (AGENCY_TYPE.code,) and cell.count == REPORTED.code and agencies[0].by != cell.by:
            largest[cell.codes[0]] = max(found.cells[agency] for agency in agencies)
    blocks = {
        cell.codes[0]
        for cell in found.cells
        if cell.by == (AGENCY_TYPE.code,) and cell.count in AFTER_REPORT and found.cells[cell] < threshold
    }
    reported = {code: found.cells[Cell((AGENCY_TYPE.code,), REPORTED.code, (code,))] for code in largest}
    blocks |= {code for code, most in largest.items() if reported[code] - most < threshold}
    return {Cell((AGENCY_TYPE.code,), count, (code,)) for code in blocks for count in AFTER_REPORT if reported.get(code)}


def finest_by() -> tuple[str, ...]:
    """The dimensions of a place taken apart."""
    return tuple(each.code for each in PLACES)


def finest_places(fine: list[tuple[str, ...]]) -> dict[tuple[str, ...], Cell]:
    """The cell (of no count yet) that stands for an agency at one type and province: the agency itself where it has only one of each."""
    times = Counter(codes[0] for codes in fine)
    return {codes: Cell((AGENCY.code,), "", codes[:1]) if times[codes[0]] == 1 else Cell(finest_by(), "", codes) for codes in fine}


def place_sums(fine: list[tuple[str, ...]], finest: dict[tuple[str, ...], Cell], count: str) -> list[dict[Cell, int]]:
    """That one count adds up over agencies: to their type, to their province, and to an agency that was taken apart."""
    members: dict[Cell, list[Cell]] = {}
    for codes in fine:
        cell = finest[codes]._replace(count=count)
        for axis, each in enumerate(PLACES):
            whole = Cell((each.code,), count, (codes[axis],))
            members.setdefault(whole, []).extend([cell] if whole != cell else [])
    return [whole_of(whole, parts) for whole, parts in members.items() if parts]


def crossed(snapshot: Snapshot, scope: Scope, count: str, down: Dimension, across: Dimension, weighed: bool) -> Counts:
    """One count by two dimensions: its lines and columns add up to the tables of one dimension. Pairs that do not occur are zeros.

    weighed: how many sanctions are lighter, the same or heavier than recommended is told by itself.
    """
    by = (down.code, across.code)
    found = grouped(snapshot, scope, down, across)
    lines, columns = (sorted({codes[axis] for codes in found}) for axis in (0, 1))
    cells = {
        Cell(by, count, (line, column)): found[line, column][count] if (line, column) in found else 0
        for line in lines
        for column in columns
    }
    if down is AGENCY:  # its table does not hold them
        cells |= {Cell(by[:1], count, codes): group[count] for codes, group in grouped(snapshot, scope, AGENCY).items()}
    if by == (SANCTION_RECOMMENDED.code, SANCTION_IMPOSED.code):
        return Counts(cells, sanction_sums(lines, columns) + (weight_sums(lines, columns) if weighed else []))
    sums = [whole_of(Cell(by[:1], count, (line,)), [Cell(by, count, (line, column)) for column in columns]) for line in lines]
    return Counts(
        cells, sums + [whole_of(Cell(by[1:], count, (column,)), [Cell(by, count, (line, column)) for line in lines]) for column in columns]
    )


def sanction_sums(lines: list[str], columns: list[str]) -> list[dict[Cell, int]]:
    """How sanctions recommended against imposed add up: those with one are the sanctioned, those without the outstanding."""
    by = (SANCTION_RECOMMENDED.code, SANCTION_IMPOSED.code)

    def cell(line: str, column: str) -> Cell:
        return Cell(by, RECOMMENDED.code, (line, column))

    imposed = [column for column in columns if column != NONE]
    sums = [whole_of(Cell(by[:1], SANCTIONED.code, (line,)), [cell(line, column) for column in imposed]) for line in lines]
    sums += [whole_of(Cell(by[:1], OUTSTANDING.code, (line,)), [cell(line, NONE)]) for line in lines if NONE in columns]
    return sums + [whole_of(Cell(by[1:], SANCTIONED.code, (column,)), [cell(line, column) for line in lines]) for column in imposed]


def weight_sums(lines: list[str], columns: list[str]) -> list[dict[Cell, int]]:
    """How many sanctions are lighter than recommended, how many the same, how many heavier."""
    by = (SANCTION_RECOMMENDED.code, SANCTION_IMPOSED.code)
    weight = list(SANCTION_RECOMMENDED.labels())
    signs = {
        (line, column): (weight.index(line) > weight.index(column)) - (weight.index(line) < weight.index(column))
        for line in lines
        for column in columns
        if column != NONE
    }
    return [
        {Cell(by, RECOMMENDED.code, codes): 1 for codes, sign in signs.items() if sign == wanted}
        for wanted in (-1, 0, 1)
        if wanted in signs.values()
    ]
