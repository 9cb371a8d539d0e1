"""The workbook: its cells are the numbers of the answers, its charts refer to them, and no text in it can run."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from math import isclose
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from analytics import catalogue, formats, sentences
from analytics.briefing import Document, Leaf, alone, house
from analytics.chart import charts, corners, cross, number_words, planes, stage_label, stage_name, step_label, with_bars
from analytics.export.data import terms
from analytics.export.workbook.book import sheet_name, to_xlsx
from analytics.export.workbook.styles import COUNTS, PERCENTS
from analytics.sentences import Institution
from analytics.text import LANGUAGES
from analytics.theme import LIGHT
from analytics.view import View, shared_answer, view_of

OCTOBER = {"as_of": "2020-10-27"}
NOTHING_IN_IT = {"province": "papua", "agency": "kab_wakatobi", "as_of": "2020-07-31"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HOSTILE = (
    "=CMD()",
    "+1+2",
    "-1+2",
    "@SUM(1)",
    '=HYPERLINK("http://x")',
    "http://x.test",
    "{=1}",
    "tab\there",
    "a\x00\x1b\u202eb",
    "'quoted'",
    "x" * 5000,
)


class Opened:
    """A workbook read back: its cells by openpyxl, its parts as XML."""

    def __init__(self, document):
        self.document, self.bytes = document, to_xlsx(document)
        self.cells = load_workbook(io.BytesIO(self.bytes))
        with zipfile.ZipFile(io.BytesIO(self.bytes)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def sheet(self, place):
        """The sheet of a figure, by its place among the figures (from 0)."""
        return self.cells.worksheets[place + 1]

    def related(self, part):
        """The parts one part refers to inside the file."""
        folder, _, name = part.rpartition("/")
        found = self.parts.get(f"{folder}/_rels/{name}.rels", b"<none/>")
        inner = [each for each in ElementTree.fromstring(found) if each.get("TargetMode") != "External"]
        return [f"xl/{each.get('Target').removeprefix('../')}" for each in inner]

    def drawing(self, place):
        """The drawing of a figure's sheet as XML, or None."""
        names = [name for name in self.related(f"xl/worksheets/sheet{place + 2}.xml") if "drawings/drawing" in name]
        return (names[0], ElementTree.fromstring(self.parts[names[0]])) if names else (None, None)

    def charts(self, place):
        """The charts of a figure's sheet as XML, in order."""
        name, _ = self.drawing(place)
        return [ElementTree.fromstring(self.parts[each]) for each in sorted(self.related(name), key=number_in)] if name else []

    def range(self, formula):
        """The values of the cells a chart refers to."""
        name, _, cells = formula.rpartition("!")
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        sheet = self.cells[name.strip("'")]
        return [sheet.cell(row, column).value for row in range(top, bottom + 1) for column in range(left, right + 1)]


def number_in(name):
    """The number in a part's name."""
    return int(re.search(r"(\d+)\.xml", name)[1])


def document_of(register, lang, query=OCTOBER, keys=catalogue.FIGURES):
    """A document of figures in one view."""
    seen = view_of(register, query | {"mode": "internal"}, lang)  # hidden numbers: tests/test_hidden.py
    return Document(
        "Judul", tuple(Leaf(catalogue.figure(key, seen)) for key in keys), house(), lang, "Biro Humas", date(2020, 11, 1), "sampai pukul 10"
    )


@pytest.fixture(scope="module", autouse=True)
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


@pytest.fixture(scope="module", params=LANGUAGES)
def opened(sample, request):
    """A workbook of every figure there is."""
    return Opened(document_of(sample, request.param))


def heading_row(sheet):
    """The row of the table's headings: the last that stays when one scrolls."""
    return int(re.search(r"\d+", sheet.freeze_panes)[0]) - 1


def lines_of(sheet, width):
    """The lines of the table, headings first, down to the first row without anything in it."""
    lines = [[cell.value for cell in row[:width]] for row in sheet.iter_rows(min_row=heading_row(sheet))]
    return lines[: next((place for place, line in enumerate(lines) if not any(each is not None for each in line)), len(lines))]


def same(found, expected):
    """Equal, but for the seventeenth digit, which the format does not hold."""
    return found == expected or (isinstance(found, float | int) and expected is not None and isclose(found, expected, rel_tol=1e-15))


