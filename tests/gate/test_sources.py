"""Any file an office sends becomes the same table of text; anything else is refused in words."""

import csv
import gc
import os
import re
import time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from files import csv_of, ods_of, parquet_of, read, xlsx_of, zipped
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analytics.gate.sources.headings import found, letters, unique
from analytics.gate.sources.limits import LONGEST_CELL
from analytics.gate.sources.memory import blank, held
from analytics.gate.sources.opening import opened
from analytics.register.findings import Refused

HEADINGS = ["Nomor Kasus", "Nama Instansi", "Tanggal", "Catatan"]
DATA = [
    ["K/001", "Kab. Wakatobi", "2020-03-12", "a, b; c"],
    ["K/002", "Kota Bima", "", 'kata "kutip"'],
    ["K/003", "", "Maret 2020", "José"],
    ["K/004", "Kab. Bima", "12/03/2020", "d'Or|x"],
]
ROWS = [HEADINGS, *DATA]
WANTED = [(row, *(cell or None for cell in cells)) for row, cells in enumerate(DATA, start=2)]
DIALECTS = {
    "comma": csv_of(ROWS),
    "semicolon, mark, CRLF": csv_of(ROWS, ";", "utf-8-sig", "\r\n"),
    "tab, UTF-16": csv_of(ROWS, "\t", "utf-16"),
    "pipe, Windows": csv_of(ROWS, "|", "cp1252"),
    "all quoted, returns": csv_of(ROWS, end="\r", quoting=csv.QUOTE_ALL),
    "apostrophes": csv_of(ROWS, ";", quote="'", quoting=csv.QUOTE_ALL),
    "told": b"sep=;\r\n" + csv_of(ROWS, ";", end="\r\n"),
    "big-endian": b"\xfe\xff" + csv_of(ROWS, ";", "utf-16-be"),
}
OTHERS = {
    "a.xlsx": xlsx_of(ROWS),
    "a.ods": ods_of(ROWS),
    "a.parquet": parquet_of({heading: [row[place] for row in DATA] for place, heading in enumerate(HEADINGS)}),
}


def said(table, lang="en"):
    """What was found on opening."""
    return [f"{each.level}: {each(lang)}" for each in table.findings]


def refusal(content, name="a.csv", lang="en", **more):
    """The words of a refusal."""
    with pytest.raises(Refused) as error:
        opened(content, name, **more)
    return [each(lang) for each in error.value.findings]


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_gives_the_same_rows(name):
    table = opened(DIALECTS[name], "a.CSV")
    assert table.headings == tuple(HEADINGS)
    assert (table.kind, table.header_row, table.first_row) == ("CSV", 1, 2)
    assert read(table) == WANTED


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_kind_gives_the_same_rows(name):
    table = opened(OTHERS[name], name)
    assert table.headings == tuple(HEADINGS)
    assert read(table) == WANTED
    assert table.findings == ()


def test_a_plain_file_is_read_where_it_lies_and_the_rest_from_memory(tmp_path):
    path = tmp_path / "berkas [1]*.csv"
    path.write_bytes(DIALECTS["comma"])
    table = opened(path, path.name)
    assert not table.numbered and read(table) == WANTED and table.name == "berkas [1]*.csv"
    assert Path(table.values["file"]).resolve() == path  # no copy
    copied = opened(DIALECTS["pipe, Windows"], "a.csv")
    assert str(Path(copied.values["file"]).readlink()).startswith("/memfd:")
    assert table.digest == opened(path.read_bytes(), "x.csv").digest != ""


def test_files_in_memory_are_freed():
    gc.collect()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(2):
        tables = [opened(content, name) for name, content in OTHERS.items()] + [opened(each, "a.csv") for each in DIALECTS.values()]
        assert all(read(table) == WANTED for table in tables)
        with pytest.raises(Refused):
            opened(b"a,b\n1,\0\n", "a.csv")
        del tables
        gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_without_memory_files_a_private_one_is_deleted(monkeypatch, tmp_path):
    monkeypatch.delattr(os, "memfd_create")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    file = held(b"abc")
    (path,) = tmp_path.iterdir()
    assert path.read_bytes() == b"abc" and path.stat().st_mode & 0o077 == 0
    del file
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_child_does_not_inherit_them():
    file = blank()
    assert os.get_inheritable(file.file.fileno()) is False


