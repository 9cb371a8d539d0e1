"""The figures that tell compliance over time: cohorts, time to sanction, who waits, how heavy. Drawn registers in, exact words out."""

from collections import Counter
from dataclasses import replace
from datetime import date

import oracle
import pytest
from test_figures import cells_of

from analytics import catalogue, sentences
from analytics.ask import Answer, Row
from analytics.briefing import house
from analytics.chart import Plane, charts, table_of
from analytics.deadlines import Deadline, overdue
from analytics.exhibits import cohorts, compliance, follow_up, time_to_sanction
from analytics.figures import Look, draw
from analytics.metrics import OUTSTANDING, REPORTED
from analytics.scope import ALLEGATION, CASE, LETTER, Scope
from analytics.settings import SAMPLE, Settings
from analytics.text import LANGUAGES
from analytics.view import View, view_of
from analytics.vocabulary import AGENCY, AGENCY_TYPE, CATEGORY, NONE, POSITION, PROVINCE, SOURCE, WAITING

DAY = date(2020, 12, 31)
KEYS = ("kepatuhan_kohor", "kepatuhan_waktu", "kepatuhan_waktu-jenis", "kepatuhan_tangga", "kepatuhan_berat")
EVERY_DAY = """
tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  jenis_instansi  times
2020-06-01       direkomendasikan  2020-06-15           2020-06-25      kabupaten       12
2020-06-01       direkomendasikan  2020-06-15           2020-08-14      kabupaten       8
2020-06-01       direkomendasikan  2020-06-20           2020-09-28      provinsi        9
2020-06-01       direkomendasikan  2020-10-01           -               provinsi        11
2020-06-01       direkomendasikan  2020-11-30           2020-12-20      kota            3
2020-06-01       direkomendasikan  2020-12-01           -               kota            7
2020-06-01       direkomendasikan  2020-12-01           2020-12-02      lembaga         4
"""


def seen(register, lang="id", public=True, where=None, unit=None):
    """A view of the snapshot of DAY."""
    scope = Scope(DAY, where or {})
    return View(register, scope.counting(unit) if unit else scope, None, lang, public)


def set_deadline(monkeypatch, days, working=False, **more):
    """A follow-up deadline."""
    chosen = Settings(follow_up_days=days, follow_up_working_days=working, **more)
    for module in (compliance, follow_up):
        monkeypatch.setattr(module, "settings", lambda: chosen)


# --- cohorts ---


def test_cohorts_tell_each_month_and_horizon_and_mark_what_is_not_mature(drawn):
    exhibit = cohorts.cohorts(seen(drawn(EVERY_DAY)))
    assert exhibit.title == (
        "Sanksi tidak nyata lebih cepat atau lebih lambat: dalam 30 hari 21,4 % (3 dari 14 ASN per kasus, Oktober 2020–November 2020); sebelumnya "
        "41,4 % (12 dari 29 ASN per kasus, Juni 2020); beda dalam rentang kebetulan"
    )
    assert [(row.codes, row.numerator, row.denominator) for row in exhibit.answer.rows] == [
        (("2020-06", "30", "mature"), 12, 29), (("2020-06", "90", "mature"), 20, 29), (("2020-06", "180", "mature"), 29, 29),
        (("2020-10", "30", "mature"), 0, 11), (("2020-10", "90", "immature"), 0, 11), (("2020-10", "180", "immature"), 0, 11),
        (("2020-11", "30", "mature"), 3, 3), (("2020-11", "90", "immature"), 3, 3), (("2020-11", "180", "immature"), 3, 3),
        (("2020-12", "30", "immature"), 4, 11), (("2020-12", "90", "immature"), 4, 11), (("2020-12", "180", "immature"), 4, 11),
    ]  # fmt: skip
    assert exhibit.notes[0].startswith(
        "Lebih cepat atau lebih lambat: bulan matang terakhir yang memuat sekurangnya seperempat ASN per kasus"
    )
    assert exhibit.notes[1].startswith("Bulan yang sudah matang: dalam 30 hari 15 dari 43 (selang 95 % ")
    assert exhibit.notes[1].endswith(
        "dalam 180 hari 29 dari 29 (selang 95 % 88,3–100,0 %) ASN per kasus. Dasarnya berbeda karena makin panjang jangkanya, makin sedikit "
        "bulan yang sudah matang."
    )
    assert exhibit.notes[2].startswith("Belum matang (berarsir pada bagan): ")


def test_each_panel_hatches_what_is_not_mature_and_stands_on_the_scale_of_percentages(drawn):
    exhibit = cohorts.cohorts(seen(drawn(EVERY_DAY), "en"))
    assert [each.name for each in charts(exhibit)] == [
        "Within 30 days",
        "Within 90 days",
        "Within 180 days",
    ]
    tones = [[mark.tone for mark in each.series[0].marks] for each in charts(exhibit)]
    assert tones == [["accent"] * 3 + ["rest"], ["accent"] + ["rest"] * 3, ["accent"] + ["rest"] * 3]
    assert all(each.ratio for each in charts(exhibit))
    figure = draw(exhibit, Look("en"))
    assert [list(trace.marker.pattern.shape) for trace in figure.data] == [["", "", "", "/"], ["", "/", "/", "/"], ["", "/", "/", "/"]]
    assert (list(figure.layout.yaxis.ticktext), list(figure.layout.yaxis.range)) == (["0%", "50%", "100%"], [0, 1])
    assert "not mature yet" in figure.data[0].hovertext[-1] and "4 of 11" in figure.data[0].hovertext[-1]


