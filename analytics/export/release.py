"""A document as a press release: paragraphs to read out, tables behind them, and what the numbers mean. Word, or plain text."""

import io
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from analytics import formats, frozen, quoted, sentences
from analytics.briefing import Document
from analytics.chart import charts, cross, table_of
from analytics.exhibit import Exhibit
from analytics.export.archive import repacked
from analytics.export.data import Term, terms
from analytics.glossary import FIGURE_ID, INTERVAL
from analytics.spoken import of_register
from analytics.table import DENOMINATOR, ORIGIN, UNIT, Table
from analytics.text import Lang, Text, cleaned
from analytics.theme import LIGHT

KIND = Text(id="SIARAN PERS", en="PRESS RELEASE")
NUMBER = Text(id="Nomor: ……………………………………", en="Number: ……………………………………")
NO_DAY = Text(id="Tanggal: ……………………………………", en="Date: ……………………………………")
DAY = Text(id="Tanggal: {day}", en="Date: {day}")
EMBARGO = Text(id="EMBARGO: {words}", en="EMBARGO: {words}")
AUTHOR = Text(id="Disusun oleh: {author}", en="Prepared by: {author}")
TABLES = Text(id="Tabel", en="Tables")
CAPTION = Text(id="Tabel", en="Table")
METHOD = Text(id="Catatan metodologi", en="Note on method")
TERM = Text(id="{label}: {definition}", en="{label}: {definition}")
ALL_TERMS = Text(id="Berlaku bagi semua ukuran di bawah ini. {traits}", en="True of every measure below. {traits}")
TOO_LONG = Text(
    id="Tabel ini memuat {count} baris; rinciannya ada dalam berkas data (XLSX atau CSV) yang menyertai siaran pers ini.",
    en="This table has {count} lines; they are in the data files (XLSX or CSV) that come with this release.",
)
PAGE, OF = Text(id="halaman ", en="page "), Text(id=" dari ", en=" of ")
PERIOD = Text(id="Tanggal", en="Date")
LANGUAGE = {"id": "id-ID", "en": "en-GB"}
INDENT = "   "  # of the lines of a figure in plain text
MOST_LINES = 45  # of a table on paper
FONT = "Arial"
TABLE_STYLE = "Tabel Data"
BASE = {"size": 10.5, "after": 6}
NO_NUMBER = (formats.MISSING, formats.HIDDEN)  # what stands in the place of one
TWIPS = 567  # in a centimetre
WIDTH, NUMBER_WIDTH, LEAST_WIDTH, LETTER = 16.4, 3.0, 1.75, 0.18  # centimetres: between the margins; of a column of numbers; a letter
LEAST_WORDS = 0.8  # of the room that words would have
CROWDED = 6  # columns; tables with more are set smaller
STYLES: dict[str, dict[str, Any]] = {
    "Kop": {"size": 14, "bold": True, "colour": LIGHT.accent, "after": 2},
    "Jenis Naskah": {"size": 11, "bold": True, "before": 10, "after": 2},
    "Embargo": {"size": 10.5, "bold": True, "colour": LIGHT.second, "after": 2},
    "Data Naskah": {"size": 10, "colour": LIGHT.quiet, "after": 1},
    "Isi Tabel": {"size": 8.5, "after": 1, "before": 1},
    "Angka Tabel": {"size": 8.5, "after": 1, "before": 1, "right": True},
    "Isi Tabel Rapat": {"size": 7, "after": 1, "before": 1},
    "Angka Tabel Rapat": {"size": 7, "after": 1, "before": 1, "right": True},
    "Catatan Tabel": {"size": 8, "colour": LIGHT.quiet, "before": 3, "after": 10},
    "Catatan Metodologi": {"size": 8.5, "after": 3},
}
TABLE_STYLES = tuple(name for name in STYLES if name.startswith(("Isi", "Angka")))
BUILT_IN: dict[str, dict[str, Any]] = {
    "Normal": BASE,
    "Title": {"size": 18, "bold": True, "before": 12, "after": 10},
    "Heading 1": {"size": 13, "bold": True, "before": 14, "after": 4, "colour": LIGHT.accent},
    "Caption": {"size": 9.5, "bold": True, "before": 8, "after": 3, "colour": LIGHT.text},
    "Header": {"size": 8.5, "bold": True, "colour": LIGHT.second, "after": 0},
    "Footer": {"size": 8.5, "colour": LIGHT.quiet, "after": 0},
}
TABLE_XML = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TabelData">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="6" w:color="{LIGHT.quiet[1:]}"/><w:bottom w:val="single" w:sz="6" w:color="{LIGHT.quiet[1:]}"/>
    <w:insideH w:val="single" w:sz="4" w:color="{LIGHT.line[1:]}"/>
  </w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{LIGHT.empty[1:]}"/></w:tcPr></w:tblStylePr>
  <w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>
