"""Figure ids: the same for the same content wherever it is printed, opened with then and now side by side, and never a false record."""

import csv
import io
import json
import os
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from conftest import rows_of, written
from gate.kept import released, write_rows
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from analytics import announcing, catalogue, frozen, quoted
from analytics.__main__ import main
from analytics.briefing import Briefing, Item, alone, composed, house
from analytics.export import documents
from analytics.export.data import to_csv
from analytics.export.slides.refresh.deck import refreshed
from analytics.gate import store
from analytics.register.snapshots import Register
from analytics.settings import SAMPLE
from analytics.standing import STANDINGS, opened, standing_of
from analytics.text import Notice
from analytics.view import view_of

JULY, AUGUST = date(2020, 7, 31), date(2020, 8, 31)
ROWS = """
    kelompok_jabatan status            tanggal_rekomendasi tanggal_sanksi times
    jpt              direkomendasikan  2020-07-10          2020-07-20     3
    jpt              direkomendasikan  2020-07-10          -              1
    pelaksana        konsep_surat      -                   -              6
"""
PRINTED = re.compile(r"ID ([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\b")


@pytest.fixture
def register(tmp_path):
    """One snapshot put there by hand: 10 reported, 4 recommended, 3 sanctioned."""
    return written(tmp_path, {JULY: rows_of(ROWS), AUGUST: rows_of(ROWS)})


@pytest.fixture
def figure(register):
    """figure(key, **address parameters) -> Exhibit."""
    return lambda key, **query: catalogue.figure(key, view_of(register.refresh(), query, query.get("lang", "id")))


def told(call, *arguments):
    """The notice of a call, in English."""
    with pytest.raises(Notice) as caught:
        call(*arguments)
    return caught.value("en")


# --- the id ---


def test_freezing_twice_gives_the_same_id_and_one_file(figure, register):
    first, second = (frozen.kept(figure("jabatan_kelompok", as_of="2020-07-31")) for _ in range(2))
    assert first == second
    assert [path.name for path in (register.directory / "figures").iterdir()] == [f"{first.id}.json"]


@pytest.mark.parametrize(
    "changed",
    [{"as_of": "2020-08-31"}, {"position": "jpt"}, {"lang": "en"}, {"unit": "kasus"}],
    ids=["other snapshot", "filtered", "English", "cases"],
)
def test_another_question_has_another_id(figure, changed):
    asked = {"as_of": "2020-07-31"}
    assert frozen.kept(figure("jabatan_jenis", **asked)).id != frozen.kept(figure("jabatan_jenis", **asked | changed)).id


def test_corrected_data_give_another_id(figure, tmp_path):
    before = frozen.kept(figure("jabatan_kelompok", as_of="2020-07-31"))
    written(tmp_path, {JULY: rows_of(ROWS.replace("     6", "     7"))})
    after = frozen.kept(figure("jabatan_kelompok", as_of="2020-07-31"))
    assert before.id != after.id
    assert set(before.snapshots) == set(after.snapshots) == {JULY}
    assert before.snapshots != after.snapshots


def test_every_figure_of_the_catalogue_has_an_id_of_its_own(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "sample")
    register = Register(tmp_path / "sample").refresh()
    records = {}
    for key in catalogue.FIGURES:
        exhibit = catalogue.figure(key, view_of(register, {"as_of": "2020-07-31"}, "id"))
        records[key] = frozen.kept(exhibit)
        assert frozen.opened(records[key].id, register) == records[key]
        assert records[key].figure == exhibit.figure_id
    assert len({record.id for record in records.values()}) == len(records)


def test_what_a_record_holds(figure, register):
    exhibit = figure("kepatuhan_jabatan", as_of="2020-08-31")
    record = frozen.opened(frozen.kept(exhibit).id, register)
    assert (record.key, record.metric, record.unit, record.as_of) == ("kepatuhan_jabatan", "compliance_rate", "orang", AUGUST)
    assert (record.title, record.subtitle) == (exhibit.title, exhibit.subtitle)
    assert record.snapshots == {AUGUST: register.at(AUGUST).version}
    assert (record.latest, record.synthetic, record.of_register, record.state) == (True, False, True, None)
    assert (record.total.row.numerator, record.total.row.denominator, record.total.row.value) == (3, 4, 0.75)
    assert record.content["table"]["total"][-4:] == ["3", "4", "75,0 %", "30,1–95,4 %"]
    assert "3 dari 4" in record.sentence


