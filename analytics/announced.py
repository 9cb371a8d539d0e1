"""What was announced, where it matters: in the ledger of statements, on a card whose number is another now, and by its number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import parse_qsl

from analytics import announcing, formats, frozen, standing
from analytics.announcing import Announcement, Said
from analytics.exhibit import Exhibit
from analytics.frozen import Frozen, Line
from analytics.metrics import METRICS, Metric
from analytics.register.snapshots import Register
from analytics.sentences import SYNTHETIC
from analytics.settings import settings
from analytics.text import Lang, Notice, Text
from analytics.vocabulary import NONE, OTHER, UNKNOWN

LAST_SAID = Text(
    id="Terakhir diumumkan {day} (ID {id}): {label}{then}. Angka kini {now}.",
    en="Last announced {day} (ID {id}): {label}{then}. The number is now {now}.",
)
MORE = Text(id=" {count} angka lain dalam gambar ini juga berbeda.", en=" {count} other numbers of this figure differ too.")
MORE_ONE = Text(id=" Satu angka lain dalam gambar ini juga berbeda.", en=" One other number of this figure differs too.")
LABEL = Text(id="{label} ", en="{label} ")
WORDING = Text(id="Bunyi: “{sentence}”", en="Wording: “{sentence}”")
DEFINED = Text(id="Definisi: {definition}", en="Definition: {definition}")
SOURCE = Text(id="bahan paparan “{title}”{where}, ID {id}", en="briefing “{title}”{where}, ID {id}")
WHERE = Text(id=" ({where})", en=" ({where})")
FEW = 6  # numbers that are each said first


@dataclass(frozen=True)
class Statement:
    """One number of an announced figure, as a line of the ledger. value: between 0 and 1 for a share; number: as it was said;
    standing: a code of analytics.standing.STANDINGS; reasons: why."""

    said: Said
    line: Line
    standing: str
    reasons: tuple[Notice, ...]

    @property
    def day(self) -> date:
        """When it was said."""
        return self.said.announcement.entry.day

    @property
    def as_of(self) -> date:
        """The date of its data."""
        return self.said.record.as_of

    @property
    def id(self) -> str:
        """The id of its figure, as printed."""
        return frozen.written(self.said.record.id)

    @property
    def value(self) -> float | None:
        """The number itself."""
        return self.line.row.value

    @property
    def publisher(self) -> str:
        """Who said it."""
        return settings().institution_short

    @property
    def headline(self) -> Metric | None:
        """The metric of a headline number; None of other figures, whose rows are groups."""
        codes = self.line.row.codes
        return METRICS.get(codes[0]) if self.said.record.key == "ringkasan_angka" and codes else None

    def measure(self, lang: Lang) -> str:
        """What the number is of: the figure's subtitle and the group; of a headline number its name and the date."""
        record, group = self.said.record, " · ".join(self.line.labels)
        day = formats.long_date(record.as_of, lang)
        named = self.headline.label(lang) if self.headline else group
        words = [named, day] if record.key == "ringkasan_angka" else [record.subtitle, *([group] if self.line != record.total else [])]
        return " · ".join([*words, *([SYNTHETIC(lang)] if record.synthetic else [])])

    def number(self, lang: Lang) -> str:
        """The number as it is read, with both its counts."""
        return standing.said_value(self.line, lang)

    def wording(self, lang: Lang) -> str:
        """The sentence it was said in and the definition of what was counted, as recorded; headline numbers have one each."""
        record = self.said.record
        held = record.definition[1][1] if len(record.definition) > 1 else ""
        defined = self.headline.definition(lang) if self.headline else held
        return " ".join([WORDING(lang, sentence=record.sentence), *([DEFINED(lang, definition=defined)] if defined else [])])

    def holds(self, register: Register) -> bool:
        """Whether the snapshot of its own date still gives this number, whatever else of its figure has changed."""
        now = self.now(register, self.as_of)
        return now is not None and not standing.differ(self.line, now)

    def now(self, register: Register, day: date) -> Line | None:
        """The same number as a snapshot gives it; None where that snapshot cannot tell."""
        present = register.present
        codes = standing.TOTAL if self.line == self.said.record.total else self.line.row.codes
        return line_at(present, present.version(), self.said.record.id, codes, day)

    def source(self, lang: Lang) -> str:
        """'bahan paparan “Siaran pers”, ID K7M3-9QXA'."""
        entry = self.said.announcement.entry
        return SOURCE(lang, title=entry.title, where=WHERE(lang, where=entry.where) if entry.where else "", id=self.id)


