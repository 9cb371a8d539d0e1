"""A comparison as a reader sees it: the answers of the view, and in public mode no number of few people crossed with a reason.

How many of a group stand behind one reason is a cross (analytics.disclosure), as is a reason in a filtered scope. Levels are hidden as they
are everywhere; where one of them is, its group's parts are too. Parts that are hidden stand together as one: its size is what the levels
and the other parts leave anyway, but not for which reasons. Moves that are hidden are left out. The parts of an unfiltered whole are totals and stay.

One rule for sentence, waterfall and table: the whole is settled before its groups, so that it is the same whatever it is broken down by,
and a share tells the reasons that its count tells, no others. Corrections are hidden before reports that came or went.

Each comparison is safe by itself. It does not protect against subtracting the comparisons of several metrics from one another.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from analytics.ask import Row
from analytics.compare.comparison import WHOLE, Change, Comparison, Part, Versions, absent, compare, versions
from analytics.compare.reasons import POOLED, REASONS, RECLASSIFIED, STATUS_CHANGED
from analytics.disclosure import BEHIND, attributes
from analytics.metrics import METRICS, Metric
from analytics.scope import Scope
from analytics.settings import settings
from analytics.suppression import hidden
from analytics.view import View
from analytics.vocabulary import Dimension

Key = tuple[Any, ...]  # (name of the count, group, reason), or ('move', from, to)
REST = "rest"
NAMES = ("numerator", "denominator", REST)
SAY_LEAST = (*RECLASSIFIED, STATUS_CHANGED)


def earlier(seen: View) -> Scope | None:
    """The scope compared with: the one chosen, else that of the snapshot before; None where there is none in this unit."""
    before = seen.register.before(seen.scope.as_of)
    then = seen.compare or (seen.scope.at(before) if before else None)
    return then if then and seen.scope.unit in seen.register.at(then.as_of).units else None


def shown(seen: View, metric: Metric, *by: Dimension, then: Scope) -> Comparison:
    """The comparison of a metric in a view with an earlier snapshot. then: the view's scope there. Raises Unanswered."""
    now = seen.fitting(metric, seen.scope)
    before = now.at(then.as_of)
    told = versions(seen.register, before, now)
    return kept(View(seen.register, now, before, "id", seen.public), told, settings().small_cell_threshold, metric, by)


@lru_cache(maxsize=512)
def kept(seen: View, versions: Versions, threshold: int, metric: Metric, by: tuple[Dimension, ...]) -> Comparison:
    """The comparison of a view with its comparison snapshot, kept until one of the two changes."""
    found = compare(seen.register, metric, seen.compare or seen.scope, seen.scope, *by)
    if not seen.public or threshold <= 1:
        return found
    if metric.kind == "share" and metric.code in BEHIND:
        counts = kept(seen, versions, threshold, METRICS[BEHIND[metric.code][0]], by)
        return as_counted(levelled(found, seen, by), counts)
    return protected(levelled(found, seen, by), threshold)


def levelled(found: Comparison, seen: View, by: tuple[Dimension, ...]) -> Comparison:
    """With the answers that the view gives, some of whose numbers may be hidden."""
    then, now = (seen.ask(found.metric, *by, scope=answer.scope) for answer in (found.then, found.now))
    codes = list(dict.fromkeys(row.code for answer in (now, then) for row in answer.rows))
    old = {change.code: change for change in found.groups}
    groups = []
    for code in codes if by else []:
        was, is_now = (answer.row(code) or absent(answer, code) for answer in (then, now))
        change = old.get(code) or Change((code,), was, is_now, ())
        groups.append(replace(change, then=was, now=is_now))
    return replace(found, then=then, now=now, whole=replace(found.whole, then=then.total, now=now.total), groups=tuple(groups))


def protected(found: Comparison, threshold: int) -> Comparison:
    """Without the small crosses, and without what would give them back: first those of the whole, then those of the groups."""
    if not attributes(found.now.scope, found.now.by, found.metric):
        return found
    all_told = not attributes(found.now.scope, (), found.metric)  # an unfiltered whole
    cells, sums, already = gathered(found, [found.whole])
    whole = set(cells)
    gone = set() if all_told else hidden(cells, sums, threshold, (), already, cost=cost_of(cells))
    more, sums, already = gathered(found, found.groups)
    cells |= more | {("move", each.source, each.target): each.units for each in found.moves}
    sums = [each for each in [*sums, *sums_across(found, cells), *move_sums(found, cells)] if each]
    gone |= hidden(cells, sums, threshold, whole - gone, already | gone, cost=cost_of(cells))
    return told_without(found, gone)


def gathered(found: Comparison, changes: Iterable[Change]) -> tuple[dict[Key, int], list[dict[Key, int]], set[Key]]:
    """The counts behind changes, how those of one change add up, and which are hidden already because a level is."""
    cells: dict[Key, int] = {}
    sums: list[dict[Key, int]] = []
    already: set[Key] = set()
    for change in changes:
        mine = cells_of(change, names_of(found, change))
        cells |= {key: abs(value) for key, value in mine.items()}
        sums += [{key: sign_of(value) for key, value in mine.items() if key[0] == name} for name in NAMES] + rest_sums(mine)
        already |= set(mine) if levels_hidden(change) else set()
    return cells, [each for each in sums if each], already


def cost_of(cells: dict[Key, int]) -> dict[Key, float]:
    """What is hidden first: corrections and changes of status, which say least; else the smallest."""
    return {key: value / 1000 if key[0] != "move" and key[2] in SAY_LEAST else float(value) for key, value in cells.items()}


