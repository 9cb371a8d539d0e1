"""How far a rate may stray by chance: Wilson intervals, whether two rates differ by more than chance, and the limits of a funnel plot.

A register is a full count, not a sample. The interval answers another question: how much would the rate of a group of this size move
if its cases had been decided by the same rule, each by itself? What lies inside it says nothing about the group.
"""

from math import sqrt
from statistics import NormalDist

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)  # 1.96
ALARM = 0.998  # the outer limits of a funnel plot (Spiegelhalter 2005): of a thousand groups alike, two lie beyond them
Z_ALARM = NormalDist().inv_cdf(0.5 + ALARM / 2)  # 3.09

Pair = tuple[int, int]  # numerator, denominator


def wilson(numerator: int, denominator: int, z: float = Z) -> tuple[float, float]:
    """The score interval of a rate, between 0 and 1 (Wilson 1927), 95 % unless z says otherwise; denominator > 0."""
    rate, extra = numerator / denominator, z * z / denominator
    middle = rate + extra / 2
    reach = z * sqrt(rate * (1 - rate) / denominator + extra / (4 * denominator))
    low, high = (middle - reach) / (1 + extra), (middle + reach) / (1 + extra)
    return 0.0 if numerator == 0 else low, 1.0 if numerator == denominator else high


def difference(first: Pair, second: Pair, z: float = Z) -> tuple[float, float]:
    """The interval of the second rate less the first, of two separate groups given as (numerator, denominator), each > 0
    (Newcombe 1998, method 10: the two Wilson intervals combined); 95 % unless z says otherwise."""
    one, two = ((pair[0] / pair[1], *wilson(*pair, z)) for pair in (first, second))
    return combined(one, two)


def combined(first: tuple[float, float, float], second: tuple[float, float, float]) -> tuple[float, float]:
    """The interval of the second rate less the first, from each rate with the ends of its own interval."""
    (one, a, b), (two, c, d) = first, second
    return two - one - sqrt((two - c) ** 2 + (b - one) ** 2), two - one + sqrt((d - two) ** 2 + (one - a) ** 2)


def differ(first: Pair, second: Pair, among: int = 2) -> bool:
    """Whether two separate groups differ by more than chance would make them; never where one of them is empty.

    among: out of how many groups the two were picked as highest and lowest. Of many groups some pair always lies far apart, so the
    5 % of error is shared out over all pairs (Bonferroni).
    """
    if not (first[1] and second[1]):
        return False
    low, high = difference(first, second, z_among(among))
    return low > 0 or high < 0


def z_among(groups: int) -> float:
    """The deviate that keeps the error at 5 % over all pairs of so many groups; of two, 1.96."""
    pairs = max(1, groups * (groups - 1) // 2)
    return NormalDist().inv_cdf(1 - (1 - LEVEL) / 2 / pairs)


def limits(rate: float, base: float, z: float = Z) -> tuple[float, float]:
    """Between what a group of this base lies, if it is like all (Spiegelhalter, Statistics in Medicine 24, 2005, normal limits).

    A group lies outside them exactly where its own Wilson interval of the same z does not hold the rate of all.
    """
    reach = z * sqrt(rate * (1 - rate) / base)
    return max(0.0, rate - reach), min(1.0, rate + reach)
