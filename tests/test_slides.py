"""Slides read back from the file: every chart, its workbook, tables, map and words say the numbers of the figure, under agreed names."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from analytics import catalogue, chart, questions, quoted, sentences, spoken
from analytics.briefing import Briefing, Document, Leaf, alone, composed, house, item_of, ready
from analytics.colour import luminance
from analytics.export.slides.charts.labels import is_literal
from analytics.export.slides.charts.native import USER_SHAPES
from analytics.export.slides.charts.overlay import event_places
from analytics.export.slides.charts.pieces import Piece, boxes, pieces
from analytics.export.slides.charts.workbook import has_dates, workbook
from analytics.export.slides.deck import to_pptx
from analytics.export.slides.layouts import Box
from analytics.export.slides.methodology import methodology
from analytics.export.slides.package.checking import problems
from analytics.export.slides.refresh.deck import refreshed
from analytics.export.slides.style import Style
from analytics.table import definition
from analytics.text import LANGUAGES
from analytics.view import View, shared_answer, view_of
from analytics.vocabulary import provinces

EPOCH = date(1899, 12, 30)
NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
THEME = {"tx1": "#17202B", "bg1": "#FFFFFF", "accent1": "#0B5CAD", "accent2": "#B45309"}
NOTHING_IN_IT = {"province": "papua", "agency": "kab_wakatobi", "as_of": "2020-07-31"}
ADDRESS = "https://dasbor.example.go.id"


@pytest.fixture(autouse=True, scope="module")
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


def document_of(exhibits, lang="id", **changed):
    """A document of some figures, each with a comment."""
    leaves = tuple(Leaf(exhibit, f"Komentar {place}") for place, exhibit in enumerate(exhibits))
    return Document("Judul bahan", leaves, house(), lang, "Biro Humas", date(2020, 8, 3), "pukul 10.00", address=ADDRESS, **changed)


def read(content):
    """The slides of a file by the id of their figure."""
    found = {}
    for slide in Presentation(io.BytesIO(content)).slides:
        names = {shape.name: shape for shape in slide.shapes}
        key = next((name.partition(":")[2] for name in names if name.startswith("footnote:")), "")
        found[key] = SimpleNamespace(slide=slide, shapes=names)
    return found


@pytest.fixture(scope="module", params=LANGUAGES)
def every(request, sample):
    """A deck of all figures in one language, and what it was made of."""
    shown = {"as_of": "2020-07-31", "compare": "2020-06-26", "mode": "internal"}  # hidden numbers: tests/test_hidden.py
    seen = view_of(sample, shown, request.param)
    exhibits = {key: catalogue.figure(key, seen) for key in catalogue.FIGURES}
    document = document_of(exhibits.values(), request.param)
    content = to_pptx(document)
    return SimpleNamespace(lang=request.param, exhibits=exhibits, document=document, content=content, slides=read(content))


def words(shape):
    """The text of a shape, a line a paragraph."""
    return "\n".join(paragraph.text for paragraph in shape.text_frame.paragraphs)


def alt(shape):
    """What a reader who cannot see a shape is told."""
    return shape._element.xpath("./*/p:cNvPr/@descr")[0]


# --- charts: cache, workbook, labels ---


def frames(found, exhibit):
    """The chart frames of a figure, by name."""
    name = f"figure:{exhibit.figure_id}"
    return {key: shape for key, shape in found.shapes.items() if key.partition("#")[0] == name}


def cached(native):
    """Categories, and values by series, as the drawing holds them."""
    root, series = native._chartSpace, {}
    for number, ser in enumerate(root.iterfind(".//c:ser", NS)):
        series[number] = (ser.findtext("c:tx//c:v", namespaces=NS), points(ser.find("c:val", NS), float))
        categories = points(ser.find("c:cat", NS), str)
    return categories, series


def points(element, kind):
    """Values by place, None where there is none."""
    count = int(element.find(".//c:ptCount", NS).get("val"))
    found = {int(each.get("idx")): kind(each.findtext("c:v", namespaces=NS)) for each in element.iterfind(".//c:pt", NS)}
    return [found.get(place) for place in range(count)]


def embedded(native):
    """Headings and lines of the workbook inside, which holds one visible sheet and nothing else."""
    book = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))
    (sheet,) = book.worksheets
    assert sheet.sheet_state == "visible" and not book.defined_names
    assert not any(each.hidden for each in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))
    first, *lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    return first[1:], lines


def shown_days(categories):
    """Days from the numbers of a spreadsheet."""
    return [EPOCH + timedelta(days=int(each)) for each in categories]


def near(found, wanted):
    """Whether two numbers are the same but for the 17th digit, which a workbook does not hold."""
    return found == wanted or (None not in (found, wanted) and abs(found - wanted) <= 1e-15 * abs(wanted))


def check_frame(piece, native):
    """Cache and workbook hold the categories and the raw values of the chart."""
    if piece.planes:
        check_plane(piece.planes[0], native)
        return
    drawn, dated = piece.chart, has_dates(piece)
    categories, series = cached(native)
    headings, lines = embedded(native)
    if drawn.form == "bridge":  # the true numbers stand in the workbook alone
        series = {0: (headings[0], [mark.value for mark in drawn.series[0].marks])} | {n + 1: each for n, each in series.items()}
    assert (shown_days(categories) if dated else categories) == list(drawn.days if dated else drawn.categories)
    assert [line[0].date() if dated else line[0] for line in lines] == list(drawn.days if dated else drawn.categories)
    assert headings == [each.name for each in drawn.series] == [name for name, _ in series.values()]
    for number, each in enumerate(drawn.series):
        values = [mark.value for mark in each.marks]
        assert series[number][1] == values
        assert all(near(line[number + 1], value) for line, value in zip(lines, values, strict=True))


def check_plane(plane, native):
    """Cache and workbook hold the pairs of every curve."""
    book = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))
    (sheet,) = book.worksheets
    for curve, ser in zip(plane.curves, native._chartSpace.iterfind(".//c:ser", NS), strict=True):
        wanted = [(spot.x, spot.y) for spot in chart.corners(curve)]
        across, up = (points(ser.find(f"c:{name}", NS), float) for name in ("xVal", "yVal"))
        assert list(zip(across, up, strict=True))[: len(wanted)] == wanted and set(across[len(wanted) :]) <= {None}
        cells = [ser.findtext(f"c:{name}//c:f", namespaces=NS).partition("!")[2].replace("$", "") for name in ("xVal", "yVal")]
        held = [[cell.value for (cell,) in sheet[place]][: len(wanted)] for place in cells]
        assert all(near(*pair) for pair in zip(zip(*held, strict=True), wanted, strict=True) for pair in zip(*pair, strict=True))
        assert ser.findtext("c:tx//c:v", namespaces=NS) == curve.name


def test_every_chart_and_its_workbook_hold_the_numbers_of_the_figure(every):
    drawn = 0
    for exhibit in every.exhibits.values():
        found = frames(every.slides[exhibit.figure_id], exhibit)
        for piece in pieces(exhibit):
            check_frame(piece, found.pop(piece.name).chart)
            drawn += 1
        if chart.charts(exhibit):
            assert found == {}
    assert drawn > 40


def test_pieces_are_the_charts_of_the_figure_cut_but_not_changed(every):
    for exhibit in every.exhibits.values():
        whole, found = chart.charts(exhibit), [piece.chart for piece in pieces(exhibit)]
        if exhibit.disputed or exhibit.kind == "plane":
            continue
        for place in range(len(whole[0].series) if whole else 0):
            joined = [mark for each in whole for mark in each.series[place].marks]
            assert [mark for each in found for mark in each.series[place].marks] == joined
        assert [name for each in found for name in each.categories] == [name for each in whole for name in each.categories]


def test_contradicted_numbers_stand_beside_the_lines(every):
    exhibit = every.exhibits["pernyataan_deret"]
    (piece,), (whole,) = pieces(exhibit), chart.charts(exhibit)
    lines, crosses = piece.lines, piece.chart.series[-piece.disputed :]
    for before, after in zip(whole.series, lines, strict=True):
        kept = {day: mark for day, mark in zip(piece.chart.days, after.marks, strict=True) if mark.value is not None}
        assert kept == {day: mark for day, mark in zip(whole.days, before.marks, strict=True) if mark.value is not None}
    drawn = [(day, mark.value) for each in crosses for day, mark in zip(piece.chart.days, each.marks, strict=True) if mark.value]
    assert sorted(drawn) == sorted((each.scope.as_of, each.total.value) for each in exhibit.disputed) != []


def text_of(element):
    """The words in an element."""
    return "".join(each.text for each in element.iter(f"{{{NS['a']}}}t"))


def labels_of(ser):
    """Labels in words by place, and the format of all others."""
    labels = ser.find("c:dLbls", NS)
    own = {
        int(each.find("c:idx", NS).get("val")): text_of(each) for each in labels.iterfind("c:dLbl", NS) if each.find("c:tx", NS) is not None
    }
    code = labels.find("c:numFmt", NS)
    return own, code.get("formatCode") if code is not None else None


def in_format(code, value, lang):
    """What our formats make of a whole number: the separators stand in the format itself, not in the viewer's settings."""
    assert ("," in code.replace(r"\,", "")) is False and ("." in code.replace(r"\.", "")) is False
    mark = "." if lang == "id" else ","
    assert rf"\{mark}" in code
    return f"{value:,}".replace(",", mark)


