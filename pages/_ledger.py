"""The ledger on the page Pernyataan: what was said, the verdict on it, and what the register shows for the same question."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from analytics import announced, formats, published, sentences, standing
from analytics.exhibits import statements
from analytics.export.data import inert, inert_line
from analytics.published import Statement
from analytics.text import Lang, Text
from analytics.verdicts import VERDICTS, Code, Found, at_snapshot, ruling
from analytics.view import View

STANDINGS = {**published.STANDINGS, **standing.STANDINGS}
WHAT = Text(id="{what} ({population})", en="{what} ({population})")
AGAINST = Text(id="{standing}: {others}", en="{standing}: {others}")
OTHER = Text(id="{number} ({publisher}, {day})", en="{number} ({publisher}, {day})")


@dataclass(frozen=True)
class LedgerRow:
    """One line of the ledger, in the reader's language. verdict and standing are codes; against: who says otherwise, '' where nobody."""

    id: str
    day: date
    said_on: str
    publisher: str
    what: str
    number: str
    verdict: str
    because: str
    now: str
    standing: str
    against: str
    source: str

    def verdict_label(self, lang: Lang) -> str:
        """The verdict in words."""
        return next((label(lang) for code, label in VERDICTS.items() if code == self.verdict), formats.MISSING)

    def standing_label(self, lang: Lang) -> str:
        """The standing in words, with the statements that say otherwise."""
        label = STANDINGS[self.standing](lang)
        return AGAINST(lang, standing=label, others=self.against) if self.against else label

    def cells(self, lang: Lang) -> list[str]:
        """The line as it is shown and downloaded."""
        verdict, standing = self.verdict_label(lang), self.standing_label(lang)
        return [self.said_on, self.publisher, self.what, self.number, verdict, self.because, self.now, standing, self.source]


HEADS: tuple[Callable[[View], str], ...] = tuple(
    (lambda seen, text=text: text(seen.lang, day=formats.short_date(seen.scope.as_of, seen.lang)))
    for text in (
        Text(id="Tanggal data", en="Date of data"),
        Text(id="Penyampai", en="Publisher"),
        Text(id="Ukuran", en="Measure"),
        Text(id="Angka", en="Number"),
        Text(id="Hasil", en="Verdict"),
        Text(id="Penjelasan", en="Explanation"),
        Text(id="Register per {day}", en="Register of {day}"),
        Text(id="Kedudukan", en="Standing"),
        Text(id="Sumber", en="Source"),
    )
)


def ledger_rows(seen: View) -> list[LedgerRow]:
    """Every number said in public, by the date of its data: the published ones, then those announced from this dashboard."""
    said = [row_of(seen, statement) for statement in published.statements()]
    here = [announced_row(statement, seen) for statement in announced.statements(seen.register)]
    return sorted([*said, *here], key=lambda row: row.day)


def row_of(seen: View, statement: Statement) -> LedgerRow:
    """One published statement as a line."""
    lang, found = seen.lang, ruling(seen, statement)
    population = published.member_label("scope", statement.population, lang)
    return LedgerRow(
        statement.id,
        statement.as_of,
        statements.said_on(statement, lang),
        statement.publisher,
        WHAT(lang, what=statement.what(lang), population=population),
        statements.number(statement, lang),
        found.code,
        found.because(lang),
        register_words(at_snapshot(seen, statement, seen.scope.as_of), lang),
        statement.standing,
        others(statement, lang),
        statements.source(statement, lang),
    )


# What became of an announced number, as a verdict: the same data still give it, other data do, or none do.
VERDICT_OF: dict[str, Code] = {
    "current": "same",
    "superseded": "same",
    "corrected": "revised",
    "withdrawn": "not_computable",
    "uncountable": "not_computable",
}


def announced_row(statement: announced.Statement, seen: View) -> LedgerRow:
    """One number of a released briefing as a line: its wording, definition and id, and what the chosen snapshot gives for the same question."""
    lang, now = seen.lang, statement.now(seen.register, seen.scope.as_of)
    return LedgerRow(
        statement.id,
        statement.as_of,
        formats.long_date(statement.as_of, lang),
        statement.publisher,
        statement.measure(lang),
        statement.number(lang),
        "same" if statement.standing == "corrected" and statement.holds(seen.register) else VERDICT_OF[statement.standing],
        " ".join([*(reason(lang) for reason in statement.reasons), statement.wording(lang)]),
        standing.said_value(now, lang),
        statement.standing,
        "",
        statement.source(lang),
    )


def register_words(found: Found | None, lang: Lang) -> str:
    """What the register gives, with the numbers behind a rate or the unit of a count."""
    if found is None:
        return formats.MISSING
    answer, row = found
    behind = formats.fraction(row, lang)
    value = formats.row_value(answer.metric.is_ratio, row, lang)
    return f"{value} ({behind})" if behind else f"{value} {sentences.unit(answer, lang, row.numerator)}"


def others(statement: Statement, lang: Lang) -> str:
    """The statements that say otherwise."""
    found = published.contradictions().get(statement.id, ()) if statement.standing == "contradicted" else ()
    return "; ".join(
        OTHER(lang, number=statements.number(each, lang), publisher=each.publisher, day=statements.said_on(each, lang)) for each in found
    )


def counted(rows: list[LedgerRow], lang: Lang) -> str:
    """How many of each verdict, in the order of the list: 'sama 176 · sama, dipotong 2'."""
    counts = Counter(row.verdict for row in rows)
    return " · ".join(f"{label(lang)} {formats.number(counts[code], lang)}" for code, label in VERDICTS.items() if counts[code])


def matching(rows: list[LedgerRow], words: str, lang: Lang) -> list[LedgerRow]:
    """The lines that hold every word of a search, in any cell or the id."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in " ".join([row.id, *row.cells(lang)]).casefold() for word in wanted)]


def to_csv(rows: list[LedgerRow], seen: View, notes: list[str]) -> bytes:
    """The lines as CSV with a byte order mark, under notes as comments; the id and the day in ISO form first."""
    out = io.StringIO()
    out.writelines(f"# {inert_line(note)}\n" for note in notes)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "as_of", *(head(seen) for head in HEADS)])
    for row in rows:
        writer.writerow([inert(cell) for cell in (row.id, row.day.isoformat(), *row.cells(seen.lang))])
    return out.getvalue().encode("utf-8-sig")
