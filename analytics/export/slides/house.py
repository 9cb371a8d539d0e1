"""Our own templates, 16:9 and 4:3, written out as data/templates/asn-*.pptx: `python -m analytics.export.slides.house`.

Made by code, so that the colours stay those of the theme, and the two sizes stay alike. Every length is in inches.
"""

from dataclasses import dataclass
from pathlib import Path

from analytics.export.archive import packed
from analytics.theme import LIGHT

FOLDER = Path(__file__).resolve().parents[3] / "data" / "templates"
FONT = "Arial"  # on every office PC, also on those without our own font
EMU = 914400  # an inch
NAMES = (
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
)
NAMES += " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "application/vnd.openxmlformats-officedocument"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
COLOURS = {
    "dk1": LIGHT.text, "lt1": LIGHT.background, "dk2": LIGHT.quiet, "lt2": LIGHT.empty, "accent1": LIGHT.accent, "accent2": LIGHT.second,
    "accent3": LIGHT.third, "accent4": LIGHT.fourth, "accent5": LIGHT.fifth, "accent6": LIGHT.muted, "hlink": LIGHT.accent,
    "folHlink": LIGHT.quiet,
}  # fmt: skip
MAPPING = " ".join(f'{name}="{colour}"' for name, colour in zip(("bg1", "tx1", "bg2", "tx2"), ("lt1", "dk1", "lt2", "dk2"), strict=True))
MAPPING += "".join(f' {name}="{name}"' for name in COLOURS if name[0] in "ahf")
MARGIN, HEIGHT = 0.55, 7.5
LINE = "<a:ln w='6350'><a:solidFill><a:schemeClr val='accent4'/></a:solidFill></a:ln>"


@dataclass(frozen=True)
class Size:
    """A slide size. width: of the slide; title, cover: of their type, in points."""

    name: str
    width: float
    title: int
    cover: int
    kind: str = ""

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN


SIZES = (Size("16x9", 40 / 3, 24, 36), Size("4x3", 10, 24, 32, " type='screen4x3'"))


def box(left: float, top: float, width: float, height: float) -> str:
    """A place on the slide."""
    x, y, w, h = (round(inches * EMU) for inches in (left, top, width, height))
    return f"<a:xfrm><a:off x='{x}' y='{y}'/><a:ext cx='{w}' cy='{h}'/></a:xfrm>"


def holder(number: int, name: str, role: str, place: str, style: str = "", words: str = "", anchor: str = "t") -> str:
    """A placeholder. role: its ph attributes; style: of its first level."""
    levels = f"<a:lstStyle>{style}</a:lstStyle>" if style else "<a:lstStyle/>"
    inset = f"<a:bodyPr lIns='0' tIns='0' rIns='0' bIns='0' anchor='{anchor}'><a:normAutofit/></a:bodyPr>"
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='{number}' name='{name}'/><p:cNvSpPr><a:spLocks noGrp='1'/></p:cNvSpPr><p:nvPr><p:ph {role}/></p:nvPr>"
        f"</p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{inset}{levels}{words or paragraph(name)}</p:txBody></p:sp>"
    )


def paragraph(words: str) -> str:
    """One paragraph of a prompt."""
    return f"<a:p><a:r><a:rPr lang='id-ID'/><a:t>{words}</a:t></a:r></a:p>"


NUMBER = "<a:p><a:fld id='{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}' type='slidenum'><a:rPr lang='id-ID'/><a:t>‹#›</a:t></a:fld></a:p>"


def style(size: int, colour: str, align: str = "l", bold: bool = False, tag: str = "a:lvl1pPr") -> str:
    """Plain type without bullets: points, theme colour."""
    weight = " b='1'" if bold else ""
    ink = f"<a:solidFill><a:schemeClr val='{colour}'/></a:solidFill>"
    return (
        f"<{tag} marL='0' indent='0' algn='{align}'><a:spcBef><a:spcPts val='0'/></a:spcBef><a:buNone/>"
        f"<a:defRPr sz='{size}00'{weight}>{ink}</a:defRPr></{tag}>"
    )