def test_months_that_are_all_too_recent_are_not_judged(drawn):
    exhibit = cohorts.cohorts(seen(drawn("status tanggal_rekomendasi times\ndirekomendasikan 2020-12-15 6")))
    assert exhibit.title == "Belum ada bulan rekomendasi yang cukup lama berlalu untuk dinilai"
    assert not exhibit.empty and {row.codes[2] for row in exhibit.answer.rows} == {"immature"}


PACE = """
tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  times
2020-01-02       direkomendasikan  2020-02-01           2020-02-21      {early}
2020-01-02       direkomendasikan  2020-02-01           2020-08-01      {early_not}
2020-01-02       direkomendasikan  2020-07-01           2020-07-21      {late}
2020-01-02       direkomendasikan  2020-07-01           -               {late_not}
2020-01-02       direkomendasikan  2020-12-01           2020-12-02      40
"""
NUMBERS = ("early", "early_not", "late", "late_not")


@pytest.mark.parametrize(
    "numbers, id, en",
    [
        (
            (20, 40, 40, 20),
            "Sanksi kini lebih cepat: dalam 90 hari 66,7 % (40 dari 60 ASN per kasus, Juli 2020); sebelumnya 33,3 % (20 dari 60 ASN per kasus, "
            "Februari 2020)",
            "Sanctions come faster now: within 90 days 66.7% (40 of 60 ASN per case, July 2020); before that 33.3% (20 of 60 ASN per case, "
            "February 2020)",
        ),
        (
            (40, 20, 20, 40),
            "Sanksi kini lebih lambat: dalam 90 hari 33,3 % (20 dari 60 ASN per kasus, Juli 2020); sebelumnya 66,7 % (40 dari 60 ASN per kasus, "
            "Februari 2020)",
            "Sanctions come slower now: within 90 days 33.3% (20 of 60 ASN per case, July 2020); before that 66.7% (40 of 60 ASN per case, "
            "February 2020)",
        ),
        (
            (30, 30, 33, 27),
            "Sanksi tidak nyata lebih cepat atau lebih lambat: dalam 90 hari 55,0 % (33 dari 60 ASN per kasus, Juli 2020); sebelumnya 50,0 % "
            "(30 dari 60 ASN per kasus, Februari 2020); beda dalam rentang kebetulan",
            "Sanctions do not clearly come faster or slower: within 90 days 55.0% (33 of 60 ASN per case, July 2020); before that 50.0% "
            "(30 of 60 ASN per case, February 2020); within the range of chance",
        ),
        (
            (1, 8, 40, 20),
            "Dijatuhi sanksi PPK dalam 90 hari: 59,4 % (41 dari 69 ASN per kasus)",
            "Sanctioned by the PPK within 90 days: 59.4% (41 of 69 ASN per case)",
        ),
    ],
    ids=["faster", "slower", "no difference", "too few before"],
)
def test_the_cohorts_say_whether_sanctions_come_faster_and_december_is_in_neither_period(drawn, numbers, id, en):
    register = drawn(PACE.format(**dict(zip(NUMBERS, numbers, strict=True))))
    assert cohorts.cohorts(seen(register)).title == id
    assert cohorts.cohorts(seen(register, "en")).title == en


def test_the_latest_months_are_those_that_hold_a_quarter():
    months = [Row((code,), 0, base, 0.0) for code, base in (("a", 40), ("b", 35), ("c", 20), ("d", 5))]
    assert [[row.code for row in side] for side in cohorts.latest(months)] == [["a", "b"], ["c", "d"]]
    assert [[row.code for row in side] for side in cohorts.latest(months[:1])] == [[], ["a"]]
    assert cohorts.latest([]) == ([], [])


TWO_CASES = """
tanggal_laporan  nomor_kasus  id_asn  status            tanggal_rekomendasi  tanggal_sanksi  rekomendasi_sanksi  sanksi
2020-01-01       k1           a       direkomendasikan  2020-06-15           2020-06-25      moral_terbuka       moral_terbuka
2020-01-01       k2           a       direkomendasikan  2020-06-16           2020-06-26      moral_terbuka       moral_terbuka
2020-01-01       k3           b       direkomendasikan  2020-06-17           2020-06-27      moral_terbuka       moral_tertutup
2020-01-01       k4           c       direkomendasikan  2020-06-18           -               moral_terbuka       -
"""


def test_where_persons_have_several_cases_one_note_says_why_the_totals_differ(drawn):
    register = drawn(TWO_CASES)
    assert cohorts.cohorts(seen(register)).notes[-1] == (
        "Satuan: ASN per kasus, yaitu seorang ASN dihitung sekali pada tiap kasusnya. Karena itu 4 ASN per kasus yang direkomendasikan dijatuhi "
        "sanksi lebih banyak daripada 3 ASN."
    )
    assert follow_up.weights(seen(register, "en")).notes[-1] == (
        "Unit: ASN per case, that is, a person counts once in each of their cases. So there are 3 ASN per case sanctioned by the PPK, and 2 ASN."
    )
    without = cohorts.cohorts(seen(drawn(EVERY_DAY)))
    assert not [note for note in without.notes if note.startswith("Satuan")]


