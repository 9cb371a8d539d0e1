"""Mappings out of TOML and back, and held against a table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.gate.mapping import ColumnMap, Mapping, from_toml, identity, problems_with, to_toml
from analytics.gate.sources.table import Table
from analytics.register.contract import COLUMNS
from analytics.register.traits import CODED
from analytics.settings import ROOT
from analytics.text import Notice, Text

RAWS = [column.raw for column in COLUMNS]
KIND = {column.raw: column.kind for column in COLUMNS}


def table(*headings):
    """A table of which only the headings are known."""
    return Table("t", "CSV", "d", headings, "")


def test_a_mapping_as_a_file():
    mapping = Mapping(
        {"nomor_kasus": ColumnMap(("No", "Tahun")), "tanggal_laporan": ColumnMap(("Tgl Lapor",), order="month"),
         "status": ColumnMap(("Hasil",), values={"Terbukti": "direkomendasikan"}), "sanksi": ColumnMap(("Sanksi / tgl",), split=" / ", part=-1)},
        lacks=("sumber",), person="nip", editions={"category": "2022"}, labels={"category": {"mogok": Text(id="Mogok", en="Strike")}},
        sheet="Data", name="Contoh",
    )  # fmt: skip
    head, _, body = to_toml(mapping).partition("\n\n")
    assert head.splitlines()[0].startswith("# Pemetaan:") and head.splitlines()[1].startswith("# Mapping:")
    assert (
        body
        == """\
name = "Contoh"

[register]
counts = "persons"
person = "nip"
lacks = [
    "sumber",
]

[file]
sheet = "Data"

[editions]
category = "2022"

[columns.nomor_kasus]
from = [
    "No",
    "Tahun",
]

[columns.tanggal_laporan]
from = "Tgl Lapor"
order = "month"

[columns.status]
from = "Hasil"

[columns.status.values]
Terbukti = "direkomendasikan"

[columns.sanksi]
from = "Sanksi / tgl"
split = " / "
part = -1

