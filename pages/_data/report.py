"""Step 4: what the check found, what to do about it, and the report that goes back to the sender."""

from html import escape

import streamlit as st

from analytics import formats
from analytics.gate import reports
from analytics.gate.checking import Checked
from analytics.register.findings import Finding, Level
from analytics.text import Lang, Notice, Text, cleaned
from pages._data import kept_mapping
from pages._data.file import other_file
from pages._data.findings import findings_list
from pages._data.saving import foresee
from pages._data.work import Work, attempt, go, watched
from pages._menu import deliver
from pages._parts import html_table, words

PASSED = Text(id="Berkas ini dapat disimpan: tidak ada kesalahan dan tidak ada peringatan.", en="This file can be saved: there are no errors and no warnings.")  # fmt: skip
WITH_REASON = Text(
    id="Berkas ini dapat disimpan setelah {count} peringatan diberi alasan.",
    en="This file can be saved once its warnings have a reason ({count}).",
)
FAILED = Text(id="Berkas ini belum dapat disimpan: ada {count} kesalahan.", en="This file cannot be saved yet; errors: {count}.")
READ = Text(id="Baris dibaca", en="Rows read")
KEPT = Text(id="Dipakai", en="Kept")
LEFT_OUT = Text(id="Disisihkan", en="Left out")
REFUSED = Text(id="Ditolak bersama berkasnya", en="Refused with the file")
ERRORS = Text(id="Kesalahan ({count})", en="Errors ({count})")
WARNINGS = Text(id="Peringatan ({count})", en="Warnings ({count})")
NOTES = Text(id="Catatan ({count})", en="Notes ({count})")
GROUPS: tuple[tuple[Level, Text], ...] = (("error", ERRORS), ("warning", WARNINGS), ("note", NOTES))
NOT_SHOWN = Text(id="… dan {count} lagi; semuanya ada dalam laporan XLSX.", en="… and {count} more; all are in the XLSX report.")
REASON = Text(id="Alasan menerima peringatan ini", en="Reason for accepting this warning")
REASON_EXAMPLE = Text(id="misalnya: sudah dikonfirmasi kepada pengirim", en="for example: confirmed with the sender")
NO_REASON = Text(
    id="Tulis alasan untuk setiap peringatan ({count} belum diisi), atau perbaiki berkasnya.",
    en="Give a reason for every warning ({count} open), or mend the file.",
)
MEND = Text(
    id="Perbaiki di berkas asal lalu unggah lagi: kirim laporan XLSX kepada pengirim, baris yang bermasalah sudah ditandai. Bila kolom atau "
    "kata yang salah dipilih, ubah pada langkah 2 atau 3 di atas.",
    en="Mend it in the original file, then upload it again: send the XLSX report to the sender, the rows at fault are marked in it. Where a "
    "column or a word was chosen wrongly, change it in step 2 or 3 above.",
)
UPLOAD_AGAIN = Text(id="Unggah berkas yang diperbaiki", en="Upload the mended file")
REPORT_XLSX = Text(id="Laporan XLSX", en="Report, XLSX")
REPORT_JSON = Text(id="Laporan JSON", en="Report, JSON")
LEFT_OUT_TABLE = Text(id="Baris yang disisihkan", en="Rows left out")
LEFT_OUT_HEADS = (Text(id="Mengapa", en="Why"), Text(id="Jumlah", en="Count"), Text(id="Baris", en="Rows"))
FURTHER = Text(id="Lanjut ke pratinjau", en="On to the preview")
LINE = Text(id="{kept} baris dipakai, {warnings} peringatan diterima, {notes} catatan", en="rows kept: {kept}, warnings accepted: {warnings}, notes: {notes}")  # fmt: skip
SHOWN, SHOWN_OF_A_KIND, SHOWN_ROWS = 100, 10, 20


def draw(held: Work | None, lang: Lang) -> None:
    """The verdict, the counts, the findings by weight, the reports, and the way on or back."""
    if held is None or held.found is None:
        return
    found = held.found
    st.html(f'<p class="verdict {"passed" if found.passed else "failed"}">{escape(verdict(found, lang))}</p>')
    counts(found, lang)
    for level, title in GROUPS:
        if listed := found.of(level):
            st.html(
                f'<p class="findings-title" role="heading" aria-level="4">{escape(title(lang, count=formats.number(len(listed), lang)))}</p>'
            )
            (warnings if level == "warning" else plain)(held, listed, lang)
    left_out(found, lang)
    report_files(held, found, lang)
    way_on(held, found, lang)


