"""The figures of the page Perubahan, their sentences in both languages, and the command compare."""

import csv
import io
import json
import shutil
from datetime import date

import pytest
from conftest import rows_of, written

from analytics import catalogue, spoken
from analytics.__main__ import main
from analytics.chart import charts, table_of
from analytics.compare import tables
from analytics.compare.shown import earlier, shown
from analytics.exhibits.changes import FIGURES, OTHERS
from analytics.metrics import COMPLIANCE, METRICS, REPORTED
from analytics.scope import LETTER, Scope
from analytics.settings import SAMPLE
from analytics.view import View
from analytics.vocabulary import AGENCY_TYPE, POSITION

JUNE, JULY = date(2020, 6, 15), date(2020, 7, 31)
A, B = date(2020, 12, 30), date(2020, 12, 31)
HEAD = "nomor_kasus id_asn kelompok_jabatan"


def figure(register, key, lang="id", then=JUNE, now=JULY, public=True, **where):
    """A figure of the catalogue; then None: no comparison."""
    filters = {name: (member,) for name, member in where.items()}
    return catalogue.figure(key, View(register, Scope(now, filters), Scope(then, filters) if then else None, lang, public))


def group(name, first, count):
    """Lines of so many persons of a position group, each with a case."""
    return [f"k{first + place} x{first + place} {name}" for place in range(count)]


def drawn_story(tmp_path, then, now, lang="id", public=True):
    """The sentence on shares by position between two registers drawn as lines."""
    register = written(tmp_path, {day: rows_of("\n".join([HEAD, *lines])) for day, lines in ((A, then), (B, now))})
    return figure(register, "perubahan_jabatan", lang, A, B, public).title


# --- sentences ---


def test_the_story_of_the_falling_share_in_both_languages(sample):
    assert (
        figure(sample, "perubahan_jabatan").title == "Porsi JPT turun dari 33,1 % ke 27,6 % karena 157 laporan baru hanya memuat 32 ASN JPT"
    )
    english = "Share of JPT fell from 33.1% to 27.6% because the 157 new reports included only 32 ASN of JPT"
    assert figure(sample, "perubahan_jabatan", "en").title == english
    assert figure(sample, "perubahan_porsi_jabatan", "en").title == english
    assert spoken.sentence(figure(sample, "perubahan_jabatan")).startswith("Porsi JPT turun dari 33,1 persen ke 27,6 persen karena")


def test_the_story_as_published_with_87_reports_of_which_4_are_of_jpt(tmp_path):
    """122 of 369, then 126 of 456: the 4 are too few to be told in public."""
    rest = [*group("pengawas", 200, 100), *group("fungsional", 300, 100), *group("-", 400, 47)]
    then = [*group("jpt", 0, 122), *rest]
    now = [*then, *group("jpt", 600, 4), *group("pengawas", 700, 83)]
    inside = drawn_story(tmp_path / "a", then, now, public=False)
    assert inside == "Porsi JPT turun dari 33,1 % ke 27,6 % karena 87 laporan baru hanya memuat 4 ASN JPT"
    english = drawn_story(tmp_path / "b", then, now, "en", public=False)
    assert english == "Share of JPT fell from 33.1% to 27.6% because the 87 new reports included only 4 ASN of JPT"


