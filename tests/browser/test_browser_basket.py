"""The briefing: figures keep what they had, survive reload, change at the reader's hand, and leave in at most five clicks."""

import io
import json

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from analytics import catalogue
from analytics.briefing import SETS, Briefing, Item, from_file, to_file
from analytics.register.snapshots import Register
from analytics.settings import SAMPLE
from analytics.text import Notice
from analytics.view import view_of

STORED = "localStorage.getItem('asn-bahan-paparan')"
LATEST = "2024-02-06"


@pytest.fixture
def fresh(visit):
    """fresh(path, stored) -> Reader in a browser that holds no briefing, or the one given; at the end it holds none again."""
    readers = []

    def visiting(path, stored=None, **options):
        reader = visit("/metodologi", accept_downloads=True, **options)
        reader.page.evaluate("text => text === null ? localStorage.clear() : localStorage.setItem('asn-bahan-paparan', text)", stored)
        readers.append(reader)
        reader.open(path)
        if stored and path == "/bahan" and holds_items(stored):  # taken over in a run of its own, late on a busy machine
            reader.page.locator(".item").first.wait_for()
        return reader.settle()

    yield visiting
    for reader in readers:
        reader.page.evaluate("localStorage.clear()")


def holds_items(text):
    """Whether a stored text is a briefing with figures."""
    try:
        return bool(from_file(text.encode()).items)
    except Notice:
        return False


def kept(reader):
    """The briefing in the browser's storage."""
    return from_file(reader.page.evaluate(STORED).encode())


def titles(reader):
    """The titles in the list, from top to bottom."""
    return reader.texts(".item-title")


def count(reader):
    """What the corner of the frame says."""
    return reader.texts(".st-key-masthead [data-testid=stPageLink] p")


def item_button(reader, place, name):
    """The button of an item that is called so."""
    return reader.page.locator(f".st-key-item_{place} [class*=st-key-{name}_] button")


def briefing_of(*items):
    """A briefing as stored text."""
    return to_file(Briefing(items)).decode()


def slides(content):
    """The slides of a deck."""
    return Presentation(io.BytesIO(content)).slides


def test_from_a_cold_start_to_a_deck_in_five_clicks(fresh):
    reader, clicks = fresh("/?as_of=2020-07-31"), []

    def click(selector):
        clicks.append(selector)
        return selector

    reader.page.get_by_test_id("stSidebarNavLink").filter(has_text=click("Bahan paparan")).click()
    reader.settle().click(click(".st-key-use_rilis-pers button"))
    name, content = reader.saved(click(".st-key-export_pptx button"))
    assert len(clicks) <= 5
    assert name == "siaran-pers_2020-07-31.pptx"
    found = slides(content)
    assert len(found) >= 9
    shapes = {shape.name.partition("?")[0] for slide in found for shape in slide.shapes}
    assert [key for key in SETS["rilis-pers"].figures if not {f"figure:{key}", f"number:{key}"} & shapes] == []


def test_a_figure_keeps_its_filters_and_snapshot_and_survives(fresh, visit):
    reader = fresh("/jabatan?as_of=2020-07-31&province=jawa_tengah")
    shown = reader.text(".st-key-card_jabatan_kelompok .card-title")
    reader.click(".st-key-jabatan_kelompok_add button")
    reader.page.get_by_test_id("stToast").filter(has_text="gambar pertama").wait_for()
    assert count(reader) == ["Bahan paparan (1)"]
    (item,) = kept(reader).items
    assert item == Item("jabatan_kelompok", {"as_of": "2020-07-31", "compare": "2020-06-26", "province": "jawa_tengah"})
    reader.click(".st-key-jabatan_kelompok_add button")
    reader.page.get_by_test_id("stToast").filter(has_text="sudah ada").wait_for()
    assert kept(reader).items == (item,)
    reader.open("/bahan").page.locator(".item").first.wait_for()  # another view, another session
    reader.settle()
    assert count(reader) == ["Bahan paparan (1)"]
    assert titles(reader) == [shown]
    assert "Provinsi: Jawa Tengah · 31 Juli 2020" in reader.text(".item")
    assert "Per 31 Juli 2020, bukan 6 Februari 2024." in reader.text(".item")
    reader.reload().page.locator(".item").first.wait_for()
    assert titles(reader.settle()) == [shown]


