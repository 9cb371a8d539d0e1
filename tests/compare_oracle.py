"""What moved between two snapshots, found the slow way: raw rows of both files compared in plain loops, nothing shared with the code under test.

Rows are as in oracle.py. The rules are those that analytics/compare/reasons.py states in words.
"""

from collections import defaultdict

import oracle

PARTNER = {"orang": "nomor_kasus", "kasus": "id_asn", "rekomendasi": "id_asn"}
ORDER = ("position", "agency", "category", "other_attribute", "sanctioned", "recommended", "status")
KINDS = {
    "position": "position", "position_level": "position", "agency": "agency", "agency_type": "agency", "province": "agency",
    "category": "category", "source": "other_attribute", "election": "other_attribute",
}  # fmt: skip
HANDLING = ("status", "sanction_recommended", "sanction_imposed", "follow_up", "waiting")
TELLS_SANCTIONS = ("sanctioned", "outstanding", "compliance_rate", "outstanding_rate")


class Side:
    """One snapshot: its rows, its date, and what is asked of it."""

    def __init__(self, rows, as_of, metric, by, where, unit):
        self.column, self.partner = oracle.UNIT_COLUMNS[unit], PARTNER[unit]
        self.rows = [row for row in rows if row[self.column]]
        self.as_of, self.metric, self.by, self.where = as_of, metric, by, where
        self.units = {row[self.column] for row in self.rows}
        self.pairs = {(row[self.column], row[self.partner]) for row in self.rows}

    def inside(self, row):
        """Whether a row is in the scope."""
        return oracle.in_scope(row, self.as_of, self.where, None, None)

    def code(self, row):
        """The group of a row."""
        return oracle.code_of(row, self.by, self.as_of) if self.by else "total"

    def standing(self):
        """(unit, group) -> furthest stage, and whether it was ever blocked; of rows in the scope."""
        found = {}
        for row in filter(self.inside, self.rows):
            key = row[self.column], self.code(row)
            stage, blocked = found.get(key, (0, False))
            found[key] = max(stage, oracle.stage_of(row)), blocked or bool(row["tanggal_blokir"])
        return found


def counts(metric, standing):
    """0 or 1 above and below the line."""
    if standing is None:
        return 0, 0
    stage, blocked = standing
    if metric == "blocked":
        return int(blocked), 1
    above, below = oracle.LINES[metric]
    return int(stage in above), int(stage in below)


def by_stage(then, now, tells):
    """What a unit did between two stages."""
    if not tells:
        then, now = min(then, oracle.RECOMMENDED), min(now, oracle.RECOMMENDED)
    if now == oracle.SANCTIONED and then != oracle.SANCTIONED:
        return "sanctioned"
    return "recommended" if now == oracle.RECOMMENDED and then < oracle.RECOMMENDED else "status"


def parts(then, now, days, metric, by=None, where=None, unit="orang"):
    """group -> reason -> [numerator, denominator]: every unit that counts otherwise, once, for one reason."""
    a, b = (Side(rows, day, metric, by, where or {}, unit) for rows, day in zip((then, now), days, strict=True))
    before, after = a.standing(), b.standing()
    gone = {partner for _, partner in a.pairs - b.pairs}
    passed = gone & {partner for holder, partner in b.pairs - a.pairs if holder in a.units}
    found = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for key in before.keys() | after.keys():
        old, new = counts(metric, before.get(key)), counts(metric, after.get(key))
        if old != new:
            line = found[key[1]][reason(key, a, b, before, after, passed, unit)]
            line[0] += new[0] - old[0]
            line[1] += new[1] - old[1]
    return {group: {why: tuple(line) for why, line in lines.items()} for group, lines in found.items()}


def reason(key, a, b, before, after, passed, unit):
    """The one reason of a unit in a group."""
    holder, _ = key
    first = "recommended" if unit == "rekomendasi" else "reported"
    tells = a.metric in TELLS_SANCTIONS or bool({"sanction_imposed", "follow_up", "waiting"} & {a.by, *a.where})
    if holder not in a.units:
        return first
    if holder not in b.units:
        return "merged" if any(partner in passed for who, partner in a.pairs - b.pairs if who == holder) else "withdrawn"
    if key in before and key in after:
        return by_stage(before[key][0], after[key][0], tells)
    return at_border(key, b, a, passed, first, tells) if key in after else at_border(key, a, b, passed, "withdrawn", tells)


def at_border(key, here, there, passed, alone, tells):
    """Why a unit is in the group on one side only."""
    mine = [row for row in here.rows if row[here.column] == key[0] and here.inside(row) and here.code(row) == key[1]]
    reasons, lone = set(), alone
    for row in mine:
        lone = "merged" if row[here.partner] in passed else lone
        same = [other for other in there.rows if other[there.column] == key[0] and other[there.partner] == row[here.partner]]
        reasons |= {changed(row, other, here, there, tells) for other in same}
    return min(reasons, key=ORDER.index) if reasons else lone


def changed(row, other, here, there, tells):
    """The first thing that differs between a row and the same row at the other snapshot."""
    found = set()
    forward = here.as_of > there.as_of
    for dimension in {here.by, *here.where} - {None}:
        timed = dimension in ("month", "week", "day")
        one, two = (row["tanggal_laporan"], other["tanggal_laporan"]) if timed else (
            oracle.code_of(row, dimension, here.as_of), oracle.code_of(other, dimension, there.as_of)
        )  # fmt: skip
        if one == two:
            continue
        stages = oracle.stage_of(other if forward else row), oracle.stage_of(row if forward else other)
        found.add(by_stage(*stages, tells) if dimension in HANDLING else KINDS.get(dimension, "other_attribute"))
    return min(found, key=ORDER.index) if found else "other_attribute"
