"""Published numbers held against the register: the same, cut off, rounded otherwise, of another base, revised since, or not to be had.

The snapshot of the statement's own date decides. Where it cannot (no such snapshot, another population, another body's count), a rate
is held against the counts it was said to follow from. A difference that nothing explains is called unexplained, never revised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from analytics import formats
from analytics.ask import Answer, Row, ranks
from analytics.metrics import METRICS, NOT_PROVEN, PROCESSED, RECOMMENDED, REPORTED, SHARE, SHARE_RECOMMENDED, Metric
from analytics.printed import FITS, Fit, digits_of, fit_of, percentage, shortened
from analytics.published import MEASURES, METRIC_OF, PERIODS, UNIT_NOUNS, Statement, by_id, contradictions, member_labels, statements
from analytics.register.journal import Journal
from analytics.register.snapshots import Register
from analytics.scope import CASE, LETTER, PERSON, Scope, Unit
from analytics.text import Lang, Notice, Text
from analytics.view import View
from analytics.vocabulary import DIMENSIONS, ELECTION, UNKNOWN, Dimension

Code = Literal["same", "truncated", "rounded_otherwise", "other_base", "revised", "unexplained", "not_computable"]
VERDICTS: dict[Code, Text] = {
    "same": FITS["same"],
    "truncated": FITS["truncated"],
    "rounded_otherwise": FITS["rounded_otherwise"],
    "other_base": Text(id="beda karena basis", en="differs: another base"),
    "revised": Text(id="beda karena data direvisi", en="differs: the data were revised"),
    "unexplained": Text(id="beda, belum terjelaskan", en="differs, not explained"),
    "not_computable": Text(id="tidak dapat dihitung", en="cannot be computed"),
}
COMPLETED = Text(id="selesai diproses", en="completed")
BASES = {
    "reported": Text(id="dilaporkan", en="reported"),
    "recommended": Text(id="direkomendasikan", en="recommended"),
    "completed": COMPLETED,
    "contested": Text(id="dilaporkan menurut pernyataan lain", en="reported as another statement has it"),
}

RATIO = Text(id="{part} dari {whole} = {percent}", en="{part} of {whole} = {percent}")
COUNT = Text(id="{number} {unit}", en="{number} {unit}")
PLACE = Text(id="peringkat {rank}, {number}", en="rank {rank}, {number}")
BY_REGISTER = Text(id="Register per {day}: {ours}.", en="Register of {day}: {ours}.")
BY_PARTS = Text(id="Menurut rincian yang dipublikasikan: {ours}.", en="By the parts that were published: {ours}.")
HOW: dict[Fit, Text | None] = {
    "same": None,
    "truncated": Text(id="Desimalnya dipotong; dibulatkan menjadi {rounded}.", en="Its decimals were cut off; rounded it is {rounded}."),
    "rounded_otherwise": Text(
        id="Dibulatkan ke atas; pembulatan biasa {rounded}.", en="It was rounded up; rounded as usual it is {rounded}."
    ),
}
IN_PERSONS = Text(
    id="Dihitung dalam orang; dalam satuan yang disebut ({unit}) hasilnya lain.",
    en="Counted in persons; in the unit it names ({unit}) the register gives another number.",
)
OF_BASE = Text(id="Dengan basis {base}: {ours}.", en="On the base {base}: {ours}.")
ALSO_ON_BASE = Text(
    id="Basis {base} memberinya dengan pembulatan biasa: {ours}.", en="The base {base} gives it when rounded as usual: {ours}."
)
UNSTATED = Text(
    id="Penyebutnya tidak disebut; register menghitungnya dari yang dilaporkan.",
    en="Its base was not said; the register counts it of those reported.",
)
INFERRED = Text(
    id="Basisnya harus {least}–{most}, yaitu di antara yang direkomendasikan dan yang dilaporkan: disimpulkan kasus selesai diproses, basis "
    "yang dipakai pada hari yang sama ({same_day}).",
    en="Its base must be {least}–{most}, between those recommended and those reported: inferred to be completed cases, the base used on the "
    "same day ({same_day}).",
)
OTHER_PARTS = Text(
    id="Rincian yang dipublikasikan memberi angka itu: {theirs}. Register kini memuat rincian lain.",
    en="The parts that were published give it: {theirs}. The register now holds other parts.",
)
EARLIER_STATE = Text(
    id="Angka itu benar menurut versi snapshot tanggal itu sesudah catatan riwayat nomor {number}.",
    en="It was right by the version of that date's snapshot after history entry {number}.",
)
OTHER_SNAPSHOT = Text(id="Angka itu sama dengan snapshot {day}.", en="It is the number of the snapshot of {day}.")
NOTHING_GIVES_IT = Text(
    id="Tidak ada pembulatan, basis, atau versi register yang memberikannya.",
    en="No rounding, base or version of the register gives it.",
)
OTHER_RANK = Text(id="Peringkatnya lain.", en="Its rank differs.")
# Why a statement cannot be held against the register.
NO_SNAPSHOT = Text(id="Tidak ada snapshot per {day}.", en="There is no snapshot of {day}.")
NOT_DATED = Text(id="Tanggal datanya tidak disebut sampai harinya.", en="The day of its data was not said.")
OTHER_BODY = Text(id="Hitungan {publisher}, bukan dari register ini.", en="A count of {publisher}, not of this register.")
OTHER_UNIT = Text(id="Satuannya {unit}, yang tidak dihitung register.", en="Its unit is {unit}, which the register does not count.")
NO_MEASURE = Text(id="Register tidak memuat ukuran ini: {measure}.", en="The register does not hold this measure: {measure}.")
NO_DIMENSION = Text(id="Rincian ini tidak ada dalam register: {member}.", en="The register has no such breakdown: {member}.")
OTHER_POPULATION = Text(
    id="Register per {day} tidak memuat populasi ini: {population}.",
    en="The register of {day} does not hold this population: {population}.",
)
HIDDEN = Text(id="Angkanya tidak ditampilkan pada mode publik.", en="Public mode does not show the number.")
NO_PARTS = Text(id="Rinciannya tidak dipublikasikan.", en="Its parts were not published.")

UNITS_OF: dict[str, tuple[Unit, ...]] = {"orang": (PERSON,), "persen": (PERSON,), "kasus": (CASE, PERSON), "rekomendasi": (LETTER, PERSON)}
Found = tuple[Answer, Row]  # what the register gives: the answer, and the row that is meant


@dataclass(frozen=True)
class Ruling:
    """What became of one statement: the verdict, why, what the register gives at the statement's own date, and which base gives it."""

    statement: Statement
    code: Code
    because: Text
    answer: Answer | None = None
    row: Row | None = None
    base: str = ""