def test_items_move_take_titles_go_and_come_back(fresh):
    items = [Item(key, {"as_of": LATEST}) for key in ("jabatan_kelompok", "kepatuhan_jenis", "ringkasan_angka")]
    reader = fresh("/bahan", briefing_of(*items))
    first, second, third = titles(reader)
    item_button(reader, 3, "up").click()
    assert titles(reader.settle()) == [first, third, second]
    item_button(reader, 1, "down").click()
    assert titles(reader.settle()) == [third, first, second]
    item_button(reader, 1, "edit").click()
    own = "Angka pokok <b>=SUM(A1)</b> “kita”"
    reader.page.get_by_label("Judul sendiri (kosong: temuan)").fill(own)
    reader.page.get_by_label("Catatan untuk penyaji").fill("Sebut\nsumbernya")
    reader.page.keyboard.press("Tab")
    reader.settle().page.keyboard.press("Escape")
    assert titles(reader.settle()) == [own, first, second]
    assert "Catatan: Sebut sumbernya" in reader.texts(".item")[0]
    item_button(reader, 2, "remove").click()
    assert titles(reader.settle()) == [own, second]
    reader.click(".st-key-undo_button button")
    assert titles(reader) == [own, first, second]
    assert [(item.figure, item.title) for item in kept(reader).items] == [
        ("ringkasan_angka", own), ("jabatan_kelompok", ""), ("kepatuhan_jenis", ""),
    ]  # fmt: skip
    _, content = reader.saved(".st-key-export_txt button")
    assert own in content.decode()


def test_old_figures_move_to_the_latest_snapshot(fresh):
    items = [Item(key, {"as_of": "2020-07-31", "province": "aceh"}) for key in ("jabatan_kelompok", "kepatuhan_jenis")]
    reader = fresh("/bahan", briefing_of(*items))
    assert (
        reader.text(".st-key-other_dates .item-notice")
        == "2 gambar per 31 Juli 2020, bukan per 6 Februari 2024 seperti data yang sedang dibuka."
    )
    item_button(reader, 2, "renew").click()
    reader.settle()
    assert [item.query["as_of"] for item in kept(reader).items] == ["2020-07-31", LATEST]
    reader.click(".st-key-renew_all button")
    assert [(item.query["as_of"], item.query["province"]) for item in kept(reader).items] == [(LATEST, "aceh")] * 2
    assert "Semua gambar per 6 Februari 2024, snapshot terbaru." in reader.text(".st-key-summary .state")
    assert reader.texts(".item-notice") == []


def test_figures_of_an_older_date_that_was_chosen_are_left_alone(fresh):
    reader = fresh("/bahan?as_of=2020-07-31", briefing_of(Item("jabatan_kelompok", {"as_of": "2020-07-31"})))
    assert "Semua gambar per 31 Juli 2020; snapshot terbaru 6 Februari 2024." in reader.text(".st-key-summary .state")
    assert reader.texts(".item-notice") == [] and reader.texts(".st-key-renew_all button") == []


def test_the_release_can_be_read_before_it_leaves(fresh):
    reader = fresh(
        "/bahan", briefing_of(Item("ringkasan_angka", {"as_of": "2020-07-31"}), Item("jabatan_kelompok", {"as_of": "2020-07-31"}))
    )
    reader.click(".st-key-read_release button")
    said = reader.text(".st-key-release .action-text")
    assert "456 aparatur sipil negara (ASN) dilaporkan" in said and "Data contoh (sintetis)" in said and "Tabel" not in said
    assert reader.text(".st-key-release button").endswith("Salin teks")


def test_a_file_saves_and_opens_and_asks_before_it_replaces(fresh, tmp_path):
    reader = fresh("/bahan", briefing_of(Item("jabatan_kelompok", {"as_of": LATEST}, "Judul tetap", "Catatan")))
    name, content = reader.saved(".st-key-save_basket button")
    assert name == "bahan-paparan.json"
    assert from_file(content) == kept(reader)
    reader.click(".st-key-empty button")
    reader.click(".st-key-use_rilis-pers button")
    assert len(titles(reader)) == 7
    path = tmp_path / "simpanan.json"
    path.write_bytes(content)
    reader.page.get_by_text("Ganti dengan set lain, atau buka berkas").click()
    reader.page.locator("[class*=st-key-open_] input[type=file]").set_input_files(path)
    reader.page.locator(".st-key-ask_yes").wait_for()
    assert reader.settle().text(".st-key-ask .notice").startswith("Bahan paparan sudah berisi 7 gambar.")
    reader.click(".st-key-ask_yes button")
    assert titles(reader) == ["Judul tetap"]


