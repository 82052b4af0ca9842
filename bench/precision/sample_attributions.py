"""Draw attributions to be judged by hand: texts not tuned on → a sample, the same for the same seed.

usage: python bench/precision/sample_attributions.py --seed 1 [--count 200] [--pool 200]

Rows: those that a briefing prints (`bluf.synthesis.trust`). Texts: articles of ../shared/inputs (saved pages and PDF) and CNN
articles of ../shared/eval/keypoints. Every fourth row comes from the inputs; at most two rows from one text. Rows that stand
in attributions.tsv with another seed are left out (for seeds 4 to 6 their CNN articles were, too). Which texts and rows are
drawn depends on the seed and on the texts' names and offsets alone, so that a sample can be drawn again. Printed for each row:
the id, where cue and content stand, source (and the actor it is taken for), cue, stance, content, and the text around it to
judge them against.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from bluf.analysis.actors import find_actors  # noqa: E402 - the path is set above
from bluf.analysis.attribution import find_attributions  # noqa: E402 - the package of this checkout
from bluf.analysis.nlp import Parse, load_model, parse_documents  # noqa: E402 - the path is set above
from bluf.analysis.places import find_places  # noqa: E402 - the path is set above
from bluf.errors import BlufError  # noqa: E402 - the path is set above
from bluf.model import Attribution, Document  # noqa: E402 - the path is set above
from bluf.sources import read_sources  # noqa: E402 - the path is set above
from bluf.synthesis.trust import SURE  # noqa: E402 - the path is set above

JUDGED = Path(__file__).parent / "attributions.tsv"
SHARED = ROOT.parent / "shared"
KINDS = ("html", "pdf")
AROUND = 300  # code points shown on either side
FROM_ONE_TEXT = 2


def rank(*key: object) -> str:
    """A shuffle's sort key that depends on the key alone."""
    return hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()


def judged(seed: int) -> set[tuple[str, str]]:
    """Id and cue of each row that was judged in a sample of another seed."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines()[1:] if JUDGED.is_file() else []
    rows = [line.split("\t") for line in lines]
    return {(row[1], row[2]) for row in rows if row[0] != str(seed)}


def articles(seed: int, pool: int) -> Iterator[tuple[str, Document]]:
    """Texts by their short names: `pool` CNN articles, and all saved articles."""
    lines = (SHARED / "eval" / "keypoints" / "cnn_highlights.dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = sorted((json.loads(line) for line in lines), key=lambda r: rank(seed, r["id"]))
    for record in records[:pool]:
        yield f"cnn:{record['id']}", Document(id=record["id"], text=record["text"])
    for line in (SHARED / "inputs" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["kind"] not in KINDS or entry["tag"] not in ("news", "real", "usgov"):
            continue
        try:
            reading = read_sources([str(SHARED / "inputs" / entry["file"])])
        except BlufError:
            continue
        for document in reading.documents:
            if document.language == "en":
                yield f"inputs:{entry['file']}", document


def draw(seed: int, count: int, pool: int) -> list[tuple[str, Parse, Attribution]]:
    """The sample, in order of the texts' names."""
    named = list(articles(seed, pool))
    nlp = load_model()
    parses = parse_documents((document for _, document in named), nlp)
    return choose(seed, count, [(name, parse) for (name, _), parse in zip(named, parses, strict=True)])


def choose(seed: int, count: int, parses: list[tuple[str, Parse]]) -> list[tuple[str, Parse, Attribution]]:
    """The sample from parsed texts."""
    known = judged(seed)
    rows = [
        (name, parse, found)
        for name, parse in parses
        for found in find_attributions(parse, find_actors(parse, find_places(parse)))
        if found.score >= SURE and (name, at_cue(found)) not in known
    ]
    rows.sort(key=lambda row: rank(seed, row[0], row[2].cue.start if row[2].cue else row[2].content[0].start))
    taken: Counter[str] = Counter()
    chosen: dict[bool, list[tuple[str, Parse, Attribution]]] = {True: [], False: []}
    for row in rows:
        taken[row[0]] += 1
        if taken[row[0]] <= FROM_ONE_TEXT:
            chosen[row[0].startswith("inputs:")].append(row)
    own = chosen[True][: count // 4]
    return sorted([*own, *chosen[False][: count - len(own)]], key=lambda row: (row[0], row[2].content[0].start))


def at_cue(found: Attribution) -> str:
    """Where the cue stands, as in attributions.tsv."""
    return str(found.cue.start) if found.cue else "-"


def show(number: int, name: str, parse: Parse, found: Attribution) -> str:
    """One row for the judge."""
    text = parse.document.text
    spans = [*found.content, *([found.cue] if found.cue else []), *([found.source] if found.source else [])]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    around = " ".join(text[max(0, start - AROUND) : end + AROUND // 2].split())
    source = f"{found.source.text} (= {found.source.actor})" if found.source else "nobody"
    cue = found.cue.text if found.cue else "-"
    at = f"{at_cue(found)} {' '.join(f'{s.start}-{s.end}' for s in found.content)}"
    content = " … ".join(" ".join(s.text.split()) for s in found.content)
    via = f" VIA {[v.text for v in found.via]}" if found.via else ""
    return f"#{number} {name} @{at}\n  [{source}] <{cue}> {found.stance}{via}\n  = {content}\n  TEXT: {around}\n"


def main() -> None:
    """Print the sample."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--pool", type=int, default=200)
    chosen = options.parse_args()
    for number, row in enumerate(draw(chosen.seed, chosen.count, chosen.pool), 1):
        print(show(number, *row))


if __name__ == "__main__":
    main()
