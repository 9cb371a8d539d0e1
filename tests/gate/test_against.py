"""A file against the snapshot before it: drawn tables in, exact findings out; the sample's own history as the control."""

from datetime import date, timedelta

import pytest
from conftest import rows_of
from staged_of import staged_file, staged_of

from analytics.gate.against import findings
from analytics.gate.growth import exceeded, usual_rates
from analytics.register.traits import Traits

BEFORE, AS_OF = date(2020, 12, 1), date(2020, 12, 20)


@pytest.fixture
def compare(tmp_path, write_register):
    """compare(before, now) -> findings of a drawn table against one released before it."""

    def against(before, now, day=AS_OF, **others):
        register = write_register(tmp_path, {BEFORE: rows_of(before)})
        return findings(staged_of(now, **others), day, register)

    return against


def said(found, lang="id"):
    """Findings in words."""
    return [finding(lang) for finding in found]


def test_nothing_changed(compare):
    text = "status\nkonsep_surat\ndirekomendasikan\n"
    assert compare(text, text) == []


def test_the_first_snapshot_is_compared_with_nothing(tmp_path, write_register):
    register = write_register(tmp_path, {AS_OF: rows_of("status\nkonsep_surat\n")})
    assert findings(staged_of("status\nkonsep_surat\n"), BEFORE, register) == []


def test_cases_that_vanished_are_named(compare):
    before = "nomor_kasus id_asn\n" + "".join(f"k{number} x{number}\n" for number in range(1, 9))
    found = compare(before, "nomor_kasus id_asn\nk8 x8\n")
    assert [finding.code for finding in found] == ["cases_vanished", "shrunk_reported"]
    assert said(found)[0] == (
        "kolom nomor_kasus: 7 kasus pada snapshot 1 Desember 2020 tidak ada lagi dalam berkas ini: k1, k2, k3, k4, k5 dan lainnya; "
        "mintalah register yang lengkap, atau beri alasan"
    )
    assert said(found, "en")[1] == (
        "ASN reported fell from 8 in the snapshot of 1 December 2020 to 1; ask for the complete register, or give a reason"
    )
    assert {finding.level for finding in found} == {"warning"}


def test_persons_who_left_a_case_that_is_still_there(compare):
    before = "nomor_kasus id_asn\nk1 x1\nk1 x2\nk2 x2\n"
    found = compare(before, "nomor_kasus id_asn\nk1 x1\nk2 x2\n")
    assert said(found) == [
        "kolom nomor_kasus: 1 ASN pada snapshot 1 Desember 2020 tidak ada lagi dalam kasusnya: k1; mintalah register yang lengkap, atau beri alasan"
    ]


def test_nobody_known_any_more_is_said_once(compare):
    found = compare("nomor_kasus id_asn\nk1 x1\nk2 x2\n", "nomor_kasus id_asn\nk1 y1\nk2 y2\n")
    assert said(found) == [
        "kolom id_asn: tidak satu pun dari 2 ASN pada snapshot 1 Desember 2020 ditemukan dalam berkas ini; "
        "pakai kunci yang sama (person_key) dan kolom ASN yang sama seperti dahulu"
    ]


def test_statuses_that_went_backwards(compare):
    before = """
    status
    direkomendasikan
    konsep_surat
    tidak_terbukti
    permintaan_dokumen
    """
    now = """
    status
    tidak_terbukti
    permintaan_klarifikasi
    direkomendasikan
    konsep_surat
    """
    found = compare(before, now)
    assert [(finding.code, finding.rows, finding.count) for finding in found] == [
        ("status_backwards", (2, 3), 2),
        ("recommendation_vanished", (2,), 1),
    ]
    assert said(found) == [
        "baris 2, kolom status: mundur sejak snapshot 1 Desember 2020: dari Direkomendasikan (terbukti) menjadi Tidak terbukti; "
        "periksa kembali pada register; bila memang benar, beri alasan (dan 1 baris lain)",
        "baris 2, kolom tanggal_rekomendasi: kosong, padahal pada snapshot 1 Desember 2020: 1 Agustus 2020; "
        "periksa kembali pada register; bila memang benar, beri alasan",
    ]


def test_days_of_decisions_that_changed_or_disappeared(compare):
    before = """
    status           tanggal_rekomendasi tanggal_sanksi
    direkomendasikan 2020-08-03          2020-09-01
    direkomendasikan 2020-08-04          2020-09-02
    """
    now = """
    status           tanggal_rekomendasi tanggal_sanksi
    direkomendasikan 2020-08-10          -
    direkomendasikan 2020-08-04          2020-09-03
    """
    found = compare(before, now)
    assert [(finding.code, finding.rows) for finding in found] == [
        ("recommendation_changed", (2,)),
        ("sanction_vanished", (2,)),
        ("sanction_changed", (3,)),
        ("shrunk_sanctioned", ()),
    ]
    assert found[2]("en") == (
        "row 3, column tanggal_sanksi: changed since the snapshot of 1 December 2020: from 2 September 2020 to 3 September 2020; "
        "check the register again; where it is right, give a reason"
    )


