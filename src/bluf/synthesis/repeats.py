"""How many repeats of one entry a briefing holds. In: the finished briefing. Out: the same with the first of each source.

A text that says the same three thousand times gives three thousand places behind one line, which nobody reads and which make a
file of many megabytes. Kept are the first of each source, and those that another line of the briefing rests on; a caveat says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from bluf.model import Attribution, Briefing, Caveat, Quote, Span

MOST = 20
"""Places in one source that one entry holds."""

_T = TypeVar("_T")
_TOLD = Caveat(message=f"What one source repeats more than {MOST} times is cited at {MOST} places.")


def keep_few_repeats(briefing: Briefing) -> Briefing:
    """`briefing` with at most `MOST` repeats of one entry from one source; the very same where there are no more."""
    lines = {
        tuple(part.span for part in line.parts if isinstance(part, Quote)) for a in briefing.actors for line in a.lines
    }

    def is_leaned_on(said: Attribution) -> bool:
        return said.content in lines or any(
            point.overlaps(span) for point in briefing.key_points for span in said.content
        )

    def few_told(repeats: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        return _few(repeats, lambda said: said.content[0].document_id, is_leaned_on)

    kept = replace(
        briefing,
        key_points=tuple(replace(e, repeats=_few_spans(e.repeats)) for e in briefing.key_points),
        figures=tuple(replace(e, repeats=_few_spans(e.repeats)) for e in briefing.figures),
        attributions=tuple(replace(e, repeats=few_told(e.repeats)) for e in briefing.attributions),
        timeline=tuple(replace(e, repeats=_few_spans(e.repeats)) for e in briefing.timeline),
        relations=tuple(replace(e, repeats=_few_spans(e.repeats)) for e in briefing.relations),
    )
    return briefing if kept == briefing else replace(kept, caveats=(*briefing.caveats, _TOLD))


_S = TypeVar("_S", bound=Span)


def _few_spans(spans: tuple[_S, ...]) -> tuple[_S, ...]:
    return _few(spans, lambda span: span.document_id, lambda _span: False)


def _few(items: Iterable[_T], place: Callable[[_T], str], is_needed: Callable[[_T], bool]) -> tuple[_T, ...]:
    seen: Counter[str] = Counter()
    kept = []
    for item in items:
        seen[place(item)] += 1
        if seen[place(item)] <= MOST or is_needed(item):
            kept.append(item)
    return tuple(kept)
