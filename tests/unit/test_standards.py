"""Tables of the standards, and our own words about sources."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bluf.citing import source_citation, summary_text
from bluf.model import Document, MadeWith, SourceProfile, SourceSummary
from bluf.standards import Reliability, Scale, Tlp, find_band, strictest

MADE = MadeWith(bluf="1.0", model="m 2")


def test_the_strictest_mark():
    assert strictest([Tlp.CLEAR, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.GREEN]) is Tlp.AMBER_STRICT
    assert strictest([Tlp.CLEAR]) is Tlp.CLEAR
    assert all(mark.audience for mark in Tlp)


@pytest.mark.parametrize(
    ("word", "icd203", "phia"),
    [
        ("likely", "55–80", "55–75"), ("Probably", "55–80", "55–75"), ("highly likely", "", "80–90"),
        ("very likely", "80–95", ""), ("almost certainly", "95–99", "95–<100"), ("realistic possibility", "", "40–<50"),
        ("remote chance", "1–5", ">0–5"), ("even odds", "45–55", ""), ("possibly", "", ""), ("certain", "", ""),
    ],
)  # fmt: skip
def test_bands(word, icd203, phia):
    assert (find_band(word, Scale.ICD203)[1], find_band(word, Scale.PHIA)[1]) == (icd203, phia)


def test_a_reference_says_what_a_document_does_not_state():
    line = source_citation(Document(id="d", text="x", sha256="ab" * 32), None, MADE)
    assert line == (
        "author not stated; untitled; publisher not stated; not dated; standard input; read from a file; source type not stated; "
        f"SHA-256 {'ab' * 32}; analyzed with bluf 1.0, m 2."
    )


def test_a_full_reference():
    document = Document(
        id="d", text="x", uri="https://a.example/x", title="A\n dam", publisher="norte", authors=("Ana Cruz",), sha256="ab",
        published_on=date(2024, 5, 2), retrieved_at=datetime(2024, 5, 3, 10, tzinfo=UTC), link="https://b.example/x",
    )  # fmt: skip
    assert source_citation(document, SourceProfile(name="El Norte", source_type="OSINT"), MADE) == (
        "Ana Cruz; “A dam”; El Norte; 2 May 2024; https://a.example/x; original https://b.example/x; accessed 3 May 2024; "
        "source type OSINT; SHA-256 ab; analyzed with bluf 1.0, m 2."
    )


def test_the_summary_says_breadth_gaps_and_conflicts():
    summary = SourceSummary(
        sources=4, origins=2, first=date(2024, 5, 1), last=date(2024, 5, 2), undated=1, relaying=2, in_register=1,
        reliabilities=((Reliability.B, 1),), statements=9, unnamed=3, disagreements=1, discrepancies=2,
    )  # fmt: skip
    assert summary_text(summary) == (
        "The briefing rests on 4 sources of 2 separate origins, published 1 May 2024 to 2 May 2024; 1 of them states no date. "
        "1 of 4 stand in the source register: 1 × B (usually reliable). The reliability of the others cannot be judged (F). "
        "2 sources pass on other media whose own text was not seen. 3 of 9 leading statements come from holders who are not named. "
        "Conflicts: 1 matter in dispute, 2 figures with rival values."
    )


def test_one_source_without_anything():
    assert summary_text(SourceSummary(sources=1, origins=1, undated=1)) == (
        "The briefing rests on one source, not dated. No source is graded in a register: the reliability of all cannot be judged (F)."
    )
