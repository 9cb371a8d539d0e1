"""Words become codes only where one code alone can be meant; everything else is asked."""

import random
import time
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.gate.lexicon import lexicon_of
from analytics.gate.matching import MOST, NEVER_CERTAIN, Match, matched
from analytics.gate.words import government, normal, plain
from analytics.register.contract import COLUMNS
from analytics.text import Text
from analytics.vocabulary import DIMENSIONS, REFERENCE, agencies, provinces, read_rows

BEFORE, AFTER = date(2020, 12, 31), date(2023, 1, 1)
CODED = [column.field for column in COLUMNS if column.kind == "code"]
FRONTS = {
    "kabupaten": ("Kab. {}", "Kab {}", "KAB.{}", "Pemkab {}", "PEMKAB. {}", "Pemerintah Kabupaten {}", "Pemda Kab. {}", "Pemerintah Daerah Kabupaten {}", "{} Regency"),
    "kota": ("Kota {}", "KOTA  {}", "Pemkot {}", "Pemerintah Kota {}", "Pemda Kota {}", "Kotamadya {}", "{} City"),
    "provinsi": ("Prov. {}", "Pemprov {}", "PROVINSI {}", "Propinsi {}", "Pemerintah Provinsi {}", "Pemda Prov. {}", "{} Province"),
}  # fmt: skip


def code(dimension, word, as_of=AFTER, **options):
    return matched(dimension, [word], as_of, **options)[word].code


def near(dimension, word, as_of=AFTER, **options):
    """The suggestions for a word that is not certain."""
    match = matched(dimension, [word], as_of, **options)[word]
    assert (match.code, match.how) == (None, "none"), match
    return dict(match.suggestions)


def stem(agency):
    return agency.label.id.split(" ", 1)[1].removeprefix("Administrasi ")


REGIONS = [agency for agency in agencies().values() if agency.agency_type in FRONTS]
STEMS = defaultdict(set)
for each in REGIONS:
    STEMS[plain(stem(each))].add(each.code)
SHORT = defaultdict(set)  # names in use that are no official ones: Tuba is Tulang Bawang, and a letter away from Tuban
for row in read_rows(REFERENCE / "synonyms.csv"):
    if (row["dimension"], row["certain"]) == ("agency", "yes"):
        SHORT[plain(row["word"])].add(row["code"])


# --- agencies ---


@pytest.mark.parametrize("word", ["Kab. Wakatobi", "PEMKAB WAKATOBI", "Wakatobi", " kabupaten  wakatobi ", "Kab. Wakatobi (Sultra)", "Kab. Wakatobi, Prov. Sulawesi Tenggara"])  # fmt: skip
def test_the_ways_an_office_writes_one_regency(word):
    assert code("agency", word) == "kab_wakatobi"


def test_how_a_word_was_matched_is_said():
    found = matched("agency", ["kab_bima", "KABUPATEN  BIMA", "bima city", "Kab Bima", "Bima"], AFTER)
    assert [match.how for match in found.values()] == ["code", "label", "label", "rewrite", "none"]
    assert matched("agency", [], AFTER) == {}


@pytest.mark.parametrize("name", sorted(name for name, codes in STEMS.items() if {code[:4] for code in codes} >= {"kab_", "kota"}))
def test_a_name_that_regency_and_city_share_is_never_decided(name):
    assert set(list(near("agency", name.title()))[: len(STEMS[name])]) == STEMS[name]
    assert set(near("agency", f"Pemda {name}")) >= STEMS[name] and set(near("agency", f"Kab/Kota {name}")) >= STEMS[name]
    slug = name.replace(" ", "_")
    assert (code("agency", f"Kab {name}"), code("agency", f"Kota {name}")) == (f"kab_{slug}", f"kota_{slug}")