def test_headline_numbers_are_frozen_one_a_metric(figure):
    record = frozen.kept(figure("ringkasan_angka", as_of="2020-08-31"))
    found = {line.row.code: (line.form, line.row.numerator, line.row.denominator, line.row.value) for line in record.lines}
    assert found == {
        "reported": ("count", 10, None, 10),
        "recommended": ("count", 4, None, 4),
        "sanctioned": ("count", 3, None, 3),
        "compliance_rate": ("rate", 3, 4, 0.75),
    }
    assert record.snapshots.keys() == {JULY, AUGUST}, "the numbers compared with are used too"


def test_a_figure_of_several_snapshots_names_them_all(figure):
    assert frozen.kept(figure("tren_register", as_of="2020-08-31")).snapshots.keys() == {JULY, AUGUST}


def test_published_numbers_rest_on_no_snapshot(figure):
    record = frozen.kept(figure("pernyataan_deret"))
    assert (record.snapshots, record.of_register) == ({}, False)


@given(st.binary(min_size=32, max_size=32))
def test_an_id_is_read_however_it_is_typed(sha256):
    id = frozen.spelled(sha256)[:8]
    assert not set(id) & set("ILOU")
    misread = id.replace("1", "l").replace("0", "O")
    for typed in (id, id.lower(), frozen.written(id), f" {frozen.written(id).lower()} ", f"ID {frozen.written(id)}", f"Id: {id}", misread):
        assert frozen.read_id(typed) == id


def test_the_first_bits_of_the_sha256_are_the_id():
    assert frozen.spelled(bytes(32)) == "0" * 16
    assert frozen.spelled(b"\xff" * 32) == "Z" * 16
    assert frozen.spelled(bytes([0b00001_000, 0b10_00011_0]) + bytes(30))[:4] == "1230"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K7M3",
        "K7M3-9QX",
        "K7M3-9QXU",
        "K7M3-9QXA-1",
        "../../../etc",
        "K7M3/9QXA",
        "K7M39QXA\x00",
        "34,9",
        "%00" * 900,
        "Ｋ7Ｍ39ＱＸＡ",
        "K7M3-9QXA'--",
    ],
)
def test_what_is_no_id_is_refused_in_words(register, typed):
    assert "is not a figure id" in told(frozen.opened, typed, register)
    assert not frozen.looks_like_id(typed, register)


def test_an_unknown_id_is_said(register):
    assert told(frozen.opened, "k7m3-9qxa", register).startswith("There is no figure with the id K7M3-9QXA.")


def test_eight_digits_are_an_id_only_where_there_is_one(register, figure, monkeypatch):
    assert not frozen.looks_like_id("12345678", register)
    monkeypatch.setattr(frozen, "spelled", lambda _: "1234567812345678")
    frozen.kept(figure("jabatan_kelompok"))
    assert frozen.looks_like_id("1234-5678", register)


def test_two_contents_of_one_id_both_keep_theirs(figure, register, monkeypatch):
    shared = frozen.spelled
    monkeypatch.setattr(frozen, "spelled", lambda sha256: "K7M39QXA" + shared(sha256)[8:])
    one, other = frozen.kept(figure("jabatan_kelompok")), frozen.kept(figure("jabatan_jenis"))
    assert (one.id, other.id[:8], len(other.id)) == ("K7M39QXA", "K7M39QXA", 12)
    assert [frozen.opened(record.id, register).key for record in (one, other)] == ["jabatan_kelompok", "jabatan_jenis"]
    assert frozen.kept(figure("jabatan_jenis")).id == other.id


# --- the store ---


def test_a_changed_record_is_not_shown_and_is_mended_by_the_next_export(figure, register):
    record = frozen.kept(figure("jabatan_kelompok"))
    path = register.directory / "figures" / f"{record.id}.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"numerator": 4', '"numerator": 5'), encoding="utf-8")
    assert "is damaged or was changed" in told(frozen.opened, record.id, register)
    assert frozen.kept(figure("jabatan_kelompok")) == frozen.opened(record.id, register) == record


