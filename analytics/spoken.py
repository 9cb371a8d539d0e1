"""What is said of a figure in whole sentences: deterministic, with its date, its filters and its numbers."""

import re

from analytics import formats, sentences
from analytics.ask import NO_TOTAL, REGISTER, Answer, Row
from analytics.exhibit import Exhibit
from analytics.exhibits import overview
from analytics.metrics import COMPLIANCE, OUTSTANDING, RECOMMENDED, REPORTED
from analytics.noise import ends, left_out
from analytics.settings import settings
from analytics.text import Lang, Text, join
from analytics.vocabulary import AGENCY, AGENCY_TYPE, ELECTION, OTHER, POSITION, POSITION_LEVEL, PROVINCE, UNKNOWN

AS_TITLED = Text(id="{finding} (data per {day}).", en="{finding} (data as of {day}).")
AS_STATED = Text(id="{finding}.", en="{finding}.")
NONE_OF = Text(id="{opening}, tidak ada {unit} yang {said}.", en="{opening}, no {unit} were {said}.")
ONE_GROUP = Text(
    id="{opening}, {total} {said}; menurut {dimension}, semuanya {label}.", en="{opening}, {total} {said}; by {dimension} all are {label}."
)
LEADERS = Text(
    id="{opening}, {total} {said}; menurut {dimension}, yang terbanyak {said} adalah {first}{close}.",
    en="{opening}, {total} {said}; by {dimension} the most {said} are {first}{close}.",
)
LEADERS_NEXT = Text(
    id="{opening}, {total} {said}; menurut {dimension}, yang terbanyak {said} adalah {first}, disusul {next}{close}.",
    en="{opening}, {total} {said}; by {dimension} the most {said} are {first}, followed by {next}{close}.",
)
CLOSE = Text(
    id="; beda dua teratas kecil (selang 95 % keduanya tumpang tindih)", en="; the first two differ little (their 95% intervals overlap)"
)
GROUP = Text(id="{label} ({number})", en="{label} ({number})")
GROUP_EACH = Text(id="{label} (masing-masing {number})", en="{label} ({number} each)")
MANY_GROUPS = Text(id="{count} {groups} (masing-masing {number})", en="{count} {groups} ({number} each)")
GROUPS = Text(id="kelompok", en="groups")
RATE = Text(
    id="{opening}, {label} {rate} ({fraction} {unit} {base}{within}){groups}.",
    en="{opening}, {label} was {rate} ({fraction} {unit} {base}{within}){groups}.",
)
WITHIN = Text(id="; selang 95 % {interval}", en="; 95% interval {interval}")
SMALL_BASE = 100  # a rate of fewer is said with its interval: chance can move it by some ten points to either side
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
CLEARLY = Text(id="; {high} nyata lebih tinggi daripada {low}", en="; {high} is clearly above {low}")
NOT_APART = Text(id="; tidak berbeda nyata antarkelompok", en="; groups do not clearly differ")
OVER_TIME = Text(id="{opening}, {total} dilaporkan; {finding}{incomplete}.", en="{opening}, {total} reported; {finding}{incomplete}.")
SO_FAR = Text(id="sejauh ini {finding}", en="so far {finding}")
STILL_OPEN = Text(
    id="; angka {periods} belum lengkap dan masih dapat bertambah", en="; the count for {periods} is not yet complete and may still rise"
)
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
# Lists whose labels are names and stay as they are in running text; the others are common words.
NAMES = {AGENCY.code, AGENCY_TYPE.code, PROVINCE.code, POSITION.code, POSITION_LEVEL.code, ELECTION.code}


def sentence(exhibit: Exhibit) -> str:
    """The exact sentence to say of a figure: its date and filters, its finding, its numbers; the PPK spelled out once.

    Deterministic; a percentage is said in words ('54,9 persen').
    """
    return spelled(percent_signs_in_words(told(exhibit), exhibit.lang), exhibit.lang)


def percent_signs_in_words(said: str, lang: Lang) -> str:
    """'54,9 persen' for '54,9 %'."""
    return re.sub(r"(?<=\d) ?%", " persen" if lang == "id" else " percent", said)


