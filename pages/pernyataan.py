"""Pernyataan: what was said in public, number by number, with the verdict of the register and its source; contradictions in view."""

import streamlit as st

from analytics import formats, sentences
from analytics.text import Text, same
from analytics.verdicts import VERDICTS
from pages._ledger import HEADS, STANDINGS, counted, ledger_rows, matching, to_csv
from pages._menu import deliver
from pages._parts import choose, html_table, show, view, words

LEAD = Text(
    id="Halaman ini memuat angka yang benar-benar disampaikan ke publik tentang netralitas ASN, 2015–2024, lengkap dengan sumbernya. "
    "Angka ini tidak berasal dari register dan tidak digabung dengannya; KASN menghitung orang, Bawaslu menghitung kasus, Kemendagri menghitung surat rekomendasi.",
    en="This page holds the numbers actually said in public about ASN neutrality, 2015–2024, each with its source. They do not come from the "
    "register and are not joined with it; KASN counts persons, Bawaslu counts cases, Home Affairs counts letters of recommendation.",
)
REAL = Text(id="Angka nyata yang telah dipublikasikan; bukan data contoh", en="Real published numbers; not sample data")
LEDGER = Text(id="Daftar pernyataan", en="List of statements")
HOW = Text(
    id="Setiap angka dibandingkan dengan snapshot register pada tanggal pernyataannya; bila tidak ada, persentase dibandingkan dengan rincian yang "
    "dipublikasikan. Kolom “Register per {day}” adalah jawaban snapshot yang dipilih atas pertanyaan yang sama.",
    en="Each number is held against the snapshot of the statement's own date; where there is none, a percentage is held against the parts that were "
    "published. The column “Register of {day}” is the answer of the chosen snapshot to the same question.",
)
REGISTER_MARK = Text(id="Angka register: {mark}", en="Numbers of the register: {mark}")
COUNT = Text(id="{shown} dari {total} pernyataan", en="{shown} of {total} statements")
SEARCH = Text(id="Cari kata atau angka", en="Search words or numbers")
VERDICT = Text(id="Hasil", en="Verdict")
SAVE = Text(id="Unduh daftar ini (CSV)", en="Download this list (CSV)")
EVERY = Text(id="Semua", en="All")
PUBLISHER = Text(id="Penyampai", en="Publisher")
STANDING = Text(id="Kedudukan", en="Standing")


def pick(label: Text, options: dict[str, Text], key: str) -> str:
    """One of a longer list; all by default."""
    chosen = st.selectbox(
        label(lang),
        list(options),
        format_func=lambda code: options[code](lang),
        key=key,
        filter_mode=None,
        placeholder=label(lang),
        width=270,
    )
    return str(chosen or "all")


seen = view()
lang = seen.lang
words("lead", LEAD(lang))
st.html(f'<span class="mark">{REAL(lang)}</span>')
show("pernyataan_deret", seen)
show("pernyataan_position", seen)
show("pernyataan_category", seen)

st.subheader(LEDGER(lang))
how = HOW(lang, day=formats.short_date(seen.scope.as_of, lang))
mark = REGISTER_MARK(lang, mark=sentences.SYNTHETIC) if seen.register.at(seen.scope.as_of).synthetic else ""
words("quiet", f"{how} {mark}")
rows = ledger_rows(seen)
publishers = {"all": EVERY} | {name: same(name) for name in dict.fromkeys(row.publisher for row in rows)}
standings = {code: label for code, label in STANDINGS.items() if any(row.standing == code for row in rows)}
with st.container(horizontal=True, vertical_alignment="bottom", key="pernyataan_saringan"):
    publisher = choose("pernyataan_penyampai", PUBLISHER(lang), publishers, lang)
    verdict = pick(VERDICT, {"all": EVERY, **VERDICTS}, "pernyataan_hasil")
    standing = pick(STANDING, {"all": EVERY, **standings}, "pernyataan_kedudukan")
    searched = st.text_input(SEARCH(lang), key="pernyataan_cari", max_chars=80, width=270) or ""
kept = [
    row
    for row in matching(rows, searched, lang)
    if publisher in ("all", row.publisher) and verdict in ("all", row.verdict) and standing in ("all", row.standing)
]
count = COUNT(lang, shown=len(kept), total=len(rows))
words("quiet", f"{count} · {counted(kept, lang)}" if kept else count)
with st.container(key="pernyataan_daftar"):
    st.html(html_table([head(seen) for head in HEADS], [row.cells(lang) for row in kept], LEDGER(lang), style="list records"))
if st.button(SAVE(lang), key="pernyataan_csv", icon=":material/download:", type="tertiary"):
    notes = [LEDGER(lang), count, how, *filter(None, [mark])]
    deliver(lambda: to_csv(kept, seen, notes), f"pernyataan_{seen.scope.as_of.isoformat()}.csv", lang)
