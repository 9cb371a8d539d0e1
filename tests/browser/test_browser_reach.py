"""Within reach: by keyboard alone, and on a phone."""

import pytest

PAGES = ("/", "/tren", "/instansi", "/jabatan", "/kepatuhan", "/perubahan", "/pernyataan", "/cek", "/bahan", "/data", "/metodologi")
PHONE = {"width": 390, "height": 844}
FOCUSED = """() => {
  const element = document.activeElement;
  return [element.getAttribute('role') || element.tagName.toLowerCase(), (element.innerText || element.ariaLabel || '').trim()];
}"""
# Left and right edge of every chart, or of the box in which a wide one (a grid) is scrolled by itself.
CHARTS = """() => [...document.querySelectorAll('.chart')]
  .map(chart => (chart.closest('.chart-frame.wide') || chart.querySelector('.main-svg')).getBoundingClientRect())
  .map(box => [box.left, box.right])"""
CHARTS_ON = {
    "/": 4,
    "/tren": 4,
    "/instansi": 4,
    "/jabatan": 5,
    "/kepatuhan": 13,
    "/perubahan": 7,
    "/pernyataan": 3,
    "/cek": 0,
    "/bahan": 0,
    "/data": 0,
    "/metodologi": 0,
}


def tab_to(reader, role, words, presses=60):
    """Presses Tab until an element has the focus; fails where it never does."""
    passed = []
    for _ in range(presses):
        reader.page.keyboard.press("Tab")
        passed.append(reader.page.evaluate(FOCUSED))
        if passed[-1][0] == role and words in passed[-1][1]:
            return
    pytest.fail(f"Tab never reached {words}; it passed {passed}")


def test_the_filters_open_by_keyboard(visit):
    reader = visit("/")
    tab_to(reader, "button", "Data dan saringan")
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("combobox", name="Provinsi", exact=True).wait_for()
    reader.settle()
    tab_to(reader, "combobox", "Provinsi")
    reader.page.keyboard.type("Jawa Bar")
    reader.page.get_by_role("option", name="Jawa Barat").wait_for()
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    assert reader.settle().chips() == ["Provinsi: Jawa Barat"]


def test_a_card_turns_into_a_table_by_keyboard(visit):
    reader = visit("/jabatan?as_of=2020-07-31")
    tab_to(reader, "radio", "Grafik")
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Enter")
    reader.page.locator(".st-key-card_jabatan_kelompok table").wait_for()
    assert reader.settle().table("jabatan_kelompok")[1] == ["Jabatan Pimpinan Tinggi (JPT)", "1", "126", "456", "27,6 %", "23,7–31,9 %"]


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_everything_in_its_width(visit, path):
    reader = visit(path, viewport=PHONE)
    assert reader.overflow() == [0, 0]
    charts = reader.page.evaluate(CHARTS)
    assert len(charts) == CHARTS_ON[path]
    assert [(left, right) for left, right in charts if not 0 <= left < right <= PHONE["width"]] == []
    assert reader.unreadable() == []
