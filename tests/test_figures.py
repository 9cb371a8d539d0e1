"""Every figure draws the answer it was given: lengths, order, labels, colours, hover text, and the colours themselves."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ask import DAY, answer_of, values

from analytics import chart, figures, sentences, trends
from analytics.ask import Row, as_stages, ask, side_by_side, top
from analytics.events import Event, events_between
from analytics.exhibit import Point, Stage, leading
from analytics.figures import Look, bars, funnels, grids, maps, multiples, timelines
from analytics.figures.look import folded
from analytics.figures.maps import class_bounds, class_of
from analytics.figures.timelines import mark_events, nice_ticks, spread_out
from analytics.metrics import METRICS
from analytics.scope import CASE, Scope
from analytics.text import Text, same
from analytics.theme import DARK, LIGHT, palette
from analytics.vocabulary import provinces

BY_CHANCE = settings(derandomize=True, deadline=None, max_examples=200, database=None)
ID, EN, NIGHT = Look("id"), Look("en"), Look("id", True)
JULY = date(2020, 7, 31)
NAMES = (Text(id="Direkomendasikan", en="Recommended"), Text(id="Dijatuhkan PPK", en="Imposed by the PPK"))


def plain(text):
    """A label as it is read: without marks, spaces as one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


def read_bars(figure, trace=0):
    """(label, length, text at the end), from top to bottom."""
    found, axis = figure.data[trace], figure.layout.yaxis
    assert list(found.y) == list(axis.tickvals) == list(range(len(found.x)))
    rows = zip(axis.ticktext, found.x, found.text, strict=True)
    return [(plain(label), length, plain(text)) for label, length, text in rows][::-1]


def colours_of(figure):
    """The colours of the bars, from top to bottom."""
    return list(figure.data[0].marker.color)[::-1]


# --- bars ---

POSITIONS = "kelompok_jabatan times\njpt 126\npengawas 100\n- 230"


def test_bars_stand_in_the_order_of_the_answer_with_the_value_at_the_end(drawn):
    answer = answer_of(drawn(POSITIONS), "reported", "position")
    assert read_bars(bars.bar(answer, ID)) == [
        ("Jabatan Pimpinan Tinggi (JPT)", 126, "126"),
        ("Jabatan Pengawas", 100, "100"),
        ("Tidak diketahui", 230, "230"),
    ]
    assert list(bars.bar(answer, ID).data[0].customdata) == ["unknown", "pengawas", "jpt"]
    assert tuple(bars.bar(answer, ID).layout.xaxis.range) == (0, 230)


def test_shares_show_the_percentage_and_the_count(drawn):
    answer = answer_of(drawn(POSITIONS), "share_of_reported", "position")
    found = read_bars(bars.bar(answer, ID))
    assert [text for *_, text in found] == ["27,6 % 126", "21,9 % 100", "50,4 % 230"]
    assert [length for _, length, _ in found] == [126 / 456, 100 / 456, 230 / 456]
    assert [text for *_, text in read_bars(bars.bar(answer, EN))] == ["27.6% 126", "21.9% 100", "50.4% 230"]


RATES = """
kelompok_jabatan  status            tanggal_sanksi  times
jpt               direkomendasikan  2020-09-01      1200
jpt               direkomendasikan  -               400
pengawas          direkomendasikan  -               2
pelaksana         konsep_surat      -               9
"""


def test_rates_show_both_numbers_and_zero_is_a_rate(drawn):
    answer = answer_of(drawn(RATES), "compliance_rate", "position")
    assert read_bars(bars.bar(answer, ID)) == [
        ("Jabatan Pimpinan Tinggi (JPT)", 0.75, "75,0 % 1.200/1.600 (72,8–77,1 %)"),
        ("Jabatan Pengawas", 0, "0,0 % 0/2 (0,0–65,8 %)"),
    ]
    assert read_bars(bars.bar(answer, EN))[0] == ("Senior officials (JPT)", 0.75, "75.0% 1,200/1,600 (72.8–77.1%)")


def test_medians_show_days(drawn):
    register = drawn(
        "kelompok_jabatan status tanggal_rekomendasi\n"
        "jpt direkomendasikan 2020-07-03\njpt direkomendasikan 2020-07-04\npengawas direkomendasikan 2020-07-02"
    )
    answer = answer_of(register, "median_days_to_recommendation", "position")
    assert [each[1:] for each in read_bars(bars.bar(answer, ID))] == [(2.5, "2,5"), (1, "1")]


def test_hover_says_label_value_and_base_in_both_languages(drawn):
    answer = answer_of(drawn(POSITIONS), "share_of_reported", "position")
    assert (
        bars.bar(answer, ID).data[0].hovertext[-1]
        == "<b>Jabatan Pimpinan Tinggi (JPT)</b><br>27,6 % · 126 dari 456 · selang 95 % 23,7–31,9 %"
    )
    assert bars.bar(answer, EN).data[0].hovertext[-1] == "<b>Senior officials (JPT)</b><br>27.6% · 126 of 456 · 95% interval 23.7–31.9%"
    counts = answer_of(drawn(POSITIONS), "reported", "position")
    assert bars.bar(counts, EN).data[0].hovertext[0] == "<b>Unknown</b><br>230"


@pytest.mark.parametrize("look", [ID, NIGHT])
def test_the_point_has_the_accent_and_unknown_is_lighter(drawn, look):
    answer, colours = answer_of(drawn(POSITIONS), "reported", "position"), look.colours
    assert leading(answer) == "jpt"
    assert colours_of(bars.bar(answer, look, "jpt")) == [colours.accent, colours.muted, colours.rest]
    assert colours_of(bars.bar(answer, look, "unknown")) == [colours.muted, colours.muted, colours.rest]
    assert colours_of(bars.bar(answer, look)) == [colours.accent, colours.accent, colours.rest]


def agency_table(first, *others):
    """One large agency, others, and one report of an unknown one."""
    names = ("kab_muna", "kab_bandung", "kota_bandung", "kota_bima", "kab_bima")
    return "\n".join(["instansi times", f"kab_wakatobi {first}", *map("{} {}".format, names, others), "- 1"])


