"""What a person decides about deliveries: it arrived, send it again, leave it. In: an edition, addresses, the decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from bluf.config.words import person_key
from bluf.errors import UsageError
from bluf.store import outbox
from bluf.store.editions import find_edition
from bluf.store.opening import Store
from bluf.store.outbox import Delivery, State


class Decision(StrEnum):
    """What is decided."""

    SENT = "sent"
    RESEND = "resend"
    DISMISS = "dismiss"


def resolve(store: Store, edition_id: str, address: str, decision: Decision, now: datetime) -> Delivery:
    """Decide about a delivery that waits for a person.

    Raises:
        UsageError: there is none, or nothing is to be decided about it.
    """
    with store.begin() as connection:
        one = _find(_deliveries(connection, edition_id), edition_id, address)
        if one.state not in outbox.TO_LOOK_AT:
            msg = f"{edition_id} to {one.address} is {one.state}: there is nothing to decide"
            raise UsageError(msg)
        if decision is Decision.RESEND:
            if one.state is State.BLOCKED:
                msg = f"{edition_id} to {one.address}: {one.reply}; raise the ceiling for the next edition"
                raise UsageError(msg)
            outbox.queue_again(connection, one, now)
        else:
            state = State.SENT if decision is Decision.SENT else State.DISMISSED
            outbox.change(connection, one, state, now, reply=f"{one.reply} [decided by a person: {decision}]")
            outbox.settle(connection)
    return one


def resend(store: Store, edition_id: str, addresses: Sequence[str], now: datetime) -> tuple[Delivery, ...]:
    """Send an edition once more to `addresses`, or to everybody who has it where empty: the same bytes, the same Message-ID.

    Raises:
        UsageError: there is no such edition, or no such recipient of it.
    """
    with store.begin() as connection:
        found = _deliveries(connection, edition_id)
    chosen = [_find(found, edition_id, address) for address in addresses] if addresses else list(found)
    done = []
    for one in chosen:
        if one.state in outbox.OPEN or one.state is State.BLOCKED:
            if addresses:
                msg = f"{edition_id} to {one.address} is {one.state}: it cannot be sent again now"
                raise UsageError(msg)
            continue
        with store.begin() as connection:
            outbox.queue_again(connection, one, now)
        done.append(one)
    return tuple(done)


def _deliveries(connection: Connection, edition_id: str) -> tuple[Delivery, ...]:
    if find_edition(connection, edition_id) is None:
        msg = f"there is no edition {edition_id!r}: name it as `bluf digest status` does, like morning/2026-11-24"
        raise UsageError(msg)
    return outbox.of_edition(connection, edition_id)


def _find(deliveries: Sequence[Delivery], edition_id: str, address: str) -> Delivery:
    try:
        person = person_key(address)
    except ValueError as error:
        raise UsageError(str(error)) from error
    for one in deliveries:
        if one.person == person:
            return one
    msg = f"{address} is no recipient of {edition_id}"
    raise UsageError(msg)
