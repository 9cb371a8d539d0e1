"""What attacks on the gate once broke: rows lost, days swapped, doubts read as certain, names kept, a journal that was taken for none."""

import csv
import io
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pytest
from kept import kept, rows, write_rows

from analytics.gate import reports, store
from analytics.gate.checking import checked
from analytics.gate.fitting import known_headings
from analytics.gate.mapping import ColumnMap, Mapping, from_toml
from analytics.gate.matching import matched
from analytics.gate.persons import speakable
from analytics.gate.sources.opening import opened
from analytics.register import opening, workroom
from analytics.register.contract import COLUMNS
from analytics.register.findings import Refused
from analytics.register.journal import Journal
from analytics.register.snapshots import Register
from analytics.settings import Settings
from analytics.text import Notice

AS_OF = date(2020, 12, 31)
NAME = "Wahyu Prakosa"
HEADINGS = ["Nomor Kasus", "NIP", "Tanggal", "Instansi", "Status"]
FROM = dict(zip(("nomor_kasus", "id_asn", "tanggal_laporan", "instansi", "status"), HEADINGS, strict=True))
MAPPING = Mapping(
    {raw: ColumnMap((heading,)) for raw, heading in FROM.items()},
    tuple(column.raw for column in COLUMNS if column.raw not in FROM),
    "nip",
)


@pytest.fixture
def setting(monkeypatch):
    """setting(second_person=True) -> the settings of this installation."""
    return lambda **chosen: monkeypatch.setattr(store, "settings", lambda: Settings(**chosen))


def row(place, **cells):
    """One row of an office's table."""
    usual = [f"K/2020/{place:03}", f"19800101200501{place:04}", f"{place % 28 + 1}/03/2020", "Kab. Wakatobi", "Tidak terbukti"]
    return [cells.get(name, cell) for name, cell in zip(FROM, usual, strict=True)]


def check(table, folder, mapping=MAPPING, as_of=AS_OF):
    """Rows under the office's headings, checked against an empty register."""
    found = opened(text_of(table), "register.csv", known=known_headings())
    return checked(found, mapping, as_of, Register(folder).refresh(), "k" * 32)


def told(found):
    """Level, code and row of what was found, notes apart."""
    return [(each.level, each.code, each.row) for each in found.findings if each.level != "note"]


TEN = [row(place) for place in range(1, 11)]
BLANK = [""] * 5


def test_a_case_that_was_only_begun_is_no_footnote(tmp_path):
    found = check([*TEN, BLANK, [*row(11)[:2], "", "", ""]], tmp_path)
    assert told(found) == [("error", "empty", 13), ("error", "empty", 13)] and found.rows["left_out"] == 1


def test_what_stands_below_the_table_is_left_out_still(tmp_path):
    found = check([*TEN, BLANK, ["Mengetahui, Kepala", "", "", "", ""], ["Jakarta, 3 Maret 2020", "", "", "", ""]], tmp_path)
    assert told(found) == [] and found.rows == {"read": 13, "kept": 10, "left_out": 3, "refused": 0}


def test_a_row_with_an_nip_is_no_row_of_totals(tmp_path):
    found = check([*TEN, ["Total", "198001012005010011", "43900", "Total", ""], ["Total", "10", "", "", ""]], tmp_path)
    assert ("error", "empty", 12) in told(found)
    assert [(each.reason.en, each.rows) for each in found.staged.left_out] == [("rows of totals", (13,))]


def test_days_that_another_country_swapped_need_a_reason(tmp_path):
    written = [row(day, tanggal_laporan=f"{day}/03/2020") for day in range(13, 29)]
    swapped = [row(day, tanggal_laporan=f"2020-{day:02}-03") for day in range(1, 13)]
    assert told(check([*written, *swapped], tmp_path)) == [("warning", "days_swapped", None)]
    rightly = [row(day + 30, tanggal_laporan=f"2020-02-{day:02}") for day in range(1, 28)]
    assert told(check([*written, *rightly], tmp_path)) == []
    assert told(check([*written[:4], *swapped], tmp_path)) == []


def test_a_snapshot_of_a_day_to_come_is_refused(tmp_path):
    assert told(check(TEN, tmp_path, as_of=date(2202, 7, 31))) == [("error", "not_yet", None)]


@pytest.mark.parametrize("word", ["Terbukti?", "≠ terbukti", "!direkomendasikan", "<> terbukti"])
def test_a_word_with_a_sign_of_doubt_is_never_certain(word):
    found = matched("status", [word, "Terbukti", "Direkomendasikan"], AS_OF)
    assert [each.code for each in found.values()] == [None, "direkomendasikan", "direkomendasikan"]
    assert matched("source", ["SP4N-LAPOR!"], AS_OF)["SP4N-LAPOR!"].code == "sp4n_lapor"


