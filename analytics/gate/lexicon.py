"""All ways to say the codes of a list: labels, abbreviations and other words of data/reference/synonyms.csv, names of regions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from analytics.gate.words import Kind, compact, government, normal
from analytics.vocabulary import DIMENSIONS, REFERENCE, agencies, read_rows

REGIONS: dict[str, Kind] = {"provinsi": "provinsi", "kabupaten": "kabupaten", "kota": "kota"}
PLACES = ("agency", "province")
ISLANDS = "kepulauan "
NO_KIND: Kind = ""


class Name(NamedTuple):
    """One way to say a code: the kind of government in front ('' for none), the rest in normal form."""

    code: str
    kind: Kind
    form: str


@dataclass(frozen=True)
class Lexicon:
    """All ways to say the codes of one list.

    codes: in display order. labels: a label in small letters -> codes. certain: (kind, form without spaces) -> codes, of which
    there is one where a word is certain. names: what near words are held against.
    """

    places: bool
    codes: tuple[str, ...]
    labels: Mapping[str, frozenset[str]]
    certain: Mapping[tuple[Kind, str], frozenset[str]]
    names: tuple[Name, ...]

    def read(self, word: str) -> tuple[Kind, str]:
        """A word as its kind of government (places only) and its form."""
        return government(word) if self.places else ("", normal(word))


@lru_cache(maxsize=128)
def lexicon_of(dimension: str, edition: str = "", own: tuple[tuple[str, str, str], ...] = ()) -> Lexicon:
    """The lexicon of a dimension's list. edition: see `in_edition`; own: a register's own codes (code, both labels)."""
    members = DIMENSIONS[dimension].members
    labels = {code: (text.id, text.en) for code, text in members.items() if in_edition(dimension, code, edition)}
    labels |= {code: (label_id, label_en) for code, label_id, label_en in own}
    said = [_name(dimension, code, word) for code, words in labels.items() for word in (code, *words)]
    names = said + _listed(dimension, labels, "yes")
    names += _other_names(names) if dimension == "agency" else []
    hints = _listed(dimension, labels, "no")
    return Lexicon(dimension in PLACES, tuple(labels), _exact(labels), _certain(names, hints), tuple(dict.fromkeys([*names, *hints])))


def in_edition(dimension: str, code: str, edition: str) -> bool:
    """Whether a code belongs to an edition of its list: '2022' is the joint decree's of that year, '2020' the one before, '' any."""
    return dimension != "category" or edition not in ("2020", "2022") or code.startswith("skb22_") == (edition == "2022")


def _name(dimension: str, code: str, word: str) -> Name:
    """A word for a code; a region's is of the region's kind whether the word says so or not."""
    if dimension not in PLACES:
        return Name(code, "", normal(word))
    kind, form = government(word)
    if dimension == "province":
        return Name(code, "provinsi", form)
    return Name(code, _region(code) or kind, form)


def _region(code: str) -> Kind:
    """The kind of government an agency of our list is, '' for a central one or one of the register's own."""
    return REGIONS.get(agencies()[code].agency_type, "") if code in agencies() else ""


@cache
def _synonyms() -> tuple[tuple[str, str, str, str], ...]:
    """Rows of synonyms.csv: dimension, word, code, certain."""
    return tuple((row["dimension"], row["word"], row["code"], row["certain"]) for row in read_rows(REFERENCE / "synonyms.csv"))


def _listed(dimension: str, labels: Mapping[str, object], certain: str) -> list[Name]:
    """Words of synonyms.csv for these codes; the sanction imposed has the words of the one recommended."""
    listed = "sanction_recommended" if dimension == "sanction_imposed" else dimension
    return [_name(dimension, code, word) for name, word, code, sure in _synonyms() if (name, sure) == (listed, certain) and code in labels]


def _other_names(names: list[Name]) -> list[Name]:
    """A province's abbreviations for its government, and 'Mentawai' for Kepulauan Mentawai."""
    governments = {code.removeprefix("prov_"): code for code in {name.code for name in names} if _region(code) == "provinsi"}
    provinces = [Name(governments[name.code], "provinsi", name.form) for name in lexicon_of("province").names if name.code in governments]
    islands = [name for name in names if name.kind in ("kabupaten", "kota") and name.form.startswith(ISLANDS)]
    return provinces + [name._replace(form=name.form.removeprefix(ISLANDS)) for name in islands]


def _exact(labels: Mapping[str, tuple[str, str]]) -> dict[str, frozenset[str]]:
    """A label in small letters -> codes."""
    exact: defaultdict[str, set[str]] = defaultdict(set)
    for code, words in labels.items():
        for word in words:
            exact[" ".join(word.split()).casefold()].add(code)
    return {label: frozenset(codes) for label, codes in exact.items()}


def _certain(names: Iterable[Name], hints: Iterable[Name]) -> dict[tuple[Kind, str], frozenset[str]]:
    """What may stand for a code without asking: every name, with its kind or none in front, that is no mere hint."""
    certain: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
    for name in names:
        certain[name.kind, compact(name.form)].add(name.code)
        certain["", compact(name.form)].add(name.code)
    vague = {(kind, compact(hint.form)) for hint in hints for kind in {hint.kind, NO_KIND}}
    return {key: frozenset(codes) for key, codes in certain.items() if key[1] and key not in vague}
