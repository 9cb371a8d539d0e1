"""The same questions answered by pandas: what the figures would cost without a database.

The frame holds the columns of `cases` with codes as categories and rows sorted by stage, so that the furthest stage of a
person is the last row of that person. The sorting is not counted against pandas.
"""

from functools import cache

import duckdb
import pandas as pd

from analytics.ask import Answer
from analytics.metrics import STAGES, Metric
from analytics.vocabulary import Dimension, time_code

Counts = dict[tuple[str, ...], tuple]  # codes of a group -> numerator and denominator, or median and rows
WHOLE = ("total",)


def frame_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The table `cases` as a frame, without what no question of a person needs."""
    with con.cursor() as cursor:
        frame = cursor.execute("select * exclude (case_number, letter, sole_person, sole_case_number, sole_letter) from cases").df()
    return frame.sort_values("stage", kind="stable", ignore_index=True)


def answer(frame: pd.DataFrame, metric: Metric, *by: Dimension) -> Counts:
    """Every group of the answer and the whole."""
    if metric.kind == "median":
        days = frame.eval(metric.numerator).dt.days
        return {WHOLE: (days.median(), days.count())}
    keys = [dimension.code for dimension in by]
    columns = with_times(frame, by)[[*keys, "person", "stage"]]
    whole = columns.drop_duplicates("person", keep="last")["stage"]
    found: Counts = {WHOLE: tuple(int(whole.isin(stages).sum()) for stages in stages_of(metric))}
    return found | (grouped(columns, metric, by) if by else {})


def grouped(columns: pd.DataFrame, metric: Metric, by: tuple[Dimension, ...]) -> Counts:
    """Distinct persons by group, each at the furthest stage reached there."""
    keys = [dimension.code for dimension in by]
    units = columns.drop_duplicates([*keys, "person"], keep="last")
    numerator, denominator = (units[units["stage"].isin(stages)].groupby(keys, observed=True).size() for stages in stages_of(metric))
    numerator = numerator.reindex(denominator.index, fill_value=0)
    codes = denominator.index if len(by) > 1 else [(code,) for code in denominator.index]
    return {named(code, by): pair for code, *pair in zip(codes, numerator, denominator, strict=True)}


def with_times(frame: pd.DataFrame, by: tuple[Dimension, ...]) -> pd.DataFrame:
    """The frame with a column for the month of report, where it is asked by."""
    months = {dimension.code: frame["reported_on"].to_numpy().astype("datetime64[M]") for dimension in by if dimension.kind == "time"}
    return frame.assign(**months) if months else frame


def named(codes: tuple, by: tuple[Dimension, ...]) -> tuple[str, ...]:
    """The codes of a group as an answer writes them."""
    return tuple(time_code(dimension.code, code) if dimension.kind == "time" else code for dimension, code in zip(by, codes, strict=True))


@cache
def stages_of(metric: Metric) -> tuple[list[str], list[str]]:
    """The stages that count in the numerator and in the denominator."""
    stages = ", ".join(f"('{stage}')" for stage in STAGES)
    conditions = (metric.numerator, metric.denominator)
    found = (duckdb.sql(f"select stage from (values {stages}) as stages(stage) where {condition}").fetchall() for condition in conditions)
    numerator, denominator = ([stage for (stage,) in rows] for rows in found)
    return numerator, denominator


def disagreements(said: Answer, counts: Counts) -> list[str]:
    """Where an answer of the register and one of pandas differ; empty where they agree."""
    ours = {row.codes: row for row in (*said.rows, said.total)}
    wrong = [f"{said.metric.code} {codes}" for codes in ours.keys() ^ counts.keys()]
    return wrong + [
        f"{said.metric.code} {codes}" for codes in ours.keys() & counts.keys() if not same(ours[codes], counts[codes], said.metric)
    ]


def same(row, pair: tuple, metric: Metric) -> bool:
    """Whether a row of an answer says what pandas found."""
    if metric.kind == "median":
        return (row.value, row.denominator) == tuple(pair)
    if metric.kind == "rate":
        return (row.numerator, row.denominator) == tuple(pair)
    return row.numerator == pair[0]
