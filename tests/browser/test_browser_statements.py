"""The page Pernyataan: every number with the verdict of the register, searched, filtered, downloaded; and where a number comes from."""

import csv
import io

import pytest

VERDICTS = (
    "440 dari 440 pernyataan · sama 176 · sama, dipotong 2 · sama, dibulatkan lain 2 · beda karena basis 3 · beda, belum terjelaskan 6 · "
    "tidak dapat dihitung 251"
)
HEADS = [
    "Tanggal data", "Penyampai", "Ukuran", "Angka", "Hasil", "Penjelasan", "Register per 31 Jul 2020", "Kedudukan", "Sumber",
]  # fmt: skip
MISPRINT = [
    "19 Desember 2020", "KASN", "Tingkat penyelesaian (Pilkada serentak 2020)", "75,9 %", "beda, belum terjelaskan",
    "Register per 19 Desember 2020: 985 dari 1.305 = 75,48 %. Tidak ada pembulatan, basis, atau versi register yang memberikannya.",
]  # fmt: skip


@pytest.fixture
def page(visit):
    """The page on 31 July 2020."""
    return visit("/pernyataan?as_of=2020-07-31", accept_downloads=True)


def lines(reader):
    """The ledger, line by line."""
    rows = reader.page.locator(".st-key-pernyataan_daftar tbody tr").all()
    return [[" ".join(cell.split()) for cell in row.locator("td").all_inner_texts()] for row in rows]


def search(reader, words):
    """Types words into the search box."""
    reader.page.locator(".st-key-pernyataan_cari input").fill(words)
    reader.page.keyboard.press("Enter")
    return reader.settle()


def pick(reader, label, option):
    """Chooses one entry of a list on the page."""
    box = reader.page.get_by_role("combobox", name=label, exact=True)
    box.scroll_into_view_if_needed()
    reader.settle()  # a list closes where the page scrolls under it
    box.click()
    reader.page.get_by_role("option", name=option, exact=True).click()
    return reader.settle()


def test_every_number_has_a_verdict_and_the_page_counts_them(page):
    assert page.texts(".quiet")[-1] == VERDICTS
    assert page.texts(".st-key-pernyataan_daftar th") == HEADS
    found = {(line[0], line[2], line[3]): line[4:7] for line in lines(page)}
    compliance = "Kepatuhan sanksi (Pilkada serentak 2020)"
    assert found["26 Juni 2020", compliance, "34,9 %"] == [
        "sama, dipotong",
        "Register per 26 Juni 2020: 99 dari 283 = 34,98 %. Desimalnya dipotong; dibulatkan menjadi 35,0 %.",
        "54,9 % (189 dari 344)",
    ]
    assert found["31 Juli 2020", compliance, "54,9 %"][0] == "sama"


def test_a_search_narrows_the_list_and_the_counts_with_it(page):
    search(page, "batamtoday 75,9")
    (line,) = lines(page)
    assert line[:6] == MISPRINT
    assert line[7] == "bertentangan dengan pernyataan lain: 75,5 % (KASN, 19 Desember 2020)"
    assert page.texts(".quiet")[-1] == "1 dari 440 pernyataan · beda, belum terjelaskan 1"
    search(page, "<b>tidak ada</b>")
    assert lines(page) == []
    assert page.texts(".quiet")[-1] == "0 dari 440 pernyataan"


def test_the_list_is_filtered_by_verdict_publisher_and_standing(page):
    pick(page, "Hasil", "beda karena basis")
    assert [(line[0], line[3]) for line in lines(page)] == [
        ("12 Oktober 2020", "70,8 %"),
        ("12 Juni 2024", "43 %"),
        ("12 Juni 2024", "28 %"),
    ]
    pick(page, "Hasil", "beda, belum terjelaskan")
    assert {line[1] for line in lines(page)} == {"KASN", "Bawaslu"}
    page.page.locator(".st-key-pernyataan_penyampai").get_by_role("radio", name="Bawaslu").click()
    page.settle()
    assert [line[3] for line in lines(page)] == ["90 %"]
    pick(page, "Kedudukan", "bertentangan dengan pernyataan lain")
    assert lines(page) == []


def test_the_lines_shown_are_downloaded(page):
    search(page, "batamtoday")
    shown = lines(page)
    name, content = page.saved(".st-key-pernyataan_csv button")
    assert name == "pernyataan_2020-07-31.csv"
    text = content.decode("utf-8-sig")
    comments = [line for line in text.splitlines() if line.startswith("# ")]
    assert "# Angka register: Data contoh (sintetis)" in comments
    head, *body = csv.reader(io.StringIO("\n".join(line for line in text.splitlines() if not line.startswith("# "))))
    assert head == ["id", "as_of", *HEADS]
    assert [[" ".join(cell.split()) for cell in line[2:]] for line in body] == shown
    assert all(line[0].startswith("kasn-2020-12-19-") for line in body)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_list_fits_a_phone(visit, lang):
    reader = visit(f"/pernyataan?lang={lang}", viewport={"width": 390, "height": 844})
    assert reader.overflow() == [0, 0]
    frame = reader.page.locator(".st-key-pernyataan_daftar .table-frame")
    assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") == 0
    assert reader.page.locator(".st-key-pernyataan_cari [data-testid=InputInstructions]").is_visible() is False


