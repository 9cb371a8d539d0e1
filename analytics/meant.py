"""What a typed number was meant to be: the statements that printed it, those that print another number of the same thing, and those that
printed the register's number in another way.

A journalist has a number from a newspaper. Before it is looked for among thousands of counts it is held against what was said: 75,9 is
KASN's misprint of 75,5, and 35,0 is what the press printed as 34,9.
"""

from datetime import date
from functools import cache

from analytics import formats
from analytics.printed import digits_of, fit_of, percentage, shortened
from analytics.published import METRIC_OF, Statement, contradictions, statements
from analytics.register.snapshots import Register
from analytics.text import Lang, Text
from analytics.typed import Reading
from analytics.verdicts import RATIO, Code, Ruling, kept, parts_of

INSTEAD = Text(
    id="{source} menghasilkan {rounded} ({ratio}); pernyataan {publisher} per {day} menyebut {printed} karena {why}.",
    en="{source} gives {rounded} ({ratio}); the statement by {publisher} as of {day} says {printed} because {why}.",
)
UNSUPPORTED = Text(
    id="{source} menghasilkan {rounded} ({ratio}); angka {printed} dalam pernyataan {publisher} per {day} tidak didukung olehnya.",
    en="{source} gives {rounded} ({ratio}); the {printed} of the statement by {publisher} as of {day} is not borne out by it.",
)
SHORTENED: dict[Code, Text] = {
    "truncated": Text(id="dipotong", en="it was cut off"),
    "rounded_otherwise": Text(id="dibulatkan ke atas", en="it was rounded up"),
}
REGISTER = Text(id="Register", en="The register")
PARTS = Text(id="Rincian yang dipublikasikan", en="The published parts")
THIS = Text(id="Angka ini", en="This number")
OTHER = Text(id="Angka lain untuk hal yang sama", en="Another number of the same thing")
OTHERWISE = Text(id="Angka ini, dicetak lain", en="This number, printed otherwise")
LIKELIEST: tuple[Code, ...] = ("same", "truncated", "rounded_otherwise", "other_base", "revised", "unexplained", "not_computable")
Place = tuple[str, date, str, str]  # metric, date, dimension, member


# --- the very number ---


def exact(register: Register, read: tuple[Reading, ...]) -> tuple[Statement, ...]:
    """The statements that printed a number so read: those that the register bears out first, totals before groups."""
    found = [each for each in statements() if any(says(each, reading) for reading in read)]
    return tuple(sorted(found, key=lambda each: (LIKELIEST.index(judged(register, each).code), bool(each.dimension))))


def judged(register: Register, statement: Statement) -> Ruling:
    """The verdict on a statement by a register as it stands."""
    return kept(register, register.version(), statement)


def says(statement: Statement, reading: Reading) -> bool:
    """Whether a statement used the number; a fraction, by the parts published with it."""
    if reading.kind == "fraction":
        return parts_of(statement) == (int(reading.value), reading.whole)
    return is_number_of(statement, reading)


def is_number_of(statement: Statement, reading: Reading) -> bool:
    """Whether a statement's number is the one read; of a fraction, whether it prints its percentage in any way."""
    if statement.value is None or (statement.unit == "persen") != (reading.kind != "count"):
        return False
    if reading.kind == "fraction":
        return fit_of(statement.value, percentage(int(reading.value), reading.whole)) is not None
    return statement.value == reading.value


@cache
def statements_by_place() -> dict[Place, tuple[Statement, ...]]:
    """Statements by metric, date, dimension and member: KASN's, and percentages of others, whose counts are not in KASN's units."""
    found: dict[Place, list[Statement]] = {}
    for each in statements():
        if each.precision == "day" and (each.publisher == "KASN" or each.unit == "persen"):
            found.setdefault((METRIC_OF.get(each.measure, ""), each.as_of, each.dimension, each.member), []).append(each)
    return {key: tuple(each) for key, each in found.items()}


