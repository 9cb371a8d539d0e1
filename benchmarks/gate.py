"""python -m benchmarks.gate [--rows N ...] [--rounds N]: checking and importing a CSV, beside DuckDB's bare COPY of it to Parquet.

Each measurement is a process of its own, the two ways in turns; times are the best of the rounds. Prints a table in Markdown.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb

from benchmarks import registers
from benchmarks.measure import memory
from benchmarks.questions import table

SIZES = (100_000, 1_000_000, 5_000_000)
HEADS = ("rows", "file, MB", "bare COPY, s", "checked, s", "checked and imported, s", "÷ bare COPY", "memory peak, MB")


def bare(path: Path, out: Path) -> dict[str, float]:
    """CSV to Parquet by DuckDB alone, every column text."""
    start = perf_counter()
    duckdb.connect(config={"threads": 2}).execute(
        f"copy (select * from read_csv('{path}', all_varchar=true)) to '{out / 'bare.parquet'}' (compression zstd)"
    )
    return {"whole": perf_counter() - start}


def gate(path: Path, out: Path) -> dict[str, float]:
    """The same file through the gate: checked, and kept as a draft with its original."""
    from analytics.gate import store
    from analytics.gate.checking import checked
    from analytics.gate.sources.opening import opened
    from analytics.gate.suggesting import suggested
    from analytics.register.snapshots import Register

    before, start = memory("VmRSS"), perf_counter()
    opening = opened(path, path.name)
    found = checked(opening, suggested(opening, registers.AS_OF).mapping, registers.AS_OF, Register(out))
    check = perf_counter() - start
    if not found.passed:
        raise SystemExit("; ".join(finding("en") for finding in found.of("error")))
    accepted = {finding.code: "benchmark" for finding in found.of("warning")}
    store.keep(found.staged, registers.AS_OF, out, "benchmark", accepted=accepted, counts=found.counts)
    return {"check": check, "whole": perf_counter() - start, "peak": memory("VmHWM") - before}


def measured(way: str, path: Path) -> dict[str, float]:
    """One way in a fresh process, into an empty folder."""
    with TemporaryDirectory(prefix="gate-") as folder:
        command = [sys.executable, "-m", "benchmarks.gate", "--way", way, "--file", str(path), "--out", folder]
        ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(ran.stdout.splitlines()[-1])


def line_of(rows: int, rounds: int) -> list[str]:
    """The line of the table for a register of so many rows."""
    with TemporaryDirectory(prefix="register-") as folder:
        path = registers.write(Path(folder), rows, "csv")
        found = {way: [] for way in ("bare", "gate")}
        for _ in range(rounds):
            for way in found:
                found[way].append(measured(way, path))
        size = path.stat().st_size / 1e6
    copy = min(each["whole"] for each in found["bare"])
    whole, check = (min(each[name] for each in found["gate"]) for name in ("whole", "check"))
    peak = max(each["peak"] for each in found["gate"])
    return [f"{rows:,}", f"{size:,.0f}", f"{copy:.2f}", f"{check:.2f}", f"{whole:.2f}", f"{whole / copy:.2f}", f"{peak:,.0f}"]


def main() -> None:
    """Measures every size, smallest first, and prints the table; with --way, measures one way once and prints JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--way", choices=("bare", "gate"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps({"bare": bare, "gate": gate}[options.way](options.file, options.out)))
        return
    lines = [line_of(rows, options.rounds) for rows in sorted(options.rows)]
    print(f"{os.cpu_count()} cores\n\n{table(HEADS, lines)}")


if __name__ == "__main__":
    main()