def expected_line(answer, row, labels, lang, words=None):
    """A row as it must stand: labels, rank left out, numbers, words."""
    if answer.metric.kind == "count":
        return [*labels, formats.HIDDEN if row.hidden else row.value, *([words] if words else [])]
    counts = {"median": [row.denominator], "estimate": []}.get(answer.metric.kind, [row.numerator, row.denominator])
    within = (None, None) if row is answer.total and answer.metric.kind == "share" else row.interval or (None, None)
    within = tuple(1000 * each for each in within) if answer.metric.kind == "per_1000" and row.interval else within
    line = [*counts, row.value, words or sentences.value(answer, row, lang), *(within if sentences.has_interval(answer) else ())]
    return [*labels, *([formats.HIDDEN] * len(line) if row.hidden else line)]


def check_table(opened, place, exhibit):
    """Every number of the answer is in its cell, as a number."""
    answer, lang = exhibit.answer, exhibit.lang
    if exhibit.lacking:  # there are no numbers
        return
    funnel = exhibit.kind == "funnel"
    names = (
        [[stage_name(stage, lang)] for stage in exhibit.parts]
        if funnel
        else [[answer.label(row, lang, axis) for axis in range(len(answer.by))] for row in answer.rows]
    )
    words = [stage_label(stage, lang) for stage in exhibit.parts] if funnel else [None] * len(names)
    words = [step_label(answer, row, lang) for row in answer.rows] if exhibit.kind == "bridge" else words
    lines = [expected_line(answer, *each[:2], lang, each[2]) for each in zip(answer.rows, names, words, strict=True)]
    if answer.whole is not None:
        empty = [None] * (len(answer.by) - 1)
        said = sentences.value(answer, answer.total, lang) if funnel else None
        lines.append(expected_line(answer, answer.total, ["Jumlah" if lang == "id" else "Total", *empty], lang, said))
    ranked = len(answer.by) == 1 and answer.by[0].kind == "nominal"
    width = len(lines[0]) + ranked
    found = [line[:1] + line[2:] if ranked else line for line in lines_of(opened.sheet(place), width)[1:]]
    assert len(found) == len(lines), exhibit.key
    assert all(same(*pair) for line, expected in zip(found, lines, strict=True) for pair in zip(line, expected, strict=True)), exhibit.key


def check_numbers(opened, place, exhibit):
    """The headline numbers, as numbers and as words."""
    lines = lines_of(opened.sheet(place), 8)[1:]
    for part, line in zip(exhibit.parts, lines, strict=True):
        total, (label, said, base, change) = part.answer.total, number_words(part, exhibit.lang)
        assert line[:7] == [label, total.numerator, total.denominator, pytest.approx(total.value, rel=1e-15), said, base, change or None]
        assert line[7] == pytest.approx(part.then.total.value, rel=1e-15)


def test_every_number_of_every_figure_is_a_cell(opened):
    for place, leaf in enumerate(opened.document.leaves):
        (check_numbers if leaf.exhibit.kind == "numbers" else check_table)(opened, place, leaf.exhibit)


def test_title_subtitle_notes_and_footnote_stand_above_the_table(opened):
    for place, leaf in enumerate(opened.document.leaves):
        exhibit, sheet = leaf.exhibit, opened.sheet(place)
        above = [sheet.cell(row, 1).value for row in range(1, heading_row(sheet))]
        footnote = sentences.footnote(exhibit.answer, opened.document.institution, exhibit.lang)
        assert above[: 3 + len(exhibit.notes)] == [exhibit.title, exhibit.subtitle, *exhibit.notes, footnote]
        assert exhibit.figure_id in above[3 + len(exhibit.notes)] and exhibit.answer.source.version[:12] in above[3 + len(exhibit.notes)]


def test_numbers_are_written_as_we_write_them_whatever_the_viewers_settings(opened):
    lang = opened.document.lang
    place = [leaf.exhibit.key for leaf in opened.document.leaves].index("kepatuhan_jenis")
    sheet = opened.sheet(place)
    row = heading_row(sheet) + 1
    assert [sheet.cell(row, column).number_format for column in (3, 4, 5)] == [COUNTS[lang], COUNTS[lang], PERCENTS[lang]]
    assert sheet.cell(row, 6).value.endswith("%") and sheet.cell(row, 5).data_type == "n"
    assert (COUNTS["id"], COUNTS["en"]) == (r"[>=1000000]#\.000\.000;[>=1000]#\.000;0", r"[>=1000000]#\,000\,000;[>=1000]#\,000;0")


