"""One statistic, every rendering: the numbers and footnotes of a figure read back from the screen, slides, workbook, PDF and sentence.

The truth is the figure's answer. Every rendering is read on its own, from its bytes. The planted documents carry values that do not
follow from their numerators and denominators: a renderer that divides, sums or rounds for itself shows another number and fails.
"""

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader
from test_exhibits import plain
from test_spoken import numbers_in, numbers_of

from analytics import chart, formats, sentences, spoken
from analytics.ask import Answer
from analytics.briefing import SETS, Document, Leaf, house
from analytics.catalogue import FIGURES
from analytics.exhibit import Number, Stage
from analytics.export.report import to_pdf
from analytics.export.slides.deck import to_pptx
from analytics.export.workbook.book import to_xlsx
from analytics.figures import Look, draw
from analytics.text import LANGUAGES
from analytics.view import view_of
from analytics.vocabulary import OTHER

KEYS = tuple(dict.fromkeys(key for each in SETS.values() for key in each.figures))
SCOPES = {
    "all": {"as_of": "2020-07-31"},
    "cases_of_a_province": {"as_of": "2020-08-19", "province": "jawa_tengah", "unit": "kasus", "compare": "2020-06-26"},
    "one_agency": {"as_of": "2020-07-31", "agency": "kab_purbalingga"},
}
SEVERAL = ("pair", "stack")  # kinds with more than one series
EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet


# --- documents, as they are and planted ---


def planted(part):
    """The same with every value changed and every numerator and denominator left."""
    if isinstance(part, tuple):
        return tuple(planted(each) for each in part)
    if isinstance(part, Answer):
        ratio = part.metric.is_ratio
        return replace(part, rows=tuple(shifted(row, ratio) for row in part.rows), total=shifted(part.total, ratio))
    if isinstance(part, Stage):
        return Stage(planted(part.answer), planted(part.whole), part.residual)
    if isinstance(part, Number):
        return Number(planted(part.answer), planted(part.then) if part.then else None)
    return part


def shifted(row, ratio):
    """A row whose value no longer follows from its counts."""
    return row if row.value is None else replace(row, value=row.value * 0.61 + 0.017 if ratio else row.value + 1000)


def document(register, query, lang, change=lambda part: part):
    """Every figure of the three sets in one document."""
    seen = view_of(register, query, lang)
    made = [FIGURES[key](seen) for key in KEYS]
    leaves = tuple(Leaf(replace(each, answer=change(each.answer), parts=change(each.parts))) for each in made)
    return Document("Uji", leaves, house(), lang)


CASES = [(scope, lang, change) for scope in SCOPES for lang in LANGUAGES for change in ("as it is", "planted")]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case).replace(" ", "_"))
def rendered(request, sample):
    """The document, and its three files read back."""
    scope, lang, change = request.param
    found = document(sample, SCOPES[scope], lang, planted if change == "planted" else lambda part: part)
    pages = PdfReader(io.BytesIO(to_pdf(found))).pages
    return {
        "figures": [leaf.exhibit for leaf in found.leaves],
        "slides": slides_by_id(to_pptx(found)),
        "sheets": openpyxl.load_workbook(io.BytesIO(to_xlsx(found))),
        "pdf": squeezed(" ".join(page.extract_text() for page in pages)),
        "document": found,
    }


# --- what is true ---


def truth(exhibit):
    """Every number a figure draws, by the series and the label it stands under."""
    return {key: row.value for key, row in keyed(exhibit).items()}


def hidden(exhibit):
    """Where a figure has a number that public mode does not tell."""
    return {key for key, row in keyed(exhibit).items() if row.hidden}


def keyed(exhibit):
    """Every row a figure draws, by the series and the label it stands under."""
    answer, lang = exhibit.answer, exhibit.lang
    if exhibit.kind == "pair":
        return {(answer.label(row, lang), answer.label(row, lang, 1)): row for row in answer.rows if row.codes[1] != "none"}
    if exhibit.kind == "stack":
        return {(answer.label(row, lang, 1), short(row.codes[0], lang)): row for row in answer.rows}
    if exhibit.kind == "funnel":
        return {("", chart.stage_name(stage, lang)): stage.answer.total for stage in exhibit.parts}
    return {("", answer.label(row, lang)): row for row in answer.rows if not chart.dwarfs(answer, row)}


def short(day, lang):
    """A date as bars of snapshots are labelled."""
    return formats.short_date(formats.date.fromisoformat(day), lang)


def alike(found, wanted):
    """Whether two sets of labelled numbers are the same, zeros and gaps apart."""
    drop = {key: value for key, value in found.items() if value}
    keep = {key: value for key, value in wanted.items() if value}
    assert set(drop) == set(keep)
    assert drop == pytest.approx(keep, rel=1e-12)


