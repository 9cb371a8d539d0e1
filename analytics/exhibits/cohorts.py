"""Figure of the page Kepatuhan sanksi: of those recommended in each month, who was sanctioned within 30, 90 and 180 days.

Is it getting faster? The latest mature months, which together hold at least a quarter of those recommended, against all mature months
before them. The split is set beforehand, not looked for, and immature months are in neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics import formats, sentences
from analytics.ask import Answer, Row, ask
from analytics.disclosure import attributes
from analytics.durations import BOTH_DAYS, HORIZONS, OF_RECOMMENDED, RECOMMENDED_MONTH, TIME, is_mature, within
from analytics.exhibit import IMMATURE, Exhibit
from analytics.metrics import RECOMMENDED, Metric
from analytics.noise import apart
from analytics.scope import ALLEGATION, PER_CASE, PERSON
from analytics.sentences import HATCHED
from analytics.settings import settings
from analytics.text import Lang, Text
from analytics.view import View
from analytics.vocabulary import Dimension

HORIZON = Dimension(
    "within",
    Text(id="Dalam", en="Within"),
    "ordered",
    members={str(days): Text(id=f"{days} hari", en=f"{days} days") for days in HORIZONS},
)
MATURITY = Dimension(
    "maturity",
    Text(id="Kematangan", en="Maturity"),
    "ordered",
    members={"mature": Text(id="matang", en="mature"), IMMATURE: Text(id="belum matang", en="not mature yet")},
)
WITHIN_ANY = Metric(
    "sanctioned_within",
    Text(id="Dijatuhi sanksi dalam jangka waktu itu", en="Sanctioned within that time"),
    Text(id="dijatuhi sanksi dalam jangka waktu tertentu", en="sanctioned within a given time"),
    Text(
        id="ASN per kasus yang dijatuhi sanksi paling lama 30, 90, atau 180 hari kalender sesudah tanggal rekomendasi, dibagi semua yang "
        "direkomendasikan pada bulan yang sama. Bulan yang belum cukup lama berlalu ditandai belum matang.",
        en="Persons per case sanctioned at most 30, 90 or 180 calendar days after the recommendation, divided by all those recommended in "
        "the same month. A month that is not long enough ago is marked as not mature.",
    ),
    "stage = 'sanctioned'",
    "rate",
    "recommended_on is not null",
    OF_RECOMMENDED,
    (PERSON, ALLEGATION),
    needs=BOTH_DAYS,
    of_rows=True,
)
JUDGED = (90, 30)  # days; the first that has enough mature months on both sides
LATEST = 4  # the latest months hold at least one in so many of those recommended in mature months
FASTER = Text(
    id="Sanksi kini lebih cepat: dalam {days} hari {late}; sebelumnya {early}",
    en="Sanctions come faster now: within {days} days {late}; before that {early}",
)
SLOWER = Text(
    id="Sanksi kini lebih lambat: dalam {days} hari {late}; sebelumnya {early}",
    en="Sanctions come slower now: within {days} days {late}; before that {early}",
)
AS_FAST = Text(
    id="Sanksi tidak nyata lebih cepat atau lebih lambat: dalam {days} hari {late}; sebelumnya {early}; beda dalam rentang kebetulan",
    en="Sanctions do not clearly come faster or slower: within {days} days {late}; before that {early}; within the range of chance",
)
PART = Text(id="{value} ({fraction} {unit}, {months})", en="{value} ({fraction} {unit}, {months})")
MONTHS = Text(id="{first}–{last}", en="{first}–{last}")
ONE_RATE = Text(
    id="Dijatuhi sanksi PPK dalam {days} hari: {value} ({fraction} {unit})",
    en="Sanctioned by the PPK within {days} days: {value} ({fraction} {unit})",
)
SPLIT = Text(
    id="Lebih cepat atau lebih lambat: bulan matang terakhir yang memuat sekurangnya seperempat {unit} dibandingkan dengan semua bulan matang "
    "sebelumnya (menurut bulan rekomendasi; Newcombe, 95 %).",
    en="Faster or slower: the latest mature months that hold at least a quarter of all {unit}, against all mature months before them (by month "
    "of recommendation; Newcombe, 95%).",
)
UNEVEN = Text(
    id="Dasarnya berbeda karena makin panjang jangkanya, makin sedikit bulan yang sudah matang.",
    en="The bases differ because fewer months are mature the longer the time allowed.",
)
MORE_THAN_PERSONS = Text(
    id="Satuan: ASN per kasus, yaitu seorang ASN dihitung sekali pada tiap kasusnya. Karena itu {rows} ASN per kasus yang {said} lebih banyak "
    "daripada {persons} ASN.",
    en="Unit: ASN per case, that is, a person counts once in each of their cases. So there are {rows} ASN per case {said}, and {persons} ASN.",
)
NONE_MATURE = Text(
    id="Belum ada bulan rekomendasi yang cukup lama berlalu untuk dinilai", en="No month of recommendation is long enough ago to be judged"
)
PANEL = Text(id="Dalam {days} hari", en="Within {days} days")
COHORTS_SHOW = Text(
    id="% dari {unit} yang direkomendasikan pada tiap bulan yang dijatuhi sanksi dalam 30, 90, dan 180 hari",
    en="% of {unit} recommended in each month that were sanctioned within 30, 90 and 180 days",
)
MATURE_TOTALS = Text(id="Bulan yang sudah matang: {parts} {unit}.", en="Mature months: {parts} {unit}.")
TOTAL_IN_TIME = Text(id="dalam {days} hari {fraction}{interval}", en="within {days} days {fraction}{interval}")
INTERVAL = Text(id=" (selang 95 % {low}–{high})", en=" (95% interval {low}–{high})")
IMMATURE_MONTHS = Text(
    id=f"Belum matang{HATCHED.id}: bulan yang hari terakhirnya belum 30, 90, atau 180 hari sebelum tanggal snapshot. Angkanya masih dapat "
    "naik, tidak dianggap gagal, tidak masuk persentase di atas, dan tidak dibandingkan.",
    en=f"Not mature{HATCHED.en}: months whose last day is less than 30, 90 or 180 days before the snapshot. The number can still "
    "rise; it is not taken for a failure, not in the percentages above, and not compared.",
)


GROUP_SHOWS = Text(
    id="% dari {unit} yang direkomendasikan dan sudah cukup lama berlalu, menurut jangka waktu",
    en="% of {unit} recommended long enough ago, by time allowed",
)
NO_MONTHS = Text(
    id="Mode publik: tidak dirinci menurut bulan, karena satu bulan dari satu kelompok hanya memuat beberapa orang.",
    en="Public mode: not broken down by month, since one month of one group holds only a few people.",
)
HIDDEN_GROUP = Text(
    id="Angkanya terlalu kecil untuk ditampilkan dalam mode publik", en="The numbers are too small to be shown in public mode"
)


def per_case(seen: View) -> str:
    """What is counted, in words: a person in a case, or an allegation."""
    return (ALLEGATION.noun if seen.in_unit_of(TIME).scope.unit is ALLEGATION else PER_CASE)(seen.lang)


def subtitle(answer: Answer, shown: str, lang: Lang) -> str:
    """What a figure shows, where and when. shown: its first words."""
    return " · ".join([shown, *answer.scope.words(lang), formats.long_date(answer.scope.as_of, lang)])


def cohorts(seen: View, id: str = "kepatuhan_kohor") -> Exhibit:
    """Of those recommended in each month, who was sanctioned within 30, 90 and 180 days; a panel each."""
    lang, parts = seen.lang, {days: cohort(seen, days) for days in HORIZONS}
    if seen.public and attributes(seen.scope):
        return of_a_group(seen, parts, id)
    rows = sorted(
        (replace(row, codes=(row.code, str(days), row.codes[1])) for days, part in parts.items() for row in part.rows),
        key=lambda row: (row.code, int(row.codes[1])),
    )
    answer = replace(seen.ask(WITHIN_ANY), by=(RECOMMENDED_MONTH, HORIZON, MATURITY), rows=tuple(rows), nested=True)
    panels = tuple((PANEL(lang, days=days), part) for days, part in parts.items())
    immature = (IMMATURE_MONTHS(lang),) if any(IMMATURE in row.codes for row in rows) else ()
    pace = pace_of(parts)
    split = (SPLIT(lang, unit=per_case(seen)),) if pace else ()
    said = subtitle(answer, COHORTS_SHOW(lang, unit=per_case(seen)), lang)
    title = pace_title(pace, parts, seen) if pace else cohorts_title(parts, seen)
    notes = (*split, *mature_totals(parts, seen), *immature, *more_than_persons(answer.total, RECOMMENDED, seen))
    return Exhibit(id, "panels", title, answer, seen, parts=panels, notes=notes, said=said)


def cohort(seen: View, days: int) -> Answer:
    """One panel: the rate by month of recommendation and maturity; its total is of the mature months only. Not
    protected: of everyone, it is a figure of one attribute, the month."""
    scope = seen.ask(WITHIN_ANY).scope  # in a unit it can be counted in; raises Unanswered under its name
    known = ask(seen.register, within(days, mature=False), scope, RECOMMENDED_MONTH)
    as_of = scope.as_of
    rows = (replace(row, codes=(row.code, "mature" if is_mature(row.code, days, as_of) else IMMATURE)) for row in known.rows)
    return replace(ask(seen.register, within(days), scope), by=(RECOMMENDED_MONTH, MATURITY), rows=tuple(rows))


def of_a_group(seen: View, parts: dict[int, Answer], id: str) -> Exhibit:
    """The same without the months, for one group of people in public mode: a month of a group is a few people."""
    lang, whole = seen.lang, seen.ask(WITHIN_ANY)
    rows = tellable([replace(answer.total, codes=(str(days),)) for days, answer in parts.items()], whole.total)
    answer = replace(whole, by=(HORIZON,), rows=tuple(rows), nested=True)
    shown = {days: replace(parts[days], total=row) for days, row in zip(parts, rows, strict=True)}
    said = subtitle(answer, GROUP_SHOWS(lang, unit=per_case(seen)), lang)
    notes = (*mature_totals(shown, seen), NO_MONTHS(lang), *more_than_persons(whole.total, RECOMMENDED, seen))
    title = HIDDEN_GROUP(lang) if all(row.hidden for row in rows) else cohorts_title(shown, seen)
    return Exhibit(id, "bar", title, answer, seen, notes=notes, said=said)


def tellable(rows: list[Row], whole: Row) -> list[Row]:
    """The rates of the horizons, hidden where they or what lies between them, and between them and all recommended, are a few."""
    known, found = [(whole.denominator or 0, whole.numerator or 0)], []
    for row in rows:
        base, done = row.denominator or 0, row.numerator or 0
        apart = [done, base - done, *(abs(left - right) for pair in known for left, right in zip(pair, (base, done), strict=True))]
        if whole.hidden or any(0 < number < settings().small_cell_threshold for number in apart):
            found.append(Row(row.codes, None, None, None, hidden=True))
        else:
            found.append(row)
            known.append((base, done))
    return found


@dataclass(frozen=True)
class Pace:
    """The latest mature months against those before them, for one horizon. late, early: the rows of their months, in order of time."""

    days: int
    late: tuple[Row, ...]
    early: tuple[Row, ...]


def pace_of(parts: dict[int, Answer]) -> Pace | None:
    """What the title compares; None where no horizon has enough in mature months on both sides."""
    for days in (days for days in JUDGED if days in parts):
        mature = [row for row in parts[days].rows if IMMATURE not in row.codes]
        early, late = latest(mature)
        if min(base_of(early), base_of(late)) >= settings().smallest_base:
            return Pace(days, tuple(late), tuple(early))
    return None


def latest(months: list[Row]) -> tuple[list[Row], list[Row]]:
    """The months before, and the latest that hold a quarter of those recommended."""
    place = len(months)
    while place and LATEST * base_of(months[place:]) < base_of(months):
        place -= 1
    return months[:place], months[place:]


def base_of(months: Sequence[Row]) -> int:
    """How many were recommended in some months."""
    return sum(row.denominator or 0 for row in months)


def pooled(months: Sequence[Row]) -> Row:
    """Some months as one rate."""
    done, base = sum(row.numerator or 0 for row in months), base_of(months)
    return Row(("months",), done, base, done / base)


def pace_title(pace: Pace, parts: dict[int, Answer], seen: View) -> str:
    """Whether sanctions come faster or slower than before, or as fast as chance would have it."""
    late, early, lang = pooled(pace.late), pooled(pace.early), seen.lang
    pattern = AS_FAST if not apart(early, late) else FASTER if (late.value or 0) > (early.value or 0) else SLOWER
    words = {name: part_of(months, parts[pace.days], seen) for name, months in (("late", pace.late), ("early", pace.early))}
    return pattern(lang, days=pace.days, **words)


def part_of(months: Sequence[Row], answer: Answer, seen: View) -> str:
    """'61,2 % (316 dari 516 ASN per kasus, Januari 2021–Februari 2023)'."""
    row, lang = pooled(months), seen.lang
    first, last = answer.label(months[0], lang), answer.label(months[-1], lang)
    words = {"fraction": formats.fraction(row, lang), "unit": per_case(seen)}
    return PART(
        lang, value=formats.percent(row.value, lang), months=first if first == last else MONTHS(lang, first=first, last=last), **words
    )


def cohorts_title(parts: dict[int, Answer], seen: View) -> str:
    """One rate with its two numbers, where periods cannot be compared: 'Dijatuhi sanksi PPK dalam 90 hari: 69,0 % (20 dari 29 ASN per kasus)'."""
    lang, known = seen.lang, {days: answer for days, answer in parts.items() if answer.total.value is not None}
    if not known:
        return NONE_MATURE(lang) if any(answer.rows for answer in parts.values()) else sentences.NOTHING(lang)
    days = next((days for days in JUDGED if days in known), next(iter(known)))
    total = known[days].total
    return ONE_RATE(lang, days=days, value=formats.percent(total.value, lang), fraction=formats.fraction(total, lang), unit=per_case(seen))


def mature_totals(parts: dict[int, Answer], seen: View) -> tuple[str, ...]:
    """The note with the numbers of all horizons, and why their bases differ."""
    lang, known = seen.lang, {days: answer.total for days, answer in parts.items() if answer.total.value is not None}
    said = [
        TOTAL_IN_TIME(lang, days=days, fraction=formats.fraction(total, lang), interval=interval_of(total.interval, lang))
        for days, total in known.items()
    ]
    uneven = (UNEVEN(lang),) if len({total.denominator for total in known.values()}) > 1 else ()
    return (" ".join([MATURE_TOTALS(lang, parts="; ".join(said), unit=per_case(seen)), *uneven]),) if known else ()


def more_than_persons(rows: Row, metric: Metric, seen: View) -> tuple[str, ...]:
    """The note why there are more ASN per case than ASN; nothing where there are not, or either number is not told. rows: its
    denominator counts ASN per case; metric: those counted, in persons."""
    counted = seen.in_unit_of(TIME)
    persons = counted.answered(metric) if counted.scope.unit is PERSON else None
    if persons is None or rows.hidden or persons.total.hidden or (persons.total.value or 0) >= (rows.denominator or 0):
        return ()
    numbers = {"rows": formats.number(rows.denominator, seen.lang), "persons": formats.number(persons.total.value, seen.lang)}
    return (MORE_THAN_PERSONS(seen.lang, said=metric.said, **numbers),)


def interval_of(found: tuple[float, float] | None, lang: Lang) -> str:
    """' (selang 95 % 24,5–29,0 %)'; nothing where there is none."""
    if found is None:
        return ""
    return INTERVAL(lang, low=formats.number(found[0] * 100, lang, 1), high=formats.percent(found[1], lang))
