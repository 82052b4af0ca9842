"""What a web page states about itself. In: the tree of a page. Out: `Metadata`, and the headline and date line that readers see.

Meta elements and JSON-LD are read by trafilatura and htmldate; what those only guess from the body (a name near "by",
the first date anywhere) does not count as stated. It makes no text and needs neither network nor clock.

Source: schema.org, Article; the Open Graph protocol; Barbaresi 2020, "htmldate: A Python package to extract publication
dates".
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.html import HtmlElement

from bluf.model import BlockKind
from bluf.sources.clean import clean_line
from bluf.sources.content import Piece, letters_of
from bluf.sources.dates import find_date, read_date

STUMBLES = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    AssertionError,
    etree.LxmlError,
)
"""What trafilatura 2.3 and its readers raise on broken pages; such a page is read without them."""

# htmldate asks the clock for "today" unless told otherwise; a page's date must not depend on when it is read
_DATE_PARAMETERS = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}
_SEPARATOR = re.compile(r"\s{1,3}[|–—•·»«:-]{1,2}\s{1,3}")
_NO_AUTHOR = re.compile(
    r"[@/<>{}]|\d{3}|\b(?:no author|admin|administrator|editor(?:ial)? (?:staff|team|board)|staff|web ?desk|databases?)\b"
    r"|\.com\b",
    re.IGNORECASE,
)
_NEAR = 600  # characters below the headline in which a page puts its date line
_LONGEST_DATE_LINE = 120  # longer texts with a date are sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page states in its head and JSON-LD. `dated` is False where the date is only a guess from the body."""

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    dated: bool = False
    link: str | None = None


def read_metadata(root: HtmlElement) -> Metadata:
    """The metadata of a page whose JSON-LD still stands in the tree; only the title where trafilatura stumbles."""
    from trafilatura.metadata import extract_metadata

    silence()
    title = _title_element(root)
    try:
        found = extract_metadata(root, date_config=dict(_DATE_PARAMETERS))
    except STUMBLES:
        return Metadata(title=title)
    publisher = clean_line(found.sitename or "")
    stated = _stated(root)
    names = (_author(part) for part in (found.author or "").split(";"))
    own = [name for name in names if name and letters_of(name) in stated and letters_of(name) != letters_of(publisher)]
    day = read_date(found.date)
    return Metadata(
        title=clean_line(found.title or "") or title,
        publisher=publisher or None,
        authors=tuple(own),
        published_on=day,
        dated=day is not None and day.strftime("%Y%m%d") in stated,
        link=found.url or None,
    )


def silence() -> None:
    """Keep the libraries' log to themselves: they log what they discard, and whether that matters is told in caveats."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def find_headline(root: HtmlElement, title: str | None) -> str | None:
    """The page's h1 where it says what the title says: the title for search engines often differs from what readers see."""
    words = set((title or "").casefold().split())
    for heading in root.iter("h1"):
        shown = clean_line(" ".join("".join(heading.itertext()).split()))
        own = set(shown.casefold().split())
        alike = len(own & words) * 2 >= min(len(own), len(words)) and len(own) > 3
        if own and len(shown) < 300 and (not title or alike or own < words):
            return title if title and letters_of(title) in letters_of(shown) else shown
    return title


def find_date_line(root: HtmlElement, headline: str | None) -> date | None:
    """The date in a short line right below the headline: "Written: 2023-11-07 15:03". None where there is none."""
    seen = 0
    for text in _below_headline(root, headline):
        line = " ".join(text.split())
        seen += len(line)
        if seen > _NEAR:
            return None
        found = find_date(line) if len(line) <= _LONGEST_DATE_LINE else None
        if found:
            return found[0]
    return None


def agree_on_title(title: str | None, pieces: list[Piece], publisher: str | None) -> str | None:
    """The headline without the site's name: "Port seizure | The Wire" is "Port seizure" where the page or its site says so."""
    if not title:
        first = pieces[0] if pieces else None
        return first.text if first and first.kind is BlockKind.HEADING and len(first.text) < 300 else None
    key = letters_of(title)
    for piece in pieces[:3]:
        shown = letters_of(piece.text)
        parted = _SEPARATOR.search(title[max(0, len(piece.text) - 1) :])
        if piece.kind is BlockKind.HEADING and len(shown) > 3 and key.startswith(shown) and parted:
            return piece.text
    site = letters_of(publisher or "")
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts or not site:
        return title
    tail = letters_of(title[cuts[-1].end() :])
    named = cuts[-1].start() > 8 and tail and (tail in site or site in tail)
    return title[: cuts[-1].start()] if named else title


def _title_element(root: HtmlElement) -> str | None:
    title = root.find(".//title")
    return clean_line("".join(title.itertext())) or None if title is not None else None


def _stated(root: HtmlElement) -> str:
    """Letters of what the page states in meta and time elements, JSON-LD and "By ..." lines: all else is a guess."""
    parts = [element.get("content") or "" for element in root.iter("meta")]
    parts += [element.get("datetime") or "" for element in root.iter("time")]
    parts += [script.text or "" for script in root.iter("script")]
    text = " ".join("".join(root.itertext()).split())
    parts += [match.group() for match in re.finditer(r"\b[Bb][Yy]:?\s.{0,120}", text)]
    return letters_of("\n".join(parts))


def _author(text: str) -> str:
    name = clean_line(text).strip(" ,.;|")
    name = re.sub(r"^(?:by|written by|posted by)\s", "", name, flags=re.IGNORECASE)
    return name if 2 < len(name) <= 80 and len(name.split()) <= 8 and not _NO_AUTHOR.search(name) else ""


def _below_headline(root: HtmlElement, headline: str | None) -> Iterator[str]:
    """Texts after the headline (or the first h1), in order."""
    key = letters_of(headline or "")
    headings = [heading for heading in root.iter("h1", "h2") if key and letters_of("".join(heading.itertext())) == key]
    heading = next(iter(headings), None)
    if heading is None:
        heading = next(root.iter("h1"), None)
    if heading is None:
        return
    inside = set(heading.iter())
    reached = False
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element in inside:
            reached = reached or element is heading
            if element is heading and event == "end" and element.tail:
                yield element.tail
        elif reached:
            text = element.text if event == "start" else element.tail
            if text and text.strip():
                yield text
