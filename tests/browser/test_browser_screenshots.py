"""Pictures of every page for people to look at; written only on request."""

import os
from pathlib import Path

import pytest

PAGES = ("", "tren", "instansi", "jabatan", "kepatuhan", "perubahan", "pernyataan", "cek", "bahan", "data", "metodologi")
SIZES = ((1440, 900), (1280, 720), (390, 844))
FOLDER = Path(__file__).parent / "screenshots"

pytestmark = pytest.mark.skipif(os.environ.get("SCREENSHOTS") != "1", reason="132 pictures take minutes; set SCREENSHOTS=1 to write them")


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width, height", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_picture(visit, page, width, height, mode, lang):
    reader = visit(f"/{page}?lang={lang}", viewport={"width": width, "height": height}, color_scheme=mode)
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{page or 'ringkasan'}-{width}x{height}-{mode}-{lang}.png"
    tall = reader.page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight") + 40
    reader.page.set_viewport_size({"width": width, "height": max(height, tall)})  # the page scrolls inside, so the window grows
    reader.settle().page.screenshot(path=file)
    assert file.read_bytes().startswith(b"\x89PNG")
