"""What the figures say: every title, subtitle and footnote in both languages, and the words that readers never see."""

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_ask import DAY, answer_of

from analytics import sentences
from analytics.ask import top
from analytics.scope import CASE, LETTER, Scope
from analytics.sentences import DOWN, LITTLE, UP, Institution
from analytics.text import LANGUAGES
from analytics.vocabulary import AGENCY, DIMENSIONS, PROVINCE, agencies, provinces

KASN = Institution("Komisi Aparatur Sipil Negara", "KASN")
JUNE, JULY, AUGUST = date(2020, 6, 26), date(2020, 7, 31), date(2020, 8, 19)


def both(sentence, *parts):
    """A sentence in both languages."""
    return tuple(sentence(*parts, lang) for lang in LANGUAGES)


def ranked(register, metric="reported", by="position", **options):
    """The finding of groups by size."""
    return both(sentences.ranking, answer_of(register, metric, by, **options))


# --- who leads ---


def test_one_leader_is_named_with_its_number(drawn):
    register = drawn("instansi times\nkab_wakatobi 1588\nkab_muna 2\n- 2000")
    assert ranked(register, by="agency") == (
        "Kabupaten Wakatobi terbanyak: 1.588 ASN dilaporkan",
        "Highest: Wakatobi Regency, 1,588 ASN reported",
    )


def test_ties_of_two_and_three_are_named_together(drawn):
    text = "kelompok_jabatan times\njpt 2\npengawas 2\nfungsional 1"
    assert ranked(drawn(text)) == (
        "Jabatan Pengawas dan Jabatan Pimpinan Tinggi (JPT) sama-sama terbanyak: 2 ASN dilaporkan",
        "Highest, level: Supervisors and Senior officials (JPT), 2 ASN reported each",
    )
    assert ranked(drawn(text.replace("fungsional 1", "fungsional 2"))) == (
        "Jabatan Fungsional, Jabatan Pengawas, dan Jabatan Pimpinan Tinggi (JPT) sama-sama terbanyak: 2 ASN dilaporkan",
        "Highest, level: Functional officials, Supervisors and Senior officials (JPT), 2 ASN reported each",
    )


@pytest.mark.parametrize(
    "count, groups", [(4, "jpt pengawas fungsional pelaksana"), (5, "jpt pengawas fungsional pelaksana administrator")]
)
def test_ties_of_four_and_more_are_counted(drawn, count, groups):
    text = "kelompok_jabatan times\n" + "\n".join(f"{group} 3" for group in groups.split()) + "\nkepala_wilayah 2"
    assert ranked(drawn(text)) == (
        f"{count} kelompok sama-sama terbanyak: 3 ASN dilaporkan",
        f"{count} groups level at the top: 3 ASN reported each",
    )


def test_unknown_none_and_other_never_lead(drawn):
    register = drawn(
        "instansi provinsi times\nkementerian_agama - 9\nkota_bima nusa_tenggara_barat 6\nkab_muna sulawesi_tenggara 5\nkab_bima - 20"
    )
    assert [row.code for row in answer_of(register, "reported", "province").rows][::3] == ["none", "unknown"]
    assert ranked(register, by="province")[1] == "Highest: West Nusa Tenggara, 6 ASN reported"
    cut = top(answer_of(register, "reported", "agency", where={"province": ("none", "nusa_tenggara_barat", "sulawesi_tenggara")}), 1)
    assert [(row.code, row.value) for row in cut.rows] == [("kementerian_agama", 9), ("other", 11)]
    assert sentences.ranking(cut, "en") == "Highest: Kementerian Agama, 9 ASN reported"


def test_nothing_is_said_of_nothing(drawn):
    nothing = ("Tidak ada data dalam cakupan ini", "No data in this scope")
    register = drawn("kelompok_jabatan\n-\n-")
    assert ranked(register) == ("Tidak diketahui: 2 ASN dilaporkan", "Unknown: 2 ASN reported")
    assert ranked(register, "share_of_reported") == ("Tidak diketahui: 100,0 % dari yang dilaporkan", "Unknown: 100.0% of those reported")
    assert ranked(register, where={"position": ("jpt",)}) == nothing
    assert ranked(register, "sanctioned", "status") == nothing
    assert both(sentences.peak, answer_of(register, "reported", "month", where={"position": ("jpt",)})) == nothing
    assert both(sentences.spread, answer_of(register, "compliance_rate", "position")) == nothing
    assert both(sentences.course, (answer_of(register, "compliance_rate"),)) == nothing
    assert both(sentences.course, ()) == nothing


def test_the_unit_and_the_words_of_the_metric_are_said(drawn):
    register = drawn("""
    nomor_kasus  id_asn  kelompok_jabatan  status            nomor_rekomendasi
    k1           x1      jpt               direkomendasikan  r1
    k1           x2      jpt               direkomendasikan  r1
    k2           x3      jpt               direkomendasikan  r2
    """)
    assert ranked(register, unit=CASE)[0] == "Jabatan Pimpinan Tinggi (JPT) terbanyak: 2 kasus dilaporkan"
    assert ranked(register, "outstanding", unit=LETTER) == (
        "Jabatan Pimpinan Tinggi (JPT) terbanyak: 2 rekomendasi belum ditindaklanjuti PPK",
        "Highest: Senior officials (JPT), 2 letters not yet followed up by the PPK",
    )


