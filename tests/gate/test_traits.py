"""What a snapshot says of itself counts in every figure: columns it lacks, allegations instead of persons, editions, codes of its own."""

import random
import threading
from datetime import date, timedelta

import oracle
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from conftest import HEADINGS, rows_of
from streamlit.testing.v1 import AppTest

from analytics import catalogue
from analytics.ask import Unanswered, ask
from analytics.briefing import composed, ready
from analytics.chart import number_words
from analytics.exhibits import overview
from analytics.export.documents import FORMATS, rendered
from analytics.metrics import METRICS
from analytics.register.contract import RAW, RULES, rules_for
from analytics.register.findings import Refused
from analytics.register.loading import load, load_version, traits_in
from analytics.register.snapshots import Register
from analytics.register.traits import FIELDS, KEY, Traits
from analytics.scope import ALLEGATION, CASE, LETTER, PERSON, Scope
from analytics.settings import ROOT
from analytics.text import Notice, Text, same
from analytics.view import view_of
from analytics.vocabulary import AGENCY, DIMENSIONS, FOLLOW_UP, POSITION, Dimension, adopt

DAY = date(2020, 12, 31)
FIELD = {raw: field for field, raw in RAW.items()}
IMPOSED = {"sanctioned_on", "sanction_imposed", "follow_up"}


def write(path, rows, traits=None, absent=True):
    """Rows of raw text as a Parquet file with traits; lacking columns are left out of it, or stand there empty."""
    lacks = traits.lacks if traits else frozenset()
    raws = [raw for raw in HEADINGS if not (absent and FIELD[raw] in lacks)]
    cells = {raw: [None if FIELD[raw] in lacks else row[raw] or None for row in rows] for raw in raws}
    table = pa.table({raw: pa.array(found, pa.string()) for raw, found in cells.items()})
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(table.replace_schema_metadata({KEY: traits.to_json()} if traits else None), path)
    return path


def register_of(tmp_path, rows, traits=None, day=DAY, **options):
    """A register of one snapshot; rows as drawn text, or raw. Fails where it is refused."""
    write(tmp_path / f"snapshot={day}" / "cases.parquet", rows_of(rows) if isinstance(rows, str) else rows, traits, **options)
    register = Register(tmp_path).refresh()
    assert [finding("en") for refusal in register.refusals for finding in refusal.findings] == []
    return register


def total(register, metric, unit=PERSON, day=DAY, **where):
    """The number of the whole scope."""
    return ask(register, METRICS[metric], Scope(day, {code: (member,) for code, member in where.items()}, unit=unit)).total.value


def why(question):
    """The sentence of a question that cannot be answered, in both languages."""
    with pytest.raises(Unanswered) as caught:
        question()
    return caught.value("id"), caught.value("en")


SOME = """
id_asn  instansi   status            tindak_lanjut           tanggal_sanksi  sanksi           rekomendasi_sanksi  tanggal_blokir
x1      kab_bima   direkomendasikan  sesuai                  2020-09-01      disiplin_sedang  disiplin_sedang     -
x2      kab_bima   direkomendasikan  belum_sesuai            2020-09-05      disiplin_ringan  disiplin_sedang     2020-09-02
x3      kota_bima  direkomendasikan  belum_ditindaklanjuti   -               -                disiplin_berat      -
x3      kota_bima  tidak_terbukti    -                       -               -                -                   -
x4      -          konsep_surat      -                       -               -                -                   -
"""


# --- released versions ---


def contents(con):
    """All columns of the table `cases`, in an order of their own."""
    with con.cursor() as cursor:
        return sorted(cursor.execute("select * exclude (allegation) from cases").fetchall(), key=repr)


@pytest.mark.parametrize("lacks", [set(), {"letter"}, IMPOSED, {"recommended_on", "sanctioned_on", "blocked_on"}], ids=len)
@pytest.mark.parametrize("absent", [True, False])
def test_a_released_version_gives_the_same_table_as_a_file_that_was_checked(tmp_path, lacks, absent):
    path = write(tmp_path / "version.parquet", rows_of(SOME), Traits(frozenset(lacks)), absent)
    trusted, checked = load_version(path, DAY), load(path, DAY)
    assert contents(trusted) == contents(checked)
    assert traits_in(trusted) == traits_in(checked) == Traits(frozenset(lacks))


