"""A real server and a real browser; every page opened is watched for errors and for requests to other hosts."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import sync_playwright

from analytics.settings import ROOT, SAMPLE

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
STARTED_WITHIN = 60  # seconds
PATIENCE = 30_000  # milliseconds
# Below a deep link Streamlit first looks for its own two addresses in the page's folder, then at the root.
STREAMLIT_LOOKS = ("/_stcore/health", "/_stcore/host-config")

# True once the run is over, charts are drawn, nothing is stale, and the page has not changed for `calm` milliseconds.
SETTLED = """calm => {
  const charts = [...document.querySelectorAll('.chart')];
  const over = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    && document.querySelector('h2, [role="alert"]')
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && document.documentElement.dataset.briefing !== 'coming'
    && charts.every(chart => chart.querySelector('.main-svg'));
  const now = location.href + document.body.innerText + document.querySelectorAll('svg *').length;
  if (!over || now !== window.lastSeen) { window.lastSeen = now; window.calmSince = performance.now(); return false; }
  return performance.now() - window.calmSince > calm;
}"""
# Every visible phrase: texts (charts too), and the labels, placeholders and titles of visible elements.
PHRASES = """skip => {
  const seen = element => element && element.checkVisibility() && !element.closest(skip);
  const phrases = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (seen(walker.currentNode.parentElement)) phrases.push(walker.currentNode.data.trim());
  for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description'])
    for (const element of document.querySelectorAll(`[${name}]`)) if (seen(element)) phrases.push(element.getAttribute(name).trim());
  return phrases.filter(phrase => phrase);
}"""
# Texts of a drawing; a label folded into lines is one text.
DRAWN = """texts => texts.map(text => {
  const lines = [...text.querySelectorAll('tspan.line')];
  return (lines.length ? lines : [text]).map(line => line.textContent.trim()).join(' ').replace(/\\s+/g, ' ');
})"""
# What of a chart cannot be read: texts that reach beyond its edge, and labels of an axis that lie on one another.
UNREADABLE = """() => [...document.querySelectorAll('.chart')].flatMap(chart => {
  const frame = chart.querySelector('.main-svg').getBoundingClientRect();
  const boxes = selector => [...chart.querySelectorAll(selector)].map(text => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width);
  const beyond = box => box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2;
  const touching = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
  const labels = boxes('.xtick text, .ytick text');
  return [
    ...boxes('svg text').filter(([, box]) => beyond(box)).map(([text]) => `cut: ${text}`),
    ...labels.flatMap(([text, box], place) => labels.slice(place + 1).filter(([, other]) => touching(box, other)).map(([other]) => `overlap: ${text} / ${other}`)),
  ];
})"""
# How far each scrolling area of the page is wider than what is seen of it.
OVERFLOW = """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
  .map(area => area.scrollWidth - area.clientWidth)"""


def free_port():
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def healthy(url):
    """Whether the server answers."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return answer.read() == b"ok"
    except (URLError, OSError):
        return False