def test_the_largest_share_is_of_all_unknown_included(drawn):
    register = drawn("kelompok_jabatan times\njpt 126\npengawas 100\n- 230")
    assert ranked(register, "share_of_reported") == (
        "Jabatan Pimpinan Tinggi (JPT) paling banyak: 27,6 % dari yang dilaporkan",
        "Largest group: Senior officials (JPT), 27.6% of those reported",
    )
    tie = drawn("kelompok_jabatan times\njpt 1\npengawas 1\n- 2", JULY)
    assert (
        ranked(tie, "share_of_reported", scope=Scope(JULY))[1]
        == "Largest group: Supervisors and Senior officials (JPT), 25.0% of those reported"
    )


def test_level_shares_are_named_up_to_three_and_counted_from_four_on(drawn):
    def said(*groups):
        register = drawn("kelompok_jabatan times\n" + "\n".join(f"{group} 1" for group in groups))
        return ranked(register, "share_of_reported")

    assert said("jpt", "pengawas", "fungsional", "pelaksana") == (
        "4 kelompok sama-sama paling banyak: 25,0 % dari yang dilaporkan",
        "4 groups level at the top: 25.0% of those reported",
    )
    labels = [DIMENSIONS["position"].member(code, "en") for code in ("jpt", "pengawas", "fungsional")]
    assert all(label in said("jpt", "pengawas", "fungsional")[1] for label in labels)


# --- rates ---


def recommended(*groups):
    """A table of recommendations from (position, sanctioned, waiting)."""
    lines = ["kelompok_jabatan status tanggal_sanksi times"]
    for position, done, waiting in groups:
        lines += [f"{position} direkomendasikan 2020-09-01 {done}"] if done else []
        lines += [f"{position} direkomendasikan - {waiting}"] if waiting else []
    return "\n".join(lines)


def spread(register, **options):
    """The finding of compliance by position."""
    return both(sentences.spread, answer_of(register, "compliance_rate", "position", **options))


def test_the_spread_names_highest_and_lowest(drawn):
    register = drawn(recommended(("jpt", 18, 12), ("pengawas", 3, 27), ("fungsional", 15, 18), ("-", 20, 0)))
    assert spread(register) == (
        "Kepatuhan sanksi tertinggi: Jabatan Pimpinan Tinggi (JPT) (60,0 %), terendah: Jabatan Pengawas (10,0 %)",
        "Sanction compliance: highest Senior officials (JPT) (60.0%), lowest Supervisors (10.0%)",
    )


def test_groups_smaller_than_ten_are_neither_highest_nor_lowest(drawn):
    register = drawn(recommended(("jpt", 18, 12), ("pengawas", 3, 27), ("fungsional", 9, 0), ("pelaksana", 0, 9)))
    assert spread(register)[1] == "Sanction compliance: highest Senior officials (JPT) (60.0%), lowest Supervisors (10.0%)"


def test_a_highest_or_lowest_that_rests_on_few_is_said_with_its_base(drawn):
    register = drawn(recommended(("jpt", 9, 1), ("pengawas", 10, 30)))
    assert spread(register) == (
        "Kepatuhan sanksi tertinggi: Jabatan Pimpinan Tinggi (JPT) (90,0 %, 9 dari 10), terendah: Jabatan Pengawas (25,0 %)",
        "Sanction compliance: highest Senior officials (JPT) (90.0%, 9 of 10), lowest Supervisors (25.0%)",
    )
    assert spread(drawn(recommended(("jpt", 29, 0), ("pengawas", 10, 30))))[1].startswith(
        "Sanction compliance: highest Senior officials (JPT) (100.0%, 29 of 29)"
    )
    assert spread(drawn(recommended(("jpt", 30, 0), ("pengawas", 10, 30))))[1].startswith(
        "Sanction compliance: highest Senior officials (JPT) (100.0%), lowest"
    )


def test_with_one_group_large_enough_the_whole_is_said(drawn):
    register = drawn(recommended(("jpt", 6, 4), ("fungsional", 9, 1 - 1), ("-", 30, 1)))
    assert spread(register) == ("Kepatuhan sanksi: 90,0 %", "Sanction compliance: 90.0%")
    assert spread(register, where={"position": ("fungsional",)})[0] == "Kepatuhan sanksi: 100,0 %"


def test_all_level_is_said_once(drawn):
    register = drawn(recommended(("jpt", 5, 5), ("pengawas", 10, 10), ("fungsional", 2, 2)))
    assert spread(register) == ("Kepatuhan sanksi sama di semua kelompok: 50,0 %", "Sanction compliance is the same in all groups: 50.0%")
    assert spread(drawn(recommended(("jpt", 5, 5), ("pengawas", 10, 10), ("fungsional", 1, 3)))) == (
        "Kepatuhan sanksi sama di semua kelompok yang cukup besar: 50,0 %",
        "Sanction compliance is the same in all groups that are large enough: 50.0%",
    )