@pytest.mark.parametrize("others, length", [((5, 5, 5), 15), ((5, 5, 6), 0), ((9, 9, 9, 9, 9), 0)])
def test_other_has_no_bar_where_it_would_dwarf_the_groups(drawn, others, length):
    answer = top(answer_of(drawn(agency_table(10, *others)), "reported", "agency"), 1)
    figure = bars.bar(answer, ID, leading(answer))
    other = (f"Lainnya ({len(others)} instansi)", length, str(sum(others)))
    assert read_bars(figure) == [("Kabupaten Wakatobi", 10, "10"), other, ("Tidak diketahui", 1, "1")]
    assert colours_of(figure) == [LIGHT.accent, LIGHT.rest, LIGHT.rest]
    assert tuple(figure.layout.xaxis.range) == (0, max(10, length))


def test_other_alone_is_left_without_a_bar_and_never_leads(drawn):
    answer = answer_of(drawn(POSITIONS), "reported", "position")
    rest = replace(answer, rows=(Row(("other",), 9, None, 9), Row(("unknown",), 1, None, 1)))
    assert leading(rest) == ""
    assert [chart.dwarfs(rest, row) for row in rest.rows] == [True, False]


@given(st.text(alphabet="abc de/", min_size=1, max_size=90), st.integers(5, 48))
@BY_CHANCE
def test_folded_labels_lose_no_word_and_break_only_between_words_or_behind_a_slash(label, width):
    lines = folded(label, width).split("<br>")
    assert "".join("".join(lines).split()) == "".join(label.split())
    parts = re.findall(r"[^\s/]+/?|/", label)
    assert [part for line in lines for part in re.findall(r"[^\s/]+/?|/", line)] == parts
    assert all(len(line) <= width or len(re.findall(r"[^\s/]+/?|/", line)) == 1 for line in lines) or not label.strip()


def test_folded_labels_by_hand():
    assert folded("Kampanye/sosialisasi di media sosial", 15) == "Kampanye/<br>sosialisasi di<br>media sosial"
    assert folded("Camat/lurah", 30) == "Camat/lurah"
    assert folded("sosialisasi", 5) == "sosialisasi"
    assert folded("camat / lurah/", 40) == "camat / lurah/"


# --- pairs ---

SANCTIONS = """
status            rekomendasi_sanksi  tanggal_sanksi  sanksi          times
direkomendasikan  moral_terbuka       2020-09-01      moral_terbuka   3
direkomendasikan  moral_terbuka       2020-09-01      disiplin_berat  1
direkomendasikan  moral_tertutup      -               -               2
direkomendasikan  -                   2020-09-01      -               1
konsep_surat      -                   -               -               9
"""


def asked_and_imposed(register):
    """Sanctions recommended, and sanctions imposed."""
    return answer_of(register, "recommended", "sanction_recommended"), answer_of(register, "sanctioned", "sanction_imposed")


def test_a_pair_draws_both_answers_by_the_same_codes_in_list_order(drawn):
    figure = bars.pair(*asked_and_imposed(drawn(SANCTIONS)), ID, NAMES)
    assert [trace.name for trace in figure.data] == ["Dijatuhkan PPK", "Direkomendasikan"]
    moral = "Sanksi moral pernyataan secara"
    labels = [f"{moral} tertutup", f"{moral} terbuka", "Hukuman disiplin berat", "Tidak diketahui"]
    assert [(label, length) for label, length, _ in read_bars(figure, 1)] == list(zip(labels, (2, 4, 0, 1), strict=True))
    assert [(length, text) for _, length, text in read_bars(figure, 0)] == [(0, "0"), (3, "3"), (1, "1"), (1, "1")]
    assert [trace.marker.color for trace in figure.data] == [LIGHT.second, LIGHT.accent]
    assert figure.data[0].hovertext[1] == "<b>Dijatuhkan PPK</b><br><b>Hukuman disiplin berat</b><br>1"


def test_side_by_side_is_one_table_of_both(drawn):
    both = side_by_side(*asked_and_imposed(drawn(SANCTIONS)), NAMES)
    rows = [(both.label(row, "en"), row.codes[1], row.value) for row in both.rows]
    assert rows == [
        ("Recommended", "moral_tertutup", 2),
        ("Recommended", "moral_terbuka", 4),
        ("Recommended", "unknown", 1),
        ("Imposed by the PPK", "moral_terbuka", 3),
        ("Imposed by the PPK", "disiplin_berat", 1),
        ("Imposed by the PPK", "unknown", 1),
    ]
    assert (both.overlap, both.by[0].label.id, both.by[1].code) == (0, "Tahap (rekomendasi atau sanksi)", "sanction_recommended")


# --- columns ---

MONTHS = """
tanggal_laporan  times
2020-05-03       2
2020-07-31       1588
2020-08-19       4
"""


def test_columns_stand_in_the_middle_of_their_period_with_their_count(drawn):
    answer = trends.without_gaps(answer_of(drawn(MONTHS), "reported", "month"))
    columns = timelines.columns(answer, ID).data[0]
    assert list(columns.x) == ["2020-05-15", "2020-06-15", "2020-07-15", "2020-08-15"]
    assert (list(columns.y), list(columns.text)) == ([2, 0, 1588, 4], ["2", "", "1.588", "4"])
    weeks = timelines.columns(answer_of(drawn(MONTHS), "reported", "week"), EN).data[0]
    assert list(weeks.x) == ["2020-04-30", "2020-07-30", "2020-08-20"]
    days = timelines.columns(answer_of(drawn(MONTHS), "reported", "day"), EN).data[0]
    assert (list(days.x), list(days.text)) == (["2020-05-03", "2020-07-31", "2020-08-19"], ["2", "1,588", "4"])


def test_exactly_the_incomplete_periods_are_hatched_and_said_so(drawn):
    answer = trends.without_gaps(answer_of(drawn(MONTHS), "reported", "month"))
    for look, word in ((ID, "belum lengkap"), (EN, "incomplete")):
        columns = timelines.columns(answer, look, frozenset({"2020-05", "2020-08"})).data[0]
        assert list(columns.marker.pattern.shape) == ["/", "", "", "/"]
        marker = columns.marker
        assert (marker.color, marker.pattern.fgcolor, marker.pattern.bgcolor) == (LIGHT.accent, LIGHT.accent, LIGHT.rest)
        assert [text.endswith(f"<br>{word}") for text in columns.hovertext] == [True, False, False, True]
    assert timelines.columns(answer, ID).data[0].hovertext[2] == "<b>Juli 2020</b><br>1.588"
    assert set(timelines.columns(answer, ID).data[0].marker.pattern.shape) == {""}