def test_every_label_is_the_label_of_its_mark(every):
    literal = formatted = 0
    for exhibit in every.exhibits.values():
        if exhibit.kind not in ("bar", "pair", "funnel"):
            continue
        found = frames(every.slides[exhibit.figure_id], exhibit)
        for piece in pieces(exhibit):
            sers = found[piece.name].chart._chartSpace.iterfind(".//c:ser", NS)
            for ser, each in zip(sers, piece.chart.series, strict=True):
                own, code = labels_of(ser)
                for place, mark in enumerate(each.marks):
                    wanted = f"{mark.label}  {mark.support}" if mark.support else mark.label
                    assert (own[place] if own else in_format(code, mark.value, every.lang)) == wanted
                literal, formatted = literal + len(own), formatted + (0 if own else len(each.marks))
    assert literal > 100 and formatted > 50


def test_stacked_segments_carry_their_share_where_there_is_room(every):
    exhibit = every.exhibits["jabatan_waktu"]
    (piece,) = pieces(exhibit)
    (frame,) = frames(every.slides[exhibit.figure_id], exhibit).values()
    shown = 0
    for ser, each in zip(frame.chart._chartSpace.iterfind(".//c:ser", NS), piece.chart.series, strict=True):
        own, _ = labels_of(ser)
        assert own == {place: mark.label for place, mark in enumerate(each.marks) if (mark.value or 0) >= 0.06}
        shown += len(own)
    assert shown > 10


