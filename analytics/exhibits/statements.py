"""Figures of the page Pernyataan: published numbers, never mixed with the register."""

from datetime import date
from html import escape

from analytics import formats, published, sentences
from analytics.exhibit import Exhibit, Point
from analytics.exhibits.overview import TRIPLE, TRIPLE_NAMES
from analytics.published import STANDINGS, UNIT_NOUNS, Statement
from analytics.text import Lang, Text
from analytics.view import View
from analytics.vocabulary import CATEGORY, POSITION, Dimension

SERIES = Text(
    id="KASN menyebut {first} ASN dilaporkan pada {first_day} dan {last} pada {last_day}",
    en="KASN said {first} ASN reported on {first_day} and {last} on {last_day}",
)
SERIES_NOTE = Text(
    id="Hanya pernyataan KASN dalam satuan orang tentang Pilkada 2020. Tanda silang: angka yang bertentangan dengan pernyataan lain (lihat daftar).",
    en="Only KASN statements in persons on the regional elections of 2020. Crosses: numbers contradicted by another statement (see the list).",
)
SERIES_SUBTITLE = Text(id="Jumlah ASN menurut pernyataan KASN, per tanggal data", en="Number of ASN as stated by KASN, by date of data")
SHARES = {
    POSITION: Text(
        id="Porsi JPT yang dipublikasikan: {first} pada {first_day}, {last} pada {last_day}",
        en="Published share of senior officials (JPT): {first} on {first_day}, {last} on {last_day}",
    ),
    CATEGORY: Text(
        id="Porsi kampanye di media sosial yang dipublikasikan: {first} pada {first_day}, {last} pada {last_day}",
        en="Published share of campaigning on social media: {first} on {first_day}, {last} on {last_day}",
    ),
}
SHARES_SUBTITLE = Text(
    id="% menurut pernyataan KASN, {dimension}, per tanggal data", en="% as stated by KASN, {dimension}, by date of data"
)
SHARES_NOTE = Text(
    id="Lingkaran berisi: penyebut disebut (ASN dilaporkan). Lingkaran kosong: penyebut tidak disebut. Garis putus-putus: susunan kelompok berubah "
    "(2022: kepala wilayah tidak disajikan, pengawas masuk), sehingga sebelum dan sesudahnya tidak dapat dibandingkan langsung. Yang diumumkan hanya "
    "lima teratas, jadi tidak berjumlah 100.",
    en="Filled circles: base stated (ASN reported). Open circles: base not stated. Dotted line: the groups changed (2022: area heads not shown, "
    "supervisors added), so before and after cannot be compared directly. Only the top five were announced, so they do not add up to 100.",
)
NO_ADDRESS = Text(id="kliping; alamat tidak tersimpan", en="clipping; address not kept")
RANK = Text(id="peringkat {rank}", en="rank {rank}")
BREAK = date(2021, 1, 1)  # KASN's groups of positions changed between the releases of 2020 and those of 2021–2022


def number(statement: Statement, lang: Lang) -> str:
    """The number as printed, with its unit; or the rank where only that was said."""
    if statement.value is None:
        return RANK(lang, rank=statement.rank)
    exponent = statement.value.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) else 0
    if statement.unit == "persen":
        return formats.percent(float(statement.value / 100), lang, digits)
    return f"{formats.number(statement.value, lang, digits)} {UNIT_NOUNS[statement.unit](lang)}"


def said_on(statement: Statement, lang: Lang) -> str:
    """The date of the data, no more exact than it was said."""
    if statement.precision == "year":
        return str(statement.as_of.year)
    return formats.month(statement.as_of, lang) if statement.precision == "month" else formats.long_date(statement.as_of, lang)


def series(seen: View, id: str = "pernyataan_deret") -> Exhibit:
    """KASN's three totals by date, contradicted numbers as crosses."""
    lang = seen.lang
    parts = tuple(published.series(metric) for metric in TRIPLE)
    disputed = tuple(each for metric in TRIPLE for each in published.series(metric, "contradicted"))
    first, last = parts[0][0], parts[0][-1]
    title = SERIES(
        lang,
        first=sentences.value(first, first.total, lang),
        first_day=formats.long_date(first.scope.as_of, lang),
        last=sentences.value(last, last.total, lang),
        last_day=formats.long_date(last.scope.as_of, lang),
    )
    answer = published.series_answer(TRIPLE)
    word = STANDINGS["contradicted"](lang)
    notes, subtitle = (SERIES_NOTE(lang),), SERIES_SUBTITLE(lang)
    return Exhibit(
        id, "lines", title, answer, seen, parts=parts, names=TRIPLE_NAMES, notes=notes, disputed=disputed, disputed_word=word, said=subtitle
    )


def shares(dimension: Dimension, seen: View) -> Exhibit:
    """The published shares of one dimension, a panel a member; lines never cross the break in comparability."""
    members, lang = published.shares(dimension), seen.lang
    parts = tuple((published.member_label(dimension.code, each[0].member, lang), points(each, lang)) for each in members)
    comparable = [each for each in members[0] if each.as_of < BREAK]
    first, last = comparable[0], comparable[-1]
    days = {"first_day": said_on(first, lang), "last_day": said_on(last, lang)}
    title = SHARES[dimension](lang, first=number(first, lang), last=number(last, lang), **days)
    subtitle = SHARES_SUBTITLE(lang, dimension=sentences.lower_first(dimension.label(lang)))
    answer, notes = published.shares_answer(dimension), (SHARES_NOTE(lang),)
    return Exhibit(f"pernyataan_{dimension.code}", "shares", title, answer, seen, parts=parts, notes=notes, break_day=BREAK, said=subtitle)


def source(statement: Statement, lang: Lang) -> str:
    """Title and address of the source; working names of clippings are no address, titles in brackets only repeat it."""
    address = NO_ADDRESS(lang) if statement.address.endswith(".txt") else statement.address
    repeats = statement.title.startswith("[") and address == statement.address
    return address if repeats else f"{statement.title} · {address}"


def points(member: tuple[Statement, ...], lang: Lang) -> tuple[Point, ...]:
    """One member's published shares as points."""
    return tuple(
        Point(
            each.as_of,
            float(each.value or 0) / 100,
            each.measure == "share_of_reported",
            number(each, lang),
            f"<b>{said_on(each, lang)}</b><br>{escape(each.what(lang))}: {number(each, lang)}",
        )
        for each in member
    )
