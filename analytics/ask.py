"""ask(metric, scope, by) -> Answer: the one object that every chart, sentence, slide, table and command draws."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cmp_to_key
from operator import add
from typing import Any

from analytics.intervals import wilson
from analytics.lacking import check_columns, check_unit
from analytics.metrics import METRICS, Metric
from analytics.register.snapshots import Register, Snapshot
from analytics.scope import LETTER, Scope
from analytics.settings import settings
from analytics.text import Lang, Notice, Text
from analytics.vocabulary import DIMENSIONS, OTHER, OTHER_LABEL, UNKNOWN, Dimension, time_code

NO_METRIC = Text(id="Tidak ada ukuran “{code}”.", en="There is no metric “{code}”.")
NO_DIMENSION = Text(id="Tidak ada rincian menurut “{code}”.", en="There is no breakdown by “{code}”.")
REGISTER = Text(id="register kasus", en="case register")
WRONG_UNIT = Text(id="{metric} tidak dapat dihitung dalam {unit}.", en="{metric} cannot be counted in {unit}.")


@dataclass(frozen=True)
class Row:
    """One group. codes: one per dimension asked by; value is None where it does not exist (nothing to divide by).

    numerator is None for medians; denominator is None for counts. hidden: not told in public mode; then there is no number at all.
    few: said of a hidden total that is itself below the threshold; of groups it is never told which hidden ones are.
    """

    codes: tuple[str, ...]
    numerator: int | None
    denominator: int | None
    value: float | None
    hidden: bool = False
    few: bool = False

    @property
    def code(self) -> str:
        return self.codes[0]

    @property
    def interval(self) -> tuple[float, float] | None:
        """How far a rate may stray by chance (Wilson, 95 %); None where there is no rate, as in a step from one rate to another."""
        if self.numerator is None or not self.denominator or not 0 <= self.numerator <= self.denominator:
            return None
        return wilson(self.numerator, self.denominator)


NO_TOTAL = Row(("total",), None, None, None)  # parts that are not parts of a known whole, such as published top lists


@dataclass(frozen=True)
class Source:
    """Where the numbers come from: date, version (SHA-256 of the file), whether the cases are synthetic, whose words."""

    as_of: date
    version: str
    synthetic: bool
    name: Text = REGISTER
    address: str = ""


@dataclass(frozen=True)
class Answer:
    """A figure with its defence: what was asked, of which rows, and the numbers.

    rows: one per group that occurs in the scope, sorted by value for nominal dimensions (ties by label), in list or time
    order otherwise, 'unknown' last. total: the whole scope. Groups may overlap where a unit belongs to several.
    pooled: how many groups stand together in the row 'other'. nested: the groups contain one another, as stages do.
    """

    metric: Metric
    scope: Scope
    by: tuple[Dimension, ...]
    rows: tuple[Row, ...]
    total: Row
    source: Source
    pooled: int = 0
    nested: bool = False

    def row(self, *codes: str) -> Row | None:
        """The row of a group, or None where it does not occur."""
        return next((row for row in self.rows if row.codes == codes), None)

    def label(self, row: Row, lang: Lang, axis: int = 0) -> str:
        """The label of a row in the reader's language."""
        code = row.codes[axis]
        return (
            OTHER_LABEL(lang, count=self.pooled, groups=self.by[axis].many or self.by[axis].label)
            if code == OTHER
            else self.by[axis].member(code, lang)
        )

    @property
    def whole(self) -> Row | None:
        """The row below the groups; None where they contain one another or are not parts of a known whole."""
        return None if self.nested or self.total == NO_TOTAL else self.total

    @property
    def overlap(self) -> int:
        """How many units are counted in more than one group (0 for medians and undivided figures)."""
        if not self.rows or self.metric.kind == "median" or self.nested or any(row.hidden for row in (*self.rows, self.total)):
            return 0
        return sum(row.numerator or 0 for row in self.rows) - (self.total.numerator or 0)


class Unanswered(Notice):
    """A question that a snapshot cannot answer, for want of a column or of the unit. answer: what was asked, without numbers."""

    def __init__(self, answer: Answer, why: Notice):
        super().__init__(why.text, **why.values)
        self.answer = answer


def metric_named(code: str) -> Metric:
    """A metric by its code. Raises Notice."""
    if code not in METRICS:
        raise Notice(NO_METRIC, code=code[:40])
    return METRICS[code]