@pytest.mark.parametrize("key", ["kepatuhan_kohor", "kepatuhan_waktu", "kepatuhan_berat"])
def test_the_base_line_of_what_counts_persons_in_cases_says_so(drawn, key):
    exhibit = catalogue.figure(key, seen(drawn(TWO_CASES), public=False))
    assert f" {exhibit.answer.total.denominator} ASN per kasus " in sentences.footnote(exhibit.answer, house(), "id")


def test_the_cohorts_of_one_group_are_not_told_by_month_in_public_mode(drawn):
    register = drawn(EVERY_DAY)
    public = cohorts.cohorts(seen(register, where={"agency_type": ("kabupaten",)}))
    assert public.title == "Dijatuhi sanksi PPK dalam 90 hari: 100,0 % (20 dari 20 ASN per kasus)"
    assert public.kind == "bar" and "tidak dirinci menurut bulan" in public.notes[-1]
    assert [(row.code, row.numerator, row.denominator, row.hidden) for row in public.answer.rows] == [
        ("30", 12, 20, False), ("90", 20, 20, False), ("180", 20, 20, False),
    ]  # fmt: skip
    inside = cohorts.cohorts(seen(register, public=False, where={"agency_type": ("kabupaten",)}))
    assert inside.kind == "panels" and len(inside.answer.rows) == 3


def test_a_horizon_is_hidden_where_few_lie_between_it_and_another(drawn):
    """Twelve within 30 days, three more within 90: neither the fifteen nor the rest of one is told."""
    register = drawn("""
    tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  times
    2020-01-02       direkomendasikan  2020-02-15           2020-02-25      12
    2020-01-02       direkomendasikan  2020-02-15           2020-04-14      3
    2020-01-02       direkomendasikan  2020-02-15           2020-07-14      5
    """)
    rows = cohorts.cohorts(seen(register, where={"agency_type": ("unknown",)})).answer.rows
    assert [(row.code, row.numerator, row.hidden) for row in rows] == [("30", 12, False), ("90", None, True), ("180", 20, False)]


# --- time to sanction ---


def test_the_title_is_the_median_with_its_interval(drawn):
    exhibit = time_to_sanction.time(seen(drawn(EVERY_DAY), public=False))
    assert exhibit.title == "Separuh ASN per kasus yang direkomendasikan sudah dijatuhi sanksi dalam 60 hari (selang 95 %: 60–100)"
    assert exhibit.notes == (
        "18 dari 54 ASN per kasus belum dijatuhi sanksi: dihitung menunggu hingga tanggal snapshot (tersensor), tidak dibuang.",
    )
    english = time_to_sanction.time(seen(drawn(EVERY_DAY), "en", public=False))
    assert english.title == "Half of the ASN per case recommended are sanctioned within 60 days (95% interval 60–100)"


def test_the_curve_holds_each_value_until_the_next_sanction(drawn):
    exhibit = time_to_sanction.time(seen(drawn(EVERY_DAY), public=False))
    (plane,) = exhibit.parts
    assert isinstance(plane, Plane) and plane.ratio and exhibit.kind == "plane"
    curves = {curve.name: curve for curve in plane.curves}
    assert [(spot.x, round(spot.y, 4)) for spot in curves["Perkiraan"].spots] == [
        (0, 0), (1, 0.0741), (10, 0.2963), (20, 0.3519), (60, 0.537), (100, 1),
    ]  # fmt: skip
    assert curves["Perkiraan"].spots[2].hover == "Hari ke-10: 29,6 % (selang 95 % 19,3–43,7 %)"
    assert [(spot.x, round(spot.y, 4)) for spot in curves["Median: 60 hari"].spots] == [(60, 0.537)]
    low = [(spot.x, round(spot.y, 4)) for spot in curves["Batas bawah 95 %"].spots]
    assert low == [(0, 0), (1, 0), (1, 0.0285), (10, 0.0285), (10, 0.1932), (20, 0.1932), (20, 0.2409), (60, 0.2409), (60, 0.4041)]


def test_the_limits_begin_on_the_curve_and_are_not_drawn_without_one(drawn):
    """Of a group in public mode, day 14 is the first with a limit: it is joined to day 7, the last told on which nobody is sanctioned."""
    (plane,) = time_to_sanction.time(seen(drawn(SLOW), where={"agency_type": ("kota",)})).parts
    low, high, estimate = plane.curves
    assert [[(spot.x, spot.y > 0) for spot in each.spots[:2]] for each in (low, high)] == [[(7, False), (14, True)]] * 2
    assert {spot.x for spot in low.spots} == {spot.x for spot in high.spots} <= {spot.x for spot in estimate.spots}
    assert all(below.y <= above.y for below, above in zip(low.spots, high.spots, strict=True))
    none_yet = drawn("tanggal_laporan status tanggal_rekomendasi tanggal_sanksi times\n2020-01-02 direkomendasikan 2020-11-30 - 9")
    (flat,) = time_to_sanction.time(seen(none_yet, public=False)).parts
    assert [curve.name for curve in flat.curves] == ["Perkiraan"]


