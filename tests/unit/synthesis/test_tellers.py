"""What somebody says within another's words is passed on by that other."""

from __future__ import annotations

from bluf.model import ActorKind, MadeWith, Stance
from bluf.synthesis import synthesize
from tests.unit.synthesis.conftest import Story

AGREED = "to let the ships use the port for money"
TOLD = f"Ana Cruz had agreed {AGREED}"


def _through(story: Story, name: str) -> list[str]:
    entries = synthesize([story.analysis()], made_with=MadeWith(bluf="0", model="m")).attributions
    (entry,) = (e for e in entries if e.source and e.source.actor == name)
    return [via.text for via in entry.via]


def test_what_a_complaint_says_that_somebody_promised_goes_through_the_complaint_and_the_agency():
    story = Story(f"Norte News Agency reported that a DEA complaint said {TOLD}.", publisher="Sur")
    agency, ana = story.actor("Norte News Agency", ActorKind.MEDIA), story.actor("Ana Cruz")
    story.says(ana, AGREED, Stance.PROMISES, via=agency)
    story.says("a DEA complaint", TOLD, via=agency)
    story.says(agency, f"a DEA complaint said {TOLD}")
    assert _through(story, "Ana Cruz") == ["a DEA complaint", "Norte News Agency"]


def test_nobody_passes_on_what_stands_beside_his_words():
    story = Story(f"A DEA complaint said the port was open. {TOLD}.")
    story.says("A DEA complaint", "the port was open")
    story.says(story.actor("Ana Cruz"), AGREED, Stance.PROMISES)
    assert _through(story, "Ana Cruz") == []


def test_neither_the_publisher_nor_the_speaker_passes_on():
    story = Story(
        f"Norte News learnt that {TOLD}. The mayor, Luis Rey, said he, Luis, feared the worst.", publisher="Norte News"
    )
    story.says(story.actor("Norte News", ActorKind.MEDIA), TOLD)
    story.says(story.actor("Ana Cruz"), AGREED, Stance.PROMISES)
    story.says("The mayor, Luis Rey", "he, Luis, feared the worst")
    luis = story.actor("Luis")
    story.says(luis, "feared the worst")
    assert _through(story, "Ana Cruz") == []
    assert _through(story, "Luis") == []
