"""A PostgreSQL server for the tests of store and digest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgresql import programs, running_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database on a server that was started for the tests."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: the store was not tested on it")
    try:
        with running_server() as url:
            yield url
    except RuntimeError as error:
        pytest.skip(f"PostgreSQL cannot be started: {error}: the store was not tested on it")
