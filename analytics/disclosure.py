"""Nobody is pointed at: which numbers public mode does not tell.

Policy. An *attribute* is what a number is broken down or filtered by, or the period of report. Agency, its type and its province are one
attribute (each follows from the agency), and so are day, week, month and period. `election` is a population and `status` a stage, like
the metrics: neither is an attribute. Numbers of at most one attribute are totals that KASN, BKN and Kemendagri publish themselves, by
agency, province or position: they stay, however small. Numbers of two or more are *crosses*: counts of 1 to threshold - 1 units are
hidden, and more with them, so that nothing visible gives them back (analytics.suppression). Zero stays zero, unless only a zero can hide
a number. A rate is hidden where its numerator, its denominator or their difference is; a median where it rests on fewer than threshold,
in a scope or breakdown of one attribute too.

One plan for each scope (snapshot, filters, period, unit): whichever figure is asked first, the same numbers are hidden in all of them.
In a scope of one attribute the totals are known, so each breakdown stands by itself, and the crossed tables with the breakdowns they
are crossed of; in a scope of more, totals may be hidden too and everything hangs together. A total hidden in the wider scope, as one of
its groups, is hidden as the total of the narrower one.

Simpler than it could be, on the side of hiding more: days and weeks of a filtered scope are hidden altogether unless no day is small;
so are stages by group that no figure shows, and crossed tables that are not declared in analytics.counts. Since what is hidden is rarely
zero, hidden numbers that come to less than the threshold, or to as many as they are, take a zero beside them along.

Where a whole is smaller than the threshold, the names of its groups would tell what their numbers do not: then every group there is
stands in the breakdown, hidden.

What it cannot do: protect against subtracting scopes from one another (filter A without B from filter A; periods a day apart; two
snapshots; persons from cases). Each scope is safe by itself. And a number below a published total smaller than the threshold cannot be
more uncertain than that total.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from analytics import counts, suppression
from analytics.ask import Answer, Row, ask, order
from analytics.counts import COUNTED_BY, CROSSED, PLACES, STAGES_OF, UNPROVEN, Cell, Counts
from analytics.metrics import METRICS, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED, Metric
from analytics.register.snapshots import Register, Snapshot
from analytics.scope import Scope
from analytics.settings import settings
from analytics.suppression import hidden as hidden
from analytics.vocabulary import (
    AGENCY,
    DAY,
    DIMENSIONS,
    ELECTION,
    MONTH,
    OTHER,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    STATUS,
    UNKNOWN,
    WAITING,
    WEEK,
    Dimension,
    first_day,
    time_code,
)

PLACE = "place"
REPORT = MONTH.day  # the attribute of every period of report
FREE = {ELECTION.code, STATUS.code}  # no attributes
PERIODS = (WEEK, DAY)
# What a metric divides by without saying so: these count one part of a breakdown.
OF_ITS_OWN = {
    "overdue": WAITING,
    "as_recommended": SANCTION_IMPOSED,
    "sanction_not_weighed": SANCTION_IMPOSED,
    "share_of_compared": SANCTION_IMPOSED,
}
WEIGHT = "weight"  # of a sanction against the one recommended: sums of the table of both
# The counts behind a metric; a rate also tells the difference of its two.
BEHIND: dict[str, tuple[str, ...]] = {
    **{code: (code,) for code in STAGES_OF},
    "compliance_rate": (SANCTIONED.code, RECOMMENDED.code, OUTSTANDING.code),
    "outstanding_rate": (SANCTIONED.code, RECOMMENDED.code, OUTSTANDING.code),
    "proven_rate": (RECOMMENDED.code, REPORTED.code, UNPROVEN),
    "processed_rate": ("processed", REPORTED.code, "in_process"),
    "share_of_reported": (REPORTED.code,),
    "share_of_recommended": (RECOMMENDED.code,),
}


@dataclass(frozen=True)
class Ground:
    """What a plan is made for: a scope of a register in one version (file, and whether synthetic), and the threshold."""

    register: Register
    version: tuple[str, bool]
    scope: Scope
    threshold: int

    @property
    def snapshot(self) -> Snapshot:
        """Where the counts come from."""
        return self.register.at(self.scope.as_of)

    @property
    def cross(self) -> bool:
        """Whether even the totals of the scope are crosses."""
        return len(attributes(self.scope)) > 1

    def within(self, scope: Scope) -> "Ground":
        """The same of another scope."""
        return replace(self, scope=scope)


@dataclass(frozen=True)
class Plan:
    """Counts that hang together, and which of them are hidden."""

    counts: Counts
    hidden: frozenset[Cell]

    def __or__(self, other: "Plan") -> "Plan":
        return Plan(self.counts | other.counts, self.hidden | other.hidden)


def attribute(dimension: Dimension) -> str:
    """The attribute that a dimension tells; empty where it tells none."""
    if dimension.kind == "time":
        return dimension.day
    if dimension.code == WEIGHT:
        return SANCTION_IMPOSED.code
    return PLACE if dimension in PLACES else "" if dimension.code in FREE else dimension.code


def attributes(scope: Scope, by: Iterable[Dimension] = (), metric: Metric | None = None) -> set[str]:
    """What the numbers of a question tell of those they count."""
    told = [*by, *(DIMENSIONS[code] for code in scope.where)]
    told += [OF_ITS_OWN[metric.code]] if metric and metric.code in OF_ITS_OWN else []
    return {attribute(each) for each in told} - {""} | ({REPORT} if scope.start or scope.end else set())


def is_cross(answer: Answer) -> bool:
    """Whether the groups of an answer are crosses."""
    return len(attributes(answer.scope, answer.by, answer.metric)) > 1


def protected(register: Register, answer: Answer) -> Answer:
    """The answer as public mode tells it: what must be hidden is without a number, and stands where its place tells nothing."""
    threshold = settings().small_cell_threshold
    if threshold <= 1 or not is_cross(answer):
        return without_few(answer, threshold)
    snapshot = register.at(answer.scope.as_of)
    ground = Ground(register, (snapshot.version, snapshot.synthetic), answer.scope, threshold)
    total = unseen_total(answer.total, threshold) if total_hidden(ground, answer) else answer.total
    if not answer.by:
        return replace(answer, total=total)
    if is_little(answer.total, total.hidden, threshold):
        return nameless(ground, replace(answer, total=total))
    if total.hidden and answer.metric.kind == "share":  # every group names the total as its base
        return replace(answer, rows=tuple(in_place(answer, {row.codes for row in answer.rows})), total=total)
    return replace(answer, rows=tuple(in_place(answer, codes_hidden(ground, answer))), total=total)


def is_little(total: Row, hidden: bool, threshold: int) -> bool:
    """Whether a whole is so small that the names of its groups would tell of persons what their numbers do not; where it is hidden, also
    where it is nothing."""
    return 0 < whole(total) < threshold or (hidden and not whole(total))


def nameless(ground: Ground, answer: Answer) -> Answer:
    """A breakdown of so few that every group there is stands in it, hidden, whether anybody is in it or not; agencies, which are too many,
    stand together, but for those of a scope of places, which are published."""
    sides = [every_code(ground, each) for each in answer.by]
    if AGENCY in answer.by and attributes(ground.scope) <= {PLACE}:
        axis = answer.by.index(AGENCY)
        sides[axis] = dict.fromkeys(row.codes[axis] for row in answer.rows)
    rows = in_place(replace(answer, rows=()), set(product(*sides)))
    return replace(answer, rows=tuple(rows), pooled=len(AGENCY.members) if AGENCY in answer.by else answer.pooled)


def every_code(ground: Ground, dimension: Dimension) -> Iterable[str]:
    """Every code that a dimension can have in a register, whoever is asked for."""
    if dimension == AGENCY:
        return (OTHER,)
    if dimension.kind != "time":
        return dimension.labels()
    days = ask(ground.register, REPORTED, counts.everything(ground.scope), DAY).rows
    return periods_between(dimension.code, *(first_day("day", days[place].code) for place in (0, -1)))


def without_few(answer: Answer, threshold: int) -> Answer:
    """A breakdown of one attribute, or a scope of one: its counts are published, but a median of a few is nearly one person's time."""
    if answer.metric.kind != "median" or not attributes(answer.scope, answer.by):
        return answer
    few = {row.codes for row in answer.rows if small(row, threshold)}
    total = unseen_row(answer.total) if attributes(answer.scope) and small(answer.total, threshold) else answer.total
    return replace(answer, rows=tuple(in_place(answer, few)) if few else answer.rows, total=total)


