"""A card: chart, table, definition and download say the same; every footnote says whose numbers these are."""

import csv
import io

import pytest

from analytics.metrics import SHARE
from analytics.settings import ROOT
from analytics.vocabulary import read_rows

SYNTHETIC = "Data contoh (sintetis)"
POSITIONS = [
    ("jpt", "Jabatan Pimpinan Tinggi (JPT)", 126, "27,6 %"),
    ("fungsional", "Jabatan Fungsional", 116, "25,4 %"),
    ("administrator", "Jabatan Administrator", 65, "14,3 %"),
    ("pelaksana", "Jabatan Pelaksana", 56, "12,3 %"),
    ("kepala_wilayah", "Kepala Wilayah (Camat/Lurah)", 41, "9,0 %"),
    ("pengawas", "Jabatan Pengawas", 32, "7,0 %"),
    ("unknown", "Tidak diketahui", 20, "4,4 %"),
]
RANKS = ["1", "2", "3", "4", "5", "6", ""]
INTERVALS = ["23,7–31,9 %", "21,7–29,6 %", "11,3–17,8 %", "9,6–15,6 %", "6,7–12,0 %", "5,0–9,7 %", "2,9–6,7 %"]
FIGURES = ROOT / "data" / "published" / "figures.csv"
CONTRADICTED = "bertentangan dengan pernyataan lain"


@pytest.fixture
def jabatan(visit):
    """The page Jabatan on 31 July 2020."""
    return visit("/jabatan?as_of=2020-07-31", accept_downloads=True)


def test_the_table_holds_the_numbers_of_the_chart(jabatan):
    jabatan.show_as("jabatan_kelompok", "Tabel")
    head, *lines, total = jabatan.table("jabatan_kelompok")
    assert head == ["Kelompok jabatan", "Peringkat", "Pembilang", "Penyebut", "Porsi dari yang dilaporkan", "Selang 95 %"]
    assert lines == [
        [label, rank, str(count), "456", share, within]
        for (_, label, count, share), rank, within in zip(POSITIONS, RANKS, INTERVALS, strict=True)
    ]
    assert total == ["Jumlah", "", "456", "456", "100,0 %", "–"]
    assert jabatan.text(".st-key-card_jabatan_kelompok caption") == "% dari ASN dilaporkan, menurut kelompok jabatan · 31 Juli 2020"
    jabatan.show_as("jabatan_kelompok", "Grafik")
    assert jabatan.page.locator(".st-key-card_jabatan_kelompok .bartext").count() == len(POSITIONS)


def test_the_definition_is_that_of_the_metric(jabatan):
    jabatan.show_as("jabatan_kelompok", "Definisi")
    terms, meanings = (jabatan.texts(f".st-key-card_jabatan_kelompok {tag}") for tag in ("dt", "dd"))
    said = dict(zip(terms, meanings, strict=True))
    assert said["Ukuran"] == "Porsi dari yang dilaporkan"
    assert said["Definisi"] == SHARE.definition("id")
    assert (said["Satuan"], said["Penyebut"], said["Sumber definisi"]) == ("Orang (ASN)", "dilaporkan", "KASN")


def test_the_download_defends_its_numbers(jabatan):
    name, text = jabatan.download("jabatan_kelompok")
    assert name == "jabatan_kelompok_2020-07-31.csv"
    comments = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("#")]
    assert comments[:2] == [
        "Jabatan Pimpinan Tinggi (JPT) paling banyak: 27,6 % dari yang dilaporkan",
        "% dari ASN dilaporkan, menurut kelompok jabatan · 31 Juli 2020",
    ]
    defence = "Data per 31 Juli 2020 · semua laporan · 456 ASN dilaporkan · Sumber: register kasus KASN · Data contoh (sintetis)"
    assert defence in comments
    assert SHARE.definition("id") in comments
    lines = list(csv.DictReader(io.StringIO("\n".join(text.splitlines()[len(comments) :]))))
    assert [(line["position"], line["position_label"], line["numerator"]) for line in lines[:-1]] == [
        (code, label, str(count)) for code, label, count, _ in POSITIONS
    ]
    assert {line["denominator"] for line in lines} == {"456"}
    assert [float(line["value"]) for line in lines[:-1]] == [count / 456 for _, _, count, _ in POSITIONS]
    assert (lines[-1]["position"], lines[-1]["numerator"], lines[-1]["value"]) == ("total", "456", "1.0")


def test_the_download_follows_filters_and_language(visit):
    reader = visit("/jabatan?as_of=2020-12-19&province=jawa_barat&lang=en", accept_downloads=True)
    name, text = reader.download("jabatan_jenis")
    assert name == "jabatan_jenis_2020-12-19.csv"
    assert text.splitlines()[1] == "# % of ASN reported, by violation category · Province: West Java · 19 December 2020"
    assert "Sample data (synthetic)" in text.splitlines()[2]
    reader.show_as("jabatan_jenis", "Table")
    shown = {line[0]: line[2] for line in reader.table("jabatan_jenis")[1:-1]}
    body = [line for line in text.splitlines() if not line.startswith("#")]
    downloaded = {line["category_label"]: line["numerator"] for line in csv.DictReader(io.StringIO("\n".join(body)))}
    assert shown == {label: count for label, count in downloaded.items() if label != "Total"}
    assert len(shown) > 3


def test_each_card_keeps_its_own_view(jabatan):
    jabatan.show_as("jabatan_kelompok", "Tabel")
    assert jabatan.page.locator(".st-key-card_jabatan_jenjang .chart").count() == 1
    assert jabatan.page.locator(".st-key-card_jabatan_jenjang table").count() == 0


def test_statements_are_real_and_contradictions_are_in_view(visit):
    reader = visit("/pernyataan")
    assert reader.text("[data-testid=stMain] .mark >> nth=-1") == "Angka nyata yang telah dipublikasikan; bukan data contoh"
    cards = reader.texts("[class*=st-key-card_]")
    assert len(cards) == 3
    assert [card for card in cards if SYNTHETIC in card] == []
    contradicted = [line for line in reader.texts("table.list tbody tr") if CONTRADICTED in line]
    assert len(contradicted) == sum(row["status"] == "contradicted" for row in read_rows(FIGURES)) > 0
    box = reader.page.get_by_role("combobox", name="Kedudukan", exact=True)
    box.scroll_into_view_if_needed()
    reader.settle()  # a list closes where the page scrolls under it
    box.click()
    reader.page.get_by_role("option", name=CONTRADICTED, exact=True).click()
    reader.settle()
    assert reader.texts("table.list tbody tr") == contradicted
    assert reader.texts(".quiet")[-1].split(" dari ")[0] == str(len(contradicted))
    crosses = reader.page.locator(".st-key-card_pernyataan_deret .scatterlayer .trace .points path").count()
    assert crosses >= 1
