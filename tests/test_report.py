"""The PDF document: its words and numbers are those of its exhibits, its structure is tagged, its bytes are settled."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from pypdf import PdfReader

from analytics import briefing, catalogue, formats, sentences
from analytics.ask import OTHER, Row
from analytics.briefing import Document, Leaf, alone, composed, ready
from analytics.chart import charts, cross, number_words, planes, table_of
from analytics.exhibit import Exhibit
from analytics.export import report
from analytics.metrics import COMPLIANCE, REPORTED
from analytics.sentences import Institution
from analytics.table import definition
from analytics.text import LANGUAGES, cleaned
from analytics.theme import LIGHT
from analytics.view import shared_answer, view_of
from analytics.vocabulary import AGENCY, POSITION, PROVINCE

KASN = Institution("Komisi Aparatur Sipil Negara", "KASN")
JULY = {"as_of": "2020-07-31"}
NOBODY = {"province": "papua", "agency": "kab_wakatobi", **JULY}
ONE = {"agency": "kab_purbalingga"}
KEYS = [key for key in catalogue.FIGURES if not key.endswith("-day")]  # those have a test of their own
SETS = {"rilis-pers": JULY, "rapat-pimpinan": JULY, "instansi": ONE}


@pytest.fixture(autouse=True, scope="module")
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


def read(content):
    """A document read back."""
    return PdfReader(io.BytesIO(content))


def squeezed(text):
    """A text without spaces and places where a word may break: lines of a page break where they must."""
    return "".join(text.replace("\u200b", "").split())


def page_words(page):
    """The words of a page without spaces."""
    return squeezed(page.extract_text())


def words_of(content):
    """All words of a document, in the order of its pages, without spaces."""
    return "".join(page_words(page) for page in read(content).pages)


def elements(content):
    """Every element of the structure: its kind and its own entries."""
    found, waiting = [], [read(content).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.append(node)
            waiting += [node["/K"]] if "/K" in node else []
    return found


def kinds(content, kind):
    """The elements of one kind."""
    return [node for node in elements(content) if node.get("/S") == kind]


def document_of(*exhibits, **words):
    """A document of these exhibits."""
    return Document("Judul dokumen", tuple(Leaf(exhibit) for exhibit in exhibits), KASN, exhibits[0].lang, **words)


def set_of(sample, name, lang="id"):
    """A ready-made document."""
    return composed(ready(name, view_of(sample, SETS[name], lang)), sample)


@pytest.fixture(scope="module")
def meeting(sample):
    """The longest ready-made document, its bytes, and the words of each page."""
    document = set_of(sample, "rapat-pimpinan")
    content = report.to_pdf(document)
    return document, content, [page_words(page) for page in read(content).pages]


@pytest.fixture(scope="module")
def everything(sample):
    """Every figure of the catalogue but those of a day a row, in both languages: its exhibit, and what the document says of it."""
    return {(key, lang): found for lang in LANGUAGES for key, found in figures_read(sample, lang).items()}


def figures_read(sample, lang):
    """One document of all figures, cut where each begins; the lines along the edges of the pages left out."""
    view = view_of(sample, JULY, lang)
    exhibits = {key: catalogue.figure(key, view) for key in KEYS}
    pages = [page_words(page) for page in read(report.to_pdf(document_of(*exhibits.values()))).pages]
    edges = [squeezed(sentences.DATA_AS_OF(lang, day=formats.long_date(date(2020, 7, 31), lang)) + report.PAGE(lang, page=place, pages=len(pages))) for place in range(1, len(pages) + 1)]  # fmt: skip
    said = "".join(
        page.removeprefix(squeezed(KASN.name + sentences.SYNTHETIC(lang))).removesuffix(edge)
        for page, edge in zip(pages, edges, strict=True)
    )
    starts, found = [], -1
    for exhibit in exhibits.values():
        found = said.index(squeezed(exhibit.title + exhibit.subtitle), found + 1)
        starts.append(found)
    ends = [*starts[1:], len(said)]
    return {key: (exhibit, said[start:end]) for (key, exhibit), start, end in zip(exhibits.items(), starts, ends, strict=True)}


# --- every figure: what it says ---


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_a_figure_says_every_word_and_number_of_its_exhibit(everything, key, lang):
    exhibit, said = everything[key, lang]
    footnote = sentences.footnote(exhibit.answer, KASN, lang)
    expected = [exhibit.title, exhibit.subtitle, footnote, *exhibit.notes, *(event.label(lang) for event in exhibit.events)]
    table = table_lines(exhibit) if table_of(exhibit).lines else []  # headings alone are no table
    expected += [] if exhibit.empty else ["".join(line) for line in drawn_lines(exhibit) + table]
    assert [each for each in expected if squeezed(each) not in said] == []
    assert len(expected) > 3 or exhibit.empty


def table_lines(exhibit):
    """The lines of a figure's table with its total, or of the table that its drawing is."""
    if exhibit.kind == "numbers":
        return [number_words(number, exhibit.lang) for number in exhibit.parts]
    if exhibit.kind == "grid":
        shown = cross(exhibit.answer, exhibit.lang)
        said = [[sentences.value(exhibit.answer, cell, exhibit.lang) if cell else "·" for cell in line] for line in shown.cells]
        return [[name, *line] for name, line in zip(shown.rows, said, strict=True)] + [[sentences.base(exhibit.answer, exhibit.lang)]]
    shown = table_of(exhibit)
    return [*shown.lines, shown.headings, shown.total]


