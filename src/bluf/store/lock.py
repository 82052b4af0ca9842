"""One run at a time: a lock that ends with its process, so that no crash leaves one behind.

`flock` on a file of the state folder for runs on this machine; with PostgreSQL an advisory lock too, for runs on others.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bluf.errors import StoreError
from bluf.store.opening import UNWRITABLE, Store, explained

_KEY = 0x626C7566  # "bluf"


class BusyError(Exception):
    """Another run holds the lock."""


@contextmanager
def run_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a state folder for the block.

    Raises:
        BusyError: another run holds it.
        StoreError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        msg = f"{folder}: the state folder cannot be written: {error.strerror}; nothing was sent"
        raise StoreError(msg, exit_code=UNWRITABLE) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError from error
        yield
    finally:
        os.close(descriptor)


@contextmanager
def database_lock(store: Store) -> Iterator[None]:
    """Hold the lock of the database for the block, where several machines can share one; SQLite needs none.

    Raises:
        BusyError: a run on another machine holds it.
    """
    if store.engine.dialect.name != "postgresql":
        yield
        return
    with explained(), store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar():
            raise BusyError
        try:
            yield
        finally:
            with suppress(SQLAlchemyError):  # the connection is gone, and the lock with it
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _KEY})
