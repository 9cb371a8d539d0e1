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
from analytics.compare import tables, told
from analytics.compare.reasons import POOLED, REASONS
from analytics.compare.remarks import STANDINGS, apart
from analytics.compare.shown import earlier, shown
from analytics.exhibits.changes import FIGURES, OTHERS, has_steps, leads, steps_of
from analytics.metrics import COMPLIANCE, METRICS, RECOMMENDED, REPORTED, SHARE
from analytics.scope import LETTER, Scope
from analytics.settings import SAMPLE
from analytics.view import View
from analytics.vocabulary import AGENCY_TYPE, CATEGORY, DIMENSIONS, POSITION

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
    """The sentence on the share of the leading position between two registers drawn as lines."""
    return figure(drawn_pair(tmp_path, then, now), "perubahan_porsi_jabatan", lang, A, B, public).title


def drawn_pair(tmp_path, then, now):
    """A register of two snapshots drawn as lines of numbers and position groups."""
    return written(tmp_path, {day: rows_of("\n".join([HEAD, *lines])) for day, lines in ((A, then), (B, now))})


# --- sentences ---


def test_the_story_of_the_falling_share_in_both_languages(sample):
    """The new reports made four fifths of the fall, so they are the main cause and not the only one."""
    story = figure(sample, "perubahan_porsi_jabatan")
    assert story.title == "Porsi JPT turun dari 33,1 % ke 27,6 % terutama karena 157 laporan baru hanya memuat 32 ASN JPT"
    english = "Share of JPT fell from 33.1% to 27.6% mainly because the 157 new reports included only 32 ASN of JPT"
    assert figure(sample, "perubahan_porsi_jabatan", "en").title == english
    assert spoken.sentence(story).startswith("Porsi JPT turun dari 33,1 persen ke 27,6 persen terutama karena")


def test_the_pair_has_a_finding_of_its_own(sample):
    assert figure(sample, "perubahan_jabatan").title == (
        "Porsi yang naik paling banyak: Jabatan Fungsional, +7,6 poin; turun paling banyak: JPT, −5,4 poin"
    )
    assert (
        figure(sample, "perubahan_jabatan", "en").title
        == "Largest rise in share: Functional officials, +7.6 points; largest fall: JPT, −5.4 points"
    )
    none = figure(sample, "perubahan_jabatan", then=date(2020, 8, 19), now=date(2020, 9, 30))
    assert none.title == "Porsi menurut kelompok jabatan tidak berubah nyata"
    assert none.notes == ("Perubahan setiap kelompok masih dalam kisaran kebetulan.",)


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
            "Share of JPT fell from 60.0% to 50.0% because corrected position data took out 10 ASN of JPT",
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
            "Share of JPT rose from 60.0% to 80.0% because corrected position data added 20 ASN of JPT",
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
        "Change in sanction compliance of +30.8 points: +31.4 points within groups (agency type), −0.6 points because the weights of the groups "
        "changed"
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
        "15 Juni 2020 → 31 Juli 2020 (jarak 1 bulan 16 hari)\n"
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
    assert found["chance"] == "beyond"
    assert found["sentence"] == "Porsi JPT turun dari 33,1 % ke 27,6 % terutama karena 157 laporan baru hanya memuat 32 ASN JPT"
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


# --- what chance, distance and rounding have to do with it ---


def sanctioned(first, count, all_of):
    """Lines of so many recommended persons, of whom so many were sanctioned."""
    day = ["2020-09-01" if place < count else "-" for place in range(all_of)]
    return [f"k{first + place} x{first + place} direkomendasikan {when}" for place, when in enumerate(day)]


def drawn_compliance(tmp_path, then, now, lang="id"):
    """The bridge of compliance between two registers drawn as lines."""
    head = "nomor_kasus id_asn status tanggal_sanksi"
    register = written(tmp_path, {day: rows_of("\n".join([head, *lines])) for day, lines in ((A, then), (B, now))})
    return register, figure(register, "perubahan_kepatuhan", lang, A, B)


