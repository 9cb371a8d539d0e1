"""Findings of the contract: exact rows, exact words in both languages, and what stays silent."""

from datetime import date

import pytest
from staged_of import staged_of

from analytics.gate.checks import contract_findings
from analytics.gate.severity import FAULTS, filled, in_parts
from analytics.gate.staging import Change, Undecided
from analytics.register.contract import RULES
from analytics.register.findings import Finding
from analytics.register.traits import Traits
from analytics.text import Text

AS_OF = date(2020, 12, 31)
CLEAN = "instansi kelompok_jabatan jenjang_jabatan\nkab_wakatobi pelaksana pelaksana\n"


def found(text, **others):
    """The findings of a drawn table, save the remark that it does not name agencies and positions."""
    findings = contract_findings(staged_of(text, **others), AS_OF)
    return [finding for finding in findings if not finding.code.startswith("unknown_")]


def said(text, lang="id", **others):
    """The same in words."""
    return [finding(lang) for finding in found(text, **others)]


def test_a_clean_file_has_no_findings():
    assert contract_findings(staged_of(CLEAN), AS_OF) == []


def test_every_rule_and_every_kind_of_fault_has_its_grade_and_its_advice():
    assert {rule.code for rule in RULES} <= set(FAULTS)
    assert {code for code, fault in FAULTS.items() if fault.level == "warning" and code in {rule.code for rule in RULES}} == {
        "agency_province",
        "too_old",
    }


def test_cells_name_row_column_and_what_to_write():
    text = """
    tanggal_laporan status    instansi
    2020-02-30      konsep_surat kab_wakatobi
    -               konsep_surat kab_wakatobi
    2020-02-30      diproses  kab_wakatobi
    """
    assert said(text) == [
        "baris 2, kolom tanggal_laporan “2020-02-30”: bukan tanggal yang ada; tulis ulang tanggalnya, misalnya 31/07/2020 (dan 1 baris lain)",
        "baris 3, kolom tanggal_laporan: wajib diisi; isi selnya",
        "baris 4, kolom status “diproses”: tidak ada dalam daftar status; tulis salah satu kata dari daftar itu",
    ]
    assert [(finding.code, finding.rows, finding.count, finding.level) for finding in found(text)] == [
        ("bad_day", (2, 4), 2, "error"), ("empty", (3,), 1, "error"), ("bad_code", (4,), 1, "error"),
    ]  # fmt: skip


def test_a_rule_says_what_stands_in_the_other_column_by_the_senders_heading():
    text = """
    tanggal_laporan status           tanggal_rekomendasi
    2020-08-03      direkomendasikan 2020-07-01
    """
    heads = {"tanggal_laporan": "Tgl Lapor", "tanggal_rekomendasi": "Tgl Rek"}
    (finding,) = found(text, headings=heads)
    assert finding("id") == (
        "baris 2, kolom Tgl Rek “2020-07-01”: rekomendasi mendahului laporan (“Tgl Lapor”: 3 Agustus 2020); "
        "periksa kembali kedua tanggal dan betulkan yang salah"
    )
    assert finding("en") == (
        "row 2, column Tgl Rek “2020-07-01”: the recommendation precedes the report (“Tgl Lapor”: 3 August 2020); "
        "check both dates again and correct the wrong one"
    )
    assert (finding.heading, finding.code, finding.rows) == ("Tgl Rek", "recommendation_before_report", (2,))
    assert in_parts(finding, "en") == (
        "the recommendation precedes the report (“Tgl Lapor”: 3 August 2020)",
        "check both dates again and correct the wrong one",
    )


def test_a_sanction_without_recommendation():
    text = """
    status       tanggal_sanksi
    konsep_surat 2020-09-01
    konsep_surat -
    konsep_surat 2020-09-02
    """
    (finding,) = found(text)
    assert finding("id") == (
        "baris 2, kolom tanggal_sanksi “2020-09-01”: sanksi tanpa rekomendasi (tanggal rekomendasi: kosong); "
        "isi tanggal rekomendasinya, atau kosongkan tanggal dan jenis sanksinya (dan 1 baris lain)"
    )
    assert (finding.rows, finding.level) == ((2, 4), "error")