"""


# --- what it says, whatever it is written on ---


def head(document: Document) -> list[tuple[str, str]]:
    """The lines above the title, each with the style it stands in."""
    lang = document.lang
    day = DAY(lang, day=formats.long_date(document.day, lang)) if document.day else NO_DAY(lang)
    words = cleaned(document.embargo)
    embargo = [("Embargo", EMBARGO(lang, words=words))] if words else []
    author = [("Data Naskah", AUTHOR(lang, author=cleaned(document.author)))] if document.author else []
    about = [("Data Naskah", NUMBER(lang)), ("Data Naskah", day)]
    return [("Kop", cleaned(document.institution.name)), ("Jenis Naskah", KIND(lang)), *embargo, *about, *author]


def paragraphs(document: Document) -> list[str]:
    """The paragraphs of the release."""
    return [cleaned(words) for words in quoted.release(document)]


def shown_table(exhibit: Exhibit) -> Table:
    """The table of an exhibit on paper: two dimensions as rows and columns, everything else as on screen."""
    lang, drawn = exhibit.lang, charts(exhibit)
    if exhibit.kind == "grid" and not exhibit.empty:
        crossed = cross(exhibit.answer, lang)
        lines = [[formats.row_value(False, cell, lang) if cell else "" for cell in line] for line in crossed.cells]
        return Table([crossed.corner, *crossed.columns], [[name, *line] for name, line in zip(crossed.rows, lines, strict=True)], [])
    if len(drawn) == 1 and len(exhibit.answer.by) == 2 and not exhibit.disputed:
        (chart,) = drawn
        lines = [[name, *(each.marks[place].label for each in chart.series)] for place, name in enumerate(chart.categories)]
        return Table([PERIOD(lang) if chart.days else exhibit.answer.by[1].label(lang), *(each.name for each in chart.series)], lines, [])
    if exhibit.kind == "funnel" and drawn:
        stages = zip(drawn[0].categories, drawn[0].series[0].marks, strict=True)
        return Table(table_of(exhibit).headings, [[name, mark.label] for name, mark in stages], [])
    return table_of(exhibit)


def to_text(document: Document) -> str:
    """The release as plain text: a paragraph a line."""
    lang = document.lang
    mark = [sentences.SYNTHETIC(lang), ""] if document.synthetic else []
    lines = [*mark, *(words for _, words in head(document)), "", cleaned(document.headline), ""]
    for words in paragraphs(document):
        lines += [words, ""]
    for place, leaf in enumerate(document.leaves, start=1):
        lines += [f"{CAPTION(lang)} {place}. {cleaned(leaf.exhibit.title)}", *plain_figure(leaf.exhibit, document), ""]
    common, rest = method(document)
    lines += ["", METHOD(lang), "", *([common] if common else [])]
    return "\n".join([*lines, *(TERM(lang, label=label, definition=words) for label, words in rest)]) + "\n"


def to_message(document: Document) -> str:
    """The release without its tables, to be pasted into a message: head, title, paragraphs, source."""
    mark = [sentences.SYNTHETIC(document.lang)] if document.synthetic else []
    open_lines = (NUMBER(document.lang), NO_DAY(document.lang))  # to be filled in by hand, on paper
    head_lines = "\n".join([*mark, *(words for _, words in head(document) if words not in open_lines)])
    sources = [leaf.exhibit for leaf in document.leaves[:1] if of_register(leaf.exhibit.answer)]
    source = [cleaned(frozen.footnote(exhibit, document.institution)) for exhibit in sources]
    body = [cleaned(words) for words in quoted.release(document, tables=False)]
    return "\n\n".join([head_lines, cleaned(document.headline), *body, *source])


def plain_figure(exhibit: Exhibit, document: Document) -> list[str]:
    """A figure as lines of text: headings, groups and total with every cell in its place, notes and footnote."""
    shown, notes = fitting(exhibit, document)
    rows = [shown.headings, *shown.lines, *([shown.total] if shown.total else [])] if has_rows(exhibit, shown) else []
    cells = [" · ".join(cleaned(cell) or formats.MISSING for cell in row) for row in rows]
    return [f"{INDENT}{line}" for line in [*cells, *map(cleaned, notes)]]


def has_rows(exhibit: Exhibit, shown: Table) -> bool:
    """Whether there is a table to set."""
    return not exhibit.empty and bool(shown.lines or shown.total)


def fitting(exhibit: Exhibit, document: Document) -> tuple[Table, list[str]]:
    """The table of a figure as far as it fits on paper, and what stands below it; a table that is too long says so."""
    notes = [exhibit.subtitle, *(sentences.undrawn(each) for each in exhibit.notes), frozen.footnote(exhibit, document.institution)]
    shown = shown_table(exhibit)
    if len(shown.lines) <= MOST_LINES:
        return shown, notes
    return Table(shown.headings, [], shown.total), [TOO_LONG(exhibit.lang, count=len(shown.lines)), *notes]


def method(document: Document) -> tuple[str, list[tuple[str, str]]]:
    """What is true of every measure, said once; each measure with what is its own; what an interval is, and the id below a table."""
    found, lang = terms(document), document.lang
    each = [traits(term, lang) for term in found]
    common = [trait for trait in each[0] if all(trait in others for others in each)] if len(each) > 1 else []
    own = [" ".join([term.definition, *(trait for trait in said if trait not in common)]) for term, said in zip(found, each, strict=True)]
    said = [(term.label, words) for term, words in zip(found, own, strict=True)]
    more = [INTERVAL, FIGURE_ID] if has_intervals(document) else [FIGURE_ID]
    said += [(label(lang), words(lang)) for label, words in more]
    return (ALL_TERMS(lang, traits=" ".join(common)) if common else ""), said


def has_intervals(document: Document) -> bool:
    """Whether any number of a document has an interval."""
    answers = [answer for leaf in document.leaves for answer in leaf.exhibit.answers]
    return any(row.interval for answer in answers for row in (answer.total, *answer.rows))


def traits(term: Term, lang: Lang) -> list[str]:
    """What is said of a measure after its definition: unit, denominator, how it is counted, source; a sentence each."""
    denominator = [f"{DENOMINATOR(lang)}: {term.denominator}"] if term.denominator else []
    counting = [term.counting] if term.counting else []
    return [f"{part.rstrip('.')}." for part in (f"{UNIT(lang)}: {term.unit}", *denominator, *counting, f"{ORIGIN(lang)}: {term.source}")]


# --- Word ---


def to_docx(document: Document) -> bytes:
    """The release as a Word document; the same bytes for the same document."""
    word = prepared(document)
    for style, words in head(document):
        word.add_paragraph(words, style=style)
    word.add_paragraph(cleaned(document.headline), style="Title")
    for words in paragraphs(document):
        word.add_paragraph(words, style="Normal")
    word.add_paragraph(TABLES(document.lang), style="Heading 1")
    for place, leaf in enumerate(document.leaves, start=1):
        add_figure(word, place, leaf.exhibit, document)
    word.add_paragraph(METHOD(document.lang), style="Heading 1")
    common, rest = method(document)
    if common:
        word.add_paragraph(common, style="Catatan Metodologi")
    for label, words in rest:
        add_term(word, label, words)
    out = io.BytesIO()
    word.save(out)
    return repacked(out.getvalue())


def prepared(document: Document) -> WordDocument:
    """An empty document in our styles: A4, language, properties, header and footer."""
    word = docx.Document()
    for name, look in (BUILT_IN | STYLES).items():
        styled(word, name, BASE | look)
    word.styles.element.append(parse_xml(TABLE_XML))
    set_language(word, LANGUAGE[document.lang])
    set_properties(word, document)
    set_page(word, document)
    return word


def styled(word: WordDocument, name: str, look: dict[str, Any]) -> None:
    """One paragraph style, made where it does not exist."""
    known = name in [style.name for style in word.styles]
    style: Any = word.styles[name] if known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.bold, style.font.italic = Pt(look["size"]), look.get("bold"), None
    style.font.color.rgb = RGBColor.from_string(look.get("colour", LIGHT.text)[1:])
    plain_font(style.element.get_or_add_rPr())
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(look.get("before", 0)), Pt(look["after"]), 1.12
    shape.alignment = WD_ALIGN_PARAGRAPH.RIGHT if look.get("right") else WD_ALIGN_PARAGRAPH.LEFT
    shape.keep_with_next = name in ("Caption", "Heading 1", "Title", *TABLE_STYLES)  # a table stays with its footnote
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    if name == "Kop":
        rule = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{LIGHT.accent[1:]}"/></w:pBdr>'
        style.element.get_or_add_pPr().insert_element_before(parse_xml(rule), "w:shd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def plain_font(properties: Any) -> None:
    """The one font, for every script, and not the theme's."""
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:spacing")) + properties.findall(qn("w:kern")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    properties.insert(0, fonts)


