"""Which published or saved figures would change if a checked file were released, from what to what. Nothing is released by asking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analytics import formats
from analytics.ask import ask
from analytics.exhibits.compliance import GIVEN_AS_RECOMMENDED
from analytics.gate.candidate import Supposed, candidate
from analytics.gate.checking import Checked
from analytics.gate.severity import filled
from analytics.lacking import name_of
from analytics.metrics import (
    COMPLIANCE,
    IN_PROCESS,
    INCOMPLETE,
    METRICS,
    NOT_PROVEN,
    OUTSTANDING,
    RECOMMENDED,
    REPORTED,
    RETIRED,
    SANCTIONED,
    SHARE,
    SHARE_RECOMMENDED,
    Metric,
)  # fmt: skip
from analytics.published import METRIC_OF, Statement, Verdict, reproduced, share_of_period, statements
from analytics.register.snapshots import Register
from analytics.scope import Scope, Unit
from analytics.text import Lang, Notice, Text, same
from analytics.vocabulary import (
    AGENCY,
    AGENCY_TYPE,
    CATEGORY,
    DAY,
    DIMENSIONS,
    FOLLOW_UP,
    MONTH,
    POSITION,
    POSITION_LEVEL,
    PROVINCE,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    WAITING,
    WEEK,
    Dimension,
)  # fmt: skip

NOT_YET = Text(id="belum ada", en="none yet")
NO_MORE = Text(id="tidak ada lagi", en="no more")
WHOLE = Text(id="seluruhnya", en="in total")
IN_UNIT = Text(id="{metric} · {unit}", en="{metric} · {unit}")
LATEST = Text(id="tanggal terbaru menjadi {day}", en="the latest date becomes {day}")
COMPARISON = Text(id="perubahan per {day} sejak snapshot sebelumnya", en="change by {day} since the snapshot before")
STATEMENT = Text(id="{what}, {publisher}", en="{what}, {publisher}")
VERDICT = Text(id="{was} → {now}; tercetak {printed}", en="{was} → {now}; printed {printed}")
VERDICTS: dict[Verdict, Text] = {
    "same": Text(id="sama", en="same"),
    "truncated": Text(id="sama, dipotong", en="same, truncated"),
    "different": Text(id="berbeda", en="different"),
    "not_computed": Text(id="tidak dihitung", en="not computed"),
}

Group = Literal["headline", "breakdown", "latest", "statement", "comparison"]
GROUPS: dict[Group, Text] = {
    "headline": Text(id="Angka pokok tanggal ini", en="Headline numbers of this date"),
    "latest": Text(id="Angka pokok terbaru", en="Latest headline numbers"),
    "statement": Text(id="Pernyataan publik", en="Public statements"),
    "comparison": Text(id="Perbandingan pada snapshot berikutnya", en="Comparisons at the next snapshot"),
    "breakdown": Text(id="Rincian", en="Breakdowns"),
}
# Every number without a breakdown, and every breakdown, that a page shows of one snapshot; a test holds this against the figures.
HEADLINE = (REPORTED, RECOMMENDED, SANCTIONED, COMPLIANCE, OUTSTANDING, IN_PROCESS, NOT_PROVEN, INCOMPLETE, RETIRED, GIVEN_AS_RECOMMENDED)
BREAKDOWNS: tuple[tuple[Metric, *tuple[Dimension, ...]], ...] = (
    (REPORTED, AGENCY), (REPORTED, AGENCY_TYPE), (REPORTED, PROVINCE), (REPORTED, CATEGORY), (REPORTED, CATEGORY, POSITION),
    (REPORTED, MONTH), (REPORTED, WEEK), (REPORTED, DAY), (REPORTED, MONTH, CATEGORY),
    (SHARE, POSITION), (SHARE, POSITION_LEVEL), (SHARE, CATEGORY),
    (COMPLIANCE, AGENCY), (COMPLIANCE, AGENCY_TYPE), (COMPLIANCE, POSITION), (COMPLIANCE, PROVINCE),
    (OUTSTANDING, AGENCY), (OUTSTANDING, WAITING), (OUTSTANDING, AGENCY, WAITING), (SHARE_RECOMMENDED, FOLLOW_UP), (RECOMMENDED, SANCTION_RECOMMENDED),
    (RECOMMENDED, SANCTION_RECOMMENDED, SANCTION_IMPOSED), (SANCTIONED, SANCTION_IMPOSED),
)  # fmt: skip
COMPARED = (REPORTED, RECOMMENDED, SANCTIONED, COMPLIANCE)


@dataclass(frozen=True)
class FigureChange:
    """One number that would change. name: what it counts; where: of which group, date or statement; None: there is none.

    is_ratio: between 0 and 1, shown as a percentage; a difference of ratios (group 'comparison') in percentage points.
    note: the verdict on a statement before and after.
    """

    group: Group
    name: Text
    where: Text
    before: float | None
    after: float | None
    is_ratio: bool = False
    note: Text | None = None

    def was(self, lang: Lang) -> str:
        """The number before, as it is read."""
        return self.said(self.before, lang) if self.before is not None else formats.MISSING if self.note else NOT_YET(lang)

    def now(self, lang: Lang) -> str:
        """The number after, as it is read."""
        return self.said(self.after, lang) if self.after is not None else formats.MISSING if self.note else NO_MORE(lang)

    def said(self, value: float, lang: Lang) -> str:
        """A count, a percentage, or a difference in percentage points."""
        if not self.is_ratio:
            return formats.plain(value, lang)
        sign = "−" if value < 0 else ""
        return f"{sign}{formats.points(value, lang)}" if self.group == "comparison" else formats.percent(value, lang)

    @property
    def shows(self) -> bool:
        """Whether a reader would see the change: printed forms differ, or the verdict does."""
        return self.note is not None or (self.before, self.after) != (None, None) and self.was("id") != self.now("id")

    @property
    def size(self) -> float:
        """How large it is: units, or percentage points."""
        return abs((self.after or 0) - (self.before or 0)) * (100 if self.is_ratio else 1)


def preview(checked: Checked, register: Register) -> list[FigureChange]:
    """Every figure that would change, in the order of GROUPS, the largest first; none where the file has errors and cannot be released.

    Raises Refused where a code of its own means something else here.
    """
    if not checked.passed:
        return []
    with candidate(checked) as snapshot:
        after, day = Supposed(register, snapshot), checked.as_of
        found = [*headline(register, after, day), *breakdowns(register, after, day), *statement_changes(register, after, day)]
        found += [*latest(register, after, day), *comparisons(register, after, day)]
    order = list(GROUPS)
    return sorted((change for change in found if change.shows), key=lambda change: (order.index(change.group), -change.size))


# --- what would change ---


def headline(before: Register, after: Register, day: date) -> Iterator[FigureChange]:
    """Numbers without a breakdown, in every unit."""
    for unit in after.at(day).units:
        for metric in (metric for metric in HEADLINE if unit in metric.units):
            yield change("headline", metric, WHOLE, total(before, metric, day, unit), total(after, metric, day, unit), unit)


def breakdowns(before: Register, after: Register, day: date) -> Iterator[FigureChange]:
    """Numbers by one dimension or two, in the snapshot's own unit."""
    unit = after.at(day).units[0]
    for metric, *by in BREAKDOWNS:
        was, now = groups(before, metric, day, unit, by), groups(after, metric, day, unit, by)
        name = name_of(metric, by)
        for codes in dict.fromkeys((*now.values, *was.values)):
            where = together([label(*pair) for pair in zip(by, codes, strict=True)], " × ")
            yield replace(change("breakdown", metric, where, was.of(codes), now.of(codes)), name=name)


