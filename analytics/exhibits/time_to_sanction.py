"""Figures of the page Kepatuhan sanksi: the time from recommendation to sanction, those still waiting included (see durations)."""

from collections.abc import Sequence
from dataclasses import replace

from analytics import formats, sentences
from analytics.ask import Answer, Row
from analytics.chart import Curve, Plane, Spot, Tone
from analytics.disclosure import attributes
from analytics.durations import TIME, Middle, Step, Survival, day_counts, middle, middle_told, survival, told
from analytics.exhibit import Exhibit
from analytics.exhibits.cohorts import interval_of, per_case, subtitle
from analytics.metrics import DAYS_TO_SANCTION, OUTSTANDING
from analytics.settings import settings
from analytics.text import Lang, Text, join
from analytics.view import View
from analytics.vocabulary import AGENCY_TYPE, NONE, UNKNOWN, WAITING, Dimension

# --- overall ---

TABLE_DAYS = (30, 60, 90, 120, 180, 270, 365, 540, 730)
AFTER = Dimension(
    "days",
    Text(id="Sesudah rekomendasi", en="After the recommendation"),
    "ordered",
    members={str(days): Text(id=f"{days} hari", en=f"{days} days") for days in TABLE_DAYS},
)
BOUND = Dimension(
    "bound",
    Text(id="Perkiraan dan selang 95 %", en="Estimate and 95% interval"),
    "ordered",
    members={
        "estimate": Text(id="perkiraan", en="estimate"),
        "low": Text(id="batas bawah", en="lower end"),
        "high": Text(id="batas atas", en="upper end"),
    },
)
ACROSS = Text(id="Hari sejak rekomendasi", en="Days since the recommendation")
UP = Text(id="Sudah dijatuhi sanksi", en="Sanctioned by then")
ON_DAY = Text(id="Hari ke-{day}: {value}{interval}", en="Day {day}: {value}{interval}")
ESTIMATE = Text(id="Perkiraan", en="Estimate")
LOW_END = Text(id="Batas bawah 95 %", en="Lower end, 95%")
HIGH_END = Text(id="Batas atas 95 %", en="Upper end, 95%")
MEDIAN = Text(id="Median", en="Median")
IN_DAYS = Text(id="{days} hari", en="{days} days")
HALF = Text(
    id="Separuh {unit} yang direkomendasikan sudah dijatuhi sanksi dalam {days} hari{interval}",
    en="Half of the {unit} recommended are sanctioned within {days} days{interval}",
)
HALF_BETWEEN = Text(
    id="Separuh {unit} yang direkomendasikan sudah dijatuhi sanksi {days}{interval}",
    en="Half of the {unit} recommended are sanctioned {days}{interval}",
)
WITHIN_TOLD = Text(id="antara hari ke-{after} dan ke-{day}", en="between day {after} and day {day}")
BETWEEN_DAYS = Text(id=" (selang 95 %: {low}–{high})", en=" (95% interval {low}–{high})")
FROM_DAY = Text(id=" (selang 95 %: {low} atau lebih)", en=" (95% interval: {low} or more)")
LESS_THAN_HALF = Text(
    id="Kurang dari separuh {unit} yang direkomendasikan sudah dijatuhi sanksi dalam {days} hari",
    en="Fewer than half of the {unit} recommended are sanctioned within {days} days",
)
NOBODY_YET = Text(
    id="Belum ada {unit} yang direkomendasikan yang dijatuhi sanksi dalam {days} hari",
    en="None of the {unit} recommended is sanctioned within {days} days yet",
)
BESIDE = Text(
    id="Median {days} hari hanya dari yang sudah dijatuhi sanksi; seorang ASN dihitung sekali pada tiap kasusnya. Bila yang masih menunggu ikut dihitung (Kaplan–Meier), median waktu hingga "
    "sanksi: {half}{interval}.",
    en="The median of {days} days is only of those already sanctioned; a person counts once in each case. With those still waiting counted (Kaplan–Meier), the median time to "
    "sanction is: {half}{interval}.",
)
TIME_SHOWS = Text(
    id="Perkiraan % dari {unit} direkomendasikan yang sudah dijatuhi sanksi, menurut hari sejak rekomendasi (Kaplan–Meier)",
    en="Estimated % of {unit} recommended that are sanctioned, by days since the recommendation (Kaplan–Meier)",
)
CENSORED = Text(
    id="{waiting} dari {number} {unit} belum dijatuhi sanksi: dihitung menunggu hingga tanggal snapshot (tersensor), tidak dibuang.",
    en="{waiting} of {number} {unit} are not yet sanctioned: they count as waiting up to the snapshot (censored), they are not dropped.",
)
COARSE = Text(
    id="Mode publik: kurva dinilai tiap 7 hari dan dipotong bila kurang dari {least} yang masih diamati.",
    en="Public mode: the curve is read every 7 days and cut where fewer than {least} are still observed.",
)
MERGED = Text(
    id="Mode publik: kurva dinilai tiap 7 hari, langkah yang memuat kurang dari {least} sanksi digabung, dan kurva dipotong bila kurang dari "
    "{least} yang masih diamati.",
    en="Public mode: the curve is read every 7 days, steps with fewer than {least} sanctions are merged, and it is cut where fewer than {least} "
    "are still observed.",
)
TOO_FEW = Text(
    id="Mode publik: kurva tidak ditampilkan karena yang direkomendasikan, dijatuhi sanksi, atau menunggu dalam satu rentang waktu kurang "
    "dari {least}, atau jumlahnya disembunyikan.",
    en="Public mode: no curve, because fewer than {least} were recommended, sanctioned, or waiting within one span of time, or their number "
    "is hidden.",
)


