"""The declared look: colours that everyone tells apart and can read, one scale of type and space, and the accent of an institution.

Contrast, colour blindness and colour difference are computed here once more, in plain Python, from the published formulas.
"""

import base64
import io
import json
import math
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from analytics.briefing import Document, Leaf
from analytics.catalogue import figure
from analytics.colour import contrast as our_contrast
from analytics.export import report
from analytics.export.slides.deck import to_pptx
from analytics.export.slides.package.checking import problems
from analytics.logo import opened
from analytics.sentences import Institution
from analytics.theme import BODY, DAY, LIGHT, NIGHT, SIGNALS, SIZES, SMALL, SPACES, WEIGHTS, branded, template
from analytics.view import shared_answer, view_of

PICTURE = MSO_SHAPE_TYPE.PICTURE
ROOT = Path(__file__).resolve().parent.parent
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
CSS = re.sub(r"/\*.*?\*/", "", (ROOT / "static" / "style.css").read_text(encoding="utf-8"), flags=re.DOTALL)
DECLARED, RULES = CSS[: CSS.index("}") + 1], CSS[CSS.index("}") + 1 :]
MODES = [pytest.param(DAY, "light", id="light"), pytest.param(NIGHT, "dark", id="dark")]
FEW, TEN, TEN_USUAL = 18, 8, 12  # least ΔE2000: of the four used together; of ten with any kind of eye, with usual ones
ROLES, CLASSES = 15, 8  # of accent, comparison and greys; of neighbouring classes
NOTHING = 4.6  # of a place without numbers from every class: twice what is just noticed
GREY = 7  # least difference in lightness (CIELAB L*) where colour is gone


@pytest.fixture(autouse=True, scope="module")
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


# --- the oracle: WCAG contrast, Machado 2009, CIELAB, CIEDE2000 ---

EYES = {  # Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)


def light(colour):
    """A colour #RRGGBB as linear light."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    """The WCAG contrast of two colours."""
    low, high = sorted(
        sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), light(each), strict=True)) for each in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def times(matrix, vector):
    """A matrix times a vector."""
    return [sum(one * other for one, other in zip(row, vector, strict=True)) for row in matrix]


def lab(colour, eye="usual"):
    """A colour in CIELAB as this eye sees it."""
    shown = [min(1.0, max(0.0, part)) for part in times(EYES[eye], light(colour))]
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in (value / white for value, white in zip(times(TO_XYZ, shown), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one, other):
    """The difference of two CIELAB colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 1.5 - 0.5 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    c1, c2 = math.hypot(a1 * g, b1), math.hypot(a2 * g, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * g)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    mean = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    t = 1 + sum(weight * math.cos(math.radians(times * mean + shift)) for weight, times, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.2, 4, -63)))  # fmt: skip
    lightness = (l2 - l1) / (1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2))
    saturation = (c2 - c1) / (1 + 0.045 * cm)
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * cm * t)
    blue = -math.sin(math.radians(60 * math.exp(-(((mean - 275) / 25) ** 2)))) * 2 * math.sqrt(cm**7 / (cm**7 + 25**7))
    return math.sqrt(lightness**2 + saturation**2 + hue**2 + blue * saturation * hue)


def apart(one, other, eye="usual"):
    """How far apart two colours look to an eye."""
    return ciede2000(lab(one, eye), lab(other, eye))


def nearest(colours, eye):
    """The least difference among colours."""
    return min(apart(one, other, eye) for one, other in combinations(colours, 2))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_the_published_one(one, other, expected):
    """Pairs of the data published with the formula; the tests below rest on this."""
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(expected, abs=5e-5)


def test_the_eyes_and_the_contrast_are_the_published_ones():
    """White stays white to every eye; red and olive fall together without the green cone, blue and green without the blue one."""
    for matrix in EYES.values():
        assert times(matrix, (1, 1, 1)) == pytest.approx((1, 1, 1), abs=2e-6)
    assert apart("#B91C1C", "#4D7C0F", "deuteranopia") < 2 < 40 < apart("#B91C1C", "#4D7C0F")
    assert lab("#0B5CAD")[0] == pytest.approx(39.1, abs=0.1)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21) and contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert our_contrast("#0B5CAD", "#E8ECF1") == pytest.approx(contrast("#0B5CAD", "#E8ECF1"))


