"""Words matched to codes: exactly, by safe rewriting, or as suggestions to confirm. Different agencies are never merged."""

from dataclasses import dataclass
from typing import Literal

How = Literal["code", "label", "rewrite", "mapping", "none"]


@dataclass(frozen=True)
class Match:
    """What one word of the sender's is taken for.

    code: where it is certain. how: it is the code itself, a label, a safe rewriting of one (case, spaces, abbreviations), said by
    the mapping, or not certain. suggestions: codes with a score of 0 to 100, best first, where it is not certain.
    """

    code: str | None
    how: How
    suggestions: tuple[tuple[str, int], ...] = ()
