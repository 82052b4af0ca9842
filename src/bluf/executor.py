"""Where the work on many documents runs: in this process, in several, or on a Dask cluster.

In: a function of a module and its tasks. Out: the results, in the order of the tasks. One interface of the standard library
serves all three, `concurrent.futures.Executor`, so whoever has work to share knows nothing of processes or clusters.
Deliberately no durability: what is done is kept by the store, as it is done, and a run that died goes on from there.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bluf.errors import BlufError, ConfigError, UsageError
from bluf.version import __version__

if TYPE_CHECKING:
    from distributed import Client

_SECONDS_TO_CONNECT = 15
_SECONDS_WITHOUT_WORKERS = 300
_TASKS_A_WORKER = 2  # one at work, one waiting: no worker idles, and memory holds few

P = ParamSpec("P")
R = TypeVar("R")
Task = TypeVar("Task")


class InProcess(Executor):
    """An executor that does the work at once, in the thread that submits it."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Do it; what it raises is raised here."""
        future: Future[R] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """An executor, how many tasks it works on at once, and which exceptions of it mean that workers died.

    `width` is asked again and again: a cluster may grow. `alive` says whether there is anybody to do the work: a cluster whose
    workers all went away says nothing, and would be waited for without end.
    """

    executor: Executor
    width: Callable[[], int] = lambda: 1
    alive: Callable[[], bool] = lambda: True
    deaths: tuple[type[Exception], ...] = (BrokenExecutor, CancelledError)

    def in_order(self, function: Callable[[Task], R], tasks: Iterable[Task]) -> Iterator[R]:
        """`function(task)` for each task, in their order, as a stream.

        Args:
            function: of a module, so that other processes can import it; it and its tasks and results are pickled.
            tasks: read as they are needed: at most twice as many as there are workers are in memory.

        Raises:
            BlufError: workers died, so some results are lost.
        """
        waiting: deque[Future[R]] = deque()
        at_once = isinstance(self.executor, InProcess)
        try:
            for task in tasks:
                waiting.append(self.executor.submit(function, task))
                while waiting and (at_once or len(waiting) > _TASKS_A_WORKER * self.width()):
                    yield self._result(waiting.popleft())
            while waiting:
                yield self._result(waiting.popleft())
        except self.deaths as error:
            msg = "worker processes died (killed, or out of memory): use fewer jobs, or run again to go on from what was kept"
            raise BlufError(msg) from error

    def _result(self, future: Future[R]) -> R:
        """What a task gave; an end where nobody has been there to do it for some minutes."""
        idle = 0.0
        while idle < _SECONDS_WITHOUT_WORKERS:
            pause = min(5.0, _SECONDS_WITHOUT_WORKERS)
            ended, _ = wait([future], timeout=pause)
            if ended:
                break
            idle = 0.0 if self.alive() else idle + pause
        else:
            msg = "no worker is left on the cluster: start some, or run again to go on from what was kept"
            raise BlufError(msg)
        return future.result()


@contextmanager
def open_executor(jobs: int = 1, cluster: str | None = None) -> Iterator[Workers]:
    """Workers for the time of a `with` block.

    Args:
        jobs: processes on this machine; 1 works in this one.
        cluster: address of a Dask scheduler ("tcp://10.0.0.5:8786"); its workers need bluf in this version.

    Raises:
        UsageError: both were asked for, or Dask is not installed.
        ConfigError: the cluster does not answer, or has no workers that can do the work.
    """
    if cluster is not None:
        if jobs > 1:
            raise UsageError("--jobs and --cluster exclude each other: the cluster decides how many work")
        with _open_cluster(cluster) as workers:
            yield workers
    elif jobs <= 1:
        yield Workers(executor=InProcess())
    else:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)
        try:
            yield Workers(executor=pool, width=lambda: jobs)
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _open_cluster(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client, KilledWorker
        from distributed.client import FutureCancelledError
    except ImportError as error:
        raise UsageError("--cluster needs Dask: install bluf[cluster]") from error
    try:
        client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # time-outs are OSErrors; the others are unreadable addresses
        msg = f"no Dask scheduler answers at {address}: start one there, or name another address"
        raise ConfigError(msg) from error
    with client:
        _check_workers(client, address)
        # Not pure: an equal task of another run must not give this run its result.
        yield Workers(
            executor=client.get_executor(pure=False),
            width=lambda: max(1, sum(client.nthreads().values())),
            alive=lambda: bool(client.nthreads()),
            deaths=(KilledWorker, FutureCancelledError, CancelledError),
        )


def _check_workers(client: Client, address: str) -> None:
    """Make sure that there are workers and that each has bluf in this version.

    Raises:
        ConfigError: it has no workers, or some that would give other results than this program.
    """
    try:
        client.wait_for_workers(1, timeout=_SECONDS_TO_CONNECT)
    except TimeoutError as error:
        raise ConfigError(f"the Dask cluster at {address} has no workers: start some") from error
    versions = client.run(installed_version, on_error="return")
    unfit = [
        f"{worker} has {f'bluf {version}' if isinstance(version, str) else 'no bluf that can be imported'}"
        for worker, version in sorted(versions.items())
        if version != __version__
    ]
    if unfit:
        more = f" and {len(unfit) - 3} more" if len(unfit) > 3 else ""
        raise ConfigError(f"workers of the Dask cluster need bluf {__version__}: {', '.join(unfit[:3])}{more}")


def installed_version() -> str:
    """The version of bluf in the process that runs this."""
    return __version__


def chunks(items: Sequence[Task], weights: Sequence[int], most: int) -> Iterator[tuple[Task, ...]]:
    """`items` in order, parted so that the weights of a part add up to `most` at the most; a heavier item stands alone."""
    part: list[Task] = []
    weight = 0
    for item, own in zip(items, weights, strict=True):
        if part and weight + own > most:
            yield tuple(part)
            part, weight = [], 0
        part.append(item)
        weight += own
    if part:
        yield tuple(part)


def _end_with_parent() -> None:
    """Let this worker process end when the one that started it is killed; it would wait for work for ever."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    parent = parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
