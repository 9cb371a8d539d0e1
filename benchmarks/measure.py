"""python -m benchmarks.measure FILE: one register, measured in a process of its own; prints JSON.

load: seconds to open the file. kept, peak: memory that added, in MB, afterwards and at most. With --seconds also times:
what benchmarks.timing finds about every question.
"""

import argparse
import json
from pathlib import Path
from time import perf_counter

from analytics.register.snapshots import Register


def memory(name: str) -> float:
    """Resident memory of this process in MB: VmRSS now, VmHWM the most there ever was."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def loaded(path: Path) -> tuple[Register, dict[str, float]]:
    """The register in a file, with the time and memory that opening it took."""
    before = memory("VmRSS")
    register = Register(path.parent.parent)
    start = perf_counter()
    register.refresh()
    load = perf_counter() - start
    if register.refusals:
        raise SystemExit(str(register.refusals[0].findings))
    return register, {"load": load, "kept": memory("VmRSS") - before, "peak": memory("VmHWM") - before}


def times(register: Register, budget: float) -> list[list[float]]:
    """The times of every question. pandas is imported only here, so that it is no part of the register's memory."""
    from benchmarks.timing import timed_questions

    return timed_questions(register, budget)


def main() -> None:
    """Measures one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, help="to spend on each question; without it only loading is measured")
    options = parser.parse_args()
    register, found = loaded(options.file)
    print(json.dumps({**found, "times": times(register, options.seconds) if options.seconds else []}))


if __name__ == "__main__":
    main()
