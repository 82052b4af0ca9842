r"""Resolve the evidence that an analyst's note cites: Note + Sources → Note with spans.

"[2:14]" is sentence 14 of source 2, "[2:14-16]" three of them, "[2]" the whole source, "[1:5, 2:3]" two places. Deliberately the
note's words are not read for anything else here, and a number that is none of ours stops the run: a wrong citation under an
analyst's name is worse than no briefing.

Not citations: "[12](address)", "[12]: address", "\[12]", "[^1]", "x[12]".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bluf.errors import UsageError
from bluf.model import Note, NoteCitation, Source

_PLACE = r"[0-9]{1,6}(?::[0-9]{1,6}(?: ?[-–] ?[0-9]{1,6})?)?"
_BRACKET = re.compile(rf"(?<![\\\w\]!])\[({_PLACE}(?:[,;] ?{_PLACE}){{0,40}})\](?![(\[:])")
_ONE = re.compile(r"([0-9]+)(?::([0-9]+)(?: ?[-–] ?([0-9]+))?)?")


def resolve_note(note: Note, sources: Sequence[Source]) -> Note:
    """`note` with its citations.

    Raises:
        UsageError: a cited number is none of `sources`, or of a source's sentences.
    """
    return replace(note, citations=tuple(_citations(note, sources)))


def count_lines(text: str) -> Callable[[int], int]:
    """Gives the line, from 1, of a place in `text`."""
    ends = [m.start() for m in re.finditer("\n", text)]
    return lambda at: bisect_left(ends, at) + 1


def _citations(note: Note, sources: Sequence[Source]) -> Iterator[NoteCitation]:
    line_of = count_lines(note.text)
    for bracket in _BRACKET.finditer(note.text):
        for place in _ONE.finditer(bracket.group(1)):
            start = bracket.start(1) + place.start()
            source, first, last = (int(part) if part else None for part in place.groups())
            where = f"{note.name or 'note'}, line {line_of(start)}: [{place.group()}]"
            if source is None or not 1 <= source <= len(sources):
                raise UsageError(f"{where} cites no source: there are {len(sources)}, numbered from 1")
            sentences = sources[source - 1].sentences
            if first is not None and not 1 <= first <= (last or first) <= len(sentences):
                raise UsageError(f"{where} cites no sentence: source {source} has {len(sentences)}, numbered from 1")
            spans = sentences[first - 1 : last or first] if first is not None else ()
            yield NoteCitation(start=start, end=start + len(place.group()), source=source, spans=spans)
