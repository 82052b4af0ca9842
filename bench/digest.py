"""Measure a whole day of `bluf digest run`: ten thousand articles read from a folder, one edition, mails on a server.

usage: PYTHONPATH=src python bench/digest.py [--most 10000] [--check]

Refreshes the section "digest" of bench/RESULTS.md; `--check` writes nothing. The day is made as in bench/stories.py; the next day
brings a tenth as many. The mail server is a plain one on this machine that takes everything. Ends with 1 where the largest day
does not keep its bounds.
"""

from __future__ import annotations

import argparse
import os
import re
import socketserver
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from processes import Usage, run
from results import refresh, table
from stories import EVAL, make_day, texts

MOST_SECONDS, MOST_MEGABYTES = 600, 1500
SETTINGS = """
[sources.wire]
kind = "folder"
path = "wire"

[topics.port]
title = "Ports"
actors = ["port authority"]
words = ["port"]
events = ["accident"]

[topics.votes]
title = "Votes"
events = ["election", "protest"]

[digests.morning]
title = "Morning digest"
recipients = ["a@staff.example", "b@staff.example", "c@staff.example"]
time_zone = "Europe/Madrid"
at = "06:30"

[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "digest@staff.example"
"""


class _Conversation(socketserver.StreamRequestHandler):
    """Takes whatever it is given."""

    def handle(self) -> None:
        with suppress(OSError):  # who has said goodbye does not wait for an answer
            self._talk()

    def _talk(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                Server.taken.append(len(body))
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")


class Server(socketserver.ThreadingTCPServer):
    """A mail server; `taken` are the sizes of the messages that it has."""

    allow_reuse_address = daemon_threads = True
    taken: list[int] = []  # noqa: RUF012 - of the one server there is


def write_day(folder: Path, size: int, day: str, seed: int) -> None:
    """The articles of a day as text files, each with its date and a title."""
    rows, _ = make_day(seed, texts())
    for row in rows[:size]:
        text = str(row["text"])
        title = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0][:90]
        path = folder / day / str(row["id"])[-2:] / f"{row['id']}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{title}\n{day}\n\n{text}\n", encoding="utf-8")


def measure(size: int, port: int) -> tuple[list[Usage], list[int]]:
    """What two days take, and the sizes of the mails."""
    Server.taken.clear()
    used = []
    with tempfile.TemporaryDirectory() as scratch:
        desk = Path(scratch)
        (desk / "bluf.toml").write_text(SETTINGS.format(port=port), encoding="utf-8")
        command = [sys.executable, "-m", "bluf", "digest", "run", "--config", str(desk / "bluf.toml")]
        for day, many in (("2026-11-24", size), ("2026-11-25", size // 10)):
            write_day(desk / "wire", many, day, many)
            used.append(run([*command, "--at", f"{day}T06:30+01:00"]))
        size_of_store = sum(part.stat().st_size for part in (desk / "state").iterdir())
    return used, [size_of_store, *Server.taken]


def main() -> int:
    """Measure, print, refresh; 1 where the largest day does not keep its bounds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not EVAL.is_dir():
        print("../shared is absent: nothing was measured")
        return 0
    server = Server(("127.0.0.1", 0), _Conversation)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    days, (store, *mails) = measure(options.most, server.server_address[1])
    kept = len(mails) == 6 and all(used.cpu <= MOST_SECONDS and used.peak <= MOST_MEGABYTES for used in days)
    names = (f"{options.most:,}", f"{options.most // 10:,} on the day after")
    rows = [
        [name, f"{used.wall:.0f} s", f"{used.cpu:.0f} s", f"{used.peak:.0f} MB"]
        for name, used in zip(names, days, strict=True)
    ]
    body = (
        "## Digest\n\n`python bench/digest.py`. A day of articles (made as in the section on stories) as text files in a folder: "
        "reading, storing, grouping, an edition of 12 stories in full and 200 in a line, PDF and pages, three mails to a server on "
        f"this machine; whole processes, one job, {os.cpu_count()} cores that others use as well (so CPU time is what counts). The "
        f"store holds {store / 1e6:.0f} MB after both days. Bounds: {MOST_SECONDS} s of CPU time, {MOST_MEGABYTES:,} MB.\n\n"
        + table(("Articles", "wall", "CPU", "peak memory"), rows)
    )
    print(body)
    if not options.check:
        refresh("digest", body)
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
