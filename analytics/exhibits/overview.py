"""Figures of the page Ringkasan."""

from analytics import formats, sentences
from analytics.ask import Answer, Unanswered, as_stages, over_time, side_by_side, top
from analytics.exhibit import Exhibit, Number, leading
from analytics.lacking import either, missing
from analytics.metrics import COMPLIANCE, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED, SHARE, Metric
from analytics.scope import Scope
from analytics.text import Lang, Text, join, same
from analytics.view import View
from analytics.vocabulary import AGENCY, AGENCY_TYPE, OTHER, POSITION, UNKNOWN

NOT_PARTED = Text(
    id="Ditampilkan {shown} instansi, bukan {size}: yang angkanya sama tidak dipisahkan.",
    en="{shown} agencies are shown, not {size}: those with the same number are not separated.",
)
TRIPLE = (REPORTED, RECOMMENDED, SANCTIONED)
TRIPLE_NAMES = (
    Text(id="Dilaporkan", en="Reported"),
    Text(id="Direkomendasikan", en="Recommended"),
    Text(id="Ditindaklanjuti", en="Sanctioned"),
)


def headline(seen: View) -> str:
    """The sentence KASN says to the press."""
    counted = seen.in_unit_of(REPORTED)  # one unit in one sentence
    reported = counted.ask(REPORTED)
    try:
        return sentences.headline(reported, counted.ask(RECOMMENDED), counted.ask(COMPLIANCE), seen.lang)
    except Unanswered as why:
        return sentences.headline_reported(reported, why(seen.lang), seen.lang)


HEADLINE = (REPORTED, RECOMMENDED, SANCTIONED, COMPLIANCE)
STEPS = (REPORTED, RECOMMENDED, SANCTIONED, OUTSTANDING)
SNAPSHOT = Text(id="Tanggal data", en="Date of data")
AT_EACH_STAGE = Text(id="Jumlah {unit} pada tiap tahap", en="Number of {unit} at each stage")
FIRST = Text(id="Tidak ada snapshot sebelum {day}", en="There is no snapshot before {day}")
OTHER_UNIT = Text(id="Snapshot sebelum {day} memakai satuan lain", en="The snapshot before {day} counts in another unit")
NOT_HELD = Text(id="kolom {columns} tidak ada dalam register", en="the register has no column {columns}")
SKIPPED = Text(
    id="Tanpa {days}: register pada tanggal itu memakai satuan lain atau tidak memuat kolom yang diperlukan.",
    en="Without {days}: the register of that date counts in another unit, or lacks a column that is needed.",
)


def number(seen: View, metric: Metric) -> Number:
    """One headline number, in a unit it can be counted in, and the same at the comparison snapshot; or why there is none."""
    try:
        return Number(seen.ask(metric), seen.answered(metric, scope=seen.compare) if seen.compare else None)
    except Unanswered as why:
        columns = missing(seen.register.at(seen.scope.as_of), metric.needs)
        if not columns:  # a filter, not the number, is what cannot be had
            raise
        words = either(columns)
        return Number(why.answer, None, Text(id=NOT_HELD("id", columns=words), en=NOT_HELD("en", columns=words)))


def skipped(seen: View, *series: tuple[Answer, ...]) -> tuple[str, ...]:
    """The note on the snapshots that a series has no number of."""
    shown = {answer.scope.as_of for answers in series for answer in answers}
    days = [formats.long_date(day, seen.lang) for day in seen.register.dates if min(shown) <= day < seen.scope.as_of and day not in shown]
    return (SKIPPED(seen.lang, days=join(days, seen.lang)),) if days else ()


def numbers(seen: View, id: str = "ringkasan_angka") -> Exhibit:
    """The headline triple and compliance."""
    counted, lang = seen.in_unit_of(REPORTED), seen.lang  # one unit in one figure
    parts = tuple(number(counted, metric) for metric in HEADLINE)
    reported, recommended, sanctioned, compliance = (part.answer for part in parts)
    held = [part.answer for part in parts[:3] if not part.why]
    whole = len(held) == 3 and not parts[3].why
    title = sentences.triple(reported, recommended, compliance, lang) if whole else sentences.counts(held, lang)
    notes = tuple(f"{part.answer.metric.label(lang)}: {part.why(lang)}." for part in parts if part.why)
    return Exhibit(id, "numbers", title, as_stages(held), seen, parts=parts, notes=notes, said=at_each_stage(counted))


