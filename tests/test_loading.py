"""The check at the door: which files are taken in, which are refused, and with exactly which words."""

import csv
import io
import re
import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.register.contract import COLUMNS, RULES
from analytics.register.findings import Finding, Refused
from analytics.register.loading import load
from analytics.text import Text

AS_OF = date(2020, 7, 31)
RAW = [column.raw for column in COLUMNS]
NIP = "198001012005011001"
PERSONAL = (NIP, "Budi Santoso")
GOOD = dict.fromkeys(RAW, "") | {
    "nomor_kasus": "K/2020/1",
    "id_asn": "a1",
    "pemilihan": "pilkada_2020",
    "tanggal_laporan": "2020-06-01",
    "sumber": "bawaslu",
    "instansi": "kab_bima",
    "jenis_instansi": "kabupaten",
    "provinsi": "nusa_tenggara_barat",
    "jenjang_jabatan": "pelaksana",
    "kelompok_jabatan": "pelaksana",
    "kategori_pelanggaran": "medsos",
    "status": "konsep_surat",
}
RECOMMENDED = GOOD | {
    "status": "direkomendasikan",
    "nomor_rekomendasi": "R-1",
    "tanggal_rekomendasi": "2020-06-20",
    "rekomendasi_sanksi": "disiplin_sedang",
    "tindak_lanjut": "belum_ditindaklanjuti",
}
SANCTIONED = RECOMMENDED | {"tindak_lanjut": "sesuai", "tanggal_sanksi": "2020-07-10", "sanksi": "disiplin_sedang"}
IDENTIFIERS = [column.raw for column in COLUMNS if column.kind == "identifier"]
DAYS = [column.raw for column in COLUMNS if column.kind == "day"]
CODES = [column.raw for column in COLUMNS if column.kind == "code"]
REQUIRED = [column.raw for column in COLUMNS if column.required]
BAD_IDENTIFIER = "hanya huruf, angka dan / . _ - (tanpa spasi), paling panjang 64; bukan NIP, bukan nama"
BAD_DAY = "bukan tanggal yang ada; tulis YYYY-MM-DD"
BAD_LINE = "jumlah kolom atau tanda kutip pada baris ini tidak benar"
NOT_CSV = "berkas tidak dapat dibaca sebagai CSV"
NOT_PARQUET = "berkas tidak dapat dibaca sebagai Parquet"
NO_ROWS = "tidak ada baris data di bawah judul kolom"
NO_HEADINGS = "baris 1: baris pertama bukan judul kolom register; judul kolom ada di data/README.md"
BLANK = "baris ini kosong; hapus baris kosong"
DUPLICATE = "ASN yang sama tercatat dua kali pada kasus yang sama"


def csv_text(*rows, separator=",", end="\n", headings=RAW) -> str:
    """Rows as a CSV file; a row may be a dictionary of changes of the good row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerows(GOOD | row for row in rows)
    return out.getvalue()


def table(*rows, **types) -> pa.Table:
    """Rows as an Arrow table, text unless a type is named for the column; empty cells become nulls."""
    full = [GOOD | row for row in rows]
    return pa.table({raw: pa.array([row[raw] if row[raw] != "" else None for row in full], types.get(raw, pa.string())) for raw in RAW})


def parquet_bytes(arrow: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(arrow, out)
    return out.getvalue()


def written(content: str | bytes, suffix: str, folder: str) -> Path:
    path = Path(folder) / f"cases.{suffix}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cases(content: str | bytes, suffix="csv", columns="count(*)", order="all", as_of=AS_OF) -> list[tuple]:
    """What the table `cases` holds after a file was taken in, sorted."""
    with tempfile.TemporaryDirectory() as folder, load(written(content, suffix, folder), as_of) as con:
        return con.execute(f"select {columns} from cases order by {order}").fetchall()


def refused(content: str | bytes, suffix="csv", as_of=AS_OF) -> Refused:
    """The refusal of a file."""
    with pytest.raises(Refused) as caught:
        cases(content, suffix, as_of=as_of)
    return caught.value


def reasons(content: str | bytes, suffix="csv", lang="id", as_of=AS_OF) -> list[str]:
    """Why a file is refused, in the reader's words."""
    return [finding(lang) for finding in refused(content, suffix, as_of).findings]


def everything_said(refusal: Refused) -> str:
    """All words a refusal can bring to a reader or a log, in both languages."""
    return " ".join([str(refusal), *(finding(lang) for finding in refusal.findings for lang in ("id", "en"))])


def number_of(values: str) -> list[tuple]:
    """The counts of a file with one row per given pseudonym."""
    rows = [{"id_asn": value} for value in values.split()]
    return cases(csv_text(*rows), columns="count(*), count(distinct person), count(distinct case_number)")


# Files that are taken in