@pytest.mark.parametrize(
    "lang, said",
    [
        (
            "id",
            "Median 10 hari hanya dari yang sudah dijatuhi sanksi; seorang ASN dihitung sekali pada tiap kasusnya. Bila yang masih menunggu ikut dihitung (Kaplan–Meier), median waktu hingga "
            "sanksi: 40 hari (selang 95 %: 10 atau lebih).",
        ),
        (
            "en",
            "The median of 10 days is only of those already sanctioned; a person counts once in each case. With those still waiting counted (Kaplan–Meier), the median time to "
            "sanction is: 40 days (95% interval: 10 or more).",
        ),
    ],
    ids=["id", "en"],
)
def test_beside_the_median_of_those_sanctioned_stands_the_one_that_counts_who_waits(drawn, lang, said):
    """Of 30, 12 are sanctioned on day 10, 5 on day 40, 3 on day 60; ten still wait: of the 20 sanctioned the middle is day 10."""
    register = drawn("""
    tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  times
    2020-01-02       direkomendasikan  2020-02-01           2020-02-11      12
    2020-01-02       direkomendasikan  2020-02-01           2020-03-12      5
    2020-01-02       direkomendasikan  2020-02-01           2020-04-01      3
    2020-01-02       direkomendasikan  2020-02-01           -               10
    """)
    assert time_to_sanction.beside_median(seen(register, lang)) == said


def test_nothing_is_said_beside_a_median_that_is_not_told(drawn):
    few = drawn("status tanggal_rekomendasi tanggal_sanksi times\ndirekomendasikan 2020-11-30 2020-12-05 4")
    assert time_to_sanction.beside_median(seen(few)) == ""
    assert time_to_sanction.beside_median(seen(few, public=False)).startswith("Median 5 hari ")
    assert time_to_sanction.beside_median(seen(drawn("status\nkonsep_surat"))) == ""


def test_in_public_mode_the_curve_is_read_by_weeks(drawn):
    exhibit = time_to_sanction.time(seen(drawn(EVERY_DAY)))
    spots = {curve.name: curve.spots for curve in exhibit.parts[0].curves}["Perkiraan"]
    assert all(spot.x % 7 == 0 or spot.x in (30, 60, 90) for spot in spots) and spots[-1].x == 98
    assert "dinilai tiap 7 hari" in exhibit.notes[-1]


def test_the_table_holds_the_estimate_and_its_interval_on_round_days(drawn):
    table = table_of(time_to_sanction.time(seen(drawn(EVERY_DAY), "en", public=False)))
    assert table.headings == ["After the recommendation", "Estimate and 95% interval", "Sanctioned by then (estimate)"]
    assert table.lines[:3] == [["30 days", "estimate", "35.2%"], ["30 days", "lower end", "24.1%"], ["30 days", "upper end", "49.5%"]]
    assert [line[0] for line in table.lines[::3]] == ["30 days", "60 days", "90 days"]


@pytest.mark.parametrize(
    "rows, title",
    [
        ("2020-11-30 - 9\ndirekomendasikan 2020-11-30 2020-12-05 5", "Kurang dari separuh ASN per kasus yang direkomendasikan sudah dijatuhi sanksi dalam 31 hari"),
        ("2020-11-30 - 9", "Belum ada ASN per kasus yang direkomendasikan yang dijatuhi sanksi dalam 31 hari"),
    ],
    ids=["fewer than half", "nobody"],
)  # fmt: skip
def test_a_median_that_is_not_reached_is_said_to_be_so(drawn, rows, title):
    register = drawn(f"status tanggal_rekomendasi tanggal_sanksi times\ndirekomendasikan {rows}")
    assert time_to_sanction.time(seen(register, public=False)).title == title


def test_a_curve_of_a_few_is_not_drawn_in_public_mode(drawn):
    register = drawn("status tanggal_rekomendasi tanggal_sanksi times\ndirekomendasikan 2020-11-30 2020-12-05 4")
    exhibit = time_to_sanction.time(seen(register))
    assert exhibit.lacking.startswith("Mode publik: kurva tidak ditampilkan") and exhibit.parts == () and exhibit.answer.rows == ()
    assert time_to_sanction.time(seen(register, public=False)).kind == "plane"


def test_types_with_too_few_are_named_and_not_drawn(drawn):
    exhibit = time_to_sanction.time_by_type(seen(drawn(EVERY_DAY)))
    assert [curve.name for curve in exhibit.parts[0].curves] == ["Pemerintah Provinsi", "Pemerintah Kabupaten"]
    assert "Tidak digambar karena yang direkomendasikan kurang dari 10: Lembaga." in exhibit.notes
    assert (
        "Tidak digambar dalam mode publik karena yang dijatuhi sanksi, seluruhnya atau dalam satu langkah, atau yang menunggu dalam satu "
        "rentang waktu kurang dari 5: Pemerintah Kota." in exhibit.notes
    )
    inside = time_to_sanction.time_by_type(seen(drawn(EVERY_DAY), public=False))
    assert [curve.name for curve in inside.parts[0].curves][-1] == "Pemerintah Kota"
    assert inside.notes[0] == (
        "Median: Pemerintah Provinsi 100 hari; Pemerintah Kabupaten 10 hari (selang 95 %: 10–60); Pemerintah Kota separuh belum tercapai dalam 30 hari."
    )


