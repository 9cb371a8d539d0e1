"""The refresh of a finished deck: what is ours is as in a new deck, what someone changed by hand stays, and the report is right."""

import io
import re
import shutil
import subprocess
from copy import deepcopy
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from foreign_templates import ministry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches, Pt

from analytics import catalogue
from analytics.briefing import Briefing, Item, alone, composed
from analytics.export.archive import packed, unpacked
from analytics.export.slides.charts.native import native
from analytics.export.slides.charts.pieces import pieces
from analytics.export.slides.deck import to_pptx
from analytics.export.slides.package import checking, opening
from analytics.export.slides.refresh.charts import pieces_for
from analytics.export.slides.refresh.deck import refreshed
from analytics.export.slides.refresh.reading import NAME, frame_box
from analytics.export.slides.refresh.remade import paper_of
from analytics.export.slides.refresh.report import report, to_rows
from analytics.text import Notice

OLD, NEW, LATER = date(2020, 7, 31), date(2020, 8, 19), date(2020, 9, 30)
KEYS = (
    "ringkasan_angka", "ringkasan_perubahan", "tren_laporan", "tren_jenis", "tren_register", "jabatan_waktu", "jabatan_kelompok",
    "instansi_peringkat", "instansi_provinsi", "kepatuhan_corong", "kepatuhan_silang", "pernyataan_position",
)  # fmt: skip
EDITED = Path(__file__).parent / "data" / "edited_in_libreoffice.pptx"
RED = RGBColor(0xC0, 0x10, 0x20)


def deck_of(register, day, *keys, lang="id", comment="", **more):
    """A deck of some figures at a snapshot."""
    items = tuple(Item(key, {"as_of": day.isoformat(), **more}, comment=comment) for key in keys)
    return to_pptx(composed(Briefing(items, "Rapat", lang=lang), register))


def single(register, key, day=OLD, **more):
    """A deck of one slide."""
    return to_pptx(alone(catalogue.again(f"{key}?as_of={day}", register, **more)))


def show_of(content):
    """A deck to look into."""
    return Presentation(io.BytesIO(content))


def saved(show):
    """A deck as bytes."""
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def changed(content, edit):
    """A deck with something done to it."""
    show = show_of(content)
    edit(show)
    return saved(show)


def named(slide, part):
    """The first shape of ours of a part."""
    return next(shape for shape in slide.shapes if shape.name.startswith(f"{part}:"))


def chart_of(slide):
    """The first chart of ours."""
    return named(slide, "figure").chart


def drawing(chart):
    """A chart's XML without what leads to other parts."""
    root = etree.fromstring(etree.tostring(chart.part._element))
    for each in root.findall("{*}externalData") + root.findall("{*}userShapes"):
        root.remove(each)
    return etree.tostring(root, method="c14n", exclusive=True)


def cells(chart):
    """The cells of a chart's workbook."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [[cell.value for cell in row] for row in book.active]


def inside(chart):
    """The shapes drawn inside a chart."""
    return sorted(rel.target_part.blob for rel in chart.part.rels.values() if rel.reltype.endswith("/chartUserShapes"))


def content_of(slide):
    """All that a slide says and draws, by name of shape."""
    found = {}
    for shape in slide.shapes:
        words = shape.text_frame.text if shape.has_text_frame else ""
        alt = shape._element.xpath("./*/p:cNvPr/@descr")
        if shape.has_chart:
            found[shape.name] = (alt, cells(shape.chart), len(inside(shape.chart)))
        elif shape.has_table:
            found[shape.name] = (alt, [[cell.text for cell in row.cells] for row in shape.table.rows])
        elif shape.shape_type == 6:
            found[shape.name] = (
                alt,
                {each.name: (each._element.xpath("./p:nvSpPr/p:cNvPr/@descr"), fill_xml(each)) for each in shape.shapes},
            )
        else:
            found[shape.name] = (alt, words)
    return found, slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""


def fill_xml(shape):
    """The fill of a shape."""
    return etree.tostring(shape._element.spPr.find("{*}solidFill"), method="c14n", exclusive=True)


def change_for(found, key):
    """The change of a figure."""
    return next(each for each in found.changes if each.figure_id.startswith(f"{key}?"))


@pytest.fixture(scope="module")
def old(sample):
    """Last month's deck."""
    return deck_of(sample, OLD, *KEYS, comment="Jeda sebelum menjawab.")


@pytest.fixture(scope="module")
def again(sample, old):
    """The same deck, refreshed without having been edited."""
    return refreshed(old, sample, NEW)


# --- a deck nobody touched ---


def test_a_refreshed_deck_is_as_a_new_one(sample, old, again):
    """Every chart, workbook, table, map, word, alt text and speaker note, and the names that let it be refreshed again."""
    new = deck_of(sample, NEW, *KEYS, comment="Jeda sebelum menjawab.")
    pairs = list(zip(show_of(again.content).slides, show_of(new).slides, strict=True))
    assert len(pairs) > len(KEYS) + 1
    for ours, theirs in pairs:
        (ours, notes), (theirs, wanted) = content_of(ours), content_of(theirs)
        assert ours.keys() == theirs.keys()
        for name in theirs:
            assert ours[name] == theirs[name], name
        assert notes == wanted


def test_a_refreshed_chart_is_drawn_as_a_new_one_of_its_size(sample, again):
    """To the letter: so nothing that follows the data is left behind."""
    count = 0
    for slide in show_of(again.content).slides:
        frames = [(shape, *NAME.match(shape.name).groups()[1:]) for shape in slide.shapes if shape.has_chart]
        for shape, figure_id, after in frames:
            exhibit = catalogue.again(figure_id, sample)
            piece = pieces_for(exhibit, [other or "" for _, _, other in frames])[after or ""]
            wanted = native(piece, frame_box(shape), paper_of(slide, exhibit.lang).style).xml
            assert drawing(shape.chart) == etree.tostring(etree.fromstring(wanted.encode()), method="c14n", exclusive=True), shape.name
            count += 1
    assert count > 12


