"""How figures are quoted: a citation, a sentence to copy, the paragraphs of a press release."""

import re

from analytics import formats, frozen, sentences
from analytics.ask import Answer
from analytics.briefing import Document
from analytics.exhibit import Exhibit
from analytics.metrics import REPORTED
from analytics.spoken import SHORT, SPELLED, of_register, percent_signs_in_words, said_of, sentence, total_of
from analytics.text import Lang, Text
from analytics.vocabulary import MONTH, UNKNOWN

ASN_SPELLED = {"id": "aparatur sipil negara (ASN)", "en": "civil servants (ASN)"}
NOT_PROVEN_YET = Text(id="Dilaporkan belum berarti terbukti.", en="Reported does not mean proven.")
CUMULATIVE = Text(
    id="Angka kumulatif sejak laporan pertama dalam register ({month}).",
    en="Numbers are cumulative from the first report in the register ({month}) on.",
)
FROM_TO = Text(id="{change} (dari {then} menjadi {now})", en="{change} (from {then} to {now})")
FROM_TO_ROUNDED = Text(
    id="{change} (dari {then} menjadi {now}; selisih dihitung sebelum pembulatan)",
    en="{change} (from {then} to {now}; the difference is taken before rounding)",
)
MOVED = Text(id="Perubahan sejak {day}: {changes}.", en="Changes since {day}: {changes}.")
ALL_OF_THEM = Text(id="Seluruhnya: {groups}.", en="All of them: {groups}.")
MOST_IN_A_ROW = 14
SEE_TABLE = Text(id="Selengkapnya pada Tabel {place}.", en="In full in Table {place}.")
CITED = Text(
    id="{institution}. “{title}”. {register} netralitas ASN, data per {day}{scope}. {link}{id}{mark}",
    en="{institution}. “{title}”. ASN neutrality {register}, data as of {day}{scope}. {link}{id}{mark}",
)
CITED_STATED = Text(
    id="{institution}. “{title}”. Angka yang telah dipublikasikan. {link}{id}", en="{institution}. “{title}”. Published numbers. {link}{id}"
)


def citation(exhibit: Exhibit, institution: sentences.Institution, address: str = "") -> str:
    """How to cite a figure: institution, finding, register, date, filters, address, mark of sample data."""
    answer, lang = exhibit.answer, exhibit.lang
    words = {"institution": institution.name, "title": exhibit.finding, "link": f"{address.rstrip('/')}{exhibit.link}"}
    words["id"] = "".join(f". {said}" for said in frozen.id_words(exhibit))
    if not of_register(answer):
        return CITED_STATED(lang, **words)
    scope = "".join(f"; {filter}" for filter in answer.scope.words(lang))
    mark = f". {sentences.SYNTHETIC(lang)}" if answer.source.synthetic else ""
    register = answer.source.name(lang)
    return CITED(
        lang, **words, register=register[:1].upper() + register[1:] if lang == "id" else register, scope=scope, mark=mark,
        day=formats.long_date(answer.source.as_of, lang),
    )  # fmt: skip


def quotable(exhibit: Exhibit) -> str:
    """The sentence as it is copied out of the dashboard: sample data say so."""
    said = sentence(exhibit)
    return f"{said} [{sentences.SYNTHETIC(exhibit.lang)}]" if exhibit.answer.source.synthetic else said


def release(document: Document, tables: bool = True) -> list[str]:
    """The paragraphs of a press release, one a figure; what is said twice is said once; the PPK and ASN are spelled out where they first
    occur. tables: whether they are there, and each paragraph names its own; else short ones are told in a row."""
    found: dict[str, str] = {}  # by what is said: a paragraph
    told: set[str] = set()
    for place, leaf in enumerate(document.leaves, start=1):
        said = without_repeats(leaf.exhibit, sentence(leaf.exhibit), told)
        found.setdefault(said, f"{said}{to_table(leaf.exhibit, place) if tables else in_a_row(leaf.exhibit)}")
    paragraphs = [*found.values()]
    if paragraphs and any(of_register(leaf.exhibit.answer) for leaf in document.leaves):
        paragraphs[0] = " ".join([paragraphs[0], NOT_PROVEN_YET(document.lang), *since_when(document.leaves[0].exhibit)])
        paragraphs[1:1] = moves(document)
    return first_spelled(spelled_once(paragraphs, document.lang), document.lang)


