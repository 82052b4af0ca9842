"""Learn the weights that rank figures: an annotated JSONL → src/bluf/analysis/data/figures_salience.json.

usage: python tools/train_figures.py [GOLD.jsonl] [--check]

GOLD is `../shared/eval/figures/own_wikinews.dev.jsonl` by default: {"id", "text", "gold": [{"start", "end", "importance"}]},
importance 3 for figures that carry the story. Figures found that overlap one of them are examples, the others are of importance 0.
Prints what five-fold cross-validation over documents gives (`key5`: share of the figures of importance 3 among the five most
salient), then writes the weights of a fit on all documents. Deterministic. With `--check` nothing is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from bluf.analysis import find_actors, find_attributions, find_dates, find_figures, find_places, load_model  # noqa: E402 - path first
from bluf.analysis.figures.rank import FEATURES, describe  # noqa: E402 - the path is set above
from bluf.analysis.nlp import Parse, parse_documents  # noqa: E402 - the path is set above
from bluf.model import Document, Figure  # noqa: E402 - the path is set above

WEIGHTS = ROOT / "src" / "bluf" / "analysis" / "data" / "figures_salience.json"
FOLDS = 5
RIDGE = 2.0  # chosen by cross-validation on own_wikinews.dev among 0.5, 1, 2, 5, 10
STEPS = 40

Row = tuple[np.ndarray, np.ndarray, list[Figure], list[dict]]


def read(path: Path) -> tuple[list[dict], list[Row]]:
    """The annotated records and, for each, features, targets and figures."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    documents = [Document(id=r["id"], text=r["text"]) for r in records]
    rows = []
    for record, parse in zip(records, parse_documents(documents, load_model()), strict=True):
        figures = figures_of(parse)
        x = np.array(describe(parse, figures)).reshape(len(figures), len(FEATURES))
        y = np.array([importance(f, record["gold"]) == 3 for f in figures], dtype=float)
        rows.append((x, y, list(figures), record["gold"]))
    return records, rows


def figures_of(parse: Parse) -> tuple[Figure, ...]:
    """What the whole analysis finds."""
    dates, places = find_dates(parse), find_places(parse)
    actors = find_actors(parse, places)
    return find_figures(parse, actors, find_attributions(parse, actors), dates, places)


def importance(figure: Figure, gold: list[dict]) -> int:
    """The importance of the annotated figure that this one overlaps, 0 where there is none."""
    return max((g["importance"] for g in gold if g["start"] < figure.end and figure.start < g["end"]), default=0)


def fit(rows: list[Row], ridge: float = RIDGE) -> tuple[float, np.ndarray]:
    """Bias and weights of a logistic regression with a ridge, by Newton's method."""
    x = np.vstack([r[0] for r in rows])
    y = np.concatenate([r[1] for r in rows])
    x = np.hstack([np.ones((len(x), 1)), x])
    penalty = np.diag([1e-6, *[ridge] * (x.shape[1] - 1)])
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty @ w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        w -= np.linalg.solve(hessian, gradient)
    return float(w[0]), w[1:]


def key5(rows: list[Row], bias: float, weights: np.ndarray) -> tuple[int, int]:
    """How many figures of importance 3 are among the five most salient of their document, and how many there are."""
    hit = total = 0
    for x, _, figures, gold in rows:
        scores = bias + x @ weights
        first = [figures[k] for k in sorted(range(len(figures)), key=lambda k: -scores[k])[:5]]
        for g in (g for g in gold if g["importance"] == 3):
            total += 1
            hit += any(g["start"] < f.end and f.start < g["end"] for f in first)
    return hit, total


def main() -> None:
    """Cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "gold", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval" / "figures" / "own_wikinews.dev.jsonl"
    )
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    records, rows = read(options.gold)
    hits = totals = 0
    for fold in range(FOLDS):
        bias, weights = fit([r for k, r in enumerate(rows) if k % FOLDS != fold])
        hit, total = key5([r for k, r in enumerate(rows) if k % FOLDS == fold], bias, weights)
        hits, totals = hits + hit, totals + total
    print(f"key5 cross-validated over {len(records)} documents: {hits} of {totals} = {100 * hits / totals:.1f} %")
    order = key5(rows, 0.0, np.array([1.0 if name == "order" else 0.0 for name in FEATURES]))
    print(f"key5 in reading order: {order[0]} of {order[1]} = {100 * order[0] / order[1]:.1f} %")
    bias, weights = fit(rows)
    if options.check:
        return
    about = (
        f"Learnt by tools/train_figures.py on own_wikinews.dev ({len(records)} Wikinews texts, CC BY 2.5); "
        f"cross-validated key5 {100 * hits / totals:.1f} %."
    )
    data = {
        "about": about,
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
