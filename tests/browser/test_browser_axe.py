"""No page has a fault that axe-core calls serious or critical, in either theme."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_browser_reach import PAGES, PHONE

GRAVE = ("serious", "critical")


def grave(reader):
    """The grave faults of a page: the rule, and the elements that break it."""
    found = Axe().run(reader.page).response["violations"]
    return {fault["id"]: [node["html"][:120] for node in fault["nodes"]] for fault in found if fault["impact"] in GRAVE}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_grave_fault(visit, path, scheme):
    assert grave(visit(path, color_scheme=scheme)) == {}


@pytest.mark.parametrize("path", ["/", "/kepatuhan", "/cek?q=34,9&lang=en"])
def test_nor_has_it_on_a_phone(visit, path):
    assert grave(visit(path, color_scheme="dark", viewport=PHONE)) == {}


def test_the_check_finds_faults(visit):
    reader = visit("/cek")
    reader.page.evaluate(
        "document.querySelector('.lead').innerHTML = '<img src=\"data:,\"><span style=\"color:#bbb;background:#fff;font-size:14px\">tidak terbaca</span>'"
    )
    assert {"image-alt", "color-contrast"} <= set(grave(reader))
