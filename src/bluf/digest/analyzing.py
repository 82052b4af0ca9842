"""Findings of documents through the store's cache: what was found once is not looked for again.

Each new analysis is kept as soon as it is there, so that a run that died goes on from where it was, and a run before the hour
leaves little to do for the one at the hour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime

from bluf.analyses import analyze_documents
from bluf.executor import Workers
from bluf.model import Analysis, Document
from bluf.sources.limits import Limits
from bluf.store.analyses import find_analysis, keep_analysis
from bluf.store.opening import Store

OpenWorkers = Callable[[], AbstractContextManager[Workers]]
"""Opens the workers for one batch of documents; not called where there are none."""


def analyze(
    store: Store,
    documents: Sequence[Document],
    *,
    model: str,
    as_of: date,
    now: datetime,
    open_workers: OpenWorkers,
) -> tuple[Analysis, ...]:
    """Findings of `documents`, in their order, each document once; undated ones are read as of the day `as_of`."""
    once = tuple({document.id: document for document in documents}.values())

    def find(key: str, document: Document) -> Analysis | None:
        with store.begin() as connection:
            return find_analysis(connection, key, document)

    def keep(key: str, found: Analysis) -> None:
        with store.begin() as connection:
            keep_analysis(connection, key, found, made_at=now)

    seconds = Limits().analysis_seconds
    if not once:
        return ()
    with open_workers() as workers:
        return tuple(
            analyze_documents(once, model=model, workers=workers, as_of=as_of, find=find, keep=keep, seconds=seconds)
        )
