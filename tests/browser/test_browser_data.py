"""The page Data: an office's spreadsheet becomes a released snapshot by choosing among suggestions; faults are shown and stop it."""

import csv
import io
import json
import re
import shutil
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from messy_office import COUNTED, NAMES, elsewhere, messy, nips, spoiled

from analytics.settings import SAMPLE
from pages._data.file import day_of

KEY = "kunci-percobaan-yang-cukup-panjang-0123456789"
PHONE = {"width": 390, "height": 844}
# What stands on the page once a button has done its work.
NEXT = {
    "data_to_columns": ".st-key-data_to_words", "data_to_words": ".st-key-data_to_report", "data_to_report": ".st-key-data_report_xlsx",
    "data_to_preview": ".st-key-data_keep", "data_keep": ".st-key-data_next, .st-key-data_release", "data_release": ".st-key-data_next",
    "data_again": "[class*=st-key-data_file_]", "data_next": "[class*=st-key-data_file_]",
}  # fmt: skip
BOTH = pytest.mark.parametrize("lang", ["id", "en"])


@pytest.fixture
def directory(tmp_path):
    """An empty data directory."""
    held = tmp_path / "register"
    held.mkdir()
    return held


@pytest.fixture
def office(serve, directory, visit):
    """office(settings) -> a clerk at the page Data of a server of their own."""
    opened = []

    def opening(path="/data", options=None, **settings):
        context = serve(directory, person_key=KEY, **settings)
        opened.append((context, visit(path, context.__enter__(), accept_downloads=True, **options or {})))
        return Clerk(opened[-1][1])

    yield opening
    for context, reader in opened:
        reader.page.close()
        context.__exit__(None, None, None)