def test_ties_for_highest_or_lowest_are_said_with_how_many_others(drawn):
    high = (("jpt", 18, 12), ("pengawas", 36, 24), ("fungsional", 18, 12))
    assert spread(drawn(recommended(*high, ("pelaksana", 3, 27)))) == (
        "Kepatuhan sanksi tertinggi: Jabatan Pengawas dan 2 kelompok lain (60,0 %), terendah: Jabatan Pelaksana (10,0 %)",
        "Sanction compliance: highest Supervisors and 2 other groups (60.0%), lowest Executing staff (10.0%)",
    )
    low = (("jpt", 1, 9), ("pengawas", 2, 18), ("fungsional", 1, 9), ("pelaksana", 1, 8))
    found = spread(drawn(recommended(*low, ("administrator", 9, 1))))[0]
    assert found.endswith(", terendah: Jabatan Pengawas dan 2 kelompok lain (10,0 %)")
    assert spread(drawn(recommended(("jpt", 18, 12), ("pengawas", 18, 12), ("pelaksana", 3, 27))))[0].startswith(
        "Kepatuhan sanksi tertinggi: Jabatan Pengawas dan satu kelompok lain (60,0 %)"
    )


def test_one_other_group_is_not_groups(drawn):
    said = spread(drawn(recommended(("jpt", 18, 12), ("pengawas", 18, 12), ("pelaksana", 3, 27))))[1]
    assert "Supervisors and one other group" in said and "1 other groups" not in said


def test_groups_that_chance_may_part_are_not_called_different(drawn):
    assert spread(drawn(recommended(("jpt", 12, 8), ("pengawas", 9, 11)))) == (
        "Kepatuhan sanksi tidak berbeda nyata antarkelompok; keseluruhan 52,5 % (selang 95 % 37,5–67,1 %)",
        "Sanction compliance does not clearly differ between groups; overall 52.5% (95% interval 37.5–67.1%)",
    )


def test_the_highest_and_lowest_of_many_must_lie_further_apart_than_two_that_stand_alone(drawn):
    two = (("jpt", 14, 6), ("pengawas", 7, 13))
    others = tuple((group, 10, 10) for group in ("fungsional", "pelaksana", "administrator", "kepala_wilayah"))
    assert spread(drawn(recommended(*two)))[1].startswith("Sanction compliance: highest Senior officials (JPT) (70.0%, 14 of 20)")
    assert spread(drawn(recommended(*two, *others)))[1].startswith(
        "Sanction compliance does not clearly differ between groups; overall 50.8%"
    )


def test_where_the_highest_is_small_the_two_that_chance_cannot_part_are_named(drawn):
    register = drawn(recommended(("jpt", 10, 0), ("pengawas", 95, 5), ("fungsional", 75, 25), ("pelaksana", 8, 2)))
    assert spread(register) == (
        "Kepatuhan sanksi Jabatan Pengawas (95,0 %) nyata lebih tinggi daripada Jabatan Fungsional (75,0 %)",
        "Sanction compliance of Supervisors (95.0%) is clearly above that of Functional officials (75.0%)",
    )


def test_the_note_names_the_highest_and_lowest_where_the_title_names_others(drawn):
    register = drawn(recommended(("jpt", 10, 0), ("pengawas", 95, 5), ("fungsional", 75, 25), ("pelaksana", 8, 2)))
    id, en = both(sentences.spread_notes, answer_of(register, "compliance_rate", "position"))
    assert id[0] == (
        "Judul menyebut dua kelompok yang bedanya paling meyakinkan. Tertinggi: Jabatan Pimpinan Tinggi (JPT) (100,0 %, 10 dari 10); "
        "terendah: Jabatan Fungsional (75,0 %)."
    )
    assert en[0] == (
        "The title names the two groups whose difference is surest. Highest: Senior officials (JPT) (100.0%, 10 of 10); "
        "lowest: Functional officials (75.0%)."
    )


def test_the_note_tells_how_many_groups_are_too_small_and_that_order_may_be_chance(drawn):
    def notes(*groups):
        return both(sentences.spread_notes, answer_of(drawn(recommended(*groups)), "compliance_rate", "position"))

    assert notes(("jpt", 29, 1), ("pengawas", 1, 29)) == ((), ())
    assert notes(("jpt", 29, 1), ("pengawas", 1, 29), ("fungsional", 1, 1), ("pelaksana", 0, 9), ("-", 1, 0)) == (
        (
            "Peringkat, tertinggi dan terendah hanya untuk kelompok dengan dasar hitung sekurangnya 10; kelompok lebih kecil, abu-abu pada diagram batang: "
            "Jabatan Fungsional dan Jabatan Pelaksana.",
        ),
        (
            "Ranks, highest and lowest are only of groups with a base of at least 10; smaller groups, grey in a bar chart: "
            "Functional officials and Executing staff.",
        ),
    )
    assert notes(("jpt", 12, 8), ("pengawas", 9, 11)) == (
        ("Tidak berbeda nyata: pada kelompok sebesar ini, beda sebesar itu dapat terjadi karena kebetulan.",),
        ("Not clearly different: groups of this size can differ that much by chance.",),
    )
    assert notes(("jpt", 10, 10), ("pengawas", 10, 10)) == ((), ())
    assert notes(("jpt", 95, 5), ("pengawas", 9, 11), ("fungsional", 8, 12)) == (
        ("Beda peringkat yang kecil tidak berarti: selang 95 % sebagian kelompok saling tumpang tindih.",),
        ("Small differences in rank mean nothing: the 95% intervals of some groups overlap.",),
    )


