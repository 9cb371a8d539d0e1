"""Which row of a sheet holds the headings: offices put titles above them, groups over them, and numbers under them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, count

from analytics.gate.sources.limits import MOST_COLUMNS, TOO_MANY_COLUMNS, WIDEST, check_size
from analytics.register.findings import Finding, Refused
from analytics.text import Text, cleaned

SEARCHED = 30  # rows from the top among which the headings are looked for
LONGEST = 80  # letters of a heading; longer ones are sentences
KNOWN_WORTH = 3  # how many ordinary cells one known heading weighs

EMPTY = Text(id="berkas kosong", en="the file is empty")
NO_HEADINGS = Text(
    id="judul kolom tidak ditemukan; tulis judul kolom pada satu baris, lalu data tepat di bawahnya",
    en="no row of headings was found; write the headings on one row and the data right below it",
)
NO_SUCH_ROW = Text(id="tidak ada judul kolom pada baris ini; pilih baris lain", en="there are no headings on this row; choose another one")
ABOVE = Text(id="baris di atas judul kolom dilewati", en="the rows above the headings were passed over")
JOINED = Text(id="judul kolom ada pada dua baris dan digabung", en="the headings stand on two rows and were joined")
NUMBERS = Text(id="baris nomor kolom di bawah judul dilewati", en="the row of column numbers below the headings was passed over")

Row = Sequence[str]


@dataclass(frozen=True)
class Headings:
    """names: unique, of columns in order. unnamed: places without a heading of their own.

    row: where they stand (the lower of two), first: the first row of data, both from 1.
    """

    names: tuple[str, ...]
    unnamed: tuple[int, ...]
    row: int
    first: int
    findings: tuple[Finding, ...]


def found(rows: Sequence[Row], known: Collection[str] = (), row: int = 0) -> Headings:
    """The headings among the first rows of a file (all of them, blank ones too), or those on the row asked for. Raises Refused."""
    check_size(max(map(len, rows), default=0), WIDEST, TOO_MANY_COLUMNS, "too_many_columns")
    if not any(any(filled(line)) for line in rows):
        raise Refused([Finding(EMPTY, code="empty")])
    words = {folded(word) for word in known}
    lower = row - 1 if row else best(rows, words)
    if not (0 <= lower < len(rows) and any(filled(rows[lower]))):
        raise Refused([Finding(NO_SUCH_ROW, row=row or None, code="no_headings")])
    upper = lower - 1 if lower and is_double(rows[lower - 1], rows[lower]) else lower
    first = lower + 2 if is_numbering(rows[lower + 1 :][:1]) else lower + 1
    names = joined(rows[upper], rows[lower])
    check_size(sum(map(bool, names)), MOST_COLUMNS, TOO_MANY_COLUMNS, "too_many_columns")
    unnamed = tuple(place for place, name in enumerate(names) if not name)
    return Headings(unique(names), unnamed, lower + 1, first + 1, findings(rows, upper, lower, first))


def findings(rows: Sequence[Row], upper: int, lower: int, first: int) -> tuple[Finding, ...]:
    """What was passed over on the way to the data."""
    above = [number for number, line in enumerate(rows[:upper], start=1) if any(filled(line))]
    said = [Finding(ABOVE, above[0], count=len(above), level="note", code="rows_above", rows=tuple(above))] if above else []
    said += [Finding(JOINED, upper + 1, level="note", code="headings_joined")] if upper < lower else []
    said += [Finding(NUMBERS, first, level="note", code="numbers_row")] if first > lower + 1 else []
    return tuple(said)


def best(rows: Sequence[Row], known: Collection[str]) -> int:
    """The row that looks most like headings, the uppermost of equals, the lower of two. Raises Refused where none does."""
    worths = [worth(line, rows[number + 1 : number + 6], known) for number, line in enumerate(rows[:SEARCHED])]
    highest = max(worths)
    if highest <= 0:
        raise Refused([Finding(NO_HEADINGS, code="no_headings")])
    chosen = worths.index(highest)
    return chosen + 1 if chosen + 1 < len(rows) and is_double(rows[chosen], rows[chosen + 1]) else chosen


def worth(line: Row, below: Sequence[Row], known: Collection[str]) -> int:
    """How much a row looks like headings: distinct short words, known ones most of all, with filled rows below."""
    cells = [folded(cell) for cell in line if cell.strip()]
    words = {cell for cell in cells if is_word(cell)}
    hits = len(words & set(known))
    if not hits and (len(words) < 2 or 2 * len(words) < len(cells)):
        return 0
    fits = any(2 * sum(filled(row)) >= len(cells) for row in below if any(filled(row)))
    repeated = len(cells) - len(set(cells))
    return max(1, len(words) + KNOWN_WORTH * hits - 2 * (len(cells) - len(words) - repeated) - repeated + (2 if fits else 0))


def is_double(above: Row, below: Row) -> bool:
    """Whether two rows are group headings and headings under them, of which the lower alone says too little."""
    width = max(len(above), len(below))
    upper, lower = padded(above, width), padded(below, width)
    cells = [cell for cell in (*upper, *lower) if cell]
    pairs = list(zip(upper, lower, [*upper[1:], "x"], [*lower[1:], ""], strict=True))
    under = all(not top or not bottom or (not after and next_bottom) for top, bottom, after, next_bottom in pairs)
    gaps = any(bottom and not top for top, bottom, *_ in pairs)
    alone = any(top and not bottom for top, bottom, *_ in pairs) or len({*filter(None, lower)}) < sum(filled(lower))
    enough = sum(filled(upper)) >= 2 and sum(filled(lower)) >= 2
    return enough and under and gaps and alone and all(is_word(cell) for cell in cells)


def joined(upper: Row, lower: Row) -> list[str]:
    """Group heading and heading in one, 'Sanksi / Tanggal'; the row itself where both are the same."""
    if upper is lower:
        return [tidy(cell) for cell in lower]
    width, group, names = max(len(upper), len(lower)), "", []
    for top, bottom in zip(padded(upper, width), padded(lower, width), strict=True):
        group = top or group
        names.append(f"{group} / {bottom}" if group and bottom else bottom or top)
    return names


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Headings that differ: empty ones named by their letter, repeated ones numbered."""
    result: list[str] = []
    for place, name in enumerate(names):
        plain = name or f"Kolom {letters(place)}"
        wanted = chain([plain], (f"{plain} ({number})" for number in count(2)))
        result.append(next(each for each in wanted if each not in result))
    return tuple(result)


