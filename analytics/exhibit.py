"""Exhibit: a figure as it stands on a page: the finding, the answer it draws, how it is drawn, and its notes."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from analytics import sentences
from analytics.ask import Answer
from analytics.events import Event
from analytics.text import Lang, Text

Kind = Literal["bar", "pair", "funnel", "columns", "lines", "panels", "shares", "grid", "map"]


@dataclass(frozen=True)
class Stage:
    """One bar of a funnel: its answer, what it is a part of, and whether it is a residual that leaves the way."""

    answer: Answer
    whole: Answer
    residual: bool = False


@dataclass(frozen=True)
class Point:
    """One published share. stated: its base is known; label: as printed; hover: what the pointer shows."""

    day: date
    value: float
    stated: bool
    label: str
    hover: str


@dataclass(frozen=True)
class Exhibit:
    """One figure, whatever it is rendered on.

    id: page_figure, the same everywhere. answer: what the table shows and the footnote defends. parts: what the drawing
    needs beside it, as its kind expects (figures.draw). accent: the code to point at.
    disputed: published numbers that another statement contradicts. break_day: shares before and after are not comparable.
    said: a subtitle of its own.
    """

    id: str
    kind: Kind
    title: str
    answer: Answer
    lang: Lang
    parts: tuple[Any, ...] = ()
    names: tuple[Text, ...] = ()
    accent: str | None = None
    notes: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    incomplete: frozenset[str] = frozenset()
    disputed: tuple[Answer, ...] = ()
    disputed_word: str = ""
    break_day: date = date.max
    said: str = ""

    @property
    def subtitle(self) -> str:
        """What, unit, where and when."""
        return self.said or sentences.subtitle(self.answer, self.lang)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        answer = self.answer
        return not answer.total.value and not answer.total.denominator and not any(row.value for row in answer.rows)

    @property
    def file_name(self) -> str:
        """page_figure_asof, without a suffix."""
        return f"{self.id}_{self.answer.scope.as_of.isoformat()}"


def leading(answer: Answer) -> str:
    """The code of the first group a finding may name, to point at."""
    return next((row.codes[0] for row in sentences.named(answer)), "")
