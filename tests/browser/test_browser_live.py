"""Live data: snapshots added, replaced and refused while the server runs."""

import shutil

import pytest

from analytics.settings import SAMPLE


def drop(source, directory, day):
    """Puts a file in place at once, as data/README.md asks: under a temporary name, then renamed."""
    folder = directory / f"snapshot={day}"
    folder.mkdir(exist_ok=True)
    unfinished = folder / f".{source.name}.part"
    shutil.copyfile(source, unfinished)
    unfinished.replace(folder / f"cases{source.suffix}")


def sample_file(day):
    """The sample's file of a day."""
    return next((SAMPLE / f"snapshot={day}").glob("cases.*"))


@pytest.fixture
def directory(tmp_path):
    """A data directory with the first two snapshots of the sample."""
    held = tmp_path / "register"
    held.mkdir()
    for day in ("2020-06-15", "2020-06-26"):
        drop(sample_file(day), held, day)
    return held


@pytest.fixture
def reader(serve, directory, visit):
    """A reader on a server of their own."""
    with serve(directory) as url:
        reader = visit("/", url)
        yield reader
        reader.page.close()


def edited(tmp_path, change):
    """The sample of 31 July 2020 with its lines changed, as a file elsewhere."""
    path = tmp_path / "edited.csv"
    path.write_text("".join(change(sample_file("2020-07-31").read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")
    return path


def bad_date(lines):
    """The fifth row of the file reported on a day that does not exist."""
    cells = lines[4].split(",")
    return [*lines[:4], ",".join([*cells[:3], "2020-02-31", *cells[4:]]), *lines[5:]]


def test_a_new_snapshot_appears(reader, directory):
    assert reader.text(".state").startswith("Data per 26 Juni 2020 · dibandingkan 15 Juni 2020")
    assert reader.headline()["Dilaporkan"] == "369"
    drop(sample_file("2020-07-31"), directory, "2020-07-31")
    reader.choose("Provinsi", "Bali")  # any choice runs the page again
    reader.page.get_by_role("combobox", name="Tanggal data (snapshot)", exact=True).click()
    assert reader.texts("[role=option]") == ["31 Juli 2020", "26 Juni 2020", "15 Juni 2020"]
    reader.page.goto(reader.url)
    assert reader.settle().text(".state").startswith("Data per 31 Juli 2020 · dibandingkan 26 Juni 2020")
    assert reader.headline()["Dilaporkan"] == "456"


def test_a_replaced_file_changes_the_numbers_at_once(reader, directory, tmp_path):
    drop(sample_file("2020-07-31"), directory, "2020-07-31")
    reader.page.goto(reader.url)
    assert reader.settle().headline()["Dilaporkan"] == "456"
    drop(edited(tmp_path, lambda lines: lines[:101]), directory, "2020-07-31")
    persons = {line.split(",")[1] for line in sample_file("2020-07-31").read_text(encoding="utf-8").splitlines()[1:101]}
    assert reader.reload().headline()["Dilaporkan"] == str(len(persons))
    assert reader.changes()["Dilaporkan"] == f"turun {369 - len(persons)} sejak 26 Juni 2020"


def test_a_bad_file_is_refused_with_reasons_while_the_others_serve(reader, directory, tmp_path):
    drop(edited(tmp_path, bad_date), directory, "2020-07-31")
    reader.page.goto(reader.url)
    refusal = reader.settle().text("[role=alert]")
    assert refusal.startswith("1 berkas snapshot ditolak; data lain tetap tersedia:")
    assert "snapshot=2020-07-31/cases.csv: baris 5, kolom tanggal_laporan “2020-02-31”: bukan tanggal yang ada; tulis YYYY-MM-DD" in refusal
    assert reader.text(".state").startswith("Data per 26 Juni 2020")
    assert reader.headline()["Dilaporkan"] == "369"
    drop(sample_file("2020-07-31"), directory, "2020-07-31")
    assert reader.reload().texts("[role=alert]") == []
    reader.page.goto(reader.url)
    assert reader.settle().headline()["Dilaporkan"] == "456"
