"""The trained ranker: rows of features → log odds that a sentence belongs into a summary.

Boosted trees with a few leaves each, in `data/key_points_trees.json`, made by `tools/train_key_points.py`. Deliberately only the
walk down the trees is here; learning needs no place in the product.

Source: Friedman 2001 (greedy function approximation); Chen and Guestrin 2016 (its second-order form).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bluf.analysis.key_points.features import FEATURES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_LENGTH = FEATURES.index("length")
# Log odds for thirty words: a point tells its reader more than the summaries that it was learnt from.
_LENGTH_WORTH = 0.4


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees in flat tables; a leaf points to itself.

    Attributes:
        feature, cut: what each node asks: is the feature at most the cut?
        yes, no: nodes that follow.
        value: what a leaf adds, 0 elsewhere.
        roots: first node of each tree.
        depth: steps after which every walk has come to a leaf.
        base: log odds before any tree.
    """

    feature: npt.NDArray[np.intp]
    cut: npt.NDArray[np.float64]
    yes: npt.NDArray[np.intp]
    no: npt.NDArray[np.intp]
    value: npt.NDArray[np.float64]
    roots: npt.NDArray[np.intp]
    depth: int
    base: float

    def log_odds(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """One value a row."""
        import numpy as np

        table = np.array(rows, dtype=np.float64)
        at = np.tile(self.roots, (len(rows), 1))
        line = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            at = np.where(table[line, self.feature[at]] <= self.cut[at], self.yes[at], self.no[at])
        # Added in whole millionths, whose sum no order of addition can change.
        total = np.rint(self.value[at] * 1e6).astype(np.int64).sum(axis=1)
        return [self.base + int(t) / 1e6 + _LENGTH_WORTH * row[_LENGTH] for t, row in zip(total, rows, strict=True)]


def build_trees(data: dict[str, Any]) -> Trees:
    """Trees from their JSON form: {"base", "trees": [[node, ...], ...]}, a node [feature, cut, yes, no] or a leaf's value."""
    import numpy as np

    columns = {name: n for n, name in enumerate(FEATURES)}
    feature: list[int] = []
    cut: list[float] = []
    yes: list[int] = []
    no: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    for tree in data["trees"]:
        first = len(feature)
        roots.append(first)
        for node in tree:
            here = len(feature)
            leaf = not isinstance(node, list)
            feature.append(0 if leaf else columns[node[0]])
            cut.append(0.0 if leaf else float(node[1]))
            yes.append(here if leaf else first + node[2])
            no.append(here if leaf else first + node[3])
            value.append(float(node) if leaf else 0.0)
    return Trees(
        feature=np.array(feature, dtype=np.intp),
        cut=np.array(cut),
        yes=np.array(yes, dtype=np.intp),
        no=np.array(no, dtype=np.intp),
        value=np.array(value),
        roots=np.array(roots, dtype=np.intp),
        depth=max(len(tree) // 2 for tree in data["trees"]),
        base=float(data["base"]),
    )


@cache
def scorer() -> Trees:
    """The shipped trees, read once."""
    text = files("bluf.analysis").joinpath("data/key_points_trees.json").read_text(encoding="utf-8")
    return build_trees(json.loads(text))
