"""The child of `PdfWorker`: `python -m bluf.rendering.pdf_worker MEGABYTES SECONDS`.

The length of the data, the data and HTML come in, PDF goes out. It loads WeasyPrint and the vendored fonts before the first
request, and never opens an address other than `data:`.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from bluf.process import serve
from bluf.rendering.assets import SUBSETS, font_faces

PACKAGES = "libpangoft2-1.0-0 libharfbuzz-subset0"

_LONG_WORD = 40
_TAG_OR_WORD = re.compile(r"(?s:<style\b.*?(?:</style>|\Z))|<[^>]*(?:>|\Z)|[^<\s]+")
_PIECE = re.compile(r"(?:&[#\w]{1,32};|[^<\s]){20}")


def _load() -> Callable[[bytes], bytes]:
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    closed = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    fonts = FontConfiguration()
    weasyprint.CSS(string=font_faces(tuple(SUBSETS)), font_config=fonts, url_fetcher=closed)

    def convert(request: bytes) -> bytes:
        size = int.from_bytes(request[:8], "big") + 8
        data, html = request[8:size], request[size:]
        page = weasyprint.HTML(string=with_breaks(html.decode("utf-8")), url_fetcher=closed)
        # The identifier and the dates would otherwise be random or depend on the clock.
        identifier = hashlib.sha256(request).digest()[:16]
        made = _date_of(html)
        attached = [
            weasyprint.Attachment(
                string=data, name="briefing.json", description="the briefing as data", created=made, modified=made,
                relationship="Data", url_fetcher=closed,
            )
        ] if data else []  # fmt: skip
        variant = "pdf/a-3a" if data else "pdf/ua-1"
        result = page.write_pdf(
            font_config=fonts, pdf_variant=variant, pdf_identifier=identifier, attachments=attached or None
        )
        if not isinstance(result, bytes):
            raise TypeError("WeasyPrint gave no bytes")
        return result

    return convert


def _date_of(html: bytes) -> datetime:
    """The day that the page names as its own, else the first one that PDF readers accept."""
    match = re.search(rb'<meta name="dcterms.created" content="(\d{4})-(\d\d)-(\d\d)">', html)
    year, month, day = map(int, match.groups()) if match else (1980, 1, 1)
    return datetime(year, month, day, tzinfo=UTC)


def with_breaks(html: str) -> str:
    """`html` with places to break inside long words of its body.

    WeasyPrint's own `overflow-wrap` breaks short words as well where an element ends before them ("Ess-equibo"), and its time grows
    with the square of a word; so prose is set without it. Only text is changed, no tag and no style sheet. An ordinary page is
    given back as it is.
    """
    head, body, rest = html.partition("<body")
    return head + _TAG_OR_WORD.sub(_with_breaks, body + rest)


def _with_breaks(match: re.Match[str]) -> str:
    found = match.group()
    return found if found.startswith("<") or len(found) < _LONG_WORD else _PIECE.sub("\\g<0>\u200b", found)


def _explain(error: Exception) -> str:
    if isinstance(error, OSError) and ("cannot load library" in str(error) or "pango" in str(error)):
        return f"WeasyPrint needs the Pango libraries: sudo apt-get install {PACKAGES}"
    if isinstance(error, ImportError):
        return f"WeasyPrint cannot be loaded ({error})"
    return f"WeasyPrint failed ({type(error).__name__}: {error})"


def main() -> None:
    """Load, then answer; a failed load is the answer to every request."""
    failure: Exception | None = None
    convert: Callable[[bytes], bytes] | None = None
    try:
        convert = _load()
        convert(
            bytes(8) + b"<html lang=en><title>-</title><p>-"
        )  # warms up fontconfig and Pango while the parent is still at work
    except (ImportError, OSError) as error:
        failure = error

    def handle(request: bytes) -> bytes:
        if convert is None or failure is not None:
            raise failure or ImportError("WeasyPrint")
        return convert(request)

    serve(handle, sys.argv[1:], _explain)


if __name__ == "__main__":
    main()