def ruling(seen: View, statement: Statement) -> Ruling:
    """The verdict on a statement by the reader's register; kept until a snapshot changes."""
    return kept(seen.register, seen.register.version(), statement)


@lru_cache(maxsize=4096)
def kept(register: Register, version: object, statement: Statement) -> Ruling:
    """The verdict by a register as it stands (version: of its snapshots)."""
    seen = View(register, Scope(register.latest()), None, "id")
    try:
        found = candidates(seen, statement, own_day(statement))
    except Notice as why:
        return by_parts(statement, both(why.text, **why.values))
    return by_register(seen, statement, found)


def both(pattern: Text, **values: object) -> Text:
    """A phrase with its values in it, in both languages."""
    return Text(id=pattern("id", **values), en=pattern("en", **values))


def together(*texts: Text | None) -> Text:
    """Several sentences as one text."""
    said = [text for text in texts if text]
    return Text(id=" ".join(text.id for text in said), en=" ".join(text.en for text in said))


# --- what the register gives ---


def own_day(statement: Statement) -> date:
    """The date of a statement's data. Raises Notice where it was said by month or year only."""
    if statement.precision != "day":
        raise Notice(NOT_DATED)
    return statement.as_of


def candidates(seen: View, statement: Statement, day: date) -> list[Found]:
    """What the register gives for a statement's question at a snapshot: in the unit it names, then in persons. Raises Notice."""
    metric, units = question(statement)
    scope = population(seen, statement, day)
    found = [in_unit(seen, statement, metric, scope.counting(unit)) for unit in units if unit in seen.register.at(day).units]
    if not found:
        raise Notice(OTHER_UNIT, unit=UNIT_NOUNS[statement.unit])
    if all(row.hidden for _, row in found):
        raise Notice(HIDDEN)
    return found


