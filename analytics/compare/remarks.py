"""What is said beside a comparison: how far apart its snapshots lie, whether chance explains a change of a rate, whether rounding shows."""

import calendar
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from analytics import formats, noise
from analytics.ask import Answer
from analytics.compare.comparison import Change, Comparison
from analytics.noise import Standing
from analytics.text import Lang, Text

ONE = {"years": Text(id="1 tahun", en="1 year"), "months": Text(id="1 bulan", en="1 month"), "days": Text(id="1 hari", en="1 day")}
MANY = {
    "years": Text(id="{count} tahun", en="{count} years"),
    "months": Text(id="{count} bulan", en="{count} months"),
    "days": Text(id="{count} hari", en="{count} days"),
}
FROM_TO = Text(id="{then} → {now} (jarak {apart})", en="{then} → {now} ({apart} apart)")
STANDINGS: dict[Standing, Text] = {
    "within": Text(id="Perubahan ini masih dalam kisaran kebetulan.", en="This change is within the range of chance."),
    "beyond": Text(
        id="Perubahan ini lebih besar daripada yang wajar karena kebetulan.", en="This change is larger than chance would explain."
    ),
    "not_measured": Text(
        id="Ini bukan soal kebetulan: sebagian atau seluruh perubahan ini menyangkut {unit} yang sudah tercatat pada {day}, "
        "misalnya karena dijatuhi sanksi atau tidak lagi tercatat.",
        en="This is not a matter of chance: all or part of the change concerns {unit} already registered on {day}, for example "
        "because they were sanctioned or are no longer registered.",
    ),
}
ROUNDED = Text(id="Jumlah bagian dapat berbeda karena pembulatan.", en="Parts may not add up because of rounding.")


def apart(then: date, now: date, lang: Lang) -> str:
    """How long after the one day the other is, in whole years, months and days: '1 bulan 16 hari'."""
    months = (now.year - then.year) * 12 + now.month - then.month
    if months_after(then, months) > now:
        months -= 1
    counts = {"years": months // 12, "months": months % 12, "days": (now - months_after(then, months)).days}
    return " ".join((ONE if count == 1 else MANY)[name](lang, count=count) for name, count in counts.items() if count)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def dates(then: Answer, now: Answer, lang: Lang) -> str:
    """'15 Juni 2020 → 31 Juli 2020 (jarak 1 bulan 16 hari)'."""
    days = then.scope.as_of, now.scope.as_of
    return FROM_TO(lang, then=formats.long_date(days[0], lang), now=formats.long_date(days[1], lang), apart=apart(*days, lang))


def standing(found: Comparison, change: Change) -> Standing | None:
    """Whether chance explains how a rate changed (analytics.noise); None of counts, of what is hidden, and of what did not change."""
    return noise.standing(change.then, change.now) if found.metric.is_ratio and change.difference else None


def chance(found: Comparison, change: Change, lang: Lang) -> str:
    """The same in a sentence; empty where there is nothing to say, or the change is too small to be printed."""
    stands = standing(found, change)
    if stands is None or not printed(change.difference or 0):
        return ""
    words = {"unit": found.now.scope.unit.noun, "day": formats.long_date(found.then.scope.as_of, lang)} if stands == "not_measured" else {}
    return STANDINGS[stands](lang, **words)


def printed(rate: Fraction | float) -> Decimal:
    """A rate or a change of one in percent, as it is printed: with one decimal."""
    return formats.round_half_up(Decimal(str(float(rate))) * 100, 1)


def uneven(total: Fraction | float, parts: Sequence[Fraction | float]) -> bool:
    """Whether rates as they are printed do not add up to the printed total."""
    return sum((printed(part) for part in parts), Decimal(0)) != printed(total)


def rounding(found: Comparison, changes: Sequence[Change], lang: Lang) -> tuple[str, ...]:
    """That parts may not add up because of rounding, where they do not: the two levels, the difference and the parts of a change."""
    return (ROUNDED(lang),) if found.metric.is_ratio and any(shows_rounding(change) for change in changes) else ()


def shows_rounding(change: Change) -> bool:
    """Whether a reader who adds up the printed numbers of one change finds another total. Nothing is found in what is hidden."""
    if change.difference is None or change.then.value is None or change.now.value is None:
        return False
    effects = [part.effect for part in change.parts]
    parts = [effect for effect in effects if effect is not None]
    if len(parts) < len(effects) or not parts:
        return uneven(change.now.value, [change.then.value, change.difference])
    return (
        uneven(change.now.value, [change.then.value, change.difference])
        or uneven(change.difference, parts)
        or uneven(change.now.value, [change.then.value, *parts])
    )
