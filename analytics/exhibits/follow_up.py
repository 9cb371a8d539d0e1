"""Figures of the page Kepatuhan sanksi: who still waits for how long, and how heavy the sanctions imposed are."""

from collections.abc import Sequence
from dataclasses import replace

from analytics import formats, sentences
from analytics.ask import Answer, Row, top
from analytics.deadlines import Deadline, overdue
from analytics.durations import TIME, Waiting, day_counts, waiting
from analytics.exhibit import Exhibit
from analytics.exhibits.cohorts import more_than_persons, per_case, subtitle
from analytics.exhibits.compliance import deadline_note
from analytics.metrics import OUTSTANDING, SANCTIONED
from analytics.settings import settings
from analytics.severity import BASE, COMPARED, NOT_WEIGHED, WEIGHT, every_weight
from analytics.text import Lang, Text, join
from analytics.view import View
from analytics.vocabulary import AGENCY, NONE, OTHER, UNKNOWN, WAITING, Dimension

# --- who waits ---

MOST_AGENCIES = 10
MOST_LEVEL = 3  # agencies named where they have waited equally long
LATE = Text(id="Lewat tenggat (asumsi)", en="Past the deadline (assumption)")
ALL_OPEN = Text(id="Semua", en="All")
LADDER = Text(
    id="{shown} dari {total} {unit} yang belum ditindaklanjuti PPK berada pada {count} instansi ini",
    en="{shown} of {total} {unit} not yet followed up by the PPK are in these {count} agencies",
)
LONGEST = Text(id="{ladder}; terlama menunggu: {label}, {days} hari", en="{ladder}; longest waiting: {label}, {days} days")
LONGEST_SHOWN = Text(
    id="{ladder}; di antara yang boleh ditampilkan, terlama menunggu: {label}, {days} hari",
    en="{ladder}; of those that may be shown, longest waiting: {label}, {days} days",
)
ALL_WAITS = Text(
    id="Terlama menunggu, hari kalender sejak rekomendasi tertua yang belum ditindaklanjuti (dalam kurung: median; jumlah {unit}): {agencies}.",
    en="Longest waiting, calendar days since the oldest recommendation not yet followed up (in brackets: median; number of {unit}): {agencies}.",
)
ONE_WAIT = Text(id="{label} {longest} ({median}; {number})", en="{label} {longest} ({median}; {number})")
WAITS_HIDDEN = Text(
    id="Mode publik: hari menunggu hanya untuk instansi dengan sekurangnya {least} {unit} yang menunggu dan tanpa angka yang disembunyikan; "
    "pada instansi lain angka itu menunjuk orang tertentu.",
    en="Public mode: days of waiting only of agencies with at least {least} {unit} waiting and no hidden number; elsewhere they would point at "
    "single persons.",
)
NO_AGENCY = Text(
    id="Instansi yang belum menindaklanjuti tidak tercatat atau tidak ditampilkan",
    en="The agencies that have not followed up are not recorded or not shown",
)
LADDER_SHOWS = Text(
    id="Jumlah {unit} belum ditindaklanjuti PPK, menurut instansi dan lama menunggu; instansi terbanyak",
    en="Number of {unit} not yet followed up by the PPK, by agency and time waiting; the agencies with most",
)
DEADLINE_COUNTED = Text(
    id="Kolom tenggat memuat sebagian dari kolom lain, bukan tambahan.",
    en="The column of the deadline is a part of the other columns, not in addition.",
)


def ladder(seen: View, id: str = "kepatuhan_tangga") -> Exhibit:
    """The agencies with most open recommendations: how long they have waited, and how many are past the deadline."""
    lang, every = seen.lang, sentences.without_zero(seen.ask(OUTSTANDING, AGENCY))
    shown = [row for row in top(every, MOST_AGENCIES).rows if row.code not in (OTHER, UNKNOWN) and not row.hidden]
    waits = seen.ask(OUTSTANDING, AGENCY, WAITING)
    late = past_deadline(seen)
    rows = [rung for row in shown for rung in rungs(row, waits, late)]
    answer = replace(every, by=(agencies_in_order(shown), rung_names(late)), rows=tuple(rows), nested=True)
    longest, untold = longest_first(seen)
    notes = (*waits_notes(longest, untold, seen), deadline_note(seen), *([DEADLINE_COUNTED(lang)] if late else []))
    said = subtitle(every, LADDER_SHOWS(lang, unit=every.scope.unit.noun), lang)
    title = with_longest(ladder_title(shown, every, lang), longest, untold, lang)
    return Exhibit(id, "grid", title, answer, seen, notes=notes, said=said)