def test_a_released_version_is_locked_and_marks_synthetic_rows(tmp_path):
    rows = [row | {"nomor_kasus": f"CONTOH/{place}"} for place, row in enumerate(rows_of(SOME))]
    con = load_version(write(tmp_path / "version.parquet", rows, Traits()), DAY)
    assert con.execute("select synthetic from origin").fetchone() == (True,)
    with pytest.raises(Exception, match="disabled|locked"):
        con.execute("select * from read_text('/etc/hostname')")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all"])
def test_a_version_that_is_no_parquet_is_refused_in_words(tmp_path, content):
    (tmp_path / "version.parquet").write_bytes(content)
    with pytest.raises(Refused) as refused:
        load_version(tmp_path / "version.parquet", DAY)
    assert [finding("id") for finding in refused.value.findings] == ["berkas tidak dapat dibaca sebagai Parquet"]


@pytest.mark.parametrize(
    "held", ["", "{}", "[]", "null", '{"lacks": ["nothing"], "counts": "persons", "editions": {}, "labels": {}}', "[" * 9000]
)
def test_traits_that_cannot_be_read_refuse_the_file(tmp_path, held):
    table = pa.table({raw: pa.array([row[raw] or None for row in rows_of(SOME)], pa.string()) for raw in HEADINGS})
    parquet.write_table(table.replace_schema_metadata({KEY: held}), tmp_path / "version.parquet")
    for opened in (load, load_version):
        with pytest.raises(Refused) as refused:
            opened(tmp_path / "version.parquet", DAY)
        assert [finding("en") for finding in refused.value.findings] == [
            "what the file says of its register (asn_traits) cannot be read; bring the file in again on the page Data"
        ]


def test_a_file_put_there_by_hand_holds_its_traits_and_is_checked_all_the_same(tmp_path):
    rows = rows_of("id_asn status tanggal_sanksi\nx1 direkomendasikan 2020-07-15")
    path = write(tmp_path / "snapshot=2020-12-31" / "cases.parquet", rows, Traits(frozenset({"letter"})))
    with pytest.raises(Refused) as refused:
        load(path, DAY)
    assert [finding("id") for finding in refused.value.findings] == ["baris 2, kolom tanggal_sanksi: sanksi mendahului rekomendasi"]


def test_a_column_that_is_missing_and_not_said_to_be_lacking_is_refused(tmp_path):
    path = write(tmp_path / "a.parquet", rows_of(SOME), Traits(frozenset({"letter"})))
    table = parquet.read_table(path).replace_schema_metadata({KEY: Traits().to_json()})
    parquet.write_table(table, path)
    with pytest.raises(Refused) as refused:
        load(path, DAY)
    assert [finding("id") for finding in refused.value.findings] == ["kolom nomor_rekomendasi: kolom ini tidak ada"]


# --- rules ---


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_no_rule_refuses_a_row_for_a_column_the_register_lacks(tmp_path, field, sample):
    """Rows that keep every rule still keep them when any one column is taken away."""
    rows = oracle.read_rows(sample.at(sample.latest()).path)[:400]
    path = write(tmp_path / "a.parquet", rows, Traits(frozenset({field})))
    load(path, sample.latest()).close()


def test_rules_are_silent_only_where_they_want_a_column_that_is_lacking():
    assert rules_for(frozenset()) == RULES
    silent = {rule.code for rule in RULES} - {rule.code for rule in rules_for({"recommended_on"})}
    assert silent == {
        "sanction_without_recommendation", "block_without_recommendation", "recommended_without_date", "follow_up_without_recommendation",
    }  # fmt: skip
    assert {rule.code for rule in RULES} - {rule.code for rule in rules_for(FIELDS)} == silent | {
        "recommended_without_letter", "sanction_kind_without_date", "followed_up_without_sanction",
    }  # fmt: skip


