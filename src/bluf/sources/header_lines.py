"""Metadata that a plain text states about itself in its first lines. In: the text. Out: `Header`, and where the body begins.

Three shapes: a front-matter block between "---" lines (Jekyll, Hugo, Pandoc), header lines ("Title: ...", "Date: ...")
at the very top, and a headline followed by a byline or date line ("By Jane Doe", "Written by X, Thursday, 19 July
2012"). Only lines that consist of nothing else are taken; a sentence that begins "By Friday" stays text. It is no YAML
reader: one "key: value" a line, lists in brackets.

Source: Associated Press Stylebook (bylines, datelines); Jekyll documentation, "Front Matter".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import TypeVar

from bluf.sources.content import Content
from bluf.sources.dates import find_date, read_date

_MAX_FRONT_MATTER = 100  # lines
_FIELDS = {
    "title": "title", "headline": "title", "subject": "title",
    "publisher": "publisher", "source": "publisher", "outlet": "publisher", "publication": "publisher", "site": "publisher",
    "author": "author", "authors": "author", "by": "author", "byline": "author",
    "date": "date", "published": "date", "published on": "date", "publication date": "date", "pubdate": "date",
    "url": "", "link": "", "language": "", "lang": "", "tags": "", "keywords": "", "section": "", "category": "",
}  # fmt: skip
_HEADER = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,20}?)\s{0,3}:(?:\s+(?P<value>\S.{0,500})|\s*)\Z")
_BYLINE = re.compile(
    r"(?:written\s|posted\s|reported\s|reporting\s|story\s|text\s)?by:?\s+(?P<names>\S.{1,160})\Z", re.IGNORECASE
)
_NAME = re.compile(
    r"(?:[A-Z\u00c0-\u1eff][\w.'’-]*|[A-Z]\.)(?:\s(?:(?:de|da|di|du|del|la|le|van|von|der|den|bin|al|el|ter|dos|das|of|y|e)\s){0,3}"
    r"(?:[A-Z\u00c0-\u1eff][\w.'’-]*)){0,4}\Z"
)
_DATE_LINE = re.compile(
    r"(?:(?:first\s)?(?:published|posted|updated|last updated|date|issued|released)(?:\son)?:?\s{0,3})?[,|–—•·\s]{0,5}"
    r"(?:(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?)?[,|–—•·.\s]{0,5}\Z",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[^.!?\n]{3,100}?\)?\s?(?:—|–|--|\s-\s)")


_OUTLET = re.compile(
    r"\S\s(?:Times|Post|Tribune|Ledger|Daily|Journal|Monitor|Dispatch|Courier|Weekly|Herald|Gazette|Review|Today|Magazine|Chronicle"
    r"|Observer|Guardian|Telegraph|Globe|Star|Mail|Express|Sentinel|Examiner|Register|Bulletin|Agency|Wire|Radio|Television|TV)\Z"
    r"|\AThe\s(?:Times|Post|Guardian|Independent|Economist|Telegraph|Sun|Star|Globe|Wire)\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the first lines state; `body` is the index of the line after them."""

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_on: date | None = None
    body: int = 0


Stated = TypeVar("Stated", Header, Content)


def read_header_lines(lines: list[str]) -> Header:
    """Front matter or header lines at the very top of a text given as lines.

    "Title: Port seizure", "Date: 5 March 2024" gives both. "Warning: the port is closed." is no header.
    """
    first = next((n for n, line in enumerate(lines[:20]) if line.strip()), 0)
    fenced = lines[first : first + 1] == ["---"]
    start = first + 1 if fenced else first
    header, known = Header(), 0
    for index in range(start, min(len(lines), start + _MAX_FRONT_MATTER)):
        line = lines[index].strip()
        if fenced and line in {"---", "..."}:
            return replace(header, body=index + 1) if known else Header()
        match = _HEADER.match(line)
        name = _FIELDS.get(match["key"].lower().strip().replace("_", " ")) if match else None
        if match and name is not None:
            known += 1
            header = _with_field(header, name, match["value"] or "")
        elif not fenced:
            real = header.title or header.publisher or header.authors or header.published_on
            return replace(header, body=index) if known and real and _ends_header(line, known) else Header()
    return Header()


