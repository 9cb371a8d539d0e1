"""Which differences are called differences, and which are left as chance. Logic only; the words are in sentences.

Counts are facts: 456 is more than 369, and the group with most reports has most reports. Rates are another matter.

*Between groups.* A rate is compared only among known groups whose base is at least the setting smallest_base. Named are the two
furthest apart of those that differ by more than chance, given of how many pairs they are one (intervals.z_among): as a rule the
highest and the lowest, but not where one of these is so small that chance explains it. Where no pair differs, none is named.

*Over time.* A rate or share moves from n1/N1 to n2/N2 of a register that grows. Where n2-n1 of N2-N1 can be what was added
(0 <= n2-n1 <= N2-N1, and something was), it rose or fell only if what was added differs by more than chance from what was there.
122/369 to 126/456 is a fall: only 4 of the 87 added are of the group, beside a third before. Where the numbers cannot be an addition,
such as 99/283 to 150/300, something happened to the same people, and that is a fact whatever its size.
"""

from dataclasses import dataclass
from typing import Literal

from analytics.ask import Answer, Row, large_enough
from analytics.intervals import Pair, combined, differ, wilson, z_among
from analytics.vocabulary import NONE, OTHER, UNKNOWN

Standing = Literal["within", "beyond", "not_measured"]


@dataclass(frozen=True)
class Ends:
    """The groups of a rate that may be ranked, two or more. high, low: of those level the first. apart: the higher and the lower of the two
    furthest apart beyond chance, where any are."""

    rows: list[Row]
    high: Row
    low: Row
    apart: tuple[Row, Row] | None

    @property
    def level(self) -> bool:
        """Whether all have the same rate."""
        return self.high.value == self.low.value

    @property
    def elsewhere(self) -> bool:
        """Whether the two furthest apart beyond chance are others than the highest and the lowest."""
        return self.apart is not None and [row.value for row in self.apart] != [self.high.value, self.low.value]


def known(answer: Answer) -> list[Row]:
    """The groups that have a name and a value: neither 'other' nor 'unknown' nor 'none', nor hidden."""
    return [row for row in answer.rows if not {OTHER, UNKNOWN, NONE} & set(row.codes) and row.value is not None]


def large(answer: Answer) -> list[Row]:
    """The groups of a rate that may be ranked, or named highest or lowest: known, and with a base large enough."""
    return [row for row in known(answer) if large_enough(answer, row)]


def left_out(answer: Answer) -> list[Row]:
    """The known groups that are too small to be ranked by their rate."""
    return [row for row in known(answer) if not large_enough(answer, row)]


def pair(row: Row) -> Pair:
    """A rate as its two numbers."""
    return row.numerator or 0, row.denominator or 0


def furthest_apart(rows: list[Row]) -> tuple[Row, Row] | None:
    """The higher and the lower of the two groups furthest apart, of those that differ by more than chance; None where none do.

    Every row has a numerator and a denominator above zero. Of pairs level, the first in the order of the rows.
    """
    z, best = z_among(len(rows)), None
    known_ends = [(row, (rate(row), *wilson(*pair(row), z))) for row in sorted(rows, key=rate, reverse=True)]
    for place, (high, upper) in enumerate(known_ends):
        for low, lower in known_ends[place + 1 :]:
            gap = upper[0] - lower[0]
            if (best is None or gap > best[0]) and combined(lower, upper)[0] > 0:
                best = gap, high, low
    return best[1:] if best else None


def ends(answer: Answer) -> Ends | None:
    """The ends of a rate by group; None where fewer than two groups are large enough."""
    rows = large(answer)
    if len(rows) < 2:
        return None
    high, low = max(rows, key=lambda row: row.value or 0), min(rows, key=lambda row: row.value or 0)
    return Ends(rows, high, low, furthest_apart(rows))


def rate(row: Row) -> float:
    """A rate from its two numbers."""
    counted, base = pair(row)
    return counted / base


def overlapping(rows: list[Row]) -> bool:
    """Whether the intervals of any two neighbours in a ranking overlap, so that their order may be chance."""
    ranked = sorted((row for row in rows if row.interval), key=lambda row: row.value or 0)
    found = [row.interval for row in ranked if row.interval]
    return any(one[1] >= two[0] for one, two in zip(found, found[1:], strict=False))


def added(then: Row, now: Row) -> Pair | None:
    """What came to a rate, where its two numbers can be nothing but an addition; None where what stood there changed, or nothing came."""
    if not (then.denominator and now.denominator) or then.numerator is None or now.numerator is None:
        return None
    more = now.numerator - then.numerator, now.denominator - then.denominator
    return more if 0 <= more[0] <= more[1] and more[1] else None


def apart(first: Row, second: Row) -> bool:
    """Whether the rates of two separate groups, named beforehand, differ by more than chance."""
    return differ(pair(first), pair(second))


def standing(then: Row, now: Row) -> Standing:
    """Whether chance explains how a rate changed. Not measured: the numbers are not those of an addition, so something happened to the same
    people."""
    more = added(then, now)
    if more is None:
        return "not_measured"
    return "beyond" if differ(pair(then), more) else "within"


def moved(then: Row, now: Row) -> bool:
    """Whether a number moved by more than chance from one snapshot to a later one; counts and medians always did."""
    return standing(then, now) != "within"
