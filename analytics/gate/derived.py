"""What a register does not say and its agencies tell: their type and, as of the snapshot's date, their province."""

from collections.abc import Iterator
from datetime import date

import duckdb

from analytics.gate.mapping import Mapping
from analytics.register.contract import RAW
from analytics.register.findings import Finding
from analytics.text import Text

DERIVED = Text(
    id="kolom ini tidak ada dalam berkas; diisi menurut daftar instansi",
    en="the file does not have this column; it was filled in from the list of agencies",
)
VALUES = {
    "agency_type": "a.agency_type",
    "province": "case when p.since is null or p.since <= $as_of then a.province_2022 else a.province end",
}


def from_agencies(con: duckdb.DuckDBPyConnection, mapping: Mapping, as_of: date) -> dict[str, Finding]:
    """Fills type and province of `staged` where the mapping says the register lacks them: field -> a note with the number of rows.

    A field that no row gets stays lacking: the agencies are not in our list.
    """
    wanted = [field for field in VALUES if RAW[field] in mapping.lacks and RAW["agency"] in mapping.columns]
    return dict(filled(con, wanted, as_of))


def filled(con: duckdb.DuckDBPyConnection, fields: list[str], as_of: date) -> Iterator[tuple[str, Finding]]:
    """The same, field by field."""
    for field in fields:
        told = f"""
            select a.code, nullif({VALUES[field]}, '')::{field}_code as told, $as_of::date
            from agencies a left join provinces p on p.code = a.province_2022
        """
        con.execute(f"update staged set {field} = told from ({told}) t where t.code = staged.agency::varchar", {"as_of": as_of})
        (count,) = con.execute(f"select count({field}) from staged").fetchone() or (0,)
        if count:
            yield field, Finding(DERIVED, column=RAW[field], count=count, level="note", code="derived")
