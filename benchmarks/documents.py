"""python -m benchmarks.documents: how long documents take once their numbers are known, how that grows, and ten readers at once.

Prints tables in Markdown. The floor of slides is python-pptx making as many plain charts of the same data; the floor of the PDF
is Typst setting the same words as plain paragraphs. Both are taken in turns with ours, and the best of several rounds is kept.
"""

import io
import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import pptx
import typst
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from analytics.briefing import Briefing, Document, composed, item_of
from analytics.catalogue import FIGURES
from analytics.chart import charts, table_of
from analytics.export.documents import FORMATS, rendered
from analytics.register.snapshots import Register
from analytics.settings import SAMPLE
from analytics.view import view_of

SIZES = (12, 20, 40)
ROUNDS = 3
READERS = 10
HEADS = ("figures", *(ending[1:] + ", s" for ending in FORMATS), "pptx ÷ bare python-pptx", "pdf ÷ bare Typst")


def document_of(register: Register, size: int) -> Document:
    """A document of so many figures, every kind among them, with all numbers asked."""
    seen = view_of(register, {}, "id")
    keys = [key for key in FIGURES if not key.endswith(("-day", "-week"))]
    return composed(Briefing(tuple(item_of(key, seen) for key in islice(cycle(keys), size)), "Uji"), register)


def bare_slides(document: Document) -> bytes:
    """As many slides with the same numbers, as python-pptx draws them by itself."""
    deck = pptx.Presentation()
    for leaf in document.leaves:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = leaf.exhibit.title
        for chart in charts(leaf.exhibit)[:1]:
            data = CategoryChartData()
            data.categories = chart.categories
            for series in chart.series:
                data.add_series(series.name, [mark.value for mark in series.marks])
            slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 1_000_000, 8_000_000, 4_000_000, data)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def bare_pdf(document: Document) -> bytes:
    """The same titles and tables as plain paragraphs."""
    lines = [[leaf.exhibit.title, *(" ".join(line) for line in table_of(leaf.exhibit).lines)] for leaf in document.leaves]
    source = "#for figure in json(bytes(sys.inputs.lines)) { heading(figure.at(0)); for line in figure.slice(1) [#line \\ ] }"
    return typst.compile(source.encode(), sys_inputs={"lines": json.dumps(lines)})


def best(*works: Callable[[], object]) -> list[float]:
    """The best time of each, taken in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            times[place].append(time.perf_counter() - start)
    return [min(each) for each in times]


def line_of(document: Document) -> list[str]:
    """One size: seconds of each form, and the two ratios."""
    ours = [lambda ending=ending: rendered(document, ending) for ending in FORMATS]
    *times, slides, pdf = best(*ours, lambda: bare_slides(document), lambda: bare_pdf(document))
    by_form = dict(zip(FORMATS, times, strict=True))
    ratios = [by_form[".pptx"] / slides, by_form[".pdf"] / pdf]
    return [str(len(document.leaves)), *(f"{each:.2f}" for each in times), *(f"{ratio:.1f}" for ratio in ratios)]


def resident() -> float:
    """The memory this process holds now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


@contextmanager
def watched() -> Iterator[list[float]]:
    """Collects the memory held, every few milliseconds, while something runs."""
    seen, over = [resident()], threading.Event()

    def watch() -> None:
        while not over.wait(0.005):
            seen.append(resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def at_once(ending: str) -> None:
    """In a fresh process: memory with the numbers known, the most during one document, and during ten made at once; seconds of the ten."""
    document = document_of(Register(SAMPLE).refresh(), 12)
    known = resident()
    with watched() as one:
        rendered(document, ending)
    start = time.perf_counter()
    with watched() as ten, ThreadPoolExecutor(READERS) as readers:
        list(readers.map(lambda _: rendered(document, ending), range(READERS)))
    print(json.dumps([known, max(one), max(ten), time.perf_counter() - start]))


def memory_line(ending: str) -> list[str]:
    """One form: what the ten readers cost."""
    ran = subprocess.run([sys.executable, "-m", "benchmarks.documents", ending], stdout=subprocess.PIPE, text=True, check=True)
    known, one, ten, seconds = json.loads(ran.stdout)
    return [ending[1:], f"{known:.0f}", f"{one - known:.0f}", f"{ten - known:.0f}", f"{(ten - one) / (READERS - 1):.1f}", f"{seconds:.1f}"]


def table(heads: tuple[str, ...], lines: list[list[str]]) -> str:
    """Lines as a table in Markdown."""
    return "\n".join("| " + " | ".join(line) + " |" for line in ([*heads], ["---:"] * len(heads), *lines))


def main() -> None:
    """Prints both tables."""
    register = Register(SAMPLE).refresh()
    print(table(HEADS, [line_of(document_of(register, size)) for size in SIZES]), "\n", flush=True)
    heads = ("form", "numbers known, MB", "one document, +MB", f"{READERS} at once, +MB", "each further, MB", f"{READERS} at once, s")
    print(table(heads, [memory_line(ending) for ending in FORMATS]))


if __name__ == "__main__":
    at_once(sys.argv[1]) if len(sys.argv) > 1 else main()
