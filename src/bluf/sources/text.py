"""Read plain text. In: bytes. Out: one `Content` whose text is the source's own, blank lines and line breaks included.

Blocks are what blank lines part; a short line alone that does not end like a sentence is a heading, lines with a bullet
are list items, lines with tabs or bars are a table, lines behind ">" a quotation. Markdown or HTML inside plain text is
left as it is: it is text. Metadata comes from the first lines (see `header_lines`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bluf.model import BlockKind
from bluf.sources.clean import clean_text
from bluf.sources.content import Content, Hints, Piece
from bluf.sources.encoding import decode
from bluf.sources.header_lines import Header, read_byline, read_date_line, read_dateline, read_header_lines, with_byline

_BULLET = re.compile(r"\A\s{0,8}(?:[-*+•●▪◦‣·–]\s{1,4}|[☐☑]\s{0,4})(?=\S)")
_NUMBERED = re.compile(r"\s{0,8}(?:\d{1,3}[.)]|\([a-z0-9]{1,3}\)|[a-z]\))\s{1,4}\S")
_SENTENCE_END = re.compile(r"[.!?…:;,\"”’')\]]\s{0,4}\Z")
_MAX_HEADING_WORDS = 16
_MAX_TITLE_WORDS = 30
_LONG_LINE = 130  # hard-wrapped text has lines up to about 100; longer lines are paragraphs of their own
_TOP_LINES = 4  # further down a date on a line of its own heads an entry
_MAX_BYLINES = 4


def read_text(data: bytes, hints: Hints) -> tuple[Content, ...]:
    """The one document of a plain text file.

    Raises:
        SourceError: the bytes are no text.
    """
    decoded = decode(data, charset=hints.charset)
    content = to_content(clean_text(decoded.text))
    return (replace(content, caveats=decoded.caveats),)


def to_content(text: str, *, media_type: str = "text/plain") -> Content:
    r"""The structure of a cleaned plain text. Linear in its length.

    "Port seizure\n\nBy Jane Doe\n\nOfficials said ..." has the title "Port seizure" and one author; "Officials said
    so." has no title.
    """
    lines = text.split("\n")
    header = read_header_lines(lines)
    groups = list(_groups(lines, header.body))
    top = [line for group in groups[:3] for line in group.lines[:3]][:_TOP_LINES]
    header, groups = _take_headline(header, groups)
    pieces = [piece for group in groups for piece in to_pieces(group.lines, gap=group.gap)]
    if header.published_on is None:
        header = replace(header, published_on=read_date_line(top))
    if header.published_on is None and pieces:
        first = next((piece for piece in pieces[:4] if piece.kind is BlockKind.PARAGRAPH), pieces[0])
        header = replace(header, published_on=read_dateline(first.text))
    return Content(
        pieces=tuple(pieces),
        media_type=media_type,
        title=header.title,
        publisher=header.publisher,
        authors=header.authors,
        published_on=header.published_on,
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines between blank lines, and the blank lines before them."""

    lines: list[str]
    gap: str


def _groups(lines: list[str], start: int) -> Iterator[_Group]:
    group: list[str] = []
    blank = 0
    gap = "\n\n"
    for line in lines[start:]:
        if line.strip():
            if not group:
                gap = "\n" * (blank + 1)
            group.append(line)
            blank = 0
            continue
        if group:
            yield _Group(group, gap)
            group = []
        blank += 1
    if group:
        yield _Group(group, gap)


def _take_headline(header: Header, groups: list[_Group]) -> tuple[Header, list[_Group]]:
    """Find headline, bylines and date lines at the top and take the latter two out of the text."""
    rows = [(group_index, line) for group_index, group in enumerate(groups[:6]) for line in group.lines[:6]][:8]
    if not rows:
        return header, groups
    shown = header.title is None and _could_be_title(rows[0][1], alone=len(groups[0].lines) == 1)
    found: dict[tuple[int, str], Header] = {}
    for row in rows[1:] if shown else rows:
        byline = read_byline(row[1])
        if byline is None or len(found) == _MAX_BYLINES:
            break
        found[row] = byline
    alone = len(groups[0].lines) == 1 + sum(1 for index, _ in found if index == 0)
    if shown and alone and (len(groups) > 1 or found):
        header = replace(header, title=rows[0][1].strip())
    elif shown:
        return header, groups
    for byline in found.values():
        header = with_byline(header, byline)
    kept = [
        _Group([line for line in group.lines if (index, line) not in found], group.gap) if index < 6 else group
        for index, group in enumerate(groups)
    ]
    return header, [group for group in kept if group.lines] or groups


def _could_be_title(line: str, *, alone: bool) -> bool:
    words = line.split()
    ends = _SENTENCE_END.search(line) and not line.rstrip().endswith(("?", "!", "”", "’", '"', "'", ")"))
    return (
        0 < len(words) <= _MAX_TITLE_WORDS
        and len(line) <= 300
        and not ends
        and (alone or len(words) <= _MAX_HEADING_WORDS)
        and not _BULLET.match(line)
    )


def to_pieces(lines: list[str], *, gap: str = "\n\n") -> Iterator[Piece]:
    """The blocks of one run of lines without a blank one between them."""
    if all(line.lstrip().startswith(">") for line in lines):
        yield Piece(
            kind=BlockKind.QUOTE, text="\n".join(re.sub(r"^\s{0,3}(?:>\s?){1,20}", "", line) for line in lines), gap=gap
        )
    elif len(lines) > 1 and all("\t" in line.strip() or line.count("|") > 1 for line in lines):
        yield Piece(kind=BlockKind.TABLE, text="\n".join(lines), gap=gap)
    elif any(_BULLET.match(line) or _NUMBERED.match(line) for line in lines):
        yield from _list_pieces(lines, gap)
    elif len(lines) == 1:
        yield Piece(kind=BlockKind.HEADING if _is_heading(lines[0]) else BlockKind.PARAGRAPH, text=lines[0], gap=gap)
    elif max(map(len, lines)) > _LONG_LINE:
        for line in lines:
            yield Piece(kind=BlockKind.HEADING if _is_heading(line) else BlockKind.PARAGRAPH, text=line, gap=gap)
            gap = "\n\n"
    else:
        yield Piece(text="\n".join(lines), gap=gap)


def _list_pieces(lines: list[str], gap: str) -> Iterator[Piece]:
    """List items with their continuation lines; before the first bullet it is a paragraph. Bullets are layout, not words."""
    item: list[str] = []
    kind = BlockKind.PARAGRAPH
    for line in lines:
        if _BULLET.match(line) or _NUMBERED.match(line):
            if item:
                yield Piece(kind=kind, text="\n".join(item), gap=gap)
                gap = "\n\n"
            item, kind = [_BULLET.sub("", line, count=1)], BlockKind.LIST_ITEM
        else:
            item.append(line)
    if item:
        yield Piece(kind=kind, text="\n".join(item), gap=gap)


def _is_heading(line: str) -> bool:
    words = line.split()
    return (
        len(words) <= _MAX_HEADING_WORDS
        and len(line) <= 150
        and not _SENTENCE_END.search(line)
        and any(map(str.isalpha, line))
        and (words[0][:1].isupper() or not words[0][:1].isalpha())
    )
