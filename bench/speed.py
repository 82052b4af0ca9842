"""Time, memory and size of whole processes, as ratios to the unavoidable part measured in the same run.

usage: python bench/speed.py [--rounds N] [--only start,brief,render,extract,growth,long,size] [--check]

Refreshes the section "speed" of bench/RESULTS.md when all parts were measured. `--check` writes nothing and fails where a bound is
broken. Needs ../shared.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

from processes import ROOT, Usage, alternate, ratio, run
from results import refresh, table

SHARED = ROOT.parent / "shared"
SAMPLE = SHARED / "seed" / "colombia-bolivia.txt"
WIKINEWS = SHARED / "eval" / "actors" / "sel_wikinews.dev.jsonl"
VARIED = sorted((SHARED / "eval").glob("*/*.dev.jsonl"))
BLUF = [sys.executable, "-m", "bluf"]
LONG_TEXT = 100_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure beside its bound. `detail` says what it was made from."""

    what: str
    figure: float
    bound: float
    at_least: bool = False
    unit: str = "x"
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Whether the bound holds."""
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound


def peer(what: str, path: Path | str = "") -> list[str]:
    """The command of a peer in peers.py."""
    return [sys.executable, str(ROOT / "bench" / "peers.py"), what, str(path)]


def walls(runs: list[Usage]) -> list[float]:
    """Wall seconds of each run."""
    return [run.wall for run in runs]


def start(rounds: int, _work: Path) -> Iterator[Row]:
    """`--help` and `--version` beside importing Typer."""
    typer = [sys.executable, "-c", "import typer"]
    helped, versioned, base = alternate(3 * rounds, [*BLUF, "--help"], [*BLUF, "--version"], typer)
    for name, runs in (("--help", helped), ("--version", versioned)):
        yield Row(
            what=f"`bluf {name}` / `python -c 'import typer'`, wall",
            figure=ratio(walls(runs), walls(base)),
            bound=4,
            detail=seconds(runs, base),
        )


def brief(rounds: int, work: Path) -> Iterator[Row]:
    """The sample source to Markdown, cold, beside parsing it."""
    ours, base = alternate(
        rounds, [*BLUF, "brief", str(SAMPLE), "-f", "md", "-o", str(work / "md")], peer("parse", SAMPLE)
    )
    yield Row(
        what="`bluf brief` of the sample to Markdown / import spaCy, load, parse; wall",
        figure=ratio(walls(ours), walls(base)),
        bound=1.25,
        detail=seconds(ours, base),
    )


def render(rounds: int, work: Path) -> Iterator[Row]:
    """The sample source to all three formats beside parsing it and rendering the same HTML."""
    out = work / "all"
    command = [*BLUF, "brief", str(SAMPLE), "-o", str(out)]
    alternate(1, command)
    page = next(out.glob("*.html"))
    same = work / "same.html"
    same.write_bytes(page.read_bytes())
    ours, parse, pdf = alternate(rounds, command, peer("parse", SAMPLE), peer("pdf", same))
    base = [a + b for a, b in zip(walls(parse), walls(pdf), strict=True)]
    yield Row(
        what="`bluf brief` to Markdown + HTML + PDF / (parse + WeasyPrint on the same HTML), wall",
        figure=ratio(walls(ours), base),
        bound=1.0,
        detail=f"{median(walls(ours)):.2f} s / ({median(walls(parse)):.2f} + {median(walls(pdf)):.2f}) s",
    )


def extract(rounds: int, work: Path) -> Iterator[Row]:
    """190 news texts beside the full default pipeline."""
    source = work / "wikinews.jsonl"
    write_lines(source, records(WIKINEWS))
    command = [*BLUF, "extract", "--input", str(source), "--output", str(work / "out.jsonl")]
    ours, base = alternate(max(1, rounds // 2), command, peer("pipe", source))
    words = sum(len(record["text"].split()) for record in records(WIKINEWS))
    speeds = [median(words / run.cpu for run in runs) for runs in (ours, base)]
    yield Row(
        what="`bluf extract` / `nlp.pipe`, words per CPU second",
        figure=ratio([run.cpu for run in base], [run.cpu for run in ours]),
        bound=0.75,
        at_least=True,
        detail=f"{speeds[0]:,.0f} / {speeds[1]:,.0f} words/s",
    )
    yield Row(
        what="`bluf extract` / `nlp.pipe`, peak memory",
        figure=ratio([run.peak for run in ours], [run.peak for run in base]),
        bound=1.5,
        detail=f"{median(run.peak for run in ours):.0f} / {median(run.peak for run in base):.0f} MB",
    )


def growth(_rounds: int, work: Path) -> Iterator[Row]:
    """Peak memory with four times as many lines, of other texts, in an order that mixes long and short."""
    texts = {r["text"] for path in VARIED for r in records(path) if 1_000 < len(r["text"]) < 3_000}
    mixed = sorted(texts, key=lambda text: sha256(text.encode()).digest())
    many, few = mixed[:600], mixed[:150]
    peaks = []
    for name, chosen in (("few", few), ("many", many)):
        source = work / f"{name}.jsonl"
        write_lines(source, ({"id": str(k), "text": text} for k, text in enumerate(chosen)))
        peaks.append(run([*BLUF, "extract", "--input", str(source), "--output", str(work / "out.jsonl")]).peak)
    yield Row(
        what=f"`bluf extract`, peak memory of {len(many)} lines / {len(few)} lines",
        figure=peaks[1] / peaks[0],
        bound=1.1,
        detail=f"{peaks[1]:.0f} / {peaks[0]:.0f} MB",
    )


def long(rounds: int, work: Path) -> Iterator[Row]:
    """One text of 100 kB beside parsing it."""
    text = "\n\n".join(record["text"] for record in records(WIKINEWS))[:LONG_TEXT]
    source = work / "long.txt"
    source.write_text(text, encoding="utf-8")
    ours, base = alternate(
        max(1, rounds // 2), [*BLUF, "brief", str(source), "-f", "md", "-o", str(work / "long")], peer("parse", source)
    )
    yield Row(
        what=f"`bluf brief` of {len(text) // 1000} kB ({len(text.split()):,} words) / import spaCy, load, parse; wall",
        figure=ratio(walls(ours), walls(base)),
        bound=2,
        detail=seconds(ours, base),
    )


def size(_rounds: int, _work: Path) -> Iterator[Row]:
    """What an installation takes on the disk without compiled files: everything in requirements.lock that is installed here."""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    installed = [d for name in dict.fromkeys(names) for d in importlib.metadata.distributions(name=name)]
    files = [Path(str(d.locate_file(f))) for d in installed for f in d.files or () if f.suffix != ".pyc"]
    own = [f for folder in ("src", "templates") for f in (ROOT / folder).rglob("*") if f.suffix != ".pyc"]
    total = sum(f.stat().st_size for f in (*files, *own) if f.is_file())
    yield Row(
        what="installed size without .pyc",
        figure=total / 1e6,
        bound=500,
        unit=" MB",
        detail=f"{len(installed)} packages and bluf",
    )


PARTS: dict[str, Callable[[int, Path], Iterator[Row]]] = {
    "start": start,
    "brief": brief,
    "render": render,
    "extract": extract,
    "growth": growth,
    "long": long,
    "size": size,
}


def seconds(ours: list[Usage], base: list[Usage]) -> str:
    """Medians of wall time side by side."""
    return f"{median(walls(ours)):.2f} / {median(walls(base)):.2f} s"


def records(path: Path) -> Iterator[dict[str, str]]:
    """Lines of an evaluation set as `bluf extract` takes them."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield {"id": record["id"], "text": record["text"]}


