"""Figures of the page Perubahan: what moved between the comparison snapshot and the reader's, as bridges and shares side by side."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from analytics import formats, sentences
from analytics.ask import Answer, Row, Unanswered, as_stages, side_by_side
from analytics.compare import told
from analytics.compare.comparison import Change, Comparison
from analytics.compare.reasons import MEANINGS, POOLED, POOLED_WITH_GONE, REASONS, WITHDRAWN
from analytics.compare.remarks import ROUNDED, chance, dates, rounding, standing, uneven
from analytics.compare.shown import earlier, row_of, shown
from analytics.exhibit import Exhibit
from analytics.exhibits.overview import FIRST, OTHER_UNIT, SNAPSHOT
from analytics.metrics import COMPLIANCE, METRICS, RECOMMENDED, REPORTED, SANCTIONED, SHARE, Metric
from analytics.text import Lang, Text, join, same
from analytics.view import View
from analytics.vocabulary import AGENCY_TYPE, CATEGORY, POSITION, Dimension

STEP = Text(id="Langkah", en="Step")
START, END = "start", "end"
WITHIN = Text(id="Berubah di dalam kelompok", en="Change within groups")
MIX = Text(id="Susunan kelompok berubah", en="Change of the groups' weights")
OVERLAP = Text(id="Tercatat di beberapa kelompok", en="In more than one group")
MEANING = Text(id="{reason}: {meaning}", en="{reason}: {meaning}")
ONE_REASON = Text(
    id="Setiap {unit} yang mulai atau tidak lagi terhitung mempunyai tepat satu alasan.",
    en="Each of the {unit} that began or ceased to count has exactly one reason.",
)
OF_RATE = Text(
    id="Langkah persentase: tambahan pembilang dikurangi tambahan penyebut kali persentase semula, dibagi penyebut sekarang.",
    en="A step of a percentage: what was added above the line, less what was added below it times the earlier percentage, over the base now.",
)
NO_PARTS = Text(
    id="Median bukan jumlah, sehingga selisihnya tidak dapat dirinci.", en="A median is no sum, so its difference has no parts."
)
OF_SPLIT = Text(
    id="Di dalam kelompok: perubahan persentase kelompok kali bobot rata-ratanya. Susunan: perubahan bobot kali persentase rata-ratanya (Kitagawa 1955).",
    en="Within: the change of a group's percentage times its mean weight. Weights: their change times the mean percentage (Kitagawa 1955).",
)
BEYOND = Text(id="Berubah melebihi kisaran kebetulan: {labels}.", en="Changed by more than chance: {labels}.")
ALL_WITHIN = Text(id="Perubahan setiap kelompok masih dalam kisaran kebetulan.", en="Changes of all groups are within the range of chance.")
WITHIN_CHANCE = Text(
    id="Perubahan kelompok lain masih dalam kisaran kebetulan.", en="Changes of the other groups are within the range of chance."
)
NOT_CHANCE = Text(
    id="Bukan soal kebetulan, karena menyangkut {unit} yang sudah tercatat pada {day}: {labels}.",
    en="Not a matter of chance, since {unit} already registered on {day} are concerned: {labels}.",
)


def bridge(seen: View, metric: Metric, id: str, variant: str = "") -> Exhibit:
    """One number as a bridge from the earlier snapshot to the reader's."""
    counted = seen.in_unit_of(metric)
    then = earlier(counted)
    if then is None:
        return nothing_before(counted, metric, id, variant)
    found = shown(counted, metric, then=then)
    if not comparable(found) or nothing_told(found.whole):
        return alone(found, counted, id, variant)
    title = told.title(found, seen.lang)
    return Exhibit(
        id,
        "bridge",
        title,
        steps_of(found, found.whole),
        seen,
        notes=notes_of(found, found.whole, seen.lang),
        said=said_of(found, seen.lang),
        variant=variant,
    )


def nothing_before(seen: View, metric: Metric, id: str, variant: str = "") -> Exhibit:
    """A figure that says that there is nothing to compare with, and shows the number of now."""
    why = OTHER_UNIT if seen.register.before(seen.scope.as_of) else FIRST
    return Exhibit(
        id, "bar", why(seen.lang, day=formats.long_date(seen.scope.as_of, seen.lang)), as_stages([seen.ask(metric)]), seen, variant=variant
    )


