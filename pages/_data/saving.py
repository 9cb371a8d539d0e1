"""Step 5: what would change, who brings it in and why; kept as a draft, then released."""

from datetime import date
from html import escape

import streamlit as st

from analytics import formats
from analytics.gate import store
from analytics.gate.checking import Checked
from analytics.gate.preview import GROUPS, FigureChange, preview, total
from analytics.gate.sources.limits import Progress
from analytics.metrics import COMPLIANCE, OUTSTANDING, RECOMMENDED, REPORTED, SANCTIONED, Metric
from analytics.register.journal import Event, Journal, state
from analytics.register.snapshots import Register
from analytics.settings import settings
from analytics.text import Lang, Notice, Text, cleaned
from pages._data.file import next_file
from pages._data.who import name_field, who
from pages._data.work import Work, attempt, store_register, watched
from pages._parts import html_table, words

FORESEEING = Text(id="Menghitung angka yang akan berubah", en="Counting the figures that would change")
NEW_DATE = Text(id="Snapshot baru per {day}.", en="A new snapshot of {day}.")
CORRECTION = Text(
    id="Ini koreksi: snapshot {day} sudah pernah ada. Versi lama tetap tersimpan dan dapat dilihat kembali.",
    en="This is a correction: there has been a snapshot of {day} before. The older version is kept and can be looked at again.",
)
BEFORE = Text(id="sebelumnya {value} ({day})", en="before: {value} ({day})")
NO_CHANGE = Text(id="tidak berubah", en="unchanged")
FIRST = Text(id="belum ada sebelumnya", en="none before")
WOULD_CHANGE = Text(id="Angka yang akan berubah ({count})", en="Figures that would change ({count})")
NOTHING = Text(id="Tidak ada angka terbitan atau tersimpan yang berubah.", en="No published or saved figure would change.")
HEADS = (Text(id="Angka", en="Figure"), Text(id="Untuk", en="Of"), Text(id="Sekarang", en="Now"), Text(id="Menjadi", en="Would be"))
NOTE = Text(id="Keterangan", en="Remark")
FIRST_OF = Text(id="{group}: {shown} dari {all}", en="{group}: {shown} of {all}")
REASON = Text(id="Alasan (boleh kosong)", en="Reason (may be empty)")
WHY_CORRECTED = Text(id="Alasan koreksi (wajib)", en="Reason for the correction (required)")
NO_REASON = Text(
    id="Tulis alasan koreksi; untuk tanggal ini sudah pernah ada snapshot.",
    en="Give the reason for the correction; there has been a snapshot of this date before.",
)
KEEP = Text(id="Simpan sebagai konsep", en="Save as a draft")
RELEASE = Text(id="Rilis", en="Release")
KEEPING = Text(id="Menyimpan konsep", en="Saving the draft")
KEPT = Text(
    id="Tersimpan sebagai konsep nomor {number} untuk {day}: {rows} baris. Statistik belum berubah sebelum dirilis.",
    en="Saved as draft number {number} for {day}: {rows} rows. The statistics do not change before it is released.",
)
SECOND = Text(
    id="Konsep ini harus dirilis oleh orang lain, pada bagian “Snapshot dan riwayat” di bawah.",
    en="This draft must be released by another person, under “Snapshots and history” below.",
)
RELEASED = Text(id="Snapshot {day} sudah dirilis dan kini berlaku.", en="The snapshot of {day} is released and in force now.")
WITHDRAWN = Text(id="Snapshot {day} sudah dirilis, lalu ditarik; kini tidak berlaku.", en="The snapshot of {day} was released, then withdrawn; it is not in force.")  # fmt: skip
REPLACED = Text(id="Snapshot {day} sudah dirilis, lalu diganti versi yang lebih baru.", en="The snapshot of {day} was released, then replaced by a newer version.")  # fmt: skip
SEE = Text(id="Lihat di Ringkasan", en="See it on the overview")
NEXT = Text(id="Periksa berkas lain", en="Check another file")
SHOWN_METRICS: tuple[Metric, ...] = (REPORTED, RECOMMENDED, SANCTIONED, OUTSTANDING, COMPLIANCE)
SHOWN = 100  # changes of one group


def foresee(held: Work, found: Checked, progress: Progress) -> None:
    """Counts what would change, once for each check."""
    progress(FORESEEING, 0)
    held.changes = preview(found, store_register())


def draw(held: Work | None, lang: Lang) -> None:
    """The numbers before and after, then the signature, the draft and its release."""
    if held is None or held.found is None:
        return
    if held.released is not None:
        finished(held, lang)
        return
    register = store_register()
    day = held.found.as_of
    correction = store.needs_reason(register.directory, day, state(Journal(register.directory).read().events))
    words("step-found", (CORRECTION if correction else NEW_DATE)(lang, day=formats.long_date(day, lang)))
    numbers(held.changes, register, day, lang)
    what_changes(held.changes, lang)
    if held.draft is None:
        sign(held, held.found, correction, lang)
    else:
        drafted(held, correction, lang)


def numbers(changes: list[FigureChange], register: Register, day: date, lang: Lang) -> None:
    """The headline numbers as they would be, and as they are: of this date where it is in force, else of the date before."""
    known = day if day in register.dates else register.before(day)
    parts = "".join(number(metric, changes, register, day, known, lang) for metric in SHOWN_METRICS)
    st.html(f'<dl class="headline">{parts}</dl>')


