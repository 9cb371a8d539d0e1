"""A number as a reader types it from a newspaper: '34,9', '27.6%', '99 dari 283', '1.402'. Either decimal sign, whatever the language."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analytics import formats
from analytics.printed import digits_of
from analytics.text import Lang, Notice, Text, cleaned

Kind = Literal["count", "percent", "fraction"]
NOT_A_NUMBER = Text(
    id="“{given}” tidak dapat dibaca sebagai angka. Tulis jumlah (456 atau 1.402), persentase (34,9 atau 33%), atau pecahan (99 dari 283, 99/283).",
    en="“{given}” cannot be read as a number. Write a count (456 or 1,402), a percentage (34.9 or 33%), or a fraction (99 of 283, 99/283).",
)
TOO_MUCH = Text(
    id="“{given}”: bagian lebih besar daripada keseluruhan, atau persentase melebihi 100.",
    en="“{given}”: the part is larger than the whole, or the percentage is above 100.",
)
OF_A_PERSON = Text(
    id="Itu seperti nomor seseorang (NIP atau NIK). Dasbor ini tidak memuat nomor orang dan tidak menyimpan yang diketik; ketik ID atau angka.",
    en="That looks like a person's number (NIP or NIK). This dashboard holds no such numbers and does not keep what was typed; type an id or a number.",
)
AS_COUNT = Text(id="dibaca sebagai jumlah {number}", en="read as the count {number}")
AS_PERCENT = Text(id="dibaca sebagai {number}", en="read as {number}")
AS_FRACTION = Text(id="dibaca sebagai {part} dari {whole}", en="read as {part} of {whole}")

LONGEST = 60  # characters that are looked at
PERCENT = re.compile(r"(.+?)\s*(?:%|persen|prosen|percent|per cent)", re.IGNORECASE)
FRACTION = re.compile(r"(.+?)\s*(?:\bdari\b|\bof\b|/)\s*(.+?)", re.IGNORECASE)
UNIT = re.compile(r"(.+?)\s+(?:asn|pns|orang|kasus|persons?|people|cases?)", re.IGNORECASE)
PERSONAL = re.compile(r"(?:[0-9][ .-]?){15}")  # more digits than any count has
WHOLE = re.compile(r"[0-9]{1,9}")
THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,2}|[0-9]{1,3}(?:,[0-9]{3}){1,2}")
DECIMAL = re.compile(r"([0-9]{1,3})[.,]([0-9]{1,4})")


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed. value: the count, the percentage (34.9), or the part of a fraction; whole: of a fraction."""

    kind: Kind
    value: Decimal
    whole: int = 0

    def said(self, lang: Lang) -> str:
        """How it was read."""
        if self.kind == "fraction":
            return AS_FRACTION(lang, part=formats.number(self.value, lang), whole=formats.number(self.whole, lang))
        if self.kind == "count":
            return AS_COUNT(lang, number=formats.number(self.value, lang))
        return AS_PERCENT(lang, number=self.printed(lang))

    def printed(self, lang: Lang) -> str:
        """A percentage with the digits that were typed."""
        return formats.percent(float(self.value / 100), lang, digits_of(self.value))


def readings(given: str) -> tuple[Reading, ...]:
    """Every way to read what was typed, the likeliest first: '1.402' is a count and a percentage. Raises Notice."""
    text = cleaned(given[: 2 * LONGEST])
    found = tuple(read(text)) if len(text) <= LONGEST else ()
    if not found:
        raise Notice(NOT_A_NUMBER, given=text[:LONGEST])
    possible = tuple(each for each in found if fits(each))
    if not possible:
        raise Notice(TOO_MUCH, given=text)
    return possible


def of_a_person(given: str) -> bool:
    """Whether a text holds what may be the number of a person rather than a statistic."""
    return bool(PERSONAL.search(given))


def doubtful(reading: Reading, read: tuple[Reading, ...]) -> bool:
    """Whether a percentage with three decimals is probably a count with its thousands marked: '1.597'."""
    return reading.kind == "percent" and digits_of(reading.value) == 3 and any(each.kind == "count" for each in read)


def fits(reading: Reading) -> bool:
    """Whether a part is no larger than its whole, and a percentage no more than 100."""
    if reading.kind == "fraction":
        return reading.whole > 0 and reading.value <= reading.whole
    return reading.kind == "count" or reading.value <= 100


def read(text: str) -> list[Reading]:
    """The readings of a text; none where it is no number."""
    if percent := PERCENT.fullmatch(text):
        return [Reading("percent", value) for value in percentages(percent[1])]
    bare = named[1] if (named := UNIT.fullmatch(text)) else text
    if fraction := FRACTION.fullmatch(bare):
        parts, wholes = counts(fraction[1]), counts(fraction[2])
        return [Reading("fraction", Decimal(part), whole) for part in parts for whole in wholes]
    found = [Reading("count", Decimal(value)) for value in counts(bare)]
    return found if named else found + [Reading("percent", value) for value in percentages(bare) if not found or value <= 100]


def counts(text: str) -> list[int]:
    """A whole number, with or without thousands marked; at most one."""
    plain = WHOLE.fullmatch(text) or THOUSANDS.fullmatch(text)
    return [int(re.sub("[.,]", "", text))] if plain else []


def percentages(text: str) -> list[Decimal]:
    """A number with at most four decimals, behind a dot or a comma; at most one."""
    if decimal := DECIMAL.fullmatch(text):
        return [Decimal(f"{decimal[1]}.{decimal[2]}")]
    return [Decimal(text)] if WHOLE.fullmatch(text) else []
