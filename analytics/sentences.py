"""What the figures say, in sentences: titles that are findings, subtitles, footnotes. Deterministic, from an Answer."""

from dataclasses import dataclass, replace

from analytics import formats
from analytics.ask import NO_TOTAL, REGISTER, Answer, Row
from analytics.lacking import lower_first as lower_first
from analytics.logo import Logo
from analytics.noise import Ends, ends, known, large, left_out, moved, overlapping
from analytics.scope import ALLEGATION, CASE, PER_CASE, PERSON
from analytics.settings import settings
from analytics.text import Lang, Text, join
from analytics.vocabulary import NONE, OTHER, UNKNOWN

SYNTHETIC = Text(id="Data contoh (sintetis)", en="Sample data (synthetic)")
HIDDEN = Text(id="‡ disembunyikan (mode publik)", en="‡ hidden (public mode)")
HIDDEN_LEGEND = Text(
    id="‡ disembunyikan dalam mode publik: angka kurang dari {least} dalam rincian berlapis, dan angka lain, juga yang besar, agar angka kecil itu tidak dapat "
    "dihitung balik",
    en="‡ hidden in public mode: numbers below {least} in crossed breakdowns, and others, large ones too, so that the small ones cannot be worked out",
)
AMONG = Text(id="Di antara yang ditampilkan: {said}", en="Among those shown: {said}")
ALL_HIDDEN = Text(id="Angkanya disembunyikan dalam mode publik", en="The numbers are hidden in public mode")
PARTS_HIDDEN = Text(id="{total}; rinciannya disembunyikan dalam mode publik", en="{total}; the breakdown is hidden in public mode")
FEW = Text(id="kurang dari {least}", en="fewer than {least}")
ON_FEW = Text(id="{value}, {part} dari {whole}", en="{value}, {part} of {whole}")
FEW_TO_RANK = 30  # the base below which a highest or lowest rate is said with its base
NOT_TOLD = Text(id="jumlah {unit} {said} disembunyikan", en="the number of {unit} {said} is hidden")
HEADLINE_HIDDEN = Text(
    id="{opening}, jumlah {unit} yang dilaporkan disembunyikan dalam mode publik.",
    en="{opening}, the number of {unit} reported is hidden in public mode.",
)
HEADLINE_FEW = Text(
    id="{opening}, {few} {unit} dilaporkan diduga melanggar netralitas; rinciannya disembunyikan dalam mode publik.",
    en="{opening}, {few} {unit} were reported for alleged breaches of neutrality; further numbers are hidden in public mode.",
)
HEADLINE_REST_HIDDEN = Text(
    id="Berapa yang direkomendasikan dan ditindaklanjuti disembunyikan dalam mode publik.",
    en="How many were recommended and followed up is hidden in public mode.",
)
NOTHING = Text(id="Tidak ada data dalam cakupan ini", en="No data in this scope")
NONE_WAITING = Text(id="Semua rekomendasi telah ditindaklanjuti dengan sanksi", en="Every recommendation was followed by a sanction")