def changes(seen: View, id: str = "ringkasan_perubahan") -> Exhibit:
    """What moved since the comparison snapshot: the counts side by side, compliance in the title."""
    counted, lang = seen.in_unit_of(REPORTED), seen.lang
    before = counted.register.before(counted.scope.as_of)
    then = counted.compare or (counted.scope.at(before) if before else None)
    now = stages_at(counted, counted.scope)
    if then is None or counted.scope.unit not in counted.register.at(then.as_of).units:
        why = OTHER_UNIT if then else FIRST
        return Exhibit(id, "bar", why(lang, day=formats.long_date(seen.scope.as_of, lang)), now, seen)
    days = tuple(same(formats.long_date(scope.as_of, lang)) for scope in (counted.scope, then))
    metric = COMPLIANCE if counted.ask(COMPLIANCE, scope=then).total.denominator and counted.ask(COMPLIANCE).total.denominator else REPORTED
    title = sentences.course((counted.ask(metric, scope=then), counted.ask(metric)), lang)
    past = stages_at(counted, then)
    said = at_each_stage(counted, " / ".join(day(lang) for day in days))
    answer = side_by_side(now, past, (days[0], days[1]), SNAPSHOT)
    return Exhibit(id, "pair", title, answer, seen, parts=(now, past), names=days, said=said)


def at_each_stage(seen: View, days: str = "") -> str:
    """The subtitle of numbers at several stages: unit, filters and date, or several dates."""
    when = days or formats.long_date(seen.scope.as_of, seen.lang)
    return " · ".join([AT_EACH_STAGE(seen.lang, unit=seen.scope.unit.noun), *seen.scope.words(seen.lang), when])


def stages_at(seen: View, scope: Scope) -> Answer:
    """Reported, recommended, sanctioned and outstanding at one snapshot."""
    return as_stages([seen.ask(metric, scope=scope) for metric in STEPS])


def course(seen: View, id: str = "ringkasan_tren") -> Exhibit:
    """How the register grew from snapshot to snapshot: reported, recommended, sanctioned."""
    counted = seen.in_unit_of(REPORTED)  # one unit in one chart
    series, names, notes = [counted.trend(REPORTED)], [TRIPLE_NAMES[0]], []
    for metric, name in zip(TRIPLE[1:], TRIPLE_NAMES[1:], strict=True):
        try:
            series.append(counted.trend(metric))
            names.append(name)
        except Unanswered as why:
            notes.append(why(seen.lang))
    notes += skipped(seen, *series)
    title, parts = sentences.course(series[0], seen.lang), tuple(series)
    said = sentences.course_subtitle(parts, seen.lang)
    return Exhibit(id, "lines", title, over_time(parts), seen, parts=parts, names=tuple(names), notes=tuple(notes), said=said)


def agencies(seen: View, size: int = 5, id: str = "ringkasan_instansi", variant: str = "") -> Exhibit:
    """The agencies with the most reports."""
    every = seen.ask(REPORTED, AGENCY)
    shown, notes = first_agencies(every, size, seen.lang)
    return Exhibit(id, "bar", sentences.ranking(every, seen.lang), shown, seen, accent=leading(every), notes=notes, variant=variant)


def first_agencies(every: Answer, size: int, lang: Lang) -> tuple[Answer, tuple[str, ...]]:
    """The first agencies, and why they are more or fewer than were asked for: those level at the edge stay together (ask.top)."""
    shown = top(every, size)
    count = sum(row.code not in (OTHER, UNKNOWN) for row in shown.rows)
    as_asked = not shown.pooled or count == size or any(row.hidden for row in every.rows)
    return shown, () if as_asked else (NOT_PARTED(lang, shown=count, size=size),)


def positions(seen: View, id: str = "ringkasan_jabatan") -> Exhibit:
    """Shares of position groups."""
    answer = seen.ask(SHARE, POSITION)
    return Exhibit(id, "bar", sentences.ranking(answer, seen.lang), answer, seen, accent=leading(answer))


def compliance(seen: View, id: str = "ringkasan_kepatuhan", variant: str = "") -> Exhibit:
    """Compliance by agency type."""
    answer = seen.ask(COMPLIANCE, AGENCY_TYPE)
    title, notes = sentences.spread(answer, seen.lang), sentences.spread_notes(answer, seen.lang)
    return Exhibit(id, "bar", title, answer, seen, notes=notes, variant=variant)