def test_title_rows_empty_columns_and_blank_rows():
    text = "REKAP PELANGGARAN;;;;;\n\nNo;Nama;Kota;;;\n1;x;y;;;\n\n;;;;;\n2;x;;;;;;\n\n;;;;;\n\n"
    table = opened(text.encode(), "a.csv")
    assert table.headings == ("No", "Nama", "Kota")
    assert (table.header_row, table.first_row) == (3, 4)
    assert read(table)[:4] == [(4, "1", "x", "y"), (5, None, None, None), (6, None, None, None), (7, "2", "x", None)]
    assert all(set(row[1:]) == {None} for row in read(table)[4:])
    assert said(table) == ["note: row 1: the rows above the headings were passed over"]
    assert said(table, "id") == ["note: baris 1: baris di atas judul kolom dilewati"]


def test_title_rows_above_a_plain_file_keep_it_plain():
    table = opened(b'REKAP "2020"\n\nNo;Nama;Kota\n7;x;y\n8;x;z\n\n\n', "a.csv")
    assert not table.numbered and read(table) == [(4, "7", "x", "y"), (5, "8", "x", "z")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    table = opened(b'No,Nama,Kota\n1,"a\nb",y\n\n2,"c\r\nd",\n', "a.csv")
    assert read(table) == [(2, "1", "a\nb", "y"), (3, None, None, None), (4, "2", "c\r\nd", None)]


def test_line_breaks_in_headings_are_spaces():
    assert opened(b'No,"Nama\n  Instansi",Kota\n1,a,y\n', "a.csv").headings == ("No", "Nama Instansi", "Kota")


def test_columns_without_a_heading_are_kept_where_they_hold_something():
    table = opened(b"No,Nama,,,Kota,\n1,x,,5,y,\n2,x,,,y,\n", "a.csv")
    assert table.headings == ("No", "Nama", "Kolom D", "Kota")
    assert not table.numbered and read(table) == [(2, "1", "x", "5", "y"), (3, "2", "x", None, "y")]


def test_rows_with_too_few_or_too_many_fields_or_wrong_quotes_are_named():
    table = opened(b'No,Nama,Kota\n1,x,y\n2,x\n3,x,y,z\n4,x,y,,\n5,"x" a,y\n6,x,y\n', "a.csv")
    assert read(table) == [(2, "1", "x", "y"), (5, "4", "x", "y"), (7, "6", "x", "y")]
    (finding,) = table.findings
    assert (finding.level, finding.code, finding.rows) == ("error", "bad_line", (3, 4, 6))
    assert said(table) == ["error: row 3: the number of fields or the quotes on this row are wrong (and 2 more rows)"]


def test_a_quote_never_closed_is_named_where_it_opens():
    table = opened(b'No,Nama,Kota\n1,x,y\n2,"x,y\n3,x,y\n', "a.csv")
    assert read(table) == [(2, "1", "x", "y")] and table.findings[0].row == 3
    rows = b"3,x,y\n" * 60_000
    assert opened(b'No,Nama,Kota\n1,x,y\n2,"x,y\n' + rows, "a.csv").findings[0].row == 3


def test_lines_that_end_in_different_ways():
    assert read(opened(b"No,Nama,Kota\r\n1,x,y\n2,x,y\r\n3,x,y\n", "a.csv")) == [(n + 1, str(n), "x", "y") for n in (1, 2, 3)]
    assert [row[0] for row in read(opened(b"No,Nama,Kota\n1,x,y\r\n2,x,y\r3,x,y\n", "a.csv"))] == [2, 3, 4]


def test_windows_letters_are_read_with_a_note_and_broken_marks_refused():
    table = opened(b"No;Nama;Kota\n1;x;y\n2;Jos\xe9 \x93a\x94 \x81;y\n", "a.csv")
    assert read(table)[1] == (3, "2", "José “a” \x81", "y")
    assert [(each.code, each.row, each.level) for each in table.findings] == [("encoding", 3, "note")]
    assert "dibaca sebagai Windows-1252" in said(table, "id")[0]
    assert refusal(b"\xef\xbb\xbfNo;Nama\n1;\xe9\n") == ["row 2: the text is not UTF-8; save it again as CSV UTF-8"]
    assert read(opened(b"No;Nama;Kota\n1;x;\xe2\x82", "a.csv")) == [(2, "1", "x", "â‚")]  # it ends within a letter
    assert "damaged" in refusal(b"\xff\xfea\x00\x00\xd8b\x00")[0]


def test_letters_across_the_edge_of_a_block():
    rows = [["No", "Nama"], *([str(place), "é" * 99] for place in range(12_000))]
    table = opened(csv_of(rows, ";"), "a.csv")
    assert not table.numbered and table.findings == ()
    assert read(table) == [(place + 2, str(place), "é" * 99) for place in range(12_000)]
    table = opened(csv_of(rows, ";", "utf-16", "\r\n"), "a.csv")
    assert read(table)[-1] == (12_001, "11999", "é" * 99)
    assert not opened(csv_of(rows, ";", end="\r\n"), "a.csv").numbered


def test_quoted_line_breaks_in_many_rows():
    rows = [["No", "Nama", "Kota"], *([str(place), f"a\n{place}", "k" * (place % 50)] for place in range(30_000))]
    got = read(opened(csv_of(rows), "a.csv"))
    assert got == [(place + 2, str(place), f"a\n{place}", "k" * (place % 50) or None) for place in range(30_000)]


def test_numbers_that_lost_their_digits_are_warned_of():
    table = opened(b"NIP;Nama\n1,99001E+17;x\n", "a.csv")
    assert [(each.code, each.level, each.row) for each in table.findings] == [("lost_digits", "warning", 2)]


def test_a_wrong_ending_is_a_note():
    assert said(opened(DIALECTS["comma"], "a.xlsx")) == ["note: the ending of the file's name does not fit its content; it was read as CSV"]
    assert said(opened(OTHERS["a.ods"], "a.XLSX"), "id") == ["note: akhiran nama berkas tidak sesuai isinya; dibaca sebagai ODS"]
    assert opened(DIALECTS["comma"], "199001012020011001.TSV").name == "….TSV"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSALS = {
    "empty": (b"", "the file is empty"),
    "blank": (b"\n\n \n", "the file is empty"),
    "mark only": (b"\xef\xbb\xbf", "the file is empty"),
    "headings only": (b"No,Nama,Kota\n", "there are no rows below the headings"),
    "headings only, empty fields": (b"No,Nama,Kota\n\n\n", "there are no rows below the headings"),
    "one column": (b"nama\nx\ny\n", "no columns can be told apart; save it as CSV with commas or semicolons, or send XLSX"),
    "numbers only": (b"1,2\n3,4\n", "no row of headings was found; write the headings on one row and the data right below it"),
    "zero byte": (b"a,b\n1,2\n3,\0\n", "row 3: the file holds zero bytes; it is not text"),
    "long line": (b"a,b\n1,2\n" + b"x" * 100_001 + b",2\n", "row 3: the line is too long (more than 100,000 bytes)"),
    "long cell": (
        b"a,b\n1,2\n" + b"x" * 10_001 + b",2\n",
        "row 3: a cell holds more than 10000 characters; shorten it or check its quotes",
    ),
    "wide": (b",".join(b"k%d" % n for n in range(14_000)) + b"\n", "more than 1000 columns; remove those that are not needed"),
    "very wide": (b",".join(b"k%d" % n for n in range(100_000)) + b"\n", "row 1: the line is too long (more than 100,000 bytes)"),
    "rather wide": (
        b",".join(b"kol%d" % n for n in range(201)) + b"\n" + b"1," * 200 + b"1\n",
        "more than 200 columns; remove those that are not needed",
    ),
    "old Excel": (OLE + b"x" * 1000, "it is an old Excel file (.xls), not a table; send it as XLSX, ODS, CSV or Parquet"),
    "password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "the file is protected by a password; open it, remove the password, and save it again",
    ),
    "PDF": (b"%PDF-1.7\n", "it is PDF, not a table; send it as XLSX, ODS, CSV or Parquet"),
    "zip": (zipped({"a.csv": "a,b"}), "it is a compressed file, not a table; send it as XLSX, ODS, CSV or Parquet"),
    "docx": (zipped({"word/document.xml": "<a/>"}), "it is a Word document, not a table; send it as XLSX, ODS, CSV or Parquet"),
    "xlsb": (zipped({"xl/workbook.bin": "x"}), "it is a binary Excel file (.xlsb), not a table; send it as XLSX, ODS, CSV or Parquet"),
    "odt": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "it is another kind of OpenDocument file, not a table; send it as XLSX, ODS, CSV or Parquet",
    ),
    "HTML": (b"\r\n<HTML><table>", "it is a web page (HTML), not a table; send it as XLSX, ODS, CSV or Parquet"),
    "XML": (b'<?xml version="1.0"?><Workbook>', "it is an XML file, not a table; send it as XLSX, ODS, CSV or Parquet"),
    "picture": (b"\x89PNG\r\n\x1a\n", "it is a picture, not a table; send it as XLSX, ODS, CSV or Parquet"),
    "cut zip": (OTHERS["a.xlsx"][:2000], "the file is damaged or incomplete; ask the sender to save it and send it again"),
    "cut Parquet": (OTHERS["a.parquet"][:300], "the file is damaged or incomplete; ask the sender to save it and send it again"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_no_table_is_refused_by_name(name):
    content, words = REFUSALS[name]
    start = time.perf_counter()
    assert refusal(content, "a.xls") == [words]
    assert time.perf_counter() - start < 2


def test_refusals_in_indonesian():
    assert refusal(b"%PDF", lang="id") == ["isinya PDF, bukan tabel; kirim sebagai XLSX, ODS, CSV atau Parquet"]
    assert refusal(OLE, lang="id") == ["isinya berkas Excel lama (.xls), bukan tabel; kirim sebagai XLSX, ODS, CSV atau Parquet"]


def test_folders_pipes_and_missing_files_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path, tmp_path / "pipe.csv", tmp_path / "missing.csv"):
        assert refusal(path, "a.csv") == ["the file does not exist or cannot be opened"]


