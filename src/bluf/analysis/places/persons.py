"""Words that the persons of a text are called by, which are no places in it: "warren" once Elizabeth Warren was named.

In: a parse and its entities. Out: lower-case words. Deliberately no gazetteer and no list of names is asked.

Source: Leidner (2007), one sense per document.
"""

from __future__ import annotations

from collections import Counter

from bluf.analysis.nlp import Parse
from bluf.analysis.places.cues import TITLES

PLACE_ENTS = frozenset(("GPE", "LOC", "FAC"))
"""Labels of the tagger for places."""


def person_words(parse: Parse, entities: list[tuple[int, int, str]]) -> set[str]:
    """Lower-case words that stand in names of persons: "holguin" once "Maria Angela Holguin" was named."""
    words: set[str] = set()
    alone: Counter[str] = Counter()
    for i, j, label in entities:
        if label == "PERSON" and (j - i > 1 or (i and parse.lower[i - 1] in TITLES)):
            words.update(parse.lower[i:j])
        elif j - i == 1 and (label == "PERSON" or label in PLACE_ENTS):
            alone[parse.lower[i]] += 1 if label == "PERSON" else -1
        if label == "PERSON" and j < len(parse) and parse.pos[j] == "PROPN" and parse.ent[j] not in ("", "PERSON"):
            words.add(parse.lower[j])  # "Fernanda" tagged as a person, "Lima" after it as a town
    words.update(word for word, n in alone.items() if n > 1)
    return words
