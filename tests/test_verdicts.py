"""Verdicts on published numbers: against an expectation written by hand from the ledger, and on registers drawn for each case."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import rows_of, written

from analytics.published import by_id, contradictions, statements
from analytics.text import LANGUAGES
from analytics.verdicts import VERDICTS, at_snapshot, base_of_parts, ruling
from analytics.view import view_of
from analytics.vocabulary import read_rows

EXPECTED = {row["id"]: row for row in read_rows(Path(__file__).parent / "data" / "verdicts_expected.csv")}
JULY = date(2020, 7, 31)
COMPLIANCE = "kasn-2020-07-31-compliance-rate"  # printed 54.9 = 189 of 344

# Ten reported: five recommended, of whom two were sanctioned; three not proven; two in process.
TEN = """
times  status            tanggal_laporan  tanggal_rekomendasi  nomor_rekomendasi  tanggal_sanksi  kelompok_jabatan
2      direkomendasikan  2020-06-01       2020-07-01           r1                 2020-07-20      jpt
3      direkomendasikan  2020-06-01       2020-07-01           r2                 -               pelaksana
3      tidak_terbukti    2020-06-01       -                    -                  -               jpt
2      konsep_surat      2020-06-01       -                    -                  -               jpt
"""


@pytest.fixture(scope="module")
def seen(sample):
    """The sample as a reader sees it."""
    return view_of(sample, {}, "id")


@pytest.fixture
def ruled(drawn):
    """ruled(id, **changed) -> the ruling on a statement, with fields changed, by the register of ten persons."""
    seen = view_of(drawn(TEN, JULY), {}, "id")
    return lambda id, **changed: ruling(seen, replace(by_id()[id], **changed))


def bare(printed, **changed):
    """A rate without published parts, printed so."""
    return {"value": Decimal(printed), "numerator": "", "denominator": "", **changed}


# --- the expectation ---


def test_the_expectation_speaks_of_every_rate_of_kasn_with_parts():
    stated = [each.id for each in statements() if each.publisher == "KASN" and (each.numerator or each.denominator)]
    assert list(EXPECTED) == stated
    assert len(stated) == 47


@pytest.mark.parametrize("id", list(EXPECTED))
def test_every_rate_with_parts_gets_the_verdict_expected(seen, id):
    found = ruling(seen, by_id()[id])
    assert (found.code, found.base) == (EXPECTED[id]["verdict"], EXPECTED[id]["base"]), found.because.en


def test_how_many_of_each_verdict(seen):
    """Of the rates with parts, and of the whole ledger; the page shows the same counts."""
    rulings = {each.id: ruling(seen, each).code for each in statements()}
    expected = Counter(row["verdict"] for row in EXPECTED.values())
    assert expected == {"same": 40, "truncated": 1, "rounded_otherwise": 2, "other_base": 3, "unexplained": 1}
    assert Counter(rulings[id] for id in EXPECTED) == expected
    assert Counter(rulings.values()) == {
        "same": 176, "truncated": 2, "rounded_otherwise": 2, "other_base": 3, "unexplained": 6, "not_computable": 251,
    }  # fmt: skip


def test_every_verdict_is_said_in_both_languages(seen):
    for statement in statements():
        found = ruling(seen, statement)
        for lang in LANGUAGES:
            assert VERDICTS[found.code](lang) and found.because(lang).endswith((".", ").")), statement.id


@pytest.mark.parametrize(
    ("id", "because"),
    [
        ("kasn-2020-06-26-compliance-rate", "Register per 26 Juni 2020: 99 dari 283 = 34,98 %. Desimalnya dipotong; dibulatkan menjadi 35,0 %."),
        ("kasn-2020-07-31-compliance-rate", "Register per 31 Juli 2020: 189 dari 344 = 54,94 %."),
        (
            "kasn-2020-11-02-proven-rate",
            "Menurut rincian yang dipublikasikan: 604 dari 812 = 74,38 %. Dibulatkan ke atas; pembulatan biasa 74 %.",
        ),
        (
            "kasn-2024-06-12-proven-rate-ethics",
            "Menurut rincian yang dipublikasikan: 43 dari 178 = 24,16 %. Dengan basis selesai diproses: 43 dari 151 = 28,48 %.",
        ),
        ("kasn-2020-06-26-listed-kab-sumbawa", "Register per 26 Juni 2020: peringkat 4, 13 ASN."),
        ("kasn-2020-10-12-reported", "Satuannya laporan, yang tidak dihitung register."),
        ("kasn-2020-11-17-reported", "Tidak ada snapshot per 17 November 2020."),
        ("kasn-2018-compliance-rate", "Tanggal datanya tidak disebut sampai harinya. Rinciannya tidak dipublikasikan."),
        ("bawaslu-2020-06-15-reported", "Hitungan Bawaslu, bukan dari register ini."),
        ("kasn-2024-02-06-reported", "Register per 6 Februari 2024 tidak memuat populasi ini: Pemilu 2024."),
    ],
)  # fmt: skip
def test_the_reason_is_a_sentence(seen, id, because):
    assert ruling(seen, by_id()[id]).because.id == because


def test_a_misprint_is_not_called_revised(seen):
    found = ruling(seen, by_id()["kasn-2020-12-19-processed-rate-batamtoday"])
    assert found.because.en == "Register of 19 December 2020: 985 of 1,305 = 75.48%. No rounding, base or version of the register gives it."


def test_statements_that_contradict_each_other_name_each_other():
    found = {id: [each.id for each in others] for id, others in contradictions().items()}
    assert found["kasn-2020-12-19-processed-rate"] == ["kasn-2020-12-19-processed-rate-batamtoday"]
    assert found["kasn-2023-01-31-reported-andalpost"] == ["kasn-2023-01-31-reported", "kasn-2024-01-10-reported"]
    assert {each.id for each in statements() if each.standing == "contradicted"} <= set(found)


# --- registers drawn for a case ---


@pytest.mark.parametrize(
    ("id", "printed", "code", "base"),
    [
        (COMPLIANCE, "40", "same", ""),
        (COMPLIANCE, "20", "other_base", "reported"),  # 2 of 10
        (COMPLIANCE, "25.0", "other_base", "completed"),  # 2 of 8
        (COMPLIANCE, "41.0", "unexplained", ""),
        ("kasn-2020-10-27-proven-rate", "62.5", "other_base", "completed"),  # 5 of 8
        ("kasn-2020-07-31-share-of-reported-jpt", "70", "same", ""),  # 7 of 10
        ("kasn-2020-07-31-share-of-reported-jpt", "40", "other_base", "recommended"),  # 2 of 5
        ("kasn-2020-07-31-share-of-reported-medsos", "1.0", "unexplained", ""),
    ],
)
def test_another_base_is_found_in_the_register(ruled, id, printed, code, base):
    found = ruled(id, **bare(printed, as_of=JULY, rank=None))
    assert (found.code, found.base) == (code, base), found.because.en


# 201 reported, 200 of them recommended and completed, one of these sanctioned. One of 200 and one of 201 are both printed 0.5.
TWO_BASES = """
times  status            tanggal_laporan  tanggal_rekomendasi  tanggal_sanksi  kelompok_jabatan
1      direkomendasikan  2020-06-01       2020-07-01           2020-07-20      jpt
199    direkomendasikan  2020-06-01       2020-07-01           -               pelaksana
1      konsep_surat      2020-06-01       -                    -               jpt
"""


@pytest.fixture
def close(drawn):
    """The same as `ruled`, by a register in which two bases lie close together."""
    seen = view_of(drawn(TWO_BASES, JULY), {}, "id")
    return lambda id, **changed: ruling(seen, replace(by_id()[id], **changed))


@pytest.mark.parametrize(
    ("id", "printed", "code", "base", "row"),
    [
        (COMPLIANCE, "0.5", "same", "", (1, 200)),  # 1 of 201 is 0.4975: printed alike, but not the base it states
        (COMPLIANCE, "0.50", "same", "", (1, 200)),  # 1 of 201 is 0.50 too
        (COMPLIANCE, "0.498", "other_base", "reported", (1, 200)),  # only 1 of 201
        ("kasn-2020-10-27-proven-rate", "99.5", "same", "", (200, 201)),  # of those reported
        ("kasn-2020-10-27-proven-rate", "100.0", "other_base", "completed", (200, 201)),  # 200 of 200
        ("kasn-2020-10-27-proven-rate", "100", "same", "", (200, 201)),  # both: the base it states counts
        ("kasn-2020-07-31-share-of-reported-jpt", "1.0", "same", "", (2, 201)),
        ("kasn-2020-07-31-share-of-reported-jpt", "0.5", "other_base", "recommended", (2, 201)),  # 1 of 200
    ],
)
def test_the_same_is_said_only_of_the_base_that_was_stated(close, id, printed, code, base, row):
    found = close(id, **bare(printed, as_of=JULY, rank=None))
    assert (found.code, found.base, (found.row.numerator, found.row.denominator)) == (code, base, row), found.because.en


def test_a_number_cut_off_on_its_own_base_stays_with_it_where_no_other_gives_it(close):
    """200 of 201 is 99.50 %: printed 99 it was cut off."""
    found = close("kasn-2020-10-27-proven-rate", **bare("99", as_of=JULY))
    assert (found.code, found.base, found.because.en) == (
        "truncated", "", "Register of 31 July 2020: 200 of 201 = 99.50%. Its decimals were cut off; rounded it is 100%.",
    )  # fmt: skip


def test_a_number_rounded_up_names_the_base_that_gives_it_plainly(drawn):
    """64 of 127 reported is 50.4 %, printed 51; of 125 completed it is 51.2 %."""
    lines = "status times tanggal_laporan tanggal_rekomendasi\ndirekomendasikan 64 2020-06-01 2020-07-01\ntidak_terbukti 61 2020-06-01 -\n"
    seen = view_of(drawn(lines + "konsep_surat 2 2020-06-01 -", JULY), {}, "id")
    found = ruling(seen, replace(by_id()["kasn-2020-10-27-proven-rate"], **bare("51", as_of=JULY)))
    assert (found.code, found.because.id) == (
        "rounded_otherwise",
        "Register per 31 Juli 2020: 64 dari 127 = 50,39 %. Dibulatkan ke atas; pembulatan biasa 50 %. "
        "Basis selesai diproses memberinya dengan pembulatan biasa: 64 dari 125 = 51,20 %.",
    )


def test_a_share_without_a_stated_base_says_which_base_it_was_held_against(ruled):
    found = ruled("kasn-2020-06-26-share-base-unstated-jpt", **bare("70", as_of=JULY, rank=None))
    assert (found.code, found.because.id) == (
        "same",
        "Register per 31 Juli 2020: 7 dari 10 = 70,00 %. Penyebutnya tidak disebut; register menghitungnya dari yang dilaporkan.",
    )


def test_published_parts_over_another_base_are_not_the_same(seen):
    """A compliance whose published base is those reported: 189 of 456 is 41.4 %, by parts, and no compliance of those recommended."""
    reported = by_id()["kasn-2020-07-31-reported"]
    wrong = replace(by_id()[COMPLIANCE], as_of=date(2020, 7, 30), value=Decimal("41.4"), denominator=reported.id)
    found = ruling(seen, wrong)
    assert (found.code, found.base) == ("other_base", "reported")
    assert found.because.id.endswith("Dengan basis dilaporkan: 189 dari 456 = 41,45 %.")
    right = replace(by_id()[COMPLIANCE], as_of=date(2020, 7, 30))
    assert (ruling(seen, right).code, ruling(seen, right).base) == ("same", "")


def test_every_published_rate_rests_on_the_base_that_it_states():
    """No denominator in the ledger is that of another measure."""
    assert {each.id for each in statements() if base_of_parts(each)} == set()
    assert len([each for each in statements() if each.denominator]) == 58


def test_a_register_that_now_holds_other_parts_was_revised(ruled):
    found = ruled(COMPLIANCE)  # 54.9 of 189 / 344, while the register has 2 of 5
    assert found.code == "revised"
    assert found.because.id == (
        "Register per 31 Juli 2020: 2 dari 5 = 40,00 %. Rincian yang dipublikasikan memberi angka itu: 189 dari 344 = 54,94 %. "
        "Register kini memuat rincian lain."
    )


def test_a_rank_must_fit_too(ruled):
    jpt = "kasn-2020-07-31-share-of-reported-jpt"
    assert ruled(jpt, **bare("70", rank=1)).code == "same"
    found = ruled(jpt, **bare("70", rank=2))
    assert (found.code, found.because.id) == (
        "unexplained", "Register per 31 Juli 2020: peringkat 1, 7 dari 10 = 70,00 %. Peringkatnya lain.",
    )  # fmt: skip
    assert ruled(jpt, value=None, rank=1, numerator="", denominator="").code == "same"


def test_a_number_in_another_unit_is_asked_in_that_unit_first(ruled):
    letters = ruled("kasn-2020-06-15-recommended", as_of=JULY, value=Decimal(2))
    assert (letters.code, letters.answer.scope.unit.code) == ("same", "rekomendasi")
    persons = ruled("kasn-2020-06-15-recommended", as_of=JULY, value=Decimal(5))
    assert (persons.code, persons.answer.scope.unit.code) == ("same", "orang")
    assert persons.because.id == (
        "Register per 31 Juli 2020: 5 ASN. Dihitung dalam orang; dalam satuan yang disebut (rekomendasi) hasilnya lain."
    )
    assert ruled("kasn-2020-06-15-recommended", as_of=JULY, value=Decimal(4)).code == "unexplained"


def test_the_number_of_another_snapshot_is_named(tmp_path):
    july = rows_of(TEN)
    seen = view_of(written(tmp_path, {JULY: july, date(2020, 8, 31): [*july, *more(july, 3)]}), {}, "id")
    total = replace(by_id()["kasn-2020-07-31-reported"], value=Decimal(13))
    found = ruling(seen, total)
    assert (found.code, found.because.id) == (
        "revised", "Register per 31 Juli 2020: 10 ASN. Angka itu sama dengan snapshot 31 Agustus 2020.",
    )  # fmt: skip
    group = replace(by_id()["kasn-2020-07-31-share-of-reported-jpt"], **bare("54", rank=None))
    assert ruling(seen, group).code == "unexplained"  # 7 of 13 in August: by accident
    then = at_snapshot(seen, total, date(2020, 8, 31))
    assert then[1].value == 13
    assert at_snapshot(seen, total, date(2020, 9, 30)) is None


def more(rows, count):
    """So many rows of further persons in process."""
    return [{**rows[-1], "nomor_kasus": f"neu{place}", "id_asn": f"new{place}"} for place in range(count)]


def test_only_the_population_spoken_of_is_counted(tmp_path):
    rows = [{**row, "pemilihan": "pilkada_2020"} for row in rows_of(TEN)]
    others = [{**row, "pemilihan": "pemilu_2024"} for row in more(rows, 4)]
    seen = view_of(written(tmp_path, {JULY: rows + others}), {}, "id")
    total = replace(by_id()["kasn-2020-07-31-reported"], value=Decimal(10))
    assert ruling(seen, total).code == "same"
    assert ruling(seen, replace(total, value=Decimal(14))).code == "unexplained"
    assert ruling(seen, replace(total, population="pemilu_2024", value=Decimal(4))).code == "same"
    assert ruling(seen, replace(total, population="pemilu_2019")).code == "not_computable"
    assert ruling(seen, replace(total, population="case_2023")).code == "not_computable"


def test_the_version_before_a_correction_explains_the_number(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent / "gate")
    from kept import released, write_rows

    from analytics.register.snapshots import Register

    july, store = rows_of(TEN), tmp_path / "store"
    store.mkdir()
    released(store, write_rows(tmp_path / "first.csv", july))
    register = Register(store).refresh()
    total = replace(by_id()["kasn-2020-07-31-reported"], value=Decimal(10))
    assert ruling(view_of(register, {}, "id"), total).code == "same"
    released(store, write_rows(tmp_path / "second.csv", [*july, *more(july, 3)]))
    found = ruling(view_of(register.refresh(), {}, "id"), total)
    assert (found.code, found.because.id) == (
        "revised",
        "Register per 31 Juli 2020: 13 ASN. Angka itu benar menurut versi snapshot tanggal itu sesudah catatan riwayat nomor 2.",
    )


def test_what_the_register_cannot_tell_is_said_with_its_own_reason(seen):
    reasons = {ruling(seen, each).because.en for each in statements() if ruling(seen, each).code == "not_computable"}
    assert "The register does not hold this measure: Risk zone." in reasons
    assert "A count of BKN, not of this register." in reasons
    assert not [reason for reason in reasons if "{" in reason]
