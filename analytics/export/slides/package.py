"""Presentation files from readers: opened with care, or refused with the reason."""

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analytics.text import Notice, Text, cleaned

LARGEST_FILE = 30_000_000  # bytes, as uploaded
LARGEST_PART, LARGEST_WHOLE = 100_000_000, 200_000_000  # bytes, unpacked
MOST_PARTS = 5000
STEEPEST, STEEP_FROM = 200, 2_000_000  # a part above so many bytes may not be more than 200 times its packed size
CHUNK = 1 << 18

REFUSED = Text(
    id="Berkas presentasi ini tidak dapat dipakai: {reason}. Tidak ada yang berubah.",
    en="This presentation file cannot be used: {reason}. Nothing was changed.",
)
EMPTY = Text(id="berkasnya kosong", en="the file is empty")
TOO_LARGE = Text(id="lebih besar dari {size} MB", en="larger than {size} MB")
PROTECTED = Text(
    id="terkunci dengan kata sandi; buka di PowerPoint, hapus kata sandinya, lalu simpan lagi",
    en="it is protected by a password; open it in PowerPoint, remove the password, and save it again",
)
OLD = Text(
    id="berformat lama (.ppt); buka di PowerPoint lalu simpan sebagai .pptx",
    en="it has the old format (.ppt); open it in PowerPoint and save it as .pptx",
)
NOT_A_ZIP = Text(id="bukan berkas .pptx atau .potx", en="not a .pptx or .potx file")
DAMAGED = Text(id="berkasnya rusak", en="the file is damaged")
DAMAGED_PART = Text(id="bagian “{part}” rusak", en="part “{part}” is damaged")
OTHER_KIND = Text(id="isinya {kind}, bukan presentasi .pptx atau .potx", en="it is {kind}, not a .pptx or .potx presentation")
DOCUMENT = Text(id="dokumen Word", en="a Word document")
WORKBOOK = Text(id="buku kerja Excel", en="an Excel workbook")
OPEN_DOCUMENT = Text(id="berkas OpenDocument", en="an OpenDocument file")
OTHER = Text(id="berkas zip lain", en="another kind of zip file")
TOO_MANY = Text(id="memuat lebih dari {most} bagian", en="it holds more than {most} parts")
BOMB = Text(id="isinya menjadi terlalu besar ketika dibuka", en="its content becomes too large when opened")
UNSAFE_NAME = Text(id="nama bagian “{part}” tidak aman", en="the part name “{part}” is not safe")
TWICE = Text(id="bagian “{part}” ada dua kali", en="part “{part}” is there twice")
MACROS = Text(id="memuat makro ({part}); simpan tanpa makro sebagai .pptx", en="it holds macros ({part}); save it without macros as .pptx")
ACTIVE = Text(id="memuat kontrol atau objek aktif ({part})", en="it holds an active control or object ({part})")
DECLARED = Text(id="bagian “{part}” memuat deklarasi DTD", en="part “{part}” holds a DTD declaration")
OUTSIDE = Text(
    id="menautkan {kind} dari luar berkas ({target}); sematkan atau hapus tautannya",
    en="it links {kind} from outside the file ({target}); embed it or remove the link",
)

TYPES, RELS = "[Content_Types].xml", "_rels/.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the compound file of the old formats, and of encrypted new ones
PROTECTED_MARK = "EncryptedPackage".encode("utf-16-le")
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MAINS = {MAIN, MAIN.replace("presentation.main", "template.main"), MAIN.replace("presentation.main", "slideshow.main")}
KINDS = {"wordprocessingml": DOCUMENT, "spreadsheetml": WORKBOOK}
MACRO_NAME = re.compile(r"vba(project|data)|macros?/|\.(vbs|js|exe|dll|bat|cmd|ps1)$", re.IGNORECASE)
ACTIVE_NAME = re.compile(r"activex|(^|/)ole[^/]*\.bin$|embeddings/[^/]*\.bin$|ctrlprops/", re.IGNORECASE)
ACTIVE_TYPE = re.compile(r"activex|oleobject|control\+xml|packager", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    KeyError,
)


def refused(reason: Text, **values: object) -> Notice:
    """The refusal of a presentation file, with its reason."""
    said = {name: value if isinstance(value, Text) else plain(str(value)) for name, value in values.items()}
    return Notice(REFUSED, reason=Text(reason("id", **said), reason("en", **said)))