def test_every_form_is_among_them(old):
    """So that the test above speaks of charts, tables, numbers and maps."""
    shapes = [shape for slide in show_of(old).slides for shape in slide.shapes if NAME.match(shape.name)]
    kinds = {(NAME.match(shape.name)[1], shape.has_chart, shape.has_table) for shape in shapes}
    assert {
        ("figure", True, False),
        ("figure", False, True),
        ("figure", False, False),
        ("number", False, False),
        ("legend", False, False),
    } <= kinds


def test_the_changes_are_those_of_the_register(again):
    assert [change.slide for change in again.changes if "?" in change.figure_id] == list(range(2, len(KEYS) + 2))
    numbers = change_for(again, "ringkasan_angka")
    assert (numbers.kind, numbers.title) == (
        "updated",
        "490 ASN dilaporkan, 372 direkomendasikan, 194 di antaranya ditindaklanjuti PPK (52,2 %)",
    )
    assert numbers.old.startswith("Dilaporkan: 456; Direkomendasikan (terbukti): 344") and numbers.new.startswith("Dilaporkan: 490;")
    ranks = change_for(again, "instansi_peringkat")
    assert "Kabupaten Purbalingga: 40" in ranks.old and "Kabupaten Purbalingga: 46" in ranks.new
    assert change_for(again, "jabatan_kelompok").old.startswith("Jabatan Pimpinan Tinggi (JPT): 27,6 %")
    assert change_for(again, "pernyataan_position").kind == "unchanged"
    assert all("as_of=2020-08-19&compare=2020-07-31" in change.figure_id for change in again.changes if "?" in change.figure_id)
    assert all(change.remarks == () for change in again.changes)


def test_the_cover_and_the_methodology_tell_the_new_date(again):
    show = show_of(again.content)
    assert next(shape for shape in show.slides[0].shapes if shape.name == "token:as_of").text_frame.text.startswith(
        "Data per 19 Agustus 2020"
    )
    words = " ".join(shape.text_frame.text for slide in show.slides for shape in slide.shapes if shape.name.startswith("token:methodology"))
    assert "31 Juli 2020, dan 19 Agustus 2020" in words


@pytest.fixture(scope="module")
def small(sample):
    """A short deck, not refreshed and refreshed."""
    deck = deck_of(sample, OLD, "ringkasan_angka", "kepatuhan_corong")
    return deck, refreshed(deck, sample, NEW)


def test_the_file_is_sound_and_always_the_same(sample, again, small):
    assert checking.problems(again.content) == []
    deck, done = small
    assert refreshed(deck, sample, NEW).content == done.content


def test_a_refreshed_deck_can_be_refreshed_again(sample, small):
    twice = refreshed(small[1].content, sample, LATER)
    assert {change.kind for change in twice.changes} == {"updated"}
    chart = next(
        shape for slide in show_of(twice.content).slides for shape in slide.shapes if shape.name.startswith("figure:kepatuhan_corong")
    )
    assert chart.name == "figure:kepatuhan_corong?as_of=2020-09-30&compare=2020-08-19"
    assert cells(chart.chart)[1] == ["Dilaporkan", 694]


def test_a_long_list_in_two_columns_stays_in_two(sample):
    """Also where a new slide would have it in one."""
    found = refreshed(single(sample, "instansi_peringkat-20"), sample, NEW)
    charts = [shape for shape in show_of(found.content).slides[0].shapes if shape.has_chart]
    assert [shape.name[-2:] for shape in charts] == ["#1", "#2"]
    groups = [category for shape in charts for category in shape.chart.plots[0].categories]
    exhibit = catalogue.again("instansi_peringkat-20?as_of=2020-08-19", sample)
    assert groups == [category for piece in pieces(exhibit) for category in piece.chart.categories]


def test_going_back_is_possible_too(sample, small):
    assert change_for(refreshed(small[1].content, sample, OLD), "ringkasan_angka").new.startswith("Dilaporkan: 456;")


def test_the_snapshot_to_compare_with_can_be_chosen(sample, small):
    found = refreshed(small[0], sample, NEW, date(2020, 6, 26))
    assert "compare=2020-06-26" in change_for(found, "ringkasan_angka").figure_id
    with pytest.raises(Notice):
        refreshed(small[0], sample, NEW, date(2019, 1, 1))


def test_a_deck_without_comparison_stays_without(sample):
    found = refreshed(deck_of(sample, OLD, "ringkasan_angka", compare="none"), sample, NEW)
    assert "compare=none" in change_for(found, "ringkasan_angka").figure_id


def test_an_english_deck_stays_english(sample):
    found = refreshed(deck_of(sample, OLD, "jabatan_kelompok", lang="en"), sample, NEW)
    slide = show_of(found.content).slides[1]
    assert named(slide, "subtitle").text_frame.text.endswith("19 August 2020")
    assert "Dashboard notes:" in slide.notes_slide.notes_text_frame.text
    assert "27.6%" in found.changes[1].old and "27.1%" in found.changes[1].new


# --- what someone did by hand ---


def test_a_moved_and_resized_chart_stays_where_it_was_put(sample):
    def edit(show):
        frame = named(show.slides[0], "figure")
        frame.left, frame.top, frame.width, frame.height = Inches(1), Inches(2.5), Inches(6), Inches(3)

    found = refreshed(changed(single(sample, "instansi_peringkat"), edit), sample, NEW)
    frame = named(show_of(found.content).slides[0], "figure")
    assert (frame.left, frame.top, frame.width, frame.height) == (Inches(1), Inches(2.5), Inches(6), Inches(3))
    assert cells(frame.chart)[1] == ["Kabupaten Purbalingga", 46]


