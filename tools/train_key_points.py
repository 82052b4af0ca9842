"""Learn what makes a sentence worth telling first: evaluation sets → two files in src/bluf/analysis/data.

    python tools/train_key_points.py ../shared/eval [--check | --ablate]

`document_frequencies.json`: in how many news texts each word stands, from the texts of our own sets (attribution/own_wikinews and
own_fbis, CC BY 2.5 and public domain). `key_points_trees.json`: boosted trees that rank sentences, learnt from the dev halves in
keypoints/, the only texts with summaries by their editors that we have; the label of a sentence is whether the greedy extract
that comes nearest to the summary holds it. No text is kept, only cuts on features and values. Prints what five-fold
cross-validation over documents gives on each set, the figure to quote (there, the shipped file's own score is a training score),
without any rule, and with the rules for what stands alone. `--check` writes nothing; `--ablate` leaves out one group of features
after the other. Deterministic: same texts and model, same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from boosting import Boosting, Node  # noqa: E402 - path first

from bluf.analysis import (  # noqa: E402 - the path is set above
    find_actors,
    find_acts,
    find_attributions,
    find_dates,
    find_figures,
    find_places,
    load_model,
    rank_actors,
)
from bluf.analysis.key_points import features, put_repetition_last  # noqa: E402 - the path is set above
from bluf.analysis.key_points.centrality import Centrality, find_centrality  # noqa: E402 - the path is set above
from bluf.analysis.key_points.features import FEATURES, describe  # noqa: E402 - the path is set above
from bluf.analysis.key_points.findings import NAMES, Findings  # noqa: E402 - the path is set above
from bluf.analysis.key_points.form import is_candidate, is_whole, stands_alone  # noqa: E402 - the path is set above
from bluf.analysis.key_points.genre import find_genre  # noqa: E402 - the path is set above
from bluf.analysis.key_points.scorer import build_trees  # noqa: E402 - the path is set above
from bluf.analysis.nlp import Parse, parse_documents  # noqa: E402 - the path is set above
from bluf.model import Document  # noqa: E402 - the path is set above

if TYPE_CHECKING:
    from spacy.language import Language

DATA = ROOT / "src/bluf/analysis/data"
OWN = ("attribution/own_wikinews.dev.jsonl", "attribution/own_fbis.dev.jsonl")
SETS = ("cnn_highlights", "gum_news", "gum_other")
LEAST = 3  # a word met in fewer texts counts as unseen
FOLDS = 5
RARE_SETS = 3.0  # weight of a sentence of the two small sets
SEEDS = (7, 8)  # of the bags of trees, whose mean is taken
POINTS = 3  # that the scorer looks at


@dataclass
class Row:
    """A document ready to learn from."""

    set: str
    record: dict[str, Any]
    central: Centrality
    x: np.ndarray
    y: np.ndarray
    gold: list[int]
    whole: set[int]
    alone: set[int]


def main() -> None:
    """Count, learn, cross-validate, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--ablate", action="store_true")
    options = parser.parse_args()
    nlp = load_model()
    if not options.check and not options.ablate:
        count_words(options.folder, nlp)
    rows = [row for name in SETS for row in read(options.folder, name, nlp)]
    odds = cross_validate(rows)
    report("cross-validated", rows, odds, options.folder)
    report("... without any rule", rows, odds, options.folder, rules="none")
    report("... only what stands alone", rows, odds, options.folder, rules="alone")
    if options.ablate:
        ablate(rows, options.folder)
    elif not options.check:
        write(learn(rows))


def count_words(folder: Path, nlp: Language) -> None:
    """Write the table of document frequencies."""
    texts = [json.loads(line)["text"] for name in OWN for line in (folder / name).read_text("utf-8").splitlines()]
    seen: Counter[str] = Counter()
    for parse in parse_documents((Document(id=str(n), text=t) for n, t in enumerate(texts)), nlp):
        seen.update({w for w in parse.lemma if w.isalpha()})
    words = {w: seen[w] for w in sorted(seen) if seen[w] >= LEAST}
    data = {"documents": len(texts), "words": words}
    text = json.dumps(data, ensure_ascii=False, indent=0) + "\n"
    (DATA / "document_frequencies.json").write_text(text, encoding="utf-8")


def read(folder: Path, name: str, nlp: Language) -> list[Row]:
    """The documents of a set, described."""
    lines = (folder / "keypoints" / f"{name}.dev.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    documents = [
        Document(
            id=r["id"],
            text=r["text"],
            title=r.get("title") or None,
            published_on=date.fromisoformat(r["date"][:10]) if r.get("date") else None,
        )
        for r in records
    ]
    found = (row_of(name, r, p) for r, p in zip(records, parse_documents(documents, nlp), strict=True))
    return [row for row in found if row is not None]


