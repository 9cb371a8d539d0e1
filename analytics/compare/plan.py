"""Which reasons of a comparison public mode does not tell: one plan for all counts of a scope, since one can be subtracted from another.

A cell is how many of a count (a stage, or several) began or ceased to count for one reason. How cells hang together: the reasons of a
count add up to its difference, which is told; for every reason reported = recommended + not (yet) proven, recommended = sanctioned +
outstanding, and so on, as stages do (analytics.counts). Those sanctioned who had not been recommended before (here: passed straight) are newly
recommended by the one count and newly sanctioned by the other.

Groups tell the reasons of those reported alone; of the other counts they tell the numbers then and now. So nothing can be subtracted there,
and what corrections moved from group to group hangs together with the reasons of the same count.
"""

from collections.abc import Iterable, Mapping

from analytics.compare.comparison import WHOLE, Change, Comparison
from analytics.compare.reasons import REASONS, RECLASSIFIED, STATUS_CHANGED
from analytics.compare.reasons import RECOMMENDED as NEWLY_RECOMMENDED
from analytics.compare.reasons import SANCTIONED as NEWLY_SANCTIONED
from analytics.counts import ALL_STEPS, DEAR, UNPROVEN
from analytics.metrics import METRICS, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED, Metric
from analytics.suppression import hidden

Key = tuple[str, str, str]  # count, group, reason; or 'move', from, to
MOVE = "move"
COUNTS = tuple(code for code, metric in METRICS.items() if metric.kind == "count")
# The counts whose reasons tell those of a number: a rate tells its numerator, and its base or what is left of it.
TELLING = {
    **{code: (code,) for code in METRICS},
    "compliance_rate": ("sanctioned", "outstanding"),
    "outstanding_rate": ("sanctioned", "outstanding"),
    "proven_rate": ("recommended", "reported"),
    "processed_rate": ("processed", "reported"),
}
SAY_LEAST = (*RECLASSIFIED, STATUS_CHANGED)  # hidden before reports that came or went
STRAIGHT: Key = ("straight", WHOLE[0], NEWLY_SANCTIONED)


def secret(whole: Mapping[str, Comparison], by_group: Comparison | None, threshold: int) -> set[Key]:
    """The cells that are not told. whole: the comparisons of all counts in a filtered scope, by code, without groups; empty where the scope
    is not filtered, so that its totals stay. by_group: that of those reported by a dimension. Hidden levels hide their reasons."""
    signed = {key: size for code, found in whole.items() for key, size in cells_of(code, found.whole).items()}
    signed |= unshown(signed, whole)
    sums = [*(signs(signed, code) for code in whole), *steps(signed)]
    closed = {key for code, found in whole.items() if levels_hidden(found.whole) for key in cells_of(code, found.whole)}
    unseen = {key for key in signed if key == STRAIGHT or key[0] == UNPROVEN}
    gone = hidden(sizes(signed), sums, threshold, (), closed, unseen, costs(signed))
    if by_group is None:
        return gone
    groups = {key: size for change in by_group.groups for key, size in cells_of(REPORTED.code, change).items()}
    closed = {key for change in by_group.groups if levels_hidden(change) for key in cells_of(REPORTED.code, change)}
    settled = set(signed) - gone - unseen
    signed |= groups | {(MOVE, each.source, each.target): each.units for each in by_group.moves}
    sums += group_sums(signed, by_group)
    return gone | hidden(sizes(signed), sums, threshold, settled, gone | closed, unseen, costs(signed))


def levels_hidden(change: Change) -> bool:
    """Whether one of the two levels is not told."""
    return change.then.hidden or change.now.hidden


def cells_of(code: str, change: Change) -> dict[Key, int]:
    """The signed counts behind a change."""
    return {(code, change.code, part.reason): part.numerator for part in change.parts if part.numerator}


def unshown(signed: Mapping[Key, int], whole: Mapping[str, Comparison]) -> dict[Key, int]:
    """What stands nowhere, and is not to be worked out either where it is few: those reported and not recommended, by reason, and those who
    passed straight to a sanction."""

    def size(metric: Metric, reason: str) -> int:
        return signed.get((metric.code, WHOLE[0], reason), 0)

    found: dict[Key, int] = {}
    if {REPORTED.code, RECOMMENDED.code} <= whole.keys():
        found = {(UNPROVEN, WHOLE[0], reason): size(REPORTED, reason) - size(RECOMMENDED, reason) for reason in REASONS}
    if {RECOMMENDED.code, SANCTIONED.code, OUTSTANDING.code} <= whole.keys():
        sanctioned, outstanding, before = (size(metric, NEWLY_SANCTIONED) for metric in (SANCTIONED, OUTSTANDING, RECOMMENDED))
        found[STRAIGHT] = sanctioned + outstanding - before
    return {key: number for key, number in found.items() if number}


def sizes(signed: Mapping[Key, int]) -> dict[Key, int]:
    """The counts without their signs, which every reader knows."""
    return {key: abs(size) for key, size in signed.items()}


def costs(signed: Mapping[Key, int]) -> dict[Key, float]:
    """What is hidden first: corrections and changes of status, which say least; else the smallest, and those most asked for last."""
    return {key: abs(size) / 1000 if key[2] in SAY_LEAST else abs(size) + DEAR.get(key[0], 0.0) for key, size in signed.items()}


def signs(signed: Mapping[Key, int], code: str, group: str = WHOLE[0], side: int = 1, only: Iterable[str] = REASONS) -> dict[Key, int]:
    """The cells of one count in one group for some reasons, each with its sign: what they add up to. side: -1 where it is subtracted."""
    keys = ((code, group, reason) for reason in only)
    return {key: side if signed[key] > 0 else -side for key in keys if key in signed}


def steps(signed: Mapping[Key, int]) -> list[dict[Key, int]]:
    """How counts are made of others, reason by reason."""
    sums = []
    for whole, parts in ALL_STEPS:
        for reason in REASONS:
            row = signs(signed, whole, only=(reason,))
            for part in parts:
                row |= signs(signed, part, side=-1, only=(reason,))
            if whole == RECOMMENDED.code and STRAIGHT in signed and reason in (NEWLY_RECOMMENDED, NEWLY_SANCTIONED):
                row[STRAIGHT] = (1 if reason == NEWLY_SANCTIONED else -1) * (1 if signed[STRAIGHT] > 0 else -1)
            sums.append(row)
    return [row for row in sums if row]


def group_sums(signed: Mapping[Key, int], found: Comparison) -> list[dict[Key, int]]:
    """How the reasons of those reported hang together in groups: within each, across them, and with the moves between them."""
    code, sums = REPORTED.code, [signs(signed, REPORTED.code, change.code) for change in found.groups]
    for reason in REASONS:
        row = signs(signed, code, only=(reason,), side=-1)
        for change in found.groups:
            row |= signs(signed, code, change.code, only=(reason,))
        sums.append(row)
    sums += [moved(signed, found, change.code) for change in found.groups]
    return [row for row in sums if row]


def moved(signed: Mapping[Key, int], found: Comparison, group: str) -> dict[Key, int]:
    """What came to a group and left it is what it won by corrections; nothing where none did."""
    came = {(MOVE, each.source, each.target): 1 for each in found.moves if each.target == group}
    went = {(MOVE, each.source, each.target): -1 for each in found.moves if each.source == group}
    return {**signs(signed, REPORTED.code, group, -1, RECLASSIFIED), **came, **went} if came or went else {}