@pytest.mark.parametrize(("word", "expected"), [("Muna", "kab_muna"), ("Muna Barat", "kab_muna_barat"), ("Kab. Sumbawa", "kab_sumbawa"), ("Sumbawa Barat", "kab_sumbawa_barat"), ("KSB", "kab_sumbawa_barat"), ("Bandung Barat", "kab_bandung_barat"), ("Banggai", "kab_banggai"), ("Kab. Banggai Kep.", "kab_banggai_kepulauan")])  # fmt: skip
def test_namesakes_stay_apart(word, expected):
    assert code("agency", word) == expected


@pytest.mark.parametrize(("word", "expected"), [("Sulawesi Tenggara", "prov_sulawesi_tenggara"), ("Sultra", "prov_sulawesi_tenggara"), ("Pemprov Gorontalo", "prov_gorontalo"), ("DKI Jakarta", "prov_dki_jakarta"), ("D.I. Yogyakarta", "prov_di_yogyakarta"), ("Riau", "prov_riau"), ("Prov. Kep. Riau", "prov_kepulauan_riau")])  # fmt: skip
def test_provincial_governments(word, expected):
    assert code("agency", word) == expected


@pytest.mark.parametrize("word", ["Gorontalo", "Bengkulu", "Jambi", "Yogyakarta"])
def test_a_province_that_shares_its_name_with_a_city_is_asked(word):
    assert sum(each.startswith(("prov_", "kota_")) for each in near("agency", word)) >= 2


CENTRAL = {
    "Kemendagri": "kementerian_dalam_negeri", "Kemenkes RI": "kementerian_kesehatan", "Kementrian Agama": "kementerian_agama",
    "KemenPANRB": "kementerian_pendayagunaan_aparatur_negara_dan_reformasi_birokrasi", "Kemen PAN-RB": "kementerian_pendayagunaan_aparatur_negara_dan_reformasi_birokrasi",
    "BKN": "badan_kepegawaian_negara", "BPS": "badan_pusat_statistik", "KPU": "komisi_pemilihan_umum", "Bawaslu": "badan_pengawas_pemilihan_umum",
    "MA": "mahkamah_agung", "POLRI": "kepolisian_negara_republik_indonesia", "Kementerian Hukum & HAM": "kementerian_hukum_dan_hak_asasi_manusia",
    "Kemenko Polhukam": "kementerian_koordinator_bidang_politik_hukum_dan_keamanan", "Ombudsman RI": "ombudsman_republik_indonesia",
}  # fmt: skip


@pytest.mark.parametrize("word", CENTRAL)
def test_central_agencies_by_their_abbreviations(word):
    assert code("agency", word) == CENTRAL[word]


@pytest.mark.parametrize(("word", "first"), [("Wakatobbi", "kab_wakatobi"), ("Kab. Boelemo", "kab_boalemo"), ("Barat Muna", "kab_muna_barat"), ("Kab. Medan", "kota_medan"), ("Dinas Pendidikan Kab. Wakatobi", "kab_wakatobi"), ("Kota Baru", "kab_kotabaru"), ("Kabupaten Pontianak", "kab_mempawah")])  # fmt: skip
def test_near_names_are_only_suggested(word, first):
    scores = near("agency", word)
    assert next(iter(scores)) == first
    assert list(scores.values()) == sorted(scores.values(), reverse=True)
    assert len(scores) <= MOST and all(60 <= score <= NEVER_CERTAIN for score in scores.values())


def test_a_slip_as_near_to_two_agencies_names_both():
    scores = near("agency", "Bimma")
    assert scores["kab_bima"] == scores["kota_bima"]
    assert near("agency", "Kota Bimma")["kota_bima"] > near("agency", "Kota Bimma")["kab_bima"]


def test_an_agency_with_the_wrong_province_is_asked():
    assert "kab_bima" in near("agency", "Kab. Bima, Jawa Barat")
    assert set(near("agency", "Banjar (Kalsel)")) >= {"kab_banjar", "kota_banjar"}