def resealed(text):
    """A record with another number and a checksum that fits it."""
    held = json.loads(text)
    held.pop("sha256")
    held["total"]["numerator"] = 99
    return frozen.to_file(held).decode()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "", lambda text: text[:-20], lambda text: "[]", lambda text: '{"sha256": 1}', lambda text: "[" * 100_000, resealed,
        lambda text: text.replace("asn-figure", "asn-other"),
    ],
    ids=["empty", "torn", "a list", "a stump", "deep", "sealed again", "another format"],
)  # fmt: skip
def test_damage_of_any_kind_is_a_notice(figure, register, damage):
    record = frozen.kept(figure("jabatan_kelompok"))
    path = register.directory / "figures" / f"{record.id}.json"
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert "is damaged or was changed" in told(frozen.opened, record.id, register)


def test_a_pipe_or_a_folder_in_place_of_a_record_is_a_notice(figure, register):
    record = frozen.kept(figure("jabatan_kelompok"))
    path = register.directory / "figures" / f"{record.id}.json"
    path.unlink()
    os.mkfifo(path)
    assert "is damaged" in told(frozen.opened, record.id, register)
    path.unlink()
    path.mkdir()
    assert "is damaged" in told(frozen.opened, record.id, register)


def refuse(*_, **__):
    """A folder that cannot be written to."""
    raise PermissionError(13, "Permission denied")


def test_where_nothing_can_be_written_the_export_is_made_without_an_id(figure, register, monkeypatch, caplog):
    monkeypatch.setattr("analytics.register.workroom.os.open", refuse)
    content = documents.rendered(alone(figure("jabatan_kelompok")), ".txt").decode()
    assert "Data per 31 Agustus 2020" in content
    assert not PRINTED.search(content)
    assert "cannot be written to" in caplog.text


def test_a_full_store_is_said_and_the_export_goes_on(figure, register, monkeypatch, caplog):
    frozen.kept(figure("jabatan_kelompok"))
    monkeypatch.setattr(frozen, "MOST", 1)
    assert told(frozen.kept, figure("jabatan_jenis")).startswith("There are 1 figures with an id")
    assert frozen.with_id(figure("jabatan_jenis")).short_id == ""
    assert frozen.kept(figure("jabatan_kelompok")), "what is there needs no room"


def test_a_record_too_large_is_refused(figure, monkeypatch):
    monkeypatch.setattr(frozen, "LARGEST", 500)
    assert told(frozen.kept, figure("jabatan_kelompok")) == "This figure is too large to be given an id."


def test_nothing_is_ever_written_into_the_sample(sample):
    before = sorted(path.name for path in SAMPLE.iterdir())
    exhibit = catalogue.figure("jabatan_kelompok", view_of(sample, {}, "id"))
    assert frozen.with_id(exhibit).short_id == ""
    assert sorted(path.name for path in SAMPLE.iterdir()) == before


def test_nothing_is_left_beside_the_records(figure, register):
    frozen.kept(figure("jabatan_kelompok"))
    assert list((register.directory / "work").iterdir()) == []


def test_records_hold_what_public_mode_shows(register):
    internal = catalogue.figure("jabatan_silang", replace(view_of(register, {}, "id"), public=False))
    public = catalogue.figure("jabatan_silang", view_of(register, {}, "id"))
    assert frozen.kept(internal) == frozen.kept(public)
    assert "mode" not in frozen.kept(internal).figure


# --- the same id wherever it is printed ---


def test_every_export_prints_the_same_id(register, figure, capsys, tmp_path):
    exhibit = figure("kepatuhan_jabatan", as_of="2020-07-31")
    id = frozen.written(frozen.kept(exhibit).id)
    document = alone(exhibit)
    deck = Presentation(io.BytesIO(documents.rendered(document, ".pptx")))
    (slide,) = deck.slides
    shown = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any(text.endswith(f" · ID {id}") for text in shown)
    assert f"ID {id}" in slide.notes_slide.notes_text_frame.text
    book = load_workbook(io.BytesIO(documents.rendered(document, ".xlsx")))
    assert any(str(cell.value).endswith(f" · ID {id}") for sheet in book for row in sheet.iter_rows() for cell in row)
    assert PRINTED.findall(documents.rendered(document, ".txt").decode()) == [id]
    word = zipfile.ZipFile(io.BytesIO(documents.rendered(document, ".docx"))).read("word/document.xml").decode()
    assert f"ID {id}" in word
    pages = PdfReader(io.BytesIO(documents.rendered(document, ".pdf"))).pages
    assert f"ID {id}" in " ".join(" ".join(page.extract_text() for page in pages).split())
    bundle = zipfile.ZipFile(io.BytesIO(documents.rendered(document, ".zip")))
    assert [each["id"] for each in json.loads(bundle.read("manifest.json"))["figures"]] == [id]
    (name,) = [name for name in bundle.namelist() if name.endswith(".csv")]
    assert PRINTED.findall(bundle.read(name).decode("utf-8-sig"))[0] == id
    assert to_csv(frozen.with_id(exhibit), house()) == bundle.read(name)
    assert f". ID {id}" in quoted.citation(frozen.with_id(exhibit), house())
    out = tmp_path / "deck.txt"
    basket = tmp_path / "basket.json"
    basket.write_text(json.dumps({"format": "asn-bahan-paparan", "version": 1, "lang": "id", "size": "16:9", "items": [{"figure": "kepatuhan_jabatan", "query": {"as_of": "2020-07-31"}}]}))  # fmt: skip
    assert main(["brief", "--basket", str(basket), "--out", str(out), "--data", str(register.directory)]) == 0
    assert PRINTED.findall(out.read_text(encoding="utf-8")) == [id]


