"""Figures of the page Jabatan dan jenis."""

from datetime import date

from analytics import sentences
from analytics.ask import Answer, groups_over_time
from analytics.exhibit import Exhibit, leading
from analytics.exhibits.overview import skipped
from analytics.metrics import REPORTED, SHARE
from analytics.text import Lang, Text
from analytics.view import View
from analytics.vocabulary import CATEGORY, POSITION, POSITION_LEVEL

CROSS = Text(id="Paling sering: {position} dalam {category}, {number} {unit}", en="Most often: {position} in {category}, {number} {unit}")
GROUPS = Text(
    id="Kelompok jabatan adalah kelompok laporan KASN; kepala wilayah (camat/lurah), bila ada, dihitung tersendiri.",
    en="Position groups are those of KASN's reports; area heads (camat/lurah), where there are any, stand apart.",
)
NEW_GROUPS_SINCE = date(2022, 1, 1)
NEW_GROUPS = Text(
    id="Publikasi KASN sejak 2022 tidak lagi menyajikan kepala wilayah dan mulai menyajikan pengawas, sehingga porsi yang dipublikasikan tidak "
    "dapat langsung dibandingkan dengan 2020.",
    en="Since 2022 KASN's publications no longer show area heads and do show supervisors, so published shares cannot be compared directly with "
    "2020.",
)


def about_groups(seen: View) -> str:
    """What the position groups are; from 2022 on, that they are not those of before."""
    said = [GROUPS(seen.lang), *([NEW_GROUPS(seen.lang)] if seen.scope.as_of >= NEW_GROUPS_SINCE else [])]
    return " ".join(said)


def groups(seen: View, id: str = "jabatan_kelompok") -> Exhibit:
    """Shares of KASN's position groups."""
    answer = seen.ask(SHARE, POSITION)
    title = sentences.ranking(answer, seen.lang)
    return Exhibit(
        id, "bar", title, answer, seen, accent=leading(answer), notes=(about_groups(seen), *sentences.close_lead(answer, seen.lang))
    )


SNAPSHOTS = 8  # bars that can be read in one figure


def over_time(seen: View, id: str = "jabatan_waktu") -> Exhibit:
    """Shares of KASN's position groups at the latest snapshots up to the reader's."""
    parts = seen.trend(SHARE, POSITION, latest=SNAPSHOTS)
    title, notes = sentences.portion(parts, seen.lang), (about_groups(seen), *skipped(seen, parts))
    return Exhibit(id, "stack", title, groups_over_time(parts), seen, parts=parts, notes=notes)


BY_LEVEL = Text(id="Menurut jenjang: {said}", en="By legal level: {said}")
LEVELS = Text(
    id="Jenjang jabatan menurut peraturan, tanpa kelompok kepala wilayah: camat dan lurah terhitung pada jenjangnya. Karena itu angka administrator, "
    "pengawas, pelaksana, fungsional dan tidak diketahui berbeda dari kelompok jabatan yang dipublikasikan KASN.",
    en="Legal levels, without the group of area heads: camat and lurah count at their level. Therefore administrators, supervisors, executing staff, "
    "functional officials and unknown differ from the position groups that KASN publishes.",
)


def levels(seen: View, id: str = "jabatan_jenjang") -> Exhibit:
    """Shares of legal position levels."""
    answer = seen.ask(SHARE, POSITION_LEVEL)
    said = sentences.ranking(answer, seen.lang)
    title = BY_LEVEL(seen.lang, said=said) if sentences.named(answer) else said
    return Exhibit(id, "bar", title, answer, seen, notes=(LEVELS(seen.lang), *sentences.close_lead(answer, seen.lang)))


def categories(seen: View, id: str = "jabatan_jenis") -> Exhibit:
    """Shares of violation categories."""
    answer = seen.ask(SHARE, CATEGORY)
    title, notes = sentences.ranking(answer, seen.lang), sentences.close_lead(answer, seen.lang)
    return Exhibit(id, "bar", title, answer, seen, accent=leading(answer), notes=notes)


def crossed(seen: View, id: str = "jabatan_silang") -> Exhibit:
    """Category against position."""
    answer = seen.ask(REPORTED, CATEGORY, POSITION)
    return Exhibit(id, "grid", cross_title(answer, seen.lang), answer, seen)


def cross_title(answer: Answer, lang: Lang) -> str:
    """The pair of category and position that occurs most."""
    named = sentences.leading_rows(answer)
    if not named:
        return sentences.nothing(answer, lang)
    most = max(named, key=lambda row: row.value or 0)
    category, position = answer.label(most, lang, 0), answer.label(most, lang, 1)
    said = CROSS(
        lang, category=category, position=position, number=sentences.value(answer, most, lang), unit=answer.scope.unit.after(most.value)
    )
    return sentences.among(answer, said, lang)
