"""Likely questions on a figure, each with the answer in numbers of the register."""

from collections.abc import Callable
from datetime import date

from analytics import formats, sentences
from analytics.ask import Answer, Row, Unanswered
from analytics.exhibit import Exhibit
from analytics.metrics import (
    COMPLIANCE,
    IN_PROCESS,
    INCOMPLETE,
    NOT_PROVEN,
    OF_REPORTED,
    OUTSTANDING,
    RECOMMENDED,
    REPORTED,
    RETIRED,
    Metric,
)
from analytics.noise import large
from analytics.scope import CASE, PERSON
from analytics.spoken import of_register, with_unit
from analytics.text import Lang, Text, join
from analytics.vocabulary import UNKNOWN

BEFORE = Text(id="Berapa pada snapshot sebelumnya?", en="What was it at the snapshot before?")
THEN_AND_NOW = Text(id="{label}: {then} pada {day}, kini {now} ({change}).", en="{label}: {then} on {day}, now {now} ({change}).")
NO_CHANGE = Text(id="tidak berubah", en="unchanged")
LEADERS_THEN = Text(id="Dari {day} ke kini: {groups}.", en="From {day} to now: {groups}.")
GROUP_THEN = Text(id="{label} {then} menjadi {now}", en="{label} from {then} to {now}")
NOT_THERE = Text(id="tidak ada", en="none")
UNROUNDED = Text(id="Selisih dihitung sebelum pembulatan.", en="Differences are taken before rounding.")
NOTHING_BEFORE = Text(id="Belum ada snapshot sebelum {day}.", en="There is no snapshot before {day}.")
WHICH_UNIT = Text(id="Orang, kasus, atau surat?", en="Persons, cases or letters?")
IN_PERSONS = Text(
    id="Orang: {persons} ASN dilaporkan, dalam {cases} kasus. Satu ASN dihitung satu kali walau punya beberapa kasus.",
    en="Persons: {persons} ASN reported, in {cases} cases. A person counts once even with several cases.",
)
IN_OTHERS = Text(
    id="Yang dihitung {unit}, bukan orang; dalam cakupan yang sama {persons} ASN dilaporkan.",
    en="Counted are {unit}, not persons; in the same scope {persons} ASN were reported.",
)
WHAT_NOT = Text(id="Apa yang tidak dihitung?", en="What is not counted?")
NOT_RECOMMENDED = Text(id="Di luar yang direkomendasikan: {parts}.", en="Outside those recommended: {parts}.")
ALL_RECOMMENDED = Text(id="Semua yang dilaporkan sudah direkomendasikan.", en="All those reported have been recommended.")
ALL_REPORTED = Text(
    id="Semua yang dilaporkan dihitung, termasuk {in_process} yang masih dalam proses; dilaporkan belum berarti terbukti.",
    en="All those reported are counted, including {in_process} still in process; reported does not mean proven.",
)
STILL_WAITING = Text(
    id="{open} yang belum ditindaklanjuti belum punya tanggal sanksi dan tidak masuk median.",
    en="{open} not yet followed up have no date of sanction and are not in the median.",
)
HOW_MANY_UNKNOWN = Text(id="Berapa yang tidak diketahui?", en="How many are unknown?")
UNKNOWN_ARE = Text(id="{dimension} dari {number} tidak tercatat dalam register.", en="{dimension} is not recorded for {number}.")


def questions(exhibit: Exhibit) -> list[tuple[str, str]]:
    """Likely questions on a figure of the register, each with its answer in numbers; none on published statements."""
    if exhibit.lacking or not of_register(exhibit.answer):
        return []
    lang = exhibit.lang
    ready = ((BEFORE, before), (WHICH_UNIT, unit_answer), (WHAT_NOT, not_counted))
    asked = [(question(lang), answered(answer, exhibit)) for question, answer in ready]
    unknown = exhibit.answer.row(UNKNOWN) if len(exhibit.answer.by) == 1 else None
    if unknown and unknown.numerator:
        number = f"{formats.number(unknown.numerator, lang)} {sentences.unit(exhibit.answer, lang, unknown.numerator)}"
        asked.append((HOW_MANY_UNKNOWN(lang), UNKNOWN_ARE(lang, number=number, dimension=exhibit.answer.by[0].label)))
    return asked


def answered(answer: Callable[[Exhibit], str], exhibit: Exhibit) -> str:
    """An answer, or why the register cannot give it."""
    try:
        return answer(exhibit)
    except Unanswered as why:
        return why(exhibit.lang)


def asked_metrics(exhibit: Exhibit) -> list[Metric]:
    """The metrics whose totals a figure speaks of."""
    if exhibit.kind == "numbers":
        return [number.answer.metric for number in exhibit.parts if not number.why]
    if exhibit.kind == "panels":
        return list(dict.fromkeys(answer.metric for _, answer in exhibit.parts)) or [exhibit.answer.metric]
    if exhibit.answer.metric.kind == "per_1000":
        return [REPORTED]
    return [COMPLIANCE] if exhibit.kind in ("funnel", "plane") else [exhibit.answer.metric]


