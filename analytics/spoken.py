"""What is said of a figure in whole sentences: to quote, to answer questions, to cite, to release."""

import re
from datetime import date

from analytics import formats, sentences
from analytics.ask import NO_TOTAL, REGISTER, SMALLEST_BASE, Answer, Row
from analytics.briefing import Document
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
from analytics.scope import CASE, PERSON
from analytics.text import Lang, Text, join
from analytics.vocabulary import AGENCY, AGENCY_TYPE, ELECTION, POSITION, POSITION_LEVEL, PROVINCE, UNKNOWN

AS_TITLED = Text(id="{finding} (data per {day}).", en="{finding} (data as of {day}).")
AS_STATED = Text(id="{finding}.", en="{finding}.")
NONE_OF = Text(id="{opening}, tidak ada {unit} yang {said}.", en="{opening}, no {unit} were {said}.")
ONE_GROUP = Text(
    id="{opening}, {total} {said}; menurut {dimension}, semuanya {label}.", en="{opening}, {total} {said}; by {dimension} all are {label}."
)
LEADERS = Text(
    id="{opening}, {total} {said}; menurut {dimension}, terbanyak {first}.",
    en="{opening}, {total} {said}; by {dimension} the largest is {first}.",
)
LEADERS_NEXT = Text(
    id="{opening}, {total} {said}; menurut {dimension}, terbanyak {first}, disusul {next}.",
    en="{opening}, {total} {said}; by {dimension} the largest is {first}, followed by {next}.",
)
GROUP = Text(id="{label} ({number})", en="{label} ({number})")
GROUP_EACH = Text(id="{label} (masing-masing {number})", en="{label} ({number} each)")
MANY_GROUPS = Text(id="{count} {groups} (masing-masing {number})", en="{count} {groups} ({number} each)")
GROUPS = Text(id="kelompok", en="groups")
RATE = Text(
    id="{opening}, {label} {rate} ({fraction} {unit} {base}){groups}.",
    en="{opening}, {label} was {rate} ({fraction} {unit} {base}){groups}.",
)
RATE_NONE = Text(
    id="{opening}, {label} tidak dapat dihitung: tidak ada {unit} yang {base}.",
    en="{opening}, {label} cannot be calculated: no {unit} were {base}.",
)
EXTREMES = Text(id="; tertinggi {high}, terendah {low}", en="; highest {high}, lowest {low}")
EXTREMES_OF_LARGE = Text(
    id="; di antara kelompok dengan sekurangnya {base} {unit} {of}, tertinggi {high}, terendah {low}",
    en="; among groups with at least {base} {unit} {of}, highest {high}, lowest {low}",
)
ALL_ALIKE = Text(id="; sama di semua kelompok", en="; the same in all groups")
LARGE_ALIKE = Text(
    id="; sama di semua kelompok dengan dasar hitung sekurangnya {base}", en="; the same in all groups with a base of at least {base}"
)
OVER_TIME = Text(id="{opening}, {total} dilaporkan; {finding}{incomplete}.", en="{opening}, {total} reported; {finding}{incomplete}.")
STILL_OPEN = Text(id="; angka {periods} belum lengkap", en="; the count for {periods} is not yet complete")
OF_RECOMMENDED = Text(
    id="{opening}, dari {number} yang direkomendasikan dijatuhi sanksi, {followed}{left}.",
    en="{opening}, of {number} recommended for a sanction, {followed}{left}.",
)
LEFT = Text(id="; {number} belum", en="; {number} not yet")
NONE_RECOMMENDED = Text(
    id="{opening}, belum ada yang direkomendasikan dijatuhi sanksi.", en="{opening}, none has been recommended for a sanction yet."
)
SEVERAL = Text(id="{findings}.", en="{findings}.")
NUMBER_OF = Text(id="Jumlah {unit}: {findings}.", en="Number of {unit}: {findings}.")
FROM_TO = Text(id="{label} {first} menjadi {last}", en="{label} from {first} to {last}")
FROM_TO_ALL = Text(id="Dari {then} ke {now}: {steps}.", en="From {then} to {now}: {steps}.")

