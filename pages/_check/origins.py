"""Where a number comes from, drawn for the page Cek angka: how it was read, its origins, the statements that used it."""

from html import escape

import streamlit as st

from analytics import formats, sentences
from analytics.exhibits import statements
from analytics.standing import STANDINGS
from analytics.text import Lang, Text, join
from analytics.verdicts import VERDICTS, ruling
from analytics.view import View
from analytics.whence import Lookup, Origin, looked_up
from pages._parts import html_table, words

BUSY = Text(id="Mencari di semua snapshot …", en="Looking through every snapshot …")
READ = Text(id="“{given}” {readings}.", en="“{given}” {readings}.")
OR = Text(id=" atau ", en=" or ")
FOUND = Text(
    id="{count} asal ditemukan di {snapshots} snapshot; yang paling mungkin di atas.",
    en="{count} origins found in {snapshots} snapshots; the likeliest on top.",
)
SHOWN = Text(id="Ditampilkan {shown} teratas.", en="The first {shown} are shown.")
NOTHING = Text(
    id="Tidak ada ukuran, kelompok, atau snapshot yang memberi angka itu. Yang dicari: jumlah dan persentase keseluruhan serta menurut satu rincian, tanpa saringan.",
    en="No metric, group or snapshot gives this number. Looked through are counts and percentages of totals and by one breakdown, without filters.",
)
SAID_BY = Text(id="Dipakai: {publishers}.", en="Used by: {publishers}.")
SAID = Text(id="{publisher}, {day}", en="{publisher}, {day}")
OPEN = Text(id="Buka", en="Open")
USED = Text(id="Pernyataan dengan angka ini", en="Statements with this number")
HEADS = (
    Text(id="Tanggal data", en="Date of data"),
    Text(id="Penyampai", en="Publisher"),
    Text(id="Ukuran", en="Measure"),
    Text(id="Angka", en="Number"),
    Text(id="Hasil", en="Verdict"),
    Text(id="Penjelasan", en="Explanation"),
    Text(id="Sumber", en="Source"),
)
FIRST = 10  # origins on the page; the command line tells more


def show_origins(seen: View, text: str) -> None:
    """Every likely origin of a number as a sentence with a link, then who said it. Raises Notice where the text is no number."""
    lang = seen.lang
    with st.spinner(BUSY(lang)):
        found = looked_up(seen.register, text)
    words("state", READ(lang, given=text.strip(), readings=OR(lang).join(each.said(lang) for each in found.readings)))
    show_found(found, seen)
    show_statements(found, seen)


def show_found(found: Lookup, seen: View) -> None:
    """The origins as a numbered list; that there are none, where there are none."""
    lang = seen.lang
    if not found.origins:
        st.html(f'<div class="notice" role="status">{escape(NOTHING(lang))}</div>')
        return
    count = FOUND(lang, count=found.how_many(lang), snapshots=len(seen.register.dates))
    shown = SHOWN(lang, shown=min(FIRST, len(found.origins))) if found.more or len(found.origins) > FIRST else ""
    mark = sentences.SYNTHETIC(lang) if any(origin.answer.source.synthetic for origin in found.origins) else ""
    words("quiet", " ".join(filter(None, [count, shown])))
    for place, origin in enumerate(found.origins[:FIRST], start=1):
        show_origin(place, origin, lang)
    if mark:
        st.html(f'<span class="mark">{escape(mark)}</span>')


def show_origin(place: int, origin: Origin, lang: Lang) -> None:
    """One origin: its sentence, who used it, and the way to where it is shown."""
    said = [SAID(lang, publisher=each.publisher, day=statements.said_on(each, lang)) for each in origin.said]
    used = f" <b>{escape(SAID_BY(lang, publishers=join(list(dict.fromkeys(said)), lang)))}</b>" if said else ""
    with st.container(key=f"cek_origin_{place}"):
        sentence, way = st.columns([7, 1])
    with sentence:
        st.html(f'<p class="state">{place}. {escape(origin.sentence(lang))}{used}</p>')
    with way:
        st.page_link(f"pages/{origin.page}.py", label=OPEN(lang), icon=":material/arrow_forward:", query_params=origin.query(lang))


def show_statements(found: Lookup, seen: View) -> None:
    """Who said this number in public, of whatever it was said, with the verdict; announcements of this dashboard too."""
    lines, lang = statement_lines(found, seen), seen.lang
    if lines:
        st.subheader(USED(lang))
        st.html(html_table([head(lang) for head in HEADS], lines, USED(lang), style="list"))


def statement_lines(found: Lookup, seen: View) -> list[list[str]]:
    """The statements as lines of a table."""
    lang = seen.lang
    lines = []
    for each in found.statements:
        verdict = ruling(seen, each)
        said = [statements.said_on(each, lang), each.publisher, each.what(lang), statements.number(each, lang)]
        lines.append([*said, VERDICTS[verdict.code](lang), verdict.because(lang), statements.source(each, lang)])
    for here in found.announced:
        said = [formats.long_date(here.as_of, lang), here.publisher, here.measure(lang), here.number(lang)]
        because = " ".join(reason(lang) for reason in here.reasons)
        lines.append([*said, STANDINGS[here.standing](lang), because, here.source(lang)])
    return lines
