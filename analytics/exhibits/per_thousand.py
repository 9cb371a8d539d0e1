"""Figure of the page Instansi: reported persons per 1.000 civil servants (ASN) of each agency, where the installation knows their number.

Numerator: distinct persons reported (REPORTED, by agency); denominator: the agency's headcount (analytics.headcounts). Agencies without a
headcount, or with one smaller than their reports, are named, not guessed.
"""

from datetime import date

from analytics import formats, sentences
from analytics.ask import NO_TOTAL, Answer, Row, order
from analytics.exhibit import Exhibit
from analytics.headcounts import Headcount, headcounts
from analytics.metrics import REPORTED, Metric
from analytics.noise import ends, known, large
from analytics.scope import PERSON
from analytics.text import Lang, Notice, Text, join
from analytics.view import View
from analytics.vocabulary import AGENCY

PER_1000 = Metric(
    "reported_per_1000",
    Text(id="Dilaporkan per 1.000 ASN", en="Reported per 1,000 ASN"),
    Text(id="dilaporkan per 1.000 ASN", en="reported per 1,000 ASN"),
    Text(
        id="ASN yang dilaporkan pada satu instansi dibagi jumlah seluruh ASN instansi itu, dikali 1.000. Jumlah ASN berasal dari berkas rujukan, "
        "bukan dari register.",
        en="Civil servants (ASN) reported in an agency divided by all civil servants of that agency, times 1,000. Their number comes from a "
        "reference file, not from the register.",
    ),
    "true",
    "per_1000",
    base=Text(id="seluruh ASN instansi", en="all ASN of the agency"),
    units=(PERSON,),
)
NO_PERSONS = Text(
    id="Angka per 1.000 ASN hanya ada bila register mencatat orang; snapshot ini mencatat {unit}.",
    en="Numbers per 1,000 ASN need a register of persons; this snapshot counts {unit}.",
)
NONE_KNOWN = Text(
    id="Tidak satu pun dari {count} instansi dalam cakupan ini disebut dalam berkas jumlah ASN.",
    en="None of the {count} agencies in this scope is in the file of numbers of ASN.",
)
ONE = Text(id="{label}: {value}", en="{label}: {value}")
NOT_APART = Text(
    id="Dilaporkan per 1.000 ASN tidak berbeda nyata antarinstansi; tertinggi tercatat {label}, {value}",
    en="Reported per 1,000 ASN do not clearly differ between agencies; the highest on record is {label}, {value}",
)
HIGH_LOW = Text(
    id="Terbanyak menurut besar instansi: {high}, {high_value}; paling sedikit: {low}, {low_value}",
    en="Most for the size of the agency: {high}, {high_value}; fewest: {low}, {low_value}",
)
CLEARLY = Text(
    id="Menurut besar instansi, {high}, {high_value}, nyata lebih banyak daripada {low}, {low_value}",
    en="For the size of the agency, {high}, {high_value}, has clearly more than {low}, {low_value}",
)
ORIGIN = Text(id="Jumlah ASN menurut {sources}, per {days}.", en="Number of ASN according to {sources}, as of {days}.")
ORIGINS = Text(id="{count} sumber", en="{count} sources")
FROM_TO = Text(id="{first} hingga {last}", en="{first} to {last}")
OLDER = Text(
    id="Jumlah ASN {count} instansi lebih tua dari snapshot ({day}); yang tertua berumur {age} hari.",
    en="Numbers of ASN older than the snapshot ({day}): {count}, at most by {age} days.",
)
NEWER = Text(
    id="Jumlah ASN {count} instansi lebih baru dari snapshot ({day}).",
    en="Numbers of ASN newer than the snapshot ({day}): {count}.",
)
MISSING = Text(
    id="{count} dari {all} instansi tidak disebut dalam berkas jumlah ASN: {agencies}.",
    en="Not in the file of numbers of ASN, {count} of {all} agencies: {agencies}.",
)
TOO_FEW = Text(
    id="Jumlah ASN lebih kecil dari yang dilaporkan, tidak dipakai: {agencies}.", en="Fewer ASN than were reported, not used: {agencies}."
)
SHOWN = Text(id="Ditampilkan {shown} tertinggi dari {all} instansi.", en="The {shown} highest of {all} agencies are shown.")
AND_MORE = Text(id="{names}, dan {count} lainnya", en="{names} and {count} more")
NAMED = 3  # agencies named in a note


def ranked(seen: View, size: int = 10, id: str = "instansi_peringkat", counts: dict[str, Headcount] | None = None) -> Exhibit:
    """The agencies with most reports for their size; where that cannot be known, what is missing. counts: by default those supplied."""
    variant = "per1000" + f"-{size}" * (size != 10)
    counted = seen.ask(REPORTED, AGENCY, scope=seen.scope.counting(PERSON)) if knows_persons(seen) else seen.ask(REPORTED, AGENCY)
    try:
        if not knows_persons(seen):
            raise Notice(NO_PERSONS, unit=seen.scope.unit.noun)
        known_counts = headcounts() if counts is None else counts
        answer = per_thousand(counted, known_counts)
        if not answer.rows and known(counted):
            raise Notice(NONE_KNOWN, count=len(known(counted)))
    except Notice as why:
        return Exhibit(
            id, "bar", PER_1000.label(seen.lang), nothing(counted), seen, said=why(seen.lang), lacking=why(seen.lang), variant=variant
        )
    shown = highest(answer, size)
    notes = (*cut(answer, shown, seen.lang), *about(counted, answer, known_counts, seen.lang), *sentences.spread_notes(shown, seen.lang))
    return Exhibit(id, "bar", title(answer, seen.lang), shown, seen, notes=notes, variant=variant)


