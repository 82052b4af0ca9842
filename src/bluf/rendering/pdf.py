"""HTML to tagged PDF, in a child process.

In: one self-contained HTML page. Out: the bytes of a PDF/UA-1 file, or of a PDF/A-3a file with the data attached. WeasyPrint is
imported in the child only: it starts loading when `start` is called, while the parent does something else, and a page that hangs
it or eats memory ends the child, not the briefing.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from bluf.errors import RenderError
from bluf.process import WorkerError, WorkerProcess

SECONDS = 60.0
"""For one document; a page costs about 50 ms, so this is over a thousand pages."""

MEGABYTES = 1400
"""Address space; an ordinary briefing needs 300."""


class PdfWorker:
    """Turns HTML into PDF in a child process with a time and a memory limit.

    >>> with PdfWorker() as worker:  # doctest: +SKIP
    ...     data = worker.render(html)

    Args:
        seconds: for one document.
        megabytes: address space of the child.
    """

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._worker = WorkerProcess("bluf.rendering.pdf_worker", seconds=seconds, megabytes=megabytes)

    def start(self) -> None:
        """Start the child, which begins to load WeasyPrint; returns at once. Calling it again does nothing.

        Raises:
            RenderError: the system refuses another process.
        """
        try:
            self._worker.start()
        except WorkerError as error:
            raise RenderError(f"PDF: {error}") from error

    def render(self, html: str, *, attachment: bytes = b"") -> bytes:
        """The PDF of `html`. Nothing but `data:` addresses is loaded.

        Args:
            html: the whole page.
            attachment: `briefing.json`, which makes it PDF/A-3a with that file attached as its data; PDF/UA-1 without.

        Raises:
            RenderError: WeasyPrint is not usable on this machine, or the page goes over the limits.
        """
        try:
            return self._worker.call(len(attachment).to_bytes(8, "big") + attachment + html.encode("utf-8"))
        except WorkerError as error:
            raise RenderError(f"PDF: {error}; the other formats (-f md, html, json) do not need it") from error

    def close(self) -> None:
        """End the child."""
        self._worker.close()

    def __enter__(self) -> Self:
        """Start the child."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child."""
        self.close()
