"""Where a number comes from: what can be typed, what is looked through, what stands first, and where the links lead."""

import json
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from conftest import rows_of, written
from hypothesis import given
from hypothesis import strategies as st

from analytics import whence
from analytics.__main__ import main
from analytics.ask import Answer, Row, ask
from analytics.catalogue import FIGURES
from analytics.metrics import METRICS
from analytics.published import METRIC_OF, by_id, statements
from analytics.scope import CASE, LETTER, PERSON, Scope
from analytics.settings import SAMPLE
from analytics.text import Notice
from analytics.typed import Reading, readings
from analytics.verdicts import ruling
from analytics.view import View, view_of
from analytics.vocabulary import AGENCY, DIMENSIONS, OTHER, POSITION
from analytics.whence import SHOWN_IN, conditions, forms, looked_up, origins, tables

JULY = date(2020, 7, 31)
# Ten rows, nine persons: one of them in two cases, recommended in one and not proven in the other.
NINE = """
nomor_kasus  id_asn  status            nomor_rekomendasi  tanggal_rekomendasi  tanggal_sanksi  kelompok_jabatan  tanggal_blokir  tanggal_laporan
a            p1      direkomendasikan  r1                 2020-07-01           2020-07-20      jpt               2020-07-10      2020-06-01
a            p2      direkomendasikan  r1                 2020-07-01           -               jpt               -               2020-06-01
b            p1      tidak_terbukti    -                  -                    -               pelaksana         -               2020-06-02
c            p3      tidak_terbukti    -                  -                    -               pelaksana         -               2020-06-02
d            p4      konsep_surat      -                  -                    -               fungsional        -               2020-05-02
e            p5      pensiun           -                  -                    -               -                 -               2020-05-02
f            p6      direkomendasikan  r2                 2020-07-02           -               fungsional        -               2020-06-03
g            p7      direkomendasikan  r2                 2020-07-02           2020-07-21      pengawas          -               2020-06-03
h            p8      konsep_surat      -                  -                    -               jpt               -               2020-06-03
i            p9      konsep_surat      -                  -                    -               jpt               -               2020-06-03
"""


@pytest.fixture
def nine(drawn):
    """The register of nine persons."""
    return drawn(NINE, JULY)


def places(found):
    """Metric, base, member, date and fit of each origin."""
    return [
        (each.answer.metric.code, each.base and each.base.code, each.row.code if each.answer.by else "", each.answer.scope.as_of, each.fit)
        for each in found
    ]


# --- what can be typed ---


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("34,9", [("percent", "34.9", 0)]),
        ("34.9", [("percent", "34.9", 0)]),
        ("34,9 %", [("percent", "34.9", 0)]),
        ("34,9 persen", [("percent", "34.9", 0)]),
        ("27.6%", [("percent", "27.6", 0)]),
        ("27.6 percent", [("percent", "27.6", 0)]),
        ("33%", [("percent", "33", 0)]),
        ("11,0", [("percent", "11.0", 0)]),
        ("99 dari 283", [("fraction", "99", 283)]),
        ("99/283", [("fraction", "99", 283)]),
        ("99 of 283 ASN", [("fraction", "99", 283)]),
        ("1.402 dari 2,034", [("fraction", "1402", 2034)]),
        ("1.402", [("count", "1402", 0), ("percent", "1.402", 0)]),
        ("1,402", [("count", "1402", 0), ("percent", "1.402", 0)]),
        ("1.402 %", [("percent", "1.402", 0)]),
        ("1.402 orang", [("count", "1402", 0)]),
        ("456", [("count", "456", 0)]),
        (" 33 ", [("count", "33", 0), ("percent", "33", 0)]),
        ("12.345.678", [("count", "12345678", 0)]),
    ],
)
def test_a_number_is_read_in_either_notation(typed, read):
    assert [(each.kind, str(each.value), each.whole) for each in readings(typed)] == read


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "-5", "1e5", "1.2.3", "³", "٣٤", "34,9,1", "12,3456789", "1 402", "99 dari", "dari 283", "99 per 283", "9" * 10, "1" * 200, "34,9\x00%%"],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_what_can_be_typed(typed):
    with pytest.raises(Notice) as refused:
        readings(typed)
    assert "99 dari 283" in refused.value("id")
    assert "99 of 283" in refused.value("en")