def test_lines_are_named_at_their_ends_with_their_last_value(every):
    for key in ("tren_register", "tren_kepatuhan", "pernyataan_deret"):
        exhibit = every.exhibits[key]
        (piece,) = pieces(exhibit)
        (frame,) = frames(every.slides[exhibit.figure_id], exhibit).values()
        sers = list(frame.chart._chartSpace.iterfind(".//c:ser", NS))
        for ser, each in zip(sers, piece.chart.series[: len(exhibit.parts)], strict=False):
            last = max(place for place, mark in enumerate(each.marks) if mark.value is not None)
            assert labels_of(ser)[0] == {last: f"{each.name} {each.marks[last].label}"}
        assert all(labels_of(ser)[0] == {} for ser in sers[len(exhibit.parts) :])


def tones(ser, count):
    """The theme colour of each bar; 'pattern' where it is hatched."""
    found = {}
    for part in (ser, *ser.iterfind("c:dPt", NS)):
        look = part.find("c:spPr", NS)
        name = "pattern" if look.find("a:pattFill", NS) is not None else look.find("a:solidFill/a:schemeClr", NS).get("val")
        shade = look.find("a:solidFill/a:schemeClr/a:lumMod", NS)
        found[int(part.find("c:idx", NS).get("val")) if part is not ser else None] = (name, shade is not None and shade.get("val"))
    return [found.get(place, found[None]) for place in range(count)]


def test_one_bar_is_pointed_at_and_the_rest_is_lighter(every):
    exhibit = every.exhibits["jabatan_kelompok"]
    (frame,) = frames(every.slides[exhibit.figure_id], exhibit).values()
    (series,) = chart.charts(exhibit)[0].series
    drawn = tones(frame.chart._chartSpace.find(".//c:ser", NS), len(series.marks))
    by_tone = {}
    for mark, look in zip(series.marks, drawn, strict=True):
        by_tone.setdefault(mark.tone, set()).add(look)
    assert by_tone["accent"] == {("accent1", False)}
    assert {name for name, _ in by_tone["muted"] | by_tone["rest"]} == {"bg1"} and by_tone["muted"].isdisjoint(by_tone["rest"])
    assert [mark.tone for mark in series.marks].count("accent") == 1


def test_incomplete_periods_are_hatched(every):
    exhibit = every.exhibits["tren_laporan"]
    (frame,) = frames(every.slides[exhibit.figure_id], exhibit).values()
    drawn = tones(frame.chart._chartSpace.find(".//c:ser", NS), len(exhibit.answer.rows))
    hatched = {row.code for row, (name, _) in zip(exhibit.answer.rows, drawn, strict=True) if name == "pattern"}
    assert hatched == exhibit.incomplete != frozenset()


def rules(native):
    """Places along the axis of the rules inside a chart, and the numbers above them, in parts of the frame."""
    part = next(each.target_part for each in native.part.rels.values() if each.reltype == USER_SHAPES)
    root = etree.fromstring(part.blob)
    anchors = [(float(each.findtext("{*}from/{*}x")), each) for each in root]
    lines = [x for x, each in anchors if each.find("{*}cxnSp") is not None]
    return lines, [text_of(each) for _, each in anchors if each.find("{*}sp") is not None]