def test_the_hatched_columns_of_the_sample_are_the_unsettled_ones(sample):
    answer = trends.without_gaps(answer_of(sample, "reported", "month", Scope(date(2020, 8, 19))))
    incomplete = trends.unsettled(answer, answer_of(sample, "reported", "month", Scope(date(2020, 7, 31))))
    shapes = timelines.columns(answer, ID, incomplete).data[0].marker.pattern.shape
    hatched = {row.code for row, shape in zip(answer.rows, shapes, strict=True) if shape == "/"}
    assert hatched == incomplete
    assert {"2020-08"} <= hatched < {row.code for row in answer.rows}


def test_more_than_forty_columns_carry_no_numbers(drawn):
    register = drawn("tanggal_laporan\n2020-06-01\n2020-07-10\n2020-07-11")
    days = trends.without_gaps(answer_of(register, "reported", "day"))
    assert len(days.rows) == 41
    assert timelines.columns(days, ID).data[0].text is None
    assert len(timelines.columns(replace(days, rows=days.rows[:40]), ID).data[0].text) == 40


# --- events ---


def marked(events, days):
    """Rules as days, labels as (day, text)."""
    figure = go.Figure()
    mark_events(figure, events, days, ID)
    labels = [(date.fromisoformat(each.x), each.text) for each in figure.layout.annotations]
    return [date.fromisoformat(shape.x0) for shape in figure.layout.shapes], labels


def event(day):
    """An event of a day."""
    return Event(day, same("x"), "tahapan", "example.id/x")


def numbers_of(label):
    """The event numbers a label such as 3–5 stands for."""
    first, _, last = label.partition("–")
    return list(range(int(first), int(last or first) + 1))


@given(st.lists(st.integers(0, 400), max_size=12).map(sorted), st.integers(1, 1500))
@settings(BY_CHANCE, max_examples=30)
def test_every_event_has_a_rule_and_a_number_and_labels_keep_apart(offsets, span):
    start = date(2020, 1, 1)
    events = tuple(event(start + timedelta(days=offset)) for offset in offsets)
    rules, labels = marked(events, [start, start + timedelta(days=span)])
    assert rules == [each.day for each in events]
    assert [number for _, text in labels for number in numbers_of(text)] == list(range(1, len(events) + 1))
    assert all((later - earlier).days >= span / 10 for (earlier, _), (later, _) in pairwise(labels))
    assert all(day == events[numbers_of(text)[0] - 1].day for day, text in labels)


def test_close_events_share_a_label():
    days = [date(2020, 1, 1), date(2020, 1, 29)]
    events = tuple(event(date(2020, 1, day)) for day in (2, 2, 3, 5, 5))
    assert marked(events, days)[1] == [(date(2020, 1, 2), "1–3"), (date(2020, 1, 5), "4–5")]
    assert marked(events, days[:1]) == ([], [])


@pytest.mark.parametrize("offset, texts", [(27, ["1–2"]), (28, ["1", "2"])])
def test_labels_are_shared_up_to_a_tenth_of_the_span(offset, texts):
    start = date(2020, 1, 1)
    labels = marked((event(start), event(start + timedelta(days=offset))), [start, start + timedelta(days=280)])[1]
    assert [text for _, text in labels] == texts


def sample_labels(sample, as_of, width):
    """The event labels of the reports by month as (centre, text), in pixels of a chart of this width."""
    answer = trends.without_gaps(answer_of(sample, "reported", "month", Scope(as_of)))
    first, last = (date.fromisoformat(f"{answer.rows[place].code}-01") for place in (0, -1))
    events = events_between(first, last + timedelta(days=31))
    figure = timelines.columns(answer, ID, events=events)
    assert len(figure.layout.shapes) == len(events) > 10
    span = (max(last, events[-1].day) - first).days
    return [((date.fromisoformat(each.x) - first).days / span * width, each.text) for each in figure.layout.annotations]


def overlapping(labels, letter=7):
    """Neighbours whose texts touch, at so many pixels a letter."""
    return [(left, right) for (at, left), (then, right) in pairwise(labels) if then - at < letter * (len(left) + len(right)) / 2]


@pytest.mark.parametrize("as_of", [date(2020, 12, 19), date(2024, 2, 6)])
@pytest.mark.parametrize("width", [1040, 700, 340])
def test_event_labels_of_the_sample_do_not_overlap(sample, as_of, width):
    assert overlapping(sample_labels(sample, as_of, width)) == []


# --- lines ---


def growth(drawn):
    """Reported, recommended and compliance on two snapshots."""
    head = "tanggal_laporan status tanggal_rekomendasi tanggal_sanksi times\n"
    drawn(head + "2020-02-01 konsep_surat - - 369", date(2020, 6, 26))
    rows = "2020-02-01 konsep_surat - - 1244\n2020-02-01 direkomendasikan 2020-03-01 - 155\n"
    register = drawn(head + rows + "2020-02-01 direkomendasikan 2020-03-01 2020-04-01 189", JULY)
    metrics = ("reported", "recommended", "compliance_rate")
    return [tuple(answer_of(register, metric, scope=Scope(day)) for day in register.dates) for metric in metrics]


def test_lines_pass_through_the_totals_and_end_in_their_last_value(drawn):
    reported, recommended, _ = growth(drawn)
    figure = timelines.lines((reported, recommended), ID, names=(same("A"), same("B")))
    assert [list(line.x) for line in figure.data] == [["2020-06-26", "2020-07-31"]] * 2
    assert [list(line.y) for line in figure.data] == [[369, 1588], [0, 344]]
    assert [plain(each.text) for each in figure.layout.annotations] == ["A 1.588", "B 344"]
    assert [line.line.color for line in figure.data] == [LIGHT.second, LIGHT.accent]
    assert list(figure.layout.yaxis.ticktext) == ["0", "500", "1.000", "1.500", "2.000"]
    assert [each.y for each in figure.layout.annotations] == [1588, 344]


def test_a_rate_line_starts_where_the_rate_exists(drawn):
    figure = timelines.lines((growth(drawn)[2],), EN)
    assert (list(figure.data[0].x), list(figure.data[0].y)) == (["2020-07-31"], [189 / 344])
    assert [plain(each.text) for each in figure.layout.annotations] == ["Sanction compliance 54.9%"]
    assert list(figure.layout.yaxis.ticktext) == ["0%", "25%", "50%", "75%", "100%"]
    assert figure.data[0].hovertext[0] == "<b>31 July 2020</b><br>Sanction compliance: 54.9% · 189 of 344"


