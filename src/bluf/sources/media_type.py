"""Tell what bytes are. In: bytes, a name, a declared type. Out: one of the media types bluf reads.

The bytes decide. The name and the declared type only break ties between kinds of text that look alike (Markdown, HTML
fragments). What is known but cannot be read (a picture, an old Word file) is refused with what to do about it; it opens
no container beyond its list.

Source: WHATWG MIME Sniffing, section 7; RFC 4155 (mbox); RFC 5322 section 2.2 (header fields).
"""

from __future__ import annotations

import io
import re
import zipfile

from bluf.errors import SourceError

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL, MBOX, FEED = "message/rfc822", "application/mbox", "application/xml+feed"

_HEAD = 4096
_REFUSED = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "is an old or password-protected Office file, not a DOCX; remove the password and save it as .docx",
    ),
    (b"{\\rtf", "is a Rich Text file; save it as .docx or .txt"),
    (b"\x89PNG", "is a picture, not text; run OCR on it first"),
    (b"\xff\xd8\xff", "is a picture, not text; run OCR on it first"),
    (b"GIF8", "is a picture, not text; run OCR on it first"),
    (b"II*\x00", "is a picture, not text; run OCR on it first"),
    (b"MM\x00*", "is a picture, not text; run OCR on it first"),
    (b"\x1f\x8b", "is gzip-compressed; unpack it first"),
    (b"BZh", "is bzip2-compressed; unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive; unpack it first"),
    (b"Rar!", "is a RAR archive; unpack it first"),
    (b"\x7fELF", "is a program, not text"),
    (b"SQLite format 3\x00", "is a database, not text"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|\w{1,10}:feed)\b")
_XML_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]{0,60})")
_TAG = re.compile(rb"<(?:p|div|br|h[1-6]|a|span|table|article|ul|section)\b[^>]{0,200}>", re.IGNORECASE)
_FIELD = re.compile(rb"([!-9;-~]{2,60}):[ \t]")
_MAIL_FIELDS = frozenset(
    b"from to cc subject date message-id mime-version received return-path reply-to delivered-to content-type sender"
    b" x-mailer".split()
)
_MAIL_PROOF = frozenset(b"from message-id mime-version received return-path delivered-to".split())
_DATA = "application/json"
_SUFFIXES = {
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".mkd": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".eml": MAIL,
    ".mbox": MBOX, ".mbx": MBOX, ".rss": FEED, ".atom": FEED, ".txt": TEXT, ".text": TEXT, ".json": _DATA, ".jsonl": _DATA,
}  # fmt: skip


def sniff_media_type(data: bytes, *, name: str = "", declared: str | None = None) -> str:
    """The media type of `data`.

    Args:
        data: the whole file.
        name: path or address; only its suffix counts.
        declared: Content-Type of a download, parameters allowed.

    Raises:
        SourceError: the bytes are of a kind that cannot be read.
    """
    if not data:
        msg = "is empty; there is no text to read"
        raise SourceError(msg)
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if is_zip(data):
        return _sniff_zip(data)
    for start, reason in _REFUSED:
        if head.startswith(start):
            raise SourceError(reason)
    return _sniff_text(_narrow(data[: 4 * _HEAD]), _tie_breaker(name, declared))


def is_zip(data: bytes) -> bool:
    """True where `data` begins as a ZIP container: nothing of it is unpacked to say so."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _narrow(head: bytes) -> bytes:
    """Text of UTF-16 or UTF-32 as if it were ASCII: enough to see tags and header names."""
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    marked = head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    if marked or head[:200].count(0) * 5 > len(head[:200]):
        return head.lstrip(b"\x00\xff\xfe").replace(b"\x00", b"")
    return head


def _tie_breaker(name: str, declared: str | None) -> str:
    path = name.split("?", 1)[0].split("#", 1)[0].lower() if "://" in name else name.lower()
    for suffix, kind in _SUFFIXES.items():
        if path.endswith(suffix):
            return kind
    base = (declared or "").split(";", 1)[0].strip().lower()
    return {
        "text/html": HTML,
        "application/xhtml+xml": HTML,
        "text/markdown": MARKDOWN,
        MAIL: MAIL,
        MBOX: MBOX,
        "text/plain": TEXT,
    }.get(base, "")


def _sniff_text(head: bytes, tie: str) -> str:
    stripped = head.lstrip()
    if _HTML_START.match(head):
        return HTML
    if stripped.startswith(b"<"):
        kind = _sniff_xml(stripped, tie)
        if kind:
            return kind
    if head.startswith(b"From ") and _is_mail(head.split(b"\n", 1)[-1]):
        return MBOX
    if _is_mail(head) or (tie == MAIL and _FIELD.match(stripped)):
        return MAIL
    if tie == _DATA and stripped[:1] in {b"{", b"["}:
        msg = "is JSON data, not a document; name the text it was made from"
        raise SourceError(msg)
    if tie in {MARKDOWN, HTML, TEXT}:
        return tie
    if len(_TAG.findall(head)) > 4 and stripped.startswith(b"<"):
        return HTML
    return MARKDOWN if re.search(rb"(?m)^#{1,3} \S", head) and not tie else TEXT


def _sniff_xml(head: bytes, tie: str) -> str | None:
    root = next((m for m in _XML_ROOT.finditer(head) if m[1].lower() != b"xml"), None)
    if root and _FEED_ROOT.match(head, root.start()):
        return FEED
    if root and root[1].lower() == b"html":
        return HTML
    if head.startswith(b"<?xml") and tie not in {HTML, TEXT, MARKDOWN}:
        if tie == FEED or _FEED_ROOT.search(head):
            return FEED
        msg = "is XML, but neither an RSS or Atom feed nor XHTML; export it as text, HTML or a feed"
        raise SourceError(msg)
    return None


def _is_mail(head: bytes) -> bool:
    """True when the bytes begin with header fields of a message: at least two known ones, one of them typical for mail alone."""
    names: set[bytes] = set()
    for line in head.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")[:200]:
        if not line.strip():
            if names:
                break
            continue
        if line[:1] in b" \t" and names:
            continue
        field = _FIELD.match(line + b" ")
        if not field:
            break
        names.add(field[1].lower())
    return len(names & _MAIL_FIELDS) > 1 and bool(names & _MAIL_PROOF)


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:20_000])
    except (
        zipfile.BadZipFile,
        ValueError,
        EOFError,
        OSError,
        NotImplementedError,
        OverflowError,
        RecursionError,
    ) as error:
        msg = "is a damaged or truncated DOCX (ZIP) file that cannot be read; get it again"
        raise SourceError(msg) from error
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return DOCX
    kinds = {
        "xl/": "an Excel workbook; save it as text",
        "ppt/": "a presentation; save it as PDF",
        "META-INF/": "an EPUB or OpenDocument file; save it as DOCX or PDF",
    }
    for start, reason in kinds.items():
        if any(name.startswith(start) for name in names):
            msg = f"is {reason}"
            raise SourceError(msg)
    msg = "is a ZIP archive, not a DOCX file; unpack it first"
    raise SourceError(msg)