def test_a_recoloured_series_stays_so_and_the_highlighted_bar_follows_the_data(sample):
    """The highlighted bar is the largest group; someone made it red and all others green."""

    def edit(show):
        series = chart_of(show.slides[0]).plots[0].series[0]
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor(0x2E, 0x7D, 0x32)
        point = series.points[0]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = RED

    deck = changed(single(sample, "jabatan_jenis"), edit)
    assert list(chart_of(show_of(deck).slides[0]).plots[0].categories)[0] != "Kampanye/sosialisasi di media sosial"
    chart = chart_of(show_of(refreshed(deck, sample, NEW).content).slides[0])
    assert list(chart.plots[0].categories)[0] == "Kampanye/sosialisasi di media sosial"
    series = chart.plots[0].series[0]
    assert series.format.fill.fore_color.rgb == RGBColor(0x2E, 0x7D, 0x32)
    assert series.points[0].format.fill.fore_color.rgb == RED
    reds = [
        each
        for each in chart.part._element.iter("{*}dPt")
        if each.find(".//{*}srgbClr") is not None and each.find(".//{*}srgbClr").get("val") == "C01020"
    ]
    assert len(reds) == 1


def test_a_single_bar_coloured_by_hand_keeps_its_colour_where_its_group_stands_now(sample):
    def edit(show):
        chart = chart_of(show.slides[0])
        place = list(chart.plots[0].categories).index("Kabupaten Musi Rawas Utara")
        fill = chart.plots[0].series[0].points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = RED

    deck = changed(single(sample, "instansi_peringkat"), edit)
    before = list(chart_of(show_of(deck).slides[0]).plots[0].categories)
    chart = chart_of(show_of(refreshed(deck, sample, NEW).content).slides[0])
    after = list(chart.plots[0].categories)
    assert after.index("Kabupaten Musi Rawas Utara") != before.index("Kabupaten Musi Rawas Utara")
    assert chart.plots[0].series[0].points[after.index("Kabupaten Musi Rawas Utara")].format.fill.fore_color.rgb == RED


def test_one_of_several_series_keeps_the_colour_it_was_given(sample):
    def edit(show):
        series = next(each for each in chart_of(show.slides[0]).plots[0].series if each.name == "Jabatan Administrator")
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RED

    chart = chart_of(show_of(refreshed(changed(single(sample, "jabatan_waktu"), edit), sample, NEW).content).slides[0])
    red = [each.name for each in chart.plots[0].series if etree.tostring(each._element.spPr).count(b"C01020")]
    assert red == ["Jabatan Administrator"]
    assert len(list(chart.plots[0].categories)) == 4  # one snapshot more


def test_fonts_of_labels_and_axes_stay_and_words_are_new(sample):
    def edit(show):
        chart = chart_of(show.slides[0])
        chart.category_axis.tick_labels.font.size = Pt(20)
        chart.category_axis.tick_labels.font.italic = True
        for run in chart.part._element.iter("{*}dLbl"):
            for look in run.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"):
                look.set("sz", "1700")

    chart = chart_of(show_of(refreshed(changed(single(sample, "kepatuhan_jenis"), edit), sample, NEW).content).slides[0])
    assert (chart.category_axis.tick_labels.font.size, chart.category_axis.tick_labels.font.italic) == (Pt(20), True)
    labels = list(chart.part._element.iter("{*}dLbl"))
    assert {run.get("sz") for each in labels for run in each.iter("{*}rPr")} == {"1700"}
    assert "".join(labels[2].itertext()).startswith("59,3 %")


def test_labels_someone_took_off_stay_off(sample):
    def edit(show):
        for labels in list(chart_of(show.slides[0]).part._element.iter("{*}dLbls")):
            labels.getparent().remove(labels)

    chart = chart_of(show_of(refreshed(changed(single(sample, "instansi_peringkat"), edit), sample, NEW).content).slides[0])
    assert list(chart.part._element.iter("{*}dLbls")) == [] and cells(chart)[1][1] == 46


def test_an_axis_someone_set_stays_and_one_of_ours_follows(sample):
    def edit(show):
        chart_of(show.slides[0]).value_axis.maximum_scale = 5000

    touched = chart_of(show_of(refreshed(changed(single(sample, "tren_register"), edit), sample, date(2022, 5, 31)).content).slides[0])
    assert touched.value_axis.maximum_scale == 5000
    untouched = chart_of(show_of(refreshed(single(sample, "tren_register"), sample, date(2022, 5, 31)).content).slides[0])
    assert untouched.value_axis.maximum_scale > chart_of(show_of(single(sample, "tren_register")).slides[0]).value_axis.maximum_scale


def test_another_kind_of_chart_gets_the_data_and_a_remark(sample):
    def edit(show):
        root = chart_of(show.slides[0]).part._element
        bars = root.find(".//{*}barChart")
        bars.tag = bars.tag.replace("barChart", "pieChart")
        for name in ("barDir", "grouping", "gapWidth", "overlap", "axId"):
            for each in bars.findall(f"{{*}}{name}"):
                bars.remove(each)
        for each in [*bars.iter("{*}invertIfNegative"), *bars.iter("{*}dLblPos")]:
            each.getparent().remove(each)
        for name in ("catAx", "valAx"):
            axis = root.find(f".//{{*}}{name}")
            axis.getparent().remove(axis)

    found = refreshed(changed(single(sample, "jabatan_kelompok"), edit), sample, NEW)
    chart = chart_of(show_of(found.content).slides[0])
    assert chart.chart_type == XL_CHART_TYPE.PIE and chart.plots[0].series[0].values[0] == pytest.approx(133 / 490)
    assert any("Jenis bagan diubah" in remark for remark in found.changes[0].remarks)


