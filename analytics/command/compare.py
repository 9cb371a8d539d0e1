"""The command compare: what moved between two snapshots, from the command line."""

import argparse
from fractions import Fraction
from typing import Any

from analytics import formats
from analytics.ask import WRONG_UNIT, Row, dimension_named, metric_named
from analytics.command.common import add_common, check_internal, register_of, to_csv, to_json
from analytics.compare import tables, told
from analytics.compare.comparison import Change, Comparison, Part
from analytics.compare.reasons import REASONS
from analytics.compare.remarks import chance, dates, standing
from analytics.compare.shown import shown
from analytics.lacking import check_unit
from analytics.metrics import METRICS
from analytics.scope import UNITS, Scope, parse_date
from analytics.sentences import SYNTHETIC
from analytics.table import TOTAL, Table
from analytics.text import Lang, Notice, Text
from analytics.view import View, scope_of
from analytics.vocabulary import DIMENSIONS

NOT_BEFORE = Text(id="--from {then} harus lebih awal daripada --to {now}", en="--from {then} must be earlier than --to {now}")
NOTHING_BEFORE = Text(
    id="tidak ada snapshot sebelum {now}; sebutkan --to yang lebih baru", en="there is no snapshot before {now}; name a later --to"
)


def add_verb(verbs: Any) -> argparse.ArgumentParser:
    """The command and its own options; those of filters are the caller's."""
    command: argparse.ArgumentParser = verbs.add_parser("compare", help="what moved between two snapshots, and why")
    command.add_argument("metric", help="one of: " + ", ".join(METRICS))
    command.add_argument("--from", metavar="DATE", dest="then", help="earlier snapshot; the one before by default")
    command.add_argument("--to", metavar="DATE", dest="as_of", help="later snapshot; the latest by default")
    command.add_argument("--by", metavar="DIM", help="one of: " + ", ".join(DIMENSIONS))
    command.add_argument("--where", metavar="DIM=CODE[,CODE]", action="append", default=[], help="filter; may be repeated")
    command.add_argument("--unit", choices=list(UNITS), help="the snapshot's own by default")
    command.add_argument("--internal", action="store_true", help="show numbers of few people too; not for publication")
    command.set_defaults(start=None, end=None)
    add_common(command)
    return command


def compare(options: argparse.Namespace, query: dict[str, str]) -> str:
    """The comparison the options ask for, in the format asked for. query: their filters. Raises Notice."""
    check_internal(options)
    metric, by = metric_named(options.metric), (dimension_named(options.by),) if options.by else ()
    register = register_of(options)
    scope = scope_of(register, query)
    then = parse_date(options.then) if options.then else register.before(scope.as_of)
    if then is None:
        raise Notice(NOTHING_BEFORE, now=scope.as_of)
    if then >= scope.as_of:
        raise Notice(NOT_BEFORE, then=then, now=scope.as_of)
    if scope.unit not in metric.units:
        raise Notice(WRONG_UNIT, metric=metric.label, unit=scope.unit.label)
    check_unit(register.at(then), scope.unit)
    seen = View(register, scope, scope.at(then), options.lang, public=not options.internal)
    found = shown(seen, metric, *by, then=scope.at(then))
    return {"json": as_json, "csv": as_csv, "table": as_table}[options.format](found, options.lang)


def as_json(found: Comparison, lang: Lang) -> str:
    """A comparison as JSON, values and effects in full precision."""
    now = found.now
    return to_json(
        {
            "metric": found.metric.code,
            "unit": now.scope.unit.code,
            "from": found.then.scope.as_of.isoformat(),
            "to": now.scope.as_of.isoformat(),
            "where": where_of(now.scope),
            "definition": found.metric.definition(lang),
            "synthetic": now.source.synthetic,
            "sentence": told.title(found, lang),
            "chance": standing(found, subject(found)),
            "total": change_of(found.whole, lang),
            "groups": [group_of(found, change, lang) for change in found.groups],
            "moves": [{"from": move.source, "to": move.target, "units": move.units} for move in found.moves],
        }
    )


