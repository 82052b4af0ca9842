"""Turns of interviews, and quotations that go on in the next paragraph."""

from __future__ import annotations

from bluf.analysis import load_model_once, parse_document
from bluf.analysis.attribution import find_attributions
from bluf.model import Attribution, Document


def find(text: str) -> tuple[Attribution, ...]:
    return find_attributions(parse_document(Document(id="d", text=text), load_model_once()), ())


def turns(text: str) -> list[tuple[str, str, str]]:
    """Stance, source and content of what has no cue."""
    return [
        (str(a.stance), a.source.text, " ".join(" ".join(c.text.split()) for c in a.content))
        for a in find(text)
        if a.source and not a.cue
    ]


def test_turns_in_one_paragraph() -> None:
    text = (
        "We met the painter Ada Holm. Gazette: What can we expect? Holm: We start anew. I got the call. "
        "Gazette: Is it big? Holm: It feels huge."
    )
    assert turns(text) == [
        ("asks", "Gazette", "What can we expect?"),
        ("states", "Holm", "We start anew. I got the call"),
        ("asks", "Gazette", "Is it big?"),
        ("states", "Holm", "It feels huge"),
    ]


def test_paragraphs_between_turns_belong_to_the_turn_and_those_after_the_last_do_not() -> None:
    text = (
        "Holm: It started with a letter.\n\nI answered at once.\n\nGazette: Was it fun?\n\nHolm: It was a lot of fun."
        "\n\nThe show opens in May."
    )
    assert turns(text) == [
        ("states", "Holm", "It started with a letter. I answered at once"),
        ("asks", "Gazette", "Was it fun?"),
        ("states", "Holm", "It was a lot of fun"),
    ]


def test_a_label_alone_opens_no_turn() -> None:
    assert turns("The book is long.\n\nNote: The book is out in May.\n\nUpdate: It sold well.") == []
    assert turns("The art of Holm\n\nHolm: It started with a letter.\n\nThe rest is history.") == []


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    (found,) = find('"I got the call," Holm said. "I was at home.\n\n"And I got to work on that."')
    assert [" ".join(c.text.split()) for c in found.content] == [
        '"I got the call,"',
        '"I was at home. "And I got to work on that."',
    ]