# --- charts ---


def referred(series, part):
    """What one part of a series refers to, and the numbers or words kept with it."""
    found = series.find(f"{CHART}{part}")
    formula = found.find(f".//{CHART}f").text
    return formula, [each.text for each in found.findall(f".//{CHART}v")]


def drawn_series(exhibit):
    """Name, values (None: no point) of each series that must be drawn, panels one after the other."""
    drawn = [with_bars(chart, exhibit.lang) if chart.form == "bridge" else chart for chart in charts(exhibit)]
    series = [(chart, each) for chart in drawn for each in chart.series[chart.form == "bridge" :]]
    return [(chart.name or each.name, [mark.value for mark in each.marks]) for chart, each in series]


def test_a_chart_of_every_drawing_refers_to_cells_that_hold_its_numbers(opened):
    drawn = 0
    for place, leaf in enumerate(opened.document.leaves):
        exhibit = leaf.exhibit
        series = [each for chart in opened.charts(place) for each in chart.iter(f"{CHART}ser")]
        if exhibit.kind == "plane":
            check_plane(opened, planes(exhibit)[0], series)
            continue
        expected = drawn_series(exhibit)
        assert len(series) == len(expected) + len(exhibit.disputed), exhibit.key
        for each, (_, values) in zip(series, expected, strict=False):
            formula, kept = referred(each, "val")
            assert formula.startswith(f"'{sheet_name(place + 1, exhibit)}'!")
            held = [value for value in opened.range(formula) if value is not None]
            if exhibit.kind != "panels" and not exhibit.disputed:  # those have gaps: periods and dates of the others
                assert len(opened.range(formula)) == len(values)
            numbers = [value for value in values if value is not None]
            assert all(same(*pair) for pair in zip(held, numbers, strict=True)), exhibit.key
            assert [
                text for text, value in zip([text for text in kept if text], numbers, strict=True) if not same(float(text), value)
            ] == []
            drawn += 1
    assert drawn > 50


def check_plane(opened, plane, series):
    """Each curve refers to cells that hold its pairs of numbers."""
    for curve, each in zip(plane.curves, series, strict=True):
        across, up = (opened.range(referred(each, part)[0]) for part in ("xVal", "yVal"))
        wanted = [(spot.x, spot.y) for spot in corners(curve)]
        assert len(across) == len(up) == len(wanted)
        assert all(
            same(*pair) for found, spot in zip(zip(across, up, strict=True), wanted, strict=True) for pair in zip(found, spot, strict=True)
        )


def test_the_categories_of_a_chart_are_its_labels(opened):
    for place, leaf in enumerate(opened.document.leaves):
        found = charts(leaf.exhibit)
        if len(found) != 1 or leaf.exhibit.disputed:
            continue
        for each in opened.charts(place)[0].iter(f"{CHART}ser"):
            held = opened.range(referred(each, "cat")[0])
            if found[0].form == "lines":
                assert [value.date() for value in held] == list(found[0].days)
            else:
                assert held == list(found[0].categories)


def test_panels_share_one_scale_and_each_number_stands_at_its_period(opened):
    place = [leaf.exhibit.key for leaf in opened.document.leaves].index("tren_jenis")
    panels, drawings = charts(opened.document.leaves[place].exhibit), opened.charts(place)
    for panel, drawing in zip(panels, drawings, strict=True):
        (series,) = drawing.iter(f"{CHART}ser")
        found = zip(opened.range(referred(series, "cat")[0]), opened.range(referred(series, "val")[0]), strict=True)
        wanted = zip(panel.categories, (mark.value for mark in panel.series[0].marks), strict=True)
        assert {name: value for name, value in found if value is not None} == dict(wanted)
    assert len({each.get("val") for drawing in drawings for each in drawing.iter(f"{CHART}max")}) == 1


def test_the_labels_of_ratios_are_the_words_beside_the_numbers(opened):
    place = [leaf.exhibit.key for leaf in opened.document.leaves].index("jabatan_kelompok")
    (chart,), exhibit = opened.charts(place), opened.document.leaves[place].exhibit
    formulas = [each.text for each in chart.findall(f".//{CHART}dLbl//{CHART}f")]
    assert [opened.range(formula)[0] for formula in formulas] == [mark.label for mark in charts(exhibit)[0].series[0].marks]


