"""What a reader sees first: whose sentence it is, printed so that it reads alone, and what may not stand there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluf.model import ActorKind, MadeWith, Stance
from bluf.synthesis import synthesize
from bluf.synthesis.alone import reads_alone
from tests.unit.synthesis.conftest import Story

MADE = MadeWith(bluf="0", model="m 1")


def _brief(*stories: Story):
    return synthesize([s.analysis() for s in stories], made_with=MADE)


def test_what_is_told_before_the_holder_makes_it_the_outlets_own_sentence():
    story = Story(
        "Warplanes struck rebels near Sela, with Toro threatening to send ten thousand troops over the border in May."
    )
    story.says(
        story.actor("Toro", ActorKind.GOVERNMENT), "to send ten thousand troops over the border in May", Stance.PROMISES
    )
    (point,) = _brief(story).key_points
    assert (point.stance, point.holder, point.label) == (None, None, None)


def test_an_opening_of_time_leaves_the_sentence_its_holders():
    story = Story("On Friday, Ana Cruz said that the port of Sela would open for ships of all nations in May.")
    story.says(story.actor("Ana Cruz"), "the port of Sela would open for ships of all nations in May")
    assert _brief(story).key_points[0].holder == "Ana Cruz"


def test_no_stance_is_printed_before_a_sentence_that_has_it():
    story = Story("Ana Cruz rejected claims that they had sold the port of Sela to a foreign company in the spring.")
    story.says(
        story.actor("Ana Cruz"),
        "claims that they had sold the port of Sela to a foreign company in the spring",
        Stance.DENIES,
    )
    (point,) = _brief(story).key_points
    assert point.statement.text.startswith("Ana Cruz rejected")
    assert (point.stance, point.label) == (Stance.DENIES, None)


def test_a_proposition_is_printed_after_its_stance_with_its_first_letter_raised():
    story = Story("Ana Cruz denied that foreign groups keep a permanent presence in the port of Sela.")
    story.says(story.actor("Ana Cruz"), "foreign groups keep a permanent presence in the port of Sela", Stance.DENIES)
    (point,) = _brief(story).key_points
    assert point.statement.text.startswith("Foreign groups keep")
    assert point.label is Stance.DENIES


@pytest.mark.parametrize(
    "text",
    [
        "her government had known about them for some time",
        "they would leave the port",
        "the police had to search it twice",
        "about half of the port is closed",
        "The official had left the port in May",
        "we will open the port of Sela in May",
        "the minister let us open the port of Sela",
        "",
    ],
)
def test_what_leans_on_its_sentence_does_not_read_alone(text):
    assert not reads_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "cholera had reached the capital",
        "No more than 500 men are in the port of Sela",
        "ships of the US Navy lie off Sela",
    ],
)
def test_what_is_whole_reads_alone(text):
    assert reads_alone(text)


def test_what_tells_more_than_it_repeats_is_a_point_of_its_own():
    accord = Story("Toro and Sela signed an accord on defense and trade on Tuesday.", uri="a", weights=(1.0,))
    more = Story(
        "The government of Toro rejected accusations by the northern union that it does nothing against smugglers of gold, days after "
        "Toro and Sela signed an accord on defense and trade.",
        uri="b",
        weights=(0.7,),
    )
    assert len(_brief(accord, more).key_points) == 2


def test_an_outlet_without_a_publisher_goes_by_its_host_or_its_file():
    text = "The port of Sela was closed on Monday after a storm broke the pier."
    page = Story(text, uri="https://www.sela.example/news/1.html").analysis()
    file = Story(text, uri="/data/in/report.txt").analysis()
    names = [synthesize([a], made_with=MADE).originators for a in (page, file)]
    assert names == [("sela.example",), ("report.txt",)]


def test_two_who_speak_of_one_town_do_not_yet_disagree():
    story = Story("Toro claimed responsibility for the blasts in Sela Harbor. Ruiz rejected the attack on Sela Harbor.")
    story.says(story.actor("Toro", ActorKind.GROUP), "responsibility for the blasts in Sela Harbor")
    story.says(story.actor("Ruiz"), "the attack on Sela Harbor", Stance.DENIES)
    story.place("Sela Harbor", "XX")
    assert _brief(story).disagreements == ()


def test_what_an_opinion_piece_says_itself_is_no_report():
    analysis = Story("Medicaid is a disgrace to the nation at its cost of 450 billion a year.").analysis()
    points = tuple(replace(p, view=True) for p in analysis.key_points)
    (point,) = synthesize([replace(analysis, key_points=points)], made_with=MADE).key_points
    assert (point.stance, point.label) == (None, Stance.ASSESSES)