def number(metric: Metric, changes: list[FigureChange], register: Register, day: date, known: date | None, lang: Lang) -> str:
    """One headline number in HTML."""
    found = next((each for each in changes if each.group == "headline" and each.name == metric.label), None)
    was = total(register, metric, known) if known else None
    now = found.after if found else was if known == day else None
    said = [
        formats.MISSING if value is None else formats.percent(value, lang) if metric.is_ratio else formats.plain(value, lang)
        for value in (now, was)
    ]
    before = FIRST(lang) if known is None else BEFORE(lang, value=said[1], day=formats.short_date(known, lang))
    change = NO_CHANGE(lang) if known == day and now == was else before
    return (
        f'<div><dt>{escape(metric.label(lang))}</dt><dd><span class="number">{escape(said[0])}</span>'
        f'<span class="change">{escape(change)}</span></dd></div>'
    )


def what_changes(changes: list[FigureChange], lang: Lang) -> None:
    """Every figure that would change, group by group."""
    if not changes:
        words("quiet", NOTHING(lang))
        return
    with st.expander(WOULD_CHANGE(lang, count=formats.number(len(changes), lang)), key=f"data_preview_{lang}"):
        for group, title in GROUPS.items():
            if alike := [each for each in changes if each.group == group]:
                count = {"shown": formats.number(min(SHOWN, len(alike)), lang), "all": formats.number(len(alike), lang)}
                caption = FIRST_OF(lang, group=title, **count)
                heads = [head(lang) for head in HEADS] + ([NOTE(lang)] if group == "statement" else [])
                st.html(html_table(heads, [said(each, lang) for each in alike[:SHOWN]], caption, style="list"))


def said(change: FigureChange, lang: Lang) -> list[str]:
    """A change as a line of the table."""
    note = [change.note(lang) if change.note else ""] if change.group == "statement" else []
    return [change.name(lang), change.where(lang), change.was(lang), change.now(lang), *note]


def sign(held: Work, found: Checked, correction: bool, lang: Lang) -> None:
    """Who and why, and the button that keeps the draft."""
    left, right = st.columns([2, 3])
    with left:
        name_field("keep", lang)
    with right:
        key = f"data_why_{lang}"
        st.session_state[key] = held.why
        st.text_input((WHY_CORRECTED if correction else REASON)(lang), key=key, max_chars=300, on_change=lambda: setattr(held, "why", cleaned(st.session_state[key])))  # fmt: skip
    if st.button(KEEP(lang), key="data_keep", type="primary"):
        with watched(lang) as progress:
            attempt(lambda: keep(held, found, correction, progress))
        st.rerun()


def keep(held: Work, found: Checked, correction: bool, progress: Progress) -> None:
    """Keeps the draft. Raises Notice without a name, or without a reason for a correction."""
    by = who()
    if correction and not held.why:
        raise Notice(NO_REASON)
    accepted = {finding.code: held.reasons[finding.code] for finding in found.of("warning")}
    progress(KEEPING, 0)
    held.draft = store.keep(found.staged, found.as_of, settings().store_dir(), by, accepted=accepted, reason=held.why, counts=found.counts)


def drafted(held: Work, correction: bool, lang: Lang) -> None:
    """The draft is kept: release it, or leave that to another person."""
    draft = held.draft
    day, rows = formats.long_date(draft.as_of, lang), formats.number(draft.rows["kept"], lang)
    words("verdict passed", KEPT(lang, number=draft.number, day=day, rows=rows))
    if settings().second_person:
        words("quiet", SECOND(lang))
        st.button(NEXT(lang), key="data_next", on_click=next_file)
    elif st.button(RELEASE(lang), key="data_release", type="primary"):
        attempt(lambda: release(held))
        st.rerun()


def release(held: Work) -> None:
    """Releases the draft. Raises Notice."""
    held.released = store.release(settings().store_dir(), held.draft.number, who(), held.why, expect=held.draft.number)


def finished(held: Work, lang: Lang) -> None:
    """What became of the snapshot, where to see it while its date has one, and on to the next file."""
    day, said = held.released.as_of, standing(held.released)
    words(f"verdict {'failed' if said is WITHDRAWN else 'passed'}", said(lang, day=formats.long_date(day, lang)))
    with st.container(horizontal=True, vertical_alignment="center"):
        query = {"as_of": day.isoformat()} | ({"lang": lang} if lang != "id" else {})
        if said is not WITHDRAWN:
            st.page_link("pages/ringkasan.py", label=SEE(lang), icon=":material/arrow_forward:", query_params=query)
        st.button(NEXT(lang), key="data_next", on_click=next_file)


def standing(released: Event) -> Text:
    """What has become of a release since: the journal tells, however it came about."""
    known = state(Journal(settings().store_dir()).read().events)
    if released.as_of in known.withdrawn:
        return WITHDRAWN
    in_force = known.in_force.get(released.as_of)
    return REPLACED if in_force and in_force.number != released.number else RELEASED


def line(held: Work, lang: Lang) -> str:
    """The step in one line; it is the last and never collapses."""
    return ""
