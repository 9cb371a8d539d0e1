"""The gate from the command line: what it prints, what it writes, and with which exit code."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from sheets_of import csv_bytes, sample_rows

from analytics.__main__ import main
from analytics.gate.mapping import from_toml
from analytics.register.journal import Journal

AS_OF = "2020-07-31"


@pytest.fixture
def shell(tmp_path, capsys):
    """shell("check", file) -> (exit code, what was printed, what was said on stderr)."""

    def run(*arguments):
        code = main([*map(str, arguments), "--data", str(tmp_path / "register")])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def good(tmp_path):
    """The first sixty rows of the sample of July."""
    path = tmp_path / "kiriman.csv"
    path.write_bytes(csv_bytes(sample_rows()[:61]))
    return path


@pytest.fixture
def wrong(tmp_path):
    """The same with a misspelt agency and a day that does not exist."""
    rows = sample_rows()[:61]
    rows[1][rows[0].index("instansi")] = "Kab. Wakatobbi"
    rows[2][rows[0].index("tanggal_laporan")] = "2020-06-31"
    path = tmp_path / "salah.csv"
    path.write_bytes(csv_bytes(rows))
    return path


def test_a_good_file_is_told_in_counts_and_nothing_is_written(shell, good, tmp_path):
    code, out, _ = shell("check", good, "--as-of", AS_OF)
    assert code == 0 and out.splitlines()[1] == "Dibaca 60 baris: 60 dipakai, 0 disisihkan, 0 ditolak."
    assert out.splitlines()[2].startswith("Kesalahan: 0 · ")
    assert not (tmp_path / "register").exists()


def test_a_bad_file_is_told_row_by_row_with_exit_code_1(shell, wrong):
    code, out, _ = shell("check", wrong, "--as-of", AS_OF, "--lang", "en")
    assert code == 1 and "60 rows read: 0 kept, 0 left out, 60 refused." in out
    assert "[error] row 2, column instansi “Kab. Wakatobbi”: not in the list agency; perhaps Wakatobi Regency (94)" in out
    assert "[error] row 3, column tanggal_laporan “2020-06-31”: " in out
    assert shell("import", wrong, "--as-of", AS_OF)[0] == 1


def test_the_report_is_json_csv_and_a_workbook(shell, wrong, tmp_path):
    code, out, _ = shell("check", wrong, "--as-of", AS_OF, "--format", "json", "--xlsx", tmp_path / "laporan.xlsx")
    found = json.loads(out)
    assert code == 1 and {each["code"] for each in found["findings"] if each["level"] == "error"} == {"undecided", "bad_day"}
    lines = list(csv.DictReader(io.StringIO(shell("check", wrong, "--as-of", AS_OF, "--format", "csv")[1])))
    assert [(line["level"], line["row"]) for line in lines][:2] == [("error", "2"), ("error", "3")]
    assert len(openpyxl.load_workbook(tmp_path / "laporan.xlsx").sheetnames) == 4


def test_the_mapping_that_is_written_names_the_words_that_are_not_certain_and_mends_them(shell, wrong, tmp_path):
    peta = tmp_path / "peta.toml"
    assert shell("check", wrong, "--as-of", AS_OF, "--write-mapping", peta)[0] == 1
    text = peta.read_text(encoding="utf-8")
    assert '# [columns.instansi.values]\n# "Kab. Wakatobbi" = "kab_wakatobi"  # kab_wakatobi (94)\n' in text
    lines = [line.removeprefix("# ") if line.startswith(("# [", '# "')) else line for line in text.splitlines()]
    peta.write_text("\n".join(lines), encoding="utf-8")
    assert from_toml(peta.read_text(encoding="utf-8")).columns["instansi"].values == {"Kab. Wakatobbi": "kab_wakatobi"}
    code, out, _ = shell("check", wrong, "--as-of", AS_OF, "--mapping", peta)
    assert code == 1 and "Wakatobbi" not in out and "2020-06-31" in out


def test_headings_that_are_guessed_are_not_imported(shell, good):
    good.write_bytes(good.read_bytes().replace(b"tanggal_laporan", b"Tgl Lapor", 1))
    code, _, err = shell("import", good, "--as-of", AS_OF)
    assert code == 1 and "Buat pemetaan dahulu: python -m analytics check kiriman.csv --write-mapping PETA.toml" in err


def test_import_release_withdraw_and_history(shell, good, tmp_path):
    code, out, _ = shell("import", good, "--as-of", AS_OF, "--by", "sari")
    assert code == 0 and out.startswith("Tersimpan sebagai konsep nomor 1 untuk 31 Juli 2020: 60 baris.")
    assert (
        shell("release", "--as-of", AS_OF, "--number", 1, "--by", "sari")[1] == "Snapshot 31 Juli 2020 dirilis (catatan riwayat nomor 2).\n"
    )
    assert shell("withdraw", "--as-of", AS_OF)[2] == "Tuliskan alasan penarikan snapshot 31 Juli 2020.\n"
    assert shell("withdraw", "--as-of", AS_OF, "--reason", "salah berkas", "--by", "budi", "--lang", "en")[0] == 0
    history = json.loads(shell("history", "--format", "json")[1])
    assert [(each["number"], each["kind"], each["by"], each["as_of"]) for each in history] == [
        (1, "import", "sari", AS_OF), (2, "release", "sari", AS_OF), (3, "withdraw", "budi", AS_OF),
    ]  # fmt: skip
    assert "salah berkas" in shell("history")[1].splitlines()[2] and Journal(tmp_path / "register").events()[2].reason == "salah berkas"


def test_warnings_need_a_reason(shell, good):
    assert shell("import", good, "--as-of", AS_OF, "--by", "sari", "--release")[0] == 0
    rows = sample_rows()[:50]  # eleven cases fewer than a month before
    good.write_bytes(csv_bytes(rows))
    code, _, err = shell("import", good, "--as-of", "2020-08-31")
    assert code == 1 and "peringatan. Periksa, lalu beri alasannya dengan --accept" in err
    assert shell("import", good, "--as-of", "2020-08-31", "--accept", "dikeluarkan dari register")[0] == 0


def test_what_is_not_there_is_said(shell, tmp_path):
    assert shell("check", tmp_path / "tidak-ada.csv")[2] == "berkas tidak-ada.csv tidak ada\n"
    assert shell("history")[1] == "Belum ada riwayat di register.\n"
    assert shell("release", "--as-of", date(2020, 1, 1))[2].startswith("Tidak ada konsep 1 Januari 2020 yang menunggu.")