def test_medians_are_called_different_only_where_their_intervals_stand_apart(drawn):
    alike = time_to_sanction.time_by_type(seen(drawn(EVERY_DAY)))
    assert alike.title == "Median waktu hingga sanksi tidak berbeda nyata antarjenis instansi"
    apart = drawn("""
    tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  jenis_instansi  times
    2020-01-02       direkomendasikan  2020-02-01           2020-02-11      kota            30
    2020-01-02       direkomendasikan  2020-02-01           2020-02-12      kota            30
    2020-01-02       direkomendasikan  2020-02-01           2020-08-01      provinsi        30
    2020-01-02       direkomendasikan  2020-02-01           2020-08-02      provinsi        30
    2020-01-02       direkomendasikan  2020-02-01           -               provinsi        5
    2020-01-02       direkomendasikan  2020-02-01           -               kota            5
    """)
    assert time_to_sanction.time_by_type(seen(apart)).title.startswith(
        "Separuh dijatuhi sanksi tercepat di Pemerintah Kota (antara hari ke-7 dan ke-14), terlama di Pemerintah Provinsi (antara hari ke-182 dan "
    )
    assert time_to_sanction.time_by_type(seen(apart, public=False)).title.startswith(
        "Separuh dijatuhi sanksi tercepat di Pemerintah Kota (11 hari), terlama di "
    )


SLOW = """
tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  jenis_instansi  times
2020-01-02       direkomendasikan  2020-02-01           2020-02-11      kota            14
2020-01-02       direkomendasikan  2020-02-01           2020-03-14      kota            6
2020-01-02       direkomendasikan  2020-02-01           2020-03-20      kota            3
2020-01-02       direkomendasikan  2020-02-01           2020-03-27      kota            15
2020-01-02       direkomendasikan  2020-02-01           2020-06-01      kota            5
"""


@pytest.mark.parametrize(
    "lang, said",
    [
        ("id", "Separuh ASN per kasus yang direkomendasikan sudah dijatuhi sanksi antara hari ke-42 dan ke-56 (selang 95 %: 35–56)"),
        ("en", "Half of the ASN per case recommended are sanctioned between day 42 and day 56 (95% interval 35–56)"),
    ],
    ids=["id", "en"],
)
def test_the_median_of_a_group_is_told_only_between_the_days_that_are_told(drawn, lang, said):
    """Of 43, 14 are sanctioned by day 10, 20 by day 42, 23 by day 48: the median, 48, would tell three of them."""
    register, kota = drawn(SLOW), {"agency_type": ("kota",)}
    exhibit = time_to_sanction.time(seen(register, lang, where=kota))
    assert exhibit.title == said
    curve = exhibit.parts[0].curves[-1]
    assert [spot.x for spot in curve.spots if 40 < spot.x < 60] == [42, 56] and not [
        each for each in exhibit.parts[0].curves if each.style == "points"
    ]
    inside = time_to_sanction.time(seen(register, lang, public=False, where=kota))
    assert "48" in inside.title and [spot.x for spot in inside.parts[0].curves[-1].spots] == [48]
    everyone = time_to_sanction.time(seen(register, lang))
    assert "48" in everyone.title and not [each for each in everyone.parts[0].curves if each.style == "points"]  # day 48 is not drawn


def test_the_median_of_everyone_is_a_spot_where_its_day_is_drawn(drawn):
    exhibit = time_to_sanction.time(seen(drawn(EVERY_DAY)))
    (spot,) = exhibit.parts[0].curves[-1].spots
    assert exhibit.parts[0].curves[-1].style == "points" and (spot.x, spot.y) in [
        (each.x, each.y) for each in exhibit.parts[0].curves[-2].spots
    ]


def test_a_group_that_does_not_reach_one_half_is_told_up_to_the_last_day_told(drawn):
    register = drawn("""
    tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  jenis_instansi  times
    2020-01-02       direkomendasikan  2020-02-01           2020-02-11      kota            6
    2020-01-02       direkomendasikan  2020-11-20           -               kota            10
    2020-01-02       direkomendasikan  2020-11-01           -               kota            3
    """)
    public = time_to_sanction.time(seen(register, where={"agency_type": ("kota",)}))
    assert public.title == "Kurang dari separuh ASN per kasus yang direkomendasikan sudah dijatuhi sanksi dalam 35 hari"
    assert public.parts[0].curves[-1].spots[-1].x == 35
    inside = time_to_sanction.time(seen(register, public=False, where={"agency_type": ("kota",)}))
    assert inside.title == "Kurang dari separuh ASN per kasus yang direkomendasikan sudah dijatuhi sanksi dalam 60 hari"


# --- who waits ---

OPEN = """
instansi         status            tanggal_rekomendasi  tanggal_sanksi  times
kab_purbalingga  direkomendasikan  2020-12-20           -               3
kab_purbalingga  direkomendasikan  2020-11-02           -               6
kota_semarang    direkomendasikan  2020-08-01           -               5
kota_semarang    direkomendasikan  2020-08-01           2020-09-01      9
-                direkomendasikan  2020-08-01           -               2
"""


def test_the_ladder_shows_how_long_each_agency_waits_and_who_is_past_the_deadline(drawn, monkeypatch):
    set_deadline(monkeypatch, 30)
    exhibit = follow_up.ladder(seen(drawn(OPEN), public=False))
    assert exhibit.title == (
        "14 dari 16 ASN yang belum ditindaklanjuti PPK berada pada 2 instansi ini; terlama menunggu: Kota Semarang, 152 hari"
    )
    assert {row.codes: row.value for row in exhibit.answer.rows} == {
        ("kab_purbalingga", "all"): 9, ("kab_purbalingga", "to_30"): 3, ("kab_purbalingga", "to_90"): 6, ("kab_purbalingga", "late"): 6,
        ("kota_semarang", "all"): 5, ("kota_semarang", "to_180"): 5, ("kota_semarang", "late"): 5,
    }  # fmt: skip
    assert exhibit.notes[1] == "Tenggat 30 hari kalender (asumsi): 13 ASN melewatinya."
    assert Counter(cells_of(draw(exhibit, Look("id"))).values()) >= Counter({"9": 1, "5": 3, "6": 2, "3": 1})


