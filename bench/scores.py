"""Score bluf on the evaluation sets of ../shared and hold the floors: a score that fell below its floor fails.

usage: python bench/scores.py [--only figures,dates] [--check] [--write-floors] [--keep DIR]

Runs ../shared/eval/evaluate.py, which runs the command line as any user would. Refreshes the section "scores" of
bench/RESULTS.md when all sets were scored; `--check` writes nothing. Floors stand in bench/floors.json; `--write-floors`
sets those that were scored a little below what was measured, for after a change that is worth it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from processes import ROOT
from results import refresh, table

EVAL = ROOT.parent / "shared" / "eval"
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.3  # points of a hundred; other processors round the parser's numbers otherwise
GROUPS = (
    ("keypoints",),
    ("attribution", "actors", "figures", "dates", "places", "stories"),
)  # two processes of about equal work

Scores = dict[str, dict[str, float]]
Goals = dict[str, dict[str, dict[str, dict[str, float]]]]


def evaluate(tasks: str, work: Path) -> Scores:
    """All measures of the sets of `tasks`, by set and measure."""
    made = work / f"{tasks.partition(',')[0]}.json"
    command = [sys.executable, str(EVAL / "evaluate.py"), "--only", tasks, "--json", str(made), "--keep", str(work)]
    bluf = shlex.join([sys.executable, "-m", "bluf"])
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([*command, "--bluf", bluf], env=environment, capture_output=True, text=True, check=False)
    if not made.exists():
        sys.exit(f"evaluate.py failed on {tasks}:\n{(done.stdout + done.stderr)[-3000:]}")
    scores: Scores = json.loads(made.read_text(encoding="utf-8"))
    return scores


def main() -> int:
    """Score, compare, refresh; 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write-floors", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    if not EVAL.is_dir():
        print("../shared is absent: no score was measured, no floor was held")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        work = options.keep or Path(scratch)
        groups = (options.only,) if options.only else tuple(map(",".join, GROUPS))
        with ThreadPoolExecutor(len(groups)) as pool:
            parts = list(pool.map(lambda tasks: evaluate(tasks, work), groups))
    measured = {name: scores for part in parts for name, scores in part.items()}
    goals = json.loads((EVAL / "goals.json").read_text(encoding="utf-8"))
    floors: Scores = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if options.write_floors:
        floors = {**floors, **lowered(measured, goals)}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    rows, broken, short = compare(measured, goals, floors)
    print(table(HEAD, rows))
    print(f"{len(rows)} measures, {short} under their bar, {len(broken)} under their floor")
    for line in broken:
        print(f"FELL: {line}")
    if not options.only and not options.check:
        refresh("scores", report(rows, short))
    return int(bool(broken))


HEAD = ("Set and measure", "bluf", "floor", "bar", "best peer or baseline", "")


def goals_of(name: str, goals: Goals) -> dict[str, dict[str, float]]:
    """The measures that have a bar, of the set `name` ("figures/newsquant.dev")."""
    return goals.get(name.rsplit(".", 1)[0], {}).get("measures", {})


def lowered(measured: Scores, goals: Goals) -> Scores:
    """Floors a little under what was measured."""
    return {
        name: {m: lower(scores[m], goal["bar"]) for m, goal in goals_of(name, goals).items() if m in scores}
        for name, scores in measured.items()
    }


def lower(score: float, bar: float) -> float:
    """The floor for a score, on the scale of its bar: of a hundred or of one."""
    scale = 10 if bar > 1 else 1000
    return math.floor(score * scale - MARGIN * 10) / scale


def compare(measured: Scores, goals: Goals, floors: Scores) -> tuple[list[list[str]], list[str], int]:
    """The rows of the table, the scores under their floor, and how many are under their bar."""
    rows, broken, short = [], [], 0
    for name, scores in sorted(measured.items()):
        for measure, goal in goals_of(name, goals).items():
            got, floor = scores.get(measure), floors.get(name, {}).get(measure)
            under_bar = got is None or got < goal["bar"]
            short += under_bar
            if floor is not None and (got is None or got < floor):
                broken.append(f"{name} {measure}: {got} is under {floor}")
            shown = [f"{x:g}" if x is not None else "–" for x in (got, floor, goal["bar"], goal["peer"])]
            rows.append([f"{name.removesuffix('.dev')} {measure}", *shown, "<" if under_bar else ""])
    return rows, broken, short


def report(rows: list[list[str]], short: int) -> str:
    """The section of RESULTS.md."""
    head = (
        "## Scores\n\n`make scores` on the dev halves of the evaluation sets; `<` marks a score under its bar "
        f"({short} of {len(rows)}). Where a weight file was trained on a set, its score there is a training score: "
        "the cross-validated one stands in the section of its training.\n\n"
    )
    return head + table(HEAD, rows)


if __name__ == "__main__":
    sys.exit(main())
