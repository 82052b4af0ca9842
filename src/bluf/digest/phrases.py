"""Phrases in texts, as whole words, without case and accents. In: a text, a phrase. Out: whether and where it stands.

A `Words` is read once and asked often: it costs one pass over the text, and each phrase no more than the places of its first word.
Deliberately no stems and no misspellings: what is watched is written in the settings in the forms that are meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` without case and accents: "Cúcuta" and "CUCUTA" are one."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


@dataclass(frozen=True)
class Phrase:
    """A phrase that is looked for: "port of Arica"."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(fold(match[0]) for match in _WORD.finditer(unicodedata.normalize("NFC", self.text)))

    @cached_property
    def capitals(self) -> tuple[bool, ...]:
        """Which of them begin with a capital."""
        return tuple(match[0][0].isupper() for match in _WORD.finditer(unicodedata.normalize("NFC", self.text)))


@dataclass
class Words:
    """The words of a text with their offsets."""

    text: str

    @cached_property
    def _found(self) -> tuple[tuple[str, int, int], ...]:
        return tuple((fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(self.text))

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        at: dict[str, list[int]] = {}
        for k, (word, _, _) in enumerate(self._found):
            at.setdefault(word, []).append(k)
        return at

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(word for word, _, _ in self._found)

    def has(self, phrase: Phrase) -> bool:
        """Whether the phrase stands in the text."""
        return any(True for _ in self.places_of(phrase))

    def has_written(self, phrase: Phrase) -> bool:
        """Whether it does as it is written: a word with a capital with one."""
        return any(True for _ in self.places_of(phrase, written=True))

    def places_of(self, phrase: Phrase, *, written: bool = False) -> Iterator[tuple[int, int]]:
        """Start and end of each occurrence; `written` leaves out "apple" where "Apple" is looked for."""
        wanted = phrase.words
        if not wanted:
            return
        for first in self._at.get(wanted[0], ()):
            found = self._found[first : first + len(wanted)]
            if tuple(word for word, _, _ in found) != wanted:
                continue
            capitals = (self.text[start].isupper() for _, start, _ in found)
            if written and not all(has or not must for must, has in zip(phrase.capitals, capitals, strict=True)):
                continue
            yield found[0][1], found[-1][2]
