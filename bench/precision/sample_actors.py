"""Draw actors to be judged by hand: the rows of a briefing's table, text by text, the same for the same seed.

usage: python bench/precision/sample_actors.py --seed 1 [--texts 20] [--brief] [--skip NAMES]

Two texts in ten are saved articles of ../shared/inputs, the others CNN articles of ../shared/eval/keypoints. Which are
drawn depends on the seed and on their names alone; those named in the file NAMES (a name a line), which somebody has
looked at, are left out. Printed: each text and the actors that the table of a briefing over it shows, the first ten, with
a line of what each says or does; with `--brief` the rows only. The judged ones are kept in actors.tsv beside this file.
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
from bluf.model import ActorEntry, Document, MadeWith  # noqa: E402 - the path is set above
from bluf.rendering.wording import role_words  # noqa: E402 - the path is set above
from bluf.sources import read_sources  # noqa: E402 - the path is set above
from bluf.synthesis import synthesize  # noqa: E402 - the path is set above

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


def wires(seed: int, count: int, skipped: frozenset[str] = frozenset()) -> list[tuple[str, Document]]:
    """The CNN articles drawn, without those skipped."""
    lines = (SHARED / "eval" / "keypoints" / "cnn_highlights.dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = sorted(map(json.loads, lines), key=lambda r: rank(seed, r["id"]))
    named = [(f"cnn:{r['id'].removeprefix('cnn-')[:12]}", r) for r in records]
    left = [(name, r) for name, r in named if name not in skipped]
    return [(name, Document(id=r["id"], text=r["text"])) for name, r in left[:count]]


def row(name: str, number: int, actor: ActorEntry) -> str:
    """One actor for the judge, tab-separated, with the first of its lines below."""
    cells = (actor.name, actor.kind, role_words(actor) or "-", actor.country or "-", " | ".join(actor.aliases))
    line = " ".join(span.text for span in actor.lines[0].evidence) if actor.lines else "-"
    return "\t".join((f"{name}#{number}", *cells)) + f"\n    {' '.join(line.split())[:150]}"


def main() -> None:
    """Print the sample."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--texts", type=int, default=20)
    options.add_argument("--brief", action="store_true")
    options.add_argument("--skip", type=Path)
    chosen = options.parse_args()
    skipped = frozenset(chosen.skip.read_text(encoding="utf-8").split()) if chosen.skip else frozenset()
    saved = chosen.texts * 2 // 10
    named = [*articles(chosen.seed, saved), *wires(chosen.seed, chosen.texts - saved, skipped)]
    analyses = analyze_many((document for _, document in named), nlp=load_model())
    for (name, document), analysis in zip(named, analyses, strict=True):
        briefing = synthesize([analysis], made_with=MadeWith(bluf="-", model="-"))
        if not chosen.brief:
            print(f"\n== {name}\n{' '.join(document.text.split())}\n")
        for number, actor in enumerate(briefing.actors[: briefing.leading_actors][:FIRST], start=1):
            print(row(name, number, actor))


if __name__ == "__main__":
    main()