@pytest.mark.parametrize("row", [GOOD, RECOMMENDED, SANCTIONED], ids=["in process", "recommended", "sanctioned"])
def test_the_base_rows_are_taken_in(row):
    assert cases(csv_text(row)) == [(1,)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(("end", "mark"), [("\n", ""), ("\r\n", "\ufeff")])
def test_the_forms_of_csv_read_alike(separator, end, mark):
    text = mark + csv_text(SANCTIONED, {"id_asn": "a2"}, separator=separator, end=end)
    assert cases(text, columns="stage, agency, reported_on, sanctioned_on") == [
        ("in_process", "kab_bima", date(2020, 6, 1), None),
        ("sanctioned", "kab_bima", date(2020, 6, 1), date(2020, 7, 10)),
    ]


def test_columns_may_stand_in_any_order():
    shuffled = cases(csv_text(SANCTIONED, headings=sorted(RAW, reverse=True)), columns="* exclude (person, case_number, letter)")
    assert shuffled == cases(csv_text(SANCTIONED), columns="* exclude (person, case_number, letter)")


def test_spaces_around_values_and_headings_are_ignored():
    text = csv_text({"sumber": " media ", "id_asn": " a1 "}).replace("sumber", " sumber ")
    assert cases(text, columns="source") == [("media",)]


def test_quoted_headings_and_values_are_read_without_their_quotes():
    text = "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in csv_text(GOOD).splitlines())
    assert cases(text, columns="agency") == [("kab_bima",)]


def test_a_last_line_without_line_end_counts():
    assert cases(csv_text(GOOD, {"id_asn": "a2"}).rstrip("\n")) == [(2,)]


def test_identifiers_of_digits_stay_text():
    assert number_of("31 01 1 007 7 07 0031") == [(7, 7, 1)]


def test_identifiers_take_letters_digits_and_four_signs_up_to_64():
    assert number_of("x K/2020.1_a-b " + "z" * 64) == [(3, 3, 1)]


def test_no_pseudonym_case_number_or_letter_can_be_read_back():
    rows = csv_text(RECOMMENDED | {"id_asn": "pseudo", "nomor_kasus": "caseno", "nomor_rekomendasi": "letterno"})
    with tempfile.TemporaryDirectory() as folder, load(written(rows, "csv", folder), AS_OF) as con:
        tables = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        everything = str([con.execute(f"select * from {name}").fetchall() for name in tables])
    assert "kab_bima" in everything
    assert [word for word in ("pseudo", "caseno", "letterno") if word in everything] == []


OPTIONAL = [raw for raw in RAW if raw not in REQUIRED]
READ_AS = (
    "election, source, agency, agency_type, province, position_level, position, category, sanction_recommended, follow_up, sanction_imposed"
)


def test_empty_cells_of_an_undecided_case_are_unknown_or_do_not_arise():
    found = cases(csv_text(dict.fromkeys(OPTIONAL, "")), columns=READ_AS)
    assert found == [("unknown",) * 8 + ("none", "none", "none")]


def test_empty_sanction_cells_of_a_recommended_and_sanctioned_case_are_unknown():
    row = SANCTIONED | {"rekomendasi_sanksi": "", "tindak_lanjut": "", "sanksi": ""}
    assert cases(csv_text(row), columns="sanction_recommended, follow_up, sanction_imposed") == [("unknown", "unknown", "unknown")]


def test_a_missing_agency_type_is_the_agencys_own():
    assert cases(csv_text({"jenis_instansi": ""}), columns="agency_type") == [("kabupaten",)]


@pytest.mark.parametrize("kind", ["", "kementerian"])
def test_a_ministry_has_no_province(kind):
    row = {"instansi": "kementerian_agama", "jenis_instansi": kind, "provinsi": ""}
    assert cases(csv_text(row), columns="agency_type, province") == [("kementerian", "none")]


def test_an_empty_province_of_a_regency_is_unknown():
    assert cases(csv_text({"provinsi": ""}), columns="province") == [("unknown",)]


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("permintaan_klarifikasi", "in_process"),
        ("permintaan_dokumen", "in_process"),
        ("konsep_surat", "in_process"),
        ("tidak_terbukti", "not_proven"),
        ("dokumen_tidak_lengkap", "incomplete"),
        ("pensiun", "retired"),
    ],
)
def test_the_stage_follows_the_status(status, stage):
    assert cases(csv_text({"status": status}), columns="stage") == [(stage,)]


def test_after_the_split_of_papua_a_regency_may_stand_in_either_province():
    rows = [{"id_asn": f"a{place}", "instansi": "kab_merauke", "provinsi": code} for place, code in enumerate(["papua", "papua_selatan"])]
    assert cases(csv_text(*rows), columns="province", as_of=date(2022, 7, 25)) == [("papua",), ("papua_selatan",)]


# Rules between columns: for each, one row that breaks it and no other rule