def test_events_stand_at_their_dates_and_are_listed_by_number(every):
    exhibit = every.exhibits["tren_laporan"]
    found = every.slides[exhibit.figure_id]
    (frame,) = frames(found, exhibit).values()
    lines, numbers = rules(frame.chart)
    layout = frame.chart._chartSpace.find(".//c:plotArea/c:layout/c:manualLayout", NS)
    left, wide = (float(layout.find(f"c:{name}", NS).get("val")) for name in "xw")
    months = [row.code for row in exhibit.answer.rows]
    for x, event in zip(lines, exhibit.events, strict=True):
        assert months[int((x - left) / wide * len(months))] == event.day.isoformat()[:7]
    listed = [f"{place}  " for place in range(1, len(lines) + 1)]
    text = words(found.shapes[f"notes:{exhibit.figure_id}"])
    assert all(number in text for number in listed) and all(event.label(every.lang) in text for event in exhibit.events)
    covered = [place for each in numbers for place in range(int(each.split("–")[0]), int(each.split("–")[-1]) + 1)]
    assert covered == list(range(1, len(lines) + 1))


def test_an_event_outside_the_periods_is_neither_drawn_nor_listed(sample):
    exhibit = catalogue.figure("tren_laporan-week", view_of(sample, {"as_of": "2020-07-31"}, "id"))
    (piece,) = pieces(exhibit)
    late = replace(exhibit.events[0], day=piece.chart.days[-1] + timedelta(days=7))
    last = replace(exhibit.events[0], day=piece.chart.days[-1] + timedelta(days=6))
    found = event_places(replace(piece, events=(last, late)))
    assert [event for event, _ in found] == [last] and 1 - 1 / len(piece.chart.days) < found[0][1] < 1


def test_a_figure_that_cannot_be_drawn_says_why_on_its_slide(sample):
    exhibit = catalogue.again("kepatuhan_waktu-jenis?agency=kab_wakatobi", sample)
    slide = read(to_pptx(alone(exhibit)))[exhibit.figure_id]
    said = words(slide.shapes[f"notes:{exhibit.figure_id}"])
    assert not chart.drawable(exhibit) and chart.NOT_DRAWN.id in said and "kurang dari 5" in said
    assert f"figure:{exhibit.figure_id}" not in slide.shapes


def test_panels_share_one_scale_and_one_axis_of_time(every):
    exhibit = every.exhibits["tren_jenis"]
    found = frames(every.slides[exhibit.figure_id], exhibit)
    ends = {tuple(each.get("val") for each in frame.chart._chartSpace.iterfind(".//c:scaling/*", NS)) for frame in found.values()}
    assert len(found) == len(exhibit.parts) == 6 and len(ends) == 1
    for (name, answer), frame in zip(exhibit.parts, found.values(), strict=True):
        assert rules(frame.chart)[1] == [f"{name}  {sentences.value(answer, answer.total, every.lang)}"]


def test_long_lists_stand_in_two_columns_on_one_scale(every):
    exhibit = every.exhibits["kepatuhan_provinsi"]
    found = frames(every.slides[exhibit.figure_id], exhibit)
    left, right = found.values()
    assert left.left + left.width <= right.left and left.top == right.top
    tops = {frame.chart._chartSpace.find(".//c:valAx/c:scaling/c:max", NS).get("val") for frame in found.values()}
    sizes = {int(each.get("sz")) for frame in found.values() for each in frame.chart._chartSpace.iter(f"{{{NS['a']}}}defRPr")}
    assert len(tops) == 1 and min(sizes) >= 900


def test_bars_begin_at_zero_and_have_no_axis_of_values(every):
    for exhibit in every.exhibits.values():
        for frame in frames(every.slides[exhibit.figure_id], exhibit).values() if exhibit.kind in ("bar", "pair", "funnel") else ():
            axis = frame.chart._chartSpace.find(".//c:valAx", NS)
            assert axis.find("c:scaling/c:min", NS).get("val") == "0" and axis.find("c:delete", NS).get("val") == "1"


# --- numbers, tables, the map ---


def test_headline_numbers_are_text_of_four_lines(every):
    exhibit = every.exhibits["ringkasan_angka"]
    shapes = every.slides[exhibit.figure_id].shapes
    for number in exhibit.parts:
        box = shapes[f"number:{exhibit.figure_id}#{number.answer.metric.code}"]
        assert [paragraph.text for paragraph in box.text_frame.paragraphs] == list(chart.number_words(number, every.lang))
        assert chart.number_words(number, every.lang)[1] in alt(box)


