"""What an installation may change: from a file, from the environment, and what is said where it is wrong."""

import io
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest
from PIL import Image

from analytics.settings import ROOT, SAMPLE, Settings, read

NOWHERE = Path("no-such-folder") / "settings.toml"


def file(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(path: Path, environment: dict[str, str]) -> str:
    """The message about wrong settings."""
    with pytest.raises(ValueError) as caught:
        read(path, environment)
    return str(caught.value)


def test_without_file_and_environment_the_defaults_are_those_of_the_commission():
    assert asdict(read(NOWHERE, {"PATH": "/bin", "ASN_OTHER": "x"})) == {
        "data_dir": "data/snapshots",
        "institution": "Komisi Aparatur Sipil Negara",
        "institution_short": "KASN",
        "logo": "",
        "accent": "",
        "public_address": "",
        "time_zone": "Asia/Jakarta",
        "follow_up_days": 0,
        "follow_up_working_days": False,
        "small_cell_threshold": 5,
        "smallest_base": 10,
        "internal_mode": True,
        "headcounts": "data/reference/headcounts.csv",
        "intake_page": True,
        "person_key": "",
        "keep_originals": True,
        "second_person": False,
    }


def test_the_example_file_names_every_setting_with_its_default():
    example = ROOT / "settings.example.toml"
    assert read(example, {}) == Settings()
    assert list(tomllib.loads(example.read_text(encoding="utf-8"))) == list(asdict(Settings()))


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path):
    text = 'institution = "Badan Pengawas ASN"\nfollow_up_days = 14\nfollow_up_working_days = true\n'
    expected = Settings(institution="Badan Pengawas ASN", follow_up_days=14, follow_up_working_days=True)
    assert read(file(tmp_path, text), {}) == expected


def test_the_environment_changes_every_setting():
    environment = {
        "ASN_DATA_DIR": "/srv/register",
        "ASN_INSTITUTION": "Badan Kepegawaian Negara",
        "ASN_INSTITUTION_SHORT": "BKN",
        "ASN_LOGO": "static/icon.png",
        "ASN_ACCENT": "#0F766E",
        "ASN_PUBLIC_ADDRESS": "https://statistik.example.go.id",
        "ASN_TIME_ZONE": "Asia/Makassar",
        "ASN_FOLLOW_UP_DAYS": "14",
        "ASN_FOLLOW_UP_WORKING_DAYS": "true",
        "ASN_SMALL_CELL_THRESHOLD": "0",
    }
    assert read(NOWHERE, environment) == Settings(
        data_dir="/srv/register",
        institution="Badan Kepegawaian Negara",
        institution_short="BKN",
        logo="static/icon.png",
        accent="#0F766E",
        public_address="https://statistik.example.go.id",
        time_zone="Asia/Makassar",
        follow_up_days=14,
        follow_up_working_days=True,
        small_cell_threshold=0,
    )


def test_the_environment_wins_over_the_file(tmp_path):
    path = file(tmp_path, 'institution_short = "BKN"\nsmall_cell_threshold = 3\n')
    assert read(path, {"ASN_INSTITUTION_SHORT": "MENPAN"}) == Settings(institution_short="MENPAN", small_cell_threshold=3)


@pytest.mark.parametrize(("text", "value"), [("true", True), ("True", True), ("1", True), ("false", False), ("FALSE", False), ("0", False)])
def test_yes_and_no_may_be_words_or_digits(text, value):
    assert read(NOWHERE, {"ASN_FOLLOW_UP_WORKING_DAYS": text}).follow_up_working_days is value


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("follow_up_days", "-1", "setting follow_up_days: '-1' is not a valid int"),
        ("follow_up_days", "ten", "setting follow_up_days: 'ten' is not a valid int"),
        ("small_cell_threshold", "", "setting small_cell_threshold: '' is not a valid int"),
        ("small_cell_threshold", "2.5", "setting small_cell_threshold: '2.5' is not a valid int"),
        ("follow_up_working_days", "yes", "setting follow_up_working_days: 'yes' is not a valid bool"),
        ("follow_up_working_days", "", "setting follow_up_working_days: '' is not a valid bool"),
        ("institution", "  ", "setting institution: '  ' is not a valid str"),
        ("data_dir", "", "setting data_dir: '' is not a valid str"),
    ],
)
def test_a_wrong_value_in_the_environment_is_named_with_its_setting(name, value, message):
    assert complaint(NOWHERE, {f"ASN_{name.upper()}": value}) == message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("follow_up_days = -1", "setting follow_up_days: -1 is not a valid int"),
        ("follow_up_days = 2.0", "setting follow_up_days: 2.0 is not a valid int"),
        ("follow_up_days = true", "setting follow_up_days: True is not a valid int"),
        ("follow_up_working_days = 2", "setting follow_up_working_days: 2 is not a valid bool"),
        ("institution = 5", "setting institution: 5 is not a valid str"),
        ('institution = ["a"]', "setting institution: ['a'] is not a valid str"),
        ("threshold = 3\nslogan = 1", "settings.toml: unknown settings slogan, threshold"),
    ],
)
def test_a_wrong_line_in_the_file_is_named_with_its_setting(tmp_path, line, message):
    assert complaint(file(tmp_path, line), {}) == message


