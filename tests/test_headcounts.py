"""Numbers per 1.000 civil servants: the reference file read strictly, what is missing said, and the figure made of it."""

from datetime import UTC, date, datetime

import pytest
from conftest import DRAWN_ON

from analytics import catalogue, headcounts, spoken
from analytics.exhibits import per_thousand
from analytics.export.data import to_csv
from analytics.figures import Look, draw
from analytics.intervals import wilson
from analytics.scope import Scope
from analytics.sentences import Institution
from analytics.settings import Settings
from analytics.table import table
from analytics.text import Notice
from analytics.view import View, shared_answer

GOOD = (
    "agency,asn,as_of,source\nkab_muna,4000,2020-06-30,BKN\nkab_bima,8000,2020-06-30,BKN\nkota_bima,2000,2021-01-31,Pemerintah Kota Bima\n"
)
REPORTS = "instansi times\nkab_muna 60\nkab_bima 24\nkota_bima 8\nkab_dompu 3\n- 5"


@pytest.fixture(autouse=True, scope="module")
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


@pytest.fixture
def supply(tmp_path, monkeypatch):
    """supply(text) -> the path of a file of headcounts, which the settings then name; None: only named."""

    def supplied(text):
        path = tmp_path / "jumlah.csv"
        if text is not None:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        monkeypatch.setattr(headcounts, "settings", lambda: Settings(headcounts=str(path)))
        headcounts.read.cache_clear()
        return path

    return supplied


def refused(supply, text):
    """What is said of a file, in both languages."""
    supply(text)
    with pytest.raises(Notice) as caught:
        headcounts.headcounts()
    return caught.value("id"), caught.value("en")


def seen_of(register, lang="en", **where):
    """A reader's view of it."""
    return View(register, Scope(DRAWN_ON, {code: (member,) for code, member in where.items()}), None, lang)


# --- the file ---


def test_a_file_is_read_whatever_the_order_of_its_columns_and_again_when_it_changes(supply):
    path = supply("\ufeffsource;as_of;asn;agency\nBKN;2020-06-30;4000;kab_muna\n")
    assert headcounts.headcounts() == {"kab_muna": headcounts.Headcount(4000, date(2020, 6, 30), "BKN")}
    path.write_text(GOOD, encoding="utf-8")
    assert {code: each.asn for code, each in headcounts.headcounts().items()} == {"kab_muna": 4000, "kab_bima": 8000, "kota_bima": 2000}


def test_without_a_file_the_columns_it_needs_are_named_and_never_its_folder(supply, tmp_path):
    for said in refused(supply, None):
        assert "jumlah.csv" in said and "agency, asn, as_of, source" in said and "headcounts" in said and str(tmp_path) not in said


HEAD = "agency,asn,as_of,source\n"
UNSAFE = ("=1+1", "+62", "-BKN", "@SUM(A1)", "<b>BKN</b>", "BKN > Januari", "BKN <x")


