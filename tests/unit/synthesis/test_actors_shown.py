"""Which actors a reader is shown: those of weight, that say or do something, and are surely what they are said to be."""

from __future__ import annotations

import pytest

from bluf.model import Actor, ActorKind, MadeWith
from bluf.synthesis import synthesize

from .conftest import Story

MADE = MadeWith(bluf="0", model="none")


def shown(*stories: Story) -> list[str]:
    briefing = synthesize([s.analysis() for s in stories], made_with=MADE)
    return [a.name for a in briefing.actors[: briefing.leading_actors]]


def story(*names: str, **more: float) -> Story:
    text = " ".join(f"{name} closed the northern harbor number {n} with great care." for n, name in enumerate(names))
    made = Story(text)
    for n, name in enumerate(names):
        actor = made.actor(name, salience=0.9 - n / 10, **more)
        made.acted(actor, f"{name} closed the northern harbor number {n} with great care")
    return made


def test_who_acts_is_shown():
    assert shown(story("Ann Bell", "Bob Miller")) == ["Ann Bell", "Bob Miller"]


def test_an_unsure_one_is_not_shown_and_weighs_less():
    made = story("Ann Bell", "Bob Miller")
    made.actors[0] = Actor(
        id="a0",
        name="Ann Bell",
        kind=made.actors[0].kind,
        mentions=made.actors[0].mentions,
        salience=0.9,
        score=0.3,
    )
    briefing = synthesize([made.analysis()], made_with=MADE)
    assert [a.name for a in briefing.actors] == ["Bob Miller", "Ann Bell"]
    assert briefing.leading_actors == 1
    assert briefing.actors[1].salience <= briefing.actors[0].salience


def test_who_neither_says_nor_does_anything_comes_last():
    made = Story(
        "Ann Bell closed the northern harbor with great care. Mike Rowe was named. Bob Miller sold the old town hall today."
    )
    first, _, last = (
        made.actor(n, salience=s) for n, s in (("Ann Bell", 0.9), ("Mike Rowe", 0.6), ("Bob Miller", 0.5))
    )
    made.acted(first, "Ann Bell closed the northern harbor with great care")
    made.acted(last, "Bob Miller sold the old town hall today")
    assert shown(made) == ["Ann Bell", "Bob Miller"]


def test_of_nobody_sure_the_first_is_shown():
    made = story("Ann Bell", score=0.1)
    assert shown(made) == ["Ann Bell"]


@pytest.mark.parametrize("accused", [True, False])
def test_accused_in_one_text_is_accused(accused):
    one, two = story("Bob Miller"), story("Bob Miller", "Ann Bell")
    two.uri = "b.txt"
    two = Story(two.text, uri="b.txt")
    two.actor("Bob Miller", accused=accused)
    briefing = synthesize([one.analysis(), two.analysis()], made_with=MADE)
    assert briefing.actors[0].accused is accused


@pytest.mark.parametrize(
    ("one", "two", "entries"),
    [
        ("U.S. Customs and Border Protection", "Customs and Border Protection", 1),
        ("U.S. Army", "Army", 2),  # of any state
    ],
)
def test_a_body_with_and_without_its_state(one, two, entries):
    stories = []
    for name, uri in ((one, "a.txt"), (two, "b.txt")):
        made = Story(f"{name} closed the northern harbor with great care.", uri=uri)
        actor = made.actor(name, ActorKind.ORGANIZATION)
        made.acted(actor, f"{name} closed the northern harbor with great care")
        stories.append(made.analysis())
    assert len(synthesize(stories, made_with=MADE).actors) == entries