# --- peaks ---


def test_the_peak_is_one_period_or_several_level_ones(drawn):
    def peak(register, as_of=DAY):
        return both(sentences.peak, answer_of(register, "reported", "month", Scope(as_of)))

    months = "tanggal_laporan times\n2020-05-01 2\n2020-08-01 3"
    assert peak(drawn(months)) == (
        "Laporan terbanyak pada Agustus 2020: 3 ASN dilaporkan",
        "Reports peaked in August 2020: 3 ASN reported",
    )
    assert peak(drawn(months.replace(" 2\n", " 3\n")))[0] == "Laporan terbanyak pada Mei 2020 dan Agustus 2020: 3 ASN dilaporkan"
    assert peak(drawn(months.replace(" 2\n", " 3\n") + "\n2020-09-01 3\n2020-10-01 3")) == (
        "Laporan terbanyak pada 4 periode: masing-masing 3 ASN dilaporkan",
        "Reports peaked in 4 periods: 3 ASN reported each",
    )


# --- movements ---


def over_time(drawn, metric, **texts):
    """The same question on snapshots of 26 June, 31 July and 19 August."""
    days = {"june": JUNE, "july": JULY, "august": AUGUST}
    for name, text in texts.items():
        register = drawn(text, days[name])
    return tuple(answer_of(register, metric, scope=Scope(days[name])) for name in texts)


def reports(count):
    """A table of so many reports early in the year."""
    return f"tanggal_laporan times\n2020-02-01 {count}"


def sanctions(done, waiting):
    """A table of recommendations of early in the year."""
    head = "tanggal_laporan status tanggal_rekomendasi tanggal_sanksi times"
    lines = [(done, "2020-03-05"), (waiting, "-")]
    return "\n".join([head] + [f"2020-02-01 direkomendasikan 2020-03-01 {day} {count}" for count, day in lines if count])


def test_the_course_of_a_count(drawn):
    assert both(sentences.course, over_time(drawn, "reported", june=reports(369), july=reports(456), august=reports(1490))) == (
        "Dilaporkan naik dari 369 (26 Jun 2020) menjadi 1.490 (19 Agu 2020)",
        "Reported rose from 369 (26 Jun 2020) to 1,490 (19 Aug 2020)",
    )


def test_the_course_of_a_rate_starts_where_it_exists(drawn):
    answers = over_time(drawn, "compliance_rate", june=reports(3), july=sanctions(3, 1), august=sanctions(1, 1))
    assert both(sentences.course, answers) == (
        "Kepatuhan sanksi turun dari 75,0 % (31 Jul 2020) menjadi 50,0 % (19 Agu 2020)",
        "Sanction compliance fell from 75.0% (31 Jul 2020) to 50.0% (19 Aug 2020)",
    )


def test_a_course_without_movement_or_with_one_snapshot(drawn):
    answers = over_time(drawn, "reported", june=reports(7), july=reports(9), august=reports(7))
    assert both(sentences.course, answers) == ("Dilaporkan tetap 7 sejak 26 Jun 2020", "Reported is unchanged at 7 since 26 Jun 2020")
    assert both(sentences.course, answers[1:2]) == ("Dilaporkan: 9", "Reported: 9")


def test_a_rate_that_chance_may_have_moved_did_not_rise(drawn):
    answers = over_time(drawn, "compliance_rate", june=sanctions(50, 50), july=sanctions(56, 54))
    assert both(sentences.course, answers) == (
        "Kepatuhan sanksi tidak berubah nyata: 50,0 % (26 Jun 2020) dan 50,9 % (31 Jul 2020), beda dalam rentang kebetulan",
        "Sanction compliance has not clearly changed: 50.0% (26 Jun 2020) and 50.9% (31 Jul 2020), within the range of chance",
    )
    assert both(sentences.change, answers[1], answers[0]) == (
        "tidak berubah nyata sejak 26 Juni 2020 (0,9 persen poin)",
        "not clearly changed since 26 June 2020 (0.9 percentage points)",
    )


def test_a_rate_that_moved_without_anybody_added_is_a_fact_however_small(drawn):
    rose = over_time(drawn, "compliance_rate", june=sanctions(50, 50), july=sanctions(51, 49))
    assert both(sentences.course, rose)[1] == "Sanction compliance rose from 50.0% (26 Jun 2020) to 51.0% (31 Jul 2020)"
    more = over_time(drawn, "compliance_rate", june=sanctions(50, 50), july=sanctions(62, 48))
    assert both(sentences.change, more[1], more[0])[1] == "up 6.4 percentage points since 26 June 2020"


