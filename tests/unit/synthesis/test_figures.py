"""The ledger over several documents: which figures are one, which stand side by side, which come first."""

from __future__ import annotations

import time

import pytest

from bluf.model import MadeWith, Qualifier
from bluf.synthesis import synthesize
from tests.unit.synthesis.conftest import Story


def brief(*stories: Story):
    return synthesize([story.analysis() for story in stories], made_with=MadeWith(bluf="0", model="m"))


def told(uri: str, text: str, *figures: tuple[str, float, str | None, str | None], **more) -> Story:
    story = Story(text, uri=uri)
    for words, value, unit, measured in figures:
        story.figure(words, value, unit, measured, **more)
    return story


def test_a_telling_sum_is_one_entry_whatever_it_is_said_to_measure():
    a = told("a", "Acme will buy Beta, the chip maker, for $54 billion.", ("$54 billion", 54e9, "USD", "chip maker"))
    b = told("b", "The chip deal is worth about $54 billion.", ("$54 billion", 54e9, "dollar", "deal"))
    (figure,) = brief(a, b).figures
    assert len(figure.repeats) == 1


def test_about_forty_and_forty_are_one_account():
    about = {"qualifier": Qualifier.ABOUT}
    a = told(
        "a",
        "The flood killed about 40 people in the valley.",
        ("about 40", 40, "person", "people in the valley"),
        **about,
    )
    b = told("b", "The flood killed 40 people in the valley.", ("40", 40, "person", "people in the valley"))
    assert len(brief(a, b).figures) == 1


def test_up_to_forty_and_forty_are_two():
    bound = {"qualifier": Qualifier.AT_MOST, "low": None}
    a = told(
        "a",
        "The flood killed up to 40 people in the valley.",
        ("up to 40", 40, "person", "people in the valley"),
        **bound,
    )
    b = told("b", "The flood killed 40 people in the valley.", ("40", 40, "person", "people in the valley"))
    assert len(brief(a, b).figures) == 2


def test_a_round_number_elsewhere_is_not_the_same():
    a = told("a", "The flood left 200 houses without power.", ("200", 200, "house", "houses"))
    b = told("b", "Parliament has 200 seats to fill in May.", ("200", 200, "seat", "seats"))
    assert len(brief(a, b).figures) == 2


def test_two_numbers_of_one_sentence_are_no_discrepancy_where_another_paper_repeats_it():
    text = "He ran for 548 yards and caught 60 passes in 28 games."
    figures = ("548", 548, "yard", "rushing yards"), ("60", 60, "pass", "passes"), ("28", 28, "game", "games")
    entries = brief(told("a", text, *figures), told("b", text, *figures)).figures
    assert [len(f.repeats) for f in entries] == [1, 1, 1]
    assert {f.discrepancies for f in entries} == {()}


@pytest.mark.parametrize("unit", ["year", "%", "USD"])
def test_ages_shares_and_sums_of_like_sentences_are_no_rivals(unit):
    a = told("a", "Police arrested the suspect, 61, in the valley at night.", ("61", 61, unit, "suspect"))
    b = told("b", "Police arrested the driver, 40, in the valley at night.", ("40", 40, unit, "driver"))
    assert {f.discrepancies for f in brief(a, b).figures} == {()}


def test_another_count_of_the_dead_is_a_discrepancy_with_its_holder():
    a = told(
        "a", "The flood killed 40 people in the valley.", ("40", 40, "person", "people in the valley"), holder="police"
    )
    b = told(
        "b", "The flood killed 62 people in the valley.", ("62", 62, "person", "people in the valley"), holder="army"
    )
    first, second = brief(a, b).figures
    assert {(d.value, d.holder) for f in (first, second) for d in f.discrepancies} == {(40, "police"), (62, "army")}


def test_the_dead_come_before_small_bare_counts():
    story = told(
        "a",
        "The flood killed 40 people. Two men saw it.",
        ("40", 40, "person", "people"),
        ("Two", 2, "man", None),
        salience=0.5,
    )
    assert [f.text for f in brief(story).figures] == ["40", "Two"]


def test_a_rival_value_that_two_papers_give_is_told_once_and_by_who_is_named():
    most = {"qualifier": Qualifier.AT_MOST, "low": None}
    own = told(
        "a",
        "No more than 500 Colombians trade drugs and hide fuel in barns near Sela.",
        ("500", 500, "Colombian", "Colombians in Sela"),
        **most,
    )
    bare = told(
        "b",
        "Up to 3,000 Colombians trade drugs near bars.",
        ("3,000", 3000, "Colombian", "Colombians in bars"),
        **most,
    )
    held = told(
        "c",
        "Up to 3,000 Colombian smugglers hide fuel in barns of Sela.",
        ("3,000", 3000, "smuggler", "smugglers of Sela"),
        holder="Ana Cruz",
        **most,
    )
    figures = brief(own, bare, held).figures
    assert len(figures) == 3
    (mine,) = (f for f in figures if f.high == 500)
    assert [(d.high, d.holder) for d in mine.discrepancies] == [(3000, "Ana Cruz")]


def test_work_grows_with_the_figures_of_one_sentence_only():
    def ledger(size: int) -> float:
        text = " and ".join(f"{n} of {n % 7} firms" for n in range(size)) + " closed in the valley of Arica."
        story = told("a", text, *((f"{n} of {n % 7}", n % 3, "firm", f"part {n}") for n in range(size)))
        start = time.perf_counter()
        assert brief(story).figures
        return time.perf_counter() - start

    small = ledger(400)
    assert ledger(3200) < 8 * small * 4  # eight times the figures; the factor of four is for a busy machine
