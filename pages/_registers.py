"""The registers that all readers share."""

from functools import cache
from pathlib import Path

from analytics.register.snapshots import Register


@cache
def register_in(directory: Path) -> Register:
    """One register per data directory, shared by all readers; refreshed by who uses it."""
    return Register(directory)
