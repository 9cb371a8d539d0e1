"""Where a number comes from: every metric, group, snapshot, base and rounding that gives it, the likeliest first, and who said it.

Looked through are counts and rates of totals and of breakdowns by one dimension, unfiltered: numbers that public mode tells anyway. They
are gathered from each snapshot in one query and kept; what is shown of those found is asked again through a public view, like every other
number. Medians are not looked through.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import chain, islice
from urllib.parse import urlencode

from analytics import announced, formats, meant, sentences
from analytics.ask import Answer, Row, Unanswered, dimension_sql
from analytics.exhibits.overview import HEADLINE
from analytics.exhibits.statements import said_on
from analytics.lacking import answerable, lower_first, missing
from analytics.metrics import IN_PROCESS, METRICS, OF_REPORTED, OUTSTANDING, PROCESSED, RECOMMENDED, REPORTED, SANCTIONED, Metric
from analytics.printed import Fit, digits_of, fit_of, percentage
from analytics.published import Statement, statements
from analytics.register.snapshots import Register, Snapshot
from analytics.scope import CASE, LETTER, Scope, Unit
from analytics.settings import settings
from analytics.text import Lang, Text, join
from analytics.typed import Reading, doubtful, readings
from analytics.verdicts import BASES, UNITS_OF, ruling
from analytics.view import View, comparison
from analytics.vocabulary import (
    AGENCY,
    DIMENSIONS,
    FOLLOW_UP,
    NONE,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    STATUS,
    UNKNOWN,
    WAITING,
    Dimension,
    time_code,
)

MOST = 30  # origins that are told; the likeliest first
ASKED = 150  # matches that are asked again for them at most: some are hidden
LIKELY = 3  # totals that are told first where nobody is known to have said the number
VERY_MANY = 3000  # matches after which the search stops: a number such as 0 or 100 % is everywhere
FITS: dict[Fit, int] = {"same": 0, "truncated": 1, "rounded_otherwise": 2}

AT_LEAST = Text(id="sekurangnya {count}", en="at least {count}")
NUMBERLESS = Text(id="sangat banyak", en="very many")
AT = Text(id="{metric}{group} per {day}: {numbers}.", en="{metric}{group} as of {day}: {numbers}.")
OF_GROUP = Text(id=", {dimension} {member},", en=", {dimension} {member},")
DIVIDED = Text(id="{part} dibagi {base}", en="{part} divided by {base}")
SHARE_OF = Text(id="{part}, porsi kelompok dari semuanya", en="{part}, share of the group in all of them")
RATIO = Text(id="{part} dari {whole} {counted} = {percent}{fit}", en="{part} of {whole} {counted} = {percent}{fit}")
COUNT = Text(id="{number} {unit}", en="{number} {unit}")
FIT_WORDS: dict[Fit, Text] = {
    "same": Text(id=", dibulatkan menjadi {printed}", en=", rounded to {printed}"),
    "truncated": Text(id=", dipotong menjadi {printed}", en=", cut off to {printed}"),
    "rounded_otherwise": Text(id=", dibulatkan ke atas menjadi {printed}", en=", rounded up to {printed}"),
}
USED_BY = Text(id="Dipakai: {publishers}.", en="Used by: {publishers}.")
OTHER_UNIT = Text(
    id="Angka yang sama disebut {publishers}, dalam satuan atau cakupan lain.",
    en="The same number was said by {publishers}, in another unit or scope.",
)
NOW = Text(id="Kini, per {day}: {value}.", en="Now, as of {day}: {value}.")
SAME_SAID = Text(
    id="Angka yang sama disebut {publishers}; itu bukan hitungan register ini.",
    en="The same number was said by {publishers}; that is not a count of this register.",
)
SAID = Text(id="{publisher}, {day}", en="{publisher}, {day}")
NOT_OURS = Text(id="Bukan ukuran resmi dasbor ini.", en="Not a metric of this dashboard.")

OVER = {REPORTED: BASES["reported"], RECOMMENDED: BASES["recommended"], PROCESSED: BASES["completed"]}
# Dimensions that a stage decides: rates within their groups say nothing.
OUTCOMES = {dimension.code for dimension in (STATUS, FOLLOW_UP, WAITING, SANCTION_IMPOSED, SANCTION_RECOMMENDED)}

# The figure that shows a metric by a dimension ("" for the total); others are explained on the page Metodologi.
SHOWN_IN = {
    **dict.fromkeys(((metric.code, "") for metric in HEADLINE), "ringkasan_angka"),
    **dict.fromkeys(((code, "") for code in ("in_process", "not_proven", "incomplete", "retired", "outstanding")), "kepatuhan_corong"),
    ("reported", "month"): "tren_laporan",
    ("reported", "agency"): "instansi_peringkat",
    ("reported", "agency_type"): "instansi_jenis",
    ("reported", "province"): "instansi_provinsi",
    ("compliance_rate", "agency"): "instansi_peringkat-rate",
    ("compliance_rate", "agency_type"): "kepatuhan_jenis",
    ("compliance_rate", "position"): "kepatuhan_jabatan",
    ("compliance_rate", "province"): "kepatuhan_provinsi",
    ("share_of_reported", "position"): "jabatan_kelompok",
    ("share_of_reported", "position_level"): "jabatan_jenjang",
    ("share_of_reported", "category"): "jabatan_jenis",
    ("recommended", "sanction_recommended"): "kepatuhan_sanksi",
    ("sanctioned", "sanction_imposed"): "kepatuhan_sanksi",
    ("share_of_recommended", "follow_up"): "kepatuhan_tindak_lanjut",
    ("outstanding", "waiting"): "kepatuhan_menunggu",
    ("outstanding", "agency"): "kepatuhan_instansi",
}


# --- the ways to make a number ---


@dataclass(frozen=True)
class Form:
    """One way to make a number of counts. part, whole: SQL conditions (metrics.Metric); over_all: the whole is that of all groups.

    metric: the metric it is, or whose units are divided where it is none of ours; base: the metric divided by in that case.
    """

    metric: Metric
    part: str
    whole: str = ""
    over_all: bool = False
    base: Metric | None = None


@cache
def forms() -> tuple[Form, ...]:
    """Every metric that counts units, and parts over the bases that the press confuses; declared ones first."""
    counting = [metric for metric in METRICS.values() if metric.kind != "median" and not metric.of_rows]
    declared = [
        Form(metric, metric.numerator, metric.denominator if metric.is_ratio else "", metric.kind == "share") for metric in counting
    ]
    known = {(form.part, form.whole, form.over_all) for form in declared}
    return (*declared, *(form for form in undeclared() if (form.part, form.whole, form.over_all) not in known))


def undeclared() -> Iterator[Form]:
    """Counts over other bases than their own, and groups as shares of what has no share of its own."""
    counts = [metric for metric in METRICS.values() if metric.kind == "count" and not metric.of_rows]
    decided = [metric for metric in counts if metric not in (REPORTED, IN_PROCESS)]
    proven = [metric for metric in counts if metric.code not in OF_REPORTED]
    for base, parts in ((REPORTED, counts), (PROCESSED, decided), (RECOMMENDED, proven)):
        for metric in parts:
            if metric is not base:
                yield Form(metric, metric.numerator, base.numerator, base=base)
    for metric in (SANCTIONED, OUTSTANDING):
        yield Form(metric, metric.numerator, metric.numerator, True, base=metric)


@cache
def conditions() -> tuple[str, ...]:
    """Every condition that a form counts, each once."""
    return tuple(dict.fromkeys(each for form in forms() for each in (form.part, form.whole) if each))


# --- what a snapshot holds ---


@dataclass(frozen=True)
class Table:
    """The counts of a snapshot in one unit: group (dimension code and member; "" and "" for all) -> a count by condition."""

    as_of: date
    unit: Unit
    groups: dict[tuple[str, str], tuple[int, ...]]


def tables(register: Register) -> list[Table]:
    """Those of every snapshot: by group in its own unit, totals in the others."""
    found = []
    for day in register.dates:
        snapshot = register.at(day)
        dimensions = tuple(each for each in DIMENSIONS.values() if each.code not in ("week", "day") and answerable(snapshot, each))
        for place, unit in enumerate(snapshot.units):
            found.append(table(register, day, snapshot.version, unit, () if place else dimensions))
    return found


@lru_cache(maxsize=400)
def table(register: Register, day: date, version: str, unit: Unit, dimensions: tuple[Dimension, ...]) -> Table:
    """The counts of one snapshot, kept until it changes (version: of its file)."""
    named = {dimension.code: dimension for dimension in dimensions}
    rows = register.at(day).query(counting_sql(unit, dimensions), {})
    return Table(day, unit, {(by, code_of(named.get(by), code)): tuple(counts) for by, code, *counts in rows})


def code_of(dimension: Dimension | None, code: str) -> str:
    """The code of a group; the first day of a month, as SQL gives it, becomes the month's."""
    return time_code(dimension.code, date.fromisoformat(code[:10])) if dimension and dimension.kind == "time" else code


