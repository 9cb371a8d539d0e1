"""What a release would change: headline, breakdowns, the latest numbers, statements, comparisons. Nothing is changed by asking."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from conftest import rows_of
from staged_of import staged_file, staged_of, staged_rows

from analytics.ask import ask
from analytics.catalogue import FIGURES
from analytics.gate.checking import Checked
from analytics.gate.preview import BREAKDOWNS, GROUPS, HEADLINE, preview
from analytics.register.findings import Finding
from analytics.register.traits import Traits
from analytics.scope import Scope
from analytics.text import Text
from analytics.view import View, comparison

EARLY, AS_OF, LATE = date(2020, 8, 31), date(2020, 9, 30), date(2020, 12, 31)
JULY = date(2020, 7, 31)


def changes(staged, register, day=AS_OF):
    """The changes as (group, name, where, before, after) in Indonesian."""
    found = preview(Checked(staged, day, (), register.before(day), {}), register)
    return [(each.group, each.name("id"), each.where("id"), each.was("id"), each.now("id")) for each in found]


@pytest.fixture
def register(tmp_path, write_register):
    """A register of three dates."""
    texts = {EARLY: "konsep_surat 2", AS_OF: "direkomendasikan 3", LATE: "direkomendasikan 9"}
    return write_register(tmp_path, {day: rows_of(f"status times\n{line}") for day, line in texts.items()})


def test_the_same_file_again_changes_nothing(register):
    assert changes(staged_of("status times\ndirekomendasikan 3\n"), register) == []


def test_a_correction_changes_its_numbers_and_the_next_comparison(register):
    found = changes(staged_of("status times\ndirekomendasikan 2\nkonsep_surat 3\n"), register)
    assert found[:4] == [
        ("headline", "Dalam proses", "seluruhnya", "0", "3"),
        ("headline", "Dalam proses · Kasus", "seluruhnya", "0", "3"),
        ("headline", "Dilaporkan", "seluruhnya", "3", "5"),
        ("headline", "Dilaporkan · Kasus", "seluruhnya", "3", "5"),
    ]
    assert [each for each in found if each[0] == "comparison"] == [
        ("comparison", "Dilaporkan", "perubahan per 31 Desember 2020 sejak snapshot sebelumnya", "6", "4"),
        ("comparison", "Direkomendasikan (terbukti)", "perubahan per 31 Desember 2020 sejak snapshot sebelumnya", "6", "7"),
    ]
    assert ("breakdown", "Dilaporkan menurut bulan laporan", "Juli 2020", "3", "5") in found
    assert ("headline", "Direkomendasikan (terbukti) · Rekomendasi (surat)", "seluruhnya", "3", "2") in found
    assert not [each for each in found if each[0] == "latest"]
    assert [list(GROUPS).index(each[0]) for each in found] == sorted(list(GROUPS).index(each[0]) for each in found)


def test_a_new_date_has_nothing_before_and_becomes_the_latest(register):
    found = changes(staged_of("status times\ndirekomendasikan 4\n"), register, date(2021, 1, 31))
    assert ("headline", "Dilaporkan", "seluruhnya", "belum ada", "4") in found
    assert [each for each in found if each[0] == "latest"] == [
        ("latest", "Dilaporkan", "tanggal terbaru menjadi 31 Januari 2021", "9", "4"),
        ("latest", "Direkomendasikan (terbukti)", "tanggal terbaru menjadi 31 Januari 2021", "9", "4"),
    ]
    assert {before for group, _, _, before, _ in found if group == "breakdown"} == {"belum ada"}


def test_a_date_between_two_others_changes_what_the_next_is_compared_with(register):
    found = changes(staged_of("status times\ndirekomendasikan 4\n"), register, date(2020, 11, 1))
    assert ("comparison", "Dilaporkan", "perubahan per 31 Desember 2020 sejak snapshot sebelumnya", "6", "5") in found


def test_the_first_snapshot_of_an_empty_register(tmp_path, write_register):
    found = changes(staged_of("status\nkonsep_surat\n"), write_register(tmp_path, {}))
    assert {group for group, *_ in found} == {"headline", "breakdown", "statement"}
    assert ("statement", "Dilaporkan", "KASN", "–", "1") in found


def test_a_group_that_disappears_falls_to_zero(tmp_path, write_register):
    register = write_register(tmp_path, {AS_OF: rows_of("instansi\nkab_bima\nkota_bima\n")})
    found = changes(staged_of("instansi\nkab_bima\nkab_bima\n"), register)
    assert ("breakdown", "Dilaporkan menurut instansi", "Kota Bima", "1", "0") in found
    assert ("breakdown", "Dilaporkan menurut instansi", "Kabupaten Bima", "1", "2") in found


def test_columns_that_are_lacking_give_no_zero(register):
    found = changes(staged_of("status times\ndirekomendasikan 3\n", traits=Traits(frozenset({"position"}))), register)
    assert ("breakdown", "Porsi dari yang dilaporkan menurut kelompok jabatan", "Tidak diketahui", "100,0 %", "tidak ada lagi") in found


def test_a_register_with_codes_of_its_own(register):
    traits = Traits(labels={"agency": {"preview_harbour": Text(id="Otoritas Pelabuhan", en="Harbour Authority")}})
    found = changes(staged_of("instansi times\npreview_harbour 3\n", traits=traits), register)
    assert ("breakdown", "Dilaporkan menurut instansi", "Otoritas Pelabuhan", "0", "3") in found


def test_the_staged_file_stays_as_it_was(register):
    staged = staged_of("status times\nkonsep_surat 5\n")
    assert changes(staged, register) == changes(staged, register)
    assert staged.con.execute("select count(*) from staged").fetchone() == (5,)
    assert ("cases",) not in staged.con.execute("show tables").fetchall()
    assert register.at(AS_OF).rows == 3


def test_statements_that_would_no_longer_be_reproduced(sample):
    with sample.at(JULY).path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = preview(Checked(staged_rows(rows[:-2]), JULY, (), None, {}), sample)
    said = {
        each.name("id"): (each.note("id"), each.note("en"), each.was("en"), each.now("en")) for each in found if each.group == "statement"
    }
    assert said["Dilaporkan"] == ("sama → berbeda; tercetak 456", "same → different; printed 456", "456", "454")
    share = said["Porsi dari yang dilaporkan: Jabatan Pimpinan Tinggi (JPT)"]
    assert share == ("sama → berbeda; tercetak 27,6", "same → different; printed 27.6", "27.6%", "27.8%")


def test_the_sample_itself_changes_nothing(sample):
    assert preview(Checked(staged_file(sample.at(JULY).path), JULY, (), None, {}), sample) == []


class Listening(View):
    """A view that writes down what its figures ask of the reader's own date."""

    def ask(self, metric, *by, scope=None):
        wanted = scope or self.scope
        if wanted.as_of == self.scope.as_of:
            ASKED.add((metric.code, *(each.code for each in by)))
        return ask(self.register, metric, wanted, *by)