def test_a_series_of_someones_is_taken_out_and_said(sample):
    def edit(show):
        group = chart_of(show.slides[0]).part._element.find(".//{*}barChart")
        extra = deepcopy(group.findall("{*}ser")[-1])
        for name, value in (("idx", "7"), ("order", "7")):
            extra.find(f"{{*}}{name}").set("val", value)
        extra.find(".//{*}tx//{*}v").text = "Target"
        group.findall("{*}ser")[-1].addnext(extra)

    found = refreshed(changed(single(sample, "instansi_peringkat"), edit), sample, NEW)
    assert [each.name for each in chart_of(show_of(found.content).slides[0]).plots[0].series] == ["Jumlah ASN dilaporkan"]
    assert any("Target" in remark for remark in found.changes[0].remarks)


def test_type_of_headline_numbers_stays(sample):
    def edit(show):
        run = named(show.slides[0], "number").text_frame.paragraphs[1].runs[0]
        run.font.color.rgb, run.font.size = RED, Pt(66)

    number = named(show_of(refreshed(changed(single(sample, "ringkasan_angka"), edit), sample, NEW).content).slides[0], "number")
    run = number.text_frame.paragraphs[1].runs[0]
    assert (run.text, run.font.color.rgb, run.font.size) == ("490", RED, Pt(66))


def test_a_renamed_label_of_a_headline_number_stays(sample):
    def edit(show):
        named(show.slides[0], "number").text_frame.paragraphs[0].runs[0].text = "Laporan masuk"

    number = named(show_of(refreshed(changed(single(sample, "ringkasan_angka"), edit), sample, NEW).content).slides[0], "number")
    assert [paragraph.text for paragraph in number.text_frame.paragraphs][:2] == ["Laporan masuk", "490"]


def test_a_restyled_table_keeps_its_style_with_other_numbers_and_rows(sample):
    def edit(show):
        table = named(show.slides[0], "figure").table
        for row in table.rows:
            for cell in row.cells:
                for run in cell.text_frame.paragraphs[0].runs:
                    run.font.bold, run.font.name = True, "Georgia"
        table.columns[0].width = Emu(3_000_000)

    deck = changed(single(sample, "jabatan_silang"), edit)
    before = named(show_of(deck).slides[0], "figure").table
    table = named(show_of(refreshed(deck, sample, LATER).content).slides[0], "figure").table
    fresh = named(show_of(single(sample, "jabatan_silang", LATER)).slides[0], "figure").table
    assert [[cell.text for cell in row.cells] for row in table.rows] == [[cell.text for cell in row.cells] for row in fresh.rows]
    assert [[cell.text for cell in row.cells] for row in table.rows] != [[cell.text for cell in row.cells] for row in before.rows]
    looks = {(run.font.bold, run.font.name) for row in table.rows for cell in row.cells for run in cell.text_frame.paragraphs[0].runs}
    assert looks == {(True, "Georgia")}
    if len(table.columns) == len(before.columns):
        assert table.columns[0].width == 3_000_000


def test_a_map_gets_its_new_classes_in_someones_colours(sample):
    """Someone painted the darkest class red, and one province yellow."""

    def edit(show):
        group = named(show.slides[0], "figure")
        darkest = fill_xml(next(each for each in group.shapes if each.name == "jawa_tengah"))
        for each in group.shapes:
            if fill_xml(each) == darkest:
                each.fill.solid()
                each.fill.fore_color.rgb = RED
        bali = next(each for each in group.shapes if each.name == "bali")
        bali.fill.solid()
        bali.fill.fore_color.rgb = RGBColor(255, 255, 0)

    found = refreshed(changed(single(sample, "instansi_provinsi"), edit), sample, NEW)
    slide = show_of(found.content).slides[0]
    fresh = show_of(single(sample, "instansi_provinsi", NEW)).slides[0]
    theirs = {each.name: fill_xml(each) for each in named(fresh, "figure").shapes}
    darkest = {code for code, fill in theirs.items() if fill == theirs["jawa_tengah"]}
    ours = {each.name: each for each in named(slide, "figure").shapes}
    assert {code for code, each in ours.items() if b"C01020" in fill_xml(each)} == darkest - {"bali"}
    assert b"FFFF00" in fill_xml(ours["bali"])
    assert [shape.text_frame.text for shape in slide.shapes if shape.name.startswith("legend:")] == [
        shape.text_frame.text for shape in fresh.shapes if shape.name.startswith("legend:")
    ]


def test_a_map_of_another_time_has_the_provinces_of_that_time(sample):
    """38 provinces since the end of 2022."""
    found = refreshed(single(sample, "instansi_provinsi"), sample, date(2023, 1, 31))
    names = {each.name for each in named(show_of(found.content).slides[0], "figure").shapes}
    assert len(names) == 38 and "papua_selatan" in names and checking.problems(found.content) == []


# --- titles, comments, other slides ---


def test_a_title_of_ours_gets_the_new_finding_in_its_type(sample):
    def edit(show):
        named(show.slides[0], "title").text_frame.paragraphs[0].runs[0].font.size = Pt(19)

    found = refreshed(changed(single(sample, "instansi_peringkat"), edit), sample, NEW)
    run = named(show_of(found.content).slides[0], "title").text_frame.paragraphs[0].runs[0]
    assert (run.text, run.font.size) == ("Kabupaten Purbalingga terbanyak: 46 ASN dilaporkan", Pt(19))
    assert found.changes[0].title == run.text


def test_a_longer_finding_gets_the_size_at_which_it_fits(sample):
    """In a template with large type, as a new deck would."""
    titles = []
    for deck in (refreshed(house_deck(sample, OLD), sample, LATER).content, house_deck(sample, LATER)):
        titles.append([(run.text, run.font.size) for run in named(show_of(deck).slides[0], "title").text_frame.paragraphs[0].runs])
    assert titles[0] == titles[1]