def time(seen: View, id: str = "kepatuhan_waktu") -> Exhibit:
    """The time from recommendation to sanction, those still waiting included, with its median and interval."""
    lang, base = seen.lang, asked(seen)
    course = survival(day_counts(seen.register.at(base.scope.as_of), base.scope).get("total", ()))
    answer = replace(base, by=(AFTER, BOUND), rows=bounds(course, seen, narrowed(seen)), nested=True)
    said = subtitle(base, TIME_SHOWS(lang, unit=per_case(seen)), lang)
    if base.total.hidden or (course.number and (waits_hidden(seen) or not tellable(course, seen, narrowed(seen)))):
        why = TOO_FEW(lang, least=settings().small_cell_threshold)
        return Exhibit(id, "bar", TIME.label(lang), replace(base, rows=(), total=hidden_total(base)), seen, said=why, lacking=why)
    plane = Plane(curves_of_one(course, seen), ACROSS(lang), UP(lang), True)
    notes = (censored(base, seen), *coarse(seen, narrowed(seen))) if course.number else ()
    return Exhibit(id, "plane", time_title(course, seen), answer, seen, parts=(plane,), notes=notes, said=said)


def asked(seen: View) -> Answer:
    """The frame of an estimate: how many were recommended and sanctioned, in rows. Raises Unanswered."""
    return replace(seen.ask(replace(TIME, kind="rate")), metric=TIME)


def hidden_total(answer: Answer) -> Row:
    """The total of a figure that is not told."""
    return replace(answer.total, numerator=None, denominator=None, value=None, hidden=True)


def tellable(course: Survival, seen: View, merged: bool) -> bool:
    """Whether a curve may be drawn: in public mode only where it is of enough people, and two of its days can be told."""
    enough = min(course.number, course.sanctioned) >= settings().small_cell_threshold
    return not seen.public or (enough and len(steps(course, seen, merged)) > 1)


def waits_hidden(seen: View) -> bool:
    """Whether public mode hides how long any of the people of a scope have waited. Their curve would give that back: it falls at each
    sanction by a part of those who were still waiting."""
    if not seen.public or not narrowed(seen):
        return False
    counted = seen.in_unit_of(TIME)
    answers = (view.answered(OUTSTANDING, WAITING) for view in ((seen,) if counted is seen else (seen, counted)))
    return any(row.hidden for answer in answers if answer for row in (*answer.rows, answer.total))


def narrowed(seen: View) -> bool:
    """Whether the scope is one group of people rather than all of an election."""
    return bool(attributes(seen.scope))


def steps(course: Survival, seen: View, merged: bool) -> tuple[tuple[int, Step], ...]:
    """The days of a curve and what holds on each: every step, or in public mode the coarse ones. merged: of one group among several."""
    if seen.public:
        return told(course, TABLE_DAYS, settings().small_cell_threshold, merged)
    days = sorted({0, *(step.day for step in course.steps), course.last})
    return tuple((day, course.at(day)) for day in days)


def bounds(course: Survival, seen: View, merged: bool) -> tuple[Row, ...]:
    """The estimate and its interval at the days of the table, as far as anyone was observed; hidden where public mode merges the day."""
    shown = dict(steps(course, seen, merged)) if seen.public else {day: course.at(day) for day in TABLE_DAYS}
    rows = []
    for day in (day for day in TABLE_DAYS if course.number and day <= course.last):
        step = shown.get(day)
        low, high = (step.interval if step else None) or (None, None)
        for code, value in (("estimate", step.by_then if step else None), ("low", low), ("high", high)):
            rows.append(Row((str(day), code), None, None, value, hidden=step is None))
    return tuple(rows)


