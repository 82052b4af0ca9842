"""How many repeats of one line a page cites. In: a briefing. Out: the one that is printed.

What the synthesis makes holds few. A briefing that is read again is a file of somebody's, and may hold any number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from bluf.model import Attribution, AttributionEntry, Briefing, Span

MOST = 20
"""Places in one source at which one line is cited."""

_T = TypeVar("_T")


def with_few_repeats(briefing: Briefing) -> Briefing:
    """`briefing` with at most `MOST` repeats of one entry from one source."""
    return replace(
        briefing,
        key_points=tuple(replace(e, repeats=_few(e.repeats, _place)) for e in briefing.key_points),
        figures=tuple(replace(e, repeats=_few(e.repeats, _place)) for e in briefing.figures),
        attributions=tuple(_few_told(e) for e in briefing.attributions),
        timeline=tuple(replace(e, repeats=_few(e.repeats, _place)) for e in briefing.timeline),
        relations=tuple(replace(e, repeats=_few(e.repeats, _place)) for e in briefing.relations),
    )


def _few_told(entry: AttributionEntry) -> AttributionEntry:
    return replace(entry, repeats=_few(entry.repeats, _place_of_said))


def _place(span: Span) -> str:
    return span.document_id


def _place_of_said(said: Attribution) -> str:
    return said.content[0].document_id


def _few(items: Iterable[_T], place: Callable[[_T], str]) -> tuple[_T, ...]:
    seen: Counter[str] = Counter()
    kept = []
    for item in items:
        seen[place(item)] += 1
        if seen[place(item)] <= MOST:
            kept.append(item)
    return tuple(kept)
