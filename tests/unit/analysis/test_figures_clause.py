"""Figures: what holds for a number by its own clause, and what is no figure at all."""

from __future__ import annotations

import pytest

from bluf.analysis import find_dates, find_places
from bluf.analysis.figures import find_figures
from bluf.analysis.figures.context import Context
from bluf.model import Attribution, AttributionSource


@pytest.fixture
def figures(parse):
    def find(text):
        parsed = parse(text)
        return find_figures(parsed, (), (), find_dates(parsed), find_places(parsed))

    return find


def shown(found, what):
    return [(f.text, getattr(f, what).text if getattr(f, what) else None) for f in found]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The province borders Turkey where there have been 12 confirmed cases.", "Turkey"),
        ("The clinic treated 40 patients in Lima.", "Lima"),
        ("In Bolivia, 12 miners died.", "Bolivia"),
        ("Peru's 12 cases worried doctors.", "Peru"),
        ("Germany had 38 cases.", "Germany"),
    ],
)
def test_a_place_holds_for_the_number_of_its_clause(figures, text, place):
    assert [found for _, found in shown(figures(text), "place")] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Six men were accused of serving cocaine flights to Brazil.",
        "Officials in Peru said that 12 miners died.",
        "The firm closed 29 shops in Lima and Quito.",
        "A ten-year-old child from Chile was treated in Lima.",
        "The chain shut 29 restaurants across the country.",
    ],
)
def test_a_place_elsewhere_in_the_sentence_does_not(figures, text):
    assert [found for _, found in shown(figures(text), "place")] == [None]


def test_each_number_has_the_place_beside_it(figures):
    found = figures("The cells held 40 prisoners in Lima, and 25 died in Quito.")
    assert shown(found, "place") == [("40", "Lima"), ("25", "Quito")]


def test_a_period_holds_for_the_number_of_its_clause(figures):
    assert shown(figures("The crash killed 158 people in 2011."), "period") == [("158", "2011")]


def test_the_day_it_was_said_is_no_period_and_a_range_is_one(figures):
    text = "The minister said on Friday that 12 miners died. Police seized 90 kg between April 1 and June 30, 2012."
    assert [period for _, period in shown(figures(text), "period")] == [None, "April 1 and June 30, 2012"]


def test_one_in_every_n_is_a_share(figures):
    (figure,) = figures("The worm hit one in every 500 computers.")
    assert (figure.value, figure.unit, figure.text) == (0.002, None, "one in every 500")


def test_a_part_counts_what_the_whole_counts_and_the_whole_weighs_little(figures):
    part, whole = figures("The agency said 5 of 11 Green-winged Teals tested positive.")
    assert (part.unit, part.measured) == ("Teal", "Green-winged Teals")
    assert whole.salience <= 0.15


@pytest.mark.parametrize(
    "text",
    [
        "By 6. 30am the fire was out.",
        "Crews came at 8 .30 am to help.",
        "It is one step in a long process.",
        "None of the teams has offered more than eight years.",
        "No club paid more than $5 million.",
        "Nobody has lost more than 12 men.",
    ],
)
def test_no_figure(figures, text):
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("None of the 12 miners survived.", "12"),
        ("No more than 12 people died.", "No more than 12"),
        ("No cure exists, and 50 percent of patients die.", "50 percent"),
        ("If no wave comes within three hours, people may return.", "within three hours"),
    ],
)
def test_a_number_beside_a_negation_stays(figures, text, kept):
    assert [f.text for f in figures(text)] == [kept]


@pytest.mark.parametrize(
    ("text", "unit", "measured"),
    [
        ("The drummer, 55, died at home.", "year", "drummer"),
        ("The academy trains 120 officers a year.", "officer", "officers a year"),
        ("The academy trained 120 officers a year ago.", "officer", "officers"),
        ("He signed an eight-year, lucrative contract.", "year", "contract"),
        ("Legal trade over the border is worth $40 million.", "dollar", "Legal trade"),
    ],
)
def test_what_is_measured(figures, text, unit, measured):
    figure = figures(text)[0]
    assert (figure.unit, figure.measured) == (unit, measured)


def test_two_dimensions_measure_one_thing(figures):
    found = figures("A corner of the building measuring 50m by 20m was well alight.")
    assert [(f.value, f.unit) for f in found] == [(50, "metre"), (20, "metre")]
    assert found[1].measured != "m"


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("He counted six.", 0.15),
        ("Two days after the vote, it rained.", 0.15),
        ("The two governments signed it.", 0.02),
        ("Why should 3,000 people sign it?", 0.15),
    ],
)
def test_what_says_little_weighs_little(figures, text, most):
    assert figures(text)[0].salience <= most


@pytest.mark.parametrize("words", ["He", "they", "six", "The number of victims"])
def test_pronouns_and_counts_hold_nothing(parse, words):
    text = f"{words} said 12 people died."
    parsed = parse(text)
    source = AttributionSource(document_id="t", start=0, end=len(words), text=words)
    attribution = make_attribution(parsed, source, len(words) + 6)
    context = Context(parsed, (), (attribution,), (), ())
    assert context.holder(text.index("12")).name is None


def make_attribution(parsed, source, start):
    document = parsed.document
    return Attribution(source=source, cue=None, content=(document.span(start, len(document.text)),))
