"""The snapshots of a folder: taken in, replaced, refused and dropped while the others keep serving."""

import csv
import io
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics.ask import ask
from analytics.metrics import METRICS, REPORTED
from analytics.register.contract import COLUMNS
from analytics.register.snapshots import Register
from analytics.scope import Scope
from analytics.text import Notice
from analytics.vocabulary import AGENCY, CATEGORY, DIMENSIONS, MONTH, POSITION, PROVINCE, STATUS

JULY, AUGUST = date(2020, 7, 31), date(2020, 8, 31)
RAW = [column.raw for column in COLUMNS]
ROW = dict.fromkeys(RAW, "") | {
    "nomor_kasus": "K-1",
    "tanggal_laporan": "2020-06-01",
    "instansi": "kab_bima",
    "provinsi": "nusa_tenggara_barat",
    "kelompok_jabatan": "pelaksana",
    "kategori_pelanggaran": "medsos",
    "status": "konsep_surat",
}
DECIDED = {"status": "direkomendasikan", "nomor_rekomendasi": "R-1", "tanggal_rekomendasi": "2020-06-20"}
SANCTIONED = DECIDED | {"tanggal_sanksi": "2020-07-10"}
BLOCKED = DECIDED | {"tanggal_blokir": "2020-07-01", "instansi": "", "provinsi": "", "tanggal_laporan": "2020-05-31"}


def people(*changes: dict, count: int = 0) -> list[dict]:
    """Rows of different persons: one per change, then as many plain ones as asked for."""
    return [ROW | {"id_asn": f"a{place}"} | change for place, change in enumerate([*changes, *[{}] * count])]