def question(statement: Statement) -> tuple[Metric, tuple[Unit, ...]]:
    """The metric a statement is about, and the units to try. Raises Notice where the register cannot be asked such a thing."""
    if statement.publisher != "KASN":
        raise Notice(OTHER_BODY, publisher=statement.publisher)
    metric = METRICS.get(METRIC_OF.get(statement.measure, ""))
    if metric is None:
        raise Notice(NO_MEASURE, measure=MEASURES[statement.measure])
    if statement.dimension and statement.dimension not in DIMENSIONS and statement.member not in PERIODS:
        raise Notice(NO_DIMENSION, member=member_labels().get((statement.dimension, statement.member), statement.dimension))
    if statement.unit not in UNITS_OF:
        raise Notice(OTHER_UNIT, unit=UNIT_NOUNS[statement.unit])
    return metric, UNITS_OF[statement.unit]


def population(seen: View, statement: Statement, day: date) -> Scope:
    """The scope that holds a statement's population at a snapshot: all of it where it holds no other election. Raises Notice."""
    if day not in seen.register.dates:
        raise Notice(NO_SNAPSHOT, day=formats.named_day(day))
    whole = Scope(day, unit=seen.register.at(day).units[0])
    elections = seen.answered(REPORTED, ELECTION, scope=whole)
    told = {row.code for row in elections.rows if row.code != UNKNOWN} if elections else set()
    held = told or {statement.population}  # a register that does not tell elections is taken for the one spoken of
    if statement.population not in held:
        label = member_labels().get(("scope", statement.population), statement.population)
        raise Notice(OTHER_POPULATION, day=formats.named_day(day), population=label)
    return whole if held == {statement.population} else whole.only(election=statement.population)


def in_unit(seen: View, statement: Statement, metric: Metric, scope: Scope) -> Found:
    """The answer to a statement's question in one unit, and its row; a group that does not occur has none or, of a rate, no value."""
    if statement.member in PERIODS:
        return of_period(seen, statement.member, scope)
    if not statement.dimension:
        answer = seen.ask(metric, scope=scope)
        return answer, answer.total
    answer = seen.ask(metric, DIMENSIONS[statement.dimension], scope=scope)
    return answer, answer.row(statement.member) or absent(answer, statement.member)


def absent(answer: Answer, member: str) -> Row:
    """The row of a group that does not occur."""
    if answer.metric.kind == "count":
        return Row((member,), 0, None, 0)
    whole = answer.total.denominator if answer.metric.kind == "share" else 0
    return Row((member,), 0, whole, 0 if whole else None)


def of_period(seen: View, member: str, scope: Scope) -> Found:
    """Persons reported within a published period, of all reported."""
    start, end = PERIODS[member]
    part = seen.ask(REPORTED, scope=Scope(scope.as_of, scope.where, start, end, scope.unit)).total
    answer = seen.ask(SHARE, scope=scope)
    whole = answer.total.denominator
    if part.hidden or part.numerator is None or not whole:
        return answer, Row((member,), None, None, None, hidden=part.hidden)
    return answer, Row((member,), part.numerator, whole, part.numerator / whole)


def at_snapshot(seen: View, statement: Statement, day: date) -> Found | None:
    """What a snapshot gives for a statement's question, in the unit the verdict was given in; None where it cannot tell."""
    try:
        found = candidates(seen, statement, day)
    except Notice:
        return None
    settled = ruling(seen, statement).answer
    return next((each for each in found if settled and each[0].scope.unit is settled.scope.unit), found[0])


# --- the verdict by the register ---