@pytest.mark.parametrize(
    ("more", "title", "said"),
    [
        (
            sanctioned(500, 3, 10),
            "Kepatuhan sanksi tidak berubah nyata (dari 50,0 % ke 48,2 %)",
            "Perubahan ini masih dalam kisaran kebetulan.",
        ),
        (
            sanctioned(500, 1, 40),
            "Kepatuhan sanksi turun dari 50,0 % ke 36,4 %: −13,6 poin laporan baru",
            "Perubahan ini lebih besar daripada yang wajar karena kebetulan.",
        ),
    ],
    ids=["3 of 10 beside a half", "1 of 40 beside a half"],
)
def test_whether_chance_explains_a_change_of_compliance(tmp_path, more, title, said):
    then = sanctioned(0, 50, 100)
    register, exhibit = drawn_compliance(tmp_path, then, [*then, *more])
    assert (exhibit.title, exhibit.notes[0]) == (title, said)
    seen = View(register, Scope(B), Scope(A), "id")
    assert leads(seen)[1] == f"{title}. {said}"


def test_what_happened_to_the_same_people_is_not_measured_against_chance(tmp_path):
    _, exhibit = drawn_compliance(tmp_path, sanctioned(0, 50, 100), sanctioned(0, 70, 100), "en")
    assert exhibit.title == "Sanction compliance rose from 50.0% to 70.0%: +20.0 points newly sanctioned"
    assert exhibit.notes[0] == (
        "This is not a matter of chance: all or part of the change concerns ASN already registered on 30 December 2020, for example "
        "because they were sanctioned or are no longer registered."
    )


def test_counts_and_hidden_numbers_say_nothing_of_chance(sample):
    words = [standing(lang, unit="ASN", day="") for standing in STANDINGS.values() for lang in ("id", "en")]
    exhibits = [figure(sample, "perubahan_dilaporkan")]
    hidden = {"province": "sulawesi_tenggara", "position": "jpt"}
    exhibits += [figure(sample, key, **hidden) for key in ("perubahan_kepatuhan", "perubahan_ukuran-proven_rate")]
    assert exhibits[1].title == "Kepatuhan sanksi: perubahannya disembunyikan karena menyangkut sedikit orang"
    assert [note for exhibit in exhibits for note in exhibit.notes if any(each[:30] in note for each in words)] == []


@pytest.mark.parametrize(
    ("then", "now", "said", "english"),
    [
        ("2020-06-15", "2020-07-31", "1 bulan 16 hari", "1 month 16 days"),
        ("2023-01-31", "2024-02-06", "1 tahun 6 hari", "1 year 6 days"),
        ("2020-01-31", "2020-02-29", "1 bulan", "1 month"),
        ("2020-01-31", "2020-03-01", "1 bulan 1 hari", "1 month 1 day"),
        ("2020-12-30", "2020-12-31", "1 hari", "1 day"),
        ("2018-12-31", "2021-02-28", "2 tahun 2 bulan", "2 years 2 months"),
    ],
)
def test_how_far_apart_two_snapshots_lie(then, now, said, english):
    days = date.fromisoformat(then), date.fromisoformat(now)
    assert (apart(*days, "id"), apart(*days, "en")) == (said, english)


def test_a_year_is_not_taken_for_a_month(sample):
    latest = figure(sample, "perubahan_kepatuhan", then=date(2023, 1, 31), now=date(2024, 2, 6))
    assert latest.subtitle.endswith("31 Januari 2023 → 6 Februari 2024 (jarak 1 tahun 6 hari)")


