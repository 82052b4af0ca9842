"""Count in how many articles a term stands: the background of news that `bluf.stories` weighs terms by.

usage: PYTHONPATH=src python tools/build_story_frequencies.py

Reads the Wikinews articles (CC BY 2.5) among the evaluation sets in ../shared; none of them is in a stories set. Writes only
counts, to src/bluf/stories/data/frequencies.json. Same texts, same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from bluf.model import Document
from bluf.stories.features import find_features

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT.parent / "shared" / "eval"
OUT = ROOT / "src/bluf/stories/data/frequencies.json"
SETS = (
    "attribution/own_wikinews",
    "actors/own_wikinews",
    "actors/sel_wikinews",
    "figures/own_wikinews",
    "places/geovirus",
)
LEAST_WORDS = 30  # shorter ones are cut out of an article
LEAST_ARTICLES = 3  # a rarer term weighs as much as one never seen


def articles() -> list[str]:
    """The texts, each once: some stand in several sets, with more or less of their end."""
    found: dict[str, str] = {}
    for name in SETS:
        for line in (EVAL / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            if len(text.split()) >= LEAST_WORDS:
                found.setdefault(text[:200], text)
    return list(found.values())


def main() -> int:
    """Count and write."""
    texts = articles()
    counts: Counter[str] = Counter()
    for text in texts:
        for kind, bag in zip("wn#", find_features(Document(id="", text=text)), strict=True):
            counts.update(kind + term for term in bag)
    terms = {term: n for term, n in sorted(counts.items()) if n >= LEAST_ARTICLES}
    data = {"documents": len(texts), "terms": terms}
    OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(terms)} terms of {len(texts)} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