@pytest.mark.parametrize("typed", ["101%", "300 dari 200", "5/0", "100,1"])
def test_what_cannot_be_is_said_so(typed):
    with pytest.raises(Notice) as refused:
        readings(typed)
    assert "100" in refused.value("en")
    assert typed in refused.value("en")


@given(st.text(max_size=90))
def test_any_text_is_read_or_refused(text):
    try:
        found = readings(text)
    except Notice as refused:
        assert refused("id")
    else:
        assert found


@given(st.integers(0, 99_999_999))
def test_thousands_are_read_back(number):
    assert Reading("count", Decimal(number)) in readings(f"{number:,}")
    assert Reading("count", Decimal(number)) in readings(f"{number:,}".replace(",", "."))


# --- what is looked through ---


def numbers_of(row):
    """Part and whole of a row of the search."""
    return row.numerator, row.denominator or 0


@pytest.mark.parametrize("unit", [PERSON, CASE, LETTER], ids=lambda unit: unit.code)
def test_the_counts_gathered_are_those_that_are_answered(nine, unit):
    """Every metric, total and by every dimension, of persons in several rows too."""
    (table,) = [each for each in tables(nine) if each.unit is unit]
    check_table(nine, table, unit)


def test_the_counts_gathered_from_the_sample_are_those_that_are_answered(sample):
    day = date(2020, 12, 19)
    check_table(sample, next(each for each in tables(sample) if (each.as_of, each.unit) == (day, PERSON)), PERSON)


def check_table(register, table, unit):
    """Compares a table with what ask answers."""
    place = {condition: index for index, condition in enumerate(conditions())}
    dimensions = dict.fromkeys(dimension for dimension, _ in table.groups)
    assert set(dimensions) == ({"", *(code for code in DIMENSIONS if code not in ("week", "day"))} if unit is PERSON else {""})
    for form in (form for form in forms() if form.base is None and unit in form.metric.units):
        for dimension in dimensions:
            by = (DIMENSIONS[dimension],) if dimension else ()
            answer = ask(register, form.metric, Scope(table.as_of, unit=unit), *by)
            expected = {row.code: numbers_of(row) for row in answer.rows} if by else {"": numbers_of(answer.total)}
            found = {member: whence.pair(form, table, counts, place) for (of, member), counts in table.groups.items() if of == dimension}
            assert {code: found[code] for code in expected} == expected, (form.metric.code, dimension)


def test_every_metric_but_medians_is_looked_for():
    declared = {form.metric.code for form in forms() if form.base is None}
    assert declared == {code for code, metric in METRICS.items() if metric.kind != "median" and not metric.of_rows}


# --- what is found ---


def test_a_rate_is_found_with_its_base_and_rounding(nine):
    """Four recommended, two sanctioned of nine reported: 50 % of those recommended, 22.2 % of those reported."""
    first = origins(nine, "50")[0]
    assert (first.answer.metric.code, first.row.numerator, first.row.denominator, first.fit) == ("compliance_rate", 2, 4, "same")
    found = next(each for each in origins(nine, "22,2") if each.base)
    assert (found.answer.metric.code, found.base.code, found.row) == ("sanctioned", "reported", Row(("total",), 2, 9, 2 / 9))
    assert found.sentence("id") == (
        "Ditindaklanjuti dengan sanksi dibagi dilaporkan per 31 Juli 2020: 2 dari 9 ASN dilaporkan = 22,22 %, dibulatkan menjadi 22,2 %. "
        "Bukan ukuran resmi dasbor ini."
    )
    assert found.sentence("en") == (
        "Sanctioned divided by reported as of 31 July 2020: 2 of 9 ASN reported = 22.22%, rounded to 22.2%. Not a metric of this dashboard."
    )


@pytest.mark.parametrize(
    ("typed", "fit"), [("44,44", "same"), ("44,4", "same"), ("44", "same"), ("45", "rounded_otherwise"), ("66,6", None)]
)
def test_every_rounding_of_the_proven_rate(nine, typed, fit):
    """Four of nine: 44.44 %."""
    found = [each for each in places(origins(nine, typed)) if each[0] == "proven_rate" and not each[2]]
    assert found == ([("proven_rate", None, "", JULY, fit)] if fit else [])


