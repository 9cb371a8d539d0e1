"""The journal: events in order, nothing rewritten, a changed past shown; and the register as it is, as it was, and as far as it is proved."""

import errno
import json
import os
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import AUGUST, JULY, kept, released, rows, write_rows

from analytics.ask import ask
from analytics.gate import store
from analytics.metrics import REPORTED
from analytics.register import journal as journal_module
from analytics.register import snapshots
from analytics.register.journal import Event, Journal, Overtaken, digest, from_file, reading, state, to_file, version_path
from analytics.register.snapshots import Register
from analytics.scope import Scope
from analytics.settings import SAMPLE, Settings
from analytics.text import Notice
from analytics.view import view_of

A, B, C = "a" * 64, "b" * 64, "c" * 64
SEPTEMBER = date(2020, 9, 30)


def event(kind, version=A, day=JULY, number=0, **others):
    return Event(number, kind, "2020-08-03T09:00:00+07:00", "sari", day, version, **others)


def written(directory, *events):
    """A journal of these events."""
    directory.mkdir(exist_ok=True)
    journal = Journal(directory)
    for place, each in enumerate(events):
        journal.append(each, after=place)
    return journal


@pytest.fixture
def journal(tmp_path):
    """July released and corrected, August released."""
    return written(
        tmp_path,
        event("import"),
        event("release"),
        event("import", C, AUGUST),
        event("release", C, AUGUST),
        event("import", B),
        event("release", B),
    )


def file(journal, number):
    return journal.folder / f"{number:06}.json"


# Written and read


def test_events_come_back_in_order_each_with_the_digest_of_the_one_before(journal):
    events = journal.events()
    assert [(each.number, each.kind, each.version) for each in events] == [
        (1, "import", A), (2, "release", A), (3, "import", C), (4, "release", C), (5, "import", B), (6, "release", B),
    ]  # fmt: skip
    assert [each.previous for each in events] == ["", *map(digest, events[:-1])]


@given(by=st.text(max_size=40), reason=st.text(max_size=40), accepted=st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3))
@settings(max_examples=50, deadline=None)
def test_an_event_comes_back_from_its_file_as_it_was(by, reason, accepted):
    one = event("import", number=7, rows={"read": 3}, counts={"after": {"rows": 3}}, accepted=accepted, reason=reason, mapping=by)
    assert from_file(to_file(one), 7) == one


def test_without_a_folder_there_is_no_history(tmp_path):
    assert (Journal(tmp_path / "later").events(), Journal(tmp_path / "later").stamp()) == ((), ())


def test_reading_leaves_nothing_behind(journal):
    before = sorted(journal.directory.rglob("*"))
    Journal(journal.directory).events()
    assert sorted(journal.directory.rglob("*")) == before


def test_who_writes_behind_an_event_that_is_not_the_last_is_told(journal):
    for after in (5, 7, 0):
        with pytest.raises(Overtaken) as caught:
            journal.append(event("withdraw"), after=after)
    assert caught.value("id") == "Orang lain baru saja mengubah register. Muat ulang, periksa sekali lagi, lalu ulangi."
    assert caught.value("en") == "Somebody else has just changed the register. Reload, look again, then repeat."
    assert len(journal.events()) == 6


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_of_two_with_the_same_number_the_second_is_told_and_the_first_stays(journal, monkeypatch, links):
    """The other writes between the look and the name."""
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    other = to_file(replace(event("withdraw"), number=7, previous=digest(journal.events()[-1])))
    look = Journal.events
    monkeypatch.setattr(Journal, "events", lambda self: (look(self), file(journal, 7).write_bytes(other))[0])
    with pytest.raises(Overtaken):
        journal.append(event("discard"), after=6)
    monkeypatch.undo()
    assert [each.kind for each in journal.events()][6:] == ["withdraw"] and list((journal.directory / "work").iterdir()) == []


