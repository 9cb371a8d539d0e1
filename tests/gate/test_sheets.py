"""Workbooks: which sheet, what is hidden, merged, wrong or hostile in it; dates and numbers as text."""

import datetime as days
import io
import time

import openpyxl
import pytest
import xlsxwriter
from files import SPREADSHEET, ods_of, ods_row, ods_sheet, parts_of, read, xlsx_of, zipped
from python_calamine import CalamineWorkbook

from analytics.gate.sources.cells import day_text, moment_text, number_text
from analytics.gate.sources.opening import opened
from analytics.gate.sources.xlsx import shows_day
from analytics.register.findings import Refused

HEAD = ["Nomor", "Instansi", "Tanggal"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DAMAGED = "the file is damaged or incomplete; ask the sender to save it and send it again"
BOMB = "the content of the file becomes too large when it is opened"
DTD = "the file holds a DTD declaration, which no spreadsheet needs; save it again from a spreadsheet program"


def said(table, lang="en"):
    """What was found on opening."""
    return [f"{each.level}: {each(lang)}" for each in table.findings]


def refusal(content, **more):
    """The words of a refusal, which comes soon."""
    start = time.perf_counter()
    with pytest.raises(Refused) as error:
        opened(content, "a.xlsx", **more)
    assert time.perf_counter() - start < 10
    return [each("en") for each in error.value.findings]


def with_sheet(xml, **parts):
    """An XLSX file whose only sheet is this XML."""
    content = f'<worksheet xmlns="{MAIN}">{xml}</worksheet>' if xml.startswith("<sheetData") else xml
    return zipped(parts_of(xlsx_of([HEAD])) | {"xl/worksheets/sheet1.xml": content} | parts)


def cell(reference, value, extra=""):
    """One cell of an XLSX sheet, text in place."""
    return f'<c r="{reference}" t="inlineStr"{extra}><is><t>{value}</t></is></c>'


def row(number, *values):
    """One row of an XLSX sheet."""
    return f'<row r="{number}">{"".join(cell(f"{chr(65 + place)}{number}", value) for place, value in enumerate(values))}</row>'


def test_values_become_canonical_text():
    def change(book):
        sheet = book.active
        sheet.append(["a", days.datetime(2020, 3, 1), days.date(2020, 3, 2), days.datetime(2020, 3, 1, 10, 5), days.time(10, 30)])
        sheet.append([7, 7.0, 2.5, True, "007"])
        sheet.append([" Ab\r\nc ", -3, 0.1, 1e20, "=A1"])
        sheet["B3"].number_format = "[$-421]dd mmmm yyyy;@"
        sheet["B4"].number_format = '0.00" hari"'

    table = opened(xlsx_of([["Satu", "Dua", "Tiga", "Empat", "Lima"]], change), "a.xlsx")
    assert read(table) == [
        (2, "a", "2020-03-01", "2020-03-02", "2020-03-01 10:05:00", "10:30:00"),
        (3, "7", "1900-01-07", "2.5", "TRUE", "007"),
        (4, " Ab\nc ", "-3", "0.1", "100000000000000000000", "#N/A"),
    ]
    assert [(each.code, each.column) for each in table.findings] == [("lost_digits", "Empat"), ("error_cells", "Lima")][::-1]


def test_days_numbers_and_formats():
    assert [day_text(raw) for raw in ("1", "59", "60", "61", "43891", "43891.5", "0.25", "-1", "9999999")] == [
        "1900-01-01", "1900-02-28", "1900-02-28", "1900-03-01", "2020-03-01", "2020-03-01 12:00:00", "06:00:00", "-1", "9999999",
    ]  # fmt: skip
    assert day_text("42429", since_1904=True) == "2020-03-01"
    assert [number_text(raw) for raw in ("7", "7.0", "1.5E3", "0.30000000000000004", "1e400", "nan", "x")] == [
        "7", "7", "1500", "0.30000000000000004", "1e400", "nan", "x",
    ]  # fmt: skip
    assert [moment_text(raw) for raw in ("2020-03-01T00:00:00.000", "2020-03-01T10:05:00", "2020-03-01")] == [
        "2020-03-01", "2020-03-01 10:05:00", "2020-03-01",
    ]  # fmt: skip
    assert all(map(shows_day, ["dd/mm/yyyy", "[$-421]d mmmm yyyy", "[h]:mm", "hh:mm AM/PM", "yyyy"]))
    assert not any(map(shows_day, ["General", "0.00", '0" hari"', "[Red]#,##0", "@", "0.00E+00", r"0\d", "_-* #,##0_-"]))


def test_xlsx_reads_what_another_reader_reads():
    """Written by another program, with shared texts, rich text and gaps; read as calamine reads it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet, bold, day = book.add_worksheet("Data"), book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_row(0, 0, ["Nomor", "Nama", "Tanggal", "Jumlah"])
    for place in range(1, 200):
        sheet.write_row(place, 0, [f"K/{place}", f"_x000D_ <{place % 7}> & é"])
        sheet.write_datetime(place, 2, days.datetime(2020, 1, 1) + days.timedelta(place), day)
        sheet.write_number(place, 3, place / 4)
    sheet.write_rich_string(250, 1, "Kab. ", bold, "Bima", " ")
    book.close()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()[1:]
    plain = [[number_text(str(each)) if isinstance(each, float) else str(each) for each in line] for line in rows]
    assert [[each or "" for each in line[1:]] for line in read(opened(file.getvalue(), "a.xlsx"))] == plain


def test_a_real_offices_sheet():
    def change(book):
        sheet = book.active
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B5:B7")
        sheet.merge_cells("A9:C9")
        sheet.row_dimensions[6].hidden = True
        sheet["C7"] = "#REF!"
        sheet["C7"].data_type = "e"
        book.create_sheet("Arsip").sheet_state = "hidden"

    rows = [["REKAP PELANGGARAN NETRALITAS"], [], HEAD, ["1", "2", "3"], ["K/1", "Kab. Bima", "x"], ["K/2", "", "y"], ["K/3", "", ""]]
    table = opened(xlsx_of([*rows, ["K/4", "Kota Bima", "z"], ["JUMLAH", "", ""]], change), "a.xlsm")
    assert (table.kind, table.sheet, table.sheets, table.header_row, table.first_row) == ("XLSX", "Sheet", ("Sheet",), 3, 5)
    assert read(table) == [
        (5, "K/1", "Kab. Bima", "x"),
        (6, "K/2", "Kab. Bima", "y"),
        (7, "K/3", "Kab. Bima", "#REF!"),
        (8, "K/4", "Kota Bima", "z"),
        (9, "JUMLAH", None, None),
    ]
    assert said(table) == [
        "note: row 1: the rows above the headings were passed over",
        "note: row 4: the row of column numbers below the headings was passed over",
        "note: hidden sheets were not read: Arsip; show the sheet if the data are there",
        "note: row 6: this row is hidden and was read; delete it if it is not part of the register",
        "note: row 6, column Instansi: merged cells: their value was repeated on the rows below (and 1 more rows)",
        "warning: row 7, column Tanggal: cells with an error (such as #N/A) or a formula without a result; mend them in the original file",
    ]
    assert said(table, "id")[4] == (
        "note: baris 6, kolom Instansi: sel gabungan: isinya diulang pada baris-baris di bawahnya (dan 1 baris lain)"
    )


def test_the_same_in_ods():
    merged = '<table:table-cell office:value-type="string" table:number-rows-spanned="3"><text:p>Kab. Bima</text:p></table:table-cell>'
    wrong = '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    covered = "<table:covered-table-cell/>"
    rows = [
        ["REKAP"],
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
        HEAD,
        ["K/1", merged, "x"],
        ods_row(["K/2", covered, "y"], ' table:visibility="filter"'),
        ["K/3", covered, wrong],
        '<table:table-row table:number-rows-repeated="1048568"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ]
    styles = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    sheets = ods_sheet(rows) + ods_sheet([HEAD], "Arsip", ' table:style-name="ta2"')
    table = opened(ods_of(sheets=sheets, styles=styles), "a.ods")
    assert (table.kind, table.sheet, table.sheets, table.header_row) == ("ODS", "Data", ("Data",), 4)
    assert read(table) == [(5, "K/1", "Kab. Bima", "x"), (6, "K/2", "Kab. Bima", "y"), (7, "K/3", "Kab. Bima", "#REF!")]
    assert [(each.code, each.row) for each in table.findings] == [
        ("rows_above", 1), ("hidden_sheets", None), ("hidden_rows", 6), ("merged", 6), ("error_cells", 7),
    ]  # fmt: skip


def test_ods_values_become_canonical_text():
    def value(kind, attribute, text="x"):
        return f'<table:table-cell office:value-type="{kind}" office:{attribute}><text:p>{text}</text:p></table:table-cell>'

    comment = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>rahasia</text:p></office:annotation>'
        "<text:p>satu<text:s text:c='2'/>dua</text:p><text:p>tiga<text:line-break/>empat</text:p></table:table-cell>"
    )
    cells = [
        value("float", 'value="7"', "7,00"),
        value("date", 'date-value="2020-03-01"', "1 Maret 2020"),
        value("date", 'date-value="2020-03-01T10:05:00"'),
        value("boolean", 'boolean-value="true"'),
        value("time", 'time-value="PT10H30M00S"'),
        comment,
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>dua kali</text:p></table:table-cell>',
        value("float", 'value="1.99001E+017"'),
    ]
    table = opened(ods_of([["A a", "B b", "C c", "D d", "E e", "F f", "G g", "H h", "NIP"], cells]), "a.ods")
    assert read(table) == [
        (2, "7", "2020-03-01", "2020-03-01 10:05:00", "TRUE", "10:30:00", "satu  dua\ntiga\nempat", "dua kali", "dua kali", "199001000000000000")
    ]  # fmt: skip
    assert said(table) == [
        "warning: row 2, column NIP: numbers of 16 or more digits were typed as numbers, so their last digits are lost and different "
        "NIPs may have become the same; ask for a file with this column as text"
    ]


def test_a_number_of_16_digits_is_warned_of():
    table = opened(xlsx_of([["NIP", "Nama"], [199001012020011001, "x"], [7, "y"], ["199001012020011001", "z"]]), "a.xlsx")
    assert [(each.code, each.level, each.column, each.row, each.count) for each in table.findings] == [
        ("lost_digits", "warning", "NIP", 2, 1)
    ]


def test_the_sheet_asked_for_or_the_largest_that_fits():
    def change(book):
        book.active.title = "Sampul"
        for name, rows in {"Kasus": 3, "Daftar": 5, "Diam": 9}.items():
            sheet = book.create_sheet(name)
            sheet.append(HEAD if name == "Kasus" else ["x1", "kata", "lain"])
            for place in range(rows):
                sheet.append([f"{name}/{place}", "a", "b"])
        book["Diam"].sheet_state = "veryHidden"

    content = xlsx_of([["Register"]], change)
    table = opened(content, "a.xlsx", known=["nomor", "instansi"])
    assert (table.sheet, table.sheets, len(read(table))) == ("Kasus", ("Sampul", "Kasus", "Daftar"), 3)
    assert opened(content, "a.xlsx").sheet == "Daftar"
    assert opened(content, "a.xlsx", sheet="Kasus").headings == tuple(HEAD)
    assert refusal(content, sheet="Diam") == ["there is no visible sheet “Diam”; the sheets are: Sampul, Kasus, Daftar"]
    assert refusal(xlsx_of([])) == ["the file is empty"]
    assert refusal(xlsx_of([HEAD])) == ["there are no rows below the headings"]


def test_macros_are_ignored_with_a_note():
    content = zipped(parts_of(xlsx_of([HEAD, ["a", "b", "c"]])) | {"xl/vbaProject.bin": b"x"})
    assert said(opened(content, "a.XLSM"), "id") == ["note: makro diabaikan"]


def test_a_formula_that_gives_nothing_is_no_error():
    xml = f'<sheetData>{row(1, *HEAD)}<row r="2">{cell("A2", "K")}<c r="B2" t="str"><f>IF(1,"")</f><v></v></c>{cell("C2", "x")}</row></sheetData>'
    table = opened(with_sheet(xml), "a.xlsx")
    assert read(table) == [(2, "K", None, "x")] and table.findings == ()


def test_cells_without_references_and_rows_far_apart():
    xml = f'<sheetData>{row(1, *HEAD)}<row><c t="d"><v>2020-03-01T00:00:00</v></c><c><v>5</v></c></row>{row(70_000, "a", "b", "c")}</sheetData>'
    got = read(opened(with_sheet(xml), "a.xlsx"))
    assert got[0] == (2, "2020-03-01", "5", None) and got[1] == (3, None, None, None) and got[-1] == (70_000, "a", "b", "c")
    assert len(got) == 69_999


def test_styled_empty_cells_far_to_the_right_are_nothing():
    xml = f'<sheetData>{row(1, *HEAD)}<row r="2">{cell("A2", "K")}<c r="XFD2" s="1"/></row><row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    assert read(opened(with_sheet(xml), "a.xlsx")) == [(2, "K", None, None)]


LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
BODY = f"<sheetData>{row(1, *HEAD)}{row(2, 'a', 'b', 'c')}</sheetData>"
HOSTILE = {
    "laughs in a sheet": (with_sheet(f'{LAUGHS}<worksheet xmlns="{MAIN}">{BODY}</worksheet>'), DTD),
    "laughs in the texts": (with_sheet(BODY, **{"xl/sharedStrings.xml": f"{LAUGHS}<sst><si><t>&b;</t></si></sst>"}), DTD),
    "laughs in the book": (zipped(parts_of(xlsx_of([HEAD])) | {"xl/workbook.xml": f"{LAUGHS}<workbook/>"}), DTD),
    "laughs in ODS": (ods_of([HEAD, ["a", "b", "c"]], head=LAUGHS.partition("?>")[2]), DTD),
    "a value far to the right": (
        with_sheet(f'<sheetData>{row(1, *HEAD)}<row r="2">{cell("XFD2", "x")}</row></sheetData>'),
        "row 2: more than 1000 columns; remove those that are not needed",
    ),
    "a row that cannot be": (
        with_sheet(f"<sheetData>{row(1, *HEAD)}{row(99999999, 'x')}</sheetData>"),
        "more than 1048576 rows; split it into several files",
    ),
    "a million rows of repeated values": (
        ods_of([HEAD, ods_row(["a", "b", "c"], ' table:number-rows-repeated="99999999"')]),
        "more than 1048576 rows; split it into several files",
    ),
    "repeated values to the right": (
        ods_of([HEAD, ['<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>']]),
        "row 2: more than 1000 columns; remove those that are not needed",
    ),
    "rows that go up": (with_sheet(f"<sheetData>{row(2, *HEAD)}{row(1, 'x')}</sheetData>"), DAMAGED),
    "a text that is not there": (with_sheet(f'<sheetData>{row(1, *HEAD)}<row r="2"><c t="s"><v>9</v></c></row></sheetData>'), DAMAGED),
    "a sheet cut short": (with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{row(1, *HEAD)}'), DAMAGED),
    "no sheet": (zipped({name: part for name, part in parts_of(xlsx_of([HEAD])).items() if "sheet1" not in name}), DAMAGED),
    "a row number that is none": (with_sheet('<sheetData><row r="x"/></sheetData>'), DAMAGED),
    "endless text": (with_sheet(f"<sheetData>{row(1, *HEAD)}{row(2, 'x' * 2_000_000)}</sheetData>"), DAMAGED),
    "long cell": (
        with_sheet(f"<sheetData>{row(1, *HEAD)}{row(2, 'x' * 10_001)}</sheetData>"),
        "row 2: a cell holds more than 10000 characters; shorten it or check its quotes",
    ),
    "zip bomb": (with_sheet(BODY + " " * 30_000_000), BOMB),
    "many parts": (zipped({f"p{place}": "" for place in range(5001)}), BOMB),
    "encrypted ODS": (
        zipped({"mimetype": SPREADSHEET, "META-INF/manifest.xml": '<m xmlns="x"><encryption-data/></m>', "content.xml": b"\x01\x02"}),
        "the file is protected by a password; open it, remove the password, and save it again",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name):
    content, words = HOSTILE[name]
    assert refusal(content) == [words]


def test_a_part_longer_than_the_list_of_parts_says_is_refused():
    """Other readers would unpack all of it."""
    content = bytearray(with_sheet(BODY.replace("</sheetData>", " " * 5_000_000 + "</sheetData>")))
    place = content.index(b"xl/worksheets/sheet1.xml", content.index(b"PK\1\2")) - 46
    assert content[place : place + 4] == b"PK\1\2"
    content[place + 24 : place + 28] = (400).to_bytes(4, "little")
    assert refusal(bytes(content)) == [BOMB]


def test_a_million_blank_rows_cost_nothing():
    blank = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    start = time.perf_counter()
    table = opened(ods_of([HEAD, ["a", "b", "c"], blank]), "a.ods")
    assert read(table) == [(2, "a", "b", "c")]
    assert time.perf_counter() - start < 2


def test_a_long_sheet_is_read_whole():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(HEAD)
    for place in range(20_000):
        sheet.append([f"K/{place}", "Kab. Bima", place])
    file = io.BytesIO()
    book.save(file)
    assert read(opened(file.getvalue(), "a.xlsx")) == [(place + 2, f"K/{place}", "Kab. Bima", str(place)) for place in range(20_000)]