def comparable(found: Comparison) -> bool:
    """Whether both values exist, told or not, and there is anything in them."""
    return not nothing(found) and all(row.hidden or row.value is not None for row in (found.whole.then, found.whole.now))


def nothing(found: Comparison) -> bool:
    """Whether nobody is counted at either snapshot."""
    return not any(row.hidden or row.value or row.denominator for row in (found.whole.then, found.whole.now))


def nothing_told(change: Change) -> bool:
    """Whether a change has reasons and none of them may be told: then a drawing adds nothing to the sentence."""
    return bool(change.parts) and all(part.reason == POOLED for part in change.parts)


def alone(found: Comparison, seen: View, id: str, variant: str = "") -> Exhibit:
    """A figure of the number of now alone: there is nothing to compare, was nothing to divide by, or no reason may be told."""
    lang = seen.lang
    title = sentences.NOTHING(lang) if nothing(found) else told.title(found, lang)
    notes = without_blanks(chance(found, found.whole, lang))
    return Exhibit(id, "bar", title, as_stages([found.now]), seen, variant=variant, notes=notes, said=said_of(found, lang))


def without_blanks(*said: str) -> tuple[str, ...]:
    """Sentences, less those that say nothing."""
    return tuple(each for each in said if each)


def steps_of(found: Comparison, change: Change) -> Answer:
    """A change as an answer: the level then, a row a reason, the level now."""
    rows = [row_of(part) for part in change.parts]
    return stepped(found, change, rows, {part.reason: name_of(found, change, part.reason) for part in change.parts})


def name_of(found: Comparison, change: Change, reason: str) -> Text:
    """The name of a step; of those not itemised, that reports that are gone may be among them."""
    gone = found.whole.part(WITHDRAWN) is not None and change.part(WITHDRAWN) is None
    return POOLED_WITH_GONE if reason == POOLED and gone else REASONS[reason]


def stepped(found: Comparison, change: Change, rows: list[Row], names: dict[str, Text]) -> Answer:
    """Levels and changes between them as an answer whose rows are the steps. names: of the changes, in their order."""
    days = {START: formats.named_day(found.then.scope.as_of), **names, END: formats.named_day(found.now.scope.as_of)}
    step = Dimension("step", STEP, "ordered", members=days)
    ends = [Row((code,), row.numerator, row.denominator, row.value, row.hidden) for code, row in ((START, change.then), (END, change.now))]
    total = Row(("total",), change.now.numerator, change.now.denominator, change.now.value, change.now.hidden)
    return Answer(found.metric, found.now.scope, (step,), (ends[0], *rows, ends[1]), total, found.now.source, nested=True)


def said_of(found: Comparison, lang: Lang) -> str:
    """What, of whom, and both dates."""
    return " · ".join([sentences.what(found.now, lang), *found.now.scope.words(lang), dates(found.then, found.now, lang)])


def notes_of(found: Comparison, change: Change, lang: Lang) -> tuple[str, ...]:
    """Whether chance explains the change, how to read the steps, and what each reason means."""
    if not change.parts:
        return (NO_PARTS(lang),) if found.metric.kind == "median" else ()
    unit, day = found.now.scope.unit.noun, formats.long_date(found.then.scope.as_of, lang)
    meanings = [
        MEANING(lang, reason=name_of(found, change, part.reason), meaning=MEANINGS[part.reason](lang, unit=unit, day=day))
        for part in change.parts
    ]
    first = " ".join([*without_blanks(chance(found, change, lang)), *rounding(found, (change,), lang)])
    how = [ONE_REASON(lang, unit=unit), *([OF_RATE(lang)] if found.metric.is_ratio else []), *meanings]
    return without_blanks(first, " ".join(how))