# --- colours ---


@pytest.mark.parametrize(("colours", "mode"), MODES)
def test_words_can_be_read_and_marks_can_be_seen(colours, mode):
    for words in (colours.text, colours.quiet, colours.accent, colours.second):
        assert contrast(words, colours.background) >= 4.5
    assert contrast(colours.text, colours.panel) >= 4.5 and contrast(colours.quiet, colours.panel) >= 4.5
    for mark in (*colours.categories, colours.muted):
        assert contrast(mark, colours.background) >= 3
    for signal in SIGNALS.values():
        assert min(contrast(signal, colours.background), contrast(signal, colours.panel)) >= 3


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("colours", "mode"), MODES)
def test_the_ten_categories_are_apart_and_the_first_four_clearly_so(colours, mode, eye):
    """Ten cannot all be far apart where an eye has two kinds of cone, so at most four stand together, each named beside its mark."""
    assert len(set(colours.categories)) == 10
    assert nearest(colours.categories[:4], eye) >= FEW
    assert nearest(colours.categories, eye) >= (TEN_USUAL if eye == "usual" else TEN)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("colours", "mode"), MODES)
def test_point_comparison_and_greys_are_apart_to_every_eye(colours, mode, eye):
    assert nearest((colours.accent, colours.second, colours.muted, colours.rest), eye) >= ROLES


@pytest.mark.parametrize(("colours", "mode"), MODES)
def test_point_comparison_and_greys_are_apart_without_colour(colours, mode):
    """Ordered by lightness: by day from the accent to the rest, by night from the comparison to the rest."""
    first = (colours.accent, colours.second) if mode == "light" else (colours.second, colours.accent)
    steps = [lab(each)[0] for each in (*first, colours.muted, colours.rest)]
    steps = steps if mode == "light" else [-step for step in steps]
    assert all(later - earlier >= GREY for earlier, later in pairwise(steps))


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("colours", "mode"), MODES)
def test_classes_are_ordered_by_lightness_and_apart(colours, mode, eye):
    steps = [lab(each, eye)[0] for each in colours.sequence]
    steps = [-step for step in steps] if mode == "light" else steps
    assert all(later - earlier >= GREY for earlier, later in pairwise(steps))
    assert all(apart(*pair, eye) >= CLASSES for pair in pairwise(colours.sequence))
    assert min(apart(colours.empty, each, eye) for each in colours.sequence) >= NOTHING


@pytest.mark.parametrize(("colours", "mode"), MODES)
def test_streamlit_is_told_the_same_colours(colours, mode):
    assert CONFIG[mode] == {
        "primaryColor": colours.accent,
        "backgroundColor": colours.background,
        "secondaryBackgroundColor": colours.panel,
        "textColor": colours.text,
        "linkColor": colours.accent,
        "borderColor": colours.line,
        "chartCategoricalColors": list(colours.categories),
        "sidebar": {"backgroundColor": colours.panel},
    }


def test_words_beside_a_mark_take_its_colour_only_where_they_can_be_read():
    assert [DAY.words(role) for role in ("accent", "second", "muted", "rest")] == [DAY.accent, DAY.second, DAY.quiet, DAY.quiet]


# --- type and space ---


def test_there_are_five_sizes_and_two_weights():
    assert list(SIZES) == ["small", "text", "lead", "title", "number"] and list(WEIGHTS) == ["regular", "bold"]
    assert all(1.1 <= later / earlier <= 1.5 for earlier, later in pairwise(SIZES.values()))
    assert (SMALL, BODY) == (12, 13) and min(SIZES.values()) * CONFIG["baseFontSize"] >= 12