SPELLED = {"id": "Pejabat Pembina Kepegawaian (PPK)", "en": "the appointing official (PPK)"}
SHORT = {"id": "PPK", "en": "the PPK"}
ASN_SPELLED = {"id": "aparatur sipil negara (ASN)", "en": "civil servants (ASN)"}
NOT_PROVEN_YET = Text(id="Dilaporkan belum berarti terbukti.", en="Reported does not mean proven.")

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
CITED = Text(
    id="{institution}. “{title}”. {register} netralitas ASN, data per {day}{scope}. {link}{mark}",
    en="{institution}. “{title}”. ASN neutrality {register}, data as of {day}{scope}. {link}{mark}",
)
CITED_STATED = Text(
    id="{institution}. “{title}”. Angka yang telah dipublikasikan. {link}", en="{institution}. “{title}”. Published numbers. {link}"
)


def sentence(exhibit: Exhibit) -> str:
    """The exact sentence to say of a figure: its date and filters, its finding, its numbers; the PPK spelled out once.

    Deterministic; a percentage is said in words ('54,9 persen').
    """
    said = told(exhibit)
    said = re.sub(r"(?<=\d) ?%", " persen" if exhibit.lang == "id" else " percent", said)
    return spelled(said, exhibit.lang)


def told(exhibit: Exhibit) -> str:
    """The sentence of a figure, by its kind and metric."""
    answer, lang = exhibit.answer, exhibit.lang
    if answer.total == NO_TOTAL or not of_register(answer):
        return AS_STATED(lang, finding=exhibit.finding)
    if exhibit.empty:
        return NONE_OF(lang, opening=sentences.opening(answer, lang), unit=sentences.unit(answer, lang), said=said_of(answer))
    match exhibit.kind:
        case "numbers":
            return headline(exhibit)
        case "funnel":
            return compliance(exhibit)
        case "columns" if not exhibit.variant.startswith("running"):
            return over_time(exhibit)
        case "lines":
            return courses(exhibit)
        case "pair" if exhibit.id == "ringkasan_perubahan":
            return steps(exhibit)
        case "bar" | "map" if len(answer.by) == 1 and exhibit.id != "kepatuhan_menunggu":
            return rates(answer, lang) if answer.metric.kind == "rate" else leaders(answer, lang)
    return AS_TITLED(lang, finding=exhibit.finding, day=day_and_scope(answer, lang))


def of_register(answer: Answer) -> bool:
    """Whether the numbers come from the register rather than from what was published."""
    return answer.source.name == REGISTER


def said_of(answer: Answer) -> Text:
    """What the units of a figure are: 'dilaporkan', 'direkomendasikan'."""
    return answer.metric.base or answer.metric.said


def day_and_scope(answer: Answer, lang: Lang) -> str:
    """The date of the data, and the filters where there are any."""
    return "; ".join([formats.long_date(answer.source.as_of, lang), *answer.scope.words(lang)])


def spelled(said: str, lang: Lang) -> str:
    """The PPK spelled out where it first occurs, and short from there on."""
    short = said.replace(SPELLED[lang], SHORT[lang])
    return short.replace(SHORT[lang], SPELLED[lang], 1)


def with_unit(answer: Answer, row: Row, lang: Lang) -> str:
    """A number with its unit: '126 ASN'; for a share also the percentage: '126 ASN, 27,6 %'."""
    if answer.metric.kind == "count":
        return f"{sentences.value(answer, row, lang)} {sentences.unit(answer, lang, row.value)}"
    number = f"{formats.number(row.numerator, lang)} {sentences.unit(answer, lang, row.numerator)}"
    return f"{number}, {sentences.value(answer, row, lang)}"


def headline(exhibit: Exhibit) -> str:
    """Reported, recommended, followed up."""
    reported, recommended, _, rate = (number.answer for number in exhibit.parts)
    return sentences.headline(reported, recommended, rate, exhibit.lang)


