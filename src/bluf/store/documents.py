"""Items, their revisions, the documents they consist of, and how far each source was read.

An item is what a source calls one thing (entry of a feed, file, message, page); each new content of it is a revision with a
running number. An edited article is a new revision of the same item and never news again. Documents are kept once by the hash
of their content, whatever number of items has them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import Connection, func, insert, select, update

from bluf.model import Document
from bluf.store.packing import pack, unpack
from bluf.store.tables import channel, document, item, revision


class Added(Enum):
    """What became of something read."""

    NEW = "new item"
    REVISED = "new revision"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The newest revision of an item, with its number; `item` is the store's own key of it."""

    seq: int
    item: str
    source: str
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """How far one address of a source was read.

    Attributes:
        etag, last_modified: validators of the last answer (RFC 9110).
        cursor: of a mailbox: how far it was read.
        checked_at: when it was last asked; `read_at`: when that last worked.
        error: why it last failed, "" where it did not; `failures` in a row.
    """

    source: str
    address: str
    etag: str | None = None
    last_modified: str | None = None
    cursor: str | None = None
    checked_at: datetime | None = None
    read_at: datetime | None = None
    error: str = ""
    failures: int = 0


def add_document(
    connection: Connection, source: str, identity: str, found: Document, *, seen_at: datetime, backlog: bool = False
) -> Added:
    """Record what was read under its item; `backlog` marks what is stored and never news.

    Args:
        connection: within a transaction.
        source: its name.
        identity: what the source calls the item, of any length.
        found: the content.
        seen_at: aware instant.
        backlog: counts for a new item only.
    """
    key = _key(identity)
    where = (item.c.source == source) & (item.c.key == key)
    item_id = connection.execute(select(item.c.id).where(where)).scalar()
    number, newest = 0, None
    if item_id is None:
        made = connection.execute(insert(item).values(source=source, key=key, name=_shown(identity)))
        item_id = (made.inserted_primary_key or (None,))[0]
    else:
        row = connection.execute(
            select(revision.c.number, revision.c.document_id)
            .where(revision.c.item_id == item_id)
            .order_by(revision.c.number.desc())
            .limit(1)
        ).first()
        number, newest = (row.number, row.document_id) if row else (0, None)
    if newest == found.id:
        return Added.KNOWN
    if connection.execute(select(document.c.id).where(document.c.id == found.id)).first() is None:
        connection.execute(insert(document).values(**_row(found, seen_at)))
    connection.execute(
        insert(revision).values(
            item_id=item_id, number=number + 1, document_id=found.id, seen_at=seen_at, backlog=backlog
        )
    )
    return Added.REVISED if number else Added.NEW


def _row(found: Document, seen_at: datetime) -> dict[str, object]:
    return {
        "id": found.id,
        "title": found.title,
        "publisher": found.publisher,
        "published_on": found.published_on,
        "uri": found.uri,
        "seen_at": seen_at,
        "data": pack(found),
    }


def newest_number(connection: Connection) -> int:
    """The running number of the last revision; 0 in an empty store."""
    return int(connection.execute(select(func.coalesce(func.max(revision.c.seq), 0))).scalar_one())


def find_news(
    connection: Connection, sources: Collection[str], after: int, until: int
) -> tuple[tuple[News, ...], tuple[News, ...]]:
    """(new items, revised items) of `sources` in the numbers after < seq <= until, in their order, each with its newest content.

    A new item began there; a revised one began before. What is backlog is neither.
    """
    first = (
        select(revision.c.item_id, func.min(revision.c.seq).label("first"), func.max(revision.c.seq).label("last"))
        .where(revision.c.seq <= until)
        .group_by(revision.c.item_id)
        .having(func.max(revision.c.seq) > after)
        .subquery()
    )
    started = revision.alias()
    rows = connection.execute(
        select(first.c.first, revision.c.seq, item.c.id, item.c.source, document.c.data)
        .join(first, first.c.last == revision.c.seq)
        .join(started, started.c.seq == first.c.first)
        .join(item, item.c.id == revision.c.item_id)
        .join(document, document.c.id == revision.c.document_id)
        .where(item.c.source.in_(sources), started.c.backlog.is_(False))
        .order_by(first.c.first)
    ).all()
    new: list[News] = []
    revised: list[News] = []
    for row in rows:
        found = News(seq=row.seq, item=str(row.id), source=row.source, document=unpack(Document, row.data))
        (new if row.first > after else revised).append(found)
    return tuple(new), tuple(revised)


def count_backlog(connection: Connection, sources: Collection[str], after: int, until: int) -> int:
    """How many items of `sources` in those numbers were older than their source's beginning here."""
    return connection.execute(
        select(func.count())
        .select_from(revision)
        .join(item, item.c.id == revision.c.item_id)
        .where(
            revision.c.seq > after,
            revision.c.seq <= until,
            revision.c.number == 1,
            revision.c.backlog.is_(True),
            item.c.source.in_(sources),
        )
    ).scalar_one()


def unanalyzed(connection: Connection, after: int) -> tuple[Document, ...]:
    """Contents of revisions after that number, for analyzing ahead of time."""
    rows = connection.execute(
        select(document.c.data)
        .join(revision, revision.c.document_id == document.c.id)
        .where(revision.c.seq > after, revision.c.backlog.is_(False))
        .order_by(revision.c.seq)
    ).all()
    return tuple(unpack(Document, row.data) for row in rows)


def is_new_source(connection: Connection, source: str) -> bool:
    """Whether nothing was ever read from it."""
    return connection.execute(select(item.c.id).where(item.c.source == source).limit(1)).first() is None


def is_known(connection: Connection, source: str, identity: str) -> bool:
    """Whether the source has an item that it calls so."""
    where = (item.c.source == source) & (item.c.key == _key(identity))
    return connection.execute(select(item.c.id).where(where)).first() is not None


def mend_channels(connection: Connection, source: str, addresses: Sequence[str]) -> None:
    """Take the errors from addresses that can be read again."""
    for address in addresses:
        connection.execute(
            update(channel)
            .where(channel.c.source == source, channel.c.address == address, channel.c.error != "")
            .values(error="", failures=0)
        )


def _key(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()


def read_channel(connection: Connection, source: str, address: str) -> Channel:
    """How far that address was read; an unread one where it is not known."""
    row = connection.execute(
        select(channel).where(channel.c.source == source, channel.c.address == address[:2000])
    ).first()
    return Channel(**row._mapping) if row else Channel(source=source, address=address[:2000])  # noqa: SLF001 - public, for keywords


def write_channel(connection: Connection, state: Channel) -> None:
    """Keep how far an address was read."""
    values = {name: getattr(state, name) for name in Channel.__slots__}
    where = (channel.c.source == state.source) & (channel.c.address == state.address)
    if connection.execute(update(channel).where(where).values(**values)).rowcount == 0:
        connection.execute(insert(channel).values(**values))


def failing_channels(connection: Connection, sources: Collection[str], since: datetime | None) -> Sequence[Channel]:
    """Addresses of `sources` that could not be read when last asked, where that was after `since`."""
    return [
        found
        for found in all_channels(connection)
        if found.source in sources
        and found.error
        and (since is None or (found.checked_at is not None and found.checked_at > since))
    ]


def all_channels(connection: Connection) -> Sequence[Channel]:
    """Every address that was ever asked."""
    rows = connection.execute(select(channel).order_by(channel.c.source, channel.c.address)).all()
    return [Channel(**row._mapping) for row in rows]  # noqa: SLF001 - public, for keywords


def _shown(identity: str) -> str:
    return identity.encode("utf-8", "replace").decode()[:500].replace("\0", " ")