MOST = Text(id="{label} terbanyak: {number} {unit} {said}", en="Highest: {label}, {number} {unit} {said}")
ONLY = Text(id="{label}: {number} {unit} {said}", en="{label}: {number} {unit} {said}")  # where no group may be named
ONLY_SHARE = Text(id="{label}: {share} dari yang {base}", en="{label}: {share} of those {base}")
MOST_TIED = Text(id="{label} sama-sama terbanyak: {number} {unit} {said}", en="Highest, level: {label}, {number} {unit} {said} each")
MANY_TIED = Text(
    id="{count} kelompok sama-sama terbanyak: {number} {unit} {said}", en="{count} groups level at the top: {number} {unit} {said} each"
)
LARGEST_SHARE = Text(id="{label} paling banyak: {share} dari yang {base}", en="Largest group: {label}, {share} of those {base}")
MANY_SHARES = Text(
    id="{count} kelompok sama-sama paling banyak: {share} dari yang {base}", en="{count} groups level at the top: {share} of those {base}"
)
AND_ANOTHER = Text(id="{label} dan satu kelompok lain", en="{label} and one other group")
AND_OTHERS = Text(id="{label} dan {count} kelompok lain", en="{label} and {count} other groups")
HIGH_LOW = Text(
    id="{metric} tertinggi: {high} ({high_value}), terendah: {low} ({low_value})",
    en="{metric}: highest {high} ({high_value}), lowest {low} ({low_value})",
)
IN_GREY = Text(id=", abu-abu pada diagram batang", en=", grey in a bar chart")
HATCHED = Text(id=" (berarsir pada bagan)", en=" (hatched in the chart)")
NAMED_GROUPS = 3  # more are counted, not named
CLOSE_LEAD = Text(
    id="Beda dua teratas, {first} ({more}) dan {second} ({fewer}), kecil: selang 95 % keduanya tumpang tindih.",
    en="The two largest, {first} ({more}) and {second} ({fewer}), differ little: their 95% intervals overlap.",
)
SMALL_GROUPS = Text(
    id=f"Peringkat, tertinggi dan terendah hanya untuk kelompok dengan dasar hitung sekurangnya {{base}}; kelompok lebih kecil{IN_GREY.id}: {{groups}}.",
    en=f"Ranks, highest and lowest are only of groups with a base of at least {{base}}; smaller groups{IN_GREY.en}: {{groups}}.",
)
SUREST = Text(
    id="Judul menyebut dua kelompok yang bedanya paling meyakinkan. Tertinggi: {high} ({high_value}); terendah: {low} ({low_value}).",
    en="The title names the two groups whose difference is surest. Highest: {high} ({high_value}); lowest: {low} ({low_value}).",
)
SMALL_STEPS = Text(
    id="Beda peringkat yang kecil tidak berarti: selang 95 % sebagian kelompok saling tumpang tindih.",
    en="Small differences in rank mean nothing: the 95% intervals of some groups overlap.",
)
BY_CHANCE = Text(
    id="Tidak berbeda nyata: pada kelompok sebesar ini, beda sebesar itu dapat terjadi karena kebetulan.",
    en="Not clearly different: groups of this size can differ that much by chance.",
)
CLEARLY = Text(
    id="{metric} {high} ({high_value}) nyata lebih tinggi daripada {low} ({low_value})",
    en="{metric} of {high} ({high_value}) is clearly above that of {low} ({low_value})",
)
NOT_APART = Text(
    id="{metric} tidak berbeda nyata antarkelompok; keseluruhan {value} (selang 95 % {interval})",
    en="{metric} does not clearly differ between groups; overall {value} (95% interval {interval})",
)
ALL_LEVEL = Text(id="{metric} sama di semua kelompok: {value}", en="{metric} is the same in all groups: {value}")
ALL_LARGE_LEVEL = Text(
    id="{metric} sama di semua kelompok yang cukup besar: {value}", en="{metric} is the same in all groups that are large enough: {value}"
)
PER_1000 = Text(id="{number} per 1.000 ASN", en="{number} per 1,000 ASN")
SINGLE = Text(id="{metric}: {value}", en="{metric}: {value}")
PEAK = Text(id="Laporan terbanyak pada {period}: {number} {unit} {said}", en="Reports peaked in {period}: {number} {unit} {said}")
MANY_PEAKS = Text(
    id="Laporan terbanyak pada {count} periode: masing-masing {number} {unit} {said}",
    en="Reports peaked in {count} periods: {number} {unit} {said} each",
)
GREW = Text(
    id="{metric} naik dari {first} ({first_day}) menjadi {last} ({last_day})",
    en="{metric} rose from {first} ({first_day}) to {last} ({last_day})",
)
FELL = Text(
    id="{metric} turun dari {first} ({first_day}) menjadi {last} ({last_day})",
    en="{metric} fell from {first} ({first_day}) to {last} ({last_day})",
)
WITHIN_CHANCE = Text(
    id="{metric} tidak berubah nyata: {first} ({first_day}) dan {last} ({last_day}), beda dalam rentang kebetulan",
    en="{metric} has not clearly changed: {first} ({first_day}) and {last} ({last_day}), within the range of chance",
)
UNCHANGED = Text(id="{metric} tetap {last} sejak {first_day}", en="{metric} is unchanged at {last} since {first_day}")
PORTION = Text(id="Porsi {label}", en="Share of {label}")
TRIPLE = Text(
    id="{reported} {unit} dilaporkan, {recommended} direkomendasikan, {sanctioned} di antaranya ditindaklanjuti PPK ({rate})",
    en="{reported} {unit} reported, {recommended} recommended, {sanctioned} of them followed up by the PPK ({rate})",
)
SINCE = Text(id=" sejak {day}", en=" since {day}")
NO_CHANGE = Text(id=f"tidak berubah{SINCE.id}", en=f"unchanged{SINCE.en}")
LITTLE = Text(id=f"berubah kurang dari 0,1 persen poin{SINCE.id}", en=f"changed by less than 0.1 percentage points{SINCE.en}")
UP = Text(id=f"naik {{size}}{SINCE.id}", en=f"up {{size}}{SINCE.en}")
DOWN = Text(id=f"turun {{size}}{SINCE.id}", en=f"down {{size}}{SINCE.en}")
NOT_CLEARLY = Text(id=f"tidak berubah nyata{SINCE.id} ({{size}})", en=f"not clearly changed{SINCE.en} ({{size}})")
DATA_AS_OF = Text(id="Data per {day}", en="Data as of {day}")
SOURCE = Text(id="Sumber: {name} {institution}", en="Source: {institution} {name}")
OVERLAP = Text(
    id="jumlah kelompok melebihi {total} sebanyak {count} karena ada {unit} yang tercatat di lebih dari satu kelompok",
    en="the groups add up to {count} more than {total} because some {unit} are in more than one group",
)
OPENING = Text(id="Per {day}", en="As of {day}")
OPENING_SCOPE = Text(id="Per {day} ({scope})", en="As of {day} ({scope})")
COUNTED = Text(id="{number}", en="{number} were")
COUNTED_ONE = Text(id="{number}", en="{number} was")
COUNTED_ALL = Text(id="semuanya", en="all were")
HEADLINE = Text(
    id="{opening}, {reported} dilaporkan diduga melanggar netralitas; {recommended} terbukti dan direkomendasikan dijatuhi sanksi; {followed}.",
    en="{opening}, {reported} reported for alleged breaches of neutrality; {recommended} proven and recommended for a sanction; {followed}.",
)
FOLLOWED = Text(
    id="{number} ({rate}) telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK)",
    en="{number} ({rate}) have been followed up by the appointing official (PPK)",
)
FOLLOWED_ONE = Text(
    id="{number} ({rate}) telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK)",
    en="{number} ({rate}) has been followed up by the appointing official (PPK)",
)
FOLLOWED_OF = Text(
    id="{number} di antaranya ({rate}) telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK)",
    en="{number} of them ({rate}) have been followed up by the appointing official (PPK)",
)
FOLLOWED_ONE_OF = Text(
    id="{number} di antaranya ({rate}) telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK)",
    en="{number} of them ({rate}) has been followed up by the appointing official (PPK)",
)
FOLLOWED_ALL = Text(
    id="seluruhnya telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK)",
    en="all of them have been followed up by the appointing official (PPK)",
)
FOLLOWED_NONE = Text(
    id="belum ada yang ditindaklanjuti Pejabat Pembina Kepegawaian (PPK)",
    en="none has been followed up by the appointing official (PPK) yet",
)
HEADLINE_CASES = Text(
    id="{opening}, {reported} kasus dugaan pelanggaran netralitas dilaporkan; {recommended} di antaranya memuat rekomendasi sanksi; "
    "pada {sanctioned} kasus ({rate}) Pejabat Pembina Kepegawaian (PPK) telah menjatuhkan sanksi.",
    en="{opening}, reported cases of alleged breaches of neutrality: {reported}; with a recommended sanction: {recommended}; with a "
    "sanction imposed by the appointing official (PPK): {sanctioned} ({rate}).",
)
HEADLINE_ALLEGATIONS = Text(
    id="{opening}, {reported} dugaan pelanggaran netralitas dilaporkan; {recommended} di antaranya terbukti dan direkomendasikan dijatuhi sanksi; "
    "pada {sanctioned} dugaan ({rate}) Pejabat Pembina Kepegawaian (PPK) telah menjatuhkan sanksi.",
    en="{opening}, reported allegations of breaches of neutrality: {reported}; proven, with a recommended sanction: {recommended}; with a "
    "sanction imposed by the appointing official (PPK): {sanctioned} ({rate}).",
)
HEADLINE_REPORTED = Text(
    id="{opening}, {reported} dilaporkan diduga melanggar netralitas. {why}",
    en="{opening}, {reported} reported for alleged breaches of neutrality. {why}",
)
HEADLINE_REPORTED_ALLEGATIONS = Text(
    id="{opening}, {reported} pelanggaran netralitas dilaporkan. {why}",
    en="{opening}, {reported} made of a breach of neutrality. {why}",
)
UNPROVEN_ALLEGATIONS = Text(id="Belum ada yang direkomendasikan dijatuhi sanksi.", en="None has been recommended for a sanction yet.")
HEADLINE_NONE = Text(
    id="{opening}, tidak ada {unit} yang dilaporkan dalam cakupan ini.",
    en="{opening}, no {unit} were reported in this scope.",
)
HEADLINE_UNPROVEN = Text(
    id="{opening}, {reported} dilaporkan diduga melanggar netralitas; belum ada yang direkomendasikan dijatuhi sanksi.",
    en="{opening}, {reported} reported for alleged breaches of neutrality; none has been recommended for a sanction yet.",
)
OF_SCOPE = Text(id="{fraction} {unit} {base}", en="{fraction} {unit} {base}")
TOTAL_COUNT = Text(id="{number} {unit} {said}", en="{number} {unit} {said}")
MEDIAN_OF = Text(id="median dari {number} {unit} yang {base}", en="median of {number} {unit} {base}")
BY = Text(id="{what}, menurut {dimension}", en="{what}, by {dimension}")
SHARE_OF = Text(id="% dari {unit} {base}", en="% of {unit} {base}")
COUNT_OF = Text(id="Jumlah {unit} {said}", en="Number of {unit} {said}")
DAYS_OF = Text(id="{label}, hari", en="{label}, days")
GROWN = Text(id="Jumlah {unit} kumulatif pada setiap snapshot", en="Cumulative number of {unit} at each snapshot")
AT_EACH = Text(id="{what}, pada setiap snapshot", en="{what}, at each snapshot")


