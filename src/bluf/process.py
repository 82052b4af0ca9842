"""A child process that answers one request at a time, under limits.

In: bytes. Out: bytes, or the child's own one-line complaint as an error. The child is a fresh interpreter (never a fork of a
process that holds spaCy), started at once and early, so that it can load while its parent does something else. It is killed when it
is late, and it ends by itself when its parent is gone.

Frames on the pipes: one status byte, eight bytes of length (big endian), then the body.
"""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

_HEADER = struct.Struct(">cQ")
_DONE, _FAILED = b"D", b"F"
_LARGEST_ANSWER = 1 << 30
_PACKAGE_FOLDER = str(Path(__file__).resolve().parents[1])


class WorkerError(Exception):
    """The child gave no answer. `args[0]` says why, on one line."""


class WorkerProcess:
    """A child interpreter that runs `python -m <module>`.

    Args:
        module: dotted name; its main calls `serve`.
        seconds: time for one request, and for the start where that has not finished.
        megabytes: address space of the child.
    """

    def __init__(self, module: str, *, seconds: float, megabytes: int) -> None:
        self._module = module
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the child if it is not running; returns at once."""
        if self._process is not None:
            return
        # -P: never import a module that lies in the user's current folder.
        # Its own session: Ctrl-C reaches the parent alone, which ends the child.
        command = [sys.executable, "-P", "-m", self._module, str(self._megabytes), str(int(self._seconds) + 30)]
        paths = [_PACKAGE_FOLDER, *filter(None, [os.environ.get("PYTHONPATH", "")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise WorkerError(f"cannot start a child process: {error.strerror or error}") from error

    def call(self, request: bytes) -> bytes:
        """Send `request` and wait for the answer. After a failure the child is gone; the next call starts another.

        Raises:
            WorkerError: the child complained, died, or ran out of time or memory.
        """
        self.start()
        try:
            return self._exchange(request)
        except WorkerError:
            self.close()
            raise

    def _exchange(self, request: bytes) -> bytes:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise WorkerError("the child process is not running")
        deadline = time.monotonic() + self._seconds
        try:
            _write(process.stdin.fileno(), _HEADER.pack(_DONE, len(request)) + request, deadline)
            status, size = _HEADER.unpack(_read(process.stdout.fileno(), _HEADER.size, deadline))
            if size > _LARGEST_ANSWER:
                raise WorkerError("the output is larger than 1 GB")
            answer = _read(process.stdout.fileno(), size, deadline)
        except TimeoutError as error:
            raise WorkerError(f"took longer than {self._seconds:g} seconds") from error
        except (EOFError, BrokenPipeError) as error:
            self.close()
            raise WorkerError(
                f"was ended, most likely for needing more than {self._megabytes:,} MB of memory"
            ) from error
        if status == _FAILED:
            raise WorkerError(" ".join(answer.decode("utf-8", "replace").split()))
        return answer

    def close(self) -> None:
        """End the child, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # an unsent request to a child that is gone
        process.wait()

    def __enter__(self) -> Self:
        """Start the child."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child."""
        self.close()


def _wait(descriptor: int, deadline: float, *, to_write: bool) -> None:
    left = deadline - time.monotonic()
    watched = [descriptor]
    ready = left > 0 and select.select([] if to_write else watched, watched if to_write else [], [], left)
    if not ready or not (ready[0] or ready[1]):
        raise TimeoutError


def _write(descriptor: int, data: bytes, deadline: float) -> None:
    os.set_blocking(descriptor, False)
    view = memoryview(data)
    while view:
        _wait(descriptor, deadline, to_write=True)
        view = view[os.write(descriptor, view[: 1 << 16]) :]


def _read(descriptor: int, size: int, deadline: float) -> bytes:
    chunks: list[bytes] = []
    while size:
        _wait(descriptor, deadline, to_write=False)
        chunk = os.read(descriptor, min(size, 1 << 20))
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def serve(handle: Callable[[bytes], bytes], arguments: list[str], explain: Callable[[Exception], str]) -> None:
    """The child's side: limit this process, then answer requests until the parent closes the pipe.

    Args:
        handle: request to answer.
        arguments: megabytes of address space, seconds of processor time, as the parent passed them.
        explain: one line for what `handle` raised.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    _limit(int(arguments[0]), int(arguments[1]))
    requests: BinaryIO = sys.stdin.buffer
    while len(header := requests.read(_HEADER.size)) == _HEADER.size:
        size = _HEADER.unpack(header)[1]
        try:
            status, body = _DONE, handle(requests.read(size))
        except MemoryError:
            status, body = _FAILED, f"needs more than {int(arguments[0]):,} MB of memory".encode()
        except Exception as error:  # noqa: BLE001 - the one place where a fault of any library becomes a line for the parent
            status, body = _FAILED, explain(error).encode("utf-8", "replace")
        answers.write(_HEADER.pack(status, len(body)))
        answers.write(body)
        answers.flush()


def _limit(megabytes: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not a Unix system: the parent's time limit still holds
        return
    for kind, amount in (
        (resource.RLIMIT_AS, megabytes << 20),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        ceiling = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (ceiling, ceiling))
