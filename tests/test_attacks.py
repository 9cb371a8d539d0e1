"""What attackers found, so that it stays mended: files that eat memory, templates that say too much, words that say what is not so."""

import io
import json
import re

import foreign_templates as foreign
import pytest
from pptx import Presentation
from test_exhibits import JULY, view_of

from analytics import sentences, spoken
from analytics.briefing import Briefing, Item, alone, composed, from_file
from analytics.catalogue import FIGURES, retitled
from analytics.export.archive import packed, unpacked
from analytics.export.slides.deck import to_pptx
from analytics.export.slides.package import checking, opening
from analytics.metrics import COMPLIANCE
from analytics.scope import Scope
from analytics.settings import ROOT
from analytics.text import Notice
from analytics.vocabulary import POSITION

OURS = (ROOT / "data" / "templates" / "asn-16x9.pptx").read_bytes()
MASTER, THEME = "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml"
MASTER_RELS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
DECEMBER = Scope(JULY.replace(month=12, day=19), {"position": ("unknown",)})


@pytest.fixture
def small(sample):
    """A document of one figure."""
    return alone(FIGURES["kepatuhan_jenis"](view_of(sample, "id", Scope(JULY))))


def words_of(deck):
    """Every text on the slides of a deck."""
    slides = Presentation(io.BytesIO(deck)).slides
    return " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)


# --- templates ---


def test_tags_without_end_are_refused_before_they_are_read():
    bomb = b"<a>" + b"<b/>" * (opening.MOST_TAGS + 1) + b"</a>"
    with pytest.raises(Notice) as notice:
        opening.opened(packed(unpacked(OURS) | {"ppt/tags/tag1.xml": bomb}))
    assert "too large when opened" in notice.value("en")


@pytest.mark.parametrize("target", ["file:///C:/Windows/System32/calc.exe", "javascript:alert(1)", "file://server/share/tool.CMD"])
def test_a_link_to_a_program_is_refused(target):
    line = f"<Relationship Id='rId99' Type='{foreign.R}/hyperlink' Target='{target}' TargetMode='External'/></Relationships>"
    with pytest.raises(Notice):
        opening.opened(foreign.edited(OURS, MASTER_RELS, lambda xml: xml.replace("</Relationships>", line)))


def test_a_link_to_a_page_or_a_document_is_no_danger():
    for target in ("https://www.example.go.id/", "mailto:humas@example.go.id", "file://server/laporan.pdf"):
        line = f"<Relationship Id='rId99' Type='{foreign.R}/hyperlink' Target='{target}' TargetMode='External'/></Relationships>"
        assert opening.opened(foreign.edited(OURS, MASTER_RELS, lambda xml, line=line: xml.replace("</Relationships>", line)))


@pytest.mark.parametrize(
    "part, change",
    [
        (MASTER, lambda xml: re.sub("<p:clrMap[^>]*/>", "", xml)),
        (THEME, lambda xml: xml.replace("srgbClr val='17202B'", "sysClr val='windowText'")),
        (THEME, lambda xml: xml.replace("srgbClr val='0B5CAD'", "prstClr val='blue'")),
        (THEME, lambda xml: xml.replace("val='B45309'", "val='zzz'")),
        (MASTER, lambda xml: xml.replace("idx='1'", "idx='-1'").replace('idx="1"', 'idx="-1"')),
        (MASTER, lambda xml: re.sub(r"sz='\d+'", "sz='abc'", xml)),
        (MASTER_RELS, lambda xml: re.sub(r"<Relationship [^>]*theme[^>]*/>", "", xml)),
    ],
)
def test_an_odd_template_gives_a_sound_deck_or_a_notice(small, part, change):
    template = foreign.edited(OURS, part, change)
    assert template != OURS
    try:
        deck = to_pptx(small, template)
    except Notice as notice:
        assert notice("id") and notice("en")
    else:
        assert checking.problems(deck) == [] and small.leaves[0].exhibit.title in words_of(deck).replace("\u00a0", " ")


