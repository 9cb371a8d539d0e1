"""A phrase in Indonesian and English; the one type for every word a reader sees."""

import string
import unicodedata
from dataclasses import dataclass
from typing import Literal

Lang = Literal["id", "en"]
LANGUAGES: tuple[Lang, ...] = ("id", "en")


def placeholders(phrase: str) -> set[str]:
    """The names between braces in a phrase."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


@dataclass(frozen=True)
class Text:
    """A phrase in both languages. Raises ValueError where a translation is missing or names other values."""

    id: str
    en: str

    def __post_init__(self) -> None:
        if not (self.id.strip() and self.en.strip()):
            raise ValueError(f"translation missing: {self!r}")
        if placeholders(self.id) != placeholders(self.en):
            raise ValueError(f"translations name different values: {self!r}")

    def __call__(self, lang: Lang, **values: object) -> str:
        """The phrase in one language; values fill its braces, and a value that is a Text or a Notice is said in the same language."""
        phrase = self.id if lang == "id" else self.en
        said = {name: value(lang) if isinstance(value, Text | Notice) else value for name, value in values.items()}
        return phrase.format(**said) if said else phrase


def same(word: str) -> Text:
    """A word that is the same in both languages, such as a proper name."""
    return Text(id=word, en=word)


# Marks that turn the direction of text, which could make a line read as another.
DIRECTION_MARKS = {*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def cleaned(words: str) -> str:
    """A reader's words on one line: no control characters, no marks of direction, nothing a document format cannot hold."""
    kept = (" " if each.isspace() else each for each in words if each not in DIRECTION_MARKS)
    safe = (each for each in kept if unicodedata.category(each) not in ("Cc", "Cs", "Co", "Cn"))
    return " ".join("".join(safe).split())


class Notice(Exception):
    """The one error a reader sees: what happened and what to do, in the reader's language."""

    def __init__(self, text: Text, **values: object):
        super().__init__(text("en", **values))
        self.text, self.values = text, values

    def __call__(self, lang: Lang) -> str:
        return self.text(lang, **self.values)


def join(words: list[str], lang: Lang) -> str:
    """Words as a list in a sentence: 'a, b, dan c' or 'a, b and c'."""
    conjunction = "dan" if lang == "id" else "and"
    if len(words) < 2:
        return "".join(words)
    comma = "," if lang == "id" and len(words) > 2 else ""
    return f"{', '.join(words[:-1])}{comma} {conjunction} {words[-1]}"