def test_contradicted_statements_are_points_of_their_own(opened):
    place = [leaf.exhibit.key for leaf in opened.document.leaves].index("pernyataan_deret")
    exhibit = opened.document.leaves[place].exhibit
    series = list(opened.charts(place)[0].iter(f"{CHART}ser"))[3:]
    held = [[value for value in opened.range(referred(each, "val")[0]) if value is not None] for each in series]
    assert held == [[answer.total.value] for answer in exhibit.disputed]


def test_the_point_of_a_chart_is_in_accent_and_the_rest_is_lighter(opened):
    place = [leaf.exhibit.key for leaf in opened.document.leaves].index("instansi_peringkat")
    (chart,) = opened.charts(place)
    colours = [each.find(".//{*}srgbClr").get("val") for each in chart.iter(f"{CHART}dPt")]
    tones = [mark.tone for mark in charts(opened.document.leaves[place].exhibit)[0].series[0].marks]
    assert colours == [getattr(LIGHT, tone)[1:] for tone in tones]
    assert colours[0] == LIGHT.accent[1:] and set(colours[1:]) == {LIGHT.muted[1:], LIGHT.rest[1:]}


def test_every_chart_has_a_name_and_words_for_who_cannot_see_it(opened):
    for place, leaf in enumerate(opened.document.leaves):
        _, drawing = opened.drawing(place)
        found = [each for each in drawing.iter() if each.tag.endswith("}cNvPr") and each.get("descr")] if drawing is not None else []
        assert len(found) == len(charts(leaf.exhibit)) + len(planes(leaf.exhibit))
        assert all(each.get("name").startswith(f"figure:{leaf.exhibit.figure_id}") for each in found)
        assert all(each.get("descr").endswith(leaf.exhibit.alt) for each in found)


def test_a_crossed_table_is_shaded_and_its_empty_cells_are_empty(opened):
    place = [leaf.exhibit.key for leaf in opened.document.leaves].index("jabatan_silang")
    exhibit, sheet = opened.document.leaves[place].exhibit, opened.sheet(place)
    shown, top, left = cross(exhibit.answer, exhibit.lang), heading_row(sheet), len(exhibit.answer.by) + 3
    assert [sheet.cell(top, left + place).value for place in range(1 + len(shown.columns))] == [shown.corner, *shown.columns]
    for down, (label, line) in enumerate(zip(shown.rows, shown.cells, strict=True), start=top + 1):
        assert sheet.cell(down, left).value == label
        assert [sheet.cell(down, left + 1 + across).value for across in range(len(line))] == [cell.value if cell else None for cell in line]
    shades = {
        cell.fill.fgColor.rgb[2:] for row in sheet.iter_rows(min_row=top + 1, min_col=left + 1) for cell in row if cell.value is not None
    }
    assert {f"#{shade}" for shade in shades} <= set(LIGHT.sequence) and len(shades) > 2


# --- the sheets around the figures ---


def test_the_contents_lead_to_every_sheet_and_say_what_the_whole_is(opened):
    sheet, document = opened.cells.worksheets[0], opened.document
    lang = document.lang
    words = {sheet.cell(row, 2).value for row in range(1, 12)}
    assert sheet["A1"].value == document.title
    assert {
        f"{document.institution.name} ({document.institution.short})",
        document.author,
        document.embargo,
        sentences.SYNTHETIC(lang),
    } <= words
    links = [(cell.value, cell.hyperlink.location) for cell in sheet["B"] if cell.hyperlink]
    names = opened.cells.sheetnames[1:-1]
    assert links == [(leaf.exhibit.title, f"'{name}'!A1") for leaf, name in zip(document.leaves, names, strict=True)]
    listed = [(row[0].value, row[2].value.date(), row[3].value) for row in sheet.iter_rows() if row[1].hyperlink]
    assert listed == [
        (place, leaf.exhibit.answer.source.as_of, leaf.exhibit.answer.scope.sentence(lang)) for place, leaf in enumerate(document.leaves, 1)
    ]


def test_every_measure_is_defined_once(opened):
    sheet, found = opened.cells.worksheets[-1], terms(opened.document)
    lines = [[cell.value or "" for cell in row[:6]] for row in sheet.iter_rows(min_row=4, max_row=3 + len(found))]
    assert lines == [[term.label, term.definition, term.unit, term.denominator, term.counting, term.source] for term in found]
    labels = [term.label for term in found]
    assert len(labels) == len(set(labels)) and {"reported", "compliance_rate", "share_of_reported"} <= {term.code for term in found}
    stated = [term for term in found if "(" in term.label and term.source in term.label]
    assert stated and all("register" in term.definition for term in stated)  # that they are not counted from it


