"""What moved, in one sentence: from what to what, and by which reasons. What chance or a handful of people explains is given no reason."""

import re
from fractions import Fraction

from analytics import formats, sentences
from analytics.ask import Answer, Row
from analytics.compare.comparison import Change, Comparison, Part, exact
from analytics.compare.reasons import (
    AGENCY_CHANGED,
    CATEGORY_CHANGED,
    MERGED,
    NEW,
    OTHER_CHANGED,
    POOLED,
    POSITION_CHANGED,
    REASONS,
    RECLASSIFIED,
    RECOMMENDED,
    SANCTIONED,
    STATUS_CHANGED,
    WITHDRAWN,
)
from analytics.compare.remarks import standing
from analytics.noise import known
from analytics.text import Lang, Text, join

ROSE = Text(id="{metric} naik dari {first} ke {last}{parts}", en="{metric} rose from {first} to {last}{parts}")
FELL = Text(id="{metric} turun dari {first} ke {last}{parts}", en="{metric} fell from {first} to {last}{parts}")
STAYED = Text(id="{metric} tetap {last}", en="{metric} stayed at {last}")
ALMOST = Text(id="{metric} praktis tetap (dari {first} ke {last})", en="{metric} is practically unchanged (from {first} to {last})")
BY_CHANCE = Text(id="{metric} tidak berubah nyata (dari {first} ke {last})", en="{metric} has not clearly changed (from {first} to {last})")
NOT_TOLD = Text(
    id="{metric}: perubahannya disembunyikan karena menyangkut sedikit orang",
    en="{metric}: the change is not shown because it concerns few people",
)
NONE_THEN = Text(
    id="{metric} tidak dapat dibandingkan: pada {day} belum ada {unit} yang {base}",
    en="{metric} cannot be compared: on {day} no {unit} were {base}",
)
BECAUSE = Text(id="{what} karena {cause}", en="{what} because {cause}")
MAINLY = Text(id="{what} terutama karena {cause}", en="{what} mainly because {cause}")
PARTLY = Text(id="{what}, antara lain karena {cause}", en="{what}, partly because {cause}")
LIST = Text(id=": {parts}", en=": {parts}")
OTHERS = Text(id="lainnya {size}", en="others {size}")
UNTOLD = Text(id="lainnya disembunyikan", en="others not shown")
SHARE_OF = Text(id="Porsi {label}", en="Share of {label}")
QUOTED = Text(id="“{label}”", en="“{label}”")
OF_SHORT = Text(id="{number} {unit} {label}", en="{number} {unit} of {label}")
OF_THAT = Text(id="{number} {unit} dalam kelompok itu", en="{number} {unit} of that group")
BROUGHT = Text(id="{whole} {what} memuat {members}", en="the {whole} {what} included {members}")
BROUGHT_FEW = Text(id="{whole} {what} hanya memuat {members}", en="the {whole} {what} included only {members}")
BROUGHT_NONE = Text(id="{whole} {what} tidak memuat satu pun dari kelompok itu", en="the {whole} {what} included none of that group")
CAME = Text(id="{what} menambahkan {members}", en="{what} added {members}")
WENT = Text(id="{what} mengeluarkan {members}", en="{what} took out {members}")
BY_SIZE = Text(id="{what} ({size})", en="{what} ({size})")
# What a reason brings or takes away; of several, and of one.
BRINGS = {
    NEW: (Text(id="laporan baru", en="new reports"), Text(id="laporan baru", en="new report")),
    RECOMMENDED: (Text(id="rekomendasi baru", en="new recommendations"), Text(id="rekomendasi baru", en="new recommendation")),
    WITHDRAWN: (
        Text(id="laporan yang tidak lagi tercatat", en="reports that are no longer registered"),
        Text(id="laporan yang tidak lagi tercatat", en="report that is no longer registered"),
    ),
    MERGED: (Text(id="laporan yang digabung", en="merged reports"), Text(id="laporan yang digabung", en="merged report")),
}
# A reason as the subject of a sentence.
CAUSES = {
    SANCTIONED: Text(id="sanksi baru", en="new sanctions"),
    STATUS_CHANGED: Text(id="perubahan status lain", en="other changes of status"),
    POSITION_CHANGED: Text(id="perubahan data jabatan", en="corrected position data"),
    AGENCY_CHANGED: Text(id="perubahan data instansi", en="corrected agency data"),
    CATEGORY_CHANGED: Text(id="perubahan jenis pelanggaran", en="corrected violation categories"),
    OTHER_CHANGED: Text(id="perubahan data lain", en="other corrected data"),
}
WITHIN_MIX = Text(
    id="Perubahan {metric} {total}: {within} di dalam kelompok ({dimension}), {mix} karena susunan kelompok berubah{overlap}",
    en="Change in {metric} of {total}: {within} within groups ({dimension}), {mix} because the weights of the groups changed{overlap}",
)
AND_OVERLAP = Text(id=", {size} karena ada yang tercatat di beberapa kelompok", en=", {size} because some stand in more than one group")
MOST_UP = Text(id="Porsi yang naik paling banyak: {up}", en="Largest rise in share: {up}")
MOST_DOWN = Text(id="Porsi yang turun paling banyak: {down}", en="Largest fall in share: {down}")
UP_AND_DOWN = Text(
    id="Porsi yang naik paling banyak: {up}; turun paling banyak: {down}", en="Largest rise in share: {up}; largest fall: {down}"
)
NO_SHIFT = Text(id="Porsi menurut {dimension} tidak berubah nyata", en="Shares by {dimension} have not clearly changed")
CHANGED_BY = Text(id="{label}, {size}", en="{label}, {size}")
CHANGED_EACH = Text(id="{label}, masing-masing {size}", en="{label}, {size} each")
NAMED, SECOND = 3, Fraction(1, 3)  # parts said one by one; the part of the difference from which a second cause is said
ALL, MOST = 0.1, 0.5  # causes short of the difference by at most so much are all of it; from so much on, most
FEW, LITTLE = 5, Fraction(1, 200)  # below so many, or half a point, nothing is given a cause
SLIGHT = Fraction(1, 10)  # a handful that is at most so much of the number leaves it practically unchanged


