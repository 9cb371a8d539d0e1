"""The best time of every question of the pages: asked, as bare SQL, and of pandas.

The three take turns, so that all see the same machine. Bare SQL is the very text and values that asking produces, run on
the same table and fetched.
"""

from collections.abc import Callable
from time import perf_counter
from types import SimpleNamespace

import duckdb
import pandas as pd

from analytics.ask import ask
from analytics.register.snapshots import Register, Snapshot
from analytics.scope import Scope
from benchmarks import frames
from benchmarks.pages import QUESTIONS, Question

ROUNDS = 3  # of each at least, however long they take


class Listening(Snapshot):
    """A snapshot that notes the SQL and values it is asked with."""

    def query(self, sql: str, values: dict[str, object]) -> list[tuple]:
        self.heard.append((sql, values))
        return super().query(sql, values)


def heard(snapshot: Snapshot, question: Question) -> list[tuple[str, dict[str, object]]]:
    """The SQL statements that a question becomes, with their values."""
    listening = Listening(**{name: value for name, value in vars(snapshot).items() if name != "counted"})
    object.__setattr__(listening, "heard", [])
    ask(SimpleNamespace(at=lambda _: listening), question[0], Scope(snapshot.as_of), *question[1:])
    return listening.heard


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def best_of(works: list[Callable[[], object]], budget: float) -> list[float]:
    """The shortest time of each piece of work, done in turns until the budget in seconds is spent."""
    times = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    while sum(map(sum, times)) < budget:
        times.append([seconds(work) for work in works])
    return list(map(min, zip(*times, strict=True)))


def timed_questions(register: Register, budget: float) -> list[list[float]]:
    """The best times of every question: asked, bare, pandas. Stops where the answers differ."""
    snapshot = register.at(register.latest())
    frame = frames.frame_of(snapshot.con)
    with snapshot.con.cursor() as cursor:
        return [timed(register, snapshot, cursor, frame, question, budget) for question in QUESTIONS]


def timed(
    register: Register, snapshot: Snapshot, cursor: duckdb.DuckDBPyConnection, frame: pd.DataFrame, question: Question, budget: float
) -> list[float]:
    """The best times of one question: asked, bare, pandas."""
    metric, *by = question
    scope, statements = Scope(snapshot.as_of), heard(snapshot, question)
    works = [
        lambda: snapshot.counted.clear() or ask(register, metric, scope, *by),
        lambda: [cursor.execute(*statement).fetchall() for statement in statements],
        lambda: frames.answer(frame, metric, *by),
    ]
    if wrong := frames.disagreements(works[0](), works[2]()):
        raise SystemExit(f"answers differ: {wrong[:5]}")
    return best_of(works, budget)