def latest(before: Register, after: Register, day: date) -> Iterator[FigureChange]:
    """The headline numbers that readers see first, where the date becomes the newest."""
    if not before.dates or day <= before.latest():
        return
    where = filled(LATEST, day=on(day))
    for metric in COMPARED:
        yield change("latest", metric, where, total(before, metric, before.latest()), total(after, metric, day))


def comparisons(before: Register, after: Register, day: date) -> Iterator[FigureChange]:
    """What the next snapshot says has changed since the one before it."""
    following = next((each for each in after.dates if each > day), None)
    if following:
        where = filled(COMPARISON, day=on(following))
        for metric in COMPARED:
            yield change("comparison", metric, where, since(before, metric, following), since(after, metric, following))


def since(register: Register, metric: Metric, day: date) -> float | None:
    """How much a number changed from the snapshot before; None where there is none."""
    past = register.before(day)
    was, now = total(register, metric, past) if past else None, total(register, metric, day)
    return None if was is None or now is None else now - was


def statement_changes(before: Register, after: Register, day: date) -> Iterator[FigureChange]:
    """Published numbers of this date whose verdict would change, or what the register gives for them."""
    for statement in statements():
        if statement.as_of == day:
            was, now = (verdict(statement, register) for register in (before, after))
            if was != now:
                yield statement_change(statement, VERDICTS[was], VERDICTS[now], computed(statement, before), computed(statement, after))