def compliance(exhibit: Exhibit) -> str:
    """How many of those recommended were followed up, and how many were not."""
    counted, lang = exhibit.seen.in_unit_of(REPORTED), exhibit.lang
    recommended, rate, open_ones = counted.ask(RECOMMENDED), counted.ask(COMPLIANCE), counted.ask(OUTSTANDING)
    begin = sentences.opening(recommended, lang)
    if not recommended.total.value:
        return NONE_RECOMMENDED(lang, opening=begin)
    some = rate.total.numerator and open_ones.total.value
    left = LEFT(lang, number=with_unit(open_ones, open_ones.total, lang)) if some else ""
    number = with_unit(recommended, recommended.total, lang)
    return OF_RECOMMENDED(lang, opening=begin, number=number, followed=sentences.followed(rate, lang), left=left)


def leaders(answer: Answer, lang: Lang) -> str:
    """The first three places of a count or share by group, ties together."""
    rows = sentences.leading_rows(answer)
    words = {"opening": sentences.opening(answer, lang), "total": total_of(answer, lang), "said": said_of(answer)}
    words["dimension"] = sentences.lower_first(answer.by[0].label(lang))
    if not rows:
        return NONE_OF(lang, opening=words["opening"], unit=sentences.unit(answer, lang), said=said_of(answer))
    if len(answer.rows) == 1:
        return ONE_GROUP(lang, **words, label=in_text(answer, rows[0], lang))
    first, *rest = [group(answer, [row for row in rows if row.value == value], lang) for value in places(rows)]
    if not rest:
        return LEADERS(lang, **words, first=first)
    return LEADERS_NEXT(lang, **words, first=first, next=join(rest, lang))


def places(rows: list[Row]) -> list[float]:
    """The three largest values, each once."""
    return sorted({row.value or 0 for row in rows}, reverse=True)[:3]


def group(answer: Answer, level: list[Row], lang: Lang) -> str:
    """One place: a group with its number, or those level on it."""
    number = with_unit(answer, level[0], lang)
    if len(level) > 3:
        return MANY_GROUPS(lang, count=len(level), groups=answer.by[0].many or GROUPS, number=number)
    label = join([in_text(answer, row, lang) for row in level], lang)
    return (GROUP if len(level) == 1 else GROUP_EACH)(lang, label=label, number=number)


# Lists whose labels are names and stay as they are in running text; the others are common words.
NAMES = {AGENCY.code, AGENCY_TYPE.code, PROVINCE.code, POSITION.code, POSITION_LEVEL.code, ELECTION.code}


def in_text(answer: Answer, row: Row, lang: Lang) -> str:
    """The label of a group as it stands inside a sentence."""
    label = answer.label(row, lang)
    return label if answer.by[0].code in NAMES and row.code != UNKNOWN else sentences.lower_first(label)


def total_of(answer: Answer, lang: Lang) -> str:
    """The whole scope as the subject of a sentence: '456 ASN (were)'."""
    number = answer.total.denominator if answer.metric.kind == "share" else answer.total.numerator
    pattern = sentences.COUNTED_ONE if number == 1 else sentences.COUNTED
    return pattern(lang, number=f"{formats.number(number, lang)} {sentences.unit(answer, lang, number)}")


def rates(answer: Answer, lang: Lang) -> str:
    """A rate with both its numbers, and its highest and lowest groups."""
    words = {"opening": sentences.opening(answer, lang), "label": answer.metric.said, "base": said_of(answer)}
    unit = sentences.unit(answer, lang, answer.total.denominator)
    if not answer.total.denominator:
        return RATE_NONE(lang, **words, unit=unit)
    numbers = {"rate": sentences.value(answer, answer.total, lang), "fraction": formats.fraction(answer.total, lang)}
    return RATE(lang, **words, **numbers, unit=unit, groups=extremes(answer, lang))


