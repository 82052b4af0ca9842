"""Layout of an element tree as pieces of text. In: an lxml tree (HTML, or the main text that trafilatura gives). Out: `Piece`s.

White space is collapsed as a browser does, lines of one paragraph are joined, a table has one row a line and " | "
between cells; a table that only lays out the page is read as its cells. It removes nothing but lines that are
navigation ("Advertisement", "Read more").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from bluf.model import BlockKind
from bluf.sources.boilerplate import is_boilerplate
from bluf.sources.content import Piece

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head", "legend"), BlockKind.HEADING),
    **dict.fromkeys(("li", "item", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("blockquote", "quote", "q"), BlockKind.QUOTE),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
}
_BLOCKS = frozenset(
    "p div section article main header footer aside nav address ul ol dl list table tbody thead tfoot tr row td th cell form"
    " fieldset figure center pre hr body html details summary hgroup search menu main".split()
) | (_KINDS.keys() - {"q"})
_BREAKS = frozenset(("br", "lb"))
_ROWS, _CELLS = frozenset(("tr", "row")), frozenset(("td", "th", "cell"))
_MAX_CELL = 240  # longer cells hold paragraphs: the table lays out the page


def to_pieces(root: etree._Element) -> tuple[Piece, ...]:
    """The blocks of a tree in reading order.

    "<p>One<br>line</p><ul><li>a" gives a paragraph "One line" and a list item "a". "<p>Advertisement</p>" gives
    nothing.
    """
    return tuple(
        piece for piece in _Walk(root).pieces() if piece.kind is BlockKind.TABLE or not is_boilerplate(piece.text)
    )


class _Walk:
    """One pass over a tree; holds the words of the block being read."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.words: list[str] = []
        self.kinds: list[tuple[etree._Element, BlockKind]] = []
        self.breaks = 0

    def pieces(self) -> Iterator[Piece]:
        walker = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                yield from self._tail(event, element)
            elif event == "start":
                yield from self._start(walker, element)
            else:
                if self.kinds and self.kinds[-1][0] is element:
                    yield from self._flush()
                    self.kinds.pop()
                elif _is_block(element):
                    yield from self._flush()
                yield from self._tail(event, element)
        yield from self._flush()

    def _start(self, walker: etree.iterwalk, element: etree._Element) -> Iterator[Piece]:
        tag = element.tag
        if tag in _BREAKS:
            self.breaks += 1
            if self.breaks > 1:
                yield from self._flush()
            self.words.append(" ")
        elif tag == "table" and _is_data(element):
            yield from self._flush()
            yield from _table(element)
            walker.skip_subtree()
        elif _is_block(element):
            yield from self._flush()
            if tag in _KINDS:
                self.kinds.append((element, _KINDS[tag]))
        self._add(element.text if tag != "table" or not _is_data(element) else None)

    def _tail(self, event: str, element: etree._Element) -> Iterator[Piece]:
        if event == "end" and element is not self.root:
            self._add(element.tail)
        return iter(())

    def _add(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            if not text.isspace():
                self.breaks = 0

    def _flush(self) -> Iterator[Piece]:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        self.breaks = 0
        if text:
            yield Piece(kind=self._kind(), text=text)

    def _kind(self) -> BlockKind:
        kinds = [kind for _, kind in self.kinds]
        for kind in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.LIST_ITEM, BlockKind.QUOTE):
            if kind in kinds:
                return kind
        return BlockKind.PARAGRAPH


def _is_block(element: etree._Element) -> bool:
    """A quotation inside a paragraph is part of its sentence, everything else of the list parts blocks."""
    if element.tag not in _BLOCKS:
        return False
    parent = element.getparent()
    return not (element.tag == "quote" and parent is not None and parent.tag in {"p", "item", "li", "head"})


def _is_data(table: etree._Element) -> bool:
    """True for a table of data: two columns or more, short cells, no table inside."""
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return False
    widths, longest = 0, 0
    for row in table.iter(*_ROWS):
        cells = [text for cell in row if cell.tag in _CELLS and (text := _words(cell))]
        widths = max(widths, len(cells))
        longest = max([longest, *map(len, cells)])
    return widths > 1 and longest <= _MAX_CELL


def _table(table: etree._Element) -> Iterator[Piece]:
    for caption in table.iter("caption"):
        text = _words(caption)
        if text:
            yield Piece(kind=BlockKind.CAPTION, text=text)
    rows = [[_words(cell) for cell in row if cell.tag in _CELLS] for row in table.iter(*_ROWS)]
    text = "\n".join(filter(None, map(to_row, without_empty_columns(rows))))
    if text:
        yield Piece(kind=BlockKind.TABLE, text=text)


def without_empty_columns(rows: list[list[str]]) -> list[list[str]]:
    """Rows of cells without the columns that are empty in every row: they only made space."""
    used = {index for row in rows for index, cell in enumerate(row) if cell}
    return [[cell for index, cell in enumerate(row) if index in used] for row in rows]


def to_row(cells: list[str]) -> str:
    """One line for a table row; "" where all cells are empty."""
    return " | ".join(cells).strip(" |") if any(cells) else ""


def _words(element: etree._Element) -> str:
    return " ".join(_spaced(element))


def _spaced(element: etree._Element) -> Iterable[str]:
    """Words of a cell, a line break or an inner block being a space."""
    parts: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if inner.tag in _BREAKS or _is_block(inner):
                parts.append(" ")
            parts.append(inner.text or "")
        elif inner is not element:
            parts.append(" " if _is_block(inner) else "")
            parts.append(inner.tail or "")
    return "".join(parts).split()
