"""Step 2: which of the sender's columns fills each of ours."""

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from analytics import formats
from analytics.gate.fitting import BOTH, STANDARD
from analytics.gate.mapping import ColumnMap, is_day, problems_with
from analytics.register.contract import COLUMNS, Column
from analytics.register.findings import Finding, Refused
from analytics.settings import settings
from analytics.text import Lang, Notice, Text, cleaned, join
from analytics.vocabulary import DIMENSIONS
from pages._data import checking, kept_mapping
from pages._data.file import day_of
from pages._data.settings import other_settings, register_settings
from pages._data.work import Work, attempt, watched
from pages._parts import words

LEAD = Text(
    id="Untuk setiap kolom register kita, pilih kolom berkas yang memuatnya. Yang sudah terisi adalah usulan; periksa dengan contoh isinya.",
    en="For each of our columns, choose the column of the file that holds it. What is filled in is a proposal; compare it with the samples.",
)
REQUIRED = Text(id="wajib diisi", en="required")
MAY_BE_EMPTY = Text(id="boleh kosong", en="may be empty")
CHOOSE = Text(id="Pilih kolom berkas", en="Choose a column of the file")
LACKS = Text(id="Tidak ada di register ini", en="Not in this register")
CONSTANT = Text(id="Satu nilai untuk semua baris", en="One value for every row")
VALUE = Text(id="Nilai untuk semua baris", en="Value for every row")
DAY_VALUE = Text(id="misalnya 31/07/2020", en="for example 31 July 2020")
SAMPLES = Text(id="Contoh isi: {values}", en="Samples: {values}")
WHY = Text(id="Usulan: {reason}", en="Proposed: {reason}")
HIDDEN = Text(id="Isi kolom ini tidak ditampilkan karena dapat memuat data orang.", en="What this column holds is not shown, since it may be persons' data.")  # fmt: skip
NAME_OF_PERSON = Text(id="ASN yang dilaporkan", en="Person reported")
ABOUT_PERSON = Text(
    id="NIP, nama, atau kode samaran yang sama di semua snapshot", en="NIP, name, or a pseudonym that is the same in every snapshot"
)
PERSON = Text(id="Kolom ini berisi", en="This column holds")
PERSONS = {
    "pseudonym": Text(id="kode samaran", en="a pseudonym"),
    "nip": Text(id="NIP", en="the NIP"),
    "name": Text(id="nama", en="a name"),
}
HASHED = Text(id="Diubah menjadi kode samaran saat dibaca; nama dan NIP tidak disimpan.", en="Turned into a pseudonym as it is read; names and NIP are not stored.")  # fmt: skip
NO_KEY = Text(
    id="Nama dan NIP hanya dapat dibaca bila kunci samaran sudah diatur. Mintalah pengelola membuatnya sekali dengan "
    "python -c \"import secrets; print(secrets.token_hex(32))\", lalu mengisinya sebagai ASN_PERSON_KEY; kunci itu tidak boleh diganti lagi.",
    en="Names and NIP can be read only once the key for pseudonyms is set. Ask the administrator to make it once with "
    "python -c \"import secrets; print(secrets.token_hex(32))\" and to set it as ASN_PERSON_KEY; that key must never change.",
)  # fmt: skip
NO_VALUE = Text(id="tulis nilai yang berlaku untuk semua baris", en="give the value that holds for every row")
UNUSED = Text(id="Kolom berkas yang tidak dipakai (tidak dibaca, tidak disimpan): {headings}", en="Columns of the file that are not used (not read, not stored): {headings}")  # fmt: skip
FURTHER = Text(id="Lanjut: baca dan periksa", en="On: read and check")
LINE = Text(id="{used} kolom dipakai, {lacks} tidak ada di register ini", en="{used} columns used, {lacks} not in this register")
NO_COLUMN, ONE_VALUE = "lacks", "constant"


