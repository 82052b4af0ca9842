"""Readers where a hang or a memory bomb can be killed. In: bytes. Out: `Document`s, or a `SourceError` about this one source.

Plain text is read here and PDF brings a child process of its own; everything that needs a parser of somebody else's (HTML, DOCX,
mail, feeds, Markdown) is read in a child with limits on time and memory, which lives on for the next source. What the child says
is validated JSON, never code.
"""

from __future__ import annotations

import json
import pickle
import time
from datetime import datetime
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bluf.errors import SourceError
from bluf.model import Document
from bluf.sources.limits import Limits
from bluf.sources.media_type import PDF, TEXT, is_zip, sniff_media_type
from bluf.sources.reading import read_document

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from bluf.process import WorkerProcess


class GuardedReader:
    """Reads one source after another; a context manager, so that its child ends with it.

    Args:
        limits: ceilings for each single source.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: WorkerProcess | None = None
        self._spent = 0.0

    def __enter__(self) -> Self:
        """Nothing is started yet: a run over plain texts never starts a child."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child."""
        self._close()

    def read(
        self, data: bytes, *, uri: str, declared_type: str | None = None, retrieved_at: datetime | None = None
    ) -> tuple[Document, ...]:
        """As `read_document`.

        Raises:
            SourceError: unreadable, too large, without text, or over a limit of time or memory.
        """
        known = {"uri": uri, "declared_type": declared_type, "retrieved_at": retrieved_at}
        if len(data) > self._limits.file_bytes or self._reads_here(data, uri, declared_type):
            return read_document(
                data, uri=uri, declared_type=declared_type, retrieved_at=retrieved_at, limits=self._limits
            )
        from bluf.process import WorkerError  # with `subprocess`: a plain text never loads it

        start = time.monotonic()
        try:
            answer = self._running().call(pickle.dumps((data, known, self._limits)))
        except WorkerError as error:
            self._close()
            raise SourceError(f"{error.args[0]}; split it, or raise the limit", uri) from error
        self._spent += time.monotonic() - start
        if answer[:1] == b"E":
            message, of = json.loads(answer[1:])
            raise SourceError(message, of)
        return documents_adapter().validate_json(answer[1:])

    def _reads_here(self, data: bytes, uri: str, declared_type: str | None) -> bool:
        if is_zip(data):
            return False
        try:
            return sniff_media_type(data, name=uri, declared=declared_type) in (TEXT, PDF)
        except SourceError:  # refused by its first bytes: the same refusal comes again, with its source
            return True

    def _running(self) -> WorkerProcess:
        """The child; a fresh one before the processor time of all its sources together runs out."""
        from bluf.process import WorkerProcess

        if self._spent > self._limits.seconds / 2:
            self._close()
        if self._child is None:
            megabytes = self._limits.memory_bytes >> 20
            self._child = WorkerProcess("bluf.sources.reader_worker", seconds=self._limits.seconds, megabytes=megabytes)
        return self._child

    def _close(self) -> None:
        child, self._child, self._spent = self._child, None, 0.0
        if child is not None:
            child.close()


@cache
def documents_adapter() -> TypeAdapter[tuple[Document, ...]]:
    """How `Document`s cross the pipe: JSON, validated on this side (offsets, dates, types)."""
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Document, ...])
