"""What goes back to the sender: JSON and a workbook that say the same, name no person, and run nothing."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from conftest import HEADINGS, rows_of
from staged_of import staged_rows

from analytics.gate.checking import Checked, rank
from analytics.gate.checks import contract_findings
from analytics.gate.reports import to_json, to_xlsx
from analytics.gate.sent import MOST_ROWS, marks_of
from analytics.gate.staging import Change, LeftOut, Undecided
from analytics.register.findings import Finding
from analytics.text import Text

AS_OF, BEFORE = date(2020, 12, 31), date(2020, 12, 1)
NIP, NAME = "199001012015011001", "Dra. Siti Rahmawati, M.Si"
HEADS = {"tanggal_laporan": "Tgl Lapor", "id_asn": "Nama dan NIP", "instansi": "Unit Kerja"}
TEXT = """
nomor_kasus id_asn tanggal_laporan status           instansi        tanggal_sanksi sumber
k1          x1     2020-02-30      konsep_surat     kab_bima        -              bawaslu
k2          x2     2020-07-01      =SUM(1+1)       kab_bima        -              bawaslu
k3          x3     2020-07-01      konsep_surat     kab_bima        2020-09-01     bawaslu
k4          x4     2020-07-01      konsep_surat     Wakatobii       -              bawaslu
k5          x5     2020-07-01      konsep_surat     kab_bima        -              bawaslu
"""


def relation(path):
    """A file without a heading as a source of text, as the gate's readers give it."""
    width = len(HEADINGS)
    kinds = ", ".join(f"f{place}: 'varchar'" for place in range(width))
    cells = ", ".join(f"f{place} as c{place}" for place in range(width))
    return f"(select {cells} from read_csv($file, columns={{{kinds}}}, header=false, auto_detect=false, delim=',', nullstr=''))", {
        "file": str(path)
    }


@pytest.fixture
def checked(tmp_path):
    """A file with five faults, persons in the clear in the file itself."""
    rows = rows_of(TEXT)
    path = tmp_path / "sent.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([NAME + " " + NIP if heading == "id_asn" else row[heading] for heading in HEADINGS] for row in rows)
    words = (Undecided("instansi", "Wakatobii", 1, (5,), (("kab_wakatobi", 93),)),)
    changes = (Change("sumber", "Bawaslu RI", "bawaslu", "rewrite", 5, (2, 3, 4, 5, 6)), Change("instansi", NAME, "", "mapping", 1, (2,)))
    staged = staged_rows(rows, HEADS, undecided=words, changes=changes)
    source, values = relation(path)
    table = replace(staged.table, name='=rekap "KASN".csv', digest="ab" * 32, relation=source, values=values)
    left_out = (LeftOut(Text(id="baris jumlah", en="a row of totals"), 1, (7,)),)
    staged = replace(staged, table=table, left_out=left_out, read=6)
    found = contract_findings(staged, AS_OF)
    return Checked(staged, AS_OF, tuple(sorted(found, key=rank)), BEFORE, {"rows": 5, "reported": 5})


def book_of(checked, lang="id"):
    """The workbook, opened."""
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(checked, lang)))


def lines(sheet):
    """The values of a sheet; empty cells as ''."""
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_json_says_everything_in_stable_keys(checked):
    report = json.loads(to_json(checked, "id"))
    assert list(report) == ["file", "as_of", "compared_with", "passed", "rows", "counts", "findings", "left_out", "changes"]
    assert report["file"] == {"name": '=rekap "KASN".csv', "kind": "CSV", "sheet": "", "sha256": "ab" * 32}
    assert (report["as_of"], report["compared_with"], report["passed"]) == ("2020-12-31", "2020-12-01", False)
    assert report["rows"] == {"read": 6, "kept": 0, "left_out": 1, "refused": 5}
    assert report["left_out"] == [{"reason": "baris jumlah", "count": 1, "rows": [7]}]
    assert [(each["level"], each["code"], each["row"]) for each in report["findings"]] == [
        ("error", "bad_day", 2), ("error", "bad_code", 3), ("error", "sanction_without_recommendation", 4), ("error", "undecided", 5),
        ("warning", "unknown_position", 2),
    ]  # fmt: skip
    assert report["findings"][0] == {
        "level": "error", "code": "bad_day", "row": 2, "rows": [2], "count": 1, "column": "tanggal_laporan", "heading": "Tgl Lapor",
        "value": "2020-02-30", "reason": "bukan tanggal yang ada", "advice": "tulis ulang tanggalnya, misalnya 31/07/2020",
    }  # fmt: skip
    assert report["changes"][0] == {
        "column": "sumber", "value": "Bawaslu RI", "code": "bawaslu", "label": "Penerusan Bawaslu", "how": "rewrite", "count": 5, "rows": [2, 3, 4, 5, 6],
    }  # fmt: skip


def test_both_languages_say_the_same_of_the_same(checked):
    words = {"reason", "advice", "label"}
    reports = [json.loads(to_json(checked, lang)) for lang in ("id", "en")]
    stripped = [json.dumps(report, default=str) for report in (without(each, words) for each in reports)]
    assert stripped[0] == stripped[1]
    assert reports[1]["findings"][3]["reason"] == "not in the list agency; perhaps Wakatobi Regency (93)"


def without(value, names):
    """A JSON value without these keys."""
    if isinstance(value, dict):
        return {key: without(each, names) for key, each in value.items() if key not in names}
    return [without(each, names) for each in value] if isinstance(value, list) else value