def longest_first(seen: View) -> tuple[list[tuple[str, Waiting]], bool]:
    """The named agencies by how long their oldest open recommendation has waited, and whether public mode leaves any out.

    Counted in persons per case, whatever the unit of the view. The longest wait of a few is one person's: public mode tells it only
    of agencies with enough waiting, and not where a time of waiting is hidden, of which it would tell."""
    counted = seen.in_unit_of(TIME)
    scope = counted.scope
    found = {
        code: waiting(days)
        for code, days in day_counts(seen.register.at(scope.as_of), scope, AGENCY).items()
        if code not in (NONE, UNKNOWN)
    }
    every = [(code, waits) for code, waits in found.items() if waits]
    enough = enough_wait(counted) if seen.public else set(found)
    told = [(code, waits) for code, waits in every if code in enough]
    labels = AGENCY.labels()
    told.sort(key=lambda each: (-each[1].longest, -each[1].median, labels[each[0]]("id")))
    return told, len(told) < len(every)


def enough_wait(counted: View) -> set[str]:
    """The agencies whose times of waiting public mode tells: those it shows with enough waiting, and none of their cells hidden. An agency
    that it pools or leaves out is none of them."""
    every, waits = counted.ask(OUTSTANDING, AGENCY), counted.ask(OUTSTANDING, AGENCY, WAITING)
    shown = {row.code for row in every.rows if not row.hidden and (row.value or 0) >= settings().small_cell_threshold}
    return shown & {row.code for row in waits.rows} - {row.code for row in waits.rows if row.hidden}


def with_longest(said: str, longest: list[tuple[str, Waiting]], untold: bool, lang: Lang) -> str:
    """The title with who has waited longest; as it was where that is not told, or more than three are level."""
    first = [code for code, waits in longest if waits.longest == longest[0][1].longest]
    if not 0 < len(first) <= MOST_LEVEL:
        return said
    label = join([AGENCY.labels()[code](lang) for code in first], lang)
    return (LONGEST_SHOWN if untold else LONGEST)(lang, ladder=said, label=label, days=formats.number(longest[0][1].longest, lang))


def waits_notes(longest: list[tuple[str, Waiting]], untold: bool, seen: View) -> list[str]:
    """The longest and the median waiting time of the agencies that have waited longest, and which are not told."""
    lang, labels, unit = seen.lang, AGENCY.labels(), per_case(seen)
    said = [
        ONE_WAIT(
            lang,
            label=labels[code],
            longest=formats.number(waits.longest, lang),
            median=formats.plain(waits.median, lang),
            number=formats.number(waits.number, lang),
        )
        for code, waits in longest[:MOST_AGENCIES]
    ]
    notes = [ALL_WAITS(lang, agencies="; ".join(said), unit=unit)] if said else []
    counted = seen.in_unit_of(TIME).scope.unit.noun
    return notes + ([WAITS_HIDDEN(lang, least=settings().small_cell_threshold, unit=counted)] if untold else [])


def past_deadline(seen: View) -> Answer | None:
    """Those past the deadline by agency; None where none is set, or it cannot be counted (then the note says why)."""
    deadline, as_of = Deadline(settings().follow_up_days, settings().follow_up_working_days), seen.scope.as_of
    if not deadline.days or deadline.unknown(as_of):
        return None
    return seen.ask(overdue(deadline, as_of), AGENCY)