def as_csv(rows: list[dict]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, RAW, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_parquet(rows: list[dict]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({raw: pa.array([row[raw] or None for row in rows], pa.string()) for raw in RAW}), out)
    return out.getvalue()


def drop(directory: Path, content: bytes | list[dict], day: object = JULY, name: str = "cases.csv") -> Path:
    """Puts a file where a snapshot belongs, as an operator would: written aside, then renamed."""
    path = directory / f"snapshot={day}" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    aside.write_bytes(content if isinstance(content, bytes) else as_csv(content))
    return aside.replace(path)


def reported(register: Register, day: date = JULY) -> int | float | None:
    return ask(register, REPORTED, Scope(day)).total.value


def refusals(register: Register) -> dict[str, list[str]]:
    """What is refused and why, by path below the register's folder."""
    return {
        refusal.path.relative_to(register.directory).as_posix(): [finding("id") for finding in refusal.findings]
        for refusal in register.refusals
    }


@pytest.fixture
def served(tmp_path) -> Register:
    """A register of two snapshots: three persons in July, five in August."""
    drop(tmp_path, people(count=3))
    drop(tmp_path, people(count=5), AUGUST)
    return Register(tmp_path).refresh()


# Taken in, replaced, withdrawn


def test_a_file_dropped_into_an_empty_folder_is_there_at_the_next_refresh(tmp_path):
    register = Register(tmp_path).refresh()
    assert register.dates == []
    drop(tmp_path, people(count=3))
    assert register.dates == []
    assert register.refresh().dates == [JULY]
    assert reported(register) == 3


def test_a_folder_that_does_not_exist_yet_holds_no_snapshot(tmp_path):
    register = Register(tmp_path / "later").refresh()
    assert (register.dates, register.refusals) == ([], [])
    drop(tmp_path / "later", people(count=1))
    assert reported(register.refresh()) == 1


def test_a_dropped_file_joins_those_that_are_served(served):
    drop(served.directory, people(count=7), "2020-09-30")
    assert served.refresh().dates == [JULY, AUGUST, date(2020, 9, 30)]
    assert [reported(served, day) for day in served.dates] == [3, 5, 7]
    assert (served.latest(), served.before(AUGUST), served.before(JULY)) == (date(2020, 9, 30), JULY, None)


def test_a_corrected_file_replaces_its_figures_and_its_version_at_once(served):
    before = served.version()
    path = drop(served.directory, people(SANCTIONED, DECIDED, count=2))
    assert reported(served) == 3
    served.refresh()
    assert [
        ask(served, METRICS[code], Scope(JULY)).total.value for code in ("reported", "recommended", "sanctioned", "compliance_rate")
    ] == [4, 2, 1, 0.5]
    assert reported(served, AUGUST) == 5
    assert served.version() == ((JULY, sha256(path.read_bytes()).hexdigest()), before[1])


def test_a_corrected_file_of_the_same_size_replaces_its_figures(tmp_path):
    path = drop(tmp_path, people({"kategori_pelanggaran": "foto_bersama"}))
    register, size = Register(tmp_path).refresh(), path.stat().st_size
    assert drop(tmp_path, people({"kategori_pelanggaran": "keberpihakan"})).stat().st_size == size
    assert [row.code for row in ask(register.refresh(), REPORTED, Scope(JULY), CATEGORY).rows] == ["keberpihakan"]


def test_a_file_rewritten_in_place_replaces_its_figures(served):
    served.at(JULY).path.write_bytes(as_csv(people(count=9)))
    assert reported(served.refresh()) == 9


def test_an_unchanged_file_is_not_loaded_again(served):
    july, august = served.at(JULY), served.at(AUGUST)
    assert served.refresh().at(JULY) is july
    drop(served.directory, people(count=6), AUGUST)
    assert served.refresh().at(JULY) is july
    assert served.at(AUGUST) is not august


def test_a_refused_file_is_not_read_again_until_it_changes(served):
    drop(served.directory, b"nonsense", "2020-09-30")
    first = served.refresh().refusals[0]
    drop(served.directory, people(count=6), AUGUST)
    assert served.refresh().refusals[0] is first


def test_a_removed_file_is_gone_with_its_figures(served):
    served.at(JULY).path.unlink()
    assert served.refresh().dates == [AUGUST]
    with pytest.raises(Notice) as caught:
        reported(served)
    assert caught.value("id") == "Tidak ada snapshot per 31 Juli 2020. Yang tersedia: 31 Agustus 2020."
    assert caught.value("en") == "There is no snapshot of 31 July 2020. Available: 31 August 2020."


def test_without_any_snapshot_the_reader_is_told_where_to_put_one(tmp_path):
    register = Register(tmp_path / "snapshots").refresh()
    for question in (register.latest, lambda: register.at(JULY)):
        with pytest.raises(Notice) as caught:
            question()
        assert (caught.value("id"), caught.value("en")) == (
            "Belum ada snapshot yang dapat dibaca di snapshots. Impor berkas register lewat halaman Data, atau letakkan snapshot=YYYY-MM-DD/cases.csv di sana.",
            "There is no readable snapshot in snapshots yet. Import a register file on the page Data, or put snapshot=YYYY-MM-DD/cases.csv there.",
        )


def test_an_answer_carries_the_date_version_and_mark_of_its_snapshot(served):
    source = ask(served, REPORTED, Scope(AUGUST)).source
    content = (served.directory / "snapshot=2020-08-31" / "cases.csv").read_bytes()
    assert (source.as_of, source.version, source.synthetic) == (AUGUST, sha256(content).hexdigest(), False)


# Refused


def test_a_bad_file_is_refused_with_row_column_and_reason_and_the_others_keep_serving(served):
    drop(served.directory, people({}, {"sumber": "radio"}))
    assert served.refresh().dates == [AUGUST]
    assert refusals(served) == {"snapshot=2020-07-31/cases.csv": ["baris 3, kolom sumber “radio”: kode tidak ada dalam daftar sumber"]}
    assert reported(served, AUGUST) == 5


def test_a_repaired_file_is_served_and_its_refusal_gone(served):
    drop(served.directory, people({"status": ""}))
    assert list(refusals(served.refresh())) == ["snapshot=2020-07-31/cases.csv"]
    drop(served.directory, people({"status": "pensiun"}))
    assert (refusals(served.refresh()), reported(served)) == ({}, 1)


def test_a_removed_bad_file_takes_its_refusal_along(served):
    path = drop(served.directory, b"", "2020-09-30")
    assert refusals(served.refresh()) == {"snapshot=2020-09-30/cases.csv": ["berkas kosong"]}
    path.unlink()
    assert (refusals(served.refresh()), served.dates) == ({}, [JULY, AUGUST])


def test_two_files_for_one_date_are_both_refused_until_one_goes(served):
    second = drop(served.directory, as_parquet(people(count=4)), JULY, "cases.parquet")
    assert served.refresh().dates == [AUGUST]
    reason = ["ada cases.csv dan cases.parquet; simpan satu saja"]
    assert refusals(served) == {"snapshot=2020-07-31/cases.csv": reason, "snapshot=2020-07-31/cases.parquet": reason}
    second.unlink()
    assert (refusals(served.refresh()), reported(served)) == ({}, 3)


@pytest.mark.parametrize("name", ["cases.csv", "cases.parquet"])
def test_two_files_for_one_date_are_refused_even_where_one_is_corrupt(tmp_path, name):
    drop(tmp_path, people(count=1))
    drop(tmp_path, as_parquet(people(count=1)), name="cases.parquet")
    drop(tmp_path, b"PAR1\0", name=name)
    register, reason = Register(tmp_path).refresh(), ["ada cases.csv dan cases.parquet; simpan satu saja"]
    assert register.dates == []
    assert refusals(register) == {"snapshot=2020-07-31/cases.csv": reason, "snapshot=2020-07-31/cases.parquet": reason}


@pytest.mark.parametrize(
    "day", ["2020-9-30", "2020-02-30", "30-09-2020", "September", "", "2020-09-30 (2)", "20200930", "2020-W40-3", "2020W403"]
)
def test_a_folder_without_a_date_is_refused_and_named(served, day):
    drop(served.directory, people(count=1), day)
    assert served.refresh().dates == [JULY, AUGUST]
    assert refusals(served) == {f"snapshot={day}/cases.csv": [f"“snapshot={day}”: nama folder bukan snapshot=YYYY-MM-DD"]}


def test_a_long_number_in_a_folders_name_is_masked(served):
    drop(served.directory, people(count=1), "198001012005011001")
    assert list(refusals(served.refresh()).values()) == [["“snapshot=…”: nama folder bukan snapshot=YYYY-MM-DD"]]


@pytest.mark.parametrize("day", ["2020-09- 3", "２０２０-09-30"])
def test_a_folders_date_is_written_in_ten_plain_signs(served, day):
    drop(served.directory, people(count=1), day)
    assert served.refresh().dates == [JULY, AUGUST]


@pytest.mark.parametrize("name", ["cases.part", "cases.csv.tmp", "cases.xlsx", "notes.csv"])
def test_other_files_in_a_snapshots_folder_are_left_alone(served, name):
    drop(served.directory, b"half a file", "2020-09-30", name)
    assert (served.refresh().dates, served.refusals) == ([JULY, AUGUST], [])


def test_a_link_to_nothing_does_not_stop_the_others(served):
    (served.directory / "snapshot=2020-09-30").mkdir()
    (served.directory / "snapshot=2020-09-30" / "cases.csv").symlink_to(served.directory / "gone.csv")
    assert (served.refresh().dates, served.refusals) == ([JULY, AUGUST], [])


def test_a_folder_named_like_a_file_is_refused(served):
    (served.directory / "snapshot=2020-09-30" / "cases.csv").mkdir(parents=True)
    assert served.refresh().dates == [JULY, AUGUST]
    assert refusals(served) == {"snapshot=2020-09-30/cases.csv": ["berkas tidak dapat dibuka atau dibaca"]}


# Synthetic or not


@pytest.mark.parametrize("rows", [1, 3])
def test_one_sample_case_marks_its_snapshot_wherever_it_lies(tmp_path, rows):
    drop(tmp_path, people({"nomor_kasus": "CONTOH/2020/1"}, count=rows - 1))
    drop(tmp_path, people(count=1), AUGUST)
    register = Register(tmp_path).refresh()
    assert [register.at(day).synthetic for day in register.dates] == [True, False]


@pytest.mark.parametrize(
    ("manifest", "synthetic"),
    [('{"synthetic": true}', True), ('{"synthetic": false}', False), ("{}", False), ("not json", True), ("[]", True), ("", True)],
)
def test_a_manifest_beside_the_snapshots_marks_them_and_a_broken_one_too(tmp_path, manifest, synthetic):
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    drop(tmp_path, people(count=1))
    assert Register(tmp_path).refresh().at(JULY).synthetic is synthetic


@pytest.mark.parametrize("number", ["contoh/1", "X/CONTOH/1", "CONTOH-1"])
def test_without_mark_and_manifest_a_snapshot_is_not_synthetic(tmp_path, number):
    drop(tmp_path, people({"nomor_kasus": number}))
    assert Register(tmp_path).refresh().at(JULY).synthetic is False


def test_a_manifest_that_comes_changes_or_goes_takes_effect_at_the_next_refresh(served):
    manifest = served.directory / "manifest.json"
    for change, synthetic in [({"synthetic": True}, True), ({"synthetic": False}, False), ({"synthetic": True}, True), (None, False)]:
        manifest.write_text(json.dumps(change), encoding="utf-8") if change else manifest.unlink()
        assert [served.refresh().at(day).synthetic for day in (JULY, AUGUST)] == [synthetic, synthetic]


def test_a_manifest_that_cannot_be_opened_is_no_proof_of_real_data(served):
    (served.directory / "manifest.json").mkdir()
    assert served.refresh().at(JULY).synthetic is True


# CSV and Parquet


MIXED = people(
    {},
    DECIDED,
    SANCTIONED,
    BLOCKED,
    {"status": "tidak_terbukti", "kategori_pelanggaran": ""},
    {"status": "pensiun", "nomor_kasus": "K-2"},
    {"id_asn": "a2", "nomor_kasus": "K-3", "kategori_pelanggaran": "foto_bersama"},
    SANCTIONED | {"nomor_kasus": "K-2", "tanggal_sanksi": "2020-07-31", "nomor_rekomendasi": "R-2"},
)


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[Register, Register]:
    """The same rows as CSV and as Parquet."""
    directories = tmp_path_factory.mktemp("csv"), tmp_path_factory.mktemp("parquet")
    drop(directories[0], as_csv(MIXED))
    drop(directories[1], as_parquet(MIXED), name="cases.parquet")
    return Register(directories[0]).refresh(), Register(directories[1]).refresh()


@pytest.mark.parametrize("code", METRICS)
def test_csv_and_parquet_of_the_same_rows_give_equal_answers(both, code):
    questions = [
        (Scope(JULY, unit=unit), by)
        for unit in both[0].at(JULY).units
        if unit in METRICS[code].units
        for by in ((), (AGENCY,), (STATUS,), (CATEGORY, PROVINCE), (MONTH,))
    ]
    for scope, by in questions:
        left, right = (ask(register, METRICS[code], scope, *by) for register in both)
        assert replace(left, source=right.source) == right


def test_the_mixed_rows_are_counted_as_a_reader_would_count_them(both):
    totals = {code: ask(both[0], METRICS[code], Scope(JULY)).total.value for code in METRICS if METRICS[code].kind == "count"}
    assert {
        code: totals[code]
        for code in ("reported", "recommended", "sanctioned", "outstanding", "blocked", "in_process", "not_proven", "processed")
    } == {
        "reported": 7,
        "recommended": 4,
        "sanctioned": 2,
        "outstanding": 2,
        "blocked": 1,
        "in_process": 1,
        "not_proven": 1,
        "processed": 6,
    }


# Locked


FORBIDDEN = [
    "select * from read_csv('{file}')",
    "select * from read_text('{file}')",
    "select * from read_blob('{file}')",
    "select * from read_parquet('{file}')",
    "select * from '{file}'",
    "select * from glob('{folder}/*')",
    "copy cases to '{folder}/out.csv'",
    "copy cases to '{folder}/out.parquet' (format parquet)",
    "copy cases from '{file}'",
    "export database '{folder}/out'",
    "import database '{folder}/out'",
    "attach '{folder}/other.db'",
    "install httpfs",
    "load httpfs",
    "set threads=1",
    "set memory_limit='1GB'",
    "set enable_external_access=true",
    "set lock_configuration=false",
    "reset lock_configuration",
    "pragma threads=1",
    "select * from stray",
]


@pytest.mark.parametrize("cursor", [False, True], ids=["connection", "cursor"])
@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_loaded_snapshot_can_reach_neither_files_nor_settings(both, tmp_path, sql, cursor):
    stray = pa.table({"a": [1]})  # a local variable that a query could pick up by name
    (tmp_path / "file.csv").write_text("a\n1\n")
    con = both[0].at(JULY).con
    with pytest.raises(duckdb.Error):
        (con.cursor() if cursor else con).execute(sql.format(file=tmp_path / "file.csv", folder=tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != "") == ["file.csv"]
    assert stray.num_rows == 1


# Many at once


def everything(register: Register, days: list[date]) -> list:
    """Many different questions of the given snapshots."""
    by = (AGENCY, POSITION, CATEGORY, MONTH)
    return [
        ask(register, metric, Scope(day), dimension)
        for day in days
        for metric in (REPORTED, METRICS["compliance_rate"])
        for dimension in by
    ]


def at_once(threads: int, task: Callable[[int], object]) -> list:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(task, range(threads)))


def test_twelve_threads_asking_at_once_get_equal_answers(served):
    drop(served.directory, as_csv(MIXED))
    alone = everything(served.refresh(), served.dates)
    assert all(answer == alone for answer in at_once(12, lambda _: everything(served, served.dates)))


def test_a_refresh_while_others_ask_gives_each_the_old_or_the_new_figures(served):
    contents = [as_csv(people(count=3)), as_csv(people(count=8))]

    def task(number: int) -> list:
        if number:
            return [(reported(served), reported(served, AUGUST)) for _ in range(40)]
        return [drop(served.directory, contents[turn % 2]) and served.refresh() and None for turn in range(10)]

    _, *seen = at_once(6, task)
    assert {pair for pairs in seen for pair in pairs} <= {(3, 5), (8, 5)}
    assert reported(served.refresh()) == 8


def test_refreshing_from_many_threads_loads_a_changed_file_once(served):
    drop(served.directory, people(count=4))
    found = at_once(8, lambda _: served.refresh().at(JULY))
    assert len({id(snapshot) for snapshot in found}) == 1
    assert reported(served) == 4


def test_every_dimension_can_be_asked_of_a_snapshot_with_unknown_values(both):
    for dimension in DIMENSIONS.values():
        assert ask(both[0], REPORTED, Scope(JULY), dimension).total.value == 7


def test_a_pipe_in_place_of_a_file_is_refused_at_once(served):
    (served.directory / "snapshot=2020-09-30").mkdir()
    os.mkfifo(served.directory / "snapshot=2020-09-30" / "cases.csv")
    assert served.refresh().dates == [JULY, AUGUST]
    assert refusals(served) == {"snapshot=2020-09-30/cases.csv": ["berkas tidak dapat dibuka atau dibaca"]}


def test_a_manifest_too_deep_to_read_counts_as_synthetic_and_stops_nobody(tmp_path):
    drop(tmp_path, people(count=1))
    (tmp_path / "manifest.json").write_text("[" * 200_000, encoding="utf-8")
    assert [Register(tmp_path).refresh().at(JULY).synthetic] == [True]
