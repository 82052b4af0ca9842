"""Which readings of a text a briefing prints: Analysis → the attributions that the extractor is sure of.

`bluf extract` gives every attribution; a briefing is signed, and a wrong one is worse there than a missing one. Deliberately
nothing is judged here but the extractor's own `Attribution.score`.
"""

from __future__ import annotations

from bluf.model import Analysis, Attribution

SURE = 0.8
"""Score from which a reading is printed, chosen on rows judged by hand (bench/precision)."""


def printed(analysis: Analysis) -> tuple[Attribution, ...]:
    """The attributions of one document that a briefing may print, in text order."""
    return tuple(found for found in analysis.attributions if found.score >= SURE)
