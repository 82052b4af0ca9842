"""What DOCX and PDF files say about themselves, as far as it can be believed. In: strings. Out: the same, or None.

Programs fill these fields by themselves: "Microsoft Word - Document1", "user", the day a template was made. Such values
are nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bluf.model import BlockKind
from bluf.sources.clean import clean_line
from bluf.sources.content import Content, Piece
from bluf.sources.dates import read_date
from bluf.sources.header_lines import Header, read_byline, with_byline

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document\s?\d*|title|no title|slide \d+|powerpoint presentation"
    r"|\(?anonymous\)?|.*\.\w{2,5})\Z",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:user\d*|admin(?:istrator)?|owner|unknown|author|anonymous|root|default|scanner"
    r"|.*\b(?:microsoft|python-docx|libreoffice|openoffice|apache poi|windows user|adobe|acrobat)\b.*)\Z",
    re.IGNORECASE,
)
_MAX_REVISION = 31  # days; a file changed long after it was made carries no date that its text could be read against
_LABELED = re.compile(r"(?:date|dated|issued|published)\s{0,3}[:|]\s{0,3}(?P<value>\S.{3,60})\Z", re.IGNORECASE)


def sane_title(text: str | None) -> str | None:
    """A title somebody wrote, or None: "Trustees Handbook" yes, "Microsoft Word - final2.doc" no."""
    title = clean_line(text or "", limit=300)
    usable = (
        len(title.split()) > 1
        and any(map(str.isalpha, title))
        and not _NO_TITLE.match(title)
        and not re.search(r"\w_\w", title)
    )
    return title if usable else None


def sane_authors(text: str | None) -> tuple[str, ...]:
    """Names of people or bodies, without the names that programs put there."""
    names = (clean_line(name, limit=100) for name in re.split(r"[;|]", text or ""))
    return tuple(name for name in names if len(name) > 2 and not _NO_AUTHOR.match(name) and not _is_login(name))


def _is_login(name: str) -> bool:
    """The account ("JOHNSCA", "e516160", "jdoe") of whoever saved the file."""
    return " " not in name and (name.isupper() or name.islower() or any(map(str.isdigit, name)))


def sane_date(created: date | None, changed: date | None) -> date | None:
    """The day a file was last changed, where that was soon after it was made."""
    if created is None or changed is None:
        return created or changed
    return changed if 0 <= (changed - created).days <= _MAX_REVISION else None


def with_shown_metadata(content: Content, *, window: int = 8) -> Content:
    """`content` with what its first blocks show: byline and date lines move to the fields, "Date: 5 March 2024" is read and stays.

    What a page shows is stronger than what its file properties say.
    """
    kept: list[Piece] = []
    shown = Header()
    for index, piece in enumerate(content.pieces):
        byline = read_byline(piece.text) if index < window and piece.kind is not BlockKind.TABLE else None
        if byline is not None:
            shown = with_byline(shown, byline)
            continue
        if index < window and shown.published_on is None:
            shown = replace(shown, published_on=_labeled_date(piece.text.split("\n")))
        kept.append(piece)
    return replace(
        content,
        pieces=tuple(kept) or content.pieces,
        published_on=shown.published_on or content.published_on,
        publisher=shown.publisher or content.publisher,
        authors=shown.authors or content.authors,
    )


def _labeled_date(lines: Sequence[str]) -> date | None:
    for line in lines[:8]:
        match = _LABELED.match(line.strip())
        if match:
            return read_date(match["value"])
    return None
