"""Damaged and lost stores, full disks, folders that cannot be written: what is said, what is not sent, and how it goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bluf.config.reading import read_config
from bluf.digest.recovering import recover_store
from bluf.errors import UsageError
from tests.unit.digest.desks import PEOPLE, Desk, broken_promises

LOCAL = pytest.mark.allow_hosts(["127.0.0.1"])
LATER = "2025-03-05T09:00:00+00:00"


def database(desk: Desk) -> Path:
    return desk.folder / "state" / "bluf.db"


def spoil(desk: Desk, how: str) -> None:
    file = database(desk)
    data = bytearray(file.read_bytes())
    if how == "garbage":
        file.write_bytes(os.urandom(len(data)))
    elif how == "half":
        file.write_bytes(data[: len(data) // 2])
    elif how == "pages":
        for k in range(4096, 12288):
            data[k] ^= 0x5A
        file.write_bytes(data)
    elif how == "gone":
        for part in file.parent.glob("bluf.db*"):
            part.unlink()
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "newer":
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.close()


@LOCAL
@pytest.mark.parametrize("how", ["garbage", "half", "pages", "gone", "empty"])
def test_nothing_is_sent_from_a_damaged_store_and_nobody_gets_a_second_copy_after_recovery(desk, server, how):
    smtp = server()
    desk.settings(smtp.port)
    assert desk.run() == 0
    spoil(desk, how)
    assert desk.run(LATER) == 4
    assert len(desk.said) == 1
    assert "bluf store recover" in desk.said[0]
    config = read_config(desk.folder / "bluf.toml", {})
    assert list(recover_store(config, datetime(2025, 3, 5, 10, tzinfo=UTC)))
    assert desk.run(LATER) == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)
    assert broken_promises(desk, smtp.copies()) == []


@LOCAL
def test_a_store_of_a_newer_version_is_refused_and_untouched(desk, server):
    smtp = server()
    desk.settings(smtp.port)
    desk.run()
    spoil(desk, "newer")
    before = database(desk).read_bytes()
    assert desk.run(LATER) == 4
    assert "newer version" in desk.said[0]
    assert database(desk).read_bytes() == before


@LOCAL
def test_a_write_ahead_log_of_garbage_repeats_nothing(desk, server):
    smtp = server()
    desk.settings(smtp.port)
    desk.run()
    (desk.folder / "state" / "bluf.db-wal").write_bytes(os.urandom(8192))
    assert desk.run(LATER) in (0, 4)
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)


@LOCAL
def test_an_old_copy_of_the_store_put_back_repeats_nothing(desk, server):
    """The database says QUEUED, the journal knows better."""
    smtp = server("rcpt_450", times=3)
    desk.settings(smtp.port)
    assert desk.run() == 2
    old = database(desk).read_bytes()
    assert desk.run() == 0
    database(desk).write_bytes(old)
    assert desk.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)
    assert broken_promises(desk, smtp.copies()) == []


def test_a_whole_store_is_not_recovered(desk):
    config = read_config(desk.folder / "bluf.toml", {})
    with pytest.raises(UsageError, match="whole"):
        list(recover_store(config, datetime(2025, 3, 5, tzinfo=UTC)))


@LOCAL
@pytest.mark.parametrize("place", ["archive", "state"])
def test_a_file_where_a_folder_should_be(desk, server, place):
    smtp = server()
    desk.settings(smtp.port)
    shutil.rmtree(desk.folder / place, ignore_errors=True)
    (desk.folder / place).write_text("in the way")
    assert desk.run() == 5
    assert smtp.connections == 0
    assert len(desk.said) == 1
    (desk.folder / place).unlink()
    assert desk.run() == 0
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)


@LOCAL
def test_one_source_that_cannot_be_read_is_named_and_hides_no_other(desk, server):
    smtp = server()
    desk.settings(smtp.port)
    desk.add("broken.pdf", "%PDF-1.7\nthis is no PDF\n")
    assert desk.run() == 0
    (_, _, message) = smtp.accepted[0]
    (row,) = desk.editions()
    assert row.news == 2
    assert "not read: 1 source" in row.note
    assert message


@LOCAL
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="only root can make a small file system")
@pytest.mark.parametrize("kilobytes", [0, 40, 120, 400])
def test_a_full_disk(prepared, server, tmp_path, kilobytes):
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        smtp = server()
        desk = prepared.copy(place / "desk")
        desk.settings(smtp.port)
        status = os.statvfs(place)
        (place / "fill").write_bytes(bytes(max(status.f_bavail * status.f_frsize - kilobytes * 1024, 0)))
        code = desk.run()
        first = smtp.copies()
        assert code == (0 if len(first) == 3 else 5), (code, first)
        (place / "fill").unlink()
        code = desk.run()
        states = set(desk.states().values())
        assert broken_promises(desk, smtp.copies()) == []
        assert states <= {"SENT", "UNCERTAIN"}
        assert code == (3 if "UNCERTAIN" in states else 0)
    finally:
        subprocess.run(["umount", str(place)], check=True)