def test_documents_are_the_same_bytes_again(figure):
    document = alone(figure("kepatuhan_jabatan"))
    for ending in (".pptx", ".xlsx", ".docx", ".zip"):
        assert documents.rendered(document, ending) == documents.rendered(document, ending)


def test_a_refreshed_deck_has_the_new_id_and_does_not_call_the_old_one_a_change_by_hand(register):
    items = tuple(Item(key, {"as_of": "2020-07-31"}) for key in ("jabatan_kelompok", "kepatuhan_jabatan"))
    old = documents.rendered(composed(Briefing(items, "Rapat"), register), ".pptx")
    done = refreshed(old, register, AUGUST, None)
    new = documents.rendered(
        composed(Briefing(tuple(replace(item, query={"as_of": "2020-08-31"}) for item in items), "Rapat"), register), ".pptx"
    )
    ids = [ids_in(deck) for deck in (old, done.content, new)]
    assert ids[1] == ids[2] != ids[0]
    assert not [remark for change in done.changes for remark in change.remarks if "diubah dengan tangan" in remark]


def ids_in(deck):
    """The ids printed on the slides of a deck, in order."""
    texts = (shape.text_frame.text for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes if shape.has_text_frame)
    return [id for text in texts for id in PRINTED.findall(text)]


# --- opened ---


def test_an_id_of_unchanged_data_is_current(figure, register):
    found = opened(frozen.kept(figure("kepatuhan_jabatan", as_of="2020-08-31")).id, register, "en")
    assert (found.standing, found.changed) == ("current", False)
    assert [reason("en") for reason in found.reasons] == ["The same question, asked of the same data now, gives the same numbers."]


def test_an_older_question_stays_current_and_what_was_the_latest_is_superseded(tmp_path):
    register = written(tmp_path, {JULY: rows_of(ROWS)})
    then = frozen.kept(catalogue.figure("jabatan_kelompok", view_of(register, {}, "id")))
    register = written(tmp_path, {AUGUST: rows_of(ROWS.replace("     6", "     9"))})
    later = frozen.kept(catalogue.figure("jabatan_kelompok", view_of(register, {"as_of": "2020-07-31"}, "id")))
    found = opened(then.id, register, "en")
    assert found.standing == "superseded"
    assert "now there is one of 31 August 2020" in found.reasons[0]("en")
    assert [(line.then.row.numerator, line.now.row.numerator, line.latest.row.numerator) for line in found.compared] == [
        (6, 6, 9),
        (4, 4, 4),
        (10, 10, 13),
    ]
    assert opened(later.id, register, "en").standing == "current"


def test_a_correction_that_changes_a_number_shows_both_and_one_that_does_not_says_so(tmp_path):
    first = written_cases(tmp_path, 10)
    released(tmp_path / "data", first)
    register = Register(tmp_path / "data").refresh()
    total, places = (frozen.kept(catalogue.figure(key, view_of(register, {}, "id"))) for key in ("jabatan_kelompok", "instansi_jenis"))
    store.release(
        tmp_path / "data", kept_draft(tmp_path, rows_of("kelompok_jabatan times\njpt 4\npelaksana 6")), "sari", "jabatan empat orang keliru"
    )
    register.refresh()
    found, same = (opened(record.id, register, "en") for record in (total, places))
    assert (found.standing, same.standing) == ("corrected", "current")
    assert "Reason: jabatan empat orang keliru." in found.reasons[0]("en")
    assert "this figure did not change. Reason of the correction: jabatan empat orang keliru." in same.reasons[0]("en")
    values = {line.labels[0]: (line.then and line.then.row.numerator, line.now and line.now.row.numerator) for line in found.compared}
    assert (
        values == {"Unknown": (10, None), "Senior executive positions (JPT)": (None, 4), "Staff": (None, 6), "Total": (10, 10)}
        or len(values) == 4
    )


