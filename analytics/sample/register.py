"""The register while it grows, and the step from one snapshot to the next."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from analytics.sample.people import Agency, Person, read_agencies, read_provinces
from analytics.sample.plausibility import CENTRAL_AGENCIES, CENTRAL_SHARE, PROVINCE_SHARES
from analytics.sample.targets import FIRST_REPORT, SNAPSHOTS

SEED = 2020
DEFAULT_SHARE = 9
TYPE_WEIGHTS = {"provinsi": 2.5, "kabupaten": 1.0, "kota": 0.9}


@dataclass(frozen=True)
class Step:
    """The period between the previous snapshot and this one."""

    index: int

    @property
    def opens(self) -> date:
        """Return the first day after the previous snapshot."""
        if self.index == 0:
            return FIRST_REPORT
        return SNAPSHOTS[self.index - 1] + timedelta(days=1)

    @property
    def closes(self) -> date:
        """Return the date of this snapshot."""
        return SNAPSHOTS[self.index]


@dataclass
class Register:
    """All persons present, the agencies to draw from, and the running numbers."""

    agencies: dict[str, Agency]
    rng: Random
    weights: dict[str, dict[str, float]]
    shares: dict[str, float]
    people: list[Person] = field(default_factory=list)
    cases: int = 0
    letters: int = 0

    def count_agencies(self) -> Counter[str]:
        """Count persons by agency code."""
        return Counter(person.agency.code for person in self.people)

    def recommended(self) -> list[Person]:
        """Return the persons with a recommendation."""
        return [person for person in self.people if person.is_recommended]

    def open_recommendations(self) -> list[Person]:
        """Return the recommended persons without a sanction."""
        return [person for person in self.people if person.is_open]

    def remove(self, leavers: list[Person]) -> None:
        """Drop persons from the register."""
        gone = {person.id for person in leavers}
        self.people = [person for person in self.people if person.id not in gone]

    def next_case(self, day: date) -> str:
        """Return a new case number, marked as an example."""
        self.cases += 1
        return f"CONTOH/{day.year}/{self.cases:05d}"

    def next_letter(self, day: date) -> str:
        """Return a new letter number, marked as an example."""
        self.letters += 1
        return f"CONTOH/R/{day.year}/{self.letters:04d}"


def empty_register(reference: Path) -> Register:
    """Return a register without persons, ready to draw from the code list."""
    agencies = read_agencies(reference / "agencies.csv")
    provinces = read_provinces(reference / "provinces.csv", FIRST_REPORT)
    rng = Random(SEED)
    weights = _agency_weights(rng, agencies, provinces)
    shares = {name: PROVINCE_SHARES.get(name, DEFAULT_SHARE) for name in weights}
    return Register(agencies, rng, weights, {**shares, "": CENTRAL_SHARE})


def _agency_weights(rng: Random, agencies: dict[str, Agency], provinces: list[str]) -> dict[str, dict[str, float]]:
    """Return how often each agency is drawn, by province."""
    weights = {"": dict(CENTRAL_AGENCIES), **{province: {} for province in provinces}}
    for code, agency in sorted(agencies.items()):
        if agency.province in provinces:
            weight = TYPE_WEIGHTS[agency.kind] * rng.lognormvariate(0, 0.6)
            weights[agency.province][code] = weight
    return weights
