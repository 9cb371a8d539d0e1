"""python -m benchmarks.browser [--rows N ...]: what a reader waits for, in a real browser, beside a bare Streamlit page with the same charts.

Both servers run on the same machine and are measured in turns, visit by visit and change by change, from the click (or the address) to the last stroke of the last chart: the first visitor of a fresh
server, the next visitor with an empty cache, a change to one province (a common filter, prepared in --quiet seconds), a change to several that nobody
has asked for, and with --readers so many readers who change it at the same moment, with
the memory that each added to the server. The bare page shows the home page's own charts, made beforehand, and
changes them with a list box: nothing is counted, read or framed. With --processes 2 the readers come again through nginx (docs/nginx.conf) to two
processes. Printed are seconds and ratios.
"""

import argparse
import pickle
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from analytics import catalogue
from analytics.figures import Look, draw
from analytics.register.snapshots import Register
from analytics.settings import ROOT
from analytics.view import view_of
from benchmarks.registers import AS_OF, write

CHROMIUM = "/usr/bin/chromium"
CHARTS = ("ringkasan_tren", "ringkasan_instansi", "ringkasan_jabatan", "ringkasan_kepatuhan")
PROVINCES = {  # chosen one after the other
    "Sulawesi Tenggara": "sulawesi_tenggara", "Jawa Barat": "jawa_barat", "Papua": "papua", "Jawa Timur": "jawa_timur", "Banten": "banten",
    "Sumatera Selatan": "sumatera_selatan", "Gorontalo": "gorontalo", "Nusa Tenggara Barat": "nusa_tenggara_barat",
}  # fmt: skip
NGINX, LISTENS, PROCESSES = "/usr/sbin/nginx", "8080", ("8501", "8502")  # the ports written in docs/nginx.conf
Server = Callable[[Path, Path], AbstractContextManager[tuple[str, list[int]]]]
READS = 500  # milliseconds that a reader looks at an open list before choosing; the browser finishes drawing it, on either page
STARTS = 3  # fresh servers, for the first visitor of each
WARM = 4  # readers who come first, so that every process has read its register before memory is measured
CALM = 800  # milliseconds without a stroke, after which everything is drawn
BARE = """
import pickle
from pathlib import Path
import streamlit as st

@st.cache_resource
def figures():
    return pickle.loads(Path("figures.pickle").read_bytes())

chosen = st.selectbox("Provinsi", list(figures()))
for place, figure in enumerate(figures()[chosen]):
    st.plotly_chart(figure, theme=None, key=f"chart_{place}")
"""
# Notes when a chart was last changed.
WATCH = """() => {
  window.lastStroke = 0;
  new MutationObserver(found => {
    if (found.some(each => each.target.closest?.(':is(.stPlotlyChart, .chart)'))) window.lastStroke = performance.now();
  }).observe(document, {subtree: true, childList: true, attributes: true});
}"""
DRAWN = """([charts, since, calm]) => document.querySelectorAll(':is(.stPlotlyChart, .chart) .main-svg').length >= charts
  && document.querySelector('[data-test-script-state="notRunning"]') && !document.querySelector('[data-stale="true"]')
  && window.lastStroke > since && performance.now() - window.lastStroke > calm && window.lastStroke"""


