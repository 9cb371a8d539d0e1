"""Figure of the page Instansi: the compliance of each agency against its base, with the limits within which chance alone would leave it.

A funnel plot for proportions (D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24,
2005, 1185-1202): limits around the rate of all, 95 % and 99,8 %, narrower the larger the base. It judges without ranking.
"""

from dataclasses import dataclass

from analytics import formats, sentences
from analytics.ask import Answer, Row
from analytics.chart import Curve, Plane, Spot, Tone
from analytics.exhibit import Exhibit, Kind
from analytics.intervals import ALARM, LEVEL, Z_ALARM, Z, limits
from analytics.metrics import COMPLIANCE
from analytics.noise import large, left_out
from analytics.settings import settings
from analytics.text import Lang, Text, join
from analytics.view import View
from analytics.vocabulary import AGENCY

APART = Text(
    id="Kepatuhan menyimpang lebih dari kebetulan: {groups}", en="Compliance departs from that of all by more than chance: {groups}"
)
LOW = Text(id="di bawah {agencies}", en="below {agencies}")
HIGH = Text(id="di atas {agencies}", en="above {agencies}")
MANY = Text(id="{count} instansi", en="{count} agencies")
NONE_APART = Text(
    id="Tidak ada instansi yang kepatuhannya menyimpang lebih dari kebetulan",
    en="No agency's compliance departs from that of all by more than chance",
)
NONE_LARGE = Text(
    id="Tidak ada instansi dengan sekurangnya {base} {unit} direkomendasikan", en="No agency has at least {base} {unit} recommended"
)
LIMITS = Text(
    id="Batas putus-putus: sejauh mana kepatuhan dapat menyimpang dari keseluruhan, {rate} ({fraction}), hanya karena kebetulan. Menyimpang baru "
    "disebut di luar batas 99,8 %. Dari {count} instansi, {outside} di luar batas 95 %; karena kebetulan saja wajar sekitar {expected}.",
    en="Dashed limits: how far compliance may stray from that of all, {rate} ({fraction}), by chance alone. Only beyond the "
    "99.8% limits is it called apart. Of {count} agencies, {outside} beyond the 95% limits; chance alone would leave about {expected} there.",
)
TOO_SMALL = Text(
    id="{count} instansi dengan dasar hitung di bawah {base} tidak dinilai.",
    en="Agencies not judged, their base being below {base}: {count}.",
)
ACROSS = Text(id="Jumlah {unit} direkomendasikan", en="Number of {unit} recommended")
OVERALL = Text(id="Keseluruhan {rate}", en="Overall {rate}")
LIMIT = Text(id="Batas {level}", en="{level} limits")
WITHIN = Text(id="Dalam batas", en="Within the limits")
BEYOND = Text(id="Di luar batas {level}", en="Beyond the {level} limits")
SPOT = Text(id="{label}: {rate} ({fraction}; selang 95 % {interval})", en="{label}: {rate} ({fraction}; 95% interval {interval})")
NAMED = 3  # agencies named in the title, on either side
LABELLED = 8  # spots with their names beside them
STEPS = 60  # of a limit


@dataclass(frozen=True)
class Judged:
    """The agencies of an answer by how far they lie from the rate of all: within the 95 % limits, between, beyond those of 99,8 %."""

    within: list[Row]
    between: list[Row]
    below: list[Row]
    above: list[Row]

    @property
    def beyond(self) -> list[Row]:
        """Those beyond the outer limits."""
        return [*self.below, *self.above]


def judged(answer: Answer) -> Judged:
    """Every agency large enough to be judged, against the limits of its own base."""
    found = Judged([], [], [], [])
    for row in large(answer):
        side, far = side_of(answer, row, Z), side_of(answer, row, Z_ALARM)
        (found.below if far < 0 else found.above if far > 0 else found.between if side else found.within).append(row)
    return found


def side_of(answer: Answer, row: Row, z: float) -> int:
    """-1 where a rate lies below its limits, 1 where above, else 0."""
    low, high = limits(answer.total.value or 0, row.denominator or 1, z)
    rate = row.value or 0
    return int(rate > high) - int(rate < low)


def funnel(seen: View, id: str = "instansi_corong_kepatuhan") -> Exhibit:
    """Compliance of the agencies against the number recommended, with the limits of chance."""
    every = seen.ask(COMPLIANCE, AGENCY)
    known, found = every.total.value is not None, judged(every)
    answer = sentences.restricted(every, [row.code for row in large(every)] if known else [])
    parts = (plane(answer, found, seen.lang),) if known else ()
    kind: Kind = "plane" if known else "bar"  # without a rate of all there is nothing to draw the limits around
    return Exhibit(id, kind, title(every, found, seen.lang), answer, seen, parts=parts, notes=notes(every, found, seen.lang))


