"""On paper: the date, the filters and the figures, and nothing that can only be clicked."""

from io import BytesIO

import pytest
from pypdf import PdfReader

CLICKED = (
    "[data-testid=stSidebar]",
    ".st-key-frame button",
    ".st-key-lang button",
    "[class*=st-key-row_] button",
    ".st-key-chip_reset",
    "[role=switch]",
)


def paper(reader):
    """The words of the page as it is printed, and its number of sheets."""
    pdf = PdfReader(BytesIO(reader.page.pdf(format="A4")))
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split()), len(pdf.pages)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_on_paper_has_its_date_and_filters_and_no_controls(visit, scheme):
    reader = visit("/kepatuhan?as_of=2020-07-31&province=sulawesi_tenggara", color_scheme=scheme)
    reader.page.emulate_media(media="print")
    assert [selector for selector in CLICKED if reader.page.locator(selector).filter(visible=True).count()] == []
    assert reader.texts(".st-key-chips button p") == ["Provinsi: Sulawesi Tenggara"]
    ink = reader.page.locator(".lead").first.evaluate("element => getComputedStyle(element).color")
    paper_colour = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
    drawn = reader.page.locator(".js-plotly-plot svg text").first.evaluate("element => getComputedStyle(element).fill")
    assert (ink, drawn, paper_colour) == ("rgb(23, 32, 43)", "rgb(23, 32, 43)", "rgb(255, 255, 255)")
    words, sheets = paper(reader)
    for said in (
        "Data per 31 Juli 2020",
        "Bukan yang terbaru: buka data 6 Feb 2024",
        "Provinsi: Sulawesi Tenggara",
        "Data contoh (sintetis)",
        "Kepatuhan sanksi",
    ):
        assert said in words
    assert sheets > 2, "a page that scrolls is printed whole"


@pytest.mark.parametrize(("path", "lang"), [("/", "id"), ("/jabatan?lang=en", "en")])
def test_a_screen_reader_is_told_the_language(visit, path, lang):
    assert visit(path).page.evaluate("document.documentElement.lang") == lang