def set_language(word: WordDocument, code: str) -> None:
    """The language of all text, for spelling and reading aloud."""
    for found in word.styles.element.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            found.set(qn(f"w:{kind}"), code)


def set_properties(word: WordDocument, document: Document) -> None:
    """Whose it is and of when; nothing of the day it was made on."""
    about, made_on = word.core_properties, datetime.combine(document.as_of, time())
    about.title, about.author = cleaned(document.title)[:255], cleaned(document.author or document.institution.name)[:255]
    about.created = about.modified = made_on
    about.last_modified_by, about.comments, about.revision = cleaned(document.institution.name)[:255], "", 1
    about.language = LANGUAGE[document.lang]


def set_page(word: WordDocument, document: Document) -> None:
    """A4; above every page the mark of sample data, below it whose and which page."""
    section, lang = word.sections[0], document.lang
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.header.paragraphs[0].text = sentences.SYNTHETIC(lang) if document.synthetic else ""
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.clear_all()
    footer.add_run(f"{cleaned(document.institution.short)} · {KIND(lang).capitalize()} · {PAGE(lang)}")
    add_field(footer, "PAGE", "1")
    footer.add_run(OF(lang))
    add_field(footer, "NUMPAGES", "1")


def add_field(paragraph: Paragraph, code: str, result: str) -> None:
    """A field that Word fills in; result: what stands there until it does."""
    marks = {"begin": "", "separate": code, "end": result}  # each mark, and what stands before it
    for kind, before in marks.items():
        if kind == "separate":
            instruction = OxmlElement("w:instrText")
            instruction.text = before
            paragraph.add_run()._r.append(instruction)
        elif before:
            paragraph.add_run(before)
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(mark)


