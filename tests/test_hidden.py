"""A hidden number is a symbol everywhere, never a zero, a gap or nothing at all."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from analytics import catalogue, sentences, spoken
from analytics.ask import Row, ask
from analytics.briefing import alone, house
from analytics.chart import charts, drawable, planes, table_of
from analytics.export import report
from analytics.export.data import to_csv
from analytics.export.documents import rendered
from analytics.export.pictures import picture, sketch
from analytics.figures import Look, draw
from analytics.metrics import DAYS_TO_SANCTION, REPORTED
from analytics.text import LANGUAGES
from analytics.view import view_of
from analytics.vocabulary import POSITION, PROVINCE

JULY = {"as_of": "2020-07-31"}


def planted(sample, key, codes, lang="id"):
    """A figure of the sample in which the groups of these codes are hidden."""
    exhibit = catalogue.figure(key, view_of(sample, JULY | {"mode": "internal"}, lang))

    def hide(answer):
        rows = tuple(Row(row.codes, None, None, None, True) if row.codes in codes else row for row in answer.rows)
        return replace(answer, rows=rows)

    def hide_part(part):
        return (part[0], hide(part[1])) if isinstance(part, tuple) else hide(part) if hasattr(part, "rows") else part

    parts = tuple(hide_part(part) for part in exhibit.parts)
    return replace(exhibit, answer=hide(exhibit.answer), parts=parts)


BAR, MAP, GRID = ("jabatan_kelompok", ("jpt",)), ("instansi_provinsi", ("sulawesi_tenggara",)), ("jabatan_silang", ("medsos", "jpt"))
RATE = ("kepatuhan_jenis", ("kota",))


@pytest.mark.parametrize(("key", "codes"), [BAR, MAP, GRID, RATE], ids=["bar", "map", "grid", "rate"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hidden_number_is_a_symbol_in_every_rendering(sample, key, codes, lang):
    exhibit = planted(sample, key, [codes], lang)
    number = catalogue.figure(key, view_of(sample, JULY | {"mode": "internal"}, lang)).answer.row(*codes)
    said = sentences.value(exhibit.answer, number, lang)
    label = [exhibit.answer.label(Row(codes, None, None, None, True), lang, axis) for axis in range(len(codes))]

    (line,) = [line for line in table_of(exhibit).lines if line[: len(label)] == label]
    assert line[-1] == "‡" and said not in line
    assert [line for line in to_csv(exhibit, house()).decode().splitlines() if line.startswith(",".join(codes)) and line.endswith("‡,‡,‡")]
    book = openpyxl.load_workbook(BytesIO(rendered(alone(exhibit), ".xlsx")))
    cells = [[cell.value for cell in row] for sheet in book.worksheets for row in sheet.iter_rows()]
    assert any(row[: len(label)] == label and "‡" in row for row in cells)
    assert "‡" in sentences.footnote(exhibit.answer, house(), lang) and str(5) in sentences.footnote(exhibit.answer, house(), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hidden_bar_has_no_length_and_a_symbol_at_its_end_and_says_so_under_the_pointer(sample, lang):
    figure = draw(planted(sample, BAR[0], [BAR[1]], lang), Look(lang))
    place = list(figure.data[0].customdata).index("jpt")
    assert figure.data[0].x[place] == 0 and figure.data[0].text[place] == "‡"
    assert sentences.HIDDEN(lang) in figure.data[0].hovertext[place]
    assert "27" not in figure.data[0].hovertext[place]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hidden_cell_of_a_cross_is_unshaded_with_a_symbol(sample, lang):
    exhibit = planted(sample, GRID[0], [GRID[1]], lang)
    figure = draw(exhibit, Look(lang))
    assert [note.text for note in figure.layout.annotations].count("‡") == 1
    hidden = [words for line in figure.data[0].hovertext for words in line if sentences.HIDDEN(lang) in words]
    assert len(hidden) == 1
    slide = Presentation(BytesIO(rendered(alone(exhibit), ".pptx"))).slides[-1]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [cell.text for row in table.rows for cell in row.cells].count("‡") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hidden_province_is_hatched_and_named_in_the_legend(sample, lang):
    figure = draw(planted(sample, MAP[0], [MAP[1]], lang), Look(lang))
    hatched = [trace.name for trace in figure.data if trace.fillpattern.shape]
    assert hatched == ["sulawesi_tenggara"]
    assert sentences.HIDDEN(lang) in [trace.name for trace in figure.data]
    words = [trace.text for trace in figure.data if trace.name == "sulawesi_tenggara"]
    assert sentences.HIDDEN(lang) in words[0]


def test_the_workbook_inside_a_slide_holds_the_symbol_and_not_the_number(sample):
    exhibit = planted(sample, BAR[0], [BAR[1]])
    deck = Presentation(BytesIO(rendered(alone(exhibit), ".pptx")))
    (chart,) = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    names = [mark.label for mark in charts(exhibit)[0].series[0].marks]
    values = [cell.value for cell in sheet["B"][1:]]
    assert values[names.index("‡")] == "‡" and not any(isinstance(value, float) and abs(value - 126 / 456) < 1e-9 for value in values)


# --- on paper ---

DRAWINGS = {
    "bars": (BAR[0], [BAR[1]], 1),
    "rates": (RATE[0], [RATE[1]], 1),
    "pair": ("kepatuhan_sanksi", [("moral_terbuka",)], 2),
    "stack": ("jabatan_waktu", [("jpt",), ("pelaksana",)], 6),
    "columns": ("tren_laporan", [("2020-06",)], 1),
    "narrow columns": ("tren_laporan-day", [("2020-06-09",)], 1),
    "panels": ("tren_jenis", [("2020-06",)], 5),
    "bridge": ("perubahan_dilaporkan", [("reported",)], 1),
}


def unhidden(data):
    """What the template is given to draw, with every mark by its label."""
    if isinstance(data, dict):
        return ([data] if "hidden" in data else []) + [mark for each in data.values() for mark in unhidden(each)]
    return [mark for each in data for mark in unhidden(each)] if isinstance(data, list) else []


@pytest.mark.parametrize("key, codes, hidden", DRAWINGS.values(), ids=DRAWINGS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_paper_a_hidden_mark_is_a_symbol_without_a_bar(sample, key, codes, hidden, lang, monkeypatch):
    """The symbol stands in the drawing: with the table left out, as often as there are hidden marks."""
    exhibit = planted(sample, key, codes, lang)
    marks = [mark for mark in unhidden(report.drawing(exhibit)) if mark["hidden"]]
    assert len(marks) == hidden and all((mark["value"], mark["label"]) == (0, "‡") for mark in marks)
    monkeypatch.setattr(report, "data_table", lambda exhibit: None)
    monkeypatch.setattr(report.frozen, "footnote", lambda *given: "")
    pages = PdfReader(BytesIO(rendered(alone(replace(exhibit, notes=())), ".pdf"))).pages
    words = "".join(page.extract_text() for page in pages)
    assert words.count("‡") == hidden


def test_a_median_of_a_few_is_hidden_though_their_number_is_published(sample):
    """By province, one attribute: how many were sanctioned stays, after how many days stays only where it is of five or more."""
    seen = view_of(sample, JULY, "id")
    whole, told = ask(sample, DAYS_TO_SANCTION, seen.scope, PROVINCE), seen.ask(DAYS_TO_SANCTION, PROVINCE)
    few = {row.code for row in whole.rows if 0 < row.denominator < 5}
    assert few and few == {row.code for row in told.rows if row.hidden}
    assert {row.code: row.value for row in told.rows if not row.hidden} == {
        row.code: row.value for row in whole.rows if row.code not in few
    }
    for code in [*sorted(few)[:2], "sulawesi_tenggara"]:
        assert seen.narrowed(province=code).ask(DAYS_TO_SANCTION).total.hidden == (code in few)
    assert not seen.ask(DAYS_TO_SANCTION).total.hidden


@pytest.mark.parametrize(
    "key", ["jabatan_kelompok", "jabatan_jenis", "jabatan_silang", "kepatuhan_silang", "kepatuhan_tindak_lanjut", "tren_laporan"]
)
def test_of_so_few_the_names_of_groups_tell_nothing_either(sample, key):
    """One person of Kota Langsa and two of Kabupaten Asmat: the same groups stand in the figure, all hidden, whoever is in them."""
    latest = {"as_of": sample.latest().isoformat()}
    one, two = (catalogue.figure(key, view_of(sample, latest | {"agency": code}, "id")).answer for code in ("kota_langsa", "kab_asmat"))
    assert (one.total.numerator, two.total.numerator) == (1, 2)
    assert {row.codes for row in one.rows} == {row.codes for row in two.rows}
    assert len(one.rows) > 4 and all(row.hidden for row in (*one.rows, *two.rows))


def test_where_there_are_more_only_groups_that_occur_have_names(sample):
    rows = catalogue.figure("jabatan_kelompok", view_of(sample, JULY | {"province": "sulawesi_tenggara"}, "id")).answer.rows
    assert any(not row.hidden for row in rows)


FEW = [
    JULY | {"province": "jawa_barat"}, {"agency": "kota_langsa"}, {"agency": "kota_langsa", "position": "jpt"},
    {"position": "jpt", "category": "narasumber_parpol"},
]  # fmt: skip


@pytest.mark.parametrize("where", FEW, ids=str)
def test_every_figure_of_a_few_can_be_drawn(sample, where):
    seen = view_of(sample, where, "id")
    drawn = [catalogue.figure(key, seen) for key in catalogue.FIGURES if not key.startswith(("perubahan", "pernyataan"))]
    for exhibit in drawn:
        assert exhibit.alt
        if drawable(exhibit) and exhibit.kind != "numbers":
            draw(exhibit, Look("id", False))
    assert any(row.hidden for exhibit in drawn for row in exhibit.answer.rows)


def test_no_filter_finds_out_what_one_person_is(sample):
    """One person of Kota Langsa: filtered by each position in turn, the total is hidden, whether it is that person's or nobody's."""
    told = {code: view_of(sample, {"agency": "kota_langsa", "position": code}, "id").ask(REPORTED).total for code in POSITION.members}
    assert len(told) > 3 and all(row.hidden and row.numerator is None for row in told.values())


@pytest.mark.parametrize(
    "query", [{"from": "2020-01-01", "to": "2020-01-31"}, {"province": "papua_barat", "position": "jpt"}], ids=["a month", "a few"]
)
def test_a_figure_of_which_nothing_may_be_drawn_still_leaves_as_every_file(sample, query):
    seen = view_of(sample, query, "id")
    made = (catalogue.figure(key, seen) for key in catalogue.FIGURES)
    bare = [each for each in made if not drawable(each) and not each.empty]
    assert len({each.kind for each in bare}) > 1 or "instansi_peringkat" in {each.key for each in bare}
    for exhibit in bare:
        assert (charts(exhibit), planes(exhibit)) == ((), ())
        for form in (".pptx", ".pdf", ".xlsx", ".docx", ".txt"):
            assert rendered(alone(exhibit), form), (exhibit.key, form)
        assert sketch(exhibit, Look("id")) and picture(exhibit, house())


def test_a_breakdown_that_is_hidden_says_its_total(sample):
    seen = view_of(sample, {"from": "2020-01-01", "to": "2020-01-31"}, "id")
    exhibit = catalogue.figure("instansi_peringkat", seen)
    assert exhibit.title == "51 ASN dilaporkan; rinciannya disembunyikan dalam mode publik"
    assert "semuanya" not in spoken.sentence(exhibit) and spoken.sentence(exhibit).startswith(exhibit.title)
    assert catalogue.figure("kepatuhan_instansi", seen).title == "Semua rekomendasi telah ditindaklanjuti dengan sanksi"
