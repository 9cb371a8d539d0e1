"""One agency beside those of its own kind: its place among them, and whether its compliance differs from theirs by more than chance."""

from analytics import formats, sentences
from analytics.ask import Row, ranks
from analytics.intervals import differ
from analytics.metrics import COMPLIANCE, REPORTED
from analytics.noise import pair
from analytics.settings import settings
from analytics.text import Lang, Text
from analytics.view import View
from analytics.vocabulary import AGENCY, AGENCY_TYPE, agencies

KINDS = {
    "kementerian": Text(id="kementerian", en="ministries"),
    "lembaga": Text(id="lembaga", en="central institutions"),
    "provinsi": Text(id="provinsi", en="provinces"),
    "kabupaten": Text(id="kabupaten", en="regencies"),
    "kota": Text(id="kota", en="cities"),
}
ALL_KINDS = Text(id="instansi", en="agencies")
PLACE = Text(
    id="Peringkat {rank} dari {count} {kind} menurut jumlah {unit} dilaporkan dalam cakupan ini{level}.",
    en="Rank {rank} of {count} {kind} by number of {unit} reported in this scope{level}.",
)
LEVEL = Text(id=", sama dengan {count} lainnya", en=", level with {count} more")
HIGHER = Text(id="lebih tinggi dari", en="is higher than")
LOWER = Text(id="lebih rendah dari", en="is lower than")
NOT_CLEARLY = Text(id="tidak berbeda nyata dari", en="does not clearly differ from")
BESIDE = Text(
    id="Kepatuhan sanksi {own} {verdict} {kind} lainnya, {others}.",
    en="Sanction compliance, {own}, {verdict} that of the other {kind}, {others}.",
)
TOO_SMALL = Text(
    id="Kepatuhan sanksi {own}; dasar hitungnya di bawah {base}, terlalu kecil untuk dibandingkan dengan {kind} lainnya, {others}.",
    en="Sanction compliance {own}; its base is below {base}, too small to be compared with the other {kind}, {others}.",
)
RATE = Text(id="{rate} ({fraction}; selang 95 % {interval})", en="{rate} ({fraction}; 95% interval {interval})")


def kind_of(code: str) -> str:
    """The type of an agency; empty where our list does not have it."""
    return agencies()[code].agency_type if code in agencies() else ""


def place(seen: View, code: str, kind: str = "") -> str:
    """The rank of an agency by number of reports, among those of a kind (none: among all); nothing where its number is hidden."""
    answer = (seen.narrowed(agency_type=kind) if kind else seen).ask(REPORTED, AGENCY)
    places = ranks(answer)
    if code not in places:
        return ""
    others = list(places.values()).count(places[code]) - 1
    level = LEVEL(seen.lang, count=others) if others else ""
    words = {"rank": places[code], "count": len(places), "kind": KINDS.get(kind, ALL_KINDS), "unit": answer.scope.unit.noun}
    return PLACE(seen.lang, **words, level=level)


def beside(seen: View, code: str) -> str:
    """The compliance of an agency beside that of all others of its kind taken together; nothing where one of them has none."""
    kind, lang = kind_of(code), seen.lang
    if kind not in KINDS:
        return ""
    own, whole = (seen.narrowed(**one).ask(COMPLIANCE).total for one in ({"agency": code}, {AGENCY_TYPE.code: kind}))
    others = without(whole, own)
    if own.value is None or others is None:
        return ""
    words = {"own": said(own, lang), "kind": KINDS[kind], "others": said(others, lang)}
    if (own.denominator or 0) < settings().smallest_base:
        return TOO_SMALL(lang, **words, base=settings().smallest_base)
    if not differ(pair(own), pair(others)):
        return BESIDE(lang, **words, verdict=NOT_CLEARLY)
    return BESIDE(lang, **words, verdict=HIGHER if own.value > (others.value or 0) else LOWER)


def without(whole: Row, own: Row) -> Row | None:
    """The units of a kind that are not counted in one of its agencies; None where there are none, or a number is hidden."""
    (counted, base), (numerator, denominator) = pair(whole), pair(own)
    rest, of = counted - numerator, base - denominator
    if whole.hidden or own.hidden or not 0 <= rest <= of or not of:
        return None
    return Row(("others",), rest, of, rest / of)


def said(row: Row, lang: Lang) -> str:
    """A rate with its numbers and its interval."""
    words = {"rate": formats.percent(row.value, lang), "fraction": formats.fraction(row, lang)}
    return RATE(lang, **words, interval=sentences.interval(row, lang))
