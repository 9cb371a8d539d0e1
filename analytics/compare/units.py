"""The units of one snapshot, row by row, with keys that are the same in every snapshot."""

from typing import TYPE_CHECKING

import numpy as np

from analytics.ask import dimension_sql
from analytics.lacking import LACKS, day_of, missing, name_of
from analytics.metrics import IMPOSED, STAGES, Metric
from analytics.register.snapshots import Snapshot
from analytics.scope import ALLEGATION, CASE, LETTER, PERSON, Scope, Unit
from analytics.text import Notice
from analytics.vocabulary import DIMENSIONS, FOLLOW_UP, SANCTION_IMPOSED, WAITING, Dimension

if TYPE_CHECKING:  # slow to import, and only a comparison needs it
    import pandas as pd

PARTNERS = {PERSON: CASE, CASE: PERSON, LETTER: PERSON}  # whose passing from one unit to another shows a merger
# An allegation has no number of its own: it is known by its case and, within the case, by its place in this order.
ORDER_IN_CASE = "partition by cases.case_number order by reported_on, category, agency, position, stage"


def fetched(snapshot: Snapshot, sql: str, values: dict[str, object]) -> "pd.DataFrame":
    """All rows of a query as columns: a million in less than a second."""
    with snapshot.con.cursor() as cursor:
        return cursor.execute(sql, values).df()


def check_recognised(snapshot: Snapshot, metric: Metric, unit: Unit) -> None:
    """Raises Notice where the units of a snapshot cannot be found again in another: allegations without case numbers."""
    columns = missing(snapshot, (("case_number",),)) if unit is ALLEGATION else []
    if columns:
        raise Notice(LACKS, day=day_of(snapshot), columns=columns[0], figure=name_of(metric, ()))


def keyed(unit: Unit) -> str:
    """SQL for the table `cases` with three keys: of the unit, of its partner (the case of a person), and of the pair of both."""
    if unit is ALLEGATION:
        unit_key, partner = f"hash(case_number_keys.key, row_number() over ({ORDER_IN_CASE}))", "null::ubigint"
        joins = "left join case_number_keys on case_number_keys.number = cases.case_number"
    else:
        other = PARTNERS[unit].key
        unit_key, partner = f"{unit.key}_keys.key", f"{other}_keys.key"
        joins = f"join {unit.key}_keys on {unit.key}_keys.number = cases.{unit.key} left join {other}_keys on {other}_keys.number = cases.{other}"
    return f"select *, hash(unit, partner) as pair from (select cases.*, {unit_key} as unit, {partner} as partner from cases {joins})"


def code_sql(by: tuple[Dimension, ...]) -> str:
    """SQL for the code of a row's group, as text; the same for all rows where nothing is grouped by."""
    return f"({dimension_sql(by[0])})::varchar" if by else "'total'"


def stage_sql(metric: Metric, scope: Scope, by: tuple[Dimension, ...]) -> str:
    """SQL for the place of a stage in metrics.STAGES; one sanctioned counts as recommended where the question does not tell the two apart."""
    tells = set(IMPOSED) <= set(metric.needs) or {SANCTION_IMPOSED.code, FOLLOW_UP.code, WAITING.code} & {
        *scope.where,
        *(each.code for each in by),
    }
    return f"least(enum_code(stage), {STAGES.index('sanctioned' if tells else 'recommended')})::tinyint"


def members(snapshot: Snapshot, metric: Metric, scope: Scope, by: tuple[Dimension, ...]) -> "pd.DataFrame":
    """Every unit of a scope in every group it belongs to, at the furthest stage it reached there; a line a unit and group.

    Columns: item (key of both), unit, code, stage (its place in metrics.STAGES), numerator and denominator (1 where it counts there).
    """
    condition, values = scope.sql()
    furthest = (
        "max(stage) as stage, bool_or(blocked) as blocked, bool_or(as_recommended) as as_recommended, min(recommended_on) as waiting_since"
    )
    sql = f"""
        with furthest as (
            select unit, code, {furthest} from (select *, {code_sql(by)} as code from ({keyed(scope.unit)}) where {condition}) group by unit, code
        )
        select hash(unit, code) as item, unit, code, {stage_sql(metric, scope, by)} as stage,
               coalesce({metric.numerator}, false)::tinyint as numerator, coalesce({metric.denominator}, false)::tinyint as denominator
        from furthest
    """
    return fetched(snapshot, sql, values)


def pairs(snapshot: Snapshot, unit: Unit) -> "pd.DataFrame":
    """Every pair of unit and partner in the whole register. Columns: unit, partner (0: none), pair."""
    return fetched(snapshot, f"select unit, coalesce(partner, 0) as partner, pair from ({keyed(unit)})", {})


def rows_of(snapshot: Snapshot, metric: Metric, scope: Scope, by: tuple[Dimension, ...], units: np.ndarray) -> "pd.DataFrame":
    """The rows of these units in the whole register, in the scope or not.

    Columns: unit, partner (0: none), pair, inside (in the scope), code, stage, and the code or day of each trait that tells whether a row
    is in the scope and the group.
    """
    condition, values = scope.sql()
    traits = "".join(f", ({sql})::varchar as {name}" for name, sql in traits_of(scope, by).items())
    sql = f"""
        select unit, coalesce(partner, 0) as partner, pair, {condition} as inside, {code_sql(by)} as code,
               {stage_sql(metric, scope, by)} as stage{traits}
        from ({keyed(scope.unit)}) where unit in (select unnest($units::ubigint[]))
    """
    return fetched(snapshot, sql, {**values, "units": units.tolist()})


def traits_of(scope: Scope, by: tuple[Dimension, ...]) -> dict[str, str]:
    """What decides whether a row is in the scope and the group: dimension code -> SQL; the day of report for periods of time."""
    dimensions = [*by, *(DIMENSIONS[code] for code in scope.where)]
    traits = {f"trait_{each.code}": each.code for each in dimensions if each.kind != "time"}
    timed = scope.start or scope.end or any(each.kind == "time" for each in dimensions)
    return traits | ({"trait_day": "reported_on"} if timed else {})
