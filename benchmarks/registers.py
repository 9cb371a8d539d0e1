"""Registers of any size that obey the data contract, drawn from the rows of the newest sample snapshot.

The sample is repeated with fresh numbers of cases, persons and letters, so its shape stays: about 2 % of persons stand
in two rows, 8 % of cases name several persons. The course of a case (dates, status, sanctions) is kept as it is; its
agency, its category and source, and the position of each person come from other rows of the sample, so that millions of
rows are not the same two thousand over again. Rows stand in the order of the report, as a register grows.
"""

from datetime import date
from pathlib import Path

import duckdb

from analytics.settings import SAMPLE

AS_OF = date(2024, 2, 6)
SAMPLE_FILE = SAMPLE / f"snapshot={AS_OF}" / "cases.csv"
DRAWN = {
    "of_case": ("nomor_kasus", ("instansi", "jenis_instansi", "provinsi")),
    "of_report": ("nomor_kasus || '?'", ("sumber", "kategori_pelanggaran")),
    "of_person": ("id_asn", ("jenjang_jabatan", "kelompok_jabatan")),
}  # block of columns: what decides which sample row they come from, and the columns
FRESH = ("nomor_kasus", "id_asn", "nomor_rekomendasi")  # numbered anew in every repetition


def write(directory: Path, rows: int, kind: str) -> Path:
    """A register of so many rows as <directory>/snapshot=.../cases.csv or cases.parquet."""
    path = directory / f"snapshot={AS_OF}" / f"cases.{kind}"
    path.parent.mkdir(parents=True, exist_ok=True)
    options = "format parquet, compression zstd" if kind == "parquet" else "format csv, header true"
    with duckdb.connect(config={"threads": 2, "memory_limit": "4GB", "temp_directory": str(directory / "spill")}) as con:
        con.execute(
            "create table sample as select row_number() over () - 1 as place, * from read_csv($file, all_varchar=true)",
            {"file": str(SAMPLE_FILE)},
        )
        con.execute(f"copy ({drawn_sql(rows)}) to '{path}' ({options})")
    return path


def drawn_sql(rows: int) -> str:
    """SELECT of so many rows with the columns of the contract, in its order."""
    numbered = ", ".join(f"{column} || '.' || copy as {column}" for column in FRESH)
    joins = "\n".join(f"join sample {block} on {block}.place = {place_sql(key)}" for block, (key, _) in DRAWN.items())
    columns = ", ".join(f"{block}.{column} as {column}" for block, (_, names) in DRAWN.items() for column in names)
    size = "(select count(*) from sample)"
    return f"""
        with repeated as (
            select sample.* replace ({numbered}) from sample, range((({rows} - 1) // {size} + 1)::bigint) as copies(copy)
            order by tanggal_laporan, copy, place limit {rows}
        )
        select repeated.* exclude (place) replace ({columns}) from repeated {joins}
    """


def place_sql(key: str) -> str:
    """SQL of the sample row that a key (of the repeated row) draws from."""
    column = key.replace("nomor_kasus", "repeated.nomor_kasus").replace("id_asn", "repeated.id_asn")
    return f"(hash({column}) % (select count(*) from sample))::bigint"