@pytest.mark.parametrize("value", ["²", "--5", "١٤"])
def test_a_number_that_only_looks_like_one_is_named_with_its_setting(value):
    assert complaint(NOWHERE, {"ASN_FOLLOW_UP_DAYS": value}) == f"setting follow_up_days: {value!r} is not a valid int"


def test_a_file_that_cannot_be_parsed_is_named(tmp_path):
    assert complaint(file(tmp_path, "institution = KASN"), {}) == "settings.toml: Invalid value (at line 1, column 15)"


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    path = file(tmp_path, "")
    path.write_bytes('institution = "é"'.encode("latin-1"))
    assert complaint(path, {}).startswith("settings.toml: ")


# The folder of the snapshots


def folder_with(folder: Path, name: str) -> Path:
    path = folder / "snapshot=2020-07-31" / name
    path.parent.mkdir(parents=True)
    path.write_text("", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["cases.csv", "cases.parquet"])
def test_the_chosen_folder_is_read_once_it_holds_a_snapshot_good_or_bad(tmp_path, name):
    assert Settings(data_dir=str(folder_with(tmp_path, name))).snapshots_dir() == tmp_path


def test_while_the_chosen_folder_is_empty_the_sample_is_read(tmp_path):
    assert Settings(data_dir=str(tmp_path)).snapshots_dir() == SAMPLE
    (tmp_path / "snapshot=2020-07-31").mkdir()
    assert Settings(data_dir=str(tmp_path)).snapshots_dir() == SAMPLE


@pytest.mark.parametrize("absent", ["/no/such/folder", "data/no_such_folder", "data/README.md"])
def test_a_chosen_folder_that_does_not_exist_is_named_with_its_setting(absent):
    with pytest.raises(ValueError) as caught:
        Settings(data_dir=absent).snapshots_dir()
    assert str(caught.value) == f"setting data_dir: there is no folder {absent}"


def test_without_the_usual_folder_the_sample_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("analytics.settings.ROOT", tmp_path)
    assert Settings().snapshots_dir() == SAMPLE


def test_the_folder_is_looked_at_each_time(tmp_path):
    chosen = Settings(data_dir=str(tmp_path))
    assert chosen.snapshots_dir() == SAMPLE
    folder_with(tmp_path, "cases.csv")
    assert chosen.snapshots_dir() == tmp_path


def test_a_relative_folder_lies_below_the_repository_and_the_sample_is_in_it():
    assert Settings(data_dir="data/sample").snapshots_dir() == ROOT / "data" / "sample" == SAMPLE
    assert len(list(SAMPLE.glob("snapshot=*/cases.*"))) == 11


@pytest.mark.parametrize("name", ["cases.part", "cases.xlsx"])
def test_a_file_the_register_does_not_read_does_not_hide_the_sample(tmp_path, name):
    assert Settings(data_dir=str(folder_with(tmp_path, name))).snapshots_dir() == SAMPLE


# The look of the institution


@pytest.mark.parametrize("accent", ["#0F766E", "#b91c1c", "#949494"])
def test_an_accent_that_can_be_seen_on_white_is_taken(accent):
    assert read(NOWHERE, {"ASN_ACCENT": accent}).accent == accent


@pytest.mark.parametrize("accent", ["blue", "#12345", "#1234567", "0B5CAD", "#0B5CAG", "#0B5CAD\n", " ", "rgb(1,2,3)", "#٠B5CAD"])
def test_an_accent_that_is_no_colour_is_named_with_its_setting(accent):
    assert complaint(NOWHERE, {"ASN_ACCENT": accent}) == f"setting accent: {accent!r} is not a colour such as '#0B5CAD'"


