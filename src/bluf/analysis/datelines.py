"""Find the dateline that opens a report: text → where the report itself begins.

"San Salvador, 12 Jan 90 (AFP) -- [TEXT] Rebels ..." has one, "Rebels (about 40 of them) - mostly young - ..." none. What it says of
place, day and agency is left to other finders; here it only matters that it is no part of the first sentence.

Source: AP Stylebook, "datelines"; the conventions of FBIS daily reports and of CNN.
"""

from __future__ import annotations

import re

from bluf.model import Block, BlockKind

_LONGEST = 160  # code points
_LEAST_AFTER = 20  # code points of report that must follow
_AGENCY = r"\s?\([^()]{2,40}\)"
_DAY = r",? (?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{2,4})?"
_NAMES = r"[A-Z][\w.'’-]*(?:,? [A-Z][\w.'’-]*){0,5}"
_CAPITALS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
_DASH = r"\s?(?:--|–|—|-(?=\s))\s*(?:\[(?:TEXT|Text)\]\s*)?"
_DATELINE = re.compile(
    rf"{_NAMES}(?:{_DAY})?{_AGENCY}{_DASH}|{_NAMES}{_DAY}{_DASH}|{_CAPITALS}{_DASH}|{_NAMES} via {_NAMES}{_DASH}|"
    rf"(?:[A-Z][\w'’-]+ ){{1,3}}News{_DASH}|\([A-Z][A-Za-z]{{1,9}}\)\s*(?:{_DASH})?"
    rf"|{_NAMES}\s{{0,2}}\([A-Z][A-Za-z]{{1,9}}\)(?=[\"“‘]?[A-Z][a-z ])"  # glued: "Kiev, Ukraine (CNN)The bodies"
)


def dateline_end(text: str, block: Block) -> int:
    """Offset at which the report begins after the dateline of `block`; the block's start where it has none."""
    if block.kind is BlockKind.HEADING:
        return block.start
    match = _DATELINE.match(text, block.start, min(block.end, block.start + _LONGEST))
    return match.end() if match and block.end - match.end() >= _LEAST_AFTER else block.start