BREAKS = {
    "future": ({"tanggal_laporan": "2020-08-01"}, "tanggal_laporan", "tanggal laporan sesudah tanggal snapshot"),
    "future_recommendation": (
        RECOMMENDED | {"tanggal_rekomendasi": "2020-08-01"},
        "tanggal_rekomendasi",
        "tanggal rekomendasi sesudah tanggal snapshot",
    ),
    "future_sanction": (SANCTIONED | {"tanggal_sanksi": "2020-08-01"}, "tanggal_sanksi", "tanggal sanksi sesudah tanggal snapshot"),
    "future_block": (RECOMMENDED | {"tanggal_blokir": "2020-08-01"}, "tanggal_blokir", "tanggal blokir sesudah tanggal snapshot"),
    "too_old": ({"tanggal_laporan": "2014-01-14"}, "tanggal_laporan", "tanggal laporan sebelum UU ASN berlaku (15 Januari 2014)"),
    "recommendation_before_report": (
        RECOMMENDED | {"tanggal_rekomendasi": "2020-05-31"},
        "tanggal_rekomendasi",
        "rekomendasi mendahului laporan",
    ),
    "sanction_without_recommendation": ({"tanggal_sanksi": "2020-07-10"}, "tanggal_sanksi", "sanksi tanpa rekomendasi"),
    "sanction_before_recommendation": (SANCTIONED | {"tanggal_sanksi": "2020-06-19"}, "tanggal_sanksi", "sanksi mendahului rekomendasi"),
    "block_without_recommendation": ({"tanggal_blokir": "2020-07-10"}, "tanggal_blokir", "blokir tanpa rekomendasi"),
    "block_before_recommendation": (RECOMMENDED | {"tanggal_blokir": "2020-06-19"}, "tanggal_blokir", "blokir mendahului rekomendasi"),
    "recommended_without_date": (
        RECOMMENDED | {"tanggal_rekomendasi": "", "tindak_lanjut": ""},
        "tanggal_rekomendasi",
        "status direkomendasikan tetapi tanggal rekomendasi kosong",
    ),
    "recommended_without_letter": (
        RECOMMENDED | {"nomor_rekomendasi": ""},
        "nomor_rekomendasi",
        "status direkomendasikan tetapi nomor rekomendasi kosong",
    ),
    "date_without_status": (RECOMMENDED | {"status": "konsep_surat"}, "status", "ada rekomendasi tetapi statusnya bukan direkomendasikan"),
    "follow_up_without_recommendation": ({"tindak_lanjut": "belum_ditindaklanjuti"}, "tindak_lanjut", "tindak lanjut tanpa rekomendasi"),
    "sanction_kind_without_date": (
        RECOMMENDED | {"sanksi": "disiplin_berat"},
        "sanksi",
        "jenis sanksi terisi tetapi tanggal sanksi kosong",
    ),
    "followed_up_without_sanction": (
        RECOMMENDED | {"tindak_lanjut": "sesuai"},
        "tindak_lanjut",
        "tindak lanjut sesuai rekomendasi tetapi tanggal sanksi kosong",
    ),
    "sanction_not_followed_up": (
        SANCTIONED | {"tindak_lanjut": "belum_ditindaklanjuti"},
        "tindak_lanjut",
        "ada tanggal sanksi tetapi tindak lanjut menyatakan belum atau tidak dapat",
    ),
    "agency_type": ({"jenis_instansi": "kota"}, "jenis_instansi", "jenis instansi tidak cocok dengan instansinya"),
    "agency_province": ({"provinsi": "bali"}, "provinsi", "provinsi tidak cocok dengan instansinya"),
    "province_not_yet": (
        {"instansi": "kab_merauke", "provinsi": "papua_selatan"},
        "provinsi",
        "provinsi ini belum ada pada tanggal snapshot",
    ),
    "position_senior": ({"kelompok_jabatan": "jpt"}, "kelompok_jabatan", "kelompok JPT tidak cocok dengan jenjang jabatan"),
    "position_area_head": (
        {"kelompok_jabatan": "kepala_wilayah"},
        "kelompok_jabatan",
        "kepala wilayah (camat/lurah) harus berjenjang administrator atau pengawas",
    ),
    "position_level": ({"kelompok_jabatan": "pengawas"}, "kelompok_jabatan", "kelompok jabatan tidak cocok dengan jenjang jabatan"),
}


def test_every_rule_has_a_file_that_breaks_it():
    assert list(BREAKS) == [rule.code for rule in RULES]


@pytest.mark.parametrize("code", BREAKS)
def test_a_broken_rule_is_refused_with_row_column_and_reason_and_nothing_else(code):
    row, column, reason = BREAKS[code]
    found = refused(csv_text({"id_asn": "a0", "nomor_kasus": "K-0"}, row)).findings
    assert [finding("id") for finding in found] == [f"baris 3, kolom {column}: {reason}"]
    assert [(finding.row, finding.column, finding.value, finding.count) for finding in found] == [(3, column, None, 1)]
    assert found[0]("en") == f"row 3, column {column}: {next(rule.reason.en for rule in RULES if rule.code == code)}"


ALSO_BROKEN = [
    ({"nomor_rekomendasi": "R-1"}, "date_without_status"),
    ({"rekomendasi_sanksi": "disiplin_berat"}, "date_without_status"),
    (SANCTIONED | {"tindak_lanjut": "tidak_dapat_ditindaklanjuti"}, "sanction_not_followed_up"),
    ({"instansi": "kementerian_agama", "jenis_instansi": "", "provinsi": "bali"}, "agency_province"),
    ({"instansi": "kota_bima"}, "agency_type"),
    ({"instansi": "", "jenis_instansi": "", "provinsi": "papua_barat_daya"}, "province_not_yet"),
    ({"jenjang_jabatan": "jpt_madya"}, "position_senior"),
]


@pytest.mark.parametrize(("row", "code"), ALSO_BROKEN)
def test_the_other_ways_to_break_a_rule_are_refused_too(row, code):
    _, column, reason = BREAKS[code]
    assert f"baris 2, kolom {column}: {reason}" in reasons(csv_text(row))


