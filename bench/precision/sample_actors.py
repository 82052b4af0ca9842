"""Draw actors to be judged by hand: the first ten of each of some texts not tuned on, the same for the same seed.

usage: python bench/precision/sample_actors.py --seed 1 [--texts 20] [--brief]

Three texts in ten are saved articles of ../shared/inputs, the others CNN articles of ../shared/eval/keypoints. Which are
drawn depends on the seed and on their names alone. Printed: each text and its first ten actors as `bluf extract` gives
them; with `--brief` the rows only. The judged ones are kept in actors.tsv beside this file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from bluf.analysis import analyze_many, load_model  # noqa: E402 - the package of this checkout
from bluf.errors import BlufError  # noqa: E402 - the path is set above
from bluf.model import Actor, Document  # noqa: E402 - the path is set above
from bluf.sources import read_sources  # noqa: E402 - the path is set above

SHARED = ROOT.parent / "shared"
FIRST = 10  # actors judged of each text


def rank(*key: object) -> str:
    """A shuffle's sort key that depends on the key alone."""
    return hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()


def articles(seed: int, count: int) -> list[tuple[str, Document]]:
    """The saved English articles drawn, by their short names."""
    lines = (SHARED / "inputs" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [e for e in map(json.loads, lines) if e["kind"] == "html" and e["tag"] == "news"]
    found: list[tuple[str, Document]] = []
    for entry in sorted(entries, key=lambda e: rank(seed, e["file"])):
        try:
            documents = read_sources([str(SHARED / "inputs" / entry["file"])]).documents
        except BlufError:
            continue
        found += [(f"inputs:{entry['file'].partition('/')[2]}", d) for d in documents if d.language == "en"]
        if len(found) >= count:
            break
    return found[:count]


def wires(seed: int, count: int) -> list[tuple[str, Document]]:
    """The CNN articles drawn."""
    lines = (SHARED / "eval" / "keypoints" / "cnn_highlights.dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = sorted(map(json.loads, lines), key=lambda r: rank(seed, r["id"]))[:count]
    return [(f"cnn:{r['id'].removeprefix('cnn-')[:12]}", Document(id=r["id"], text=r["text"])) for r in records]


def row(name: str, number: int, actor: Actor) -> str:
    """One actor for the judge, tab-separated."""
    parts = ",".join(actor.roles)
    cells = (actor.name, actor.kind, actor.role or "-", actor.country or "-", parts or "-", " | ".join(actor.aliases))
    return "\t".join((f"{name}#{number}", *cells))


def main() -> None:
    """Print the sample."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--texts", type=int, default=20)
    options.add_argument("--brief", action="store_true")
    chosen = options.parse_args()
    saved = chosen.texts * 3 // 10
    named = [*articles(chosen.seed, saved), *wires(chosen.seed, chosen.texts - saved)]
    analyses = analyze_many((document for _, document in named), nlp=load_model())
    for (name, document), analysis in zip(named, analyses, strict=True):
        if not chosen.brief:
            print(f"\n== {name}\n{' '.join(document.text.split())}\n")
        for number, actor in enumerate(analysis.actors[:FIRST], start=1):
            print(row(name, number, actor))


if __name__ == "__main__":
    main()
