"""A briefing: which figures, with the snapshot and filters each had, in which order and under which words.

A Briefing is what a reader collects and saves to a small file; a Document is the same with its figures made, ready to render.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from analytics import catalogue
from analytics.exhibit import Exhibit
from analytics.register.snapshots import Register
from analytics.scope import parse_date
from analytics.sentences import Institution
from analytics.settings import settings
from analytics.text import LANGUAGES, Lang, Notice, Text, cleaned
from analytics.view import View, view_of
from analytics.vocabulary import AGENCY

FORMAT, VERSION = "asn-bahan-paparan", 1
MOST_ITEMS = 60
LARGEST_FILE = 500_000  # bytes
LONGEST = {"title": 200, "author": 120, "embargo": 200, "comment": 600}  # characters
SIZES = ("16:9", "4:3")
SIZE_NAMES = {"16:9": Text(id="Layar lebar 16:9", en="Widescreen 16:9"), "4:3": Text(id="Standar 4:3", en="Standard 4:3")}
EXTENTS = ("whole", "figures")
EXTENT_NAMES = {
    "whole": Text(id="Sampul, gambar, metodologi", en="Cover, figures, methodology"),
    "figures": Text(id="Gambar saja", en="Figures only"),
}

NOT_A_BRIEFING = Text(
    id="Berkas ini bukan bahan paparan: {reason}. Bahan yang sedang terbuka tidak berubah.",
    en="This file is not a briefing: {reason}. The briefing now open has not changed.",
)
TOO_LARGE = Text(id="lebih besar dari {size} KB", en="larger than {size} KB")
NOT_JSON = Text(id="isinya tidak dapat dibaca", en="its content cannot be read")
OTHER_FORMAT = Text(id="tidak ada tanda “{format}”", en="the mark “{format}” is missing")
OTHER_VERSION = Text(id="versi {version}, yang dikenal versi {known}", en="version {version}, known is version {known}")
WRONG_FIELD = Text(id="isian “{name}” tidak sah", en="field “{name}” is not valid")
WRONG_ITEM = Text(id="gambar ke-{place}: {reason}", en="figure {place}: {reason}")
TOO_LONG = Text(id="“{name}” lebih panjang dari {most} karakter", en="“{name}” is longer than {most} characters")
TOO_MANY = Text(id="Bahan paparan memuat paling banyak {most} gambar.", en="A briefing holds at most {most} figures.")
NEEDS_AGENCY = Text(
    id="Set “Satu instansi” memerlukan satu instansi: pilih di Data dan saringan, atau --where agency=KODE.",
    en="The set “One agency” needs one agency: choose it in Data and filters, or --where agency=CODE.",
)
NO_SET = Text(id="Tidak ada set “{name}”.", en="There is no set “{name}”.")
EMPTY = Text(id="Bahan paparan masih kosong.", en="The briefing is still empty.")
PROFILE = Text(id="Profil {agency}", en="Profile of {agency}")


@dataclass(frozen=True)
class Item:
    """One figure of a briefing. figure: its key; query: the view it was kept with; title: instead of its finding; comment: to say."""

    figure: str
    query: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Briefing:
    """What a reader has collected. day: of the briefing (YYYY-MM-DD, or empty); size: of the slides; extent: what slides there are."""

    items: tuple[Item, ...] = ()
    title: str = ""
    author: str = ""
    day: str = ""
    embargo: str = ""
    lang: Lang = "id"
    size: str = "16:9"
    extent: str = "whole"


@dataclass(frozen=True)
class Leaf:
    """One figure of a document, and the speaker's comment on it."""

    exhibit: Exhibit
    comment: str = ""