def test_without_a_deadline_the_ladder_says_so_and_has_no_column_for_it(drawn):
    exhibit = follow_up.ladder(seen(drawn(OPEN), public=False))
    assert {row.codes[1] for row in exhibit.answer.rows} == {"all", "to_30", "to_90", "to_180"}
    assert exhibit.notes[1:] == ("Tenggat tindak lanjut belum ditetapkan pengelola; sumber publik menyebut angka yang berbeda.",)


LONG = """
instansi         tanggal_laporan  status            tanggal_rekomendasi  tanggal_sanksi  times
kab_purbalingga  2020-01-01       direkomendasikan  2020-10-01           -               8
kab_purbalingga  2020-01-01       direkomendasikan  2020-09-30           -               1
kota_semarang    2020-01-01       direkomendasikan  2020-01-02           -               2
kab_muna         2020-01-01       direkomendasikan  2020-10-03           -               6
kab_muna         2020-01-01       direkomendasikan  2020-01-03           -               2
kab_muna_barat   2020-01-01       direkomendasikan  2020-10-04           -               7
kab_muna_barat   2020-01-01       direkomendasikan  2020-01-06           -               7
kab_wakatobi     2020-01-01       direkomendasikan  2020-12-01           2020-12-02      9
"""


def test_who_has_waited_longest_is_said_with_the_median_and_how_many(drawn):
    exhibit = follow_up.ladder(seen(drawn(LONG), public=False))
    assert exhibit.title.endswith("; terlama menunggu: Kota Semarang, 364 hari")
    assert exhibit.notes[0] == (
        "Terlama menunggu, hari kalender sejak rekomendasi tertua yang belum ditindaklanjuti (dalam kurung: median; jumlah ASN per kasus): "
        "Kota Semarang 364 (364; 2); Kabupaten Muna 363 (89; 8); Kabupaten Muna Barat 360 (224; 14); Kabupaten Purbalingga 92 (91; 9)."
    )


def test_in_public_mode_the_longest_wait_of_a_few_is_told_nowhere(drawn):
    """Semarang's two are too few; of Muna's eight two are hidden, and others with them, so that no time of waiting is told of it."""
    view = seen(drawn(LONG), "en")
    exhibit = follow_up.ladder(view)
    hidden = {row.code for row in view.ask(OUTSTANDING, AGENCY, WAITING).rows if row.hidden}
    assert {"kab_muna", "kota_semarang"} <= hidden and "kab_purbalingga" not in hidden
    assert exhibit.title.endswith("; of those that may be shown, longest waiting: Purbalingga Regency, 92 days")
    assert exhibit.notes[0].endswith(": Purbalingga Regency 92 (91; 9).")
    assert exhibit.notes[1].startswith("Public mode: days of waiting only of agencies with at least 5 ASN waiting and no hidden number")
    assert not [words for words in (exhibit.title, *exhibit.notes) if "36" in words or "Muna" in words]


def test_agencies_level_in_waiting_are_named_together_and_many_are_not(drawn):
    text = "instansi status tanggal_rekomendasi times\n" + "{}"
    lines = [f"{code} direkomendasikan 2020-10-01 6" for code in ("kab_purbalingga", "kab_muna", "kab_wakatobi", "kota_semarang")]
    two, four = (follow_up.ladder(seen(drawn(text.format("\n".join(lines[:number]))))).title for number in (2, 4))
    assert two.endswith("; terlama menunggu: Kabupaten Muna dan Kabupaten Purbalingga, 91 hari")
    assert four.endswith("berada pada 4 instansi ini")


def test_a_deadline_over_a_year_without_holidays_is_said_and_not_counted(drawn, monkeypatch):
    set_deadline(monkeypatch, 14, True)
    as_of = date(2027, 1, 15)
    exhibit = follow_up.ladder(View(drawn(OPEN, as_of), Scope(as_of), None, "id", False))
    assert "late" not in {row.codes[1] for row in exhibit.answer.rows}
    assert exhibit.notes[1:] == (
        "Tenggat 14 hari kerja tidak dapat dihitung per 15 Januari 2027: daftar hari libur hanya memuat 2018–2026.",
    )


def test_the_deadline_is_hidden_with_the_numbers_it_would_tell():
    row, last = Row(("a",), 9, None, 9), Row(("a",), 6, None, 6)
    waits = Answer(OUTSTANDING, Scope(DAY), (AGENCY, WAITING), (Row(("a", "to_30"), None, None, None, True),), row, None)
    late = replace(waits, by=(AGENCY,), rows=(last,))
    assert follow_up.rungs(row, waits, late)[-1] == Row(("a", "late"), None, None, None, True)
    told = replace(waits, rows=(Row(("a", "to_30"), 9, None, 9),))
    assert follow_up.rungs(row, told, late)[-1] == Row(("a", "late"), 6, None, 6)


# --- follow-up in four statuses ---


