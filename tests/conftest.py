"""Registers to ask: the committed sample, and small ones drawn as text."""

import csv
import os
from datetime import date

import pytest

from analytics import headcounts
from analytics.register.snapshots import Register
from analytics.settings import SAMPLE, Settings
from analytics.vocabulary import agencies

os.environ.setdefault("ASN_DATA_DIR", str(SAMPLE))  # what tests make of the sample is never kept in the tree

HEADINGS = (
    "nomor_kasus", "id_asn", "pemilihan", "tanggal_laporan", "sumber", "instansi", "jenis_instansi", "provinsi", "jenjang_jabatan",
    "kelompok_jabatan", "kategori_pelanggaran", "status", "nomor_rekomendasi", "tanggal_rekomendasi", "rekomendasi_sanksi",
    "tindak_lanjut", "tanggal_sanksi", "sanksi", "tanggal_blokir",
)  # fmt: skip
DRAWN_ON = date(2020, 12, 31)


@pytest.fixture(scope="session")
def sample():
    """The register of data/sample, loaded once."""
    return Register(SAMPLE).refresh()


@pytest.fixture(scope="session")
def write_register():
    """write_register(directory, {date: rows}) -> Register; fails where a file is refused."""
    return written


@pytest.fixture
def drawn(tmp_path):
    """drawn(text, as_of) -> Register of one snapshot drawn as a table; see rows_of."""
    return lambda text, as_of=DRAWN_ON: written(tmp_path, {as_of: rows_of(text)})


@pytest.fixture(scope="session", autouse=True)
def made_up_headcounts(tmp_path_factory):
    """A number of civil servants for every agency, so that the figures per 1.000 can be made; the repository holds none."""
    path = tmp_path_factory.mktemp("reference") / "headcounts.csv"
    lines = [f"{code},{1500 + 37 * place},2020-06-30,Uji" for place, code in enumerate(agencies())]
    path.write_text("\n".join(["agency,asn,as_of,source", *lines]) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(headcounts, "settings", lambda: Settings(headcounts=str(path)))
        yield


def written(directory, snapshots):
    """Writes every snapshot as cases.csv and loads them."""
    for as_of, rows in snapshots.items():
        folder = directory / f"snapshot={as_of}"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "cases.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADINGS)
            writer.writeheader()
            writer.writerows(rows)
    register = Register(directory).refresh()
    reasons = [finding("en") for refusal in register.refusals for finding in refusal.findings]
    assert not reasons, reasons
    return register


def rows_of(text):
    """Rows from a table: headings, then one line per row; '-' is empty, columns left out have defaults.

    A column 'times' repeats a line with fresh cases and persons.
    """
    headings, *lines = [line.split() for line in text.strip().splitlines()]
    rows = []
    for line in lines:
        cells = {heading: "" if cell == "-" else cell for heading, cell in zip(headings, line, strict=True)}
        for _ in range(int(cells.pop("times", "1"))):
            rows.append(row_of(cells, len(rows) + 1))
    return rows


def row_of(cells, number):
    """One whole row: a draft letter on a report of 1 July 2020, recommended on 1 August where the status says so."""
    row = dict.fromkeys(HEADINGS, "") | {"nomor_kasus": f"k{number}", "id_asn": f"x{number}"}
    row |= {"tanggal_laporan": "2020-07-01", "status": "konsep_surat"}
    if cells.get("status") == "direkomendasikan":
        row |= {"nomor_rekomendasi": f"r{number}", "tanggal_rekomendasi": "2020-08-01"}
    return row | cells