def test_printed_parts_that_do_not_add_up_say_so_and_others_do_not(sample):
    """Steps as they are printed, added up by hand, in every bridge of a rate between neighbours."""
    found = []
    for then, now in zip(sample.dates, sample.dates[1:], strict=False):
        for key in ("perubahan_kepatuhan", "perubahan_susunan", "perubahan_ukuran-proven_rate", "perubahan_ukuran-outstanding_rate"):
            exhibit = figure(sample, key, then=then, now=now)
            first, *steps, last = [float(line[-1].split(" ")[0].replace(",", ".").replace("−", "-")) for line in table_of(exhibit).lines]
            uneven = round(first + sum(steps), 1) != last
            found.append((uneven, "Jumlah bagian dapat berbeda karena pembulatan." in " ".join(exhibit.notes)))
    assert [pair for pair in found if pair == (True, False)] == []
    assert {(True, True), (False, False)} <= set(found)


def test_the_reason_for_which_a_report_is_gone_is_not_known_and_that_is_said(sample):
    assert "sebabnya tidak dicatat: laporan dapat ditarik, atau catatan ganda disatukan" in figure(sample, "perubahan_dilaporkan").notes[-1]
    english = figure(sample, "perubahan_dilaporkan", "en").notes[-1]
    assert "why is not recorded: reports may have been withdrawn, or double entries merged" in english


# --- little changes, main causes, names in quotes ---


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (100, 103, "Dilaporkan praktis tetap (dari 100 ke 103 ASN)"),
        (100, 104, "Dilaporkan praktis tetap (dari 100 ke 104 ASN)"),
        (100, 105, "Dilaporkan naik dari 100 ke 105 ASN: +5 laporan baru"),
        (100, 96, "Dilaporkan praktis tetap (dari 100 ke 96 ASN)"),
        (2, 5, "Dilaporkan naik dari 2 ke 5 ASN"),
        (7, 7, "Dilaporkan tetap 7 ASN"),
    ],
)
def test_a_handful_is_given_no_cause(tmp_path, then, now, said):
    register = drawn_pair(tmp_path, group("jpt", 0, then), group("jpt", 0, now))
    assert figure(register, "perubahan_dilaporkan", "id", A, B, public=False).title == said


def test_less_than_half_a_point_is_practically_the_same(sample):
    exhibit = figure(sample, "perubahan_porsi_jabatan", then=JULY, now=date(2020, 8, 19))
    assert exhibit.title == "Porsi JPT praktis tetap (dari 27,6 % ke 27,1 %)"
    assert figure(sample, "perubahan_kepatuhan", "en", date(2020, 8, 19), date(2020, 9, 30)).title == (
        "Sanction compliance is practically unchanged (from 52.2% to 52.0%)"
    )


def test_where_what_is_named_is_less_than_half_others_are_hinted_at(tmp_path):
    """Of a fall by 14 points the new reports made 6, corrections 4, and reports that are gone 4."""
    then = [*group("jpt", 0, 60), *group("pengawas", 100, 40)]
    now = [*group("jpt", 0, 46), *group("pengawas", 46, 4), *group("pengawas", 100, 40), *group("pengawas", 300, 10)]
    said = "Porsi JPT turun dari 60,0 % ke 46,0 %, antara lain karena 10 laporan baru tidak memuat satu pun dari kelompok itu"
    assert drawn_story(tmp_path, then, now, public=False) == said


def test_a_label_inside_a_sentence_stands_in_quotes(sample):
    assert figure(sample, "perubahan_porsi_jenis", "en").title.startswith("Share of “Campaigning")
    assert figure(sample, "perubahan_porsi_instansi").title.startswith("Porsi “Pemerintah Kabupaten” naik dari 61,0 % ke 70,6 % karena 157")


# --- one rule of what is told ---


def test_where_no_reason_may_be_told_no_steps_are_drawn(sample):
    exhibit = figure(sample, "perubahan_porsi_jenis", then=date(2020, 6, 26))
    assert (has_steps(exhibit), exhibit.title) == (False, "Porsi “Kampanye/sosialisasi di media sosial” turun dari 27,4 % ke 21,3 %")
    assert [(row.numerator, row.denominator) for row in exhibit.answer.rows] == [(101, 369), (97, 456)]
    for then, now in zip(sample.dates, sample.dates[1:], strict=False):
        for key in [key for key in FIGURES if "ukuran" not in key]:
            shown_as = figure(sample, key, then=then, now=now)
            codes = [row.code for row in shown_as.answer.rows]
            assert shown_as.kind != "bridge" or codes != ["start", "not_itemised", "end"], (key, then, now)