def test_contradicted_numbers_stand_beside_the_lines(drawn):
    reported = growth(drawn)[0]
    figure = timelines.add_contradicted(timelines.lines((reported,), ID), reported[:1], ID, "bertentangan")
    assert (list(figure.data[1].x), list(figure.data[1].y), figure.data[1].mode) == (["2020-06-26"], [369], "markers")
    assert figure.data[1].hovertext[0] == "<b>26 Juni 2020</b><br>Dilaporkan: 369<br>bertentangan"


def test_lines_of_no_snapshot_are_empty():
    assert len(timelines.lines(((), ()), ID).data) == 0


def test_no_lines_at_all_are_an_empty_figure():
    assert len(timelines.lines((), ID).data) == 0


def test_the_labels_of_level_lines_stay_within_the_axis(drawn):
    register = drawn("status tanggal_sanksi times\ndirekomendasikan 2020-09-01 10")
    series = tuple((answer_of(register, metric),) for metric in ("reported", "recommended", "sanctioned"))
    figure = timelines.lines(series, ID)
    assert max(each.y for each in figure.layout.annotations) <= figure.layout.yaxis.range[1]


@given(st.lists(st.floats(0, 1), max_size=6), st.floats(0.01, 0.3))
@BY_CHANCE
def test_labels_move_up_only_keep_their_order_and_never_overlap(ends, apart):
    placed = spread_out(ends, apart)
    assert len(placed) == len(ends)
    assert all(label >= end for label, end in zip(placed, ends, strict=True))
    assert all(later - earlier >= apart - 1e-9 for earlier, later in pairwise(sorted(placed)))
    assert all(placed[low] < placed[high] for low in range(len(ends)) for high in range(len(ends)) if ends[low] < ends[high])


def test_labels_far_apart_stay_where_they_are():
    assert spread_out([0.5, 0.1, 0.9], 0.1) == [0.5, 0.1, 0.9]
    assert spread_out([0.5, 0.5, 0.55], 0.25) == [0.5, 0.75, 1.0]


@given(st.integers(0, 10**6))
@BY_CHANCE
def test_ticks_are_round_start_at_zero_and_cover_the_top(value):
    ticks = nice_ticks(value)
    steps = {later - earlier for earlier, later in pairwise(ticks)}
    assert ticks[0] == 0 and value <= ticks[-1] and 2 <= len(ticks) <= 6
    assert len(steps) == 1 and str(steps.pop()).rstrip("0") in {"1", "2", "5"}
    assert value < 2 or ticks[-2] < value


@pytest.mark.parametrize(
    "top, ticks", [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (500, [0, 100, 200, 300, 400, 500]), (2073, [0, 500, 1000, 1500, 2000, 2500])]
)  # fmt: skip
def test_ticks_by_hand(top, ticks):
    assert nice_ticks(top) == ticks


@pytest.mark.parametrize("top", [10.5, 20.5, 100.5])
def test_ticks_cover_a_top_that_is_no_whole_number(top):
    assert nice_ticks(top)[-1] >= top


# --- funnels ---

RESIDUALS = ("in_process", "not_proven", "incomplete", "retired")


def way(register, scope):
    """The stages from report to sanction with what leaves the way, as the page on compliance draws them."""
    found = {code: answer_of(register, code, scope=scope) for code in ("reported", "recommended", "outstanding", "sanctioned", *RESIDUALS)}
    reported, recommended = found["reported"], found["recommended"]
    return (
        Stage(reported, reported),
        *(Stage(found[code], reported, True) for code in RESIDUALS),
        Stage(recommended, reported),
        Stage(found["outstanding"], recommended, True),
        Stage(found["sanctioned"], recommended),
    )


FUNNEL = """
status                  tanggal_sanksi  times
permintaan_klarifikasi  -               100
tidak_terbukti          -               8
dokumen_tidak_lengkap   -               3
pensiun                 -               1
direkomendasikan        -               155
direkomendasikan        2020-09-01      189
"""


def test_every_stage_of_the_funnel_is_of_the_stage_it_belongs_to(drawn):
    found = read_bars(funnels.funnel(way(drawn(FUNNEL), Scope(DAY)), ID))
    assert found == [
        ("Dilaporkan", 456, "456"),
        ("– Dalam proses", 100, "100 dari 456 (21,9 %)"),
        ("– Tidak terbukti", 8, "8 dari 456 (1,8 %)"),
        ("– Dokumen tidak lengkap", 3, "3 dari 456 (0,7 %)"),
        ("– Sudah pensiun", 1, "1 dari 456 (0,2 %)"),
        ("Direkomendasikan (terbukti)", 344, "344 dari 456 (75,4 %)"),
        ("– Belum ditindaklanjuti", 155, "155 dari 344 (45,1 %)"),
        ("Ditindaklanjuti dengan sanksi", 189, "189 dari 344 (54,9 %)"),
    ]


def test_the_funnel_in_english_with_residuals_lighter(drawn):
    figure = funnels.funnel(way(drawn(FUNNEL), Scope(DAY)), EN)
    assert read_bars(figure)[-1] == ("Sanctioned", 189, "189 of 344 (54.9%)")
    rest, accent = LIGHT.rest, LIGHT.accent
    assert colours_of(figure) == [accent, rest, rest, rest, rest, accent, rest, accent]
    assert figure.data[0].hovertext[0] == "<b>Sanctioned</b><br>189 of 344 (54.9%) recommended for a sanction"
    assert figure.data[0].hovertext[-2:] == ("<b>In process</b><br>100 of 456 (21.9%) reported", "<b>Reported</b><br>456 reported")
    assert tuple(figure.layout.xaxis.range) == (0, 456)


def test_a_funnel_without_recommendations_divides_by_nothing(drawn):
    found = read_bars(funnels.funnel(way(drawn("times\n3"), Scope(DAY)), ID))
    assert [text for *_, text in found][-3:] == ["0 dari 3 (0,0 %)", "0", "0"]