def test_the_summary_tells_where_the_rows_went_and_what_to_do(checked):
    summary = {line[0]: line[1] for line in lines(book_of(checked)["Ringkasan"])}
    assert summary["Berkas"] == '=rekap "KASN".csv (CSV)'
    assert summary["SHA-256"] == "ab" * 32
    assert (summary["Tanggal snapshot"], summary["Dibandingkan dengan snapshot"]) == ("31 Desember 2020", "1 Desember 2020")
    assert [summary[name] for name in ("Baris dibaca", "Baris dipakai", "Baris disisihkan", "Baris ditolak bersama berkasnya")] == [
        6,
        0,
        1,
        5,
    ]
    assert [summary[name] for name in ("× Kesalahan", "△ Peringatan", "○ Catatan")] == [4, 1, 0]
    assert summary["Yang perlu dilakukan"].startswith("Berkas ini belum dapat diterima. Betulkan setiap kesalahan")
    assert [line[1] for line in lines(book_of(checked)["Ringkasan"]) if line[0].strip() == "baris jumlah"] == ["7"]


def test_what_to_do_follows_from_the_gravest_finding(checked):
    for kept, words in ((("warning",), "can be accepted once every warning"), ((), "nothing has to be corrected")):
        milder = replace(checked, findings=tuple(each for each in checked.findings if each.level in kept))
        assert words in dict(line[:2] for line in lines(book_of(milder, "en")["Summary"]))["What to do"]


def test_findings_stand_in_the_clerks_own_headings(checked):
    head, first, *_, last = lines(book_of(checked)["Temuan"])
    assert head == ["Tingkat", "Baris", "Jumlah baris", "Kolom", "Isi sel", "Yang ditemukan", "Yang perlu dilakukan", "Semua baris"]
    assert first == [
        "× Kesalahan", 2, 1, "Tgl Lapor (tanggal_laporan)", "2020-02-30", "Bukan tanggal yang ada", "Tulis ulang tanggalnya, misalnya 31/07/2020", "2",
    ]  # fmt: skip
    assert (last[0], last[-1]) == ("△ Peringatan", "2, 3, 4, 5, 6")
    assert book_of(checked)["Temuan"].freeze_panes == "A2"
    assert book_of(checked)["Temuan"].auto_filter.ref == "A1:H6"


def test_rows_at_fault_stand_as_sent_with_the_cell_marked_and_persons_hidden(checked):
    sheet = book_of(checked)["Baris bermasalah"]
    head, *rows = lines(sheet)
    assert head[:5] == ["Baris pada berkas", "nomor_kasus", "Nama dan NIP", "pemilihan", "Tgl Lapor"]
    assert [row[:3] for row in rows] == [[number, f"k{number - 1}", "(disembunyikan)"] for number in (2, 3, 4, 5, 6)]
    marked = {(cell.row, sheet.cell(1, cell.column).value): cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert {place for place, words in marked.items() if "Kesalahan" in words} == {
        (2, "Tgl Lapor"), (3, "status"), (4, "tanggal_sanksi"), (5, "Unit Kerja"),
    }  # fmt: skip
    assert "× Kesalahan: bukan tanggal yang ada; tulis ulang tanggalnya, misalnya 31/07/2020" in marked[2, "Tgl Lapor"]
    assert sheet.cell(2, 5).fill.fgColor.rgb == "FFF8D7D3"
    assert sheet.cell(3, 5).fill.fgColor.rgb == "00000000"


def test_automatic_changes_are_listed(checked):
    head, *rows = lines(book_of(checked, "en")["Automatic changes"])
    assert head == ["Column", "As written", "Read as", "Code", "Why", "Rows", "All rows"]
    assert rows == [
        ["sumber", "Bawaslu RI", "Forwarded by Bawaslu", "bawaslu", "another spelling or abbreviation of it", 5, "2, 3, 4, 5, 6"],
        ["Unit Kerja", "…", "empty", "", "as the mapping says", 1, "2"],
    ]


def test_no_person_and_no_formula_is_in_either(checked):
    book = book_of(checked)
    texts = [str(cell) for sheet in book for row in lines(sheet) for cell in row] + [to_json(checked, "id")]
    assert not [text for text in texts if NIP in text or "Siti" in text or "Rahmawati" in text]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert [cell for row in lines(book["Temuan"]) for cell in row if str(cell).startswith("=SUM")] == ["=SUM(1+1)"]


def test_the_same_check_gives_the_same_bytes(checked):
    assert to_xlsx(checked, "id") == to_xlsx(checked, "id")
    assert to_json(checked, "id") == to_json(checked, "id")


def test_a_check_without_findings_has_tables_without_lines(checked):
    book = book_of(replace(checked, findings=(), staged=replace(checked.staged, changes=())))
    assert [len(lines(book[name])) for name in ("Temuan", "Baris bermasalah", "Perubahan otomatis")] == [1, 1, 1]


def test_errors_come_first_where_there_are_more_rows_than_are_shown():
    word = Text(id="a", en="a")
    errors = [Finding(word, number, "status", rows=tuple(range(number, number + 1000))) for number in range(1, MOST_ROWS + 1000, 1000)]
    warning = Finding(word, 99_999, "status", level="warning")
    marks = marks_of([*errors, warning, Finding(word, 1, "sumber", level="warning"), Finding(word, 2, "sumber", level="note")])
    assert len(marks.rows) == MOST_ROWS
    assert 99_999 not in marks.rows
    assert (1, "sumber") in marks.cells
    assert (2, "sumber") not in marks.cells
