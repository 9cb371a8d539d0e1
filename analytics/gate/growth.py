"""Totals of a staged file against those of the snapshots before: what shrank, and what grew faster than history makes likely."""

from collections.abc import Iterator
from datetime import date
from statistics import median

from analytics.ask import ask
from analytics.gate.checks import found
from analytics.gate.severity import filled
from analytics.gate.staging import Staged
from analytics.metrics import RECOMMENDED, REPORTED, SANCTIONED, Metric
from analytics.register.findings import Finding
from analytics.register.snapshots import Register
from analytics.scope import ALLEGATION, PERSON, Scope, Unit
from analytics.text import Notice, Text

SHRUNK = Text(
    id="jumlah {unit} {metric} turun dari {was} pada {before} menjadi {now}", en="{unit} {metric} fell from {was} in {before} to {now}"
)
JUMPED = Text(
    id="jumlah {unit} {metric} bertambah {growth} dalam {days} hari (dari {was} menjadi {now}); {usual}",
    en="{unit} {metric} grew by {growth} in {days} days (from {was} to {now}); {usual}",
)
USUAL = Text(id="biasanya {low} sampai {high}", en="usually by {low} to {high}")
FASTEST = Text(
    id="pada laju tercepat sebelumnya akan bertambah {high}, kini lebih dari {factor} kalinya",
    en="at the fastest pace before they would have grown by {high}; this is more than {factor} times that",
)
MULTIPLIED = Text(id="itu lebih dari {factor} kali jumlah semula", en="that is more than {factor} times what there was")

TOTALS = (REPORTED, RECOMMENDED, SANCTIONED)
ENOUGH = 3  # pairs of snapshots that make a history
SPREADS = 5  # usual spreads around the usual growth, beyond which a growth is a jump
DEVIATIONS = 1.4826  # a standard deviation in median absolute deviations
LEAST_SPREAD = 0.25  # of the usual growth: equal steps before are no promise
FACTOR = 5  # times the fastest pace, or the number before, where there is little history
LEAST = 20  # units: a smaller growth is no jump


def total_findings(staged: Staged, as_of: date, register: Register, day: date, before: Text) -> Iterator[Finding]:
    """Totals against those of the snapshot of a day, in the unit of the file; before: its name in a sentence."""
    unit = ALLEGATION if staged.traits.counts == "allegations" else PERSON
    for metric, now in totals(staged).items():
        was = total(register, metric, day, unit)
        values = {"unit": unit.noun, "metric": metric.said, "was": was, "now": now}
        if was is not None and now < was:
            yield found(staged, f"shrunk_{metric.code}", filled(SHRUNK, before=before, **values))
        elif was is not None and (usual := exceeded(rates(register, metric, day, unit), was, now, (as_of - day).days)):
            reason = filled(JUMPED, growth=now - was, days=(as_of - day).days, usual=usual, **values)
            yield found(staged, f"jump_{metric.code}", reason)


def headline(staged: Staged) -> dict[str, int]:
    """The headline numbers of `staged`: rows, cases, letters, and in persons (or allegations) reported, recommended, sanctioned, outstanding."""
    unit = "rowid" if staged.traits.counts == "allegations" else "person"
    proven = "status = 'direkomendasikan'"
    imposed = f"{proven} and (sanctioned_on is not null or sanction_imposed is not null or follow_up = 'sesuai')"
    units = f"select {unit} as unit, bool_or({proven}) as proven, bool_or({imposed}) as imposed from staged group by all"
    stages = "count(unit), count(unit) filter (where proven), count(unit) filter (where imposed)"
    rows, cases, letters, reported, recommended, sanctioned = (
        staged.con.execute(f"""
        select * from (select count(*), count(distinct case_number), count(distinct letter) from staged), (select {stages} from ({units}))
    """).fetchone()
        or (0,) * 6
    )
    return {
        "rows": rows, "cases": cases, "letters": letters, "reported": reported, "recommended": recommended,
        "sanctioned": sanctioned, "outstanding": recommended - sanctioned,
    }  # fmt: skip


def totals(staged: Staged) -> dict[Metric, int]:
    """Reported, recommended and sanctioned of a staged file; what it cannot tell is left out."""
    counted = headline(staged)
    known = [metric for metric in TOTALS if all(set(columns) - staged.traits.lacks for columns in metric.needs)]
    return {metric: counted[metric.code] for metric in known}


def total(register: Register, metric: Metric, day: date, unit: Unit) -> int | None:
    """A total of a snapshot; None where it cannot be asked."""
    try:
        return ask(register, metric, Scope(day, unit=unit)).total.numerator
    except Notice:
        return None


def rates(register: Register, metric: Metric, last: date, unit: Unit) -> list[float]:
    """Growth a day between each two neighbouring snapshots up to the last."""
    known = [(day, number) for day in register.dates if day <= last and (number := total(register, metric, day, unit)) is not None]
    return [(after - before) / (end - start).days for (start, before), (end, after) in zip(known, known[1:], strict=False)]


def exceeded(history: list[float], was: int, now: int, days: int) -> Text | None:
    """What would have been usual, where the growth is beyond it; None where it is not. history: growth a day before."""
    growth = now - was
    if growth < LEAST:
        return None
    if len(history) >= ENOUGH:
        low, high = (each * days for each in usual_rates(history))
        return filled(USUAL, low=round(low), high=round(high)) if growth > high else None
    if history and (high := max(history) * days) > 0:
        return filled(FASTEST, high=round(high), factor=FACTOR) if growth > FACTOR * high else None
    return filled(MULTIPLIED, factor=FACTOR) if now > FACTOR * was else None


def usual_rates(history: list[float]) -> tuple[float, float]:
    """The growth a day that history makes likely, from and to: the median and five robust spreads around it, never below zero."""
    middle = median(history)
    spread = max(DEVIATIONS * median(abs(rate - middle) for rate in history), LEAST_SPREAD * abs(middle))
    return max(0, middle - SPREADS * spread), max(0, middle + SPREADS * spread)
