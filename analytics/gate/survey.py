"""A first look over a table: which words its columns of codes and days hold, and what each is taken for."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from analytics.gate.cells import DASH, Field, is_identifier
from analytics.gate.days import days_in, month_names
from analytics.gate.mapping import BY_RAW, Mapping, codes_of, is_day
from analytics.gate.matching import How, Match, matched
from analytics.gate.persons import (
    FLOAT_STEP,
    HIDDEN,
    by_content,
    by_heading,
    holds_name,
    known_words,
    looks_like_name,
    name_sql,
    nip_sql,
    phrases,
)
from analytics.gate.sources.table import Table
from analytics.gate.words import plain
from analytics.register.findings import harmless

MOST = {"code": 2_000, "day": 20_000}  # words of a column; one with more is no such column
LONGEST = 300  # characters of a word that is looked up
SAMPLED = 20_000  # rows by which a column with far too many words is told beforehand
LOOKED_AT = 500  # rows by which a column of names is told
NEAR = 75  # the score from which a suggestion says that a word is no name
OFTEN = 3  # rows on which a word stands that is no name
LONG_NUMBER = r"\d(?:[^0-9A-Za-z]{0,3}\d){14,}|\d{9,}"  # as findings.harmless masks them

Run = Callable[[str, dict[str, object]], list[tuple[Any, ...]]]  # a query and its values -> its rows


@dataclass(frozen=True)
class Word:
    """What one word of a column is taken for.

    value: the code or the day, None for none. how: see matching.Match; a day is a rewriting. shown: what `faults` says, None where the
    word is right. month_only: a day of which only the month is known.
    """

    text: str
    value: str | None
    how: How
    shown: str | None = None
    suggestions: tuple[tuple[str, int], ...] = ()
    month_only: bool = False


@dataclass(frozen=True)
class Survey:
    """What the first look found.

    words: raw name -> word -> rows with it. crowded: columns with more words than a column of codes or days has. clean, unclean: raw
    names of identifiers, by whether every filled cell is one as it stands. spaced: raw names of columns some cells of which have spaces
    around them. persons: NIP in id_asn, those of them that end as floating point does, cells of several words.
    """

    words: dict[str, dict[str, int]]
    crowded: tuple[str, ...]
    clean: tuple[str, ...]
    unclean: tuple[str, ...]
    spaced: tuple[str, ...]
    persons: tuple[int, ...]


def survey(con: duckdb.DuckDBPyConnection, table: Table, columns: dict[str, Field], hashed: bool, run: Run) -> Survey:
    """One pass over the table: words with their counts, and what is no identifier. hashed: whether persons are hashed, so that theirs are none."""
    held = {raw: text_of(field) for raw, field in columns.items() if field.text}
    listed = {raw: MOST[columns[raw].column.kind] for raw in held if columns[raw].column.kind in MOST}
    crowded = too_many(con, table, {raw: held[raw] for raw in listed})
    results = {raw: f"map_entries(histogram({held[raw]}))[:{most + 1}]" for raw, most in listed.items() if raw not in crowded}
    results |= {raw: f"count_if(not {is_identifier(held[raw])})" for raw in held if raw not in listed}
    (row,) = run(f"select {', '.join(results.values())} from {table.relation}", table.values)
    found = dict(zip(results, row, strict=True))
    raw_words = {raw: {entry["key"]: entry["value"] for entry in found[raw] or []} for raw in listed if raw not in crowded}
    crowded += [raw for raw, counts in raw_words.items() if len(counts) > listed[raw]]
    identifiers = [raw for raw in held if raw not in listed and not (raw == "id_asn" and hashed)]
    clean, unclean = ([raw for raw in identifiers if bool(found[raw]) == wrong] for wrong in (False, True))
    words = {raw: stripped(counts, bool(columns[raw].filling.empty)) for raw, counts in raw_words.items() if raw not in crowded}
    spaced = [*unclean, *crowded, *(raw for raw in words if words[raw].keys() != raw_words[raw].keys())]
    looked_at = "id_asn" in unclean or (hashed and "id_asn" in held)
    persons = persons_in(table, held["id_asn"], run) if looked_at else (0, 0, 0)
    return Survey(words, tuple(crowded), tuple(clean), tuple(unclean), tuple(spaced), persons)


def stripped(counts: dict[str, int], empty: bool) -> dict[str, int]:
    """Words without the spaces around them; the empty word only where it stands for something."""
    found: dict[str, int] = {}
    for word, count in counts.items():
        if (text := word.strip(" ")) or empty:
            found[text] = found.get(text, 0) + count
    return found


def persons_in(table: Table, cell: str, run: Run) -> tuple[int, ...]:
    """The counts of Survey.persons."""
    nip = nip_sql("cell")
    floats = f"count_if(try_cast({nip} as bigint) % {FLOAT_STEP} = 0)"
    counts = f"count({nip}), {floats}, count_if(regexp_matches(cell, '\\pL[ ,.]+\\pL'))"
    (found,) = run(f"select {counts} from (select {cell} as cell from {table.relation})", table.values)
    return found


def text_of(field: Field) -> str:
    """The text of a cell as a word: an empty one is the word '' where the mapping says what it stands for."""
    return f"coalesce({field.text}, '')" if field.filling.empty else field.text


def too_many(con: duckdb.DuckDBPyConnection, table: Table, texts: dict[str, str]) -> list[str]:
    """The columns whose first rows alone hold too many words, so that they are never listed."""
    if not texts:
        return []
    counts = ", ".join(f"count(distinct {text})" for text in texts.values())
    found = con.execute(f"select {counts} from (select * from {table.relation} limit {SAMPLED})", table.values).fetchone() or ()
    return [raw for raw, count in zip(texts, found, strict=True) if count > min(MOST[BY_RAW[raw].kind], SAMPLED // 2)]


# --- what each word is taken for ---


def strange_words(
    con: duckdb.DuckDBPyConnection, table: Table, mapping: Mapping, columns: dict[str, Field], found: Survey, as_of: date
) -> dict[str, list[Word]]:
    """The words of each column that are not codes or ISO days themselves, with what each is taken for."""
    read = {raw: list(read_words(con, mapping, columns[raw], list(words), as_of)) for raw, words in found.words.items()}
    wrong = [word.text for words in read.values() for word in words if word.shown]
    names = names_among(con, table, columns, wrong)
    return {raw: [quotable(word, found.words[raw], names) for word in words] for raw, words in read.items() if words}


def read_words(con: duckdb.DuckDBPyConnection, mapping: Mapping, field: Field, words: list[str], as_of: date) -> Iterator[Word]:
    """The words of one column, but for those that need no reading."""
    if field.column.kind == "day":
        return day_words(con, field, words)
    return code_words(mapping, field, words, as_of)


def day_words(con: duckdb.DuckDBPyConnection, field: Field, words: list[str]) -> Iterator[Word]:
    """Days in other notations than ISO, and words that are none."""
    odd = [word for word in words if not is_day(word)]
    days = days_in(con, odd, field.filling.order) if odd else {}
    for word in odd:
        if word not in days:
            yield empty_word(field, word, "rewrite") if is_empty(word) else Word(word, None, "none", word if says_a_day(word) else HIDDEN)
            continue
        day = days[word].day.isoformat()
        yield Word(word, day, "code" if word[:10] == day else "rewrite", month_only=days[word].month_only)


def says_a_day(word: str) -> bool:
    """Whether a text that is no day was meant to say one, or why there is none; else it is another cell's, perhaps a name."""
    words = plain(word).split()
    return any(any(map(str.isdigit, each)) or each in month_names() for each in words) or {*words} <= known_words()