@pytest.mark.parametrize("name", ["H. Muda Lubis", "Dr. Utama", "I Made Wirawan Putra Bagus Adi"])
def test_names_with_titles_and_long_ones_are_not_quoted(name):
    assert speakable(name) == "…"


@pytest.mark.parametrize(
    ("text", "shown"), [("Suharto", "…"), ("Desa Kartika", "…"), ("31 Juni 2020", "31 Juni 2020"), ("belum ada", "belum ada")]
)
def test_in_a_column_of_days_only_what_was_meant_as_one_is_quoted(tmp_path, text, shown):
    found = check([*TEN, row(11, tanggal_laporan=text)], tmp_path)
    assert [each.value for each in found.findings if each.code == "bad_day"] == [shown]


def test_a_name_in_the_column_of_cases_is_in_no_report(tmp_path):
    found = check([*TEN, row(11, nomor_kasus="Guru Utama Siregar")], tmp_path)
    assert told(found) == [("error", "bad_identifier", 12)]
    assert "Siregar" not in reports.to_json(found, "en") and not quoted_in(reports.to_xlsx(found, "en"), "Siregar")


def quoted_in(book, word):
    """Whether a word stands in a cell of a workbook."""
    sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    return any(word in str(cell) for sheet in sheets for line in sheet.iter_rows(values_only=True) for cell in line)


def test_of_a_cell_with_two_facts_only_the_piece_that_is_read_is_kept_or_reported(tmp_path, setting):
    setting(person_key="k" * 32)
    pieces = replace(MAPPING, columns={**MAPPING.columns, "instansi": ColumnMap(("Instansi",), split="/", part=2)})
    found = check([row(place, instansi=f"{NAME} / Kab. Bima") for place in range(1, 11)], tmp_path, pieces)
    event = store.keep(found.staged, AS_OF, tmp_path, "sari", accepted={}, counts=found.counts)
    path = tmp_path / "originals" / event.original["kept"]
    assert duckdb.sql(f"select distinct Instansi from read_csv('{path}', all_varchar=true)").fetchall() == [(" Kab. Bima",)]
    wrong = check([row(1, instansi=f"{NAME} / Kab. Bima", tanggal_laporan="31 Juni 2020")], tmp_path, pieces)
    assert quoted_in(reports.to_xlsx(wrong, "id"), "Kab. Bima") and not quoted_in(reports.to_xlsx(wrong, "id"), NAME)


def test_a_name_in_the_words_of_a_mapping_is_not_in_the_history(tmp_path, setting):
    setting(person_key="k" * 32)
    words = {NAME: "tidak_terbukti", "Improper stop": "tidak_terbukti"}
    said = replace(MAPPING, columns={**MAPPING.columns, "status": ColumnMap(("Status",), values=words)})
    found = check([row(1, status=NAME), *(row(place, status="Improper stop") for place in range(2, 5))], tmp_path, said)
    mapping = store.keep(found.staged, AS_OF, tmp_path, "sari", accepted={}).mapping
    assert NAME not in mapping and '"Improper stop" = "tidak_terbukti"' in mapping and '"…" = "tidak_terbukti"' in mapping


SIGNER = "Suharto Wiryawan, S.Sos"
FOOTER = [["Jumlah", "", "", "10", ""], BLANK, ["Mengetahui, Kepala", "", "", SIGNER, ""], ["Jakarta, 3 Maret 2020", SIGNER, "", "", ""]]
SEVERAL = [row(place, instansi=NAME if place % 2 else "tidak diketahui") for place in range(1, 11)]
EMPTIED = {"instansi": ColumnMap(("Instansi",), values={NAME: "", "tidak diketahui": ""})}


