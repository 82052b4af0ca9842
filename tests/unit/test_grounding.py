"""The grounding check finds what does not stand in its source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluf.grounding import check_grounding
from bluf.model import Actor, ActorEntry, ActorKind, Analysis, Document, KeyPoint, MadeWith, Quote, Statement
from bluf.synthesis import synthesize

TEXT = "Ana Cruz, mayor of Oruro, said the dam is safe. Cruz added that 300 families had left."


def _briefing(text: str = TEXT):
    document = Document(id="d", text=text, uri="a.txt")
    first = document.span(0, text.index(".") + 1)
    actor = Actor(
        id="a1",
        name="Ana Cruz",
        kind=ActorKind.PERSON,
        mentions=(document.span(0, 8), document.span(48, 52)),
        aliases=("Cruz",),
        role="mayor of Oruro",
        role_span=document.span(10, 24),
    )
    return synthesize(
        [
            Analysis(
                document=document,
                sentences=(first, document.span(48, len(text))),
                key_points=(KeyPoint(document_id="d", start=0, end=first.end, text=first.text, salience=1.0),),
                actors=(actor,),
            )
        ],
        made_with=MadeWith(bluf="0", model="m"),
    )


def test_a_briefing_made_from_its_sources_is_grounded():
    briefing = _briefing()
    assert briefing.bottom_line
    assert check_grounding(briefing) == ()
    assert check_grounding(briefing, [briefing.sources[0].document]) == ()


def test_a_changed_source_is_found():
    briefing = _briefing()
    changed = replace(briefing.sources[0].document, text=TEXT.replace("safe", "weak"))
    problems = check_grounding(briefing, [changed])
    assert any("differs from the source" in p.what for p in problems)


def test_a_missing_source_is_found():
    assert any("content hash" in p.what for p in check_grounding(_briefing(), []))


def test_one_changed_character_in_the_annex_is_found():
    briefing = _briefing()
    source = briefing.sources[0]
    altered = replace(source, document=replace(source.document, text=TEXT.replace("safe", "saxe")))
    assert check_grounding(replace(briefing, sources=(altered,)))


def test_a_changed_quote_is_found():
    briefing = _briefing()
    span = briefing.bottom_line[0].evidence[0]
    lie = replace(span, text=span.text.replace("safe", "weak"))
    altered = replace(briefing, bottom_line=(Statement(parts=(Quote(span=lie),)),))
    (problem, *_) = check_grounding(altered)
    assert "bottom line" in problem.where
    assert "does not stand" in problem.what


def test_a_quote_from_an_unknown_document_is_found():
    briefing = _briefing()
    stranger = replace(briefing.bottom_line[0].evidence[0], document_id="x")
    altered = replace(briefing, bottom_line=(Statement(parts=(Quote(span=stranger),)),))
    assert any("unknown document" in p.what for p in check_grounding(altered))


@pytest.mark.parametrize(
    "change", [{"name": "Ana Crus"}, {"aliases": ("the mayor",)}, {"role": "mayor of Potosí"}, {"role_span": None}]
)
def test_a_changed_name_alias_or_role_is_found(change):
    briefing = _briefing()
    actor = replace(briefing.actors[0], **change)
    assert isinstance(actor, ActorEntry)
    assert check_grounding(replace(briefing, actors=(actor,)))


@pytest.mark.parametrize("change", [{"publisher": "The Times"}, {"title": "Another title"}, {"sha256": "0" * 64}])
def test_a_changed_source_list_is_found(change):
    briefing = _briefing()
    source = briefing.sources[0]
    altered = replace(source, document=replace(source.document, **change))
    assert check_grounding(replace(briefing, sources=(altered,)), [source.document])
