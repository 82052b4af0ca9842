"""Read web pages. In: bytes of HTML. Out: one `Content` with the main text, title, publisher, authors and date.

The page is decoded, parsed within limits and stripped of everything hidden; then trafilatura tells the main text from navigation and
reads the metadata (meta elements, JSON-LD). Where it finds (almost) nothing although the page has words, all visible text outside of
navigation is taken, with a caveat: readable bytes never give a silent nothing. Links, pictures and scripts are not followed or kept.

Source: Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool".
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree
from lxml.html import HtmlElement

from bluf.model import BlockKind
from bluf.sources.clean import clean_line
from bluf.sources.content import Content, Hints, Piece, letters_of
from bluf.sources.dates import read_date
from bluf.sources.encoding import decode
from bluf.sources.header_lines import read_byline
from bluf.sources.html_blocks import to_pieces
from bluf.sources.html_tree import parse_html, remove_hidden, remove_scripts
from bluf.sources.limits import Limits
from bluf.sources.media_type import HTML

_META_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([\w:.-]{2,40})|<\?xml[^<>]{0,80}?encoding\s{0,3}=\s{0,3}[\"']([\w:.-]{2,40})", re.IGNORECASE)
_FURNITURE = frozenset("nav header footer aside form menu".split())
_MAX_ELEMENTS = 60_000  # trafilatura walks the tree dozens of times; a larger page is a data dump
_FEW_LETTERS = 200  # a news brief has more
_TITLE_SEPARATORS = re.compile(r"\s{1,3}[|–—·•»«:-]{1,2}\s{1,3}")
# htmldate asks the clock for "today" unless told otherwise; a page's date must not depend on when it is read
_DATE_PARAMETERS = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}
_NO_AUTHOR = re.compile(r"[@/<>{}]|\d{3}|\b(?:no author|admin|administrator|editor(?:ial)? (?:staff|team|board)|staff|web ?desk|databases?)\b|\.com\b", re.I)
_SCRIPTED = "very little text was found in a large page; it may load its text by script or behind a paywall"
_NO_MAIN_TEXT = "the main text could not be told from the rest of the page; all its visible text is used, menus may be among it"


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
    scripts = len(decoded.text)
    page = _metadata(root)
    title = page.title or _title_element(root)
    remove_hidden(root)
    title = _shown_headline(root, title)
    pieces, caveats = _main_text(root, scripts)
    content = Content(
        pieces=tuple(pieces),
        media_type=HTML,
        title=_agree_on_title(title, pieces, page.publisher),
        publisher=page.publisher,
        authors=page.authors,
        published_on=page.published_on,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What a page states about itself."""

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    link: str | None = None


def _metadata(root: HtmlElement) -> _Page:
    """Title, site, authors and date from meta elements and JSON-LD; nothing where trafilatura stumbles over them."""
    from trafilatura.metadata import extract_metadata

    _silence()
    try:
        found = extract_metadata(root, None, dict(_DATE_PARAMETERS), True, None)
    except _STUMBLES:
        return _Page()
    publisher = clean_line(found.sitename) if found.sitename else None
    stated = _stated(root)
    names = [name for part in (found.author or "").split(";") if (name := _author(part))]
    return _Page(
        title=clean_line(found.title) if found.title else None,
        publisher=publisher,
        authors=tuple(name for name in names if letters_of(name) in stated and letters_of(name) != letters_of(publisher or "")),
        published_on=read_date(found.date),
        link=found.url or None,
    )


# What trafilatura 2.3 and its readers were seen or may be expected to raise on broken pages: such a page is read without them.
_STUMBLES = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, AssertionError, etree.LxmlError,
)  # fmt: skip


