"""A mailbox on a server: messages → items, over TLS only, and left as it is (opened read-only, nothing is marked as seen).

How far it was read is kept as UIDVALIDITY and the last UID; where the server numbers anew, everything is looked at again and
known by its Message-ID. A message over the limit of a source is named and not downloaded.

Sources: RFC 3501 (IMAP4rev1: 2.3.1.1 unique identifiers, 6.3.2 EXAMINE), RFC 8314 (TLS from the first byte).
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from bluf.config.reading import password
from bluf.config.schema import Config, Imap
from bluf.digest.gathering.found import Asked, Context, Harvest
from bluf.digest.gathering.mailboxes import read_messages
from bluf.errors import ConfigError
from bluf.sources import Limits

_NUMBER = re.compile(rb"\d+")
_MOST = 2_000  # messages in one round; the rest come in the next
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def read_imap(source: Imap, config: Config, asked: Asked) -> Harvest | None:
    """The messages since the last time."""
    context = asked(f"{source.host}/{source.mailbox}")
    if context is None:
        return None
    try:
        box = _open(source, config)
        try:
            return _read(box, source, context)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                box.logout()
    except (OSError, imaplib.IMAP4.error, ConfigError, ValueError) as error:
        return Harvest(channels=(context.failed(f"{source.host}: {_said(error)}"),))


def _open(source: Imap, config: Config) -> imaplib.IMAP4:
    context = ssl.create_default_context(cafile=str(config.path(source.ca_file)) if source.ca_file else None)
    word = password(source, config.folder)
    box: imaplib.IMAP4
    if source.security == "tls":
        box = imaplib.IMAP4_SSL(source.host, source.port, ssl_context=context, timeout=source.seconds)
    else:
        box = imaplib.IMAP4(source.host, source.port, timeout=source.seconds)
    try:
        if source.security == "starttls":
            box.starttls(context)
        if source.user and word is not None:
            box.login(source.user, word)
    except BaseException:
        box.shutdown()
        raise
    return box


def _read(box: imaplib.IMAP4, source: Imap, context: Context) -> Harvest:
    status, said = box.select(_quoted(source.mailbox), readonly=True)
    if status != "OK":
        msg = f"the mailbox {source.mailbox!r} cannot be opened: {_text(said)}"
        raise imaplib.IMAP4.error(msg)
    validity = _number(box.response("UIDVALIDITY")[1])
    last = _last(context.channel.cursor, validity)
    since = context.now - timedelta(days=source.first_days)
    criteria = f"UID {last + 1}:*" if last else f"SINCE {since.day:02}-{_MONTHS[since.month - 1]}-{since.year}"
    status, found = box.uid("SEARCH", criteria)
    if status != "OK":
        msg = f"the mailbox cannot be searched: {_text(found)}"
        raise imaplib.IMAP4.error(msg)
    uids = sorted(uid for uid in map(int, b" ".join(part for part in found if part).split()) if uid > last)[:_MOST]
    reached = uids[-1] if uids else last
    return read_messages(_messages(box, uids), context, cursor=f"{validity}:{reached}")


def _messages(box: imaplib.IMAP4, uids: list[int]) -> Iterator[tuple[str, bytes]]:
    limit = Limits().file_bytes
    for uid in uids:
        # One byte more than the limit is asked for: the reader then says that it is too large.
        status, parts = box.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{limit + 1}>)")
        if status != "OK":
            msg = f"message {uid} cannot be fetched: {_text(parts)}"
            raise imaplib.IMAP4.error(msg)
        for part in parts:
            if isinstance(part, tuple):
                yield str(uid), part[1]


def _last(cursor: str | None, validity: int) -> int:
    """The last UID read, 0 where the server numbers anew."""
    known, _, last = (cursor or "").partition(":")
    return int(last) if last.isdecimal() and known == str(validity) else 0


def _number(said: object) -> int:
    match = _NUMBER.search(
        b" ".join(part for part in said if isinstance(part, bytes)) if isinstance(said, list) else b""
    )
    return int(match[0]) if match else 0


def _quoted(mailbox: str) -> str:
    return '"' + mailbox.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _text(said: object) -> str:
    parts = said if isinstance(said, list) else [said]
    return " ".join(part.decode("latin-1") if isinstance(part, bytes) else str(part) for part in parts)[:200]


def _said(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return " ".join("".join(c if c.isprintable() else " " for c in str(error)).split())[:200]
