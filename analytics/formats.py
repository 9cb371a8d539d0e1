"""How numbers and dates are written, in both languages: the one place, whatever the browser's language."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from babel.dates import format_date
from babel.numbers import format_decimal

from analytics.text import Lang, Text

MISSING = "–"
HIDDEN = "‡"  # a number that public mode does not tell
MINUS = "−"
# Counts in a workbook or a slide's chart: literal separators, which the viewer's regional settings cannot change.
SHEET_COUNTS: dict[Lang, str] = {"id": r"[>=1000000]#\.000\.000;[>=1000]#\.000;0", "en": r"[>=1000000]#\,000\,000;[>=1000]#\,000;0"}


class HasNumbers(Protocol):
    """Anything with a numerator, a denominator and a value, such as a row of an Answer."""

    @property
    def numerator(self) -> int | None: ...

    @property
    def denominator(self) -> int | None: ...

    @property
    def value(self) -> float | None: ...

    @property
    def hidden(self) -> bool: ...


def round_half_up(value: float | Decimal, digits: int) -> Decimal:
    """Rounds as the press does: 0.5 goes up. 34.75 at one digit is 34.8."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) + 0  # no negative zero


def number(value: float | Decimal | None, lang: Lang, digits: int = 0) -> str:
    """1588 -> '1.588' (id), '1,588' (en)."""
    if value is None:
        return MISSING
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(round_half_up(value, digits), format=pattern, locale=lang)


def percent(value: float | None, lang: Lang, digits: int = 1) -> str:
    """0.549 -> '54,9 %' (id), '54.9%' (en)."""
    if value is None:
        return MISSING
    return number(round_half_up(Decimal(str(value)) * 100, digits), lang, digits) + (" %" if lang == "id" else "%")


def percent_in_words(value: float | None, lang: Lang, digits: int = 1) -> str:
    """0.549 -> '54,9 persen' (id), '54.9 percent' (en), for running text."""
    if value is None:
        return MISSING
    return f"{number(round_half_up(Decimal(str(value)) * 100, digits), lang, digits)} {'persen' if lang == 'id' else 'percent'}"


def points(difference: float, lang: Lang) -> str:
    """A difference of two rates: 0.199 -> '19,9 persen poin' (id), '19.9 percentage points' (en)."""
    return f"{number(abs(Decimal(str(difference))) * 100, lang, 1)} {'persen poin' if lang == 'id' else 'percentage points'}"


def signed(change: float | Decimal, lang: Lang, digits: int = 0) -> str:
    """A change with its sign: 87 -> '+87', -3 -> '−3'; none where it rounds to nothing."""
    size = number(abs(Decimal(str(change))), lang, digits)
    rounded = round_half_up(change, digits)
    return size if not rounded else ("+" if rounded > 0 else MINUS) + size


def signed_points(change: float, lang: Lang) -> str:
    """A change of a rate with its sign, short: 0.012 -> '+1,2 poin' (id), '+1.2 points' (en)."""
    return f"{signed(Decimal(str(change)) * 100, lang, 1)} {'poin' if lang == 'id' else 'points'}"


def long_date(day: date, lang: Lang) -> str:
    """19 Agustus 2020 / 19 August 2020."""
    return format_date(day, "d MMMM yyyy", locale=lang)


def named_day(day: date) -> Text:
    """A day in words, in both languages: for sentences that are made before their reader is known."""
    return Text(id=long_date(day, "id"), en=long_date(day, "en"))


def short_date(day: date, lang: Lang) -> str:
    """19 Agu 2020 / 19 Aug 2020."""
    return format_date(day, "d MMM yyyy", locale=lang)


def month(day: date, lang: Lang, long: bool = True) -> str:
    """Agustus 2020 / August 2020; short: Agu ’20 / Aug ’20, which nobody takes for a day."""
    return format_date(day, "MMMM yyyy" if long else "MMM ’yy", locale=lang)


def week(monday: date, lang: Lang) -> str:
    """The seven days of a week: '27 Jul–2 Agu 2020'."""
    return f"{format_date(monday, 'd MMM', locale=lang)}–{short_date(monday + timedelta(days=6), lang)}"


def plain(value: float, lang: Lang) -> str:
    """A count or days: whole, or with one decimal where it is not."""
    return number(value, lang, 0 if value == int(value) else 1)


def interval(low: float, high: float, lang: Lang) -> str:
    """From what to what a rate may lie: '49,7–60,1 %' (id), '49.7–60.1%' (en)."""
    return f"{percent(low, lang).rstrip('% ')}–{percent(high, lang)}"


def row_value(is_ratio: bool, row: HasNumbers, lang: Lang) -> str:
    """A row's value as it is read: a percentage with one decimal, a count, or days with at most one decimal; a symbol where it is hidden."""
    if row.hidden:
        return HIDDEN
    if row.value is None:
        return MISSING
    if is_ratio:
        return percent(row.value, lang)
    return plain(row.value, lang)


def with_fraction(is_ratio: bool, row: HasNumbers, lang: Lang) -> str:
    """A value with what it was counted of: '54,9 % (189 dari 344)'; a hidden one is its symbol alone."""
    value, of = row_value(is_ratio, row, lang), fraction(row, lang)
    return f"{value} ({of})" if of else value


def fraction(row: HasNumbers, lang: Lang) -> str:
    """'126 dari 456' where a row has both numbers, else nothing."""
    if row.numerator is None or row.denominator is None:
        return ""
    return f"{number(row.numerator, lang)} {'dari' if lang == 'id' else 'of'} {number(row.denominator, lang)}"
