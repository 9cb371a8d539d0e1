"""What is said of a figure: every sentence form in both languages, numbers that are the figure's own, words that are never used."""

import re

import pytest
from test_exhibits import EXHIBITS, JULY, KASN, SCOPES, view_of
from test_sentences import recommended

from analytics import formats, questions, quoted, sentences, spoken
from analytics.briefing import Document, Leaf
from analytics.catalogue import FIGURES
from analytics.chart import table_of
from analytics.scope import CASE, Scope
from analytics.text import LANGUAGES
from analytics.view import View

PPK = {"id": "Pejabat Pembina Kepegawaian (PPK)", "en": "the appointing official (PPK)"}


def told(register, key, scope=None, compare=None):
    """The sentence of a figure in both languages."""
    scope = scope or Scope(register.latest())
    return tuple(spoken.sentence(FIGURES[key](View(register, scope, compare, lang))) for lang in LANGUAGES)


# --- groups ---


def test_three_places_and_ties_are_said_with_their_numbers(drawn):
    assert told(
        drawn("kelompok_jabatan times\njpt 5\npengawas 3\nfungsional 3\npelaksana 2\nadministrator 1"), "instansi_satu_jabatan"
    ) == (
        "Per 31 Desember 2020, 14 ASN dilaporkan; menurut kelompok jabatan, yang terbanyak dilaporkan adalah Jabatan Pimpinan Tinggi (JPT; 5 ASN, 35,7 persen), disusul "
        "Jabatan Fungsional dan Jabatan Pengawas (masing-masing 3 ASN, 21,4 persen) dan Jabatan Pelaksana (2 ASN, 14,3 persen).",
        "As of 31 December 2020, 14 ASN were reported; by position group the most reported are Senior officials (JPT; 5 ASN, 35.7 percent), followed by "
        "Functional officials and Supervisors (3 ASN, 21.4 percent each) and Executing staff (2 ASN, 14.3 percent).",
    )


def test_one_group_alone_is_all(drawn):
    assert told(drawn("kelompok_jabatan times\njpt 2"), "jabatan_kelompok") == (
        "Per 31 Desember 2020, 2 ASN dilaporkan; menurut kelompok jabatan, semuanya Jabatan Pimpinan Tinggi (JPT).",
        "As of 31 December 2020, 2 ASN were reported; by position group all are Senior officials (JPT).",
    )


def test_two_groups_have_no_third_place_and_four_level_are_counted(drawn):
    four = "kelompok_jabatan times\njpt 2\npengawas 2\nfungsional 2\npelaksana 2\nadministrator 1"
    assert ", disusul Jabatan Administrator (1 ASN, 11,1 persen)." in told(drawn(four), "jabatan_kelompok")[0]
    assert "yang terbanyak dilaporkan adalah 4 kelompok (masing-masing 2 ASN, 22,2 persen)" in told(drawn(four), "jabatan_kelompok")[0]


def test_one_person_was_and_nobody_is_said_so(drawn):
    register = drawn("kelompok_jabatan instansi\njpt kab_muna")
    assert told(register, "instansi_peringkat")[1] == "As of 31 December 2020, 1 ASN was reported; by agency all are Muna Regency."
    nobody = Scope(register.latest(), {"position": ("pengawas",)})
    assert told(register, "instansi_peringkat", nobody) == (
        "Per 31 Desember 2020 (Kelompok jabatan: Jabatan Pengawas), tidak ada ASN yang dilaporkan.",
        "As of 31 December 2020 (Position group: Supervisors), no ASN were reported.",
    )


# --- rates ---


def test_a_rate_is_said_with_both_numbers_and_its_ends(drawn):
    assert told(drawn(recommended(("jpt", 9, 1), ("pengawas", 2, 8), ("pelaksana", 1, 1))), "kepatuhan_jabatan") == (
        "Per 31 Desember 2020, kepatuhan sanksi 54,5 persen (12 dari 22 ASN direkomendasikan; selang 95 persen 34,7–73,1 persen); di antara kelompok dengan sekurangnya 10 ASN direkomendasikan, tertinggi Jabatan Pimpinan Tinggi (JPT) 90,0 persen "
        "(9 dari 10), terendah Jabatan Pengawas 20,0 persen (2 dari 10).",
        "As of 31 December 2020, sanction compliance was 54.5 percent (12 of 22 ASN recommended; 95 percent interval 34.7–73.1 percent); among groups with at least 10 ASN recommended, highest Senior officials (JPT) 90.0 percent "
        "(9 of 10), lowest Supervisors 20.0 percent (2 of 10).",
    )


def test_groups_that_chance_may_part_are_not_said_to_differ(drawn):
    register = drawn(recommended(("jpt", 60, 40), ("pengawas", 55, 45)))
    assert told(register, "kepatuhan_jabatan") == (
        "Per 31 Desember 2020, kepatuhan sanksi 57,5 persen (115 dari 200 ASN direkomendasikan); tidak berbeda nyata antarkelompok.",
        "As of 31 December 2020, sanction compliance was 57.5 percent (115 of 200 ASN recommended); groups do not clearly differ.",
    )