def written_cases(tmp_path, count):
    """A file of so many persons of whom only the case is known."""
    return write_rows(tmp_path / "first.csv", rows_of(f"status times\nkonsep_surat {count}"))


def kept_draft(tmp_path, found):
    """The number of a draft of these rows."""
    from gate.kept import kept

    return kept(tmp_path / "data", write_rows(tmp_path / "second.csv", found)).number


def test_withdrawn_with_its_reason_and_corrected_when_released_again(tmp_path):
    released(tmp_path / "data", written_cases(tmp_path, 10))
    register = Register(tmp_path / "data").refresh()
    record = frozen.kept(catalogue.figure("ringkasan_angka", view_of(register, {}, "id")))
    store.withdraw(tmp_path / "data", JULY, "sari", "berkas keliru")
    register.refresh()
    gone = opened(record.id, register, "en")
    assert (gone.standing, gone.now) == ("withdrawn", None)
    assert gone.reasons[0]("en").endswith("Reason: berkas keliru.")
    store.release(tmp_path / "data", kept_draft(tmp_path, rows_of("status times\nkonsep_surat 12")), "sari", "dua orang terlewat")
    register.refresh()
    again = opened(record.id, register, "en")
    assert again.standing == "corrected"
    assert (again.compared[0].then.row.value, again.compared[0].now.row.value) == (10, 12)
    assert again.reasons[0]("en").endswith("Reason: dua orang terlewat.")


def test_a_snapshot_that_was_removed_by_hand_is_withdrawn_without_a_reason(figure, register):
    record = frozen.kept(figure("jabatan_kelompok", as_of="2020-07-31"))
    shutil.rmtree(register.directory / f"snapshot={JULY}")
    found = opened(record.id, register.refresh(), "en")
    assert (found.standing, [reason("en") for reason in found.reasons]) == (
        "withdrawn",
        ["There is no snapshot of 31 July 2020 in the data folder any more."],
    )


MANY = "kategori_pelanggaran kelompok_jabatan times\nspanduk_baliho jpt {jpt}\nspanduk_baliho pelaksana 20\npendekatan_parpol jpt 20\npendekatan_parpol pelaksana 20"


def test_a_number_that_public_mode_hides_since_a_correction_is_never_called_unchanged(tmp_path):
    register = written(tmp_path, {JULY: rows_of(MANY.format(jpt=12))})
    record = frozen.kept(catalogue.figure("jabatan_silang", view_of(register, {}, "id")))
    assert not any(line.row.hidden for line in record.lines)
    register = written(tmp_path, {JULY: rows_of(MANY.format(jpt=2))})
    found = opened(record.id, register, "id")
    veiled = [line for line in found.compared if line.veiled]
    assert veiled and all(line.hidden_now and not line.differs for line in veiled)
    words = " ".join(reason("id") for reason in found.reasons)
    assert (found.standing, found.changed) == ("corrected", True)
    assert "angka kini disembunyikan" in words
    assert "tidak berubah" not in words