@dataclass(frozen=True)
class Institution:
    """The name readers see as the source, and its logo."""

    name: str
    short: str
    logo: Logo | None = None


def value(answer: Answer, row: Row, lang: Lang) -> str:
    """A row's value as it is read."""
    if answer.metric.kind == "per_1000" and row.value is not None:
        return PER_1000(lang, number=formats.number(row.value, lang, 1))
    return formats.row_value(answer.metric.is_ratio, row, lang)


def unit(answer: Answer, lang: Lang, number: float | None = None) -> str:
    """The word for what is counted, as it stands after a number (none: in general); persons in rows are persons per case."""
    if answer.metric.per_row and answer.scope.unit is PERSON:
        return PER_CASE(lang)
    return answer.scope.unit.after(number)(lang)


def named(answer: Answer) -> list[Row]:
    """The groups a finding may name: neither 'other' nor 'unknown' nor 'none', and with something in them."""
    return [row for row in answer.rows if not {OTHER, UNKNOWN, NONE} & set(row.codes) and row.value]


def leading_rows(answer: Answer) -> list[Row]:
    """The groups a ranking speaks of: those that may be named; where only 'unknown' or the like has anything in it, that."""
    return named(answer) or [row for row in answer.rows if row.value]


def restricted(answer: Answer, codes: list[str]) -> Answer:
    """Only the groups named, in that order; the total stays that of the whole scope."""
    rows = [answer.row(code) for code in codes]
    return replace(answer, rows=tuple(row for row in rows if row))