def in_place(answer: Answer, codes: set[tuple[str, ...]]) -> list[Row]:
    """The rows, those of these codes hidden; hidden ones by their labels after the visible, where the visible stand by value."""
    found = {row.codes: row for row in answer.rows}
    rows = [row for row in answer.rows if row.codes not in codes]
    rows += [unseen_row(found.get(each) or Row(each, None, None, None)) for each in sorted(codes)]
    if len(answer.by) == 1 and answer.by[0].kind == "nominal":
        return sorted(rows, key=lambda row: (row.code == UNKNOWN, row.hidden, answer.label(row, "id") if row.hidden else ""))
    return sorted(rows, key=lambda row: order(row, answer.by))


def unseen_row(row: Row) -> Row:
    """A row without its numbers."""
    return Row(row.codes, None, None, None, hidden=True)


def unseen_total(row: Row, threshold: int) -> Row:
    """A total without its number; a sentence may say that it is a small one, since nothing beside it in its scope is told."""
    return replace(unseen_row(row), few=row.denominator is None and 0 < (row.numerator or 0) < threshold)


def total_hidden(ground: Ground, answer: Answer) -> bool:
    """Whether the number of the whole scope is hidden."""
    metric = answer.metric
    if len(attributes(ground.scope, (), metric)) < 2:
        return False
    if metric.code in OF_ITS_OWN:
        return part_hidden(ground, metric)
    gone = totals_plan(ground).hidden
    if metric.code in BEHIND:
        return any(Cell((), count, ()) in gone for count in BEHIND[metric.code])
    return small(answer.total, ground.threshold) or any(Cell((), count, ()) in gone for count in (REPORTED.code, RECOMMENDED.code))