def draw(held: Work | None, lang: Lang) -> None:
    """All our columns, each with what fills it; then on."""
    if held is None:
        return
    words("quiet", LEAD(lang))
    kept_mapping.load(held, lang)
    headings = shown_headings(held, lang)
    with st.container(key="data_columns"):
        for column in COLUMNS:
            one_column(held, column, headings, lang)
    unused(held, headings, lang)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(FURTHER(lang), key="data_to_words", type="primary"):
            onwards(held, lang)
        register_settings(held, lang)
        kept_mapping.save(held, lang)


def shown_headings(held: Work, lang: Lang) -> dict[str, str]:
    """The sender's headings as they may be shown, each different from the others."""
    names = {heading: each.name(lang) for heading, each in held.seen.items()}
    alike = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {heading: f"{name} ({place})" if name in alike else name for place, (heading, name) in enumerate(names.items(), 1)}


def onwards(held: Work, lang: Lang) -> None:
    """Reads and checks the file with this mapping."""
    with watched(lang) as progress:
        attempt(lambda: (fitting(held), checking.check(held, progress), setattr(held, "step", 3)))
    st.rerun()


def fitting(held: Work) -> None:
    """Raises Refused where the mapping cannot be used."""
    columns = held.mapping.columns
    wrong = [finding for finding in problems_with(held.mapping, held.table) if finding.level == "error"]
    wrong += [Finding(NO_VALUE, column=raw) for raw in sorted(held.constants) if raw in columns and not columns[raw].constant]
    if wrong:
        raise Refused(wrong)


def name_of(column: Column, lang: Lang) -> tuple[str, str]:
    """What a column of ours is called, and what more is to be said of it."""
    if column.field == "person":
        return NAME_OF_PERSON(lang), ABOUT_PERSON(lang)
    name, _, more = column.meaning(lang).partition("; ")
    return name, more


def one_column(held: Work, column: Column, headings: dict[str, str], lang: Lang) -> None:
    """A column of ours: its meaning, what fills it with samples, and its less common settings."""
    name, more = name_of(column, lang)
    need = (REQUIRED if column.required else MAY_BE_EMPTY)(lang)
    left, middle, right = st.columns([4, 5, 2], vertical_alignment="top")
    with left:
        about = " · ".join(part for part in (more, need) if part)
        st.html(f'<p class="column-name">{escape(name)}</p><p class="column-about">{escape(about)}</p>')
    with middle:
        what_fills(held, column, name, headings, lang)
    with right:
        if column.raw in held.mapping.columns:
            other_settings(held, column, headings, lang)


def what_fills(held: Work, column: Column, name: str, headings: dict[str, str], lang: Lang) -> None:
    """The choice of a column of the sender's, one value, or none; and a look at what is in it."""
    key = f"data_column_{column.raw}_{lang}"
    shown = {f"={heading}": label for heading, label in headings.items()} | {NO_COLUMN: LACKS(lang), ONE_VALUE: CONSTANT(lang)}
    now = filled_by(held, column.raw)
    st.session_state[key] = now if now in shown else None
    st.selectbox(
        name, list(shown), format_func=shown.get, key=key, placeholder=CHOOSE(lang), label_visibility="collapsed", on_change=fill, args=(held, column.raw, key),
    )  # fmt: skip
    if now == ONE_VALUE:
        constant(held, column, lang)
    if now and now.startswith("="):
        look(held, column, lang)
    if doubt := doubtful(held, column.raw):
        words("column-about", WHY(lang, reason=doubt))


def filled_by(held: Work, raw: str) -> str | None:
    """What fills a column of ours, as the choice offers it: '=heading', one value, nothing; None while that is not said."""
    if raw in held.mapping.lacks:
        return NO_COLUMN
    column = held.mapping.columns.get(raw)
    if column is None:
        return None
    return f"={column.headings[0]}" if column.headings else ONE_VALUE


