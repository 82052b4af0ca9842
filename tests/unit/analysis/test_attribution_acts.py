"""Cues in another sense, and who may be a source: acts, comparisons by the reporter, counted things, fragments."""

from __future__ import annotations

import pytest

from bluf.analysis import load_model_once, parse_document
from bluf.analysis.attribution import find_attributions
from bluf.model import Attribution, Document


def find(text: str) -> tuple[Attribution, ...]:
    return find_attributions(parse_document(Document(id="d", text=text), load_model_once()), ())


def rows(text: str) -> list[tuple[str, str | None, str]]:
    """Stance, source and content of each attribution."""
    return [
        (str(a.stance), a.source.text if a.source else None, " … ".join(c.text for c in a.content)) for a in find(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The tribunal has called a mayoral election for March.",
        "The chancellor called a press conference.",
        "Fire crews from two towns were called in to help fight the blaze.",
        "The restaurant has apologised for this major inconvenience.",
        "The club had considered signing the striker if it lost out on the goalkeeper.",
        "The pitcher agreed a deal with the club worth 161 million dollars.",
        "The pitcher agreed to a seven-year deal with the club.",
    ],
)
def test_acts_are_no_attributions(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quinn called on Monday to report that his wife had been kidnapped.",
            [("states", "Quinn", "his wife had been kidnapped")],
        ),
        ("The senator called for an inquiry into the raid.", [("demands", "The senator", "an inquiry into the raid")]),
        (
            "The senator called on the government to open an inquiry.",
            [("demands", "The senator", "on the government to open an inquiry")],
        ),
        (
            "The two sides agreed to pull back their forces.",
            [("promises", "The two sides", "to pull back their forces")],
        ),
        (
            "Officials do not expect to find any additional cases in birds.",
            [("assesses", "Officials", "not … to find any additional cases in birds")],
        ),
        (
            "No more than 500 settlers are tied to the trade, an official said on Friday, contradicting an estimate.",
            [("states", "an official", "No more than 500 settlers are tied to the trade")],
        ),
    ],
)
def test_the_stance_is_that_of_the_words(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No more than 500 settlers said they had moved there.",
        "The man, who police say robbed two banks, was arrested.",
    ],
)
def test_counts_and_fragments_give_nothing(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "At the time, the officer said the case was being treated as a kidnap.",
            "At the time … the case was being treated as a kidnap",
        ),
        ("In the morning, the officer said the case was closed.", "the case was closed"),
    ],
)
def test_the_time_of_a_statement_stays_with_it(text: str, content: str) -> None:
    assert [row[2] for row in rows(text)] == [content]


def test_who_is_told_is_not_who_speaks() -> None:
    (row,) = rows(
        '"We read about the hotline in the newspaper," Ana Rojas, the mayor of Puerto Azul, told Frontera News.'
    )
    assert row[1] is None or "Ana Rojas" in row[1]


def test_a_second_predicate_keeps_its_subject() -> None:
    text = "The singer had been on a tour with the band in Lima, Peru, and was scheduled to play tonight, according to Stanton."
    (row,) = rows(text)
    assert row[2].startswith("The singer ")
    assert row[2].endswith("was scheduled to play tonight")


def test_a_relaying_paper_does_not_take_over_the_quotation() -> None:
    text = '"I nearly fell," he said, according to the Chronicle. "I tried to call them. Nobody came to the door."'
    (spoken,) = [a for a in find(text) if a.direct]
    assert spoken.source is not None
    assert spoken.source.text == "he"
    assert len(spoken.content) == 2


def test_a_pronoun_of_another_clause_is_no_content() -> None:
    text = "I can tell you that our investigation has concluded that none of the claims is true."
    assert not any(row[2].startswith("you") for row in rows(text))


def test_who_is_asked_does_not_ask() -> None:
    found = rows("Asked whether the deal was dead, the minister said it was alive.")
    assert [row[:2] for row in found] == [("asks", None), ("states", "the minister")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army bombed an airstrip that prosecutors say served cocaine flights.",
            [("states", "prosecutors", "an airstrip … served cocaine flights")],
        ),
        (
            "The sabotage, which has been attributed to the rebels, failed.",
            [("alleges", None, "The sabotage … to the rebels")],
        ),
    ],
)
def test_a_relative_pronoun_is_read_as_what_it_stands_for(
    text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert rows(text) == expected
