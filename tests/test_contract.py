"""data/README.md says what the code checks, data/LICENSES.md covers every file, and the lists and the ledger are sound."""

import csv
import json
import re
from collections import Counter
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pytest

from analytics.register.contract import COLUMNS, RAW, RULES
from analytics.vocabulary import DIMENSIONS, agencies, code_list, provinces, read_rows

DATA = Path(__file__).resolve().parent.parent / "data"
README = (DATA / "README.md").read_text(encoding="utf-8")
LICENSES = (DATA / "LICENSES.md").read_text(encoding="utf-8")
FONTS = DATA.parent / "static" / "fonts"
SAFE_CODE = re.compile(r"[a-z0-9_]+")
FROM_LEDGER = {  # dimension in figures.csv -> dimension of ours
    "position": "position",
    "category": "category",
    "agency": "agency",
    "province": "province",
    "status": "status",
    "sanction_recommended": "sanction_recommended",
    "agency_type": "agency_type",
    "complaint_source": "source",
}


def section(title: str, text: str = README) -> str:
    """The text under a heading of the README, or of another text."""
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def table(text: str) -> list[list[str]]:
    """The body of the first Markdown table in a text, cell by cell."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def published(name: str) -> list[dict[str, str]]:
    return read_rows(DATA / "published" / name)


def slug(name: str) -> str:
    """A name as it is written in a code: 'Aceh Barat Daya' -> 'aceh_barat_daya'."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower())


def data_files() -> list[str]:
    """The data and font files of the repository, leaving out what an installation drops into data/snapshots."""
    found = [path for path in DATA.rglob("*") if path.is_file() and DATA / "snapshots" not in path.parents]
    found = [path for path in found if path not in (DATA / "README.md", DATA / "LICENSES.md")]
    return sorted(path.relative_to(DATA.parent).as_posix() for path in [*found, *FONTS.glob("*.woff2"), *FONTS.glob("*.ttf")])


# The README and the contract


def test_the_readme_lists_the_columns_in_the_contracts_order():
    assert [row[0] for row in table(section("Columns"))] == [f"`{column.raw}`" for column in COLUMNS]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.raw)
def test_the_readme_says_of_a_column_what_the_contract_says(column):
    _, kind, empty, codes, meaning = next(row for row in table(section("Columns")) if row[0] == f"`{column.raw}`")
    assert kind == {"identifier": "identifier", "day": "date", "code": "code"}[column.kind]
    assert empty == "no" if column.required else re.match(r"yes: \w+", empty)
    assert bool(codes) == (column.kind == "code")
    assert meaning


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.kind == "code"], ids=lambda column: column.raw)
def test_the_code_list_the_readme_names_is_the_one_a_column_is_checked_against(column):
    named = next(row[3] for row in table(section("Columns")) if row[0] == f"`{column.raw}`")
    file, *dimension = re.findall(r"`([^`]+)`", named)
    codes = {row["code"] for row in read_rows(DATA / "reference" / file) if not dimension or row["dimension"] == dimension[0]}
    assert codes == set(DIMENSIONS[column.field].members)


def test_the_readme_lists_each_rule_with_the_column_its_message_points_at():
    documented = [(row[0], row[1]) for row in table(section("Rules between columns"))]
    assert documented == [(f"`{rule.code}`", f"`{RAW[rule.field]}`") for rule in RULES]


def test_a_rule_in_the_readme_names_no_column_that_its_condition_does_not_read():
    for rule, row in zip(RULES, table(section("Rules between columns")), strict=True):
        quoted = set(re.findall(r"`(\w+)`", row[2])) & set(RAW.values())
        read = {RAW[field] for field in RAW if re.search(rf"\b(?<![.]){field}\b", rule.broken)}
        assert quoted <= read, rule.code