def test_nothing_is_nothing():
    for word in ("", "  ", "-", "Kabupaten", "Pemda", "x" * 10_000):
        assert matched("agency", [word], AFTER)[word] == Match(None, "none")


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_an_agency_matches_itself_or_nothing_and_never_another(data):
    agency = data.draw(st.sampled_from(list(agencies().values())))
    region = agency.agency_type in FRONTS
    form = data.draw(st.sampled_from(FRONTS[agency.agency_type] if region else ("{}", "{} RI")))
    word = form.format(stem(agency) if region else agency.label.id)
    word = data.draw(st.sampled_from([str.upper, str.lower, str.title, lambda text: text.replace(" ", "  ")]))(word)
    assert code("agency", f"  {word} ") == agency.code
    bare = stem(agency) if region else agency.label.id
    assert code("agency", bare) in (agency.code, None)


def test_every_agency_matches_by_code_and_both_labels():
    for agency in agencies().values():
        words = [agency.code, agency.label.id, agency.label.en, agency.label.id.upper()]
        assert {match.code for match in matched("agency", words, AFTER).values()} == {agency.code}


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_mistyped_agency_is_never_taken_for_another_without_asking(data):
    """One letter changed, dropped or doubled: certain of another only where the changed word is that one's name (Bandung, Badung)."""
    agency = data.draw(st.sampled_from(REGIONS))
    place = data.draw(st.integers(0, len(stem(agency)) - 1))
    letter = data.draw(st.sampled_from(["", "x", "q", stem(agency)[place] * 2]))
    word = stem(agency)[:place] + letter + stem(agency)[place + 1 :]
    said = agency.label.id.split(" ", 1)[0] + " " + word
    assert code("agency", said) in {agency.code, None} | STEMS.get(plain(word), set()) | SHORT.get(plain(word), set())


@pytest.mark.parametrize("edition", ["", "2020", "2022"])
@pytest.mark.parametrize("dimension", CODED)
def test_a_certain_form_of_a_code_in_the_lists_is_of_one_code(dimension, edition):
    """Forms that several codes share are asked; every form of synonyms.csv marked certain is certain in one edition at least."""
    lexicon = lexicon_of(dimension, edition)
    shared = {key: codes for key, codes in lexicon.certain.items() if len(codes) > 1}
    if dimension == "agency":
        assert {name for kind, name in shared if kind} == set()
    elif edition or dimension != "category":
        assert shared == {}


def test_words_marked_certain_are_certain_and_the_others_never():
    for row in read_rows(REFERENCE / "synonyms.csv"):
        edition = ("2022" if row["code"].startswith("skb22_") else "2020") if row["dimension"] == "category" else ""
        shared = row["dimension"] == "agency" and normal(row["word"]) in ("jogja", "jogjakarta")
        expected = row["code"] if row["certain"] == "yes" and not shared else None
        assert code(row["dimension"], row["word"], edition=edition) == expected, row
    assert {row["certain"] for row in read_rows(REFERENCE / "synonyms.csv")} == {"yes", "no"}


def test_words_in_synonyms_stand_for_codes_that_exist():
    rows = read_rows(REFERENCE / "synonyms.csv")
    assert [row for row in rows if row["code"] not in DIMENSIONS[row["dimension"]].members] == []
    assert len({tuple(row.values()) for row in rows}) == len(rows)


# --- provinces and time ---


@pytest.mark.parametrize(("word", "expected"), [("Prov. Sultra", "sulawesi_tenggara"), ("NTB", "nusa_tenggara_barat"), ("DIY", "di_yogyakarta"), ("D.I Yogyakarta", "di_yogyakarta"), ("Daerah Istimewa Yogyakarta", "di_yogyakarta"), ("DKI", "dki_jakarta"), ("Kep. Riau", "kepulauan_riau"), ("West Java", "jawa_barat"), ("Bangka Belitung", "kepulauan_bangka_belitung"), ("SUMATRA UTARA", "sumatera_utara")])  # fmt: skip
def test_provinces(word, expected):
    assert code("province", word) == expected


