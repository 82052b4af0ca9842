"""Ctrl-C that cannot get lost, and work that ends when its time is up. In: a signal. Out: an exception.

A library that loads inside `try: ... except: pass` swallows the exception; the run would go on to its end and write. So the wish
is noted as well, and whoever is about to go on to the next step, or to write, asks here first. Nothing is imported but the
signals: this module is loaded before anything else.
"""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class _Wish:
    noted = False


def watch() -> None:
    """Note Ctrl-C (and SIGTERM) from now on, where this is the main thread and the caller did not have it ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _interrupt)
        except ValueError:  # not in the main thread: the caller's own handling stands
            return


def stop_if_asked() -> None:
    """Go no further where somebody wanted to stop.

    Raises:
        KeyboardInterrupt: somebody did.
    """
    if _Wish.noted:
        raise KeyboardInterrupt


class OutOfTime(BaseException):
    """The time for a piece of work is up. No `Exception`: nobody who handles those of the work itself must swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let the block take so many seconds of processor time, regular expressions included.

    Processor time, so that a busy machine gives the same results. Outside the main thread, or where the system has no such
    timer, the block takes as long as it takes.

    Raises:
        OutOfTime: it took longer.
    """
    if not math.isfinite(seconds) or not hasattr(signal, "setitimer"):
        yield
        return
    try:
        before = signal.signal(signal.SIGPROF, _ring)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_PROF, 0)
        finally:
            signal.signal(signal.SIGPROF, before if before is not None else signal.SIG_DFL)


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise OutOfTime


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    _Wish.noted = True
    raise KeyboardInterrupt