def without_zero(answer: Answer) -> Answer:
    """The groups that have something in them."""
    return replace(answer, rows=tuple(row for row in answer.rows if row.value or row.hidden))


def without_none(answer: Answer) -> Answer:
    """The groups to which the question applies."""
    return replace(answer, rows=tuple(row for row in answer.rows if row.codes[0] != NONE and (row.value or row.hidden)))


def nothing(answer: Answer, lang: Lang) -> str:
    """The finding of a figure without a number to speak of: there is none, or public mode tells none, or none but the total."""
    total = answer.total
    if total.numerator == 0 and not total.hidden or not any(row.hidden for row in (total, *answer.rows)):
        return NOTHING(lang)
    if answer.by and total.numerator and not total.hidden:
        return PARTS_HIDDEN(lang, total=base(answer, lang))
    return ALL_HIDDEN(lang)


def among(answer: Answer, said: str, lang: Lang) -> str:
    """A finding about the first of several, as one about those shown where a hidden one may be ahead of them."""
    if not any(row.hidden for row in answer.rows):
        return said
    visible = [row.numerator or 0 for row in answer.rows if not row.hidden]
    rest = None if answer.total.numerator is None else answer.total.numerator - sum(visible)
    if rest is not None and not answer.nested and answer.metric.kind in ("count", "share") and rest < max(visible, default=0):
        return said
    return AMONG(lang, said=said)


def ranking(answer: Answer, lang: Lang) -> str:
    """The finding of a count or share by group: who leads, ties said as ties; of those shown, where others are hidden."""
    return among(answer, leader(answer, lang), lang) if leading_rows(answer) else nothing(answer, lang)


def leader(answer: Answer, lang: Lang) -> str:
    """Who leads of the groups with a number."""
    rows = leading_rows(answer)
    if not named(answer):
        return unnamed(answer, rows[0], lang)
    best = max(row.value or 0 for row in rows)
    leaders = [row for row in rows if row.value == best]
    if answer.metric.kind == "share":
        share = {"share": value(answer, leaders[0], lang), "base": answer.metric.base or ""}
        if len(leaders) > 3:
            return MANY_SHARES(lang, count=len(leaders), **share)
        return LARGEST_SHARE(lang, label=join([answer.label(row, lang) for row in leaders], lang), **share)
    words = {"number": value(answer, leaders[0], lang), "unit": unit(answer, lang, best), "said": answer.metric.said}
    if len(leaders) > 3:
        return MANY_TIED(lang, count=len(leaders), **words)
    pattern = MOST if len(leaders) == 1 else MOST_TIED
    return pattern(lang, label=join([answer.label(row, lang) for row in leaders], lang), **words)