@dataclass(frozen=True)
class Document:
    """A briefing with its figures made. day: of the briefing, None where not given; address: of the dashboard, '' if unknown."""

    title: str
    leaves: tuple[Leaf, ...]
    institution: Institution
    lang: Lang
    author: str = ""
    day: date | None = None
    embargo: str = ""
    size: str = "16:9"
    address: str = ""
    extent: str = "whole"

    @property
    def headline(self) -> str:
        """The title of a press release: the finding of the first figure where the document has only the name of a ready-made set."""
        named = {*(chosen.label(self.lang) for chosen in SETS.values()), "Rilis pers"}  # so the set was called once
        return self.leaves[0].exhibit.title if self.title in named else self.title

    @property
    def as_of(self) -> date:
        """The latest snapshot in it."""
        return max(leaf.exhibit.seen.scope.as_of for leaf in self.leaves)

    @property
    def synthetic(self) -> bool:
        """Whether any figure shows sample data."""
        return any(leaf.exhibit.answer.source.synthetic for leaf in self.leaves)


@dataclass(frozen=True)
class ReadySet:
    """A ready-made briefing. figures: keys. agency: whether it speaks of one agency."""

    label: Text
    figures: tuple[str, ...]
    agency: bool = False


PRESS = (
    "ringkasan_angka", "tren_laporan", "jabatan_kelompok", "jabatan_jenis", "instansi_peringkat", "kepatuhan_corong", "kepatuhan_jenis",
)  # fmt: skip
SETS = {
    "rilis-pers": ReadySet(Text(id="Siaran pers", en="Press release"), PRESS),
    "rapat-pimpinan": ReadySet(
        Text(id="Rapat pimpinan", en="Leadership meeting"),
        ("ringkasan_angka", "ringkasan_perubahan", *PRESS[1:3], "jabatan_waktu", *PRESS[3:], "kepatuhan_instansi", "kepatuhan_menunggu"),
    ),
    "instansi": ReadySet(
        Text(id="Satu instansi", en="One agency"),
        ("ringkasan_angka", "ringkasan_perubahan", "tren_laporan", "instansi_satu_jabatan", "instansi_satu_jenis", "kepatuhan_corong", "kepatuhan_menunggu"),
        agency=True,
    ),
}  # fmt: skip


def ready(name: str, seen: View) -> Briefing:
    """A ready-made briefing in a reader's view. Raises Notice where there is no such set, or its agency is not chosen."""
    if name not in SETS:
        raise Notice(NO_SET, name=name[:40])
    chosen = SETS[name]
    agencies = seen.scope.where.get(AGENCY.code, ())
    if chosen.agency and len(agencies) != 1:
        raise Notice(NEEDS_AGENCY)
    title = PROFILE(seen.lang, agency=AGENCY.member(agencies[0], seen.lang)) if chosen.agency else chosen.label(seen.lang)
    return Briefing(tuple(item_of(key, seen) for key in chosen.figures), title, lang=seen.lang)


def item_of(key: str, seen: View) -> Item:
    """A figure as it is kept: with the snapshot, comparison, filters and unit it has now; in public mode, as everything that leaves."""
    return Item(key, {name: value for name, value in seen.query().items() if name not in ("lang", "mode")})


def added(briefing: Briefing, item: Item) -> Briefing:
    """A briefing with one more figure. Raises Notice where it is full."""
    if len(briefing.items) >= MOST_ITEMS:
        raise Notice(TOO_MANY, most=MOST_ITEMS)
    return replace(briefing, items=(*briefing.items, item))


def made(item: Item, register: Register, lang: Lang) -> Exhibit:
    """The figure of an item, in a language, under its title, in public mode. Raises Notice where its snapshot or a code is not there."""
    seen = catalogue.in_public(view_of(register, item.query, lang))
    return catalogue.retitled(catalogue.figure(item.figure, seen), item.title)


def composed(briefing: Briefing, register: Register) -> Document:
    """A briefing with its figures made. Raises Notice where it is empty or a figure cannot be made, naming its place."""
    if not briefing.items:
        raise Notice(EMPTY)
    leaves = []
    for place, item in enumerate(briefing.items, start=1):
        try:
            leaves.append(Leaf(made(item, register, briefing.lang), item.comment))
        except Notice as notice:
            raise Notice(WRONG_ITEM, place=place, reason=notice) from None
    title = briefing.title or leaves[0].exhibit.title
    day = parse_date(briefing.day) if briefing.day else None
    return Document(
        title,
        tuple(leaves),
        house(),
        briefing.lang,
        briefing.author,
        day,
        unlabelled(briefing.embargo),
        briefing.size,
        settings().public_address,
        briefing.extent,
    )


