#!/usr/bin/env python3
"""Train the scorers of `bluf.analysis.actors` and write their weights.

usage: python tools/train_actors.py [--sets FOLDER] [--folds N]

Reads the evaluation sets of our own (`own_wikinews`, `own_fbis`: annotated by hand, texts of Wikinews, CC BY 2.5, and
of FBIS), fits two
logistic regressions (is a candidate an actor, how important is it), writes
src/bluf/analysis/data/actors_weights.json, and prints how
they do on texts left out of training (N folds by document). Same data, same bytes: Newton steps from zero, no
randomness.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from bluf.analysis.actors import find_acts, rank_actors  # noqa: E402 - the package of this checkout
from bluf.analysis.actors.build import find_candidates  # noqa: E402 - the path is set above
from bluf.analysis.actors.features import actor_features  # noqa: E402 - the path is set above
from bluf.analysis.actors.lexicon import lexicon  # noqa: E402 - the path is set above
from bluf.analysis.actors.names import head, words  # noqa: E402 - the path is set above
from bluf.analysis.actors.scorer import SCALE  # noqa: E402 - the path is set above
from bluf.analysis.attribution import find_attributions  # noqa: E402 - the path is set above
from bluf.analysis.nlp import Parse, load_model, parse_documents  # noqa: E402 - the path is set above
from bluf.analysis.places import find_places  # noqa: E402 - the path is set above
from bluf.model import Actor, Document  # noqa: E402 - the path is set above

SETS = ("own_wikinews", "own_fbis")
OUT = ROOT / "src" / "bluf" / "analysis" / "data" / "actors_weights.json"
GAIN = {3: 1.0, 2: 0.45, 1: 0.1}  # importance as annotated → target of the ranking
RIDGE = {"actor": 20.0, "importance": 20.0}  # chosen by the folds below
THRESHOLD = {"actor": 0.42, "importance": 0.0}
MIN_TEXTS = 5  # a feature seen in fewer texts is left out


class Example(NamedTuple):
    """One candidate: its text, feature values, whether it is an actor, and how important."""

    text: int
    values: dict[str, float]
    actor: float
    importance: float


def same(a: str, b: str) -> bool:
    """True where two names are equal, or one's words are all in the other and their heads agree."""
    x, y = words(a), words(b)
    short, full = sorted((x, y), key=len)
    return bool(short) and (x == y or (head(x) == head(y) and set(short) <= set(full)))


def target(actor: Actor, gold: list[dict[str, Any]]) -> tuple[float, float]:
    """Whether a candidate is one of the annotated actors, and the gain of the most important one that it names."""
    forms = (actor.name, *actor.aliases)
    found = [g for g in gold if any(same(f, x) for f in forms for x in (g["name"], *g["aliases"]))]
    return float(bool(found)), max((GAIN.get(g["salience"], 0.1) for g in found), default=0.0)


def examples(records: list[dict[str, Any]], parses: list[Parse]) -> list[Example]:
    """All candidates of all texts."""
    out = []
    for k, (record, parse) in enumerate(zip(records, parses, strict=True)):
        candidates = find_candidates(parse, find_places(parse))
        for actor in candidates:
            values = actor_features(parse, actor, lexicon(), len(candidates))
            out.append(Example(k, values, *target(actor, record["gold"])))
    return out


def scorer_of(sets: Path) -> ModuleType:
    """The evaluation's own scorer, which stands beside its sets."""
    spec = spec_from_file_location("score_actors", sets / "score_actors.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer in {sets}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def held_out(
    records: list[dict[str, Any]], parses: list[Parse], data: list[Example], folds: int
) -> list[dict[str, Any]]:
    """Ranked actors of every text as a scorer finds them that was trained on the other folds, in the evaluation's form."""
    made: list[dict[str, Any]] = [{} for _ in records]
    for fold in range(folds):
        models = train([e for e in data if e.text % folds != fold])
        for k in range(fold, len(records), folds):
            mine = [e for e in data if e.text == k]
            kept = tuple(
                replace(c, id=f"a{n}", salience=round(predict(models["importance"], e.values), 4))
                for n, (c, e) in enumerate(
                    zip(find_candidates(parses[k], find_places(parses[k])), mine, strict=True), 1
                )
                if predict(models["actor"], e.values) >= THRESHOLD["actor"]
            )
            said = find_attributions(parses[k], kept)
            ranked = rank_actors(parses[k], kept, said, find_acts(parses[k], kept))
            made[k] = {
                "id": records[k]["id"],
                "pred": [{"name": a.name, "aliases": list(a.aliases), "type": a.kind.value} for a in ranked],
            }
    return made