def told_beside(found, counted):
    """Group -> the reasons that neither the table of a comparison nor that of its count tells, as their headings say."""
    hidden = {}
    for table in (tables.group_table(found, "id"), tables.group_table(counted, "id")):
        for line in (*table.lines, table.total):
            marks = {heading for heading, cell in zip(table.headings[1:], line[1:], strict=True) if cell == "‡"}
            hidden[line[0]] = hidden.get(line[0], set()) | marks
    return hidden


SPOKEN = {name("id").lower(): name("id") for name in REASONS.values()}
SPOKEN |= {text[0]("id"): REASONS[code]("id") for code, text in told.BRINGS.items()}
SPOKEN |= {text("id"): REASONS[code]("id") for code, text in told.CAUSES.items()}


def assert_one_rule(found, counted, alone):
    """No sentence and no step tells what a table hides. counted: the comparison of the count of a share; alone: without groups."""
    hidden = told_beside(found, counted)
    total = tables.TOTAL("id")
    names = {total: found.whole} | {found.now.by[0].member(change.code, "id"): change for change in found.groups}
    for name, change in names.items():
        steps = {REASONS[row.code]("id") for row in steps_of(found, change).rows if row.code in REASONS and not row.hidden}
        assert not steps & (hidden[name] - {REASONS[POOLED]("id")}), (name, steps)
    assert not {REASONS[part.reason]("id") for part in alone.whole.parts if not part.hidden} & (hidden[total] - {REASONS[POOLED]("id")})
    of_whole = told.title(alone, "id")
    assert [word for word, heading in SPOKEN.items() if word in of_whole and heading in hidden[total]] == []
    leader = told.leader(found) if found.metric.kind == "share" else None
    if leader:
        story, name = told.story(found, leader, "id"), found.now.by[0].member(leader.code, "id")
        assert [word for word, heading in SPOKEN.items() if f" {word} " in story.partition(" karena ")[2] and heading in hidden[name]] == []


COUNT_OF = {"share_of_reported": REPORTED, "share_of_recommended": RECOMMENDED}


@pytest.mark.parametrize("dimension", [code for code in DIMENSIONS if code not in ("week", "day")])
def test_sentences_and_steps_never_tell_what_a_table_hides(sample, dimension):
    """Every metric by every dimension, and every two neighbours by every dimension; of three neighbouring pairs each has a third."""
    for place, (then, now) in enumerate(zip(sample.dates, sample.dates[1:], strict=False)):
        seen = View(sample, Scope(now), Scope(then), "id")
        for metric in [*METRICS.values()][place % 3 :: 3]:
            found, alone = shown(seen, metric, DIMENSIONS[dimension], then=seen.compare), shown(seen, metric, then=seen.compare)
            counted = shown(seen, COUNT_OF.get(metric.code, metric), DIMENSIONS[dimension], then=seen.compare)
            assert_one_rule(found, counted, alone)


@pytest.mark.parametrize("where", [{"province": ("sulawesi_tenggara",)}, {"position": ("jpt",)}, {"category": ("medsos",)}], ids=str)
def test_in_a_filtered_scope_they_do_not_either(sample, where):
    for then, now in zip(sample.dates, sample.dates[1:], strict=False):
        seen = View(sample, Scope(now, where), Scope(then, where), "id")
        for metric, by in ((REPORTED, AGENCY_TYPE), (RECOMMENDED, POSITION), (SHARE, CATEGORY), (COMPLIANCE, AGENCY_TYPE)):
            found, alone = shown(seen, metric, by, then=seen.compare), shown(seen, metric, then=seen.compare)
            assert_one_rule(found, shown(seen, COUNT_OF.get(metric.code, metric), by, then=seen.compare), alone)
