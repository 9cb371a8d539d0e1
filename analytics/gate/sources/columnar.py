"""Parquet as a table: plain values only, every one as the text a spreadsheet would show."""

import duckdb

from analytics.gate.sources.headings import tidy, unique
from analytics.gate.sources.limits import (
    CELL_TOO_LONG,
    DAMAGED,
    LARGEST_TEXT,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_LARGE,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    check_size,
    refused,
)
from analytics.gate.sources.memory import Held
from analytics.gate.sources.table import Table
from analytics.register.findings import Finding, Refused, harmless
from analytics.register.loading import NESTED, NO_ROWS

PARQUET = "read_parquet($file, hive_partitioning=false)"
WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
PLAIN = {*WHOLE, "VARCHAR", "DATE", "BOOLEAN", "FLOAT", "DOUBLE", "TIME", "TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S"}


def table(file: Held) -> Table:
    """A Parquet file as a table, its names of columns as headings. Raises Refused."""
    with duckdb.connect(config={"python_enable_replacements": False, "threads": 2}) as con:
        try:
            return described(con, file)
        except duckdb.Error:
            raise refused(DAMAGED, "damaged") from None


def described(con: duckdb.DuckDBPyConnection, file: Held) -> Table:
    """The table behind a Parquet file whose kinds of values and sizes are all bearable. Raises Refused."""
    values: dict[str, object] = {"file": file.path}
    columns = [(name, kind) for name, kind, *_ in con.execute(f"describe select * from {PARQUET}", values).fetchall()]
    check_size(len(columns), MOST_COLUMNS, TOO_MANY_COLUMNS, "too_many_columns")
    wrong = [(name, kind) for name, kind in columns if kind not in PLAIN and not kind.startswith("DECIMAL")]
    if wrong:
        raise Refused([Finding(NESTED, column=harmless(name), values=(("type", kind[:60]),), code="nested") for name, kind in wrong])
    texts = ", ".join(f"nullif({text_of(f'v{place}', kind)}, '') as c{place}" for place, (_, kind) in enumerate(columns))
    names = ", ".join(f"v{place}" for place in range(len(columns)))
    relation = f"(select {texts} from {PARQUET} as t({names}))"
    check_content(con, relation, len(columns), values)
    headings = unique([tidy(name) for name, _ in columns])
    return Table("", "Parquet", "", headings, relation, values, keep=(file,))


def check_content(con: duckdb.DuckDBPyConnection, relation: str, width: int, values: dict[str, object]) -> None:
    """Raises Refused where there are no rows, too many, or more text than is bearable."""
    ((rows,),) = con.execute(f"select count(*) from {PARQUET}", values).fetchall()
    check_size(rows, MOST_ROWS, TOO_MANY_ROWS, "too_many_rows")
    if not rows:
        raise refused(NO_ROWS, "no_rows")
    longest, letters = (f"greatest({', '.join(f'{each}(length(c{place}))' for place in range(width))}, 0)" for each in ("max", "sum"))
    ((most, total),) = con.execute(f"select {longest}, {letters} from {relation}", values).fetchall()
    check_size(int(most), LONGEST_CELL, CELL_TOO_LONG, "cell_too_long")
    if total > LARGEST_TEXT:
        raise refused(TOO_LARGE, "too_large", size=LARGEST_TEXT // 1_000_000)


def text_of(value: str, kind: str) -> str:
    """SQL for a value as text: whole numbers without .0, days as YYYY-MM-DD, midnight dropped."""
    if kind in ("FLOAT", "DOUBLE") or kind.startswith("DECIMAL"):
        whole = f"abs({value}) < 1e18 and {value} = trunc({value})"
        return f"case when {whole} then cast(cast({value} as hugeint) as varchar) else cast({value} as varchar) end"
    if kind.startswith("TIMESTAMP"):
        return f"regexp_replace(cast({value} as varchar), ' 00:00:00(\\.0+)?$', '')"
    return f"upper(cast({value} as varchar))" if kind == "BOOLEAN" else f"cast({value} as varchar)"
