"""A briefing is the same from one process, from several, and however the work is parted."""

from __future__ import annotations

import bluf
from bluf import analyses
from tests.conftest import ROOT

SEEDS = [str(path) for path in sorted((ROOT / "seeds").glob("*.txt"))[:3]]


def test_several_processes_make_the_same_briefing(monkeypatch):
    whole = bluf.brief(SEEDS, formats=["md", "json"]).rendered
    monkeypatch.setattr(analyses, "_CHARS_AT_ONCE", 1)
    assert bluf.brief(SEEDS, formats=["md", "json"], jobs=2).rendered == whole
