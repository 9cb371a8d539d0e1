"""Write the snapshots as CSV and Parquet files, and a manifest."""

import csv
import hashlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.sample.people import Allegation, Person

Row = dict[str, Any]
ELECTION = "pilkada_2020"
SCHEMA = pa.schema(
    {
        "nomor_kasus": pa.string(),
        "id_asn": pa.string(),
        "pemilihan": pa.string(),
        "tanggal_laporan": pa.date32(),
        "sumber": pa.string(),
        "instansi": pa.string(),
        "jenis_instansi": pa.string(),
        "provinsi": pa.string(),
        "jenjang_jabatan": pa.string(),
        "kelompok_jabatan": pa.string(),
        "kategori_pelanggaran": pa.string(),
        "status": pa.string(),
        "nomor_rekomendasi": pa.string(),
        "tanggal_rekomendasi": pa.date32(),
        "rekomendasi_sanksi": pa.string(),
        "tindak_lanjut": pa.string(),
        "tanggal_sanksi": pa.date32(),
        "sanksi": pa.string(),
        "tanggal_blokir": pa.date32(),
    }
)
MANIFEST = {
    "synthetic": True,
    "title": {"id": "Register contoh (sintetis)", "en": "Sample register (synthetic)"},
    "generator": "python -m analytics.sample",
    "licence": "CC0-1.0",
}


def write_sample(output: Path, snapshots: Iterable[tuple[date, list[Person]]]) -> None:
    """Write every snapshot, in turn as CSV and Parquet, and the manifest."""
    files = []
    for index, (day, people) in enumerate(snapshots):
        write, suffix = (_write_parquet, "parquet") if index % 2 else (_write_csv, "csv")
        path = output / f"snapshot={day}" / f"cases.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = _rows(people, day)
        write(path, rows)
        files.append(_describe(path, output, len(rows)))
    text = json.dumps({**MANIFEST, "files": files}, indent=2, ensure_ascii=False)
    (output / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _rows(people: list[Person], day: date) -> list[Row]:
    """Return one row per person and case, in the order of the case numbers."""
    rows = [_row(person, part, day) for person in people for part in person.allegations]
    return sorted(rows, key=lambda row: (row["nomor_kasus"], row["id_asn"]))


def _row(person: Person, allegation: Allegation, day: date) -> Row:
    """Return the columns of one row; empty texts become missing values."""
    values = {
        "nomor_kasus": allegation.case_number,
        "id_asn": person.id,
        "pemilihan": ELECTION,
        "tanggal_laporan": allegation.reported_on,
        "sumber": person.source,
        "instansi": person.agency.code,
        "jenis_instansi": person.agency.kind,
        "provinsi": person.agency.province_on(day),
        "jenjang_jabatan": person.level,
        "kelompok_jabatan": person.position,
        "kategori_pelanggaran": person.category,
        "status": person.status,
        "nomor_rekomendasi": allegation.letter,
        "tanggal_rekomendasi": allegation.recommended_on,
        "rekomendasi_sanksi": person.recommended_sanction,
        "tindak_lanjut": person.follow_up,
        "tanggal_sanksi": person.sanctioned_on,
        "sanksi": person.sanction,
        "tanggal_blokir": person.blocked_on,
    }
    return {name: value or None for name, value in values.items()}


def _write_csv(path: Path, rows: list[Row]) -> None:
    """Write rows as CSV with a header and LF line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, SCHEMA.names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_parquet(path: Path, rows: list[Row]) -> None:
    """Write rows as one Parquet row group."""
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    pq.write_table(table, path, compression="zstd", version="2.6", row_group_size=len(rows))


def _describe(path: Path, output: Path, rows: int) -> Row:
    """Return the manifest entry of a file."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"path": path.relative_to(output).as_posix(), "sha256": digest, "rows": rows}