class Clerk:
    """What a clerk does on the page."""

    def __init__(self, reader):
        self.reader, self.page = reader, reader.page

    def upload(self, content, name="Rekap Netralitas Juli.xlsx"):
        """Gives a file to the field that is shown."""
        self.page.locator("[class*=st-key-data_file_] input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
        self.page.locator(".st-key-data_to_columns, [role=alert]").first.wait_for()
        return self.reader.settle()

    def day(self, text):
        """Types the date of the snapshot."""
        field = self.page.locator(".st-key-data_day input")
        field.fill(text)
        field.press("Tab")
        return self.reader.settle()

    def press(self, key):
        """Presses a button by its key, and waits for what comes of it: the next step, or why not."""
        self.page.locator(f".st-key-{key} button").click()
        self.reader.settle(600)
        if key in NEXT:
            self.page.locator(f"{NEXT[key]}, [class*=st-key-step_] [role=alert]").first.wait_for()
        return self.reader.settle()

    def press_in(self, selector):
        """Presses the one button a selector finds."""
        self.page.locator(selector).click()
        return self.reader.settle(600)

    def choose(self, selector, option):
        """Chooses one entry of a select box."""
        self.page.wait_for_timeout(1500)  # a page that still scrolls to the next step closes the list again
        self.page.locator(f"{selector} [role=combobox]").click()
        self.page.wait_for_timeout(1000)
        if not self.page.get_by_role("option").count():
            self.page.locator(f"{selector} [role=combobox]").press("ArrowDown")
        found = self.page.get_by_role("option", name=option)
        if not found.count():  # a long list is drawn as far as it is seen: type, as people do
            self.page.keyboard.type(option)
        found.first.click()
        return self.reader.settle()

    def options(self, selector):
        """What a select box offers, in order, as far as it is drawn."""
        self.page.locator(f"{selector} [role=combobox]").click()
        found = self.page.get_by_role("option").all_inner_texts()
        self.page.keyboard.press("Escape")
        self.reader.settle()
        return found

    def words(self):
        """The words asked about: their text by place."""
        return {place: text.strip("“”") for place, text in enumerate(self.reader.texts(".st-key-data_words .column-name"))}

    def type(self, selector, text):
        """Fills a text field and leaves it."""
        field = self.page.locator(f"{selector} input")
        field.fill(text)
        field.press("Tab")
        return self.reader.settle()

    def in_view(self, selector):
        """Whether something stands within the window."""
        box = self.page.locator(selector).first.bounding_box()
        return box["y"] >= 0 and box["y"] + box["height"] <= self.page.viewport_size["height"]

    def steps(self):
        """The lines of the steps that are done."""
        return self.reader.texts(".step-line")

    def findings(self, level):
        """The findings of one level, each on one line."""
        return self.reader.texts(f"li.finding.{level}")

    def to_check(self, content, day="31/07/2020"):
        """From the upload to the verdict, taking suggestions only."""
        self.upload(content)
        self.day(day)
        self.press("data_to_columns")
        self.press("data_to_words")
        self.decide()
        return self.press("data_to_report")

    def decide(self):
        """Takes the obvious suggestions at once, and of the others the first that is offered."""
        if self.page.locator(".st-key-data_take_all button").count():
            self.press("data_take_all")
        for place in self.words():
            box = f"[class*=st-key-data_word_{place}_]"
            if not self.page.locator(f"{box} input").input_value():
                self.page.locator(f"{box} [role=combobox]").click()
                self.page.get_by_role("option").first.click()
                self.reader.settle()

    def save(self, name="Sari"):
        """From the verdict to the released snapshot."""
        self.press("data_to_preview")
        self.type("[class*=st-key-data_who_keep]", name)
        self.press("data_keep")
        return self.press("data_release")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/07/2020", date(2020, 7, 31)),
        ("31-7-2020", date(2020, 7, 31)),
        ("31 Juli 2020", date(2020, 7, 31)),
        ("31 july 2020", date(2020, 7, 31)),
        ("5 Agu 2020", date(2020, 8, 5)),
        ("2020-07-31", date(2020, 7, 31)),
        ("31/02/2020", None),
        ("07/31/2020", None),
        ("31 Jul", None),
        ("31 Huli 2020", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_write_it(text, day):
    assert day_of(text) == day


def nothing_personal(*texts):
    """No name and no number of a civil servant is in any of these texts."""
    for text in texts:
        digits = re.sub(r"[^0-9]", "", text)
        assert [number for number in nips() if number in text or number in digits] == []
        assert [name for name in NAMES if name in text or name.split(",")[0] in text] == []
        assert "081234567890" not in text


def test_a_messy_workbook_becomes_a_released_snapshot_by_suggestions_only(office, directory):
    clerk = office()
    reader = clerk.reader
    assert reader.text("h2") == "Data"
    clerk.upload(messy())
    assert "judul kolom di baris 5" in reader.text(".step-found")
    clerk.day("31/07/2020")
    assert "Dibaca: 31 Juli 2020" in reader.texts("p.quiet")
    clerk.press("data_to_columns")
    assert clerk.steps() == ["1 Berkas Rekap Netralitas Juli.xlsx · XLSX, lembar Rekap Juli · per 31 Juli 2020"]
    nothing_personal(reader.page.inner_text("body"), reader.page.content())
    assert any(text.startswith("Kolom berkas yang tidak dipakai") and "Keterangan" in text for text in reader.texts("p.quiet"))
    clerk.press("data_to_words")
    asked = clerk.words()
    assert "Bima" in asked.values() and "Kab. Wakatobbi" in asked.values()
    bima = next(place for place, word in asked.items() if word == "Bima")
    box = f"[class*=st-key-data_word_{bima}_]"
    offered = clerk.options(box)
    assert {re.sub(r" · \d+$", "", option) for option in offered[:2]} == {"Kabupaten Bima", "Kota Bima"}
    assert reader.page.locator(f"{box} input").input_value() == ""
    clerk.press("data_take_all")
    assert reader.page.locator(f"{box} input").input_value() == ""  # never between two that are alike
    clerk.choose(box, re.compile("^Kabupaten Bima"))
    clerk.decide()
    decided = len(clerk.words())
    changed = int(re.search(r"Diubah otomatis: (\d+) kata", reader.text("[class*=st-key-data_changes_]"))[1])
    clerk.press("data_to_report")
    assert clerk.steps()[2] == f"3 Kata {decided} kata diputuskan, {changed} diubah otomatis"  # each word is in one of the two
    assert clerk.findings("error") == []
    nothing_personal(reader.page.inner_text("body"), reader.page.content())
    rows = dict(zip(reader.texts(".headline.rows dt"), reader.texts(".headline.rows .number"), strict=True))
    assert rows["Dipakai"] == str(COUNTED["rows"]) and rows["Ditolak bersama berkasnya"] == "0"
    accept_all(clerk, "sudah dikonfirmasi kepada pengirim")
    clerk.press("data_to_preview")
    clerk.press("data_keep")
    assert reader.texts("[role=alert] li") == ["Kesalahan Tulis nama Anda; nama itu tercatat dalam riwayat."]
    assert below(clerk, "[role=alert] li", ".st-key-data_keep")
    clerk.type("[class*=st-key-data_who_keep]", "Sari")
    clerk.press("data_keep")
    assert "Tersimpan sebagai konsep nomor 1 untuk 31 Juli 2020: 14 baris." in reader.text(".verdict")
    clerk.press("data_release")
    assert reader.text(".verdict") == "Snapshot 31 Juli 2020 sudah dirilis dan kini berlaku."
    reader.page.get_by_role("link", name="Lihat di Ringkasan").click()
    reader.page.get_by_text("Data per 31 Juli 2020", exact=True).wait_for()
    reader.settle()
    numbers = reader.headline()
    assert numbers["Dilaporkan"] == str(COUNTED["reported"])
    assert numbers["Direkomendasikan (terbukti)"] == str(COUNTED["recommended"])
    assert {"3", "42,9 %"} <= set(numbers.values())
    kept = {path.relative_to(directory).parts[0] for path in directory.rglob("*") if path.is_file()}
    assert kept == {"journal", "versions", "originals"}


def below(clerk, lower, upper):
    """Whether something stands right below something else, so that who looks at the one sees the other."""
    first, second = (clerk.page.locator(selector).first.bounding_box() for selector in (upper, lower))
    return 0 <= second["y"] - first["y"] - first["height"] < 60


def accept_all(clerk, reason):
    """Gives every warning the same reason."""
    for field in clerk.page.locator("[class*=st-key-data_reason_] input").all():
        field.fill(reason)
        field.press("Tab")
        clerk.reader.settle()


def test_a_file_with_errors_shows_them_and_cannot_be_saved(office, directory):
    clerk = office()
    clerk.to_check(messy(spoiled))
    reader = clerk.reader
    assert reader.text(".verdict").startswith("Berkas ini belum dapat disimpan: ada")
    errors = clerk.findings("error")
    assert any("Baris 9" in error and "Tanggal Laporan" in error and "31/02/2020" in error for error in errors), errors
    assert any("Baris 12" in error and "Status" in error for error in errors), errors
    assert any("Baris 6" in error and "Tgl Sanksi" in error for error in errors), errors
    assert reader.page.locator(".st-key-data_to_preview").count() == 0 and reader.page.locator(".st-key-data_keep").count() == 0
    assert not (directory / "journal").exists() or not list((directory / "journal").glob("*.json"))
    name, content = reader.saved(".st-key-data_report_xlsx button")
    assert name == "laporan-pemeriksaan-2020-07-31.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    nothing_personal(
        "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    )
    name, content = reader.saved(".st-key-data_report_json button")
    assert name.endswith(".json") and json.loads(content)["passed"] is False
    nothing_personal(content.decode())
    clerk.press("data_again")  # the mended file: nothing has to be chosen a second time
    clerk.upload(messy())
    assert any("dipakai lagi" in text for text in reader.texts("p.quiet"))
    clerk.press("data_to_columns")
    clerk.press("data_to_words")
    clerk.press("data_to_report")
    assert clerk.findings("error") == []


def test_a_warning_needs_its_reason(office):
    clerk = office()
    clerk.to_check(messy(elsewhere))
    reader = clerk.reader
    assert any("Baris 19" in warning and "Provinsi" in warning for warning in clerk.findings("warning"))
    clerk.press("data_to_preview")
    assert any(text.startswith("Kesalahan Tulis alasan untuk setiap peringatan") for text in reader.texts("[role=alert] li"))
    assert reader.page.locator(".st-key-data_keep").count() == 0
    accept_all(clerk, "wilayah kerja lintas provinsi")
    clerk.press("data_to_preview")
    assert reader.page.locator(".st-key-data_keep").count() == 1


def test_the_history_shows_release_correction_and_withdrawal(office):
    clerk = office()
    reader = clerk.reader
    clerk.to_check(messy())
    accept_all(clerk, "diperiksa")
    clerk.save()
    assert reader.texts(".snapshot")[0].startswith("31 Juli 2020 Berlaku 14 baris · dirilis")
    clerk.press("data_next")
    clerk.to_check(messy(lambda rows: rows[:-1]))
    accept_all(clerk, "diperiksa")
    clerk.press("data_to_preview")
    assert "Ini koreksi" in reader.text("[class*=st-key-step_5] .step-found")
    clerk.press("data_keep")
    assert any("Tulis alasan koreksi" in text for text in reader.texts("[role=alert] li"))
    clerk.type("[class*=st-key-data_why_]", "satu baris ganda dihapus")
    clerk.press("data_keep")
    clerk.press("data_release")
    history = [
        [" ".join(cell.split()) for cell in line.locator("td").all_inner_texts()]
        for line in reader.page.locator(".st-key-data_history tbody tr").all()
    ]
    assert [(line[0], line[2], line[3], line[4]) for line in history] == [
        ("4", "Sari", "dirilis", "31 Juli 2020"), ("3", "Sari", "diimpor", "31 Juli 2020"),
        ("2", "Sari", "dirilis", "31 Juli 2020"), ("1", "Sari", "diimpor", "31 Juli 2020"),
    ]  # fmt: skip
    assert "dilaporkan 13 → 12" in history[0][5] and "baris 14 → 13" in history[0][5]
    assert history[0][6].startswith("satu baris ganda dihapus")
    assert re.fullmatch("[0-9a-f]{12}", history[0][7]) and re.fullmatch("[0-9a-f]{12}", history[1][8])
    name, content = reader.saved(".st-key-data_history_csv button")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "riwayat.csv" and len(lines) == 5 and all(re.fullmatch("[0-9a-f]{64}", line[7]) for line in lines[1:])
    nothing_personal(content.decode(), reader.page.content())
    past(clerk)
    withdrawn(clerk)


def test_what_was_released_and_then_withdrawn_is_not_said_to_be_in_force(office):
    clerk = office()
    clerk.to_check(messy())
    accept_all(clerk, "diperiksa")
    clerk.save()
    assert clerk.reader.text(".verdict") == "Snapshot 31 Juli 2020 sudah dirilis dan kini berlaku."
    clerk.page.locator("[class*=st-key-snapshot_] [data-testid=stPopoverButton]").first.click()
    clerk.type("[data-testid=stPopoverBody] [class*=st-key-data_reason_]", "salah tanggal")
    clerk.press_in("[class*=st-key-data_withdraw_] button")
    assert clerk.reader.text(".verdict") == "Snapshot 31 Juli 2020 sudah dirilis, lalu ditarik; kini tidak berlaku."
    assert clerk.page.get_by_role("link", name="Lihat di Ringkasan").count() == 0


def test_the_next_file_is_read_as_the_one_before_but_for_its_date(office):
    clerk = office()
    clerk.to_check(messy())
    accept_all(clerk, "diperiksa")
    clerk.save()
    clerk.press("data_next")
    clerk.upload(messy())
    assert any("dipakai lagi" in text for text in clerk.reader.texts("p.quiet"))
    assert clerk.page.locator(".st-key-data_day input").input_value() == ""
    clerk.day("31/08/2020")
    clerk.press("data_to_columns")
    clerk.press("data_to_words")
    clerk.press("data_to_report")
    assert clerk.findings("error") == []


def test_one_day_for_every_row_is_written_as_people_write_it(office):
    clerk = office()
    clerk.upload(messy())
    clerk.day("31/07/2020")
    clerk.press("data_to_columns")
    clerk.choose("[class*=st-key-data_column_tanggal_blokir_]", "Satu nilai untuk semua baris")
    field = "[class*=st-key-data_constant_tanggal_blokir_]"
    assert clerk.page.locator(f"{field} input").get_attribute("placeholder") == "misalnya 31/07/2020"
    clerk.type(field, "30/07/2020")
    assert clerk.page.locator(f"{field} input").input_value() == "30 Juli 2020"
    _, content = clerk.reader.saved(".st-key-data_save_mapping_2 button")
    assert 'constant = "2020-07-30"' in content.decode()


def past(clerk):
    """The first release can be looked at again, figures and all; and left again."""
    reader = clerk.reader
    address = f"{reader.url}/?state=2"
    reader.page.goto(address)
    reader.settle()
    assert reader.headline()["Dilaporkan"] == "13"
    assert reader.chips() == ["Keadaan sesudah catatan riwayat nomor 2"]
    assert reader.query()["state"] == "2"
    reader.page.locator(".st-key-chip_state button").first.click()
    reader.page.wait_for_function("!location.href.includes('state=')")
    assert reader.settle().headline()["Dilaporkan"] == "12"


def withdrawn(clerk):
    """A withdrawal needs a name and a reason, and takes the numbers away."""
    reader = clerk.reader
    reader.open("/data")
    reader.page.locator("[class*=st-key-snapshot_] [data-testid=stPopoverButton]").first.click()
    reader.page.locator("[class*=st-key-data_withdraw_] button").wait_for()
    reader.settle()
    clerk.press_in("[class*=st-key-data_withdraw_] button")
    assert any("nama" in text for text in reader.texts("[role=alert] li"))
    reader.open("/data")
    reader.page.locator("[class*=st-key-snapshot_] [data-testid=stPopoverButton]").first.click()
    clerk.type("[data-testid=stPopoverBody] [class*=st-key-data_who_]", "Budi")
    clerk.type("[data-testid=stPopoverBody] [class*=st-key-data_reason_]", "salah tanggal")
    clerk.press_in("[class*=st-key-data_withdraw_] button")
    assert reader.texts(".snapshot")[0].startswith("31 Juli 2020 Ditarik")


def test_without_any_data_the_clerk_still_reaches_the_page(office, directory):
    shutil.copytree(SAMPLE / "snapshot=2020-07-31", directory / "snapshot=2020-07-31")
    for path in (directory / "snapshot=2020-07-31").iterdir():
        path.write_bytes(b"bukan register")
    clerk = office("/")
    reader = clerk.reader
    assert any("Belum ada snapshot" in text for text in reader.texts("[role=alert]"))
    reader.page.get_by_role("link", name="Buka halaman Data").click()
    reader.page.locator(".st-key-step_1").wait_for()
    reader.settle()
    assert reader.text("h2") == "Data" and reader.page.locator("[class*=st-key-data_file_]").count() == 1


def test_a_reload_keeps_nothing_of_the_file(office):
    clerk = office()
    clerk.upload(messy())
    clerk.day("31/07/2020")
    clerk.press("data_to_columns")
    clerk.reader.reload()
    assert clerk.steps() == [] and clerk.page.locator("[class*=st-key-data_file_]").count() == 1
    assert "Rekap" not in clerk.page.inner_text("body")


def test_a_file_that_is_no_table_is_refused_in_words(office):
    clerk = office()
    clerk.upload(b"\x00\x01\x02 bukan tabel", "surat.pdf")
    assert clerk.findings("error") and clerk.page.locator("[class*=st-key-data_file_]").count() == 1
    assert "Traceback" not in clerk.page.inner_text("body")


def test_where_no_files_are_taken_only_what_was_released_is_shown(office):
    clerk = office(intake_page="false")
    assert clerk.page.locator("[class*=st-key-step_], [class*=st-key-data_file_]").count() == 0
    assert "Berkas diperiksa dan diimpor di dasbor internal" in clerk.reader.text(".lead")
    assert "Riwayat" in clerk.page.inner_text("body")


def test_another_person_releases_where_the_settings_say_so(office):
    clerk = office(second_person="true")
    clerk.to_check(messy())
    accept_all(clerk, "diperiksa")
    clerk.press("data_to_preview")
    clerk.type("[class*=st-key-data_who_keep]", "Sari")
    clerk.press("data_keep")
    assert clerk.page.locator(".st-key-data_release").count() == 0
    assert any("harus dirilis oleh orang lain" in text for text in clerk.reader.texts("p.quiet"))
    assert clerk.reader.texts(".snapshot")[0].startswith("31 Juli 2020 Konsep menunggu rilis")


def test_a_saved_mapping_is_used_again(office):
    clerk = office()
    clerk.upload(messy())
    clerk.day("31 Juli 2020")
    clerk.press("data_to_columns")
    clerk.press("data_to_words")
    clerk.decide()
    name, content = clerk.reader.saved(".st-key-data_save_mapping_3 button")
    assert name == "pemetaan-rekap-netralitas-juli.toml"
    nothing_personal(content.decode())
    clerk.reader.reload()
    clerk.upload(messy())
    clerk.day("31 Juli 2020")
    clerk.press("data_to_columns")
    clerk.page.locator("[class*=st-key-data_load_] [data-testid=stPopoverButton]").click()
    clerk.page.locator("[class*=st-key-data_toml_] input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    clerk.reader.settle(600)
    clerk.page.keyboard.press("Escape")
    clerk.press("data_to_words")
    assert clerk.findings("error") == []
    assert clerk.words() == {}
    clerk.press("data_to_report")
    assert clerk.findings("error") == []


@BOTH
def test_a_phone_shows_each_step_in_its_width(office, lang):
    clerk = office(f"/data?lang={lang}", {"viewport": PHONE})
    clerk.upload(messy())
    assert clerk.reader.overflow() == [0, 0]
    clerk.day("31/07/2020")
    for step, key in enumerate(("data_to_columns", "data_to_words", "data_to_report"), start=2):
        clerk.press(key)
        assert clerk.reader.overflow() == [0, 0], key
        assert clerk.in_view(f".st-key-step_{step} .step-title"), key
    clerk.press("data_back_2")
    assert clerk.in_view(".st-key-step_2 .step-title")