def test_shares_move_with_what_was_added(drawn):
    def portion(*counts):
        texts = [
            "kelompok_jabatan tanggal_laporan times"
            + "".join(f"\n{code} 2020-02-01 {count}" for code, count in zip(("jpt", "-"), pair, strict=True))
            for pair in counts
        ]
        registers = [(drawn(text, day), day) for text, day in zip(texts, (JUNE, JULY), strict=True)]
        answers = tuple(answer_of(register, "share_of_reported", "position", scope=Scope(day)) for register, day in registers)
        return sentences.portion(answers, "en")

    assert portion((122, 247), (126, 330)) == "Share of Senior officials (JPT) fell from 33.1% (26 Jun 2020) to 27.6% (31 Jul 2020)"
    assert portion((122, 247), (148, 308)) == (
        "Share of Senior officials (JPT) has not clearly changed: 33.1% (26 Jun 2020) and 32.5% (31 Jul 2020), within the range of chance"
    )


def moved(drawn, metric, then, now):
    """The change from 26 June to 31 July."""
    earlier, later = over_time(drawn, metric, june=then, july=now)
    return both(sentences.change, later, earlier)


def test_the_change_of_a_count(drawn):
    assert moved(drawn, "reported", reports(3), reports(1591)) == ("naik 1.588 sejak 26 Juni 2020", "up 1,588 since 26 June 2020")
    assert moved(drawn, "reported", reports(5), reports(2)) == ("turun 3 sejak 26 Juni 2020", "down 3 since 26 June 2020")
    assert moved(drawn, "reported", reports(5), reports(5)) == ("tidak berubah sejak 26 Juni 2020", "unchanged since 26 June 2020")


def test_the_change_of_a_rate_is_in_points(drawn):
    rose = moved(drawn, "compliance_rate", sanctions(70, 130), sanctions(189, 155))
    assert rose == ("naik 19,9 persen poin sejak 26 Juni 2020", "up 19.9 percentage points since 26 June 2020")
    assert moved(drawn, "compliance_rate", sanctions(2, 1), sanctions(1, 2))[0] == "turun 33,3 persen poin sejak 26 Juni 2020"
    assert moved(drawn, "compliance_rate", sanctions(1, 1), sanctions(2, 2))[0] == "tidak berubah sejak 26 Juni 2020"
    assert moved(drawn, "compliance_rate", reports(1), sanctions(2, 2)) == ("", "")


def test_the_change_of_a_median_keeps_its_half_day(drawn):
    head = "tanggal_laporan status tanggal_rekomendasi\n2020-03-01 direkomendasikan 2020-03-03"
    said = moved(drawn, "median_days_to_recommendation", head, f"{head}\n2020-03-01 direkomendasikan 2020-03-04")
    assert said == ("naik 0,5 sejak 26 Juni 2020", "up 0.5 since 26 June 2020")


def test_a_movement_too_small_to_be_shown_is_no_rise(drawn):
    earlier, later = over_time(drawn, "compliance_rate", june=sanctions(1000, 1000), july=sanctions(1001, 1000))
    little = ("berubah kurang dari 0,1 persen poin sejak 26 Juni 2020", "changed by less than 0.1 percentage points since 26 June 2020")
    assert both(sentences.change, later, earlier) == little
    assert both(sentences.course, (earlier, later)) == (
        "Kepatuhan sanksi tetap 50,0 % sejak 26 Jun 2020",
        "Sanction compliance is unchanged at 50.0% since 26 Jun 2020",
    )


@pytest.mark.parametrize("size, said", [(0.0004, LITTLE), (0.0006, UP), (-0.0004, LITTLE), (-0.0006, DOWN)])
def test_little_is_what_would_be_printed_as_nothing(drawn, size, said):
    then = answer_of(drawn(sanctions(1, 1), JUNE), "compliance_rate", scope=Scope(JUNE))
    now = replace(then, total=replace(then.total, value=then.total.value + size))
    assert sentences.change(now, then, "en") == said("en", size="0.1 percentage points", day="26 June 2020")


# --- the headline ---


def headline(register, **options):
    """The sentence to the press."""
    return both(sentences.headline, *(answer_of(register, metric, **options) for metric in ("reported", "recommended", "compliance_rate")))


def test_the_headline_gives_reported_recommended_and_followed_up(drawn):
    register = drawn(recommended(("jpt", 189, 155)) + "\njpt konsep_surat - 1112")
    assert headline(register) == (
        "Per 31 Desember 2020, 1.456 ASN dilaporkan diduga melanggar netralitas; 344 terbukti dan direkomendasikan dijatuhi sanksi; "
        "189 ASN di antaranya (54,9 persen) telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK).",
        "As of 31 December 2020, 1,456 ASN were reported for alleged breaches of neutrality; 344 were proven and recommended for a "
        "sanction; 189 of them (54.9 percent) have been followed up by the appointing official (PPK).",
    )
    assert headline(register, where={"position": ("pengawas",)}) == (
        "Per 31 Desember 2020 (Kelompok jabatan: Jabatan Pengawas), tidak ada ASN yang dilaporkan dalam cakupan ini.",
        "As of 31 December 2020 (Position group: Supervisors), no ASN were reported in this scope.",
    )


