"""Rows of a sender's table that are no cases: blank ones, headings repeated, totals, what stands below the table, repetitions."""

import duckdb

from analytics.gate.cells import EARLY, Field, is_identifier
from analytics.gate.sources.table import Table
from analytics.gate.words import plain
from analytics.register.contract import COLUMNS
from analytics.register.findings import ROWS_KEPT
from analytics.register.loading import quoted
from analytics.text import Text

CASE, BLANK, HEADING, TOTAL, SPARSE, BELOW, FOOTNOTE, REPEATED, REFUSED = range(9)  # SPARSE and BELOW: perhaps a footnote, see footnotes
FILLED = 2  # cells that a line below the table fills at most
REASONS = {
    BLANK: Text(id="baris kosong", en="blank rows"),
    HEADING: Text(id="judul kolom yang diulang", en="headings repeated"),
    TOTAL: Text(id="baris jumlah", en="rows of totals"),
    FOOTNOTE: Text(id="catatan di bawah tabel", en="notes below the table"),
    REFUSED: Text(id="baris yang tidak dapat dibaca", en="rows that cannot be read"),
    REPEATED: Text(id="baris yang seluruhnya sama dengan baris lain", en="rows that repeat another row in full"),
}
TOTALS = r"(grand |sub ?)?(jumlah|total|jml\.?|sub ?total)( (keseluruhan|seluruhnya|seluruh|akhir|umum|semua|besar|all|overall|asn|kasus|orang))*[ .:=]*(\d[\d.,]*)?"
NUMBER = r"[\d.,() ]{0,12}( ?(orang|org|asn|pegawai|kasus|laporan|data|persons|cases))?[) ]{0,2}"  # no longer, or an NIP would be one
BELOW_TABLE = (
    r"(keterangan|ket|sumber|catatan|note|notes|source|legend|mengetahui|menyetujui|dibuat oleh|disusun oleh|diperiksa oleh|ttd|tertanda|an|a\.n|nip)[ ,.:*].*"
    r"|keterangan|sumber|catatan|mengetahui|menyetujui|ttd|\*.*|[a-z .]+, *\d{1,2} [a-z]+ \d{4}"
)
KEYS = ("nomor_kasus", "id_asn", "tanggal_laporan", "status")  # without any of these a row may be no case


def kind_sql(table: Table, columns: dict[str, Field]) -> str:
    """SQL for the kind of a row. Whether a line is a footnote is only known when the rows behind it are: see sort_out."""
    held = [raw for raw, field in columns.items() if field.text]
    keys = [raw for raw in KEYS if raw in held]
    if not keys:
        return f"case when {all_null(held)} then {BLANK} else {CASE} end::utinyint"
    return f"""
        case when {" or ".join(f"{raw} is null" for raw in keys)} then
            case when {all_null(held)} then {BLANK} when {is_heading(columns)} then {HEADING} when {is_total(table, keys)} then {TOTAL}
            when {is_sparse(held, columns)} then case when {any_matches(table, held, BELOW_TABLE)} then {BELOW} else {SPARSE} end else {CASE} end
        when {is_heading(columns)} or {is_numbered(table, columns, keys)} then {HEADING} else {CASE} end::utinyint
    """


def all_null(held: list[str]) -> str:
    """SQL that is true where all cells that are read are empty."""
    return f"coalesce({', '.join(held)}, null) is null"


def is_heading(columns: dict[str, Field]) -> str:
    """SQL that is true where at least two cells, and most of those filled, repeat their headings."""
    headings = {
        raw: field.filling.headings[0]
        for raw, field in columns.items()
        if field.text and len(field.filling.headings) == 1 and not field.filling.split and plain(field.filling.headings[0])
    }
    if len(headings) < 2:
        return "false"
    quick = [f"lower({raw}) = {quoted(heading.lower())}" for raw, heading in headings.items()][:3]
    same = [f"regexp_replace(lower({raw}), '[^a-z0-9]+', ' ', 'g') = {quoted(plain(heading))}" for raw, heading in headings.items()]
    alike = " + ".join(f"coalesce({each}, false)::int" for each in same)
    filled = " + ".join(f"({raw} is not null)::int" for raw, field in columns.items() if field.text)
    return f"case when {' or '.join(quick)} then {alike} >= 2 and 2 * ({alike}) > {filled} else false end"


def is_numbered(table: Table, columns: dict[str, Field], keys: list[str]) -> str:
    """SQL that is true where the cells hold the numbers of their columns, as under many official tables: (1) (2) (3)."""
    places = [(raw, table.column(columns[raw].filling.headings[0])[1:]) for raw in keys if len(columns[raw].filling.headings) == 1]
    if len(places) < 3:
        return "false"
    tests = [f"length({raw}) <= 4 and trim({raw}, '() ') in ('{place}', '{int(place) + 1}')" for raw, place in places]
    return f"({' and '.join(tests)})"


def is_total(table: Table, keys: list[str]) -> str:
    """SQL that is true where an early cell says total and the columns no case can do without hold nothing but numbers."""
    empty = " and ".join(
        f"({raw} is null or regexp_full_match(lower({raw}), '{NUMBER}') or regexp_full_match(lower({raw}), '{TOTALS}'))" for raw in keys
    )
    return f"({empty} and {any_matches(table, keys, TOTALS)})"


