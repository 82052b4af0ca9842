"""Which of many short texts share how many words: sets of content words → counts, without comparing each with each.

Exact: for each text it counts, through lists of the texts that hold each word, what comparing it with every other one would count.
Deliberately no measure of its own: the caller says from how many shared words on two texts are one.

Source: Zobel and Moffat 2006 (accumulators over inverted lists).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection


class Overlaps:
    """Texts by number, each a set of words, to be asked which of them share words with another."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._holding: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, text: Collection[str]) -> None:
        """Let `text` be found as `number`."""
        for word in text:
            self._holding[word].append(number)

    def shared(self, text: Collection[str]) -> Counter[int]:
        """How many words of `text` each of the texts holds; those that hold none are left out."""
        found: Counter[int] = Counter()
        for word in text:
            if word in self._holding:
                found.update(self._holding[word])
        return found
