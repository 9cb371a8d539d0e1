"""The journal of a data directory: what was imported, released, corrected, withdrawn; by whom, when, why. Never rewritten.

Each event is one file, journal/000001.json, …, made whole and then given its number, so that a crash leaves the old or the new
state, and of two writers with the same number one is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Kind = Literal["import", "release", "withdraw", "discard"]


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    at: moment in ISO form with its zone. version: SHA-256 of the Parquet file concerned (versions/<sha>.parquet). rows: read,
    kept, left_out. counts: headline numbers before (of the version in force, if any) and after, by metric code.
    accepted: warnings that were accepted, finding code -> reason. original: sha256, name, kept (file or ''). replaces: the version
    that was in force for this date. mapping: its TOML text. previous: SHA-256 of the event before, so that a changed past shows.
    """

    number: int
    kind: Kind
    at: str
    by: str
    as_of: date
    version: str
    reason: str = ""
    replaces: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)
    original: Mapping[str, Any] = field(default_factory=dict)
    mapping: str = ""
    previous: str = ""
