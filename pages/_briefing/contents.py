"""The list of figures: order, titles, comments, removal."""

from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from zlib import crc32

import streamlit as st

from analytics import formats, sentences
from analytics.briefing import LONGEST, Item, item_of, to_file
from analytics.exhibit import Exhibit
from analytics.export.pictures import sketch
from analytics.figures import Look
from analytics.text import Lang, Notice, Text, cleaned
from analytics.view import NO_COMPARISON, View, view_of
from pages._basket import basket
from pages._briefing.change import change
from pages._briefing.figures import Line
from pages._menu import deliver

SAVE_FILE = Text(id="Simpan ke berkas", en="Save to a file")
REMOVED = Text(id="Gambar {place} dikeluarkan.", en="Figure {place} was removed.")
EMPTIED = Text(id="Bahan paparan dikosongkan.", en="The briefing was emptied.")
EMPTY_IT = Text(id="Kosongkan", en="Empty")
RENEW = Text(id="Pindahkan ke {day}", en="Move to {day}")
NOT_SHOWN = Text(id="Per {day}, bukan {shown}.", en="As of {day}, not {shown}.")
NOT_MADE = Text(id="Tidak dapat dibuat: {reason}", en="Cannot be made: {reason}")
UP = Text(id="Naikkan gambar {place}", en="Move figure {place} up")
DOWN = Text(id="Turunkan gambar {place}", en="Move figure {place} down")
REMOVE = Text(id="Keluarkan gambar {place}", en="Remove figure {place}")
EDIT = Text(id="Judul dan catatan gambar {place}", en="Title and comment of figure {place}")
OWN_TITLE = Text(id="Judul sendiri (kosong: temuan)", en="Own title (empty: the finding)")
COMMENT = Text(id="Catatan untuk penyaji", en="Comment for the speaker")
SAID = Text(id="Catatan: {comment}", en="Comment: {comment}")


def contents(lines: list[Line], seen: View) -> None:
    """Every figure with its place, a sketch, its words, and what can be done with it."""
    look = Look(seen.lang, st.context.theme.type == "dark")
    names = item_names([line.item for line in lines])
    for place, (line, name) in enumerate(zip(lines, names, strict=True), start=1):
        with st.container(key=f"item_{place}", horizontal=True, vertical_alignment="center"):
            st.html(item_html(place, line, look, seen))
            item_buttons(place, len(lines), line, name, seen)
    with st.container(horizontal=True):
        save_button(seen.lang)
        st.button(EMPTY_IT(seen.lang), key="empty", type="tertiary", icon=":material/delete:", on_click=empty, args=(seen.lang,))


def item_names(items: list[Item]) -> list[str]:
    """A name for each item that stays with it when it moves; the same figure twice has two."""
    found: Counter[str] = Counter()
    names = []
    for item in items:
        name = f"{crc32(repr((item.figure, sorted(item.query.items()))).encode()):08x}"
        names.append(f"{name}_{found[name]}")
        found[name] += 1
    return names


def item_html(place: int, line: Line, look: Look, seen: View) -> str:
    """Place, sketch, finding, subtitle, comment, and whether it is of another date than the page or cannot be made."""
    exhibit, item, lang = line.exhibit, line.item, seen.lang
    words = [f'<p class="item-title">{escape(exhibit.title if exhibit else item.title or item.figure).replace(" %", "&nbsp;%")}</p>']
    words += [f'<p class="card-subtitle">{escape(said_with_scope(exhibit))}</p>'] if exhibit else []
    words += [f'<p class="card-subtitle">{escape(SAID(lang, comment=item.comment))}</p>'] if item.comment else []
    words += [f'<p class="item-notice">{escape(NOT_MADE(lang, reason=line.reason))}</p>'] if not exhibit else []
    if exhibit and target(item, seen):
        days = [formats.long_date(day, lang) for day in (exhibit.seen.scope.as_of, seen.scope.as_of)]
        words.append(f'<p class="item-notice">{escape(NOT_SHOWN(lang, day=days[0], shown=days[1]))}</p>')
    drawn = image(sketch(exhibit, look)) if exhibit else ""
    return f'<div class="item"><span class="item-place">{place}</span><span class="sketch">{drawn}</span><div>{"".join(words)}</div></div>'