def open_sets(reader):
    """Shows the ready-made sets above a briefing that holds something."""
    reader.page.get_by_text("Ganti dengan set lain, atau buka berkas").click()


def test_what_is_undone_is_the_change_the_line_names(fresh):
    reader = fresh("/bahan", briefing_of(Item("jabatan_kelompok", {"as_of": LATEST}), Item("kepatuhan_jenis", {"as_of": LATEST})))
    item_button(reader, 1, "remove").click()
    reader.settle().page.locator(".st-key-undo_button").wait_for()
    reader.page.get_by_test_id("stSidebarNavLink").filter(has_text="Tren").click()
    reader.settle().click(".st-key-tren_laporan_add button")
    reader.page.get_by_test_id("stToast").wait_for()
    reader.page.get_by_test_id("stSidebarNavLink").filter(has_text="Bahan paparan").click()
    assert len(titles(reader.settle())) == 2
    assert reader.page.locator(".st-key-undo_button").count() == 0


def test_a_question_left_open_is_not_asked_on_coming_back(fresh):
    reader = fresh("/", briefing_of(Item("jabatan_kelompok", {"as_of": LATEST})))
    reader.page.get_by_test_id("stSidebarNavLink").filter(has_text="Bahan paparan").click()
    reader.settle().page.locator(".item").first.wait_for()
    open_sets(reader)
    reader.page.locator(".st-key-use_rilis-pers button").click()
    reader.page.locator(".st-key-ask_yes").wait_for()
    while "/bahan" in reader.page.url:  # the address of a page may be two steps
        reader.page.go_back()
        reader.settle()
    reader.page.wait_for_function("!document.querySelector('.st-key-ask_yes')")
    reader.settle().page.get_by_test_id("stSidebarNavLink").filter(has_text="Bahan paparan").click()
    reader.settle().page.locator(".item").first.wait_for()
    assert reader.page.locator(".st-key-ask_yes").count() == 0
    assert len(titles(reader)) == 1


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"\x00\xff not json", "isinya tidak dapat dibaca"),
        (json.dumps({"format": "asn-bahan-paparan", "version": 99, "items": []}).encode(), "versi 99, yang dikenal versi 1"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_and_nothing_is_lost(fresh, tmp_path, content, reason):
    reader = fresh("/bahan", briefing_of(Item("jabatan_kelompok", {"as_of": LATEST})))
    before, stored = titles(reader), reader.page.evaluate(STORED)
    path = tmp_path / "jahat.json"
    path.write_bytes(content)
    reader.page.get_by_text("Ganti dengan set lain, atau buka berkas").click()
    reader.page.locator("[class*=st-key-open_] input[type=file]").set_input_files(path)
    reader.page.get_by_role("alert").filter(has_text=reason).wait_for()
    assert "Bahan yang sedang terbuka tidak berubah." in reader.settle().text("[role=alert]")
    assert (titles(reader), reader.page.evaluate(STORED)) == (before, stored)


def test_storage_that_is_no_briefing_is_ignored(fresh):
    reader = fresh("/bahan", '{"format": "asn-bahan-paparan", "version": 1, "items": [{"figure": "<script>"}]}')
    reader.page.get_by_test_id("stToast").filter(has_text="tidak dapat dibaca dan diabaikan").wait_for()
    assert titles(reader) == []
    reader.click(".st-key-use_rilis-pers button")
    assert len(kept(reader).items) == 7


def test_a_figure_that_cannot_be_made_does_not_take_the_others_with_it(fresh):
    reader = fresh("/bahan", briefing_of(Item("jabatan_kelompok", {"as_of": "2019-01-01"}), Item("kepatuhan_jenis", {"as_of": LATEST})))
    broken, fine = reader.texts(".item")
    assert "Tidak dapat dibuat:" in broken and "Tidak dapat dibuat:" not in fine
    assert "1 gambar tidak dapat dibuat dan tidak ikut diunduh" in reader.text(".st-key-summary .state")
    _, content = reader.saved(".st-key-export_pptx button")
    names = [shape.name for slide in slides(content) for shape in slide.shapes]
    assert any(name.startswith("figure:kepatuhan_jenis") for name in names)
    assert not any("jabatan_kelompok" in name for name in names)
    item_button(reader, 1, "remove").click()
    assert len(titles(reader.settle())) == 1


def test_forty_figures(fresh):
    keys = [key for key in catalogue.FIGURES if not key.endswith("day")]
    reader = fresh("/bahan", briefing_of(*(Item(key, {"as_of": LATEST}) for key in (keys * 2)[:40])))
    assert len(titles(reader)) == 40
    assert count(reader) == ["Bahan paparan (40)"]
    last = titles(reader)[-1]
    item_button(reader, 40, "up").click()
    assert titles(reader.settle())[-2] == last
    _, content = reader.saved(".st-key-export_xlsx button")
    assert content[:2] == b"PK"


def test_another_tab_follows(fresh, visit):
    reader = fresh("/bahan", briefing_of(Item("jabatan_kelompok", {"as_of": LATEST})))
    other = reader.page.context.new_page()
    other.goto(f"{reader.url}/bahan")
    other.locator(".item-title").wait_for()
    expect(other.locator(".st-key-use_rilis-pers button")).to_have_count(1, timeout=30_000)  # the run that took over the briefing is done
    item_button(reader, 1, "remove").click()
    reader.settle()
    other.locator(".item-title").wait_for(state="detached")
    other.close()


def test_an_old_deck_is_refreshed_and_the_report_is_shown(fresh, tmp_path):
    reader = fresh(
        "/bahan", briefing_of(Item("jabatan_kelompok", {"as_of": "2020-07-31"}), Item("kepatuhan_jenis", {"as_of": "2020-07-31"}))
    )
    _, content = reader.saved(".st-key-export_pptx button")
    path = tmp_path / "lama.pptx"
    path.write_bytes(content)
    reader.page.locator(".st-key-old_deck input[type=file]").set_input_files(path)
    reader.page.locator(".st-key-refresh_deck button:enabled").wait_for()
    name, refreshed = reader.settle().saved(".st-key-refresh_deck button")
    assert name == f"lama_{LATEST}.pptx"
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides(refreshed) if slide.has_notes_slide]
    assert sum(f"as_of={LATEST}" in text for text in notes) == 2
    lines = reader.settle().texts("table.list tbody tr")
    seen = view_of(Register(SAMPLE).refresh(), {"as_of": LATEST}, "id")
    for key in ("jabatan_kelompok", "kepatuhan_jenis"):
        assert sum(catalogue.figure(key, seen).title in line for line in lines) == 1