def spread(answer: Answer, lang: Lang) -> str:
    """The finding of a rate by group: highest and lowest of those large enough, or the two that differ most beyond chance (see noise)."""
    words, found = {"metric": answer.metric.label}, ends(answer)
    if found is None:
        whole = value(answer, answer.total, lang)
        return SINGLE(lang, **words, value=whole) if answer.total.denominator else nothing(answer, lang)
    if found.level:
        pattern = ALL_LEVEL if len({row.value for row in answer.rows}) == 1 else ALL_LARGE_LEVEL
        return pattern(lang, **words, value=value(answer, found.high, lang))
    if found.apart is None:
        return NOT_APART(lang, **words, value=value(answer, answer.total, lang), interval=interval(answer.total, lang))
    if found.elsewhere:
        high, low = found.apart
        return CLEARLY(lang, **words, **valued(answer, found, high, low, lang), high=answer.label(high, lang), low=answer.label(low, lang))
    return among(answer, HIGH_LOW(lang, **words, **both_ends(answer, found, lang)), lang)


def both_ends(answer: Answer, found: Ends, lang: Lang) -> dict[str, str]:
    """The highest and the lowest group in words, each with how many others are level with it."""
    high, low = (with_others(answer, found.rows, row, lang) for row in (found.high, found.low))
    return {"high": high, "low": low, **valued(answer, found, found.high, found.low, lang)}


def valued(answer: Answer, found: Ends, high: Row, low: Row, lang: Lang) -> dict[str, str]:
    """The rates of a higher and a lower group as they are read."""
    return {"high_value": with_base(answer, found.rows, high, lang), "low_value": with_base(answer, found.rows, low, lang)}


def unnamed(answer: Answer, row: Row, lang: Lang) -> str:
    """The finding where only 'unknown' or the like has anything in it: nobody leads, and nobody is said to be nobody."""
    label, said = answer.label(row, lang), value(answer, row, lang)
    if answer.metric.kind == "share":
        return ONLY_SHARE(lang, label=label, share=said, base=answer.metric.base or "")
    return ONLY(lang, label=label, number=said, unit=unit(answer, lang, row.value), said=answer.metric.said)


def few_groups(answer: Answer, rows: list[Row], lang: Lang) -> str:
    """Some groups by name, or how many there are."""
    return join([answer.label(row, lang) for row in rows], lang) if len(rows) <= NAMED_GROUPS else formats.number(len(rows), lang)


def close_lead(answer: Answer, lang: Lang) -> tuple[str, ...]:
    """That the two largest shares differ little, where their intervals overlap; nothing where a place is shared."""
    ranked = sorted(known(answer), key=lambda row: -(row.value or 0))[:3]
    if len({row.value for row in ranked}) < len(ranked) or len(ranked) < 2:
        return ()
    first, second = ranked[:2]
    if not (first.interval and second.interval) or first.interval[0] > second.interval[1]:
        return ()
    words = {"first": answer.label(first, lang), "second": answer.label(second, lang)}
    return (CLOSE_LEAD(lang, **words, more=formats.number(first.numerator, lang), fewer=formats.number(second.numerator, lang)),)


def undrawn(note: str) -> str:
    """A note without what it says of the look of a chart, for documents that have none."""
    for words in (IN_GREY, HATCHED):
        note = note.replace(words.id, "").replace(words.en, "")
    return note


def spread_notes(answer: Answer, lang: Lang) -> tuple[str, ...]:
    """Which are highest and lowest where the title names two others; how many groups are too small to be ranked, where there are any; that
    their order, or all their differences, may be chance."""
    small = (SMALL_GROUPS(lang, base=settings().smallest_base, groups=few_groups(answer, few, lang)),) if (few := left_out(answer)) else ()
    found = ends(answer) if answer.metric.kind == "rate" else None
    if found and found.apart is None:
        return small if found.level else (*small, BY_CHANCE(lang))
    surest = (SUREST(lang, **both_ends(answer, found, lang)),) if found and found.elsewhere else ()
    return (*surest, *small, *((SMALL_STEPS(lang),) if overlapping(large(answer)) else ()))


def has_interval(answer: Answer) -> bool:
    """Whether its numbers are rates of the register, which chance may move; the steps of a bridge are changes, not rates."""
    return (
        answer.metric.kind in ("rate", "share", "per_1000")
        and answer.source.name == REGISTER
        and "step" not in {each.code for each in answer.by}
    )