def small(row: Row, threshold: int) -> bool:
    """Whether a row tells of too few, or of all but too few."""
    told = [row.numerator, row.denominator]
    told += [row.denominator - row.numerator] if row.denominator is not None and row.numerator is not None else []
    return any(number is not None and 0 < number < threshold for number in told)


def part_hidden(ground: Ground, metric: Metric) -> bool:
    """Whether a count of one part of a breakdown is hidden: where it or the rest is small, or anything in the breakdown is hidden."""
    part, whole = (ask(ground.register, each, ground.scope).total.numerator or 0 for each in (metric, whole_of(metric)))
    if any(0 < number < ground.threshold for number in (part, whole - part)):
        return True
    dimension = OF_ITS_OWN[metric.code]
    if dimension is WAITING and between_bins(ground, part):
        return True
    plan = crossed_plan(ground, SANCTION_RECOMMENDED, SANCTION_IMPOSED) if dimension is SANCTION_IMPOSED else table_plan(ground, dimension)
    return any(dimension.code in cell.by for cell in plan.hidden) or Cell((), whole_of(metric).code, ()) in totals_plan(ground).hidden


def between_bins(ground: Ground, late: int) -> bool:
    """Whether those past a deadline are a few more or fewer than those of the longest times of waiting, which are told beside them."""
    waits = ask(ground.register, OUTSTANDING, ground.scope, WAITING)
    longest = [sum(int(row.value or 0) for row in waits.rows[place:] if row.code in WAITING.members) for place in range(len(waits.rows))]
    return any(0 < abs(late - number) < ground.threshold for number in longest)


def whole_of(metric: Metric) -> Metric:
    """What a metric of its own attribute is a part of."""
    return OUTSTANDING if OF_ITS_OWN[metric.code] is WAITING else SANCTIONED


def codes_hidden(ground: Ground, answer: Answer) -> set[tuple[str, ...]]:
    """The groups of an answer whose number is hidden; groups that do not occur in it among them, where only they can hide another."""
    if len(answer.by) == 1 and answer.by[0] in PERIODS:
        return periods_hidden(ground, answer)
    if len(answer.by) == 1 and answer.by[0].code in COUNTED_BY and answer.metric.code in BEHIND:
        return stages_hidden(ground, answer)
    pairs = {(count, (down, across)) for count, down, across in CROSSED}
    if (answer.metric.code, answer.by) in pairs and not (AGENCY in answer.by and len(attributes(ground.scope, (AGENCY,))) > 1):
        cells = crossed_plan(ground, *answer.by).hidden
        return {cell.codes for cell in cells if cell.by == tuple(each.code for each in answer.by)} | silent_lines(ground, answer)
    if len(answer.by) == 1 and answer.by[0].code == WEIGHT and crossed_plan(ground, SANCTION_RECOMMENDED, SANCTION_IMPOSED).hidden:
        return {(code,) for code in answer.by[0].members}
    if len(answer.by) == 1:
        return alone_hidden(ground, answer)
    return {row.codes for row in answer.rows}