[labels.category.mogok]
id = "Mogok"
en = "Strike"
"""
    )


@pytest.mark.parametrize(
    ("text", "said_id", "said_en"),
    [
        ("x = 1", "pemetaan, x: tidak dikenal; hapus atau betulkan ejaannya", "mapping, x: not known; remove it or correct the spelling"),
        ("name = 2", "pemetaan, name: harus berupa teks", "mapping, name: must be text"),
        ("register = 1", "pemetaan, register: harus berupa tabel", "mapping, register: must be a table"),
        ("[register]\nperson = 'nik'", "pemetaan, [register] person: harus berupa salah satu dari: pseudonym, nip, name", "mapping, [register] person: must be one of: pseudonym, nip, name"),
        ("[register]\nlacks = ['agency']", "pemetaan, [register] agency: bukan nama kolom register; daftar kolom ada di data/README.md", "mapping, [register] agency: not a column of the register; data/README.md lists them"),
        ("[register]\nlacks = ['status']\n[columns.status]\nfrom = 'S'", "pemetaan, [register] lacks: kolom status diisi dan sekaligus dinyatakan tidak ada", "mapping, [register] lacks: column status is filled and said to be lacking at once"),
        ("[file]\nheader_row = -1", "pemetaan, [file] header_row: harus berupa bilangan bulat", "mapping, [file] header_row: must be a whole number"),
        ("[columns.agency]\nfrom = 'A'", "pemetaan, [columns] agency: bukan nama kolom register; daftar kolom ada di data/README.md", "mapping, [columns] agency: not a column of the register; data/README.md lists them"),
        ("[columns.status]\nsql = 'drop'", "pemetaan, [columns.status] sql: tidak dikenal; hapus atau betulkan ejaannya", "mapping, [columns.status] sql: not known; remove it or correct the spelling"),
        ("[columns.status]\nfrom = ['a', 3]", "pemetaan, [columns.status] from: harus berupa satu judul kolom atau daftar judul kolom", "mapping, [columns.status] from: must be one heading or a list of headings"),
        ("[columns.status]\n", "pemetaan, [columns.status] from: isi salah satu saja: from atau constant", "mapping, [columns.status] from: give either from or constant"),
        ("[columns.status]\nfrom = 'a'\npart = 2", "pemetaan, [columns.status] part: hanya berlaku bersama split", "mapping, [columns.status] part: only works together with split"),
        ("[columns.status]\nfrom = 'a'\norder = 'day'", "pemetaan, [columns.status] order: tidak berlaku untuk kolom ini", "mapping, [columns.status] order: does not apply to this column"),
        ("[columns.status]\nfrom = 'a'\n[columns.status.values]\nYa = 'Ya'", "pemetaan, [columns.status.values] Ya: harus berupa kode dari huruf kecil, angka dan _", "mapping, [columns.status.values] Ya: must be a code of small letters, digits and _"),
        ("[editions]\nx = '2022'", "pemetaan, [editions] x: bukan nama daftar kode", "mapping, [editions] x: not the name of a list of codes"),
        ("[labels.category.unknown]\nid = 'a'\nen = 'b'", "pemetaan, [labels.category] unknown: harus berupa kode dari huruf kecil, angka dan _", "mapping, [labels.category] unknown: must be a code of small letters, digits and _"),
        ("[labels.category.x]\nid = 'a'", "pemetaan, [labels.category.x] id, en: harus berupa teks", "mapping, [labels.category.x] id, en: must be text"),
        ("a = [", "pemetaan bukan berkas TOML yang benar: Invalid value (at end of document)", "the mapping is not valid TOML: Invalid value (at end of document)"),
        ("#" * 1_000_001, "pemetaan terlalu besar (lebih dari 1 MB)", "the mapping is too large (more than 1 MB)"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_said_with_table_key_and_reason(text, said_id, said_en):
    with pytest.raises(Notice) as caught:
        from_toml(text)
    assert (caught.value("id"), caught.value("en")) == (said_id, said_en)


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 5000, "x = " + "9" * 10_000, "'" * 7, "\0", "x = 1979-13-01", '"\\ud800" = 1', "[columns]\nstatus = 3"]
)
def test_hostile_files_end_in_words(text):
    with pytest.raises(Notice) as caught:
        from_toml(text)
    assert caught.value("id") and caught.value("en")


def test_the_example_in_the_repository_is_read():
    mapping = from_toml((ROOT / "data" / "mappings" / "oversight_body_abroad.toml").read_text(encoding="utf-8"))
    assert mapping.counts == "allegations" and mapping.columns["sanksi"].split == " / "
    assert from_toml(to_toml(mapping)) == mapping


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
CODES = st.from_regex(r"[a-z0-9][a-z0-9_]{0,8}", fullmatch=True).filter(lambda code: code not in ("unknown", "none", "other"))
LABELS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}"), min_size=1, max_size=12).filter(str.strip)


@st.composite
def column_maps(draw, kind):
    """Any way to fill a column of a kind."""
    split = draw(st.one_of(st.just(""), WORDS))
    source = draw(
        st.one_of(st.lists(WORDS, min_size=1, max_size=3).map(lambda names: (tuple(names), "")), WORDS.map(lambda word: ((), word)))
    )
    return ColumnMap(
        *source, split, draw(st.sampled_from([1, 2, 3, -1])) if split else 1,
        draw(st.sampled_from(["day", "month", "year"])) if kind == "day" else "day",
        draw(st.one_of(st.just(""), CODES)) if kind == "code" else "",
        draw(st.dictionaries(WORDS, st.one_of(st.just(""), CODES), max_size=3)) if kind == "code" else {},
    )  # fmt: skip


@st.composite
def mappings(draw):
    """Any mapping."""
    raws = draw(st.lists(st.sampled_from(RAWS), unique=True))
    cut = draw(st.integers(0, len(raws)))
    return Mapping(
        {raw: draw(column_maps(KIND[raw])) for raw in raws[:cut]}, tuple(raws[cut:]), draw(st.sampled_from(["pseudonym", "nip", "name"])),
        draw(st.sampled_from(["persons", "allegations"])), draw(st.dictionaries(st.sampled_from(["category", "position"]), st.sampled_from(["2020", "2022"]))),
        draw(st.dictionaries(st.sampled_from(sorted(CODED)), st.dictionaries(CODES, st.builds(Text, LABELS, LABELS), min_size=1, max_size=2), max_size=2)),
        draw(WORDS | st.just("")), draw(st.integers(0, 99)), draw(WORDS | st.just("")),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(mappings())
def test_what_is_written_is_read_again(mapping):
    text = to_toml(mapping)
    assert from_toml(text) == mapping and to_toml(from_toml(text)) == text


# --- against a table ---


def problems(mapping, *headings):
    """Code, column, level of each problem."""
    return [(finding.code, finding.column, finding.level) for finding in problems_with(mapping, table(*headings))]


def test_a_file_in_the_contracts_form_fits_the_identity():
    assert problems(identity(), *RAWS) == []


def test_headings_that_are_not_there_are_named_with_the_nearest():
    found = problems_with(identity(), table(*[raw for raw in RAWS if raw != "instansi"], "instansi_asal"))
    assert [finding("id") for finding in found] == [
        "kolom instansi “instansi”: judul kolom ini tidak ada dalam berkas; mungkin “instansi_asal”"
    ]
    assert problems(identity(), *RAWS, "status") == [("heading_twice", "status", "warning")]


def test_columns_must_be_filled_or_said_to_be_lacking():
    few = Mapping({raw: ColumnMap((raw,)) for raw in RAWS[:4]}, lacks=tuple(RAWS[5:11] + RAWS[12:]))
    found = problems_with(few, table(*RAWS))
    assert [(finding.code, finding.column, finding.level) for finding in found] == [
        ("column_not_said", "sumber", "error"), ("column_needed", "status", "error"),
    ]  # fmt: skip
    assert "lacks" in found[0]("id") and "lacks" in found[0]("en")


def test_persons_may_be_lacking_where_allegations_are_counted():
    without = {raw: ColumnMap((raw,)) for raw in RAWS if raw != "id_asn"}
    assert problems(Mapping(without, ("id_asn",)), *RAWS) == [("column_needed", "id_asn", "error")]
    assert problems(Mapping(without, ("id_asn",), counts="allegations"), *RAWS) == []
    assert problems(Mapping(without, counts="allegations"), *RAWS) == [("column_not_said", "id_asn", "error")]


def test_constants_and_targets_must_be_codes_days_or_identifiers():
    columns = dict(identity().columns) | {
        "pemilihan": ColumnMap(constant="pilkada_1999"), "status": ColumnMap(("status",), values={"A": "baru", "B": "", "C": "konsep_surat"}),
        "tanggal_laporan": ColumnMap(constant="1/1/2020"), "nomor_rekomendasi": ColumnMap(constant="a b"), "sumber": ColumnMap(("sumber",), empty="entah"),
        "kategori_pelanggaran": ColumnMap(("kategori_pelanggaran",), values={"A": "mogok"}),
    }  # fmt: skip
    mapping = Mapping(columns, labels={"category": {"mogok": Text(id="Mogok", en="Strike"), "medsos": Text(id="Lain", en="Else")}})
    found = [(finding.code, finding.column, finding.value) for finding in problems_with(mapping, table(*RAWS))]
    assert sorted(found, key=str) == sorted([
        ("not_a_code", "pemilihan", "pilkada_1999"), ("not_a_code", "status", "baru"), ("not_a_code", "sumber", "entah"),
        ("not_a_constant", "tanggal_laporan", "1/1/2020"), ("not_a_constant", "nomor_rekomendasi", "a b"), ("code_taken", None, "medsos"),
    ], key=str)  # fmt: skip
