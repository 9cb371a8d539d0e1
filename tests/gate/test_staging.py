"""Drawn tables in, exact rows out: fields, changes, words undecided, rows left out, and no name anywhere."""

import csv
import gc
import hmac
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.gate.mapping import ColumnMap, Mapping, identity
from analytics.gate.sources.table import Table
from analytics.gate.staging import Change, Undecided, staged
from analytics.register.contract import COLUMNS
from analytics.register.findings import Finding, Refused
from analytics.register.loading import value_findings
from analytics.register.traits import Traits
from analytics.settings import SAMPLE
from analytics.text import Notice, Text

AS_OF = date(2020, 12, 31)
KEY = "kunci-percobaan-yang-cukup-panjang-0123456789"
RAWS = [column.raw for column in COLUMNS]
NEEDED = {"nomor_kasus": "Kasus", "id_asn": "ASN", "tanggal_laporan": "Tanggal", "status": "Status"}


@pytest.fixture
def drawn(tmp_path):
    """drawn(text, **options) -> Table of a table drawn with | between cells, as DuckDB reads a file of it."""

    def table(text, **options):
        rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
        return table_of(tmp_path / "drawn.csv", rows, **options)

    return table


def table_of(path, rows, **options):
    """A Table over a CSV file written from rows; the first holds the headings."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    path.write_text(buffer.getvalue(), encoding="utf-8")
    columns = ", ".join(f"'c{place}': 'varchar'" for place in range(len(rows[0])))
    relation = (
        f"read_csv($file, columns={{{columns}}}, header=true, auto_detect=false, delim=',', quote='\"', escape='\"', "
        "store_rejects=true, ignore_errors=true)"
    )
    return Table("drawn.csv", "CSV", "digest", tuple(" ".join(name.split()) for name in rows[0]), relation, {"file": str(path)}, **options)


def needed(lacks=(), person="pseudonym", counts="persons", **columns):
    """A mapping of the four columns that must be there, and of others; the rest is lacking."""
    filled = {raw: ColumnMap((heading,)) for raw, heading in NEEDED.items() if raw not in lacks}
    filled |= {raw: column if isinstance(column, ColumnMap) else ColumnMap((column,)) for raw, column in columns.items()}
    return Mapping(filled, tuple(raw for raw in RAWS if raw not in filled), person, counts)


def rows(result, *fields):
    """Chosen fields of every row, in order."""
    return result.con.execute(f"select {', '.join(fields)} from staged order by row").fetchall()


def left_out(result):
    """What was left out: reason, count, rows."""
    return [(each.reason.en, each.count, each.rows) for each in result.left_out]


def said(result):
    """Code, level, row, count of each finding."""
    return [(finding.code, finding.level, finding.row, finding.count) for finding in result.findings]


# --- the contract's own form ---


def test_a_file_in_the_contracts_form_is_read_as_it_is():
    path = SAMPLE / "snapshot=2020-07-31" / "cases.csv"
    with path.open(encoding="utf-8", newline="") as file:
        sent = list(csv.DictReader(file))
    result = staged(table_of_file(path, list(sent[0])), identity(), date(2020, 7, 31))
    assert (result.read, result.kept) == (len(sent), len(sent))
    assert (result.left_out, result.changes, result.undecided, result.findings) == ((), (), (), ())
    texts = [f"{column.field}::varchar" for column in COLUMNS]
    assert rows(result, *texts) == [tuple(line[raw] or None for raw in RAWS) for line in sent]
    assert rows(result, "row", "synthetic", "faults") == [(number, True, None) for number in range(2, len(sent) + 2)]
    assert result.traits == Traits()


def table_of_file(path, headings):
    """A Table over a file in the contract's form."""
    columns = ", ".join(f"'c{place}': 'varchar'" for place in range(len(headings)))
    relation = f"read_csv($file, columns={{{columns}}}, header=true, auto_detect=false, delim=',', quote='\"', escape='\"', store_rejects=true, ignore_errors=true)"
    return Table(path.name, "CSV", "digest", tuple(headings), relation, {"file": str(path)})