def within(answer: Answer, row: Row, lang: Lang) -> str:
    """The interval of a row as it is read in its answer: in percent, or per 1.000."""
    if answer.metric.kind != "per_1000" or not row.interval:
        return interval(row, lang)
    return "–".join(formats.number(1000 * each, lang, 1) for each in row.interval)


def interval(row: Row, lang: Lang) -> str:
    """From what to what a rate may lie by chance; a sign where there is no rate, a symbol where it is hidden."""
    if row.hidden:
        return formats.HIDDEN
    return formats.interval(*row.interval, lang) if row.interval else formats.MISSING


def with_others(answer: Answer, rows: list[Row], row: Row, lang: Lang) -> str:
    """A group's label, with how many others have the same value."""
    others = sum(other.value == row.value for other in rows) - 1
    label = answer.label(row, lang)
    if others == 1:
        return AND_ANOTHER(lang, label=label)
    return AND_OTHERS(lang, label=label, count=others) if others else label


def with_base(answer: Answer, rows: list[Row], row: Row, lang: Lang) -> str:
    """A rate as it is read; where it rests on few, of how many: '90,0 %, 9 dari 10'. Groups that are level have several bases, so none is said."""
    said, alone = value(answer, row, lang), sum(other.value == row.value for other in rows) == 1
    if not alone or row.numerator is None or row.denominator is None or row.denominator >= FEW_TO_RANK or answer.metric.kind == "per_1000":
        return said
    counts = {"part": formats.number(row.numerator, lang), "whole": formats.number(row.denominator, lang)}
    return ON_FEW(lang, value=said, **counts)


def peak(answer: Answer, lang: Lang) -> str:
    """The finding of a count over time: the period with the most."""
    if not named(answer):
        return nothing(answer, lang)
    best = max(row.value or 0 for row in answer.rows)
    periods = [answer.label(row, lang) for row in answer.rows if row.value == best]
    said = {"unit": unit(answer, lang, best), "said": answer.metric.said, "number": formats.number(best, lang)}
    found = PEAK(lang, period=join(periods, lang), **said) if len(periods) < 4 else MANY_PEAKS(lang, count=len(periods), **said)
    return among(answer, found, lang)


def course(answers: tuple[Answer, ...], lang: Lang) -> str:
    """The finding of one number over several snapshots: from what, to what."""
    known = [answer for answer in answers if answer.total.value is not None]
    if not any(answer.total.value or answer.total.denominator for answer in known):
        return nothing(answers[-1], lang) if answers else NOTHING(lang)
    return movement(known[-1].metric.label, [(answer, answer.total) for answer in known], lang)


def movement(label: object, points: list[tuple[Answer, Row]], lang: Lang) -> str:
    """From what to what a number moved between the first and the last of several snapshots."""
    (first, first_row), (last, last_row) = points[0], points[-1]
    if first is last:
        return SINGLE(lang, metric=label, value=value(last, last_row, lang))
    alike = value(first, first_row, lang) == value(last, last_row, lang)
    grew = (last_row.value or 0) > (first_row.value or 0)
    pattern = UNCHANGED if alike else WITHIN_CHANCE if not moved(first_row, last_row) else GREW if grew else FELL
    words = {"metric": label, "last": value(last, last_row, lang), "first_day": formats.short_date(first.scope.as_of, lang)}
    if pattern is not UNCHANGED:
        words |= {"first": value(first, first_row, lang), "last_day": formats.short_date(last.scope.as_of, lang)}
    return pattern(lang, **words)


def portion(answers: tuple[Answer, ...], lang: Lang) -> str:
    """The finding of shares at several snapshots: how the share of the group now largest has moved."""
    leaders = leading_rows(answers[-1])
    if not leaders:
        return nothing(answers[-1], lang)
    leader = max(leaders, key=lambda row: row.value or 0)
    points = [
        (answer, row) for answer in answers if answer.total.denominator and (row := answer.row(*leader.codes) or absent(answer, leader))
    ]
    return movement(PORTION(lang, label=answers[-1].label(leader, lang)), points, lang)


def absent(answer: Answer, row: Row) -> Row:
    """The row of a group at a snapshot where nobody is in it."""
    return Row(row.codes, 0, answer.total.denominator, 0.0)


def triple(reported: Answer, recommended: Answer, compliance: Answer, lang: Lang) -> str:
    """The headline numbers as a title: '456 ASN dilaporkan, 344 direkomendasikan, 189 ditindaklanjuti PPK (54,9 %)'."""
    if not reported.total.value or any(answer.total.hidden for answer in (recommended, compliance)):
        return nothing(reported, lang) if not reported.total.value else base(reported, lang)
    words = {"reported": value(reported, reported.total, lang), "unit": unit(reported, lang, reported.total.value)}
    words |= {"recommended": value(recommended, recommended.total, lang), "rate": value(compliance, compliance.total, lang)}
    return TRIPLE(lang, **words, sanctioned=formats.number(compliance.total.numerator, lang))


