"""Units, qualifiers and ranges."""

from __future__ import annotations

import re

import pytest

from bluf.analysis.figures.bounds import find_quantities
from bluf.analysis.figures.numbers import NUMBER_WORDS, find_numerals
from bluf.analysis.figures.units import DOLLAR, dollar_of


def quantities(text):
    words = [
        (m.start(), m.end(), m[0].lower()) for m in re.finditer(r"[^\W\d_]+", text) if m[0].lower() in NUMBER_WORDS
    ]
    return find_quantities(text, find_numerals(text, words))


def one(text):
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("some say 5 men", "=", 5, 5),
        ("up to 3,000 men", "<=", None, 3000),
        ("as many as 14 players", "<=", None, 14),
        ("at most 5 men", "<=", None, 5),
        ("no more than 5 men", "<=", None, 5),
        ("not more than 5 men", "<=", None, 5),
        ("at least five men", ">=", 5, None),
        ("no fewer than 40 men", ">=", 40, None),
        ("not less than 40 men", ">=", 40, None),
        ("at least an additional 13 cases", ">=", 13, None),
        ("500 or more men", ">=", 500, None),
        ("94+ cases", ">=", 94, None),
        ("10 people or fewer", "<=", None, 10),
        ("more than 600 people", ">", 600, None),
        ("over 600 people", ">", 600, None),
        ("upwards of 400 people", ">", 400, None),
        ("less than 30 men", "<", None, 30),
        ("just under 20 men", "<", None, 20),
        ("under the age of five", "<", None, 5),
        ("nearly 300 men", "~", 300, 300),
        ("an estimated 300 men", "~", 300, 300),
        ("up to about 50 men", "<=", None, 50),
        ("dozens of men", ">=", 24, None),
        ("between 40 and 50 men", "range", 40, 50),
        ("40 to 50 men", "range", 40, 50),
        ("23 or 27 crew", "range", 23, 27),
        ("two to three million men", "range", 2_000_000, 3_000_000),
        ("greater than 100 and smaller than 300", "range", 100, 300),
    ],
)
def test_the_words_set_the_bound(text, qualifier, low, high):
    found = one(text)
    assert (found.qualifier.value, found.low, found.high) == (qualifier, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "testified about 300 men",
        "warned about 300 men",
        "a good 300 men",
        "barely 300 men",
        "fully 300 men",
        "the 300 men",
    ],
)
def test_unknown_words_set_no_bound(text):
    found = one(text)
    assert (found.qualifier.value, found.text if hasattr(found, "text") else None) == ("=", None)
    assert (found.low, found.high) == (300, 300)


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("US$42 million", "USD", "US$42 million"),
        ("£90m", "GBP", "£90m"),
        ("A$5 million", "AUD", "A$5 million"),
        ("a $2.5 million flat", DOLLAR, "$2.5 million"),
        ("$3.9 billion CAD", "CAD", "$3.9 billion CAD"),
        ("ten million dollars", DOLLAR, "ten million dollars"),
        ("5 Australian dollars", "AUD", "5 Australian dollars"),
        ("20€", "EUR", "20€"),
        ("Rs. 20", "INR", "Rs. 20"),
        ("470 pence a share", "penny per share", "470 pence a share"),
        ("85% of cases", "%", "85%"),
        ("10 per cent", "%", "10 per cent"),
        ("3 percentage points", "percentage point", "3 percentage points"),
        ("3km away", "kilometre", "3km"),
        ("175 miles per hour", "mile per hour", "175 miles per hour"),
        ("4 km squared", "square kilometre", "4 km squared"),
        ("12 metric tons", "tonne", "12 metric tons"),
        ("12 tons", "ton", "12 tons"),
        ("20 pounds of gold", "pound-mass", "20 pounds"),
        ("20 pounds", "pound", "20 pounds"),
        ("a 15-year-old girl", "year", "15-year-old"),
        ("half an hour", "hour", "half an hour"),
        ("37°C", "celsius", "37°C"),
        ("450 Nm", "newton metre", "450 Nm"),
    ],
)
def test_the_unit_stands_beside(text, unit, words):
    found = one(text)
    assert found.unit is not None
    assert found.unit.full_name == unit
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "five yardsticks",
        "No one has said",
        "5 in 2004",
        "2 pm",
        "20 March",
        "19 MLS teams",
        "367 MPs",
        "10 A",
        "five am",
        'the Big Five" game',
    ],
)
def test_a_word_of_the_sentence_is_no_unit(text):
    assert all(q.unit is None for q in quantities(text))


def test_a_scale_given_once_serves_both():
    found = one("$1.2 to 1.5 million")
    assert (found.low, found.high, found.unit.name) == (1_200_000, 1_500_000, DOLLAR)


def test_a_unit_given_once_serves_both():
    assert [q.unit.name for q in quantities("45 and 50 mg")] == ["milligram", "milligram"]


def test_a_digit_of_a_unit_is_no_second_quantity():
    assert [q.value for q in quantities("4km^2, 4 square kilometres")] == [4, 4]


def test_levels_before_and_after_are_two():
    assert [q.value for q in quantities("rose from 24.9% to 38.6%")] == [24.9, 38.6]
    assert [q.value for q in quantities("exports dropped 7% to $2.3 billion")] == [7, 2_300_000_000]


def test_a_range_may_begin_with_from():
    found = one("from 16 million to 22 million kilometres")
    assert (found.low, found.high, found.start) == (16_000_000, 22_000_000, 0)


def test_over_and_a_duration_is_a_period_unless_it_bounds():
    assert one("spread over ten years").qualifier.value == "="
    assert one("for over ten years").qualifier.value == ">"


def test_a_year_earlier_is_no_rate():
    assert [q.unit.full_name for q in quantities("to $7 billion from $6 billion a year earlier")] == [DOLLAR, DOLLAR]


def test_a_bare_dollar_follows_the_country_only_where_it_is_clear():
    assert dollar_of(["AU", "AU", "AU", "ID"]) == "AUD"
    assert dollar_of(["US", "AU"]) == DOLLAR
    assert dollar_of(["FR", "DE"]) == DOLLAR
    assert dollar_of([]) == DOLLAR
