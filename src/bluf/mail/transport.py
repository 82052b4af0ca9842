"""One person, one conversation with a mail server, whose every ending has a meaning.

In: a server, an address, the frozen bytes. Out: the server's acceptance, or one of three errors: `RefusedError` (an answer was
read: nothing was accepted), `UnsentError` (no answer, but the final dot was never sent: nothing was accepted), `UncertainError`
(the dot was sent and its answer was not read: nobody can know). TLS is required before anything that matters is said; every
conversation has a deadline of its own, because a server that drips resets the time-out of each read for ever.

Sources: RFC 5321 (4.5.3.2 time-outs), RFC 1047 (the gap after the dot), RFC 3207 (STARTTLS), RFC 8314.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Timer
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where mail is handed over.

    Attributes:
        security: "tls" from the first byte, "starttls" before anything else, "none" for a server on this machine.
        ca_file: certificates to trust instead of the system's.
        user, password: both or neither.
        seconds: for everything before the final dot; `answer_seconds` for the answer to it.
    """

    host: str
    port: int
    security: Literal["starttls", "tls", "none"] = "starttls"
    ca_file: Path | None = None
    user: str | None = None
    password: str | None = None
    seconds: float = 60.0
    answer_seconds: float = 600.0


class RefusedError(Exception):
    """The server answered no. `permanent` where that is a final word about this person, not about the session."""

    def __init__(self, code: int, text: str, *, person: bool = False) -> None:
        super().__init__(f"{code} {text}"[:300])
        self.permanent = person and 500 <= code < 600
        self.session = not person


class UnsentError(Exception):
    """The conversation broke off before the final dot."""


class UncertainError(Exception):
    """The conversation broke off after the final dot."""


def send_message(
    server: Server,
    *,
    sender: str,
    address: str,
    message: bytes,
    before_dot: Callable[[], None],
    step: Callable[[str], None] = lambda _name: None,
) -> str:
    """Hand `message` over for one person.

    Args:
        server: where.
        sender: of the envelope.
        address: of the envelope.
        message: CRLF line ends.
        before_dot: called when all but the final dot is said; after it returns an interruption means "uncertain".
        step: told the name of each point passed.

    Returns:
        The server's acceptance, code and text.

    Raises:
        RefusedError, UnsentError, UncertainError: see above. What `before_dot` raises passes through, with nothing accepted.
    """
    talk = _Talk(server)
    try:
        try:
            step("smtp: before connect")
            talk.open()
            step("smtp: connected")
            talk.command(f"MAIL FROM:<{sender}>")
            talk.command(f"RCPT TO:<{address}>", person=True)
            step("smtp: after RCPT")
            talk.begin_data()
            talk.send(_dotted(message))
            step("smtp: body sent, no dot")
            talk.refuse_if_broken_off()
        except _TROUBLE as error:
            raise UnsentError(_said(error)) from error
        before_dot()
        step("smtp: DATA committed")
        try:
            accepted = talk.end_data(lambda: step("smtp: dot sent"))
        except _TROUBLE as error:
            raise UncertainError(_said(error)) from error
        step("smtp: reply read")
        return accepted
    finally:
        talk.close()


_TROUBLE = (OSError, smtplib.SMTPException, ValueError)


class _Talk:
    """A connection with a deadline: it is shut from outside when that passes, whatever it waits for."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp = smtplib.SMTP(timeout=server.seconds)
        self._timer = Timer(0, lambda: None)
        self._in_data = False

    def open(self) -> None:
        """Connect, greet, secure, log in."""
        server = self._server
        self.allow(server.seconds)
        connection = socket.create_connection((server.host, server.port), timeout=server.seconds)
        self._smtp.sock = connection
        if server.security == "tls":
            self._smtp.sock = _trusted(server.ca_file).wrap_socket(connection, server_hostname=server.host)
        self._smtp._host = server.host  # type: ignore[attr-defined]  # noqa: SLF001 - starttls checks the certificate against it
        self.answer((220,))
        self._smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            if not self._smtp.has_extn("starttls"):
                msg = "the server offers no TLS, and TLS is required"
                raise OSError(msg)
            code, text = self._smtp.starttls(context=_trusted(server.ca_file))
            if code != 220:
                raise RefusedError(code, f"STARTTLS: {_text(text)}")
            self._smtp.ehlo()
        if server.user and server.password is not None:
            self._log_in(server.user, server.password)

    def _log_in(self, user: str, password: str) -> None:
        try:
            self._smtp.login(user, password)
        except smtplib.SMTPAuthenticationError as error:
            raise RefusedError(error.smtp_code, "the server refuses the user or the password") from error

    def allow(self, seconds: float) -> None:
        """Let the conversation live so long from now on, and no longer."""
        self._timer.cancel()
        self._timer = Timer(seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def command(self, line: str, expected: tuple[int, ...] = (250, 251, 252), *, person: bool = False) -> None:
        """Say a line and read its answer."""
        self._smtp.putcmd(line)
        self.answer(expected, person=person)

    def answer(self, expected: tuple[int, ...], *, person: bool = False) -> str:
        """The server's answer, where it is one of `expected`."""
        code, text = self._smtp.getreply()
        if code == -1:
            msg = "the server sent no answer that can be read"
            raise OSError(msg)
        if code not in expected:
            raise RefusedError(code, _text(text), person=person)
        return f"{code} {_text(text)[:80]}"

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        if self._smtp.sock is None:
            msg = "the connection is closed"
            raise OSError(msg)
        self._smtp.sock.sendall(data)

    def begin_data(self) -> None:
        """Ask to send the message."""
        self.command("DATA", expected=(354,))
        self._in_data = True

    def refuse_if_broken_off(self) -> None:
        """Raise where the server hung up or complained while the message was sent: then nothing was accepted.

        Read without waiting, not `select`: a TLS socket is readable for records that are no data.
        """
        sock = self._smtp.sock
        if sock is not None:
            sock.settimeout(0)
            with suppress(BlockingIOError, ssl.SSLWantReadError):
                sock.recv(1)
                sock = None
        if sock is None:
            msg = "the server broke off during the message"
            raise OSError(msg)
        sock.settimeout(self._server.seconds)

    def end_data(self, sent: Callable[[], None]) -> str:
        """The final dot and the answer to it; `sent` is called between the two."""
        self.allow(self._server.answer_seconds)
        self.send(b".\r\n")
        sent()
        answer = self.answer((250, 251, 252), person=True)
        self._in_data = False
        return answer

    def close(self) -> None:
        """End the conversation; what the server makes of it no longer matters."""
        self._timer.cancel()
        with suppress(*_TROUBLE):
            if self._smtp.sock is not None and not self._in_data:
                self._smtp.sock.settimeout(1)
                self._smtp.sock.sendall(b"QUIT\r\n")
        with suppress(OSError):
            self._smtp.close()

    def _shut(self) -> None:
        sock = self._smtp.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


@lru_cache(maxsize=4)
def _trusted(ca_file: Path | None) -> ssl.SSLContext:
    """TLS with the certificate and the name of the server checked; made once, for it takes a while."""
    return ssl.create_default_context(cafile=str(ca_file) if ca_file else None)


def _dotted(message: bytes) -> bytes:
    """Line ends CRLF, leading dots doubled, a line end at the end (RFC 5321 4.5.2)."""
    body = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    body = re.sub(rb"(?m)^\.", b"..", body)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _text(answer: bytes) -> str:
    text = answer.decode("latin-1")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def _said(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of the server is not trusted: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return _text(f"{type(error).__name__}: {error}".encode("latin-1", "replace"))