def told_without(found: Comparison, gone: set[Key]) -> Comparison:
    """A comparison without the counts that are hidden."""
    return replace(
        found,
        whole=without(found.whole, gone),
        groups=tuple(without(change, gone) for change in found.groups),
        moves=tuple(each for each in found.moves if ("move", each.source, each.target) not in gone),
    )


def as_counted(found: Comparison, counts: Comparison) -> Comparison:
    """A share with the reasons that the comparison of its count tells, of the group and of the whole that is its base; no others."""
    reasons = {part.reason for change in (found.whole, *found.groups) for part in change.parts}
    untold = {reason for reason in reasons if not tells(counts.whole, reason)}
    groups = []
    for change in found.groups:
        counted = counts.group(change.code)
        mine = untold | {reason for reason in reasons if counted and not tells(counted, reason)}
        groups.append(less(change, [part for part in change.parts if part.reason in mine]))
    whole = less(found.whole, [part for part in found.whole.parts if part.reason in untold])
    return replace(found, whole=whole, groups=tuple(groups), moves=counts.moves)


def tells(change: Change, reason: str) -> bool:
    """Whether a change tells how many stand behind a reason; nobody, where no reasons are left untold."""
    return change.part(reason) is not None or change.part(POOLED) is None


def names_of(found: Comparison, change: Change) -> tuple[str, ...]:
    """Which counts of a change are its own: the base of a share is the whole's; a rate also tells the rest of its base."""
    if found.metric.kind == "count" or (found.metric.kind == "share" and change is not found.whole):
        return NAMES[:1]
    return NAMES if found.metric.kind == "rate" else NAMES[:2]


def cells_of(change: Change, names: tuple[str, ...]) -> dict[Key, int]:
    """The signed counts behind a change, by name, group and reason."""
    return {(name, change.code, part.reason): count_of(part, name) for part in change.parts for name in names}


def count_of(part: Part, name: str) -> int:
    """One of the counts behind a part."""
    if name == REST:
        return (part.denominator or 0) - (part.numerator or 0)
    return getattr(part, name) or 0


def rest_sums(cells: dict[Key, int]) -> list[dict[Key, int]]:
    """Numerator and rest are the denominator. cells: signed."""
    found = []
    for _, code, reason in (key for key in cells if key[0] == REST):
        keys = {("numerator", code, reason): 1, (REST, code, reason): 1, ("denominator", code, reason): -1}
        found.append({key: side * sign_of(cells[key]) for key, side in keys.items()})
    return found


def levels_hidden(change: Change) -> bool:
    """Whether one of the two levels is not told."""
    return change.then.hidden or change.now.hidden


def sums_across(found: Comparison, cells: dict[Key, int]) -> list[dict[Key, int]]:
    """How the groups' counts of one reason add up to the whole's."""
    sums = []
    for name in NAMES:
        for reason in REASONS:
            parts = {(name, change.code, reason): part for change in found.groups if (part := change.part(reason))}
            whole = (name, found.whole.code, reason)
            known = {key: sign_of(count_of(part, name)) for key, part in parts.items() if key in cells}
            total = found.whole.part(reason)
            sums.append(known | ({whole: -sign_of(count_of(total, name))} if total and whole in cells else {}))
    return sums


def sign_of(count: int | None) -> int:
    """Below zero or not."""
    return -1 if (count or 0) < 0 else 1


def move_sums(found: Comparison, cells: dict[Key, int]) -> list[dict[Key, int]]:
    """What came to a group and left it is what it won by corrections."""
    sums = []
    for change in found.groups:
        won = {("numerator", change.code, part.reason): -sign_of(part.numerator) for part in change.parts if part.reason in RECLASSIFIED}
        came = {("move", each.source, each.target): 1 for each in found.moves if each.target == change.code}
        went = {("move", each.source, each.target): -1 for each in found.moves if each.source == change.code}
        sums.append({**won, **came, **went} if came or went else {})
    return sums


def without(change: Change, gone: set[Key]) -> Change:
    """A change without the parts behind which a hidden count stands."""
    return less(change, [part for part in change.parts if is_gone(change, part, gone)])


def less(change: Change, secret: list[Part]) -> Change:
    """A change whose hidden parts stand together as one, which tells no more than the levels do; nothing where a level is not told."""
    if levels_hidden(change):
        return replace(change, parts=(Part(POOLED, None, None, None, hidden=True),) if change.parts else (), within=None, mix=None)
    return replace(change, parts=(*(part for part in change.parts if part not in secret), *pooled(secret)))


def is_gone(change: Change, part: Part, gone: set[Key]) -> bool:
    """Whether one of the counts behind a part is hidden; of a share's, the base is the whole's."""
    keys = {(name, change.code, part.reason) for name in NAMES}
    return bool((keys | ({("denominator", WHOLE[0], part.reason)} if part.denominator is not None else set())) & gone)


def pooled(parts: list[Part]) -> list[Part]:
    """Parts added up as one without their reasons; empty where there are none."""
    if not parts:
        return []
    effects = [part.effect for part in parts]
    effect = None if None in effects else sum((each or Fraction(0) for each in effects), Fraction(0))
    base = None if parts[0].denominator is None else sum(part.denominator or 0 for part in parts)
    return [Part(POOLED, sum(part.numerator or 0 for part in parts), base, effect)]


def row_of(part: Part) -> Row:
    """A part as a row of an answer: its code is the reason, its counts and its value are changes."""
    value = None if part.effect is None else float(part.effect)
    return Row((part.reason,), part.numerator, part.denominator, value, hidden=part.hidden)
