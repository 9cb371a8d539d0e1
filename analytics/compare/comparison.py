"""The difference of a number between two snapshots as parts: each reason's share of it, exactly; rates split into within and mix."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from analytics.ask import Answer, Row, ask
from analytics.compare.moved import moved
from analytics.compare.reasons import REASONS, RECLASSIFIED
from analytics.compare.units import check_recognised
from analytics.metrics import Metric
from analytics.register.snapshots import Register
from analytics.scope import Scope
from analytics.vocabulary import Dimension, time_code

if TYPE_CHECKING:
    import pandas as pd

WHOLE = ("total",)


@dataclass(frozen=True)
class Part:
    """One reason's part of a difference. numerator, denominator: units it brought (or took away: below zero) above and below the line.

    effect: what it adds to the value, exactly (a count: the numerator; a rate: a fraction of 1); None where one of the values does not
    exist. hidden: not told in public mode; then there is no number at all.
    """

    reason: str
    numerator: int | None
    denominator: int | None
    effect: Fraction | None
    hidden: bool = False


@dataclass(frozen=True)
class Change:
    """One group (or the whole scope) then and now, and why it differs; the parts' effects add up to the difference, if both values exist.

    within, mix: of a group of a rate, how much of the change of the *whole* is due to the change of its own rate, and of its weight.
    """

    codes: tuple[str, ...]
    then: Row
    now: Row
    parts: tuple[Part, ...]
    within: Fraction | None = None
    mix: Fraction | None = None

    @property
    def code(self) -> str:
        """The code of the group."""
        return self.codes[0]

    @property
    def known(self) -> bool:
        """Whether both values exist and are told."""
        return self.then.value is not None and self.now.value is not None

    @property
    def difference(self) -> Fraction | None:
        """Value now less value then, exactly; None where one of them does not exist or is not told."""
        return exact(self.now) - exact(self.then) if self.known else None

    def part(self, reason: str) -> Part | None:
        """The part of one reason, None where it has none."""
        return next((part for part in self.parts if part.reason == reason), None)


@dataclass(frozen=True)
class Move:
    """Units that a correction of the register took from one group to another."""

    source: str
    target: str
    units: int


@dataclass(frozen=True)
class Comparison:
    """A metric at two snapshots, earlier and later, in one scope. groups: by the dimension, in the order of the later answer, those that
    are gone after them; moves: between the groups, those that are told. Medians have no parts."""

    then: Answer
    now: Answer
    whole: Change
    groups: tuple[Change, ...]
    moves: tuple[Move, ...]

    @property
    def metric(self) -> Metric:
        """What was asked."""
        return self.now.metric

    def group(self, code: str) -> Change | None:
        """One group's change, None where it occurs in neither snapshot."""
        return next((change for change in self.groups if change.code == code), None)

    @property
    def within(self) -> Fraction | None:
        """How much of the difference of a rate comes from the groups' own rates; None where it is not split or not told."""
        return total_of([change.within for change in self.groups])

    @property
    def mix(self) -> Fraction | None:
        """How much of it comes from the weights of the groups."""
        return total_of([change.mix for change in self.groups])

    @property
    def overlap(self) -> Fraction | None:
        """What the groups' within and mix leave of the difference of the whole, because units stand in several groups; 0 where none does."""
        difference, within, mix = self.whole.difference, self.within, self.mix
        return None if difference is None or within is None or mix is None else difference - within - mix