def dimension_named(code: str) -> Dimension:
    """A dimension by its code. Raises Notice."""
    if code not in DIMENSIONS:
        raise Notice(NO_DIMENSION, code=code[:40])
    return DIMENSIONS[code]


def ask(register: Register, metric: Metric, scope: Scope, *by: Dimension) -> Answer:
    """The answer to: this metric, of these rows, by these dimensions. Raises Notice where it cannot be asked, and Unanswered where
    this snapshot cannot tell."""
    if scope.unit not in metric.units:
        raise Notice(WRONG_UNIT, metric=metric.label, unit=scope.unit.label)
    snapshot = register.at(scope.as_of)
    asked = Answer(metric, scope, by, (), NO_TOTAL, Source(snapshot.as_of, snapshot.version, snapshot.synthetic))
    try:
        check_unit(snapshot, scope.unit)
        check_columns(snapshot, metric, scope, by)
    except Notice as why:
        raise Unanswered(asked, why) from None
    rows, total = answering(metric)(snapshot, metric, scope, by)
    return replace(asked, rows=tuple(sorted(rows, key=lambda row: order(row, by))), total=total)


def answering(metric: Metric) -> Callable[..., tuple[list[Row], Row]]:
    """How the numbers of a metric are found."""
    if metric.kind == "median":
        return median_rows
    return rows_counted if metric.of_rows else counted_rows


def trend(register: Register, metric: Metric, scope: Scope, dates: Iterable[date]) -> tuple[Answer, ...]:
    """The same question asked of several snapshots: how the register grew, as it was known on each date."""
    return tuple(ask(register, metric, scope.at(day)) for day in dates)


def counted_rows(snapshot: Snapshot, metric: Metric, scope: Scope, by: tuple[Dimension, ...]) -> tuple[list[Row], Row]:
    """Distinct units by group, and for the whole scope."""
    groups, total = counted(snapshot, (metric.numerator, metric.denominator), scope, by)
    whole = total[1] if metric.kind == "share" else None
    rows = [row_of(metric, codes, pair[0], pair[1], whole) for codes, pair in groups.items() if pair[1]]
    return rows, row_of(metric, ("total",), total[0], total[1], whole)


COMMON = tuple(
    dict.fromkeys(each for metric in METRICS.values() if not metric.per_row for each in (metric.numerator, metric.denominator))
)  # the conditions of all metrics that count units; they name nothing but `stage` and `blocked`
Numbers = tuple[int, ...]  # of the units that meet each condition
Counted = tuple[dict[tuple[str, ...], Numbers], Numbers]  # by the codes of each group, and of the whole scope


def counted(snapshot: Snapshot, conditions: tuple[str, ...], scope: Scope, by: tuple[Dimension, ...]) -> Counted:
    """How many units meet each condition, by group (none without dimensions) and in the scope. What metrics count is found together: one
    query for all that is asked of a scope, and one for all that is asked of it by the same dimensions."""
    asked = COMMON if set(conditions) <= set(COMMON) else conditions
    places = [asked.index(condition) for condition in conditions]
    whole = all_counted(snapshot, asked, scope, ()).get((), (0,) * len(asked))
    groups = all_counted(snapshot, asked, scope, by) if by else {}
    return {codes: tuple(numbers[place] for place in places) for codes, numbers in groups.items()}, tuple(whole[place] for place in places)


KEPT = 1024  # answers of a snapshot


def all_counted(snapshot: Snapshot, conditions: tuple[str, ...], scope: Scope, by: tuple[Dimension, ...]) -> dict[tuple[str, ...], Numbers]:
    """The numbers of all conditions by group, kept with the snapshot for every reader."""
    asked = (conditions, scope, by)
    if (found := snapshot.counted.get(asked)) is None:
        if len(snapshot.counted) >= KEPT:
            snapshot.counted.clear()
        found = snapshot.counted[asked] = summed(snapshot, conditions, scope, by)
    return found


def summed(snapshot: Snapshot, conditions: tuple[str, ...], scope: Scope, by: tuple[Dimension, ...]) -> dict[tuple[str, ...], Numbers]:
    """The same from the database: units that are alike are counted there, and their numbers added up here."""
    condition, values = scope.sql()
    lines = snapshot.query(alike_sql(conditions, scope, by, condition), values)
    meet = met(snapshot, conditions, {line[len(by) : -1] for line in lines})
    groups: dict[tuple[str, ...], Numbers] = {}
    for line in lines:
        codes, numbers = read_codes(line[: len(by)], by), tuple(line[-1] * each for each in meet[line[len(by) : -1]])
        groups[codes] = tuple(map(add, groups[codes], numbers)) if codes in groups else numbers
    return groups