def test_codes_of_its_own_break_no_rule_of_our_lists(tmp_path):
    labels = {
        "position": {"hakim_ad_hoc": same("Hakim ad hoc")},
        "agency": {"badan_x": same("Badan X")},
        "position_level": {"muda": same("Muda")},
    }
    rows = rows_of("""
    instansi  provinsi  jenis_instansi  kelompok_jabatan  jenjang_jabatan
    badan_x   bali      provinsi        hakim_ad_hoc      jpt_madya
    badan_x   -         -               jpt               muda
    badan_x   -         -               kepala_wilayah    muda
    badan_x   -         -               pengawas          muda
    """)
    register = register_of(tmp_path, rows, Traits(labels=labels))
    found = ask(register, METRICS["reported"], Scope(DAY), POSITION)
    assert {(found.label(row, "id"), row.value) for row in found.rows} >= {("Hakim ad hoc", 1)}
    types = ask(register, METRICS["reported"], Scope(DAY), DIMENSIONS["agency_type"])
    assert [(row.code, row.value) for row in types.rows] == [("provinsi", 1), ("unknown", 3)]


# --- stages without days ---

WITHOUT_DAYS = {"recommended_on", "sanctioned_on", "blocked_on", "letter"}


@pytest.mark.parametrize(
    "lacks, sanctioned",
    [
        (set(), 2),
        ({"sanctioned_on"}, 2),
        ({"sanctioned_on", "sanction_imposed"}, 1),
        ({"sanctioned_on", "follow_up"}, 2),
        (WITHOUT_DAYS, 2),
    ],
    ids=lambda value: "-".join(sorted(value)) or "nothing" if isinstance(value, set | frozenset) else str(value),
)
def test_without_days_a_sanction_is_what_its_kind_or_the_follow_up_say(tmp_path, lacks, sanctioned):
    register = register_of(tmp_path, SOME, Traits(frozenset(lacks)))
    numbers = [total(register, metric) for metric in ("reported", "recommended", "sanctioned", "outstanding", "not_proven")]
    assert numbers == [4, 3, sanctioned, 3 - sanctioned, 0]
    assert total(register, "compliance_rate") == sanctioned / 3


def test_without_days_the_codes_none_and_unknown_follow_the_stage(tmp_path):
    register = register_of(tmp_path, SOME, Traits(frozenset({"recommended_on", "sanctioned_on", "sanction_recommended"})))
    found = {row.code: row.value for row in ask(register, METRICS["reported"], Scope(DAY), FOLLOW_UP).rows}
    assert found == {"sesuai": 1, "belum_sesuai": 1, "belum_ditindaklanjuti": 1, "none": 2}


# --- what cannot be answered ---


def test_a_metric_says_which_column_it_wants_for_instead_of_zero(tmp_path):
    register = register_of(tmp_path, SOME, Traits(frozenset(IMPOSED)))
    assert why(lambda: total(register, "compliance_rate")) == (
        "Register per 31 Desember 2020 tidak memuat kolom tanggal sanksi, sanksi atau tindak lanjut; Kepatuhan sanksi tidak dapat dihitung.",
        "The register of 31 December 2020 has no column day of sanction, sanction imposed or follow-up; Sanction compliance cannot be counted.",
    )
    assert total(register, "recommended") == 3


@pytest.mark.parametrize(
    "dimension", [each for each in DIMENSIONS.values() if each.code in FIELDS and each.code != "status"], ids=lambda each: each.code
)
def test_a_breakdown_and_a_filter_need_their_column(tmp_path, dimension):
    register = register_of(tmp_path, SOME, Traits(frozenset({dimension.code, "agency"})))
    name = RAW[dimension.code].replace("_", " ")
    said, _ = why(lambda: ask(register, METRICS["reported"], Scope(DAY), dimension))
    assert said.startswith(f"Register per 31 Desember 2020 tidak memuat kolom {name}; Dilaporkan menurut ")
    said, _ = why(lambda: ask(register, METRICS["reported"], Scope(DAY, {dimension.code: ("unknown",)})))
    assert said.startswith(f"Register per 31 Desember 2020 tidak memuat kolom {name}; ")


def test_the_type_of_an_agency_of_our_list_is_known_without_its_column(tmp_path):
    register = register_of(tmp_path, SOME, Traits(frozenset({"agency_type"})))
    found = ask(register, METRICS["reported"], Scope(DAY), DIMENSIONS["agency_type"])
    assert [(row.code, row.value) for row in found.rows] == [("kabupaten", 2), ("kota", 1), ("unknown", 1)]


