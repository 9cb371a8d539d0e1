"""What a checked file becomes: drafts, releases, corrections, withdrawals; what is written, and what never is."""

import errno
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

import duckdb
import pyarrow as pa
import pytest
from conftest import HEADINGS
from kept import ALL_COLUMNS, AUGUST, JULY, kept, released, rows, staged_from, write_rows

from analytics.gate import store
from analytics.gate.mapping import ColumnMap, from_toml
from analytics.gate.persons import fingerprint
from analytics.gate.staging import LeftOut
from analytics.register import workroom
from analytics.register.journal import Journal, state, version_path
from analytics.register.snapshots import Register
from analytics.register.traits import Traits, from_json
from analytics.settings import SAMPLE, Settings
from analytics.text import Notice, Text

NIP, KEY = "198001012005011001", "k" * 40


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "register"


@pytest.fixture
def csv_of(tmp_path):
    """csv_of(3) -> a file of three persons; the same number gives the same bytes."""
    return lambda count, **cells: write_rows(tmp_path / f"{count}.csv", rows(count, **cells))


@pytest.fixture
def setting(monkeypatch):
    """setting(second_person=True) -> the settings of this installation."""
    return lambda **chosen: monkeypatch.setattr(store, "settings", lambda: Settings(**chosen))


def told(act, *arguments, **options):
    """What a refused act says, in both languages."""
    with pytest.raises(Notice) as caught:
        act(*arguments, **options)
    return caught.value("id"), caught.value("en")


def files(directory):
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file() and path.name != "lock")


# Drafts


def test_a_draft_holds_the_rows_their_traits_and_who_what_why(directory, csv_of):
    left = LeftOut(Text(id="jumlah", en="total"), 1, (5,))
    staged = replace(staged_from(csv_of(3)), left_out=(left,), read=4, traits=Traits(counts="allegations", editions={"category": "2022"}))
    event = store.keep(staged, JULY, directory, " Sari  Dewi ", accepted={"jump": "Pilkada"}, reason="bulanan", counts={"rows": 3})
    path = version_path(directory, event.version)
    assert sha256(path.read_bytes()).hexdigest() == event.version
    assert (event.number, event.kind, event.by, event.as_of, event.replaces) == (1, "import", "Sari Dewi", JULY, "")
    assert (event.reason, event.accepted, event.rows) == ("bulanan", {"jump": "Pilkada"}, {"read": 4, "kept": 3, "left_out": 1})
    assert event.counts == {"before": {}, "after": {"rows": 3}}
    assert datetime.fromisoformat(event.at).utcoffset().total_seconds() == 7 * 3600
    assert from_toml(event.mapping).columns == ALL_COLUMNS.columns
    (held,) = duckdb.execute("select decode(value) from parquet_kv_metadata(?) where decode(key) = 'asn_traits'", [str(path)]).fetchall()
    assert from_json(held[0]) == staged.traits
    assert Register(directory).refresh().dates == []


def test_a_version_has_the_contracts_columns_as_text_and_dates_in_the_order_of_the_file(directory, csv_of):
    staged = staged_from(csv_of(5, instansi="kab_bima"))
    staged.con.execute(
        "create table turned as select * from staged order by row desc; drop table staged; alter table turned rename to staged"
    )
    path = version_path(directory, store.keep(staged, JULY, directory, "sari", accepted={}).version)
    described = duckdb.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [(raw, "DATE" if raw.startswith("tanggal") else "VARCHAR") for raw in HEADINGS]
    found = duckdb.execute("select nomor_kasus, instansi, tanggal_laporan, sanksi from read_parquet(?)", [str(path)]).fetchall()
    assert found == [(f"k{place}", "kab_bima", date(2020, 7, 1), None) for place in range(1, 6)]