def drawn_lines(exhibit):
    """What stands beside each bar or at the end of each line, in the order it is read."""
    found = []
    for chart in charts(exhibit):
        found += [[remark] for remark in chart.remarks]
        if chart.form == "bars":
            marks = zip(*(series.marks for series in chart.series), strict=True)
            found += [[name, *(mark.label + mark.support for mark in each)] for name, each in zip(chart.categories, marks, strict=True)]
        if chart.form == "bridge":
            found += [[name, mark.label + mark.support] for name, mark in zip(chart.categories, chart.series[0].marks, strict=True)]
        if chart.form == "lines":
            found += [[series.name, next(mark.label for mark in reversed(series.marks) if mark.label)] for series in chart.series]
        if chart.name:
            found.append([chart.name, *(sentences.value(a, a.total, exhibit.lang) for name, a in exhibit.parts if name == chart.name)])
    for plane in planes(exhibit):
        names = [[curve.name] for place, curve in enumerate(plane.curves) if curve.name not in [each.name for each in plane.curves[:place]]]
        found += [[plane.up], [plane.across], *names, *([remark] for remark in plane.remarks)]
    return found


def test_a_table_of_a_day_a_row_is_whole(sample):
    exhibit = catalogue.figure("tren_laporan-day", view_of(sample, JULY, "id"))
    said = words_of(report.to_pdf(document_of(exhibit)))
    assert [line for line in table_of(exhibit).lines if squeezed("".join(line)) not in said] == []
    assert len(table_of(exhibit).lines) > 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_map_names_its_classes_with_the_numbers_of_its_table(sample, lang):
    exhibit = catalogue.figure("instansi_provinsi", view_of(sample, JULY, lang))
    legend = report.drawing(exhibit)["legend"]
    values = [sentences.value(exhibit.answer, row, lang) for row in exhibit.answer.rows]
    ends = [part for label, _ in legend if label[0].isdigit() for part in label.split("–")]
    assert len(ends) > 4 and set(ends) <= set(values)
    assert squeezed("".join(label for label, _ in legend)) in words_of(report.to_pdf(document_of(exhibit)))


def test_a_map_colours_each_province_by_its_own_value(sample):
    answer = view_of(sample, JULY, "id").ask(REPORTED, PROVINCE)
    rows = sorted((row for row in answer.rows if row.code in report.provinces()), key=lambda row: row.value)
    found = {area["fill"] for area in report.province_map(replace(answer, rows=(rows[-1],)), "id")["areas"]}
    assert found == {LIGHT.sequence[2], LIGHT.empty}
    shades = [area["fill"] for area in report.province_map(answer, "id")["areas"]]
    assert len(shades) == 34 and shades.count(LIGHT.empty) == 34 - len(rows)


# --- the renderer computes nothing ---


def planted(sample, kind="bar"):
    """An answer that contradicts itself: a value that is not its numerator over its denominator."""
    view = view_of(sample, JULY, "id")
    answer = replace(view.ask(COMPLIANCE, POSITION), rows=(Row(("jpt",), 1, 2, 0.123),), total=Row(("total",), 3, 4, 0.456))
    return Exhibit("halaman_gambar", kind, "Judul", answer, view)


