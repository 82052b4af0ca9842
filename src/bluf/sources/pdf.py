"""Read PDF. In: bytes. Out: one `Content` with page numbers, paragraphs, headings, lists and tables.

PDFium runs in a child process with limits (see `pdf_worker`); paragraphs are rebuilt from its lines (see `pdf_layout`).
A password, a damaged file, a scan without text are told as such. Attachments, scripts, forms and links are not opened.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bluf.errors import SourceError
from bluf.sources.content import Content, Hints
from bluf.sources.dates import read_date
from bluf.sources.media_type import PDF
from bluf.sources.pdf_layout import to_layout
from bluf.sources.pdf_margins import Line, Page
from bluf.sources.properties import sane_authors, sane_date, sane_title, with_shown_metadata

_LOCKED = "is protected by a password; remove the password first"
_DAMAGED = "is a damaged PDF file that cannot be read; get it again"
_SCAN = "holds no text: it is a scan or a picture; run OCR on it first"
_PACKAGE_FOLDER = str(Path(__file__).resolve().parents[2])
_START = 5  # seconds for the child process to load
_UNMAPPED_SHARE = 0.3


def read_pdf(data: bytes, hints: Hints) -> tuple[Content, ...]:
    """The one document of a PDF file.

    Raises:
        SourceError: a password, damage, a limit, or no text.
    """
    result = _run(data, hints)
    raw_pages = result["pages"]
    pages = [_to_page(number, page) for number, page in enumerate(raw_pages, 1)]
    shown = sum(page.get("shown", 0) for page in raw_pages)
    if shown and sum(page.get("unmapped", 0) for page in raw_pages) > _UNMAPPED_SHARE * shown:
        msg = "holds text whose fonts do not say which letters they show; print it to a new PDF or run OCR on it first"
        raise SourceError(msg)
    layout = to_layout(pages)
    pieces = layout.pieces
    if sum(map(str.isalnum, "".join(piece.text for piece in pieces))) < 2:
        raise SourceError(_why_empty(raw_pages))
    properties = result.get("properties", {})
    stated = sane_title(properties.get("Title"))
    content = Content(
        pieces=pieces,
        media_type=PDF,
        title=layout.headline or stated,
        shows_title=layout.headline is None,
        authors=sane_authors(properties.get("Author")),
        published_on=sane_date(_day(properties.get("CreationDate")), _day(properties.get("ModDate"))),
        caveats=tuple(_caveats(result)),
    )
    return (with_shown_metadata(content),)


def _run(data: bytes, hints: Hints) -> dict[str, Any]:
    """What the child process says.

    Raises:
        SourceError: it found an error, or went over a limit.
    """
    limits = hints.limits
    seconds = max(1, int(limits.seconds))
    numbers = map(str, (limits.pages, limits.characters, limits.memory_bytes, seconds))
    # -P: never import a module that lies in the user's current folder
    command = [sys.executable, "-P", "-m", "bluf.sources.pdf_worker", *numbers]
    paths = (_PACKAGE_FOLDER, os.environ.get("PYTHONPATH"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no word of it comes from the source
            command, input=data, capture_output=True, timeout=seconds + _START, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        msg = f"took longer than {seconds} s to read, the limit; split it"
        raise SourceError(msg) from error
    except OSError as error:
        msg = f"cannot be read: no process could be started for it ({error.strerror})"
        raise SourceError(msg) from error
    try:
        result: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        msg = "needs more memory or time than the limit allows, or is damaged; split it or print it to a new PDF"
        raise SourceError(msg) from error
    problem = result.get("error")
    if problem == "pages":
        msg = f"has {result['count']:,} pages, the limit is {limits.pages:,}; split it"
        raise SourceError(msg)
    if problem == "characters":
        msg = f"is too long: more than {limits.characters:,} characters, the limit; split it"
        raise SourceError(msg)
    if problem:
        raise SourceError(_LOCKED if problem == "password" else _DAMAGED)
    return result


def _to_page(number: int, page: dict[str, Any]) -> Page:
    left, bottom, right, top = page.get("box", (0.0, 0.0, 0.0, 0.0))
    return Page(
        number=number, left=left, bottom=bottom, right=right, top=top, lines=[Line(*line) for line in page["lines"]]
    )


def _why_empty(pages: list[dict[str, Any]]) -> str:
    if all(page.get("broken") for page in pages):
        return _DAMAGED
    if any(page.get("picture") for page in pages):
        return _SCAN
    if any(page.get("hidden") for page in pages):
        return "holds no text that a reader could see; all of it is invisible"
    return "holds no text; if it is a scan, run OCR on it first"


def _caveats(result: dict[str, Any]) -> list[str]:
    pages = result["pages"]
    caveats = []
    scanned = [str(number) for number, page in enumerate(pages, 1) if page.get("ocr")]
    empty = [str(number) for number, page in enumerate(pages, 1) if not page["lines"] and page.get("picture")]
    broken = [str(number) for number, page in enumerate(pages, 1) if page.get("broken")]
    if scanned:
        caveats.append(f"{_pages(scanned)} scanned; the text is that of its OCR layer and may have errors")
    if empty:
        caveats.append(f"{_pages(empty)} only a picture without text; run OCR to have it read")
    if broken:
        caveats.append(f"{_pages(broken)} damaged and could not be read")
    hidden = sum(page.get("hidden", 0) for page in pages if not page.get("ocr"))
    if hidden > 20:
        caveats.append(
            f"{hidden} characters that a reader cannot see (invisible, white, tiny or off the page) were left out"
        )
    if result.get("attachments"):
        caveats.append("files attached to the PDF were not read")
    return caveats


def _pages(numbers: list[str]) -> str:
    shown = ", ".join(numbers[:8]) + (" and more" if len(numbers) > 8 else "")
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown} are"


def _day(value: str | None) -> date | None:
    """The day of a PDF date string "D:20120719..."."""
    digits = (value or "").removeprefix("D:")[:8]
    return read_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}") if digits.isdecimal() and len(digits) == 8 else None