def write_lines(path: Path, lines: Iterator[dict[str, str]]) -> None:
    """Write JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def main() -> int:
    """Measure, refresh the table, and say whether the bounds hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing to measure on")
        return 0
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for name in options.only.split(","):
            for row in PARTS[name](options.rounds, Path(work)):
                rows.append(row)
                print(
                    f"{row.what:95} {row.figure:8.2f} {row.bound:6} {'' if row.holds else 'BROKEN':7} {row.detail}",
                    flush=True,
                )
    if set(options.only.split(",")) == set(PARTS) and not options.check:
        refresh("speed", report(rows, options.rounds))
    return int(options.check and not all(row.holds for row in rows))


def report(rows: list[Row], rounds: int) -> str:
    """The section of RESULTS.md."""
    shown = [
        [
            row.what,
            f"{row.figure:.2f}{row.unit}" if row.unit == "x" else f"{row.figure:.0f}{row.unit}",
            f"{'≥' if row.at_least else '≤'} {row.bound:g}{row.unit}",
            "" if row.holds else "broken",
            row.detail,
        ]
        for row in rows
    ]
    head = (
        "## Speed and size\n\n"
        f"`make speed`: whole processes, run in turn (A B A B), medians of {rounds} ratios (more for short runs), "
        f"Python {platform.python_version()}, {os.cpu_count()} cores.\n\n"
    )
    return head + table(["What", "Figure", "Bound", "", "Made from"], shown)


if __name__ == "__main__":
    sys.exit(main())
