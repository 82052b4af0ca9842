"""Train the scorers of `bluf.analysis.attribution` and write their weights.

usage: python tools/train_attribution.py [--sets FOLDER] [--folds N]

Reads the evaluation sets of our own (`own_wikinews`, `own_fbis`: annotated by hand, texts of Wikinews, CC BY 2.5, and
of FBIS), fits logistic regressions for cue, source, content and what is cut off from it, writes
src/bluf/analysis/data/attribution_weights.json, and prints how the whole finder scores on texts left out of training
(N folds by document). What was found in texts left out, right or wrong, trains one more: how far a reading is to be trusted
(`Attribution.score`); for it the share of right rows above each score is printed, cross-validated again. Same data, same
bytes: L-BFGS from zero, no randomness.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from bluf.analysis import find_actors, find_places  # noqa: E402 - the path is set above
from bluf.analysis.attribution import as_attribution, read_statements  # noqa: E402 - the package of this checkout
from bluf.analysis.attribution.candidates import find_candidates  # noqa: E402 - the path is set above
from bluf.analysis.attribution.doubts import doubt_features  # noqa: E402 - the path is set above
from bluf.analysis.attribution.features import NO_SOURCE, View, cue_features, source_features, source_options  # noqa: E402 - the path is set above
from bluf.analysis.attribution.quotations import Quotations  # noqa: E402 - the path is set above
from bluf.analysis.attribution.scorer import NAMES, READING, Linear, Scorers  # noqa: E402 - the path is set above
from bluf.analysis.attribution.statement import Candidate  # noqa: E402 - the path is set above
from bluf.analysis.attribution.units import Unit, content_units, cutting_features, cuttings, unit_features  # noqa: E402 - the path is set above
from bluf.analysis.nlp import Parse, load_model, parse_documents  # noqa: E402 - the path is set above
from bluf.model import Attribution, Document  # noqa: E402 - the path is set above

SETS = ("own_wikinews", "own_fbis")
WEIGHTS = ROOT / "src" / "bluf" / "analysis" / "data" / "attribution_weights.json"
L2 = {"cue": 1.0, "source": 1.0, "content": 1.0, "cutting": 1.0, "trust": 20.0}
SEEN_AT_LEAST = 2  # features of one example only would be learnt by heart
SMALLEST = 0.02  # weights nearer to nothing are left out of the file
SAME_CONTENT = 0.7  # overlap (F1) with the annotated content that makes a row right
SCORES = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)

Record = dict[str, Any]
Example = tuple[list[str], bool]


class Gold(NamedTuple):
    """An annotated attribution in token indices."""

    cue: set[int]
    source: set[int]
    content: set[int]


def gold_of(record: Record, parse: Parse) -> list[Gold]:
    """The record's attributions as token sets."""

    def tokens(spans: list[list[int]]) -> set[int]:
        return {k for s, e in spans for k in range(*parse.tokens_of(s, e)) if not parse.text[k].isspace()}

    return [Gold(tokens(g["cue"]), tokens(g["source"]), tokens(g["content"])) for g in record["gold"]]


def match(candidates: list[Candidate], gold: list[Gold]) -> dict[int, Gold]:
    """Which candidate (by index) stands for which gold attribution: its head lies in the cue; the best content wins."""
    matched: dict[int, Gold] = {}
    for g in gold:
        options = [(overlap(c, g), -k) for k, c in enumerate(candidates) if c.head in g.cue and k not in matched]
        if options:
            matched[-max(options)[1]] = g
    return matched


def overlap(candidate: Candidate, gold: Gold) -> float:
    """Share of content that rules and gold have in common (F1)."""
    mine = {k for i, j in candidate.content for k in range(i, j)}
    total = len(mine) + len(gold.content)
    return 2 * len(mine & gold.content) / total if total else 0.0


def outside(gold: Gold, cut: Unit) -> bool:
    """True where most of a cutting is no content."""
    (a, b) = cut.ranges[0]
    return 2 * sum(t in gold.content for t in range(a, b)) < b - a


def top_of(parse: Parse, tokens: set[int]) -> int:
    """The noun that heads a source, or `NO_SOURCE`."""
    tops = [k for k in sorted(tokens) if parse.head[k] not in tokens or parse.head[k] == k]
    nouns = [k for k in tops if parse.pos[k] in ("NOUN", "PROPN", "PRON")]
    return (nouns or tops or [NO_SOURCE])[0]


