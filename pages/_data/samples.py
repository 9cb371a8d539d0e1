"""What may be shown of the sender's columns: their headings, and two cells of those that hold no persons' data."""

from dataclasses import dataclass

from analytics.gate.persons import by_content, by_heading, looks_like_name, speakable
from analytics.gate.sampling import Sample, samples
from analytics.gate.sources.headings import letters
from analytics.gate.sources.table import Table
from analytics.register.findings import harmless
from analytics.text import Lang, Text

NAMED_BY_LETTER = Text(id="Kolom {letter}", en="Column {letter}")
SHOWN = 2  # cells of a column
LOOKED_AT = 200  # cells among which they are found


@dataclass(frozen=True)
class Seen:
    """A column of the sender's as it may be shown. cells: None where it may hold persons' data."""

    heading: str
    label: Text | str
    cells: tuple[str, ...] | None

    def name(self, lang: Lang) -> str:
        """What the column is called on the page."""
        return self.label(lang) if isinstance(self.label, Text) else self.label


def seen(table: Table) -> dict[str, Seen]:
    """Every column of a table by its heading."""
    found = {sample.headings[0]: sample for sample in samples(table)}
    return {heading: look(place, found.get(heading) or Sample((heading,), ())) for place, heading in enumerate(table.headings)}


def look(place: int, sample: Sample) -> Seen:
    """One column: its heading, unless that is itself a name above names; two different cells, unless they may be a person's."""
    heading = sample.headings[0]
    held = by_content(sample.filled)
    hidden = held or by_heading(heading) or sample.numbers_of_persons > 0
    is_cell = held == "name" and by_heading(heading) is None and looks_like_name(heading)
    letter = letters(place)
    label = Text(id=NAMED_BY_LETTER("id", letter=letter), en=NAMED_BY_LETTER("en", letter=letter)) if is_cell else harmless(heading)
    cells = dict.fromkeys(said for cell in sample.filled[:LOOKED_AT] if (said := speakable(cell)) != "…")
    return Seen(heading, label, None if hidden else tuple(cells)[:SHOWN])
