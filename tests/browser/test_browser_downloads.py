"""The menu of a card: every entry gives a file that opens or a clipboard that holds it, and all say the same numbers."""

import io
import struct
import xml.etree.ElementTree as ET

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from analytics import catalogue, quoted
from analytics.briefing import house
from analytics.register.snapshots import Register
from analytics.sentences import footnote
from analytics.settings import SAMPLE
from analytics.view import view_of

QUERY = {"as_of": "2020-07-31", "province": "jawa_tengah"}
FILE = "jabatan_kelompok_2020-07-31"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
SVG = "{http://www.w3.org/2000/svg}"
COPIED = """async () => {
  const [item] = await navigator.clipboard.read();
  const bytes = new Uint8Array(await (await item.getType('image/png')).arrayBuffer());
  return [item.types, [...bytes.slice(0, 24)]];
}"""


@pytest.fixture(scope="module")
def figure():
    """The figure that the browser shows, made here."""
    return catalogue.figure("jabatan_kelompok", view_of(Register(SAMPLE).refresh(), QUERY, "id"))


@pytest.fixture
def reader(visit):
    """The page Jabatan with a filter, its first card's menu open."""
    query = "&".join(f"{name}={value}" for name, value in QUERY.items())
    return visit(f"/jabatan?{query}", accept_downloads=True, permissions=CLIPBOARD).menu("jabatan_kelompok")


def size_of(png):
    """Width and height from the header of a PNG."""
    assert bytes(png[:8]) == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", bytes(png[16:24]))


def words_of(svg):
    """The texts of a drawing, in the order they stand in the file."""
    return " ".join("".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text"))


def plain(words):
    """Words with every space the same."""
    return " ".join(words.split())


def status(reader, words):
    """Waits until the menu says so."""
    reader.page.locator(".action-status", has_text=words).wait_for()


def test_pictures_carry_their_defence(reader, figure):
    name, png = reader.saved("[data-action=png]")
    assert (name, size_of(png)) == (f"{FILE}.png", (3200, 1800))
    status(reader, f"Gambar tersimpan: {FILE}.png")
    name, svg = reader.saved("[data-action=svg]")
    assert name == f"{FILE}.svg"
    root, said = ET.fromstring(svg), plain(words_of(svg))
    assert (root.get("width"), root.get("height")) == ("1600", "900")
    assert root.find(f"{SVG}title").text == figure.title
    for words in (figure.title, figure.subtitle, footnote(figure.answer, house(), "id")):
        assert plain(words) in said
    labels = [figure.answer.label(row, "id") for row in figure.answer.rows]
    assert [label for label in labels if label not in said] == []
    assert b"@font-face" in svg and b"data:font/woff2" in svg
    assert b"<script" not in svg and b"href=" not in svg


def test_files_open_and_hold_the_numbers(reader, figure):
    counts = [row.numerator for row in figure.answer.rows]
    name, csv = reader.saved(".st-key-jabatan_kelompok_csv button")
    assert (name, csv.decode("utf-8-sig").splitlines()[0]) == (f"{FILE}.csv", f"# {figure.title}")
    name, xlsx = reader.saved(".st-key-jabatan_kelompok_xlsx button")
    assert name == f"{FILE}.xlsx"
    held = {cell.value for sheet in load_workbook(io.BytesIO(xlsx)) for line in sheet.iter_rows() for cell in line}
    assert set(counts) <= held and figure.title in held
    name, pptx = reader.saved(".st-key-jabatan_kelompok_pptx button")
    assert name == f"{FILE}.pptx"
    (slide,) = Presentation(io.BytesIO(pptx)).slides
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    values = [value for series in chart.plots[0].series for value in series.values]
    shown = [row.value for row in figure.answer.rows if not row.hidden]
    assert sorted(value for value in values if value is not None) == pytest.approx(sorted(shown))
    assert slide.shapes.title.text_frame.text.replace("\u00a0", " ") == figure.title


def test_copies_are_on_the_clipboard(reader, figure):
    reader.page.locator("[data-action=copy]").click()
    status(reader, "Gambar disalin.")
    types, head = reader.page.evaluate(COPIED)
    assert (types, size_of(head)) == (["image/png"], (3200, 1800))
    address = f"{reader.url}{figure.link}"
    for action, said, text in (
        ("sentence", "Kalimat disalin.", quoted.quotable(figure)),
        ("citation", "Kutipan disalin.", quoted.citation(figure, house(), reader.url)),
        ("link", "Tautan disalin.", address),
    ):
        reader.page.locator(f"[data-action={action}]").click()
        status(reader, said)
        assert reader.page.evaluate("navigator.clipboard.readText()") == text
    assert reader.text(".action-text") == plain(quoted.quotable(figure))


def test_a_copied_link_opens_the_same_view(reader, visit, figure):
    shown = reader.drawn(".st-key-card_jabatan_kelompok .bartext")
    reader.page.locator("[data-action=link]").click()
    status(reader, "Tautan disalin.")
    link = reader.page.evaluate("navigator.clipboard.readText()")
    again = visit(link.removeprefix(reader.url))
    assert again.drawn(".st-key-card_jabatan_kelompok .bartext") == shown != []


def test_the_headline_numbers_leave_too_and_speak_english(visit):
    reader = visit("/?as_of=2020-07-31&lang=en", accept_downloads=True, permissions=CLIPBOARD).menu("ringkasan_angka")
    name, svg = reader.saved("[data-action=svg]")
    assert name == "ringkasan_angka_2020-07-31.svg"
    said = plain(words_of(svg))
    assert [number for number in ("456", "344", "189", "54.9%", "Sample data (synthetic)") if number not in said] == []
    reader.page.locator("[data-action=sentence]").click()
    status(reader, "Sentence copied.")
    assert "456" in reader.page.evaluate("navigator.clipboard.readText()")


def test_a_browser_that_refuses_to_copy_is_told_so(visit):
    reader = visit("/jabatan?as_of=2020-07-31")
    reader.page.evaluate("navigator.clipboard.write = navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); 0")
    reader.menu("jabatan_kelompok").page.locator("[data-action=sentence]").click()
    status(reader, "Peramban ini tidak mengizinkan penyalinan.")


def test_the_menu_works_by_keyboard(visit):
    reader = visit("/jabatan?as_of=2020-07-31", permissions=CLIPBOARD)
    reader.page.locator(".st-key-jabatan_kelompok_menu").get_by_test_id("stPopoverButton").focus()
    reader.page.keyboard.press("Enter")
    reader.page.locator("[data-action=link]").wait_for()
    reader.settle()
    for _ in range(20):
        if reader.page.evaluate("document.activeElement.dataset.action") == "sentence":
            break
        reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    status(reader, "Kalimat disalin.")


def failing():
    """A page on which two files cannot be made."""
    from analytics.text import Notice, Text
    from pages._menu import deliver

    def refuse():
        raise Notice(Text(id="Templat ditolak.", en="Template refused."))

    deliver(lambda: 1 // 0, "a.pptx", "id")
    deliver(refuse, "b.pptx", "en")


def test_a_file_that_fails_is_said_in_our_words():
    page = AppTest.from_function(failing).run(timeout=30)
    said = [element.proto.body for element in page.get("html")]
    assert len(page.exception) == 0
    assert len(said) == 2
    assert "Berkas a.pptx gagal dibuat." in said[0] and "ZeroDivision" not in said[0]
    assert "Template refused." in said[1]
