"""The domain types: nothing half built, nothing untraceable."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bluf.model import (
    Actor,
    ActorKind,
    Attribution,
    Document,
    Figure,
    Phrase,
    Qualifier,
    Quote,
    Span,
    Statement,
    collapse,
)

TEXT = "Ana  said\nthat “it rained” 🌧 in São Tomé."


@pytest.fixture
def document() -> Document:
    return Document(id="d", text=TEXT)


@given(st.data())
def test_any_span_of_a_document_quotes_it(data):
    text = data.draw(st.text())
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Document(id="d", text=text).span(start, end)
    assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, len(TEXT) + 1)])
def test_no_span_outside_of_the_text(document, start, end):
    with pytest.raises(ValueError, match=r"outside|cannot hold"):
        document.span(start, end)


def test_a_span_that_cannot_hold_its_text_does_not_exist():
    with pytest.raises(ValueError, match="cannot hold"):
        Span(document_id="d", start=0, end=4, text="abc")


def test_findings_are_frozen(document):
    span = document.span(0, 3)
    with pytest.raises(FrozenInstanceError):
        span.start = 1


def test_covers_and_overlaps_only_within_one_document(document):
    whole, part = document.span(0, 20), document.span(5, 9)
    other = replace(part, document_id="e")
    assert whole.covers(part)
    assert whole.overlaps(part)
    assert not part.covers(whole)
    assert not whole.covers(other)
    assert not whole.overlaps(other)
    assert not document.span(0, 5).overlaps(document.span(5, 9))


def test_a_statement_needs_a_quote(document):
    with pytest.raises(ValueError, match="quote"):
        Statement(parts=(Phrase.DENIES,))
    with pytest.raises(ValueError, match="quote"):
        Statement(parts=(Quote(span=document.span(3, 5)),))  # white space alone


def test_a_statement_prints_quotes_and_phrases(document):
    start = document.text.index("that")
    statement = Statement(
        parts=(Phrase.STATES, Quote(span=document.span(start, start + 16), capital=True), Phrase.STOP),
        support=(document.span(0, 3),),
    )
    assert statement.text == "states: That “it rained”."
    assert [s.text for s in statement.evidence] == ["that “it rained”", "Ana"]


def test_a_quote_collapses_white_space_and_nothing_else(document):
    assert Quote(span=document.span(0, 9)).text == "Ana said"
    assert collapse("a \n\t b") == "a b"


def test_an_actor_needs_a_mention():
    with pytest.raises(ValueError, match="mention"):
        Actor(id="a", name="Ana", kind=ActorKind.PERSON, mentions=())


def test_an_attribution_needs_content():
    with pytest.raises(ValueError, match="content"):
        Attribution(source=None, cue=None, content=())


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_no_figure_is_infinite_or_no_number(value):
    with pytest.raises(ValueError, match="finite"):
        Figure(document_id="d", start=0, end=1, text="1", low=None, high=None, value=value, qualifier=Qualifier.EQUAL)


def test_a_figure_checks_its_span_too():
    with pytest.raises(ValueError, match="cannot hold"):
        Figure(document_id="d", start=0, end=9, text="1", low=1, high=1, value=1, qualifier=Qualifier.EQUAL)


def test_json_round_trip_keeps_statements(document):
    statement = Statement(parts=(Quote(span=document.span(0, 3)), Phrase.STOP))
    adapter = TypeAdapter(Statement)
    assert adapter.validate_json(adapter.dump_json(statement)) == statement


def test_loading_refuses_what_building_refuses():
    with pytest.raises(ValidationError):
        TypeAdapter(Statement).validate_python({"parts": ["denies: "]})
    with pytest.raises(ValidationError):
        TypeAdapter(Statement).validate_python({"parts": ["our own words"]})
    with pytest.raises(ValidationError):
        TypeAdapter(Span).validate_python({"document_id": "d", "start": 0, "end": 9, "text": "abc"})