def test_a_value_is_said_as_it_was_answered(sample):
    said = words_of(report.to_pdf(document_of(planted(sample))))
    assert squeezed("Jabatan Pimpinan Tinggi (JPT)12,3 %1/2") in said
    assert squeezed("Jabatan Pimpinan Tinggi (JPT) 1 2 12,3 %") in said
    assert squeezed("Jumlah 3 4 45,6 %") in said
    assert [wrong for wrong in ("50,0", "75,0") if wrong in said] == []


def test_bars_are_as_long_as_their_values(sample):
    """Read from the page: the columns of a chart, drawn as rectangles on one baseline."""
    exhibit = catalogue.figure("tren_laporan-running", view_of(sample, JULY, "id"))
    drawn = columns_of(report.to_pdf(document_of(exhibit)))
    values = [row.value for row in exhibit.answer.rows]
    heights = [height for _, height in sorted(drawn)]
    assert len(heights) == len(values)
    assert [round(height / heights[-1], 3) for height in heights] == pytest.approx([value / values[-1] for value in values], abs=0.002)


def columns_of(content):
    """Left edge and height of every rectangle filled in accent on the first page."""
    accent = [round(int(LIGHT.accent[place : place + 2], 16) / 255, 2) for place in (1, 3, 5)]
    found, colour, corners = [], None, []
    page = read(content).pages[0]
    for operands, operator in page.get_contents().operations:
        if operator in (b"sc", b"scn", b"rg"):
            colour = [round(float(value), 2) for value in operands if not isinstance(value, str)]
        if operator in (b"m", b"l"):
            corners = [*(corners if operator == b"l" else []), tuple(map(float, operands))]
        if operator == b"re":
            x, y, width, height = map(float, operands)
            corners = [(x, y), (x + width, y + height), (x, y + height), (x + width, y)]
        if operator in (b"f", b"f*") and colour == accent and len(corners) == 4:
            found.append((len(found), max(y for _, y in corners) - min(y for _, y in corners)))
    return found


# --- structure and standards ---


@pytest.mark.parametrize("name", ["rilis-pers", "instansi"])
def test_a_document_declares_its_standards_language_and_title(sample, name):
    document = replace(set_of(sample, name, "en"), author="Humas", title="A title")
    found = read(report.to_pdf(document))
    root = found.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("en", True, True)
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1<" in metadata
    assert "<pdfaid:part>2<" in metadata and "<pdfaid:conformance>A<" in metadata
    assert (found.metadata.title, found.metadata.author) == ("A title", "Humas")
    assert found.metadata.creation_date.date() == document.as_of


def test_every_drawing_has_its_words_and_tables_have_headings(meeting):
    document, content, _ = meeting
    drawn = [leaf.exhibit for leaf in document.leaves if leaf.exhibit.kind not in report.TABLED]
    assert sorted(str(node["/Alt"]) for node in kinds(content, "/Figure")) == sorted(exhibit.alt for exhibit in drawn)
    assert len(kinds(content, "/H1")) == len(document.leaves) + 1  # and the methodology
    tables = kinds(content, "/Table")
    assert len(tables) >= len(drawn) and len(kinds(content, "/TH")) >= 2 * len(tables)


def test_fonts_are_our_own_and_embedded(sample):
    """Nothing falls back to a font of the machine."""
    fonts = {}
    for page in read(report.to_pdf(set_of(sample, "rilis-pers"))).pages:
        fonts |= {font["/BaseFont"]: font for font in map(resolved, page["/Resources"]["/Font"].values())}
    inner = [font["/DescendantFonts"][0].get_object() for font in fonts.values()]
    assert inner and all("/FontFile2" in font["/FontDescriptor"] or "/FontFile3" in font["/FontDescriptor"] for font in inner)
    assert all("PlusJakartaSans" in name for name in fonts)


def resolved(reference):
    """What a reference points to."""
    return reference.get_object()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_numbered_and_marked(sample, meeting, lang):
    document, content, pages = meeting
    if lang == "en":
        document = set_of(sample, "instansi", lang)
        pages = [page_words(page) for page in read(report.to_pdf(document)).pages]
    assert len(pages) > 3
    for place, said in enumerate(pages, start=1):
        assert said.endswith(squeezed(report.PAGE(lang, page=place, pages=len(pages))))
        assert squeezed(sentences.SYNTHETIC(lang)) in said
        assert squeezed(document.institution.name) in said