def handful(answer: Answer, change: Change) -> bool:
    """Whether a number moved by so little that no cause is named: by fewer than 5, or by less than 0.5 points."""
    difference = abs(change.difference or Fraction(0))
    if answer.metric.is_ratio:
        return difference < LITTLE
    return answer.metric.kind == "count" and difference < FEW


def quiet(found: Comparison, change: Change) -> bool:
    """Whether no cause is named: a handful, or within chance."""
    return handful(found.now, change) or standing(found, change) == "within"


def moved(label: object, found: Comparison, change: Change, lang: Lang, parts: str = "") -> str:
    """'Dilaporkan naik dari 369 ke 456 ASN', and what follows where it moved by more than a handful and more than chance."""
    if change.then.hidden or change.now.hidden:
        return NOT_TOLD(lang, metric=label)
    answer = found.now
    first, last = bare(answer, change.then, lang), bare(answer, change.now, lang)
    words = {"metric": label, "last": with_unit(answer, change.now, lang)}
    if first == last:
        return STAYED(lang, **words)
    if handful(answer, change) and (answer.metric.is_ratio or abs(change.difference or Fraction(0)) <= SLIGHT * exact(change.then)):
        return ALMOST(lang, first=first, **words)
    if standing(found, change) == "within":
        return BY_CHANCE(lang, first=first, **words)
    pattern = ROSE if (change.difference or 0) > 0 else FELL
    return pattern(lang, first=first, parts="" if quiet(found, change) else parts, **words)


def bare(answer: Answer, row: Row, lang: Lang) -> str:
    """A value without its unit."""
    return formats.row_value(answer.metric.is_ratio, row, lang)


def with_unit(answer: Answer, row: Row, lang: Lang) -> str:
    """A value with its unit: '456 ASN', '54,9 %'."""
    said = bare(answer, row, lang)
    return f"{said} {sentences.unit(answer, lang, row.value)}" if answer.metric.kind == "count" else said


