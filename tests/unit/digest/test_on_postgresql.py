"""The outbox on PostgreSQL: what SQLite cannot show. All other faults run on both by `make faults`."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bluf.config.reading import read_config
from bluf.digest.recovering import recover_store
from bluf.errors import StoreError
from tests.postgresql import drop_database, new_database
from tests.unit.digest.desks import PEOPLE, Desk, broken_promises

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.parametrize("desk", ["postgresql"], indirect=True),
]
ALL = os.environ.get("BLUF_TESTS") == "all"
LATER = "2025-03-05T09:00:00+00:00"
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def execute(desk: Desk, statement: str, database: str = "") -> None:
    assert desk.url is not None
    url = f"{desk.url.rpartition('/')[0]}/{database}" if database else desk.url
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("point", [9, 15, 16, 20] if ALL else [15])
def test_killed(desk, server, point):
    smtp = server()
    desk.settings(smtp.port)
    assert desk.run(kill_at=point) == -9
    code = desk.run()
    assert desk.run() == code
    states = set(desk.states().values())
    assert broken_promises(desk, smtp.copies()) == []
    assert states <= {"SENT", "UNCERTAIN"}
    assert code == (3 if "UNCERTAIN" in states else 0)


def test_many_runs_at_once(desk, server):
    smtp = server(latency=0.01)
    desk.settings(smtp.port)
    runs = [desk.start() for _ in range(4)]
    assert {desk.wait(run) for run in runs} == {0}
    assert desk.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)


def test_runs_on_two_machines_at_once(desk, server, tmp_path):
    """Each has a state folder of its own, so that no lock of files parts them: the database does."""
    smtp = server(latency=0.02)
    desk.settings(smtp.port)
    other = desk.copy(tmp_path / "other", desk.url)
    runs = [desk.start(), other.start(), desk.start(), other.start()]
    assert {desk.wait(run) for run in runs} == {0}
    assert other.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)


STEPS = ("smtp: body sent, no dot", "smtp: DATA committed", "committed READY", "committed SENDING")


@pytest.mark.parametrize("step", STEPS if ALL else STEPS[:2])
def test_a_run_whose_lock_was_lost_sends_nothing_that_another_has_taken_over(desk, server, tmp_path, step):
    """The server drops all connections while a run is under way; a second machine then runs beside it."""
    smtp = server()
    desk.settings(smtp.port, seconds=60)
    other = desk.copy(tmp_path / "other", desk.url)
    first = desk.start(pause_at=step)
    desk.wait_for_pause()
    execute(desk, CUT)
    second = other.run()
    desk.go_on()
    desk.wait(first)
    assert second in (0, 3)
    assert max(smtp.copies().values()) == 1
    assert desk.run() in (0, 3)
    assert max(smtp.copies().values()) == 1
    states = desk.states()
    assert {state for state in states.values() if state != "SENT"} <= {"UNCERTAIN"}
    assert not [who for (_, who), state in states.items() if state == "SENT" and smtp.copies().get(who) != 1]


def test_a_run_that_fails_after_it_lost_its_lock_undoes_nothing(desk, server, tmp_path):
    """Its conversation has timed out meanwhile; it must not queue again what another run has sent."""
    smtp = server()
    desk.settings(smtp.port, seconds=0.3)
    other = desk.copy(tmp_path / "other", desk.url)
    other.settings(smtp.port, seconds=30)
    first = desk.start(pause_at="smtp: body sent, no dot")
    desk.wait_for_pause()
    execute(desk, CUT)
    assert other.run() == 0
    time.sleep(0.5)
    desk.go_on()
    assert desk.wait(first) == 5
    assert "taken over" in desk.said[-1]
    assert other.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)


def test_a_database_that_cannot_be_written(desk, server):
    smtp = server()
    desk.settings(smtp.port)
    assert desk.url is not None
    name = desk.url.rpartition("/")[2]
    execute(desk, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    assert desk.run() == 5
    assert smtp.connections == 0
    assert len(desk.said) == 1
    execute(desk, f'ALTER DATABASE "{name}" SET default_transaction_read_only = off', "bluf")
    assert desk.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)


def test_a_server_that_is_not_there(desk, server):
    smtp = server()
    url = desk.url
    stranger = Desk(desk.folder, "postgresql+pg8000://bluf@127.0.0.1:9/bluf")
    stranger.settings(smtp.port)
    assert stranger.run() == 5
    assert smtp.connections == 0
    assert len(stranger.said) == 1
    assert "nothing" in stranger.said[0]
    Desk(desk.folder, url).settings(smtp.port)
    assert desk.run() == 0


def test_a_lost_database_is_begun_anew_only_when_told_so_and_nobody_gets_a_second_copy(desk, server):
    smtp = server()
    desk.settings(smtp.port)
    assert desk.run() == 0
    config = read_config(desk.folder / "bluf.toml", {})
    with pytest.raises(Exception, match="whole"):
        list(recover_store(config, datetime(2025, 3, 5, tzinfo=UTC)))
    execute(desk, "DROP SCHEMA public CASCADE")
    execute(desk, "CREATE SCHEMA public")
    assert desk.run(LATER) == 4
    assert "bluf store recover" in desk.said[0]
    assert list(recover_store(config, datetime(2025, 3, 5, 10, tzinfo=UTC)))
    assert desk.run(LATER) == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)
    assert broken_promises(desk, smtp.copies()) == []


def test_a_newer_store_is_neither_used_nor_begun_anew(desk, server):
    smtp = server()
    desk.settings(smtp.port)
    execute(desk, "UPDATE alembic_version SET version_num = '9999'")
    assert desk.run() == 4
    assert "newer version" in desk.said[0]
    assert smtp.connections == 0
    with pytest.raises(StoreError, match="newer version"):
        list(recover_store(read_config(desk.folder / "bluf.toml", {}), datetime(2025, 3, 5, tzinfo=UTC)))


def test_an_old_copy_of_the_database_put_back_repeats_nothing(desk, server):
    smtp = server("rcpt_450", times=3)
    desk.settings(smtp.port)
    assert desk.run() == 2
    assert desk.url is not None
    name = desk.url.rpartition("/")[2]
    server_url = f"{desk.url.rpartition('/')[0]}/bluf"
    backup = new_database(server_url, f"{name}-backup", name)
    assert desk.run() == 0
    drop_database(desk.url)
    new_database(server_url, name, f"{name}-backup")
    drop_database(backup)
    assert desk.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)
    assert broken_promises(desk, smtp.copies()) == []


@pytest.mark.skipif(not ALL, reason="make faults; the end-to-end test has three days on PostgreSQL as well")
def test_three_days(desk, server):
    smtp = server()
    desk.settings(smtp.port)
    for day, title in ((5, ""), (6, "Bridge closed"), (7, "School opened")):
        if title:
            desk.add(f"{day}.txt", f"{title}\n\nThe mayor of Arica said on Monday that {day} people had been there.\n")
        assert desk.run(f"2025-03-0{day}T07:00:00+00:00") == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 3)
    assert len({message_id for _, message_id, _ in smtp.accepted}) == 9
    assert [row.news for row in desk.editions()] == [2, 1, 1]
    shutil.rmtree(desk.folder / "archive")