def image(svg: str) -> str:
    """A drawing as an image element, the one form in which st.html lets it through."""
    return f'<img alt="" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def said_with_scope(exhibit: Exhibit) -> str:
    """The subtitle of a figure, with its filters and snapshot where the subtitle leaves them out."""
    scope, lang = exhibit.seen.scope, exhibit.lang
    every = [*scope.words(lang), sentences.DATA_AS_OF(lang, day=formats.long_date(scope.as_of, lang))]
    dated = formats.long_date(scope.as_of, lang) in exhibit.subtitle
    return " · ".join([exhibit.subtitle, *(part for part in every[: -1 if dated else None] if part not in exhibit.subtitle)])


def item_buttons(place: int, count: int, line: Line, name: str, seen: View) -> None:
    """Move, edit, remove, renew; each label is read aloud, and shown as an icon."""
    lang = seen.lang
    with st.container(horizontal=True, horizontal_alignment="right", width="content", key=f"tools_{name}", gap="xxsmall"):
        if day := target(line.item, seen):
            label = RENEW(lang, day=formats.short_date(day, lang))
            st.button(label, key=f"renew_{name}", icon=":material/update:", type="tertiary", on_click=renew, args=(seen, place))
        icon(f"up_{name}", UP(lang, place=place), "arrow_upward", place == 1, move, (place, -1))
        icon(f"down_{name}", DOWN(lang, place=place), "arrow_downward", place == count, move, (place, 1))
        with st.popover(EDIT(lang, place=place), icon=":material/edit:", type="tertiary", key=f"edit_{name}", on_change="rerun") as opened:
            if opened.open:
                edit(place, line.item, name, lang)
        icon(f"remove_{name}", REMOVE(lang, place=place), "delete", False, remove, (place, lang))


def icon(key: str, label: str, name: str, disabled: bool, on_click: Callable[..., None], args: tuple[object, ...]) -> None:
    """A button shown as an icon."""
    st.button(label, key=key, icon=f":material/{name}:", type="tertiary", disabled=disabled, on_click=on_click, args=args)


def edit(place: int, item: Item, name: str, lang: Lang) -> None:
    """The reader's own title, and a line for the speaker."""
    for part, label, field_of in (("title", OWN_TITLE(lang), st.text_input), ("comment", COMMENT(lang), st.text_area)):
        key = f"own_{part}_{name}"
        st.session_state[key] = getattr(item, part)
        field_of(label, key=key, max_chars=LONGEST[part], on_change=set_words, args=(place, part, key))


def set_words(place: int, part: str, key: str) -> None:
    """Copies a title or comment into its item."""
    change_item(place, lambda item: replace(item, **{part: cleaned(st.session_state[key])}))


def change_item(place: int, changed: Callable[[Item], Item]) -> None:
    """Puts a changed item in its place."""
    held = basket()
    change(replace(held, items=tuple(changed(item) if at == place else item for at, item in enumerate(held.items, start=1))))


def move(place: int, step: int) -> None:
    """Swaps an item with the one above or below."""
    items = list(basket().items)
    items[place - 1], items[place - 1 + step] = items[place - 1 + step], items[place - 1]
    change(replace(basket(), items=tuple(items)))


def remove(place: int, lang: Lang) -> None:
    """Takes an item out; it can be brought back."""
    held = basket()
    change(replace(held, items=(*held.items[: place - 1], *held.items[place:])), REMOVED(lang, place=place))


def empty(lang: Lang) -> None:
    """Takes everything out; it can be brought back."""
    change(replace(basket(), items=()), EMPTIED(lang))


def renew(seen: View, place: int | None) -> None:
    """Moves one item, or all, to another snapshot (see target)."""
    held = basket()
    change(replace(held, items=tuple(renewed(item, seen) if place in (None, at) else item for at, item in enumerate(held.items, start=1))))


def target(item: Item, seen: View) -> date | None:
    """Where an item can be moved: to the snapshot the page shows; None where it is of that already, or never names one."""
    shown = seen.scope.as_of
    return shown if item.query.get("as_of") not in (shown.isoformat(), None) else None


def renewed(item: Item, seen: View) -> Item:
    """An item at another snapshot, compared with the one before it unless it was compared with none; as it was where that fails."""
    day = target(item, seen)
    if day is None:
        return item
    query = {name: value for name, value in item.query.items() if name != "compare" or value == NO_COMPARISON} | {"as_of": day.isoformat()}
    try:
        return replace(item_of(item.figure, view_of(seen.register, query, seen.lang)), title=item.title, comment=item.comment)
    except Notice:
        return item


def save_button(lang: Lang) -> None:
    """The briefing as a small file."""
    if st.button(SAVE_FILE(lang), key="save_basket", icon=":material/save:", type="tertiary"):
        deliver(lambda: to_file(basket()), "bahan-paparan.json", lang)