def share_bridge(seen: View, dimension: Dimension, id: str) -> Exhibit:
    """The share of the group that led at the earlier snapshot, as a bridge."""
    counted = seen.in_unit_of(SHARE)
    then = earlier(counted)
    if then is None:
        return nothing_before(counted, SHARE, id)
    found = shown(counted, SHARE, dimension, then=then)
    change = told.leader(found)
    if change is None:
        return no_leader(found, counted, id)
    title = told.story(found, change, seen.lang)
    if nothing_told(change):
        return levels_alone(found, change, counted, id)
    return Exhibit(
        id,
        "bridge",
        title,
        steps_of(found, change),
        seen,
        notes=notes_of(found, change, seen.lang),
        said=said_of_group(found, change, seen.lang),
    )


def no_leader(found: Comparison, seen: View, id: str) -> Exhibit:
    """A figure that says that no group has a name and a number, and shows the groups of now."""
    return Exhibit(id, "bar", sentences.nothing(found.now, seen.lang), as_stages([found.now]), seen, said=said_of(found, seen.lang))


def levels_alone(found: Comparison, change: Change, seen: View, id: str) -> Exhibit:
    """One group's share then and now, where no reason may be told: the two levels without steps."""
    notes = without_blanks(chance(found, change, seen.lang))
    answer, title = steps_of(found, replace(change, parts=())), told.story(found, change, seen.lang)
    return Exhibit(id, "bridge", title, answer, seen, notes=notes, said=said_of_group(found, change, seen.lang))


def has_steps(exhibit: Exhibit) -> bool:
    """Whether a bridge has anything between its two levels."""
    return exhibit.kind == "bridge" and len(exhibit.answer.rows) > 2


def pair(found: Comparison, seen: View, id: str, title: str, notes: tuple[str, ...], said: str) -> Exhibit:
    """The groups then and now, side by side."""
    days = tuple(same(formats.long_date(each.scope.as_of, seen.lang)) for each in (found.now, found.then))
    answer = side_by_side(found.now, found.then, (days[0], days[1]), SNAPSHOT)
    return Exhibit(id, "pair", title, answer, seen, parts=(found.now, found.then), names=days, notes=notes, said=said)


def said_of_group(found: Comparison, change: Change, lang: Lang) -> str:
    """The same of one group."""
    return f"{found.now.by[0].label(lang)}: {found.now.by[0].member(change.code, lang)} · {said_of(found, lang)}"


def shares(seen: View, dimension: Dimension, id: str) -> Exhibit:
    """All groups' shares then and now, under those that moved most."""
    counted, lang = seen.in_unit_of(SHARE), seen.lang
    then = earlier(counted)
    if then is None:
        return nothing_before(counted, SHARE, id)
    found = shown(counted, SHARE, dimension, then=then)
    if told.leader(found) is None:
        return no_leader(found, counted, id)
    notes = (*clear_ones(found, lang), *rounding(found, told.shifted(found), lang))
    return pair(found, counted, id, told.shifts(found, lang), notes, said_by(found, lang))


def clear_ones(found: Comparison, lang: Lang) -> tuple[str, ...]:
    """Which groups changed by more than chance, of which that is not the question, and that the others did not; nothing where none changed."""
    standings = {change.code: standing(found, change) for change in found.groups}
    names = {stands: labels_of(found, [code for code in standings if standings[code] == stands], lang) for stands in standings.values()}
    day, said = formats.long_date(found.then.scope.as_of, lang), []
    if "beyond" in names:
        said.append(BEYOND(lang, labels=names["beyond"]))
    if "not_measured" in names:
        said.append(NOT_CHANCE(lang, unit=found.now.scope.unit.noun, day=day, labels=names["not_measured"]))
    if "within" in names:
        said.append((WITHIN_CHANCE if said else ALL_WITHIN)(lang))
    return (" ".join(said),) if said else ()


def labels_of(found: Comparison, codes: Sequence[str], lang: Lang) -> str:
    """The names of groups, joined."""
    return join([found.now.by[0].member(code, lang) for code in codes], lang)


def said_by(found: Comparison, lang: Lang) -> str:
    """What, by which groups, of whom, and both dates."""
    what = sentences.BY(lang, what=sentences.what(found.now, lang), dimension=sentences.lower_first(found.now.by[0].label(lang)))
    return " · ".join([what, *found.now.scope.words(lang), dates(found.then, found.now, lang)])


