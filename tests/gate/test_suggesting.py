"""A mapping suggested for files as offices send them: the columns a clerk would have chosen, and nothing made up."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.gate.fitting import known_headings, likeness
from analytics.gate.mapping import ColumnMap, from_toml, identity, problems_with, to_toml
from analytics.gate.sampling import DAY, pieces, samples
from analytics.gate.sources.table import Table
from analytics.gate.suggesting import suggested
from analytics.register.contract import COLUMNS
from analytics.settings import SAMPLE
from analytics.vocabulary import REFERENCE, read_rows

AS_OF = date(2020, 12, 31)
ABROAD = Path(__file__).parent.parent / "data" / "gate" / "complaints_of_another_country.csv"
NIPS = ("198501012010011001", "19850101 201001 1 002", "198501012010012003")


def table(headings, rows):
    """A table as opening gives it, its cells bound."""
    columns = ", ".join(f"nullif(r[{place + 1}], '') as c{place}" for place in range(len(headings)))
    relation = f"(select {columns} from (select unnest($cells::varchar[][]) as r))"
    return Table("daftar.csv", "CSV", "0" * 64, tuple(headings), relation, {"cells": [list(row) for row in rows]})


def drawn(text):
    """A table drawn with bars; the first line holds the headings."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    return table(lines[0], lines[1:])


def proposed(text, as_of=AS_OF):
    return suggested(drawn(text), as_of)


def sources(proposal):
    """Our columns with the sender's headings, those without any left out."""
    return {raw: " + ".join(column.headings) for raw, column in proposal.mapping.columns.items() if column.headings}


def file(path):
    with path.open(encoding="utf-8", newline="") as opened:
        headings, *rows = csv.reader(opened)
    return table(headings, rows)


# --- the contract's own form ---


def test_a_file_in_the_contracts_form_gives_the_identity():
    proposal = suggested(file(SAMPLE / "snapshot=2020-07-31" / "cases.csv"), date(2020, 7, 31))
    assert (proposal.mapping, proposal.certain, proposal.unused, proposal.alternatives) == (identity(), True, (), {})
    assert {reason("en") for reason in proposal.reasons.values()} == {"the standard heading"}


def test_the_contracts_headings_in_any_order_give_the_identity():
    headings = sorted(column.raw for column in COLUMNS)
    proposal = suggested(table(headings, []), AS_OF)
    assert (proposal.mapping, proposal.certain) == (identity(), True)


@pytest.mark.parametrize(("heading", "cell", "person"), [("id_asn", NIPS[0], "nip"), ("tanggal_laporan", "31/07/2020", "pseudonym")])
def test_the_contracts_headings_over_other_content_are_not_certain(heading, cell, person):
    headings = [column.raw for column in COLUMNS]
    proposal = suggested(table(headings, [[cell if each == heading else "" for each in headings]]), AS_OF)
    assert (proposal.certain, proposal.mapping.person) == (False, person)
    assert proposal.mapping.columns == identity().columns


# --- an office's own form ---

OFFICE = """
    | No | No. Kasus | NIP                   | Nama         | Tgl Laporan | Instansi/Pemda | Jabatan      | Jenis Pelanggaran        | Hasil          | Rekomendasi     | No Surat | Tanggal Surat | SK Sanksi            | Tanggal SK | Keterangan |
    | 1  | K-1/2020  | 198501012010011001    | Budi Santoso | 12/03/2020  | Kab. Wakatobi  | Camat        | Kampanye di media sosial | Terbukti       | Disiplin sedang | R-1      | 13 April 2020 | Sanksi moral terbuka | 20-05-2020 | dikirim    |
    | 2  | K-2/2020  | 19850101 201001 1 002 | Sri Astuti   | 13/03/2020  | PEMKAB BIMA    | Guru         | Foto bersama             | Terbukti       | Disiplin sedang | R-2      | 14 April 2020 |                      |            |            |
    | 3  | K-3/2020  | 198501012010012003    | Ani          | Maret 2020  | Kota Bima      | Kepala Dinas | like status              | Tidak terbukti |                 |          |               |                      |            |            |
"""  # fmt: skip