BORDERLINE = [
    {"tanggal_laporan": "2020-07-31"},
    {"tanggal_laporan": "2014-01-15"},
    RECOMMENDED | {"tanggal_rekomendasi": "2020-06-01"},
    SANCTIONED | {"tanggal_sanksi": "2020-06-20"},
    SANCTIONED | {"tanggal_blokir": "2020-06-20"},
    SANCTIONED | {"tindak_lanjut": "belum_sesuai"},
    SANCTIONED | {"tindak_lanjut": ""},
    RECOMMENDED | {"rekomendasi_sanksi": ""},
    {"jenjang_jabatan": "jpt_pratama", "kelompok_jabatan": "jpt"},
    {"jenjang_jabatan": "pengawas", "kelompok_jabatan": "kepala_wilayah"},
    {"jenjang_jabatan": "", "kelompok_jabatan": "kepala_wilayah"},
    {"jenjang_jabatan": "jpt_utama", "kelompok_jabatan": ""},
    {"instansi": "", "provinsi": "bali"},
]


@pytest.mark.parametrize("row", BORDERLINE)
def test_a_row_at_the_edge_of_a_rule_is_taken_in(row):
    assert cases(csv_text(row)) == [(1,)]


def test_the_same_problem_in_several_rows_is_said_once_with_its_number():
    rows = [{"id_asn": f"a{place}", "provinsi": "bali"} for place in range(1235)]
    assert reasons(csv_text(*rows)) == ["baris 2, kolom provinsi: provinsi tidak cocok dengan instansinya (dan 1.234 baris lain)"]
    assert reasons(csv_text(*rows), lang="en") == ["row 2, column provinsi: the province does not match the agency (and 1,234 more rows)"]


def test_every_problem_of_a_file_is_reported_at_once():
    text = csv_text({"sumber": "radio"}, {"id_asn": "b"} | {"provinsi": "bali"}, {"id_asn": "b"})
    assert reasons(text) == [
        "baris 2, kolom sumber “radio”: kode tidak ada dalam daftar sumber",
        "baris 3, kolom provinsi: provinsi tidak cocok dengan instansinya",
        f"baris 4, kolom id_asn: {DUPLICATE}",
    ]


# Values


@pytest.mark.parametrize("column", REQUIRED)
@pytest.mark.parametrize("empty", ["", "   "])
def test_a_required_cell_must_be_filled(column, empty):
    assert reasons(csv_text({column: empty})) == [f"baris 2, kolom {column}: wajib diisi"]


NO_DAYS = [
    "2020-02-30",
    "2020-7-1",
    "1/7/2020",
    "01-07-2020",
    "20200701",
    "2020-07-01 10:00:00",
    "1 Juli 2020",
    "44013",
    "2020-W31-5",
    "besok",
]


@pytest.mark.parametrize("column", DAYS)
def test_a_day_must_exist_and_be_written_in_iso_form(column):
    rows = [{"id_asn": f"a{row}", column: day} for row, day in enumerate(NO_DAYS, start=2)]
    assert reasons(csv_text(*rows)) == [f"baris {row}, kolom {column} “{day}”: {BAD_DAY}" for row, day in enumerate(NO_DAYS, start=2)]


NO_CODES = ["radio", "MEDIA", "unknown", "none", "other", "NULL", "-", "x' or '1'='1", "{row}"]


@pytest.mark.parametrize("column", CODES)
def test_a_code_must_be_in_its_list(column):
    rows = [{"id_asn": f"a{row}", column: code} for row, code in enumerate(NO_CODES, start=2)]
    reason = f"kode tidak ada dalam daftar {column}"
    assert reasons(csv_text(*rows)) == [f"baris {row}, kolom {column} “{code}”: {reason}" for row, code in enumerate(NO_CODES, start=2)]


NO_IDENTIFIERS = [*PERSONAL, "z" * 65, "-abc", "abc,def", "Jl. Merdeka", "José", 'abc"def', "abc\ndef", "abc;def", "<b>x</b>", "a@b.id"]


@pytest.mark.parametrize("column", IDENTIFIERS)
def test_an_identifier_that_may_name_a_person_is_refused_and_never_repeated(column):
    rows = [RECOMMENDED | {"id_asn": f"a{row}", column: text} for row, text in enumerate(NO_IDENTIFIERS)]
    refusal = refused(csv_text(*rows))
    assert [finding("id") for finding in refusal.findings] == [f"baris 2, kolom {column}: {BAD_IDENTIFIER} (dan 11 baris lain)"]
    assert [text for text in NO_IDENTIFIERS if text in everything_said(refusal)] == []


LONG_NUMBERS = [NIP, "198001012", f"x{NIP}y", f"2020-{NIP}"]


@pytest.mark.parametrize("column", [*DAYS, *CODES])
def test_a_long_number_in_another_column_is_masked(column):
    refusal = refused(csv_text(*[{"id_asn": f"a{row}", column: text} for row, text in enumerate(LONG_NUMBERS)]))
    shown = [finding("id").split("“")[1].split("”")[0] for finding in refusal.findings]
    assert shown == ["…", "…", "x…y", "…"]
    assert "198001012" not in everything_said(refusal)


GROUPED = ["19800101 200501 1 001", "19800101.200501.1.001", "1980-0101-2005-0110-01", "19800101/200501/1/001", "19800101_200501_1_001"]


@pytest.mark.parametrize("text", [*GROUPED, " ".join(NIP), "3201 0123 4567 0001", "123 456 789 012 345"])
def test_a_number_of_fifteen_digits_or_more_is_masked_however_it_is_grouped(text):
    assert reasons(csv_text({"sumber": f"x {text} y"})) == ["baris 2, kolom sumber “x … y”: kode tidak ada dalam daftar sumber"]


