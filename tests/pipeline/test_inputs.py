"""Real files, many of them odd: each gives a grounded briefing or one clear line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import bluf
from bluf.errors import BlufError
from bluf.grounding import check_grounding

SHARED = Path(__file__).parents[3] / "shared" / "inputs"
FILES = (
    [json.loads(line)["file"] for line in (SHARED / "manifest.jsonl").read_text("utf-8").splitlines()]
    if SHARED.is_dir()
    else []
)


def test_the_files_are_there(shared):
    assert len(FILES) >= 80
    assert all((shared / "inputs" / name).is_file() for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_briefing_or_one_clear_line(name):
    path = str(SHARED / name)
    try:
        result = bluf.brief([path], formats=("md", "html", "json"))
    except BlufError as error:
        message = str(error)
        assert "\n" not in message
        assert Path(name).name in message
        return
    briefing = result.briefing
    assert check_grounding(briefing) == ()
    assert briefing.bottom_line or briefing.caveats
    body = {r.filename: r.body for r in result.rendered}
    assert bluf.verify(body["briefing.json"]) == ()
    assert bluf.verify(body["briefing.html"]) == ()
