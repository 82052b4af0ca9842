"""How sure a reading is: what is plain scores higher than what an editor would stop at."""

from __future__ import annotations

import pytest

from bluf.analysis import load_model_once, parse_document
from bluf.analysis.attribution import attribute, find_attributions
from bluf.model import Document


def score(text: str) -> float:
    parse = parse_document(Document(id="d", text=text), load_model_once())
    return min(a.score for a in find_attributions(parse, ()))


@pytest.mark.parametrize(
    ("plain", "odd"),
    [
        ('"The bridge is safe," said Ana Cruz.', "Critics point to the bridge."),
        ("The army said on Friday that the bridge was safe.", "That suggests the bridge is safe."),
        ("Police said the road was closed.", "Many believe in the road and the bridge."),
    ],
)
def test_what_is_plain_scores_higher(plain: str, odd: str) -> None:
    parse = parse_document(Document(id="d", text=odd), load_model_once())
    assert all(a.score < score(plain) for a in find_attributions(parse, ()))


@pytest.mark.parametrize("text", ["The army said the bridge was safe.", "Reportedly, nobody was hurt."])
def test_scores_lie_between_0_and_1(text: str) -> None:
    assert 0.0 <= score(text) <= 1.0


def test_rules_alone_doubt_nothing() -> None:
    parse = parse_document(Document(id="d", text="The army said that the bridge was safe."), load_model_once())
    assert [a.score for a in attribute(parse, (), None)] == [1.0]