def test_the_headline_before_anyone_was_recommended(drawn):
    assert headline(drawn("times\n12")) == (
        "Per 31 Desember 2020, 12 ASN dilaporkan diduga melanggar netralitas; belum ada yang direkomendasikan dijatuhi sanksi.",
        "As of 31 December 2020, 12 ASN were reported for alleged breaches of neutrality; none has been recommended for a sanction yet.",
    )


def test_the_headline_of_cases(drawn):
    register = drawn("""
    nomor_kasus  status            tanggal_sanksi
    k1           direkomendasikan  2020-09-01
    k1           direkomendasikan  -
    k2           direkomendasikan  2020-09-01
    k3           direkomendasikan  -
    k4           konsep_surat      -
    """)
    assert headline(register, unit=CASE) == (
        "Per 31 Desember 2020, 4 kasus dugaan pelanggaran netralitas dilaporkan; 3 di antaranya memuat rekomendasi sanksi; "
        "pada 2 kasus (66,7 persen) Pejabat Pembina Kepegawaian (PPK) telah menjatuhkan sanksi.",
        "As of 31 December 2020, reported cases of alleged breaches of neutrality: 4; with a recommended sanction: 3; with a "
        "sanction imposed by the appointing official (PPK): 2 (66.7 percent).",
    )
    nobody = headline(register, unit=CASE, where={"position": ("jpt",)})[1]
    assert nobody == "As of 31 December 2020 (Position group: Senior officials (JPT)), no cases were reported in this scope."


@pytest.mark.parametrize(
    "sanctioned, outstanding, said",
    [
        (0, 3, ("semuanya terbukti dan direkomendasikan dijatuhi sanksi; belum ada yang ditindaklanjuti Pejabat Pembina Kepegawaian (PPK).",
                "all were proven and recommended for a sanction; none has been followed up by the appointing official (PPK) yet.")),
        (1, 2, ("semuanya terbukti dan direkomendasikan dijatuhi sanksi; 1 ASN di antaranya (33,3 persen) telah ditindaklanjuti Pejabat Pembina "
                "Kepegawaian (PPK).",
                "all were proven and recommended for a sanction; 1 of them (33.3 percent) has been followed up by the appointing official (PPK).")),
        (3, 0, ("semuanya terbukti dan direkomendasikan dijatuhi sanksi; seluruhnya telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK).",
                "all were proven and recommended for a sanction; all of them have been followed up by the appointing official (PPK).")),
    ],
)  # fmt: skip
def test_the_headline_of_none_one_and_all(drawn, sanctioned, outstanding, said):
    begin = ("Per 31 Desember 2020, 3 ASN dilaporkan diduga melanggar netralitas; ", "As of 31 December 2020, 3 ASN were reported for "
             "alleged breaches of neutrality; ")  # fmt: skip
    assert headline(drawn(recommended(("jpt", sanctioned, outstanding)))) == tuple(map("".join, zip(begin, said, strict=True)))


def test_the_headline_of_one_person(drawn):
    assert headline(drawn(recommended(("jpt", 1, 0)))) == (
        "Per 31 Desember 2020, 1 ASN dilaporkan diduga melanggar netralitas; 1 terbukti dan direkomendasikan dijatuhi sanksi; "
        "1 ASN di antaranya (100,0 persen) telah ditindaklanjuti Pejabat Pembina Kepegawaian (PPK).",
        "As of 31 December 2020, 1 ASN was reported for alleged breaches of neutrality; 1 was proven and recommended for a sanction; "
        "1 of them (100.0 percent) has been followed up by the appointing official (PPK).",
    )


def test_one_of_a_unit_is_said_in_the_singular(drawn):
    register = drawn("nomor_kasus kelompok_jabatan status\nk1 jpt direkomendasikan")
    assert " · 1 letter recommended for a sanction · " in footnote(register, "recommended", unit=LETTER)[1]
    assert " · 1 case reported · " in footnote(register, "reported", unit=CASE)[1]
    assert ranked(register, unit=CASE)[1] == "Highest: Senior officials (JPT), 1 case reported"
    assert both(sentences.peak, answer_of(register, "reported", "month", unit=CASE))[1] == "Reports peaked in July 2020: 1 case reported"


def test_the_headline_of_one_case_is_not_cases(drawn):
    register = drawn("nomor_kasus status tanggal_sanksi\nk1 direkomendasikan 2020-09-01")
    assert re.findall(r"\b1 cases", headline(register, unit=CASE)[1]) == []


def test_the_base_of_one_letter_is_not_letters(drawn):
    register = drawn("nomor_kasus status tanggal_sanksi\nk1 direkomendasikan 2020-09-01")
    assert re.findall(r"\b1 letters", footnote(register, "compliance_rate", unit=LETTER)[1]) == []


# --- subtitles ---


