"""A document in every form it can leave in, by the ending of its file name: the same for the page and the command line."""

from collections.abc import Callable
from dataclasses import dataclass

from analytics.briefing import Document
from analytics.export.bundle import to_zip
from analytics.export.release import to_docx, to_text
from analytics.export.report import to_pdf
from analytics.export.slides.deck import to_pptx
from analytics.export.workbook.book import to_xlsx
from analytics.frozen import with_ids
from analytics.text import Text

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Form:
    """One form. label: what readers call it; mime: what browsers call it; make: from a document and a house template."""

    label: Text
    mime: str
    make: Callable[[Document, bytes | None], bytes]


FORMATS = {
    ".pptx": Form(Text(id="Paparan (PPTX)", en="Slides (PPTX)"), f"{OFFICE}.presentationml.presentation", to_pptx),
    ".pdf": Form(Text(id="Dokumen A4 (PDF)", en="A4 document (PDF)"), "application/pdf", lambda document, _: to_pdf(document)),
    ".xlsx": Form(Text(id="Data (XLSX)", en="Workbook (XLSX)"), f"{OFFICE}.spreadsheetml.sheet", lambda document, _: to_xlsx(document)),
    ".docx": Form(
        Text(id="Siaran pers (DOCX)", en="Press release (DOCX)"),
        f"{OFFICE}.wordprocessingml.document",
        lambda document, _: to_docx(document),
    ),
    ".txt": Form(
        Text(id="Siaran pers (teks)", en="Press release (text)"), "text/plain", lambda document, _: to_text(document).encode("utf-8")
    ),
    ".zip": Form(Text(id="Semua berkas (ZIP)", en="All files (ZIP)"), "application/zip", to_zip),
}


def rendered(document: Document, ending: str, template: bytes | None = None) -> bytes:
    """A document as a file of one form, each figure kept under its id; the same bytes for the same inputs. Raises Notice where the template is refused."""
    return FORMATS[ending].make(with_ids(document), template)


LONGEST_NAME = 60  # letters of the title in a file's name


def file_name(document: Document, ending: str) -> str:
    """A plain file name: words of the title, and the latest snapshot in it."""
    words = "".join(each if each.isascii() and each.isalnum() else " " for each in document.title.lower()).split()
    while len(words) > 1 and len("-".join(words)) > LONGEST_NAME:
        words.pop()  # cut between words
    return f"{'-'.join(words)[:LONGEST_NAME] or 'bahan'}_{document.as_of.isoformat()}{ending}"
