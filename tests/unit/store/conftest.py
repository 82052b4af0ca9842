"""Each test of the store runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bluf.store.opening import Store, open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """The address of an empty database; None for the SQLite file in the state folder."""
    if request.param == "sqlite":
        return None
    address: str = request.getfixturevalue("postgresql")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return address


@pytest.fixture
def store(url: str | None, tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    store = open_store(url, tmp_path / "state")
    yield store
    store.close()