def test_the_readme_states_the_key_and_the_mark_of_synthetic_cases():
    assert "The pair (`nomor_kasus`, `id_asn`) is unique" in section("Columns")
    assert "any `nomor_kasus` begins with `CONTOH/`" in section("Synthetic data")


def test_the_licence_table_names_every_data_and_font_file_and_no_other():
    patterns = [row[0].strip("`") for row in table(section("Files", LICENSES))]
    files = data_files()
    assert [file for file in files if not any(fnmatch(file, pattern) for pattern in patterns)] == []
    assert [pattern for pattern in patterns if not any(fnmatch(file, pattern) for file in files)] == []


@pytest.mark.parametrize("holder", ["Copyright (c) 2017 Cahya DSN", "the authors of python-holidays"])
def test_the_mit_notice_stands_in_full_under_each_holder(holder):
    notice = next(part for part in LICENSES.split("\n## ") if part.startswith("MIT") and holder in part)
    assert "The above copyright notice and this permission notice shall be included in all" in notice
    assert 'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND' in notice


def test_the_licence_of_the_sample_is_the_one_its_manifest_names():
    licence = json.loads((DATA / "sample" / "manifest.json").read_text(encoding="utf-8"))["licence"]
    assert {row[1] for row in table(section("Files", LICENSES)) if row[0].startswith("`data/sample/")} == {licence}


def test_the_font_licence_lies_where_it_is_said_to():
    assert "`static/fonts/OFL.txt`" in LICENSES
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_the_readmes_table_of_the_ledger_gives_the_files_and_their_rows():
    documented = {row[0].strip("`"): int(row[1]) for row in table(section("Published figures (`data/published/`)"))}
    assert documented == {path.name: len(published(path.name)) for path in (DATA / "published").glob("*.csv")}


def test_the_readmes_table_of_reference_lists_names_every_file():
    lists = section("Reference lists (`data/reference/`)").partition("### Headcounts")[0]
    documented = {row[0].strip("`") for row in table(lists)}
    assert documented == {path.name for path in (DATA / "reference").iterdir()}


def test_the_readme_quotes_the_ledgers_status_counts():
    quoted = re.findall(r"(\d+)\s(?:rows\s)?`(\w+)`", section("Published figures (`data/published/`)"))
    assert {status: int(count) for count, status in quoted} == Counter(row["status"] for row in published("figures.csv"))


# Reference lists


def reference_codes() -> list[tuple[str, dict[str, str]]]:
    """Every row of every list of codes, with the list it belongs to."""
    rows = [(row["dimension"], row) for row in read_rows(DATA / "reference" / "codes.csv")]
    return rows + [(name, row) for name in ("provinces", "agencies") for row in read_rows(DATA / "reference" / f"{name}.csv")]


def test_codes_are_unique_in_their_list():
    counts = Counter((name, row["code"]) for name, row in reference_codes())
    assert [key for key, count in counts.items() if count > 1] == []


def test_codes_are_small_letters_digits_and_underscores_and_never_a_reserved_word():
    codes = {row["code"] for _, row in reference_codes()}
    assert [code for code in codes if not SAFE_CODE.fullmatch(code)] == []
    assert codes & {"unknown", "none", "other", "total"} == set()


def test_every_code_has_a_label_in_both_languages():
    unlabelled = [row["code"] for _, row in reference_codes() if not (row["label_id"].strip() and row["label_en"].strip())]
    assert unlabelled == []


@pytest.mark.parametrize("label", ["label_id", "label_en"])
def test_no_two_codes_of_a_list_share_a_label(label):
    counts = Counter((name, row[label]) for name, row in reference_codes())
    assert [key for key, count in counts.items() if count > 1] == []


def test_reference_files_have_as_many_fields_in_each_row_as_in_the_heading():
    for path in [*(DATA / "reference").glob("*.csv"), *(DATA / "published").glob("*.csv")]:
        with path.open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1, path.name