def row_of(metric: Metric, codes: tuple[str, ...], numerator: int, denominator: int, whole: int | None) -> Row:
    """A group's counts as a row: the count itself, or the count over the base of the metric."""
    if metric.kind == "count":
        return Row(codes, numerator, None, numerator)
    base = denominator if whole is None else whole
    return Row(codes, numerator, base, numerator / base if base else None)


# What a condition may name: as it stands in a row of `cases`, and of a unit of several rows.
NAMED = {
    "stage": ("stage", "max(stage)"),
    "blocked": ("blocked", "bool_or(blocked)"),
    "as_recommended": ("as_recommended", "bool_or(as_recommended)"),
    "waiting_since": ("recommended_on", "min(waiting_since)"),
}


def named_in(conditions: tuple[str, ...]) -> list[str]:
    """What conditions name; the stage where they name nothing."""
    return [name for name in NAMED if any(name in each for each in conditions)] or ["stage"]


def alike_sql(conditions: tuple[str, ...], scope: Scope, by: tuple[Dimension, ...], condition: str) -> str:
    """How many units of a group are alike in all that the conditions name. Columns: the codes of the group, what is named, the number.

    A unit of several rows is counted once in each group it belongs to, at the furthest stage it reached there. The text is short on
    purpose: DuckDB plans longer than it counts.
    """
    key, named = scope.unit.key, named_in(conditions)
    codes = "".join(f"{dimension_sql(dimension)} as code_{place}, " for place, dimension in enumerate(by))
    names = "".join(f"code_{place}, " for place in range(len(by)))
    own, furthest = (", ".join(f"{NAMED[name][kind]} as {name}" for name in named) for kind in (0, 1))
    within = f"{condition} and {key} is not null" if scope.unit is LETTER else condition
    several = f"select {codes} {key} as unit, {own} from cases where {within} and not sole_{key}"
    return f"""
        select {codes} {own}, count(*) from cases where {within} and sole_{key} group by all
        union all
        select {names} {", ".join(named)}, count(*) from (select {names} {furthest} from ({several}) group by {names} unit) group by all
    """


def met(snapshot: Snapshot, conditions: tuple[str, ...], kinds: set[tuple[Any, ...]]) -> dict[tuple[Any, ...], tuple[bool, ...]]:
    """Which conditions each kind of unit meets (kind: what conditions name); the database itself says so, once for each."""
    known: dict[tuple[Any, ...], tuple[bool, ...]] = snapshot.counted.setdefault((MET, conditions), {})
    if new := list(kinds - set(known)):
        lists: dict[str, object] = {name: [kind[place] for kind in new] for place, name in enumerate(named_in(conditions))}
        columns = ", ".join(f"unnest(${name}) as {name}" for name in lists)
        typed = ", ".join(f"{name}::{KIND.get(name, 'boolean')} as {name}" for name in lists)
        found = snapshot.query(f"select {', '.join(conditions)} from (select {typed} from (select {columns}))", lists)
        known.update(zip(new, (tuple(map(bool, line)) for line in found), strict=True))
    return known


MET = "met"  # where the snapshot keeps what conditions are met by whom
KIND = {"stage": "stage", "waiting_since": "date"}


def median_rows(snapshot: Snapshot, metric: Metric, scope: Scope, by: tuple[Dimension, ...]) -> tuple[list[Row], Row]:
    """Median days by group and as a whole, over rows of `cases` where both days are known."""
    condition, values = scope.sql()
    codes = "".join(f"{dimension_sql(dimension)} as code_{place}, " for place, dimension in enumerate(by))
    names = ", ".join(f"code_{place}" for place in range(len(by)))
    sets = f"grouping sets (({names}), ())" if by else "()"
    grouping = f"grouping({names})" if by else "1"
    found = snapshot.query(
        f"""
        with scoped as (select {codes} {metric.numerator} as days from cases where {condition})
        select {names + "," if by else ""} {grouping} > 0, median(days), count(*)
        from scoped where days is not null group by {sets}
        """,
        values,
    )
    rows = [Row(read_codes(codes, by), None, count, median) for *codes, is_total, median, count in found if not is_total]
    total = next(
        (Row(("total",), None, count, median) for *_, is_total, median, count in found if is_total), Row(("total",), None, 0, None)
    )
    return rows, total


