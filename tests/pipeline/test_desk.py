"""A product with everything an analyst's desk hands in: made, verified, and each changed word of it found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import bluf
from bluf.consistency import check_consistency
from bluf.errors import GroundingError, SourceError, UsageError
from bluf.grounding import check_grounding
from bluf.model import (
    Change,
    ChangeKind,
    Corroboration,
    Desk,
    EvidenceGrade,
    LintRule,
    Note,
    Originator,
    OriginatorKind,
    SourceProfile,
    Stance,
)
from bluf.standards import Credibility, Reliability, Tlp

SEEDS = Path(__file__).parents[2] / "seeds"
EARLY = [str(SEEDS / name) for name in ("2011-12-09-cordillera-monitor.txt", "2012-07-17-frontier-police-bulletin.md")]
LATE = [*EARLY[1:], str(SEEDS / "2012-07-18-andes-dispatch.html"), str(SEEDS / "2012-07-18-rio-courier.md")]
DESK = Desk(
    profiles=(
        SourceProfile(name="Andes Dispatch", reliability=Reliability.B, kind="news agency", mark=Tlp.GREEN),
        SourceProfile(name="Others", match=("*",), reliability=Reliability.C),
    ),
    note=Note(text="The accord matters more than the words [1:2, 2:3]. See [3].", name="n.md"),
    heading="Groups in Bolivia",
    serial="S-1",
    prepared_by="Desk 4",
)


@pytest.fixture(scope="module")
def earlier() -> bytes:
    return bluf.brief(EARLY, formats=("json",)).rendered[0].body


@pytest.fixture(scope="module")
def result(earlier) -> bluf.Result:
    return bluf.brief(LATE, formats=("json", "html"), desk=DESK, since=earlier)


def test_all_of_it_is_in_the_briefing(result):
    briefing = result.briefing
    assert (briefing.heading, briefing.serial, briefing.prepared_by) == ("Groups in Bolivia", "S-1", "Desk 4")
    assert briefing.mark is Tlp.GREEN
    assert sorted(s.reliability.value for s in briefing.sources) == ["B", "C", "C"]
    assert all("analyzed with bluf" in s.citation for s in briefing.sources)
    assert [c.source for c in briefing.note.citations] == [1, 2, 3]
    assert {r.kind for r in briefing.changes.rows} >= {ChangeKind.NEW, ChangeKind.REPEATED, ChangeKind.DROPPED}


@pytest.mark.parametrize("form", [0, 1])
def test_it_verifies(result, form):
    body = result.rendered[form].body
    assert bluf.verify(body) == ()
    assert bluf.verify(body, LATE) == ()


def test_the_desk_changes_the_id(result, earlier):
    assert result.briefing.id != bluf.brief(LATE, formats=("json",), since=earlier).briefing.id


def test_an_earlier_briefing_that_was_changed_is_refused(earlier):
    with pytest.raises(GroundingError, match="--since"):
        bluf.brief(LATE, formats=("json",), since=earlier.replace(b'"salience": 1.0', b'"salience": 0.9', 1))


def test_a_note_that_cites_nothing_of_ours_stops_the_run():
    with pytest.raises(UsageError, match=r"n\.md, line 1: \[12\] cites no source"):
        bluf.brief(EARLY, formats=("json",), desk=Desk(note=Note(text="See [12].", name="n.md")))


def test_strict_passes_clean_sources_and_refuses_broken_rules():
    assert bluf.brief(EARLY, formats=("json",), strict=True).briefing.lint is not None
    note = Note(text="It is likely, with high confidence, that it falls.", name="n.md")
    with pytest.raises(SourceError, match="refused by --strict: A likelihood and a level of confidence"):
        bluf.brief(EARLY, formats=("json",), strict=True, desk=Desk(note=note))


# --- what was changed afterwards ----------------------------------------------------------------------------------------


def _first(items, **changes):
    return (replace(items[0], **changes), *items[1:])


FALSE = Corroboration(
    originators=(Originator(name="The Times", kind=OriginatorKind.SPEAKER, carriers=()),),
    credibility=Credibility.CONFIRMED,
)


CHANGES = {
    "mark_cleared": lambda b: {"mark": Tlp.CLEAR},
    "reference": lambda b: {"sources": _first(b.sources, citation="The Times; 1 January 2000.")},
    "mark_raised": lambda b: {"sources": _first(b.sources, mark=Tlp.RED)},
    "letter": lambda b: {"sources": _first(b.sources, profile=replace(DESK.profiles[0], reliability=Reliability.A))},
    "origin": lambda b: {"sources": _first(b.sources, origin=2)},
    "summary_sources": lambda b: {"summary": replace(b.summary, sources=40)},
    "summary_unnamed": lambda b: {"summary": replace(b.summary, unnamed=400)},
    "grade": lambda b: {"evidence_base": replace(b.evidence_base, grade=EvidenceGrade.STRONG)},
    "reasons": lambda b: {
        "evidence_base": replace(b.evidence_base, reasons=tuple((r, n + 7) for r, n in b.evidence_base.reasons))
    },
    "corroboration": lambda b: {"key_points": _first(b.key_points, corroboration=FALSE)},
    "relation": lambda b: {"relations": _first(b.relations, object_id=b.actors[-1].id)},
    "note_text": lambda b: {"note": replace(b.note, text=b.note.text.replace("1:2", "1:3"))},
    "note_citation": lambda b: {"note": replace(b.note, citations=_first(b.note.citations, source=3))},
    "change_kind": lambda b: {
        "changes": replace(b.changes, rows=_first(b.changes.rows, kind=ChangeKind.FIGURE_CHANGED))
    },
    "change_stance": lambda b: {
        "changes": replace(b.changes, rows=_first(b.changes.rows, now_stance=Stance.ASKS, now=b.title))
    },
    "change_empty": lambda b: {"changes": replace(b.changes, rows=(Change(kind=ChangeKind.NEW),))},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_product_is_found(result, change):
    briefing = result.briefing
    changed = replace(briefing, **change(briefing))
    assert changed != briefing
    assert check_consistency(changed)


def test_an_earlier_text_that_was_changed_is_found(result):
    changes = result.briefing.changes
    source = changes.sources[0]
    text = source.document.text.replace("a", "e")
    forged = replace(
        changes, sources=(replace(source, document=replace(source.document, text=text)), *changes.sources[1:])
    )
    assert check_grounding(replace(result.briefing, changes=forged))


def test_a_single_source_claim_without_a_flag_is_linted(result):
    from bluf.synthesis.lint import lint

    briefing = replace(result.briefing, key_points=_first(result.briefing.key_points, corroboration=None))
    assert LintRule.SINGLE_SOURCE_UNFLAGGED in {f.rule for f in lint(briefing)}