FUNNEL_SCOPES = [
    Scope(date(2020, 7, 31)),
    Scope(date(2024, 2, 6)),
    Scope(date(2020, 12, 19), {"agency_type": ("kota", "provinsi")}),
    Scope(date(2022, 5, 31), {"position": ("jpt",), "category": ("medsos", "keberpihakan")}, date(2020, 6, 1), date(2020, 12, 31)),
    Scope(date(2020, 10, 27), unit=CASE),
]


@pytest.mark.parametrize("scope", FUNNEL_SCOPES)
def test_what_remains_adds_up_to_the_whole_on_the_sample(sample, scope):
    counts = [length for _, length, _ in read_bars(funnels.funnel(way(sample, scope), ID))]
    reported, *residuals, recommended, outstanding, sanctioned = counts
    assert reported > 20 and sanctioned > 0
    assert sum(residuals) + recommended == reported
    assert outstanding + sanctioned == recommended


def test_the_funnel_as_a_table_has_one_line_a_stage(drawn):
    table = as_stages([stage.answer for stage in way(drawn(FUNNEL), Scope(DAY))])
    expected = [("Reported", 456), ("In process", 100), ("Not proven", 8), ("Incomplete documents", 3), ("Already retired", 1)]
    expected += [("Recommended (proven)", 344), ("Outstanding", 155), ("Sanctioned", 189)]
    assert [(table.label(row, "en"), row.value) for row in table.rows] == expected
    assert (table.overlap, table.total.value) == (0, 456)


# --- grids ---

CROSS = """
kelompok_jabatan  kategori_pelanggaran  times
jpt               medsos                1588
pengawas          medsos                400
pengawas          foto_bersama          3
-                 foto_bersama          2
"""


def cells_of(figure):
    """The texts in the cells by (across, down)."""
    return {(each.x, each.y): each.text for each in figure.layout.annotations}


def test_a_grid_shows_every_count_and_a_dot_where_there_is_none(drawn):
    figure = grids.grid(answer_of(drawn(CROSS), "reported", ("position", "category")), ID)
    heat = figure.data[0]
    assert [label.split("<br>") for label in figure.layout.xaxis.ticktext] == [
        ["Kampanye/", "sosialisasi", "di media", "sosial"],
        ["Foto bersama", "calon dengan", "simbol/", "gerakan"],
    ]
    assert [plain(label) for label in figure.layout.yaxis.ticktext] == [
        "Jabatan Pimpinan Tinggi (JPT)",
        "Jabatan Pengawas",
        "Tidak diketahui",
    ]
    assert cells_of(figure) == {(0, 0): "1.588", (1, 0): "·", (0, 1): "400", (1, 1): "3", (0, 2): "·", (1, 2): "2"}
    assert [list(line) for line in heat.z] == [[4, None], [1, 0], [None, 0]]
    assert heat.hovertext[1][0] == "<b>Jabatan Pengawas · Kampanye/sosialisasi di media sosial</b><br>400"
    assert heat.hovertext[2][0] == ""
    assert figure.layout.yaxis.range == (2.5, -0.5)  # the first row on top


def test_headings_of_a_grid_break_between_words_only(drawn):
    figure = grids.grid(answer_of(drawn(CROSS), "reported", ("position", "category")), ID)
    lines = figure.layout.xaxis.ticktext[0].split("<br>")
    whole = "Kampanye/sosialisasi di media sosial"
    assert [left + right for left, right in pairwise(lines) if left[-1].isalpha() and left + right in whole] == []


@pytest.mark.parametrize("look", [ID, NIGHT])
def test_the_five_shades_of_a_grid_part_at_each_fifth_of_the_largest(drawn, look):
    groups = ("jpt", "pengawas", "pelaksana", "fungsional", "administrator", "kepala_wilayah", "-")
    counts = (50, 40, 39, 20, 19, 10, 9)
    table = "\n".join(["kelompok_jabatan kategori_pelanggaran times", *map("{} medsos {}".format, groups, counts)])
    figure = grids.grid(answer_of(drawn(table), "reported", ("position", "category")), look)
    colours, texts = cell_colours(figure), cells_of(figure)
    shades = {int(text): look.colours.sequence.index(colours[place]) for place, text in texts.items()}
    assert shades == {50: 4, 40: 4, 39: 3, 20: 2, 19: 1, 10: 1, 9: 0}


def test_a_group_of_zero_is_no_line_and_no_zero(drawn):
    figure = grids.grid(answer_of(drawn(CROSS), "sanctioned", ("position", "category")), ID)
    assert (cells_of(figure), list(figure.layout.yaxis.ticktext)) == ({}, [])


def test_the_cells_of_the_sample_add_up(sample):
    answer = answer_of(sample, "reported", ("position", "status"), Scope(JULY))
    cells = cells_of(grids.grid(answer, EN)).values()
    assert sum(int(text.replace(",", "")) for text in cells if text != "·") == answer.total.value + answer.overlap
    assert "0" not in cells


# --- maps ---

REPORTS = """
provinsi        times
aceh            1
bali            2
banten          3
dki_jakarta     5
jambi           8
riau            13
maluku          21
-               99
"""


def outlines(figure):
    """The provinces of a map by code: the colour and what the pointer shows."""
    return {trace.name: (trace.fillcolor, trace.text) for trace in figure.data if trace.fill == "toself"}


def legend(figure):
    """The legend entries with their colours."""
    return [(trace.name, trace.marker.color) for trace in figure.data if trace.mode == "markers"]


def mapped(drawn, look=ID, metric="reported", as_of=DAY, text=REPORTS):
    """A map of reports by province."""
    return maps.province_map(answer_of(drawn(text, as_of), metric, "province", Scope(as_of)), look)


FOUNDED_IN_JULY = {"papua_selatan", "papua_tengah", "papua_pegunungan"}
EDITIONS = [
    ("2020-12-31", 34, {*FOUNDED_IN_JULY, "papua_barat_daya"}),
    ("2022-07-24", 34, {*FOUNDED_IN_JULY, "papua_barat_daya"}),
    ("2022-07-25", 38, {"papua_barat_daya"}),
    ("2022-12-07", 38, {"papua_barat_daya"}),
    ("2022-12-08", 38, set()),
    ("2024-02-06", 38, set()),
]


@pytest.mark.parametrize("as_of, count, missing", EDITIONS)
def test_the_map_has_the_provinces_of_its_date(drawn, as_of, count, missing):
    figure = mapped(drawn, as_of=date.fromisoformat(as_of))
    assert len([trace for trace in figure.data if trace.fill == "toself"]) == count
    assert set(provinces()) - set(outlines(figure)) == missing