def curves_of_one(course: Survival, seen: View) -> tuple[Curve, ...]:
    """The estimate as a staircase, its interval dashed around it, the median as a point. Public mode joins the days it tells by straight
    lines, as it does not tell what lies between."""
    lang, merged = seen.lang, narrowed(seen)
    shown = steps(course, seen, merged)
    dashed = []
    for side, name in enumerate((LOW_END, HIGH_END)):
        places = limit(shown, side)
        spots_of = tuple(Spot(*place) for place in places) if seen.public else stairs(places)
        dashed += [Curve(name(lang), "dashed", spots_of, "muted")] if len(places) > 1 else []
    estimate = Curve(ESTIMATE(lang), "line" if seen.public else "steps", spots(shown, lang))
    spot = None if seen.public and (merged or course.median not in dict(shown)) else median_spot(course, lang)  # never beside the curve
    return (*dashed, estimate, *([Curve(spot.hover, "points", (spot,))] if spot else ()))


def limit(shown: Sequence[tuple[int, Step]], side: int) -> list[tuple[int, float]]:
    """One end of the interval (0: the lower) by day. It begins on the curve, at the last day before anyone was sanctioned, so that it does
    not hang in the air; it ends where everybody has been sanctioned."""
    places = [(day, step.interval[side]) for day, step in shown if step.interval]
    before = [(day, step.by_then) for day, step in shown if step.left == 1 and places and day < places[0][0]]
    return [*before[-1:], *places]


def spots(shown: Sequence[tuple[int, Step]], lang: Lang) -> tuple[Spot, ...]:
    """The days of a curve as places, each with what the pointer shows."""
    return tuple(Spot(day, step.by_then, hover=on_day(day, step, lang)) for day, step in shown)


def on_day(day: int, step: Step, lang: Lang) -> str:
    """'Hari ke-90: 63,2 % (selang 95 % 60,8–65,6 %)'."""
    return ON_DAY(lang, day=day, value=formats.percent(step.by_then, lang), interval=interval_of(step.interval, lang))


def stairs(places: Sequence[tuple[int, float]]) -> tuple[Spot, ...]:
    """A dashed staircase: each value holds until the next day; its corners only."""
    found: list[Spot] = []
    for place, (day, value) in enumerate(places):
        moves = not found or value != found[-1].y
        if found and (moves or place == len(places) - 1):
            found.append(Spot(day, found[-1].y))
        if moves:
            found.append(Spot(day, value))
    return tuple(found)


def median_spot(course: Survival, lang: Lang) -> Spot | None:
    """The median on the curve."""
    if course.median is None:
        return None
    words = IN_DAYS(lang, days=formats.number(course.median, lang))
    return Spot(course.median, course.at(course.median).by_then, hover=f"{MEDIAN(lang)}: {words}")


def time_title(course: Survival, seen: View) -> str:
    """After how many days half have been sanctioned; or that they have not."""
    lang, unit = seen.lang, per_case(seen)
    if not course.number:
        return sentences.NOTHING(lang)
    half = middle_of(course, seen, narrowed(seen))
    if half.day is None:
        pattern = LESS_THAN_HALF if course.sanctioned else NOBODY_YET
        return pattern(lang, unit=unit, days=formats.number(half.last, lang))
    if half.after is not None:
        return HALF_BETWEEN(lang, unit=unit, days=median_words(half, lang), interval=between_days(half, lang))
    return HALF(lang, unit=unit, days=formats.number(half.day, lang), interval=between_days(half, lang))


def beside_median(seen: View) -> str:
    """The sentence beside the median of those already sanctioned: that it leaves out who still waits, and the median that does not.
    Empty where there is no curve to tell of, or the register cannot tell."""
    lang, sanctioned, base = seen.lang, seen.answered(DAYS_TO_SANCTION), seen.answered(replace(TIME, kind="rate"))
    if base is None or sanctioned is None or sanctioned.total.value is None or base.total.hidden:
        return ""
    course = survival(day_counts(seen.register.at(base.scope.as_of), base.scope).get("total", ()))
    if waits_hidden(seen) or not tellable(course, seen, narrowed(seen)):
        return ""
    half = middle_of(course, seen, narrowed(seen))
    interval = between_days(half, lang) if half.day is not None else ""
    days = formats.plain(sanctioned.total.value, lang)
    return BESIDE(lang, days=days, half=median_words(half, lang), interval=interval)


