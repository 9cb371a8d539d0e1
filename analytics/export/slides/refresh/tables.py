"""Tables of a deck with new rows, columns and cells."""

from collections import Counter
from copy import deepcopy
from typing import Any

from analytics.exhibit import Exhibit
from analytics.export.slides.layouts import Box
from analytics.export.slides.package.schema import ORDERS
from analytics.export.slides.refresh.elements import all_at, at, canonical, put, words_in
from analytics.export.slides.refresh.looks import Paper, close, colour, fill_of, prevailing, retype, retyped
from analytics.export.slides.refresh.reading import describe, frame_box
from analytics.export.slides.refresh.remade import NOT_OURS, Edit, Left, Remade, Values, scratch
from analytics.export.slides.style import Style


def table_edit(shape: Any, made: Remade) -> Edit:
    """A table with new rows, columns and cells."""
    box, style = frame_box(shape), made.paper.style
    old = at(shape._element, ".//a:tbl")
    new = drawn_table(made.new, box, style)
    base = drawn_table(made.drawn, box, style) if made.drawn is not None else None
    if new is None or old is None:
        raise Left(NOT_OURS)
    found, alt = merged_table(old, base, new, made.paper), made.new.alt

    def apply() -> None:
        old.getparent().replace(old, found)
        describe(shape, alt)

    return Edit(apply, table_values(old), table_values(found))


def drawn_table(exhibit: Exhibit, box: Box, style: Style) -> Any:
    """The table of a figure."""
    return at(scratch(exhibit, box, style)._element, ".//a:tbl")


def table_values(table: Any) -> Values:
    """The words of cells by row and column; without headings."""
    cells = {names: words_in(cell) for names, cell in cells_by_names(table).items()}
    heads = [names for names in cells if names[0] == next(iter(cells))[0] or names[1] == next(iter(cells))[1]]
    return {(row, head): (words, words) for (row, head), words in cells.items() if (row, head) not in heads and words not in ("", "·")}


def merged_table(old: Any, base: Any, new: Any, paper: Paper) -> Any:
    """A table with new cells: rows and columns as the data have them, widths, fills and type as someone wanted them."""
    found = deepcopy(new)
    put(found, deepcopy(at(old, "./a:tblPr")), ORDERS["a:tbl"])
    theirs, ours = cells_by_names(old), cells_by_names(base)
    grounds = ground_roles(theirs, ours, paper)
    inks = head_types(old, base, paper)
    for names, cell in cells_by_names(found).items():
        redress(cell, theirs.get(names), ours.get(names), grounds, inks, paper)
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
    fills = [tuple(fill_of(at(cells[names], "./a:tcPr")) for cells in (theirs, ours)) for names in theirs.keys() & ours.keys()]
    found = {canonical(one): one for one, _ in fills}
    most = prevailing((colour(two, paper.style), canonical(one)) for one, two in fills)
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