def any_matches(table: Table, held: list[str], pattern: str) -> str:
    """SQL that is true where one of the cells given or one of the first columns matches a pattern in small letters."""
    early = [f"trim(early_{place})" for place in range(min(EARLY, len(table.headings)))]
    return "(" + " or ".join(f"coalesce(regexp_full_match(lower({text}), {quoted(pattern)}), false)" for text in [*early, *held]) + ")"


def is_sparse(held: list[str], columns: dict[str, Field]) -> str:
    """SQL that is true where hardly a cell is filled, neither status nor day of report can be read, and no case is numbered."""
    filled = " + ".join(f"({raw} is not null)::int" for raw in held)
    unread = [f"{columns[raw].value} is null" for raw in ("tanggal_laporan", "status") if raw in held]
    numbered = (
        [f"not coalesce(regexp_matches(nomor_kasus, '[0-9]') and {is_identifier('nomor_kasus')}, false)"] if "nomor_kasus" in held else []
    )
    return " and ".join([f"{filled} <= {FILLED}", *unread, *numbered])


def refused_lines(con: duckdb.DuckDBPyConnection, table: Table) -> list[tuple[Text, int, tuple[int, ...]]]:
    """The lines that could not be split, as a reason with their rows; gives `staged` its row numbers, which pass over them."""
    if not table.numbered:
        con.execute("alter table staged add column row bigint")
        con.execute(f"update staged set row = rowid + {table.first_row}")
    known = [finding for finding in table.findings if finding.code == "bad_line"]  # found when the file was opened
    found = [(REASONS[REFUSED], finding.count, finding.rows) for finding in known]
    if con.execute("select 1 from duckdb_tables() where table_name = 'reject_errors'").fetchone():
        lines = [line for (line,) in con.execute("select distinct line from reject_errors order by line").fetchall()]
        if not table.numbered:
            shift(con, [line - table.first_row - place for place, line in enumerate(lines)])
        con.execute("drop table if exists reject_errors; drop table if exists reject_scans")  # they quote the lines
        found += [(REASONS[REFUSED], len(lines), tuple(lines[:ROWS_KEPT]))] if lines else []
    return found


def shift(con: duckdb.DuckDBPyConnection, starts: list[int]) -> None:
    """Adds one to the numbers of the rows from each start on (counted from 0), for a line above them that is no row."""
    con.execute(
        """
        create temp table shifts as select start, max(place) as lines
        from (select unnest($starts::bigint[]) as start, generate_subscripts($starts::bigint[], 1) as place) group by start
        """,
        {"starts": starts},
    )
    con.execute("""
        update staged set row = row + moved.lines
        from (select s.rowid as at, lines from staged s asof join shifts on s.rowid >= start) moved where staged.rowid = moved.at
    """)
    con.execute("drop table shifts")


def sort_out(con: duckdb.DuckDBPyConnection, together: bool) -> list[tuple[Text, int, tuple[int, ...]]]:
    """Takes the rows that are no cases out of `staged`: reason, how many, the first thousand.

    together: whether rows that agree in everything are one; not so where a row is an allegation whose person is not known.
    """
    footnotes(con)
    if together:
        repetitions(con)
    found = con.execute(
        f"select kind, count(*), min(row, {ROWS_KEPT}) from staged where kind <> {CASE} group by kind order by kind"
    ).fetchall()
    if found:
        con.execute(f"delete from staged where kind <> {CASE}")
    con.execute("alter table staged drop column kind")
    return [(REASONS[kind], count, tuple(rows)) for kind, count, rows in found]


def footnotes(con: duckdb.DuckDBPyConnection) -> None:
    """Marks what stands below the table: from the first line behind the last case that says so, or that a blank row sets apart.

    Sparse rows elsewhere are cases with much missing; they stay, and their empty cells are named.
    """
    start, some = con.execute(f"""
        with last as (select coalesce(max(row), 0) as last from staged where kind = {CASE}),
            blank as (select min(row) as blank from staged, last where kind = {BLANK} and row > last)
        select min(row) filter (where row > last and (kind = {BELOW} or (kind = {SPARSE} and row > blank))), count(*) filter (where kind in ({SPARSE}, {BELOW}))
        from staged, last, blank
    """).fetchone() or (None, 0)
    if some:
        below = f"row >= {start}" if start is not None else "false"
        con.execute(f"update staged set kind = case when {below} then {FOOTNOTE} else {CASE} end where kind in ({SPARSE}, {BELOW})")


def repetitions(con: duckdb.DuckDBPyConnection) -> None:
    """Marks the rows that repeat an earlier one in every field. Rows with faults are never taken for the same."""
    fields = ", ".join(column.field for column in COLUMNS)
    con.execute(f"""
        update staged set kind = {REPEATED} where row in (
            select unnest(list(row order by row)[2:]) from staged
            where kind = {CASE} and faults is null and hash(case_number, person) in (
                select pair from (select hash(case_number, person) as pair from staged where kind = {CASE}) group by pair having count(*) > 1
            )
            group by {fields} having count(*) > 1
        )
    """)
