"""What the first reader would otherwise wait for: libraries, the register, and the figures of the first page.

Done before the server answers, for as long as PATIENCE at most, then beside it: a large register takes longer to open.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from analytics import catalogue
from analytics.figures import Look
from analytics.settings import settings
from analytics.text import LANGUAGES
from analytics.view import view_of
from pages._chart import drawn
from pages._registers import register_in

PATIENCE = 120  # seconds; ten million rows take about one minute
FIRST = "ringkasan_"  # how the keys of the first page's figures begin


@asynccontextmanager
async def prepared(_: Any) -> AsyncIterator[None]:
    """The life of the server: it begins with preparations."""
    thread = Thread(target=prepare, name="prepare", daemon=True)
    thread.start()
    await asyncio.to_thread(thread.join, PATIENCE)
    yield


def prepare() -> None:
    """Opens the register and draws the first page's figures; what fails is told to the reader whom it concerns."""
    try:
        draw_first_page()
        import scipy.optimize  # noqa: F401 – by which public mode works out what to hide under a new filter
    except Exception:
        logging.getLogger(__name__).warning("the first page could not be prepared", exc_info=True)


def draw_first_page() -> None:
    """Draws the figures that a reader without filters sees first, in both languages."""
    register = register_in(settings().snapshots_dir()).refresh()
    for lang in LANGUAGES if register.dates else ():
        seen = view_of(register, {}, lang)
        for exhibit in (catalogue.figure(key, seen) for key in catalogue.FIGURES if key.startswith(FIRST)):
            if exhibit.kind != "numbers" and not exhibit.empty:
                drawn(exhibit, Look(lang, small=True))
