"""Step 3: words that nothing certain is known of, to be decided; and what was changed without asking."""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from analytics import formats
from analytics.gate.persons import HIDDEN
from analytics.gate.reports import HOW
from analytics.gate.staging import Change, Undecided
from analytics.register.contract import COLUMNS, Column
from analytics.register.findings import harmless
from analytics.text import Lang, Text
from analytics.vocabulary import DIMENSIONS, members_at
from pages._data import checking, kept_mapping
from pages._data.work import Work, attempt, watched
from pages._parts import html_table, words

LEAD = Text(
    id="Kata-kata berikut tidak sama dengan kata dalam daftar. Pilih artinya; angka di belakang usulan adalah kemiripannya (0–100). "
    "Instansi yang namanya mirip bisa berbeda, seperti Kabupaten Bima dan Kota Bima.",
    en="These words are not those of the lists. Choose what each means; the number behind a suggestion is its likeness (0–100). "
    "Agencies with similar names can be different ones, such as Kabupaten Bima and Kota Bima.",
)
NOTHING_TO_ASK = Text(id="Semua kata dikenali; tidak ada yang perlu diputuskan.", en="Every word is known; there is nothing to decide.")
STILL = Text(id="{open} dari {all} kata belum diputuskan; tanpa keputusan, kata itu menjadi kesalahan.", en="Not decided yet: {open} of {all} words; without a decision a word becomes an error.")  # fmt: skip
ALL_DECIDED = Text(id="Semua kata sudah diputuskan ({all}).", en="Every word is decided ({all}).")
TAKE_ALL = Text(id="Terima semua usulan teratas (≥ 90): {count}", en="Take every top suggestion (≥ 90): {count}")
CELLS = Text(id="{column} · {count} sel, pertama di baris {row}", en="{column} · cells: {count}, first on row {row}")
CHOOSE = Text(id="Pilih arti kata ini", en="Choose what it means")
SUGGESTION = Text(id="{label} · {score}", en="{label} · {score}")
EMPTY_IT = Text(id="Kosongkan (tidak diketahui)", en="Leave empty (unknown)")
MASKED = Text(
    id="Tidak ditampilkan utuh karena dapat memuat data orang; betulkan dalam berkas.",
    en="Not shown in full, since it may hold persons' data; correct it in the file.",
)
MORE = Text(id="Tampilkan {count} kata lagi", en="Show {count} more words")
MANY = Text(
    id="Ada {all} kata yang tidak dikenal. Bila sebanyak ini, mungkin kolomnya salah dipilih: ubah pada langkah 2.",
    en="{all} words are unknown. With so many, a column may have been chosen wrongly: change it in step 2.",
)
CHANGED = Text(id="Diubah otomatis: {count} kata pada {cells} sel", en="Changed automatically: {count} words in {cells} cells")
HEADS = (
    Text(id="Kolom", en="Column"),
    Text(id="Kata dalam berkas", en="Word in the file"),
    Text(id="Dibaca sebagai", en="Read as"),
    Text(id="Cara", en="How"),
    Text(id="Sel", en="Cells"),
)
UNKNOWN = Text(id="(kosong)", en="(empty)")
WHICH = Text(id="Lihat baris suatu perubahan", en="See the rows of a change")
ROWS = Text(id="Baris: {rows}", en="Rows: {rows}")
FIRST = Text(id="(1.000 baris pertama)", en="(the first 1,000 rows)")
REST = Text(id="Ditampilkan {count} perubahan; semuanya ada dalam laporan XLSX pada langkah 4.", en="The first {count} changes are shown; all are in the XLSX report of step 4.")  # fmt: skip
FURTHER = Text(id="Lanjut ke pemeriksaan", en="On to the check")
LINE = Text(id="{decided} kata diputuskan, {changed} diubah otomatis", en="words decided: {decided}, changed automatically: {changed}")
NEAR, CLEAR = 90, 80  # a suggestion that may be taken at once, and what no other may reach beside it
AT_ONCE = 100  # words shown at once
MOST_CHANGES = 500  # shown on the page
COLUMN: dict[str, Column] = {column.raw: column for column in COLUMNS}


