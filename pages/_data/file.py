"""Step 1: the file, its sheet and heading row, and the date the register speaks of."""

import re
from dataclasses import dataclass, replace
from datetime import date
from html import escape

import streamlit as st
from babel.dates import get_month_names

from analytics import formats
from analytics.gate.mapping import Mapping, problems_with
from analytics.gate.sources.limits import Progress
from analytics.gate.sources.opening import opened
from analytics.gate.staging import Undecided
from analytics.gate.suggesting import suggested
from analytics.register.findings import harmless
from analytics.text import Lang, Notice, Text, cleaned
from pages._data.findings import findings_list
from pages._data.samples import seen
from pages._data.uploads import LARGEST_REGISTER, turn, used
from pages._data.work import Work, attempt, take, watched, work
from pages._parts import words

FILE = Text(id="Berkas register: Excel (.xlsx, .xlsm), OpenDocument (.ods), CSV, atau Parquet", en="Register file: Excel (.xlsx, .xlsm), OpenDocument (.ods), CSV or Parquet")  # fmt: skip
LARGER = Text(id="Lebih besar dari {size} MB? Pakai baris perintah:", en="Larger than {size} MB? Use the command line:")
COMMAND = Text(id="python -m analytics import BERKAS --as-of TANGGAL", en="python -m analytics import FILE --as-of DATE")
IN_MEMORY = Text(
    id="Isi berkas hanya ada di memori selama Anda bekerja; nama dan NIP tidak pernah disimpan.",
    en="The file is held in memory only while you work; names and NIP are never stored.",
)
OTHER_FILE = Text(id="Ganti berkas", en="Another file")
FOUND = Text(
    id="{name} · {kind} · {columns} kolom · judul kolom di baris {row}", en="{name} · {kind} · {columns} columns · headings in row {row}"
)
SHEET = Text(id="Lembar yang berisi register", en="Sheet that holds the register")
HEADER = Text(id="Judul kolom ada di baris", en="The headings are in row")
SEEN = Text(id="Yang ditemukan saat dibuka", en="Seen on opening")
DAY = Text(id="Tanggal snapshot: keadaan register per tanggal", en="Date of the snapshot: the register as it stood on")
DAY_EXAMPLE = Text(id="contoh: 31/07/2020 atau 31 Juli 2020", en="example: 31/07/2020 or 31 July 2020")
NO_DAY = Text(
    id="Tanggal snapshot belum dapat dibaca. Tulis hari, bulan, tahun, misalnya 31/07/2020.",
    en="The date of the snapshot cannot be read yet. Write day, month, year, for example 31/07/2020.",
)
DAY_READ = Text(id="Dibaca: {day}", en="Read as: {day}")
FURTHER = Text(id="Lanjut ke kolom", en="On to the columns")
LINE = Text(id="{name} · {kind}{sheet} · per {day}", en="{name} · {kind}{sheet} · as of {day}")
OF_SHEET = Text(id=", lembar {sheet}", en=", sheet {sheet}")
KEPT = Text(id="Pemetaan dan pilihan kata dari berkas sebelumnya dipakai lagi.", en="The mapping and the words chosen for the file before are used again.")  # fmt: skip
MATCHING = Text(id="Mencocokkan kolom", en="Matching the columns")
HEADER_ROWS = 40  # rows offered as the heading row


@dataclass(frozen=True)
class Before:
    """How the file before was read: what the next one may be read by."""

    mapping: Mapping
    choices: dict[tuple[str, str], str]
    words: dict[tuple[str, str], Undecided]
    day: str = ""
    as_of: date | None = None


def draw(held: Work | None, lang: Lang) -> None:
    """The upload; then what was found in the file, and the date."""
    if held is None:
        upload(lang)
        return
    reopen(held, lang)
    what_was_found(held, lang)
    with st.container(horizontal=True, vertical_alignment="bottom", key="data_reading"):
        choose_sheet(held, lang)
        choose_header(held, lang)
    choose_day(held, lang)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(FURTHER(lang), key="data_to_columns", type="primary"):
            with watched(lang) as progress:
                attempt(lambda: to_columns(held, progress))
            st.rerun()
        st.button(OTHER_FILE(lang), key="data_other_file", type="tertiary", on_click=other_file)


def upload(lang: Lang) -> None:
    """The field that takes the file, and what becomes of it."""
    sent = st.file_uploader(FILE(lang), key=f"data_file_{turn()}", max_upload_size=LARGEST_REGISTER)
    words("quiet", IN_MEMORY(lang))
    st.html(f'<p class="quiet">{escape(LARGER(lang, size=LARGEST_REGISTER))} <code>{escape(COMMAND(lang))}</code></p>')
    if sent is not None:
        with watched(lang) as progress:
            attempt(lambda: receive(sent.name, sent.getvalue(), progress))
        used()
        st.rerun()


def receive(name: str, content: bytes, progress: Progress) -> None:
    """Opens a file and puts it in place of the one in hand; a mapping that still fits is used again. Raises Refused, Notice."""
    shown = cleaned(name)[:120]
    before = st.session_state.get("data_before")
    table = opened(content, shown, progress=progress)
    fresh = Work(shown, content, table)
    if before is not None:
        again(before, fresh)
    take(fresh)
    st.session_state.pop("data_before", None)