def house_deck(register, day):
    """One slide in the template of a ministry."""
    return to_pptx(alone(catalogue.again(f"ringkasan_perubahan?as_of={day}", register)), ministry())


LATEST = date(2024, 2, 6)


def trend_deck(register, day):
    """A trend with its events in the template of a ministry, which is low."""
    return to_pptx(alone(catalogue.again(f"tren_laporan?as_of={day}", register)), ministry())


def test_a_low_slide_leaves_events_to_the_speaker_notes_and_a_refresh_does_too(sample):
    new = trend_deck(sample, LATEST)
    slide = show_of(new).slides[0]
    events = catalogue.again(f"tren_laporan?as_of={LATEST}", sample).events
    words, spoken = named(slide, "notes").text_frame.text, slide.notes_slide.notes_text_frame.text
    assert len(events) == 17 and all(event.label.id in spoken and event.label.id not in words for event in events)
    assert "catatan pembicara" in words and inside(chart_of(slide)) == []
    refreshed_deck = refreshed(trend_deck(sample, date(2023, 1, 31)), sample, LATEST).content
    assert content_of(show_of(refreshed_deck).slides[0]) == content_of(slide)


def test_a_trend_that_has_rules_keeps_them_with_their_list_when_refreshed(sample):
    again = show_of(refreshed(single(sample, "tren_laporan", date(2023, 1, 31)), sample, LATEST).content).slides[0]
    new = show_of(single(sample, "tren_laporan", LATEST)).slides[0]
    assert inside(chart_of(again)) and content_of(again) == content_of(new)


def retitle(words):
    """Writes a title."""

    def edit(show):
        named(show.slides[0], "title").text_frame.text = words

    return edit


def test_a_title_of_someones_stays_and_a_finding_that_changed_is_said(sample):
    found = refreshed(changed(single(sample, "instansi_peringkat"), retitle("Purbalingga perlu perhatian")), sample, NEW)
    assert named(show_of(found.content).slides[0], "title").text_frame.text == "Purbalingga perlu perhatian"
    (remark,) = found.changes[0].remarks
    assert "dulu “Kabupaten Purbalingga terbanyak: 40 ASN dilaporkan”, sekarang “Kabupaten Purbalingga terbanyak: 46" in remark


def test_a_title_of_someones_whose_finding_holds_is_no_remark(sample):
    found = refreshed(changed(single(sample, "pernyataan_position"), retitle("Menurut siaran pers")), sample, NEW)
    assert (found.changes[0].kind, found.changes[0].title, found.changes[0].remarks) == ("unchanged", "Menurut siaran pers", ())


def test_comments_stay_and_those_that_repeat_the_old_finding_are_named(sample):
    def edit(show):
        first, second = show.slides[1].notes_slide.notes_text_frame, show.slides[2].notes_slide.notes_text_frame
        first.text = "Tekankan angka 456 lebih dulu.\n" + first.text + "\nTerima kasih."
        second.text = "Salam pembuka.\n" + second.text

    found = refreshed(changed(deck_of(sample, OLD, "ringkasan_angka", "jabatan_kelompok"), edit), sample, NEW)
    show = show_of(found.content)
    first, second = (show.slides[place].notes_slide.notes_text_frame.text for place in (1, 2))
    assert first.startswith("Tekankan angka 456 lebih dulu.\nCatatan dasbor:\n") and first.endswith("compare=2020-07-31\nTerima kasih.")
    assert "490 ASN dilaporkan" in first and first.count("456") == 1 + first.count("456 pada")
    assert second.startswith("Salam pembuka.\nCatatan dasbor:")
    assert [remark for remark in change_for(found, "ringkasan_angka").remarks if "“456”" in remark and "Catatan pembicara" in remark]
    assert change_for(found, "jabatan_kelompok").remarks == ()


def test_text_on_the_slide_that_repeats_the_old_finding_is_named(sample):
    def edit(show):
        box = show.slides[0].shapes.add_textbox(0, 0, Inches(3), Inches(1))
        box.text_frame.text = "Ingat: 344 rekomendasi!"

    found = refreshed(changed(single(sample, "ringkasan_angka"), edit), sample, NEW)
    assert "Ingat: 344 rekomendasi!" in [shape.text_frame.text for shape in show_of(found.content).slides[0].shapes if shape.has_text_frame]
    assert any("Teks di slide menyebut “344”" in remark for remark in found.changes[0].remarks)


def test_a_footnote_changed_by_hand_is_replaced_and_said(sample):
    def edit(show):
        named(show.slides[0], "footnote").text_frame.text = "Sumber: kami"

    found = refreshed(changed(single(sample, "jabatan_kelompok"), edit), sample, NEW)
    assert named(show_of(found.content).slides[0], "footnote").text_frame.text.startswith("Data per 19 Agustus 2020 ·")
    assert found.changes[0].remarks == ("Catatan kaki yang diubah dengan tangan diganti: “Sumber: kami”.",)


