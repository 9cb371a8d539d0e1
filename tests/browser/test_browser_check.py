"""The page Cek angka and the announcement of a briefing, as readers meet them: an id typed, linked, corrected beneath, announced, warned of."""

import csv
import io
import re
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from pptx import Presentation

from analytics import announcing, catalogue, frozen
from analytics.__main__ import main
from analytics.briefing import Briefing, Item, to_file
from analytics.register.snapshots import Register
from analytics.view import view_of

JULY = date(2020, 7, 31)
HEADS = "kelompok_jabatan status           tanggal_rekomendasi tanggal_sanksi times\n"
FIRST = HEADS + "jpt direkomendasikan 2020-07-10 2020-07-20 3\njpt direkomendasikan 2020-07-10 - 1\npelaksana konsep_surat - - 6"
SECOND = HEADS + "jpt direkomendasikan 2020-07-10 2020-07-20 3\njpt direkomendasikan 2020-07-10 - 2\npelaksana konsep_surat - - 6"
FIELD = ".st-key-cek_typed_id input"
TOLD = "[role=status], [role=alert]"
PRINTED = re.compile(r"ID ([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\b")
BASKET = to_file(
    Briefing((Item("ringkasan_angka", {"as_of": "2020-07-31"}), Item("kepatuhan_jabatan", {"as_of": "2020-07-31"})), "Rilis pers")
).decode()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data directory with one released snapshot: 10 reported, 4 recommended, 3 sanctioned."""
    folder = tmp_path_factory.mktemp("check") / "data"
    folder.mkdir()
    release(folder, FIRST, "rilis pertama")
    return folder


def release(folder, drawn, reason):
    """A snapshot of July, drawn as a table, brought in through the gate and released."""
    found = spec_from_file_location("drawing", Path(__file__).parents[1] / "conftest.py")
    drawing = module_from_spec(found)
    found.loader.exec_module(drawing)
    path = folder.parent / f"{reason}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, drawing.HEADINGS)
        writer.writeheader()
        writer.writerows(drawing.rows_of(drawn))
    place = ["--data", str(folder), "--by", "sari", "--reason", reason, "--accept", "contoh"]
    assert main(["import", str(path), "--as-of", str(JULY), "--release", *place]) == 0


@pytest.fixture(scope="module")
def own(data, serve):
    """A server on that directory."""
    with serve(data) as url:
        yield url


def record(data, key="kepatuhan_jabatan"):
    """The id of a figure of July as it is now, its record kept."""
    return frozen.kept(catalogue.figure(key, view_of(Register(data).refresh(), {"as_of": "2020-07-31"}, "id"))).id


def corrected(data):
    """Another version of July released, once; the snapshot in force has 5 recommended."""
    if Register(data).refresh().at(JULY).rows == 10:
        release(data, SECOND, "satu orang terlewat")


def typed(reader, words, field=FIELD):
    """Types into the one field and looks at what comes."""
    box = reader.page.locator(field)
    box.fill(words)
    box.press("Enter")
    return reader.settle()


def test_the_empty_page_says_what_can_be_typed(visit, own):
    reader = visit("/cek", own)
    assert reader.text("h2") == "Cek angka"
    assert any("27,6 · 99 dari 283 · 33%" in words for words in reader.texts(".quiet"))
    assert reader.page.locator(FIELD).count() == 1
    assert reader.overflow() == [0, 0]


def test_an_id_typed_in_any_form_opens_the_figure_and_can_be_linked(visit, own, data):
    id = record(data)
    reader = typed(visit("/cek", own), frozen.written(id).lower())
    assert reader.text(".st-key-cek_answer .mark") == "berlaku"
    assert reader.texts(".st-key-cek_answer tbody tr")[-1:] == reader.texts(".st-key-cek_answer tbody tr:last-child")
    assert reader.query()["id"] == id
    linked = visit(reader.address(), own)
    assert linked.text(".st-key-cek_answer h3") == reader.text(".st-key-cek_answer h3")
    assert linked.page.locator(FIELD).input_value() == frozen.written(id)
    english = visit(f"/cek?id={id}&lang=en", own)
    assert english.text(".st-key-cek_answer .mark") == "current"


@pytest.mark.parametrize("id", ["ZZZZ-ZZZZ", "../../../etc/passwd", "<img src=x onerror=alert(1)>"])
def test_an_id_from_a_link_that_is_none_is_said(visit, own, id):
    reader = visit(f"/cek?id={id}", own)
    assert any("ID" in words for words in reader.texts(TOLD))
    assert reader.page.locator("img[src=x]").count() == 0


def test_the_id_leaves_the_address_with_the_page(visit, own, data):
    reader = visit(f"/cek?id={record(data)}", own)
    reader.page.get_by_test_id("stSidebarNavLink").filter(has_text="Metodologi").click()
    reader.page.get_by_role("heading", name="Metodologi").wait_for()
    assert "id" not in reader.settle().query()


def test_the_definition_of_a_card_and_its_menu_show_the_id(visit, own, data):
    reader = visit("/kepatuhan?as_of=2020-07-31", own)
    reader.show_as("kepatuhan_jabatan", "Definisi")
    id = frozen.written(record(data))
    assert any(words.startswith(id) for words in reader.texts(".st-key-card_kepatuhan_jabatan dd"))
    assert reader.menu("kepatuhan_jabatan").text("[data-action=id]").endswith(f"Salin ID {id} dan tautannya")


def test_announced_from_the_briefing_then_corrected_beneath(visit, own, data):
    reader = visit("/metodologi", own, accept_downloads=True)
    reader.page.evaluate("text => localStorage.setItem('asn-bahan-paparan', text)", BASKET)
    reader.open("/bahan")
    reader.page.locator(".st-key-announce_form summary").click()
    reader.click(".st-key-announce_do button")
    reader.page.locator("[role=alert]").filter(has_text="Tulis nama Anda").wait_for()
    name = reader.page.locator("[class*=st-key-data_who_announce] input")
    name.fill("Sari")
    name.press("Enter")
    reader.settle().click(".st-key-announce_do button")
    reader.page.locator("[role=status]").filter(has_text="Pengumuman nomor 1 dicatat: 2 gambar.").wait_for()
    reader.settle()
    register = Register(data).refresh()
    (found,) = announcing.announcements(register)
    assert (found.entry.by, found.entry.title) == ("Sari", "Rilis pers")
    _, deck = reader.saved(".st-key-export_pptx button")
    texts = (shape.text_frame.text for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes if shape.has_text_frame)
    ids = [id for text in texts for id in PRINTED.findall(text)]
    assert [frozen.read_id(id) for id in ids] == list(found.ids)
    corrected(data)
    opened = visit(f"/cek?id={found.ids[1]}", own)
    assert opened.text(".st-key-cek_answer .mark") == "dikoreksi"
    assert "Alasan: satu orang terlewat." in opened.text(".st-key-cek_answer .notice")
    assert "75,0 % (3 dari 4) 60,0 % (3 dari 5) berubah" in " ".join(opened.texts(".st-key-cek_answer table tr"))
    card = visit("/kepatuhan", own)
    warning = card.text(".st-key-card_kepatuhan_jabatan .announced")
    assert f"(ID {ids[1]}): 75,0 % (3 dari 4). Angka kini 60,0 % (3 dari 5)." in warning
    reader.page.evaluate("localStorage.clear()")


def test_the_form_is_not_there_where_this_dashboard_takes_no_entries(visit, data, serve):
    with serve(data, intake_page="false") as url:
        reader = visit("/metodologi", url)
        reader.page.evaluate("text => localStorage.setItem('asn-bahan-paparan', text)", BASKET)
        reader.open("/bahan")
        assert reader.page.locator(".st-key-exports").count() == 1
        assert reader.page.locator(".st-key-announce_form").count() == 0
        reader.page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("typed", ["198701012010011001", "19870101 201001 1 001", "NIP 19870101.201001.1.001"])
def test_a_persons_number_is_not_taken_into_the_address(visit, typed):
    reader = visit("/cek")
    reader.page.locator(FIELD).fill(typed)
    reader.page.locator(FIELD).press("Enter")
    reader.page.get_by_role("alert").filter(has_text="seperti nomor seseorang").wait_for()
    assert "q" not in reader.settle().query() and "1987" not in reader.page.url
    assert reader.page.locator(FIELD).input_value() == "" and typed not in reader.page.locator("body").inner_text()