@pytest.mark.parametrize(
    ("then", "now", "said", "english"),
    [
        (
            [*group("jpt", 0, 60), *group("pengawas", 100, 40)],
            [*group("jpt", 0, 60), *group("pengawas", 100, 40), *group("pengawas", 200, 20)],
            "Porsi JPT turun dari 60,0 % ke 50,0 % karena 20 laporan baru tidak memuat satu pun dari kelompok itu",
            "Share of JPT fell from 60.0% to 50.0% because the 20 new reports included none of that group",
        ),
        (
            [*group("jpt", 0, 60), *group("pengawas", 100, 40)],
            [*group("jpt", 0, 60), *group("pengawas", 100, 40), *group("jpt", 200, 50)],
            "Porsi JPT naik dari 60,0 % ke 73,3 % karena 50 laporan baru memuat 50 ASN JPT",
            "Share of JPT rose from 60.0% to 73.3% because the 50 new reports included 50 ASN of JPT",
        ),
        (
            [*group("jpt", 0, 60), *group("pengawas", 100, 40)],
            [*group("jpt", 0, 30), *group("pengawas", 100, 40)],
            "Porsi JPT turun dari 60,0 % ke 42,9 % karena 30 laporan yang tidak lagi tercatat memuat 30 ASN JPT",
            "Share of JPT fell from 60.0% to 42.9% because the 30 reports that are no longer registered included 30 ASN of JPT",
        ),
        (
            [*group("jpt", 0, 60), *group("pengawas", 100, 40)],
            [*group("jpt", 0, 50), *group("pengawas", 0, 0), *group("pengawas", 50, 10), *group("pengawas", 100, 40)],
            "Porsi JPT turun dari 60,0 % ke 50,0 % karena perubahan data jabatan mengeluarkan 10 ASN JPT",
            "Share of JPT fell from 60.0% to 50.0% because position reclassified took out 10 ASN of JPT",
        ),
        (
            [*group("jpt", 0, 60), *group("pengawas", 100, 40)],
            [*group("jpt", 0, 60), *group("pengawas", 100, 40)],
            "Porsi JPT tetap 60,0 %",
            "Share of JPT stayed at 60.0%",
        ),
        (
            [*group("jpt", 0, 60), *group("pengawas", 100, 40)],
            [*group("jpt", 0, 60), *group("jpt", 100, 20), *group("pengawas", 120, 20)],
            "Porsi JPT naik dari 60,0 % ke 80,0 % karena perubahan data jabatan menambahkan 20 ASN JPT",
            "Share of JPT rose from 60.0% to 80.0% because position reclassified added 20 ASN of JPT",
        ),
    ],
    ids=["none of the new", "all of the new", "withdrawn", "reclassified out", "nothing", "reclassified in"],
)  # fmt: skip
def test_the_cause_of_a_change_of_share_is_named(tmp_path, then, now, said, english):
    assert drawn_story(tmp_path / "id", then, now) == said
    assert drawn_story(tmp_path / "en", then, now, "en") == english


def test_two_causes_are_said_where_the_second_made_a_third(tmp_path):
    then = [*group("jpt", 0, 60), *group("pengawas", 100, 40)]
    now = [*group("jpt", 0, 40), *group("pengawas", 100, 40), *group("pengawas", 200, 20)]
    title = drawn_story(tmp_path, then, now)
    assert title.startswith(
        "Porsi JPT turun dari 60,0 % ke 40,0 % karena 20 laporan baru tidak memuat satu pun dari kelompok itu dan 20 laporan"
    )


def test_few_people_are_not_told_in_the_sentence_either(tmp_path):
    then = [*group("jpt", 0, 60), *group("pengawas", 100, 40)]
    now = [*group("jpt", 0, 57), *group("pengawas", 57, 3), *group("pengawas", 100, 40)]
    assert drawn_story(tmp_path / "a", then, now) == "Porsi JPT turun dari 60,0 % ke 57,0 %"
    assert drawn_story(tmp_path / "b", then, now, public=False).endswith("karena perubahan data jabatan mengeluarkan 3 ASN JPT")


def test_counts_and_rates_name_their_largest_parts(sample):
    assert figure(sample, "perubahan_dilaporkan").title == "Dilaporkan naik dari 369 ke 456 ASN: +157 laporan baru, −70 tidak lagi tercatat"
    assert figure(sample, "perubahan_kepatuhan").title == (
        "Kepatuhan sanksi naik dari 24,1 % ke 54,9 %: +33,9 poin sanksi baru, −4,5 poin rekomendasi baru, +0,8 poin laporan baru, lainnya +0,7 poin"
    )
    assert figure(sample, "perubahan_ukuran-retired").title == "Tidak ada data dalam cakupan ini"
    assert figure(sample, "perubahan_susunan", "en").title == (
        "Sanction compliance rose from 24.1% to 54.9%: of +30.8 points, +31.4 points because it changed within the groups of agency type "
        "and −0.6 points because their weights changed"
    )


# --- figures ---


@pytest.mark.parametrize("key", FIGURES)
def test_steps_of_every_bridge_lead_from_the_one_level_to_the_other(sample, key):
    exhibit = figure(sample, key)
    assert exhibit.key == key
    if exhibit.kind == "bridge":
        first, *steps, last = exhibit.answer.rows
        assert (first.code, last.code) == ("start", "end")
        assert exhibit.answer.label(first, "id") == "15 Juni 2020" and exhibit.answer.label(last, "id") == "31 Juli 2020"
        if exhibit.answer.metric.kind != "median":
            assert first.value + sum(row.value for row in steps) == pytest.approx(last.value, abs=1e-12)
        assert [chart.form for chart in charts(exhibit)] == ([] if exhibit.empty else ["bridge"])
    assert "15 Juni 2020 → 31 Juli 2020" in exhibit.subtitle


