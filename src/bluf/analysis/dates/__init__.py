"""Find expressions of time and resolve them: parse → TIMEX3.

"On Tuesday" in a text of 2012-07-19 gives 2012-07-17, marked as inferred; "the last 10 years" gives P10Y from 2002 to
2012. Not a time expression: "2000 people", "Mr. May", "page 12", an age. Deliberately no clock: where neither words
nor document give a date, the value is "".

The grammar is in `grammar`, the reckoning in `resolver` and its rooms, what it is reckoned from in
`context`.

Source: TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

from bluf.analysis.dates.context import read_context
from bluf.analysis.dates.grammar import Match, find_matches
from bluf.analysis.dates.reading import Reader, Reading
from bluf.analysis.dates.resolver import read
from bluf.analysis.nlp import Parse
from bluf.model import TimeExpression, TimeType


def find_dates(parse: Parse) -> tuple[TimeExpression, ...]:
    """Time expressions of a document, in text order, disjoint.

    Relative ones are reckoned from `Document.published_on`, or from a date that the head of the text states; values
    that rest on it, or on other dates of the text, are marked `inferred`.
    """
    matches = list(find_matches(parse))
    reader = Reader(parse, read_context(parse, matches))
    following = [*matches[1:], None]
    return tuple(
        _expression(parse, match, read(reader, match, after)) for match, after in zip(matches, following, strict=False)
    )


def _expression(parse: Parse, match: Match, reading: Reading) -> TimeExpression:
    follows = match.rule == "ago" and reading.type is TimeType.DURATION and match.letters[-1] in "brL"
    span = parse.span(match.i, match.j - 1 if follows else match.j)  # "two years [after his arrest]"
    first, last = reading.bounds or (None, None)
    return TimeExpression(
        document_id=span.document_id,
        start=span.start,
        end=span.end,
        text=span.text,
        type=reading.type,
        value=reading.value,
        first=first,
        last=last,
        inferred=reading.inferred,
    )