@pytest.mark.parametrize(("corrected", "standing"), [(True, "corrected"), (False, "current")], ids=["another version", "only the setting"])
def test_only_hidden_now_is_a_case_of_its_own(figure, register, monkeypatch, corrected, standing):
    record = frozen.kept(figure("jabatan_kelompok", as_of="2020-08-31"))
    blank = {"numerator": None, "denominator": None, "value": None, "hidden": True}
    again = catalogue.again

    def hidden(*arguments, **changed):
        made = again(*arguments, **changed)
        total = replace(made.answer.total, **blank)
        return replace(made, answer=replace(made.answer, rows=tuple(replace(row, **blank) for row in made.answer.rows), total=total))

    monkeypatch.setattr(catalogue, "again", hidden)
    held = replace(record, snapshots={AUGUST: "f" * 64}) if corrected else record
    found = standing_of(held, register, "id")
    words = " ".join(reason("id") for reason in found.reasons)
    assert found.standing == standing
    assert "angka kini disembunyikan" in words
    assert "tidak berubah" not in words and "angka yang sama" not in words
    back = standing_of(replace(held, lines=tuple(frozen.lines_of(found.now)), total=frozen.total_of(found.now)), register, "en")
    assert not any(line.veiled for line in back.compared), "what was hidden and is hidden tells nothing"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("jabatan_dihapus?as_of=2020-07-31", "There is no figure “jabatan_dihapus”."),
        ("jabatan_kelompok?as_of=2020-07-31&position=tidak_ada", "there is no code “tidak_ada” in the list."),
        ("jabatan_kelompok?as_of=2020-07-31&unit=kardus", "There is no unit “kardus”."),
        ("jabatan_kelompok?as_of=2020-07-31&position=" + "jpt," * 1100 + "jpt", "The question of this figure is too long"),
    ],
    ids=["key", "code", "unit", "too long"],
)
@pytest.mark.parametrize("corrected", [False, True], ids=["same data", "other data"])
def test_what_cannot_be_asked_any_more_is_not_called_current(figure, register, question, why, corrected):
    record = replace(frozen.kept(figure("jabatan_kelompok", as_of="2020-07-31")), figure=question)
    found = standing_of(replace(record, snapshots={JULY: "f" * 64}) if corrected else record, register, "en")
    assert (found.standing, found.now) == ("uncountable", None)
    assert (STANDINGS["uncountable"]("id"), STANDINGS["uncountable"]("en")) == ("tidak dapat dihitung lagi", "cannot be counted any more")
    assert found.reasons[0]("en").startswith("Its question cannot be asked any more: ")
    assert why in found.reasons[0]("en")
    assert "did not change" not in " ".join(reason("en") for reason in found.reasons)


EARLY = date(2020, 7, 28)


def test_a_difference_is_never_made_again_against_another_snapshot(tmp_path):
    register = written(
        tmp_path, {day: rows_of(ROWS.replace("     6", f"     {more}")) for day, more in ((EARLY, 2), (JULY, 4), (AUGUST, 6))}
    )
    asked = view_of(register, {"as_of": "2020-08-31", "compare": "2020-07-31"}, "id")
    change, plain = (frozen.kept(catalogue.figure(key, asked)) for key in ("ringkasan_perubahan", "ringkasan_angka"))
    assert opened(change.id, register, "id").standing == "current"
    shutil.rmtree(tmp_path / f"snapshot={JULY}")
    register.refresh()
    found, headline = (opened(record.id, register, "en") for record in (change, plain))
    assert (found.standing, found.now) == ("uncountable", None)
    assert "its change was counted from the data of 31 July 2020 and 31 August 2020, but now" in found.reasons[0]("en")
    assert headline.now.seen.compare is None, "nor against the one before it"
    assert "There is no snapshot of 31 July 2020 in the data folder any more." in [reason("en") for reason in headline.reasons]


def test_a_figure_that_was_compared_with_nothing_is_not_compared_when_an_earlier_snapshot_comes(tmp_path):
    register = written(tmp_path, {AUGUST: rows_of(ROWS)})
    record = frozen.kept(catalogue.figure("ringkasan_perubahan", view_of(register, {}, "id")))
    register = written(tmp_path, {JULY: rows_of(ROWS.replace("     6", "     4"))})
    found = opened(record.id, register, "en")
    assert (found.standing, found.now) == ("uncountable", None)
    assert "from the data of 31 August 2020, but now it can only be counted from those of 31 July 2020 and" in found.reasons[0]("en")


def test_a_difference_whose_record_names_no_snapshot_is_not_made_either(figure, register):
    record = replace(frozen.kept(figure("ringkasan_perubahan", as_of="2020-08-31")), snapshots={})
    found = standing_of(record, register, "en")
    assert found.standing == "uncountable"
    assert "from the data of –, but now" in found.reasons[0]("en")


# --- foreign content, long questions, numbers of persons ---


def first_row(**changed):
    """foreign(content): the first row of a record, changed."""
    return lambda held: held["rows"][0].update(changed)


