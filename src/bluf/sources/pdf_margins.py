"""Running heads, running feet and page numbers of a PDF. In: pages of lines with boxes. Out: the pages without them.

A line in the margin goes when it is a page number, or when it stands there, in the same size and with the same letters
(numbers aside), on several pages. What a page shows once stays, wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

_MARGIN = 0.12  # of the height of a page, at its top and at its foot
_EDGE = 0.08  # the outer part of it, where no text of its own begins
_SHARE = 0.3  # of the pages; left and right pages may have heads of their own
_NUMBER = re.compile(
    r"(?:page|p\.|seite|-|–|—)?\s{0,3}(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]?-?\d{1,3}-\d{1,3})\s{0,3}(?:(?:of|/|von)\s{0,3}\d{1,4}|-|–|—)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: text (tabs between cells), box in points from the lower left, size, bold, and a broken word at its end."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False
    hyphen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with its box and its lines in the order of the file."""

    number: int
    left: float
    bottom: float
    right: float
    top: float
    lines: list[Line] = field(default_factory=list)


def without_margins(pages: list[Page]) -> list[Page]:
    """The pages without what repeats in their margins and without page numbers.

    "Handbook – 17" at the top of eight pages goes; "Annex" at the top of one page stays, and so does the first of the
    repeated headers of a table.
    """
    counts = Counter(
        key for page in pages for key in {_key(line, page) for line in page.lines if _in_margin(line, page)}
    )
    enough = max(2, min(5, round(len(pages) * _SHARE)))
    repeated = {key for key, count in counts.items() if count >= enough}
    seen: set[tuple[str, bool]] = set()
    trimmed = []
    for page in pages:
        trimmed.append(replace(page, lines=[line for line in page.lines if not _goes(line, page, repeated, seen)]))
        seen.update(_key(line, page) for line in page.lines)
    return trimmed


def _goes(line: Line, page: Page, repeated: set[tuple[str, bool]], seen: set[tuple[str, bool]]) -> bool:
    key = _key(line, page)
    if key in repeated and _in_margin(line, page) and (key in seen or _in_margin(line, page, share=_EDGE)):
        return True
    if not _NUMBER.match(line.text.strip()):
        return False
    low = line.top < page.bottom + 0.2 * (page.top - page.bottom)
    lowest = low and line.bottom <= min(other.bottom for other in page.lines)
    return lowest or _in_margin(line, page)


def _in_margin(line: Line, page: Page, *, share: float = _MARGIN) -> bool:
    height = page.top - page.bottom
    return line.bottom > page.top - share * height or line.top < page.bottom + share * height


def _key(line: Line, page: Page) -> tuple[str, bool]:
    edge = _in_margin(line, page, share=_EDGE)
    letters = re.sub(r"\d{1,9}", "#", line.text.casefold()) if edge else line.text.casefold()
    return f"{round(line.size)} {' '.join(letters.split())}", line.bottom > (page.top + page.bottom) / 2