def sheet_of(table):
    """The same rows as a workbook, the headings first."""
    book = openpyxl.Workbook()
    for cells in [HEADINGS, *table]:
        book.active.append([cell or None for cell in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_of(table):
    """The same rows as CSV, the headings first."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, *table])
    return text.getvalue().encode()


def everything_in(folder):
    """The bytes of every file of a data folder; those that are packed, unpacked."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, pa.input_stream(path, compression="zstd").read() if path.suffix == ".zst" else path.read_bytes()
            if path.suffix == ".parquet":
                yield path, str(duckdb.read_parquet(str(path)).fetchall()).encode()


@pytest.mark.parametrize(("make", "name"), [(text_of, "register.csv"), (sheet_of, "register.xlsx")])
@pytest.mark.parametrize("columns", [MAPPING.columns, {**MAPPING.columns, **EMPTIED}], ids=["footer", "emptied"])
def test_names_below_the_table_or_read_as_empty_are_in_no_file_afterwards(tmp_path, directory, setting, make, name, columns):
    setting(person_key="k" * 32)
    table = (TEN if columns is MAPPING.columns else SEVERAL) + FOOTER
    found = checked(
        opened(make(table), name, known=known_headings()), replace(MAPPING, columns=columns), AS_OF, Register(directory).refresh(), "k" * 32
    )
    assert found.rows == {"read": 14, "kept": 10, "left_out": 4, "refused": 0}
    event = store.keep(found.staged, AS_OF, directory, "sari", accepted={}, counts=found.counts)
    for path, content in everything_in(directory):
        assert not [word for word in (*SIGNER.split(), *NAME.split(), "Mengetahui", "Jakarta") if word.strip(",").encode() in content], path
    original = duckdb.read_csv(str(directory / "originals" / event.original["kept"]), all_varchar=True).fetchall()
    assert [line[0] for line in original] == [cells[0] for cells in TEN]
    assert {line[3] for line in original} == ({"Kab. Wakatobi"} if columns is MAPPING.columns else {"…"})


def test_the_original_holds_the_rows_that_were_kept_in_their_order_wherever_others_were_left_out(tmp_path, directory, setting):
    setting(person_key="k" * 32)
    table = [TEN[0], BLANK, TEN[1], TEN[0], HEADINGS, *TEN[2:], ["Jumlah", "", "", "10", ""]]
    found = check(table, directory)
    event = store.keep(found.staged, AS_OF, directory, "sari", accepted={}, counts=found.counts)
    original = duckdb.read_csv(str(directory / "originals" / event.original["kept"]), all_varchar=True).fetchall()
    assert [line[0] for line in original] == [cells[0] for cells in TEN] and found.rows["left_out"] == 4


@pytest.fixture
def directory(tmp_path):
    folder = tmp_path / "register"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("by", ["SARI", "sari.", "Ｓａｒｉ", "sa\u200bri", "Sàri"])
def test_a_second_person_is_another_person_however_the_name_is_typed(directory, tmp_path, setting, by):
    setting(second_person=True)
    draft = kept(directory, write_rows(tmp_path / "cases.csv", rows(3)))
    with pytest.raises(Notice, match="imported by sari"):
        store.release(directory, draft.number, by)


def damaged(path):
    Path(path).symlink_to("nowhere")


@pytest.mark.parametrize("make", [damaged, os.mkfifo, os.mkdir])
@pytest.mark.parametrize("number", [2, 9])
def test_what_is_no_file_in_the_journal_is_damage_and_never_the_end_of_it(directory, tmp_path, make, number):
    kept(directory, write_rows(tmp_path / "cases.csv", rows(3)))
    make(directory / "journal" / f"{number:06}.json")
    assert len(Journal(directory).read().events) == 1
    with pytest.raises(Notice, match="journal/000002.json"):
        Journal(directory).events()


def test_a_manifest_that_is_a_pipe_counts_as_a_yes(directory):
    os.mkfifo(directory / "manifest.json")
    assert opening.declared_synthetic(directory / "snapshot=2020-07-31" / "cases.csv")


def test_only_rooms_of_writers_are_swept(directory):
    for name in ("0" * 32, "backup of the old register"):
        (directory / "work" / name).mkdir(parents=True)
    with workroom.workroom(directory):
        assert {path.name for path in (directory / "work").iterdir() if not re.fullmatch("[0-9a-f]{32}", path.name)} == {
            "backup of the old register"
        }
    assert [path.name for path in Path(directory / "work").iterdir()] == ["backup of the old register"]


@pytest.mark.parametrize("text", [".".join("a" * 100_000) + " = 1", "[" + ".".join("a" * 100_000) + "]", "a = " + "[" * 100_000])
def test_a_mapping_made_to_be_read_for_ever_is_told_at_once(text):
    with pytest.raises(Notice):
        from_toml(text)


def test_a_constant_is_no_number_of_a_person(tmp_path):
    constant = replace(MAPPING, columns={**MAPPING.columns, "nomor_kasus": ColumnMap(constant="198001012005011002")})
    with pytest.raises(Refused, match="this constant cannot stand in the column"):
        check(TEN, tmp_path, constant)


def test_labels_are_bounded():
    label = '[columns.status]\nfrom = "Status"\n[labels.status.new]\nid = "{}"\nen = "New"\n'
    assert from_toml(label.format("x" * 200)).labels["status"]["new"].en == "New"
    with pytest.raises(Notice):
        from_toml(label.format("x" * 201))


def test_a_file_no_status_of_which_is_certain_is_checked_all_the_same(tmp_path):
    found = check([row(place, status="Selesai") for place in range(1, 11)], tmp_path)
    assert told(found) == [("error", "undecided", 2)] and found.counts["recommended"] == 0 == found.counts["outstanding"]