def test_subtitles_say_what_in_which_unit_where_and_when(drawn):
    register = drawn("kelompok_jabatan\njpt")

    def said(metric, by=(), **options):
        return both(sentences.subtitle, answer_of(register, metric, by, **options))

    assert said("reported") == ("Jumlah ASN dilaporkan · 31 Desember 2020", "Number of ASN reported · 31 December 2020")
    assert said("reported", "position", unit=CASE) == (
        "Jumlah kasus dilaporkan, menurut kelompok jabatan · 31 Desember 2020",
        "Number of cases reported, by position group · 31 December 2020",
    )
    assert said("share_of_reported", "category")[0] == "% dari ASN dilaporkan, menurut jenis pelanggaran · 31 Desember 2020"
    assert said("compliance_rate", ("position", "province"), unit=LETTER) == (
        "Kepatuhan sanksi, % dari rekomendasi direkomendasikan, menurut kelompok jabatan dan provinsi · 31 Desember 2020",
        "Sanction compliance, % of letters recommended, by position group and province · 31 December 2020",
    )
    assert said("median_days_to_sanction")[1] == "Median days from recommendation to sanction, days · 31 December 2020"
    filtered = said("reported", where={"position": ("jpt", "pengawas")}, start=date(2020, 1, 1), end=date(2020, 6, 30))
    assert filtered[0] == (
        "Jumlah ASN dilaporkan · Kelompok jabatan: Jabatan Pimpinan Tinggi (JPT) dan Jabatan Pengawas · dilaporkan sejak 1 Januari 2020 · "
        "dilaporkan hingga 30 Juni 2020 · 31 Desember 2020"
    )


@pytest.mark.parametrize("label, inside", [("Provinsi", "provinsi"), ("JPT Utama", "JPT Utama"), ("SP4N-LAPOR!", "SP4N-LAPOR!"), ("", "")])
def test_labels_inside_a_sentence_start_small_but_abbreviations_stay(label, inside):
    assert sentences.lower_first(label) == inside


# --- footnotes ---


def footnote(register, metric, by=(), **options):
    """The line below a figure."""
    return both(lambda answer, lang: sentences.footnote(answer, KASN, lang), answer_of(register, metric, by, **options))


def test_the_footnote_defends_a_count_and_a_rate(drawn):
    register = drawn(recommended(("jpt", 126, 330)) + "\npengawas konsep_surat - 44")
    assert footnote(register, "reported") == (
        "Data per 31 Desember 2020 · semua laporan · 500 ASN dilaporkan · Sumber: register kasus KASN",
        "Data as of 31 December 2020 · all reports · 500 ASN reported · Source: KASN case register",
    )
    assert footnote(register, "compliance_rate", "position", where={"position": ("jpt",)}) == (
        "Data per 31 Desember 2020 · Kelompok jabatan: Jabatan Pimpinan Tinggi (JPT) · 126 dari 456 ASN direkomendasikan · "
        "Sumber: register kasus KASN",
        "Data as of 31 December 2020 · Position group: Senior officials (JPT) · 126 of 456 ASN recommended · Source: KASN case register",
    )


def test_the_footnote_of_a_share_and_of_a_median_gives_their_base(drawn):
    register = drawn(recommended(("jpt", 2, 3)))
    assert " · 5 ASN dilaporkan · " in footnote(register, "share_of_reported", "position")[0]
    assert " · median dari 2 ASN per kasus yang sudah dijatuhi sanksi · " in footnote(register, "median_days_to_sanction")[0]
    assert " · median of 2 ASN per case already sanctioned · " in footnote(register, "median_days_to_sanction")[1]


def test_the_footnote_owns_up_to_overlap(drawn):
    register = drawn("id_asn kategori_pelanggaran\nx1 medsos\nx1 foto_bersama\nx2 medsos")
    found = footnote(register, "reported", "category")
    assert " · jumlah kelompok melebihi 2 sebanyak 1 karena ada ASN yang tercatat di lebih dari satu kelompok · " in found[0]
    assert " · the groups add up to 1 more than 2 because some ASN are in more than one group · " in found[1]
    assert "melebihi" not in footnote(register, "reported", "position")[0]


def test_sample_data_are_marked_and_real_data_are_not(drawn):
    made_up = footnote(drawn("nomor_kasus\nCONTOH/2020/1"), "reported")
    assert made_up == (
        "Data per 31 Desember 2020 · semua laporan · 1 ASN dilaporkan · Sumber: register kasus KASN · Data contoh (sintetis)",
        "Data as of 31 December 2020 · all reports · 1 ASN reported · Source: KASN case register · Sample data (synthetic)",
    )
    assert not any("sint" in each or "synth" in each for each in footnote(drawn("nomor_kasus\nk1"), "reported"))


# --- groups that a figure shows ---


def test_restricting_keeps_the_total_and_the_order_asked_for(drawn):
    answer = answer_of(drawn("kelompok_jabatan times\njpt 3\npengawas 2\n- 1"), "reported", "position")
    shown = sentences.restricted(answer, ["unknown", "jpt", "fungsional"])
    assert ([row.code for row in shown.rows], shown.total.numerator) == (["unknown", "jpt"], 6)


