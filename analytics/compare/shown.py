"""A comparison as a reader sees it: the answers of the view, and in public mode no number of few people crossed with a reason.

How many of a group stand behind one reason is a cross (analytics.disclosure), as is a reason in a filtered scope; which of them are not told
is settled for all counts together (analytics.compare.plan). Levels are hidden as they are everywhere; where one of them is, its parts are
too. Parts that are hidden stand together as one: its size is what the levels and the other parts leave anyway, but not for which reasons.
Moves that are hidden are left out. The parts of an unfiltered whole are totals and stay.

One rule for sentence, waterfall and table: the whole is settled before its groups, so that it is the same whatever it is broken down by,
a rate tells the reasons that its counts tell, and a share those of its count, no others.
"""

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from analytics.ask import Row, Unanswered
from analytics.compare.comparison import WHOLE, Change, Comparison, Part, Versions, absent, compare, versions
from analytics.compare.plan import COUNTS, MOVE, TELLING, Key, levels_hidden, secret
from analytics.compare.reasons import POOLED
from analytics.disclosure import BEHIND, attributes
from analytics.metrics import METRICS, REPORTED, Metric
from analytics.scope import Scope
from analytics.settings import settings
from analytics.view import View
from analytics.vocabulary import Dimension


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
    if not seen.public or threshold <= 1:
        return compare(seen.register, metric, seen.compare or seen.scope, seen.scope, *by)
    found = levelled(seen, metric, by)
    if metric.kind == "share" and metric.code in BEHIND:
        return as_counted(found, kept(seen, versions, threshold, METRICS[BEHIND[metric.code][0]], by))
    return told_without(found, planned(seen, versions, threshold, by)) if attributes(seen.scope, by) else found


@lru_cache(maxsize=512)
def planned(seen: View, versions: Versions, threshold: int, by: tuple[Dimension, ...]) -> frozenset[Key]:
    """What is not told of a view's comparisons by a dimension, or of the whole of a filtered scope."""
    whole = {code: found for code in COUNTS if (found := answered(seen, METRICS[code], ()))} if attributes(seen.scope) else {}
    return frozenset(secret(whole, answered(seen, REPORTED, by) if by else None, threshold))


def answered(seen: View, metric: Metric, by: tuple[Dimension, ...]) -> Comparison | None:
    """A comparison with the levels that public mode tells; None where the unit does not know the metric, or a snapshot cannot tell."""
    try:
        return levelled(seen, metric, by) if seen.scope.unit in metric.units else None
    except Unanswered:
        return None


def levelled(seen: View, metric: Metric, by: tuple[Dimension, ...]) -> Comparison:
    """A comparison with the answers that the view gives, some of whose numbers may be hidden."""
    found = compare(seen.register, metric, seen.compare or seen.scope, seen.scope, *by)
    then, now = (seen.ask(metric, *by, scope=answer.scope) for answer in (found.then, found.now))
    codes = list(dict.fromkeys(row.code for answer in (now, then) for row in answer.rows))
    old = {change.code: change for change in found.groups}
    groups = []
    for code in codes if by else []:
        was, is_now = (answer.row(code) or absent(answer, code) for answer in (then, now))
        change = old.get(code) or Change((code,), was, is_now, ())
        groups.append(replace(change, then=was, now=is_now))
    return replace(found, then=then, now=now, whole=replace(found.whole, then=then.total, now=now.total), groups=tuple(groups))


def told_without(found: Comparison, gone: frozenset[Key]) -> Comparison:
    """A comparison without what is not told: groups tell the reasons of those reported alone, and the moves between them."""
    if found.metric.kind == "median":  # it has no parts
        return found
    of_reported, counts = found.metric is REPORTED, TELLING[found.metric.code]
    groups = (
        less(change, [part for part in change.parts if not of_reported or is_gone(part, change.code, counts, gone)])
        for change in found.groups
    )
    return replace(
        found,
        whole=less(found.whole, [part for part in found.whole.parts if is_gone(part, WHOLE[0], counts, gone)]),
        groups=tuple(groups),
        moves=tuple(each for each in found.moves if of_reported and (MOVE, each.source, each.target) not in gone),
    )


def is_gone(part: Part, group: str, counts: tuple[str, ...], gone: frozenset[Key]) -> bool:
    """Whether one of the counts behind a part is not told."""
    return any((count, group, part.reason) in gone for count in counts)


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


def less(change: Change, secret: list[Part]) -> Change:
    """A change whose hidden parts stand together as one, which tells no more than the levels do. Where a level is not told, nothing is: not
    even that nobody came or went, since that would tell the one level by the other."""
    if levels_hidden(change):
        return replace(change, parts=(Part(POOLED, None, None, None, hidden=True),), within=None, mix=None)
    return replace(change, parts=(*(part for part in change.parts if part not in secret), *pooled(secret)))


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
