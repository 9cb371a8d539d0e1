"""How far a rate may stray by chance: Wilson intervals, and whether two rates differ by more than chance."""

from math import sqrt
from statistics import NormalDist

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)  # 1.96


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """The 95 % score interval of a rate, between 0 and 1 (Wilson 1927); denominator > 0."""
    rate, extra = numerator / denominator, Z * Z / denominator
    middle = rate + extra / 2
    reach = Z * sqrt(rate * (1 - rate) / denominator + extra / (4 * denominator))
    low, high = (middle - reach) / (1 + extra), (middle + reach) / (1 + extra)
    return 0.0 if numerator == 0 else low, 1.0 if numerator == denominator else high


def difference(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, float]:
    """The 95 % interval of the second rate less the first, of two separate groups given as (numerator, denominator), each > 0
    (Newcombe 1998, method 10: the two Wilson intervals combined)."""
    (a, b), (c, d) = (wilson(*pair) for pair in (first, second))
    one, two = first[0] / first[1], second[0] / second[1]
    return two - one - sqrt((two - c) ** 2 + (b - one) ** 2), two - one + sqrt((d - two) ** 2 + (one - a) ** 2)


def differ(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two separate groups differ by more than chance would make them; never where one of them is empty."""
    if not (first[1] and second[1]):
        return False
    low, high = difference(first, second)
    return low > 0 or high < 0