def composition(seen: View, id: str = "perubahan_susunan") -> Exhibit:
    """The change of compliance as what happened within agency types, and what their weights did."""
    then = earlier(seen)
    if then is None:
        return nothing_before(seen, COMPLIANCE, id)
    found = shown(seen, COMPLIANCE, AGENCY_TYPE, then=then)
    if not comparable(found):
        return alone(found, seen, id)
    steps = {"within": (WITHIN, found.within), "mix": (MIX, found.mix)}
    steps |= {"overlap": (OVERLAP, found.overlap)} if found.overlap else {}
    rows = [step_row(code, size) for code, (_, size) in steps.items()]
    answer = stepped(found, found.whole, rows, {code: name for code, (name, _) in steps.items()})
    title = told.within_and_mix(found, seen.lang)
    notes = (*without_blanks(chance(found, found.whole, seen.lang)), *split_rounding(found, seen.lang), OF_SPLIT(seen.lang))
    return Exhibit(id, "bridge", title, answer, seen, notes=notes, said=said_by(found, seen.lang))


def split_rounding(found: Comparison, lang: Lang) -> tuple[str, ...]:
    """That the parts of a split may not add up because of rounding, where they do not."""
    whole, parts = found.whole, [size for size in (found.within, found.mix, found.overlap) if size is not None]
    if whole.difference is None or not parts:
        return ()
    levels = whole.then.value or 0, whole.now.value or 0
    return (ROUNDED(lang),) if uneven(whole.difference, parts) or uneven(levels[1], [levels[0], *parts]) else ()


def step_row(code: str, size: Fraction | None) -> Row:
    """A step of a rate without counts of its own; hidden where it is not told."""
    return Row((code,), None, None, None if size is None else float(size), hidden=size is None)


def leads(seen: View) -> list[str]:
    """The story of a comparison in sentences: reported, compliance, the share that led; of rates, whether chance explains the change.

    A sentence that a snapshot cannot answer is left out.
    """
    return [said for metric, by in LEADS if (said := lead(seen.in_unit_of(metric), metric, by))]


def lead(seen: View, metric: Metric, by: tuple[Dimension, ...]) -> str:
    """One of them; empty where there is none."""
    then = earlier(seen)
    if then is None:
        return ""
    try:
        found = shown(seen, metric, *by, then=then)
    except Unanswered:
        return ""
    change = told.leader(found) if by else found.whole
    if change is None or nothing(found):
        return ""
    return " ".join([f"{told.title(found, seen.lang)}.", *without_blanks(chance(found, change, seen.lang))])


LEADS: tuple[tuple[Metric, tuple[Dimension, ...]], ...] = ((REPORTED, ()), (COMPLIANCE, ()), (SHARE, (POSITION,)))
HEADLINES = {
    "perubahan_dilaporkan": REPORTED,
    "perubahan_direkomendasikan": RECOMMENDED,
    "perubahan_ditindaklanjuti": SANCTIONED,
    "perubahan_kepatuhan": COMPLIANCE,
}
# The metrics without a headline bridge of their own; a share of everything is always 100 %.
OTHERS = {code: metric for code, metric in METRICS.items() if metric not in HEADLINES.values() and metric.kind != "share"}
SHARE_BRIDGES = {"perubahan_porsi_jabatan": POSITION, "perubahan_porsi_jenis": CATEGORY, "perubahan_porsi_instansi": AGENCY_TYPE}
SHARES = {"perubahan_jabatan": POSITION, "perubahan_jenis": CATEGORY, "perubahan_instansi": AGENCY_TYPE}

FIGURES: dict[str, Callable[[View], Exhibit]] = {
    **{id: partial(bridge, metric=metric, id=id) for id, metric in HEADLINES.items()},
    **{id: partial(shares, dimension=dimension, id=id) for id, dimension in SHARES.items()},
    **{id: partial(share_bridge, dimension=dimension, id=id) for id, dimension in SHARE_BRIDGES.items()},
    "perubahan_susunan": composition,
    **{f"perubahan_ukuran-{code}": partial(bridge, metric=metric, id="perubahan_ukuran", variant=code) for code, metric in OTHERS.items()},
}
