"""Maps of a deck, and their legends, in new classes."""

from copy import deepcopy
from typing import Any

from pptx.slide import Slide

from analytics.export.slides.package.schema import ORDERS
from analytics.export.slides.refresh.elements import all_at, at, put
from analytics.export.slides.refresh.looks import Paper, close, colour, fill_of, prevailing, retype
from analytics.export.slides.refresh.reading import Found, describe, frame_box
from analytics.export.slides.refresh.remade import Edit, Left, Remade, Values, scratch
from analytics.export.slides.refresh.writing import rewrite
from analytics.export.slides.template import number_shapes
from analytics.text import Text

OTHER_MAP = Text(
    id="petanya sekarang memuat provinsi lain; buat slide ini baru", en="its map now has other provinces; make this slide anew"
)


def map_edit(shape: Any, found: Found, made: Remade) -> Edit:
    """A map and its legend in their new classes."""
    box, style = frame_box(shape), made.paper.style
    new = scratch(made.new, box, style)
    base = scratch(made.drawn, box, style) if made.drawn is not None else None
    fresh, former = (at(slide._element, ".//p:grpSp") for slide in (new, base or new))
    group = shape._element
    if not merged_map(deepcopy(group), former, fresh, made.paper):
        raise Left(OTHER_MAP)

    def apply() -> None:
        merged_map(group, former, fresh, made.paper)
        renew_legend(found, new, base, made.paper)
        number_shapes(found.slide._element)
        describe(shape, made.new.alt)

    before = map_values(group) or (map_values(former) if base else {})  # LibreOffice drops alt texts
    return Edit(apply, before, map_values(fresh))


def map_values(group: Any) -> Values:
    """What a map says of its provinces."""
    said = {code: str(at(each, "./p:nvSpPr/p:cNvPr").get("descr", "")) for code, each in provinces_in(group).items()}
    pairs = {code: words.rpartition(": ") for code, words in said.items()}
    return {("", label): (value, value) for label, _, value in pairs.values() if label}


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
    found = {colour(one, paper.style): one for one, _ in fills.values()}
    most = prevailing((colour(two, paper.style), colour(one, paper.style)) for one, two in fills.values())
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


def renew_legend(found: Found, new: Slide, base: Slide | None, paper: Paper) -> None:
    """The boxes of the legend with their numbers and colours; one more or one fewer where classes came or went."""
    theirs = sorted(found.shapes.get("legend", []), key=lambda each: int(each[0] or 0))
    if not theirs:
        return
    fresh, former = (legend_boxes(slide) for slide in (new, base or new))
    roles, _ = map_roles(numbered([shape._element for _, shape in theirs]), numbered(former), paper)
    boxes = [shape for _, shape in theirs]
    while len(boxes) < len(fresh):
        boxes.append(box_after(boxes[-1], found))
    lined_up(boxes, fresh, former)
    for place, (shape, wanted) in enumerate(zip(boxes, fresh, strict=False), start=1):
        repaint(shape._element, wanted, None, roles, paper)
        rewrite_box(shape, wanted)
        shape.name = f"legend:{found.figure_id}#{place}"
    for shape in boxes[len(fresh) :]:
        shape._element.getparent().remove(shape._element)
    found.shapes["legend"][:] = [(str(place), shape) for place, shape in enumerate(boxes[: len(fresh)], start=1)]


def lined_up(boxes: list[Any], fresh: list[Any], former: list[Any]) -> None:
    """Room for the new numbers: boxes that stand in a row are as much wider as ours are, one beside the other."""
    if len({round(shape.top / 50_800) for shape in boxes}) > 1:
        return
    gap = boxes[1].left - boxes[0].left - boxes[0].width if len(boxes) > 1 else 0
    left, factor = boxes[0].left, boxes[0].width / max(1, width_in(former[0])) if former else 1
    for shape, wanted in zip(boxes, fresh, strict=False):
        shape.left, shape.width = left, round(width_in(wanted) * factor)
        left += shape.width + gap


def width_in(box: Any) -> int:
    """The width of a box of ours."""
    return int(at(box, "./p:spPr/a:xfrm/a:ext/@cx") or 0)


def legend_boxes(slide: Slide) -> list[Any]:
    """The boxes of the legend on a slide of ours."""
    return [shape._element for shape in slide.shapes if shape.name.startswith("legend:")]


def numbered(boxes: list[Any]) -> dict[str, Any]:
    """Boxes by their place."""
    return {str(place): each for place, each in enumerate(boxes)}


def rewrite_box(shape: Any, wanted: Any) -> None:
    """The words of a box, in the ink that can be read on its new colour."""
    rewrite(shape.text_frame._txBody, [all_at(wanted, ".//a:t/text()")])
    ink = fill_of(at(wanted, ".//a:r/a:rPr"))
    for run in all_at(shape._element, ".//a:r/a:rPr"):
        retype(run, {"ink": ink})


def box_after(last: Any, found: Found) -> Any:
    """One more box of a legend, beside the last."""
    element = deepcopy(last._element)
    last._element.addnext(element)
    made = next(shape for shape in found.slide.shapes if shape._element is element)
    made.left = last.left + last.width + 50_800
    return made