def counting_sql(unit: Unit, dimensions: tuple[Dimension, ...]) -> str:
    """Counts by every group of every dimension at once: each unit at the furthest stage it reached in the group, as in ask.parts_sql.

    Each row of `cases` is laid out once a dimension; only declared names enter the text.
    """
    laid = ["{'dimension': '', 'code': ''}"]
    laid += [f"{{'dimension': '{each.code}', 'code': ({dimension_sql(each)})::varchar}}" for each in dimensions]
    counts = ", ".join(f"count(*) filter (where {each})" for each in conditions())
    kept = f"where {unit.key} is not null" if unit is LETTER else ""
    return f"""
        with laid as (
            select unnest([{", ".join(laid)}], recursive := true), {unit.key} as unit, sole_{unit.key} as sole, stage, blocked, as_recommended,
            recommended_on as waiting_since from cases {kept}
        ),
        units as (
            select dimension, code, stage, blocked, as_recommended, waiting_since from laid where sole
            union all
            select dimension, code, max(stage), bool_or(blocked), bool_or(as_recommended), min(waiting_since)
            from laid where not sole group by dimension, code, unit
        )
        select dimension, code, {counts} from units group by dimension, code
    """


# --- the search ---


@dataclass(frozen=True)
class Match:
    """A form that gives a number somewhere, before it is asked for again."""

    form: Form
    table: Table
    dimension: str
    member: str
    counts: tuple[int, int]
    fit: Fit
    reading: Reading
    said: tuple[Statement, ...]

    def rank(self, dated: frozenset[date], read: tuple[Reading, ...]) -> tuple[int | bool, ...]:
        """The likeliest first: read as it was probably meant, said in public, no other name of a total, as printed, ours, a total, in a figure,
        a headline, of a date spoken of, the latest. Groups without a name and tiny ones come last."""
        metric, day, base = self.form.metric, self.table.as_of, self.counts[1]
        headline = HEADLINE.index(metric) if metric in HEADLINE else len(HEADLINE)
        by = list(DIMENSIONS).index(self.dimension) if self.dimension else -1
        undrawn = (metric.code, self.dimension) not in SHOWN_IN
        renamed = undrawn and self.dimension in (STATUS.code, WAITING.code)  # 'proven' among those reported, 'not waiting'
        noise = renamed or self.member in (UNKNOWN, NONE) or 0 < base < settings().smallest_base
        return (
            doubtful(self.reading, read), not self.said, noise, FITS[self.fit], self.form.base is not None, bool(self.dimension), self.table.unit is LETTER, self.table.unit is CASE,
            undrawn, self.dimension == AGENCY.code, by, headline, day not in dated, list(METRICS).index(metric.code),
            -day.toordinal(),
        )  # fmt: skip


