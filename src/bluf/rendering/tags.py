"""What the lines of the HTML page can be filtered by: numbers of sources and of leading actors, and the stance.

In: spans of a line. Out: numbers and fixed words, never words of a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bluf.model import ActorEntry, Span, Stance
from bluf.rendering.citations import Citations, Place


class Tags:
    """Finds the leading actors of sentences.

    Args:
        actors: those that can be filtered by; they go by their place in this list, from 1.
        citations: of the same briefing.
    """

    def __init__(self, actors: Sequence[ActorEntry], citations: Citations) -> None:
        self._citations = citations
        self._actors_at: dict[Place, set[int]] = {}
        for number, actor in enumerate(actors, 1):
            for mention in actor.mentions:
                for place in citations.places(mention):
                    self._actors_at.setdefault(place, set()).add(number)

    def of_line(self, spans: Iterable[Span], stances: Iterable[Stance]) -> Mapping[str, str]:
        """Sources and actors of the sentences in which `spans` stand, as numbers between blanks, and the stances."""
        places = {place for span in spans for place in self._citations.places(span) if not place[0]}
        actors = sorted({number for place in places for number in self._actors_at.get(place, ())})
        sources = sorted({number for _, number, _ in places})
        return {
            "src": " ".join(map(str, sources)),
            "who": " ".join(map(str, actors)),
            "stance": " ".join(dict.fromkeys(stance.value for stance in stances)),
        }

    def of_sentence(self, source: int, sentence: int) -> Mapping[str, str]:
        """The same for a sentence of the annex."""
        actors = sorted(self._actors_at.get((False, source, sentence), ()))
        return {"src": str(source), "who": " ".join(map(str, actors))}