def test_the_same_rows_give_the_same_bytes_however_they_were_worked_on(tmp_path, csv_of):
    path, made = csv_of(3000), []
    for threads, day in ((1, JULY), (2, AUGUST), (4, JULY)):
        staged = staged_from(path)
        staged.con.execute(f"set threads={threads}")
        directory = tmp_path / str(threads)
        event = store.keep(staged, day, directory, f"orang {threads}", accepted={})
        made.append((version_path(directory, event.version).read_bytes(), (directory / "originals" / event.original["kept"]).read_bytes()))
    assert made[0] == made[1] == made[2]


def test_the_same_content_again_is_told_and_nothing_is_written(directory, csv_of):
    kept(directory, csv_of(3))
    before = files(directory)
    assert told(kept, directory, csv_of(3)) == (
        "Isi yang sama untuk 31 Juli 2020 sudah menunggu sebagai konsep nomor 1; tidak ada yang berubah.",
        "The same content for 31 July 2020 already waits as draft number 1; nothing has changed.",
    )
    store.release(directory, JULY, "sari")
    assert told(kept, directory, csv_of(3)) == (
        "Isi yang sama sudah berlaku untuk 31 Juli 2020 (riwayat nomor 2); tidak ada yang berubah.",
        "The same content is already in force for 31 July 2020 (history number 2); nothing has changed.",
    )
    assert files(directory) == sorted([*before, "journal/000002.json"])
    assert kept(directory, csv_of(3), AUGUST).number == 3, "another date is another draft"


def test_rows_with_faults_or_other_rows_than_were_counted_are_not_kept(directory, csv_of):
    wrong = staged_from(csv_of(3, status="x"))
    for staged in (wrong, replace(staged_from(csv_of(3)), kept=2), replace(staged_from(csv_of(0)), kept=0)):
        said = told(store.keep, staged, JULY, directory, "sari", accepted={})
        assert said[0].startswith("Berkas ini masih memuat kesalahan atau tidak memuat baris, jadi tidak disimpan.")
    assert not directory.exists()


def test_without_a_name_nothing_is_done(directory, csv_of):
    for by in ("", "  ", "\u200e\n"):
        assert told(kept, directory, csv_of(3), by=by)[0] == "Tuliskan nama Anda: riwayat mencatat siapa yang mengubah register."
    assert not directory.exists()


def test_the_sample_is_never_written_into(csv_of):
    assert told(kept, SAMPLE, csv_of(3))[0] == "Register contoh tidak diubah. Atur data_dir ke folder lain."
    assert not (SAMPLE / "journal").exists()


# Originals


def unpacked(path):
    return pa.input_stream(path, compression="zstd").read()


def lines(directory, event):
    return unpacked(directory / "originals" / event.original["kept"]).decode().splitlines()


def test_the_original_is_the_mapped_columns_as_sent(directory, tmp_path):
    path = tmp_path / f"Data {NIP}.csv"
    write_rows(path, [row | {"sanksi": "Budi, S.Sos", "nomor_kasus": f"{row['id_asn']}-a {NIP[:8]} {NIP[8:]}"} for row in rows(2)])
    columns = {raw: ColumnMap((raw,)) for raw in ("id_asn", "tanggal_laporan", "nomor_kasus")}
    staged = replace(staged_from(write_rows(tmp_path / "clean.csv", rows(2))), table=staged_from(path, ALL_COLUMNS).table)
    event = store.keep(replace(staged, mapping=replace(ALL_COLUMNS, columns=columns)), JULY, directory, "sari", accepted={})
    assert event.original == {
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "name": "Data ….csv",
        "kept": f"{sha256(path.read_bytes()).hexdigest()}.csv.zst",
        "key": "",
    }
    assert lines(directory, event) == ["nomor_kasus,id_asn,tanggal_laporan", "x1-a …,x1,2020-07-01", "x2-a …,x2,2020-07-01"]


def persons_file(tmp_path):
    """A file whose column of persons holds an NIP, with a column of names beside it."""
    return write_rows(tmp_path / "nip.csv", [row | {"id_asn": NIP[:-1] + str(place)} for place, row in enumerate(rows(2), start=1)])