@pytest.mark.parametrize("text", ["12345678", "123 456 789 01", "2020-07-01 10:00:00"])
def test_shorter_numbers_are_shown(text):
    assert reasons(csv_text({"sumber": text})) == [f"baris 2, kolom sumber “{text}”: kode tidak ada dalam daftar sumber"]


@pytest.mark.parametrize(
    "text", ["1980--0101--2005--0110--01", "1980:0101:2005:0110:01", "1980 / 0101 / 2005 / 0110 / 01", "1980–0101–2005–0110–01"]
)
def test_an_nip_with_other_signs_between_its_groups_is_masked_too(text):
    assert text not in everything_said(refused(csv_text({"sumber": text})))


def test_an_nip_at_the_end_of_what_is_shown_is_masked_whole():
    assert "19800101" not in everything_said(refused(csv_text({"sumber": "x" * 52 + NIP})))


NUMBERS = [
    f"NIP{NIP}",
    f"{NIP}.0",
    f"{NIP}-2",
    f"x{NIP}y",
    "-".join(NIP),
    *GROUPED[1:],
    "3201012345670001",
    "3201.0123.4567.0001",
    "9" * 18,
]


@pytest.mark.parametrize("column", IDENTIFIERS)
@pytest.mark.parametrize("text", NUMBERS)
def test_an_nip_in_any_form_and_a_bare_number_of_16_or_18_digits_are_refused_as_identifiers(column, text):
    refusal = refused(csv_text(RECOMMENDED | {column: text}))
    assert [finding("id") for finding in refusal.findings] == [f"baris 2, kolom {column}: {BAD_IDENTIFIER}"]
    assert text not in everything_said(refusal)


@pytest.mark.parametrize("text", ["9" * 15, "9" * 17, "9" * 19, "198013012005011001x", "KASN-19800101-2005"])
def test_other_numbers_are_identifiers(text):
    assert cases(csv_text({"id_asn": text})) == [(1,)]


def test_a_resident_number_read_as_a_decimal_is_refused():
    assert reasons(csv_text({"id_asn": "3201012345670001.0"})) == [f"baris 2, kolom id_asn: {BAD_IDENTIFIER}"]


def test_a_long_value_is_cut():
    assert reasons(csv_text({"sumber": "s" * 90})) == [f"baris 2, kolom sumber “{'s' * 60}…”: kode tidak ada dalam daftar sumber"]


def test_a_value_with_line_breaks_is_shown_on_one_line():
    assert reasons(csv_text({"sumber": "a\nb\r\n c"})) == ["baris 2, kolom sumber “a b c”: kode tidak ada dalam daftar sumber"]


def test_a_value_that_begins_with_a_control_character_is_not_called_empty():
    assert reasons(csv_text({"sumber": "\x1fradio"}))[0].endswith("kode tidak ada dalam daftar sumber")


def test_the_same_bad_value_is_said_once_with_its_number():
    rows = [{"id_asn": f"a{place}", "sumber": "radio" if place else "tv"} for place in range(4)]
    assert reasons(csv_text(*rows)) == [
        "baris 2, kolom sumber “tv”: kode tidak ada dalam daftar sumber",
        "baris 3, kolom sumber “radio”: kode tidak ada dalam daftar sumber (dan 2 baris lain)",
    ]


@pytest.mark.parametrize(("times", "more"), [(2, ""), (4, " (dan 2 baris lain)")])
def test_the_same_person_twice_in_one_case_is_refused(times, more):
    assert reasons(csv_text(*[GOOD] * times)) == [f"baris 3, kolom id_asn: {DUPLICATE}{more}"]


def test_rows_of_one_person_in_one_case_are_duplicates_even_if_they_differ():
    assert reasons(csv_text(GOOD, {"id_asn": "a2"}, RECOMMENDED)) == [f"baris 4, kolom id_asn: {DUPLICATE}"]


def test_one_person_in_two_cases_and_two_persons_in_one_case_are_no_duplicates():
    assert cases(csv_text(GOOD, {"nomor_kasus": "K-2"}, {"id_asn": "a2"})) == [(3,)]


# Columns


def without(text: str, column: str) -> str:
    """A CSV text without quotes, less one column."""
    place = text.split("\n")[0].split(",").index(column)
    return "\n".join(",".join([*cells[:place], *cells[place + 1 :]]) for cells in (line.split(",") for line in text.splitlines()))


@pytest.mark.parametrize("column", RAW)
def test_a_missing_column_is_named(column):
    assert reasons(without(csv_text(GOOD), column)) == [f"kolom {column}: kolom ini tidak ada"]


def test_an_extra_column_is_named_and_not_read():
    text = "\n".join(f"{line},{cell}" for line, cell in zip(csv_text(GOOD).splitlines(), ["catatan", "x"], strict=True))
    assert reasons(text) == ["kolom catatan: kolom ini tidak dikenal; hapus dari berkas"]


def test_a_column_that_occurs_twice_is_named():
    text = "\n".join(f"{line},{cell}" for line, cell in zip(csv_text(GOOD).splitlines(), ["sumber", "media"], strict=True))
    assert reasons(text) == ["kolom sumber: kolom ini ada dua kali"]


def test_a_heading_in_capitals_is_missing_and_unknown_at_once():
    assert reasons(csv_text(GOOD).replace("sumber", "SUMBER")) == [
        "kolom sumber: kolom ini tidak ada",
        "kolom SUMBER: kolom ini tidak dikenal; hapus dari berkas",
    ]


