"""Clocks: editions are made once a day at the hour that staff chose, whatever the clock, the zone or the machine does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.config.words import WEEKDAYS
from bluf.digest.schedule import days_between, last_due, next_due
from tests.unit.digest.desks import PEOPLE, Desk

LOCAL = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.parametrize(
    ("zone", "at", "now", "day"),
    [
        ("Europe/Madrid", "02:30", "2025-03-30T00:59:00+00:00", "2025-03-29"),
        ("Europe/Madrid", "02:30", "2025-03-30T01:00:00+00:00", "2025-03-30"),  # the first instant after the gap
        ("Europe/Madrid", "02:30", "2025-10-26T00:29:00+00:00", "2025-10-25"),
        ("Europe/Madrid", "02:30", "2025-10-26T00:30:00+00:00", "2025-10-26"),  # the first pass
        ("Europe/Madrid", "02:30", "2025-10-26T01:31:00+00:00", "2025-10-26"),
        ("Europe/Madrid", "07:00", "2025-07-01T05:00:00+00:00", "2025-07-01"),
        ("Europe/Madrid", "07:00", "2025-01-01T05:59:00+00:00", "2024-12-31"),
        ("America/Bogota", "07:00", "2025-03-05T12:00:00+00:00", "2025-03-05"),
        ("Pacific/Apia", "07:00", "2011-12-30T17:00:00+00:00", "2011-12-31"),
        ("Pacific/Apia", "07:00", "2011-12-30T16:59:00+00:00", "2011-12-29"),  # there was no 30 December
    ],
)
def test_the_day_that_is_due(zone, at, now, day):
    assert last_due(zone, at, WEEKDAYS, datetime.fromisoformat(now)).day.isoformat() == day


def test_the_wall_clock_shows_the_hour_on_every_day_of_a_year():
    zone = ZoneInfo("Europe/Madrid")
    now = datetime(2025, 1, 1, tzinfo=UTC)
    for _ in range(365):
        due = next_due("Europe/Madrid", "07:00", WEEKDAYS, now)
        local = due.at.astimezone(zone)
        assert (local.hour, local.minute, local.date()) == (7, 0, due.day)
        now = due.at


def test_only_on_the_days_that_are_set():
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
    weekdays = ("mon", "tue", "wed", "thu", "fri")
    assert last_due("UTC", "06:00", weekdays, now).day == date(2026, 11, 20)
    assert next_due("UTC", "06:00", weekdays, now).day == date(2026, 11, 23)
    assert days_between(weekdays, date(2026, 11, 19), date(2026, 11, 24)) == (date(2026, 11, 20), date(2026, 11, 23))
    assert days_between(weekdays, date(2026, 11, 20), date(2026, 11, 23)) == ()


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001 - bounds
    st.sampled_from(["Europe/Madrid", "America/Bogota", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]),
    st.sampled_from(["00:00", "02:15", "02:30", "23:59"]),
)
def test_one_edition_follows_another(moment, zone, at):
    now = moment.replace(tzinfo=UTC)
    last, following = last_due(zone, at, WEEKDAYS, now), next_due(zone, at, WEEKDAYS, now)
    assert last.at <= now < following.at
    assert last.day < following.day
    assert following.at - last.at < timedelta(hours=50)


def inboxes(smtp) -> set[int]:
    return set(smtp.copies().values())


@LOCAL
def test_clocks_that_jump_neither_lose_nor_repeat(desk: Desk, server):
    smtp = server()
    desk.settings(smtp.port)
    instants = [
        "2025-03-05T07:00:00+00:00",
        "2025-03-05T05:00:00+00:00",  # two hours back
        "2025-03-05T09:00:00+00:00",
        "2025-03-04T08:00:00+00:00",  # a day back
        "2025-03-05T07:30:00+00:00",
        "2025-03-09T08:00:00+00:00",  # off for three days
        "2026-03-09T08:00:00+00:00",  # a year ahead
        "2025-03-10T08:00:00+00:00",  # and back
    ]
    for k, instant in enumerate(instants):
        desk.add(
            f"later{k}.txt",
            f"Story {k}\n\nThe mayor of town number {k} said on Monday that {k + 3} bridges were closed.\n",
        )
        assert desk.run(instant) == 0
    rows = desk.editions()
    ranges = sorted((row.seq_from, row.seq_to) for row in rows)
    assert len({row.id for row in rows}) == len(rows) == 4
    assert all(first[1] + 1 == second[0] for first, second in pairwise(ranges))
    assert smtp.copies() == dict.fromkeys(PEOPLE, 4)


@LOCAL
def test_missed_days_are_one_edition_that_says_so(desk: Desk, server):
    smtp = server()
    desk.settings(smtp.port)
    desk.run("2025-03-05T07:00:00+00:00")
    desk.add("more.txt", "Bridge closed\n\nThe mayor of Arica said on Thursday that 3 bridges were closed.\n")
    assert desk.run("2025-03-09T08:00:00+00:00") == 0
    rows = desk.editions()
    assert [row.day.isoformat() for row in rows] == ["2025-03-05", "2025-03-09"]
    assert "3 missed days" in rows[1].note
    assert smtp.copies() == dict.fromkeys(PEOPLE, 2)


@LOCAL
def test_a_quiet_day_says_so_or_is_only_recorded(desk: Desk, server):
    smtp = server()
    desk.settings(smtp.port)
    desk.run("2025-03-05T07:00:00+00:00")
    assert desk.run("2025-03-06T07:00:00+00:00") == 0
    subjects = [body for who, _, body in smtp.accepted if who[0] == "a"]
    assert b"nothing new" in subjects[1]
    desk.settings(smtp.port, digest='quiet = "record"')
    assert desk.run("2025-03-07T07:00:00+00:00") == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 2)
    assert [row.state for row in desk.editions()] == ["DONE", "DONE", "DONE"]


@LOCAL
def test_a_new_digest_makes_no_edition_of_yesterday(desk: Desk, server):
    smtp = server()
    desk.settings(smtp.port)
    assert desk.run("2025-03-05T05:00:00+00:00") == 0
    assert desk.editions() == []
    assert inboxes(smtp) == set()