def test_persons_in_the_original_are_hashed(directory, tmp_path, setting):
    setting(person_key=KEY)
    table = staged_from(persons_file(tmp_path)).table
    staged = replace(staged_from(write_rows(tmp_path / "clean.csv", rows(2))), table=table, mapping=replace(ALL_COLUMNS, person="nip"))
    event = store.keep(staged, JULY, directory, "sari", accepted={})
    persons = [line.split(",")[1] for line in lines(directory, event)[1:]]
    assert len({*persons}) == 2 and all(len(person) == 33 and person[0] == "p" for person in persons)


def test_persons_in_the_original_are_left_out_without_a_key_and_so_is_a_column_of_names_mapped_to_something_else(
    directory, tmp_path, setting
):
    setting()
    table = staged_from(persons_file(tmp_path)).table
    table = replace(table, headings=tuple("Nama Lengkap" if raw == "pemilihan" else raw for raw in table.headings))
    columns = dict(ALL_COLUMNS.columns) | {"pemilihan": ColumnMap(("Nama Lengkap",))}
    staged = replace(
        staged_from(write_rows(tmp_path / "clean.csv", rows(2))), table=table, mapping=replace(ALL_COLUMNS, columns=columns, person="nip")
    )
    event = store.keep(staged, JULY, directory, "sari", accepted={})
    assert lines(directory, event)[0] == ",".join(raw for raw in HEADINGS if raw not in ("id_asn", "pemilihan"))


def test_the_same_file_read_otherwise_keeps_both_originals(directory, csv_of):
    first = kept(directory, csv_of(3))
    fewer = replace(ALL_COLUMNS, columns={raw: ColumnMap((raw,)) for raw in HEADINGS[:4]})
    second, third = (store.keep(staged_from(csv_of(3), fewer), day, directory, "sari", accepted={}) for day in (AUGUST, date(2020, 9, 30)))
    assert first.original["kept"] != second.original["kept"] == third.original["kept"]
    assert len(lines(directory, first)[0].split(",")) == 19 and len(lines(directory, second)[0].split(",")) == 4


def test_no_original_is_kept_where_the_settings_say_so(directory, csv_of, setting):
    setting(keep_originals=False)
    assert kept(directory, csv_of(3)).original["kept"] == "" and list((directory / "originals").iterdir()) == []


def test_no_number_of_a_person_is_in_any_file_afterwards(directory, tmp_path, setting):
    """Planted in every place that words or cells come from; looked for in the bytes, packed and unpacked."""
    setting(person_key=KEY)
    table = replace(staged_from(persons_file(tmp_path)).table, name=f"{NIP}.xlsx")
    staged = replace(
        staged_from(write_rows(tmp_path / "clean.csv", rows(2))), table=table, mapping=replace(ALL_COLUMNS, person="nip", name=NIP)
    )
    spoken = f"{NIP} dan 19800101 200501 1 001"
    store.keep(staged, JULY, directory, spoken, accepted={"x": spoken}, reason=spoken)
    store.release(directory, 1, f"sari {NIP}", spoken)
    for path in directory.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        content += unpacked(path) if path.suffix == ".zst" else b""
        assert NIP[:-1].encode() not in content and b"200501 1 001" not in content and NIP not in path.name, path


# Releases, corrections, withdrawals


def test_a_correction_needs_a_reason_and_the_older_version_stays(directory, csv_of):
    first = store.release(directory, kept(directory, csv_of(3), counts={"rows": 3}).number, "sari")
    second = kept(directory, csv_of(5), counts={"rows": 5})
    assert second.replaces == first.version and second.counts == {"before": {"rows": 3}, "after": {"rows": 5}}
    for reason in ("", " \n"):
        assert told(store.release, directory, JULY, "sari", reason) == (
            "Untuk 31 Juli 2020 sudah pernah ada snapshot. Tuliskan alasan koreksinya.",
            "There has been a snapshot of 31 July 2020 before. Write the reason for the correction.",
        )
    event = store.release(directory, JULY, "budi", "dua kasus tertinggal")
    assert (event.number, event.replaces, event.reason, event.counts) == (4, first.version, "dua kasus tertinggal", second.counts)
    assert Register(directory).refresh().at(JULY).version == event.version != first.version
    assert version_path(directory, first.version).exists()


