"""A finished deck, edited by hand, brought to another snapshot: our charts, tables, numbers and words are found again by the names of
their shapes and get new data; everything else stays, and a report says what changed and what to read again.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.parts.chart import ChartWorkbook
from pptx.presentation import Presentation as Deck
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from analytics import catalogue, formats, sentences
from analytics.briefing import Document, Leaf, alone, house
from analytics.chart import number_words
from analytics.exhibit import Exhibit
from analytics.export.archive import packed, repacked
from analytics.export.slides import merge, package
from analytics.export.slides.charts.native import native
from analytics.export.slides.charts.overlay import event_places, overlay_xml
from analytics.export.slides.charts.pieces import Piece, pieces
from analytics.export.slides.charts.workbook import EPOCH
from analytics.export.slides.deck import as_of_words, theme_of
from analytics.export.slides.figure import beside_figure, draw
from analytics.export.slides.merge import Paper
from analytics.export.slides.methodology import methodology
from analytics.export.slides.notes import DASHBOARD_NOTES, dashboard_notes
from analytics.export.slides.style import Style, valid
from analytics.export.slides.template import RUNNING, TITLES, Box, House, box_of, new_slide, number_shapes
from analytics.export.slides.template import opened as template
from analytics.export.slides.words import fitted, size_in
from analytics.register.snapshots import Register
from analytics.text import Lang, Notice, Text, join

Kind = Literal["updated", "unchanged", "kept", "failed"]
KINDS = {
    "updated": Text(id="diperbarui", en="updated"),
    "unchanged": Text(id="tetap", en="unchanged"),
    "kept": Text(id="dibiarkan", en="left as it is"),
    "failed": Text(id="tidak dapat diperbarui", en="could not be refreshed"),
}
NOTHING_OF_OURS = Text(
    id="Berkas ini tidak memuat gambar buatan dasbor: tidak ada bagan, tabel, atau angka yang namanya dikenal.",
    en="This file holds no figures made by the dashboard: no chart, table or number has a name that is known.",
)
SPOILED = Text(id="hasilnya tidak lolos pemeriksaan ({problem})", en="the result does not pass the check ({problem})")
MORE = Text(id="dan {count} lagi", en="and {count} more")
COVER = Text(id="Tanggal data", en="Date of the data")
METHODOLOGY = Text(id="Metodologi", en="Methodology")
# Why a figure is left as it is.
EMPTY_NOW = Text(id="tidak ada data lagi dalam cakupannya", en="there are no data left in its scope")
WAS_EMPTY = Text(
    id="dulu tidak ada datanya, jadi tidak ada bagannya; buat slide ini baru",
    en="it had no data, so there is no drawing; make this slide anew",
)
DAMAGED = Text(id="bagan atau tabelnya rusak", en="its chart or table is damaged")
NOT_OURS = Text(id="bentuknya bukan lagi bagan, tabel, atau peta", en="its shape is no longer a chart, a table or a map")
OTHER_MAP = Text(
    id="petanya sekarang memuat provinsi lain; buat slide ini baru", en="its map now has other provinces; make this slide anew"
)
MORE_PIECES = Text(id="kini terdiri dari {count} bagan; buat slide ini baru", en="it now takes {count} charts; make this slide anew")
NO_NUMBER = Text(id="angka “{code}” tidak ada lagi", en="the number “{code}” is gone")
DRAWING_GONE = Text(
    id="Gambarnya sudah dihapus dari slide; hanya kata-katanya yang diperbarui.",
    en="The drawing was taken off the slide; only its words were refreshed.",
)
# What to read again.
TITLE_KEPT = Text(
    id="Judul ditulis dengan tangan dan tidak diganti, tetapi temuannya berubah: dulu “{old}”, sekarang “{new}”.",
    en="The title was written by hand and stays, but its finding has changed: it was “{old}” and is now “{new}”.",
)
TITLE_UNSURE = Text(
    id="Judul ditulis dengan tangan dan tidak diganti; temuan sekarang: “{new}”.",
    en="The title was written by hand and stays; the finding is now: “{new}”.",
)
COMMENT = Text(
    id="Catatan pembicara menyebut {words} dari temuan lama; baca ulang.",
    en="The speaker notes say {words}, as the old finding did; read them again.",
)
BESIDE = Text(
    id="Teks di slide menyebut {words} dari temuan lama; baca ulang.",
    en="Text on the slide says {words}, as the old finding did; read it again.",
)
NO_BLOCK = Text(
    id="Catatan dasbor tidak lengkap di catatan pembicara dan tidak diganti.",
    en="The dashboard notes are not whole in the speaker notes and were not replaced.",
)
REWRITTEN = Text(id="{part} yang diubah dengan tangan diganti: “{words}”.", en="{part} changed by hand was replaced: “{words}”.")
PARTS = {
    "subtitle": Text(id="Subjudul", en="The subtitle"),
    "footnote": Text(id="Catatan kaki", en="The footnote"),
    "notes": Text(id="Keterangan", en="The text beside the figure"),
}
NEW_NOTES = Text(id="Keterangan baru yang belum ada di slide: “{words}”.", en="Text that is not on the slide yet: “{words}”.")
OTHER_CHART = Text(
    id="Jenis bagan diubah dengan tangan; label dan warna per titik tidak diatur.",
    en="The kind of chart was changed by hand; labels and colours of points were not set.",
)
SERIES_OUT = Text(id="Seri {names} tidak ada dalam register dan dikeluarkan.", en="Series not in the register were taken out: {names}.")
OLD_GONE = Text(
    id="Snapshot lama tidak ada lagi; perubahan dengan tangan tidak dapat dibandingkan.",
    en="The old snapshot is gone; changes by hand could not be compared.",
)
CHECK_COVER = Text(
    id="Baris lain pada sampul (penyusun, hari paparan, embargo) tidak diubah.",
    en="Other lines on the cover (author, day, embargo) were not changed.",
)

LEAST = {"title": 16, "subtitle": 10, "footnote": 8}  # points, as in a new deck

NAME = re.compile(r"^(figure|number|legend|title|subtitle|footnote|notes):([a-z_0-9-]+\?[^#\s]*)(?:#(\S+))?$")
ID_LINE = re.compile(r"^figure:([a-z_0-9-]+\?[^#\s]*)$")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
STUMBLES = (KeyError, AttributeError, ValueError, IndexError, TypeError, NotImplementedError, etree.LxmlError, PythonPptxError)


@dataclass(frozen=True)
class Change:
    """What became of one figure. title: it bears now; old, new: values that changed, in words; remarks: what to read again."""

    title: str
    figure_id: str
    slide: int
    kind: Kind
    old: str = ""
    new: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refreshed:
    """A refreshed deck, and what became of each figure in it, in the order of the slides."""

    content: bytes
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Found:
    """One figure on one slide: its shapes by part ('figure', 'title' …), each with what follows # in its name."""

    number: int
    slide: Slide
    figure_id: str
    shapes: Mapping[str, list[tuple[str, Any]]]

    def one(self, part: str) -> Any:
        """The only shape of a part; None where there is none."""
        return next((shape for _, shape in self.shapes.get(part, [])), None)