def table_of(every, exhibit):
    """A native table as lines of text."""
    table = every.slides[exhibit.figure_id].shapes[f"figure:{exhibit.figure_id}"].table
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("key", ["jabatan_silang", "kepatuhan_silang"])
def test_a_grid_is_a_real_table_shaded_by_value(every, key):
    exhibit = every.exhibits[key]
    shown = chart.cross(exhibit.answer, every.lang)
    cells = [[sentences.value(exhibit.answer, row, every.lang) if row else "·" for row in line] for line in shown.cells]
    expected = [[shown.corner, *shown.columns], *([name, *line] for name, line in zip(shown.rows, cells, strict=True))]
    assert table_of(every, exhibit) == expected
    table = every.slides[exhibit.figure_id].shapes[f"figure:{exhibit.figure_id}"].table
    top, shades = max(row.value for row in exhibit.answer.rows), {}
    for y, line in enumerate(shown.cells, start=1):
        for x, row in enumerate(line, start=1):
            fill = table.cell(y, x)._tc.tcPr.find("a:solidFill/a:schemeClr", NS)
            look = None if fill is None else tuple(each.get("val") for each in fill)
            shades.setdefault(chart.shade(row, top) if row else None, set()).add(look)
    assert shades.pop(None) == {None}
    assert all(len(looks) == 1 for looks in shades.values()) and len({look for looks in shades.values() for look in looks}) == len(shades)


@pytest.mark.parametrize("key", ["pernyataan_position", "pernyataan_category"])
def test_published_shares_are_a_table_as_printed(every, key):
    exhibit = every.exhibits[key]
    (_, *dates), *lines = table_of(every, exhibit)
    days = sorted({point.day for _, points in exhibit.parts for point in points})
    assert len(dates) == len(days)
    for (name, found), line in zip(exhibit.parts, lines, strict=True):
        printed = {point.day: f"{'●' if point.stated else '○'} {point.label}" for point in found}
        assert [cell.replace("\u00a0", " ") for cell in line] == [name, *(printed.get(day, "") for day in days)]


@pytest.mark.parametrize("key", ["instansi_provinsi", "instansi_provinsi-rate"])
def test_the_map_is_a_group_of_named_provinces_with_a_legend(every, key):
    exhibit = every.exhibits[key]
    shapes = every.slides[exhibit.figure_id].shapes
    said = {shape.name: alt(shape) for shape in shapes[f"figure:{exhibit.figure_id}"].shapes}
    rows = {row.code: row for row in exhibit.answer.rows if row.value is not None}
    assert len(said) == 34 and set(said) <= set(provinces())
    for code, text in said.items():
        label = exhibit.answer.by[0].member(code, every.lang)
        assert (
            text == f"{label}: {sentences.value(exhibit.answer, rows[code], every.lang)}" if code in rows else text.startswith(f"{label}: ")
        )
    legend = [words(shape) for name, shape in shapes.items() if name.startswith(f"legend:{exhibit.figure_id}#")]
    values = [sentences.value(exhibit.answer, row, every.lang) for code, row in rows.items() if code in provinces()]
    ends = [end for entry in legend for end in entry.split("–") if end[0].isdigit()]
    assert len(legend) >= 3 and set(ends) <= set(values)
    beside = [row for code, row in rows.items() if code not in provinces()]
    notes = words(shapes[f"notes:{exhibit.figure_id}"]) if beside else ""
    assert all(sentences.value(exhibit.answer, row, every.lang) in notes for row in beside)


def test_a_slide_with_a_map_stays_small(every):
    with zipfile.ZipFile(io.BytesIO(every.content)) as archive:
        assert max(entry.file_size for entry in archive.infolist() if entry.filename.startswith("ppt/slides/slide")) < 400_000


# --- words, names, reading order ---


def test_every_slide_has_title_subtitle_footnote_and_alternative_text(every):
    for exhibit in every.exhibits.values():
        shapes = every.slides[exhibit.figure_id].shapes
        assert shapes[f"title:{exhibit.figure_id}"].is_placeholder and words(shapes[f"title:{exhibit.figure_id}"]) == exhibit.title.replace(
            " %", "\u00a0%"
        )
        assert words(shapes[f"subtitle:{exhibit.figure_id}"]).replace("\u00a0", " ") == exhibit.subtitle
        note = sentences.footnote(exhibit.answer, every.document.institution, every.lang)
        assert words(shapes[f"footnote:{exhibit.figure_id}"]) == note
        drawn = [shape for name, shape in shapes.items() if name.partition("#")[0] == f"figure:{exhibit.figure_id}"]
        assert all(alt(shape) == exhibit.alt for shape in drawn) and (drawn or exhibit.kind == "numbers" or exhibit.empty)
        said = words(shapes[f"notes:{exhibit.figure_id}"]) if f"notes:{exhibit.figure_id}" in shapes else ""
        assert all(note in said for note in exhibit.notes)
        assert all(remark in said for drawn in chart.charts(exhibit) for remark in drawn.remarks)