@pytest.mark.parametrize("field, units", [("letter", "orang kasus"), ("case_number", "orang rekomendasi"), ("person", "kasus rekomendasi")])
def test_a_unit_needs_its_column(tmp_path, field, units):
    register = register_of(tmp_path, SOME, Traits(frozenset({field})))
    assert [unit.code for unit in register.at(DAY).units] == units.split()
    left = next(unit for unit in (PERSON, CASE, LETTER) if unit.code not in units)
    metric = "recommended"
    said, _ = why(lambda: total(register, metric, left))
    assert said.startswith(f"Register per 31 Desember 2020 tidak memuat kolom {RAW[field].replace('_', ' ')}; pilih satuan ")
    assert total(register, "reported", CASE if field != "case_number" else PERSON) > 0


# --- allegations ---


def test_allegations_are_counted_row_by_row(tmp_path):
    register = register_of(tmp_path, SOME, Traits(frozenset({"person"}), "allegations"))
    assert [unit.code for unit in register.at(DAY).units] == ["dugaan", "kasus", "rekomendasi"]
    assert [total(register, metric, ALLEGATION) for metric in ("reported", "recommended", "sanctioned", "not_proven")] == [5, 3, 2, 1]
    assert why(lambda: total(register, "reported")) == (
        "Register per 31 Desember 2020 mencatat dugaan, bukan orang; pilih satuan Dugaan, Kasus atau Rekomendasi (surat).",
        "The register of 31 December 2020 holds allegations, not persons; choose the unit Allegations, Cases or Recommendations (letters).",
    )


def test_the_same_person_twice_in_a_case_is_two_allegations(tmp_path):
    rows = "nomor_kasus id_asn status\nk1 x1 konsep_surat\nk1 x1 tidak_terbukti"
    register = register_of(tmp_path, rows, Traits(counts="allegations"))
    assert (total(register, "reported", ALLEGATION), total(register, "reported", CASE)) == (2, 1)


def test_where_no_unit_is_named_it_is_the_snapshots_own(tmp_path):
    register_of(tmp_path, SOME, day=date(2020, 6, 30) + timedelta(days=100))
    register = register_of(tmp_path, SOME, Traits(counts="allegations"))
    seen = view_of(register, {}, "id")
    assert (seen.scope.unit, seen.compare, seen.query()) == (ALLEGATION, None, {"as_of": "2020-12-31", "compare": "none"})
    assert view_of(register, {"as_of": "2020-10-08"}, "id").scope.unit is PERSON
    with pytest.raises(Notice, match="holds persons, not allegations; choose the unit Persons"):
        view_of(register, {"as_of": "2020-10-08", "unit": "dugaan"}, "id")
    cases = view_of(register, {"unit": "kasus"}, "id")
    assert (cases.compare.as_of, cases.query()["unit"]) == (date(2020, 10, 8), "kasus")


def test_a_snapshot_of_another_unit_is_neither_compared_nor_drawn_in_the_trend(tmp_path):
    register_of(tmp_path, SOME, day=date(2020, 10, 31))
    register_of(tmp_path, SOME, Traits(counts="allegations"), day=date(2020, 11, 30))
    register = register_of(tmp_path, SOME)
    seen = view_of(register, {}, "id")
    assert catalogue.figure("ringkasan_perubahan", seen).title == "Snapshot sebelum 31 Desember 2020 memakai satuan lain"
    course = catalogue.figure("tren_register", seen)
    assert [[each.scope.as_of.month for each in series] for series in course.parts] == [[10, 12]] * 3
    assert course.notes == (
        "Tanpa 30 November 2020: register pada tanggal itu memakai satuan lain atau tidak memuat kolom yang diperlukan.",
    )
    assert catalogue.figure("tren_laporan", seen).incomplete == frozenset()


def test_a_trend_leaves_out_the_dates_that_cannot_answer(tmp_path):
    register_of(tmp_path, SOME, day=date(2020, 10, 31))
    register_of(tmp_path, SOME, Traits(frozenset(IMPOSED)), day=date(2020, 11, 30))
    register = register_of(tmp_path, SOME)
    found = catalogue.figure("tren_kepatuhan", view_of(register, {}, "en"))
    assert [answer.scope.as_of.month for answer in found.parts[0]] == [10, 12]
    assert found.notes[0].startswith("Without 30 November 2020: the register of that date")
    before = catalogue.figure("tren_kepatuhan", view_of(register, {"as_of": "2020-11-30"}, "id"))
    assert before.lacking.endswith("Kepatuhan sanksi tidak dapat dihitung.")


