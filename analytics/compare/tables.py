"""A comparison as a table of text: a line a group, then and now, the difference, and a column a reason; and its moves."""

from collections.abc import Iterable
from fractions import Fraction

from analytics import formats
from analytics.ask import Row
from analytics.compare.comparison import Change, Comparison
from analytics.compare.reasons import POOLED, REASONS
from analytics.compare.remarks import rounding
from analytics.metrics import REPORTED, SHARE
from analytics.settings import settings
from analytics.table import TOTAL, Table
from analytics.text import Lang, Text

OF_REPORTED = (REPORTED.code, SHARE.code)  # what tells reasons by group in public mode (analytics.compare.plan)
DIFFERENCE = Text(id="Selisih", en="Difference")
WITHIN = Text(id="Dari dalam kelompok", en="From within")
MIX = Text(id="Dari susunan", en="From weights")
POOLED_MEANS = Text(
    id="{symbol}: tidak dirinci, karena suatu alasan menyangkut kurang dari {least} dalam suatu kelompok; jumlahnya ada di kolom terakhir alasan.",
    en="{symbol}: not itemised, because a reason concerns fewer than {least} in a group; their sum stands in the last column of reasons.",
)
OF_REPORTED_ALONE = Text(
    id="{symbol}: tidak dirinci; dalam mode publik, alasan menurut kelompok hanya dirinci untuk yang dilaporkan.",
    en="{symbol}: not itemised; in public mode reasons by group are told of those reported alone.",
)
FROM, TO, UNITS = Text(id="Dari", en="From"), Text(id="Ke", en="To"), Text(id="Jumlah {unit}", en="{unit}")


def group_table(found: Comparison, lang: Lang) -> Table:
    """Every group then and now, and why it differs; the whole scope below."""
    reasons = reasons_in(found)
    days = [formats.short_date(answer.scope.as_of, lang) for answer in (found.then, found.now)]
    split = found.within is not None
    first = [found.now.by[0].label(lang)] if found.now.by else [""]
    headings = [*first, *days, DIFFERENCE(lang), *(REASONS[reason](lang) for reason in reasons), *([WITHIN(lang), MIX(lang)] * split)]
    lines = [line(found, change, found.now.by[0].member(change.code, lang), reasons, lang) for change in found.groups]
    return Table(headings, lines, line(found, found.whole, TOTAL(lang), reasons, lang))


def remarks(found: Comparison, lang: Lang) -> list[str]:
    """What is said below the table: what is not itemised, and that printed parts may not add up, where either is so."""
    pooled = any(change.part(POOLED) for change in (found.whole, *found.groups))
    means = POOLED_MEANS if found.metric.code in OF_REPORTED or not found.groups else OF_REPORTED_ALONE
    untold = [means(lang, symbol=formats.HIDDEN, least=settings().small_cell_threshold)] if pooled else []
    return [*untold, *rounding(found, (found.whole, *found.groups), lang)]


def reasons_in(found: Comparison) -> list[str]:
    """The reasons that occur, in order."""
    seen = {part.reason for change in (found.whole, *found.groups) for part in change.parts}
    return [reason for reason in REASONS if reason in seen]


def line(found: Comparison, change: Change, label: str, reasons: Iterable[str], lang: Lang) -> list[str]:
    """One group."""
    hidden = change.then.hidden or change.now.hidden
    sizes = [change.difference, *(size_of(change, reason) for reason in reasons)]
    split = (found.within, found.mix) if change is found.whole else (change.within, change.mix)
    sizes += split if found.within is not None else ()
    levels = [level(found, row, lang) for row in (change.then, change.now)]
    secret = [hidden, *(hidden or untold(change, reason) for reason in reasons), *[hidden] * len(sizes)]
    return [label, *levels, *(step(found, size, lang, each) for size, each in zip(sizes, secret, strict=False))]


def untold(change: Change, reason: str) -> bool:
    """Whether a reason may be among those that stand together; one that is told may still have no effect, where a rate did not exist."""
    return change.part(POOLED) is not None and change.part(reason) is None


def size_of(change: Change, reason: str) -> Fraction | None:
    """What a reason adds; None where it is not told, because it may be among those that stand together, or where it does not exist."""
    part = change.part(reason)
    if part:
        return part.effect
    return None if reason == POOLED or change.part(POOLED) else Fraction(0)


def level(found: Comparison, row: Row, lang: Lang) -> str:
    """A value with the numbers behind it: '54,9 % (189 dari 344)'."""
    said = formats.row_value(found.metric.is_ratio, row, lang)
    behind = formats.fraction(row, lang) if found.metric.is_ratio and not row.hidden else ""
    return f"{said} ({behind})" if behind else said


def step(found: Comparison, size: Fraction | None, lang: Lang, hidden: bool) -> str:
    """A change with its sign; a symbol where it is hidden, another where it does not exist."""
    if size is None:
        return formats.HIDDEN if hidden else formats.MISSING
    if found.metric.is_ratio:
        return formats.signed_points(float(size), lang)
    return formats.signed(float(size), lang, 0 if size.denominator == 1 else 1)


def move_table(found: Comparison, lang: Lang) -> Table:
    """Who a correction of the register took from group to group."""
    name = found.now.by[0].member
    unit = found.now.scope.unit.noun
    lines = [[name(move.source, lang), name(move.target, lang), formats.number(move.units, lang)] for move in found.moves]
    return Table([FROM(lang), TO(lang), UNITS(lang, unit=unit)], lines, [])
