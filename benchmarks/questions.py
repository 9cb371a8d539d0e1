"""python -m benchmarks.questions [--rows N ...] [--seconds S]: how load, memory and the pages' questions grow with the register.

For every size it draws a register into a temporary folder, opens it in a fresh process and asks what the pages ask, with
no cache. Prints tables in Markdown; times are best times.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import registers
from benchmarks.pages import KINDS, QUESTIONS

SIZES = (2_000, 100_000, 1_000_000, 10_000_000)
LARGEST_CSV = 1_000_000
LOAD_HEADS = ("rows", "file", "load, s", "µs a row", "memory kept, MB", "memory peak, MB")
PAGE_HEADS = ("rows", "kind", "questions", "asked, ms", "÷ bare DuckDB", "÷ pandas", "÷ smallest register")

Times = list[list[float]]  # of every question: asked, bare, pandas


def measured(path: Path, seconds: float | None) -> dict:
    """What benchmarks.measure found about one file."""
    command = [sys.executable, "-m", "benchmarks.measure", str(path), *(["--seconds", str(seconds)] if seconds else [])]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(ran.stdout.splitlines()[-1])


def measure_size(rows: int, seconds: float) -> tuple[list[list[str]], Times]:
    """The lines on loading a register of so many rows, and the times of its questions."""
    lines = []
    for kind in ("csv", "parquet") if rows <= LARGEST_CSV else ("parquet",):
        with TemporaryDirectory(prefix="register-") as folder:
            found = measured(registers.write(Path(folder), rows, kind), seconds if kind == "parquet" else None)
        lines.append(load_line(rows, kind, found))
        print(*lines[-1], file=sys.stderr, flush=True)
    return lines, found["times"]


def load_line(rows: int, kind: str, found: dict) -> list[str]:
    """One line on loading."""
    return [
        f"{rows:,}",
        kind,
        f"{found['load']:.2f}",
        f"{found['load'] / rows * 1e6:.1f}",
        f"{found['kept']:,.0f}",
        f"{found['peak']:,.0f}",
    ]


def page_lines(rows: int, times: Times, smallest: Times) -> Iterator[list[str]]:
    """One line for each kind of question, and one of all together."""
    for kind, questions in {**KINDS, "all": QUESTIONS}.items():
        asked, bare, pandas = total(times, questions)
        growth = asked / total(smallest, questions)[0]
        yield [
            f"{rows:,}",
            kind,
            str(len(questions)),
            f"{asked * 1000:.1f}",
            f"{asked / bare:.2f}",
            f"{asked / pandas:.2f}",
            f"{growth:.1f}",
        ]


def total(times: Times, questions: tuple) -> list[float]:
    """Asked, bare and pandas, summed over questions."""
    return [sum(times[QUESTIONS.index(question)][way] for question in questions) for way in range(3)]


def table(heads: tuple[str, ...], lines: list[list[str]]) -> str:
    """A Markdown table."""
    rule = ["---", "---", *["---:"] * (len(heads) - 2)]
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, rule, *lines)) + "\n"


def main() -> None:
    """Measures every size, smallest first, and prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, help="sizes of the registers")
    parser.add_argument("--seconds", type=float, default=1, help="to spend on each question (three rounds at least)")
    options = parser.parse_args()
    sizes = sorted(options.rows)
    results = {rows: measure_size(rows, options.seconds) for rows in sizes}
    loads = [line for lines, _ in results.values() for line in lines]
    pages = [line for rows, (_, times) in results.items() for line in page_lines(rows, times, results[sizes[0]][1])]
    print(f"{os.cpu_count()} cores\n\n{table(LOAD_HEADS, loads)}\n{table(PAGE_HEADS, pages)}")


if __name__ == "__main__":
    main()
