"""Random choices shared by the steps of the generator."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from analytics.sample.people import Person

T = TypeVar("T")
SATURDAY = 5


def pick(rng: Random, weights: dict[T, float]) -> T:
    """Return one key, chosen in proportion to its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def deal(rng: Random, items: Iterable[T], slots: dict[str, int], weight: Callable[[T, str], float]) -> Iterator[tuple[T, str]]:
    """Give each item one code until all slots are used, preferring heavy pairs."""
    left = {code: count for code, count in slots.items() if count > 0}
    for item in items:
        code = pick(rng, {code: count * weight(item, code) for code, count in left.items()})
        left[code] -= 1
        if not left[code]:
            del left[code]
        yield item, code


def rebalance(
    rng: Random,
    people: list[Person],
    attribute: str,
    target: dict[str, int],
    weight: Callable[[Person, str], float],
) -> list[Person]:
    """Make an attribute's counts meet the target and return the persons changed.

    Persons of a code that has too many are released at random; released and
    still undecided persons then fill the codes that have too few.
    """
    for code, count in Counter(getattr(person, attribute) for person in people).items():
        holders = [person for person in people if getattr(person, attribute) == code]
        surplus = count - target.get(code, 0) if code is not None else 0
        for person in rng.sample(holders, max(0, surplus)):
            setattr(person, attribute, None)
    held = Counter(getattr(person, attribute) for person in people)
    released = [person for person in people if getattr(person, attribute) is None]
    slots = {code: count - held[code] for code, count in target.items()}
    for person, code in deal(rng, released, slots, weight):
        setattr(person, attribute, code)
    return released


def day_between(rng: Random, first: date, last: date) -> date:
    """Return a random day of the period, both ends included."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))


def working_day(day: date, earliest: date) -> date:
    """Move a weekend day back to Friday, unless that is too early."""
    friday = day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return max(friday, earliest)


def due_day(rng: Random, due: date, earliest: date, latest: date) -> date:
    """Return the due date if it lies in the period, else a working day near it."""
    if due < earliest:
        due = day_between(rng, earliest, min(latest, earliest + timedelta(days=30)))
    elif due > latest:
        due = day_between(rng, earliest, latest)
    return working_day(due, earliest)