def told(exhibit: Exhibit) -> str:
    """The sentence of a figure, by its kind and metric."""
    answer, lang = exhibit.answer, exhibit.lang
    if exhibit.lacking:
        return exhibit.lacking
    if not of_register(answer):
        return AS_STATED(lang, finding=exhibit.finding)
    if answer.total == NO_TOTAL:
        return AS_TITLED(lang, finding=exhibit.finding, day=day_and_scope(answer, lang))
    if exhibit.empty:
        return NONE_OF(lang, opening=sentences.opening(answer, lang), unit=sentences.unit(answer, lang), said=said_of(answer))
    pooled = [row.codes for row in answer.rows] == [(OTHER,)]
    if exhibit.kind != "numbers" and (pooled or any(row.hidden for row in (answer.total, *answer.rows))):  # titles know what may be said
        return AS_TITLED(lang, finding=exhibit.finding, day=day_and_scope(answer, lang))
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
    if any(number.why for number in exhibit.parts):
        return overview.headline(exhibit.seen)
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
    close = CLOSE(lang) if sentences.close_lead(answer, lang) else ""
    if not rest:
        return LEADERS(lang, **words, first=first, close=close)
    return LEADERS_NEXT(lang, **words, first=first, next=join(rest, lang), close=close)


def places(rows: list[Row]) -> list[float]:
    """The three largest values, each once."""
    return sorted({row.value or 0 for row in rows}, reverse=True)[:3]


def group(answer: Answer, level: list[Row], lang: Lang) -> str:
    """One place: a group with its number, or those level on it."""
    number = with_unit(answer, level[0], lang)
    if len(level) > 3:
        return MANY_GROUPS(lang, count=len(level), groups=answer.by[0].many or GROUPS, number=number)
    label = join([in_text(answer, row, lang) for row in level], lang)
    said = (GROUP if len(level) == 1 else GROUP_EACH)(lang, label=label, number=number)
    return said.replace(") (", "; ")  # a label may end with a bracket of its own


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
    small = answer.total.denominator < SMALL_BASE
    within = WITHIN(lang, interval=sentences.interval(answer.total, lang)) if small else ""
    return RATE(lang, **words, **numbers, unit=unit, within=within, groups=extremes(answer, lang))


def extremes(answer: Answer, lang: Lang) -> str:
    """The highest and the lowest of the groups large enough to be named, or the two that differ most beyond chance (see noise)."""
    found, base = ends(answer), settings().smallest_base
    if found is None:
        return ""
    if found.level:
        return (ALL_ALIKE if len({row.value for row in answer.rows}) == 1 else LARGE_ALIKE)(lang, base=base)
    if found.apart is None:
        return NOT_APART(lang)
    if found.elsewhere:
        high, low = (f"{answer.label(row, lang)} {rate_of(answer, row, lang)}" for row in found.apart)
        return CLEARLY(lang, high=high, low=low)
    named = (f"{sentences.with_others(answer, found.rows, row, lang)} {rate_of(answer, row, lang)}" for row in (found.high, found.low))
    both = dict(zip(("high", "low"), named, strict=True))
    if not left_out(answer):
        return EXTREMES(lang, **both)
    return EXTREMES_OF_LARGE(lang, base=base, unit=sentences.unit(answer, lang), of=said_of(answer), **both)


def rate_of(answer: Answer, row: Row, lang: Lang) -> str:
    """A rate with its two numbers: '90,0 % (9 dari 10)'."""
    return f"{sentences.value(answer, row, lang)} ({formats.fraction(row, lang)})"


def over_time(exhibit: Exhibit) -> str:
    """The total, its peak, and the periods not yet complete."""
    answer, lang = exhibit.answer, exhibit.lang
    open_ones = [answer.label(row, lang) for row in answer.rows if row.code in exhibit.incomplete]
    incomplete = STILL_OPEN(lang, periods=join(open_ones, lang)) if 0 < len(open_ones) <= 3 else ""
    finding = sentences.lower_first(sentences.peak(answer, lang) if incomplete else exhibit.finding)  # said once that it is incomplete
    finding = SO_FAR(lang, finding=finding) if incomplete else finding
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
