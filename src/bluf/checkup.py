"""Check an installation: environment → findings, each with how to mend it.

Every check does the real thing (loads the model, renders a page, writes a file), so that "ok" means it works. Deliberately mends
nothing itself.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bluf.errors import BlufError

_OLDEST_PYTHON = (3, 11)
_LIBRARIES = "apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing checked: `what` was found, whether it is `ok`, and how to `mend` it (empty where it is)."""

    ok: bool
    what: str
    mend: str = ""


def check_installation(*, model: str, folder: Path) -> tuple[Finding, ...]:
    """Findings on Python, the spaCy model, fonts and templates, the PDF libraries, and write access to `folder`."""
    return (_python(), _model(model), _templates(), _pdf(), _writable(folder))


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= _OLDEST_PYTHON
    return Finding(ok=ok, what=f"Python {version}", mend="" if ok else "install Python 3.11 or newer")


def _model(model: str) -> Finding:
    from bluf import analysis
    from bluf.model import Document

    try:
        found = analysis.analyze(
            Document(id="check", text="The ministry said 12 people were hurt."), nlp=analysis.load_model(model)
        )
    except BlufError as error:
        return Finding(ok=False, what=f"spaCy model {model}", mend=str(error))
    ok = bool(found.sentences)
    return Finding(
        ok=ok,
        what=f"spaCy model {model}",
        mend="" if ok else "the model finds no sentences: name another in BLUF_MODEL",
    )


def _templates() -> Finding:
    from bluf.rendering.assets import template_folder

    try:
        fonts = sorted((template_folder() / "fonts").glob("*.woff2"))
    except BlufError as error:
        return Finding(ok=False, what="templates", mend=str(error))
    what = f"templates and {len(fonts)} font files"
    return Finding(ok=bool(fonts), what=what, mend="" if fonts else "the vendored fonts are missing: reinstall bluf")


def _pdf() -> Finding:
    from bluf.rendering.pdf import PdfWorker

    page = "<!doctype html><html lang=en><title>check</title><body><h1>check</h1></body></html>"
    try:
        with PdfWorker() as worker:
            ok = worker.render(page).startswith(b"%PDF")
    except BlufError as error:
        return Finding(ok=False, what="PDF (WeasyPrint, Pango)", mend=str(error))
    return Finding(ok=ok, what="PDF (WeasyPrint, Pango)", mend="" if ok else f"run as root: {_LIBRARIES}")


def _writable(folder: Path) -> Finding:
    """Whether outputs can be written, tried in `folder` or, where it does not exist yet, in its parent."""
    place = folder if folder.exists() else folder.absolute().parent
    try:
        with tempfile.NamedTemporaryFile(dir=place):
            return Finding(ok=True, what=f"write access to {place}")
    except OSError as error:
        return Finding(
            ok=False, what=f"write access to {place}", mend=f"{error.strerror}: choose another folder with -o"
        )
