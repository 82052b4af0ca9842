"""Watch topics: actors as actors, places as places, words as words, kinds of event in what an article tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

import bluf
from bluf.config.schema import Topic
from bluf.config.words import Event
from bluf.digest.choosing import choose_stories
from bluf.digest.events import events_found
from bluf.digest.topics import match_findings, match_texts
from bluf.model import Analysis, Document
from bluf.store.documents import News

DAY = date(2026, 11, 24)
FIRE = (
    "Fire at the port of Arica\n\nA fire at the port of Arica hurt at least 12 people on Monday, the port authority said. "
    "Captain Rosa Vega denied that the port was closed."
)
REBELS = (
    "Rebels of the National Liberation Army (ELN) attacked a checkpoint near Cúcuta on Monday and killed four soldiers, the "
    "army said. Colonel Juan Ruiz said that two gunmen were arrested."
)
HILTON = (
    "Paris Hilton bought a hotel in Lima, Peru, on Monday, her lawyer said. The Washington Post reported the price."
)
ORCHARD = "Farmers in Aragon lost every apple and every orange to the frost, the union of growers said on Monday."
COURT = (
    "The Supreme Court rejected a bid by the European Union on March 3 to change its rules for fishing. Fishermen in Vigo "
    "welcomed the decision, the ministry said."
)
STRIKE = (
    "Crane drivers went on strike at the port of Lima on Monday, their leader Pedro Rojas said. About 400 work there."
)


@cache
def analysis(text: str) -> Analysis:
    return bluf.analyze(text, published_on=DAY)


def meets(text: str, **watched: object) -> bool:
    return bool(match_findings([analysis(text)], {"t": Topic(**watched)}).topics)


@pytest.mark.parametrize(
    ("text", "watched"),
    [
        (FIRE, {"words": ("port of arica",)}),
        (FIRE, {"words": ("port of",)}),
        (FIRE, {"actors": ("Vega",)}),
        (FIRE, {"actors": ("port authority",)}),
        (FIRE, {"places": ("Arica",)}),
        (REBELS, {"actors": ("ELN",)}),
        (REBELS, {"actors": ("National Liberation Army",)}),
        (REBELS, {"places": ("Cucuta",)}),
        (REBELS, {"places": ("Cúcuta, CO",)}),
        (REBELS, {"places": ("Colombia",)}),  # lies there, though the text does not say so
        (HILTON, {"places": ("Peru",)}),
        (HILTON, {"actors": ("Paris Hilton",)}),
        (HILTON, {"actors": ("Washington Post",)}),
        (REBELS, {"events": (Event.ATTACK,)}),
        (REBELS, {"events": (Event.ARREST,)}),
        (STRIKE, {"events": (Event.STRIKE,)}),
        (STRIKE, {"events": (Event.DISEASE, Event.STRIKE)}),
    ],
)
def test_what_a_topic_meets(text, watched):
    assert meets(text, **watched)


@pytest.mark.parametrize(
    ("text", "watched"),
    [
        (FIRE, {"words": ("por",)}),
        (FIRE, {"words": ("arica port",)}),
        (FIRE, {"actors": ("Veg",)}),
        (FIRE, {"places": ("Lima",)}),
        (FIRE, {"events": (Event.ELECTION, Event.ATTACK)}),
        (HILTON, {"places": ("Paris",)}),  # a person
        (HILTON, {"places": ("France",)}),
        (HILTON, {"places": ("Washington",)}),  # a newspaper
        (HILTON, {"actors": ("Lima",)}),  # a place that does nothing
        (REBELS, {"places": ("Cúcuta, VE",)}),
        (REBELS, {"places": ("Venezuela",)}),
        (ORCHARD, {"actors": ("Apple", "Orange")}),
        (COURT, {"events": (Event.TRIAL, Event.STRIKE, Event.PROTEST, Event.APPOINTMENT)}),
        (COURT, {"actors": ("!?",), "places": ("",)}),
    ],
)
def test_what_it_does_not_meet(text, watched):
    assert not meets(text, **watched)


def test_a_kind_of_event_is_what_is_told_and_not_the_background():
    told = "The ministry opened a bridge in Arica on Monday, the mayor said. It cost 3 million dollars. " * 3
    background = told + "Years ago an earthquake had damaged the old one."
    assert events_found(analysis(background)) == frozenset()
    assert events_found(analysis(REBELS)) == {Event.ATTACK, Event.ARREST}


def test_one_mention_in_many_articles_is_no_topic():
    many = [analysis(f"{text} Report number {k}.") for k, text in enumerate([STRIKE] * 7)]
    topics = {"t": Topic(places=("Cúcuta",))}
    assert match_findings([*many, analysis(REBELS)], topics).topics == ()
    assert match_findings([*many[:3], analysis(REBELS)], topics).topics == ("t",)


def test_weights_add_up():
    topics = {
        "a": Topic(words=("cucuta",), weight=2.0),
        "b": Topic(events=(Event.ATTACK,), weight=3.0),
        "c": Topic(words=("sea",), weight=5.0),
    }
    assert match_findings([analysis(REBELS)], topics).weight == 5.0
    assert match_findings([analysis(REBELS)], {}).topics == ()
    assert match_findings([], topics).topics == ()


def test_words_alone_promise_no_less_than_names_and_words():
    topics = {
        "a": Topic(actors=("ELN",)),
        "b": Topic(places=("Cúcuta, CO",)),
        "c": Topic(events=(Event.ARREST,)),
        "d": Topic(words=("tsunami",)),
    }
    document = analysis(REBELS).document
    assert match_texts([document], topics).topics == ("a", "b", "c")
    assert match_texts([Document(id="x", text="")], topics).topics == ()
    assert match_texts([document], {}).topics == ()


def test_findings_decide_on_the_order_of_the_day():
    """By its words the first is of the topic; by what was found the other is."""
    texts = {"hotel": HILTON, "rebels": REBELS.replace("Cúcuta", "Lyon, France,")}
    asked: list[int] = []

    def find(documents: object) -> tuple[Analysis, ...]:
        found = tuple(replace(analysis(d.text), document=d) for d in documents)
        asked.append(len(found))
        return found

    new = [
        News(seq=k, item=name, source="wire", document=Document(id=name, text=text))
        for k, (name, text) in enumerate(texts.items())
    ]
    chosen = choose_stories(
        new,
        {"france": Topic(places=("Paris", "Lyon"))},
        told=1,
        today=DAY,
        remembered=None,
        analyze=find,
    )
    assert [group.match.topics for group in (*chosen.leading, *chosen.listed)] == [("france",), ()]
    assert "Lyon" in chosen.leading[0].documents[0].text
    assert sum(asked) == 2, "each article is analyzed once"