def matches(register: Register, read: tuple[Reading, ...], otherwise: tuple[Statement, ...] = ()) -> Iterator[Match]:
    """Every form, group and snapshot that gives a number read so: metrics before other divisions, totals before groups, later before
    earlier snapshots, so that the likeliest come early. otherwise: statements that printed the number in another way."""
    held = [
        (each, told(register.at(each.as_of), each.unit)) for each in sorted(tables(register), key=lambda each: each.as_of, reverse=True)
    ]
    for declared, grouped in ((True, False), (True, True), (False, False), (False, True)):
        for found, every in held:
            fitting = [form for form in every if (form.base is None) == declared]
            yield from chain.from_iterable(matches_in(found, fitting, reading, grouped, otherwise) for reading in read)


def matches_in(found: Table, every: list[Form], reading: Reading, grouped: bool, otherwise: tuple[Statement, ...]) -> Iterator[Match]:
    """Those of one snapshot among some forms. grouped: of groups, else of totals."""
    place = {condition: index for index, condition in enumerate(conditions())}
    for form in (form for form in every if bool(form.whole) != (reading.kind == "count")):
        for (dimension, member), counts in groups_of(found, form, grouped):
            numbers = pair(form, found, counts, place)
            if fit := fit_to(reading, *numbers, grouped):
                told = told_at(form, found, dimension, member)
                said = tuple(each for each in told if meant.is_number_of(each, reading) or each in otherwise)
                yield Match(form, found, dimension, member, numbers, fit, reading, said)