def test_all_four_statuses_are_shown_and_what_is_not_recorded_stands_apart(drawn):
    register = drawn("""
    status            tindak_lanjut          tanggal_sanksi  times
    direkomendasikan  sesuai                 2020-09-01      6
    direkomendasikan  belum_ditindaklanjuti  -               3
    direkomendasikan  -                      -               1
    konsep_surat      -                      -               5
    """)
    answer = compliance.follow_up(seen(register)).answer
    assert [(row.code, row.numerator, row.denominator, row.value) for row in answer.rows] == [
        ("sesuai", 6, 10, 0.6), ("belum_sesuai", 0, 10, 0), ("belum_ditindaklanjuti", 3, 10, 0.3),
        ("tidak_dapat_ditindaklanjuti", 0, 10, 0), ("unknown", 1, 10, 0.1),
    ]  # fmt: skip


# --- how heavy ---

KINDS = ("moral_tertutup", "moral_terbuka", "disiplin_ringan", "disiplin_sedang", "disiplin_berat")
HEAVY = """
status            rekomendasi_sanksi  tanggal_sanksi  sanksi           times
direkomendasikan  disiplin_sedang     2020-09-01      moral_terbuka    4
direkomendasikan  disiplin_sedang     2020-09-01      disiplin_sedang  12
direkomendasikan  moral_tertutup      2020-09-01      moral_terbuka    2
direkomendasikan  moral_tertutup      2020-09-01      moral_tertutup   2
direkomendasikan  -                   2020-09-01      moral_terbuka    3
direkomendasikan  disiplin_berat      2020-09-01      -                1
direkomendasikan  disiplin_berat      -               -                7
"""


def test_sanctions_are_lighter_the_same_or_heavier_and_unknown_kinds_stand_apart(drawn):
    exhibit = follow_up.weights(seen(drawn(HEAVY)))
    assert exhibit.title == "20,0 % sanksi lebih ringan daripada rekomendasi, 10,0 % lebih berat"
    assert [(row.code, row.numerator, row.denominator) for row in exhibit.answer.rows] == [
        ("lighter", 4, 20),
        ("same", 14, 20),
        ("heavier", 2, 20),
    ]
    assert exhibit.notes[1] == "Tidak dibandingkan, jenis sanksinya tidak diketahui: 4 ASN per kasus."


def test_below_the_matrix_stands_how_many_are_lighter_the_same_and_heavier(drawn):
    exhibit = compliance.crossed(seen(drawn(HEAVY)))
    assert exhibit.title == "14 dari 24 ASN dijatuhi sanksi yang sama dengan rekomendasinya"
    assert exhibit.notes == ("Dari 20 ASN per kasus yang kedua jenis sanksinya diketahui: 4 lebih ringan, 14 sama, 2 lebih berat.",)
    hidden = compliance.crossed(seen(drawn(HEAVY), where={"agency_type": ("unknown",)}))
    assert (hidden.title, hidden.notes) == ("31 ASN direkomendasikan dijatuhi sanksi; rinciannya disembunyikan dalam mode publik", ())


def test_the_legend_of_hidden_cells_says_that_large_ones_are_hidden_too(drawn):
    answer = compliance.crossed(seen(drawn(HEAVY))).answer
    assert any(row.hidden for row in answer.rows)
    assert (
        "angka kurang dari 5 dalam rincian berlapis, dan angka lain, juga yang besar, agar angka kecil itu tidak dapat dihitung balik"
        in sentences.footnote(answer, house(), "id")
    )
    assert (
        "numbers below 5 in crossed breakdowns, and others, large ones too, so that the small ones cannot be worked out"
        in sentences.footnote(answer, house(), "en")
    )


@pytest.mark.parametrize("recommended", KINDS)
@pytest.mark.parametrize("imposed", KINDS)
def test_the_order_of_weight_is_that_of_the_five_sanctions(drawn, recommended, imposed):
    text = f"status rekomendasi_sanksi tanggal_sanksi sanksi\ndirekomendasikan {recommended} 2020-09-01 {imposed}"
    (only,) = [row.code for row in follow_up.weights(seen(drawn(text))).answer.rows if row.value]
    first, second = KINDS.index(recommended), KINDS.index(imposed)
    assert only == ("same" if first == second else "lighter" if second < first else "heavier")


def test_the_sample_is_weighed_as_counted_row_by_row(sample):
    for as_of in sample.dates:
        (path,) = (SAMPLE / f"snapshot={as_of}").glob("cases.*")
        pairs = [(row["rekomendasi_sanksi"], row["sanksi"]) for row in oracle.read_rows(path) if row["tanggal_sanksi"]]
        both = [(KINDS.index(left), KINDS.index(right)) for left, right in pairs if left and right]
        wanted = [
            sum(right < left for left, right in both),
            sum(right == left for left, right in both),
            sum(right > left for left, right in both),
        ]
        answer = follow_up.weights(View(sample, Scope(as_of), None, "id", False)).answer
        assert [(row.numerator, row.denominator) for row in answer.rows] == [(number, len(both)) for number in wanted]


def test_every_sanction_as_recommended_has_a_title_of_its_own(drawn):
    text = "status rekomendasi_sanksi tanggal_sanksi sanksi times\ndirekomendasikan moral_terbuka 2020-09-01 moral_terbuka 6"
    assert follow_up.weights(seen(drawn(text))).title == "Semua sanksi sama dengan yang direkomendasikan"


# --- all of them ---


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_a_register_without_the_columns_says_which_are_lacking(drawn, key, lang):
    register = drawn(EVERY_DAY)
    snapshot = register.at(DAY)
    lacks = frozenset({"recommended_on", "sanctioned_on", "sanction_imposed", "follow_up"})
    register._by_date[DAY] = replace(snapshot, traits=replace(snapshot.traits, lacks=lacks))
    exhibit = catalogue.figure(key, seen(register, lang))
    assert exhibit.lacking and exhibit.key == key
    assert any(
        word in exhibit.lacking
        for word in ("tanggal rekomendasi", "tanggal sanksi", "day of recommendation", "day of sanction", "sanksi", "imposed")
    )


