"""Opening a store: an address → a `Store` that is whole and of this version, or an error that says what to do.

SQLite runs in WAL mode with synchronous=FULL (with NORMAL a power cut can lose the last commits) and every transaction begins as a
writing one. A damaged file is never mended or begun afresh silently: people would get a second copy.

Sources: SQLite documentation, "PRAGMA synchronous", "Write-Ahead Logging"; SQLAlchemy documentation, "Serializable isolation /
Savepoints / Transactional DDL" (pysqlite).
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from bluf.errors import ConfigError, StoreError
from bluf.store.journal import Journal
from bluf.store.migrations import HEAD, known_versions, upgrade, version_of

DAMAGED, UNWRITABLE = 4, 5
FILE = "bluf.db"
_CORRUPT = frozenset({11, 26})  # SQLITE_CORRUPT, SQLITE_NOTADB; a full disk is not a damaged store
RECOVER = "nothing was sent; `bluf store recover` begins a new one that still knows who got what"


class Store:
    """An open store. `journal` is its second record of what was sent."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self.engine, self.journal = engine, journal

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction: committed where the block ends, rolled back where it raises.

        Raises:
            StoreError: the store is damaged, or cannot be written.
        """
        with explained(), self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_store(url: str | None, folder: Path) -> Store:
    """The store at `url`, or the SQLite file in `folder`; made where there is none.

    Args:
        url: SQLAlchemy address; None for SQLite in `folder`.
        folder: state folder, with the journal.

    Raises:
        StoreError: damaged, lost, of a newer version (4), or not to be written (5).
        ConfigError: `url` is no address, or its driver is not installed.
    """
    return _open(url, folder, new=False)


def begin_anew(url: str | None, folder: Path) -> Store:
    """As `open_store`, where mail was sent from an earlier store that is gone: an empty database is what is wanted."""
    return _open(url, folder, new=True)


def _open(url: str | None, folder: Path, *, new: bool) -> Store:
    journal = Journal(folder / "sent.log")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder}: the state folder cannot be made: {error.strerror}", exit_code=UNWRITABLE
        ) from error
    engine = _engine(url, folder)
    _keep_private(database_file(url, folder))
    store = Store(engine, journal)
    try:
        with store.begin() as connection:
            _check(connection, journal, new=new)
    except BaseException:
        store.close()
        raise
    return store


def _keep_private(file: Path | None) -> None:
    """Let nobody but the owner read a SQLite file: it holds addresses and marked texts. Its log takes over its mode.

    Raises:
        StoreError: it cannot be made.
    """
    if file is None or not file.parent.is_dir():
        return
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror}", exit_code=UNWRITABLE) from error
    for part in (file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm"))):
        with suppress(OSError):  # not there, or somebody else's: then it is theirs to close
            if part.stat().st_mode & 0o077:
                part.chmod(0o600)


def database_file(url: str | None, folder: Path) -> Path | None:
    """The file of a SQLite store; None for another database."""
    if url is None:
        return folder / FILE
    parsed = make_url(url)
    name = parsed.database or ":memory:"
    return Path(name) if parsed.get_backend_name() == "sqlite" and not name.startswith((":", "file:")) else None


@contextmanager
def explained() -> Iterator[None]:
    """Turn what a database says into one line.

    Raises:
        StoreError: in place of what the block raised.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        inner = error.orig if isinstance(error, DBAPIError) else error
        said = " ".join(str(inner).split())[:200]
        if getattr(inner, "sqlite_errorcode", 0) & 0xFF in _CORRUPT:
            raise StoreError(f"the store is damaged ({said}); {RECOVER}", exit_code=DAMAGED) from error
        raise StoreError(f"the store cannot be used: {said}; nothing more was sent", exit_code=UNWRITABLE) from error


def _engine(url: str | None, folder: Path) -> Engine:
    logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())  # a lost connection is told in a line of ours
    address = url or f"sqlite:///{folder / FILE}"
    try:
        if make_url(address).get_backend_name() != "sqlite":
            return create_engine(address, pool_pre_ping=True)
        engine = create_engine(address, connect_args={"timeout": 30, "isolation_level": None})
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ConfigError('store.url: no database address: write "postgresql+pg8000://user@host/name"') from error
    except ImportError as error:
        raise ConfigError(f"store.url: its driver is not installed ({error.name}): install bluf[postgresql]") from error
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_writing)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check(connection: Connection, journal: Journal, *, new: bool) -> None:
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            said = " ".join(str(found).split())[:120]
            raise StoreError(f"the store is damaged ({said}); {RECOVER}", exit_code=DAMAGED)
    version = version_of(connection)
    if version == HEAD:
        return
    if version is None and journal.is_begun() and not new:
        raise StoreError(
            f"the store is empty although mail was sent from it ({journal.path}); {RECOVER}", exit_code=DAMAGED
        )
    if version is not None and version not in known_versions():
        msg = f"the store is of a newer version ({version[:20]}): update bluf; it was not touched, nothing was sent"
        raise StoreError(msg, exit_code=DAMAGED)
    upgrade(connection)
