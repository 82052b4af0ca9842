"""What is not said is no attribution; what is denied has the denial only."""

from __future__ import annotations

import pytest

from bluf.analysis import load_model_once, parse_document
from bluf.analysis.attribution import find_attributions
from bluf.model import Attribution, Document, Stance


def find(text: str) -> tuple[Attribution, ...]:
    return find_attributions(parse_document(Document(id="d", text=text), load_model_once()), ())


@pytest.mark.parametrize(
    "text",
    [
        "The envoy stopped short of saying that the rebels had settled in the valley.",
        "The minister did not say that the talks had failed.",
        "The minister did not say whether the talks had failed.",
        "The company declined to say that the plant would close.",
        "The spokesman refused to say how many were hurt.",
        "She paused before saying that the plant would close.",
        "It is not clear whether the ministry asks for arrests.",
        "If the panel asks for more time, the vote will slip.",
        "It is too early to say that the virus has been beaten.",
        "The ministry has yet to announce that the border is open.",
        "The agency was unable to confirm that the base fell.",
        "The army has not confirmed that the base fell.",
        "No other agency has confirmed the report that the plane was shot down.",
        "None of the clubs has been reported to have offered more than eight years.",
        "Two things to watch: whether the army publishes the list, and whether Peru asks for arrests by name.",
    ],
)
def test_what_is_not_said_is_no_attribution(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The government denied reports that foreign gangs were established in the country.",
            "reports that foreign gangs were established in the country",
        ),
        ("The ministry denied a report that the minister had resigned.", "a report that the minister had resigned"),
    ],
)
def test_denied_reports_are_denied_only(text: str, content: str) -> None:
    (found,) = find(text)
    assert found.stance is Stance.DENIES
    assert [c.text for c in found.content] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said that the rebels had settled in the valley.",
        "The army confirmed that the base fell.",
        "The mayor demanded that the ministry publish the lists.",
        "If, as the minister said, the talks had failed, the border would close.",
    ],
)
def test_what_is_said_stays(text: str) -> None:
    assert find(text)
