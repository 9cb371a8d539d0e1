"""Bridges and planes, drawn by hand: their bars hang together, hidden steps stay hidden, and every rendering holds the true numbers."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from test_workbook import Opened

from analytics import catalogue, chart, formats
from analytics.ask import Row
from analytics.briefing import Document, Leaf, alone, house
from analytics.chart import Curve, Plane, Spot
from analytics.exhibit import Exhibit
from analytics.export import report
from analytics.export.pictures import picture, sketch
from analytics.export.slides.charts.bridges import link_places
from analytics.export.slides.charts.pieces import pieces
from analytics.export.slides.deck import to_pptx
from analytics.export.slides.house import FOLDER
from analytics.export.slides.layouts import Box
from analytics.export.slides.package.checking import problems
from analytics.export.slides.refresh.deck import refreshed
from analytics.export.workbook.book import to_xlsx
from analytics.export.workbook.styles import number_form
from analytics.figures import Look, draw
from analytics.figures.planes import Paper, at, label_box, meet, name_heights, sides, ticks_across, ticks_up
from analytics.metrics import METRICS
from analytics.text import LANGUAGES, Text
from analytics.theme import DARK, LIGHT
from analytics.view import view_of
from analytics.vocabulary import Dimension

JULY = {"as_of": "2020-07-31", "compare": "2020-06-26"}
COUNTS = {"start": 283, "reported": 187, "same": 0, "moved": -8, "withdrawn": -3, "merged": -3, "end": 456}
RATES = {"start": 0.35, "reported": -0.051, "sanctioned": 0.25, "tiny": -0.0001, "end": 0.5489}
STEP = Dimension("step", Text(id="Langkah", en="Step"), "ordered", members={code: Text(id=code, en=code) for code in {**COUNTS, **RATES}})


def bridge_of(register, values, lang="id", hidden=(), query=JULY):
    """An exhibit of steps; a rate where its values are parts of one."""
    seen = view_of(register, query, lang)
    rate = isinstance(values["start"], float)
    answer = seen.ask(METRICS["compliance_rate" if rate else "reported"])
    rows = tuple(
        Row((code,), None, None, None, hidden=True) if code in hidden else Row((code,), *((1, 2) if rate else (value, None)), value)
        for code, value in values.items()
    )
    return Exhibit("perubahan_uji", "bridge", "Temuan", replace(answer, by=(STEP,), rows=rows, nested=True), seen, said="Subjudul")


def drawn_of(values, hidden=()):
    """A chart of steps without a register behind it."""
    rows = tuple(Row((code,), None, None, None if code in hidden else value) for code, value in values)
    marks = tuple(chart.Mark(row.value, row.code) for row in rows)
    return chart.Chart("bridge", tuple(row.code for row in rows), (chart.Series("x", marks),), False, starts=chart.starts_of(rows))


CURVES = (
    Curve("Semua", "steps", (Spot(0, 0), Spot(30, 0.2, hover="hari 30"), Spot(90, 0.55))),
    Curve("Batas", "dashed", (Spot(0, 0.1), Spot(60, 0.4), Spot(90, 0.7)), "muted"),
    Curve("Batas", "dashed", (Spot(0, 0.0), Spot(90, 0.3)), "muted"),
    Curve("Instansi", "points", (Spot(20, 0.9, "=Kota <Satu>", "Kota Satu"), Spot(50, 0.1), Spot(80, 0.5, "Kota Dua")), "second"),
)
PLANE = Plane(CURVES, "Hari sejak rekomendasi", "Sudah dijatuhi sanksi", True, ("Median 75 hari.",))


def plane_of(register, plane=PLANE, lang="id"):
    """An exhibit of a plane."""
    seen = view_of(register, JULY, lang)
    return Exhibit("kepatuhan_uji", "plane", "Temuan", seen.ask(METRICS["compliance_rate"]), seen, parts=(plane,), said="Subjudul")


def document(*exhibits, lang="id"):
    """A document of some figures."""
    return Document("Uji", tuple(Leaf(each) for each in exhibits), house(), lang)


# --- the way from one level to another ---


def test_changes_are_said_with_their_sign(sample):
    (drawn,) = chart.charts(bridge_of(sample, COUNTS))
    assert [mark.label for mark in drawn.series[0].marks] == ["283", "+187", "0", "−8", "−3", "−3", "456"]
    assert [mark.value for mark in drawn.series[0].marks] == list(COUNTS.values())
    for lang, word, comma in (("id", "poin", ","), ("en", "points", ".")):
        (drawn,) = chart.charts(bridge_of(sample, RATES, lang))
        labels = [mark.label for mark in drawn.series[0].marks]
        assert labels[1:-1] == [f"{each.replace('.', comma)} {word}" for each in ("−5.1", "+25.0", "0.0")]
        assert drawn.series[0].marks[0].support == "1/2" and drawn.series[0].marks[1].support == ""


@pytest.mark.parametrize("value, said", [(0, "0"), (-0.0, "0"), (1500, "+1.500"), (-1500, "−1.500")])
def test_a_signed_number(value, said):
    assert formats.signed(value, "id") == said


@given(st.integers(0, 400), st.lists(st.integers(-90, 90), min_size=1, max_size=9))
def test_each_bar_begins_where_the_one_before_ended(first, changes):
    steps = [("start", first), *((f"c{place}", each) for place, each in enumerate(changes)), ("end", first + sum(changes))]
    drawn = drawn_of(steps)
    found = chart.spans(drawn)
    assert found[0] == (0, first) and found[-1] == (0, first + sum(changes))
    assert all(before[1] == after[0] for before, after in zip(found[:-1], found[1:-1], strict=False))
    assert chart.links(drawn) == [end for _, end in found[:-1]]
    bars = chart.with_bars(drawn, "id").series
    low, high = chart.reach(drawn)
    for place, (begin, end) in enumerate(found):
        base, *lengths = (each.marks[place].value for each in bars[1:-1])
        assert abs(sum(map(abs, lengths)) - abs(end - begin)) < 1e-9 and lengths[0] >= 0
        assert min(begin, end) <= base <= max(begin, end) and low <= base <= high


def test_hidden_steps_have_no_bar_and_what_follows_is_placed_from_the_end():
    drawn = drawn_of([("start", 10), ("a", 5), ("b", 3), ("c", -2), ("d", 4), ("e", -1), ("end", 19)], hidden=("b", "d"))
    assert drawn.starts == (0, 10, 15, None, None, 20, 0)  # nobody can know where c begins
    assert chart.spans(drawn) == [(0, 10), (10, 15), (15, 15), (15, 15), (15, 15), (20, 19), (0, 19)]
    assert chart.links(drawn) == [10, 15, None, None, None, 19]


def test_a_hidden_step_looks_alike_everywhere_and_is_nowhere_a_number(sample):
    exhibit = bridge_of(sample, COUNTS, hidden=("moved", "merged"))
    bars, labels = draw(exhibit, Look("id")).data
    assert (bars.x[3], bars.x[5], labels.text[3], labels.text[5]) == (None, None, " ‡", " ‡")
    assert [line[-1] for line in chart.table_of(exhibit).lines][3:6] == ["‡", "−3", "‡"]
    native = native_of(to_pptx(document(exhibit)))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob)).worksheets
    assert [cell.value for cell in sheet["B"]][4:7:2] == ["‡", "‡"]
    assert [cell.value for cell in sheet["D"]][4:7] == [0, 0, 0]  # no bar shows the size of what is hidden, nor of what lies between


@pytest.mark.parametrize("look, palette", [(Look("id"), LIGHT), (Look("id", True), DARK)])
def test_levels_and_changes_are_told_apart_in_both_modes(sample, look, palette):
    bars, labels = draw(bridge_of(sample, COUNTS), look).data
    assert bars.marker.color == (palette.accent, palette.second, *[palette.muted] * 4, palette.accent)
    assert list(bars.x) == list(COUNTS.values()) and list(bars.base) == [0, 283, 470, 470, 462, 459, 0]
    assert list(labels.x) == [283, 470, 470, 470, 462, 459, 456]  # right of the bar, whichever way it goes


# --- planes ---


def test_a_plane_is_drawn_spot_by_spot(sample):
    figure = draw(plane_of(sample), Look("id"))
    assert [list(zip(trace.x, trace.y, strict=True)) for trace in figure.data] == [[(s.x, s.y) for s in curve.spots] for curve in CURVES]
    assert [(trace.mode.partition("+")[0], trace.line.dash) for trace in figure.data] == [
        ("lines", "solid"), ("lines", "dash"), ("lines", "dash"), ("markers", "solid"),
    ]  # fmt: skip
    assert figure.data[0].line.shape == "hv" and figure.data[0].hoverinfo == ("skip", "text", "skip")
    said = [note.text for note in figure.layout.annotations]
    assert said.count("Batas") == 1 and "Semua" in said and any("Instansi" in each for each in said)


def test_a_staircase_holds_its_value_until_the_next_spot():
    assert [(spot.x, spot.y) for spot in chart.corners(CURVES[0])] == [(0, 0), (30, 0), (30, 0.2), (90, 0.2), (90, 0.55)]
    assert chart.corners(CURVES[1]) == CURVES[1].spots


def test_no_curve_has_more_spots_than_can_be_told_apart(sample):
    spots = tuple(Spot(x, x / 4000, "Kota" if x == 777 else "") for x in range(3001))
    plane = Plane((Curve("Instansi", "points", spots), Curve("Semua", "line", spots)), "x", "y", True)
    (found,) = chart.planes(plane_of(sample, plane))
    assert all(450 < len(curve.spots) <= chart.MOST_SPOTS for curve in found.curves)
    assert all((curve.spots[0], curve.spots[-1]) == (spots[0], spots[-1]) and spots[777] in curve.spots for curve in found.curves)
    assert len(found.remarks) == 1 and found.remarks[0].endswith("dari 3.001 titik.")


@given(st.lists(st.tuples(st.integers(0, 100), st.floats(0, 1), st.booleans()), max_size=30), st.sampled_from([175, 520, 700]))
@settings(max_examples=60)
def test_labels_never_lie_on_one_another_or_outside(places, width):
    spots = tuple(Spot(x, y, "Kabupaten Contoh" if named else "") for x, y, named in places)
    plane, paper = Plane((Curve("", "points", spots),), "x", "y", True), Paper(width, 260, 130, 12)
    ends = ticks_across(plane)[-1], ticks_up(plane)[-1]
    found = sides(plane, (paper,))
    boxes = [label_box(*at(spots[n], ends, paper), spots[n].label, paper.size, side) for (_, n), side in found.items()]
    assert not any(meet(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :])
    assert all(box[0] >= 0 and box[2] <= width + 130 and box[1] >= 0 and box[3] <= 260 for box in boxes)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_names_of_curves_stand_apart_and_within_the_drawing(ends):
    plane = Plane(tuple(Curve(f"k{place}", "line", (Spot(0, 0), Spot(9, end))) for place, end in enumerate(ends)), "x", "y", True)
    heights = sorted(name_heights(plane, 0.08).values())
    assert len(heights) == len(ends) and heights[-1] <= 1 + 1e-9
    assert all(above - below >= 0.08 - 1e-9 for below, above in zip(heights, heights[1:], strict=False))


@pytest.mark.parametrize("top, last", [(0.04, 0.05), (0.31, 0.4), (0.55, 0.6), (0.97, 1), (1.0, 1)])
def test_a_scale_of_rates_ends_at_a_round_part(top, last):
    assert ticks_up(Plane((Curve("", "line", (Spot(1, top),)),), "x", "y", True))[-1] == pytest.approx(last)


# --- slides ---


def native_of(content):
    """The first chart of a deck."""
    return next(shape.chart for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes if shape.has_chart)


TEMPLATES = [None, "asn-4x3.pptx"]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_open_without_repair(sample, lang, template):
    exhibits = (bridge_of(sample, COUNTS, lang), bridge_of(sample, RATES, lang, ("tiny",)), plane_of(sample, lang=lang))
    content = to_pptx(document(*exhibits, lang=lang), (FOLDER / template).read_bytes() if template else None)
    assert problems(content) == []


def test_a_bridge_on_a_slide_is_stacked_bars_on_bars_that_are_not_seen(sample):
    native = native_of(to_pptx(document(bridge_of(sample, COUNTS))))
    base, length, room = native.plots[0].series
    assert list(base.values) == [0, 283, 470, 462, 459, 456, 0] and list(length.values) == [283, 187, 0, 8, 3, 3, 456]
    assert ["noFill" in part._element.spPr[0].tag for part in (base, length, room)] == [True, False, True]
    assert [each.text for each in room._element.iter("{*}t")] == ["283", "+187", "0", "−8", "−3", "−3", "456"]
    (sheet,) = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob)).worksheets
    assert [cell.value for cell in sheet["B"]][1:] == list(COUNTS.values())


def test_the_lines_between_bars_stand_where_the_bars_end(sample):
    (piece,) = pieces(bridge_of(sample, COUNTS))
    found = link_places(piece, Box(0, 0, 9_000_000, 4_000_000))
    assert [number for number, *_ in found] == [1, 2, 3, 4, 5, 6]
    places = [x for _, x, _, _ in found]
    assert places[1] == places[2] > places[3] > places[4] > places[5] > places[0]
    assert all(0 <= top < end <= 1 for _, _, top, end in found)


def test_below_zero_a_bar_is_two(sample):
    exhibit = bridge_of(sample, {"start": 5, "withdrawn": -9, "reported": 30, "end": 26})
    _, base, above, below, _ = (series.marks for series in chart.with_bars(chart.charts(exhibit)[0], "id").series)
    assert [mark.value for mark in base] == [0, 0, 0, 0]
    assert [mark.value for mark in above] == [5, 5, 26, 26] and [mark.value for mark in below] == [0, -4, -4, 0]
    assert problems(to_pptx(document(exhibit))) == []


def test_a_plane_on_a_slide_holds_its_pairs(sample):
    native = native_of(to_pptx(document(plane_of(sample))))
    assert [series.name for series in native.plots[0].series] == ["Semua", "Batas", "Batas", "Instansi"]
    (sheet,) = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob)).worksheets
    assert [cell.value for cell in sheet["A"]] == ["Hari sejak rekomendasi", 0, 30, 30, 90, 90]
    assert [cell.value for cell in sheet["B"]] == ["Semua", 0, 0, 0.2, 0.2, 0.55]
    assert [cell.value for cell in sheet["I"]][:4] == [None, "=Kota <Satu>", None, "Kota Dua"] and sheet["I2"].data_type == "s"


# --- a deck refreshed ---


def moving(seen):
    """A bridge whose numbers follow the snapshot."""
    steps = COUNTS | ({"moved": -10, "end": 454} if seen.scope.as_of > date(2020, 7, 31) else {})
    return replace(bridge_of(seen.register, steps), seen=seen, id="perubahan_uji")


def curving(seen):
    """A plane whose numbers follow the snapshot."""
    later = seen.scope.as_of > date(2020, 7, 31)
    first = replace(CURVES[0], spots=(Spot(0, 0), Spot(30, 0.25), Spot(60, 0.4), Spot(90, 0.6))) if later else CURVES[0]
    return replace(plane_of(seen.register, replace(PLANE, curves=(first, *CURVES[1:]))), seen=seen)


@pytest.fixture
def new_figures(monkeypatch):
    """The catalogue with one figure of each of both kinds."""
    monkeypatch.setitem(catalogue.FIGURES, "perubahan_uji", moving)
    monkeypatch.setitem(catalogue.FIGURES, "kepatuhan_uji", curving)


def again(sample, key):
    """A deck of one figure in July, brought to August: its change, and the new file."""
    found = refreshed(to_pptx(alone(catalogue.again(f"{key}?as_of=2020-07-31", sample))), sample, date(2020, 8, 19))
    return next(each for each in found.changes if each.figure_id), found.content


def test_a_bridge_in_a_deck_is_brought_to_another_snapshot(sample, new_figures):
    change, content = again(sample, "perubahan_uji")
    assert (change.kind, change.old, change.new) == ("updated", "moved: −8; end: 456", "moved: −10; end: 454")
    native = native_of(content)
    assert list(native.plots[0].series[1].values) == [283, 187, 0, 10, 3, 3, 454] and problems(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        (drawing,) = [file.read(name) for name in file.namelist() if "/drawings/drawing" in name]
    assert drawing.count(b'name="link ') == 6


def test_a_plane_in_a_deck_is_brought_to_another_snapshot(sample, new_figures):
    change, content = again(sample, "kepatuhan_uji")
    assert change.kind == "updated" and "Semua, 60: " not in change.old and "Semua, 60: " in change.new
    values = [each.text for each in native_of(content)._chartSpace.iter("{*}v")]
    assert "0.25" in values and "0.2" not in values and problems(content) == []


def test_the_same_snapshot_changes_nothing(sample, new_figures):
    for key in ("perubahan_uji", "kepatuhan_uji"):
        found = refreshed(to_pptx(alone(catalogue.again(f"{key}?as_of=2020-07-31", sample))), sample, date(2020, 7, 31))
        assert {each.kind for each in found.changes if each.figure_id} == {"unchanged"}


# --- workbook, report, pictures ---


def test_a_workbook_holds_the_signed_numbers_and_the_pairs(sample):
    exhibits = (bridge_of(sample, COUNTS), plane_of(sample))
    found = Opened(document(*exhibits))
    cells = [[cell.value for cell in row] for row in found.sheet(0).iter_rows()]
    assert [line[:3] for line in cells if line[0] in COUNTS] == [
        [code, value, label] for (code, value), label in zip(COUNTS.items(), ("283", "+187", "0", "−8", "−3", "−3", "456"), strict=True)
    ]
    (bars,) = found.charts(0)
    labels = ["".join(each.itertext()).strip() for each in bars.findall(".//{*}dLbl")]
    assert labels == ["283", "+187", "0", "−8", "−3", "−3", "456"]
    (curves,) = found.charts(1)
    assert len(curves.findall(".//{*}ser")) == 4 and b"<f>" not in b"".join(
        content for name, content in found.parts.items() if "worksheets" in name
    )


@pytest.mark.parametrize("value, form", [(-3, "0"), (-1500, r"#\.000"), (-2_000_000, r"#\.000\.000")])
def test_a_count_below_zero_keeps_its_sign_in_every_program(value, form):
    assert number_form(False, value, "id") == form


def test_the_report_draws_both(sample):
    bridge, plane = report.drawing(bridge_of(sample, COUNTS)), report.drawing(plane_of(sample))
    assert [step["label"] for step in bridge["steps"]] == ["283", "+187", "0", "−8", "−3", "−3", "456"]
    assert [round(step["right"] * 470) for step in bridge["steps"]] == [283, 470, 470, 470, 462, 459, 456]
    assert [len(curve["points"]) for curve in plane["curves"]] == [5, 3, 2, 3] and plane["points"][0][0] == "Instansi"
    assert report.to_pdf(document(bridge_of(sample, RATES, hidden=("tiny",)), plane_of(sample))).startswith(b"%PDF")


def test_pictures_and_sketches_draw_both(sample):
    sheet = picture(plane_of(sample), house())
    assert [list(trace.y) for trace in sheet.data] == [[spot.y for spot in curve.spots] for curve in CURVES]
    assert "Median 75 hari." in " ".join(note.text for note in sheet.layout.annotations)
    assert sketch(bridge_of(sample, COUNTS), Look("id")).count("<rect") == 7
    drawn = sketch(plane_of(sample), Look("id"))
    assert drawn.count("<polyline") == 3 and drawn.count("<circle") == 3


def test_a_document_of_both_is_the_same_twice(sample):
    found = document(bridge_of(sample, COUNTS), plane_of(sample))
    assert to_pptx(found) == to_pptx(found) and to_xlsx(found) == to_xlsx(found)
