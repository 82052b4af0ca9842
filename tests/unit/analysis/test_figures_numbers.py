"""Numerals in digits and words."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluf.analysis.figures.numbers import NUMBER_WORDS, NumeralKind, find_numerals


def numerals(text):
    words = [
        (m.start(), m.end(), m[0].lower()) for m in re.finditer(r"[^\W\d_]+", text) if m[0].lower() in NUMBER_WORDS
    ]
    return find_numerals(text, words)


def read(text):
    return [(text[n.start : n.end], n.value) for n in numerals(text)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("5 men", "5", 5),
        ("1,234,567.89 dinars", "1,234,567.89", 1234567.89),
        ("12,34,567 rupees", "12,34,567", 1234567),
        ("1,00,000 rupees", "1,00,000", 100000),
        ("1\u202f234\u202f567 francs", "1\u202f234\u202f567", 1234567),
        ("10 000 people", "10 000", 10000),
        ("1.234.567 pesos", "1.234.567", 1234567),
        ("80, 000 spectators", "80, 000", 80000),
        ("1,8 metres", "1,8", 1.8),
        (".5 miles", ".5", 0.5),
        ("0.0 percent", "0.0", 0),
        ("１２３ prisoners", "１２３", 123),
        ("١٢٣ prisoners", "١٢٣", 123),
        ("1.5 million dead", "1.5 million", 1500000),
        ("3 hundred thousand", "3 hundred thousand", 300000),
        ("35 lakh rupees", "35 lakh", 3500000),
        ("two crore votes", "two crore", 20000000),
        ("fell −5 percent", "−5", -5),
        ("it was minus five", "minus five", -5),
        ("minus-130 degrees", "minus-130", -130),
        ("6.23x10^-4 moles", "6.23x10^-4", 0.000623),
        ("1e10 cells", "1e10", 10**10),
        ("½ of them", "½", 0.5),
        ("2½ hours", "2½", 2.5),
        ("2 1/2 hours", "2 1/2", 2.5),
        ("1/40 of it", "1/40", 0.025),
        ("fifty-two weeks", "fifty-two", 52),
        ("two hundred and six", "two hundred and six", 206),
        ("seven hundred twenty-one thousand twelve", "seven hundred twenty-one thousand twelve", 721012),
        ("a quarter of a million", "a quarter of a million", 250000),
        ("two and a half million", "two and a half million", 2500000),
        ("half a dozen eggs", "half a dozen", 6),
        ("two-thirds of them", "two-thirds", 2 / 3),
        ("a third of them", "a third", 1 / 3),
        ("one hundred and three quarters", "one hundred and three quarters", 100.75),
        ("two hundred point zero three", "two hundred point zero three", 200.03),
        ("a hundred", "a hundred", 100),
        ("several hundred ducks", "several hundred", 200),
        ("dozens of them", "dozens", 24),
        ("hundreds of thousands of people", "hundreds of thousands", 200000),
        ("tens of millions", "tens of millions", 20000000),
        ("a couple of days", "couple", 2),
    ],
)
def test_a_numeral_is_read(text, words, value):
    (found,) = read(text)
    assert found[0] == words
    assert found[1] == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "no number at all",
        "1,2,3",
        "10.0.0.1",
        "1e309 bullets",
        "1e400",
        "1.1^23",
        "1/0 of the total",
        "0/0 percent",
        "NaN percent and Infinity dollars",
        "9" * 5000,
        "the third man",
        "half-time",
        "the first half",
        "one hundred thirty-fifths",
        "hundred",
        "in the last quarter",
        "twenty fifth anniversary",
    ],
)
def test_what_is_no_clear_number_has_no_value(text):
    assert read(text) == []


def test_a_scale_letter_waits_for_its_currency():
    (found,) = numerals("90m")
    assert (found.value, found.short) == (90, "m")
    assert found.scaled().value == 90_000_000


def test_a_vague_numeral_says_so():
    (found,) = numerals("thousands fled")
    assert found.kind is NumeralKind.VAGUE


def test_integral_values_are_integers():
    assert isinstance(numerals("2.0 percent")[0].value, int)


PIECES = [
    *"0123456789.,-/½ emkbnx^١%$",
    "one ",
    "hundred ",
    "half ",
    "and ",
    "a ",
    "million ",
    "of ",
    "thirds ",
    "point ",
    "dozens ",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_gives_finite_numbers_in_order(text):
    at = 0
    for n in numerals(text):
        assert at <= n.start < n.end <= len(text)
        assert math.isfinite(n.value)
        at = n.end


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_mean_what_they_say(number):
    assert [n.value for n in numerals(f"{number:,} people")] == [number]