def test_a_rate_that_was_cut_off_stands_behind_one_that_was_rounded(tmp_path):
    """17 of 49 is 34.69 %, 26 of 75 is 34.67: printed 34.6 both are cut off; 9 of 26 is 34.62."""
    line = "status  times  kelompok_jabatan  tanggal_laporan\n"
    cut = rows_of(line + "tidak_terbukti 17 jpt 2020-06-01\nkonsep_surat 32 jpt 2020-06-01")
    rounded = rows_of(line + "tidak_terbukti 9 jpt 2020-06-01\nkonsep_surat 17 jpt 2020-06-01")
    register = written(tmp_path, {JULY: cut, date(2020, 6, 30): rounded})
    found = [each for each in origins(register, "34,6") if not each.answer.by and each.answer.scope.unit is PERSON and not each.base]
    assert [(each.row.numerator, each.fit) for each in found] == [(9, "same"), (17, "truncated")]


def test_a_fraction_is_found_by_both_its_numbers(nine):
    found = places(origins(nine, "2 dari 4"))
    assert found[0] == ("compliance_rate", None, "", JULY, "same")
    assert origins(nine, "3 dari 6") != origins(nine, "2 dari 4")
    assert not [each for each in origins(nine, "3/6") if (each.row.numerator, each.row.denominator) != (3, 6)]


def test_counts_are_found_in_every_unit_and_the_main_unit_first(nine):
    found = [(each.answer.metric.code, each.answer.scope.unit.code) for each in origins(nine, "9") if not each.answer.by]
    assert found == [("reported", "orang"), ("reported", "kasus")]
    assert [
        each.answer.scope.unit.code for each in origins(nine, "2") if each.answer.metric.code == "recommended" and not each.answer.by
    ] == [
        "rekomendasi",
    ]


def test_nothing_is_found_where_nothing_gives_it(nine):
    found = looked_up(nine, "31,7")
    assert (found.origins, found.more, found.many, found.how_many("id")) == ((), False, False, "0")


def test_what_a_reader_is_not_told_is_not_found(nine, monkeypatch):
    """Whatever public mode hides: a number comes from the reader's view, or not at all."""
    assert [each for each in origins(nine, "4") if each.answer.by == (POSITION,) and each.answer.metric.code == "reported"]
    answered = View.ask

    def hiding(seen, metric, *by, scope=None) -> Answer:
        found = answered(seen, metric, *by, scope=scope)
        return replace(found, rows=tuple(Row(row.codes, None, None, None, hidden=True) for row in found.rows))

    monkeypatch.setattr(View, "ask", hiding)
    whence.located.cache_clear()
    assert [each for each in origins(nine, "4") if each.answer.by] == []
    assert [each for each in origins(nine, "4") if not each.answer.by]


def test_origins_that_public_mode_hides_are_not_counted(nine, monkeypatch):
    shown = looked_up(nine, "4")
    assert (shown.how_many("id"), shown.more) == (str(len(shown.origins)), False)
    hidden = [each for each in shown.origins if each.answer.by == (POSITION,)]
    made = whence.origin_of
    monkeypatch.setattr(whence, "origin_of", lambda register, match: None if match.dimension == POSITION.code else made(register, match))
    whence.located.cache_clear()
    found = looked_up(nine, "4")
    whence.located.cache_clear()
    assert hidden and found.how_many("en") == str(len(shown.origins) - len(hidden))


def test_more_origins_than_are_told_are_not_counted(sample, run):
    found = looked_up(sample, "5/5")
    assert (len(found.origins), found.more, found.many) == (30, True, False)
    assert (found.how_many("id"), found.how_many("en")) == ("sekurangnya 30", "at least 30")
    said = json.loads(run("5/5", "--format", "json")[1])
    assert said["count"] == len(said["origins"]) and said["very_many"] is False


@pytest.mark.parametrize("typed", ["0", "1", "100%", "0%"])
def test_a_number_that_is_everywhere_is_not_looked_for_to_the_end(sample, typed, monkeypatch):
    """The search stops; what is likeliest is found before that: metrics, and no other divisions."""
    made = []
    monkeypatch.setattr(whence, "Match", lambda *parts: made.append(parts) or MATCH(*parts))
    whence.located.cache_clear()
    found = looked_up(sample, typed)
    assert len(made) == whence.VERY_MANY + 1 and len(found.origins) == 30
    assert (found.many, found.how_many("id"), found.how_many("en")) == (True, "sangat banyak", "very many")
    assert all(each.base is None for each in found.origins[:3])


MATCH = whence.Match


def test_a_register_that_lacks_a_column_is_looked_through_without_it(sample, monkeypatch):
    monkeypatch.setattr(whence, "missing", lambda snapshot, needs: [1] if needs else [])
    whence.located.cache_clear()
    found = origins(sample, "456")
    whence.located.cache_clear()
    assert {each.answer.metric.code for each in found} == {"reported"}


