"""Ctrl-C stops the run even where a library swallows it, and the very start is no exception."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bluf import interruption

SRC = str(Path(__file__).parents[2] / "src")
SWALLOWING = """
import os, signal
from bluf import interruption
interruption.watch()
try:
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(10**6): pass
except:
    pass
print("went on", flush=True)
interruption.stop_if_asked()
print("too far")
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": SRC}, capture_output=True, text=True, check=False
    )


def test_a_swallowed_interrupt_is_remembered():
    done = run(SWALLOWING)
    assert done.stdout == "went on\n"
    assert done.stderr.rstrip().endswith("KeyboardInterrupt")


def test_nothing_stops_who_was_not_asked_to():
    interruption.stop_if_asked()


def test_an_ignored_signal_stays_ignored():
    program = (
        "import os, signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from bluf import interruption; interruption.watch(); os.kill(os.getpid(), signal.SIGINT); interruption.stop_if_asked(); print('on')"
    )
    assert run(program).stdout == "on\n"


def test_the_package_costs_nothing_to_import():
    done = run("import sys; import bluf; print(sorted(m for m in sys.modules if m.startswith('bluf')))")
    assert done.stdout == "['bluf', 'bluf.version']\n"


def test_every_public_name_is_there():
    import bluf

    assert all(getattr(bluf, name) is not None for name in bluf.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = bluf.nothing


def test_ctrl_c_at_the_very_start_is_one_line():
    program = (
        "import os, signal, sys, threading\n"
        "sys.argv = ['bluf', '--help']\n"
        "from bluf import __main__ as m\n"
        "real = m.interruption.watch\n"
        "def watch():\n"
        "    real(); os.kill(os.getpid(), signal.SIGINT)\n"
        "m.interruption.watch = watch\n"
        "m.main()\n"
    )
    done = run(program)
    assert (done.returncode, done.stderr) == (1, "bluf: interrupted: nothing was written\n")
