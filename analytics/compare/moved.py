"""Which units began or ceased to count between two snapshots, and why: one line a unit and group, one reason each (reasons.py)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.compare.reasons import (
    MERGED,
    NEW,
    OTHER_CHANGED,
    PRECEDENCE,
    RECLASSIFIED,
    RECOMMENDED,
    WITHDRAWN,
    reason_of,
    stage_reasons,
)
from analytics.compare.units import members, pairs, rows_of
from analytics.metrics import Metric
from analytics.register.snapshots import Snapshot
from analytics.scope import LETTER, Scope
from analytics.vocabulary import DIMENSIONS, Dimension

if TYPE_CHECKING:
    import pandas as pd

NOWHERE = len(PRECEDENCE)  # the rank of a row that stands in one register only
COUNTS = ["numerator", "denominator"]


@dataclass(frozen=True)
class Side:
    """One of the two snapshots: the scope in it, the groups, and the pairs of unit and partner of its whole register."""

    snapshot: Snapshot
    metric: Metric
    scope: Scope
    by: tuple[Dimension, ...]
    pairs: "pd.DataFrame"

    def rows(self, units: "pd.Series") -> "pd.DataFrame":
        """The rows of these units in its whole register."""
        return rows_of(self.snapshot, self.metric, self.scope, self.by, units.unique())


def moved(metric: Metric, then: tuple[Snapshot, Scope], now: tuple[Snapshot, Scope], by: tuple[Dimension, ...]) -> "pd.DataFrame":
    """Every unit that counts otherwise, in each group where it does, a line each.

    Columns: unit, code, numerator, denominator (-1, 0 or 1), reason, source (for one reclassified: the group it came from, else '').
    """
    changed = differing(members(then[0], metric, then[1], by), members(now[0], metric, now[1], by))
    changed["reason"], changed["source"] = "", ""
    if len(changed):
        earlier, later = (Side(snapshot, metric, scope, by, pairs(snapshot, scope.unit)) for snapshot, scope in (then, now))
        explain(changed, earlier, later)
    return changed[["unit", "code", *COUNTS, "reason", "source"]]


def differing(then: "pd.DataFrame", now: "pd.DataFrame") -> "pd.DataFrame":
    """Units whose counts in a group differ, with both stages (NaN: not in the group)."""
    import pandas as pd

    sides = [side[["item", "stage", *COUNTS]] for side in (then, now)]
    joined = sides[0].merge(sides[1], on="item", how="outer", suffixes=("_then", "_now"))
    for name in COUNTS:
        joined[name] = (joined[f"{name}_now"].fillna(0) - joined[f"{name}_then"].fillna(0)).astype(int)
    changed = joined.loc[(joined["numerator"] != 0) | (joined["denominator"] != 0), ["item", "stage_then", "stage_now", *COUNTS]]
    named = pd.concat([side.loc[side["item"].isin(changed["item"]), ["item", "unit", "code"]] for side in (then, now)])
    return changed.merge(named.drop_duplicates("item"), on="item").sort_values("item", ignore_index=True)


def explain(changed: "pd.DataFrame", earlier: Side, later: Side) -> None:
    """Writes the reason of every line, in the order of reasons.py."""
    passed = passed_on(earlier, later)
    new, gone = ~changed["unit"].isin(earlier.pairs["unit"]), ~changed["unit"].isin(later.pairs["unit"])
    changed.loc[new, "reason"] = first_seen(later)
    merged = earlier.pairs["unit"][earlier.pairs["partner"].isin(passed) & ~earlier.pairs["pair"].isin(later.pairs["pair"])]
    changed.loc[gone, "reason"] = np.where(changed.loc[gone, "unit"].isin(merged), MERGED, WITHDRAWN)
    known, was, is_now = ~(new | gone), changed["stage_then"].notna(), changed["stage_now"].notna()
    stayed = known & was & is_now
    changed.loc[stayed, "reason"] = stage_reasons(changed.loc[stayed, "stage_then"].to_numpy(), changed.loc[stayed, "stage_now"].to_numpy())
    entered, left = known & ~was, known & ~is_now
    if entered.any():
        changed.loc[entered, ["reason", "source"]] = at_border(changed[entered], later, earlier, passed, first_seen(later))
    if left.any():
        changed.loc[left, ["reason", "source"]] = at_border(changed[left], earlier, later, passed, WITHDRAWN)
        changed.loc[left, "source"] = ""


def first_seen(side: Side) -> str:
    """The reason of a unit that was not there before: a letter comes into being by a recommendation."""
    return RECOMMENDED if side.scope.unit is LETTER else NEW


def passed_on(earlier: Side, later: Side) -> np.ndarray:
    """The partners (cases of persons, persons of cases) that left one unit and came to another that was known before."""
    gone = earlier.pairs[~earlier.pairs["pair"].isin(later.pairs["pair"])]
    fresh = later.pairs[~later.pairs["pair"].isin(earlier.pairs["pair"])]
    fresh = fresh[fresh["unit"].isin(earlier.pairs["unit"])]
    found: np.ndarray = np.intersect1d(gone["partner"], fresh["partner"])
    return np.asarray(found[found != 0])


def at_border(items: "pd.DataFrame", here: Side, there: Side, passed: np.ndarray, alone: str) -> np.ndarray:
    """Reason and source of units that are in the scope (and group) on one side only, and in both registers.

    alone: the reason where none of a unit's rows in the scope stands on the other side.
    """
    rows = here.rows(items["unit"])
    rows = rows[rows["inside"]].merge(items[["item", "unit", "code"]], on=["unit", "code"])
    other = there.rows(items["unit"]).drop(columns=["unit", "partner"])
    joined = rows.merge(other, on="pair", how="left", suffixes=("", "_other"))
    joined["rank"] = ranks(joined, here.scope.as_of > there.scope.as_of)
    first = joined.sort_values(["rank", "code_other"]).groupby("item").first().loc[items["item"]]
    moved_over = joined.loc[joined["partner"].isin(passed), "item"]
    lonely = np.where(items["item"].isin(moved_over), MERGED, alone)
    reason = np.array([*PRECEDENCE, ""])[first["rank"].to_numpy()]
    reason = np.where(first["rank"] == NOWHERE, lonely, reason)
    inside = first["inside_other"].eq(True).to_numpy() & np.isin(reason, RECLASSIFIED)
    return np.column_stack([reason, np.where(inside, first["code_other"].fillna(""), "")])


def ranks(joined: "pd.DataFrame", forward: bool) -> np.ndarray:
    """The place in PRECEDENCE of the first thing that differs between a row here and the same row on the other side."""
    places = {reason: place for place, reason in enumerate(PRECEDENCE)}
    stages = [joined["stage_other"].fillna(0).to_numpy(), joined["stage"].to_numpy()]
    handling = np.array([places[reason] for reason in stage_reasons(*(stages if forward else stages[::-1]))])
    found = np.full(len(joined), places[OTHER_CHANGED])
    differs = np.zeros(len(joined), bool)
    for name in [column for column in joined if column.startswith("trait_") and not column.endswith("_other")]:
        dimension = DIMENSIONS.get(name.removeprefix("trait_"))
        reason = reason_of(dimension) if dimension else OTHER_CHANGED
        place = np.full(len(joined), places[reason]) if reason else handling
        other = (joined[name].fillna("") != joined[f"{name}_other"].fillna("")).to_numpy()
        found = np.where(other & differs, np.minimum(found, place), np.where(other, place, found))
        differs |= other
    return np.asarray(np.where(joined["stage_other"].isna(), NOWHERE, found))
