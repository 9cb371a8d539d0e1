"""How long a sanction takes: cohorts by month of recommendation, and the time to sanction as Kaplan and Meier estimate it.

Grain: one person in one case that was recommended (a row of `cases` with a day of recommendation), as in the median days. Time: calendar
days from the recommendation to the sanction; a sanction on the same day takes 0 days.

Open recommendations are not dropped and not counted as failures. In a cohort they leave a horizon open until it has passed for everyone
in it; in a curve they are *censored*: they count among those waiting up to the day of the snapshot, and tell nothing of later days.

What cannot be placed: a sanction without a known day, a recommendation without one, either dated after the snapshot, or a sanction before
its recommendation. A register that has the two columns is refused with such rows (register.contract); one that lacks a column cannot
be asked (lacking). So nothing is guessed here.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import numpy as np

from analytics.intervals import Z
from analytics.metrics import Metric
from analytics.register.snapshots import Snapshot
from analytics.scope import ALLEGATION, PERSON, Scope
from analytics.text import Text
from analytics.trends import last_day
from analytics.vocabulary import Dimension

HORIZONS = (30, 90, 180)  # days within which a sanction is asked for
BOTH_DAYS = (("recommended_on",), ("sanctioned_on",))
HALF = 0.5
SAME = 1e-12  # probabilities this near are equal: 3/4 x 2/3 is one half
RECOMMENDED_MONTH = Dimension(
    "month", Text(id="Bulan rekomendasi", en="Month of recommendation"), "time", day="recommended_on", needs=(("recommended_on",),)
)
OF_RECOMMENDED = Text(id="direkomendasikan", en="recommended")
OF_MATURE = Text(id="direkomendasikan sekurangnya selama itu", en="recommended at least that long ago")
WITHIN = Text(id="Dijatuhi sanksi dalam {days} hari", en="Sanctioned within {days} days")
WITHIN_SAID = Text(id="dijatuhi sanksi dalam {days} hari", en="sanctioned within {days} days")
WITHIN_MEANS = Text(
    id="ASN per kasus yang dijatuhi sanksi paling lama {days} hari kalender sesudah tanggal rekomendasi, dibagi semua yang direkomendasikan "
    "pada bulan yang sama. Bulan yang hari terakhirnya belum {days} hari sebelum tanggal snapshot belum matang: tidak masuk jumlah.",
    en="Persons per case sanctioned at most {days} calendar days after the recommendation, divided by all those recommended in the same "
    "month. A month whose last day is less than {days} days before the snapshot is not mature and not in the total.",
)
TIME = Metric(
    "time_to_sanction",
    Text(id="Sudah dijatuhi sanksi (perkiraan)", en="Sanctioned by then (estimate)"),
    Text(id="perkiraan yang sudah dijatuhi sanksi", en="estimated share sanctioned by then"),
    Text(
        id="Perkiraan Kaplan–Meier: peluang bahwa sanksi sudah dijatuhkan sekian hari kalender sesudah rekomendasi, per ASN per kasus. Yang "
        "belum dijatuhi sanksi dihitung menunggu hingga tanggal snapshot (tersensor), tidak dibuang. Selang 95 %: Greenwood, skala log–log.",
        en="Kaplan–Meier estimate: the probability that a sanction has been imposed so many calendar days after the recommendation, per person "
        "per case. Those not yet sanctioned count as waiting up to the snapshot (censored), they are not dropped. 95% interval: Greenwood, "
        "log-log scale.",
    ),
    "stage = 'sanctioned'",
    "estimate",
    "recommended_on is not null",
    OF_RECOMMENDED,
    (PERSON, ALLEGATION),
    source="Kaplan & Meier 1958",
    needs=BOTH_DAYS,
    of_rows=True,
)


def filled(text: Text, days: int) -> Text:
    """A text with a number of days in it."""
    return Text(id=text("id", days=days), en=text("en", days=days))


def within(days: int, mature: bool = True) -> Metric:
    """The rate 'sanctioned within so many days of the recommendation'. mature: of the months for which that time has passed; else
    of all months, as far as is known."""
    base = f"recommended_on is not null and last_day(recommended_on) + {days} <= as_of" if mature else "recommended_on is not null"
    return Metric(
        f"sanctioned_within_{days}" + ("" if mature else "_so_far"),
        filled(WITHIN, days),
        filled(WITHIN_SAID, days),
        filled(WITHIN_MEANS, days),
        f"sanctioned_on - recommended_on <= {days}",
        "rate",
        base,
        OF_MATURE if mature else OF_RECOMMENDED,
        (PERSON, ALLEGATION),
        needs=BOTH_DAYS,
        of_rows=True,
    )


def is_mature(month: str, days: int, as_of: date) -> bool:
    """Whether so many days have passed for everyone recommended in a month ('2020-07')."""
    return last_day("month", month) + timedelta(days) <= as_of


# --- day counts ---

Counts = Sequence[tuple[int, int, int]]  # days; how many were sanctioned after so many; how many have waited so long and still wait


def day_counts(snapshot: Snapshot, scope: Scope, by: Dimension | None = None) -> dict[str, Counts]:
    """Rows by days since their recommendation, for each member of a dimension (none: for 'total'). One line a day, however many rows."""
    condition, values = scope.sql()
    found = snapshot.query(
        f"""
        with waited as (
            select {by.code if by else "'total'"}::varchar as code, coalesce(sanctioned_on, $as_of::date) - recommended_on as days,
                sanctioned_on is not null as done
            from cases
            where {condition} and recommended_on is not null and (sanctioned_on is not null or stage = 'recommended')
        )
        select code, days, count(*) filter (where done), count(*) filter (where not done) from waited group by code, days order by code, days
        """,
        values | {"as_of": scope.as_of},
    )
    counts: dict[str, list[tuple[int, int, int]]] = {}
    for code, *line in found:
        counts.setdefault(code, []).append((int(line[0]), int(line[1]), int(line[2])))
    return dict(counts)


@dataclass(frozen=True)
class Waiting:
    """How long those of one group wait who are not yet sanctioned, in calendar days since the recommendation: how many (persons per
    case), the longest, the median."""

    number: int
    longest: int
    median: float


def waiting(counts: Counts) -> Waiting | None:
    """How long those wait who are not yet sanctioned; None where nobody does."""
    days = [day for day, _, still in counts for _ in range(still)]
    return Waiting(len(days), max(days), float(median(days))) if days else None


# --- Kaplan and Meier ---


@dataclass(frozen=True)
class Step:
    """One day since the recommendation on which someone was sanctioned.

    at_risk: waiting up to that day; sanctioned: on it. left: the probability of still waiting after it (the survival function);
    error: its standard error (Greenwood); None where nobody is left.
    """

    day: int
    at_risk: int
    sanctioned: int
    left: float
    error: float | None

    @property
    def by_then(self) -> float:
        """The probability of having been sanctioned by that day."""
        return 1 - self.left

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of by_then, for this day alone: Greenwood's error on the scale log(-log), as SAS and R ('log-log') give it."""
        if self.error is None or not 0 < self.left < 1:
            return None
        reach = math.exp(Z * self.error / (self.left * -math.log(self.left)))
        return 1 - self.left ** (1 / reach), 1 - self.left**reach


