"""The five steps: those done are one line each, one is open, those to come are named."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from analytics.settings import ROOT
from analytics.text import Lang, Text
from pages._data import columns, file, report, saving, words
from pages._data.findings import findings_list
from pages._data.work import Work, go, trouble, work

CHANGE = Text(id="Ubah", en="Change")
TO_COME = Text(id="Berikutnya: {steps}", en="To come: {steps}")

view = st.components.v2.component("view", js=(ROOT / "static" / "view.js").read_text(encoding="utf-8"), isolate_styles=False)


@dataclass(frozen=True)
class Step:
    """One step. draw: what is in it while it is open; line: what it came to, in one line."""

    title: Text
    draw: Callable[[Work | None, Lang], None]
    line: Callable[[Work, Lang], str]


STEPS = (
    Step(Text(id="Berkas", en="File"), file.draw, file.line),
    Step(Text(id="Kolom", en="Columns"), columns.draw, columns.line),
    Step(Text(id="Kata", en="Words"), words.draw, words.line),
    Step(Text(id="Pemeriksaan", en="Check"), report.draw, report.line),
    Step(Text(id="Pratinjau dan simpan", en="Preview and save"), saving.draw, saving.line),
)


def steps(lang: Lang) -> None:
    """All steps, as far as the clerk has come."""
    held = work()
    now = held.step if held else 1
    for number, step in enumerate(STEPS, 1):
        if held and number < now:
            done(number, step, held, lang)
        elif number == now:
            opened(number, step, held, lang)
    if now < len(STEPS):
        names = " · ".join(f"{number} {step.title(lang)}" for number, step in enumerate(STEPS, 1) if number > now)
        st.html(f'<p class="step-next">{escape(TO_COME(lang, steps=names))}</p>')


def heading(number: int, step: Step, lang: Lang) -> str:
    """A step's number and name."""
    return f'<span class="step-number">{number}</span> {escape(step.title(lang))}'


def done(number: int, step: Step, held: Work, lang: Lang) -> None:
    """A step that is behind: one line and the way back."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"step_{number}"):
        st.html(f'<p class="step-line"><b>{heading(number, step, lang)}</b> <span>{escape(step.line(held, lang))}</span></p>')
        if held.released is None:
            st.button(CHANGE(lang), key=f"data_back_{number}", type="tertiary", icon=":material/edit:", on_click=go, args=(number,))


def opened(number: int, step: Step, held: Work | None, lang: Lang) -> None:
    """The step the clerk is at; below its button, what the last attempt in it was refused for."""
    with st.container(key=f"step_{number}"):
        st.html(f'<h3 class="step-title">{heading(number, step, lang)}</h3>')
        step.draw(held, lang)
        if found := trouble():
            st.html(findings_list(found, lang, alert=True))


def into_view() -> None:
    """Scrolls to the step that has just opened, or to what an attempt was refused for; nothing moves while neither happens."""
    held = work()
    step, refused = held.step if held else 1, trouble()
    before = st.session_state.get("data_here", (step, refused))
    st.session_state.data_here = (step, refused)
    shown = st.session_state.get("data_view", {"turn": "", "selector": "", "block": "start"})
    if step != before[0]:
        shown = {"turn": f"{int(shown['turn'] or 0) + 1}", "selector": f".st-key-step_{step}", "block": "start"}
    elif refused and refused is not before[1]:
        shown = {"turn": f"{int(shown['turn'] or 0) + 1}", "selector": f".st-key-step_{step} [role=alert]", "block": "nearest"}
    st.session_state.data_view = shown
    view(data=shown, key="data_view_keeper", height=0)