def test_an_offices_headings():
    proposal = proposed(OFFICE)
    assert sources(proposal) == {
        "nomor_kasus": "No. Kasus", "id_asn": "NIP", "tanggal_laporan": "Tgl Laporan", "instansi": "Instansi/Pemda",
        "kelompok_jabatan": "Jabatan", "kategori_pelanggaran": "Jenis Pelanggaran", "status": "Hasil", "nomor_rekomendasi": "No Surat",
        "tanggal_rekomendasi": "Tanggal Surat", "rekomendasi_sanksi": "Rekomendasi", "tanggal_sanksi": "Tanggal SK", "sanksi": "SK Sanksi",
    }  # fmt: skip
    mapping = proposal.mapping
    assert (mapping.person, mapping.counts, proposal.certain) == ("nip", "persons", False)
    assert mapping.lacks == ("pemilihan", "sumber", "jenis_instansi", "provinsi", "jenjang_jabatan", "tindak_lanjut", "tanggal_blokir")
    assert proposal.unused == ("No", "Nama", "Keterangan")
    assert proposal.alternatives["id_asn"] == (ColumnMap(("Nama",)),)
    assert problems_with(mapping, drawn(OFFICE)) == [] and from_toml(to_toml(mapping)) == mapping


def test_reasons_are_said_in_both_languages_and_hold_no_cell():
    proposal = proposed(OFFICE)
    assert proposal.reasons["tanggal_laporan"]("id") == "judul “Tgl Laporan” dan isinya cocok"
    assert proposal.reasons["kelompok_jabatan"]("en") == "the heading “Jabatan” fits; its content could not be confirmed"
    assert proposal.reasons["jenis_instansi"]("id") == "tidak ada kolomnya; diambil dari instansi"
    said = repr(proposal) + " ".join(reason(lang) for reason in proposal.reasons.values() for lang in ("id", "en"))
    assert not any(word in said for word in (*NIPS, "Budi", "Sri Astuti", "2010011001"))
    assert not any(word in repr(samples(drawn(OFFICE))) for word in (*NIPS, "Budi"))


def test_a_register_with_names_only():
    proposal = proposed("""
        | Nomor Register | Nama Terlapor | Tanggal Pengaduan | Unit Kerja    | Status   |
        | 001/2020       | Budi Santoso  | 2020-03-12        | Kab. Wakatobi | Terbukti |
    """)
    assert sources(proposal) == {"nomor_kasus": "Nomor Register", "id_asn": "Nama Terlapor", "tanggal_laporan": "Tanggal Pengaduan", "instansi": "Unit Kerja", "status": "Status"}  # fmt: skip
    assert proposal.mapping.person == "name"


def test_content_speaks_where_headings_do_not():
    proposal = proposed("""
        | Kolom A   | Kolom B            | Kolom C    | Kolom D        | Kolom E |
        | Kab. Bima | 198501012010011001 | 2020-01-05 | Terbukti       | K-01/20 |
        | Kota Bima | 198501012010011002 | 2020-01-06 | Tidak terbukti | K-02/20 |
    """)
    assert sources(proposal) == {"nomor_kasus": "Kolom E", "id_asn": "Kolom B", "tanggal_laporan": "Kolom C", "instansi": "Kolom A", "status": "Kolom D"}  # fmt: skip
    assert proposal.reasons["status"]("en") == "the content of “Kolom D” fits; its heading is not known"
    assert proposal.confidence["status"] < 70 < proposal.confidence["id_asn"]


def test_content_that_contradicts_a_heading_is_not_taken():
    proposal = proposed("""
        | Nomor Kasus | Tanggal Laporan | Tgl Surat  |
        | K-1         | belum ada       | 2020-01-05 |
        | K-2         | menyusul        | 2020-01-06 |
    """)
    assert "tanggal_laporan" not in sources(proposal) and sources(proposal)["tanggal_rekomendasi"] == "Tgl Surat"
    assert proposal.reasons["tanggal_laporan"]("en") == "a required column, but nothing fits; choose its source"
    assert proposal.alternatives["tanggal_laporan"] == (ColumnMap(("Tgl Surat",)),)


def test_two_columns_that_hold_one_agency_are_joined():
    proposal = proposed("""
        | Nomor Register | NIP                | Jenis | Pemda    | Tanggal Pengaduan | Status   |
        | 1/2020         | 198501012010011001 | Kab.  | Bima     | 03/14/2020        | Terbukti |
        | 2/2020         | 198501012010011002 | Kota  | Bima     | 03/15/2020        | Terbukti |
        | 3/2020         | 198501012010011003 | Prov. | Jambi    | 04/02/2020        | Terbukti |
    """)
    assert proposal.mapping.columns["instansi"].headings == ("Jenis", "Pemda")
    assert proposal.mapping.columns["jenis_instansi"].headings == ("Jenis",)
    assert proposal.reasons["instansi"]("id") == "kolom “Jenis + Pemda” digabung agar nama instansi lengkap"