@pytest.mark.parametrize("new", [code for code, province in provinces().items() if province.since])
def test_a_province_of_2022_is_suggested_with_care_before(new):
    label = provinces()[new].label.id
    assert code("province", label, AFTER) == new and code("agency", f"Pemprov {label}", AFTER) == f"prov_{new}"
    scores = near("province", label, BEFORE)
    assert scores[new] == 80 and next(iter(scores)) == ("papua_barat" if new == "papua_barat_daya" else "papua")
    assert f"prov_{new}" in near("agency", f"Provinsi {label}", BEFORE)
    assert code("province", new, BEFORE) == new  # a code is a code; the rule on provinces refuses it


# --- the short lists ---

CERTAIN = {
    "position": {"Camat": "kepala_wilayah", "LURAH": "kepala_wilayah", "JPT": "jpt", "Pejabat Administrator": "administrator"},
    "position_level": {"JPT Pratama": "jpt_pratama", "jabatan pelaksana": "pelaksana", "Pengawas": "pengawas"},
    "status": {"Terbukti": "direkomendasikan", "tdk terbukti": "tidak_terbukti", "Proses klarifikasi": "permintaan_klarifikasi", "Konsep surat": "konsep_surat", "Pensiun": "pensiun"},
    "sanction_imposed": {"Sanksi moral terbuka": "moral_terbuka", "hukdis sedang": "disiplin_sedang", "Hukuman disiplin tingkat sedang": "disiplin_sedang", "Disiplin Berat": "disiplin_berat"},
    "follow_up": {"sesuai rekomendasi": "sesuai", "Belum TL": "belum_ditindaklanjuti"},
    "source": {"bawaslu": "bawaslu", "LAPOR!": "sp4n_lapor", "Media": "media", "Prakarsa sendiri": "prakarsa_kasn"},
    "election": {"Pilkada Serentak Tahun 2020": "pilkada_2020", "Pemilihan Umum 2019": "pemilu_2019"},
    "agency_type": {"Kab.": "kabupaten", "PEMKOT": "kota", "Prov": "provinsi"},
    "category": {"Foto bersama calon": "foto_bersama", "Pemasangan spanduk / baliho": "spanduk_baliho"},
}  # fmt: skip


@pytest.mark.parametrize("dimension", CERTAIN)
def test_words_of_the_short_lists_that_are_certain(dimension):
    assert {word: match.code for word, match in matched(dimension, CERTAIN[dimension], BEFORE).items()} == CERTAIN[dimension]


@pytest.mark.parametrize(
    ("dimension", "word", "first"),
    [
        ("position", "Eselon II", {"jpt"}), ("position", "Eselon IIb", {"jpt"}), ("position", "JPT Pratama", {"jpt"}),
        ("position", "Kepala Dinas", {"jpt"}), ("position", "Guru SMP Negeri 1", {"fungsional"}), ("position", "eselon 4", {"pengawas"}),
        ("position_level", "Camat", {"administrator"}), ("position_level", "JPT", {"jpt_utama", "jpt_madya", "jpt_pratama"}),
        ("category", "foto bersama calon bupati dengan simbol jari", {"foto_bersama"}),
        ("category", "anggota parpol", {"anggota_parpol", "skb22_anggota_parpol"}),
        ("status", "Substantiated", {"direkomendasikan"}), ("status", "Unsubstantiated", {"tidak_terbukti"}),
        ("status", "Unfounded", {"tidak_terbukti"}), ("status", "Closed", {"direkomendasikan", "tidak_terbukti"}),
        ("sanction_imposed", "Reprimand", {"disiplin_ringan"}), ("sanction_imposed", "Removal", {"disiplin_berat"}),
        ("sanction_imposed", "Suspension", {"disiplin_sedang", "disiplin_berat"}),
        ("sanction_recommended", "Penurunan pangkat", {"disiplin_sedang", "disiplin_berat"}),
        ("follow_up", "Sudah ditindaklanjuti", {"sesuai", "belum_sesuai"}),
        ("source", "Bawaslu", {"temuan_bawaslu", "laporan_masyarakat", "bawaslu"}),
        ("election", "Pilkada", {"pilkada_2018", "pilkada_2020", "pilkada_2024"}), ("agency_type", "Kab/Kota", {"kabupaten", "kota"}),
    ],
)  # fmt: skip
def test_words_of_the_short_lists_that_are_asked(dimension, word, first):
    scores = near(dimension, word)
    best = max(scores.values())
    assert {each for each, score in scores.items() if score == best} == first