def rows_counted(snapshot: Snapshot, metric: Metric, scope: Scope, by: tuple[Dimension, ...]) -> tuple[list[Row], Row]:
    """Rows of `cases` by group, and in the whole scope; each stands in one group. Those outside the base stand in none."""
    condition, values = scope.sql()
    codes = "".join(f"{dimension_sql(dimension)} as code_{place}, " for place, dimension in enumerate(by))
    names = "".join(f"code_{place}, " for place in range(len(by)))
    found = snapshot.query(
        f"""
        with scoped as (select {codes} *, $as_of::date as as_of from cases where {condition})
        select {names} count(*) filter (where {metric.numerator}), count(*)
        from scoped where {metric.denominator} {f"group by {names[:-2]}" if by else ""}
        """,
        values | {"as_of": scope.as_of},
    )
    pairs = [(read_codes(codes, by), numerator, denominator) for *codes, numerator, denominator in found]
    counted, base = sum(numerator for _, numerator, _ in pairs), sum(denominator for *_, denominator in pairs)
    whole = base if metric.kind == "share" else None
    return [row_of(metric, *pair, whole) for pair in pairs if pair[2]] if by else [], row_of(metric, ("total",), counted, base, whole)


def dimension_sql(dimension: Dimension) -> str:
    """The SQL of a dimension's code: its column, or the first day of the month, week or day that its day falls in."""
    if dimension.kind == "time":
        return f"date_trunc('{dimension.code}', {dimension.day})"
    return dimension.sql or dimension.code


def read_codes(found: Iterable[Any], by: tuple[Dimension, ...]) -> tuple[str, ...]:
    """The codes of a group as SQL gave them; days become time codes."""
    return tuple(
        time_code(dimension.code, value) if dimension.kind == "time" else value for dimension, value in zip(by, found, strict=True)
    )


def order(row: Row, by: tuple[Dimension, ...]) -> tuple[Any, ...]:
    """Sort key: by value for a nominal dimension, else in list or time order; 'unknown' always last."""
    keys: list[tuple[Any, ...]] = []
    for dimension, code in zip(by, row.codes, strict=True):
        if dimension.kind == "time":
            keys.append((False, code))
        elif dimension.kind == "ordered" or len(by) > 1:
            codes = list(dimension.labels())
            keys.append((False, codes.index(code) if code in codes else len(codes)))  # 'other' after all
        else:
            largest = -(row.value if row.value is not None else -1)
            keys.append((code == UNKNOWN, largest, -(row.numerator or 0), dimension.member(code, "id")))
    return tuple(keys)


def top(answer: Answer, size: int) -> Answer:
    """The first groups of a count or share with ties kept together; the rest added up as 'other', unknown kept apart.

    A tie at the edge is taken whole where that stays within twice the size, else left out; only where it begins at the very
    first group is it cut, in the order of the answer. Units in several groups of the rest are counted in each of them.
    """
    named = [row for row in answer.rows if row.code != UNKNOWN]
    unknown = [row for row in answer.rows if row.code == UNKNOWN]
    if len(named) <= size + 1:
        return answer
    told = [row for row in named if not row.hidden]  # what is hidden has no place, and stands after them
    kept = first_places(told, size) if len(told) > size else told
    rest = rest_of(answer, named[len(kept) :], [*kept, *unknown])
    return replace(answer, rows=(*kept, *rest, *unknown), pooled=len(named) - len(kept))


def first_places(named: list[Row], size: int) -> list[Row]:
    """The first of more groups than fit, those level at the edge together."""
    edge = named[size - 1].value or 0
    above, level = ([row for row in named if (row.value or 0) > edge], [row for row in named if (row.value or 0) == edge])
    return above + level if len(above) + len(level) <= 2 * size else above or named[:size]


