"""What an attribution is before it is one.

A `Candidate` (a cue and what the rules give it), then a `Statement` (all parts, in token ranges). In and out:
nothing; these types move between the rooms of this package only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bluf.analysis.attribution.syntax import Range
from bluf.model import Stance


@dataclass(slots=True)
class Candidate:
    """A cue headed by token `head`, of kind verb, noun, adverb, adjective or preposition.

    Attributes:
        frame: letters of the lexicon's frame, "" where it has none.
        cue: token indices, sorted.
        source: head token of the source, -1 for none.
        content: token ranges by rule, empty where the rules find none.
        ruled: the rules' content, kept where the scorers see another one.
        passive: True where the cue is a passive.
        tag: where a reporting tag at the sentence's end begins (", reports AFP"), -1 where the cue is in none.
        sure: True where the rules' source and content need no second opinion.
        known: False for a word of no list, a candidate by its clause or quotation only.
        doubts: log-odds by which the scorers decided: of the cue, of its source over the next one, and the closest call on
            content; empty where the rules alone decided.
    """

    head: int
    kind: str
    frame: str = ""
    cue: list[int] = field(default_factory=list)
    source: int = -1
    content: list[Range] = field(default_factory=list)
    ruled: list[Range] = field(default_factory=list)
    passive: bool = False
    tag: int = -1
    sure: bool = False
    known: bool = True
    doubts: tuple[float, ...] = ()


@dataclass(slots=True)
class Statement:
    """Who says what, in token ranges (end exclusive).

    Attributes:
        head: head token of the cue; the content's first token where there is no cue.
        source_head: head token of the source, -1 for none.
        tag: where the reporting words at a sentence's end begin (", reports AFP"), -1 where there are none.
        quoted: quotations that the content takes in, by their index.
        spoken: the tokens of these quotations.
        found: the candidate that it was made from, None for what has no cue.
        lead: by how much whom a pronoun is taken for leads over the next one; large where it is no pronoun.
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
    spoken: list[Range] = field(default_factory=list)
    tag: int = -1
    found: Candidate | None = None
    lead: float = 9.0