def block(number: int, name: str, place: str, fill: str) -> str:
    """A drawn detail, which readers of the screen are not told about."""
    hidden = "<a:extLst><a:ext uri='{C183D7F6-B498-43B3-948B-1728B52AA6E4}'><adec:decorative xmlns:adec="
    hidden += "'http://schemas.microsoft.com/office/drawing/2017/decorative' val='1'/></a:ext></a:extLst>"
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='{number}' name='{name}'>{hidden}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn='1'/></p:nvSpPr>"
        f"<p:spPr>{place}<a:prstGeom prst='rect'><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val='{fill}'/></a:solidFill>"
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def tree(shapes: str) -> str:
    """Shapes as the drawing of a slide, layout or master."""
    none = (
        "<p:grpSpPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='0' cy='0'/><a:chOff x='0' y='0'/><a:chExt cx='0' cy='0'/></a:xfrm></p:grpSpPr>"
    )
    return f"<p:spTree><p:nvGrpSpPr><p:cNvPr id='1' name=''/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>{none}{shapes}</p:spTree>"


def heading(size: Size, role: str = "type='title'") -> str:
    """The title: two lines, three at most, standing on the subtitle."""
    return holder(2, "Judul", role, box(MARGIN, 0.26, size.inner, 1.16), anchor="b")


def foot(size: Size) -> str:
    """The footnote and the slide number."""
    note = box(MARGIN, 6.76, size.inner - 0.9, 0.5)
    place = box(size.width - MARGIN - 0.6, 6.76, 0.6, 0.25)
    return holder(8, "Catatan kaki", "type='body' sz='quarter' idx='14'", note, style(10, "tx2")) + holder(
        9, "Nomor slide", "type='sldNum' sz='quarter' idx='12'", place, style(10, "tx2", "r"), NUMBER
    )


def cover(size: Size) -> str:
    """Title, subtitle, lines on date and author, footnote; one accent."""
    wide = size.inner - 0.35
    lines = (
        block(7, "Aksen", box(0, 0, 0.3, HEIGHT), "accent1")
        + holder(2, "Judul", "type='ctrTitle'", box(MARGIN + 0.35, 1.5, wide, 1.9), style(size.cover, "tx1", bold=True), anchor="b")
        + holder(3, "Subjudul", "type='subTitle' idx='1'", box(MARGIN + 0.35, 3.62, wide, 0.75), style(18, "tx2"))
        + holder(4, "Keterangan", "type='body' sz='quarter' idx='13'", box(MARGIN + 0.35, 4.6, wide, 1.3), style(14, "tx2"))
    )
    note = box(MARGIN + 0.35, 6.76, wide, 0.5)
    return lines + holder(8, "Catatan kaki", "type='body' sz='quarter' idx='14'", note, style(10, "tx2"))


def figure(size: Size) -> str:
    """Title, grey subtitle, room for the figure, footnote, slide number."""
    return (
        heading(size)
        + holder(3, "Subjudul", "type='body' sz='quarter' idx='13'", box(MARGIN, 1.48, size.inner, 0.46), style(14, "tx2"))
        + holder(4, "Isi", "idx='1'", box(MARGIN, 1.98, size.inner, 4.56))
        + foot(size)
    )


def text(size: Size) -> str:
    """Title and running text, footnote, slide number."""
    return heading(size) + holder(4, "Teks", "type='body' idx='1'", box(MARGIN, 1.6, size.inner, 4.94)) + foot(size)