def test_added_reordered_duplicated_and_deleted_things(sample, old):
    """A slide of someone's, another order, the same chart on two slides, a figure taken off."""

    def edit(show):
        added = show.slides.add_slide(show.slide_layouts[2])
        added.shapes.title.text = "Terima kasih"
        data = CategoryChartData()
        data.categories = ["a"]
        data.add_series("x", [456])
        added.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(2), Inches(2), data).name = "figure of mine"
        copied = deepcopy(named(show.slides[2], "title")._element)
        copied.xpath("./p:nvSpPr/p:cNvPr")[0].set("id", "99")
        added.shapes._spTree.append(copied)
        gone = named(show.slides[8], "figure")._element
        gone.getparent().remove(gone)
        listed = show.slides._sldIdLst
        listed.insert(1, listed[-1])

    found = refreshed(changed(old, edit), sample, NEW)
    show = show_of(found.content)
    assert show.slides[1].shapes.title.text == "Terima kasih"
    chart = next(shape for shape in show.slides[1].shapes if shape.name == "figure of mine").chart
    assert chart.plots[0].series[0].values == (456,)
    twice = [change for change in found.changes if change.figure_id.startswith("ringkasan_perubahan")]
    assert [(change.slide, change.kind) for change in twice] == [(2, "kept"), (4, "updated")]
    assert change_for(found, "instansi_peringkat").kind == "kept"
    assert any("dihapus dari slide" in remark for remark in change_for(found, "instansi_peringkat").remarks)
    assert checking.problems(found.content) == []


def test_a_grouped_chart_is_found(sample):
    def edit(show):
        slide = show.slides[0]
        group = slide.shapes.add_group_shape()
        group._element.append(named(slide, "figure")._element)

    found = refreshed(changed(single(sample, "instansi_peringkat"), edit), sample, NEW)
    assert found.changes[0].kind == "updated" and "46" in found.changes[0].new


def test_a_shape_someone_drew_into_a_chart_stays_beside_the_rules(sample):
    def edit(show):
        part = next(rel.target_part for rel in chart_of(show.slides[0]).part.rels.values() if rel.reltype.endswith("chartUserShapes"))
        root = etree.fromstring(part.blob)
        extra = deepcopy(root[-1])
        next(extra.iter("{*}cNvPr")).set("name", "Panah biro")
        root.append(extra)
        part._blob = etree.tostring(root)

    found = refreshed(changed(single(sample, "tren_laporan"), edit), sample, LATER)
    (inner,) = inside(chart_of(show_of(found.content).slides[0]))
    names = [each.get("name") for each in etree.fromstring(inner).iter("{*}cNvPr")]
    (fresh,) = inside(chart_of(show_of(single(sample, "tren_laporan", LATER)).slides[0]))
    assert names == [each.get("name") for each in etree.fromstring(fresh).iter("{*}cNvPr")] + ["Panah biro"]


# --- what cannot be refreshed ---


def renamed(content, old, new):
    """A deck with another name on our shapes and in the speaker notes."""
    parts = unpacked(content)
    return packed({name: part.replace(old.encode(), new.encode()) if "lide" in name else part for name, part in parts.items()})


def test_a_figure_that_is_not_known_is_left_as_it_is(sample):
    deck = renamed(deck_of(sample, OLD, "jabatan_kelompok", "kepatuhan_jenis"), "jabatan_kelompok?", "jabatan_lain?")
    found = refreshed(deck, sample, NEW)
    change = change_for(found, "jabatan_lain")
    assert (change.kind, change.remarks) == ("failed", ("Tidak ada gambar “jabatan_lain”.",))
    assert content_of(show_of(found.content).slides[1]) == content_of(show_of(deck).slides[1])
    assert change_for(found, "kepatuhan_jenis").kind == "updated"


def test_a_code_that_is_gone_is_said(sample):
    deck = renamed(single(sample, "instansi_satu_jenis", agency="kab_purbalingga"), "kab_purbalingga", "kab_atlantis")
    (change,) = refreshed(deck, sample, NEW).changes
    assert change.kind == "failed" and "kab_atlantis" in change.remarks[0]


def test_a_figure_without_data_now_is_left_as_it_is(sample):
    """The only report from Toraja Utara was taken back between the snapshots."""
    deck = single(sample, "instansi_satu_jenis", agency="kab_toraja_utara")
    found = refreshed(deck, sample, NEW)
    assert [(change.kind, change.remarks) for change in found.changes] == [("failed", ("tidak ada data lagi dalam cakupannya",))]
    assert content_of(show_of(found.content).slides[0]) == content_of(show_of(deck).slides[0])


def test_a_damaged_chart_is_said_and_the_others_are_refreshed(sample):
    def edit(show):
        frame = named(show.slides[1], "figure")
        frame._element.graphic.graphicData.find("{*}chart").set(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rId99"
        )

    found = refreshed(changed(deck_of(sample, OLD, "jabatan_kelompok", "kepatuhan_jenis"), edit), sample, NEW)
    assert (change_for(found, "jabatan_kelompok").kind, change_for(found, "jabatan_kelompok").remarks) == (
        "failed",
        ("bagan atau tabelnya rusak",),
    )
    assert change_for(found, "kepatuhan_jenis").kind == "updated"
    assert (
        named(show_of(found.content).slides[1], "title").text_frame.text.replace("\u00a0", " ")
        == "Jabatan Pimpinan Tinggi (JPT) paling banyak: 27,6 % dari yang dilaporkan"
    )


def test_without_the_old_snapshot_the_data_are_new_and_the_report_says_what_is_not_known(sample):
    deck = renamed(single(sample, "instansi_peringkat"), "as_of=2020-07-31", "as_of=2020-07-30")
    found = refreshed(changed(deck, retitle("Judul kami")), sample, NEW)
    slide = show_of(found.content).slides[0]
    assert cells(chart_of(slide))[1] == ["Kabupaten Purbalingga", 46] and named(slide, "title").text_frame.text == "Judul kami"
    assert len(found.changes[0].remarks) == 2 and "Snapshot lama tidak ada lagi" in found.changes[0].remarks[1]


def test_without_the_old_snapshot_a_title_is_ours_where_the_alt_text_begins_with_it(sample):
    deck = renamed(single(sample, "instansi_peringkat"), "as_of=2020-07-31", "as_of=2020-07-30")
    assert refreshed(deck, sample, NEW).changes[0].title == "Kabupaten Purbalingga terbanyak: 46 ASN dilaporkan"


