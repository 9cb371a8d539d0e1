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
FRESH = ("nomor_kasus", "id_asn", "nomor_rekomendasi")  # numbered anew in every repetition
BLOCKS = {
    "agency": ("hash(nomor_kasus)", ("instansi", "jenis_instansi", "provinsi")),
    "report": ("hash(nomor_kasus, 1)", ("sumber", "kategori_pelanggaran")),
    "post": ("hash(id_asn)", ("jenjang_jabatan", "kelompok_jabatan")),
}  # columns that stay together, and what decides which row of the sample they come from


def write(directory: Path, rows: int, kind: str) -> Path:
    """A register of so many rows as <directory>/snapshot=.../cases.csv or cases.parquet."""
    path = directory / f"snapshot={AS_OF}" / f"cases.{kind}"
    path.parent.mkdir(parents=True, exist_ok=True)
    options = "format parquet, compression zstd" if kind == "parquet" else "format csv, header true"
    with duckdb.connect(config={"threads": 2, "memory_limit": "4GB", "temp_directory": str(directory / "spill")}) as con:
        con.execute("set enable_progress_bar = false")
        source = "read_csv($file, all_varchar=true, hive_partitioning=false)"
        con.execute(f"create table sample as select *, row_number() over () - 1 as place from {source}", {"file": str(SAMPLE_FILE)})
        (size,) = con.execute("select count(*) from sample").fetchone()
        con.execute(f"copy ({drawn_sql(rows, size)}) to '{path}' ({options})")
    return path


def drawn_sql(rows: int, size: int) -> str:
    """SELECT of so many rows, with the columns of the contract in its order, from a sample of that size."""
    fresh = ", ".join(f"{column} || '.' || copy as {column}" for column in FRESH)
    places = ", ".join(f"({decided} % {size})::bigint as {block}_place" for block, (decided, _) in BLOCKS.items())
    joins = " ".join(f"join sample {block} on {block}.place = {block}_place" for block in BLOCKS)
    columns = ", ".join(f"{block}.{column} as {column}" for block, (_, names) in BLOCKS.items() for column in names)
    unwanted = ", ".join(["place", *(f"{block}_place" for block in BLOCKS)])
    return f"""
        with repeated as (select sample.* replace ({fresh}) from sample, range({-(-rows // size)}) as copies(copy)),
        placed as (select *, {places} from (from repeated order by tanggal_laporan limit {rows}))
        select placed.* exclude ({unwanted}) replace ({columns}) from placed {joins}
    """
