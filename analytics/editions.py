"""Lists that changed over time: where figures of two editions stand side by side, the figure says so."""

from datetime import date

from analytics import formats
from analytics.ask import REGISTER, Answer
from analytics.exhibit import Exhibit, Number
from analytics.text import Lang, Text, join
from analytics.vocabulary import DIMENSIONS

PREFIXES = {"category": {"2022": "skb22_"}}  # dimension -> edition -> how its codes begin
BASIC = Text(id="daftar dasar", en="the basic list")
EDITION = Text(id="edisi {edition}", en="edition {edition}")
USED_ON = Text(id="{edition} ({days})", en="{edition} ({days})")
DIFFER = Text(
    id="Daftar {dimension} berbeda antarsnapshot: {editions}; kelompoknya tidak dapat langsung dibandingkan.",
    en="The snapshots use different lists of {dimension}: {editions}; groups cannot be compared directly.",
)
MIXED = Text(
    id="Angka ini memuat {dimension} menurut {editions}; keduanya tidak setara satu banding satu.",
    en="These numbers hold {dimension} by {editions}; the two do not map one to one.",
)


def words(edition: str) -> Text:
    """An edition in words."""
    return Text(id=EDITION("id", edition=edition), en=EDITION("en", edition=edition)) if edition else BASIC


def notes(exhibit: Exhibit) -> tuple[str, ...]:
    """What a reader must know of the lists behind a figure: that they differ between its snapshots, or stand mixed in one."""
    answers = [answer for answer in exhibit.answers if answer.source.name == REGISTER]
    days = {answer.scope.as_of for answer in answers} | {
        part.then.scope.as_of for part in exhibit.parts if isinstance(part, Number) and part.then
    }
    codes = {each.code for answer in answers for each in answer.by} | {code for answer in answers for code in answer.scope.where}
    said = [differ(exhibit, code, sorted(days)) or mixed(code, answers, exhibit.lang) for code in DIMENSIONS if code in codes]
    return tuple(filter(None, said))


def differ(exhibit: Exhibit, code: str, days: list[date]) -> str:
    """That the snapshots of a figure use different lists of one dimension; empty where they do not."""
    lang, used = exhibit.lang, {day: exhibit.seen.register.at(day).traits.editions.get(code, "") for day in days}
    if len(set(used.values())) < 2:
        return ""
    said = [
        USED_ON(lang, edition=words(edition), days=", ".join(formats.short_date(day, lang) for day in days if used[day] == edition))
        for edition in dict.fromkeys(used.values())
    ]
    return DIFFER(lang, dimension=dimension_words(code, lang), editions=join(said, lang))


def mixed(code: str, answers: list[Answer], lang: Lang) -> str:
    """That the groups of a figure come from two editions of a list; empty where they do not."""
    groups = {
        row.codes[place]
        for answer in answers
        for place, each in enumerate(answer.by)
        if each.code == code
        for row in answer.rows
        if row.value
    }
    prefixes = PREFIXES.get(code, {})
    listed = [member for member in groups if member in DIMENSIONS[code].members]
    found = {next((edition for edition, prefix in prefixes.items() if member.startswith(prefix)), "") for member in listed}
    return (
        MIXED(lang, dimension=dimension_words(code, lang), editions=join([words(each)(lang) for each in sorted(found)], lang))
        if len(found) > 1
        else ""
    )


def dimension_words(code: str, lang: Lang) -> str:
    """A dimension's name inside a sentence."""
    label = DIMENSIONS[code].label(lang)
    return label[:1].lower() + label[1:]
