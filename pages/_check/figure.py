"""A figure opened by its id: its standing and why, then its numbers as they were said, as they are now, and by the latest snapshot."""

from html import escape

import streamlit as st

from analytics import formats, frozen
from analytics.announcing import Announcement
from analytics.sentences import SYNTHETIC
from analytics.settings import settings
from analytics.standing import STANDINGS, Compared, Opened, opened, said_value
from analytics.text import Lang, Text
from analytics.view import View
from pages._parts import definition_list, html_table, words

GROUP = Text(id="Kelompok", en="Group")
THEN = Text(id="Ketika dibuat", en="When it was made")
NOW = Text(id="Kini, data per {day}", en="Now, data as of {day}")
LATEST = Text(id="Snapshot terbaru, per {day}", en="Latest snapshot, of {day}")
CHANGED = Text(id="Berubah", en="Changed")
DIFFERS = Text(id="berubah", en="changed")
HIDDEN_NOW = Text(id="kini disembunyikan", en="now hidden")
SHOWN_NOW = Text(id="dulu disembunyikan", en="was hidden")
FIRST = Text(id="{shown} baris pertama dari {all}", en="The first {shown} of {all} rows")
NUMBERS = Text(id="Angka dulu dan kini", en="The numbers then and now")
SENTENCE = Text(id="Kalimat", en="Sentence")
DATA = Text(id="Versi data (SHA-256)", en="Version of the data (SHA-256)")
ANNOUNCED = Text(id="Diumumkan", en="Announced")
SAID_ON = Text(id="{day}{where}, bahan paparan “{title}”{withdrawn}", en="{day}{where}, briefing “{title}”{withdrawn}")
WHERE = Text(id=" ({where})", en=" ({where})")
WITHDRAWN = Text(id="; ditarik: {reason}", en="; withdrawn: {reason}")
RECORD = Text(id="Isi lengkap catatan ini", en="The whole record")
FOOTNOTE = Text(id="Catatan kaki", en="Footnote")
TO_FIGURE = Text(id="Lihat gambar ini dengan data kini", en="See this figure with the data of now")
SHOWN = 200  # rows on the page; files hold all


def show_figure(seen: View, given: str) -> None:
    """The figure of an id. Raises Notice where there is none, or its record is damaged."""
    found, lang = opened(given, seen.register, seen.lang), seen.lang
    head(found, lang)
    numbers(found, lang)
    if found.now is not None:
        page = found.now.id.partition("_")[0]
        st.page_link(f"pages/{page}.py", label=TO_FIGURE(lang), icon=":material/bar_chart:", query_params=found.now.seen.query())
    with st.expander(RECORD(lang)):
        st.html(definition_list(record(found, lang)))


def head(found: Opened, lang: Lang) -> None:
    """Standing, id, what was said, and why it stands so."""
    kept = found.record
    mark = f' <span class="mark">{escape(SYNTHETIC(lang))}</span>' if kept.synthetic else ""
    standing = f'<span class="mark standing-{found.standing}">{escape(STANDINGS[found.standing](lang))}</span>'
    reasons = "".join(f"<li>{escape(reason(lang))}</li>" for reason in found.reasons)
    st.html(
        f'<p class="state"><b>ID {frozen.written(kept.id)}</b> {standing}{mark}</p><h3 class="card-title">{escape(kept.title)}</h3>'
        f'<p class="card-subtitle">{escape(kept.subtitle)}</p><div class="notice" role="status"><ul>{reasons}</ul></div>'
    )


def numbers(found: Opened, lang: Lang) -> None:
    """Every row then, now, and by the latest snapshot where that is another one."""
    day = formats.short_date(found.record.as_of, lang)
    heads = [GROUP(lang), THEN(lang), NOW(lang, day=day)]
    heads += [LATEST(lang, day=formats.short_date(found.latest.seen.scope.as_of, lang))] if found.latest else []
    heads += [CHANGED(lang)] if found.changed else []
    lines = [line(each, found, lang) for each in found.compared[:SHOWN]]
    st.html(html_table(heads, lines, NUMBERS(lang)))
    if len(found.compared) > SHOWN:
        words("quiet", FIRST(lang, shown=SHOWN, all=len(found.compared)))
    for made in (found.now, found.latest):
        if made is not None and made.lacking:
            words("quiet", made.lacking)


def line(row: Compared, found: Opened, lang: Lang) -> list[str]:
    """One row as text."""
    sides = [row.then, row.now, *([row.latest] if found.latest else [])]
    changed = [change(row, lang)] if found.changed else []
    return [" · ".join(row.labels), *(said_value(side, lang) for side in sides), *changed]


def change(row: Compared, lang: Lang) -> str:
    """How a row is not what it was; nothing where it is."""
    if row.veiled:
        return (HIDDEN_NOW if row.hidden_now else SHOWN_NOW)(lang)
    return DIFFERS(lang) if row.differs else ""


def record(found: Opened, lang: Lang) -> list[tuple[str, str]]:
    """What the record holds beside the numbers: wording, definition, versions, where it was announced."""
    kept = found.record
    entries = [(SENTENCE(lang), kept.sentence), *kept.definition, (FOOTNOTE(lang), kept.footnote)]
    entries += [(f"{DATA(lang)} · {formats.short_date(day, lang)}", version) for day, version in kept.snapshots.items()]
    return entries + [(ANNOUNCED(lang), announcement(each, lang)) for each in found.announced]


def announcement(found: Announcement, lang: Lang) -> str:
    """When, where and in which briefing a figure was announced; by whom only where the page is for the office."""
    entry, withdrawn = found.entry, found.withdrawn
    where = ", ".join(filter(None, [entry.where, entry.by if settings().intake_page else ""]))
    words = {"day": formats.long_date(entry.day, lang), "where": WHERE(lang, where=where) if where else "", "title": entry.title}
    return SAID_ON(lang, **words, withdrawn=WITHDRAWN(lang, reason=withdrawn.reason) if withdrawn else "")
