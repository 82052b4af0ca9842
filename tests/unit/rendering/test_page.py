"""The annex holds the whole text, or says what it leaves out; groups keep everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluf.model import Briefing, Document, Source
from bluf.rendering import page as page_module
from bluf.rendering.page import Page
from bluf.rendering.text import one_line


def test_nobody_who_speaks_is_lost(briefing: Briefing) -> None:
    speakers = Page(briefing, "html").speakers
    assert sorted(number for speaker in speakers for number, _ in speaker.entries) == list(
        range(1, len(briefing.attributions) + 1)
    )
    assert speakers[-1].name == "source not named"
    assert [len(s.entries) for s in speakers if s.name == "Zdeněk Dvořáček"] == [2]


def test_sides_of_a_disagreement_carry_their_number(briefing: Briefing) -> None:
    assert [number for number, _ in Page(briefing, "html").sides((1, 6))] == [2, 7]
    assert Page(briefing, "html").sides((99,)) == ()


def test_sections_are_those_that_have_something(briefing: Briefing, empty_briefing: Briefing) -> None:
    assert [heading for _, heading in Page(empty_briefing, "html").sections] == ["Caveats", "Sources", "Annex"]
    assert len(Page(briefing, "html").sections) == 11


def test_the_annex_is_the_text(briefing: Briefing) -> None:
    for entry in Page(briefing, "html").annex:
        printed = " ".join(sentence.text for block in entry.blocks for sentence in block.sentences)
        assert printed == one_line(entry.source.document.text)
        assert not entry.excerpt


def test_text_between_sentences_and_without_blocks_is_printed() -> None:
    document = Document(id="d", text="0. One here. | left over |\n\nTwo there. tail")
    source = Source(number=1, document=document, sentences=(document.span(3, 12), document.span(28, 38)))
    empty = Briefing(
        id="x", title=None, as_of=None, bottom_line=(), evidence_grade=page_module.Briefing.__annotations__ and "thin", key_points=(),
        actors=(), figures=(), attributions=(), disagreements=(), timeline=(), dates=(), places=(), gaps=(), sources=(source,), caveats=(),
        made_with=None,
    )  # type: ignore[arg-type]  # fmt: skip
    (entry,) = Page(empty, "html").annex
    assert [[(s.k, s.text) for s in block.sentences] for block in entry.blocks] == [
        [(0, "0."), (1, "One here."), (0, "| left over |")],
        [(2, "Two there."), (0, "tail")],
    ]


def test_a_long_annex_is_an_excerpt_that_says_so(large_briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(page_module.ANNEX_SENTENCES, "pdf", 10)
    few = replace(
        large_briefing,
        actors=(),
        figures=(),
        attributions=(),
        timeline=(),
        key_points=large_briefing.key_points[:1],
        bottom_line=(),
    )
    (entry,) = Page(few, "pdf").annex
    shown = [s.k for block in entry.blocks for s in block.sentences]
    assert entry.excerpt
    assert shown == [1, 2, 3]
    left_out = sum(block.skipped for block in entry.blocks) + entry.skipped_at_end
    assert left_out + len(shown) == len(large_briefing.sources[0].sentences)


def test_an_empty_document_has_an_annex_without_text() -> None:
    document = Document(id="d", text="")
    source = Source(number=1, document=document, sentences=())
    briefing = Briefing(
        id="x", title=None, as_of=None, bottom_line=(), evidence_grade="thin", key_points=(), actors=(), figures=(), attributions=(),
        disagreements=(), timeline=(), dates=(), places=(), gaps=(), sources=(source,), caveats=(), made_with=None,
    )  # type: ignore[arg-type]  # fmt: skip
    (entry,) = Page(briefing, "html").annex
    assert entry.blocks == ()