def test_the_release_over_a_file_put_there_by_hand_is_a_correction_too(directory, csv_of):
    (directory / "snapshot=2020-07-31").mkdir(parents=True)
    shutil.copy(csv_of(4), directory / "snapshot=2020-07-31" / "cases.csv")
    draft = kept(directory, csv_of(3))
    assert told(store.release, directory, draft.number, "sari")[0].startswith("Untuk 31 Juli 2020 sudah pernah ada snapshot.")
    store.release(directory, draft.number, "sari", "lewat impor")
    assert Register(directory).refresh().at(JULY).rows == 3


def test_a_withdrawal_needs_a_reason_and_keeps_the_record(directory, csv_of):
    assert told(store.withdraw, directory, JULY, "sari", "salah")[0].startswith("Tidak ada snapshot 31 Juli 2020 yang dirilis lewat impor.")
    first = released(directory, csv_of(3))
    assert told(store.withdraw, directory, JULY, "sari", " ")[0] == "Tuliskan alasan penarikan snapshot 31 Juli 2020."
    event = store.withdraw(directory, JULY, "budi", "salah tanggal")
    assert (event.version, event.replaces, event.reason) == (first.version, first.version, "salah tanggal")
    assert Register(directory).refresh().dates == [] and version_path(directory, first.version).exists()
    draft = kept(directory, csv_of(3))
    assert told(store.release, directory, draft.number, "sari")[0].startswith("Untuk 31 Juli 2020 sudah pernah ada snapshot.")
    assert store.release(directory, draft.number, "sari", "ternyata benar").version == first.version


def test_a_discarded_draft_can_be_imported_again(directory, csv_of):
    kept(directory, csv_of(3))
    assert store.discard(directory, JULY, "sari", "keliru").kind == "discard"
    assert told(store.release, directory, 1, "sari") == (
        "Tidak ada konsep 1 yang menunggu. Muat ulang, lalu periksa riwayat.",
        "No draft 1 is waiting. Reload, then look at the history.",
    )
    assert told(store.discard, directory, JULY, "sari")[0].startswith("Tidak ada konsep 31 Juli 2020 yang menunggu.")
    assert kept(directory, csv_of(3)).number == 3


def test_of_several_drafts_for_a_date_one_is_chosen_by_its_number(directory, csv_of):
    for count in (3, 4):
        kept(directory, csv_of(count))
    assert (
        told(store.release, directory, JULY, "sari")[0]
        == "Untuk 31 Juli 2020 menunggu beberapa konsep: nomor 1, 2. Pilih satu dengan nomornya."
    )
    store.release(directory, 2, "sari")
    assert Register(directory).refresh().at(JULY).rows == 4
    assert [draft.number for draft in state(Journal(directory).events()).drafts] == [1]


def test_a_second_person_releases_where_the_settings_say_so(directory, csv_of, setting):
    setting(second_person=True)
    kept(directory, csv_of(3), by="Sari Dewi")
    for by in ("Sari Dewi", "sari  dewi", "SARI DEWI\u200e"):
        assert told(store.release, directory, JULY, by)[1] == "This draft was imported by Sari Dewi; it must be released by somebody else."
    assert store.release(directory, JULY, "budi").by == "budi"


def test_a_release_over_one_that_was_not_seen_is_told(directory, csv_of):
    first, second = kept(directory, csv_of(3)), kept(directory, csv_of(4))
    store.release(directory, second.number, "budi")
    assert told(store.release, directory, first.number, "sari", "koreksi", expect=2) == (
        "Snapshot 31 Juli 2020 diubah oleh budi sejak halaman ini dibuka. Muat ulang, periksa sekali lagi, lalu ulangi.",
        "The snapshot of 31 July 2020 was changed by budi since this page was opened. Reload, look again, then repeat.",
    )
    assert told(store.withdraw, directory, JULY, "sari", "salah", expect=2)[0].startswith("Snapshot 31 Juli 2020 diubah oleh budi")
    assert store.release(directory, first.number, "sari", "koreksi", expect=3).number == 4