def test_faults_are_those_of_a_hand_placed_file(drawn):
    table = drawn("""
        Kasus        | ASN | Tanggal    | Status           | Instansi
        K1           | x1  | 2020-02-30 | konsep_surat     | kab_bima
        K2           |     |            |                  | unknown
        K?3          | x 3 | kemarin    | konsep_surat     | kab_nowhere
        K4           | x4  | 2020-07-01 | konsep_surat     | kab_bima
    """)
    result = staged(table, needed(instansi="Instansi"), AS_OF)
    assert [(found("en"), found.row) for found in value_findings(result.con)] == [
        ("row 2, column tanggal_laporan “2020-02-30”: not a day that exists; write YYYY-MM-DD", 2),
        ("row 3, column id_asn: must be filled in", 3),
        ("row 3, column instansi “unknown”: the code is not in the list instansi", 3),
        ("row 3, column status: must be filled in", 3),
        ("row 3, column tanggal_laporan: must be filled in", 3),
        ("row 4, column id_asn: only letters, digits and / . _ - (no spaces), at most 64; never a NIP or a name", 4),
        ("row 4, column instansi “kab_nowhere”: the code is not in the list instansi", 4),
        ("row 4, column nomor_kasus: only letters, digits and / . _ - (no spaces), at most 64; never a NIP or a name", 4),
        ("row 4, column tanggal_laporan “kemarin”: not a day that exists; write YYYY-MM-DD", 4),
    ]
    assert rows(result, "case_number", "person", "reported_on", "status", "agency") == [
        ("K1", "x1", None, "konsep_surat", "kab_bima"),
        ("K2", None, None, None, None),
        (None, None, None, "konsep_surat", None),
        ("K4", "x4", date(2020, 7, 1), "konsep_surat", "kab_bima"),
    ]


# --- words and days ---


def test_words_become_codes_and_every_change_is_counted(drawn):
    table = drawn("""
        Kasus | ASN | Tanggal       | Status         | Unit kerja         | Hukuman
        K1    | x1  | 31/07/2020    | Konsep surat   | PEMKAB WAKATOBI    | Ringan sekali
        K2    | x2  | 31/07/2020    | konsep_surat   | Kab. Wakatobi      |
        K3    | x3  | Juli 2020     | Konsep  Surat  | kab_wakatobi       | -
        K4    | x4  | 2020-07-30    | konsep_surat   | Kabupaten Wakatobi | Ringan sekali
    """)
    mapping = needed(
        instansi="Unit kerja",
        rekomendasi_sanksi=ColumnMap(("Hukuman",), values={"Ringan sekali": "disiplin_ringan"}, empty="moral_tertutup"),
    )
    result = staged(table, mapping, AS_OF)
    assert rows(result, "case_number", "reported_on", "status", "agency", "sanction_recommended") == [
        ("K1", date(2020, 7, 31), "konsep_surat", "kab_wakatobi", "disiplin_ringan"),
        ("K2", date(2020, 7, 31), "konsep_surat", "kab_wakatobi", "moral_tertutup"),
        ("K3", date(2020, 7, 1), "konsep_surat", "kab_wakatobi", "moral_tertutup"),
        ("K4", date(2020, 7, 30), "konsep_surat", "kab_wakatobi", "disiplin_ringan"),
    ]
    assert set(result.changes) == {
        Change("tanggal_laporan", "31/07/2020", "2020-07-31", "rewrite", 2, (2, 3)),
        Change("tanggal_laporan", "Juli 2020", "2020-07-01", "rewrite", 1, (4,)),
        Change("status", "Konsep surat", "konsep_surat", "label", 1, (2,)),
        Change("status", "Konsep  Surat", "konsep_surat", "label", 1, (4,)),
        Change("instansi", "PEMKAB WAKATOBI", "kab_wakatobi", "rewrite", 1, (2,)),
        Change("instansi", "Kab. Wakatobi", "kab_wakatobi", "rewrite", 1, (3,)),
        Change("instansi", "Kabupaten Wakatobi", "kab_wakatobi", "label", 1, (5,)),
        Change("rekomendasi_sanksi", "Ringan sekali", "disiplin_ringan", "mapping", 2, (2, 5)),
        Change("rekomendasi_sanksi", "", "moral_tertutup", "mapping", 1, (3,)),
        Change("rekomendasi_sanksi", "-", "moral_tertutup", "rewrite", 1, (4,)),
    }
    assert said(result) == [("month_only", "note", 4, 1), ("derived", "note", None, 4), ("derived", "note", None, 4)]
    assert (
        result.findings[0]("id") == "baris 4, kolom tanggal_laporan “Juli 2020”: hanya menyebut bulan; dibaca sebagai tanggal 1 bulan itu"
    )


