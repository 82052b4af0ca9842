"""Paragraphs from the lines of a PDF. In: pages of lines with boxes. Out: `Piece`s with page numbers, and the headline.

A PDF knows letters and places, no paragraphs. A new block begins at a larger gap, another size, an indent, a bullet, or
after a short last line; words broken at line ends are joined, running heads and page numbers go (see `pdf_margins`),
rows of cells become tables. A paragraph that goes on in the next column or page is one block, on the page where it
begins. It cannot know the order of reading better than the file states it.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bluf.model import BlockKind
from bluf.sources.content import Piece
from bluf.sources.pdf_margins import Line, Page, without_margins

_BULLET = re.compile(r"\A(?:[•●▪◦‣·■□▸►–—*\uf0b7\uf0a7\u2023-]|o)\s{1,4}(?=\S)")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\([a-z]{1,3}\)|[a-z]\))\s{1,4}\S")
_TERMINAL = re.compile(r"[.!?:;…][\"”’')\]]{0,2}\Z")
_WORD = re.compile(r"[^\W\d_]{2,40}(?:-[^\W\d_]{2,40}){0,3}")
_FEW_STEPS = 8
_GAP = 1.35  # of the usual line pitch
_SHORT = 24  # characters; fragments of a table are shorter, lines of a column longer
_MAX_HEADING_WORDS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The blocks of a PDF; `headline` is the largest heading at the top of the first page."""

    pieces: tuple[Piece, ...]
    headline: str | None = None


@dataclass(slots=True)
class _Paragraph:
    """Lines that make one block."""

    page: int
    lines: list[Line] = field(default_factory=list)
    item: bool = False


def to_layout(pages: list[Page]) -> Layout:
    """The blocks of the pages, in the order of the file.

    Two lines "drug traf-" and "fickers said." give one paragraph "drug traffickers said."; the page number below gives
    nothing.
    """
    pages = [replace(page, lines=_rows(_in_rows(page.lines))) for page in without_margins(pages)]
    body = _body_size(pages)
    words = _vocabulary(pages)
    pieces: list[Piece] = []
    largest: tuple[float, str] | None = None
    for block in _blocks(pages):
        if isinstance(block, Piece):
            pieces.append(block)
            continue
        piece = Piece(kind=_kind(block, body), text=_joined(block.lines, words), page=block.page)
        if not piece.text:
            continue
        pieces.append(piece)
        size = block.lines[0].size
        top = piece.kind is BlockKind.HEADING and piece.page == pages[0].number and len(pieces) <= 10
        if top and 3 < len(piece.text) < 300 and (largest is None or size > largest[0] * 1.05):
            largest = (size, piece.text)
    return Layout(pieces=tuple(pieces), headline=largest[1] if largest else None)


def _in_rows(lines: list[Line]) -> list[Line]:
    """The lines of a table drawn cell by cell, sorted row by row; other pages as they are.

    Such a page has short fragments side by side; two columns of running text have long ones.
    """
    places: dict[int, list[Line]] = {}
    for line in lines:
        places.setdefault(round(line.bottom / 3), []).append(line)
    beside = [line for row in places.values() if len(row) > 1 for line in row]
    if len(beside) < max(6, 0.5 * len(lines)) or statistics.median(len(line.text) for line in beside) > _SHORT:
        return lines
    ordered = sorted(lines, key=lambda line: (-line.bottom, line.left))
    grouped: list[list[Line]] = []
    for line in ordered:
        if grouped and grouped[-1][0].bottom - line.bottom < 0.4 * line.size:
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return [line for group in grouped for line in sorted(group, key=lambda line: line.left)]