def title(found: Comparison, lang: Lang) -> str:
    """The whole scope: from what to what, and the reasons with their sizes; of shares by group, the story of the group that led."""
    change = leader(found) if found.metric.kind == "share" and found.groups else None
    if change:
        return story(found, change, lang)
    if not found.whole.known and not (found.whole.then.hidden or found.whole.now.hidden):
        return nothing_to_divide(found.then if found.whole.then.value is None else found.now, lang)
    return moved(found.metric.label, found, found.whole, lang, parts_said(found, found.whole, lang))


def leader(found: Comparison) -> Change | None:
    """The named group that was largest at the earlier snapshot, else at the later; None where none has a name and a number."""
    for answer in (found.then, found.now):
        rows = sentences.named(answer)
        change = found.group(max(rows, key=lambda row: row.value or 0).code) if rows else None
        if change and change.known:
            return change
    return None


def size_of(found: Comparison, effect: Fraction, lang: Lang) -> str:
    """'+87', '−3', '+1,2 poin'."""
    return formats.signed_points(float(effect), lang) if found.metric.is_ratio else formats.signed(int(effect), lang)


def parts_said(found: Comparison, change: Change, lang: Lang) -> str:
    """The largest parts one by one, the rest together: ': +157 laporan baru, −70 tidak lagi tercatat'."""
    largest = sorted((part for part in change.parts if part.effect), key=size, reverse=True)
    said = [
        f"{size_of(found, part.effect or Fraction(0), lang)} {sentences.lower_first(REASONS[part.reason](lang))}"
        for part in largest[:NAMED]
    ]
    if any(part.hidden for part in change.parts):
        said.append(UNTOLD(lang))
    elif others := sum((part.effect or Fraction(0) for part in largest[NAMED:]), Fraction(0)):
        said.append(OTHERS(lang, size=size_of(found, others, lang)))
    return LIST(lang, parts=", ".join(said)) if said else ""


def story(found: Comparison, change: Change, lang: Lang) -> str:
    """One group's share: 'Porsi JPT turun dari 33,1 % ke 27,6 % terutama karena 157 laporan baru hanya memuat 32 ASN JPT'."""
    what = moved(SHARE_OF(lang, label=said(found.now.by[0].member(change.code, lang), lang)), found, change, lang)
    causes = [] if quiet(found, change) else causes_of(change)
    if not causes:
        return what
    return because(change, causes)(lang, what=what, cause=join([cause(found, change, part, lang) for part in causes], lang))


def because(change: Change, causes: list[Part]) -> Text:
    """'karena', 'terutama karena' or 'antara lain karena': whether the causes named are nearly all of the difference, most of it, or less."""
    named = sum(float(each.effect or 0) for each in causes) / float(change.difference or 1)
    if abs(named - 1) <= ALL:
        return BECAUSE
    return MAINLY if named >= MOST else PARTLY


def size(part: Part) -> Fraction:
    """How far a part moved the value, whichever way."""
    return abs(part.effect or Fraction(0))


def causes_of(change: Change) -> list[Part]:
    """The parts that pushed a share the way it went, largest first: one, and a second if it made a third of the difference."""
    difference = change.difference or Fraction(0)
    pushing = [part for part in change.parts if part.effect and part.effect * difference > 0 and part.reason != POOLED]
    pushing.sort(key=size, reverse=True)
    return [part for place, part in enumerate(pushing[:2]) if not place or size(part) >= SECOND * abs(difference)]


def cause(found: Comparison, change: Change, part: Part, lang: Lang) -> str:
    """Why a part moved a share."""
    numerator, denominator = part.numerator or 0, part.denominator or 0
    if part.reason in BRINGS and denominator and numerator * denominator >= 0:
        return brought(found, change, part, lang)
    name = CAUSES.get(part.reason, REASONS[part.reason])(lang)
    if numerator and (part.reason in RECLASSIFIED or not denominator):
        return (CAME if numerator > 0 else WENT)(lang, what=name, members=members(found, change, abs(numerator), lang))
    return BY_SIZE(lang, what=name, size=size_of(found, part.effect or Fraction(0), lang))