def by_register(seen: View, statement: Statement, found: list[Found]) -> Ruling:
    """The verdict where the register can be asked: the first unit that gives the number, else what explains the difference."""
    for answer, row in found:
        fit = fit_to(statement, answer, row)
        if fit:
            other = both(IN_PERSONS, unit=UNIT_NOUNS[statement.unit]) if answer is not found[0][0] else None
            because = together(
                by_answer(statement, answer, row), how(statement, fit, row), about_base(seen, statement, fit, answer, row), other
            )
            return Ruling(statement, fit, because, answer, row)
    answer, row = found[0]
    ours = by_answer(statement, answer, row)
    explained = next(explanations(seen, statement, answer, row), None)
    code, base, because = explained or ("unexplained", "", NOTHING_GIVES_IT)
    return Ruling(statement, code, together(ours, because), answer, row, base)


def about_base(seen: View, statement: Statement, fit: Fit, answer: Answer, row: Row) -> Text | None:
    """What is to be known of the base of a number that fits: that none was said, or that another gives it without cutting or rounding up."""
    if not answer.metric.is_ratio or statement.member in PERIODS:
        return None
    unstated = UNSTATED if statement.measure == "share_base_unstated" else None
    if fit == "same":
        return unstated
    others = [each for each in bases_of(seen, statement, answer) if each[1:] != (row.numerator, row.denominator)]
    plain = (each for each in others if fit_to_parts(statement, *each[1:]) == "same")
    also = next((both(ALSO_ON_BASE, base=BASES[base], ours=ratio_words(part, whole)) for base, part, whole in plain), None)
    return together(unstated, also) if unstated or also else None


def fit_to(statement: Statement, answer: Answer, row: Row) -> Fit | None:
    """How a printed number, and its rank where it has one, follow from a row; None where they do not."""
    if row.value is None or not rank_fits(statement, answer, row):
        return None
    if statement.value is None:
        return "same"
    if row.denominator is None:
        return "same" if statement.value == Decimal(str(row.value)) else None
    return fit_to_parts(statement, row.numerator or 0, row.denominator)


def rank_fits(statement: Statement, answer: Answer, row: Row) -> bool:
    """Whether a row has the rank that was printed, or none was; the register does not rank periods."""
    return not statement.rank or statement.member in PERIODS or ranks(answer).get(row.code) == statement.rank


def fit_to_parts(statement: Statement, part: int, whole: int) -> Fit | None:
    """How a printed percentage follows from a part and its whole."""
    if statement.value is None or not whole:
        return None
    return fit_of(statement.value, percentage(part, whole))


def by_answer(statement: Statement, answer: Answer, row: Row) -> Text:
    """What the register gives at the statement's date, in words."""
    ours = ratio_words(row.numerator or 0, row.denominator) if row.denominator else count_words(answer, row)
    if statement.rank and statement.member not in PERIODS:
        ours = both(PLACE, rank=ranks(answer).get(row.code, formats.MISSING), number=ours)
    return both(BY_REGISTER, day=formats.named_day(answer.scope.as_of), ours=ours)


def ratio_words(part: int, whole: int) -> Text:
    """'99 dari 283 = 34,98 %'; two decimals, so that a rounding shows."""

    def said(lang: Lang) -> str:
        shown = formats.percent(part / whole, lang, 2) if whole else formats.MISSING
        return RATIO(lang, part=formats.number(part, lang), whole=formats.number(whole, lang), percent=shown)

    return Text(id=said("id"), en=said("en"))


def count_words(answer: Answer, row: Row) -> Text:
    """'456 ASN'."""
    unit = answer.scope.unit.after(row.value)
    return Text(
        id=COUNT("id", number=formats.row_value(answer.metric.is_ratio, row, "id"), unit=unit),
        en=COUNT("en", number=formats.row_value(answer.metric.is_ratio, row, "en"), unit=unit),
    )


def how(statement: Statement, fit: Fit, row: Row) -> Text | None:
    """What the press did with the decimals; nothing where it rounded as usual."""
    return how_of_parts(statement, fit, row.numerator or 0, row.denominator) if row.denominator else None


def how_of_parts(statement: Statement, fit: Fit, part: int, whole: int) -> Text | None:
    """The same, of a part and its whole."""
    pattern = HOW[fit]
    if pattern is None or statement.value is None:
        return None
    digits = digits_of(statement.value)
    rounded = float(shortened(percentage(part, whole), digits, "same") / 100)
    return Text(
        id=pattern("id", rounded=formats.percent(rounded, "id", digits)), en=pattern("en", rounded=formats.percent(rounded, "en", digits))
    )


