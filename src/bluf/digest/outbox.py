"""Handing the outbox over: each open delivery → an attempt → its outcome, committed before the next.

One person is one conversation with the server; a commit stands just before the final dot of each message, and the journal is
synced before the database is told of an acceptance. What is uncertain is held for a person (or sent again, where the settings
say so). The common part of editions is read once. Deliberately no loop that waits: what cannot be sent now is tried by the next
run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bluf.config.schema import Config, Mail
from bluf.digest.letters import letterhead_of
from bluf.errors import StoreError
from bluf.mail.transport import RefusedError, Server, UncertainError, UnsentError, send_message
from bluf.store import outbox
from bluf.store.editions import find_edition
from bluf.store.opening import UNWRITABLE, Store
from bluf.store.outbox import Delivery, State

_LONGEST_PAUSE = 4 * 3600.0
_BREAKS = 3  # conversations that fail before a person is named, one after another: the server is not there today


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What came of one look into the outbox: counts of attempts by outcome."""

    sent: int = 0
    tried: int = 0


@dataclass(frozen=True, slots=True)
class _Outcome:
    state: State
    reply: str
    session: bool = False
    not_before: float | None = None


def hand_over(store: Store, config: Config, server: Server, *, now: datetime, step: Callable[[str], None]) -> Handed:
    """Try every delivery that may be tried now.

    Raises:
        StoreError: the store cannot be written; nothing more was sent.
        OSError: the journal cannot be written.
    """
    with store.begin() as connection:
        waiting = outbox.due(connection, now)
    body, of = b"", ""
    sent = tried = breaks = 0
    for one in waiting:
        if one.edition_id != of:
            with store.begin() as connection:
                edition = find_edition(connection, one.edition_id)
            body, of = (edition.body if edition else b""), one.edition_id
        if store.journal.has(one.edition_id, one.person, one.round):  # the database lost what the journal knows
            _record_sent(store, one, now, "250 (from the journal)")
            continue
        with store.begin() as connection:
            claimed = outbox.claim(connection, one, now)
        if not claimed:
            continue
        step("committed SENDING")
        outcome = _attempt(store, config, server, one, body, now, step)
        tried += 1
        sent += outcome.state is State.SENT
        breaks = breaks + 1 if outcome.session else 0
        if breaks == _BREAKS:
            break
    with store.begin() as connection:
        outbox.settle(connection)
    step("settled")
    return Handed(sent=sent, tried=tried)


def _attempt(
    store: Store,
    config: Config,
    server: Server,
    one: Delivery,
    body: bytes,
    now: datetime,
    step: Callable[[str], None],
) -> _Outcome:
    digest = one.edition_id.partition("/")[0]
    sender = letterhead_of(config, digest).sender if digest in config.digests else config.mail.sender

    def before_dot() -> None:
        with store.begin() as connection:
            ours = outbox.begin_data(connection, one, now)
        if not ours:
            raise _taken_over()

    try:
        reply = send_message(
            server,
            sender=sender,
            address=one.address,
            message=one.headers + body,
            before_dot=before_dot,
            step=step,
        )
    except RefusedError as error:
        outcome = _later(config.mail, one, now, str(error), rejected=error.permanent, session=error.session)
    except UnsentError as error:
        outcome = _later(config.mail, one, now, str(error), rejected=False, session=True)
    except UncertainError as error:
        held = config.mail.on_uncertain == "hold"
        outcome = _Outcome(State.UNCERTAIN if held else State.QUEUED, f"no answer to the message: {error}")
    else:
        try:
            store.journal.add(one.edition_id, one.person, one.round, reply)
        except OSError:
            _record_sent(store, one, now, reply)  # one of the two records, if the disk still takes it
            raise
        step("journal written")
        _record_sent(store, one, now, reply)
        step("committed outcome")
        return _Outcome(State.SENT, reply)
    with store.begin() as connection:
        ours = outbox.conclude(connection, one, outcome.state, now, reply=outcome.reply, not_before=outcome.not_before)
    if not ours:
        raise _taken_over()
    step("committed outcome")
    return outcome


def _taken_over() -> StoreError:
    """This run lost the lock of the database, and another has begun: what it says of its deliveries counts no more."""
    return StoreError("a run elsewhere has taken over the outbox; nothing more was sent", exit_code=UNWRITABLE)


def _record_sent(store: Store, one: Delivery, now: datetime, reply: str) -> None:
    with store.begin() as connection:
        outbox.change(connection, one, State.SENT, now, reply=reply)
        outbox.add_receipt(connection, one, now, reply)


def _later(mail: Mail, one: Delivery, now: datetime, why: str, *, rejected: bool, session: bool) -> _Outcome:
    """Try again after a pause that doubles, or leave it to a person: the server refuses this one, or it has taken too long."""
    if rejected:
        return _Outcome(State.REJECTED, why, session)
    since = now - (one.first_at or now)
    if since >= timedelta(hours=mail.give_up_hours):
        return _Outcome(State.REJECTED, f"given up after {since.total_seconds() / 3600:.0f} hours: {why}", session)
    pause = min(mail.retry_minutes * 60 * 2 ** min(one.attempts, 12), _LONGEST_PAUSE)
    return _Outcome(State.QUEUED, why, session, now.timestamp() + pause)