def since_when(exhibit: Exhibit) -> list[str]:
    """From which month on numbers are counted, where they are of all reports."""
    scope, lang = exhibit.answer.scope, exhibit.lang
    if exhibit.kind != "numbers" or scope.where or scope.start or scope.end:
        return []
    months = exhibit.seen.answered(REPORTED, MONTH)
    known = [row for row in months.rows if row.code != UNKNOWN] if months else []
    return [CUMULATIVE(lang, month=months.label(known[0], lang))] if months and known else []


def moves(document: Document) -> list[str]:
    """What moved since the snapshot compared with, where the release begins with the headline numbers and no figure tells it."""
    exhibit, lang = document.leaves[0].exhibit, document.lang
    compared = [(part.answer, part.then) for part in exhibit.parts if part.then] if exhibit.kind == "numbers" and not exhibit.empty else []
    if not compared or any(leaf.exhibit.id == "ringkasan_perubahan" for leaf in document.leaves):
        return []
    day = formats.long_date(compared[0][1].scope.as_of, lang)
    changes = "; ".join(moved(now, then, lang) for now, then in compared).replace(sentences.SINCE(lang, day=day), "")
    return [percent_signs_in_words(MOVED(lang, day=day, changes=changes), lang)]


def moved(now: Answer, then: Answer, lang: Lang) -> str:
    """How one headline number moved, and from what: 'dilaporkan naik 87 sejak 26 Juni 2020 (dari 369 menjadi 456)'."""
    label, change = sentences.lower_first(now.metric.label(lang)), sentences.change(now, then, lang)
    if then.total.value == now.total.value or not change:
        return f"{label} {change}"
    values = {"then": sentences.value(then, then.total, lang), "now": sentences.value(now, now.total, lang)}
    return f"{label} {(FROM_TO_ROUNDED if now.metric.is_ratio else FROM_TO)(lang, change=change, **values)}"


def to_table(exhibit: Exhibit, place: int) -> str:
    """Where the rest of a figure stands, after its sentence; four numbers are all in the sentence."""
    whole = exhibit.kind == "numbers" or exhibit.empty or exhibit.lacking
    return "" if whole else f" {SEE_TABLE(exhibit.lang, place=place)}"


def in_a_row(exhibit: Exhibit) -> str:
    """Every group of a short list of numbers, after its sentence; nothing where one is hidden."""
    answer, lang = exhibit.answer, exhibit.lang
    listed = (
        exhibit.kind == "bar" and len(answer.by) == 1 and answer.metric.kind in ("count", "share") and 3 < len(answer.rows) <= MOST_IN_A_ROW
    )
    if not listed or any(row.hidden for row in answer.rows):
        return ""
    return (
        f" {ALL_OF_THEM(lang, groups='; '.join(f'{answer.label(row, lang)} {formats.number(row.numerator, lang)}' for row in answer.rows))}"
    )


def without_repeats(exhibit: Exhibit, said: str, told: set[str]) -> str:
    """A sentence without the beginning that an earlier paragraph already gave: the date, and how many in all."""
    opening = f"{sentences.opening(exhibit.answer, exhibit.lang)}, "
    total = f"{total_of(exhibit.answer, exhibit.lang)} {said_of(exhibit.answer)(exhibit.lang)}; "
    for begin in (opening, total):
        if said.startswith(begin) and begin in told:
            said = said[len(begin) :][:1].upper() + said[len(begin) :][1:]
        elif said.startswith(begin):
            told.add(begin)
            break
    told |= {opening, total} if exhibit.kind == "numbers" else {opening}
    return said


def first_spelled(paragraphs: list[str], lang: Lang) -> list[str]:
    """ASN spelled out where it first occurs as a word of its own."""
    for place, paragraph in enumerate(paragraphs):
        if re.search(r"\bASN\b", paragraph):
            return [*paragraphs[:place], re.sub(r"\bASN\b", ASN_SPELLED[lang], paragraph, count=1), *paragraphs[place + 1 :]]
    return paragraphs


def spelled_once(said: list[str], lang: Lang) -> list[str]:
    """The PPK spelled out in the first paragraph that names it, short in the others."""
    short = [paragraph.replace(SPELLED[lang], SHORT[lang]) for paragraph in said]
    first = next((place for place, paragraph in enumerate(said) if SPELLED[lang] in paragraph), len(said))
    return [*short[:first], *said[first : first + 1], *short[first + 1 :]]