def counts(answers: list[Answer], lang: Lang) -> str:
    """Some of them, where the register does not tell the others: '456 ASN dilaporkan, 344 ASN direkomendasikan dijatuhi sanksi'."""
    if not answers[0].total.value:
        return nothing(answers[0], lang)
    return ", ".join(base(answer, lang) for answer in answers)


def change(now: Answer, then: Answer, lang: Lang) -> str:
    """How one number moved since another snapshot: 'naik 20,0 persen poin sejak 26 Juni 2020'."""
    if now.total.value is None or then.total.value is None:
        return ""
    day = formats.long_date(then.scope.as_of, lang)
    difference = now.total.value - then.total.value
    if not difference:
        return NO_CHANGE(lang, day=day)
    if now.metric.is_ratio and formats.points(difference, lang) == formats.points(0, lang):
        return LITTLE(lang, day=day)
    size = formats.points(difference, lang) if now.metric.is_ratio else formats.plain(abs(difference), lang)
    if not moved(then.total, now.total):
        return NOT_CLEARLY(lang, day=day, size=size)
    return (UP if difference > 0 else DOWN)(lang, size=size, day=day)


def opening(answer: Answer, lang: Lang) -> str:
    """How a sentence begins: its date, and the filters where there are any."""
    day, filters = formats.long_date(answer.source.as_of, lang), answer.scope.words(lang)
    return OPENING_SCOPE(lang, day=day, scope="; ".join(filters)) if filters else OPENING(lang, day=day)


def counted(answer: Answer, lang: Lang, whole: Answer | None = None) -> str:
    """A count as the subject of a sentence: '456 ASN (were)', '1 ASN (was)'; without its unit, and 'all', as a part of a whole."""
    total = answer.total.value
    number = value(answer, answer.total, lang)
    if whole:
        every = total == whole.total.value and total and total > 1
        return COUNTED_ALL(lang) if every else (COUNTED_ONE if total == 1 else COUNTED)(lang, number=number)
    return (COUNTED_ONE if total == 1 else COUNTED)(lang, number=f"{number} {unit(answer, lang, total)}")


def followed(compliance: Answer, lang: Lang, them: bool = False) -> str:
    """How many of those recommended were followed up: none, one, some with the percentage, all. them: those were named just before."""
    total = compliance.total
    if not total.numerator:
        return FOLLOWED_NONE(lang)
    if total.numerator == total.denominator and total.numerator > 1:
        return FOLLOWED_ALL(lang)
    some, one = (FOLLOWED_OF, FOLLOWED_ONE_OF) if them else (FOLLOWED, FOLLOWED_ONE)
    number = formats.number(total.numerator, lang)
    number = number if them and lang == "en" else f"{number} {unit(compliance, lang, total.numerator)}"  # '189 of them'
    return (one if total.numerator == 1 else some)(lang, number=number, rate=formats.percent_in_words(total.value, lang))


def headline(reported: Answer, recommended: Answer, compliance: Answer, lang: Lang) -> str:
    """The sentence KASN says to the press: reported, recommended, followed up, one percentage."""
    begin = opening(reported, lang)
    if any(answer.total.hidden for answer in (reported, recommended, compliance)):
        return headline_hidden(reported, lang)
    if not reported.total.value:
        return HEADLINE_NONE(lang, opening=begin, unit=unit(reported, lang))
    if not recommended.total.value:
        if reported.scope.unit is ALLEGATION:
            return headline_reported(reported, UNPROVEN_ALLEGATIONS(lang), lang)
        return HEADLINE_UNPROVEN(lang, opening=begin, reported=counted(reported, lang))
    if reported.scope.unit in HEADLINES:
        words = {"reported": value(reported, reported.total, lang), "recommended": value(recommended, recommended.total, lang)}
        words |= {"sanctioned": formats.number(compliance.total.numerator, lang)}
        return HEADLINES[reported.scope.unit](lang, opening=begin, rate=formats.percent_in_words(compliance.total.value, lang), **words)
    parts = {"reported": counted(reported, lang), "recommended": counted(recommended, lang, reported)}
    return HEADLINE(lang, opening=begin, followed=followed(compliance, lang, them=True), **parts)