def plain(word: str) -> str:
    """A stranger's word, short and without braces, which a phrase would take for a place to fill."""
    return cleaned(word)[:80].replace("{", "(").replace("}", ")")


def opened(content: bytes) -> dict[str, bytes]:
    """The parts of a presentation file by name, a template made a presentation. Raises Notice for anything that is not safe to open."""
    if not content or len(content) > LARGEST_FILE:
        raise refused(TOO_LARGE, size=LARGEST_FILE // 1_000_000) if content else refused(EMPTY)
    if content.startswith(OLE):
        raise refused(PROTECTED if PROTECTED_MARK in content else OLD)
    try:
        parts = unzipped(content)
    except BROKEN:
        raise refused(DAMAGED if content.startswith(b"PK") else NOT_A_ZIP) from None
    return presentation(parts)


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip by name, counted while they are read: what a zip says of its sizes may be untrue. Raises Notice."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_PARTS:
            raise refused(TOO_MANY, most=MOST_PARTS)
        check_names([entry.filename for entry in entries])
        parts, left = {}, LARGEST_WHOLE
        for entry in entries:
            parts[entry.filename] = unpacked(archive, entry, min(left, LARGEST_PART))
            left -= len(parts[entry.filename])
    return parts


def check_names(names: list[str]) -> None:
    """Names that leave the folder, hide something, or occur twice (parts are told apart without regard to case). Raises Notice."""
    seen: set[str] = set()
    for name in names:
        steps = name.split("/")
        if name != cleaned(name) or "\\" in name or ":" in name or len(name) > 250 or {"", ".", ".."} & set(steps):
            raise refused(UNSAFE_NAME, part=name)
        if name.lower() in seen:
            raise refused(TWICE, part=name)
        seen.add(name.lower())


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """One file of a zip. Raises Notice where it is locked, packed in a way presentations are not, or grows too large."""
    if entry.flag_bits & 1:
        raise refused(PROTECTED)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused(DAMAGED_PART, part=entry.filename)
    limit = min(most, max(STEEP_FROM, STEEPEST * entry.compress_size))
    with archive.open(entry) as source:
        found = source.read(limit + 1)
    if len(found) > limit:
        raise refused(BOMB)
    return found


def presentation(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a presentation, each looked at; the content type of a template or show made that of a presentation. Raises Notice."""
    for name, part in parts.items():
        check_part(name, part)
    main = kind_of(parts)
    if main not in MAINS:
        raise refused(OTHER_KIND, kind=next((word for mark, word in KINDS.items() if mark in main), OTHER))
    return parts | {TYPES: parts[TYPES].replace(main.encode(), MAIN.encode())}


def check_part(name: str, part: bytes) -> None:
    """A part that may be in a presentation from a stranger. Raises Notice."""
    if MACRO_NAME.search(name):
        raise refused(MACROS, part=name)
    if ACTIVE_NAME.search(name):
        raise refused(ACTIVE, part=name)
    if name.lower().endswith((".xml", ".rels", ".vml")):
        root = parsed(name, part)
        if name.lower().endswith(".rels"):
            check_links(root)
        if name == TYPES:
            check_types(root)


def parsed(name: str, part: bytes) -> etree._Element:
    """A part as XML without any declaration, which could name files or blow up. Raises Notice."""
    if DOCTYPE.search(part.replace(b"\0", b"")):  # also where it is written in two bytes a letter
        raise refused(DECLARED, part=name)
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        raise refused(DAMAGED_PART, part=name) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused(DECLARED, part=name)
    return root


def check_links(root: etree._Element) -> None:
    """Only hyperlinks may lead outside: everything else would be fetched without being asked. Raises Notice."""
    for link in root.iter(RELATION):
        kind = link.get("Type", "").rpartition("/")[2]
        if link.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            raise refused(OUTSIDE, kind=kind, target=link.get("Target", ""))
        if MACRO_NAME.search(kind):
            raise refused(MACROS, part=link.get("Target", ""))
        if ACTIVE_TYPE.search(kind):
            raise refused(ACTIVE, part=link.get("Target", ""))


def check_types(root: etree._Element) -> None:
    """No part may be declared a macro or an active object, whatever its name. Raises Notice."""
    for each in root:
        kind = each.get("ContentType", "")
        if "macroenabled" in kind.lower() or "vbaproject" in kind.lower():
            raise refused(MACROS, part=each.get("PartName", kind))
        if ACTIVE_TYPE.search(kind) and each.get("PartName"):
            raise refused(ACTIVE, part=each.get("PartName", kind))


def kind_of(parts: dict[str, bytes]) -> str:
    """The content type of the main part. Raises Notice where the file is no Office file at all."""
    if TYPES not in parts or RELS not in parts:
        raise refused(OTHER_KIND, kind=OPEN_DOCUMENT if "mimetype" in parts else OTHER)
    targets = [
        link.get("Target", "") for link in parsed(RELS, parts[RELS]).iter(RELATION) if link.get("Type", "").endswith("/officeDocument")
    ]
    kinds: dict[str, str] = {each.get("PartName", "").lower(): each.get("ContentType", "") for each in parsed(TYPES, parts[TYPES])}
    main = f"/{targets[0].lstrip('/')}".lower() if targets else ""
    if main.lstrip("/") not in {name.lower() for name in parts}:
        raise refused(DAMAGED)
    return kinds.get(main, "")


# What the standard (ECMA-376, DrawingML charts and slides) says of the order of children: * may repeat, a|b is one or the other.
LABELS = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
AXIS = "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx"
AXIS += " crosses|crossesAt"
SERIES = "idx order tx spPr"
FAULTS = "trendline* errBars*"
DRAWINGS = "areaChart|area3DChart|lineChart|line3DChart|stockChart|radarChart|scatterChart|pieChart|pie3DChart|doughnutChart|barChart"
DRAWINGS += "|bar3DChart|ofPieChart|surfaceChart|surface3DChart|bubbleChart*"
FILLS = "noFill|solidFill|gradFill|blipFill|pattFill|grpFill"
ORDERS = {
    "c:chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData"
    " printSettings userShapes",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax",
    "c:plotArea": f"layout {DRAWINGS} valAx|catAx|dateAx|serAx* dTable spPr",
    "c:barChart": "barDir grouping varyColors ser* dLbls gapWidth overlap serLines* axId*",
    "c:lineChart": "grouping varyColors ser* dLbls dropLines hiLowLines upDownBars marker smooth axId*",
    "c:areaChart": "grouping varyColors ser* dLbls dropLines axId*",
    "c:scatterChart": "scatterStyle varyColors ser* dLbls axId*",
    "c:pieChart": "varyColors ser* dLbls firstSliceAng",
    "c:doughnutChart": "varyColors ser* dLbls firstSliceAng holeSize",
    "c:barChart/c:ser": f"{SERIES} invertIfNegative pictureOptions dPt* dLbls {FAULTS} cat val shape",
    "c:lineChart/c:ser": f"{SERIES} marker dPt* dLbls {FAULTS} cat val smooth",
    "c:areaChart/c:ser": f"{SERIES} pictureOptions dPt* dLbls {FAULTS} cat val",
    "c:scatterChart/c:ser": f"{SERIES} marker dPt* dLbls {FAULTS} xVal yVal smooth",
    "c:pieChart/c:ser": f"{SERIES} explosion dPt* dLbls cat val",
    "c:doughnutChart/c:ser": f"{SERIES} explosion dPt* dLbls cat val",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions",
    "c:dLbls": f"dLbl* delete {LABELS} showLeaderLines leaderLines",
    "c:dLbl": f"idx delete layout tx {LABELS}",
    "c:catAx": f"{AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "c:dateAx": f"{AXIS} auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit",
    "c:valAx": f"{AXIS} crossBetween majorUnit minorUnit dispUnits",
    "c:scaling": "logBase orientation max min",
    "c:legend": "legendPos legendEntry* layout overlay spPr txPr",
    "c:title": "tx layout overlay spPr txPr",
    "c:marker": "symbol size spPr",
    "c:strRef": "f strCache",
    "c:numRef": "f numCache",
    "c:strCache": "ptCount pt*",
    "c:numCache": "formatCode ptCount pt*",
    "c:spPr": f"xfrm custGeom|prstGeom {FILLS} ln effectLst|effectDag scene3d sp3d",
    "p:spPr": f"xfrm custGeom|prstGeom {FILLS} ln effectLst|effectDag scene3d sp3d",
    "c:txPr": "bodyPr lstStyle p*",
    "c:rich": "bodyPr lstStyle p*",
    "p:txBody": "bodyPr lstStyle p*",
    "a:txBody": "bodyPr lstStyle p*",
    "a:p": "pPr r|br|fld|m|AlternateContent* endParaRPr",
    "a:r": "rPr t",
    "a:tbl": "tblPr tblGrid tr*",
    "a:tc": "txBody tcPr",
    "a:tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {FILLS} headers",
    "p:sld": "cSld clrMapOvr AlternateContent* transition timing",
    "p:sp": "nvSpPr spPr style txBody",
    "p:graphicFrame": "nvGraphicFramePr xfrm graphic",
    "p:presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz smartTags embeddedFontLst custShowLst"
    " photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier",
}
SPACES = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
}
NAMES = {short: space for space, short in SPACES.items()} | {"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
# What a relationship of some type leads to, by the end of the content type.
LEADS_TO = {
    "slide": "presentationml.slide+xml", "slideLayout": "slideLayout+xml", "slideMaster": "slideMaster+xml", "theme": "theme+xml",
    "notesSlide": "notesSlide+xml", "notesMaster": "notesMaster+xml", "chart": "drawingml.chart+xml", "package": "sheet",
    "officeDocument": "presentation.main+xml", "core-properties": "core-properties+xml", "extended-properties": "extended-properties+xml",
}  # fmt: skip
# What a part must lead to, by the end of its own content type.
NEEDS = {
    "presentation.main+xml": ("slideMaster", "theme"),
    "presentationml.slide+xml": ("slideLayout",),
    "slideLayout+xml": ("slideMaster",),
    "slideMaster+xml": ("slideLayout", "theme"),
    "notesSlide+xml": ("notesMaster", "slide"),
    "notesMaster+xml": ("theme",),
    "drawingml.chart+xml": ("package",),
}


@dataclass(frozen=True)
class Link:
    """One relationship. kind: the end of its type; target: the part it leads to, '' where it leads outside."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True)
class Contents:
    """A presentation file taken apart: bytes, XML and relationships by part, and what each part is declared to be."""

    parts: dict[str, bytes]
    trees: dict[str, etree._Element]
    links: dict[str, tuple[Link, ...]]
    kinds: dict[str, str]


def problems(content: bytes) -> list[str]:
    """What is wrong with a presentation file, as a schema-level check sees it; empty for a file that opens without repair."""
    try:
        parts = opened(content)
    except Notice as notice:
        return [str(notice)]
    contents = taken_apart(parts)
    checks = (reach, declared, led, used, shapes, slides, masters, notes, ordered, plots, tables)
    return [problem for check in checks for problem in check(contents)]


def taken_apart(parts: dict[str, bytes]) -> Contents:
    """The parts, parsed."""
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.lower().endswith((".xml", ".rels"))}
    owned = {name: owner_of(name) for name in trees if name.endswith(".rels")}
    links = {owner: tuple(links_of(trees[name], owner)) for name, owner in owned.items()}
    defaults, overrides = {}, {}
    for each in trees[TYPES]:
        if each.get("PartName"):
            overrides[each.get("PartName", "").lstrip("/").lower()] = each.get("ContentType", "")
        else:
            defaults[each.get("Extension", "").lower()] = each.get("ContentType", "")
    kinds = {name: overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "") for name in parts if name != TYPES}
    return Contents(parts, trees, links, kinds)


