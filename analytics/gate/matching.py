"""Words matched to codes: exactly, by safe rewriting, or as suggestions to confirm. Different agencies are never merged."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from analytics.gate.lexicon import Lexicon, Name, lexicon_of
from analytics.gate.words import LONGEST, Kind, compact, negated
from analytics.text import Text
from analytics.vocabulary import agencies, provinces

How = Literal["code", "label", "rewrite", "mapping", "none"]
FEWEST, MOST = 60, 5  # the lowest score that is shown, and how many suggestions a word gets
NEVER_CERTAIN = 97  # the highest score of a suggestion: only a certain match would be 100
NOT_YET = 80  # the highest score of a province that did not exist on the day
FARTHEST = 25  # how far below the best suggestion another may lie
CHUNK = 500  # words compared at once, which bounds memory
SCORERS = ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 0.97), (fuzz.token_set_ratio, 0.92))
SUGGESTED_FOR = 5_000  # words of one call that get suggestions; a column with more is no column of codes
DOUBT = re.compile(r"[?≠¬]|!=|<>|^\s*!")  # signs by which a clerk says that it is not, or perhaps not
BEFORE_2022 = {"papua_barat_daya": "papua_barat"}  # what the new provinces were part of; all others of Papua


@dataclass(frozen=True)
class Match:
    """What one word of the sender's is taken for.

    code: where it is certain. how: it is the code itself, a label, a safe rewriting of one (case, spaces, abbreviations), said by
    the mapping, or not certain. suggestions: codes with a score of 0 to 100, best first, where it is not certain.
    """

    code: str | None
    how: How
    suggestions: tuple[tuple[str, int], ...] = ()


def matched(
    dimension: str,
    words: Collection[str],
    as_of: date,
    edition: str = "",
    own: Mapping[str, Text] = {},
) -> dict[str, Match]:
    """What each word stands for among the codes of a dimension and the register's own.

    edition: '2020' or '2022' keeps one list of categories, '' both. A province that did not exist on the day is only suggested,
    unless its code itself is written. At most the first 5,000 uncertain words get suggestions.
    """
    lexicon = lexicon_of(dimension, edition, tuple((code, label.id, label.en) for code, label in own.items()))
    found = {word: certainly(lexicon, dimension, word, as_of) for word in words}
    open_words = [word for word, match in found.items() if match.code is None and word.strip()][:SUGGESTED_FOR]
    near = _suggestions(lexicon, open_words)
    return found | {word: Match(None, "none", _in_time(dimension, near[word], as_of)) for word in open_words}


def certainly(lexicon: Lexicon, dimension: str, word: str, as_of: date) -> Match:
    """The match of a word where it is certain, otherwise none; without suggestions."""
    text = " ".join(word.split())
    if len(text) > LONGEST:
        return Match(None, "none")
    if text in lexicon.codes:
        return Match(text, "code")
    (code, how) = _labelled(lexicon, text) or _rewritten(lexicon, text) or ("", "none")
    if not code or not existed(dimension, code, as_of):
        return Match(None, "none")
    return Match(code, how)


def _labelled(lexicon: Lexicon, text: str) -> tuple[str, How] | None:
    codes = lexicon.labels.get(text.casefold(), frozenset())
    return (next(iter(codes)), "label") if len(codes) == 1 else None


def _rewritten(lexicon: Lexicon, text: str) -> tuple[str, How] | None:
    """The one code a word says in other letters; behind the name of a place its own province may stand."""
    if DOUBT.search(text):
        return None
    kind, form = lexicon.read(text)
    codes = lexicon.certain.get((kind, compact(form)), frozenset())
    if not codes and lexicon.places:
        codes = _with_province(lexicon, text)
    return (next(iter(codes)), "rewrite") if len(codes) == 1 else None


def _with_province(lexicon: Lexicon, text: str) -> frozenset[str]:
    """'Kab. Bima (NTB)': the agency said in front, where the province behind is its own."""
    parts = re.fullmatch(r"(.+?)\s*(?:[(,–-]|\b(?=prov|prop))\s*([^(,]+?)\)?", text, re.IGNORECASE)
    if parts is None:
        return frozenset()
    kind, form = lexicon.read(parts[1])
    behind = lexicon_of("province").read(parts[2])
    said = lexicon_of("province").certain.get((behind[0], compact(behind[1])), frozenset())
    codes = lexicon.certain.get((kind, compact(form)), frozenset())
    known = [agencies()[code] for code in codes if code in agencies()]
    return codes if known and all({each.province, each.province_2022} & said for each in known) else frozenset()


def existed(dimension: str, code: str, as_of: date) -> bool:
    """Whether a province, or the government of one, existed on a day; every other code always did."""
    province = {"province": code, "agency": code.removeprefix("prov_") if code.startswith("prov_") else ""}.get(dimension, "")
    since = provinces()[province].since if province in provinces() else None
    return since is None or since <= as_of


def _in_time(dimension: str, near: tuple[tuple[str, int], ...], as_of: date) -> tuple[tuple[str, int], ...]:
    """Suggestions with provinces that did not exist yet behind the ones they were part of."""
    scores: dict[str, int] = {}
    for code, score in near:
        late = not existed(dimension, code, as_of)
        if late:
            prefix = "prov_" if dimension == "agency" else ""
            before = prefix + BEFORE_2022.get(code.removeprefix(prefix), "papua")
            scores[before] = max(scores.get(before, 0), min(score, NOT_YET + 1))
        scores[code] = max(scores.get(code, 0), min(score, NOT_YET) if late else score)
    return tuple(sorted(scores.items(), key=lambda each: -each[1])[:MOST])


def _suggestions(lexicon: Lexicon, words: list[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Codes near to each word, best first; the score is that of the nearest way to say the code."""
    at: defaultdict[str, list[Name]] = defaultdict(list)
    for name in lexicon.names:
        at[name.form].append(name)
    read = {word: lexicon.read(word) for word in words}
    near = _near_forms([form for _, form in read.values()], list(at))
    return {word: _nearest(lexicon, *read[word], scores, at) for word, scores in zip(words, near, strict=True)}


