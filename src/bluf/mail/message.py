"""Building a message: what all recipients share (the body, made once) and what each has for himself (the headers).

In: texts, an attachment, addresses. Out: bytes, the same each time: boundary and Message-ID are hashes of what went in, the
date is handed in. Plain text first, HTML second, the PDF beside both. A correction or a second attempt is the same bytes.

Sources: RFC 2046 5.1, RFC 2369, RFC 2919, RFC 3834, RFC 5322, RFC 8058.
"""

from __future__ import annotations

import hashlib
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from bluf.mail.headers import clean_header, exact_header, header, mailbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file beside the text. `filename` is our own, ASCII and bare."""

    filename: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What the headers of every message of a digest have in common.

    Attributes:
        sender, sender_name, reply_to: addresses.
        list_name, list_id: "Morning digest", "morning.digest.staff.example".
        unsubscribe_mail, unsubscribe_web: where to say stop; `{id}` in the latter is the person's.
        one_click: a POST to `unsubscribe_web` is enough.
    """

    sender: str
    list_name: str
    list_id: str
    sender_name: str | None = None
    reply_to: str | None = None
    unsubscribe_mail: str | None = None
    unsubscribe_web: str | None = None
    one_click: bool = False


def build_body(text: str, html: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """MIME headers and body, CRLF throughout: what follows the headers of `build_headers`."""
    parts = hashlib.sha256(f"{text}\0{html}".encode("utf-8", "surrogatepass"))
    for each in attachments:
        parts.update(each.body)
    mark = parts.hexdigest()[:32]
    both = _multipart("alternative", f"=_a{mark}", [_text("plain", text), _text("html", html)])
    if attachments:
        both = _multipart("mixed", f"=_m{mark}", [both, *map(_file, attachments)])
    return b"MIME-Version: 1.0\r\n" + both


def build_headers(  # noqa: PLR0913 - what a message has for itself
    letterhead: Letterhead,
    *,
    address: str,
    name: str | None,
    subject: str,
    date: datetime,
    message_id: str,
    references: Sequence[str] = (),
    person_id: str = "",
) -> bytes:
    """The headers of one person's message, up to those of the body.

    Args:
        letterhead: what all share.
        address: the one recipient.
        name: stands before it.
        subject: cleaned here.
        date: aware instant.
        message_id: with its angle brackets.
        references: likewise, oldest first.
        person_id: put for `{id}` into the address to unsubscribe.
    """
    lines = [
        header("Date", format_datetime(date)),
        mailbox("From", letterhead.sender, letterhead.sender_name),
        mailbox("To", address, name),
        header("Subject", subject),
        exact_header("Message-ID", message_id),
    ]
    if letterhead.reply_to:
        lines.append(mailbox("Reply-To", letterhead.reply_to))
    if references:
        lines += [exact_header("In-Reply-To", references[-1]), exact_header("References", *references)]
    lines.append(mailbox_id(letterhead))
    ways = []
    if letterhead.unsubscribe_web:
        ways.append(f"<{letterhead.unsubscribe_web.replace('{id}', person_id)}>")
    if letterhead.unsubscribe_mail:
        ways.append(f"<mailto:{letterhead.unsubscribe_mail}?subject=unsubscribe>")
    if ways:
        lines.append(exact_header("List-Unsubscribe", *(f"{way}," for way in ways[:-1]), ways[-1]))
        if letterhead.one_click and letterhead.unsubscribe_web:
            lines.append(exact_header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    lines += [exact_header("Auto-Submitted", "auto-generated"), exact_header("Precedence", "list")]
    return b"".join(lines)


def mailbox_id(letterhead: Letterhead) -> bytes:
    """List-Id: a name for people and an identifier for filters (RFC 2919)."""
    name = clean_header(letterhead.list_name, 80)
    return (
        header("List-Id", f"{name} <{letterhead.list_id}>")
        if name.isascii()
        else exact_header("List-Id", f"<{letterhead.list_id}>")
    )


def message_id(domain: str, *parts: str) -> str:
    """The same parts give the same Message-ID: a repeat is recognizable as one."""
    return f"<{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@{domain}>"


def _multipart(kind: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    body = b"".join(b"--" + boundary.encode("ascii") + b"\r\n" + part + b"\r\n" for part in parts)
    return head + body + b"--" + boundary.encode("ascii") + b"--\r\n"


def _text(kind: str, text: str) -> bytes:
    """A part of text: as it is where its lines are short and ASCII, else Base64, which no relay rewraps."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    head = f"Content-Type: text/{kind}; charset=utf-8\r\n"
    if normal.isascii() and all(len(line) <= 990 for line in normal.split("\n")) and "\0" not in normal:
        body = normal.replace("\n", "\r\n").encode("ascii")
        return f"{head}Content-Transfer-Encoding: 7bit\r\n\r\n".encode("ascii") + body
    return f"{head}Content-Transfer-Encoding: base64\r\n\r\n".encode("ascii") + _base64(
        normal.replace("\n", "\r\n").encode()
    )


def _file(attachment: Attachment) -> bytes:
    head = (
        f'Content-Type: {attachment.media_type}; name="{attachment.filename}"\r\n'
        f'Content-Disposition: attachment; filename="{attachment.filename}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode("ascii") + _base64(attachment.body)


def _base64(data: bytes) -> bytes:
    return encodebytes(data).replace(b"\n", b"\r\n")
