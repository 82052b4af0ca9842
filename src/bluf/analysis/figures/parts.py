"""What a figure is per, of how many it is a part, and what it was before: `Quantity` and its words → a rate, a whole, a level.

"trains 120 officers a year" is per "year", "60 % of the 500 patients" is a part of 500, "one in five" of 5, "from 24 % to
38 %" was 24. Deliberately nothing is multiplied or divided, and nothing is a whole that does not stand right behind its part.

Source: guidelines of the figures set (fractions and shares); MeasEval 2021 (Modifier).
"""

from __future__ import annotations

import re

from bluf.analysis.figures.bounds import Quantity
from bluf.analysis.figures.numbers import NumeralKind
from bluf.analysis.figures.units import UnitKind
from bluf.analysis.nlp import Parse
from bluf.model import Number, Qualifier, Span

_SP = r"[^\S\r\n]"
_OF = re.compile(
    rf"{_SP}(?:out{_SP})?of{_SP}(?:(?:all{_SP})?(?:the|its|his|her|their|our|these|those)(?:{_SP}[\w-]+['’]s?)?{_SP}|"
    rf"(?:all|a{_SP}total{_SP}of|[A-Z][\w-]*['’]s?){_SP})?$"
)
_FROM = re.compile(rf"\bfrom{_SP}$", re.IGNORECASE)
_TO = re.compile(rf"(?:{_SP}(?:in|on|at){_SP}[^.;,]+)?{_SP}to{_SP}")
_PER = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
_OFTEN = re.compile(
    rf"(?:{_SP}(?!(?:who|that|which|and|or|is|are|was|were|will|have|has|had|live|work)\b)[\w'’-]+){{0,4}}{_SP}(?:every|each|per)"
    rf"{_SP}(day|week|month|year|hour|minute|second)\b"
)  # "10,000 baby boomers turning 65 every day"
_BEFORE_SPAN = frozenset(("a", "an", "per", "each", "every"))
_FAR = 40  # code points from a part to its whole

Whole = tuple[Number, tuple[int, int]]
"""A number and the code points that it takes."""


def rate_of(parse: Parse, quantity: Quantity, measured: Span | None) -> str | None:
    """What the quantity is per, in the singular: "hour" of "$9 an hour", "day" of "3,000 tests per day". None in "a day ago"."""
    if quantity.unit is not None:
        return quantity.unit.rate or None
    if measured is None:
        return None
    _, end = parse.tokens_of(measured.start, measured.end)
    word = parse.lower[end - 1] if end else ""
    often = _OFTEN.match(parse.document.text, measured.end, measured.end + _FAR)
    if often is not None:
        return often[1]
    if word in _PER:
        return _PER[word]
    return word if end > 1 and parse.lower[end - 2] in _BEFORE_SPAN and parse.pos[end - 1] == "NOUN" else None


def whole_of(text: str, part: Quantity, behind: Quantity | None) -> Whole | None:
    """The number of which `part` is a part, where the quantity right behind it is one: 81 of "11 of Turkey's 81 provinces".

    None for "two of the five-year plans" and "$2 million of the 500".
    """
    if part.whole is not None:
        return part.whole
    if behind is None or behind.value is None or behind.unit is not None or behind.qualifier not in _PLAIN:
        return None
    share = part.kind is NumeralKind.FRACTION or (part.unit is not None and part.unit.kind is UnitKind.PERCENT)
    size = part.high if part.high is not None else part.low
    if not share and (part.unit is not None or size is None or size > behind.value):
        return None
    gap = text[part.end : behind.start] if behind.start - part.end < _FAR else ""
    if not _OF.fullmatch(gap) or behind.kind is NumeralKind.VAGUE or text[behind.end : behind.end + 1] == "-":
        return None
    return behind.value, behind.core


def before_of(text: str, level: Quantity, last: Quantity | None) -> Whole | None:
    """The level before `level`, where the text tells both: 24 of "rose from 24 % in May to 38 %"; none in "from 5 to 10 km"."""
    if last is None or last.value is None or level.value is None or last.joined or level.start - last.end > _FAR:
        return None
    gap = text[last.end : level.start]
    units = {q.unit.name for q in (last, level) if q.unit is not None}
    if len(units) > 1 or not _FROM.search(text, max(0, last.start - 8), last.start) or not _TO.fullmatch(gap):
        return None
    return last.value, last.core


_PLAIN = frozenset((Qualifier.EQUAL, Qualifier.ABOUT))
