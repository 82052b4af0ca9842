"""A briefing prints what the extractor is sure of; all else stays in the analysis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluf.model import MadeWith
from bluf.synthesis import synthesize
from tests.unit.synthesis.conftest import Story


@pytest.mark.parametrize(("score", "count"), [(1.0, 1), (0.3, 0), (0.0, 0)])
def test_only_sure_readings_are_printed(score: float, count: int) -> None:
    story = Story("Ana Cruz said that the dam will hold until the autumn.")
    story.says(story.actor("Ana Cruz"), "the dam will hold until the autumn")
    story.attributions = [replace(a, score=score) for a in story.attributions]
    briefing = synthesize([story.analysis()], made_with=MadeWith(bluf="0", model="m"))
    assert len(briefing.attributions) == count
    assert sum(len(actor.lines) for actor in briefing.actors) == count
