"""What the page Kepatuhan sanksi says first: compliance now, whether it is better than at the snapshot before, and who lags.

The change is that to the snapshot compared with, else to the one before; whether it is more than chance is for noise to say. Whoever lags
is named by the number of open recommendations, ties together, and only of those that may be shown.
"""

from analytics import formats, sentences
from analytics.ask import Answer, Unanswered
from analytics.metrics import COMPLIANCE, OUTSTANDING
from analytics.noise import Standing, standing
from analytics.spoken import group, places, spelled, with_unit
from analytics.text import Text, join
from analytics.view import View
from analytics.vocabulary import AGENCY

NOW = Text(
    id="{opening}, kepatuhan sanksi {rate} ({fraction} {unit} yang direkomendasikan){change}.",
    en="{opening}, sanction compliance is {rate} ({fraction} {unit} recommended){change}.",
)
CHANGED = Text(id=", {change}", en=", {change}")
STANDINGS: dict[Standing, Text] = {
    "beyond": Text(id="{change}, melebihi kebetulan", en="{change}, more than chance"),
    "within": Text(id="{change}, dalam rentang kebetulan", en="{change}, within the range of chance"),
    "not_measured": Text(
        id="{change}; ini perubahan nyata, bukan kebetulan: sejak itu ada {unit} yang dijatuhi sanksi atau yang datanya berubah",
        en="{change}; this is a real change, not chance: since then some {unit} were sanctioned or their data changed",
    ),
}
NONE_BEFORE = Text(id="; belum ada snapshot sebelumnya untuk dibandingkan", en="; there is no earlier snapshot to compare with")
NOT_COMPARED = Text(id="; tidak dapat dibandingkan dengan snapshot sebelumnya", en="; it cannot be compared with the snapshot before")
ALL_DONE = Text(id="Tidak ada yang belum ditindaklanjuti PPK.", en="None is waiting for the PPK.")
LAGGING = Text(
    id="{total} belum ditindaklanjuti PPK, terbanyak di {agencies}.",
    en="Not yet followed up by the PPK: {total}; the largest numbers are in {agencies}.",
)
LAGGING_SHOWN = Text(
    id="{total} belum ditindaklanjuti PPK; di antara yang boleh ditampilkan, terbanyak di {agencies}.",
    en="Not yet followed up by the PPK: {total}; of those that may be shown, the largest numbers are in {agencies}.",
)
NOT_NAMED = Text(id="{total} belum ditindaklanjuti PPK.", en="Not yet followed up by the PPK: {total}.")


def lead(seen: View) -> str:
    """The first sentences of the page; empty where the register cannot answer, nobody was recommended, or public mode does not tell."""
    now = progress(seen)
    return spelled(" ".join(filter(None, (now, laggards(seen)))), seen.lang) if now else ""


def progress(seen: View) -> str:
    """Compliance now with its numbers, and how it moved; empty where it is not told or nobody was recommended."""
    lang, now = seen.lang, seen.answered(COMPLIANCE)
    if now is None or now.total.hidden or not now.total.denominator:
        return ""
    words = {"rate": sentences.value(now, now.total, lang), "fraction": formats.fraction(now.total, lang)}
    unit = sentences.unit(now, lang, now.total.denominator)
    return NOW(lang, opening=sentences.opening(now, lang), unit=unit, change=change(seen, now), **words)


def change(seen: View, now: Answer) -> str:
    """How compliance moved since the snapshot compared with, else the one before, and whether that is more than chance."""
    lang = seen.lang
    earlier = seen.compare.as_of if seen.compare else seen.register.before(seen.scope.as_of)
    if earlier is None:
        return NONE_BEFORE(lang)
    then = seen.answered(COMPLIANCE, scope=now.scope.at(earlier))
    if then is None or then.total.value is None or now.total.value is None:
        return NOT_COMPARED(lang)
    said = sentences.change(now, then, lang)
    if now.total.value != then.total.value:
        said = STANDINGS[standing(then.total, now.total)](lang, change=said, unit=now.scope.unit.noun)
    return CHANGED(lang, change=said)


def laggards(seen: View) -> str:
    """The three largest numbers of open recommendations and whose they are; empty where the total is not told."""
    lang = seen.lang
    try:
        every = seen.ask(OUTSTANDING, AGENCY)
    except Unanswered:
        return ""
    if every.total.hidden:
        return ""
    if not every.total.value:
        return ALL_DONE(lang)
    rows, total = sentences.named(every), with_unit(every, every.total, lang)
    if not rows:
        return NOT_NAMED(lang, total=total)
    first = [group(every, [row for row in rows if row.value == value], lang) for value in places(rows)]
    pattern = LAGGING_SHOWN if any(row.hidden for row in every.rows) else LAGGING
    return pattern(lang, total=total, agencies=join(first, lang))