# --- what is told first ---


def test_the_number_said_comes_before_those_it_happens_to_be(sample):
    """54.9 is the compliance of 31 July in persons; in cases, and 'not waiting', it is the same by accident or under another name."""
    found = looked_up(sample, "54,9")
    assert places(found.likely) == [("compliance_rate", None, "", JULY, "same")]
    assert found.likely[0].spoken("en") == "Used by: KASN, 31 July 2020."
    assert [(each.answer.metric.code, each.answer.scope.unit.code, each.row.code) for each in found.by_chance] == [
        ("compliance_rate", "kasus", "total"),
        ("share_of_recommended", "orang", "none"),
    ]
    assert found.in_words(len(found.by_chance), "id") == "2"


def test_a_number_nobody_said_has_its_first_totals_as_origins(nine):
    """Of nine persons four are recommended, two sanctioned; 22,2 is no metric of ours, so that the first of all stands alone."""
    assert places(looked_up(nine, "50").likely) == [
        ("compliance_rate", None, "", JULY, "same"),
        ("outstanding_rate", None, "", JULY, "same"),
    ]
    found = looked_up(nine, "22,2")
    assert len(found.likely) == 1 and len(found.by_chance) == len(found.origins) - 1 > 0


def test_a_statement_of_another_body_has_not_used_the_number(sample):
    """33 % was said by Bawaslu of its own count: the verdict is that it cannot be computed, so nobody 'used' the register's number."""
    first = looked_up(sample, "33%").likely[0]
    assert first.spoken("id") == "Angka yang sama disebut Bawaslu, 15 Juni 2020; itu bukan hitungan register ini."
    assert first.spoken("en") == "The same number was said by Bawaslu, 15 June 2020; that is not a count of this register."


def test_a_number_said_in_cases_is_not_used_by_the_number_of_persons(sample):
    spoken = {each.spoken("id") for each in origins(sample, "7") if each.answer.by == (AGENCY,) and each.said}
    assert spoken == {"Angka yang sama disebut KASN, 15 Juni 2020, dalam satuan atau cakupan lain."}


@pytest.mark.parametrize("typed", ["54,9", "34,9", "35,0", "1.597", "872"])
def test_other_names_of_a_total_are_not_among_the_first(sample, typed):
    """'Not waiting' is those sanctioned, and status 'recommended' those recommended."""
    found = looked_up(sample, typed)
    assert found.likely and found.by_chance
    assert not [each for each in found.likely if each.answer.by and each.answer.by[0].code in ("status", "waiting")]


@pytest.mark.parametrize("typed", ["1.597", "1,597"])
def test_a_count_with_its_thousands_marked_goes_before_the_decimal(sample, typed):
    """1,597 recommended; 5 of 313 is 1.597 %, which stands last."""
    found = looked_up(sample, typed)
    assert places(found.likely) == [("recommended", None, "", date(2024, 2, 6), "same")]
    assert [each.reading.kind for each in found.origins][-1] == "percent"
    assert [each.reading.kind for each in found.origins[:-1]] == ["count"] * (len(found.origins) - 1)


def test_a_decimal_with_three_digits_is_told_where_no_count_is(drawn):
    """1 of 64 is 1.5625 %: typed 1.563 no count is 1563."""
    register = drawn("status times tanggal_laporan\ntidak_terbukti 1 2020-06-01\nkonsep_surat 63 2020-06-01", JULY)
    found = looked_up(register, "1,563")
    assert found.statements == () and found.likely and {each.reading.kind for each in found.likely} == {"percent"}


# --- the published rates ---

PUBLISHED = [
    each.id
    for each in statements()
    if each.unit == "persen" and each.value is not None and each.precision == "day" and METRIC_OF.get(each.measure) in METRICS
    and (SAMPLE / f"snapshot={each.as_of}").is_dir() and each.member not in ("sebelum_kampanye", "masa_kampanye")
]  # fmt: skip


@pytest.mark.parametrize("id", PUBLISHED)
@pytest.mark.parametrize("form", ["{} %", "{}"], ids=["percent", "bare"])
def test_the_origin_of_a_published_rate_is_among_the_first_three(sample, id, form):
    statement = by_id()[id]
    found = looked_up(sample, form.format(str(statement.value).replace(".", ",")))
    assert statement in found.statements
    verdict = ruling(view_of(sample, {}, "id"), statement)
    if id == BAWASLU or (verdict.code in ("same", "truncated", "rounded_otherwise") and verdict.answer):
        place = (METRIC_OF[statement.measure], None, statement.member, statement.as_of)
        assert place in [each[:4] for each in places(found.origins[:3])]