# --- where a number comes from ---


def ask(reader, number):
    """Types a number on the page Cek angka."""
    reader.page.locator("[data-testid=stTextInput] input").first.fill(number)
    reader.page.keyboard.press("Enter")
    reader.page.locator(".st-key-cek_answer, [role=alert]").first.wait_for(state="attached")
    return reader.settle()


def test_a_number_is_traced_and_its_page_opened(visit):
    reader = ask(visit("/cek"), "34,9")
    assert reader.texts(".st-key-cek_origin_1 .state") == [
        "1. Kepatuhan sanksi per 26 Juni 2020: 99 dari 283 ASN direkomendasikan = 34,98 %, dipotong menjadi 34,9 %. Dipakai: KASN, 26 Juni 2020. "
        "Kini, per 6 Februari 2024: 90,8 % (1.450 dari 1.597)."
    ]
    assert reader.texts(".st-key-cek_answer .mark") == ["sama, dipotong", "Data contoh (sintetis)"]
    assert reader.texts(".st-key-cek_answer .said .mark") == ["sama, dipotong"]
    assert reader.texts(".st-key-cek_answer .notice") == [
        "Register menghasilkan 35,0 % (99 dari 283 = 34,98 %); pernyataan KASN per 26 Juni 2020 menyebut 34,9 % karena dipotong."
    ]
    reader.click(".st-key-cek_origin_1 a")
    reader.page.locator("h2", has_text="Ringkasan").wait_for()
    reader.settle()
    assert reader.headline()["Kepatuhan sanksi"] == "35,0 %"
    assert reader.query()["as_of"] == "2020-06-26"


def test_the_statement_meant_and_the_one_against_it_come_first_and_accidents_are_closed(visit):
    """75,9 was printed for 75,5: both with their verdicts stand above what gives 75,9 by accident."""
    reader = visit("/cek?q=75,9")
    said = reader.texts(".st-key-cek_answer .said")
    assert [words.split(" Register")[0] for words in said] == [
        "75,9 % · Tingkat penyelesaian. KASN, 19 Desember 2020. beda, belum terjelaskan",
        "Angka lain untuk hal yang sama: 75,5 % · Tingkat penyelesaian. KASN, 19 Desember 2020. sama",
    ]
    assert reader.texts(".st-key-cek_answer h3") == ["Pernyataan dengan angka ini", "Asal menurut register"]
    assert reader.text(".st-key-cek_by_chance summary").endswith("Angka yang sama dari pertanyaan lain: 10")
    assert reader.page.locator(".st-key-cek_origin_1").is_visible() is False
    reader.page.locator(".st-key-cek_by_chance summary").click()
    assert reader.settle().page.locator(".st-key-cek_origin_1").is_visible()


def test_a_typed_number_is_in_the_address_and_survives_language_and_reload(visit):
    reader = ask(visit("/cek"), "54,9")
    assert reader.query()["q"] == "54,9"
    first = reader.texts(".st-key-cek_origin_1 .state")
    reader.page.reload()
    reader.settle()
    assert reader.texts(".st-key-cek_origin_1 .state") == first
    reader.page.get_by_role("radio", name="English").click()
    reader.settle()
    assert (reader.query()["q"], reader.query()["lang"]) == ("54,9", "en")
    assert reader.texts(".st-key-cek_origin_1 .state")[0].startswith("1. Sanction compliance as of 31 July 2020: 189 of 344")
    assert reader.page.locator("[data-testid=stTextInput] input").first.input_value() == "54,9"
    reader.page.get_by_test_id("stSidebarNavLink").filter(has_text="Methodology").click()
    reader.page.get_by_role("heading", name="Methodology").wait_for()
    assert "q" not in reader.settle().query()


def test_a_number_given_as_an_id_is_taken_for_a_number(visit):
    reader = visit("/cek?id=54,9")
    assert reader.texts(".st-key-cek_origin_1 .state")[0].startswith("1. Kepatuhan sanksi per 31 Juli 2020: 189 dari 344")
    assert reader.texts("[role=alert]") == []


@pytest.mark.parametrize("given", ["%3Cscript%3Ealert(1)%3C/script%3E", "'; drop table cases;--", "9" * 400, "34%00;rm", "-5", "1e9"])
def test_a_hostile_number_in_a_link_is_refused_politely(visit, given):
    reader = visit(f"/cek?q={given}")
    (refused,) = reader.texts("[role=alert]")
    assert ("seperti nomor seseorang" if given.isdigit() else "tidak dapat dibaca sebagai angka. Tulis jumlah") in refused
    assert reader.page.locator(".st-key-cek_origin_1").count() == 0


def test_what_is_no_number_is_said_so(visit):
    reader = ask(visit("/cek?lang=en"), "abc")
    assert "cannot be read as a number" in reader.texts("[role=alert]")[0]