def draw(held: Work | None, lang: Lang) -> None:
    """The words to decide, then the automatic changes, then on."""
    if held is None or held.found is None:
        return
    if held.words:
        decide(held, lang)
    else:
        words("quiet", NOTHING_TO_ASK(lang))
    changes(held.found.staged.changes, held, lang)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(FURTHER(lang), key="data_to_report", type="primary"):
            with watched(lang) as progress:
                attempt(lambda: (checking.check(held, progress), setattr(held, "step", 4)))
            st.rerun()
        kept_mapping.save(held, lang)


def decide(held: Work, lang: Lang) -> None:
    """One line a word, most frequent first within its column."""
    words("quiet", LEAD(lang))
    asked = sorted(held.words.values(), key=lambda word: (list(COLUMN).index(word.column), -word.count, word.value))
    left = sum((word.column, word.value) not in held.choices for word in asked)
    count = {"open": formats.number(left, lang), "all": formats.number(len(asked), lang)}
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        words("step-found", STILL(lang, **count) if left else ALL_DECIDED(lang, all=count["all"]))
        sure = [word for word in asked if obvious(word) and (word.column, word.value) not in held.choices]
        if sure:
            st.button(TAKE_ALL(lang, count=len(sure)), key="data_take_all", on_click=take_all, args=(held, sure))
    if len(asked) > AT_ONCE:
        words("quiet", MANY(lang, all=count["all"]))
    shown = st.session_state.get("data_shown", AT_ONCE)
    with st.container(key="data_words"):
        for place, word in enumerate(asked[:shown]):
            one_word(held, word, place, lang)
    if len(asked) > shown:
        st.button(MORE(lang, count=min(AT_ONCE, len(asked) - shown)), key="data_more", on_click=more)


def more() -> None:
    """Shows the next words too."""
    st.session_state.data_shown = st.session_state.get("data_shown", AT_ONCE) + AT_ONCE


def obvious(word: Undecided) -> bool:
    """Whether one suggestion is near and no other comes close: never so between similar agencies."""
    scores = [score for _, score in word.suggestions]
    return bool(scores) and scores[0] >= NEAR and sum(score >= CLEAR for score in scores) == 1


def take_all(held: Work, sure: list[Undecided]) -> None:
    """Takes the top suggestion of every word where it is the only near one."""
    held.choices |= {(word.column, word.value): word.suggestions[0][0] for word in sure}


def one_word(held: Work, word: Undecided, place: int, lang: Lang) -> None:
    """A word with its count, and what it may mean: suggestions, then the whole list, then unknown."""
    key, mark = f"data_word_{place}_{lang}", (word.column, word.value)
    shown = meanings(word, labels_of(held, word.column, lang), lang)
    st.session_state[key] = held.choices.get(mark)
    left, right = st.columns([5, 5], vertical_alignment="center")
    with left:
        about = CELLS(
            lang,
            column=column_name(word.column, lang),
            count=formats.number(word.count, lang),
            row=formats.number(min(word.rows, default=0), lang),
        )
        st.html(f'<p class="column-name">“{escape(harmless(word.value))}”</p><p class="column-about">{escape(about)}</p>')
    with right:
        if HIDDEN in word.value:
            words("column-about", MASKED(lang))
            return
        st.selectbox(
            harmless(word.value), list(shown), format_func=shown.get, key=key, placeholder=CHOOSE(lang), label_visibility="collapsed",
            on_change=chosen, args=(held, mark, key),
        )  # fmt: skip


def chosen(held: Work, mark: tuple[str, str], key: str) -> None:
    """Takes over what a word means; a choice taken back leaves it open."""
    held.choices.pop(mark, None)
    if (code := st.session_state[key]) is not None:
        held.choices[mark] = code