def extremes(answer: Answer, lang: Lang) -> str:
    """The highest and the lowest of the groups large enough to be named."""
    rows = sentences.large(answer)
    if len(rows) < 2:
        return ""
    high, low = max(rows, key=lambda row: row.value or 0), min(rows, key=lambda row: row.value or 0)
    if high.value == low.value:
        return (ALL_ALIKE if len({row.value for row in answer.rows}) == 1 else LARGE_ALIKE)(lang, base=SMALLEST_BASE)
    named = (f"{sentences.with_others(answer, rows, row, lang)} {rate_of(answer, row, lang)}" for row in (high, low))
    ends = dict(zip(("high", "low"), named, strict=True))
    if not sentences.spread_notes(answer, lang):
        return EXTREMES(lang, **ends)
    return EXTREMES_OF_LARGE(lang, base=SMALLEST_BASE, unit=sentences.unit(answer, lang), of=said_of(answer), **ends)


def rate_of(answer: Answer, row: Row, lang: Lang) -> str:
    """A rate with its two numbers: '90,0 % (9 dari 10)'."""
    return f"{sentences.value(answer, row, lang)} ({formats.fraction(row, lang)})"


def over_time(exhibit: Exhibit) -> str:
    """The total, its peak, and the periods not yet complete."""
    answer, lang = exhibit.answer, exhibit.lang
    open_ones = [answer.label(row, lang) for row in answer.rows if row.code in exhibit.incomplete]
    incomplete = STILL_OPEN(lang, periods=join(open_ones, lang)) if 0 < len(open_ones) <= 3 else ""
    finding = sentences.lower_first(exhibit.finding)
    return OVER_TIME(lang, opening=sentences.opening(answer, lang), total=total_of(answer, lang), finding=finding, incomplete=incomplete)


def courses(exhibit: Exhibit) -> str:
    """Every line: from what to what."""
    answer, lang = exhibit.answer, exhibit.lang
    moved = [sentences.course(answers, lang) for answers in exhibit.parts]
    if answer.metric.is_ratio:
        return SEVERAL(lang, findings="; ".join([*moved, *answer.scope.words(lang)]))
    findings = "; ".join([*map(sentences.lower_first, moved), *answer.scope.words(lang)])
    return NUMBER_OF(lang, unit=sentences.unit(answer, lang), findings=findings)


def steps(exhibit: Exhibit) -> str:
    """Each stage then and now."""
    (now, then), lang = exhibit.parts, exhibit.lang
    moved = [
        FROM_TO(
            lang,
            label=sentences.lower_first(now.label(row, lang)),
            first=sentences.value(then, then.row(row.code) or Row((row.code,), 0, None, 0), lang),
            last=sentences.value(now, row, lang),
        )
        for row in now.rows
    ]
    days = {"then": formats.long_date(then.scope.as_of, lang), "now": formats.long_date(now.scope.as_of, lang)}
    return FROM_TO_ALL(lang, **days, steps="; ".join([*moved, *now.scope.words(lang)]))


def questions(exhibit: Exhibit) -> list[tuple[str, str]]:
    """Likely questions on a figure of the register, each with its answer in numbers; none on published statements."""
    if not of_register(exhibit.answer):
        return []
    lang = exhibit.lang
    asked = [(BEFORE(lang), before(exhibit)), (WHICH_UNIT(lang), unit_answer(exhibit)), (WHAT_NOT(lang), not_counted(exhibit))]
    unknown = exhibit.answer.row(UNKNOWN) if len(exhibit.answer.by) == 1 else None
    if unknown and unknown.numerator:
        number = f"{formats.number(unknown.numerator, lang)} {sentences.unit(exhibit.answer, lang, unknown.numerator)}"
        asked.append((HOW_MANY_UNKNOWN(lang), UNKNOWN_ARE(lang, number=number, dimension=exhibit.answer.by[0].label)))
    return asked


