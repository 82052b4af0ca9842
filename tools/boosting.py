"""Boosted trees for two classes: features and labels → trees as plain data.

Grown leaf by leaf on histograms of binned features, with second-order steps. Deliberately small: a hundred lines instead of a
dependency, for tables of some ten thousand rows.

Source: Friedman 2001 (greedy function approximation); Chen and Guestrin 2016; Ke et al. 2017 (histograms, growth by leaf).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Node = tuple[int, float, int, int] | float


@dataclass
class Boosting:
    """A model to fit. Chosen by cross-validation on the keypoints dev sets among a few settings around these."""

    trees: int = 400
    rate: float = 0.03
    leaves: int = 8
    least: int = 60
    ridge: float = 5.0
    bins: int = 32
    share_of_rows: float = 0.6  # that each tree sees
    share_of_columns: float = 0.3
    seed: int = 7
    base: float = 0.0
    grown: list[list[Node]] = field(default_factory=list)

    def fit(self, x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> Boosting:
        """Learn the log odds of `y` (0 or 1) from the columns of `x`."""
        cuts = [np.unique(np.quantile(column, np.linspace(0, 1, self.bins + 1)[1:-1])) for column in x.T]
        binned = np.stack([np.searchsorted(c, column, side="left") for c, column in zip(cuts, x.T, strict=True)], 1)
        mean = float(np.average(y, weights=weights))
        self.base = round(float(np.log(mean / (1 - mean))), 6)
        odds = np.full(len(y), self.base)
        draw = np.random.default_rng(self.seed)
        for _ in range(self.trees):
            p = 1 / (1 + np.exp(-odds))
            rows = np.flatnonzero(draw.random(len(y)) < self.share_of_rows)
            columns = np.flatnonzero(draw.random(x.shape[1]) < self.share_of_columns)
            tree = self._grow(
                binned[np.ix_(rows, columns)],
                [cuts[c] for c in columns],
                (weights * (p - y))[rows],
                (weights * p * (1 - p))[rows],
            )
            tree = [n if isinstance(n, float) else (int(columns[n[0]]), *n[1:]) for n in tree]
            odds += _values(tree, x)
            self.grown.append(tree)
        return self

    def _grow(
        self, binned: np.ndarray, cuts: list[np.ndarray], gradient: np.ndarray, hessian: np.ndarray
    ) -> list[Node]:
        """One tree."""
        every = np.arange(len(binned))
        table = self._histogram(binned, every, gradient, hessian)
        leaves = [(self._best_cut(table), every, table, 0)]
        nodes: list[Node] = [0.0]
        while len(leaves) < self.leaves:
            k = max(range(len(leaves)), key=lambda n: leaves[n][0][0])
            (gain, column, cut), rows, table, node = leaves[k]
            if gain <= 0:
                break
            below = binned[rows, column] <= cut
            yes, no = rows[below], rows[~below]
            table_yes = self._histogram(binned, yes, gradient, hessian)
            nodes[node] = (column, round(float(cuts[column][cut]), 6), len(nodes), len(nodes) + 1)
            leaves[k] = (self._best_cut(table_yes), yes, table_yes, len(nodes))
            leaves.append((self._best_cut(table - table_yes), no, table - table_yes, len(nodes) + 1))
            nodes += [0.0, 0.0]
        for _, rows, _, node in leaves:
            step = -self.rate * gradient[rows].sum() / (hessian[rows].sum() + self.ridge)
            nodes[node] = round(float(step), 6)
        return nodes

    def _histogram(self, binned: np.ndarray, rows: np.ndarray, gradient: np.ndarray, hessian: np.ndarray) -> np.ndarray:
        """Sums of gradient, hessian and rows by column and bin."""
        columns = binned.shape[1]
        at = (binned[rows] + np.arange(columns) * self.bins).ravel()
        return np.stack(
            [
                np.bincount(at, np.repeat(values, columns), columns * self.bins).reshape(columns, self.bins)
                for values in (gradient[rows], hessian[rows], np.ones(len(rows)))
            ]
        )

    def _best_cut(self, table: np.ndarray) -> tuple[float, int, int]:
        """Gain, column and bin of the best cut; the gain is -1 where none leaves enough rows on both sides."""
        low = table.cumsum(2)[:, :, :-1]
        whole = table.sum(2)[:, :, None]
        high = whole - low

        def worth(side: np.ndarray) -> np.ndarray:
            return side[0] ** 2 / (side[1] + self.ridge)

        gain = np.round(worth(low) + worth(high) - worth(whole), 9)
        gain[(low[2] < self.least) | (high[2] < self.least)] = -1
        best = int(gain.argmax())
        return float(gain.flat[best]), best // gain.shape[1], best % gain.shape[1]

    def as_data(self, names: Sequence[str]) -> dict[str, Any]:
        """{"base", "trees"} with the columns named; a node is [name, cut, yes, no], a leaf its value."""
        return {
            "base": self.base,
            "trees": [
                [node if isinstance(node, float) else [names[node[0]], *node[1:]] for node in tree]
                for tree in self.grown
            ],
        }


def _values(tree: list[Node], x: np.ndarray) -> np.ndarray:
    """What a tree gives each row."""
    out = np.zeros(len(x))
    waiting = [(0, np.arange(len(x)))]
    while waiting:
        at, rows = waiting.pop()
        node = tree[at]
        if isinstance(node, float):
            out[rows] = node
        else:
            yes = x[rows, node[0]] <= node[1]
            waiting += [(node[2], rows[yes]), (node[3], rows[~yes])]
    return out