# --- reading back ---


def squeezed(text):
    """Text without spaces, as lines and hyphenation may break it anywhere."""
    return re.sub(r"\s+", "", text.replace("\u00ad", ""))


def slides_by_id(content):
    """Slides by the id of the figure on them: shapes by name."""
    found = {}
    for slide in Presentation(io.BytesIO(content)).slides:
        shapes = {shape.name: shape for shape in slide.shapes}
        for name in shapes:
            if name.startswith("footnote:"):
                found[name.removeprefix("footnote:")] = shapes
    return found


def charts_of(shapes, exhibit):
    """The chart frames of a figure on its slide."""
    name = f"figure:{exhibit.figure_id}"
    return [shape.chart for key, shape in shapes.items() if key == name or key.startswith(f"{name}#")]


def drawn_in(native, exhibit):
    """The numbers in a chart's XML: series name (where there are several), label, value; periods stand as dates there."""
    plot, several = native.plots[0], exhibit.kind in SEVERAL
    labels = [str(category) for category in plot.categories]
    if exhibit.kind == "columns":
        (drawn,) = chart.charts(exhibit)
        assert [EPOCH + timedelta(days=int(label)) for label in labels] == list(drawn.days)
        labels = [exhibit.answer.label(row, exhibit.lang) for row in exhibit.answer.rows]
    return {
        (series.name if several else "", label): value
        for series in plot.series
        for label, value in zip(labels, series.values, strict=True)
        if value is not None
    }


def embedded_in(native, exhibit):
    """The numbers in the workbook inside a chart, and that nothing is hidden in it."""
    several = exhibit.kind in SEVERAL
    book = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))
    (sheet,) = book.worksheets
    assert sheet.sheet_state == "visible" and not any(
        line.hidden for line in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
    )
    (_, *names), *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    if exhibit.kind == "columns":
        assert [row[0].date() for row in rows] == list(chart.charts(exhibit)[0].days)
        rows = [[exhibit.answer.label(each, exhibit.lang), *row[1:]] for each, row in zip(exhibit.answer.rows, rows, strict=True)]
    cells = [(name, row[0], value) for row in rows for name, value in zip(names, row[1:], strict=True)]
    return {(name if several else "", str(label)): value for name, label, value in cells if value is not None}


def on_screen(exhibit):
    """The numbers of the Plotly figure, by trace and label."""
    figure = draw(exhibit, Look(exhibit.lang))
    several = exhibit.kind in SEVERAL
    if exhibit.kind == "columns":
        labels = [exhibit.answer.label(row, exhibit.lang) for row in exhibit.answer.rows]
        return {("", label): value for label, value in zip(labels, figure.data[0].y, strict=True)}
    ticks = [plain(label) for label in figure.layout.yaxis.ticktext]
    return {(trace.name if several else "", label): value for trace in figure.data for label, value in zip(ticks, trace.x, strict=True)}


def unfolded(found):
    """Labels without spaces: on screen long ones are folded, behind a slash too."""
    return {(name, squeezed(label)): value for (name, label), value in found.items()}


def labels_of(exhibit, row):
    """What a row is called; the residuals of a funnel begin with a dash."""
    if exhibit.kind == "funnel":
        return [chart.stage_name(stage, exhibit.lang) for stage in exhibit.parts if stage.answer.metric.code == row.code]
    return [exhibit.answer.label(row, exhibit.lang, axis) for axis in range(len(exhibit.answer.by))]


# --- the promise ---

IN_BARS = {"bar", "pair", "funnel", "stack", "columns"}


def test_the_screen_draws_the_numbers_of_the_answer(rendered):
    for exhibit in rendered["figures"]:
        if exhibit.kind in IN_BARS and not exhibit.empty:
            found = on_screen(exhibit)
            beside = {("", exhibit.answer.label(row, exhibit.lang)) for row in exhibit.answer.rows if chart.dwarfs(exhibit.answer, row)}
            alike(unfolded({key: value for key, value in found.items() if key not in beside}), unfolded(truth(exhibit)))


def test_slides_draw_and_carry_the_numbers_of_the_answer(rendered):
    count = 0
    for exhibit in rendered["figures"]:
        if exhibit.kind not in IN_BARS or exhibit.empty:
            continue
        (native,) = charts_of(rendered["slides"][exhibit.figure_id], exhibit)
        alike(drawn_in(native, exhibit), truth(exhibit))
        embedded = embedded_in(native, exhibit)
        assert {key for key, value in embedded.items() if value == formats.HIDDEN} == hidden(exhibit)
        alike({key: value for key, value in embedded.items() if value != formats.HIDDEN}, truth(exhibit))
        count += 1
    assert count >= 8