def examples_of(record: Record, parse: Parse) -> dict[str, list[Example]]:
    """Training examples of one document for the three scorers."""
    quotations = Quotations(parse)
    view = View(parse, quotations)
    candidates = find_candidates(parse, quotations)
    matched = match(candidates, gold_of(record, parse))
    out: dict[str, list[Example]] = {name: [] for name in READING}
    for k, found in enumerate(candidates):
        gold = matched.get(k)
        out["cue"].append((cue_features(view, found), gold is not None))
        if gold is None:
            continue
        source = top_of(parse, gold.source)
        out["source"] += [(source_features(view, found, o), o == source) for o in source_options(view, found)]
        for unit in content_units(view, found):
            size = sum(j - i for i, j in unit.ranges)
            inside = sum(t in gold.content for i, j in unit.ranges for t in range(i, j))
            out["content"].append((unit_features(view, found, source, unit), 2 * inside > size))
            if 2 * inside > size:
                out["cutting"] += [
                    (cutting_features(view, found, unit, c), outside(gold, c)) for c in cuttings(view, unit)
                ]
    return out


class Matrix:
    """Binary examples × features, sparse: `columns[starts[r]:starts[r + 1]]` are the features of row r."""

    def __init__(self, rows: list[list[str]], column_of: dict[str, int]) -> None:
        indices = [[column_of[f] for f in row if f in column_of] for row in rows]
        self.row = np.repeat(np.arange(len(rows)), [len(r) for r in indices])
        self.column = np.array([c for r in indices for c in r], dtype=np.int64)
        self.shape = (len(rows), len(column_of))

    def times(self, w: np.ndarray) -> np.ndarray:
        """Row sums of the weights."""
        return np.bincount(self.row, weights=w[self.column], minlength=self.shape[0])

    def transposed_times(self, v: np.ndarray) -> np.ndarray:
        """Column sums of the row values."""
        return np.bincount(self.column, weights=v[self.row], minlength=self.shape[1])


def fit(examples: list[Example], l2: float) -> Linear:
    """A logistic regression with an L2 penalty of `l2`/2 on each weight squared."""
    seen = Counter(f for row, _ in examples for f in set(row))
    names = sorted(f for f, n in seen.items() if n >= SEEN_AT_LEAST)
    x = Matrix([row for row, _ in examples], {f: k for k, f in enumerate(names)})
    y = np.array([float(label) for _, label in examples])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x.times(w[:-1]) + w[-1]
        error = 1 / (1 + np.exp(-np.clip(z, -500, 500))) - y
        value = float(np.sum(np.logaddexp(0, z) - y * z) + l2 / 2 * np.sum(w[:-1] ** 2))
        return value, np.append(x.transposed_times(error) + l2 * w[:-1], np.sum(error))

    w = minimize(loss, np.zeros(len(names) + 1))
    kept = {f: round(float(v), 3) for f, v in zip(names, w, strict=False) if abs(v) >= SMALLEST}
    return Linear(round(float(w[-1]), 3), kept)


def minimize(
    loss: Callable[[np.ndarray], tuple[float, np.ndarray]], w: np.ndarray, steps: int = 120, memory: int = 8
) -> np.ndarray:
    """L-BFGS with backtracking (Nocedal and Wright, Numerical Optimization, algorithm 7.4)."""
    value, gradient = loss(w)
    pairs: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(steps):
        direction = _direction(gradient, pairs)
        slope, step = float(gradient @ direction), 1.0 if pairs else 1 / max(1.0, float(np.abs(gradient).sum()))
        for _ in range(30):
            new = w + step * direction
            new_value, new_gradient = loss(new)
            if new_value <= value + 1e-4 * step * slope:
                break
            step /= 2
        s, y = new - w, new_gradient - gradient
        if s @ y > 1e-10:
            pairs = [*pairs, (s, y)][-memory:]
        done = abs(value - new_value) < 1e-5 * max(1.0, abs(value))
        w, value, gradient = new, new_value, new_gradient
        if done:
            break
    return w


