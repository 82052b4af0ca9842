"""Many documents → their analyses, shared out among workers, and looked up where they were made before.

The work goes to whatever `executor` opened; what was found is handed to the caller as it is done, so that a run that died goes
on from what was kept. Deliberately no store: where analyses are kept is the caller's business.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple

from bluf.executor import Workers, chunks
from bluf.model import Analysis, Document
from bluf.version import __version__

_CHARS_AT_ONCE = 30_000  # of a task: about two seconds of work, and what is lost when a worker dies

Find = Callable[[str, Document], Analysis | None]
Keep = Callable[[str, Analysis], None]


class _Task(NamedTuple):
    """What a worker gets. `as_of` is the day of a document that has none of its own."""

    documents: tuple[Document, ...]
    as_of: date | None
    model: str
    seconds: float


def analyze_documents(
    documents: Sequence[Document],
    *,
    model: str,
    workers: Workers,
    as_of: date | None = None,
    seconds: float = math.inf,
    find: Find | None = None,
    keep: Keep | None = None,
) -> Iterator[Analysis]:
    """The analysis of each document, in their order, as a stream.

    Args:
        documents: each is analyzed by itself.
        model: an installed spaCy pipeline; on a cluster it is installed there too.
        workers: from `open_executor`.
        as_of: the day that undated documents are read as of; they stay undated.
        seconds: as for `bluf.analysis.analyze_many`.
        find: asked for each document, before any work, with its key (see `analysis_key`).
        keep: told each new analysis with its key, as soon as it and those before it are done.

    Raises:
        ModelError: the model cannot be loaded.
        BlufError: workers died; what was kept until then need not be done again.
    """
    keys = [analysis_key(document, model, as_of) for document in documents] if find or keep else []
    known = {k: found for k, key in enumerate(keys) if find and (found := find(key, documents[k])) is not None}
    missing = [document for k, document in enumerate(documents) if k not in known]
    tasks = (
        _Task(documents=part, as_of=as_of, model=model, seconds=seconds)
        for part in chunks(missing, [len(document.text) for document in missing], _CHARS_AT_ONCE)
    )
    made = chain.from_iterable(workers.in_order(_analyze, tasks))
    for k, document in enumerate(documents):
        found = known.get(k)
        if found is None:
            found = replace(next(made), document=document)
            if keep:
                keep(keys[k], found)
        yield found


def analysis_key(document: Document, model: str, as_of: date | None = None) -> str:
    """A name for what would be found: it changes with the document, the day it is read as of, the model and bluf.

    Not with when it was downloaded, nor with what was noted in reading it.
    """
    bare = replace(document, retrieved_at=None, caveats=(), published_on=document.published_on or as_of)
    words = json.dumps([astuple(bare), model_version(model), __version__], default=str)
    return hashlib.sha256(words.encode("ascii")).hexdigest()


@cache
def model_version(model: str) -> str:
    """The model with its version, as it is printed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{model} {version(model.replace('_', '-'))}"
    except (PackageNotFoundError, ValueError):
        return model


def _analyze(task: _Task) -> list[Analysis]:
    """In a worker: the analyses of a task. The model is loaded once in the life of the process."""
    from bluf import analysis

    # An undated source is read as of the day the user gave.
    dated = [d if d.published_on else replace(d, published_on=task.as_of) for d in task.documents]
    return list(analysis.analyze_many(dated, nlp=analysis.load_model_once(task.model), seconds=task.seconds))
