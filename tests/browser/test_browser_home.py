"""The first page on one screen, what leads on from it, bars that filter, and the hint of a first visit."""

import pytest

LAPTOP = {"width": 1280, "height": 720}
FOOT = ".st-key-row_ringkasan_angka"
BARS = ".st-key-card_{} .bars path"
LABELS = "() => [...document.querySelectorAll('[aria-label]')].map(each => each.getAttribute('aria-label'))"


def press(reader, key, place=-1):
    """Clicks a bar (counted from below) where a reader's pointer would: Plotly lays a net over its bars."""
    bar = reader.page.locator(BARS.format(key)).nth(place)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("address", ["/", "/?lang=en", "/?as_of=2020-07-31", "/?as_of=2020-07-31&lang=en"])
def test_the_first_page_answers_on_one_screen(visit, address):
    reader = visit(address, viewport=LAPTOP)
    box = reader.page.locator(FOOT).bounding_box()
    assert box["y"] + box["height"] <= LAPTOP["height"]
    assert len(reader.headline()) == reader.page.locator(".chart").count() == 4
    assert reader.unreadable() == []


def test_the_words_of_the_first_page_are_explained_on_it(visit):
    reader = visit("/?as_of=2020-07-31", viewport=LAPTOP)
    reader.page.get_by_role("button", name="Cara membaca").click()
    reader.page.locator(".reading").wait_for()
    said = dict(zip(reader.texts(".reading dt"), reader.texts(".reading dd"), strict=True))
    assert said["Naik dan turun"] == "Dihitung sejak 26 Juni 2020, yaitu dalam 1 bulan 5 hari."
    assert said["Instansi"].startswith("“Lainnya” ditulis tanpa batang") and "Ditampilkan 6 instansi, bukan 5" in said["Instansi"]
    assert "kelompok lebih kecil, abu-abu pada diagram batang: Lembaga." in said["Jenis instansi"]
    assert {"Selang 95 %", "Nyata (berbeda, naik, lebih tinggi)", "Persen poin", "Batang abu-abu"} < set(said)


@pytest.mark.parametrize("page, key", [("tren", "tren"), ("instansi", "instansi"), ("jabatan", "jabatan"), ("kepatuhan", "kepatuhan")])
def test_a_small_chart_leads_to_its_page_with_the_filters(visit, page, key):
    reader = visit("/?as_of=2020-07-31&province=sulawesi_tenggara")
    link = reader.page.locator(f".st-key-card_ringkasan_{key} h3 a")
    assert link.get_attribute("href").startswith(f"/{page}?")
    link.click()
    reader.page.wait_for_url(f"**/{page}?**")
    assert reader.settle().chips() == ["Provinsi: Sulawesi Tenggara"]
    assert {"as_of": "2020-07-31", "province": "sulawesi_tenggara"}.items() <= reader.query().items()


def test_a_bar_filters_and_the_filter_is_removed_above(visit):
    reader = visit("/?as_of=2020-07-31")
    assert reader.headline()["Dilaporkan"] == "456"
    press(reader, "ringkasan_jabatan")
    reader.page.locator(".st-key-chip_position").wait_for()  # the run that a click asks for begins a moment later
    assert reader.settle().chips() == ["Kelompok jabatan: Jabatan Pimpinan Tinggi (JPT)"]
    assert (reader.headline()["Dilaporkan"], reader.query()["position"]) == ("126", "jpt")
    reader.page.locator(".st-key-chip_position").get_by_role("button").click()
    assert (reader.settle().chips(), reader.headline()["Dilaporkan"]) == ([], "456")


def test_a_bar_far_below_filters_without_a_jump(visit):
    reader = visit("/kepatuhan?as_of=2020-07-31", viewport=LAPTOP)
    card = reader.page.locator(".st-key-card_kepatuhan_jenis h3")
    press(reader, "kepatuhan_jenis", 2)
    reader.page.locator(".st-key-chip_agency_type").wait_for()
    assert reader.settle().chips() == ["Jenis instansi: Pemerintah Kabupaten"]
    assert card.bounding_box()["y"] == pytest.approx(LAPTOP["height"] / 2, abs=LAPTOP["height"] / 2)  # still before the reader's eyes


def test_the_keyboard_chooses_a_bar_too(visit):
    reader = visit("/?as_of=2020-07-31")
    card = reader.page.locator(".st-key-card_ringkasan_jabatan")
    card.locator("h3 a").focus()
    reader.page.keyboard.press("Tab")
    assert card.locator(".choices").inner_text().startswith("Saring menurut:")
    reader.page.keyboard.press("ArrowRight")
    chosen = reader.page.evaluate("document.activeElement.textContent")
    assert chosen == card.locator(".choices button").nth(1).inner_text()
    reader.page.keyboard.press("Enter")
    assert reader.settle().chips() == [f"Kelompok jabatan: {chosen}"]


def test_what_filters_already_cannot_be_chosen_again(visit):
    reader = visit("/?as_of=2020-07-31&position=jpt")
    assert reader.page.locator(".st-key-card_ringkasan_jabatan .chart.choosable").count() == 0
    assert reader.page.locator(".st-key-card_ringkasan_kepatuhan .chart.choosable").count() == 1


def test_the_hint_has_three_steps_and_stays_away(visit):
    reader = visit("/", timezone_id="Asia/Jayapura")  # a browser of its own, which has not been here
    assert reader.text(".hint-title") == "Baru di sini? · 1/3"
    reader.page.get_by_role("button", name="Lanjut").click()
    reader.page.get_by_role("button", name="Lanjut").click()
    assert reader.text(".hint-title") == "Baru di sini? · 3/3"
    reader.page.get_by_role("button", name="Mengerti").click()
    assert reader.texts(".hint") == []
    assert reader.reload().texts(".hint") == []


def test_streamlits_own_words_follow_the_language(visit):
    reader = visit("/?province=aceh")
    reader.controls().settle()
    labels = reader.page.evaluate(LABELS)
    assert "Daftar halaman" in labels
    assert [label for label in labels if label in ("App pages", "Sidebar", "Clear all", "Collapse sidebar", "Link to heading")] == []
    reader.page.keyboard.press("Escape")
    reader.click(".st-key-masthead [role=radio]:has-text('English')")
    labels = reader.page.evaluate(LABELS)
    assert "App pages" in labels
    assert "Daftar halaman" not in labels
    assert reader.page.evaluate("document.documentElement.lang") == "en"
