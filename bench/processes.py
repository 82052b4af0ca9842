"""Run a command to its end and say what the whole process took.

Deliberately imports nothing heavy: a child starts with the peak memory of the process that starts it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one run took: seconds of wall and CPU time (of its children too), peak memory in MB (of its largest process)."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str]) -> Usage:
    """Run `command` in the repository; its output is dropped.

    Raises:
        SystemExit: it failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    began = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = child.stderr.read() if child.stderr else b""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if child.returncode:
        sys.exit(f"failed ({child.returncode}): {' '.join(command)}\n{said.decode(errors='replace')[-2000:]}")
    return Usage(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / 1024)


def alternate(rounds: int, *commands: Sequence[str]) -> list[list[Usage]]:
    """Run the commands in turn (A B A B ...), so that a change in the machine's load meets them alike.

    Returns:
        For each command its `rounds` runs. One round before them warms the disk cache and is not counted.
    """
    for command in commands:
        run(command)
    runs: list[list[Usage]] = [[] for _ in commands]
    for _ in range(rounds):
        for kept, command in zip(runs, commands, strict=True):
            kept.append(run(command))
    return runs


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of runs that stood beside one another."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))
