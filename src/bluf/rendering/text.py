"""Strings as they may be printed: one line, visible, and inert in Markdown.

In: any string, also one that a hostile source chose. Out: the same words, safe to place in an output. HTML escaping is Jinja's own
(`markupsafe.escape`); this module adds what HTML escaping does not do: control and direction characters, and Markdown.
"""

from __future__ import annotations

import re

from bluf.model import collapse

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufdd0-\ufdef"
    "\U000e0000-\U000e007f\ud800-\udfff"
    + "".join(f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(17))
    + "]"
)
"""Control, direction-override, annotation, tag and non-characters, and lone surrogates: nobody can see them, or they lie."""

_MARKDOWN_LIVE = re.compile(
    r"(?<![a-zA-Z0-9+.-])[a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\s<>`|\\]*"  # an address with a scheme
    r"|(?i:\bwww\.[^\s<>`|\\]+)"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"  # a mail address
)
_MARKDOWN_SIGN = re.compile(r"[\\`*\[\]{}|~<]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[#\w])")
_MARKDOWN_START = re.compile(r"[#>=:]|[+-](?=[\s+-]|$)|\d{1,9}[.)](?=\s|$)")


_QUOTES = frozenset('"“”„«»')


def printable(text: str) -> str:
    """`text` with every character that must never reach an output replaced by U+FFFD, one for one, so that lengths hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`text` printable and collapsed to a single line."""
    return collapse(printable(text))


def shorten(text: str, limit: int) -> str:
    """`text` on one line, cut at a word within `limit` characters, with an ellipsis where something was cut off."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head).rstrip(" ,;:") + "…"


def quotation_marks(words: str) -> tuple[str, str]:
    """What to put before and after a source's words: "“", "”", or nothing where they bring marks of their own."""
    return ("", "") if _QUOTES & set(words) else ("“", "”")


def _escape_sign(match: re.Match[str]) -> str:
    sign = match.group()
    return {"<": "&lt;", "&": "&amp;"}.get(sign, "\\" + sign)


def _without_full_stop(address: str) -> str:
    """An address without the signs of the sentence around it: "https://a.example/x;" is "https://a.example/x"."""
    core = address.rstrip(".,;:!?'\"”’»")
    if core.endswith(")") and "(" not in core:
        core = core.rstrip(").,;:!?'\"”’»")
    return core or address


def escape_markdown(text: str) -> str:
    """`text` as literal Markdown on one line: no heading, list, link, image, emphasis, table cell or HTML can come out of it.

    An address is set as code, which no renderer makes a link: "see http://a.example" gives "see `http://a.example`". Signs are
    escaped in the ways that CommonMark, GitHub and Python-Markdown share. Not escaped: signs that mean nothing where they stand
    ("3.5", "well-known").
    """
    line = one_line(text)
    parts: list[str] = []
    at = 0
    for match in _MARKDOWN_LIVE.finditer(line):
        address = _without_full_stop(match.group())
        parts.append(_MARKDOWN_SIGN.sub(_escape_sign, line[at : match.start()]))
        parts.append(f"`{address}`")
        at = match.start() + len(address)
    parts.append(_MARKDOWN_SIGN.sub(_escape_sign, line[at:]))
    escaped = "".join(parts)
    start = _MARKDOWN_START.match(escaped)
    if start is None:
        return escaped
    mark = start.group()
    if mark in ("=", ":"):
        return f"&#{ord(mark)};{escaped[1:]}"
    return f"{mark[:-1]}\\{mark[-1]}{escaped[start.end() :]}"


_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9\[]", re.IGNORECASE)


def is_web_address(uri: str) -> bool:
    """True for an http or https address that may become a link; never for a path, `file:`, `javascript:` or one with blanks."""
    return bool(_WEB_ADDRESS.match(uri)) and printable(uri) == uri and not re.search(r"[\s<>\"'`\\]", uri)
