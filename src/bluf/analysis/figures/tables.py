"""Numbers in cells of tables: what the head of the column and the first cell of the row say about them. Parse → `Cell`s.

A row is a line of a TABLE block, its cells stand between "|" or tabs. "April | 310" under "Month | Cocaine paste (kg)" gives the
unit "kilogram", measured "Cocaine paste", about "April"; "Revenue in million US$" makes 310 of 310 million.
Deliberately nothing is guessed for cells that span columns or tables without heads.

Source: the grid model of CommonMark tables (GFM, section 4.10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bluf.analysis.figures.bounds import Quantity, find_quantities
from bluf.analysis.figures.nouns import singular_of
from bluf.analysis.figures.numbers import find_numerals
from bluf.analysis.figures.units import DOLLAR
from bluf.analysis.nlp import Parse
from bluf.model import BlockKind, Span

_LONGEST_ROW = 2000  # code points; a longer line is no row that anybody reads
_MOST_CELLS = 60
_CELL = re.compile(r"[^|\t]+")
_UNIT_PART = re.compile(
    r"(?<!\s)\s*[(\[]([^()\[\]]{1,32})[)\]]\s*$|(?:,\s+|(?<![\s,])\s+)in\s+([^,;()]{1,32})$", re.IGNORECASE
)
_SCALE = re.compile(
    r"\b(thousand|million|billion|trillion)s?\b(?:\s+of\b)?|['’]?\b000s?\b|\b(mn|bn|m)\b", re.IGNORECASE
)
_FACTORS = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "m": 10**6,
    "bn": 10**9,
}
_ENTRY = re.compile(
    r"(?:item|part|chapter|section|note|exhibit|appendix|annex|article)\s+[\dIVX]+[A-Z]?\b", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(
    r"(?:estimates?|figures?|numbers?|values?|amounts?|totals?|counts?|quantity|sum)", re.IGNORECASE
)
_WHO = re.compile(r"(?:who\b|sources?\b|given by\b|according to\b|reported by\b|estimated by\b)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table says about one of its numbers.

    Attributes:
        unit: from the cell or the head of the column.
        measured: the head of the column without unit, or the first cell of the row where the column has no head.
        about: the first cell of the row where the column has a head.
        scale: what the head says that all numbers are to be multiplied by.
        listed: True for the page number of an entry of a table of contents, which is no figure.
        holder: the row's cell in a column that says who gives its numbers ("Source", "Who gives it").
    """

    unit: str | None
    measured: Span | None
    about: Span | None
    scale: int = 1
    listed: bool = False
    holder: Span | None = None


class Tables:
    """The tables of a document, ready to ask by offset."""

    def __init__(self, parse: Parse, dollar: str) -> None:
        """Find the table blocks; a text without any costs nothing."""
        self._text = parse.document.text
        self._parse = parse
        self._dollar = dollar
        self._heads: dict[int, list[tuple[int, int]]] = {}
        self._any = any(block.kind is BlockKind.TABLE for block in parse.blocks)

    def cell(self, quantity: Quantity, i: int) -> Cell | None:
        """What stands over and before the cell that holds `quantity` (at token `i`) and nothing else, None outside of tables."""
        if not self._any:
            return None
        index = self._parse.block[i]
        block = self._parse.blocks[index] if index >= 0 else None
        if block is None or block.kind is not BlockKind.TABLE:
            return None
        start = max(self._text.rfind("\n", block.start, quantity.start) + 1, block.start)
        row = self._row(start, block.end)
        column = next((k for k, (a, b) in enumerate(row) if a <= quantity.start and quantity.end <= b), None)
        if column is None or not self._alone(row[column], quantity):
            return None
        heads = self._heads.setdefault(index, self._row(block.start, block.end))
        head = heads[column] if start > block.start and column < len(heads) else None
        label = row[0] if column > 0 else None
        if label is not None and _ENTRY.match(self._text, *label) and quantity.unit is None:
            return Cell(None, None, None, listed=True)
        about = self._words(label) if label is not None else None
        if head is None or self._words(head) is None:
            return Cell(quantity.unit.full_name if quantity.unit is not None else None, about, None)
        return self._under(quantity, head, about, self._holder(heads, row, column))

    def _holder(self, heads: list[tuple[int, int]], row: list[tuple[int, int]], column: int) -> Span | None:
        sources = (k for k, cell in enumerate(heads) if k != column and _WHO.match(self._text, *cell))
        k = next(sources, len(row))
        return self._words(row[k]) if k < len(row) else None

    def _under(self, quantity: Quantity, head: tuple[int, int], about: Span | None, holder: Span | None) -> Cell:
        text = self._text[head[0] : head[1]]
        if _SAYS_NOTHING.fullmatch(text):
            return Cell(quantity.unit.full_name if quantity.unit is not None else None, about, None, holder=holder)
        part = _UNIT_PART.search(text)
        end = head[0] + part.start() if part is not None and part.start() else head[1]
        measured = self._words((head[0], end))
        words = (part[1] or part[2]) if part is not None else ""
        scale = _SCALE.search(words)
        unit = quantity.unit.full_name if quantity.unit is not None else _unit_in(_SCALE.sub("", words).strip())
        if unit is None and part is None and measured is not None:
            unit = singular_of(measured.text.split()[-1].lower())
        unit = unit.replace(DOLLAR, self._dollar) if unit is not None else None
        return Cell(unit, measured, about, _factor(scale) if scale is not None else 1, holder=holder)

    def _row(self, start: int, end: int) -> list[tuple[int, int]]:
        """The cells of the line at `start` (code points, without white space at their ends); none of an endless line."""
        stop = self._text.find("\n", start, min(end, start + _LONGEST_ROW))
        if stop < 0:
            if end - start > _LONGEST_ROW:
                return []
            stop = end
        cells: list[tuple[int, int]] = []
        for match in _CELL.finditer(self._text, start, stop):
            words = match[0].strip()
            outside = not words and (match.start() == start or match.end() == stop)
            if not outside and len(cells) < _MOST_CELLS:
                at = match.start() + (match[0].index(words) if words else 0)
                cells.append((at, at + len(words)))
        return cells

    def _alone(self, cell: tuple[int, int], quantity: Quantity) -> bool:
        rest = self._text[cell[0] : quantity.start] + self._text[quantity.end : cell[1]]
        return _LETTER.search(rest) is None

    def _words(self, cell: tuple[int, int]) -> Span | None:
        """The cell where it holds words, None where it holds numbers only."""
        return self._parse.document.span(*cell) if _LETTER.search(self._text, cell[0], cell[1]) else None


def _factor(scale: re.Match[str]) -> int:
    return _FACTORS.get((scale[1] or scale[2] or "").lower(), 1000)


def _unit_in(words: str) -> str | None:
    """The unit that the head of a column names in brackets: "kg", "US$", "%"; "change" is none."""
    if not words:
        return None
    for text in (f"1 {words}", f"{words}1", f"{words} 1"):
        found = find_quantities(text, find_numerals(text, ()))
        if len(found) == 1 and found[0].unit is not None and (found[0].start, found[0].end) == (0, len(text)):
            return found[0].unit.full_name
    return None
