"""What a snapshot says of itself: columns its register does not have, what it counts, which lists it uses, codes of its own."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from analytics.register.contract import COLUMNS
from analytics.text import Text
from analytics.vocabulary import DIMENSIONS

Counts = Literal["persons", "allegations"]
CODE = r"[a-z0-9][a-z0-9_]{0,59}"  # a code that a register brings itself
KEY = "asn_traits"  # where they stand in the metadata of a Parquet file
FIELDS = {column.field for column in COLUMNS}
CODED = {column.field for column in COLUMNS if column.kind == "code"}


@dataclass(frozen=True)
class Traits:
    """Held with each version of a snapshot; the defaults are those of a file in the contract's own form.

    lacks: fields (our names, as in contract.COLUMNS) the register does not have at all. counts: whether a row is a person in a
    case, or an allegation whose person is not known. editions: dimension -> edition of its list ('category' -> '2022').
    labels: dimension -> code -> label, for codes that are not in our lists.
    """

    lacks: frozenset[str] = frozenset()
    counts: Counts = "persons"
    editions: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)

    def to_json(self) -> str:
        """As text for a file's metadata."""
        labels = {name: {code: [text.id, text.en] for code, text in codes.items()} for name, codes in self.labels.items()}
        held = {"lacks": sorted(self.lacks), "counts": self.counts, "editions": dict(self.editions), "labels": labels}
        return json.dumps(held, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Traits:
    """Traits from a file's metadata. Raises ValueError where they are not what to_json writes."""
    held: dict[str, Any] = json.loads(text)
    labels = {name: {code: Text(id=pair[0], en=pair[1]) for code, pair in codes.items()} for name, codes in held["labels"].items()}
    traits = Traits(frozenset(held["lacks"]), held["counts"], held["editions"], labels)
    check(traits)
    return traits


def check(traits: Traits) -> None:
    """Raises ValueError where a field, a dimension or a code cannot be."""
    if not traits.lacks <= FIELDS or traits.counts not in ("persons", "allegations"):
        raise ValueError("traits: unknown field or unit")
    if not set(traits.labels) <= CODED or not set(traits.editions) <= set(DIMENSIONS):
        raise ValueError("traits: unknown dimension")
    if not all(re.fullmatch(CODE, code) for codes in traits.labels.values() for code in codes):
        raise ValueError("traits: a code is not of small letters, digits and _")