def test_a_type_beside_full_names_is_not_joined():
    proposal = proposed("""
        | No. Kasus | NIP                | Jenis Instansi | Instansi  | Tanggal Laporan | Status   |
        | 1/2020    | 198501012010011001 | Kab.           | Kab. Bima | 2020-03-14      | Terbukti |
    """)
    assert proposal.mapping.columns["instansi"].headings == ("Instansi",)


@pytest.mark.parametrize(
    ("heading", "cells", "split"),
    [
        ("Sanksi / Tgl", ("Disiplin sedang / 12-07-2020", "Moral terbuka / 13-07-2020", ""), " / "),
        ("Sanksi PPK", ("Disiplin sedang (12/07/2020)", "hukdis berat (13/07/2020)", ""), "("),
        ("Sanction imposed / date", ("Removal / 2020-07-12", "Reprimand / 2020-07-13", ""), " / "),
    ],
)
def test_a_column_with_a_sanction_and_its_day_is_split(heading, cells, split):
    rows = [(f"K-{place}", "2020-01-05", cell) for place, cell in enumerate(cells)]
    columns = suggested(table(("Nomor Kasus", "Tanggal Laporan", heading), rows), AS_OF).mapping.columns
    assert columns["sanksi"] == ColumnMap((heading,), split=split, part=1)
    assert columns["tanggal_sanksi"] == ColumnMap((heading,), split=split, part=2)


AGENCY_AND_PROVINCE = """
    | Nomor Kasus | Instansi               | Tanggal    {more}
    | K-1         | Kab. Bima (NTB)        | 2020-01-05 {ntb}
    | K-2         | Kab. Wakatobi (Sultra) | 2020-01-06 {sultra}
"""


def test_an_agency_with_its_province_is_split_unless_the_province_has_a_column():
    columns = proposed(AGENCY_AND_PROVINCE.format(more="|", ntb="|", sultra="|")).mapping.columns
    assert columns["instansi"] == ColumnMap(("Instansi",), split="(", part=1)
    assert columns["provinsi"] == ColumnMap(("Instansi",), split="(", part=2)
    columns = proposed(AGENCY_AND_PROVINCE.format(more="| Provinsi |", ntb="| NTB |", sultra="| Sultra |")).mapping.columns
    assert (columns["instansi"], columns["provinsi"]) == (ColumnMap(("Instansi",)), ColumnMap(("Provinsi",)))


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (("03/14/2020", "04/02/2020"), "month"), (("14/03/2020", "02/04/2020"), "day"), (("02/04/2020", "03/04/2020"), "day"),
        (("14/03/2020", "03/14/2020"), "day"), (("20/03/14", "99/04/02"), "year"), (("2020-03-14", "14 Maret 2020"), "day"),
    ],
)  # fmt: skip
def test_the_order_of_a_date_is_found_in_the_content(cells, order):
    rows = [(f"K-{place}", cell) for place, cell in enumerate(cells)]
    assert suggested(table(("Nomor Kasus", "Tanggal Laporan"), rows), AS_OF).mapping.columns["tanggal_laporan"].order == order


def test_a_column_that_does_not_show_its_order_follows_the_others():
    rows = [("K-1", "03/14/2020", "04/05/2020"), ("K-2", "04/02/2020", "05/06/2020")]
    columns = suggested(table(("Nomor Kasus", "Tanggal Laporan", "Tanggal Surat"), rows), AS_OF).mapping.columns
    assert columns["tanggal_rekomendasi"].order == "month"


def test_the_election_of_the_year_is_offered_and_never_taken():
    proposal = suggested(table(("Nomor Kasus",), [("K-1",)]), date(2024, 6, 1))
    assert proposal.alternatives["pemilihan"] == (ColumnMap(constant="pemilu_2024"), ColumnMap(constant="pilkada_2024"))
    assert "pemilihan" in proposal.mapping.lacks
    assert "pemilihan" not in suggested(table(("Nomor Kasus",), [("K-1",)]), date(2021, 6, 1)).alternatives


# --- a register of another country ---