def no_links(*_):
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_file_system_without_hard_links_holds_a_journal_too(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", no_links)
    assert len(written(tmp_path, event("import"), event("release")).events()) == 2


def test_the_stamp_changes_with_every_event_and_with_a_changed_file(journal):
    stamps = [journal.stamp()]
    journal.append(event("withdraw", B), after=6)
    stamps.append(journal.stamp())
    file(journal, 3).write_bytes(file(journal, 3).read_bytes() + b"\n")
    stamps.append(journal.stamp())
    assert len(set(stamps)) == 3 and journal.stamp() == stamps[-1]


def test_other_files_in_the_folder_are_no_events(journal):
    for name in ("000007.json~", "7.json", ".000007.json", "notes.txt"):
        (journal.folder / name).write_text("{}")
    assert len(journal.events()) == 6


# What is not whole


def torn(path):
    path.write_bytes(path.read_bytes()[:-40])


def changed(path):
    path.write_text(path.read_text().replace('"sari"', '"budi"'))


def rewritten(path):
    """Changed by somebody who knows how the digest is made."""
    held = json.loads(path.read_text())
    held.pop("sha256")
    one = Event(**{**held, "as_of": date.fromisoformat(held["as_of"]), "by": "budi"})
    path.write_bytes(to_file(one))


def empty(path):
    path.write_bytes(b"")


def nested(path):
    path.write_bytes(b"[" * 100_000)


def elsewhere(path):
    """A version that is a path."""
    held = json.loads(path.read_text())
    held.pop("sha256")
    path.write_bytes(to_file(Event(**{**held, "as_of": date.fromisoformat(held["as_of"]), "version": "../../etc/passwd"})))


@pytest.mark.parametrize("harm", [torn, changed, empty, nested, elsewhere])
@pytest.mark.parametrize("number", [1, 4, 6])
def test_an_event_that_is_not_whole_is_named_and_nothing_behind_it_is_believed(journal, harm, number):
    harm(file(journal, number))
    with pytest.raises(Notice) as caught:
        journal.events()
    assert caught.value("id") == (
        f"Riwayat rusak, jadi register tidak dapat diubah. journal/{number:06}.json: catatan riwayat ini rusak atau diubah; pulihkan"
        f" berkasnya dari cadangan. Yang dapat dibuktikan utuh hanya riwayat sampai nomor {number - 1}."
    )
    assert caught.value("en") == (
        f"The history is damaged, so the register cannot be changed. journal/{number:06}.json: this entry of the history is damaged or was"
        f" changed; restore the file from a backup. Only the history up to number {number - 1} is proved whole."
    )
    found = journal.read()
    assert [each.number for each in found.events] == list(range(1, number))


def test_a_missing_event_is_named(journal):
    file(journal, 3).unlink()
    found = journal.read()
    assert (found.damage.path.name, len(found.events), found.damage.dates) == ("000003.json", 2, {JULY, AUGUST})
    assert "catatan riwayat ini hilang" in found.damage.notice()("id") and "is missing" in found.damage.notice()("en")


def test_a_past_rewritten_with_its_own_digest_breaks_the_chain_and_neither_of_the_two_is_believed(journal):
    rewritten(file(journal, 2))
    found = journal.read()
    assert (found.damage.path.name, [each.number for each in found.events]) == ("000003.json", [1])
    assert found.damage.dates == {JULY, AUGUST} and "tidak menyambung" in found.damage.notice()("id")


def test_nothing_is_written_behind_a_damaged_event(journal):
    torn(file(journal, 6))
    with pytest.raises(Notice):
        journal.append(event("withdraw"), after=5)
    assert not file(journal, 7).exists()


def test_a_restored_file_mends_the_journal(journal):
    held = file(journal, 4).read_bytes()
    torn(file(journal, 4))
    assert journal.read().damage
    file(journal, 4).write_bytes(held)
    assert len(journal.events()) == 6


def test_a_number_from_nowhere_does_not_take_for_ever(journal):
    (journal.folder / "999999999.json").write_text("{}")
    assert journal.read().damage.path.name == "000007.json" and len(journal.read().events) == 6


def test_a_folder_that_cannot_be_read_now_is_said_and_looked_at_again(journal, monkeypatch):
    def fails(*_):
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(os, "scandir", fails)
    assert told_of(journal) == (
        "Riwayat rusak, jadi register tidak dapat diubah. journal: folder riwayat tidak dapat dibaca; minta pengelola memberi izin membaca."
    )
    monkeypatch.undo()
    reading.cache_clear()
    monkeypatch.setattr(journal_module, "event_in", fails)
    assert journal.read().damage and journal.released(), "no sample in place of a register that cannot be read"
    monkeypatch.undo()
    assert len(journal.events()) == 6


def told_of(journal):
    with pytest.raises(Notice) as caught:
        journal.events()
    return caught.value("id")


# By date


STORY = (
    event("import", A, number=1), event("release", A, number=2), event("import", B, number=3), event("import", C, AUGUST, 4),
    event("release", B, number=5), event("discard", C, AUGUST, 6), event("withdraw", B, number=7), event("import", A, number=8),
    event("release", A, number=9),
)  # fmt: skip


@pytest.mark.parametrize(
    ("until", "in_force", "drafts", "withdrawn", "superseded"),
    [
        (0, {}, [], [], {}),
        (1, {}, [1], [], {}),
        (2, {JULY: 2}, [], [], {}),
        (4, {JULY: 2}, [3, 4], [], {}),
        (5, {JULY: 5}, [4], [], {JULY: [2]}),
        (6, {JULY: 5}, [], [], {JULY: [2]}),
        (7, {}, [], [JULY], {JULY: [2, 5]}),
        (8, {}, [8], [JULY], {JULY: [2, 5]}),
        (9, {JULY: 9}, [], [], {JULY: [2, 5]}),
    ],
)
def test_the_state_after_each_event(until, in_force, drafts, withdrawn, superseded):
    found = state(STORY, until)
    assert found.number == until
    assert {day: each.number for day, each in found.in_force.items()} == in_force
    assert [each.number for each in found.drafts] == drafts and list(found.withdrawn) == withdrawn
    assert {day: [each.number for each in events] for day, events in found.superseded.items()} == superseded


# The register as it is and as it was


def reported(register, day=JULY):
    return ask(register, REPORTED, Scope(day)).total.value


@pytest.fixture
def corrected(tmp_path):
    """July with three persons (1, 2), corrected to five (3, 4); August with seven (5, 6); July withdrawn (7)."""
    directory = tmp_path / "register"
    for count, day in ((3, JULY), (5, JULY), (7, AUGUST)):
        released(directory, write_rows(tmp_path / f"{count}.csv", rows(count)), day)
    store.withdraw(directory, JULY, "sari", "salah tanggal")
    return Register(directory).refresh()


def test_the_register_as_it_was_after_each_event(corrected):
    assert (corrected.state, corrected.dates, reported(corrected, AUGUST)) == (None, [AUGUST], 7)
    assert [corrected.as_it_was(number).dates for number in range(1, 8)] == [[], [JULY], [JULY], [JULY], [JULY], [JULY, AUGUST], [AUGUST]]
    assert [reported(corrected.as_it_was(number)) for number in (2, 3, 4, 6)] == [3, 3, 5, 5]
    past = corrected.as_it_was(4)
    assert (past.state, past.event.kind, past.at(JULY).event, past.present) == (4, "release", 4, corrected)
    assert past.at(JULY).released_at == past.event.at and past.as_it_was(2).state == 2 and past.refresh() is past


def test_versions_still_in_force_are_shared_with_the_past(corrected):
    assert corrected.as_it_was(6).at(AUGUST) is corrected.at(AUGUST)
    assert corrected.as_it_was(4).at(JULY) is corrected.as_it_was(6).at(JULY)


def test_no_more_of_the_past_stays_open_than_was_decided(corrected, monkeypatch):
    monkeypatch.setattr(snapshots, "SPARE_ROWS", 5)
    first = corrected.as_it_was(2).at(JULY)
    assert corrected.as_it_was(4).at(JULY).rows == 5 and len(corrected._spare) == 1
    assert corrected.as_it_was(2).at(JULY) is not first and reported(corrected.as_it_was(2)) == 3


@pytest.mark.parametrize("number", [0, 8, -1])
def test_a_number_that_is_not_in_the_history_is_told(corrected, number):
    with pytest.raises(Notice) as caught:
        corrected.as_it_was(number)
    assert caught.value("id") == f"Tidak ada catatan riwayat nomor {number}; yang terakhir nomor 7."
    assert caught.value("en") == f"There is no entry {number} in the history; the last is number 7."


def test_the_state_travels_in_the_address_and_is_found_again(corrected):
    seen = view_of(corrected, {"state": "4"}, "id")
    assert seen.query() == {"as_of": "2020-07-31", "state": "4"} and seen.ask(REPORTED).total.value == 5
    again = view_of(seen.register, seen.query(), "en")
    assert again.register is seen.register
    assert view_of(seen.register, {}, "id").query() == {"as_of": "2020-08-31"}, "without a state: the register of now"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("9", "Tidak ada catatan riwayat nomor 9; yang terakhir nomor 7."),
        ("x", "“x” bukan nomor catatan riwayat."),
        ("９", "“９” bukan nomor catatan riwayat."),
        ("198001012005011001", "“…” bukan nomor catatan riwayat."),
        ("1", "Setelah catatan riwayat nomor 1 belum ada snapshot yang berlaku."),
    ],
)
def test_a_wrong_state_in_the_address_is_told(corrected, chosen, said):
    with pytest.raises(Notice) as caught:
        view_of(corrected, {"state": chosen}, "id")
    assert caught.value("id") == said


