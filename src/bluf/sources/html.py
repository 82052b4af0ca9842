"""Read web pages. In: bytes of HTML. Out: one `Content` with the main text, title, publisher, authors and date.

The page is decoded, parsed within limits and stripped of everything hidden; then trafilatura tells the main text from
navigation and reads the metadata (meta elements, JSON-LD). Where it finds (almost) nothing although the page has words,
all visible text outside of navigation is taken, with a caveat: readable bytes never give a silent nothing. Links,
pictures and scripts are not followed or kept.

Source: Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace

from lxml.html import HtmlElement

from bluf.model import BlockKind
from bluf.sources.content import Content, Hints, Piece
from bluf.sources.encoding import decode
from bluf.sources.header_lines import read_byline, with_byline
from bluf.sources.html_blocks import to_pieces
from bluf.sources.html_metadata import (
    STUMBLES,
    agree_on_title,
    find_date_line,
    find_headline,
    read_metadata,
    silence,
)
from bluf.sources.html_tree import parse_html, remove_hidden, remove_scripts, remove_teasers
from bluf.sources.limits import Limits
from bluf.sources.media_type import HTML

_META_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([\w:.-]{2,40})|<\?xml[^<>]{0,80}?encoding\s{0,3}=\s{0,3}[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_FURNITURE = frozenset("nav header footer aside form menu".split())
_MAX_ELEMENTS = 60_000  # trafilatura walks the tree dozens of times; a larger page is a data dump
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:, [A-Z][\w. ]{1,20})?(?: ?\([\w ]{2,20}\))? ?(?:—|–|--)\Z")
_FEW_LETTERS = 200  # a news brief has more
_SCRIPTED = "very little text was found in a large page; it may load its text by script or behind a paywall"
_NO_MAIN_TEXT = (
    "the main text could not be told from the rest of the page; all its visible text is used, menus may be among it"
)


def read_html(data: bytes, hints: Hints) -> tuple[Content, ...]:
    """The main text of a page.

    Raises:
        SourceError: no text, or a page beyond the limits.
    """
    meta = _META_CHARSET.search(data[:4096])
    declared = hints.charset or ((meta[1] or meta[2]).decode("ascii", errors="replace") if meta else None)
    if not hints.charset and declared and declared.lower().startswith("utf-16"):
        declared = "utf-8"  # HTML standard: a meta element that can be read as ASCII cannot be in UTF-16
    decoded = decode(data, charset=declared)
    root = parse_html(decoded.text, hints.limits)
    remove_scripts(root)
    page = read_metadata(root)
    remove_hidden(root)
    title = find_headline(root, page.title)
    remove_teasers(root)
    pieces, caveats = _main_text(root, len(decoded.text))
    content = Content(
        pieces=tuple(pieces),
        media_type=HTML,
        title=agree_on_title(title, pieces, page.publisher),
        publisher=page.publisher,
        authors=page.authors,
        published_on=page.published_on if page.dated else find_date_line(root, title) or page.published_on,
        link=page.link,
        caveats=(*decoded.caveats, *caveats),
    )
    return (_take_bylines(content),)


def read_fragment(html: str, *, limits: Limits) -> tuple[Piece, ...]:
    """All visible blocks of HTML that is content as a whole: a mail body, a feed entry, Markdown.

    Raises:
        SourceError: more elements than the limit, or no element at all.
    """
    root = parse_html(f"<html><body>{html}</body></html>", limits)
    remove_hidden(root)
    body = root.find("body")
    return to_pieces(root if body is None else body)


def _main_text(root: HtmlElement, size: int) -> tuple[list[Piece], tuple[str, ...]]:
    """The pieces of the main text, and a caveat where it could not be told from the rest. `size` counts characters of the page."""
    pieces = _extracted(root)
    found = _letters(pieces)
    if found >= _FEW_LETTERS * 5:
        return pieces, ()
    visible = _visible(root)
    prose = _letters({piece.text: piece for piece in visible if _is_prose(piece)}.values())
    if (found < _FEW_LETTERS and prose > 4 * found) or prose > 10 * found or not found:
        pieces = visible
        caveats = (_NO_MAIN_TEXT,) if len(visible) > 12 else ()
    else:
        caveats = ()
    if _letters(pieces) < 2 * _FEW_LETTERS and size > 50_000:
        caveats = (*caveats, _SCRIPTED)
    return pieces, caveats


def _is_prose(piece: Piece) -> bool:
    return piece.kind is BlockKind.TABLE or (len(piece.text) > 60 and piece.text[-1] in '.!?”"’)')


def _letters(pieces: Iterable[Piece]) -> int:
    return sum(map(len, (piece.text for piece in pieces)))


def _extracted(root: HtmlElement) -> list[Piece]:
    """Trafilatura's main text; empty where it finds none."""
    from trafilatura import bare_extraction

    if sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        return []
    silence()
    try:
        found = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    except STUMBLES:
        return []
    body = getattr(found, "body", None)
    return _with_datelines(to_pieces(body)) if body is not None else []


def _with_datelines(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces with a dateline that the page sets apart ("WASHINGTON —") put back before its sentence."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _DATELINE.match(joined[-1].text) and piece.kind is BlockKind.PARAGRAPH:
            joined[-1] = replace(piece, text=f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _visible(root: HtmlElement) -> list[Piece]:
    """All visible text of a page outside of navigation, or with it where there is nothing else."""
    body = root.find("body")
    whole = root if body is None else body
    trimmed = deepcopy(whole)
    for element in list(trimmed.iter(*_FURNITURE)):
        if element.getparent() is not None:
            element.drop_tree()
    return list(to_pieces(trimmed)) or list(to_pieces(whole))


def _take_bylines(content: Content) -> Content:
    """Move byline and date lines that stand at the top of the text to their fields."""
    kept: list[Piece] = []
    for index, piece in enumerate(content.pieces):
        byline = read_byline(piece.text) if index < 6 and piece.kind is not BlockKind.TABLE else None
        if byline is None:
            kept.append(piece)
            continue
        content = with_byline(content, byline)
    return replace(content, pieces=tuple(kept) or content.pieces)