def test_a_province_not_yet_founded_counts_to_its_parent(drawn):
    """Southwest Papua was founded on 8 December 2022, later than the others; until then its outline is West Papua."""
    figure = mapped(drawn, EN, as_of=date(2022, 9, 30), text="provinsi times\npapua_barat 3\nbali 1")
    shown = [(trace.fillcolor, trace.text) for trace in figure.data if trace.fill == "toself" and trace.name == "papua_barat"]
    assert shown == [(LIGHT.sequence[4], "<b>West Papua</b><br>3")] * 2
    after = mapped(drawn, EN, as_of=date(2022, 12, 31), text="provinsi times\npapua_barat 3\nbali 1")
    assert outlines(after)["papua_barat_daya"] == (LIGHT.empty, "<b>Southwest Papua</b><br>no reports")


def test_the_map_shades_by_five_classes_whose_numbers_stand_in_the_legend(drawn):
    figure = mapped(drawn)
    labels = ["1", "2", "3–5", "8", "13–21", "tidak ada laporan"]
    assert legend(figure) == list(zip(labels, [*LIGHT.sequence, LIGHT.empty], strict=True))
    shades = {code: LIGHT.sequence.index(colour) for code, (colour, _) in outlines(figure).items() if colour != LIGHT.empty}
    assert shades == {"aceh": 0, "bali": 1, "banten": 2, "dki_jakarta": 2, "jambi": 3, "riau": 4, "maluku": 4}


def test_a_province_says_its_number_or_that_there_are_no_reports(drawn):
    found = outlines(mapped(drawn))
    assert found["maluku"][1] == "<b>Maluku</b><br>21"
    assert found["papua"] == (LIGHT.empty, "<b>Papua</b><br>tidak ada laporan")
    assert outlines(mapped(drawn, EN))["papua_barat"][1] == "<b>West Papua</b><br>no reports"


def test_a_rate_without_a_base_says_so(drawn):
    text = "provinsi status tanggal_sanksi times\naceh direkomendasikan 2020-09-01 1\naceh direkomendasikan - 3\nbali konsep_surat - 1"
    figure = mapped(drawn, EN, "compliance_rate", text=text)
    assert outlines(figure)["aceh"] == (LIGHT.sequence[2], "<b>Aceh</b><br>25.0% · 1 of 4 · 95% interval 4.6–69.9%")
    assert outlines(figure)["bali"] == (LIGHT.empty, "<b>Bali</b><br>nothing to divide by")
    assert legend(figure) == [("25.0%", LIGHT.sequence[2]), ("nothing to divide by", LIGHT.empty)]


VALUES = st.lists(st.one_of(st.integers(0, 60), st.floats(0, 1)), min_size=1, max_size=38)


@given(VALUES)
@BY_CHANCE
def test_every_value_falls_in_exactly_one_of_at_most_five_classes(found):
    bounds = class_bounds(found)
    assert len(bounds) <= 5 and set(bounds) <= set(found) and bounds[-1] == max(found)
    assert all(lower < upper for lower, upper in pairwise(bounds))
    inside = [[low < value <= high for low, high in pairwise([-1, *bounds])] for value in found]
    assert all(sum(each) == 1 for each in inside)
    shades = [class_of(value, bounds) for value in bounds]
    assert len(set(shades)) == len(bounds) and shades == sorted(shades) and set(shades) <= set(range(5))
    assert all(class_of(value, bounds) == shades[each.index(True)] for value, each in zip(found, inside, strict=True))


@pytest.fixture(scope="module")
def july_by_province(sample):
    """Reports by province on 31 July 2020."""
    return answer_of(sample, "reported", "province", Scope(JULY))


@given(found=st.lists(st.integers(0, 3000), min_size=1, max_size=34))
@settings(BY_CHANCE, max_examples=6)
def test_the_legend_names_real_values_and_the_shade_of_each_province(july_by_province, found):
    by_code = dict(zip([code for code, each in provinces().items() if each.since is None], found, strict=False))
    rows = tuple(Row((code,), value, None, value) for code, value in by_code.items())
    figure = maps.province_map(replace(july_by_province, rows=rows), EN)
    classes = [
        ([int(number.replace(",", "")) for number in label.split("–")], colour) for label, colour in legend(figure) if label != "no reports"
    ]
    assert {number for numbers, _ in classes for number in numbers} <= set(found)
    shown = outlines(figure)
    for code, value in by_code.items():
        assert [colour for numbers, colour in classes if numbers[0] <= value <= numbers[-1]] == [shown[code][0]]


def test_the_map_of_the_sample_equals_the_answer(july_by_province):
    found = outlines(maps.province_map(july_by_province, EN))
    numbers = {code: int(plain(text).split()[-1]) for code, (_, text) in found.items() if "no reports" not in text}
    assert numbers == {row.code: row.value for row in july_by_province.rows if row.code in provinces()}
    assert 10 < len(numbers) <= 34


@pytest.mark.parametrize("as_of", ["2020-12-31", "2022-07-24", "2022-07-25", "2022-12-07", "2022-12-08"])
def test_a_full_map_has_no_entry_for_provinces_without_reports(drawn, as_of):
    day = date.fromisoformat(as_of)
    every = "\n".join(["provinsi", *(code for code, each in provinces().items() if each.since is None or each.since <= day)])
    figure = mapped(drawn, as_of=day, text=every)
    assert LIGHT.empty not in {colour for colour, _ in outlines(figure).values()}
    assert "tidak ada laporan" not in {label for label, _ in legend(figure)}


def test_every_province_with_reports_is_on_the_map(drawn):
    figure = mapped(drawn, as_of=date(2022, 9, 30), text="provinsi times\npapua_selatan 3\nbali 1")
    assert "papua_selatan" in outlines(figure)


def test_the_legend_of_medians_keeps_half_days(drawn):
    text = "provinsi status tanggal_rekomendasi\naceh direkomendasikan 2020-07-03\naceh direkomendasikan 2020-07-04"
    figure = mapped(drawn, EN, "median_days_to_recommendation", text=text)
    assert outlines(figure)["aceh"][1] == "<b>Aceh</b><br>2.5"
    assert legend(figure)[0][0] == "2.5"


