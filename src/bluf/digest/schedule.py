"""When an edition is due. In: a wall clock time, days and a zone. Out: local dates and the instants at which they are due.

The edition of a date is due when the local wall clock first shows the time on it: where the clock jumps over that time, at the
first instant after the jump; where it shows it twice, the first time; a date that a zone skips has no edition. Nothing is
remembered here: the same settings and instant give the same answer, so whatever calls us may be as dumb as it likes.

Source: PEP 495 (fold); IANA time zone database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bluf.config.words import WEEKDAYS

_FARTHEST = 15  # days; the longest that a schedule of at least one weekday can be silent, and a bit


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The edition of a local date and the instant (UTC) at which it is due."""

    day: date
    at: datetime


def last_due(zone: str, at: str, days: Sequence[str], now: datetime) -> Due:
    """The newest edition that is due at `now`.

    >>> last_due("Europe/Madrid", "06:30", WEEKDAYS, datetime(2026, 11, 24, 5, 29, tzinfo=UTC)).day
    datetime.date(2026, 11, 23)
    >>> last_due("Europe/Madrid", "06:30", WEEKDAYS, datetime(2026, 11, 24, 5, 30, tzinfo=UTC)).day
    datetime.date(2026, 11, 24)
    """
    return max((due for due in _around(zone, at, days, now) if due.at <= now), key=lambda due: due.at)


def next_due(zone: str, at: str, days: Sequence[str], now: datetime) -> Due:
    """The first edition that is due after `now`."""
    return min((due for due in _around(zone, at, days, now) if due.at > now), key=lambda due: due.at)


def days_between(days: Sequence[str], after: date, before: date) -> tuple[date, ...]:
    """The scheduled dates after `after` and before `before`: those that a machine which was off has missed."""
    missed = (after + timedelta(days=k) for k in range(1, max((before - after).days, 1)))
    return tuple(day for day in missed if WEEKDAYS[day.weekday()] in days)


def _around(zone: str, at: str, days: Sequence[str], now: datetime) -> list[Due]:
    local = now.astimezone(ZoneInfo(zone)).date()
    nearby = (local + timedelta(days=k) for k in range(-_FARTHEST, _FARTHEST + 1))
    found = (_due(zone, at, day) for day in nearby if WEEKDAYS[day.weekday()] in days)
    return [due for due in found if due is not None]


def _due(zone: str, at: str, day: date) -> Due | None:
    place = ZoneInfo(zone)
    hour, minute = map(int, at.split(":"))
    wall = datetime.combine(day, time(hour, minute), tzinfo=place)
    instant = wall.astimezone(UTC)
    if instant.astimezone(place).replace(tzinfo=None) != wall.replace(tzinfo=None):
        instant = _end_of_gap(wall.replace(fold=1).astimezone(UTC), instant, place)
    return Due(day=day, at=instant) if instant.astimezone(place).date() == day else None


def _end_of_gap(before: datetime, after: datetime, place: ZoneInfo) -> datetime:
    """The instant between the two at which the clock jumps, to the second."""
    offset = after.astimezone(place).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(place).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