def test_one_fault_in_a_row_does_not_hide_another():
    text = """
    tanggal_laporan status       tanggal_sanksi instansi
    2020-02-30      konsep_surat 2020-09-01     kab_nirwana
    """
    assert [finding.code for finding in found(text)] == ["bad_code", "bad_day", "sanction_without_recommendation"]


def test_a_date_that_cannot_be_read_is_not_called_missing():
    text = """
    status           tanggal_rekomendasi nomor_rekomendasi tanggal_sanksi
    direkomendasikan 2020-13-01          r1                2020-09-01
    """
    assert [finding.code for finding in found(text)] == ["bad_day"]


def test_dates_that_cannot_be():
    text = """
    tanggal_laporan
    2021-01-01
    2013-05-05
    """
    assert said(text) == [
        "baris 2, kolom tanggal_laporan “2021-01-01”: tanggal laporan sesudah tanggal snapshot; betulkan tanggalnya, atau periksa tanggal snapshot",
        "baris 3, kolom tanggal_laporan “2013-05-05”: tanggal laporan sebelum UU ASN berlaku (15 Januari 2014); betulkan tahunnya",
    ]


def test_the_same_person_twice_in_a_case_names_the_other_row():
    text = """
    nomor_kasus id_asn
    k1          x1
    k2          x1
    k1          x1
    k1          x2
    k1          x1
    """
    (finding,) = found(text)
    assert (
        finding("id")
        == "baris 4, kolom id_asn: ASN yang sama sudah tercatat pada kasus yang sama di baris 2; hapus salah satu (dan 1 baris lain)"
    )
    assert (
        finding("en")
        == "row 4, column id_asn: the same person already stands in the same case on row 2; delete one of them (and 1 more rows)"
    )
    assert (finding.rows, finding.count) == ((4, 6), 2)


def test_more_pairs_than_are_listed_are_still_counted(monkeypatch):
    monkeypatch.setattr("analytics.gate.checks.SHOWN", 2)
    lines = "\n".join(f"k{number} x1\nk{number} x1" for number in range(5))
    findings = found(f"nomor_kasus id_asn\n{lines}")
    assert [finding.count for finding in findings] == [1, 4]


def test_words_that_are_not_certain_come_with_at_most_three_guesses():
    words = (
        Undecided("instansi", "Wakatobii", 3, (5, 6, 7), (("kab_wakatobi", 93), ("kab_buton", 60), ("kota_bima", 55), ("kab_bima", 54))),
        Undecided("kategori_pelanggaran", "medsoz", 1, (9,), ()),
    )
    findings = found(CLEAN, undecided=words, headings={"instansi": "Unit Kerja"})
    assert [finding("id") for finding in findings] == [
        "baris 5, kolom Unit Kerja “Wakatobii”: tidak ada dalam daftar instansi; mungkin Kabupaten Wakatobi (93), Kabupaten Buton (60), "
        "Kota Bima (55); pilih padanannya pada langkah Kata, atau betulkan dalam berkas (dan 2 baris lain)",
        "baris 9, kolom kategori_pelanggaran “medsoz”: tidak ada dalam daftar kategori pelanggaran; "
        "pilih padanannya pada langkah Kata, atau betulkan dalam berkas",
    ]
    assert findings[0]("en").startswith("row 5, column Unit Kerja “Wakatobii”: not in the list agency; perhaps Wakatobi Regency (93), ")
    assert [(finding.heading, finding.rows) for finding in findings] == [("Unit Kerja", (5, 6, 7)), ("", (9,))]


def test_a_fault_that_staging_named_already_is_not_named_twice():
    text = "instansi\nkab_nirwana\n"
    named = Finding(Text(id="a", en="a"), 2, "instansi", "kab_nirwana")
    assert [finding.code for finding in found(text)] == ["bad_code"]
    assert found(text, findings=(named,)) == []
    assert [finding.code for finding in found(text, undecided=(Undecided("instansi", "kab_nirwana", 1, (2,), ()),))] == ["undecided"]