def test_streamlit_is_told_the_same_type():
    sizes = [float(size.removesuffix("rem")) for size in CONFIG["headingFontSizes"]]
    assert set(sizes) <= set(SIZES.values()) - {SIZES["number"]} and sizes == sorted(sizes, reverse=True)
    assert set(CONFIG["headingFontWeights"]) == {WEIGHTS["bold"]}
    assert CONFIG["font"] == CONFIG["headingFont"] == template(LIGHT).layout.font.family
    assert CONFIG["baseFontSize"] * SIZES["small"] == SMALL


def test_the_style_sheet_declares_the_same_system_once():
    found = dict(re.findall(r"--([\w-]+):\s*([^;]+);", DECLARED))
    expected = {f"size-{name}": f"{value}rem" for name, value in SIZES.items()} | {"size-icon": "1.15rem"}
    expected |= {f"weight-{name}": str(value) for name, value in WEIGHTS.items()}
    expected |= {f"space-{name}": f"{value}rem" for name, value in SPACES.items()}
    expected |= {"ink": DAY.text, "paper": DAY.background} | SIGNALS
    assert {name: whole(value) for name, value in found.items()} == {name: whole(value) for name, value in expected.items()}
    assert not re.findall(r"(?<!var\()--(?:size|weight|space|ink|paper|passed|failed|caution)[\w-]*\s*:", RULES)


def whole(value):
    """A length as number and unit, so that .8rem is 0.8rem; anything else as it is."""
    number = value.removesuffix("rem")
    return (float(number), "rem") if number != value else value


