"""A PostgreSQL server of one's own for tests, where its programs are installed. It ends with the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, None where there is no server."""
    for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "initdb").is_file():
            return place
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def running_server() -> Iterator[str]:
    """A server for the block; gives the address of a database in it.

    Its files lie in a folder of their own: pytest closes its folders to other users, whenever a further run begins.

    Raises:
        RuntimeError: it cannot be started here.
    """
    place = programs()
    if place is None:
        msg = "PostgreSQL is not installed"
        raise RuntimeError(msg)
    as_owner: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="bluf-postgresql-"))
    if os.geteuid() == 0:  # the server refuses to run as root
        if (
            shutil.which("runuser") is None
            or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode
        ):
            msg = "PostgreSQL has no user of its own"
            raise RuntimeError(msg)
        as_owner = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres", "postgres")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = folder / "data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    _call([*as_owner, place / "initdb", "-D", data, "-A", "trust", "-U", "bluf", "-E", "UTF8", "--no-locale", "-N"])
    _call([*as_owner, place / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start"])
    try:
        _call([place / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "bluf", "bluf"])
        yield f"postgresql+pg8000://bluf@127.0.0.1:{port}/bluf"
    finally:
        with suppress(RuntimeError):  # its files go away, so it will not live on
            _call([*as_owner, place / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def new_database(url: str, name: str, template: str = "template1") -> str:
    """The address of a new database on the server of `url`, a copy of `template`, to which nobody may be connected."""
    _execute(url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"{url.rpartition('/')[0]}/{name}"


def drop_database(url: str) -> None:
    """Drop a database whoever is connected to it."""
    server, _, name = url.rpartition("/")
    _execute(f"{server}/bluf", f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def connections(url: str) -> int:
    """How many are connected to the database of `url`."""
    server, _, name = url.rpartition("/")
    rows = _execute(f"{server}/bluf", f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'")
    return int(rows[0][0])


def _execute(url: str, statement: str) -> list[Any]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        result = connection.execute(text(statement))
        return list(result) if result.returns_rows else []


def _call(words: list[str | Path]) -> None:
    # The server keeps what it inherits open, so its output must not be a pipe that somebody waits for.
    done = subprocess.run(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", timeout=120, check=False
    )
    if done.returncode:
        msg = f"{Path(words[-1]).name if len(words) == 1 else words[:6]} ended with {done.returncode}"
        raise RuntimeError(msg)