@pytest.mark.parametrize(("accent", "reached"), [("#FFD700", "1.40"), ("#FFFFFF", "1.00"), ("#969696", "2.96")])
def test_an_accent_too_light_to_be_seen_says_so(accent, reached):
    said = f"setting accent: {accent} is too light: its contrast on white is {reached}:1, and 3:1 is needed"
    assert complaint(NOWHERE, {"ASN_ACCENT": accent}) == said


def picture(path, kind, mode="RGB", size=(300, 100), colour=None, **saved):
    """A file with a picture of one colour; gives its path."""
    Image.new(mode, size, colour).save(path, kind, **saved)
    return path


def seen(settings):
    """The logo as it will be drawn."""
    return Image.open(io.BytesIO(settings.emblem().png))


@pytest.mark.parametrize(
    ("kind", "mode", "colour", "shown"),
    [
        ("PNG", "RGB", (200, 0, 0), (200, 0, 0)),
        ("PNG", "RGBA", (200, 0, 0, 0), (255, 255, 255)),
        ("PNG", "LA", (0, 255), (0, 0, 0)),
        ("PNG", "P", 0, (0, 0, 0)),
        ("PNG", "1", 1, (255, 255, 255)),
        ("JPEG", "RGB", (0, 0, 0), (0, 0, 0)),
        ("JPEG", "CMYK", (0, 0, 0, 0), (255, 255, 255)),
    ],
)
def test_a_logo_is_drawn_on_white_and_kept_small(tmp_path, kind, mode, colour, shown):
    path = picture(tmp_path / "logo", kind, mode, (1600, 800), colour)
    found = read(NOWHERE, {"ASN_LOGO": str(path)})
    assert (seen(found).format, seen(found).mode, seen(found).size) == ("PNG", "RGB", (320, 160))
    assert seen(found).getpixel((5, 5)) == pytest.approx(shown, abs=2)
    assert (found.emblem().width, found.emblem().height) == (320, 160)


def test_what_else_a_logo_holds_is_left_out(tmp_path):
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Kamera milik Budi", 6  # a description; lies on its side
    path = picture(tmp_path / "logo.jpg", "JPEG", size=(60, 30), exif=exif)
    assert b"Budi" in path.read_bytes() and b"Budi" not in Settings(logo=str(path)).emblem().png
    assert seen(Settings(logo=str(path))).size == (30, 60)


def test_a_relative_logo_lies_below_the_repository():
    assert Settings(logo="static/icon.png").emblem() == Settings(logo=str(ROOT / "static" / "icon.png")).emblem()
    assert Settings().emblem() is None


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("content", [SVG, b"", b"logo", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a"])
def test_a_logo_of_another_kind_or_damaged_is_refused(tmp_path, content):
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    assert complaint(NOWHERE, {"ASN_LOGO": str(path)}) == "setting logo: logo.png is not a PNG or JPEG that can be read"


def test_a_logo_cut_short_is_refused(tmp_path):
    path = picture(tmp_path / "logo.png", "PNG")
    path.write_bytes(path.read_bytes()[:-40])
    assert complaint(NOWHERE, {"ASN_LOGO": str(path)}) == "setting logo: logo.png is not a PNG or JPEG that can be read"


def test_a_gif_named_png_is_refused(tmp_path):
    path = picture(tmp_path / "logo.png", "GIF", "P")
    assert complaint(NOWHERE, {"ASN_LOGO": str(path)}) == "setting logo: logo.png is not a PNG or JPEG that can be read"


def test_a_logo_that_is_absent_elsewhere_or_a_folder_is_refused(tmp_path):
    for value, name in ((str(tmp_path), tmp_path.name), ("no/such.png", "such.png"), ("https://example.go.id/logo.png", "logo.png")):
        assert complaint(NOWHERE, {"ASN_LOGO": value}) == f"setting logo: there is no file {name}"


def test_a_logo_too_heavy_or_too_wide_is_refused(tmp_path):
    heavy = picture(tmp_path / "heavy.png", "PNG")
    heavy.write_bytes(heavy.read_bytes().ljust(1_000_001, b"\0"))
    assert complaint(NOWHERE, {"ASN_LOGO": str(heavy)}) == "setting logo: heavy.png has 1,000,001 bytes; a logo has at most 1,000,000"
    wide = picture(tmp_path / "wide.png", "PNG", "1", (20_000, 2_000))
    assert wide.stat().st_size < 1_000_000
    said = "setting logo: wide.png has 20000 × 2000 pixels; a logo has at most 5,000 on a side"
    assert complaint(NOWHERE, {"ASN_LOGO": str(wide)}) == said