@dataclass(frozen=True)
class LastSaid:
    """A number that differs from what was last announced of it. others: how many more of the same figure do."""

    said: Said
    labels: tuple[str, ...]
    then: Line | None
    now: Line | None
    others: int

    def __call__(self, lang: Lang) -> str:
        """Both values, in a sentence."""
        label = " · ".join(self.labels)
        words = {"day": formats.short_date(self.said.announcement.entry.day, lang), "id": frozen.written(self.said.record.id)}
        values = {"then": standing.said_value(self.then, lang), "now": standing.said_value(self.now, lang)}
        more = (MORE_ONE if self.others == 1 else MORE)(lang, count=self.others) if self.others else ""
        return LAST_SAID(lang, **words, **values, label=LABEL(lang, label=label) if label else "") + more


# --- the ledger ---


def statements(register: Register) -> tuple[Statement, ...]:
    """The main numbers of every announced figure, with how they stand now; oldest announcement first."""
    now = register.present
    return judged(now, announcing.mark(now), now.version())


@lru_cache(maxsize=4)
def judged(register: Register, mark: object, version: object) -> tuple[Statement, ...]:
    """The same, kept until a snapshot or an announcement changes."""
    return tuple(statement for each in announcing.said(register) for statement in statements_of(each, register))


@lru_cache(maxsize=1024)
def line_at(register: Register, version: object, id: str, codes: tuple[str, ...], day: date) -> Line | None:
    """The row of a figure made again of a snapshot; kept until a snapshot changes (version: of them all)."""
    made, _ = standing.made_again(frozen.opened(id, register), register, day, "id")
    line = standing.by_codes(*standing.lines_now(made)).get(codes)
    return None if line is None or line.row.hidden else line


def statements_of(said: Said, register: Register) -> Iterator[Statement]:
    """The main numbers of one figure in one announcement; one that was taken back stands so, whatever its data."""
    found = standing.standing_of(said.record, register)
    verdict, reasons = found.standing, found.reasons
    if said.announcement.withdrawn:
        verdict, reasons = "withdrawn", (standing.taken_back_words(said.announcement),)
    for line in main_lines(said.record):
        yield Statement(said, line, verdict, reasons)


def main_lines(record: Frozen) -> list[Line]:
    """What a figure says first: the whole of a count or rate; of few numbers without a whole each; else, as of shares, the largest group."""
    shares = bool(record.lines) and record.lines[0].form == "share"
    if record.total and not shares:
        return [record.total]
    named = [line for line in record.lines if line.row.value and not {OTHER, UNKNOWN, NONE} & set(line.row.codes)]
    return named if len(named) <= FEW and not shares else sorted(named, key=lambda line: -(line.row.value or 0))[:1]


def using(value: float, register: Register, digits: int = 12) -> tuple[Statement, ...]:
    """The announced numbers that have a value when both are rounded to so many digits (a share lies between 0 and 1). Any row counts."""
    wanted = round(value, digits)
    return tuple(
        Statement(statement.said, line, statement.standing, statement.reasons)
        for statement in one_each(statements(register))
        for line in (*statement.said.record.lines, *filter(None, [statement.said.record.total]))
        if line.row.value is not None and round(line.row.value, digits) == wanted
    )


def one_each(found: tuple[Statement, ...]) -> list[Statement]:
    """One statement of each announced figure."""
    return list({(each.said.announcement.entry.number, each.said.record.id): each for each in found}.values())


# --- a card ---


def last_said(exhibit: Exhibit) -> LastSaid | None:
    """What was last announced of a figure's own question, where a number of it is another now; else None.

    Cheap: a look at the folder, and the records of announcements already in memory.
    """
    said = last_of(exhibit)
    if said is None or exhibit.lacking:
        return None
    found = [line for line in standing.rows_beside(said.record, exhibit, None) if line.differs]
    if not found:
        return None
    first = found[-1] if found[-1].then and found[-1].then == said.record.total else found[0]
    return LastSaid(said, () if first.then == said.record.total else first.labels, first.then, first.now, len(found) - 1)


def last_of(exhibit: Exhibit) -> Said | None:
    """The last announcement that still stands of the same question, of the same kind of data (sample or register)."""
    asked = question(exhibit.figure_id)
    found = [
        said
        for said in announcing.said(exhibit.seen.register)
        if not said.announcement.withdrawn
        and question(said.record.figure) == asked
        and said.record.synthetic == exhibit.answer.source.synthetic
    ]
    return max(found, key=lambda said: (said.announcement.entry.day, said.announcement.entry.number), default=None)


@lru_cache(maxsize=4096)
def question(figure_id: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What a long id asks, whatever the language or the mode; the snapshot compared with only where the figure is about the difference."""
    key, _, address = figure_id.partition("?")
    left_out = {"lang", "mode", "state"} | (set() if frozen.compares(key) else {"compare"})
    return key, tuple(sorted((name, value) for name, value in parse_qsl(address) if name not in left_out))


def label_of(found: Announcement, lang: Lang) -> str:
    """An announcement in one line: its day, title and who made it known."""
    entry = found.entry
    return f"{entry.number} · {formats.short_date(entry.day, lang)} · {entry.title}"