def test_the_style_sheet_uses_no_other_size_weight_or_colour():
    """0 hides the words of a control of Streamlit's; the icons have a size by name."""
    sizes = {value.strip() for value in re.findall(r"font-size:\s*([^;}!]+)", RULES)}
    assert sizes <= {f"var(--size-{name})" for name in (*SIZES, "icon")} | {"0"}
    assert {f"var(--size-{name})" for name in SIZES} <= sizes
    weights = {value.strip() for value in re.findall(r"font-weight:\s*([^;}!]+)", RULES)}
    assert weights <= {f"var(--weight-{name})" for name in WEIGHTS}
    assert not re.findall(r"(?<![\w-])font:(?!\s*inherit)[^;}]+", RULES)
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[^{}]*[;}])|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb)a?\(", RULES)


def test_every_name_the_style_sheet_uses_is_declared_here_or_by_streamlit():
    used = set(re.findall(r"var\(--([\w-]+)", RULES))
    assert {name for name in used if not name.startswith("st-")} <= set(re.findall(r"--([\w-]+):", DECLARED))


def test_distances_in_the_style_sheet_are_those_of_the_scale():
    said = re.findall(r"(?<![\w-])(?:scroll-)?(?:margin(?:-\w+)?|padding(?:-\w+)?|gap|row-gap|column-gap):\s*([^;}]+)", RULES)
    words = {word for value in said for word in value.replace("!important", "").split()}
    assert words <= {f"var(--space-{name})" for name in SPACES} | {"0", "auto", "12mm"}  # 12mm: the edge of a printed page


@pytest.mark.parametrize(("colours", "mode"), MODES)
def test_quiet_words_of_the_style_sheet_can_be_read(colours, mode):
    """Quiet is the colour of words, let through in part; what waits for an answer (disabled) may be fainter."""
    shares = {
        rule: float(share)
        for rule, share in re.findall(r"([^{}]+)\{[^{}]*?(?<![\w-])opacity:\s*([\d.]+)", RULES)
        if ":disabled" not in rule
    }
    assert len(shares) > 10
    for rule, share in shares.items():
        parts = [
            share * int(colours.text[place : place + 2], 16) + (1 - share) * int(colours.background[place : place + 2], 16)
            for place in (1, 3, 5)
        ]
        assert contrast("#" + "".join(f"{round(part):02X}" for part in parts), colours.background) >= 4.5, rule


# --- the institution's own accent ---

WHEEL = ["#B91C1C", "#DC2626", "#C2410C", "#B45309", "#A16207", "#8A8A00", "#4D7C0F", "#15803D", "#0F766E", "#0E7490", "#0369A1", "#0B5CAD"]
WHEEL += [
    "#1D4ED8",
    "#4F46E5",
    "#7C3AED",
    "#9333EA",
    "#A21CAF",
    "#C026D3",
    "#BE185D",
    "#9D174D",
    "#7F1D1D",
    "#14532D",
    "#1E3A8A",
    "#F97316",
]


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("accent", WHEEL)
@pytest.mark.parametrize(("colours", "mode"), MODES)
def test_any_accent_can_be_read_and_the_comparison_stays_apart_from_it(colours, mode, accent, eye):
    own = branded(colours, accent)
    assert contrast(own.accent, own.background) >= 4.5
    assert own.second in (colours.second, colours.accent)
    assert apart(own.accent, own.second, eye) >= 7
    assert own.categories[:2] == (own.accent, own.second) and own.sequence == colours.sequence


def test_an_accent_that_can_be_read_is_taken_as_it_is():
    assert branded(DAY, "#B91C1C").accent == "#B91C1C" and branded(DAY, "#B91C1C").second == DAY.accent
    assert branded(DAY, "#7C3AED").second == DAY.second
    assert branded(DAY, "") == DAY and branded(NIGHT, "") == NIGHT
    assert lab(branded(DAY, "#F97316").accent)[0] < lab("#F97316")[0] and lab(branded(NIGHT, "#7F1D1D").accent)[0] > lab("#7F1D1D")[0]


SCRIPT = """
import base64, json, sys
from analytics import catalogue, theme
from analytics.briefing import Document, Leaf, house
from analytics.export import report
from analytics.export.pictures import picture
from analytics.export.slides.deck import to_pptx
from analytics.export.workbook.book import to_xlsx
from analytics.figures import Look, draw
from analytics.register.snapshots import Register
from analytics.settings import settings
from analytics.view import view_of
import app
from streamlit import config
exhibit = catalogue.figure("tren_laporan-running", view_of(Register(settings().snapshots_dir()).refresh(), {"as_of": "2020-07-31"}, "id"))
document = Document("Judul", (Leaf(exhibit), Leaf(exhibit)), house(), "id")
files = {"pptx": to_pptx(document), "pdf": report.to_pdf(document), "xlsx": to_xlsx(document)}
print(json.dumps({
    "light": draw(exhibit, Look("id")).to_json(), "dark": draw(exhibit, Look("id", True)).to_json(), "picture": picture(exhibit, house()).to_json(),
    "content": report.content(document), "accents": [theme.LIGHT.accent, theme.DARK.accent],
    "buttons": [config.get_option(f"theme.{mode}.{name}") for mode in ("light", "dark") for name in ("primaryColor", "linkColor")],
} | {name: base64.b64encode(content).decode() for name, content in files.items()}))
"""


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """What another institution gets, in a process of its own: its accent and its logo."""
    logo = tmp_path_factory.mktemp("logo") / "logo.png"
    Image.new("RGB", (400, 100), (120, 10, 90)).save(logo)
    environment = os.environ | {"ASN_ACCENT": "#0F766E", "ASN_LOGO": str(logo), "ASN_INSTITUTION": "Badan Uji"}
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def unpacked(content):
    """The XML parts of an office file, by name."""
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(content))) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_the_accent_is_moved_just_as_far_as_words_need(other):
    light, dark = other["accents"]
    assert light == "#0F766E" and light not in (DAY.accent, NIGHT.accent)
    assert contrast(dark, NIGHT.background) >= 4.5 > contrast("#0F766E", NIGHT.background)


def test_figures_on_screen_and_as_pictures_carry_the_accent(other):
    light, dark = other["accents"]
    assert f'"{light}"' in other["light"] and f'"{light}"' in other["picture"] and f'"{dark}"' in other["dark"]
    for drawn in ("light", "dark", "picture"):
        assert DAY.accent not in other[drawn] and NIGHT.accent not in other[drawn]


def test_buttons_and_links_of_streamlit_carry_the_accent(other):
    light, dark = other["accents"]
    assert other["buttons"] == [light, light, dark, dark]


