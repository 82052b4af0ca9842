"""A briefing prints what the extractor is sure of; all else stays in the analysis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluf.model import ActorKind, MadeWith
from bluf.synthesis import synthesize
from bluf.synthesis.trust import printed
from tests.unit.synthesis.conftest import Story


@pytest.mark.parametrize(("score", "count"), [(1.0, 1), (0.3, 0), (0.0, 0)])
def test_only_sure_readings_are_printed(score: float, count: int) -> None:
    story = Story("Ana Cruz said that the dam will hold until the autumn.")
    story.says(story.actor("Ana Cruz"), "the dam will hold until the autumn")
    story.attributions = [replace(a, score=score) for a in story.attributions]
    briefing = synthesize([story.analysis()], made_with=MadeWith(bluf="0", model="m"))
    assert len(briefing.attributions) == count
    assert sum(len(actor.lines) for actor in briefing.actors) == count


@pytest.mark.parametrize(("score", "holders"), [(0.75, ["Ana Cruz"]), (0.6, ["AFP"])])
def test_what_a_sure_relay_carries_is_its_speakers(score: float, holders: list[str]) -> None:
    story = Story("Ana Cruz said that the dam will hold until the autumn, reports AFP.")
    agency = story.actor("AFP", ActorKind.MEDIA)
    story.says(story.actor("Ana Cruz"), "the dam will hold until the autumn", via=agency)
    story.says(agency, "Ana Cruz said that the dam will hold until the autumn")
    inner, outer = story.attributions
    story.attributions = [replace(inner, score=score), replace(outer, score=0.9)]
    assert [a.source.actor for a in printed(story.analysis()) if a.source] == holders


def test_what_a_relay_tells_besides_is_still_its_own() -> None:
    story = Story("The dam broke at noon and two villages stand empty now, AFP said; it will hold, Ana Cruz told AFP.")
    agency = story.actor("AFP", ActorKind.MEDIA)
    story.says(agency, "The dam broke at noon and two villages stand empty now")
    story.says(story.actor("Ana Cruz"), "it will hold", via=agency)
    assert len(printed(story.analysis())) == 2