def brought(found: Comparison, change: Change, part: Part, lang: Lang) -> str:
    """'157 laporan baru hanya memuat 32 ASN JPT': only, where so few made the share fall, or so few of those gone made it rise."""
    number, whole = abs(part.numerator or 0), abs(part.denominator or 0)
    few = ((part.effect or 0) > 0) != ((part.denominator or 0) > 0)
    words = {"whole": formats.number(whole, lang), "what": BRINGS[part.reason][whole == 1]}
    if few and not number:
        return BROUGHT_NONE(lang, **words)
    return (BROUGHT_FEW if few else BROUGHT)(lang, members=members(found, change, number, lang), **words)


def members(found: Comparison, change: Change, number: int, lang: Lang) -> str:
    """'32 ASN JPT', '12 ASN dalam kelompok itu'."""
    name = found.now.by[0].member(change.code, lang)
    words = {"number": formats.number(number, lang), "unit": sentences.unit(found.now, lang, number)}
    return OF_SHORT(lang, label=short(name), **words) if short(name) != name else OF_THAT(lang, **words)


def short(name: str) -> str:
    """The abbreviation a label ends with, such as JPT; else the label."""
    found = re.search(r"\(([A-Z]{2,})\)$", name)
    return found[1] if found else name


def said(name: str, lang: Lang) -> str:
    """A group inside a sentence: its abbreviation, else its label in quotes."""
    return short(name) if short(name) != name else QUOTED(lang, label=name)


def shifts(found: Comparison, lang: Lang) -> str:
    """Which groups' shares rose and fell most, of those that changed by half a point or more, and by more than chance."""
    clear = shifted(found)
    up, down = (farthest(found, [change for change in clear if (change.difference or 0) * sign > 0], lang) for sign in (1, -1))
    words = {name: label for name, label in (("up", up), ("down", down)) if label}
    pattern = UP_AND_DOWN if len(words) == 2 else MOST_UP if up else MOST_DOWN if down else NO_SHIFT
    if pattern is NO_SHIFT:
        words = {"dimension": sentences.lower_first(found.now.by[0].label(lang))}
    told = pattern(lang, **words)
    return sentences.AMONG(lang, said=sentences.lower_first(told)) if any_hidden(found) else told


def shifted(found: Comparison) -> list[Change]:
    """The groups with a name whose share moved by more than a handful and more than chance."""
    named = {row.code for answer in (found.then, found.now) for row in known(answer)}
    return [change for change in found.groups if change.code in named and change.known and not quiet(found, change)]


def any_hidden(found: Comparison) -> bool:
    """Whether a group's number is hidden at one of the two snapshots."""
    return any(change.then.hidden or change.now.hidden for change in found.groups)


def farthest(found: Comparison, changes: list[Change], lang: Lang) -> str:
    """The groups that changed most, ties together, with by how much; empty where there are none."""
    if not changes:
        return ""
    most = max(float(abs(change.difference or 0)) for change in changes)
    best = [change for change in changes if float(abs(change.difference or 0)) == most]
    label = join([short(found.now.by[0].member(change.code, lang)) for change in best], lang)
    return (CHANGED_BY if len(best) == 1 else CHANGED_EACH)(lang, label=label, size=size_of(found, best[0].difference or Fraction(0), lang))


def within_and_mix(found: Comparison, lang: Lang) -> str:
    """How much of the change of a rate came from within the groups, and how much from their weights."""
    sizes = {"total": found.whole.difference, "within": found.within, "mix": found.mix}
    if any(size is None for size in sizes.values()) or quiet(found, found.whole):
        return moved(found.metric.label, found, found.whole, lang)
    words = {name: formats.signed_points(float(size or 0), lang) for name, size in sizes.items()}
    more = AND_OVERLAP(lang, size=formats.signed_points(float(found.overlap or 0), lang)) if found.overlap else ""
    dimension = sentences.lower_first(found.now.by[0].label(lang))
    metric = sentences.lower_first(found.metric.label(lang))
    return WITHIN_MIX(lang, metric=metric, dimension=dimension, overlap=more, **words)


def nothing_to_divide(answer: Answer, lang: Lang) -> str:
    """That a rate did not exist at one of the snapshots."""
    words = {
        "day": formats.long_date(answer.scope.as_of, lang),
        "unit": sentences.unit(answer, lang),
        "base": answer.metric.base or answer.metric.said,
    }
    return NONE_THEN(lang, metric=answer.metric.label, **words)
