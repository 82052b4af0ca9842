"""Measure `bluf stories`: how time and memory grow up to ten thousand articles of a day, and how far its settings carry.

usage: PYTHONPATH=src python bench/stories.py [--most 10000] [--check]

Refreshes the section "stories" of bench/RESULTS.md; `--check` writes nothing. A day is made by recombination of the texts in
../shared: each story takes an article, gives its names and numbers others, and tells it several times with sentences left out,
moved and mixed in; a tenth are reprints, and a fifth of all articles tell one great story. Same seed, same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from processes import ROOT, Usage, run
from results import refresh, table

EVAL = ROOT.parent / "shared" / "eval"
SETS = ("keypoints/cnn_highlights", "attribution/own_wikinews", "attribution/own_fbis", "places/geovirus")
GOLD = EVAL / "stories" / "ecbplus.dev.jsonl"
MOST_SECONDS, MOST_MEGABYTES = 120, 1500
SPLITS = 3

Article = dict[str, Any]
Labels = dict[str, str]
Group = Callable[[Sequence[Article]], Labels]

# --- a day of articles ------------------------------------------------------------------------------------------------------


def texts() -> list[list[str]]:
    """Sentences of the articles that stories are made of."""
    found: dict[str, list[str]] = {}
    for name in SETS:
        for line in (EVAL / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
            sentences = re.split(r"(?<=[.!?])\s+", json.loads(line)["text"])
            if len(sentences) >= 6:
                found.setdefault(sentences[0], sentences[:60])
    return list(found.values())


def make_day(size: int, base: Sequence[Sequence[str]]) -> tuple[list[Article], Labels]:
    """Articles of a day in no order, and which story each tells."""
    chance = random.Random(size)  # noqa: S311 - a corpus, no secret
    rows: list[Article] = []
    gold: Labels = {}
    story = 0
    while len(rows) < size:
        plot = disguise(chance.choice(base), chance)
        many = size // 5 if story == 0 else min(1 + int(chance.expovariate(1 / 6)), 60)
        told: list[str] = []
        for _ in range(min(many, size - len(rows))):
            text = chance.choice(told) if told and chance.random() < 0.1 else tell(plot, chance.choice(base), chance)
            told.append(text)
            gold[f"a{len(rows)}"] = f"s{story}"
            rows.append({"id": f"a{len(rows)}", "text": text, "date": "2026-11-24"})
        story += 1
    chance.shuffle(rows)
    return rows, gold


def disguise(sentences: Sequence[str], chance: random.Random) -> list[str]:
    """The same text about others: each name and number becomes another one, the same throughout."""
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word not in others:
            invented = "".join(
                chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4))
            )
            others[word] = str(chance.randint(2, 9999)) if word.isdigit() else invented.capitalize()
        return others[word]

    return [re.sub(r"(?<=[a-z,] )[A-Z][a-z]{2,}|\b\d{1,4}\b", other, sentence) for sentence in sentences]


def tell(plot: Sequence[str], filler: Sequence[str], chance: random.Random) -> str:
    """One outlet's telling: the lead, most of the rest in some other order, some sentences of its own, some words left out."""
    kept = [plot[0], *(s for s in plot[1:] if chance.random() < 0.6), *chance.sample(filler, k=min(2, len(filler)))]
    rest = kept[1:]
    chance.shuffle(rest)
    words = " ".join([kept[0], *rest]).split(" ")
    return " ".join(word for word in words if chance.random() < 0.93)


# --- growth -----------------------------------------------------------------------------------------------------------------


def measure(size: int, base: Sequence[Sequence[str]], folder: Path) -> tuple[Usage, dict[str, float]]:
    """What the command takes for a day of `size` articles, and how well it finds the stories that were made."""
    rows, gold = make_day(size, base)
    source, made = folder / f"{size}.jsonl", folder / f"{size}.out.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    used = run([sys.executable, "-m", "bluf", "stories", "--input", str(source), "--output", str(made)])
    found = {r["id"]: r["story"] for r in map(json.loads, made.read_text(encoding="utf-8").splitlines())}
    return used, score(gold, found)


