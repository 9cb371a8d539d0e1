"""One figure of a deck refreshed: all is made ready, then put in place, or it stays as it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lxml import etree  # type: ignore[import-untyped]
from pptx.exc import PythonPptxError
from pptx.shapes.group import GroupShape

from analytics.chart import drawable
from analytics.exhibit import Exhibit
from analytics.export.slides.refresh.charts import chart_edit, is_ruled, pieces_for
from analytics.export.slides.refresh.comments import comment_remarks
from analytics.export.slides.refresh.maps import map_edit
from analytics.export.slides.refresh.numbers import number_edits
from analytics.export.slides.refresh.reading import NAME, Found, figures_on, shapes_in, title_shape, words_of
from analytics.export.slides.refresh.remade import DAMAGED, NOT_OURS, Edit, Left, Remade, Values, earlier, remade
from analytics.export.slides.refresh.report import Change, Kind
from analytics.export.slides.refresh.tables import table_edit
from analytics.export.slides.refresh.words import is_ours, title_remarks, with_unnamed, word_remarks
from analytics.register.snapshots import Register
from analytics.text import Lang, Notice, Text

MORE = Text(id="dan {count} lagi", en="and {count} more")
DRAWING_GONE = Text(
    id="Gambarnya sudah dihapus dari slide; hanya kata-katanya yang diperbarui.",
    en="The drawing was taken off the slide; only its words were refreshed.",
)
OLD_GONE = Text(
    id="Snapshot lama tidak ada lagi; perubahan dengan tangan tidak dapat dibandingkan.",
    en="The old snapshot is gone; changes by hand could not be compared.",
)
UNNAMED = Text(
    id="bagan di slide ini kehilangan namanya dan tidak dapat dikenali; kata-katanya juga dibiarkan",
    en="the chart on this slide has lost its name and cannot be told; its words were left alone too",
)
MORE_PANELS = Text(
    id="Sekarang ada {count} bagian; yang baru tidak ditambahkan. Buat slide ini baru bila diperlukan.",
    en="There are {count} panels now; the new ones were not added. Make this slide anew if they are needed.",
)
MOST_SAID = 8  # values of one figure in the report
STUMBLES = (
    KeyError, AttributeError, ValueError, IndexError, TypeError, NotImplementedError, OverflowError, etree.LxmlError, PythonPptxError,
)  # fmt: skip


def figure_change(found: Found, register: Register, as_of: date, compare: date | None) -> tuple[Change, Exhibit | None]:
    """A figure refreshed, or left as it is with the reason."""
    lang: Lang = "en" if "lang=en" in found.figure_id else "id"
    title = words_of(title_shape(found))
    try:
        made = remade(found, register, as_of, compare)
        return refresh_figure(found, made), made.new
    except Notice as notice:
        reason = notice(lang)
    except Left as left:
        reason = left.reason(lang, **left.values)
    except STUMBLES:  # a chart or table that is no longer whole
        reason = DAMAGED(lang)
    return Change(title, found.figure_id, found.number, "failed", remarks=(reason,)), earlier(found, register)


def refresh_figure(found: Found, made: Remade) -> Change:
    """Everything of a figure on a slide: first all is made ready, then it is put in place."""
    found = with_drawing(found, made)
    made = replace(made, ruled=any(is_ruled(shape.chart_part) for _, shape in found.shapes.get("figure", []) if shape.has_chart))
    edits = list(drawings(found, made))
    found = replace(found, shapes=with_unnamed(found, made))
    old: Values = {key: value for edit in edits for key, value in edit.old.items()}
    new: Values = {key: value for edit in edits for key, value in edit.new.items()}
    before, after, differs = difference(old, new, made.lang)
    remarks = [remark for edit in edits for remark in edit.remarks]
    ours = is_ours(words_of(found.one("title")), found, made)  # before the alt texts, which may tell, are new
    for edit in edits:
        edit.apply()
    remarks += [*title_remarks(found, made, ours), *word_remarks(found, made), *comment_remarks(found, made, before)]
    if made.base is None:
        remarks.append(OLD_GONE(made.lang))
    if made.new.kind == "panels" and len(made.new.parts) > len(edits) > 0:
        remarks.append(MORE_PANELS(made.lang, count=len(made.new.parts)))
    if not edits and drawable(made.new):
        remarks.append(DRAWING_GONE(made.lang))
    title = words_of(title_shape(found)) or made.new.title
    rename(found, made)
    kind: Kind = "updated" if differs else "unchanged" if edits or not drawable(made.new) else "kept"
    return Change(title, made.new.figure_id, found.number, kind, before, after, tuple(dict.fromkeys(remarks)))


def with_drawing(found: Found, made: Remade) -> Found:
    """A figure whose drawing lost its name: the only chart or table on a slide of one figure is it. Raises Left where that cannot be told."""
    if found.shapes or made.new.kind == "numbers":  # where other parts kept their names, a chart beside them is somebody's own
        return found
    frames = [each for each in shapes_in(found.slide.shapes) if each.has_chart or each.has_table]
    unnamed = [each for each in frames if not NAME.match(each.name)]
    if not unnamed:
        return found
    if len(frames) > 1 or made.new.kind == "panels" or len(figures_on(found.number, found.slide)) > 1:
        raise Left(UNNAMED)
    return replace(found, shapes={**found.shapes, "figure": [("", unnamed[0])]})


def drawings(found: Found, made: Remade) -> Iterator[Edit]:
    """Each drawing of a figure made ready. Raises Left where one cannot be, before any is touched."""
    if made.new.kind == "numbers":
        yield from number_edits(found, made)
        return
    shapes = found.shapes.get("figure", [])
    names = [after for after, shape in shapes if shape.has_chart]
    chosen, former = (pieces_for(made.on_slide(exhibit), names) if exhibit is not None else {} for exhibit in (made.new, made.base))
    for after, shape in shapes:
        if shape.has_chart:
            yield chart_edit(shape, chosen.get(after), former.get(after), made)
        elif shape.has_table:
            yield table_edit(shape, made)
        elif isinstance(shape, GroupShape):
            yield map_edit(shape, found, made)
        else:
            raise Left(NOT_OURS)


def difference(old: Values, new: Values, lang: Lang) -> tuple[str, str, bool]:
    """What changed, in words: the first values before and after; whether anything did."""
    keys = list(dict.fromkeys([*new, *old]))
    changed = [key for key in keys if old.get(key, ("",))[0] != new.get(key, ("",))[0]]

    def said(values: Values) -> str:
        there = [key for key in changed if values.get(key, ("", ""))[1]]
        words = [f"{', '.join(filter(None, key))}: {values[key][1]}" for key in there[:MOST_SAID]]
        return "; ".join(words + ([MORE(lang, count=len(there) - MOST_SAID)] if len(there) > MOST_SAID else []))

    return said(old), said(new), bool(changed)


def rename(found: Found, made: Remade) -> None:
    """Name the shapes after the new figure, so that the deck can be refreshed again."""
    for part, shapes in found.shapes.items():
        for after, shape in shapes:
            shape.name = f"{part}:{made.new.figure_id}" + (f"#{after}" if after else "")
