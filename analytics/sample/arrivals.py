"""Who enters and leaves the register: withdrawals, new reports, case numbers."""

from collections import Counter
from datetime import date, timedelta
from itertools import chain, repeat

from analytics.sample import targets
from analytics.sample.agencies import agencies_of_newcomers
from analytics.sample.chance import day_between, pick
from analytics.sample.people import Agency, Allegation, Person, new_person
from analytics.sample.plausibility import SOURCES
from analytics.sample.register import Register, Step

SHARED_CASE_CHANCE = 0.18
SECOND_CASE_CHANCE = 0.021
LATE_CHANCE = 0.15
MEAN_LATENESS = 25
MEAN_WAIT = 45


def withdraw(register: Register, step: Step) -> None:
    """Remove the surplus of agencies with a target, and some persons elsewhere."""
    wanted = targets.column(targets.AGENCIES, step.index)
    surplus = register.count_agencies() - Counter(wanted)
    for code in sorted(wanted):
        members = [person for person in register.people if person.agency.code == code]
        register.remove(register.rng.sample(members, surplus[code]))
    others = [person for person in register.people if person.agency.code not in wanted]
    register.remove(register.rng.sample(others, targets.WITHDRAWN[step.index]))


def admit(register: Register, step: Step) -> None:
    """Add new persons until the number of reported persons is met."""
    missing = targets.REPORTED[step.index] - len(register.people)
    agencies = agencies_of_newcomers(register, step, missing)
    newcomers = [_newcomer(register, step, agency) for agency in agencies]
    _date_reports(register, step, newcomers)
    _number_cases(register, step, newcomers)
    register.people += newcomers


def _newcomer(register: Register, step: Step, agency: Agency) -> Person:
    """Return a new person of an agency, first seen in this snapshot."""
    return new_person(register.rng, agency, pick(register.rng, SOURCES), step.closes)


def _date_reports(register: Register, step: Step, newcomers: list[Person]) -> None:
    """Give every newcomer a report date, before or from the start of the campaign."""
    present = sum(p.reported_on < targets.CAMPAIGN_START for p in register.people)
    early = max(0, targets.REPORTED_BEFORE_CAMPAIGN[step.index] - present)
    last_early = targets.CAMPAIGN_START - timedelta(days=1)
    periods = chain(
        repeat((targets.FIRST_REPORT, last_early), early),
        repeat((targets.CAMPAIGN_START, step.closes)),
    )
    for person, (first, last) in zip(newcomers, periods, strict=False):
        day = _report_day(register, step, first, min(last, step.closes))
        person.allegations = [Allegation("", day)]
    newcomers.sort(key=lambda person: (person.reported_on, person.id))


def _report_day(register: Register, step: Step, first: date, last: date) -> date:
    """Return a day since the previous snapshot, or an earlier one if registered late."""
    opens = max(first, step.opens)
    late = register.rng.random() < LATE_CHANCE and first < step.opens
    if late or opens > last:
        before = min(last, step.opens - timedelta(days=1))
        lateness = register.rng.expovariate(1 / MEAN_LATENESS)
        return max(first, before - timedelta(days=int(lateness)))
    if step.index == 0:
        return day_between(register.rng, first, last)
    wait = int(register.rng.expovariate(1 / MEAN_WAIT))
    return opens + timedelta(days=wait % ((last - opens).days + 1))


def _number_cases(register: Register, step: Step, newcomers: list[Person]) -> None:
    """Number the cases; some name several persons, some persons have two."""
    counted_in_cases = targets.AGENCIES if step.index == 0 else {}
    latest: dict[tuple[str, bool], Person] = {}
    for person in newcomers:
        key = (person.agency.code, person.reported_on < targets.CAMPAIGN_START)
        unique = person.agency.code in counted_in_cases or not person.agency.code
        if key in latest and not unique and register.rng.random() < SHARED_CASE_CHANCE:
            _join_case(person, latest[key])
            continue
        person.allegations[0].case_number = register.next_case(person.reported_on)
        latest[key] = person
        if not unique and register.rng.random() < SECOND_CASE_CHANCE:
            person.allegations.append(_second_allegation(register, step, person))


def _join_case(person: Person, other: Person) -> None:
    """Name a person in the case of another one."""
    first = other.allegations[0]
    person.source = other.source
    person.allegations = [Allegation(first.case_number, first.reported_on)]


def _second_allegation(register: Register, step: Step, person: Person) -> Allegation:
    """Return a second case of the same month and the same side of the campaign start."""
    first = person.reported_on
    day = first + timedelta(days=register.rng.randint(0, 9))
    same_month = (day.year, day.month) == (first.year, first.month)
    crosses = first < targets.CAMPAIGN_START <= day
    if not same_month or crosses or day > step.closes:
        day = first
    return Allegation(register.next_case(day), day)