@dataclass(frozen=True)
class Survival:
    """The course of waiting in one group. steps: the days on which someone was sanctioned; waited: how many were recommended by the
    days observed of them, sorted."""

    steps: tuple[Step, ...]
    waited: Counts

    @property
    def number(self) -> int:
        """How many were recommended."""
        return sum(done + waiting for _, done, waiting in self.waited)

    @property
    def sanctioned(self) -> int:
        """How many of them were sanctioned."""
        return sum(step.sanctioned for step in self.steps)

    @property
    def last(self) -> int:
        """The longest time observed, in days; 0 where nobody was recommended."""
        return self.waited[-1][0] if self.waited else 0

    def at(self, day: int) -> Step:
        """What holds so many days after the recommendation; before the first sanction nobody is sanctioned."""
        place = bisect_right(self.steps, day, key=lambda step: step.day)
        return self.steps[place - 1] if place else Step(0, self.number, 0, 1.0, 0.0)

    def sanctioned_by(self, day: int) -> int:
        """How many were sanctioned up to a day."""
        return sum(step.sanctioned for step in self.steps if step.day <= day)

    def observed_by(self, number: int) -> int:
        """The last day on which at least so many are still observed; -1 where there never were."""
        so_many = 0
        for day, done, waiting in reversed(self.waited):
            so_many += done + waiting
            if so_many >= number:
                return day
        return -1

    @property
    def median(self) -> int | None:
        """The first day by which more than half have been sanctioned; None where that is not reached."""
        return next((step.day for step in self.steps if step.left < HALF - SAME), None)

    @property
    def median_interval(self) -> tuple[int, int | None] | None:
        """The 95 % interval of the median (Brookmeyer and Crowley 1982, on the scale log(-log)): the days that a test does not tell from
        the median. An end of None lies beyond what was observed; None altogether where no day was."""
        fitting = [place for place, step in enumerate(self.steps) if near_half(step)]
        if not fitting:
            return None
        end = fitting[-1] + 1
        return self.steps[fitting[0]].day, self.steps[end].day if end < len(self.steps) else None