# --- small multiples ---

CATEGORIES = """
tanggal_laporan  kategori_pelanggaran  times
2020-05-01       medsos                1500
2020-06-01       medsos                88
2020-06-01       foto_bersama          3
2020-07-01       keberpihakan          2
"""


def categories(register):
    """Small multiples of three categories."""
    answer, wholes = (answer_of(register, "reported", by) for by in (("month", "category"), "category"))
    return tuple((code, trends.slice_of(answer, wholes.row(code))) for code in [row.code for row in wholes.rows[:3]])


def axes_of(figure, letter):
    """For each axis of a letter: the range it has of its own, or the axis it follows."""
    found = {name: axis for name, axis in figure.layout.to_plotly_json().items() if name.startswith(f"{letter}axis")}
    leader = {name: axis.get("matches", name.replace("axis", "")) for name, axis in found.items()}
    return {tuple(axis["range"]) if axis.get("range") else leader[name] for name, axis in found.items()}


def test_panels_draw_each_slice_with_its_total(drawn):
    figure = multiples.panels(categories(drawn(CATEGORIES)), ID)
    assert [(list(trace.x), list(trace.y)) for trace in figure.data] == [
        (["2020-05-01", "2020-06-01"], [1500, 88]),
        (["2020-06-01"], [3]),
        (["2020-07-01"], [2]),
    ]
    assert [plain(each.text) for each in figure.layout.annotations] == ["medsos 1.588", "foto_bersama 3", "keberpihakan 2"]
    assert figure.data[0].hovertext[0] == "<b>medsos</b><br><b>Mei 2020</b><br>1.500"


def test_panels_stand_on_one_scale(drawn):
    assert len(axes_of(multiples.panels(categories(drawn(CATEGORIES)), ID), "y")) == 1


def test_panels_stand_on_one_time_axis(drawn):
    assert len(axes_of(multiples.panels(categories(drawn(CATEGORIES)), ID), "x")) == 1


def shares():
    """Published shares of two members."""
    first = [
        Point(date(2020, month, 1), value, month < 12, f"{value:.0%}", f"h{month}") for month, value in ((6, 0.3), (8, 0.28), (12, 0.2))
    ]
    return [
        ("JPT", [*first, Point(date(2022, 5, 31), 0.25, True, "25%", "h22")]),
        ("Pengawas", [Point(date(2022, 5, 31), 0.1, True, "10%", "hp")]),
    ]


def test_share_panels_never_join_across_the_break_and_mark_unstated_bases():
    figure = multiples.share_panels(shares(), ID, date(2021, 1, 1))
    assert [(list(trace.x), list(trace.y)) for trace in figure.data] == [
        (["2020-06-01", "2020-08-01", "2020-12-01"], [0.3, 0.28, 0.2]),
        (["2022-05-31"], [0.25]),
        (["2022-05-31"], [0.1]),
    ]
    assert list(figure.data[0].marker.symbol) == ["circle", "circle", "circle-open"]
    assert list(figure.data[0].text) == ["", "", "20%"]
    assert list(figure.data[0].hovertext) == ["h6", "h8", "h12"]
    assert {shape.x0 for shape in figure.layout.shapes} == {"2021-01-01"} and len(figure.layout.shapes) == 2


def test_the_day_of_the_break_belongs_to_what_follows():
    points = [
        Point(date(2020, 12, 31), 0.3, True, "", ""),
        Point(date(2021, 1, 1), 0.2, True, "", ""),
        Point(date(2021, 1, 2), 0.1, True, "", ""),
    ]
    figure = multiples.share_panels([("JPT", points)], ID, date(2021, 1, 1))
    assert [list(trace.y) for trace in figure.data] == [[0.3], [0.2, 0.1]]


def test_share_panels_stand_on_one_scale_in_both_directions():
    figure = multiples.share_panels(shares() * 2, ID, date(2021, 1, 1))
    assert axes_of(figure, "y") == {(0, 0.3 * 1.3)}
    assert len(axes_of(figure, "x")) == 1
    assert list(figure.layout.yaxis.ticktext) == ["0 %", "20 %", "40 %"]


# --- colours ---

ROOT = Path(__file__).resolve().parent.parent
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
MODES = [pytest.param(LIGHT, THEME["light"], id="light"), pytest.param(DARK, THEME["dark"], id="dark")]


def linear(colour):
    """A colour #RRGGBB as linear light."""
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """The WCAG contrast of two colours."""
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_is_measured_right():
    """The tests below rest on this."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colours, theme", MODES)
def test_text_can_be_read(colours, theme):
    assert min(contrast(colour, colours.background) for colour in (colours.text, colours.quiet)) >= 4.5
    assert min(contrast(theme["textColor"], theme[name]) for name in ("backgroundColor", "secondaryBackgroundColor")) >= 4.5
    assert contrast(theme["linkColor"], theme["backgroundColor"]) >= 4.5


@pytest.mark.parametrize("role", ["accent", "second", "muted"])
def test_marks_can_be_seen_by_day(role):
    assert contrast(getattr(LIGHT, role), LIGHT.background) >= 3


@pytest.mark.parametrize("role", ["accent", "second", "muted"])
def test_marks_can_be_seen_by_night(role):
    assert contrast(getattr(DARK, role), DARK.background) >= 3


@pytest.mark.parametrize("colours, theme", MODES)
def test_labels_of_lines_in_accent_and_second_can_be_read(colours, theme):
    assert min(contrast(colour, colours.background) for colour in (colours.accent, colours.second)) >= 4.5


# Linear light as seen without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1).
BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1, 1.089])


def lab(colour, blindness):
    """A colour in CIELAB as it is seen with this blindness."""
    seen = np.clip(np.array(BLINDNESS[blindness]) @ linear(colour), 0, 1)
    x, y, z = (np.cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (TO_XYZ @ seen) / WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one, other, blindness="none"):
    """How far apart two colours look (ΔE 1976; 2.3 is just noticeable)."""
    return float(np.linalg.norm(lab(one, blindness) - lab(other, blindness)))


def test_the_difference_is_measured_right():
    """The tests below rest on this."""
    assert difference("#000000", "#FFFFFF") == pytest.approx(100, abs=0.1)
    assert difference("#CC0000", "#5A7A00", "deuteranopia") < 0.4 * difference("#CC0000", "#5A7A00")


@pytest.mark.parametrize("colours, theme", MODES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_accent_comparison_and_rest_look_different_to_everyone(colours, theme, blindness):
    assert difference(colours.accent, colours.second, blindness) > 30
    assert difference(colours.accent, colours.rest, blindness) > 20
    assert difference(colours.accent, colours.muted, blindness) > 15


@pytest.mark.parametrize("colours, theme", MODES)
def test_the_classes_of_a_map_go_one_way_in_greyscale(colours, theme):
    steps = [contrast(colour, colours.background) for colour in colours.sequence]
    assert all(later / earlier > 1.25 for earlier, later in pairwise(steps))
    assert difference(colours.empty, colours.sequence[0]) > 5


@pytest.mark.parametrize("colours, theme", MODES)
def test_exactly_ten_categorical_colours_are_declared(colours, theme):
    ten = theme["chartCategoricalColors"]
    assert len(ten) == len(set(ten)) == 10
    assert ten[:2] == [colours.accent, colours.second]
    assert min(contrast(colour, theme["backgroundColor"]) for colour in ten) >= 3
    assert min(difference(one, other) for one, other in combinations(ten, 2)) > 10


@pytest.mark.parametrize("colours, theme", MODES)
def test_pages_and_figures_share_their_colours(colours, theme):
    names = {"primaryColor": "accent", "backgroundColor": "background", "textColor": "text", "borderColor": "line"}
    assert {key: theme[key] for key in names} == {key: getattr(colours, role) for key, role in names.items()}
    assert palette(colours is DARK) is colours


def cell_colours(figure):
    """The colour each cell of a grid is filled with, by (across, down), read from the figure's own scale."""
    heat = figure.data[0]
    span = heat.zmax - heat.zmin
    at = {round(place * span): colour for place, colour in heat.colorscale}
    return {(x, y): at[value - heat.zmin] for y, line in enumerate(heat.z) for x, value in enumerate(line) if value is not None}