def _silence() -> None:
    """The libraries log what they discard; whether it matters is told in caveats."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _stated(root: HtmlElement) -> str:
    """Letters of what the page states in meta elements, JSON-LD and "By ..." lines: a name found nowhere there is a guess."""
    parts = [element.get("content") or "" for element in root.iter("meta")]
    parts += [script.text or "" for script in root.iter("script")]
    text = " ".join("".join(root.itertext()).split())
    parts += [match.group() for match in re.finditer(r"\b[Bb][Yy]:?\s.{0,120}", text)]
    return letters_of("\n".join(parts))


def _author(text: str) -> str:
    name = clean_line(text).strip(" ,.;|")
    name = re.sub(r"^(?:by|written by|posted by)\s", "", name, flags=re.IGNORECASE)
    usable = 2 < len(name) <= 80 and len(name.split()) <= 8 and not _NO_AUTHOR.search(name)
    return name if usable else ""


def _title_element(root: HtmlElement) -> str | None:
    title = root.find(".//title")
    return clean_line("".join(title.itertext())) if title is not None else None


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
    return piece.kind is BlockKind.TABLE or (len(piece.text) > 60 and piece.text[-1] in ".!?”\"’)")


def _letters(pieces: Iterable[Piece]) -> int:
    return sum(map(len, (piece.text for piece in pieces)))


def _extracted(root: HtmlElement) -> list[Piece]:
    """trafilatura's main text; empty where it finds none."""
    from trafilatura import bare_extraction

    if sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        return []
    _silence()
    try:
        found = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    except _STUMBLES:
        return []
    body = getattr(found, "body", None)
    return list(to_pieces(body)) if body is not None else []


def _visible(root: HtmlElement) -> list[Piece]:
    """All visible text of a page outside of navigation, or with it where there is nothing else."""
    body = root.find("body")
    whole = root if body is None else body
    trimmed = deepcopy(whole)
    for element in list(trimmed.iter(*_FURNITURE)):
        if element.getparent() is not None:
            element.drop_tree()
    return list(to_pieces(trimmed)) or list(to_pieces(whole))


def _shown_headline(root: HtmlElement, title: str | None) -> str | None:
    """The page's h1 where it says what the title says: the title for search engines often differs from what readers see."""
    words = set((title or "").casefold().split())
    for heading in root.iter("h1"):
        shown = clean_line(" ".join("".join(heading.itertext()).split()))
        own = set(shown.casefold().split())
        common = len(own & words)
        if own and len(shown) < 300 and (not title or (common * 2 >= min(len(own), len(words)) and len(own) > 3) or own < words):
            return title if title and letters_of(title) in letters_of(shown) else shown
    return title


def _agree_on_title(title: str | None, pieces: list[Piece], publisher: str | None) -> str | None:
    """The headline without the site's name: "Port seizure | The Wire" is "Port seizure" where the page shows that or names the site."""
    if not title:
        first = pieces[0] if pieces else None
        return first.text if first and first.kind is BlockKind.HEADING and len(first.text) < 300 else None
    key = letters_of(title)
    for piece in pieces[:3]:
        shown = letters_of(piece.text)
        if piece.kind is BlockKind.HEADING and len(shown) > 3 and key.startswith(shown) and _TITLE_SEPARATORS.search(title[len(piece.text) - 1 :]):
            return piece.text
    site = letters_of(publisher or "")
    parts = list(_TITLE_SEPARATORS.finditer(title))
    if parts and site:
        cut = parts[-1]
        tail = letters_of(title[cut.end() :])
        if cut.start() > 8 and tail and (tail in site or site in tail):
            return title[: cut.start()]
    return title


def _take_bylines(content: Content) -> Content:
    """Move byline and date lines that stand at the top of the text to their fields."""
    kept: list[Piece] = []
    for index, piece in enumerate(content.pieces):
        byline = read_byline(piece.text) if index < 6 and piece.kind is not BlockKind.TABLE else None
        if byline is None:
            kept.append(piece)
            continue
        content = replace(
            content,
            authors=content.authors or byline.authors,
            published_on=content.published_on or byline.published_on,
        )
    return replace(content, pieces=tuple(kept) or content.pieces)
