"""Run the catalog of hostile cases in ../shared against `bluf`, and fail where a case of severity S1 or S2 does not hold.

usage: python tests/hostile/run.py BLUF [--only REGEX] [--formats md,html,pdf,json,eml]. The catalog's own runner judges, with our
adapter for what it cannot know; this calls it, twice side by side, and reads what it found. PART and NOT RUN count as not met.
Without ../shared it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOG = ROOT.parent / "shared" / "hostile"
ADAPTER = Path(__file__).with_name("adapter.py")
HALVES = ("^(?:html|enc|uni|num|model|mail|md)", "^(?!html|enc|uni|num|model|mail|md)")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("bluf", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--formats", default="md,html,pdf,json,eml")
    options = parser.parse_args()
    if not CATALOG.is_dir():
        print("../shared is absent: the hostile catalog was not run")
        return 0
    rows = run(options.bluf.absolute(), [options.only] if options.only else list(HALVES), options.formats)
    bad = [row for row in rows if row["severity"] in ("S1", "S2") and row["verdict"] != "PASS"]
    for row in bad:
        print(
            f"{row['verdict']} {row['severity']} {row['id']}: {'; '.join(row['why'] or row.get('not_run', []))[:300]}"
        )
    print(f"{len(rows)} hostile cases, {len(bad)} of S1 and S2 not met")
    return 1 if bad or not rows else 0


def run(bluf: Path, parts: list[str], formats: str) -> list[dict[str, object]]:
    """The verdicts of the runner, one process for each part of the catalog."""
    adapter = f"{sys.executable} {Path(__file__).with_name('digest_case.py')} {bluf} {{input}} {{out}} {{digest}}"
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / f"{number}.jsonl" for number in range(len(parts))]
        children = [
            subprocess.Popen(
                [
                    sys.executable, ADAPTER, bluf, "--cmd", f"{bluf} brief {{input}} -o {{out}} -f {{format}}",
                    "--opt-title=--title={title}", "--opt-template=--template={template}", "--digest-cmd", adapter,
                    "--formats", formats, "--drop-root", "--only", part, "--report", report,
                ],
                stdout=subprocess.DEVNULL,
            )
            for part, report in zip(parts, reports, strict=True)
        ]  # fmt: skip
        for child in children:
            child.wait()
        return [json.loads(line) for report in reports if report.is_file() for line in report.read_text().splitlines()]


if __name__ == "__main__":
    raise SystemExit(main())