@pytest.mark.parametrize("content", ["a,b,c\n1,2,3\n", "nomor_kasus\nK-1\n", csv_text(GOOD, separator=":"), csv_text(GOOD).upper()])
def test_a_file_of_another_kind_has_no_headings(content):
    assert reasons(content) == [NO_HEADINGS]


def test_with_fewer_than_half_of_the_headings_there_are_none_and_from_half_on_the_missing_are_named():
    def beginning(count: int) -> str:
        return "".join(",".join(line.split(",")[:count]) + "\n" for line in csv_text(GOOD).splitlines())

    assert reasons(beginning(9)) == [NO_HEADINGS]
    assert reasons(beginning(10)) == [f"kolom {raw}: kolom ini tidak ada" for raw in RAW[10:]]


@pytest.mark.parametrize("text", PERSONAL)
def test_a_file_without_headings_does_not_have_its_first_row_repeated(text):
    refusal = refused(csv_text({"id_asn": text}).split("\n", 1)[1])
    assert [finding("id") for finding in refusal.findings] == [NO_HEADINGS]
    assert [cell for cell in (text, "K/2020/1", "kab_bima") if cell in everything_said(refusal)] == []


@pytest.mark.parametrize("text", [NIP, GROUPED[0]])
def test_a_number_among_the_headings_is_masked(text):
    assert reasons(csv_text(GOOD).replace("sumber", text)) == [
        "kolom sumber: kolom ini tidak ada",
        "kolom …: kolom ini tidak dikenal; hapus dari berkas",
    ]


# Files that are broken


