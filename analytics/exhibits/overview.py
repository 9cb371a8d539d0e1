"""Figures of the page Ringkasan."""

from analytics import formats, sentences
from analytics.ask import Answer, as_stages, over_time, side_by_side, top
from analytics.exhibit import Exhibit, Number, leading
from analytics.metrics import COMPLIANCE, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED, SHARE, Metric
from analytics.scope import Scope
from analytics.text import Text, same
from analytics.view import View
from analytics.vocabulary import AGENCY, AGENCY_TYPE, POSITION

TRIPLE = (REPORTED, RECOMMENDED, SANCTIONED)
TRIPLE_NAMES = (
    Text(id="Dilaporkan", en="Reported"),
    Text(id="Direkomendasikan", en="Recommended"),
    Text(id="Ditindaklanjuti", en="Sanctioned"),
)


def headline(seen: View) -> str:
    """The sentence KASN says to the press."""
    counted = seen.in_unit_of(REPORTED)  # one unit in one sentence
    return sentences.headline(counted.ask(REPORTED), counted.ask(RECOMMENDED), counted.ask(COMPLIANCE), seen.lang)


HEADLINE = (REPORTED, RECOMMENDED, SANCTIONED, COMPLIANCE)
STEPS = (REPORTED, RECOMMENDED, SANCTIONED, OUTSTANDING)
SNAPSHOT = Text(id="Tanggal data", en="Date of data")
AT_EACH_STAGE = Text(id="Jumlah {unit} pada tiap tahap", en="Number of {unit} at each stage")
FIRST = Text(id="Tidak ada snapshot sebelum {day}", en="There is no snapshot before {day}")


def number(seen: View, metric: Metric) -> Number:
    """One headline number, in a unit it can be counted in, and the same at the comparison snapshot."""
    return Number(seen.ask(metric), seen.ask(metric, scope=seen.compare) if seen.compare else None)


def numbers(seen: View, id: str = "ringkasan_angka") -> Exhibit:
    """The headline triple and compliance."""
    counted, lang = seen.in_unit_of(REPORTED), seen.lang  # one unit in one figure
    parts = tuple(number(counted, metric) for metric in HEADLINE)
    reported, recommended, sanctioned, compliance = (part.answer for part in parts)
    title, said = sentences.triple(reported, recommended, compliance, lang), sentences.subtitle(reported, lang)
    return Exhibit(id, "numbers", title, as_stages([reported, recommended, sanctioned]), seen, parts=parts, said=said)


def changes(seen: View, id: str = "ringkasan_perubahan") -> Exhibit:
    """What moved since the comparison snapshot: the counts side by side, compliance in the title."""
    counted, lang = seen.in_unit_of(REPORTED), seen.lang
    before = counted.register.before(counted.scope.as_of)
    then = counted.compare or (counted.scope.at(before) if before else None)
    now = stages_at(counted, counted.scope)
    if then is None:
        return Exhibit(id, "bar", FIRST(lang, day=formats.long_date(seen.scope.as_of, lang)), now, seen)
    days = tuple(same(formats.long_date(scope.as_of, lang)) for scope in (counted.scope, then))
    metric = COMPLIANCE if counted.ask(COMPLIANCE, scope=then).total.denominator and counted.ask(COMPLIANCE).total.denominator else REPORTED
    title = sentences.course((counted.ask(metric, scope=then), counted.ask(metric)), lang)
    past = stages_at(counted, then)
    said = " · ".join(
        [AT_EACH_STAGE(lang, unit=counted.scope.unit.noun), *counted.scope.words(lang), " / ".join(day(lang) for day in days)]
    )
    answer = side_by_side(now, past, (days[0], days[1]), SNAPSHOT)
    return Exhibit(id, "pair", title, answer, seen, parts=(now, past), names=days, said=said)


def stages_at(seen: View, scope: Scope) -> Answer:
    """Reported, recommended, sanctioned and outstanding at one snapshot."""
    return as_stages([seen.ask(metric, scope=scope) for metric in STEPS])


def course(seen: View, id: str = "ringkasan_tren") -> Exhibit:
    """How the register grew from snapshot to snapshot: reported, recommended, sanctioned."""
    counted = seen.in_unit_of(REPORTED)  # one unit in one chart
    series = tuple(counted.trend(metric) for metric in TRIPLE)
    return Exhibit(id, "lines", sentences.course(series[0], seen.lang), over_time(series), seen, parts=series, names=TRIPLE_NAMES)


def agencies(seen: View, size: int = 5, id: str = "ringkasan_instansi", variant: str = "") -> Exhibit:
    """The agencies with the most reports."""
    every = seen.ask(REPORTED, AGENCY)
    return Exhibit(id, "bar", sentences.ranking(every, seen.lang), top(every, size), seen, accent=leading(every), variant=variant)


def positions(seen: View, id: str = "ringkasan_jabatan") -> Exhibit:
    """Shares of position groups."""
    answer = seen.ask(SHARE, POSITION)
    return Exhibit(id, "bar", sentences.ranking(answer, seen.lang), answer, seen, accent=leading(answer))


def compliance(seen: View, id: str = "ringkasan_kepatuhan", variant: str = "") -> Exhibit:
    """Compliance by agency type."""
    answer = seen.ask(COMPLIANCE, AGENCY_TYPE)
    title, notes = sentences.spread(answer, seen.lang), sentences.spread_notes(answer, seen.lang)
    return Exhibit(id, "bar", title, answer, seen, notes=notes, variant=variant)
