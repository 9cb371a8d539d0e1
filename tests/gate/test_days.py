"""Days as offices write them, held against a plain reading in Python."""

import re
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.gate.days import Day, days_in, month_names

MONTHS = {
    1: "januari january jan", 2: "februari february feb pebruari peb", 3: "maret march mar mrt", 4: "april apr", 5: "mei may", 6: "juni june jun",
    7: "juli july jul", 8: "agustus august agu aug agt agst ags agus", 9: "september sep sept", 10: "oktober october okt oct",
    11: "november nov nopember nop", 12: "desember december des dec",
}  # fmt: skip
BY_NAME = {name: month for month, names in MONTHS.items() for name in names.split()}
WEEKDAYS = "senin selasa rabu kamis jumat jum'at sabtu minggu ahad sen sel rab kam jum sab min".split()  # noqa: SIM905
WEEKDAYS += "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def con():
    """A database to read days in."""
    with duckdb.connect(config={"threads": 2}) as found:
        yield found


def read(text, order):
    """The oracle: a day and whether only its month is known, or None."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)([ T]00:00:00(\.0+)?)?", text):
        return made(*map(int, found.groups()[:3]))
    text = " ".join(text.lower().split())
    first, _, rest = text.partition(" ")
    if rest and first.rstrip(",.") in WEEKDAYS:
        text = rest
    elif "," in first and first.split(",")[0] in WEEKDAYS:
        text = text.split(",", 1)[1].strip()
    text = re.sub(r"[ t]00[:.]00([:.]00(\.0+)?)?$", "", text)
    return numbers(text, order) or named(text) or month(text) or serial(text)


def made(year, month_, day, month_only=False):
    try:
        return Day(date(year, month_, day), month_only)
    except ValueError:
        return None


def year_of(text):
    return int(text) if len(text) == 4 else {2: 2000 if text < "70" else 1900}[len(text)] + int(text)


def numbers(text, order):
    found = re.fullmatch(r"(\d{1,4}) ?([/.-]) ?(\d{1,2}) ?([/.-]) ?(\d{1,4})", text)
    if not found or found[2] != found[4]:
        return None
    pieces = [found[1], found[3], found[5]]
    way = "year" if len(pieces[0]) == 4 else order
    y, m, d = {"day": (2, 1, 0), "month": (2, 0, 1), "year": (0, 1, 2)}[way]
    if len(pieces[y]) not in (2, 4) or len(pieces[m]) > 2 or len(pieces[d]) > 2:
        return None
    return made(year_of(pieces[y]), int(pieces[m]), int(pieces[d]))


def named(text):
    if (found := re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?[ ./-]{0,3}([a-z]+)\.?[ ,./-]{0,3}(\d{4}|\d\d)", text)) and found[3] in BY_NAME:
        return made(year_of(found[4]), BY_NAME[found[3]], int(found[1]))
    if (found := re.fullmatch(r"([a-z]+)\.? (\d{1,2})(st|nd|rd|th)?,? (\d{4})", text)) and found[1] in BY_NAME:
        return made(int(found[4]), BY_NAME[found[1]], int(found[2]))
    return None


def month(text):
    if (found := re.fullmatch(r"([a-z]+)\.?[ ,./-]{1,3}(\d{4})", text)) and found[1] in BY_NAME:
        return made(int(found[2]), BY_NAME[found[1]], 1, True)
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", text):
        return made(int(found[2]), int(found[1]), 1, True)
    if found := re.fullmatch(r"(\d{4})[/.-](\d{1,2})", text):
        return made(int(found[1]), int(found[2]), 1, True)
    return None


def serial(text):
    found = re.fullmatch(r"(\d{5})(\.0+)?", text)
    return Day(date(1899, 12, 30) + timedelta(int(found[1])), False) if found and 36526 <= int(found[1]) <= 73050 else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-03-12", date(2020, 3, 12)),
        ("2020-03-12 00:00:00", date(2020, 3, 12)),
        ("12/03/2020", date(2020, 3, 12)),
        ("12-3-20", date(2020, 3, 12)),
        ("12.03.2020", date(2020, 3, 12)),
        ("31/12/2020", date(2020, 12, 31)),
        ("12/31/2020", None),
        ("12 Maret 2020", date(2020, 3, 12)),
        ("12 Mar 2020", date(2020, 3, 12)),
        ("12 March 2020", date(2020, 3, 12)),
        ("Kamis, 12 Maret 2020", date(2020, 3, 12)),
        ("Jum'at, 13 Pebruari 2020", date(2020, 2, 13)),
        ("1 Nopember 69", date(2069, 11, 1)),
        ("1 Nop 70", date(1970, 11, 1)),
        ("12-Agt-20", date(2020, 8, 12)),
        ("43831", date(2020, 1, 1)),
        ("43831.0", date(2020, 1, 1)),
        ("43831.5", None),
        ("12/03/2020 00:00", date(2020, 3, 12)),
        ("12/03/2020 14:30", None),
        ("30/02/2020", None),
        ("2020-02-30", None),
        ("0000-01-01", None),
        ("12/03-2020", None),
        ("1/2/3", None),
        ("Senin", None),
        ("", None),
    ],
)
def test_days_as_they_are_written(con, text, expected):
    found = days_in(con, [text], "day")
    assert found == ({text: Day(expected, False)} if expected else {})


@pytest.mark.parametrize("text", ["Maret 2020", "Mar-2020", "03/2020", "2020-03", "MARET  2020"])
def test_a_month_is_its_first_day_and_says_so(con, text):
    assert days_in(con, [text], "day") == {text: Day(date(2020, 3, 1), True)}


@pytest.mark.parametrize(("order", "expected"), [("day", (2012, 11, 10)), ("month", (2012, 10, 11)), ("year", (2010, 11, 12))])
def test_the_order_is_that_of_the_mapping(con, order, expected):
    assert days_in(con, ["10/11/12"], order) == {"10/11/12": Day(date(*expected), False)}


def test_a_date_against_the_order_is_no_day_and_four_digits_in_front_are_a_year(con):
    assert days_in(con, ["12/31/2020", "2020/12/31"], "day") == {"2020/12/31": Day(date(2020, 12, 31), False)}
    assert days_in(con, ["31/12/2020", "12/31/2020"], "month") == {"12/31/2020": Day(date(2020, 12, 31), False)}
    assert days_in(con, ["12/03/2020"], "year") == {}


def test_the_names_of_months_are_those_offices_use():
    assert month_names() == BY_NAME


SIGNS = st.sampled_from(["/", "-", ".", " ", " / ", "", ", "])
NUMBERS = st.one_of(
    st.integers(0, 32).map(str), st.integers(0, 32).map("{:02d}".format), st.sampled_from(["2020", "1999", "20", "69", "70", "0000", "202"])
)
WRITTEN = st.builds(
    "{}{}{}{}{}{}{}".format,
    st.sampled_from(["", "", "", "Kamis, ", "senin ", "Fri. ", "Jum'at,"]),
    NUMBERS,
    SIGNS,
    st.one_of(NUMBERS, st.sampled_from([*BY_NAME, "MARET", "Mei", "xyz"])),
    SIGNS,
    NUMBERS,
    st.sampled_from(["", "", "", " 00:00", " 00:00:00", "T00:00:00.000", " 01:00"]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(WRITTEN, st.dates().map(str), st.integers(0, 99999).map(str), st.text("0123456789/-. aiemr", max_size=12)), max_size=60
    ),
    st.sampled_from(["day", "month", "year"]),
)
def test_sql_reads_what_python_reads(con, texts, order):
    assert days_in(con, texts, order) == {text: found for text in texts if (found := read(text, order))}