def test_a_denial_is_not_near_what_it_denies():
    assert "direkomendasikan" not in near("status", "Unsubstantiated") and "pilkada_2018" not in near("election", "Pilkada 2020 x")


def test_each_edition_of_the_categories_has_its_own_codes():
    assert code("category", "anggota parpol", edition="2022") == "skb22_anggota_parpol"
    assert code("category", "anggota parpol", edition="2020") == "anggota_parpol"
    assert code("category", "foto_bersama", edition="2022") is None and code("category", "skb22_keberpihakan", edition="2020") is None
    assert all(each.startswith("skb22_") for each in near("category", "medsos", edition="2022"))


def test_codes_of_the_registers_own_match_like_ours():
    own = {"abroad_health": Text(id="Layanan Kesehatan", en="Health Service"), "abroad_bima": Text(id="Bima", en="Wakatobi")}
    assert code("agency", "HEALTH SERVICE", own=own) == "abroad_health"
    assert code("agency", "layanan-kesehatan", own=own) == "abroad_health"
    assert next(iter(near("agency", "Helth Service", own=own))) == "abroad_health"
    assert code("agency", "Kab. Wakatobi", own=own) == "kab_wakatobi"  # the kind of government tells them apart


@given(st.lists(st.text(max_size=60), max_size=20), st.sampled_from(CODED))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(words, dimension):
    found = matched(dimension, words, BEFORE)
    assert found.keys() == set(words)
    assert all((match.code is None) == (match.how == "none") and not (match.code and match.suggestions) for match in found.values())


def test_two_thousand_words_in_two_seconds():
    chance = random.Random(4)
    words = []
    for agency in list(agencies().values()) * 4:
        front, _, name = agency.label.id.partition(" ")
        place = chance.randrange(len(name))
        words.append(f"{front} {name[:place]}{chance.choice('xyz')}{name[place:]}")
    words = list(dict.fromkeys(words))[:2_000]
    assert len(words) == 2_000
    matched("agency", ["warm"], AFTER)
    start = time.process_time()
    found = matched("agency", words, AFTER)
    assert time.process_time() - start < 4  # of processor time on two cores
    assert sum(bool(match.suggestions) for match in found.values()) > 1_950


# --- words ---


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("PEMKAB. ADM. KEP. SERIBU", ("kabupaten", "kepulauan seribu")), ("Pemerintah Kabupaten Kab. Bima", ("kabupaten", "bima")),
        ("Kementrian Agama R.I.", ("", "kementerian agama")), ("KemenPANRB", ("", "kementerian panrb")),
        ("Kab. Tojo Una-Una", ("kabupaten", "tojo una una")), ("Kab. Lima Puluh Kota", ("kabupaten", "lima puluh kota")),
        ("Kab/Kota Bima", ("", "bima")), ("Bima City", ("kota", "bima")), ("Kotabaru", ("", "kotabaru")),
    ],
)  # fmt: skip
def test_the_kind_of_government_and_the_name(word, read):
    assert government(word) == read


@pytest.mark.parametrize(("word", "form"), [("Es. III.a", "eselon 3"), ("Eselon 2", "eselon 2"), ("D.I. Yogyakarta", "di yogyakarta"), ("Árip & Co.", "arip dan co"), ("Hukdis Tk. Berat", "hukuman disiplin berat"), ("Kanreg VII", "kanreg 7")])  # fmt: skip
def test_normal_forms(word, form):
    assert normal(word) == form