def code_words(mapping: Mapping, field: Field, words: list[str], as_of: date) -> Iterator[Word]:
    """Words that are no codes: said by the mapping, empty, a label, a rewriting, or not certain."""
    dimension, values = field.column.field, field.filling.values
    own = mapping.labels.get(dimension, {})
    codes = codes_of(field.column, mapping)
    unsaid = [word for word in words if word not in values and not is_empty(word)]
    found = matched(dimension, [word for word in unsaid if len(word) <= LONGEST], as_of, mapping.editions.get(dimension, ""), own)
    for word in words:
        if word in values:
            code = values[word]
            yield Word(word, code, "mapping") if code in codes else empty_word(field, word, "mapping")
        elif is_empty(word):
            yield empty_word(field, word, "rewrite" if word else "mapping")
        elif (match := found.get(word, Match(None, "none"))).code != word:
            how: How = "rewrite" if match.how == "code" else match.how  # a code with other white space
            yield Word(word, match.code, how, None if match.code else word, match.suggestions)


def is_empty(word: str) -> bool:
    """Whether a word only says that the cell is empty."""
    return not word.strip() or re.fullmatch(DASH, word.casefold()) is not None


def empty_word(field: Field, word: str, how: How) -> Word:
    """A word read as an empty cell: what the mapping says it stands for, else nothing, which is a fault where a cell must be filled."""
    empty = field.filling.empty
    return Word(word, empty or None, how, "" if field.column.required and not empty else None)


# --- names are not quoted ---


def quotable(word: Word, counts: dict[str, int], names: Collection[str]) -> Word:
    """A word that is no code as it may be quoted: hidden where it is a name, long numbers masked."""
    if not word.shown or word.shown == HIDDEN:
        return word
    known = counts.get(word.text, 0) >= OFTEN or any(score >= NEAR for _, score in word.suggestions)
    if holds_name(word.text, names) or (looks_like_name(word.text) and not known):
        return Word(word.text, None, "none", HIDDEN)
    shown = harmless(word.text) if len(word.text) > LONGEST or re.search(LONG_NUMBER, word.text) else word.text
    return Word(word.text, None, "none", shown, word.suggestions)


def names_among(con: duckdb.DuckDBPyConnection, table: Table, columns: dict[str, Field], words: list[str]) -> set[str]:
    """Which phrases of some words stand in the file's columns of names, in the form of `words.plain`."""
    wanted = sorted({phrase for word in words for phrase in phrases(word)})
    places = name_columns(con, table, columns) if wanted else []
    if not places:
        return set()
    every = ", ".join(f"c{place}" for place in places)
    names = f"select distinct {name_sql('name')} as name from (select unnest([{every}]) as name from {table.relation})"
    found = con.execute(f"select name from ({names}) where name in (select unnest($wanted::varchar[]))", {**table.values, "wanted": wanted})
    return {name for (name,) in found.fetchall()}


def name_columns(con: duckdb.DuckDBPyConnection, table: Table, columns: dict[str, Field]) -> list[int]:
    """Where the names of persons stand, by heading or content. A column that is read as codes or days is told by its heading alone."""
    listed = {heading for field in columns.values() if field.column.kind != "identifier" for heading in field.filling.headings}
    every = ", ".join(f"c{place}" for place in range(len(table.headings)))
    rows = con.execute(f"select {every} from {table.relation} limit {LOOKED_AT}", table.values).fetchall()
    return [
        place
        for place, heading in enumerate(table.headings)
        if by_heading(heading) == "name" or (heading not in listed and by_content([row[place] or "" for row in rows]) == "name")
    ]