def layout(name: str, kind: str, shapes: str) -> str:
    """A layout. kind: its type for programs that look for one."""
    quiet = " showMasterSp='0'" if kind == "title" else ""
    return (
        f"{HEAD}<p:sldLayout {NAMES} type='{kind}' preserve='1'{quiet}><p:cSld name='{name}'>{tree(shapes)}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master(size: Size) -> str:
    """The master: type, the line above the footnote, and a thin accent beside the title."""
    shapes = (
        block(7, "Aksen", box(0, 1.06, 0.14, 0.34), "accent1")
        + block(6, "Garis", box(MARGIN, 6.67, size.inner, 0.01), "accent4")
        + heading(size)
        + holder(3, "Teks", "type='body' idx='1'", box(MARGIN, 1.98, size.inner, 4.56))
        + holder(9, "Nomor slide", "type='sldNum' sz='quarter' idx='4'", box(size.width - MARGIN - 0.6, 6.76, 0.6, 0.25), words=NUMBER)
    )
    ids = "".join(f"<p:sldLayoutId id='{2147483649 + place}' r:id='rId{place + 1}'/>" for place in range(3))
    back = "<p:bg><p:bgPr><a:solidFill><a:schemeClr val='bg1'/></a:solidFill><a:effectLst/></p:bgPr></p:bg>"
    return (
        f"{HEAD}<p:sldMaster {NAMES}><p:cSld>{back}{tree(shapes)}</p:cSld><p:clrMap {MAPPING}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{levels(size.title, True)}</p:titleStyle><p:bodyStyle>{levels(14)}</p:bodyStyle>"
        f"<p:otherStyle>{levels(14)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def levels(points: int, title: bool = False) -> str:
    """Nine levels of type; from the second on with a dash, but in titles."""
    return "".join(level(place, points, title) for place in range(1, 2 if title else 10))


def level(place: int, points: int, title: bool) -> str:
    """One level of type."""
    marker = "<a:buNone/>" if place == 1 else "<a:buFont typeface='Arial'/><a:buChar char='–'/>"
    indent = "marL='0' indent='0'" if place == 1 else f"marL='{180000 * (place - 1)}' indent='-180000'"
    face, before = ("mj", 0) if title else ("mn", 600)
    fonts = "".join(f"<a:{script} typeface='+{face}-{mark}'/>" for script, mark in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")))
    ink = "<a:solidFill><a:schemeClr val='tx1'/></a:solidFill>"
    spacing = f"<a:lnSpc><a:spcPct val='{95000 if title else 105000}'/></a:lnSpc><a:spcBef><a:spcPts val='{before}'/></a:spcBef>"
    weight = " b='1'" if title else ""
    return (
        f"<a:lvl{place}pPr {indent} algn='l'>{spacing}{marker}<a:defRPr sz='{points}00'{weight}>{ink}{fonts}</a:defRPr></a:lvl{place}pPr>"
    )


def theme() -> str:
    """Our colours and font; flat lines and fills."""
    colours = "".join(f"<a:{name}><a:srgbClr val='{colour[1:]}'/></a:{name}>" for name, colour in COLOURS.items())
    face = f"<a:latin typeface='{FONT}'/><a:ea typeface=''/><a:cs typeface=''/>"
    fill = "<a:solidFill><a:schemeClr val='phClr'/></a:solidFill>"
    lines = "".join(f"<a:ln w='{width}'>{fill}<a:prstDash val='solid'/></a:ln>" for width in (6350, 12700, 19050))
    plain = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f"{HEAD}<a:theme {NAMES.partition(' xmlns:p')[0]} name='ASN'><a:themeElements><a:clrScheme name='ASN'>{colours}</a:clrScheme>"
        f"<a:fontScheme name='ASN'><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f"<a:fmtScheme name='ASN'><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{plain * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def presentation(size: Size) -> str:
    """The presentation itself: no slides, its size."""
    width, height = round(size.width * EMU), round(HEIGHT * EMU)
    return (
        f"{HEAD}<p:presentation {NAMES} saveSubsetFonts='1'><p:sldMasterIdLst><p:sldMasterId id='2147483648' r:id='rId1'/></p:sldMasterIdLst>"
        f"<p:sldSz cx='{width}' cy='{height}'{size.kind}/><p:notesSz cx='6858000' cy='9144000'/>"
        f"<p:defaultTextStyle>{levels(14)}</p:defaultTextStyle></p:presentation>"
    )


def relations(*pairs: tuple[str, str]) -> str:
    """A relationships part: type, target."""
    listed = "".join(
        f"<Relationship Id='rId{place}' Type='{kind}' Target='{target}'/>" for place, (kind, target) in enumerate(pairs, start=1)
    )
    return f"{HEAD}<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{listed}</Relationships>"


def types(parts: dict[str, str]) -> str:
    """The content types: part, type."""
    listed = "".join(f"<Override PartName='/{name}' ContentType='{kind}'/>" for name, kind in parts.items())
    defaults = "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
    defaults += "<Default Extension='xml' ContentType='application/xml'/>"
    return f"{HEAD}<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{defaults}{listed}</Types>"


CORE = (
    "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
    "<dc:title>Netralitas ASN</dc:title><dcterms:created xsi:type='dcterms:W3CDTF'>2020-01-01T00:00:00Z</dcterms:created>"
    "<dcterms:modified xsi:type='dcterms:W3CDTF'>2020-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>"
)
APP = "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/extended-properties'><Application>ASN</Application></Properties>"
STYLES = f"<a:tblStyleLst {NAMES.partition(' xmlns:p')[0]} def='{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}'/>"


def contents(size: Size) -> dict[str, str]:
    """Every part, its type in front, in the order of the file."""
    slides = f"{PARTS}.presentationml"
    made = {"ppt/presentation.xml": (f"{slides}.presentation.main+xml", presentation(size))}
    made["ppt/slideMasters/slideMaster1.xml"] = (f"{slides}.slideMaster+xml", master(size))
    layouts = (layout("Sampul", "title", cover(size)), layout("Gambar", "obj", figure(size)), layout("Teks", "tx", text(size)))
    for place, each in enumerate(layouts, start=1):
        made[f"ppt/slideLayouts/slideLayout{place}.xml"] = (f"{slides}.slideLayout+xml", each)
    made["ppt/theme/theme1.xml"] = (f"{PARTS}.theme+xml", theme())
    made["ppt/presProps.xml"] = (f"{slides}.presProps+xml", f"{HEAD}<p:presentationPr {NAMES}/>")
    made["ppt/tableStyles.xml"] = (f"{slides}.tableStyles+xml", HEAD + STYLES)
    made["docProps/core.xml"] = ("application/vnd.openxmlformats-package.core-properties+xml", HEAD + CORE)
    made["docProps/app.xml"] = (f"{PARTS}.extended-properties+xml", HEAD + APP)
    return {"[Content_Types].xml": types({name: kind for name, (kind, _) in made.items()})} | {
        name: content for name, (_, content) in made.items()
    }


def joined() -> dict[str, str]:
    """The relationships between the parts."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    found = {
        "_rels/.rels": relations(
            (f"{OFFICE}/officeDocument", "ppt/presentation.xml"),
            (core, "docProps/core.xml"),
            (f"{OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "ppt/_rels/presentation.xml.rels": relations(
            (f"{OFFICE}/slideMaster", "slideMasters/slideMaster1.xml"),
            (f"{OFFICE}/presProps", "presProps.xml"),
            (f"{OFFICE}/theme", "theme/theme1.xml"),
            (f"{OFFICE}/tableStyles", "tableStyles.xml"),
        ),
    }
    layouts = [(f"{OFFICE}/slideLayout", f"../slideLayouts/slideLayout{place}.xml") for place in (1, 2, 3)]
    found["ppt/slideMasters/_rels/slideMaster1.xml.rels"] = relations(*layouts, (f"{OFFICE}/theme", "../theme/theme1.xml"))
    above = relations((f"{OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml"))
    return found | {f"ppt/slideLayouts/_rels/slideLayout{place}.xml.rels": above for place in (1, 2, 3)}


def made(size: Size) -> bytes:
    """A template, the same bytes every time."""
    return packed({name: content.encode() for name, content in (contents(size) | joined()).items()})


def write() -> None:
    """Both templates as files, to start a template of one's own from."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        (FOLDER / f"asn-{size.name}.pptx").write_bytes(made(size))


if __name__ == "__main__":
    write()