def test_a_release_is_seen_at_the_next_refresh_and_a_draft_changes_nothing(corrected, tmp_path):
    august = corrected.at(AUGUST)
    event = kept(corrected.directory, write_rows(tmp_path / "9.csv", rows(9)), SEPTEMBER)
    assert corrected.refresh().dates == [AUGUST]
    store.release(corrected.directory, event.number, "sari")
    assert corrected.refresh().dates == [AUGUST, SEPTEMBER] and corrected.at(AUGUST) is august
    assert corrected.version() == ((AUGUST, august.version), (SEPTEMBER, event.version))


# Files put there by hand


def by_hand(directory, count, day):
    (directory / f"snapshot={day}").mkdir(parents=True, exist_ok=True)
    return write_rows(directory / f"snapshot={day}" / "cases.csv", rows(count))


def refusals(register, lang="id"):
    return {
        refusal.path.relative_to(register.directory).as_posix(): [each(lang) for each in refusal.findings] for refusal in register.refusals
    }


def test_a_file_put_there_by_hand_for_a_date_of_the_journal_is_not_served_and_says_what_to_do(corrected):
    for day in (JULY, AUGUST, SEPTEMBER):
        by_hand(corrected.directory, 11, day)
    assert corrected.refresh().dates == [AUGUST, SEPTEMBER]
    assert (reported(corrected, AUGUST), reported(corrected, SEPTEMBER), corrected.at(SEPTEMBER).event) == (7, 11, 0)
    assert refusals(corrected) == {
        "snapshot=2020-07-31/cases.csv": [
            "snapshot tanggal ini ditarik (riwayat nomor 7), jadi berkas ini tidak dipakai; hapus berkas ini, atau impor dan rilis lagi"
        ],
        "snapshot=2020-08-31/cases.csv": [
            "untuk tanggal ini berlaku versi yang dirilis (riwayat nomor 6), jadi berkas ini tidak dipakai; hapus berkas ini, atau impor sebagai koreksi"
        ],
    }
    assert refusals(corrected, "en")["snapshot=2020-07-31/cases.csv"] == [
        "the snapshot of this date was withdrawn (history number 7), so this file is not used; delete it, or import and release it again"
    ]