def test_the_first_page_says_whose_when_and_what_is_inside(sample):
    given = {"author": "Humas KASN", "day": date(2020, 8, 3), "embargo": "Embargo sampai pukul 10.00 WIB"}
    document = replace(set_of(sample, "rilis-pers"), **given)
    said = page_words(read(report.to_pdf(document)).pages[0])
    expected = [document.title, "Disusun oleh Humas KASN", "Untuk paparan 3 Agustus 2020", "Data per 31 Juli 2020", document.embargo]
    expected += [leaf.exhibit.title for leaf in document.leaves] + ["Metodologi"]
    assert [each for each in expected if squeezed(each) not in said] == []


def test_real_data_carry_no_mark(drawn):
    view = view_of(drawn("nomor_kasus kelompok_jabatan\nk1 jpt"), {}, "id")
    assert "sintetis" not in words_of(report.to_pdf(document_of(catalogue.figure("jabatan_kelompok", view))))


def test_each_metric_is_defined_once(meeting):
    document, _, pages = meeting
    said = "".join(pages)
    answers = [leaf.exhibit.answer for leaf in document.leaves]
    meant = {squeezed(dict(definition(answer, "id"))["Definisi"]) for answer in answers}
    assert [said.count(each) for each in meant] == [1] * len(meant) and len(meant) > 3
    number = next(leaf.exhibit for leaf in document.leaves if leaf.exhibit.kind == "numbers")
    assert said.count(squeezed(number.parts[-1].answer.metric.definition("id"))) == 1  # a part of a figure, not its answer


def test_the_last_lines_of_a_page_of_definitions_do_not_lie_on_one_another(sample):
    seen = view_of(sample, JULY, "id")
    keys = ("tren_laporan", "jabatan_kelompok", "kepatuhan_jenis")  # the definitions begin low on the second page
    leaves = tuple(Leaf(catalogue.figure(key, seen)) for key in keys)
    document = Document("Laporan terbanyak pada Juni 2020: 99 ASN dilaporkan (belum lengkap)", leaves, KASN, "id")
    for page in read(report.to_pdf(document)).pages[1:]:
        heights = [y for x, y in places_of(page) if x > 290 and y < 160]  # the right column, near the end
        assert all(upper - lower > 6 for upper, lower in pairwise(sorted(set(heights), reverse=True)))


def places_of(page):
    """Where each piece of text begins, in points from below left."""
    found = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: found.append((cm[4] + tm[4] * cm[0], cm[5] + tm[5] * cm[3])) if text.strip() else None
    )
    return [(x, round(y, 1)) for x, y in found]


def test_a_comment_stands_under_its_figure(sample):
    document = set_of(sample, "rilis-pers")
    leaves = tuple(replace(leaf, comment=f"Catatan ke-{place}") for place, leaf in enumerate(document.leaves))
    said = words_of(report.to_pdf(replace(document, leaves=leaves)))
    for place, leaf in enumerate(leaves):
        footnote = squeezed(sentences.footnote(leaf.exhibit.answer, document.institution, "id"))
        assert f"{footnote}Catatan:Catatanke-{place}" in said


# --- scopes and sizes ---


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_scope_is_said_and_not_drawn(sample, lang):
    view = view_of(sample, NOBODY, lang)
    exhibits = [exhibit for exhibit in (catalogue.figure(key, view) for key in catalogue.FIGURES) if exhibit.empty]
    assert len(exhibits) > 25
    content = report.to_pdf(document_of(*exhibits))
    said = words_of(content)
    assert said.count(squeezed(sentences.NOTHING(lang))) >= len(exhibits)
    for exhibit in exhibits:
        assert squeezed(exhibit.subtitle) in said and squeezed(sentences.footnote(exhibit.answer, KASN, lang)) in said
    assert kinds(content, "/Figure") == kinds(content, "/Table") == []
    assert len(kinds(content, "/H1")) == len(exhibits) + 1


def test_what_is_published_stands_in_an_empty_scope_too(sample):
    view = view_of(sample, NOBODY, "id")
    exhibits = [exhibit for exhibit in (catalogue.figure(key, view) for key in catalogue.FIGURES) if not exhibit.empty]
    said = words_of(report.to_pdf(document_of(*exhibits)))
    assert exhibits and all(squeezed("".join(line)) in said for exhibit in exhibits for line in table_of(exhibit).lines)


def test_a_retitled_empty_figure_still_says_that_there_is_nothing(sample):
    exhibit = catalogue.retitled(catalogue.figure("tren_laporan", view_of(sample, NOBODY, "id")), "Judul lain")
    said = words_of(report.to_pdf(document_of(exhibit)))
    assert "Judullain" in said and squeezed(sentences.NOTHING("id")) in said