def test_a_template_that_is_none_is_refused_and_the_old_one_stays(fresh, tmp_path):
    reader = fresh("/bahan", briefing_of(Item("jabatan_kelompok", {"as_of": LATEST})))
    path = tmp_path / "templat.pptx"
    path.write_bytes(b"PK\x03\x04 nothing")
    reader.page.get_by_text("Judul, tanggal, embargo, bahasa, dan templat").click()
    reader.page.locator("[class*=st-key-template_] input[type=file]").set_input_files(path)
    reader.page.get_by_role("alert").filter(has_text="Templat yang dipakai tidak berubah.").wait_for()
    _, content = reader.settle().saved(".st-key-export_pptx button")
    assert len(slides(content)) == 1  # one figure without a title: one slide to paste


def test_cover_and_language_are_set_and_kept(fresh):
    reader = fresh("/bahan", briefing_of(Item("jabatan_kelompok", {"as_of": LATEST})))
    reader.page.get_by_text("Judul, tanggal, embargo, bahasa, dan templat").click()
    reader.settle()
    fields = (
        ("Judul bahan (pada sampul, nama berkas, dan siaran pers)", "Rapat Senin"),
        ("Penyusun", "Humas"),
        ("Embargo, misalnya: sampai 4 Agustus 2020 pukul 10.00 WIB", "sampai 10.00 WIB"),
    )
    for label, words in fields:
        reader.page.get_by_label(label, exact=True).fill(words)
        reader.page.keyboard.press("Tab")
        reader.settle()
    reader.page.locator(".st-key-brief_lang").get_by_role("radio", name="English").click()
    assert titles(reader.settle())[0].startswith("Largest group")
    found = kept(reader)
    assert (found.title, found.embargo, found.lang, found.author) == ("Rapat Senin", "sampai 10.00 WIB", "en", "")
    name, content = reader.saved(".st-key-export_pptx button")
    cover = " ".join(shape.text_frame.text for shape in slides(content)[0].shapes if shape.has_text_frame)
    assert name == f"rapat-senin_{LATEST}.pptx"
    assert [words for words in ("Rapat Senin", "Humas", "sampai 10.00 WIB") if words not in cover] == []
