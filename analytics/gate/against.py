"""A staged file against the snapshot before it: what vanished, went backwards, jumped or fell silent since."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from analytics.formats import long_date, percent
from analytics.gate.checks import found, label
from analytics.gate.growth import total_findings
from analytics.gate.severity import filled
from analytics.gate.staging import Staged
from analytics.register.contract import COLUMNS, Column
from analytics.register.findings import ROWS_KEPT, Finding, Refused, harmless
from analytics.register.loading import absent, from_csv, from_parquet, traits_of
from analytics.register.snapshots import Register
from analytics.text import Text, same

SNAPSHOT = Text(id="snapshot {day}", en="the snapshot of {day}")
IN_FORCE = Text(id="versi yang berlaku untuk {day}", en="the version in force for {day}")
UNREADABLE = Text(id="{before} tidak dapat dibaca, jadi tidak dibandingkan", en="{before} cannot be read, so nothing was compared with it")

CASES_VANISHED = Text(
    id="{count} kasus pada {before} tidak ada lagi dalam berkas ini: {examples}",
    en="cases of {before} that are no longer in this file: {count} ({examples})",
)
PERSONS_VANISHED = Text(
    id="{count} ASN pada {before} tidak ada lagi dalam kasusnya: {examples}",
    en="persons of {before} that are no longer in their case: {count} ({examples})",
)
UNMATCHED = Text(
    id="tidak satu pun dari {count} ASN pada {before} ditemukan dalam berkas ini",
    en="not one of the {count} persons of {before} is in this file",
)
AND_MORE = Text(id="{named} dan lainnya", en="{named} and others")
BACKWARDS = Text(id="mundur sejak {before}: dari {was} menjadi {now}", en="went backwards since {before}: from {was} to {now}")
CHANGED = Text(id="berubah sejak {before}: dari {was} menjadi {now}", en="changed since {before}: from {was} to {now}")
EMPTIED = Text(id="kosong, padahal pada {before}: {was}", en="empty, although in {before} it was {was}")
COLUMN_EMPTIED = Text(id="terisi {now}, padahal pada {before} terisi {was}", en="filled in {now} of the rows, although {was} in {before}")

NAMED = 5  # case numbers said by name
FILLED, EMPTIED_BELOW = 0.5, 0.1  # shares of rows before and now between which a column fell silent
KEYS = {"case_key": ("case_number",), "person_key": ("person",), "pair_key": ("case_number", "person"), "agency_key": ("person", "agency")}
COMPARED = ("status", "recommended_on", "sanctioned_on", "agency")
# How far a case has come: a status of an earlier group after one of a later group went backwards. Codes of a register's own: not compared.
PROGRESS = (("permintaan_klarifikasi",), ("permintaan_dokumen",), ("konsep_surat",), ("tidak_terbukti", "dokumen_tidak_lengkap", "pensiun"), ("direkomendasikan",))  # fmt: skip
RANKS = {status: rank for rank, group in enumerate(PROGRESS) for status in group}


def findings(staged: Staged, as_of: date, register: Register) -> list[Finding]:
    """What differs from the snapshot before as_of in a way that asks for a look; from the version it corrects, as notes."""
    listed: list[Finding] = []
    if day := register.before(as_of):
        before = named(SNAPSHOT, day)
        listed += compared_with(staged, register.at(day).path, before)
        listed += total_findings(staged, as_of, register, day, before)
    if as_of in register.dates:
        compared = compared_with(staged, register.at(as_of).path, named(IN_FORCE, as_of))
        listed += [replace(finding, level="note") for finding in compared]
    return listed


def named(text: Text, day: date) -> Text:
    """A snapshot as a sentence names it."""
    return filled(text, day=Text(id=long_date(day, "id"), en=long_date(day, "en")))


def compared_with(staged: Staged, path: Path, before: Text) -> list[Finding]:
    """Row by row against the file of another snapshot, called `before` in sentences."""
    with staged.con.cursor() as con:
        try:
            filled_before = read_both(con, path)
        except (duckdb.Error, Refused, OSError):
            return [found(staged, "before_unreadable", filled(UNREADABLE, before=before))]
        then = Then(staged, con, before, filled_before)
        return [*vanished(then), *changes(then), *moved(then), *silent_columns(then)]


@dataclass(frozen=True)
class Then:
    """What is compared: the staged file; a connection of its own with the temporary tables `now` and `earlier`.

    Both hold a row per row, with COMPARED, and KEYS as 64-bit hashes, since joining numbers is quick. before: the other snapshot's name in
    a sentence. filled: share of its rows in which each of our columns is filled, by field.
    """

    staged: Staged
    con: duckdb.DuckDBPyConnection
    before: Text
    filled: dict[str, float]

    def query(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """All rows of a query on `now` and `earlier`."""
        return self.con.execute(sql, values).fetchall()

    def lacks(self, *fields: str) -> bool:
        """Whether one of these fields is missing now or was then."""
        return bool(absent(self.staged.traits) & {*fields}) or any(not self.filled[field] for field in fields)


def read_both(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, float]:
    """Fills `earlier` from a snapshot's file and `now` from `staged`; gives the share filled of each field then. Raises Refused."""
    source, values = from_parquet(con, path, traits_of(con, path)) if path.suffix == ".parquet" else from_csv(con, path)
    texts = ", ".join(f"{text_of(column)} as {column.field}" for column in COLUMNS)
    kept = f"case_number, {', '.join(COMPARED)}, {keys()}"
    con.execute(f"create temp table earlier as select {kept} from (select {texts} from {source})", values)
    con.execute(f"create temp table now as select row, {', '.join(COMPARED)}, {keys()} from staged")
    shares = ", ".join(f"count({column.field})" for column in COLUMNS)
    whole, *counts = con.execute(f"select greatest(count(*), 1), {shares} from (select {texts} from {source})", values).fetchone() or (1,)
    return {column.field: count / whole for column, count in zip(COLUMNS, counts, strict=True)}


