"""Features → vectors whose dot product is the similarity of two articles, from 0 to 1.

The three bags are weighed by inverse document frequency, normalized each for itself, and joined with fixed shares. A
background of news counts as well as the batch does, so that the numbers mean the same for five articles and for ten thousand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bluf.stories.background import background
from bluf.stories.features import Features

# Shares and the weight of the background were chosen on the dev half of ECB+ (halves of its topics, subsets of one to four
# topics, and the whole mixed with 560 unrelated articles); run bench/stories.py after a change. Names from 0.5 to 1.5 and
# numbers from 0.2 to 0.6 give the same within a point.
_KINDS = (("w", 1.0), ("n", 0.8), ("#", 0.4))
_BACKGROUND = 3.0

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]


class Vector(NamedTuple):
    """A sparse vector: `ids` of terms, rising, and their `values`."""

    ids: Ids
    values: Weights


EMPTY = Vector(np.empty(0, np.int32), np.empty(0, np.float32))


class Bags:
    """The bags of many articles, as numbers of terms: a twentieth of the memory of the features themselves."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._bags: list[tuple[tuple[Ids, Weights], ...]] = []
        self.terms: list[str] = []

    def __len__(self) -> int:
        return len(self._bags)

    def add(self, features: Features) -> int:
        """One more article; its number, from 0."""
        self._bags.append(tuple(self._bag(kind, bag) for (kind, _), bag in zip(_KINDS, features, strict=True)))
        return len(self._bags) - 1

    def number(self, term: str) -> int:
        """The number of a term with the letter of its kind ("wstrike", "ngaza", "#23")."""
        known = self._numbers.setdefault(term, len(self.terms))
        if known == len(self.terms):
            self.terms.append(term)
        return known

    def vectors(self) -> list[Vector]:
        """The articles as vectors of length 1, in the order they were added; empty where an article has no term."""
        weights = self._weights()
        return [self._vector(bags, weights) for bags in self._bags]

    def _bag(self, kind: str, bag: dict[str, float]) -> tuple[Ids, Weights]:
        ids = np.fromiter((self.number(kind + term) for term in bag), np.int32, len(bag))
        order = np.argsort(ids)
        return ids[order], np.fromiter(bag.values(), np.float32, len(bag))[order]

    def _weights(self) -> Weights:
        """Inverse document frequencies of all terms."""
        documents, known = background()
        seen = np.zeros(len(self.terms))
        for bags in self._bags:
            for ids, _ in bags:
                seen[ids] += 1
        before = np.fromiter((known.get(term, 0) for term in self.terms), np.float64, len(self.terms))
        everything = 1 + len(self._bags) + _BACKGROUND * documents
        return (np.log(everything / (1 + seen + _BACKGROUND * before)) + 1).astype(np.float32)

    @staticmethod
    def _vector(bags: Sequence[tuple[Ids, Weights]], weights: Weights) -> Vector:
        present = sum(share for (ids, _), (_, share) in zip(bags, _KINDS, strict=True) if ids.size)
        parts: list[Vector] = []
        for (ids, values), (_, share) in zip(bags, _KINDS, strict=True):
            if ids.size:
                weighed = values * weights[ids]
                length = math.sqrt(float(weighed @ weighed))
                parts.append(Vector(ids, (weighed * (math.sqrt(share / present) / length)).astype(np.float32)))
        return add(parts)


def add(vectors: Sequence[Vector]) -> Vector:
    """The sum of vectors."""
    if len(vectors) < 2:
        return vectors[0] if vectors else EMPTY
    ids = np.concatenate([vector.ids for vector in vectors])
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    values = np.concatenate([vector.values for vector in vectors])[order]
    starts = np.flatnonzero(np.r_[True, ids[1:] != ids[:-1]])
    return Vector(ids[starts], np.add.reduceat(values, starts, dtype=np.float32))


def heaviest(vector: Vector, most: int) -> Vector:
    """The `most` heaviest terms of a vector; among equals the ones first seen."""
    if len(vector.ids) <= most:
        return vector
    kept = np.sort(np.argsort(-vector.values, kind="stable")[:most])
    return Vector(vector.ids[kept], vector.values[kept])


def to_vector(terms: Iterable[tuple[str, float]], bags: Bags) -> Vector:
    """A remembered vector in the numbers of `bags`."""
    pairs = sorted((bags.number(term), value) for term, value in terms)
    return Vector(np.array([n for n, _ in pairs], np.int32), np.array([v for _, v in pairs], np.float32))


def to_terms(vector: Vector, bags: Bags) -> tuple[tuple[str, float], ...]:
    """A vector to remember, heaviest terms first."""
    order = np.argsort(-vector.values, kind="stable")
    return tuple((bags.terms[vector.ids[k]], round(float(vector.values[k]), 4)) for k in order)