def test_slides_carry_the_accent_and_the_logo(other):
    parts = unpacked(other["pptx"])
    charts = [part for name, part in parts.items() if re.match(r"ppt/charts/chart.*\.xml$", name)]
    assert charts and all('schemeClr val="accent1"' in chart for chart in charts)
    (look,) = [part for name, part in parts.items() if re.match(r"ppt/theme/theme\d+\.xml", name) and "name='ASN'" in part]
    assert "<a:accent1><a:srgbClr val='0F766E'/>" in look and "<a:hlink><a:srgbClr val='0F766E'/>" in look
    assert not any("0B5CAD" in part for part in parts.values())
    assert [name for name in parts if name.startswith("ppt/media/")] == ["ppt/media/image1.png"]
    assert 'name="logo:cover" descr="Badan Uji"' in parts["ppt/slides/slide1.xml"]


def test_the_document_carries_the_accent_and_the_logo(other):
    assert other["content"]["colours"]["accent"] == "#0F766E" and "0B5CAD" not in json.dumps(other["content"])
    assert Image.open(io.BytesIO(bytes(other["content"]["logo"]["png"]))).getpixel((3, 3)) == (120, 10, 90)
    page = PdfReader(io.BytesIO(base64.b64decode(other["pdf"]))).pages[0]
    assert [image.image.size for image in page.images] == [(400, 100)]
    assert [image.image.convert("RGB").getpixel((3, 3)) for image in page.images] == [(120, 10, 90)]


def test_the_workbook_carries_the_accent(other):
    parts = unpacked(other["xlsx"])
    assert any("0F766E" in part for name, part in parts.items() if name.startswith("xl/charts/"))
    assert not any("0B5CAD" in part for part in parts.values())


# --- the logo ---


@pytest.fixture(scope="module")
def document(sample, tmp_path_factory):
    """A document of an institution with a logo, four times as wide as high."""
    path = tmp_path_factory.mktemp("logo") / "logo.jpg"
    Image.new("RGB", (400, 100), (120, 10, 90)).save(path)
    leaf = Leaf(figure("tren_laporan-running", view_of(sample, {"as_of": "2020-07-31"}, "id")))
    return Document("Judul", (leaf, leaf), Institution("Badan <Uji> & Co", "BU", opened(path)), "id")


def pictures(content):
    """Every picture on the slides: slide, place, alternative text."""
    slides = Presentation(io.BytesIO(content)).slides
    return [(number, shape) for number, slide in enumerate(slides, start=1) for shape in slide.shapes if shape.shape_type == PICTURE]


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_the_logo_stands_undistorted_above_the_title_of_the_cover(document, size):
    content = to_pptx(replace(document, size=size))
    ((number, shape),) = pictures(content)
    slide = Presentation(io.BytesIO(content)).slides[0]
    title = next(each for each in slide.shapes if each.name.startswith("title:"))
    assert number == 1 and shape.width == pytest.approx(4 * shape.height, rel=0.01)
    assert shape.left == title.left and shape.top > 0 and shape.top + shape.height < title.top
    assert shape._element.xpath("./p:nvPicPr/p:cNvPr/@descr") == ["Badan <Uji> & Co"]
    assert problems(content) == []
    assert content == to_pptx(replace(document, size=size))


def test_a_template_of_the_readers_own_keeps_its_own_logo(document):
    assert pictures(to_pptx(document, (ROOT / "data" / "templates" / "asn-16x9.pptx").read_bytes())) == []


def test_one_figure_alone_has_no_cover_and_no_logo(document):
    exhibit = document.leaves[0].exhibit
    assert pictures(to_pptx(replace(document, title=exhibit.title, leaves=document.leaves[:1]))) == []


def test_the_document_names_its_logo_to_those_who_cannot_see_it(document):
    content = report.to_pdf(document)
    assert content == report.to_pdf(document)
    assert len(PdfReader(io.BytesIO(content)).pages[0].images) == 1
    assert "Badan <Uji> & Co" in alternatives(content)
    assert len(PdfReader(io.BytesIO(report.to_pdf(replace(document, institution=Institution("A", "B"))))).pages[0].images) == 0


def alternatives(content):
    """The alternative texts in the structure of a PDF."""
    found, waiting = [], [PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found += [node["/Alt"]] if "/Alt" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return found
