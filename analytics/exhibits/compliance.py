"""Figures of the page Kepatuhan sanksi."""

from dataclasses import replace

from analytics import formats, sentences
from analytics.ask import Answer, Row, as_stages, side_by_side
from analytics.deadlines import Deadline, overdue
from analytics.exhibit import Exhibit, Stage, leading
from analytics.exhibits import overview
from analytics.metrics import (
    ALL_UNITS,
    COMPLIANCE,
    IN_PROCESS,
    INCOMPLETE,
    NOT_PROVEN,
    OUTSTANDING,
    RECOMMENDED,
    REPORTED,
    RETIRED,
    SANCTIONED,
    SHARE_RECOMMENDED,
    Metric,
)
from analytics.settings import settings
from analytics.severity import COMPARED, WEIGHT, every_weight
from analytics.text import Lang, Text
from analytics.view import View
from analytics.vocabulary import (
    AGENCY,
    AGENCY_TYPE,
    FOLLOW_UP,
    NONE,
    POSITION,
    PROVINCE,
    SANCTION_IMPOSED,
    SANCTION_RECOMMENDED,
    WAITING,
    Dimension,
)

FUNNEL = Text(
    id="{sanctioned} dari {recommended} {unit} yang direkomendasikan telah dijatuhi sanksi oleh PPK",
    en="{sanctioned} of {recommended} {unit} recommended have been sanctioned by the PPK",
)
RESIDUALS = Text(
    id="Baris bertanda – berhenti atau masih menunggu pada tahap itu; bersama yang dijatuhi sanksi jumlahnya {total}.",
    en="Lines with – ended or still wait at that stage; with those sanctioned they add up to {total}.",
)
SAME_SANCTION = Text(
    id="{sanction} paling sering direkomendasikan dan paling sering dijatuhkan",
    en="{sanction} is most often recommended and most often imposed",
)
SANCTIONS = Text(
    id="Paling sering direkomendasikan: {recommended}; paling sering dijatuhkan: {imposed}",
    en="Most often recommended: {recommended}; most often imposed: {imposed}",
)
CROSSED = Text(
    id="{same} dari {imposed} {unit} dijatuhi sanksi yang sama dengan rekomendasinya",
    en="{same} of {imposed} {unit} were given the very sanction that was recommended",
)
WEIGHED = Text(
    id="Dari {number} {unit} yang kedua jenis sanksinya diketahui: {lighter} lebih ringan, {same} sama, {heavier} lebih berat.",
    en="Of {number} {unit} with both kinds of sanction known, {lighter} are lighter, {same} the same, {heavier} heavier.",
)
AS_RECOMMENDED = Text(id="Direkomendasikan", en="Recommended")
AS_IMPOSED = Text(id="Dijatuhkan PPK", en="Imposed by the PPK")
WAITS = Text(
    id="{number} dari {total} {unit} yang belum ditindaklanjuti menunggu lebih dari 180 hari",
    en="{number} of {total} {unit} not yet followed up have waited more than 180 days",
)
NO_DEADLINE = Text(
    id="Tenggat tindak lanjut belum ditetapkan pengelola; sumber publik menyebut angka yang berbeda.",
    en="The administrator has set no follow-up deadline; public sources give different numbers.",
)
DEADLINE = Text(
    id="Tenggat {deadline} (asumsi): {number} {unit} melewatinya.",
    en="Deadline of {deadline} (an assumption): {number} {unit} are past it.",
)


# ASN given the very sanction that was recommended; a person with two sanctions counts once.
GIVEN_AS_RECOMMENDED = Metric(
    "as_recommended",
    Text(id="Sanksi sesuai rekomendasi", en="Sanction as recommended"),
    Text(id="dijatuhi sanksi yang sama dengan rekomendasi", en="given the sanction recommended"),
    Text(id="ASN yang dijatuhi sanksi yang sama dengan rekomendasinya.", en="Civil servants (ASN) given the very sanction recommended."),
    "as_recommended",
    units=ALL_UNITS,
    needs=(("sanction_recommended",), ("sanction_imposed",)),
)
AS_REGISTERED = Text(
    id="Status sebagaimana dicatat pada register. Yang belum dijatuhi sanksi juga dapat berstatus belum sesuai atau tidak dapat "
    "ditindaklanjuti, sehingga angkanya berbeda dari ukuran Belum ditindaklanjuti. Kepatuhan sanksi menghitung semua yang sudah dijatuhi "
    "sanksi, apa pun statusnya dan seberat apa pun, sehingga dapat berbeda dari porsi Sesuai rekomendasi.",
    en="Statuses as entered in the register. Those not yet sanctioned can also stand as not yet as recommended or as impossible to follow "
    "up, so the number differs from the metric Outstanding. Sanction compliance counts all who were sanctioned, whatever their status and "
    "however heavy the sanction, so it can differ from the share that stands as recommended.",
)
LONG_WAIT = 180  # days, as in the title of the waiting times