def meanings(word: Undecided, labels: Mapping[str, str], lang: Lang) -> dict[str, str]:
    """What a word may mean, in the order it is offered: code -> what is read."""
    members = DIMENSIONS[COLUMN[word.column].field].members  # a suggestion may be of a later date than the snapshot
    first = {code: SUGGESTION(lang, label=labels.get(code) or members[code](lang), score=score) for code, score in word.suggestions}
    rest = {code: label for code, label in labels.items() if code not in first}
    return first | rest | ({} if COLUMN[word.column].required else {"": EMPTY_IT(lang)})


def labels_of(held: Work, raw: str, lang: Lang) -> dict[str, str]:
    """The codes a column can hold on the snapshot's date, with their labels, those of the register's own last."""
    dimension = DIMENSIONS[COLUMN[raw].field]
    own = held.mapping.labels.get(dimension.code, {})
    ours = {code: dimension.members[code](lang) for code in members_at(dimension, held.as_of)}
    return ours | {code: label(lang) for code, label in own.items()}


def column_name(raw: str, lang: Lang) -> str:
    """What a column of ours is called."""
    return DIMENSIONS[COLUMN[raw].field].label(lang) if COLUMN[raw].kind == "code" else COLUMN[raw].meaning(lang).partition("; ")[0]


def changes(found: tuple[Change, ...], held: Work, lang: Lang) -> None:
    """Everything that was read as something else without being asked, and on demand the rows of one of them."""
    found = unasked(found, held)
    if not found:
        return
    count, cells = formats.number(len(found), lang), formats.number(sum(change.count for change in found), lang)
    with st.expander(CHANGED(lang, count=count, cells=cells), key=f"data_changes_{lang}"):
        found = tuple(sorted(found, key=telling))[:MOST_CHANGES]
        lines = [said(change, held, lang) for change in found]
        st.html(html_table([head(lang) for head in HEADS], lines, CHANGED(lang, count=count, cells=cells), style="list"))
        if len(lines) == MOST_CHANGES:
            words("quiet", REST(lang, count=formats.number(MOST_CHANGES, lang)))
        labels = {place: f"{place + 1}. {' · '.join(line[:3])}" for place, line in enumerate(lines)}
        which = st.selectbox(WHICH(lang), list(labels), None, labels.get, key=f"data_change_{lang}", placeholder=WHICH(lang))
        if which is not None:
            rows = ", ".join(formats.number(row, lang) for row in found[which].rows)
            words("quiet", ROWS(lang, rows=rows) + (f" {FIRST(lang)}" if found[which].count > len(found[which].rows) else ""))


def unasked(found: tuple[Change, ...], held: Work) -> tuple[Change, ...]:
    """The changes that the clerk did not decide on."""
    return tuple(change for change in found if (change.column, change.value) not in held.choices)


def telling(change: Change) -> tuple[bool, bool, int]:
    """The order of changes: rewritten words first, then names as they stand in the list, days last."""
    return COLUMN[change.column].kind == "day", change.how == "label", list(COLUMN).index(change.column)


def read_as(change: Change, held: Work, lang: Lang) -> str:
    """What a word was read as: a label, a day in words, or empty."""
    if not change.code:
        return UNKNOWN(lang)
    if COLUMN[change.column].kind == "day":
        return formats.long_date(date.fromisoformat(change.code), lang)
    return labels_of(held, change.column, lang).get(change.code, change.code) if COLUMN[change.column].kind == "code" else change.code


def said(change: Change, held: Work, lang: Lang) -> list[str]:
    """A change as a line of the table."""
    return [
        column_name(change.column, lang),
        harmless(change.value),
        read_as(change, held, lang),
        HOW[change.how](lang),
        formats.number(change.count, lang),
    ]


def line(held: Work, lang: Lang) -> str:
    """The step in one line."""
    changed = len(unasked(held.found.staged.changes, held)) if held.found else 0
    return LINE(lang, decided=formats.number(len(held.choices), lang), changed=formats.number(changed, lang))