def _near_forms(forms: list[str], known: list[str]) -> Iterator[dict[str, float]]:
    """For each form the known ones near it: the better of letter by letter, in another order of words, and as a part of it."""
    for start in range(0, len(forms), CHUNK):
        some = forms[start : start + CHUNK]
        scores = np.zeros((len(some), len(known)))
        for scorer, weight in SCORERS:
            scores = np.maximum(scores, weight * process.cdist(some, known, scorer=scorer, score_cutoff=FEWEST / weight, workers=-1))
        for line in scores:
            (places,) = np.nonzero(line)
            yield {known[place]: float(line[place]) for place in places}


def _nearest(
    lexicon: Lexicon, kind: Kind, form: str, near: Mapping[str, float], at: Mapping[str, list[Name]]
) -> tuple[tuple[str, int], ...]:
    """The best codes of near forms; another kind of government, or what one form denies or numbers otherwise, counts against it."""
    scores: defaultdict[str, float] = defaultdict(float)
    for other, score in near.items():
        contrary = 0 if lexicon.places else 30 * ((negated(form) != negated(other)) + _numbered_otherwise(form, other))
        for name in at[other]:
            different = 8 * bool(kind and name.kind and kind != name.kind)
            scores[name.code] = max(scores[name.code], score - different - contrary)
    order = {code: place for place, code in enumerate(lexicon.codes)}
    best = sorted(((code, round(score)) for code, score in scores.items()), key=lambda each: (-each[1], order[each[0]]))
    lowest = max(FEWEST, best[0][1] - FARTHEST) if best else FEWEST
    return tuple((code, min(score, NEVER_CERTAIN)) for code, score in best[:MOST] if score >= lowest)


def _numbered_otherwise(form: str, other: str) -> bool:
    """Whether two forms hold different numbers: 'pilkada 2015' and 'pilkada 2018', 'eselon 2' and 'eselon 3'."""
    numbers = [set(re.findall(r"\d+", each)) for each in (form, other)]
    return all(numbers) and numbers[0] != numbers[1]