def test_what_a_template_says_of_its_own_making_does_not_pass_on(small):
    told = {
        "docProps/app.xml": "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/extended-properties'><Manager>BUDI</Manager>"
        "<Company>BUDI</Company></Properties>",
        "docProps/custom.xml": "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/custom-properties'><a>LAPTOP-BUDI</a></Properties>",
    }
    custom = f"<Relationship Id='rId9' Type='{foreign.R}/custom-properties' Target='docProps/custom.xml'/></Relationships>"
    kind = "<Override PartName='/docProps/custom.xml' ContentType='application/vnd.openxmlformats-officedocument.custom-properties+xml'/></Types>"
    template = packed(unpacked(OURS) | {name: xml.encode() for name, xml in told.items()})
    template = foreign.edited(template, "_rels/.rels", lambda xml: xml.replace("</Relationships>", custom))
    template = foreign.edited(template, opening.TYPES, lambda xml: xml.replace("</Types>", kind))
    template = foreign.edited(
        template,
        "docProps/core.xml",
        lambda xml: xml.replace("</cp:coreProperties>", "<cp:contentStatus>BUDI</cp:contentStatus></cp:coreProperties>"),
    )
    parts = unpacked(to_pptx(small, template))
    assert [name for name, part in parts.items() if b"BUDI" in part] == [] and checking.problems(packed(parts)) == []


# --- baskets ---


@pytest.mark.parametrize("version", ["{", "{x}", "}", True, None])
def test_braces_in_a_saved_briefing_are_only_characters(version):
    with pytest.raises(Notice) as notice:
        from_file(json.dumps({"format": "asn-bahan-paparan", "version": version, "lang": "id", "size": "16:9", "items": []}).encode())
    assert str(version) in notice.value("id")


@pytest.mark.parametrize("query", [{"position": "{"}, {"as_of": "{}"}, {"unit": "}"}])
def test_braces_in_a_filter_are_only_characters(sample, query):
    with pytest.raises(Notice) as notice:
        composed(Briefing((Item("tren_laporan", query),)), sample)
    assert next(iter(query.values())) in notice.value("en")


# --- words ---


@pytest.mark.parametrize("key", ["jabatan_kelompok", "ringkasan_jabatan", "instansi_satu_jabatan", "jabatan_waktu"])
def test_where_only_unknown_has_anybody_nobody_says_nobody(sample, key):
    exhibit = FIGURES[key](view_of(sample, "id", DECEMBER))
    assert exhibit.answer.total.numerator and not exhibit.empty
    assert exhibit.title != sentences.NOTHING("id") and "Tidak diketahui" in exhibit.title
    assert "tidak ada ASN" not in spoken.sentence(exhibit)


def test_level_large_groups_are_not_all_groups(drawn):
    lines = ["kelompok_jabatan status tanggal_sanksi times", "jpt direkomendasikan 2020-09-01 5", "jpt direkomendasikan - 5"]
    lines += ["pengawas direkomendasikan 2020-09-01 10", "pengawas direkomendasikan - 10", "pelaksana direkomendasikan - 2"]
    exhibit = FIGURES["kepatuhan_jabatan"](view_of(drawn("\n".join(lines)), "id", Scope(JULY.replace(month=12, day=31))))
    assert exhibit.answer.metric is COMPLIANCE and exhibit.answer.by == (POSITION,)
    assert exhibit.title == "Kepatuhan sanksi sama di semua kelompok yang cukup besar: 50,0 %"
    assert spoken.sentence(exhibit).endswith("; sama di semua kelompok dengan dasar hitung sekurangnya 10.")


def test_a_title_of_ones_own_stands_above_the_figure_and_not_in_the_sentence(sample):
    for key in FIGURES:
        exhibit = FIGURES[key](view_of(sample, "id", Scope(JULY)))
        own = retitled(exhibit, "JUDULKU")
        assert (own.title, spoken.sentence(own)) == ("JUDULKU", spoken.sentence(exhibit))


def test_the_first_snapshot_is_compared_as_soon_as_there_is_one_before(sample):
    first = min(sample.dates)
    assert "compare" not in view_of(sample, "id", Scope(first)).query()
    later = view_of(sample, "id", Scope(JULY)).query()
    assert later["compare"] == "2020-06-26"