def knows_persons(seen: View) -> bool:
    """Whether the snapshot counts persons."""
    return PERSON in seen.register.at(seen.scope.as_of).units


def nothing(counted: Answer) -> Answer:
    """The question without numbers."""
    return Answer(PER_1000, counted.scope, counted.by, (), NO_TOTAL, counted.source)


def per_thousand(counted: Answer, counts: dict[str, Headcount]) -> Answer:
    """Persons reported over headcounts, by agency, highest first; hidden numbers stay hidden. No total: it would be of some agencies only."""
    rows = [row_of(row, counts[row.code]) for row in counted.rows if row.code in counts and (row.numerator or 0) <= counts[row.code].asn]
    ordered = sorted((row for row in rows if not row.hidden), key=lambda row: order(row, counted.by))
    hidden = sorted((row for row in rows if row.hidden), key=lambda row: row.code)
    return Answer(PER_1000, counted.scope, counted.by, (*ordered, *hidden), NO_TOTAL, counted.source)


def row_of(row: Row, found: Headcount) -> Row:
    """One agency's number per 1.000."""
    if row.hidden or row.numerator is None:
        return Row(row.codes, None, None, None, hidden=row.hidden)
    return Row(row.codes, row.numerator, found.asn, 1000 * row.numerator / found.asn)


def highest(answer: Answer, size: int) -> Answer:
    """The first agencies that may be ranked; those level with the last of them stay."""
    rows = large(answer)
    edge = rows[min(size, len(rows)) - 1].value or 0 if rows else 0
    return sentences.restricted(answer, [row.code for row in rows if (row.value or 0) >= edge])


def title(answer: Answer, lang: Lang) -> str:
    """Which agency has most for its size and which fewest, where they differ by more than chance."""
    rows = large(answer)
    if not rows:
        return sentences.NOTHING(lang)
    words = {"label": answer.label(rows[0], lang), "value": sentences.value(answer, rows[0], lang)}
    found = ends(answer)
    if found is None:
        return ONE(lang, **words)
    if found.apart is None:
        return NOT_APART(lang, **words)
    high, low = found.apart
    names = {"high": answer.label(high, lang), "high_value": sentences.value(answer, high, lang), "low": answer.label(low, lang)}
    pattern = CLEARLY if found.elsewhere else HIGH_LOW
    return pattern(lang, **names, low_value=sentences.value(answer, low, lang))


def cut(answer: Answer, shown: Answer, lang: Lang) -> tuple[str, ...]:
    """How many agencies are not shown."""
    left = len(large(answer)) > len(shown.rows)
    return (SHOWN(lang, shown=len(shown.rows), all=len(large(answer))),) if left else ()


def about(counted: Answer, answer: Answer, counts: dict[str, Headcount], lang: Lang) -> tuple[str, ...]:
    """Where the headcounts come from, how they stand to the snapshot's date, and for which agencies there are none."""
    used, every = [counts[row.code] for row in answer.rows], known(counted)
    without = [row for row in every if row.code not in counts]
    fewer = [row for row in every if row.code in counts and (row.numerator or 0) > counts[row.code].asn]
    said = [*origin(used, lang), *ages(used, counted.scope.as_of, lang)]
    said += [MISSING(lang, count=len(without), all=len(every), agencies=names(counted, without, lang))] if without else []
    return (*said, *((TOO_FEW(lang, agencies=names(counted, fewer, lang)),) if fewer else ()))


def origin(used: list[Headcount], lang: Lang) -> list[str]:
    """Who counted, and when."""
    if not used:
        return []
    sources, days = list(dict.fromkeys(each.source for each in used)), sorted({each.as_of for each in used})
    first, last = (formats.long_date(day, lang) for day in (days[0], days[-1]))
    named = join(sources, lang) if len(sources) <= NAMED else ORIGINS(lang, count=len(sources))
    return [ORIGIN(lang, sources=named, days=first if first == last else FROM_TO(lang, first=first, last=last))]


def ages(used: list[Headcount], as_of: date, lang: Lang) -> list[str]:
    """How many headcounts are of another day than the snapshot."""
    day = formats.long_date(as_of, lang)
    older, newer = [each for each in used if each.as_of < as_of], [each for each in used if each.as_of > as_of]
    said = (
        [OLDER(lang, count=len(older), day=day, age=formats.number(max((as_of - each.as_of).days for each in older), lang))]
        if older
        else []
    )
    return said + ([NEWER(lang, count=len(newer), day=day)] if newer else [])


def names(answer: Answer, rows: list[Row], lang: Lang) -> str:
    """A few agencies by name, the others by number."""
    labels = [answer.label(row, lang) for row in rows]
    if len(labels) <= NAMED:
        return join(labels, lang)
    return AND_MORE(lang, names=", ".join(labels[:NAMED]), count=len(labels) - NAMED)
