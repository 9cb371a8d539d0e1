"""Let one register grow from snapshot to snapshot."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from analytics.sample import arrivals, plausibility, stages, targets
from analytics.sample.chance import pick, rebalance
from analytics.sample.people import Agency, Person
from analytics.sample.register import Register, Step, empty_register

UNKNOWN_LEVEL_CHANCE = 0.03
SAME_CASE_WEIGHT = 30
REGIONS = ("kabupaten", "kota")
LAST_SNAPSHOT_WITH_AREA_HEADS = date(2021, 12, 16)


def snapshots(reference: Path) -> Iterator[tuple[date, list[Person]]]:
    """Yield the date and the persons of each snapshot; the persons change with the next."""
    register = empty_register(reference)
    for index, day in enumerate(targets.SNAPSHOTS):
        advance(register, Step(index))
        yield day, register.people


def advance(register: Register, step: Step) -> None:
    """Bring the register from the previous snapshot to the next."""
    arrivals.withdraw(register, step)
    _move_agencies(register, step)
    arrivals.admit(register, step)
    _settle_positions(register, step)
    _settle_categories(register, step)
    revoked = stages.revoke(register, step)
    stages.decide(register, step, revoked)
    stages.recommend_sanctions(register, step)
    stages.impose_sanctions(register, step)
    stages.follow_up(register, step)
    stages.block(register, step)


def _move_agencies(register: Register, step: Step) -> None:
    """Correct the agency of a few persons within their province."""
    fixed = targets.column(targets.AGENCIES, step.index)
    cases = Counter(part.case_number for person in register.people for part in person.allegations)
    movable = [
        person
        for person in register.people
        if person.agency.kind in REGIONS
        and person.agency.code not in fixed
        and not person.is_recommended
        and cases[person.allegations[0].case_number] == 1
    ]
    for person in register.rng.sample(movable, targets.MOVED_AGENCY[step.index]):
        person.agency = _neighbour(register, step, person.agency)


def _neighbour(register: Register, step: Step, agency: Agency) -> Agency:
    """Return another regency or city of the province that has room."""
    fixed = targets.column(targets.AGENCIES, step.index)
    held = register.count_agencies()
    codes = [
        code
        for code in register.weights[agency.province]
        if register.agencies[code].kind in REGIONS and code not in {*fixed, agency.code} and held[code] < targets.AGENCY_CAPS[step.index]
    ]
    return register.agencies[register.rng.choice(codes)]


def _settle_positions(register: Register, step: Step) -> None:
    """Give every person a position group, and a level that agrees with it."""
    if step.closes > LAST_SNAPSHOT_WITH_AREA_HEADS:
        _dissolve_area_heads(register)
    _forget_some(register, step, "position")
    wanted = targets.margin(targets.POSITIONS, step.index, len(register.people))
    central_first = sorted(register.people, key=lambda person: person.agency.kind in REGIONS)
    changed = rebalance(register.rng, central_first, "position", wanted, _position_weight)
    for person in changed:
        person.level = _level(register, person)


def _dissolve_area_heads(register: Register) -> None:
    """Count heads of sub-districts and wards under their legal level."""
    for person in register.people:
        if person.position == "kepala_wilayah":
            person.level = person.level or "administrator"
            person.position = person.level


def _position_weight(person: Person, position: str) -> float:
    """Return how common a position group is in this type of agency."""
    return plausibility.POSITION_BY_TYPE.get((person.agency.kind, position), 1)


def _level(register: Register, person: Person) -> str:
    """Return a legal level for a position group, rarely unknown."""
    if register.rng.random() < UNKNOWN_LEVEL_CHANCE:
        return ""
    if person.position == "jpt":
        levels = plausibility.JPT_LEVELS.get(person.agency.kind, {"jpt_pratama": 1})
        return pick(register.rng, levels)
    if person.position == "kepala_wilayah":
        return pick(register.rng, plausibility.AREA_HEAD_LEVELS)
    return person.position or ""


def _settle_categories(register: Register, step: Step) -> None:
    """Give every person a category, mostly the same within one case."""
    _forget_some(register, step, "category")
    wanted = targets.margin(targets.CATEGORIES, step.index, len(register.people))
    companions: dict[str, Person] = {}
    for person in register.people:
        companions.setdefault(person.allegations[0].case_number, person)

    def weight(person: Person, category: str) -> float:
        companion = companions[person.allegations[0].case_number]
        shared = SAME_CASE_WEIGHT if companion.category == category else 1
        return shared * plausibility.CATEGORY_BY_POSITION.get((person.position, category), 1)

    rebalance(register.rng, register.people, "category", wanted, weight)


def _forget_some(register: Register, step: Step, attribute: str) -> None:
    """Release an attribute of a few persons, so that it is stated anew."""
    for person in register.rng.sample(register.people, targets.CORRECTED[step.index]):
        setattr(person, attribute, None)