def verdict(statement: Statement, register: Register) -> Verdict:
    """Whether a register gives a published number."""
    try:
        return reproduced(statement, register)
    except Notice:  # the register cannot tell
        return "not_computed"


def statement_change(statement: Statement, was: Text, now: Text, before: float | None, after: float | None) -> FigureChange:
    """One statement: what was printed, the verdict before and after, and the numbers of the register."""
    printed = same(str(statement.value if statement.value is not None else f"#{statement.rank}").replace(".", ","))
    what = Text(id=statement.what("id"), en=statement.what("en"))
    ratio = statement.unit == "persen"
    note = filled(VERDICT, was=was, now=now, printed=Text(id=printed.id, en=printed.en.replace(",", ".")))
    return FigureChange("statement", what, same(statement.publisher), before, after, ratio, note)


# --- one number ---


def change(group: Group, metric: Metric, where: Text, before: float | None, after: float | None, unit: Unit | None = None) -> FigureChange:
    """A number before and after, named by its metric, and by its unit where that is not the metric's own."""
    name = filled(IN_UNIT, metric=metric.label, unit=unit.label) if unit and unit is not metric.units[0] else metric.label
    return FigureChange(group, name, where, before, after, metric.is_ratio)


def total(register: Register, metric: Metric, day: date, unit: Unit | None = None) -> float | None:
    """A number of a snapshot; None where there is no such snapshot or it cannot say."""
    if day not in register.dates:
        return None
    try:
        return ask(register, metric, Scope(day, unit=unit or register.at(day).units[0])).total.value
    except Notice:
        return None


@dataclass(frozen=True)
class Groups:
    """The numbers of a breakdown by codes. absent: the number of a group that does not occur."""

    values: dict[tuple[str, ...], float | None]
    absent: float | None

    def of(self, codes: tuple[str, ...]) -> float | None:
        """The number of a group."""
        return self.values.get(codes, self.absent)


def groups(register: Register, metric: Metric, day: date, unit: Unit, by: Sequence[Dimension]) -> Groups:
    """A breakdown of a snapshot; without numbers where there is no such snapshot or it cannot say."""
    if day not in register.dates:
        return Groups({}, None)
    try:
        found = {row.codes: row.value for row in ask(register, metric, Scope(day, unit=unit), *by).rows}
    except Notice:
        return Groups({}, None)
    return Groups(found, 0 if metric.kind in ("count", "share") else None)


def computed(statement: Statement, register: Register) -> float | None:
    """What the register gives for a published number; None where it gives none."""
    if statement.as_of not in register.dates:
        return None
    if statement.dimension == "period":
        return share_of_period(register, statement)
    metric, dimension = METRICS.get(METRIC_OF.get(statement.measure, "")), DIMENSIONS.get(statement.dimension)
    if metric is None or (statement.dimension and dimension is None):
        return None
    if dimension is None:
        return total(register, metric, statement.as_of)
    return groups(register, metric, statement.as_of, register.at(statement.as_of).units[0], [dimension]).of((statement.member,))


def label(dimension: Dimension, code: str) -> Text:
    """The label of a code in both languages."""
    return Text(id=dimension.member(code, "id"), en=dimension.member(code, "en"))


def together(words: list[Text], between: str) -> Text:
    """Several labels as one."""
    return Text(id=between.join(word.id for word in words), en=between.join(word.en for word in words))


def on(day: date) -> Text:
    """A day in both languages."""
    return Text(id=formats.long_date(day, "id"), en=formats.long_date(day, "en"))
