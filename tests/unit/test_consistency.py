"""What stands beside the spans of a briefing must be borne by the rest of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import bluf
from bluf.consistency import check_consistency
from bluf.model import Briefing, Disagreement, EvidenceGrade, Gap, GapKind, Stance

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return bluf.brief([str(SEEDS)], formats=("md",)).briefing


def test_a_briefing_of_ours_bears_itself_out(briefing):
    assert check_consistency(briefing) == ()


def _first(items, wanted):
    return next(n for n, item in enumerate(items) if wanted(item))


def _changed(items, at, **changes):
    return (*items[:at], replace(items[at], **changes), *items[at + 1 :])


@pytest.mark.parametrize(
    ("field", "wanted", "changes"),
    [
        ("figures", lambda f: f.high == 3000, {"high": 3001}),
        ("figures", lambda f: f.value == 3000, {"value": 30000000.5}),
        ("figures", lambda f: f.holder_id, {"holder": "The Colombian president"}),
        ("figures", lambda f: f.holder_id, {"holder_id": "A9999"}),
        ("figures", lambda f: f.holder is None, {"holder": "Nobody of that name"}),
        ("figures", lambda f: f.measured, {"measured": "flying saucers"}),
        ("attributions", lambda a: a.source and a.source.actor_id, {"statement": None}),
        ("attributions", lambda a: a.stance is Stance.DENIES, {"content": ()}),
        ("key_points", lambda k: k.stance, {"stance": None}),
        ("key_points", lambda k: k.holder, {"holder": "Somebody Else"}),
        ("actors", lambda a: a.lines, {"id": "A9999"}),
        ("timeline", lambda t: t.time, {"time": None}),
        ("dates", lambda d: d.value == "2012-07-19", {"value": "2012-07-20"}),
    ],
)
def test_a_changed_field_is_found(briefing, field, wanted, changes):
    items = getattr(briefing, field)
    at = _first(items, wanted)
    if changes == {"statement": None}:
        changes = {"statement": briefing.title}
    elif changes == {"content": ()}:
        changes = {"content": items[at].content[:1] + briefing.title.evidence}
    elif changes == {"time": None}:
        changes = {"time": replace(items[at].time, value="1999", first=date(1999, 1, 1), last=date(1999, 12, 31))}
    assert check_consistency(replace(briefing, **{field: _changed(items, at, **changes)}))


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence_grade": EvidenceGrade.STRONG, "originators": ()},
        {"originators": ("The Times",), "evidence_grade": EvidenceGrade.THIN},
        {"leading_actors": 100_000},
        {"disagreements": (Disagreement(sides=(0, 99_999)),)},
        {"gaps": (Gap(kind=GapKind.UNDATED_SOURCE, document_id="x"),)},
    ],
)
def test_a_changed_whole_is_found(briefing, changes):
    assert check_consistency(replace(briefing, **changes))


@pytest.mark.parametrize("text", ["two and a half million", "1/2", "a dozen"])
def test_numbers_that_are_no_digits_are_not_judged(briefing, text):
    figure = replace(
        briefing.figures[0], text=text, start=0, end=len(text), low=None, high=None, value=7, holder=None,
        holder_id=None, measured=None, measured_span=None, concept=None, place=None, period=None, repeats=(), discrepancies=(), corroboration=None,
    )  # fmt: skip
    assert not check_consistency(replace(briefing, figures=(figure,), leading_figures=1, summary=None))
