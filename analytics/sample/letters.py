"""Date and number the recommendation letters of one step."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from analytics.sample.chance import due_day
from analytics.sample.people import Allegation, Person
from analytics.sample.register import Register, Step

SHARED_LETTER_CHANCE = 0.75


class Letter(NamedTuple):
    """A numbered letter with its date."""

    number: str
    day: date


class Draft(NamedTuple):
    """A recommendation that has no letter yet, in the order of the letters."""

    day: date
    case_number: str
    person_id: str
    agency: str
    earliest: date
    allegation: Allegation


def write_letters(register: Register, step: Step) -> None:
    """Give each new recommendation a letter; some share one to the same agency."""
    latest: dict[str, Letter] = {}
    for draft in sorted(_drafts(register, step)):
        letter = latest.get(draft.agency)
        if letter is None or not _joins(register, draft, letter):
            letter = Letter(register.next_letter(draft.day), draft.day)
        draft.allegation.letter = letter.number
        draft.allegation.recommended_on = letter.day
        if draft.agency:
            latest[draft.agency] = letter


def _drafts(register: Register, step: Step) -> Iterator[Draft]:
    """Yield the recommendations without a date, each with its likely day."""
    for person in register.recommended():
        for allegation in person.allegations:
            if allegation.recommended_on is None:
                yield _draft(register, step, person, allegation)


def _draft(register: Register, step: Step, person: Person, allegation: Allegation) -> Draft:
    """Return the draft of one recommendation."""
    due = allegation.reported_on + timedelta(days=person.decision_days)
    earliest = allegation.reported_on
    if person.first_seen < step.closes:
        earliest = max(earliest, step.opens)
    day = due_day(register.rng, due, earliest, step.closes)
    return Draft(day, allegation.case_number, person.id, person.agency.code, earliest, allegation)


def _joins(register: Register, draft: Draft, letter: Letter) -> bool:
    """Tell whether a draft is added to an existing letter."""
    return letter.day >= draft.earliest and register.rng.random() < SHARED_LETTER_CHANCE