@contextmanager
def serving(script: Path, directory: Path) -> Iterator[tuple[str, list[int]]]:
    """A Streamlit server of its own for a script; gives its address and its process."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script.name, "--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"]
    variables = {"PATH": "/usr/bin:/bin", "ASN_DATA_DIR": str(directory), "PYTHONPATH": str(ROOT), "STREAMLIT_SERVER_COOKIE_SECRET": "one"}
    process = subprocess.Popen(command, cwd=script.parent, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield healthy(f"http://127.0.0.1:{port}"), [process.pid]
    finally:
        process.kill()
        process.wait()


@contextmanager
def behind_nginx(script: Path, directory: Path) -> Iterator[tuple[str, list[int]]]:
    """Two such servers behind nginx as docs/nginx.conf has it; gives its address and their processes."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        servers = [stack.enter_context(serving(script, directory)) for _ in PROCESSES]
        port, text = free_port(), (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
        text = text.replace(LISTENS, str(port))
        for written, (url, _) in zip(PROCESSES, servers, strict=True):
            text = text.replace(written, url.rpartition(":")[2])
        (Path(place) / "nginx.conf").write_text(text, encoding="utf-8")
        command = [NGINX, "-p", place, "-e", "error.log", "-c", f"{place}/nginx.conf", "-g", "daemon off;"]
        nginx = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            yield healthy(f"http://127.0.0.1:{port}"), [pid for _, pids in servers for pid in pids]
        finally:
            nginx.terminate()
            nginx.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthy(url: str) -> str:
    """The address, once the server answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return url
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def drawn(page: Page, since: float) -> float:
    """When the last chart was last changed, in seconds of the page's clock. since: milliseconds before which nothing counts."""
    return float(page.wait_for_function(DRAWN, arg=[len(CHARTS), since, CALM], timeout=120_000, polling=50).json_value()) / 1000


def visit(browser: Browser, url: str) -> tuple[float, Page]:
    """How long a visitor with an empty cache waits, and the page."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(url)
    return drawn(page, 0), page


def changed(page: Page, province: str, popover: bool) -> float:
    """How long it takes from the choice of a province to the last chart."""
    waited = chosen(page, offered(page, province, popover))()
    page.keyboard.press("Escape")
    return waited


def offered(page: Page, province: str, popover: bool) -> Locator:
    """A province in the open list, ready to be clicked."""
    if popover and not page.get_by_test_id("stPopoverBody").is_visible():
        page.locator(".st-key-frame").get_by_test_id("stPopoverButton").click()
    box = page.get_by_role("combobox", name="Provinsi", exact=True)
    box.click()
    box.fill(province)
    option = page.get_by_role("option", name=province, exact=True)
    option.wait_for()
    page.wait_for_timeout(READS)
    return option


def chosen(page: Page, option: Locator) -> Callable[[], float]:
    """Clicks it; gives what waits for the last chart, in seconds."""
    since = page.evaluate("performance.now()")
    option.click()
    return lambda: drawn(page, since) - since / 1000


def measured(browser: Browser, bare: Path, directory: Path, quiet: int) -> list[tuple[float, float]]:
    """The bare page and the dashboard in turns, in seconds (medians): first visitor of several fresh servers, next visitor, change to one
    province on a server that had so many quiet seconds, change to several that nobody has asked for."""
    first = [first_visits(browser, bare, directory) for _ in range(STARTS - 1)]
    with serving(bare, directory) as (floor, _), serving(ROOT / "app.py", directory) as (own, _):
        first.append(visits(browser, floor, own)[0])
        following, pages = visits(browser, floor, own)
        time.sleep(quiet)
        common = changes(pages, cleared)
        new = changes(pages, lambda page, popover: None)[1:]
        for page in pages:
            page.context.close()
    return [middle(first), following, *(middle(turns) for turns in (common, new))]


def first_visits(browser: Browser, bare: Path, directory: Path) -> tuple[float, float]:
    """How long the first visitor of either page waits, on servers of their own."""
    with serving(bare, directory) as (floor, _), serving(ROOT / "app.py", directory) as (own, _):
        waited, pages = visits(browser, floor, own)
        for page in pages:
            page.context.close()
    return waited


def visits(browser: Browser, *urls: str) -> tuple[tuple[float, float], list[Page]]:
    """A visit to either page: how long each took, and the pages."""
    (floor, bare), (own, dashboard) = (visit(browser, url) for url in urls)
    return (floor, own), [bare, dashboard]


def changes(pages: list[Page], after: Callable[[Page, bool], None]) -> list[tuple[float, float]]:
    """One province after the other, on the bare page and on the dashboard in turns; after: what is done with a page after each."""
    turns = []
    for province in PROVINCES:
        waited = []
        for page, popover in zip(pages, (False, True), strict=True):
            waited.append(changed(page, province, popover))
            after(page, popover)
        turns.append((waited[0], waited[1]))
    return turns


def middle(turns: list[tuple[float, float]]) -> tuple[float, float]:
    """The medians of either page."""
    return statistics.median(floor for floor, _ in turns), statistics.median(own for _, own in turns)


def cleared(page: Page, popover: bool) -> None:
    """Takes the province back; the bare page's list has no need of it."""
    if popover:
        while page.get_by_test_id("stPopoverBody").is_visible():  # the list closes first, then the menu around it
            page.keyboard.press("Escape")
            page.wait_for_timeout(300)
        since = page.evaluate("performance.now()")
        page.locator(".st-key-chip_reset button").click()
        drawn(page, since)


def memory_of(processes: list[int]) -> float:
    """Resident memory of processes in MB."""
    lines = [line for pid in processes for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def crowded(
    browser: Browser, script: Path, directory: Path, popover: bool, readers: int, served: Server = serving
) -> tuple[float, float, float]:
    """Readers who all change the filter at the same moment: how long the middle one and the slowest in twenty wait, in seconds, and the
    memory that each further reader added, in MB."""
    with served(script, directory) as (url, processes):
        pages = [visit(browser, url)[1] for _ in range(WARM)]
        for page in pages:
            changed(page, next(iter(PROVINCES)), popover)
        before = memory_of(processes)
        pages += [visit(browser, url)[1] for _ in range(readers - WARM)]
        others = [*PROVINCES][1:]
        options = [offered(page, others[place % len(others)], popover) for place, page in enumerate(pages)]
        waits = [chosen(page, option) for page, option in zip(pages, options, strict=True)]
        times = sorted(wait() for wait in waits)
        added = (memory_of(processes) - before) / (readers - WARM)
        for page in pages:
            page.context.close()
    return statistics.median(times), times[round(0.95 * (readers - 1))], added


def bare_page(directory: Path, folder: Path) -> Path:
    """The bare page with the charts of the home page for each province, made beforehand."""
    register = Register(directory).refresh()
    codes = {"": "", **PROVINCES}
    views = {name or "Semua": view_of(register, {"province": code} if code else {}, "id") for name, code in codes.items()}
    figures = {name: [draw(catalogue.figure(key, seen), Look("id", False)) for key in CHARTS] for name, seen in views.items()}
    (folder / "figures.pickle").write_bytes(pickle.dumps(figures))
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    return folder / "bare.py"


def compared(browser: Browser, rows: int, readers: int, quiet: int, processes: int) -> None:
    """Measures both pages on a register of so many rows and prints them side by side. readers: at once; none where there are not more than WARM. quiet: see measured.
    processes: 2 to have the readers again through nginx."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start = perf_counter()
        write(folder / "data", rows, "parquet")
        found = measured(browser, bare_page(folder / "data", folder), folder / "data", quiet)
        print(f"{rows:,} rows, as of {AS_OF} ({perf_counter() - start:.0f} s)")
        for name, (floor, own) in zip(("first visitor", "next visitor", "common filter", "new filters"), found, strict=True):
            print(f"  {name:14}  bare {floor:5.2f} s   dashboard {own:5.2f} s   {own / floor:4.2f} x")
        if readers > WARM:
            bare = crowded(browser, folder / "bare.py", folder / "data", False, readers)
            ways: tuple[Server, ...] = (serving, behind_nginx)
            for count, way in enumerate(ways[:processes], start=1):
                ours = crowded(browser, ROOT / "app.py", folder / "data", True, readers, way)
                for name, floor, own in zip(
                    (f"{readers} at once, p50", f"{readers} at once, p95", "MB per reader"), bare, ours, strict=True
                ):
                    print(f"  {name:18}  bare {floor:6.2f}   {count} processes {own:6.2f}   {own / floor:4.2f} x")


def main() -> None:
    """Measures registers of several sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[2_000, 1_000_000, 10_000_000])
    parser.add_argument("--readers", type=int, default=0, help="so many readers at once as well")
    parser.add_argument(
        "--processes", type=int, choices=(1, 2), default=1, help="2: the readers come through nginx to two processes as well"
    )
    parser.add_argument("--quiet", type=int, default=30, help="seconds in which nobody asks, before filters are changed")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for rows in options.rows:
            compared(browser, rows, options.readers, options.quiet, options.processes)
        browser.close()


if __name__ == "__main__":
    main()