def test_a_slide_is_read_from_title_to_footnote(every):
    order = ["title", "subtitle", "number", "figure", "legend", "notes", "footnote"]
    for exhibit in every.exhibits.values():
        kinds = [shape.name.partition(":")[0] for shape in every.slides[exhibit.figure_id].slide.shapes if ":" in shape.name]
        assert kinds == sorted(kinds, key=order.index)
        assert set(kinds) <= set(order)


def test_nothing_lies_outside_the_slide_or_over_another_part(every):
    deck = Presentation(io.BytesIO(every.content))
    for found in every.slides.values():
        boxes = [
            (shape.name, shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
            for shape in found.slide.shapes
            if ":" in shape.name
        ]
        for place, (name, left, top, right, bottom) in enumerate(boxes):
            assert left >= 0 and top >= 0 and right <= deck.slide_width and bottom <= deck.slide_height, name
            for other, x0, y0, x1, y1 in boxes[place + 1 :]:
                assert right <= x0 or x1 <= left or bottom <= y0 or y1 <= top, (name, other)


def test_speaker_notes_carry_comment_sentence_definition_questions_citation_and_id(every):
    for place, exhibit in enumerate(every.exhibits.values()):
        lines = every.slides[exhibit.figure_id].slide.notes_slide.notes_text_frame.text.split("\n")
        comment, _, first, *block, last = lines
        assert comment == f"Komentar {place}" and last == f"figure:{exhibit.figure_id}"
        assert first == ("Catatan dasbor:" if every.lang == "id" else "Dashboard notes:")
        assert block[0].endswith(f": {spoken.sentence(exhibit)}")
        text = "\n".join(block)
        asked = [part for pair in questions.questions(exhibit) for part in pair]
        assert all(part in text for part in [*asked, *(said for _, said in definition(exhibit.answer, every.lang))])
        assert block[-1].endswith(quoted.citation(exhibit, every.document.institution, ADDRESS)) and f"{ADDRESS}{exhibit.link}" in block[-1]


def test_every_run_has_its_language_and_the_type_of_the_theme(every):
    code = "id-ID" if every.lang == "id" else "en-GB"
    count = 0
    with zipfile.ZipFile(io.BytesIO(every.content)) as archive:
        for name in archive.namelist():
            if re.match(r"ppt/(slides|charts|drawings|notesSlides)/[^/]+\.xml", name):
                root = etree.fromstring(archive.read(name))
                runs = list(root.iter(f"{{{NS['a']}}}r"))
                assert all(run.find("a:rPr", NS).get("lang") == code for run in runs), name
                assert {each.get("typeface") for each in root.iter(f"{{{NS['a']}}}latin")} <= {"+mn-lt"}, name
                assert not list(root.iter(f"{{{NS['a']}}}srgbClr")), name
                count += len(runs)
    assert count > 500


def test_the_file_passes_the_check_and_is_the_same_every_time(every):
    assert problems(every.content) == []
    few = replace(every.document, leaves=every.document.leaves[5:8])
    assert to_pptx(few) == to_pptx(few)


def test_the_cover_says_who_when_and_of_which_data(every):
    first = Presentation(io.BytesIO(every.content)).slides[0]
    text = "\n".join(words(shape) for shape in first.shapes)
    wanted = ["Judul bahan", "Biro Humas", "pukul 10.00", every.document.institution.name, sentences.SYNTHETIC(every.lang)]
    assert all(each in text for each in [*wanted, "3 Agustus 2020" if every.lang == "id" else "3 August 2020"])
    token = next(shape for shape in first.shapes if shape.name == "token:as_of")
    day = sentences.DATA_AS_OF(every.lang, day="31 Juli 2020" if every.lang == "id" else "31 July 2020")
    assert words(token) == f"{day} · {sentences.SYNTHETIC(every.lang)}"


def test_the_last_slides_define_every_metric_and_name_the_sources(every):
    slides = [
        slide
        for slide in Presentation(io.BytesIO(every.content)).slides
        if any(s.name.startswith("token:methodology") for s in slide.shapes)
    ]
    text = "\n".join(words(shape) for slide in slides for shape in slide.shapes if shape.has_text_frame)
    metrics = {exhibit.answer.metric for exhibit in every.exhibits.values()}
    assert all(metric.definition(every.lang) in text for metric in metrics) and len(metrics) >= 5
    assert text.count(sentences.SYNTHETIC(every.lang)) == len(slides) + 1
    (short,) = {each.document.institution.short for each in [every]}
    assert short in text and ("31 Juli 2020" if every.lang == "id" else "31 July 2020") in text
    entries = methodology(every.document)
    assert sum(
        len([line for line in words(shape).split("\n") if line])
        for slide in slides
        for shape in slide.shapes
        if shape.name.startswith("token")
    ) == len(entries)


# --- nothing is computed here ---


def planted(exhibit, **numbers):
    """The figure with the same numbers in every row of its answer, whether they agree or not."""
    rows = tuple(replace(row, **numbers) for row in exhibit.answer.rows)
    return replace(exhibit, answer=replace(exhibit.answer, rows=rows))


def test_the_slide_says_what_the_answer_says_even_where_that_cannot_be(sample):
    """A value of 0.123 with 1 of 2: a renderer that divides would write 50 %."""
    seen = view_of(sample, {"as_of": "2020-07-31"}, "id")
    exhibit = planted(catalogue.figure("kepatuhan_jenis", seen), numerator=1, denominator=2, value=0.123)
    found = read(to_pptx(alone(exhibit)))[exhibit.figure_id]
    (frame,) = frames(found, exhibit).values()
    (series,) = frame.chart._chartSpace.findall(".//c:ser", NS)
    own, _ = labels_of(series)
    assert set(own.values()) == {"12,3 %  1/2 (9,5–90,5 %)"}
    assert set(cached(frame.chart)[1][0][1]) == {0.123} == {line[1] for line in embedded(frame.chart)[1]}


def test_the_map_says_what_the_answer_says(sample):
    exhibit = planted(catalogue.figure("instansi_provinsi-rate", view_of(sample, {}, "en")), numerator=1, denominator=2, value=0.123)
    found = read(to_pptx(alone(exhibit)))[exhibit.figure_id].shapes
    said = [alt(shape) for shape in found[f"figure:{exhibit.figure_id}"].shapes]
    assert {text.rpartition(": ")[2] for text in said if "%" in text} == {"12.3%"}
    assert words(found[f"legend:{exhibit.figure_id}#1"]) == "12.3%"


# --- sizes, scopes, bad input ---


@pytest.mark.parametrize("key", [key for key in catalogue.FIGURES if not key.startswith("pernyataan")])
def test_a_figure_of_nothing_is_a_title_and_a_footnote(sample, key):
    exhibit = catalogue.figure(key, view_of(sample, NOTHING_IN_IT, "en"))
    shapes = read(to_pptx(alone(exhibit)))[exhibit.figure_id].shapes
    assert {name.partition(":")[0] for name in shapes if ":" in name} == {"title", "subtitle", "footnote"}
    assert words(shapes[f"title:{exhibit.figure_id}"]) == sentences.NOTHING("en")


def test_one_figure_is_one_slide_and_a_briefing_has_a_cover_and_an_end(sample):
    seen = view_of(sample, {"as_of": "2020-07-31"}, "id")
    assert len(Presentation(io.BytesIO(to_pptx(alone(catalogue.figure("jabatan_jenis", seen))))).slides) == 1
    briefing = composed(ready("rilis-pers", seen), sample)
    slides = list(Presentation(io.BytesIO(to_pptx(briefing))).slides)
    assert len(slides) >= len(briefing.leaves) + 2
    assert [shape.name for shape in slides[-1].shapes if shape.name.startswith("token:methodology")]


def test_figures_only_are_a_slide_each_and_can_be_refreshed(sample):
    seen = view_of(sample, {"as_of": "2020-06-26"}, "id")
    items = tuple(item_of(key, seen) for key in ("tren_laporan", "instansi_jenis", "kepatuhan_jenis"))
    deck = to_pptx(composed(Briefing(items, "Rapat", extent="figures"), sample))
    slides = list(Presentation(io.BytesIO(deck)).slides)
    assert [shape.name.partition(":")[0] for slide in slides for shape in slide.shapes if "title" in shape.name.partition(":")[0]] == [
        "title", "subtitle", "title", "subtitle", "title", "subtitle",
    ]  # fmt: skip
    renewed = refreshed(deck, sample, date(2020, 7, 31))
    assert len(Presentation(io.BytesIO(renewed.content)).slides) == 3


@pytest.mark.parametrize(("size", "ratio"), [("16:9", 16 / 9), ("4:3", 4 / 3)])
def test_slides_have_the_size_asked_for(sample, size, ratio):
    exhibits = [catalogue.figure(key, view_of(sample, {}, "id")) for key in ("ringkasan_angka", "instansi_provinsi", "kepatuhan_provinsi")]
    deck = Presentation(io.BytesIO(to_pptx(document_of(exhibits, size=size))))
    assert deck.slide_width / deck.slide_height == pytest.approx(ratio, rel=0.01)
    for slide in deck.slides:
        assert all(shape.left + shape.width <= deck.slide_width and shape.top + shape.height <= deck.slide_height for shape in slide.shapes)


HOSTILE = "=CMD()|'/c calc'!A1 <b>&\"\x0b\x00\ud800 😀 " + "panjang sekali " * 12


def test_hostile_words_give_a_sound_file(sample):
    exhibit = catalogue.figure("ringkasan_instansi", view_of(sample, {"as_of": "2020-07-31"}, "id"))
    leaf = Leaf(replace(exhibit, own_title=HOSTILE), "+1 " + HOSTILE * 3)
    document = Document(HOSTILE, (leaf, leaf), house(), "id", HOSTILE, None, HOSTILE)
    content = to_pptx(document)
    assert problems(content) == []
    found = read(content)[exhibit.figure_id]
    title = found.shapes[f"title:{exhibit.figure_id}"]
    assert words(title).startswith("=CMD()|'/c calc'!A1 <b>&\"") and "😀" in words(title)
    assert title.text_frame.paragraphs[0].runs[0].font.size.pt < 26  # as in the template
    assert found.slide.notes_slide.notes_text_frame.text.startswith("+1 =CMD()")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "123", "http://x.example"])