def silent_lines(ground: Ground, answer: Answer) -> set[tuple[str, ...]]:
    """The cells of a crossed table in lines and columns that are hidden although they are zero: an empty place there would tell what the
    breakdown does not."""
    metric, margins = answer.metric.code, [table_plan(ground, each) for each in answer.by]
    cells = [
        {cell: plan for cell in plan.counts.cells if cell.by == (each.code,) and cell.count == metric}
        for each, plan in zip(answer.by, margins, strict=True)
    ]
    empty = [{cell.codes[0] for cell, plan in found.items() if cell in plan.hidden and not plan.counts.cells[cell]} for found in cells]
    lines, columns = ({cell.codes[0] for cell in found} for found in cells)
    return {(line, column) for line in lines for column in columns if line in empty[0] or column in empty[1]}


def stages_hidden(ground: Ground, answer: Answer) -> set[tuple[str, ...]]:
    """The hidden groups of a count, rate or share of stages by one dimension."""
    by, behind = (answer.by[0].code,), BEHIND[answer.metric.code]
    if by[0] in (SANCTION_IMPOSED.code,) and answer.metric is RECOMMENDED:
        behind = (SANCTIONED.code,)
    gone = table_plan(ground, answer.by[0]).hidden
    if not set(behind) <= set(COUNTED_BY[by[0]]):
        cells = table_plan(ground, answer.by[0]).counts.cells
        return {row.codes for row in answer.rows} | {cell.codes for cell in cells if cell.by == by and (cells[cell] or cell in gone)}
    return {cell.codes for cell in gone if cell.by == by and cell.count in behind}


def periods_hidden(ground: Ground, answer: Answer) -> set[tuple[str, ...]]:
    """All weeks or days of the register, or none where no day is small and no month hidden."""
    days = ask(ground.register, REPORTED, ground.scope, DAY)
    if not any(small(row, ground.threshold) for row in days.rows) and not table_plan(ground, MONTH).hidden and answer.metric is REPORTED:
        return set()
    return {(code,) for code in every_code(ground, answer.by[0])} | {row.codes for row in answer.rows}


def periods_between(grain: str, first: date, last: date) -> set[str]:
    """Every week or day that has a day between two."""
    return {time_code(grain, first + timedelta(days=days)) for days in range((last - first).days + 1)}


def alone_hidden(ground: Ground, answer: Answer) -> set[tuple[str, ...]]:
    """The hidden groups of a number that hangs together with no other, such as medians: by its own small groups and their sum."""
    cells: dict[tuple[str, ...], int] = {}
    sums = []
    for name, number in NUMBERS.items():
        values = {(name, *row.codes): number(row) for row in (*answer.rows, replace(answer.total, codes=("",)))}
        cells |= values
        sums.append({key: 1 if key == (name, "") else -1 for key in values})
    for row in (*answer.rows, replace(answer.total, codes=("",))):
        sums.append({(name, *row.codes): sign for name, sign in (("whole", 1), ("part", -1), ("rest", -1))})
    fixed = set() if total_hidden(ground, answer) else {key for key in cells if key[1:] == ("",)}
    gone = suppression.hidden(cells, sums, ground.threshold, fixed, {key for key in cells if key[1:] in linked(ground, answer)})
    return {key[1:] for key in gone if key[1:] != ("",)}


def part(row: Row) -> int:
    """How many of a group have what a number asks for; of a median, all it rests on."""
    return (row.numerator if row.numerator is not None else row.denominator) or 0


def whole(row: Row) -> int:
    """How many of a group it is asked of."""
    return (row.denominator if row.denominator is not None else row.numerator) or 0


NUMBERS: dict[str, Callable[[Row], int]] = {"part": part, "whole": whole, "rest": lambda row: whole(row) - part(row)}


def linked(ground: Ground, answer: Answer) -> set[tuple[str, ...]]:
    """The groups hidden in the counts that such a number rests on: those recommended, and those sanctioned."""
    dimension = answer.by[0]
    if dimension.code not in COUNTED_BY or DIMENSIONS.get(dimension.code) != dimension:
        return set()
    return {
        cell.codes
        for cell in table_plan(ground, dimension).hidden
        if cell.by == (dimension.code,) and cell.count in (RECOMMENDED.code, SANCTIONED.code)
    }


def table_plan(ground: Ground, dimension: Dimension) -> Plan:
    """The plan of a breakdown by one dimension; in scopes with hidden totals, of all of them together."""
    if totals_plan(ground).hidden:
        return chained(ground, BUNDLES.index(bundle(dimension)))
    return bundle_plan(ground, bundle(dimension))


def bundle(dimension: Dimension) -> Dimension:
    """The dimension that stands for all that are planned with this one."""
    return PLACES[0] if dimension in PLACES else dimension