def rest_of(answer: Answer, rows: list[Row], beside: list[Row] | None = None) -> list[Row]:
    """Groups added up as one row 'other'; empty where there are none. Where one of them is hidden: what the total leaves beside the
    others, hidden too where one of these is, or where there are no parts of a total."""
    if not rows:
        return []
    if any(row.hidden for row in rows):
        known = [row.numerator for row in beside or [] if row.numerator is not None]
        whole = answer.total.numerator
        if whole is None or len(known) < len(beside or []) or answer.metric.kind not in ("count", "share"):
            return [Row((OTHER,), None, None, None, hidden=True)]
        return [row_of(answer.metric, (OTHER,), whole - sum(known), answer.total.denominator or 0, None)]
    numerator = sum(row.numerator or 0 for row in rows)
    base = answer.total.denominator if answer.metric.kind == "share" else sum(row.denominator or 0 for row in rows)
    return [row_of(answer.metric, (OTHER,), numerator, base or 0, None)]


def large_enough(answer: Answer, row: Row) -> bool:
    """Whether a group may be ranked by its number: a rate, or a number per 1.000, rests on a base of at least the setting smallest_base."""
    return answer.metric.kind not in ("rate", "per_1000") or (row.denominator or 0) >= settings().smallest_base


def ranks(answer: Answer) -> dict[str, int]:
    """Place of each named group; ties share a place (1, 2, 2, 4). 'Other', 'unknown', hidden numbers and rates of a base smaller than
    the setting smallest_base have none."""
    named = [row for row in answer.rows if row.code not in (OTHER, UNKNOWN) and not row.hidden and large_enough(answer, row)]
    places: dict[str, int] = {}
    before: Row | None = None
    for place, row in enumerate(sorted(named, key=cmp_to_key(smaller), reverse=True), start=1):
        places[row.code] = places[before.code] if before and not smaller(row, before) else place
        before = row
    return places


def smaller(one: Row, other: Row) -> int:
    """Below zero where a number is smaller than another, zero where they are level; rates are compared as fractions: 1/3 is 2/6."""
    if one.numerator is None or other.numerator is None or not (one.denominator and other.denominator):
        return int((one.value or 0) > (other.value or 0)) - int((one.value or 0) < (other.value or 0))
    return one.numerator * other.denominator - other.numerator * one.denominator


STEP = Text(id="Tahap (rekomendasi atau sanksi)", en="Step (recommended or imposed)")


def side_by_side(left: Answer, right: Answer, names: tuple[Text, Text], label: Text = STEP) -> Answer:
    """Two counts by the same codes as one answer: which of the two, then the code. label: of the former."""
    series = Dimension(
        "series",
        label,
        "ordered",
        members={"left": names[0], "right": names[1]},
    )
    rows = [
        replace(row, codes=(code, *row.codes))
        for code, answer in (("left", left), ("right", right))
        for row in answer.rows
        if row.value or row.hidden
    ]
    return replace(left, by=(series, left.by[0]), rows=tuple(rows), nested=True)


SNAPSHOT_DATE = Dimension("snapshot", Text(id="Tanggal snapshot", en="Date of snapshot"), "time")


def groups_over_time(answers: tuple[Answer, ...]) -> Answer:
    """The same breakdown at several snapshots as one answer: a row a date and group; the last date's total below."""
    rows = tuple(replace(row, codes=(answer.scope.as_of.isoformat(), *row.codes)) for answer in answers for row in answer.rows)
    return replace(answers[-1], by=(SNAPSHOT_DATE, *answers[-1].by), rows=rows, nested=True)


def over_time(series: tuple[tuple["Answer", ...], ...]) -> Answer:
    """Totals of one or more metrics over several snapshots as one answer: a row a date and metric; the last date's total below."""
    last = series[0][-1]
    measure = Dimension(
        "measure", Text(id="Ukuran", en="Measure"), "ordered", members={each[0].metric.code: each[0].metric.label for each in series}
    )
    rows = [
        replace(each.total, codes=(each.scope.as_of.isoformat(), each.metric.code)[: min(2, len(series))])
        for answers in series
        for each in answers
    ]
    by = (SNAPSHOT_DATE, measure)[: min(2, len(series))]
    return replace(last, by=by, rows=tuple(sorted(rows, key=lambda row: row.codes[0])), nested=True)


def as_stages(stages: list[Answer]) -> Answer:
    """Totals of several metrics as one answer: a row a metric, the first metric's total below."""
    dimension = Dimension(
        "stage", Text(id="Tahap", en="Stage"), "ordered", members={each.metric.code: each.metric.label for each in stages}
    )
    rows = tuple(replace(each.total, codes=(each.metric.code,)) for each in stages)
    return replace(stages[0], by=(dimension,), rows=rows, nested=True)