@pytest.mark.parametrize(
    "text, said",
    [
        ("agency,asn,as_of\nkab_muna,1,2020-01-01\n", "row 1: the headings must be agency, asn, as_of, source, each once"),
        (HEAD.replace("asn", "source"), "row 1: the headings must be"),
        ("", "the file is empty"),
        (HEAD + "kab_nowhere,5,2020-01-01,BKN\n", "row 2, column agency “kab_nowhere”: there is no agency of this code in the list"),
        (HEAD + "unknown,5,2020-01-01,BKN\n", "there is no agency of this code"),
        (HEAD + "kab_muna,4.000,2020-01-01,BKN\n", "row 2, column asn “4.000”: must be a whole number above zero"),
        (HEAD + "kab_muna,0,2020-01-01,BKN\n", "column asn “0”"),
        (HEAD + "kab_muna,-5,2020-01-01,BKN\n", "column asn “-5”"),
        (HEAD + "kab_muna,١٢,2020-01-01,BKN\n", "column asn"),
        (HEAD + "kab_muna,99999999,2020-01-01,BKN\n", "column asn"),
        (HEAD + "kab_muna,5,31/01/2020,BKN\n", "row 2, column as_of “31/01/2020”: must be a day that exists"),
        (HEAD + "kab_muna,5,2020-02-30,BKN\n", "column as_of “2020-02-30”"),
        (HEAD + "kab_muna,5,2999-12-31,BKN\n", "row 2, column as_of “2999-12-31”: the day is in the future"),
        *((HEAD + f"kab_muna,5,2020-01-01,{source}\n", "row 2, column source: ") for source in UNSAFE),
        (HEAD + "kab_muna,5,2020-01-01,\n", "row 2, column source: the source must be given"),
        (HEAD + f"kab_muna,5,2020-01-01,{'x' * 201}\n", "column source"),
        (HEAD + "kab_muna,5,2020-01-01,BKN\u202e\n", "column source"),
        (HEAD + "kab_muna,5,2020-01-01\n", "row 2: the number of cells is not that of the columns"),
        (HEAD + "kab_muna,5,2020-01-01,BKN,more\n", "row 2: the number of cells"),
        (HEAD + "kab_muna,5,2020-01-01,BKN\nkab_muna,6,2020-01-01,BKN\n", "row 3, column agency “kab_muna”: this agency already stands in row 2"),
        (HEAD + 'kab_muna,5,2020-01-01,"BKN\n', "quotation marks do not match"),
        (HEAD.encode() + b"kab_muna,5,2020-01-01,\xff\n", "row 2: the text is not UTF-8"),
        (HEAD + "x" * 200_000 + "\n", "the line is too long"),
        (HEAD + "kab_muna,5,2020-01-01,BKN\n" * 50_000, "the file is larger than 1 MB"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[:30].replace("\n", "|"),
)  # fmt: skip
def test_a_file_with_a_fault_is_refused_with_row_column_and_reason(supply, text, said):
    indonesian, english = refused(supply, text)
    assert english.startswith("The file of numbers of ASN (jumlah.csv) was refused: ") and said in english, english
    assert indonesian.startswith("Berkas jumlah ASN (jumlah.csv) ditolak: ")


@pytest.mark.parametrize("zone, taken", [("Pacific/Kiritimati", True), ("Pacific/Pago_Pago", False)])
def test_a_day_is_in_the_future_by_the_time_zone_of_the_settings(supply, monkeypatch, zone, taken):
    """At 11 o'clock UTC it is the next day on Kiritimati, and still today on Samoa."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            """A fixed moment."""
            return datetime(2021, 5, 4, 11, tzinfo=UTC).astimezone(tz)

    path = supply(HEAD + "kab_muna,5,2021-05-05,BKN - Kedeputian = SDM\n")
    monkeypatch.setattr(headcounts, "settings", lambda: Settings(headcounts=str(path), time_zone=zone))
    monkeypatch.setattr(headcounts, "datetime", Clock)
    if taken:
        assert headcounts.headcounts()["kab_muna"].as_of == date(2021, 5, 5)
    else:
        with pytest.raises(Notice, match="in the future|belum tiba"):
            headcounts.headcounts()


def test_every_fault_is_counted_and_a_folder_is_no_file(supply, tmp_path):
    assert refused(supply, HEAD + "kab_x,0,x,\nkab_muna,5,2020-01-01,BKN\n")[1].endswith("Findings in all: 4.")
    path = supply(None)
    path.unlink()
    path.mkdir()
    with pytest.raises(Notice, match="not a plain file"):
        headcounts.headcounts()


# --- the figure ---


def test_agencies_are_ranked_by_reports_for_their_size(supply, drawn):
    supply(GOOD)
    exhibit = per_thousand.ranked(seen_of(drawn(REPORTS)))
    assert exhibit.key == "instansi_peringkat-per1000" and not exhibit.lacking
    assert exhibit.title == "Most for the size of the agency: Muna Regency, 15.0 per 1,000 ASN; fewest: Bima Regency, 3.0 per 1,000 ASN"
    low, high = (f"{1000 * each:.1f}" for each in wilson(60, 4000))
    shown = table(exhibit.answer, "en")
    assert shown.headings == ["Agency", "Rank", "Numerator", "Denominator", "Reported per 1,000 ASN", "95% interval"]
    assert shown.lines[0] == ["Muna Regency", "1", "60", "4,000", "15.0 per 1,000 ASN", f"{low}–{high}"]
    assert [line[0] for line in shown.lines] == ["Muna Regency", "Bima City", "Bima Regency"] and shown.total == []
    assert exhibit.notes[:4] == (
        "Number of ASN according to BKN and Pemerintah Kota Bima, as of 30 June 2020 to 31 January 2021.",
        "Numbers of ASN older than the snapshot (31 December 2020): 2, at most by 184 days.",
        "Numbers of ASN newer than the snapshot (31 December 2020): 1.",
        "Not in the file of numbers of ASN, 1 of 4 agencies: Dompu Regency.",
    )
    assert "15,0 per 1.000 ASN" in per_thousand.ranked(seen_of(drawn(REPORTS), "id")).title


def test_the_figure_is_drawn_said_and_written_with_its_unit(supply, drawn):
    supply(GOOD)
    exhibit = catalogue.figure("instansi_peringkat-per1000", seen_of(drawn(REPORTS), "id"))
    bars = draw(exhibit, Look("id")).data[0]
    assert [round(value, 6) for value in bars.x] == [3, 4, 15] and bars.text[-1].startswith("15,0 per 1.000 ASN")
    assert spoken.sentence(exhibit).endswith("(data per 31 Desember 2020).")
    line = next(line for line in to_csv(exhibit, Institution("Uji", "UJI")).decode().split("\n") if line.startswith("kab_muna,"))
    codes = line.split(",")
    assert codes[2:5] == ["60", "4000", "15"] or [*map(float, codes[2:5])] == [60, 4000, 15]
    assert [float(each) for each in codes[5:]] == pytest.approx([1000 * each for each in wilson(60, 4000)])


def test_agencies_that_chance_may_part_are_not_said_to_differ(supply, drawn):
    supply(GOOD)
    exhibit = per_thousand.ranked(seen_of(drawn("instansi times\nkab_muna 3\nkab_bima 5")))
    assert exhibit.title == (
        "Reported per 1,000 ASN do not clearly differ between agencies; the highest on record is Muna Regency, 0.8 per 1,000 ASN"
    )


def test_more_reports_than_civil_servants_are_not_divided(supply, drawn):
    supply(HEAD + "kab_muna,50,2020-12-31,BKN\nkab_bima,8000,2020-12-31,BKN\n")
    exhibit = per_thousand.ranked(seen_of(drawn(REPORTS)))
    assert [row.code for row in exhibit.answer.rows] == ["kab_bima"] and exhibit.title == "Bima Regency: 3.0 per 1,000 ASN"
    assert "Fewer ASN than were reported, not used: Muna Regency." in exhibit.notes


def test_what_is_missing_is_said_instead_of_a_figure(supply, drawn):
    register = drawn(REPORTS)
    supply(None)
    assert "agency, asn, as_of, source" in per_thousand.ranked(seen_of(register)).lacking
    supply(HEAD + "kab_sorong,5,2020-01-01,BKN\n")
    assert per_thousand.ranked(seen_of(register, "id")).lacking == (
        "Tidak satu pun dari 4 instansi dalam cakupan ini disebut dalam berkas jumlah ASN."
    )
    supply(HEAD + "kab_muna,nol,2020-01-01,BKN\n")
    assert "row 2, column asn “nol”" in per_thousand.ranked(seen_of(register)).lacking


def test_only_the_highest_are_shown_and_ties_at_the_edge_stay(supply, drawn):
    codes = [f"{kind}_{name}" for kind in ("kab", "kota") for name in ("bima", "kediri", "semarang", "bandung", "sorong", "bekasi")]
    supply(HEAD + "".join(f"{code},1000,2020-12-31,BKN\n" for code in codes))
    counts = [60, 19, 18, 17, 16, 15, 14, 13, 12, 5, 5, 4]
    register = drawn("instansi times\n" + "\n".join(f"{code} {count}" for code, count in zip(codes, counts, strict=True)))
    exhibit = per_thousand.ranked(seen_of(register))
    assert [row.numerator for row in exhibit.answer.rows] == counts[:11]
    assert exhibit.notes[0] == "The 11 highest of 12 agencies are shown."
    assert exhibit.title.endswith("fewest: Bekasi City, 4.0 per 1,000 ASN")
