"""Read e-mail. In: the bytes of one message (.eml) or of a mailbox (mbox). Out: one `Content` for each message.

Subject is the title, the sender the publisher and author, the Date header the day (as stated there, in the sender's zone); a
forwarded text has the author and the day that the lines above it name. The plain part is preferred to the HTML part; quoted
replies are quotations, a signature below "-- " is left out. Attachments are named in a caveat and never opened; encrypted
bodies are refused. It trusts no header: unknown charsets, raw bytes and line ends inside values do no harm.

Sources: RFC 5322, RFC 2045 to 2047, RFC 3676 (format=flowed, signatures), RFC 4155 (mbox).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from bluf.errors import SourceError
from bluf.model import BlockKind
from bluf.sources.clean import clean_line, clean_text
from bluf.sources.content import Content, Hints, Piece
from bluf.sources.dates import read_date
from bluf.sources.encoding import decode
from bluf.sources.limits import Limits
from bluf.sources.mail_forwards import ORIGINAL, Forwarded, take_forwarded, without_prefixes
from bluf.sources.media_type import MAIL, MBOX
from bluf.sources.reading import renumbered
from bluf.sources.text import to_content

_NESTED = re.compile(rb"(?im)^content-type:\s{0,3}(?:multipart/|message/rfc822)")
_MAX_SIGNATURE = 15  # lines; more below "-- " is text
_REPLY_LINE = re.compile(r"(?:On\s.{5,160}\swrote|.{3,80}\s(?:wrote|writes))\s?:\s{0,3}\Z", re.DOTALL)
_ENCRYPTED = frozenset(("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_TEXTS = frozenset(("text/plain", "text/html", "application/plain"))
_SILENT = frozenset(("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"))
_MAX_HEADER = 4_000


@dataclass(slots=True)
class _Parts:
    """What the parts of a message hold, in their order."""

    plain: list[tuple[str, bool]] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    read: int = 0
    encrypted: bool = False
    forwarded: Forwarded | None = None


def read_mail(data: bytes, hints: Hints) -> tuple[Content, ...]:
    """The one document of a message.

    Raises:
        SourceError: nested too deeply, encrypted, or without readable text.
    """
    return (_read_message(_narrow(data), hints),)


def read_mbox(data: bytes, hints: Hints) -> tuple[Content, ...]:
    """One document for each message of a mailbox, in its order.

    Raises:
        SourceError: none of the messages can be read.
    """
    contents: list[Content] = []
    last: SourceError | None = None
    for number, body in enumerate(_messages(data), 1):
        if number > hints.limits.items:
            contents[-1:] = [_cut(content, hints.limits) for content in contents[-1:]]
            break
        try:
            contents.append(replace(_read_message(body, hints), body=body, media_type=MBOX))
        except SourceError as error:
            last = error
    if not contents:
        raise last or SourceError("holds no messages; check that it is a mailbox")
    if len(contents) == 1 and not hints.name.lower().endswith((".mbox", ".mbx")):
        return (
            replace(contents[0], body=None, media_type=MAIL),
        )  # a message saved with the line that mailboxes put before it
    return renumbered(contents)


def _cut(content: Content, limits: Limits) -> Content:
    return replace(
        content, caveats=(*content.caveats, f"only the first {limits.items:,} messages of the mailbox were read")
    )


def _messages(data: bytes) -> Iterator[bytes]:
    """Messages between "From " lines that follow a blank line."""
    start, position = None, 0
    while True:
        at = 0 if position == 0 and data.startswith(b"From ") else data.find(b"\nFrom ", position)
        if at > 0:
            at += 1
        if at < 0:
            break
        if at == 0 or data[max(0, at - 4) : at].replace(b"\r", b"").endswith(b"\n\n"):
            if start is not None:
                yield data[start:at]
            line_end = data.find(b"\n", at)
            start = len(data) if line_end < 0 else line_end + 1
        position = max(at, 1)
    if start is not None and start < len(data):
        yield data[start:]


def _narrow(data: bytes) -> bytes:
    """A message saved as UTF-16 as bytes that the parser can read, and one whose lines end in CR CR LF mended."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:200].count(0) * 3 > len(data[:200]):
        data = decode(data).text.encode("utf-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data.replace(b"\r\r\n", b"\r\n") if b"\r\r\n" in data[:20_000] else data


def _read_message(data: bytes, hints: Hints) -> Content:
    limits = hints.limits
    if len(_NESTED.findall(data)) > limits.parts:
        msg = f"has more than {limits.parts} nested parts, the limit; save the text of the message as .txt"
        raise SourceError(msg)
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        parts = _Parts()
        _collect(message, parts, limits)
    except (
        MessageError,
        RecursionError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:  # what the parser raised on fuzzed mail
        msg = f"is a mail message that cannot be parsed ({type(error).__name__}); save its text as .txt"
        raise SourceError(msg) from error
    pieces = _pieces(parts, limits)
    if not pieces:
        raise SourceError(_why_empty(parts))
    name, address = parseaddr(_header(message, "From"))
    sender = name or address
    forwarded = parts.forwarded or Forwarded(author=None, published_on=None)
    caveats = [*dict.fromkeys(parts.caveats)]
    if parts.attachments:
        caveats.append(
            f"attachments were not read: {', '.join(parts.attachments[:10])}"
            + (" and more" if len(parts.attachments) > 10 else "")
        )
    return Content(
        pieces=tuple(pieces),
        media_type=MAIL,
        title=without_prefixes(_header(message, "Subject")) or None,
        publisher=sender or None,
        authors=(author,) if (author := forwarded.author or sender) else (),
        published_on=forwarded.published_on or read_date(_header(message, "Date")),
        identifier=_header(message, "Message-ID") or None,
        caveats=tuple(caveats),
    )


def _why_empty(parts: _Parts) -> str:
    if parts.encrypted:
        return "is an encrypted message; decrypt it first"
    if parts.attachments:
        names = ", ".join(parts.attachments[:3])
        return f"is a message that holds no readable text, only attachments ({names}); save and name them instead"
    return "is a message that holds no readable text"


def _header(message: Message, name: str) -> str:
    """A header value, decoded, as one clean line; "" where it is missing."""
    raw = message.get(name)
    if raw is None:
        return ""
    value = str(raw)[:_MAX_HEADER]
    try:
        pieces = decode_header(value if type(raw) is str else raw)  # a Header object holds bytes that are not ASCII
    except (HeaderParseError, ValueError, LookupError):  # broken base64
        return clean_line(value)
    return clean_line("".join(_decoded_word(piece, charset) for piece, charset in pieces)) or clean_line(value)


def _decoded_word(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    label = None if (charset or "").lower() in {"unknown-8bit", ""} else charset
    try:
        return decode(piece, charset=label).text if piece else ""
    except SourceError:
        return piece.decode("ascii", errors="replace")


def _collect(part: Message, parts: _Parts, limits: Limits) -> None:
    """Walk the parts; of alternatives both are kept, and the choice is made later."""
    if parts.read > limits.parts:
        told = f"only the first {limits.parts} parts of the message were read"
        if told not in parts.caveats:
            parts.caveats.append(told)
        return
    parts.read += 1
    kind = part.get_content_type()
    if kind in _ENCRYPTED and "signed" not in str(part.get_param("smime-type", "")):
        parts.encrypted = True
        return
    if _is_attachment(part):
        parts.attachments.append(_file_name(part))
        return
    if part.is_multipart():
        _collect_inner(part, parts, limits)
    elif kind in _TEXTS:
        text = _body(part)
        if kind == "text/html":
            parts.html.append(text)
        else:
            parts.plain.append((text, str(part.get_param("format", "")).lower() == "flowed"))
    elif kind not in _SILENT and not kind.startswith("message/"):
        parts.attachments.append(_file_name(part))


def _collect_inner(part: Message, parts: _Parts, limits: Limits) -> None:
    payload = part.get_payload()
    for each in payload if isinstance(payload, list) else ():
        if isinstance(each, Message):
            _collect(each, parts, limits)


def _is_attachment(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    return disposition.startswith("attachment") and not part.is_multipart()


def _file_name(part: Message) -> str:
    """The name of an attachment without any path, for people to read; its type where it has none."""
    try:
        name = part.get_filename() or part.get_param("name") or ""
    except (LookupError, ValueError, TypeError):  # an encoded name in an unknown charset
        name = ""
    text = name[2] if isinstance(name, tuple) else str(name)
    base = re.split(r"[/\\]", text.replace("%2f", "/").replace("%2F", "/"))[-1]
    return clean_line(base, limit=80) or clean_line(part.get_content_type(), limit=80) or "attachment"


def _body(part: Message) -> str:
    """Characters of a text part, whatever its charset claims."""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else str(raw or "").encode("utf-8", errors="replace")
    if not data.strip():
        return ""
    return decode(data, charset=str(part.get_param("charset") or "") or None).text


def _pieces(parts: _Parts, limits: Limits) -> list[Piece]:
    """The plain text, or the HTML where that is (almost) all there is."""
    plain = [piece for text, flowed in parts.plain for piece in _plain_pieces(clean_text(text), parts, flowed=flowed)]
    if sum(len(piece.text) for piece in plain) > 40 or not parts.html:
        return plain
    from bluf.sources.html import read_fragment  # lxml is loaded only for mail without plain text

    pieces: list[Piece] = []
    for html in parts.html:
        try:
            pieces += read_fragment(html, limits=limits)
        except SourceError as error:
            parts.caveats.append(f"an HTML part was not read: {error}")
    return pieces or plain


def _plain_pieces(text: str, parts: _Parts, *, flowed: bool) -> list[Piece]:
    lines, forwarded = take_forwarded(_without_signature((_unflowed(text) if flowed else text).split("\n")))
    parts.forwarded = parts.forwarded or forwarded
    quoted = [_QUOTED.sub("> ", line) if _QUOTED.match(line) else line for line in lines]
    separated: list[str] = []
    for line in quoted:  # a blank line where quoting begins or ends, so that quotation and answer are two blocks
        if (
            separated
            and separated[-1].strip()
            and line.strip()
            and line.startswith("> ") != separated[-1].startswith("> ")
        ):
            separated.append("")
        separated.append("" if line.strip() == ">" else line)
    pieces = [_as_prose(piece) for piece in to_content("\n".join(["", *separated])).pieces]
    return [
        piece
        for piece in pieces
        if not ORIGINAL.match(piece.text) and not (piece.kind is not BlockKind.QUOTE and _REPLY_LINE.match(piece.text))
    ]


def _as_prose(piece: Piece) -> Piece:
    """A short line of a mail is a sentence without a full stop more often than a heading."""
    return replace(piece, kind=BlockKind.PARAGRAPH) if piece.kind is BlockKind.HEADING else piece


_QUOTED = re.compile(r"(?:>\s?){1,50}")


def _unflowed(text: str) -> str:
    """RFC 3676: a line that ends in a space goes on in the next one."""
    joined: list[str] = []
    soft = False
    for line in text.split("\n"):
        stuffed = line.removeprefix(" ")
        if soft and stuffed and not stuffed.startswith(">"):
            joined[-1] += stuffed
        else:
            joined.append(stuffed)
        soft = stuffed.endswith(" ") and stuffed != "-- "
    return "\n".join(joined)


def _without_signature(lines: list[str]) -> list[str]:
    for index in range(len(lines) - 1, max(-1, len(lines) - _MAX_SIGNATURE - 2), -1):
        if lines[index].rstrip() == "--":
            return lines[:index]
    return lines
