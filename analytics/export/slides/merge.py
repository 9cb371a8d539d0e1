"""What someone changed by hand on a chart, a table or words of ours, found by comparison with the figure as it was made, and kept
when the figure is made again with other data.

Three drawings take part: old (in the deck, edited), base (the same figure made again for the old snapshot; None where that cannot be)
and new. What is alike in old and base is ours and follows new; what differs is theirs and stays.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.slides.package import FILLS, NAMES, ORDERS, first_wrong, places_of
from analytics.export.slides.style import Paint, Style

ALIKE = 4  # of 255; programs round colours differently
NEAR = 0.02  # lengths and places, which they round too
C, A = (f"{{{NAMES[short]}}}" for short in "ca")
FONT_ORDER = f"ln {FILLS} effectLst|effectDag highlight uLnTx|uLn uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst"


@dataclass(frozen=True)
class Paper:
    """What a drawing stands on: language and colours, and the font of the theme, which programs write out."""

    style: Style
    face: str


@cache
def compiled(path: str) -> Any:
    """A path ready to be followed; the library's own elements know no other names than its own."""
    return etree.XPath(path, namespaces=NAMES)


def at(element: Any, path: str) -> Any:
    """The first element of a path; None where there is none."""
    return next(iter(all_at(element, path)), None)


def all_at(element: Any, path: str) -> list[Any]:
    """All elements of a path."""
    return list(compiled(path)(element)) if element is not None else []


def local(element: Any) -> str:
    """The name of an element without its space."""
    return str(element.tag).rpartition("}")[2]


def put(parent: Any, child: Any, order: str) -> None:
    """A child in its place among others, instead of one of its kind."""
    places = {name: place for name, (place, _) in places_of(order).items()}
    rank = places[local(child)]
    for each in list(parent):
        if places.get(local(each), -1) == rank:
            parent.remove(each)
    after = next((each for each in parent if places.get(local(each), -1) > rank), None)
    parent.append(child) if after is None else after.addprevious(child)


def canonical(element: Any) -> str:
    """An element as text, the same for the same content."""
    return etree.tostring(element, method="c14n", exclusive=True).decode() if element is not None else ""


# --- looks: fills and lines ---


