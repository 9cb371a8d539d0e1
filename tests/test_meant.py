"""What a typed number was meant to be: statements with it, statements against it, and those that printed it in another way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analytics import meant
from analytics.published import by_id, statements
from analytics.register.snapshots import Register
from analytics.typed import Reading, readings
from analytics.whence import looked_up

MISPRINT, RIGHT = "kasn-2020-12-19-processed-rate-batamtoday", "kasn-2020-12-19-processed-rate"
CUT = "kasn-2020-06-26-compliance-rate"


def ids(found):
    """The ids of statements."""
    return [each.id for each in found]


def related(sample, typed):
    """What is told of a number: relation and id, in order."""
    read = readings(typed)
    told = meant.in_order(meant.exact(sample, read), meant.printed_otherwise(sample, read))
    return [(relation.en, each.id) for relation, each in told]


def test_the_number_typed_and_the_number_against_it_are_told_together(sample):
    """75.9 was printed for what KASN gave as 75.5: each names the other."""
    this, other = meant.THIS.en, meant.OTHER.en
    assert related(sample, "75,9") == [(this, MISPRINT), (other, RIGHT)]
    assert related(sample, "75,5") == [(this, RIGHT), (other, MISPRINT)]


def test_numbers_of_another_thing_do_not_compete():
    """Neither another date, another group, another unit, nor the same number again."""
    statement = by_id()[RIGHT]
    assert ids(meant.competing(statement)) == [MISPRINT]
    for other in (replace(statement, id="x", as_of=date(2020, 12, 18)), replace(statement, id="x", unit="orang")):
        assert meant.thing(other) != meant.thing(statement)
    for each in statements():
        assert each.value not in [other.value for other in meant.competing(each)]


@pytest.mark.parametrize("typed", ["35,0", "35.0%", "35", "34,98"])
def test_a_number_that_was_printed_cut_off_is_found_by_what_the_register_gives(sample, typed):
    assert (meant.OTHERWISE.en, CUT) in related(sample, typed)


@pytest.mark.parametrize("typed", ["34,9", "99 dari 283"])
def test_a_number_that_was_printed_cut_off_is_found_as_printed(sample, typed):
    assert related(sample, typed) == [(meant.THIS.en, CUT)]


@pytest.mark.parametrize("typed", ["35,1", "34,8", "36", "99"])
def test_a_number_near_it_is_not_that_number(sample, typed):
    assert CUT not in [id for _, id in related(sample, typed)]


def test_what_was_printed_instead_is_a_sentence_in_both_languages(sample):
    assert meant.instead(sample, by_id()[CUT], "id") == (
        "Register menghasilkan 35,0 % (99 dari 283 = 34,98 %); pernyataan KASN per 26 Juni 2020 menyebut 34,9 % karena dipotong."
    )
    assert meant.instead(sample, by_id()[CUT], "en") == (
        "The register gives 35.0% (99 of 283 = 34.98%); the statement by KASN as of 26 June 2020 says 34.9% because it was cut off."
    )
    assert meant.instead(sample, by_id()["kasn-2020-11-02-proven-rate"], "id") == (
        "Rincian yang dipublikasikan menghasilkan 74 % (604 dari 812 = 74,38 %); pernyataan KASN per 2 November 2020 menyebut 75 % karena "
        "dibulatkan ke atas."
    )
    assert meant.instead(sample, by_id()[RIGHT], "id") == ""


def test_what_the_register_bears_out_stands_first(sample):
    found = meant.exact(sample, readings("33"))
    verdicts = [meant.LIKELIEST.index(meant.judged(sample, each).code) for each in found]
    assert verdicts == sorted(verdicts) and len(found) == 3


def test_a_register_that_does_not_hold_the_day_prints_nothing_otherwise(tmp_path):
    """Without a snapshot the parts published decide; of counts without parts nothing is said."""
    (tmp_path / "empty").mkdir()
    register = Register(tmp_path / "empty").refresh()
    read = (Reading("count", Decimal(35)),)
    assert meant.printed_otherwise(register, read) == ()


def test_which_of_two_statements_the_register_bears_out_is_said(sample):
    said = meant.sentences(sample, looked_up(sample, "75,9").statements, "id")
    assert said == [
        "Register menghasilkan 75,5 % (985 dari 1.305 = 75,48 %); angka 75,9 % dalam pernyataan KASN per 19 Desember 2020 tidak didukung olehnya."
    ]
    assert meant.sentences(sample, looked_up(sample, "75,5").statements, "id") == []