def unlabelled(embargo: str) -> str:
    """An embargo line without the word itself, which every rendering sets before it."""
    return re.sub(r"^embargo\b[\s:.,–-]*", "", embargo, flags=re.IGNORECASE)


def alone(exhibit: Exhibit) -> Document:
    """A document of one figure."""
    return Document(exhibit.title, (Leaf(exhibit),), house(), exhibit.lang, address=settings().public_address)


def house() -> Institution:
    """The institution that readers see as the source."""
    return Institution(settings().institution, settings().institution_short, settings().emblem())


def to_file(briefing: Briefing) -> bytes:
    """A briefing as a small file (JSON), the same bytes for the same briefing."""
    content = {"format": FORMAT, "version": VERSION, **asdict(replace(briefing, items=()))}
    content["items"] = [{**asdict(replace(item, query={})), "query": dict(sorted(item.query.items()))} for item in briefing.items]
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def from_file(content: bytes) -> Briefing:
    """A briefing from its file. Raises Notice, naming the field, where it is not one, of another version, or edited beyond use."""
    if len(content) > LARGEST_FILE:
        raise refused(TOO_LARGE, size=LARGEST_FILE // 1000)
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refused(NOT_JSON) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise refused(OTHER_FORMAT, format=FORMAT)
    if found.get("version") is True or found.get("version") != VERSION:
        raise refused(OTHER_VERSION, version=str(found.get("version"))[:20], known=VERSION)
    return briefing_of(found)


def refused(reason: Text, **values: object) -> Notice:
    """The refusal of a file, with its reason."""
    return Notice(NOT_A_BRIEFING, reason=Notice(reason, **values))


def briefing_of(found: dict[str, Any]) -> Briefing:
    """The fields of a file, each checked. Raises Notice."""
    found = {"extent": EXTENTS[0], **found}  # older files do not say it
    for name, options in (("lang", LANGUAGES), ("size", SIZES), ("extent", EXTENTS)):
        if found.get(name) not in options:
            raise refused(WRONG_FIELD, name=name)
    words = {name: text_of(found, name) for name in ("title", "author", "embargo")}
    day = text_of(found, "day", 10)
    if day:
        parse_date(day)
    listed = found.get("items")
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise refused(WRONG_FIELD, name="items")
    if len(listed) > MOST_ITEMS:
        raise Notice(TOO_MANY, most=MOST_ITEMS)
    items = tuple(item_from(each) for each in listed)
    return Briefing(items, **words, day=day, lang=found["lang"], size=found["size"], extent=found["extent"])


def item_from(found: dict[str, Any]) -> Item:
    """One figure of a file, each field checked; codes are checked when the figure is made. Raises Notice."""
    query = found.get("query", {})
    texts = isinstance(query, dict) and all(isinstance(part, str) and len(part) <= 2000 for pair in query.items() for part in pair)
    if not texts or len(query) > 40:
        raise refused(WRONG_FIELD, name="query")
    key = text_of(found, "figure", 60)
    if key not in catalogue.FIGURES:
        raise Notice(catalogue.NO_FIGURE, key=key[:40])
    return Item(key, query, text_of(found, "title"), text_of(found, "comment"))


def text_of(found: dict[str, Any], name: str, most: int | None = None) -> str:
    """A field that must be text, cleaned. Raises Notice where it is something else or too long."""
    value, most = found.get(name, ""), most or LONGEST[name]
    if not isinstance(value, str):
        raise refused(WRONG_FIELD, name=name)
    if len(value) > most:
        raise refused(TOO_LONG, name=name, most=most)
    return cleaned(value)
