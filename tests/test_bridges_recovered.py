"""The attack on comparisons: whoever holds every bridge of a scope, of all metrics together, cannot work out how few stand behind a reason.

The attacker knows what every number counts, how counts are made of others for each reason (somebody sanctioned without having been
recommended before is newly recommended by one count and newly sanctioned by another), the differences, and the sign of every reason.
"""

from dataclasses import replace
from itertools import pairwise

import pytest
from attacker import CLOSE, narrow_cells

from analytics.ask import Unanswered
from analytics.compare import plan, shown, tables
from analytics.compare.comparison import compare
from analytics.metrics import METRICS
from analytics.settings import settings
from analytics.view import view_of
from analytics.vocabulary import DIMENSIONS

THRESHOLD = settings().small_cell_threshold
MADE_OF = {
    "reported": ("recommended", "not recommended"),
    "not recommended": ("in_process", "not_proven", "incomplete", "retired"),
    "processed": ("recommended", "not_proven", "incomplete", "retired"),
    "recommended": ("sanctioned", "outstanding"),
}
RATES = {
    "compliance_rate": ("sanctioned", "outstanding"),
    "outstanding_rate": ("outstanding", "sanctioned"),
    "proven_rate": ("recommended", "not recommended"),
    "processed_rate": ("processed", "in_process"),
}
COUNTS = [code for code, metric in METRICS.items() if metric.kind == "count"]
SCOPES = [
    {"category": "keberpihakan"}, {"category": "medsos"}, {"position": "jpt"}, {"position": "pengawas"},
    {"agency_type": "kabupaten"}, {"source": "temuan_bawaslu"},
    {"province": "sulawesi_tenggara"}, {"position": "jpt", "agency_type": "kabupaten"},
]  # fmt: skip


def compared(register, code, seen, by=()):
    """The full comparison of a metric in a view."""
    return compare(register, METRICS[code], seen.compare, seen.scope, *by)


def truth_of(register, seen):
    """(count, reason) -> signed number, of every count, of those reported and not recommended, and of those who passed straight."""
    found = {
        (code, part.reason): part.numerator for code in COUNTS for part in compared(register, code, seen).whole.parts if part.numerator
    }

    def size(count, reason):
        return found.get((count, reason), 0)

    reasons = {reason for _, reason in found}
    left = {("not recommended", reason): size("reported", reason) - size("recommended", reason) for reason in reasons}
    straight = size("sanctioned", "sanctioned") + size("outstanding", "sanctioned") - size("recommended", "sanctioned")
    return {cell: number for cell, number in (found | left | {("straight", "sanctioned"): straight}).items() if number}


def row(truth, terms):
    """An equation between the sizes of cells, with its constant. terms: (factor, cell)."""
    signed = {cell: factor * (1 if truth[cell] > 0 else -1) for factor, cell in terms if cell in truth}
    return signed, sum(sign * abs(truth[cell]) for cell, sign in signed.items())


def equations(truth, seen):
    """How the cells hang together."""
    reasons = sorted({reason for _, reason in truth})
    rows = [row(truth, [(1, (count, reason)) for reason in reasons]) for count in COUNTS if not hidden_level(seen, count)]
    for whole, parts in MADE_OF.items():
        for reason in reasons:
            terms = [(1, (whole, reason)), *((-1, (part, reason)) for part in parts)]
            if whole == "recommended":
                terms += {"recommended": [(-1, ("straight", "sanctioned"))], "sanctioned": [(1, ("straight", "sanctioned"))]}.get(
                    reason, []
                )
            rows.append(row(truth, terms))
    assert all(constant == 0 for _, constant in rows[-len(MADE_OF) * len(reasons) :])
    return [each for each in rows if each[0]]


def hidden_level(seen, count):
    """Whether the number then or now is not told."""
    return any(seen.ask(METRICS[count], scope=scope).total.hidden for scope in (seen.scope, seen.compare))


def told_of(seen):
    """The cells that the bridges of all metrics tell, each with its size: of a rate its numerator and what is left of its base."""
    known = {}
    for code, metric in METRICS.items():
        if metric.kind not in ("count", "rate"):
            continue
        for part in shown.shown(seen, metric, then=seen.compare).whole.parts:
            if part.reason != "not_itemised":
                sizes = [part.numerator] if metric.kind == "count" else [part.numerator, part.denominator - part.numerator]
                known |= {(count, part.reason): abs(size) for count, size in zip(RATES.get(code, (code,)), sizes, strict=True)}
    return known


