"""Choose the agencies of new persons so that the published lists come out."""

from collections import Counter

from analytics.sample import targets
from analytics.sample.chance import pick
from analytics.sample.people import Agency
from analytics.sample.register import Register, Step


class AgencyDraw:
    """Draws agencies one by one, first those with a target, then any with room."""

    def __init__(self, register: Register, step: Step) -> None:
        """Count the persons present, by agency and by province."""
        self.register = register
        self.agency_targets = targets.column(targets.AGENCIES, step.index)
        self.province_targets = targets.column(targets.PROVINCES, step.index)
        self.agency_cap = targets.AGENCY_CAPS[step.index]
        self.province_cap = targets.PROVINCE_CAPS[step.index]
        self.by_agency = register.count_agencies()
        self.by_province = Counter(person.agency.province for person in register.people)
        self.drawn: list[Agency] = []

    def draw_missing(self) -> None:
        """Draw what the agencies and the provinces with a target still lack."""
        missing = Counter(self.agency_targets) - self.by_agency
        for code in sorted(missing.elements()):
            self._take(code)
        for province, target in self.province_targets.items():
            while self.by_province[province] < target:
                self._draw_from(province)

    def draw_elsewhere(self) -> None:
        """Draw one agency of a province without a target."""
        shares = {
            province: share
            for province, share in self.register.shares.items()
            if province not in self.province_targets and self.by_province[province] < self.province_cap
        }
        self._draw_from(pick(self.register.rng, shares))

    def _draw_from(self, province: str) -> None:
        """Draw one agency without a target from a province."""
        weights = {
            code: weight
            for code, weight in self.register.weights[province].items()
            if code not in self.agency_targets and self.by_agency[code] < self.agency_cap
        }
        self._take(pick(self.register.rng, weights))

    def _take(self, code: str) -> None:
        """Add one agency to those drawn."""
        agency = self.register.agencies[code]
        self.by_agency[code] += 1
        self.by_province[agency.province] += 1
        self.drawn.append(agency)


def agencies_of_newcomers(register: Register, step: Step, count: int) -> list[Agency]:
    """Return the agencies of a number of new persons, in random order."""
    draw = AgencyDraw(register, step)
    draw.draw_missing()
    if len(draw.drawn) > count:
        raise ValueError(f"{step.closes}: {len(draw.drawn)} persons missing, only {count} are new")
    while len(draw.drawn) < count:
        draw.draw_elsewhere()
    register.rng.shuffle(draw.drawn)
    return draw.drawn
