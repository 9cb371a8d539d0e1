"""The history in words, for the page and the command line."""

from analytics import formats
from analytics.register.journal import Event
from analytics.text import Lang, Text

KINDS = {
    "import": Text(id="diimpor", en="imported"),
    "release": Text(id="dirilis", en="released"),
    "withdraw": Text(id="ditarik", en="withdrawn"),
    "discard": Text(id="dibuang", en="discarded"),
}
COUNTS = {
    "rows": Text(id="baris", en="rows"),
    "cases": Text(id="kasus", en="cases"),
    "letters": Text(id="surat", en="letters"),
    "reported": Text(id="dilaporkan", en="reported"),
    "recommended": Text(id="direkomendasikan", en="recommended"),
    "sanctioned": Text(id="dijatuhi sanksi", en="sanctioned"),
    "outstanding": Text(id="belum ditindaklanjuti", en="outstanding"),
}
MOVED = Text(id="{name} {before} → {after}", en="{name} {before} → {after}")
STANDS = Text(id="{name} {after}", en="{name} {after}")
ACCEPTED = Text(id="peringatan diterima: {reason}", en="warning accepted: {reason}")


def numbers(event: Event, lang: Lang) -> str:
    """The headline numbers before and after: those that moved with both, the others as they stand."""
    before, after = event.counts.get("before", {}), event.counts.get("after", {})
    return ", ".join(moved(name, before.get(name), after.get(name), lang) for name in COUNTS if name in after or name in before)


def moved(name: str, before: int | None, after: int | None, lang: Lang) -> str:
    """One number before and after."""
    values = {"name": COUNTS[name], "after": formats.number(after, lang)}
    return STANDS(lang, **values) if before is None or before == after else MOVED(lang, before=formats.number(before, lang), **values)


def reasons(event: Event, lang: Lang) -> str:
    """Why it was done, and why its warnings were accepted."""
    accepted = [ACCEPTED(lang, reason=reason) for reason in dict.fromkeys(event.accepted.values())]
    return "; ".join(part for part in (event.reason, *accepted) if part)