def _direction(gradient: np.ndarray, pairs: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    q, alphas = gradient.copy(), []
    for s, y in reversed(pairs):
        alpha = (s @ q) / (s @ y)
        alphas.append(alpha)
        q -= alpha * y
    if pairs:
        s, y = pairs[-1]
        q *= (s @ y) / (y @ y)
    for (s, y), alpha in zip(pairs, reversed(alphas), strict=True):
        q += (alpha - (y @ q) / (s @ y)) * s
    return -q


def train(examples: list[dict[str, list[Example]]]) -> Scorers:
    """Scorers from the examples of many documents."""
    return Scorers(**{name: fit([e for document in examples for e in document[name]], L2[name]) for name in READING})


def fold_of(record_id: str, folds: int) -> int:
    """The fold of a document, by its id alone."""
    return int(hashlib.sha256(record_id.encode()).hexdigest(), 16) % folds


def cross_validate(
    items: list[tuple[Record, Parse]], examples: list[dict[str, list[Example]]], folds: int
) -> dict[str, list[tuple[Attribution, list[str]]]]:
    """What the finder finds in each document with scorers that have not seen it, each with the features of its doubts."""
    out: dict[str, list[tuple[Attribution, list[str]]]] = {}
    for k in range(folds):
        scorers = train([e for (r, _), e in zip(items, examples, strict=True) if fold_of(r["id"], folds) != k])
        out |= {r["id"]: read(p, scorers) for r, p in items if fold_of(r["id"], folds) == k}
    return out


def read(parse: Parse, scorers: Scorers) -> list[tuple[Attribution, list[str]]]:
    """The attributions of one document with the features of their doubts."""
    reading = read_statements(parse, find_actors(parse, find_places(parse)), scorers)
    return [
        (as_attribution(reading, s, r, scorers), doubt_features(reading.view, s, r))
        for s, r in zip(reading.statements, reading.resolved, strict=True)
    ]


def verdicts(record: Record, predictions: list[Record], scoring: ModuleType) -> list[bool]:
    """Which predictions are right in all their parts: content (nearly), head of the source, stance, and whom it means."""
    text, gold = record["text"], record["gold"]
    wanted = [scoring.tokens(text, g["content"]) for g in gold]
    made = [scoring.tokens(text, p["content"]) for p in predictions]
    out = [False] * len(predictions)
    for i, j, overlap_of_pair in scoring.pair(wanted, made, scoring.f1):
        g, p = gold[i], predictions[j]
        names = (g.get("speaker") or {}).get("names") or []
        same_name = not (names and p.get("speaker")) or any(scoring.same_name(p["speaker"], n) for n in names)
        same_head = scoring.head(text, g["source"]) == scoring.head(text, p["source"])
        out[j] = overlap_of_pair >= SAME_CONTENT and same_head and g["stance"] == p["stance"] and same_name
    return out


def show_trust(examples: dict[str, list[Example]], folds: int) -> None:
    """Print how many of the rows above each score are right, by scorers of trust that have not seen their texts."""
    scored: list[tuple[float, bool]] = []
    for k in range(folds):
        known = [e for name, rows in examples.items() if fold_of(name, folds) != k for e in rows]
        trust = fit(known, L2["trust"])
        left_out = [e for name, rows in examples.items() if fold_of(name, folds) == k for e in rows]
        scored += [(1 / (1 + math.exp(-trust.score(features))), label) for features, label in left_out]
    for score in (0.0, *SCORES):
        above = [label for s, label in scored if s >= score]
        if above:
            print(
                f"score >= {score:.2f}: {len(above)} of {len(scored)} rows, {100 * sum(above) / len(above):.1f} % right"
            )


def prediction(found: Attribution) -> Record:
    """An attribution in the scorer's form."""
    made = {
        "source": [[found.source.start, found.source.end]] if found.source else [],
        "cue": [[found.cue.start, found.cue.end]] if found.cue else [],
        "content": [[c.start, c.end] for c in found.content],
        "stance": str(found.stance),
    }
    return made | ({"speaker": found.source.actor} if found.source and found.source.actor else {})


def write(scorers: Scorers, made_from: str) -> None:
    """Write the weights with what made them."""
    stored: dict[str, Any] = {"made_by": "tools/train_attribution.py", "made_from": made_from}
    for name in NAMES:
        linear: Linear = getattr(scorers, name)
        stored[name] = {"bias": linear.bias, "weights": dict(sorted(linear.weights.items()))}
    WEIGHTS.parent.mkdir(parents=True, exist_ok=True)
    WEIGHTS.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Train, cross-validate, write."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sets", type=Path, default=ROOT.parent / "shared" / "eval" / "attribution")
    options.add_argument("--folds", type=int, default=5)
    chosen = options.parse_args()
    sys.path.insert(0, str(chosen.sets))
    import score_attribution  # stands beside the sets

    nlp = load_model()
    items: dict[str, list[tuple[Record, Parse]]] = {}
    for name in SETS:
        lines = (chosen.sets / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines if line.strip()]
        parses = parse_documents((Document(id=r["id"], text=r["text"]) for r in records), nlp)
        items[name] = list(zip(records, parses, strict=True))
    everything = [item for name in SETS for item in items[name]]
    examples = [examples_of(r, p) for r, p in everything]
    unseen = cross_validate(everything, examples, chosen.folds)
    doubts: dict[str, list[Example]] = {}
    for name in SETS:
        records = [r for r, _ in items[name]]
        print(name, "on texts left out of training:")
        predictions = [{"id": r["id"], "pred": [prediction(a) for a, _ in unseen[r["id"]]]} for r in records]
        for record, made in zip(records, predictions, strict=True):
            right = verdicts(record, made["pred"], score_attribution)
            features = [f for _, f in unseen[record["id"]]]
            doubts[record["id"]] = list(zip(features, right, strict=True))
        result = score_attribution.score(records, predictions)
        score_attribution.show(result)
        print("stance:", json.dumps(result["stance"]))
    show_trust(doubts, chosen.folds)
    trust = fit([e for rows in doubts.values() for e in rows], L2["trust"])
    write(
        replace(train(examples), trust=trust),
        "own_wikinews.dev (texts: Wikinews, CC BY 2.5), own_fbis.dev (texts: FBIS); annotation our own",
    )
    print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