def told(snapshot: Snapshot, unit: Unit) -> list[Form]:
    """The forms a snapshot can tell in a unit."""
    return [form for form in forms() if unit in form.metric.units and not missing(snapshot, form.metric.needs)]


def groups_of(found: Table, form: Form, grouped: bool) -> Iterator[tuple[tuple[str, str], tuple[int, ...]]]:
    """The groups a form is looked for in, or the total: no share of the whole, no rate by outcome, and no group that holds everything."""
    everything = found.groups.get(("", ""))
    total = {} if everything is None else {("", ""): everything}
    for (dimension, member), counts in found.groups.items() if grouped else total.items():
        if grouped and not dimension:
            continue
        by_outcome = form.whole and not form.over_all and dimension in OUTCOMES
        if not (by_outcome or (form.over_all and not dimension) or (dimension and counts == everything)):
            yield (dimension, member), counts


def pair(form: Form, found: Table, counts: tuple[int, ...], place: dict[str, int]) -> tuple[int, int]:
    """The part and the whole of a form in a group; 0 where it has no whole."""
    part = counts[place[form.part]]
    if not form.whole:
        return part, 0
    whole = found.groups.get(("", ""), counts) if form.over_all else counts
    return part, whole[place[form.whole]]


def fit_to(reading: Reading, part: int, whole: int, grouped: bool) -> Fit | None:
    """How a number read so follows from a part and a whole. Rounded up only for totals: of so many groups some would be near by accident."""
    if reading.kind == "count":
        return "same" if part == reading.value and (part or not grouped) else None
    if reading.kind == "fraction":
        return "same" if (part, whole) == (int(reading.value), reading.whole) else None
    if not whole or part > whole or abs(part * 100 / whole - float(reading.value)) > 1:  # the exact look is slower
        return None
    fit = fit_of(reading.value, percentage(part, whole))
    return None if grouped and (fit == "rounded_otherwise" or not part) else fit


def told_at(form: Form, found: Table, dimension: str, member: str) -> tuple[Statement, ...]:
    """What was said of this very metric and group on this date, in the unit it is counted in."""
    if form.base is not None:
        return ()
    said = meant.statements_by_place().get((form.metric.code, found.as_of, dimension, member), ())
    return tuple(each for each in said if found.unit in UNITS_OF.get(each.unit, ()))


# --- what is told ---