def test_a_rate_of_nothing_cannot_be_calculated(drawn):
    assert told(drawn("times\n3"), "kepatuhan_jabatan")[0].endswith("tidak ada ASN yang direkomendasikan.")


@pytest.mark.parametrize(
    "done, waiting, said",
    [
        (0, 2, "dari 2 ASN yang direkomendasikan dijatuhi sanksi, belum ada yang ditindaklanjuti Pejabat Pembina Kepegawaian (PPK)."),
        (1, 1, "dari 2 ASN yang direkomendasikan dijatuhi sanksi, 1 ASN (50,0 persen) telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK); "
               "1 ASN belum."),
        (2, 0, "dari 2 ASN yang direkomendasikan dijatuhi sanksi, seluruhnya telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK)."),
    ],
)  # fmt: skip
def test_compliance_of_none_some_and_all(drawn, done, waiting, said):
    assert told(drawn(recommended(("jpt", done, waiting))), "kepatuhan_corong")[0] == f"Per 31 Desember 2020, {said}"


# --- over time ---


def test_a_course_says_rise_fall_and_standstill(sample):
    said = told(sample, "tren_register", Scope(JULY))[0]
    assert said.startswith(
        "Jumlah ASN: dilaporkan naik dari 369 (15 Jun 2020) menjadi 456 (31 Jul 2020); direkomendasikan (terbukti) naik dari 195"
    )
    assert told(sample, "jabatan_waktu", Scope(JULY))[0].startswith(
        "Porsi Jabatan Pimpinan Tinggi (JPT) turun dari 33,1 persen (15 Jun 2020) menjadi 27,6 persen"
    )
    first = Scope(min(sample.dates))
    assert told(sample, "tren_kepatuhan", first) == ("Kepatuhan sanksi: 24,1 persen.", "Sanction compliance: 24.1 percent.")


def test_changes_give_every_stage_then_and_now(sample):
    assert told(sample, "ringkasan_perubahan", Scope(JULY)) == (
        "Dari 26 Juni 2020 ke 31 Juli 2020: dilaporkan 369 menjadi 456; direkomendasikan (terbukti) 283 menjadi 344; ditindaklanjuti dengan sanksi "
        "99 menjadi 189; belum ditindaklanjuti 184 menjadi 155.",
        "From 26 June 2020 to 31 July 2020: reported from 369 to 456; recommended (proven) from 283 to 344; sanctioned from 99 to 189; "
        "outstanding from 184 to 155.",
    )


def test_periods_not_complete_are_named(sample):
    assert told(sample, "tren_laporan", Scope(JULY))[0].endswith(
        "; angka Mei 2020, Juni 2020, dan Juli 2020 belum lengkap dan masih dapat bertambah."
    )


# --- every figure ---


def numbers_in(text, lang):
    """The numbers of a text, whole or with decimals, as written; without thousands marks."""
    thousands = "." if lang == "id" else ","
    return {found.replace(thousands, "") for found in re.findall(r"\d[\d.,]*\d|\d", text)}


def numbers_of(exhibit):
    """Every number a figure shows: in its table, its title, its subtitle, its total, and of the answers it is drawn from."""
    shown = table_of(exhibit)
    words = [cell for line in [shown.headings, *shown.lines, shown.total] for cell in line] + [
        exhibit.title,
        exhibit.subtitle,
        *exhibit.notes,
    ]
    totals = [exhibit.answer.total, *(row for row in exhibit.answer.rows)]
    words += [formats.number(number, exhibit.lang) for row in totals for number in (row.numerator, row.denominator) if number is not None]
    words += [formats.row_value(True, row, exhibit.lang) for row in totals if exhibit.answer.metric.is_ratio]
    words += [sentences.interval(row, exhibit.lang) for row in totals if sentences.has_interval(exhibit.answer)]
    words += [formats.short_date(day, exhibit.lang) for day in exhibit.seen.register.dates]
    return {number for each in words for number in numbers_in(each, exhibit.lang)}


OF_THE_ANSWERS = {"kepatuhan_corong"}  # says the compliance rate, which is a part of the drawing (Stage.share), not a row of the table


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_the_sentence_of_every_figure_has_the_numbers_of_the_figure_and_no_word_too_many(sample, scope, lang):
    for name, build in EXHIBITS.items():
        exhibit = build(view_of(sample, lang, scope))
        said = spoken.sentence(exhibit)
        own = numbers_of(exhibit)
        if exhibit.id in OF_THE_ANSWERS:
            own |= {
                number for stage in exhibit.parts if stage.share for number in numbers_in(formats.percent(stage.share.value, lang), lang)
            }
        counted = re.sub(r"\d{1,2} \w+ \d{4}|\d+ (kelompok|groups|instansi|agencies)\b", "", said)  # dates, and how many groups are level
        assert numbers_in(counted, lang) <= own, (name, said)
        assert said.endswith(".") and "%" not in said and ".." not in said and not set(said) & set("{}"), (name, said)
        assert not re.search(r"\bpelanggar\b|\bviolator|\boffender", said), said
        assert said.count("PPK") == said.count(PPK[lang]) or said.index(PPK[lang]) < said.index("PPK"), said