@pytest.mark.parametrize("metric", [REPORTED, COMPLIANCE])
def test_a_long_table_is_whole_and_repeats_its_headings(sample, metric):
    view = view_of(sample, JULY, "id")
    exhibit = Exhibit("halaman_gambar", "shares", "Judul", view.ask(metric, AGENCY), view)
    shown = table_of(exhibit)
    assert len(shown.lines) > 150
    content = report.to_pdf(document_of(exhibit))
    said = words_of(content)
    assert [line for line in [*shown.lines, shown.total] if squeezed("".join(line)) not in said] == []
    headings = squeezed("".join(shown.headings))
    with_lines = [page for page in map(page_words, read(content).pages) if any(squeezed("".join(line)) in page for line in shown.lines)]
    assert len(with_lines) > 1 and all(headings in page for page in with_lines)


def test_a_title_stands_on_the_page_of_its_drawing(meeting):
    """Read from the bars: the last of them follows the title on the same page."""
    document, _, pages = meeting
    for exhibit in (leaf.exhibit for leaf in document.leaves):
        if exhibit.kind in ("bar", "pair", "funnel"):
            first = squeezed(exhibit.title + exhibit.subtitle)
            last = squeezed("".join(drawn_lines(exhibit)[-1]))
            assert [page for page in pages if first in page and last in page[page.index(first) :]], exhibit.key


def test_forty_figures_are_one_document(sample):
    exhibit = catalogue.figure("kepatuhan_jenis", view_of(sample, JULY, "id"))
    titled = [replace(exhibit, own_title=f"Gambar ke-{place}.") for place in range(40)]
    said = words_of(report.to_pdf(document_of(*titled)))
    assert [said.count(f"Gambarke-{place}.") for place in range(40)] == [2] * 40  # in the contents and above the figure


# --- words of readers, bytes ---

HOSTILE = '#panic("x") $x^2$ *b* _i_ `c` \\ @ref <label> // /* */ [ ] { } & % ~ -- = + - / "q" #{1+1} \\u{41} </w:t> {page} {pages}'


def test_words_of_readers_are_only_words(sample):
    exhibit = replace(catalogue.figure("jabatan_kelompok", view_of(sample, JULY, "id")), own_title=HOSTILE)
    document = Document(HOSTILE, (Leaf(exhibit, HOSTILE),), Institution(HOSTILE, HOSTILE), "id", author=HOSTILE, embargo=HOSTILE)
    content = report.to_pdf(document)
    assert words_of(content).count(squeezed(HOSTILE)) >= 7
    assert (read(content).metadata.title, read(content).metadata.author) == (HOSTILE, HOSTILE)


@pytest.mark.parametrize(
    "given, shown",
    [
        ("naik 😀👩‍👩‍👧 tajam", "naik□tajam"),
        ("العربية dan 中文", "□dan□"),
        ("e\u0301 dan \u00e9", "édané"),
        ("abc" * 66, "abc" * 66),
        ("\u202eterbalik\u2066", "terbalik"),
        ("nol\x00 dan \x1b[31m", "noldan[31m"),
    ],
)
def test_signs_without_a_shape_in_our_font_are_an_open_square(sample, given, shown):
    exhibit = replace(catalogue.figure("kepatuhan_menunggu", view_of(sample, JULY, "id")), own_title=cleaned(given))
    document = Document(cleaned(given), (Leaf(exhibit, cleaned(given)),), KASN, "id")
    assert words_of(report.to_pdf(document)).count(shown) >= 3


def test_every_sign_let_through_has_a_shape(sample):
    """Typst refuses a PDF/A with a sign that no font has."""
    every = [chr(code) for code in range(0x20, 0x2600) if not report.UNKNOWN_SIGNS.search(chr(code))]
    assert len(every) >= 450
    exhibit = replace(catalogue.figure("kepatuhan_menunggu", view_of(sample, JULY, "id")), own_title=" ".join(every))
    report.to_pdf(Document("Judul", (Leaf(exhibit),), KASN, "id"))


def test_a_long_word_stays_on_the_page(sample):
    exhibit = replace(catalogue.figure("kepatuhan_menunggu", view_of(sample, JULY, "id")), own_title="x" * 200)
    page = read(report.to_pdf(alone(exhibit))).pages[0]
    assert max(len(line) for line in page.extract_text().splitlines() if line.startswith("xxx")) < 100


