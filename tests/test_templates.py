"""House templates: which layouts are taken for what, that nothing of a template stays behind, and that a bad file gets a clear word."""

import io
import struct
import zipfile
from functools import cache

import foreign_templates as foreign
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from analytics.export.archive import packed, unpacked
from analytics.export.slides import house, template
from analytics.export.slides.layouts import KIND, MUCH, Box, box_of
from analytics.export.slides.package import checking, opening
from analytics.export.slides.template import body, footnote_of, new_slide, opened, subtitle_of, title_of
from analytics.text import Notice
from analytics.theme import LIGHT

FOREIGN = {name: cache(getattr(foreign, name)) for name in ("ministry", "regency", "bulletin")}


def refusal(content):
    """The words with which a file is refused, in both languages."""
    with pytest.raises(Notice) as caught:
        opened(content, "16:9")
    return caught.value("id"), caught.value("en")


def named(found):
    """The names of the layouts chosen."""
    return tuple(layout.name for layout in (found.cover, found.figure, found.text))


# --- our own ---


@pytest.mark.parametrize("size", house.SIZES, ids=lambda size: size.name)
def test_our_template_is_what_the_code_makes(size):
    assert (house.FOLDER / f"asn-{size.name}.pptx").read_bytes() == house.made(size)


@pytest.mark.parametrize("size,ratio", [("16:9", 16 / 9), ("4:3", 4 / 3)])
def test_our_template_has_every_role(size, ratio):
    found = opened(None, size)
    assert found.deck.slide_width / found.deck.slide_height == pytest.approx(ratio, abs=1e-6)
    assert named(found) == ("Sampul", "Gambar", "Teks")
    slide = new_slide(found, found.figure)
    area = body(slide)
    assert [title_of(slide).name, subtitle_of(slide).name, footnote_of(slide).name] == [shape.name for shape in slide.shapes][:3]
    assert title_of(slide).top + title_of(slide).height <= subtitle_of(slide).top
    assert subtitle_of(slide).top + subtitle_of(slide).height <= area.top < area.bottom <= footnote_of(slide).top
    assert area.area > 0.5 * found.deck.slide_width * found.deck.slide_height
    assert subtitle_of(new_slide(found, found.text)) is None
    cover = new_slide(found, found.cover)
    assert subtitle_of(cover).top < body(cover).top < footnote_of(cover).top


def test_our_template_has_our_colours_and_a_font_of_every_office_pc():
    theme = unpacked(house.made(house.SIZES[0]))["ppt/theme/theme1.xml"].decode()
    assert theme.count("typeface='Arial'") == 2
    for name, colour in (("accent1", LIGHT.accent), ("accent2", LIGHT.second), ("dk1", LIGHT.text), ("dk2", LIGHT.quiet)):
        assert f"<a:{name}><a:srgbClr val='{colour[1:]}'/>" in theme


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_our_template_passes_the_checker(size):
    found = opened(None, size)
    for layout in (found.cover, found.figure, found.text):
        new_slide(found, layout)
    assert checking.problems(foreign.saved(found.deck)) == []


def test_the_slide_number_stands_on_every_slide_but_the_cover():
    found = opened(None, "16:9")
    kinds = [new_slide(found, layout)._element.xpath(".//a:fld/@type") for layout in (found.cover, found.figure, found.text)]
    assert kinds == [[], ["slidenum"], ["slidenum"]]


# --- those of other houses ---