def rungs(row: Row, waits: Answer, late: Answer | None) -> list[Row]:
    """The cells of one agency: all, each time of waiting, past the deadline. The last is hidden with any other, whose size it would tell."""
    cells = [replace(cell) for cell in waits.rows if cell.code == row.code and cell.codes[1] != NONE]
    found = [replace(row, codes=(row.code, "all")), *cells]
    if late and (overdue_row := late.row(row.code)):
        hide = overdue_row.hidden or any(cell.hidden for cell in cells)
        last = (row.code, "late")
        found.append(Row(last, None, None, None, True) if hide else replace(overdue_row, codes=last))
    return found


def agencies_in_order(shown: Sequence[Row]) -> Dimension:
    """The agencies in the order of the figure."""
    labels = AGENCY.labels()
    return Dimension("agency", AGENCY.label, "ordered", many=AGENCY.many, members={row.code: labels[row.code] for row in shown})


def rung_names(late: Answer | None) -> Dimension:
    """The columns of the figure."""
    members = {"all": ALL_OPEN, **WAITING.members} | ({"late": LATE} if late else {})
    return Dimension("rung", WAITING.label, "ordered", members=members)


def ladder_title(shown: Sequence[Row], every: Answer, lang: Lang) -> str:
    """How many of those waiting are in the agencies shown."""
    if not shown:
        return NO_AGENCY(lang) if every.total.value else sentences.nothing(every, lang)
    number = sum(int(row.value or 0) for row in shown)
    words = {"total": sentences.value(every, every.total, lang), "unit": every.scope.unit.after(every.total.value), "count": len(shown)}
    return LADDER(lang, shown=formats.number(number, lang), **words)


# --- how heavy ---

LIGHT_HEAVY = Text(
    id="{lighter} sanksi lebih ringan daripada rekomendasi, {heavier} lebih berat",
    en="{lighter} of sanctions are lighter than recommended, {heavier} heavier",
)
ALL_SAME = Text(id="Semua sanksi sama dengan yang direkomendasikan", en="Every sanction is the one recommended")
WEIGHT_SHOWS = Text(id="% dari {unit} yang {base}", en="% of {unit} {base}")
NOT_COMPARED = Text(
    id="Tidak dibandingkan, jenis sanksinya tidak diketahui: {number} {unit}.",
    en="Not compared, kind of sanction unknown: {number} {unit}.",
)
WEIGHTS = Text(
    id="Urutan berat: moral tertutup, moral terbuka, disiplin ringan, disiplin sedang, disiplin berat.",
    en="Order of weight: closed moral statement, open moral statement, light, medium, heavy discipline.",
)


def weights(seen: View, id: str = "kepatuhan_berat") -> Exhibit:
    """Sanctions imposed against those recommended: lighter, the same, heavier; those of unknown kind apart."""
    lang, answer = seen.lang, every_weight(seen.ask(COMPARED, WEIGHT))
    unknown = seen.ask(NOT_WEIGHED).total
    left = NOT_COMPARED(lang, number=formats.row_value(False, unknown, lang), unit=per_case(seen))
    notes = (
        WEIGHTS(lang),
        *([left] if unknown.value or unknown.hidden else []),
        *more_than_persons(every_sanction(answer.total, unknown), SANCTIONED, seen),
    )
    said = subtitle(answer, WEIGHT_SHOWS(lang, unit=per_case(seen), base=BASE), lang)
    return Exhibit(id, "bar", weights_title(answer, lang), answer, seen, accent="lighter", notes=notes, said=said)


def every_sanction(compared: Row, unknown: Row) -> Row:
    """The sanctions compared and those of unknown kind together, as the base of a row; hidden where either is."""
    if compared.hidden or unknown.hidden:
        return Row(("total",), None, None, None, hidden=True)
    return Row(("total",), None, (compared.denominator or 0) + int(unknown.value or 0), None)


def weights_title(answer: Answer, lang: Lang) -> str:
    """How many are lighter and how many heavier."""
    if any(row.hidden for row in (*answer.rows, answer.total)):
        return sentences.ALL_HIDDEN(lang)
    if not answer.total.denominator:
        return sentences.NOTHING(lang)
    lighter, same, heavier = answer.rows
    if same.numerator == same.denominator:
        return ALL_SAME(lang)
    return LIGHT_HEAVY(lang, lighter=formats.percent(lighter.value, lang), heavier=formats.percent(heavier.value, lang))