# --- what explains a difference ---

Explained = tuple[Code, str, Text]  # verdict, base, why


def explanations(seen: View, statement: Statement, answer: Answer, row: Row) -> Iterator[Explained]:
    """What may explain that the register gives another number, the strongest first."""
    if not rank_fits(statement, answer, row):
        yield "unexplained", "", OTHER_RANK
    parts = parts_of(statement)
    if parts and not base_of_parts(statement) and fit_to_parts(statement, *parts):
        yield "revised", "", both(OTHER_PARTS, theirs=ratio_words(*parts))
    if answer.metric.is_ratio:
        yield from other_bases(statement, bases_of(seen, statement, answer))
        yield from published_bases(statement)
    yield from earlier_states(seen, statement)
    yield from other_snapshots(seen, statement)


def bases_of(seen: View, statement: Statement, answer: Answer) -> Iterator[tuple[str, int, int]]:
    """The same part over every base of the register: which base, part, whole."""
    metric, scope, by = answer.metric, answer.scope, answer.by
    if metric.kind == "share":
        for base, shared in (("reported", SHARE), ("recommended", SHARE_RECOMMENDED)):
            _, row = in_unit(seen, statement, shared, scope)
            yield base, row.numerator or 0, row.denominator or 0
        return
    part = in_unit(seen, statement, metric, scope)[1].numerator or 0
    for base, counted in (("reported", REPORTED), ("recommended", RECOMMENDED), ("completed", PROCESSED)):
        if counted.numerator != metric.numerator:  # a part over itself says nothing
            yield base, part, count_of(seen, counted, statement, scope, by)
    decided = [count_of(seen, counted, statement, scope, by) for counted in (RECOMMENDED, NOT_PROVEN)]
    yield "completed", part, sum(decided)


def count_of(seen: View, metric: Metric, statement: Statement, scope: Scope, by: tuple[Dimension, ...]) -> int:
    """A count in the group a statement speaks of."""
    answer = seen.ask(metric, *by, scope=scope)
    row = answer.row(statement.member) if by else answer.total
    return (row.numerator or 0) if row else 0


def other_bases(statement: Statement, bases: Iterator[tuple[str, int, int]]) -> Iterator[Explained]:
    """The bases that give the printed number, rounded as usual or cut off."""
    for base, part, whole in bases:
        if whole and fit_to_parts(statement, part, whole) in ("same", "truncated"):
            yield "other_base", base, both(OF_BASE, base=BASES[base], ours=ratio_words(part, whole))


def earlier_states(seen: View, statement: Statement) -> Iterator[Explained]:
    """The releases of that date's snapshot after which the register gave the printed number, the latest first."""
    events = Journal(seen.register.directory).read().events
    for event in reversed([event for event in events if event.as_of == statement.as_of and event.kind == "release"]):
        if seen.register.state is None or event.number < seen.register.state:
            then = View(seen.register.as_it_was(event.number), seen.scope, None, seen.lang)
            if gives(then, statement, statement.as_of):
                yield "revised", "", both(EARLIER_STATE, number=event.number)


def other_snapshots(seen: View, statement: Statement) -> Iterator[Explained]:
    """Other snapshots whose total is the printed number, the nearest first; a group's number may be the same by accident."""
    exact = statement.unit != "persen" or (statement.value is not None and digits_of(statement.value) > 0)
    if statement.dimension or not exact:
        return
    for day in sorted(seen.register.dates, key=lambda day: abs(day - statement.as_of)):
        if day != statement.as_of and gives(seen, statement, day):
            yield "revised", "", both(OTHER_SNAPSHOT, day=formats.named_day(day))


def gives(seen: View, statement: Statement, day: date) -> bool:
    """Whether a snapshot gives the printed number."""
    try:
        return any(fit_to(statement, *each) == "same" for each in candidates(seen, statement, day))
    except Notice:
        return False


# --- the verdict by the published parts ---


