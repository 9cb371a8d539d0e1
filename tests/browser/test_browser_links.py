"""Links: to a page as the very first visit of a server, and wrong ones."""

import pytest

from analytics.settings import SAMPLE

DEEP = {
    "tren": ("Tren", "Trends"),
    "instansi": ("Instansi", "Agencies"),
    "jabatan": ("Jabatan dan jenis", "Positions and categories"),
    "kepatuhan": ("Kepatuhan sanksi", "Sanction compliance"),
    "perubahan": ("Perubahan", "Changes"),
    "pernyataan": ("Pernyataan", "Statements"),
    "cek": ("Cek angka", "Check a number"),
    "bahan": ("Bahan paparan dan siaran pers", "Briefing and press release"),
    "data": ("Data", "Data"),
    "metodologi": ("Metodologi", "Methodology"),
}
KNOWN = {
    "id": "15 Juni 2020, 26 Juni 2020, 31 Juli 2020, 19 Agustus 2020, 30 September 2020, 27 Oktober 2020, 19 Desember 2020, 16 Desember 2021, 31 Mei 2022, 31 Januari 2023, 6 Februari 2024",
    "en": "15 June 2020, 26 June 2020, 31 July 2020, 19 August 2020, 30 September 2020, 27 October 2020, 19 December 2020, 16 December 2021, 31 May 2022, 31 January 2023, 6 February 2024",
}
DEFAULT = (
    "Data per 6 Februari 2024 · dibandingkan 31 Januari 2023 (1 tahun 6 hari sebelumnya) Data contoh (sintetis)",
    "Data as of 6 February 2024 · compared with 31 January 2023 (1 year 6 days before) Sample data (synthetic)",
)
SCRIPT = "<script>window.hacked=1</script>"
IMAGE = "<img src=x onerror=window.hacked=1>"
WRONG = {
    "province=atlantis": ("Provinsi: kode “atlantis” tidak ada dalam daftar.", "Province: there is no code “atlantis” in the list."),
    "as_of=2020-13-01": ("“2020-13-01” bukan tanggal (YYYY-MM-DD).", "“2020-13-01” is not a date (YYYY-MM-DD)."),
    "as_of=1999-01-01": (
        f"Tidak ada snapshot per 1 Januari 1999. Yang tersedia: {KNOWN['id']}.",
        f"There is no snapshot of 1 January 1999. Available: {KNOWN['en']}.",
    ),
    "unit=lusin": ("Satuan “lusin” tidak dikenal.", "There is no unit “lusin”."),
    f"province={SCRIPT}": (
        f"Provinsi: kode “{SCRIPT[:40]}” tidak ada dalam daftar.",
        f"Province: there is no code “{SCRIPT[:40]}” in the list.",
    ),
    "compare=1999-01-01": (
        f"Tidak ada snapshot per 1 Januari 1999. Yang tersedia: {KNOWN['id']}.",
        f"There is no snapshot of 1 January 1999. Available: {KNOWN['en']}.",
    ),
    f"compare={IMAGE}": (f"“{IMAGE[:40]}” bukan tanggal (YYYY-MM-DD).", f"“{IMAGE[:40]}” is not a date (YYYY-MM-DD)."),
    f"from={IMAGE}": (f"“{IMAGE[:40]}” bukan tanggal (YYYY-MM-DD).", f"“{IMAGE[:40]}” is not a date (YYYY-MM-DD)."),
    "category=medsos' or 1=1 --": (
        "Jenis pelanggaran: kode “medsos' or 1=1 --” tidak ada dalam daftar.",
        "Violation category: there is no code “medsos' or 1=1 --” in the list.",
    ),
}


@pytest.mark.parametrize("page", DEEP)
def test_a_deep_link_is_the_first_visit_of_a_server(serve, visit, page):
    with serve(SAMPLE) as url:
        reader = visit(f"/{page}?as_of=2020-07-31&province=jawa_barat", url)
        assert (reader.text("h2"), reader.address().split("?")[0]) == (DEEP[page][0], f"/{page}")
        assert reader.chips() == ["Provinsi: Jawa Barat"]
        assert reader.text(".state").startswith("Data per 31 Juli 2020")
        assert reader.query()["as_of"] == "2020-07-31"
        assert reader.texts("[role=dialog], [role=alert]") == []
        assert reader.texts("[data-testid=stSidebarNavLink]") == ["Ringkasan", *(titles[0] for titles in DEEP.values())]
        reader.page.close()


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_link_is_said_and_the_default_shown(visit, wrong, lang):
    reader = visit(f"/metodologi?{wrong}&lang={lang}")
    assert reader.text("[role=alert]") == WRONG[wrong][lang == "en"]
    assert reader.text("h2") == DEEP["metodologi"][lang == "en"]
    check_default(reader, lang)


def check_default(reader, lang="id"):
    """The page shows the latest snapshot without filters, and nothing of the link was executed."""
    assert reader.text(".state") == DEFAULT[lang == "en"]
    assert reader.chips() == []
    assert reader.query() == {"as_of": "2024-02-06", "compare": "2023-01-31"} | ({"lang": "en"} if lang == "en" else {})
    assert reader.page.evaluate("window.hacked") is None
    assert reader.page.locator("img[src=x]").count() == 0


def test_what_is_right_in_a_wrong_link_stays(visit):
    reader = visit("/metodologi?category=nope&province=aceh&as_of=2020-07-31")
    assert reader.texts("[role=alert]") == ["Jenis pelanggaran: kode “nope” tidak ada dalam daftar."]
    assert reader.chips() == ["Provinsi: Aceh"]
    assert reader.query() == {"as_of": "2020-07-31", "compare": "2020-06-26", "province": "aceh"}


def test_a_wrong_link_shows_the_default_numbers(visit):
    reader = visit("/?province=atlantis")
    assert reader.text("[role=alert]") == WRONG["province=atlantis"][0]
    assert reader.headline()["Dilaporkan"] == "2.034"


@pytest.mark.parametrize("wrong", [f"lang={SCRIPT}", f"unknown={SCRIPT}", "lang=fr"])
def test_what_only_steers_the_view_falls_back_to_the_default(visit, wrong):
    reader = visit(f"/metodologi?{wrong}")
    assert reader.text("h2") == "Metodologi"
    check_default(reader)


def test_a_period_that_ends_before_it_starts(visit):
    reader = visit("/metodologi?from=2020-09-01&to=2020-08-01")
    assert reader.text("[role=alert]") == "Awal periode (1 September 2020) sesudah akhirnya (1 Agustus 2020)."
    check_default(reader)
