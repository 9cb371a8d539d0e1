"""What of a chart follows the data (room, scales, steps), unless someone set it by hand."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.slides.package.schema import ORDERS
from analytics.export.slides.refresh.elements import at, local, put
from analytics.export.slides.refresh.looks import Paper, retype, retyped

NEAR = 0.02  # lengths and places, which they round too
# What follows the data: by element, its children. What someone set by hand stays.
DRIVEN = {
    "./c:chart/c:plotArea": ("layout",),
    "./c:chart/c:legend": ("layout",),
    "./c:chart/c:plotArea/c:barChart": ("gapWidth",),
    "./c:chart/c:plotArea/c:catAx": ("scaling", "tickLblSkip", "tickMarkSkip"),
    "./c:chart/c:plotArea/c:dateAx": ("scaling", "majorUnit", "majorTimeUnit"),
    "./c:chart/c:plotArea/c:valAx[1]": ("scaling", "majorUnit", "delete", "numFmt", "majorGridlines"),
    "./c:chart/c:plotArea/c:valAx[2]": ("scaling", "majorUnit"),
}
TAKEN_OFF = ("majorGridlines",)  # by people; what else is missing was dropped by a program
ALWAYS = ("layout",)  # room for names and numbers inside the frame, which someone may have made larger or smaller


def follow(old: Any, base: Any, new: Any, paper: Paper) -> None:
    """Room, scales and steps that depend on the data, and the type of axes that depends on room."""
    for path, names in DRIVEN.items():
        parents = [at(each, path) for each in (old, base, new)]
        for name in names if parents[0] is not None and parents[2] is not None else ():
            follow_one(parents, name)
        if parents[0] is not None and parents[2] is not None and "Ax" in path:
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
