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
    """Weights by feature name, in thousandths, and the threshold in probability."""

    weights: dict[str, int]
    threshold: float

    def score(self, values: dict[str, float]) -> float:
        """Probability for the feature values; unknown features weigh nothing."""
        weights = self.weights
        total = sum(value * weights.get(name, 0) for name, value in values.items()) / SCALE
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def scorers() -> dict[str, Scorer]:
    """The scorers by name, read once."""
    raw = json.loads((files("bluf") / "analysis" / "data" / "actors_weights.json").read_text(encoding="utf-8"))
    return {
        name: Scorer(weights=raw[name]["weights"], threshold=raw[name]["threshold"]) for name in ("actor", "importance")
    }
