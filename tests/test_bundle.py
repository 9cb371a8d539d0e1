"""The zip of all: every form is the file one would have made alone, and the manifest says what is in it."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from analytics import catalogue
from analytics.ask import NO_TOTAL
from analytics.briefing import Document, Leaf, alone, composed, house, ready
from analytics.export.bundle import MANIFEST, to_zip
from analytics.export.data import to_csv
from analytics.export.release import to_docx, to_text
from analytics.export.report import to_pdf
from analytics.export.slides.deck import to_pptx
from analytics.export.workbook.book import to_xlsx
from analytics.text import LANGUAGES, Notice
from analytics.view import shared_answer, view_of

FILTERED = {"as_of": "2020-10-27", "province": "sulawesi_tenggara", "from": "2020-06-01", "unit": "kasus"}
KEYS = ("ringkasan_angka", "kepatuhan_jenis", "instansi_peringkat", "kepatuhan_jenis", "pernyataan_position", "kepatuhan_jenis")


@pytest.fixture(scope="module", autouse=True)
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


@pytest.fixture(scope="module", params=LANGUAGES)
def bundle(sample, request):
    """A document, its zip, and the files in it."""
    seen = view_of(sample, FILTERED, request.param)
    leaves = tuple(Leaf(catalogue.figure(key, seen)) for key in KEYS)
    document = Document("Judul", leaves, house(), request.param, "Biro Humas", date(2020, 11, 1), "besok", address="https://dasbor.test")
    content = to_zip(document)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return document, content, {name: archive.read(name) for name in archive.namelist()}


CSVS = [
    "ringkasan_angka_2020-10-27.csv", "kepatuhan_jenis_2020-10-27.csv", "instansi_peringkat_2020-10-27.csv", "kepatuhan_jenis_2020-10-27-2.csv",
    "pernyataan_position_2022-05-31.csv", "kepatuhan_jenis_2020-10-27-3.csv",
]  # fmt: skip


def test_every_form_is_in_it_as_it_is_made_alone(bundle):
    document, _, files = bundle
    alone_made = {
        "deck.pptx": to_pptx(document),
        "briefing.pdf": to_pdf(document),
        "data.xlsx": to_xlsx(document),
        "release.docx": to_docx(document),
    }
    alone_made |= {"release.txt": to_text(document).encode()}
    alone_made |= {name: to_csv(leaf.exhibit, document.institution) for name, leaf in zip(CSVS, document.leaves, strict=True)}
    assert list(files) == [*alone_made, MANIFEST]
    assert [name for name, content in alone_made.items() if files[name] != content] == []


def test_the_manifest_has_the_size_and_sha_256_of_every_other_file(bundle):
    _, _, files = bundle
    listed, others = json.loads(files[MANIFEST])["files"], {name: content for name, content in files.items() if name != MANIFEST}
    assert listed == {name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)} for name, content in others.items()}


def test_the_manifest_says_whose_and_of_when(bundle):
    document, _, files = bundle
    found = json.loads(files[MANIFEST])
    about = {name: found[name] for name in ("title", "institution", "author", "day", "embargo", "lang", "data_as_of", "synthetic")}
    assert about == {
        "title": "Judul", "institution": house().name, "author": "Biro Humas", "day": "2020-11-01", "embargo": "besok", "lang": document.lang,
        "data_as_of": "2020-10-27", "synthetic": True,
    }  # fmt: skip


def test_the_manifest_defends_every_figure(bundle):
    document, _, files = bundle
    figures = json.loads(files[MANIFEST])["figures"]
    for found, leaf, name in zip(figures, document.leaves, CSVS, strict=True):
        exhibit, answer = leaf.exhibit, leaf.exhibit.answer
        assert (found["figure_id"], found["title"], found["csv"]) == (exhibit.figure_id, exhibit.title, name)
        assert found["link"] == f"https://dasbor.test{exhibit.link}"
        assert (found["metric"], found["unit"]) == (answer.metric.code, answer.scope.unit.code)
        assert found["total"] == {"numerator": answer.total.numerator, "denominator": answer.total.denominator, "value": answer.total.value}
        assert found["snapshot"]["version"] == answer.source.version and found["snapshot"]["as_of"] == answer.source.as_of.isoformat()
        assert found["filters"]["words"] == answer.scope.sentence(document.lang)
        assert found["filters"]["codes"] == {code: list(members) for code, members in answer.scope.where.items()}
    registered = figures[1]
    assert registered["filters"]["codes"] == {"province": ["sulawesi_tenggara"]} and registered["filters"]["from"] == "2020-06-01"
    assert len(registered["snapshot"]["version"]) == 64 and registered["unit"] == "kasus" and registered["synthetic"]
    statement = figures[4]
    assert document.leaves[4].exhibit.answer.total == NO_TOTAL and set(statement["total"].values()) == {None}
    assert statement["snapshot"]["version"].startswith("kasn-") and not statement["synthetic"]


def test_a_figure_of_the_manifest_can_be_made_again_from_its_id(bundle, sample):
    document, _, files = bundle
    for found, leaf in zip(json.loads(files[MANIFEST])["figures"], document.leaves, strict=True):
        assert catalogue.again(found["figure_id"], sample).answer == leaf.exhibit.answer


def test_the_headline_numbers_are_all_in_the_manifest(bundle):
    document, _, files = bundle
    found = json.loads(files[MANIFEST])["figures"][0]["numbers"]
    totals = [(part.answer.metric.code, part.answer.total) for part in document.leaves[0].exhibit.parts]
    assert [tuple(each.values()) for each in found] == [(code, row.numerator, row.denominator, row.value) for code, row in totals]
    assert [code for code, _ in totals] == ["reported", "recommended", "sanctioned", "compliance_rate"]


def test_the_same_document_is_the_same_bytes(bundle):
    document, content, _ = bundle
    assert to_zip(document) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}


def test_names_in_the_zip_stay_inside_it(bundle):
    _, _, files = bundle
    assert not any(set(name) & set("/\\:") or ".." in name or name.startswith(".") for name in files)


def test_the_readers_template_reaches_the_slides(sample):
    document = composed(ready("rilis-pers", view_of(sample, {"as_of": "2020-07-31"}, "id")), sample)
    with pytest.raises(Notice):
        to_zip(document, b"not a template")


def test_a_planted_number_is_in_the_manifest_as_planted(sample):
    exhibit = catalogue.figure("kepatuhan_jenis", view_of(sample, {"as_of": "2020-10-27"}, "id"))
    planted = replace(exhibit, answer=replace(exhibit.answer, total=replace(exhibit.answer.total, numerator=1, denominator=2, value=0.123)))
    with zipfile.ZipFile(io.BytesIO(to_zip(alone(planted)))) as archive:
        (found,) = json.loads(archive.read(MANIFEST))["figures"]
    assert found["total"] == {"numerator": 1, "denominator": 2, "value": 0.123}
