"""The records of the register: persons, their allegations, and agencies."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from analytics.sample.targets import PAPUA_SPLIT


@dataclass(frozen=True)
class Agency:
    """One agency of the code list; the empty code is the unknown agency."""

    code: str = ""
    kind: str = ""
    province: str = ""
    province_after_split: str = ""

    def province_on(self, day: date) -> str:
        """Return the province of the list valid on a day."""
        return self.province_after_split if day >= PAPUA_SPLIT else self.province


@dataclass
class Allegation:
    """One person's part in one case: its report and its recommendation."""

    case_number: str
    reported_on: date
    letter: str = ""
    recommended_on: date | None = None


@dataclass
class Person:
    """One reported civil servant. `None` means not decided yet, "" unknown."""

    id: str
    agency: Agency
    source: str
    first_seen: date
    decision_days: int
    sanction_days: int
    allegations: list[Allegation] = field(default_factory=list)
    position: str | None = None
    level: str = ""
    category: str | None = None
    status: str = "permintaan_klarifikasi"
    recommended_sanction: str | None = None
    follow_up: str = ""
    sanctioned_on: date | None = None
    sanction: str = ""
    blocked_on: date | None = None

    @property
    def reported_on(self) -> date:
        """Return the date of the first report."""
        return min(allegation.reported_on for allegation in self.allegations)

    @property
    def recommended_on(self) -> date:
        """Return the date of the last recommendation."""
        return max(part.recommended_on for part in self.allegations if part.recommended_on)

    @property
    def is_recommended(self) -> bool:
        """Tell whether a sanction was recommended."""
        return self.status == "direkomendasikan"

    @property
    def is_open(self) -> bool:
        """Tell whether a recommendation waits for its sanction."""
        return self.is_recommended and self.sanctioned_on is None


def new_person(rng: Random, agency: Agency, source: str, first_seen: date) -> Person:
    """Return a person with a random pseudonym and a random pace of procedure."""
    return Person(
        id=f"x{rng.getrandbits(64):016x}",
        agency=agency,
        source=source,
        first_seen=first_seen,
        decision_days=round(rng.lognormvariate(3.5, 0.7)),
        sanction_days=round(rng.lognormvariate(3.9, 0.8)),
    )


def read_agencies(path: Path) -> dict[str, Agency]:
    """Read the code list of agencies, and add the unknown one."""
    with path.open(encoding="utf-8", newline="") as file:
        agencies = [Agency(row["code"], row["agency_type"], row["province"], row["province_2022"]) for row in csv.DictReader(file)]
    return {agency.code: agency for agency in [Agency(), *agencies]}


def read_provinces(path: Path, day: date) -> list[str]:
    """Return the codes of the provinces that exist on a day."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file) if row["since"] <= day.isoformat()]
