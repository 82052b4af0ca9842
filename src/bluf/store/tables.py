"""The tables. Instants are aware UTC in Python and UTC without a zone in the database; long data is compressed JSON.

`revision.seq` is the running number that editions take their news by, so that no clock can lose or repeat any. One run writes at a
time (`bluf.store.lock`), which is what makes the numbers an order.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102 - SQLAlchemy's own
        return value.astimezone(UTC).replace(tzinfo=None) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102 - SQLAlchemy's own
        return value.replace(tzinfo=UTC) if value is not None else None


Number = BigInteger().with_variant(Integer, "sqlite")
"""A running number: SQLite counts only in its own INTEGER."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

document = Table(
    "document",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("published_on", Date),
    Column("uri", Text, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

item = Table(
    "item",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("source", String(60), nullable=False),
    Column("key", String(64), nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("source", "key"),
    sqlite_autoincrement=True,
)

revision = Table(
    "revision",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("item_id", Number, ForeignKey("item.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("document_id", String(64), nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("backlog", Boolean, nullable=False),
    UniqueConstraint("item_id", "number"),
    sqlite_autoincrement=True,
)
Index(None, revision.c.document_id)

channel = Table(
    "channel",
    metadata,
    Column("source", String(60), primary_key=True),
    Column("address", String(2000), primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("cursor", Text),
    Column("checked_at", Instant),
    Column("read_at", Instant),
    Column("error", Text, nullable=False),
    Column("failures", Integer, nullable=False),
)

analysis = Table(
    "analysis",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("document_id", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
Index(None, analysis.c.document_id)

edition = Table(
    "edition",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("digest", String(60), nullable=False),
    Column("day", Date, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("seq_from", Number, nullable=False),
    Column("seq_to", Number, nullable=False),
    Column("state", String(10), nullable=False),
    Column("mark", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("news", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("digest", "day"),
)

briefing = Table(
    "briefing",
    metadata,
    Column("edition_id", String(80), ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
    Column("story", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
Index(None, briefing.c.story)

grouping = Table(
    "grouping_state",
    metadata,
    Column("digest", String(60), primary_key=True),
    Column("edition_id", String(80), nullable=False),
    Column("data", LargeBinary, nullable=False),
)

delivery = Table(
    "delivery",
    metadata,
    Column("edition_id", String(80), ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(320), primary_key=True),
    Column("address", String(320), nullable=False),
    Column("message_id", String(200), nullable=False),
    Column("headers", LargeBinary, nullable=False),
    Column("state", String(10), nullable=False),
    Column("round", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_at", Instant),
    Column("not_before", Float, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("reply", Text, nullable=False),
)
Index(None, delivery.c.state)

receipt = Table(
    "receipt",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("edition_id", String(80), nullable=False),
    Column("person", String(320), nullable=False),
    Column("round", Integer, nullable=False),
    Column("message_id", String(200), nullable=False),
    Column("accepted_at", Instant, nullable=False),
    Column("reply", Text, nullable=False),
    UniqueConstraint("edition_id", "person", "round"),
    sqlite_autoincrement=True,
)

run = Table(
    "run",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("exit_code", Integer),
    Column("said", Text, nullable=False),
    sqlite_autoincrement=True,
)
