"""Filters: chosen through the controls, said as chips, written into the address, and the same for whoever opens the link."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from analytics import formats
from analytics.ask import ask
from analytics.metrics import COMPLIANCE, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED
from analytics.scope import CASE, Scope

LATEST, EARLIER = date(2024, 2, 6), date(2020, 7, 31)
SHOWN = {
    "Dilaporkan": REPORTED,
    "Direkomendasikan (terbukti)": RECOMMENDED,
    "Ditindaklanjuti dengan sanksi": SANCTIONED,
    "Kepatuhan sanksi": COMPLIANCE,
}
TWO = "province=bali,aceh&category=medsos&from=2020-09-01"


@dataclass(frozen=True)
class Filter:
    """A choice in the controls; what the address, the chips, the line of state and the numbers must then say."""

    label: str
    option: str
    parameter: str
    value: str
    scope: Scope
    chips: tuple[str, ...] = ()
    state: str = "Data per 6 Februari 2024 · dibandingkan 31 Januari 2023 (1 tahun 6 hari sebelumnya) Data contoh (sintetis)"
    changes: dict[str, str] = field(default_factory=dict)


def member(label, option, parameter, value):
    """A filter on one member of a dimension."""
    return Filter(label, option, parameter, value, Scope(LATEST, {parameter: (value,)}), (f"{label}: {option}",))


CHOICES = (
    Filter(
        "Tanggal data (snapshot)", "31 Juli 2020", "as_of", "2020-07-31", Scope(EARLIER),
        state="Data per 31 Juli 2020 · dibandingkan 26 Juni 2020 Data contoh (sintetis)",
    ),
    Filter(
        "Dibandingkan dengan", "31 Juli 2020", "compare", "2020-07-31", Scope(LATEST),
        state="Data per 6 Februari 2024 · dibandingkan 31 Juli 2020 (3 tahun 6 bulan 6 hari sebelumnya) Data contoh (sintetis)",
        changes={"Dilaporkan": "naik 1.578 sejak 31 Juli 2020"},
    ),
    Filter(
        "Laporan sejak", "September 2020", "from", "2020-09-01", Scope(LATEST, start=date(2020, 9, 1)), ("dilaporkan sejak 1 September 2020",)
    ),
    Filter(
        "Laporan hingga", "September 2020", "to", "2020-09-30", Scope(LATEST, end=date(2020, 9, 30)), ("dilaporkan hingga 30 September 2020",)
    ),
    Filter(
        "Satuan hitung", "Kasus", "unit", "kasus", Scope(LATEST, unit=CASE),
        state="Data per 6 Februari 2024 · dibandingkan 31 Januari 2023 (1 tahun 6 hari sebelumnya) · Kasus Data contoh (sintetis)",
    ),
    member("Pemilihan", "Pemilu 2024", "election", "pemilu_2024"),
    member("Provinsi", "Jawa Barat", "province", "jawa_barat"),
    member("Instansi", "Kementerian Agama", "agency", "kementerian_agama"),
    member("Jenis instansi", "Pemerintah Kota", "agency_type", "kota"),
    member("Kelompok jabatan", "Jabatan Pengawas", "position", "pengawas"),
    member("Jenis pelanggaran", "Memasang spanduk/baliho", "category", "spanduk_baliho"),
    member("Sumber laporan", "Media massa", "source", "media"),
)  # fmt: skip


def said(register, scope):
    """The headline numbers of a scope as they must stand on an Indonesian page."""
    answers = {label: ask(register, metric, scope) for label, metric in SHOWN.items()}
    return {label: formats.row_value(answer.metric.is_ratio, answer.total, "id") for label, answer in answers.items()}


def check(reader, choice, numbers):
    """The page says this choice everywhere."""
    assert reader.headline() == numbers
    assert reader.chips() == list(choice.chips)
    assert reader.text(".state") == choice.state
    assert reader.query()[choice.parameter] == choice.value
    assert {label: reader.changes()[label] for label in choice.changes} == choice.changes


@pytest.mark.parametrize("choice", CHOICES, ids=[choice.parameter for choice in CHOICES])
def test_a_choice_shows_in_numbers_words_and_link(visit, sample, choice):
    numbers = said(sample, choice.scope)
    assert numbers != said(sample, Scope(LATEST)) or choice.changes
    reader = visit("/").choose(choice.label, choice.option)
    check(reader, choice, numbers)
    check(visit(reader.address(), timezone_id="America/New_York"), choice, numbers)  # another browser context


def test_a_link_of_many_filters_in_a_browser_never_used_before(browser, visit, sample):
    context = browser.new_context(locale="de-DE")
    visit("/")  # the server has run; the context has not
    page = context.new_page()
    page.goto(f"{visit('/').url}/kepatuhan?as_of=2020-12-19&{TWO}")
    page.locator(".headline .number").first.wait_for()
    scope = Scope(date(2020, 12, 19), {"province": ("bali", "aceh"), "category": ("medsos",)}, date(2020, 9, 1))
    rate = formats.row_value(True, ask(sample, COMPLIANCE, scope).total, "id")
    assert page.locator(".headline .number").first.inner_text() == rate
    context.close()


def test_an_older_snapshot_says_so_and_leads_back_to_the_latest(visit, sample):
    reader = visit("/?as_of=2020-07-31&province=aceh")
    assert reader.text(".st-key-to_latest") == "Bukan yang terbaru: buka data 6 Feb 2024"
    reader.click(".st-key-to_latest button")
    assert reader.headline() == said(sample, Scope(LATEST, {"province": ("aceh",)}))
    assert reader.query() == {"as_of": "2024-02-06", "compare": "2023-01-31", "province": "aceh"}
    assert reader.page.locator(".st-key-to_latest").count() == 0


def test_one_chip_goes_then_all(visit, sample):
    reader = visit(f"/?{TWO}")
    assert reader.chips() == [
        "Jenis pelanggaran: Kampanye/sosialisasi di media sosial",
        "Provinsi: Bali dan Aceh",
        "dilaporkan sejak 1 September 2020",
    ]
    reader.click(".st-key-chip_province .stTooltipIcon button")
    scope = Scope(LATEST, {"category": ("medsos",)}, date(2020, 9, 1))
    assert reader.headline() == said(sample, scope)
    assert reader.chips() == ["Jenis pelanggaran: Kampanye/sosialisasi di media sosial", "dilaporkan sejak 1 September 2020"]
    assert "province" not in reader.query()
    assert reader.text(".st-key-chip_reset") == "Hapus semua saringan"
    reader.click(".st-key-chip_reset button")
    assert reader.headline() == said(sample, Scope(LATEST))
    assert reader.chips() == []
    assert reader.query() == {"as_of": "2024-02-06", "compare": "2023-01-31"}


def test_filters_survive_a_change_of_page_and_language(visit, sample):
    reader = visit("/").choose("Provinsi", "Jawa Barat")
    reader.page.keyboard.press("Escape")
    reader.page.get_by_test_id("stSidebarNavLink").filter(has_text="Kepatuhan sanksi").click()
    reader.page.locator("h2", has_text="Kepatuhan sanksi").wait_for()
    waiting = str(ask(sample, OUTSTANDING, Scope(LATEST, {"province": ("jawa_barat",)})).total.value)
    reader.settle()
    query = reader.query()
    assert (reader.chips(), query["province"]) == (["Provinsi: Jawa Barat"], "jawa_barat")
    assert reader.headline()["Belum ditindaklanjuti"] == waiting
    reader.page.locator(".st-key-pick_lang").get_by_role("radio", name="English").click()
    reader.page.locator("h2", has_text="Sanction compliance").wait_for()
    reader.settle()
    assert (reader.chips(), reader.query()["province"], reader.query()["lang"]) == (["Province: West Java"], "jawa_barat", "en")
    assert reader.headline()["Outstanding"] == waiting
    reader.page.locator(".st-key-pick_lang").get_by_role("radio", name="Indonesia").click()
    reader.page.locator("h2", has_text="Kepatuhan sanksi").wait_for()
    assert (reader.settle().chips(), reader.query()) == (["Provinsi: Jawa Barat"], query)


def test_back_takes_the_last_choice_back(visit, sample):
    reader = visit("/").choose("Provinsi", "Jawa Barat")
    assert reader.headline()["Dilaporkan"] == said(sample, Scope(LATEST, {"province": ("jawa_barat",)}))["Dilaporkan"]
    reader.page.go_back()
    assert reader.settle(1000).chips() == []
    assert reader.headline() == said(sample, Scope(LATEST))


def test_the_controls_show_what_a_link_says(visit):
    reader = visit(f"/?as_of=2020-12-19&compare=none&unit=kasus&to=2020-10-31&{TWO}").controls()
    box = {
        label: reader.page.get_by_role("combobox", name=label, exact=True).input_value()
        for label in ("Tanggal data (snapshot)", "Dibandingkan dengan", "Laporan sejak", "Laporan hingga", "Satuan hitung")
    }
    assert list(box.values()) == ["19 Desember 2020", "Tanpa pembanding", "September 2020", "Oktober 2020", "Kasus"]
    assert reader.texts("[class*=st-key-pick_province_] [data-testid=stMultiSelectTagsContainer]")[0].split() == ["Bali", "Aceh"]


@pytest.mark.parametrize("path", ["/", "/tren", "/instansi", "/jabatan", "/kepatuhan"])
def test_an_empty_result_says_why_and_how_to_widen(visit, path):
    reader = visit(f"{path}?election=pemilu_2024&source=media")
    filters = ("Sumber laporan: Media massa; Pemilihan: Pemilu 2024", "Pemilihan: Pemilu 2024; Sumber laporan: Media massa")
    notices = reader.texts(".notice[role=status]")
    assert notices
    for notice in notices:
        why, _, widen = notice.partition(". ")
        assert why == "Tidak ada laporan yang cocok dengan saringan ini"
        assert widen in [f"Hapus salah satu saringan di atas: {words}." for words in filters]
    assert reader.texts("[role=alert]") == []
    assert reader.page.locator(".chart").count() == 0


def test_an_empty_result_is_a_sentence_too(visit):
    reader = visit("/?election=pemilu_2024")
    assert reader.text(".lead") == "Per 6 Februari 2024 (Pemilihan: Pemilu 2024), tidak ada ASN yang dilaporkan dalam cakupan ini."
    assert list(reader.headline().values()) == ["0", "0", "0", "–"]


def test_a_filter_that_was_removed_stays_away_on_the_next_page(visit):
    reader = visit("/?as_of=2020-07-31")
    reader.controls()
    box = reader.page.get_by_role("combobox", name="Provinsi", exact=True)
    box.click()
    box.fill("Sulawesi Tenggara")
    reader.page.get_by_role("option", name="Sulawesi Tenggara", exact=True).click()
    while reader.settle().page.get_by_test_id("stPopoverBody").is_visible():
        reader.page.keyboard.press("Escape")
    for page in ("Kepatuhan sanksi", "Ringkasan"):
        reader.page.get_by_test_id("stSidebarNavLink").filter(has_text=page).click()
        reader.settle(1000)
    assert reader.query()["province"] == "sulawesi_tenggara"
    reader.page.locator(".st-key-chip_province").get_by_role("button").first.click()
    assert reader.settle(1000).chips() == []
    reader.page.get_by_test_id("stSidebarNavLink").filter(has_text="Kepatuhan sanksi").click()
    reader.page.wait_for_url("**/kepatuhan**")
    assert (reader.settle(1000).chips(), reader.query().get("province")) == ([], None)
