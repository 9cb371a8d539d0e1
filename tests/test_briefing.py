"""Briefings: what they keep, the file they are saved to, the sets, and files that are refused."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_exhibits import EXHIBITS, JULY, view_of

from analytics import briefing, catalogue
from analytics.briefing import (
    LARGEST_FILE,
    LONGEST,
    MOST_ITEMS,
    SETS,
    Briefing,
    Item,
    added,
    composed,
    from_file,
    item_of,
    ready,
    to_file,
)
from analytics.scope import CASE, Scope
from analytics.text import LANGUAGES, Notice, cleaned
from analytics.view import view_of as seen_by

FILTERS = {"province": ("jawa_tengah",)}


def refusal(action, *arguments):
    """The words of the refusal in both languages."""
    with pytest.raises(Notice) as notice:
        action(*arguments)
    return notice.value("id"), notice.value("en")


# --- the catalogue ---


def test_every_exhibit_is_in_the_catalogue_under_its_key(sample):
    seen = view_of(sample, "id", Scope(JULY))
    keys = {build(seen).key for name, build in EXHIBITS.items() if name not in ("compliance.rate",)}
    assert keys <= set(catalogue.FIGURES)
    assert {key: catalogue.FIGURES[key](seen).key for key in catalogue.FIGURES} == {key: key for key in catalogue.FIGURES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_is_made_again_from_its_id(sample, lang):
    seen = replace(view_of(sample, lang, Scope(JULY, FILTERS, unit=CASE)), public=True)  # as everything that leaves
    for key in catalogue.FIGURES:
        exhibit = catalogue.figure(key, seen)
        twin = catalogue.again(exhibit.figure_id, sample)
        assert (twin.title, twin.subtitle, twin.answer, twin.figure_id) == (
            exhibit.title,
            exhibit.subtitle,
            exhibit.answer,
            exhibit.figure_id,
        )


def test_an_id_that_names_nothing_is_refused(sample):
    assert refusal(catalogue.again, "tren_harga?as_of=2020-07-31", sample) == (
        "Tidak ada gambar “tren_harga”.",
        "There is no figure “tren_harga”.",
    )
    assert (
        "2020-07-30" in refusal(catalogue.again, "tren_laporan?as_of=2020-07-30", sample)[0]
        or "30 Juli 2020" in refusal(catalogue.again, "tren_laporan?as_of=2020-07-30", sample)[0]
    )


# --- what a briefing keeps ---


def test_a_figure_keeps_the_snapshot_filters_unit_and_comparison_it_had(sample):
    seen = seen_by(
        sample, {"as_of": "2020-07-31", "province": "jawa_tengah", "unit": "kasus", "compare": "2020-06-15", "from": "2020-01-01"}, "en"
    )
    item = item_of("jabatan_kelompok", seen)
    assert item.query == {
        "as_of": "2020-07-31", "province": "jawa_tengah", "unit": "kasus", "compare": "2020-06-15", "from": "2020-01-01",
    }  # fmt: skip
    made = briefing.made(item, sample, "id")
    assert made.answer == catalogue.figure("jabatan_kelompok", seen).answer
    assert made.lang == "id" and briefing.made(replace(item, title="Judul sendiri"), sample, "id").title == "Judul sendiri"


@pytest.mark.parametrize("name, count", [("rilis-pers", 7), ("rapat-pimpinan", 11), ("instansi", 7)])
def test_a_ready_made_set_is_composed(sample, name, count):
    seen = seen_by(sample, {"as_of": "2020-07-31", "agency": "kab_purbalingga"}, "id")
    document = composed(ready(name, seen), sample)
    assert [leaf.exhibit.key for leaf in document.leaves] == list(SETS[name].figures) and len(document.leaves) == count
    assert document.synthetic and document.as_of == JULY
    assert document.title == ("Profil Kabupaten Purbalingga" if name == "instansi" else SETS[name].label("id"))


def test_the_set_of_one_agency_needs_one(sample):
    assert "agency=CODE" in refusal(ready, "instansi", view_of(sample, "en", Scope(JULY)))[1]
    assert refusal(ready, "semua", view_of(sample, "en", Scope(JULY))) == ("Tidak ada set “semua”.", "There is no set “semua”.")


def test_an_empty_briefing_and_one_too_full_are_refused(sample):
    assert refusal(composed, Briefing(), sample) == ("Bahan paparan masih kosong.", "The briefing is still empty.")
    full = Briefing((Item("tren_laporan"),) * MOST_ITEMS)
    assert MOST_ITEMS >= 40 and str(MOST_ITEMS) in refusal(added, full, Item("tren_laporan"))[0]


def test_a_figure_that_cannot_be_made_is_named_by_its_place(sample):
    items = (Item("tren_laporan", {"as_of": "2020-07-31"}), Item("tren_laporan", {"as_of": "2020-07-31", "province": "atlantis"}))
    said = refusal(composed, Briefing(items), sample)
    assert said[0].startswith("gambar ke-2: ") and "atlantis" in said[0]


# --- the file ---


def test_forty_figures_come_back_from_the_file(sample):
    view = view_of(sample, "en", Scope(JULY, FILTERS))
    items = tuple(
        replace(item_of(key, view), title=f"Judul {place}", comment="Catatan “kutip” 😀") for place, key in enumerate(catalogue.FIGURES)
    )
    kept = Briefing(items[:42], "Judul", "Humas", "2020-08-03", "Embargo hingga 10.00 WIB", "en", "4:3", "figures")
    assert len(kept.items) >= 40 and from_file(to_file(kept)) == kept and len(to_file(kept)) < LARGEST_FILE
    assert to_file(from_file(to_file(kept))) == to_file(kept)


def test_a_file_from_before_slides_could_be_figures_only_has_them_all():
    older = json.loads(to_file(Briefing()))
    del older["extent"]
    assert from_file(json.dumps(older).encode()) == Briefing()


def changed(**fields):
    """A saved briefing with other fields, as bytes."""
    return json.dumps(json.loads(to_file(Briefing((Item("tren_laporan", {"as_of": "2020-07-31"}),)))) | fields).encode()


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "its content cannot be read"),
        (b"\xff\xfe\x00", "its content cannot be read"),
        (b"[" * 100_000, "its content cannot be read"),
        (b"[]", "the mark “asn-bahan-paparan” is missing"),
        (b"x" * (LARGEST_FILE + 1), "larger than 500 KB"),
        (changed(format="lain"), "the mark “asn-bahan-paparan” is missing"),
        (changed(version=2), "version 2, known is version 1"),
        (changed(lang="de"), "field “lang” is not valid"),
        (changed(size="1:1"), "field “size” is not valid"),
        (changed(extent="none"), "field “extent” is not valid"),
        (changed(title=5), "field “title” is not valid"),
        (changed(author="x" * 5000), f"“author” is longer than {LONGEST['author']} characters"),
        (changed(day="besok"), "“besok” is not a date"),
        (changed(items={}), "field “items” is not valid"),
        (changed(items=[1]), "field “items” is not valid"),
        (changed(items=[{"figure": "tren_harga"}]), "There is no figure “tren_harga”."),
        (changed(items=[{"figure": "tren_laporan", "query": {"as_of": 1}}]), "field “query” is not valid"),
        (changed(items=[{"figure": "tren_laporan", "query": {"as_of": "x" * 3000}}]), "field “query” is not valid"),
        (changed(items=[{"figure": "tren_laporan", "comment": "x" * 5000}]), f"“comment” is longer than {LONGEST['comment']} characters"),
        (changed(items=[{"figure": "tren_laporan"}] * (MOST_ITEMS + 1)), f"A briefing holds at most {MOST_ITEMS} figures."),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(content, reason):
    assert reason in refusal(from_file, content)[1]


@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["format", "version", "lang", "size", "items", "figure", "query", "title"]), inner)
        ),
        max_leaves=12,
    ).map(lambda found: json.dumps({"format": "asn-bahan-paparan", "version": 1, "lang": "id", "size": "16:9", "items": found}).encode())
)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))  # fmt: skip
def test_whatever_a_file_holds_it_is_a_briefing_or_a_notice(content):
    try:
        assert isinstance(from_file(content), Briefing)
    except Notice as notice:
        assert notice("id") and notice("en")


@pytest.mark.parametrize(
    "given_words, kept",
    [
        ("=CMD()|' /C calc'!A0", "=CMD()|' /C calc'!A0"),
        ("satu\ndua\ttiga\x00\x07", "satu dua tiga"),
        ("\u202eterbalik\u202c \u200f", "terbalik"),
        ("😀 👩‍⚖️ biasa", "😀 👩‍⚖️ biasa"),
        ("\ud800 putus \ufffe", "putus"),
    ],
)
def test_words_are_cleaned_of_what_documents_cannot_hold(given_words, kept):
    assert cleaned(given_words) == kept