@dataclass(frozen=True)
class Remade:
    """A figure made again. base: as it was, None where that cannot be; document: of the new one alone."""

    base: Exhibit | None
    new: Exhibit
    document: Document
    paper: Paper

    @property
    def lang(self) -> Lang:
        """The language of the figure."""
        return self.new.lang


Values = dict[tuple[str, str], tuple[str, str]]  # by series and category: raw value, and as it is read


@dataclass(frozen=True)
class Edit:
    """A drawing made ready: what to do once all of a figure is, its values before and after, and remarks."""

    apply: Callable[[], None]
    old: Values
    new: Values
    remarks: tuple[str, ...] = ()


class Left(Exception):
    """A figure that stays as it is, and why."""

    def __init__(self, reason: Text, **values: object):
        super().__init__(reason.en)
        self.reason, self.values = reason, values


# --- the deck ---


def refreshed(deck: bytes, register: Register, as_of: date, compare: date | None = None) -> Refreshed:
    """A deck with the data of another snapshot. Raises Notice where the file or the snapshot cannot be used."""
    register.at(as_of)
    if compare is not None:
        register.at(compare)
    try:
        return renewed(deck, register, as_of, compare)
    except STUMBLES as error:  # a deck that could be opened, and is not whole
        raise package.refused(package.DAMAGED) from error


def renewed(deck: bytes, register: Register, as_of: date, compare: date | None) -> Refreshed:
    """A deck with the data of another snapshot. Raises Notice."""
    show = loaded(deck)
    found = [each for number, slide in enumerate(show.slides, start=1) for each in figures_on(number, slide)]
    if not found:
        raise Notice(NOTHING_OF_OURS)
    done = [figure_change(each, register, as_of, compare) for each in found]
    exhibits = [exhibit for _, exhibit in done if exhibit is not None]
    around = list(tokens(show, exhibits)) if exhibits else []
    changes = sorted([*around, *(change for change, _ in done)], key=lambda change: change.slide)
    return Refreshed(checked(deck, show), tuple(changes))


def loaded(deck: bytes) -> Deck:
    """A deck opened. Raises Notice for anything that is not one, as for templates."""
    parts = package.opened(deck)
    try:
        return Presentation(io.BytesIO(packed(parts)))
    except Exception:  # the library raises whatever a damaged part makes it stumble over
        raise package.refused(package.DAMAGED) from None


def saved(show: Deck) -> bytes:
    """A deck as a file, the same bytes for the same deck."""
    out = io.BytesIO()
    show.save(out)
    return repacked(out.getvalue())