BUNDLES = tuple(DIMENSIONS[code] for code in COUNTED_BY if DIMENSIONS[code] not in PLACES[1:])


@lru_cache(maxsize=512)
def totals_plan(ground: Ground) -> Plan:
    """The totals of a scope. In a cross, a total is also hidden where it is as a group of a wider scope."""
    found = counts.totals(ground.snapshot, ground.scope)
    if not ground.cross:
        return Plan(found, frozenset())
    above = {cell for count in STAGES_OF if hidden_above(ground, count) for cell in [Cell((), count, ())]}
    gone = suppression.hidden(found.cells, found.sums, ground.threshold, (), above, found.unseen(), found.cost())
    return Plan(found, frozenset(gone))


def hidden_above(ground: Ground, count: str) -> bool:
    """Whether a count of this scope is a hidden group of the scope without one of its filters."""
    for code, members in ground.scope.where.items():
        dimension = DIMENSIONS[code]
        wider = replace(ground.scope, where={name: held for name, held in ground.scope.where.items() if name != code})
        if count not in COUNTED_BY.get(code, ()) or len(attributes(wider, (dimension,))) < 2:
            continue
        if count in METRICS and 0 < (ask(ground.register, METRICS[count], wider).total.numerator or 0) < ground.threshold:
            return True  # of so few no group tells whether anybody is in it
        gone = table_plan(ground.within(wider), dimension).hidden
        if any(Cell((code,), count, (member,)) in gone for member in members):
            return True
    return False


@lru_cache(maxsize=512)
def bundle_plan(ground: Ground, dimension: Dimension) -> Plan:
    """The plan of a breakdown by itself: the totals are known. That of agencies holds their types and provinces."""
    return extended(ground, totals_plan(ground), counted(ground, dimension))


def counted(ground: Ground, dimension: Dimension) -> Counts:
    """The counts of a breakdown."""
    if dimension in PLACES:
        return counts.by_place(ground.snapshot, ground.scope)
    return counts.by_dimension(ground.snapshot, ground.scope, dimension)


@lru_cache(maxsize=512)
def chained(ground: Ground, last: int) -> Plan:
    """The plan of the first breakdowns together, up to a place in BUNDLES, where hidden totals tie them to one another."""
    before = chained(ground, last - 1) if last else totals_plan(ground)
    return extended(ground, before, counted(ground, BUNDLES[last]))


def crossed_plan(ground: Ground, down: Dimension, across: Dimension) -> Plan:
    """The plan of a crossed table, with the breakdowns it is crossed of and the tables crossed before it that share one."""
    place = next(place for place, (_, *pair) in enumerate(CROSSED) if pair == [down, across])
    return crossed_until(ground, place)


@lru_cache(maxsize=512)
def crossed_until(ground: Ground, place: int) -> Plan:
    """The plan of the crossed table at a place in CROSSED."""
    count, down, across = CROSSED[place]
    weighed = not attributes(ground.scope)  # in a filtered scope it is hidden with the table
    if totals_plan(ground).hidden:
        before = crossed_until(ground, place - 1) if place else chained(ground, len(BUNDLES) - 1)
    else:
        before = table_plan(ground, down) | table_plan(ground, across)
        before |= (
            crossed_until(ground, place - 1)
            if place and {down, across} & set(CROSSED[place - 1][1:])
            else Plan(Counts({}, []), frozenset())
        )
    return extended(ground, before, counts.crossed(ground.snapshot, ground.scope, count, down, across, weighed))


def extended(ground: Ground, before: Plan, more: Counts) -> Plan:
    """A plan with more counts; what was visible before stays so, and what was hidden stays safe."""
    found = before.counts | more
    settled = {cell for cell in before.counts.cells if cell not in before.hidden and not stays_open(ground, cell)}
    fixed = settled | {cell for cell in more.cells if published(ground, cell)}
    gone = suppression.hidden(
        found.cells,
        found.sums,
        ground.threshold,
        fixed,
        before.hidden | (counts.uneven_types(more, ground.threshold) - fixed),
        found.unseen() - fixed,
        found.cost(),
        found.together(),
    )
    return Plan(found, frozenset(gone))


def stays_open(ground: Ground, cell: Cell) -> bool:
    """Whether a cell that was not hidden is nevertheless not known, as it stands in no table."""
    return (cell.count == UNPROVEN or len(cell.by) == len(PLACES)) and not published(ground, cell)


def published(ground: Ground, cell: Cell) -> bool:
    """Whether a cell has too few attributes to be a cross."""
    return len(attributes(ground.scope, (DIMENSIONS[code] for code in cell.by))) < 2
