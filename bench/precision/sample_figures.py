"""Draw figures to be judged by hand: texts not tuned on → a sample, the same for the same seed.

usage: python bench/precision/sample_figures.py --seed 1 [--count 200] [--pool 110] [--all]

Texts: saved articles of ../shared/inputs and CNN articles of ../shared/eval/keypoints. Every fifth row comes from the inputs; at
most three rows from one text. Which texts and rows are drawn depends on the seed and on the texts' names and offsets alone. Printed
for each row: id, offsets, the figure with all its fields as `bluf extract` and `bluf brief -f json` give them, and the text around
it. Drawn are the rows of the table of figures of a briefing of the text alone, with `--all` all figures of it. The judged ones are
kept in figures.tsv beside this file: a row is right only where every field that is filled is right.
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

from bluf.analysis import analyze_many, load_model  # noqa: E402 - path first
from bluf.errors import BlufError  # noqa: E402 - the path is set above
from bluf.model import Analysis, Document, Figure, MadeWith  # noqa: E402 - the path is set above
from bluf.rendering.wording import figure_setting, figure_words  # noqa: E402 - the path is set above
from bluf.sources import read_sources  # noqa: E402 - the path is set above
from bluf.synthesis import synthesize  # noqa: E402 - the path is set above

SHARED = ROOT.parent / "shared"
MOST_OF_A_TEXT = 3
FROM_INPUTS = 5  # every fifth row
AROUND = 220  # code points of text shown to either side


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
            if document.language == "en":
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
    return [Document(id=r["id"], text=r["text"]) for r in records[:count]]


def printed(analysis: Analysis) -> tuple[Figure, ...]:
    """The rows of the table of figures of a briefing of this text alone."""
    briefing = synthesize((analysis,), made_with=MadeWith(bluf="", model=""))
    return briefing.figures[: briefing.leading_figures]


def drawn(seed: int, analyses: list[Analysis], count: int, *, every: bool) -> list[tuple[Document, Figure]]:
    """`count` figures of `analyses`, at most three of a text."""
    rows = [(a.document, f) for a in analyses for f in (a.figures if every else printed(a))]
    rows.sort(key=lambda row: order(seed, f"{row[0].id}:{row[1].start}"))
    out: list[tuple[Document, Figure]] = []
    taken: Counter[str] = Counter()
    for document, figure in rows:
        if len(out) < count and taken[document.id] < MOST_OF_A_TEXT:
            taken[document.id] += 1
            out.append((document, figure))
    return out


def show(number: int, document: Document, figure: Figure) -> None:
    """One row, to be judged against the text around it."""
    text = document.text
    before = text[max(0, figure.start - AROUND) : figure.start]
    after = text[figure.end : figure.end + AROUND]
    fields = {
        "printed": figure_words(figure),
        "setting": figure_setting(figure) or None,
        "q": figure.qualifier.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "measured": figure.measured,
        "concept": figure.concept,
        "change": figure.change,
        "holder": figure.holder,
        "place": figure.place.name if figure.place else None,
        "period": figure.period.text if figure.period else None,
    }
    known = " ".join(f"{name}={value!r}" for name, value in fields.items() if value is not None)
    print(f"#{number} {document.id}\t{figure.start}\t{figure.end}\t{figure.text!r}\t{known}")
    print(f"    {' '.join(before.split())} [[{figure.text}]] {' '.join(after.split())}")


def main() -> None:
    """Analyze, draw, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--pool", type=int, default=110)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    nlp = load_model()
    inputs = options.count // FROM_INPUTS
    wires = list(analyze_many(cnn(options.seed, options.pool), nlp=nlp))
    saved = list(analyze_many(articles(), nlp=nlp))
    rows = drawn(options.seed, wires, options.count - inputs, every=options.all)
    rows += drawn(options.seed, saved, inputs, every=options.all)
    for number, (document, figure) in enumerate(rows, 1):
        show(number, document, figure)


if __name__ == "__main__":
    main()