# --- drawn registers against the oracle ---

OPTIONAL = sorted(FIELDS - {"case_number", "person", "reported_on", "status"})


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("counts", ["persons", "allegations"])
def test_a_drawn_register_answers_as_the_oracle_does_or_says_why_not(tmp_path, sample, seed, counts):
    draw, day = random.Random(seed), sample.dates[4]
    lacks = frozenset(draw.sample(OPTIONAL, draw.randrange(len(OPTIONAL))))
    rows = draw.sample(oracle.read_rows(sample.at(day).path), 200)
    rows = [row | {RAW[field]: "" for field in lacks} for row in rows]
    register = register_of(tmp_path, rows, Traits(lacks, counts), day, absent=bool(seed % 2))
    unit = register.at(day).units[0]
    for code, metric in METRICS.items():
        if any(lacks.issuperset(need) for need in metric.needs):
            why(lambda metric=metric: ask(register, metric, Scope(day, unit=unit)))
            continue
        found = ask(register, metric, Scope(day, unit=unit)).total
        assert (found.numerator, found.denominator, found.value) == oracle.figures(rows, day, code, unit=unit.code)[1], code
        by = DIMENSIONS["position"]
        if "position" not in lacks:
            groups = {
                row.codes: (row.numerator, row.denominator, row.value) for row in ask(register, metric, Scope(day, unit=unit), by).rows
            }
            assert groups == oracle.figures(rows, day, code, ("position",), unit=unit.code)[0], code


# --- codes of its own ---


def test_codes_of_its_own_can_be_asked_filtered_and_named(tmp_path):
    labels = {"agency": {"inspektorat_satu": Text(id="Inspektorat Satu", en="Inspectorate One")}}
    rows = "instansi times\ninspektorat_satu 2\nkab_bima 1"
    register = register_of(tmp_path, rows, Traits(labels=labels))
    found = ask(register, METRICS["reported"], Scope(DAY), AGENCY)
    assert [(found.label(row, "en"), row.value) for row in found.rows] == [("Inspectorate One", 2), ("Bima Regency", 1)]
    assert total(register, "reported", agency="inspektorat_satu") == 2
    assert Scope(DAY, {"agency": ("inspektorat_satu",)}).sentence("id") == "Instansi: Inspektorat Satu"


def test_a_filter_by_a_code_of_another_snapshot_finds_nothing(tmp_path, drawn):
    register_of(tmp_path / "a", "instansi\ninspektorat_dua", Traits(labels={"agency": {"inspektorat_dua": same("Inspektorat Dua")}}))
    assert total(drawn("instansi\nkab_bima"), "reported", agency="inspektorat_dua") == 0


def test_a_code_of_another_snapshot_is_still_no_code_of_a_file(tmp_path):
    register_of(tmp_path / "a", "instansi\ninspektorat_tiga", Traits(labels={"agency": {"inspektorat_tiga": same("Inspektorat Tiga")}}))
    with pytest.raises(Refused, match="the code is not in the list instansi"):
        load(write(tmp_path / "b.parquet", rows_of("instansi\ninspektorat_tiga")), DAY)


@pytest.mark.parametrize(
    "labels, said",
    [
        ({"kab_bima": same("Kabupaten Lain")}, "kolom instansi: Instansi: kode “kab_bima” sudah berarti “Kabupaten Bima”; pakai kode lain"),
        ({"unknown": same("Entah apa")}, "kolom instansi: Instansi: kode “unknown” dipakai dasbor sendiri; pakai kode lain"),
    ],
)
def test_a_code_that_means_something_else_refuses_the_file(tmp_path, labels, said):
    path = write(tmp_path / "a.parquet", rows_of("instansi\nkab_bima"), Traits(labels={"agency": labels}))
    for opened in (load, load_version):
        with pytest.raises(Refused) as refused:
            opened(path, DAY)
        assert [finding("id") for finding in refused.value.findings] == [said]


