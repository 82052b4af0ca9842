"""The child that reads one file at a time: `python -m bluf.sources.reader_worker MEGABYTES SECONDS`.

A pickled (bytes, what is known about them, limits) comes in from the parent, JSON of `Document`s or of a refusal goes out: what was
made of a stranger's bytes never comes back as code. Only the parent writes to this pipe.
"""

from __future__ import annotations

import json
import pickle
import sys

from bluf.errors import SourceError
from bluf.process import serve
from bluf.sources.guarded import documents_adapter
from bluf.sources.reading import read_document


def _handle(request: bytes) -> bytes:
    data, known, limits = pickle.loads(request)  # noqa: S301 - written by our own parent process, never read from a file
    try:
        documents = read_document(data, limits=limits, **known)
    except SourceError as error:
        return b"E" + json.dumps([error.message, error.uri]).encode()
    return b"D" + documents_adapter().dump_json(documents)


def _explain(error: Exception) -> str:
    return f"cannot be read ({type(error).__name__}: a fault of bluf, please report it)"


if __name__ == "__main__":
    serve(_handle, sys.argv[1:], _explain)
