"""Speaker notes: what to say, likely questions with answers, the citation."""

from typing import Any

from pptx.slide import Slide

from analytics import chart, formats, questions, quoted, spoken
from analytics.briefing import Document, Leaf
from analytics.exhibit import Exhibit
from analytics.export.slides.style import Style, valid
from analytics.table import definition
from analytics.text import Text

DASHBOARD_NOTES = Text(id="Catatan dasbor:", en="Dashboard notes:")
TO_SAY = Text(id="Kalimat: {sentence}", en="To say: {sentence}")
EVENT = Text(id="Peristiwa {day}: {label}", en="Event of {day}: {label}")
QUESTION = Text(id="Tanya: {question}", en="Question: {question}")
REPLY = Text(id="Jawab: {reply}", en="Answer: {reply}")
CITED = Text(id="Kutipan: {citation}", en="Citation: {citation}")


def add_notes(slide: Slide, leaf: Leaf, document: Document, style: Style) -> None:
    """The speaker's comment, then the block of the dashboard."""
    frame: Any = slide.notes_slide.notes_text_frame
    lines = ([leaf.comment, ""] if leaf.comment else []) + dashboard_notes(leaf.exhibit, document)
    frame.text = valid("\n".join(lines))
    for run in frame._txBody.xpath(".//a:r"):
        run.get_or_add_rPr().set("lang", style.code)


def dashboard_notes(exhibit: Exhibit, document: Document) -> list[str]:
    """What to say, definition, events, likely questions with answers, citation, id; from a fixed first to a fixed last line."""
    lang = exhibit.lang
    lines = [DASHBOARD_NOTES(lang), TO_SAY(lang, sentence=spoken.sentence(exhibit))]
    lines += [chart.REMARK(lang, label=term, value=words) for term, words in definition(exhibit.answer, lang)]
    lines += [EVENT(lang, day=formats.short_date(event.day, lang), label=event.label(lang)) for event in exhibit.events]
    for question, reply in questions.questions(exhibit):
        lines += [QUESTION(lang, question=question), REPLY(lang, reply=reply)]
    return [*lines, CITED(lang, citation=quoted.citation(exhibit, document.institution, document.address)), f"figure:{exhibit.figure_id}"]