HEADER = csv_text()
BROKEN = {
    "nothing": ("", "berkas kosong"),
    "only a line end": ("\n", NO_HEADINGS),
    "only line ends": ("\r\n\n\n", NO_HEADINGS),
    "only a mark": ("\ufeff", NO_HEADINGS),
    "empty first line": ("\n" + csv_text(GOOD), f"baris 1: {BLANK}"),
    "two empty first lines": ("\n\n" + csv_text(GOOD), f"baris 1: {BLANK}"),
    "empty first line with CR": ("\r\n" + csv_text(GOOD, end="\r\n"), f"baris 1: {BLANK}"),
    "empty line below the headings": (HEADER + "\n" + csv_text(GOOD).splitlines()[1], f"baris 2: {BLANK}"),
    "empty line within a field": (csv_text({"sumber": "a\n\nb"}), f"baris 3: {BLANK}"),
    "headings and empty lines": (HEADER + "\n\n", NO_ROWS),
    "headings": (HEADER, NO_ROWS),
    "headings without line end": (HEADER.strip(), NO_ROWS),
    "headings with mark": ("\ufeff" + HEADER, NO_ROWS),
    "utf-16": (csv_text(GOOD).encode("utf-16"), "baris 1: berkas memuat bita nol; ini bukan CSV teks"),
    "latin-1": (
        csv_text(GOOD, {"id_asn": "é"}).encode("latin-1"),
        "baris 3: teks bukan UTF-8; simpan ulang sebagai CSV UTF-8",
    ),
    "latin-1 heading": (
        csv_text(GOOD).replace("sumber", "sumbér").encode("latin-1"),
        "baris 1: teks bukan UTF-8; simpan ulang sebagai CSV UTF-8",
    ),
    "zero byte": (csv_text(GOOD, {"id_asn": "a\0"}), "baris 3: berkas memuat bita nol; ini bukan CSV teks"),
    "zero byte in heading": (csv_text(GOOD).replace("sumber", "sum\0ber"), "baris 1: berkas memuat bita nol; ini bukan CSV teks"),
    "10 MB line": (csv_text(GOOD) + "x" * 10_000_000, "baris 3: baris terlalu panjang (lebih dari 100.000 bita)"),
    "10 MB heading": ("x" * 10_000_000, "baris 1: baris terlalu panjang (lebih dari 100.000 bita)"),
    "unclosed quote at the end": (csv_text(GOOD) + '"K-2,a2\n', f"baris 3: {BAD_LINE}"),
    "unclosed quote": (csv_text({"nomor_kasus": "Q"}, {"id_asn": "b"}).replace("Q", '"Q'), f"baris 2: {BAD_LINE}"),
    "text after a quote": (csv_text(GOOD, {"id_asn": "Q"}).replace("Q", '"Q"x'), f"baris 3: {BAD_LINE}"),
    "too few fields": (csv_text(GOOD) + "K-2,a2\n", f"baris 3: {BAD_LINE}"),
    "too many fields": (csv_text(GOOD) + csv_text({"id_asn": "b"}).splitlines()[1] + ",x\n", f"baris 3: {BAD_LINE}"),
    "a comment": (csv_text(GOOD) + "# end\n", f"baris 3: {BAD_LINE}"),
    "other separator below": (csv_text(GOOD) + csv_text(GOOD, separator=";").splitlines()[1], f"baris 3: {BAD_LINE}"),
    "old mac line ends": (csv_text(GOOD, end="\r"), NOT_CSV),
    "parquet named csv": (parquet_bytes(table(GOOD)), "baris 1: berkas memuat bita nol; ini bukan CSV teks"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_csv_file_is_refused_with_the_line(name):
    content, reason = BROKEN[name]
    assert reasons(content) == [reason]


def test_every_bad_line_is_listed():
    text = csv_text(GOOD) + "K-2,a2\n" + csv_text({"id_asn": "b"}).splitlines()[1] + "\nK-3,a3\n"
    assert reasons(text) == [f"baris 3: {BAD_LINE}", f"baris 5: {BAD_LINE}"]


def test_a_line_of_100000_bytes_is_read_and_one_more_is_not():
    line = csv_text({"sumber": "Q"}).splitlines()[1]
    fits = HEADER + line.replace("Q", "q" * (100_000 - len(line))) + "\n"
    assert reasons(fits) == [f"baris 2, kolom sumber “{'q' * 60}…”: kode tidak ada dalam daftar sumber"]
    assert reasons(fits.replace("q\n", "qq\n").replace("q,", "qq,", 1)) == ["baris 2: baris terlalu panjang (lebih dari 100.000 bita)"]


def test_row_numbers_are_a_spreadsheets_where_a_field_holds_line_breaks():
    text = csv_text({"sumber": "a\nb\nc"}, {"id_asn": "b", "sumber": "radio"})
    assert [finding.row for finding in refused(text).findings] == [2, 3]


@pytest.mark.parametrize("empty", [["", ""], ["   "], ["\t", ""]])
def test_empty_lines_between_rows_are_refused_with_the_number_of_the_first(empty):
    lines = csv_text(GOOD, {"id_asn": "b", "sumber": "radio"}).splitlines()
    assert reasons("\n".join([*lines[:2], *empty, lines[2]])) == [f"baris 3: {BLANK}"]


def test_an_empty_line_is_found_in_a_file_read_in_several_blocks():
    lines = csv_text(*[{"id_asn": f"a{row}"} for row in range(20_000)]).splitlines(keepends=True)
    assert sum(map(len, lines)) > 2 << 20
    assert reasons("".join([*lines, "\n", lines[1]])) == [f"baris 20.002: {BLANK}"]
    assert reasons("".join([*lines[:15_000], "\n", *lines[15_000:]])) == [f"baris 15.001: {BLANK}"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_empty_lines_at_the_end_are_passed_over(end):
    assert cases(csv_text(GOOD, {"id_asn": "a2"}, end=end) + end * 3) == [(2,)]


def test_a_day_that_cannot_be_read_is_not_called_empty_as_well():
    text = csv_text(RECOMMENDED | {"tanggal_rekomendasi": "20/06/2020", "tindak_lanjut": ""})
    assert reasons(text) == [f"baris 2, kolom tanggal_rekomendasi “20/06/2020”: {BAD_DAY}"]


def test_rules_are_held_against_the_rows_whose_values_can_all_be_read():
    rows = [{"id_asn": f"a{place}", "provinsi": "bali"} for place in range(3)]
    assert reasons(csv_text(rows[0] | {"sumber": "radio"}, *rows[1:])) == [
        "baris 2, kolom sumber “radio”: kode tidak ada dalam daftar sumber",
        "baris 3, kolom provinsi: provinsi tidak cocok dengan instansinya (dan 1 baris lain)",
    ]


def test_a_folder_named_like_a_file_is_refused(tmp_path):
    (tmp_path / "cases.csv").mkdir()
    with pytest.raises(Refused) as caught:
        load(tmp_path / "cases.csv", AS_OF)
    assert [finding("id") for finding in caught.value.findings] == [NOT_CSV]


# Parquet


DAY = date(2020, 6, 1)
AS_MIDNIGHT = datetime(2020, 6, 1)
DAY_TYPES = [pa.date32(), pa.date64(), *(pa.timestamp(unit) for unit in ("s", "ms", "us", "ns"))]


@pytest.mark.parametrize("kind", DAY_TYPES, ids=str)
def test_days_may_be_dates_or_timestamps_at_midnight(kind):
    day = AS_MIDNIGHT if pa.types.is_timestamp(kind) else DAY
    assert cases(parquet_bytes(table({"tanggal_laporan": day}, tanggal_laporan=kind)), "parquet", "reported_on") == [(DAY,)]


def test_days_may_be_text():
    assert cases(parquet_bytes(table(GOOD)), "parquet", "reported_on, blocked_on") == [(DAY, None)]


def test_a_timestamp_with_an_hour_is_no_day():
    rows = table({"tanggal_laporan": datetime(2020, 6, 1, 10)}, tanggal_laporan=pa.timestamp("us"))
    assert reasons(parquet_bytes(rows), "parquet") == [f"baris 2, kolom tanggal_laporan “2020-06-01 10:00:00”: {BAD_DAY}"]


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        (pa.int64(), [31, 1, 7]),
        (pa.int8(), [31, 1, 7]),
        (pa.decimal128(10, 0), [Decimal(31), Decimal(1), Decimal(7)]),
        (pa.decimal128(10, 2), [Decimal("3.10"), Decimal("1.00"), Decimal("7.00")]),
        (pa.large_string(), ["31", "01", "007"]),
        (pa.dictionary(pa.int32(), pa.string()), ["31", "031", "0031"]),
    ],
    ids=str,
)
def test_identifiers_may_be_numbers_or_any_kind_of_text(kind, ids):
    rows = [{"id_asn": value} for value in ids]
    assert cases(parquet_bytes(table(*rows, id_asn=kind)), "parquet", "count(*), count(distinct person)") == [(3, 3)]


def test_codes_may_be_dictionary_encoded():
    coded = table(GOOD, {"id_asn": "b", "sumber": "media"}, sumber=pa.dictionary(pa.int8(), pa.string()))
    assert cases(parquet_bytes(coded), "parquet", "source") == [("bawaslu",), ("media",)]


def test_a_column_without_any_value_may_have_no_type():
    assert cases(parquet_bytes(table(GOOD, tanggal_blokir=pa.null())), "parquet", "blocked_on") == [(None,)]


@pytest.mark.parametrize("kind", [pa.int64(), pa.decimal128(20, 0), pa.string()], ids=str)
def test_an_nip_is_refused_in_every_type(kind):
    value = NIP if kind == pa.string() else Decimal(NIP) if pa.types.is_decimal(kind) else int(NIP)
    refusal = refused(parquet_bytes(table({"id_asn": value}, id_asn=kind)), "parquet")
    assert [finding("id") for finding in refusal.findings] == [f"baris 2, kolom id_asn: {BAD_IDENTIFIER}"]
    assert NIP not in everything_said(refusal)


@pytest.mark.parametrize(
    ("kind", "value", "name"),
    [
        (pa.list_(pa.string()), ["a"], "VARCHAR[]"),
        (pa.struct({"a": pa.string()}), {"a": "b"}, "STRUCT(a VARCHAR)"),
        (pa.map_(pa.string(), pa.string()), [("a", "b")], "MAP(VARCHAR, VARCHAR)"),
    ],
    ids=["list", "struct", "map"],
)
def test_nested_values_are_refused(kind, value, name):
    content = parquet_bytes(table({"id_asn": value}, id_asn=kind))
    assert reasons(content, "parquet") == [f"kolom id_asn: tipe data {name} tidak dapat dipakai; kirim sebagai teks"]


GOOD_PARQUET = parquet_bytes(table(GOOD))
CORRUPT = {
    "nothing": b"",
    "text": csv_text(GOOD).encode(),
    "only the marks": b"PAR1 and PAR1",
    "cut": GOOD_PARQUET[:-10],
    "first half": GOOD_PARQUET[: len(GOOD_PARQUET) // 2],
    "overwritten": GOOD_PARQUET[:100] + b"\xff" * 50 + GOOD_PARQUET[150:],
}


@pytest.mark.parametrize("name", CORRUPT)
def test_a_corrupt_parquet_file_is_refused(name):
    assert reasons(CORRUPT[name], "parquet") == [NOT_PARQUET]


def test_a_parquet_file_without_rows_is_refused():
    assert reasons(parquet_bytes(table(GOOD).slice(0, 0)), "parquet") == [NO_ROWS]


def test_a_parquet_file_of_another_kind_has_no_headings():
    assert reasons(parquet_bytes(pa.table({"nama": ["Budi Santoso"]})), "parquet") == [NO_HEADINGS]


def test_columns_of_parquet_are_checked_like_those_of_csv():
    changed = table(GOOD).drop_columns(["sumber"]).append_column("snapshot", pa.array(["x"]))
    assert reasons(parquet_bytes(changed), "parquet") == [
        "kolom sumber: kolom ini tidak ada",
        "kolom snapshot: kolom ini tidak dikenal; hapus dari berkas",
    ]


def test_parquet_rows_are_held_to_the_same_rules():
    rows = [row | {"id_asn": f"a{place}"} for place, (row, _, _) in enumerate(BREAKS.values())]
    expected = [f"baris {row}, kolom {column}: {reason}" for row, (_, column, reason) in enumerate(BREAKS.values(), start=2)]
    assert reasons(parquet_bytes(table(*rows)), "parquet") == expected


# Anything at all


def taken_or_refused(content: bytes, suffix: str) -> None:
    """Loads a file; only a refusal with reasons in both languages may come of it."""
    try:
        cases(content, suffix)
    except Refused as refusal:
        assert refusal.findings and everything_said(refusal)


PIECES = st.sampled_from(
    ['"', ",", ";", "\n", "\r", "\t", "|", "\0", "\ufeff", "'", "\\", "\x1f", "{row}", NIP, "unknown", "2020-13-01", "é", ""]
)


def mutated(text: str, changes: list[tuple[float, int, str]]) -> str:
    """A text with pieces put in place of some of its characters."""
    for place, length, piece in changes:
        start = int(place * len(text))
        text = text[:start] + piece + text[start + length :]
    return text


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES | st.text(max_size=8)), min_size=1, max_size=4)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(CHANGES)
def test_no_change_of_a_good_csv_file_raises_anything_but_a_refusal(changes):
    text = mutated(csv_text(GOOD, SANCTIONED | {"id_asn": "a2"}), changes)
    taken_or_refused(text.encode("utf-8", "surrogatepass"), "csv")


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.binary(max_size=400), st.sampled_from(["csv", "parquet"]))
def test_no_bytes_raise_anything_but_a_refusal(content, suffix):
    with pytest.raises(Refused):
        cases(content, suffix)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, len(GOOD_PARQUET) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_change_of_a_good_parquet_file_raises_anything_but_a_refusal(changes):
    content = bytearray(GOOD_PARQUET)
    for place, byte in changes:
        content[place] = byte
    taken_or_refused(bytes(content), "parquet")


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=70), st.text(alphabet="0123456789", min_size=9, max_size=30), st.text(max_size=70))
def test_no_message_repeats_a_number_of_nine_digits_or_more(before, digits, after):
    finding = Finding(Text(id="alasan", en="reason"), 2, "sumber", f"{before}{digits}{after}")
    assert [lang for lang in ("id", "en") if re.search(r"\d{9}", finding(lang))] == []