def growth(most: int) -> tuple[list[list[str]], bool]:
    """The rows of the table of growth, and whether the largest day keeps its bounds."""
    base = texts()
    rows = []
    kept = True
    with tempfile.TemporaryDirectory() as scratch:
        for size in (most // 8, most // 4, most // 2, most):
            used, scores = measure(size, base, Path(scratch))
            per = 1000 * used.cpu / size
            quality = f"{scores['bcubed']:.3f}"
            rows.append(
                [
                    f"{size:,}",
                    f"{used.wall:.1f} s",
                    f"{used.cpu:.1f} s",
                    f"{per:.2f} ms",
                    f"{used.peak:.0f} MB",
                    quality,
                ]
            )
            kept = used.cpu <= MOST_SECONDS and used.peak <= MOST_MEGABYTES
    return rows, kept


# --- quality ----------------------------------------------------------------------------------------------------------------


def score(gold: Labels, found: Labels) -> dict[str, float]:
    """B-cubed F1 (Bagga and Baldwin 1998) and F1 of the pairs of articles put together."""
    cells = Counter((gold[i], found[i]) for i in gold)
    ours, theirs = Counter(found[i] for i in gold), Counter(gold.values())
    precision = sum(n * n / ours[b] for (_, b), n in cells.items()) / len(gold)
    recall = sum(n * n / theirs[a] for (a, _), n in cells.items()) / len(gold)
    together, made, true = (sum(n * (n - 1) for n in c.values()) for c in (cells, ours, theirs))
    return {
        "bcubed": 2 * precision * recall / (precision + recall),
        "pairs": 2 * together / (made + true) if made + true else 1.0,
    }


def halves(topics: Sequence[str]) -> list[tuple[set[str], set[str]]]:
    """Topics parted into two halves, in several ways."""
    chance = random.Random(7)  # noqa: S311 - a choice, no secret
    parts = []
    for _ in range(SPLITS):
        shuffled = chance.sample(list(topics), k=len(topics))
        parts.append((set(shuffled[: len(topics) // 2]), set(shuffled[len(topics) // 2 :])))
    return parts


def quality() -> list[list[str]]:
    """Scores of ECB+ at the threshold shipped and at those chosen on other topics; across days; in small collections."""
    from bluf.stories import clustering

    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    shipped = clustering.THRESHOLD
    topics = sorted({row["gold"]["topic"] for row in rows})
    table_rows = [shown("whole dev half, threshold as shipped", [scored(rows, group_at(shipped))])]
    across = []
    for pair in halves(topics):
        sides = [[row for row in rows if row["gold"]["topic"] in side] for side in pair]
        for tuned, held in (sides, sides[::-1]):
            best = max((0.145, 0.151, 0.157, 0.163, 0.17), key=lambda t: sum(scored(tuned, group_at(t)).values()))
            across.append(scored(held, group_at(best)))
    table_rows.append(shown("threshold chosen on the other half of the topics (mean of 6)", across))
    pairs = [topics[i : i + 2] for i in range(0, len(topics), 2)]
    small = [scored([row for row in rows if row["gold"]["topic"] in pair], group_at(shipped)) for pair in pairs]
    table_rows.append(shown("collections of two topics, as shipped (mean of 12)", small))
    table_rows += [
        shown(f"in {days} batches, each given the state of the one before", [scored(rows, group_in(days))])
        for days in (3, 10)
    ]
    return table_rows


def shown(what: str, scores: Sequence[dict[str, float]]) -> list[str]:
    """A row of the table of quality."""
    return [what, f"{mean(s['bcubed'] for s in scores):.3f}", f"{mean(s['pairs'] for s in scores):.3f}"]


def scored(rows: Sequence[Article], group: Callable[[Sequence[Article]], Labels]) -> dict[str, float]:
    """Scores of a grouping of `rows`."""
    return score({row["id"]: row["gold"]["story"] for row in rows}, group(rows))


def group_at(threshold: float) -> Group:
    """Grouping of all articles at once with another threshold."""
    return lambda rows: _labels(rows, 1, threshold)


def group_in(days: int) -> Group:
    """Grouping of the articles in several batches."""
    return lambda rows: _labels(rows, days, None)


def _labels(rows: Sequence[Article], batches: int, threshold: float | None) -> Labels:
    from bluf.model import Document
    from bluf.stories import StoryState, clustering, group_stories

    shipped = clustering.THRESHOLD
    clustering.THRESHOLD = threshold or shipped
    documents = [Document(id=row["id"], text=row["text"]) for row in rows]
    random.Random(1).shuffle(documents)  # noqa: S311 - a choice, no secret
    state = StoryState()
    found: Labels = {}
    for batch in range(batches):
        grouping = group_stories(documents[batch::batches], state=state)
        state = grouping.state
        found |= {assignment.document_id: assignment.story for assignment in grouping.assignments}
    clustering.THRESHOLD = shipped
    return found


def main() -> int:
    """Measure, print, refresh; 1 where the largest day does not keep its bounds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not EVAL.is_dir():
        print("../shared is absent: nothing was measured")
        return 0
    grown, kept = growth(options.most)
    body = (
        "## Stories\n\n`python bench/stories.py`. Days of articles made by recombination (names and numbers of a real article "
        "exchanged, sentences left out, moved and mixed in, a tenth reprints, a fifth of all in one story); `bluf stories` as a "
        f"process, on one core. Bounds for the last row: {MOST_SECONDS} s of CPU time, {MOST_MEGABYTES:,} MB.\n\n"
        + table(("Articles", "wall", "CPU", "CPU an article", "peak memory", "B³ F1"), grown)
        + "\n\nHow far the settings carry: ECB+ (dev half; twin stories of one kind of event as hard negatives).\n\n"
        + table(("Setting", "B³ F1", "pair F1"), quality())
    )
    print(body)
    if not options.check:
        refresh("stories", body)
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
