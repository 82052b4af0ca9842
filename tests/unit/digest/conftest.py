"""Servers that misbehave, and a desk whose articles are analyzed already."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bluf.config.reading import read_config
from bluf.digest.previewing import preview_digest
from tests.postgresql import drop_database, new_database
from tests.unit.digest.desks import ARTICLES, NOW, Desk

_NUMBERS = count(1)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With BLUF_TESTS=all the matrix of faults and clocks runs on both databases."""
    both = metafunc.module.__name__.endswith(("test_faults", "test_clock"))
    if "desk" in metafunc.fixturenames and both and os.environ.get("BLUF_TESTS") == "all":
        metafunc.parametrize("desk", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(scope="session")
def faulty(shared: Path) -> ModuleType:
    """The misbehaving server of the shared fault catalogue."""
    spec = importlib.util.spec_from_file_location("faulty_smtp", shared / "hostile" / "delivery" / "faulty_smtp.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def server(faulty: ModuleType) -> Iterator[Callable[..., Any]]:
    """Start a server with a fault; it ends with the test."""
    started = []

    def start(*words: Any, **options: Any) -> Any:
        started.append(faulty.FaultySMTP(*words, **options))
        return started[-1]

    yield start
    for each in started:
        each.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with two articles, read and analyzed, of which no edition is made; its store is a SQLite file."""
    return _prepare(Desk(tmp_path_factory.mktemp("prepared") / "desk"))


@pytest.fixture(scope="session")
def prepared_on_postgresql(tmp_path_factory: pytest.TempPathFactory, postgresql: str) -> Desk:
    """The same with its store on a PostgreSQL server."""
    url = new_database(postgresql, "prepared")
    return _prepare(Desk(tmp_path_factory.mktemp("prepared") / "desk", url))


def _prepare(desk: Desk) -> Desk:
    desk.folder.mkdir()
    for name, text in ARTICLES.items():
        desk.add(name, text)
    desk.settings(9)
    config = read_config(desk.folder / "bluf.toml", {})
    preview_digest(config, "morning", desk.folder / "preview", now=datetime.fromisoformat(NOW), read=True)
    shutil.rmtree(desk.folder / "preview")
    return desk


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the desk on SQLite, or on the database that a test asks for by `parametrize("desk", ..., indirect=True)`."""
    kind = getattr(request, "param", "sqlite")
    if kind == "sqlite":
        yield request.getfixturevalue("prepared").copy(tmp_path / "desk")
        return
    template: Desk = request.getfixturevalue("prepared_on_postgresql")
    assert template.url is not None
    url = new_database(template.url.replace("/prepared", "/bluf"), f"desk{next(_NUMBERS)}", "prepared")
    yield template.copy(tmp_path / "desk", url)
    drop_database(url)