def test_what_happens_to_other_dates_does_not_stand_in_the_way(directory, csv_of):
    first = kept(directory, csv_of(3))
    released(directory, csv_of(4), AUGUST)
    assert store.release(directory, first.number, "sari", expect=1).number == 4


def test_a_release_at_the_same_moment_is_told(directory, csv_of, monkeypatch):
    """The other release comes between the look at the journal and the writing of the event."""
    first, second = kept(directory, csv_of(3)), kept(directory, csv_of(4))
    append = Journal.append

    def overtaken(self, event, after):
        monkeypatch.undo()
        store.release(directory, second.number, "budi")
        return append(self, event, after)

    monkeypatch.setattr(Journal, "append", overtaken)
    assert told(store.release, directory, first.number, "sari", "koreksi")[0].startswith("Snapshot 31 Juli 2020 diubah oleh budi")
    assert Register(directory).refresh().at(JULY).version == second.version


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_draft_whose_file_is_damaged_is_not_released_and_a_new_import_mends_it(directory, csv_of, harm):
    draft = kept(directory, csv_of(3))
    path = version_path(directory, draft.version)
    path.unlink() if harm == "gone" else path.write_bytes(path.read_bytes()[:-1])
    assert (
        told(store.release, directory, JULY, "sari")[0]
        == "Berkas konsep 31 Juli 2020 rusak atau hilang. Buang konsep ini, lalu impor lagi."
    )
    store.discard(directory, JULY, "sari")
    assert released(directory, csv_of(3)).version == draft.version and Register(directory).refresh().dates == [JULY]


def test_words_are_cleaned_and_bounded(directory, csv_of):
    event = kept(directory, csv_of(3), by="x" * 200, reason="a\n\u202eb" + "c" * 5000, accepted={"y": "z" * 5000})
    assert (len(event.by), len(event.reason), event.reason[:4], len(event.accepted["y"])) == (80, 600, "a bc", 600)


# What goes wrong


TOUCHED = ((os, "fsync"), (os, "link"), (os, "replace"), (os, "mkdir"), (store, "write_version"), (store, "write_original"))
SAID = {
    errno.ENOSPC: "Ruang penyimpanan di register tidak cukup. Tidak ada yang berubah; kosongkan ruang, lalu ulangi.",
    errno.EROFS: "Folder register tidak dapat ditulisi. Tidak ada yang berubah; minta pengelola memberi izin menulis, lalu ulangi.",
    errno.ENOENT: "Folder register tidak ada lagi. Tidak ada yang berubah; periksa setelan data_dir atau sambungan ke penyimpanannya, lalu ulangi.",
    errno.EIO: "Penyimpanan di register gagal. Tidak ada yang berubah; ulangi, dan bila tetap gagal hubungi pengelola.",
}


@pytest.mark.parametrize("number", SAID)
@pytest.mark.parametrize(("module", "name"), TOUCHED, ids=lambda part: getattr(part, "__name__", part))
def test_whatever_step_fails_is_told_and_leaves_nothing_half(directory, csv_of, monkeypatch, module, name, number):
    released(directory, csv_of(3))
    staged, before = staged_from(csv_of(4)), Register(directory).refresh().version()

    def fails(*_, **__):
        raise OSError(number, os.strerror(number), str(directory))

    monkeypatch.setattr(module, name, fails)
    assert told(store.keep, staged, JULY, directory, "sari", accepted={})[0] == SAID[number]
    monkeypatch.undo()
    assert Register(directory).refresh().version() == before and len(Journal(directory).events()) == 2
    assert list((directory / "work").iterdir()) == []
    assert released(directory, csv_of(4)).number == 4