def add_figure(word: WordDocument, place: int, exhibit: Exhibit, document: Document) -> None:
    """A figure as a table: numbered finding, subtitle, lines, notes, footnote."""
    lang = exhibit.lang
    caption = word.add_paragraph(f"{CAPTION(lang)} ", style="Caption")
    add_field(caption, f"SEQ {CAPTION(lang)} \\* ARABIC", str(place))
    caption.add_run(f". {cleaned(exhibit.title)}")
    shown, notes = fitting(exhibit, document)
    if has_rows(exhibit, shown):
        add_table(word, shown)
    word.add_paragraph(cleaned(" · ".join(notes)), style="Catatan Tabel")


def add_table(word: WordDocument, shown: Table) -> None:
    """Headings repeated on every page, lines that do not break, the total last. Written whole: cell by cell takes seconds."""
    numeric = [column > 0 and is_number(shown, column) for column in range(len(shown.headings))]
    twips = [round(width * TWIPS) for width in widths(shown, numeric)]
    crowded = "Rapat" if len(numeric) > CROWDED else ""
    styles = [("AngkaTabel" if number else "IsiTabel") + crowded for number in numeric]
    lines = [shown.headings, *shown.lines, *([shown.total] if shown.total else [])]
    rows = "".join(row_xml(line, twips, styles, line is shown.headings) for line in lines)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    # the table style's looks: heading row, total row, no bands
    look = f'<w:tblLook w:val="{"0660" if shown.total else "0620"}" w:firstRow="1" w:lastRow="{int(bool(shown.total))}" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    size = f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TabelData"/>{size}{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )
    word.element.body.insert_element_before(parse_xml(table), "w:sectPr")


def row_xml(line: list[str], twips: list[int], styles: list[str], heading: bool) -> str:
    """One row, which stays on one page."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(cleaned(words))}</w:t></w:r></w:p></w:tc>'
        for words, width, style in zip(line, twips, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heading else ''}</w:trPr>{cells}</w:tr>"


def widths(shown: Table, numeric: list[bool]) -> list[float]:
    """Centimetres: numbers in narrow columns, wide enough for the longest; words share what is left by their longest."""
    longest = [max(8, *(min(40, len(line[column])) for line in [shown.headings, *shown.lines])) for column in range(len(numeric))]
    words = sum(length for length, number in zip(longest, numeric, strict=True) if not number)
    narrow = min(NUMBER_WIDTH, max(LEAST_WIDTH, (WIDTH - LETTER * words) / max(1, sum(numeric))))
    said = [max((len(line[column]) for line in shown.lines), default=0) for column in range(len(numeric))]
    rooms = [max(narrow, LETTER * length) if number else 0.0 for length, number in zip(said, numeric, strict=True)]
    if sum(rooms) > WIDTH - LEAST_WORDS * LETTER * words:  # too many columns: all numbers alike
        rooms = [narrow * number for number in numeric]
    rest = WIDTH - sum(rooms)
    return [room if number else rest * length / words for room, length, number in zip(rooms, longest, numeric, strict=True)]


def is_number(shown: Table, column: int) -> bool:
    """Whether the cells of a column are numbers as we write them."""
    cells: Iterable[str] = (line[column] for line in [*shown.lines, *([shown.total] if shown.total else [])])
    said = [cell for cell in cells if cell]
    return (
        bool(said)
        and all(cell.lstrip(f"+{formats.MINUS}")[:1].isdigit() or cell in NO_NUMBER for cell in said)
        and max(map(len, said)) < 12
    )


def add_term(word: WordDocument, label: str, rest: str) -> None:
    """One measure and what it means."""
    paragraph = word.add_paragraph(style="Catatan Metodologi")
    paragraph.add_run(f"{label}. ", style="Strong")
    paragraph.add_run(rest)