def verdict(found: Checked, lang: Lang) -> str:
    """Whether the file may become a snapshot, in one sentence."""
    if not found.passed:
        return FAILED(lang, count=formats.number(len(found.of("error")), lang))
    kinds = {finding.code for finding in found.of("warning")}
    return WITH_REASON(lang, count=formats.number(len(kinds), lang)) if kinds else PASSED(lang)


def counts(found: Checked, lang: Lang) -> None:
    """Rows read, kept, left out and refused."""
    labels = {"read": READ, "kept": KEPT, "left_out": LEFT_OUT, "refused": REFUSED}
    parts = [
        f'<div><dt>{escape(labels[name](lang))}</dt><dd><span class="number">{formats.number(count, lang)}</span></dd></div>'
        for name, count in found.rows.items()
    ]
    st.html(f'<dl class="headline rows">{"".join(parts)}</dl>')


def plain(held: Work, listed: tuple[Finding, ...], lang: Lang) -> None:
    """Findings one by one, as many as can be read."""
    st.html(findings_list(listed[:SHOWN], lang))
    if len(listed) > SHOWN:
        words("quiet", NOT_SHOWN(lang, count=formats.number(len(listed) - SHOWN, lang)))


def warnings(held: Work, listed: tuple[Finding, ...], lang: Lang) -> None:
    """Warnings by kind, each kind with a field for the reason."""
    for code in dict.fromkeys(finding.code for finding in listed):
        alike = [finding for finding in listed if finding.code == code]
        st.html(findings_list(alike[:SHOWN_OF_A_KIND], lang))
        if len(alike) > SHOWN_OF_A_KIND:
            words("quiet", NOT_SHOWN(lang, count=formats.number(len(alike) - SHOWN_OF_A_KIND, lang)))
        key = f"data_reason_{code}_{lang}"
        st.session_state[key] = held.reasons.get(code, "")
        st.text_input(REASON(lang), key=key, max_chars=300, placeholder=REASON_EXAMPLE(lang), on_change=give_reason, args=(held, code, key))


def give_reason(held: Work, code: str, key: str) -> None:
    """Takes over why a warning is accepted."""
    held.reasons[code] = cleaned(st.session_state[key])


def left_out(found: Checked, lang: Lang) -> None:
    """The rows that are no cases, by reason."""
    if found.staged.left_out:
        lines = [[each.reason(lang), formats.number(each.count, lang), rows_of(each.rows, lang)] for each in found.staged.left_out]
        with st.expander(LEFT_OUT_TABLE(lang), key=f"data_left_out_{lang}"):
            st.html(html_table([head(lang) for head in LEFT_OUT_HEADS], lines, LEFT_OUT_TABLE(lang), style="list"))


def rows_of(rows: tuple[int, ...], lang: Lang) -> str:
    """Row numbers, the first of many."""
    more = " …" if len(rows) > SHOWN_ROWS else ""
    return ", ".join(formats.number(row, lang) for row in rows[:SHOWN_ROWS]) + more


def report_files(held: Work, found: Checked, lang: Lang) -> None:
    """The report for the sender."""
    name = f"laporan-pemeriksaan-{found.as_of.isoformat()}"
    with st.container(horizontal=True):
        if st.button(REPORT_XLSX(lang), key="data_report_xlsx", icon=":material/download:"):
            deliver(lambda: reports.to_xlsx(found, lang), f"{name}.xlsx", lang)
        if st.button(REPORT_JSON(lang), key="data_report_json", icon=":material/download:", type="tertiary"):
            deliver(lambda: reports.to_json(found, lang).encode(), f"{name}.json", lang)
        kept_mapping.save(held, lang)


def way_on(held: Work, found: Checked, lang: Lang) -> None:
    """Errors: how to mend them. Otherwise: on to the preview, once every warning has its reason."""
    if not found.passed:
        words("quiet", MEND(lang))
        st.button(UPLOAD_AGAIN(lang), key="data_again", type="primary", on_click=other_file)
        return
    if st.button(FURTHER(lang), key="data_to_preview", type="primary"):
        with watched(lang) as progress:
            attempt(lambda: (accepted(held, found), foresee(held, found, progress), go(5)))
        st.rerun()


def accepted(held: Work, found: Checked) -> None:
    """Raises Notice where a warning has no reason."""
    lacking = {finding.code for finding in found.of("warning") if not held.reasons.get(finding.code)}
    if lacking:
        raise Notice(NO_REASON, count=len(lacking))


def line(held: Work, lang: Lang) -> str:
    """The step in one line."""
    if held.found is None:
        return ""
    count = {level: formats.number(len({each.code for each in held.found.of(level)}), lang) for level in ("warning", "note")}
    return LINE(lang, kept=formats.number(held.found.rows["kept"], lang), warnings=count["warning"], notes=count["note"])