def row_of(name: str, record: dict[str, Any], parse: Parse) -> Row | None:
    """One document; None where it has no sentence to rank."""
    sentences = [k for k in range(len(parse.sents)) if is_candidate(parse, k)]
    if not sentences:
        return None
    central = find_centrality(parse, sentences)
    gold = [nearest(parse, k, record["sents"]) for k in central.sentences]
    wanted = set(record["oracle_idx"] or [0])
    personal = find_genre(parse).is_personal
    return Row(
        set=name,
        record=record,
        central=central,
        x=np.array(describe(parse, central, findings_of(parse))),
        y=np.array([float(g in wanted) for g in gold]),
        gold=gold,
        whole={r for r, k in enumerate(central.sentences) if is_whole(parse, k)},
        alone={r for r, k in enumerate(central.sentences) if stands_alone(parse, k, personal=personal)},
    )


def findings_of(parse: Parse) -> Findings:
    """What the whole analysis finds."""
    dates, places = find_dates(parse), find_places(parse)
    named = find_actors(parse, places)
    attributions = find_attributions(parse, named)
    actors = rank_actors(parse, named, attributions, find_acts(parse, named))
    return Findings(parse, actors, find_figures(parse, actors, attributions, dates, places), attributions, dates)


def nearest(parse: Parse, k: int, gold: list[list[int]]) -> int:
    """The sentence of the record that our sentence `k` overlaps most."""
    i, j = parse.sents[k]
    start, end = parse.start[i], parse.end[j - 1]
    return max(range(len(gold)), key=lambda g: min(end, gold[g][1]) - max(start, gold[g][0]))


def learn(rows: list[Row], columns: list[int] | None = None) -> dict[str, Any]:
    """Trees in the form that `build_trees` reads."""
    x = np.vstack([r.x for r in rows])
    if columns is not None:
        x[:, [c for c in range(len(FEATURES)) if c not in columns]] = 0.0
    y = np.concatenate([r.y for r in rows])
    weights = np.concatenate([np.full(len(r.y), 1.0 if r.set == SETS[0] else RARE_SETS) for r in rows])
    bags = [Boosting(seed=seed).fit(x, y, weights).as_data(FEATURES) for seed in SEEDS]
    trees = [[shared(node) for node in tree] for bag in bags for tree in bag["trees"]]
    return {"base": bags[0]["base"], "trees": trees}


def shared(node: Node) -> Node:
    """A leaf of one of several bags, whose mean is taken."""
    return round(node / len(SEEDS), 6) if isinstance(node, float) else node


def cross_validate(rows: list[Row], columns: list[int] | None = None) -> list[list[float]]:
    """Log odds of each document's sentences, by trees that have not seen the document."""
    met: Counter[str] = Counter()
    folds = []
    for row in rows:
        folds.append(met[row.set] % FOLDS)
        met[row.set] += 1
    out: list[list[float]] = [[] for _ in rows]
    for fold in range(FOLDS):
        trees = build_trees(learn([r for r, f in zip(rows, folds, strict=True) if f != fold], columns))
        for n, (row, f) in enumerate(zip(rows, folds, strict=True)):
            if f == fold:
                out[n] = trees.log_odds(row.x.tolist())
    return out


def choose(row: Row, odds: list[float], *, rules: str) -> list[int]:
    """The sentences of the record that our first points stand for, as the scorer takes them."""
    allowed = {"alone": row.alone, "whole": row.whole}.get(rules) or range(len(odds))
    scored = [(odds[r], r) for r in sorted(allowed)]
    ordered = put_repetition_last(sorted(scored, key=lambda s: (-s[0], s[1])), row.central)
    return list(dict.fromkeys(row.gold[r] for _, r in ordered))[:POINTS]


def report(title: str, rows: list[Row], odds: list[list[float]], folder: Path, *, rules: str = "whole") -> None:
    """Print ROUGE-2, cover and words of the three first points on each set."""
    sys.path.insert(0, str(folder / "keypoints"))
    from score_keypoints import Doc

    line = []
    for name in SETS:
        scores = [
            Doc(row.record).score(choose(row, x, rules=rules))
            for row, x in zip(rows, odds, strict=True)
            if row.set == name
        ]
        means = {m: sum(s[m] for s in scores) / len(scores) for m in ("R2", "cover", "words")}
        line.append(f"{name} R2 {100 * means['R2']:.2f} cover {100 * means['cover']:.2f} ({means['words']:.0f} words)")
    print(f"{title}: {' | '.join(line)}", flush=True)


def ablate(rows: list[Row], folder: Path) -> None:
    """Print what is lost without each group of features."""
    groups = {
        "position": features.POSITION,
        "shape": features.SHAPE,
        "centrality": features.CENTRALITY,
        "grammar": features.GRAMMAR,
        "our findings": NAMES,
        "title": ("title told", "of title", "titled"),
    }
    for name, left_out in groups.items():
        columns = [n for n, f in enumerate(FEATURES) if f not in left_out]
        report(f"without {name}", rows, cross_validate(rows, columns), folder)


def write(data: dict[str, Any]) -> None:
    """Write the trees, one a line."""
    about = "Learnt by tools/train_key_points.py; holds no text."
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in data["trees"])
    text = f'{{"about": {json.dumps(about)},\n"base": {data["base"]},\n"trees": [\n{trees}\n]}}\n'
    (DATA / "key_points_trees.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
