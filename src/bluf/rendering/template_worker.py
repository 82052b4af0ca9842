"""The child that fills a user's template: `python -m bluf.rendering.template_worker MEGABYTES SECONDS`.

A pickled (briefing, output, path of the template, look) comes in, text goes out. Only the parent writes to this pipe.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from bluf.errors import BlufError
from bluf.process import serve
from bluf.rendering.templates import fill_user_template


def _handle(request: bytes) -> bytes:
    briefing, output, path, look = pickle.loads(request)  # noqa: S301 - written by our own parent process, never read from a file
    return fill_user_template(briefing, output, Path(path), look).encode("utf-8", "replace")


def _explain(error: Exception) -> str:
    return str(error) if isinstance(error, BlufError) else f"cannot be filled ({type(error).__name__}: {error})"


if __name__ == "__main__":
    serve(_handle, sys.argv[1:], _explain)
