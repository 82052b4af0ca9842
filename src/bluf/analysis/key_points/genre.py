"""Recognize texts that do not report: opinion, first person, interviews and transcripts, lists.

Their sentences are somebody's words without saying whose, so a reader must be told. Deliberately cautious: a report that quotes
much is a report.

Source: Biber 1988 (first- and second-person pronouns and questions mark involved text).
"""

from __future__ import annotations

import re
from enum import Enum

from bluf.analysis.key_points.form import is_first_person
from bluf.analysis.nlp import Parse
from bluf.model import BlockKind, Caveat

_LABEL = re.compile(
    r"(?i:(?:opinion|op-?ed|editorial|commentary|column|letters? to the editor|comment is free)\b)\s*(?:[:|\-–—]|by\b|$)"
)
_SPEAKER = re.compile(r"(?:Q|A|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?: \([^()]{1,40}\))?:\s")
_DISCLAIMER = re.compile(
    r"\b(?:opinions?|views?) expressed (?:here|in|by)\b[^,;.]{0,60}\b(?:solely|alone|own|those of)\b",
    re.IGNORECASE,
)
_MARGIN = 1200  # code points at the head and at the foot of a text where a disclaimer may stand
_LABELED_BLOCKS = 4  # blocks in which a label may stand
_LEAST_TURNS = 4
_TURNS = 0.3  # share of the blocks
_PERSONAL = 0.2  # share of the sentences
_LEAST_PERSONAL = 4
_ITEMS = 0.6
_LEAST_ITEMS = 5


class Genre(Enum):
    """What kind of text it is; the value is what the reader is told, "" for a report."""

    REPORT = ""
    OPINION = "An opinion piece: its points are its author's views."
    PERSONAL = "Written in the first person: its points are its author's or speaker's own words."
    TRANSCRIPT = "An interview or transcript: its points are its speakers' own words."
    LIST = "Mostly a list: its points stand without their context."

    @property
    def is_personal(self) -> bool:
        """True where the first person speaks for the text."""
        return self in (Genre.OPINION, Genre.PERSONAL, Genre.TRANSCRIPT)

    def caveats(self, uri: str | None) -> tuple[Caveat, ...]:
        """What the reader is told of a text of this kind."""
        return (Caveat(message=self.value, uri=uri),) if self.value else ()


def find_genre(parse: Parse) -> Genre:
    """The kind of text. "Opinion: Why I left" is an opinion piece; a report of what witnesses said is a report."""
    texts = [parse.document.text[b.start : min(b.end, b.start + 120)] for b in parse.blocks]
    if any(_LABEL.match(t) for t in (parse.document.title or "", *texts[:_LABELED_BLOCKS])):
        return Genre.OPINION
    text = parse.document.text
    if _DISCLAIMER.search(text[:_MARGIN]) or _DISCLAIMER.search(text[-_MARGIN:]):
        return Genre.OPINION
    turns = sum(_SPEAKER.match(t) is not None for t in texts)
    if turns >= _LEAST_TURNS and turns >= _TURNS * len(texts):
        return Genre.TRANSCRIPT
    if _personal_sentences(parse) >= max(_LEAST_PERSONAL, _PERSONAL * len(parse.sents)):
        return Genre.PERSONAL
    items = sum(b.kind is BlockKind.LIST_ITEM for b in parse.blocks)
    if items >= _LEAST_ITEMS and items >= _ITEMS * len(parse.blocks):
        return Genre.LIST
    return Genre.REPORT


def _personal_sentences(parse: Parse) -> int:
    """Sentences with a first person outside of quotation marks, which may open in one sentence and close in another."""
    found: set[int] = set()
    inside, block = False, None
    for t, word in enumerate(parse.text):
        if parse.block[t] != block:
            block, inside = parse.block[t], False
        if word in ('"', "“", "”"):
            inside = word == "“" or (word != "”" and not inside)
        elif not inside and is_first_person(parse, t):
            found.add(parse.sent[t])
    return len(found)