def test_a_figure_that_was_empty_needs_a_new_slide(sample):
    """The first report from Bitung came between the snapshots."""
    deck = single(sample, "instansi_satu_jenis", agency="kota_bitung")
    assert not [shape for shape in show_of(deck).slides[0].shapes if shape.has_chart]
    (change,) = refreshed(deck, sample, NEW).changes
    assert (change.kind, change.remarks) == ("failed", ("dulu tidak ada datanya, jadi tidak ada bagannya; buat slide ini baru",))


def test_a_snapshot_that_is_not_there_is_refused(sample, small):
    with pytest.raises(Notice):
        refreshed(small[0], sample, date(2020, 8, 1))


def test_a_deck_without_anything_of_ours_is_refused(sample):
    with pytest.raises(Notice) as caught:
        refreshed(saved(Presentation()), sample, NEW)
    assert "tidak memuat gambar buatan dasbor" in caught.value("id")


@pytest.mark.parametrize(
    "content,said", [(b"", "kosong"), (b"PK\x03\x04", "rusak"), (b"hello", "bukan berkas"), (opening.OLE, "format lama")]
)
def test_what_is_not_a_deck_is_refused(sample, content, said):
    with pytest.raises(Notice) as caught:
        refreshed(content, sample, NEW)
    assert said in caught.value("id")


def test_macros_in_a_deck_are_refused(sample):
    with pytest.raises(Notice) as caught:
        refreshed(packed(unpacked(single(sample, "jabatan_kelompok")) | {"ppt/vbaProject.bin": b"x"}), sample, NEW)
    assert "makro" in caught.value("id")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_a_deck_that_is_not_whole_raises_nothing_but_a_notice(sample, whole, data):
    """Elements taken out or put in twice, and words swapped, below what opening a file looks at."""
    parts = unpacked(whole)
    name = data.draw(
        st.sampled_from(sorted(name for name in parts if "lide" in name or "chart" in name if name.endswith((".xml", ".rels"))))
    )
    root = etree.fromstring(parts[name])
    element = data.draw(st.sampled_from(list(root.iter())[1:] or [root]))
    doing = data.draw(st.sampled_from(["out", "twice", "gone", "empty"]))
    if doing == "out" and element is not root:
        element.getparent().remove(element)
    if doing == "twice" and element is not root:
        element.addnext(deepcopy(element))
    if doing == "empty":
        for key in list(element.attrib):
            del element.attrib[key]
    parts[name] = etree.tostring(root)
    content = packed({key: part for key, part in parts.items() if doing != "gone" or key != name})
    try:
        assert refreshed(content, sample, NEW).changes
    except Notice as notice:
        assert notice("id")


@pytest.fixture(scope="module")
def whole(sample):
    """A deck to damage."""
    return single(sample, "instansi_peringkat")


# --- LibreOffice ---

# The deck was made before bases named an interval, what public mode hides, and how heavy sanctions were: words of ours that were
# changed since look edited by hand there and are reported, and a note that the figure did not have then has no place on the slide.
WORDED_SINCE = ("(selang", "‡", "yang kedua jenis sanksinya diketahui")


@pytest.fixture(scope="module")
def edited(sample):
    """A deck that was moved, retitled, recoloured, commented on and added to in LibreOffice (tests/data/edit_in_libreoffice.py)."""
    return refreshed(EDITED.read_bytes(), sample, NEW)


def test_a_deck_edited_in_libreoffice_keeps_the_edits(edited):
    before, after = show_of(EDITED.read_bytes()), show_of(edited.content)
    assert len(after.slides) == len(before.slides)
    place, now = (next(shape for shape in show.slides[2].shapes if shape.has_chart) for show in (before, after))
    assert (now.left, now.top, now.width, now.height) == (place.left, place.top, place.width, place.height) and now.left > Inches(3)
    assert after.slides[2].shapes.title.text == "Purbalingga memimpin daftar"
    assert after.slides[2].shapes.title.text_frame.paragraphs[0].runs[0].font.size == Pt(30)
    assert [shape.text_frame.text for shape in after.slides[3].shapes] == ["Slide tambahan dari biro"]
    series = now.chart.plots[0].series[0]
    assert series.format.fill.fore_color.rgb == RGBColor(0x2E, 0x7D, 0x32)
    assert after.slides[1].notes_slide.notes_text_frame.text.startswith("Sebut dulu 456 laporan, lalu jeda.\nCatatan dasbor:")


def test_a_deck_edited_in_libreoffice_has_the_new_data(sample, edited):
    show = show_of(edited.content)
    chart = next(shape for shape in show.slides[2].shapes if shape.has_chart).chart
    assert chart.plots[0].series[0].values[:2] == (46, 24) and cells(chart)[1] == ["Kabupaten Purbalingga", 46]
    fresh = show_of(deck_of(sample, NEW, "ringkasan_angka", "kepatuhan_silang", "instansi_provinsi"))
    for ours, theirs in ((1, 1), (4, 2), (5, 3)):
        wanted = sorted(
            shape.text_frame.text for shape in fresh.slides[theirs].shapes if shape.has_text_frame and "‹#›" not in shape.text_frame.text
        )
        wanted = [each for each in wanted if not any(words in each for words in WORDED_SINCE)]
        words = [shape.text_frame.text for shape in show.slides[ours].shapes if shape.has_text_frame]
        assert [each for each in wanted if each not in words] == []
    table = next(shape for shape in show.slides[4].shapes if shape.has_table).table
    wanted = next(shape for shape in fresh.slides[2].shapes if shape.has_table).table
    assert [[cell.text for cell in row.cells] for row in table.rows] == [[cell.text for cell in row.cells] for row in wanted.rows]