def title(answer: Answer, found: Judged, lang: Lang) -> str:
    """Which agencies lie beyond the outer limits; none where chance may explain them all."""
    if not answer.total.denominator:
        return (sentences.HIDDEN if answer.total.hidden else sentences.NOTHING)(lang)
    if not large(answer):
        return NONE_LARGE(lang, base=settings().smallest_base, unit=sentences.unit(answer, lang))
    sides = ((LOW, found.below), (HIGH, found.above))
    groups = [side(lang, agencies=names(answer, rows, lang)) for side, rows in sides if rows]
    return APART(lang, groups="; ".join(groups)) if groups else NONE_APART(lang)


def names(answer: Answer, rows: list[Row], lang: Lang) -> str:
    """A few agencies by name, many by number."""
    return join([answer.label(row, lang) for row in rows], lang) if len(rows) <= NAMED else MANY(lang, count=len(rows))


def notes(answer: Answer, found: Judged, lang: Lang) -> tuple[str, ...]:
    """What the limits mean, how many beyond the inner ones chance would leave there, and how many agencies are not judged."""
    said, count = [], len(large(answer))
    if count:
        numbers = {"rate": sentences.value(answer, answer.total, lang), "fraction": formats.fraction(answer.total, lang), "count": count}
        outside = len(found.between) + len(found.beyond)
        said.append(LIMITS(lang, **numbers, expected=formats.number(count * (1 - LEVEL), lang, 1), outside=outside))
    if left_out(answer):
        said.append(TOO_SMALL(lang, count=len(left_out(answer)), base=settings().smallest_base))
    return tuple(said)


def plane(answer: Answer, found: Judged, lang: Lang) -> Plane:
    """The rate of all, its limits, and the agencies; those far out with their names."""
    rate, bases = answer.total.value or 0, [row.denominator or 0 for row in answer.rows]
    first = settings().smallest_base
    reach = sorted({round(first + (max([*bases, 2 * first]) - first) * step / STEPS) for step in range(STEPS + 1)})
    alarm, level = (formats.percent(each, lang, digits) for each, digits in ((ALARM, 1), (LEVEL, 0)))
    overall = Curve(
        OVERALL(lang, rate=formats.percent(rate, lang)), "line", tuple(Spot(base, rate) for base in (reach[0], reach[-1])), "muted"
    )
    drawn = (
        overall,
        *limit(rate, reach, Z, LIMIT(lang, level=level), "muted"),
        *limit(rate, reach, Z_ALARM, LIMIT(lang, level=alarm), "rest"),
    )
    named = found.beyond + (found.between if len(found.beyond) + len(found.between) <= LABELLED else [])
    groups: tuple[tuple[str, list[Row], Tone], ...] = (
        (WITHIN(lang), found.within, "muted"),
        (BEYOND(lang, level=level), found.between, "second"),
        (BEYOND(lang, level=alarm), found.beyond, "accent"),
    )
    spots = (Curve(name, "points", spots_of(answer, rows, named, lang), tone) for name, rows, tone in groups if rows)
    return Plane((*drawn, *spots), ACROSS(lang, unit=sentences.unit(answer, lang)), answer.metric.label(lang), True)


def limit(rate: float, reach: list[int], z: float, name: str, tone: Tone) -> tuple[Curve, Curve]:
    """The lower and the upper limit over the bases drawn."""
    ends = [limits(rate, base, z) for base in reach]
    low, high = (
        Curve(name, "dashed", tuple(Spot(base, end[side]) for base, end in zip(reach, ends, strict=True)), tone) for side in (0, 1)
    )
    return low, high


def spots_of(answer: Answer, rows: list[Row], named: list[Row], lang: Lang) -> tuple[Spot, ...]:
    """Agencies as spots, from the smallest base on; those named have their label beside them, the farthest of many."""
    far = sorted(named, key=lambda row: -abs((row.value or 0) - (answer.total.value or 0)) * (row.denominator or 0) ** 0.5)[:LABELLED]
    spots = []
    for row in sorted(rows, key=lambda row: (row.denominator or 0, row.code)):
        label, words = answer.label(row, lang), {"rate": sentences.value(answer, row, lang), "fraction": formats.fraction(row, lang)}
        hover = SPOT(lang, label=label, **words, interval=sentences.interval(row, lang))
        spots.append(Spot(row.denominator or 0, row.value or 0, label if row in far else "", hover))
    return tuple(spots)
