"""python -m benchmarks.measure FILE: one register, measured in a process of its own; prints JSON.

load: seconds to open the file. kept, peak: memory that added, in MB, afterwards and at most. With --seconds also the best
time of each question, in the order of QUESTIONS: asked, as bare SQL, and of pandas; the three take turns, so that all see
the same machine.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace

from analytics.ask import ask
from analytics.register.snapshots import Register, Snapshot
from analytics.scope import Scope
from benchmarks.pages import QUESTIONS, Question

ROUNDS = 3  # of each at least, however long they take


class Listening(Snapshot):
    """A snapshot that notes the SQL and values it is asked with."""

    def query(self, sql: str, values: dict[str, object]) -> list[tuple]:
        self.heard.append((sql, values))
        return super().query(sql, values)


def heard(snapshot: Snapshot, question: Question) -> list[tuple[str, dict[str, object]]]:
    """The SQL statements that a question becomes, with their values."""
    listening = Listening(**vars(snapshot))
    object.__setattr__(listening, "heard", [])
    ask(SimpleNamespace(at=lambda _: listening), question[0], Scope(snapshot.as_of), *question[1:])
    return listening.heard


def memory(name: str) -> float:
    """Resident memory of this process in MB: VmRSS now, VmHWM the most there ever was."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


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


def loaded(path: Path) -> tuple[Register, dict[str, float]]:
    """The register in a file, with the time and memory that opening it took."""
    before = memory("VmRSS")
    register = Register(path.parent.parent)
    load = seconds(register.refresh)
    if register.refusals:
        raise SystemExit(str(register.refusals[0].problems))
    return register, {"load": load, "kept": memory("VmRSS") - before, "peak": memory("VmHWM") - before}


def timed_questions(register: Register, budget: float) -> list[list[float]]:
    """The best times of every question: asked, bare, pandas. Stops where the answers differ."""
    from benchmarks import frames  # here, so that loading pandas is no part of the register's memory

    snapshot = register.at(register.latest())
    frame = frames.frame_of(snapshot.con)
    with snapshot.con.cursor() as cursor:
        return [timed(register, snapshot, cursor, frame, question, budget) for question in QUESTIONS]


def timed(register: Register, snapshot: Snapshot, cursor, frame, question: Question, budget: float) -> list[float]:
    """The best times of one question: asked, bare, pandas."""
    from benchmarks import frames

    metric, *by = question
    scope, statements = Scope(snapshot.as_of), heard(snapshot, question)
    works = [
        lambda: ask(register, metric, scope, *by),
        lambda: [cursor.execute(*statement).fetchall() for statement in statements],
        lambda: frames.answer(frame, metric, *by),
    ]
    if wrong := frames.disagreements(works[0](), works[2]()):
        raise SystemExit(f"answers differ: {wrong[:5]}")
    return best_of(works, budget)


def main() -> None:
    """Measures one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, help="to spend on each question; without it only loading is measured")
    options = parser.parse_args()
    register, found = loaded(options.file)
    times = timed_questions(register, options.seconds) if options.seconds else []
    print(json.dumps({**found, "times": times}))


if __name__ == "__main__":
    main()