def _rows(lines: list[Line]) -> list[Line]:
    """Fragments that stand side by side as one line; a wide gap between them is a tab."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and _same_row(last, line):
            gap = (
                "\t"
                if line.left - last.right > 1.2 * min(last.size, line.size)
                else " "
                if line.left - last.right > 0.15 * line.size
                else ""
            )
            rows[-1] = replace(
                last, text=last.text + gap + line.text, right=max(last.right, line.right), hyphen=line.hyphen,
                bold=last.bold and line.bold,
            )  # fmt: skip
        else:
            rows.append(line)
    return rows


def _same_row(last: Line, line: Line) -> bool:
    overlap = min(last.top, line.top) - max(last.bottom, line.bottom)
    return (
        overlap > 0.6 * min(last.top - last.bottom, line.top - line.bottom)
        and line.left >= last.right - 0.2 * line.size
    )


def _body_size(pages: list[Page]) -> float:
    """The size of most letters."""
    letters: dict[float, int] = {}
    for page in pages:
        for line in page.lines:
            size = round(line.size * 2) / 2
            letters[size] = letters.get(size, 0) + len(line.text)
    return max(letters, key=lambda size: (letters[size], -size), default=10.0)


def _vocabulary(pages: list[Page]) -> frozenset[str]:
    """Words of the document that are not cut at a line end: they decide what a hyphen there means."""
    words: set[str] = set()
    for page in pages:
        for line in page.lines:
            found = _WORD.findall(line.text.casefold())
            words.update(found[1:-1])
    return frozenset(words)


def _blocks(pages: list[Page]) -> Iterator[_Paragraph | Piece]:
    current: _Paragraph | None = None
    for page in pages:
        pitch = _pitch(page.lines)
        index = 0
        while index < len(page.lines):
            rows = _table_rows(page.lines, index)
            if rows:
                if current:
                    yield current
                current = None
                yield Piece(
                    kind=BlockKind.TABLE, text="\n".join(" | ".join(_cells(row)) for row in rows), page=page.number
                )
                index += len(rows)
                continue
            line = page.lines[index]
            index += 1
            if current and _continues(current, line, pitch, page):
                current.lines.append(line)
                continue
            if current:
                yield current
            current = _Paragraph(page=page.number, lines=[line], item=_is_item(line.text))
    if current:
        yield current


def _pitch(lines: list[Line]) -> float:
    """The usual distance from line to line."""
    steps = [
        round(a.bottom - b.bottom, 1) for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 3 * max(a.size, 1.0)
    ]
    usual = statistics.median_low(steps) if steps else 14.0
    size = statistics.median(line.size for line in lines) if lines else 10.0
    return usual if len(steps) >= _FEW_STEPS else min(usual, 1.3 * size)  # a short letter may have more gaps than lines


def _continues(current: _Paragraph, line: Line, pitch: float, page: Page) -> bool:
    """True when `line` belongs to the paragraph that `current` holds."""
    last = current.lines[-1]
    if abs(last.size - line.size) > 0.12 * max(last.size, line.size) or last.bold != line.bold or _is_item(line.text):
        return False
    step = last.bottom - line.bottom
    if last.hyphen and line.text[:1].islower() and step < 3 * pitch:
        return True
    if step < -0.5 * last.size or (page.number != current.page and last not in page.lines):
        return _goes_on(last, line)  # the next column or page
    if step > _GAP * max(pitch, last.size * 0.9):
        return False
    ended = bool(_TERMINAL.search(last.text))
    edge = max(other.right for other in page.lines if other.left < last.right and other.right > last.left)
    short = last.right < edge - 0.12 * (edge - last.left) - 2 * last.size
    if ended and short:
        return False
    indent = line.left - last.left
    return not (ended and not current.item and 0.8 * line.size < indent < 6 * line.size)


def _goes_on(last: Line, line: Line) -> bool:
    first = line.text.lstrip("\"'“‘(")[:1]
    return last.hyphen or (not _TERMINAL.search(last.text) and (first.islower() or last.text.endswith((",", "-"))))


def _is_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBERED.match(text))


def _kind(block: _Paragraph, body: float) -> BlockKind:
    text = " ".join(line.text for line in block.lines)
    words = text.split()
    if block.item and not (block.lines[0].bold or block.lines[0].size > 1.15 * body):
        return BlockKind.LIST_ITEM
    if not 0 < len(words) <= _MAX_HEADING_WORDS or text.endswith((".", ";", ",")) or not any(map(str.isalpha, text)):
        return BlockKind.PARAGRAPH
    large = block.lines[0].size >= 1.1 * body
    bold = all(line.bold for line in block.lines) and len(words) <= 16
    capitals = text.isupper() and len(words) <= 12 and len(text) > 3
    return BlockKind.HEADING if large or bold or capitals else BlockKind.PARAGRAPH


def _joined(lines: list[Line], words: frozenset[str]) -> str:
    """The lines as one line of text, bullets and tabs gone, broken words whole."""
    text = _BULLET.sub("", lines[0].text) if len(lines[0].text) > 2 else lines[0].text
    for last, line in pairwise(lines):
        if (last.hyphen or re.search(r"[^\W\d_]-\Z", last.text)) and line.text[:1].isalpha():
            text = _mended(text, line.text, words)
        else:
            text = f"{text} {line.text}"
    return " ".join(text.split())


def _mended(text: str, rest: str, words: frozenset[str]) -> str:
    """Join a word cut at a line end: with its hyphen where the document writes it so or the second half is a name, else without."""
    head = re.search(r"[^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,3}-\Z", text)
    tail = re.match(r"[^\W\d_]{1,40}", rest)
    if head is None or tail is None:
        return text + rest
    whole, parted = (head.group()[:-1] + tail.group()).casefold(), (head.group() + tail.group()).casefold()
    keep = (
        parted in words
        or rest[:1].isupper()
        or (whole not in words and head.group()[:-1].casefold() in words and tail.group().casefold() in words)
    )
    return text + rest if keep else text[:-1] + rest


def _cells(line: Line) -> list[str]:
    return [" ".join(cell.split()) for cell in line.text.split("\t") if cell.strip()]


def _table_rows(lines: list[Line], index: int) -> list[Line]:
    """The rows of a table that begins at `index`: two or more lines of two or more cells, single ones between them included."""
    rows: list[Line] = []
    wide = 0
    for line in lines[index:]:
        count = len(_cells(line))
        if rows and rows[-1].bottom < line.bottom - line.size:
            break
        if count > 1:
            wide += 1
        elif not rows or len(_cells(rows[-1])) < 2 or len(line.text) > 60 or _TERMINAL.search(line.text):
            break
        rows.append(line)
    while rows and len(_cells(rows[-1])) < 2:
        rows.pop()
    return rows if wide > 1 and not _is_columns(rows) else []


def _is_columns(rows: Iterable[Line]) -> bool:
    """True for two columns of running text written line by line: long cells on both sides."""
    cells = [cell for row in rows for cell in _cells(row)]
    return statistics.fmean(map(len, cells)) > 45