def test_a_person_in_another_agency_is_found_in_old_and_new_cases(compare):
    before = "nomor_kasus id_asn instansi\nk1 x1 kab_bima\nk2 x2 kab_muna\nk3 x3 kab_muna\nk4 x3 kab_bima\n"
    now = "nomor_kasus id_asn instansi\nk1 x1 kota_bima\nk2 x2 -\nk3 x3 kab_muna\nk4 x3 kab_bima\nk5 x2 kab_muna_barat\nk6 x3 kab_bima\n"
    (found,) = compare(before, now)
    assert (found.code, found.rows) == ("agency_changed", (2, 6))
    assert found("id").startswith(
        "baris 2, kolom instansi: berubah sejak snapshot 1 Desember 2020: dari Kabupaten Bima menjadi Kota Bima; "
    )


def test_a_column_that_fell_silent(compare):
    before = "sumber times\nbawaslu 6\n- 4\n"
    found = compare(before, "sumber times\nbawaslu 1\n- 9\n")
    assert said(found) == [
        "kolom sumber: terisi 10,0 %, padahal pada snapshot 1 Desember 2020 terisi 60,0 %; "
        "periksa kolom asalnya pada langkah Kolom; bila register memang tidak memuatnya lagi, nyatakan demikian"
    ]
    declared = compare(before, "sumber times\n- 10\n", traits=Traits(frozenset({"source"})))
    assert [(finding.code, finding.level) for finding in declared] == [("column_dropped", "note")]


def test_a_correction_is_also_held_against_the_version_in_force_but_only_noted(tmp_path, write_register):
    rows = "nomor_kasus id_asn\nk1 x1\nk2 x2\n"
    register = write_register(tmp_path, {BEFORE: rows_of("nomor_kasus id_asn\nk1 x1\n"), AS_OF: rows_of(rows)})
    (found,) = findings(staged_of("nomor_kasus id_asn\nk1 x1\n"), AS_OF, register)
    assert (found.code, found.level) == ("cases_vanished", "note")
    assert found("en").startswith(
        "column nomor_kasus: cases of the version in force for 20 December 2020 that are no longer in this file: 1 (k2); "
    )


def test_a_snapshot_whose_file_is_gone_is_said_not_raised(tmp_path, write_register):
    register = write_register(tmp_path, {BEFORE: rows_of("status\nkonsep_surat\n")})
    (tmp_path / f"snapshot={BEFORE}" / "cases.csv").unlink()
    found = findings(staged_of("status\nkonsep_surat\n"), AS_OF, register)
    assert [(finding.code, finding.level) for finding in found] == [("before_unreadable", "note")]


def test_allegations_are_compared_by_case_alone(compare):
    found = compare("nomor_kasus\nk1\nk2\n", "nomor_kasus id_asn\nk1 -\n", traits=Traits(counts="allegations"))
    assert [finding.code for finding in found] == ["cases_vanished", "column_dropped"]


# --- growth ---


def test_a_jump_says_what_is_usual(tmp_path, write_register):
    days = [date(2020, 7, 1) + timedelta(days=10 * number) for number in range(5)]
    snapshots = {day: rows_of(f"times\n{10 * number + 10}\n") for number, day in enumerate(days)}
    register = write_register(tmp_path, snapshots)
    now = days[-1] + timedelta(days=20)
    (found,) = findings(staged_of("times\n140\n"), now, register)
    assert found("id") == (
        "jumlah ASN dilaporkan bertambah 90 dalam 20 hari (dari 50 menjadi 140); biasanya 0 sampai 45; "
        "periksa kembali pada register; bila memang benar, beri alasan"
    )
    assert found("en").startswith("ASN reported grew by 90 in 20 days (from 50 to 140); usually by 0 to 45; ")
    assert (found.code, found.level) == ("jump_reported", "warning")
    assert findings(staged_of("times\n95\n"), now, register) == []


def test_what_counts_as_a_jump():
    assert exceeded([1, 1, 1], 100, 100 + 45, 20) is None
    assert exceeded([1, 1, 1], 100, 100 + 46, 20).en == "usually by 0 to 45"
    assert exceeded([2, 4, 3], 100, 100 + 208, 20) is None
    assert exceeded([2, 4, 3], 100, 100 + 209, 20).en == "usually by 0 to 208"
    assert exceeded([2.0], 100, 100 + 201, 20).id == "pada laju tercepat sebelumnya akan bertambah 40, kini lebih dari 5 kalinya"
    assert exceeded([2.0], 100, 100 + 200, 20) is None
    assert exceeded([], 100, 501, 20).id == "itu lebih dari 5 kali jumlah semula"
    assert exceeded([0.0], 100, 500, 20) is None
    assert exceeded([], 1, 20, 20) is None  # a small register may grow as it likes


def test_the_usual_growth_is_robust_against_one_burst():
    assert usual_rates([2, 2, 2, 900]) == usual_rates([2, 2, 2, 2]) == (0, 4.5)


# --- the sample, whose history has known irregularities ---


def test_the_history_of_the_sample_has_no_jump_and_no_loss(sample):
    codes = {day: [finding.code for finding in findings(staged_file(sample.at(day).path), day, sample)] for day in sample.dates}
    assert codes[date(2020, 6, 15)] == []
    assert codes[date(2024, 2, 6)] == ["cases_vanished", "status_backwards", "recommendation_vanished"]
    assert {code for each in codes.values() for code in each} == {
        "cases_vanished", "persons_vanished", "status_backwards", "recommendation_vanished", "agency_changed",
    }  # fmt: skip
