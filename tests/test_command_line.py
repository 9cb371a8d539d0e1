"""The command line: exit codes, the shape of what it prints, and the numbers KASN published."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from analytics.__main__ import main
from analytics.ask import Row, ask, ranks
from analytics.command import common, compare
from analytics.compare.comparison import Part
from analytics.metrics import METRICS
from analytics.scope import Scope
from analytics.settings import ROOT, SAMPLE, Settings
from analytics.vocabulary import DIMENSIONS

LITTLE = """
kelompok_jabatan  sumber  tanggal_laporan  status            tanggal_sanksi
jpt               media   2020-07-01       direkomendasikan  2020-08-02
jpt               media   2020-07-02       direkomendasikan  -
jpt               -       2020-07-03       direkomendasikan  -
pengawas          media   2020-07-04       konsep_surat      -
-                 media   2020-07-05       konsep_surat      -
"""


@pytest.fixture(scope="module")
def summer(tmp_path_factory):
    """A copy of three snapshots of the sample, which load faster than all."""
    folder = tmp_path_factory.mktemp("summer")
    for day in ("2020-06-15", "2020-06-26", "2020-07-31"):
        shutil.copytree(SAMPLE / f"snapshot={day}", folder / f"snapshot={day}")
    return folder


@pytest.fixture
def run(capsys, summer):
    """run(*arguments) -> (exit code, stdout, stderr) on the three snapshots, unless --data says otherwise."""

    def running(*arguments):
        code = main([*arguments, *(() if "--data" in arguments else ("--data", str(summer)))])
        return code, *capsys.readouterr()

    return running


@pytest.fixture
def little(drawn, tmp_path, run):
    """little(*arguments) -> the parsed JSON answer on the register above."""
    drawn(LITTLE)
    return lambda *arguments: json.loads(run("ask", *arguments, "--internal", "--format", "json", "--data", str(tmp_path))[1])


def answer(run, *arguments):
    """The JSON answer; fails unless the exit code is 0 and nothing stands on stderr."""
    code, out, err = run("ask", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


# --- what KASN published ---


def test_share_of_senior_officials_31_july_2020(run):
    found = answer(run, "share_of_reported", "--by", "position", "--as-of", "2020-07-31")
    jpt = found["rows"][0]
    assert (jpt["code"], jpt["numerator"], jpt["denominator"]) == ("jpt", 126, 456)
    assert jpt["value"] == 126 / 456
    assert round(100 * jpt["value"], 1) == 27.6
    assert found["total"] == {"numerator": 456, "denominator": 456, "value": 1.0}


def test_compliance_26_june_2020(run):
    found = answer(run, "compliance_rate", "--as-of", "2020-06-26")
    assert found["rows"] == []
    assert found["total"] == {"numerator": 99, "denominator": 283, "value": 99 / 283}


def test_reported_and_senior_officials_15_june_2020(run):
    assert answer(run, "reported", "--as-of", "2020-06-15")["total"] == {"numerator": 369, "denominator": None, "value": 369}
    found = answer(run, "share_of_reported", "--by", "position", "--as-of", "2020-06-15")
    shares = {row["code"]: row["value"] for row in found["rows"]}
    assert round(100 * shares["jpt"]) == 33
    assert shares["jpt"] == max(shares.values())


TEN_AGENCIES = {
    "kab_wakatobi": (1, 18),
    "kab_sukoharjo": (2, 11),
    "prov_nusa_tenggara_barat": (3, 7),
    "kab_dompu": (3, 7),
    "kab_bulukumba": (3, 7),
    "kab_banggai": (3, 7),
    "kementerian_pendidikan_dan_kebudayaan": (7, 6),
    "kota_makassar": (8, 5),
    "kab_supiori": (8, 5),
    "kab_muna": (8, 5),
}


def test_the_ten_agencies_of_15_june_2020_with_their_ties(run, sample):
    rows = answer(run, "reported", "--by", "agency", "--as-of", "2020-06-15")["rows"]
    places = ranks(ask(sample, METRICS["reported"], Scope(date(2020, 6, 15)), DIMENSIONS["agency"]))
    assert {row["code"]: (places[row["code"]], row["value"]) for row in rows[:10]} == TEN_AGENCIES
    assert rows[10]["value"] < 5


# --- the shape of an answer ---


def test_json_has_exactly_these_fields(little):
    scope = ("--where", "source=media", "--from", "2020-07-01", "--to", "2020-07-04")
    found = little("compliance_rate", "--by", "position", *scope, "--lang", "en")
    assert found == {
        "metric": "compliance_rate",
        "unit": "orang",
        "as_of": "2020-12-31",
        "where": {"source": ["media"], "from": "2020-07-01", "to": "2020-07-04"},
        "definition": METRICS["compliance_rate"].definition.en,
        "synthetic": False,
        "rows": [{"code": "jpt", "label": DIMENSIONS["position"].member("jpt", "en"), "numerator": 1, "denominator": 2, "value": 0.5}],
        "total": {"numerator": 1, "denominator": 2, "value": 0.5},
    }
    assert list(found) == ["metric", "unit", "as_of", "where", "definition", "synthetic", "rows", "total"]


def test_json_of_the_sample_says_synthetic_and_defaults_to_the_latest_snapshot(run):
    found = answer(run, "reported", "--data", str(SAMPLE))
    assert found["synthetic"] is True
    assert found["as_of"] == "2024-02-06"
    assert found["where"] == {}
    assert found["definition"] == METRICS["reported"].definition.id


def test_language_changes_words_and_no_number(little):
    indonesian, english = (little("reported", "--by", "position", "--lang", lang) for lang in ("id", "en"))
    assert [row.pop("label") for row in indonesian["rows"]][-1] == "Tidak diketahui"
    assert [row.pop("label") for row in english["rows"]][-1] == "Unknown"
    assert indonesian.pop("definition") == METRICS["reported"].definition.id
    assert english.pop("definition") == METRICS["reported"].definition.en
    assert indonesian == english


def test_units_and_repeated_filters(little):
    assert little("recommended", "--unit", "rekomendasi")["total"]["value"] == 3
    both = little("reported", "--where", "position=jpt", "--where", "position=pengawas", "--where", "source=media")
    assert both["where"] == {"position": ["jpt", "pengawas"], "source": ["media"]}
    assert both["total"]["value"] == 3
    assert little("reported", "--where", "position=jpt,unknown")["total"]["value"] == 4


def test_a_rate_of_nothing_is_null(little):
    assert little("compliance_rate", "--where", "position=pengawas")["total"] == {"numerator": 0, "denominator": 0, "value": None}


def test_csv_has_a_line_per_group_then_the_total(drawn, tmp_path, run):
    drawn(LITTLE)
    code, out, err = run("ask", "share_of_reported", "--by", "position", "--format", "csv", "--lang", "en", "--data", str(tmp_path))
    assert (code, err) == (0, "")

    def label(member):
        return DIMENSIONS["position"].member(member, "en")

    assert list(csv.reader(io.StringIO(out))) == [
        ["code", "label", "numerator", "denominator", "value"],
        ["jpt", label("jpt"), "3", "5", "0.6"],
        ["pengawas", label("pengawas"), "1", "5", "0.2"],
        ["unknown", "Unknown", "1", "5", "0.2"],
        ["total", "Total", "5", "5", "1.0"],
    ]
    assert "\r" not in out


def test_csv_leaves_empty_what_does_not_exist(drawn, tmp_path, run):
    drawn(LITTLE)
    out = run("ask", "reported", "--format", "csv", "--data", str(tmp_path))[1]
    assert out == "code,label,numerator,denominator,value\ntotal,Jumlah,5,,5\n"


def test_table_is_for_the_eye(run):
    out = run("ask", "compliance_rate", "--as-of", "2020-06-26")[1].splitlines()
    assert out[0] == "Kepatuhan sanksi · 26 Juni 2020 · semua laporan · Orang (ASN)"
    assert out[1].split() == ["Jumlah", "35,0", "%", "99", "dari", "283"]
    assert out[2:] == [METRICS["compliance_rate"].definition.id, "Data contoh (sintetis)"]
    out = run("ask", "compliance_rate", "--as-of", "2020-06-26", "--lang", "en")[1].splitlines()
    assert out[1].split() == ["Total", "35.0%", "99", "of", "283"]


# --- lists ---


def test_metrics_are_listed_with_their_definitions(run):
    code, out, _ = run("metrics", "--format", "json", "--lang", "en")
    assert code == 0
    assert [tuple(metric.values()) for metric in json.loads(out)] == [
        (code, each.label.en, each.definition.en) for code, each in METRICS.items()
    ]
    assert {tuple(metric) for metric in json.loads(out)} == {("code", "label", "definition")}


def test_snapshots_are_listed_with_refused_files(drawn, tmp_path, run):
    drawn(LITTLE)
    bad = tmp_path / "snapshot=2020-11-30"
    bad.mkdir()
    (bad / "cases.csv").write_text("")
    found = json.loads(run("snapshots", "--format", "json", "--data", str(tmp_path))[1])
    (snapshot,) = found["snapshots"]
    assert (snapshot["as_of"], snapshot["rows"], snapshot["file"], snapshot["synthetic"]) == ("2020-12-31", 5, "cases.csv", False)
    assert found["refused"] == {"snapshot=2020-11-30/cases.csv": ["berkas kosong"]}
    lines = run("snapshots", "--data", str(tmp_path), "--lang", "en")[1].splitlines()
    assert [line.split() for line in lines] == [
        ["2020-12-31", "5", "cases.csv"],
        ["snapshot=2020-11-30/cases.csv:", "the", "file", "is", "empty"],
    ]


# --- refusals ---

REFUSED = [
    (["ask", "laporan"], "There is no metric “laporan”."),
    (["ask", "reported", "--by", "stage"], "There is no breakdown by “stage”."),
    (["ask", "reported", "--as-of", "2020-02-30"], "“2020-02-30” is not a date (YYYY-MM-DD)."),
    (["ask", "reported", "--from", "kemarin"], "“kemarin” is not a date (YYYY-MM-DD)."),
    (["ask", "reported", "--from", "2020-07-02", "--to", "2020-07-01"], "The period starts (2 July 2020) after it ends (1 July 2020)."),
    (["ask", "reported", "--where", "position"], "--where position: write DIMENSION=CODE[,CODE]"),
    (["ask", "reported", "--where", "position="], "--where position=: write DIMENSION=CODE[,CODE]"),
    (["ask", "reported", "--where", "month=2020-07"], "--where month=2020-07: write DIMENSION=CODE[,CODE]"),
    (["ask", "reported", "--where", "source=x' or 1=1 --"], "Source of report: there is no code “x' or 1=1 --” in the list."),
    (["ask", "proven_rate", "--unit", "rekomendasi"], "Proven rate cannot be counted in Recommendations (letters)."),
    (["ask", "reported", "--data", "/no/such/folder"], "there is no folder /no/such/folder"),
    (["snapshots", "--data", "/no/such/folder"], "there is no folder /no/such/folder"),
    (["ask", "a\nb"], "There is no metric “a b”."),
]


@pytest.mark.parametrize("arguments, reason", REFUSED, ids=[" ".join(arguments).replace("\n", " ") for arguments, _ in REFUSED])
def test_a_question_refused_is_exit_1_with_one_line(run, arguments, reason):
    assert run(*arguments, "--lang", "en") == (1, "", reason + "\n")


def test_an_unknown_snapshot_is_refused_in_indonesian(run):
    code, out, err = run("ask", "reported", "--as-of", "2020-07-30")
    assert (code, out) == (1, "")
    assert err.startswith("Tidak ada snapshot per 30 Juli 2020. Yang tersedia: 15 Juni 2020, ")
    assert err.count("\n") == 1


def test_an_empty_folder_is_refused(run, tmp_path):
    code, out, err = run("ask", "reported", "--data", str(tmp_path), "--lang", "en")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"There is no readable snapshot in {tmp_path.name} yet.")


WRONG = ["", "count", "ask", "ask reported --unit laporan", "ask reported --lang fr", "metrics --by month"]


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments.split())
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m analytics")


def process(*arguments):
    """The command as a shell runs it."""
    environment = {**os.environ, "ASN_DATA_DIR": str(SAMPLE)}
    command = [sys.executable, "-m", "analytics", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120)


# --- what public mode does not tell ---


@pytest.fixture
def hiding(monkeypatch):
    """The comparison as it is where levels are hidden: of `jpt` all, of the others nothing."""
    made = compare.shown

    def hidden(*arguments, **named):
        found = made(*arguments, **named)
        row, part = Row(("jpt",), None, None, None, hidden=True), Part("reported", None, None, None, hidden=True)
        groups = [replace(each, then=row, now=row, parts=(part,)) if each.code == "jpt" else each for each in found.groups]
        return replace(found, groups=tuple(groups))

    monkeypatch.setattr(compare, "shown", hidden)


def test_a_comparison_tells_a_hidden_number_from_one_that_does_not_exist(run, hiding):
    asked = ("compare", "reported", "--by", "position", "--from", "2020-06-26", "--to", "2020-07-31")
    lines = list(csv.reader(io.StringIO(run(*asked, "--format", "csv")[1])))
    assert [line[2:] for line in lines if line[0] == "jpt"] == [["from", "‡", "‡", "‡"], ["reported", "‡", "‡", "‡"], ["to", "‡", "‡", "‡"]]
    assert not [line for line in lines if line[0] != "jpt" and "‡" in line]
    found = {group["code"]: group for group in json.loads(run(*asked, "--format", "json")[1])["groups"]}
    assert [each["hidden"] for each in (found["jpt"]["from"], found["jpt"]["to"], *found["jpt"]["parts"])] == [True] * 3
    assert not [part for code, group in found.items() if code != "jpt" for part in group["parts"] if "hidden" in part]


@pytest.mark.parametrize("lang, said", [("id", "--internal tidak diizinkan di sini"), ("en", "--internal is not allowed here")])
@pytest.mark.parametrize("asked", [("ask", "reported"), ("compare", "reported")], ids=["ask", "compare"])
def test_small_numbers_are_refused_where_the_installation_shows_them_to_nobody(run, monkeypatch, asked, lang, said):
    assert run(*asked, "--internal", "--lang", lang)[0] == 0
    monkeypatch.setattr(common, "settings", lambda: Settings(internal_mode=False))
    code, out, err = run(*asked, "--internal", "--lang", lang)
    assert (code, out) == (1, "") and err.startswith(said)
    assert run(*asked, "--lang", lang)[0] == 0


def test_as_a_process():
    answered = process("ask", "compliance_rate", "--as-of", "2020-06-26", "--format", "json")
    assert (answered.returncode, answered.stderr) == (0, "")
    assert json.loads(answered.stdout)["total"]["numerator"] == 99
    refused = process("ask", "reported", "--where", "position=x")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"{DIMENSIONS['position'].label.id}: kode “x” tidak ada dalam daftar.\n"
    assert process("asking").returncode == 2