def middle_of(course: Survival, seen: View, merged: bool) -> Middle:
    """When half have been sanctioned; where public mode merges steps, no more of it than the told days of the curve tell."""
    return middle_told(steps(course, seen, True)) if seen.public and merged else middle(course)


def between_days(half: Middle, lang: Lang) -> str:
    """' (selang 95 %: 37–46)'; nothing where the median has no interval."""
    if half.interval is None:
        return ""
    low, high = half.interval
    words = {"low": formats.number(low, lang), "high": formats.number(high, lang)}
    return FROM_DAY(lang, low=words["low"]) if high is None else BETWEEN_DAYS(lang, **words)


def censored(base: Answer, seen: View) -> str:
    """How many of those recommended still wait, and how they are counted."""
    lang, total = seen.lang, base.total
    waiting = (total.denominator or 0) - (total.numerator or 0)
    numbers = {"waiting": formats.number(waiting, lang), "number": formats.number(total.denominator, lang)}
    return CENSORED(lang, unit=per_case(seen), **numbers)


def coarse(seen: View, merged: bool) -> tuple[str, ...]:
    """What public mode does to a curve."""
    return ((MERGED if merged else COARSE)(seen.lang, least=settings().small_cell_threshold),) if seen.public else ()


# --- by agency type ---

TONES: tuple[Tone, ...] = ("accent", "second", "muted")
TYPES_SHOW = Text(
    id="Perkiraan % dari {unit} direkomendasikan yang sudah dijatuhi sanksi, menurut hari sejak rekomendasi dan jenis instansi "
    "(Kaplan–Meier)",
    en="Estimated % of {unit} recommended that are sanctioned, by days since the recommendation and agency type (Kaplan–Meier)",
)
FASTEST = Text(
    id="Separuh dijatuhi sanksi tercepat di {fast} ({fast_days}), terlama di {slow} ({slow_days})",
    en="Half are sanctioned soonest at {fast} ({fast_days}), latest at {slow} ({slow_days})",
)
NO_HALF = Text(id="separuh belum tercapai dalam {last} hari", en="half not reached within {last} days")
NO_DIFFERENCE = Text(
    id="Median waktu hingga sanksi tidak berbeda nyata antarjenis instansi",
    en="The median time to sanction does not differ clearly by agency type",
)
ONE_TYPE = Text(
    id="Waktu hingga sanksi: hanya {label} yang cukup banyak untuk digambar", en="Time to sanction: only {label} are enough to be drawn"
)
NO_TYPE = Text(
    id="Tidak ada jenis instansi yang cukup banyak untuk digambar waktunya hingga sanksi",
    en="No agency type has enough recommendations to draw its time to sanction",
)
MEDIANS = Text(id="Median: {parts}.", en="Median: {parts}.")
MEDIAN_OF_TYPE = Text(id="{label} {days}{interval}", en="{label} {days}{interval}")
LEFT_OUT = Text(
    id="Tidak digambar karena yang direkomendasikan kurang dari {least}: {labels}.",
    en="Not drawn, because fewer than {least} were recommended: {labels}.",
)
NOT_TOLD = Text(
    id="Tidak digambar dalam mode publik karena yang dijatuhi sanksi, seluruhnya atau dalam satu langkah, atau yang menunggu dalam satu "
    "rentang waktu kurang dari {least}: {labels}.",
    en="Not drawn in public mode, because fewer than {least} were sanctioned, in all or in a step, or wait within one span of time: {labels}.",
)


def time_by_type(seen: View, id: str = "kepatuhan_waktu") -> Exhibit:
    """The same by agency type, for the types with enough recommendations; the others are named."""
    lang, base = seen.lang, asked_by_type(seen)
    found = day_counts(seen.register.at(base.scope.as_of), base.scope, AGENCY_TYPE)
    every = {code: survival(found[code]) for code in AGENCY_TYPE.labels() if code in found and code != NONE}
    large = {code: course for code, course in every.items() if course.number >= settings().smallest_base}
    shown = {
        code: course for code, course in large.items() if tellable(course, seen, True) and not waits_hidden(seen.narrowed(agency_type=code))
    }
    halves = {code: middle_of(course, seen, True) for code, course in shown.items()}
    curves = tuple(curve_of_type(code, course, place, seen) for place, (code, course) in enumerate(shown.items()))
    notes = (*medians(halves, lang), *left_out(every, large, shown, lang), *(coarse(seen, True) if shown else ())) if every else ()
    answer = replace(base, by=(AGENCY_TYPE, AFTER), rows=estimates(shown, seen), nested=True)
    said = subtitle(base, TYPES_SHOW(lang, unit=per_case(seen)), lang)
    plane = Plane(curves, ACROSS(lang), UP(lang), True)
    return Exhibit(
        id, "plane", types_title(bool(every), halves, lang), answer, seen, parts=(plane,), notes=notes, said=said, variant="jenis"
    )