def test_a_file_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "a.csv"
    path.touch()
    os.truncate(path, 2_000_000_001)
    assert refusal(path, "a.csv") == ["the file is larger than 2000 MB"]


def test_parquet_values_become_the_text_a_spreadsheet_shows():
    day, noon = pa.scalar(1583020800000000, pa.timestamp("us")), pa.scalar(1583064000000000, pa.timestamp("us"))
    table = opened(
        parquet_of({
            "Nomor": pa.array([7, None]),
            "Nilai": pa.array([2.0, 2.5]),
            "Uang": pa.array([Decimal("7.00"), Decimal("7.25")]),
            "Hari": pa.array([18322, None], pa.date32()),
            "Saat": pa.array([day.as_py(), noon.as_py()]),
            "Ya": pa.array([True, False]),
            "Teks": pa.array(["", " x "]),
            "Teks ": pa.array(["a", "b"]),
        }),
        "a.parquet",
    )  # fmt: skip
    assert table.headings == ("Nomor", "Nilai", "Uang", "Hari", "Saat", "Ya", "Teks", "Teks (2)")
    assert read(table) == [
        (2, "7", "2", "7", "2020-03-01", "2020-03-01", "TRUE", None, "a"),
        (3, None, "2.5", "7.25", None, "2020-03-01 12:00:00", "FALSE", " x ", "b"),
    ]


