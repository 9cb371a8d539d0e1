"""Rows read one by one, kept in memory as a CSV that DuckDB reads: their numbers and their cells."""

import csv
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from io import TextIOWrapper

from analytics.gate.sources.headings import Headings
from analytics.gate.sources.limits import BOMB, CELL_TOO_LONG, LARGEST_TEXT, LONGEST_CELL, MOST_ROWS, TOO_MANY_ROWS, check_size, refused
from analytics.gate.sources.memory import Held, blank
from analytics.gate.sources.table import Table
from analytics.register.loading import NO_ROWS, quoted

Numbered = tuple[int, Sequence[str]]


@dataclass
class Spool:
    """A file of rows. used: the places among those asked about that hold anything."""

    file: Held
    count: int
    used: set[int]


class Writer:
    """Writes rows to a spool, blank ones only once another follows. Raises Refused where there are too many or a cell is too long."""

    def __init__(self, width: int, asked: Collection[int]):
        self.spool = Spool(blank(), 0, set())
        self.asked, self.empty = asked, [""] * width
        self.blanks: list[int] = []
        self.letters = 0
        self.text = TextIOWrapper(self.spool.file.file, encoding="utf-8", errors="replace", newline="")
        self.write = csv.writer(self.text, lineterminator="\n").writerow

    def add(self, row: int, cells: Sequence[str]) -> None:
        """One row with its number, padded and cut to the width."""
        if not any(cells):
            self.blanks.append(row)
            return
        if len(longest := max(cells, key=len)) > LONGEST_CELL:
            check_size(len(longest), LONGEST_CELL, CELL_TOO_LONG, "cell_too_long", row)
        check_size(self.spool.count + len(self.blanks), MOST_ROWS - 1, TOO_MANY_ROWS, "too_many_rows")
        self.write_blanks()
        self.letters += self.write([row, *cells[: len(self.empty)], *self.empty[len(cells) :]])
        if self.letters > LARGEST_TEXT:
            raise refused(BOMB, "bomb")
        self.spool.count += 1
        if self.asked:
            self.spool.used.update(place for place in self.asked if place < len(cells) and cells[place])

    def write_blanks(self) -> None:
        """The blank rows that turned out to lie between others."""
        for number in self.blanks:
            self.write([number, *self.empty])
        self.spool.count += len(self.blanks)
        self.blanks.clear()

    def finish(self) -> Spool:
        """Everything written, ready to be read."""
        self.text.detach().flush()
        return self.spool


def table(kind: str, heads: Headings, rows: Iterable[Numbered]) -> Table:
    """A table of rows under their headings, numbered. Raises Refused."""
    writer = Writer(len(heads.names), heads.unnamed)
    for row, cells in rows:
        writer.add(row, cells)
    spool = writer.finish()
    if not spool.count:
        raise refused(NO_ROWS, "no_rows")
    kept = [place for place in range(len(heads.names)) if place not in heads.unnamed or place in spool.used]
    return Table(
        "",
        kind,
        "",
        tuple(heads.names[place] for place in kept),
        relation(len(heads.names), kept, numbered=True),
        {"file": spool.file.path},
        numbered=True,
        first_row=heads.first,
        header_row=heads.row,
        findings=heads.findings,
        keep=(spool.file,),
    )


def relation(width: int, kept: Sequence[int], separator: str = ",", quote: str = '"', skip: int = 0, numbered: bool = False) -> str:
    """SQL that reads the file $file of so many columns, all as text, and gives the kept ones as c0, c1, …"""
    columns = ", ".join([*(["row: 'bigint'"] if numbered else []), *(f"f{place}: 'varchar'" for place in range(width))])
    chosen = ", ".join([*(["row"] if numbered else []), *(f"f{place} as c{new}" for new, place in enumerate(kept))])
    signs = f"delim={quoted(separator)}, quote={quoted(quote)}, escape={quoted(quote)}, nullstr=''"
    rest = "header=false, auto_detect=false, store_rejects=true, ignore_errors=true, compression='none', hive_partitioning=false"
    return f"(select {chosen} from read_csv($file, columns={{{columns}}}, skip={skip}, {signs}, {rest}))"