def subject(found: Comparison) -> Change:
    """Whose change the sentence tells: of shares by group the group that led, else the whole."""
    return (told.leader(found) if found.metric.kind == "share" and found.groups else None) or found.whole


def where_of(scope: Scope) -> dict[str, list[str]]:
    """The filters of a scope."""
    return {code: list(members) for code, members in scope.where.items()}


def numbers(row: Row) -> dict[str, Any]:
    """The numbers of a level; hidden where they are not told."""
    found: dict[str, Any] = {"numerator": row.numerator, "denominator": row.denominator, "value": row.value}
    return found | ({"hidden": True} if row.hidden else {})


def change_of(change: Change, lang: Lang) -> dict[str, Any]:
    """A change: both levels, the difference, and the parts."""
    parts = [part_of(part, lang) for part in change.parts]
    return {"from": numbers(change.then), "to": numbers(change.now), "difference": plain(change.difference), "parts": parts}


def part_of(part: Part, lang: Lang) -> dict[str, Any]:
    """One reason's part of a change; said to be hidden where it is not told."""
    found: dict[str, Any] = {"reason": part.reason, "label": REASONS[part.reason](lang)}
    found |= {"numerator": part.numerator, "denominator": part.denominator, "effect": plain(part.effect)}
    return found | ({"hidden": True} if part.hidden else {})


def group_of(found: Comparison, change: Change, lang: Lang) -> dict[str, Any]:
    """The same of a group, with its name; of a rate, also what it adds to the change of the whole."""
    split = {} if change.within is None else {"within": plain(change.within), "mix": plain(change.mix)}
    return {"code": change.code, "label": found.now.by[0].member(change.code, lang), **change_of(change, lang), **split}


def plain(size: Fraction | None) -> int | float | None:
    """A fraction as a number: whole where it is."""
    if size is None:
        return None
    return int(size) if size.denominator == 1 else float(size)


def as_csv(found: Comparison, lang: Lang) -> str:
    """A comparison as CSV: one line per group and step (from, each reason, to), then those of the total."""
    lines = [
        line
        for change, label in [*((change, found.now.by[0].member(change.code, lang)) for change in found.groups), (found.whole, TOTAL(lang))]
        for line in steps(change, label, lang)
    ]
    return to_csv(["code", "label", "step", "numerator", "denominator", "value"], lines)


def steps(change: Change, label: str, lang: Lang) -> list[list[Any]]:
    """The lines of one change."""
    first, last = csv_numbers(change.then, change.then.value), csv_numbers(change.now, change.now.value)
    parts = [(part.reason, csv_numbers(part, plain(part.effect))) for part in change.parts]
    return [[change.code, label, name, *told_numbers] for name, told_numbers in (("from", first), *parts, ("to", last))]


def csv_numbers(found: Row | Part, value: float | None) -> list[Any]:
    """The three numbers of a level or a part, or the symbol for each."""
    return [formats.HIDDEN] * 3 if found.hidden else [found.numerator, found.denominator, value]


def as_table(found: Comparison, lang: Lang) -> str:
    """A comparison for the eye: the sentence, whether chance explains it, the groups and the total with their reasons, definition, mark of
    synthetic data."""
    shown_table = tables.group_table(found, lang)
    mark = [SYNTHETIC(lang)] if found.now.source.synthetic else []
    said = [told.title(found, lang), *filter(None, [chance(found, subject(found), lang)])]
    notes = [*tables.remarks(found, lang), found.metric.definition(lang), *mark]
    lines = [*said, dates(found.then, found.now, lang), *found.now.scope.words(lang), *aligned(shown_table), *notes]
    return "\n".join(lines) + "\n"


def aligned(shown_table: Table) -> list[str]:
    """A table as lines of text with even columns: labels left, numbers right."""
    rows = [shown_table.headings, *shown_table.lines, shown_table.total]
    widths = [max(len(row[place]) for row in rows) for place in range(len(shown_table.headings))]
    return [
        "  " + "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
