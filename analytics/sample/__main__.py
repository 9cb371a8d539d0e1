"""Write the sample register: `python -m analytics.sample [output directory]`."""

import sys
from pathlib import Path

from analytics.sample.evolve import snapshots
from analytics.sample.write import write_sample

REPOSITORY = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> None:
    """Generate all snapshots and write them to the output directory."""
    output = Path(arguments[0]) if arguments else REPOSITORY / "data" / "sample"
    write_sample(output, snapshots(REPOSITORY / "data" / "reference"))


if __name__ == "__main__":
    main(sys.argv[1:])
