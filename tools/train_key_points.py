"""Count in how many news texts each word stands, for the tf-idf of key points.

    python tools/train_key_points.py ../shared/eval

Reads the texts of our own sets (attribution/own_wikinews and own_fbis, CC BY 2.5 and public domain), never a set that key points
are scored on, and writes src/bluf/analysis/data/document_frequencies.json. Same texts and model, same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from bluf.analysis import load_model
from bluf.analysis.nlp import parse_documents
from bluf.model import Document

OUT = Path(__file__).parents[1] / "src/bluf/analysis/data/document_frequencies.json"
SETS = ("attribution/own_wikinews.dev.jsonl", "attribution/own_fbis.dev.jsonl")
LEAST = 3  # a word met in fewer texts counts as unseen


def main(folder: Path) -> None:
    """Write the table from the sets below `folder`."""
    texts = [json.loads(line)["text"] for name in SETS for line in (folder / name).read_text("utf-8").splitlines()]
    seen: Counter[str] = Counter()
    for parse in parse_documents((Document(id=str(n), text=t) for n, t in enumerate(texts)), load_model()):
        seen.update({w for w in parse.lemma if w.isalpha()})
    words = {w: seen[w] for w in sorted(seen) if seen[w] >= LEAST}
    OUT.write_text(json.dumps({"documents": len(texts), "words": words}, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