# --- another number of the same thing ---


def competing(statement: Statement) -> tuple[Statement, ...]:
    """The other numbers published of the same metric, group, population, date and unit, and those that contradict it by name."""
    others = [each for each in statements() if thing(each) == thing(statement)]
    named = contradictions().get(statement.id, ())
    return tuple(dict.fromkeys(each for each in (*others, *named) if each.value is not None and each.value != statement.value))


def thing(statement: Statement) -> tuple[str, ...]:
    """What a statement is about, whoever says it."""
    metric, day = METRIC_OF.get(statement.measure, statement.measure), f"{statement.as_of} {statement.precision}"
    return metric, day, statement.dimension, statement.member, statement.population, statement.unit


# --- the same number printed in another way ---


def printed_otherwise(register: Register, read: tuple[Reading, ...]) -> tuple[Statement, ...]:
    """The statements that printed a cut-off or rounded-up number where ordinary rounding gives the one read: 34,9 for 35,0."""
    return tuple(each for each in statements() if any(rounds_to(register, each, reading) for reading in read))


def rounds_to(register: Register, statement: Statement, reading: Reading) -> bool:
    """Whether a percentage read is what a statement's counts give when rounded, and the statement printed another."""
    if reading.kind != "percent" or statement.unit != "persen" or statement.value in (None, reading.value):
        return False
    if abs(float(statement.value or 0) - float(reading.value)) > 1:  # the verdict takes longer
        return False
    found = judged(register, statement)
    counts = counts_of(found)
    return found.code in SHORTENED and counts is not None and fit_of(reading.value, percentage(*counts)) == "same"


def counts_of(found: Ruling) -> tuple[int, int] | None:
    """The part and the whole that a verdict rests on: the register's, else those published; None where there are none."""
    if found.row is None:
        return parts_of(found.statement)
    return (found.row.numerator or 0, found.row.denominator) if found.row.denominator else None


def instead(register: Register, statement: Statement, lang: Lang) -> str:
    """What the register gives, what the statement printed instead, and why, or that nothing explains it; '' where it printed what the
    register gives, or that on another base."""
    found = judged(register, statement)
    counts, value = counts_of(found), statement.value
    if found.code not in (*SHORTENED, "unexplained") or counts is None or value is None or statement.unit != "persen":
        return ""
    part, whole = counts
    ratio = RATIO(lang, part=formats.number(part, lang), whole=formats.number(whole, lang), percent=formats.percent(part / whole, lang, 2))
    rounded = float(shortened(percentage(part, whole), digits_of(value), "same") / 100)
    why = SHORTENED.get(found.code)
    return (INSTEAD if why else UNSUPPORTED)(
        lang, source=(REGISTER if found.row else PARTS)(lang), rounded=formats.percent(rounded, lang, digits_of(value)), ratio=ratio,
        publisher=statement.publisher, day=formats.long_date(statement.as_of, lang),
        printed=formats.percent(float(value / 100), lang, digits_of(value)), **({"why": why(lang)} if why else {}),
    )  # fmt: skip


def sentences(register: Register, said: tuple[Statement, ...], lang: Lang) -> list[str]:
    """The statements among some that printed otherwise than the register gives, each in a sentence."""
    return [sentence for each in said if (sentence := instead(register, each, lang))]


def in_order(said: tuple[Statement, ...], otherwise: tuple[Statement, ...]) -> list[tuple[Text, Statement]]:
    """Statements in the order they are told, each once, with what it is to the number: the number itself, behind it what was said against
    it, then what was printed in another way."""
    found: dict[str, tuple[Text, Statement]] = {}
    for each in said:
        for relation, statement in ((THIS, each), *((OTHER, other) for other in competing(each) if other not in said)):
            found.setdefault(statement.id, (relation, statement))
    for each in otherwise:
        found.setdefault(each.id, (OTHERWISE, each))
    return list(found.values())