def checked(deck: bytes, show: Deck) -> bytes:
    """The file, which has no problem that it did not have before. Raises Notice."""
    for master in show.slide_masters:
        for each in (master, *master.slide_layouts):
            number_shapes(each._element)  # LibreOffice gives some shapes the same
    content = saved(show)
    if found := package.problems(content):
        before = Counter(kind_of(problem) for problem in package.problems(saved(loaded(deck))))
        worse = Counter(kind_of(problem) for problem in found) - before
        if worse:
            raise package.refused(SPOILED, problem=min(worse))
    return content


def kind_of(problem: str) -> str:
    """A problem without the part it is in, and without the numbers."""
    return NUMBER.sub("0", problem.rpartition(": ")[2])


# --- finding ---


def figures_on(number: int, slide: Slide) -> list[Found]:
    """The figures on a slide, by the names of shapes, and by the speaker notes where the shapes lost theirs."""
    found: dict[str, dict[str, list[tuple[str, Any]]]] = {}
    for shape in shapes_in(slide.shapes):
        if match := NAME.match(shape.name):
            part, figure_id, after = match.groups()
            found.setdefault(figure_id, {}).setdefault(part, []).append((after or "", shape))
    for line in notes_lines(slide):
        if match := ID_LINE.match(line.strip()):
            found.setdefault(match[1], {})
    return [Found(number, slide, figure_id, shapes) for figure_id, shapes in found.items()]


def shapes_in(shapes: Any) -> Iterator[Any]:
    """Every shape, also those someone grouped; not the provinces of a map."""
    for shape in shapes:
        yield shape
        if isinstance(shape, GroupShape) and not NAME.match(shape.name):
            yield from shapes_in(shape.shapes)


def notes_frame(slide: Slide) -> Any:
    """The text of the speaker notes; None where there is none."""
    return slide.notes_slide.notes_text_frame if slide.has_notes_slide else None


def notes_lines(slide: Slide) -> list[str]:
    """The speaker notes by paragraph."""
    frame = notes_frame(slide)
    return merge.paragraphs_in(frame._txBody) if frame is not None else []


# --- one figure ---


def figure_change(found: Found, register: Register, as_of: date, compare: date | None) -> tuple[Change, Exhibit | None]:
    """A figure refreshed, or left as it is with the reason."""
    lang: Lang = "en" if "lang=en" in found.figure_id else "id"
    title = words_of(title_shape(found))
    try:
        made = remade(found, register, as_of, compare)
        change = refresh_figure(found, made)
        return change, made.new
    except Notice as notice:
        reason = notice(lang)
    except Left as left:
        reason = left.reason(lang, **left.values)
    except STUMBLES:  # a chart or table that is no longer whole
        reason = DAMAGED(lang)
    return Change(title, found.figure_id, found.number, "failed", remarks=(reason,)), earlier(found, register)


def earlier(found: Found, register: Register) -> Exhibit | None:
    """A figure as it was; None where it cannot be made any more."""
    try:
        return catalogue.again(found.figure_id, register)
    except Notice:
        return None


def remade(found: Found, register: Register, as_of: date, compare: date | None) -> Remade:
    """The figure of before and of now. Raises Notice where there is no such figure now, Left where it has no data."""
    changed = {"as_of": as_of.isoformat()}
    if compare is not None:
        changed["compare"] = compare.isoformat()
    elif "compare=none" not in found.figure_id:
        changed["compare"] = ""  # the one before
    new = catalogue.again(found.figure_id, register, **changed)
    base = earlier(found, register)
    drawn = bool(found.shapes.get("figure") or found.shapes.get("number"))
    if new.empty and drawn:
        raise Left(EMPTY_NOW)
    if base is not None and base.empty and not new.empty and not drawn:
        raise Left(WAS_EMPTY)
    return Remade(base, new, alone(new), paper_of(found.slide, new.lang))


