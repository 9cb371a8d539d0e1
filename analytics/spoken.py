"""What is said of a figure in whole sentences: to quote, to answer questions, to cite, to release."""

from analytics import formats
from analytics.briefing import Document
from analytics.exhibit import Exhibit
from analytics.text import Text

SAID = Text(id="Per {day}, {finding}.", en="As of {day}, {finding}.")


def sentence(exhibit: Exhibit) -> str:
    """The exact sentence to say of a figure: its date, its finding, its numbers."""
    return SAID(exhibit.lang, day=formats.long_date(exhibit.answer.scope.as_of, exhibit.lang), finding=exhibit.title)


def questions(exhibit: Exhibit) -> list[tuple[str, str]]:
    """Likely questions on a figure, each with the answer and its numbers."""
    return []


def citation(exhibit: Exhibit, address: str = "") -> str:
    """How to cite a figure: institution, register, date, finding, address."""
    return f"{exhibit.title}. {address}{exhibit.link}"


def release(document: Document) -> list[str]:
    """The paragraphs of a press release, one a figure; the PPK is spelled out where it first occurs."""
    return [sentence(leaf.exhibit) for leaf in document.leaves]