def curve_of_type(code: str, course: Survival, place: int, seen: View) -> Curve:
    """The curve of one type. Public mode joins the days it tells by straight lines, as it does not tell what lies between."""
    found = spots(steps(course, seen, True), seen.lang)
    if place >= len(TONES):  # told apart by its line
        found = found if seen.public else stairs([(int(spot.x), spot.y) for spot in found])
        return Curve(AGENCY_TYPE.member(code, seen.lang), "dashed", found, TONES[place % len(TONES)])
    return Curve(AGENCY_TYPE.member(code, seen.lang), "line" if seen.public else "steps", found, TONES[place])


def asked_by_type(seen: View) -> Answer:
    """The frame of estimates by agency type. Raises Unanswered where the register cannot be broken down by it."""
    return replace(seen.ask(replace(TIME, kind="rate"), AGENCY_TYPE), metric=TIME)


def estimates(shown: dict[str, Survival], seen: View) -> tuple[Row, ...]:
    """The estimate of each type at the days of the table, in list order."""
    rows = (
        replace(row, codes=(code, row.code))
        for code, course in shown.items()
        for row in bounds(course, seen, True)
        if row.codes[1] == "estimate"
    )
    return tuple(rows)


def types_title(anyone: bool, halves: dict[str, Middle], lang: Lang) -> str:
    """The soonest and the latest type by the median, where their intervals stand apart; unknown types are not named. anyone: whether
    anybody was recommended, drawn or not."""
    known = {code: half for code, half in halves.items() if code != UNKNOWN}
    if not anyone:
        return sentences.NOTHING(lang)
    if len(known) < 2:
        return ONE_TYPE(lang, label=AGENCY_TYPE.labels()[next(iter(known))]) if known else NO_TYPE(lang)
    order = sorted(known, key=lambda code: (known[code].day is None, known[code].day or 0))
    fast, slow = order[0], order[-1]
    if not apart(known[fast], known[slow]):
        return NO_DIFFERENCE(lang)
    labels = AGENCY_TYPE.labels()
    days = {"fast_days": median_words(known[fast], lang), "slow_days": median_words(known[slow], lang)}
    return FASTEST(lang, fast=labels[fast], slow=labels[slow], **days)


def apart(fast: Middle, slow: Middle) -> bool:
    """Whether the intervals of two medians do not meet."""
    first, second = fast.interval, slow.interval
    return first is not None and second is not None and first[1] is not None and first[1] < second[0]


def median_words(half: Middle, lang: Lang) -> str:
    """The median in days, or between which days it lies, or that it is not reached."""
    if half.day is None:
        return NO_HALF(lang, last=formats.number(half.last, lang))
    if half.after is not None:
        return WITHIN_TOLD(lang, after=formats.number(half.after, lang), day=formats.number(half.day, lang))
    return IN_DAYS(lang, days=formats.number(half.day, lang))


def medians(halves: dict[str, Middle], lang: Lang) -> tuple[str, ...]:
    """The note with the median of each type and its interval."""
    parts = [
        MEDIAN_OF_TYPE(
            lang,
            label=AGENCY_TYPE.labels()[code],
            days=median_words(half, lang),
            interval=between_days(half, lang) if half.day else "",
        )
        for code, half in halves.items()
    ]
    return (MEDIANS(lang, parts="; ".join(parts)),) if parts else ()


def left_out(every: dict[str, Survival], large: dict[str, Survival], shown: dict[str, Survival], lang: Lang) -> tuple[str, ...]:
    """The types that are not drawn, and why."""
    small = [AGENCY_TYPE.member(code, lang) for code in every if code not in large]
    few = [AGENCY_TYPE.member(code, lang) for code in large if code not in shown]
    notes = [LEFT_OUT(lang, least=settings().smallest_base, labels=join(small, lang))] if small else []
    notes += [NOT_TOLD(lang, least=settings().small_cell_threshold, labels=join(few, lang))] if few else []
    return tuple(notes)