def paper_of(slide: Slide, lang: Lang) -> Paper:
    """The colours and the font of a slide's theme."""
    layout = slide.slide_layout
    style = Style(lang, theme_of(House(slide.part.package.presentation_part.presentation, layout, layout, layout)))
    theme = etree.fromstring(layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    face = theme.find(".//{*}minorFont/{*}latin")
    return Paper(style, face.get("typeface", "") if face is not None else "")


def refresh_figure(found: Found, made: Remade) -> Change:
    """Everything of a figure on a slide: first all is made ready, then it is put in place."""
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
    if not edits and not made.new.empty:
        remarks.append(DRAWING_GONE(made.lang))
    title = words_of(title_shape(found)) or made.new.title
    rename(found, made)
    kind: Kind = "updated" if differs else "unchanged" if edits or made.new.empty else "kept"
    return Change(title, made.new.figure_id, found.number, kind, before, after, tuple(dict.fromkeys(remarks)))


def difference(old: Values, new: Values, lang: Lang) -> tuple[str, str, bool]:
    """What changed, in words: the first three values before and after; whether anything did."""
    keys = list(dict.fromkeys([*new, *old]))
    changed = [key for key in keys if old.get(key, ("",))[0] != new.get(key, ("",))[0]]

    def said(values: Values) -> str:
        there = [key for key in changed if values.get(key, ("", ""))[1]]
        words = [f"{', '.join(filter(None, key))}: {values[key][1]}" for key in there[:3]]
        return "; ".join(words + ([MORE(lang, count=len(there) - 3)] if len(there) > 3 else []))

    return said(old), said(new), bool(changed)


def rename(found: Found, made: Remade) -> None:
    """Name the shapes after the new figure, so that the deck can be refreshed again."""
    for part, shapes in found.shapes.items():
        for after, shape in shapes:
            shape.name = f"{part}:{made.new.figure_id}" + (f"#{after}" if after else "")


# --- words ---


def words_of(shape: Any) -> str:
    """The words of a shape on one line."""
    return " ".join(shape.text_frame.text.split()) if shape is not None and shape.has_text_frame else ""


def one_line(words: str) -> str:
    """Words on one line."""
    return " ".join(valid(words).split())


def title_shape(found: Found) -> Any:
    """The title of a figure: by its name, else the title of a slide with one figure."""
    named = found.one("title")
    if named is not None or len(figures_on(found.number, found.slide)) > 1:
        return named
    return next((each for each in found.slide.placeholders if each.placeholder_format.type in TITLES), None)


def with_unnamed(found: Found, made: Remade) -> dict[str, list[tuple[str, Any]]]:
    """The shapes of a figure with those whose names another program took: they are known by what they say."""
    shapes = dict(found.shapes)
    if "title" not in shapes and (title := title_shape(found)) is not None:
        shapes["title"] = [("", title)]
    words = was(made) if made.base is not None else {}
    for part in ("subtitle", "footnote", "notes"):
        same = [shape for shape in shapes_in(found.slide.shapes) if words.get(part) and words_of(shape) == one_line(words[part])]
        if part not in shapes and same and not NAME.match(same[0].name):
            shapes[part] = [("", same[0])]
    return shapes


def was(made: Remade) -> dict[str, str]:
    """What stood in the parts of words before."""
    return said_in(made.base, made) if made.base is not None else {}


def said_in(exhibit: Exhibit, made: Remade) -> dict[str, str]:
    """What stands in the parts of words of a figure."""
    note = sentences.footnote(exhibit.answer, house(), exhibit.lang)
    beside = "\n".join("".join(runs) for runs in beside_words(exhibit, made)) if not exhibit.empty else ""
    return {"title": exhibit.title, "subtitle": exhibit.subtitle, "footnote": note, "notes": beside}


def beside_words(exhibit: Exhibit, made: Remade) -> list[list[str]]:
    """What is said beside a figure, by paragraph and run."""
    found = pieces(exhibit)
    events = [event for piece in found for event, _ in event_places(piece)]
    return [[words for words, _ in paragraph.runs] for paragraph in beside_figure(exhibit, found, events, made.paper.style)]


def title_remarks(found: Found, made: Remade, ours: bool) -> Iterator[str]:
    """Write the new finding where the title was ours; else say what the finding is now."""
    shape = found.one("title")
    if shape is None:
        return
    if ours:
        rewrite_line(shape, valid(made.new.title), LEAST["title"])
    elif made.base is None:
        yield TITLE_UNSURE(made.lang, new=made.new.title)
    elif made.base.title != made.new.title:
        yield TITLE_KEPT(made.lang, old=made.base.title, new=made.new.title)


def rewrite_line(shape: Any, words: str, least: float) -> None:
    """Other words in a placeholder or box; where the old ones had the size at which they fit, the new ones get theirs."""
    old = words_of(shape)
    merge.rewrite(shape.text_frame._txBody, [[words]])
    if not shape.is_placeholder:
        return
    size, box = size_in(shape), Box(0, 0, round(0.98 * shape.width), shape.height)
    was, now = (fitted(each, size, box, least) for each in (old, words))
    for look in merge.all_at(shape._element, ".//a:r/a:rPr"):
        if abs(float(look.get("sz", size * 100)) / 100 - was) < 0.6 and was != now:
            look.set("sz", str(round(now * 100)))


def is_ours(words: str, found: Found, made: Remade) -> bool:
    """Whether a title is the finding the deck had: as made again, else as the alt text of the drawing begins."""
    if made.base is not None:
        return words == one_line(made.base.title)
    alts = [description(shape) for part in ("figure", "number") for _, shape in found.shapes.get(part, [])]
    return any(alt.startswith(f"{words}. ") for alt in alts)


def description(shape: Any) -> str:
    """The alt text of a shape."""
    return one_line(properties(shape).get("descr", ""))


def properties(shape: Any) -> Any:
    """The element with name and alt text of a shape."""
    return merge.at(shape._element, "./*/p:cNvPr")


def word_remarks(found: Found, made: Remade) -> Iterator[str]:
    """Write subtitle, footnote and what stands beside the figure; say where words of someone's were in their place."""
    before, now = was(made), said_in(made.new, made)
    for part, label in PARTS.items():
        shape = found.one(part)
        if shape is None:
            continue
        words = words_of(shape)
        if before and words and words != one_line(before[part]):
            yield REWRITTEN(made.lang, part=label, words=words[:200])
        if part in LEAST:
            rewrite_line(shape, valid(now[part]), LEAST[part])
        else:
            lines = beside_words(made.new, made) if not made.new.empty else []
            merge.rewrite(shape.text_frame._txBody, [[valid(run) for run in runs] for runs in lines])
    if found.one("notes") is None and now["notes"] and before and not before["notes"]:
        yield NEW_NOTES(made.lang, words=one_line(now["notes"]))


def comment_remarks(found: Found, made: Remade, values: str) -> Iterator[str]:
    """Replace our block in the speaker notes; say where comments, or other text on the slide, repeat what no longer holds."""
    outside = notes_lines(found.slide)
    block = block_of(outside, found.figure_id)
    if block is not None:
        replace_block(notes_frame(found.slide)._txBody, block, dashboard_notes(made.new, made.document))
        outside = outside[: block.start] + outside[block.stop :]
    elif found.slide.has_notes_slide:
        yield NO_BLOCK(made.lang)
    gone = gone_words(made, values)
    if said := repeated(" ".join(outside), gone):
        yield COMMENT(made.lang, words=join(said, made.lang))
    theirs = [words_of(shape) for shape in shapes_in(found.slide.shapes) if not (":" in shape.name or is_placed(shape, found))]
    if said := repeated(" ".join(theirs), gone):
        yield BESIDE(made.lang, words=join(said, made.lang))


def is_placed(shape: Any, found: Found) -> bool:
    """Whether a shape is one of the figure's, or a title, whose words are looked at elsewhere; or the slide number."""
    own = {id(each._element) for shapes in found.shapes.values() for _, each in shapes}
    return id(shape._element) in own or (shape.is_placeholder and shape.placeholder_format.type in (*TITLES, *RUNNING))


def block_of(lines: list[str], figure_id: str) -> slice | None:
    """Where our block stands in the speaker notes."""
    ends = [place for place, line in enumerate(lines) if line.strip() == f"figure:{figure_id}"]
    heads = {DASHBOARD_NOTES.id, DASHBOARD_NOTES.en}
    starts = [place for place, line in enumerate(lines) if line.strip() in heads and ends and place < ends[0]]
    return slice(starts[-1], ends[0] + 1) if starts else None


def replace_block(body: Any, block: slice, lines: list[str]) -> None:
    """Other lines in the place of our block; what stands before and after it stays."""
    old = merge.all_at(body, "./a:p")[block]
    for each in old[len(lines) :]:
        body.remove(each)
    there = old[: len(lines)]
    while len(there) < len(lines):
        there[-1].addnext(deepcopy(there[-1]))
        there.append(there[-1].getnext())
    for paragraph, line in zip(there, lines, strict=True):
        merge.rewrite_paragraph(paragraph, [valid(line)])


def gone_words(made: Remade, values: str) -> list[str]:
    """Numbers and longer words of the old finding that the new one does not have."""
    if made.base is None or made.base.title == made.new.title:
        return []
    old, new = made.base.title, made.new.title
    numbers = [each for each in dict.fromkeys(NUMBER.findall(f"{old} {values}")) if each not in NUMBER.findall(new) and len(each) > 1]
    words = [each for each in dict.fromkeys(re.findall(r"[^\W\d_]{6,}", old)) if each.lower() not in new.lower()]
    return numbers + words


def repeated(words: str, gone: list[str]) -> list[str]:
    """Which of some words occur in others, in quotation marks."""
    return [f"“{each}”" for each in gone if re.search(rf"(?<![\w.,]){re.escape(each)}(?![\w]|[.,]\d)", words, re.IGNORECASE)][:4]


# --- drawings ---


def drawings(found: Found, made: Remade) -> Iterator[Edit]:
    """Each drawing of a figure made ready. Raises Left where one cannot be, before any is touched."""
    charts = [(after, shape) for after, shape in found.shapes.get("figure", [])]
    if made.new.kind == "numbers":
        yield from number_edits(found, made)
        return
    chosen = pieces_for(made.new, [after for after, shape in charts if shape.has_chart])
    former = pieces_for(made.base, [after for after, shape in charts if shape.has_chart]) if made.base is not None else {}
    for after, shape in charts:
        if shape.has_chart:
            yield chart_edit(shape, chosen.get(after), former.get(after), made)
        elif shape.has_table:
            yield table_edit(shape, made)
        elif isinstance(shape, GroupShape):
            yield map_edit(shape, found, made)
        else:
            raise Left(NOT_OURS)


def pieces_for(exhibit: Exhibit, names: list[str]) -> dict[str, Piece]:
    """The charts of a figure by what follows # in their names; in one or in two columns, as the deck has them. Raises Left."""
    if not names:
        return {}
    several = any(names)
    found = pieces(exhibit)
    if exhibit.kind != "panels" and several != (len(found) > 1):
        found = pieces(exhibit, 1 if several else 10_000)
    made = {piece.name.partition("#")[2]: piece for piece in found}
    if not set(names) <= set(made):
        raise Left(MORE_PIECES, count=len(found))
    return made


def frame_box(shape: Any) -> Box:
    """The frame of a chart, as it is now."""
    frame = box_of(shape)
    return Box(frame.left, frame.top, max(1, frame.width), max(1, frame.height))


def chart_edit(shape: Any, piece: Piece | None, before: Piece | None, made: Remade) -> Edit:
    """A chart with new data, and its workbook."""
    if piece is None:
        raise Left(DAMAGED)
    part, box, style = shape.chart_part, frame_box(shape), made.paper.style
    fresh = native(piece, box, style)
    base = etree.fromstring(native(before, box, style).xml.encode()) if before is not None else None
    found, strange, ours = merge.merged(part._element, base, etree.fromstring(fresh.xml.encode()), made.paper)
    remarks = [SERIES_OUT(made.lang, names=join(strange, made.lang))] if strange else []
    remarks += [] if ours else [OTHER_CHART(made.lang)]
    old, alt = chart_values(part._element, piece, made), made.new.alt

    def apply() -> None:
        part._element.clear()
        replace_chart(part, found, fresh.xlsx_blob)
        renew_overlay(part, piece, box, style)
        describe(shape, alt)

    return Edit(apply, old, piece_values(piece, made.lang), tuple(remarks))


def replace_chart(part: Any, found: Any, book: bytes) -> None:
    """Another drawing and another workbook in a chart part; a workbook where a program dropped it."""
    root = part._element
    for child in list(found):
        root.append(child)
    outer = merge.at(root, "./c:externalData")
    name = outer.get(f"{{{package.NAMES['r']}}}id") if outer is not None else ""
    if outer is not None and name not in part.rels:
        root.remove(outer)
    workbook: Any = ChartWorkbook
    workbook(root, part).update_from_xlsx_blob(book)


def renew_overlay(part: Any, piece: Piece, box: Box, style: Style) -> None:
    """Headings and event rules inside a chart, as the new periods have them; shapes someone drew into it stay."""
    mark = merge.at(part._element, "./c:userShapes")
    drawing = overlay_xml(piece, box, style)
    if mark is None or not drawing:
        return
    inner = part.related_part(mark.get(f"{{{package.NAMES['r']}}}id"))
    theirs = [each for each in etree.fromstring(inner.blob) if not is_ours_inside(each)]
    fresh = etree.fromstring(drawing.encode())
    fresh.extend(theirs)
    inner._blob = etree.tostring(fresh, xml_declaration=True, encoding="UTF-8", standalone=True)


def is_ours_inside(anchor: Any) -> bool:
    """Whether a shape inside a chart is a heading, a rule or a number of ours."""
    names = [str(each.get("name", "")) for each in anchor.iter("{*}cNvPr")]
    return any(re.fullmatch(r"heading|event \d+|number [\d–]+", name) for name in names)


def describe(shape: Any, alt: str) -> None:
    """The new alt text."""
    properties(shape).set("descr", valid(alt))


def chart_values(space: Any, piece: Piece, made: Remade) -> Values:
    """The values a chart in the deck has, from its caches."""
    days = {str((day - EPOCH).days): label for day, label in zip(piece.chart.days, piece.chart.categories, strict=False)}
    found: Values = {}
    for series in merge.all_at(space, ".//c:ser"):
        values = {each.get("idx"): "".join(merge.all_at(each, "./c:v/text()")) for each in merge.all_at(series, "./c:val//c:pt")}
        for place, category in enumerate(merge.categories(series)):
            if raw := values.get(str(place)):
                found[series_key(series, piece), day_label(category, days, piece, made.lang)] = as_read(float(raw), piece, made.lang)
    return found


def series_key(series: Any, piece: Piece) -> str:
    """The name of a series where there are several."""
    return merge.name_of(series) if len(piece.chart.series) > 1 else ""


def day_label(category: str, days: Mapping[str, str], piece: Piece, lang: Lang) -> str:
    """A category as it is read: a day that is a number in the file is a date."""
    if category in days:
        return days[category]
    if piece.chart.days and category.isdecimal():
        return formats.short_date(EPOCH + timedelta(days=int(category)), lang)
    return category


def as_read(raw: float, piece: Piece, lang: Lang) -> tuple[str, str]:
    """A value of a chart: to compare, and as it is read."""
    return f"{raw:.9g}", formats.percent(raw, lang) if piece.chart.ratio else formats.plain(raw, lang)


def piece_values(piece: Piece, lang: Lang) -> Values:
    """The values of a chart as made."""
    return {
        (series.name if len(piece.chart.series) > 1 else "", category): as_read(mark.value, piece, lang)
        for series in piece.chart.series
        for category, mark in zip(piece.chart.categories, series.marks, strict=True)
        if mark.value is not None
    }


def number_edits(found: Found, made: Remade) -> Iterator[Edit]:
    """Headline numbers: label, value, base and change, each in the type it has."""
    fresh = {part.answer.metric.code: number_words(part, made.lang) for part in made.new.parts}
    before = {part.answer.metric.code: number_words(part, made.lang) for part in made.base.parts} if made.base is not None else {}
    for code, shape in found.shapes.get("number", []):
        if code not in fresh:
            raise Left(NO_NUMBER, code=code)
        yield number_edit(shape, fresh[code], before.get(code))


def number_edit(shape: Any, fresh: tuple[str, ...], before: tuple[str, ...] | None) -> Edit:
    """One headline number; paragraphs that someone wrote stay."""
    body = shape.text_frame._txBody
    there = merge.paragraphs_in(body)
    if len(there) != len(fresh):
        raise Left(DAMAGED)
    wanted = [
        new if before is None or one_line(now) == one_line(old) or place in (1, 3) else now
        for place, (now, new, old) in enumerate(zip(there, fresh, before or fresh, strict=True))
    ]

    def apply() -> None:
        merge.rewrite(body, [[words] if words else [] for words in wanted])
        describe(shape, ". ".join(words for words in wanted if words))

    return Edit(apply, {("", there[0]): (there[1], there[1])}, {("", wanted[0]): (wanted[1], wanted[1])})


def scratch(exhibit: Exhibit, box: Box, style: Style) -> Slide:
    """A slide that holds nothing but the drawing of a figure, to take it from."""
    empty = template(None, "16:9")
    slide = new_slide(empty, empty.figure)
    draw(slide, exhibit, pieces(exhibit), box, style)
    return slide


def drawn_table(exhibit: Exhibit, box: Box, style: Style) -> Any:
    """The table of a figure."""
    return merge.at(scratch(exhibit, box, style)._element, ".//a:tbl")


def table_edit(shape: Any, made: Remade) -> Edit:
    """A table with new rows, columns and cells."""
    box, style = frame_box(shape), made.paper.style
    old = merge.at(shape._element, ".//a:tbl")
    new = drawn_table(made.new, box, style)
    base = drawn_table(made.base, box, style) if made.base is not None and not made.base.empty else None
    if new is None or old is None:
        raise Left(NOT_OURS)
    found, alt = merge.merged_table(old, base, new, made.paper), made.new.alt

    def apply() -> None:
        old.getparent().replace(old, found)
        describe(shape, alt)

    return Edit(apply, table_values(old), table_values(found))


def table_values(table: Any) -> Values:
    """The words of cells by row and column; without headings."""
    cells = {names: merge.words_in(cell) for names, cell in merge.cells_by_names(table).items()}
    heads = [names for names in cells if names[0] == next(iter(cells))[0] or names[1] == next(iter(cells))[1]]
    return {(row, head): (words, words) for (row, head), words in cells.items() if (row, head) not in heads and words not in ("", "·")}


def map_edit(shape: Any, found: Found, made: Remade) -> Edit:
    """A map and its legend in their new classes."""
    box, style = frame_box(shape), made.paper.style
    new = scratch(made.new, box, style)
    base = scratch(made.base, box, style) if made.base is not None and not made.base.empty else None
    fresh, former = (merge.at(slide._element, ".//p:grpSp") if slide is not None else None for slide in (new, base))
    group, copied = shape._element, deepcopy(shape._element)
    if not merge.merged_map(copied, former if former is not None else fresh, fresh, made.paper):
        raise Left(OTHER_MAP)

    def apply() -> None:
        merge.merged_map(group, former if former is not None else fresh, fresh, made.paper)
        renew_legend(found, new, base, made.paper)
        number_shapes(found.slide._element)
        describe(shape, made.new.alt)

    before = map_values(group) or (map_values(former) if former is not None else {})  # LibreOffice drops alt texts
    return Edit(apply, before, map_values(fresh))


def map_values(group: Any) -> Values:
    """What a map says of its provinces."""
    said = {code: str(merge.at(each, "./p:nvSpPr/p:cNvPr").get("descr", "")) for code, each in merge.provinces_in(group).items()}
    pairs = {code: words.rpartition(": ") for code, words in said.items()}
    return {("", label): (value, value) for label, _, value in pairs.values() if label}


def renew_legend(found: Found, new: Slide, base: Slide | None, paper: Paper) -> None:
    """The boxes of the legend with their numbers and colours; one more or one fewer where classes came or went."""
    theirs = sorted(found.shapes.get("legend", []), key=lambda each: int(each[0] or 0))
    if not theirs:
        return
    fresh, former = (legend_boxes(slide) for slide in (new, base if base is not None else new))
    roles, _ = merge.map_roles(numbered([shape._element for _, shape in theirs]), numbered(former), paper)
    boxes = [shape for _, shape in theirs]
    while len(boxes) < len(fresh):
        boxes.append(box_after(boxes[-1], found))
    lined_up(boxes, fresh, former)
    for place, (shape, wanted) in enumerate(zip(boxes, fresh, strict=False), start=1):
        merge.repaint(shape._element, wanted, None, roles, paper)
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
    return int(merge.at(box, "./p:spPr/a:xfrm/a:ext/@cx") or 0)


def legend_boxes(slide: Slide) -> list[Any]:
    """The boxes of the legend on a slide of ours."""
    return [shape._element for shape in slide.shapes if shape.name.startswith("legend:")]


def numbered(boxes: list[Any]) -> dict[str, Any]:
    """Boxes by their place."""
    return {str(place): each for place, each in enumerate(boxes)}


def rewrite_box(shape: Any, wanted: Any) -> None:
    """The words of a box, in the ink that can be read on its new colour."""
    merge.rewrite(shape.text_frame._txBody, [merge.all_at(wanted, ".//a:t/text()")])
    ink = merge.fill_of(merge.at(wanted, ".//a:r/a:rPr"))
    for run in merge.all_at(shape._element, ".//a:r/a:rPr"):
        merge.retype(run, {"ink": ink})


def box_after(last: Any, found: Found) -> Any:
    """One more box of a legend, beside the last."""
    element = deepcopy(last._element)
    last._element.addnext(element)
    made = next(shape for shape in found.slide.shapes if shape._element is element)
    made.left = last.left + last.width + 50_800
    return made


# --- cover and methodology ---


def tokens(show: Deck, exhibits: list[Exhibit]) -> Iterator[Change]:
    """The date on the cover, and what the methodology says of the source."""
    document = Document("", tuple(Leaf(exhibit) for exhibit in exhibits), house(), exhibits[0].lang)
    for number, slide in enumerate(show.slides, start=1):
        for shape in shapes_in(slide.shapes):
            if shape.name == "token:as_of" and shape.has_text_frame:
                yield date_change(shape, number, slide, document)
            elif shape.name.startswith("token:methodology") and shape.has_text_frame:
                yield from methodology_change(shape, number, document)


def date_change(shape: Any, number: int, slide: Slide, document: Document) -> Change:
    """The date of the data on the cover."""
    old, new = words_of(shape), as_of_words(document)
    merge.rewrite(shape.text_frame._txBody, [[new]])
    lines = any(each.name == "cover:lines" for each in slide.shapes)
    remarks = (CHECK_COVER(document.lang),) if lines else ()
    return Change(COVER(document.lang), shape.name, number, "updated" if old != new else "unchanged", old, new, remarks)


def methodology_change(shape: Any, number: int, document: Document) -> Iterator[Change]:
    """Entries of the methodology that say something else now, found by their terms."""
    body = shape.text_frame._txBody
    entries = {f"{term}. ": f"{term}. {words}" for term, words in methodology(document)}
    before, after = [], []
    for paragraph, words in zip(merge.all_at(body, "./a:p"), merge.paragraphs_in(body), strict=True):
        term = next((each for each in entries if words.startswith(each)), "")
        if term and entries[term] != words:
            merge.rewrite_paragraph(paragraph, [term, entries[term].removeprefix(term)])
            before.append(words)
            after.append(entries[term])
    if before:
        yield Change(METHODOLOGY(document.lang), shape.name, number, "updated", " ".join(before), " ".join(after))


# --- the report ---

HEAD = Text(
    id="{updated} diperbarui, {unchanged} tetap, {kept} dibiarkan, {failed} tidak dapat diperbarui.",
    en="{updated} updated, {unchanged} unchanged, {kept} left as they are, {failed} could not be refreshed.",
)
LINE = Text(id="Slide {slide} · {kind} · {title}", en="Slide {slide} · {kind} · {title}")
MOVED = Text(id="{old} → {new}", en="{old} → {new}")
HEADINGS = (
    Text(id="Slide", en="Slide"), Text(id="Gambar", en="Figure"), Text(id="Hasil", en="Result"), Text(id="Dulu", en="Before"),
    Text(id="Sekarang", en="Now"), Text(id="Perlu dibaca ulang", en="To read again"),
)  # fmt: skip


def report(refreshed: Refreshed, lang: Lang) -> str:
    """What became of each figure, as plain text."""
    counted: Counter[str] = Counter(change.kind for change in refreshed.changes)
    lines = [HEAD(lang, **{kind: counted[kind] for kind in KINDS})]
    for change in refreshed.changes:
        lines.append(LINE(lang, slide=change.slide, kind=KINDS[change.kind], title=change.title or change.figure_id))
        if change.old or change.new:
            lines.append(f"  {MOVED(lang, old=change.old or formats.MISSING, new=change.new or formats.MISSING)}")
        lines += [f"  - {remark}" for remark in change.remarks]
    return "\n".join(lines)


def to_rows(refreshed: Refreshed, lang: Lang) -> list[list[str]]:
    """What became of each figure, as a table with headings."""
    rows = [
        [str(each.slide), each.title or each.figure_id, KINDS[each.kind](lang), each.old, each.new, " ".join(each.remarks)]
        for each in refreshed.changes
    ]
    return [[heading(lang) for heading in HEADINGS], *rows]
