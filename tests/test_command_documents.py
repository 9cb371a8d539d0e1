"""brief and refresh on the command line: files that open, the same bytes as the page makes, refusals in one line and nothing half-written."""

import io
import json
import shutil
import zipfile

import pytest
from pptx import Presentation

from analytics.__main__ import main
from analytics.briefing import Briefing, composed, item_of, ready, to_file
from analytics.export.documents import FORMATS, rendered
from analytics.register.snapshots import Register
from analytics.settings import SAMPLE
from analytics.view import view_of


@pytest.fixture(scope="module")
def summer(tmp_path_factory):
    """A copy of four snapshots of the sample, which load faster than all."""
    folder = tmp_path_factory.mktemp("summer")
    for day in ("2020-06-15", "2020-06-26", "2020-07-31", "2020-08-19"):
        shutil.copytree(SAMPLE / f"snapshot={day}", folder / f"snapshot={day}")
    return folder


@pytest.fixture
def run(capsys, summer):
    """run(*arguments) -> (exit code, stdout, stderr) on the four snapshots."""

    def running(*arguments):
        code = main([*map(str, arguments), "--data", str(summer)])
        return code, *capsys.readouterr()

    return running


@pytest.mark.parametrize("ending", FORMATS)
def test_a_set_is_written_as_the_page_makes_it(run, summer, tmp_path, ending):
    out = tmp_path / f"rilis{ending}"
    code, said, wrong = run("brief", "--set", "rilis-pers", "--as-of", "2020-07-31", "--out", out)
    assert (code, wrong) == (0, "") and said.startswith(f"rilis{ending}: 7 gambar, ")
    register = Register(summer).refresh()
    document = composed(ready("rilis-pers", view_of(register, {"as_of": "2020-07-31"}, "id")), register)
    assert out.read_bytes() == rendered(document, ending)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_options_reach_the_document(run, tmp_path):
    out = tmp_path / "x.pptx"
    options = (
        "--title",
        "Rapat Agustus",
        "--author",
        "Humas",
        "--date",
        "2020-09-01",
        "--embargo",
        "Embargo 10.00",
        "--size",
        "4:3",
        "--lang",
        "en",
    )
    assert (
        run("brief", "--set", "rapat-pimpinan", "--compare", "2020-06-26", "--where", "province=jawa_tengah", "--out", out, *options)[0]
        == 0
    )
    deck = Presentation(io.BytesIO(out.read_bytes()))
    words = " ".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    assert all(word in words for word in ("Rapat Agustus", "Humas", "1 September 2020", "Embargo: 10.00", "19 August 2020"))
    assert round(deck.slide_width / deck.slide_height, 2) == 1.33
    names = [shape.name for slide in deck.slides for shape in slide.shapes if shape.name.startswith("figure:")]
    assert any("compare=2020-06-26" in name and "province=jawa_tengah" in name and "lang=en" in name for name in names)


def test_a_saved_basket_keeps_its_filters_and_moves_to_a_snapshot(run, summer, tmp_path):
    register = Register(summer).refresh()
    seen = view_of(register, {"as_of": "2020-06-26", "province": "jawa_tengah"}, "id")
    basket, out = tmp_path / "bahan.json", tmp_path / "x.zip"
    basket.write_bytes(to_file(Briefing((item_of("jabatan_kelompok", seen), item_of("kepatuhan_corong", seen)), "Dua gambar")))
    assert run("brief", "--basket", basket, "--out", out)[0] == 0
    manifest = json.loads(zipfile.ZipFile(out).read("manifest.json"))
    assert all("as_of=2020-06-26" in figure["figure_id"] and "jawa_tengah" in figure["figure_id"] for figure in manifest["figures"])
    assert run("brief", "--basket", basket, "--as-of", "2020-08-19", "--out", out)[0] == 0
    moved = json.loads(zipfile.ZipFile(out).read("manifest.json"))
    assert [figure["snapshot"]["as_of"] for figure in moved["figures"]] == ["2020-08-19"] * 2


def test_a_deck_is_refreshed_and_reported(run, tmp_path):
    old, new = tmp_path / "lama.pptx", tmp_path / "baru.pptx"
    assert run("brief", "--set", "rilis-pers", "--as-of", "2020-06-26", "--out", old)[0] == 0
    code, said, wrong = run("refresh", old, "--as-of", "2020-07-31", "--out", new)
    assert (code, wrong) == (0, "") and "369" in said and "456" in said
    names = {shape.name for slide in Presentation(io.BytesIO(new.read_bytes())).slides for shape in slide.shapes}
    assert any("as_of=2020-07-31" in name for name in names) and not any("as_of=2020-06-26&" in name for name in names)


@pytest.mark.parametrize(
    "arguments, reason",
    [
        (("brief", "--set", "instansi", "--out", "{}/x.pptx"), "--where agency=KODE"),
        (("brief", "--set", "rilis-pers", "--as-of", "2020-07-30", "--out", "{}/x.pptx"), "30"),
        (("brief", "--set", "rilis-pers", "--compare", "2099-01-01", "--out", "{}/x.pdf"), "--compare 2099-01-01"),
        (("brief", "--set", "rilis-pers", "--as-of", "2020-06-26", "--compare", "2020-07-31", "--out", "{}/x.pdf"), "yang ada: 2020-06-15"),
        (("brief", "--set", "rilis-pers", "--compare", "kemarin", "--out", "{}/x.pdf"), "kemarin"),
        (("brief", "--set", "rilis-pers", "--title", "x" * 5000, "--out", "{}/x.pdf"), "200"),
        (("brief", "--set", "rilis-pers", "--out", "{}/x.ppt"), "harus berakhiran .pptx"),
        (("brief", "--set", "rilis-pers", "--template", "{}/tidak-ada.pptx", "--out", "{}/x.pptx"), "No such file"),
        (("brief", "--set", "rilis-pers", "--template", "{}/bukan.pptx", "--out", "{}/x.pptx"), ""),
        (("brief", "--basket", "{}/bukan.pptx", "--out", "{}/x.pdf"), "bukan bahan paparan"),
        (("brief", "--basket", "{}/bahan.json", "--where", "province=bali", "--out", "{}/x.pdf"), "--where"),
        (("refresh", "{}/bukan.pptx", "--as-of", "2020-07-31", "--out", "{}/x.pptx"), ""),
        (("brief", "--set", "rilis-pers", "--out", "{}/tidak/ada/x.pptx"), "No such file"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_line_and_nothing_is_written(run, tmp_path, arguments, reason):
    (tmp_path / "bukan.pptx").write_bytes(b"bukan presentasi")
    (tmp_path / "bahan.json").write_bytes(to_file(Briefing()))
    before = sorted(path.name for path in tmp_path.iterdir())
    code, said, wrong = run(*(argument.format(tmp_path) for argument in arguments))
    assert (code, said, wrong.count("\n")) == (1, "", 1) and reason in wrong
    assert sorted(path.name for path in tmp_path.iterdir()) == before