def test_a_bridge_as_a_table(sample):
    assert table_of(figure(sample, "perubahan_dilaporkan")).lines == [
        ["15 Juni 2020", "369"], ["Laporan baru", "+157"], ["Tidak lagi tercatat", "−70"], ["31 Juli 2020", "456"],
    ]  # fmt: skip


@pytest.mark.parametrize("key", FIGURES)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_without_a_snapshot_before_every_figure_says_so(sample, key, lang):
    exhibit = figure(sample, key, lang, None, min(sample.dates))
    said = {"id": "Tidak ada snapshot sebelum 15 Juni 2020", "en": "There is no snapshot before 15 June 2020"}[lang]
    assert (exhibit.title, exhibit.kind) == (said, "bar")


def test_the_snapshot_before_is_compared_with_where_none_was_chosen(sample):
    seen = View(sample, Scope(JULY), None, "id")
    assert earlier(seen) == Scope(date(2020, 6, 26))
    assert "26 Juni 2020 → 31 Juli 2020" in catalogue.figure("perubahan_dilaporkan", seen).subtitle


def test_a_rate_that_did_not_exist_is_not_compared(tmp_path):
    register = written(tmp_path, {A: rows_of("status\nkonsep_surat"), B: rows_of("status\ndirekomendasikan")})
    exhibit = figure(register, "perubahan_kepatuhan", "id", A, B)
    assert exhibit.title == "Kepatuhan sanksi tidak dapat dibandingkan: pada 30 Desember 2020 belum ada ASN yang direkomendasikan"
    assert (
        figure(register, "perubahan_susunan", "en", A, B).title
        == "Sanction compliance cannot be compared: on 30 December 2020 no ASN were recommended"
    )


def test_figures_in_letters_fall_back_to_a_unit_they_know(sample):
    seen = View(sample, Scope(JULY, unit=LETTER), Scope(JUNE, unit=LETTER), "id")
    assert "rekomendasi" in catalogue.figure("perubahan_direkomendasikan", seen).title
    assert "456 ASN" in catalogue.figure("perubahan_dilaporkan", seen).title


def test_the_other_metrics_are_all_those_without_a_bridge_of_their_own():
    assert set(METRICS) - set(OTHERS) == {
        "reported", "recommended", "sanctioned", "compliance_rate", "share_of_reported", "share_of_recommended",
    }  # fmt: skip


# --- tables ---


def test_a_table_of_groups_never_shows_a_hidden_number_as_zero(sample):
    seen = View(sample, Scope(JULY), Scope(JUNE), "id")
    table = tables.group_table(shown(seen, REPORTED, POSITION, then=seen.compare), "id")
    assert table.headings[:5] == ["Kelompok jabatan", "15 Jun 2020", "31 Jul 2020", "Selisih", "Laporan baru"]
    assert table.headings[-2:] == ["Tidak lagi tercatat", "Alasan lain, tidak dirinci"]
    assert table.lines[0][:5] == ["Jabatan Pimpinan Tinggi (JPT)", "122", "126", "+4", "+32"]
    assert table.lines[0][5:-1] == ["‡"] * (len(table.headings) - 6)
    assert (table.lines[0][-1], table.total[:5], table.total[-2:]) == ("−28", ["Jumlah", "369", "456", "+87", "+157"], ["−70", "–"])


def test_a_table_of_a_rate_ends_with_within_and_mix(sample):
    seen = View(sample, Scope(JULY), Scope(JUNE), "id", public=False)
    table = tables.group_table(shown(seen, COMPLIANCE, AGENCY_TYPE, then=seen.compare), "id")
    assert table.headings[-2:] == ["Dari dalam kelompok", "Dari susunan"]
    assert table.total[-2:] == ["+31,4 poin", "−0,6 poin"]
    moves = tables.move_table(shown(seen, REPORTED, POSITION, then=seen.compare), "id")
    assert moves.lines[0] == ["Jabatan Pimpinan Tinggi (JPT)", "Jabatan Fungsional", "2"]


# --- the command line ---


@pytest.fixture(scope="module")
def summer(tmp_path_factory):
    """A copy of three snapshots of the sample."""
    folder = tmp_path_factory.mktemp("summer")
    for day in ("2020-06-15", "2020-06-26", "2020-07-31"):
        shutil.copytree(SAMPLE / f"snapshot={day}", folder / f"snapshot={day}")
    return folder