def owner_of(rels: str) -> str:
    """The part whose relationships a part holds: 'ppt/_rels/presentation.xml.rels' is of 'ppt/presentation.xml'."""
    folder, _, name = rels.rpartition("_rels/")
    return folder + name.removesuffix(".rels")


def links_of(root: etree._Element, owner: str) -> Iterator[Link]:
    """The relationships in a part, with targets as part names."""
    for each in root.iter(RELATION):
        outside = each.get("TargetMode", "").lower() == "external"
        target = each.get("Target", "")
        inside = normpath(target.lstrip("/") if target.startswith("/") else join(dirname(owner), target))
        yield Link(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], "" if outside else inside)


def reach(found: Contents) -> Iterator[str]:
    """Parts that nothing leads to, and relationships that lead nowhere."""
    seen, waiting = {TYPES}, [""]
    while waiting:
        owner = waiting.pop()
        seen |= {owner, f"{dirname(owner)}/_rels/{basename(owner)}.rels".lstrip("/")}
        waiting += [link.target for link in found.links.get(owner, ()) if link.target and link.target not in seen]
    yield from (f"{name}: nothing leads to it" for name in found.parts if name not in seen)
    for owner, links in found.links.items():
        yield from (
            f"{owner}: {link.id} leads to {link.target}, which is missing"
            for link in links
            if link.target and link.target not in found.parts
        )
        yield from (f"{owner}: relationship {each} twice" for each in twice(link.id for link in links))