def test_the_same_document_is_the_same_bytes_from_every_thread(sample):
    view = view_of(sample, JULY, "id")
    first = document_of(*(catalogue.figure(key, view) for key in ("kepatuhan_jenis", "ringkasan_tren")))
    expected = report.to_pdf(first)
    with ThreadPoolExecutor(10) as threads:
        assert set(threads.map(report.to_pdf, [first] * 10)) == {expected}
    assert report.to_pdf(replace(first, title="Lain")) != expected


# --- parts ---


def test_months_are_named_at_their_place():
    span = (date(2020, 6, 1), date(2020, 10, 1))
    assert report.month_ticks(span, "id", 12) == [
        [report.place(date(2020, month, 1), span), name] for month, name in ((6, "Jun ’20"), (7, "Jul ’20"), (8, "Agu ’20"), (9, "Sep ’20"))
    ]
    assert [label for _, label in report.month_ticks((date(2019, 12, 1), date(2024, 1, 1)), "en", 6)] == [
        "2020", "2021", "2022", "2023",
    ]  # fmt: skip
    assert [label for _, label in report.month_ticks((date(2019, 12, 1), date(2023, 1, 1)), "en", 6, middle=True)][:2] == [
        "Jan ’20",
        "Jan ’21",
    ]
    short = (date(2020, 6, 15), date(2020, 6, 26))
    assert report.month_ticks(short, "id", 8) == [[0, "15 Jun 2020"], [1, "26 Jun 2020"]]
    assert report.month_ticks((short[0], short[0]), "id", 8) == [[0, "15 Jun 2020"]]


def test_periods_follow_one_another():
    assert [report.after(day, "month") for day in (date(2020, 1, 31), date(2020, 12, 1))] == [date(2020, 2, 1), date(2021, 1, 1)]
    assert (report.after(date(2020, 6, 1), "week"), report.after(date(2020, 2, 28), "day")) == (date(2020, 6, 8), date(2020, 2, 29))


def test_close_events_share_a_number(sample):
    exhibit = catalogue.figure("tren_laporan", view_of(sample, {}, "id"))
    span = (date(2019, 12, 1), date(2023, 5, 1))
    found = report.rules(exhibit, span)
    assert len(found["rules"]) == len(exhibit.events)
    places = [at for at, _ in found["labels"]]
    assert all(right - left >= report.RULES_APART for left, right in zip(places, places[1:], strict=False))
    ends = [label.split("–") for _, label in found["labels"]]
    assert [int(each[0]) for each in ends][1:] == [int(each[-1]) + 1 for each in ends][:-1]


def test_names_at_the_ends_of_lines_do_not_overlap(sample):
    found = report.lines(catalogue.figure("ringkasan_tren", view_of(sample, {}, "id")))
    heights = sorted(each["label_at"] for each in found["lines"])
    assert len(heights) == 3 and all(right - left >= report.LABEL_APART - 1e-9 for left, right in zip(heights, heights[1:], strict=False))


def test_points_stand_at_their_true_dates(sample):
    exhibit = catalogue.figure("tren_register", view_of(sample, {}, "id"))
    (chart,) = charts(exhibit)
    whole = (chart.days[-1] - chart.days[0]).days
    assert [point[0] for point in report.lines(exhibit)["lines"][0]["points"]] == [(day - chart.days[0]).days / whole for day in chart.days]


def test_the_rest_of_a_cut_list_is_said_and_not_drawn(sample):
    exhibit = catalogue.figure("instansi_peringkat", view_of(sample, {}, "id"))
    rest = exhibit.answer.row(OTHER)
    shown = report.drawing(exhibit)
    assert shown["remarks"][0].endswith(formats.number(rest.value, "id"))
    assert exhibit.answer.label(rest, "id") not in shown["categories"]


def test_outlines_are_coarse_whole_and_within_the_frame():
    for edition, count in (("provinces_2020_34.geojson", 34), ("provinces_2025_38.geojson", 38)):
        found = report.outlines(edition)
        assert len(found) == count and all(found.values())
        points = [point for rings in found.values() for ring in rings for point in ring]
        assert len(points) < 8000 and all(0 <= value <= 1 for point in points for value in point)


def test_the_house_set_of_an_agency_names_it(sample):
    document = set_of(sample, "instansi", "en")
    assert squeezed(document.title) in page_words(read(report.to_pdf(document)).pages[0])
    assert briefing.AGENCY.member("kab_purbalingga", "en") in document.title
