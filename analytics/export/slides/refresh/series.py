"""The series of a chart with new data, in the look and with the labels someone gave them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.slides.package.schema import ORDERS
from analytics.export.slides.refresh.elements import C, all_at, at, canonical, drop, insert, local, put
from analytics.export.slides.refresh.looks import Paper, changed_look, retype, retyped, same_look

MOST_POINTS = 20_000


def name_of(series: Any) -> str:
    """The name of a series."""
    return "".join(all_at(series, "./c:tx//c:v/text()"))


def categories(series: Any) -> list[str]:
    """The categories of a series, as cached."""
    count = at(series, "./c:cat//c:ptCount/@val")
    if int(count or 0) > MOST_POINTS:
        raise ValueError(f"{count} points")  # more than any figure has: not ours, or not whole
    known = {int(each.get("idx")): "".join(all_at(each, "./c:v/text()")) for each in all_at(series, "./c:cat//c:pt")}
    return [known.get(place, "") for place in range(int(count or 0))]


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
    drop(found, "./c:extLst")  # names the series to other programs by a number that is now another's
    for name in ("idx", "order", "tx", "cat", "val", "xVal", "yVal"):
        if (fresh := at(new, f"./c:{name}")) is not None:
            put(found, deepcopy(fresh), order)
    for name, child in dressed(old, base, new, paper, alone).items():
        drop(found, f"./c:{name}")
        for each in child:
            insert(found, each, order)
    labels = labelled(old, base, new, paper)
    drop(found, "./c:dLbls")
    if labels is not None:
        put(found, labels, order)
    return found


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
    drop(found, "./c:dLbl")
    return found