def twice(values: Iterable[Any]) -> list[Any]:
    """The values that occur more than once."""
    return [value for value, times in Counter(values).items() if times > 1]


def declared(found: Contents) -> Iterator[str]:
    """Parts without a content type, types of parts that are not there, and missing properties."""
    yield from (f"{name}: no content type" for name, kind in found.kinds.items() if not kind)
    names = [each.get("PartName", "").lstrip("/").lower() for each in found.trees[TYPES] if each.get("PartName")]
    there = {name.lower() for name in found.parts}
    yield from (f"{name}: declared, but missing" for name in names if name not in there)
    yield from (f"{name}: declared twice" for name in twice(names))
    root = {link.kind for link in found.links.get("", ())}
    yield from (f"no {kind} in the package" for kind in ("core-properties", "extended-properties") if kind not in root)


def led(found: Contents) -> Iterator[str]:
    """Relationships that lead to another kind of part than they say, and those that a part lacks."""
    for owner, links in found.links.items():
        for link in links:
            kind = found.kinds.get(link.target, "")
            if link.target in found.parts and LEADS_TO.get(link.kind, "") not in kind:
                yield f"{owner}: {link.kind} leads to {link.target}, which is {kind}"
    for name, kind in found.kinds.items():
        has = {link.kind for link in found.links.get(name, ())}
        wanted = next((needs for end, needs in NEEDS.items() if kind.endswith(end)), ())
        yield from (f"{name}: leads to no {each}" for each in wanted if each not in has)


