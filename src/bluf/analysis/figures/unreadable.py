"""Numerals that stand where a figure would and have no value: text → `Figure`s without numbers.

"1e309 bullets", "NaN percent", "0/0 percent", five thousand digits in a row: what a machine's fault or a joker wrote. No value
is better than a wrong one, but an analyst is to see that a number was there. Deliberately bare: nothing is counted or ranked.

Source: IEEE 754 (what is no number), RFC 8259 section 6 (what JSON cannot carry).
"""

from __future__ import annotations

import math
import re
from itertools import islice

from bluf.model import Document, Figure, Qualifier

_MOST = 20  # of one document: a hostile text may hold ten thousand
_NUMERAL = re.compile(
    r"(?<![\w.,/])(?:[$€£]?(?P<power>\d{1,20}(?:\.\d{1,20})?[eE][+−-]?\d{3,9})|(?P<ratio>\d{1,20}/0{1,20})"
    r"|[+−-]?(?:NaN|Infinity|inf)|[$€£]?\d{19,})(?![\w/]|[.,]\d)"
)
_COUNTED = re.compile(
    r"[ \u00a0]?%|[ \u00a0](?:per ?cent\b|of the\b|(?!(?:was|has|does|its|this|versus)\b)[a-z]{2,30}s\b)"
)


def find_unreadable(document: Document, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Figures of `document` whose number cannot be read, in text order; at most 20, none that overlaps one `found`.

    "1e309 bullets" is one, without a value. "0x1e309", "inf. 3" and an identifier of twenty digits are none.
    """
    made = (
        Figure(
            document_id=document.id, start=match.start(), end=match.end(), text=match[0], low=None, high=None, value=None,
            qualifier=Qualifier.EQUAL,
        )
        for match in _NUMERAL.finditer(document.text)
        if _COUNTED.match(document.text, match.end()) and not _is_number(match)
    )  # fmt: skip
    return tuple(islice((f for f in made if not any(f.overlaps(other) for other in found)), _MOST))


def _is_number(match: re.Match[str]) -> bool:
    power = match["power"]
    return bool(power) and math.isfinite(float(power.replace("−", "-")))
