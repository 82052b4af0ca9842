"""Servers that misbehave, and a desk whose articles are analyzed already."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bluf.config.reading import read_config
from bluf.digest.previewing import preview_digest
from tests.unit.digest.desks import ARTICLES, NOW, Desk


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
    """A desk with two articles, read and analyzed, of which no edition is made."""
    desk = Desk(tmp_path_factory.mktemp("prepared") / "desk")
    desk.folder.mkdir()
    for name, text in ARTICLES.items():
        desk.add(name, text)
    desk.settings(9)
    config = read_config(desk.folder / "bluf.toml", {})
    preview_digest(config, "morning", desk.folder / "preview", now=datetime.fromisoformat(NOW), read=True)
    shutil.rmtree(desk.folder / "preview")
    return desk


@pytest.fixture
def desk(prepared: Desk, tmp_path: Path) -> Desk:
    """A copy of it."""
    return prepared.copy(tmp_path / "desk")
