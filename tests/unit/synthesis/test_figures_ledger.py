"""Which figures the ledger prints, and which first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluf.model import MadeWith, Qualifier
from bluf.synthesis import synthesize
from tests.unit.synthesis.conftest import Story


def brief(*stories: Story):
    return synthesize([story.analysis() for story in stories], made_with=MadeWith(bluf="0", model="m"))


def printed(text: str, *figures: tuple[str, float, str | None, str | None], **more) -> list[str]:
    story = Story(text)
    for words, value, unit, measured in figures:
        story.figure(words, value, unit, measured, **more)
    briefing = brief(story)
    return [figure.text for figure in briefing.figures[: briefing.leading_figures]]


def test_the_dead_and_sums_lead_before_small_counts():
    text = "Two bills were read. The blast killed four workers and cost $2 million."
    figures = (
        ("Two", 2, "bill", "bills"),
        ("four", 4, "worker", "workers"),
        ("$2 million", 2e6, "USD", "damage of the blast"),
    )
    assert "Two" not in printed(text, *figures)
    assert set(printed(text, *figures)) == {"four", "$2 million"}


def test_small_counts_are_printed_where_there_is_nothing_else():
    assert printed("Two bills were read.", ("Two", 2, "bill", "bills")) == ["Two"]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "measured"),
    [
        ("The two bonded over chess.", "two", 2, None, None),
        ("Premier Fahie, 51, was held.", "51", 51, "year", "Premier Fahie"),
        ("The 54-year-old hunter was lost.", "54-year-old", 54, "year", "hunter"),
        ("He won it twice.", "twice", 2, "time", "it"),
        ("Four days after the vote he left.", "Four days", 4, "day", None),
        ("A channel hundreds of miles away closed.", "hundreds", 200, "mile", "miles"),
        ("One student recalled it.", "One", 1, "student", "student"),
        ("He disavowed the two-state solution.", "two", 2, "state", "solution"),
        ("In the top 10 of the ways they relate.", "10", 10, "way", "ways"),
    ],
)
def test_what_says_nothing_by_itself_is_no_row(text, words, value, unit, measured):
    assert printed(text, (words, value, unit, measured)) == []


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "measured"),
    [
        ("Half of all cases are in the city.", "Half", 0.5, None, "cases"),
        ("The attack killed 12.", "12", 12, "person", None),
        ("He got a 15-year sentence.", "15-year", 15, "year", "sentence"),
        ("It is an 80-hectare park.", "80-hectare", 80, "hectare", "park"),
    ],
)
def test_what_a_reader_can_use_alone_is_one(text, words, value, unit, measured):
    assert printed(text, (words, value, unit, measured)) == [words]


def test_what_is_contradicted_is_no_minor_figure():
    a = Story("The flood killed 3 villages' herds in the northern valley.", uri="a")
    a.figure("3", 3, "village", "villages in the northern valley")
    b = Story("The flood killed 5 villages' herds in the northern valley.", uri="b")
    b.figure("5", 5, "village", "villages in the northern valley", qualifier=Qualifier.EQUAL)
    briefing = brief(a, b)
    assert briefing.leading_figures == 2
    assert all(figure.discrepancies for figure in briefing.figures)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "measured"),
    [
        ("It was an 18 percent increase on last year.", "18 percent", 18, "%", "increase"),
        ("He stands 5 feet 9 inches in socks.", "9 inches", 9, "inch", "man"),
        ("Prices range from $24 for a shirt to $155.", "$24", 24, "USD", "Prices"),
        ("The top 1% of voters got it all.", "1%", 1, "%", "voters"),
        ("Nine out of 10 firms agree.", "10", 10, "firm", "firms"),
        ("It is good for minds at 30 years old.", "30 years", 30, "year", "minds"),
        ("The rate is the lowest in seven months.", "seven months", 7, "month", "rate"),
        ("The post lies 10 kilometers outside Aden.", "10 kilometers", 10, "kilometre", "post"),
        ("Temperatures will be two degrees lower.", "two degrees", 2, "degree", "Temperatures"),
        ("See 14 Best Architecture Photos here.", "14", 14, "photo", "Best Architecture Photos"),
        ("They came from the four corners of the earth.", "four", 4, "corner", "corners of the earth"),
    ],
)
def test_parts_ranks_and_distances_are_no_rows(text, words, value, unit, measured):
    assert printed(text, (words, value, unit, measured)) == []


@pytest.mark.parametrize(
    ("text", "concept", "rows"),
    [
        ("Boeing donated $900,000 to the fund.", "Boeing", ["$900,000"]),
        ("Heying repaired cars, saving them $900,000 in all.", "Heying", []),
        ("A poll put it at $900,000 or so.", "A poll", []),
    ],
)
def test_a_sum_has_an_owner_only_where_nothing_stands_between(text, concept, rows):
    assert printed(text, ("$900,000", 900_000, "USD", None), concept=concept) == rows


def test_a_figure_whose_holder_is_not_sure_is_no_row():
    text = "Ada Roe hinted that 40 villages flooded."
    for score, rows in ((0.3, []), (0.9, ["40"])):
        story = Story(text)
        story.says(story.actor("Ada Roe"), "40 villages flooded")
        story.attributions[0] = replace(story.attributions[0], score=score)
        story.figure("40", 40, "village", "villages", holder="Ada Roe", attribution=0)
        briefing = brief(story)
        assert [f.text for f in briefing.figures[: briefing.leading_figures]] == rows


def test_an_owner_that_the_sentence_does_not_bear_out_is_not_printed():
    text = "Likud must strike deals to get the 61 seats."
    story = Story(text)
    story.figure("61", 61, "seat", "seats", concept="Likud")
    (figure,) = brief(story).figures
    assert (figure.measured, figure.concept) == ("seats", None)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "measured"),
    [
        ("The dam is $5 billion over budget.", "$5 billion", 5e9, "USD", "dam"),
        ("The 12 were not hurt in the crash.", "12", 12, "person", "hurt"),
        ("It is down from a high of 27%.", "27%", 27, "%", "high"),
    ],
)
def test_excess_the_unharmed_and_a_bare_high_are_no_rows(text, words, value, unit, measured):
    assert printed(text, (words, value, unit, measured)) == []