FOREIGN = {
    "title": lambda held: held.update(title=["a"]),
    "figure": lambda held: held.update(figure=None),
    "language": lambda held: held.update(lang="fr"),
    "date": lambda held: held.update(as_of="kemarin"),
    "versions": lambda held: held.update(snapshots={"2020-07-31": 3}),
    "state": lambda held: held.update(state="1"),
    "marks": lambda held: held.update(synthetic="tidak"),
    "definition": lambda held: held.update(definition=[["a", {}]]),
    "rows": lambda held: held.update(rows={}),
    "total": lambda held: held.update(total={}),
    "codes": first_row(codes="jpt"),
    "no codes": first_row(codes=[]),
    "lists as codes": first_row(codes=[[]]),
    "labels": first_row(labels=[1]),
    "form": first_row(form="lain"),
    "form of another type": first_row(form=[]),
    "words as value": first_row(value="4"),
    "true as value": first_row(value=True),
    "huge": first_row(value=10**400),
    "not a number": first_row(value=float("nan")),
    "endless": first_row(value=float("inf")),
    "half a person": first_row(numerator=0.5),
    "hidden": first_row(hidden="ya"),
    "hidden and told": first_row(hidden=True),
}


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_record_of_foreign_content_is_damaged_though_its_sha256_fits(figure, register, foreign):
    held = json.loads(json.dumps(frozen.kept(figure("jabatan_kelompok", as_of="2020-07-31")).content))
    foreign(held)
    id = frozen.spelled(frozen.digest(held))[:8]
    (register.directory / "figures" / f"{id}.json").write_bytes(frozen.to_file(held))
    assert "is damaged or was changed" in told(frozen.opened, id, register)
    assert announcing.record_of(id, register) is None


def test_a_question_too_long_is_refused_and_its_figure_gets_no_id(figure, register, monkeypatch):
    exhibit = figure("jabatan_jenis", as_of="2020-07-31", position="jpt,pelaksana")
    whole = len(exhibit.figure_id.partition("?")[2])
    monkeypatch.setattr(catalogue, "LONGEST_QUERY", whole)
    assert frozen.kept(exhibit).id
    assert catalogue.again(exhibit.figure_id, register).answer == exhibit.answer
    monkeypatch.setattr(catalogue, "LONGEST_QUERY", whole - 1)
    assert told(catalogue.again, exhibit.figure_id, register).startswith(f"The question of this figure is too long ({whole} characters")
    assert frozen.with_id(exhibit).short_id == ""


@pytest.mark.parametrize(
    "number", ["198501012010011001", "19850101 201001 1 001", "19850101\u2013201001\u20131\u2013001", "1985\u200b0101.2010_01/1-001"]
)
def test_a_title_of_ones_own_is_stored_without_the_number_of_a_person(figure, register, number):
    exhibit = replace(figure("jabatan_kelompok"), own_title=f"Kasus {number} tahun 2020")
    record = frozen.kept(exhibit)
    assert record.title == "Kasus … tahun 2020"
    (path,) = (register.directory / "figures").iterdir()
    assert number not in path.read_text(encoding="utf-8")
    assert frozen.kept(replace(exhibit, own_title="Pilkada 2017, 2018, 2019, 2020")).title == "Pilkada 2017, 2018, 2019, 2020"


# --- the command ---


def run(capsys, *arguments):
    """A command: its exit code, what it printed, what it complained of."""
    code = main(list(arguments))
    return code, *capsys.readouterr()


def test_the_command_opens_an_id_in_three_formats(figure, register, capsys):
    id = frozen.written(frozen.kept(figure("kepatuhan_jabatan", as_of="2020-07-31")).id)
    place = ("--data", str(register.directory), "--lang", "en")
    code, out, _ = run(capsys, "figure", id.lower(), *place, "--format", "json")
    found = json.loads(out)
    assert (code, found["id"], found["standing"]) == (0, id, "current")
    assert found["rows"][-1]["then"] == {"numerator": 3, "denominator": 4, "value": 0.75} == found["rows"][-1]["now"]
    code, out, _ = run(capsys, "figure", id, *place)
    assert out.splitlines()[0] == f"{id} · current"
    code, out, _ = run(capsys, "figure", id, *place, "--format", "csv")
    assert list(csv.reader(io.StringIO(out)))[-1] == ["Total", "75.0% (3 of 4)", "75.0% (3 of 4)", "75.0% (3 of 4)", "False"]


def test_the_command_refuses_in_one_line(register, capsys):
    code, out, err = run(capsys, "figure", "../../x", "--data", str(register.directory), "--lang", "en")
    assert (code, out) == (1, "")
    assert err.startswith("“../../x” is not a figure id.")
