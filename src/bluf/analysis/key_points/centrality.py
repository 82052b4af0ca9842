"""How near each sentence is to the whole text and to the others: Parse → Centrality.

Weighs content words by log tf-idf. Deliberately bounded: of a long text only the sentences that can still matter are compared
with one another.

Source: Radev et al. 2004 (centroid); Mihalcea and Tarau 2004 (TextRank); Zheng and Lapata 2019 (directed centrality).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bluf.analysis.nlp import Parse

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float64]

Vector = dict[str, float]

CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_MOST = 400  # sentences compared with one another
_LINKED = 0.05  # cosine from which two sentences count as linked
_DAMPING = 0.85
_ROUNDS = 20
_BACKWARD = -0.2  # weight of what stands before, where what stands after weighs 1
_DIGITS = 6  # of a cosine, so that the last bits of a processor's arithmetic decide nothing


@dataclass(frozen=True, slots=True)
class Centrality:
    """Vectors and measures; every list has one entry for each of `sentences`.

    Attributes:
        sentences: indices into `Parse.sents`, in text order, at most 400.
        places: the place of each among all candidates of the text, from 0.
        count: number of all candidates.
        vectors: unit vectors of content lemmas.
        centroid, early: cosine with the sum of all, and with the sum damped by the square root of position.
        rank: TextRank, 1 on average.
        directed: links to later sentences less a share of those to earlier ones, largest 1.
        repeats: largest cosine with an earlier sentence.
        first: cosine with the first sentence.
        average: mean cosine with the others.
        later, earlier: sum of cosines with the sentences after and before, over the square root of their number.
        frequencies: how often each content lemma stands in these sentences.
        key_words: the dozen that weigh most in the centroid.
    """

    sentences: tuple[int, ...]
    places: tuple[int, ...]
    count: int
    vectors: list[Vector]
    centroid: list[float]
    early: list[float]
    rank: list[float]
    directed: list[float]
    repeats: list[float]
    first: list[float]
    average: list[float]
    later: list[float]
    earlier: list[float]
    frequencies: Counter[str]
    key_words: tuple[str, ...]

    def similarity(self, a: int, b: int) -> float:
        """Cosine of the sentences in rows `a` and `b`."""
        return dot(self.vectors[a], self.vectors[b])


def find_centrality(parse: Parse, candidates: list[int]) -> Centrality:
    """Measure the `candidates` (indices into `Parse.sents`), or the most central of them where they are too many."""
    counts = [_lemmas(parse, k) for k in candidates]
    vectors = [_unit({w: (1.0 + math.log(n)) * weight(w) for w, n in c.items()}) for c in counts]
    places = tuple(range(len(candidates)))
    if len(candidates) > _MOST:
        places = _most_central(vectors)
        vectors, counts = [vectors[p] for p in places], [counts[p] for p in places]
    whole = _sum(vectors, [1.0] * len(vectors))
    damped = _sum(vectors, [1.0 / math.sqrt(p + 1) for p in places])
    frequencies: Counter[str] = Counter()
    for count in counts:
        frequencies.update(count)
    cosines = _cosines(vectors)
    n = len(vectors)
    later, earlier = _triangle_sums(cosines)
    directed = [a + _BACKWARD * b for a, b in zip(later, earlier, strict=True)]
    largest = max(1.0, *(abs(x) for x in directed))
    return Centrality(
        sentences=tuple(candidates[p] for p in places),
        places=places,
        count=len(candidates),
        vectors=vectors,
        centroid=[dot(v, whole) for v in vectors],
        early=[dot(v, damped) for v in vectors],
        rank=_text_rank(cosines),
        directed=[x / largest for x in directed],
        repeats=[float(cosines[q, :q].max()) if q else 0.0 for q in range(n)],
        first=[float(cosines[q, 0]) if q else 1.0 for q in range(n)],
        average=[(a + b) / n for a, b in zip(later, earlier, strict=True)],
        later=[x / math.sqrt(max(1, n - q - 1)) for q, x in enumerate(later)],
        earlier=[x / math.sqrt(max(1, q)) for q, x in enumerate(earlier)],
        frequencies=frequencies,
        key_words=tuple(sorted(whole, key=lambda w: (-whole[w], w))[:12]),
    )


def weight(lemma: str) -> float:
    """Inverse document frequency in news."""
    documents, found = _document_frequencies()
    return math.log((documents + 1.0) / (found.get(lemma, 0) + 0.5))


@cache
def _document_frequencies() -> tuple[int, dict[str, int]]:
    """How many news texts were read, and in how many of them each word stands (tools/train_key_points.py made the table)."""
    data = json.loads(files("bluf.analysis").joinpath("data/document_frequencies.json").read_text(encoding="utf-8"))
    return data["documents"], data["words"]


def dot(a: Vector, b: Vector) -> float:
    """Sum of the products of what both hold."""
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


def _lemmas(parse: Parse, k: int) -> Counter[str]:
    i, j = parse.sents[k]
    return Counter(parse.lemma[t] for t in range(i, j) if parse.pos[t] in CONTENT_POS)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
    return {w: x / length for w, x in vector.items()}


def _sum(vectors: list[Vector], weights: list[float]) -> Vector:
    total: Vector = {}
    for vector, share in zip(vectors, weights, strict=True):
        for w, x in vector.items():
            total[w] = total.get(w, 0.0) + share * x
    return _unit(total)


def _most_central(vectors: list[Vector]) -> tuple[int, ...]:
    whole = _sum(vectors, [1.0] * len(vectors))
    order = sorted(range(len(vectors)), key=lambda p: (-dot(vectors[p], whole) / math.sqrt(p + 1), p))
    return tuple(sorted(order[:_MOST]))


def _cosines(vectors: list[Vector]) -> Matrix:
    """All pairs, 0 on the diagonal."""
    import numpy as np

    columns: dict[str, int] = {}
    for vector in vectors:
        for w in vector:
            columns.setdefault(w, len(columns))
    table = np.zeros((len(vectors), max(1, len(columns))))
    for q, vector in enumerate(vectors):
        for w, x in vector.items():
            table[q, columns[w]] = x
    cosines = np.round(table @ table.T, _DIGITS)
    np.fill_diagonal(cosines, 0.0)
    return cosines


def _triangle_sums(cosines: Matrix) -> tuple[list[float], list[float]]:
    """For each sentence the sum of its cosines with later ones, and with earlier ones."""
    import numpy as np

    return [float(x) for x in np.triu(cosines).sum(1)], [float(x) for x in np.tril(cosines).sum(1)]


def _text_rank(cosines: Matrix) -> list[float]:
    import numpy as np

    n = len(cosines)
    links = np.where(cosines > _LINKED, cosines, 0.0)
    degree = links.sum(1)
    degree[degree == 0] = 1.0
    step = (links / degree[:, None]).T
    rank = np.ones(n) / n
    for _ in range(_ROUNDS):
        rank = (1.0 - _DAMPING) / n + _DAMPING * step @ rank
    return [float(x) for x in rank * n]