ASKED = set()
# Numbers that are worked out from the very rows of breakdowns that are previewed: long waits, cohorts, survival, weight of sanctions.
WORKED_OUT = ("overdue", "sanction_not_weighed", "sanctioned_within", "share_of_compared", "time_to_sanction")


def test_every_number_that_the_pages_show_is_previewed(sample):
    scope = Scope(JULY)
    seen = Listening(sample, scope, comparison(sample, scope, ""), "id")
    for key, figure in FIGURES.items():
        if key.startswith("perubahan_ukuran"):  # every other metric, one at a time, as a reader chooses
            continue
        figure(replace(seen, scope=scope.only(agency="kab_wakatobi")) if key.startswith("instansi_satu") else seen)
    named = {(metric.code,) for metric in HEADLINE} | {(metric.code, *(each.code for each in by)) for metric, *by in BREAKDOWNS}
    assert {code for code, *_ in ASKED - named} == set(WORKED_OUT)
    assert named <= ASKED


def test_a_file_with_errors_cannot_be_released_and_changes_nothing(register):
    refused = Finding(Text(id="a", en="a"))
    staged = staged_of("tanggal_laporan status\n2020-02-30 konsep_surat\n")
    assert preview(Checked(staged, AS_OF, (refused,), EARLY, {}), register) == []
