"""One point once, and one event once, however many sources tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bluf.model import ActorKind, MadeWith, Stance
from bluf.synthesis import synthesize
from tests.unit.synthesis.conftest import Story

MADE = MadeWith(bluf="0", model="m 1")
SIGNED = (
    "Bolivia and Colombia signed an accord on defense on Tuesday.",
    "On 17 July the two governments of Bolivia and Colombia agreed on help in defense.",
)


def _told(text: str, words: str, day: date, uri: str, last: date | None = None) -> Story:
    story = Story(text, uri=uri)
    story.dated(words, day, last)
    return story


def _brief(*stories: Story):
    return synthesize([s.analysis() for s in stories], made_with=MADE)


def test_an_event_that_two_outlets_tell_is_one_entry_with_both():
    day = date(2012, 7, 17)
    a, b = _told(SIGNED[0], "Tuesday", day, "a"), _told(SIGNED[1], "17 July", day, "b")
    (entry,) = _brief(a, b).timeline
    assert {entry.statement.evidence[0].document_id, *(r.document_id for r in entry.repeats)} == {"a", "b"}


def test_it_is_dated_by_who_dates_it_most_finely():
    week = _told(
        "Bolivia and Colombia signed an accord on defense this week.",
        "this week",
        date(2012, 7, 16),
        "a",
        date(2012, 7, 22),
    )
    day = _told("Bolivia and Colombia signed their accord on defense on Tuesday.", "Tuesday", date(2012, 7, 17), "b")
    (entry,) = _brief(week, day).timeline
    assert entry.time.text == "Tuesday"
    assert [r.document_id for r in entry.repeats] == ["a"]


def test_two_events_of_one_day_stay_two():
    day = date(2012, 7, 17)
    a = _told(SIGNED[0], "Tuesday", day, "a")
    b = _told("A court in Sela ordered six men held on Tuesday.", "Tuesday", day, "b")
    assert [e.repeats for e in _brief(a, b).timeline] == [(), ()]


def test_like_events_of_two_days_stay_two():
    a = _told("Shells killed five people in Sela on Monday.", "Monday", date(2012, 7, 16), "a")
    b = _told("Shells killed seven people in Sela on Thursday.", "Thursday", date(2012, 7, 19), "b")
    assert len(_brief(a, b).timeline) == 2


def test_what_leans_on_another_sentence_is_neither_point_nor_event():
    analysis = _told("The army left Sela. This was on 3 May in the rain.", "3 May", date(2024, 5, 3), "a").analysis()
    points = tuple(replace(p, alone=not p.text.startswith("This")) for p in analysis.key_points)
    briefing = synthesize([replace(analysis, key_points=points)], made_with=MADE)
    assert [p.text for p in briefing.key_points] == ["The army left Sela."]
    assert briefing.timeline == ()


def test_a_text_without_a_sentence_that_stands_alone_still_has_a_bottom_line():
    analysis = Story("We left Sela in the rain. We came back to Sela in May.").analysis()
    points = tuple(replace(p, alone=False) for p in analysis.key_points)
    assert synthesize([replace(analysis, key_points=points)], made_with=MADE).bottom_line


def test_a_point_is_printed_after_the_name_that_its_pronoun_stands_for():
    story = Story("Maria Cruz won the vote. She promised to rebuild the port of Sela.", weights=(0.2, 1.0))
    analysis = story.analysis()
    points = tuple(
        replace(p, about=story.span("Maria Cruz")) if p.text.startswith("She") else p for p in analysis.key_points
    )
    first = synthesize([replace(analysis, key_points=points)], made_with=MADE).bottom_line[0]
    assert first.text == "Maria Cruz: She promised to rebuild the port of Sela."


def test_a_cut_is_marked():
    story = Story("The army left the port of Sela on Monday, and the governor called for calm.", weights=(1.0,))
    analysis = story.analysis()
    whole = analysis.key_points[0]
    end = whole.text.index(", and")
    cut = replace(whole, end=whole.start + end, text=whole.text[:end])
    (line,) = synthesize([replace(analysis, key_points=(cut,))], made_with=MADE).bottom_line
    assert line.text == "The army left the port of Sela on Monday […]"


def test_the_second_sentence_of_the_bottom_line_adds_to_the_first():
    story = Story(
        "Rebels seized the port of Sela after two days of fighting. Rebels of the valley hold Sela and its port. "
        "Grain ships for the capital were turned back.",
        weights=(1.0, 0.9, 0.8),
    )
    assert _brief(story).bottom_line[1].text.startswith("Grain ships")


def test_the_bottom_line_does_not_lean_on_who_was_named_elsewhere():
    story = Story(
        "A boat sank off the port of Sela on Monday. The two men are now in police custody in town. "
        "The other three were taken to a hospital. Divers searched the bay for the missing captain.",
        weights=(1.0, 0.9, 0.8, 0.7),
    )
    briefing = _brief(story)
    assert briefing.bottom_line[1].text.startswith("Divers")
    assert not any(p.text.startswith(("The two", "The other")) for p in briefing.key_points)


def test_a_definite_sentence_that_names_whom_it_is_about_stands():
    story = Story(
        "A boat sank off the port of Sela on Monday. The minister, Ana Cruz, sent divers into the bay.",
        weights=(1.0, 0.9),
    )
    assert _brief(story).bottom_line[1].text.startswith("The minister, Ana Cruz")


def test_the_other_side_is_told_by_a_sentence_that_names_it():
    a = Story("Colombian drug groups are present in Bolivia, Ana Cruz confirmed in Sela.", uri="a")
    a.says(a.actor("Ana Cruz"), "Colombian drug groups are present in Bolivia", Stance.CONFIRMS)
    b = Story(
        "The Bolivian government met. It denied that drug groups are present in Bolivia.", uri="b", weights=(0.01, 0.02)
    )
    b.says(b.actor("Bolivian government", ActorKind.GOVERNMENT), "drug groups are present in Bolivia", Stance.DENIES)
    c = Story(
        "The Bolivian government denies that foreign drug groups have settled on its soil.", uri="c", weights=(0.1,)
    )
    c.says(
        c.actor("Bolivian government", ActorKind.GOVERNMENT),
        "foreign drug groups have settled on its soil",
        Stance.DENIES,
    )
    assert _brief(a, b, c).bottom_line[1].text.startswith("The Bolivian government denies")


def test_one_side_of_a_dispute_is_one_point_in_whatever_words_and_a_denial_another():
    a = Story(
        "Colombian drug groups are present in Bolivia, Ana Cruz confirmed during a visit to the town of Sela.", uri="a"
    )
    a.says(a.actor("Ana Cruz"), "Colombian drug groups are present in Bolivia", Stance.CONFIRMS)
    b = Story(
        "The minister of Toro has confirmed that bands from her country are active in Bolivia.", uri="b", weights=(0.9,)
    )
    b.says(
        b.actor("The minister of Toro", ActorKind.UNNAMED),
        "bands from her country are active in Bolivia",
        Stance.CONFIRMS,
    )
    c = Story("Luis Rey denied that drug groups from abroad are present in Bolivia.", uri="c", weights=(0.8,))
    c.says(c.actor("Luis Rey"), "drug groups from abroad are present in Bolivia", Stance.DENIES)
    points = _brief(a, b, c).key_points
    assert [p.document_id for p in points] == ["a", "c"]
    assert [r.document_id for r in points[0].repeats] == ["b"]


def test_background_and_what_was_not_said_do_not_lead():
    story = Story(
        "In December 2011 the rebels only looked at the port of Sela. The minister declined to say who paid them. "
        "Rebels of the valley seized the port of Sela on Tuesday.",
        weights=(1.0, 0.9, 0.5),
    )
    story.dated("December 2011", date(2011, 12, 1), date(2011, 12, 31))
    briefing = _brief(story)
    assert briefing.bottom_line[0].text.startswith("Rebels of the valley")
    assert briefing.key_points[0].text.startswith("Rebels of the valley")


def test_where_nothing_else_is_told_background_leads():
    story = Story("In December 2011 the rebels only looked at the port of Sela.", weights=(1.0,))
    story.dated("December 2011", date(2011, 12, 1), date(2011, 12, 31))
    assert _brief(story).bottom_line[0].text.startswith("In December 2011")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Explaining why he argued in 2015 that throwing young men against walls was smart.", "2015"),
        ("He argued as recently as 2015 that the policy of the police was smart.", "2015"),
        ("The field at the start of the 2015 process reflected the wariness of the elites.", "2015"),
        ("Spain has 157,000 cases, while China, where the virus emerged in 2015, has nearly 83,000.", "2015"),
        ("The stakes are high for the candidates ahead of 2015 in the state.", "2015"),
    ],
)
def test_a_date_that_dates_no_event_makes_no_line(text, words):
    told = _told(text, words, date(2015, 1, 1), "a", date(2015, 12, 31))
    assert _brief(told).timeline == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In 2015 the army left the town of Sela after a siege.", "2015"),
        ("The town was rebuilt in 2015 with help from abroad.", "2015"),
    ],
)
def test_a_year_that_dates_an_event_does(text, words):
    (entry,) = _brief(_told(text, words, date(2015, 1, 1), "a", date(2015, 12, 31))).timeline
    assert entry.time.text == words