def again(before: Before, fresh: Work) -> None:
    """Takes over date, mapping and chosen words where the new file has the same columns."""
    fresh.day, fresh.as_of = before.day, before.as_of
    mapping = replace(before.mapping, sheet=fresh.table.sheet, header_row=fresh.table.header_row)
    if not any(finding.level == "error" for finding in problems_with(mapping, fresh.table)):
        fresh.mapping, fresh.choices, fresh.words, fresh.reused = mapping, dict(before.choices), dict(before.words), True


def other_file() -> None:
    """Back to the upload: another file in place of this one. How it was read, and of which date, is remembered."""
    if held := work():
        st.session_state.data_before = Before(held.mapping, held.choices, held.words, held.day, held.as_of)
    take(None)


def next_file() -> None:
    """Back to the upload: the file of another date. How this one was read is remembered."""
    if held := work():
        st.session_state.data_before = Before(held.mapping, held.choices, held.words)
    take(None)


def what_was_found(held: Work, lang: Lang) -> None:
    """Kind, columns, heading row; and everything noticed on opening."""
    table = held.table
    count, row = formats.number(len(table.headings), lang), formats.number(table.header_row, lang)
    words("step-found", FOUND(lang, name=harmless(held.name), kind=table.kind, columns=count, row=row))
    if held.reused:
        words("quiet", KEPT(lang))
    if table.findings:
        words("quiet", SEEN(lang))
        st.html(findings_list(table.findings, lang))


def choose_sheet(held: Work, lang: Lang) -> None:
    """The sheet, where a workbook has several."""
    shown = {sheet: f"{place}. {harmless(sheet)}" for place, sheet in enumerate(held.table.sheets, 1)}
    if len(shown) > 1:
        key = f"data_sheet_{lang}"
        st.session_state[key] = held.table.sheet
        st.selectbox(
            SHEET(lang),
            list(shown),
            format_func=shown.get,
            key=key,
            placeholder=SHEET(lang),
            on_change=elsewhere,
            args=(key, "sheet"),
            width=320,
        )


def choose_header(held: Work, lang: Lang) -> None:
    """The heading row, where it was not found rightly."""
    key, now = f"data_header_{lang}", held.table.header_row
    st.session_state[key] = now
    rows = sorted({*range(1, HEADER_ROWS + 1), now})
    st.selectbox(
        HEADER(lang),
        rows,
        format_func=str,
        key=key,
        placeholder=HEADER(lang),
        filter_mode=None,
        on_change=elsewhere,
        args=(key, "header_row"),
        width=220,
    )


def elsewhere(key: str, name: str) -> None:
    """Remembers that the table is to be read on another sheet or below another row."""
    st.session_state.data_elsewhere = {name: st.session_state[key]}


def reopen(held: Work, lang: Lang) -> None:
    """Reads the same file elsewhere, where that was asked; what was decided for another table is dropped."""
    wanted = st.session_state.pop("data_elsewhere", None)
    if wanted is None:
        return
    with watched(lang) as progress:
        place = {"sheet": held.table.sheet, "header_row": 0} | wanted
        attempt(
            lambda: take(
                Work(held.name, held.content, opened(held.content, held.name, **place, progress=progress), day=held.day, as_of=held.as_of)
            )
        )
    st.rerun()


def choose_day(held: Work, lang: Lang) -> None:
    """The date, as text in the forms people write, said back in words."""
    key = f"data_day_{lang}"
    st.session_state[key] = held.day

    def typed() -> None:
        held.day = cleaned(st.session_state[key])
        held.as_of = day_of(held.day)

    with st.container(horizontal=True, vertical_alignment="bottom", key="data_day"):
        st.text_input(DAY(lang), key=key, placeholder=DAY_EXAMPLE(lang), max_chars=40, on_change=typed, width=380)
        if held.as_of:
            words("quiet", DAY_READ(lang, day=formats.long_date(held.as_of, lang)))


def to_columns(held: Work, progress: Progress) -> None:
    """On to the next step, with a mapping to begin with. Raises Notice without a date."""
    if held.as_of is None:
        raise Notice(NO_DAY)
    progress(MATCHING, 0)
    held.seen = held.seen or seen(held.table)
    if not held.mapping.columns:
        held.proposal = suggested(held.table, held.as_of)
        held.mapping = replace(held.proposal.mapping, sheet=held.table.sheet, header_row=held.table.header_row)
    held.step = 2


def day_of(text: str) -> date | None:
    """A date as people write it (31/07/2020, 31-7-2020, 2020-07-31, 31 Juli 2020, 31 July 2020); None where it is none."""
    found = re.fullmatch(r"(?:(\d{1,2})[ ./-]+([A-Za-z]+|\d{1,2})[ ./,-]+(\d{4}))|(?:(\d{4})-(\d\d)-(\d\d))", text.strip())
    if not found:
        return None
    day, month, year = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
    try:
        return date(int(year), int(month) if month.isdigit() else months()[month.casefold()], int(day))
    except (ValueError, KeyError):
        return None


def months() -> dict[str, int]:
    """Names of the months, long and short, Indonesian and English, with their numbers."""
    names = [(lang, width) for lang in ("en", "id") for width in ("wide", "abbreviated")]
    return {name.casefold().rstrip("."): number for lang, width in names for number, name in get_month_names(width, locale=lang).items()}


def line(held: Work, lang: Lang) -> str:
    """The step in one line."""
    sheet = OF_SHEET(lang, sheet=harmless(held.table.sheet)) if held.table.sheet else ""
    day = formats.long_date(held.as_of, lang) if held.as_of else formats.MISSING
    return LINE(lang, name=harmless(held.name), kind=held.table.kind, sheet=sheet, day=day)
