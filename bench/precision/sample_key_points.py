"""Draw printed key points and bottom lines to be judged by hand: texts not tuned on → a sample, the same for the same seed.

usage: python bench/precision/sample_key_points.py --seed 1 [--count 100]

Briefed are single CNN articles of ../shared/eval/keypoints and bundles of four articles on one event of ../shared/eval/stories,
as many rows from each kind; at most four from one briefing. Which texts and rows are drawn depends on the seed and the texts'
names alone, so that a sample can be drawn again. Printed for each row: where it stands in the briefing, label, line, holder and
stance, where it is repeated, who stands behind it, and the text around it to judge it against.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from bluf.analysis import analyze_many, load_model  # noqa: E402 - the path is set above
from bluf.model import Briefing, Document, KeyPointEntry, MadeWith, Span, Statement  # noqa: E402 - the path is set above
from bluf.synthesis import synthesize  # noqa: E402 - the path is set above

EVAL = ROOT.parent / "shared" / "eval"
FROM_ONE = 4
BUNDLE = 4
AROUND = 500  # code points shown on either side


def rank(*key: object) -> str:
    """A shuffle's sort key that depends on the key alone."""
    return hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()


def articles(seed: int) -> Iterator[tuple[str, list[Document]]]:
    """Single articles by their names, shuffled."""
    lines = (EVAL / "keypoints" / "cnn_highlights.dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = sorted((json.loads(line) for line in lines), key=lambda r: rank(seed, r["id"]))
    for record in records:
        yield record["id"], [Document(id=record["id"], uri=f"{record['id']}.txt", text=record["text"])]


def bundles(seed: int) -> Iterator[tuple[str, list[Document]]]:
    """Articles on one event by the event's name, shuffled."""
    lines = (EVAL / "stories" / "ecbplus.dev.jsonl").read_text(encoding="utf-8").splitlines()
    stories: dict[str, list[Document]] = defaultdict(list)
    for record in map(json.loads, lines):
        document = Document(id=record["id"], uri=f"{record['id']}.txt", text=record["text"])
        stories[record["gold"]["story"]].append(document)
    for name in sorted(stories, key=lambda s: rank(seed, s)):
        yield f"bundle:{name}", sorted(stories[name], key=lambda d: rank(seed, d.id))[:BUNDLE]


def rows(briefing: Briefing) -> Iterator[tuple[str, Statement, KeyPointEntry | None]]:
    """The bottom line, then the key points that do not stand in it, as they are printed."""
    said = [span for s in briefing.bottom_line for span in s.evidence]
    for number, statement in enumerate(briefing.bottom_line, 1):
        point = next((p for p in briefing.key_points if p.span in statement.evidence), None)
        yield f"bottom line {number}", statement, point
    for number, point in enumerate(briefing.key_points, 1):
        if not any(point.overlaps(span) for span in said):
            yield f"key point {number}", point.statement, point


def show(
    number: int, name: str, where: str, briefing: Briefing, statement: Statement, point: KeyPointEntry | None
) -> str:
    """One row for the judge."""
    first = statement.evidence[0]
    text = next(s.document.text for s in briefing.sources if s.document.id == first.document_id)
    around = " ".join(text[max(0, first.start - AROUND) : first.end + AROUND // 2].split())
    lines = [f"#{number} {name} {where} @{first.document_id}:{first.start}-{first.end}"]
    if point is not None and where.startswith("key"):
        label = point.label.value if point.label else "reports"
        lines.append(f"  [{label}] {statement.text}")
    else:
        lines.append(f"  {statement.text}")
    if point is not None:
        held = f"{point.holder} {point.stance.value}" if point.holder and point.stance else "nobody"
        behind = [o.name for o in point.corroboration.originators] if point.corroboration else []
        lines.append(f"  HOLDER: {held}; notes {[n.text for n in point.notes]}; behind it {behind}")
        lines += [f"  ALSO: {_sentence(span)}" for span in point.repeats]
    return "\n".join([*lines, f"  TEXT: {around}", ""])


def _sentence(span: Span) -> str:
    return f"{span.document_id}: {' '.join(span.text.split())}"


def main() -> None:
    """Print the sample."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=100)
    chosen = options.parse_args()
    nlp = load_model()
    number = 0
    for kind in (articles, bundles):
        wanted = chosen.count // 2
        for name, documents in kind(chosen.seed):
            if wanted <= 0:
                break
            analyses = tuple(analyze_many(documents, nlp=nlp))
            briefing = synthesize(analyses, made_with=MadeWith(bluf="", model=""))
            drawn = sorted(rows(briefing), key=lambda r: rank(chosen.seed, name, r[1].evidence[0].start))
            for where, statement, point in drawn[: min(FROM_ONE, wanted)]:
                number, wanted = number + 1, wanted - 1
                print(show(number, name, where, briefing, statement, point), flush=True)


if __name__ == "__main__":
    main()
