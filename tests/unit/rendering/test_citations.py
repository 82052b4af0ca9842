"""Spans lead to the numbered sentences that hold them, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bluf.model import Briefing, Document, Source, Span
from bluf.rendering.citations import Citations, numbered_statements, printed_lines

DOCUMENT = Document(id="d", text="One is here. Two is there.   Three.\n\n| table |")
SENTENCES = (DOCUMENT.span(0, 12), DOCUMENT.span(13, 26), DOCUMENT.span(29, 35))
CITATIONS = Citations([Source(number=4, document=DOCUMENT, sentences=SENTENCES)])


def labels(*spans: Span) -> list[str]:
    return [citation.label for citation in CITATIONS.find(spans)]


def test_a_span_is_cited_by_its_sentence() -> None:
    assert labels(DOCUMENT.span(0, 3)) == ["4:1"]
    assert labels(DOCUMENT.span(13, 26)) == ["4:2"]


def test_neighbors_are_joined_and_repeats_dropped() -> None:
    assert labels(DOCUMENT.span(4, 20)) == ["4:1–2"]
    assert labels(DOCUMENT.span(30, 32), DOCUMENT.span(0, 3), DOCUMENT.span(1, 2)) == ["4:1", "4:3"]


def test_a_span_outside_every_sentence_cites_the_source() -> None:
    (citation,) = CITATIONS.find([DOCUMENT.span(37, 46)])
    assert (citation.label, citation.anchor) == ("4", "s4")
    assert labels(DOCUMENT.span(26, 29)) == ["4"]


def test_an_unknown_document_has_no_citation() -> None:
    assert labels(Span(document_id="other", start=0, end=1, text="x")) == []
    assert labels() == []


@given(st.integers(0, len(DOCUMENT.text)), st.integers(0, len(DOCUMENT.text)))
def test_every_span_has_a_citation(a: int, b: int) -> None:
    span = DOCUMENT.span(min(a, b), max(a, b))
    found = CITATIONS.find([span])
    assert found
    for citation in found:
        assert not citation.first or any(
            s.overlaps(span) or s.covers(span) for s in SENTENCES[citation.first - 1 : citation.last]
        )


def test_every_statement_has_an_id(briefing: Briefing) -> None:
    names = numbered_statements(briefing)
    assert list(names)[:4] == ["title", "bluf-1", "bluf-2", "key-1"]
    assert names["key-5-note-1"].text == "via Agencja Północ"
    assert "gap-4" not in names


def test_printed_lines_name_what_they_lean_on(briefing: Briefing) -> None:
    lines = {
        line.id: line
        for line in printed_lines(
            briefing, {"key": range(1, 9), "figure": range(1, 9), "gap": range(1, 9), "dispute": [1]}
        )
    }
    assert lines["figure-1"].label == "F1"
    assert {span.text for span in lines["figure-1"].spans} == {"up to 300", "340"}
    assert lines["key-2"].label == "K2"
    assert "title" not in lines
