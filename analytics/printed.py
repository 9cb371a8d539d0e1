"""A number as it was printed against the number itself: what the press did with the digits it left out."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

from analytics.text import Text

Fit = Literal["same", "truncated", "rounded_otherwise"]
FITS: dict[Fit, Text] = {
    "same": Text(id="sama", en="same"),
    "truncated": Text(id="sama, dipotong", en="same, cut off"),
    "rounded_otherwise": Text(id="sama, dibulatkan lain", en="same, rounded otherwise"),
}
WAYS: dict[Fit, str] = {"same": ROUND_HALF_UP, "truncated": ROUND_DOWN, "rounded_otherwise": ROUND_CEILING}


def digits_of(printed: Decimal) -> int:
    """How many digits were printed behind the decimal sign."""
    exponent = printed.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def shortened(exact: Decimal, digits: int, fit: Fit) -> Decimal:
    """A number brought to so many decimals: rounded half up, cut off, or rounded up."""
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=WAYS[fit])


def fit_of(printed: Decimal, exact: Decimal) -> Fit | None:
    """How a printed number follows from the exact one, at the digits that were printed; None where it does not."""
    digits = digits_of(printed)
    return next((fit for fit in WAYS if shortened(exact, digits, fit) == printed), None)


def percentage(part: int, whole: int) -> Decimal:
    """A part of a whole in percent, not rounded. Raises ZeroDivisionError (decimal) for an empty whole."""
    return Decimal(part) * 100 / Decimal(whole)
