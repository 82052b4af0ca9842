"""The gate for header values: nothing that a source or a setting says can begin another header, now or after decoding.

In: any text. Out: a header line in ASCII, folded, RFC 2047 where needed. Line ends and controls of every kind become blanks,
invisible and private characters go, and `=?` is broken up, so that no decoder finds an encoded word that we did not write. The
standard library is not relied on for any of this: it lets line ends inside encoded words through (CPython issue 121650).

Sources: RFC 5322 2.2, RFC 2047, RFC 5321 4.5.3.1.6 (998 octets a line).
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode

_MOST = 200
_LINE = 76
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_TOKEN = re.compile(r"[\x21-\x7e]{1,900}")
_INVISIBLE = frozenset({"Cf", "Cs", "Co", "Cn"})
_BLANKS = frozenset({"Cc", "Zl", "Zp", "Zs"})


def clean_header(text: str, limit: int = _MOST) -> str:
    r"""`text` as one harmless line of at most `limit` characters.

    >>> clean_header("Digest\r\nBcc: x@y.example =?utf-8?q?=0A?=")
    'Digest Bcc: x@y.example = ?utf-8?q?=0A?='
    """
    kept = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in _INVISIBLE)
    line = " ".join("".join(" " if unicodedata.category(c) in _BLANKS else c for c in kept).split())
    while "=?" in line:
        line = line.replace("=?", "= ?")
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def header(name: str, value: str) -> bytes:
    """A header with free text as bytes with its line end, folded to 76 columns; encoded words where `value` is not ASCII.

    Raises:
        ValueError: `name` is no name of a header.
    """
    text = clean_header(value)
    words = text.split(" ") if text.isascii() else _encoded_words(text)
    return _folded(_checked(name), words)


def exact_header(name: str, *values: str) -> bytes:
    """A header whose parts must stand as they are (addresses in angle brackets, tokens, dates): folded only between them.

    Raises:
        ValueError: one of them is empty or holds a blank, a control or a character outside ASCII.
    """
    for value in values:
        if not _TOKEN.fullmatch(value):
            msg = f"not a value for the header {name}: {value[:80]!r}"
            raise ValueError(msg)
    return _folded(_checked(name), list(values))


def mailbox(name: str, address: str, display: str | None = None) -> bytes:
    """A header with one person: `Display name <address>`."""
    host = address.rpartition("@")
    if not address.isascii():
        address = f"{host[0]}@{host[2].encode('idna').decode('ascii')}"
    if not display:
        return exact_header(name, f"<{address}>")
    text = clean_header(display, 100)
    if not text.isascii():
        return _folded(_checked(name), [*_encoded_words(text), f"<{address}>"])
    quoted = '"' + text.replace("\\", "").replace('"', "'") + '"'
    if not _TOKEN.fullmatch(address):
        msg = f"not an address: {address[:80]!r}"
        raise ValueError(msg)
    return _folded(_checked(name), [*quoted.split(" "), f"<{address}>"])


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        msg = f"not a name of a header: {name[:80]!r}"
        raise ValueError(msg)
    return name


def _encoded_words(text: str) -> list[str]:
    """RFC 2047 words of whole characters, each at most 75 octets."""
    words: list[str] = []
    chunk = ""
    for character in text:
        if len((chunk + character).encode()) > 42:
            words.append(chunk)
            chunk = ""
        chunk += character
    words.append(chunk)
    return [f"=?utf-8?b?{b64encode(word.encode()).decode('ascii')}?=" for word in words if word]


def _folded(name: str, words: list[str]) -> bytes:
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _LINE and lines[-1].strip() and lines[-1] != f"{name}:":
            lines.append(f" {word}")
        else:
            lines[-1] += f" {word}"
    return ("\r\n".join(lines) + "\r\n").encode("ascii")
