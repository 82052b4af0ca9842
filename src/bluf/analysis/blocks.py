"""Lay out a text that came without blocks: text → headings and paragraphs.

In: the text of a `Document` whose reader saw no layout (`bluf extract`). Out: `Block`s over it, in order. The text itself is never
changed. Deliberately no guess at tables, quotes or lists: readers that see them say so.
"""

from __future__ import annotations

import re

from bluf.model import Block, BlockKind

_BLANK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",", '"', "”", "’", "'", ")", "]", "…")
_HEADING_MAX_WORDS = 16
_WRAP_MIN, _WRAP_MAX = 40, 100  # a hard-wrapped line's usual length, in code points


def find_blocks(text: str) -> tuple[Block, ...]:
    r"""Headings and paragraphs of `text`, disjoint, in order, without the white space around them.

    Paragraphs part at blank lines, and at single line ends too unless the lines look wrapped by hand at a fixed width.
    "Rebels seize port\n\nRebels seized ..." gives a heading and a paragraph; a lone short line that ends in a full stop is
    a paragraph.
    """
    blocks: list[Block] = []
    for start, end in _paragraphs(text):
        blocks.extend(Block(kind=BlockKind.PARAGRAPH, start=s, end=e) for s, e in _lines_or_whole(text, start, end))
    return tuple(_with_headings(text, blocks))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the stretches between blank lines, trimmed."""
    edges, at = [], 0
    for gap in _BLANK.finditer(text):
        edges.append((at, gap.start()))
        at = gap.end()
    edges.append((at, len(text)))
    return [trimmed for edge in edges if (trimmed := _trim(text, *edge))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range without white space at its ends, None where nothing is left."""
    piece = text[start:end]
    kept = piece.strip()
    if not kept:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(kept)


def _lines_or_whole(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One range where the lines are one wrapped paragraph, else one a line."""
    if "\n" not in text[start:end]:
        return [(start, end)]
    ranges, at = [], start
    for line in text[start:end].split("\n"):
        trimmed = _trim(text, at, at + len(line))
        if trimmed:
            ranges.append(trimmed)
        at += len(line) + 1
    inner = ranges[:-1]
    wrapped = sum(
        _WRAP_MIN <= e - s <= _WRAP_MAX or (text[e - 1] not in _ENDS_SENTENCE and e - s < _WRAP_MIN) for s, e in inner
    )
    unfinished = sum(text[e - 1] not in '.!?”"' for s, e in inner)
    is_wrapped = wrapped >= 0.7 * len(inner) and unfinished >= 0.5 * len(inner) and not _title_first(text, ranges)
    return [(start, end)] if is_wrapped else ranges


def _title_first(text: str, ranges: list[tuple[int, int]]) -> bool:
    """True where a two-line stretch is a title over one long line."""
    (s0, e0), (s1, e1) = ranges[0], ranges[1] if len(ranges) > 1 else ranges[0]
    return len(ranges) == 2 and e1 - s1 > _WRAP_MAX > e0 - s0 and text[e0 - 1] not in _ENDS_SENTENCE


def _with_headings(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks, with lines that can only be headings marked so."""
    out = []
    for i, block in enumerate(blocks):
        words = text[block.start : block.end].split()
        is_heading = (
            i + 1 < len(blocks)
            and len(words) <= _HEADING_MAX_WORDS
            and text[block.end - 1] not in _ENDS_SENTENCE
            and words[0][:1].isalnum()
        )
        kind = BlockKind.HEADING if is_heading else block.kind
        out.append(Block(kind=kind, start=block.start, end=block.end, page=block.page))
    return out
