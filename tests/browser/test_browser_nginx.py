"""Behind nginx with docs/nginx.conf: two processes of the dashboard, and what a reader gets through the proxy."""

import gzip
import re
import socket
import subprocess
import time
import tomllib
import urllib.request
from contextlib import contextmanager, suppress
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from analytics.settings import ROOT, SAMPLE

NGINX = "/usr/sbin/nginx"
CONFIGURATION = ROOT / "docs" / "nginx.conf"
LISTENS, PROCESSES = "8080", ("8501", "8502")  # the ports written in the configuration
LINE = re.compile(r'\S+ (?P<status>\d+) (?P<sent>\d+) (?P<process>\S+) \S+ "(?P<method>\S+) (?P<path>\S+) [^"]*"')
VERSIONED = re.compile(r"/static/(js|css|media)/|/app/static/(fonts/|plotly-)")
FOREVER = "public, max-age=31536000, immutable"
FIVE_MINUTES = "public, max-age=300, must-revalidate"
PAGE = "/jabatan?as_of=2020-07-31"
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


class Request(NamedTuple):
    """One line of nginx's log."""

    status: int
    sent: int
    process: str
    path: str


class Front:
    """nginx before two processes: its address, theirs, and its log."""

    def __init__(self, url, processes, log):
        self.url, self.processes, self.log = url, processes, log

    def requests(self):
        """What was asked so far, once nginx has written it down; a websocket that is open is not among it."""
        size = -1
        while size != (size := self.log.stat().st_size):
            time.sleep(0.2)
        found = [LINE.fullmatch(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [Request(int(line["status"]), int(line["sent"]), line["process"], line["path"]) for line in found]

    def requests_of_one_gone(self, before):
        """What was asked after the first so many, once the websocket of a reader who left is written down too."""
        for _ in range(50):  # ten seconds at least: the server may still be at work for the one who left
            after = self.requests()[before:]
            if any(request.path == "/_stcore/stream" for request in after):
                break
        return after

    def ask(self, path, **headers):
        """Status, headers and body of an answer."""
        return asked(self.url + path, **headers)


def asked(url, **headers):
    """Status, headers and body of an answer, an error too; the body as it came over the wire."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=named), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


def unused_port():
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def configured(processes, port):
    """The configuration as shipped, with other ports."""
    text = CONFIGURATION.read_text(encoding="utf-8").replace(LISTENS, port)
    for written, url in zip(PROCESSES, processes, strict=True):
        text = text.replace(written, str(urlsplit(url).port))
    return text


def wait_for(port):
    """Waits until somebody listens."""
    patience = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", int(port)), timeout=1).close()
        except OSError:
            assert time.monotonic() < patience, "nginx did not start"
            time.sleep(0.05)


@contextmanager
def nginx(folder, text, port):
    """A real nginx with everything it writes in one folder; the folder is the tester's own, so its workers run as the tester."""
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = [NGINX, "-p", str(folder), "-e", "error.log", "-c", str(folder / "nginx.conf"), "-g", "daemon off; user root;"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        assert process.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
        yield
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def front(serve, tmp_path_factory):
    """Two processes of the dashboard with one secret, and nginx before them."""
    folder, port = tmp_path_factory.mktemp("nginx"), unused_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "the same in both")
        with serve(SAMPLE) as one, serve(SAMPLE) as other, nginx(folder, configured((one, other), port), port):
            yield Front(f"http://127.0.0.1:{port}", (one, other), folder / "access.log")


@pytest.fixture
def seen(front, visit):
    """seen(path, **browser options) -> the reader, and what was asked of nginx for that visit."""

    def seeing(path, **options):
        before = len(front.requests())
        reader = visit(path, front.url, **options)
        return reader, front.requests()[before:]

    return seeing


def handshake(front, host, origin):
    """The status with which the websocket is answered to a page of that origin."""
    lines = {"Host": host, "Origin": origin, **HANDSHAKE}
    request = "GET /_stcore/stream HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    with socket.create_connection(("127.0.0.1", urlsplit(front.url).port), timeout=10) as line:
        line.sendall(request.encode())
        return int(line.recv(200).split()[1])


def announced(front, size):
    """The status with which nginx refuses an upload of so many bytes before it comes; None where it waits for it."""
    with socket.create_connection(("127.0.0.1", urlsplit(front.url).port), timeout=1) as line:
        line.sendall(f"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n".encode())
        with suppress(TimeoutError):
            return int(line.recv(200).split()[1])


def test_a_page_opens_its_charts_are_drawn_and_a_file_is_downloaded(seen):
    reader, _ = seen(PAGE, accept_downloads=True)
    assert reader.page.locator(".main-svg").count() > 0
    name, text = reader.download("jabatan_kelompok")
    assert name == "jabatan_kelompok_2020-07-31.csv" and text.startswith("# ")


def test_one_reader_stays_with_one_process(front, seen):
    reader, asked = seen(PAGE, timezone_id="Asia/Jakarta")
    before = len(front.requests())
    reader.choose("Provinsi", "Bali")
    reader.page.close()
    (page, *others), after = asked, front.requests_of_one_gone(before)
    assert page.path == PAGE  # the first request of all has no cookie yet
    assert {request.process for request in others + after} == {others[0].process}
    assert [request.status for request in after if request.path == "/_stcore/stream"] == [101]


def test_a_file_that_is_uploaded_reaches_the_page(front, seen):
    reader, asked = seen("/data", timezone_id="Asia/Jayapura")
    field = reader.page.locator("[class*=st-key-data_file_] input[type=file]")
    field.set_input_files({"name": "rekap.csv", "mimeType": "text/csv", "buffer": b"NIP,Instansi\n1,Kota Bogor\n"})
    reader.page.locator(".st-key-data_to_columns, [role=alert]").first.wait_for()
    sent = [request for request in front.requests() if "/upload_file/" in request.path]
    assert [(request.status, request.process) for request in sent] == [(204, asked[-1].process)]


def test_readers_are_spread_over_the_processes(front):
    for _ in range(5):
        for reader in range(20):
            front.ask(f"/_stcore/health?reader={reader}", Cookie=f"asn_route={reader}")
    reached = {(request.path, request.process) for request in front.requests() if "?reader=" in request.path}
    assert len(reached) == 20  # each of them one process
    assert {process for _, process in reached} == {urlsplit(url).netloc for url in front.processes}


def test_only_who_has_no_cookie_gets_one(front):
    _, headers, _ = front.ask("/")
    given = headers["Set-Cookie"]
    assert re.fullmatch(r"asn_route=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", given)
    assert front.ask("/", Cookie=given.split(";")[0])[1]["Set-Cookie"] is None


def test_scripts_come_compressed_and_are_kept(front, seen):
    _, asked_first = seen(PAGE, timezone_id="Asia/Makassar")
    kept = {request.path: request.sent for request in asked_first if VERSIONED.search(request.path)}
    scripts = {path: sent for path, sent in kept.items() if path.endswith((".js", ".css"))}
    whole = {path: len(asked(front.processes[0] + path)[2]) for path in scripts}
    print(f"{len(scripts)} scripts: {sum(whole.values())} bytes, over the wire {sum(scripts.values())}")
    assert max(whole.values()) > 1_000_000
    assert sum(scripts.values()) < 0.4 * sum(whole.values())
    _, asked_again = seen(PAGE, timezone_id="Asia/Makassar")
    assert asked_again[0].path == PAGE
    assert [request.path for request in asked_again if VERSIONED.search(request.path)] == []


def test_a_compressed_script_is_the_script(front):
    page = front.ask("/")[2].decode()
    path = "/" + re.search(r"static/js/index\.[\w-]+\.js", page)[0]
    status, headers, body = front.ask(path, Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"], headers["Vary"], headers["Cache-Control"]) == (200, "gzip", "Accept-Encoding", FOREVER)
    assert gzip.decompress(body) == asked(front.processes[0] + path)[2]
    assert asked(front.url + path, If_None_Match=headers["ETag"])[0] == 304


@pytest.mark.parametrize(
    "path, status, kept",
    [
        ("/", 200, "private, no-cache"),
        ("/tren", 200, "private, no-cache"),
        ("/static/js/gone.AAAAAAAA.js", 200, "private, no-cache"),  # Streamlit answers with its page
        ("/app/static/fonts/plus-jakarta-sans-latin-wght-normal.woff2", 200, FOREVER),
        ("/app/static/fonts/gone.woff2", 404, "no-store"),
        ("/app/static/actions.js", 200, FIVE_MINUTES),
        ("/favicon.png", 200, FIVE_MINUTES),
        ("/_stcore/health", 200, "no-cache"),
        ("/media/gone.csv", 404, "no-store"),
    ],
)
def test_how_long_a_file_is_kept(front, path, status, kept):
    answered, headers, _ = front.ask(path)
    assert (answered, headers.get_all("Cache-Control")) == (status, [kept])
    said = [headers.get_all(name) for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")]
    assert said == [["nosniff"], ["SAMEORIGIN"], ["same-origin"]]


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "//_stcore//metrics", "/%5Fstcore/metrics", "/x/../_stcore/metrics", "/_stcore/metrics/"]
)
def test_what_the_server_counts_is_not_for_readers(front, path):
    assert asked(front.processes[0] + "/_stcore/metrics")[0] == 200
    assert front.ask(path)[0] == 403


def test_the_dashboard_has_a_name_and_refuses_other_sites(front):
    name = "dasbor.example.go.id"
    assert handshake(front, name, f"http://{name}") == 101
    assert handshake(front, name, "http://elsewhere.example") == 403


def test_a_file_as_large_as_the_dashboard_takes_is_let_through(front):
    largest = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]["maxUploadSize"]
    assert announced(front, largest << 20) is None
    assert announced(front, (largest << 20) + 1) == 413


def test_the_part_for_an_installed_nginx_stands_alone(tmp_path):
    before, _, rest = CONFIGURATION.read_text(encoding="utf-8").partition("    # BEGIN\n")
    part, _, after = rest.partition("    # END\n")
    (tmp_path / "asn.conf").write_text(part, encoding="utf-8")
    (tmp_path / "nginx.conf").write_text(f"{before} gzip on; include {tmp_path}/asn.conf; {after}", encoding="utf-8")
    command = [NGINX, "-t", "-q", "-p", tmp_path, "-e", "error.log", "-c", tmp_path / "nginx.conf"]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
