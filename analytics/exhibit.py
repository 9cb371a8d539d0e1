"""Exhibit: a figure as it stands on a page: the finding, the answer it draws, how it is drawn, and its notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

from analytics import sentences
from analytics.ask import Answer, Row
from analytics.events import Event
from analytics.text import Lang, Text
from analytics.view import View

IMMATURE = "immature"  # the code of a period that is not long enough ago to be judged; its column is hatched
Kind = Literal["numbers", "bar", "pair", "funnel", "stack", "columns", "lines", "panels", "shares", "grid", "map", "plane", "bridge"]


@dataclass(frozen=True)
class Stage:
    """One bar of a funnel: its answer, what it is a part of, and whether it is a residual that leaves the way."""

    answer: Answer
    whole: Answer
    residual: bool = False

    @property
    def share(self) -> Row | None:
        """The stage as a part of its base; None where it is its own base, or the base is empty."""
        count, whole = self.answer.total.numerator or 0, self.whole.total.numerator or 0
        if self.answer is self.whole or not whole or self.answer.total.hidden:
            return None
        return Row((self.answer.metric.code,), count, whole, count / whole)


@dataclass(frozen=True)
class Number:
    """A headline number: its answer, and the same at the comparison snapshot (None: not compared).

    why: the columns for want of which the answer has no number, as words.
    """

    answer: Answer
    then: Answer | None
    why: Text | None = None


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

    id: page_figure, the same everywhere; variant: which of its forms ('week', 'rate'). answer: what the table shows and the
    footnote defends. seen: the view it was asked in. parts: what the drawing needs beside it, as its kind expects
    (figures.draw). accent: the code to point at.
    disputed: published numbers that another statement contradicts. break_day: shares before and after are not comparable.
    said: a subtitle of its own. own_title: a reader's title instead of the finding.
    lacking: why the snapshot cannot answer; then there is nothing to draw, and the sentence is the subtitle.
    short_id: under which its record is kept (analytics.frozen); empty where it is not.
    """

    id: str
    kind: Kind
    finding: str
    answer: Answer
    seen: View
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
    variant: str = ""
    own_title: str = ""
    lacking: str = ""
    short_id: str = ""

    @property
    def title(self) -> str:
        """What stands above the figure: the reader's own title, else the finding."""
        return self.own_title or self.finding

    @property
    def lang(self) -> Lang:
        """The language its words are in."""
        return self.seen.lang

    @property
    def key(self) -> str:
        """The name of the figure in the catalogue: its id and its variant."""
        return f"{self.id}-{self.variant}" if self.variant else self.id

    @property
    def figure_id(self) -> str:
        """All that is needed to make the figure again: 'instansi_peringkat?as_of=2020-07-31&compare=2020-06-26'."""
        return f"{self.key}?{urlencode(self.seen.query(), safe=',')}"

    @property
    def link(self) -> str:
        """The address of the page it stands on, with the whole view; begins with a slash."""
        page = self.id.partition("_")[0]
        return f"/{'' if page == 'ringkasan' else page}?{urlencode(self.seen.query(), safe=',')}"

    @property
    def alt(self) -> str:
        """What a reader who cannot see the drawing is told first."""
        return f"{self.title}. {self.subtitle}"

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer it shows: its own first, then those its drawing needs beside it."""
        return (self.answer, *answers_in(self.parts))

    @property
    def subtitle(self) -> str:
        """What, unit, where and when."""
        return self.said or sentences.subtitle(self.answer, self.lang)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw; what is hidden is something."""
        answer = self.answer
        if any(row.hidden for row in (answer.total, *answer.rows)):
            return False
        return not answer.total.value and not answer.total.denominator and not any(row.value for row in answer.rows)

    @property
    def file_name(self) -> str:
        """page_figure_asof, without a suffix."""
        return f"{self.key}_{self.answer.scope.as_of.isoformat()}"


def answers_in(part: object) -> Iterator[Answer]:
    """Every answer in a part of an exhibit."""
    match part:
        case Answer():
            yield part
        case Number() | Stage():
            yield part.answer
        case tuple():
            for each in part:
                yield from answers_in(each)


def leading(answer: Answer) -> str:
    """The code of the first group a finding may name, to point at."""
    return next((row.codes[0] for row in sentences.named(answer)), "")