def recovered(register, seen):
    """Small cells that are told: with an interval narrower than the threshold, and than the differences alone would give it."""
    truth = truth_of(register, seen)
    rows, known = equations(truth, seen), told_of(seen)
    assert all(abs(truth.get(cell, 0)) == size for cell, size in known.items())
    few = sorted(cell for cell, number in truth.items() if 0 < abs(number) < THRESHOLD)
    told = {cell: 0.0 for cell in few if cell in known}
    narrow = narrow_cells(
        rows, {cell: size for cell, size in known.items() if cell in truth}, [cell for cell in few if cell not in known], THRESHOLD
    )
    bound = narrow_cells(rows, {}, sorted(narrow), THRESHOLD)
    return told | {cell: wide for cell, wide in narrow.items() if wide < bound.get(cell, THRESHOLD) - CLOSE}


def views(register, where):
    """The scope at every two neighbouring snapshots that know it."""
    for then, now in pairwise(register.dates):
        try:
            seen = view_of(register, {**where, "as_of": now.isoformat(), "compare": then.isoformat()}, "id")
            [compared(register, code, seen) for code in COUNTS]
        except Unanswered:
            continue
        yield seen


@pytest.mark.parametrize("where", SCOPES, ids=str)
def test_few_behind_a_reason_cannot_be_worked_out_of_all_bridges_together(sample, where):
    found = {seen.scope.as_of: recovered(sample, seen) for seen in views(sample, where)}
    assert len(found) >= 3
    assert {day: cells for day, cells in found.items() if cells} == {}


def test_the_attacker_is_able(sample, monkeypatch):
    """With the small cells hidden and nothing else, the same attacker finds some: the test above can fail."""

    def only_small(cells, sums, threshold, fixed=(), already=(), unseen=(), cost=None):
        return {cell for cell, number in cells.items() if 0 < number < threshold} - set(fixed) - set(unseen)

    caches = [shown.kept, shown.planned]
    [each.cache_clear() for each in caches]
    with monkeypatch.context() as patch:
        patch.setattr(plan, "hidden", only_small)
        found = [recovered(sample, seen) for seen in views(sample, {"position": "jpt"})]
    [each.cache_clear() for each in caches]
    assert any(found)


@pytest.mark.parametrize("dimension", ["position", "agency_type"])
@pytest.mark.parametrize("where", [{}, {"category": "medsos"}], ids=str)
def test_groups_tell_the_reasons_of_those_reported_alone(sample, dimension, where):
    for seen in views(sample, where):
        for code, metric in METRICS.items():
            found = shown.shown(seen, metric, DIMENSIONS[dimension], then=seen.compare)
            told = {part.reason for change in found.groups for part in change.parts if part.numerator} - {"not_itemised"}
            assert code in ("reported", "share_of_reported") or not told, (code, told)
            assert code in ("reported", "share_of_reported") or not found.moves


def test_in_internal_mode_all_reasons_are_told(sample):
    seen = replace(next(iter(views(sample, {"position": "jpt"}))), public=False)
    assert {part.reason for part in shown.shown(seen, METRICS["sanctioned"], then=seen.compare).whole.parts} == {
        part.reason for part in compared(sample, "sanctioned", seen).whole.parts
    }


def test_the_table_says_why_groups_tell_no_reasons(sample):
    seen = next(iter(views(sample, {})))
    said = {
        code: tables.remarks(shown.shown(seen, METRICS[code], DIMENSIONS["position"], then=seen.compare), "id")[0]
        for code in ("reported", "sanctioned")
    }
    assert said["sanctioned"] == "‡: tidak dirinci; dalam mode publik, alasan menurut kelompok hanya dirinci untuk yang dilaporkan."
    assert said["reported"].startswith("‡: tidak dirinci, karena suatu alasan menyangkut kurang dari 5 dalam suatu kelompok")


@pytest.mark.parametrize("where", [{"category": "medsos"}, {"province": "sulawesi_tenggara"}], ids=str)
def test_that_nothing_happened_to_a_hidden_level_is_hidden_too(sample, where):
    """Equal levels, of which one is told, would tell the other."""
    found = [
        change
        for seen in views(sample, where)
        for dimension in ("position", "month")
        for change in shown.shown(seen, METRICS["reported"], DIMENSIONS[dimension], then=seen.compare).groups
        if change.then.hidden or change.now.hidden
    ]
    assert len(found) > 10
    assert {(len(change.parts), change.parts[0].hidden) for change in found} == {(1, True)}
