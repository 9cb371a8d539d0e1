"""What a reader looks at: the register, the scope, the snapshot compared with, the language. Asks with all of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from analytics.ask import Answer, Unanswered, ask
from analytics.disclosure import protected
from analytics.lacking import check_unit
from analytics.metrics import Metric
from analytics.register.findings import harmless
from analytics.register.snapshots import Register
from analytics.scope import Scope, from_query, to_query
from analytics.settings import settings
from analytics.text import Lang, Notice, Text
from analytics.vocabulary import Dimension

NO_COMPARISON = "none"
INTERNAL = "internal"  # the address parameter `mode` of one who works with the register
EMPTY_STATE = Text(
    id="Setelah catatan riwayat nomor {number} belum ada snapshot yang berlaku.",
    en="After entry {number} of the history no snapshot was in force.",
)
BAD_STATE = Text(id="“{number}” bukan nomor catatan riwayat.", en="“{number}” is not the number of an entry in the history.")


@dataclass(frozen=True)
class View:
    """A reader's view. compare: the same scope at another snapshot, or None. public: small numbers of few people are not told."""

    register: Register
    scope: Scope
    compare: Scope | None
    lang: Lang
    public: bool = True

    def ask(self, metric: Metric, *by: Dimension, scope: Scope | None = None) -> Answer:
        """The answer in the reader's scope, shared between readers, without what public mode hides. Metrics that do not know the unit are
        asked in their own."""
        fitting = self.fitting(metric, scope or self.scope)
        snapshot = self.register.at(fitting.as_of)
        return shared_answer(self.register, (snapshot.version, snapshot.synthetic), metric, fitting, by, self.public)

    def fitting(self, metric: Metric, scope: Scope) -> Scope:
        """A scope in its own unit where the metric can be counted in it, else in the first of the metric's that the snapshot has."""
        if scope.unit in metric.units:
            return scope
        held = self.register.at(scope.as_of).units
        return scope.counting(next((unit for unit in metric.units if unit in held), metric.units[0]))

    def narrowed(self, **where: str) -> "View":
        """The same view of one member of each named dimension."""
        return replace(self, scope=self.scope.only(**where), compare=self.compare.only(**where) if self.compare else None)

    def in_unit_of(self, metric: Metric) -> "View":
        """The same view, in a unit this metric can be counted in."""
        return self if self.scope.unit in metric.units else replace(self, scope=self.fitting(metric, self.scope))

    def query(self) -> dict[str, str]:
        """The view as address parameters."""
        query = to_query(self.scope)
        if "unit" in query and self.scope.unit is self.register.at(self.scope.as_of).units[0]:
            query.pop("unit", None)  # the snapshot's own
        if self.compare or self.register.before(self.scope.as_of):  # the first snapshot has nothing to be compared with
            query["compare"] = self.compare.as_of.isoformat() if self.compare else NO_COMPARISON
        past = {"state": str(self.register.state)} if self.register.state else {}
        mode = {} if self.public else {"mode": INTERNAL}
        return query | past | mode | ({"lang": self.lang} if self.lang != "id" else {})

    def trend(self, metric: Metric, *by: Dimension, latest: int | None = None) -> tuple[Answer, ...]:
        """The same question asked of every snapshot up to the reader's (or the latest of them), save those that cannot answer it.

        Raises Unanswered where the reader's own cannot.
        """
        fitting = self.fitting(metric, self.scope)  # one unit in one series
        days = [day for day in self.register.dates if day < self.scope.as_of]
        found = [self.answered(metric, *by, scope=fitting.at(day)) for day in days[max(0, len(days) + 1 - latest) if latest else 0 :]]
        return (*filter(None, found), self.ask(metric, *by))

    def answered(self, metric: Metric, *by: Dimension, scope: Scope | None = None) -> Answer | None:
        """The answer, or None where the snapshot cannot tell."""
        try:
            return self.ask(metric, *by, scope=scope)
        except Unanswered:
            return None


def comparison(register: Register, scope: Scope, chosen: str) -> Scope | None:
    """The scope compared with: the earlier snapshot chosen, none where none is wanted, else the one before; none that counts otherwise."""
    if chosen == NO_COMPARISON:
        return None
    known = {day.isoformat(): day for day in register.dates if day < scope.as_of}
    day = known.get(chosen) or register.before(scope.as_of)
    return scope.at(day) if day and scope.unit in register.at(day).units else None


def scope_of(register: Register, query: Mapping[str, str]) -> Scope:
    """The scope that address parameters describe: the latest snapshot, and its own unit, where none is named. Raises Notice."""
    scope = from_query(query, register.latest())
    snapshot = register.at(scope.as_of)
    if not query.get("unit"):
        return scope.counting(snapshot.units[0])
    check_unit(snapshot, scope.unit)
    return scope


def register_of(register: Register, query: Mapping[str, str]) -> Register:
    """The register that address parameters describe: as it stood after an entry of the history, else as it is now. Raises Notice."""
    chosen = query.get("state", "")
    if not chosen:
        return register.present
    if not re.fullmatch("[0-9]{1,9}", chosen):
        raise Notice(BAD_STATE, number=harmless(chosen))
    past = register.present.as_it_was(int(chosen))
    if not past.dates:
        raise Notice(EMPTY_STATE, number=chosen)
    return past


def view_of(register: Register, query: Mapping[str, str], lang: Lang) -> View:
    """The view that address parameters describe; the register of now and its latest snapshot where none is named. Raises Notice."""
    register = register_of(register, query)
    scope = scope_of(register, query)
    return View(register, scope, comparison(register, scope, query.get("compare", "")), lang, is_public(query))


def is_public(query: Mapping[str, str]) -> bool:
    """Whether small numbers are hidden: always, unless the installation lets its readers see them and the address asks for it."""
    return query.get("mode") != INTERNAL or not settings().internal_mode


@lru_cache(maxsize=4096)
def shared_answer(
    register: Register, version: tuple[str, bool], metric: Metric, scope: Scope, by: tuple[Dimension, ...], public: bool
) -> Answer:
    """An answer, kept for every reader until its snapshot changes (version: the file, and whether it is synthetic)."""
    answer = ask(register, metric, scope, *by)
    return protected(register, answer) if public else answer