def test_the_complaints_of_another_country():
    proposal = suggested(file(ABROAD), date(2023, 12, 31))
    assert sources(proposal) == {
        "nomor_kasus": "Complaint No", "tanggal_laporan": "Date Received", "instansi": "Body complained of",
        "kategori_pelanggaran": "Allegation", "status": "Outcome", "tanggal_rekomendasi": "Decision date",
        "rekomendasi_sanksi": "Sanction recommended", "tanggal_sanksi": "Sanction imposed / date", "sanksi": "Sanction imposed / date",
    }  # fmt: skip
    assert (proposal.mapping.counts, "id_asn" in proposal.mapping.lacks) == ("allegations", True)
    assert proposal.unused == ("Complainant", "Notes")
    assert problems_with(proposal.mapping, file(ABROAD)) == []


def test_another_wording_of_a_foreign_register():
    proposal = proposed("""
        | Complaint no. | Date received | Agency | Allegation | Finding         | Recommended sanction | Date of decision | Sanction imposed |
        | C1            | 03/25/2023    | Dept A | bribery    | Unfounded       |                      |                  |                  |
        | C2            | 03/26/2023    | Dept B | posts      | Substantiated   | Removal              | 04/28/2023       | Removal          |
    """)
    assert list(sources(proposal)) == ["nomor_kasus", "tanggal_laporan", "instansi", "kategori_pelanggaran", "status", "tanggal_rekomendasi", "rekomendasi_sanksi", "sanksi"]  # fmt: skip
    assert proposal.mapping.columns["tanggal_rekomendasi"] == ColumnMap(("Date of decision",), order="month")


# --- headings and cells of all kinds ---


def test_every_listed_heading_says_its_own_column_best():
    for row in read_rows(REFERENCE / "headings.csv"):
        assert likeness(row["heading"].upper() + " :", row["column"]) == 100
    assert {row["column"] for row in read_rows(REFERENCE / "headings.csv")} - {column.raw for column in COLUMNS} == {"nip", "nama"}


def test_known_headings_are_ours_and_the_listed_ones():
    assert {"nomor_kasus", "NIP", "date received"} <= known_headings()


@pytest.mark.parametrize("heading", ["No", "No.", "Nomor", "", "…"])
def test_a_running_number_is_no_case_number(heading):
    assert likeness(heading, "nomor_kasus") == 0


@pytest.mark.parametrize("text", ["2020-07-31", "2020-07-31 00:00:00", "12/03/2020", "1.3.20", "12 Maret 2020", "Kamis, 12 Nopember 2020", "Maret 2020", "12-Mar-20", "March 12, 2020"])  # fmt: skip
def test_days_are_recognised(text):
    assert DAY.fullmatch(text)


@pytest.mark.parametrize("text", ["K-1/2020", "198501012010011001", "12", "Kab. Bima", "II/b", "800/123/2020/R"])
def test_other_words_are_no_days(text):
    assert not DAY.fullmatch(text)


def test_pieces_are_taken_where_most_cells_have_two():
    (sample,) = samples(table(("x",), [("a (b)",), ("c (d)",), ("e",)]))
    assert [piece.filled for piece in pieces(sample)] == [("a", "c"), ("b", "d")]
    (sample,) = samples(table(("x",), [("a (b)",), ("c",), ("e",)]))
    assert pieces(sample) == []


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_table_gets_a_mapping_that_fits_it(data):
    width = data.draw(st.integers(0, 6))
    known = [row["heading"] for row in read_rows(REFERENCE / "headings.csv")]
    headings = data.draw(st.lists(st.sampled_from(known) | st.text(min_size=1, max_size=30), min_size=width, max_size=width, unique=True))
    words = st.sampled_from(["", "Kab. Bima (NTB)", "Terbukti / 12-03-2020", NIPS[0], "2020-01-01", "{x}", "43831"]) | st.text(max_size=20)
    cells = words.map(lambda text: text.replace("\x00", "").encode("utf-8", "ignore").decode())
    rows = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6))
    found = table(headings, rows if width else [])
    proposal = suggested(found, AS_OF)
    mapping = proposal.mapping
    assert not set(mapping.columns) & set(mapping.lacks)
    assert {finding.code for finding in problems_with(mapping, found)} <= {"column_needed"}
    used = {heading for column in mapping.columns.values() for heading in column.headings}
    assert sorted([*used, *proposal.unused]) == sorted(headings)
    assert all(reason("id") and reason("en") for reason in proposal.reasons.values())


def test_a_relation_that_breaks_off_leaves_the_headings():
    broken = Table("x.csv", "CSV", "", ("Nomor Kasus", "Status"), "read_csv('/nonexistent/x.csv')")
    assert sources(suggested(broken, AS_OF)) == {"nomor_kasus": "Nomor Kasus", "status": "Status"}
