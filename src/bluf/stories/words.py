"""Words as they are compared: which count, and their stems.

In: a word of a text. Out: its stem, or that it says nothing about the subject. Deliberately no text is taken apart here.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files

_POSSESSIVE = re.compile(r"['’]s$")

# Function words, and words of every news text: reporting verbs, days, months, time zones. For other languages than English only the
# commonest, so that a few texts in one of them are not one story for their articles and prepositions.
_STOP = frozenset(
    word
    for words in json.loads(files("bluf.stories").joinpath("data/stop_words.json").read_text(encoding="utf-8")).values()
    for word in words.split()
)


def counts(word: str) -> bool:
    """Whether a word can say what a text is about: "strike" does, "the", "said" and "Monday" do not."""
    return len(word) > 1 and word.lower() not in _STOP


def stem(word: str) -> str:
    """A word's rough stem, so that "arrests", "arrested" and "arresting" meet; names and other languages lose little by it.

    Source: the first step of Porter's algorithm (1980), much shortened.
    """
    word = strip_possessive(word.lower())
    if len(word) > 4:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith("s") and not word.endswith(("ss", "us")):
            word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed"):
        word = word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def strip_possessive(word: str) -> str:
    """The word without its possessive ending: "Holguin" of "Holguin's"."""
    return _POSSESSIVE.sub("", word)