@pytest.mark.parametrize("look", [ID, NIGHT])
def test_the_numbers_in_a_grid_can_be_read(drawn, look):
    groups = ("jpt", "pengawas", "pelaksana", "fungsional", "administrator", "kepala_wilayah", "-")
    counts = zip(groups, (100, 81, 61, 51, 50, 39, 1), strict=True)
    lines = "kelompok_jabatan kategori_pelanggaran times\n" + "\n".join(f"{group} medsos {count}" for group, count in counts)
    figure = grids.grid(answer_of(drawn(lines), "reported", ("position", "category")), look)
    filled = cell_colours(figure)
    found = {each.text: contrast(each.font.color, filled[each.x, each.y]) for each in figure.layout.annotations}
    assert len(found) == 7
    assert {text: round(ratio, 1) for text, ratio in found.items() if ratio < 4.5} == {}


# --- what every figure has in common ---


@pytest.fixture(scope="module")
def every_figure(sample):
    """draw(look) -> one of each kind, from the sample."""

    def asked(code, *by, day=JULY):
        return answer_of(sample, code, by, Scope(day))

    def draw(look):
        months = trends.without_gaps(asked("reported", "month"))
        two_way = asked("reported", "month", "category")
        course = tuple(tuple(ask(sample, METRICS[code], Scope(day)) for day in sample.dates) for code in ("reported", "recommended"))
        return {
            "bar": bars.bar(top(asked("reported", "agency"), 10), look),
            "pair": bars.pair(*(asked(code, "sanction_recommended") for code in ("recommended", "sanctioned")), look, NAMES),
            "funnel": funnels.funnel(way(sample, Scope(JULY)), look),
            "grid": grids.grid(asked("reported", "position", "category"), look),
            "map": maps.province_map(asked("reported", "province"), look),
            "columns": timelines.columns(months, look, events=events_between(date(2020, 1, 1), JULY)),
            "lines": timelines.lines(course, look),
            "panels": multiples.panels((("a", trends.slice_of(two_way, asked("reported", "category").row("medsos"))),), look),
            "shares": multiples.share_panels(shares(), look, date(2021, 1, 1)),
        }

    return draw


@pytest.mark.parametrize("look, separators", [(ID, ",."), (EN, ".,"), (NIGHT, ",.")])
def test_every_figure_leaves_in_its_language_and_mode(every_figure, look, separators):
    for name, figure in every_figure(look).items():
        assert figure.layout.separators == separators, name
        assert figure.layout.template.layout.font.color == look.colours.text, name
        assert figure.layout.height >= 100, name


def test_no_figure_fetches_anything(every_figure):
    for name, figure in every_figure(ID).items():
        assert not re.search(r"https?:|//[a-z]|mapbox|topojson", figure.to_json()), name
        assert {trace.type for trace in figure.data} <= {"bar", "scatter", "heatmap"}, name
    assert "http" not in str(figures.config("id")) + str(figures.config("en"))


def test_figures_of_nothing_are_drawn_without_rows(drawn):
    register = drawn("kelompok_jabatan\njpt")
    nothing = answer_of(register, "reported", "position", where={"position": ("pengawas",)})
    assert [len(bars.bar(nothing, ID).data[0].x), sentences.named(nothing)] == [0, []]
    assert [len(trace.x) for trace in bars.pair(nothing, nothing, ID, NAMES).data] == [0, 0]
    months = answer_of(register, "reported", "month", where={"position": ("pengawas",)})
    assert len(timelines.columns(months, ID).data[0].x) == 0
    empty_map = maps.province_map(answer_of(register, "reported", "province", where={"position": ("pengawas",)}), ID)
    assert legend(empty_map) == [("tidak ada laporan", LIGHT.empty)]
    assert values(nothing) == []


def test_plotly_speaks_indonesian():
    settings_id = figures.config("id")
    words = settings_id["locales"]["id"]["format"]
    assert settings_id["locale"] == "id"
    assert words["months"] == [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ]  # fmt: skip
    assert words["shortMonths"] == ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
    assert words["days"] == ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]
    assert words["shortDays"] == ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"]
    assert (words["decimal"], words["thousands"]) == (",", ".")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_plotly_shows_no_toolbar_and_does_not_take_over_scrolling(lang):
    chosen = figures.config(lang)
    assert (chosen["displayModeBar"], chosen["scrollZoom"], chosen["doubleClick"], chosen["responsive"]) == (False,) * 4
    assert ("locale" in chosen) == (lang == "id")
