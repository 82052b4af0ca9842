"""The learnt scorers: feature values → probability.

Two logistic regressions, *actor* (is the candidate one at all?) and *importance* (how much of the text is about it?),
with their weights in `data/actors_weights.json`, made by `tools/train_actors.py` on the own_wikinews and own_fbis
sets. Deliberately no numpy: an actor has some thirty features.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SCALE = 1000  # weights are stored as thousandths


@dataclass(frozen=True, slots=True)
class Scorer:
    """Both scorers in one.

    Attributes:
        weights: feature name → weights of *actor* and *importance*, in thousandths.
        threshold: probability from which a candidate is taken for an actor.
    """

    weights: dict[str, tuple[int, int]]
    threshold: float

    def score(self, values: dict[str, float]) -> tuple[float, float]:
        """Probabilities (actor, importance) for the feature values; unknown features weigh nothing."""
        weights, none = self.weights, (0, 0)
        actor = importance = 0.0
        for name, value in values.items():
            first, second = weights.get(name, none)
            actor += value * first
            importance += value * second
        return _probability(actor / SCALE), _probability(importance / SCALE)


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


@cache
def scorer() -> Scorer:
    """The scorers, read once."""
    raw = json.loads((files("bluf") / "analysis" / "data" / "actors_weights.json").read_text(encoding="utf-8"))
    actor, importance = raw["actor"]["weights"], raw["importance"]["weights"]
    weights = {name: (actor.get(name, 0), importance.get(name, 0)) for name in sorted({*actor, *importance})}
    return Scorer(weights=weights, threshold=raw["actor"]["threshold"])