def test_parquet_that_is_no_table_is_refused():
    assert refusal(parquet_of({"a": [[1]], "b": [{"x": 1}], "c": [b"x"], "d": ["x"]}), "a.parquet", "id") == [
        "kolom a: tipe data BIGINT[] tidak dapat dipakai; kirim sebagai teks",
        "kolom b: tipe data STRUCT(x BIGINT) tidak dapat dipakai; kirim sebagai teks",
        "kolom c: tipe data BLOB tidak dapat dipakai; kirim sebagai teks",
    ]
    assert refusal(parquet_of({"a": pa.array([], pa.string())}), "a.parquet") == ["there are no rows below the headings"]
    assert "10000 characters" in refusal(parquet_of({"a": ["x" * (LONGEST_CELL + 1)]}), "a.parquet")[0]
    assert "200 columns" in refusal(parquet_of({f"k{place}": ["x"] for place in range(201)}), "a.parquet")[0]


def test_headings_on_two_rows_are_joined_and_numbers_below_passed_over():
    rows = [["REKAP"], [], ["No", "Nama", "Sanksi", "", "Ket"], ["", "", "Jenis", "Tanggal", ""], ["1", "2", "3", "4", "5"]]
    heads = found([*rows, ["1", "x", "berat", "2020-01-01", ""]])
    assert heads.names == ("No", "Nama", "Sanksi / Jenis", "Sanksi / Tanggal", "Ket")
    assert (heads.row, heads.first) == (4, 6)
    assert [each.code for each in heads.findings] == ["rows_above", "headings_joined", "numbers_row"]
    assert found([*rows, ["1", "x", "berat", "2020-01-01", ""]], row=4) == heads  # as a mapping asks for it again
    groups = [["Rekomendasi", "", "Sanksi", ""], ["Nomor", "Tanggal", "Nomor", "Tanggal"], ["1", "2020-01-01", "2", "2020-01-02"]]
    assert found(groups).names == ("Rekomendasi / Nomor", "Rekomendasi / Tanggal", "Sanksi / Nomor", "Sanksi / Tanggal")


