"""What a claim rests on, as printed: originators with the sources that carry them, and the grades of those.

In: a briefing and the corroboration of one claim. Out: names and spans. Nothing is counted here that the briefing does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from bluf.model import Briefing, Corroboration, Span
from bluf.rendering.text import one_line
from bluf.rendering.wording import source_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An originator of a claim: where sources carry it, and (source, source whose text it shares) of the copies."""

    name: str
    spans: tuple[Span, ...]
    copies: tuple[tuple[int, int], ...] = ()


def find_chain(briefing: Briefing, corroboration: Corroboration | None) -> tuple[Link, ...]:
    """Each originator of a claim; a source known by its address only goes by the last part of it."""
    names = {source.document.uri: source_name(source.document) for source in briefing.sources}
    return tuple(
        Link(
            name=one_line(names.get(originator.name, originator.name)),
            spans=tuple(carrier.evidence for carrier in originator.carriers),
            copies=tuple((c.source, c.copy_of) for c in originator.carriers if c.copy_of),
        )
        for originator in (corroboration.originators if corroboration else ())
    )


def grade_letters(briefing: Briefing, corroboration: Corroboration | None) -> str:
    """The letters of the sources that carry a claim, "F" or "B, F"."""
    numbers = {c.source for o in (corroboration.originators if corroboration else ()) for c in o.carriers}
    return ", ".join(sorted({s.reliability.value for s in briefing.sources if s.number in numbers}))