@pytest.mark.parametrize(
    "name,layouts,lines",
    [
        ("ministry", ("Titelfolie", "Titel und Inhalt", "Titel und Inhalt"), (False, False)),
        ("regency", ("Slide judul", "Judul dan isi", "Judul dan isi"), (False, False)),
        ("bulletin", ("Title Slide", "Headline + body", "Headline + body"), (True, True)),
    ],
)
def test_a_foreign_template_is_understood(name, layouts, lines):
    found = opened(FOREIGN[name](), "16:9")
    assert named(found) == layouts
    slide = new_slide(found, found.figure)
    title_of(slide).text_frame.text = "Temuan"
    assert (subtitle_of(slide) is not None, footnote_of(slide) is not None) == lines
    area = body(slide)
    title = box_of(title_of(slide))
    screen = Box(0, 0, found.deck.slide_width, found.deck.slide_height)
    assert title.bottom <= area.top and area.left >= 0 and area.left + area.width <= screen.width and area.bottom <= screen.height
    assert area.area > MUCH * screen.area
    for line in (subtitle_of(slide), footnote_of(slide)):
        assert line is None or line.top + line.height <= area.top or line.top >= area.bottom
    assert all(each.placeholder_format.type in template.RUNNING or each.has_text_frame for each in slide.placeholders)
    assert len(slide.placeholders) == 2 + sum(lines)  # title and slide number


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_made_in_a_foreign_template_passes_the_checker(name):
    found = opened(FOREIGN[name](), "16:9")
    for layout in (found.cover, found.figure, found.text):
        slide = new_slide(found, layout)
        title_of(slide).text_frame.text = "Judul"
        slide.notes_slide.notes_text_frame.text = "Catatan"
        body(slide)
    assert checking.problems(foreign.saved(found.deck)) == []


@pytest.mark.parametrize("name", FOREIGN)
def test_the_cover_has_room_below_its_lines(name):
    found = opened(FOREIGN[name](), "16:9")
    slide = new_slide(found, found.cover)
    area = body(slide)
    assert area.top >= title_of(slide).top + title_of(slide).height
    assert area.top >= subtitle_of(slide).top + subtitle_of(slide).height
    assert area.height > 0.08 * found.deck.slide_height and area.bottom <= found.deck.slide_height


def test_slides_of_a_template_leave_nothing_behind():
    content = foreign.ministry()
    before, found = unpacked(content), opened(content, "16:9")
    assert any("slides/slide2" in name for name in before) and any("charts/" in name for name in before)
    after = unpacked(foreign.saved(found.deck))
    assert [name for name in after if "slides/" in name or "charts/" in name or "embeddings/" in name or "notesSlide" in name] == []
    assert b"rahasia lama" not in b"".join(after.values()) and b"sectionLst" not in after["ppt/presentation.xml"]
    assert b"custShow" not in after["ppt/presentation.xml"] and b"hlinksldjump" not in after["ppt/slideMasters/slideMaster1.xml"]


def test_a_potx_becomes_a_presentation():
    content = foreign.ministry()
    assert b"template.main+xml" in unpacked(content)[opening.TYPES]
    types = unpacked(foreign.saved(opened(content, "16:9").deck))[opening.TYPES]
    assert b"template.main+xml" not in types and b"presentation.main+xml" in types


def test_placeholders_that_share_a_number_are_told_apart():
    content = foreign.regency()
    numbers = [each.placeholder_format.idx for each in Presentation(io.BytesIO(content)).slide_layouts[1].placeholders]
    assert numbers.count(0) == 2
    found = opened(content, "16:9")
    slide = new_slide(found, found.figure)
    assert len({each.placeholder_format.idx for each in slide.placeholders}) == len(slide.placeholders)
    assert title_of(slide).top < template.part_of(slide, "content").top


def test_a_date_that_follows_the_clock_does_not_stand_on_a_slide_but_a_footer_does():
    deck = Presentation()
    for each in deck.slide_layouts[1].placeholders:
        if each.placeholder_format.type == KIND.FOOTER:
            each.text_frame.text = "Biro Humas"
    found = opened(foreign.saved(deck), "16:9")
    slide = new_slide(found, found.figure)
    assert [shape.text_frame.text for shape in slide.placeholders if shape.placeholder_format.type in template.RUNNING] == [
        "Biro Humas",
        "‹#›",
    ]


