"""The outbox: for each person and edition where its delivery stands. The state machine of `docs/design/0008-outbox.md`.

    QUEUED -> SENDING -> DATA -> SENT         DATA is committed before the final dot of a message
    SENDING -> QUEUED | REJECTED              DATA -> QUEUED | REJECTED | UNCERTAIN (no answer was read)
    BLOCKED                                   the person's ceiling is below the edition's mark
    REJECTED, UNCERTAIN, BLOCKED -> DISMISSED, SENT or QUEUED: a person decides

Every change here is a transaction of its own, or part of its caller's. No mail is sent from here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from bluf.store.journal import Journal
from bluf.store.tables import delivery, edition, receipt


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    DATA = "DATA"
    SENT = "SENT"
    REJECTED = "REJECTED"
    UNCERTAIN = "UNCERTAIN"
    BLOCKED = "BLOCKED"
    DISMISSED = "DISMISSED"


OPEN = (State.QUEUED, State.SENDING, State.DATA)
"""Not decided yet."""

TO_LOOK_AT = (State.UNCERTAIN, State.REJECTED, State.BLOCKED)
"""A person must look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One person's copy of one edition.

    Attributes:
        person: `bluf.config.words.person_key` of the address.
        headers: what stands before the edition's common body; with it the frozen bytes of the message.
        round: 0, and one more for each time a person asked to send it again.
        attempts: in this round; `first_at` when the first of them was, `not_before` when the next may be (seconds since 1970).
        reply: what the server last said, or what went wrong.
    """

    edition_id: str
    person: str
    address: str
    message_id: str
    headers: bytes
    state: State
    round: int = 0
    attempts: int = 0
    first_at: datetime | None = None
    not_before: float = 0.0
    changed_at: datetime
    reply: str = ""


def add_deliveries(connection: Connection, deliveries: Sequence[Delivery]) -> None:
    """The whole outbox of an edition, in the transaction that makes the edition."""
    if deliveries:
        connection.execute(
            insert(delivery), [{name: getattr(d, name) for name in Delivery.__slots__} for d in deliveries]
        )


def recover(connection: Connection, journal: Journal, now: datetime) -> None:
    """Put right what a crash left: whoever holds the lock knows that nobody owns these rows."""
    rows = _read(connection, (State.SENDING, State.DATA))
    for left in rows:
        if left.state is State.SENDING:
            state = State.QUEUED
        else:
            known = journal.has(left.edition_id, left.person, left.round)
            state = State.SENT if known else State.UNCERTAIN
        if state is State.SENT:
            add_receipt(connection, left, now, "250 (from the journal)")
        change(connection, left, state, now, reply=f"{left.reply} [after a crash]".strip())


def due(connection: Connection, now: datetime) -> tuple[Delivery, ...]:
    """What may be tried now: editions in their order, people in theirs."""
    return tuple(d for d in _read(connection, (State.QUEUED,)) if d.not_before <= now.timestamp())


def of_edition(connection: Connection, edition_id: str) -> tuple[Delivery, ...]:
    """All deliveries of an edition."""
    rows = connection.execute(
        select(delivery).where(delivery.c.edition_id == edition_id).order_by(delivery.c.person)
    ).all()
    return tuple(_delivery(row._mapping) for row in rows)  # noqa: SLF001 - public, for keywords


def in_states(connection: Connection, states: Collection[State]) -> tuple[Delivery, ...]:
    """All deliveries that stand so."""
    return tuple(_read(connection, states))


def claim(connection: Connection, one: Delivery, now: datetime) -> bool:
    """QUEUED -> SENDING; False where it no longer is queued."""
    changed = connection.execute(
        update(delivery)
        .where(_is(one), delivery.c.state == State.QUEUED)
        .values(state=State.SENDING, attempts=one.attempts + 1, first_at=one.first_at or now, changed_at=now)
    )
    return changed.rowcount == 1


def begin_data(connection: Connection, one: Delivery, now: datetime) -> bool:
    """SENDING -> DATA; False where the claim is no longer ours: a run elsewhere has taken over, and may be sending it now.

    `one` is the delivery as it was before its claim, whose count of attempts marks whose claim it is.
    """
    changed = connection.execute(
        update(delivery)
        .where(_is_ours(one), delivery.c.state == State.SENDING)
        .values(state=State.DATA, changed_at=now)
    )
    return changed.rowcount == 1


def conclude(
    connection: Connection, one: Delivery, state: State, now: datetime, *, reply: str, not_before: float | None
) -> bool:
    """SENDING or DATA -> what came of an attempt that was not accepted; False where the claim is no longer ours.

    An acceptance is written by `change`, whoever has taken over: it is a fact.
    """
    values: dict[str, object] = {"state": state, "changed_at": now, "reply": reply[:500]}
    if not_before is not None:
        values["not_before"] = not_before
    changed = connection.execute(
        update(delivery).where(_is_ours(one), delivery.c.state.in_((State.SENDING, State.DATA))).values(**values)
    )
    return changed.rowcount == 1


def change(
    connection: Connection,
    one: Delivery,
    state: State,
    now: datetime,
    *,
    reply: str | None = None,
    not_before: float | None = None,
) -> None:
    """Set the state of a delivery, with what was said and when the next attempt may be."""
    values: dict[str, object] = {"state": state, "changed_at": now}
    if reply is not None:
        values["reply"] = reply[:500]
    if not_before is not None:
        values["not_before"] = not_before
    connection.execute(update(delivery).where(_is(one)).values(**values))


def queue_again(connection: Connection, one: Delivery, now: datetime) -> None:
    """Send once more because a person asked for it: a new round, the same bytes and Message-ID."""
    connection.execute(
        update(delivery)
        .where(_is(one))
        .values(
            state=State.QUEUED,
            round=one.round + 1,
            attempts=0,
            first_at=None,
            not_before=0.0,
            changed_at=now,
            reply="asked for again",
        )
    )
    connection.execute(update(edition).where(edition.c.id == one.edition_id).values(state="READY"))


def add_receipt(connection: Connection, one: Delivery, now: datetime, reply: str) -> None:
    """Keep that a server accepted it. Receipts outlive the outbox."""
    where = (receipt.c.edition_id == one.edition_id) & (receipt.c.person == one.person) & (receipt.c.round == one.round)
    if connection.execute(select(receipt.c.id).where(where)).first() is None:
        connection.execute(
            insert(receipt).values(
                edition_id=one.edition_id,
                person=one.person,
                round=one.round,
                message_id=one.message_id,
                accepted_at=now,
                reply=reply[:500],
            )
        )


def settle(connection: Connection) -> None:
    """READY -> DONE for editions of which no delivery is open."""
    still = select(delivery.c.edition_id).where(delivery.c.state.in_(OPEN))
    connection.execute(
        update(edition).where(edition.c.state == "READY", edition.c.id.not_in(still)).values(state="DONE")
    )


def counts(connection: Connection) -> dict[State, int]:
    """How many deliveries stand where."""
    rows = connection.execute(select(delivery.c.state, func.count()).group_by(delivery.c.state)).all()
    return {State(state): count for state, count in rows}


def last_message_id(connection: Connection, digest: str, person: str) -> str | None:
    """The Message-ID of the newest edition of a digest that the person has."""
    found: str | None = connection.execute(
        select(delivery.c.message_id)
        .join(edition, edition.c.id == delivery.c.edition_id)
        .where(edition.c.digest == digest, delivery.c.person == person, delivery.c.state == State.SENT)
        .order_by(edition.c.day.desc())
        .limit(1)
    ).scalar()
    return found


def _is(one: Delivery) -> ColumnElement[bool]:
    return (delivery.c.edition_id == one.edition_id) & (delivery.c.person == one.person)


def _is_ours(one: Delivery) -> ColumnElement[bool]:
    return _is(one) & (delivery.c.round == one.round) & (delivery.c.attempts == one.attempts + 1)


def _read(connection: Connection, states: Collection[State]) -> list[Delivery]:
    rows = connection.execute(
        select(delivery)
        .join(edition, edition.c.id == delivery.c.edition_id)
        .where(delivery.c.state.in_(states))
        .order_by(edition.c.day, delivery.c.edition_id, delivery.c.person)
    ).all()
    return [_delivery(row._mapping) for row in rows]  # noqa: SLF001 - public, for keywords


def _delivery(row: object) -> Delivery:
    values = dict(row)  # type: ignore[call-overload]
    return Delivery(**{**values, "state": State(values["state"]), "headers": bytes(values["headers"])})
