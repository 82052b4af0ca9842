"""What an article is compared by: Document → Features.

Three bags: the words of its text (the first ones weigh most: news tells the event first), the names in it, and its numbers. No
parse and no model: capitals and digits are enough to tell two stories of one kind apart, in a thousandth of a parse's time.
Texts of any language work; where a script writes no spaces, pairs of letters are the words. Deliberately no comparison is made
here.

Source: term weights that saturate (Robertson and Walker 1994), the inverted pyramid of news.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from bluf.model import Document
from bluf.stories.background import may_be_name
from bluf.stories.words import counts, stem, strip_possessive

# Tuned with the weights in `vectors` on the dev half of ECB+ by halves of its topics; halves from 30 to 120 do equally well.
_HALF = 60  # words after which a word weighs half as much as the first one
_SATURATION = 0.3  # of term frequency: the second mention of a word adds little
_MOST_CHARS = 40_000  # of an article: what follows weighs a hundredth and would only cost time
_LONGEST_WORD = 40
_CAPITALS = 0.5  # share of words with a capital from which capitals mark no names: a text in capitals, or a list

_BARE = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Thai, Lao, Khmer, kana, Han: no spaces
_LETTER = rf"(?:(?![{_BARE}])[^\W_])"
_TOKEN = re.compile(rf"[{_BARE}]+|{_LETTER}+(?:['’.-]{_LETTER}+)*|[.!?:\n\"“”]")
_BARE_START = re.compile(f"[{_BARE}]")
_NUMBER = re.compile(r"(?<![^\W_])\d{1,15}(?:[.,]\d{1,15}){0,5}(?![^\W_])")
_OPENERS = frozenset('.!?:\n"“”')


class Features(NamedTuple):
    """The bags of one article: term → weight from 0 to 1, before any inverse document frequency."""

    words: dict[str, float]
    names: dict[str, float]
    numbers: dict[str, float]


def find_features(document: Document) -> Features:
    """The words, names and numbers of a document; its title counts where the text does not open with it.

    "The Indian navy captured 23 pirates off Somalia" has the names "indian" and "somalia" and the number "23".
    Not a name: a word that has a capital only where a sentence opens. Not a number: the digits of "B2B".
    """
    text = titled_text(document)[:_MOST_CHARS]
    tokens = tokenize(text)
    return Features(words=_words(tokens), names=_names(tokens), numbers=_numbers(text))


def titled_text(document: Document) -> str:
    """The text, after its title where it does not open with that."""
    title = (document.title or "").strip()
    return f"{title}\n{document.text}" if title and not document.text.lstrip().startswith(title) else document.text


def tokenize(text: str) -> list[str]:
    """Words, runs of scripts without spaces, and the marks after which a sentence opens."""
    return _TOKEN.findall(text)


def spread(token: str) -> Iterator[str]:
    """The words in a token: itself, or overlapping pairs of letters where its script writes no spaces."""
    if not _BARE_START.match(token):
        yield token
    elif len(token) == 1:
        return
    else:
        yield from (token[i : i + 2] for i in range(len(token) - 1))


def _words(tokens: list[str]) -> dict[str, float]:
    sums: defaultdict[str, float] = defaultdict(float)
    position = 0
    for token in tokens:
        if not counts(token):
            continue
        for word in spread(token):
            if len(word) <= _LONGEST_WORD:
                sums[stem(word)] += _HALF / (_HALF + position)
                position += 1
    return {word: n / (n + _SATURATION) for word, n in sums.items()}


def _names(tokens: list[str]) -> dict[str, float]:
    """Words that have a capital inside a sentence, by how often they stand anywhere with one."""
    words = [token for token in tokens if token[0].isalpha() and not _BARE_START.match(token)]
    capitals = sum(token[0].isupper() for token in words)
    if capitals > _CAPITALS * len(words) or not capitals:
        return _names_without_case(words)
    inside: set[str] = set()
    times: defaultdict[str, int] = defaultdict(int)
    before = "."
    for token in tokens:
        if token[0].isupper() and len(token) <= _LONGEST_WORD and counts(token):
            name = strip_possessive(token).lower()
            times[name] += 1
            if before not in _OPENERS:
                inside.add(name)
        before = token
    return {name: _saturated(n) for name, n in times.items() if name in inside}


def _names_without_case(words: list[str]) -> dict[str, float]:
    """Names in a text in capitals throughout, or without any: words that are not known as others."""
    times: defaultdict[str, int] = defaultdict(int)
    for word in words:
        if len(word) <= _LONGEST_WORD and counts(word) and may_be_name(word):
            times[strip_possessive(word).lower()] += 1
    return {name: _saturated(n) for name, n in times.items()}


def _numbers(text: str) -> dict[str, float]:
    times: defaultdict[str, int] = defaultdict(int)
    for number in _NUMBER.findall(text):
        times[number] += 1
    return {number: _saturated(n) for number, n in times.items()}


def _saturated(count: int) -> float:
    """0.5, 0.75, 0.875 ... for one, two, three mentions."""
    return 1 - 0.5 ** min(count, 30)