@pytest.fixture
def run(capsys, summer):
    """run(*arguments) -> (exit code, stdout, stderr) of compare on the three snapshots."""

    def running(*arguments):
        code = main(["compare", *arguments, "--data", str(summer)])
        return code, *capsys.readouterr()

    return running


def test_the_command_prints_a_sentence_and_a_table(run):
    code, out, err = run("reported", "--from", "2020-06-15", "--to", "2020-07-31")
    assert (code, err) == (0, "")
    assert out == (
        "Dilaporkan naik dari 369 ke 456 ASN: +157 laporan baru, −70 tidak lagi tercatat\n"
        "          15 Jun 2020  31 Jul 2020  Selisih  Laporan baru  Tidak lagi tercatat\n"
        "  Jumlah          369          456      +87          +157                  −70\n"
        "ASN yang dilaporkan diduga melanggar netralitas dan tercatat pada register. Dilaporkan belum berarti terbukti.\n"
        "Data contoh (sintetis)\n"
    )


def test_the_command_gives_json_in_full_precision(run):
    found = json.loads(
        run("share_of_reported", "--from", "2020-06-15", "--to", "2020-07-31", "--by", "position", "--format", "json", "--internal")[1]
    )
    assert (found["metric"], found["unit"], found["from"], found["to"], found["synthetic"]) == (
        "share_of_reported", "orang", "2020-06-15", "2020-07-31", True,
    )  # fmt: skip
    assert found["sentence"] == "Porsi JPT turun dari 33,1 % ke 27,6 % karena 157 laporan baru hanya memuat 32 ASN JPT"
    jpt = found["groups"][0]
    assert (jpt["code"], jpt["from"]["numerator"], jpt["to"]["numerator"]) == ("jpt", 122, 126)
    assert jpt["difference"] == pytest.approx(126 / 456 - 122 / 369, abs=1e-15)
    assert [(part["reason"], part["numerator"], part["denominator"]) for part in jpt["parts"]] == [
        ("reported", 32, 157), ("position", -3, 0), ("withdrawn", -25, -70),
    ]  # fmt: skip
    assert sum(part["effect"] for part in jpt["parts"]) == pytest.approx(jpt["difference"], abs=1e-15)
    assert found["moves"][0] == {"from": "jpt", "to": "fungsional", "units": 2}


def test_in_public_the_command_does_not_tell_of_few(run):
    found = json.loads(run("reported", "--from", "2020-06-15", "--to", "2020-07-31", "--by", "position", "--format", "json")[1])
    assert [(part["reason"], part["numerator"]) for part in found["groups"][0]["parts"]] == [("reported", 32), ("not_itemised", -28)]
    assert found["moves"] == []


def test_the_command_gives_csv(run):
    lines = list(csv.reader(io.StringIO(run("reported", "--from", "2020-06-15", "--to", "2020-07-31", "--format", "csv")[1])))
    assert lines == [
        ["code", "label", "step", "numerator", "denominator", "value"],
        ["total", "Jumlah", "from", "369", "", "369"],
        ["total", "Jumlah", "reported", "157", "", "157"],
        ["total", "Jumlah", "withdrawn", "-70", "", "-70"],
        ["total", "Jumlah", "to", "456", "", "456"],
    ]


def test_the_latest_and_the_one_before_are_compared_by_default(run):
    found = json.loads(run("compliance_rate", "--format", "json", "--where", "position=jpt", "--unit", "kasus", "--lang", "en")[1])
    assert (found["from"], found["to"], found["unit"], found["where"]) == ("2020-06-26", "2020-07-31", "kasus", {"position": ["jpt"]})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reported", "--from", "2020-07-31", "--to", "2020-06-15"), "--from 2020-07-31 harus lebih awal daripada --to 2020-06-15"),
        (("reported", "--to", "2020-06-15"), "tidak ada snapshot sebelum 2020-06-15; sebutkan --to yang lebih baru"),
        (("reported", "--unit", "rekomendasi"), "Dilaporkan tidak dapat dihitung dalam Rekomendasi (surat)."),
        (("nothing",), "Tidak ada ukuran “nothing”."),
        (("reported", "--by", "nothing"), "Tidak ada rincian menurut “nothing”."),
    ],
    ids=["backwards", "first", "unit", "metric", "dimension"],
)
def test_what_cannot_be_compared_is_refused_in_one_line(run, arguments, said):
    assert run(*arguments) == (1, "", f"{said}\n")
