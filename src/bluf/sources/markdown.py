"""Read Markdown. In: bytes. Out: one `Content`.

Markdown becomes HTML (package markdown), is sanitized (nh3, because raw HTML passes through Markdown alive) and then
takes the road of HTML without boilerplate removal: everything in a Markdown file is its content. Metadata comes from
front matter, header lines and bylines (see `header_lines`). It resolves no links and reads no images.

Source: Python-Markdown documentation ("does not sanitize its HTML output").
"""

from __future__ import annotations

import re
from dataclasses import replace

from bluf.errors import SourceError
from bluf.model import BlockKind
from bluf.sources.clean import clean_text
from bluf.sources.content import Content, Hints, Piece
from bluf.sources.encoding import decode
from bluf.sources.header_lines import Header, read_byline, read_dateline, read_header_lines, with_byline
from bluf.sources.media_type import MARKDOWN

_MAX_NESTED_QUOTES = 50
_HIDING = {"style", "hidden", "aria-hidden"}  # kept until hidden text is out; nothing else is needed for text
_MAX_MARKS = 400
_MAX_PARAGRAPH = 40_000  # characters
_OWN_LINE = re.compile(r"\s{0,12}(?:[-+*|#]|\d{1,3}[.)])\s?")
_WITHOUT_MARKS = str.maketrans("", "", "[]()*_`<>&!\\")
_MAX_CHARACTERS = 2_000_000  # the parser is slow beyond; such a file is read as plain text


def read_markdown(data: bytes, hints: Hints) -> tuple[Content, ...]:
    """The one document of a Markdown file.

    Raises:
        SourceError: the bytes are no text.
    """
    decoded = decode(data, charset=hints.charset)
    text = clean_text(decoded.text)
    lines = text.split("\n")
    header = read_header_lines(lines)
    pieces = list(_to_pieces(_flattened("\n".join(lines[header.body :])), hints))
    header, pieces = _take_headline(header, pieces)
    content = Content(
        pieces=tuple(pieces),
        media_type=MARKDOWN,
        title=header.title,
        publisher=header.publisher,
        authors=header.authors,
        published_on=header.published_on,
        caveats=decoded.caveats,
    )
    return (content,)


def _to_pieces(text: str, hints: Hints) -> tuple[Piece, ...]:
    import nh3  # with markdown and the HTML code only for Markdown files
    from markdown import Markdown

    from bluf.sources.html import read_fragment
    from bluf.sources.text import to_content

    if len(text) > _MAX_CHARACTERS or _is_hostile(text):
        return to_content(text).pieces
    try:
        html = Markdown(extensions=["tables", "sane_lists", "fenced_code"]).convert(text)
    except (
        RecursionError,
        ValueError,
        IndexError,
        AttributeError,
        AssertionError,
    ):  # what its parser raises on hostile nesting
        return to_content(text).pieces
    try:
        return read_fragment(nh3.clean(html, attributes={"*": _HIDING}), limits=hints.limits)
    except SourceError:
        return to_content(text).pieces


def _is_hostile(text: str) -> bool:
    """True for a paragraph, list item or table row with more markup than people write: the parser is quadratic in it."""
    marks = length = 0
    for line in text.split("\n"):
        if not line.strip() or _OWN_LINE.match(line):
            marks = length = 0
        length += len(line)
        marks += len(line) - len(line.translate(_WITHOUT_MARKS))
        if marks > _MAX_MARKS or length > _MAX_PARAGRAPH:
            return True
    return False


def _flattened(text: str) -> str:
    """Cut quotation marks beyond a depth that anybody uses: the parser recurses once for each."""
    mark = "> " * _MAX_NESTED_QUOTES
    if ">" * 20 not in text and "> " * 20 not in text:
        return text
    return "\n".join(
        mark + line.lstrip("> ") if line[:400].replace(" ", "").startswith(">" * _MAX_NESTED_QUOTES) else line
        for line in text.split("\n")
    )


def _take_headline(header: Header, pieces: list[Piece]) -> tuple[Header, list[Piece]]:
    """The first heading is the title; byline and date lines right below it become fields."""
    if header.title is None and pieces and pieces[0].kind is BlockKind.HEADING:
        header = replace(header, title=pieces[0].text)
    kept: list[Piece] = []
    for index, piece in enumerate(pieces):
        byline = (
            read_byline(piece.text) if index < 5 and piece.kind is not BlockKind.LIST_ITEM and len(kept) < 2 else None
        )
        if byline is None:
            kept.append(piece)
            continue
        header = with_byline(header, byline)
    first = next((piece for piece in kept if piece.kind is BlockKind.PARAGRAPH), None)
    if header.published_on is None and first:
        header = replace(header, published_on=read_dateline(first.text))
    return header, kept or pieces
