"""Figures of the page Perubahan: what moved between the comparison snapshot and the reader's, as bridges and shares side by side."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from analytics import formats, sentences
from analytics.ask import Answer, Row, as_stages, side_by_side
from analytics.compare import told
from analytics.compare.comparison import Change, Comparison
from analytics.compare.reasons import MEANINGS, REASONS
from analytics.compare.shown import earlier, row_of, shown
from analytics.exhibit import Exhibit
from analytics.exhibits.overview import FIRST, OTHER_UNIT, SNAPSHOT
from analytics.metrics import COMPLIANCE, METRICS, RECOMMENDED, REPORTED, SANCTIONED, SHARE, Metric
from analytics.text import Lang, Text, same
from analytics.view import View
from analytics.vocabulary import AGENCY_TYPE, CATEGORY, POSITION, Dimension

STEP = Text(id="Langkah", en="Step")
START, END = "start", "end"
WITHIN = Text(id="Berubah di dalam kelompok", en="Change within groups")
MIX = Text(id="Susunan kelompok berubah", en="Change of the groups' weights")
OVERLAP = Text(id="Tercatat di beberapa kelompok", en="In more than one group")
MEANING = Text(id="{reason}: {meaning}", en="{reason}: {meaning}")
ONE_REASON = Text(
    id="Setiap {unit} yang mulai atau tidak lagi terhitung mempunyai tepat satu alasan, sehingga langkah-langkahnya berjumlah tepat.",
    en="Each of the {unit} that began or ceased to count has exactly one reason, so the steps add up exactly.",
)
OF_RATE = Text(
    id="Langkah sebuah persentase: tambahan pembilang dikurangi tambahan penyebut kali persentase semula, dibagi penyebut sekarang.",
    en="A step of a percentage: what was added above the line, less what was added below it times the earlier percentage, over the base now.",
)
NO_PARTS = Text(
    id="Median bukan jumlah, sehingga selisihnya tidak dapat dirinci.", en="A median is no sum, so its difference has no parts."
)
OF_SPLIT = Text(
    id="Di dalam kelompok: perubahan persentase kelompok kali bobot rata-ratanya. Susunan: perubahan bobot kali persentase rata-ratanya (Kitagawa 1955).",
    en="Within: the change of a group's percentage times its mean weight. Weights: their change times the mean percentage (Kitagawa 1955).",
)
FROM_TO = Text(id="{then} → {now}", en="{then} → {now}")


def bridge(seen: View, metric: Metric, id: str, variant: str = "") -> Exhibit:
    """One number as a bridge from the earlier snapshot to the reader's."""
    counted = seen.in_unit_of(metric)
    then = earlier(counted)
    if then is None:
        return nothing_before(counted, metric, id, variant)
    found = shown(counted, metric, then=then)
    if not comparable(found):
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


def alone(found: Comparison, seen: View, id: str, variant: str = "") -> Exhibit:
    """A figure that says that there is nothing to compare, or was nothing to divide by, and shows the number of now."""
    answer, lang = found.then if found.whole.then.value is None else found.now, seen.lang
    title = sentences.NOTHING(lang) if nothing(found) else told.nothing_to_divide(answer, lang)
    return Exhibit(id, "bar", title, as_stages([found.now]), seen, variant=variant, said=said_of(found, lang))


def steps_of(found: Comparison, change: Change) -> Answer:
    """A change as an answer: the level then, a row a reason, the level now."""
    rows = [row_of(part) for part in change.parts]
    return stepped(found, change, rows, {part.reason: REASONS[part.reason] for part in change.parts})


def stepped(found: Comparison, change: Change, rows: list[Row], names: dict[str, Text]) -> Answer:
    """Levels and changes between them as an answer whose rows are the steps. names: of the changes, in their order."""
    days = {START: formats.named_day(found.then.scope.as_of), **names, END: formats.named_day(found.now.scope.as_of)}
    step = Dimension("step", STEP, "ordered", members=days)
    ends = [Row((code,), row.numerator, row.denominator, row.value, row.hidden) for code, row in ((START, change.then), (END, change.now))]
    total = Row(("total",), change.now.numerator, change.now.denominator, change.now.value, change.now.hidden)
    return Answer(found.metric, found.now.scope, (step,), (ends[0], *rows, ends[1]), total, found.now.source, nested=True)


