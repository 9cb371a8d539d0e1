"""How things look (fills, lines, type), and what of it someone changed by hand.

Three drawings take part: old (in the deck, edited), base (the same figure made again for the old snapshot; None where that cannot be)
and new. What is alike in old and base is ours and follows new; what differs is theirs and stays.
"""

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.slides.package.schema import FILLS
from analytics.export.slides.refresh.elements import A, at, local, put
from analytics.export.slides.style import Paint, Style

ALIKE = 4  # of 255; programs round colours differently
FONT_ORDER = f"ln {FILLS} effectLst|effectDag highlight uLnTx|uLn uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst"


@dataclass(frozen=True)
class Paper:
    """What a drawing stands on: language and colours, and the font of the theme, which programs write out."""

    style: Style
    face: str


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


def changed_look(old: Any, base: Any, paper: Paper) -> bool:
    """Whether someone gave something another look."""
    return old is not None and not same_look(old, base, paper.style)


def prevailing(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By role: the look that most of those with this role have."""
    votes: dict[str, Counter[str]] = {}
    for role, look in pairs:
        votes.setdefault(role, Counter())[look] += 1
    return {role: max(counted, key=lambda look: (counted[look], look)) for role, counted in votes.items()}


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