def test_groups_with_nothing_in_them_and_groups_not_asked_leave(drawn):
    register = drawn(recommended(("jpt", 1, 1), ("pengawas", 0, 1)) + "\njpt konsep_surat - 4")
    assert [row.code for row in sentences.without_zero(answer_of(register, "sanctioned", "position")).rows] == ["jpt"]
    every = answer_of(register, "reported", "sanction_imposed")
    assert [row.code for row in every.rows] == ["none", "unknown"]
    assert [row.code for row in sentences.without_none(every).rows] == ["unknown"]


# --- all words declared ---

ROOT = Path(__file__).resolve().parent.parent
FILES = [*sorted((ROOT / "analytics").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py")), ROOT / "app.py"]
# The same in both languages: an Indonesian abbreviation, a sign, words both languages share, and patterns without a word.
SHARED_WORDS = {"ASN", "%", "Snapshot", "Label", "Slide", "No.", "Embargo", "Data", "Median"}
SHARED_PATTERNS = {
    "ID {id}",
    "Median: {parts}.",
    "EMBARGO: {words}",
    "Embargo: {embargo}",
    "Embargo: {words}",
    "Slide {slide} · {kind} · {title}",
}


def said_in(node):
    """The text of a literal; what an f-string fills in stands as braces."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) else ""


def declared():
    """Both languages of every Text(...) written in the code, with its place."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                parts = {word.arg: word.value for word in node.keywords} or dict(zip(("id", "en"), node.args, strict=True))
                yield f"{path.relative_to(ROOT)}:{node.lineno}", said_in(parts["id"]), said_in(parts["en"])


def listed():
    """Both languages of every label that is read from a list; codes that a register brought along are its own affair."""
    for dimension in DIMENSIONS.values():
        for code, label in ({"": dimension.label} | dimension.labels()).items():
            if code in dimension.own:
                continue
            yield dimension, f"{dimension.code}:{code}", label.id, label.en


def test_the_words_are_found():
    """The tests below rest on this."""
    found = {(indonesian, english) for _, indonesian, english in declared()}
    assert len(found) > 250
    assert {
        ("Kepatuhan sanksi", "Sanction compliance"),
        ("{metric}: {value}", "{metric}: {value}"),
        ("{} (bertentangan)", "{} (contradicted)"),
    } <= found
    files = {place.split(":")[0] for place, *_ in declared()}
    modules = {f"analytics/{name}.py" for name in ("register/contract", "figures/maps", "exhibits/compliance")}
    assert files >= {"app.py", "pages/_frame.py", "pages/tren.py"} | modules


def test_nobody_reported_is_ever_called_an_offender():
    """Reported is not proven: 'pelanggaran' is what was alleged, 'pelanggar' would be a verdict on a person."""
    verdict = re.compile(r"\b(pelanggar(nya)?|offenders?|violators?|perpetrators?)\b", re.IGNORECASE)
    assert verdict.search("Daftar Pelanggar") and not verdict.search("Jenis pelanggaran yang melanggar")
    said = [(place, text) for place, *texts in declared() for text in texts]
    said += [(place, text) for _, place, *texts in listed() for text in texts]
    assert [each for each in said if verdict.search(each[1])] == []


def is_pattern(phrase):
    """Whether a phrase has no letters outside its braces."""
    return not re.search(r"[^\W\d_]", re.sub(r"{\w*}", "", phrase))


def test_every_phrase_differs_between_the_languages():
    alike = [(place, words) for place, words, english in declared() if words == english and not is_pattern(words)]
    assert [each for each in alike if each[1] not in SHARED_WORDS | SHARED_PATTERNS] == []
    assert {words for _, words in alike} == (SHARED_WORDS | SHARED_PATTERNS) - {"%"}


def test_every_label_of_a_list_differs_but_for_names_of_places_and_agencies():
    assert [place for dimension, place, words, english in listed() if words == english and dimension not in (AGENCY, PROVINCE)] == []
    assert sum(each.label.id == each.label.en for each in provinces().values()) == 10  # Aceh, Bali, Riau, …
    kinds = {each.agency_type for each in agencies().values() if each.label.id == each.label.en}
    assert kinds == {"kementerian", "lembaga"}  # official names; regions are 'Pemerintah Kota …' and '… City'


def test_a_lead_within_the_range_of_chance_is_called_small(drawn):
    def said(jpt, fungsional):
        table = f"kelompok_jabatan times\njpt {jpt}\nfungsional {fungsional}"
        return both(sentences.close_lead, answer_of(drawn(table), "share_of_reported", "position"))

    assert said(30, 28) == (
        ("Beda dua teratas, Jabatan Pimpinan Tinggi (JPT) (30) dan Jabatan Fungsional (28), kecil: selang 95 % keduanya tumpang tindih.",),
        ("The two largest, Senior officials (JPT) (30) and Functional officials (28), differ little: their 95% intervals overlap.",),
    )
    assert said(60, 20) == said(30, 30) == ((), ())