def said_of(found: Comparison, lang: Lang) -> str:
    """What, of whom, and both dates."""
    days = FROM_TO(lang, **{name: formats.long_date(each.scope.as_of, lang) for name, each in (("then", found.then), ("now", found.now))})
    return " · ".join([sentences.what(found.now, lang), *found.now.scope.words(lang), days])


def notes_of(found: Comparison, change: Change, lang: Lang) -> tuple[str, ...]:
    """How to read the steps, and what each reason means."""
    if not change.parts:
        return (NO_PARTS(lang),) if found.metric.kind == "median" else ()
    unit, day = found.now.scope.unit.noun, formats.long_date(found.then.scope.as_of, lang)
    meanings = [
        MEANING(lang, reason=REASONS[part.reason], meaning=MEANINGS[part.reason](lang, unit=unit, day=day)) for part in change.parts
    ]
    return (ONE_REASON(lang, unit=unit), *([OF_RATE(lang)] if found.metric.is_ratio else []), " ".join(meanings))


def share_bridge(seen: View, dimension: Dimension, id: str) -> Exhibit:
    """The share of the group that led at the earlier snapshot, as a bridge."""
    counted = seen.in_unit_of(SHARE)
    then = earlier(counted)
    if then is None:
        return nothing_before(counted, SHARE, id)
    found = shown(counted, SHARE, dimension, then=then)
    change = told.leader(found)
    if change is None:
        return alone(found, counted, id)
    title = told.story(found, change, seen.lang)
    return Exhibit(
        id,
        "bridge",
        title,
        steps_of(found, change),
        seen,
        notes=notes_of(found, change, seen.lang),
        said=said_of_group(found, change, seen.lang),
    )


def said_of_group(found: Comparison, change: Change, lang: Lang) -> str:
    """The same of one group."""
    return f"{found.now.by[0].label(lang)}: {found.now.by[0].member(change.code, lang)} · {said_of(found, lang)}"


def shares(seen: View, dimension: Dimension, id: str) -> Exhibit:
    """All groups' shares then and now, under the story of the one that led."""
    counted, lang = seen.in_unit_of(SHARE), seen.lang
    then = earlier(counted)
    if then is None:
        return nothing_before(counted, SHARE, id)
    found = shown(counted, SHARE, dimension, then=then)
    change = told.leader(found)
    if change is None:
        return alone(found, counted, id)
    days = tuple(same(formats.long_date(each.scope.as_of, lang)) for each in (found.now, found.then))
    answer = side_by_side(found.now, found.then, (days[0], days[1]), SNAPSHOT)
    title = told.story(found, change, lang)
    return Exhibit(id, "pair", title, answer, seen, parts=(found.now, found.then), names=days, said=said_by(found, lang))


def said_by(found: Comparison, lang: Lang) -> str:
    """What, by which groups, of whom, and both dates."""
    days = FROM_TO(lang, **{name: formats.long_date(each.scope.as_of, lang) for name, each in (("then", found.then), ("now", found.now))})
    what = sentences.BY(lang, what=sentences.what(found.now, lang), dimension=sentences.lower_first(found.now.by[0].label(lang)))
    return " · ".join([what, *found.now.scope.words(lang), days])


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
    title, notes = told.within_and_mix(found, seen.lang), (OF_SPLIT(seen.lang),)
    return Exhibit(id, "bridge", title, answer, seen, notes=notes, said=said_by(found, seen.lang))


def step_row(code: str, size: Fraction | None) -> Row:
    """A step of a rate without counts of its own; hidden where it is not told."""
    return Row((code,), None, None, None if size is None else float(size), hidden=size is None)


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