def before(exhibit: Exhibit) -> str:
    """The same totals at the comparison snapshot, or the one before."""
    seen, lang = exhibit.seen, exhibit.lang
    earlier = seen.compare.as_of if seen.compare else seen.register.before(seen.scope.as_of)
    if earlier is None:
        return NOTHING_BEFORE(lang, day=formats.long_date(seen.scope.as_of, lang))
    said = []
    for metric in asked_metrics(exhibit):
        now = seen.ask(metric)
        then = seen.ask(metric, scope=now.scope.at(earlier))
        if metric.kind == "share":  # a share of everything is always 100 %; its base is what moved
            now, then = seen.ask(based_on(metric)), seen.ask(based_on(metric), scope=now.scope.at(earlier))
        said.append(then_and_now(now, then, lang))
    return " ".join([*said, *leading_before(exhibit, earlier)])


def leading_before(exhibit: Exhibit, earlier: date) -> list[str]:
    """The first three groups of a figure, then and now; nothing where it has no groups to lead."""
    now, lang = exhibit.answer, exhibit.lang
    if exhibit.kind not in ("bar", "map") or now.metric.kind == "per_1000" or len(now.by) != 1 or now.nested or exhibit.empty:
        return []
    then = exhibit.seen.ask(now.metric, *now.by, scope=now.scope.at(earlier))
    rows = (large(now) if now.metric.kind == "rate" else sentences.named(now))[:3]
    moved = [(now.label(row, lang), then.row(*row.codes), row) for row in rows]
    said = [GROUP_THEN(lang, label=label, then=told_value(then, was, lang), now=told_value(now, row, lang)) for label, was, row in moved]
    return [LEADERS_THEN(lang, day=formats.long_date(earlier, lang), groups="; ".join(said))] if said else []


def told_value(answer: Answer, row: Row | None, lang: Lang) -> str:
    """A group's value with the numbers behind it; nothing to say where it did not occur."""
    if row is None:
        return NOT_THERE(lang)
    behind = formats.fraction(row, lang) if answer.metric.kind == "rate" else ""
    return f"{sentences.value(answer, row, lang)} ({behind})" if behind else sentences.value(answer, row, lang)


def based_on(metric: Metric) -> Metric:
    """The count a share is of."""
    return REPORTED if metric.code in OF_REPORTED else RECOMMENDED


def then_and_now(now: Answer, then: Answer, lang: Lang) -> str:
    """One total at two snapshots, with the change."""
    values = {"now": with_base(now, lang), "then": with_base(then, lang)}
    change = sentences.change(now, then, lang) or NO_CHANGE(lang)
    said = THEN_AND_NOW(lang, label=now.metric.label, day=formats.long_date(then.scope.as_of, lang), change=change, **values)
    return f"{said} {UNROUNDED(lang)}" if now.metric.is_ratio and now.total.value != then.total.value else said


def with_base(answer: Answer, lang: Lang) -> str:
    """A total with the numbers behind it."""
    fraction = formats.fraction(answer.total, lang)
    value = sentences.value(answer, answer.total, lang)
    return f"{value} ({fraction})" if fraction else value


def unit_answer(exhibit: Exhibit) -> str:
    """What is counted, beside the other unit's number."""
    seen, lang = exhibit.seen, exhibit.lang
    totals = (seen.ask(REPORTED, scope=seen.scope.counting(unit)).total for unit in (PERSON, CASE))
    persons, cases = (formats.row_value(False, total, lang) for total in totals)
    if exhibit.answer.scope.unit is PERSON:
        return IN_PERSONS(lang, persons=persons, cases=cases)
    return IN_OTHERS(lang, unit=exhibit.answer.scope.unit.noun, persons=persons)


def not_counted(exhibit: Exhibit) -> str:
    """Whom the figure leaves out, in numbers."""
    seen, lang = exhibit.seen.in_unit_of(REPORTED), exhibit.lang
    metric = asked_metrics(exhibit)[0]

    def said(counted: Metric) -> str:
        answer = seen.ask(counted)
        return with_unit(answer, answer.total, lang)

    if metric.kind == "median":
        return STILL_WAITING(lang, open=said(OUTSTANDING))
    if metric.code in OF_REPORTED:
        return ALL_REPORTED(lang, in_process=said(IN_PROCESS))
    others = (IN_PROCESS, NOT_PROVEN, INCOMPLETE, RETIRED)
    if any(seen.ask(each).total.hidden for each in others):
        return sentences.ALL_HIDDEN(lang) + "."
    left = [f"{said(each)} {each.said(lang)}" for each in others if seen.ask(each).total.value]
    return NOT_RECOMMENDED(lang, parts=join(left, lang)) if left else ALL_RECOMMENDED(lang)
