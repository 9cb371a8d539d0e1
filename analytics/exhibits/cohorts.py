"""Figure of the page Kepatuhan sanksi: of those recommended in each month, who was sanctioned within 30, 90 and 180 days."""

from dataclasses import replace

from analytics import formats, sentences
from analytics.ask import Answer, Row, ask
from analytics.disclosure import attributes
from analytics.durations import BOTH_DAYS, HORIZONS, OF_RECOMMENDED, RECOMMENDED_MONTH, TIME, is_mature, within
from analytics.exhibit import IMMATURE, Exhibit
from analytics.metrics import Metric
from analytics.scope import ALLEGATION, PERSON
from analytics.settings import settings
from analytics.text import Lang, Text, join
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
PER_CASE = Text(id="ASN per kasus", en="ASN per case")
COHORTS = Text(id="Dijatuhi sanksi PPK {parts}", en="Sanctioned by the PPK: {parts}")
IN_TIME = Text(id="{value} dalam {days} hari", en="{value} within {days} days")
NONE_MATURE = Text(
    id="Belum ada bulan rekomendasi yang cukup lama berlalu untuk dinilai", en="No month of recommendation is long enough ago to be judged"
)
PANEL = Text(id="Dalam {days} hari", en="Within {days} days")
COHORTS_SHOW = Text(
    id="% dari {unit} yang direkomendasikan pada tiap bulan yang dijatuhi sanksi dalam 30, 90, dan 180 hari",
    en="% of {unit} recommended in each month that were sanctioned within 30, 90 and 180 days",
)
MATURE_TOTALS = Text(id="Bulan yang sudah matang: {parts}.", en="Mature months: {parts}.")
TOTAL_IN_TIME = Text(id="dalam {days} hari {fraction}{interval}", en="within {days} days {fraction}{interval}")
INTERVAL = Text(id=" (selang 95 % {low}–{high})", en=" (95% interval {low}–{high})")
HATCHED = Text(
    id="Berarsir: belum matang, yaitu hari terakhir bulan itu belum 30, 90, atau 180 hari sebelum tanggal snapshot. Angkanya masih dapat "
    "naik, tidak dianggap gagal, tidak masuk persentase di atas, dan tidak dibandingkan.",
    en="Hatched: not mature, that is, the last day of the month is less than 30, 90 or 180 days before the snapshot. The number can still "
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
    hatched = (HATCHED(lang),) if any(IMMATURE in row.codes for row in rows) else ()
    said = subtitle(answer, COHORTS_SHOW(lang, unit=per_case(seen)), lang)
    return Exhibit(
        id, "panels", cohorts_title(parts, lang), answer, seen, parts=panels, notes=(*mature_totals(parts, lang), *hatched), said=said
    )


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
    notes = (*mature_totals(shown, lang), NO_MONTHS(lang))
    title = HIDDEN_GROUP(lang) if all(row.hidden for row in rows) else cohorts_title(shown, lang)
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


def cohorts_title(parts: dict[int, Answer], lang: Lang) -> str:
    """'Dijatuhi sanksi PPK 26,7 % dalam 30 hari, 70,3 % dalam 90 hari, dan 91,2 % dalam 180 hari'."""
    known = {days: answer for days, answer in parts.items() if answer.total.value is not None}
    if not known:
        return NONE_MATURE(lang) if any(answer.rows for answer in parts.values()) else sentences.NOTHING(lang)
    return COHORTS(
        lang, parts=join([IN_TIME(lang, value=formats.percent(each.total.value, lang), days=days) for days, each in known.items()], lang)
    )


def mature_totals(parts: dict[int, Answer], lang: Lang) -> tuple[str, ...]:
    """The note with the numbers behind the title."""
    known = [
        TOTAL_IN_TIME(lang, days=days, fraction=formats.fraction(each.total, lang), interval=interval_of(each.total.interval, lang))
        for days, each in parts.items()
        if each.total.value is not None
    ]
    return (MATURE_TOTALS(lang, parts="; ".join(known)),) if known else ()


def interval_of(found: tuple[float, float] | None, lang: Lang) -> str:
    """' (selang 95 % 24,5–29,0 %)'; nothing where there is none."""
    if found is None:
        return ""
    return INTERVAL(lang, low=formats.number(found[0] * 100, lang, 1), high=formats.percent(found[1], lang))
