"""What readers would otherwise wait for: libraries, the register, the figures of the first page; then, while nobody asks, those of its
commonest filters.

The first is done before the server answers, for as long as PATIENCE at most, then beside it: a large register takes longer to open.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from analytics import catalogue
from analytics.chart import drawable
from analytics.figures import Look
from analytics.metrics import REPORTED
from analytics.register.snapshots import Register
from analytics.settings import settings
from analytics.text import LANGUAGES, Lang
from analytics.view import view_of
from analytics.vocabulary import AGENCY_TYPE, POSITION, PROVINCE
from pages._chart import drawn
from pages._registers import register_in

PATIENCE = 120  # seconds; ten million rows take about one minute
CALM, EVERY = 3.0, 30.0  # seconds: without a reader before another filter is prepared; between two looks for new data
COMMON = (PROVINCE, AGENCY_TYPE, POSITION)  # what is filtered by most
last_served = 0.0  # by the clock that only goes forward
FIRST = "ringkasan_"  # how the keys of the first page's figures begin


@asynccontextmanager
async def prepared(_: Any) -> AsyncIterator[None]:
    """The life of the server: it begins with preparations."""
    thread = Thread(target=prepare, name="prepare", daemon=True)
    thread.start()
    await asyncio.to_thread(thread.join, PATIENCE)
    Thread(target=keep_ready, name="keep ready", daemon=True).start()
    yield


def seen() -> None:
    """Notes that a reader was served just now."""
    global last_served
    last_served = time.monotonic()


def prepare() -> None:
    """Opens the register and draws the first page's figures; what fails is told to the reader whom it concerns."""
    try:
        draw_first_page(register_in(settings().snapshots_dir()).refresh(), {})
        import scipy.optimize  # noqa: F401 – by which public mode works out what to hide under a new filter
    except Exception:
        logging.getLogger(__name__).warning("the first page could not be prepared", exc_info=True)


def keep_ready() -> None:
    """Draws the first page under every common filter, the largest groups first, one by one while nobody is served; again when data change."""
    seen()
    done: object = None
    while True:
        try:
            register = register_in(settings().snapshots_dir()).refresh()
            if (now := tuple((day, register.at(day).version) for day in register.dates)) != done:
                for query in common_filters(register):
                    wait_for_calm()
                    draw_first_page(register, query, LANGUAGES[:1])
                done = now
        except Exception:
            logging.getLogger(__name__).warning("a filter could not be prepared", exc_info=True)
            return
        time.sleep(EVERY)


def wait_for_calm() -> None:
    """Waits until no reader was served for a while."""
    while time.monotonic() - last_served < CALM:
        time.sleep(CALM / 4)


def common_filters(register: Register) -> list[dict[str, str]]:
    """One province, one kind of agency, or one group of positions; those with the most reports first."""
    if not register.dates:
        return []
    everything = view_of(register, {}, "id")
    found = [
        (row.numerator or 0, by.code, row.code) for by in COMMON if (answer := everything.answered(REPORTED, by)) for row in answer.rows
    ]
    return [{dimension: code} for _, dimension, code in sorted(found, reverse=True)]


def draw_first_page(register: Register, query: dict[str, str], languages: tuple[Lang, ...] = LANGUAGES) -> None:
    """Draws the figures that a reader sees first."""
    for lang in languages if register.dates else ():
        view = view_of(register, query, lang)
        for exhibit in (catalogue.figure(key, view) for key in catalogue.FIGURES if key.startswith(FIRST)):
            if exhibit.kind != "numbers" and drawable(exhibit):
                drawn(exhibit, Look(lang, small=True))