def test_facts_above_the_headings_are_no_group():
    rows = [["Instansi:", "", "BKD"], ["Nomor", "Nama", "Kota"], ["1", "x", "y"]]
    assert found(rows).names == ("Nomor", "Nama", "Kota")


def test_known_words_decide_which_row_holds_the_headings():
    rows = [["Register netralitas", "Bagian hukum", "Tahun ini"], ["status", "sanksi", "12"], ["a", "b", "c"], ["d", "e", "f"]]
    assert found(rows).row == 1
    assert found(rows, {"Status", "sanksi"}).row == 2
    assert found(rows, row=3).names == ("a", "b", "c")
    with pytest.raises(Refused, match="row 9: there are no headings on this row"):
        found(rows, row=9)


def test_headings_are_unique():
    assert unique(["a", "a", "", "a", "a (2)", ""]) == ("a", "a (2)", "Kolom C", "a (3)", "a (2) (2)", "Kolom F")
    assert [letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.lists(st.sampled_from(["", "a", "a (2)", "Kolom A", "b"]), max_size=12))
def test_headings_are_always_unique(names):
    assert len(set(unique(names))) == len(names)


CELL = st.text(st.sampled_from("ab1é,;|\"'\n\t "), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_what_csv_writes_is_read_back(rows, separator, end):
    """Cell by cell and row by row, blank rows at the end left out. A file half of whose rows hold another separator may be read by that."""
    assume(all(sum(other in "".join(row) for row in rows) < 2 for other in ",;\t|" if other != separator))
    rows = [["Nomor", "Nama", "Kota"], ["K/1", "x", "y"], *rows, ["K/2", "x", "y"]]
    got = read(opened(csv_of(rows, separator, end=end), "a.csv", header_row=1))
    assert [tuple(row[1:]) for row in got] == [tuple(cell or None for cell in cells) for cells in rows[1:]]
    assert [row[0] for row in got] == list(range(2, len(rows) + 1))


@settings(max_examples=50, deadline=None)
@given(st.sampled_from([*DIALECTS.values(), *OTHERS.values()]), st.data())
def test_a_damaged_file_is_read_or_refused(content, data):
    """Bytes changed, cut or doubled anywhere: never anything but rows or a refusal."""
    place = data.draw(st.integers(0, len(content)))
    piece = data.draw(st.one_of(st.binary(max_size=6), st.sampled_from([b'"', b"\n", b"\0", b"\r", content[:50]])))
    damaged = content[:place] + piece + content[place + data.draw(st.integers(0, 40)) :]
    try:
        read(opened(damaged, "a.csv"))
    except Refused as error:
        assert error.findings and not re.search("Traceback|Error:", str(error))