def report(sets: Path, records: list[dict[str, Any]], made: list[dict[str, Any]], ends: dict[str, int]) -> None:
    """Print what the evaluation's scorer says of texts left out of training, set by set."""
    scorer, start = scorer_of(sets), 0
    for name, end in ends.items():
        scores = scorer.score(records[start:end], made[start:end])
        found, whole = scores["groups"], scores["complete"]
        print(
            f"left out, {name}: actors recall {found['actors']['recall']} central r5 {found['central actors']['r5']} "
            f"precision {whole['precision']} alias_f {whole['alias_f']} type_accuracy {whole['type_accuracy']} "
            f"ndcg10 {scores['ndcg10']}"
        )
        start = end


def names_of(data: list[Example]) -> list[str]:
    """Features seen in enough texts, sorted."""
    seen = Counter(name for _, name in {(e.text, name) for e in data for name in e.values})
    return sorted(name for name, count in seen.items() if count >= MIN_TEXTS)


def matrix(data: list[Example], names: list[str]) -> np.ndarray:
    """Feature values as rows."""
    index = {name: k for k, name in enumerate(names)}
    rows = np.zeros((len(data), len(names)))
    for r, example in enumerate(data):
        for name, value in example.values.items():
            if name in index:
                rows[r, index[name]] = value
    return rows


def fit(rows: np.ndarray, targets: np.ndarray, ridge: float) -> np.ndarray:
    """Ridge logistic regression by Newton steps."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (p - targets) + ridge * weights
        hessian = (rows * (p * (1 - p))[:, None]).T @ rows + ridge * np.eye(rows.shape[1])
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if float(np.abs(step).max()) < 1e-7:
            break
    return weights


def train(data: list[Example]) -> dict[str, dict[str, Any]]:
    """Both scorers, as they are stored."""
    names = names_of(data)
    rows = matrix(data, names)
    out = {}
    for scorer in ("actor", "importance"):
        weights = fit(rows, np.array([getattr(e, scorer) for e in data]), RIDGE[scorer])
        kept = {n: int(w) for n, w in zip(names, np.rint(weights * SCALE), strict=True) if w}
        out[scorer] = {"threshold": THRESHOLD[scorer], "weights": kept}
    return out


def predict(model: dict[str, Any], values: dict[str, float]) -> float:
    """Probability that a stored scorer gives."""
    total = sum(v * model["weights"].get(n, 0) for n, v in values.items()) / SCALE
    return float(1 / (1 + np.exp(-np.clip(total, -30, 30))))


def validate(data: list[Example], folds: int) -> None:
    """Print how well candidates of texts left out are told apart, and how well they are ordered."""
    right: Counter[str] = Counter()
    gains = []
    for fold in range(folds):
        models = train([e for e in data if e.text % folds != fold])
        held = [e for e in data if e.text % folds == fold]
        for text in sorted({e.text for e in held}):
            mine = [e for e in held if e.text == text]
            kept = [e for e in mine if predict(models["actor"], e.values) >= THRESHOLD["actor"]]
            right.update(all=int(sum(e.actor for e in mine)), kept=len(kept), hit=int(sum(e.actor for e in kept)))
            kept.sort(key=lambda e: -predict(models["importance"], e.values))
            ideal = sorted((e.importance for e in mine), reverse=True)
            best = sum(g / np.log2(k + 2) for k, g in enumerate(ideal[:10]))
            got = sum(e.importance / np.log2(k + 2) for k, e in enumerate(kept[:10]))
            gains += [got / best] if best else []
    print(
        f"left out: precision {right['hit'] / right['kept']:.3f} recall of true candidates "
        f"{right['hit'] / right['all']:.3f} nDCG@10 {np.mean(gains):.3f} over {len(gains)} texts"
    )


def main() -> None:
    """Read, validate, train on everything, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sets", type=Path, default=ROOT.parent / "shared" / "eval" / "actors")
    parser.add_argument("--folds", type=int, default=8)
    options = parser.parse_args()
    paths = [options.sets / f"{name}.dev.jsonl" for name in SETS]
    records = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    documents = [Document(id=r["id"], text=r["text"]) for r in records]
    parses = list(parse_documents(documents, load_model()))
    data = examples(records, parses)
    print(f"{len(records)} texts, {len(data)} candidates, {int(sum(e.actor for e in data))} of them actors")
    validate(data, options.folds)
    counts = [len(path.read_text(encoding="utf-8").splitlines()) for path in paths]
    ends = {name: sum(counts[: k + 1]) for k, name in enumerate(SETS)}
    report(options.sets, records, held_out(records, parses, data, options.folds), ends)
    source = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in paths}
    made = {"_source": f"tools/train_actors.py on {source}; texts: Wikinews (CC BY 2.5) and FBIS, annotation our own"}
    OUT.write_text(json.dumps(made | train(data), indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"wrote {OUT.relative_to(ROOT)}, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