@pytest.mark.parametrize("key", KEYS)
def test_where_nobody_was_recommended_there_is_nothing_to_draw(drawn, key):
    exhibit = catalogue.figure(key, seen(drawn("status\nkonsep_surat")))
    assert exhibit.empty and exhibit.title == "Tidak ada data dalam cakupan ini"


@pytest.mark.parametrize("key", ["kepatuhan_kohor", "kepatuhan_waktu", "kepatuhan_waktu-jenis", "kepatuhan_berat"])
@pytest.mark.parametrize("unit", [CASE, LETTER], ids=lambda unit: unit.code)
def test_in_cases_and_letters_what_is_counted_stays_the_person_in_a_case_and_is_said(sample, key, unit):
    exhibit = catalogue.figure(key, View(sample, Scope(date(2020, 12, 19), unit=unit), None, "id"))
    assert "ASN per kasus" in exhibit.subtitle and exhibit.answer.scope.unit.code == "orang"
    assert ALLEGATION in exhibit.answer.metric.units


@pytest.mark.parametrize(
    "where", [{"position": "pengawas"}, {"position": "kepala_wilayah"}, {"agency_type": "kota"}], ids=lambda where: "-".join(where.values())
)
def test_no_curve_where_the_times_of_waiting_are_hidden(sample, where):
    """A curve falls at each sanction by a part of those still waiting, so from its points the hidden numbers of them follow."""
    view = view_of(sample, {"as_of": "2020-12-19", **where}, "id")
    assert any(row.hidden for row in view.ask(OUTSTANDING, WAITING).rows)
    exhibit = time_to_sanction.time(view)
    assert exhibit.lacking.startswith("Mode publik: kurva tidak ditampilkan") and (exhibit.parts, exhibit.answer.rows) == ((), ())
    assert time_to_sanction.beside_median(view) == ""
    assert time_to_sanction.time(replace(view, public=False)).kind == "plane"


def test_the_curves_of_all_types_leave_out_those_whose_own_curve_is_not_told(sample):
    view = view_of(sample, {"as_of": "2020-12-19"}, "id")
    drawn_types = [curve.name for curve in time_to_sanction.time_by_type(view).parts[0].curves]
    for code in ("kabupaten", "kota", "provinsi"):
        alone = time_to_sanction.time(view_of(sample, {"as_of": "2020-12-19", "agency_type": code}, "id"))
        assert (AGENCY_TYPE.member(code, "id") in drawn_types) == (not alone.lacking)
    assert AGENCY_TYPE.member("kota", "id") not in drawn_types


def test_the_deadline_is_hidden_where_it_parts_a_few_from_a_time_of_waiting(sample, monkeypatch):
    """Eight wait 181 days or more, seven more than 200: the difference is one person."""
    view = view_of(sample, {"as_of": "2020-10-27", "position": "jpt"}, "id")
    assert not any(row.hidden for row in view.ask(OUTSTANDING, WAITING).rows)
    assert view.ask(overdue(Deadline(200, False), view.scope.as_of)).total.hidden
    assert not view.ask(overdue(Deadline(180, False), view.scope.as_of)).total.hidden


def test_where_nobody_waits_that_is_said_instead_of_no_data(drawn):
    all_done = drawn("status tanggal_rekomendasi tanggal_sanksi\ndirekomendasikan 2020-11-01 2020-11-20")
    for key in ("kepatuhan_instansi", "kepatuhan_menunggu", "kepatuhan_tangga"):
        assert catalogue.figure(key, seen(all_done)).title == "Semua rekomendasi telah ditindaklanjuti dengan sanksi"


# --- public mode and single persons ---


def one_filter(sample):
    """Every filter by one member, and two that leave few."""
    whole = view_of(sample, {}, "id")
    by = (PROVINCE, CATEGORY, SOURCE, POSITION)
    found = [{each.code: row.code} for each in by for row in whole.ask(REPORTED, each).rows if row.code != NONE]
    return [*found, {"province": "papua_barat", "position": "jpt"}, {"from": "2020-02-01", "to": "2020-02-29"}]


def test_public_mode_names_no_agency_where_few_wait_under_any_filter(sample):
    told = 0
    for query in one_filter(sample):
        public, inside = view_of(sample, query, "id"), view_of(sample, query | {"mode": "internal"}, "id")
        few = {row.code for row in inside.ask(OUTSTANDING, AGENCY).rows if (row.value or 0) < 5}
        found, _ = follow_up.longest_first(public)
        assert [code for code, _ in found if code in few] == [], query
        told += len(found)
    assert told > 0  # it does tell of others


def test_a_title_does_not_deny_what_is_hidden(sample):
    exhibit = catalogue.figure("kepatuhan_tangga", view_of(sample, {"province": "papua_barat", "position": "jpt"}, "id"))
    assert exhibit.title == "Angkanya disembunyikan dalam mode publik"
    nobody = catalogue.figure("kepatuhan_tangga", view_of(sample, {"from": "2020-01-01", "to": "2020-01-31"}, "id"))
    assert nobody.title == "Semua rekomendasi telah ditindaklanjuti dengan sanksi"