def test_no_cell_inside_a_chart_becomes_a_formula_a_link_or_a_number(text):
    mark = chart.Mark(1, "1")
    piece = Piece(chart.Chart("bars", (text,), (chart.Series(text, (mark,)),), False), "figure:x")
    content = workbook(piece, Style("id", THEME))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B1"].value, sheet["B1"].data_type) == (text, "s", text, "s")
    assert sheet["A2"].hyperlink is None and b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert workbook(piece, Style("id", THEME)) == content


def test_labels_apart_from_their_number_are_written_out():
    def chart_with(*marks):
        return chart.Chart("bars", ("a",) * len(marks), (chart.Series("x", marks),), False)

    assert not is_literal(chart_with(chart.Mark(1234, "1.234"), chart.Mark(0, "0")))
    assert is_literal(chart_with(chart.Mark(12.5, "12,5")))
    assert is_literal(chart_with(chart.Mark(344, "344 dari 456 (75,4 %)")))


def test_greys_are_those_of_the_background_and_ink_reads_on_every_shade():
    dark = {"tx1": "#FFFFFF", "bg1": "#101820", "accent1": "#4C9BE8", "accent2": "#E08B3E"}
    for theme in (THEME, dark):
        style = Style("id", theme)
        assert style.dark is (theme is dark)
        grounds = [style.shade(place) for place in range(5)] + [style.paint(tone) for tone in ("accent", "second", "muted", "rest")]
        for ground in grounds:
            light, ink = (luminance(style.rgb(each)) for each in (ground, style.ink(ground)))
            assert (max(light, ink) + 0.05) / (min(light, ink) + 0.05) >= 4.0
        paper = luminance(theme["bg1"])
        muted = luminance(style.rgb(style.paint("muted")))
        assert (max(muted, paper) + 0.05) / (min(muted, paper) + 0.05) >= 3.0


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_pieces_stand_beside_one_another_within_their_box(count):
    mark = chart.Mark(1, "1")
    found = [Piece(chart.Chart("columns", ("a",), (chart.Series("x", (mark,)),), False), f"figure:x#{place}") for place in range(count)]
    box = Box(100, 200, 9_000_000, 4_000_000)
    places = boxes(found, box)
    for place, one in enumerate(places):
        assert one.left >= box.left and one.top >= box.top and one.left + one.width <= box.left + box.width and one.bottom <= box.bottom
        for other in places[place + 1 :]:
            assert one.left + one.width <= other.left or one.bottom <= other.top or other.left + other.width <= one.left


def test_a_figure_without_a_comparison_has_numbers_without_change(sample):
    seen = view_of(sample, {"as_of": "2020-07-31"}, "id")
    exhibit = catalogue.figure("ringkasan_angka", View(seen.register, seen.scope, None, "id"))
    shapes = read(to_pptx(alone(exhibit)))[exhibit.figure_id].shapes
    boxes_found = [shape for name, shape in shapes.items() if name.startswith("number:")]
    assert len(boxes_found) == 4 and all(
        len(box.text_frame.paragraphs) == 4 and box.text_frame.paragraphs[3].text == "" for box in boxes_found
    )
