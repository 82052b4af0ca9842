"""Which readings of a text a briefing prints: Analysis → the attributions that the extractor is sure of.

`bluf extract` gives every attribution; a briefing is signed, and a wrong one is worse there than a missing one. Deliberately
nothing is judged here but the extractor's own `Attribution.score`.
"""

from __future__ import annotations

from bluf.model import Analysis, Attribution

SURE = 0.8
"""Score from which a reading is printed, chosen on rows judged by hand (bench/precision)."""


CARRIED = 0.7
"""The same for what a sure relay carries: "She said that ..., reports AFP" is the speaker's through AFP, and not AFP's own."""
_MOST_OF_IT = 0.6  # share of a relay's content that is its speaker's


def printed(analysis: Analysis) -> tuple[Attribution, ...]:
    """The attributions of one document that a briefing may print, in text order; what a relay carries once, as its speaker's."""
    sure = [found for found in analysis.attributions if found.score >= SURE]
    relays = {(found.source.start, found.source.end) for found in sure if found.source}
    carried = [
        found
        for found in analysis.attributions
        if found.score >= CARRIED and any((via.start, via.end) in relays for via in found.via)
    ]
    kept = {id(found) for found in (*sure, *carried)}
    kept -= {id(outer) for outer in sure if any(_carries(outer, inner) for inner in carried)}
    return tuple(found for found in analysis.attributions if id(found) in kept)


def _carries(outer: Attribution, inner: Attribution) -> bool:
    """True where `outer` is the relay of `inner` and tells little else."""
    if outer.source is None or outer.source.span not in [via.span for via in inner.via]:
        return False
    inside = sum(len(s.text) for s in inner.content if any(o.covers(s) for o in outer.content))
    return inside >= _MOST_OF_IT * sum(len(s.text) for s in outer.content)
