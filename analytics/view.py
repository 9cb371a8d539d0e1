"""What a reader looks at: the register, the scope, the snapshot compared with, the language. Asks with all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from analytics.ask import Answer, ask
from analytics.metrics import Metric
from analytics.register.snapshots import Register
from analytics.scope import Scope, from_query, to_query
from analytics.text import Lang
from analytics.vocabulary import Dimension

NO_COMPARISON = "none"


@dataclass(frozen=True)
class View:
    """A reader's view. compare: the same scope at another snapshot, or None."""

    register: Register
    scope: Scope
    compare: Scope | None
    lang: Lang

    def ask(self, metric: Metric, *by: Dimension, scope: Scope | None = None) -> Answer:
        """The answer in the reader's scope, shared between readers. Metrics that do not know the unit are asked in their own."""
        wanted = scope or self.scope
        fitting = wanted if wanted.unit in metric.units else wanted.counting(metric.units[0])
        snapshot = self.register.at(fitting.as_of)
        return shared_answer(self.register, (snapshot.version, snapshot.synthetic), metric, fitting, by)

    def narrowed(self, **where: str) -> "View":
        """The same view of one member of each named dimension."""
        return replace(self, scope=self.scope.only(**where), compare=self.compare.only(**where) if self.compare else None)

    def in_unit_of(self, metric: Metric) -> "View":
        """The same view, in a unit this metric can be counted in."""
        return self if self.scope.unit in metric.units else replace(self, scope=self.scope.counting(metric.units[0]))

    def query(self) -> dict[str, str]:
        """The view as address parameters."""
        query = to_query(self.scope)
        if self.compare or self.register.before(self.scope.as_of):  # the first snapshot has nothing to be compared with
            query["compare"] = self.compare.as_of.isoformat() if self.compare else NO_COMPARISON
        return query | ({"lang": self.lang} if self.lang != "id" else {})

    def trend(self, metric: Metric) -> tuple[Answer, ...]:
        """The same question asked of every snapshot up to the reader's."""
        return tuple(self.ask(metric, scope=self.scope.at(day)) for day in self.register.dates if day <= self.scope.as_of)


def comparison(register: Register, scope: Scope, chosen: str) -> Scope | None:
    """The scope compared with: the earlier snapshot chosen, none where none is wanted, else the one before."""
    if chosen == NO_COMPARISON:
        return None
    known = {day.isoformat(): day for day in register.dates if day < scope.as_of}
    day = known.get(chosen) or register.before(scope.as_of)
    return scope.at(day) if day else None


def view_of(register: Register, query: Mapping[str, str], lang: Lang) -> View:
    """The view that address parameters describe; the latest snapshot where none is named. Raises Notice."""
    scope = from_query(query, register.latest())
    register.at(scope.as_of)
    return View(register, scope, comparison(register, scope, query.get("compare", "")), lang)


@lru_cache(maxsize=4096)
def shared_answer(register: Register, version: tuple[str, bool], metric: Metric, scope: Scope, by: tuple[Dimension, ...]) -> Answer:
    """An answer, kept for every reader until its snapshot changes (version: the file, and whether it is synthetic)."""
    return ask(register, metric, scope, *by)