def test_codes_are_adopted_all_or_none_and_by_many_threads_at_once():
    dimension = Dimension("colour", same("Warna"), members={"red": same("Merah")})
    with pytest.raises(Notice):
        adopt(dimension, {"blue": same("Biru"), "red": same("Jingga")})
    assert list(dimension.labels()) == ["red", "unknown"]
    threads = [
        threading.Thread(target=adopt, args=(dimension, {f"c{place}": same(f"C{place}"), "red": same("Merah")})) for place in range(50)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(dimension.own) == {f"c{place}" for place in range(50)}
    adopt(dimension, {"c1": same("C1")})
    with pytest.raises(Notice, match="the code “c1” already means “C1”"):
        adopt(dimension, {"c1": same("other")})


# --- editions ---


def test_a_figure_over_snapshots_of_two_editions_says_so(tmp_path):
    register_of(tmp_path, SOME, day=date(2020, 10, 31))
    register = register_of(tmp_path, SOME, Traits(editions={"position": "2022"}))
    found = catalogue.figure("jabatan_waktu", view_of(register, {}, "id"))
    assert found.notes[-1] == (
        "Daftar kelompok jabatan berbeda antarsnapshot: daftar dasar (31 Okt 2020) dan edisi 2022 (31 Des 2020); "
        "kelompoknya tidak dapat langsung dibandingkan."
    )
    assert "berbeda" not in " ".join(catalogue.figure("jabatan_kelompok", view_of(register, {}, "id")).notes)


def test_categories_of_two_editions_in_one_figure_are_said(tmp_path):
    rows = "kategori_pelanggaran times\nmedsos 3\nskb22_anggota_parpol 1"
    seen = view_of(register_of(tmp_path, rows), {}, "en")
    assert catalogue.figure("jabatan_jenis", seen).notes == (
        "The two largest, Campaigning on social media (3) and Party member or officer (1), differ little: their 95% intervals overlap.",
        "These numbers hold violation category by the basic list and edition 2022; the two do not map one to one.",
    )
    one = view_of(register_of(tmp_path / "one", "kategori_pelanggaran\nmedsos"), {}, "en")
    assert catalogue.figure("jabatan_jenis", one).notes == ()


# --- an oversight body abroad ---

HELD = ("case_number", "reported_on", "agency", "status", "sanction_recommended", "sanction_imposed")
ABROAD = {
    "agency": {"nypd": Text(id="Kepolisian Kota", en="City Police"), "fdny": Text(id="Pemadam Kebakaran", en="Fire Department")},
}


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    """Complaints: 12 against two agencies; 6 upheld with a recommended sanction, 4 of them imposed, 3 as recommended."""
    rows = rows_of("""
    nomor_kasus  instansi  status                  rekomendasi_sanksi  sanksi           times
    c1           nypd      direkomendasikan        disiplin_berat      disiplin_berat   2
    c2           nypd      direkomendasikan        disiplin_berat      disiplin_ringan  1
    c3           nypd      direkomendasikan        disiplin_sedang     -                1
    c4           nypd      tidak_terbukti          -                   -                4
    c5           fdny      direkomendasikan        disiplin_ringan     disiplin_ringan  1
    c6           fdny      direkomendasikan        disiplin_ringan     -                1
    c7           fdny      permintaan_klarifikasi  -                   -                2
    """)
    return register_of(tmp_path_factory.mktemp("abroad"), rows, Traits(frozenset(FIELDS - set(HELD)), "allegations", {}, ABROAD))


def test_abroad_the_overview_and_compliance_answer_right(abroad):
    seen = view_of(abroad, {}, "id")
    assert overview.headline(seen) == (
        "Per 31 Desember 2020, 12 dugaan pelanggaran netralitas dilaporkan; 6 di antaranya terbukti dan direkomendasikan dijatuhi sanksi; "
        "pada 4 dugaan (66,7 persen) Pejabat Pembina Kepegawaian (PPK) telah menjatuhkan sanksi."
    )
    numbers = catalogue.figure("ringkasan_angka", seen)
    assert [part.answer.total.value for part in numbers.parts] == [12, 6, 4, 4 / 6]
    funnel = catalogue.figure("kepatuhan_corong", seen)
    assert [stage.answer.total.value for stage in funnel.parts] == [12, 2, 4, 0, 0, 6, 2, 4]
    crossed = catalogue.figure("kepatuhan_silang", seen)
    assert crossed.title == "3 dari 4 dugaan dijatuhi sanksi yang sama dengan rekomendasinya"
    assert crossed.notes == ("Dari 4 dugaan yang kedua jenis sanksinya diketahui: 1 lebih ringan, 3 sama, 0 lebih berat.",)


def test_abroad_agencies_are_ranked_under_their_own_names(abroad):
    found = catalogue.figure("instansi_peringkat-rate", view_of(abroad, {}, "en"))
    assert [(found.answer.label(row, "en"), row.numerator, row.denominator) for row in found.answer.rows] == [
        ("City Police", 3, 4),
        ("Fire Department", 1, 2),
    ]
    one = catalogue.figure("ringkasan_angka", view_of(abroad, {"agency": "fdny"}, "en"))
    assert [part.answer.total.value for part in one.parts] == [4, 2, 1, 0.5]


def test_abroad_the_page_of_positions_says_why_not(abroad):
    found = {key: catalogue.figure(key, view_of(abroad, {}, "id")) for key in catalogue.FIGURES if key.startswith("jabatan_")}
    assert found["jabatan_kelompok"].title == "Porsi dari yang dilaporkan menurut kelompok jabatan"
    assert found["jabatan_kelompok"].lacking == (
        "Register per 31 Desember 2020 tidak memuat kolom kelompok jabatan; "
        "Porsi dari yang dilaporkan menurut kelompok jabatan tidak dapat dihitung."
    )
    assert all(each.empty and each.subtitle == each.lacking and each.answer.rows == () for each in found.values())


@pytest.mark.parametrize("key", sorted(catalogue.FIGURES))
def test_abroad_every_figure_is_made_or_says_why_not(abroad, key):
    for lang in ("id", "en"):
        found = catalogue.figure(key, view_of(abroad, {}, lang))
        assert found.lacking or not found.empty or found.answer.total.value == 0


@pytest.mark.parametrize("ending", FORMATS)
def test_abroad_a_briefing_gives_the_sentence_in_place_of_the_figure(abroad, ending):
    document = composed(ready("rilis-pers", view_of(abroad, {}, "id")), abroad)
    content = rendered(document, ending)
    assert len(content) > 1000
    if ending == ".txt":
        assert (
            "tidak memuat kolom kelompok jabatan; Porsi dari yang dilaporkan menurut kelompok jabatan tidak dapat dihitung."
            in content.decode()
        )


def test_a_headline_number_without_its_columns_is_a_dash_with_the_reason(tmp_path):
    seen = view_of(register_of(tmp_path, SOME, Traits(frozenset(IMPOSED))), {}, "id")
    numbers = catalogue.figure("ringkasan_angka", seen)
    assert [number_words(part, "id")[1:3] for part in numbers.parts] == [
        ("4", "ASN"),
        ("3", "ASN"),
        ("–", "kolom tanggal sanksi, sanksi atau tindak lanjut tidak ada dalam register"),
        ("–", "kolom tanggal sanksi, sanksi atau tindak lanjut tidak ada dalam register"),
    ]
    assert numbers.title == "4 ASN dilaporkan, 3 ASN direkomendasikan dijatuhi sanksi"
    assert overview.headline(seen).startswith("Per 31 Desember 2020, 4 ASN dilaporkan diduga melanggar netralitas. Register per 31")
    assert [name("id") for name in catalogue.figure("ringkasan_tren", seen).names] == ["Dilaporkan", "Direkomendasikan"]
    document = composed(ready("rapat-pimpinan", seen), seen.register)
    assert all(len(rendered(document, ending)) > 1000 for ending in (".pptx", ".pdf", ".docx"))


@pytest.mark.parametrize("page", ["ringkasan", "tren", "instansi", "jabatan", "kepatuhan", "metodologi"])
def test_abroad_every_page_stands(abroad, page):
    shown = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60)
    shown.session_state["view"] = view_of(abroad, {}, "id")
    shown.session_state["query"] = {}
    shown.run()
    assert not shown.exception
    words = " ".join(each.proto.body for each in shown.get("html"))
    if page == "jabatan":
        assert words.count("tidak memuat kolom") == 5
    if page == "metodologi":
        assert "dugaan" in words and "kelompok jabatan" in words