def keys() -> str:
    """SQL for the hashes that rows are joined by; null where a part is missing."""
    parts = {name: [f"{field}::varchar" for field in fields] for name, fields in KEYS.items()}
    filled = {name: " and ".join(f"{field} is not null" for field in fields) for name, fields in KEYS.items()}
    return ", ".join(f"case when {filled[name]} then hash({', '.join(each)}) end as {name}" for name, each in parts.items())


def text_of(column: Column) -> str:
    """SQL for a column of an earlier snapshot: trimmed text, or a day."""
    text = f"nullif(trim({column.raw}::varchar), '')"
    return f"try_cast({text}[:10] as date)" if column.kind == "day" else text


# --- what vanished ---


def vanished(then: Then) -> Iterator[Finding]:
    """Cases that are gone, persons gone from cases that are still there, and persons none of whom is known any more."""
    if not then.lacks("case_number"):
        gone = "select distinct case_number from earlier anti join now using (case_key)"
        yield from missing(then, "cases_vanished", CASES_VANISHED, gone)
    if then.lacks("case_number", "person"):
        return
    ((known, persons),) = then.query(
        "select exists (from earlier semi join now using (person_key)), count(distinct person_key) from earlier"
    )
    if not known:
        yield found(then.staged, "persons_unmatched", filled(UNMATCHED, count=persons, before=then.before), "person")
    else:
        gone = "select distinct case_number, person_key from earlier anti join now using (pair_key) semi join now using (case_key)"
        yield from missing(then, "persons_vanished", PERSONS_VANISHED, gone)


def missing(then: Then, code: str, reason: Text, gone: str) -> Iterator[Finding]:
    """What is gone as one finding, with at most five case numbers by name. gone: a query whose first column they are."""
    ((count, cases),) = then.query(f"select count(*), min(distinct case_number, {NAMED + 1}) from ({gone})")
    if count:
        examples = ", ".join(harmless(case) for case in cases[:NAMED])
        said = filled(AND_MORE, named=examples) if len(cases) > NAMED else same(examples)
        yield found(then.staged, code, filled(reason, count=count, before=then.before, examples=said), "case_number")


# --- what changed ---


def changes(then: Then) -> Iterator[Finding]:
    """Statuses that went backwards, days of decisions that changed or disappeared, of the same person in the same case."""
    if then.lacks("case_number", "person"):
        return
    pairs = "now join earlier as was using (pair_key)"
    ranks = " ".join(f"when '{status}' then {rank}" for status, rank in RANKS.items())
    backwards = f"(case now.status::varchar {ranks} end) < (case was.status {ranks} end)"
    yield from changed(then, "status_backwards", BACKWARDS, "status", f"{pairs} where {backwards}")
    for code, field in (("recommendation", "recommended_on"), ("sanction", "sanctioned_on")):
        yield from changed(then, f"{code}_vanished", EMPTIED, field, f"{pairs} where was.{field} is not null and now.{field} is null")
        yield from changed(then, f"{code}_changed", CHANGED, field, f"{pairs} where was.{field} <> now.{field}")


def moved(then: Then) -> Iterator[Finding]:
    """Persons in an agency in which none of their rows was before."""
    if then.lacks("person", "agency"):
        return
    elsewhere = "(select * from now where agency_key is not null and agency_key not in (select agency_key from earlier where agency_key is not null)) as now"
    held = "(select person_key, min(agency) as agency from earlier where agency is not null group by person_key) as was"
    yield from changed(then, "agency_changed", CHANGED, "agency", f"{elsewhere} join {held} using (person_key)")


def changed(then: Then, code: str, reason: Text, field: str, rows: str) -> Iterator[Finding]:
    """Rows that differ in one field as one finding, in the words of the first. rows: a join of `now` and `was` with its condition."""
    if then.lacks(field):
        return
    first = f"min_by(was.{field}::varchar, now.row), min_by(now.{field}::varchar, now.row)"
    ((kept, count, was, now),) = then.query(f"select min(distinct now.row, {ROWS_KEPT}), count(distinct now.row), {first} from {rows}")
    if count:
        words = {"was": label(then.staged, field, was), "before": then.before}
        words |= {} if reason is EMPTIED else {"now": label(then.staged, field, now)}
        yield found(then.staged, code, filled(reason, **words), field, kept, count)


def silent_columns(then: Then) -> Iterator[Finding]:
    """Columns that most rows filled before and hardly any fills now; those declared missing only as a note."""
    counts = ", ".join(f"count({column.field})" for column in COLUMNS)
    ((whole, *now),) = then.query(f"select greatest(count(*), 1), {counts} from staged")
    for column, count in zip(COLUMNS, now, strict=True):
        was, share = then.filled[column.field], count / whole
        if was >= FILLED and share <= EMPTIED_BELOW:
            code = "column_dropped" if column.field in absent(then.staged.traits) else "column_emptied"
            shares = {name: Text(id=percent(value, "id"), en=percent(value, "en")) for name, value in (("was", was), ("now", share))}
            yield found(then.staged, code, filled(COLUMN_EMPTIED, before=then.before, **shares), column.field)
