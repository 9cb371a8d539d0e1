"""Figures on the page: kept for all readers, drawn by the bundle that is shipped, and small ones that say what the large ones say."""

import re

import pytest
from plotly.offline import get_plotlyjs_version

from analytics import catalogue
from analytics.chart import drawable
from analytics.figures import Look, draw
from analytics.register.snapshots import Register
from analytics.settings import ROOT, SAMPLE
from analytics.view import view_of

BUNDLE = ROOT / "static" / f"plotly-cartesian-{get_plotlyjs_version()}.min.js"
SHIPPED = {"bar", "scatter", "heatmap"}
SMALL = ("ringkasan_tren", "ringkasan_instansi", "ringkasan_jabatan", "ringkasan_kepatuhan")
SCREEN = 160  # pixels that a small figure may be high, beside three others on one screen


@pytest.fixture(scope="module")
def register():
    return Register(SAMPLE).refresh()


def said(figure):
    """What a figure of bars or lines says, without line breaks and intervals: labels and values, or names with their last value."""
    texts = [*(figure.layout.yaxis.ticktext or ()), *(figure.data[0].text or ()), *(each.text for each in figure.layout.annotations)]
    return [re.sub(r"\s*(<br>)?\([\d.,]+–[\d.,]+\s?%\)", "", text.replace("/<br>", "/")).replace("<br>", " ") for text in texts]


@pytest.mark.parametrize("key", catalogue.FIGURES)
def test_every_figure_can_be_kept_and_is_drawn_by_the_bundle(register, key):
    seen = view_of(register, {"as_of": "2020-07-31"}, "id")
    exhibit, again = catalogue.figure(key, seen), catalogue.figure(key, view_of(register, {"as_of": "2020-07-31"}, "id"))
    assert (hash(exhibit), exhibit) == (hash(again), again)
    if exhibit.kind != "numbers" and drawable(exhibit):
        assert {trace.type for trace in draw(exhibit, Look("id")).data} <= SHIPPED


def test_the_bundle_is_that_of_the_installed_plotly():
    head = BUNDLE.read_text(encoding="utf-8")[:200]
    assert f"(cartesian - minified) v{get_plotlyjs_version()}" in head
    assert "MIT" in head


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("key", SMALL)
def test_a_small_figure_says_what_the_large_one_says(register, key, lang):
    exhibit = catalogue.figure(key, view_of(register, {"as_of": "2020-07-31"}, lang))
    small, large = draw(exhibit, Look(lang, small=True)), draw(exhibit, Look(lang))
    if key == "ringkasan_tren":  # every second step of the scale
        assert set(said(small)) < set(said(large))
        assert said(small)[-3:] == said(large)[-3:]
    else:
        assert said(small) == said(large)
    assert [list(trace.x) for trace in small.data] == [list(trace.x) for trace in large.data]
    assert small.layout.height <= SCREEN < large.layout.height


def test_bars_in_little_room_stand_apart_as_their_labels_need(register):
    figure = draw(catalogue.figure("ringkasan_instansi", view_of(register, {}, "id")), Look("id", small=True))
    labels, middles = figure.layout.yaxis.ticktext, figure.layout.yaxis.tickvals
    assert any("<br>" in label for label in labels)  # Kepulauan Siau Tagulandang Biaro
    rooms = [14 * label.count("<br>") + 18 for label in labels]
    assert list(middles) == [sum(rooms[:place]) + room / 2 for place, room in enumerate(rooms)]
    assert (figure.layout.yaxis.range, figure.layout.height) == ((0, sum(rooms)), sum(rooms) + 8)
