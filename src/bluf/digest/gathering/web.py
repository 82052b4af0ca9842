"""Feeds and pages: addresses → items, by conditional requests (RFC 9110), one after another.

A feed's entry is an item by its own id; with `pages` the page behind a new entry is read in its place, and where that fails the
entry itself stands. Only addresses of the open internet are connected to, unless the settings say that a source is one's own.
"""

from __future__ import annotations

import time
from dataclasses import replace
from urllib.parse import urlsplit

from bluf.config.schema import Feed, Pages
from bluf.digest.gathering.found import Asked, Context, Found, Harvest, identity_of, why
from bluf.errors import SourceError
from bluf.model import Caveat, Document
from bluf.sources.fetch import Answer, fetch, is_public

_MOST_PAGES = 200  # of one feed in one round; the rest come in the next
_PAGES_SECONDS = 300.0  # likewise: pages that drip must not hold up the other sources and the edition
_PORTS = {"http": 80, "https": 443}


def read_feed(source: Feed, asked: Asked) -> Harvest | None:
    """The entries of a feed."""
    context = asked(source.address)
    if context is None:
        return None
    try:
        answer = _get(source.address, context, private=source.private)
        if answer.unchanged:
            return Harvest(channels=(context.done(),))
        entries = _documents(answer, context)
    except SourceError as error:
        return Harvest(channels=(context.failed(why(error)),))
    found, whole = _items(source, entries, context)
    # Where entries were left for the next round, that must get the whole feed again.
    validators = (answer.etag, answer.last_modified) if whole else (None, None)
    return Harvest(found=found, channels=(context.done(etag=validators[0], last_modified=validators[1]),))


def _items(source: Feed, entries: tuple[Document, ...], context: Context) -> tuple[tuple[Found, ...], bool]:
    if not source.pages:
        return tuple(Found(identity=identity_of(entry), document=entry) for entry in entries), True
    found: list[Found] = []
    end = time.monotonic() + _PAGES_SECONDS
    for entry in entries:
        if context.knows(identity_of(entry)):
            continue
        if len(found) == _MOST_PAGES or (found and time.monotonic() > end):
            return tuple(found), False
        found.append(Found(identity=identity_of(entry), document=_page(source, entry, context)))
    return tuple(found), True


def _page(source: Feed, entry: Document, context: Context) -> Document:
    """The page behind an entry; the entry itself, with a caveat, where that cannot be read."""
    if entry.link is None:
        return entry
    try:
        own = source.private and _place(entry.link) == _place(source.address)
        answer = fetch(entry.link, allows=(lambda _address: True) if own else is_public)
        (page, *_) = _documents(answer, context)
    except SourceError as error:
        caveat = Caveat(message=f"the page was not read, the feed's own text stands: {error}", uri=entry.uri)
        return replace(entry, caveats=(*entry.caveats, caveat))
    return replace(
        page,
        link=entry.link,
        publisher=page.publisher or entry.publisher,
        published_on=page.published_on or entry.published_on,
        identifier=entry.identifier,
    )


def _place(address: str) -> tuple[str, int | None] | None:
    """Host and port: `private` is said of the feed's own server. An entry's link is a stranger's word."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme.lower())
    except ValueError:
        return None


def read_pages(source: Pages, asked: Asked) -> Harvest | None:
    """Pages, each an item by its address."""
    contexts = [(address, asked(address)) for address in source.addresses]
    found: list[Found] = []
    channels = []
    for address, context in contexts:
        if context is None:
            continue
        try:
            answer = _get(address, context, private=source.private)
            if not answer.unchanged:
                documents = _documents(answer, context)
                found += [
                    Found(identity=address if len(documents) == 1 else f"{address} {identity_of(d)}", document=d)
                    for d in documents
                ]
            channels.append(context.done(etag=answer.etag, last_modified=answer.last_modified))
        except SourceError as error:
            channels.append(context.failed(why(error)))
    return Harvest(found=tuple(found), channels=tuple(channels)) if channels else None


def _get(address: str, context: Context, *, private: bool) -> Answer:
    return fetch(
        address,
        allows=(lambda _address: True) if private else is_public,
        etag=context.channel.etag,
        last_modified=context.channel.last_modified,
    )


def _documents(answer: Answer, context: Context) -> tuple[Document, ...]:
    return context.reader.read(answer.body, uri=answer.uri, declared_type=answer.media_type, retrieved_at=context.now)