def test_the_word_of_the_sender_is_quoted_not_our_code():
    text = "instansi jenis_instansi\nkab_wakatobi kota\n"
    changes = (Change("instansi", "PEMKAB WAKATOBI", "kab_wakatobi", "rewrite", 1, (2,)),)
    (finding,) = found(text, changes=changes)
    assert finding("id") == (
        "baris 2, kolom jenis_instansi “kota”: jenis instansi tidak cocok dengan instansinya (instansi: PEMKAB WAKATOBI); "
        "betulkan jenisnya, atau kosongkan: jenis diambil dari instansi"
    )


def test_a_province_that_does_not_fit_is_a_warning():
    (finding,) = found("instansi provinsi\nkab_wakatobi aceh\n")
    assert (finding.level, finding.code) == ("warning", "agency_province")


def test_decisions_on_sundays_and_holidays_are_notes():
    text = """
    status           tanggal_rekomendasi tanggal_sanksi tindak_lanjut
    direkomendasikan 2020-08-02          2020-12-25     sesuai
    direkomendasikan 2020-08-03          2020-12-01     sesuai
    """
    findings = found(text)
    assert [(finding.level, finding.code, finding.rows) for finding in findings] == [
        ("note", "day_off_recommended_on", (2,)), ("note", "day_off_sanctioned_on", (2,)),
    ]  # fmt: skip
    assert findings[1]("en") == "row 2, column tanggal_sanksi “2020-12-25”: falls on a Sunday or a holiday; check the date again"


@pytest.mark.parametrize(("unknown", "expected"), [(2, []), (3, ["unknown_agency"])])
def test_more_than_a_fifth_without_agency_is_a_warning(unknown, expected):
    text = f"times instansi kelompok_jabatan\n{10 - unknown} kab_wakatobi pelaksana\n{unknown} - pelaksana"
    findings = contract_findings(staged_of(text), AS_OF)
    assert [finding.code for finding in findings] == expected
    if findings:
        assert findings[0]("id") == (
            "baris 9, kolom instansi: 30,0 % baris tidak menyebutkan instansi; batas wajar 20,0 %; lengkapi kolomnya, atau beri alasan (dan 2 baris lain)"
        )


def test_a_word_that_is_not_decided_yet_is_not_counted_as_empty():
    text = "times instansi kelompok_jabatan\n7 kab_wakatobi pelaksana\n2 Wakatobii pelaksana\n1 - pelaksana"
    staged = staged_of(text, undecided=(Undecided("instansi", "Wakatobii", 2, (9, 10), ()),))
    assert [finding.code for finding in contract_findings(staged, AS_OF)] == ["undecided"]


def test_a_snapshot_of_a_day_to_come_says_the_day_in_words():
    (finding, *_) = contract_findings(staged_of(CLEAN), date(2202, 7, 31))
    assert finding("id") == "tanggal snapshot 31 Juli 2202 belum tiba; periksa tahunnya"
    assert finding("en") == "the date of the snapshot, 31 July 2202, has not come yet; check its year"


def test_what_the_register_does_not_have_is_silent():
    text = """
    status           tanggal_rekomendasi nomor_rekomendasi tindak_lanjut
    direkomendasikan -                   -                 sesuai
    """
    lacks = frozenset({"agency", "position", "recommended_on", "letter", "sanctioned_on"})
    assert {finding.code for finding in found(text)} >= {"recommended_without_date", "recommended_without_letter"}
    assert contract_findings(staged_of(text, traits=Traits(lacks)), AS_OF) == []


def test_allegations_have_no_persons_to_repeat():
    text = "nomor_kasus id_asn\nk1 -\nk1 -\n"
    assert [finding.code for finding in found(text)] == ["empty"]
    assert found(text, traits=Traits(counts="allegations")) == []


def test_nothing_like_an_nip_and_no_name_is_repeated():
    text = "id_asn instansi status\n199001012015011001 Kab.199001012015011001 Budi_Santoso,S.Sos\n"
    words = " ".join(said(text))
    assert "199001012015011001" not in words
    assert "Budi" not in words
    assert "baris 2, kolom id_asn: hanya huruf" in words


def test_braces_in_a_senders_words_do_no_harm():
    text = "instansi jenis_instansi\nkab_wakatobi kota\n"
    (finding,) = found(text, headings={"instansi": "Unit {0}"})
    assert "(“Unit (0)”: kab_wakatobi)" in finding("id")
    assert filled(Text(id="{a}", en="{a}"), a=1234) == Text(id="1.234", en="1,234")