def test_before_the_journal_spoke_of_its_date_a_file_put_there_by_hand_counts_as_it_is_now(corrected):
    by_hand(corrected.directory, 11, AUGUST)
    corrected.refresh()
    assert reported(corrected.as_it_was(4), AUGUST) == 11 and reported(corrected.as_it_was(6), AUGUST) == 7
    by_hand(corrected.directory, 12, AUGUST)
    assert reported(corrected.refresh().as_it_was(4), AUGUST) == 12


# What is proved


def test_a_version_that_is_not_what_was_released_is_never_served(corrected):
    path = corrected.at(AUGUST).path
    whole = path.read_bytes()
    path.write_bytes(version_path(corrected.directory, corrected.as_it_was(2).at(JULY).version).read_bytes())
    assert corrected.refresh().dates == []
    assert list(refusals(corrected).values()) == [
        ["isi versi 2020-08-31 tidak sama lagi dengan yang dirilis; pulihkan berkasnya dari cadangan, atau impor dan rilis lagi"]
    ]
    path.unlink()
    assert corrected.refresh().dates == [] and len(corrected.refusals) == 1, "a missing version is said"
    path.write_bytes(whole)
    assert corrected.refresh().dates == [AUGUST] and corrected.refusals == []


def test_a_damaged_version_of_the_past_is_said_there_only(corrected):
    version_path(corrected.directory, corrected.as_it_was(2).at(JULY).version).write_bytes(b"PAR1")
    assert corrected.refresh().refusals == [] and corrected.as_it_was(4).dates == [JULY]
    past = corrected.as_it_was(2)
    assert past.dates == [] and len(past.refusals) == 1


