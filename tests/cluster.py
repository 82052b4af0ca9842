"""A Dask scheduler on this machine, and workers in processes of their own, for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def wait_for(happened: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not happened() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert happened()


class Cluster:
    """A scheduler, and workers in processes of their own."""

    def __init__(self, folder: Path, failures: str) -> None:
        self.folder = folder
        self.failures = failures  # of workers, after which a task is given up
        self.children: list[subprocess.Popen[bytes]] = []
        self.place = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        wait_for(lambda: self.place.exists() and self.place.read_text(encoding="utf-8").rstrip().endswith("}"))
        self.address = json.loads(self.place.read_text(encoding="utf-8"))["address"]

    def add_worker(self, path: str = str(ROOT / "src")) -> None:
        self._start("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", path=path)

    def _start(self, *words: str, path: str = "") -> None:
        environment = {**os.environ, "PYTHONPATH": path, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": self.failures}
        log = (self.folder / f"{len(self.children)}.log").open("wb")
        command = [sys.executable, "-m", "dask", *words, "--scheduler-file", str(self.place)]
        self.children.append(
            subprocess.Popen(command, env=environment, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT)
        )
        log.close()

    def stop(self) -> None:
        for child in reversed(self.children):
            child.kill()
            child.wait()
