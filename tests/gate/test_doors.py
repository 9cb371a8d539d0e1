"""Both doors, every kind of file: the same register gives the same version, byte for byte, and the same figures."""

from pathlib import Path

import pytest
from sheets_of import JULY, every_form, sample_rows

from analytics.__main__ import main
from analytics.ask import ask
from analytics.gate import store
from analytics.gate.checking import checked
from analytics.gate.sources.opening import opened
from analytics.gate.suggesting import suggested
from analytics.metrics import RECOMMENDED, REPORTED, SANCTIONED
from analytics.published import reproduced, statements
from analytics.register.journal import Journal
from analytics.register.snapshots import Register
from analytics.scope import Scope
from analytics.settings import SAMPLE


def brought(content, name, directory, day=JULY):
    """A file taken in as the page does, and released."""
    table = opened(content, name)
    proposal = suggested(table, day)
    assert proposal.certain
    found = checked(table, proposal.mapping, day, Register(directory).refresh())
    assert found.passed, [finding("en") for finding in found.of("error")]
    accepted = {finding.code: "diperiksa" for finding in found.of("warning")}
    event = store.keep(found.staged, day, directory, "sari", accepted=accepted, counts=found.counts)
    return store.release(directory, event.number, "sari")


@pytest.fixture(scope="module")
def forms():
    """The sample of July in eight forms."""
    return every_form(sample_rows())


def test_the_same_register_in_every_form_is_the_same_version(forms, tmp_path):
    versions = {name: brought(content, name, tmp_path / name).version for name, content in forms.items()}
    assert len(set(versions.values())) == 1, versions


@pytest.mark.parametrize("name", ["comma.csv", "sheet.xlsx"])
def test_the_command_line_gives_the_same_bytes_as_the_page(forms, name, tmp_path, capsys):
    (tmp_path / name).write_bytes(forms[name])
    brought(forms[name], name, tmp_path / "page")
    call = [
        "import",
        str(tmp_path / name),
        "--as-of",
        "2020-07-31",
        "--data",
        str(tmp_path / "shell"),
        "--accept",
        "diperiksa",
        "--release",
        "--by",
        "sari",
    ]
    assert main(call) == 0, capsys.readouterr()
    pages, shells = (list((tmp_path / door / "versions").glob("*.parquet")) for door in ("page", "shell"))
    assert [path.read_bytes() for path in pages] == [path.read_bytes() for path in shells] and len(pages) == 1
    originals = [list((tmp_path / door / "originals").iterdir()) for door in ("page", "shell")]
    assert originals[0][0].read_bytes() == originals[1][0].read_bytes()


def test_the_figures_are_those_of_the_file_put_there_by_hand(forms, sample, tmp_path):
    brought(forms["semicolon.csv"], "semicolon.csv", tmp_path)
    register = Register(tmp_path).refresh()
    for metric in (REPORTED, RECOMMENDED, SANCTIONED):
        assert ask(register, metric, Scope(JULY)).total == ask(sample, metric, Scope(JULY)).total


def test_every_published_number_still_comes_out_when_the_sample_came_in_through_the_gate(sample, tmp_path):
    for day in sample.dates:
        path = next((SAMPLE / f"snapshot={day}").glob("cases.*"))
        brought(path, path.name, tmp_path, day)
    register = Register(tmp_path).refresh()
    assert register.dates == sample.dates and register.refusals == []
    assert {each.id: reproduced(each, register) for each in statements()} == {each.id: reproduced(each, sample) for each in statements()}
    assert all(register.at(day).synthetic for day in register.dates)


def test_history_says_what_was_done_with_numbers_before_and_after(forms, tmp_path):
    brought(forms["comma.csv"], "comma.csv", tmp_path)
    rows = sample_rows()
    rows.pop()  # one case less: a correction
    path = tmp_path / "koreksi.csv"
    path.write_bytes(every_form(rows)["comma.csv"])
    shell = ["--data", str(tmp_path), "--by", "budi"]
    assert main(["import", str(path), "--as-of", "2020-07-31", "--accept", "kasus ganda dihapus", *shell]) == 0
    assert main(["release", "--as-of", "2020-07-31", "--reason", "satu kasus ganda", *shell]) == 0
    assert main(["withdraw", "--as-of", "2020-07-31", "--reason", "salah tanggal", *shell]) == 0
    events = Journal(tmp_path).events()
    assert [(event.kind, event.by) for event in events] == [
        ("import", "sari"), ("release", "sari"), ("import", "budi"), ("release", "budi"), ("withdraw", "budi"),
    ]  # fmt: skip
    assert events[3].replaces == events[1].version and events[3].reason == "satu kasus ganda"
    assert events[3].counts["before"]["rows"] - events[3].counts["after"]["rows"] == 1
    assert Register(tmp_path).refresh().dates == []
    then = Register(tmp_path).refresh().as_it_was(events[1].number)
    assert then.dates == [JULY] and then.at(JULY).version == events[1].version


def test_nothing_is_left_outside_the_four_folders(forms, tmp_path):
    brought(forms["sheet.xlsx"], "sheet.xlsx", tmp_path)
    held = {path.relative_to(tmp_path).parts[0] for path in Path(tmp_path).rglob("*") if path.is_file()}
    assert held == {"journal", "versions", "originals"}
