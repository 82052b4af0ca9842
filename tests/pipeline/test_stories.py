"""`bluf stories`, from lines to lines, and its scores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import bluf

ROOT = Path(__file__).resolve().parents[2]
TEXTS = (
    "A gas explosion at a bakery in Port Calder killed four people on Tuesday, the fire chief Amara Okoye said.",
    "Lawmakers in Tarvania rejected a pension bill. Prime Minister Helmi Aalto lost by 61 votes to 58.",
    "Four people died when a bakery exploded in Port Calder. A gas pipe leaked, Okoye said.",
    "A gas explosion at a bakery in Port Calder killed four people on Tuesday, the fire chief Amara Okoye said.",
)


def given() -> list[str]:
    return [json.dumps({"id": f"t{k}", "text": text}) for k, text in enumerate(TEXTS)]


def test_lines_in_lines_out():
    records = [json.loads(line) for line, usable in bluf.group(given()) if usable]
    assert [set(r) for r in records] == [{"id", "story", "duplicate_of"}] * 4
    assert [r["id"] for r in records] == ["t0", "t1", "t2", "t3"]
    assert records[0]["story"] == records[2]["story"] == records[3]["story"] != records[1]["story"]
    assert [r["duplicate_of"] for r in records] == [None, None, None, "t0"]


def test_the_command_goes_on_after_bad_lines_and_loads_no_spacy():
    code = "import sys; sys.modules['spacy'] = sys.modules['weasyprint'] = None; from bluf.cli import main; main()"
    lines = ["{broken", *given()[:2], '{"id": "x"}', *given()[2:], '{"id": "y", "text": "T", "date": "yesterday"}']
    done = subprocess.run(
        [sys.executable, "-c", code, "stories"],
        input="\n".join(lines).encode(),
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
    )
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert done.stderr.decode().strip() == 'bluf: 3 lines could not be used: see "error" in the output'
    assert [r["id"] for r in records] == [None, "t0", "t1", "x", "t2", "t3", "y"]
    assert [set(r) for r in records if "error" in r] == [{"id", "error"}] * 3


def test_nothing_is_nothing():
    assert list(bluf.group([])) == []


def test_scores_of_twin_events_hold(shared):
    """ECB+: two stories a topic, of one kind of event. The bars are those of the goals."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        from stories import score
    finally:
        sys.path.pop(0)
    rows = [
        json.loads(line)
        for line in (shared / "eval/stories/ecbplus.dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    lines = [json.dumps({"id": row["id"], "text": row["text"]}) for row in rows]
    found = {r["id"]: r["story"] for r in (json.loads(line) for line, _ in bluf.group(lines))}
    scores = score({row["id"]: row["gold"]["story"] for row in rows}, found)
    assert scores["bcubed"] >= 0.93
    assert scores["pairs"] >= 0.90