def test_masters_and_layouts_with_the_same_id_are_numbered_anew():
    content = foreign.edited(foreign.regency(), "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace("2147483650", "2147483649"))
    assert any("twice" in problem for problem in checking.problems(content))
    assert checking.problems(foreign.saved(opened(content, "16:9").deck)) == []


# --- what a template lacks ---


def test_a_missing_figure_layout_is_named_with_those_found():
    content = foreign.without("Title and Content", "Two Content", "Comparison", "Content with Caption", "Title and Vertical Text")
    indonesian, english = refusal(content)
    assert "tata letak untuk gambar" in indonesian and "seperempat slide" in indonesian and "“Title Only”" in indonesian
    assert "no layout for a figure" in english and "“Picture with Caption”" in english and "Looked for: a title and one place" in english


def test_a_missing_cover_is_named():
    indonesian, _ = refusal(foreign.without("Title Slide"))
    assert "tata letak untuk sampul" in indonesian and "“Title and Content”" in indonesian


def test_a_template_without_any_layout_is_refused():
    assert "Tata letak yang ada: tidak ada" in refusal(foreign.without("*"))[0]


@pytest.mark.parametrize("width,height", [(7.5, 10), (10, 10), (30, 10), (2, 1.5)])
def test_slides_that_figures_do_not_fit_on_are_refused(width, height):
    assert "dari 4:3 sampai 21:9" in refusal(foreign.sized(width, height))[0]


@pytest.mark.parametrize("width,height", [(10, 7.5), (10, 6.25), (13.333, 7.5), (14, 6)])
def test_common_slide_sizes_are_taken(width, height):
    assert opened(foreign.sized(width, height), "16:9").deck.slide_width == Inches(width)


# --- files that are none, or not to be trusted ---


@cache
def plain():
    """A template without anything in it."""
    return foreign.saved(Presentation())


def rels_with(kind, target, mode="External"):
    """A template whose master leads somewhere."""
    line = f'<Relationship Id="rId99" Type="{foreign.R}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return foreign.edited(plain(), "ppt/slideMasters/_rels/slideMaster1.xml.rels", lambda xml: xml.replace("</Relationships>", line))


def typed(old, new):
    """A template with another word in its content types."""
    return foreign.edited(plain(), opening.TYPES, lambda xml: xml.replace(old, new))


def other_office(kind):
    """A Word or Excel file, as far as its first part says."""
    main = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/a.xml" ContentType="{main}"/></Types>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{foreign.R}/officeDocument" Target="a.xml"/></Relationships>'
    return packed({opening.TYPES: types.encode(), opening.RELS: rels.encode(), "a.xml": b"<a/>"})


def locked():
    """A zip whose parts say that they are encrypted."""
    content = bytearray(plain())
    content[6:8] = struct.pack("<H", 1)
    at = content.find(b"PK\x01\x02")
    content[at + 8 : at + 10] = struct.pack("<H", 1)
    return bytes(content)


def bzipped():
    """A zip packed in a way presentations are not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        for name, part in unpacked(plain()).items():
            archive.writestr(name, part)
    return out.getvalue()


LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "empty": (lambda: b"", "berkasnya kosong"),
    "text": (lambda: b"hello", "bukan berkas .pptx"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "bukan berkas .pptx"),
    "half": (lambda: plain()[:9000], "rusak"),
    "old format": (lambda: opening.OLE + b"\0" * 1000, "berformat lama (.ppt)"),
    "encrypted": (lambda: opening.OLE + b"\0" * 600 + opening.PROTECTED_MARK, "kata sandi"),
    "locked zip": (locked, "kata sandi"),
    "word": (lambda: other_office("wordprocessingml.document"), "dokumen Word"),
    "excel": (lambda: other_office("spreadsheetml.sheet"), "buku kerja Excel"),
    "odp": (lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b"<a/>"}), "OpenDocument"),
    "other zip": (lambda: packed({"a.txt": b"a"}), "berkas zip lain"),
    "no main part": (lambda: packed({k: v for k, v in unpacked(plain()).items() if k != "ppt/presentation.xml"}), "rusak"),
    "no master": (lambda: packed({k: v for k, v in unpacked(plain()).items() if "slideMaster1.xml" not in k}), "rusak"),
    "no layout part": (lambda: packed({k: v for k, v in unpacked(plain()).items() if "slideLayout2.xml" not in k}), "rusak"),
    "broken xml": (lambda: foreign.edited(plain(), "ppt/presentation.xml", lambda xml: xml[:-20]), "“ppt/presentation.xml” rusak"),
    "macro type": (lambda: typed("presentationml.presentation.main", "presentation.macroEnabled.main"), "makro"),
    "macro template": (lambda: typed("application/vnd.openxmlformats-officedocument.presentationml.presentation.main", "application/vnd.ms-powerpoint.template.macroEnabled.main"), "makro"),
    "macro part": (lambda: foreign.with_parts(plain(), ppt__vbaProject_bin=b"x"), "makro (ppt/vbaProject.bin)"),
    "macro in disguise": (lambda: typed('Extension="jpeg" ContentType="image/jpeg"', 'Extension="jpeg" ContentType="application/vnd.ms-office.vbaProject"'), "makro"),
    "activex": (lambda: foreign.with_parts(plain(), ppt__activeX__activeX1_xml=b"<a/>"), "objek aktif"),
    "ole": (lambda: foreign.with_parts(plain(), ppt__embeddings__oleObject1_bin=b"x"), "objek aktif"),
    "ole relation": (lambda: rels_with("oleObject", "../x.bin", "Internal"), "objek aktif"),
    "linked picture": (lambda: rels_with("image", "http://example.org/a.png"), "menautkan image dari luar berkas (http://example.org/a.png)"),
    "linked file": (lambda: rels_with("image", "file://server/share/a.png"), "file://server/share/a.png"),
    "linked object": (lambda: rels_with("oleObject", "file:///C:/a.xlsx"), "menautkan oleObject"),
    "linked template": (lambda: rels_with("attachedTemplate", "http://example.org/a.potx"), "menautkan attachedTemplate"),
    "entities": (lambda: foreign.edited(plain(), "ppt/presProps.xml", lambda xml: xml.replace("?>", "?>" + LAUGHS, 1)), "deklarasi DTD"),
    "outer entity": (lambda: foreign.edited(plain(), "ppt/presProps.xml", lambda xml: xml.replace("?>", "?>" + OUTSIDE, 1)), "deklarasi DTD"),
    "entities in two bytes": (lambda: packed(unpacked(plain()) | {"ppt/a.xml": f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<a/>'.encode("utf-16")}), "deklarasi DTD"),
    "parent folder": (lambda: packed(unpacked(plain()) | {"../../etc/cron.d/x": b"x"}), "tidak aman"),
    "root folder": (lambda: packed(unpacked(plain()) | {"/etc/x": b"x"}), "tidak aman"),
    "drive": (lambda: packed(unpacked(plain()) | {"C:/x": b"x"}), "tidak aman"),
    "backslash": (lambda: packed(unpacked(plain()) | {"ppt\\..\\x": b"x"}), "tidak aman"),
    "turned name": (lambda: packed(unpacked(plain()) | {"ppt/\u202egnp.exe": b"x"}), "tidak aman"),
    "same name in capitals": (lambda: packed(unpacked(plain()) | {"PPT/presentation.XML": b"<a/>"}), "ada dua kali"),
    "same name": (lambda: foreign.named_twice(plain()), "ada dua kali"),
    "other packing": (bzipped, "rusak"),
    "many parts": (lambda: packed({f"a{place}": b"" for place in range(opening.MOST_PARTS + 1)}), "lebih dari 5000 bagian"),
    "bomb": (lambda: packed(unpacked(plain()) | {"ppt/media/image1.bmp": b"\0" * 40_000_000}), "terlalu besar ketika dibuka"),
    "lying bomb": (lambda: foreign.bomb(40_000_000), "rusak"),
    "braces in a name": (lambda: packed(unpacked(plain()) | {"ppt/{x}{.xml": b"<a"}), "“ppt/(x)(.xml” rusak"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_not_to_be_trusted_is_refused_with_its_reason(name):
    make, said = HOSTILE[name]
    indonesian, english = refusal(make())
    assert said in indonesian
    assert english != indonesian and "cannot be used" in english


def test_a_file_too_large_is_refused_before_it_is_opened():
    assert "lebih besar dari 30 MB" in refusal(b"PK" + b"\0" * opening.LARGEST_FILE)[0]


def test_many_parts_that_are_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_WHOLE", 3_000_000)
    content = packed(unpacked(plain()) | {f"ppt/media/image{place}.bmp": b"\0" * 1_000_000 for place in range(4)})
    assert "terlalu besar ketika dibuka" in refusal(content)[0]


def test_what_a_zip_says_of_a_part_is_not_believed():
    """The size that the directory of the zip gives is 10 bytes; reading stops there, and the checksum tells."""
    with pytest.raises(Notice):
        opening.opened(foreign.bomb(50_000_000))


def test_hyperlinks_are_no_danger():
    content = rels_with("hyperlink", "https://example.org/")
    assert named(opened(content, "16:9"))[0] == "Title Slide"


REAL = [plain(), house.made(house.SIZES[0]), foreign.ministry()]
ROUGH = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def only_notices(content):
    """Opens anything; whatever else than a Notice is raised fails the test."""
    try:
        found = opened(content, "16:9")
    except Notice as notice:
        assert notice("id") and notice("en")
    else:
        assert found.figure is not None


@ROUGH
@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_a_notice(content):
    for head in (b"", b"PK\x03\x04", opening.OLE):
        only_notices(head + content)


@ROUGH
@given(st.sampled_from(REAL), st.floats(0, 1))
def test_cut_templates_raise_nothing_but_a_notice(content, where):
    only_notices(content[: int(len(content) * where)])


@ROUGH
@given(st.sampled_from(REAL), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 7)), min_size=1, max_size=8))
def test_flipped_bits_raise_nothing_but_a_notice(content, flips):
    flipped = bytearray(content)
    for where, bit in flips:
        flipped[min(int(len(content) * where), len(content) - 1)] ^= 1 << bit
    only_notices(bytes(flipped))


@ROUGH
@given(st.sampled_from(REAL), st.data())
def test_damaged_parts_raise_nothing_but_a_notice(content, data):
    """Below the zip, whose checksums catch most: parts left out, emptied, swapped, or with words replaced."""
    parts = unpacked(content)
    name, other = (data.draw(st.sampled_from(sorted(parts))) for _ in range(2))
    part = parts[name]
    words = sorted(set(part.replace(b"<", b" ").replace(b"=", b" ").split()))[:200]
    old, new = (data.draw(st.sampled_from(words)) for _ in range(2)) if words else (b"x", b"y")
    changed = data.draw(st.sampled_from([None, b"", b"<a/>", parts[other], part.replace(old, new), part.replace(old, b"")]))
    only_notices(packed({key: value for key, value in (parts | {name: changed}).items() if value is not None}))


# --- the checker ---

BROKEN = {
    "orphan": (lambda c: packed(unpacked(c) | {"ppt/slides/slide9.xml": b"<a/>"}), "ppt/slides/slide9.xml: nothing leads to it"),
    "dangling": (lambda c: packed({k: v for k, v in unpacked(c).items() if k != "docProps/app.xml"}), "leads to docProps/app.xml, which is missing"),
    "content type": (lambda c: foreign.edited(c, opening.TYPES, lambda x: x.replace("drawingml.chart+xml", "drawingml.chartx+xml")), "chart leads to ppt/charts/"),
    "no content type": (lambda c: packed(unpacked(c) | {"ppt/media/a.xyz": b"x"}), "ppt/media/a.xyz: no content type"),
    "declared": (lambda c: packed({k: v for k, v in unpacked(c).items() if k != "ppt/presProps.xml"}), "ppt/presprops.xml: declared, but missing"),
    "shape id": (lambda c: foreign.edited(c, "ppt/slides/slide1.xml", lambda x: x.replace('id="2"', 'id="1"')), "ppt/slides/slide1.xml: shape id 1 twice"),
    "slide id": (lambda c: foreign.edited(c, "ppt/presentation.xml", lambda x: x.replace('id="257"', 'id="256"')), "slide id 256 twice"),
    "slide id range": (lambda c: foreign.edited(c, "ppt/presentation.xml", lambda x: x.replace('id="257"', 'id="25"')), "slide id 25 out of range"),
    "hidden slide": (lambda c: foreign.edited(c, "ppt/presentation.xml", without_second), "ppt/slides/slide2.xml: in the package, not in the show"),
    "unknown id": (lambda c: foreign.edited(c, "ppt/slides/slide2.xml", lambda x: x.replace('r:id="rId2"', 'r:id="rId7"')), "rId7 is no relationship"),
    "workbook": (lambda c: packed({k: v for k, v in unpacked(c).items() if "charts/_rels" not in k}), "leads to no package"),
    "notes": (lambda c: foreign.edited(c, "ppt/notesSlides/_rels/notesSlide1.xml.rels", lambda x: x.replace("slide2.xml", "slide1.xml")), "does not lead back to ppt/slides/slide2.xml"),
    "order": (lambda c: foreign.edited(c, CHART, lambda x: x.replace("<c:axId", '<c:barDir val="bar"/><c:axId', 1)), "barDir in c:barChart is out of order"),
    "stranger": (lambda c: foreign.edited(c, CHART, lambda x: x.replace("<c:autoTitleDeleted", "<c:nonsense/><c:autoTitleDeleted")), "nonsense in c:chart is out of order"),
    "cache": (lambda c: foreign.edited(c, CHART, lambda x: x.replace('<c:ptCount val="1"/>', '<c:ptCount val="0"/>')), "beyond the count 0"),
    "axis": (lambda c: foreign.edited(c, CHART, lambda x: x.replace('<c:crossAx val="', '<c:crossAx val="9')), "is missing"),
}  # fmt: skip
CHART = "ppt/charts/chart1.xml"


def without_second(xml):
    """A presentation part that lists only the first slide."""
    start = xml.index('<p:sldId id="257"')
    return xml[:start] + xml[xml.index("/>", start) + 2 :]


@pytest.fixture(scope="module")
def sound():
    """A deck with a chart and notes that has nothing wrong."""
    deck = Presentation()
    foreign.filled_with_slides(deck)
    parts = unpacked(foreign.saved(deck))
    name = next(name for name in parts if name.startswith("ppt/charts/") and name.endswith(".xml"))
    renamed = {
        key.replace(name.rpartition("/")[2], "chart1.xml"): value.replace(name.rpartition("/")[2].encode(), b"chart1.xml")
        for key, value in parts.items()
    }
    return packed(renamed)


def test_a_sound_deck_has_no_problems(sound):
    assert checking.problems(sound) == []


@pytest.mark.parametrize("name", BROKEN)
def test_the_checker_finds_what_is_wrong(sound, name):
    breaking, said = BROKEN[name]
    found = checking.problems(breaking(sound))
    assert any(said in problem for problem in found), found


def test_the_checker_refuses_what_cannot_be_opened():
    assert checking.problems(b"x") == ["This presentation file cannot be used: not a .pptx or .potx file. Nothing was changed."]
