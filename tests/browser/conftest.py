"""A real browser: headless Chromium over the pipe of its DevTools protocol, so that no socket is opened and no package is needed.

Where no Chromium is installed the tests are skipped, and say so.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SECONDS = 60.0


class Browser:
    """One page of a headless Chromium. `events` are what it reported since the page was opened."""

    def __init__(self, program: str, home: Path) -> None:
        to_browser, ours_out = os.pipe()
        ours_in, from_browser = os.pipe()
        self._out, self._in = ours_out, ours_in
        command = [
            program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={home}",
            "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-sync", "--hide-scrollbars",
            "--force-prefers-reduced-motion", "about:blank",
        ]  # fmt: skip
        # Chromium reads its commands from descriptor 3 and answers on 4.
        launch = (
            "import fcntl, os, sys; "
            f"a, b = (fcntl.fcntl(fd, fcntl.F_DUPFD, 20) for fd in ({to_browser}, {from_browser})); "
            "os.dup2(a, 3); os.dup2(b, 4); os.execv(sys.argv[1], sys.argv[1:])"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", launch, *command],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home)},
        )
        os.close(to_browser)
        os.close(from_browser)
        self._number = 0
        self._buffer = b""
        self._session = ""
        self.events: list[dict[str, Any]] = []

    def start(self) -> None:
        """Open a tab."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """One command of the DevTools protocol."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        deadline = time.monotonic() + SECONDS
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(deadline - time.monotonic(), 0))
            assert ready, "Chromium does not answer"
            chunk = os.read(self._in, 1 << 20)
            assert chunk, "Chromium has ended"
            self._buffer += chunk
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def open(
        self, page: Path, *, width: int = 1280, height: int = 900, scripts: bool = True, dark: bool = False
    ) -> None:
        """Open a file and wait until it is loaded."""
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media="screen", features=[scheme])
        self.events.clear()
        self.call("Page.navigate", url=page.as_uri())
        deadline = time.monotonic() + SECONDS
        while not self._loaded(page.as_uri()):
            assert time.monotonic() < deadline, "the page does not load"
            self.events.append(self._next())

    def _loaded(self, address: str) -> bool:
        """Whether the page of this address was shown and then loaded; an event may still come from the page before."""
        shown = [
            i
            for i, event in enumerate(self.events)
            if event.get("method") == "Page.frameNavigated" and event["params"]["frame"]["url"] == address
        ]
        return bool(shown) and any(e.get("method") == "Page.loadEventFired" for e in self.events[shown[0] :])

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression on the page."""
        done = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def press(self, key: str, *, shift: bool = False) -> None:
        """A key as a keyboard sends it."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "/": 191}
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        key_data: dict[str, object] = {
            "key": key,
            "windowsVirtualKeyCode": codes.get(key, ord(key.upper()[0])),
            "modifiers": 8 if shift else 0,
        }
        self.call("Input.dispatchKeyEvent", type="keyDown", **key_data, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **key_data)

    def write(self, text: str) -> None:
        """Text as it is typed."""
        self.call("Input.insertText", text=text)

    def picture(self, path: Path) -> None:
        """What the window shows, as PNG."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def problems(self) -> list[str]:
        """Errors and warnings that the page caused, policy violations among them."""
        found = []
        for event in self.events:
            if event.get("method") == "Runtime.exceptionThrown":
                found.append(str(event["params"]["exceptionDetails"].get("text")))
            if event.get("method") == "Log.entryAdded" and event["params"]["entry"]["level"] in ("error", "warning"):
                found.append(event["params"]["entry"]["text"])
        return found

    def requests(self) -> list[str]:
        """Addresses that the page asked for, beside what it holds itself."""
        asked = [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return [address for address in asked if not address.startswith(("data:", "about:"))]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    made = Browser(program, tmp_path_factory.mktemp("chromium"))
    try:
        made.start()
        yield made
    finally:
        made.close()