def funnel(seen: View, id: str = "kepatuhan_corong") -> Exhibit:
    """The way from report to sanction; residuals named, each bar with its own base."""
    counted, lang = seen.in_unit_of(REPORTED), seen.lang
    reported, recommended, sanctioned = (counted.ask(metric) for metric in (REPORTED, RECOMMENDED, SANCTIONED))
    closed = (Stage(counted.ask(metric), reported, True) for metric in (IN_PROCESS, NOT_PROVEN, INCOMPLETE, RETIRED))
    open_ones = Stage(counted.ask(OUTSTANDING), recommended, True)
    stages = (Stage(reported, reported), *closed, Stage(recommended, reported), open_ones, Stage(sanctioned, recommended))
    numbers = {"sanctioned": sanctioned, "recommended": recommended, "total": reported}
    said = {name: sentences.value(answer, answer.total, lang) for name, answer in numbers.items()} | {
        "unit": counted.scope.unit.after(recommended.total.numerator)
    }
    answer = as_stages([stage.answer for stage in stages])
    title = FUNNEL(lang, **said) if recommended.total.numerator else sentences.nothing(recommended, lang)
    return Exhibit(id, "funnel", title, answer, seen, parts=stages, notes=(RESIDUALS(lang, **said),), said=overview.at_each_stage(counted))


def rate(seen: View, dimension: Dimension, id: str) -> Exhibit:
    """Compliance by one dimension."""
    answer = seen.ask(COMPLIANCE, dimension)
    return Exhibit(id, "bar", sentences.spread(answer, seen.lang), answer, seen, notes=sentences.spread_notes(answer, seen.lang))


def by_type(seen: View) -> Exhibit:
    """Compliance by agency type."""
    return rate(seen, AGENCY_TYPE, "kepatuhan_jenis")


def by_position(seen: View) -> Exhibit:
    """Compliance by position group."""
    return rate(seen, POSITION, "kepatuhan_jabatan")


def by_province(seen: View) -> Exhibit:
    """Compliance by province."""
    return rate(seen, PROVINCE, "kepatuhan_provinsi")


def sanctions(seen: View, id: str = "kepatuhan_sanksi") -> Exhibit:
    """Sanctions recommended beside sanctions imposed."""
    recommended, imposed = seen.ask(RECOMMENDED, SANCTION_RECOMMENDED), seen.ask(SANCTIONED, SANCTION_IMPOSED)
    names = (AS_RECOMMENDED, AS_IMPOSED)
    answer = side_by_side(recommended, imposed, names)
    return Exhibit(id, "pair", sanctions_title(recommended, imposed, seen.lang), answer, seen, parts=(recommended, imposed), names=names)


def sanctions_title(recommended: Answer, imposed: Answer, lang: Lang) -> str:
    """Which sanction leads on either side."""
    if not (sentences.named(recommended) and sentences.named(imposed)):
        return sentences.nothing(recommended, lang)
    first, second = (most_frequent(answer, lang) for answer in (recommended, imposed))
    said = SANCTIONS(lang, recommended=sentences.lower_first(first), imposed=sentences.lower_first(second))
    said = SAME_SANCTION(lang, sanction=first) if first == second else said
    return sentences.among(recommended, said, lang) if any(row.hidden for row in recommended.rows) else sentences.among(imposed, said, lang)


def most_frequent(answer: Answer, lang: Lang) -> str:
    """The label of the largest group that may be named."""
    return answer.label(max(sentences.named(answer), key=lambda row: row.value or 0), lang)


