"""The complaints register of an oversight body abroad, brought in with a mapping alone: what it has is counted, what it lacks is said."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from analytics.ask import ask
from analytics.gate import store
from analytics.gate.checking import checked
from analytics.gate.mapping import from_toml
from analytics.gate.sources.opening import opened
from analytics.metrics import COMPLIANCE, DAYS_TO_SANCTION, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED
from analytics.register.snapshots import Register
from analytics.scope import ALLEGATION, CASE, LETTER, PERSON, Scope
from analytics.settings import ROOT
from analytics.text import Notice
from analytics.vocabulary import AGENCY, CATEGORY, POSITION, PROVINCE

FILE = Path(__file__).parent.parent / "data" / "gate" / "complaints_of_another_country.csv"
MAPPING = ROOT / "data" / "mappings" / "oversight_body_abroad.toml"
AS_OF = date(2023, 12, 31)
NAMES = {
    "Department of Transport": "abroad_transport",
    "Health Service Executive": "abroad_health",
    "Revenue Office": "abroad_revenue",
    "City of Northport": "abroad_northport",
}


@pytest.fixture(scope="module")
def rows():
    """The file as Python reads it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """The register with the file released."""
    directory = tmp_path_factory.mktemp("abroad")
    found = checked(opened(FILE, FILE.name), from_toml(MAPPING.read_text(encoding="utf-8")), AS_OF, Register(directory))
    assert found.passed, [finding("en") for finding in found.findings]
    accepted = {finding.code: "read" for finding in found.of("warning")}
    event = store.keep(found.staged, AS_OF, directory, "sari", accepted=accepted, counts=found.counts)
    store.release(directory, event.number, "sari")
    return Register(directory).refresh()


def count(register, metric, unit=ALLEGATION):
    """The total of a metric."""
    return ask(register, metric, Scope(AS_OF, unit=unit)).total


def test_allegations_are_counted_by_stage(register, rows):
    outcomes = Counter(row["Outcome"] for row in rows)
    imposed = sum(bool(row["Sanction imposed / date"]) for row in rows)
    assert count(register, REPORTED).value == len(rows) == 48
    assert count(register, RECOMMENDED).value == outcomes["Substantiated"] == 24
    assert count(register, SANCTIONED).value == imposed == 15
    assert count(register, OUTSTANDING).value == 9
    assert count(register, COMPLIANCE).value == pytest.approx(15 / 24)
    assert count(register, DAYS_TO_SANCTION).denominator == 15


def test_cases_hold_several_allegations(register, rows):
    assert count(register, REPORTED, CASE).value == len({row["Complaint No"].split("/A")[0] for row in rows})


def test_agencies_and_categories_have_the_codes_of_the_mapping(register, rows):
    answer = ask(register, REPORTED, Scope(AS_OF, unit=ALLEGATION), AGENCY)
    assert {row.code: row.value for row in answer.rows} == Counter(NAMES[row["Body complained of"]] for row in rows)
    assert [answer.label(row, "en") for row in answer.rows if row.code == "abroad_northport"] == ["City of Northport"]
    kinds = ask(register, REPORTED, Scope(AS_OF, unit=ALLEGATION), CATEGORY)
    assert {row.code for row in kinds.rows} == {"abroad_office", "medsos", "abroad_donations"}


@pytest.mark.parametrize("dimension", [POSITION, PROVINCE], ids=lambda dimension: dimension.code)
def test_what_the_register_lacks_is_said_and_never_zero(register, dimension):
    with pytest.raises(Notice) as caught:
        ask(register, REPORTED, Scope(AS_OF, unit=ALLEGATION), dimension)
    assert dimension.label("id").lower() in caught.value("id").lower() or "tidak memuat" in caught.value("id")


@pytest.mark.parametrize("unit", [PERSON, LETTER], ids=lambda unit: unit.code)
def test_units_it_does_not_have_are_refused_in_words(register, unit):
    with pytest.raises(Notice):
        ask(register, RECOMMENDED, Scope(AS_OF, unit=unit))