def fill(held: Work, raw: str, key: str) -> None:
    """Takes over what was chosen for a column; words decided for another column are dropped."""
    chosen = st.session_state[key]
    columns = {name: column for name, column in held.mapping.columns.items() if name != raw}
    lacks = tuple(name for name in held.mapping.lacks if name != raw)
    if chosen == NO_COLUMN:
        lacks = (*lacks, raw)
    elif chosen == ONE_VALUE:
        columns[raw] = ColumnMap()
    elif chosen:
        columns[raw] = ColumnMap(headings=(chosen[1:],))
    held.mapping = replace(held.mapping, columns=columns, lacks=lacks)
    held.constants = held.constants - {raw} | ({raw} if chosen == ONE_VALUE else set())
    held.forget_words(raw)


def constant(held: Work, column: Column, lang: Lang) -> None:
    """The one value: chosen from the list of a code column, else written."""
    key, now = f"data_constant_{column.raw}_{lang}", held.mapping.columns[column.raw].constant

    def typed() -> None:
        text = cleaned(st.session_state[key] or "")
        day = day_of(text) if column.kind == "day" else None
        held.change(column.raw, constant=day.isoformat() if day else text)

    if column.kind == "code":
        labels = DIMENSIONS[column.field].members
        st.session_state[key] = now if now in labels else None
        st.selectbox(VALUE(lang), list(labels), format_func=lambda code: labels[code](lang), key=key, placeholder=VALUE(lang), label_visibility="collapsed", on_change=typed)  # fmt: skip
        return
    st.session_state[key] = formats.long_date(date.fromisoformat(now), lang) if column.kind == "day" and is_day(now) else now
    hint = DAY_VALUE(lang) if column.kind == "day" else VALUE(lang)
    st.text_input(VALUE(lang), key=key, max_chars=64, placeholder=hint, label_visibility="collapsed", on_change=typed)


def look(held: Work, column: Column, lang: Lang) -> None:
    """Two samples of what a column holds, unless it may be persons' data; of the persons' column, what stands in it."""
    known = [held.seen[heading] for heading in held.mapping.columns[column.raw].headings if heading in held.seen]
    values = [cell for each in known for cell in each.cells or ()]
    if column.field == "person":
        person(held, lang)
    elif any(each.cells is None for each in known):
        words("column-about", HIDDEN(lang))
    elif values:
        words("column-about", SAMPLES(lang, values=" · ".join(values)))


def doubtful(held: Work, raw: str) -> Notice | None:
    """Why a column was proposed, where its heading and content do not both say so; None where they do or the clerk chose another."""
    if held.proposal is None or held.mapping.columns.get(raw) != held.proposal.mapping.columns.get(raw):
        return None
    reason = held.proposal.reasons[raw]
    return None if reason.text in (BOTH, STANDARD) else reason


def person(held: Work, lang: Lang) -> None:
    """Whether the persons' column holds a pseudonym, an NIP or a name; and that the last two are never stored."""
    key = f"data_person_{lang}"
    st.session_state[key] = held.mapping.person

    def chosen() -> None:
        held.mapping = replace(held.mapping, person=st.session_state[key])

    labels = {code: label(lang) for code, label in PERSONS.items()}
    st.segmented_control(PERSON(lang), list(PERSONS), format_func=labels.get, key=key, required=True, on_change=chosen)
    if held.mapping.person != "pseudonym":
        words("column-about", (HASHED if settings().person_key else NO_KEY)(lang))


def unused(held: Work, headings: dict[str, str], lang: Lang) -> None:
    """The sender's columns that nothing is read from."""
    used = {heading for column in held.mapping.columns.values() for heading in column.headings}
    left = [label for heading, label in headings.items() if heading not in used]
    if left:
        words("quiet", UNUSED(lang, headings=join(left, lang)))


def line(held: Work, lang: Lang) -> str:
    """The step in one line."""
    return LINE(lang, used=formats.number(len(held.mapping.columns), lang), lacks=formats.number(len(held.mapping.lacks), lang))
