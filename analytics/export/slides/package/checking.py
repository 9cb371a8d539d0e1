"""What is wrong with a presentation file, as a schema-level check sees it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.slides.package.opening import RELATION, TYPES, opened
from analytics.export.slides.package.schema import NAMES, ORDERS, first_wrong, short
from analytics.text import Notice

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
