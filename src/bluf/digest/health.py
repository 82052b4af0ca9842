"""How the digests stand: last run, last edition, next due, what waits, what a person must look at, which sources fail.

In: the store and the settings. Out: plain data for `bluf digest status --json`, and lines for people. Nothing is changed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bluf.config.schema import Config
from bluf.digest.schedule import last_due, next_due
from bluf.store import outbox
from bluf.store.documents import all_channels
from bluf.store.editions import EditionRow, all_editions
from bluf.store.health import last_runs
from bluf.store.opening import Store
from bluf.store.outbox import State

_LATE = timedelta(hours=1)
Json = dict[str, Any]


def find_health(store: Store, config: Config, now: datetime) -> Json:
    """Everything an operator wants to know, as JSON data.

    `exit_code` is 0 where all is well, 2 where mail waits, 3 where a person must look: a delivery is uncertain, rejected or
    blocked, an edition is more than an hour late, or the last run failed.
    """
    with store.begin() as connection:
        runs = last_runs(connection)
        editions = all_editions(connection)
        waiting = outbox.in_states(connection, outbox.OPEN)
        problems = outbox.in_states(connection, outbox.TO_LOOK_AT)
        channels = [c for c in all_channels(connection) if c.source in config.sources]
        counts = outbox.counts(connection)
    digests = {name: _digest(config, name, editions, now) for name in config.digests}
    late = any(digest["late"] for digest in digests.values())
    failed = bool(runs) and runs[0].exit_code not in (0, 2, 3)
    return {
        "now": _instant(now),
        "exit_code": 3 if problems or late or failed else 2 if waiting else 0,
        "last_run": None
        if not runs
        else {
            "started_at": _instant(runs[0].started_at),
            "ended_at": _instant(runs[0].ended_at),
            "exit_code": runs[0].exit_code,
            "said": runs[0].said.splitlines(),
        },
        "digests": digests,
        "outbox": {state.value: counts.get(state, 0) for state in State},
        "waiting": [_delivery(one) for one in waiting],
        "problems": [_delivery(one) for one in problems],
        "sources": {
            name: {
                "read_at": _instant(max((c.read_at for c in channels if c.source == name and c.read_at), default=None)),
                "errors": [
                    {"address": c.address, "why": c.error, "failures": c.failures, "at": _instant(c.checked_at)}
                    for c in channels
                    if c.source == name and c.error
                ],
            }
            for name in config.sources
        },
    }


def _digest(config: Config, name: str, editions: object, now: datetime) -> Json:
    digest = config.digests[name]
    own = [row for row in editions if row.digest == name] if isinstance(editions, list) else []
    newest: EditionRow | None = own[0] if own else None
    due = last_due(digest.time_zone, digest.at, digest.days, now)
    late = newest is not None and newest.day < due.day and now - due.at > _LATE
    return {
        "title": digest.title,
        "last_edition": None
        if newest is None
        else {
            "id": newest.id,
            "made_at": _instant(newest.made_at),
            "state": newest.state,
            "mark": newest.mark,
            "note": newest.note,
        },
        "next_due": next_due(digest.time_zone, digest.at, digest.days, now)
        .at.astimezone(ZoneInfo(digest.time_zone))
        .isoformat(),
        "late": late,
        "recipients": len(digest.people),
    }


def _delivery(one: outbox.Delivery) -> Json:
    return {
        "edition": one.edition_id,
        "address": one.address,
        "state": one.state.value,
        "attempts": one.attempts,
        "since": _instant(one.first_at or one.changed_at),
        "reply": one.reply,
    }


def _instant(value: datetime | None) -> str | None:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


def health_lines(health: Json) -> list[str]:
    """The same for people."""
    run = health["last_run"]
    if run is None:
        lines = ["last run: never"]
    else:
        ended = "did not end" if run["exit_code"] is None else f"exit code {run['exit_code']}"
        lines = [f"last run: {run['started_at']}, {ended}"]
    for name, digest in health["digests"].items():
        last = digest["last_edition"]
        told = f"{last['id']} ({last['note']}; {last['state']})" if last else "none yet"
        late = "  LATE: is the timer running?" if digest["late"] else ""
        lines += [f"{name}: {digest['title']}, {digest['recipients']} recipients", f"  last edition: {told}"]
        lines += [f"  next due: {digest['next_due']}{late}"]
    lines += _problem_lines(health)
    for name, source in health["sources"].items():
        lines += [f"source {name}: {error['address']}: {error['why']}" for error in source["errors"]]
    counts = ", ".join(f"{count} {state}" for state, count in health["outbox"].items() if count)
    return [*lines, f"outbox: {counts or 'empty'}"]


def _problem_lines(health: Json) -> list[str]:
    lines = []
    for one in health["problems"]:
        lines.append(f"LOOK: {one['state']} {one['edition']} {one['address']}: {one['reply']}")
        if one["state"] == State.UNCERTAIN.value:
            lines.append(f"  did it arrive? bluf digest resolve {one['edition']} {one['address']} --sent (or --resend)")
        else:
            ways = "--dismiss" if one["state"] == State.BLOCKED.value else "--resend (or --dismiss)"
            lines.append(f"  then: bluf digest resolve {one['edition']} {one['address']} {ways}")
    lines += [
        f"waits: {one['edition']} {one['address']}, {one['attempts']} attempts: {one['reply']}"
        for one in health["waiting"]
    ]
    return lines