def test_headline_numbers_are_the_same_everywhere(rendered):
    for exhibit in rendered["figures"]:
        if exhibit.kind != "numbers":
            continue
        shapes, screen = (
            rendered["slides"][exhibit.figure_id],
            [plain(note.text) for note in draw(exhibit, Look(exhibit.lang)).layout.annotations],
        )
        for number in exhibit.parts:
            words = [plain(word) for word in chart.number_words(number, exhibit.lang)]
            box = shapes[f"number:{exhibit.figure_id}#{number.answer.metric.code}"].text_frame
            assert [plain(paragraph.text) for paragraph in box.paragraphs] == words
            assert set(words) <= set(screen) and all(squeezed(word) in rendered["pdf"] for word in words)


def test_the_workbook_holds_the_numbers_of_the_answer(rendered):
    for place, exhibit in enumerate(rendered["figures"], start=1):
        sheet = rendered["sheets"].worksheets[place]
        lines = [list(row) for row in sheet.iter_rows(values_only=True)]
        for row in exhibit.answer.rows if exhibit.kind != "numbers" else ():
            labels = labels_of(exhibit, row)
            found = [line for line in lines if line[: len(labels)] == labels]
            assert len(found) == 1, (exhibit.key, labels, lines)
            (line,) = found
            held = [cell for cell in line if isinstance(cell, int | float)]
            assert row.value is None or any(cell == pytest.approx(row.value, rel=1e-12) for cell in held), (exhibit.key, labels)
            assert row.numerator is None or row.numerator in held or exhibit.answer.metric.kind == "count"
        for number in exhibit.parts if exhibit.kind == "numbers" else ():
            (line,) = [line for line in lines if line[0] == number.answer.metric.label(exhibit.lang)]
            assert number.answer.total.value is None or line[3] == pytest.approx(number.answer.total.value, rel=1e-12)


def test_the_pdf_says_every_label_and_number_as_read(rendered):
    for exhibit in rendered["figures"]:
        for line in chart.table_of(exhibit).lines:
            assert squeezed("".join(line)) in rendered["pdf"], (exhibit.key, line)


def test_every_rendering_has_the_same_title_and_footnote(rendered):
    found = rendered["document"]
    for place, exhibit in enumerate(rendered["figures"], start=1):
        footnote = sentences.footnote(exhibit.answer, found.institution, exhibit.lang)
        shapes = rendered["slides"][exhibit.figure_id]
        assert shapes[f"footnote:{exhibit.figure_id}"].text_frame.text == footnote
        assert (
            shapes[f"title:{exhibit.figure_id}"].text_frame.text.replace("\u00a0", " ") == exhibit.title
        )  # a percent sign stays with its number
        cells = {cell for row in rendered["sheets"].worksheets[place].iter_rows(values_only=True) for cell in row}
        assert {footnote, exhibit.title} <= cells
        assert squeezed(footnote) in rendered["pdf"] and squeezed(exhibit.title) in rendered["pdf"]


def test_the_sentence_has_the_numbers_of_the_figure(sample):
    for scope in SCOPES.values():
        for lang in LANGUAGES:
            for leaf in document(sample, scope, lang).leaves:
                exhibit = leaf.exhibit
                said = re.sub(r"\d{1,2} \w+ \d{4}|\d+ (kelompok|groups|instansi|agencies)\b", "", spoken.sentence(exhibit))
                own = numbers_of(exhibit) | {
                    number
                    for stage in (exhibit.parts if exhibit.kind == "funnel" else ())
                    if stage.share
                    for number in numbers_in(formats.percent(stage.share.value, lang), lang)
                }
                assert numbers_in(said, lang) <= own | numbers_in(
                    " ".join(chart.number_words(n, lang)[1] for n in exhibit.parts if exhibit.kind == "numbers"), lang
                )


def test_the_rest_of_a_cut_list_is_said_beside_the_chart(sample):
    found = document(sample, SCOPES["all"], "id")
    cut = [leaf.exhibit for leaf in found.leaves if any(chart.dwarfs(leaf.exhibit.answer, row) for row in leaf.exhibit.answer.rows)]
    assert {row.code for exhibit in cut for row in exhibit.answer.rows if chart.dwarfs(exhibit.answer, row)} == {OTHER}
    slides = slides_by_id(to_pptx(found))
    for exhibit in cut:
        words = " ".join(shape.text_frame.text for shape in slides[exhibit.figure_id].values() if shape.has_text_frame)
        assert all(remark in words for remark in chart.charts(exhibit)[0].remarks)


def test_planting_changes_every_number():
    """The planted documents would otherwise prove nothing."""
    assert Counter(planted((1, "a"))) == Counter((1, "a"))