def used(found: Contents) -> Iterator[str]:
    """Relationship ids in XML that the part does not have."""
    prefix = f"{{{NAMES['r']}}}"
    for name, root in found.trees.items():
        known = {link.id for link in found.links.get(name, ())} | {""}
        ids = {value for each in root.iter() for key, value in each.attrib.items() if key.startswith(prefix)}
        yield from (f"{name}: {each} is no relationship" for each in sorted(ids - known))


def shapes(found: Contents) -> Iterator[str]:
    """Shape ids that occur twice in one drawing. What another program draws instead (mc:Fallback) may repeat them."""
    for name, root in found.trees.items():
        ids = root.xpath("./p:cSld/p:spTree//p:cNvPr[not(ancestor::*[local-name()='Fallback'])]/@id", namespaces=NAMES)
        yield from (f"{name}: shape id {each} twice" for each in twice(ids))


def slides(found: Contents) -> Iterator[str]:
    """Slide ids out of range or twice, and slides that are in the package but not in the show."""
    main, root = the_main(found)
    listed = root.xpath("./p:sldIdLst/p:sldId", namespaces=NAMES)
    ids = [int(each.get("id", "0")) for each in listed]
    yield from (f"{main}: slide id {each} twice" for each in twice(ids))
    yield from (f"{main}: slide id {each} out of range" for each in ids if not 256 <= each < 2**31)
    shown = {each.get(f"{{{NAMES['r']}}}id") for each in listed}
    yield from (
        f"{link.target}: in the package, not in the show" for link in found.links[main] if link.kind == "slide" and link.id not in shown
    )


def the_main(found: Contents) -> tuple[str, etree._Element]:
    """The part the presentation begins with."""
    name = next(link.target for link in found.links[""] if link.kind == "officeDocument")
    return name, found.trees[name]


def masters(found: Contents) -> Iterator[str]:
    """Ids of masters and layouts, which share one range in the whole package."""
    ids = [int(each) for root in found.trees.values() for each in root.xpath("//p:sldMasterId/@id | //p:sldLayoutId/@id", namespaces=NAMES)]
    yield from (f"master or layout id {each} twice" for each in twice(ids))
    yield from (f"master or layout id {each} out of range" for each in ids if not 2**31 <= each < 2**32)


