"""A PostgreSQL server of one's own for tests, where its programs are installed. It ends with the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, None where there is no server."""
    for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "initdb").is_file():
            return place
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """A server for the block; gives the address of a database in it.

    Raises:
        RuntimeError: it cannot be started here.
    """
    place = programs()
    if place is None:
        msg = "PostgreSQL is not installed"
        raise RuntimeError(msg)
    as_owner: list[str] = []
    folder.mkdir(parents=True)
    if os.geteuid() == 0:  # the server refuses to run as root
        if (
            shutil.which("runuser") is None
            or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode
        ):
            msg = "PostgreSQL has no user of its own"
            raise RuntimeError(msg)
        as_owner = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres", "postgres")
        for parent in folder.parents:
            if not parent.stat().st_mode & 0o001:  # pytest's own folders are closed to others
                parent.chmod(parent.stat().st_mode | 0o011)
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
        with suppress(RuntimeError):  # its files go away with the tests, so it will not live on
            _call([*as_owner, place / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])


def _call(words: list[str | Path]) -> None:
    # The server keeps what it inherits open, so its output must not be a pipe that somebody waits for.
    done = subprocess.run(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", timeout=120, check=False
    )
    if done.returncode:
        msg = f"{Path(words[-1]).name if len(words) == 1 else words[:6]} ended with {done.returncode}"
        raise RuntimeError(msg)
