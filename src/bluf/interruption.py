"""Ctrl-C that cannot get lost. In: a signal. Out: `KeyboardInterrupt`, at once or at the next place that asks.

A library that loads inside `try: ... except: pass` swallows the exception; the run would go on to its end and write. So the wish
is noted as well, and whoever is about to go on to the next step, or to write, asks here first. Nothing is imported but the
signals: this module is loaded before anything else.
"""

from __future__ import annotations

import signal
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


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    _Wish.noted = True
    raise KeyboardInterrupt
