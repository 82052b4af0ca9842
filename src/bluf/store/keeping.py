"""Keeping the store: what is in it, what is old enough to go, what others may have of it.

Items, receipts and deliveries stay when their contents are pruned: an article that a feed still lists must not become news
again, and who got what must stay known. An edition with an open delivery stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, select

from bluf.model import Document
from bluf.store.opening import Store
from bluf.store.outbox import OPEN, TO_LOOK_AT
from bluf.store.packing import unpack
from bluf.store.tables import analysis, briefing, delivery, document, edition, item, receipt, revision, run

_COUNTED = (document, item, revision, analysis, edition, briefing, delivery, receipt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How many rows of each table went."""

    documents: int
    analyses: int
    editions: int
    runs: int


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {table.name: _count(connection, table) for table in _COUNTED}


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def prune(store: Store, before: datetime) -> Pruned:
    """Drop contents older than `before`, then give the space back.

    A document goes when it was seen before then and is no news to come; an edition when it was made before then and nothing of it
    is open or waits for a person.
    """
    with store.begin() as connection:
        last = select(func.max(edition.c.seq_to).label("last")).group_by(edition.c.digest).subquery()
        covered = select(func.coalesce(func.min(last.c.last), 0)).scalar_subquery()
        still = select(revision.c.document_id).where((revision.c.seen_at >= before) | (revision.c.seq > covered))
        old = select(document.c.id).where(document.c.seen_at < before, document.c.id.not_in(still))
        analyses = connection.execute(delete(analysis).where(analysis.c.document_id.in_(old))).rowcount
        documents = connection.execute(delete(document).where(document.c.id.in_(old))).rowcount
        waiting = select(delivery.c.edition_id).where(delivery.c.state.in_((*OPEN, *TO_LOOK_AT)))
        newest = select(func.max(edition.c.day)).group_by(edition.c.digest)
        gone = (edition.c.made_at < before) & edition.c.id.not_in(waiting) & edition.c.day.not_in(newest)
        editions = connection.execute(delete(edition).where(gone)).rowcount
        runs = connection.execute(delete(run).where(run.c.started_at < before)).rowcount
    if store.engine.dialect.name == "sqlite":
        raw = store.engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM")  # cannot be part of a transaction, which every other connection begins with
        finally:
            raw.close()
    return Pruned(documents=documents, analyses=analyses, editions=editions, runs=runs)


def export_documents(connection: Connection) -> Iterator[tuple[str, str, Document]]:
    """(source, name of the item, newest content) of every item, in running order."""
    newest = select(func.max(revision.c.seq).label("seq")).group_by(revision.c.item_id).subquery()
    rows = connection.execute(
        select(item.c.source, item.c.name, document.c.data)
        .join(revision, revision.c.item_id == item.c.id)
        .join(newest, newest.c.seq == revision.c.seq)
        .join(document, document.c.id == revision.c.document_id)
        .order_by(revision.c.seq)
        .execution_options(yield_per=50)
    )
    for row in rows:
        yield row.source, row.name, unpack(Document, row.data)


def export_receipts(connection: Connection) -> Iterator[dict[str, object]]:
    """Who got what and when, in order."""
    for row in connection.execute(select(receipt).order_by(receipt.c.id)):
        yield {**row._mapping, "accepted_at": row.accepted_at.isoformat()}  # noqa: SLF001 - public, for keywords