@contextmanager
def serving(directory, **settings):
    """The dashboard on the snapshots of a directory, with other settings where named, in a process of its own; gives its address."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
        "--server.fileWatcherType",
        "none",
    ]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ASN_")} | {"ASN_DATA_DIR": str(directory)}
    environment |= {f"ASN_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url, patience = f"http://127.0.0.1:{port}", time.monotonic() + STARTED_WITHIN
        while not healthy(url):
            assert process.poll() is None, f"the server ended with code {process.returncode}"
            assert time.monotonic() < patience, "the server did not start"
            time.sleep(0.1)
        yield url
    finally:
        process.kill()
        process.wait()


class Watch:
    """What went wrong on one page: script errors, refused or failed requests, requests to another host."""

    def __init__(self, page, url):
        self.host, self.faults = urlsplit(url).netloc, []
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", lambda request: self.asked(request.url))
        page.on("websocket", lambda websocket: self.asked(websocket.url))
        page.on("requestfailed", self.failed)
        page.on("response", self.answered)

    def asked(self, url):
        """Notes a request that leaves the server."""
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != self.host:
            self.faults.append(f"request to another host: {url}")

    def console(self, message):
        """Notes an error in the console."""
        if message.type == "error" and not message.location["url"].endswith(STREAMLIT_LOOKS):
            self.faults.append(f"console: {message.text} {message.location['url']}")

    def failed(self, request):
        """Notes a request without an answer; a request that the page itself broke off (by leaving) is none."""
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} {request.failure}")

    def answered(self, response):
        """Notes an answer that is an error."""
        if response.status >= 400 and not response.url.endswith(STREAMLIT_LOOKS):
            self.faults.append(f"{response.status}: {response.url}")


class Reader:
    """One reader's page, and what a reader does and sees there."""

    def __init__(self, page, url):
        self.page, self.url, self.watch = page, url, Watch(page, url)
        page.set_default_timeout(PATIENCE)

    def open(self, path):
        """Opens an address and waits until the page is there."""
        self.page.goto(self.url + path)
        return self.settle()

    def reload(self):
        """Loads the page anew, as a reader who presses F5."""
        self.page.reload()
        return self.settle()

    def settle(self, calm=350):
        """Waits until the run is over and everything is drawn."""
        self.page.evaluate("window.calmSince = performance.now(); window.lastSeen = ''")
        self.page.wait_for_function(SETTLED, arg=calm, polling=50)
        return self

    def texts(self, selector):
        """The visible texts of all elements a selector finds, on one line each."""
        return [" ".join(text.split()) for text in self.page.locator(selector).filter(visible=True).all_inner_texts()]

    def text(self, selector):
        """The visible text of the one element a selector finds."""
        found = self.texts(selector)
        assert len(found) == 1, f"{selector}: {found}"
        return found[0]

    def drawn(self, selector):
        """The texts inside drawings, a folded label on one line."""
        return self.page.locator(selector).evaluate_all(DRAWN)

    def phrases(self, skip="[data-testid=stIconMaterial]"):
        """Every visible phrase outside the elements skipped."""
        return self.page.evaluate(PHRASES, skip)

    def unreadable(self):
        """The texts in charts that are cut off or lie on one another."""
        return self.page.evaluate(UNREADABLE)

    def overflow(self):
        """Pixels by which the page must be scrolled sideways: of the document, of its main part."""
        return self.page.evaluate(OVERFLOW)

    def headline(self):
        """The headline numbers by label."""
        return dict(zip(self.texts(".headline dt"), self.texts(".headline .number"), strict=True))

    def changes(self):
        """How the headline numbers moved, by label."""
        return dict(zip(self.texts(".headline dt"), self.texts(".headline .change"), strict=True))

    def chips(self):
        """The active filters in words."""
        return self.texts(".st-key-chips button[kind=secondary] p")

    def query(self):
        """The parameters of the address."""
        return dict(parse_qsl(urlsplit(self.page.evaluate("location.href")).query))

    def address(self):
        """The address without its host."""
        return self.page.evaluate("location.href").removeprefix(self.url)

    def controls(self):
        """Opens the popover with the controls."""
        if not self.page.get_by_test_id("stPopoverBody").is_visible():
            self.page.locator(".st-key-frame").get_by_test_id("stPopoverButton").click()
            self.page.get_by_test_id("stPopoverBody").wait_for()
        return self

    def choose(self, label, option):
        """Chooses one entry of one control in the popover and closes its list."""
        box = self.controls().page.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.settle()
        self.page.keyboard.press("Escape")
        return self.settle()

    def click(self, selector):
        """Clicks the one element a selector finds."""
        self.page.locator(selector).click()
        return self.settle()

    def show_as(self, key, name):
        """Shows a card as chart, table or definition."""
        self.page.locator(f".st-key-{key}_as").get_by_role("radio", name=name).click()
        return self.settle()

    def table(self, key):
        """The cells of a card's table: head, body and foot, line by line."""
        self.page.locator(f".st-key-card_{key} table").first.wait_for()  # a busy machine may still be at the click
        lines = self.page.locator(f".st-key-card_{key} table tr").all()
        return [[" ".join(cell.split()) for cell in line.locator("th, td").all_inner_texts()] for line in lines]

    def menu(self, key):
        """Opens the download menu of a card; another one that is open closes."""
        if not self.page.locator(f".st-key-{key}_csv").is_visible():
            self.page.keyboard.press("Escape")
            self.page.locator(f".st-key-{key}_menu").get_by_test_id("stPopoverButton").click()
            self.page.locator("[data-action=link]").wait_for()
        return self

    def saved(self, selector):
        """Clicks what gives a file: its name and its bytes."""
        with self.page.expect_download() as download:
            self.page.locator(selector).click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    def download(self, key):
        """Downloads a card's CSV: its file name and its text."""
        name, content = self.menu(key).saved(f".st-key-{key}_csv button")
        self.page.keyboard.press("Escape")
        self.settle()
        return name, content.decode("utf-8-sig")


@pytest.fixture(scope="session")
def serve():
    """serve(directory, **settings): a context that gives the address of a fresh server on those snapshots."""
    return serving


@pytest.fixture(scope="session")
def server():
    """The address of the dashboard on the sample."""
    with serving(SAMPLE) as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of a worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profiles(browser):
    """profiles(options) -> a browser context of those options, kept so that its cache stays warm."""
    kept = {}

    def profile(options):
        key = repr(sorted(options.items()))
        if key not in kept:
            kept[key] = browser.new_context(**{"locale": "en-US", "viewport": {"width": 1440, "height": 900}, **options})
        return kept[key]

    yield profile
    for context in kept.values():
        context.close()


@pytest.fixture
def visit(request, profiles):
    """visit(path, url of another server, browser options) -> Reader; at the end no page may have had a fault."""
    readers = []

    def visiting(path, url=None, **options):
        readers.append(Reader(profiles(options).new_page(), url or request.getfixturevalue("server")))
        return readers[-1].open(path)

    yield visiting
    for reader in readers:
        reader.page.close()
    assert [fault for reader in readers for fault in reader.watch.faults] == []