def test_a_word_that_nothing_certain_is_known_of_is_undecided_and_a_fault(drawn):
    table = drawn("""
        Kasus | ASN | Tanggal    | Status       | Instansi
        K1    | x1  | 2020-07-01 | konsep_surat | Kab. Wakatbi
        K2    | x2  | 2020-07-01 | konsep_surat | Kab. Wakatbi
    """)
    result = staged(table, needed(instansi="Instansi"), AS_OF)
    (word,) = result.undecided
    assert (word.column, word.value, word.count, word.rows) == ("instansi", "Kab. Wakatbi", 2, (2, 3))
    assert word.suggestions[0][0] == "kab_wakatobi"
    assert rows(result, "agency", "faults") == [(None, ["instansi\x1fKab. Wakatbi"])] * 2


def test_the_mapping_comes_first_even_against_a_code(drawn):
    table = drawn("""
        Kasus | ASN | Tanggal    | Status       | Instansi
        K1    | x1  | 2020-07-01 | konsep_surat | kota_bima
        K2    | x2  | 2020-07-01 | ?            | lain
    """)
    mapping = needed(
        instansi=ColumnMap(("Instansi",), values={"kota_bima": "kab_bima", "lain": ""}), status=ColumnMap(("Status",), values={"?": ""})
    )
    result = staged(table, mapping, AS_OF)
    assert rows(result, "agency", "status", "faults") == [("kab_bima", "konsep_surat", None), (None, None, ["status\x1f"])]


def test_codes_of_the_registers_own_constants_joined_headings_and_two_facts_in_a_cell(drawn):
    table = drawn("""
        Kasus | Tahun | ASN | Tanggal    | Status       | Pelanggaran | Sanksi
        K1    | 2020  | x1  | 2020-07-01 | konsep_surat | Mogok       | Berat (12/08/2020)
        K2    | 2020  | x2  | 2020-07-01 | konsep_surat | medsos      | Berat
    """)
    mapping = needed(
        nomor_kasus=ColumnMap(("Kasus", "Tahun")),
        pemilihan=ColumnMap(constant="pilkada_2020"),
        kategori_pelanggaran=ColumnMap(("Pelanggaran",), values={"Mogok": "mogok"}),
        sanksi=ColumnMap(("Sanksi",), split="(", part=1, values={"Berat": "disiplin_berat"}),
        tanggal_sanksi=ColumnMap(("Sanksi",), split="(", part=2),
    )
    mapping = Mapping(mapping.columns, mapping.lacks, labels={"category": {"mogok": Text(id="Mogok kerja", en="Strike")}})
    result = staged(table, mapping, AS_OF)
    assert rows(result, "case_number", "election", "category", "sanction_imposed", "sanctioned_on") == [
        ("K1-2020", "pilkada_2020", "mogok", "disiplin_berat", date(2020, 8, 12)),
        ("K2-2020", "pilkada_2020", "medsos", "disiplin_berat", None),
    ]
    assert Change("nomor_kasus", "… …", "…-…", "rewrite", 2, (2, 3)) in result.changes
    assert result.traits.labels["category"]["mogok"].en == "Strike"


def test_spaces_around_cells_are_no_change(tmp_path):
    lines = [
        ["Kasus", "ASN", "Tanggal", "Status", "Instansi"],
        [" K1", "x1 ", " 2020-07-01 ", "konsep_surat  ", " kab_bima"],
        ["  ", " ", "  ", "", " "],
    ]
    result = staged(table_of(tmp_path / "t.csv", lines), needed(instansi="Instansi"), AS_OF)
    assert rows(result, "case_number", "person", "reported_on", "status", "agency", "faults") == [
        ("K1", "x1", date(2020, 7, 1), "konsep_surat", "kab_bima", None)
    ]
    assert (result.changes, left_out(result)) == ((), [("blank rows", 1, (3,))])
    assert {finding.code for finding in result.findings} == {"derived"}


def test_progress_is_told_step_by_step(drawn):
    told = []
    table = drawn("Kasus|ASN|Tanggal|Status\nK1|x1|2020-07-01|konsep_surat")
    staged(table, needed(), AS_OF, progress=lambda step, share: told.append((step.en, share)))
    assert [step for step, share in told if share == 1] == ["Looking at the columns", "Reading the rows", "Sorting the rows"]
    assert all(0 <= share <= 1 for _, share in told)


