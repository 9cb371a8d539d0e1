"""What is less often needed of a mapping: of one column, and of the register as a whole."""

from dataclasses import replace

import streamlit as st

from analytics.gate.mapping import ColumnMap
from analytics.register.contract import Column
from analytics.text import Lang, Text
from analytics.vocabulary import CATEGORY, DIMENSIONS
from pages._data.work import Work

OTHER = Text(id="Pengaturan lain", en="Other settings")
OTHER_SET = Text(id="Pengaturan lain ({count})", en="Other settings ({count})")
JOIN = Text(id="Gabungkan dengan kolom", en="Join with the columns")
NO_OTHER = Text(id="tidak digabung", en="not joined")
SPLIT = Text(id="Sel memuat beberapa hal, dipisah oleh tanda", en="Cells hold several things, divided by")
SPLIT_EXAMPLE = Text(id="misalnya / atau ;", en="for example / or ;")
PART = Text(id="Bagian yang dipakai", en="Part to use")
PARTS = {
    1: Text(id="pertama", en="first"),
    2: Text(id="kedua", en="second"),
    3: Text(id="ketiga", en="third"),
    -1: Text(id="terakhir", en="last"),
}
ORDER = Text(id="Urutan pada tanggal seperti 12/03/2020", en="Order in dates such as 12/03/2020")
ORDERS = {
    "day": Text(id="hari, bulan, tahun", en="day, month, year"),
    "month": Text(id="bulan, hari, tahun", en="month, day, year"),
    "year": Text(id="tahun, bulan, hari", en="year, month, day"),
}
EMPTY = Text(id="Sel kosong berarti", en="An empty cell means")
NOTHING = Text(id="tidak diketahui", en="unknown")
REGISTER = Text(id="Pengaturan register", en="Settings of the register")
COUNTS = Text(id="Satu baris adalah", en="One row is")
COUNTED = {
    "persons": Text(id="satu ASN dalam satu kasus", en="one person in one case"),
    "allegations": Text(id="satu dugaan; orangnya tidak diketahui", en="one allegation; the person is not known"),
}
EDITION = Text(id="Daftar jenis pelanggaran yang dipakai", en="List of violation categories in use")
EDITIONS = {
    "": Text(id="tidak dinyatakan", en="not stated"),
    "2020": Text(id="daftar 2020–2022", en="list of 2020–2022"),
    "2022": Text(id="SKB 2022", en="joint decree of 2022"),
}


def other_settings(held: Work, column: Column, headings: dict[str, str], lang: Lang) -> None:
    """The less common settings of one column."""
    now = held.mapping.columns[column.raw]
    count = sum(getattr(now, name) != getattr(ColumnMap(), name) for name in ("split", "order", "empty")) + (len(now.headings) > 1)
    label = OTHER_SET(lang, count=count) if count else OTHER(lang)
    with st.popover(label, key=f"data_other_{column.raw}_{lang}", type="tertiary"):
        if now.headings:
            joined(held, column.raw, headings, lang)
            divided(held, column.raw, lang)
        if column.kind == "day":
            pick(held, column.raw, "order", ORDER(lang), {code: label(lang) for code, label in ORDERS.items()}, lang)
        if column.kind == "code" and not column.required:
            labels = {code: label(lang) for code, label in DIMENSIONS[column.field].members.items()}
            pick(held, column.raw, "empty", EMPTY(lang), {"": NOTHING(lang)} | labels, lang)


def pick(held: Work, raw: str, name: str, label: str, shown: dict[object, str], lang: Lang) -> None:
    """One setting of a column, chosen from a list."""
    key = f"data_{name}_{raw}_{lang}"
    now = getattr(held.mapping.columns[raw], name)
    st.session_state[key] = now if now in shown else next(iter(shown))
    st.selectbox(
        label, list(shown), format_func=shown.get, key=key, placeholder=label, on_change=lambda: held.change(raw, **{name: st.session_state[key]}),
    )  # fmt: skip


def joined(held: Work, raw: str, headings: dict[str, str], lang: Lang) -> None:
    """Further columns of the sender's that belong to this one."""
    first, *others = held.mapping.columns[raw].headings
    key = f"data_join_{raw}_{lang}"
    st.session_state[key] = [heading for heading in others if heading in headings]
    offered = [heading for heading in headings if heading != first]
    st.multiselect(
        JOIN(lang), offered, format_func=headings.get, key=key, placeholder=NO_OTHER(lang), select_all=False,
        on_change=lambda: held.change(raw, headings=(first, *st.session_state[key])),
    )  # fmt: skip


def divided(held: Work, raw: str, lang: Lang) -> None:
    """The sign that divides the facts in a cell, and which of them is meant."""
    key = f"data_split_{raw}_{lang}"
    st.session_state[key] = held.mapping.columns[raw].split
    st.text_input(
        SPLIT(lang), key=key, max_chars=10, placeholder=SPLIT_EXAMPLE(lang), on_change=lambda: held.change(raw, split=st.session_state[key]),
    )  # fmt: skip
    if held.mapping.columns[raw].split:
        pick(held, raw, "part", PART(lang), {part: label(lang) for part, label in PARTS.items()}, lang)


def register_settings(held: Work, lang: Lang) -> None:
    """What a row of the register is, and which list it uses."""
    with st.popover(REGISTER(lang), key=f"data_register_{lang}", type="tertiary"):
        editions = {code: label(lang) for code, label in EDITIONS.items()}
        counts = {code: label(lang) for code, label in COUNTED.items()}
        choose("counts", COUNTS(lang), counts, held.mapping.counts, lambda code: set_counts(held, code), lang)
        choose("edition", EDITION(lang), editions, held.mapping.editions.get(CATEGORY.code, ""), lambda code: set_edition(held, code), lang)


def choose(name: str, label: str, shown: dict[str, str], now: str, take, lang: Lang) -> None:
    """One setting of the register, chosen from a list."""
    key = f"data_{name}_{lang}"
    st.session_state[key] = now if now in shown else next(iter(shown))
    st.selectbox(
        label,
        list(shown),
        format_func=shown.get,
        key=key,
        placeholder=label,
        on_change=lambda: take(st.session_state[key]),
        filter_mode=None,
    )


def set_counts(held: Work, code: str) -> None:
    """What a row is."""
    held.mapping = replace(held.mapping, counts=code)


def set_edition(held: Work, code: str) -> None:
    """Which list of categories is used."""
    others = {name: edition for name, edition in held.mapping.editions.items() if name != CATEGORY.code}
    held.mapping = replace(held.mapping, editions=others | ({CATEGORY.code: code} if code else {}))
