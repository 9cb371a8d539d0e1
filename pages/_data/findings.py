"""Findings as a clerk reads them: where, what, what to do."""

from collections.abc import Iterable
from html import escape

from analytics import formats
from analytics.gate.reports import upper
from analytics.gate.severity import FIELD, in_parts
from analytics.register.contract import said
from analytics.register.findings import MORE, Finding, harmless
from analytics.text import Lang, Notice, Text

ROW = Text(id="Baris {row}", en="Row {row}")
COLUMN = Text(id="kolom “{column}”", en="column “{column}”")
LEVELS = {
    "error": Text(id="Kesalahan", en="Error"),
    "warning": Text(id="Peringatan", en="Warning"),
    "note": Text(id="Catatan", en="Note"),
}


def findings_list(found: Iterable[Finding | Notice], lang: Lang, alert: bool = False) -> str:
    """Findings as a list in HTML; alert: read aloud at once."""
    items = "".join(f'<li class="finding {level(each)}">{inside(each, lang)}</li>' for each in found)
    role = ' role="alert"' if alert else ""
    return f'<ul class="findings"{role}>{items}</ul>'


def level(found: Finding | Notice) -> str:
    """How grave it is; what stopped an attempt is an error."""
    return found.level if isinstance(found, Finding) else "error"


def inside(found: Finding | Notice, lang: Lang) -> str:
    """One finding: its level as a word, where, what, what to do."""
    word = f'<span class="finding-level">{escape(LEVELS[level(found)](lang))}</span>'
    if isinstance(found, Notice):
        return f"{word}<p>{escape(found(lang))}</p>"
    said, advice = in_parts(found, lang)
    what = f"“{harmless(found.value)}”: {said}" if found.value is not None else upper(said)
    place = f'<span class="finding-where">{escape(where(found, lang))}</span>'
    to_do = f'<p class="finding-do">→ {escape(upper(advice))}</p>' if advice else ""
    return f"{word}{place}<p>{escape(what)}</p>{to_do}"


def where(found: Finding, lang: Lang) -> str:
    """The row, how many more, and the column by the sender's own heading, else by our name."""
    row = [ROW(lang, row=formats.number(found.row, lang))] if found.row else []
    more = f" {MORE(lang, count=formats.number(found.count - 1, lang))}" if found.row and found.count > 1 else ""
    ours = said(FIELD[found.column])(lang) if found.column in FIELD else found.column or ""
    column = [COLUMN(lang, column=harmless(found.heading or ours))] if found.column else []
    return upper(", ".join([*[each + more for each in row], *column]))