def test_questions_are_answered_with_numbers_of_the_register(sample):
    asked = dict(questions.questions(FIGURES["kepatuhan_jenis"](view_of(sample, "id", Scope(JULY)))))
    assert asked == {
        "Berapa pada snapshot sebelumnya?": "Kepatuhan sanksi: 35,0 % (99 dari 283) pada 26 Juni 2020, kini 54,9 % (189 dari 344) "
        "(naik 20,0 persen poin sejak 26 Juni 2020). Selisih dihitung sebelum pembulatan. Dari 26 Juni 2020 ke kini: Kementerian 25,0 % (3 dari 12) menjadi "
        "90,0 % (9 dari 10); Pemerintah Kota 42,0 % (21 dari 50) menjadi 64,8 % (35 dari 54); Pemerintah Kabupaten 35,3 % (65 dari 184) menjadi "
        "54,4 % (130 dari 239).",
        "Orang, kasus, atau surat?": "Orang: 456 ASN dilaporkan, dalam 440 kasus. Satu ASN dihitung satu kali walau punya beberapa kasus.",
        "Apa yang tidak dihitung?": "Di luar yang direkomendasikan: 64 ASN masih dalam proses dan 48 ASN tidak terbukti.",
        "Berapa yang tidak diketahui?": "Jenis instansi dari 1 ASN tidak tercatat dalam register.",
    }
    first = dict(questions.questions(FIGURES["jabatan_kelompok"](View(sample, Scope(min(sample.dates)), None, "en"))))
    assert first["What was it at the snapshot before?"] == "There is no snapshot before 15 June 2020."
    cases = dict(questions.questions(FIGURES["jabatan_kelompok"](view_of(sample, "en", Scope(JULY, unit=CASE)))))
    assert cases["Persons, cases or letters?"] == "Counted are cases, not persons; in the same scope 456 ASN were reported."
    assert questions.questions(FIGURES["pernyataan_deret"](view_of(sample, "en", Scope(JULY)))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_can_be_asked_about_and_cited(sample, lang):
    for build in FIGURES.values():
        exhibit = build(view_of(sample, lang, Scope(JULY)))
        assert all(question.endswith("?") and answer.endswith(".") for question, answer in questions.questions(exhibit))
        cited = quoted.citation(exhibit, KASN, "https://statistik.example/")
        assert exhibit.title in cited and f"https://statistik.example{exhibit.link}" in cited and KASN.name in cited
        assert exhibit.answer.source.synthetic == ("sintetis" in cited or "synthetic" in cited)


def test_a_release_spells_out_once_and_says_nothing_twice(sample):
    seen = view_of(sample, "id", Scope(JULY))
    keys = ("instansi_peringkat", "ringkasan_angka", "kepatuhan_corong", "ringkasan_angka", "kepatuhan_jenis", "jabatan_kelompok")
    said = quoted.release(Document("Judul", tuple(Leaf(FIGURES[key](seen)) for key in keys), KASN, "id"))
    whole = " ".join(said)
    assert [len(said), whole.count(PPK["id"]), whole.count("aparatur sipil negara (ASN)")] == [5, 1, 1]
    assert PPK["id"] in said[1] and "PPK" in said[2] and "(PPK)" not in said[2]
    assert said[0].startswith(
        "Per 31 Juli 2020, 456 aparatur sipil negara (ASN) dilaporkan; menurut instansi, yang terbanyak dilaporkan adalah "
    )
    assert said[0].endswith(" Dilaporkan belum berarti terbukti.") and whole.count("belum berarti terbukti") == 1
    assert said[2].startswith("Dari 344 ASN yang direkomendasikan") and said[4].startswith(
        "Menurut kelompok jabatan, yang terbanyak dilaporkan adalah "
    )


def test_a_release_keeps_the_date_of_every_figure_of_another_day_or_scope(sample):
    seen = [view_of(sample, "id", scope) for scope in (Scope(JULY), Scope(min(sample.dates)), Scope(JULY, {"position": ("jpt",)}))]
    said = quoted.release(Document("Judul", tuple(Leaf(FIGURES["instansi_peringkat"](each)) for each in seen), KASN, "id"))
    assert [words[:17] for words in said] == ["Per 31 Juli 2020,", "Per 15 Juni 2020,", "Per 31 Juli 2020 "]


def test_a_copied_sentence_of_sample_data_says_so(sample):
    exhibit = FIGURES["kepatuhan_corong"](view_of(sample, "id", Scope(JULY)))
    assert quoted.quotable(exhibit) == f"{spoken.sentence(exhibit)} [Data contoh (sintetis)]"
