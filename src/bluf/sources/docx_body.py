"""The text of WordprocessingML trees. In: lxml trees of the body, the styles and the notes. Out: `Piece`s in reading order.

It knows nothing of ZIP files. What is not shown (deleted, hidden, field codes, fallback copies of text boxes) is not
walked at all.

Source: ECMA-376 part 1, sections 17.3.2.41 (vanish), 17.3.1.20 (outlineLvl), 17.7.4 (styles), 17.13.5 (revisions); part
3 (AlternateContent).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from bluf.model import BlockKind
from bluf.sources.content import Piece
from bluf.sources.html_blocks import to_row, without_empty_columns

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SKIPPED = frozenset(
    "del moveFrom instrText delText rPr pPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr Fallback pict object drawing fldData"
    " bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd ruby rt".split()
)
_FALSE = frozenset(("0", "false", "off", "none"))
_BREAKS = frozenset(("br", "cr", "tab", "ptab"))
_KIND_NAMES = (
    (
        re.compile(r"(?:title|subtitle|(?:heading|überschrift|titre|título|kop)\s?\d?|toc heading)\b", re.IGNORECASE),
        BlockKind.HEADING,
    ),
    (re.compile(r"(?:intense )?quote|block ?text", re.IGNORECASE), BlockKind.QUOTE),
    (re.compile(r"caption", re.IGNORECASE), BlockKind.CAPTION),
    (re.compile(r"list\b", re.IGNORECASE), BlockKind.LIST_ITEM),
)
_CONTENTS = re.compile(r"toc \d|table of (?:figures|authorities)|toc heading|contents heading", re.IGNORECASE)
_MAX_CELL = 240  # longer cells hold paragraphs: the table lays out the page
_MAX_BASES = 20


@dataclass(slots=True)
class Styles:
    """What styles say: kind of block, hidden or not. `titles` collects the pieces that were set in the style Title."""

    kinds: dict[str, BlockKind] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    titles: list[Piece] = field(default_factory=list)


def read_styles(tree: etree._Element | None) -> Styles:
    """The styles part; empty where a file has none."""
    styles = Styles()
    if tree is None:
        return styles
    bases: dict[str, str] = {}
    for style in tree:
        key = _value(style, "styleId")
        if _local(style) != "style" or not key:
            continue
        styles.names[key] = _child_value(style, "name").lower()
        bases[key] = _child_value(style, "basedOn")
        if _hides(_child(style, "rPr")):
            styles.hidden.add(key)
        kind = _kind_of(styles.names[key], _child(style, "pPr"))
        if kind:
            styles.kinds[key] = kind
    for key in bases:
        _inherit(key, bases, styles)
    return styles


def to_pieces(root: etree._Element, styles: Styles) -> Iterator[Piece]:
    """The blocks of a body (or of one note), tables and text boxes included."""
    for element in _content(root):
        name = _local(element)
        if name == "p":
            yield from _paragraph(element, styles)
        elif name == "tbl":
            yield from _table(element, styles)
        else:
            yield from to_pieces(element, styles)


def notes(tree: etree._Element, styles: Styles) -> Iterator[Piece]:
    """Footnotes or endnotes, each its own paragraphs; separators are none."""
    for note in tree:
        if _value(note, "type") in {"", "normal"}:
            yield from to_pieces(note, styles)


def _content(root: etree._Element) -> Iterator[etree._Element]:
    for element in root:
        if _local(element) not in _SKIPPED:
            yield element


def _paragraph(element: etree._Element, styles: Styles) -> Iterator[Piece]:
    properties = _child(element, "pPr")
    style = _child_value(properties, "pStyle")
    name = styles.names.get(style, style.lower())
    boxes: list[etree._Element] = []
    text = " ".join("".join(_words(element, styles, boxes, lit=_shaded(properties))).split())
    if text and not _CONTENTS.match(name) and style not in styles.hidden:
        kind = _paragraph_kind(properties, style, name, styles)
        if kind is BlockKind.PARAGRAPH and _looks_like_heading(element, text):
            kind = BlockKind.HEADING
        piece = Piece(kind=kind, text=text)
        if name == "title":
            styles.titles.append(piece)
        yield piece
    for box in boxes:
        yield from to_pieces(box, styles)


def _paragraph_kind(properties: etree._Element | None, style: str, name: str, styles: Styles) -> BlockKind:
    own = _kind_of("", properties)
    kind = styles.kinds.get(style) or _kind_of(name, None)
    if own is BlockKind.LIST_ITEM and kind is not BlockKind.HEADING:
        return own
    return kind or own or BlockKind.PARAGRAPH


def _words(element: etree._Element, styles: Styles, boxes: list[etree._Element], *, lit: bool) -> Iterator[str]:
    """Text of a paragraph's runs; text boxes anchored in it are put aside."""
    for inner in element:
        name = _local(inner)
        if name == "txbxContent":
            boxes.append(inner)
        elif name in {"drawing", "pict", "object"}:
            boxes.extend(_text_boxes(inner))
        elif name in _SKIPPED or (name == "r" and _is_hidden_run(inner, styles, lit=lit)):
            continue
        elif name == "t":
            yield inner.text or ""
        elif name in _BREAKS:
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        else:
            yield from _words(inner, styles, boxes, lit=lit)


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for box in element.iter("{*}txbxContent"):
        names = {_local(parent) for parent in box.iterancestors()}
        if "Fallback" not in names:
            yield box


