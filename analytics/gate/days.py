"""Days as offices write them: 12/03/2020, 12 Maret 2020, Kamis 12-Mar-20, Maret 2020, or a spreadsheet's number. Never guessed.

Text becomes a day by SQL, so that a column is read where it lies. What is first in 12/03/2020 is said by the mapping; a date that
contradicts it (31/12/2020 with the month first) is no day, and never swapped in silence.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

import duckdb
from babel.dates import get_day_names, get_month_names

from analytics.gate.mapping import DayOrder
from analytics.register.loading import is_day, quoted

LONGEST = 60  # characters a day may need
FIRST_SERIAL, LAST_SERIAL = 36526, 73050  # 2000-01-01 and 2099-12-31 as spreadsheets number days
OFFICE_MONTHS = {
    "pebruari": 2, "peb": 2, "mrt": 3, "agt": 8, "agst": 8, "ags": 8, "agus": 8, "sept": 9, "nopember": 11, "nop": 11,
}  # fmt: skip
OFFICE_WEEKDAYS = {"jum'at", "jum’at", "ahad"}


@dataclass(frozen=True)
class Day:
    """What a text says: the day, and whether it named only its month (then the day is the first)."""

    day: date
    month_only: bool


@cache
def month_names() -> dict[str, int]:
    """The names of months in small letters, Indonesian and English, long, short and as offices spell them."""
    names = {
        name.casefold().rstrip("."): month
        for lang in ("id", "en")
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for month, name in get_month_names(width, context, lang).items()
    }
    return names | OFFICE_MONTHS


@cache
def weekday_names() -> tuple[str, ...]:
    """The names of weekdays in small letters, longest first."""
    names = {
        name.casefold().rstrip(".")
        for lang in ("id", "en")
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", lang).values()
    }
    return tuple(sorted(names | OFFICE_WEEKDAYS, key=lambda name: (-len(name), name)))


def days_in(con: duckdb.DuckDBPyConnection, texts: Collection[str], order: DayOrder) -> dict[str, Day]:
    """The texts that are a day, with the day. Texts longer than any day are none."""
    found = con.execute(
        f"select text, {day_sql('text', order)} as day, {month_only_sql('text')} from (select unnest($texts::varchar[]) as text) where day is not null",
        {"texts": [text for text in texts if len(text) <= LONGEST]},
    ).fetchall()
    return {text: Day(day, month_only) for text, day, month_only in found}


def day_sql(text: str, order: DayOrder) -> str:
    """SQL that turns a text into a date, or null where it is none that exists. ISO days are read first, and quickly."""
    spelled = let(normal_sql(text), "t", f"coalesce({numbers_sql('t', order)}, {named_sql('t')}, {month_sql('t')}, {serial_sql('t')})")
    whole = f"case when {is_day(text)} then try_cast({text}[:10] as date) else {spelled} end"
    return let(whole, "d", "case when d >= date '0001-01-01' then d end")  # a year 0 is none


def month_only_sql(text: str) -> str:
    """SQL that is true where a text names a month and no day of it."""
    return f"not {is_day(text)} and {let(normal_sql(text), 't', month_sql('t'))} is not null"


def let(value: str, name: str, body: str) -> str:
    """SQL that computes a value once and uses it by name."""
    return f"list_transform([{value}], lambda {name}: {body})[1]"


def normal_sql(text: str) -> str:
    """Small letters, single spaces; the weekday in front and a midnight behind are taken off."""
    spaced = f"trim(regexp_replace(lower({text}), '[\\s\\x{{a0}}]+', ' ', 'g'))"
    weekday = quoted(f"^({'|'.join(weekday_names())})\\.? ?[,/ ] ?")
    midnight = "'[ t]00[:.]00([:.]00(\\.0+)?)?$'"
    return f"regexp_replace(regexp_replace({spaced}, {weekday}, ''), {midnight}, '')"


def numbers_sql(text: str, order: DayOrder) -> str:
    """12/03/2020, 12-3-20, 2020.3.12: three numbers between like signs. Four digits in front are a year in any order."""
    parts = extracted(text, "^(\\d{1,4}) ?([/.-]) ?(\\d{1,2}) ?([/.-]) ?(\\d{1,4})$", "asbzc")
    orders = {"day": ("c", "b", "a"), "month": ("c", "a", "b"), "year": ("a", "b", "c")}
    said, iso = (assembled(*(f"p.{part}" for part in orders[each])) for each in (order, "year"))
    return let(parts, "p", f"case when p.s = p.z and p.a <> '' then case when length(p.a) = 4 then {iso} else {said} end end")


def named_sql(text: str) -> str:
    """12 Maret 2020, 12-Mar-20, March 12th, 2020."""
    month = "([a-z]+)\\.?"
    day_first = let(
        extracted(text, f"^(\\d{{1,2}})(?:st|nd|rd|th)?[ ./-]{{0,3}}{month}[ ,./-]{{0,3}}(\\d{{4}}|\\d{{2}})$", "dmy"), "p", named("p")
    )
    month_first = let(extracted(text, f"^{month} (\\d{{1,2}})(?:st|nd|rd|th)?,? (\\d{{4}})$", "mdy"), "p", named("p"))
    return f"coalesce({day_first}, {month_first})"


def month_sql(text: str) -> str:
    """Maret 2020, Mar-2020, 03/2020, 2020-03: the first day of the month."""
    by_name = let(extracted(text, "^([a-z]+)\\.?[ ,./-]{1,3}(\\d{4})$", "my"), "p", named("p", "'1'"))
    by_number = let(extracted(text, "^(\\d{1,2})[/.-](\\d{4})$", "my"), "p", assembled("p.y", "p.m", "'1'"))
    year_first = let(extracted(text, "^(\\d{4})[/.-](\\d{1,2})$", "ym"), "p", assembled("p.y", "p.m", "'1'"))
    return f"coalesce({by_name}, {by_number}, {year_first})"


def serial_sql(text: str) -> str:
    """43831: days since 30 December 1899, as spreadsheets count them."""
    number = f"try_cast(regexp_extract({text}, '^(\\d{{5}})(\\.0+)?$', 1) as integer)"
    return let(number, "n", f"case when n between {FIRST_SERIAL} and {LAST_SERIAL} then date '1899-12-30' + n end")


def extracted(text: str, pattern: str, names: str) -> str:
    """SQL for the pieces of a text as a structure; all empty where the pattern does not fit."""
    return f"regexp_extract({text}, {quoted(pattern)}, [{', '.join(map(quoted, names))}])"


def named(parts: str, day: str = "") -> str:
    """SQL for the date of day, name of a month and year."""
    names = ", ".join(f"{quoted(name)}: '{month}'" for name, month in month_names().items())
    return assembled(f"{parts}.y", f"map {{{names}}}[{parts}.m]", day or f"{parts}.d")


def assembled(year: str, month: str, day: str) -> str:
    """SQL for the date of three texts, or null. Two digits of a year up to 69 are 20.., from 70 on 19..; the others need four."""
    century = f"case when length({year}) = 4 then {year} when length({year}) = 2 then case when {year} < '70' then '20' else '19' end || {year} end"
    two = [f"case when length({part}) <= 2 then lpad({part}, 2, '0') end" for part in (month, day)]
    return f"try_cast({century} || '-' || {two[0]} || '-' || {two[1]} as date)"