def letters(place: int) -> str:
    """The letters a spreadsheet gives a column, 0 is A."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_numbering(lines: Sequence[Row]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 … or (1), (2), (3) …"""
    cells = [re.sub(r"[().\s]", "", cell) for cell in (lines[0] if lines else []) if cell.strip()]
    return len(cells) >= 3 and cells == [str(number) for number in range(1, len(cells) + 1)]


def filled(line: Row) -> list[bool]:
    """Which cells of a row hold something."""
    return [bool(cell.strip()) for cell in line]


def padded(line: Row, width: int) -> list[str]:
    """The tidy cells of a row, as many as width."""
    return [*map(tidy, line), *[""] * (width - len(line))]


def is_word(cell: str) -> bool:
    """Whether a cell could be a heading: short, with letters, and with no more digits than letters."""
    alphabetic = sum(each.isalpha() for each in cell)
    return alphabetic > 0 and len(cell) <= LONGEST and alphabetic >= sum(each.isdigit() for each in cell)


def tidy(cell: str) -> str:
    """A heading on one line."""
    return cleaned(cell[: 4 * LONGEST])


def folded(cell: str) -> str:
    """A heading as it is compared: no case, every stretch of other signs a space."""
    return " ".join(re.findall(r"\w+", tidy(cell).replace("_", " ").casefold()))
