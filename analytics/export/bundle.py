"""All forms of a document in one zip, with a manifest: what each figure says, of which data, and the SHA-256 of each file."""

import hashlib
import json
from typing import Any

from analytics import frozen
from analytics.ask import Answer, Row
from analytics.briefing import Document
from analytics.exhibit import Exhibit
from analytics.export.archive import packed
from analytics.export.data import to_csv, without_noise
from analytics.export.release import to_docx, to_text
from analytics.export.report import to_pdf
from analytics.export.slides.deck import to_pptx
from analytics.export.workbook.book import to_xlsx
from analytics.scope import Scope

FORMAT, VERSION = "asn-bundle", 1
MANIFEST = "manifest.json"


def to_zip(document: Document, template: bytes | None = None) -> bytes:
    """Slides, document, workbook, release, a CSV a figure, and the manifest. Raises Notice where the template cannot be used."""
    files = {
        "deck.pptx": to_pptx(document, template),
        "briefing.pdf": to_pdf(document),
        "data.xlsx": to_xlsx(document),
        "release.docx": to_docx(document),
        "release.txt": to_text(document).encode("utf-8"),
    }
    names = csv_names(document)
    files |= {name: to_csv(leaf.exhibit, document.institution) for name, leaf in zip(names, document.leaves, strict=True)}
    return packed(files | {MANIFEST: manifest(document, names, files)})


def csv_names(document: Document) -> list[str]:
    """The file of each figure; a second of the same name ends in -2."""
    names: list[str] = []
    for leaf in document.leaves:
        name, place = leaf.exhibit.file_name, 1
        while (found := f"{name}.csv" if place == 1 else f"{name}-{place}.csv") in names:
            place += 1
        names.append(found)
    return names


def manifest(document: Document, names: list[str], files: dict[str, bytes]) -> bytes:
    """What is in the zip, as JSON; the same bytes for the same document."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "title": document.title,
        "institution": document.institution.name,
        "author": document.author,
        "day": document.day.isoformat() if document.day else None,
        "embargo": document.embargo,
        "lang": document.lang,
        "data_as_of": document.as_of.isoformat(),
        "synthetic": document.synthetic,
        "figures": [figure(leaf.exhibit, name, document.address) for name, leaf in zip(names, document.leaves, strict=True)],
        "files": {name: {"sha256": hashlib.sha256(each).hexdigest(), "bytes": len(each)} for name, each in files.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def figure(exhibit: Exhibit, name: str, address: str) -> dict[str, Any]:
    """One figure: how to make it again, what it says, and of which data."""
    answer, source = exhibit.answer, exhibit.answer.source
    found = {
        "id": frozen.written(exhibit.short_id) if exhibit.short_id else None,
        "figure_id": exhibit.figure_id,
        "link": address + exhibit.link,
        "title": exhibit.title,
        "metric": answer.metric.code,
        "unit": answer.scope.unit.code,
        "total": numbers(answer.total),
        "snapshot": {"as_of": source.as_of.isoformat(), "version": source.version, "source": source.name(exhibit.lang)},
        "filters": filters(answer.scope, exhibit),
        "synthetic": source.synthetic,
        "csv": name,
    }
    return found | ({"numbers": [headline(part.answer) for part in exhibit.parts]} if exhibit.kind == "numbers" else {})


def headline(answer: Answer) -> dict[str, Any]:
    """One of several headline numbers."""
    return {"metric": answer.metric.code, **numbers(answer.total)}


def numbers(row: Row) -> dict[str, int | float | None]:
    """A row as it is; what does not exist is null."""
    return {"numerator": row.numerator, "denominator": row.denominator, "value": None if row.value is None else without_noise(row.value)}


def filters(scope: Scope, exhibit: Exhibit) -> dict[str, Any]:
    """What the figure is narrowed to: in words, and in codes."""
    period = {"from": scope.start.isoformat() if scope.start else None, "to": scope.end.isoformat() if scope.end else None}
    return {"words": scope.sentence(exhibit.lang), "codes": {code: list(members) for code, members in scope.where.items()}, **period}
