"""Numbers, percentages and dates as they are written in both languages; phrases that must exist in both."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from analytics import formats
from analytics.text import Notice, Text, join


@dataclass
class Numbers:
    numerator: int | None
    denominator: int | None
    value: float | None
    hidden: bool = False


@pytest.mark.parametrize(
    "value, digits, indonesian, english",
    [
        (1588, 0, "1.588", "1,588"),
        (999, 0, "999", "999"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (0, 0, "0", "0"),
        (-1588, 0, "-1.588", "-1,588"),
        (1588, 1, "1.588,0", "1,588.0"),
        (1234.56, 1, "1.234,6", "1,234.6"),
        (None, 0, "–", "–"),
    ],
)
def test_numbers(value, digits, indonesian, english):
    assert (formats.number(value, "id", digits), formats.number(value, "en", digits)) == (indonesian, english)


@pytest.mark.parametrize(
    "value, digits, rounded",
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (2.4999, 0, "2"),
        (34.75, 1, "34.8"),
        (34.65, 1, "34.7"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
    ],
)
def test_half_goes_up_as_it_is_written(value, digits, rounded):
    """Neither to even nor by the binary fraction: 2.675 is 2.68."""
    assert formats.round_half_up(value, digits) == Decimal(rounded)
    assert formats.number(value, "en", digits) == rounded


@pytest.mark.parametrize(
    "value, indonesian, english",
    [
        (0.549, "54,9 %", "54.9%"),
        (189 / 344, "54,9 %", "54.9%"),
        (126 / 456, "27,6 %", "27.6%"),
        (99 / 283, "35,0 %", "35.0%"),
        (0.3475, "34,8 %", "34.8%"),
        (0.2865, "28,7 %", "28.7%"),
        (0, "0,0 %", "0.0%"),
        (1, "100,0 %", "100.0%"),
        (None, "–", "–"),
    ],
)
def test_percentages(value, indonesian, english):
    assert (formats.percent(value, "id"), formats.percent(value, "en")) == (indonesian, english)


def test_percentages_in_running_text_and_with_other_digits():
    assert (formats.percent_in_words(0.549, "id"), formats.percent_in_words(0.549, "en")) == ("54,9 persen", "54.9 percent")
    assert formats.percent_in_words(None, "id") == "–"
    assert (formats.percent(0.549, "id", 0), formats.percent(0.54946, "en", 2)) == ("55 %", "54.95%")


@pytest.mark.parametrize(
    "difference, indonesian",
    [
        (0.199, "19,9 persen poin"),
        (-0.199, "19,9 persen poin"),
        (0, "0,0 persen poin"),
        (0.0045, "0,5 persen poin"),
        (0.0185, "1,9 persen poin"),
    ],
)
def test_percentage_points_round_like_percentages(difference, indonesian):
    assert formats.points(difference, "id") == indonesian
    assert formats.points(difference, "en") == indonesian.replace(",", ".").replace("persen poin", "percentage points")


def test_dates():
    day = date(2020, 8, 19)
    assert (formats.long_date(day, "id"), formats.long_date(day, "en")) == ("19 Agustus 2020", "19 August 2020")
    assert (formats.short_date(day, "id"), formats.short_date(day, "en")) == ("19 Agu 2020", "19 Aug 2020")
    assert (formats.month(day, "id"), formats.month(day, "en")) == ("Agustus 2020", "August 2020")
    assert (formats.month(day, "id", long=False), formats.month(day, "en", long=False)) == ("Agu ’20", "Aug ’20")


def test_every_month_has_its_indonesian_name():
    names = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
    assert [formats.long_date(date(2020, number, 1), "id") for number in range(1, 13)] == [f"1 {name} 2020" for name in names]


def test_weeks_name_their_first_and_last_day():
    assert formats.week(date(2020, 7, 27), "id") == "27 Jul–2 Agu 2020"
    assert formats.week(date(2020, 12, 28), "en") == "28 Dec–3 Jan 2021"


@pytest.mark.parametrize(
    "is_ratio, value, written",
    [
        (True, 0.549, "54,9 %"),
        (True, 1, "100,0 %"),
        (False, 1588, "1.588"),
        (False, 6.5, "6,5"),
        (False, 6.0, "6"),
        (False, None, "–"),
        (True, None, "–"),
    ],
)
def test_the_value_of_a_row(is_ratio, value, written):
    assert formats.row_value(is_ratio, Numbers(1, 2, value), "id") == written


def test_fractions():
    assert formats.fraction(Numbers(1260, 4560, 0.27), "id") == "1.260 dari 4.560"
    assert formats.fraction(Numbers(126, 456, 0.27), "en") == "126 of 456"
    assert formats.fraction(Numbers(126, None, 126), "id") == ""
    assert formats.fraction(Numbers(None, 4, 6.5), "id") == ""
    assert formats.fraction(Numbers(0, 0, None), "en") == "0 of 0"


# --- phrases ---


@pytest.mark.parametrize("indonesian, english", [("", "Reported"), ("Dilaporkan", ""), ("Dilaporkan", "  "), ("\n", "\n")])
def test_a_missing_translation_is_refused(indonesian, english):
    with pytest.raises(ValueError, match="translation missing"):
        Text(indonesian, english)


@pytest.mark.parametrize(
    "indonesian, english", [("per {day}", "as of today"), ("hari ini", "as of {day}"), ("{a} dari {b}", "{a} of {c}"), ("{hari}", "{day}")]
)
def test_translations_that_name_other_values_are_refused(indonesian, english):
    with pytest.raises(ValueError, match="different values"):
        Text(indonesian, english)


def test_a_phrase_is_filled_in_the_readers_language():
    phrase = Text("{unit} per {day}", "{unit} as of {day}")
    values = {"unit": Text("kasus", "cases"), "day": date(2020, 7, 31)}
    assert (phrase("id", **values), phrase("en", **values)) == ("kasus per 2020-07-31", "cases as of 2020-07-31")
    assert Text("{a} atau {b}", "{b} or {a}")("en", a=1, b=2) == "2 or 1"


def test_values_are_never_read_as_phrases():
    assert Text("kode “{code}”", "code “{code}”")("id", code="{0.__class__}") == "kode “{0.__class__}”"


def test_a_notice_speaks_both_languages():
    notice = Notice(Text("Tidak ada {what}.", "There is no {what}."), what=Text("kasus", "case"))
    assert (notice("id"), notice("en"), str(notice)) == ("Tidak ada kasus.", "There is no case.", "There is no case.")


@pytest.mark.parametrize(
    "words, indonesian, english",
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a dan b", "a and b"), (["a", "b", "c"], "a, b, dan c", "a, b and c")],
)
def test_words_are_joined_as_a_list(words, indonesian, english):
    assert (join(words, "id"), join(words, "en")) == (indonesian, english)