BAWASLU = "bawaslu-2020-06-15-share-base-unstated-jpt"  # 33 %, which the register gives too


def test_how_many_published_rates_are_looked_for(sample):
    """All but the misprint, and two of another election, which the sample does not hold."""
    seen = view_of(sample, {}, "id")
    given_by_register = [id for id in PUBLISHED if (found := ruling(seen, by_id()[id])).answer and found.code in ("same", "truncated")]
    assert (len(given_by_register), len(PUBLISHED)) == (62, 66)


def test_34_9_is_told_in_both_languages(sample):
    found = looked_up(sample, "34,9")
    assert found.origins[0].sentence("id") == (
        "Kepatuhan sanksi per 26 Juni 2020: 99 dari 283 ASN direkomendasikan = 34,98 %, dipotong menjadi 34,9 %."
    )
    assert (
        found.origins[0].sentence("en") == "Sanction compliance as of 26 June 2020: 99 of 283 ASN recommended = 34.98%, cut off to 34.9%."
    )
    assert [each.id for each in found.statements] == ["kasn-2020-06-26-compliance-rate"]
    assert places(origins(sample, "99 dari 283"))[0] == ("compliance_rate", None, "", date(2020, 6, 26), "same")


def test_a_group_is_named(sample):
    assert origins(sample, "27.6%")[0].sentence("id") == (
        "Porsi dari yang dilaporkan, kelompok jabatan Jabatan Pimpinan Tinggi (JPT), per 31 Juli 2020: 126 dari 456 ASN dilaporkan = 27,63 %, "
        "dibulatkan menjadi 27,6 %."
    )


def test_statements_with_the_number_are_told_where_the_register_has_none(sample):
    found = looked_up(sample, "1.402")
    assert [each.id for each in found.statements] == ["kasn-2023-01-16-sanctioned-mediakampung"]
    assert [each.said("id") for each in found.readings] == ["dibaca sebagai jumlah 1.402", "dibaca sebagai 1,402 %"]
    assert [each.id for each in looked_up(sample, "67/202").statements] == ["kasn-2024-06-12-proven-rate-case-2024"]


# --- where the links lead ---


def test_figures_show_what_they_are_named_for(sample):
    """Each figure of the table holds an answer of that metric by that dimension."""
    seen = view_of(sample, {"as_of": "2020-12-19"}, "id")
    for (metric, dimension), key in SHOWN_IN.items():
        shown = {(answer.metric.code, ",".join(each.code for each in answer.by)) for answer in FIGURES[key](seen).answers}
        assert (metric, dimension) in shown, key


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_link_opens_the_snapshot_in_the_language(sample, lang):
    origin = origins(sample, "34,9")[0]
    page, _, query = origin.link(lang).partition("?")
    assert page == "/"
    assert dict(parse_qsl(query)) == {"as_of": "2020-06-26", "compare": "2020-06-15", **({"lang": "en"} if lang == "en" else {})}


def test_the_link_of_an_agency_opens_its_headline(sample):
    origin = next(each for each in origins(sample, "56") if each.answer.by == (AGENCY,) and each.answer.metric.code == "reported")
    query = dict(parse_qsl(origin.link("id").partition("?")[2]))
    assert view_of(sample, query, "id").ask(METRICS["reported"]).total.value == origin.row.value == 56
    assert origin.row.code != OTHER


# --- the command ---


@pytest.fixture(scope="module")
def summer(tmp_path_factory):
    """A copy of three snapshots of the sample, which load faster than all."""
    folder = tmp_path_factory.mktemp("summer")
    for day in ("2020-06-15", "2020-06-26", "2020-07-31"):
        shutil.copytree(SAMPLE / f"snapshot={day}", folder / f"snapshot={day}")
    return folder


@pytest.fixture
def run(capsys, summer):
    """run(*arguments) -> (exit code, stdout, stderr) on the three snapshots."""
    return lambda *arguments: (main(["whence", *arguments, "--data", str(summer)]), *capsys.readouterr())


