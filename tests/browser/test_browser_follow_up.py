"""Compliance over time on the page Kepatuhan sanksi, as a reader sees it: cohorts, time to sanction, who waits, how heavy."""

import pytest

CARDS = ("kepatuhan_kohor", "kepatuhan_waktu", "kepatuhan_tangga", "kepatuhan_berat", "kepatuhan_tindak_lanjut")
DECEMBER = "/kepatuhan?as_of=2020-12-19&lang="


def title(reader, id):
    """The finding above a card."""
    return reader.text(f".st-key-card_{id} .card-title")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_card_is_drawn_and_nothing_is_cut(visit, lang):
    reader = visit(DECEMBER + lang)
    for id in CARDS:
        assert title(reader, id)
        assert reader.page.locator(f".st-key-card_{id} .js-plotly-plot").count() == 1, id
    assert reader.unreadable() == [] and reader.overflow() == [0, 0]


def test_the_cards_say_their_findings(visit):
    reader = visit(DECEMBER + "id")
    assert title(reader, "kepatuhan_waktu").startswith("Separuh ASN per kasus yang direkomendasikan sudah dijatuhi sanksi dalam ")
    assert title(reader, "kepatuhan_kohor").startswith("Sanksi ")
    assert reader.text(".lead").startswith("Per 19 Desember 2020, kepatuhan sanksi ")
    assert "Belum matang (berarsir pada bagan): " in " ".join(reader.texts(".st-key-card_kepatuhan_kohor .card-footnote"))
    assert "tersensor" in " ".join(reader.texts(".st-key-card_kepatuhan_waktu .card-footnote"))


def test_the_curve_can_be_seen_by_agency_type(visit):
    reader = visit(DECEMBER + "id")
    overall = title(reader, "kepatuhan_waktu")
    reader.page.get_by_role("radio", name="Menurut jenis instansi").click()
    reader.settle()
    assert title(reader, "kepatuhan_waktu") != overall
    notes = " ".join(reader.texts(".st-key-card_kepatuhan_waktu .card-footnote"))
    assert "Median: " in notes and "Pemerintah Kabupaten" in notes


def test_the_table_of_cohorts_marks_what_is_not_mature(visit):
    reader = visit(DECEMBER + "id")
    reader.show_as("kepatuhan_kohor", "Tabel")
    head, *lines = reader.table("kepatuhan_kohor")
    assert head[:3] == ["Bulan rekomendasi", "Dalam", "Kematangan"]
    assert [line[2] for line in lines if line[0] == "November 2020"] == ["belum matang"] * 3
    assert [line[2] for line in lines if line[0] == "Oktober 2020"] == ["matang", "belum matang", "belum matang"]


def test_on_a_phone_nothing_lies_on_anything(visit):
    reader = visit(DECEMBER + "id", viewport={"width": 390, "height": 844})
    assert reader.unreadable() == [] and reader.overflow() == [0, 0]
