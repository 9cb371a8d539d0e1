"""What moved, in one sentence: from what to what, and by which reasons. Facts of the register, so differences are never left to chance."""

import re
from fractions import Fraction

from analytics import formats, sentences
from analytics.ask import Answer, Row
from analytics.compare.comparison import Change, Comparison, Part
from analytics.compare.reasons import MERGED, NEW, POOLED, REASONS, RECLASSIFIED, RECOMMENDED, WITHDRAWN
from analytics.text import Lang, Text, join

ROSE = Text(id="{metric} naik dari {first} ke {last}{parts}", en="{metric} rose from {first} to {last}{parts}")
FELL = Text(id="{metric} turun dari {first} ke {last}{parts}", en="{metric} fell from {first} to {last}{parts}")
STAYED = Text(id="{metric} tetap {last}{parts}", en="{metric} stayed at {last}{parts}")
NOT_TOLD = Text(
    id="{metric}: perubahannya disembunyikan karena menyangkut sedikit orang",
    en="{metric}: the change is not shown because it concerns few people",
)
NONE_THEN = Text(
    id="{metric} tidak dapat dibandingkan: pada {day} belum ada {unit} yang {base}",
    en="{metric} cannot be compared: on {day} no {unit} were {base}",
)
BECAUSE = Text(id="{what} karena {cause}", en="{what} because {cause}")
LIST = Text(id=": {parts}", en=": {parts}")
OTHERS = Text(id="lainnya {size}", en="others {size}")
UNTOLD = Text(id="lainnya disembunyikan", en="others not shown")
SHARE_OF = Text(id="Porsi {label}", en="Share of {label}")
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
WITHIN_MIX = Text(
    id="dari {total}, {within} karena berubah di dalam kelompok {dimension} dan {mix} karena susunan kelompoknya berubah{overlap}",
    en="of {total}, {within} because it changed within the groups of {dimension} and {mix} because their weights changed{overlap}",
)
AND_OVERLAP = Text(id="; {size} karena ada yang tercatat di beberapa kelompok", en="; {size} because some stand in more than one group")
NAMED, SECOND = 3, Fraction(1, 3)  # parts said one by one; the part of the difference from which a second cause is said


def moved(label: object, answer: Answer, change: Change, lang: Lang, parts: str = "") -> str:
    """'Dilaporkan naik dari 369 ke 456 ASN', and what follows. answer: whose numbers they are."""
    if change.then.hidden or change.now.hidden:
        return NOT_TOLD(lang, metric=label)
    first, last = bare(answer, change.then, lang), bare(answer, change.now, lang)
    words = {"metric": label, "last": with_unit(answer, change.now, lang), "parts": parts}
    if first == last:
        return STAYED(lang, **words)
    return (ROSE if (change.difference or 0) > 0 else FELL)(lang, first=first, **words)


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
    return moved(found.metric.label, found.now, found.whole, lang, parts_said(found, found.whole, lang))


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
    known = sorted((part for part in change.parts if part.effect), key=size, reverse=True)
    said = [
        f"{size_of(found, part.effect or Fraction(0), lang)} {sentences.lower_first(REASONS[part.reason](lang))}" for part in known[:NAMED]
    ]
    if any(part.hidden for part in change.parts):
        said.append(UNTOLD(lang))
    elif rest := known[NAMED:]:
        said.append(OTHERS(lang, size=size_of(found, sum((part.effect or Fraction(0) for part in rest), Fraction(0)), lang)))
    return LIST(lang, parts=", ".join(said)) if said else ""


def story(found: Comparison, change: Change, lang: Lang) -> str:
    """One group's share: 'Porsi JPT turun dari 33,1 % ke 27,6 % karena 157 laporan baru hanya memuat 32 ASN JPT'."""
    what = moved(SHARE_OF(lang, label=short(found.now.by[0].member(change.code, lang))), found.now, change, lang)
    causes = causes_of(change)
    alike = bare(found.now, change.then, lang) == bare(found.now, change.now, lang)
    if alike or not causes:
        return what
    return BECAUSE(lang, what=what, cause=join([cause(found, change, part, lang) for part in causes], lang))


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
    name = sentences.lower_first(REASONS[part.reason](lang))
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


def within_and_mix(found: Comparison, lang: Lang) -> str:
    """How much of the change of a rate came from within the groups, and how much from their weights."""
    what = moved(found.metric.label, found.now, found.whole, lang)
    sizes = {"total": found.whole.difference, "within": found.within, "mix": found.mix}
    if any(size is None for size in sizes.values()):
        return what
    words = {name: formats.signed_points(float(size or 0), lang) for name, size in sizes.items()}
    more = AND_OVERLAP(lang, size=formats.signed_points(float(found.overlap or 0), lang)) if found.overlap else ""
    dimension = sentences.lower_first(found.now.by[0].label(lang))
    return what + LIST(lang, parts=WITHIN_MIX(lang, dimension=dimension, overlap=more, **words))


def nothing_to_divide(answer: Answer, lang: Lang) -> str:
    """That a rate did not exist at one of the snapshots."""
    words = {
        "day": formats.long_date(answer.scope.as_of, lang),
        "unit": sentences.unit(answer, lang),
        "base": answer.metric.base or answer.metric.said,
    }
    return NONE_THEN(lang, metric=answer.metric.label, **words)