def crossed(seen: View, id: str = "kepatuhan_silang") -> Exhibit:
    """Sanction recommended against sanction imposed."""
    answer, lang = sentences.without_none(seen.ask(RECOMMENDED, SANCTION_RECOMMENDED, SANCTION_IMPOSED)), seen.lang
    alike, imposed = seen.ask(GIVEN_AS_RECOMMENDED).total, seen.ask(SANCTIONED).total
    numbers = {"same": formats.number(alike.numerator, lang), "imposed": formats.number(imposed.numerator, lang)}
    told = imposed.numerator and not alike.hidden
    title = CROSSED(lang, **numbers, unit=seen.scope.unit.after(imposed.numerator)) if told else sentences.nothing(answer, lang)
    return Exhibit(id, "grid", title, answer, seen, notes=weighed(seen))


def weighed(seen: View) -> tuple[str, ...]:
    """'Dari 1.440 ASN per kasus ...: 135 lebih ringan, 1.261 sama, 44 lebih berat.'; none where any of it is not told, or nothing is there."""
    found = seen.answered(COMPARED, WEIGHT)
    if found is None or not found.total.denominator or any(row.hidden for row in (*found.rows, found.total)):
        return ()
    lighter, same, heavier = (formats.number(row.numerator, seen.lang) for row in every_weight(found).rows)
    number = formats.number(found.total.denominator, seen.lang)
    unit = sentences.unit(found, seen.lang)
    return (WEIGHED(seen.lang, lighter=lighter, same=same, heavier=heavier, number=number, unit=unit),)


def waiting(seen: View, id: str = "kepatuhan_menunggu") -> Exhibit:
    """How long open recommendations have waited."""
    answer, lang = sentences.without_none(seen.ask(OUTSTANDING, WAITING)), seen.lang
    long = seen.ask(overdue(Deadline(LONG_WAIT, False), seen.scope.as_of)).total
    numbers = {"number": formats.number(long.numerator, lang), "total": sentences.value(answer, answer.total, lang)}
    unit = seen.scope.unit.after(answer.total.value)
    told = answer.total.value and not long.hidden
    title = WAITS(lang, **numbers, unit=unit) if told else sentences.ranking(answer, lang)
    return Exhibit(id, "bar", title, answer, seen, notes=(deadline_note(seen),))


def deadline_note(seen: View) -> str:
    """How many are past the deadline, or that none is set."""
    deadline = Deadline(settings().follow_up_days, settings().follow_up_working_days)
    if not deadline.days:
        return NO_DEADLINE(seen.lang)
    if why := deadline.unknown(seen.scope.as_of):
        return why(seen.lang)
    late = seen.ask(overdue(deadline, seen.scope.as_of))
    number = sentences.value(late, late.total, seen.lang)
    return DEADLINE(seen.lang, deadline=deadline.words(seen.lang), number=number, unit=seen.scope.unit.after(late.total.value))


def follow_up(seen: View, id: str = "kepatuhan_tindak_lanjut") -> Exhibit:
    """Follow-up in four statuses, each of all recommended; a status nobody has is a zero, what is not recorded stands apart."""
    answer = every_status(seen.ask(SHARE_RECOMMENDED, FOLLOW_UP))
    notes = (AS_REGISTERED(seen.lang),)
    return Exhibit(id, "bar", sentences.ranking(answer, seen.lang), answer, seen, accent=leading(answer), notes=notes)


def every_status(answer: Answer) -> Answer:
    """A share by follow-up with a row for each of the four statuses."""
    if not answer.total.denominator:
        return answer
    kept = [row for row in answer.rows if row.code not in (*FOLLOW_UP.members, NONE)]
    four = [answer.row(code) or Row((code,), 0, answer.total.denominator, 0.0) for code in FOLLOW_UP.members]
    return replace(answer, rows=(*four, *kept))


def outstanding(seen: View, id: str = "kepatuhan_instansi") -> Exhibit:
    """The agencies whose PPK has most open recommendations."""
    every = sentences.without_zero(seen.ask(OUTSTANDING, AGENCY))
    shown, notes = overview.first_agencies(every, 10, seen.lang)
    return Exhibit(id, "bar", sentences.ranking(every, seen.lang), shown, seen, accent=leading(every), notes=notes)