def asked_metrics(exhibit: Exhibit) -> list[Metric]:
    """The metrics whose totals a figure speaks of."""
    if exhibit.kind == "numbers":
        return [number.answer.metric for number in exhibit.parts]
    return [COMPLIANCE] if exhibit.kind == "funnel" else [exhibit.answer.metric]


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
    if exhibit.kind not in ("bar", "map") or len(now.by) != 1 or now.nested or exhibit.empty:
        return []
    then = exhibit.seen.ask(now.metric, *now.by, scope=now.scope.at(earlier))
    rows = (sentences.large(now) if now.metric.kind == "rate" else sentences.named(now))[:3]
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
    persons, cases = (formats.number(seen.ask(REPORTED, scope=seen.scope.counting(unit)).total.numerator, lang) for unit in (PERSON, CASE))
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
    left = [f"{said(each)} {each.said(lang)}" for each in (IN_PROCESS, NOT_PROVEN, INCOMPLETE, RETIRED) if seen.ask(each).total.value]
    return NOT_RECOMMENDED(lang, parts=join(left, lang)) if left else ALL_RECOMMENDED(lang)


def citation(exhibit: Exhibit, institution: sentences.Institution, address: str = "") -> str:
    """How to cite a figure: institution, finding, register, date, filters, address, mark of sample data."""
    answer, lang = exhibit.answer, exhibit.lang
    words = {"institution": institution.name, "title": exhibit.finding, "link": f"{address.rstrip('/')}{exhibit.link}"}
    if not of_register(answer):
        return CITED_STATED(lang, **words)
    scope = "".join(f"; {filter}" for filter in answer.scope.words(lang))
    mark = f". {sentences.SYNTHETIC(lang)}" if answer.source.synthetic else ""
    register = answer.source.name(lang)
    return CITED(
        lang, **words, register=register[:1].upper() + register[1:] if lang == "id" else register, scope=scope, mark=mark,
        day=formats.long_date(answer.source.as_of, lang),
    )  # fmt: skip


def quotable(exhibit: Exhibit) -> str:
    """The sentence as it is copied out of the dashboard: sample data say so."""
    said = sentence(exhibit)
    return f"{said} [{sentences.SYNTHETIC(exhibit.lang)}]" if exhibit.answer.source.synthetic else said


def release(document: Document) -> list[str]:
    """The paragraphs of a press release, one a figure; what is said twice is said once; the PPK and ASN are spelled out where they first occur."""
    paragraphs: list[str] = []
    told: set[str] = set()
    for leaf in document.leaves:
        said = without_repeats(leaf.exhibit, sentence(leaf.exhibit), told)
        paragraphs += [said] if said not in paragraphs else []
    if paragraphs and any(of_register(leaf.exhibit.answer) for leaf in document.leaves):
        paragraphs[0] += f" {NOT_PROVEN_YET(document.lang)}"
    return first_spelled(spelled_once(paragraphs, document.lang), document.lang)


def without_repeats(exhibit: Exhibit, said: str, told: set[str]) -> str:
    """A sentence without the beginning that an earlier paragraph already gave: the date, and how many in all."""
    opening = f"{sentences.opening(exhibit.answer, exhibit.lang)}, "
    total = f"{total_of(exhibit.answer, exhibit.lang)} {said_of(exhibit.answer)(exhibit.lang)}; "
    for begin in (opening, total):
        if said.startswith(begin) and begin in told:
            said = said[len(begin) :][:1].upper() + said[len(begin) :][1:]
        elif said.startswith(begin):
            told.add(begin)
            break
    told |= {opening, total} if exhibit.kind == "numbers" else {opening}
    return said


def first_spelled(paragraphs: list[str], lang: Lang) -> list[str]:
    """ASN spelled out where it first occurs as a word of its own."""
    for place, paragraph in enumerate(paragraphs):
        if re.search(r"\bASN\b", paragraph):
            return [*paragraphs[:place], re.sub(r"\bASN\b", ASN_SPELLED[lang], paragraph, count=1), *paragraphs[place + 1 :]]
    return paragraphs


def spelled_once(said: list[str], lang: Lang) -> list[str]:
    """The PPK spelled out in the first paragraph that names it, short in the others."""
    short = [paragraph.replace(SPELLED[lang], SHORT[lang]) for paragraph in said]
    first = next((place for place, paragraph in enumerate(said) if SPELLED[lang] in paragraph), len(said))
    return [*short[:first], *said[first : first + 1], *short[first + 1 :]]