def test_the_report_on_a_deck_edited_in_libreoffice(edited):
    assert [change.kind for change in edited.changes if change.figure_id] == ["updated"] * 7
    (added,) = [change for change in edited.changes if not change.figure_id]
    assert added.kind == "kept" and added.remarks[0].startswith("Slide tambahan; tidak diubah")
    assert "dulu “Kabupaten Purbalingga terbanyak: 40" in change_for(edited, "instansi_peringkat").remarks[0]
    assert change_for(edited, "ringkasan_angka").remarks == ("Catatan pembicara menyebut “456” dari temuan lama; baca ulang.",)
    words = report(edited, "id").splitlines()
    assert words[0] == "7 diperbarui, 0 tetap, 1 dibiarkan, 0 tidak dapat diperbarui."
    assert "Slide 3 · diperbarui · Purbalingga memimpin daftar" in words
    assert report(edited, "en").startswith("7 updated, 0 unchanged, 1 left as they are, 0 could not be refreshed.")


def test_the_file_from_libreoffice_is_sound_and_can_be_refreshed_again(sample, edited):
    assert checking.problems(edited.content) == []
    assert {change.kind for change in refreshed(edited.content, sample, LATER).changes if change.figure_id} == {"updated"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_round_trip_through_libreoffice_loses_nothing_we_need(sample, tmp_path):
    """pptx to odp and back: names of placeholders, alt texts and workbooks are lost on the way."""
    (tmp_path / "old.pptx").write_bytes(deck_of(sample, OLD, "ringkasan_angka", "tren_laporan", "instansi_peringkat"))
    own = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind, name in (("odp", "old.pptx"), ("pptx", "old.odp")):
        subprocess.run(
            ["soffice", own, "--headless", "--convert-to", kind, "--outdir", tmp_path, tmp_path / name],
            check=True,
            capture_output=True,
            timeout=120,
        )
    found = refreshed((tmp_path / "old.pptx").read_bytes(), sample, NEW)
    assert [(change.kind, change.remarks) for change in found.changes if "?" in change.figure_id] == [("updated", ())] * 3
    new = show_of(deck_of(sample, NEW, "ringkasan_angka", "tren_laporan", "instansi_peringkat"))
    for ours, theirs in zip(show_of(found.content).slides, new.slides, strict=True):
        charts = [[cells(shape.chart) for shape in slide.shapes if shape.has_chart] for slide in (ours, theirs)]
        assert charts[0] == charts[1]
        assert ours.shapes.title.text == theirs.shapes.title.text
    assert checking.problems(found.content) == []


# --- the report ---


def test_the_report_as_a_table(sample):
    found = refreshed(changed(single(sample, "instansi_peringkat"), retitle("Judul kami")), sample, NEW)
    headings, row = to_rows(found, "id")
    assert headings == ["Slide", "Gambar", "Hasil", "Dulu", "Sekarang", "Perlu dibaca ulang"]
    assert row[:3] == ["1", "Judul kami", "diperbarui"] and "Kabupaten Purbalingga: 40" in row[3] and row[5] == found.changes[0].remarks[0]
    assert to_rows(found, "en")[0][1] == "Figure"


# --- what attackers and a press officer found ---


def test_a_slide_of_someones_own_that_repeats_old_numbers_is_reported(sample):
    def edit(show):
        added = show.slides.add_slide(show.slide_layouts[2])
        added.shapes.title.text = "Pesan Ketua: 456 laporan"

    found = refreshed(changed(deck_of(sample, OLD, "ringkasan_angka", "kepatuhan_corong"), edit), sample, NEW)
    (own,) = [change for change in found.changes if not change.figure_id]
    assert (own.title, own.kind) == ("Pesan Ketua: 456 laporan", "kept") and "“456”" in own.remarks[0]


def test_a_chart_that_lost_every_name_is_refreshed_or_left_whole(sample):
    def unnamed(show):
        for slide in show.slides:
            for shape in slide.shapes:
                shape.name = "Shape 1"

    found = refreshed(changed(deck_of(sample, OLD, "ringkasan_angka", "jabatan_kelompok"), unnamed), sample, NEW)
    (slide,) = [slide for slide in show_of(found.content).slides if any(shape.has_chart for shape in slide.shapes)]
    values = next(shape for shape in slide.shapes if shape.has_chart).chart.plots[0].series[0].values
    wanted = catalogue.again(f"jabatan_kelompok?as_of={NEW}", sample).answer.rows
    assert list(values) == pytest.approx([row.value for row in wanted])


def test_a_chart_with_numbers_no_figure_has_is_left_alone(sample):
    for old, new in (("<c:v>40</c:v>", "<c:v>1e999</c:v>"), ('<c:ptCount val="11"/>', '<c:ptCount val="30000000"/>')):
        parts = unpacked(deck_of(sample, OLD, "ringkasan_angka", "instansi_peringkat"))
        spoiled = {name: part.replace(old.encode(), new.encode()) if "charts/chart" in name else part for name, part in parts.items()}
        assert spoiled != parts
        found = refreshed(packed(spoiled), sample, NEW)
        assert change_for(found, "instansi_peringkat").kind == "failed"


def test_a_figure_that_fails_is_left_whole(sample):
    """The shapes inside a chart are gone: neither its data nor its words may be half new."""
    parts = unpacked(deck_of(sample, OLD, "ringkasan_angka", "tren_laporan"))
    cut = {
        name: re.sub(rb"<Relationship [^>]*chartUserShapes[^>]*/>", b"", part) if "charts/_rels" in name else part
        for name, part in parts.items()
    }
    assert cut != parts
    found = refreshed(packed(cut), sample, NEW)
    after = unpacked(found.content)
    charts = [name for name in after if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", name)]
    assert change_for(found, "tren_laporan").kind == "failed" and all(b"<c:v>99</c:v>" in after[name] for name in charts)
