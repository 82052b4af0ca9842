"""Learnt linear scorers: is it a cue, which is its source, what is its content, and what of that is too much.

In: names of features; out: a log-odds. The weights stand in one JSON file, made by `tools/train_attribution.py`,
which says in it from which data. A feature that the file does not name weighs nothing. Deliberately no training here.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources

READING = ("cue", "source", "content", "cutting")
NAMES = (*READING, "trust")
_FILE = "attribution_weights.json"


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over binary features: `score` is its log-odds."""

    bias: float
    weights: dict[str, float]

    def score(self, features: list[str]) -> float:
        """Sum of the weights of `features` and the bias."""
        get = self.weights.get
        return self.bias + sum([get(name, 0.0) for name in features])


@dataclass(frozen=True, slots=True)
class Scorers:
    """The scorers for cues, sources, content, what is cut off from content, and how far a whole reading is to be trusted."""

    cue: Linear
    source: Linear
    content: Linear
    cutting: Linear
    trust: Linear = Linear(0.0, {})


@functools.cache
def load_scorers() -> Scorers | None:
    """The scorers that come with the package.

    None where their file is absent (before they are first trained): rules alone decide then.
    """
    path = resources.files("bluf.analysis") / "data" / _FILE
    if not path.is_file():
        return None
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Scorers(**{name: Linear(stored[name]["bias"], stored[name]["weights"]) for name in NAMES if name in stored})
