"""The two files an import leaves: the accepted rows in the contract's own form, and the mapped columns as they were sent.

The same rows give the same bytes, whatever file and door they came through: no time, no path and no name is in them.
"""

from pathlib import Path

from analytics.gate.cells import pieces_read
from analytics.gate.mapping import Mapping
from analytics.gate.persons import by_heading, key_values, pseudonym_sql
from analytics.gate.staging import Staged
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
    """Writes the mapped columns as they were sent, as compressed CSV: persons hashed (left out without a key), long numbers masked."""
    table, columns = staged.table, original_columns(staged, key)
    body = ", ".join(f"{sql} as {heading(table.headings[place])}" for place, sql in columns.items())
    secret = key_values(key) if any("$inner" in sql for sql in columns.values()) else {}
    copied = f"copy (select {body} from {table.relation}) to {quoted(str(path))} (format csv, header true, compression zstd)"
    staged.con.execute(copied, {**table.values, **secret})


def heading(words: str) -> str:
    """A heading as a quoted name: the one place where the sender's words enter SQL, since a first row by UNION ALL would take twice as long."""
    return '"' + harmless(words).replace('"', '""') + '"'


def original_columns(staged: Staged, key: str) -> dict[int, str]:
    """Place in the file -> SQL of what is kept of it, for the columns that the mapping reads."""
    table, mapping = staged.table, staged.mapping
    read = {heading for filling in mapping.columns.values() for heading in filling.headings}
    places = sorted({int(table.column(heading)[1:]) for heading in read if heading in table.headings})
    texts = {place: pieces_read(place, table.headings[place], mapping) for place in places}
    kept = {place: kept_value(text, person_in(table.headings[place], mapping), key) for place, text in texts.items()}
    return {place: sql for place, sql in kept.items() if sql}


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
