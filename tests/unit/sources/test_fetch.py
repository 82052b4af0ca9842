import gzip
import ipaddress
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bluf.errors import SourceError
from bluf.sources import Limits
from bluf.sources.fetch import fetch, is_public

LOCAL = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
PAGE = b"<!doctype html><p>The port is closed."


def anywhere(_address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return True


class Handler(BaseHTTPRequestHandler):
    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        type(self).seen.append(dict(self.headers))
        where = self.path.rpartition("/")[2]
        if where.startswith("loop"):
            self._send(302, b"", Location=f"/{where}x" if where == "loop" else "/loop")
        elif where.startswith("to="):
            self._send(302, b"", Location=where[3:].replace("~", "/"))
        elif where == "drip":
            self._drip()
        elif where == "bomb":
            self._send(200, gzip.compress(bytes(5_000_000)), **{"Content-Encoding": "gzip"})
        elif where == "long":
            self._send(200, b"x" * 200_000)
        elif where == "missing":
            self._send(404, b"CANARY")
        else:
            self._send(200, PAGE, **{"Content-Type": "text/html; charset=utf-8"})

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        try:
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 500:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    def log_message(self, *_arguments: object) -> None:
        return


@contextmanager
def _serving() -> Iterator[str]:
    Handler.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server() -> Iterator[str]:
    with _serving() as address:
        yield address


@LOCAL
def test_a_page_is_fetched(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    answer = fetch(f"{server}/page", allows=anywhere)
    assert (answer.body, answer.media_type) == (PAGE, "text/html; charset=utf-8")
    assert Handler.seen[0]["Host"] == server.removeprefix("http://")
    assert "Cookie" not in Handler.seen[0]


@LOCAL
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.1"])
def test_loopback_is_refused_in_every_spelling(server: str, host: str) -> None:
    with pytest.raises(SourceError, match=r"not on the public internet|cannot be fetched"):
        fetch(server.replace("127.0.0.1", host) + "/page")
    assert Handler.seen == []


@LOCAL
def test_a_redirect_takes_the_same_road(server: str) -> None:
    checked = []

    def first_only(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        checked.append(address)
        return len(checked) == 1

    target = f"to=http:~~localhost:{server.rpartition(':')[2]}~page"
    with pytest.raises(SourceError, match="not on the public internet"):
        fetch(f"{server}/{target}", allows=first_only)
    assert len(Handler.seen) == 1
    assert fetch(f"{server}/to=~page", allows=anywhere).body == PAGE


@LOCAL
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("loop", "redirects more than 5"),
        ("missing", "404"),
        ("to=file:~~~etc~passwd", "cannot be fetched"),
        ("long", "too large"),
        ("bomb", "too large"),
    ],
)
def test_what_is_refused_is_told(server: str, path: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        fetch(f"{server}/{path}", allows=anywhere, limits=Limits(file_bytes=100_000))
    assert "CANARY" not in str(caught.value)
    assert "\n" not in str(caught.value)


@LOCAL
def test_a_server_that_drips_is_left_in_time(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(SourceError, match="took longer"):
        fetch(f"{server}/drip", allows=anywhere, limits=Limits(seconds=0.6))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://user:secret@x.example/", "password"),
        ("ftp://x.example/", "not an http"),
        ("http://", "not an http"),
        ("http://[::1", "valid"),
        ("https:///path", "not an http"),
    ],
)
def test_odd_addresses_are_refused(address: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        fetch(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_other_addresses_are_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["fec0::1", "3fff::1", "192.88.99.1", "168.63.129.16", "2a00::5efe:7f00:1", "2a00::200:5efe:a00:1"]
)
def test_addresses_that_look_public_and_are_not(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["2606:4700::1111", "2a00::5efe:808:808", "168.63.129.17"])
def test_their_neighbors_are(address):
    assert is_public(ipaddress.ip_address(address))
