"""Runs: when each began and ended, with which exit code, and what it said. For `bluf digest status`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from bluf.store.tables import run


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run; `ended_at` and `exit_code` are None for one that died or still runs."""

    id: int
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    said: str


def begin_run(connection: Connection, now: datetime) -> int:
    """Note that a run began; gives its number."""
    made = connection.execute(insert(run).values(started_at=now, said=""))
    return int((made.inserted_primary_key or (0,))[0])


def end_run(connection: Connection, number: int, now: datetime, exit_code: int, said: str) -> None:
    """Note how it ended."""
    connection.execute(
        update(run).where(run.c.id == number).values(ended_at=now, exit_code=exit_code, said=said[:4000])
    )


def last_runs(connection: Connection, count: int = 10) -> tuple[Run, ...]:
    """The newest runs first."""
    rows = connection.execute(select(run).order_by(run.c.id.desc()).limit(count)).all()
    return tuple(Run(**row._mapping) for row in rows)  # noqa: SLF001 - public, for keywords
