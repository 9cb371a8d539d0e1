"""Figures of the page Kepatuhan sanksi: who still waits for how long, and how heavy the sanctions imposed are."""

from collections.abc import Sequence
from dataclasses import replace

from analytics import formats, sentences
from analytics.ask import Answer, Row, top
from analytics.deadlines import Deadline, overdue
from analytics.exhibit import Exhibit
from analytics.exhibits.cohorts import per_case, subtitle
from analytics.exhibits.compliance import deadline_note
from analytics.metrics import OUTSTANDING
from analytics.settings import settings
from analytics.severity import BASE, COMPARED, NOT_WEIGHED, WEIGHT
from analytics.text import Lang, Text
from analytics.view import View
from analytics.vocabulary import AGENCY, NONE, OTHER, UNKNOWN, WAITING, Dimension

# --- who waits ---

MOST_AGENCIES = 10
LATE = Text(id="Lewat tenggat (asumsi)", en="Past the deadline (assumption)")
ALL_OPEN = Text(id="Semua", en="All")
LADDER = Text(
    id="{shown} dari {total} {unit} yang belum ditindaklanjuti PPK berada pada {count} instansi ini",
    en="{shown} of {total} {unit} not yet followed up by the PPK are in these {count} agencies",
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
    notes = (deadline_note(seen), *([DEADLINE_COUNTED(lang)] if late else []))
    said = subtitle(every, LADDER_SHOWS(lang, unit=every.scope.unit.noun), lang)
    return Exhibit(id, "grid", ladder_title(shown, every, lang), answer, seen, notes=notes, said=said)


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
        return NO_AGENCY(lang) if every.total.value else sentences.NOTHING(lang)
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
    notes = (WEIGHTS(lang), *([left] if unknown.value or unknown.hidden else []))
    said = subtitle(answer, WEIGHT_SHOWS(lang, unit=per_case(seen), base=BASE), lang)
    return Exhibit(id, "bar", weights_title(answer, lang), answer, seen, accent="lighter", notes=notes, said=said)


def every_weight(answer: Answer) -> Answer:
    """The three outcomes, also where one of them never occurs."""
    if not answer.total.denominator:
        return answer
    return replace(answer, rows=tuple(answer.row(code) or Row((code,), 0, answer.total.denominator, 0.0) for code in WEIGHT.members))


def weights_title(answer: Answer, lang: Lang) -> str:
    """How many are lighter and how many heavier."""
    if any(row.hidden for row in (*answer.rows, answer.total)):
        return sentences.nothing(answer, lang)
    if not answer.total.denominator:
        return sentences.NOTHING(lang)
    lighter, same, heavier = answer.rows
    if same.numerator == same.denominator:
        return ALL_SAME(lang)
    return LIGHT_HEAVY(lang, lighter=formats.percent(lighter.value, lang), heavier=formats.percent(heavier.value, lang))