def test_whoever_leaves_while_a_file_is_read_ends_the_reading(drawn):
    def left(step, share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        staged(drawn("Kasus|ASN|Tanggal|Status\nK1|x1|2020-07-01|konsep_surat"), needed(), AS_OF, progress=left)


def test_the_order_of_a_date_is_never_swapped_in_silence(drawn):
    table = drawn("""
        Kasus | ASN | Tanggal    | Status
        K1    | x1  | 07/31/2020 | konsep_surat
        K2    | x2  | 07/01/2020 | konsep_surat
    """)
    day = staged(table, needed(), AS_OF)
    month = staged(table, needed(tanggal_laporan=ColumnMap(("Tanggal",), order="month")), AS_OF)
    assert rows(day, "reported_on", "faults") == [(None, ["tanggal_laporan\x1f07/31/2020"]), (date(2020, 1, 7), None)]
    assert rows(month, "reported_on", "faults") == [(date(2020, 7, 31), None), (date(2020, 7, 1), None)]


def test_identifiers_are_tidied_where_that_is_safe(drawn):
    table = drawn("""
        Kasus           | ASN | Tanggal    | Status       | Surat
        R-12 / 2020     | x1  | 2020-07-01 | konsep_surat | -
        R 12 2020       | x2  | 2020-07-01 | konsep_surat | B . 7
        Budi Santoso    | x3  | 2020-07-01 | konsep_surat |
        19850312 201001 1 003 | x4 | 2020-07-01 | konsep_surat | 7
    """)
    result = staged(table, needed(nomor_rekomendasi="Surat"), AS_OF)
    assert rows(result, "case_number", "letter", "faults") == [
        ("R-12/2020", None, None), ("R-12-2020", "B.7", None), (None, None, ["nomor_kasus\x1fhidden"]), (None, "7", ["nomor_kasus\x1fhidden"]),
    ]  # fmt: skip
    assert set(result.changes) == {
        Change("nomor_kasus", "… / …", "…/…", "rewrite", 1, (2,)),
        Change("nomor_kasus", "… …", "…-…", "rewrite", 1, (3,)),
        Change("nomor_rekomendasi", "… / …", "…/…", "rewrite", 1, (3,)),
        Change("nomor_rekomendasi", "-", "", "rewrite", 1, (2,)),
    }


def test_a_column_with_too_many_words_is_no_column_of_codes(tmp_path):
    lines = [["Kasus", "ASN", "Tanggal", "Status", "Instansi"]]
    lines += [[f"K{number}", f"x{number}", "2020-07-01", "konsep_surat", f"kata {number}"] for number in range(2_100)]
    result = staged(table_of(tmp_path / "t.csv", lines), needed(instansi="Instansi"), AS_OF)
    assert said(result) == [("crowded", "error", None, 1)] and result.undecided == ()
    assert result.con.execute("select distinct faults from staged").fetchall() == [(["instansi\x1f…"],)]


# --- rows that are no cases ---


def test_rows_that_are_no_cases_are_left_out_and_counted(drawn):
    table = drawn("""
        No     | Kasus | ASN | Tanggal    | Status       | Catatan
        (1)    | (2)   | (3) | (4)        | (5)          | (6)
        1      | K1    | x1  | 2020-07-01 | konsep_surat |
        2      | K2    | x2  | 2020-07-01 | konsep_surat |
               |       |     |            |              | catatan saja
        NO     | KASUS | ASN | TANGGAL    | STATUS       | CATATAN
        3      | K3    | x3  | 2020-07-01 | konsep_surat |
        4      | K1    | x1  | 2020-07-01 | konsep_surat | diulang
        5      | K5    |     |            |              |
        6      | K6    | x6  | 2020-07-01 | konsep_surat |
        Jumlah | 6     |     |            |              |
        TOTAL KESELURUHAN | | 6 |         |              |
        Keterangan: angka sementara | | | |              |
               | ** dihitung ulang | | |  |              |
               |       |     |            |              |
               |       |     | Jakarta, 31 Juli 2020 |   |
               |       |     | Kepala Bagian |           |
    """)
    result = staged(table, needed(), AS_OF)
    assert rows(result, "row", "case_number") == [(3, "K1"), (4, "K2"), (7, "K3"), (9, "K5"), (10, "K6")]
    assert left_out(result) == [
        ("blank rows", 3, (5, 13, 15)),
        ("headings repeated", 2, (2, 6)),
        ("rows of totals", 2, (11, 12)),
        ("notes below the table", 3, (14, 16, 17)),
        ("rows that repeat another row in full", 1, (8,)),
    ]
    assert (result.read, result.kept) == (16, 5)
    assert said(result) == [("repeated_row", "warning", 8, 1)]
    assert result.changes == () and result.undecided == ()


def test_a_sparse_row_at_the_end_is_kept_and_its_empty_cells_named(drawn):
    table = drawn("""
        Kasus | ASN | Tanggal    | Status
        K1    | x1  | 2020-07-01 | konsep_surat
        K2    | x2  |            |
    """)
    result = staged(table, needed(), AS_OF)
    assert rows(result, "case_number", "faults") == [("K1", None), ("K2", ["tanggal_laporan\x1f", "status\x1f"])]


def test_allegations_that_look_alike_are_all_kept(drawn):
    table = drawn("""
        Kasus | Tanggal    | Status
        K1    | 2020-07-01 | konsep_surat
        K1    | 2020-07-01 | konsep_surat
    """)
    result = staged(table, needed(lacks=("id_asn",), counts="allegations"), AS_OF)
    assert rows(result, "case_number", "person", "faults") == [("K1", None, None)] * 2
    assert (result.read, result.kept, result.left_out) == (2, 2, ())
    assert result.traits.counts == "allegations" and "person" in result.traits.lacks


def test_lines_that_cannot_be_split_are_errors_and_counted(tmp_path):
    path = tmp_path / "t.csv"
    table = table_of(path, [["Kasus", "ASN", "Tanggal", "Status"]])
    good = "{},x1,2020-07-01,konsep_surat\n".format
    path.write_text(
        "Kasus,ASN,Tanggal,Status\n" + good("K1") + "K2,x2\n" + good("K3") + "K4,x,y,z,1,2\n" + "K5,x\n" + good("K6"), encoding="utf-8"
    )
    result = staged(table, needed(), AS_OF)
    assert rows(result, "row", "case_number") == [(2, "K1"), (4, "K3"), (7, "K6")]
    assert left_out(result) == [("rows that cannot be read", 3, (3, 5, 6))]
    assert (result.read, result.kept) == (6, 3)
    assert said(result) == [("bad_line", "error", 3, 3)]
    assert result.con.execute("select count(*) from duckdb_tables() where table_name like 'reject%'").fetchone() == (0,)


def test_lines_that_opening_found_are_counted_once(drawn):
    found = Finding(Text(id="x", en="x"), 9, count=2, code="bad_line", rows=(9, 11))
    result = staged(drawn("Kasus|ASN|Tanggal|Status\nK1|x1|2020-07-01|konsep_surat", findings=(found,)), needed(), AS_OF)
    assert left_out(result) == [("rows that cannot be read", 2, (9, 11))] and result.read == 3
    assert result.findings == (found,)


def test_rows_keep_the_numbers_a_numbered_table_gives_them(drawn):
    table = drawn("Kasus|ASN|Tanggal|Status\nK1|x1|2020-07-01|konsep_surat\nK2|x2|2020-07-01|konsep_surat")
    relation = f"(select *, 10 * (row_number() over ()) as row from {table.relation})"
    result = staged(Table("t", "XLSX", "d", table.headings, relation, table.values, numbered=True), needed(), AS_OF)
    assert rows(result, "row", "case_number") == [(10, "K1"), (20, "K2")]


def test_a_table_without_rows_is_an_error(drawn):
    result = staged(drawn("Kasus|ASN|Tanggal|Status"), needed(), AS_OF)
    assert said(result) == [("no_rows", "error", None, 1)] and (result.read, result.kept) == (0, 0)


def test_a_mapping_that_does_not_fit_is_refused(drawn):
    with pytest.raises(Refused) as caught:
        staged(drawn("Kasuss|ASN|Tanggal|Status\nK1|x1|2020-07-01|konsep_surat"), needed(), AS_OF)
    assert [finding("id") for finding in caught.value.findings] == [
        "kolom nomor_kasus “Kasus”: judul kolom ini tidak ada dalam berkas; mungkin “Kasuss”"
    ]


# --- persons ---

NIP = "198503122010011003"
NAME = "Zulkarnaen Pohantobing"


def test_an_nip_becomes_the_same_hash_however_it_is_written(drawn):
    table = drawn(f"""
        Kasus | ASN                   | Tanggal    | Status
        K1    | {NIP}                 | 2020-07-01 | konsep_surat
        K2    | 19850312 201001 1 003 | 2020-07-01 | konsep_surat
        K3    | NIP. 19850312.201001.1.003 | 2020-07-01 | konsep_surat
        K4    | 1.98503122010011E+17  | 2020-07-01 | konsep_surat
        K5    | 198503122010011000    | 2020-07-01 | konsep_surat
        K6    | -                     | 2020-07-01 | konsep_surat
    """)
    result = staged(table, needed(person="nip"), AS_OF, KEY)
    hashed = "p" + hmac.new(KEY.encode(), NIP.encode(), "sha256").hexdigest()[:32]
    assert rows(result, "person", "faults") == [(hashed, None)] * 3 + [(None, None)] * 2 + [(None, ["id_asn\x1f"])]
    assert said(result) == [("bad_person", "error", 5, 2)]
    assert result.findings[0]("en") == (
        "row 5, column ASN: no NIP of 18 digits, or its last digits were lost as it was kept as a number; correct it, and keep the column as text (and 1 more rows)"
    )


def test_a_column_of_nip_kept_as_numbers_is_an_error(tmp_path):
    lines = [["Kasus", "ASN", "Tanggal", "Status"]]
    lines += [[f"K{n}", str(int(float(198503122010011001 + 1000 * n))), "2020-07-01", "konsep_surat"] for n in range(0, 700, 13)]
    result = staged(table_of(tmp_path / "t.csv", lines), needed(person="nip"), AS_OF, KEY)
    assert "lost_digits" in [finding.code for finding in result.findings]


def test_a_name_is_one_person_with_and_without_titles(drawn):
    table = drawn("""
        Kasus | ASN                            | Tanggal    | Status
        K1    | Drs. H. Budi  SANTOSO, M.Si.   | 2020-07-01 | konsep_surat
        K2    | budi santoso                   | 2020-07-01 | konsep_surat
        K3    | Budi Santosa                   | 2020-07-01 | konsep_surat
    """)
    result = staged(table, needed(person="name"), AS_OF, KEY)
    first, second, third = (person for (person,) in rows(result, "person"))
    assert first == second == "n" + hmac.new(KEY.encode(), b"budi santoso", "sha256").hexdigest()[:32] != third
    assert said(result) == [("same_name", "warning", None, 1)]


def test_persons_need_a_key(drawn):
    table = drawn(f"Kasus|ASN|Tanggal|Status\nK1|{NIP}|2020-07-01|konsep_surat")
    with pytest.raises(Notice) as missing:
        staged(table, needed(person="nip"), AS_OF)
    assert "secrets.token_hex(32)" in missing.value("id") and "ASN_PERSON_KEY" in missing.value("en")
    with pytest.raises(Notice) as short:
        staged(table, needed(person="nip"), AS_OF, "pendek")
    assert "32" in short.value("id") and "pendek" not in short.value("id").replace("terlalu pendek", "")


@pytest.mark.parametrize(("cell", "code"), [(NIP, "holds_nip"), (NAME, "holds_names")])
def test_nip_or_names_in_a_column_of_pseudonyms_are_an_error_that_says_what_to_do(drawn, cell, code):
    result = staged(drawn(f"Kasus|ASN|Tanggal|Status\nK1|{cell}|2020-07-01|konsep_surat"), needed(), AS_OF)
    assert said(result) == [(code, "error", None, 1)]
    assert rows(result, "person", "faults") == [(None, ["id_asn\x1fhidden"])]
    assert 'person = "' in result.findings[0]("id")


def test_no_name_and_no_nip_is_left_anywhere(drawn, tmp_path):
    """Names and NIP in their own columns and in each where they do not belong: none is in the result or its database."""
    table = drawn(f"""
        Nama Lengkap | NIP   | Kasus   | ASN    | Tanggal    | Status       | Instansi | Surat | Sanksi
        {NAME}       | {NIP} | K1      | {NAME} | 2020-07-01 | konsep_surat | kab_bima |       |
        {NAME}       | {NIP} | {NAME}  | {NAME} | {NAME}     | {NAME}       | {NAME}   | {NAME} | {NAME}
        {NAME}       | {NIP} | {NIP}   | {NIP}  | {NIP}      | {NIP}        | {NIP}    | {NIP}  | {NIP}
        Pohantobing  | {NIP} | K4      | {NAME} | 2020-07-01 | konsep_surat | {NAME} (camat) | | Pohantobing
        Siti Zubaidah, S.Sos | {NIP} | K5 | x   | 2020-07-01 | konsep_surat | Siti Zubaidah dinas | | Siti Zubaidah, S.Sos
                     |       |         |        |            |              |          |       |
        Mengetahui,  |       |         |        | {NAME}     | NIP {NIP}    | {NAME}   |       |
    """)
    mapping = needed(person="name", instansi="Instansi", nomor_rekomendasi="Surat", sanksi="Sanksi")
    result = staged(table, mapping, AS_OF, KEY)
    gc.collect()
    tables = [name for (name,) in result.con.execute("select table_name from duckdb_tables() where not internal").fetchall()]
    held = "\n".join(str(result.con.execute(f'select * from "{name}"').fetchall()) for name in tables)
    held += str(result.con.execute("select * from duckdb_types()").fetchall()) + repr(result)
    held += "\n".join(finding(lang) for finding in [*result.findings, *value_findings(result.con)] for lang in ("id", "en"))
    for secret in (NAME, "Zulkarnaen", "Pohantobing", "pohantobing", NIP, "Zubaidah"):
        assert secret not in held, secret
    assert sorted(path.name for path in tmp_path.iterdir()) == ["drawn.csv"]
    assert {word.value for word in result.undecided if word.column == "instansi"} == {"…"}


def test_what_cannot_be_read_says_nothing_of_the_cells(drawn):
    table = drawn("Kasus|ASN|Tanggal|Status\nK1|x1|2020-07-01|konsep_surat")
    broken = Table("t", "CSV", "d", table.headings, f"(select cast('{NAME}' as integer)::varchar as c0, '' as c1, '' as c2, '' as c3)", {})
    with pytest.raises(Refused) as caught:
        staged(broken, needed(), AS_OF)
    assert NAME not in str(caught.value) and caught.value.__cause__ is None and caught.value.__context__ is None
    assert caught.value.findings[0]("en") == "the file cannot be read as CSV"


# --- whatever comes ---

CELLS = st.one_of(
    st.sampled_from(["", "K1", "x1", "2020-07-01", "01/07/2020", "konsep_surat", "Konsep surat", "Jumlah", "Total", "-", "kab_bima", "Kab. Bima", "Keterangan: x", "3", "null", "unknown"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=12),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=12), st.sampled_from(["pseudonym", "nip", "name"]))
def test_every_row_is_accounted_for(tmp_path_factory, lines, person):
    path = tmp_path_factory.mktemp("drawn") / "t.csv"
    table = table_of(path, [["Kasus", "ASN", "Tanggal", "Status", "Instansi"], *lines])
    result = staged(table, needed(person=person, instansi="Instansi"), AS_OF, KEY)
    there = result.con.execute(f"select count(*) from {table.relation}", table.values).fetchone()[0]
    refused = sum(each.count for each in result.left_out if each.reason.en == "rows that cannot be read")
    assert result.read == result.kept + sum(each.count for each in result.left_out) == there + refused
    assert result.con.execute("select count(*), count(distinct row) from staged").fetchone() == (result.kept, result.kept)
    assert all(isinstance(word, Undecided) and word.rows for word in result.undecided)
    result.con.close()


@pytest.mark.parametrize("said", ["72 orang", "72", "(72 ASN)", "1.072 pegawai"])
def test_a_row_of_totals_may_say_what_it_counts(tmp_path, said):
    """'JUMLAH' stands in a column that is not read, the number below the persons."""
    lines = [["No", "Kasus", "ASN", "Tanggal", "Status"], ["1", "K1", "x1", "2020-07-01", "konsep_surat"], ["JUMLAH", "", said, "", ""]]
    result = staged(table_of(tmp_path / "t.csv", lines), needed(), AS_OF)
    assert (result.read, result.kept, left_out(result)) == (2, 1, [("rows of totals", 1, (3,))])