def test_dates_that_a_damaged_journal_speaks_of_are_not_served_and_the_others_are(corrected, tmp_path):
    """July was withdrawn behind the damage: its older release must not come back."""
    by_hand(corrected.directory, 11, SEPTEMBER)
    released(corrected.directory, write_rows(tmp_path / "4.csv", rows(4)), AUGUST)
    torn(corrected.directory / "journal" / "000006.json")
    assert corrected.refresh().dates == [SEPTEMBER]
    found = refusals(corrected)
    assert list(found) == ["journal/000006.json", next(name for name in found if name.startswith("versions/"))]
    assert found["journal/000006.json"][0].endswith("Yang dapat dibuktikan utuh hanya riwayat sampai nomor 5")
    assert list(found.values())[1] == [
        "riwayat untuk 2020-07-31 rusak mulai journal/000006.json, jadi snapshot ini tidak dipakai sampai berkas itu dipulihkan"
    ]


def test_what_is_proved_goes_on_being_served(corrected):
    torn(corrected.directory / "journal" / "000007.json")
    assert corrected.refresh().dates == [JULY, AUGUST] and reported(corrected) == 5
    assert list(refusals(corrected)) == ["journal/000007.json"]


# The folder that is shown


def test_the_configured_folder_is_shown_once_the_journal_released_something(tmp_path):
    chosen = Settings(data_dir=str(tmp_path / "data"))
    assert chosen.store_dir() == tmp_path / "data"
    (tmp_path / "data").mkdir()
    draft = kept(chosen.store_dir(), write_rows(tmp_path / "3.csv", rows(3)))
    assert chosen.snapshots_dir() == SAMPLE
    store.release(chosen.store_dir(), draft.number, "sari")
    assert chosen.snapshots_dir() == tmp_path / "data"
    store.withdraw(chosen.store_dir(), JULY, "sari", "salah")
    assert chosen.snapshots_dir() == tmp_path / "data", "invented cases never take the place of a register"
