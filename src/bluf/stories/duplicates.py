"""Signatures → which articles are reprints of earlier ones: MinHash with locality-sensitive hashing.

An article is a reprint where nearly all its runs of three words stand in an earlier article and it has no number that that one
lacks: a copy that was cut short is one, a copy that brings the toll up to date is news. Deliberately cautious: a missed
reprint is only one more article of its story, a false one would hide news.

Source: Broder (1997), resemblance and containment; Leskovec, Rajaraman and Ullman (2014), chapter 3.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bluf.stories.features import spread, tokenize

_PERMUTATIONS = 128
_ROWS = 4  # of a band: with 32 bands a pair of resemblance 0.5 is found in 7 of 8 cases, one of 0.6 in 99 of 100
_CONTAINED = 0.75  # share of a reprint's runs of words that stand in the earlier article
_LONGER = 1.3  # a "reprint" that is this much longer brings something more
_FEW = 12  # runs of words: shorter texts are reprints only if they are the same
_MOST_IN_BUCKET = 24  # articles compared within a bucket
_MOST_CHARS = 40_000

_NUMBER_WORDS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions
    dozen dozens""".split()
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WHEN = re.compile(
    rf"\b\d{{1,2}}[:.h]\s?\d{{2}}(?::\d{{2}})?\b(?:\s?[ap]\.?\s?m\b)?|\b\d{{1,2}}\s?[ap]\.?\s?m\b|\b{_MONTH}\s\d{{1,2}}\b|\b\d{{1,2}}\s{_MONTH}"
    r"|\b(?:19|20)\d\d\b(?:-\d\d-\d\d)?|\b\d{1,2}/\d{1,2}\b(?:/\d{2,4})?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![^\W_])\d{1,15}(?:[.,]\d{1,15}){0,5}|[^\W\d_]{3,9}")

_MIX = np.uint64(0x9E3779B97F4A7C15)  # splitmix64 (Steele, Lea and Flood 2014)


class Signature(NamedTuple):
    """What two texts are compared by. `minima` are the 128 MinHash values, `shingles` how many runs of words they stand for."""

    shingles: int
    minima: NDArray[np.uint32]
    numbers: frozenset[str]

    def pack(self) -> str:
        """The minima as base64."""
        return base64.b64encode(self.minima.astype("<u4").tobytes()).decode("ascii")


def unpack(shingles: int, packed: str, numbers: Sequence[str]) -> Signature:
    """A signature that was kept; one that was kept by another version of it resembles nothing."""
    data = base64.b64decode(packed)
    fits = len(data) == 4 * _PERMUTATIONS
    minima = np.frombuffer(data, "<u4").astype(np.uint32) if fits else np.zeros(_PERMUTATIONS, np.uint32)
    return Signature(shingles if fits else 0, minima, frozenset(numbers))


def sign(text: str) -> Signature:
    """The signature of a text; of one without words it resembles nothing."""
    text = text[:_MOST_CHARS]
    words = [word.lower() for token in tokenize(text) if token[0].isalpha() for word in spread(token)]
    hashes = np.unique(_shingles(words))
    if not hashes.size:
        return Signature(0, np.zeros(_PERMUTATIONS, np.uint32), frozenset())
    minima = np.full(_PERMUTATIONS, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, hashes.size, 4096):  # bounds memory
        mixed = hashes[None, start : start + 4096] * _MULTIPLIERS[:, None]
        np.minimum(minima, (mixed ^ (mixed >> np.uint64(29))).min(axis=1), out=minima)
    return Signature(int(hashes.size), (minima >> np.uint64(32)).astype(np.uint32), frozenset(find_numbers(text)))


def find_numbers(text: str) -> Iterator[str]:
    """Numbers in digits or words that a reprint must not add to: without years, days of months and clock times."""
    for match in _NUMBER.finditer(_WHEN.sub(" ", text)):
        found = match.group().lower()
        if found[0].isdigit() or found in _NUMBER_WORDS:
            yield found


def is_reprint(later: Signature, earlier: Signature) -> bool:
    """Whether `later` says nothing that `earlier` does not say.

    A text cut after two thirds is a reprint of the whole; "20 dead" after "12 dead" in the same words is none.
    """
    if not later.shingles or not earlier.shingles or not later.numbers <= earlier.numbers:
        return False
    resemblance = float(np.mean(later.minima == earlier.minima))
    if min(later.shingles, earlier.shingles) < _FEW:
        return resemblance == 1.0
    if later.shingles > _LONGER * earlier.shingles:
        return False
    contained = resemblance * (later.shingles + earlier.shingles) / ((1 + resemblance) * later.shingles)
    return contained >= _CONTAINED


def find_reprints(signatures: Sequence[Signature]) -> dict[int, int]:
    """For each reprint the earliest article in the sequence that it is a reprint of; that one is never a reprint itself."""
    buckets: dict[tuple[int, bytes], list[int]] = {}
    found: dict[int, int] = {}
    for later, signature in enumerate(signatures):
        if not signature.shingles:
            continue
        bands = list(enumerate(np.split(signature.minima, _PERMUTATIONS // _ROWS)))
        keys = [(k, band.tobytes()) for k, band in bands]
        candidates = sorted({i for key in keys for i in buckets.get(key, ())})
        original = next((i for i in candidates if is_reprint(signature, signatures[i])), None)
        if original is not None:
            found[later] = original
            continue  # whoever reprints a reprint is compared with the original
        for key in keys:
            bucket = buckets.setdefault(key, [])
            if len(bucket) < _MOST_IN_BUCKET:
                bucket.append(later)
    return found


def _shingles(words: list[str]) -> NDArray[np.uint64]:
    """A hash for each run of three words, the same on every machine."""
    if not words:
        return np.empty(0, np.uint64)
    codes = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
    if len(words) < 3:
        codes = np.r_[codes, np.zeros(3 - len(words), np.uint64)]
    first, second, third = (_mix(codes + np.uint64(k)) for k in (1, 2, 3))
    return _mix(first[:-2] + (second[1:-1] << np.uint64(1)) + (third[2:] << np.uint64(2)))


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_MULTIPLIERS = _mix(np.arange(1, _PERMUTATIONS + 1, dtype=np.uint64) * _MIX) | np.uint64(1)
