"""Findings of documents through the store's cache: what was found once is not looked for again.

The key changes with the document, the model and the version of bluf. Each new analysis is kept as soon as it is there, so that
a run that died goes on from where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from bluf.model import Analysis, Document
from bluf.store.analyses import find_analysis, keep_analysis
from bluf.store.opening import Store
from bluf.store.packing import pack
from bluf.version import __version__


def analyze(store: Store, documents: Sequence[Document], *, model: str, now: datetime) -> tuple[Analysis, ...]:
    """Findings of `documents`, in their order, each document once."""
    from bluf import analysis

    found: dict[str, Analysis] = {}
    for document in documents:
        if document.id in found:
            continue
        key = _key(document, model)
        with store.begin() as connection:
            known = find_analysis(connection, key, document)
        if known is None:
            known = analysis.analyze(document, nlp=analysis.load_model_once(model))
            with store.begin() as connection:
                keep_analysis(connection, key, known, made_at=now)
        found[document.id] = known
    return tuple(found.values())


def model_version(model: str) -> str:
    """The model with its version, as it is printed."""
    try:
        return f"{model} {version(model.replace('_', '-'))}"
    except (PackageNotFoundError, ValueError):
        return model


def _key(document: Document, model: str) -> str:
    bare = replace(document, retrieved_at=None, caveats=())
    return hashlib.sha256(b"\0".join([pack(bare), model_version(model).encode(), __version__.encode()])).hexdigest()
