"""The two files an import leaves: the accepted rows in the contract's own form, and the mapped columns of the same rows as they were sent.

The same rows give the same bytes, whatever file and door they came through: no time, no path and no name is in them.
"""

from dataclasses import replace
from pathlib import Path

from analytics.gate.cells import cell, pieces_read
from analytics.gate.mapping import Mapping
from analytics.gate.persons import HIDDEN, by_heading, key_values, looks_like_name, pseudonym_sql
from analytics.gate.staging import Staged
from analytics.gate.survey import OFTEN
from analytics.register.contract import COLUMNS, Column
from analytics.register.findings import harmless
from analytics.register.loading import quoted
from analytics.register.traits import KEY

LONG_NUMBER = r"[0-9](?:[^0-9A-Za-z]{0,3}[0-9]){15,}"  # 16 digits or more, however they are grouped: an NIP or a resident number
LAYOUT = "format parquet, compression zstd, row_group_size 122880"


def write_version(staged: Staged, path: Path) -> None:
    """Writes the accepted rows as Parquet: the contract's columns in its order, text and dates, the traits in the metadata."""
    columns = ", ".join(raw_value(column) for column in COLUMNS)
    order = "" if in_order(staged) else " order by row"
    traits = f"kv_metadata {{{KEY}: {quoted(staged.traits.to_json())}}}"
    staged.con.execute(f"copy (select {columns} from staged{order}) to {quoted(str(path))} ({LAYOUT}, {traits})")


def raw_value(column: Column) -> str:
    """SQL for a column of the contract as its file holds it: codes and identifiers as text, days as dates.

    A code stays an ENUM, which is written as text three times as fast as a cast; try() keeps its column one that may be empty,
    or the bytes would tell whether rows without a code had been left out.
    """
    return f"try({column.field}) as {column.raw}" if column.kind == "code" else f"{column.field} as {column.raw}"


def in_order(staged: Staged) -> bool:
    """Whether the rows lie in the file's order already, so that millions need no sorting."""
    later = "select count(*) from (select row, lag(row) over () as before from staged) where row <= before"
    return staged.con.execute(later).fetchone() == (0,)


def write_original(staged: Staged, key: str, path: Path) -> None:
    """Writes the mapped columns of the accepted rows as they were sent, as compressed CSV.

    Persons are hashed (left out without a key); long numbers, and words that are not quoted elsewhere, are masked. Rows left out are
    not in it: a signature below the table is a name.
    """
    columns = original_columns(staged, key)
    body = ", ".join(f"{sql} as {heading(staged.table.headings[place])}" for place, sql in columns.items())
    secret = key_values(key) if any("$inner" in sql for sql in columns.values()) else {}
    copied = f"copy (select {body} from {accepted_rows(staged)}) to {quoted(str(path))} (format csv, header true, compression zstd)"
    staged.con.execute(copied, {**staged.table.values, **secret})


def accepted_rows(staged: Staged) -> str:
    """SQL for the sender's rows that became cases, in the order of the file; the whole table where none was left out.

    Which they are is said by one bit a row: a join would lose the order, and sorting millions takes more memory than there is.
    """
    if not staged.left_out:
        return staged.table.relation
    first, last = staged.con.execute("select min(row), max(row) from staged").fetchone() or (0, 0)
    staged.con.execute(f"set variable accepted = (select bitstring_agg(row, {first}, {last}) from staged)")
    accepted = f"row between {first} and {last} then get_bit(getvariable('accepted'), (row - {first})::int) = 1"
    return f"(select * from {staged.table.with_rows} where case when {accepted} else false end)"


def heading(words: str) -> str:
    """A heading as a quoted name: the one place where the sender's words enter SQL, since a first row by UNION ALL would take twice as long."""
    return '"' + harmless(words).replace('"', '""') + '"'


def original_columns(staged: Staged, key: str) -> dict[int, str]:
    """Place in the file -> SQL of what is kept of it, for the columns that the mapping reads."""
    table, mapping = staged.table, staged.mapping
    read = {heading for filling in mapping.columns.values() for heading in filling.headings}
    places = sorted({int(table.column(heading)[1:]) for heading in read if heading in table.headings})
    texts = {place: without_words(staged, table.headings[place], pieces_read(place, table.headings[place], mapping)) for place in places}
    kept = {place: kept_value(text, person_in(table.headings[place], mapping), key) for place, text in texts.items()}
    return {place: sql for place, sql in kept.items() if sql}


def without_words(staged: Staged, heading: str, text: str) -> str:
    """SQL for a cell, hidden as a whole where a column of ours reads a word there that is not quoted."""
    for raw, filling in staged.mapping.columns.items():
        words = unquoted_words(staged, raw)
        if words and heading in filling.headings and {*filling.headings} <= {*staged.table.headings}:
            listed = ", ".join(map(quoted, words))
            text = f"case when coalesce({cell(staged.table, filling)} in ({listed}), false) then {quoted(HIDDEN)} else {text} end"
    return text


def unquoted_words(staged: Staged, raw: str) -> list[str]:
    """Words of a column of ours that may be names: those the mapping reads as empty, and those that read as a name and are rare."""
    often = {change.value for change in staged.changes if change.column == raw and change.count >= OFTEN}
    words = staged.mapping.columns[raw].values
    return [word for word, code in words.items() if word and (not code or (looks_like_name(word) and word not in often))]


def without_names(staged: Staged) -> Mapping:
    """The mapping as the journal may hold it: words that may be names are hidden."""
    columns = {}
    for raw, filling in staged.mapping.columns.items():
        hidden = {*unquoted_words(staged, raw)}
        values = {HIDDEN if word in hidden else word: code for word, code in filling.values.items()}
        columns[raw] = replace(filling, values=values)
    return replace(staged.mapping, columns=columns)


def person_in(heading: str, mapping: Mapping) -> str | None:
    """What of a person a column holds: what the mapping says of the column of persons, what the heading says of any other."""
    if "id_asn" in mapping.columns and heading in mapping.columns["id_asn"].headings:
        return None if mapping.person == "pseudonym" else mapping.person
    return by_heading(heading)


def kept_value(text: str, person: str | None, key: str) -> str:
    """SQL of what is kept of a column: of persons never the text itself; of others not the numbers of persons that may stand in it."""
    if person is None:
        masked = f"regexp_replace({text}, {quoted(LONG_NUMBER)}, '…', 'g')"
        return f"case when strlen({text}) < 16 then {text} else {masked} end"  # short cells, nearly all, need no search
    return pseudonym_sql(text, "nip" if person == "nip" else "name") if key and person in ("nip", "name") else ""