def test_the_code_lists_hold_the_dimensions_the_contract_needs_and_no_other():
    lists = {row["dimension"] for row in read_rows(DATA / "reference" / "codes.csv")}
    assert lists == {
        "election", "source", "agency_type", "position", "position_level", "category", "status", "sanction_recommended", "follow_up",
    }  # fmt: skip


def test_sanctions_are_listed_by_weight():
    assert list(code_list("sanction_recommended")) == [
        "moral_tertutup",
        "moral_terbuka",
        "disiplin_ringan",
        "disiplin_sedang",
        "disiplin_berat",
    ]


def test_there_are_38_provinces_of_which_34_existed_before_2022():
    since = {province.code: province.since for province in provinces().values() if province.since}
    assert (len(provinces()), len(provinces()) - len(since)) == (38, 34)
    assert since == {
        "papua_selatan": date(2022, 7, 25),
        "papua_tengah": date(2022, 7, 25),
        "papua_pegunungan": date(2022, 7, 25),
        "papua_barat_daya": date(2022, 12, 8),
    }


def test_there_are_514_regencies_and_cities_and_38_provincial_governments():
    counts = Counter(agency.agency_type for agency in agencies().values())
    assert counts == {"kabupaten": 416, "kota": 98, "provinsi": 38, "kementerian": 59, "lembaga": 55}


def test_an_agencys_type_and_provinces_exist_and_only_central_agencies_have_none():
    for agency in agencies().values():
        assert agency.agency_type in code_list("agency_type"), agency.code
        central = agency.agency_type in ("kementerian", "lembaga")
        assert {agency.province, agency.province_2022} <= ({""} if central else set(provinces())), agency.code


def test_a_regional_agencys_code_is_its_type_and_name():
    begins = {"provinsi": ("prov_", "Provinsi "), "kabupaten": ("kab_", "Kabupaten "), "kota": ("kota_", "Kota ")}
    regional = [
        (agency.code, agency.label.id, *begins[agency.agency_type]) for agency in agencies().values() if agency.agency_type in begins
    ]
    strange = {
        code: label
        for code, label, prefix, word in regional
        if not label.startswith(word) or code != prefix + slug(label.removeprefix(word))
    }
    assert strange == {"prov_di_yogyakarta": "Provinsi Daerah Istimewa Yogyakarta"}


def test_twenty_six_agencies_changed_province_all_of_them_in_papua():
    moved = Counter((agency.province, agency.province_2022) for agency in agencies().values() if agency.province != agency.province_2022)
    assert moved == {
        ("papua", "papua_selatan"): 4,
        ("papua", "papua_tengah"): 8,
        ("papua", "papua_pegunungan"): 8,
        ("papua_barat", "papua_barat_daya"): 6,
    }


def test_kemendagri_numbers_are_unique_and_begin_with_their_provinces_number():
    rows = [row for row in read_rows(DATA / "reference" / "agencies.csv") if row["kemendagri"]]
    assert len({row["kemendagri"] for row in rows}) == len(rows) == 552
    assert [row["code"] for row in rows if row["kemendagri"][:2] != provinces()[row["province"]].kemendagri] == []


@pytest.mark.parametrize("name", ["semarang", "bandung", "bima", "kediri", "sorong", "jayapura", "bekasi"])
def test_a_regency_and_a_city_of_one_name_are_different_agencies(name):
    regency, city = agencies()[f"kab_{name}"], agencies()[f"kota_{name}"]
    assert (regency.agency_type, city.agency_type) == ("kabupaten", "kota")
    assert (regency.label.id, city.label.id) == (f"Kabupaten {name.title()}", f"Kota {name.title()}")


@pytest.mark.parametrize("name", ["sumbawa", "muna", "bandung", "pasaman"])
def test_a_regency_and_its_western_namesake_are_different_agencies(name):
    assert agencies()[f"kab_{name}"].label.id == f"Kabupaten {name.title()}"
    assert agencies()[f"kab_{name}_barat"].label.id == f"Kabupaten {name.title()} Barat"