@dataclass(frozen=True)
class Origin:
    """One place a number comes from. row: of the answer, or made of two answers where the base is not the metric's own (base names it)."""

    answer: Answer
    row: Row
    fit: Fit
    reading: Reading
    base: Metric | None
    said: tuple[Statement, ...]
    seen: View
    page: str

    def name(self, lang: Lang) -> str:
        """The metric, or what is divided by what."""
        metric = self.answer.metric
        if self.base is None:
            return metric.label(lang)
        return SHARE_OF(lang, part=metric.label) if self.base is metric else DIVIDED(lang, part=metric.label, base=OVER[self.base])

    def group(self, lang: Lang) -> str:
        """The dimension and the member; nothing for a total."""
        by = self.answer.by
        return OF_GROUP(lang, dimension=lower_first(by[0].label(lang)), member=self.answer.label(self.row, lang)) if by else ""

    def numbers(self, lang: Lang) -> str:
        """The count, or both numbers of a rate with the percentage and how it was shortened."""
        answer, row = self.answer, self.row
        if row.denominator is None:
            return COUNT(lang, number=formats.row_value(False, row, lang), unit=answer.scope.unit.after(row.value))
        part, whole = row.numerator or 0, row.denominator
        exact = percentage(part, whole)
        shortened = self.reading.kind == "percent" and exact != self.reading.value
        return RATIO(
            lang, part=formats.number(part, lang), whole=formats.number(whole, lang), counted=self.counted(lang),
            percent=formats.percent(part / whole, lang, max(2, digits_of(self.reading.value))),
            fit=FIT_WORDS[self.fit](lang, printed=self.reading.printed(lang)) if shortened else "",
        )  # fmt: skip

    def spoken(self, lang: Lang) -> str:
        """Who used this number, and who said the same number of something else or by a count of their own; nothing where nobody did."""
        said: dict[Text, list[Statement]] = {USED_BY: [], OTHER_UNIT: [], SAME_SAID: []}
        for each in self.said:
            if meant.is_number_of(each, self.reading):
                said[self.use_by(each)].append(each)
        return " ".join(text(lang, publishers=publishers(each, lang)) for text, each in said.items() if each)

    def now(self, lang: Lang) -> str:
        """What the latest snapshot gives for the same question, of a number that somebody said; nothing where that is this one, or not told."""
        latest = self.seen.register.latest()
        if not self.said or self.base is not None or self.answer.scope.as_of == latest:
            return ""
        answer = self.seen.answered(self.answer.metric, *self.answer.by, scope=self.answer.scope.at(latest))
        if answer is None:
            return ""
        row = answer.row(self.row.code) if answer.by else answer.total
        if row is None or row.hidden:
            return ""
        return NOW(lang, day=formats.long_date(latest, lang), value=formats.with_fraction(answer.metric.is_ratio, row, lang))

    def use_by(self, statement: Statement) -> Text:
        """How a statement used this number: its verdict rests on the same question, on another one of the register, or on none of it."""
        found = ruling(self.seen, statement)
        if found.answer is None:
            return SAME_SAID
        return USED_BY if found.code in FITS and found.answer.scope == self.answer.scope else OTHER_UNIT

    def counted(self, lang: Lang) -> str:
        """What the whole counts: 'ASN direkomendasikan'; letters are recommendations by themselves."""
        unit, metric = self.answer.scope.unit, self.answer.metric
        base = OVER.get(self.base, self.base.said) if self.base else metric.base
        said = [sentences.unit(self.answer, lang, self.row.denominator), base(lang) if base and unit is not LETTER else ""]
        return " ".join(filter(None, said))

    def query(self, lang: Lang) -> dict[str, str]:
        """The address parameters of the page that shows it."""
        return replace(self.seen, lang=lang).query()

    def link(self, lang: Lang) -> str:
        """The address of that page; begins with a slash."""
        return f"/{'' if self.page == 'ringkasan' else self.page}?{urlencode(self.query(lang), safe=',')}"

    def sentence(self, lang: Lang) -> str:
        """What gives the number, of which group, when, from which counts, rounded how."""
        day = formats.long_date(self.answer.scope.as_of, lang)
        said = AT(lang, metric=self.name(lang), group=self.group(lang), day=day, numbers=self.numbers(lang))
        return f"{said} {NOT_OURS(lang)}" if self.base else said


def publishers(said: list[Statement], lang: Lang) -> str:
    """Who said something and of which date: 'KASN, 26 Juni 2020'."""
    return join(list(dict.fromkeys(SAID(lang, publisher=each.publisher, day=said_on(each, lang)) for each in said)), lang)


@dataclass(frozen=True)
class Lookup:
    """What is known of a number: how it was read, every statement that printed it, or printed it otherwise, and its origins, the
    likeliest first.

    contested: whether somebody's very number was held against the register, which gives another. more: whether there may be more origins
    than these; many: so many that the search was stopped. How many more is not told, as numbers that public mode hides would count.
    """

    readings: tuple[Reading, ...]
    origins: tuple[Origin, ...]
    more: bool
    many: bool
    statements: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    announced: tuple[announced.Statement, ...]
    contested: bool = False

    def how_many(self, lang: Lang) -> str:
        """The number of origins in words: '6', 'sekurangnya 30', 'sangat banyak'."""
        return self.in_words(len(self.origins), lang)

    def in_words(self, count: int, lang: Lang) -> str:
        """A number of origins, which may be more than were told."""
        if self.many and count:
            return NUMBERLESS(lang)
        said = formats.number(count, lang)
        return AT_LEAST(lang, count=said) if self.more else said

    @property
    def likely(self) -> tuple[Origin, ...]:
        """The origins that were probably meant: those said in public, else the first totals of our metrics, else the first of all.

        None where somebody said the number as it was typed, and the register gives it of something else, or only when it is read in the
        less likely way.
        """
        said = tuple(each for each in self.origins if each.said)
        meant_so = [each for each in self.origins if not doubtful(each.reading, self.readings)]
        first = [] if self.contested else meant_so or ([] if self.statements else list(self.origins))
        totals = [each for each in first if not each.answer.by and each.base is None]
        return said or tuple(totals[:LIKELY] or first[:1])

    @property
    def by_chance(self) -> tuple[Origin, ...]:
        """The other origins: other metrics, groups and dates that happen to give the number."""
        likely = self.likely
        return tuple(each for each in self.origins if each not in likely)