def test_too_little_room_is_told_before_anything_is_written(directory, csv_of, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    assert told(kept, directory, csv_of(3))[1] == "There is not enough room in register. Nothing has changed; make room, then try again."
    assert files(directory) == []


def test_a_storage_that_is_not_connected_is_not_replaced_by_a_new_folder(tmp_path, csv_of):
    assert told(kept, tmp_path / "mnt" / "register", csv_of(3))[0] == SAID[errno.ENOENT]
    assert not (tmp_path / "mnt").exists()


def test_a_folder_that_vanishes_on_the_way_is_told(directory, csv_of, monkeypatch):
    write = store.write_version
    monkeypatch.setattr(store, "write_version", lambda staged, path: (shutil.rmtree(directory), write(staged, path)))
    assert told(kept, directory, csv_of(3))[0] == SAID[errno.ENOENT]


def test_another_writer_that_never_lets_go_is_told(directory, csv_of, monkeypatch):
    kept(directory, csv_of(3))
    monkeypatch.setattr(workroom, "PATIENCE", 0.05)
    with workroom.locked(directory):
        assert told(kept, directory, csv_of(4))[1].startswith("The folder register is held by another process that does not finish.")
    assert kept(directory, csv_of(4)).number == 2


@pytest.fixture
def mounted(tmp_path):
    """A file system of two megabytes, as root only; mounted(options) mounts it again with others."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(options):
        return (
            subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, timeout=20).returncode == 0
        )

    if os.geteuid() or not mount("size=2m"):
        pytest.skip("a file system cannot be mounted here; the tests with failing steps stand in for it")
    yield folder, mount
    subprocess.run(["umount", str(folder)], check=True, timeout=20)


def test_a_full_disk_is_told_and_the_register_goes_on(mounted, csv_of, monkeypatch):
    """The room is guessed right only by chance here, so the guess is switched off: DuckDB runs into the end of the disk."""
    monkeypatch.setattr(store, "LEAST_ROOM", 0)
    monkeypatch.setattr(store, "ROOM_PER_ROW", 0)
    directory = mounted[0] / "register"
    released(directory, csv_of(3))
    with (mounted[0] / "filler").open("wb") as filler:
        free = shutil.disk_usage(mounted[0]).free
        filler.write(b"x" * (free - 40_000))
    assert told(kept, directory, csv_of(20_000))[0] == SAID[errno.ENOSPC]
    assert (Register(directory).refresh().at(JULY).rows, len(Journal(directory).events())) == (3, 2)
    assert list((directory / "work").iterdir()) == []
    (mounted[0] / "filler").unlink()
    assert kept(directory, csv_of(20_000)).number == 3


def test_a_folder_that_can_only_be_read_is_read_and_not_written(mounted, csv_of, monkeypatch):
    """Permissions do not hold root back, a file system mounted for reading does."""
    monkeypatch.setattr(store, "LEAST_ROOM", 0)
    directory = mounted[0] / "register"
    released(directory, csv_of(3))
    kept(directory, csv_of(4))
    assert mounted[1]("remount,ro")
    for act in (lambda: kept(directory, csv_of(5)), lambda: store.release(directory, 3, "sari", "koreksi")):
        assert told(act)[0] == SAID[errno.EROFS]
    assert Register(directory).refresh().at(JULY).rows == 3 and len(Journal(directory).events()) == 3


# The key


def test_another_key_than_before_is_refused(directory, csv_of, setting):
    """Or the same person would be another one in the next snapshot."""
    by_nip = replace(ALL_COLUMNS, person="nip")
    setting(person_key="a" * 32)
    first = store.keep(replace(staged_from(csv_of(3)), mapping=by_nip), JULY, directory, "sari", accepted={})
    assert first.original["key"] == fingerprint("a" * 32)
    setting(person_key="b" * 32)
    said, _ = told(store.keep, replace(staged_from(csv_of(4)), mapping=by_nip), JULY, directory, "sari", accepted={})
    assert said.startswith("Kunci penyamaran (person_key) bukan kunci yang dipakai pada impor nomor 1;")
    assert [event.number for event in Journal(directory).events()] == [1]