def read_byline(line: str) -> Header | None:
    """The author and date of a line that is nothing but a byline or a date line, else None.

    "Written by Jane Doe, Thursday, 19 July 2012" gives both; "By Friday the port was closed." gives None.
    """
    line = line.strip().strip("*_ ")
    if not 3 < len(line) <= 200:
        return None
    found = find_date(line)
    rest = f"{line[: found[1]]} {line[found[2] :]}".strip(" ,|–—•·-") if found else line
    byline = _BYLINE.match(_without_time(rest) if found else rest)
    if byline:
        authors, outlet = _names(byline["names"])
        return Header(authors=authors, publisher=outlet, published_on=found[0] if found else None) if authors else None
    if found and _DATE_LINE.match(rest):
        return Header(published_on=found[0])
    return None


def read_date_line(lines: list[str]) -> date | None:
    """The date that one of the first `lines` of a text is and nothing else, None where none is or two differ.

    "Sunday, July 21, 2013" alone on a line gives it; "On July 21, 2013, the port closed." does not.
    """
    stated = [found for line in lines if (found := read_byline(line)) and not found.authors and found.published_on]
    days = {found.published_on for found in stated}
    return stated[0].published_on if len(days) == 1 else None


def read_dateline(paragraph: str) -> date | None:
    """The full date in the dateline that opens a report: "BOGOTA, July 19, 2012 (AFP) -" gives it, "BOGOTA (AFP) -" none."""
    match = _DATELINE.match(paragraph[:130])
    return read_date(match.group()) if match else None


def with_byline(stated: Stated, byline: Header) -> Stated:
    """`stated` with what a byline adds; what was stated before stays."""
    return replace(
        stated,
        authors=stated.authors or byline.authors,
        publisher=stated.publisher or byline.publisher,
        published_on=stated.published_on or byline.published_on,
    )


def _with_field(header: Header, name: str, value: str) -> Header:
    value = value.strip().strip("\"'").strip()
    if name == "title" and value and not header.title:
        return replace(header, title=value)
    if name == "publisher" and value and not header.publisher:
        return replace(header, publisher=value)
    if name == "author" and value:
        names = tuple(part.strip(" \"'") for part in re.split(r";|,|\band\b|&", value.strip("[]")))
        return replace(header, authors=header.authors + tuple(filter(None, names)))
    if name == "date" and not header.published_on:
        return replace(header, published_on=read_date(value))
    return header


def _ends_header(line: str, known: int) -> bool:
    """A blank line ends header lines; so does a rule, or text right below two or more of them."""
    return not line or set(line) <= set("-=_*") or known > 1


def _without_time(text: str) -> str:
    return re.sub(r"[\s,|–—-]{1,5}(?:at\s)?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?\Z", "", text).strip(
        " ,|–—•·-"
    )


def _names(text: str) -> tuple[tuple[str, ...], str | None]:
    """Names joined by commas or "and", and the outlet behind them; no names where one part is none.

    "Jane Doe and Ana Ruiz, The Wire Review" gives two people and the outlet; "Jane Doe, BBC News, New York" only the person.
    """
    parts = [part.strip() for part in re.split(r",|;|\||\s(?:and|AND|&)\s", text) if part.strip()]
    rest = parts[1:]
    people = parts[:1] + list(
        takewhile(lambda part: not _is_role(part) and not (_OUTLET.search(part) and "," in text), rest)
    )
    behind = [part.strip() for part in re.split(r"[,|]", text)[1:]]  # an outlet stands behind a comma, not behind "and"
    outlet = next((part for part in rest[len(people) - 1 :] if part in behind and _OUTLET.search(part)), None)
    if not people or len(people) > 8 or not all(_NAME.match(part) and len(part) > 2 for part in people):
        return (), None
    return tuple(people), outlet


def _is_role(part: str) -> bool:
    """A part such as "Staff Writer" or "Reuters" after the name is no further author."""
    return bool(
        re.search(
            r"(?:writer|reporter|editor|correspondent|press|staff|bureau|reuters|afp|news)\b", part, re.IGNORECASE
        )
    )