def near_half(step: Step) -> bool:
    """Whether one half lies in the 95 % interval of the probability of still waiting."""
    if step.error is None or not 0 < step.left < 1:
        return False
    log = math.log(step.left)
    return abs(math.log(-log) - math.log(-math.log(HALF))) * abs(step.left * log) <= Z * step.error


def survival(counts: Iterable[tuple[int, int, int]]) -> Survival:
    """The Kaplan-Meier estimate from day counts; the day of a sanction and of a snapshot count as waited, so that on one day those
    sanctioned come before those censored. Errors by Greenwood's formula."""
    waited = tuple(sorted(counts))
    if not waited:
        return Survival((), ())
    days, done, waiting = np.array(waited, dtype=np.int64).T
    at_risk = np.cumsum((done + waiting)[::-1])[::-1]
    days, done, at_risk = (each[done > 0] for each in (days, done, at_risk))
    left = np.cumprod((at_risk - done) / at_risk)
    with np.errstate(divide="ignore"):
        terms = np.cumsum(done / (at_risk.astype(float) * (at_risk - done)))
    errors = [None if remaining == 0 else float(remaining * np.sqrt(term)) for remaining, term in zip(left, terms, strict=True)]
    lines = zip(days.tolist(), at_risk.tolist(), done.tolist(), left.tolist(), errors, strict=True)
    return Survival(tuple(Step(*line) for line in lines), waited)


# --- when half have been sanctioned ---


@dataclass(frozen=True)
class Middle:
    """When half have been sanctioned. day: the median in days, None where it is not reached; after: where only some days of a curve are
    told, the told day before it (the median lies later than that and not later than `day`), else None; interval: of 95 %, an end of None
    lies beyond what is told; last: the last day observed or told."""

    day: int | None
    after: int | None
    interval: tuple[int, int | None] | None
    last: int


def middle(course: Survival) -> Middle:
    """The exact median of a curve and its interval."""
    return Middle(course.median, None, course.median_interval, course.last)


def middle_told(shown: Sequence[tuple[int, Step]]) -> Middle:
    """The same from the told days of a curve alone, so that it tells no more than they do: the days between which the median lies, and
    told days that enclose its interval."""
    over = next((place for place, (_, step) in enumerate(shown) if step.left < HALF - SAME), len(shown))
    days = [day for day, _ in shown]
    last = days[-1] if days else 0
    if over == len(shown):
        return Middle(None, None, enclosed(shown, over), last)
    return Middle(days[over], days[over - 1] if over else 0, enclosed(shown, over), last)


def enclosed(shown: Sequence[tuple[int, Step]], over: int) -> tuple[int, int | None] | None:
    """The told days around the interval of a median. over: the place of the first told day after it; None where no day tells of it."""
    near = [place for place, (_, step) in enumerate(shown) if near_half(step)]
    if not near and over == len(shown):
        return None
    before, behind = min([*near, over]) - 1, max([over, *(place + 1 for place in near)])
    return shown[before][0] if before >= 0 else 0, shown[behind][0] if behind < len(shown) else None


# --- what public mode tells of a curve ---

WEEK = 7


def told(course: Survival, days: Iterable[int], threshold: int, merged: bool) -> tuple[tuple[int, Step], ...]:
    """A curve as public mode tells it: at the end of each week and on the days named, up to the last day on which at least
    `threshold` are still observed. merged: so that no step is made by one to threshold - 1 sanctions; days are left out for it,
    those named last."""
    last = course.observed_by(threshold)
    named = [day for day in days if day <= last]
    kept = sorted({*range(0, last + 1, WEEK), *named})
    if merged:
        anchors = spaced(course, named, threshold, course.sanctioned)
        ends = zip([-1, *anchors], [*anchors, course.last + 1], strict=True)
        kept = sorted({*anchors, *(day for after, until in ends for day in between(course, kept, after, until, threshold))})
    return tuple((day, course.at(day)) for day in kept)


def spaced(course: Survival, days: Iterable[int], threshold: int, end: int, start: int = 0) -> list[int]:
    """Those of some days that no few sanctions part from the one before or from the end. start, end: sanctioned before and after them."""
    kept = []
    for day in days:
        so_far = course.sanctioned_by(day)
        if told_apart(so_far - start, threshold) and told_apart(end - so_far, threshold):
            kept.append(day)
            start = so_far
    return kept


def between(course: Survival, days: Iterable[int], after: int, until: int, threshold: int) -> list[int]:
    """Those of some days between two others that can be told beside them."""
    inside = [day for day in days if after < day < until]
    return spaced(course, inside, threshold, course.sanctioned_by(until), course.sanctioned_by(after))


def told_apart(number: int, threshold: int) -> bool:
    """Whether a number of sanctions may be worked out: none, or enough."""
    return number == 0 or number >= threshold
