"""An attribution before it is one: token ranges instead of spans, a source head instead of an actor."""

from __future__ import annotations

from dataclasses import dataclass, field

from bluf.analysis.attribution.syntax import Range
from bluf.model import Stance


@dataclass(slots=True)
class Statement:
    """Who says what, in token ranges (end exclusive).

    Attributes:
        head: head token of the cue; the content's first token where there is no cue.
        source_head: head token of the source, -1 for none.
        tag: where the reporting words at a sentence's end begin (", reports AFP"), -1 where there are none.
        quoted: quotations that the content takes in, by their index.
    """

    head: int
    content: list[Range]
    cue: Range | None = None
    source: Range | None = None
    source_head: int = -1
    stance: Stance = Stance.STATES
    direct: bool = False
    via: list[Range] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    tag: int = -1
