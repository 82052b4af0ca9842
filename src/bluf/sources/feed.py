"""Read RSS and Atom. In: the bytes of a feed. Out: one `Content` for each entry, in the feed's order.

An entry's own title, content, authors and date; the publisher is the feed's title. Entries with the same id are one
entry. Entities are never declared or expanded, an impossible date is unknown. The link of an entry is not followed: its
page is another source.

Sources: RSS 2.0, RFC 4287 (Atom); feedparser documentation, "Sanitization" (text/plain fields are not sanitized).
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import replace
from typing import Any

from bluf.errors import SourceError
from bluf.sources.clean import clean_line
from bluf.sources.content import Content, Hints, Piece
from bluf.sources.dates import read_date
from bluf.sources.html import read_fragment
from bluf.sources.limits import Limits
from bluf.sources.media_type import FEED
from bluf.sources.reading import renumbered

_DECLARES = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT)|<!DOCTYPE[^<>\[]{0,500}\[", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ACTIVE = re.compile(r"<(?:script|style)\b[^<>]{0,2000}>[^<]{0,5000}</(?:script|style)\s{0,3}>", re.IGNORECASE)
_UNTITLED = frozenset(("", "untitled", "no title"))


def read_feed(data: bytes, hints: Hints) -> tuple[Content, ...]:
    """The entries of a feed that have text.

    Raises:
        SourceError: entity declarations, too many elements, no feed, or no entry with text.
    """
    limits = hints.limits
    probe = data.replace(b"\0", b"")
    if _DECLARES.search(probe):
        msg = "is a feed that declares entities, which is never needed and can be an attack; it was not read"
        raise SourceError(msg)
    if (
        sum(probe.count(mark) for mark in (b"<", b"&lt;")) - sum(probe.count(mark) for mark in (b"</", b"&lt;/"))
        > limits.elements
    ):
        msg = f"is a feed with more than {limits.elements:,} elements, the limit; take fewer entries"
        raise SourceError(msg)
    feed, entries, broken = _parse(data, hints)
    publisher = _text(feed, "title")
    contents: list[Content] = []
    seen: set[str] = set()
    for entry in entries:
        key = _text(entry, "id") or _text(entry, "link") or _text(entry, "title")
        if key and key in seen:
            continue
        seen.add(key)
        content = _read_entry(entry, publisher, _authors(entry) or _authors(feed), limits)
        if content is not None:
            contents.append(content)
        if len(contents) == limits.items:
            break
    if not contents:
        msg = "is a feed without any entry that has text" + (" (the XML is damaged)" if broken else "")
        raise SourceError(msg)
    return renumbered(_with_notes(contents, broken=broken, left=len(entries) > limits.items))


def _parse(data: bytes, hints: Hints) -> tuple[dict[str, Any], list[dict[str, Any]], bool]:
    """Feedparser's feed, entries and whether the XML is broken; the only place that touches its untyped dictionaries unchecked."""
    import feedparser

    headers = {"content-type": f"application/xml; charset={hints.charset}"} if hints.charset else {}
    try:
        parsed = feedparser.parse(data, response_headers=headers, sanitize_html=True, resolve_relative_uris=False)
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        LookupError,
        RecursionError,
        AssertionError,
    ) as error:  # seen on fuzzed feeds
        msg = f"is a feed that cannot be parsed ({type(error).__name__}); check the file"
        raise SourceError(msg) from error
    return (
        dict(parsed.get("feed", {})),
        list(parsed.get("entries", [])),
        bool(parsed.get("bozo")) and _is_damage(parsed),
    )


def _is_damage(parsed: Any) -> bool:  # noqa: ANN401 - feedparser has no types
    return "SAXParse" in type(parsed.get("bozo_exception")).__name__


def _with_notes(contents: list[Content], *, broken: bool, left: bool) -> list[Content]:
    notes: tuple[str, ...] = ()
    if broken:
        notes += ("the feed is damaged; entries may be missing or cut off",)
    if left:
        notes += (f"only the first {len(contents):,} entries of the feed were read",)
    return [replace(content, caveats=(*content.caveats, *notes)) for content in contents]


def _text(entry: dict[str, Any], key: str) -> str:
    """A field as one line without markup; "" where it is missing. Titles may be HTML or text, and nobody says which."""
    value = entry.get(key)
    if not isinstance(value, str):
        return ""
    text = _TAG.sub(" ", _ACTIVE.sub(" ", value[:20_000]))
    return clean_line(
        _TAG.sub(" ", _ACTIVE.sub(" ", entities.unescape(text))) if "&lt;" in text else entities.unescape(text)
    )


def _authors(entry: dict[str, Any]) -> tuple[str, ...]:
    named = [person for person in entry.get("authors", []) if isinstance(person, dict)]
    names = [clean_line(person["name"]) for person in named if isinstance(person.get("name"), str)]
    return tuple(name for name in names if name) or ((_text(entry, "author"),) if _text(entry, "author") else ())


def _read_entry(entry: dict[str, Any], publisher: str, authors: tuple[str, ...], limits: Limits) -> Content | None:
    title = _text(entry, "title")
    title = "" if title.lower() in _UNTITLED else title
    body, partial = _body(entry)
    try:
        pieces = read_fragment(body, limits=limits) if body.strip() else ()
    except SourceError:
        pieces = ()
    if not pieces and not title:
        return None
    caveats = ("the feed gives only the summary of this entry; the full text is at its link",) if partial else ()
    link = _text(entry, "link")
    return Content(
        pieces=tuple(pieces) or (Piece(text=title),),
        media_type=FEED,
        title=title or None,
        publisher=publisher or None,
        authors=authors,
        published_on=read_date(_stated_date(entry)),
        caveats=caveats,
        link=link or None,
        identifier=_text(entry, "id") or None,
        body="\n".join((_text(entry, "id"), link, title, _stated_date(entry), body)).encode("utf-8", errors="replace"),
    )


def _body(entry: dict[str, Any]) -> tuple[str, bool]:
    """The fullest text of an entry as HTML, and whether it is only a teaser."""
    bodies = []
    for part in entry.get("content", []):
        value = part.get("value") if isinstance(part, dict) else None
        if isinstance(value, str):
            bodies.append(value if part.get("type") != "text/plain" else entities.escape(value))
    summary = entry.get("summary")
    if isinstance(summary, str):
        bodies.append(summary)
    best = max(bodies, key=len, default="")
    teaser = bool(re.search(r"(?:\.\.\.|…|\[…\])\s{0,5}(?:</p>)?\s{0,5}\Z", best)) and len(best) < 2_000
    return best, teaser


def _stated_date(entry: dict[str, Any]) -> str:
    """The date as the feed writes it: feedparser's own reading moves an impossible date to a possible one."""
    for key in ("published", "updated", "created"):
        value = entry.get(key)
        if isinstance(value, str):
            return clean_line(value, limit=100)
    return ""
