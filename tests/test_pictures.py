"""Pictures: the sheet holds the drawing's own numbers and every word that defends them, each in its place."""

import re
import xml.etree.ElementTree as ET

import pytest

from analytics import catalogue, sentences
from analytics.briefing import house
from analytics.catalogue import retitled
from analytics.export.pictures import EDGE, HEIGHT, WIDTH, event_lines, picture, sketch, wide, wrapped
from analytics.figures import Look, draw
from analytics.register.snapshots import Register
from analytics.settings import SAMPLE
from analytics.theme import DARK, LIGHT
from analytics.view import view_of

EMPTY = {"perubahan_ukuran-incomplete"}  # nobody at either of the two snapshots
KEYS = [key for key in catalogue.FIGURES if not key.startswith("tren_laporan-running") and key not in EMPTY]
REGISTER = Register(SAMPLE)
NOWHERE = {"province": "papua", "agency": "kab_wakatobi", "as_of": "2020-07-31"}


def figure(key, lang="id", **query):
    """A figure of the sample."""
    return catalogue.figure(key, view_of(REGISTER.refresh(), query, lang))


def plain(words):
    """Words as they are read: no marks, every space the same."""
    words = re.sub(r"<[^>]+>", " ", words).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(words.split())


def written(sheet):
    """All annotations of a sheet as one text."""
    return plain(" ".join(note.text or "" for note in sheet.layout.annotations))


def around(sheet):
    """The words around the drawing: (text, left edge, right edge, top, bottom) in pixels of the sheet."""
    margin, boxes = sheet.layout.margin, []
    for note in sheet.layout.annotations:
        if (note.xref, note.yref, note.x, note.xanchor, note.yanchor) == ("paper", "paper", 0, "left", "top") and note.y in (0, 1):
            left = margin.l + note.xshift
            top = (margin.t if note.y == 1 else HEIGHT - margin.b) - note.yshift
            boxes.append((plain(note.text), left, left + wide(plain(note.text), note.font.size), top, top + note.font.size))
    return boxes


def numbers_of(drawing):
    """Every number a drawing draws: lengths, heights and shades of its traces."""
    return [
        [value for name in ("x", "y", "z") for value in (trace[name] if name in trace and trace[name] is not None else ())]
        for trace in drawing.data
    ]


@pytest.mark.parametrize("key, lang", [*((key, "id") for key in KEYS), *((key, "en") for key in KEYS[::6])])
def test_a_sheet_draws_the_same_numbers_and_says_everything(key, lang):
    exhibit = figure(key, lang, as_of="2020-12-19")
    sheet, look = picture(exhibit, house()), Look(lang)
    assert (sheet.layout.width, sheet.layout.height, sheet.layout.paper_bgcolor) == (WIDTH, HEIGHT, "#FFFFFF")
    if exhibit.kind not in ("panels", "shares"):  # these stand in other rows and columns
        assert numbers_of(sheet) == numbers_of(draw(exhibit, look))
        if exhibit.kind != "plane":  # the sheet has room for more labels
            assert [trace.text for trace in sheet.data] == [trace.text for trace in draw(exhibit, look).data]
    said = written(sheet)
    for words in (
        exhibit.title,
        exhibit.subtitle,
        *event_lines(exhibit),
        *exhibit.notes,
        sentences.footnote(exhibit.answer, house(), lang),
    ):
        assert plain(words) in said
    assert f'"{LIGHT.accent}"' in sheet.to_json() or exhibit.kind in ("map", "grid")
    assert DARK.accent not in sheet.to_json()


@pytest.mark.parametrize("key", KEYS)
def test_words_stand_inside_the_sheet_and_never_on_the_drawing_or_one_another(key):
    exhibit = retitled(figure(key, as_of="2020-12-19"), "Sebuah judul yang panjang sekali " * 6)
    sheet = picture(exhibit, house())
    boxes, margin = around(sheet), sheet.layout.margin
    assert len(boxes) >= 4
    for words, left, right, top, bottom in boxes:
        assert left == pytest.approx(EDGE), words
        assert right <= WIDTH - EDGE + 1, words
        assert top > 0 and bottom < HEIGHT, words
        assert bottom <= margin.t or top >= HEIGHT - margin.b, words
    ordered = sorted(boxes, key=lambda box: box[3])
    assert [above[0] for above, below in zip(ordered, ordered[1:], strict=False) if above[4] > below[3] + 1] == []
    assert HEIGHT - margin.t - margin.b > HEIGHT / 4  # under a title of six lines, and enough for three bars
    assert WIDTH - margin.l - margin.r > 600


@pytest.mark.parametrize(
    "key", ["ringkasan_angka", "jabatan_kelompok", "instansi_provinsi", "tren_laporan", "jabatan_silang", "jabatan_waktu"]
)
def test_an_empty_figure_is_its_words_alone(key):
    exhibit = figure(key, **NOWHERE)
    assert exhibit.empty
    sheet = picture(exhibit, house())
    assert len(sheet.data) == 0
    assert plain(exhibit.title) in written(sheet)
    assert plain(sentences.footnote(exhibit.answer, house(), "id")) in written(sheet)


def test_a_readers_title_is_text_and_never_a_mark():
    exhibit = retitled(figure("jabatan_kelompok"), "<b>tebal</b> & <a href='x'>tautan</a> " + "x" * 400)
    titles = [note.text for note in picture(exhibit, house()).layout.annotations]
    assert not any("<a " in text for text in titles)
    assert any(text.startswith("<b>&lt;b&gt;tebal&lt;/b&gt; &amp; ") for text in titles)


def test_lines_are_no_wider_than_asked_and_lose_nothing():
    words = "Menjadi peserta kampanye beratribut/mengerahkan orang 54,9 % dari yang dilaporkan " + "a" * 90
    lines = wrapped(words, 20, 300)
    assert all(wide(line, 20) <= 300 for line in lines)
    assert "".join(lines).replace("\u00a0", "").replace(" ", "") == words.replace(" ", "")
    assert not any(line.startswith("%") for line in lines)


@pytest.mark.parametrize("key", KEYS)
def test_a_sketch_is_a_small_drawing(key):
    shapes = ET.fromstring(sketch(figure(key, as_of="2020-12-19"), Look("id")))
    assert shapes.get("viewBox") == "0 0 160 90"
    assert len(shapes) > 0
    for rect in shapes.iter("{http://www.w3.org/2000/svg}rect"):
        x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= -0.1 and x + width <= 160.2 and y >= -0.1 and y + height <= 90.2


def test_a_sketch_of_bars_has_their_lengths():
    exhibit = figure("jabatan_kelompok", as_of="2020-07-31")
    widths = [float(rect.get("width")) for rect in ET.fromstring(sketch(exhibit, Look("id")))]
    values = [row.value for row in exhibit.answer.rows]
    assert widths == pytest.approx([160 * value / max(values) for value in values], abs=0.06)


def test_an_empty_sketch_is_empty():
    assert len(ET.fromstring(sketch(figure("jabatan_kelompok", **NOWHERE), Look("id", True)))) == 0
