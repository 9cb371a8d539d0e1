"""The press release: what it says, in Word and as plain text, read back from the file."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from analytics import catalogue, frozen, glossary, quoted, sentences
from analytics.briefing import Document, Leaf, alone, composed, house, ready
from analytics.chart import charts, cross, stage_label, table_of
from analytics.export.data import terms
from analytics.export.release import MOST_LINES, NO_DAY, NUMBER, TOO_LONG, to_docx, to_message, to_text
from analytics.sentences import Institution
from analytics.text import LANGUAGES, cleaned
from analytics.view import View, shared_answer, view_of

OCTOBER, JULY = {"as_of": "2020-10-27"}, {"as_of": "2020-07-31"}
SETS = {"rilis-pers": JULY, "rapat-pimpinan": OCTOBER, "instansi": JULY | {"agency": "kab_purbalingga"}}
NOTHING_IN_IT = {"province": "papua", "agency": "kab_wakatobi", "as_of": "2020-07-31"}
HOSTILE = ("=CMD()", "<w:p/> & ]]>", "a\x00\x0bb\u202ec", "x" * 5000, "{PAGE}", "emoji 🇮🇩 𝟙")


@pytest.fixture(scope="module", autouse=True)
def forget_answers():
    """The answers kept for readers hold their registers; nothing of these tests outlives them."""
    yield
    shared_answer.cache_clear()


def every_figure(register, lang, query=OCTOBER, keys=catalogue.FIGURES):
    """A document of figures in one view."""
    seen = view_of(register, query | {"mode": "internal"}, lang)  # hidden numbers: tests/test_hidden.py
    leaves = tuple(Leaf(catalogue.figure(key, seen)) for key in keys)
    return Document("Judul siaran", leaves, house(), lang, "Biro Humas", date(2020, 11, 1), "sampai pukul 10")


@pytest.fixture(scope="module", params=LANGUAGES)
def made(sample, request):
    """Every figure as a release: the document, the file, the file opened."""
    document = every_figure(sample, request.param)
    content = to_docx(document)
    return document, content, docx.Document(io.BytesIO(content))


def styled(word, style):
    """The texts of all paragraphs in one style."""
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == style]


def fields(element):
    """The instructions of the fields in a part."""
    assert [each.get(qn("w:fldCharType")) for each in element.iter(qn("w:fldChar"))][:3] in ([], ["begin", "separate", "end"])
    return [field.text for field in element.iter(qn("w:instrText"))]


def tables_by_caption(word):
    """Each caption with the table that follows it (None: there is none), and the note below."""
    found, caption, table = [], None, None
    for element in word.element.body:
        if element.tag == qn("w:tbl"):
            table = [["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst] for row in element.tr_lst]
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if element.tag == qn("w:p") else None
        words = "".join(text.text or "" for text in element.iter(qn("w:t")))
        if style is not None and style.get(qn("w:val")) == "Caption":
            caption, table = words, None
        if style is not None and style.get(qn("w:val")) == "CatatanTabel":
            found.append((caption, table, words))
    return found


def expected_table(exhibit):
    """The table a figure must have on paper."""
    shown, drawn = table_of(exhibit), charts(exhibit)
    if exhibit.kind == "grid":
        crossed = cross(exhibit.answer, exhibit.lang)
        lines = [[sentences.value(exhibit.answer, cell, exhibit.lang) if cell else "" for cell in line] for line in crossed.cells]
        return [[crossed.corner, *crossed.columns], *([name, *line] for name, line in zip(crossed.rows, lines, strict=True))]
    if exhibit.kind == "funnel":
        words = [stage_label(stage, exhibit.lang) for stage in exhibit.parts]
        return [shown.headings, *([name, word] for name, word in zip(drawn[0].categories, words, strict=True))]
    if exhibit.kind in ("pair", "stack", "lines") and len(exhibit.answer.by) == 2 and not exhibit.disputed:
        lines = [[name, *(each.marks[place].label for each in drawn[0].series)] for place, name in enumerate(drawn[0].categories)]
        return [lines and [None, *(each.name for each in drawn[0].series)], *lines]
    long = len(shown.lines) > MOST_LINES
    below = [*([] if long else shown.lines), *([shown.total] if shown.total else [])]
    return [shown.headings, *below] if below else None


def test_every_figure_has_a_caption_its_table_and_its_footnote(made):
    document, _, word = made
    found = tables_by_caption(word)
    assert len(found) == len(document.leaves)
    for place, (leaf, (caption, table, note)) in enumerate(zip(document.leaves, found, strict=True), start=1):
        exhibit = leaf.exhibit
        assert caption == f"{'Tabel' if document.lang == 'id' else 'Table'} {place}. {exhibit.title}"
        assert note.endswith(sentences.footnote(exhibit.answer, document.institution, document.lang)) and exhibit.subtitle in note
        wanted = expected_table(exhibit)
        if wanted is None or exhibit.empty:  # too long for paper and parts without a whole, or nothing in it
            assert table is None, exhibit.key
            continue
        corner = [table[0][0] if wanted[0][0] is None else wanted[0][0], *wanted[0][1:]]
        assert table == [corner, *wanted[1:]], exhibit.key


def test_a_table_too_long_for_paper_is_left_out_aloud(made):
    document, _, word = made
    long = [leaf.exhibit.key for leaf in document.leaves if len(table_of(leaf.exhibit).lines) > MOST_LINES]
    notes = {leaf.exhibit.key: note for leaf, (_, _, note) in zip(document.leaves, tables_by_caption(word), strict=True)}
    assert "tren_laporan-day" in long
    count = len(table_of(document.leaves[list(notes).index("tren_laporan-day")].exhibit).lines)
    assert notes["tren_laporan-day"].startswith(TOO_LONG(document.lang, count=count))


def test_the_head_says_whose_what_when_and_until_when_it_is_kept(made):
    document, _, word = made
    assert styled(word, "Kop") == [document.institution.name]
    if document.lang == "id":
        assert styled(word, "Jenis Naskah") == ["SIARAN PERS"] and styled(word, "Embargo") == ["EMBARGO: sampai pukul 10"]
        assert styled(word, "Data Naskah")[1:] == ["Tanggal: 1 November 2020", "Disusun oleh: Biro Humas"]
        assert styled(word, "Data Naskah")[0].startswith("Nomor: …")
    else:
        assert styled(word, "Jenis Naskah") == ["PRESS RELEASE"] and "Date: 1 November 2020" in styled(word, "Data Naskah")
    assert styled(word, "Title") == ["Judul siaran"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SETS)
def test_the_paragraphs_of_a_set_are_those_spoken_in_both_forms(sample, name, lang):
    document = composed(ready(name, view_of(sample, SETS[name], lang)), sample)
    said = [cleaned(words) for words in quoted.release(document)]
    assert styled(docx.Document(io.BytesIO(to_docx(document))), "Normal") == said
    text = to_text(document)
    assert all(f"\n{words}\n" in text for words in said)
    assert text.split("\n")[0] == sentences.SYNTHETIC(lang)
    assert all(sentences.footnote(leaf.exhibit.answer, document.institution, lang) in text for leaf in document.leaves)
    assert ("Tanggal: " if lang == "id" else "Date: ") in text and document.headline in text.split("\n")
    assert document.headline == (document.title if name == "instansi" else document.leaves[0].exhibit.title)  # the name of a set is none


def test_the_note_on_method_defines_every_measure_once(made):
    document, _, word = made
    notes, found = styled(word, "Catatan Metodologi"), terms(document)
    common = notes.pop(0) if len(notes) > len(found) + 2 else ""
    more = [label(document.lang) for label, _ in (glossary.INTERVAL, glossary.FIGURE_ID)]
    assert [note.partition(". ")[0] for note in notes] == [*(term.label for term in found), *more]
    for note, term in zip(notes, found, strict=False):
        said = (term.definition, term.unit, term.denominator, term.counting, term.source)
        assert all(words.rstrip(".") in f"{note} {common}" for words in said)


def test_what_is_true_of_every_measure_is_said_once(sample):
    document = composed(ready("rilis-pers", view_of(sample, JULY, "id")), sample)
    common, *notes = styled(docx.Document(io.BytesIO(to_docx(document))), "Catatan Metodologi")
    once = "Setiap ASN dihitung satu kali dalam tiap kelompok, pada tahap terjauh yang dicapainya."
    assert common == f"Berlaku bagi semua ukuran di bawah ini. Satuan: Orang (ASN). {once} Sumber definisi: KASN."
    assert [note.partition(". ")[0] for note in notes] == [*(term.label for term in terms(document)), "Selang 95 %", "ID angka"]
    assert notes[3] == (
        "Kepatuhan sanksi. ASN yang dijatuhi sanksi oleh PPK dibagi ASN yang direkomendasikan. Tidak pernah dibagi yang dilaporkan. "
        "Penyebut: direkomendasikan."
    )
    assert all("Satuan" not in note and once not in note for note in notes) and to_text(document).count(once) == 1


def test_every_page_has_its_number_of_how_many_and_the_mark_of_sample_data(made):
    document, _, word = made
    (section,) = word.sections
    assert fields(section.footer._element) == ["PAGE", "NUMPAGES"]
    words = "".join(text.text for text in section.footer._element.iter(qn("w:t")))
    assert words.endswith("halaman 1 dari 1" if document.lang == "id" else "page 1 of 1")
    assert section.header.paragraphs[0].text == sentences.SYNTHETIC(document.lang)
    assert not section.different_first_page_header_footer
    assert len(fields(word.element)) == len(document.leaves)  # captions are numbered


def test_real_data_are_not_called_made_up(drawn):
    register = drawn("nomor_kasus kelompok_jabatan\nk1 jpt")
    document = alone(catalogue.figure("jabatan_kelompok", View(register, view_of(register, {}, "id").scope, None, "id")))
    word = docx.Document(io.BytesIO(to_docx(document)))
    assert word.sections[0].header.paragraphs[0].text == "" and "sintetis" not in to_text(document)


def test_language_and_font_are_set_in_the_styles_and_nowhere_else(made):
    document, content, word = made
    languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"id-ID" if document.lang == "id" else "en-GB"}
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "<w:rFonts" not in body and "<w:sz " not in body and "<w:color" not in body
    used = {paragraph.style.name for paragraph in word.paragraphs} | {"Isi Tabel", "Angka Tabel", "Header", "Footer"}
    for name in used:
        fonts = word.styles[name].element.rPr.find(qn("w:rFonts"))
        assert set(fonts.attrib.values()) == {"Arial"}, name


def test_rows_stay_whole_and_headings_come_again(made):
    for table in made[2].tables:
        rows = table._tbl.tr_lst
        assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        widths = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]
        assert sum(widths) <= 16.5 * 567 and min(widths) > 500


def test_the_same_document_is_the_same_bytes_and_nothing_tells_when_it_was_made(made):
    document, content, word = made
    assert to_docx(document) == content and to_text(document) == to_text(document)
    about = word.core_properties
    assert (about.created, about.modified) == (datetime(2020, 10, 27, tzinfo=UTC),) * 2
    assert (about.title, about.author, about.comments) == ("Judul siaran", "Biro Humas", "")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
        assert b"python" not in archive.read("docProps/core.xml")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_break_the_release(sample, words):
    exhibit = catalogue.figure("kepatuhan_jenis", view_of(sample, OCTOBER, "id"))
    exhibit = replace(exhibit, own_title=words, notes=(words,), said=words)
    document = Document(words, (Leaf(exhibit),), Institution(words, words), "id", words, None, words)
    content, kept = to_docx(document), cleaned(words)
    word = docx.Document(io.BytesIO(content))
    assert styled(word, "Title") == [kept] and styled(word, "Caption") == [f"Tabel 1. {kept}"]
    assert fields(word.element) == ["SEQ Tabel \\* ARABIC"]
    assert kept in to_text(document).split("\n") and "\x00" not in to_text(document)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(
            ElementTree.fromstring(archive.read(name)) is not None for name in archive.namelist() if name.endswith((".xml", ".rels"))
        )


def test_a_planted_number_is_shown_as_planted(sample):
    exhibit = catalogue.figure("kepatuhan_jenis", view_of(sample, OCTOBER, "id"))
    row = replace(exhibit.answer.rows[0], numerator=1, denominator=2, value=0.123)
    planted = replace(exhibit, answer=replace(exhibit.answer, rows=(row, *exhibit.answer.rows[1:])))
    ((_, table, _),) = tables_by_caption(docx.Document(io.BytesIO(to_docx(alone(planted)))))
    assert table[1][2:] == ["1", "2", "12,3 %", "9,5–90,5 %"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_of_nothing_says_so_and_has_no_table(sample, lang):
    keys = [key for key in catalogue.FIGURES if not key.startswith("pernyataan")]
    document = every_figure(sample, lang, NOTHING_IN_IT, keys)
    word = docx.Document(io.BytesIO(to_docx(document)))
    assert word.tables == [] and len(styled(word, "Caption")) == len(keys)
    assert all(caption.endswith(f". {sentences.NOTHING(lang)}") for caption in styled(word, "Caption"))


def test_an_embargo_that_says_so_itself_does_not_say_it_twice(sample):
    kept = replace(ready("rilis-pers", view_of(sample, OCTOBER, "id")), embargo="Embargo: hingga 1 November")
    assert styled(docx.Document(io.BytesIO(to_docx(composed(kept, sample)))), "Embargo") == ["EMBARGO: hingga 1 November"]
    assert styled(docx.Document(io.BytesIO(to_docx(composed(replace(kept, embargo=""), sample)))), "Embargo") == []


def figures_of(text, word="Tabel"):
    """The figures of a release as text: number, title and the lines below it, without their indent."""
    blocks = text.split(f"\n{word} ")[1:]
    return [
        (
            block.partition(".")[0],
            block.split("\n")[0].partition(". ")[2],
            [line.strip() for line in block.split("\n\n")[0].strip().split("\n")[1:]],
        )
        for block in blocks
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_has_every_line_of_every_table_with_every_cell_in_its_place(sample, lang):
    document = every_figure(sample, lang)
    found = figures_of(to_text(document), "Tabel" if lang == "id" else "Table")
    of_paper = tables_by_caption(docx.Document(io.BytesIO(to_docx(document))))
    assert [number for number, *_ in found] == [str(place) for place in range(1, len(document.leaves) + 1)]
    for (_, title, lines), (caption, table, note) in zip(found, of_paper, strict=True):
        assert caption.endswith(f". {title}")
        rows = [" · ".join(cell or "–" for cell in row) for row in table or []]
        assert lines[: len(rows)] == rows and " · ".join(lines[len(rows) :]) == note, title


def test_the_text_of_the_ready_release_reads_as_planned(sample):
    text = to_text(composed(ready("rilis-pers", view_of(sample, JULY, "id")), sample))
    found = {number: lines for number, _, lines in figures_of(text)}
    assert found["3"][0] == "Kelompok jabatan · Peringkat · Pembilang · Penyebut · Porsi dari yang dilaporkan · Selang 95 %"
    assert "Tidak diketahui · – · 20 · 456 · 4,4 % · 2,9–6,7 %" in found["3"] and "Jumlah · – · 456 · 456 · 100,0 % · –" in found["3"]
    assert len([line for line in found["4"] if "· 456 ·" in line]) == 18  # seventeen kinds and their total
    assert "disusul Kabupaten Wakatobi (21 ASN) dan Kabupaten Sumbawa (15 ASN). Selengkapnya pada Tabel 5.\n" in text
    assert text.count("; beda dua teratas kecil (selang 95 persen keduanya tumpang tindih). Selengkapnya pada Tabel") == 2
    assert "2. Laporan terbanyak pada Juni 2020: 99 ASN dilaporkan (belum lengkap)\n" in text
    assert (
        "\nSejauh ini laporan terbanyak pada Juni 2020: 99 ASN dilaporkan; angka Mei 2020, Juni 2020, dan Juli 2020 belum lengkap dan masih dapat bertambah. Selengkapnya"
        in text
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_release_has_no_charts_and_speaks_of_none(sample, lang):
    document = every_figure(sample, lang, JULY)
    said = to_text(document)
    word = " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(to_docx(document))).paragraphs)
    for words in (sentences.IN_GREY(lang), sentences.HATCHED(lang)):
        assert any(words in note for leaf in document.leaves for note in leaf.exhibit.notes)
        assert words not in said and words not in word


def test_the_opening_of_a_release_says_since_when_and_what_moved(sample):
    opening, moved = quoted.release(composed(ready("rilis-pers", view_of(sample, JULY, "id")), sample))[:2]
    assert opening.endswith("Dilaporkan belum berarti terbukti. Angka kumulatif sejak laporan pertama dalam register (Desember 2019).")
    assert moved == (
        "Perubahan sejak 26 Juni 2020: dilaporkan naik 87 (dari 369 menjadi 456); direkomendasikan (terbukti) naik 61 (dari 283 menjadi 344); "
        "ditindaklanjuti dengan sanksi naik 90 (dari 99 menjadi 189); kepatuhan sanksi naik 20,0 persen poin (dari 35,0 persen menjadi "
        "54,9 persen; selisih dihitung sebelum pembulatan)."
    )


def test_what_moved_is_told_once_and_a_filtered_release_names_no_first_report(sample):
    meeting = quoted.release(composed(ready("rapat-pimpinan", view_of(sample, JULY, "id")), sample))
    assert not any(words.startswith("Perubahan sejak") for words in meeting) and any(words.startswith("Dari 26 Juni") for words in meeting)
    alone_at = quoted.release(composed(ready("rilis-pers", view_of(sample, JULY | {"compare": "none"}, "id")), sample))
    assert not any(words.startswith("Perubahan sejak") for words in alone_at)
    filtered = quoted.release(composed(ready("instansi", view_of(sample, SETS["instansi"], "id")), sample))
    assert not any("kumulatif sejak" in words for words in filtered)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_message_is_the_release_without_its_tables(sample, lang):
    document = replace(composed(ready("rilis-pers", view_of(sample, JULY, lang)), sample), embargo="pukul 10")
    said = to_message(document).split("\n\n")
    assert said[0].split("\n")[0] == sentences.SYNTHETIC(lang) and "EMBARGO: pukul 10" in said[0].split("\n")
    assert said[1] == cleaned(document.headline)
    assert said[-1] == frozen.footnote(document.leaves[0].exhibit, document.institution)
    assert not {NUMBER(lang), NO_DAY(lang)} & set(said[0].split("\n"))
    for words, whole in zip(said[2:-1], quoted.release(document), strict=True):
        assert words.split(" Seluruhnya: ")[0].split(" All of them: ")[0] == cleaned(
            whole.split(" Selengkapnya")[0].split(" In full in")[0]
        )
    agencies = next(words for words in said if "Purbalingga" in words)
    rows = document.leaves[4].exhibit.answer.rows
    assert all(f"{document.leaves[4].exhibit.answer.label(row, lang)} {row.numerator:.0f}" in agencies for row in rows) and len(rows) == 12
