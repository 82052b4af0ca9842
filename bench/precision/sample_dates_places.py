"""Draw dates, places and key points to be judged by hand: texts not tuned on → a sample, the same for the same seed.

usage: python bench/precision/sample_dates_places.py --seed 1 [--count 100] [--pool 60] [--what dates,places,key_points]

Texts: saved articles of ../shared/inputs and CNN articles of ../shared/eval/keypoints, which have no date of their own and are read
as of 2015-04-15, a Wednesday. Every fourth row comes from the inputs; at most three rows come from one text. Which texts and rows
are drawn depends on the seed and on the texts' names and offsets alone. Dates without a value are not drawn: nothing is claimed of
them. A date is right where span, type and value are right; a place where the name is a place there and country, level and
coordinates are those of the place meant; a key point where it is a whole sentence that a reader understands alone and that tells
what the text is about.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from bluf.analysis import analyze_many, load_model  # noqa: E402 - path first
from bluf.errors import BlufError  # noqa: E402 - the path is set above
from bluf.model import Analysis, Document, KeyPoint, Place, Span, TimeExpression  # noqa: E402 - the path is set above
from bluf.sources import read_sources  # noqa: E402 - the path is set above

SHARED = ROOT.parent / "shared"
KINDS = ("dates", "places", "key_points")
MOST_OF_A_TEXT = 3
FROM_INPUTS = 4  # every fourth row
AROUND = 130  # code points of text shown to either side
READ_ON = date(2015, 4, 15)
BEST = 3  # key points of a text that count as printed


def order(seed: int, name: str) -> str:
    """Where `name` stands in the drawing."""
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()


def articles() -> Iterator[Document]:
    """The saved articles in English."""
    for path in sorted((SHARED / "inputs" / "html").glob("*.html")):
        try:
            found = read_sources([str(path)]).documents
        except BlufError:
            continue
        for document in found:
            if document.language == "en" and len(document.text) < 40_000:
                yield Document(
                    id=path.name,
                    text=document.text,
                    title=document.title,
                    publisher=document.publisher,
                    published_on=document.published_on,
                    blocks=document.blocks,
                )


def cnn(seed: int, count: int) -> list[Document]:
    """`count` CNN articles."""
    path = SHARED / "eval" / "keypoints" / "cnn_highlights.dev.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records.sort(key=lambda record: order(seed, record["id"]))
    return [Document(id=r["id"], text=r["text"], published_on=READ_ON) for r in records[:count]]


def findings(analysis: Analysis, kind: str) -> tuple[Span, ...]:
    """What is printed of `kind`."""
    if kind == "dates":
        return tuple(d for d in analysis.dates if d.value)
    return analysis.places if kind == "places" else tuple(p for p in analysis.key_points if p.alone)[:BEST]


def drawn(seed: int, kind: str, analyses: list[Analysis], count: int) -> list[tuple[Document, Span]]:
    """`count` findings of `analyses`, at most three of a text."""
    rows = [(a.document, f) for a in analyses for f in findings(a, kind)]
    rows.sort(key=lambda row: order(seed, f"{kind}:{row[0].id}:{row[1].start}"))
    out: list[tuple[Document, Span]] = []
    taken: Counter[str] = Counter()
    for document, found in rows:
        if len(out) < count and taken[document.id] < MOST_OF_A_TEXT:
            taken[document.id] += 1
            out.append((document, found))
    return out


def value_of(found: Span) -> str:
    """The fields to be judged."""
    match found:
        case TimeExpression():
            days = f" {found.first}..{found.last}" if found.first else ""
            return f"{found.type.value} {found.value}{days}"
        case Place():
            spot = f" {found.lat:.1f},{found.lon:.1f}" if found.lat is not None and found.lon is not None else ""
            return f"{found.name}, {found.country or '-'}, {found.level.value}{spot}"
        case KeyPoint():
            return f"{found.salience}"
    return ""


def show(number: int, document: Document, found: Span) -> None:
    """One row, to be judged against the text around it."""
    text = document.text
    around = 10 if isinstance(found, KeyPoint) else AROUND
    before = text[max(0, found.start - around) : found.start]
    after = text[found.end : found.end + around]
    print(
        f"#{number}\t{document.id}\t{found.start}-{found.end}\t{found.text!r}\t{value_of(found)}\t{document.published_on}"
    )
    print(f"    {' '.join(before.split())} [[{' '.join(found.text.split())}]] {' '.join(after.split())}")


def main() -> None:
    """Analyze, draw, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--pool", type=int, default=60)
    parser.add_argument("--what", default=",".join(KINDS))
    options = parser.parse_args()
    nlp = load_model()
    inputs = options.count // FROM_INPUTS
    wires = list(analyze_many(cnn(options.seed, options.pool), nlp=nlp))
    saved = list(analyze_many(articles(), nlp=nlp))
    for kind in options.what.split(","):
        print(f"== {kind}")
        rows = drawn(options.seed, kind, wires, options.count - inputs) + drawn(options.seed, kind, saved, inputs)
        for number, (document, found) in enumerate(rows, 1):
            show(number, document, found)


if __name__ == "__main__":
    main()
