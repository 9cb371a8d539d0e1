"""The figures of the briefing as the page shows them, made once for all readers."""

import logging
from dataclasses import dataclass
from functools import lru_cache

from analytics.briefing import Item, made
from analytics.exhibit import Exhibit
from analytics.register.snapshots import Register
from analytics.text import Lang, Notice, Text
from analytics.view import View

CRASHED = Text(id="terjadi kesalahan; rinciannya ada di log", en="an error occurred; the log has the details")


@dataclass(frozen=True)
class Line:
    """One figure of the list: its item, and the figure or why there is none."""

    item: Item
    exhibit: Exhibit | None
    reason: str = ""


def line_of(item: Item, seen: View, lang: Lang) -> Line:
    """A figure made, or the reason it cannot be: one that fails never takes the others with it."""
    try:
        register = seen.register
        versions = tuple((register.at(day).version, register.at(day).synthetic) for day in register.dates)
        return Line(item, shared_figure(item.figure, tuple(sorted(item.query.items())), item.title, lang, register, versions))
    except Notice as notice:
        return Line(item, None, notice(seen.lang))
    except Exception:
        logging.getLogger(__name__).exception("figure %s failed", item.figure)
        return Line(item, None, CRASHED(seen.lang))


@lru_cache(maxsize=512)
def shared_figure(
    key: str, query: tuple[tuple[str, str], ...], title: str, lang: Lang, register: Register, versions: tuple[tuple[str, bool], ...]
) -> Exhibit:
    """A figure of a list, kept for every reader until a snapshot changes (versions): a list is drawn anew at every click."""
    return made(Item(key, dict(query), title), register, lang)