def origins(register: Register, text: str) -> tuple[Origin, ...]:
    """Where a number comes from, the likeliest first. Raises Notice where the text is no number."""
    return looked_up(register, text).origins


def looked_up(register: Register, text: str) -> Lookup:
    """Everything known of a number as typed. Raises Notice where the text is no number."""
    read = readings(text)
    found, more, many = located(register, register.version(), read)
    said, otherwise = meant.exact(register, read), meant.printed_otherwise(register, read)
    contested = any(meant.judged(register, each).code == "unexplained" for each in said)
    return Lookup(read, found, more, many, said, otherwise, using(register, read), contested)


@lru_cache(maxsize=64)
def located(register: Register, version: object, read: tuple[Reading, ...]) -> tuple[tuple[Origin, ...], bool, bool]:
    """The likeliest origins that can be shown, whether there may be more, and whether the search stopped; kept until a snapshot changes
    (version: of them all)."""
    dated = frozenset(each.as_of for each in statements() if each.publisher == "KASN" and each.precision == "day")
    found = list(islice(matches(register, read, meant.printed_otherwise(register, read)), VERY_MANY + 1))
    ranked = sorted(found, key=lambda each: each.rank(dated, read))
    shown = tuple(islice((origin for each in ranked[:ASKED] if (origin := origin_of(register, each))), MOST + 1))
    return shown[:MOST], len(shown) > MOST or len(ranked) > ASKED, len(found) > VERY_MANY


def using(register: Register, read: tuple[Reading, ...]) -> tuple[announced.Statement, ...]:
    """The announced numbers that are the one read, at the digits typed."""
    return tuple(each for reading in read for each in announced.using(*as_value(reading, register)))


def as_value(reading: Reading, register: Register) -> tuple[float, Register, int]:
    """A reading as a row's value, and how many of its digits were typed."""
    if reading.kind == "fraction":
        return float(reading.value / reading.whole), register, 12
    if reading.kind == "count":
        return float(reading.value), register, 0
    return float(reading.value / 100), register, digits_of(reading.value) + 2


def origin_of(register: Register, match: Match) -> Origin | None:
    """A match asked again as a reader would; None where the number is not told."""
    form, by = match.form, (DIMENSIONS[match.dimension],) if match.dimension else ()
    scope = Scope(match.table.as_of, unit=match.table.unit)
    seen = View(register, scope, comparison(register, scope, ""), "id")
    try:
        answer = seen.ask(form.metric, *by)
        row = row_of(seen, form, answer, match.member)
    except Unanswered:
        return None
    if row is None or row.hidden:
        return None
    return Origin(answer, row, match.fit, match.reading, form.base, match.said, *shown_on(seen, form, match))


def row_of(seen: View, form: Form, answer: Answer, member: str) -> Row | None:
    """The row a form means; over another base, the part of one answer and the whole of the other."""
    row = answer.row(member) if answer.by else answer.total
    if row is None or form.base is None or row.hidden:
        return row
    if seen.scope.unit not in form.base.units:  # letters are not reported: the base would come back in another unit
        return None
    base = seen.ask(form.base, *answer.by)
    whole = base.total if form.over_all or not base.by else base.row(member)
    if whole is None or whole.hidden or not whole.numerator or row.numerator is None:
        return None
    return Row(row.codes, row.numerator, whole.numerator, row.numerator / whole.numerator)


def shown_on(seen: View, form: Form, match: Match) -> tuple[View, str]:
    """The view and the page that show a match: its figure's; of one agency, the headline of that agency; else how it is counted."""
    if form.base is not None:
        return seen, "metodologi"
    if match.dimension == AGENCY.code and match.member in AGENCY.members and form.metric in HEADLINE:
        return seen.narrowed(agency=match.member), "ringkasan"
    return seen, SHOWN_IN.get((form.metric.code, match.dimension), "metodologi").partition("_")[0]
