"""One interface for this process, several, and a Dask cluster; a real scheduler and two workers stand for a cluster."""

from __future__ import annotations

import json
import operator
import os
import re
import sys
from collections.abc import Callable, Iterator

import pytest

import bluf
from bluf.errors import BlufError, ConfigError, UsageError
from bluf.executor import InProcess, chunks, open_executor
from tests.cluster import Cluster, wait_for

loopback = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
WHICH_PROCESS = "[__import__('time').sleep(0.1), __import__('os').getpid()][1]"
LINES = [json.dumps({"id": str(k), "text": f"At least {k} people were hurt, the ministry said."}) for k in range(3, 80)]


@pytest.fixture(scope="module")
def start(tmp_path_factory) -> Iterator[Callable[..., Cluster]]:
    """Starts clusters, and ends them with the module."""
    started: list[Cluster] = []

    def begin(workers: int = 2, failures: str = "3", **options: str) -> Cluster:
        started.append(Cluster(tmp_path_factory.mktemp("cluster"), failures))
        for _ in range(workers):
            started[-1].add_worker(**options)
        return started[-1]

    yield begin
    for cluster in started:
        cluster.stop()


@pytest.fixture(scope="module")
def cluster(start) -> Cluster:
    """Two workers, until a test kills one."""
    return start()


def test_here_it_is_one_task_at_a_time():
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for k in range(3):
            taken.append(k)
            yield k

    with open_executor() as workers:
        assert isinstance(workers.executor, InProcess)
        results = workers.in_order(operator.neg, tasks())
        assert next(results) == 0
        assert taken == [0]
        assert list(results) == [-1, -2]


def test_processes_give_results_in_order_and_hold_few_tasks():
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for k in range(40):
            taken.append(k)
            yield k

    with open_executor(2) as workers:
        results = workers.in_order(operator.neg, tasks())
        assert next(results) == 0
        assert len(taken) <= 6
        assert list(results) == [-k for k in range(1, 40)]


def test_processes_are_as_many_as_asked_for():
    with open_executor(2) as workers:
        assert len({os.getpid(), *workers.in_order(eval, [WHICH_PROCESS] * 8)}) == 3


def test_what_a_task_raises_is_raised():
    for jobs in (1, 2):
        with open_executor(jobs) as workers, pytest.raises(ValueError, match="invalid literal"):
            list(workers.in_order(int, ["1", "x", "2"]))


def test_a_worker_process_that_dies_is_one_line():
    with open_executor(2) as workers, pytest.raises(BlufError, match="worker processes died"):
        list(workers.in_order(os._exit, [1]))


@loopback
def test_a_cluster_gives_results_in_order_from_both_workers(cluster):
    with open_executor(cluster=cluster.address) as workers:
        wait_for(lambda: workers.width() == 2)
        found = set(workers.in_order(eval, [WHICH_PROCESS] * 12))
        assert len(found) == 2
        assert os.getpid() not in found
        assert list(workers.in_order(operator.neg, range(50))) == [-k for k in range(50)]
        with pytest.raises(ValueError, match="invalid literal"):
            list(workers.in_order(int, ["1", "x", "2"]))


@loopback
def test_a_cluster_finds_what_one_process_finds(cluster):
    assert list(bluf.extract(LINES, cluster=cluster.address)) == list(bluf.extract(LINES))


@loopback
def test_what_a_dead_worker_had_in_hand_is_done_by_the_other(cluster):
    with open_executor(cluster=cluster.address) as workers:
        wait_for(lambda: workers.width() == 2)
        results = workers.in_order(eval, [WHICH_PROCESS] * 12)
        first = next(results)
        next(child for child in cluster.children if child.pid == first).kill()
        assert first not in list(results)[6:]


@loopback
def test_what_a_cluster_lacks_and_a_task_that_kills_its_worker_are_one_line(start, tmp_path, monkeypatch):
    cluster = start(workers=0, failures="0")
    monkeypatch.setattr("bluf.executor._SECONDS_TO_CONNECT", 1)
    wait_for(lambda: refusal(cluster).endswith("has no workers: start some"))
    old = tmp_path / "old" / "bluf"
    none = tmp_path / "none" / "bluf"
    for folder in (old, none):
        folder.mkdir(parents=True)
    (none / "__init__.py").write_text("raise ImportError('no bluf here')\n", encoding="utf-8")
    (old / "__init__.py").write_text("", encoding="utf-8")
    (old / "executor.py").write_text("def installed_version(): return '0.0.9'\n", encoding="utf-8")
    for folder in (old, none):
        cluster.add_worker(path=str(folder.parent))
    wait_for(lambda: refusal(cluster).count(" has ") == 2)
    assert re.match(rf"workers of the Dask cluster need bluf {bluf.__version__}: tcp:\S+ has", refusal(cluster))
    assert "has bluf 0.0.9" in refusal(cluster)
    assert "has no bluf that can be imported" in refusal(cluster)

    for child in cluster.children[1:]:
        child.kill()
    wait_for(lambda: refusal(cluster).endswith("has no workers: start some"))
    monkeypatch.undo()
    cluster.add_worker()
    with open_executor(cluster=cluster.address) as workers, pytest.raises(BlufError, match="worker processes died"):
        list(workers.in_order(os._exit, [1]))


def refusal(cluster: Cluster) -> str:
    """Why the cluster is refused, or nothing."""
    try:
        with open_executor(cluster=cluster.address):
            return ""
    except ConfigError as error:
        return str(error)


@loopback
def test_a_cluster_whose_workers_all_went_away_is_not_waited_for_without_end(start, monkeypatch):
    lonely = start(workers=1)
    monkeypatch.setattr("bluf.executor._SECONDS_WITHOUT_WORKERS", 1.0)
    with open_executor(cluster=lonely.address) as workers:
        results = workers.in_order(operator.neg, [1, 2])
        assert next(results) == -1
        lonely.children[-1].kill()
        wait_for(lambda: not workers.alive())
        with pytest.raises(BlufError, match="no worker is left"):
            list(workers.in_order(operator.neg, [3]))


@loopback
@pytest.mark.parametrize("address", ["127.0.0.1:9", "nonsense://x", ""])
def test_no_scheduler_is_one_line(address, monkeypatch):
    monkeypatch.setattr("bluf.executor._SECONDS_TO_CONNECT", 1)
    with pytest.raises(ConfigError, match="no Dask scheduler answers"), open_executor(cluster=address):
        pass


def test_both_ways_at_once_are_refused():
    with pytest.raises(UsageError, match="exclude each other"), open_executor(2, "127.0.0.1:8786"):
        pass


def test_dask_is_an_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"install bluf\[cluster\]"), open_executor(cluster="127.0.0.1:8786"):
        pass


@pytest.mark.parametrize(
    ("weights", "most", "parts"),
    [
        ([], 10, []),
        ([1, 1, 1], 10, [(0, 1, 2)]),
        ([6, 4, 1], 10, [(0, 1), (2,)]),
        ([50, 1, 50], 10, [(0,), (1,), (2,)]),
        ([0, 0], 0, [(0, 1)]),
    ],
)
def test_chunks_are_filled_in_order(weights, most, parts):
    assert list(chunks(range(len(weights)), weights, most)) == parts
