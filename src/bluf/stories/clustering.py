"""Vectors → clusters: agglomerative clustering, near-linear in the number of articles.

Two clusters are joined by how alike their articles are on average, measured by how alike the articles of each are among
themselves: a story told in many words is joined more easily than one told in few. Pairs that could be joined come from an
index of leading terms; sums of similarities are kept for each pair of clusters, so that no article is compared twice.
Deliberately exact but for the pairs that share no leading term.

Clusters that were known before are never joined with one another, nor clusters that lie far apart in time.

Source: group-average agglomerative clustering (Sokal and Michener 1958; Manning, Raghavan and Schütze 2008, section 17.3).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bluf.stories.vectors import Vector, Weights, add, heaviest

# Chosen with the shares in `vectors` on ECB+ (dev): 0.15, 0.157 and 0.165 give B³ F1 of 0.956, 0.962 and 0.948, and the same
# on halves of the topics and amid unrelated articles; below, twin events flow together (precision), above, stories fall apart
# (recall).
THRESHOLD = 0.157
_COHESION = 0.25  # similarity expected among the articles of one story, which counts as one observed pair
_MEASURE = 0.35  # how much the clusters' own cohesion counts; 0 would be plain average link
_RELUCTANCE = 0.1  # large clusters are joined less easily: were they one story, some of their articles had met before
_LARGE = 16  # size from which that grows no more
_LOOSEST = 0.18  # a cluster looser than any story of ECB+ must not take in ever more for being loose
_ALONE = 0.75  # two single articles have no cohesion that shows that they tell one story: they must be more alike
_SILENCE = 45  # days: who writes of it again later writes of its anniversary, or of another event of the kind

_INDEXED = 40  # leading terms of a cluster that find its neighbors
_POSTINGS = 150  # clusters kept for a term, heaviest first
_NEIGHBORS = 40  # of a cluster to begin with
_MOST_NEAR = 500  # neighbors of a cluster that are kept, the most alike first: bounds the work on a story of thousands
_HOPELESS = 0.3  # share of the threshold under which a pair is not worth keeping


@dataclass(slots=True)
class Cluster:
    """Articles that belong together.

    Attributes:
        vector: sum of the articles' vectors.
        size: how many they are.
        cohesion: sum of their similarities over ordered pairs.
        first, last: days of the first and last dated one, as ordinals.
        known: id of the story that it was before, if it was one.
        members: the caller's numbers of its articles.
        near: number of a cluster nearby → sum of the similarities to its articles.
    """

    vector: Vector
    size: int = 1
    cohesion: float = 0.0
    first: int | None = None
    last: int | None = None
    known: str | None = None
    members: tuple[int, ...] = ()
    near: dict[int, float] = field(default_factory=dict)

    @property
    def density(self) -> float:
        """Average similarity among its articles, drawn to what is expected of a story."""
        return max(_LOOSEST, (self.cohesion + _COHESION) / (self.size * (self.size - 1) + 1))


def likeness(a: Cluster, b: Cluster, total: float) -> float:
    """How much two clusters are one story, for the sum `total` of the similarities between their articles."""
    average = total / (a.size * b.size)
    score: float = average * (_COHESION * _COHESION / (a.density * b.density)) ** _MEASURE
    smaller = min(a.size, b.size, _LARGE)
    return score * _ALONE if a.size == b.size == 1 else score / smaller**_RELUCTANCE


def join_clusters(clusters: Sequence[Cluster], terms: int) -> list[Cluster]:
    """The clusters joined as far as their likeness reaches the threshold.

    Args:
        clusters: to begin with; the order decides between equals and is the order of members.
        terms: number of terms that vectors count in.
    """
    join = _Joining(list(clusters), terms)
    join.run()
    return [cluster for cluster in join.clusters if cluster is not None]


class _Joining:
    """The state of one run: clusters by number (None once joined) and a queue of pairs, the most alike first."""

    def __init__(self, clusters: list[Cluster], terms: int) -> None:
        self.clusters: list[Cluster | None] = list(clusters)
        self._scratch = np.zeros(terms, np.float32)
        self._queue: list[tuple[float, int, int]] = []
        for i, others in enumerate(_neighbors(clusters, terms)):
            self._meet(i, clusters[i], [j for j in others if j not in clusters[i].near])

    def run(self) -> None:
        while self._queue:
            _, i, j = heapq.heappop(self._queue)
            a, b = self.clusters[i], self.clusters[j]
            if a is not None and b is not None:
                self._join(i, j, a, b)

    def _meet(self, i: int, one: Cluster, others: Sequence[int]) -> None:
        """Compare a cluster with others, and queue the pairs that may be joined."""
        pairs = [(j, other) for j in others if (other := self.clusters[j]) is not None and not _apart(one, other)]
        for (j, other), total in zip(pairs, self._similarities(one, [other for _, other in pairs]), strict=True):
            self._offer(i, j, one, other, total)

    def _similarities(self, one: Cluster, others: Sequence[Cluster]) -> list[float]:
        """The sums of similarities between the articles of `one` and those of each other."""
        if not others:
            return []
        self._scratch[one.vector.ids] = one.vector.values
        ids = np.concatenate([other.vector.ids for other in others])
        products = self._scratch[ids] * np.concatenate([other.vector.values for other in others])
        self._scratch[one.vector.ids] = 0
        starts = np.cumsum([0, *(len(other.vector.ids) for other in others[:-1])])
        return [float(x) for x in np.add.reduceat(products, starts, dtype=np.float64)]

    def _offer(self, i: int, j: int, one: Cluster, other: Cluster, total: float) -> None:
        score = likeness(one, other, total)
        if score >= THRESHOLD * _HOPELESS:
            one.near[j] = other.near[i] = total
        if score >= THRESHOLD:
            heapq.heappush(self._queue, (-score, min(i, j), max(i, j)))

    def _join(self, i: int, j: int, a: Cluster, b: Cluster) -> None:
        both = Cluster(
            vector=add((a.vector, b.vector)),
            size=a.size + b.size,
            cohesion=a.cohesion + b.cohesion + 2 * a.near[j],
            first=min((day for day in (a.first, b.first) if day is not None), default=None),
            last=max((day for day in (a.last, b.last) if day is not None), default=None),
            known=a.known or b.known,
            members=(*a.members, *b.members),
        )
        number = len(self.clusters)
        self.clusters.append(both)
        self.clusters[i] = self.clusters[j] = None
        unknown = []
        for k in sorted((a.near.keys() | b.near.keys()) - {i, j}):
            other = self.clusters[k]
            if other is None or _apart(both, other):
                continue
            if k in a.near and k in b.near:
                self._offer(number, k, both, other, a.near[k] + b.near[k])
            else:
                unknown.append(k)
            other.near.pop(i, None)
            other.near.pop(j, None)
        self._meet(number, both, unknown)
        self._forget_far(number, both)

    def _forget_far(self, number: int, one: Cluster) -> None:
        """Drop the neighbors of a cluster that are least alike where it has very many."""
        if len(one.near) < 2 * _MOST_NEAR:
            return
        others = [(k, other) for k in one.near if (other := self.clusters[k]) is not None]
        others.sort(key=lambda pair: (-likeness(one, pair[1], one.near[pair[0]]), pair[0]))
        for k, other in others[_MOST_NEAR:]:
            del one.near[k], other.near[number]


def _apart(a: Cluster, b: Cluster) -> bool:
    """Whether two clusters cannot be one story, however alike: both known before, or a long silence between them."""
    if a.known is not None and b.known is not None:
        return True
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return False
    return max(a.first - b.last, b.first - a.last) > _SILENCE


def _neighbors(clusters: Sequence[Cluster], terms: int) -> Iterator[list[int]]:
    """For each cluster the earlier and later ones that share most of its leading terms, by what those contribute."""
    leading = [heaviest(cluster.vector, _INDEXED) for cluster in clusters]
    index = _Index(leading, terms)
    for i, vector in enumerate(leading):
        found, weights = index.look_up(vector)
        others, position = np.unique(found, return_inverse=True)
        sums = np.bincount(position, weights, len(others))
        sums[others == i] = -1
        best = np.argsort(-sums, kind="stable")[: _NEIGHBORS + 1]
        yield [int(others[k]) for k in best if sums[k] > 0]


class _Index:
    """Which clusters have a term among their leading ones: for each term the clusters, heaviest first, and their weights."""

    def __init__(self, leading: Sequence[Vector], terms: int) -> None:
        lengths = [len(vector.ids) for vector in leading]
        ids = np.concatenate([vector.ids for vector in leading]) if leading else np.empty(0, np.int32)
        values = np.concatenate([vector.values for vector in leading]) if leading else np.empty(0, np.float32)
        order = np.lexsort((-values, ids))
        self._owners: NDArray[np.int32] = np.repeat(np.arange(len(leading), dtype=np.int32), lengths)[order]
        self._values: Weights = values[order]
        self._starts = np.searchsorted(ids[order], np.arange(terms + 1))

    def look_up(self, vector: Vector) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The clusters that share terms with `vector`, once for each term, and the product of the weights there."""
        owners: list[NDArray[np.int32]] = [np.empty(0, np.int32)]
        weights: list[NDArray[np.float64]] = [np.empty(0)]
        for term, value in zip(vector.ids, vector.values, strict=True):
            start = self._starts[term]
            end = min(self._starts[term + 1], start + _POSTINGS)
            owners.append(self._owners[start:end])
            weights.append(self._values[start:end].astype(np.float64) * float(value))
        return np.concatenate(owners), np.concatenate(weights)
