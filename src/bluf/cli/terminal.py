"""Standard streams and the terminal: lines in and out, the progress line, what may be shown.

Everything shown passes `one_line`. Deliberately nothing of any one command.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import typer

from bluf.errors import SourceError
from bluf.interruption import stop_if_asked

_LARGEST_BRIEFING = 256 << 20


def mend_streams() -> None:
    """Standard streams that the caller closed: nothing to read, nowhere to write (an `OSError`, not a failure of ours)."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for the life of the process
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for the life of the process
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the life of the process


def one_line(message: str) -> str:
    """`message` on one line, without characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(message.split()))


def read_briefing_file(path: Path) -> bytes:
    """The bytes of a briefing, no more than needed to refuse a file (or a device without end) that is none."""
    with path.open("rb") as file:
        return file.read(_LARGEST_BRIEFING + 1)


def stdout() -> TextIO:
    """Standard output as UTF-8 text, whatever the locale says."""
    return io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=False)


@contextmanager
def open_lines(source: str) -> Iterator[Iterator[str]]:
    """Lines of a UTF-8 file or standard input; bytes that are no UTF-8 become U+FFFD."""
    if source == "-":
        yield _decoded(sys.stdin.buffer)
        return
    try:
        stack = ExitStack()
        stream = stack.enter_context(Path(source).open("rb"))  # noqa: SIM115 - the stack closes it
    except OSError as error:
        msg = f"cannot be read ({error.strerror}): name a JSON Lines file, or - for standard input"
        raise SourceError(msg, source) from error
    with stack:
        yield _decoded(stream)


def write_records(records: Iterable[tuple[str, bool]], output: str, *, source: str) -> None:
    """Write lines to a file, whole or not at all, or as a stream to `-`.

    Args:
        records: each line, and whether its input could be used.
        output: file or `-`.
        source: where the input came from, which must not be overwritten.

    Raises:
        typer.Exit: some could not be used (exit code 1); the others are written.
    """
    from bluf import delivery

    bad = 0
    with ExitStack() as stack:
        out = stack.enter_context(delivery.open_whole(Path(output), source=source)) if output != "-" else stdout()
        for line, usable in records:
            out.write(line + "\n")
            bad += not usable
        out.flush()
    if bad:
        lines = "line" if bad == 1 else "lines"
        sys.stderr.write(f'bluf: {bad} {lines} could not be used: see "error" in the output\n')
        raise typer.Exit(1)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    for raw in stream:
        line = raw.decode("utf-8", errors="replace").lstrip("\ufeff")
        if line.strip():
            yield line


@contextmanager
def quick_start() -> Iterator[None]:
    """No garbage collection while libraries and the model load: a fifth of the start is saved, nothing is leaked."""
    import gc

    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress line on standard error where it is a terminal, nothing elsewhere."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _stage, _done, _of: stop_if_asked()
        return
    from rich.console import Console
    from rich.status import Status

    words = {"load": "loading the model", "analyze": "analyzing {done} of {of}", "render": "rendering"}
    with Status("reading", console=Console(stderr=True)) as status:

        def tell(stage: str, done: int, of: int) -> None:
            stop_if_asked()
            status.update(words[stage].format(done=done, of=of))

        yield tell