def test_nothing_is_hidden_and_nothing_runs(opened):
    for name, part in opened.parts.items():
        if name.startswith("xl/worksheets/sheet") or name == "xl/workbook.xml":
            tree = ElementTree.fromstring(part)
            assert [each.tag for each in tree.iter() if each.get("hidden") or each.get("state") in ("hidden", "veryHidden")] == [], name
            assert list(tree.iter(f"{MAIN}f")) == [], name
        assert b'TargetMode="External"' not in part, name
    assert not [name for name in opened.parts if "vba" in name.lower() or "external" in name.lower()]


def test_every_page_says_that_the_data_are_made_up_and_fits_across(opened):
    for sheet in opened.cells.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.fitToWidth or 1, setup.fitToHeight, setup.paperSize) == ("landscape", 1, 0, 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sentences.SYNTHETIC(opened.document.lang) in sheet.oddFooter.left.text
        assert "&P" in sheet.oddFooter.right.text and sheet.print_title_rows


def test_the_same_document_is_the_same_bytes_and_nothing_tells_when_it_was_made(opened):
    assert to_xlsx(opened.document) == opened.bytes
    about = opened.cells.properties
    assert (about.created, about.modified) == (datetime(2020, 10, 27), datetime(2020, 10, 27))
    assert (about.title, about.creator) == ("Judul", "Biro Humas")
    assert str(date.today().year) not in opened.parts["docProps/core.xml"].decode()


# --- what a reader may bring ---


def test_the_same_figure_twice_has_two_sheets(sample):
    keys = ("tren_laporan-running-week", "tren_laporan-running-week", "instansi_peringkat-rate-20")
    names = Opened(document_of(sample, "id", keys=keys)).cells.sheetnames
    assert len({name.lower() for name in names}) == 5 and max(map(len, names)) <= 31
    assert not any(set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_can_run_or_break_the_workbook(sample, words):
    exhibit = catalogue.figure("kepatuhan_jenis", view_of(sample, OCTOBER, "id"))
    exhibit = replace(exhibit, own_title=words, notes=(words,), said=words)
    document = Document(words, (Leaf(exhibit, words),), Institution(words, words), "id", words, None, words)
    opened = Opened(document)
    for sheet in opened.cells.worksheets:
        risky = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value[:1] in tuple("=+-@")]
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)
    first = opened.sheet(0)["A1"].value
    assert first == " ".join(words.replace("\x00", "").replace("\x1b", "").replace("\u202e", "").split())
    test_nothing_is_hidden_and_nothing_runs(opened)


def test_a_planted_number_is_shown_as_planted(sample):
    exhibit = catalogue.figure("kepatuhan_jenis", view_of(sample, OCTOBER, "id"))
    row = replace(exhibit.answer.rows[0], numerator=1, denominator=2, value=0.123)
    exhibit = replace(exhibit, answer=replace(exhibit.answer, rows=(row, *exhibit.answer.rows[1:])))
    opened = Opened(alone(exhibit))
    assert lines_of(opened.sheet(0), 6)[1][2:] == [1, 2, 0.123, "12,3 %"]
    (series,) = opened.charts(0)[0].iter(f"{CHART}ser")
    assert referred(series, "val")[1][0] == "0.123"
    assert referred(series, "dLbls")[1][0] == "12,3 %"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_of_nothing_says_so_and_draws_nothing(sample, lang):
    keys = [key for key in catalogue.FIGURES if not key.startswith("pernyataan")]
    opened = Opened(document_of(sample, lang, NOTHING_IN_IT, keys))
    for place, leaf in enumerate(opened.document.leaves):
        sheet = opened.sheet(place)
        assert sheet["A1"].value == sentences.NOTHING(lang) and opened.charts(place) == []
        assert sentences.footnote(leaf.exhibit.answer, house(), lang) in [sheet.cell(row, 1).value for row in range(1, 8)]


def test_real_data_are_not_called_made_up(drawn):
    register = drawn("nomor_kasus kelompok_jabatan\nk1 jpt")
    exhibit = catalogue.figure("jabatan_kelompok", View(register, view_of(register, {}, "id").scope, None, "id"))
    assert b"sintetis" not in b"".join(Opened(alone(exhibit)).parts.values())
