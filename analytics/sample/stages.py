"""How persons move through the procedure: decision, sanction, follow-up, block."""

from datetime import date, timedelta

from analytics.sample import plausibility, targets
from analytics.sample.chance import deal, due_day, pick, rebalance, working_day
from analytics.sample.letters import write_letters
from analytics.sample.people import Person
from analytics.sample.register import Register, Step

PROCESS = ("konsep_surat", "permintaan_dokumen", "permintaan_klarifikasi")
SANCTIONS = tuple(targets.RECOMMENDED_SANCTIONS)
IMPOSED: plausibility.Weights = {"same": 85, "lighter": 10, "heavier": 3, "unknown": 2}
BLOCK_AFTER = timedelta(days=30)


def revoke(register: Register, step: Step) -> list[Person]:
    """Take back a few open recommendations and return their persons."""
    candidates = register.open_recommendations()
    revoked = register.rng.sample(candidates, targets.REVOKED[step.index])
    for person in revoked:
        person.status = "konsep_surat"
        person.recommended_sanction, person.follow_up, person.blocked_on = None, "", None
        for allegation in person.allegations:
            allegation.letter, allegation.recommended_on = "", None
    return revoked


def decide(register: Register, step: Step, revoked: list[Person]) -> None:
    """Close the cases due first, then order the rest by how far they are."""
    total = targets.REPORTED[step.index]
    wanted = targets.margin(targets.STATUSES, step.index, total, PROCESS[-1])
    _reopen_surplus(register, wanted)
    excluded = {person.id for person in revoked}
    waiting = [p for p in register.people if p.status in PROCESS and p.id not in excluded]
    waiting.sort(key=lambda p: (p.reported_on + timedelta(days=p.decision_days), p.id))
    slots = _missing_outcomes(register, wanted)
    closing = waiting[: sum(slots.values())]
    for person, status in deal(register.rng, closing, slots, _outcome_weight):
        person.status = status
    write_letters(register, step)
    _order_process(register, wanted)


def _reopen_surplus(register: Register, wanted: dict[str, int]) -> None:
    """Send the surplus of an outcome without recommendation back to the draft."""
    for status in ("tidak_terbukti", "dokumen_tidak_lengkap", "pensiun"):
        holders = [person for person in register.people if person.status == status]
        for person in holders[wanted[status] :]:
            person.status = PROCESS[0]


def _missing_outcomes(register: Register, wanted: dict[str, int]) -> dict[str, int]:
    """Return how many persons each final status still lacks."""
    present = [person.status for person in register.people]
    return {s: n - present.count(s) for s, n in wanted.items() if s not in PROCESS}


def _outcome_weight(person: Person, status: str) -> float:
    """Return how well an outcome fits the source of the report."""
    return plausibility.OUTCOME_BY_SOURCE.get((person.source, status), 1)


def _order_process(register: Register, wanted: dict[str, int]) -> None:
    """Give the stages of the process to the persons who are furthest."""
    people = [person for person in register.people if person.status in PROCESS]
    people.sort(key=lambda p: (PROCESS.index(p.status), p.reported_on, p.id))
    stages = [stage for stage in PROCESS for _ in range(wanted[stage])]
    for person, stage in zip(people, stages, strict=True):
        person.status = stage


def recommend_sanctions(register: Register, step: Step) -> None:
    """Give the recommended persons the kinds of sanction published."""
    people = register.recommended()
    wanted = targets.margin(targets.RECOMMENDED_SANCTIONS, step.index, len(people))
    rebalance(register.rng, people, "recommended_sanction", wanted, _sanction_weight)


def _sanction_weight(person: Person, sanction: str) -> float:
    """Return how well a sanction fits the category."""
    return plausibility.SANCTION_BY_CATEGORY.get((person.category, sanction), 1)


def impose_sanctions(register: Register, step: Step) -> None:
    """Sanction the persons due first until the published number is met."""
    sanctioned = sum(person.sanctioned_on is not None for person in register.people)
    enforceable = [person for person in register.open_recommendations() if person.follow_up != "tidak_dapat_ditindaklanjuti"]
    enforceable.sort(key=lambda person: (_sanction_due(person), person.id))
    for person in enforceable[: targets.SANCTIONED[step.index] - sanctioned]:
        earliest = person.recommended_on
        if person.first_seen < step.closes:
            earliest = max(earliest, step.opens)
        due = _sanction_due(person)
        person.sanctioned_on = due_day(register.rng, due, earliest, step.closes)
        person.sanction = _imposed(register, person.recommended_sanction)


def _sanction_due(person: Person) -> date:
    """Return when a sanction may be expected from this agency for this person."""
    slowness = (
        plausibility.SLOWNESS_BY_TYPE.get(person.agency.kind, 1)
        * plausibility.SLOWNESS_BY_PROVINCE.get(person.agency.province, 1)
        * plausibility.SLOWNESS_BY_POSITION.get(person.position or "", 1)
    )
    return person.recommended_on + timedelta(days=round(person.sanction_days * slowness))


def _imposed(register: Register, recommended: str | None) -> str:
    """Return the imposed sanction: mostly the recommended one, some lighter."""
    outcome = pick(register.rng, IMPOSED)
    if outcome == "unknown" or not recommended:
        return ""
    shift = {"same": 0, "lighter": -1, "heavier": 1}[outcome]
    place = SANCTIONS.index(recommended) + shift
    return SANCTIONS[min(max(place, 0), len(SANCTIONS) - 1)]


def follow_up(register: Register, step: Step) -> None:
    """State for every recommended person what the agency did."""
    for person in register.recommended():
        if person.sanctioned_on:
            person.follow_up = _compare(person)
        elif not person.follow_up:
            person.follow_up = "belum_ditindaklanjuti"
    _mark(register, "tidak_dapat_ditindaklanjuti", targets.UNENFORCEABLE[step.index])
    _mark(register, "belum_sesuai", targets.IN_WORK[step.index])


def _compare(person: Person) -> str:
    """Tell whether the imposed sanction is at least the recommended one."""
    if not person.sanction or not person.recommended_sanction:
        return "sesuai"
    lighter = SANCTIONS.index(person.sanction) < SANCTIONS.index(person.recommended_sanction)
    return "belum_sesuai" if lighter else "sesuai"


def _mark(register: Register, code: str, count: int) -> None:
    """Give some waiting persons a follow-up without a sanction date."""
    marked = sum(person.follow_up == code for person in register.open_recommendations())
    waiting = [person for person in register.open_recommendations() if person.follow_up == "belum_ditindaklanjuti"]
    for person in register.rng.sample(waiting, max(0, count - marked)):
        person.follow_up = code


def block(register: Register, step: Step) -> None:
    """Block the personnel data of some persons whose sanction is long overdue."""
    blocked = sum(person.blocked_on is not None for person in register.people)
    latest = step.closes - BLOCK_AFTER
    overdue = [person for person in register.open_recommendations() if person.blocked_on is None and person.recommended_on <= latest]
    missing = max(0, targets.BLOCKED[step.index] - blocked)
    for person in register.rng.sample(overdue, min(missing, len(overdue))):
        earliest = max(person.recommended_on + BLOCK_AFTER, step.opens, targets.BLOCKING_START)
        wait = timedelta(days=int(register.rng.expovariate(1 / 20)))
        person.blocked_on = working_day(min(earliest + wait, step.closes), earliest)