def test_holidays_are_of_two_kinds_cover_2018_to_2026_and_occur_once():
    rows = read_rows(DATA / "reference" / "holidays_ID_2018_2026.csv")
    assert {date.fromisoformat(row["date"]).year for row in rows} == set(range(2018, 2027))
    assert len({(row["date"], row["name"]) for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == {"libur nasional", "cuti bersama"}
    assert {"2020-12-09", "2020-12-25", "2020-08-17"} <= {row["date"] for row in rows}


@pytest.mark.parametrize(("file", "absent"), [("provinces_2020_34", {"93", "94", "95", "96"}), ("provinces_2025_38", set())])
def test_the_maps_have_one_shape_per_province_of_their_year(file, absent):
    shapes = json.loads((DATA / "reference" / f"{file}.geojson").read_text(encoding="utf-8"))["features"]
    numbers = [shape["id"] for shape in shapes]
    assert sorted(numbers) == sorted({province.kemendagri for province in provinces().values()} - absent)
    assert {shape["geometry"]["type"] for shape in shapes} == {"MultiPolygon"}


# The ledger of published figures


@pytest.mark.parametrize(("name", "rows"), [("figures.csv", 440), ("members.csv", 110), ("agencies_mentioned.csv", 86), ("events.csv", 47)])
def test_the_ledger_is_complete(name, rows):
    assert len(published(name)) == rows


def test_ids_of_figures_are_unique_and_references_between_them_hold():
    rows = published("figures.csv")
    ids = {row["id"] for row in rows}
    assert len(ids) == 440
    assert [row["id"] for row in rows for part in (row["numerator"], row["denominator"]) if part and part not in ids] == []


def test_every_figure_names_its_source_and_has_a_value_or_a_rank():
    rows = published("figures.csv")
    assert [row["id"] for row in rows if not (row["source_title"] and row["source_url"])] == []
    assert [row["id"] for row in rows if not (row["value"] or row["rank"])] == []


def test_every_member_of_a_figure_is_in_our_vocabularies():
    rows = [row for row in published("figures.csv") if row["dimension"] in FROM_LEDGER]
    strange = [(row["dimension"], row["member"]) for row in rows if row["member"] not in DIMENSIONS[FROM_LEDGER[row["dimension"]]].members]
    assert strange == []
    assert len([row for row in rows if row["scope"] == "pilkada_2020"]) == 179


def test_members_that_are_codes_of_ours_have_our_labels():
    shared = [row for row in published("members.csv") if row["dimension"] in {"position", "category", "sanction_recommended", "province"}]
    different = [row["code"] for row in shared if DIMENSIONS[row["dimension"]].members[row["code"]].id != row["label_id"]]
    assert (len(shared), different) == (54, [])


def test_agencies_the_press_named_are_in_our_list_with_the_same_type():
    rows = published("agencies_mentioned.csv")
    assert [row["code"] for row in rows if agencies()[row["code"]].agency_type != row["type"]] == []


def test_the_two_counts_of_369_are_kept_apart_by_publisher_unit_and_day():
    found = {
        (row["publisher"], row["unit"], row["as_of"])
        for row in published("figures.csv")
        if row["value"] == "369" and row["measure"] == "reported"
    }
    assert {("KASN", "orang", "2020-06-26"), ("Bawaslu", "laporan", "2020-06-15")} <= found


def test_events_are_dated_and_labelled_in_both_languages():
    rows = published("events.csv")
    assert [row for row in rows if not (row["label_id"] and row["label_en"] and row["source"])] == []
    assert [
        row["label_id"] for row in rows if row["end_date"] and date.fromisoformat(row["date"]) > date.fromisoformat(row["end_date"])
    ] == []
    assert Counter(row["kind"] for row in rows) == {"rilis_data": 22, "tahapan": 15, "regulasi": 7, "penindakan": 3}
