"""Which differences are called differences, and which are left as chance. Logic only; the words are in sentences.

Counts are facts: 456 is more than 369, and the group with most reports has most reports. Rates are another matter.

*Between groups.* A rate is compared only among known groups whose base is at least the setting smallest_base. The highest and the
lowest are named where they differ by more than chance, given from how many groups they were picked (intervals.differ); else the
groups are said not to differ.

*Over time.* A rate or share moves from n1/N1 to n2/N2 of a register that grows. Where n2-n1 of N2-N1 can be what was added
(0 <= n2-n1 <= N2-N1, and something was), it rose or fell only if what was added differs by more than chance from what was there.
122/369 to 126/456 is a fall: only 4 of the 87 added are of the group, beside a third before. Where the numbers cannot be an addition,
such as 99/283 to 150/300, something happened to the same people, and that is a fact whatever its size.
"""

from analytics.ask import Answer, Row
from analytics.intervals import Pair, differ
from analytics.settings import settings
from analytics.vocabulary import NONE, OTHER, UNKNOWN


def known(answer: Answer) -> list[Row]:
    """The groups that have a name and a value: neither 'other' nor 'unknown' nor 'none', nor hidden."""
    return [row for row in answer.rows if not {OTHER, UNKNOWN, NONE} & set(row.codes) and row.value is not None]


def large(answer: Answer) -> list[Row]:
    """The groups of a rate that may be ranked, or named highest or lowest: known, and with a base large enough."""
    return [row for row in known(answer) if (row.denominator or 0) >= settings().smallest_base]


def left_out(answer: Answer) -> int:
    """How many known groups are too small to be ranked by their rate."""
    return len(known(answer)) - len(large(answer))


def pair(row: Row) -> Pair:
    """A rate as its two numbers."""
    return row.numerator or 0, row.denominator or 0


def apart(high: Row, low: Row, among: int) -> bool:
    """Whether the highest and the lowest of so many groups differ by more than chance."""
    return differ(pair(low), pair(high), among)


def overlapping(rows: list[Row]) -> bool:
    """Whether the intervals of any two neighbours in a ranking overlap, so that their order may be chance."""
    ranked = sorted((row for row in rows if row.interval), key=lambda row: row.value or 0)
    found = [row.interval for row in ranked if row.interval]
    return any(one[1] >= two[0] for one, two in zip(found, found[1:], strict=False))


def moved(then: Row, now: Row) -> bool:
    """Whether a number moved by more than chance from one snapshot to a later one; counts and medians always did."""
    if not (then.denominator and now.denominator) or then.numerator is None or now.numerator is None:
        return True
    added = now.numerator - then.numerator, now.denominator - then.denominator
    if not (0 <= added[0] <= added[1] and added[1]):
        return True
    return differ(pair(then), added)
