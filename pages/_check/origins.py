"""Where a number comes from, drawn for the page Cek angka: how it was read, its origins, the statements that used it."""

from html import escape

import streamlit as st

from analytics import formats, meant, sentences
from analytics.exhibits import statements
from analytics.published import Statement
from analytics.standing import STANDINGS
from analytics.text import Lang, Text
from analytics.verdicts import VERDICTS, ruling
from analytics.view import View
from analytics.whence import Lookup, Origin, looked_up
from pages._parts import words

BUSY = Text(id="Mencari di semua snapshot …", en="Looking through every snapshot …")
READ = Text(id="“{given}” {readings}.", en="“{given}” {readings}.")
OR = Text(id=" atau ", en=" or ")
FOUND = Text(id="Ditemukan {count} asal di {snapshots} snapshot.", en="Found {count} origins in {snapshots} snapshots.")
BY_CHANCE = Text(id="Angka yang sama dari pertanyaan lain: {count}", en="The same number from other questions: {count}")
BY_CHANCE_ONE = Text(id="Angka yang sama dari satu pertanyaan lain", en="The same number from one other question")
CHANCE = Text(
    id="Ukuran, satuan hitung, kelompok, atau tanggal lain yang memberi angka yang sama: kebetulan, atau orang yang sama yang dihitung dengan cara lain.",
    en="Other metrics, units, groups or dates that give the same number: by accident, or the same people counted in another way.",
)
SHOWN = Text(id="Ditampilkan {shown} teratas.", en="The first {shown} are shown.")
ORIGINS = Text(id="Asal menurut register", en="Origins in the register")
NOTHING = Text(
    id="Tidak ada ukuran, kelompok, atau snapshot yang memberi angka itu. Yang dicari: jumlah dan persentase keseluruhan serta menurut satu rincian, tanpa saringan.",
    en="No metric, group or snapshot gives this number. Looked through are counts and percentages of totals and by one breakdown, without filters.",
)
OPEN = Text(id="Buka", en="Open")
USED = Text(id="Pernyataan dengan angka ini", en="Statements with this number")
MORE = Text(id="{count} pernyataan lain", en="{count} other statements")
SAID = Text(id="{what}. {publisher}, {day}.", en="{what}. {publisher}, {day}.")
SOURCE = Text(id="Sumber: {source}", en="Source: {source}")
FOREMOST = 6  # statements above the origins; more can be opened
FIRST = 10  # origins on the page; the command line tells more


def show_origins(seen: View, text: str) -> None:
    """Who said a number, then its likely origins, each a sentence with a link, then what gives it by chance. Raises Notice for no number."""
    lang = seen.lang
    with st.spinner(BUSY(lang)):
        found = looked_up(seen.register, text)
    read = READ(lang, given=text.strip(), readings=OR(lang).join(each.said(lang) for each in found.readings))
    st.html(f'<p class="state">{whole(read)}</p>')
    show_statements(found, seen)
    show_found(found, seen)


def show_found(found: Lookup, seen: View) -> None:
    """The origins as a numbered list; that there are none, where there are none."""
    lang = seen.lang
    if not found.origins:
        st.html(f'<div class="notice" role="status">{escape(NOTHING(lang))}</div>')
        return
    st.subheader(ORIGINS(lang))
    mark = sentences.SYNTHETIC(lang) if any(origin.answer.source.synthetic for origin in found.origins) else ""
    words("quiet", FOUND(lang, count=found.how_many(lang), snapshots=len(seen.register.dates)))
    likely = found.likely[:FIRST]
    for place, origin in enumerate(likely, start=1):
        show_origin(place, origin, lang)
    if mark:
        st.html(f'<span class="mark">{escape(mark)}</span>')
    show_by_chance(found, len(likely), lang)


def show_by_chance(found: Lookup, before: int, lang: Lang) -> None:
    """The other origins under a closed heading, numbered on; nothing where there are none."""
    others = found.by_chance
    if not others:
        return
    one = len(others) == 1 and not found.more and not found.many
    heading = BY_CHANCE_ONE(lang) if one else BY_CHANCE(lang, count=found.in_words(len(others), lang))
    with st.expander(heading, key="cek_by_chance"):
        words("quiet", " ".join([CHANCE(lang), *([SHOWN(lang, shown=FIRST)] if found.more or len(others) > FIRST else [])]))
        for place, origin in enumerate(others[:FIRST], start=before + 1):
            show_origin(place, origin, lang)


def show_origin(place: int, origin: Origin, lang: Lang) -> None:
    """One origin: its sentence, who used it, and the way to where it is shown."""
    spoken, now = origin.spoken(lang), origin.now(lang)
    used = (f" <b>{escape(spoken)}</b>" if spoken else "") + (f" {whole(now)}" if now else "")
    with st.container(key=f"cek_origin_{place}"):
        sentence, way = st.columns([7, 1])
    with sentence:
        st.html(f'<p class="state">{place}. {whole(origin.sentence(lang))}{used}</p>')
    with way:
        st.page_link(f"pages/{origin.page}.py", label=OPEN(lang), icon=":material/arrow_forward:", query_params=origin.query(lang))


def show_statements(found: Lookup, seen: View) -> None:
    """Who said this number in public, with the verdict, and who said another of the same thing; announcements of this dashboard too."""
    told, lang = statements_told(found, seen), seen.lang
    if not told:
        return
    st.subheader(USED(lang))
    for sentence in meant.sentences(seen.register, (*found.statements, *found.otherwise), lang):
        st.html(f'<div class="notice" role="status">{whole(sentence)}</div>')
    st.html("".join(told[:FOREMOST]))
    if told[FOREMOST:]:
        with st.expander(MORE(lang, count=len(told) - FOREMOST), key="cek_more_statements"):
            st.html("".join(told[FOREMOST:]))


def statements_told(found: Lookup, seen: View) -> list[str]:
    """The statements as HTML; what was announced here last."""
    lang = seen.lang
    told = [statement_told(relation, each, seen) for relation, each in meant.in_order(found.statements, found.otherwise)]
    for here in found.announced:
        said = SAID(lang, what=here.measure(lang), publisher=here.publisher, day=formats.long_date(here.as_of, lang))
        because = " ".join(reason(lang) for reason in here.reasons)
        told.append(said_html("", here.number(lang), said, STANDINGS[here.standing](lang), because, SOURCE(lang, source=here.source)))
    return told


def statement_told(relation: Text, statement: Statement, seen: View) -> str:
    """One statement with the verdict on it, as HTML."""
    lang, verdict = seen.lang, ruling(seen, statement)
    said = SAID(lang, what=statement.what(lang), publisher=statement.publisher, day=statements.said_on(statement, lang))
    source = SOURCE(lang, source=statements.source(statement, lang))
    what = "" if relation is meant.THIS else f"{relation(lang)}:"
    return said_html(what, statements.number(statement, lang), said, VERDICTS[verdict.code](lang), verdict.because(lang), source)


def said_html(relation: str, number: str, said: str, verdict: str, because: str, source: str) -> str:
    """A statement as a block: the number, what it is of, the verdict, why, and where it was said."""
    head = f'{escape(relation)} <b>{whole(number)}</b> · {whole(said)} <span class="mark">{escape(verdict)}</span>'
    return f'<div class="said"><p>{head}</p><p>{whole(because)}</p><p class="quiet">{escape(source)}</p></div>'


def whole(sentence: str) -> str:
    """Words as HTML in which no percentage is parted from its sign at the end of a line."""
    return escape(sentence).replace(" %", "&nbsp;%")
