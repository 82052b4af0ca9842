"""Fetch one http(s) address. In: the address. Out: the bytes with their declared type and final address.

The guard sits where connections are made: every host name is resolved here, every address it has must be public, and
the connection goes to that very address (so a name cannot change its mind between check and use), while Host header,
SNI and certificate check keep the name. Redirects (at most five) take the same road. Time is bounded as a whole, not
for each read; size after unpacking. No proxy, no cookies, no credentials, nothing from the environment. It runs no
script and loads nothing that the page names.

httpx-secure does the same asynchronously and without a deadline; this is smaller than the bridge to it would be.

Source: RFC 6890 (special-purpose addresses), RFC 6052 (NAT64), RFC 3056 (6to4), RFC 5214 (ISATAP); OWASP, "Server Side Request
Forgery Prevention".
"""

from __future__ import annotations

# ruff: noqa: ARG002 - the backends of httpcore have fixed signatures; our deadline replaces their time-outs
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from bluf.errors import SourceError
from bluf.sources.clean import clean_line
from bluf.sources.limits import FREE_BYTES, Limits

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
AddressCheck = Callable[[Address], bool]

MAX_REDIRECTS = 5
_HEADERS = {
    "User-Agent": "bluf/0.1 (briefing tool)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,application/rss+xml,application/atom+xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
}
_FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_LOCAL = (
    ipaddress.IPv6Network("fec0::/10"),  # site-local, deprecated by RFC 3879; some networks still route it
    ipaddress.IPv6Network("3fff::/20"),  # documentation, RFC 9637
    ipaddress.IPv4Network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
    ipaddress.IPv4Network("168.63.129.16/32"),  # a cloud's own service behind an address that looks public
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent: unpacked bytes, its Content-Type, and the address after redirects.

    `etag` and `last_modified` are the validators for the next request; `unchanged` says that nothing is new since those given.
    """

    body: bytes
    media_type: str | None
    uri: str
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False


def is_public(address: Address) -> bool:
    """True for an address of the open internet, False for loopback, private, link-local, multicast and every wrapping of them.

    8.8.8.8 is public; 127.0.0.1, 10.0.0.1, 169.254.169.254, ::ffff:127.0.0.1 and 64:ff9b::7f00:1 are not.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and (address in _NAT64 or address in _COMPATIBLE):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
        if int(address) >> 32 & 0xFFFFFFFF in _ISATAP and not is_public(
            ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        ):
            return False
    if any(address in network for network in _LOCAL):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def fetch(
    address: str,
    *,
    limits: Limits | None = None,
    allows: AddressCheck = is_public,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Answer:
    """Download `address`, or learn that it is as it was (RFC 9110, conditional requests).

    Args:
        address: http or https.
        limits: `file_bytes` (as sent and unpacked) and `seconds` (for everything together) count here.
        allows: says whether an address may be connected to.
        etag: validator of an earlier answer.
        last_modified: likewise.

    Raises:
        SourceError: refused, unreachable, an error status, too large or too slow.
    """
    limits = limits or Limits()
    shown = clean_line(address, limit=1000)
    _refuse_credentials(address, shown)
    transport = _Transport(allows, deadline=time.monotonic() + limits.seconds)
    try:
        with (
            httpx.Client(
                transport=transport,
                trust_env=False,
                follow_redirects=True,
                max_redirects=MAX_REDIRECTS,
                headers=_HEADERS,
                timeout=limits.seconds,
            ) as client,
            client.stream("GET", address, headers=_conditions(etag, last_modified)) as response,
        ):
            if response.status_code == httpx.codes.NOT_MODIFIED and (etag or last_modified):
                return Answer(
                    body=b"", media_type=None, uri=shown, etag=etag, last_modified=last_modified, unchanged=True
                )
            if response.status_code != httpx.codes.OK:
                reason = clean_line(response.reason_phrase, limit=60)
                msg = f"the server answered {response.status_code} {reason}; check the address"
                raise SourceError(msg, shown)
            body = _read(response, limits, shown)
            return Answer(
                body=body,
                media_type=response.headers.get("content-type"),
                uri=shown,
                etag=_validator(response, "etag"),
                last_modified=_validator(response, "last-modified"),
            )
    except httpx.TooManyRedirects as error:
        msg = f"redirects more than {MAX_REDIRECTS} times"
        raise SourceError(msg, shown) from error
    except _RefusedError as error:
        raise SourceError(str(error), shown) from error
    except (httpx.TimeoutException, httpcore.TimeoutException, TimeoutError) as error:
        msg = f"took longer than {limits.seconds:g} s, the limit; try again or save the page to a file"
        raise SourceError(msg, shown) from error
    except (*_FAILURES, OSError, ValueError) as error:
        reason = clean_line(str(error) or type(error).__name__, limit=160)
        msg = f"cannot be fetched: {reason}; check the address and the connection"
        raise SourceError(msg, shown) from error


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Headers that ask for news only."""
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if value}


def _validator(response: httpx.Response, name: str) -> str | None:
    """A validator that can be sent back as it is: short, one line, ASCII."""
    value = str(response.headers.get(name, ""))
    return value if 0 < len(value) <= 300 and value.isascii() and value.isprintable() else None


class _RefusedError(Exception):
    """An address that may not be connected to."""


def _refuse_credentials(address: str, shown: str) -> None:
    try:
        parts = urlsplit(address)
        credentials = parts.username is not None or parts.password is not None
    except ValueError as error:
        msg = "is not a valid address"
        raise SourceError(msg, shown) from error
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        msg = "is not an http or https address"
        raise SourceError(msg, shown)
    if credentials:
        msg = "carries a user name or password; download it and name the file"
        raise SourceError(msg, clean_line(f"{parts.scheme}://{parts.hostname}{parts.path}", limit=1000))


def _read(response: httpx.Response, limits: Limits, shown: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes(65_536):
        size += len(chunk)
        if size > limits.file_bytes or response.num_bytes_downloaded > limits.file_bytes:
            msg = f"is too large: more than {limits.file_bytes:,} bytes, the limit"
            raise SourceError(msg, shown)
        if response.headers.get("content-encoding"):
            _check_unpacked(size, response.num_bytes_downloaded, limits, shown)
        parts.append(chunk)
    return b"".join(parts)


def _check_unpacked(size: int, packed: int, limits: Limits, shown: str) -> None:
    """Refuse a compressed answer that unpacks to too much, as soon as it does."""
    if size > limits.unpacked_bytes:
        msg = f"is too large: it unpacks to more than {limits.unpacked_bytes:,} bytes, the limit"
        raise SourceError(msg, shown)
    if size > max(FREE_BYTES, limits.ratio * packed):
        msg = f"is too large: it unpacks to more than {limits.ratio} times its size, the limit (ratio)"
        raise SourceError(msg, shown)


class _Transport(httpx.BaseTransport):
    """httpx over a connection pool whose sockets are opened by the guard."""

    def __init__(self, allows: AddressCheck, *, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            network_backend=_Guard(allows, deadline),
            max_connections=1,
            retries=0,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not isinstance(request.stream, httpx.SyncByteStream):
            msg = "an asynchronous request cannot be sent here"
            raise TypeError(msg)
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, closed with it."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Guard(httpcore.NetworkBackend):
    """Opens sockets to allowed addresses only, and lets none live beyond the deadline."""

    def __init__(self, allows: AddressCheck, deadline: float) -> None:
        self._allows, self._deadline = allows, deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        last: httpcore.ConnectError | None = None
        for address in self._resolve(host, port):
            try:
                stream = self._backend.connect_tcp(
                    str(address), port, _left(self._deadline), local_address, socket_options
                )
            except httpcore.ConnectError as error:
                last = error
                continue
            return _Stream(stream, self._deadline)
        raise last or httpcore.ConnectError(f"{host} has no address")

    def _resolve(self, host: str, port: int) -> list[Address]:
        """Every address of `host`, all of them allowed.

        Raises:
            _RefusedError: one of them is not.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host {host!r} is not known") from error
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        for address in addresses:
            if not self._allows(address):
                msg = "leads to an address that is not on the public internet; it was not fetched"
                raise _RefusedError(msg)
        return list(dict.fromkeys(addresses))

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(min(seconds, _left(self._deadline)))


class _Stream(httpcore.NetworkStream):
    """A socket whose every wait ends at the deadline, so that a server which drips bytes cannot hold the run."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    """Seconds until the deadline.

    Raises:
        TimeoutError: it has passed.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