def headline_hidden(reported: Answer, lang: Lang) -> str:
    """The same in public mode, where some of it is not told."""
    begin, total = opening(reported, lang), reported.total
    if total.few:
        return HEADLINE_FEW(lang, opening=begin, few=FEW(lang, least=settings().small_cell_threshold), unit=unit(reported, lang))
    if total.hidden:
        return HEADLINE_HIDDEN(lang, opening=begin, unit=unit(reported, lang))
    return headline_reported(reported, HEADLINE_REST_HIDDEN(lang), lang)


HEADLINES = {CASE: HEADLINE_CASES, ALLEGATION: HEADLINE_ALLEGATIONS}


def headline_reported(reported: Answer, why: str, lang: Lang) -> str:
    """The same where the register tells no more than how many were reported. why: the sentence that says so."""
    pattern = HEADLINE_REPORTED_ALLEGATIONS if reported.scope.unit is ALLEGATION else HEADLINE_REPORTED
    return pattern(lang, opening=opening(reported, lang), reported=counted(reported, lang), why=why)


def what(answer: Answer, lang: Lang) -> str:
    """What a figure counts and in which unit: 'Jumlah ASN dilaporkan', '% dari ASN dilaporkan'."""
    metric = answer.metric
    if metric.kind == "median":
        return DAYS_OF(lang, label=metric.label)
    if metric.is_ratio:
        share = SHARE_OF(lang, unit=unit(answer, lang), base=metric.base or "")
        return share if metric.kind == "share" else f"{metric.label(lang)}, {share}"
    return COUNT_OF(lang, unit=unit(answer, lang), said=metric.said)


def subtitle(answer: Answer, lang: Lang) -> str:
    """What, unit, where and when: the grey line below a title."""
    dimensions = join([lower_first(dimension.label(lang)) for dimension in answer.by], lang)
    said = BY(lang, what=what(answer, lang), dimension=dimensions) if answer.by else what(answer, lang)
    where = answer.scope.words(lang)
    return " · ".join([said, *where, formats.long_date(answer.scope.as_of, lang)])


def course_subtitle(series: tuple[tuple[Answer, ...], ...], lang: Lang) -> str:
    """The same below the title of numbers at several snapshots: from the first to the last of them."""
    known = [each for each in series[0] if each.total.value is not None] or series[0]
    first, last = known[0], known[-1]
    said = AT_EACH(lang, what=what(last, lang)) if last.metric.is_ratio else GROWN(lang, unit=unit(last, lang))
    days = list(dict.fromkeys(formats.short_date(each.scope.as_of, lang) for each in (first, last)))
    return " · ".join([said, *last.scope.words(lang), "–".join(days)])


def base(answer: Answer, lang: Lang) -> str:
    """Numerator of denominator of the whole scope, in words; that it is not told, where it is hidden."""
    metric, total = answer.metric, answer.total
    if total.hidden:
        return base_hidden(answer, lang)
    if metric.kind == "median":
        number = formats.number(total.denominator, lang)
        return MEDIAN_OF(lang, number=number, unit=unit(answer, lang, total.denominator), base=metric.base or "")
    if metric.kind in ("rate", "estimate"):
        return OF_SCOPE(lang, fraction=formats.fraction(total, lang), unit=unit(answer, lang, total.denominator), base=metric.base or "")
    said = metric.base if metric.kind == "share" else metric.said
    return TOTAL_COUNT(lang, number=formats.number(total.numerator, lang), unit=unit(answer, lang, total.numerator), said=said or "")


def base_hidden(answer: Answer, lang: Lang) -> str:
    """'kurang dari 5 ASN dilaporkan', or that the number is hidden."""
    said = answer.metric.said if answer.metric.kind == "count" else answer.metric.base or answer.metric.said
    words = {"unit": unit(answer, lang), "said": said}
    if answer.total.few:
        return TOTAL_COUNT(lang, number=FEW(lang, least=settings().small_cell_threshold), **words)
    return NOT_TOLD(lang, **words)


def footnote(answer: Answer, institution: Institution, lang: Lang) -> str:
    """The defence of a figure in one line: date, filters, base, source, mark of synthetic data."""
    parts = [DATA_AS_OF(lang, day=formats.long_date(answer.source.as_of, lang)), answer.scope.sentence(lang)]
    parts += [base(answer, lang)] if answer.total != NO_TOTAL else []
    if answer.overlap > 0:
        total = formats.number(answer.total.numerator, lang)
        parts.append(OVERLAP(lang, count=formats.number(answer.overlap, lang), unit=unit(answer, lang), total=total))
    if any(row.hidden for row in (*answer.rows, answer.total)):
        parts.append(HIDDEN_LEGEND(lang, least=settings().small_cell_threshold))
    parts.append(SOURCE(lang, name=answer.source.name, institution=institution.short))
    return " · ".join(parts + ([SYNTHETIC(lang)] if answer.source.synthetic else []))