def colour(fill: Any, style: Style) -> str:
    """What a fill comes to: '#RRGGBB', 'noFill', or what else it is. Empty where there is none."""
    if fill is None:
        return ""
    known = at(fill, ".//a:srgbClr | .//a:schemeClr")
    if local(fill) not in ("solidFill", "pattFill") or known is None:
        return local(fill)
    pattern = "hatched " if local(fill) == "pattFill" else ""
    if local(known) == "srgbClr":
        return f"{pattern}#{known.get('val', '').upper()}"
    mod, off = (int(each.get("val")) // 1000 if (each := at(known, f"./a:{name}")) is not None else 0 for name in ("lumMod", "lumOff"))
    name = known.get("val", "")
    return pattern + (style.rgb(Paint(name, mod or 100, off)) if name in style.theme else name)


def fill_of(element: Any) -> Any:
    """The fill among the children of an element."""
    return at(element, " | ".join(f"./a:{name}" for name in FILLS.split("|")))


def looks(element: Any, style: Style) -> tuple[str, str]:
    """Fill and line of a shape's properties."""
    line = at(element, "./a:ln")
    return colour(fill_of(element), style), colour(fill_of(line), style).replace("noFill", "")


def close(left: str, right: str) -> bool:
    """Whether two colours look the same."""
    if "#" not in left or "#" not in right:
        return left == right
    (mark, one), (other, two) = left.split("#"), right.split("#")
    parts = [abs(int(one[place : place + 2], 16) - int(two[place : place + 2], 16)) for place in (0, 2, 4)]
    return mark == other and max(parts) <= ALIKE


def same_look(left: Any, right: Any, style: Style) -> bool:
    """Whether two sets of properties draw the same."""
    return all(close(one, two) for one, two in zip(looks(left, style), looks(right, style), strict=True))


# --- type ---


def type_of(run: Any, paper: Paper) -> dict[str, str]:
    """Size, weight, slope, line, colour and font of a run or of defaults; the theme's own font is none."""
    if run is None:
        return {}
    found = {name: str(run.get(name, "")) for name in ("sz", "b", "i", "u") if run.get(name, "") not in ("", "0", "none")}
    if ink := colour(fill_of(run), paper.style):
        found["ink"] = ink
    face = at(run, "./a:latin/@typeface")
    return found | ({"face": str(face)} if face and not str(face).startswith("+") and face != paper.face else {})


def retyped(old: Any, base: Any, paper: Paper) -> dict[str, Any]:
    """What someone changed of the type of words; a fill as its element."""
    theirs, ours = type_of(old, paper), type_of(base, paper)
    if old is None or base is None:
        return {}
    names = [name for name in ("sz", "b", "i", "u", "face") if theirs.get(name, "") != ours.get(name, "")]
    changed: dict[str, Any] = {name: theirs.get(name, "") for name in names}
    return changed | ({"ink": fill_of(old)} if "ink" in theirs and not close(theirs["ink"], ours.get("ink", "")) else {})


def retype(run: Any, changed: dict[str, Any]) -> None:
    """Set the type of words as someone wanted it."""
    for name, value in changed.items():
        if name == "ink":
            put(run, deepcopy(value), FONT_ORDER)
        elif name == "face" and value:
            put(run, etree.Element(f"{A}latin", typeface=value), FONT_ORDER)
        elif name != "face":
            run.set(name, value or ("none" if name == "u" else "0"))


# --- a chart ---


def merged(old: Any, base: Any, new: Any, paper: Paper) -> tuple[Any, list[str], bool]:
    """A chart as someone edited it, with new data. Also the series of theirs that have no data in the register, and whether its
    drawing is still of the kind we made."""
    found = deepcopy(old)
    drawings, (fresh,) = plots(found), plots(new)
    ours = len(drawings) == 1 and drawings[0].tag == fresh.tag
    origin = plots(base)[0] if base is not None else None
    theirs = strangers(found, base if base is not None else new)
    if ours:
        series_into(drawings[0], origin, fresh, paper)
        follow(found, base, new, paper)
    else:
        data_into(found, fresh)
    mend(found)
    return found, theirs, ours


def mend(space: Any) -> None:
    """Put children into the standard's order, and leave out those it does not know: LibreOffice writes some in another."""
    for element in [space, *all_at(space, ".//c:*[*]")]:
        parent = element.getparent()
        name = f"c:{local(element)}"
        order = ORDERS.get(name) or ORDERS.get(f"c:{local(parent)}/{name}" if parent is not None else "", "")
        if order and first_wrong(element, order):
            places = {name: place for name, (place, _) in places_of(order).items()}
            children = sorted((each for each in element if local(each) in places), key=lambda each: places[local(each)])
            for each in list(element):
                element.remove(each)
            element.extend(children)


def plots(space: Any) -> list[Any]:
    """The drawings in a chart."""
    return all_at(space, "./c:chart/c:plotArea/*[c:ser]")


def name_of(series: Any) -> str:
    """The name of a series."""
    return "".join(all_at(series, "./c:tx//c:v/text()"))


def strangers(old: Any, base: Any) -> list[str]:
    """Names of series beyond those we made."""
    count = len(all_at(base, ".//c:ser"))
    known = {name_of(each) for each in all_at(base, ".//c:ser")}
    extra = [each for place, each in enumerate(all_at(old, ".//c:ser")) if place >= count and name_of(each) not in known]
    return [name_of(each) for each in extra]


def partner(series: Any, place: int, others: Sequence[Any], taken: Iterable[str]) -> Any:
    """The series that is the same in another drawing: of the same name, else in the same place where that name is gone."""
    named = next((each for each in others if name_of(each) == name_of(series)), None)
    if named is not None or place >= len(others):
        return named
    return others[place] if name_of(others[place]) not in taken else None


def series_into(old: Any, base: Any, new: Any, paper: Paper) -> None:
    """Other series in a drawing, each with the look its forerunner was given."""
    theirs, origin, fresh = (all_at(each, "./c:ser") for each in (old, base, new))
    kept = {name_of(each) for each in fresh}
    made = []
    for place, series in enumerate(fresh):
        before = partner(series, place, theirs, kept)
        ours = partner(before, place, origin, set()) if before is not None else None
        made.append(deepcopy(series) if before is None else merged_series(before, ours, series, paper, len(fresh) == 1))
    anchor = theirs[0].getprevious() if theirs else None
    for each in theirs:
        old.remove(each)
    for each in reversed(made):
        anchor.addnext(each) if anchor is not None else old.insert(0, each)


def merged_series(old: Any, base: Any, new: Any, paper: Paper, alone: bool) -> Any:
    """A series as someone edited it, with new data."""
    found, order = deepcopy(old), ORDERS[f"c:{local(old.getparent())}/c:ser"]
    if "extLst" in {local(each) for each in found}:  # names the series to other programs by a number that is now another's
        found.remove(at(found, "./c:extLst"))
    for name in ("idx", "order", "tx", "cat", "val"):
        put(found, deepcopy(at(new, f"./c:{name}")), order)
    for name, child in dressed(old, base, new, paper, alone).items():
        for each in all_at(found, f"./c:{name}"):
            found.remove(each)
        for each in child:
            insert(found, each, order)
    labels = labelled(old, base, new, paper)
    for each in all_at(found, "./c:dLbls"):
        found.remove(each)
    if labels is not None:
        put(found, labels, order)
    return found


def insert(parent: Any, child: Any, order: str) -> None:
    """A child after others of its kind."""
    places = {name: place for name, (place, _) in places_of(order).items()}
    after = next((each for each in parent if places.get(local(each), -1) > places[local(child)]), None)
    parent.append(child) if after is None else after.addprevious(child)


def dressed(old: Any, base: Any, new: Any, paper: Paper, alone: bool) -> dict[str, list[Any]]:
    """Fill, marker and points of a series: the roles are ours (the point, the rest), their looks may be theirs."""
    if at(new, "./c:marker") is not None:
        return line_dress(old, base, new, paper)
    whole = changed_look(at(old, "./c:spPr"), at(base if base is not None else new, "./c:spPr"), paper)
    roles = roles_of(old, base, paper) if base is not None else {}
    own = at(new, "./c:spPr")
    if whole and (base is None or not alone or canonical(at(base, "./c:spPr")) == canonical(own)):
        roles[canonical(own)] = at(old, "./c:spPr")
    series = roles.get(canonical(own), own)
    edits = single_edits(old, base, paper, roles) if base is not None else {}
    wanted = [edits.get(category, roles.get(canonical(look), look)) for category, look in point_looks(new)]
    points = [point_xml(place, look) for place, look in enumerate(wanted) if canonical(look) != canonical(series)]
    return {"spPr": [deepcopy(series)], "dPt": points}


def line_dress(old: Any, base: Any, new: Any, paper: Paper) -> dict[str, list[Any]]:
    """Line and marker, which belong together."""
    theirs = base is None or changed_look(at(old, "./c:spPr"), at(base, "./c:spPr"), paper)
    return {} if theirs else {name: [deepcopy(at(new, f"./c:{name}"))] for name in ("spPr", "marker")}


def changed_look(old: Any, base: Any, paper: Paper) -> bool:
    """Whether someone gave something another look."""
    return old is not None and not same_look(old, base, paper.style)


def categories(series: Any) -> list[str]:
    """The categories of a series, as cached."""
    count = at(series, "./c:cat//c:ptCount/@val")
    known = {int(each.get("idx")): "".join(all_at(each, "./c:v/text()")) for each in all_at(series, "./c:cat//c:pt")}
    return [known.get(place, "") for place in range(int(count or 0))]


def point_looks(series: Any) -> list[tuple[str, Any]]:
    """The look of each point, its own or the series', with its category."""
    own = {at(each, "./c:idx/@val"): at(each, "./c:spPr") for each in all_at(series, "./c:dPt")}
    usual = at(series, "./c:spPr")
    found = ((category, own.get(str(place))) for place, category in enumerate(categories(series)))
    return [(category, look if look is not None else usual) for category, look in found]


def roles_of(old: Any, base: Any, paper: Paper) -> dict[str, Any]:
    """By our look of each role: what someone made of most points that had it, where that is another look."""
    votes: dict[str, Counter[str]] = {}
    found: dict[str, Any] = {}
    for (_, theirs), (_, ours) in zip(point_looks(old), point_looks(base), strict=False):
        if theirs is not None:
            votes.setdefault(canonical(ours), Counter())[canonical(theirs)] += 1
            found |= {canonical(theirs): theirs, canonical(ours): ours}
    most = {role: counted.most_common(1)[0][0] for role, counted in votes.items()}
    return {role: found[look] for role, look in most.items() if not same_look(found[look], found[role], paper.style)}


def single_edits(old: Any, base: Any, paper: Paper, roles: dict[str, Any]) -> dict[str, Any]:
    """By category: the look of points that stand out from their role, given by hand."""
    return {
        category: theirs
        for (category, theirs), (_, ours) in zip(point_looks(old), point_looks(base), strict=False)
        if theirs is not None and not same_look(theirs, roles.get(canonical(ours), ours), paper.style)
    }


def point_xml(place: int, look: Any) -> Any:
    """The format of one bar."""
    point = etree.Element(f"{C}dPt")
    for name, value in (("idx", str(place)), ("invertIfNegative", "0"), ("bubble3D", "0")):
        etree.SubElement(point, f"{C}{name}", val=value)
    point.append(deepcopy(look))
    return point


def labelled(old: Any, base: Any, new: Any, paper: Paper) -> Any:
    """Labels with new words in the type someone gave them; none where they were taken off."""
    labels, theirs, ours = (deepcopy(at(new, "./c:dLbls")), at(old, "./c:dLbls"), at(base, "./c:dLbls"))
    if labels is None or base is None:
        return labels
    if shows(ours) and not shows(theirs):
        return without_points(theirs)
    usual = retyped(at(theirs, "./c:txPr//a:defRPr"), at(ours, "./c:txPr//a:defRPr"), paper)
    for each in all_at(labels, "./c:txPr//a:defRPr"):
        retype(each, usual)
    for place in (0, 1):
        path = f"./c:dLbl/c:tx/c:rich/a:p/a:r[{place + 1}]/a:rPr"
        changed = retyped(at(theirs, path), at(ours, path), paper) or usual
        for each in all_at(labels, path):
            retype(each, changed)
    return labels


def shows(labels: Any) -> bool:
    """Whether a series says its values."""
    return at(labels, "./c:showVal[@val!='0'] | ./c:dLbl[c:tx] | ./c:dLbl/c:showVal[@val!='0']") is not None


def without_points(labels: Any) -> Any:
    """Labels without those of single points, which belonged to other data."""
    found = deepcopy(labels)
    for each in all_at(found, "./c:dLbl"):
        found.remove(each)
    return found


# What follows the data: by element, its children. What someone set by hand stays.
DRIVEN = {
    "./c:chart/c:plotArea": ("layout",),
    "./c:chart/c:legend": ("layout",),
    "./c:chart/c:plotArea/c:barChart": ("gapWidth",),
    "./c:chart/c:plotArea/c:catAx": ("scaling", "tickLblSkip", "tickMarkSkip"),
    "./c:chart/c:plotArea/c:dateAx": ("scaling", "majorUnit", "majorTimeUnit"),
    "./c:chart/c:plotArea/c:valAx": ("scaling", "majorUnit", "delete", "numFmt", "majorGridlines"),
}
TAKEN_OFF = ("majorGridlines",)  # by people; what else is missing was dropped by a program
ALWAYS = ("layout",)  # room for names and numbers inside the frame, which someone may have made larger or smaller


def follow(old: Any, base: Any, new: Any, paper: Paper) -> None:
    """Room, scales and steps that depend on the data, and the type of axes that depends on room."""
    for path, names in DRIVEN.items():
        parents = [at(each, path) for each in (old, base, new)]
        for name in names if parents[0] is not None and parents[2] is not None else ():
            follow_one(parents, name)
        if parents[0] is not None and parents[2] is not None and path.endswith("Ax"):
            follow_type(parents, paper)
    if (gaps := at(new, "./c:chart/c:dispBlanksAs")) is not None:  # our lines have gaps on days without a number
        put(at(old, "./c:chart"), deepcopy(gaps), ORDERS["c:chart"])


def follow_one(parents: Sequence[Any], name: str) -> None:
    """One driven element: new where the old is as it was made."""
    old, base, new = (at(each, f"./c:{name}") for each in parents)
    if base is not None and name not in ALWAYS and (not alike(old, base) if old is not None else name in TAKEN_OFF):
        return
    if new is not None:
        put(parents[0], deepcopy(new), ORDERS[f"c:{local(parents[0])}"])
    elif old is not None:
        parents[0].remove(old)


def alike(left: Any, right: Any) -> bool:
    """Whether two elements hold the same numbers and words, but for rounding."""
    one, two = (values_in(each) for each in (left, right))
    return all(near(one.get(name, ""), two.get(name, "")) for name in one.keys() | two.keys())


def values_in(element: Any) -> dict[str, str]:
    """Every value of an element and those below it, by name."""
    return {
        f"{local(each)} {name}": value
        for each in element.iter(etree.Element)
        for name, value in each.attrib.items()
        if name != "sourceLinked"
    }


def near(left: str, right: str) -> bool:
    """Whether two values are the same but for rounding."""
    try:
        one, two = float(left or 0), float(right or 0)
    except ValueError:
        return left == right
    return abs(one - two) <= NEAR * max(1.0, abs(one))


def follow_type(parents: Sequence[Any], paper: Paper) -> None:
    """The words of an axis: their size depends on how many there are."""
    old, base, new = (at(each, "./c:txPr//a:defRPr") for each in parents)
    if new is None or (old is None and base is not None):
        return
    words = deepcopy(at(parents[2], "./c:txPr"))
    retype(at(words, ".//a:defRPr"), retyped(old, base, paper))
    put(parents[0], words, ORDERS[f"c:{local(parents[0])}"])


def words_in(element: Any) -> str:
    """The words below an element, on one line."""
    return " ".join("".join(all_at(element, ".//a:t/text()")).split())


def data_into(old: Any, new: Any) -> None:
    """Other data in a chart that someone made another kind of: what belonged to single points goes."""
    fresh = all_at(new, "./c:ser")
    theirs = all_at(old, ".//c:ser")
    for place, series in enumerate(theirs):
        source = partner(series, place, fresh, {name_of(each) for each in theirs})
        for each in all_at(series, "./c:dPt | ./c:dLbls/c:dLbl"):
            each.getparent().remove(each)
        order = ORDERS.get(f"c:{local(series.getparent())}/c:ser", "idx order tx spPr dPt* dLbls cat val")
        for name in ("tx", "cat", "val") if source is not None else ():
            put(series, deepcopy(at(source, f"./c:{name}")), order)


# --- tables ---


def merged_table(old: Any, base: Any, new: Any, paper: Paper) -> Any:
    """A table with new cells: rows and columns as the data have them, widths, fills and type as someone wanted them."""
    found = deepcopy(new)
    put(found, deepcopy(at(old, "./a:tblPr")), ORDERS["a:tbl"])
    theirs, ours = cells_by_names(old), cells_by_names(base)
    grounds = ground_roles(theirs, ours, paper)
    inks = head_types(old, base, paper)
    for names, cell in cells_by_names(found).items():
        before = theirs.get(names) if names in theirs else None
        redress(cell, before, ours.get(names), grounds, inks, paper)
    keep_sizes(found, old)
    return found


def cells_by_names(table: Any) -> dict[tuple[str, str], Any]:
    """Each cell by the first word of its row and of its column; an empty table has none."""
    rows = [all_at(row, "./a:tc") for row in all_at(table, "./a:tr")]
    heads = [words_in(cell) for cell in rows[0]] if rows else []
    found: dict[tuple[str, str], Any] = {}
    for row in rows:
        for head, cell in zip(heads, row, strict=False):
            found.setdefault((words_in(row[0]), head), cell)
    return found


def ground_roles(theirs: dict[tuple[str, str], Any], ours: dict[tuple[str, str], Any], paper: Paper) -> dict[str, Any]:
    """By our ground of a cell: what someone made of most cells that had it, where that is another."""
    votes: dict[str, Counter[str]] = {}
    found: dict[str, Any] = {}
    for names in theirs.keys() & ours.keys():
        one, two = (at(cells[names], "./a:tcPr") for cells in (theirs, ours))
        role, look = colour(fill_of(two), paper.style), canonical(fill_of(one))
        votes.setdefault(role, Counter())[look] += 1
        found[look] = fill_of(one)
    most = {role: max(counted, key=lambda look: (counted[look], look)) for role, counted in votes.items()}
    return {role: found[look] for role, look in most.items() if not close(colour(found[look], paper.style), role)}


def head_types(old: Any, base: Any, paper: Paper) -> dict[str, Any]:
    """What someone changed of the type of most cells, so that new rows have it too."""
    theirs, ours = cells_by_names(old), cells_by_names(base)
    found = [retyped(type_at(theirs[names]), type_at(ours[names]), paper) for names in sorted(theirs.keys() & ours.keys())]
    shared = Counter((name, value) for each in found for name, value in each.items() if name != "ink")
    return {name: value for (name, value), times in shared.items() if times > len(found) / 2}


def type_at(cell: Any) -> Any:
    """The type of the first words in a cell."""
    return at(cell, ".//a:r/a:rPr")


def redress(cell: Any, old: Any, base: Any, grounds: dict[str, Any], inks: dict[str, Any], paper: Paper) -> None:
    """A new cell in the look someone gave its forerunner."""
    changed = retyped(type_at(old), type_at(base), paper) if old is not None and base is not None else inks
    for each in all_at(cell, ".//a:r/a:rPr"):
        retype(each, changed)
    ground = grounds.get(colour(fill_of(at(cell, "./a:tcPr")), paper.style))
    if ground is not None:
        put(at(cell, "./a:tcPr"), deepcopy(ground), ORDERS["a:tcPr"])


def keep_sizes(found: Any, old: Any) -> None:
    """Widths and heights as they were; where columns or rows came or went, the whole stays as wide and as high."""
    for path, name in (("./a:tblGrid/a:gridCol", "w"), ("./a:tr", "h")):
        fresh, before = all_at(found, path), all_at(old, path)
        sizes = [int(each.get(name, "0")) for each in before]
        if len(fresh) == len(before):
            wanted = sizes
        else:
            own = [int(each.get(name, "0")) for each in fresh]
            wanted = [round(size * sum(sizes) / max(1, sum(own))) for size in own]
        for each, size in zip(fresh, wanted, strict=True):
            each.set(name, str(size))


# --- maps ---


def merged_map(old: Any, base: Any, new: Any, paper: Paper) -> bool:
    """The provinces of a map in their new classes. False, and nothing done, where provinces came or went and the frame is not ours."""
    theirs, ours, fresh = (provinces_in(each) for each in (old, base, new))
    gone = set(ours) - set(theirs)  # taken off by hand
    wanted = {code: shape for code, shape in fresh.items() if code not in gone}
    if set(wanted) != set(theirs) and not same_frame(old, new):
        return False
    roles, edits = map_roles(theirs, ours, paper)
    for code in set(theirs) - set(wanted):
        old.remove(theirs[code])
    for code, shape in wanted.items():
        target = theirs.get(code)
        if target is None:
            target = deepcopy(shape)
            old.append(target)
        repaint(target, shape, edits.get(code), roles, paper)
    return True


def provinces_in(group: Any) -> dict[str, Any]:
    """The shapes of a group by name."""
    return {str(at(each, "./p:nvSpPr/p:cNvPr/@name")): each for each in all_at(group, "./p:sp")}


def same_frame(old: Any, new: Any) -> bool:
    """Whether two groups count their insides alike."""
    paths = ("./p:grpSpPr/a:xfrm/a:chOff", "./p:grpSpPr/a:xfrm/a:chExt")
    return all(dict(at(old, path).attrib) == dict(at(new, path).attrib) for path in paths)


def map_roles(theirs: dict[str, Any], ours: dict[str, Any], paper: Paper) -> tuple[dict[str, Any], dict[str, Any]]:
    """By our colour of a class what someone made of it; by province what someone gave it alone."""
    fills = {code: (fill_of(at(theirs[code], "./p:spPr")), fill_of(at(ours[code], "./p:spPr"))) for code in theirs.keys() & ours.keys()}
    votes: dict[str, Counter[str]] = {}
    found: dict[str, Any] = {}
    for one, two in fills.values():
        votes.setdefault(colour(two, paper.style), Counter())[colour(one, paper.style)] += 1
        found[colour(one, paper.style)] = one
    most = {role: max(counted, key=lambda look: (counted[look], look)) for role, counted in votes.items()}
    roles = {role: found[look] for role, look in most.items() if not close(role, look)}
    edits = {code: one for code, (one, two) in fills.items() if not close(colour(one, paper.style), most[colour(two, paper.style)])}
    return roles, edits


def repaint(target: Any, new: Any, edit: Any, roles: dict[str, Any], paper: Paper) -> None:
    """A province or a box of the legend in its new class, as someone wanted that class to look."""
    fill = fill_of(at(new, "./p:spPr"))
    wanted = edit if edit is not None else roles.get(colour(fill, paper.style), fill)
    put(at(target, "./p:spPr"), deepcopy(wanted), ORDERS["p:spPr"])
    if words := at(new, "./p:nvSpPr/p:cNvPr/@descr"):
        at(target, "./p:nvSpPr/p:cNvPr").set("descr", str(words))


# --- words ---


def rewrite(body: Any, paragraphs: Sequence[Sequence[str]]) -> None:
    """Other words in a text: each paragraph in the type of the one that stood there, more in that of the last."""
    before = all_at(body, "./a:p")
    for place, runs in enumerate(paragraphs):
        source = before[min(place, len(before) - 1)] if before else etree.SubElement(body, f"{A}p")
        target = source if place < len(before) else deepcopy(source)
        if place >= len(before):
            all_at(body, "./a:p")[-1].addnext(target)
        rewrite_paragraph(target, runs)
    for each in before[max(1, len(paragraphs)) :]:
        body.remove(each)
    if not paragraphs and before:
        rewrite_paragraph(before[0], [])


def rewrite_paragraph(paragraph: Any, runs: Sequence[str]) -> None:
    """Other words in one paragraph; where it has as many runs, each keeps its type, else all have that of the first."""
    there = all_at(paragraph, "./a:r")
    words = list(runs) if len(there) == len(runs) else ["".join(runs)] if any(runs) else []
    kept = there[: len(words)]
    for each in all_at(paragraph, "./a:r | ./a:fld | ./a:br"):
        if each not in kept:
            paragraph.remove(each)
    for each, said in zip(kept, words, strict=False):
        at(each, "./a:t").text = said
    for said in words[len(kept) :]:
        add_run(paragraph, said)


def add_run(paragraph: Any, words: str) -> None:
    """A run at the end of a paragraph, in the type its end has."""
    end = at(paragraph, "./a:endParaRPr")
    run = etree.Element(f"{A}r")
    if end is not None:
        look = etree.SubElement(run, f"{A}rPr", dict(end.attrib))
        look.extend(deepcopy(list(end)))
    etree.SubElement(run, f"{A}t").text = words
    insert(paragraph, run, ORDERS["a:p"])


def paragraphs_in(body: Any) -> list[str]:
    """The paragraphs of a text."""
    return ["".join(all_at(each, ".//a:t/text()")) for each in all_at(body, "./a:p")]
