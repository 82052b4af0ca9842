"""Texts that no newspaper prints: what they cost stays bounded, in every format."""

from __future__ import annotations

import io
import time

import pytest

from bluf import pipeline


@pytest.fixture(scope="module")
def endless_word():
    return pipeline.brief(["-"], formats=("md", "html", "pdf", "json"), stdin=io.BytesIO(b"A" * 1_000_000))


def test_a_megabyte_without_a_space_is_no_name(endless_word):
    assert all(len(actor.name) <= 300 for actor in endless_word.briefing.actors)


def test_a_megabyte_without_a_space_prints_an_excerpt(endless_word):
    pdf = next(r for r in endless_word.rendered if r.filename.endswith(".pdf"))
    assert len(pdf.body) < 500_000


def test_a_text_after_it_is_still_found():
    text = b"Ana Cruz, the mayor of Oruro, said on Monday that 300 families had left.\n\n" + b"x" * 300_000
    start = time.process_time()
    briefing = pipeline.brief(["-"], formats=("md",), stdin=io.BytesIO(text)).briefing
    assert time.process_time() - start < 30
    assert any(actor.name == "Ana Cruz" for actor in briefing.actors)


def test_a_text_that_repeats_itself_gives_a_short_page():
    text = b"Officials in Valmora said on Tuesday that 412 kilograms were seized from nine people.\n" * 1500
    pdf = pipeline.brief(["-"], formats=("pdf",), stdin=io.BytesIO(text)).rendered[0]
    assert len(pdf.body) < 300_000
