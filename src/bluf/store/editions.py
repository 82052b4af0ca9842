"""Editions, the briefings in them, and what grouping remembers from one to the next.

An edition's key is digest and local date, and unique: whatever runs twice makes it once. It appears together with its whole
outbox, in one transaction, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from bluf.errors import StoreError
from bluf.model import Briefing
from bluf.store.outbox import Delivery, add_deliveries
from bluf.store.packing import pack, unpack
from bluf.store.tables import briefing, edition, grouping


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """An edition as it is kept.

    Attributes:
        id: "morning/2026-11-24".
        due_at: aware instant at which it was due; `made_at` when it was made.
        seq_from, seq_to: running numbers of the revisions that it covers, both inclusive.
        state: READY while deliveries are open, then DONE.
        news: how many new items it covers.
        body: what stands behind the headers of every message of it; `sha256` of it.
    """

    id: str
    digest: str
    day: date
    due_at: datetime
    made_at: datetime
    seq_from: int
    seq_to: int
    state: str
    mark: str
    subject: str
    note: str
    news: int
    sha256: str
    body: bytes


def newest_edition(connection: Connection, digest: str) -> EditionRow | None:
    """The one with the latest day."""
    return _one(connection, edition.c.digest == digest)


def find_edition(connection: Connection, edition_id: str) -> EditionRow | None:
    """The edition with that key."""
    return _one(connection, edition.c.id == edition_id)


def all_editions(connection: Connection, digest: str | None = None) -> Sequence[EditionRow]:
    """Editions, newest first, without their bodies."""
    columns = [c for c in edition.c if c.name != "body"]
    query = select(*columns).order_by(edition.c.day.desc(), edition.c.id)
    if digest is not None:
        query = query.where(edition.c.digest == digest)
    return [EditionRow(**{**row._mapping, "body": b""}) for row in connection.execute(query)]  # noqa: SLF001 - public


def _one(connection: Connection, where: Any) -> EditionRow | None:  # noqa: ANN401 - a clause of SQLAlchemy
    row = connection.execute(select(edition).where(where).order_by(edition.c.day.desc()).limit(1)).first()
    if row is None:
        return None
    return EditionRow(**{**row._mapping, "body": bytes(row.body)})  # noqa: SLF001 - public


def last_number(connection: Connection, digest: str) -> int:
    """The last running number that an edition of the digest covers."""
    found = connection.execute(
        select(edition.c.seq_to).where(edition.c.digest == digest).order_by(edition.c.seq_to.desc()).limit(1)
    ).scalar()
    return found or 0


def add_edition(
    connection: Connection,
    row: EditionRow,
    deliveries: Sequence[Delivery],
    briefings: Mapping[str, Briefing],
    groups: bytes | None,
) -> None:
    """The edition with its whole outbox, its briefings by story, and what grouping remembers, in the caller's transaction."""
    connection.execute(insert(edition).values(**{f.name: getattr(row, f.name) for f in fields(row)}))
    add_deliveries(connection, deliveries)
    for position, (story, made) in enumerate(briefings.items(), 1):
        connection.execute(insert(briefing).values(edition_id=row.id, story=story, position=position, data=pack(made)))
    if groups is not None:
        connection.execute(delete(grouping).where(grouping.c.digest == row.digest))
        connection.execute(insert(grouping).values(digest=row.digest, edition_id=row.id, data=groups))


def read_grouping(connection: Connection, digest: str) -> bytes | None:
    """What grouping remembered of the digest's stories."""
    data: bytes | None = connection.execute(select(grouping.c.data).where(grouping.c.digest == digest)).scalar()
    return bytes(data) if data is not None else None


def earlier_briefing(connection: Connection, digest: str, story: str) -> tuple[date, Briefing] | None:
    """The newest briefing of a story in the digest, with the day of its edition."""
    row = connection.execute(
        select(edition.c.day, briefing.c.data)
        .join(edition, edition.c.id == briefing.c.edition_id)
        .where(edition.c.digest == digest, briefing.c.story == story)
        .order_by(edition.c.day.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    try:
        return row.day, unpack(Briefing, row.data)
    except StoreError:  # another version of bluf made it: it cannot be compared with
        return None