def total_of(numbers: list[Fraction | None]) -> Fraction | None:
    """Their sum; None where there are none, or one is missing."""
    known = [number for number in numbers if number is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(numbers) else None


def exact(row: Row) -> Fraction:
    """A value as a fraction; of a median, which has no numerator, as the number it is."""
    if row.numerator is None:
        return Fraction(row.value or 0)
    return Fraction(row.numerator, 1 if row.denominator is None else row.denominator)


def compare(register: Register, metric: Metric, then: Scope, now: Scope, *by: Dimension) -> Comparison:
    """The same question at two snapshots, and why the answers differ. then: the same scope at the earlier one; by: none or one.

    Raises Notice where it cannot be asked of either, and Unanswered where one of the snapshots cannot tell.
    """
    before, after = ask(register, metric, then, *by), ask(register, metric, now, *by)
    if metric.kind in ("median", "estimate"):
        return without_parts(before, after)
    whole = between(register, versions(register, then, now), metric, then, now, ()).counts.get(WHOLE[0], {})
    found = between(register, versions(register, then, now), metric, then, now, by) if by else Between({}, ())
    changes = [group_change(before, after, code, found.counts.get(code, {}), whole) for code in codes_of(before, after)]
    return Comparison(before, after, whole_change(before, after, whole), split(changes, metric), found.moves)


Counts = dict[str, tuple[int, int]]  # reason -> numerator, denominator


@dataclass(frozen=True)
class Between:
    """What changed between two snapshots: by group (or for the whole) and reason, and the moves between groups."""

    counts: dict[str, Counts]
    moves: tuple[Move, ...]


Versions = tuple[tuple[str, bool], ...]


def versions(register: Register, *scopes: Scope) -> Versions:
    """What a comparison rests on, the file and whether it is synthetic: changes when one of its snapshots does."""
    return tuple((snapshot.version, snapshot.synthetic) for snapshot in (register.at(scope.as_of) for scope in scopes))


@lru_cache(maxsize=1024)
def between(register: Register, versions: Versions, metric: Metric, then: Scope, now: Scope, by: tuple[Dimension, ...]) -> Between:
    """The changes of a metric, kept for every reader until one of the two snapshots changes. Raises Notice."""
    sides = [(register.at(scope.as_of), scope) for scope in (then, now)]
    for snapshot, scope in sides:
        check_recognised(snapshot, metric, scope.unit)
    lines = moved(metric, sides[0], sides[1], by)
    return Between(counted(lines, by), tuple(moves_in(lines, by)) if by else ())


def counted(lines: "pd.DataFrame", by: tuple[Dimension, ...]) -> dict[str, Counts]:
    """Changes by group and reason, summed."""
    found: dict[str, Counts] = {}
    sums = lines.groupby(["code", "reason"])[["numerator", "denominator"]].sum()
    for (code, reason), numerator, denominator in sums.itertuples():
        found.setdefault(read_code(code, by), {})[reason] = (int(numerator), int(denominator))
    return found


def read_code(code: str, by: tuple[Dimension, ...]) -> str:
    """A group's code as SQL gave it; a day becomes a time code."""
    return time_code(by[0].code, date.fromisoformat(code[:10])) if by and by[0].kind == "time" else code


def codes_of(before: Answer, after: Answer) -> list[str]:
    """The groups of both answers: in the order of the later, those that are gone after them."""
    return list(dict.fromkeys(row.code for answer in (after, before) for row in answer.rows)) if after.by else []


def whole_change(before: Answer, after: Answer, counts: Counts) -> Change:
    """The change of the whole scope."""
    parts = parts_of(before.metric.kind, before.total, after.total, counts, counts)
    return Change(WHOLE, before.total, after.total, parts)


def group_change(before: Answer, after: Answer, code: str, counts: Counts, whole: Counts) -> Change:
    """The change of one group; of a share, the base is the whole scope's."""
    then, now = (answer.row(code) or absent(answer, code) for answer in (before, after))
    kind = before.metric.kind
    return Change((code,), then, now, parts_of(kind, then, now, counts, whole if kind == "share" else counts))


def absent(answer: Answer, code: str) -> Row:
    """The row of a group that nobody is in: none of nobody, of a share none of all."""
    if answer.metric.kind == "count":
        return Row((code,), 0, None, 0)
    base = answer.total.denominator if answer.metric.kind == "share" else 0
    return Row((code,), 0, base, 0.0 if base else None)


def parts_of(kind: str, then: Row, now: Row, above: Counts, below: Counts) -> tuple[Part, ...]:
    """The parts of a difference, in the order of the reasons. above, below: what each changed in numerator and denominator."""
    parts = []
    for reason in REASONS:
        numerator, denominator = above.get(reason, (0, 0))[0], below.get(reason, (0, 0))[1]
        if numerator or (denominator and kind != "count"):
            parts.append(
                Part(reason, numerator, None if kind == "count" else denominator, effect_of(kind, then, now, numerator, denominator))
            )
    return tuple(parts)


def effect_of(kind: str, then: Row, now: Row, numerator: int, denominator: int) -> Fraction | None:
    """What a change of numerator and denominator adds to the value: (n - r N) / N now, with the earlier rate r.

    Because n - r N is zero for what stood there before, the effects of all reasons add up to the later rate less the earlier.
    """
    if kind == "count":
        return Fraction(numerator)
    if not then.denominator or not now.denominator:
        return None
    return (numerator - exact(then) * denominator) / now.denominator


def split(changes: list[Change], metric: Metric) -> tuple[Change, ...]:
    """The groups of a rate with their parts in the change of the whole (Kitagawa 1955): within, the mean weight times the change of the
    rate; mix, the mean rate times the change of the weight. A rate that does not exist is taken as the other snapshot's."""
    totals = [sum(row.denominator or 0 for row in rows) for rows in ([each.then for each in changes], [each.now for each in changes])]
    if metric.kind != "rate" or not all(totals):
        return tuple(changes)
    return tuple(split_one(change, totals[0], totals[1]) for change in changes)


def split_one(change: Change, then_all: int, now_all: int) -> Change:
    """Within and mix of one group."""
    weights = Fraction(change.then.denominator or 0, then_all), Fraction(change.now.denominator or 0, now_all)
    rows = [row if row.denominator else other for row, other in ((change.then, change.now), (change.now, change.then))]
    rates = [exact(row) if row.denominator else Fraction(0) for row in rows]
    within, mix = sum(weights) / 2 * (rates[1] - rates[0]), sum(rates) / 2 * (weights[1] - weights[0])
    return replace(change, within=Fraction(within), mix=Fraction(mix))


def moves_in(lines: "pd.DataFrame", by: tuple[Dimension, ...]) -> Iterable[Move]:
    """Who was taken from group to group by a correction, largest first."""
    crossing = lines[lines["reason"].isin(RECLASSIFIED) & (lines["source"] != "") & (lines["numerator"] > 0)]
    counts = crossing.groupby(["source", "code"]).size().sort_index().sort_values(ascending=False, kind="stable")
    return [Move(read_code(source, by), read_code(code, by), int(count)) for (source, code), count in counts.items()]


def without_parts(before: Answer, after: Answer) -> Comparison:
    """A number that is no sum of its units, such as a median: then and now alone."""
    none = [Row((code,), None, 0, None) for code in codes_of(before, after)]
    groups = tuple(Change(row.codes, before.row(*row.codes) or row, after.row(*row.codes) or row, ()) for row in none)
    return Comparison(before, after, Change(WHOLE, before.total, after.total, ()), groups, ())