def _is_hidden_run(run: etree._Element, styles: Styles, *, lit: bool) -> bool:
    properties = _child(run, "rPr")
    if properties is None:
        return False
    if _hides(properties) or _child_value(properties, "rStyle") in styles.hidden:
        return True
    size = _child_value(properties, "sz")
    if size.isdecimal() and int(size) <= 2:  # half points
        return True
    white = _child_value(properties, "color").upper() in {"FFFFFF", "FEFEFE", "FDFDFD"}
    return white and not lit and not _fills(properties) and _child(properties, "highlight") is None


def _shaded(properties: etree._Element | None) -> bool:
    """True where white letters can be read: on a shaded paragraph or in a table, whose style may shade it."""
    if properties is None:
        return False
    if _fills(properties):
        return True
    return any(_local(parent) in {"tc", "txbxContent"} for parent in properties.iterancestors())


def _fills(properties: etree._Element) -> bool:
    shade = _child(properties, "shd")
    return shade is not None and _value(shade, "fill").lower() not in {"", "auto", "ffffff"}


def _looks_like_heading(element: etree._Element, text: str) -> bool:
    """A short line that is all bold or all capitals: how headings are set by people who use no styles."""
    words = text.split()
    if not 0 < len(words) <= 14 or text[-1] in ".!?:;," or not any(map(str.isalpha, text)):
        return False
    runs = [
        run
        for run in element
        if _local(run) == "r" and any(inner.text and inner.text.strip() for inner in run if _local(inner) == "t")
    ]
    bold = [_child(_child(run, "rPr"), "b") for run in runs]
    return text.isupper() or (
        bool(runs) and all(mark is not None and _value(mark, "val").lower() not in _FALSE for mark in bold)
    )


def _table(element: etree._Element, styles: Styles) -> Iterator[Piece]:
    """A table of data as one piece; one that lays out the page as what stands in its cells."""
    cells = [
        [list(to_pieces(cell, styles)) for cell in _descend(row, "tc")]
        for row in _descend(element, "tr")
        if not _is_deleted(row)
    ]
    texts = [[" ".join(piece.text.replace("\n", "; ") for piece in cell) for cell in row] for row in cells]
    wide = max((len([text for text in row if text]) for row in texts), default=0) > 1
    longest = max((len(text) for row in texts for text in row), default=0)
    if wide and longest <= _MAX_CELL:
        text = "\n".join(filter(None, map(to_row, without_empty_columns(texts))))
        yield Piece(kind=BlockKind.TABLE, text=text)
    else:
        yield from (piece for row in cells for cell in row for piece in cell)


def _descend(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls and revisions, but not those of inner tables."""
    for inner in _content(element):
        if _local(inner) == name:
            yield inner
        elif _local(inner) in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            yield from _descend(inner, name)


def _is_deleted(row: etree._Element) -> bool:
    return _child(_child(row, "trPr"), "del") is not None


def _kind_of(name: str, properties: etree._Element | None) -> BlockKind | None:
    level = _child_value(properties, "outlineLvl")
    if level.isdecimal() and int(level) < 9:
        return BlockKind.HEADING
    for pattern, kind in _KIND_NAMES:
        if pattern.match(name):
            return kind
    numbering = _child(properties, "numPr")
    return BlockKind.LIST_ITEM if numbering is not None and _child_value(numbering, "numId") != "0" else None


def _inherit(key: str, bases: dict[str, str], styles: Styles) -> None:
    """Take over from the styles a style is based on, as far as they go in no circle."""
    base = bases.get(key, "")
    for _ in range(_MAX_BASES):
        if not base:
            return
        if base in styles.hidden:
            styles.hidden.add(key)
        if base in styles.kinds:
            styles.kinds.setdefault(key, styles.kinds[base])
        base = bases.get(base, "")


def _hides(properties: etree._Element | None) -> bool:
    vanish = _child(properties, "vanish")
    return vanish is not None and _value(vanish, "val").lower() not in _FALSE


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    if element is None:
        return None
    return next((inner for inner in element if _local(inner) == name), None)


def _child_value(element: etree._Element | None, name: str) -> str:
    child = _child(element, name)
    return _value(child, "val") if child is not None else ""


def _value(element: etree._Element, name: str) -> str:
    return element.get(f"{_W}{name}") or element.get(f"{{{_STRICT}}}{name}") or ""


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
