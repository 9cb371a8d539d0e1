"""The numbers on screen: the published figures of 31 July 2020, in the words and separators of the language."""

import pytest

HEADLINE = {
    "id": "Per 31 Juli 2020, 456 ASN dilaporkan diduga melanggar netralitas; 344 terbukti dan direkomendasikan dijatuhi sanksi; "
    "189 ASN di antaranya (54,9 persen) telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK).",
    "en": "As of 31 July 2020, 456 ASN were reported for alleged breaches of neutrality; 344 were proven and recommended for a sanction; "
    "189 of them (54.9 percent) have been followed up by the appointing official (PPK).",
}
NUMBERS = {
    "id": {"Dilaporkan": "456", "Direkomendasikan (terbukti)": "344", "Ditindaklanjuti dengan sanksi": "189", "Kepatuhan sanksi": "54,9 %"},
    "en": {"Reported": "456", "Recommended (proven)": "344", "Sanctioned": "189", "Sanction compliance": "54.9%"},
}
BASES = {"id": "189 dari 344 direkomendasikan (selang 49,7–60,1 %)", "en": "189 of 344 recommended (interval 49.7–60.1%)"}
FUNNEL = [
    ("Dilaporkan", "456"),
    ("– Dalam proses", "64 dari 456 (14,0 %)"),
    ("– Tidak terbukti", "48 dari 456 (10,5 %)"),
    ("– Dokumen tidak lengkap", "0 dari 456 (0,0 %)"),
    ("– Sudah pensiun", "0 dari 456 (0,0 %)"),
    ("Direkomendasikan (terbukti)", "344 dari 456 (75,4 %)"),
    ("– Belum ditindaklanjuti", "155 dari 344 (45,1 %)"),
    ("Ditindaklanjuti dengan sanksi", "189 dari 344 (54,9 %)"),
]
POSITIONS = {
    "Jabatan Pimpinan Tinggi (JPT)": "27,6 % 126",
    "Jabatan Fungsional": "25,4 % 116",
    "Jabatan Administrator": "14,3 % 65",
    "Jabatan Pelaksana": "12,3 % 56",
    "Kepala Wilayah (Camat/Lurah)": "9,0 % 41",
    "Jabatan Pengawas": "7,0 % 32",
    "Tidak diketahui": "4,4 % 20",
}
MONTHS = {
    "id": {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"},
    "en": {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_overview_says_the_published_figures(visit, lang):
    reader = visit(f"/?as_of=2020-07-31&lang={lang}", locale={"id": "en-US", "en": "id-ID"}[lang])
    assert reader.text(".lead") == HEADLINE[lang]
    assert reader.headline() == NUMBERS[lang]
    assert reader.texts(".headline .base")[3] == BASES[lang]


def test_changes_since_the_snapshot_before(visit):
    changes = visit("/?as_of=2020-07-31&compare=2020-06-26").changes()
    assert changes["Dilaporkan"] == "naik 87 sejak 26 Juni 2020"
    assert changes["Kepatuhan sanksi"] == "naik 20,0 persen poin sejak 26 Juni 2020"


def test_shares_of_positions_add_up(visit):
    reader = visit("/jabatan?as_of=2020-07-31")
    card = ".st-key-card_jabatan_kelompok"
    labels = [label.replace("/ ", "/") for label in reader.drawn(f"{card} .ytick text")]  # folded after a slash
    values = reader.drawn(f"{card} .bartext")
    assert dict(zip(labels, values, strict=True)) == POSITIONS
    assert reader.text(f"{card} h3") == "Jabatan Pimpinan Tinggi (JPT) paling banyak: 27,6 % dari yang dilaporkan"


def test_funnel_names_the_base_of_every_stage(visit):
    reader = visit("/kepatuhan?as_of=2020-07-31")
    card = ".st-key-card_kepatuhan_corong"
    stages = list(zip(reader.drawn(f"{card} .ytick text"), reader.drawn(f"{card} .bartext"), strict=True))[::-1]
    assert stages == FUNNEL


@pytest.mark.parametrize("lang", ["id", "en"])
def test_axes_name_months_in_the_language(visit, lang):
    reader = visit(f"/tren?lang={lang}&as_of=2020-12-19", locale={"id": "en-US", "en": "id-ID"}[lang])
    for card in ("tren_laporan", "tren_register", "tren_kepatuhan"):
        ticks = reader.drawn(f".st-key-card_{card} .xtick text")
        assert len(ticks) >= 3
        assert len(set(ticks)) == len(ticks), f"{card}: a label stands twice: {ticks}"
        assert {tick.split()[0] for tick in ticks} <= MONTHS[lang]
    own = MONTHS[lang] - MONTHS[{"id": "en", "en": "id"}[lang]]
    assert own & {word for text in reader.drawn("svg text") for word in text.split()}


def test_axis_labels_stand_once_where_the_time_is_short(visit):
    reader = visit("/?as_of=2020-07-31")
    ticks = reader.drawn(".st-key-card_ringkasan_tren .xtick text")
    assert ticks
    assert len(set(ticks)) == len(ticks), ticks
