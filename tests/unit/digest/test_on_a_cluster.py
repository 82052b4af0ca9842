"""An edition made by a real Dask scheduler with two workers: one is killed; all are; the next run goes on from what was kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bluf.config.reading import read_config
from bluf.digest import analyzing, running
from bluf.executor import open_executor
from bluf.store.tables import analysis as analyses
from tests.cluster import Cluster, wait_for
from tests.unit.digest.desks import NOW, PEOPLE, Desk

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
MANY = 5
SENTENCES = "The mayor of town number {k} said on Monday that {n} bridges of the river Aro were closed after the flood of week {n}. "


@pytest.fixture
def long_desk(tmp_path: Path) -> Desk:
    """A desk with articles so long that each is a task of its own."""
    desk = Desk(tmp_path / "desk")
    desk.folder.mkdir()
    for k in range(MANY):
        text = "".join(SENTENCES.format(k=k, n=n) for n in range(3, 150))
        desk.add(f"{k}.txt", f"Bridges of town {k} closed\n\n{text}\n")
    return desk


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    cluster = Cluster(tmp_path / "cluster", "3")
    for _ in range(2):
        cluster.add_worker()
    with open_executor(cluster=cluster.address) as workers:
        wait_for(lambda: workers.width() == 2)
    yield cluster
    cluster.stop()


def when_kept(monkeypatch: pytest.MonkeyPatch, number: int, act: Callable[[], None]) -> list[str]:
    """Do something when so many analyses are kept; gives the keys of those that are kept from now on."""
    kept: list[str] = []
    keep = analyzing.keep_analysis

    def keeping(connection, key, found, **more):
        keep(connection, key, found, **more)
        kept.append(key)
        if len(kept) == number:
            act()

    monkeypatch.setattr(analyzing, "keep_analysis", keeping)
    return kept


def run(desk: Desk, cluster: Cluster | None = None) -> running.Report:
    workers = partial(open_executor, 1, cluster.address if cluster else None)
    return running.run_digests(
        read_config(desk.folder / "bluf.toml", {}), now=datetime.fromisoformat(NOW), open_workers=workers
    )


def count(desk: Desk) -> int:
    with running.opened(read_config(desk.folder / "bluf.toml", {})) as store, store.begin() as connection:
        return int(connection.execute(select(func.count()).select_from(analyses)).scalar_one())


@pytest.mark.skipif(os.environ.get("BLUF_TESTS") != "all", reason="make faults; test_executor kills a worker as well")
def test_a_worker_that_is_killed_is_replaced_by_the_other(long_desk, cluster, server, monkeypatch):
    smtp = server()
    long_desk.settings(smtp.port)
    kept = when_kept(monkeypatch, 1, cluster.children[1].kill)
    report = run(long_desk, cluster)
    assert report.exit_code == 0, report.lines
    assert len(kept) == MANY
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)


def test_a_run_whose_workers_all_died_is_gone_on_with(long_desk, cluster, server, monkeypatch):
    smtp = server()
    long_desk.settings(smtp.port)
    monkeypatch.setattr("bluf.executor._SECONDS_WITHOUT_WORKERS", 1.0)

    def kill_all() -> None:
        for child in cluster.children[1:]:
            child.kill()

    first = when_kept(monkeypatch, 2, kill_all)
    report = run(long_desk, cluster)
    assert report.exit_code == 3
    assert any("no edition" in line and "worker" in line for line in report.lines), report.lines
    assert smtp.connections == 0
    assert 2 <= count(long_desk) == len(first) < MANY
    monkeypatch.undo()
    second = when_kept(monkeypatch, 0, kill_all)
    assert run(long_desk).exit_code == 0
    assert not set(first) & set(second), "nothing is analyzed again"
    assert len(first) + len(second) == count(long_desk) == MANY
    assert smtp.copies() == dict.fromkeys(PEOPLE, 1)
