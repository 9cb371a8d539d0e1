"""A snapshot's database: code lists, reference lists, the table `cases` made of `staged`, and the lock.

Nothing outside the file is read, nothing is written; after loading the database can reach neither files nor network.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from analytics.metrics import STAGES
from analytics.register.contract import RAW
from analytics.register.findings import Finding, Refused
from analytics.register.traits import KEY, Traits, from_json
from analytics.text import Notice, Text
from analytics.vocabulary import DIMENSIONS, NONE, REFERENCE, UNKNOWN, Dimension, adopt

CASES_SQL = Path(__file__).with_name("cases.sql")
USUAL = Traits()  # a file in the contract's own form

BAD_TRAITS = Text(
    id="keterangan register dalam berkas ({key}) tidak dapat dibaca; terima ulang berkas lewat halaman Data",
    en="what the file says of its register ({key}) cannot be read; bring the file in again on the page Data",
)


def database(path: Path, as_of: date, fill: Callable[[duckdb.DuckDBPyConnection, Traits], None]) -> duckdb.DuckDBPyConnection:
    """A database that `fill` gives the table `staged`, turned into `cases` and locked."""
    con = duckdb.connect(config={"python_enable_replacements": False, "threads": 2})
    try:
        traits = traits_of(con, path)
        create_types(con, traits)
        create_reference(con)
        fill(con, traits)
        con.execute("create table snapshot_date as select $as_of::date as as_of", {"as_of": as_of})
        con.execute(CASES_SQL.read_text(encoding="utf-8"))
        con.execute("alter table origin add column traits varchar; update origin set traits = $traits", {"traits": traits.to_json()})
        adopt_labels(traits)
    except BaseException:
        con.close()
        raise
    lock(con)
    return con


def lock(con: duckdb.DuckDBPyConnection) -> None:
    """From here on no query can reach files, extensions or settings."""
    con.execute("set allow_community_extensions=false; set autoinstall_known_extensions=false; set autoload_known_extensions=false")
    con.execute("set enable_external_access=false; set lock_configuration=true")


def quoted(text: str) -> str:
    """Text as an SQL literal, for statements that cannot bind values."""
    return "'" + text.replace("'", "''") + "'"


def create_types(con: duckdb.DuckDBPyConnection, traits: Traits = USUAL) -> None:
    """One ENUM per dimension, in display order, plus the stages in the order they are reached."""
    lists = {f"{dimension.code}_code": codes_of(dimension, traits) for dimension in DIMENSIONS.values() if dimension.kind != "time"}
    for name, codes in {**lists, "stage": STAGES}.items():
        con.execute(f"create type {name} as enum ({', '.join(map(quoted, codes))})")


def codes_of(dimension: Dimension, traits: Traits) -> list[str]:
    """The codes a file may use: those of our list, its own (not those of other snapshots), and what an empty cell stands for."""
    none = [NONE] if dimension.none else []
    return list(dict.fromkeys([*dimension.members, *traits.labels.get(dimension.code, ()), *none, UNKNOWN]))


def create_reference(con: duckdb.DuckDBPyConnection) -> None:
    """The reference lists that rules compare with: agencies and provinces."""
    con.execute("create table agencies as select * from read_csv($file, all_varchar=true)", {"file": str(REFERENCE / "agencies.csv")})
    con.execute(
        "create table provinces as select code, try_cast(since as date) as since from read_csv($file, all_varchar=true)",
        {"file": str(REFERENCE / "provinces.csv")},
    )


def traits_in(con: duckdb.DuckDBPyConnection) -> Traits:
    """What a loaded snapshot says of itself."""
    with con.cursor() as cursor:
        (held,) = cursor.execute("select traits from origin").fetchone() or ("",)
    return from_json(held)


def traits_of(con: duckdb.DuckDBPyConnection, path: Path) -> Traits:
    """The traits in a Parquet file's metadata; the usual ones where there are none, or it is CSV or no Parquet. Raises Refused."""
    if path.suffix != ".parquet":
        return Traits()
    sql = "select decode(value) from parquet_kv_metadata($file) where decode(key) = $key"
    try:
        held = con.execute(sql, {"file": str(path), "key": KEY}).fetchone()
    except duckdb.Error:
        return Traits()  # no Parquet: said when its columns are read
    try:
        return from_json(held[0]) if held else Traits()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused([Finding(BAD_TRAITS, values=(("key", KEY),))]) from error


def adopt_labels(traits: Traits) -> None:
    """Makes the register's own codes known to readers. Raises Refused where one means something else already."""
    findings = []
    for name, labels in traits.labels.items():
        try:
            adopt(DIMENSIONS[name], labels)
        except Notice as notice:
            findings.append(Finding(Text(id=braced(notice("id")), en=braced(notice("en"))), column=RAW[name]))
    if findings:
        raise Refused(findings)


def braced(said: str) -> str:
    """A finished sentence as a phrase with nothing to fill in."""
    return said.replace("{", "{{").replace("}", "}}")


def absent(traits: Traits) -> frozenset[str]:
    """The fields that are not known of a row: those the register lacks, and who it was where it counts allegations."""
    return traits.lacks | ({"person"} if traits.counts == "allegations" else set())