def notes(found: Contents) -> Iterator[str]:
    """Speaker notes that lead back to another slide than the one that leads to them."""
    for name, links in found.links.items():
        for link in links:
            if link.kind == "notesSlide" and not any(back.target == name for back in found.links.get(link.target, ())):
                yield f"{link.target}: does not lead back to {name}"


def ordered(found: Contents) -> Iterator[str]:
    """Elements in another order than the standard's, or too often, or that do not belong there."""
    for name, root in found.trees.items():
        for element in root.iter(etree.Element):
            said = short(element)
            order = ORDERS.get(said) or ORDERS.get(f"{short(element.getparent())}/{said}", "") if said else ""
            if order and (wrong := first_wrong(element, order)):
                yield f"{name}: {wrong} in {said} is out of order"


def short(element: Any) -> str:
    """An element's name with the usual prefix; empty where it is of another space."""
    space, _, local = element.tag[1:].partition("}") if element is not None else ("", "", "")
    return f"{SPACES[space]}:{local}" if space in SPACES else ""


def places_of(order: str) -> dict[str, tuple[int, bool]]:
    """The place of each child in an order, and whether it may repeat."""
    places = {name: (place, step.endswith("*")) for place, step in enumerate(order.split()) for name in step.rstrip("*").split("|")}
    return {"extLst": (len(order.split()), False)} | places


def first_wrong(element: etree._Element, order: str) -> str:
    """The first child that stands where the order does not allow it; empty where all is well."""
    places, reached = places_of(order), -1
    for child in element.iterchildren(etree.Element):
        local = child.tag.rpartition("}")[2]
        place, repeats = places.get(local, (-1, False))
        if place < reached or (place == reached and not repeats):
            return str(local)
        reached = place
    return ""


def plots(found: Contents) -> Iterator[str]:
    """Charts whose caches, points or axes do not fit together."""
    for name, root in found.trees.items():
        if short(root) == "c:chartSpace":
            yield from (f"{name}: {problem}" for check in (caches, points, axes) for problem in check(root))


def numbers(element: Any, path: str) -> list[int]:
    """The whole numbers that a path leads to."""
    return [int(each) for each in element.xpath(path, namespaces=NAMES)]


def caches(root: etree._Element) -> Iterator[str]:
    """Points of a cache beyond its count, or twice."""
    for cache in root.xpath("//c:strCache | //c:numCache | //c:strLit | //c:numLit", namespaces=NAMES):
        places, count = numbers(cache, "./c:pt/@idx"), sum(numbers(cache, "./c:ptCount/@val"))
        yield from (f"point {each} twice in a cache" for each in twice(places))
        yield from (f"point {each} beyond the count {count}" for each in places if each >= count)


def points(root: etree._Element) -> Iterator[str]:
    """Series, points and labels that occur twice."""
    yield from (f"series {each} twice" for each in twice(numbers(root, "//c:ser/c:idx/@val")))
    for series in root.xpath("//c:ser", namespaces=NAMES):
        yield from (f"format of point {each} twice" for each in twice(numbers(series, "./c:dPt/c:idx/@val")))
        yield from (f"label of point {each} twice" for each in twice(numbers(series, "./c:dLbls/c:dLbl/c:idx/@val")))


def axes(root: etree._Element) -> Iterator[str]:
    """Axes that are named but not there."""
    there = set(root.xpath("//c:plotArea/*/c:axId[../c:scaling]/@val", namespaces=NAMES))
    named = set(root.xpath("//c:plotArea/*[c:ser]/c:axId/@val | //c:crossAx/@val", namespaces=NAMES))
    yield from (f"axis {each} is missing" for each in sorted(named - there))


def tables(found: Contents) -> Iterator[str]:
    """Tables with rows of another number of cells than columns."""
    for name, root in found.trees.items():
        for table in root.iter(f"{{{NAMES['a']}}}tbl"):
            width = len(table.xpath("./a:tblGrid/a:gridCol", namespaces=NAMES))
            if any(len(row.xpath("./a:tc", namespaces=NAMES)) != width for row in table.xpath("./a:tr", namespaces=NAMES)):
                yield f"{name}: a table row has not {width} cells"
