"""The page Perubahan: two snapshots chosen, the story, the bridges, any metric, one metric by group; in both languages and on a phone."""

import pytest
from playwright.sync_api import expect

STORY = "/perubahan?as_of=2020-07-31&compare=2020-06-15"


def pick(reader, label, option):
    """Chooses one entry of a select box on the page."""
    box = reader.page.get_by_role("combobox", name=label, exact=True).last
    box.click()
    box.fill(option)
    reader.page.get_by_role("option", name=option, exact=True).click()
    return reader.settle()


def lines(reader, caption):
    """The cells of the table whose caption begins so."""
    table = reader.page.locator("table", has=reader.page.locator("caption", has_text=caption))
    return [[" ".join(cell.split()) for cell in line.locator("th, td").all_inner_texts()] for line in table.locator("tr").all()]


def test_the_first_snapshot_says_that_nothing_precedes_it(visit):
    reader = visit("/perubahan?as_of=2020-06-15")
    assert reader.text(".st-key-card_perubahan_dilaporkan h3") == "Tidak ada snapshot sebelum 15 Juni 2020"
    assert (reader.texts("p.lead"), reader.texts("[role=alert]")) == ([], [])


def test_the_story_is_told_first_and_the_bridge_shows_its_steps(visit):
    reader = visit(STORY)
    assert reader.texts("p.lead")[0] == "Dilaporkan naik dari 369 ke 456 ASN: +157 laporan baru, −70 tidak lagi tercatat."
    beyond = "Perubahan ini lebih besar daripada yang wajar karena kebetulan."
    story = f"Porsi JPT turun dari 33,1 % ke 27,6 % terutama karena 157 laporan baru hanya memuat 32 ASN JPT. {beyond}"
    assert reader.texts("p.lead")[2] == story
    assert reader.texts("p.lead")[1].endswith(f"lainnya +0,7 poin. {beyond}")
    assert "A, 15 Juni 2020, adalah 1 bulan 16 hari sebelum B, 31 Juli 2020. Di antaranya ada 1 snapshot lain." in reader.texts(
        "p.card-subtitle"
    )
    drawn = reader.drawn(".st-key-card_perubahan_dilaporkan svg text")
    assert [word for word in ("15 Juni 2020", "Laporan baru", "31 Juli 2020") if word not in drawn] == []
    reader.show_as("perubahan_dilaporkan", "Tabel")
    assert reader.table("perubahan_dilaporkan")[1:] == [
        ["15 Juni 2020", "369"], ["Laporan baru", "+157"], ["Tidak lagi tercatat", "−70"], ["31 Juli 2020", "456"],
    ]  # fmt: skip
    assert (reader.unreadable(), reader.overflow()) == ([], [0, 0])


def test_the_two_snapshots_are_chosen_on_the_page_and_stand_in_the_address(visit):
    reader = visit("/perubahan?as_of=2020-07-31&compare=2020-06-26")
    pick(reader, "Dari snapshot (A)", "15 Juni 2020")
    assert reader.query() == {"as_of": "2020-07-31", "compare": "2020-06-15"}
    pick(reader, "Ke snapshot (B)", "19 Agustus 2020")
    assert reader.query() == {"as_of": "2020-08-19", "compare": "2020-06-15"}
    assert reader.texts("p.lead")[0].startswith("Dilaporkan naik dari 369 ke 490 ASN")


def test_another_metric_and_another_dimension(visit):
    reader = visit(STORY)
    pick(reader, "Ukuran lain", "Belum ditindaklanjuti")
    expect(reader.page.locator(".st-key-card_perubahan_ukuran h3")).to_contain_text("Belum ditindaklanjuti naik dari 148 ke 155 ASN")
    pick(reader, "Ukuran", "Kepatuhan sanksi")
    pick(reader, "Menurut", "Jenis instansi")
    found = lines(reader, "menurut jenis instansi · 15 Juni 2020 → 31 Juli 2020")
    total = next(line for line in found if line[0] == "Jumlah")
    assert total[1:4] == ["24,1 % (47 dari 195)", "54,9 % (189 dari 344)", "+30,8 poin"]
    assert total[-2:] == ["+31,4 poin", "−0,6 poin"]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_few_people_behind_a_reason_are_not_told(visit, lang):
    reader = visit(STORY + ("&lang=en" if lang == "en" else ""))
    found = lines(reader, {"id": "menurut kelompok jabatan", "en": "by position group"}[lang])
    jpt = next(line for line in found if "JPT" in line[0])
    assert jpt[1:5] == ["122", "126", "+4", "+32"]
    assert "‡" in jpt
    assert reader.texts("[role=alert]") == []


def test_on_a_phone_nothing_is_cut(visit):
    reader = visit(STORY + "&lang=en", viewport={"width": 390, "height": 844})
    story = "Share of JPT fell from 33.1% to 27.6% mainly because the 157 new reports included only 32 ASN of JPT."
    assert any(said.startswith(story) for said in reader.texts("p.lead"))
    assert (reader.unreadable(), reader.overflow()) == ([], [0, 0])
    assert reader.text("p.swipe") == "Swipe the table sideways to see all columns →"
    frame = reader.page.locator(".st-key-perubahan_kelompok .table-frame")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.evaluate("frame => frame.scrollLeft = 400")
    first = frame.locator("tbody td").first.bounding_box()
    assert first["x"] == pytest.approx(frame.bounding_box()["x"], abs=1)  # the names stay in sight


def test_shares_are_shown_by_one_dimension_at_a_time(visit):
    reader = visit(STORY)
    assert reader.page.locator(".st-key-card_perubahan_porsi_jabatan").count() == 1
    reader.page.get_by_role("radio", name="Jenis instansi").click()
    reader.settle()
    assert reader.text(".st-key-card_perubahan_porsi_instansi h3").startswith("Porsi “Pemerintah Kabupaten” naik dari 61,0 % ke 70,6 %")
    assert reader.page.locator(".st-key-card_perubahan_jabatan").count() == 0


def test_where_no_reason_may_be_told_the_sentence_stands_alone(visit):
    reader = visit("/perubahan?as_of=2020-07-31&compare=2020-06-26")
    assert reader.texts("p.lead")[-1] == "Porsi JPT turun dari 36,3 % ke 27,6 %."
    assert reader.page.locator(".st-key-card_perubahan_porsi_jabatan").count() == 0
