"""What one source says thousands of times is held and cited twenty times, and the briefing says so."""

from __future__ import annotations

import io
from dataclasses import replace

from bluf import pipeline
from bluf.consistency import check_consistency
from bluf.grounding import check_grounding
from bluf.model import Briefing
from bluf.rendering import find_alterations, load_briefing, render
from bluf.rendering.repeats import MOST, with_few_repeats

TEXT = "Officials in Valmora said on Tuesday that 412 kilograms of cocaine were seized at the port.\n\n"


def _many(times: int) -> Briefing:
    return pipeline.brief(["-"], formats=("json",), stdin=io.BytesIO((TEXT * times).encode())).briefing


def test_an_ordinary_briefing_is_the_same():
    briefing = _many(3)
    assert with_few_repeats(briefing) == briefing
    assert not briefing.caveats


def test_endless_repeats_are_cited_a_few_times_and_the_page_says_so():
    briefing = _many(60)
    assert max(len(f.repeats) for f in briefing.figures) == MOST
    assert all(len(a.repeats) <= MOST + 3 for a in briefing.attributions)
    assert "is cited at 20 places" in briefing.caveats[-1].message
    assert check_grounding(briefing) == check_consistency(briefing) == ()
    page = render(briefing, "html").body
    assert load_briefing(page) == briefing
    assert find_alterations(page, briefing) == ()


def test_each_source_keeps_its_own():
    briefing = _many(60)
    figure = max(briefing.figures, key=lambda f: len(f.repeats))
    others = tuple(replace(r, document_id="other") for r in figure.repeats[:5])
    wide = replace(briefing, figures=(replace(figure, repeats=(*figure.repeats * 9, *others)),))
    kept = with_few_repeats(wide).figures[0].repeats
    assert [r.document_id for r in kept].count("other") == 5
    assert len(kept) == MOST + 5
