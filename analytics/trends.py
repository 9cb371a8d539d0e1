"""Answers over time: gaps filled, running totals, and the periods a later snapshot may still fill."""

import calendar
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from analytics.ask import Answer, Row
from analytics.register.snapshots import Register
from analytics.vocabulary import first_day, time_code

SETTLING_DAYS = 60  # a period that ended this shortly before the first snapshot is taken as still filling


def last_day(grain: str, code: str) -> date:
    """The last day of a month, week or day."""
    first = first_day(grain, code)
    if grain == "month":
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first + timedelta(days=6 if grain == "week" else 0)


def codes_between(grain: str, first: str, last: str) -> list[str]:
    """Every period from one to another, without gaps."""
    codes, day = [], first_day(grain, first)
    while day <= first_day(grain, last):
        codes.append(time_code(grain, day))
        day = last_day(grain, codes[-1]) + timedelta(days=1)
    return codes


def without_gaps(answer: Answer) -> Answer:
    """A count over time with a row, zero where nothing was reported, for every period between the first and the last."""
    if not answer.rows:
        return answer
    found = {row.codes[0]: row for row in answer.rows}
    codes = codes_between(answer.by[0].code, answer.rows[0].codes[0], answer.rows[-1].codes[0])
    return replace(answer, rows=tuple(found.get(code) or Row((code,), 0, None, 0) for code in codes))


def running(register: Register, answer: Answer) -> Answer:
    """A count of all reported over time as a running total of distinct units: each is counted from its first report on."""
    counted = answer.overlap or any(row.hidden for row in answer.rows)  # else the numbers at hand are those of newcomers
    added = newcomers(register, answer) if counted else {row.code: row.numerator or 0 for row in answer.rows}
    totals = accumulate(added.get(row.code, 0) for row in answer.rows)
    rows = [Row(row.codes, so_far, None, so_far) for row, so_far in zip(answer.rows, totals, strict=True)]
    return replace(answer, rows=tuple(between_hidden(answer, rows)), nested=True)


def between_hidden(answer: Answer, totals: list[Row]) -> list[Row]:
    """Running totals, hidden from the first hidden period until they are past the last: what lies between two of them would tell it."""
    places = [place for place, row in enumerate(answer.rows) if row.hidden]
    if not places:
        return totals
    first, last = places[0], len(totals) if answer.total.hidden else places[-1]
    return [Row(row.codes, None, None, None, hidden=True) if first <= place < last else row for place, row in enumerate(totals)]


def newcomers(register: Register, answer: Answer) -> dict[str, int]:
    """How many units have their first report in each period: period code -> count. One question, whatever the number of periods."""
    grain, key = answer.by[0].code, answer.scope.unit.key
    condition, values = answer.scope.sql()
    found = register.at(answer.scope.as_of).query(
        f"""
        with first as (select min(reported_on) as day from cases where {condition} group by {key})
        select date_trunc('{grain}', day), count(*) from first group by 1
        """,
        values,
    )
    return {time_code(grain, day): count for day, count in found}


def unsettled(answer: Answer, earlier: Answer | None) -> frozenset[str]:
    """Periods a later snapshot may still fill: not over on the snapshot's date, or grown since the snapshot before (earlier: its answer).

    Where there is none before that can tell, those that ended within SETTLING_DAYS of its date. Of a hidden number nothing is told.
    """
    grain, as_of = answer.by[0].code, answer.scope.as_of
    if earlier is None:
        return frozenset(row.codes[0] for row in answer.rows if last_day(grain, row.codes[0]) > as_of - timedelta(days=SETTLING_DAYS))
    open_ones = {row.codes[0] for row in answer.rows if last_day(grain, row.codes[0]) > as_of}
    unknown = {row.codes[0] for row in earlier.rows if row.hidden}
    grown = {row.codes[0] for row in answer.rows if (row.value or 0) > value_of(earlier, row.codes[0]) and row.codes[0] not in unknown}
    return frozenset(open_ones | grown)


def value_of(answer: Answer, code: str) -> float:
    """The value of a period, zero where it does not occur."""
    row = answer.row(code)
    return (row.value or 0) if row else 0


def slice_of(answer: Answer, whole: Row) -> Answer:
    """One member of the second dimension of a two-way count, as a count over the first. whole: the member's row over all time."""
    rows = tuple(replace(row, codes=row.codes[:1]) for row in answer.rows if row.codes[1] == whole.code)
    return replace(answer, by=answer.by[:1], rows=rows, total=replace(whole, codes=("total",)))