def test_the_command_prints_origins_and_statements(run):
    code, out, err = run("54,9")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("“54,9” dibaca sebagai 54,9 %: ")
    assert lines[0].endswith(" asal.")
    assert lines[1:8] == [
        "Pernyataan dengan angka ini:",
        "  - 31 Juli 2020, KASN: Kepatuhan sanksi, 54,9 % (sama). Register per 31 Juli 2020: 189 dari 344 = 54,94 %.",
        "Asal menurut register:",
        "  1. Kepatuhan sanksi per 31 Juli 2020: 189 dari 344 ASN direkomendasikan = 54,94 %, dibulatkan menjadi 54,9 %. [sama] "
        "Dipakai: KASN, 31 Juli 2020.",
        "     /?as_of=2020-07-31&compare=2020-06-26",
        "Angka yang sama dari pertanyaan lain: 2",
        "  2. Kepatuhan sanksi per 31 Juli 2020: 185 dari 337 kasus direkomendasikan = 54,90 %, dibulatkan menjadi 54,9 %. [sama]",
    ]
    assert lines[-1] == "Data contoh (sintetis)"


def test_the_command_tells_a_number_printed_otherwise(run):
    out = run("35,0", "--lang", "en")[1].splitlines()
    assert out[1:4] == [
        "Statements with this number:",
        "  - This number, printed otherwise: 26 June 2020, KASN: Sanction compliance, 34.9% (same, cut off). Register of 26 June 2020: "
        "99 of 283 = 34.98%. Its decimals were cut off; rounded it is 35.0%.",
        "  - The register gives 35.0% (99 of 283 = 34.98%); the statement by KASN as of 26 June 2020 says 34.9% because it was cut off.",
    ]
    found = json.loads(run("35,0", "--format", "json")[1])
    assert (found["likely"], found["statements"]) == (1, [])
    assert [(each["id"], each["verdict"]) for each in found["related"]] == [("kasn-2020-06-26-compliance-rate", "truncated")]


def test_the_command_gives_json_and_csv(run):
    found = json.loads(run("99/283", "--format", "json")[1])
    first = found["origins"][0]
    assert found["read"] == [{"kind": "fraction", "value": 99, "whole": 283}]
    assert (first["metric"], first["as_of"], first["numerator"], first["denominator"]) == ("compliance_rate", "2020-06-26", 99, 283)
    assert found["statements"][0]["verdict"] == "truncated"
    lines = run("99/283", "--format", "csv", "--lang", "en")[1].splitlines()
    assert lines[0] == "metric,base,dimension,member,as_of,unit,numerator,denominator,value,fit,link"
    assert lines[1] == f"compliance_rate,,,,2020-06-26,orang,99,283,{99 / 283},same,/?as_of=2020-06-26&compare=2020-06-15&lang=en"


def test_the_command_says_what_can_be_typed(run):
    assert run("abc") == (
        1, "", "“abc” tidak dapat dibaca sebagai angka. Tulis jumlah (456 atau 1.402), persentase (34,9 atau 33%), atau pecahan (99 dari 283, 99/283).\n",
    )  # fmt: skip
    assert run("31,77777")[0] == 1
    assert "Tidak ada ukuran, kelompok, atau snapshot yang memberi angka itu." in run("31,7777")[1]


@pytest.mark.parametrize("typed", ["90,8", "34,9", "27,6%", "72"])
def test_every_quotient_shown_gives_the_number_typed(sample, typed):
    """No line divides by what is not counted in its unit: letters of recommendation by persons reported."""
    wanted = float(typed.rstrip("%").replace(",", "."))
    for found in whence.looked_up(sample, typed).origins:
        row = found.row
        if row.denominator and row.numerator is not None:
            assert abs(100 * row.numerator / row.denominator - wanted) < 1, (found, typed)


def test_a_number_said_of_what_the_register_counts_otherwise_has_no_likely_origin(sample):
    """75,9 % was said of those processed, of whom the register gives 75,5 %; the same digits elsewhere are an accident."""
    found = looked_up(sample, "75,9")
    assert found.contested and not found.likely and len(found.by_chance) == len(found.origins) > 2


def test_a_number_that_was_said_is_beside_what_it_is_now(sample):
    first = looked_up(sample, "99 dari 283").likely[0]
    assert first.now("id") == "Kini, per 6 Februari 2024: 90,8 % (1.450 dari 1.597)."
    assert first.now("en") == "Now, as of 6 February 2024: 90.8% (1,450 of 1,597)."
    assert looked_up(sample, "1.450").likely[0].now("id") == ""  # it is the latest
