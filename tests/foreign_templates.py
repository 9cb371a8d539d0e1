"""Templates as other houses make them, built from python-pptx's own (made in PowerPoint), and files that are none."""

import io
import re
import warnings
import zipfile

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches

from analytics.export.archive import packed, unpacked

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {"a": A, "p": P, "r": R}
GERMAN = (
    "Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Vergleich", "Nur Titel", "Leer", "Inhalt mit Überschrift",
    "Bild mit Überschrift", "Titel und vertikaler Text", "Vertikaler Titel und Text",
)  # fmt: skip
TYPES = "[Content_Types].xml"


def saved(deck):
    """A deck as bytes."""
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def edited(content, name, change):
    """A file with one part changed by a function of its text."""
    parts = unpacked(content)
    parts[name] = change(parts[name].decode()).encode()
    return packed(parts)


def with_parts(content, **parts):
    """A file with more parts; __ stands for a slash, and the last _ for a dot."""
    named = {".".join(name.replace("__", "/").rsplit("_", 1)): part for name, part in parts.items()}
    return packed(unpacked(content) | named)


def squeezed(deck, width, height):
    """The slide size changed, and every place in masters and layouts with it."""
    across, down = width / deck.slide_width, height / deck.slide_height
    for drawing in (*deck.slide_masters, *deck.slide_layouts):
        for each in drawing._element.iter(f"{{{A}}}off", f"{{{A}}}ext"):
            for name, factor in (("x", across), ("cx", across), ("y", down), ("cy", down)):
                if each.get(name):
                    each.set(name, str(round(int(each.get(name)) * factor)))
    deck.slide_width, deck.slide_height = Emu(width), Emu(height)


def ministry():
    """16:10, German names, light text on dark, Verdana, placeholders in another order under other numbers, slides and notes in it; a .potx."""
    deck = Presentation()
    squeezed(deck, Inches(10), Inches(6.25))
    for layout, name in zip(deck.slide_layouts, GERMAN, strict=True):
        layout.name = name
        layout._element.attrib.pop("type", None)
        for each in layout._element.xpath("//p:ph[@idx='1']"):
            each.set("idx", "17")
        tree = layout.shapes._spTree
        holders = tree.xpath("./p:sp")
        for each in reversed(holders):
            tree.remove(each)
            tree.append(each)
    mapping = deck.slide_master._element.find(f"{{{P}}}clrMap")
    for name, colour in {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}.items():
        mapping.set(name, colour)
    filled_with_slides(deck)
    content = edited(saved(deck), "ppt/theme/theme1.xml", lambda xml: xml.replace("Calibri", "Verdana"))
    return edited(content, TYPES, lambda xml: xml.replace("presentation.main+xml", "template.main+xml"))


def filled_with_slides(deck):
    """Two slides, one with a chart and notes, a section around them, and a custom show."""
    for _ in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Contoh lama"
    data = CategoryChartData()
    data.categories = ["a"]
    data.add_series("x", [1])
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(3), Inches(3), data)
    slide.notes_slide.notes_text_frame.text = "rahasia lama"
    linked = deck.slide_master.part.relate_to(slide.part, f"{R}/slide")
    properties = deck.slide_master.shapes[0]._element.xpath(".//p:cNvPr")[0]
    properties.append(etree.fromstring(f'<a:hlinkClick xmlns:a="{A}" xmlns:r="{R}" r:id="{linked}" action="ppaction://hlinksldjump"/>'))
    first = deck.slides._sldIdLst[0]
    more = (
        f'<p:custShowLst xmlns:p="{P}" xmlns:r="{R}"><p:custShow name="s" id="0"><p:sldLst><p:sld r:id="{first.rId}"/></p:sldLst></p:custShow></p:custShowLst>',
        f'<p:extLst xmlns:p="{P}"><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f'<p14:section name="S" id="{{6B3A1E9C-0000-4000-8000-000000000001}}"><p14:sldIdLst><p14:sldId id="{first.id}"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>',
    )
    root = deck.part._element
    root.find(f"{{{P}}}notesSz").addnext(etree.fromstring(more[0]))
    root.append(etree.fromstring(more[1]))


def regency():
    """4:3, Indonesian names, Georgia in maroon, a narrow title at the left, and only the kinds and numbers LibreOffice writes: all 0."""
    deck = Presentation()
    names = {"Title Slide": "Slide judul", "Title and Content": "Judul dan isi", "Blank": "Kosong"}
    for layout in list(deck.slide_layouts):
        if layout.name not in names:
            deck.slide_layouts.remove(layout)
    for layout, name in zip(deck.slide_layouts, names.values(), strict=True):
        layout.name = name
        for each in layout._element.xpath("//p:ph[not(@type='sldNum' or @type='dt' or @type='ftr')]"):
            frame = next(shape for shape in layout.placeholders if each in shape._element.iter())
            frame.left, frame.top, frame.width, frame.height = frame.left, frame.top, frame.width, frame.height
            each.attrib.pop("idx", None)
            each.set("type", {"ctrTitle": "title"}.get(each.get("type"), each.get("type", "obj")))
    deck.slide_layouts[0]._element.set("type", "tx")
    content = saved(deck)
    content = edited(content, "ppt/theme/theme1.xml", lambda xml: xml.replace("Calibri", "Georgia").replace("4F81BD", "7B1E2B"))
    return edited(content, "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace('algn="ctr"', 'algn="l"'))


def bulletin():
    """21:9, English names, only text placeholders: title, a line, a large text, a line at the foot; a logo on the master; two masters."""
    deck = Presentation()
    squeezed(deck, Inches(14), Inches(6))
    wide = deck.slide_layouts[1]
    wide.name = "Headline + body"
    for each in wide.placeholders:
        if each.placeholder_format.idx == 1:
            each._element.xpath(".//p:ph")[0].set("type", "body")
    for number, name, top in ((31, "Kicker", 1.2), (32, "Source", 5.5)):
        wide.shapes._spTree.append(etree.fromstring(line_xml(number, name, top)))
    return saved(deck)


def line_xml(number, name, top):
    """A text placeholder of one line across the slide."""
    return (
        f'<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr><p:ph type="body" sz="quarter" '
        f'idx="{number}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="640080" y="{round(top * 914400)}"/><a:ext cx="11521440" cy="320040"/></a:xfrm></p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def without(*names):
    """python-pptx's template without some of its layouts."""
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name in names or names == ("*",):
            deck.slide_layouts.remove(layout)
    return saved(deck)


def sized(width, height):
    """A template of another size, in inches."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(width), Inches(height)
    return saved(deck)


def bomb(size):
    """A template with a part that unpacks to so many bytes, which the zip says is small."""
    content = packed(unpacked(saved(Presentation())) | {"ppt/media/image1.bmp": b"\0" * size})
    return re.sub(re.escape(size.to_bytes(4, "little")), (10).to_bytes(4, "little"), content)


def named_twice(content):
    """A zip that holds the same name twice."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("ppt/presentation.xml", b"<x/>")
    return out.getvalue()