def by_parts(statement: Statement, why: Text) -> Ruling:
    """The verdict on a rate by the counts it was said to follow from; a count, or a rate without them, cannot be computed."""
    parts = parts_of(statement)
    if parts is None:
        lacking = NO_PARTS if statement.unit == "persen" else None
        return Ruling(statement, "not_computable", together(why, lacking))
    ours = both(BY_PARTS, ours=ratio_words(*parts))
    fit, other = fit_to_parts(statement, *parts), base_of_parts(statement)
    if fit and other:
        return Ruling(statement, "other_base", together(ours, both(OF_BASE, base=BASES[other], ours=ratio_words(*parts))), base=other)
    if fit:
        return Ruling(statement, fit, together(ours, how_of_parts(statement, fit, *parts)))
    explained = next(published_bases(statement), None) or ("unexplained", "", NOTHING_GIVES_IT)
    code, base, because = explained
    return Ruling(statement, code, together(ours, because), base=base)


def parts_of(statement: Statement) -> tuple[int, int] | None:
    """The counts a rate was said to follow from; None where one of them is not in the ledger."""
    found = [by_id().get(each) for each in (statement.numerator, statement.denominator)]
    values = [int(each.value) for each in found if each and each.value is not None]
    return (values[0], values[1]) if len(values) == 2 and values[1] else None


def base_of_parts(statement: Statement) -> str:
    """The base its published parts divide by where it is not the one that the measure means; '' where it is."""
    metric, whole = METRICS.get(METRIC_OF.get(statement.measure, "")), by_id().get(statement.denominator)
    if metric is None or whole is None:
        return ""
    base = {"processed": "completed"}.get(whole.measure, whole.measure)
    counted = METRICS.get(METRIC_OF.get(whole.measure, ""))
    return base if base in BASES and counted is not None and counted.numerator != metric.denominator else ""


def published_bases(statement: Statement) -> Iterator[Explained]:
    """The bases among published numbers that give the printed one: those contested, and completed cases as said or inferred."""
    parts = parts_of(statement)
    if parts is None:
        return
    contested = [int(other.value) for other in contradictions().get(statement.denominator, ()) if other.value is not None]
    bases = [("contested", parts[0], whole) for whole in contested]
    yield from other_bases(statement, iter([*bases, *completed_of(statement, parts[0])]))
    yield from inferred(statement, parts)


def completed_of(statement: Statement, part: int) -> Iterator[tuple[str, int, int]]:
    """A part over the completed cases published with it: as said, or recommended and not proven together."""
    said = {
        each.measure: int(each.value)
        for each in statements()
        if each.publisher == statement.publisher and each.as_of == statement.as_of and each.population == statement.population
        and not each.dimension and each.unit == "orang" and each.value is not None
    }  # fmt: skip
    if "processed" in said:
        yield "completed", part, said["processed"]
    if "recommended" in said and "not_proven" in said:
        yield "completed", part, said["recommended"] + said["not_proven"]


def inferred(statement: Statement, parts: tuple[int, int]) -> Iterator[Explained]:
    """Completed cases as the base of a proven rate though their number was not said: where another rate of that day rests on them."""
    example = next((each for each in of_that_day(statement) if rests_on_completed(each)), None)
    wholes = [whole for whole in range(parts[0], parts[1]) if fit_to_parts(statement, parts[0], whole) == "same"]
    if example and wholes:
        population = member_labels().get(("scope", example.population), example.population)
        yield "other_base", "completed", both(INFERRED, least=wholes[0], most=wholes[-1], same_day=population)


def of_that_day(statement: Statement) -> list[Statement]:
    """The other proven rates its publisher stated of the same day."""
    return [
        each
        for each in statements()
        if each.measure == statement.measure == "proven_rate" and each.publisher == statement.publisher and each.as_of == statement.as_of
        and each.id != statement.id
    ]  # fmt: skip


def rests_on_completed(statement: Statement) -> bool:
    """Whether a rate follows from completed cases and not from all."""
    parts = parts_of(statement)
    if parts is None or fit_to_parts(statement, *parts):
        return False
    return any(fit_to_parts(statement, part, whole) == "same" for _, part, whole in completed_of(statement, parts[0]))
